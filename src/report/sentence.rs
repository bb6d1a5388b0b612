//! `data/sentences.csv`: every row of every article, the audit trail of every figure.

use super::cell::{Cell, Dialect};
use super::column::{Column, Kind, Layout, TONE};
use crate::partial::counted::{Counted, Counting};
use crate::partial::roster::{Name, Roster};
use crate::partial::words;
use crate::row::Row;
use crate::spool::Analysed;

/// A row with its article and the names that the corpus gave it.
pub struct Line<'a> {
    article: &'a Analysed,
    row: &'a Row,
    cluster: &'a str,
    speaker: Option<&'a Name>,
    via: Vec<&'a str>,
    counted: Counted,
}

impl<'a> Line<'a> {
    /// Resolves the names of a row.
    pub fn new(article: &'a Analysed, row: &'a Row, cluster: &'a str, roster: &'a Roster, counting: Counting) -> Self {
        let speaker = roster.speaker(row).map(|number| roster.name(number));
        // A relay without a name is told in the words of the text; relays.csv puts it with its group.
        let told = |form: &'a String| {
            let name = roster.name(roster.number(form)?);
            Some(if name.is_description() { form.as_str() } else { name.text.as_str() })
        };
        let via = row.via.iter().filter_map(told).collect();
        Self { article, row, cluster, speaker, via, counted: Counted::of(row, article.genre, counting) }
    }

    /// The relays, nearest to the speaker first.
    pub fn via(&self) -> Cell<'_> {
        Cell::chain(self.via.iter().copied())
    }
}

/// The layout of `data/sentences.csv`.
pub enum Sentences {}

impl Layout for Sentences {
    type Row<'a> = Line<'a>;
    const NAME: &'static str = "sentences";
    const TITLE: &'static str =
        "A sentence in one voice. With data/articles.csv everything the tables count and average can be recomputed.";
    const DIALECT: Dialect = Dialect::Exact;
    const KEY: &'static [&'static str] = &["article_id", "sentence", "row"];

    fn columns() -> Vec<Column<Self>> {
        let mut columns = place();
        columns.extend(voice());
        columns.extend(figures());
        columns
    }
}

fn place() -> Vec<Column<Sentences>> {
    vec![
        Column::text("article_id", "The article's id", |line| Cell::text(&line.article.id)),
        Column::new("sentence", Kind::Integer, "", "The sentence's number in the article; 0 is the title", |line| {
            Cell::Integer(line.row.sentence.into())
        }),
        Column::new(
            "row",
            Kind::Integer,
            "",
            "The row's number in the sentence, from 0, outer voice before inner",
            |line| Cell::Integer(line.row.row.into()),
        ),
        Column::text("outlet", "The outlet that published the article", |line| Cell::text(&line.article.outlet)),
        Column::text("group", "The outlet's group", |line| Cell::text(&line.article.group)),
        Column::new("date", Kind::Date, "", "Date of publication; empty if the input gives none", |line| {
            Cell::text(&line.article.date)
        }),
        Column::text("event", "Key of the configured event the article is about; empty for none", |line| {
            Cell::text(&line.article.event)
        }),
        Column::text("genre", "news, opinion or unknown", |line| Cell::text(line.article.genre.as_str())),
        Column::text("cluster", CLUSTER, |line| Cell::text(line.cluster)),
        Column::text(
            "counted",
            "yes, or why the row is in no mean on tone: headline, boilerplate, opinion (the article is an opinion piece and these are \
             excluded), unsure (speech or stance with less confidence than min_confidence: in no figure by speaker), stance (in \
             stance_sentences only), no_words (nothing to score: in relays.csv and verbs.csv only)",
            |line| Cell::text(line.counted.as_str()),
        ),
        Column::new("headline", Kind::Boolean, "", "True for the title", |line| Cell::Boolean(line.row.headline)),
        Column::new(
            "start",
            Kind::Integer,
            "bytes of UTF-8",
            "Where the sentence starts in the article's text, or in its title",
            |line| Cell::Integer(line.row.start as u64),
        ),
        Column::new("end", Kind::Integer, "bytes of UTF-8", "Where it ends", |line| Cell::Integer(line.row.end as u64)),
    ]
}

/// The description of the columns `cluster`.
pub const CLUSTER: &str = "The smallest id of the article's family of near-duplicates (five-word shingles, Jaccard index .80 or more); its own id if \
    it has none. Intervals and tests take a cluster as one observation";

fn voice() -> Vec<Column<Sentences>> {
    vec![
        Column::text(
            "voice",
            "narration (nobody is quoted in the sentence), reporting (the outlet's own words around speech or stance), speech, stance \
             (attributed but not said), boilerplate",
            |line| Cell::text(line.row.voice.as_str()),
        ),
        Column::new(
            "attribution",
            Kind::Integer,
            "",
            "Number of the attribution in the article; joint speakers share one",
            |line| Cell::maybe(line.row.attribution, |number| Cell::Integer(number.into())),
        ),
        Column::new("within", Kind::Integer, "", "Number of the attribution this one is nested in", |line| {
            Cell::maybe(line.row.within, |number| Cell::Integer(number.into()))
        }),
        Column::text("speaker", "Who said it, by one name across the corpus; empty if unresolved", |line| {
            Cell::maybe(line.speaker, |name| Cell::text(&name.text))
        }),
        Column::text("speaker_in_article", "The fullest form the article gives", |line| {
            Cell::text(&line.row.speaker_in_article)
        }),
        Column::new("known", Kind::Boolean, "", "True if the speaker is configured", |line| {
            Cell::maybe(line.speaker, |name| Cell::Boolean(name.known))
        }),
        Column::text("side", "Key of the speaker's side", |line| {
            Cell::maybe(line.speaker, |name| Cell::text(&name.side))
        }),
        Column::text(
            "via",
            "Who relayed the words, nearest to the speaker first, joined by \" > \", one without a name in the words of the text; empty for \
             the outlet's own reporting",
            |line| line.via(),
        ),
        Column::text("act", "What the cue says was done: speech, written, cognition, attitude, evidence", |line| {
            Cell::maybe(line.row.act, |act| Cell::text(act.as_str()))
        }),
        Column::text(
            "cue_class",
            "How the cue frames the words: neutral, factive, distancing, directive, defensive, hostile, approving",
            |line| Cell::maybe(line.row.cue_class, |class| Cell::text(class.as_str())),
        ),
        Column::text("cue", "The words of saying, as far as they stand in this sentence", |line| {
            Cell::Text(words::cue(line.row).into())
        }),
        Column::text(
            "manner",
            "direct (wholly in quotation marks), mixed (partly), indirect, statement (printed whole, without marks)",
            |line| Cell::maybe(line.row.manner, |manner| Cell::text(manner.as_str())),
        ),
        Column::text("rule", "The rule that found the attribution", |line| Cell::text(&line.row.rule)),
        Column::new(
            "confidence",
            Kind::Number,
            "0 to 1",
            "Probability that this speaker says words of this row, by its rule, its cue, and how the words of the source mean the speaker; \
             for speech and stance",
            |line| Cell::maybe(line.row.confidence, Cell::Score),
        ),
    ]
}

fn figures() -> Vec<Column<Sentences>> {
    vec![
        Column::new("words", Kind::Integer, "words", "Words of the row's own text", |line| {
            Cell::Integer(line.row.words.into())
        }),
        Column::new("lexicon_hits", Kind::Integer, "words", "Of these, words the lexicon knows", |line| {
            Cell::Integer(line.row.lexicon_hits.into())
        }),
        Column::new(
            "tone",
            Kind::Number,
            TONE,
            "Tone of the row's own words by the chosen profile; empty if it has none",
            |line| Cell::maybe(line.row.tone, Cell::Score),
        ),
        Column::new("vader", Kind::Number, TONE, "The same by the reference scorer, vaderSentiment 3.3.2", |line| {
            Cell::maybe(line.row.vader, Cell::Score)
        }),
        Column::new("tone_sentence", Kind::Number, TONE, "Tone of the whole sentence", |line| {
            Cell::Score(line.row.tone_sentence)
        }),
        Column::new("vader_sentence", Kind::Number, TONE, "Reference score of the whole sentence", |line| {
            Cell::Score(line.row.vader_sentence)
        }),
        Column::new(
            "event_negativity",
            Kind::Number,
            "0 to 1",
            "Negativity of words for events (war, attack) among the row's own",
            |line| Cell::Score(line.row.event_negativity),
        ),
        Column::text("actors", "Configured actors the sentence mentions, joined by |", |line| {
            Cell::list(&line.row.actors)
        }),
        Column::text("frames", "Frames among the row's own words, <set>.<category>, joined by |", |line| {
            Cell::list(&line.row.frames)
        }),
        Column::text("text", "The sentence", |line| Cell::text(&line.row.text)),
    ]
}
