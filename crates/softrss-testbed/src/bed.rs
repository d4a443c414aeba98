//! Two namespaces and the link between them.
//!
//! ```text
//!   namespace "source"                                namespace "sink"
//!   ┌──────────────────────┐        veth pair        ┌──────────────────────┐
//!   │ source0              ├─────────────────────────┤ sink0                │
//!   │ 198.18.0.1/15        │                         │ 198.19.0.1/15        │
//!   │ 2001:db8:18::1/32    │                         │ 2001:db8:19::1/32    │
//!   └──────────────────────┘                         └──────────────────────┘
//! ```
//!
//! The link is silent: it carries what a test sends and nothing else. No ARP, no neighbour or router discovery, no
//! duplicate address detection, no multicast reports. Addresses come from the ranges that are set aside for benchmarks
//! (RFC 2544) and documentation (RFC 3849).

use std::{
    fs,
    net::{Ipv4Addr, Ipv6Addr},
    thread,
    time::{Duration, Instant},
};

use netlink_packet_route::link::LinkFlags;

use crate::{
    error::TestbedError,
    mac::MacAddr,
    netlink::{Ethtool, Netlink, VethEnd},
    netns::Netns,
};

const IPV4_PREFIX_LEN: u8 = 15;
const IPV6_PREFIX_LEN: u8 = 32;
/// What the word `tx` of `ethtool -K` stands for, on a veth.
const CHECKSUM_OFFLOADS: [&str; 2] = ["tx-checksum-ip-generic", "tx-checksum-sctp"];
const LOOPBACK_INDEX: u32 = 1;
const CARRIER_WAIT: Duration = Duration::from_secs(5);
const CARRIER_POLL: Duration = Duration::from_millis(2);

/// Settings that every interface inherits when it is made: accept traffic from any source, say nothing unasked.
const SYSCTLS: [(&str, &str); 11] = [
    ("net/ipv4/conf/all/rp_filter", "0"),
    ("net/ipv4/conf/default/rp_filter", "0"),
    ("net/ipv4/conf/default/arp_notify", "0"),
    ("net/ipv6/conf/all/disable_ipv6", "0"),
    ("net/ipv6/conf/default/disable_ipv6", "0"),
    ("net/ipv6/conf/default/accept_ra", "0"),
    ("net/ipv6/conf/default/autoconf", "0"),
    ("net/ipv6/conf/default/router_solicitations", "0"),
    ("net/ipv6/conf/default/accept_dad", "0"),
    ("net/ipv6/conf/default/dad_transmits", "0"),
    ("net/ipv6/conf/default/addr_gen_mode", "1"),
];

/// Name and addresses of one end.
struct Site {
    interface: &'static str,
    mac: MacAddr,
    ipv4: Ipv4Addr,
    ipv6: Ipv6Addr,
}

const SOURCE: Site = Site {
    interface: "source0",
    mac: MacAddr::local(0x18),
    ipv4: Ipv4Addr::new(198, 18, 0, 1),
    ipv6: Ipv6Addr::new(0x2001, 0xdb8, 0x18, 0, 0, 0, 0, 1),
};

const SINK: Site = Site {
    interface: "sink0",
    mac: MacAddr::local(0x19),
    ipv4: Ipv4Addr::new(198, 19, 0, 1),
    ipv6: Ipv6Addr::new(0x2001, 0xdb8, 0x19, 0, 0, 0, 0, 1),
};

/// How the link of a test bed is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestbedOptions {
    /// Receive queues of each end, and as many transmit queues: 1 (the default) to 4096.
    pub queues: u32,
    /// Largest IP packet in bytes: 1280 (the least that IPv6 works with) to 65535. Native XDP on veth needs 3520 at
    /// the most, unless the program knows frags.
    pub mtu: u32,
}

impl Default for TestbedOptions {
    fn default() -> Self {
        Self {
            queues: 1,
            mtu: 1500,
        }
    }
}

impl TestbedOptions {
    fn check(&self) -> Result<(), TestbedError> {
        within("queues", self.queues, 1, 4096)?;
        within("mtu", self.mtu, 1280, 65535)
    }
}

/// One end of the link, and the namespace it lies in.
#[derive(Debug)]
pub struct End {
    netns: Netns,
    interface: &'static str,
    index: u32,
    mac: MacAddr,
    ipv4: Ipv4Addr,
    ipv6: Ipv6Addr,
    mtu: u32,
}

impl End {
    fn new(site: &Site, mtu: u32) -> Result<Self, TestbedError> {
        let netns = Netns::new()?;
        netns.run(write_sysctls)??;
        Ok(Self {
            netns,
            interface: site.interface,
            index: 0,
            mac: site.mac,
            ipv4: site.ipv4,
            ipv6: site.ipv6,
            mtu,
        })
    }

    /// The namespace of this end.
    pub fn netns(&self) -> &Netns {
        &self.netns
    }

    /// Name of the interface in its namespace.
    #[must_use]
    pub fn interface(&self) -> &str {
        self.interface
    }

    /// Number of the interface in its namespace. The two ends may have the same number.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Ethernet address of the interface.
    #[must_use]
    pub fn mac(&self) -> MacAddr {
        self.mac
    }

    /// IPv4 address of the interface.
    #[must_use]
    pub fn ipv4(&self) -> Ipv4Addr {
        self.ipv4
    }

    /// IPv6 address of the interface.
    #[must_use]
    pub fn ipv6(&self) -> Ipv6Addr {
        self.ipv6
    }

    /// Largest IP packet that the interface sends, in bytes.
    #[must_use]
    pub fn mtu(&self) -> u32 {
        self.mtu
    }

    /// Changes the MTU of this end only, in bytes. A veth end drops received frames that exceed its own MTU.
    ///
    /// # Errors
    /// [`TestbedError::Impossible`] outside of 68..=65535; [`TestbedError::Kernel`] if the kernel refuses, which it
    /// does for more than an attached XDP program can take.
    pub fn set_mtu(&mut self, mtu: u32) -> Result<(), TestbedError> {
        within("mtu", mtu, 68, 65535)?;
        Netlink::open(&self.netns)?.set_mtu(self.index, mtu)?;
        self.mtu = mtu;
        Ok(())
    }

    /// Switches the interface on or off.
    ///
    /// # Errors
    /// [`TestbedError::Kernel`] if the kernel refuses; [`TestbedError::NoCarrier`] if it does not come up.
    pub fn set_up(&self, up: bool) -> Result<(), TestbedError> {
        let mut netlink = Netlink::open(&self.netns)?;
        if up {
            netlink.set_up(self.index, LinkFlags::Noarp)?;
            wait_for_carrier(&mut netlink, self.interface)
        } else {
            netlink.set_down(self.index)
        }
    }

    /// Has the checksums of what this end sends computed before it is sent, as `ethtool -K IFACE tx off` does. Without
    /// it a veth leaves them to a device that never comes, and native XDP forgets that they are owed.
    ///
    /// # Errors
    /// [`TestbedError::Kernel`] if the kernel refuses.
    pub fn finish_checksums(&self) -> Result<(), TestbedError> {
        let mut ethtool = Ethtool::open(&self.netns)?;
        let mut features = CHECKSUM_OFFLOADS.iter();
        features.try_for_each(|feature| ethtool.switch(self.index, feature, false))
    }

    /// Switches GRO on, as `ethtool -K IFACE gro on` does. Without it a veth frees its ring, and what waits in it, when its
    /// last native XDP program is taken off (`veth_disable_xdp`).
    ///
    /// # Errors
    /// [`TestbedError::Kernel`] if the kernel refuses.
    pub fn keep_ring(&self) -> Result<(), TestbedError> {
        Ethtool::open(&self.netns)?.switch(self.index, "rx-gro", true)
    }

    fn veth(&self) -> VethEnd<'_> {
        VethEnd {
            netns: &self.netns,
            name: self.interface,
            mac: self.mac,
        }
    }

    /// Addresses, loopback and link, in the order that causes no traffic.
    fn configure(&mut self, peer: &Site) -> Result<(), TestbedError> {
        let mut netlink = Netlink::open(&self.netns)?;
        self.index = netlink.link(self.interface)?.index;
        netlink.set_up(LOOPBACK_INDEX, LinkFlags::empty())?;
        // Without NOARP the kernel joins a solicited-node group per IPv6 address, and reports that on the link.
        netlink.set_up(self.index, LinkFlags::Noarp)?;
        netlink.add_address(self.index, self.ipv4.into(), IPV4_PREFIX_LEN)?;
        netlink.add_address(self.index, self.ipv6.into(), IPV6_PREFIX_LEN)?;
        netlink.add_neighbour(self.index, peer.ipv4.into(), peer.mac)?;
        netlink.add_neighbour(self.index, peer.ipv6.into(), peer.mac)
    }
}

/// Two namespaces, a veth pair between them, and nothing of it in the host's namespace.
///
/// Everything is gone when the value is dropped or the process ends, however it ends.
#[derive(Debug)]
#[must_use = "the namespaces are removed when this value is dropped"]
pub struct Testbed {
    source: End,
    sink: End,
}

impl Testbed {
    /// Makes a test bed with one queue and an MTU of 1500.
    ///
    /// # Errors
    /// See [`Testbed::with`].
    pub fn new() -> Result<Self, TestbedError> {
        Self::with(&TestbedOptions::default())
    }

    /// Makes a test bed whose link is up and can carry packets.
    ///
    /// # Errors
    /// [`TestbedError::Privilege`] without `CAP_SYS_ADMIN` and `CAP_NET_ADMIN`; [`TestbedError::Impossible`] for
    /// options out of range; [`TestbedError::Kernel`], [`TestbedError::Sysctl`] or [`TestbedError::NoCarrier`] if the
    /// kernel does not cooperate.
    pub fn with(options: &TestbedOptions) -> Result<Self, TestbedError> {
        options.check()?;
        Self::connect(options.mtu, |source, sink| {
            Netlink::open(&source.netns)?.add_veth(
                source.veth(),
                sink.veth(),
                options.queues,
                options.mtu,
            )
        })
    }

    /// Makes a test bed of two interfaces that are connected with each other already, such as NICs. `bring` has to put them
    /// into the namespaces of the two ends, switched off, with their names and hardware addresses. An interface of hardware
    /// goes back to the first namespace of the machine when its own ends.
    ///
    /// # Errors
    /// Those of [`Testbed::with`], and what `bring` returns.
    pub fn over<E: From<TestbedError>>(
        bring: impl FnOnce(&End, &End) -> Result<(), E>,
    ) -> Result<Self, E> {
        Self::connect(TestbedOptions::default().mtu, bring)
    }

    fn connect<E: From<TestbedError>>(
        mtu: u32,
        bring: impl FnOnce(&End, &End) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut source = End::new(&SOURCE, mtu)?;
        let mut sink = End::new(&SINK, mtu)?;
        bring(&source, &sink)?;
        source.configure(&SINK)?;
        sink.configure(&SOURCE)?;
        for end in [&source, &sink] {
            wait_for_carrier(&mut Netlink::open(&end.netns)?, end.interface)?;
        }
        Ok(Self { source, sink })
    }

    /// The end that sends.
    #[must_use]
    pub fn source(&self) -> &End {
        &self.source
    }

    /// The end that receives; XDP programs are attached to its interface.
    #[must_use]
    pub fn sink(&self) -> &End {
        &self.sink
    }

    /// The sending end, to change it.
    pub fn source_mut(&mut self) -> &mut End {
        &mut self.source
    }

    /// The receiving end, to change it.
    pub fn sink_mut(&mut self) -> &mut End {
        &mut self.sink
    }
}

/// Waits until packets pass `interface`.
pub(crate) fn wait_for_carrier(netlink: &mut Netlink, interface: &str) -> Result<(), TestbedError> {
    let start = Instant::now();
    while !netlink.link(interface)?.ready {
        let waited = start.elapsed();
        if waited > CARRIER_WAIT {
            return Err(TestbedError::NoCarrier {
                interface: interface.into(),
                waited,
            });
        }
        thread::sleep(CARRIER_POLL);
    }
    Ok(())
}

fn write_sysctls() -> Result<(), TestbedError> {
    SYSCTLS
        .into_iter()
        .try_for_each(|(name, value)| write_sysctl(name, value))
}

/// Runs inside the namespace: `/proc/sys/net` shows the settings of the namespace of the thread that looks.
pub(crate) fn write_sysctl(name: &str, value: &'static str) -> Result<(), TestbedError> {
    let path = format!("/proc/sys/{name}");
    fs::write(&path, value).map_err(|source| TestbedError::Sysctl {
        path,
        value,
        source,
    })
}

pub(crate) fn within(
    field: &'static str,
    value: u32,
    min: u32,
    max: u32,
) -> Result<(), TestbedError> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(TestbedError::Impossible {
        field,
        value: value.into(),
        allowed: format!("{min} to {max}"),
    })
}
