//! Why the counters cannot be had.

use std::{io, path::PathBuf};

use bpf_asm::{AsmError, NameError};

pub use crate::btf::BtfError;
use crate::{
    load::LoadError,
    map::{CountersError, CpumapError, DevmapError, PlainMapError},
    object::{InfoError, OpenError, PinRefusal},
};

/// Why the counters cannot be had.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum StatsError {
    /// A counting program could not be assembled.
    #[error("cannot assemble the program for the tracepoint {tracepoint}")]
    Assemble {
        /// The tracepoint.
        tracepoint: &'static str,
        /// What is wrong.
        source: AsmError,
    },
    /// A counting program has a bad name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A counting program could not be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The tracepoint is not there.
    #[error("this kernel has no tracepoint {tracepoint}")]
    NoTracepoint {
        /// The tracepoint.
        tracepoint: &'static str,
        /// What the kernel said.
        source: io::Error,
    },
    /// The program cannot run at the tracepoint for another reason.
    #[error("BPF_RAW_TRACEPOINT_OPEN of {tracepoint}")]
    Tracepoint {
        /// The tracepoint.
        tracepoint: &'static str,
        /// What the kernel said.
        source: io::Error,
    },
    /// The tracepoint has fewer arguments than the program reads: `EINVAL`.
    #[error(
        "the tracepoint {tracepoint} of this kernel has other arguments than those that are known"
    )]
    OtherArguments {
        /// The tracepoint.
        tracepoint: &'static str,
        /// What the kernel said.
        source: io::Error,
    },
    /// The types of the kernel are not understood.
    #[error(transparent)]
    Btf(#[from] BtfError),
    /// The kernel does not tell the id of a program.
    #[error(transparent)]
    Info(#[from] InfoError),
    /// The counters or the observers cannot be pinned.
    #[error("cannot pin what counts at {}", path.display())]
    Pin {
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: PinRefusal,
    },
    /// Pinned observers cannot be opened.
    #[error("cannot open what counts at {}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
    /// The counters could not be created or read.
    #[error(transparent)]
    Counters(#[from] CountersError),
    /// The map that tells observers what to count was refused.
    #[error(transparent)]
    Map(#[from] PlainMapError),
    /// The CPUMAP does not tell its id.
    #[error(transparent)]
    Cpumap(#[from] CpumapError),
    /// The DEVMAP does not tell its id.
    #[error(transparent)]
    Devmap(#[from] DevmapError),
}

impl StatsError {
    pub(super) fn pin((path, source): (PathBuf, PinRefusal)) -> Self {
        Self::Pin { path, source }
    }
}
