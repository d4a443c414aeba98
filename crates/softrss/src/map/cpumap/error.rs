//! What the kernel refuses to do with a CPUMAP, in words.

use std::{io, path::PathBuf};

use aya::maps::MapError;
use bpf_asm::{Name, NameError, ProgramKind};
use softrss_codegen::CodegenError;
use softrss_core::{CpuId, CpuSet, Mss, Qsize};

use crate::load::LoadError;
use crate::object::{InfoError, OpenError, PinRefusal};

/// What the kernel refused to do with a CPUMAP, and why.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum CpumapError {
    /// The name is not one.
    #[error(transparent)]
    Name(#[from] NameError),
    /// `E2BIG` at creation.
    #[error(
        "a CPUMAP of {max_entries} entries is too large: this kernel is built for fewer CPUs (CONFIG_NR_CPUS)"
    )]
    TooManyEntries {
        /// What was asked for.
        max_entries: u32,
    },
    /// `EINVAL` at creation.
    #[error("a CPUMAP needs at least one entry")]
    NoEntries,
    /// `EPERM`.
    #[error("{call} needs CAP_BPF and CAP_NET_ADMIN, or root")]
    Privilege {
        /// The call that was refused.
        call: &'static str,
    },
    /// `EPERM` of a map that `BPF_MAP_FREEZE` made constant.
    #[error("{call} is impossible: the map was frozen, and nobody can change it any more")]
    Frozen {
        /// The call that was refused.
        call: &'static str,
    },
    /// This kernel is too old.
    #[error("{feature} needs Linux {since}")]
    Unsupported {
        /// What is missing.
        feature: &'static str,
        /// The version that brought it.
        since: &'static str,
    },
    /// `ENODEV` at an update.
    #[error("cpu {cpu} is not possible on this machine, which has {possible}")]
    NoSuchCpu {
        /// The CPU.
        cpu: CpuId,
        /// The CPUs that are.
        possible: CpuSet,
    },
    /// `E2BIG` at an update, `EINVAL` at a removal.
    #[error("cpu {cpu} is outside of the map: its {max_entries} entries are for CPUs 0 to {}", max_entries - 1)]
    SlotOutOfRange {
        /// The CPU.
        cpu: CpuId,
        /// Entries of the map.
        max_entries: u32,
    },
    /// `EOVERFLOW` at an update: this kernel's limit is lower than [`Qsize::MAX`].
    #[error("a queue of {qsize} frames for cpu {cpu} is longer than this kernel allows")]
    QueueTooLarge {
        /// The CPU.
        cpu: CpuId,
        /// What was asked for.
        qsize: Qsize,
    },
    /// The program of an entry has the wrong kind. The kernel would say `ENOMEM`.
    #[error(
        "program `{program}` cannot be part of an entry of a CPUMAP: it was loaded as `{kind}`, \
         entry programs are loaded as `xdp/cpumap` or `xdp.frags/cpumap`"
    )]
    EntryProgramKind {
        /// The program.
        program: Name,
        /// What it was loaded as.
        kind: ProgramKind,
    },
    /// An entry is to have a program besides that for its `mss`.
    #[error(
        "an entry of a CPUMAP has one program, and this one is to have two: one that was given, and one that holds \
         connections to segments of {mss} bytes"
    )]
    TwoPrograms {
        /// The maximum segment size.
        mss: Mss,
    },
    /// The bytes of an entry were asked for before there is a descriptor of its program.
    #[error("the program of the entry is not loaded before the entry is inserted")]
    NotLoaded,
    /// The program of an entry differs in frags from what redirects to the map. The kernel would say `ENOMEM`.
    #[error(
        "program `{program}` was loaded as `{kind}`, but the programs of this CPUMAP {}: they have to agree",
        if *frags { "take packets in several buffers (frags)" } else { "take packets in one buffer (no frags)" }
    )]
    EntryProgramFrags {
        /// The program.
        program: Name,
        /// What it was loaded as.
        kind: ProgramKind,
        /// What the others have.
        frags: bool,
    },
    /// The program of an entry uses the map of the entry.
    #[error(
        "program `{program}` (id {id}) uses the CPUMAP it is to be part of: map and program would keep each other \
         alive for ever, with the threads of the map; redirect to another CPUMAP instead"
    )]
    EntryProgramCycle {
        /// The program.
        program: String,
        /// Its id.
        id: u32,
    },
    /// The program of an entry could not be loaded.
    #[error("cannot load the program of the entry")]
    EntryProgramLoad(#[source] Box<LoadError>),
    /// The program of an entry could not be made.
    #[error("cannot make the program of the entry")]
    EntryProgramCode(#[from] CodegenError),
    /// `ENOMEM` at an update with a program, or `EINVAL` from newer kernels (7.2 among them).
    #[error(
        "the kernel refused the program of the entry for cpu {cpu}, whatever its error number says: the program has to be \
         loaded as xdp/cpumap, and with frags exactly if the programs that redirect to this map have frags"
    )]
    EntryProgramRefused {
        /// The CPU.
        cpu: CpuId,
        /// What the kernel said.
        source: io::Error,
    },
    /// The map was refused for another reason.
    #[error("cannot create the CPUMAP `{name}` of {max_entries} entries")]
    Create {
        /// Its name.
        name: Name,
        /// Its size.
        max_entries: u32,
        /// What aya said.
        source: Box<MapError>,
    },
    /// An update was refused for another reason.
    #[error("BPF_MAP_UPDATE_ELEM cpumap[{cpu}] qsize={qsize}")]
    Update {
        /// The CPU.
        cpu: CpuId,
        /// The queue length.
        qsize: Qsize,
        /// What the kernel said.
        source: io::Error,
    },
    /// A removal was refused.
    #[error("BPF_MAP_DELETE_ELEM cpumap[{cpu}]")]
    Remove {
        /// The CPU.
        cpu: CpuId,
        /// What the kernel said.
        source: io::Error,
    },
    /// A lookup was refused.
    #[error("BPF_MAP_LOOKUP_ELEM cpumap[{cpu}]")]
    Lookup {
        /// The CPU.
        cpu: CpuId,
        /// What the kernel said.
        source: io::Error,
    },
    /// The kernel returned a value that is none.
    #[error("cpumap[{cpu}] holds {bytes:02x?}, which is no bpf_cpumap_val")]
    Malformed {
        /// The CPU.
        cpu: CpuId,
        /// What was there.
        bytes: Vec<u8>,
    },
    /// The map cannot be pinned.
    #[error("cannot pin the CPUMAP at {}", path.display())]
    Pin {
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: PinRefusal,
    },
    /// A pinned map cannot be opened.
    #[error("cannot open a CPUMAP at {}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
    /// The kernel does not say which map it is, or which program.
    #[error("cannot ask the kernel about the CPUMAP, or the program of an entry")]
    Info(#[from] InfoError),
}
