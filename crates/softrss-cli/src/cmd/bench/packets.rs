//! The packets that are measured: plain ones first, then what needs more reading.

use std::net::{Ipv4Addr, Ipv6Addr};

use softrss_testbed::{
    MacAddr,
    packet::{Packet, PacketError, eth},
};

/// Packets of one kind, which differ in their source port.
pub(super) struct Sample {
    pub(super) kind: &'static str,
    pub(super) frames: Vec<Vec<u8>>,
    /// The one that is measured.
    pub(super) chosen: usize,
}

const V4: (Ipv4Addr, Ipv4Addr) = (Ipv4Addr::new(198, 18, 0, 1), Ipv4Addr::new(198, 19, 0, 1));
const OUTER4: (Ipv4Addr, Ipv4Addr) = (Ipv4Addr::new(198, 18, 9, 1), Ipv4Addr::new(198, 19, 9, 1));
const V6: (Ipv6Addr, Ipv6Addr) = (
    Ipv6Addr::new(0x2001, 0xdb8, 0x18, 0, 0, 0, 0, 1),
    Ipv6Addr::new(0x2001, 0xdb8, 0x19, 0, 0, 0, 0, 1),
);
/// Source ports that are tried until one leads to another CPU.
const PORTS: std::ops::Range<u16> = 50_000..50_032;

/// Every kind.
pub(super) fn samples() -> impl Iterator<Item = Result<Sample, PacketError>> {
    type Build = fn(u16) -> Packet;
    const KINDS: [(&str, Build); 12] = [
        ("ipv4/tcp", |port| tcp4(link(), port)),
        ("ipv4/udp", |port| link().ipv4(V4.0, V4.1).udp(port, 9)),
        ("ipv6/tcp", |port| link().ipv6(V6.0, V6.1).tcp(port, 80)),
        ("ipv6/udp", |port| link().ipv6(V6.0, V6.1).udp(port, 9)),
        ("vlan/ipv4/tcp", |port| tcp4(link().vlan(100), port)),
        ("vlan/vlan/ipv4/tcp", |port| {
            tcp4(link().vlan(7).vlan(100), port)
        }),
        ("pppoe/ipv4/tcp", |port| tcp4(link().pppoe(7), port)),
        ("vlan/pppoe/ipv6/tcp", |port| {
            link().vlan(7).pppoe(7).ipv6(V6.0, V6.1).tcp(port, 80)
        }),
        ("mpls/mpls/ipv4/tcp", |port| {
            tcp4(link().mpls(16).mpls(17), port)
        }),
        ("ipv4/gre/ipv4/tcp", |port| tcp4(outer().gre(), port)),
        ("ipv4/udp/vxlan/eth/ipv4/tcp", |port| {
            tcp4(
                outer()
                    .udp(40_000, 4789)
                    .vxlan(42)
                    .eth(MacAddr::local(4), MacAddr::local(3)),
                port,
            )
        }),
        ("ipv4/udp/gtpu/ipv4/tcp", |port| {
            tcp4(outer().udp(2152, 2152).gtpu(7), port)
        }),
    ];
    KINDS.into_iter().map(|(kind, build)| {
        let frames = PORTS.map(|port| build(port).payload(&[0; 18]).build());
        Ok(Sample {
            kind,
            frames: frames.collect::<Result<_, _>>()?,
            chosen: 0,
        })
    })
}

fn link() -> Packet {
    eth(MacAddr::local(2), MacAddr::local(1))
}

fn outer() -> Packet {
    link().ipv4(OUTER4.0, OUTER4.1)
}

fn tcp4(packet: Packet, port: u16) -> Packet {
    packet.ipv4(V4.0, V4.1).tcp(port, 80)
}
