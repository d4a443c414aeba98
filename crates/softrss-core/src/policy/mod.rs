//! What a person wants: which packets go to which CPU.
//!
//! Plain data. A [`Policy`] that exists is valid in itself; what depends on a machine (which CPUs are
//! online) is settled when it is loaded there.

use std::{fmt, net::IpAddr, ops::RangeInclusive};

use crate::{CpuId, CpuSet, Mss, Qsize};

pub use crate::header::Decap;

mod describe;
mod names;
mod text;
mod then;
mod write;

pub use text::{Place, PolicyError, PolicyErrors, Problem};
pub use then::{InterfaceName, InterfaceNameError, TargetAction};

/// A whole policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The CPUs that receive packets, and how.
    pub targets: Targets,
    /// What makes two packets belong together.
    pub flow: FlowSpec,
    /// Exceptions, in order: the first match wins.
    pub rules: Vec<Rule>,
    /// Prefixes with a CPU of their own, looked up after the rules.
    pub table: Option<PrefixTable>,
    /// What is measured.
    pub observe: Observe,
}

/// The CPUs that receive packets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// `None`: every online CPU, each with weight 1.
    pub cpus: Option<Vec<Target>>,
    /// Queue length of every target.
    pub qsize: Qsize,
    /// The maximum segment size that TCP connections are held to, by lowering what their first packets
    /// name; `None` leaves them as they are.
    pub mss: Option<Mss>,
    /// What happens to a packet whose target is not in the map.
    pub on_miss: OnMiss,
    /// Whether a packet whose target is the CPU that received it is passed on at once (`XDP_PASS`)
    /// instead of being queued to the same CPU. Where a target does something to its packets, they are
    /// queued all the same.
    pub local_pass: bool,
    /// What a target does with its packets.
    pub action: TargetAction,
}

impl Default for Targets {
    fn default() -> Self {
        Self {
            cpus: None,
            qsize: Qsize::DEFAULT,
            mss: None,
            on_miss: OnMiss::Pass,
            local_pass: true,
            action: TargetAction::Stack,
        }
    }
}

/// One CPU and its share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The CPU.
    pub cpu: CpuId,
    /// Its share of the buckets, relative to the other targets; at least 1.
    pub weight: u32,
}

/// The fallback action of `bpf_redirect_map`, its low two flag bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnMiss {
    /// `XDP_PASS`: the packet stays on the CPU that received it.
    #[default]
    Pass,
    /// `XDP_DROP`.
    Drop,
    /// `XDP_ABORTED`: dropped, and visible in the `xdp_exception` tracepoint.
    Abort,
}

/// What makes two packets belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowSpec {
    /// The fields that are hashed, or what is used in place of a hash.
    pub fields: Fields,
    /// Whether both directions get the same hash.
    pub symmetric: bool,
    /// The hash function.
    pub hash: HashKind,
    /// The header kinds that are looked through.
    pub decap: Decap,
    /// Number of buckets of the indirection table, a power of two.
    pub buckets: u32,
    /// Whether an ICMP error goes with the flow it quotes.
    pub icmp_errors: bool,
}

impl Default for FlowSpec {
    fn default() -> Self {
        Self {
            fields: Fields::FiveTuple,
            symmetric: true,
            hash: HashKind::Mix,
            decap: Decap::ALL,
            buckets: 1024,
            icmp_errors: false,
        }
    }
}

/// What selects the bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fields {
    /// Addresses, ports (or SPI) and protocol.
    #[default]
    FiveTuple,
    /// Source and destination address.
    Addresses,
    /// Source address.
    Source,
    /// Destination address.
    Destination,
    /// No hash: packets in turn. Reorders flows.
    RoundRobin,
    /// No hash: the queue of the NIC that received the packet.
    RxQueue,
}

/// The hash function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum HashKind {
    /// Our own multiply-and-fold hash.
    #[default]
    Mix,
    /// What NICs compute, with this key (40 or 52 bytes).
    Toeplitz(Vec<u8>),
}

/// An exception to the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Shown in reports and counters.
    pub name: String,
    /// All conditions have to hold.
    pub matches: Vec<Match>,
    /// What happens to a packet that matches.
    pub action: Action,
}

/// One condition. Addresses, ports and protocol are those of the header that is hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// IP protocol number, after extension headers.
    Proto(Vec<u8>),
    /// Source address in one of the prefixes.
    Src(Vec<Prefix>),
    /// Destination address in one of the prefixes.
    Dst(Vec<Prefix>),
    /// Source port in one of the ranges.
    SrcPort(Vec<RangeInclusive<u16>>),
    /// Destination port in one of the ranges.
    DstPort(Vec<RangeInclusive<u16>>),
    /// Outermost VLAN id in one of the ranges.
    Vlan(Vec<RangeInclusive<u16>>),
    /// `EtherType` behind the VLAN tags.
    EtherType(Vec<u16>),
    /// DSCP of the hashed IP header.
    Dscp(Vec<u8>),
    /// Length of the frame in bytes, from the destination MAC address, without FCS.
    Length(RangeInclusive<u32>),
    /// Receive queue of the NIC.
    RxQueue(Vec<u32>),
}

/// What happens to a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// To one CPU.
    Cpu {
        /// The CPU.
        cpu: CpuId,
        /// What it does with the packet; `None` for what all targets do.
        then: Option<TargetAction>,
    },
    /// Hashed over these CPUs.
    Cpus {
        /// The CPUs.
        cpus: CpuSet,
        /// What they do with the packet; `None` for what all targets do.
        then: Option<TargetAction>,
    },
    /// `XDP_PASS`, on the CPU that received it.
    Pass,
    /// `XDP_DROP`.
    Drop,
}

impl Action {
    /// What the target does with the packet, where the action says so.
    #[must_use]
    pub const fn then(&self) -> Option<&TargetAction> {
        match self {
            Self::Cpu { then, .. } | Self::Cpus { then, .. } => then.as_ref(),
            Self::Pass | Self::Drop => None,
        }
    }
}

/// An address and the number of its leading bits that count. Host bits are zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Prefix {
    /// The network address.
    pub addr: IpAddr,
    /// Prefix length in bits.
    pub len: u8,
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.addr, self.len)
    }
}

/// Many prefixes with a CPU each; the longest match wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefixTable {
    /// Which address is looked up.
    pub side: Side,
    /// Prefix and CPU.
    pub entries: Vec<(Prefix, CpuId)>,
}

/// An end of the packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The source address.
    Source,
    /// The destination address.
    Destination,
}

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Observe {
    /// How long packets wait in the queue before their target takes them.
    pub latency: bool,
}
