//! The reasons of a sentence as a person reads them.

use super::account::{signed, tone};
use super::layout::{Ink, Page, Piece};
use crate::analysis::explanation::{Carrier, Explained, Reasoned, Why, Words};
use crate::article::Article;
use crate::attribution::evidence::{Carriage, How};
use crate::row::{Row, Voice};
use crate::score::Score;
use crate::span::Span;

/// Where labels begin, behind the number of the sentence.
const LABEL: usize = 7;
/// Where what they label begins.
pub(super) const COLUMN: usize = 18;
/// Characters of the words said that are shown; of more, the first and the last.
const SAID: usize = 120;

/// Writes an article. Its head is left out where the article is a text that was typed.
pub fn article(page: &mut Page, article: &Article, sentences: &[Explained], headed: bool) {
    page.gap();
    if headed {
        page.entry(0, &[], &[(Ink::Strong, article.id.clone())]);
        let facts = [&article.outlet, &article.group, &article.date].map(String::as_str);
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        page.entry(0, &[], &[(Ink::Faint, facts.join(", "))]);
    }
    let mut end = 0;
    for sentence in sentences {
        if !sentence.headline {
            gap(page, article, Span::new(end, sentence.start));
            end = sentence.end;
        }
        page.gap();
        explained(page, article, sentence);
    }
    gap(page, article, Span::new(end, article.text.len()));
}

/// What no sentence covers and is not white space: a dateline.
fn gap(page: &mut Page, article: &Article, span: Span) {
    let words = span.of(&article.text).trim();
    if !words.is_empty() {
        page.gap();
        page.entry(LABEL, &[], &[(Ink::Faint, format!("{words} (dateline: no sentence)"))]);
    }
}

fn explained(page: &mut Page, article: &Article, sentence: &Explained) {
    let number = if sentence.headline { "title".to_owned() } else { format!("{:>5}", sentence.sentence) };
    if let [only] = &sentence.rows[..]
        && only.row.voice == Voice::Boilerplate
    {
        let words = [(Ink::Faint, format!("{} (boilerplate: counts nowhere)", sentence.text))];
        return page.entry(LABEL, &[(Ink::Faint, number)], &words);
    }
    let mut words = inked(sentence);
    if sentence.headline {
        words.push((Ink::Faint, " (headline: in no mean)".to_owned()));
    }
    page.entry(LABEL, &[(Ink::Faint, number)], &words);
    let text = if sentence.headline { &article.title } else { &article.text };
    let voices = sentence
        .rows
        .chunk_by(|one, other| one.row.attribution.is_some() && one.row.attribution == other.row.attribution);
    let mut heard: Vec<&Row> = Vec::new();
    for speakers in voices {
        let Some(Reasoned { row, why, score }) = speakers.first() else { continue };
        // The outlet's own voice stands right beneath its sentence.
        let Some(why) = why else {
            tone(page, row.voice.as_str(), row, score.as_ref());
            continue;
        };
        page.gap();
        for (index, Reasoned { row, why, .. }) in speakers.iter().enumerate() {
            let label = if index == 0 { row.voice.as_str() } else { "and" };
            entry(page, label, &speaker(row));
            let who = why.iter().map(|why| who(why, sentence.sentence)).collect();
            entry(page, "who", &[(Ink::Plain, who)]);
            if let (Some(confidence), Some(why)) = (row.confidence, why) {
                entry(page, "confidence", &[(Ink::Plain, sure(confidence, why))]);
            }
        }
        attribution(page, text, sentence.sentence, row, why);
        if heard.iter().any(|before| !row.content.is_empty() && before.content == row.content) {
            let again = row.tone.map(|tone| (Ink::of(f64::from(tone.0)), signed(tone)));
            let again: Vec<Piece> = again.into_iter().chain([(Ink::Faint, ": the same words".to_owned())]).collect();
            entry(page, "tone", &again);
        } else {
            tone(page, "tone", row, score.as_ref());
        }
        heard.push(row);
    }
}

/// What an attribution goes by: its rule, its relays, its words.
fn attribution(page: &mut Page, text: &str, here: u32, row: &Row, why: &Why) {
    let mut rule = vec![(Ink::Plain, format!("{}{}", from(&why.cue, here), why.rule))];
    for (index, cue) in why.cue.iter().enumerate() {
        rule.push((Ink::Plain, if index == 0 { ": " } else { " " }.to_owned()));
        rule.push((Ink::Cue, format!("“{}”", cue.text)));
    }
    rule.push((Ink::Faint, format!(" [{}]", row.rule)));
    entry(page, "rule", &rule);
    for carrier in &why.via {
        entry(page, "via", &[(Ink::Relay, carrier.name.clone()), (Ink::Plain, through(carrier, here))]);
    }
    if !row.content.is_empty() {
        let mut said = row.content.clone();
        said.sort_unstable();
        let said: Vec<&str> = said.iter().map(|span| span.of(text)).collect();
        let manner = row.manner.map_or("words", |manner| manner.as_str());
        entry(page, manner, &[(Ink::Plain, shortened(&said.join(" … ")))]);
    }
}

pub(super) fn entry(page: &mut Page, label: &str, words: &[Piece]) {
    page.entry(COLUMN, &[(Ink::Plain, " ".repeat(LABEL)), (Ink::Faint, label.to_owned())], words);
}

/// The sentence, with what speakers, relays and scores go by in their inks.
fn inked(sentence: &Explained) -> Vec<Piece> {
    let mut marks: Vec<(Span, Ink)> = Vec::new();
    for Reasoned { row, why, score } in &sentence.rows {
        let counted = score.iter().flat_map(|score| &score.words).filter(|word| word.counts != 0.0);
        marks.extend(counted.flat_map(|word| word.spans.iter().map(|span| (*span, Ink::of(word.counts)))));
        let own = why.iter().flat_map(|why| &why.words).filter(|words| words.sentence == sentence.sentence);
        marks.extend(own.map(|words| (words.span, Ink::Speaker)));
        marks.extend(row.relays.iter().map(|relay| (relay.span, Ink::Relay)));
        let carried = why.iter().flat_map(|why| &why.via).filter_map(|carrier| carrier.cue.as_ref());
        let carried = carried.filter(|cue| cue.sentence == sentence.sentence).map(|cue| cue.span);
        marks.extend(row.cue.iter().copied().chain(carried).map(|cue| (cue, Ink::Cue)));
    }
    marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut pieces = Vec::new();
    let mut at = sentence.start;
    for (span, ink) in marks {
        if span.start < at || span.end > sentence.end {
            continue;
        }
        pieces.push((Ink::Plain, sentence.text[at - sentence.start..span.start - sentence.start].to_owned()));
        pieces.push((ink, sentence.text[span.start - sentence.start..span.end - sentence.start].to_owned()));
        at = span.end;
    }
    pieces.push((Ink::Plain, sentence.text[at - sentence.start..].to_owned()));
    pieces
}

fn speaker(row: &Row) -> Vec<Piece> {
    let name = if row.speaker.is_empty() { &row.speaker_in_article } else { &row.speaker };
    if name.is_empty() {
        return vec![(Ink::Strong, "nobody who is named".to_owned())];
    }
    let mut words = vec![(Ink::Strong, name.clone())];
    for (at, relay) in row.via.iter().enumerate() {
        words.push((Ink::Plain, if at == 0 { ", via ".to_owned() } else { " > ".to_owned() }));
        words.push((Ink::Relay, relay.clone()));
    }
    words
}

/// Where the words of saying stand, if in no sentence but another.
fn from(cue: &[Words], here: u32) -> String {
    match cue.first() {
        Some(first) if cue.iter().all(|words| words.sentence != here) => {
            let link = if first.sentence < here { "goes on from" } else { "leads on to" };
            format!("{link} sentence {}: ", first.sentence)
        }
        _ => String::new(),
    }
}

/// How the source leads to the speaker.
fn who(why: &Why, here: u32) -> String {
    let words = why.words.as_ref().map(|words| place(words, here)).unwrap_or_default();
    let to = why.to.as_ref().map(|to| place(to, here)).unwrap_or_default();
    let joined = |link: &str, alone: &str| {
        if to.is_empty() { format!("{words}, {alone}") } else { format!("{words}, {link} {to}") }
    };
    match why.how {
        How::ConfiguredName => format!("{words}, a name in the configuration"),
        How::ConfiguredDescription => format!("{words}, a description in the configuration"),
        How::FullName => format!("{words}, the fullest name given"),
        How::Ambiguous => format!("{words}: several are called so, and nothing tells which"),
        How::ShortName => joined("short for", "a short name"),
        How::Pronoun => joined("which stands for", "a pronoun"),
        How::Relative => joined("which stands for", "a relative pronoun"),
        How::FirstPerson => format!("{words}, who is quoted here"),
        How::SameDescription => joined("as before:", "as before"),
        How::Role => joined("the role of", "a role"),
        How::Issuer => joined("issued by", "a document"),
        How::Pair => joined("one of them", "two who were named before"),
        How::Side => joined("which stands for", "a side in the configuration"),
        How::NamedLater => joined("who is", "who is named further on"),
        How::Medium => joined("which stands for", "a medium"),
        How::Opening => joined("whose sentence it is:", "whose sentence it is"),
        How::Description => format!("{words}, without a name"),
        How::Continued if to.is_empty() => "goes on with the speaker before".to_owned(),
        How::Continued => format!("goes on with {to}"),
        How::Nobody => "nothing here or before says who".to_owned(),
    }
}

/// The confidence, and what makes it.
fn sure(confidence: Score, why: &Why) -> String {
    if why.factors.is_empty() {
        return format!("{confidence}, by the rule");
    }
    let factors = why.factors.iter().map(|factor| format!("odds × {} as {}", factor.odds, factor.why));
    let by = if why.read { "tagger" } else { "rule" };
    format!("{confidence}: {} by the {by}, {}", why.detected, factors.collect::<Vec<_>>().join(", "))
}

/// What makes a relay one.
fn through(carrier: &Carrier, here: u32) -> String {
    let cue = carrier.cue.as_ref().map(|cue| place(cue, here)).unwrap_or_default();
    match carrier.how {
        Carriage::Told | Carriage::Carried if cue.is_empty() => ", which carried it".to_owned(),
        Carriage::Told => format!(", to which it was {cue}"),
        Carriage::Carried => format!(", after {cue}"),
        Carriage::Around if cue.is_empty() => ", in whose words this stands".to_owned(),
        Carriage::Around => format!(", in whose words this stands: {cue}"),
        Carriage::Continued => ", as in the sentence before".to_owned(),
    }
}

/// Words with their sentence, if it is another.
fn place(words: &Words, here: u32) -> String {
    match words.sentence {
        sentence if sentence == here => format!("“{}”", words.text),
        0 => format!("“{}” in the title", words.text),
        sentence => format!("“{}” in sentence {sentence}", words.text),
    }
}

/// The first and the last of many words.
fn shortened(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let long = |words: &[&str]| words.iter().map(|word| word.chars().count() + 1).sum::<usize>();
    if long(&words) <= SAID {
        return words.join(" ");
    }
    let (mut head, mut tail) = (0, words.len());
    let mut used = 0;
    while head < tail {
        used += words[head].chars().count() + 1;
        if used > SAID / 2 {
            break;
        }
        head += 1;
    }
    used = 0;
    while tail > head {
        used += words[tail - 1].chars().count() + 1;
        if used > SAID / 2 {
            break;
        }
        tail -= 1;
    }
    if head == 0 || tail == words.len() {
        // One of the words is longer than its half.
        return words.join(" ").chars().take(SAID).chain(['…']).collect();
    }
    format!("{} … {}", words[..head].join(" "), words[tail..].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::confidence::Factor;

    #[test]
    fn long_words_are_cut_in_the_middle() {
        assert_eq!(shortened(" a\n b  c "), "a b c");
        let long = ["word"; 100].join(" ");
        let short = shortened(&format!("first {long} last"));
        assert!(short.starts_with("first word") && short.contains(" … word") && short.ends_with("word last"));
        assert!(short.chars().count() <= SAID + 3, "{short}");
        assert_eq!(shortened(&"x".repeat(500)), format!("{}…", "x".repeat(SAID)));
    }

    #[test]
    fn words_of_saying_elsewhere_are_placed() {
        let cue = |sentence| Words { sentence, span: Span::default(), text: "added".to_owned() };
        assert_eq!(from(&[cue(8)], 9), "goes on from sentence 8: ");
        assert_eq!(from(&[cue(8)], 7), "leads on to sentence 8: ");
        assert_eq!([from(&[cue(8)], 8), from(&[cue(8), cue(9)], 9), from(&[], 9)], [""; 3]);
    }

    fn nothing() -> Why {
        let (rule, cue, via, factors) = Default::default();
        Why { rule, cue, how: How::Nobody, words: None, to: None, via, detected: Score(9_300), read: false, factors }
    }

    #[test]
    fn a_confidence_is_told_with_what_made_it() {
        assert_eq!(sure(Score(9_300), &nothing()), "0.9300, by the rule");
        let factors = vec![Factor { odds: 0.4, why: "it rains" }, Factor { odds: 9.0, why: "it snows" }];
        let told = "0.9795: 0.9300 by the rule, odds × 0.4 as it rains, odds × 9 as it snows";
        assert_eq!(sure(Score(9_795), &Why { factors, ..nothing() }), told);
    }

    #[test]
    fn every_way_to_a_speaker_reads_as_words() {
        let words = |text: &str, sentence| Words { sentence, span: Span::default(), text: text.to_owned() };
        let said = |how, to: Option<Words>| who(&Why { how, words: Some(words("he", 4)), to, ..nothing() }, 4);
        let kim = |sentence| Some(words("Kim", sentence));
        assert_eq!(said(How::Pronoun, kim(2)), "“he”, which stands for “Kim” in sentence 2");
        assert_eq!(said(How::Role, kim(0)), "“he”, the role of “Kim” in the title");
        assert_eq!(said(How::ShortName, kim(4)), "“he”, short for “Kim”");
        assert_eq!(said(How::Continued, kim(3)), "goes on with “Kim” in sentence 3");
        assert_eq!(said(How::Continued, None), "goes on with the speaker before");
        assert_eq!(said(How::Description, None), "“he”, without a name");
        assert_eq!(said(How::Nobody, None), "nothing here or before says who");
    }
}
