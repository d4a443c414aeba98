//! A policy with its CPUs settled: what the reference model and the code generator work on.

use crate::{
    CpuSet, Policy,
    hash::{FlowHash, toeplitz::KeyError},
    header::Interest,
    indirection::{IndirectionTable, TableError},
    lpm::{DuplicatePrefix, PrefixMap},
    policy::{Action, Fields, Match, Target},
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
    prefixes: Option<PrefixMap>,
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
            let Action::Cpus(cpus) = &rule.action else {
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
        Ok(Self {
            policy,
            targets,
            hash,
            tables,
            rule_tables,
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
        let targets = self.targets.iter().map(|target| target.cpu);
        let rules = self
            .policy
            .rules
            .iter()
            .flat_map(|rule| match &rule.action {
                Action::Cpu(cpu) => vec![*cpu],
                Action::Cpus(cpus) => cpus.iter().collect(),
                Action::Pass | Action::Drop => Vec::new(),
            });
        let entries = self.policy.table.iter().flat_map(|table| &table.entries);
        targets
            .chain(rules)
            .chain(entries.map(|&(_, cpu)| cpu))
            .collect()
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
    pub(crate) fn interest(&self) -> Interest {
        let flow = &self.policy.flow;
        let mut matches = self.policy.rules.iter().flat_map(|rule| &rule.matches);
        let port_rule = |m: &Match| matches!(m, Match::SrcPort(_) | Match::DstPort(_));
        Interest {
            decap: flow.decap,
            ports: flow.fields == Fields::FiveTuple || matches.any(port_rule),
            icmp_errors: flow.icmp_errors,
        }
    }
}

fn equal(cpus: &CpuSet) -> Vec<Target> {
    cpus.iter().map(|cpu| Target { cpu, weight: 1 }).collect()
}
