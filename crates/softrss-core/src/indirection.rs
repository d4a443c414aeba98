//! The indirection table: bucket → CPU.
//!
//! Everything that moves traffic (weights, draining a CPU, rebalancing) is a store into this table, so
//! its layout is chosen for that: the buckets of every target lie evenly spread over the table, and
//! packets dealt to the buckets in turn reach the targets in turn.

use crate::{CpuId, policy::Target};

/// Bucket → CPU, for a power of two of buckets.
///
/// ```
/// use softrss_core::{CpuId, indirection::IndirectionTable, policy::Target};
/// let targets = [(2, 3), (5, 1)].map(|(cpu, weight)| Target { cpu: CpuId::from(cpu), weight });
/// let table = IndirectionTable::new(8, &targets)?;
/// assert_eq!(table.share(CpuId::from(2)), 6);
/// assert_eq!(table.share(CpuId::from(5)), 2);
/// # Ok::<(), softrss_core::indirection::TableError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndirectionTable {
    cpus: Vec<CpuId>,
}

/// Why a table cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The number of buckets is no power of two, or too large.
    #[error(
        "{buckets} buckets: the indirection table has a power of two of them, at most {}",
        IndirectionTable::MAX_BUCKETS
    )]
    Buckets {
        /// What was asked for.
        buckets: u32,
    },
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
    /// A target with no share.
    #[error("CPU {cpu} has weight 0: leave it out, or give it a weight of 1 or more")]
    NoWeight {
        /// The CPU.
        cpu: CpuId,
    },
    /// A CPU is listed twice.
    #[error("CPU {cpu} is a target twice")]
    Duplicate {
        /// The CPU.
        cpu: CpuId,
    },
}

impl IndirectionTable {
    /// The largest number of buckets.
    pub const MAX_BUCKETS: u32 = 1 << 16;

    /// Deals `buckets` to `targets` in proportion to their weights.
    ///
    /// Largest remainder; every target gets at least one bucket.
    ///
    /// # Errors
    /// [`TableError`] when that is impossible.
    pub fn new(buckets: u32, targets: &[Target]) -> Result<Self, TableError> {
        if !buckets.is_power_of_two() || buckets > Self::MAX_BUCKETS {
            return Err(TableError::Buckets { buckets });
        }
        if targets.is_empty() {
            return Err(TableError::NoTarget);
        }
        if targets.len() > buckets as usize {
            return Err(TableError::TooManyTargets {
                targets: targets.len(),
                buckets,
            });
        }
        let mut seen = std::collections::BTreeSet::new();
        for target in targets {
            if target.weight == 0 {
                return Err(TableError::NoWeight { cpu: target.cpu });
            }
            if !seen.insert(target.cpu) {
                return Err(TableError::Duplicate { cpu: target.cpu });
            }
        }
        Ok(Self {
            cpus: spread(targets, &shares(buckets, targets)),
        })
    }

    /// The CPU of a bucket, or `None` past the end.
    #[must_use]
    pub fn get(&self, bucket: u32) -> Option<CpuId> {
        self.cpus.get(bucket as usize).copied()
    }

    /// The bucket a hash falls into: its low bits.
    #[must_use]
    pub fn bucket(&self, hash: u32) -> u32 {
        hash & (self.buckets() - 1)
    }

    /// Number of buckets.
    #[must_use]
    pub fn buckets(&self) -> u32 {
        u32::try_from(self.cpus.len()).unwrap_or(Self::MAX_BUCKETS)
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
fn shares(buckets: u32, targets: &[Target]) -> Vec<u64> {
    let total: u64 = targets.iter().map(|t| u64::from(t.weight)).sum();
    let ideal = |t: &Target| u64::from(t.weight) * u64::from(buckets);
    let mut shares: Vec<u64> = targets.iter().map(|t| ideal(t) / total).collect();
    let dealt: u64 = shares.iter().sum();
    let mut by_remainder: Vec<usize> = (0..targets.len()).collect();
    by_remainder.sort_by_key(|&i| (std::cmp::Reverse(ideal(&targets[i]) % total), i));
    for &i in &by_remainder[..usize::try_from(u64::from(buckets) - dealt).unwrap_or(0)] {
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
    places.iter().map(|&(_, _, i)| targets[i].cpu).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(weights: &[u32]) -> Vec<Target> {
        weights
            .iter()
            .zip(0..)
            .map(|(&weight, cpu)| Target {
                cpu: CpuId::from(cpu),
                weight,
            })
            .collect()
    }

    fn counts(buckets: u32, weights: &[u32]) -> Vec<usize> {
        let table = IndirectionTable::new(buckets, &targets(weights)).unwrap();
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
        assert_eq!(counts(4, &[u32::MAX, 1, 1, 1]), [1, 1, 1, 1]);
        let weights: Vec<u32> = (1..=64).collect();
        let counts = counts(64, &weights);
        assert!(counts.iter().all(|&n| n == 1), "{counts:?}");
    }

    #[test]
    fn neighbours_differ() {
        let table = IndirectionTable::new(8, &targets(&[1, 1])).unwrap();
        let cpus: Vec<u32> = table.as_slice().iter().map(|c| c.number()).collect();
        assert_eq!(cpus, [0, 1, 0, 1, 0, 1, 0, 1]);
        let table = IndirectionTable::new(8, &targets(&[3, 1])).unwrap();
        let cpus: Vec<u32> = table.as_slice().iter().map(|c| c.number()).collect();
        assert_eq!(cpus, [0, 0, 1, 0, 0, 0, 1, 0]);
    }

    #[test]
    fn says_why_not() {
        let error = |buckets, weights: &[u32]| {
            IndirectionTable::new(buckets, &targets(weights))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            error(1000, &[1]),
            "1000 buckets: the indirection table has a power of two of them, at most 65536"
        );
        assert_eq!(error(8, &[]), "no target CPU is left");
        assert_eq!(
            error(2, &[1, 1, 1]),
            "3 target CPUs do not fit into 2 buckets: every target needs one"
        );
        assert_eq!(
            error(2, &[1, 0]),
            "CPU 1 has weight 0: leave it out, or give it a weight of 1 or more"
        );
        let twice = [targets(&[1]), targets(&[1])].concat();
        assert_eq!(
            IndirectionTable::new(8, &twice).unwrap_err().to_string(),
            "CPU 0 is a target twice"
        );
    }
}
