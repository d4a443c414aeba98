//! The columns of the table of targets.

use std::cmp::Ordering;

use softrss::{Counter, CpuId, CpuReading, Rates};

/// A column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Column {
    #[default]
    Cpu,
    Bar,
    Share,
    Packets,
    /// A counter whose row has a heading.
    Counter(Counter),
    Lost,
    BulkAvg,
    Busy,
    P50,
    P99,
    History,
}

/// Some of the columns, in their order.
fn some(columns: &'static [Column]) -> impl Iterator<Item = Column> {
    columns.iter().copied()
}

fn counters() -> impl Iterator<Item = Column> {
    let counters = Counter::ALL.iter().copied();
    let counters = counters.filter(|counter| counter.row().column.is_some());
    counters.map(Column::Counter)
}

impl Column {
    /// From left to right.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        use Column::{Bar, BulkAvg, Busy, Cpu, History, Lost, P50, P99, Packets, Share};
        some(&[Cpu, Bar, Share, Packets])
            .chain(counters())
            .chain(some(&[Lost, BulkAvg, Busy, P50, P99, History]))
    }

    /// The most important first: where the window is narrow the last are left out.
    pub(crate) fn by_weight() -> impl Iterator<Item = Self> {
        use Column::{Bar, BulkAvg, Busy, Cpu, History, Lost, P50, P99, Packets, Share};
        some(&[Cpu, Packets, Lost, Busy, Share, Bar, History, P99, P50])
            .chain(counters())
            .chain(some(&[BulkAvg]))
    }

    pub(crate) fn title(self) -> String {
        match self {
            Self::Cpu => "CPU".to_owned(),
            Self::Bar => String::new(),
            Self::Share => "share".to_owned(),
            Self::Packets => "packets/s".to_owned(),
            Self::Counter(counter) => format!("{}/s", counter.row().column.unwrap_or_default()),
            Self::Lost => "lost/s".to_owned(),
            Self::BulkAvg => "bulk_avg".to_owned(),
            Self::Busy => "busy".to_owned(),
            Self::P50 => "p50".to_owned(),
            Self::P99 => "p99".to_owned(),
            Self::History => "history".to_owned(),
        }
    }

    /// What it shows; nothing where its title is enough.
    pub(crate) fn help(self) -> Option<&'static str> {
        match self {
            Self::Cpu | Self::Bar => None,
            Self::Share => Some("of the packets of all CPUs"),
            Self::Packets => Some("for this CPU: queued, lost at the full queue, passed"),
            Self::Counter(counter) => Some(counter.row().help),
            Self::Lost => Some("lost at the full queue, or without an SKB"),
            Self::BulkAvg => Some("packets put into the queue at a time"),
            Self::Busy => Some("turns of the thread without a sleep before"),
            Self::P50 => Some("half of the packets waited less in the queue"),
            Self::P99 => Some("99 of 100 packets waited less in the queue"),
            Self::History => Some("packets/s of the past"),
        }
    }

    /// In characters; the least, for those that take more.
    pub(crate) fn width(self) -> u16 {
        let least = match self {
            Self::Cpu | Self::BulkAvg | Self::Packets => 3,
            Self::Share | Self::Busy => 5,
            Self::Bar => 6,
            Self::Counter(_) | Self::Lost | Self::P50 | Self::P99 => 7,
            Self::History => 8,
        };
        u16::try_from(self.title().len()).map_or(least, |title| title.max(least))
    }

    /// The next, or previous, column that targets can be ordered by.
    pub(crate) fn step(self, forwards: bool) -> Self {
        let columns: Vec<Self> = Self::all().filter(|column| column.orders()).collect();
        let at = columns.iter().position(|column| *column == self);
        let by = if forwards { 1 } else { columns.len() - 1 };
        columns[(at.unwrap_or(0) + by) % columns.len()]
    }

    /// Whether targets can be ordered by it.
    fn orders(self) -> bool {
        match self {
            Self::Bar | Self::Share | Self::History => false,
            Self::Cpu
            | Self::Packets
            | Self::Counter(_)
            | Self::Lost
            | Self::BulkAvg
            | Self::Busy
            | Self::P50
            | Self::P99 => true,
        }
    }

    /// The CPUs in order: their numbers rise, everything else falls, and with `reverse` the other way round. Equals
    /// stay in the order of their numbers.
    pub(crate) fn order(self, rates: &Rates, reverse: bool) -> Vec<(CpuId, &CpuReading)> {
        let cpus = rates.counted.cpus.iter();
        let mut cpus: Vec<(CpuId, &CpuReading)> =
            cpus.map(|(cpu, counted)| (*cpu, counted)).collect();
        cpus.sort_by(|(a, of_a), (b, of_b)| {
            let order = self.compare((*a, of_a), (*b, of_b));
            if reverse { order.reverse() } else { order }
        });
        cpus
    }

    fn compare(self, (a, of_a): (CpuId, &CpuReading), (b, of_b): (CpuId, &CpuReading)) -> Ordering {
        let falling = |count: &dyn Fn(&CpuReading) -> u64| count(of_b).cmp(&count(of_a));
        let falling_share = |share: fn(&CpuReading) -> Option<f64>| {
            let [a, b] = [of_a, of_b].map(|cpu| share(cpu).unwrap_or_default());
            b.total_cmp(&a)
        };
        let falling_wait = |quantile| {
            let wait = |cpu: &CpuReading| cpu.latency.and_then(|waits| waits.quantile(quantile));
            wait(of_b).cmp(&wait(of_a))
        };
        match self {
            Self::Cpu | Self::Bar | Self::Share | Self::History => a.cmp(&b),
            Self::Packets => falling(&CpuReading::packets),
            Self::Counter(counter) => falling(&|cpu| cpu.counts[counter]),
            Self::Lost => falling(&CpuReading::lost),
            Self::BulkAvg => falling_share(CpuReading::bulk_avg),
            Self::Busy => falling_share(CpuReading::busy),
            Self::P50 => falling_wait(0.5),
            Self::P99 => falling_wait(0.99),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::test_readings;

    #[test]
    fn every_order_can_be_reached_and_reversed() {
        let start = Instant::now();
        let at = |seconds| test_readings::reading(start, seconds);
        let rates = Rates::between(&at(1), &at(2)).unwrap();
        let order = |column: Column, reverse| -> Vec<u32> {
            let order = column.order(&rates, reverse);
            order.iter().map(|(cpu, _)| cpu.number()).collect()
        };
        assert_eq!(order(Column::Cpu, false), [2, 3]);
        assert_eq!(order(Column::Cpu, true), [3, 2]);
        assert_eq!(order(Column::Packets, false), [2, 3]);
        assert_eq!(order(Column::Counter(Counter::Passed), true), [3, 2]);
        assert_eq!(order(Column::Busy, true), [3, 2]);
        // Nothing is lost: equals stay in order, whichever way.
        assert_eq!(order(Column::Lost, true), [2, 3]);
        let mut column = Column::Cpu;
        for expected in Column::all().filter(|column| column.orders()) {
            assert_eq!(column, expected);
            column = column.step(true);
        }
        assert_eq!(
            (column, Column::Cpu.step(false)),
            (Column::Cpu, Column::P99)
        );
    }

    #[test]
    fn every_column_has_a_place_and_a_weight() {
        let mut weighed: Vec<Column> = Column::by_weight().collect();
        for column in Column::all() {
            let at = weighed.iter().position(|other| *other == column);
            weighed.remove(at.unwrap_or_else(|| panic!("{column:?} has no weight")));
        }
        assert_eq!(weighed, []);
    }
}
