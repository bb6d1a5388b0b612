//! `tone sample`: what people are to code.

use super::args::SampleArgs;
use super::exit::INCOMPLETE;
use super::progress::Progress;
use super::run::options;
use super::say::{say, visible};
use super::summary::cell;
use crate::coding::draw::Plan;
use crate::config::load_uncoded;
use crate::error::Result;
use crate::pipeline::{self, incomplete};
use crate::report::coding::Drawing;

/// Reads a corpus, draws, writes the coders' folder, says what is in it.
pub fn sample(args: SampleArgs) -> Result<u8> {
    let progress = Progress::new(&args.corpus.voice);
    let quiet = args.corpus.voice.quiet;
    // What was coded before has no part in what is drawn.
    let mut options = options(args.corpus, args.out, load_uncoded)?;
    if let Some(seed) = args.seed {
        options.config.override_seed(seed);
    }
    let plan =
        Plan { per_group: args.per_group, coders: args.coders, overlap: args.overlap, seed: options.config.seed };
    let done = pipeline::sample(&options, plan, &progress);
    progress.clear();
    let (drawing, omissions) = done?;
    if !quiet {
        told(&drawing, plan);
        say("");
        say(&visible(&format!(
            "Written to {}: give each coder a coder file and codebook.html, keep key.csv; then tone validate {0}",
            options.out.display()
        )));
    }
    Ok(if incomplete(&omissions) { INCOMPLETE } else { 0 })
}

fn told(drawing: &Drawing, plan: Plan) {
    let shared = if plan.coders > 1 { format!(", {} of them for all coders", drawing.shared) } else { String::new() };
    say(&format!("{} items{shared}", drawing.items));
    say("");
    say(&format!("  {:<28} {:<13} {:>9} {:>7}", "group", "voice", "rows", "items"));
    for (group, class, population, sampled) in &drawing.strata {
        say(&format!("  {} {:<13} {population:>9} {sampled:>7}", cell(group, 28), class.as_str()));
    }
}
