//! From the number that announces a header to the header: the tables of [`By`], made from the rows.

use super::{
    decap::Decap,
    kinds::{By, Extra, Header, When},
    ports::UdpPorts,
};

/// Which headers have to be read, and what for. Follows from the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an interest of its own"
)]
pub struct Interest {
    /// The header that packets begin with.
    pub first: Header,
    /// The kinds to look through.
    pub decap: Decap,
    /// The UDP ports of those that UDP carries.
    pub udp: UdpPorts,
    /// Whether ports and SPIs matter.
    pub ports: bool,
    /// Whether an ICMP error goes with the flow it quotes.
    pub icmp_errors: bool,
    /// Whether it is TCP headers that are looked for, to change them; else it is what is hashed.
    pub clamp: bool,
    /// For each of [`Extra::ALL`], whether a rule looks at it.
    pub extras: [bool; Extra::ALL.len()],
    /// Whether the numbers of sessions matter, also of headers that are not looked through.
    pub tunnel_id: bool,
}

/// How much of a header is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it, and what it leads to.
    Whole,
    /// The number of its session.
    Id,
}

impl Interest {
    /// The tags before an IP header, but for those that protect it.
    const TAGS: Decap = Decap::VLAN
        .union(Decap::PPPOE)
        .union(Decap::MPLS)
        .union(Decap::LINKS.without(Decap::BATMANADV.union(Decap::MACSEC)));

    /// To find the TCP header of a packet that begins with `first`, behind those tags that `decap` names and in no tunnel.
    #[must_use]
    pub const fn clamping(first: Header, decap: Decap) -> Self {
        Self {
            first,
            decap: decap.intersection(Self::TAGS),
            udp: UdpPorts::USUAL,
            ports: false,
            icmp_errors: false,
            clamp: true,
            extras: [false; Extra::ALL.len()],
            tunnel_id: false,
        }
    }

    /// Whether a kind is read whose length is compared with that of the frame.
    #[must_use]
    pub fn measures(self) -> bool {
        let mut kinds = Header::ALL.iter().map(|header| header.kind());
        kinds.any(|kind| {
            let read = kind.by.iter().any(|&(_, when)| self.wants(when));
            read && kind.part.measures()
        })
    }

    /// Whether `header` is read where something leads to it: if one of the conditions holds under which it is announced, or
    /// nothing announces it.
    #[must_use]
    pub fn reads(self, header: Header) -> bool {
        let by = header.kind().by;
        by.is_empty() || by.iter().any(|&(_, when)| self.wants(when))
    }

    /// How much is read of a header that something announces, if anything.
    #[must_use]
    pub fn extent(self, (header, when): Next) -> Option<Extent> {
        self.extent_if(header, self.wants(when))
    }

    /// How much is read of `header`, where something leads to it, if anything.
    #[must_use]
    pub fn extent_of(self, header: Header) -> Option<Extent> {
        self.extent_if(header, self.reads(header))
    }

    fn extent_if(self, header: Header, whole: bool) -> Option<Extent> {
        let mut ids = header.kind().part.tunnel_ids();
        if whole {
            Some(Extent::Whole)
        } else {
            (self.tunnel_id && ids.next().is_some()).then_some(Extent::Id)
        }
    }

    /// Whether a kind with the condition `when` is read.
    #[must_use]
    pub fn wants(self, when: When) -> bool {
        match when {
            When::Always => true,
            When::Decap(kind) => self.decap.contains(kind),
            When::Unchanged => !self.clamp,
            When::Ports => self.ports,
            When::PortsOrClamp => self.ports || self.clamp,
            When::PortsOrUdpTunnel => {
                let mut tunnels = self.udp(false).chain(self.udp(true));
                self.ports || tunnels.next().is_some()
            }
            When::IcmpErrors => self.icmp_errors,
            When::Extra(extra) => self.extras[extra as usize],
        }
    }

    /// The UDP ports that announce a kind that is read, or its number of a session, on either side or as the destination, and that
    /// kind.
    pub fn udp(&self, either: bool) -> impl Iterator<Item = (u16, Next)> + '_ {
        let usual = if either { UDP_EITHER } else { UDP_TO }.iter().copied();
        let usual = usual.filter(|(_, (header, _))| !self.udp.names(*header));
        let named = self.udp.iter().filter_map(move |(header, port)| {
            let (by_either, when) = header.by_udp()?;
            (by_either == either).then_some((port, (header, when)))
        });
        usual
            .chain(named)
            .filter(|(_, next)| self.extent(*next).is_some())
    }
}

/// A header kind, and when it is read.
pub type Next = (Header, When);

/// IP protocol number → header kind.
pub struct Protocols([Option<Next>; 256]);

impl Protocols {
    /// The kind that `protocol` announces.
    #[must_use]
    pub fn get(&self, protocol: u8) -> Option<Next> {
        self.0[usize::from(protocol)]
    }

    /// Every number that announces a kind.
    pub fn iter(&self) -> impl Iterator<Item = (u8, Next)> {
        (0..=u8::MAX).filter_map(|protocol| Some((protocol, self.get(protocol)?)))
    }
}

/// Behind IPv4.
pub static PROTOCOLS_4: Protocols = protocols(false);
/// Behind IPv6.
pub static PROTOCOLS_6: Protocols = protocols(true);

macro_rules! lists { ($($(#[$doc:meta])* $list:ident by $by:ident;)*) => { $(
    $(#[$doc])*
    pub static $list: &[(u16, Next)] = {
        const LEN: usize = {
            let (mut entry, mut len) = (0, 0);
            while entry < ENTRIES {
                len += matches!(ALL[entry].0, By::$by(_)) as usize;
                entry += 1;
            }
            len
        };
        const LIST: [(u16, Next); LEN] = {
            let mut list = [(0, (Header::Ethernet, When::Always)); LEN];
            let (mut entry, mut len) = (0, 0);
            while entry < ENTRIES {
                if let (By::$by(number), next) = ALL[entry] {
                    list[len] = (number, next);
                    len += 1;
                }
                entry += 1;
            }
            list
        };
        &LIST
    };
)* }}
lists! {
    /// By Ethernet type.
    ETHER_TYPES by EtherType;
    /// By UDP destination port, the usual ones.
    UDP_TO by UdpTo;
    /// By UDP port on either side, likewise.
    UDP_EITHER by UdpEither;
    /// By the protocol type of GRE.
    GRE_TYPES by GreType;
}

/// The kind that `number` announces in one of the lists above.
#[must_use]
pub fn find(list: &[(u16, Next)], number: u16) -> Option<Next> {
    list.iter()
        .find(|&&(announced, _)| announced == number)
        .map(|&(_, next)| next)
}

/// How many ways there are to announce a header.
const ENTRIES: usize = {
    let (mut kind, mut entries) = (0, 0);
    while kind < Header::ALL.len() {
        entries += Header::ALL[kind].kind().by.len();
        kind += 1;
    }
    entries
};

/// Every way to announce a header, in the order of the kinds.
const ALL: [(By, Next); ENTRIES] = {
    let mut all = [(By::Protocol(0), (Header::Ethernet, When::Always)); ENTRIES];
    let (mut kind, mut len) = (0, 0);
    while kind < Header::ALL.len() {
        let header = Header::ALL[kind];
        let entries = header.kind().by;
        let mut entry = 0;
        while entry < entries.len() {
            let (by, when) = entries[entry];
            all[len] = (by, (header, when));
            (entry, len) = (entry + 1, len + 1);
        }
        kind += 1;
    }
    all
};

const fn protocols(v6: bool) -> Protocols {
    let mut table = [None; 256];
    let mut i = 0;
    while i < ENTRIES {
        let (by, next) = ALL[i];
        let number = match by {
            By::Protocol(number) => Some(number),
            By::Protocol4(number) if !v6 => Some(number),
            By::Protocol6(number) if v6 => Some(number),
            By::Protocol4(_)
            | By::Protocol6(_)
            | By::EtherType(_)
            | By::UdpTo(_)
            | By::UdpEither(_)
            | By::UdpNamed
            | By::GreType(_) => None,
        };
        if let Some(number) = number {
            let slot = &mut table[number as usize];
            assert!(slot.is_none(), "two kinds with one protocol number");
            *slot = Some(next);
        }
        i += 1;
    }
    Protocols(table)
}
