//! The whole policy.

use super::{balance::Balance, flow::FlowSpec, rule::Rule, table::Table, targets::Targets};

/// A whole policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The CPUs that receive packets, and how.
    pub targets: Targets,
    /// What makes two packets belong together.
    pub flow: FlowSpec,
    /// Exceptions, in order: the first match wins.
    pub rules: Vec<Rule>,
    /// Keys with a CPU of their own, looked up after the rules, in order: the first that has an entry decides.
    pub tables: Vec<Table>,
    /// What is measured.
    pub observe: Observe,
    /// Whether buckets move, and when.
    pub balance: Option<Balance>,
}

impl Policy {
    /// Whether it is kept track of what is on its way to each target: where buckets move, and where too many packets that wait are
    /// not let in.
    #[must_use]
    pub fn keeps_lanes(&self) -> bool {
        self.balance.is_some() || self.targets.limit.is_some()
    }
}

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Observe {
    /// How long packets wait in the queue before their target takes them.
    pub latency: bool,
}
