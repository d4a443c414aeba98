//! Where the packets of a capture would go, and the sums of it.
//!
//! The same decisions as the program in the kernel, taken by the reference model. Memory does not grow
//! with the number of packets. A capture does not tell which CPU received a packet, so every packet
//! arrives on a CPU that is nobody's target, on receive queue 0.

use std::{
    hash::{BuildHasher, Hasher},
    net::IpAddr,
};

use foldhash::quality::FixedState;
use softrss_core::{
    Counter, CpuId, CpuSet,
    decide::{Arrival, Choice, Decision, Verdict, decide},
    flow::{FlowKey, Ports, Tags},
    header::Reason,
    policy::{Key, Rule, Table},
    resolve::{ResolvedPolicy, RuleAction, Step},
};

use crate::{capture::Frame, report::number::ratio};

mod flows;
mod sketch;

pub use flows::FlowCount;
use flows::Flows;

/// Decides packet after packet, and adds up.
pub struct Simulation<'p> {
    policy: &'p ResolvedPolicy,
    turn: u32,
    sums: Sums,
    cpus: Vec<CpuSums>,
    /// CPU number → position in `cpus`.
    slots: Vec<u16>,
    /// What decided.
    chosen: Chosen,
    /// Packets sent to a CPU, by what it does with them.
    steps: Vec<u64>,
    /// The position behind the last CPU, for packets that go to none.
    no_cpu: u16,
    flows: Flows,
    hasher: FixedState,
}

/// Packets and their bytes on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Packets.
    pub packets: u64,
    /// Their bytes on the wire.
    pub bytes: u64,
}

/// How much was decided by what.
struct Chosen {
    rules: Vec<Count>,
    /// Of each entry of each table.
    entries: Vec<Vec<Count>>,
    bucket: Count,
    nothing: Count,
    /// Of each table of buckets, where they are counted.
    buckets: Vec<Vec<Count>>,
}

/// A bucket that packets came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BucketCount {
    /// Its table, a position in [`ResolvedPolicy::tables`].
    pub table: usize,
    /// Its number.
    pub bucket: u32,
    /// Its CPU.
    pub cpu: CpuId,
    /// What came to it.
    pub count: Count,
}

/// What happened to all packets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Ethernet frames.
    pub packets: u64,
    /// Their bytes on the wire.
    pub bytes: u64,
    /// Sent to a CPU.
    pub redirected: u64,
    /// Left on the CPU that received them.
    pub passed: u64,
    /// Dropped.
    pub dropped: u64,
    /// Packets without an IP header that could be hashed, by [`Reason`].
    unparsed: [u64; Reason::ALL.len()],
    /// Packets hashed at a header that is not their innermost, by [`Reason`].
    partly: [u64; Reason::ALL.len()],
}

/// What one CPU got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpuSums {
    /// The CPU.
    pub cpu: CpuId,
    /// Whether it is one of `[targets]`; others get packets by rules and tables only.
    pub target: bool,
    /// Packets sent to it.
    pub packets: u64,
    /// Their bytes on the wire.
    pub bytes: u64,
}

impl Sums {
    /// Packets without an IP header that could be hashed.
    #[must_use]
    pub fn unparsed(&self) -> u64 {
        self.unparsed.iter().sum()
    }

    /// The same by reason, without the reasons that did not occur.
    pub fn unparsed_by_reason(&self) -> impl Iterator<Item = (Reason, u64)> + '_ {
        occurred(&self.unparsed)
    }

    /// Packets hashed at an outer header because an inner one could not be read.
    #[must_use]
    pub fn partly(&self) -> u64 {
        self.partly.iter().sum()
    }

    /// The same by reason.
    pub fn partly_by_reason(&self) -> impl Iterator<Item = (Reason, u64)> + '_ {
        occurred(&self.partly)
    }
}

fn occurred(counts: &[u64; Reason::ALL.len()]) -> impl Iterator<Item = (Reason, u64)> + '_ {
    let counted = Reason::ALL.iter().copied().zip(counts.iter().copied());
    counted.filter(|(_, count)| *count > 0)
}

impl<'p> Simulation<'p> {
    /// Nothing seen yet.
    ///
    /// # Panics
    /// With more targets than CPUs can have numbers, which are 8192.
    #[must_use]
    pub fn new(policy: &'p ResolvedPolicy) -> Self {
        let cpus: Vec<CpuSums> = policy
            .cpus()
            .iter()
            .map(|cpu| CpuSums {
                cpu,
                target: policy.targets().iter().any(|target| target.cpu() == cpu),
                packets: 0,
                bytes: 0,
            })
            .collect();
        let last = cpus.last().map_or(0, |sums| sums.cpu.number() as usize);
        let no_cpu = u16::try_from(cpus.len()).expect("CPU numbers end at 8191");
        let mut slots = vec![no_cpu; last + 1];
        for (sums, slot) in cpus.iter().zip(0..) {
            slots[sums.cpu.number() as usize] = slot;
        }
        Self {
            policy,
            turn: 0,
            sums: Sums::default(),
            chosen: Chosen::new(policy),
            steps: vec![0; policy.steps().len()],
            flows: Flows::new(cpus.len() + 1),
            cpus,
            slots,
            no_cpu,
            hasher: FixedState::default(),
        }
    }

    /// Counts what comes to each bucket from now on.
    #[must_use]
    pub fn by_bucket(mut self) -> Self {
        let tables = self.policy.tables().iter();
        let none = tables.map(|table| vec![Count::default(); table.as_slice().len()]);
        self.chosen.buckets = none.collect();
        self
    }

    /// `frame` as it arrives next.
    #[must_use]
    pub fn arrival<'f>(&self, frame: &Frame<'f>) -> Arrival<'f> {
        Arrival {
            length: frame.data.len().max(frame.wire_len),
            turn: self.turn,
            ..Arrival::new(frame.data)
        }
    }

    /// Decides `frame` and adds it.
    #[inline]
    pub fn step(&mut self, frame: &Frame<'_>) -> Decision {
        let arrival = self.arrival(frame);
        let decision = decide(self.policy, &arrival);
        self.turn = self.turn.wrapping_add(decision.took_turn.into());
        self.add(&decision, arrival.length as u64);
        decision
    }

    #[inline]
    fn add(&mut self, decision: &Decision, bytes: u64) {
        self.sums.packets += 1;
        self.sums.bytes += bytes;
        match decision.verdict {
            Verdict::Redirect => self.sums.redirected += 1,
            Verdict::Pass => self.sums.passed += 1,
            Verdict::Drop => self.sums.dropped += 1,
        }
        self.chosen.add(self.policy, decision, bytes);
        if let (Verdict::Redirect, Some(step)) = (decision.verdict, decision.step) {
            self.steps[usize::from(step)] += 1;
        }
        let slot = decision
            .cpu
            .and_then(|cpu| self.slots.get(cpu.number() as usize).copied())
            .unwrap_or(self.no_cpu);
        if let Some(cpu) = self.cpus.get_mut(usize::from(slot)) {
            cpu.packets += 1;
            cpu.bytes += bytes;
        }
        if let Some(reason) = decision.reason {
            let counts = match decision.flow {
                Some(_) => &mut self.sums.partly,
                None => &mut self.sums.unparsed,
            };
            counts[reason as usize] += 1;
        }
        if let Some(flow) = decision.flow {
            let symmetric = self.policy.policy().flow.symmetric;
            self.flows.note(self.fingerprint(&flow, symmetric), slot);
        }
    }

    /// 64 bits that stand for a flow; the same for both directions where that is asked for.
    #[inline]
    fn fingerprint(&self, flow: &FlowKey, both_directions: bool) -> u64 {
        let bits = |address| match address {
            IpAddr::V4(address) => u128::from(address.to_bits()),
            IpAddr::V6(address) => address.to_bits(),
        };
        let (kind, src_port, dst_port) = match flow.ports {
            Ports::None => (0, 0, 0),
            Ports::Pair { src, dst } => (1, src.into(), dst.into()),
            Ports::Spi(spi) => (2, spi, spi),
        };
        let mut ends = [(bits(flow.src), src_port), (bits(flow.dst), dst_port)];
        if both_directions && ends[0] > ends[1] {
            ends.swap(0, 1);
        }
        let [(first, first_port), (second, second_port)] = ends;
        let mut hasher = self.hasher.build_hasher();
        hasher.write_u128(first);
        hasher.write_u128(second);
        hasher.write_u64(u64::from(first_port) << 32 | u64::from(second_port));
        hasher.write_u32(u32::from(flow.proto) << 8 | kind << 4 | u32::from(flow.src.is_ipv4()));
        if flow.tags != Tags::NONE {
            hasher.write_u64(flow.tags.word());
        }
        hasher.finish()
    }

    /// The sums over all packets.
    #[must_use]
    pub fn sums(&self) -> &Sums {
        &self.sums
    }

    /// The sums of each CPU that could be chosen, with its flows.
    pub fn cpus(&self) -> impl Iterator<Item = (CpuSums, FlowCount)> + '_ {
        let counted = self.cpus.iter().enumerate();
        counted.map(|(slot, sums)| (*sums, self.flows.of(slot)))
    }

    /// The rules, each with what it decided.
    pub fn rules(&self) -> impl Iterator<Item = (&'p Rule, Count)> + '_ {
        let rules = self.policy.policy().rules.iter();
        rules.zip(self.chosen.rules.iter().copied())
    }

    /// The tables, each with what its entries decided, in their order.
    pub fn tables(&self) -> impl Iterator<Item = (&'p Table, &[Count])> {
        let tables = self.policy.policy().tables.iter();
        tables.zip(self.chosen.entries.iter().map(Vec::as_slice))
    }

    /// What was decided by a rule, a table, a bucket, or nothing.
    #[must_use]
    pub fn decided(&self) -> [(Counter, Count); 4] {
        let chosen = &self.chosen;
        [
            (Counter::Rule, Count::sum(chosen.rules.iter())),
            (Counter::Table, Count::sum(chosen.entries.iter().flatten())),
            (Counter::Bucket, chosen.bucket),
            (Counter::Nothing, chosen.nothing),
        ]
    }

    /// The buckets that packets came to; none where [`by_bucket`](Self::by_bucket) does not ask for them.
    pub fn buckets(&self) -> impl Iterator<Item = BucketCount> + '_ {
        let tables = self.chosen.buckets.iter().zip(self.policy.tables());
        let tables = tables.enumerate().flat_map(|(table, (counts, cpus))| {
            let buckets = (0..).zip(counts.iter().zip(cpus.as_slice()));
            buckets.map(move |(bucket, (count, cpu))| BucketCount {
                table,
                bucket,
                cpu: *cpu,
                count: *count,
            })
        });
        tables.filter(|bucket| bucket.count.packets > 0)
    }

    /// What each table of buckets is of: `targets`, or the CPUs of rules.
    #[must_use]
    pub fn bucket_tables(&self) -> Vec<String> {
        let tables = self.policy.tables().iter();
        let of_rules = tables.skip(1).map(|table| {
            let cpus: CpuSet = table.as_slice().iter().copied().collect();
            format!("CPUs {cpus}")
        });
        std::iter::once("targets".to_owned())
            .chain(of_rules)
            .collect()
    }

    /// What targets do, each with the packets that they do it with.
    pub fn steps(&self) -> impl Iterator<Item = (&'p Step, u64)> + '_ {
        self.policy.steps().iter().zip(self.steps.iter().copied())
    }

    /// How many different flows there were.
    #[must_use]
    pub fn flows(&self) -> FlowCount {
        self.flows.total()
    }

    /// Packets of the busiest target ÷ mean over the targets; `None` without packets.
    #[must_use]
    pub fn imbalance(&self) -> Option<f64> {
        let targets = || self.cpus.iter().filter(|cpu| cpu.target);
        let all: u64 = targets().map(|cpu| cpu.packets).sum();
        let busiest = targets().map(|cpu| cpu.packets).max()?;
        (all > 0).then(|| ratio(busiest * targets().count() as u64, all))
    }

    /// The key of the entry that decided, if one did.
    #[must_use]
    pub fn key(&self, decision: &Decision) -> Option<Key> {
        let (_, key) = decision.entry?.find(self.policy.policy())?;
        Some(key)
    }

    /// What chose the CPU: the name of a rule or of a table, or nothing for the hash over all targets.
    #[must_use]
    pub fn chooser(&self, decision: &Decision) -> Option<&'p str> {
        chooser(self.policy, decision)
    }
}

impl Count {
    fn add(&mut self, bytes: u64) {
        self.packets += 1;
        self.bytes += bytes;
    }

    fn sum<'c>(counts: impl Iterator<Item = &'c Self> + Clone) -> Self {
        Self {
            packets: counts.clone().map(|count| count.packets).sum(),
            bytes: counts.map(|count| count.bytes).sum(),
        }
    }
}

impl Chosen {
    fn new(policy: &ResolvedPolicy) -> Self {
        let tables = policy.policy().tables.iter();
        let entries = tables.map(|table| vec![Count::default(); table.entries.len()]);
        Self {
            rules: vec![Count::default(); policy.policy().rules.len()],
            entries: entries.collect(),
            bucket: Count::default(),
            nothing: Count::default(),
            buckets: Vec::new(),
        }
    }

    #[inline]
    fn add(&mut self, policy: &ResolvedPolicy, decision: &Decision, bytes: u64) {
        let count = match (decision.choice, decision.entry) {
            (Choice::Rule(rule), _) => self.rules.get_mut(usize::from(rule)),
            (Choice::Table(table), Some(decided)) => {
                let entries = self.entries.get_mut(usize::from(table));
                entries.and_then(|entries| entries.get_mut(decided.entry as usize))
            }
            (Choice::Bucket, _) => Some(&mut self.bucket),
            (Choice::Nothing | Choice::Table(_), _) => Some(&mut self.nothing),
        };
        if let Some(count) = count {
            count.add(bytes);
        }
        if let (Some(bucket), false) = (decision.bucket, self.buckets.is_empty()) {
            let table = match decision.choice {
                Choice::Rule(rule) => match policy.rule_actions().get(usize::from(rule)) {
                    Some(RuleAction::Cpus { table, .. }) => *table,
                    _ => 0,
                },
                Choice::Table(_) | Choice::Bucket | Choice::Nothing => 0,
            };
            let buckets = self.buckets.get_mut(table);
            if let Some(count) = buckets.and_then(|table| table.get_mut(bucket as usize)) {
                count.add(bytes);
            }
        }
    }
}

/// What chose the CPU: the name of a rule or of a table, or nothing for the hash over all targets.
#[must_use]
pub fn chooser<'p>(policy: &'p ResolvedPolicy, decision: &Decision) -> Option<&'p str> {
    match decision.choice {
        Choice::Rule(rule) => policy
            .policy()
            .rules
            .get(usize::from(rule))
            .map(|rule| rule.name.as_str()),
        Choice::Table(table) => policy
            .policy()
            .tables
            .get(usize::from(table))
            .map(|table| table.name.as_str()),
        Choice::Nothing | Choice::Bucket => None,
    }
}
