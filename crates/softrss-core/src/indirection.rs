//! The indirection table: bucket → CPU.
//!
//! Everything that moves traffic (weights, draining a CPU, rebalancing) is a store into this table, so
//! its layout is chosen for that: the buckets of every target lie evenly spread over the table, and
//! packets dealt to the buckets in turn reach the targets in turn.

use crate::{
    CpuId,
    policy::{Buckets, Target},
};

/// Bucket → CPU, for a power of two of buckets.
///
/// ```
/// use softrss_core::{CpuId, indirection::IndirectionTable, policy::{Buckets, Target}};
/// let targets = [Target::new(CpuId::from(2), 3)?, Target::even(CpuId::from(5))];
/// let table = IndirectionTable::new(Buckets::new(8)?, &targets)?;
/// assert_eq!(table.share(CpuId::from(2)), 6);
/// assert_eq!(table.share(CpuId::from(5)), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndirectionTable {
    buckets: Buckets,
    cpus: Vec<CpuId>,
}

/// Why a table cannot be made.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// No CPU to send packets to.
    #[error("no target CPU is left")]
    NoTarget,
    /// More targets than buckets.
    #[error("{targets} target CPUs do not fit into {buckets} buckets: every target needs one")]
    TooManyTargets {
        /// Number of targets.
        targets: usize,
        /// Number of buckets.
        buckets: u32,
    },
    /// A CPU is listed twice.
    #[error("CPU {cpu} is a target twice")]
    Duplicate {
        /// The CPU.
        cpu: CpuId,
    },
}

impl IndirectionTable {
    /// Deals `buckets` to `targets` in proportion to their weights.
    ///
    /// Largest remainder; every target gets at least one bucket.
    ///
    /// # Errors
    /// [`TableError`] when that is impossible.
    pub fn new(buckets: Buckets, targets: &[Target]) -> Result<Self, TableError> {
        if targets.is_empty() {
            return Err(TableError::NoTarget);
        }
        if targets.len() > buckets.count() as usize {
            return Err(TableError::TooManyTargets {
                targets: targets.len(),
                buckets: buckets.count(),
            });
        }
        let mut seen = std::collections::BTreeSet::new();
        for target in targets {
            if !seen.insert(target.cpu()) {
                return Err(TableError::Duplicate { cpu: target.cpu() });
            }
        }
        Ok(Self {
            buckets,
            cpus: spread(targets, &shares(buckets, targets)),
        })
    }

    /// The CPU of a bucket, or `None` past the end.
    #[must_use]
    pub fn get(&self, bucket: u32) -> Option<CpuId> {
        self.cpus.get(bucket as usize).copied()
    }

    /// The bucket of a number, and its CPU.
    #[must_use]
    pub fn pick(&self, number: u32) -> (u32, CpuId) {
        let bucket = self.buckets.of(number);
        (bucket, self.cpus[bucket as usize])
    }

    /// Number of buckets.
    #[must_use]
    pub const fn buckets(&self) -> u32 {
        self.buckets.count()
    }

    /// The CPUs, in the order of their buckets.
    #[must_use]
    pub fn as_slice(&self) -> &[CpuId] {
        &self.cpus
    }

    /// Number of buckets that lead to `cpu`.
    #[must_use]
    pub fn share(&self, cpu: CpuId) -> usize {
        self.cpus.iter().filter(|&&target| target == cpu).count()
    }
}

/// How many buckets each target gets.
fn shares(buckets: Buckets, targets: &[Target]) -> Vec<u64> {
    let total: u64 = targets.iter().map(|t| u64::from(t.weight())).sum();
    let ideal = |t: &Target| u64::from(t.weight()) * u64::from(buckets.count());
    let mut shares: Vec<u64> = targets.iter().map(|t| ideal(t) / total).collect();
    let dealt: u64 = shares.iter().sum();
    let mut by_remainder: Vec<usize> = (0..targets.len()).collect();
    by_remainder.sort_by_key(|&i| (std::cmp::Reverse(ideal(&targets[i]) % total), i));
    for (i, _) in by_remainder
        .into_iter()
        .zip(dealt..u64::from(buckets.count()))
    {
        shares[i] += 1;
    }
    while let Some(poor) = shares.iter().position(|&share| share == 0) {
        let Some(rich) = (0..shares.len()).rev().max_by_key(|&i| shares[i]) else {
            break;
        };
        shares[rich] -= 1;
        shares[poor] += 1;
    }
    shares
}

/// Lays the buckets of every target out evenly: the k-th of n sits near (2k+1)/2n of the table.
fn spread(targets: &[Target], shares: &[u64]) -> Vec<CpuId> {
    let mut places: Vec<(u64, u64, usize)> = shares
        .iter()
        .enumerate()
        .flat_map(|(i, &share)| (0..share).map(move |k| (2 * k + 1, share, i)))
        .collect();
    places.sort_by(|a, b| (a.0 * b.1, a.2).cmp(&(b.0 * a.1, b.2)));
    places.iter().map(|&(_, _, i)| targets[i].cpu()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(weights: &[u32]) -> Vec<Target> {
        weights
            .iter()
            .zip(0..)
            .map(|(&weight, cpu)| Target::new(CpuId::from(cpu), weight).unwrap())
            .collect()
    }

    fn counts(buckets: u32, weights: &[u32]) -> Vec<usize> {
        let table =
            IndirectionTable::new(Buckets::new(buckets).unwrap(), &targets(weights)).unwrap();
        assert_eq!(table.buckets(), buckets);
        (0..)
            .take(weights.len())
            .map(|cpu| table.share(CpuId::from(cpu)))
            .collect()
    }

    #[test]
    fn deals_in_proportion() {
        assert_eq!(counts(1024, &[1, 1]), [512, 512]);
        assert_eq!(counts(1024, &[1, 1, 1]), [342, 341, 341]);
        assert_eq!(counts(8, &[5, 2, 1]), [5, 2, 1]);
        assert_eq!(counts(16, &[3, 1, 1]), [10, 3, 3]);
        assert_eq!(counts(1, &[7]), [1]);
    }

    #[test]
    fn nobody_goes_without() {
        assert_eq!(counts(4, &[1000, 1, 1]), [2, 1, 1]);
        assert_eq!(counts(4, &[Target::MAX_WEIGHT, 1, 1, 1]), [1, 1, 1, 1]);
        let weights: Vec<u32> = (1..=64).collect();
        let counts = counts(64, &weights);
        assert!(counts.iter().all(|&n| n == 1), "{counts:?}");
    }

    #[test]
    fn neighbours_differ() {
        let table = IndirectionTable::new(Buckets::new(8).unwrap(), &targets(&[1, 1])).unwrap();
        let cpus: Vec<u32> = table.as_slice().iter().map(|c| c.number()).collect();
        assert_eq!(cpus, [0, 1, 0, 1, 0, 1, 0, 1]);
        let table = IndirectionTable::new(Buckets::new(8).unwrap(), &targets(&[3, 1])).unwrap();
        let cpus: Vec<u32> = table.as_slice().iter().map(|c| c.number()).collect();
        assert_eq!(cpus, [0, 0, 1, 0, 0, 0, 1, 0]);
    }

    #[test]
    fn says_why_not() {
        let error = |buckets, weights: &[u32]| {
            IndirectionTable::new(Buckets::new(buckets).unwrap(), &targets(weights))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(error(8, &[]), "no target CPU is left");
        assert_eq!(
            error(2, &[1, 1, 1]),
            "3 target CPUs do not fit into 2 buckets: every target needs one"
        );
        let twice = [targets(&[1]), targets(&[1])].concat();
        assert_eq!(
            IndirectionTable::new(Buckets::new(8).unwrap(), &twice)
                .unwrap_err()
                .to_string(),
            "CPU 0 is a target twice"
        );
    }
}
