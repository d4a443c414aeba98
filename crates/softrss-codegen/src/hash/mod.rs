//! Code of the flow hashes.

pub(crate) mod mix;
pub(crate) mod toeplitz;
