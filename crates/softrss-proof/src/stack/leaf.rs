//! Random headers and numbers, each for itself.

use std::net::{Ipv4Addr, Ipv6Addr};

use softrss_testbed::packet::{Ah, Dccp, Esp, Mpls, Raw, Sctp, Tcp, Udp, UdpLite};

use super::Layer;
use crate::Rng;

pub(super) fn mpls(rng: &mut Rng) -> Mpls {
    Mpls {
        traffic_class: rng.byte() & 7,
        ttl: rng.byte(),
        ..Mpls::new(rng.word() & 0xf_ffff)
    }
}

pub(super) fn ah(rng: &mut Rng) -> Ah {
    let icv = 4 * rng.pick([3, 0, 4, 8]);
    Ah {
        icv: vec![0; icv],
        ..Ah::new(rng.word() & 0x0303, 1)
    }
}

pub(super) fn esp(rng: &mut Rng) -> Layer {
    Esp {
        spi: 0x100 + (rng.word() & 0x0303),
        sequence: rng.word(),
    }
    .into()
}

pub(super) fn udp(rng: &mut Rng, source: u16, destination: u16) -> Udp {
    Udp {
        checksum: rng.one_in(2).then_some(0),
        ..Udp::new(source, destination)
    }
}

/// A transport header with ports; `plain` ones never with a port that stands for a tunnel.
#[must_use]
pub fn transport(rng: &mut Rng, plain: bool) -> Layer {
    let mut port = || {
        if plain {
            source_port(rng)
        } else {
            let any = rng.short();
            rng.pick([
                53, 80, 443, 1000, 4500, 4789, 8472, 4790, 6081, 2152, 40000, any,
            ])
        }
    };
    let (source_port, destination_port) = (port(), port());
    match rng.below(7) {
        0 | 1 => Tcp::new(source_port, destination_port).into(),
        2 | 3 => udp(rng, source_port, destination_port).into(),
        4 => Sctp {
            source_port,
            destination_port,
            tag: rng.word(),
            checksum: None,
        }
        .into(),
        5 => Dccp {
            source_port,
            destination_port,
            sequence: rng.word().into(),
            checksum: None,
        }
        .into(),
        _ => UdpLite {
            source_port,
            destination_port,
            ..UdpLite::default()
        }
        .into(),
    }
}

/// A port that stands for no tunnel.
pub(crate) fn source_port(rng: &mut Rng) -> u16 {
    let any = 0xc000 | rng.short();
    rng.pick([53, 80, 443, 1000, 40000, any])
}

pub(super) fn traffic_class(rng: &mut Rng) -> u8 {
    let any = rng.byte();
    rng.pick([0, 0, 0xb8, 0x28, 3, any])
}

/// Two ends with an address of each family, mostly of a few, so that rules and prefixes meet packets.
#[must_use]
pub fn ends(rng: &mut Rng) -> [(Ipv4Addr, Ipv6Addr); 2] {
    [(); 2].map(|()| (v4(rng), v6(rng)))
}

pub(crate) fn v4(rng: &mut Rng) -> Ipv4Addr {
    let (any, last) = (rng.word(), rng.byte());
    rng.pick([
        [10, 0, 0, 1].into(),
        [10, 0, 0, last].into(),
        [10, 1, 2, 3].into(),
        [10, 200, last, 0].into(),
        [192, 168, 1, 2].into(),
        any.into(),
    ])
}

pub(crate) fn v6(rng: &mut Rng) -> Ipv6Addr {
    const NET: u128 = 0x2001_0db8_0000_0001_0000_0000_0000_0000;
    let (host, any) = (u128::from(rng.byte()), u128::from(rng.number()));
    let address = match rng.below(5) {
        0 => NET + 1,
        1 => NET + host,
        2 => NET + (host << 64),
        3 => NET + any,
        _ => any << 64 | u128::from(rng.number()),
    };
    address.into()
}

/// ESP in UDP, a key exchange, a keepalive, or something else on its port.
pub(super) fn in_port_4500(rng: &mut Rng, layers: &mut Vec<Layer>) {
    let (source, destination) = rng.pick([(4500, 4500), (4500, 1029), (1029, 4500)]);
    layers.push(udp(rng, source, destination).into());
    match rng.below(5) {
        0..=2 => layers.push(esp(rng)),
        3 => layers.push(Raw::new(&[0; 28]).into()),
        _ => layers.push(Raw::new(&[0xff]).into()),
    }
}
