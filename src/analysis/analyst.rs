//! An article into rows.

use super::framed::framed;
use super::printed::as_printed;
use super::quoted::{Text, clipped, without};
use super::title::mark_repeated;
use super::wording::Wording;
use crate::article::Article;
use crate::attribution::attributor::Attributor;
use crate::attribution::confidence::Evidence;
use crate::attribution::resolve::{Attribution, Speaker};
use crate::config::Config;
use crate::framing::framer::{Framer, Hit};
use crate::limits::SENTENCES;
use crate::row::{Act, Row, Voice};
use crate::score::Score;
use crate::span::Span;
use crate::text::boilerplate::Boilerplate;
use crate::text::document::Document;
use crate::text::language::is_english;
use crate::text::plain::Plain;
use crate::text::style::SentenceStyle;
use crate::text::unseen::as_seen;
use crate::tone::scorer::{Profile, Scorer, Tone};

/// Bytes of a text for each of its rows, about.
const BYTES_PER_ROW: usize = 80;

/// Why an article gives no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is in another language.
    NotEnglish,
    /// It has more than [`SENTENCES`].
    TooLong,
}

/// Everything that analysing an article needs; made once, shared between threads.
#[derive(Debug)]
pub struct Analyst {
    pub(super) scorer: Scorer,
    attributor: Attributor,
    pub(super) framer: Framer,
    boilerplate: Boilerplate,
    sentences: SentenceStyle,
}

impl Analyst {
    /// Compiles a configuration for a profile and a style of sentences.
    pub fn new(config: &Config, profile: Profile, sentences: SentenceStyle) -> Self {
        Self {
            scorer: Scorer::new(profile),
            attributor: Attributor::new(config),
            framer: Framer::new(&config.frames),
            boilerplate: Boilerplate::with(&config.boilerplate),
            sentences,
        }
    }

    /// The rows of an article, by sentence and row.
    pub fn rows(&self, article: &Article) -> Result<Vec<Row>, Refusal> {
        let text = Plain::new(&article.text);
        if !is_english(&text.text) {
            return Err(Refusal::NotEnglish);
        }
        let mut rows = Vec::with_capacity(article.text.len() / BYTES_PER_ROW + 1);
        self.each(article, &text, &mut |made| rows.push(made.row))?;
        Ok(rows)
    }

    /// Hands on the rows of an article, of which `text` is the text made plain, whatever its language, by sentence and row, each with what it was
    /// made of.
    pub(super) fn each(
        &self,
        article: &Article,
        text: &Plain<'_>,
        take: &mut dyn FnMut(Made<'_>),
    ) -> Result<(), Refusal> {
        let take = &mut |mut made: Made<'_>| {
            as_printed(&mut made.row, made.place.text.plain);
            take(made);
        };
        let plain_title = Plain::new(&article.title);
        let title = headline(&plain_title.text);
        let mut body = Document::parse_by(&self.boilerplate, self.sentences, &text.text, article.hard_wrapped);
        if body.sentences.len() > SENTENCES {
            return Err(Refusal::TooLong);
        }
        mark_repeated(title.text, &article.outlet, &mut body);
        let (names_of_title, names_of_body) = (self.attributor.look(&title), self.attributor.look(&body));
        let (of_title, of_body) = Attributor::attribute(&article.outlet, &names_of_title, &names_of_body);
        let (title, body) = (Text::new(&title, &plain_title), Text::new(&body, text));

        let whole = Span::new(0, title.document.text.len()).trimmed(title.document.text);
        if !whole.is_empty() {
            let mut place = self.place(&title, &body, 0, whole, names_of_title.actors(whole));
            place.hits = self.framer.hits(title.document.text, &title.document.tokens);
            self.sentence(&place, &of_title, take);
        }
        let mut waiting = Overlapping::new(&of_body);
        for (index, sentence) in body.document.sentences.iter().enumerate() {
            let actors = names_of_body.actors(sentence.span);
            let mut place = self.place(&body, &body, index as u32 + 1, sentence.span, actors);
            let paragraph = &body.document.paragraphs[sentence.paragraph];
            // An end mark ("Enditem") may stand behind the last sentence of a paragraph.
            let ends = index + 1 == paragraph.sentences.end && sentence.span != paragraph.span;
            let end_mark = ends && self.boilerplate.has(sentence.span.of(&text.text));
            if paragraph.boilerplate || end_mark {
                take(self.made(&place, Voice::Boilerplate, 0, &[sentence.span]));
            } else {
                place.hits = self.framer.hits(&text.text, &body.document.tokens[sentence.tokens.clone()]);
                self.sentence(&place, waiting.at(sentence.span), take);
            }
        }
        Ok(())
    }

    /// What the rows of a sentence have in common.
    fn place<'a>(
        &self,
        text: &'a Text<'a>,
        body: &'a Text<'a>,
        number: u32,
        span: Span,
        actors: Vec<String>,
    ) -> Place<'a> {
        let tone = self.scorer.tone_as_printed(span.of(text.document.text), text.plain.words(span), true);
        Place { text, body, number, span, tone, actors, hits: Vec::new() }
    }

    /// The rows of one sentence: what the outlet says around the content, then each voice, outer before inner.
    fn sentence<'a>(
        &self,
        place: &Place<'_>,
        attributions: impl IntoIterator<Item = &'a Attribution>,
        take: &mut dyn FnMut(Made<'_>),
    ) {
        let mut heard: Vec<(&Attribution, Vec<Span>)> = attributions
            .into_iter()
            .map(|a| (a, clipped(&a.content, place.span)))
            .filter(|(a, content)| !content.is_empty() || !clipped(&a.cue, place.span).is_empty())
            .collect();
        if heard.is_empty() {
            take(self.made(place, Voice::Narration, 0, &[place.span]));
            return;
        }
        heard.sort_by_key(|(a, content)| {
            (content.first().map_or(usize::MAX, |c| c.start), a.within.is_some(), a.number)
        });
        let mut row = 0;
        let left = without(place.span, heard.iter().flat_map(|(_, content)| content.iter().copied()).collect());
        if left.iter().any(|span| has_word(span.of(place.text.document.text))) {
            take(self.made(place, Voice::Reporting, row, &left));
            row += 1;
        }
        for (attribution, content) in heard {
            for speaker in &attribution.speakers {
                let row_of = self.voiced(place, attribution, speaker, row, &content);
                let by = Some((attribution, speaker));
                take(Made { row: row_of, place, words: &content, by });
                row += 1;
            }
        }
    }

    /// A row of speech or stance.
    fn voiced(
        &self,
        place: &Place<'_>,
        attribution: &Attribution,
        speaker: &Speaker,
        row: u32,
        content: &[Span],
    ) -> Row {
        let voice = match attribution.act {
            Act::Speech | Act::Written => Voice::Speech,
            Act::Cognition | Act::Attitude | Act::Evidence => Voice::Stance,
        };
        let manner = attribution.manner.or_else(|| place.text.manner(content));
        Row {
            attribution: Some(attribution.number),
            within: attribution.within,
            speaker: if speaker.known { speaker.name.clone() } else { String::new() },
            speaker_in_article: as_seen(&speaker.in_article),
            known: speaker.known,
            source: attribution.source.clone(),
            cue: clipped(&attribution.cue, place.span),
            content: content.to_vec(),
            relays: attribution.relays.iter().map(|relayed| relayed.relay.clone()).collect(),
            via: attribution.via.iter().map(|name| as_seen(name)).collect(),
            act: Some(attribution.act),
            cue_class: Some(attribution.cue_class),
            manner,
            rule: attribution.rule.name().to_owned(),
            confidence: Some(Evidence::new(attribution, speaker, manner).confidence()),
            ..self.row(place, voice, row, content)
        }
    }

    /// A row in the outlet's voice, or in nobody's.
    fn made<'a>(&self, place: &'a Place<'a>, voice: Voice, row: u32, words: &'a [Span]) -> Made<'a> {
        Made { row: self.row(place, voice, row, words), place, words, by: None }
    }

    /// A row of `words` of a sentence, in nobody's voice yet.
    fn row(&self, place: &Place<'_>, voice: Voice, row: u32, words: &[Span]) -> Row {
        let own =
            if words == [place.span] { place.tone } else { place.wording(words).tone(&self.scorer, place.text.plain) };
        let scored = (own.words > 0).then_some(own);
        let (frames, frame_hits) = framed(&self.framer, &place.hits, words);
        Row {
            sentence: place.number,
            row,
            headline: place.number == 0,
            start: place.span.start,
            end: place.span.end,
            voice,
            words: own.words,
            lexicon_hits: own.lexicon_hits,
            tone: scored.map(|t| t.tone),
            vader: scored.map(|t| t.vader),
            tone_sentence: place.tone.tone,
            vader_sentence: place.tone.vader,
            event_negativity: scored.map_or(Score(0), |t| t.event_negativity),
            actors: place.actors.clone(),
            frames,
            frame_hits,
            text: place.span.of(place.text.document.text).to_owned(),
            ..Row::default()
        }
    }
}

/// A row with what it was made of.
pub(super) struct Made<'a> {
    pub row: Row,
    pub place: &'a Place<'a>,
    /// The words that are scored.
    pub words: &'a [Span],
    /// For speech and stance: the attribution, and which of its speakers.
    pub by: Option<(&'a Attribution, &'a Speaker)>,
}

/// A sentence in its text; number 0 is the title.
pub(super) struct Place<'a> {
    pub text: &'a Text<'a>,
    pub body: &'a Text<'a>,
    number: u32,
    span: Span,
    tone: Tone,
    actors: Vec<String>,
    /// Words of the dictionaries; none in boilerplate.
    hits: Vec<Hit>,
}

impl Made<'_> {
    /// The text it is of, the title or the body, made plain.
    pub fn text(&self) -> &Plain<'_> {
        self.place.text.plain
    }

    /// The body, made plain.
    pub fn body(&self) -> &Plain<'_> {
        self.place.body.plain
    }

    /// The words that are scored.
    pub fn wording(&self) -> Wording {
        self.place.wording(self.words)
    }

    /// The number of the body's sentence that holds a byte of the plain text.
    pub fn sentence_at(&self, at: usize) -> u32 {
        let before = self.place.body.document.sentences.partition_point(|sentence| sentence.span.end <= at);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }
}

impl Place<'_> {
    /// Some of the sentence's words as the scorer reads them.
    pub fn wording(&self, words: &[Span]) -> Wording {
        Wording::new(self.text, self.span, words)
    }
}

/// Attributions by sentence, in one walk: those that may reach into a sentence, given sentences in order.
struct Overlapping<'a> {
    by_start: Vec<(Span, &'a Attribution)>,
    next: usize,
    open: Vec<(Span, &'a Attribution)>,
}

impl<'a> Overlapping<'a> {
    fn new(attributions: &'a [Attribution]) -> Self {
        let mut by_start: Vec<_> = attributions.iter().filter_map(|a| Some((extent(a)?, a))).collect();
        by_start.sort_by_key(|(span, a)| (span.start, a.number));
        Self { by_start, next: 0, open: Vec::new() }
    }

    fn at(&mut self, sentence: Span) -> impl Iterator<Item = &'a Attribution> + use<'a> {
        while let Some(entry) = self.by_start.get(self.next).filter(|(span, _)| span.start < sentence.end) {
            self.open.push(*entry);
            self.next += 1;
        }
        self.open.retain(|(span, _)| span.end > sentence.start);
        self.open.clone().into_iter().map(|(_, attribution)| attribution)
    }
}

/// From the first to the last byte of an attribution's content and cue.
fn extent(attribution: &Attribution) -> Option<Span> {
    let spans = || attribution.content.iter().chain(&attribution.cue);
    Some(Span::new(spans().map(|s| s.start).min()?, spans().map(|s| s.end).max()?))
}

/// A title is never boilerplate, whatever it looks like, and one sentence, whatever its newlines.
fn headline(title: &str) -> Document<'_> {
    let mut document = Document::parse(title, true);
    document.paragraphs.iter_mut().for_each(|paragraph| paragraph.boilerplate = false);
    document
}

fn has_word(text: &str) -> bool {
    text.contains(|c: char| c.is_alphanumeric())
}
