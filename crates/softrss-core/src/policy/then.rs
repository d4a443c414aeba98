//! What a target does with its packets.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a target does with the packets of its queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum TargetAction {
    /// Hands them to the kernel's stack.
    #[default]
    Stack,
    /// Drops them.
    Drop,
    /// Sends them out of this interface.
    Redirect(InterfaceName),
}

/// Something that targets do with their packets.
pub struct TargetActionRow {
    /// The word of the policy file, of reports and of JSON.
    pub word: &'static str,
    /// How it is written.
    pub example: &'static str,
    /// What a target does, as the end of a sentence.
    pub help: &'static str,
    /// What was done with a packet; the interface follows, if there is one.
    pub done: &'static str,
    /// What is said before and behind the packets where a policy is told in words; the interface follows.
    pub(crate) said: [&'static str; 2],
    /// What is written with the word.
    pub takes: TargetTakes,
}

/// What a target's action takes, and what it is then.
pub enum TargetTakes {
    /// The word alone.
    Nothing(TargetAction),
    /// An interface.
    Interface(fn(InterfaceName) -> TargetAction),
}

const STACK: TargetActionRow = TargetActionRow {
    word: "stack",
    example: "\"stack\"",
    help: "hands its packets to the kernel's stack",
    done: "to the stack",
    said: ["hand", " to the stack"],
    takes: TargetTakes::Nothing(TargetAction::Stack),
};
const DROP: TargetActionRow = TargetActionRow {
    word: "drop",
    example: "\"drop\"",
    help: "drops them",
    done: "dropped by the target",
    said: ["drop", ""],
    takes: TargetTakes::Nothing(TargetAction::Drop),
};
const REDIRECT: TargetActionRow = TargetActionRow {
    word: "redirect",
    example: "{ redirect = \"eth1\" }",
    help: "sends them out of this interface",
    done: "out of",
    said: ["send", " out of"],
    takes: TargetTakes::Interface(TargetAction::Redirect),
};

impl TargetAction {
    /// Everything that a target can do.
    pub const ALL: &[&'static TargetActionRow] = &[&STACK, &DROP, &REDIRECT];

    /// What is to be known about it.
    #[must_use]
    pub const fn row(&self) -> &'static TargetActionRow {
        match self {
            Self::Stack => &STACK,
            Self::Drop => &DROP,
            Self::Redirect(_) => &REDIRECT,
        }
    }

    /// The interface that it sends packets out of.
    #[must_use]
    pub const fn interface(&self) -> Option<&InterfaceName> {
        match self {
            Self::Stack | Self::Drop => None,
            Self::Redirect(name) => Some(name),
        }
    }
}

/// Prints as the name, never as anything else than 1 to 15 printable bytes.
impl fmt::Display for InterfaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name that the kernel accepts for a network interface.
///
/// ```
/// use softrss_core::policy::InterfaceName;
/// assert_eq!(InterfaceName::new("eth1")?.as_str(), "eth1");
/// assert!(InterfaceName::new("../eth1").is_err());
/// # Ok::<(), softrss_core::policy::InterfaceNameError>(())
/// ```
///
/// # Source
/// `dev_valid_name`, net/core/dev.c
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InterfaceName(String);

impl From<InterfaceName> for String {
    fn from(name: InterfaceName) -> Self {
        name.0
    }
}

impl TryFrom<String> for InterfaceName {
    type Error = InterfaceNameError;

    fn try_from(name: String) -> Result<Self, InterfaceNameError> {
        Self::new(name)
    }
}

/// A name that no network interface can have.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an interface name has {} to {} bytes, without `/`, `:` and blanks, and is not `.` or `..`",
    1,
    InterfaceName::MAX
)]
pub struct InterfaceNameError;

impl InterfaceName {
    /// The most bytes of a name.
    pub const MAX: usize = 15;

    /// Checks `name`. Control characters, which the kernel would take, are refused too.
    ///
    /// # Errors
    /// [`InterfaceNameError`].
    pub fn new(name: impl Into<String>) -> Result<Self, InterfaceNameError> {
        let name = name.into();
        let impossible = |c: char| matches!(c, '/' | ':') || c.is_whitespace() || c.is_control();
        let length = (1..=Self::MAX).contains(&name.len());
        if !length || name.chars().any(impossible) || matches!(&*name, "." | "..") {
            return Err(InterfaceNameError);
        }
        Ok(Self(name))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_the_kernel_takes() {
        for name in [
            "e",
            "eth0",
            "enp0s31f6",
            "br-lan.100",
            "...",
            "äöüäöüä",
            "123456789012345",
        ] {
            assert!(InterfaceName::new(name).is_ok(), "{name}");
        }
        for name in [
            "",
            ".",
            "..",
            "a/b",
            "a b",
            "a\u{a0}b",
            "a:1",
            "a\n",
            "a\0",
            "1234567890123456",
            "äöüäöüäö",
        ] {
            assert!(InterfaceName::new(name).is_err(), "{name}");
        }
    }
}
