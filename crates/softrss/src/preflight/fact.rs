//! What was looked at, or why it could not be.

use std::{error::Error, io};

/// Something that was looked at.
pub type Fact<T> = Result<T, Unknown>;

/// Why something is not known.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unknown {
    /// This process may not look.
    #[error("{what}: this process may not look")]
    Privilege {
        /// What was to be looked at.
        what: String,
    },
    /// This kernel or driver does not tell.
    #[error("{what}: this kernel does not tell")]
    Untold {
        /// What was to be looked at.
        what: String,
    },
    /// Looking failed.
    #[error("{what}: {reason}")]
    Failed {
        /// What was to be looked at.
        what: String,
        /// What the kernel said.
        reason: String,
    },
}

impl Unknown {
    /// Why `what` could not be looked at.
    pub(super) fn new(what: impl Into<String>, error: &io::Error) -> Self {
        let what = what.into();
        let unsupported = error.raw_os_error() == Some(libc::EOPNOTSUPP);
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::Privilege { what },
            io::ErrorKind::NotFound => Self::Untold { what },
            _ if unsupported => Self::Untold { what },
            _ => {
                let reason = error.to_string();
                Self::Failed { what, reason }
            }
        }
    }

    /// What could not be looked at.
    #[must_use]
    pub fn what(&self) -> &str {
        match self {
            Self::Privilege { what } | Self::Untold { what } | Self::Failed { what, .. } => what,
        }
    }
}

/// Whether the kernel refused for lack of privileges.
pub(super) fn is_denied(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        let refusal = error.downcast_ref::<io::Error>();
        if refusal.is_some_and(|error| error.kind() == io::ErrorKind::PermissionDenied) {
            return true;
        }
        cause = error.source();
    }
    false
}
