//! A policy with its CPUs settled: what the reference model and the code generator work on.

use std::collections::HashMap;

use crate::{
    CpuId, CpuSet, Mss, Policy, Slots,
    hash::FlowHash,
    header::{Interest, kinds::Extra},
    indirection::{IndirectionTable, TableError},
    keys::KeyMap,
    policy::{
        Action, Buckets, Dsa, FieldPlace, FlowField, FlowFields, HashKind, InterfaceName, Local,
        NoCpu, NonIp, Rule, Seed, Target, TargetAction,
    },
};

pub use crate::keys::KeyMapError;

/// A policy for certain CPUs.
///
/// ```
/// use softrss_core::{Policy, resolve::ResolvedPolicy};
/// let policy = ResolvedPolicy::new(Policy::default(), &"0-3".parse()?)?;
/// assert_eq!(policy.targets().len(), 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ResolvedPolicy {
    policy: Policy,
    receiver: Receiver,
    dsa: Dsa,
    targets: Vec<Target>,
    hash: FlowHash,
    tables: Vec<IndirectionTable>,
    slots: Slots,
    rule_actions: Vec<RuleAction>,
    steps: Vec<Step>,
    key_maps: Vec<KeyMap>,
}

/// Which CPU receives the packets of one receive queue of an interface.
///
/// It decides what `local = "auto"` means: a packet that is passed on at once overtakes those of its flow that another
/// CPU received before and sent into the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Receiver {
    /// The same one, always.
    Fixed,
    /// Now this one and now that, or it is not known.
    #[default]
    Varies,
}

/// What happens to a packet that a rule matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleAction {
    /// It goes to one CPU.
    Cpu {
        /// The CPU.
        cpu: CpuId,
        /// What the CPU does with it, a position in [`ResolvedPolicy::steps`].
        step: u16,
    },
    /// It goes to the CPU of its bucket.
    Cpus {
        /// The table with the bucket, a position in [`ResolvedPolicy::tables`].
        table: usize,
        /// What the CPU does with it, a position in [`ResolvedPolicy::steps`].
        step: u16,
    },
    /// It stays on the CPU that received it.
    Pass,
    /// It is dropped.
    Drop,
}

impl RuleAction {
    /// What the target does with the packet, a position in [`ResolvedPolicy::steps`]; `None` without a target.
    #[must_use]
    pub const fn step(&self) -> Option<u16> {
        match *self {
            Self::Cpu { step, .. } | Self::Cpus { step, .. } => Some(step),
            Self::Pass | Self::Drop => None,
        }
    }
}

/// What a target does with a packet, once it has taken it from its queue.
///
/// Each step has a CPUMAP of its own, so that the target knows what to do by the queue that a packet came
/// through, and nothing has to be in the packet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// The maximum segment size that TCP connections are held to. Packets that are dropped have none.
    pub mss: Option<Mss>,
    /// What becomes of the packet.
    pub action: TargetAction,
}

impl Step {
    fn new(mss: Option<Mss>, action: &TargetAction) -> Self {
        let mss = mss.filter(|_| *action != TargetAction::Drop);
        let action = action.clone();
        Self { mss, action }
    }

    /// Whether the packet reaches the stack as it was received, so that a packet that is already on its
    /// CPU need not be queued.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.mss.is_none() && self.action == TargetAction::Stack
    }
}

/// Why a policy cannot be used with these CPUs.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResolveError {
    /// The indirection table of all targets cannot be made.
    #[error("cannot deal the buckets to the targets")]
    Targets {
        /// Why.
        #[source]
        source: TableError,
    },
    /// The indirection table of a rule cannot be made.
    #[error("cannot deal the buckets to the CPUs of rule {name:?}")]
    Rule {
        /// The rule.
        name: String,
        /// Why.
        #[source]
        source: TableError,
    },
    /// The hash is one that NICs compute, of what they do not hash.
    #[error("NICs compute no {hash} hash of {fields}")]
    NotOfNics {
        /// The hash.
        hash: &'static str,
        /// What is to be hashed.
        fields: String,
    },
    /// A list of CPUs leaves none.
    #[error(transparent)]
    NoCpu(#[from] NoCpu),
    /// There are more rules than can be counted.
    #[error("{rules} rules are too many: {} are the most", u16::MAX)]
    TooManyRules {
        /// Number of rules.
        rules: usize,
    },
    /// There are more tables of keys than can be counted.
    #[error("{tables} tables of keys are too many: {} are the most", u16::MAX)]
    TooManyKeyTables {
        /// Number of tables.
        tables: usize,
    },
    /// The rules' CPUs need more tables than there is room for.
    #[error(
        "{tables} tables of {buckets} buckets are too large: {} buckets are the most",
        Buckets::MAX_OF_TABLES
    )]
    TooManyTables {
        /// Number of tables: one for all targets, and one for each other set of CPUs.
        tables: usize,
        /// Buckets of each.
        buckets: u32,
    },
    /// A table contradicts itself.
    #[error("table {name:?} contradicts itself")]
    Table {
        /// The table.
        name: String,
        /// How.
        #[source]
        source: KeyMapError,
    },
}

impl ResolvedPolicy {
    /// Settles `policy`: where it names no targets, the CPUs of `online` are the targets. Nothing is taken for granted
    /// of who receives packets, so `local = "auto"` means `"queue"` until
    /// [`received_by`](Self::received_by) says otherwise.
    ///
    /// # Errors
    /// [`ResolveError`].
    pub fn new(policy: Policy, online: &CpuSet) -> Result<Self, ResolveError> {
        let policy = if policy.is_open() {
            policy.on(online)?
        } else {
            policy
        };
        if !policy.flow.is_computable() {
            return Err(ResolveError::NotOfNics {
                hash: policy.flow.hash.row().name,
                fields: policy.flow.fields.called(),
            });
        }
        let rules = policy.rules.len();
        let rules = u16::try_from(rules).map_err(|_more| ResolveError::TooManyRules { rules })?;
        let tables = policy.tables.len();
        let slots = Slots {
            rules,
            tables: u16::try_from(tables)
                .map_err(|_more| ResolveError::TooManyKeyTables { tables })?,
        };
        let targets = policy.targets.cpus.clone().unwrap_or_default();
        let mut tables = Tables::new(policy.flow.buckets, &targets)?;
        let mss = policy.targets.mss;
        let mut steps = vec![Step::new(mss, &policy.targets.action)];
        let mut rule_actions = Vec::new();
        for rule in &policy.rules {
            let mut step = |then: &Option<TargetAction>| match then {
                None => Ok(0),
                Some(then) => position(&mut steps, Step::new(mss, then)),
            };
            rule_actions.push(match &rule.action {
                Action::Cpu { cpu, then } => RuleAction::Cpu {
                    cpu: *cpu,
                    step: step(then)?,
                },
                Action::Cpus { cpus, then } => RuleAction::Cpus {
                    table: tables.of(rule, cpus.named())?,
                    step: step(then)?,
                },
                Action::Pass => RuleAction::Pass,
                Action::Drop => RuleAction::Drop,
            });
        }
        let key_maps = policy.tables.iter().map(|table| {
            KeyMap::new(table).map_err(|source| ResolveError::Table {
                name: table.name.to_string(),
                source,
            })
        });
        let key_maps = key_maps.collect::<Result<_, _>>()?;
        Ok(Self {
            hash: FlowHash::new(&policy.flow),
            policy,
            receiver: Receiver::default(),
            dsa: Dsa::None,
            targets,
            tables: tables.made,
            slots,
            rule_actions,
            steps,
            key_maps,
        })
    }

    /// The same policy for an interface of which it is known who receives packets.
    ///
    /// ```
    /// use softrss_core::{Policy, ResolvedPolicy, policy::Local, resolve::Receiver};
    /// let policy = ResolvedPolicy::new(Policy::default(), &"0-3".parse()?)?;
    /// assert_eq!(policy.local(), Local::Queue);
    /// assert_eq!(policy.received_by(Receiver::Fixed).local(), Local::Pass);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn received_by(mut self, receiver: Receiver) -> Self {
        self.receiver = receiver;
        self
    }

    /// The same policy with `seed`, where its hash takes one and it names none.
    ///
    /// ```
    /// use softrss_core::{Policy, ResolvedPolicy, policy::Seed};
    /// let policy = ResolvedPolicy::new(Policy::default(), &"0-3".parse()?)?;
    /// let seeded = policy.seeded("00112233445566778899aabbccddeeff".parse()?);
    /// assert!(seeded.policy().to_toml("").contains("seed = \"0011"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn seeded(mut self, seed: Seed) -> Self {
        if let HashKind::Mix(own @ None) = &mut self.policy.flow.hash {
            *own = Some(seed);
            self.hash = FlowHash::new(&self.policy.flow);
        }
        self
    }

    /// Whether it hashes with a seed and names none: see [`ResolvedPolicy::seeded`].
    #[must_use]
    pub fn needs_seed(&self) -> bool {
        self.hashes_flows() && matches!(self.policy.flow.hash, HashKind::Mix(None))
    }

    /// The same policy for a conduit whose switch puts `tag` into its frames, which is what `dsa = "auto"` means there.
    ///
    /// ```
    /// use softrss_core::{Policy, ResolvedPolicy, policy::Dsa};
    /// let policy = ResolvedPolicy::new(Policy::default(), &"0-3".parse()?)?;
    /// assert_eq!(policy.dsa(), Dsa::None);
    /// assert_eq!(policy.on_conduit(Dsa::Mtk).dsa(), Dsa::Mtk);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn on_conduit(mut self, tag: Dsa) -> Self {
        self.dsa = tag;
        self
    }

    /// The tag that a switch puts into all frames, decided: not [`Dsa::Auto`].
    #[must_use]
    pub fn dsa(&self) -> Dsa {
        match (self.policy.flow.dsa, self.dsa) {
            (Dsa::Auto, Dsa::Auto) => Dsa::None,
            (Dsa::Auto, tag) | (tag, _) => tag,
        }
    }

    /// What happens to a packet that is received by its target, decided: [`Local::Pass`] or [`Local::Queue`]. It is
    /// `Queue` too where every target does something to its packets.
    #[must_use]
    pub fn local(&self) -> Local {
        if (0..)
            .zip(&self.steps)
            .any(|(step, _)| self.passes_locally(step))
        {
            Local::Pass
        } else {
            Local::Queue
        }
    }

    /// The policy as it was written.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The targets with their weights.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// Every CPU that a packet can be sent to: targets, and the CPUs of rules and tables.
    #[must_use]
    pub fn cpus(&self) -> CpuSet {
        let steps = (0..).zip(&self.steps);
        let cpus = steps.map(|(step, _)| self.step_cpus(step));
        cpus.flat_map(|cpus| cpus.iter().collect::<Vec<_>>())
            .collect()
    }

    /// The different things that targets do with packets: first what `[targets]` says, then each other
    /// one that a rule asks for, in the order of the rules.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Where the numbers of the generated program's map of counters are.
    #[must_use]
    pub fn slots(&self) -> Slots {
        self.slots
    }

    /// What happens to the packets of each rule.
    #[must_use]
    pub fn rule_actions(&self) -> &[RuleAction] {
        &self.rule_actions
    }

    /// The CPUs that packets can be sent to for `step`, a position in [`steps`](Self::steps). Those of step 0
    /// are the targets, and the CPUs of tables and of rules without a step of their own.
    #[must_use]
    pub fn step_cpus(&self, step: u16) -> CpuSet {
        let rules = self.policy.rules.iter().zip(&self.rule_actions);
        let rules = rules.filter(|(_, action)| action.step() == Some(step));
        let rules = rules.flat_map(|(rule, _)| rule.action.cpus());
        if step > 0 {
            return rules.collect();
        }
        let targets = self.targets.iter().map(Target::cpu);
        let entries = self.policy.tables.iter().flat_map(|table| &table.entries);
        targets
            .chain(rules)
            .chain(entries.map(|&(_, cpu)| cpu))
            .collect()
    }

    /// Whether a packet for `step` that is already on its CPU continues there at once.
    pub fn passes_locally(&self, step: u16) -> bool {
        let passes = match (self.policy.targets.local, self.receiver) {
            (Local::Pass, _) | (Local::Auto, Receiver::Fixed) => true,
            (Local::Queue, _) | (Local::Auto, Receiver::Varies) => false,
        };
        // What is passed on at once could overtake what was in a queue when its bucket moves, and the other way round.
        passes
            && !self.policy.keeps_lanes()
            && self
                .steps
                .get(usize::from(step))
                .is_some_and(Step::is_plain)
    }

    /// The interfaces that targets send packets out of, each once: the slots of
    /// the DEVMAP, in order.
    #[must_use]
    pub fn devices(&self) -> Vec<&InterfaceName> {
        let mut devices = Vec::new();
        for step in &self.steps {
            if let Some(name) = step.action.interface()
                && !devices.contains(&name)
            {
                devices.push(name);
            }
        }
        devices
    }

    /// The indirection tables: that of all targets first, then one for each other set of CPUs that rules hash
    /// over.
    #[must_use]
    pub fn tables(&self) -> &[IndirectionTable] {
        &self.tables
    }

    /// The hash.
    #[must_use]
    pub fn hash(&self) -> &FlowHash {
        &self.hash
    }

    /// What is looked up in each of the policy's tables.
    pub(crate) fn key_maps(&self) -> &[KeyMap] {
        &self.key_maps
    }

    /// Whether packets are read at all: a policy that deals them out in turn or by queue need not.
    #[must_use]
    pub fn reads_packets(&self) -> bool {
        self.hashes_flows() || !self.policy.rules.is_empty() || !self.policy.tables.is_empty()
    }

    /// Whether the bucket of a packet comes from its flow.
    #[must_use]
    pub fn hashes_flows(&self) -> bool {
        self.policy.flow.fields.hashed().is_some()
    }

    /// Whether packets without a flow are hashed where no rule takes them.
    #[must_use]
    pub fn hashes_links(&self) -> bool {
        self.hashes_flows() && self.policy.flow.non_ip == NonIp::Ethernet
    }

    /// What has to be read.
    #[must_use]
    pub fn interest(&self) -> Interest {
        let flow = &self.policy.flow;
        let hashed = flow.fields.hashed();
        let mut conditions = self.policy.rules.iter().flat_map(|rule| &rule.matches);
        let transport = conditions.any(|condition| match condition.field().row().place {
            FieldPlace::Transport { .. } => true,
            FieldPlace::Frame | FieldPlace::Ip(_) => false,
        });
        let mut extras = [false; Extra::ALL.len()];
        let conditions = self.policy.rules.iter().flat_map(|rule| &rule.matches);
        for extra in conditions.filter_map(|condition| condition.field().row().extra) {
            extras[extra as usize] = true;
        }
        let dsa = self.dsa().row();
        Interest {
            first: dsa.first,
            extras,
            decap: flow.decap.union(dsa.decap),
            udp: flow.ports,
            ports: hashed.is_some_and(FlowFields::ports) || transport,
            icmp_errors: flow.icmp_errors,
            clamp: false,
            tunnel_id: hashed.is_some_and(|fields| fields.has(FlowField::TunnelId)),
        }
    }
}

/// Where `step` is among `steps`, at the end if it is new.
fn position(steps: &mut Vec<Step>, step: Step) -> Result<u16, ResolveError> {
    let known = steps.iter().position(|other| *other == step);
    let position = known.unwrap_or(steps.len());
    if known.is_none() {
        steps.push(step);
    }
    u16::try_from(position).map_err(|_more| ResolveError::TooManyRules { rules: position })
}

/// The indirection tables of a policy. Rules with the same CPUs have one together.
struct Tables {
    buckets: Buckets,
    made: Vec<IndirectionTable>,
    known: HashMap<CpuSet, usize>,
}

impl Tables {
    /// That of all targets.
    fn new(buckets: Buckets, targets: &[Target]) -> Result<Self, ResolveError> {
        let all = IndirectionTable::new(buckets, targets)
            .map_err(|source| ResolveError::Targets { source })?;
        let cpus: CpuSet = targets.iter().map(Target::cpu).collect();
        let even = IndirectionTable::new(buckets, &even(&cpus));
        let known = (even.as_ref() == Ok(&all)).then_some((cpus, 0));
        Ok(Self {
            buckets,
            made: vec![all],
            known: known.into_iter().collect(),
        })
    }

    /// The position of the table of `rule`, which hashes over `cpus`.
    fn of(&mut self, rule: &Rule, cpus: &CpuSet) -> Result<usize, ResolveError> {
        if let Some(known) = self.known.get(cpus) {
            return Ok(*known);
        }
        let position = self.made.len();
        if !self.buckets.fit(position + 1) {
            return Err(ResolveError::TooManyTables {
                tables: position + 1,
                buckets: self.buckets.count(),
            });
        }
        let table = IndirectionTable::new(self.buckets, &even(cpus)).map_err(|source| {
            ResolveError::Rule {
                name: rule.name.to_string(),
                source,
            }
        })?;
        self.made.push(table);
        self.known.insert(cpus.clone(), position);
        Ok(position)
    }
}

fn even(cpus: &CpuSet) -> Vec<Target> {
    cpus.iter().map(Target::even).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(
        buckets: u32,
        rules: usize,
        cpus: impl Fn(usize) -> String,
    ) -> Result<usize, String> {
        let mut policy = Policy::default();
        policy.flow.buckets = Buckets::new(buckets).unwrap();
        policy.rules = (0..rules)
            .map(|rule| Rule {
                name: crate::policy::RuleName::by_position(rule),
                matches: Vec::new(),
                action: Action::Cpus {
                    cpus: cpus(rule).parse().unwrap(),
                    then: None,
                },
            })
            .collect();
        let resolved = ResolvedPolicy::new(policy, &"0-3".parse().unwrap());
        let resolved = resolved.map_err(|error| error.to_string())?;
        Ok(resolved.tables().len())
    }

    #[test]
    fn who_receives_decides_what_auto_means() {
        for (targets, varies, fixed) in [
            ("", Local::Queue, Local::Pass),
            ("local = \"auto\"", Local::Queue, Local::Pass),
            ("local = \"pass\"", Local::Pass, Local::Pass),
            ("local = \"queue\"", Local::Queue, Local::Queue),
            // What is done to packets is done behind the queue.
            ("local = \"pass\"\nmss = 1400", Local::Queue, Local::Queue),
        ] {
            let text = format!("version = 1\n[targets]\n{targets}\n");
            let policy: Policy = text.parse().unwrap();
            let policy = ResolvedPolicy::new(policy, &"0-3".parse().unwrap()).unwrap();
            assert_eq!(policy.local(), varies, "{targets}");
            let policy = policy.received_by(Receiver::Fixed);
            assert_eq!(policy.local(), fixed, "{targets}");
        }
    }

    #[test]
    fn equal_cpus_share_a_table() {
        assert_eq!(resolve(65536, 256, |rule| format!("{}", rule % 3)), Ok(4));
        // Those of all targets are a table that is there anyway.
        assert_eq!(resolve(65536, 256, |_| "0-3".to_owned()), Ok(1));
        assert_eq!(resolve(1024, 256, |rule| rule.to_string()), Ok(257));
    }

    #[test]
    fn tables_are_limited() {
        assert_eq!(resolve(65536, 15, |rule| rule.to_string()), Ok(16));
        assert_eq!(
            resolve(65536, 16, |rule| rule.to_string()),
            Err(
                "17 tables of 65536 buckets are too large: 1048576 buckets are the most".to_owned()
            )
        );
    }
}
