//! Why an interface could not be attached, looked at or detached.

use std::{io, path::PathBuf};

use softrss_core::resolve::ResolveError;

use super::{operation::Operation, root::RootError, stored::RecordError};
use crate::{
    attach::{AttachError, XdpMode},
    link::LinkError,
    map::{CountersError, CpumapError, DevmapError, PlainMapError},
    object::{InfoError, PinnedProgramError},
    stats::StatsError,
    steering::SteeringError,
};

/// Why an interface could not be attached, looked at or detached.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeploymentError {
    /// There is no place for pins.
    #[error(transparent)]
    Root(#[from] RootError),
    /// A directory of pins refuses.
    #[error("cannot {what} {}", path.display())]
    Directory {
        /// What was tried.
        what: &'static str,
        /// Where.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Another command works on the same interface.
    #[error("another command works on {interface}: {holder}")]
    Busy {
        /// The interface.
        interface: String,
        /// Who holds the lock, as far as it can be told.
        holder: String,
    },
    /// Nothing is attached.
    #[error("softrss is not attached to {interface}")]
    NotAttached {
        /// The interface.
        interface: String,
    },
    /// What was attached does nothing any more.
    #[error(
        "the steering of {interface} is not active any more: the interface is gone, or the program was taken off it"
    )]
    Inactive {
        /// The interface.
        interface: String,
    },
    /// Another policy has taken its place since it was opened.
    #[error("the policy of {interface} was replaced meanwhile")]
    Replaced {
        /// The interface.
        interface: String,
    },
    /// A program runs that another tool attached.
    #[error(
        "{interface} has an XDP program that softrss did not attach: program {id}, in {mode} mode"
    )]
    Foreign {
        /// The interface.
        interface: String,
        /// Number of the program.
        id: u32,
        /// Where it runs.
        mode: &'static str,
    },
    /// Our link holds a program that is none of ours.
    #[error(
        "the link of {interface} holds program {id}, which softrss did not put there: another tool replaced it"
    )]
    UnknownProgram {
        /// The interface.
        interface: String,
        /// Number of the program.
        id: u32,
    },
    /// The mode of a link cannot be changed.
    #[error(
        "{interface} is attached in {attached} mode, which cannot become {asked} mode while it runs"
    )]
    OtherMode {
        /// The interface.
        interface: String,
        /// Its mode.
        attached: XdpMode,
        /// What was asked for.
        asked: XdpMode,
    },
    /// What is known of the steering cannot be read.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The policy cannot be used with its CPUs.
    #[error("the policy cannot be used")]
    Resolve(#[from] ResolveError),
    /// The interface refused.
    #[error(transparent)]
    Attach(#[from] AttachError),
    /// The link refused.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The policy was refused.
    #[error(transparent)]
    Steering(#[from] SteeringError),
    /// What counts was refused.
    #[error(transparent)]
    Stats(#[from] StatsError),
    /// Counters were refused.
    #[error(transparent)]
    Counters(#[from] CountersError),
    /// A CPUMAP was refused.
    #[error(transparent)]
    Cpumap(#[from] CpumapError),
    /// A DEVMAP was refused.
    #[error(transparent)]
    Devmap(#[from] DevmapError),
    /// A map was refused.
    #[error(transparent)]
    Map(#[from] PlainMapError),
    /// A pinned program was refused.
    #[error(transparent)]
    Program(#[from] PinnedProgramError),
    /// The kernel does not say what an object is.
    #[error(transparent)]
    Info(#[from] InfoError),
    /// The kernel does not say what runs on the interface.
    #[error("cannot ask the kernel (rtnetlink) for the XDP program of {interface}")]
    Netlink {
        /// The interface.
        interface: String,
        /// Why not.
        source: io::Error,
    },
    /// Whoever watches the change ended it.
    #[error("interrupted before the next operation, to {before}; everything is as it was")]
    Cancelled {
        /// What was not done.
        before: Box<Operation>,
    },
    /// A change failed half-way, and could not be taken back either.
    #[error("a change failed half-way ({change}), and could not be taken back")]
    HalfWay {
        /// Why the change failed.
        change: Box<DeploymentError>,
        /// Why it could not be taken back.
        source: Box<DeploymentError>,
    },
}

impl DeploymentError {
    pub(super) fn directory(
        what: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Directory { what, path, source }
    }
}
