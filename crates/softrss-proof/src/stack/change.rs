//! What a stack can be turned into without becoming another flow, and into pieces.

use std::mem::swap;

use softrss_core::policy::Decap;
use softrss_testbed::packet::{
    Fragment, Geneve, Gre, Gtpu, Ipv4, Ipv6, Mpls, PacketError, Pppoe, Raw, Udp, Vlan, Vxlan,
};

use super::{Layer, Stack, ends};
use crate::Rng;

/// A way to carry a packet in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the tunnel of that name")]
pub enum Tunnel {
    Ipip,
    Gre,
    GreEthernet,
    Vxlan,
    VxlanGeneric,
    Geneve,
    GeneveEthernet,
    Gtpu,
    GtpuEthernet,
}

impl Tunnel {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::Ipip,
        Self::Gre,
        Self::GreEthernet,
        Self::Vxlan,
        Self::VxlanGeneric,
        Self::Geneve,
        Self::GeneveEthernet,
        Self::Gtpu,
        Self::GtpuEthernet,
    ];

    /// The word of the policy that looks through it.
    #[must_use]
    pub const fn decap(self) -> Decap {
        match self {
            Self::Ipip => Decap::IPIP,
            Self::Gre | Self::GreEthernet => Decap::GRE,
            Self::Vxlan | Self::VxlanGeneric => Decap::VXLAN,
            Self::Geneve | Self::GeneveEthernet => Decap::GENEVE,
            Self::Gtpu | Self::GtpuEthernet => Decap::GTPU,
        }
    }

    const fn carries_ethernet(self) -> bool {
        matches!(
            self,
            Self::GreEthernet | Self::Vxlan | Self::GeneveEthernet | Self::GtpuEthernet
        )
    }

    fn headers(self) -> Vec<Layer> {
        let udp = |to| Udp {
            checksum: Some(0),
            ..Udp::new(50_000, to)
        };
        match self {
            Self::Ipip => Vec::new(),
            Self::Gre | Self::GreEthernet => vec![Gre::default().into()],
            Self::Vxlan => vec![udp(4789).into(), Vxlan::new(5).into()],
            Self::VxlanGeneric => vec![udp(4790).into(), Vxlan::generic(5).into()],
            Self::Geneve | Self::GeneveEthernet => vec![udp(6081).into(), Geneve::new(5).into()],
            Self::Gtpu | Self::GtpuEthernet => vec![udp(2152).into(), Gtpu::new(5).into()],
        }
    }
}

impl Stack {
    /// The packet in the opposite direction: every pair of ends is swapped, except for the ports of
    /// those tunnels that `decap` looks through, which are told by their destination port in both
    /// directions.
    #[must_use]
    pub fn reversed(&self, decap: Decap) -> Self {
        let mut layers = self.layers.clone();
        for at in 0..layers.len() {
            let tunnel = match layers.get(at + 1) {
                Some(Layer::Vxlan(_)) => Some(Decap::VXLAN),
                Some(Layer::Geneve(_)) => Some(Decap::GENEVE),
                Some(Layer::Gtpu(_)) => Some(Decap::GTPU),
                _ => None,
            };
            if !tunnel.is_some_and(|tunnel| decap.contains(tunnel)) {
                reverse(&mut layers[at]);
            }
        }
        Self { layers }
    }

    /// The positions of IP headers that something follows.
    #[must_use]
    pub fn ip_headers(&self) -> Vec<usize> {
        let positions = 0..self.layers.len().saturating_sub(1);
        positions.filter(|&at| self.layers[at].is_ip()).collect()
    }

    /// The same datagram in VLANs, PPPoE or MPLS: those of `tags` in front of its first IP header, in
    /// place of what is there.
    #[must_use]
    pub fn tagged(&self, rng: &mut Rng, tags: Decap) -> Self {
        let first = self.layers.iter().position(Layer::is_ip).unwrap_or(0);
        let mut layers: Vec<Layer> = vec![Layer::eth()];
        if tags.contains(Decap::VLAN) {
            for _ in 0..rng.within(1, 5) {
                let id = rng.short() & 0xfff;
                layers.push(rng.pick([Vlan::new, Vlan::service])(id).into());
            }
        }
        if tags.contains(Decap::PPPOE) {
            layers.push(rng.pick([Pppoe::new, Pppoe::compressed])(rng.short()).into());
        } else if tags.contains(Decap::MPLS) {
            for _ in 0..rng.within(1, 5) {
                layers.push(Mpls::new(rng.word() & 0xf_ffff).into());
            }
        }
        layers.extend_from_slice(&self.layers[first..]);
        Self { layers }
    }

    /// The datagram in a tunnel between random ends.
    #[must_use]
    pub fn within(&self, rng: &mut Rng, tunnel: Tunnel) -> Self {
        let [(a4, a6), (b4, b6)] = ends(rng);
        let outer: Layer = if rng.one_in(2) {
            Ipv4::new(a4, b4).into()
        } else {
            Ipv6::new(a6, b6).into()
        };
        let mut layers = vec![Layer::eth(), outer];
        layers.extend(tunnel.headers());
        let first = self.layers.iter().position(Layer::is_ip).unwrap_or(0);
        if tunnel.carries_ethernet() {
            layers.push(Layer::eth());
        }
        layers.extend_from_slice(&self.layers[first..]);
        Self { layers }
    }

    /// The datagram of the IP header at `at` in pieces of at most `size` bytes, a multiple of 8.
    ///
    /// # Errors
    /// [`PacketError`], where what follows the header cannot stand alone.
    pub fn fragments(&self, at: usize, size: usize) -> Result<Vec<Self>, PacketError> {
        let (head, rest) = self.layers.split_at(at + 1);
        let protocol = rest.first().and_then(Layer::number);
        let datagram = Self {
            layers: rest.to_vec(),
        }
        .build()?;
        let mut pieces = Vec::new();
        for (piece, index) in datagram.chunks(size).zip(0_u16..) {
            let offset = index * u16::try_from(size).unwrap_or(u16::MAX);
            let more = usize::from(offset) + piece.len() < datagram.len();
            let mut layers = head.to_vec();
            match &mut layers[at] {
                Layer::Ipv4(ip) => {
                    ip.fragment_offset = offset;
                    ip.more_fragments = more;
                }
                _ => layers.push(Fragment::new(offset, more, 77).into()),
            }
            let raw = Raw::new(piece);
            layers.push(Raw { protocol, ..raw }.into());
            pieces.push(Self { layers });
        }
        Ok(pieces)
    }

    /// The same stack with no checksum that covers addresses, so that its layers can stand alone.
    #[must_use]
    pub fn without_checksums(&self) -> Self {
        let mut layers = self.layers.clone();
        for layer in &mut layers {
            match layer {
                Layer::Tcp(header) => header.checksum = Some(0),
                Layer::Udp(header) => header.checksum = Some(0),
                Layer::UdpLite(header) => header.checksum = Some(0),
                Layer::Dccp(header) => header.checksum = Some(0),
                Layer::Icmpv6(header) => header.checksum = Some(0),
                _ => {}
            }
        }
        Self { layers }
    }
}

fn reverse(layer: &mut Layer) {
    macro_rules! ports {
        ($header:ident) => {
            swap(&mut $header.source_port, &mut $header.destination_port)
        };
    }
    match layer {
        Layer::Ethernet(header) => swap(&mut header.source, &mut header.destination),
        Layer::Ipv4(header) => swap(&mut header.source, &mut header.destination),
        Layer::Ipv6(header) => swap(&mut header.source, &mut header.destination),
        Layer::Tcp(header) => ports!(header),
        Layer::Udp(header) => ports!(header),
        Layer::UdpLite(header) => ports!(header),
        Layer::Sctp(header) => ports!(header),
        Layer::Dccp(header) => ports!(header),
        _ => {}
    }
}
