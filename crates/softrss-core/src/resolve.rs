//! A policy with its CPUs settled: what the reference model and the code generator work on.

use crate::{
    CpuSet, Mss, Policy,
    hash::{FlowHash, toeplitz::KeyError},
    header::Interest,
    indirection::{IndirectionTable, TableError},
    lpm::{DuplicatePrefix, PrefixMap},
    policy::{Action, Fields, InterfaceName, Match, Target, TargetAction},
};

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
    targets: Vec<Target>,
    hash: FlowHash,
    tables: Vec<IndirectionTable>,
    rule_tables: Vec<Option<usize>>,
    steps: Vec<Step>,
    rule_steps: Vec<Option<usize>>,
    prefixes: Option<PrefixMap>,
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
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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
    /// The key of the hash is unusable.
    #[error("the hash cannot be computed")]
    Hash {
        /// Why.
        #[source]
        source: KeyError,
    },
    /// The prefix table contradicts itself.
    #[error("the prefix table contradicts itself")]
    Prefixes {
        /// How.
        #[source]
        source: DuplicatePrefix,
    },
}

impl ResolvedPolicy {
    /// Settles `policy`: where it names no targets, the CPUs of `online` are the targets.
    ///
    /// # Errors
    /// [`ResolveError`].
    pub fn new(policy: Policy, online: &CpuSet) -> Result<Self, ResolveError> {
        let targets = policy.targets.cpus.clone().unwrap_or_else(|| equal(online));
        let buckets = policy.flow.buckets;
        let all = IndirectionTable::new(buckets, &targets)
            .map_err(|source| ResolveError::Targets { source })?;
        let mut tables = vec![all];
        let mut rule_tables = Vec::new();
        for rule in &policy.rules {
            let Action::Cpus { cpus, .. } = &rule.action else {
                rule_tables.push(None);
                continue;
            };
            let table = IndirectionTable::new(buckets, &equal(cpus)).map_err(|source| {
                ResolveError::Rule {
                    name: rule.name.clone(),
                    source,
                }
            })?;
            rule_tables.push(Some(tables.len()));
            tables.push(table);
        }
        let hash = FlowHash::new(&policy.flow).map_err(|source| ResolveError::Hash { source })?;
        let prefixes = policy
            .table
            .as_ref()
            .map(|table| PrefixMap::new(&table.entries))
            .transpose()
            .map_err(|source| ResolveError::Prefixes { source })?;
        let (steps, rule_steps) = steps(&policy);
        Ok(Self {
            policy,
            targets,
            hash,
            tables,
            rule_tables,
            steps,
            rule_steps,
            prefixes,
        })
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

    /// Every CPU that a packet can be sent to: targets, and the CPUs of rules and prefixes.
    #[must_use]
    pub fn cpus(&self) -> CpuSet {
        let steps = 0..self.steps.len();
        let cpus = steps.map(|step| self.step_cpus(step));
        cpus.flat_map(|cpus| cpus.iter().collect::<Vec<_>>())
            .collect()
    }

    /// The different things that targets do with packets: first what `[targets]` says, then each other
    /// one that a rule asks for, in the order of the rules.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The position in [`steps`](Self::steps) of what the target of a rule does; `None` for a rule without
    /// a target. What prefixes and buckets of all targets lead to is step 0.
    #[must_use]
    pub fn rule_step(&self, rule: usize) -> Option<usize> {
        self.rule_steps.get(rule).copied().flatten()
    }

    /// The CPUs that packets can be sent to for `step`, a position in [`steps`](Self::steps). Those of step 0
    /// are the targets, and the CPUs of prefixes and of rules without a step of their own.
    #[must_use]
    pub fn step_cpus(&self, step: usize) -> CpuSet {
        let rules = self.policy.rules.iter().zip(&self.rule_steps);
        let rules = rules.filter(|&(_, of)| *of == Some(step));
        let rules = rules.flat_map(|(rule, _)| match &rule.action {
            Action::Cpu { cpu, .. } => vec![*cpu],
            Action::Cpus { cpus, .. } => cpus.iter().collect(),
            Action::Pass | Action::Drop => Vec::new(),
        });
        if step > 0 {
            return rules.collect();
        }
        let targets = self.targets.iter().map(|target| target.cpu);
        let entries = self.policy.table.iter().flat_map(|table| &table.entries);
        targets
            .chain(rules)
            .chain(entries.map(|&(_, cpu)| cpu))
            .collect()
    }

    /// Whether a packet for `step` that is already on its CPU continues there at once.
    pub fn passes_locally(&self, step: usize) -> bool {
        self.policy.targets.local_pass && self.steps.get(step).is_some_and(Step::is_plain)
    }

    /// The interfaces that targets send packets out of, each once: the slots of
    /// [`Maps::devices`](crate::codegen::Maps::devices), in order.
    #[must_use]
    pub fn devices(&self) -> Vec<&InterfaceName> {
        let mut devices = Vec::new();
        for step in &self.steps {
            if let TargetAction::Redirect(name) = &step.action
                && !devices.contains(&name)
            {
                devices.push(name);
            }
        }
        devices
    }

    /// The indirection tables: that of all targets first, then one for each rule whose action is to
    /// hash over CPUs of its own.
    #[must_use]
    pub fn tables(&self) -> &[IndirectionTable] {
        &self.tables
    }

    /// The position in [`tables`](Self::tables) of a rule's own table.
    #[must_use]
    pub fn rule_table(&self, rule: usize) -> Option<usize> {
        self.rule_tables.get(rule).copied().flatten()
    }

    /// The hash.
    #[must_use]
    pub fn hash(&self) -> &FlowHash {
        &self.hash
    }

    /// The prefix table.
    #[must_use]
    pub fn prefixes(&self) -> Option<&PrefixMap> {
        self.prefixes.as_ref()
    }

    /// Whether packets are read at all: a policy that deals them out in turn or by queue need not.
    #[must_use]
    pub fn reads_packets(&self) -> bool {
        self.hashes_flows() || !self.policy.rules.is_empty() || self.prefixes.is_some()
    }

    /// Whether the bucket of a packet comes from its flow.
    #[must_use]
    pub fn hashes_flows(&self) -> bool {
        !matches!(
            self.policy.flow.fields,
            Fields::RoundRobin | Fields::RxQueue
        )
    }

    /// What has to be read.
    #[must_use]
    pub fn interest(&self) -> Interest {
        let flow = &self.policy.flow;
        let mut matches = self.policy.rules.iter().flat_map(|rule| &rule.matches);
        let port_rule = |m: &Match| matches!(m, Match::SrcPort(_) | Match::DstPort(_));
        Interest {
            decap: flow.decap,
            ports: flow.fields == Fields::FiveTuple || matches.any(port_rule),
            icmp_errors: flow.icmp_errors,
            clamp: false,
        }
    }
}

/// The different steps, and which of them each rule leads to.
fn steps(policy: &Policy) -> (Vec<Step>, Vec<Option<usize>>) {
    let mss = policy.targets.mss;
    let mut steps = vec![Step::new(mss, &policy.targets.action)];
    let rules = policy.rules.iter().map(|rule| match &rule.action {
        Action::Pass | Action::Drop => None,
        action => {
            let Some(then) = action.then() else {
                return Some(0);
            };
            let step = Step::new(mss, then);
            let known = steps.iter().position(|other| *other == step);
            Some(known.unwrap_or_else(|| {
                steps.push(step);
                steps.len() - 1
            }))
        }
    });
    let rules = rules.collect();
    (steps, rules)
}

fn equal(cpus: &CpuSet) -> Vec<Target> {
    cpus.iter().map(|cpu| Target { cpu, weight: 1 }).collect()
}
