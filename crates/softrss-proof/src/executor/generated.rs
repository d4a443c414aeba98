//! The generated program, in any engine.

use softrss_codegen::Probe;
use softrss_core::CpuId;

use super::Executor;
use crate::{
    case::{Outcome, Sample, Setup},
    engine::{Engine, Input, RunError},
};

/// The time at which packets arrive, where that can be chosen.
const NOW: u64 = 0x0123_4567_89ab_cdef;

/// The main program of a setup, in the engine `E`.
#[derive(Debug)]
pub struct Generated<E> {
    engine: E,
    /// The CPUMAPs of the steps.
    queues: Vec<String>,
    interface: u32,
    /// How many counters there are, if it counts.
    counters: Option<usize>,
}

impl<E: Engine> Executor for Generated<E> {
    const NAME: &'static str = E::NAME;
    const SEES_TARGET: bool = E::SEES_ALL;

    fn new(setup: &Setup) -> Result<Self, RunError> {
        let image = setup.image()?;
        let slots = setup.policy().slots();
        let counters = setup.options.counters;
        Ok(Self {
            engine: E::load(image.program(), &setup.contents(&image))?,
            queues: image.queues().map(|(map, _)| map.name.clone()).collect(),
            interface: setup.interface,
            counters: counters.then(|| slots.count() as usize),
        })
    }

    fn run(&mut self, sample: &Sample) -> Result<Outcome, RunError> {
        let exit = self.engine.run(&Input {
            packet: &sample.frame,
            beyond: &sample.beyond,
            interface: self.interface,
            queue: sample.queue,
            cpu: sample.cpu.number(),
            now: NOW,
            ..Input::default()
        })?;
        if exit.packet != sample.frame {
            return Err(format!("it changed the packet to {:x?}", exit.packet).into());
        }
        let probe = self.engine.values("probe")?;
        let probe = probe.ok_or("the program has no probe")?;
        let redirected = exit.redirected.map(|(map, cpu)| {
            let mut queues = (0..).zip(&self.queues);
            let queue = queues.find(|(_, queue)| *queue == map.as_str());
            let (step, _) = queue.ok_or_else(|| format!("a redirect through {map}"))?;
            Ok::<_, RunError>((step, CpuId::new(cpu)?))
        });
        Ok(Outcome {
            action: exit.action,
            redirected: redirected.transpose()?,
            stamped: stamped(&exit.metadata)?,
            probe: Probe::from_bytes(probe.as_slice().try_into()?),
        })
    }

    fn counters(&self) -> Result<Vec<u64>, RunError> {
        let Some(count) = self.counters else {
            return Ok(Vec::new());
        };
        let values = self.engine.values("counters")?;
        let values = values.ok_or("the program has no counters")?;
        let values = values.as_chunks().0.iter();
        Ok(values.map(|v| u64::from_ne_bytes(*v)).take(count).collect())
    }

    fn effort(&self) -> Option<u32> {
        self.engine.effort()
    }
}

/// Whether there is a stamp. Anything else that may be there is an error.
fn stamped(metadata: &[u8]) -> Result<bool, RunError> {
    match metadata.try_into().map(u64::from_le_bytes) {
        Ok(NOW) => Ok(true),
        _ if metadata.is_empty() => Ok(false),
        _ => Err(format!("{metadata:x?} before the packet").into()),
    }
}
