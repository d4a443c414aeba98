//! A case: a policy made into a program, and a packet.

use std::sync::Arc;

use softrss_codegen::{CodegenError, Image, Options, Probe};
use softrss_core::{CpuId, CpuSet, Policy, ResolvedPolicy, resolve::ResolveError};

use crate::engine::{Contents, contents};

/// A policy, settled for CPUs, and what a program of it is made with.
#[derive(Clone, Debug)]
pub struct Setup {
    policy: Arc<ResolvedPolicy>,
    online: CpuSet,
    /// How the program is made.
    pub options: Options,
    /// The CPUs that have an entry in the CPUMAP of each step that needs them.
    pub present: CpuSet,
    /// The interface that packets arrive at, 0 for none; without one there is only queue 0 in the kernel.
    pub interface: u32,
}

impl Setup {
    /// Settles `policy` for the CPUs of `online`. The program writes its decisions down.
    ///
    /// # Errors
    /// [`ResolveError`].
    pub fn new(policy: Policy, online: &CpuSet) -> Result<Self, ResolveError> {
        let policy = ResolvedPolicy::new(policy, online)?;
        let options = Options {
            probe: true,
            ..Options::default()
        };
        Ok(Self {
            present: policy.cpus(),
            online: online.clone(),
            policy: Arc::new(policy),
            options,
            interface: 0,
        })
    }

    /// The same with another policy.
    ///
    /// # Errors
    /// [`ResolveError`].
    pub fn with_policy(&self, policy: Policy) -> Result<Self, ResolveError> {
        Ok(Self {
            options: self.options,
            present: self.present.clone(),
            interface: self.interface,
            ..Self::new(policy, &self.online)?
        })
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &ResolvedPolicy {
        &self.policy
    }

    /// The CPUs that are targets where the policy names none.
    #[must_use]
    pub fn online(&self) -> &CpuSet {
        &self.online
    }

    /// All that the policy becomes.
    ///
    /// # Errors
    /// [`CodegenError`].
    pub fn image(&self) -> Result<Image, CodegenError> {
        Image::new(&self.policy, self.options)
    }

    /// What is in the maps of `image`, without the CPUs that are not present. Each CPUMAP has the CPUs of its
    /// step only, so that a redirect through another one misses.
    #[must_use]
    pub fn contents(&self, image: &Image) -> Contents {
        contents(image, |cpu| self.present.contains(cpu))
    }
}

/// A packet as it arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The bytes that can be read.
    pub frame: Vec<u8>,
    /// The bytes behind them, which a packet in several buffers has.
    pub beyond: Vec<u8>,
    /// The receive queue.
    pub queue: u32,
    /// The CPU that receives it.
    pub cpu: CpuId,
}

impl Sample {
    /// A frame in one buffer, on queue 0 and CPU 0.
    #[must_use]
    pub fn new(frame: Vec<u8>) -> Self {
        Self {
            frame,
            beyond: Vec::new(),
            queue: 0,
            cpu: CpuId::from(0),
        }
    }

    /// Length of the whole frame in bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        self.frame.len() + self.beyond.len()
    }
}

/// What became of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The XDP action that was returned.
    pub action: u32,
    /// The step and the CPU that it was redirected to, where that can be seen.
    pub redirected: Option<(u16, CpuId)>,
    /// Whether it has a stamp, where that can be seen.
    pub stamped: bool,
    /// The decision.
    pub probe: Probe,
}
