//! Signals of the system.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag::{register, register_conditional_shutdown};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What a program ends with that the user stopped.
const INTERRUPTED: i32 = 130;

/// A flag that is raised when the user stops the program; to be stopped twice is to end at once.
pub fn stopped() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // Where a signal cannot be watched, it ends the program as always. The order matters: the first signal raises the flag, the second finds it.
        let _ = register_conditional_shutdown(signal, INTERRUPTED, Arc::clone(&flag));
        let _ = register(signal, Arc::clone(&flag));
    }
    flag
}

/// A file that grows over the limit of the process is an error to be told, and not the end of the process.
pub fn refuse_large_files() {
    #[cfg(unix)]
    {
        let _ = register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    }
}
