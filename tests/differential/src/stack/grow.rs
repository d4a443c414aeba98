//! Random stacks of headers.

use std::net::{Ipv4Addr, Ipv6Addr};

use softrss_testbed::{
    MacAddr,
    packet::{
        Ah, Dccp, Erspan, Esp, Ethernet, Fragment, Geneve, Gre, Gtpu, GtpuExtension, Icmp, Icmpv6,
        Ipv4, Ipv6, Ipv6Options, Llc, Mpls, Pppoe, Raw, Routing, Sctp, Snap, Tcp, Udp, UdpLite,
        Vlan, Vxlan,
    },
};

use super::{Layer, Stack};
use crate::Rng;

/// How far a stack may go.
#[derive(Clone, Copy, Debug)]
pub struct Grow {
    /// Tunnels within one another, at most.
    pub tunnels: usize,
    /// Only what has one meaning: no fragments, no numbers that stand for something else, no header of
    /// the wrong protocol version, no two things that only a number tells apart.
    pub plain: bool,
}

impl Grow {
    /// Everything.
    pub const WILD: Self = Self {
        tunnels: 3,
        plain: false,
    };
    /// What properties can be stated about.
    pub const PLAIN: Self = Self {
        tunnels: 2,
        plain: true,
    };

    /// A random stack that starts with Ethernet.
    #[must_use]
    pub fn stack(self, rng: &mut Rng) -> Stack {
        let mut layers = Vec::new();
        self.ethernet(rng, &mut layers);
        let payload = rng.pick([0, 0, 1, 7, 8, 20, 64]);
        layers.push(Raw::new(&rng.bytes(payload)).into());
        Stack { layers }
    }

    fn deeper(self) -> Self {
        Self {
            tunnels: self.tunnels.saturating_sub(1),
            ..self
        }
    }

    fn odd(self, rng: &mut Rng, n: usize) -> bool {
        !self.plain && rng.one_in(n)
    }

    fn ethernet(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        let [near, far] = [1, 2].map(|end| MacAddr::local(end + (rng.word() & 0xff00)));
        let mut ethernet = Ethernet::new(far, near);
        if self.odd(rng, 40) {
            // What claims to be something else, or nothing that is known.
            let any = rng.short();
            ethernet.ether_type = Some(rng.pick([0x0806, 0x88cc, 0x8863, 0x0100, 0x6558, any]));
        }
        layers.push(ethernet.into());
        let tags = rng.pick([0, 0, 0, 0, 1, 1, 2, 3, 4, 5]);
        for _ in 0..tags {
            layers.push(self.vlan(rng).into());
        }
        match rng.below(14) {
            0 => {
                layers.push(self.pppoe(rng).into());
                self.ip(rng, layers);
            }
            1 => {
                for _ in 0..rng.within(1, 5) {
                    layers.push(mpls(rng).into());
                }
                if self.odd(rng, 6) {
                    let word = rng.pick([[0; 4], [0x10, 0, 0, 0]]);
                    layers.push(Raw::new(&word).into());
                    self.ethernet(rng, layers);
                } else {
                    self.ip(rng, layers);
                }
            }
            2 => {
                layers.push(self.llc(rng).into());
                self.ip(rng, layers);
            }
            3 if !self.plain => {
                layers.push(Llc::new(6, 6).into());
                let [source, destination] = ends(rng).map(|(v4, _)| v4);
                layers.push(Ipv4::new(source, destination).into());
                self.upper(rng, layers, false);
            }
            4 if self.odd(rng, 2) => {
                // The service tag of a backbone, and a customer's frame.
                layers.push(Raw::ether_type(0x88e7, &rng.bytes(4)).into());
                self.deeper().ethernet(rng, layers);
            }
            _ => self.ip(rng, layers),
        }
    }

    fn vlan(self, rng: &mut Rng) -> Vlan {
        let any = rng.short() & 0xfff;
        Vlan {
            tpid: rng.pick([0x8100, 0x8100, 0x88a8, 0x9100]),
            id: rng.pick([1, 100, 101, 200, 4094, any]),
            priority: rng.byte() & 7,
            drop_eligible: rng.one_in(2),
            ether_type: self.odd(rng, 60).then(|| rng.short()),
        }
    }

    fn pppoe(self, rng: &mut Rng) -> Pppoe {
        Pppoe {
            session: rng.short(),
            code: if self.odd(rng, 12) { 7 } else { 0 },
            compressed: rng.one_in(2),
            protocol: self.odd(rng, 12).then_some(0xc1),
            length: None,
        }
    }

    fn llc(self, rng: &mut Rng) -> Llc {
        if self.plain {
            return Llc::snap();
        }
        let [a, b, c] = rng.pick([[0, 0, 0], [0, 0, 0xf8], [0, 0, 1], [1, 0, 0]]);
        let (dsap, ssap) = rng.pick([(0xaa, 0xaa), (0xaa, 0xaa), (0x42, 0x42), (0xaa, 6)]);
        Llc {
            control: if rng.one_in(12) { 0 } else { 3 },
            snap: Some(Snap {
                organisation: [a, b, c],
                ether_type: None,
            }),
            ..Llc::new(dsap, ssap)
        }
    }

    fn ip(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        if rng.one_in(2) {
            self.v4(rng, layers);
        } else {
            self.v6(rng, layers);
        }
    }

    fn v4(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        let [source, destination] = ends(rng).map(|(v4, _)| v4);
        let options = rng.pick([0, 0, 0, 0, 4, 12, 40]);
        let (more_fragments, fragment_offset) = if self.plain {
            (false, 0)
        } else {
            rng.pick([
                (false, 0),
                (false, 0),
                (false, 0),
                (false, 0),
                (false, 0),
                (false, 0),
                (true, 0),
                (true, 1480),
                (false, 65528),
            ])
        };
        layers.push(
            Ipv4 {
                tos: traffic_class(rng),
                id: rng.short(),
                dont_fragment: rng.one_in(2),
                more_fragments,
                fragment_offset,
                options: vec![1; options],
                header_words: self.odd(rng, 60).then(|| rng.byte() & 15),
                total_len: self.odd(rng, 12).then(|| rng.short()),
                protocol: self.odd(rng, 60).then(|| rng.byte()),
                ..Ipv4::new(source, destination)
            }
            .into(),
        );
        self.upper(rng, layers, false);
    }

    fn v6(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        let [source, destination] = ends(rng).map(|(_, v6)| v6);
        layers.push(
            Ipv6 {
                traffic_class: traffic_class(rng),
                flow_label: rng.word() & 0xf_ffff,
                next_header: self.odd(rng, 60).then(|| rng.byte()),
                payload_len: self.odd(rng, 12).then(|| rng.short()),
                ..Ipv6::new(source, destination)
            }
            .into(),
        );
        for _ in 0..rng.pick([0, 0, 0, 0, 1, 1, 2, 3, 6, 8]) {
            layers.push(self.extension(rng));
        }
        self.upper(rng, layers, true);
    }

    fn extension(self, rng: &mut Rng) -> Layer {
        let len = if self.odd(rng, 24) {
            2038
        } else {
            rng.pick([0, 0, 6, 14, 30])
        };
        match rng.below(9) {
            0 | 1 => Ipv6Options::hop_by_hop(&vec![0; len]).into(),
            2 | 3 => Ipv6Options::destination(&vec![0; len]).into(),
            4 | 5 => {
                let [(_, a), (_, b)] = ends(rng);
                let path = &[a, b][..rng.within(1, 2)];
                if rng.one_in(2) {
                    Routing::segments(path).into()
                } else {
                    Routing::source_route(path).into()
                }
            }
            6 => ah(rng).into(),
            _ if self.plain => Fragment::new(0, false, rng.word()).into(),
            _ => {
                let (offset, more) = rng.pick([
                    (0, false),
                    (0, false),
                    (0, true),
                    (8, false),
                    (1232, true),
                    (65528, false),
                ]);
                Fragment::new(offset, more, rng.word()).into()
            }
        }
    }

    fn upper(self, rng: &mut Rng, layers: &mut Vec<Layer>, v6: bool) {
        if rng.one_in(16) {
            layers.push(ah(rng).into());
        }
        let tunnels = if self.tunnels == 0 { 0 } else { 14 };
        match rng.below(10 + tunnels) {
            0..=4 => layers.push(transport(rng, self.plain)),
            5 => layers.push(esp(rng)),
            6 => self.in_port_4500(rng, layers),
            7 => self.icmp(rng, layers, v6),
            8 => layers.push(transport(rng, self.plain)),
            9 if !self.plain => {
                let any = rng.byte();
                let protocol = rng.pick([2, 89, 59, 97, 115, 0, 44, 60, 137, any]);
                layers.push(Raw::protocol(protocol, &rng.bytes(8)).into());
            }
            9 => layers.push(transport(rng, true)),
            10..=12 => self.deeper().ip(rng, layers),
            13..=15 => self.gre(rng, layers),
            16..=18 => self.vxlan(rng, layers),
            19..=20 => self.geneve(rng, layers),
            _ => self.gtpu(rng, layers),
        }
    }

    fn icmp(self, rng: &mut Rng, layers: &mut Vec<Layer>, v6: bool) {
        // In the other protocol's version it is only a number.
        let v6 = if self.odd(rng, 8) { !v6 } else { v6 };
        let quotes;
        if v6 {
            let kind = rng.pick([1, 2, 3, 4, 128, 129, 135, 0, 5]);
            quotes = (1..=4).contains(&kind);
            layers.push(
                Icmpv6 {
                    kind,
                    ..Icmpv6::echo_request(rng.short(), 1)
                }
                .into(),
            );
        } else {
            let kind = rng.pick([3, 4, 5, 11, 12, 0, 8, 13]);
            quotes = matches!(kind, 3 | 4 | 5 | 11 | 12);
            layers.push(
                Icmp {
                    kind,
                    ..Icmp::echo_request(rng.short(), 1)
                }
                .into(),
            );
        }
        if quotes && self.tunnels > 0 {
            let quoted = Self {
                tunnels: usize::from(rng.one_in(4)),
                ..self
            };
            if v6 {
                quoted.v6(rng, layers);
            } else {
                quoted.v4(rng, layers);
            }
        }
    }

    /// ESP in UDP, a key exchange, a keepalive, or something else on its port.
    fn in_port_4500(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        let (source, destination) = rng.pick([(4500, 4500), (4500, 1029), (1029, 4500)]);
        layers.push(udp(rng, source, destination).into());
        match rng.below(5) {
            0..=2 => layers.push(esp(rng)),
            3 => layers.push(Raw::new(&[0; 28]).into()),
            _ => layers.push(Raw::new(&[0xff]).into()),
        }
    }

    fn gre(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        let mut gre = Gre {
            has_checksum: rng.one_in(2),
            key: rng.one_in(2).then(|| rng.word()),
            sequence: rng.one_in(2).then(|| rng.word()),
            version: if self.odd(rng, 16) { 1 } else { 0 },
            ..Gre::default()
        };
        let inner = self.deeper();
        match rng.below(8) {
            0 => {
                gre.sequence = None;
                gre.protocol = Some(0x88be);
                layers.push(gre.into());
                inner.ethernet(rng, layers);
            }
            1 => {
                gre.sequence = Some(rng.word());
                let session = rng.short() & 0x3ff;
                layers.extend([gre.into(), Erspan::type2(session).into()]);
                inner.ethernet(rng, layers);
            }
            2 => {
                let platform = rng.one_in(2);
                let erspan = Erspan {
                    platform,
                    ..Erspan::type3(7)
                };
                layers.extend([gre.into(), erspan.into()]);
                inner.ethernet(rng, layers);
            }
            3 | 4 => {
                layers.push(gre.into());
                inner.ethernet(rng, layers);
            }
            5 if !self.plain => {
                gre.protocol = Some(rng.pick([0x880b, 0x0806, 0x8847, 0x8100, 0x0100]));
                layers.push(gre.into());
                inner.ip(rng, layers);
            }
            _ => {
                layers.push(gre.into());
                inner.ip(rng, layers);
            }
        }
    }

    fn vxlan(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        let (from, to) = (source_port(rng), rng.pick([4789, 4789, 8472, 4790]));
        layers.push(udp(rng, from, to).into());
        let generic = rng.one_in(3);
        let vni = rng.word() & 0xff_ffff;
        layers.push(
            Vxlan {
                vni,
                generic,
                flags: self.odd(rng, 12).then(|| rng.byte()),
            }
            .into(),
        );
        if generic && rng.one_in(2) {
            self.deeper().ip(rng, layers);
        } else {
            self.deeper().ethernet(rng, layers);
        }
    }

    fn geneve(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        let from = source_port(rng);
        layers.push(udp(rng, from, 6081).into());
        let options = 4 * rng.pick([0, 0, 1, 5, 63]);
        layers.push(
            Geneve {
                options: rng.bytes(options),
                version: if self.odd(rng, 16) { 1 } else { 0 },
                ..Geneve::new(rng.word() & 0xff_ffff)
            }
            .into(),
        );
        if rng.one_in(2) {
            self.deeper().ip(rng, layers);
        } else {
            self.deeper().ethernet(rng, layers);
        }
    }

    fn gtpu(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        let from = source_port(rng);
        layers.push(udp(rng, from, 2152).into());
        layers.push(
            Gtpu {
                message: if self.odd(rng, 12) { 1 } else { 0xff },
                sequence: rng.one_in(3).then(|| rng.short()),
                npdu: rng.one_in(4).then(|| rng.byte()),
                version: if self.odd(rng, 16) { 2 } else { 1 },
                ..Gtpu::new(rng.word())
            }
            .into(),
        );
        for _ in 0..rng.pick([0, 0, 0, 1, 2, 4, 5]) {
            let words = rng.pick([1, 1, 2, 5]);
            layers.push(
                GtpuExtension {
                    kind: rng.pick([0x85, 0xc0, 0x20, 0x40]),
                    content: rng.bytes(words * 4 - 2),
                }
                .into(),
            );
        }
        match rng.below(4) {
            // Nothing announces Ethernet here; it is told by the few types that it can have.
            0 if self.plain => {
                layers.push(Ethernet::new(MacAddr::local(4), MacAddr::local(3)).into());
                self.deeper().ip(rng, layers);
            }
            0 => self.deeper().ethernet(rng, layers),
            _ => self.deeper().ip(rng, layers),
        }
    }
}

fn mpls(rng: &mut Rng) -> Mpls {
    Mpls {
        traffic_class: rng.byte() & 7,
        ttl: rng.byte(),
        ..Mpls::new(rng.word() & 0xf_ffff)
    }
}

fn ah(rng: &mut Rng) -> Ah {
    let icv = 4 * rng.pick([3, 0, 4, 8]);
    Ah {
        icv: vec![0; icv],
        ..Ah::new(rng.word() & 0x0303, 1)
    }
}

fn esp(rng: &mut Rng) -> Layer {
    Esp {
        spi: 0x100 + (rng.word() & 0x0303),
        sequence: rng.word(),
    }
    .into()
}

fn udp(rng: &mut Rng, source: u16, destination: u16) -> Udp {
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
fn source_port(rng: &mut Rng) -> u16 {
    let any = 0xc000 | rng.short();
    rng.pick([53, 80, 443, 1000, 40000, any])
}

fn traffic_class(rng: &mut Rng) -> u8 {
    let any = rng.byte();
    rng.pick([0, 0, 0xb8, 0x28, 3, any])
}

/// Two ends with an address of each family, mostly of a few, so that rules and prefixes meet packets.
#[must_use]
pub fn ends(rng: &mut Rng) -> [(Ipv4Addr, Ipv6Addr); 2] {
    [(); 2].map(|()| (v4(rng), v6(rng)))
}

fn v4(rng: &mut Rng) -> Ipv4Addr {
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

fn v6(rng: &mut Rng) -> Ipv6Addr {
    const NET: u128 = 0x2001_0db8_0000_0001_0000_0000_0000_0000;
    let (host, any) = (u128::from(rng.byte()), u128::from(rng.next()));
    let address = match rng.below(5) {
        0 => NET + 1,
        1 => NET + host,
        2 => NET + (host << 64),
        3 => NET + any,
        _ => any << 64 | u128::from(rng.next()),
    };
    address.into()
}
