//! The emitters, one file for each family of instructions.

mod alu;
mod argument;
mod atomic;
mod call;
mod jump;
mod memory;

pub use memory::StoreSrc;
