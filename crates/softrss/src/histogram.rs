//! Durations, as programs count them.

use std::time::Duration;

/// Durations, counted by their logarithm to base 2.
///
/// Bucket 0 counts durations of 0 ns; bucket `n` those from 2^(n-1) up to, not including, 2^n ns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// Packets by bucket.
    pub buckets: [u64; Self::BUCKETS],
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            buckets: [0; Self::BUCKETS],
        }
    }
}

impl Histogram {
    /// Number of buckets: one for each possible bit length of a `u64`, and one for zero.
    pub const BUCKETS: usize = 65;

    /// Number of durations.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.buckets.iter().sum()
    }

    /// The smallest duration of bucket `bucket`, and the first that is too large for it.
    fn bounds(bucket: i32) -> (f64, f64) {
        match bucket {
            0 => (0.0, 1.0),
            n => (2f64.powi(n - 1), 2f64.powi(n)),
        }
    }

    /// The duration that a share of `quantile` (0 to 1) of all durations stay below; `None` if there are none.
    ///
    /// Within a bucket the durations are taken to be spread evenly, so the answer is off by a factor of
    /// less than two.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "the answer is no more exact than its bucket"
    )]
    pub fn quantile(&self, quantile: f64) -> Option<Duration> {
        let count = self.count();
        if count == 0 {
            return None;
        }
        let wanted = quantile.clamp(0.0, 1.0) * count as f64;
        let mut below = 0.0;
        for (bucket, &packets) in (0..).zip(&self.buckets) {
            let packets = packets as f64;
            if packets > 0.0 && below + packets >= wanted {
                let (low, high) = Self::bounds(bucket);
                let share = ((wanted - below) / packets).clamp(0.0, 1.0);
                return Some(Duration::from_secs_f64((low + (high - low) * share) / 1e9));
            }
            below += packets;
        }
        None
    }

    /// Both together.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        for (bucket, more) in self.buckets.iter_mut().zip(other.buckets) {
            *bucket += more;
        }
        self
    }

    /// What was added since `earlier`.
    #[must_use]
    pub fn since(mut self, earlier: &Self) -> Self {
        for (bucket, before) in self.buckets.iter_mut().zip(earlier.buckets) {
            *bucket = bucket.saturating_sub(before);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_in_their_bucket() {
        let mut histogram = Histogram::default();
        assert_eq!(histogram.quantile(0.5), None);
        histogram.buckets[11] = 90; // 1024..2048 ns
        histogram.buckets[17] = 10; // 65536..131072 ns
        let ns = |quantile| histogram.quantile(quantile).unwrap().as_nanos();
        assert_eq!(ns(0.45), 1536);
        assert_eq!(ns(0.9), 2048);
        assert!((65536..=131_072).contains(&ns(0.99)));
        assert_eq!(histogram.since(&histogram).count(), 0);
        assert_eq!(histogram.plus(&histogram).count(), 200);
    }

    #[test]
    fn the_extremes_are_counted() {
        let mut histogram = Histogram::default();
        histogram.buckets[0] = 1;
        assert_eq!(histogram.quantile(1.0).unwrap(), Duration::from_nanos(1));
        histogram.buckets[64] = 1;
        assert_eq!(histogram.quantile(1.0).unwrap().as_secs(), 18_446_744_073);
    }
}
