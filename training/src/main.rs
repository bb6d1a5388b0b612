//! Makes the weights of the tagger from articles in which people have marked attributions; `docs/model.md` says what came of it.

mod crf;
mod ftrl;
mod gold;
mod lexicon;
mod logistic;
mod numbers;
mod pack;
mod report;
mod sentences;
mod stages;

use std::error::Error;
use tone::attribution::tagger::model::Model;

const USAGE: &str = "usage: tone-training ARTICLES.jsonl MODEL.bin [HELD_OUT]

ARTICLES.jsonl  articles in PolNeAR's fields, one a line: text, attributions with source, cue, content
MODEL.bin       where the weights go
HELD_OUT        leave so many articles at the end out and print how right the model is on them";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (from, to) = (arguments.next().ok_or(USAGE)?, arguments.next().ok_or(USAGE)?);
    let held_out = arguments.next().map_or(Ok(0), |number| number.parse::<usize>())?;
    let articles = gold::load(from.as_ref())?;
    let (learn, rest) = articles.split_at(articles.len().saturating_sub(held_out));
    let bytes = stages::three_stages(learn)?;
    #[expect(clippy::disallowed_methods, reason = "disk.rs guards the outputs of the program, of which this is none")]
    std::fs::write(to, &bytes)?;
    if !rest.is_empty() {
        report::report(&Model::new(&bytes).ok_or("the model has another layout")?, rest);
    }
    Ok(())
}
