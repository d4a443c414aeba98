//! Frames that open TCP connections, and what is to become of them when they are clamped.

use super::{
    random::Rng,
    stack::{Layer, frame},
};

/// A TCP option as it is written.
#[derive(Clone, Copy, Debug)]
pub enum Opt {
    End,
    Padding,
    Mss(u16),
    /// Any other kind, with so many bytes of content.
    Other(u8, u8),
    /// A kind and a length that is not the number of its bytes.
    Broken(u8, u8),
}

impl Opt {
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::End => vec![0],
            Self::Padding => vec![1],
            Self::Mss(size) => [&[2, 4][..], &size.to_be_bytes()].concat(),
            Self::Other(kind, len) => {
                let mut bytes = vec![kind, len + 2];
                // What looks like an option is none.
                bytes.extend([2, 4, 0xff, 0xff].iter().cycle().take(len.into()));
                bytes
            }
            Self::Broken(kind, len) => vec![kind, len],
        }
    }
}

/// A frame with a TCP header in it.
#[derive(Clone, Debug)]
pub struct Segment {
    pub frame: Vec<u8>,
    /// Where the header starts.
    pub tcp: usize,
    /// Where the sizes are that may be lowered.
    pub sizes: Vec<usize>,
    /// The sum of the addresses, which the checksum covers.
    pub addresses: u32,
}

/// SYN, and SYN with ACK.
pub const OPENING: [u8; 6] = [0x02, 0x12, 0xc2, 0x42, 0x0a, 0x22];
/// Other flags: data, FIN, RST, and combinations that open nothing.
pub const OTHERS: [u8; 8] = [0x10, 0x18, 0x11, 0x04, 0x14, 0x06, 0x03, 0x00];

impl Segment {
    /// The frame of `before` (which ends with an IP header or its extensions) and a TCP header with `flags` and
    /// `options`, cut at 40 bytes, with some payload.
    pub fn new(before: &[Layer], flags: u8, options: &[Opt], payload: usize) -> Self {
        let (mut bytes, mut sizes, mut open) = (Vec::new(), Vec::new(), true);
        for option in options {
            let more = option.bytes();
            if bytes.len() + more.len() > 40 {
                break;
            }
            if let (Opt::Mss(_), true) = (option, open) {
                sizes.push(20 + bytes.len() + 2);
            }
            open &= !matches!(option, Opt::End | Opt::Broken(..));
            bytes.extend(more);
        }
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        let mut header = vec![0x9c, 0x40, 0x01, 0xbb, 1, 2, 3, 4, 0, 0, 0, 0];
        header.push(u8::try_from(5 + bytes.len() / 4).unwrap() << 4);
        header.extend([flags, 0xff, 0xff, 0, 0, 0, 0]);
        header.extend(bytes);
        header.extend((0..payload).map(|i| i.to_le_bytes()[0]));
        let len = header.len();
        let mut layers = before.to_vec();
        layers.push(Layer::Other { proto: 6 });
        let frame = frame(&layers, &header);
        let tcp = frame.len() - len;
        let mut segment = Self {
            addresses: addresses(before),
            sizes: sizes.iter().map(|at| tcp + at).collect(),
            frame,
            tcp,
        };
        segment.write_checksum();
        segment
    }

    /// The Internet checksum over everything, written down.
    pub fn write_checksum(&mut self) {
        self.frame[self.tcp + 16..][..2].fill(0);
        let len = u32::try_from(self.frame.len() - self.tcp).unwrap();
        let words = self.frame[self.tcp..].chunks(2);
        let words =
            words.map(|word| u32::from(word[0]) * 256 + word.get(1).map_or(0, |b| u32::from(*b)));
        let mut sum = self.addresses + 6 + len + words.sum::<u32>();
        while sum > 0xffff {
            sum = sum % 0x1_0000 + sum / 0x1_0000;
        }
        let checksum = u16::try_from(0xffff - sum).unwrap();
        self.frame[self.tcp + 16..][..2].copy_from_slice(&checksum.to_be_bytes());
    }

    /// The same, clamped to `mss` by writing it anew.
    pub fn clamped(&self, mss: u16) -> Self {
        let mut clamped = self.clone();
        for &at in &self.sizes {
            let field = &mut clamped.frame[at..at + 2];
            let size = u16::from_be_bytes([field[0], field[1]]).min(mss);
            field.copy_from_slice(&size.to_be_bytes());
        }
        clamped.write_checksum();
        clamped
    }
}

fn addresses(layers: &[Layer]) -> u32 {
    let sum = |bytes: &[u8]| -> u32 {
        let words = bytes.chunks_exact(2);
        words
            .map(|word| u32::from(u16::from_be_bytes([word[0], word[1]])))
            .sum()
    };
    let ends = layers.iter().rev().find_map(|layer| match layer {
        Layer::V4 { src, dst, .. } => Some(sum(&src.octets()) + sum(&dst.octets())),
        Layer::V6 { src, dst, .. } => Some(sum(&src.octets()) + sum(&dst.octets())),
        _ => None,
    });
    ends.unwrap()
}

fn v4(option_words: u8, fragment: u16) -> Layer {
    Layer::V4 {
        src: [10, 0, 0, 1].into(),
        dst: [192, 0, 2, 200].into(),
        tos: 0,
        option_words,
        fragment,
    }
}

/// What may be before an IP header, all of it tags that can be looked through.
pub fn tags() -> Vec<Vec<Layer>> {
    let q = |id| Layer::q(id);
    let ad = Layer::Vlan {
        tpid: 0x88a8,
        id: 7,
    };
    let mpls = || Layer::Mpls { label: 16 };
    let pppoe = |compressed| Layer::Pppoe { compressed };
    let tags = vec![
        vec![],
        vec![q(5)],
        vec![ad.clone(), q(5)],
        vec![ad, q(5), q(6), q(7)],
        vec![pppoe(false)],
        vec![pppoe(true)],
        vec![q(5), pppoe(true)],
        vec![mpls()],
        vec![mpls(), mpls(), mpls()],
        vec![q(5), mpls()],
    ];
    let eth = |tags: Vec<Layer>| [vec![Layer::Eth], tags].concat();
    tags.into_iter().map(eth).collect()
}

/// An IPv4 or IPv6 header with a whole datagram, in every form.
pub fn whole() -> Vec<Vec<Layer>> {
    let v6 = || Layer::v6("2001:db8::1", "fe80::ffff");
    let ext = |kind, len| Layer::Ext { kind, len };
    let atomic = Layer::Fragment { offset_and_more: 0 };
    vec![
        vec![v4(0, 0x4000)],
        vec![v4(0, 0)],
        vec![v4(1, 0x4000)],
        vec![v4(10, 0x8000)],
        vec![v6()],
        vec![v6(), ext(0, 0)],
        vec![v6(), ext(60, 3), ext(43, 2)],
        vec![v6(), ext(0, 0), atomic, ext(60, 0)],
    ]
}

/// IP headers behind which nothing may be changed: fragments, tunnels, authentication.
pub fn closed() -> Vec<Vec<Layer>> {
    let v6 = || Layer::v6("2001:db8::1", "fe80::ffff");
    let fragment = |offset_and_more| Layer::Fragment { offset_and_more };
    let ah = || Layer::Ah {
        spi: 9,
        icv_words: 3,
    };
    vec![
        vec![v4(0, 0x2000)],
        vec![v4(0, 0x0001)],
        vec![v4(3, 0x2003)],
        vec![v6(), fragment(1)],
        vec![v6(), fragment(8)],
        vec![v4(0, 0), ah()],
        vec![v6(), ah()],
        vec![v6(), Layer::Ext { kind: 0, len: 0 }, ah()],
        vec![v4(0, 0), v4(0, 0)],
        vec![v4(0, 0), v6()],
        vec![v6(), v6()],
        vec![v4(0, 0), Layer::gre(), v4(0, 0)],
        vec![
            v4(0, 0),
            Layer::udp(9, 4789),
            Layer::Vxlan { gpe: false },
            Layer::Eth,
            v4(0, 0),
        ],
    ]
}

/// Random options, sometimes malformed.
pub fn options(rng: &mut Rng) -> Vec<Opt> {
    let any = rng.u16();
    let size = rng.pick(&[0, 1, 87, 88, 536, 1199, 1200, 1201, 1460, 8960, 0xffff, any]);
    let mut options: Vec<Opt> = (0..rng.below(9)).map(|_| other(rng)).collect();
    if !rng.one_in(6) {
        let at = rng.below(options.len() + 1);
        options.insert(at, Opt::Mss(size));
    }
    if rng.one_in(8) {
        options.push(Opt::Mss(any));
    }
    if rng.one_in(5) {
        let at = rng.below(options.len() + 1);
        let broken = Opt::Broken(
            rng.pick(&[2, 2, 3, 8, 254]),
            rng.pick(&[0, 1, 41, 100, 255]),
        );
        let broken = if rng.one_in(3) { Opt::End } else { broken };
        options.insert(at, broken);
    }
    options
}

fn other(rng: &mut Rng) -> Opt {
    match rng.below(6) {
        0..=2 => Opt::Padding,
        3 => Opt::Other(3, 1),
        4 => rng.pick(&[Opt::Other(4, 0), Opt::Other(8, 8)]),
        _ => Opt::Other(rng.pick(&[5, 34, 253, 254]), rng.pick(&[0, 1, 2, 7])),
    }
}
