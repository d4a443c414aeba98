//! What can run a generated program.

mod kernel;
mod machine;

pub use kernel::{Kernel, SHORTEST, stay_on};
pub use machine::Virtual;

use crate::{
    campaign::ExecutorFamily,
    case::{Outcome, Sample, Setup},
};

/// A failure to run a program, which is a difference from the model too.
pub type RunError = Box<dyn std::error::Error + Send + Sync>;

/// A program that packets can be given to.
pub trait Executor<'s>: Sized {
    /// Its name in reports.
    const NAME: &'static str;
    /// Whether it sees where a packet is redirected to, and whether it is stamped.
    const SEES_TARGET: bool;

    /// Makes the program of `setup` ready to run.
    ///
    /// # Errors
    /// When there is no such program, or it is refused.
    fn new(setup: &'s Setup) -> Result<Self, RunError>;

    /// Gives it a packet.
    ///
    /// # Errors
    /// When it does something that no program may do.
    fn run(&mut self, sample: &Sample) -> Result<Outcome, RunError>;

    /// What it has counted, empty if it does not count.
    ///
    /// # Errors
    /// When that cannot be read.
    fn counters(&self) -> Result<Vec<u64>, RunError>;

    /// How many instructions it took, in the way that is limited there: for a packet at most, or for the
    /// verifier.
    ///
    /// # Errors
    /// When that is not known.
    fn effort(&self) -> Result<u32, RunError>;
}

/// The family of [`Virtual`].
#[derive(Clone, Copy, Debug)]
pub enum InMachine {}

impl<'s> ExecutorFamily<'s> for InMachine {
    type Executor = Virtual<'s>;
}

/// The family of [`Kernel`].
#[derive(Clone, Copy, Debug)]
pub enum InKernel {}

impl<'s> ExecutorFamily<'s> for InKernel {
    type Executor = Kernel<'s>;
}
