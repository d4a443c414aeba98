//! TCP segments that open connections, and what is to become of them when they are clamped.

use softrss_testbed::{
    MacAddr,
    packet::{Ipv4, Packet, PacketError, Pppoe, Routing, Tcp, Vlan, eth},
};

use crate::Rng;

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
    pub before: Packet,
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
    pub fn new(before: &Packet, flags: u8, options: &[Opt], payload: usize) -> Self {
        let mut used = 0;
        let fit = options.iter().take_while(|option| {
            used += option.bytes().len();
            used <= Self::ROOM
        });
        Self {
            before: before.clone(),
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
        self.before.clone().layer(tcp).payload(&payload).build()
    }
}

/// A frame that begins with Ethernet.
#[must_use]
pub fn ethernet() -> Packet {
    eth(MacAddr::local(2), MacAddr::local(1))
}

fn v4(option_words: usize) -> Ipv4 {
    Ipv4 {
        options: vec![1; 4 * option_words],
        ..Ipv4::new([10, 0, 0, 1].into(), [192, 0, 2, 200].into())
    }
}

fn v6() -> Packet {
    let [near, far] = [
        0x2001_0db8_0000_0000_0000_0000_0000_0001_u128,
        0xfe80_0000_0000_0000_0000_0000_0000_ffff,
    ];
    Packet::new().ipv6(near.into(), far.into())
}

/// What may be before an IP header, all of it tags that can be looked through.
#[must_use]
pub fn tags() -> Vec<Packet> {
    let compressed = |packet: Packet| packet.layer(Pppoe::compressed(7));
    let service = || ethernet().layer(Vlan::service(7));
    vec![
        ethernet(),
        ethernet().vlan(5),
        service().vlan(5),
        service().vlan(5).vlan(6).vlan(7),
        ethernet().pppoe(7),
        compressed(ethernet()),
        compressed(ethernet().vlan(5)),
        ethernet().mpls(16),
        ethernet().mpls(16).mpls(16).mpls(16),
        ethernet().vlan(5).mpls(16),
    ]
}

/// An IPv4 or IPv6 header with a whole datagram, in every form.
#[must_use]
pub fn whole() -> Vec<Packet> {
    let ip = |ip: Ipv4| Packet::new().layer(ip);
    let dont_fragment = |ip: Ipv4| Ipv4 {
        dont_fragment: true,
        ..ip
    };
    let reserved = |ip: Ipv4| Ipv4 {
        reserved: true,
        ..ip
    };
    let routing = Routing {
        data: vec![0; 20],
        ..Routing::source_route(&[])
    };
    vec![
        ip(dont_fragment(v4(0))),
        ip(v4(0)),
        ip(dont_fragment(v4(1))),
        ip(reserved(v4(10))),
        v6(),
        v6().hop_by_hop(&[0; 6]),
        v6().destination_options(&[0; 30]).layer(routing),
        v6().hop_by_hop(&[0; 6])
            .fragment(0, false, 9)
            .destination_options(&[0; 6]),
    ]
}

/// IP headers behind which nothing may be changed: fragments, tunnels, authentication.
#[must_use]
pub fn closed() -> Vec<Packet> {
    let part = |words, fragment_offset, more_fragments| {
        Packet::new().layer(Ipv4 {
            fragment_offset,
            more_fragments,
            ..v4(words)
        })
    };
    let v4 = || Packet::new().layer(v4(0));
    vec![
        part(0, 0, true),
        part(0, 8, false),
        part(3, 24, true),
        v6().fragment(0, true, 9),
        v6().fragment(8, false, 9),
        v4().ah(9, 1),
        v6().ah(9, 1),
        v6().hop_by_hop(&[0; 6]).ah(9, 1),
        v4().over(&v4()),
        v4().over(&v6()),
        v6().over(&v6()),
        v4().gre().over(&v4()),
        v4().udp(9, 4789).vxlan(42).over(&ethernet()).over(&v4()),
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
