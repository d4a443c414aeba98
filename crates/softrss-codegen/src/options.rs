//! How programs are to be made.

/// How the program is to be made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Count packets by rule and by reason in [`Maps::counters`](crate::Maps::counters).
    pub counters: bool,
    /// Write each decision to [`Maps::probe`](crate::Maps::probe), for tests.
    pub probe: bool,
    /// Accept packets in several buffers (Linux 5.18).
    pub frags: bool,
}
