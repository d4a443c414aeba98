//! The reference: the model, and what follows from its decision outside of it.

use std::collections::BTreeMap;

use bpf_asm::xdp::{XDP_ABORTED, XDP_DROP, XDP_PASS, XDP_REDIRECT};
use softrss_codegen::Probe;
use softrss_core::{
    Arrival, CpuId, Slot, decide,
    decide::{Decision, Verdict},
    policy::OnMiss,
};

use super::Executor;
use crate::{
    case::{Outcome, Sample, Setup},
    engine::RunError,
};

/// The model under a setup, and the packets that it has seen.
#[derive(Clone, Debug)]
pub struct Model {
    setup: Setup,
    /// Packets that have taken a turn, by the CPU that received them.
    turns: BTreeMap<CpuId, u32>,
    counters: Vec<u64>,
}

impl Executor for Model {
    const NAME: &'static str = "model";
    const SEES_TARGET: bool = true;

    fn new(setup: &Setup) -> Result<Self, RunError> {
        Ok(Self::of(setup))
    }

    fn run(&mut self, sample: &Sample) -> Result<Outcome, RunError> {
        Ok(self.expect(sample).1)
    }

    fn counters(&self) -> Result<Vec<u64>, RunError> {
        let counts = self.setup.options.counters;
        Ok(if counts {
            self.counters.clone()
        } else {
            Vec::new()
        })
    }

    fn effort(&self) -> Option<u32> {
        None
    }
}

impl Model {
    /// A model that has seen no packet.
    #[must_use]
    pub fn of(setup: &Setup) -> Self {
        let counters = setup.policy().slots().count() as usize;
        Self {
            setup: setup.clone(),
            turns: BTreeMap::new(),
            counters: vec![0; counters],
        }
    }

    /// What the program is to do with `sample`, and why.
    pub fn expect(&mut self, sample: &Sample) -> (Decision, Outcome) {
        let turns = self.turns.entry(sample.cpu).or_default();
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
            Verdict::Pass | Verdict::Drop => None,
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
            let place = self.setup.policy().slots().index(counter);
            if let Some(count) = self.counters.get_mut(place as usize) {
                *count += 1;
            }
        }
    }
}
