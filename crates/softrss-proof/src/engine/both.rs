//! The engines of user space at once.

use bpf_asm::Program;

use super::{Contents, Engine, Exit, Input, Rbpf, RunError};
use crate::machine::Machine;

/// A program in the machine and in rbpf, which have to agree on it.
#[derive(Debug)]
pub struct Both {
    machine: Machine,
    rbpf: Rbpf,
}

impl Engine for Both {
    const NAME: &'static str = "machine or rbpf";
    const SEES_ALL: bool = Machine::SEES_ALL && Rbpf::SEES_ALL;

    fn load(program: &Program<'_>, contents: &Contents) -> Result<Self, RunError> {
        Ok(Self {
            machine: Machine::load(program, contents)?,
            rbpf: Rbpf::load(program, contents)?,
        })
    }

    fn run(&mut self, input: &Input<'_>) -> Result<Exit, RunError> {
        let machine = Engine::run(&mut self.machine, input)?;
        let rbpf = self.rbpf.run(input)?;
        same(machine, &rbpf)
    }

    fn values(&self, map: &str) -> Result<Option<Vec<u8>>, RunError> {
        same(self.machine.values(map)?, &self.rbpf.values(map)?)
    }

    fn effort(&self) -> Option<u32> {
        Engine::effort(&self.machine)
    }
}

fn same<T: PartialEq + std::fmt::Debug>(machine: T, rbpf: &T) -> Result<T, RunError> {
    if machine != *rbpf {
        return Err(format!("the machine says {machine:?}, rbpf says {rbpf:?}").into());
    }
    Ok(machine)
}
