//! The traffic of the examples: who talks to whom, and where a packet of it belongs.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use softrss_testbed::{
    MacAddr,
    packet::{Erspan, Gre, Icmp, Ipv4, Ipv6, Packet, PacketError, Raw, Tcp, eth},
};

/// Where the packets of somebody belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Belongs {
    /// All of them on one CPU, whichever it is.
    Together,
    /// On this CPU.
    On(u32),
    /// On the CPU that receives them.
    Here,
}

/// All packets of one party: a subscriber, a connection, whatever the policy keeps together.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    pub(crate) name: &'static str,
    pub(crate) belongs: Belongs,
    pub(crate) frames: Vec<Vec<u8>>,
}

impl Party {
    fn new(name: &'static str, belongs: Belongs) -> Self {
        Self {
            name,
            belongs,
            frames: Vec::new(),
        }
    }

    fn sends(mut self, packet: &Packet) -> Result<Self, PacketError> {
        self.frames.push(packet.build()?);
        Ok(self)
    }

    /// Sends it in pieces of at most so many bytes.
    fn sends_in_pieces(mut self, packet: &Packet, size: usize) -> Result<Self, PacketError> {
        self.frames.extend(packet.fragments(size, 77)?);
        Ok(self)
    }

    /// A TCP connection, the beginning of it: what `client` asks, and what `server` answers, in the headers
    /// that `around` puts around each. `port` is that of the client.
    fn talks(
        self,
        around: impl Fn(Way) -> Packet,
        client: impl Into<IpAddr>,
        server: impl Into<IpAddr>,
        port: u16,
    ) -> Result<Self, PacketError> {
        let (client, server) = (client.into(), server.into());
        let up = || ip(around(Way::Up), client, server);
        let down = || ip(around(Way::Down), server, client);
        let syn_ack = Tcp {
            flags: Tcp::new(0, 0).flags | Tcp::syn(0, 0, 1460).flags,
            ..Tcp::syn(443, port, 1460)
        };
        self.sends(&up().layer(Tcp::syn(port, 443, 1460)))?
            .sends(&down().layer(syn_ack))?
            .sends(&up().tcp(port, 443).payload(&[0x16; 180]))?
            .sends(&down().tcp(443, port).payload(&[0x17; 600]))
    }
}

/// Which way a packet goes: from who asks, or to him.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

fn ip(packet: Packet, source: IpAddr, destination: IpAddr) -> Packet {
    match (source, destination) {
        (IpAddr::V4(source), IpAddr::V4(destination)) => packet.ipv4(source, destination),
        (IpAddr::V6(source), IpAddr::V6(destination)) => packet.ipv6(source, destination),
        (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => {
            unreachable!("both ends of a connection are of one family")
        }
    }
}

fn ether(way: Way) -> Packet {
    match way {
        Way::Up => eth(MacAddr::local(1), MacAddr::local(2)),
        Way::Down => eth(MacAddr::local(2), MacAddr::local(1)),
    }
}

const WEB: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 80);
const WEB6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0x80, 0, 0, 0, 0, 0x80);
const RESOLVER: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 53);

const fn v4(host: u8) -> Ipv4Addr {
    Ipv4Addr::new(198, 51, 100, host)
}

const fn v6(site: u16) -> Ipv6Addr {
    Ipv6Addr::new(0x2001, 0xdb8, site, 0, 0, 0, 0, 7)
}

/// Subscribers behind two tags and PPPoE, or behind two tags alone.
pub(crate) fn access_network() -> Result<Vec<Party>, PacketError> {
    const PADI: [u8; 12] = [0x11, 0x09, 0, 0, 0, 4, 0x01, 0x01, 0, 0, 0, 0];
    /// Version and type, session data, session 9, 6 bytes; LCP echo request.
    const LCP: [u8; 16] = [0x11, 0, 0, 9, 0, 10, 0xc0, 0x21, 9, 1, 0, 8, 0, 0, 0, 1];
    let line = |customer: u16| move |way| ether(way).service_vlan(100).vlan(customer);
    let dialled = |customer, session| move |way| line(customer)(way).pppoe(session);
    let datagram = dialled(1, 9)(Way::Down)
        .ipv4(RESOLVER, v4(1))
        .udp(53, 40_001);
    Ok(vec![
        Party::new("one household", Belongs::Together)
            .talks(dialled(1, 9), v4(1), WEB, 40_000)?
            .talks(dialled(1, 9), v6(1), WEB6, 40_001)?
            .sends_in_pieces(&datagram.payload(&[0x53; 1800]), 1448)?,
        Party::new("the one next door", Belongs::Together)
            .talks(dialled(4, 9), v4(4), WEB, 40_000)?
            .talks(dialled(4, 9), v4(4), RESOLVER, 40_001)?,
        Party::new("one without PPPoE", Belongs::Together)
            .talks(line(5), v4(5), WEB, 40_000)?
            .talks(line(5), v6(5), WEB6, 40_000)?,
        Party::new("the hospital", Belongs::On(3)).talks(line(7), v4(7), WEB, 40_000)?,
        Party::new("its second line", Belongs::On(3)).talks(dialled(8, 1), v4(8), WEB, 50_000)?,
        Party::new("dialling and keeping alive", Belongs::Here)
            .sends(
                &line(1)(Way::Up)
                    .layer(Raw::ether_type(0x8863, &PADI))
                    .padded_to(60),
            )?
            .sends(
                &line(1)(Way::Up)
                    .layer(Raw::ether_type(0x8864, &LCP))
                    .padded_to(60),
            )?,
    ])
}

/// What a mirror port shows.
pub(crate) fn ids() -> Result<Vec<Party>, PacketError> {
    let mirror = |_| {
        ether(Way::Up)
            .ipv4(v4(250), v4(251))
            .layer(Gre {
                sequence: Some(1),
                ..Gre::default()
            })
            .layer(Erspan::type2(5))
            .over(&ether(Way::Down))
    };
    let question = ether(Way::Up).ipv4(v4(9), RESOLVER).udp(40_000, 53);
    let answer = ether(Way::Down).ipv4(RESOLVER, v4(9)).udp(53, 40_000);
    let refusal = ether(Way::Up)
        .ipv4(v4(9), RESOLVER)
        .icmp(Icmp::unreachable(3));
    let by_router = ether(Way::Up)
        .ipv4(v4(254), v4(9))
        .icmp(Icmp::time_exceeded())
        .ipv4(v4(9), RESOLVER)
        .udp(40_000, 53);
    let esp = |way, spi| {
        let (source, destination) = match way {
            Way::Up => (v4(20), v4(21)),
            Way::Down => (v4(21), v4(20)),
        };
        ether(way)
            .ipv4(source, destination)
            .esp(spi, 1)
            .payload(&[0x5e; 64])
    };
    Ok(vec![
        Party::new("a connection", Belongs::Together).talks(ether, v4(8), WEB, 40_000)?,
        Party::new("a connection in the mirror's tunnel", Belongs::Together).talks(
            mirror,
            v4(11),
            WEB,
            40_000,
        )?,
        Party::new(
            "a question, its answer in fragments, and errors about it",
            Belongs::Together,
        )
        .sends(&question.payload(&[0x51; 40]))?
        .sends_in_pieces(&answer.clone().payload(&[0x53; 3000]), 1480)?
        .sends(&answer.clone().payload(&[0x53; 90]))?
        .sends(&refusal.ipv4(RESOLVER, v4(9)).udp(53, 40_000))?
        .sends(&by_router)?,
        Party::new("an IPv6 host", Belongs::Together)
            .talks(ether, v6(4), WEB6, 40_000)?
            .sends_in_pieces(
                &ether(Way::Down)
                    .ipv6(WEB6, v6(4))
                    .udp(443, 40_000)
                    .payload(&[0x17; 2000]),
                1448,
            )?,
        Party::new("both directions of IPsec", Belongs::Together)
            .sends(&esp(Way::Up, 0x1001))?
            .sends(&esp(Way::Down, 0x2002))?,
    ])
}

/// A virtual machine that serves, is logged in to, and asks.
pub(crate) fn virtual_machine() -> Result<Vec<Party>, PacketError> {
    let mut parties = vec![
        Party::new("a login", Belongs::Here)
            .sends(
                &ether(Way::Up)
                    .ipv4(v4(99), v4(1))
                    .layer(Tcp::syn(50_000, 22, 1460)),
            )?
            .sends(
                &ether(Way::Up)
                    .ipv4(v4(99), v4(1))
                    .tcp(50_000, 22)
                    .payload(&[0; 48]),
            )?,
    ];
    for (name, host) in [
        ("a visitor", 11),
        ("another", 12),
        ("a third", 13),
        ("a fourth", 14),
    ] {
        let port = 40_000 + u16::from(host);
        let asks = ether(Way::Up).ipv4(v4(host), v4(1)).tcp(port, 443);
        parties.push(
            Party::new(name, Belongs::Together)
                .sends(&asks.clone().payload(&[0x16; 200]))?
                .sends(&asks)?,
        );
    }
    Ok(parties)
}

/// A customer of the shaper: who, an address, and the CPU.
type Customer = (&'static str, IpAddr, Belongs);

const CUSTOMERS: [Customer; 5] = [
    (
        "a household in the north",
        IpAddr::V4(v4(5)),
        Belongs::On(1),
    ),
    (
        "a household in the south",
        IpAddr::V4(v4(200)),
        Belongs::On(2),
    ),
    ("the school", IpAddr::V4(v4(7)), Belongs::On(3)),
    ("one in the north, IPv6", IpAddr::V6(v6(1)), Belongs::On(1)),
    (
        "one who is not in the table",
        IpAddr::V4(Ipv4Addr::new(192, 0, 2, 9)),
        Belongs::Together,
    ),
];

/// What comes in on one interface of the shaper.
fn shaped(towards: Way) -> Result<Vec<Party>, PacketError> {
    let customers = CUSTOMERS.iter().map(|&(name, address, belongs)| {
        let server = match address {
            IpAddr::V4(_) => IpAddr::V4(WEB),
            IpAddr::V6(_) => IpAddr::V6(WEB6),
        };
        let (source, destination) = match towards {
            Way::Up => (address, server),
            Way::Down => (server, address),
        };
        let packet = || ip(ether(towards), source, destination);
        Party::new(name, belongs)
            .sends(&packet().tcp(443, 40_000).payload(&[0x17; 700]))?
            .sends(&packet().udp(443, 50_000).payload(&[0x17; 900]))?
            .sends_in_pieces(&packet().udp(3478, 3478).payload(&[0x80; 2400]), 1480)
    });
    customers.collect()
}

/// Downloads.
pub(crate) fn shaper_internet() -> Result<Vec<Party>, PacketError> {
    shaped(Way::Down)
}

/// Uploads.
pub(crate) fn shaper_customers() -> Result<Vec<Party>, PacketError> {
    shaped(Way::Up)
}

/// Containers on two hosts, in the tunnels of several cluster networks.
pub(crate) fn container_host() -> Result<Vec<Party>, PacketError> {
    const HERE: Ipv4Addr = v4(1);
    const THERE: Ipv4Addr = v4(2);
    const fn pod(host: u8, number: u8) -> Ipv4Addr {
        Ipv4Addr::new(10, 244, host, number)
    }
    let outer = |way| match way {
        Way::Up => ether(way).ipv4(THERE, HERE),
        Way::Down => ether(way).ipv4(HERE, THERE),
    };
    let inner = eth(MacAddr::local(21), MacAddr::local(22));
    // As Linux does: no checksum outside, and a source port that is the same for all of a connection only.
    let overlay = |port: u16, source: u16| move |way| outer(way).udp(source, port);
    let flannel = |source| {
        let inner = inner.clone();
        move |way| overlay(8472, source)(way).vxlan(1).over(&inner)
    };
    let ovn = |source| {
        let inner = inner.clone();
        move |way| overlay(6081, source)(way).geneve(3).over(&inner)
    };
    let cluster = |source_port, port| {
        let asks = ether(Way::Up).ipv4(THERE, HERE);
        asks.tcp(source_port, port).payload(&[0x17; 100])
    };
    Ok(vec![
        Party::new("containers, in VXLAN", Belongs::Together).talks(
            flannel(50_001),
            pod(2, 4),
            pod(1, 4),
            40_000,
        )?,
        Party::new("others, in VXLAN", Belongs::Together).talks(
            flannel(50_002),
            pod(2, 5),
            pod(1, 5),
            40_000,
        )?,
        Party::new("containers, in IP in IP", Belongs::Together).talks(
            outer,
            pod(2, 6),
            pod(1, 6),
            40_000,
        )?,
        Party::new("others, in IP in IP", Belongs::Together).talks(
            outer,
            pod(2, 7),
            pod(1, 7),
            40_000,
        )?,
        Party::new("containers, in GENEVE", Belongs::Together).talks(
            ovn(50_003),
            pod(2, 8),
            pod(1, 8),
            40_000,
        )?,
        Party::new("a published port", Belongs::Together).talks(ether, WEB, HERE, 40_000)?,
        Party::new("etcd, API server and kubelet", Belongs::Here)
            .sends(&cluster(40_000, 2380))?
            .sends(&cluster(40_001, 6443))?
            .sends(&cluster(10_250, 40_002))?,
    ])
}

/// Users in tunnels from two radio sites, both directions of them.
pub(crate) fn gtp_gateway() -> Result<Vec<Party>, PacketError> {
    const GATEWAY: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 1);
    const SITE: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 50);
    const STADIUM: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 77);
    const fn user(number: u8) -> Ipv4Addr {
        Ipv4Addr::new(10, 45, 0, number)
    }
    let between = |site: Ipv4Addr| {
        move |way| match way {
            Way::Up => ether(way).layer(Ipv4::new(site, GATEWAY)),
            Way::Down => ether(way).layer(Ipv4::new(GATEWAY, site)),
        }
    };
    // Each end chooses the number by which it is sent to.
    let tunnel = |site, up: u32| {
        move |way| {
            let teid = if way == Way::Up { up } else { up + 0x1000 };
            between(site)(way).udp(2152, 2152).gtpu(teid)
        }
    };
    let six = |way| {
        let (source, destination) = match way {
            Way::Up => (v6(50), v6(51)),
            Way::Down => (v6(51), v6(50)),
        };
        ether(way)
            .layer(Ipv6::new(source, destination))
            .udp(2152, 2152)
            .gtpu(0x99)
    };
    let control = |port| {
        let to = between(SITE)(Way::Up).udp(port, port);
        to.payload(&[0x48, 0x20, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0])
    };
    Ok(vec![
        Party::new("a user", Belongs::Together).talks(tunnel(SITE, 0x11), user(1), WEB, 40_007)?,
        Party::new("another", Belongs::Together).talks(tunnel(SITE, 0x12), user(2), WEB, 40_008)?,
        Party::new("a third, IPv6", Belongs::Together).talks(
            tunnel(SITE, 0x13),
            v6(90),
            WEB6,
            40_000,
        )?,
        Party::new("a fourth, whose site has IPv6", Belongs::Together).talks(
            six,
            user(4),
            WEB,
            40_000,
        )?,
        Party::new("users in the stadium", Belongs::On(3))
            .talks(tunnel(STADIUM, 0x21), user(21), WEB, 40_000)?
            .talks(tunnel(STADIUM, 0x22), user(22), RESOLVER, 40_001)?,
        Party::new("signalling", Belongs::Here)
            .sends(&control(2123))?
            .sends(&control(8805))?,
    ])
}
