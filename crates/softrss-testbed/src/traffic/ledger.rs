//! What arrived of what was sent, exactly: a sequence number counts once, however late it comes.

use std::collections::BTreeMap;

/// How one packet fits into what arrived of its flow before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Its sequence number is higher than all before.
    InOrder,
    /// A packet that was sent after it came before it.
    Reordered,
    /// It came before.
    Duplicate,
    /// The flow is not one of the ledger's.
    Foreign,
}

/// Counts packets, reorderings and duplicates of a fixed number of flows.
///
/// ```
/// use softrss_testbed::{Arrival, Ledger};
/// let mut ledger = Ledger::new(1);
/// assert_eq!(ledger.record(0, 0), Arrival::InOrder);
/// assert_eq!(ledger.record(0, 2), Arrival::InOrder);
/// assert_eq!(ledger.record(0, 1), Arrival::Reordered);
/// assert_eq!(ledger.record(0, 1), Arrival::Duplicate);
/// assert_eq!((ledger.received(), ledger.reordered(), ledger.duplicates()), (3, 1, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    flows: Vec<FlowRecord>,
    received: u64,
    reordered: u64,
    duplicates: u64,
}

impl Ledger {
    /// A ledger for the flows `0..flows`, each of which starts with sequence number 0.
    #[must_use]
    pub fn new(flows: u32) -> Self {
        Self {
            flows: (0..flows).map(|_| FlowRecord::default()).collect(),
            ..Self::default()
        }
    }

    /// Enters one packet.
    pub fn record(&mut self, flow: u32, sequence: u64) -> Arrival {
        let record = usize::try_from(flow)
            .ok()
            .and_then(|flow| self.flows.get_mut(flow));
        let Some(record) = record else {
            return Arrival::Foreign;
        };
        let arrival = record.enter(sequence);
        match arrival {
            Arrival::InOrder => self.received += 1,
            Arrival::Reordered => {
                self.received += 1;
                self.reordered += 1;
            }
            Arrival::Duplicate => self.duplicates += 1,
            Arrival::Foreign => {}
        }
        arrival
    }

    /// Packets that arrived, duplicates not counted.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.received
    }

    /// Packets that arrived after one of their flow with a higher sequence number.
    #[must_use]
    pub fn reordered(&self) -> u64 {
        self.reordered
    }

    /// Packets that arrived again.
    #[must_use]
    pub fn duplicates(&self) -> u64 {
        self.duplicates
    }

    /// Packets of one flow that arrived, duplicates not counted; 0 for a flow that is not in the ledger.
    #[must_use]
    pub fn received_of(&self, flow: u32) -> u64 {
        usize::try_from(flow)
            .ok()
            .and_then(|flow| self.flows.get(flow))
            .map_or(0, FlowRecord::len)
    }

    /// Flows of which at least one packet arrived.
    #[must_use]
    pub fn flows_seen(&self) -> u32 {
        // At most as many as `new` was told, which is a u32.
        self.flows.iter().map(|flow| u32::from(flow.next > 0)).sum()
    }
}

/// One flow: everything below `next` arrived, but for the gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FlowRecord {
    /// One more than the highest sequence number that arrived.
    next: u64,
    /// Ranges that are missing, first number → one past the last.
    gaps: BTreeMap<u64, u64>,
}

impl FlowRecord {
    fn enter(&mut self, sequence: u64) -> Arrival {
        if sequence >= self.next {
            if sequence > self.next {
                self.gaps.insert(self.next, sequence);
            }
            self.next = sequence.saturating_add(1);
            return Arrival::InOrder;
        }
        if self.fill(sequence) {
            Arrival::Reordered
        } else {
            Arrival::Duplicate
        }
    }

    /// Takes `sequence` out of the gap it lies in, if there is one.
    fn fill(&mut self, sequence: u64) -> bool {
        let Some((&start, &end)) = self.gaps.range(..=sequence).next_back() else {
            return false;
        };
        if sequence >= end {
            return false;
        }
        self.gaps.remove(&start);
        if start < sequence {
            self.gaps.insert(start, sequence);
        }
        if sequence + 1 < end {
            self.gaps.insert(sequence + 1, end);
        }
        true
    }

    fn len(&self) -> u64 {
        self.next
            - self
                .gaps
                .iter()
                .map(|(start, end)| end - start)
                .sum::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter(sequences: &[u64]) -> Ledger {
        let mut ledger = Ledger::new(2);
        for &sequence in sequences {
            ledger.record(1, sequence);
        }
        ledger
    }

    fn counts(ledger: &Ledger) -> (u64, u64, u64) {
        (ledger.received(), ledger.reordered(), ledger.duplicates())
    }

    #[test]
    fn in_order_is_neither_reordered_nor_duplicate() {
        let ledger = enter(&[0, 1, 2, 3]);
        assert_eq!(counts(&ledger), (4, 0, 0));
        assert_eq!(
            (
                ledger.flows_seen(),
                ledger.received_of(1),
                ledger.received_of(0)
            ),
            (1, 4, 0)
        );
    }

    #[test]
    fn a_gap_is_loss_and_not_reordering() {
        let ledger = enter(&[0, 5, 6]);
        assert_eq!(counts(&ledger), (3, 0, 0));
        assert_eq!(ledger.received_of(1), 3);
    }

    #[test]
    fn late_packets_count_once_each() {
        assert_eq!(counts(&enter(&[3, 0, 2, 1])), (4, 3, 0));
        assert_eq!(counts(&enter(&[1, 0, 0, 1])), (2, 1, 2));
        assert_eq!(counts(&enter(&[0, 9, 4, 4, 5, 3, 8, 1])), (7, 5, 1));
    }

    #[test]
    fn flows_do_not_mix() {
        let mut ledger = Ledger::new(2);
        assert_eq!(ledger.record(0, 4), Arrival::InOrder);
        assert_eq!(ledger.record(1, 2), Arrival::InOrder);
        assert_eq!(ledger.record(0, 2), Arrival::Reordered);
        assert_eq!(ledger.record(2, 0), Arrival::Foreign);
        assert_eq!(counts(&ledger), (3, 1, 0));
    }

    /// Every order in which a run of packets can arrive, some of them twice, against plain sets.
    #[test]
    fn agrees_with_a_set_on_shuffled_arrivals() {
        let mut state = 1_u64;
        for _ in 0..2000 {
            let mut seen = std::collections::BTreeSet::new();
            let mut ledger = Ledger::new(1);
            let (mut reordered, mut duplicates) = (0, 0);
            for _ in 0..40 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let sequence = (state >> 33) % 32;
                let late = seen.last().is_some_and(|&last| last > sequence);
                if !seen.insert(sequence) {
                    duplicates += 1;
                } else if late {
                    reordered += 1;
                }
                ledger.record(0, sequence);
            }
            assert_eq!(counts(&ledger), (seen.len() as u64, reordered, duplicates));
            assert_eq!(ledger.received_of(0), seen.len() as u64);
        }
    }
}
