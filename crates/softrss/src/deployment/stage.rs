//! The steps of a change, one system call each that changes something.

use std::{borrow::Cow, fmt, ops::ControlFlow};

use softrss_core::CpuId;

use super::DeploymentError;

/// A step of attaching, changing or detaching, told before it is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Maps are made and programs loaded. Nobody else sees them yet.
    Load,
    /// A directory is made.
    MakeDirectory,
    /// A queue is made in a map that is in use, for a CPU that had none.
    AddQueue(CpuId),
    /// A queue of a map that is in use is replaced by one with other properties.
    ReplaceQueue(CpuId),
    /// A queue that no packet comes to any more is removed.
    RemoveQueue(CpuId),
    /// An object gets its name.
    Pin(Cow<'static, str>),
    /// The program is attached to the interface.
    Attach,
    /// The link gets its name: from now on the program stays. The point of no return of a first attach.
    PinLink,
    /// The new program takes the place of the old one. The point of no return of a change of programs.
    Switch,
    /// The indirection table is written.
    Table,
    /// A prefix is stored or removed.
    Prefix,
    /// The record of a change in place becomes that of the interface. The point of no return of such a change.
    Commit,
    /// The program is taken off the interface. The point of no return of detaching.
    Detach,
    /// A name is removed.
    Unpin(String),
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load => f.write_str("the programs were loaded"),
            Self::MakeDirectory => f.write_str("a directory was made"),
            Self::AddQueue(cpu) => write!(f, "the queue of CPU {cpu} was made"),
            Self::ReplaceQueue(cpu) => write!(f, "the queue of CPU {cpu} was replaced"),
            Self::RemoveQueue(cpu) => write!(f, "the queue of CPU {cpu} was removed"),
            Self::Pin(name) => write!(f, "`{name}` was pinned"),
            Self::Attach => f.write_str("the program was attached"),
            Self::PinLink => f.write_str("the link was pinned"),
            Self::Switch => f.write_str("the programs were switched"),
            Self::Table => f.write_str("the indirection table was written"),
            Self::Prefix => f.write_str("a prefix was written"),
            Self::Commit => f.write_str("the change was recorded"),
            Self::Detach => f.write_str("the program was detached"),
            Self::Unpin(name) => write!(f, "`{name}` was removed"),
        }
    }
}

/// Whoever watches a change: is told each step before it is taken, and may end the change there.
pub(super) struct Watch<'w>(&'w mut dyn FnMut(&Stage) -> ControlFlow<()>);

impl<'w> Watch<'w> {
    pub(super) fn new(watch: &'w mut dyn FnMut(&Stage) -> ControlFlow<()>) -> Self {
        Self(watch)
    }

    pub(super) fn before(&mut self, stage: Stage) -> Result<(), DeploymentError> {
        match (self.0)(&stage) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(DeploymentError::Cancelled { before: stage }),
        }
    }
}
