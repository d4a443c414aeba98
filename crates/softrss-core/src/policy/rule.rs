//! Exceptions to the hash.

use std::fmt;

use super::{condition::Match, then::TargetAction};
use crate::{CpuId, CpuSet, cpu::CpuList, facts::Facts};

/// An exception to the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Shown in reports and counters.
    pub name: RuleName,
    /// All conditions have to hold.
    pub matches: Vec<Match>,
    /// What happens to a packet that matches.
    pub action: Action,
}

impl Rule {
    /// Whether all of its conditions hold. A condition on a field that the packet has not fails.
    pub(crate) fn takes(&self, facts: &Facts<'_>) -> bool {
        self.fails(facts).is_none()
    }

    /// The first of its conditions that does not hold.
    pub(crate) fn fails(&self, facts: &Facts<'_>) -> Option<&Match> {
        let mut conditions = self.matches.iter();
        conditions.find(|condition| !condition.holds(facts))
    }
}

/// The name of a rule: 1 to 64 printable characters.
///
/// ```
/// use softrss_core::policy::RuleName;
/// assert_eq!(RuleName::new("voice")?.as_str(), "voice");
/// assert!(RuleName::new("table").is_err());
/// # Ok::<(), softrss_core::policy::RuleNameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleName(String);

/// A name that no rule can have.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the name of a rule has 1 to {} printable characters, and is not `-` or `table`",
    RuleName::MAX
)]
pub struct RuleNameError;

impl RuleName {
    /// The most characters of a name.
    pub const MAX: usize = 64;
    /// Names that reports use for what no rule decided.
    const RESERVED: [&str; 2] = ["-", "table"];

    /// Checks `name`.
    ///
    /// # Errors
    /// [`RuleNameError`].
    pub fn new(name: impl Into<String>) -> Result<Self, RuleNameError> {
        let name = name.into();
        let printable = !name.chars().any(char::is_control);
        let length = (1..=Self::MAX).contains(&name.chars().count());
        if !printable || !length || Self::RESERVED.contains(&&*name) {
            return Err(RuleNameError);
        }
        Ok(Self(name))
    }

    /// The name of the rule at `position`, from 0, where it has none of its own.
    #[must_use]
    pub fn by_position(position: usize) -> Self {
        Self(format!("rule-{}", position + 1))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What happens to a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// To one CPU.
    Cpu {
        /// The CPU.
        cpu: CpuId,
        /// What it does with the packet; `None` for what all targets do.
        then: Option<TargetAction>,
    },
    /// Hashed over these CPUs.
    Cpus {
        /// The CPUs.
        cpus: CpuList,
        /// What they do with the packet; `None` for what all targets do.
        then: Option<TargetAction>,
    },
    /// `XDP_PASS`, on the CPU that received it.
    Pass,
    /// `XDP_DROP`.
    Drop,
}

/// An action of rules.
pub struct ActionRow {
    /// The key of the policy file.
    pub word: &'static str,
    /// How it is written.
    pub example: &'static str,
    /// What happens, for the documentation.
    pub help: &'static str,
    /// What is written behind the key.
    pub takes: Takes,
}

/// What an action takes, and what it is then.
pub enum Takes {
    /// `true`, or the key alone.
    Nothing(Action),
    /// A CPU.
    Cpu(fn(CpuId, Option<TargetAction>) -> Action),
    /// A list of CPUs.
    Cpus(fn(CpuList, Option<TargetAction>) -> Action),
}

const CPU: ActionRow = ActionRow {
    word: "cpu",
    example: "{ cpu = 2 }",
    help: "the packet goes to this CPU",
    takes: Takes::Cpu(|cpu, then| Action::Cpu { cpu, then }),
};
const CPUS: ActionRow = ActionRow {
    word: "cpus",
    example: "{ cpus = \"4-5\" }",
    help: "it is hashed over these CPUs",
    takes: Takes::Cpus(|cpus, then| Action::Cpus { cpus, then }),
};
const PASS: ActionRow = ActionRow {
    word: "pass",
    example: "\"pass\"",
    help: "it stays on the CPU that received it",
    takes: Takes::Nothing(Action::Pass),
};
const DROP: ActionRow = ActionRow {
    word: "drop",
    example: "\"drop\"",
    help: "it is dropped, on the CPU that received it",
    takes: Takes::Nothing(Action::Drop),
};

impl Action {
    /// Every action.
    pub const ALL: &[&'static ActionRow] = &[&CPU, &CPUS, &PASS, &DROP];

    /// What is to be known about it.
    #[must_use]
    pub const fn row(&self) -> &'static ActionRow {
        match self {
            Self::Cpu { .. } => &CPU,
            Self::Cpus { .. } => &CPUS,
            Self::Pass => &PASS,
            Self::Drop => &DROP,
        }
    }

    /// What the target does with the packet, where the action says so.
    #[must_use]
    pub const fn then(&self) -> Option<&TargetAction> {
        match self {
            Self::Cpu { then, .. } | Self::Cpus { then, .. } => then.as_ref(),
            Self::Pass | Self::Drop => None,
        }
    }

    /// The CPUs that packets are sent to, as far as they are named; none where there is no target.
    #[must_use]
    pub fn cpus(&self) -> CpuSet {
        match self {
            Self::Cpu { cpu, .. } => [*cpu].into_iter().collect(),
            Self::Cpus { cpus, .. } => cpus.named().clone(),
            Self::Pass | Self::Drop => CpuSet::new(),
        }
    }
}
