//! How many different flows there were, and on which CPU.
//!
//! Exact up to [`EXACT_LIMIT`] flows. Past that a flow leaves only a trace in a sketch, so that memory
//! does not grow with the capture, and the counts are marked as estimates.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

use super::sketch::Sketch;

/// One flow less than fit into a hash table of 2^20 slots, seven eighths full: it never grows beyond 18 MB.
const EXACT_LIMIT: usize = (7 << 17) - 1;

/// A number of flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowCount {
    /// Counted.
    Exact(u64),
    /// Estimated, with a standard error of 0.8 percent.
    Estimate(u64),
}

impl FlowCount {
    /// The number.
    #[must_use]
    pub fn value(self) -> u64 {
        match self {
            Self::Exact(flows) | Self::Estimate(flows) => flows,
        }
    }

    /// Whether it is an estimate.
    #[must_use]
    pub fn is_estimate(self) -> bool {
        matches!(self, Self::Estimate(_))
    }
}

/// Counts different flows, in total and for each of some slots (the CPUs).
pub(super) struct Flows {
    seen: Seen,
    slots: usize,
}

enum Seen {
    Exact {
        /// Each flow, and the slot it was first seen in.
        first: HashMap<u64, u16, BuildHasherDefault<Identity>>,
        /// Flows that were seen in a slot that was not their first.
        others: HashSet<(u64, u16)>,
        by_slot: Vec<u64>,
    },
    Sketched {
        all: Sketch,
        by_slot: Vec<Sketch>,
    },
}

impl Flows {
    pub(super) fn new(slots: usize) -> Self {
        Self {
            seen: Seen::Exact {
                first: HashMap::default(),
                others: HashSet::new(),
                by_slot: vec![0; slots],
            },
            slots,
        }
    }

    /// Notes a packet of the flow with the 64-bit `fingerprint` in `slot`.
    #[inline]
    pub(super) fn note(&mut self, fingerprint: u64, slot: u16) {
        match &mut self.seen {
            Seen::Exact {
                first,
                others,
                by_slot,
            } => {
                let new = match first.get(&fingerprint) {
                    Some(known) if *known == slot => return,
                    Some(_) => others.insert((fingerprint, slot)),
                    None => first.insert(fingerprint, slot).is_none(),
                };
                if new {
                    by_slot[usize::from(slot)] += 1;
                    if first.len() + others.len() > EXACT_LIMIT {
                        self.sketch();
                    }
                }
            }
            Seen::Sketched { all, by_slot } => {
                all.note(fingerprint);
                by_slot[usize::from(slot)].note(fingerprint);
            }
        }
    }

    /// Gives up the exact count.
    #[cold]
    fn sketch(&mut self) {
        let Seen::Exact { first, others, .. } = &self.seen else {
            return;
        };
        let mut all = Sketch::new();
        let mut by_slot = vec![Sketch::new(); self.slots];
        for (fingerprint, slot) in first {
            all.note(*fingerprint);
            by_slot[usize::from(*slot)].note(*fingerprint);
        }
        for (fingerprint, slot) in others {
            by_slot[usize::from(*slot)].note(*fingerprint);
        }
        self.seen = Seen::Sketched { all, by_slot };
    }

    /// Flows in total.
    pub(super) fn total(&self) -> FlowCount {
        match &self.seen {
            Seen::Exact { first, .. } => FlowCount::Exact(first.len() as u64),
            Seen::Sketched { all, .. } => FlowCount::Estimate(all.estimate()),
        }
    }

    /// Flows with a packet in `slot`.
    pub(super) fn of(&self, slot: usize) -> FlowCount {
        match &self.seen {
            Seen::Exact { by_slot, .. } => FlowCount::Exact(by_slot[slot]),
            Seen::Sketched { by_slot, .. } => FlowCount::Estimate(by_slot[slot].estimate()),
        }
    }
}

/// Fingerprints are hashes already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, fingerprint: u64) {
        self.0 = fingerprint;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foldhash::quality::FixedState;
    use std::hash::BuildHasher;

    fn fingerprint(flow: u64) -> u64 {
        FixedState::default().hash_one(flow)
    }

    #[test]
    fn counts_each_flow_once_in_each_slot() {
        let mut flows = Flows::new(3);
        for packet in 0..1000 {
            flows.note(fingerprint(packet % 10), 0);
            flows.note(fingerprint(packet % 4), 2);
        }
        assert_eq!(flows.total(), FlowCount::Exact(10));
        assert_eq!(flows.of(0), FlowCount::Exact(10));
        assert_eq!(flows.of(1), FlowCount::Exact(0));
        assert_eq!(flows.of(2), FlowCount::Exact(4));
    }

    #[test]
    fn estimates_beyond_the_limit_and_says_so() {
        let mut flows = Flows::new(2);
        let many = EXACT_LIMIT as u64;
        for flow in 0..many {
            flows.note(fingerprint(flow), u16::from(flow % 4 == 0));
        }
        assert_eq!(flows.total(), FlowCount::Exact(many));
        for flow in 0..2 * many {
            flows.note(fingerprint(flow), u16::from(flow % 4 == 0));
        }
        let near = |count: FlowCount, true_count: u64| {
            assert!(count.is_estimate());
            let off = count.value().abs_diff(true_count) * 100 / true_count;
            assert!(off < 4, "{count:?} for {true_count}");
        };
        near(flows.total(), 2 * many);
        near(flows.of(0), 2 * many / 4 * 3);
        near(flows.of(1), 2 * many / 4);
    }
}
