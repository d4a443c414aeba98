//! TCP segments that open connections, and what is to become of them when they are clamped.

use softrss_testbed::packet::{Ipv4, PacketError, Raw, Tcp};

use crate::{Rng, Stack, stack::Layer};

/// A TCP option as it is written.
#[derive(Clone, Copy, Debug)]
pub enum Opt {
    /// The end of the list.
    End,
    /// A byte of padding.
    Padding,
    /// A maximum segment size.
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
                // What looks like an option is none.
                let content = [2, 4, 0xff, 0xff].into_iter().cycle().take(len.into());
                [kind, len + 2].into_iter().chain(content).collect()
            }
            Self::Broken(kind, len) => vec![kind, len],
        }
    }
}

/// A frame with a TCP header in it.
#[derive(Clone, Debug)]
pub struct Segment {
    /// What is before the TCP header: it ends with an IP header or its extensions.
    pub before: Vec<Layer>,
    /// The sequence number.
    pub sequence: u32,
    flags: u8,
    options: Vec<Opt>,
    payload: usize,
}

/// SYN, and SYN with ACK, also with other flags.
pub const OPENING: [u8; 6] = [0x02, 0x12, 0xc2, 0x42, 0x0a, 0x22];
/// Other flags: data, FIN, RST, and combinations that open nothing.
pub const OTHERS: [u8; 8] = [0x10, 0x18, 0x11, 0x04, 0x14, 0x06, 0x03, 0x00];

impl Segment {
    /// Bytes of options that a TCP header has room for.
    const ROOM: usize = 40;

    /// A segment with those of `options` that there is room for, and `payload` bytes.
    #[must_use]
    pub fn new(before: &[Layer], flags: u8, options: &[Opt], payload: usize) -> Self {
        let mut used = 0;
        let fit = options.iter().take_while(|option| {
            used += option.bytes().len();
            used <= Self::ROOM
        });
        Self {
            before: before.to_vec(),
            sequence: 0x0102_0304,
            flags,
            options: fit.copied().collect(),
            payload,
        }
    }

    /// The frame.
    ///
    /// # Errors
    /// [`PacketError`], where a TCP header cannot be behind what is before it.
    pub fn frame(&self) -> Result<Vec<u8>, PacketError> {
        self.written(&self.options)
    }

    /// The frame with every size that is read lowered to `mss`, written anew.
    ///
    /// # Errors
    /// [`PacketError`], as above.
    pub fn clamped(&self, mss: u16) -> Result<Vec<u8>, PacketError> {
        let mut open = true;
        let lowered = self.options.iter().map(|option| {
            let lowered = match *option {
                Opt::Mss(size) if open => Opt::Mss(size.min(mss)),
                other => other,
            };
            // Nothing is looked for behind these.
            open &= !matches!(option, Opt::End | Opt::Broken(..));
            lowered
        });
        self.written(&lowered.collect::<Vec<_>>())
    }

    fn written(&self, options: &[Opt]) -> Result<Vec<u8>, PacketError> {
        let tcp = Tcp {
            sequence: self.sequence,
            flags: self.flags,
            options: options.iter().flat_map(|option| option.bytes()).collect(),
            ..Tcp::new(40_000, 443)
        };
        let payload: Vec<u8> = (0..=u8::MAX).cycle().take(self.payload).collect();
        let mut layers = self.before.clone();
        layers.extend([tcp.into(), Raw::new(&payload).into()]);
        Stack { layers }.build()
    }
}

fn v4(option_words: usize) -> Ipv4 {
    Ipv4 {
        options: vec![1; 4 * option_words],
        ..Ipv4::new([10, 0, 0, 1].into(), [192, 0, 2, 200].into())
    }
}

fn v6() -> Layer {
    Layer::v6(
        0x2001_0db8_0000_0000_0000_0000_0000_0001,
        0xfe80_0000_0000_0000_0000_0000_0000_ffff,
    )
}

/// What may be before an IP header, all of it tags that can be looked through.
#[must_use]
pub fn tags() -> Vec<Vec<Layer>> {
    let q = Layer::q;
    let service = || Layer::vlan(0x88a8, 7);
    let mpls = || Layer::mpls(16);
    let tags = vec![
        vec![],
        vec![q(5)],
        vec![service(), q(5)],
        vec![service(), q(5), q(6), q(7)],
        vec![Layer::pppoe(false)],
        vec![Layer::pppoe(true)],
        vec![q(5), Layer::pppoe(true)],
        vec![mpls()],
        vec![mpls(), mpls(), mpls()],
        vec![q(5), mpls()],
    ];
    let behind_ethernet = |tags: Vec<Layer>| [vec![Layer::eth()], tags].concat();
    tags.into_iter().map(behind_ethernet).collect()
}

/// An IPv4 or IPv6 header with a whole datagram, in every form.
#[must_use]
pub fn whole() -> Vec<Vec<Layer>> {
    let (mut whole, mut reserved) = (v4(0), v4(10));
    (whole.dont_fragment, reserved.reserved) = (true, true);
    let ext = Layer::extension;
    vec![
        vec![whole.clone().into()],
        vec![v4(0).into()],
        vec![
            Ipv4 {
                options: vec![1; 4],
                ..whole
            }
            .into(),
        ],
        vec![reserved.into()],
        vec![v6()],
        vec![v6(), ext(0, 0)],
        vec![v6(), ext(60, 3), ext(43, 2)],
        vec![v6(), ext(0, 0), Layer::fragment(0, false), ext(60, 0)],
    ]
}

/// IP headers behind which nothing may be changed: fragments, tunnels, authentication.
#[must_use]
pub fn closed() -> Vec<Vec<Layer>> {
    let part = |words, fragment_offset, more_fragments| {
        Layer::from(Ipv4 {
            fragment_offset,
            more_fragments,
            ..v4(words)
        })
    };
    let (v4, ah) = (|| Layer::from(v4(0)), || Layer::ah(9));
    vec![
        vec![part(0, 0, true)],
        vec![part(0, 8, false)],
        vec![part(3, 24, true)],
        vec![v6(), Layer::fragment(0, true)],
        vec![v6(), Layer::fragment(8, false)],
        vec![v4(), ah()],
        vec![v6(), ah()],
        vec![v6(), Layer::extension(0, 0), ah()],
        vec![v4(), v4()],
        vec![v4(), v6()],
        vec![v6(), v6()],
        vec![v4(), Layer::gre(), v4()],
        vec![
            v4(),
            Layer::udp(9, 4789),
            Layer::vxlan(false),
            Layer::eth(),
            v4(),
        ],
    ]
}

/// Random options, sometimes malformed.
pub fn options(rng: &mut Rng) -> Vec<Opt> {
    let any = rng.short();
    let size = rng.pick([0, 1, 87, 88, 536, 1199, 1200, 1201, 1460, 8960, 0xffff, any]);
    let mut options: Vec<Opt> = (0..rng.below(9)).map(|_| other(rng)).collect();
    if !rng.one_in(6) {
        options.insert(rng.below(options.len() + 1), Opt::Mss(size));
    }
    if rng.one_in(8) {
        options.push(Opt::Mss(any));
    }
    if rng.one_in(5) {
        let kind = rng.pick([2, 2, 3, 8, 254]);
        let broken = Opt::Broken(kind, rng.pick([0, 1, 41, 100, 255]));
        let broken = if rng.one_in(3) { Opt::End } else { broken };
        options.insert(rng.below(options.len() + 1), broken);
    }
    options
}

fn other(rng: &mut Rng) -> Opt {
    match rng.below(6) {
        0..=2 => Opt::Padding,
        3 => Opt::Other(3, 1),
        4 => rng.pick([Opt::Other(4, 0), Opt::Other(8, 8)]),
        _ => Opt::Other(rng.pick([5, 34, 253, 254]), rng.pick([0, 1, 2, 7])),
    }
}
