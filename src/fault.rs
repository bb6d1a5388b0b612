//! Panics that are survived: a fault in the work on one article, or in a crate, costs that work and no more. And faults that are asked for, so
//! that tests of the program as it is built see what they cost.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// The variable of the environment that asks for a fault: see [`ask`].
pub const VARIABLE: &str = "TONE_FAULT";

/// Work on an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Its records are read.
    Reading,
    /// An article of it is analysed.
    Analysis,
}

/// A fault that was asked for.
#[derive(Debug)]
enum Asked {
    /// A step panics for an input.
    Panic(Step, String),
    /// The changes on the disk from one number to another fail.
    Changes(u64, u64),
}

static ASKED: OnceLock<Asked> = OnceLock::new();
static CHANGES: AtomicU64 = AtomicU64::new(0);

/// Asks for a fault, once and for all: `panic:INPUT`, its articles' analysis panics; `reader:INPUT`, its reader does; `write:N`, the N-th change on
/// the disk fails; `write:N-`, and all after it, as if the program had been killed there. Other words ask for nothing.
pub fn ask(words: &str) {
    let asked = match words.split_once(':') {
        Some(("panic", input)) => Some(Asked::Panic(Step::Analysis, input.to_owned())),
        Some(("reader", input)) => Some(Asked::Panic(Step::Reading, input.to_owned())),
        Some(("write", which)) => {
            let first = which.trim_end_matches('-').parse().ok();
            first.map(|first| Asked::Changes(first, if which.ends_with('-') { u64::MAX } else { first }))
        }
        _ => None,
    };
    if let Some(asked) = asked {
        let _ = ASKED.set(asked);
    }
}

/// Panics if that was asked for in this step of this input.
pub fn step(step: Step, input: &str) {
    let asked = matches!(ASKED.get(), Some(Asked::Panic(at, of)) if *at == step && of == input);
    assert!(!asked, "a fault that was asked for");
}

/// Counts a change on the disk, and is its failure if that was asked for.
pub fn change() -> io::Result<()> {
    let Some(Asked::Changes(first, last)) = ASKED.get() else { return Ok(()) };
    let at = CHANGES.fetch_add(1, Ordering::Relaxed) + 1;
    if (*first..=*last).contains(&at) {
        return Err(io::Error::new(io::ErrorKind::StorageFull, "a fault that was asked for"));
    }
    Ok(())
}

thread_local! {
    static SURVIVES: Cell<bool> = const { Cell::new(false) };
}

/// What a piece of work makes, or none if it panics.
pub fn survived<T>(work: impl FnOnce() -> T) -> Option<T> {
    let outer = SURVIVES.replace(true);
    let made = catch_unwind(AssertUnwindSafe(work)).ok();
    SURVIVES.set(outer);
    made
}

/// True while a panic of this thread would be survived: whoever survives it says what it means, and a hook need not.
pub fn is_survived() -> bool {
    SURVIVES.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_its_work_alone() {
        assert!(!is_survived());
        assert_eq!(survived(|| (is_survived(), survived(|| -> u8 { panic!("inner") }))), Some((true, None)));
        assert_eq!(survived(|| -> u8 { panic!("outer") }), None);
        assert!(!is_survived());
    }
}
