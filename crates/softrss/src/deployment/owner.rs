//! The one who moves buckets.

use std::os::fd::AsFd as _;

use softrss_core::CpuId;

use super::{
    deployed::Deployment, error::DeploymentError, generation::RECORD, lock::Lock, moves::Moves,
};
use crate::{
    map::CpumapEntry,
    object::{self, PinnedProgram},
};

/// The right to move the buckets of what is attached, which one process has at a time. It ends with the process, and everything
/// stays as it is then: no bucket moves any more that was not told to, and those that were go on by themselves.
#[derive(Debug)]
pub struct Owner {
    deployment: Deployment,
    moves: Moves,
    /// The number of the map that has the record of the policy: each one that is applied has another.
    record: u32,
    /// Held, not used. Who only looks has none.
    right: Option<Lock>,
}

impl Owner {
    /// Takes the right.
    ///
    /// # Errors
    /// [`DeploymentError::Owned`] if another process has it; [`DeploymentError::Still`] where buckets do not move;
    /// [`DeploymentError::Replaced`] when another policy was applied since `deployment` was opened. Otherwise see
    /// [`DeploymentError`].
    pub fn new(deployment: Deployment) -> Result<Self, DeploymentError> {
        let mut owner = Self::onlooker(deployment)?;
        let interface = owner.deployment.interface().to_owned();
        let right =
            Lock::of_path(&owner.deployment.generation.right(), &interface).map_err(|error| {
                match error {
                    DeploymentError::Busy { interface, holder } => {
                        DeploymentError::Owned { interface, holder }
                    }
                    error => error,
                }
            })?;
        owner.right = Some(right);
        Ok(owner)
    }

    /// Looks, and may change nothing: [`want`](Self::want) does nothing.
    ///
    /// # Errors
    /// As [`new`](Self::new), but for another process, which does not matter.
    pub fn onlooker(deployment: Deployment) -> Result<Self, DeploymentError> {
        let record = record(&deployment)?;
        let balance = deployment.record().balance;
        let (Some(_), Some(moves)) = (balance, deployment.moves()?) else {
            let interface = deployment.interface().to_owned();
            return Err(DeploymentError::Still { interface });
        };
        Ok(Self {
            deployment,
            moves,
            record,
            right: None,
        })
    }

    /// What it owns.
    #[must_use]
    pub fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    /// The buckets.
    #[must_use]
    pub fn moves(&self) -> &Moves {
        &self.moves
    }

    /// Has buckets go to CPUs, unless a command is at work on the interface: then nothing is done, and false returned. A CPU that
    /// has no queue is not gone to.
    ///
    /// # Errors
    /// [`DeploymentError::Replaced`] when another policy was applied since: begin anew, with
    /// [`Deployment::reopen`](super::Deployment::reopen). Otherwise see [`DeploymentError`].
    pub fn want(&self, moves: &[(u32, CpuId)]) -> Result<bool, DeploymentError> {
        if self.right.is_none() {
            return Ok(false);
        }
        let Some(_lock) = Lock::if_free(&self.deployment.directory)? else {
            self.deployment.check()?;
            return Ok(false);
        };
        self.check()?;
        let moves = moves
            .iter()
            .copied()
            .filter(|(number, cpu)| self.moves.has_queue(*number, *cpu));
        self.moves.want(moves);
        Ok(true)
    }

    /// Gives a CPU that was offline and is back a thread that is bound to it again, once nothing is sent there: see
    /// [`TargetState::Unbound`](crate::TargetState::Unbound). Returns whether that is so and it was done for each of its queues.
    ///
    /// # Errors
    /// As [`want`](Self::want).
    pub fn renew(&self, cpu: CpuId) -> Result<bool, DeploymentError> {
        if self.right.is_none() {
            return Ok(false);
        }
        let Some(_lock) = Lock::if_free(&self.deployment.directory)? else {
            return Ok(false);
        };
        self.check()?;
        for (step, map) in (0..).zip(&self.deployment.generation.queues()?) {
            let Some(slot) = map.get(cpu)? else { continue };
            if !self.moves.is_left(step, cpu) {
                return Ok(false);
            }
            let program = slot.program_id.map(PinnedProgram::by_id).transpose();
            let program = program.map_err(|source| DeploymentError::Lost {
                what: "the entry program",
                path: self.deployment.generation.path().to_owned(),
                source,
            })?;
            let entry = CpumapEntry::new(slot.qsize);
            match program.flatten() {
                Some(program) => map.insert(cpu, &entry.with_program_fd(program.as_fd()))?,
                None if slot.program_id.is_some() => return Ok(false),
                None => map.insert(cpu, &entry)?,
            }
        }
        Ok(true)
    }

    /// Whether the policy is the one that was opened.
    fn check(&self) -> Result<(), DeploymentError> {
        self.deployment.check()?;
        if record(&self.deployment)? == self.record && !self.deployment.generation.is_pending()? {
            return Ok(());
        }
        Err(self.deployment.replaced())
    }
}

fn record(deployment: &Deployment) -> Result<u32, DeploymentError> {
    let path = deployment.generation.at(RECORD);
    object::id_at(&path).map_err(|source| DeploymentError::Open { path, source })
}
