//! A sentence as the features see it: a few numbers for each token, and what the rules made of it.

use super::feature::{ending_hash, key, word_hash};
use super::model::Lexicon;
use crate::attribution::class::Class;
use crate::attribution::hit::Hit;
use crate::attribution::passage::{Passage, Run};

/// A token in numbers.
#[derive(Clone, Copy, Debug)]
pub struct Lexeme {
    /// Hash of the word, in lower case.
    pub word: u32,
    /// In place of a part of speech: a function word's classes, else its shape and ending.
    pub tag: u32,
    /// Letters: 0 a mark, 1 small, 2 capital, 3 capitals, 4 digits.
    pub shape: u8,
    /// How often the word is one of saying, in steps 0 to 6.
    pub bucket: u8,
    /// Where it stands in a quotation: 0 outside, 1 opens, 2 inside, 3 closes, 4 in a quotation that is a part of the phrase around it.
    pub quote: u8,
    /// Its role by the rules.
    pub role: Role,
    /// The hit that gives the role, as an index no higher than 254; 255 is none.
    pub hit: u8,
}

/// What the rules see in a token, outermost attributions only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    #[default]
    None,
    /// A word of the source.
    Source,
    /// A word of saying.
    Cue,
    /// A word of the content.
    Content,
    /// Who is told.
    Addressee,
}

/// A sentence, ready for features. Indices are from its first token.
#[derive(Debug)]
pub struct View<'a> {
    /// The document.
    pub passage: &'a Passage<'a>,
    /// The tokens of the sentence.
    pub tokens: Run,
    /// A lexeme a token, with [`BORDER`] more on both sides.
    lexemes: Vec<Lexeme>,
    /// What the rules found in the sentence.
    pub hits: &'a [Hit],
    /// The first word of saying of each hit that is not nested, from the first token.
    pub heads: Vec<Option<usize>>,
    /// The words that may be words of saying.
    pub candidates: Vec<usize>,
    /// Counts up to each token: words of saying, commas, *that* and *to*, joining words, closing marks.
    pub counts: Vec<[u16; 5]>,
    /// True if a quotation that stands for itself is in the sentence.
    pub spoken: bool,
}

/// Stands for the number of a rule where there is none.
pub const NO_RULE: u32 = 99;
/// A word outside quotations with a bucket of at least this is looked at.
const CANDIDATE: u8 = 1;
/// And one with this counts as a neighbour that may say something.
pub const LIKELY: u8 = 3;

const TO: u32 = word_hash("to");
const COMMA: u32 = word_hash(",");

/// Places looked at on both sides of a token.
const BORDER: usize = 3;
/// Stands for what is before and behind a sentence.
const OUTSIDE: Lexeme = Lexeme { word: 1, tag: 1, shape: 7, bucket: 0, quote: 0, role: Role::None, hit: u8::MAX };

impl<'a> View<'a> {
    /// Looks at a sentence with what the rules found in it; `None` if no word in it may be one of saying.
    pub fn new(passage: &'a Passage<'a>, tokens: Run, hits: &'a [Hit], lexicon: Lexicon<'_>) -> Option<Self> {
        let mut lexemes = vec![OUTSIDE; tokens.len() + 2 * BORDER];
        let inside = || BORDER..BORDER + tokens.len();
        let mut best = 0;
        for (lexeme, at) in lexemes[inside()].iter_mut().zip(tokens.tokens()) {
            let word = word_hash(passage.text(at));
            (lexeme.word, lexeme.bucket) = (word, lexicon.bucket(word));
            best = best.max(lexeme.bucket);
        }
        if best < CANDIDATE && hits.is_empty() {
            return None;
        }
        lexemes[inside()].iter_mut().zip(tokens.tokens()).for_each(|(lexeme, at)| lexeme.complete(passage, at));
        let spoken = lexemes.iter().any(|lexeme| matches!(lexeme.quote, 1..=3));
        let heads: Vec<Option<usize>> = hits
            .iter()
            .map(|hit| head(passage, hit).and_then(|at| at.checked_sub(tokens.start)).filter(|&at| at < tokens.len()))
            .collect();
        let (candidates, counts) = Default::default();
        let mut view = Self { passage, tokens, lexemes, hits, heads, candidates, counts, spoken };
        view.candidates = (0..tokens.len()).filter(|&at| view.is_candidate(at)).collect();
        if view.candidates.is_empty() {
            return None;
        }
        view.mark_roles();
        view.counts = view.counts();
        Some(view)
    }

    fn is_candidate(&self, at: usize) -> bool {
        let lexeme = self.lexeme(at);
        lexeme.bucket >= CANDIDATE && matches!(lexeme.quote, 0 | 4) || self.heads.contains(&Some(at))
    }

    fn mark_roles(&mut self) {
        for (index, hit) in self.hits.iter().enumerate().filter(|(_, hit)| hit.within.is_none()) {
            let index = index.min(254) as u8;
            let contents = hit.content.iter().map(|&run| (run, Role::Content));
            let others = [(hit.addressee, Role::Addressee), (hit.source, Role::Source), (hit.cue, Role::Cue)];
            for (run, role) in contents.chain(others.into_iter().filter_map(|(run, role)| Some((run?, role)))) {
                for at in run.within(self.tokens).tokens() {
                    let lexeme = &mut self.lexemes[BORDER + at - self.tokens.start];
                    (lexeme.role, lexeme.hit) = (role, index);
                }
            }
        }
    }

    /// What [`View::counts`] holds. No count asked for reaches over the word of saying, so it counts as others do.
    fn counts(&self) -> Vec<[u16; 5]> {
        let mut counts = Vec::with_capacity(self.tokens.len() + 1);
        let mut count = [0_u16; 5];
        counts.push(count);
        for (at, lexeme) in self.lexemes().iter().enumerate() {
            let token = self.tokens.start + at;
            let joins = self.passage.has(token, Class::CONJUNCTION.or(Class::SUBORDINATOR));
            let opens = self.passage.has(token, Class::COMPLEMENTIZER) || lexeme.word == TO;
            let comma = lexeme.word == COMMA;
            for (slot, holds) in count.iter_mut().zip([lexeme.bucket >= LIKELY, comma, opens, joins, lexeme.quote == 3])
            {
                *slot = slot.saturating_add(u16::from(holds));
            }
            counts.push(count);
        }
        counts
    }

    /// A lexeme a token.
    #[inline]
    pub fn lexemes(&self) -> &[Lexeme] {
        &self.lexemes[BORDER..BORDER + self.tokens.len()]
    }

    /// The lexeme of a token.
    #[inline]
    pub fn lexeme(&self, at: usize) -> &Lexeme {
        &self.lexemes[BORDER + at]
    }

    /// The lexeme at a place, or one that stands for what is outside; no more than three places out.
    #[inline]
    pub fn at(&self, at: isize) -> Lexeme {
        self.lexemes[at.wrapping_add(BORDER as isize) as usize]
    }

    /// The number of a hit's rule; nested hits have numbers of their own.
    pub fn rule(&self, index: usize) -> u32 {
        self.hits.get(index).map_or(NO_RULE, |hit| hit.rule as u32 + if hit.within.is_some() { 50 } else { 0 })
    }

    /// The hit whose word of saying the token is.
    pub fn hit_at(&self, at: usize) -> Option<usize> {
        self.heads.iter().position(|&head| head == Some(at))
    }
}

/// The token that makes a hit's words of saying what they are.
pub fn head(passage: &Passage<'_>, hit: &Hit) -> Option<usize> {
    let cue = hit.cue?;
    let of_entry = |&at: &usize| passage.form(at).is_some_and(|form| Some(form.cue) == hit.entry);
    (cue.start..cue.end).rev().find(of_entry).or(cue.end.checked_sub(1)).filter(|_| !cue.is_empty())
}

impl Lexeme {
    /// Adds all but what the word alone tells.
    fn complete(&mut self, passage: &Passage<'_>, at: usize) {
        let text = passage.text(at);
        self.shape = shape(text);
        let class = passage.class_bits(at);
        self.tag = match self.shape {
            _ if class != 0 => class,
            0 => self.word,
            1 => tag(1, ending_hash(text, 2)),
            shape => tag(shape, 0),
        };
        self.quote = match passage.quoted(at) {
            false => 0,
            true if !passage.spoken(at) => 4,
            true if passage.opening(at).is_some() => 1,
            true if passage.closing(at).is_some() => 3,
            true => 2,
        };
    }
}

/// The tag of a shape and an ending.
fn tag(shape: u8, ending: u32) -> u32 {
    (key(0, u32::from(shape), ending, 1) >> 32) as u32
}

fn shape(text: &str) -> u8 {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first.is_numeric() => 4,
        Some('a'..='z') => 1,
        Some(first) if first.is_uppercase() => 2 + u8::from(text.len() > 1 && !text.contains(char::is_lowercase)),
        Some(first) if first.is_alphabetic() => 1,
        _ => 0,
    }
}
