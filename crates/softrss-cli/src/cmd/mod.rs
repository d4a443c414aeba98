//! The commands, one module each: its arguments and `run`.

pub mod demo;
