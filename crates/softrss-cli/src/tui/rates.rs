//! What happened between two samples, per second.

use std::time::Duration;

use softrss::{Choices, CpuCounters, CpuId, CpuSample, Sample};

use crate::report::number::ratio;

/// A target whose thread took at least this share of its bulks without having slept is saturated.
///
/// Not 1: on some kernels the tracepoint also says that the thread slept when it gave way to another.
const SATURATED: f64 = 0.9;
/// Fewer bulks than this tell nothing about a thread.
const FEW_BULKS: u64 = 16;

/// What one interface did per second.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rates {
    /// Every target, in ascending order.
    pub(crate) cpus: Vec<CpuRates>,
    /// Packets that reached a target.
    pub(crate) packets: f64,
    /// Packets lost, wherever.
    pub(crate) lost: f64,
    /// Packets of the busiest target ÷ mean over the targets; `None` if there were none.
    pub(crate) imbalance: Option<f64>,
    /// What decided, in the order in which it is asked.
    pub(crate) choices: Vec<(Choice, f64)>,
    /// Why reading ended early.
    pub(crate) reasons: Vec<(&'static str, f64)>,
    /// `None` where the kernel does not tell.
    pub(crate) redirect_errors: Option<f64>,
    /// `None` where the kernel does not tell.
    pub(crate) exceptions: Option<f64>,
    /// Whether waiting times are measured.
    pub(crate) latency: bool,
}

/// What decides where a packet goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    Rule(String),
    Prefix,
    Bucket,
    Nothing,
}

/// What one target did per second.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CpuRates {
    pub(crate) cpu: CpuId,
    /// Packets for it: put into its queue, or kept by it as their receiver.
    pub(crate) packets: f64,
    /// Of these, the ones it kept as their receiver.
    pub(crate) local: f64,
    /// Of the packets of all targets.
    pub(crate) share: f64,
    /// Packets that its thread took out of its queue.
    pub(crate) processed: f64,
    /// Packets lost: at the full queue, or without an SKB.
    pub(crate) drops: f64,
    /// Packets put into its queue at a time; `None` if there were none.
    pub(crate) bulk: Option<f64>,
    /// Share of the bulks its thread took without having slept; `None` if there were none.
    pub(crate) busy: Option<f64>,
    /// Whether its thread as good as never slept.
    pub(crate) saturated: bool,
    /// What half of the packets waited at most.
    pub(crate) p50: Option<Duration>,
    /// What 99 of 100 packets waited at most.
    pub(crate) p99: Option<Duration>,
}

impl Rates {
    /// `None` if no time passed between the samples.
    pub(crate) fn between(earlier: &Sample, later: &Sample) -> Option<Self> {
        let seconds = later.elapsed_since(earlier).as_secs_f64();
        if seconds <= 0.0 {
            return None;
        }
        let per_second = |earlier, later| per_second(seconds, earlier, later);
        let told = |earlier: Option<u64>, later: Option<u64>| {
            later.map(|later| per_second(earlier.unwrap_or_default(), later))
        };
        let nothing = CpuSample::default();
        let targets: Vec<(CpuId, &CpuSample, &CpuSample)> = later
            .cpus
            .iter()
            .map(|(cpu, now)| (*cpu, earlier.cpus.get(cpu).unwrap_or(&nothing), now))
            .collect();
        let came =
            |before: &CpuSample, now: &CpuSample| arrived(now).saturating_sub(arrived(before));
        let all: u64 = targets
            .iter()
            .map(|(_, before, now)| came(before, now))
            .sum();
        let busiest = targets
            .iter()
            .map(|(_, before, now)| came(before, now))
            .max();
        Some(Self {
            cpus: targets
                .iter()
                .map(|(cpu, before, now)| CpuRates::between(*cpu, before, now, seconds, all))
                .collect(),
            packets: per_second(0, all),
            lost: per_second(earlier.lost(), later.lost()),
            imbalance: busiest
                .filter(|_| all > 0)
                .map(|busiest| ratio(busiest * targets.len() as u64, all)),
            choices: choices(seconds, &earlier.choices, &later.choices),
            reasons: later
                .reasons
                .iter()
                .map(|(reason, now)| {
                    let before = earlier.reasons.iter().find(|(other, _)| other == reason);
                    let before = before.map_or(0, |(_, count)| *count);
                    (reason.word(), per_second(before, *now))
                })
                .collect(),
            redirect_errors: told(earlier.redirect_errors, later.redirect_errors),
            exceptions: told(earlier.exceptions, later.exceptions),
            latency: later.cpus.values().any(|cpu| cpu.latency.is_some()),
        })
    }

    /// The targets that are saturated.
    pub(crate) fn saturated(&self) -> Vec<CpuId> {
        let saturated = self.cpus.iter().filter(|cpu| cpu.saturated);
        saturated.map(|cpu| cpu.cpu).collect()
    }
}

impl CpuRates {
    fn between(cpu: CpuId, before: &CpuSample, now: &CpuSample, seconds: f64, all: u64) -> Self {
        let per_second = |earlier, later| per_second(seconds, earlier, later);
        let (old, new) = (&before.queue, &now.queue);
        let since = |count: fn(&CpuCounters) -> u64| count(new).saturating_sub(count(old));
        let (bulks, runs) = (since(|c| c.enqueue_bulks), since(|c| c.kthread_bulks));
        let busy = (runs > 0).then(|| ratio(runs.saturating_sub(since(|c| c.sched)), runs));
        let waits = now
            .latency
            .map(|latency| latency.since(&before.latency.unwrap_or_default()));
        let quantile = |quantile| waits.and_then(|waits| waits.quantile(quantile));
        Self {
            cpu,
            packets: per_second(arrived(before), arrived(now)),
            local: per_second(before.passed, now.passed),
            share: ratio(arrived(now).saturating_sub(arrived(before)), all),
            processed: per_second(old.processed, new.processed),
            drops: per_second(lost(old), lost(new)),
            bulk: (bulks > 0).then(|| ratio(since(|c| c.enqueued), bulks)),
            busy,
            saturated: runs >= FEW_BULKS && busy.is_some_and(|busy| busy >= SATURATED),
            p50: quantile(0.5),
            p99: quantile(0.99),
        }
    }
}

/// Packets for this CPU.
fn arrived(cpu: &CpuSample) -> u64 {
    cpu.queue.enqueued + cpu.passed
}

fn lost(queue: &CpuCounters) -> u64 {
    queue.enqueue_drops + queue.kthread_drops
}

#[expect(clippy::cast_precision_loss, reason = "a rate needs no 53rd bit")]
fn per_second(seconds: f64, earlier: u64, later: u64) -> f64 {
    later.saturating_sub(earlier) as f64 / seconds
}

fn choices(seconds: f64, earlier: &Choices, later: &Choices) -> Vec<(Choice, f64)> {
    let rules = later.rules.iter().map(|(name, now)| {
        let before = earlier.rules.iter().find(|(other, _)| other == name);
        let before = before.map_or(0, |(_, count)| *count);
        let rule = Choice::Rule(name.clone());
        (rule, per_second(seconds, before, *now))
    });
    let others = [
        (Choice::Prefix, earlier.prefix, later.prefix),
        (Choice::Bucket, earlier.bucket, later.bucket),
        (Choice::Nothing, earlier.nothing, later.nothing),
    ];
    let others = others
        .into_iter()
        .map(|(choice, before, now)| (choice, per_second(seconds, before, now)));
    rules.chain(others).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::made_up;

    #[test]
    fn rates_are_differences_by_time() {
        let start = Instant::now();
        let at = |seconds| made_up::sample(start, seconds);
        let rates = Rates::between(&at(10), &at(12)).unwrap();
        let [first, second] = &rates.cpus[..] else {
            panic!("two targets, not {}", rates.cpus.len());
        };
        assert_eq!((first.packets, first.local), (300_000.0, 100_000.0));
        assert_eq!((second.packets, second.local), (100_000.0, 0.0));
        assert_eq!((first.share, second.share), (0.75, 0.25));
        assert_eq!((first.processed, first.drops), (200_000.0, 0.0));
        assert_eq!((first.bulk, second.bulk), (Some(8.0), Some(5.0)));
        assert_eq!((first.busy, second.busy), (Some(0.4), Some(0.2)));
        assert_eq!((rates.packets, rates.imbalance), (400_000.0, Some(1.5)));
        assert_eq!(rates.choices[0], (Choice::Rule("dns".to_owned()), 1200.0));
        assert_eq!(rates.choices.last(), Some(&(Choice::Nothing, 10.0)));
        assert!(rates.saturated().is_empty());
        assert_eq!(Rates::between(&at(10), &at(10)), None);
    }

    #[test]
    fn losses_are_counted_once_each() {
        let start = Instant::now();
        let (before, mut after) = (made_up::sample(start, 1), made_up::sample(start, 2));
        let cpu = after.cpus.get_mut(&CpuId::from(3)).unwrap();
        cpu.queue.enqueue_drops += 70;
        cpu.queue.kthread_drops += 7;
        after.redirect_errors = Some(5);
        let rates = Rates::between(&before, &after).unwrap();
        assert_eq!((rates.cpus[1].drops, rates.lost), (77.0, 82.0));
        assert_eq!(rates.redirect_errors, Some(5.0));
    }

    #[test]
    fn a_thread_that_never_sleeps_is_saturated() {
        let start = Instant::now();
        let (before, mut after) = (made_up::sample(start, 1), made_up::sample(start, 2));
        let queue = &mut after.cpus.get_mut(&CpuId::from(2)).unwrap().queue;
        queue.sched = before.cpus[&CpuId::from(2)].queue.sched;
        let rates = Rates::between(&before, &after).unwrap();
        assert_eq!(rates.saturated(), [CpuId::from(2)]);
        // An idle one is not.
        let idle = Rates::between(&before, &made_up::later(&before, 1)).unwrap();
        assert!(idle.saturated().is_empty());
        assert_eq!((idle.cpus[0].busy, idle.imbalance), (None, None));
    }

    #[test]
    fn waits_are_those_of_the_interval() {
        let start = Instant::now();
        let (before, mut after) = (made_up::sample(start, 1), made_up::sample(start, 2));
        let cpu = after.cpus.get_mut(&CpuId::from(2)).unwrap();
        let mut latency = softrss::Histogram::default();
        latency.buckets[11] = 100;
        cpu.latency = Some(latency);
        let rates = Rates::between(&before, &after).unwrap();
        assert!(rates.latency);
        assert_eq!(rates.cpus[0].p50, Some(Duration::from_nanos(1536)));
        assert_eq!(rates.cpus[1].p50, None);
        let quiet = Rates::between(&after, &made_up::later(&after, 1)).unwrap();
        assert_eq!((quiet.latency, quiet.cpus[0].p50), (true, None));
    }
}
