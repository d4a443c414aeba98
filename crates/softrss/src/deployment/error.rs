//! Why an interface could not be attached, looked at or detached.

use std::{io, path::PathBuf};

use bpf_asm::NameError;
use softrss_core::CpuId;

use super::{identity::Place, operation::Operation, root::RootError};
use crate::{
    attach::{AttachError, XdpMode},
    link::LinkError,
    map::{CountersError, CpumapError, DevmapError, OpenError, PlainMapError},
    object::{InfoError, PinnedProgramError},
    record::Record,
    stats::StatsError,
    steering::SteeringError,
};

/// Why an interface could not be attached, looked at or detached.
#[derive(thiserror::Error)]
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
    /// The interface has moved to another network namespace, and its program with it.
    #[error("what softrss attached as {interface} is now {}", at(place))]
    Moved {
        /// Its name when it was attached.
        interface: String,
        /// Where it is.
        place: Place,
        /// Where everything of it is pinned.
        pins: PathBuf,
    },
    /// Another user attached it.
    #[error("{interface} was attached by the user {user}, in {}", pins.display())]
    OtherOwner {
        /// The interface.
        interface: String,
        /// The number of the user.
        user: u32,
        /// Where everything of it is pinned.
        pins: PathBuf,
    },
    /// It is no path of what softrss keeps of an interface.
    #[error("{} is no directory in which softrss keeps an interface", path.display())]
    NoPins {
        /// The path.
        path: PathBuf,
    },
    /// The link is at work, and its pin is missing or something else.
    #[error(
        "the program of {interface} runs, but {} is missing, or is not what softrss pinned there",
        path.display()
    )]
    LinkLost {
        /// The interface.
        interface: String,
        /// Where the link should be.
        path: PathBuf,
    },
    /// The seed of this machine cannot be read or kept.
    #[error("the seed of the hashes at {} cannot be used", path.display())]
    Seed {
        /// Where it is pinned.
        path: PathBuf,
        /// Why not.
        source: PlainMapError,
    },
    /// The kernel gives no random numbers.
    #[error(
        "the kernel gives no random numbers (getrandom), of which the seed of the hashes is made"
    )]
    Random(#[source] io::Error),
    /// What is pinned cannot be opened.
    #[error("cannot open what is pinned at {}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
    /// What has lost its pin cannot be looked for.
    #[error("cannot look for {what} that was pinned at {}", path.display())]
    Lost {
        /// What it is.
        what: &'static str,
        /// Where it was.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Another process moves the buckets.
    #[error("the buckets of {interface} are moved by another process: {holder}")]
    Owned {
        /// The interface.
        interface: String,
        /// Who it is, as far as it can be told.
        holder: String,
    },
    /// Buckets do not move.
    #[error("the policy of {interface} has no `[balance]`, so its buckets stay where they are")]
    Still {
        /// The interface.
        interface: String,
    },
    /// A target that is to leave has packets on their way all the time.
    #[error(
        "packets of buckets that are to leave CPU {cpu} follow each other too closely: its queue stays for them"
    )]
    Draining {
        /// The target.
        cpu: CpuId,
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
    /// A policy is on trial.
    #[error(
        "{interface} is on trial: what is tried there is taken back in {seconds} s unless it is confirmed"
    )]
    OnTrial {
        /// The interface.
        interface: String,
        /// How long it is left.
        seconds: u64,
    },
    /// No policy is on trial.
    #[error(
        "nothing is on trial on {interface}: it was confirmed or taken back already, or never begun"
    )]
    NotOnTrial {
        /// The interface.
        interface: String,
    },
    /// What is attached could not be attached again.
    #[error(
        "{interface} was attached by a version of softrss whose record this one cannot read, so there would be no way back"
    )]
    NoWayBack {
        /// The interface.
        interface: String,
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

/// Where an interface is, in words.
fn at(place: &Place) -> String {
    match place {
        Place::Here(interface) => format!("{} of this network namespace", interface.name()),
        Place::Elsewhere {
            name, netns, path, ..
        } => format!(
            "{name} of the network namespace net:[{netns}], {}",
            path.display()
        ),
        Place::Unknown { ifindex } => {
            format!("the interface {ifindex} of a network namespace that was not found")
        }
    }
}

/// Why what is kept of a steering cannot be written or read.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The map of it has a bad name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The map of it was refused.
    #[error(transparent)]
    Map(#[from] PlainMapError),
    /// It cannot be opened.
    #[error("cannot open the record at {}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
    /// The kernel does not say how long it is.
    #[error(transparent)]
    Info(#[from] InfoError),
    /// It is longer than a map can be.
    #[error("the record would be {bytes} bytes long")]
    TooLong {
        /// Its length.
        bytes: u64,
    },
    /// It cannot be written as JSON.
    #[error("the record cannot be written")]
    Write(#[source] serde_json::Error),
    /// Another version wrote it.
    #[error(
        "{} was written by softrss {version} (schema {schema}), this is {} (schema {})",
        path.display(), env!("CARGO_PKG_VERSION"), Record::SCHEMA
    )]
    OtherVersion {
        /// Where.
        path: PathBuf,
        /// Its schema.
        schema: u32,
        /// The version that wrote it.
        version: String,
    },
    /// It is no record.
    #[error("{} is no record of softrss: {what}", path.display())]
    Malformed {
        /// Where.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
}

impl RecordError {
    /// Whether there is something that this version did not write.
    pub(super) fn is_of_another_version(&self) -> bool {
        match self {
            Self::OtherVersion { .. } | Self::Malformed { .. } => true,
            Self::Map(PlainMapError::Open { source, .. }) | Self::Open { source, .. } => {
                source.is_unexpected()
            }
            _ => false,
        }
    }
}
