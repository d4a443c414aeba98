//! Throw-away network namespaces, veth pairs and counted traffic for trying XDP programs.
#![forbid(unsafe_code)]

mod bed;
mod error;
mod mac;
mod netlink;
mod netns;

pub use bed::{End, Testbed, TestbedOptions};
pub use error::TestbedError;
pub use mac::MacAddr;
pub use netns::{Netns, NetnsId};
