//! Length of a CPUMAP queue.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Length of the `ptr_ring` between the receiving CPU and a target CPU, in frames: 1 to 16384.
///
/// 0 cannot be expressed, because the kernel reads it as "delete this entry".
///
/// ```
/// use softrss_core::Qsize;
/// assert_eq!(Qsize::new(2048)?.frames(), 2048);
/// assert!(Qsize::new(0).is_err());
/// assert!(Qsize::new(16385).is_err());
/// # Ok::<(), softrss_core::qsize::QsizeError>(())
/// ```
///
/// # Source
/// `cpu_map_update_elem`, kernel/bpf/cpumap.c: more than 16384 is `EOVERFLOW`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Qsize(u32);

impl Qsize {
    /// The shortest queue the kernel takes, in frames.
    pub const MIN: Self = Self(1);
    /// The longest queue the kernel takes, in frames.
    pub const MAX: Self = Self(16384);
    /// 2048 frames: what 10 Gbit/s of minimum-size packets fill while a CPU leaves a deep idle state.
    pub const DEFAULT: Self = Self(2048);

    /// Checks `frames` against the limits of the kernel.
    ///
    /// # Errors
    /// [`QsizeError`] outside of 1 to 16384.
    pub const fn new(frames: u32) -> Result<Self, QsizeError> {
        if frames < Self::MIN.0 || frames > Self::MAX.0 {
            return Err(QsizeError { frames });
        }
        Ok(Self(frames))
    }

    /// The length in frames.
    #[must_use]
    pub const fn frames(self) -> u32 {
        self.0
    }
}

impl Default for Qsize {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for Qsize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Qsize> for u32 {
    fn from(qsize: Qsize) -> Self {
        qsize.frames()
    }
}

impl TryFrom<u32> for Qsize {
    type Error = QsizeError;
    fn try_from(frames: u32) -> Result<Self, Self::Error> {
        Self::new(frames)
    }
}

/// A queue length that no CPUMAP entry can have.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("queue size {frames} is out of range: a CPUMAP queue holds 1 to 16384 frames")]
pub struct QsizeError {
    /// What was asked for, in frames.
    pub frames: u32,
}
