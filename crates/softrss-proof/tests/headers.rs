//! What is read of packets that the testbed builds: by the RFCs, not by the table of header kinds.
//!
//! The builder knows nothing of that table, and tshark reads what it builds. What follows here is a packet of
//! every kind, and those that are easily got wrong; every line of every row with everything around it is in
//! `rows.rs`.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::net::{Ipv4Addr, Ipv6Addr};

use softrss_core::{
    Arrival, CpuId, CpuSet, Decision, Policy, ResolvedPolicy, decide,
    decide::Verdict,
    header::{Header, Reason},
    policy::{Decap, Dsa, Fields, FlowSpec, NonIp, UdpPorts},
    walk::{MAX_HEADERS, MAX_LINKS},
};
use softrss_proof::segment::ethernet as eth;
use softrss_testbed::{
    MacAddr,
    packet::{
        BatmanAdv, Erspan, Fragment, Geneve, Gre, Gtpu, GtpuExtension, Icmp, Icmpv6, Ipv4, LinkTag,
        Llc, MacSec, Packet, Pppoe, Raw, Routing, Snap, Vlan, Vxlan,
    },
};

const A4: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 1);
const B4: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 7);
const A6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0xa);
const B6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0xb);
/// The ends of tunnels.
const C4: Ipv4Addr = Ipv4Addr::new(172, 16, 0, 1);
const D4: Ipv4Addr = Ipv4Addr::new(172, 16, 0, 2);
const IP4: &str = "10.0.0.1 > 192.0.2.7";
const IP6: &str = "2001:db8::a > 2001:db8:1::b";
const TUNNEL: &str = "172.16.0.1 > 172.16.0.2";
const TCP4: &str = "10.0.0.1 port 40000 > 192.0.2.7 port 443 proto 6";
const TCP6: &str = "2001:db8::a port 40000 > 2001:db8:1::b port 443 proto 6";

fn v4(packet: Packet) -> Packet {
    packet.ipv4(A4, B4)
}

fn v6(packet: Packet) -> Packet {
    packet.ipv6(A6, B6)
}

fn tcp4(packet: Packet) -> Packet {
    v4(packet).tcp(40000, 443)
}

fn tcp6(packet: Packet) -> Packet {
    v6(packet).tcp(40000, 443)
}

/// A frame with the IP header of a tunnel.
fn outer() -> Packet {
    eth().ipv4(C4, D4)
}

/// A frame with a UDP tunnel to `port`.
fn to(port: u16) -> Packet {
    outer().udp(50000, port)
}

/// What a bridging tunnel carries.
fn bridged(packet: Packet) -> Packet {
    packet.eth(MacAddr::local(4), MacAddr::local(3))
}

fn policy(flow: FlowSpec) -> ResolvedPolicy {
    let cpus: CpuSet = "0-7".parse().unwrap();
    let policy = Policy {
        flow,
        ..Policy::default()
    };
    ResolvedPolicy::new(policy, &cpus).unwrap()
}

fn decided(flow: FlowSpec, bytes: &[u8]) -> Decision {
    decide(&policy(flow), &Arrival::new(bytes))
}

fn looking_through(decap: Decap) -> FlowSpec {
    FlowSpec {
        decap,
        ..FlowSpec::default()
    }
}

/// The frame of `packet` with a payload, which the last header announces as something unknown.
fn frame(packet: &Packet) -> Vec<u8> {
    let payload = Raw {
        bytes: vec![0x5a; 24],
        ether_type: Some(0x88b5),
        protocol: Some(253),
    };
    packet.clone().layer(payload).build().unwrap()
}

/// `path | flow | reason` of a decision.
fn line(decision: &Decision) -> String {
    let flow = decision.flow.map_or("-".into(), |flow| flow.to_string());
    let reason = decision.reason.map_or("-", |reason| reason.word());
    format!("{} | {flow} | {reason}", decision.headers)
}

/// `packet` is read from the first header to the last, and has this flow. Behind ` | ` there may be why no
/// more of it is read.
#[track_caller]
fn reads(packet: &Packet, flow: &str) {
    reads_to(packet, &packet.describe(), flow);
}

/// `packet` is read as far as `path`.
#[track_caller]
fn reads_to(packet: &Packet, path: &str, flow: &str) {
    reads_with(looking_through(Decap::ALL), packet, path, flow);
}

#[track_caller]
fn reads_with(spec: FlowSpec, packet: &Packet, path: &str, flow: &str) {
    let reason = if flow.contains(" | ") { "" } else { " | -" };
    let found = line(&decided(spec, &frame(packet)));
    assert_eq!(found, format!("{path} | {flow}{reason}"));
}

/// What is read of `packet` with `value` at `at`.
fn read_with_byte(packet: &Packet, at: usize, value: u8) -> String {
    let mut bytes = frame(packet);
    bytes[at] = value;
    line(&decided(FlowSpec::default(), &bytes))
}

#[test]
fn every_family_with_every_transport() {
    type Transport = fn(Packet) -> Packet;
    let transports: [(u8, Transport); 5] = [
        (6, |ip| ip.tcp(1000, 2000)),
        (17, |ip| ip.udp(1000, 2000)),
        (132, |ip| ip.sctp(1000, 2000, 1)),
        (33, |ip| ip.dccp(1000, 2000, 1)),
        (136, |ip| ip.udp_lite(1000, 2000)),
    ];
    for (proto, transport) in transports {
        let flow =
            |[src, dst]: [&str; 2]| format!("{src} port 1000 > {dst} port 2000 proto {proto}");
        reads(&transport(v4(eth())), &flow(["10.0.0.1", "192.0.2.7"]));
        reads(
            &transport(v6(eth())),
            &flow(["2001:db8::a", "2001:db8:1::b"]),
        );
    }
}

#[test]
fn options_move_the_ports() {
    for words in 0..=10 {
        let options = |packet: Packet| {
            packet.layer(Ipv4 {
                options: vec![1; 4 * words],
                ..Ipv4::new(A4, B4)
            })
        };
        reads(&options(eth()).tcp(40000, 443), TCP4);
        // Outer options do not hide what a tunnel carries.
        reads(&tcp6(options(eth()).gre()), TCP6);
    }
}

#[test]
fn link_layers() {
    let old = |packet: Packet| {
        packet.layer(Vlan {
            tpid: 0x9100,
            ..Vlan::new(300)
        })
    };
    let snap = |last| Llc {
        snap: Some(Snap {
            organisation: [0, 0, last],
            ether_type: None,
        }),
        ..Llc::snap()
    };
    let short = |packet: Packet| packet.layer(Pppoe::compressed(7));
    let five = old(eth().service_vlan(200).vlan(100))
        .vlan(100)
        .service_vlan(200);
    let labels = (0..5).fold(eth().vlan(100), |packet, _| packet.mpls(0x1_2345));
    reads(&tcp6(five), TCP6);
    reads(&tcp6(labels), TCP6);
    reads(&tcp6(eth().vlan(1).vlan(2).pppoe(7)), TCP6);
    reads(&tcp6(short(eth().vlan(1))), TCP6);
    reads(&tcp4(eth().pppoe(7).mpls(16).mpls(17)), TCP4);
    let without_labels = looking_through(Decap::PPPOE);
    let labelled = tcp4(eth().pppoe(7).mpls(16));
    reads_with(without_labels, &labelled, "eth/pppoe", "- | not-in-decap");
    // A label whose lowest bit is where a swapped read would see the bottom of the stack.
    reads(&tcp4(eth().mpls(0x1_0010).mpls(3)), TCP4);
    for link in [
        eth().vlan(100),
        eth().pppoe(7),
        short(eth()),
        eth().mpls(16),
        eth().layer(snap(0)),
        eth().vlan(100).layer(snap(0xf8)),
        eth().layer(Llc::new(6, 6)),
    ] {
        reads(&tcp4(link), TCP4);
    }
    // 802.1ah: the service tag, its identifier, and the customer's frame.
    let service = eth()
        .service_vlan(51)
        .layer(Raw::ether_type(0x88e7, &[0, 0, 1, 2]));
    let customer = tcp4(eth().vlan(20));
    reads_to(
        &service.over(&customer),
        "eth/vlan/pbb/eth/vlan/ipv4/tcp",
        TCP4,
    );
}

#[test]
fn tags_of_other_links() {
    let mac = MacAddr::local;
    for tag in [
        LinkTag::hsr(46, 7),
        LinkTag::redundancy(7),
        LinkTag::vn(5, 6),
        LinkTag::e(5),
        LinkTag::cmd(200),
        LinkTag::timestamp(0x1234_5678_9abc),
        LinkTag::netc(1, 3),
        LinkTag::netc_time(1, 3, 0x0123_4567_89ab_cdef),
        LinkTag {
            bytes: vec![0, 1, 0x19, 0],
            ..LinkTag::netc(1, 3)
        },
        LinkTag::edsa(1),
        LinkTag::edsa_vlan(1, 100),
        LinkTag::realtek_a(1),
        LinkTag::realtek_4(1),
        LinkTag {
            word: "brcm-legacy",
            ether_type: 0x8874,
            bytes: vec![0, 0, 0, 3],
        },
        LinkTag {
            word: "a5psw",
            ether_type: 0xe001,
            bytes: vec![0, 3, 0, 0, 0, 0],
        },
        LinkTag {
            word: "maxlinear",
            ether_type: 0x88c3,
            bytes: vec![0; 6],
        },
        LinkTag {
            word: "yt921x",
            ether_type: 0x9988,
            bytes: vec![0, 0, 0x88, 0, 0, 0],
        },
        LinkTag {
            word: "sja1110",
            ether_type: 0xdadc,
            bytes: vec![0x20, 0x10],
        },
    ] {
        reads(&tcp4(eth().layer(tag.clone())), TCP4);
        reads(&tcp6(eth().vlan(3).layer(tag.clone()).vlan(4)), TCP6);
    }
    for tpid in [0x9200, 0x9300, 0xdadb] {
        reads(
            &tcp4(eth().layer(Vlan {
                tpid,
                ..Vlan::new(7)
            })),
            TCP4,
        );
    }
    for secured in [
        MacSec::new(9),
        MacSec::with_channel(9, [2, 0, 0, 0, 0, 1, 0, 1]),
    ] {
        reads(&tcp4(eth().layer(secured.clone())), TCP4);
        reads(&tcp6(eth().layer(secured).vlan(4)), TCP6);
    }
    for carried in [BatmanAdv::new(mac(9)), BatmanAdv::from(mac(9), mac(8))] {
        reads(&tcp6(bridged(eth().layer(carried)).vlan(4)), TCP6);
    }
    // In a pseudowire, with and without control word.
    for between in [&[][..], &[0, 0, 0, 9]] {
        let tagged = bridged(eth().mpls(16).layer(Raw::new(between)));
        let tagged = tcp4(tagged.layer(LinkTag::redundancy(7)));
        reads_to(&tagged, "eth/mpls/eth/r-tag/ipv4/tcp", TCP4);
    }
}

#[test]
fn tags_of_links_are_in_front() {
    let tags = |count| (1..count).fold(eth(), |packet, _| packet.layer(LinkTag::redundancy(7)));
    reads(&tcp4(tags(MAX_LINKS)), TCP4);
    let path = tags(MAX_LINKS).describe();
    reads_to(&tcp4(tags(MAX_LINKS + 1)), &path, "- | too-deep");
    // Without the tag, that is why it is not read.
    let late = tcp4(
        (1..MAX_LINKS)
            .fold(eth(), |packet, _| packet.vlan(1))
            .layer(LinkTag::e(1)),
    );
    let vlans = late.describe().replace("/e-tag/ipv4/tcp", "");
    reads_with(
        looking_through(Decap::VLAN),
        &late,
        &vlans,
        "- | not-in-decap",
    );
}

#[test]
fn tags_that_are_not_of_their_kind_are_not_read() {
    let damaged = |tag: LinkTag, at: usize, byte: u8| {
        let mut tag = tag;
        tag.bytes[at] = byte;
        tcp4(eth().layer(tag))
    };
    let macsec = |control| {
        let secured = MacSec {
            control,
            ..MacSec::new(9)
        };
        tcp4(eth().layer(secured))
    };
    let batman = |version| {
        let carried = BatmanAdv {
            version,
            ..BatmanAdv::new(MacAddr::local(9))
        };
        tcp4(bridged(eth().layer(carried)))
    };
    for (packet, path, reason) in [
        (
            damaged(LinkTag::vn(5, 6), 2, 0x10),
            "eth/vn-tag",
            "bad-tunnel-header",
        ),
        (
            damaged(LinkTag::cmd(200), 0, 2),
            "eth/cmd",
            "bad-tunnel-header",
        ),
        (
            damaged(LinkTag::cmd(200), 1, 2),
            "eth/cmd",
            "bad-tunnel-header",
        ),
        (
            damaged(LinkTag::edsa(1), 1, 1),
            "eth/edsa",
            "bad-tunnel-header",
        ),
        // Not from the switch to the CPU.
        (damaged(LinkTag::edsa(1), 2, 0x40), "eth/edsa", "not-ip"),
        (
            damaged(LinkTag::realtek_a(1), 0, 0x10),
            "eth/realtek",
            "not-ip",
        ),
        // From the CPU to a port.
        (damaged(LinkTag::netc(1, 3), 0, 0x10), "eth/netc", "not-ip"),
        (batman(14), "eth/batman-adv", "bad-tunnel-header"),
        (macsec(0x80), "eth/macsec", "bad-tunnel-header"),
        (macsec(0x0c), "eth/macsec", "not-ip"),
        (macsec(0x04), "eth/macsec", "not-ip"),
    ] {
        reads_to(&packet, path, &format!("- | {reason}"));
    }
}

/// The frame of `packet` with `tag` at `at`, under a policy that says so.
fn behind_a_switch(dsa: Dsa, packet: &Packet, at: usize, tag: &[u8]) -> String {
    let mut bytes = frame(packet);
    bytes.splice(at..at, tag.iter().copied());
    let flow = FlowSpec {
        dsa,
        ..FlowSpec::default()
    };
    line(&decided(flow, &bytes))
}

#[test]
fn tags_that_only_the_interface_knows() {
    let mac = MacAddr::local;
    let plain = tcp4(Packet::new().eth(mac(2), mac(1)));
    let tagged = tcp6(Packet::new().eth(mac(2), mac(1)).vlan(7));
    for (dsa, at, tag, first) in [
        (Dsa::Mtk, 12, &[0, 1, 0, 1][..], "eth-mtk"),
        (Dsa::Mt7628, 12, &[0x81, 3, 0, 9], "eth-mtk"),
        (Dsa::Dsa, 12, &[0xc0, 8, 0, 0], "eth-dsa"),
        (Dsa::Dsa, 12, &[0, 8, 0, 0], "eth-dsa"),
        (Dsa::Dsa, 12, &[0xe0, 8, 0, 5], "eth-dsa"),
        (Dsa::Brcm, 12, &[0, 0, 1, 3], "eth-brcm"),
        (Dsa::Qca, 12, &[0x80, 3], "eth-qca"),
        (Dsa::BrcmPrepend, 0, &[0, 0, 1, 3], "brcm-prepend/eth"),
        (Dsa::Gswip, 0, &[0; 8], "gswip/eth"),
        (Dsa::Ocelot, 0, &[0x88; 20], "ocelot/eth"),
        (Dsa::Seville, 0, &[0x88; 20], "ocelot/eth"),
        (Dsa::Ar9331, 0, &[0x31, 0x40], "ar9331/eth"),
    ] {
        let plain = behind_a_switch(dsa, &plain, at, tag);
        assert_eq!(plain, format!("{first}/ipv4/tcp | {TCP4} | -"), "{dsa:?}");
        let tagged = behind_a_switch(dsa, &tagged, at, tag);
        assert_eq!(
            tagged,
            format!("{first}/vlan/ipv6/tcp | {TCP6} | -"),
            "{dsa:?}"
        );
    }
    for (dsa, at, tag, first) in [
        (Dsa::Brcm, 12, &[0x20, 0, 1, 3][..], "eth-brcm"),
        (Dsa::Qca, 12, &[0x40, 3], "eth-qca"),
        (Dsa::BrcmPrepend, 0, &[0x20, 0, 1, 3], "brcm-prepend"),
        (Dsa::Ar9331, 0, &[0x31, 0x80], "ar9331"),
    ] {
        let line = behind_a_switch(dsa, &plain, at, tag);
        assert_eq!(line, format!("{first} | - | bad-tunnel-header"), "{dsa:?}");
    }
    // What a named tag needs to be read is looked through.
    for (dsa, tag) in [
        (Dsa::Edsa, LinkTag::edsa(1)),
        (Dsa::NxpNetc, LinkTag::netc(1, 3)),
    ] {
        let announced = tcp4(eth().layer(tag));
        let path = announced.describe();
        let flow = FlowSpec {
            dsa,
            ..looking_through(Decap::NONE)
        };
        reads_with(flow, &announced, &path, TCP4);
    }
}

#[test]
fn what_is_not_ip_is_passed() {
    let lcp = Pppoe {
        protocol: Some(0xc021),
        ..Pppoe::new(7)
    };
    // A whole packet of IPv4 in the multilink protocol: what keeps its order is the session.
    let multilink = Pppoe {
        protocol: Some(0x003d),
        ..Pppoe::new(7)
    };
    let whole = [0xc0, 0, 0, 1, 0, 0x21, 0x45];
    let foreign = Llc {
        snap: Some(Snap {
            organisation: [0, 0, 1],
            ether_type: None,
        }),
        ..Llc::snap()
    };
    let arp = |packet: Packet| packet.layer(Raw::ether_type(0x0806, &[]));
    for (packet, path) in [
        (arp(eth()), "eth"),
        (arp(eth().vlan(5)), "eth/vlan"),
        (eth().layer(Raw::ether_type(0x8863, &[])), "eth"),
        (eth().layer(Raw::ether_type(0x0020, &[])), "eth/llc"),
        (v4(eth().layer(foreign)), "eth/llc"),
        (eth().mpls(5), "eth/mpls"),
        (eth().layer(lcp), "eth/pppoe"),
        (
            eth().layer(multilink).layer(Raw::ether_type(0, &whole)),
            "eth/pppoe",
        ),
    ] {
        reads_to(&packet, path, "- | not-ip");
        let decision = decided(FlowSpec::default(), &frame(&packet));
        assert_eq!((decision.verdict, decision.cpu), (Verdict::Pass, None));
    }
}

#[test]
fn extension_headers() {
    let routing = Routing {
        data: vec![0; 12],
        ..Routing::source_route(&[])
    };
    reads(&v6(eth()).hop_by_hop(&[0; 14]).tcp(40000, 443), TCP6);
    let chain = v6(eth())
        .hop_by_hop(&[0; 14])
        .destination_options(&[0; 6])
        .layer(routing)
        .destination_options(&[0; 30])
        .ah(7, 1)
        .fragment(0, false, 9)
        .destination_options(&[0; 6]);
    reads(&chain.tcp(40000, 443), TCP6);
    // In IPv4 these numbers mean something else, or nothing.
    let options = v4(eth()).destination_options(&[0; 6]);
    reads_to(&options.tcp(1, 2), "eth/ipv4", &format!("{IP4} proto 60"));
    let nothing = v6(eth()).layer(Raw::protocol(59, &[]));
    reads_to(&nothing, "eth/ipv6", &format!("{IP6} proto 59"));
    let long = v6(eth())
        .hop_by_hop(&[0; 2046])
        .destination_options(&[0; 2046])
        .tcp(1, 2);
    reads_to(
        &long,
        "eth/ipv6/hopopts/dstopts",
        &format!("{IP6} proto 6 | too-deep"),
    );
}

#[test]
fn fragments_have_no_ports_and_no_inside() {
    let part = |more_fragments, fragment_offset| Ipv4 {
        more_fragments,
        fragment_offset,
        ..Ipv4::new(A4, B4)
    };
    let dont_fragment = Ipv4 {
        dont_fragment: true,
        ..part(false, 0)
    };
    let reserved = Ipv4 {
        reserved: true,
        ..part(false, 0)
    };
    // "Don't fragment" and the reserved bit alone are no fragment.
    for whole in [part(false, 0), dont_fragment, reserved] {
        reads(&eth().layer(whole).tcp(40000, 443), TCP4);
    }
    // First, middle, last.
    for part in [part(true, 0), part(true, 8), part(false, 8 * 0xb9)] {
        let part = eth().layer(part);
        reads_to(
            &part.clone().tcp(1, 2),
            "eth/ipv4",
            &format!("{IP4} proto 6"),
        );
        reads_to(&tcp4(part.gre()), "eth/ipv4", &format!("{IP4} proto 47"));
    }
    let reserved = Fragment {
        reserved: 3,
        ..Fragment::new(0, false, 9)
    };
    for whole in [Fragment::new(0, false, 9), reserved] {
        reads(&v6(eth()).layer(whole).tcp(40000, 443), TCP6);
    }
    for part in [(0, true), (8, false), (8, true)] {
        let part = || Fragment::new(part.0, part.1, 9);
        let path = "eth/ipv6/fragment";
        reads_to(
            &v6(eth()).layer(part()).tcp(1, 2),
            path,
            &format!("{IP6} proto 44"),
        );
        // Only the first one says for sure which protocol it is, so that is the same for all (RFC 8200).
        let options = v6(eth()).layer(part()).destination_options(&[0; 6]);
        reads_to(&options.tcp(1, 2), path, &format!("{IP6} proto 44"));
        // An SPI in front of it goes: only this part of the datagram may have it.
        let ah = v6(eth()).ah(7, 1).layer(part()).udp(1, 2);
        reads_to(&ah, "eth/ipv6/ah/fragment", &format!("{IP6} proto 44"));
    }
}

#[test]
fn security_headers() {
    let esp = |spi: u32| format!("proto 50 spi {spi:#010x}");
    reads(
        &v4(eth()).esp(0x1234_5678, 1),
        &format!("{IP4} {}", esp(0x1234_5678)),
    );
    reads(&v6(eth()).esp(9, 1), &format!("{IP6} {}", esp(9)));
    reads(&v4(eth()).ah(7, 1).esp(8, 1), &format!("{IP4} {}", esp(8)));
    reads(&v4(eth()).ah(7, 1).tcp(40000, 443), TCP4);
    reads(&tcp4(outer().ah(7, 1)), TCP4);
    let ospf = v4(eth()).ah(7, 1).layer(Raw::protocol(89, &[]));
    reads_to(
        &ospf,
        "eth/ipv4/ah",
        &format!("{IP4} proto 89 spi 0x00000007"),
    );
    // In UDP: a key exchange is marked by an SPI of zero, a keepalive is one byte, and padding follows.
    for (src, dst) in [(4500, 4500), (61000, 4500), (4500, 61000)] {
        let udp = || v4(eth()).udp(src, dst);
        let ports = format!("10.0.0.1 port {src} > 192.0.2.7 port {dst} proto 17");
        reads(
            &udp().esp(0xc0de, 1),
            &format!("{IP4} proto 17 spi 0x0000c0de"),
        );
        reads(&udp().esp(0, 1), &ports);
        let keepalive = udp().payload(&[0xff]).padded_to(60).build().unwrap();
        let found = line(&decided(looking_through(Decap::ALL), &keepalive));
        assert_eq!(found, format!("eth/ipv4/udp/esp | {ports} | -"));
    }
}

#[test]
fn ip_in_ip() {
    let outer6 = |packet: Packet| packet.ipv6(B6, A6);
    reads(&tcp4(outer()), TCP4);
    reads(&tcp6(outer()), TCP6);
    reads(&tcp4(outer6(eth())), TCP4);
    reads(&tcp6(outer6(eth()).destination_options(&[0; 6])), TCP6);
    reads(&tcp4(outer6(outer6(outer()).ipv4(C4, D4))), TCP4);
}

#[test]
fn gre_with_any_options() {
    for bits in 0..8 {
        let gre = Gre {
            has_checksum: bits & 1 != 0,
            key: (bits & 2 != 0).then_some(7),
            sequence: (bits & 4 != 0).then_some(7),
            ..Gre::default()
        };
        let gre = || outer().layer(gre.clone());
        reads(&tcp4(gre()), TCP4);
        reads(&tcp6(gre()), TCP6);
        reads(&tcp4(bridged(gre()).vlan(9)), TCP4);
        reads(&tcp4(gre().mpls(9)), TCP4);
    }
    let numbered = Gre {
        sequence: Some(7),
        ..Gre::default()
    };
    reads(&tcp4(bridged(outer().layer(Gre::erspan1()))), TCP4);
    let type2 = outer().layer(numbered).layer(Erspan::type2(7));
    reads(&tcp4(bridged(type2)), TCP4);
    for platform in [false, true] {
        let erspan = Erspan {
            platform,
            ..Erspan::type3(7)
        };
        reads(&tcp4(bridged(outer().gre().layer(erspan))), TCP4);
    }
    // Version 1 without a key, and source routes.
    for (at, value) in [(35, 1), (34, 0x40)] {
        let found = read_with_byte(&tcp4(outer().gre()), at, value);
        assert_eq!(
            found,
            format!("eth/ipv4/gre | {TUNNEL} proto 47 | bad-tunnel-header")
        );
    }
}

#[test]
fn udp_tunnels() {
    for port in [4789, 8472] {
        reads(&tcp4(bridged(to(port).vxlan(42))), TCP4);
    }
    // Only the generic extension has a protocol, and a port of its own.
    let generic = to(4790).layer(Vxlan::generic(42));
    let path = "eth/ipv4/udp/vxlan-gpe";
    reads_to(&tcp6(generic.clone()), &format!("{path}/ipv6/tcp"), TCP6);
    reads_to(
        &tcp4(bridged(generic)),
        &format!("{path}/eth/ipv4/tcp"),
        TCP4,
    );
    for words in [0, 1, 63] {
        let geneve = || {
            to(6081).layer(Geneve {
                options: vec![0; 4 * words],
                ..Geneve::new(42)
            })
        };
        reads(&tcp4(bridged(geneve()).vlan(1)), TCP4);
        reads(&tcp6(geneve()), TCP6);
    }
    // From the tunnel's port is not to it.
    let back = tcp4(bridged(v4(eth()).udp(4789, 99).vxlan(42)));
    let flow = "10.0.0.1 port 4789 > 192.0.2.7 port 99 proto 17";
    reads_to(&back, "eth/ipv4/udp", flow);
}

#[test]
fn generic_udp_encapsulation() {
    let path = "eth/ipv4/udp/gue";
    for words in [0, 1, 31] {
        let tunnelled = |flags: u8, proto, inner: fn(Packet) -> Packet| {
            let fields = vec![0x77; 4 * usize::from(words)];
            let gue = [&[flags | words, proto, 0, 0][..], &fields].concat();
            inner(to(6080).layer(Raw::new(&gue)))
        };
        reads_to(&tunnelled(0, 4, tcp4), &format!("{path}/ipv4/tcp"), TCP4);
        reads_to(&tunnelled(0, 41, tcp6), &format!("{path}/ipv6/tcp"), TCP6);
        reads_to(
            &tunnelled(0, 47, |inner| tcp4(inner.payload(&[0, 0, 8, 0]))),
            &format!("{path}/gre/ipv4/tcp"),
            TCP4,
        );
        reads_to(
            &tunnelled(0, 137, |inner| tcp4(inner.mpls(9))),
            &format!("{path}/mpls/ipv4/tcp"),
            TCP4,
        );
        // ESP in it, a control message, and a variant that there is not.
        for (flags, proto, reason) in [
            (0, 50, "not-ip"),
            (0x20, 4, "not-ip"),
            (0x80, 4, "bad-tunnel-header"),
        ] {
            let flow = format!("172.16.0.1 port 50000 > 172.16.0.2 port 6080 proto 17 | {reason}");
            reads_to(&tunnelled(flags, proto, tcp4), path, &flow);
        }
    }
}

/// What is carried by `bytes` in UDP between these ports.
fn in_udp(ports: (u16, u16), bytes: &[u8]) -> Packet {
    outer().udp(ports.0, ports.1).payload(bytes)
}

#[test]
fn tunnels_directly_in_ip() {
    for outer in [outer(), eth().ipv6(B6, A6)] {
        let path = |rest| format!("{}/{rest}", outer.describe());
        let etherip = |first| bridged(outer.clone().layer(Raw::protocol(97, &[first, 0])));
        let etherip_path = path("etherip/eth/ipv4/tcp");
        reads_to(&tcp4(etherip(0x30)), &etherip_path, TCP4);
        let found = line(&decided(FlowSpec::default(), &frame(&tcp4(etherip(0x40)))));
        assert!(found.ends_with("proto 97 | bad-tunnel-header"), "{found}");
        let labels = outer.clone().mpls(16).mpls(17);
        reads_to(&tcp6(labels), &path("mpls/mpls/ipv6/tcp"), TCP6);
    }
    let ethernet = |packet: Packet| bridged(packet.layer(Raw::protocol(143, &[])));
    let srv6 = || eth().ipv6(B6, A6);
    reads_to(&tcp4(ethernet(srv6())), "eth/ipv6/eth/ipv4/tcp", TCP4);
    let routed = srv6().layer(Routing::segments(&[A6, B6]));
    reads_to(
        &tcp6(ethernet(routed).vlan(9)),
        "eth/ipv6/routing/eth/vlan/ipv6/tcp",
        TCP6,
    );
}

/// The address and control field, which may be left out, and the protocol field, which may be one byte.
const PPP: [&[u8]; 4] = [
    &[0xff, 0x03, 0x00, 0x21],
    &[0xff, 0x03, 0x21],
    &[0x00, 0x21],
    &[0x21],
];

#[test]
fn ppp_in_tunnels() {
    for ppp in PPP {
        let in_gre = outer().layer(Gre {
            protocol: Some(0x880b),
            ..Gre::default()
        });
        let packet = tcp4(in_gre.payload(ppp));
        reads_to(&packet, "eth/ipv4/gre/ppp/ipv4/tcp", TCP4);
        for acknowledged in [false, true] {
            let numbers = &[1; 8][..if acknowledged { 8 } else { 4 }];
            let flags = [0x30, if acknowledged { 0x81 } else { 1 }];
            let pptp = |flags: [u8; 2]| {
                let gre = [&flags[..], &[0x88, 0x0b, 0, 0, 0, 7], numbers, ppp].concat();
                tcp4(outer().layer(Raw::protocol(47, &gre)))
            };
            reads_to(&pptp(flags), "eth/ipv4/gre/ppp/ipv4/tcp", TCP4);
            // Without a sequence number there is nothing in it; without a key it is not PPTP.
            let nothing = format!("{TUNNEL} proto 47 | not-ip");
            reads_to(&pptp([0x20, flags[1]]), "eth/ipv4/gre", &nothing);
            let other = format!("{TUNNEL} proto 47 | bad-tunnel-header");
            reads_to(&pptp([0x10, flags[1]]), "eth/ipv4/gre", &other);
        }
        for (flags, fields) in [(0, 0), (0x40, 2), (0x08, 4), (0x48, 6), (0x01, 0)] {
            let header = [&[flags, 2][..], &[0; 6][..fields], &[0, 7, 0, 9]].concat();
            // The fields are in front of what they are here, but all are skipped.
            for ports in [(1701, 1701), (50000, 1701), (1701, 50000)] {
                let path = "eth/ipv4/udp/l2tp/ppp/ipv4/tcp";
                let whole = [&header[..], ppp].concat();
                reads_to(&tcp4(in_udp(ports, &whole)), path, TCP4);
                let mut offset = [&header[..], &[0, 3, 7, 7, 7], ppp].concat();
                offset[0] |= 2;
                reads_to(&tcp4(in_udp(ports, &offset)), path, TCP4);
                // A control message, and a version that there is not.
                for (at, value) in [(0, 0xc8), (1, 4)] {
                    let mut other = whole.clone();
                    other[at] = value;
                    let (src, dst) = ports;
                    let flow = format!("172.16.0.1 port {src} > 172.16.0.2 port {dst} proto 17");
                    let flow = format!("{flow} | not-ip");
                    reads_to(&tcp4(in_udp(ports, &other)), "eth/ipv4/udp/l2tp", &flow);
                }
            }
        }
    }
}

/// What is behind the session is not announced: a cookie, a sublayer, and Ethernet.
#[test]
fn l2tp_version_3() {
    for before in [0, 4, 8, 12] {
        let unknown = vec![0x5c; before];
        let ip = [&[0, 0, 0, 9][..], &unknown].concat();
        let in_ip = |bytes: &[u8]| bridged(outer().layer(Raw::protocol(115, bytes)));
        let udp = [&[0, 3, 0, 0, 0, 0, 0, 9][..], &unknown].concat();
        for read in [tcp4, tcp6] {
            let is_4 = read(eth()).describe() == "eth/ipv4/tcp";
            let (inner, flow) = if is_4 {
                ("ipv4/tcp", TCP4)
            } else {
                ("ipv6/tcp", TCP6)
            };
            let path = format!("eth/ipv4/l2tp/{inner}");
            reads_to(&read(in_ip(&ip)), &path, flow);
            let path = format!("eth/ipv4/udp/l2tp/{inner}");
            reads_to(&read(bridged(in_udp((50000, 1701), &udp))), &path, flow);
        }
        let control = [&[0; 4][..], &unknown].concat();
        let outside = format!("{TUNNEL} proto 115 | not-ip");
        reads_to(&tcp4(in_ip(&control)), "eth/ipv4/l2tp", &outside);
    }
    // Ethernet with one tag, or with two and no more than four bytes before it.
    for (before, tags) in [(0, 1), (4, 1), (8, 1), (0, 2), (4, 2)] {
        let bytes = [&[0, 0, 0, 9][..], &vec![0x5c; before]].concat();
        let tagged = bridged(outer().layer(Raw::protocol(115, &bytes)));
        let tagged = (0..tags).fold(tagged, |packet, _| packet.vlan(7));
        reads_to(&tcp4(tagged), "eth/ipv4/l2tp/ipv4/tcp", TCP4);
    }
    // A station whose address looks like a type of IP, before where the type is.
    let misleading = MacAddr([2, 0, 8, 0, 0x45, 0]);
    let packet = outer().layer(Raw::protocol(115, &[0, 0, 0, 9, 1, 1, 1, 1]));
    let packet = tcp4(packet.eth(MacAddr::local(4), misleading));
    let outside = format!("{TUNNEL} proto 115 | not-ip");
    reads_to(&packet, "eth/ipv4/l2tp", &outside);
}

/// What carries a packet of PPP.
type Carried = Box<dyn Fn(&[u8]) -> Packet>;

/// The packets of a bundle have one sequence of numbers, and what is behind the first part of one has nothing to read: all go by
/// what carries the session.
#[test]
fn a_multilink_bundle_stays_together() {
    let whole = tcp4(Packet::new()).payload(&[0x5a; 600]).build().unwrap();
    let first = [&[0x00, 0x21][..], &whole].concat();
    // Numbers of 24 and of 12 bits; the first fragment of a packet, one in the middle, the last one, and a whole packet.
    let mut sent = Vec::new();
    for (flags, inside) in [
        (0x80, &first[..300]),
        (0, &first[300..500]),
        (0x40, &first[500..]),
        (0xc0, &first[..]),
    ] {
        for protocol in [&[0x00, 0x3d][..], &[0x3d]] {
            sent.push([protocol, &[flags, 0, 0, 1], inside].concat());
            sent.push([protocol, &[flags, 1], inside].concat());
        }
    }
    let pptp = [0x30, 0x01, 0x88, 0x0b, 0, 0, 0, 7, 0, 0, 0, 1, 0xff, 0x03];
    let version_3 = |session: &'static [u8]| -> Carried {
        Box::new(move |ppp| outer().layer(Raw::protocol(115, &[session, ppp].concat())))
    };
    let carriers: [(&str, Carried); 7] = [
        (
            "eth/pppoe",
            Box::new(|ppp| {
                let length = u16::try_from(ppp.len()).unwrap().to_be_bytes();
                let session = [&[0x11, 0, 0, 7][..], &length, ppp].concat();
                eth().layer(Raw::ether_type(0x8864, &session))
            }),
        ),
        (
            "eth/ipv4/udp/l2tp/ppp",
            Box::new(|ppp| in_udp((1701, 1701), &[&[0, 2, 0, 7, 0, 9][..], ppp].concat())),
        ),
        ("eth/ipv4/l2tp", version_3(&[0, 0, 0, 9])),
        ("eth/ipv4/l2tp", version_3(&[0, 0, 0, 9, 0xff, 3])),
        ("eth/ipv4/l2tp", version_3(&[0, 0, 0, 9, 1, 2, 3, 4])),
        (
            "eth/ipv4/l2tp",
            version_3(&[0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 0xff, 3]),
        ),
        (
            "eth/ipv4/gre/ppp",
            Box::new(move |ppp| outer().layer(Raw::protocol(47, &[&pptp, ppp].concat()))),
        ),
    ];
    for (path, carried) in carriers {
        for non_ip in [NonIp::Pass, NonIp::Ethernet] {
            let flow = FlowSpec {
                non_ip,
                ..looking_through(Decap::ALL)
            };
            let decisions: Vec<_> = sent
                .iter()
                .map(|ppp| decided(flow.clone(), &frame(&carried(ppp))))
                .collect();
            for decision in &decisions {
                assert_eq!(decision.headers.to_string(), path);
                assert_eq!(decision.reason.map(Reason::word), Some("not-ip"));
                let place = |decision: &Decision| (decision.hash, decision.bucket, decision.cpu);
                assert_eq!(place(decision), place(&decisions[0]), "{path}");
            }
        }
    }
}

#[test]
fn what_wccp_redirects() {
    for header in [&[][..], &[0x80, 0, 3, 9]] {
        let gre = Gre {
            protocol: Some(0x883e),
            ..Gre::default()
        };
        let packet = tcp4(outer().layer(gre).payload(header));
        reads_to(&packet, "eth/ipv4/gre/wccp/ipv4/tcp", TCP4);
    }
}

#[test]
fn more_udp_tunnels() {
    let labels = tcp6(to(6635).mpls(16).mpls(17));
    reads_to(&labels, "eth/ipv4/udp/mpls-in-udp/mpls/mpls/ipv6/tcp", TCP6);
    for flags in [0x80, 0x48, 0x0c] {
        let lisp = to(4341).payload(&[flags, 1, 2, 3, 0, 0, 5, 1]);
        reads_to(&tcp4(lisp.clone()), "eth/ipv4/udp/lisp/ipv4/tcp", TCP4);
        reads_to(&tcp6(lisp.clone()), "eth/ipv4/udp/lisp/ipv6/tcp", TCP6);
        reads_to(&tcp4(bridged(lisp)), "eth/ipv4/udp/lisp/eth/ipv4/tcp", TCP4);
    }
    reads_to(&tcp4(to(6080)), "eth/ipv4/udp/gue/ipv4/tcp", TCP4);
    reads_to(&tcp6(to(6080)), "eth/ipv4/udp/gue/ipv6/tcp", TCP6);
    let authentication = [&[0, 1, 0, 0][..], &[0xee; 8], &[0]].concat();
    let origin = [0, 0, 0xf2, 0x27, 0x3f, 0xff, 0xff, 0xfe];
    for ports in [(3544, 50000), (50000, 3544), (3544, 3544)] {
        for before in [&[][..], &authentication, &origin] {
            let packet = tcp6(in_udp(ports, before));
            reads_to(&packet, "eth/ipv4/udp/teredo/ipv6/tcp", TCP6);
        }
    }
}

/// Service functions are announced by a type, a protocol and in VXLAN-GPE.
#[test]
fn network_service_header() {
    // Metadata of fixed length; none; some of variable length.
    for (kind, words) in [(1, 6), (2, 2), (2, 5)] {
        let nsh = |next| {
            let path = [0x0f, words, kind, next, 0, 0, 7, 255];
            let bytes = [&path[..], &vec![0x77; 4 * usize::from(words) - 8]].concat();
            eth().layer(Raw::ether_type(0x894f, &bytes))
        };
        reads_to(&tcp4(nsh(1)), "eth/nsh/ipv4/tcp", TCP4);
        reads_to(&tcp6(nsh(2)), "eth/nsh/ipv6/tcp", TCP6);
        reads_to(&tcp6(bridged(nsh(3))), "eth/nsh/eth/ipv6/tcp", TCP6);
        reads_to(&tcp4(nsh(5).mpls(9)), "eth/nsh/mpls/ipv4/tcp", TCP4);
        let again = tcp4(nsh(4).payload(&[0, 2, 2, 1, 0, 0, 7, 1]));
        reads_to(&again, "eth/nsh/nsh/ipv4/tcp", TCP4);
        reads_to(&tcp4(nsh(6)), "eth/nsh", "- | not-ip");
    }
    // Directly in IP.
    for outer in [outer(), eth().ipv6(B6, A6)] {
        let nsh = outer
            .clone()
            .layer(Raw::protocol(145, &[0, 2, 2, 1, 0, 0, 7, 1]));
        let path = format!("{}/nsh/ipv4/tcp", outer.describe());
        reads_to(&tcp4(nsh), &path, TCP4);
    }
    let generic =
        |next, bytes: &[u8]| to(4790).payload(&[&[0x0c, 0, 0, next, 0, 0, 5, 0], bytes].concat());
    let path = "eth/ipv4/udp/vxlan-gpe";
    let nsh = generic(4, &[0, 2, 2, 1, 0, 0, 7, 1]);
    reads_to(&tcp4(nsh), &format!("{path}/nsh/ipv4/tcp"), TCP4);
    let labels = generic(5, &[]).mpls(9);
    reads_to(&tcp6(labels), &format!("{path}/mpls/ipv6/tcp"), TCP6);
    for (at, value) in [(14, 0x40), (15, 1)] {
        let packet = tcp4(eth().layer(Raw::ether_type(0x894f, &[0, 2, 2, 1, 0, 0, 7, 1])));
        let found = read_with_byte(&packet, at, value);
        assert_eq!(found, "eth/nsh | - | bad-tunnel-header");
    }
}

#[test]
fn ports_belong_to_the_policy() {
    let with = |decap: Decap, named: &[(Header, u16)]| {
        let mut ports = UdpPorts::USUAL;
        for &(header, port) in named {
            ports.name(header, port).unwrap();
        }
        FlowSpec {
            decap,
            ports,
            ..FlowSpec::default()
        }
    };
    let reads = |spec: &FlowSpec, packet: &Packet, path: &str, flow: &str| {
        reads_with(spec.clone(), packet, path, flow);
    };
    let outside = |port| format!("172.16.0.1 port 50000 > 172.16.0.2 port {port} proto 17");
    let vxlan = |port| tcp4(bridged(to(port).vxlan(42)));
    let inside = "eth/ipv4/udp/vxlan/eth/ipv4/tcp";
    let usual = with(Decap::ALL, &[]);
    reads(&usual, &vxlan(4788), "eth/ipv4/udp", &outside(4788));
    reads(&usual, &vxlan(4789), inside, TCP4);
    let two = with(Decap::ALL, &[(Header::Vxlan, 4788), (Header::Vxlan, 4789)]);
    reads(&two, &vxlan(4788), inside, TCP4);
    reads(&two, &vxlan(4789), inside, TCP4);
    // The usual ones count only where none is named.
    reads(&two, &vxlan(8472), "eth/ipv4/udp", &outside(8472));

    let fou = with(Decap::FOU.union(Decap::GRE), &[(Header::Fou, 5555)]);
    let path = "eth/ipv4/udp/fou";
    reads(&fou, &tcp4(to(5555)), &format!("{path}/ipv4/tcp"), TCP4);
    reads(&fou, &tcp6(to(5555)), &format!("{path}/ipv6/tcp"), TCP6);
    let gre = tcp6(to(5555).gre());
    reads(&fou, &gre, &format!("{path}/gre/ipv6/tcp"), TCP6);
    let without = with(Decap::FOU, &[(Header::Fou, 5555)]);
    let hidden = format!("{} | not-in-decap", outside(5555));
    reads(&without, &gre, path, &hidden);
    let other = to(5555).payload(&[0x80; 32]);
    reads(&fou, &other, path, &format!("{} | not-ip", outside(5555)));

    let esp = with(Decap::ESPUDP, &[(Header::EspInUdp, 4501)]);
    for ports in [(4501, 9), (9, 4501)] {
        let packet = v4(eth()).udp(ports.0, ports.1).esp(9, 1);
        let flow = format!("{IP4} proto 17 spi 0x00000009");
        reads(&esp, &packet, "eth/ipv4/udp/esp", &flow);
    }
}

/// Where one side only has to use the port, the two directions have it on different sides.
#[test]
fn both_directions_of_what_is_in_a_tunnel_go_together() {
    let bucket = |packet: &Packet| decided(FlowSpec::default(), &frame(packet)).bucket;
    for (port, before) in [(1701, &[0, 2, 0, 7, 0, 9, 0, 0x57][..]), (3544, &[])] {
        let there = tcp6(in_udp((50000, port), before));
        let back = eth().ipv4(D4, C4).udp(port, 50000).payload(before);
        let back = back.ipv6(B6, A6).tcp(443, 40000);
        assert_eq!(bucket(&there), bucket(&tcp6(eth())));
        assert_eq!(bucket(&there), bucket(&back), "{port}");
    }
}

/// GTP-U with extensions of so many words each.
fn gtpu(sequence: bool, extensions: &[usize]) -> Packet {
    let gtpu = Gtpu {
        sequence: sequence.then_some(1),
        ..Gtpu::new(9)
    };
    let extensions = extensions.iter().map(|words| GtpuExtension {
        kind: 0x85,
        content: vec![0x44; words * 4 - 2],
    });
    extensions.fold(to(2152).layer(gtpu), Packet::layer)
}

#[test]
fn gtpu_with_any_extensions() {
    // Each extension names the next one, so there is one more byte to read.
    for (extensions, words) in [
        (&[][..], ""),
        (&[1], "/ext/ext"),
        (&[1, 2, 1, 3], "/ext/ext/ext/ext/ext"),
    ] {
        for sequence in [false, true] {
            let tunnel = || gtpu(sequence, extensions);
            let path = |inner| format!("eth/ipv4/udp/gtpu{words}/{inner}/tcp");
            reads_to(&tcp4(tunnel()), &path("ipv4"), TCP4);
            reads_to(&tcp6(tunnel()), &path("ipv6"), TCP6);
            reads_to(&tcp6(bridged(tunnel())), &path("eth/ipv6"), TCP6);
        }
    }
}

#[test]
fn what_a_tunnel_hides_is_hashed_outside() {
    let arp = bridged(to(4789).vxlan(42)).layer(Raw::ether_type(0x0806, &[]));
    let flow = |port| format!("172.16.0.1 port 50000 > 172.16.0.2 port {port} proto 17");
    reads_to(
        &arp,
        "eth/ipv4/udp/vxlan/eth",
        &format!("{} | not-ip", flow(4789)),
    );
    let vxlan = bridged(to(4789).vxlan(42));
    let generic = to(4790).layer(Vxlan::generic(42));
    for (tunnel, port, at, value, reason) in [
        (vxlan, 4789, 42, 0, "bad-tunnel-header"),
        (generic, 4790, 45, 9, "not-ip"),
        (to(6081).geneve(42), 6081, 42, 0x40, "bad-tunnel-header"),
        (to(2152).gtpu(9), 2152, 42, 0x50, "bad-tunnel-header"),
        (to(2152).gtpu(9), 2152, 43, 1, "not-ip"),
        (gtpu(false, &[1]), 2152, 54, 0, "bad-tunnel-header"),
    ] {
        let found = read_with_byte(&tcp4(tunnel), at, value);
        assert!(
            found.ends_with(&format!(" | {} | {reason}", flow(port))),
            "{found}"
        );
    }
}

#[test]
fn decap_names_what_is_looked_through() {
    let none = |packet: &Packet, path, flow: &str| {
        reads_with(looking_through(Decap::NONE), packet, path, flow);
    };
    for tag in [eth().vlan(1), eth().pppoe(7), eth().mpls(16)] {
        none(&tcp4(tag), "eth", "- | not-in-decap");
    }
    none(&tcp4(outer()), "eth/ipv4", &format!("{TUNNEL} proto 4"));
    none(
        &tcp4(outer().gre()),
        "eth/ipv4",
        &format!("{TUNNEL} proto 47"),
    );
    let esp = v4(eth()).udp(4500, 4500).esp(9, 1);
    let ports = "10.0.0.1 port 4500 > 192.0.2.7 port 4500 proto 17";
    none(&esp, "eth/ipv4/udp", ports);
    let vxlan = tcp4(bridged(to(4789).vxlan(42)).vlan(1));
    let ports = "172.16.0.1 port 50000 > 172.16.0.2 port 4789 proto 17";
    none(&vxlan, "eth/ipv4/udp", ports);
    reads_with(
        looking_through(Decap::VXLAN),
        &vxlan,
        "eth/ipv4/udp/vxlan/eth",
        &format!("{ports} | not-in-decap"),
    );
    let both = looking_through(Decap::VXLAN.union(Decap::VLAN));
    reads_with(both, &vxlan, &vxlan.describe(), TCP4);
}

#[test]
fn addresses_alone_need_no_ports() {
    let spec = || FlowSpec {
        fields: Fields::ADDRESSES,
        ..FlowSpec::default()
    };
    let flow = format!("{IP4} proto 6");
    for packet in [tcp4(eth()), tcp4(bridged(to(4789).vxlan(42)))] {
        reads_with(spec(), &packet, &packet.describe(), &flow);
    }
    let cut = tcp4(eth()).truncated(34).unwrap();
    assert_eq!(decided(spec(), &cut).reason, None);
}

#[test]
fn icmp_errors_go_with_what_they_quote() {
    let with = || FlowSpec {
        icmp_errors: true,
        ..FlowSpec::default()
    };
    let about = |kind| {
        let icmp = Icmp {
            kind,
            ..Icmp::time_exceeded()
        };
        eth().ipv4([203, 0, 113, 1].into(), A4).icmp(icmp)
    };
    let reads_all = |packet: &Packet, flow| reads_with(with(), packet, &packet.describe(), flow);
    // The error travels to A, so the flow in its direction is B to A.
    let error = tcp4(about(11));
    reads_all(&error, "192.0.2.7 port 443 > 10.0.0.1 port 40000 proto 6");
    reads_to(&error, "eth/ipv4/icmp", "203.0.113.1 > 10.0.0.1 proto 1");
    let bucket = |packet: &Packet| decided(with(), &frame(packet)).bucket;
    assert_eq!(bucket(&error), bucket(&tcp4(eth())));
    let router = Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 1);
    let error = v6(eth().ipv6(router, A6).icmpv6(Icmpv6::too_big(1280)));
    reads_all(
        &error.hop_by_hop(&[0; 6]).tcp(40000, 443),
        "2001:db8:1::b port 443 > 2001:db8::a port 40000 proto 6",
    );
    // A tunnelled packet is quoted with its outer header; echo quotes nothing.
    let tunnelled = v4(about(3)).gre().ipv4(C4, D4).tcp(1, 2);
    reads_with(
        with(),
        &tunnelled,
        "eth/ipv4/icmp/ipv4",
        "192.0.2.7 > 10.0.0.1 proto 47",
    );
    let echo = tcp4(about(8));
    reads_with(
        with(),
        &echo,
        "eth/ipv4/icmp",
        "203.0.113.1 > 10.0.0.1 proto 1",
    );
}

/// One header too many leaves what was read until then.
#[test]
fn too_many_headers() {
    let tags = |count| (0..count).fold(eth(), |packet, _| packet.vlan(7));
    let path = |count| format!("eth{}/ipv4", "/vlan".repeat(count));
    // Beside Ethernet, IPv4 and TCP.
    let most = MAX_HEADERS - 3;
    reads(&tcp4(tags(most)), TCP4);
    reads_to(
        &tcp4(tags(most + 1)),
        &path(most + 1),
        &format!("{IP4} proto 6 | too-deep"),
    );
    let path = path(most + 2).replace("/ipv4", "");
    reads_to(&tcp4(tags(most + 2)), &path, "- | too-deep");
}

#[test]
fn every_cut_is_noticed() {
    let tunnel = bridged(eth().vlan(1).ipv4(C4, D4).udp(9, 4789).vxlan(42));
    let whole = v6(tunnel)
        .hop_by_hop(&[0; 6])
        .tcp(40000, 443)
        .build()
        .unwrap();
    // Where each part ends, and what is known before.
    let known = [
        (38, "- | truncated"),
        (42, "172.16.0.1 > 172.16.0.2 proto 17 | truncated"),
        (
            108,
            "172.16.0.1 port 9 > 172.16.0.2 port 4789 proto 17 | truncated",
        ),
        (116, "2001:db8::a > 2001:db8:1::b proto 0 | truncated"),
        (120, "2001:db8::a > 2001:db8:1::b proto 6 | truncated"),
        (
            whole.len() + 1,
            "2001:db8::a port 40000 > 2001:db8:1::b port 443 proto 6 | -",
        ),
    ];
    for len in 0..=whole.len() {
        let found = line(&decided(FlowSpec::default(), &whole[..len]));
        let (_, expected) = known.iter().find(|(end, _)| len < *end).unwrap();
        assert!(found.ends_with(&format!("| {expected}")), "{len}: {found}");
    }
}

#[test]
fn broken_ip_headers() {
    for value in [0x55, 0x44, 0x40] {
        let found = read_with_byte(&tcp4(eth()), 14, value);
        assert_eq!(found, "eth/ipv4 | - | bad-ip-header");
    }
    let found = read_with_byte(&tcp6(outer()), 34, 0x45);
    let expected = format!("eth/ipv4/ipv6 | {TUNNEL} proto 41 | bad-ip-header");
    assert_eq!(found, expected);
    // Lengths are not believed: segmentation offload leaves them 0.
    assert_eq!(
        read_with_byte(&tcp4(eth()), 17, 0),
        format!("eth/ipv4/tcp | {TCP4} | -")
    );
    // Nor is the flow label looked at.
    let other = read_with_byte(&tcp6(eth()), 16, 0xff);
    assert_eq!(other, format!("eth/ipv6/tcp | {TCP6} | -"));
}

#[test]
fn turns_wrap() {
    let policy = policy(FlowSpec {
        fields: Fields::RoundRobin,
        symmetric: false,
        ..FlowSpec::default()
    });
    let bytes = frame(&tcp4(eth()));
    for turn in [0, 1, 1023, 1024, u32::MAX] {
        let decision = decide(
            &policy,
            &Arrival {
                turn,
                ..Arrival::new(&bytes)
            },
        );
        assert_eq!(decision.bucket, Some(turn % 1024));
        assert_eq!(decision.cpu.map(CpuId::number), Some(turn % 8));
        assert!(decision.took_turn);
    }
}
