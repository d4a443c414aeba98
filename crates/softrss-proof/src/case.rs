//! A case: a policy made into a program, and a packet.

use std::collections::BTreeMap;

use bpf_asm::{
    NameError, Program,
    xdp::{XDP_ABORTED, XDP_DROP, XDP_PASS, XDP_REDIRECT},
};
use softrss_codegen::{CodegenError, Maps, Options, Probe, generate};
use softrss_core::{
    Arrival, CpuId, CpuSet, Policy, ResolvedPolicy, Slot, decide,
    decide::{Decision, Verdict},
    policy::OnMiss,
    resolve::ResolveError,
};

/// A policy, settled for CPUs, and what a program of it is made with.
#[derive(Clone, Debug)]
pub struct Setup {
    policy: ResolvedPolicy,
    online: CpuSet,
    maps: Maps,
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
            policy,
            maps,
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

    /// The CPUs that have an entry in the CPUMAP of `step`.
    #[must_use]
    pub fn present_for(&self, step: usize) -> CpuSet {
        let cpus = self.policy.step_cpus(step);
        let present = cpus.iter().filter(|cpu| self.present.contains(*cpu));
        present.collect()
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

/// The reference: the model, and what follows from its decision outside of it.
#[derive(Clone, Debug)]
pub struct Reference<'s> {
    setup: &'s Setup,
    /// Packets that have taken a turn, by the CPU's counter.
    turns: BTreeMap<u32, u32>,
    counters: Vec<u64>,
}

/// CPUs whose numbers differ by a multiple of this take turns together.
const TURN_COUNTERS: u32 = 256;

impl<'s> Reference<'s> {
    /// A reference that has seen no packet.
    #[must_use]
    pub fn new(setup: &'s Setup) -> Self {
        let counters = Slot::count(setup.policy().policy().rules.len()) as usize;
        Self {
            setup,
            turns: BTreeMap::new(),
            counters: vec![0; counters],
        }
    }

    /// What the program is to do with `sample`.
    pub fn expect(&mut self, sample: &Sample) -> (Decision, Outcome) {
        let turns = self
            .turns
            .entry(sample.cpu.number() % TURN_COUNTERS)
            .or_default();
        let decision = decide(
            self.setup.policy(),
            &Arrival {
                frame: &sample.frame,
                length: sample.length(),
                queue: sample.queue,
                cpu: Some(sample.cpu),
                turn: *turns,
            },
        );
        *turns = turns.wrapping_add(decision.took_turn.into());
        let present = |cpu: &CpuId| self.setup.present.contains(*cpu);
        let redirected = match decision.verdict {
            Verdict::Redirect => decision.step.zip(decision.cpu.filter(present)),
            _ => None,
        };
        let action = match decision.verdict {
            Verdict::Pass => XDP_PASS,
            Verdict::Drop => XDP_DROP,
            Verdict::Redirect if redirected.is_some() => XDP_REDIRECT,
            Verdict::Redirect => match self.setup.policy().policy().targets.on_miss {
                OnMiss::Pass => XDP_PASS,
                OnMiss::Drop => XDP_DROP,
                OnMiss::Abort => XDP_ABORTED,
            },
        };
        self.count(&decision, redirected.is_some());
        let outcome = Outcome {
            action: action.cast_unsigned(),
            redirected,
            stamped: redirected.is_some() && self.setup.policy().policy().observe.latency,
            probe: Probe::of(&decision),
        };
        (decision, outcome)
    }

    fn count(&mut self, decision: &Decision, redirected: bool) {
        for counter in Slot::of(decision, !redirected) {
            if let Some(count) = self.counters.get_mut(counter.index() as usize) {
                *count += 1;
            }
        }
    }

    /// What the counters are to hold after the packets seen so far.
    #[must_use]
    pub fn counters(&self) -> &[u64] {
        if self.setup.options.counters {
            &self.counters
        } else {
            &[]
        }
    }
}
