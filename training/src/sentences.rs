//! Articles sentence by sentence, with what the rules found there and what people marked.

use crate::gold::{Gold, Labelled};
use std::collections::{BTreeMap, BTreeSet};
use tone::attribution::hit::Hit;
use tone::attribution::passage::{Passage, Run, Words};
use tone::attribution::reading::read;
use tone::attribution::tagger::lexeme::View;
use tone::attribution::tagger::model::Lexicon;
use tone::attribution::tagger::revise::Reviser;
use tone::span::Span;
use tone::text::document::Document;

/// An attribution as people marked it, in tokens.
#[derive(Debug)]
pub struct Marked {
    pub source: BTreeSet<usize>,
    pub cue: BTreeSet<usize>,
    pub content: BTreeSet<usize>,
}

impl Marked {
    pub fn new(document: &Document<'_>, gold: &Gold) -> Self {
        let tokens = |spans: &[Span]| spans.iter().flat_map(|&span| tokens_of(document, span)).collect();
        Self { source: tokens(&gold.source), cue: tokens(&gold.cue), content: tokens(&gold.content) }
    }
}

/// The tokens that a span touches.
fn tokens_of(document: &Document<'_>, span: Span) -> impl Iterator<Item = usize> {
    let first = document.tokens.partition_point(|token| token.span.end <= span.start);
    let end = document.tokens.partition_point(|token| token.span.start < span.end);
    first..end
}

/// Keeps what the rules found in each sentence and leaves it as it is.
#[derive(Default)]
struct Recorder(Vec<(Run, Vec<Hit>)>);

impl Reviser for Recorder {
    fn revise(&mut self, _: &Passage<'_>, tokens: Run, found: Vec<Hit>) -> Vec<Hit> {
        self.0.push((tokens, found.clone()));
        found
    }
}

/// A sentence with its attributions.
pub struct Sentence<'a> {
    pub document: &'a Document<'a>,
    pub view: View<'a>,
    /// The attributions of the article.
    pub gold: &'a [Marked],
    /// Those whose words of saying stand in the sentence, by their place among the candidates.
    pub said: BTreeMap<usize, &'a Marked>,
}

/// Hands on every sentence of the articles that the tagger would look at. Gives how many more attributions have words of saying, none of them a
/// candidate.
pub fn each(articles: &[Labelled], lexicon: Lexicon<'_>, take: &mut dyn FnMut(Sentence<'_>)) -> usize {
    let mut missed = 0;
    for article in articles {
        let document = Document::parse(&article.text, false);
        let words = Words::new(&document);
        let passage = Passage::new(&document, &words);
        let mut recorder = Recorder::default();
        read(&passage, &mut recorder);
        let gold: Vec<Marked> = article.gold.iter().map(|gold| Marked::new(&document, gold)).collect();
        for (tokens, hits) in &recorder.0 {
            let here = gold.iter().filter(|gold| gold.cue.iter().any(|&at| tokens.holds(at)));
            let Some(view) = View::new(&passage, *tokens, hits, lexicon) else {
                missed += here.count();
                continue;
            };
            let mut said = BTreeMap::new();
            for gold in here {
                match head(&view, gold) {
                    Some(at) => {
                        said.insert(at, gold);
                    }
                    None => missed += 1,
                }
            }
            take(Sentence { document: &document, view, gold: &gold, said });
        }
    }
    missed
}

/// The candidate among the words of saying that the rules or the words themselves speak for most.
fn head(view: &View<'_>, gold: &Marked) -> Option<usize> {
    let inside = view.candidates.iter().copied().filter(|&at| gold.cue.contains(&(view.tokens.start + at)));
    inside.max_by_key(|&at| (view.hit_at(at).is_some(), view.lexeme(at).bucket, std::cmp::Reverse(at)))
}
