//! Reading a frame: from its first header, Ethernet or the tag of a switch, to the header that is hashed.
//!
//! This is the reference. The generated program does exactly the same, so every rule is one that a
//! BPF program can follow with a bounded number of instructions:
//!
//! - Headers are read one after the other. Each is preceded by two checks, in this order: it starts at
//!   most [`MAX_OFFSET`] bytes into the frame and is at most the [`MAX_HEADERS`]th
//!   ([`Reason::TooDeep`]), and its fixed part lies within the frame ([`Reason::Truncated`]).
//!   A tag of a link is at most the [`MAX_LINKS`]th ([`Reason::TooDeep`]).
//! - The last *complete* IP header is the one that is hashed. An IPv4 header is complete when its
//!   first 20 bytes are there, the version is 4 and the header length at least 5; an IPv6 header when
//!   its 40 bytes are there and the version is 6. Length fields of IP and UDP are not looked at: only
//!   the end of the frame counts, because captures are cut, and segmentation offload leaves them 0.
//! - Ports are those 4 bytes behind that header and its extension headers, if they are in the frame.
//!   If they are not, the packet is hashed without ports and counted as truncated.
//! - A fragment, the first one included, ends the walk: addresses and protocol are all that every
//!   fragment has. The protocol that is hashed is the one named by the IPv4 header, or 44, that of the fragment
//!   header, in IPv6: what the fragments of one datagram name there may differ (RFC 8200, section 4.5). Rules look at
//!   what the fragment names. An IPv6 header chain with a fragment header of offset 0 and no more fragments (an atomic fragment,
//!   RFC 6946) is a whole datagram.
//! - AH is looked through, because what it protects is readable, in both directions of a flow. Its SPI stands in for
//!   ports, where nothing behind it has any, if the policy names `ah-spi`.
//! - The number of a session is that of the innermost header that has one. A header that is not looked through is read for it
//!   where it is announced, if the policy hashes it, and nothing behind: the walk ends there as it would without it.
//! - The outermost IP header, which rules may look at, is the first complete one. Its protocol is the last that is read
//!   before another IP header is complete, its ports are those directly behind it and its extension headers.
//! - What is not announced is believed if it proves right: IPv4 by its length and checksum, or by one of them if it does
//!   not look like Ethernet; IPv6 by its length, likewise; Ethernet by a type that leads on. Lengths are compared with
//!   that of the whole frame.
//! - When the walk ends early, the [`Reason`] says why, and the last complete IP header is hashed. A
//!   packet without one is passed.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use crate::{
    flow::{FlowKey, Ports, Tags},
    header::{
        Header, Interest, Part, Reason,
        dispatch::{self, ETHER_TYPES, Extent, GRE_TYPES, PROTOCOLS_4, PROTOCOLS_6},
        kinds::{Extra, Keep, Line, Next, TunnelId, ipv4, ipv6},
        layout::Skip,
    },
};

/// The number of headers read in one frame: every VLAN tag, MPLS label and extension header counts. The kernel's verifier
/// follows the program once for each; the kernel's own dissector reads 15 (`MAX_FLOW_DISSECT_HDRS`).
pub const MAX_HEADERS: usize = 16;
/// The number of headers among which tags of links are read: those of [`Decap::LINKS`](crate::policy::Decap::LINKS).
pub const MAX_LINKS: usize = 8;
/// The farthest a header may start from the first byte of the frame, in bytes.
pub const MAX_OFFSET: usize = 4095;

/// The headers of a frame and where they start, outermost first.
///
/// Prints as `eth/vlan/ipv4/udp`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HeaderPath {
    entries: [(Header, u16); MAX_HEADERS],
    len: u8,
}

impl Default for HeaderPath {
    fn default() -> Self {
        Self {
            entries: [(Header::Ethernet, 0); MAX_HEADERS],
            len: 0,
        }
    }
}

impl HeaderPath {
    /// Each header with its offset in the frame, in bytes.
    pub fn iter(&self) -> impl Iterator<Item = (Header, usize)> + '_ {
        self.entries[..usize::from(self.len)]
            .iter()
            .map(|&(header, at)| (header, usize::from(at)))
    }

    /// Number of headers.
    #[must_use]
    pub fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// Whether no header was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Appends a header, or returns false when there is no room or it starts too far in.
    fn push(&mut self, header: Header, at: usize) -> bool {
        let Some(slot) = self.entries.get_mut(usize::from(self.len)) else {
            return false;
        };
        match u16::try_from(at) {
            Ok(at) if usize::from(at) <= MAX_OFFSET => {
                *slot = (header, at);
                self.len += 1;
                true
            }
            _ => false,
        }
    }
}

impl fmt::Display for HeaderPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (header, _) in self.iter() {
            write!(f, "{separator}{header}")?;
            separator = "/";
        }
        Ok(())
    }
}

impl fmt::Debug for HeaderPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HeaderPath({self})")
    }
}

/// What a walk found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Walked {
    /// The header that is hashed.
    pub(crate) selected: Option<Selected>,
    /// Every header that was read.
    pub(crate) path: HeaderPath,
    /// Why the walk ended early.
    pub(crate) reason: Option<Reason>,
    /// Identifier of the outermost VLAN tag.
    pub(crate) vlan: Option<u16>,
    /// Identifier of the VLAN tag behind it.
    pub(crate) inner_vlan: Option<u16>,
    /// The type field behind the outer VLAN tags, 0 if the frame has none.
    pub(crate) ether_type: u16,
    /// Where the TCP header starts, if one was looked for.
    pub(crate) tcp: Option<usize>,
    /// For each of [`Extra::ALL`], what a header says.
    pub(crate) extras: [Option<u32>; Extra::ALL.len()],
    /// Number of the innermost session that has one; 0 without, or where it was not looked for.
    pub(crate) tunnel_id: u32,
    /// The outermost IP header, if another one is hashed.
    pub(crate) outer: Option<Selected>,
    /// Source and destination port directly behind the outermost IP header.
    pub(crate) outer_ports: Option<(u16, u16)>,
}

impl Walked {
    /// The outermost IP header.
    pub(crate) const fn outermost(&self) -> Option<&Selected> {
        match &self.outer {
            None => self.selected.as_ref(),
            outer => outer.as_ref(),
        }
    }
}

/// The header that is hashed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Selected {
    /// What is hashed.
    pub(crate) key: FlowKey,
    /// The protocol that it names, which rules look at. The key of an IPv6 fragment has that of the fragment header.
    pub(crate) proto: u8,
    /// Its differentiated services code point.
    pub(crate) dscp: u8,
}

/// A walk in progress: the frame, a cursor, and what was found so far.
struct Walk<'a> {
    frame: &'a [u8],
    /// Bytes of the frame, also of what cannot be read.
    length: usize,
    at: usize,
    interest: Interest,
    quoted: bool,
    found: Walked,
}

/// Walks `frame`, the part that can be read of one of `length` bytes, as far as `interest` asks.
pub(crate) fn walk(frame: &[u8], length: usize, interest: Interest) -> Walked {
    let mut walk = Walk {
        frame,
        length,
        at: 0,
        interest,
        quoted: false,
        found: Walked::default(),
    };
    if let Err(reason) = walk.run() {
        walk.found.reason = Some(reason);
    }
    walk.found
}

impl<'a> Walk<'a> {
    fn run(&mut self) -> Result<(), Reason> {
        let mut next = Some(self.interest.first);
        while let Some(header) = next {
            if !self.found.path.push(header, self.at) {
                return Err(Reason::TooDeep);
            }
            if self.interest.clamp && header == Header::Tcp {
                self.found.tcp = Some(self.at);
            }
            next = self.read(&header.kind().part)?;
        }
        Ok(())
    }

    /// Reads `part` at the cursor, and moves the cursor to what follows.
    fn read(&mut self, part: &Part) -> Result<Option<Header>, Reason> {
        let bytes = self.bytes(part.size)?;
        for line in part.lines {
            match *line {
                Line::Keep(keep) => self.keep(keep, bytes)?,
                Line::Leave(tests, skip, next) => {
                    let left = self.length.saturating_sub(self.at);
                    if tests.iter().all(|test| test.holds(bytes, left)) {
                        return self.leave(skip, next, bytes);
                    }
                }
            }
        }
        Ok(None)
    }

    /// Reads the number of a session in `header`, at the cursor, up to where it leads elsewhere.
    fn read_id(&mut self, header: Header) -> Result<(), Reason> {
        if !self.found.path.push(header, self.at) {
            return Err(Reason::TooDeep);
        }
        let part = &header.kind().part;
        let bytes = self.bytes(part.size)?;
        for line in part.lines {
            match *line {
                Line::Keep(keep @ Keep::TunnelId(_)) => self.keep(keep, bytes)?,
                Line::Keep(_) => {}
                Line::Leave(tests, ..) => {
                    let left = self.length.saturating_sub(self.at);
                    if tests.iter().all(|test| test.holds(bytes, left)) {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// The bytes at the cursor, if so many are there.
    fn bytes(&self, size: u8) -> Result<&'a [u8], Reason> {
        let rest = self.frame.get(self.at..);
        let bytes = rest.and_then(|rest| rest.get(..usize::from(size)));
        bytes.ok_or(Reason::Truncated)
    }

    fn leave(&mut self, skip: Skip, next: Next, bytes: &[u8]) -> Result<Option<Header>, Reason> {
        // Possibly past the end: the next header notices.
        self.at += skip.read(bytes);
        Ok(match next {
            Next::EtherType(at) => Some(self.by_ether_type(half(bytes, at))?),
            Next::GreType(at) => Some(self.by_gre_type(half(bytes, at))?),
            Next::Protocol(at) => self.by_protocol(bytes[usize::from(at)])?,
            Next::UdpPorts(at) => self.by_udp_ports(half(bytes, at), half(bytes, at + 2))?,
            Next::To(header) => Some(self.to(header, self.interest.extent_of(header))?),
            Next::Quote(header) => {
                self.quoted = true;
                Some(header)
            }
            Next::Behind(part) => self.read(part)?,
            Next::IfWanted(when, part) if !self.quoted && self.interest.wants(when) => {
                self.read(part)?
            }
            Next::Stop(reason) => return Err(reason),
            Next::IfWanted(..) | Next::Done => None,
        })
    }

    fn by_ether_type(&mut self, number: u16) -> Result<Header, Reason> {
        if self.found.selected.is_none() {
            self.found.ether_type = number;
        }
        if number < 0x0600 {
            return Ok(Header::Llc);
        }
        match dispatch::find(ETHER_TYPES, number) {
            None => Err(Reason::NotIp),
            Some((_, when))
                if self.interest.wants(when)
                    && when.is_link()
                    && self.found.path.len() >= MAX_LINKS =>
            {
                Err(Reason::TooDeep)
            }
            Some(next) => self.to(next.0, self.interest.extent(next)),
        }
    }

    /// `header`, if it is looked through; else the number of its session is all that may be read of it.
    fn to(&mut self, header: Header, extent: Option<Extent>) -> Result<Header, Reason> {
        match extent {
            Some(Extent::Whole) => return Ok(header),
            Some(Extent::Id) => self.read_id(header)?,
            None => {}
        }
        Err(Reason::NotInDecap)
    }

    fn by_gre_type(&mut self, number: u16) -> Result<Header, Reason> {
        match dispatch::find(GRE_TYPES, number).and_then(|next| self.followed(next)) {
            Some((header, Extent::Whole)) => Ok(header),
            Some((_, Extent::Id)) | None => self.by_ether_type(number),
        }
    }

    fn by_protocol(&mut self, number: u8) -> Result<Option<Header>, Reason> {
        let Some(selected) = self.found.selected.as_mut() else {
            return Ok(None);
        };
        selected.key.proto = number;
        selected.proto = number;
        let kinds = match selected.key.src {
            IpAddr::V4(_) => &PROTOCOLS_4,
            IpAddr::V6(_) => &PROTOCOLS_6,
        };
        let Some(next) = kinds.get(number) else {
            return Ok(None);
        };
        let followed = self.followed(next);
        if followed.is_none() && next.1.is_transport() {
            // Named in the path, but not read.
            self.found.path.push(next.0, self.at);
        }
        self.follow(followed)
    }

    fn by_udp_ports(&mut self, src: u16, dst: u16) -> Result<Option<Header>, Reason> {
        let by = |either, port| {
            let mut kinds = self.interest.udp(either);
            let (_, next) = kinds.find(|(number, _)| *number == port)?;
            self.followed(next)
        };
        let followed = by(false, dst)
            .or_else(|| by(true, dst))
            .or_else(|| by(true, src));
        self.follow(followed)
    }

    /// The header of `next` and how much of it is to be read here, if anything.
    fn followed(&self, next: dispatch::Next) -> Option<(Header, Extent)> {
        let readable = !self.quoted || next.0.kind().quotable;
        let extent = self.interest.extent(next).filter(|_| readable)?;
        Some((next.0, extent))
    }

    /// The header that is followed, if it is looked through.
    fn follow(&mut self, followed: Option<(Header, Extent)>) -> Result<Option<Header>, Reason> {
        match followed {
            Some((header, Extent::Whole)) => Ok(Some(header)),
            Some((header, Extent::Id)) => self.read_id(header).map(|()| None),
            None => Ok(None),
        }
    }

    /// Keeps the number of a session, if the policy wants it.
    fn keep_tunnel_id(&mut self, id: TunnelId, bytes: &[u8]) -> Result<(), Reason> {
        if self.interest.tunnel_id && id.only.iter().all(|test| test.holds(bytes, 0)) {
            self.found.tunnel_id = id.read(self.bytes(id.end())?);
        }
        Ok(())
    }

    fn keep(&mut self, keep: Keep, bytes: &[u8]) -> Result<(), Reason> {
        match keep {
            Keep::VlanId(at) => {
                if self.found.selected.is_none() {
                    let kept = match self.found.vlan {
                        None => &mut self.found.vlan,
                        Some(_) => &mut self.found.inner_vlan,
                    };
                    kept.get_or_insert(half(bytes, at) & 0x0fff);
                }
            }
            Keep::Ipv4 => {
                let address = |at| Ipv4Addr::from(array(bytes, at)).into();
                self.select(
                    address(ipv4::SRC),
                    address(ipv4::DST),
                    bytes[usize::from(ipv4::DSCP)] >> 2,
                    bytes[usize::from(ipv4::PROTOCOL)],
                );
            }
            Keep::Ipv6 => {
                let address = |at| Ipv6Addr::from(array(bytes, at)).into();
                let [_, _, _, dscp] = (ipv6::DSCP.read(bytes) >> 6).to_be_bytes();
                self.select(
                    address(ipv6::SRC),
                    address(ipv6::DST),
                    dscp,
                    bytes[usize::from(ipv6::NEXT)],
                );
            }
            Keep::Ports(at) => {
                let (src, dst) = (half(bytes, at), half(bytes, at + 2));
                if self.found.outer.is_none() {
                    self.found.outer_ports = Some((src, dst));
                }
                self.ports(Ports::Pair { src, dst });
            }
            Keep::Spi(at, when) => {
                if self.interest.wants(when) {
                    self.ports(Ports::Spi(u32::from_be_bytes(array(bytes, at))));
                }
            }
            Keep::Extra(extra, field) => {
                self.found.extras[extra as usize] = Some(field.read(bytes));
            }
            Keep::TunnelId(id) => self.keep_tunnel_id(id, bytes)?,
            Keep::Fragment(at) => {
                if let Some(selected) = &mut self.found.selected {
                    selected.proto = bytes[usize::from(at)];
                    selected.key.proto = Header::Fragment.protocol();
                    selected.key.ports = Ports::None;
                }
            }
        }
        Ok(())
    }

    /// Makes this IP header the one that is hashed. A quoted header counts in the direction of the
    /// error, which is the opposite of its own.
    fn select(&mut self, src: IpAddr, dst: IpAddr, dscp: u8, proto: u8) {
        let (src, dst) = if self.quoted { (dst, src) } else { (src, dst) };
        self.found.outer = self.found.outer.or(self.found.selected);
        self.found.selected = Some(Selected {
            key: FlowKey {
                src,
                dst,
                proto,
                ports: Ports::None,
                tags: Tags::NONE,
            },
            proto,
            dscp,
        });
    }

    /// Adds ports or an SPI to the header that is hashed, if the policy wants them.
    fn ports(&mut self, ports: Ports) {
        let ports = if self.quoted { ports.reversed() } else { ports };
        if let (true, Some(selected)) = (self.interest.ports, &mut self.found.selected) {
            selected.key.ports = ports;
        }
    }
}

/// The bytes of a row at `at`, which are there: its size says so.
fn array<const N: usize>(bytes: &[u8], at: u8) -> [u8; N] {
    let mut array = [0; N];
    array.copy_from_slice(&bytes[usize::from(at)..][..N]);
    array
}

fn half(bytes: &[u8], at: u8) -> u16 {
    u16::from_be_bytes(array(bytes, at))
}
