//! What is known of one interface: the latest sample, its rates, and how they were before.

use std::collections::{BTreeMap, VecDeque};

use softrss::{CpuId, Record, Sample};

use super::rates::Rates;
use crate::reading::{InterfaceId, Reading};

/// How many rates of a target are kept: more than the widest screen shows.
const HISTORY: usize = 512;

/// One interface.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) interface: InterfaceId,
    pub(crate) record: Record,
    /// The latest sample.
    sample: Sample,
    /// `None` until there are two samples.
    pub(crate) rates: Option<Rates>,
    /// Packets per second of each target, oldest first.
    history: BTreeMap<CpuId, VecDeque<f64>>,
    /// Why it is not read any more.
    pub(crate) gone: Option<String>,
}

impl View {
    pub(crate) fn new(reading: Reading) -> Self {
        Self {
            interface: reading.interface,
            record: reading.record,
            sample: reading.sample,
            rates: None,
            history: BTreeMap::new(),
            gone: None,
        }
    }

    /// Takes the next reading in. With `frozen` the rates stay as they are, and the next ones begin here.
    pub(crate) fn take(&mut self, reading: Reading, frozen: bool) {
        let anew = reading.record.attached_at != self.record.attached_at
            || reading.record.ifindex != self.record.ifindex;
        if anew {
            // Its counts began at zero again.
            *self = Self::new(reading);
            return;
        }
        if !frozen {
            self.record = reading.record;
            if let Some(rates) = Rates::between(&self.sample, &reading.sample) {
                self.remember(&rates);
                self.rates = Some(rates);
            }
        }
        self.sample = reading.sample;
        self.gone = None;
    }

    fn remember(&mut self, rates: &Rates) {
        self.history
            .retain(|cpu, _| rates.cpus.iter().any(|rates| rates.cpu == *cpu));
        for cpu in &rates.cpus {
            let history = self.history.entry(cpu.cpu).or_default();
            if history.len() == HISTORY {
                history.pop_front();
            }
            history.push_back(cpu.packets);
        }
    }

    /// The last `length` rates of a target, oldest first.
    pub(crate) fn history(&self, cpu: CpuId, length: usize) -> impl Iterator<Item = f64> {
        let history = self.history.get(&cpu).into_iter().flatten();
        let known = self.history.get(&cpu).map_or(0, VecDeque::len);
        history.skip(known.saturating_sub(length)).copied()
    }

    /// The highest of the last `length` rates of any target: one scale for all, so that they compare.
    pub(crate) fn peak(&self, length: usize) -> f64 {
        let cpus = self.history.keys();
        cpus.flat_map(|cpu| self.history(*cpu, length))
            .fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::made_up;

    fn reading(start: Instant, seconds: u64) -> Reading {
        made_up::reading(made_up::sample(start, seconds))
    }

    #[test]
    fn rates_come_with_the_second_sample() {
        let start = Instant::now();
        let mut view = View::new(reading(start, 1));
        assert_eq!(view.rates, None);
        view.take(reading(start, 2), false);
        assert_eq!(
            view.rates.as_ref().map(|rates| rates.packets),
            Some(400_000.0)
        );
        assert_eq!(
            view.history(CpuId::from(2), 9).collect::<Vec<_>>(),
            [300_000.0]
        );
    }

    #[test]
    fn what_passes_while_frozen_is_no_part_of_a_rate() {
        let start = Instant::now();
        let mut view = View::new(reading(start, 0));
        view.take(reading(start, 1), false);
        let mut burst = reading(start, 2);
        burst.sample.cpus.get_mut(&CpuId::from(3)).unwrap().passed += 1_000_000;
        let before = view.rates.clone();
        view.take(burst.clone(), true);
        assert_eq!(view.rates, before);
        burst.sample = made_up::later(&burst.sample, 1);
        view.take(burst, false);
        assert_eq!(view.rates.as_ref().map(|rates| rates.packets), Some(0.0));
    }

    #[test]
    fn another_attachment_begins_anew() {
        let start = Instant::now();
        let mut view = View::new(reading(start, 1));
        view.take(reading(start, 2), false);
        let mut other = reading(start, 3);
        other.record.attached_at += 100;
        view.take(other, false);
        assert_eq!(view.rates, None);
        assert_eq!(view.history(CpuId::from(2), 9).count(), 0);
    }

    #[test]
    fn history_is_bounded_and_forgets_targets_that_went() {
        let start = Instant::now();
        let mut view = View::new(reading(start, 0));
        for second in 1..=600 {
            view.take(reading(start, second), false);
        }
        assert_eq!(view.history(CpuId::from(2), usize::MAX).count(), HISTORY);
        assert_eq!(view.history(CpuId::from(2), 5).count(), 5);
        assert_eq!(view.peak(5).to_string(), "300000");
        let mut fewer = reading(start, 601);
        fewer.sample.cpus.remove(&CpuId::from(3));
        view.take(fewer, false);
        assert_eq!(view.history(CpuId::from(3), 5).count(), 0);
    }
}
