//! CPUMAP, loading and attaching of XDP programs that choose a CPU for each packet.
//!
//! This crate talks to the kernel; the programs come from [`bpf_asm`]. The order of a start is: create
//! the maps, fill them, load the program that names them, attach it. Everything is undone by dropping.
//!
//! ```no_run
//! use bpf_asm::{Asm, Program, ProgramKind, R1, R2, xdp::{XDP_PASS, xdp_md}};
//! use softrss::{CpuId, CpuMap, CpumapEntry, Interface, Qsize, XdpMode, attach, load};
//!
//! let cpus = CpuMap::create(2, "cpus")?;
//! for cpu in [CpuId::from(0), CpuId::from(1)] {
//!     cpus.insert(cpu, &CpumapEntry::new(Qsize::DEFAULT))?;
//! }
//! let mut a = Asm::new();
//! a.load::<u32>(R2, R1 + xdp_md::RX_QUEUE_INDEX).and(R2, 1).redirect_map(&cpus, R2, XDP_PASS).exit();
//! let program = load(&Program::new("by_queue", ProgramKind::XDP, a.finish()?)?)?;
//! let attached = attach(&program, &Interface::by_name("eth0")?, XdpMode::Native)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod attach;
mod btf;
pub mod counts;
pub mod deployment;
pub mod histogram;
pub mod lanes;
pub mod link;
pub mod load;
pub mod map;
mod mode;
mod namespace;
mod netlink;
pub mod object;
mod observe;
pub mod preflight;
pub mod rates;
mod readable;
pub mod reading;
pub mod record;
pub mod stack;
pub mod stats;
pub mod steering;
mod sys;
pub mod target;
mod tick;
pub mod topology;

/// The version of aya that this library speaks: its [`aya::maps::MapData`] goes in and out.
pub use aya;

pub use attach::{AttachError, Attached, Interface, XdpMode, attach};
pub use counts::Counts;
pub use deployment::{Deployment, DeploymentError, deployments};
pub use histogram::Histogram;
pub use link::{AttachedLink, LinkError, LinkState};
pub use load::{LoadError, Loaded, Rejection, TestRun, TestRunError, load};
pub use map::{
    Counters, CountersError, CpuMap, CpumapEntry, CpumapError, CpumapSlot, DevMap, DevmapError,
    EntryProgram, PlainMap, PlainMapError,
};
pub use object::{PinnedProgram, PinnedProgramError};
pub use rates::Rates;
pub use reading::{Balancing, CpuReading, Epoch, Reading};
pub use record::{LocalRecord, Record, SeedRecord};
pub use softrss_core::{Counter, CpuId, CpuSet, Mss, Qsize, Reason};
pub use stack::{Sign, StackCounter, StackCounts, StackUnknown};
pub use stats::{CpumapStats, Observers, QueueCounters, StatsError};
pub use steering::{Steering, SteeringError};
pub use target::{TargetCpus, TargetState};

readable::readable!(
    AttachError,
    CountersError,
    CpumapError,
    DeploymentError,
    DevmapError,
    LinkError,
    LoadError,
    PinnedProgramError,
    PlainMapError,
    Rejection,
    StackUnknown,
    StatsError,
    SteeringError,
    TestRunError,
    deployment::RecordError,
    deployment::RootError,
    object::InfoError,
    object::OpenError,
    object::PinRefusal,
    preflight::OffloadError,
    preflight::Unknown,
    stats::BtfError,
    topology::TopologyError,
);

/// The code in the README and in the tutorial compiles.
#[cfg(doctest)]
mod documents {
    #[doc = include_str!("../../../README.md")]
    struct Readme;
    #[doc = include_str!("../../../docs/tutorial/cpu-redirection.md")]
    struct Tutorial;
}
