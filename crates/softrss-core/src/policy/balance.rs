//! Following the load.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Buckets move to where there is room, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// How much more than its share a target may have.
    pub tolerance: Tolerance,
}

/// How much more than its share a target may have: thousandths of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tolerance(u16);

impl Default for Tolerance {
    fn default() -> Self {
        Self(50)
    }
}

impl Tolerance {
    /// The most: twice its share.
    pub const MAX: Self = Self(1000);

    /// From a part of the share, 0.001 to 1; `None` for another number.
    #[must_use]
    pub fn new(part: f64) -> Option<Self> {
        let thousandths = (part * 1000.0).round();
        let fits = (1.0..=f64::from(Self::MAX.0)).contains(&thousandths);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is one of 1 to 1000"
        )]
        fits.then_some(Self(thousandths as u16))
    }

    /// As a part of the share.
    #[must_use]
    pub fn part(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl fmt::Display for Tolerance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.part())
    }
}
