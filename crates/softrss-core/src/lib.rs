//! The pure half of softrss: packet formats, flow hashing, steering policies, and the reference model of what is done with
//! a packet.
//!
//! Nothing here does I/O, reads a clock or talks to a kernel; the same input gives the same bytes on
//! every machine.
#![forbid(unsafe_code)]

pub mod balance;
mod chain;
pub mod counter;
pub mod cpu;
pub mod decide;
mod facts;
pub mod feature;
pub mod flow;
pub mod hash;
pub mod header;
pub mod indirection;
mod keys;
pub mod lpm;
pub mod mac;
pub mod mss;
pub mod policy;
pub mod qsize;
mod readable;
pub mod reason;
pub mod resolve;
pub mod walk;

pub use chain::chain;
pub use counter::{Counter, Slot, Slots};
pub use cpu::{CpuId, CpuSet};
pub use decide::{Arrival, Decision, decide};
pub use feature::Feature;
pub use mac::{Mac, MacError};
pub use mss::Mss;
pub use policy::Policy;
pub use qsize::Qsize;
pub use reason::Reason;
pub use resolve::ResolvedPolicy;

readable::readable!(
    cpu::CpuListError,
    cpu::NoSuchCpu,
    indirection::TableError,
    lpm::DuplicatePrefix,
    mac::MacError,
    mss::MssError,
    qsize::QsizeError,
    resolve::KeyMapError,
    resolve::ResolveError,
    policy::BucketsError,
    policy::InterfaceNameError,
    policy::KeyError,
    policy::MaskedMacError,
    policy::MatchError,
    policy::NoCpu,
    policy::NoTargetLeft,
    policy::PolicyError,
    policy::PolicyErrors,
    policy::PrefixError,
    policy::Problem,
    policy::RuleNameError,
    policy::SeedError,
    policy::TableKeyError,
    policy::TooManyPorts,
    policy::UnknownDsa,
    policy::VlanIdError,
    policy::WeightError,
);
