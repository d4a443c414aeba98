//! The commands, one module each: its arguments and `run`. What several of them need is in `deployed`,
//! `input`, `policy` and `refusal`.

mod applied;
pub mod attach;
pub mod balance;
pub mod bench;
pub mod check;
pub mod compile;
pub mod confirm;
pub mod demo;
mod deployed;
pub mod detach;
pub mod docs;
pub mod doctor;
pub mod explain;
pub(crate) mod files;
pub mod guard;
pub mod init;
mod input;
mod interface;
mod interrupt;
mod lifetime;
pub mod metrics;
mod mode;
mod policy;
mod preflight;
pub(crate) mod refusal;
pub mod simulate;
pub mod status;
pub mod top;
mod trial;
