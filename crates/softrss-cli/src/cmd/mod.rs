//! The commands, one module each: its arguments and `run`.

pub mod bench;
pub mod check;
pub mod compile;
pub mod demo;
pub mod explain;
mod input;
mod kernel;
mod policy;
pub mod simulate;
