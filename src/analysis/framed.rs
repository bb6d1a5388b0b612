//! The frames of a row: which of a sentence's words of the dictionaries are its own.

use crate::framing::framer::{Framer, Hit};
use crate::row::FrameHit;
use crate::span::Span;

/// The frames among some words of a sentence, in the order of the dictionaries, and what makes them so, in text order. A hit is of the
/// words in which it begins: since every word of a sentence is in a row, so is every hit.
pub fn framed(framer: &Framer, hits: &[Hit], words: &[Span]) -> (Vec<String>, Vec<FrameHit>) {
    let own = |hit: &&Hit| words.iter().any(|span| span.holds(hit.span.start));
    let mut frames: Vec<usize> = hits.iter().filter(own).map(|hit| hit.frame).collect();
    if frames.is_empty() {
        return (Vec::new(), Vec::new());
    }
    frames.sort_unstable();
    frames.dedup();
    // More frames than that are in no sentence that somebody wrote.
    frames.truncate(usize::from(u16::MAX));
    let hit = |hit: &Hit| {
        let frame = u16::try_from(frames.binary_search(&hit.frame).ok()?).ok()?;
        Some(FrameHit { frame, pattern: framer.place(hit.pattern), span: hit.span })
    };
    let kept = hits.iter().filter(own).filter_map(hit).collect();
    let names = frames.iter().filter_map(|&frame| framer.frames().get(frame).cloned()).collect();
    (names, kept)
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyst::Analyst;
    use crate::article::Article;
    use crate::config::Config;
    use crate::dictionary::set::{Category, FrameSet, Pattern};
    use crate::row::{Row, Voice};
    use crate::span::Span;
    use crate::text::plain::Plain;
    use crate::text::style::SentenceStyle;
    use crate::tone::scorer::Profile;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ANALYST: LazyLock<Analyst> = LazyLock::new(|| {
        let category = |name: &str, globs: &[&str]| Category {
            name: name.into(),
            patterns: globs.iter().map(|glob| Pattern::new(*glob)).collect(),
            ..Category::default()
        };
        let categories =
            vec![category("calm", &["peace*", "peace treaty"]), category("heat", &["war", "attack*", "treaty"])];
        let config = Config { frames: vec![FrameSet { name: "own".into(), categories }], ..Config::default() };
        Analyst::new(&config, Profile::News, SentenceStyle::News)
    });

    fn rows(title: &str, text: &str) -> Vec<Row> {
        let article = Article { title: title.into(), text: text.into(), ..Article::default() };
        let mut rows = Vec::new();
        ANALYST.each(&article, &Plain::new(&article.text), &mut |made| rows.push(made.row)).expect("short");
        rows
    }

    fn hits(row: &Row) -> Vec<(&str, u32, Span)> {
        row.frame_hits.iter().map(|hit| (row.frames[usize::from(hit.frame)].as_str(), hit.pattern, hit.span)).collect()
    }

    #[test]
    fn hits_are_of_the_voice_in_whose_words_they_begin() {
        let text = "After the attack in the war, Moon Jae-in said “peace is near”. A peace treaty ended the attacks.";
        let rows = rows("War and peace", text);
        let of = |row: &Row| (row.voice, row.frames.join(" "), row.frame_hits.len());
        assert_eq!(
            rows.iter().map(of).collect::<Vec<_>>(),
            [
                (Voice::Narration, "own.calm own.heat".into(), 2),
                (Voice::Reporting, "own.heat".into(), 2),
                (Voice::Speech, "own.calm".into(), 1),
                (Voice::Narration, "own.calm own.heat".into(), 3),
            ]
        );
        let words: Vec<&str> = rows[3].frame_hits.iter().map(|hit| hit.span.of(text)).collect();
        assert_eq!(words, ["peace treaty", "treaty", "attacks"]);
        assert_eq!(rows[3].frame_hits.iter().map(|hit| hit.frame).collect::<Vec<_>>(), [0, 1, 1]);
    }

    #[test]
    fn boilerplate_has_no_frames() {
        let rows = rows("War", "War.\n\nIt was war.\n\nWar");
        let frames: Vec<(Voice, usize)> = rows.iter().map(|row| (row.voice, row.frames.len())).collect();
        assert_eq!(frames[3], (Voice::Boilerplate, 0), "the title again");
    }

    proptest! {
        #[test]
        fn the_hits_of_a_sentence_are_those_of_its_rows(
            title in "((war|peace|said|Kim) ){0,4}",
            text in "((Kim Jong Un|Moon|he|said|told KCNA|that it was|war|peace treaty|attack|[a-z]{1,5}) |[,.:] |“|”|\n){0,40}",
        ) {
            let rows = rows(&title, &text);
            for row in rows.iter().filter(|row| row.voice != Voice::Boilerplate) {
                let source = if row.headline { &title } else { &text };
                let sentence = Span::new(row.start, row.end).of(source);
                let alone = crate::text::document::Document::parse(sentence, true);
                let mut expected: Vec<(usize, usize)> = ANALYST.framer.hits(sentence, &alone.tokens).into_iter()
                    .map(|hit| (hit.span.start + row.start, hit.span.end + row.start)).collect();
                expected.sort_unstable();
                let same = rows.iter().filter(|other| other.sentence == row.sentence);
                let mut found: Vec<(usize, usize)> =
                    same.flat_map(hits).map(|(_, _, span)| (span.start, span.end)).collect();
                found.sort_unstable();
                found.dedup();
                expected.dedup();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
