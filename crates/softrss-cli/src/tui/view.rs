//! What is known of one interface: the latest reading, its rates, and how they were before.

use std::collections::{BTreeMap, VecDeque};

use softrss::{CpuId, Rates, Reading, Record};

use crate::interfaces::{InterfaceId, Steered};

/// How many rates of a target are kept: more than the widest screen shows.
const HISTORY: usize = 512;

/// One interface.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) interface: InterfaceId,
    pub(crate) record: Record,
    /// The latest.
    reading: Reading,
    /// `None` until there are two readings.
    pub(crate) rates: Option<Rates>,
    /// Packets per second of each target, oldest first.
    history: BTreeMap<CpuId, VecDeque<f64>>,
    /// Why it is not read any more.
    pub(crate) gone: Option<String>,
}

impl View {
    pub(crate) fn new(steered: Steered) -> Self {
        Self {
            interface: steered.interface,
            record: steered.record,
            reading: steered.reading,
            rates: None,
            history: BTreeMap::new(),
            gone: None,
        }
    }

    /// Takes the next reading in. With `frozen` the rates stay as they are, and the next ones begin here.
    pub(crate) fn take(&mut self, steered: Steered, frozen: bool) {
        if steered.reading.epoch != self.reading.epoch {
            *self = Self::new(steered);
            return;
        }
        if !frozen {
            self.record = steered.record;
            if let Some(rates) = Rates::between(&self.reading, &steered.reading) {
                self.remember(&rates);
                self.rates = Some(rates);
            }
        }
        self.reading = steered.reading;
        self.gone = None;
    }

    fn remember(&mut self, rates: &Rates) {
        self.history
            .retain(|cpu, _| rates.counted.cpus.contains_key(cpu));
        for (cpu, counted) in &rates.counted.cpus {
            let history = self.history.entry(*cpu).or_default();
            if history.len() == HISTORY {
                history.pop_front();
            }
            history.push_back(rates.per_second(counted.packets()));
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

    use softrss::Counter;

    use super::*;
    use crate::test_readings;

    fn steered(start: Instant, seconds: u64) -> Steered {
        test_readings::steered(test_readings::reading(start, seconds))
    }

    fn packets_per_second(view: &View) -> Option<f64> {
        let rates = view.rates.as_ref()?;
        Some(rates.per_second(rates.counted.packets()))
    }

    #[test]
    fn rates_come_with_the_second_reading() {
        let start = Instant::now();
        let mut view = View::new(steered(start, 1));
        assert_eq!(view.rates, None);
        view.take(steered(start, 2), false);
        assert_eq!(packets_per_second(&view), Some(400_000.0));
        assert_eq!(
            view.history(CpuId::from(2), 9).collect::<Vec<_>>(),
            [300_000.0]
        );
    }

    #[test]
    fn what_passes_while_frozen_is_no_part_of_a_rate() {
        let start = Instant::now();
        let mut view = View::new(steered(start, 0));
        view.take(steered(start, 1), false);
        let mut burst = steered(start, 2);
        *burst.reading.totals.get_mut(&Counter::Bucket).unwrap() += 1_000_000;
        let before = view.rates.clone();
        view.take(burst.clone(), true);
        assert_eq!(view.rates, before);
        burst.reading = test_readings::later(&burst.reading, 1);
        view.take(burst, false);
        assert_eq!(packets_per_second(&view), Some(0.0));
    }

    #[test]
    fn another_attachment_begins_anew() {
        let start = Instant::now();
        let mut view = View::new(steered(start, 1));
        view.take(steered(start, 2), false);
        let mut other = steered(start, 3);
        other.reading.epoch.attached_at += 100;
        view.take(other, false);
        assert_eq!(view.rates, None);
        assert_eq!(view.history(CpuId::from(2), 9).count(), 0);
    }

    #[test]
    fn history_is_bounded_and_forgets_targets_that_went() {
        let start = Instant::now();
        let mut view = View::new(steered(start, 0));
        for second in 1..=600 {
            view.take(steered(start, second), false);
        }
        assert_eq!(view.history(CpuId::from(2), usize::MAX).count(), HISTORY);
        assert_eq!(view.history(CpuId::from(2), 5).count(), 5);
        assert_eq!(view.peak(5).to_string(), "300000");
        let mut fewer = steered(start, 601);
        fewer.reading.cpus.remove(&CpuId::from(3));
        view.take(fewer, false);
        assert_eq!(view.history(CpuId::from(3), 5).count(), 0);
    }
}
