//! Frames, built layer by layer.

pub(crate) mod checksum;
