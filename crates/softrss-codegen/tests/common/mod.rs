//! Frames for the tests: header stacks built layer by layer, and random ones.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::too_many_lines,
    clippy::match_same_arms,
    reason = "shared by tests that each use a part"
)]

pub mod policies;
pub mod random;
pub mod stack;
pub mod tcp;
pub mod vm;
