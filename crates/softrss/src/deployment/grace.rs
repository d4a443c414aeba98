//! Waiting until the programs that run now have ended.

use std::{thread, time::Duration};

use crate::sys;

/// A program that was replaced, or has read the table before it was written, may still be on its way to a queue.
pub(super) fn wait_for_programs() {
    /// Much longer than the packets of one interrupt take.
    const LONG: Duration = Duration::from_millis(50);
    if sys::wait_for_programs().is_err() {
        thread::sleep(LONG);
    }
}
