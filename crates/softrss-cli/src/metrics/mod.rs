//! What steering does, in Prometheus' text format.
//!
//! `families` decides what is exported and under which names, `text` how it is written, `server` and
//! `request` hand it out.

#[cfg(test)]
mod dashboard;
mod families;
pub mod request;
pub(crate) mod server;
mod text;

pub use families::write;
#[cfg(test)]
pub(crate) use families::{metric, stack_metric};
