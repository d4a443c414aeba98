//! Many UDP flows to one sink, half of them IPv4 and half IPv6, each with a frame that is ready to send.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::{
    bed::Testbed,
    mac::MacAddr,
    packet::{
        PacketError,
        checksum::{finish, word_sum},
        eth,
    },
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
    pub(crate) fn frame(
        &self,
        flow: u32,
        run: u32,
        payload_len: u16,
    ) -> Result<FlowFrame, PacketError> {
        let mut payload = Stamp {
            run,
            flow,
            sequence: 0,
        }
        .to_bytes()
        .to_vec();
        payload.resize(usize::from(payload_len).max(STAMP_LEN), 0);
        let key = self.key(flow);
        let packet = eth(self.sink_mac, self.source_mac);
        let packet = match (key.source, key.destination) {
            (IpAddr::V4(source), IpAddr::V4(destination)) => packet.ipv4(source, destination),
            (source, destination) => packet.ipv6(v6_of(source), v6_of(destination)),
        };
        let packet = packet
            .udp(key.source_port, key.destination_port)
            .payload(&payload);
        Ok(FlowFrame::new(packet.build()?, payload.len()))
    }
}

fn v6_of(address: IpAddr) -> Ipv6Addr {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
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
    /// `bytes`: a frame that ends with UDP and `payload_len` bytes of payload, with sequence number 0.
    fn new(bytes: Vec<u8>, payload_len: usize) -> Self {
        let udp = bytes.len() - payload_len - UDP_HEADER_LEN;
        // The complement of the checksum is the sum, and a sequence number of 0 adds nothing to it.
        let sum = word_sum(&[!bytes[udp + 6], !bytes[udp + 7]]);
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn flows() -> FlowSet {
        FlowSet {
            flows: FLOWS_MAX,
            port: 9,
            source_mac: MacAddr::local(1),
            sink_mac: MacAddr::local(2),
            sink_ipv4: Ipv4Addr::new(198, 19, 0, 1),
            sink_ipv6: Ipv6Addr::new(0x2001, 0xdb8, 0x19, 0, 0, 0, 0, 1),
        }
    }

    #[test]
    fn all_flows_differ_and_stay_in_their_ranges() {
        let keys: HashSet<FlowKey> = flows().keys().collect();
        assert_eq!(keys.len(), FLOWS_MAX as usize);
        for key in keys {
            match key.source {
                IpAddr::V4(source) => assert_eq!(source.octets()[..2], [198, 18]),
                IpAddr::V6(source) => assert_eq!(source.segments()[..3], [0x2001, 0xdb8, 0x18]),
            }
            assert!(key.source_port >= 32768);
        }
    }

    /// A stamped frame is what the packet builder makes of the same payload.
    #[test]
    fn stamped_frames_are_right() -> Result<(), PacketError> {
        let flows = flows();
        for flow in [0, 1, 2, 77] {
            let mut frame = flows.frame(flow, 3, 33)?;
            for sequence in [0, 1, 0xffff, 0x1_0000, 0xffff_ffff_ffff, u64::MAX - 1] {
                frame.next = sequence;
                frame.stamp();
                let mut payload = Stamp {
                    run: 3,
                    flow,
                    sequence,
                }
                .to_bytes()
                .to_vec();
                payload.resize(33, 0);
                let key = flows.key(flow);
                let packet = eth(flows.sink_mac, flows.source_mac);
                let packet = match (key.source, key.destination) {
                    (IpAddr::V4(a), IpAddr::V4(b)) => packet.ipv4(a, b),
                    (IpAddr::V6(a), IpAddr::V6(b)) => packet.ipv6(a, b),
                    _ => unreachable!(),
                };
                let packet = packet.udp(key.source_port, 9).payload(&payload);
                assert_eq!(
                    frame.bytes(),
                    packet.build()?,
                    "flow {flow} sequence {sequence}"
                );
            }
        }
        Ok(())
    }
}
