//! The commands, one module each: its arguments and `run`.

pub mod check;
pub mod demo;
pub mod explain;
mod input;
mod policy;
pub mod simulate;
