//! The header kinds, one file each, and the table that knows them all.
//!
//! A kind says how it is reached and when that is followed (its entries) and what it leads to (its
//! parse function). A new kind is one file and one line in the table below.

mod ah;
pub mod dispatch;
mod esp;
mod ethernet;
mod geneve;
mod gre;
mod gtpu;
mod icmp;
mod ipv4;
mod ipv6;
mod llc;
mod mpls;
mod pbb;
mod pppoe;
mod transport;
mod udp;
mod vlan;
mod vxlan;

use std::fmt;

use crate::{policy::Decap, walk::Walk};

pub use crate::reason::Reason;

/// Which headers have to be read, and what for. Follows from the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interest {
    /// The kinds to look through.
    pub decap: Decap,
    /// Whether ports and SPIs matter.
    pub ports: bool,
    /// Whether an ICMP error goes with the flow it quotes.
    pub icmp_errors: bool,
    /// Whether it is TCP headers that are looked for, to change them; else it is what is hashed.
    pub clamp: bool,
}

impl Interest {
    /// The tags before an IP header.
    const TAGS: Decap = Decap::VLAN.union(Decap::PPPOE).union(Decap::MPLS);

    /// To find the TCP header of a packet, behind those tags that `decap` names and in no tunnel.
    pub const fn clamping(decap: Decap) -> Self {
        Self {
            decap: decap.intersection(Self::TAGS),
            ports: false,
            icmp_errors: false,
            clamp: true,
        }
    }
}

/// What comes after a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// This header, at the cursor.
    To(Header),
    /// Whatever this Ethernet type (or 802.3 length) announces.
    EtherType(u16),
    /// Whatever this IP protocol number announces.
    Protocol(u8),
    /// Whatever these UDP ports announce; the cursor stays on the UDP header.
    UdpPorts {
        /// Source port.
        src: u16,
        /// Destination port.
        dst: u16,
    },
    /// Nothing more to read.
    Done,
}

/// How a header kind is announced by the header before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By an Ethernet type.
    EtherType(u16),
    /// By a protocol number in IPv4.
    Protocol4(u8),
    /// By a next-header number in IPv6.
    Protocol6(u8),
    /// By the same number in both.
    Protocol(u8),
    /// By a UDP destination port.
    UdpTo(u16),
    /// By a UDP port on either side.
    UdpEither(u16),
}

/// What a policy has to want for a header kind to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Nothing: it is always read.
    Always,
    /// To look through this kind.
    Decap(Decap),
    /// Not to change the packet: what this kind protects has to stay as it is.
    Unchanged,
    /// Ports or SPIs.
    Ports,
    /// Ports, or to change the header.
    PortsOrClamp,
    /// Ports, or to look through a kind that UDP carries.
    PortsOrUdpTunnel,
    /// That ICMP errors go with the flow they quote.
    IcmpErrors,
}

impl When {
    /// Whether this is the condition of a transport header.
    pub const fn is_transport(self) -> bool {
        matches!(
            self,
            Self::Ports | Self::PortsOrClamp | Self::PortsOrUdpTunnel | Self::IcmpErrors
        )
    }

    /// Whether `interest` wants it.
    pub const fn holds(self, interest: Interest) -> bool {
        // ESP in UDP is not among them: without ports, an SPI is not wanted either.
        const IN_UDP: [Decap; 3] = [Decap::VXLAN, Decap::GENEVE, Decap::GTPU];
        match self {
            Self::Always => true,
            Self::Decap(kind) => interest.decap.contains(kind),
            Self::Unchanged => !interest.clamp,
            Self::Ports => interest.ports,
            Self::PortsOrClamp => interest.ports || interest.clamp,
            Self::PortsOrUdpTunnel => {
                let decap = interest.decap;
                interest.ports
                    || decap.contains(IN_UDP[0])
                    || decap.contains(IN_UDP[1])
                    || decap.contains(IN_UDP[2])
            }
            Self::IcmpErrors => interest.icmp_errors,
        }
    }
}

/// A header kind.
pub struct Kind {
    /// Its name in header paths.
    pub word: &'static str,
    /// How it is announced, and when that is followed.
    pub entries: &'static [(By, When)],
    /// Whether it is also read in the packet that an ICMP error quotes.
    pub quotable: bool,
    /// Reads it at the cursor and moves the cursor behind it.
    pub(crate) parse: fn(&mut Walk<'_>) -> Result<Step, Reason>,
    /// The kind with the same code, if another has it.
    pub code_of: Option<Header>,
}

macro_rules! kinds { ($($header:ident = $kind:path;)*) => {
    /// A header kind. Prints as the word used in header paths.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Header { $(#[doc = concat!("See the file of `", stringify!($kind), "`.")] $header),* }

    impl Header {
        /// Every kind.
        pub const ALL: &[Self] = &[$(Self::$header),*];

        /// What it is.
        #[must_use]
        pub const fn kind(self) -> &'static Kind {
            match self { $(Self::$header => const { &$kind }),* }
        }
    }

    impl fmt::Display for Header {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.kind().word)
        }
    }
}}
// In the order in which Ethernet types are tried: the likely ones first.
kinds! {
    Ipv4 = ipv4::IPV4;
    Ipv6 = ipv6::IPV6;
    Vlan = vlan::VLAN;
    Pbb = pbb::PBB;
    Pppoe = pppoe::PPPOE;
    Mpls = mpls::MPLS;
    Ethernet = ethernet::ETHERNET;
    Llc = llc::LLC;
    HopByHop = ipv6::HOP_BY_HOP;
    Routing = ipv6::ROUTING;
    DestinationOptions = ipv6::DESTINATION_OPTIONS;
    Fragment = ipv6::FRAGMENT;
    Ah = ah::AH;
    Esp = esp::ESP;
    Tcp = transport::TCP;
    Udp = udp::UDP;
    UdpLite = transport::UDP_LITE;
    Sctp = transport::SCTP;
    Dccp = transport::DCCP;
    Icmp = icmp::ICMP;
    Icmp6 = icmp::ICMP6;
    Gre = gre::GRE;
    Erspan2 = gre::ERSPAN2;
    Erspan3 = gre::ERSPAN3;
    Vxlan = vxlan::VXLAN;
    Geneve = geneve::GENEVE;
    Gtpu = gtpu::GTPU;
    GtpuExtension = gtpu::EXTENSION;
    EspInUdp = esp::ESP_IN_UDP;
}
