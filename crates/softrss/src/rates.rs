//! What happened between two readings, per second.

use crate::reading::Reading;

/// What happened between two readings.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    /// The time between them, in seconds. More than 0.
    pub seconds: f64,
    /// What was counted in this time.
    pub counted: Reading,
}

impl Rates {
    /// `None` if no time passed, or the interface was attached anew: its counts began at zero then.
    #[must_use]
    pub fn between(earlier: &Reading, later: &Reading) -> Option<Self> {
        let seconds = later.at.saturating_duration_since(earlier.at).as_secs_f64();
        (seconds > 0.0 && earlier.epoch == later.epoch).then(|| Self {
            seconds,
            counted: later.since(earlier),
        })
    }

    /// A number of [`counted`](Self::counted) per second.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a rate needs no 53rd bit")]
    pub fn per_second(&self, count: u64) -> f64 {
        count as f64 / self.seconds
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeMap,
        time::{Duration, Instant},
    };

    use softrss_core::{Counter, CpuId, Reason};

    use super::*;
    use crate::{CpuReading, Epoch, Histogram, StackCounter, StackUnknown};

    fn first() -> CpuId {
        CpuId::from(2)
    }

    fn second() -> CpuId {
        CpuId::from(3)
    }

    /// Two targets, so many seconds after they were attached, under steady traffic that the first receives.
    fn reading(start: Instant, seconds: u64) -> Reading {
        let target = |packets, bulks, sched, passed| CpuReading {
            target: true,
            state: None,
            counts: [
                (Counter::Enqueued, packets * seconds),
                (Counter::EnqueueBulks, bulks * seconds),
                (Counter::KthreadPackets, packets * seconds),
                (Counter::KthreadBulks, bulks * seconds),
                (Counter::Sched, sched * seconds),
                (Counter::Passed, passed * seconds),
            ]
            .into_iter()
            .collect(),
            latency: None,
        };
        Reading {
            at: start + Duration::from_secs(seconds),
            epoch: Epoch::default(),
            cpus: BTreeMap::from([
                (first(), target(200, 25, 15, 100)),
                (second(), target(100, 20, 16, 0)),
            ]),
            totals: BTreeMap::from([(Counter::Bucket, 330 * seconds), (Counter::RedirectErr, 0)]),
            rules: vec![
                ("dns".to_owned(), 12 * seconds),
                ("dns".to_owned(), 8 * seconds),
            ],
            tables: vec![("subscribers".to_owned(), 50 * seconds)],
            reasons: BTreeMap::from([(Reason::NotIp, 3 * seconds)]),
            stack: Ok([(StackCounter::TcpChecksum, 5 * seconds)]
                .into_iter()
                .collect()),
            balance: None,
        }
    }

    fn counts(reading: &mut Reading, cpu: CpuId) -> &mut crate::Counts {
        &mut reading.cpus.get_mut(&cpu).unwrap().counts
    }

    /// `reading` again, after a second of silence.
    fn later(reading: &Reading) -> Reading {
        Reading {
            at: reading.at + Duration::from_secs(1),
            ..reading.clone()
        }
    }

    #[test]
    fn rates_are_differences_by_time() {
        let start = Instant::now();
        let at = |seconds| reading(start, seconds);
        let rates = Rates::between(&at(10), &at(12)).unwrap();
        let counted = &rates.counted;
        let [first, second] = [&counted.cpus[&first()], &counted.cpus[&second()]];
        let counts = |count: fn(&CpuReading) -> u64| [first, second].map(count);
        assert_eq!(counts(CpuReading::packets), [600, 200]);
        assert_eq!(counts(CpuReading::processed), [600, 200]);
        assert_eq!(counts(CpuReading::lost), [0, 0]);
        assert_eq!(counts(|cpu| cpu.counts[Counter::Passed]), [200, 0]);
        assert_eq!(
            [first, second].map(CpuReading::bulk_avg),
            [Some(8.0), Some(5.0)]
        );
        assert_eq!(
            [first, second].map(CpuReading::busy),
            [Some(0.4), Some(0.2)]
        );
        assert_eq!(Some(rates.per_second(800)), Some(400.0));
        assert_eq!((counted.packets(), counted.packets_of_cpus()), (800, 800));
        assert_eq!(counted.imbalance(), Some(1.5));
        // Rules of one name are told apart by their order.
        let rules = counted.rules.iter().map(|(_, packets)| *packets);
        assert_eq!(rules.collect::<Vec<_>>(), [24, 16]);
        assert_eq!(counted.total(Counter::Rule), Some(40));
        assert_eq!(counted.tables, [("subscribers".to_owned(), 100)]);
        assert_eq!(counted.total(Counter::Table), Some(100));
        assert_eq!(counted.total(Counter::Unparsed), Some(6));
        let stack = counted.stack.as_ref().unwrap();
        assert_eq!(stack.get(StackCounter::TcpChecksum), Some(10));
        assert!(!counted.cpus.values().any(CpuReading::saturated));
    }

    #[test]
    fn there_are_none_without_time_or_of_another_attachment() {
        let start = Instant::now();
        let (before, mut after) = (reading(start, 1), reading(start, 2));
        assert_eq!(Rates::between(&before, &before), None);
        assert_eq!(Rates::between(&after, &before), None);
        after.epoch.attached_at += 1;
        assert_eq!(Rates::between(&before, &after), None);
    }

    #[test]
    fn losses_are_counted_once_each() {
        let start = Instant::now();
        let (before, mut after) = (reading(start, 1), reading(start, 2));
        counts(&mut after, second())[Counter::EnqueueDrops] += 70;
        counts(&mut after, second())[Counter::KthreadDrops] += 7;
        after.totals.insert(Counter::RedirectErr, 5);
        let counted = Rates::between(&before, &after).unwrap().counted;
        let cpu = &counted.cpus[&second()];
        assert_eq!((cpu.lost(), counted.lost()), (77, 82));
        // What found no room was for this CPU all the same, and its stack never saw the others.
        assert_eq!((cpu.packets(), cpu.processed()), (170, 93));
        assert_eq!(counted.total(Counter::RedirectErr), Some(5));
    }

    #[test]
    fn what_the_kernel_does_not_tell_is_not_zero() {
        let start = Instant::now();
        let (before, mut after) = (reading(start, 1), reading(start, 2));
        after.totals.remove(&Counter::RedirectErr);
        let counted = Rates::between(&before, &after).unwrap().counted;
        assert_eq!(counted.total(Counter::RedirectErr), None);
        assert_eq!(counted.total(Counter::XdpException), None);
        assert_eq!(counted.lost(), 0);
        after.stack = Err(StackUnknown::NoBaseline);
        for (before, after) in [(&before, &after), (&after, &later(&after))] {
            let counted = Rates::between(before, after).unwrap().counted;
            assert_eq!(counted.stack, Err(StackUnknown::NoBaseline));
        }
    }

    #[test]
    fn numbers_that_became_smaller_began_anew() {
        let start = Instant::now();
        let (before, mut after) = (reading(start, 10), reading(start, 12));
        after.rules = vec![("ssh".to_owned(), 9), ("dns".to_owned(), 7)];
        after.totals.insert(Counter::Bucket, 3);
        let counted = Rates::between(&before, &after).unwrap().counted;
        assert_eq!(
            counted.rules,
            [("ssh".to_owned(), 9), ("dns".to_owned(), 7)]
        );
        assert_eq!(counted.total(Counter::Bucket), Some(3));
    }

    #[test]
    fn a_thread_that_never_sleeps_is_saturated() {
        let start = Instant::now();
        let (before, mut after) = (reading(start, 1), reading(start, 2));
        counts(&mut after, first())[Counter::Sched] = before.cpus[&first()].counts[Counter::Sched];
        let counted = Rates::between(&before, &after).unwrap().counted;
        assert!(counted.cpus[&first()].saturated() && !counted.cpus[&second()].saturated());
        // An idle one is not.
        let idle = Rates::between(&before, &later(&before)).unwrap().counted;
        assert!(!idle.cpus.values().any(CpuReading::saturated));
        assert_eq!((idle.cpus[&first()].busy(), idle.imbalance()), (None, None));
    }

    #[test]
    fn waits_are_those_of_the_interval() {
        let start = Instant::now();
        let (before, mut after) = (reading(start, 1), reading(start, 2));
        let mut latency = Histogram::default();
        latency.buckets[11] = 100;
        after.cpus.get_mut(&first()).unwrap().latency = Some(latency);
        let median = |rates: &Rates, cpu| {
            let waits: Option<Histogram> = rates.counted.cpus[&cpu].latency;
            waits.map(|waits| waits.quantile(0.5))
        };
        let rates = Rates::between(&before, &after).unwrap();
        let wait = Duration::from_nanos(1536);
        assert_eq!(median(&rates, first()), Some(Some(wait)));
        assert_eq!(median(&rates, second()), None);
        let quiet = Rates::between(&after, &later(&after)).unwrap();
        assert_eq!(median(&quiet, first()), Some(None));
    }
}
