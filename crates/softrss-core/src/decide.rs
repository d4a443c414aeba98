//! The reference model: where a packet goes, and why.
//!
//! [`decide`] gives the same answer as the generated program for every byte string.

use crate::{
    CpuId, Policy,
    facts::Facts,
    flow::{FlowKey, LinkKey, Tags},
    header::Reason,
    policy::{End, Fields, Key, Match, Table},
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
    /// The table at this position.
    Table(u16),
    /// The bucket of all targets' table.
    Bucket,
}

/// An entry of a table that a packet has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TableEntry {
    /// The table, a position in [`Policy::tables`](crate::Policy::tables).
    pub table: u16,
    /// The entry, a position in [`Table::entries`](crate::policy::Table::entries).
    pub entry: u32,
    /// The end of the packet that has the key, where it is of one.
    pub end: Option<End>,
}

impl TableEntry {
    /// The table in `policy`, and its key there; `None` where `policy` is not the one that decided.
    #[must_use]
    pub fn find<'p>(&self, policy: &'p Policy) -> Option<(&'p Table, Key)> {
        let table = policy.tables.get(usize::from(self.table))?;
        let (key, _) = table.entries.get(self.entry as usize)?;
        Some((table, *key))
    }
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
    /// The entry of a table that did, if one did.
    pub entry: Option<TableEntry>,
    /// The bucket, if one was looked up.
    pub bucket: Option<u32>,
    /// The hash, if one was computed.
    pub hash: Option<u32>,
    /// Whether the packet took a turn (round-robin): the next one gets the next [`Arrival::turn`].
    pub took_turn: bool,
    /// What was hashed.
    pub flow: Option<FlowKey>,
    /// Identifier of the outermost VLAN tag.
    pub vlan: Option<u16>,
    /// Identifier of the VLAN tag behind it.
    pub inner_vlan: Option<u16>,
    /// What was hashed in place of a flow.
    pub link: Option<LinkKey>,
    /// What is around a flow, or in place of one around the link, as far as the policy hashes it.
    pub tags: Tags,
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
    let walked = read(policy, arrival);
    let mut decision = Decision::passed(policy, &walked);
    let facts = facts(policy, &walked, arrival);
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
    } else if let Some((entry, cpu)) = by_table(policy, arrival, &walked) {
        (decision.choice, decision.entry) = (Choice::Table(entry.table), Some(entry));
        decision.steer(policy, arrival, cpu, 0);
    } else if decision.flow.is_some()
        || !policy.hashes_flows()
        || policy.hashes_links() && arrival.frame.len() >= LinkKey::BYTES
    {
        decision.choice = Choice::Bucket;
        decision.by_bucket(policy, arrival, 0, 0);
    }
    decision
}

/// Why a rule does not match a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed<'p> {
    /// The first of its conditions that does not hold.
    pub condition: &'p Match,
    /// What the packet has there, as policy files have it; `None` where it has no such field.
    pub value: Option<String>,
}

/// For each rule of `policy` up to the one that matches `arrival`, the first condition that does not hold; `None` for the
/// rule that matches.
///
/// ```
/// use softrss_core::{Policy, decide::{Arrival, tried}, resolve::ResolvedPolicy};
/// let policy: Policy = "version = 1\n[[rule]]\nmatch = { ethertype = \"lldp\" }\naction = \"drop\"\n".parse()?;
/// let policy = ResolvedPolicy::new(policy, &"2-3".parse()?)?;
/// let arp = [&[0xff; 12][..], &[0x08, 0x06], &[0; 46]].concat();
/// let tried = tried(&policy, &Arrival::new(&arp));
/// let failed = tried[0].as_ref().unwrap();
/// assert_eq!(failed.condition.to_string(), "ethertype = \"lldp\"");
/// assert_eq!(failed.value.as_deref(), Some("\"arp\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn tried<'p>(policy: &'p ResolvedPolicy, arrival: &Arrival<'_>) -> Vec<Option<Failed<'p>>> {
    let walked = read(policy, arrival);
    let facts = facts(policy, &walked, arrival);
    let mut tried = Vec::new();
    for rule in &policy.policy().rules {
        let failed = rule.fails(&facts).map(|condition| Failed {
            condition,
            value: condition.found(&facts),
        });
        let matches = failed.is_none();
        tried.push(failed);
        if matches {
            break;
        }
    }
    tried
}

/// The headers of a packet, if `policy` looks at packets.
fn read(policy: &ResolvedPolicy, arrival: &Arrival<'_>) -> Walked {
    if policy.reads_packets() {
        walk(arrival.frame, arrival.length, policy.interest())
    } else {
        Walked::default()
    }
}

/// What is around the header that is hashed, as far as `policy` hashes it.
fn tags(policy: &ResolvedPolicy, walked: &Walked) -> Tags {
    let all = Tags {
        vlan: walked.vlan.unwrap_or_default(),
        inner_vlan: walked.inner_vlan.unwrap_or_default(),
        tunnel_id: walked.tunnel_id,
    };
    let hashed = policy.policy().flow.fields.hashed();
    hashed.map_or(Tags::NONE, |fields| fields.of_tags(all))
}

/// What rules look at.
fn facts<'a>(policy: &ResolvedPolicy, walked: &'a Walked, arrival: &Arrival<'a>) -> Facts<'a> {
    Facts {
        walked,
        frame: arrival.frame,
        first: policy.dsa().row().first,
        length: arrival.length,
        queue: arrival.queue,
    }
}

/// The entry of the first table that has one for a packet, and its CPU.
fn by_table(
    policy: &ResolvedPolicy,
    arrival: &Arrival<'_>,
    walked: &Walked,
) -> Option<(TableEntry, CpuId)> {
    let macs = arrival
        .frame
        .get(usize::from(policy.dsa().row().first.ethernet_at())..);
    let macs = macs.and_then(<[u8]>::first_chunk);
    let mut tables = (0..).zip(policy.key_maps());
    tables.find_map(|(table, map)| {
        let found = map.find(walked, macs)?;
        let (entry, end) = (found.entry, found.end);
        Some((TableEntry { table, entry, end }, found.cpu))
    })
}

impl Decision {
    /// What happens to a packet that nothing takes.
    fn passed(policy: &ResolvedPolicy, walked: &Walked) -> Self {
        let tags = tags(policy, walked);
        Self {
            verdict: Verdict::Pass,
            cpu: None,
            step: None,
            choice: Choice::Nothing,
            entry: None,
            bucket: None,
            hash: None,
            took_turn: false,
            flow: walked.selected.map(|selected| FlowKey {
                tags,
                ..selected.key
            }),
            vlan: walked.vlan,
            link: None,
            tags,
            inner_vlan: walked.inner_vlan,
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
        let number = match policy.policy().flow.fields {
            Fields::RoundRobin => {
                self.took_turn = true;
                arrival.turn
            }
            Fields::RxQueue => arrival.queue,
            Fields::Hash(_) => {
                if self.flow.is_none() {
                    self.link = LinkKey::of(arrival.frame);
                }
                let of_link = || {
                    let link = self.link.as_ref();
                    link.map_or(0, |link| policy.hash().of_link(link, self.tags))
                };
                let of_flow = self.flow.map(|flow| policy.hash().of(&flow));
                let hash = of_flow.unwrap_or_else(of_link);
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
