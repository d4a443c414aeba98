//! The reference model: where a packet goes, and why.
//!
//! [`decide`] gives the same answer as the generated program for every byte string.

use crate::{
    CpuId,
    facts::Facts,
    flow::FlowKey,
    header::Reason,
    policy::Selector,
    resolve::{ResolvedPolicy, RuleAction},
    walk::{HeaderPath, Walked, walk},
};

/// A packet as it reaches the program.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The bytes that can be read, from the destination MAC address.
    pub frame: &'a [u8],
    /// The length of the whole frame in bytes, which may be more than can be read.
    pub length: usize,
    /// The NIC queue that received it.
    pub queue: u32,
    /// The CPU that runs the program; `None` for one that no packet is sent to.
    pub cpu: Option<CpuId>,
    /// How many packets have taken a turn before (round-robin).
    pub turn: u32,
}

impl<'a> Arrival<'a> {
    /// A whole frame on queue 0, received by a CPU that is nobody's target.
    #[must_use]
    pub fn new(frame: &'a [u8]) -> Self {
        Self {
            frame,
            length: frame.len(),
            queue: 0,
            cpu: None,
            turn: 0,
        }
    }
}

/// What the program does with a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Queues it to the CPU.
    Redirect,
    /// Lets it continue on the CPU that received it.
    Pass,
    /// Drops it.
    Drop,
}

impl Verdict {
    /// The word used in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Redirect => "redirect",
            Self::Pass => "pass",
            Self::Drop => "drop",
        }
    }
}

/// What chose the CPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Nothing: the packet has no flow and no rule wants it.
    Nothing,
    /// The rule at this position.
    Rule(u16),
    /// The prefix table.
    Prefix,
    /// The bucket of all targets' table.
    Bucket,
}

/// Where a packet goes, and why.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// What happens to it.
    pub verdict: Verdict,
    /// The CPU that was chosen. With [`Verdict::Pass`], it is the one that received the packet.
    pub cpu: Option<CpuId>,
    /// What that CPU does with it, a position in [`ResolvedPolicy::steps`].
    pub step: Option<u16>,
    /// What chose it.
    pub choice: Choice,
    /// The bucket, if one was looked up.
    pub bucket: Option<u32>,
    /// The hash, if one was computed.
    pub hash: Option<u32>,
    /// Whether the packet took a turn (round-robin): the next one gets the next [`Arrival::turn`].
    pub took_turn: bool,
    /// What was hashed.
    pub flow: Option<FlowKey>,
    /// The headers that were read.
    pub headers: HeaderPath,
    /// Why no more headers were read, if there were more.
    pub reason: Option<Reason>,
}

/// Where `arrival` goes under `policy`.
///
/// ```
/// use softrss_core::{Policy, decide::{Arrival, Verdict, decide}, resolve::ResolvedPolicy};
/// let policy = ResolvedPolicy::new(Policy::default(), &"2-3".parse()?)?;
/// let arp = [&[0xff; 12][..], &[0x08, 0x06], &[0; 46]].concat();
/// let decision = decide(&policy, &Arrival::new(&arp));
/// assert_eq!(decision.verdict, Verdict::Pass);
/// assert_eq!(decision.reason.unwrap().word(), "not-ip");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn decide(policy: &ResolvedPolicy, arrival: &Arrival<'_>) -> Decision {
    let walked = if policy.reads_packets() {
        walk(arrival.frame, arrival.length, policy.interest())
    } else {
        Walked::default()
    };
    let mut decision = Decision::passed(&walked);
    let facts = Facts {
        walked: &walked,
        length: arrival.length,
        queue: arrival.queue,
    };
    let rules = &policy.policy().rules;
    let mut rules = (0..).zip(rules).zip(policy.rule_actions());
    if let Some(((rule, _), action)) = rules.find(|((_, rule), _)| rule.takes(&facts)) {
        decision.choice = Choice::Rule(rule);
        match *action {
            RuleAction::Cpu { cpu, step } => decision.steer(policy, arrival, cpu, step),
            RuleAction::Cpus { table, step } => decision.by_bucket(policy, arrival, table, step),
            RuleAction::Pass => {}
            RuleAction::Drop => decision.verdict = Verdict::Drop,
        }
    } else if let Some(cpu) = by_prefix(policy, decision.flow) {
        decision.choice = Choice::Prefix;
        decision.steer(policy, arrival, cpu, 0);
    } else if decision.flow.is_some() || !policy.hashes_flows() {
        decision.choice = Choice::Bucket;
        decision.by_bucket(policy, arrival, 0, 0);
    }
    decision
}

fn by_prefix(policy: &ResolvedPolicy, flow: Option<FlowKey>) -> Option<CpuId> {
    let side = policy.policy().table.as_ref()?.side;
    policy.prefixes()?.get((side.row().address)(&flow?))
}

impl Decision {
    /// What happens to a packet that nothing takes.
    fn passed(walked: &Walked) -> Self {
        Self {
            verdict: Verdict::Pass,
            cpu: None,
            step: None,
            choice: Choice::Nothing,
            bucket: None,
            hash: None,
            took_turn: false,
            flow: walked.selected.map(|selected| selected.key),
            headers: walked.path,
            reason: walked.reason,
        }
    }

    fn by_bucket(
        &mut self,
        policy: &ResolvedPolicy,
        arrival: &Arrival<'_>,
        table: usize,
        step: u16,
    ) {
        let number = match policy.policy().flow.fields.row().selector {
            Selector::Turn => {
                self.took_turn = true;
                arrival.turn
            }
            Selector::RxQueue => arrival.queue,
            Selector::Hash(_) => {
                // Without a flow, where a rule caught a packet that has none.
                let hash = self.flow.map_or(0, |flow| policy.hash().of(&flow));
                self.hash = Some(hash);
                hash
            }
        };
        let (bucket, cpu) = policy.tables()[table].pick(number);
        self.bucket = Some(bucket);
        self.steer(policy, arrival, cpu, step);
    }

    fn steer(&mut self, policy: &ResolvedPolicy, arrival: &Arrival<'_>, cpu: CpuId, step: u16) {
        (self.cpu, self.step) = (Some(cpu), Some(step));
        let stays = policy.passes_locally(step) && arrival.cpu == Some(cpu);
        self.verdict = if stays {
            Verdict::Pass
        } else {
            Verdict::Redirect
        };
    }
}
