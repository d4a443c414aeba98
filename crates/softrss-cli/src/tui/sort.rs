//! The order of the targets.

use std::{cmp::Ordering, time::Duration};

use super::rates::CpuRates;

/// The column that the targets are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    #[default]
    Cpu,
    Packets,
    Processed,
    Drops,
    Bulk,
    Busy,
    Wait,
}

impl Sort {
    const ALL: [Self; 7] = [
        Self::Cpu,
        Self::Packets,
        Self::Processed,
        Self::Drops,
        Self::Bulk,
        Self::Busy,
        Self::Wait,
    ];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Cpu => "CPU",
            Self::Packets => "packets",
            Self::Processed => "done",
            Self::Drops => "drops",
            Self::Bulk => "bulk",
            Self::Busy => "busy",
            Self::Wait => "wait",
        }
    }

    pub(crate) fn next(self) -> Self {
        self.step(1)
    }

    pub(crate) fn previous(self) -> Self {
        self.step(Self::ALL.len() - 1)
    }

    fn step(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|sort| *sort == self);
        Self::ALL[(at.unwrap_or(0) + by) % Self::ALL.len()]
    }

    /// The targets in order: CPU numbers rise, everything else falls, and with `reverse` the other way
    /// round. Equals stay in the order of their numbers.
    pub(crate) fn order(self, cpus: &[CpuRates], reverse: bool) -> Vec<&CpuRates> {
        let mut cpus: Vec<&CpuRates> = cpus.iter().collect();
        cpus.sort_by(|a, b| {
            let order = self.compare(a, b);
            if reverse { order.reverse() } else { order }
        });
        cpus
    }

    fn compare(self, a: &CpuRates, b: &CpuRates) -> Ordering {
        let falling = |value: fn(&CpuRates) -> f64| value(b).total_cmp(&value(a));
        match self {
            Self::Cpu => a.cpu.cmp(&b.cpu),
            Self::Packets => falling(|cpu| cpu.packets),
            Self::Processed => falling(|cpu| cpu.processed),
            Self::Drops => falling(|cpu| cpu.drops),
            Self::Bulk => falling(|cpu| cpu.bulk.unwrap_or(0.0)),
            Self::Busy => falling(|cpu| cpu.busy.unwrap_or(0.0)),
            Self::Wait => falling(|cpu| cpu.p99.map_or(0.0, |wait: Duration| wait.as_secs_f64())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::{made_up, tui::rates::Rates};

    #[test]
    fn every_order_can_be_reached_and_reversed() {
        let start = Instant::now();
        let (before, after) = (made_up::sample(start, 1), made_up::sample(start, 2));
        let rates = Rates::between(&before, &after).unwrap();
        let order = |sort: Sort, reverse| -> Vec<u32> {
            let order = sort.order(&rates.cpus, reverse);
            order.iter().map(|cpu| cpu.cpu.number()).collect()
        };
        assert_eq!(order(Sort::Cpu, false), [2, 3]);
        assert_eq!(order(Sort::Cpu, true), [3, 2]);
        assert_eq!(order(Sort::Packets, false), [2, 3]);
        assert_eq!(order(Sort::Busy, true), [3, 2]);
        // Nothing is dropped: equals stay in order, whichever way.
        assert_eq!(order(Sort::Drops, true), [2, 3]);
        let mut sort = Sort::Cpu;
        for expected in Sort::ALL {
            assert_eq!(sort, expected);
            sort = sort.next();
        }
        assert_eq!((sort, Sort::Cpu.previous()), (Sort::Cpu, Sort::Wait));
    }
}
