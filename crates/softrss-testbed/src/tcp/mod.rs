//! TCP between the kernels of both ends, through the link.

mod counters;
mod encapsulation;
mod pair;
mod relay;
mod segment;
mod site;

use std::{
    net::IpAddr,
    time::{Duration, Instant},
};

pub use counters::TcpCounters;
pub use encapsulation::Encapsulation;
pub use pair::{SegmentSizes, TcpPair};
pub use segment::TcpSegment;

use crate::{
    bed::{End, Testbed, TestbedOptions, write_sysctl},
    error::TestbedError,
    netlink::{Ethtool, Netlink},
    traffic::FrameTap,
};
use relay::{INNER, Relay};
use site::{CLIENT, SERVER};

/// The feature that lets a device compute checksums; segmentation and scattered frames depend on it.
const CHECKSUM_OFFLOAD: &str = "tx-checksum-ip-generic";

/// Which of the addresses of an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IpVersion {
    /// IPv4
    V4,
    /// IPv6
    V6,
}

impl IpVersion {
    /// Both, to go through.
    pub const ALL: [Self; 2] = [Self::V4, Self::V6];
}

/// A test bed whose ends talk TCP with each other, the client at the source and the server at the sink.
///
/// Every packet of a connection crosses the link as a frame of its own with right checksums, as it comes from a NIC:
/// the kernel's offloads are off. TCP timestamps are off, so that the negotiated segment size is all payload.
/// Behind an [`Encapsulation`] a relay in user space wraps the packets, so that the kernel need not know the headers.
///
/// ```no_run
/// use softrss_testbed::{Encapsulation, IpVersion, TcpBed};
/// let bed = TcpBed::new(Encapsulation::Pppoe { session: 7 })?;
/// // Attach an XDP program to bed.testbed().sink().interface(), inside of bed.testbed().sink().netns().run(..).
/// let connection = bed.connect(IpVersion::V4)?;
/// assert_eq!(connection.segment_sizes()?.client, 1492 - 20 - 20);
/// connection.transfer(1 << 20)?;
/// drop(connection);
/// bed.finish()?;
/// # Ok::<(), softrss_testbed::TestbedError>(())
/// ```
///
/// # Kernel
/// 5.8
#[derive(Debug)]
#[must_use = "the namespaces are removed when this value is dropped"]
pub struct TcpBed {
    // The relays end before the namespaces they work in.
    relays: Vec<Relay>,
    bed: Testbed,
    encapsulation: Encapsulation,
}

impl TcpBed {
    /// Makes a test bed. Packets have up to 1500 bytes, or 1492 where they are in PPPoE.
    ///
    /// # Errors
    /// Those of [`Testbed::with`]; [`TestbedError::Impossible`] for numbers that the encapsulation does not have.
    pub fn new(encapsulation: Encapsulation) -> Result<Self, TestbedError> {
        encapsulation.check()?;
        let bed = Testbed::with(&TestbedOptions {
            mtu: encapsulation.link_mtu(),
            ..TestbedOptions::default()
        })?;
        let mut relays = Vec::new();
        let (source, sink) = (bed.source(), bed.sink());
        if encapsulation != Encapsulation::Plain {
            let (client, server) = ((&CLIENT, &SERVER), (&SERVER, &CLIENT));
            relays.push(Relay::start(source, sink.mac(), client, encapsulation)?);
            relays.push(Relay::start(sink, source.mac(), server, encapsulation)?);
        }
        let made = Self {
            relays,
            bed,
            encapsulation,
        };
        for end in [made.bed.source(), made.bed.sink()] {
            made.prepare(end)?;
        }
        Ok(made)
    }

    /// The namespaces and the link; XDP programs are attached to the interface of one or both ends.
    pub fn testbed(&self) -> &Testbed {
        &self.bed
    }

    /// Opens a connection from the source to the sink.
    ///
    /// # Errors
    /// [`TestbedError::Unanswered`] if nothing comes back for some seconds; [`TestbedError::Kernel`] otherwise.
    pub fn connect(&self, version: IpVersion) -> Result<TcpPair, TestbedError> {
        self.connect_within(version, pair::PATIENCE)
    }

    /// Opens a connection from the source to the sink, where there may be none.
    ///
    /// # Errors
    /// As [`TcpBed::connect`], after `patience`.
    pub fn connect_within(
        &self,
        version: IpVersion,
        patience: Duration,
    ) -> Result<TcpPair, TestbedError> {
        let address = self.server_address(version);
        let (source, sink) = (self.bed.source(), self.bed.sink());
        TcpPair::connect(source.netns(), sink.netns(), (address, 0).into(), patience)
    }

    /// Watches the SYNs that arrive at `end`, which is one of [`TcpBed::testbed`], from now on.
    ///
    /// # Errors
    /// Those of [`FrameTap::open`].
    pub fn syns(&self, end: &End) -> Result<SynTap, TestbedError> {
        Ok(SynTap {
            tap: FrameTap::open(end)?,
            encapsulation: self.encapsulation,
        })
    }

    /// What the TCP of `end` has counted.
    ///
    /// # Errors
    /// [`TestbedError::Kernel`] if the kernel does not say.
    pub fn counters(&self, end: &End) -> Result<TcpCounters, TestbedError> {
        TcpCounters::of(end.netns())
    }

    /// Ends it, and says if a relay has failed meanwhile.
    ///
    /// # Errors
    /// That of the relay.
    pub fn finish(mut self) -> Result<(), TestbedError> {
        self.relays.drain(..).try_for_each(Relay::finish)
    }

    fn server_address(&self, version: IpVersion) -> IpAddr {
        let sink = self.bed.sink();
        match (self.encapsulation, version) {
            (Encapsulation::Plain, IpVersion::V4) => sink.ipv4().into(),
            (Encapsulation::Plain, IpVersion::V6) => sink.ipv6().into(),
            (_, IpVersion::V4) => SERVER.ipv4.into(),
            (_, IpVersion::V6) => SERVER.ipv6.into(),
        }
    }

    /// Lets the kernel compute checksums itself, and send no more than a frame holds.
    fn prepare(&self, end: &End) -> Result<(), TestbedError> {
        let index = match self.encapsulation {
            Encapsulation::Plain => end.index(),
            _ => Netlink::open(end.netns())?.link(INNER)?.index,
        };
        Ethtool::open(end.netns())?.switch(index, CHECKSUM_OFFLOAD, false)?;
        end.netns()
            .run(|| write_sysctl("net/ipv4/tcp_timestamps", "0"))?
    }
}

/// Sees the SYNs that arrive at an end, after an XDP program and the CPU that it sent them to.
#[derive(Debug)]
pub struct SynTap {
    tap: FrameTap,
    encapsulation: Encapsulation,
}

/// A segment that opens a connection, as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syn {
    /// The frame, from which the kernel has taken the outermost VLAN tag.
    pub frame: Vec<u8>,
    /// What is in it.
    pub segment: TcpSegment,
}

impl SynTap {
    /// Waits for the next SYN; `None` if none comes in `patience`. Everything else is passed over.
    ///
    /// # Errors
    /// Those of [`FrameTap::next_frame`].
    pub fn next_syn(&self, patience: Duration) -> Result<Option<Syn>, TestbedError> {
        let start = Instant::now();
        loop {
            let left = patience.saturating_sub(start.elapsed());
            let Some(frame) = self.tap.next_frame(left)? else {
                return Ok(None);
            };
            let ip = self.encapsulation.unwrap(&frame);
            let segment = ip.and_then(TcpSegment::parse);
            if let Some(segment) = segment.filter(TcpSegment::is_syn) {
                return Ok(Some(Syn { frame, segment }));
            }
        }
    }
}
