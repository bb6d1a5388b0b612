//! Rows with their reasons: what each speaker, relay and score goes by.
//!
//! The rows are those of [`Analyst::rows`], made by the same walk; beside each stands what it was made of.

use super::analyst::{Analyst, Made, Refusal};
use super::reckoning::Reckoning;
use crate::article::Article;
use crate::attribution::confidence::{Evidence, Factor};
use crate::attribution::evidence::{Carriage, Cited, How, Relayed};
use crate::attribution::resolve::{Attribution, Speaker};
use crate::row::Row;
use crate::score::Score;
use crate::span::Span;
use crate::text::language::is_english;
use crate::text::plain::Plain;
use serde::Serialize;

/// A sentence with its rows and their reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// As in [`Row`].
    pub sentence: u32,
    /// As in [`Row`].
    pub headline: bool,
    /// As in [`Row`].
    pub start: usize,
    /// As in [`Row`].
    pub end: usize,
    /// As in [`Row`].
    pub text: String,
    /// Its rows, in order.
    pub rows: Vec<Reasoned>,
}

/// A row with its reasons. In JSON they stand among the row's own fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reasoned {
    /// The row.
    #[serde(flatten)]
    pub row: Row,
    /// For speech and stance: why this speaker.
    pub why: Option<Why>,
    /// How the row's score came about; none for a row without words of its own, and under a profile that does not tell.
    pub score: Option<Reckoning>,
}

/// Why a row has its speaker and its relays.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// What the rule saw.
    pub rule: String,
    /// The words of saying. They stand in another sentence if the words said go through several.
    pub cue: Vec<Words>,
    /// By what the source means the speaker.
    pub how: How,
    /// The words of the source that mean the speaker.
    pub words: Option<Words>,
    /// The words elsewhere that those point to.
    pub to: Option<Words>,
    /// Why each relay is one, nearest to the speaker first.
    pub via: Vec<Carrier>,
    /// The first probability, which the tagger gives, or the rule alone.
    pub detected: Score,
    /// True if the tagger gives it.
    pub read: bool,
    /// What makes the row's confidence of it.
    pub factors: Vec<Factor>,
}

/// Words of an article and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The number of their sentence; 0 is the title.
    pub sentence: u32,
    /// Bytes into the article's text, or into its title in sentence 0.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// Why somebody is a relay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Carrier {
    /// As in the row's `via`.
    pub name: String,
    /// What makes it one.
    pub how: Carriage,
    /// The words that name it.
    pub words: Words,
    /// The words that make it a relay.
    pub cue: Option<Words>,
}

impl Analyst {
    /// The sentences of an article with their rows and reasons.
    pub fn explain(&self, article: &Article) -> Result<Vec<Explained>, Refusal> {
        if is_english(&Plain::new(&article.text).text) { self.explain_any(article) } else { Err(Refusal::NotEnglish) }
    }

    /// The sentences of an article with their rows and reasons, whatever its language.
    pub fn explain_any(&self, article: &Article) -> Result<Vec<Explained>, Refusal> {
        let mut sentences: Vec<Explained> = Vec::new();
        let title = Plain::new(&article.title);
        self.each(article, &Plain::new(&article.text), &mut |made| {
            let row = &made.row;
            if sentences.last().is_none_or(|last| last.sentence != row.sentence) {
                sentences.push(Explained {
                    sentence: row.sentence,
                    headline: row.headline,
                    start: row.start,
                    end: row.end,
                    text: row.text.clone(),
                    rows: Vec::new(),
                });
            }
            let why = made.by.map(|(attribution, speaker)| why(&made, &title, attribution, speaker));
            let score = made.row.tone.and_then(|_| Reckoning::of(&made.wording(), &self.scorer, made.text()));
            if let Some(last) = sentences.last_mut() {
                last.rows.push(Reasoned { row: made.row, why, score });
            }
        })?;
        Ok(sentences)
    }
}

fn why(made: &Made<'_>, title: &Plain<'_>, attribution: &Attribution, speaker: &Speaker) -> Why {
    let headline = made.row.headline;
    let words = |cited: Cited| {
        let text = if cited.headline { title } else { made.body() };
        let sentence = if cited.headline { 0 } else { made.sentence_at(cited.span.start) };
        Words { sentence, span: text.original(cited.span), text: text.words(cited.span).to_owned() }
    };
    let here = |span: Span| words(Cited { headline, span });
    let carrier = |Relayed { relay, by, cue }: &Relayed| Carrier {
        name: relay.name.clone(),
        how: *by,
        words: here(relay.span),
        cue: cue.map(here),
    };
    let evidence = Evidence::new(attribution, speaker, made.row.manner);
    Why {
        rule: attribution.rule.meaning_for(attribution.act),
        cue: attribution.cue.iter().map(|cue| here(*cue)).collect(),
        how: speaker.how,
        words: speaker.words.map(words),
        to: speaker.to.map(words),
        via: attribution.relays.iter().map(carrier).collect(),
        detected: evidence.detected,
        read: evidence.read,
        factors: evidence.factors(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::builtin;
    use crate::text::style::SentenceStyle;
    use crate::tone::scorer::Profile;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ANALYST: LazyLock<Analyst> = LazyLock::new(|| Analyst::new(&builtin(), Profile::News, SentenceStyle::News));

    fn article(title: &str, text: &str) -> Article {
        Article { title: title.into(), text: text.into(), ..Article::default() }
    }

    #[test]
    fn a_speaker_a_relay_and_their_words_are_explained() {
        let article = article(
            "Moon Speaks",
            "Moon Jae-in came to Pyongyang. “We are glad,” he told Yonhap, which was there.\n\nMoon also said it was late.",
        );
        let all = ANALYST.explain(&article).unwrap();
        let row = all[2].rows.last().unwrap();
        let why = row.why.as_ref().unwrap();
        let words = |words: &Option<Words>| words.as_ref().map(|words| (words.sentence, words.text.clone())).unwrap();
        assert_eq!((row.row.speaker.as_str(), why.how, &*why.cue[0].text), ("Moon Jae-in", How::Pronoun, "told"));
        assert_eq!([words(&why.words), words(&why.to)], [(2, "he".to_owned()), (1, "Moon Jae-in".to_owned())]);
        let [carrier] = &why.via[..] else { panic!("{:?}", why.via) };
        assert_eq!(
            (&*carrier.name, carrier.how, words(&carrier.cue)),
            ("Yonhap", Carriage::Told, (2, "told".to_owned()))
        );
    }

    #[test]
    fn words_of_saying_in_another_sentence_are_cited_there() {
        let article = article("", "Moon Jae-in came. “We are glad,” he added. “We will stay.");
        let all = ANALYST.explain(&article).unwrap();
        let why = all[2].rows[0].why.as_ref().expect("the quotation goes on");
        let cue = &why.cue[0];
        assert_eq!((cue.sentence, &*cue.text, cue.span.of(&article.text)), (2, "added", "added"));
    }

    proptest! {
        #[test]
        fn the_rows_are_those_of_a_run(
            title in "[A-Za-z ,:\"“”]{0,40}",
            text in "((Kim Jong Un|Moon|he|said|told KCNA|that it was|very good|not|the agency|[a-z]{1,5}) |[,.:] |“|”|\n){0,40}",
        ) {
            let article = article(&title, &text);
            let reasoned: Result<Vec<Reasoned>, Refusal> =
                ANALYST.explain(&article).map(|all| all.into_iter().flat_map(|sentence| sentence.rows).collect());
            for Reasoned { row, why, score } in reasoned.iter().flatten() {
                prop_assert_eq!((why.is_some(), score.is_some()), (row.attribution.is_some(), row.tone.is_some()));
            }
            let rows: Result<Vec<Row>, Refusal> = reasoned.map(|all| all.into_iter().map(|reasoned| reasoned.row).collect());
            prop_assert_eq!(rows, ANALYST.rows(&article));
        }
    }
}
