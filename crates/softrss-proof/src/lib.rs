//! The proof that the reference model and the generated programs agree.
//!
//! Random packets of every stack of headers, whole and damaged, meet random policies of the whole
//! language. What [`softrss_core::decide()`] says is held against what the program does: in a machine
//! that sees every access ([`machine`]), in an ordinary user-space virtual machine, and in the kernel.
//!
//! Everything follows from a seed, which a difference is reported with.
#![forbid(unsafe_code)]

pub mod campaign;
pub mod case;
mod coverage;
mod difference;
pub mod engine;
pub mod executor;
pub mod fixture;
pub mod machine;
pub mod mutate;
pub mod policies;
mod rng;
pub mod rows;
pub mod runner;
pub mod segment;
pub mod semantics;
pub mod shrink;

pub use coverage::Coverage;
pub use difference::Difference;
pub use rng::Rng;
