//! Many UDP flows to one sink, half of them IPv4 and half IPv6, each with a frame that is ready to send.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::{
    bed::Testbed,
    mac::MacAddr,
    packet::checksum::{finish, word_sum},
    traffic::stamp::{SEQUENCE_OFFSET, STAMP_LEN, Stamp},
};

/// Flows of one client address, told apart by their source port.
const FLOWS_PER_CLIENT: u32 = 4;
/// Client addresses are numbered from here in each family; below are the addresses of the interfaces.
const FIRST_CLIENT: u32 = 0x10;
/// Most flows whose clients fit into the address ranges.
pub(crate) const FLOWS_MAX: u32 = 1 << 18;
/// Bytes of an IPv6 and a UDP header, which a payload shares the MTU with.
pub(crate) const HEADERS_LEN: u32 = 40 + 8;

const UDP_HEADER_LEN: usize = 8;
const UDP: u8 = 17;
const HOPS: u8 = 64;

/// What tells one flow from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FlowKey {
    /// Address of the client.
    pub source: IpAddr,
    /// Address of the sink.
    pub destination: IpAddr,
    /// UDP port of the client.
    pub source_port: u16,
    /// UDP port of the sink.
    pub destination_port: u16,
}

/// The flows of a traffic run: flow `n` has the same addresses and ports in every run on every machine.
#[derive(Clone, Debug)]
pub struct FlowSet {
    flows: u32,
    port: u16,
    source_mac: MacAddr,
    sink_mac: MacAddr,
    sink_ipv4: Ipv4Addr,
    sink_ipv6: Ipv6Addr,
}

impl FlowSet {
    /// The first `flows` flows to UDP port `port` of the sink.
    #[must_use]
    pub fn new(bed: &Testbed, flows: u32, port: u16) -> Self {
        Self {
            flows,
            port,
            source_mac: bed.source().mac(),
            sink_mac: bed.sink().mac(),
            sink_ipv4: bed.sink().ipv4(),
            sink_ipv6: bed.sink().ipv6(),
        }
    }

    /// Addresses and ports of every flow, in the order of their numbers.
    pub fn keys(&self) -> impl Iterator<Item = FlowKey> + '_ {
        (0..self.flows).map(|flow| self.key(flow))
    }

    /// Even flows are IPv4 and odd ones IPv6; four neighbours in a family share a client.
    fn key(&self, flow: u32) -> FlowKey {
        let number = flow / 2;
        let [_, _, high, low] = (FIRST_CLIENT + number / FLOWS_PER_CLIENT).to_be_bytes();
        let (source, destination) = if flow.is_multiple_of(2) {
            (
                Ipv4Addr::new(198, 18, high, low).into(),
                self.sink_ipv4.into(),
            )
        } else {
            let host = u16::from_be_bytes([high, low]);
            let source = Ipv6Addr::new(0x2001, 0xdb8, 0x18, 0, 0, 0, 0, host);
            (source.into(), self.sink_ipv6.into())
        };
        FlowKey {
            source,
            destination,
            source_port: ephemeral_port(number),
            destination_port: self.port,
        }
    }

    /// The frame of one flow, complete but for the sequence number.
    pub(crate) fn frame(&self, flow: u32, run: u32, payload_len: u16) -> FlowFrame {
        let mut payload = Stamp {
            run,
            flow,
            sequence: 0,
        }
        .to_bytes()
        .to_vec();
        payload.resize(usize::from(payload_len).max(STAMP_LEN), 0);
        FlowFrame::new(self.sink_mac, self.source_mac, &self.key(flow), &payload)
    }
}

/// Ports of the range that Linux clients use, scattered.
fn ephemeral_port(number: u32) -> u16 {
    const FIRST: u32 = 32768;
    const COUNT: u32 = 28232;
    // 12271 and 28232 have no common factor: the ports of one client differ.
    let [_, _, high, low] = (FIRST + number % COUNT * 12271 % COUNT).to_be_bytes();
    u16::from_be_bytes([high, low])
}

/// The frame of one flow. The next sequence number is written into it just before it is sent.
#[derive(Clone, Debug)]
pub(crate) struct FlowFrame {
    bytes: Vec<u8>,
    /// Where the UDP header starts.
    udp: usize,
    /// Sum of everything that the UDP checksum covers, but for the sequence number.
    sum: u32,
    next: u64,
}

impl FlowFrame {
    fn new(to: MacAddr, from: MacAddr, key: &FlowKey, payload: &[u8]) -> Self {
        let [.., high, low] = (UDP_HEADER_LEN + payload.len()).to_be_bytes();
        let udp_len = [high, low];
        let mut bytes = [to.0, from.0].concat();
        let mut sum = u32::from(UDP) + word_sum(&udp_len);
        for address in [key.source, key.destination] {
            sum += match address {
                IpAddr::V4(address) => word_sum(&address.octets()),
                IpAddr::V6(address) => word_sum(&address.octets()),
            };
        }
        bytes.extend(ip_header(key, udp_len));
        let udp = bytes.len();
        bytes.extend(key.source_port.to_be_bytes());
        bytes.extend(key.destination_port.to_be_bytes());
        bytes.extend(udp_len);
        bytes.extend([0, 0]);
        bytes.extend(payload);
        sum += word_sum(&bytes[udp..]);
        Self {
            bytes,
            udp,
            sum,
            next: 0,
        }
    }

    /// The frame as it was last stamped.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Writes the next sequence number and the checksum that goes with it.
    pub(crate) fn stamp(&mut self) {
        let sequence = self.next.to_be_bytes();
        let checksum = match finish(self.sum + word_sum(&sequence)) {
            0 => 0xffff,
            checksum => checksum,
        };
        let at = self.udp + UDP_HEADER_LEN + SEQUENCE_OFFSET;
        self.bytes[at..at + sequence.len()].copy_from_slice(&sequence);
        self.bytes[self.udp + 6..self.udp + 8].copy_from_slice(&checksum.to_be_bytes());
    }

    /// The frame was sent: its sequence number is used up.
    pub(crate) fn advance(&mut self) {
        self.next += 1;
    }
}

/// `EtherType` and IP header in front of a UDP datagram.
fn ip_header(key: &FlowKey, udp_len: [u8; 2]) -> Vec<u8> {
    match (key.source, key.destination) {
        (IpAddr::V4(source), IpAddr::V4(destination)) => {
            let total = (20 + u16::from_be_bytes(udp_len)).to_be_bytes();
            let mut header = vec![0x45, 0, total[0], total[1], 0, 0, 0x40, 0, HOPS, UDP, 0, 0];
            header.extend(source.octets());
            header.extend(destination.octets());
            let checksum = finish(word_sum(&header)).to_be_bytes();
            header[10..12].copy_from_slice(&checksum);
            [vec![0x08, 0x00], header].concat()
        }
        (source, destination) => {
            let mut header = vec![0x86, 0xdd, 0x60, 0, 0, 0, udp_len[0], udp_len[1], UDP, HOPS];
            for address in [source, destination] {
                header.extend(match address {
                    IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
                    IpAddr::V6(address) => address.octets(),
                });
            }
            header
        }
    }
}
