//! Which CPUs receive packets.

use softrss::{CpuId, CpuSet};
use softrss_core::{ResolvedPolicy, policy::Local};
use softrss_testbed::allowed_cpus;

use crate::{Failure, cmd::refusal};

/// The CPUs that receive packets.
pub(super) struct Receivers {
    /// The one that receives every packet without softrss: the first that is online and that this process may use.
    pub(super) one: CpuId,
    /// Those that flows wander over when they are steered.
    pub(super) steered: CpuSet,
}

impl Receivers {
    pub(super) fn new(online: &CpuSet, policy: &ResolvedPolicy) -> Result<Self, Failure> {
        let allowed = allowed_cpus().map_err(refusal::testbed)?;
        let usable = online.iter().filter(|cpu| allowed.contains(&cpu.number()));
        let usable: CpuSet = usable.collect();
        let one = usable.iter().next().ok_or_else(refusal::no_cpu)?;
        let steered = match policy.local() {
            // What the policy takes for granted.
            Local::Pass => [one].into_iter().collect(),
            Local::Auto | Local::Queue => usable,
        };
        Ok(Self { one, steered })
    }
}
