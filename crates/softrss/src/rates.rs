//! What happened between two readings, per second.

use crate::reading::Reading;

/// What happened between two readings.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    /// The time between them, in seconds. More than 0.
    pub seconds: f64,
    /// What was counted in this time.
    pub counted: Reading,
}

impl Rates {
    /// `None` if no time passed, or the interface was attached anew: its counts began at zero then.
    #[must_use]
    pub fn between(earlier: &Reading, later: &Reading) -> Option<Self> {
        let seconds = later.at.saturating_duration_since(earlier.at).as_secs_f64();
        (seconds > 0.0 && earlier.epoch == later.epoch).then(|| Self {
            seconds,
            counted: later.since(earlier),
        })
    }

    /// A number of [`counted`](Self::counted) per second.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a rate needs no 53rd bit")]
    pub fn per_second(&self, count: u64) -> f64 {
        count as f64 / self.seconds
    }
}
