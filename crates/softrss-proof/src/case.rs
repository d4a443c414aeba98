//! A case: a policy made into a program, and a packet.

use std::sync::Arc;

use bpf_asm::{NameError, Program};
use softrss_codegen::{CodegenError, Maps, Options, Probe, generate};
use softrss_core::{CpuId, CpuSet, Policy, ResolvedPolicy, resolve::ResolveError};

use crate::engine::Contents;

/// A policy, settled for CPUs, and what a program of it is made with.
#[derive(Clone, Debug)]
pub struct Setup {
    policy: Arc<ResolvedPolicy>,
    online: CpuSet,
    maps: Arc<Maps>,
    /// How the program is made.
    pub options: Options,
    /// The CPUs that have an entry in the CPUMAP of each step that needs them.
    pub present: CpuSet,
    /// The interface that packets arrive at, 0 for none; without one there is only queue 0 in the kernel.
    pub interface: u32,
}

/// Why there is no setup for a policy.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SetupError {
    /// The policy does not fit these CPUs.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// A map has an impossible name.
    #[error(transparent)]
    Name(#[from] NameError),
}

impl Setup {
    /// Settles `policy` for the CPUs of `online`. The program writes its decisions down.
    ///
    /// # Errors
    /// [`SetupError`].
    pub fn new(policy: Policy, online: &CpuSet) -> Result<Self, SetupError> {
        let policy = ResolvedPolicy::new(policy, online)?;
        let maps = Maps::new(&policy)?;
        let options = Options {
            probe: true,
            ..Options::default()
        };
        Ok(Self {
            present: policy.cpus(),
            online: online.clone(),
            policy: Arc::new(policy),
            maps: Arc::new(maps),
            options,
            interface: 0,
        })
    }

    /// The same with another policy.
    ///
    /// # Errors
    /// [`SetupError`].
    pub fn with_policy(&self, policy: Policy) -> Result<Self, SetupError> {
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

    /// The maps of the program.
    #[must_use]
    pub fn maps(&self) -> &Maps {
        &self.maps
    }

    /// What is in its maps: each CPUMAP has the CPUs of its step only, so that a redirect through another
    /// one misses.
    #[must_use]
    pub fn contents(&self) -> Contents {
        let mut contents = Contents::new();
        let policy = self.policy.policy();
        let queue = [policy.targets.qsize.frames().to_ne_bytes(), [0; 4]].concat();
        for (step, map) in self.maps.queues().iter().enumerate() {
            let cpus = self.policy.step_cpus(step);
            let present = cpus.iter().filter(|cpu| self.present.contains(*cpu));
            let entries = present.map(|cpu| (cpu.number().to_ne_bytes().to_vec(), queue.clone()));
            contents.insert(map.spec().name.to_string(), entries.collect());
        }
        let table = policy.table.iter().flat_map(|table| &table.entries);
        for (prefix, cpu) in table {
            let map = if prefix.is_ipv4() {
                "prefixes4"
            } else {
                "prefixes6"
            };
            let entry = (
                Maps::prefix_key(prefix),
                cpu.number().to_ne_bytes().to_vec(),
            );
            contents.entry(map.to_owned()).or_default().push(entry);
        }
        contents
    }

    /// The program.
    ///
    /// # Errors
    /// [`CodegenError`].
    pub fn program(&self) -> Result<Program<'_>, CodegenError> {
        generate(&self.policy, &self.maps, self.options)
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
    pub fn length(&self) -> u32 {
        u32::try_from(self.frame.len() + self.beyond.len()).unwrap_or(u32::MAX)
    }
}

/// What became of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The XDP action that was returned.
    pub action: u32,
    /// The step and the CPU that it was redirected to, where that can be seen.
    pub redirected: Option<(usize, CpuId)>,
    /// Whether it has a stamp, where that can be seen.
    pub stamped: bool,
    /// The decision.
    pub probe: Probe,
}
