//! What a frame can be turned into without becoming another flow, and into pieces.

use std::net::{Ipv4Addr, Ipv6Addr};

use softrss_core::{
    header::{
        Header, dispatch,
        kinds::{By, Keep, Line, Next, ipv4, ipv6},
        layout::half,
    },
    policy::Decap,
    walk::MAX_LINKS,
};

use super::{
    ATTEMPTS,
    announce::announce,
    bytes::{put, write, write_sum},
    carrier::Carrier,
    frame::Frame,
    grow::{Growing, Step, followed},
    table::{family, is_in, is_ip, is_link, leading, leads_on, named_ports, protocols, udp},
};
use crate::Rng;

/// Headers between that of a tunnel and what it carries, at most.
const BETWEEN: usize = 6;

impl Frame {
    /// The packet in the opposite direction: every pair of addresses and ports is swapped, except for the
    /// ports of those tunnels that `decap` looks through, which are told by their destination port in both
    /// directions. `None` where a source port would become that of a tunnel.
    #[must_use]
    pub fn reversed(&self, decap: Decap) -> Option<Self> {
        let mut frame = self.clone();
        for &(header, at) in &self.headers {
            let bytes = &mut frame.bytes[at..];
            let port = |at| u16::try_from(half(at).read(bytes)).ok();
            let tunnel = |port: Option<u16>| {
                let next = port.and_then(|port| dispatch::find(udp(false), port));
                next.is_some_and(|(_, when)| is_in(when, decap))
            };
            if header == Header::Udp && tunnel(port(2)) {
                continue;
            }
            if header == Header::Udp && tunnel(port(0)) {
                return None;
            }
            for line in header.kind().part.lines {
                let (at, length) = match line {
                    Line::Keep(Keep::Ipv4) => (ipv4::SRC, 4),
                    Line::Keep(Keep::Ipv6) => (ipv6::SRC, 16),
                    Line::Keep(Keep::Ports(at)) => (*at, 2),
                    Line::Keep(
                        Keep::VlanId(_)
                        | Keep::Spi(..)
                        | Keep::Fragment(_)
                        | Keep::Extra(..)
                        | Keep::TunnelId(_),
                    )
                    | Line::Leave(..) => continue,
                };
                bytes[usize::from(at)..][..2 * length].rotate_left(length);
            }
        }
        Some(frame)
    }

    /// The frame with what is behind its Ethernet header in `carrier`, between random ends; `None` where that
    /// cannot carry it.
    #[must_use]
    pub fn within(&self, rng: &mut Rng, carrier: Carrier) -> Option<Self> {
        (0..ATTEMPTS).find_map(|_| self.carried(rng, carrier))
    }

    fn carried(&self, rng: &mut Rng, carrier: Carrier) -> Option<Self> {
        let &(inside, from) = self.headers.get(1)?;
        let mut frame = Growing::new(rng).carried();
        let any = rng.one_in(2);
        match carrier.by {
            By::EtherType(number) => frame.ethernet_of(rng, number)?,
            By::Protocol4(number) => frame.ip(rng, false, number)?,
            By::Protocol6(number) => frame.ip(rng, true, number)?,
            By::Protocol(number) => frame.ip(rng, any, number)?,
            By::UdpTo(_) | By::UdpEither(_) | By::UdpNamed => {
                let ports: Vec<u16> = named_ports().of(carrier.header).collect();
                let port = *rng.choose(&ports)?;
                frame.ip(rng, any, Header::Udp.protocol())?;
                frame.udp(rng, port)?;
            }
            By::GreType(_) => return None,
        }
        let mut step = Step::Header(carrier.header);
        for _ in 0..BETWEEN {
            match step {
                Step::Header(header) if header == inside => {
                    let at = frame.at();
                    frame.frame.bytes.truncate(at);
                    frame.frame.bytes.extend(&self.bytes[from..]);
                    let headers = self.headers[1..].iter();
                    let headers = headers.map(|(header, offset)| (*header, offset - from + at));
                    frame.frame.headers.extend(headers);
                    let behind = frame.frame.headers.iter().skip(MAX_LINKS);
                    if behind.into_iter().any(|(header, _)| is_link(*header)) {
                        return None;
                    }
                    return frame.settled(rng);
                }
                Step::Header(header) if is_ip(header) && header != carrier.header => return None,
                Step::Header(header) if !carrier.brings(header) => return None,
                Step::Header(_) | Step::More(_) | Step::End => {}
            }
            let lines: Vec<usize> = leads_on(step.part()?).collect();
            let line = *rng.choose(&lines)?;
            step = frame.add(rng, step, line, &|rng, v6, next, header| {
                announce(rng, v6, next, header, inside);
            })?;
        }
        None
    }

    /// An ICMP error to the source of the frame, which has to begin with Ethernet and IP; `None` if no row
    /// quotes it.
    #[must_use]
    pub fn quoted(&self, rng: &mut Rng) -> Option<Self> {
        let &(inside, from) = self.headers.get(1)?;
        let v6 = inside == family(true);
        let quotes = |header: Header| {
            let quotes = move |next| next == Next::Quote(inside);
            leading(&header.kind().part, quotes).next()
        };
        let mut kinds = protocols(v6).iter();
        let (number, header, line) =
            kinds.find_map(|(number, (header, _))| Some((number, header, quotes(header)?)))?;
        let mut frame = Growing::new(rng);
        frame.ip(rng, v6, number)?;
        frame.add(rng, Step::Header(header), line, &|_, _, _, _| ())?;
        let at = frame.at();
        let mut frame = frame.frame;
        frame.bytes.truncate(at);
        frame.bytes.extend(&self.bytes[from..]);
        let (_, ip) = frame.headers[1];
        let (src, dst, length) = if v6 {
            (ipv6::SRC, ipv6::DST, 16)
        } else {
            (ipv4::SRC, ipv4::DST, 4)
        };
        let back = &self.bytes[from + usize::from(src)..][..length];
        put(&mut frame.bytes[ip..], dst, back);
        Some(frame)
    }

    /// The positions among its headers of those of IP that have a whole datagram behind them.
    #[must_use]
    pub fn ip_headers(&self) -> Vec<usize> {
        let positions = 0..self.headers.len();
        let whole = |&at: &usize| {
            let (header, at) = self.headers[at];
            let part = &header.kind().part;
            let line = followed(part, &self.bytes[at..]);
            is_ip(header) && leads_on(part).any(|leading| leading == line)
        };
        positions.filter(whole).collect()
    }

    /// The datagram of the header at `position` in pieces of at most `size` bytes, a multiple of 8.
    #[must_use]
    pub fn fragments(&self, position: usize, size: usize) -> Vec<Vec<u8>> {
        let (header, at) = self.headers[position];
        let v6 = header == family(true);
        let length = if v6 {
            40
        } else {
            4 * usize::from(self.bytes[at] & 15)
        };
        let (head, datagram) = self.bytes.split_at((at + length).min(self.bytes.len()));
        let mut pieces = Vec::new();
        for (piece, offset) in datagram.chunks(size).zip((0_u16..).step_by(size)) {
            let more = usize::from(offset) + piece.len() < datagram.len();
            let mut bytes = head.to_vec();
            if v6 {
                // RFC 8200, section 4.5.
                let [high, low] = (offset | u16::from(more)).to_be_bytes();
                let next = std::mem::replace(&mut bytes[at + 6], 44);
                bytes.extend([next, 0, high, low, 0, 0, 0, 77]);
            } else {
                let fragment = u32::from(offset / 8) | u32::from(more) << 13;
                write(&mut bytes[at..], ipv4::FRAGMENT, fragment);
            }
            bytes.extend(piece);
            for &(header, at) in &self.headers[..=position] {
                if is_ip(header) {
                    fill(&mut bytes[at..], header == family(true));
                }
            }
            pieces.push(bytes);
        }
        pieces
    }

    /// The addresses in the first IP header.
    #[must_use]
    pub fn ends(&self) -> Option<(std::net::IpAddr, std::net::IpAddr)> {
        let mut headers = self.headers.iter();
        let &(header, at) = headers.find(|(header, _)| is_ip(*header))?;
        let bytes = &self.bytes[at..];
        Some(if header == family(true) {
            let address = |at: u8| {
                let address: &[u8; 16] = bytes[usize::from(at)..].first_chunk()?;
                Some(Ipv6Addr::from(*address).into())
            };
            (address(ipv6::SRC)?, address(ipv6::DST)?)
        } else {
            let address = |at: u8| {
                let address: &[u8; 4] = bytes[usize::from(at)..].first_chunk()?;
                Some(Ipv4Addr::from(*address).into())
            };
            (address(ipv4::SRC)?, address(ipv4::DST)?)
        })
    }
}

/// Makes an IP packet as long as what is left of the frame.
fn fill(packet: &mut [u8], v6: bool) {
    let (field, length) = if v6 {
        (ipv6::LENGTH, packet.len() - 40)
    } else {
        (ipv4::LENGTH, packet.len())
    };
    let length = u32::try_from(length).expect("shorter than a packet can be");
    write(packet, field, length);
    if !v6 {
        write_sum(packet);
    }
}
