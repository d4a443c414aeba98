//! The program in the [`machine`](crate::machine).

use bpf_asm::MapSpec;
use softrss_core::{
    CpuId,
    codegen::{Maps, Probe},
};

use super::{Executor, RunError};
use crate::{
    case::{Outcome, Sample, Setup},
    machine::{Input, Machine},
};

/// A program in the machine.
#[derive(Debug)]
pub struct Virtual<'s> {
    machine: Machine<'s>,
    steps: u32,
}

impl<'s> Executor<'s> for Virtual<'s> {
    const NAME: &'static str = "machine";
    const SEES_TARGET: bool = true;

    fn new(setup: &'s Setup) -> Result<Self, RunError> {
        let mut machine = Machine::new(&setup.program()?)?;
        if let Some(cpus) = machine.map_mut("cpus") {
            let present: Vec<_> = setup.present.iter().collect();
            for cpu in present {
                cpus.insert_cpu(cpu.0);
            }
        }
        let table = setup.policy().policy().table.iter();
        for (prefix, cpu) in table.flat_map(|table| &table.entries) {
            let name = if prefix.addr.is_ipv4() {
                "prefixes4"
            } else {
                "prefixes6"
            };
            // A program that never looks a family up has no map for it.
            if let Some(map) = machine.map_mut(name) {
                let key = Maps::prefix_key(prefix);
                if !map.insert_prefix(&key, &cpu.0.to_ne_bytes()) {
                    return Err(format!("{prefix} does not fit into {name}").into());
                }
            }
        }
        Ok(Self { machine, steps: 0 })
    }

    fn run(&mut self, sample: &Sample) -> Result<Outcome, RunError> {
        let exit = self.machine.run(&Input {
            packet: &sample.frame,
            length: sample.length(),
            queue: sample.queue,
            cpu: sample.cpu.0,
        })?;
        self.steps = self.steps.max(exit.steps);
        let probe = self
            .machine
            .map("probe")
            .map_or(&[][..], |map| map.values());
        Ok(Outcome {
            action: exit.action,
            redirected: exit.redirected.map(CpuId),
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
