//! The passes over the articles: the first learns what only the whole corpus knows, the second writes what has text in it and leaves integers.

use super::article::{Articles, Line as ArticleLine};
use super::column::Layout;
use super::overlap::overlapped;
use super::sentence::{Line, Sentences};
use super::sink::{Sink, Source};
use super::statement::Files;
use super::study::Study;
use super::table::{self, Table, Written};
use crate::coding::matching::{Matched, Matching};
use crate::error::Result;
use crate::partial::census::Census;
use crate::partial::concordance::{Concordance, Found};
use crate::partial::counted::Counting;
use crate::partial::fact::Piece;
use crate::partial::family::{Families, Shingles, Sketch, Sketches};
use crate::partial::fold::Partial;
use crate::partial::prose::Prose;
use crate::partial::roster::Roster;
use crate::partial::vocabulary::{Bag, Vocabulary, Words};
use crate::spool::Analysed;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What the first pass leaves.
pub struct First {
    /// Names, groups and outlets.
    pub roster: Roster,
    /// The words of the groups.
    pub words: Words,
    /// Families of near-duplicates.
    pub families: Families,
}

/// The first pass, and a look at the articles that may be near-duplicates.
pub fn first(study: &Study<'_>, source: &mut dyn Source) -> Result<First> {
    let counting = Counting::new(study.config);
    let (mut census, mut vocabulary, mut sketches) =
        (Census::new(study.config), Vocabulary::default(), Sketches::default());
    let read = |article: &Analysed| {
        let prose = Prose::new(article);
        (Sketch::new(&Shingles::new(&prose)), Bag::new(prose))
    };
    let count = |articles: &[Analysed], texts: Vec<(Sketch, Bag)>| {
        for (article, (sketch, bag)) in articles.iter().zip(texts) {
            census.add(article);
            sketches.push(sketch);
            if !counting.leaves_out(article.genre) {
                vocabulary.add(&article.group, &bag);
            }
        }
        Ok(())
    };
    overlapped(source, |articles| articles.par_iter().map(read).collect(), count)?;
    let known = || {
        let roster = census.finish();
        (vocabulary.finish(|group| roster.group_number(group)), roster)
    };
    let ((words, roster), families) = rayon::join(known, || families(sketches, source));
    Ok(First { words, families: families?, roster })
}

fn families(sketches: Sketches, source: &mut dyn Source) -> Result<Families> {
    let mut candidates = sketches.candidates();
    for batch in candidates.batches() {
        let mut shingles = Vec::with_capacity(batch.articles.len());
        source.some(&batch.articles, &mut |articles| {
            shingles.par_extend(articles.par_iter().map(|article| Shingles::new(&Prose::new(article))));
            Ok(())
        })?;
        candidates.decide(&batch, &shingles);
    }
    Ok(candidates.finish())
}

/// What the second pass leaves.
pub struct Second {
    /// The facts of all articles.
    pub partial: Partial,
    /// Where the words stand that were asked about.
    pub concordance: Concordance,
    /// Where the items of the hand-coded sample stand.
    pub coded: Matched,
    /// The tables written.
    pub tables: Vec<Written>,
    /// Rows of `data/sentences.csv`.
    pub rows: u64,
    /// Files under `speakers/`.
    pub statement_files: u64,
    /// Speakers who would have one but for the cap.
    pub statement_files_left_out: u64,
}

/// What the second pass makes of an article by itself.
struct Made {
    number: u32,
    /// The first article of its family.
    cluster: String,
    /// Its lines of `data/sentences.csv`.
    lines: Vec<u8>,
    facts: Partial,
    piece: Piece,
    found: Found,
}

/// The second pass: writes what has text in it, article by article, and folds the rest into integers.
pub fn second(
    study: &Study<'_>,
    first: &First,
    mut concordance: Concordance,
    source: &mut dyn Source,
    sink: &mut dyn Sink,
) -> Result<Second> {
    let (counting, roster) = (Counting::new(study.config), &first.roster);
    let mut sentences = Table::<Sentences>::new("data/sentences");
    let mut lines = Table::<Articles>::new("data/articles");
    let mut files = Files::new(roster);
    let mut partial = Partial::default();
    let mut heads: BTreeMap<u32, String> =
        first.families.shared().into_keys().map(|head| (head, String::new())).collect();
    let mut coded = Matching::new(study.coded.clone(), counting);
    let (columns, finder) = (Sentences::columns(), concordance.finder());
    let mut next = 0;
    let make = |articles: &[Analysed]| {
        let numbered: Vec<(u32, &Analysed)> = (next..).zip(articles).collect();
        next += articles.len() as u32;
        // The head of a family is the first of its articles.
        for (number, article) in &numbered {
            if let Some(head) = heads.get_mut(number) {
                head.clone_from(&article.id);
            }
        }
        let make = |(number, article): (u32, &Analysed)| {
            let mut facts = Partial::default();
            let head = heads.get(&first.families.cluster(number));
            let (cluster, rows) = (head.unwrap_or(&article.id).clone(), article.rows.iter());
            Made {
                number,
                lines: table::lines(&columns, rows.map(|row| Line::new(article, row, &cluster, roster, counting))),
                piece: facts.add(number, article, roster, counting),
                facts,
                found: finder.find(&Prose::new(article)),
                cluster,
            }
        };
        numbered.into_par_iter().map(make).collect()
    };
    let fold = |articles: &[Analysed], made: Vec<Made>| {
        for (article, made) in articles.iter().zip(made) {
            let (number, cluster, piece) = (made.number, made.cluster, made.piece);
            let rows = article.rows.iter().map(|row| Line::new(article, row, &cluster, roster, counting));
            sentences.push_lines(&made.lines, rows, sink)?;
            files.add(article, roster, counting, sink)?;
            coded.add(number, &cluster, article, roster);
            partial.merge(made.facts);
            lines.push(&ArticleLine { article, piece: &piece, cluster: &cluster }, sink)?;
            if piece.counted {
                concordance.add(number, &made.found);
            }
        }
        Ok(())
    };
    overlapped(source, make, fold)?;
    let statement_files_left_out = files.left_out;
    let mut tables = files.finish(sink)?;
    let statement_files = tables.len() as u64;
    let sentences = sentences.finish(sink)?;
    let rows = sentences.rows;
    tables.extend([sentences, lines.finish(sink)?]);
    let (partial, coded) = (partial.seal(), coded.finish());
    Ok(Second { partial, concordance, coded, tables, rows, statement_files, statement_files_left_out })
}
