//! Random tunnels, and what they carry.

use softrss_testbed::{
    MacAddr,
    packet::{Erspan, Ethernet, Geneve, Gre, Gtpu, GtpuExtension, Vxlan},
};

use super::{
    Grow, Layer,
    leaf::{source_port, udp},
};
use crate::Rng;

impl Grow {
    pub(super) fn gre(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        let mut gre = Gre {
            has_checksum: rng.one_in(2),
            key: rng.one_in(2).then(|| rng.word()),
            sequence: rng.one_in(2).then(|| rng.word()),
            version: self.odd(rng, 16).into(),
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

    pub(super) fn vxlan(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
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

    pub(super) fn geneve(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
        let from = source_port(rng);
        layers.push(udp(rng, from, 6081).into());
        let options = 4 * rng.pick([0, 0, 1, 5, 63]);
        layers.push(
            Geneve {
                options: rng.bytes(options),
                version: self.odd(rng, 16).into(),
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

    pub(super) fn gtpu(self, rng: &mut Rng, layers: &mut Vec<Layer>) {
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
