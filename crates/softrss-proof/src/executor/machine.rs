//! The program in the [`machine`](crate::machine).

use bpf_asm::{MapSpec, Name};
use softrss_codegen::{Maps, Probe};
use softrss_core::CpuId;

use super::{Executor, RunError};
use crate::{
    case::{Outcome, Sample, Setup},
    machine::{Input, Machine},
};

/// The time at which packets arrive.
const NOW: u64 = 0x0123_4567_89ab_cdef;

/// A program in the machine.
#[derive(Debug)]
pub struct Virtual<'s> {
    setup: &'s Setup,
    machine: Machine<'s>,
    steps: u32,
}

impl<'s> Executor<'s> for Virtual<'s> {
    const NAME: &'static str = "machine";
    const SEES_TARGET: bool = true;

    fn new(setup: &'s Setup) -> Result<Self, RunError> {
        let mut machine = Machine::new(&setup.program()?)?;
        for (step, queues) in setup.maps().queues().iter().enumerate() {
            // A step that no rule leads to has no map.
            if let Some(map) = machine.map_mut(queues.spec().name.as_str()) {
                for cpu in setup.present_for(step).iter() {
                    map.insert_cpu(cpu.number());
                }
            }
        }
        let table = setup.policy().policy().table.iter();
        for (prefix, cpu) in table.flat_map(|table| &table.entries) {
            let name = if prefix.is_ipv4() {
                "prefixes4"
            } else {
                "prefixes6"
            };
            // A program that never looks a family up has no map for it.
            if let Some(map) = machine.map_mut(name) {
                let key = Maps::prefix_key(prefix);
                if !map.insert_prefix(&key, &cpu.number().to_ne_bytes()) {
                    return Err(format!("{prefix} does not fit into {name}").into());
                }
            }
        }
        Ok(Self {
            setup,
            machine,
            steps: 0,
        })
    }

    fn run(&mut self, sample: &Sample) -> Result<Outcome, RunError> {
        let exit = self.machine.run(&Input {
            packet: &sample.frame,
            length: sample.length(),
            queue: sample.queue,
            cpu: sample.cpu.number(),
            now: NOW,
        })?;
        self.steps = self.steps.max(exit.steps);
        let probe = self
            .machine
            .map("probe")
            .map_or(&[][..], |map| map.values());
        Ok(Outcome {
            action: exit.action,
            redirected: exit
                .redirected
                .map(|(map, cpu)| Ok::<_, RunError>((self.step(&map)?, CpuId::new(cpu)?)))
                .transpose()?,
            stamped: stamped(&exit.metadata)?,
            probe: Probe::from_bytes(probe.try_into()?),
        })
    }

    fn counters(&self) -> Result<Vec<u64>, RunError> {
        let Some(map) = self.machine.map("counters") else {
            return Ok(Vec::new());
        };
        let MapSpec { value_size, .. } = map.spec();
        let values = map.values().chunks_exact(*value_size as usize);
        let numbers = values.map(|value| Ok(u64::from_le_bytes(value.try_into()?)));
        numbers.collect()
    }

    fn effort(&self) -> Result<u32, RunError> {
        Ok(self.steps)
    }
}

impl Virtual<'_> {
    /// The step whose CPUMAP is called `map`.
    fn step(&self, map: &Name) -> Result<usize, RunError> {
        let mut queues = self.setup.maps().queues().iter();
        let step = queues.position(|queues| queues.spec().name == *map);
        Ok(step.ok_or_else(|| format!("a redirect through {map}"))?)
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
