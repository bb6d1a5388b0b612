//! Panics that are survived: a fault in the work on one article, or in a crate, costs that work and no more.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

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
