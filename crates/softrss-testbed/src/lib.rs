//! Throw-away network namespaces, veth pairs and counted traffic for trying XDP programs.
//!
//! A [`Testbed`] is two network namespaces with a link between them, none of it in the host's namespace and none of it
//! named: it is gone when its value is dropped or its process ends, however it ends. A [`TrafficSpec`] sends flows over
//! the link and knows of every packet whether it arrived, and in which order. [`packet`] builds frames of any stack of
//! headers. A [`TcpBed`] lets the kernel's own TCP of both ends talk through the link. The module `harness` (feature of the same name) runs tests that need privileges.
//!
//! ```no_run
//! use std::sync::atomic::AtomicBool;
//! use softrss_testbed::{Testbed, TrafficSpec, allowed_cpus};
//!
//! let bed = Testbed::new()?;
//! // Attach an XDP program to bed.sink().interface(), inside of bed.sink().netns().run(..).
//! let stop = AtomicBool::new(false);
//! let report = TrafficSpec::new(allowed_cpus()?).run(&bed, &stop, |progress| {
//!     eprintln!("{} of {} arrived", progress.sink.received, progress.sent);
//! })?;
//! assert_eq!((report.lost, report.reordered, report.duplicates), (0, 0, 0));
//! # Ok::<(), softrss_testbed::TestbedError>(())
//! ```
//!
//! What may go wrong without privileges is a [`TestbedError::Privilege`], told from everything else.
//!
//! # Kernel
//! 5.4 or newer, with IPv6.
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
mod readable;
mod tcp;
mod traffic;

pub use bed::{End, Testbed, TestbedOptions};
pub use error::TestbedError;
pub use mac::MacAddr;
pub use netns::{Netns, NetnsId};
pub use pcap::PcapWriter;
pub use tcp::{
    Encapsulation, IpVersion, SegmentSizes, Syn, SynTap, TcpBed, TcpCounters, TcpPair, TcpSegment,
};
pub use traffic::{
    Arrival, FlowKey, FlowSet, FrameSocket, FrameTap, Ledger, Progress, SinkSnapshot,
    TrafficReport, TrafficSpec, allowed_cpus,
};

readable::readable!(TestbedError, packet::PacketError);
