//! Random stacks of headers.

use softrss_testbed::{
    MacAddr,
    packet::{
        Ethernet, Fragment, Icmp, Icmpv6, Ipv4, Ipv6, Ipv6Options, Llc, Pppoe, Raw, Routing, Snap,
        Vlan,
    },
};

use super::{
    Layer, Stack,
    leaf::{ah, ends, esp, in_port_4500, mpls, traffic_class, transport},
};
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

    pub(super) fn deeper(self) -> Self {
        Self {
            tunnels: self.tunnels.saturating_sub(1),
            ..self
        }
    }

    pub(super) fn odd(self, rng: &mut Rng, n: usize) -> bool {
        !self.plain && rng.one_in(n)
    }

    pub(super) fn ethernet(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
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

    pub(super) fn ip(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
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
                reserved: rng.one_in(16),
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
                Fragment {
                    reserved: rng.pick([0, 0, 0, 3]),
                    ..Fragment::new(offset, more, rng.word())
                }
                .into()
            }
        }
    }

    fn upper(self, rng: &mut Rng, layers: &mut Vec<Layer>, v6: bool) {
        if rng.one_in(16) {
            layers.push(ah(rng).into());
        }
        let tunnels = if self.tunnels == 0 { 0 } else { 14 };
        match rng.below(18 + tunnels) {
            0..=13 => layers.push(transport(rng, self.plain)),
            14 => layers.push(esp(rng)),
            15 => in_port_4500(rng, layers),
            16 => self.icmp(rng, layers, v6),
            17 if !self.plain => {
                let any = rng.byte();
                let protocol = rng.pick([2, 89, 59, 97, 115, 0, 44, 60, 137, any]);
                layers.push(Raw::protocol(protocol, &rng.bytes(8)).into());
            }
            17 => layers.push(transport(rng, true)),
            18..=20 => self.deeper().ip(rng, layers),
            21..=23 => self.gre(rng, layers),
            24..=26 => self.vxlan(rng, layers),
            27..=28 => self.geneve(rng, layers),
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
}
