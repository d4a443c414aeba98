//! The table of header kinds.
//!
//! A row says how its kind is announced ([`By`]) and when a policy wants it read ([`When`]); how many bytes have to be
//! there; and, line by line, what is kept of it and where it leads ([`Line`]). A new kind is a row, and, where it can be
//! left out of `decap`, a word in [`decap`](super::decap).
//!
//! ```
//! use softrss_core::header::Header;
//! let geneve = Header::Geneve.kind();
//! assert_eq!((geneve.word, geneve.part.size), ("geneve", 16));
//! ```

use std::{cmp::Ordering, fmt};

use super::{
    decap::Decap,
    layout::{Field, IPV4_SUM, Relation, Show, Shown, Skip, Test, byte, half, show, word},
};
use crate::reason::Reason;

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
    /// By a UDP destination port that a policy has to name.
    UdpNamed,
    /// By the protocol type of GRE, where that is no Ethernet type.
    GreType(u16),
}

impl By {
    /// Whether the kind is carried by UDP, whose header is read together with it.
    #[must_use]
    pub const fn is_udp(self) -> bool {
        matches!(self, Self::UdpTo(_) | Self::UdpEither(_) | Self::UdpNamed)
    }
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
    /// A number that only rules look at.
    Extra(Extra),
}

/// A number of a header that nothing but rules looks at. It is kept for policies that have such a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// The flags of TCP.
    TcpFlags,
    /// The session of PPPoE.
    PppoeSession,
}

impl Extra {
    /// Every one.
    pub const ALL: &[Self] = &[Self::TcpFlags, Self::PppoeSession];
}

impl When {
    /// Whether this is the condition of a tag of a link: see [`Decap::LINKS`].
    #[must_use]
    pub const fn is_link(self) -> bool {
        match self {
            Self::Decap(kind) => Decap::LINKS.contains(kind),
            Self::Always
            | Self::Unchanged
            | Self::Ports
            | Self::PortsOrClamp
            | Self::PortsOrUdpTunnel
            | Self::IcmpErrors
            | Self::Extra(_) => false,
        }
    }

    /// Whether this is the condition of a transport header: named in the path of a packet also where it is not read.
    #[must_use]
    pub const fn is_transport(self) -> bool {
        match self {
            Self::Ports | Self::PortsOrClamp | Self::PortsOrUdpTunnel | Self::IcmpErrors => true,
            Self::Always | Self::Decap(_) | Self::Unchanged | Self::Extra(_) => false,
        }
    }
}

/// What comes after a header. Fields are given by their offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Whatever the Ethernet type (or 802.3 length) here announces.
    EtherType(u8),
    /// Whatever the IP protocol number here announces.
    Protocol(u8),
    /// Whatever the protocol type of GRE here announces.
    GreType(u8),
    /// Whatever the UDP ports here announce; the cursor stays on the UDP header.
    UdpPorts(u8),
    /// A header, if the policy wants it.
    To(Header),
    /// A header of the packet that an ICMP error quotes.
    Quote(Header),
    /// Something that is not announced and tells by itself what it is.
    Behind(&'static Part),
    /// More of the header, if the policy wants it and it is not in a quoted packet; else nothing more to read.
    IfWanted(When, &'static Part),
    /// Nothing that can be read.
    Stop(Reason),
    /// Nothing more to read.
    Done,
}

/// What is kept of a header. Fields are given by their offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The identifier of a VLAN tag, in the lower 12 bits of two bytes; the outermost two of the outer frame count.
    VlanId(u8),
    /// Everything of an IPv4 header that identifies a flow. See [`ipv4`].
    Ipv4,
    /// Everything of an IPv6 header that identifies a flow. See [`ipv6`].
    Ipv6,
    /// Source and destination port.
    Ports(u8),
    /// A security parameter index, in place of ports, if the policy wants that.
    Spi(u8, When),
    /// The protocol number of a fragment; ports or SPI are forgotten.
    Fragment(u8),
    /// One or two bytes that only rules look at.
    Extra(Extra, Field),
    /// The number of the session, if the policy wants that.
    TunnelId(TunnelId),
}

/// The number by which a header says to which session a packet belongs.
///
/// It may be behind the bytes that have to be there in any case; then these have to be there where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TunnelId {
    /// What it is called.
    pub called: &'static str,
    /// It is there only if these hold, of the bytes that have to be there.
    pub only: &'static [Test],
    /// Its bits.
    pub field: Field,
    /// Whether it may be another one in the opposite direction.
    pub directed: bool,
}

impl TunnelId {
    /// The same number in both directions.
    const fn shared(called: &'static str, field: Field) -> Self {
        Self {
            called,
            only: &[],
            field,
            directed: false,
        }
    }

    /// A number that each end chooses for what it receives, or may.
    const fn directed(called: &'static str, field: Field) -> Self {
        Self {
            directed: true,
            ..Self::shared(called, field)
        }
    }

    const fn only(self, only: &'static [Test]) -> Self {
        Self { only, ..self }
    }

    /// Every one that a header has, in the order of the table.
    pub fn all() -> impl Iterator<Item = (Header, Self)> {
        let of = |&header: &Header| header.kind().part.tunnel_ids().map(move |id| (header, id));
        Header::ALL.iter().flat_map(of)
    }

    /// The number in `header`, in which it is.
    #[must_use]
    pub fn read(self, header: &[u8]) -> u32 {
        self.field.read(header) >> self.field.mask.trailing_zeros()
    }

    /// How many bytes have to be there.
    #[must_use]
    pub const fn end(self) -> u8 {
        self.field.at + self.field.bytes
    }
}

/// A line of a row. They are gone through in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Something is kept.
    Keep(Keep),
    /// If all tests hold, the cursor moves and reading goes on there.
    Leave(&'static [Test], Skip, Next),
}

/// Some bytes, and what they say. Two are equal if they have one name.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// A name of its own.
    pub word: &'static str,
    /// How many bytes have to be there.
    pub size: u8,
    /// What they say; the last line is one that leaves in any case.
    pub lines: &'static [Line],
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

impl Eq for Part {}

impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Part {
    fn cmp(&self, other: &Self) -> Ordering {
        self.word.cmp(other.word)
    }
}

impl Part {
    /// Whether the same code reads both, of a policy that wants what `wants` says, and `ids`.
    #[must_use]
    pub fn reads_like(&self, other: &Self, ids: bool, wants: impl Fn(When) -> bool) -> bool {
        let line = |line: &Line| match *line {
            Line::Keep(Keep::TunnelId(_)) if !ids => None,
            Line::Leave(tests, skip, Next::IfWanted(when, _)) if !wants(when) => {
                Some(Line::Leave(tests, skip, Next::Done))
            }
            line => Some(line),
        };
        let [these, those] = [self, other].map(|part| part.lines.iter().filter_map(line));
        self.size == other.size && these.eq(those)
    }

    /// The numbers of sessions that are kept.
    pub fn tunnel_ids(&self) -> impl Iterator<Item = TunnelId> {
        self.lines.iter().filter_map(|line| match line {
            Line::Keep(Keep::TunnelId(id)) => Some(*id),
            Line::Keep(_) | Line::Leave(..) => None,
        })
    }

    /// Whether a length is compared with that of the frame, here or behind.
    #[must_use]
    pub fn measures(&self) -> bool {
        self.lines.iter().any(|line| match *line {
            Line::Keep(_) => false,
            Line::Leave(tests, _, next) => {
                let mut relations = tests.iter().map(|test| test.relation);
                let here = relations.any(|relation| matches!(relation, Relation::Fills(_)));
                here || match next {
                    Next::Behind(part) | Next::IfWanted(_, part) => part.measures(),
                    Next::To(_)
                    | Next::Quote(_)
                    | Next::EtherType(_)
                    | Next::GreType(_)
                    | Next::Protocol(_)
                    | Next::UdpPorts(_)
                    | Next::Stop(_)
                    | Next::Done => false,
                }
            }
        })
    }

    /// Fails to compile unless all fields are within the size and the last line leaves.
    const fn check(&self) {
        let mut line = 0;
        while line < self.lines.len() {
            match self.lines[line] {
                Line::Keep(Keep::TunnelId(id)) => {
                    let mut test = 0;
                    while test < id.only.len() {
                        let Test { field, relation } = id.only[test];
                        assert!(
                            matches!(relation, Relation::Is(_) | Relation::IsNot(_)),
                            "a number that is there or not"
                        );
                        self.has(field.at + field.bytes);
                        test += 1;
                    }
                }
                Line::Keep(keep) => self.has(match keep {
                    Keep::TunnelId(_) => 0,
                    Keep::Ipv4 => ipv4::DST + 4,
                    Keep::Ipv6 => ipv6::DST + 16,
                    Keep::VlanId(at) => at + 2,
                    Keep::Ports(at) | Keep::Spi(at, _) => at + 4,
                    Keep::Fragment(at) => at + 1,
                    Keep::Extra(_, field) => field.at + field.bytes,
                }),
                Line::Leave(tests, skip, next) => {
                    let last = line + 1 == self.lines.len();
                    assert!(
                        tests.is_empty() == last,
                        "only the last line leaves in any case"
                    );
                    let mut test = 0;
                    while test < tests.len() {
                        let Test { field, relation } = tests[test];
                        self.has(
                            field.at
                                + match relation {
                                    Relation::Ipv4Sum => IPV4_SUM,
                                    Relation::Is(_)
                                    | Relation::IsNot(_)
                                    | Relation::OneOf(_)
                                    | Relation::Below(_)
                                    | Relation::Within(..)
                                    | Relation::Outside(..)
                                    | Relation::Fills(_) => field.bytes,
                                },
                        );
                        test += 1;
                    }
                    let mut scaled = 0;
                    while scaled < skip.plus.len() {
                        let at = skip.plus[scaled].field.at;
                        assert!(at == skip.plus[0].field.at, "lengths of one byte");
                        self.has(at + 1);
                        scaled += 1;
                    }
                    self.has(match next {
                        Next::EtherType(at) | Next::GreType(at) => at + 2,
                        Next::Protocol(at) => at + 1,
                        Next::UdpPorts(at) => at + 4,
                        Next::To(_)
                        | Next::Quote(_)
                        | Next::Behind(_)
                        | Next::IfWanted(..)
                        | Next::Stop(_)
                        | Next::Done => 0,
                    });
                }
            }
            line += 1;
        }
    }

    const fn has(&self, bytes: u8) {
        assert!(
            bytes <= self.size,
            "a field behind the bytes that are there"
        );
    }
}

/// A header kind.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name in header paths.
    pub word: &'static str,
    /// How it is announced, and when that is followed.
    pub by: &'static [(By, When)],
    /// Whether it is also read in the packet that an ICMP error quotes.
    pub quotable: bool,
    /// What of it is read.
    pub part: Part,
    /// What of it is shown to people.
    pub shown: &'static [Show],
}

impl Kind {
    /// Where the header begins, in bytes from where reading it begins: those that UDP carries are read together with
    /// the UDP header.
    #[must_use]
    pub fn start(&self) -> usize {
        let udp = self.by.iter().any(|(by, _)| by.is_udp());
        if udp { UDP_HEADER as usize } else { 0 }
    }
}

impl Header {
    /// The Ethernet type that announces it, the first if there are several.
    ///
    /// # Panics
    /// If none does. Meant for constants, where that does not compile.
    #[must_use]
    pub const fn ether_type(self) -> u16 {
        let by = self.kind().by;
        let mut entry = 0;
        while entry < by.len() {
            if let (By::EtherType(number), _) = by[entry] {
                return number;
            }
            entry += 1;
        }
        panic!("no Ethernet type announces it")
    }

    /// Where the outermost Ethernet header of frames begins whose first header this is: behind the tag of a switch, or
    /// where the frame begins.
    #[must_use]
    pub const fn ethernet_at(self) -> u8 {
        let lines = self.kind().part.lines;
        let mut line = 0;
        while line < lines.len() {
            if let Line::Leave(_, skip, Next::To(Self::Ethernet)) = lines[line] {
                return skip.bytes;
            }
            line += 1;
        }
        0
    }

    /// The protocol number that announces it, in IPv4 or IPv6 or both.
    ///
    /// # Panics
    /// If none does. Meant for constants, where that does not compile.
    #[must_use]
    pub const fn protocol(self) -> u8 {
        let by = self.kind().by;
        let mut entry = 0;
        while entry < by.len() {
            if let (By::Protocol(number) | By::Protocol4(number) | By::Protocol6(number), _) =
                by[entry]
            {
                return number;
            }
            entry += 1;
        }
        panic!("no protocol number announces it")
    }
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind().word)
    }
}

/// Length of a UDP header.
const UDP_HEADER: u8 = 8;

/// The fields of an Ethernet header, by offset.
pub mod ethernet {
    /// Destination address.
    pub const DST: u8 = 0;
    /// Source address.
    pub const SRC: u8 = 6;
    /// Ethernet type, or length.
    pub const TYPE: u8 = 12;
}

/// The numbers of PPPoE, and of the PPP behind it.
pub mod pppoe {
    /// Version, type, and the code of session data: the first two bytes.
    pub const SESSION_DATA: u16 = 0x1100;
    /// The protocol field of IPv4, in two bytes.
    pub const IPV4: u16 = 0x0021;
    /// That of IPv6.
    pub const IPV6: u16 = 0x0057;
}

/// The flags of VXLAN.
pub mod vxlan {
    /// Where they are, in bytes from the start of the UDP header.
    pub const FLAGS: u8 = 8;
    /// The identifier is valid.
    pub const VALID: u8 = 0x08;
}

/// The fields of an IPv4 header, by offset.
pub mod ipv4 {
    use super::super::layout::{Field, byte, half};

    /// Version and header length in words.
    pub const VERSION_LENGTH: Field = byte(0);
    /// What [`VERSION_LENGTH`] is with the shortest header: one without options.
    pub const SHORTEST: u32 = 0x45;
    /// What [`VERSION_LENGTH`] is with the longest header.
    pub const LONGEST: u32 = 0x4f;
    /// Differentiated services code point, above two other bits.
    pub const DSCP: u8 = 1;
    /// Length of header and payload in bytes.
    pub const LENGTH: Field = half(2);
    /// What is set in a fragment only: everything but "reserved" and "don't fragment".
    pub const FRAGMENT: Field = half(6).mask(0x3fff);
    /// Protocol number.
    pub const PROTOCOL: u8 = 9;
    /// Source address.
    pub const SRC: u8 = 12;
    /// Destination address.
    pub const DST: u8 = 16;
}

/// The fields of an IPv6 header, by offset.
pub mod ipv6 {
    use super::super::layout::{Field, byte, half};

    /// The version, in the upper half.
    pub const VERSION: Field = byte(0).mask(0xf0);
    /// What [`VERSION`] is.
    pub const SIX: u32 = 0x60;
    /// Differentiated services code point, where it is: above six other bits.
    pub const DSCP: Field = half(0).mask(0x0fc0);
    /// Length of the payload in bytes.
    pub const LENGTH: Field = half(4);
    /// Next header.
    pub const NEXT: u8 = 6;
    /// Source address.
    pub const SRC: u8 = 8;
    /// Destination address.
    pub const DST: u8 = 24;
}

/// Leaves if `tests` hold.
const fn when(tests: &'static [Test], skip: Skip, next: Next) -> Line {
    Line::Leave(tests, skip, next)
}

/// Ends the walk if `tests` hold.
const fn stop(tests: &'static [Test], reason: Reason) -> Line {
    Line::Leave(tests, Skip::NOTHING, Next::Stop(reason))
}

/// Leaves.
const fn leave(skip: Skip, next: Next) -> Line {
    Line::Leave(&[], skip, next)
}

/// Ends the walk: everything was read.
const DONE: Line = leave(Skip::NOTHING, Next::Done);
/// Ends the walk: what follows is something else.
const NOT_IP: Line = stop(&[], Reason::NotIp);

const fn skip(bytes: u8) -> Skip {
    Skip::bytes(bytes)
}

const fn number(field: Field) -> Shown {
    Shown::Number(field, 0, 0)
}

macro_rules! kinds { ($(
    $(#[$doc:meta])*
    $header:ident {
        word: $word:literal,
        by: $by:expr,
        quotable: $quotable:literal,
        size: $size:literal,
        lines: $lines:expr,
        shown: $shown:expr,
    }
)*) => {
    /// A header kind. Prints as the word used in header paths.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Header { $($(#[$doc])* $header),* }

    impl Header {
        /// Every kind.
        pub const ALL: &[Self] = &[$(Self::$header),*];

        /// Its row.
        #[must_use]
        pub const fn kind(self) -> &'static Kind {
            match self { $(Self::$header => {
                static KIND: Kind = Kind {
                    word: $word,
                    by: $by,
                    quotable: $quotable,
                    part: Part { word: stringify!($header), size: $size, lines: $lines },
                    shown: $shown,
                };
                &KIND
            }),* }
        }
    }
}}
// In the order in which Ethernet types are tried: the likely ones first.
kinds! {
    /// IPv4, options included.
    Ipv4 {
        word: "ipv4",
        by: &[
            (By::EtherType(0x0800), When::Always),
            (By::Protocol(4), When::Decap(Decap::IPIP)),
        ],
        quotable: false,
        size: 20,
        lines: &[
            stop(
                &[ipv4::VERSION_LENGTH.is_outside(ipv4::SHORTEST, ipv4::LONGEST)],
                Reason::BadIpHeader,
            ),
            Line::Keep(Keep::Ipv4),
            when(&[ipv4::FRAGMENT.is_not(0)], Skip::NOTHING, Next::Done),
            leave(
                skip(0).and(&[ipv4::VERSION_LENGTH.mask(0x0f).shl(2)]),
                Next::Protocol(ipv4::PROTOCOL),
            ),
        ],
        shown: &[
            show("src", Shown::Ipv4(ipv4::SRC)),
            show("dst", Shown::Ipv4(ipv4::DST)),
            show("proto", number(byte(ipv4::PROTOCOL))),
            show("fragment", Shown::Number(half(6).mask(0x1fff), 0, 3)).only(ipv4::FRAGMENT.is_not(0)),
            show("more", Shown::Flag(half(6).mask(0x2000))).only(ipv4::FRAGMENT.is_not(0)),
        ],
    }

    /// IPv6. The flow label is not looked at.
    Ipv6 {
        word: "ipv6",
        by: &[
            (By::EtherType(0x86dd), When::Always),
            (By::Protocol(41), When::Decap(Decap::IPIP)),
        ],
        quotable: false,
        size: 40,
        lines: &[
            stop(&[ipv6::VERSION.is_not(ipv6::SIX)], Reason::BadIpHeader),
            Line::Keep(Keep::Ipv6),
            leave(skip(40), Next::Protocol(ipv6::NEXT)),
        ],
        shown: &[
            show("src", Shown::Ipv6(ipv6::SRC)),
            show("dst", Shown::Ipv6(ipv6::DST)),
            show("next", number(byte(ipv6::NEXT))),
        ],
    }

    /// An 802.1Q or 802.1ad tag, in any order and depth. 0x9100, 0x9200 and 0x9300 are the types that switches used before
    /// 802.1ad, and 0xdadb is that of the tags by which Linux knows the ports of some switches (`ETH_P_DSA_8021Q`).
    Vlan {
        word: "vlan",
        by: &[
            (By::EtherType(0x8100), When::Decap(Decap::VLAN)),
            (By::EtherType(0x88a8), When::Decap(Decap::VLAN)),
            (By::EtherType(0x9100), When::Decap(Decap::VLAN)),
            (By::EtherType(0x9200), When::Decap(Decap::VLAN)),
            (By::EtherType(0x9300), When::Decap(Decap::VLAN)),
            (By::EtherType(0xdadb), When::Decap(Decap::VLAN)),
        ],
        quotable: false,
        size: 4,
        lines: &[Line::Keep(Keep::VlanId(0)), leave(skip(4), Next::EtherType(2))],
        shown: &[
            show("id", number(half(0).mask(0x0fff))),
            show("type", Shown::Hex(half(2))),
        ],
    }

    /// The service tag of 802.1ah, and behind it the customer's whole Ethernet header. It comes with VLAN stacks, so
    /// `vlan` names it too.
    Pbb {
        word: "pbb",
        by: &[(By::EtherType(0x88e7), When::Decap(Decap::VLAN))],
        quotable: false,
        size: 4,
        lines: &[
            Line::Keep(Keep::TunnelId(TunnelId::shared("802.1ah service", word(0).mask(0x00ff_ffff)))),
            leave(skip(4), Next::To(Header::Ethernet)),
        ],
        shown: &[],
    }

    /// A PPPoE session header (RFC 2516), and PPP behind it.
    Pppoe {
        word: "pppoe",
        by: &[(By::EtherType(0x8864), When::Decap(Decap::PPPOE))],
        quotable: false,
        size: 6,
        lines: &[
            stop(&[half(0).is_not(pppoe::SESSION_DATA as u32)], Reason::NotIp),
            Line::Keep(Keep::Extra(Extra::PppoeSession, half(2))),
            Line::Keep(Keep::TunnelId(TunnelId::shared("PPPoE session", half(2)))),
            leave(skip(6), Next::Behind(&PPP)),
        ],
        shown: &[show("session", number(half(2)))],
    }

    /// One MPLS label (RFC 3032). The last one that is read tells to which session a packet belongs: the one at the bottom is
    /// that of a virtual network or a pseudowire, those above it of a path.
    Mpls {
        word: "mpls",
        by: &[
            (By::EtherType(0x8847), When::Decap(Decap::MPLS)),
            (By::EtherType(0x8848), When::Decap(Decap::MPLS)),
            // MPLS-in-IP (RFC 4023).
            (By::Protocol(137), When::Decap(Decap::MPLSIP)),
        ],
        quotable: false,
        size: 4,
        lines: &[
            Line::Keep(Keep::TunnelId(TunnelId::directed("MPLS label", word(0).mask(0xffff_f000)))),
            when(&[byte(2).mask(1).is(0)], skip(4), Next::To(Header::Mpls)),
            leave(skip(4), Next::Behind(&PAYLOAD)),
        ],
        shown: &[
            show("label", Shown::Number(word(0), 12, 0)),
            show("bottom", Shown::Flag(byte(2).mask(1))),
        ],
    }

    /// The tag of high-availability seamless redundancy (IEC 62439-3); parallel redundancy puts its own behind the payload.
    Hsr {
        word: "hsr",
        by: &[
            (By::EtherType(0x892f), When::Decap(Decap::HSR)),
            // Supervision; the kernel's dissector takes it for the same tag.
            (By::EtherType(0x88fb), When::Decap(Decap::HSR)),
        ],
        quotable: false,
        size: 6,
        lines: TAG_6,
        shown: &[show("sequence", number(half(2)))],
    }

    /// The redundancy tag of 802.1CB.
    RTag {
        word: "r-tag",
        by: &[(By::EtherType(0xf1c1), When::Decap(Decap::RTAG))],
        quotable: false,
        size: 6,
        lines: TAG_6,
        shown: &[show("sequence", number(half(2)))],
    }

    /// The tag of Cisco's virtual network interfaces, version 0.
    VnTag {
        word: "vn-tag",
        by: &[(By::EtherType(0x8926), When::Decap(Decap::VNTAG))],
        quotable: false,
        size: 6,
        lines: &[
            stop(&[byte(2).mask(0x30).is_not(0)], Reason::BadTunnelHeader),
            leave(skip(6), Next::EtherType(4)),
        ],
        shown: &[
            show("to", number(half(0).mask(0x3fff))),
            show("from", number(half(2).mask(0x0fff))),
        ],
    }

    /// The tag of a bridge port extension (802.1BR).
    ETag {
        word: "e-tag",
        by: &[(By::EtherType(0x893f), When::Decap(Decap::ETAG))],
        quotable: false,
        size: 8,
        lines: TAG_8,
        shown: &[show("to", number(half(2).mask(0x3fff)))],
    }

    /// Cisco metadata, version 1, with one option: the security group.
    Cmd {
        word: "cmd",
        by: &[(By::EtherType(0x8909), When::Decap(Decap::CMD))],
        quotable: false,
        size: 8,
        lines: &[
            stop(&[half(0).is_not(0x0101)], Reason::BadTunnelHeader),
            leave(skip(8), Next::EtherType(6)),
        ],
        shown: &[show("group", number(half(4)))],
    }

    /// The timestamp tag of Cisco's switches (`TTag`): nanoseconds in 48 bits.
    TTag {
        word: "ttag",
        by: &[(By::EtherType(0x8905), When::Decap(Decap::TTAG))],
        quotable: false,
        size: 8,
        lines: TAG_8,
        shown: &[],
    }

    /// A packet of batman-adv, version 15, that carries a frame to one node, with or without its sender. What is in several
    /// fragments is not read.
    BatmanAdv {
        word: "batman-adv",
        by: &[(By::EtherType(0x4305), When::Decap(Decap::BATMANADV))],
        quotable: false,
        size: 10,
        lines: &[
            stop(&[byte(1).is_not(15)], Reason::BadTunnelHeader),
            when(&[byte(0).is(0x40)], skip(10), Next::To(Header::Ethernet)),
            when(&[byte(0).is(0x42)], skip(18), Next::To(Header::Ethernet)),
            NOT_IP,
        ],
        shown: &[show("type", Shown::Hex(byte(0))), show("to", Shown::Mac(4))],
    }

    /// `MACsec` (802.1AE), version 0, that protects and does not encrypt, with or without the identifier of the channel. A
    /// packet is not changed behind it.
    MacSec {
        word: "macsec",
        by: &[(By::EtherType(0x88e5), When::Decap(Decap::MACSEC))],
        quotable: false,
        size: 8,
        lines: &[
            stop(&[byte(0).mask(0x80).is_not(0)], Reason::BadTunnelHeader),
            // Of encrypted packets, too.
            Line::Keep(Keep::TunnelId(MACSEC_SCI)),
            // Encrypted, or changed otherwise.
            stop(&[byte(0).mask(0x0c).is_not(0)], Reason::NotIp),
            when(&[byte(0).mask(0x20).is(0)], skip(8), Next::EtherType(6)),
            leave(skip(8), Next::Behind(&MACSEC_CHANNEL)),
        ],
        shown: &[show("packet", number(word(2)))],
    }

    /// The tag of a Marvell switch, with an Ethernet type of its own.
    Edsa {
        word: "edsa",
        by: &[(By::EtherType(0xdada), When::Decap(Decap::DSA))],
        quotable: false,
        size: 2,
        lines: &[
            stop(&[half(0).is_not(0)], Reason::BadTunnelHeader),
            leave(skip(2), Next::Behind(&DSA_TAG)),
        ],
        shown: &[],
    }

    /// The tag of a Realtek switch, of protocol 4 or A.
    Realtek {
        word: "realtek",
        by: &[(By::EtherType(0x8899), When::Decap(Decap::DSA))],
        quotable: false,
        size: 8,
        lines: &[
            when(&[byte(0).is(4)], skip(8), Next::EtherType(6)),
            when(&[byte(0).mask(0xf0).is(0xa0)], skip(4), Next::EtherType(2)),
            NOT_IP,
        ],
        shown: &[],
    }

    /// The tag of older Broadcom switches.
    BrcmLegacy {
        word: "brcm-legacy",
        by: &[(By::EtherType(0x8874), When::Decap(Decap::DSA))],
        quotable: false,
        size: 6,
        lines: TAG_6,
        shown: &[show("port", number(byte(3).mask(0x0f)))],
    }

    /// The tag of the switch in Renesas RZ/N1.
    A5psw {
        word: "a5psw",
        by: &[(By::EtherType(0xe001), When::Decap(Decap::DSA))],
        quotable: false,
        size: 8,
        lines: TAG_8,
        shown: &[show("port", number(byte(1).mask(0x0f)))],
    }

    /// The tag of a `MaxLinear` switch.
    MaxLinear {
        word: "maxlinear",
        by: &[(By::EtherType(0x88c3), When::Decap(Decap::DSA))],
        quotable: false,
        size: 8,
        lines: TAG_8,
        shown: &[],
    }

    /// The tag of a Motorcomm switch.
    Yt921x {
        word: "yt921x",
        by: &[(By::EtherType(0x9988), When::Decap(Decap::DSA))],
        quotable: false,
        size: 8,
        lines: TAG_8,
        shown: &[show("port", Shown::Number(byte(2).mask(0x78), 3, 0))],
    }

    /// The tag of an NXP SJA1110 switch. Its own messages are not read.
    Sja1110 {
        word: "sja1110",
        by: &[(By::EtherType(0xdadc), When::Decap(Decap::DSA))],
        quotable: false,
        size: 4,
        lines: &[
            stop(&[byte(0).mask(0x40).is_not(0)], Reason::NotIp),
            leave(skip(4), Next::EtherType(2)),
        ],
        shown: &[],
    }

    /// The tag of an NXP NETC switch, of a frame that is forwarded or meant for the CPU, with or without a timestamp.
    Netc {
        word: "netc",
        by: &[(By::EtherType(0xfd3a), When::Decap(Decap::DSA))],
        quotable: false,
        size: 6,
        lines: &[
            when(&[byte(0).is_one_of(&[0x21, 0x22])], Skip::NOTHING, Next::Behind(&NETC_TIME)),
            when(&[byte(0).mask(0xf0).is_one_of(&[0, 0x20])], skip(6), Next::EtherType(4)),
            NOT_IP,
        ],
        shown: &[show("port", Shown::Number(byte(2).mask(0xf8), 3, 0))],
    }

    /// Ethernet with the tag of a `MediaTek` switch in front of its type.
    EthernetMtk {
        word: "eth-mtk",
        by: &[],
        quotable: false,
        size: 18,
        lines: &[leave(skip(18), Next::EtherType(16))],
        shown: &[show("dst", Shown::Mac(ethernet::DST)), show("src", Shown::Mac(ethernet::SRC)), show("port", number(byte(13).mask(7)))],
    }

    /// Ethernet with the tag of a Marvell switch in front of its type.
    EthernetDsa {
        word: "eth-dsa",
        by: &[],
        quotable: false,
        size: 12,
        lines: &[leave(skip(12), Next::Behind(&DSA_TAG))],
        shown: &[show("dst", Shown::Mac(ethernet::DST)), show("src", Shown::Mac(ethernet::SRC))],
    }

    /// Ethernet with the tag of a Broadcom switch in front of its type.
    EthernetBrcm {
        word: "eth-brcm",
        by: &[],
        quotable: false,
        size: 18,
        lines: &[
            stop(&[byte(12).mask(0xe0).is_not(0)], Reason::BadTunnelHeader),
            leave(skip(18), Next::EtherType(16)),
        ],
        shown: &[show("dst", Shown::Mac(ethernet::DST)), show("src", Shown::Mac(ethernet::SRC)), show("port", number(byte(15).mask(0x1f)))],
    }

    /// Ethernet with the tag of a Qualcomm switch, version 2, in front of its type.
    EthernetQca {
        word: "eth-qca",
        by: &[],
        quotable: false,
        size: 16,
        lines: &[
            stop(&[byte(12).mask(0xc0).is_not(0x80)], Reason::BadTunnelHeader),
            leave(skip(16), Next::EtherType(14)),
        ],
        shown: &[show("dst", Shown::Mac(ethernet::DST)), show("src", Shown::Mac(ethernet::SRC)), show("port", number(byte(13).mask(7)))],
    }

    /// The tag of a Broadcom switch in front of Ethernet.
    BrcmPrepend {
        word: "brcm-prepend",
        by: &[],
        quotable: false,
        size: 4,
        lines: &[
            stop(&[byte(0).mask(0xe0).is_not(0)], Reason::BadTunnelHeader),
            leave(skip(4), Next::To(Header::Ethernet)),
        ],
        shown: &[show("port", number(byte(3).mask(0x1f)))],
    }

    /// The tag of a Lantiq or Intel GSWIP switch in front of Ethernet.
    Gswip {
        word: "gswip",
        by: &[],
        quotable: false,
        size: 8,
        lines: &[leave(skip(8), Next::To(Header::Ethernet))],
        shown: &[show("port", Shown::Number(byte(7).mask(0x70), 4, 0))],
    }

    /// A prefix and the tag of an Ocelot or Seville switch in front of Ethernet.
    Ocelot {
        word: "ocelot",
        by: &[],
        quotable: false,
        size: 20,
        lines: &[leave(skip(20), Next::To(Header::Ethernet))],
        shown: &[],
    }

    /// The tag of the switch in Atheros AR9331, version 1, in front of Ethernet.
    Ar9331 {
        word: "ar9331",
        by: &[],
        quotable: false,
        size: 2,
        lines: &[
            stop(&[byte(1).mask(0xc0).is_not(0x40)], Reason::BadTunnelHeader),
            leave(skip(2), Next::To(Header::Ethernet)),
        ],
        shown: &[show("port", number(byte(0).mask(0x0f)))],
    }

    /// Ethernet: the outer header of every frame, and what bridging tunnels carry. Ethernet type 0x6558 announces it
    /// (transparent Ethernet bridging, RFC 1701), and in IPv6 the next header 143 (RFC 8986).
    Ethernet {
        word: "eth",
        by: &[
            (By::EtherType(0x6558), When::Always),
            (By::Protocol6(143), When::Decap(Decap::ETHIP)),
        ],
        quotable: false,
        size: 14,
        lines: &[leave(skip(14), Next::EtherType(ethernet::TYPE))],
        shown: &[
            show("dst", Shown::Mac(ethernet::DST)),
            show("src", Shown::Mac(ethernet::SRC)),
            show("type", Shown::Hex(half(ethernet::TYPE))),
        ],
    }

    /// 802.2 logical link control, which an 802.3 length announces: with SNAP and an Ethernet type behind it, or
    /// directly with IPv4.
    Llc {
        word: "llc",
        by: &[],
        quotable: false,
        size: 3,
        lines: &[
            when(&[half(0).is(0xaaaa), byte(2).is(3)], Skip::NOTHING, Next::Behind(&SNAP)),
            when(&[half(0).is(0x0606), byte(2).is(3)], skip(3), Next::To(Header::Ipv4)),
            NOT_IP,
        ],
        shown: &[],
    }

    /// Hop-by-hop options of IPv6.
    HopByHop {
        word: "hopopts",
        by: &[(By::Protocol6(0), When::Always)],
        quotable: true,
        size: 8,
        lines: EXTENSION,
        shown: &[show("next", number(byte(0)))],
    }

    /// A routing header of IPv6, of any type. The address it overrides is not the one that is hashed.
    Routing {
        word: "routing",
        by: &[(By::Protocol6(43), When::Always)],
        quotable: true,
        size: 8,
        lines: EXTENSION,
        shown: &[show("next", number(byte(0)))],
    }

    /// Destination options of IPv6.
    DestinationOptions {
        word: "dstopts",
        by: &[(By::Protocol6(60), When::Always)],
        quotable: true,
        size: 8,
        lines: EXTENSION,
        shown: &[show("next", number(byte(0)))],
    }

    /// A fragment header of IPv6. One that fragments nothing (RFC 6946) is stepped over.
    Fragment {
        word: "fragment",
        by: &[(By::Protocol6(44), When::Always)],
        quotable: true,
        size: 8,
        lines: &[
            // Offset and "more fragments"; the two bits between them are reserved.
            when(&[half(2).mask(0xfff9).is(0)], skip(8), Next::Protocol(0)),
            Line::Keep(Keep::Fragment(0)),
            DONE,
        ],
        shown: &[
            show("next", number(byte(0))),
            show("offset", number(half(2).mask(0xfff8))),
            show("more", Shown::Flag(half(2).mask(1))),
        ],
    }

    /// The authentication header (RFC 4302). What it protects is in the clear and is read, but not changed; where that
    /// has no ports, the SPI takes their place if the policy names `ah-spi`.
    Ah {
        word: "ah",
        by: &[(By::Protocol(51), When::Unchanged)],
        quotable: true,
        size: 8,
        lines: &[
            Line::Keep(Keep::Spi(4, When::Decap(Decap::AHSPI))),
            leave(skip(0).and(&[byte(1).plus(2).shl(2)]), Next::Protocol(0)),
        ],
        shown: &[show("next", number(byte(0))), show("spi", Shown::Hex(word(4)))],
    }

    /// ESP (RFC 4303): the SPI is all that can be read.
    Esp {
        word: "esp",
        by: &[(By::Protocol(50), When::Ports)],
        quotable: true,
        size: 4,
        lines: &[Line::Keep(Keep::Spi(0, When::Always)), DONE],
        shown: &[show("spi", Shown::Hex(word(0)))],
    }

    /// TCP.
    Tcp {
        word: "tcp",
        by: &[(By::Protocol(6), When::PortsOrClamp)],
        quotable: true,
        size: 4,
        lines: &[
            Line::Keep(Keep::Ports(0)),
            leave(Skip::NOTHING, Next::IfWanted(When::Extra(Extra::TcpFlags), &TCP_FLAGS)),
        ],
        shown: PORTS_SHOWN,
    }

    /// UDP. Tunnels are told by their ports; they read the UDP header together with their own.
    Udp {
        word: "udp",
        by: &[(By::Protocol(17), When::PortsOrUdpTunnel)],
        quotable: true,
        size: 4,
        lines: &[Line::Keep(Keep::Ports(0)), leave(Skip::NOTHING, Next::UdpPorts(0))],
        shown: PORTS_SHOWN,
    }

    /// UDP-Lite (RFC 3828).
    UdpLite {
        word: "udplite",
        by: &[(By::Protocol(136), When::Ports)],
        quotable: true,
        size: 4,
        lines: PORTS,
        shown: PORTS_SHOWN,
    }

    /// SCTP.
    Sctp {
        word: "sctp",
        by: &[(By::Protocol(132), When::Ports)],
        quotable: true,
        size: 4,
        lines: PORTS,
        shown: PORTS_SHOWN,
    }

    /// DCCP.
    Dccp {
        word: "dccp",
        by: &[(By::Protocol(33), When::Ports)],
        quotable: true,
        size: 4,
        lines: PORTS,
        shown: PORTS_SHOWN,
    }

    /// ICMP. Destination unreachable, source quench, redirect, time exceeded and parameter problem quote the packet
    /// they are about.
    Icmp {
        word: "icmp",
        by: &[(By::Protocol4(1), When::IcmpErrors)],
        quotable: false,
        size: 8,
        lines: &[
            when(&[byte(0).is_one_of(&[3, 4, 5, 11, 12])], skip(8), Next::Quote(Header::Ipv4)),
            DONE,
        ],
        shown: ICMP_SHOWN,
    }

    /// `ICMPv6`. Destination unreachable, packet too big, time exceeded and parameter problem quote the packet they are
    /// about.
    Icmp6 {
        word: "icmpv6",
        by: &[(By::Protocol6(58), When::IcmpErrors)],
        quotable: false,
        size: 8,
        lines: &[
            when(&[byte(0).is_within(1, 4)], skip(8), Next::Quote(Header::Ipv6)),
            DONE,
        ],
        shown: ICMP_SHOWN,
    }

    /// GRE version 0 (RFC 2784, RFC 2890) with any of checksum, key and sequence number, and version 1, which is PPTP. Source
    /// routes are not read.
    Gre {
        word: "gre",
        by: &[(By::Protocol(47), When::Decap(Decap::GRE))],
        quotable: false,
        size: 4,
        lines: &[
            Line::Keep(Keep::TunnelId(PPTP_CALL)),
            // Version 1 with a key.
            when(&[half(0).mask(0xe007).is(0x2001)], Skip::NOTHING, Next::Behind(&PPTP)),
            // Another version, or a source route.
            stop(&[half(0).mask(0x4007).is_not(0)], Reason::BadTunnelHeader),
            // Without and with a checksum in front.
            Line::Keep(Keep::TunnelId(gre_key(4).only(&[byte(0).mask(0xa0).is(0x20)]))),
            Line::Keep(Keep::TunnelId(gre_key(8).only(&[byte(0).mask(0xa0).is(0xa0)]))),
            // ERSPAN type I has no header of its own, and no sequence number.
            when(
                &[half(2).is(0x88be), byte(0).mask(0x10).is(0)],
                skip(4).and(&[byte(0).mask(0x80).shr(5), byte(0).mask(0x20).shr(3)]),
                Next::To(Header::Ethernet),
            ),
            leave(
                skip(4).and(&[
                    byte(0).mask(0x80).shr(5),
                    byte(0).mask(0x20).shr(3),
                    byte(0).mask(0x10).shr(2),
                ]),
                Next::GreType(2),
            ),
        ],
        shown: &[show("flags", Shown::Hex(half(0))), show("type", Shown::Hex(half(2)))],
    }

    /// ERSPAN type II, in GRE.
    Erspan2 {
        word: "erspan",
        by: &[(By::GreType(0x88be), When::Always)],
        quotable: false,
        size: 8,
        lines: &[
            stop(&[byte(0).mask(0xf0).is_not(0x10)], Reason::BadTunnelHeader),
            Line::Keep(Keep::TunnelId(ERSPAN_SESSION)),
            leave(skip(8), Next::To(Header::Ethernet)),
        ],
        shown: &[show("session", number(half(2).mask(0x03ff)))],
    }

    /// ERSPAN type III, in GRE, with or without its platform-specific part, carrying Ethernet.
    Erspan3 {
        word: "erspan",
        by: &[(By::GreType(0x22eb), When::Always)],
        quotable: false,
        size: 12,
        lines: &[
            stop(&[byte(0).mask(0xf0).is_not(0x20)], Reason::BadTunnelHeader),
            Line::Keep(Keep::TunnelId(ERSPAN_SESSION)),
            // The type of the frame.
            stop(&[byte(10).mask(0x7c).is_not(0)], Reason::NotIp),
            leave(skip(12).and(&[byte(11).mask(1).shl(3)]), Next::To(Header::Ethernet)),
        ],
        shown: &[show("session", number(half(2).mask(0x03ff)))],
    }

    /// PPP in GRE and L2TP: the address and control field, which may be left out (RFC 1661 section 6.6), and PPP behind it.
    Ppp {
        word: "ppp",
        by: &[(By::GreType(0x880b), When::Always)],
        quotable: false,
        size: 2,
        lines: &[
            when(&[half(0).is(0xff03)], skip(2), Next::Behind(&PPP)),
            leave(Skip::NOTHING, Next::Behind(&PPP)),
        ],
        shown: &[],
    }

    /// What WCCP redirects, in GRE: IPv4, in version 2 behind a header of its own.
    Wccp {
        word: "wccp",
        by: &[(By::GreType(0x883e), When::Always)],
        quotable: false,
        size: 4,
        lines: &[
            when(&[byte(0).mask(0xf0).is(0x40)], Skip::NOTHING, Next::To(Header::Ipv4)),
            leave(skip(4), Next::To(Header::Ipv4)),
        ],
        shown: &[],
    }

    /// `EtherIP` (RFC 3378).
    EtherIp {
        word: "etherip",
        by: &[(By::Protocol(97), When::Decap(Decap::ETHERIP))],
        quotable: false,
        size: 2,
        lines: &[
            // The version.
            stop(&[byte(0).mask(0xf0).is_not(0x30)], Reason::BadTunnelHeader),
            leave(skip(2), Next::To(Header::Ethernet)),
        ],
        shown: &[],
    }

    /// MPLS in UDP (RFC 7510).
    MplsInUdp {
        word: "mpls-in-udp",
        by: &[(By::UdpTo(6635), When::Decap(Decap::MPLSIP))],
        quotable: false,
        size: 8,
        lines: &[leave(skip(8), Next::To(Header::Mpls))],
        shown: &[],
    }

    /// L2TP in UDP: data of version 2 (RFC 2661) with any of length, sequence numbers and offset, and of version 3 (RFC 3931).
    /// A port on either side tells it, because only one side has to use it.
    L2tp {
        word: "l2tp",
        by: &[(By::UdpEither(1701), When::Decap(Decap::L2TP))],
        quotable: false,
        size: 16,
        lines: &[
            Line::Keep(Keep::TunnelId(l2tp_session(12).only(&[half(8).is(3)]))),
            when(&[half(8).is(3)], skip(16), Next::Behind(&L2TP3)),
            // Anything but data of version 2.
            stop(&[half(8).mask(0xb4ff).is_not(2)], Reason::NotIp),
            // Tunnel and session, without and with a length in front.
            Line::Keep(Keep::TunnelId(l2tp_session(10).only(&[byte(8).mask(0x40).is(0)]))),
            Line::Keep(Keep::TunnelId(l2tp_session(12).only(&[byte(8).mask(0x40).is_not(0)]))),
            when(&[byte(8).mask(0x02).is_not(0)], L2TP_LENGTH, Next::Behind(&L2TP_OFFSET)),
            leave(L2TP_LENGTH, Next::To(Header::Ppp)),
        ],
        shown: &[show("version", number(byte(9).mask(0x0f)))],
    }

    /// L2TP version 3 in IP (RFC 3931).
    L2tpInIp {
        word: "l2tp",
        by: &[(By::Protocol(115), When::Decap(Decap::L2TP))],
        quotable: false,
        size: 4,
        lines: &[
            // A session of 0 is the control connection.
            stop(&[word(0).is(0)], Reason::NotIp),
            Line::Keep(Keep::TunnelId(l2tp_session(0))),
            leave(skip(4), Next::Behind(&L2TP3)),
        ],
        shown: &[show("session", Shown::Hex(word(0)))],
    }

    /// VXLAN (RFC 7348) on its own port and on the one Linux used before.
    Vxlan {
        word: "vxlan",
        by: &[
            (By::UdpTo(4789), When::Decap(Decap::VXLAN)),
            (By::UdpTo(8472), When::Decap(Decap::VXLAN)),
        ],
        quotable: false,
        size: 16,
        lines: &[
            // The identifier has to be valid. All other bits are ignored on receipt.
            stop(&[byte(vxlan::FLAGS).mask(vxlan::VALID as u32).is(0)], Reason::BadTunnelHeader),
            Line::Keep(Keep::TunnelId(vni("VXLAN VNI"))),
            leave(skip(16), Next::To(Header::Ethernet)),
        ],
        shown: &[show("vni", Shown::Number(word(12), 8, 0))],
    }

    /// The generic protocol extension of VXLAN (draft-ietf-nvo3-vxlan-gpe) on its port, which can carry IP without
    /// Ethernet.
    VxlanGpe {
        word: "vxlan-gpe",
        by: &[(By::UdpTo(4790), When::Decap(Decap::VXLANGPE))],
        quotable: false,
        size: 16,
        lines: &[
            // The identifier has to be valid.
            stop(&[byte(8).mask(0x08).is(0)], Reason::BadTunnelHeader),
            Line::Keep(Keep::TunnelId(vni("VXLAN-GPE VNI"))),
            // Without its flag, the protocol byte says nothing.
            when(&[byte(8).mask(0x04).is(0)], skip(16), Next::To(Header::Ethernet)),
            when(&[byte(11).is(1)], skip(16), Next::To(Header::Ipv4)),
            when(&[byte(11).is(2)], skip(16), Next::To(Header::Ipv6)),
            when(&[byte(11).is(3)], skip(16), Next::To(Header::Ethernet)),
            when(&[byte(11).is(4)], skip(16), Next::To(Header::Nsh)),
            when(&[byte(11).is(5)], skip(16), Next::To(Header::Mpls)),
            NOT_IP,
        ],
        shown: &[show("vni", Shown::Number(word(12), 8, 0))],
    }

    /// The network service header (RFC 8300), with metadata of any type, also directly in IP (RFC 9491).
    Nsh {
        word: "nsh",
        by: &[
            (By::EtherType(0x894f), When::Decap(Decap::NSH)),
            (By::Protocol(145), When::Decap(Decap::NSH)),
        ],
        quotable: false,
        size: 8,
        lines: &[
            // The version.
            stop(&[byte(0).mask(0xc0).is_not(0)], Reason::BadTunnelHeader),
            // The length in words, of which two are there in any case.
            stop(&[byte(1).mask(0x3f).is_below(2)], Reason::BadTunnelHeader),
            Line::Keep(Keep::TunnelId(TunnelId::directed("NSH path", word(4).mask(0xffff_ff00)))),
            when(&[byte(3).is(1)], NSH_LENGTH, Next::To(Header::Ipv4)),
            when(&[byte(3).is(2)], NSH_LENGTH, Next::To(Header::Ipv6)),
            when(&[byte(3).is(3)], NSH_LENGTH, Next::To(Header::Ethernet)),
            when(&[byte(3).is(4)], NSH_LENGTH, Next::To(Header::Nsh)),
            when(&[byte(3).is(5)], NSH_LENGTH, Next::To(Header::Mpls)),
            NOT_IP,
        ],
        shown: &[
            show("path", Shown::Number(word(4), 8, 0)),
            show("index", number(byte(7))),
        ],
    }

    /// LISP (RFC 9300) and its generic protocol extension (RFC 9305). What is inside has to prove right.
    Lisp {
        word: "lisp",
        by: &[(By::UdpTo(4341), When::Decap(Decap::LISP))],
        quotable: false,
        size: 16,
        lines: &[
            Line::Keep(Keep::TunnelId(
                vni("LISP instance").only(&[byte(8).mask(0x08).is_not(0)]),
            )),
            leave(skip(16), Next::Behind(&PAYLOAD)),
        ],
        shown: &[show("flags", Shown::Hex(byte(8)))],
    }

    /// GENEVE (RFC 8926) with options, carrying what its Ethernet type says.
    Geneve {
        word: "geneve",
        by: &[(By::UdpTo(6081), When::Decap(Decap::GENEVE))],
        quotable: false,
        size: 16,
        lines: &[
            stop(&[byte(8).mask(0xc0).is_not(0)], Reason::BadTunnelHeader),
            Line::Keep(Keep::TunnelId(vni("GENEVE VNI"))),
            leave(skip(16).and(&[byte(8).mask(0x3f).shl(2)]), Next::EtherType(10)),
        ],
        shown: &[show("vni", Shown::Number(word(12), 8, 0))],
    }

    /// GTP-U version 1 (3GPP TS 29.281).
    Gtpu {
        word: "gtpu",
        by: &[(By::UdpTo(2152), When::Decap(Decap::GTPU))],
        quotable: false,
        size: 16,
        lines: &[
            // Version 1, and not the charging protocol that shares the numbers.
            stop(&[byte(8).mask(0xf0).is_not(0x30)], Reason::BadTunnelHeader),
            // Signalling about one session has it, too.
            Line::Keep(Keep::TunnelId(TunnelId::directed("GTP-U TEID", word(12)))),
            // A user packet; the other message types are signalling.
            stop(&[byte(9).is_not(255)], Reason::NotIp),
            // On the byte that names the type of the first extension header.
            when(&[byte(8).mask(0x04).is_not(0)], skip(19), Next::To(Header::GtpuExtension)),
            when(&[byte(8).mask(0x07).is(0)], skip(16), Next::Behind(&PAYLOAD)),
            leave(skip(20), Next::Behind(&PAYLOAD)),
        ],
        shown: &[show("teid", Shown::Hex(word(12)))],
    }

    /// An extension header of GTP-U. Reading it begins at the byte before it, which names its type.
    GtpuExtension {
        word: "ext",
        by: &[],
        quotable: false,
        size: 2,
        lines: &[
            when(&[byte(0).is(0)], skip(1), Next::Behind(&PAYLOAD)),
            stop(&[byte(1).is(0)], Reason::BadTunnelHeader),
            leave(skip(0).and(&[byte(1).shl(2)]), Next::To(Header::GtpuExtension)),
        ],
        shown: &[],
    }

    /// Generic UDP encapsulation (draft-ietf-intarea-gue): variant 0 with optional fields, and variant 1, which is IP without a
    /// header before it and has to prove right. Control messages are not read.
    Gue {
        word: "gue",
        by: &[(By::UdpTo(6080), When::Decap(Decap::GUE))],
        quotable: false,
        size: 12,
        lines: &[
            when(
                &[byte(8).mask(0xf0).is_one_of(&[0x40, ipv6::SIX])],
                skip(8),
                Next::Behind(&PAYLOAD_IP),
            ),
            // The variant.
            stop(&[byte(8).mask(0xc0).is_not(0)], Reason::BadTunnelHeader),
            // The control bit.
            stop(&[byte(8).mask(0x20).is_not(0)], Reason::NotIp),
            when(&[byte(9).is(4)], GUE_LENGTH, Next::To(Header::Ipv4)),
            when(&[byte(9).is(41)], GUE_LENGTH, Next::To(Header::Ipv6)),
            when(&[byte(9).is(47)], GUE_LENGTH, Next::To(Header::Gre)),
            when(&[byte(9).is(137)], GUE_LENGTH, Next::To(Header::Mpls)),
            NOT_IP,
        ],
        shown: &[show("proto", number(byte(9)))],
    }

    /// An IP protocol directly in UDP, which the kernel calls FOU. Nothing but the port tells which one, so it has to prove
    /// right.
    Fou {
        word: "fou",
        by: &[(By::UdpNamed, When::Decap(Decap::FOU))],
        quotable: false,
        size: 12,
        lines: &[
            when(
                &[byte(8).mask(0xf0).is_one_of(&[0x40, ipv6::SIX])],
                skip(8),
                Next::Behind(&PAYLOAD_IP),
            ),
            // Version 0 without a source route.
            when(
                &[
                    half(8).mask(0x4fff).is(0),
                    half(10).is_one_of(&[0x0800, 0x86dd, 0x6558, 0x8847]),
                ],
                skip(8),
                Next::To(Header::Gre),
            ),
            NOT_IP,
        ],
        shown: &[],
    }

    /// Teredo (RFC 4380): IPv6 behind an authentication without identifier and value, or an origin indication, or neither. It has
    /// to prove right. A port on either side tells it, because only servers have to use it.
    Teredo {
        word: "teredo",
        by: &[(By::UdpEither(3544), When::Decap(Decap::TEREDO))],
        quotable: false,
        size: 12,
        lines: &[
            when(&[word(8).is(0x0001_0000)], skip(21), Next::Behind(&PAYLOAD_IP)),
            when(&[half(8).is(0)], skip(16), Next::Behind(&PAYLOAD_IP)),
            leave(skip(8), Next::Behind(&PAYLOAD_IP)),
        ],
        shown: &[],
    }

    /// ESP in UDP (RFC 3948). A zero SPI marks a key exchange message, and what is too short for ESP is a keepalive:
    /// these are hashed by their ports.
    EspInUdp {
        word: "esp",
        by: &[(By::UdpEither(4500), When::Decap(Decap::ESPUDP))],
        quotable: false,
        size: 12,
        lines: &[
            // The UDP length is looked at, because padding behind a keepalive would pass for an SPI.
            when(&[half(4).is_below(16)], Skip::NOTHING, Next::Done),
            when(&[word(8).is(0)], Skip::NOTHING, Next::Done),
            Line::Keep(Keep::Spi(8, When::Always)),
            DONE,
        ],
        shown: &[show("spi", Shown::Hex(word(8)))],
    }
}

/// The identifier of a virtual network, in the upper 24 bits.
const fn vni(called: &'static str) -> TunnelId {
    TunnelId::shared(called, word(12).mask(0xffff_ff00))
}

/// The key of GRE: one for each direction, if the ends are set up so.
const fn gre_key(at: u8) -> TunnelId {
    TunnelId::directed("GRE key", word(at))
}

/// The session of L2TP, in version 2 with the tunnel in front. Each end has numbers of its own.
const fn l2tp_session(at: u8) -> TunnelId {
    TunnelId::directed("L2TP session", word(at))
}

/// The channel of `MACsec`, which the sender chooses: the end of its MAC address, and the port.
const MACSEC_SCI: TunnelId =
    TunnelId::directed("MACsec channel", word(10)).only(&[byte(0).mask(0x20).is_not(0)]);
/// The call of PPTP, which is the lower half of the key.
const PPTP_CALL: TunnelId = TunnelId::directed("PPTP call", half(6))
    .only(&[half(0).mask(0xe007).is(0x2001), half(2).is(0x880b)]);
const ERSPAN_SESSION: TunnelId = TunnelId::shared("ERSPAN session", half(2).mask(0x03ff));

/// A tag of 6 bytes with the type of what follows, and nothing that has to be looked at.
const TAG_6: &[Line] = &[leave(skip(6), Next::EtherType(4))];
/// The same, of 8 bytes.
const TAG_8: &[Line] = &[leave(skip(8), Next::EtherType(6))];
/// The fixed part, and optional fields in words.
const GUE_LENGTH: Skip = skip(12).and(&[byte(8).mask(0x1f).shl(2)]);
/// The fixed part, and metadata in words.
const NSH_LENGTH: Skip = skip(0).and(&[byte(1).mask(0x3f).shl(2)]);
/// The header of version 2 up to an offset, with UDP in front.
const L2TP_LENGTH: Skip = skip(14).and(&[byte(8).mask(0x40).shr(5), byte(8).mask(0x08).shr(1)]);
const EXTENSION: &[Line] = &[leave(
    skip(0).and(&[byte(1).plus(1).shl(3)]),
    Next::Protocol(0),
)];
const PORTS: &[Line] = &[Line::Keep(Keep::Ports(0)), DONE];
const PORTS_SHOWN: &[Show] = &[
    show("src_port", number(half(0))),
    show("dst_port", number(half(2))),
];
const ICMP_SHOWN: &[Show] = &[show("type", number(byte(0))), show("code", number(byte(1)))];

/// What of a TCP header nothing but rules look at.
static TCP_FLAGS: Part = Part {
    word: "tcp_flags",
    size: 14,
    lines: &[Line::Keep(Keep::Extra(Extra::TcpFlags, byte(13))), DONE],
};

/// A PPP packet that begins with the protocol field, in two bytes or compressed to one (RFC 1661 section 6.5), of IPv4, IPv6 or
/// MPLS (RFC 3032).
///
/// Multilink (RFC 1990) is not read: whole packets and fragments of all flows have one sequence of numbers, and the receiver takes
/// what is behind for lost, so what belongs together is the session.
static PPP: Part = Part {
    word: "ppp",
    size: 2,
    lines: &[
        // An odd first byte is a whole protocol field: the last byte of every protocol number is odd.
        when(&[byte(0).is(0x21)], skip(1), Next::To(Header::Ipv4)),
        when(&[byte(0).is(0x57)], skip(1), Next::To(Header::Ipv6)),
        when(
            &[half(0).is(pppoe::IPV4 as u32)],
            skip(2),
            Next::To(Header::Ipv4),
        ),
        when(
            &[half(0).is(pppoe::IPV6 as u32)],
            skip(2),
            Next::To(Header::Ipv6),
        ),
        when(
            &[half(0).is_one_of(&[0x0281, 0x0283])],
            skip(2),
            Next::To(Header::Mpls),
        ),
        NOT_IP,
    ],
};

/// What is behind the number of a `MACsec` packet that names its channel, from the last four bytes of that number on.
static MACSEC_CHANNEL: Part = Part {
    word: "macsec_channel",
    size: 8,
    lines: TAG_8,
};

/// The tag of a Marvell switch, and the Ethernet type behind it: of a frame that is forwarded or meant for the CPU.
static DSA_TAG: Part = Part {
    word: "dsa_tag",
    size: 6,
    lines: &[
        when(
            &[byte(0).mask(0xe0).is_one_of(&[0, 0xc0])],
            skip(6),
            Next::EtherType(4),
        ),
        when(
            &[byte(0).mask(0xe0).is_one_of(&[0x20, 0xe0])],
            Skip::NOTHING,
            Next::Behind(&DSA_VLAN),
        ),
        NOT_IP,
    ],
};

/// The tag of a NETC switch that has a timestamp of eight bytes.
static NETC_TIME: Part = Part {
    word: "netc_time",
    size: 14,
    lines: &[leave(skip(14), Next::EtherType(12))],
};

/// The same as [`DSA_TAG`], that stands for the VLAN tag of the frame.
static DSA_VLAN: Part = Part {
    word: "dsa_vlan",
    size: 6,
    lines: &[
        Line::Keep(Keep::VlanId(2)),
        leave(skip(6), Next::EtherType(4)),
    ],
};

/// PPTP (RFC 2637): GRE version 1, with a key and, where there is a payload, a sequence number.
static PPTP: Part = Part {
    word: "pptp",
    size: 8,
    lines: &[
        stop(&[half(2).is_not(0x880b)], Reason::BadTunnelHeader),
        // Nothing but an acknowledgement.
        stop(&[byte(0).mask(0x10).is(0)], Reason::NotIp),
        leave(
            skip(12).and(&[byte(1).mask(0x80).shr(5)]),
            Next::To(Header::Ppp),
        ),
    ],
};

/// The offset of L2TP version 2: padding before PPP.
static L2TP_OFFSET: Part = Part {
    word: "l2tp_offset",
    size: 2,
    lines: &[
        stop(&[byte(0).is_not(0)], Reason::BadTunnelHeader),
        leave(skip(2).and(&[byte(1).shl(0)]), Next::To(Header::Ppp)),
    ],
};

/// What is behind the session of L2TP version 3: a cookie of no, four or eight bytes, four more or none that are specific to what
/// is carried, and that, of which nothing tells. It is believed to be Ethernet where a type of IP is followed by IP that proves to
/// be that; a VLAN tag is read as if it was one of those parts. PPP is not read: its header of multilink would be one of them, too,
/// and then the first fragment of a packet is read and the others are not.
static L2TP3: Part = Part {
    word: "l2tp3",
    size: 28,
    lines: &[
        when(&[IP_AT_12], skip(14), Next::Behind(&PAYLOAD_IP)),
        when(&[ip_at(16)], skip(18), Next::Behind(&PAYLOAD_IP)),
        when(&[ip_at(20)], skip(22), Next::Behind(&PAYLOAD_IP)),
        when(&[ip_at(24)], skip(26), Next::Behind(&PAYLOAD_IP)),
        NOT_IP,
    ],
};

/// In Ethernet, a type of IP and the version that it means.
const IP_AT_12: Test = ip_at(ethernet::TYPE);
/// In Ethernet, the type of PPPoE, and the version and type of its header.
const PPPOE_AT_12: Test = word(ethernet::TYPE).mask(0xffff_ff00).is(0x8864_1100);

/// An Ethernet type of IP, and the version that it means.
const fn ip_at(at: u8) -> Test {
    word(at)
        .mask(0xffff_f000)
        .is_one_of(&[0x0800_4000, 0x86dd_6000])
}

/// What nothing announces, such as what is behind the bottom of an MPLS stack or in GTP-U: IP, if it proves to be that, or
/// Ethernet.
static PAYLOAD: Part = Part {
    word: "payload",
    size: 1,
    lines: &[
        when(
            &[byte(0).mask(0xf0).is_one_of(&[0x40, ipv6::SIX])],
            Skip::NOTHING,
            Next::Behind(&PAYLOAD_IP),
        ),
        leave(Skip::NOTHING, Next::Behind(&PAYLOAD_ETHERNET)),
    ],
};

/// IPv4 if length and checksum say so; or else, if it does not look like Ethernet, IPv4 if one of them does, and IPv6, which
/// has no checksum, if the length does.
static PAYLOAD_IP: Part = Part {
    word: "payload_ip",
    size: IPV4_SUM,
    lines: &[
        when(
            &[
                byte(0).is(ipv4::SHORTEST),
                ipv4::LENGTH.fills(0),
                word(0).is_ipv4_sum(),
            ],
            Skip::NOTHING,
            Next::To(Header::Ipv4),
        ),
        when(&[IP_AT_12], Skip::NOTHING, Next::To(Header::Ethernet)),
        when(
            &[
                half(ethernet::TYPE).is_one_of(&[0x8100, 0x88a8]),
                half(16).is_one_of(&[0x0800, 0x86dd, 0x8100, 0x88a8, 0x8864, 0x8847]),
            ],
            Skip::NOTHING,
            Next::To(Header::Ethernet),
        ),
        when(&[PPPOE_AT_12], Skip::NOTHING, Next::To(Header::Ethernet)),
        when(
            &[
                byte(0).is_within(ipv4::SHORTEST, ipv4::LONGEST),
                ipv4::LENGTH.fills(0),
            ],
            Skip::NOTHING,
            Next::To(Header::Ipv4),
        ),
        when(
            &[byte(0).is(ipv4::SHORTEST), word(0).is_ipv4_sum()],
            Skip::NOTHING,
            Next::To(Header::Ipv4),
        ),
        when(
            &[byte(0).mask(0xf0).is(ipv6::SIX), ipv6::LENGTH.fills(40)],
            Skip::NOTHING,
            Next::To(Header::Ipv6),
        ),
        leave(Skip::NOTHING, Next::Behind(&PAYLOAD_ETHERNET)),
    ],
};

static PAYLOAD_ETHERNET: Part = Part {
    word: "payload_ethernet",
    size: 14,
    lines: &[
        when(
            &[half(ethernet::TYPE).is_one_of(LEADING_ON)],
            Skip::NOTHING,
            Next::To(Header::Ethernet),
        ),
        when(
            &[byte(0).mask(0xf0).is(0)],
            Skip::NOTHING,
            Next::Behind(&CONTROL_WORD),
        ),
        NOT_IP,
    ],
};

/// The control word of a pseudowire (RFC 4385) before Ethernet (RFC 4448), whose type may be anything if there is IPv4
/// behind it that proves to be that.
static CONTROL_WORD: Part = Part {
    word: "control_word",
    size: 38,
    lines: &[
        when(
            &[half(4 + ethernet::TYPE).is_one_of(LEADING_ON)],
            skip(4),
            Next::To(Header::Ethernet),
        ),
        when(
            &[
                byte(18).is(ipv4::SHORTEST),
                half(20).fills(18),
                word(18).is_ipv4_sum(),
            ],
            skip(18),
            Next::To(Header::Ipv4),
        ),
        NOT_IP,
    ],
};

/// Ethernet types that tell Ethernet from something else: those of IP and of all that IP is behind.
const LEADING_ON: &[u32] = &{
    let mut types = [0; ETHER_TYPES];
    let (mut kind, mut len) = (0, 0);
    while kind < Header::ALL.len() {
        let by = Header::ALL[kind].kind().by;
        let mut entry = 0;
        while entry < by.len() {
            if let By::EtherType(number) = by[entry].0 {
                types[len] = number as u32;
                len += 1;
            }
            entry += 1;
        }
        kind += 1;
    }
    types
};
/// How many Ethernet types there are.
const ETHER_TYPES: usize = {
    let (mut kind, mut count) = (0, 0);
    while kind < Header::ALL.len() {
        let by = Header::ALL[kind].kind().by;
        let mut entry = 0;
        while entry < by.len() {
            count += matches!(by[entry].0, By::EtherType(_)) as usize;
            entry += 1;
        }
        kind += 1;
    }
    count
};

/// LLC with a subnetwork access protocol header (RFC 1042, 802.1H).
static SNAP: Part = Part {
    word: "snap",
    size: 8,
    lines: &[
        when(
            &[half(3).is(0), byte(5).is_one_of(&[0, 0xf8])],
            skip(8),
            Next::EtherType(6),
        ),
        NOT_IP,
    ],
};

// Every row can be read: its fields are within its size, and it ends.
const _: () = {
    let mut kind = 0;
    while kind < Header::ALL.len() {
        Header::ALL[kind].kind().part.check();
        kind += 1;
    }
    TCP_FLAGS.check();
    PPP.check();
    MACSEC_CHANNEL.check();
    NETC_TIME.check();
    DSA_TAG.check();
    DSA_VLAN.check();
    PPTP.check();
    L2TP_OFFSET.check();
    L2TP3.check();
    PAYLOAD.check();
    PAYLOAD_IP.check();
    PAYLOAD_ETHERNET.check();
    CONTROL_WORD.check();
    SNAP.check();
};
