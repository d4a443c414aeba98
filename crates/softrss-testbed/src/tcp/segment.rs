//! TCP segments as they are in a capture, with every checksum computed again.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::packet::{
    Tcp,
    checksum::{finish, internet_checksum, word_sum},
};

const TCP: u8 = 6;
const TCP_HEADER_LEN: usize = 20;
const IPV6_HEADER_LEN: usize = 40;
/// Kinds of TCP options.
const END_OF_LIST: u8 = 0;
const NO_OPERATION: u8 = 1;
const MAXIMUM_SEGMENT_SIZE: u8 = 2;

/// What a capture says about a TCP segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TcpSegment {
    /// Who sent it.
    pub source: SocketAddr,
    /// Who it is for.
    pub destination: SocketAddr,
    /// Flags, from [`Tcp::FIN`] to [`Tcp::CWR`].
    pub flags: u8,
    /// The maximum segment size option, in bytes.
    pub mss: Option<u16>,
    /// Whether the checksums of TCP and, where it has one, of the IP header are those of what is there.
    pub checksums_valid: bool,
}

impl TcpSegment {
    /// Reads an IP packet. `None` for anything but a whole segment that follows its IP header at once, as the kernel
    /// sends it.
    #[must_use]
    pub fn parse(ip: &[u8]) -> Option<Self> {
        match ip.first()? >> 4 {
            4 => Self::parse_v4(ip),
            6 => Self::parse_v6(ip),
            _ => None,
        }
    }

    /// Whether it opens a connection, in either direction.
    #[must_use]
    pub fn is_syn(&self) -> bool {
        self.flags & Tcp::SYN != 0
    }

    fn parse_v4(ip: &[u8]) -> Option<Self> {
        let header = ip.get(..usize::from(ip[0] & 0xf) * 4)?;
        let fixed: &[u8; 20] = header.first_chunk()?;
        let address = |at: usize| fixed[at..at + 4].first_chunk::<4>().copied();
        let (source, destination) = (Ipv4Addr::from(address(12)?), Ipv4Addr::from(address(16)?));
        let total = usize::from(u16::from_be_bytes([fixed[2], fixed[3]]));
        // Neither an offset nor more to come, behind two bits that say something else.
        let whole = u16::from_be_bytes([fixed[6], fixed[7]]) << 2 == 0;
        if fixed[9] != TCP || !whole || total != ip.len() {
            return None;
        }
        let addresses = word_sum(&fixed[12..20]);
        let segment = &ip[header.len()..];
        let mut parsed = Self::read(source.into(), destination.into(), addresses, segment)?;
        parsed.checksums_valid &= internet_checksum(header) == 0;
        Some(parsed)
    }

    fn parse_v6(ip: &[u8]) -> Option<Self> {
        let (header, segment) = ip.split_first_chunk::<IPV6_HEADER_LEN>()?;
        let address = |at: usize| header[at..at + 16].first_chunk::<16>().copied();
        let (source, destination) = (Ipv6Addr::from(address(8)?), Ipv6Addr::from(address(24)?));
        let length = usize::from(u16::from_be_bytes([header[4], header[5]]));
        if header[6] != TCP || length != segment.len() {
            return None;
        }
        let addresses = word_sum(&header[8..]);
        Self::read(source.into(), destination.into(), addresses, segment)
    }

    /// `addresses` is the sum of the words of both.
    fn read(source: IpAddr, destination: IpAddr, addresses: u32, segment: &[u8]) -> Option<Self> {
        let fixed: &[u8; TCP_HEADER_LEN] = segment.first_chunk()?;
        let options = segment.get(TCP_HEADER_LEN..usize::from(fixed[12] >> 4) * 4)?;
        let port = |at: usize| u16::from_be_bytes([fixed[at], fixed[at + 1]]);
        let length = u32::try_from(segment.len()).ok()?;
        let sum = addresses + u32::from(TCP) + length + word_sum(segment);
        Some(Self {
            source: (source, port(0)).into(),
            destination: (destination, port(2)).into(),
            flags: fixed[13],
            mss: mss_of(options),
            checksums_valid: finish(sum) == 0,
        })
    }
}

/// The maximum segment size among the options of a segment.
fn mss_of(mut options: &[u8]) -> Option<u16> {
    loop {
        match *options {
            [NO_OPERATION, ref rest @ ..] => options = rest,
            [END_OF_LIST, ..] | [] | [_] => return None,
            [MAXIMUM_SEGMENT_SIZE, 4, high, low, ..] => {
                return Some(u16::from_be_bytes([high, low]));
            }
            // A length counts kind and length themselves.
            [_, length, ..] if length >= 2 => options = options.get(usize::from(length)..)?,
            [..] => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packet::{Ipv4, Packet};

    fn syns() -> [Vec<u8>; 2] {
        let v4 = Packet::new().layer(Ipv4 {
            tos: 3,
            ..Ipv4::new(Ipv4Addr::new(10, 0, 0, 1), Ipv4Addr::new(10, 0, 0, 2))
        });
        let v6 = Packet::new().ipv6(Ipv6Addr::LOCALHOST, Ipv6Addr::from_bits(77));
        // The checksum covers an odd number of bytes.
        [v4, v6].map(|ip| {
            let syn = ip.layer(Tcp::syn(1000, 2000, 1460)).payload(b"x");
            syn.build().unwrap()
        })
    }

    #[test]
    fn segments_are_read() {
        for ip in syns() {
            let syn = TcpSegment::parse(&ip).unwrap();
            assert_eq!((syn.source.port(), syn.destination.port()), (1000, 2000));
            assert_eq!((syn.mss, syn.is_syn()), (Some(1460), true));
            assert!(syn.checksums_valid);
            for len in 0..ip.len() {
                assert_eq!(TcpSegment::parse(&ip[..len]), None, "{len} bytes");
            }
        }
    }

    #[test]
    fn every_damaged_bit_is_noticed() {
        for ip in syns() {
            for bit in 0..ip.len() * 8 {
                let mut damaged = ip.clone();
                damaged[bit / 8] ^= 1 << (bit % 8);
                let noticed = TcpSegment::parse(&damaged).is_none_or(|s| !s.checksums_valid);
                // No checksum covers the rest of an IPv6 header.
                let covered = ip[0] >> 4 == 4 || bit / 8 >= 8;
                assert!(noticed || !covered, "bit {bit}");
            }
        }
    }

    #[test]
    fn options_are_walked() {
        for (options, mss) in [
            (&[][..], None),
            (&[2, 4, 1, 0], Some(256)),
            (&[1, 2, 4, 1, 0, 0, 0, 0], Some(256)),
            (&[8, 10, 2, 4, 9, 9, 0, 0, 0, 0, 2, 4, 5, 220], Some(1500)),
            (&[0, 2, 4, 1, 0], None),
            (&[2, 3, 1, 0], None),
            (&[3, 0, 2, 4, 1, 0], None),
            (&[3, 200, 2, 4, 1, 0], None),
            (&[2], None),
            (&[1, 1, 2, 4, 5], None),
        ] {
            assert_eq!(mss_of(options), mss, "{options:?}");
        }
    }
}
