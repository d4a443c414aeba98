//! How programs are to be made.

/// How the program is to be made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is chosen by itself")]
pub struct Options {
    /// Count packets by rule and by reason in [`Maps::counters`](crate::Maps::counters).
    pub counters: bool,
    /// Write each decision to [`Maps::probe`](crate::Maps::probe), for tests.
    pub probe: bool,
    /// Accept packets in several buffers (Linux 5.18).
    pub frags: bool,
    /// Say where the loop over headers ends by `may_goto` ([`Feature::MayGoto`](softrss_core::Feature::MayGoto)): the verifier
    /// then looks at it less often than once for each header that may be read. Packets are treated alike.
    pub may_goto: bool,
}
