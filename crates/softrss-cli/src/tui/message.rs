//! What the threads tell the loop.

use std::{io, time::SystemTime};

use super::app::Event;

/// What the threads tell the loop.
#[derive(Debug)]
pub(super) enum Message {
    /// Something that changes the picture.
    App(Event),
    /// A signal asks to end.
    End,
    /// The process was stopped and goes on; the terminal was used by others meanwhile.
    Continued,
    /// The keyboard cannot be read.
    NoInput(io::Error),
    /// The sampler has ended, which only a defect makes it do.
    NoSampler,
}

/// Seconds since 1970.
pub(super) fn now() -> u64 {
    let since = SystemTime::UNIX_EPOCH.elapsed();
    since.map_or(0, |since| since.as_secs())
}
