//! The dictionaries, compiled once, and their hits in a sentence.

use super::fold::fold;
use super::globs::Globs;
use super::pattern::token_globs;
use super::phrases::Phrases;
use super::sieve::Sieve;
use crate::dictionary::set::FrameSet;
use crate::lookup::Lookup;
use crate::span::Span;
use crate::text::document::Token;
use std::cmp::Reverse;

/// Every pattern of some dictionaries, ready to be looked for; shared between threads.
///
/// A pattern is a row of tokens, and a hit is that row in a text with nothing in between: a phrase does not reach over a comma, a full
/// stop or a quotation mark, unless the pattern itself has it. `*` is any characters, `?` is one, and neither is a mark. Case does not
/// count, nor does the shape of apostrophes and hyphens.
#[derive(Debug, Default)]
pub struct Framer {
    frames: Vec<String>,
    patterns: Vec<Known>,
    globs: Globs,
    phrases: Phrases,
    sieve: Sieve,
}

#[derive(Debug)]
struct Known {
    glob: String,
    frame: u32,
    /// Its place in its category.
    place: u32,
    characters: u32,
}

/// A pattern in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The words, from the first token to the last.
    pub span: Span,
    /// Its frame, as an index into [`Framer::frames`].
    pub frame: usize,
    /// The number of its pattern, for [`Framer::pattern`].
    pub pattern: usize,
}

/// A pattern that fits, before it is known whether a longer one takes its tokens.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    frame: u32,
    pattern: u32,
    characters: u32,
    /// Its first token, and how many there are.
    start: usize,
    tokens: usize,
}

/// Room for the walk, the same for all tokens of a sentence.
#[derive(Default)]
struct Room {
    folded: Vec<u8>,
    globs: Vec<u32>,
    places: Vec<u32>,
    next: Vec<u32>,
}

impl Framer {
    /// Compiles dictionaries. Their categories are the frames, in order.
    pub fn new(sets: &[FrameSet]) -> Self {
        let mut framer = Self::default();
        let mut numbers: Lookup<Vec<u8>, u32> = Lookup::default();
        let (mut globs, mut begins) = (Vec::<Vec<u8>>::new(), Vec::new());
        for (set, category) in sets.iter().flat_map(|set| set.categories.iter().map(move |category| (set, category))) {
            let frame = framer.frames.len() as u32;
            framer.frames.push(format!("{}.{}", set.name, category.name));
            for (place, pattern) in (0..).zip(&category.patterns) {
                let row: Vec<u32> = token_globs(&pattern.glob)
                    .into_iter()
                    .map(|glob| {
                        *numbers.entry(glob.clone()).or_insert_with(|| (globs.len() as u32, globs.push(glob)).0)
                    })
                    .collect();
                framer.phrases.add(&row, framer.patterns.len() as u32);
                begins.extend(row.first().map(|&first| (first, row.get(1).copied())));
                let characters = pattern.glob.chars().count() as u32;
                framer.patterns.push(Known { glob: pattern.glob.clone(), frame, place, characters });
            }
        }
        let glob = |number: u32| globs[number as usize].as_slice();
        framer.sieve = Sieve::new(begins.iter().map(|&(first, second)| (glob(first), second.map(glob))));
        framer.globs = Globs::new(globs);
        framer
    }

    /// The names of the frames, `<set>.<category>`, in the order of the dictionaries.
    pub fn frames(&self) -> &[String] {
        &self.frames
    }

    /// A pattern, as its dictionary has it, by the number in a hit.
    pub fn pattern(&self, number: usize) -> &str {
        self.patterns.get(number).map_or("", |known| &known.glob)
    }

    /// The place of a pattern in its category, from 0, by the number in a hit.
    pub fn place(&self, number: usize) -> u32 {
        self.patterns.get(number).map_or(u32::MAX, |known| known.place)
    }

    /// The hits among the tokens of a sentence, in text order and then in that of the frames.
    ///
    /// In a frame no token counts twice: of patterns that share one, that of more tokens is taken, then the one with more characters,
    /// then the one that begins first, then the one that the dictionary has first. Frames do not mind each other.
    pub fn hits(&self, text: &str, tokens: &[Token]) -> Vec<Hit> {
        let (mut found, mut room) = (Vec::new(), Room::default());
        for start in 0..tokens.len() {
            if self.sieve.lets_pass(text, &tokens[start..]) {
                self.begin(text, tokens, start, &mut room, &mut found);
            }
        }
        if found.is_empty() { Vec::new() } else { settled(found, tokens) }
    }

    /// Finds the patterns that fit from a token on.
    fn begin(&self, text: &str, tokens: &[Token], start: usize, room: &mut Room, found: &mut Vec<Candidate>) {
        self.fit(text, tokens[start], room);
        self.phrases.begin(&room.globs, &mut room.places);
        for length in 1.. {
            let first = found.len();
            for &pattern in room.places.iter().flat_map(|&place| self.phrases.ends(place)) {
                let Known { frame, characters, .. } = self.patterns[pattern as usize];
                found.push(Candidate { frame, pattern, characters, start, tokens: length });
            }
            keep_best(found, first);
            let next = tokens.get(start + length).filter(|_| self.phrases.any_goes_on(&room.places));
            let Some(next) = next else { return };
            self.fit(text, *next, room);
            self.phrases.go_on(&room.places, &room.globs, &mut room.next);
            std::mem::swap(&mut room.places, &mut room.next);
        }
    }

    /// Finds the patterns of tokens that fit one.
    fn fit(&self, text: &str, token: Token, room: &mut Room) {
        room.folded.clear();
        fold(token.span.of(text), &mut room.folded);
        self.globs.of(&room.folded, token.word, &mut room.globs);
    }
}

/// The hits that remain when the longest of each frame have taken their tokens.
fn settled(mut found: Vec<Candidate>, tokens: &[Token]) -> Vec<Hit> {
    found.sort_unstable_by_key(|hit| (hit.frame, Reverse((hit.tokens, hit.characters)), hit.start, hit.pattern));
    // The frame that took a token last, counted from 1.
    let mut taken = vec![0; tokens.len()];
    let mut hits = Vec::with_capacity(found.len());
    for hit in found {
        let range = hit.start..hit.start + hit.tokens;
        if taken[range.clone()].contains(&(hit.frame + 1)) {
            continue;
        }
        taken[range.clone()].fill(hit.frame + 1);
        let span = Span::new(tokens[hit.start].span.start, tokens[range.end - 1].span.end);
        hits.push(Hit { span, frame: hit.frame as usize, pattern: hit.pattern as usize });
    }
    hits.sort_unstable_by_key(|hit| (hit.span.start, hit.frame));
    hits
}

/// Of patterns of a frame that fit the very same tokens, only one can be taken: from `first` on, the others go. So a dictionary that fits everywhere
/// needs no more room than its text.
fn keep_best(found: &mut Vec<Candidate>, first: usize) {
    if found.len() > first + 1 {
        found[first..].sort_unstable_by_key(|found| (found.frame, Reverse(found.characters), found.pattern));
        let mut kept = first + 1;
        for at in first + 1..found.len() {
            if found[at].frame != found[kept - 1].frame {
                found[kept] = found[at];
                kept += 1;
            }
        }
        found.truncate(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::set::{Category, Pattern};
    use crate::text::document::Document;

    fn framer(categories: &[&[&str]]) -> Framer {
        let category = |(name, globs): (u8, &&[&str])| Category {
            name: char::from(name).to_string(),
            patterns: globs.iter().map(|glob| Pattern::new(*glob)).collect(),
            ..Category::default()
        };
        let categories = (b'a'..).zip(categories).map(category).collect();
        Framer::new(&[FrameSet { name: "x".into(), categories }])
    }

    fn hits(categories: &[&[&str]], text: &str) -> Vec<String> {
        let framer = framer(categories);
        let document = Document::parse(text, false);
        let shown =
            |hit: Hit| format!("{} {} {}", framer.frames()[hit.frame], framer.pattern(hit.pattern), hit.span.of(text));
        framer.hits(text, &document.tokens).into_iter().map(shown).collect()
    }

    #[test]
    fn the_longest_is_taken_and_no_token_counts_twice() {
        let patterns = ["peace*", "peace treat*", "treat*", "treaty with", "peac*"];
        assert_eq!(
            hits(&[&patterns], "A peace treaty with peaceful treats"),
            ["x.a peace treat* peace treaty", "x.a peace* peaceful", "x.a treat* treats"]
        );
    }

    #[test]
    fn frames_may_share_tokens() {
        assert_eq!(hits(&[&["war"], &["cold war"]], "a Cold War"), ["x.b cold war Cold War", "x.a war War"]);
    }

    #[test]
    fn a_phrase_reaches_over_no_mark() {
        assert_eq!(
            hits(&[&["maximum pressure"]], "maximum, pressure; maximum “pressure”. maximum\npressure"),
            ["x.a maximum pressure maximum\npressure"]
        );
        assert_eq!(
            hits(&[&["Mr. Kim", "so, *"]], "Mr. Kim; so, well; so, “no"),
            ["x.a Mr. Kim Mr. Kim", "x.a so, * so, well"]
        );
    }

    #[test]
    fn typography_and_tokens_are_those_of_the_text() {
        let patterns = ["women's rights", "end-of-war declaration", "U.S.", "de-escalat*", "Jae-in", "didn't", "*-led"];
        let text = "Women’s rights, an end‑of‑war declaration; the u.s. de‐escalated, MOON JAE-IN didn’t, U.S.-led.";
        let found: Vec<String> = hits(&[&patterns], text);
        let globs: Vec<&str> = found.iter().map(|hit| hit.split_once("x.a ").unwrap().1).collect();
        assert_eq!(
            globs,
            [
                "women's rights Women’s rights",
                "end-of-war declaration end‑of‑war declaration",
                "U.S. u.s.",
                "de-escalat* de‐escalated",
                "Jae-in JAE-IN",
                "didn't didn’t",
                "*-led U.S.-led"
            ]
        );
    }

    #[test]
    fn nothing_is_found_with_nothing() {
        assert!(
            hits(&[], "War.").is_empty()
                && hits(&[&[]], "War.").is_empty()
                && hits(&[&["", ":)"]], ":) War.").is_empty()
        );
    }
}
