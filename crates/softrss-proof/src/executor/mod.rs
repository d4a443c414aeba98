//! What can say what becomes of a packet: the model, and the generated program in each engine.

mod generated;
mod model;

pub use generated::Generated;
pub use model::Model;

use crate::{
    case::{Outcome, Sample, Setup},
    engine::{Kernel, Rbpf, RunError},
    machine::Machine,
};

/// The program in the [`machine`](crate::machine).
pub type InMachine = Generated<Machine>;
/// The program in rbpf.
pub type InRbpf = Generated<Rbpf>;
/// The program in the kernel.
pub type InKernel = Generated<Kernel>;

/// A setup that packets can be given to.
pub trait Executor: Sized {
    /// Its name in reports.
    const NAME: &'static str;
    /// Whether it sees where a packet is redirected to, and whether it is stamped.
    const SEES_TARGET: bool;

    /// Makes `setup` ready.
    ///
    /// # Errors
    /// When there is no program for it, or it is refused.
    fn new(setup: &Setup) -> Result<Self, RunError>;

    /// Gives it a packet.
    ///
    /// # Errors
    /// When the program does something that no program may do.
    fn run(&mut self, sample: &Sample) -> Result<Outcome, RunError>;

    /// What it has counted, empty if it does not count.
    ///
    /// # Errors
    /// When that cannot be read.
    fn counters(&self) -> Result<Vec<u64>, RunError>;

    /// See [`Engine::effort`](crate::engine::Engine::effort).
    fn effort(&self) -> Option<u32>;
}
