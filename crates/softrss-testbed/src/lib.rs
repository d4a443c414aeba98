//! Throw-away network namespaces, veth pairs and counted traffic for trying XDP programs.
#![forbid(unsafe_code)]

mod bed;
mod error;
#[cfg(feature = "harness")]
pub mod harness;
mod mac;
mod netlink;
mod netns;
pub mod packet;
mod pcap;
mod traffic;

pub use bed::{End, Testbed, TestbedOptions};
pub use error::TestbedError;
pub use mac::MacAddr;
pub use netns::{Netns, NetnsId};
pub use pcap::PcapWriter;
pub use traffic::{
    Arrival, FlowKey, FlowSet, FrameSocket, Ledger, Progress, Sink, SinkSnapshot, TrafficReport,
    TrafficSpec, allowed_cpus,
};
