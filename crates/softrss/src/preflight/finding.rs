//! One thing worth knowing, and what to do about it.

use std::fmt;

/// How bad it is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Steering cannot work, or would lose packets: nothing is attached.
    Fatal,
    /// It works, and something suffers.
    Warning,
    /// It works, and could work better, or is not known.
    Hint,
    /// As it should be.
    Fine,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fatal => "fatal",
            Self::Warning => "warning",
            Self::Hint => "hint",
            Self::Fine => "fine",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// One thing worth knowing. `docs/doctor.md` has them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What it is: a word that stays the same in every version.
    pub id: &'static str,
    /// What it is about: `kernel`, `cpus`, or the name of the interface.
    pub subject: String,
    /// What was found.
    pub sentence: String,
    /// What to do about it.
    pub remedy: Option<String>,
    /// Whether this kernel or driver cannot do it at all, whatever is set.
    pub unsupported: bool,
}

impl Finding {
    pub(super) fn new(
        severity: Severity,
        id: &'static str,
        subject: &str,
        sentence: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            id,
            subject: subject.to_owned(),
            sentence: sentence.into(),
            remedy: None,
            unsupported: false,
        }
    }

    pub(super) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    pub(super) fn unsupported(mut self) -> Self {
        self.unsupported = true;
        self
    }
}
