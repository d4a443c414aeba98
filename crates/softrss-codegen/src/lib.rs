//! From a policy to a program.
//!
//! [`Maps`] declares the maps that the program needs, [`generate`] writes it. Only code that the policy
//! needs is emitted: a header kind that nothing leads to, a field that no rule and no hash looks at and
//! counters that are off cost nothing.
//!
//! ```text
//! plain IPv4 or IPv6 with TCP or UDP, by fixed offsets ──────────────► mix ─► bucket ─► cpu ─► steer
//! everything else: header by header, kept on the stack ─► rules ─► tables ─► hash ──┘
//! ```
//!
//! The program follows [`walk`](softrss_core::walk) to the letter; [`decide`](softrss_core::decide()) says what it does with
//! any packet.
#![forbid(unsafe_code)]

mod clamp;
mod dispatch;
mod dscp;
mod emitter;
pub mod entry;
mod error;
mod filter;
mod hash;
mod header;
pub mod image;
mod keep;
mod lane;
pub mod lanes;
mod latency;
mod lookup;
mod maps;
mod need;
mod notes;
mod offset;
mod options;
mod outer;
mod parser;
mod plain;
mod program;
mod readable;
mod record;
mod rules;
mod steer;
mod steerer;
mod table;

pub use error::CodegenError;
pub use image::Image;
pub use maps::{Maps, PROBE_NONE, Probe};
pub use options::Options;
pub use program::generate;

readable::readable!(CodegenError, image::ImageError,);

/// The names of the maps of tables, but for `_1` and so on behind those of the second table of a kind.
pub const TABLE_MAPS: [&str; 5] = table::NAMES;
