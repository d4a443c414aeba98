//! One thing worth knowing, and what to do about it.

use std::fmt::{self, Write as _};

use super::Fix;

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
    /// Whether it could be done, and would lose or misdeliver packets: who accepts that may go on.
    pub loses: bool,
    /// Whether it is about what is attached, and attaching again mends it.
    pub is_mended: bool,
    /// What can be switched so that it is found no more. All of it is needed.
    pub fixes: Vec<Fix>,
}

/// A name as a word for a shell. Names of interfaces may hold nearly every character, also those that steer a terminal.
pub fn word(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.:@/".contains(c);
    if !name.is_empty() && name.chars().all(is_plain) {
        return name.to_owned();
    }
    if !name.chars().any(char::is_control) {
        return format!("'{}'", name.replace('\'', "'\\''"));
    }
    let mut word = "$'".to_owned();
    for character in name.chars() {
        match character {
            '\'' | '\\' => word.extend(['\\', character]),
            _ if character.is_control() => {
                let mut bytes = [0; 4];
                for byte in character.encode_utf8(&mut bytes).bytes() {
                    // Writing to a text does not fail.
                    let _ = write!(word, "\\x{byte:02x}");
                }
            }
            _ => word.push(character),
        }
    }
    word + "'"
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
            loses: false,
            is_mended: false,
            fixes: Vec::new(),
        }
    }

    pub(super) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Packets would be lost: the interface, this mode and this action do not go together.
    pub(super) fn loses(mut self) -> Self {
        self.loses = true;
        self
    }

    pub(super) fn fixes(mut self, fixes: impl IntoIterator<Item = Fix>) -> Self {
        self.fixes.extend(fixes);
        self
    }

    /// Attaching again mends it.
    pub(super) fn mended(mut self) -> Self {
        self.is_mended = true;
        self.remedy("attach it again with the same policy; a unit of contrib/ is reloaded")
    }

    pub(super) fn unsupported(mut self) -> Self {
        self.unsupported = true;
        self
    }
}
