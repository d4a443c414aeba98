//! What was counted on an interface: the numbers that `status`, `top`, `metrics` and `demo` show.
//!
//! A [`Reading`] is plain data, read from the kernel at one moment. All counts begin at zero when the interface is
//! attached. What was counted between two readings is a reading as well: see [`Rates`](crate::Rates).
//!
//! # Packets
//!
//! *Packets* of an interface are those that its program saw. Each of them was decided by exactly one of a rule, the
//! table, its bucket, or nothing. *Packets* of a CPU are those that were for it: `enqueued`, `enqueue_drops` and
//! `passed`. Of the packets of an interface, those that a rule dropped, that found no queue (`missed`), that
//! were not let in (`shed`) or whose redirect failed (`redirect_err`) are of no CPU.

use std::{collections::BTreeMap, time::Instant};

use softrss_core::{Counter, CpuId, Reason, counter::Per};

use crate::{
    counts::{Counts, added},
    histogram::Histogram,
    stack::{StackCounts, StackUnknown},
    target::TargetState,
};

/// A CPU whose thread took at least this share of its bulks without having slept is saturated.
///
/// Not 1: on some kernels the tracepoint also says that the thread slept when it gave way to another.
const SATURATED: f64 = 0.9;
/// Fewer bulks than this tell nothing about a thread.
const FEW_BULKS: u64 = 16;

/// Everything that was counted on one interface.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// When it was read.
    pub at: Instant,
    /// Since when it was counted.
    pub epoch: Epoch,
    /// By CPU. Every target is there, also one that got nothing.
    pub cpus: BTreeMap<CpuId, CpuReading>,
    /// The counters that have one number. Those that this kernel does not tell are not there.
    pub totals: BTreeMap<Counter, u64>,
    /// Packets by the rule that decided, in the order of the policy. Two rules may have the same name.
    pub rules: Vec<(String, u64)>,
    /// Packets by the table that decided, in the order of the policy.
    pub tables: Vec<(String, u64)>,
    /// Packets that were not read to the innermost header, by the reason.
    pub reasons: BTreeMap<Reason, u64>,
    /// What the network stack of its namespace counted, for all interfaces there; or why that is not known.
    pub stack: Result<StackCounts, StackUnknown>,
    /// What is so of its buckets now, if they can move.
    pub balance: Option<Balancing>,
}

/// Buckets that can move, at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balancing {
    /// The process that moves them, as far as it can be told; `None` if none does.
    pub owner: Option<String>,
    /// Buckets that are not yet where they should be.
    pub pending: usize,
}

/// An attachment, which is told by it from all others of the same interface. Its counts began at zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Epoch {
    /// Index of the interface.
    pub ifindex: u32,
    /// When it was attached, in seconds since 1970.
    pub attached_at: u64,
}

/// What was counted on one CPU.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CpuReading {
    /// Whether packets can be redirected to it.
    pub target: bool,
    /// Where its packets are processed; `None` if nobody looked, or it is no target.
    pub state: Option<TargetState>,
    /// The counters that have a number for each CPU.
    pub counts: Counts,
    /// How long packets waited in its queues, if that is measured.
    pub latency: Option<Histogram>,
}

impl CpuReading {
    /// Packets that were for this CPU: redirected to it, whether or not its queue had room, or passed on by it.
    #[must_use]
    pub fn packets(&self) -> u64 {
        self.sum([Counter::Enqueued, Counter::EnqueueDrops, Counter::Passed])
    }

    /// Packets that are in its queues, as far as they were counted.
    #[must_use]
    pub fn backlog(&self) -> u64 {
        self.counts[Counter::Enqueued].saturating_sub(self.counts[Counter::KthreadPackets])
    }

    /// Packets that its threads took.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.counts[Counter::KthreadPackets]
    }

    /// Packets that were lost on the way to the stack of this CPU: at its full queue, or without an SKB.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.sum([Counter::EnqueueDrops, Counter::KthreadDrops])
    }

    /// Packets that the stack of this CPU received: through its queue, or passed on at once.
    #[must_use]
    pub fn processed(&self) -> u64 {
        let elsewhere = self.sum([
            Counter::KthreadDrops,
            Counter::XdpDrop,
            Counter::XdpRedirect,
        ]);
        let queued = self.counts[Counter::KthreadPackets].saturating_sub(elsewhere);
        queued + self.counts[Counter::Passed]
    }

    fn sum<const N: usize>(&self, counters: [Counter; N]) -> u64 {
        counters.iter().map(|counter| self.counts[*counter]).sum()
    }

    /// Packets put into the queue at a time; `None` if there were none.
    #[must_use]
    pub fn bulk_avg(&self) -> Option<f64> {
        share(
            self.counts[Counter::Enqueued],
            self.counts[Counter::EnqueueBulks],
        )
    }

    /// Share of the bulks that the thread took without having slept before; `None` if there were none.
    #[must_use]
    pub fn busy(&self) -> Option<f64> {
        let bulks = self.counts[Counter::KthreadBulks];
        share(bulks.saturating_sub(self.counts[Counter::Sched]), bulks)
    }

    /// Whether the thread as good as never slept: it finds more packets whenever it has finished some.
    #[must_use]
    pub fn saturated(&self) -> bool {
        self.counts[Counter::KthreadBulks] >= FEW_BULKS
            && self.busy().is_some_and(|busy| busy >= SATURATED)
    }

    fn since(&self, earlier: &Self) -> Self {
        let latency = self.latency.as_ref();
        Self {
            target: self.target,
            state: self.state,
            counts: self.counts.since(&earlier.counts),
            latency: latency.map(|now| now.since(&earlier.latency.unwrap_or_default())),
        }
    }
}

impl Reading {
    /// A counter, summed over CPUs, rules, tables or reasons; `None` where this kernel does not tell.
    #[must_use]
    pub fn total(&self, counter: Counter) -> Option<u64> {
        match counter.row().per {
            Per::Cpu => Some(self.cpus.values().map(|cpu| cpu.counts[counter]).sum()),
            Per::Choice | Per::Interface => self.totals.get(&counter).copied(),
            Per::Rule => Some(self.rules.iter().map(|(_, packets)| packets).sum()),
            Per::Table => Some(self.tables.iter().map(|(_, packets)| packets).sum()),
            Per::Reason => Some(self.reasons.values().sum()),
        }
    }

    /// What decided, and how many packets.
    pub fn decided(&self) -> impl Iterator<Item = (Counter, u64)> {
        let counters = Counter::ALL.iter().copied();
        let choices = counters.filter(|counter| match counter.row().per {
            Per::Choice | Per::Rule | Per::Table => true,
            Per::Cpu | Per::Interface | Per::Reason => false,
        });
        choices.filter_map(|counter| Some((counter, self.total(counter)?)))
    }

    /// Packets that the program saw.
    #[must_use]
    pub fn packets(&self) -> u64 {
        self.decided().map(|(_, packets)| packets).sum()
    }

    /// Packets known to be lost: at a full queue or before it, without an SKB, or in a failed redirect.
    #[must_use]
    pub fn lost(&self) -> u64 {
        let cpus = self.cpus.values().map(CpuReading::lost);
        let of_none = [Counter::RedirectErr, Counter::Shed];
        let of_none = of_none.map(|counter| self.total(counter).unwrap_or_default());
        cpus.sum::<u64>() + of_none.iter().sum::<u64>()
    }

    /// Packets that were for a CPU.
    #[must_use]
    pub fn packets_of_cpus(&self) -> u64 {
        self.cpus.values().map(CpuReading::packets).sum()
    }

    /// Packets of the busiest target ÷ mean over the targets; `None` if they had none.
    #[must_use]
    pub fn imbalance(&self) -> Option<f64> {
        let targets = || self.cpus.values().filter(|cpu| cpu.target);
        let packets = || targets().map(CpuReading::packets);
        let busiest = packets().max()?;
        share(busiest * targets().count() as u64, packets().sum())
    }

    /// What was counted since `earlier`. A rule or table goes by its name; a number that became smaller began anew.
    pub(crate) fn since(&self, earlier: &Self) -> Self {
        let nothing = CpuReading::default();
        let cpus = self.cpus.iter().map(|(cpu, now)| {
            let before = earlier.cpus.get(cpu).unwrap_or(&nothing);
            (*cpu, now.since(before))
        });
        let total = |counter| earlier.totals.get(counter).copied().unwrap_or_default();
        let totals = self.totals.iter();
        let totals = totals.map(|(counter, now)| (*counter, added(total(counter), *now)));
        let reason = |reason| earlier.reasons.get(reason).copied().unwrap_or_default();
        let reasons = self.reasons.iter();
        let reasons = reasons.map(|(name, now)| (*name, added(reason(name), *now)));
        let named = |now: &[(String, u64)], before| {
            let mut named = now.to_vec();
            by_name(&mut named, before, |now, before| {
                *now = added(before, *now);
            });
            named
        };
        Self {
            at: self.at,
            epoch: self.epoch,
            cpus: cpus.collect(),
            totals: totals.collect(),
            rules: named(&self.rules, &earlier.rules),
            tables: named(&self.tables, &earlier.tables),
            reasons: reasons.collect(),
            stack: match (&self.stack, &earlier.stack) {
                (Ok(now), Ok(before)) => Ok(now.since(before)),
                (Err(unknown), _) | (_, Err(unknown)) => Err(unknown.clone()),
            },
            balance: self.balance.clone(),
        }
    }
}

/// Gives each number the one that its rule or table had before; of several of one name, the first the first. What is
/// left of those before is returned.
pub(crate) fn by_name(
    now: &mut [(String, u64)],
    before: &[(String, u64)],
    with: impl Fn(&mut u64, u64),
) -> Vec<(String, u64)> {
    let mut left: Vec<Option<&(String, u64)>> = before.iter().map(Some).collect();
    for (name, packets) in now {
        let same = left
            .iter_mut()
            .find(|rule| rule.is_some_and(|(of, _)| of == name));
        if let Some((_, before)) = same.and_then(Option::take) {
            with(packets, *before);
        }
    }
    left.into_iter().flatten().cloned().collect()
}

/// `part` ÷ `whole`; `None` of nothing.
#[expect(
    clippy::cast_precision_loss,
    reason = "a ratio of counts needs no 53rd bit"
)]
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
