//! A small reproducible source of randomness, and random header stacks and damage made with it.

use super::stack::{Layer, frame};

/// A 64-bit generator (splitmix64). The seed is all its state.
#[derive(Clone, Debug)]
pub struct Rng(pub u64);

impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    /// True once in `n`.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    pub fn u16(&mut self) -> u16 {
        let [a, b, ..] = self.next().to_le_bytes();
        u16::from_le_bytes([a, b])
    }

    pub fn u32(&mut self) -> u32 {
        let [a, b, c, d, ..] = self.next().to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    /// One of few, so that rules meet packets.
    pub fn port(&mut self) -> u16 {
        let any = self.u16();
        self.pick(&[
            53, 80, 443, 1000, 4500, 4789, 8472, 4790, 6081, 2152, 40000, any,
        ])
    }

    /// One of few.
    pub fn v4(&mut self) -> [u8; 4] {
        let any = self.u32().to_be_bytes();
        let last = self.byte();
        self.pick(&[
            [10, 0, 0, 1],
            [10, 0, 0, last],
            [192, 168, 1, 2],
            [10, 1, 2, 3],
            any,
        ])
    }

    /// One of few.
    pub fn v6(&mut self) -> [u8; 16] {
        let mut address = [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1];
        match self.below(4) {
            0 => {}
            1 => address[15] = self.byte(),
            2 => address[7] = self.byte(),
            _ => address[8..].copy_from_slice(&self.next().to_le_bytes()),
        }
        address
    }
}

/// A random stack of headers that makes sense, and its payload.
pub fn stack(rng: &mut Rng) -> Vec<Layer> {
    let mut layers = Vec::new();
    ethernet(rng, &mut layers, 0);
    layers
}

fn ethernet(rng: &mut Rng, layers: &mut Vec<Layer>, depth: usize) {
    layers.push(Layer::Eth);
    let tags = rng.pick(&[0, 0, 0, 1, 1, 2, 3, 4, 6]);
    for _ in 0..tags {
        let tpid = rng.pick(&[0x8100, 0x88a8, 0x9100]);
        let id = rng.pick(&[1, 100, 101, 200, 4094]);
        layers.push(Layer::Vlan { tpid, id });
    }
    match rng.below(14) {
        0 => {
            let compressed = rng.one_in(2);
            layers.push(Layer::Pppoe { compressed });
            ip(rng, layers, depth);
        }
        1 => {
            for _ in 0..=rng.below(5) {
                let label = rng.u32() & 0xf_ffff;
                layers.push(Layer::Mpls { label });
            }
            ip(rng, layers, depth);
        }
        2 => {
            let oui = rng.pick(&[0, 0, 0xf8, 1]);
            layers.push(Layer::Snap(oui));
            ip(rng, layers, depth);
        }
        3 => {
            layers.push(Layer::LlcIp);
            v4(rng, layers, depth);
        }
        4 => {
            let ether_type = rng.pick(&[0x0806, 0x88cc, 0x8863, 0x0100, 0x6558]);
            layers.push(Layer::OtherType { ether_type });
        }
        _ => ip(rng, layers, depth),
    }
}

fn ip(rng: &mut Rng, layers: &mut Vec<Layer>, depth: usize) {
    if rng.one_in(2) {
        v4(rng, layers, depth);
    } else {
        v6(rng, layers, depth);
    }
}

fn v4(rng: &mut Rng, layers: &mut Vec<Layer>, depth: usize) {
    let option_words = rng.pick(&[0, 0, 0, 0, 1, 3, 10]);
    let fragment = rng.pick(&[0, 0x4000, 0x4000, 0x8000, 0, 0x2000, 0x0007, 0x2100]);
    layers.push(Layer::V4 {
        src: rng.v4().into(),
        dst: rng.v4().into(),
        tos: rng.pick(&[0, 0, 0xb8, 0x28, 3]),
        option_words,
        fragment,
    });
    upper(rng, layers, depth, false);
}

fn v6(rng: &mut Rng, layers: &mut Vec<Layer>, depth: usize) {
    layers.push(Layer::V6 {
        src: rng.v6().into(),
        dst: rng.v6().into(),
        traffic_class: rng.pick(&[0, 0, 0xb8, 0x28, 3]),
    });
    let extensions = rng.pick(&[0, 0, 0, 1, 2, 3, 6, 8]);
    for _ in 0..extensions {
        let layer = match rng.below(10) {
            0 => Layer::Fragment {
                offset_and_more: rng.pick(&[0, 0, 1, 8, 0x0006, 0x1239]),
            },
            1 => ah(rng),
            _ => Layer::Ext {
                kind: rng.pick(&[0, 43, 60]),
                len: rng.pick(&[0, 0, 1, 2, 7]),
            },
        };
        layers.push(layer);
    }
    upper(rng, layers, depth, true);
}

fn ah(rng: &mut Rng) -> Layer {
    Layer::Ah {
        spi: rng.u32() & 0x0303,
        icv_words: rng.pick(&[3, 0, 4]),
    }
}

fn upper(rng: &mut Rng, layers: &mut Vec<Layer>, depth: usize, v6_outside: bool) {
    if rng.one_in(16) {
        layers.push(ah(rng));
    }
    let choice = if depth >= 4 {
        rng.below(9)
    } else {
        rng.below(22)
    };
    match choice {
        0..=3 => {
            let proto = rng.pick(&[6, 6, 17, 132, 33, 136]);
            let (src, dst) = (rng.port(), rng.port());
            layers.push(Layer::Ports { proto, src, dst });
        }
        4 => layers.push(Layer::Esp {
            spi: rng.u32() & 0x0303,
        }),
        5 => {
            let (src, dst) = rng.pick(&[(4500, 4500), (4500, 9), (9, 4500)]);
            layers.push(Layer::udp(src, dst));
            let spi = rng.pick(&[0, 1, 0x0100_0000, 77]);
            layers.push(Layer::EspInUdp { spi });
        }
        6 | 7 => icmp(rng, layers, depth, v6_outside),
        8 => layers.push(Layer::Other {
            proto: rng.pick(&[2, 89, 59, 97, 115, 0, 44, 60]),
        }),
        9..=11 => ip(rng, layers, depth + 1),
        12..=14 => {
            let [checksum, key, sequence] = [0; 3].map(|_| rng.one_in(2));
            layers.push(Layer::Gre {
                checksum,
                key,
                sequence,
            });
            in_gre(rng, layers, depth + 1);
        }
        15..=17 => {
            layers.push(Layer::udp(rng.port(), 0));
            let gpe = rng.one_in(3);
            let port = rng.pick(&[4789, 8472, 4790]);
            retarget(layers, port);
            layers.push(Layer::Vxlan { gpe });
            if gpe && rng.one_in(2) {
                ip(rng, layers, depth + 1);
            } else {
                ethernet(rng, layers, depth + 1);
            }
        }
        18 | 19 => {
            layers.push(Layer::udp(rng.port(), 6081));
            layers.push(Layer::Geneve {
                option_words: rng.pick(&[0, 0, 1, 5, 63]),
            });
            if rng.one_in(2) {
                ip(rng, layers, depth + 1);
            } else {
                ethernet(rng, layers, depth + 1);
            }
        }
        _ => {
            layers.push(Layer::udp(rng.port(), 2152));
            let extensions = (0..rng.pick(&[0, 0, 1, 2, 4, 5]))
                .map(|_| rng.pick(&[1, 1, 2, 7]))
                .collect();
            layers.push(Layer::Gtpu {
                sequence: rng.one_in(2),
                extensions,
            });
            if rng.one_in(4) {
                ethernet(rng, layers, depth + 1);
            } else {
                ip(rng, layers, depth + 1);
            }
        }
    }
}

fn retarget(layers: &mut [Layer], port: u16) {
    if let Some(Layer::Ports { dst, .. }) = layers.last_mut() {
        *dst = port;
    }
}

fn in_gre(rng: &mut Rng, layers: &mut Vec<Layer>, depth: usize) {
    match rng.below(6) {
        0 => {
            layers.push(Layer::Erspan1);
            ethernet(rng, layers, depth);
        }
        1 => {
            layers.push(Layer::Erspan2);
            ethernet(rng, layers, depth);
        }
        2 => {
            let platform = rng.one_in(2);
            layers.push(Layer::Erspan3 { platform });
            ethernet(rng, layers, depth);
        }
        3 => ethernet(rng, layers, depth),
        _ => ip(rng, layers, depth),
    }
}

fn icmp(rng: &mut Rng, layers: &mut Vec<Layer>, depth: usize, v6_outside: bool) {
    if rng.one_in(8) {
        // The wrong one for the family.
        layers.push(if v6_outside {
            Layer::Icmp { kind: 3 }
        } else {
            Layer::Icmp6 { kind: 1 }
        });
        return;
    }
    let (layer, quotes) = if v6_outside {
        let kind = rng.pick(&[1, 2, 3, 4, 128, 135]);
        (Layer::Icmp6 { kind }, kind <= 4)
    } else {
        let kind = rng.pick(&[3, 4, 5, 11, 12, 0, 8]);
        (Layer::Icmp { kind }, !matches!(kind, 0 | 8))
    };
    layers.push(layer);
    if quotes && depth < 4 {
        if v6_outside {
            v6(rng, layers, 4);
        } else {
            v4(rng, layers, 4);
        }
    }
}

/// A random frame: a stack, often damaged.
pub fn random_frame(rng: &mut Rng) -> Vec<u8> {
    let layers = stack(rng);
    let payload = vec![0x5a; rng.pick(&[0, 0, 1, 4, 8, 20, 60])];
    let mut bytes = frame(&layers, &payload);
    match rng.below(10) {
        0 => bytes.truncate(rng.below(bytes.len() + 1)),
        1 | 2 => flip(rng, &mut bytes, 1),
        3 => {
            let flips = 1 + rng.below(8);
            flip(rng, &mut bytes, flips);
        }
        4 if rng.one_in(4) => {
            let other = frame(&stack(rng), &[]);
            let at = rng.below(bytes.len() + 1);
            bytes.truncate(at);
            bytes.extend(other);
        }
        5 if rng.one_in(8) => {
            for byte in &mut bytes {
                *byte = rng.byte();
            }
        }
        _ => {}
    }
    bytes
}

fn flip(rng: &mut Rng, bytes: &mut [u8], times: usize) {
    if bytes.is_empty() {
        return;
    }
    for _ in 0..times {
        let at = rng.below(bytes.len());
        bytes[at] = match rng.below(4) {
            0 => rng.byte(),
            1 => 0,
            2 => 0xff,
            _ => bytes[at] ^ 1 << rng.below(8),
        };
    }
}
