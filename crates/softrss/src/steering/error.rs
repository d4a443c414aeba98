//! Why a policy cannot be put into the kernel.

use bpf_asm::{NameError, NoSuchMap};
use softrss_codegen::CodegenError;

use crate::{
    attach::AttachError,
    load::LoadError,
    map::{CountersError, CpumapError, DevmapError, PlainMapError},
    topology::TopologyError,
};

/// Why a policy cannot be put into the kernel.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum SteeringError {
    /// There is no program for it.
    #[error(transparent)]
    Codegen(#[from] CodegenError),
    /// A map cannot be declared.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A CPUMAP was refused.
    #[error(transparent)]
    Cpumap(#[from] CpumapError),
    /// The DEVMAP was refused.
    #[error(transparent)]
    Devmap(#[from] DevmapError),
    /// An interface that targets send packets out of is not there.
    #[error("the policy sends packets out of an interface")]
    Device(#[source] AttachError),
    /// Another map was refused.
    #[error(transparent)]
    Map(#[from] PlainMapError),
    /// The counters were refused.
    #[error(transparent)]
    Counters(#[from] CountersError),
    /// A program was refused.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A map was made that the program does not use.
    #[error(transparent)]
    Unused(#[from] NoSuchMap),
    /// The CPUs of this machine are not known.
    #[error(transparent)]
    Topology(#[from] TopologyError),
    /// The policy has a part that the program was loaded without.
    #[error("the program was loaded without the map `{map}`")]
    NoMap {
        /// The map.
        map: &'static str,
    },
}
