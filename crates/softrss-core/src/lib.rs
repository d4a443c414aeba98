//! The pure half of softrss: packets, flow hashing, steering policies and the code generator.
//!
//! Nothing here does I/O, reads a clock or talks to a kernel; the same input gives the same bytes on
//! every machine.
#![forbid(unsafe_code)]

pub mod cpu;
pub mod policy;
pub mod qsize;

pub use cpu::{CpuId, CpuSet};
pub use policy::Policy;
pub use qsize::Qsize;
