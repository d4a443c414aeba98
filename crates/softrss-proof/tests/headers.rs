//! What is read of each header stack: path, flow and reason.
#![allow(clippy::unwrap_used, reason = "a test")]

use softrss_core::{
    Arrival, CpuSet, Decision, Policy, ResolvedPolicy, decide,
    decide::Verdict,
    header::Reason,
    policy::{Decap, Fields, FlowSpec},
};
use softrss_proof::{Stack, stack::Layer};
use softrss_testbed::packet::{
    Dccp, Erspan, Fragment, Gre, Gtpu, GtpuExtension, Ipv4, Pppoe, Raw, Sctp, UdpLite,
};

const A4: [u8; 4] = [10, 0, 0, 1];
const B4: [u8; 4] = [192, 0, 2, 7];
const C4: [u8; 4] = [172, 16, 0, 1];
const D4: [u8; 4] = [172, 16, 0, 2];
const A6: u128 = 0x2001_0db8_0000_0000_0000_0000_0000_000a;
const B6: u128 = 0x2001_0db8_0001_0000_0000_0000_0000_000b;

fn eth() -> Layer {
    Layer::eth()
}

fn v4() -> Layer {
    Layer::v4(A4, B4)
}

fn v6() -> Layer {
    Layer::v6(A6, B6)
}

/// A tunnel's own IP header.
fn out4() -> Layer {
    Layer::v4(C4, D4)
}

fn tcp() -> Layer {
    Layer::tcp(40000, 443)
}

fn udp() -> Layer {
    Layer::udp(40000, 53)
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

/// GTP-U with extensions of so many words each.
fn gtpu(sequence: bool, extensions: &[usize]) -> Vec<Layer> {
    let gtpu = Gtpu {
        sequence: sequence.then_some(1),
        ..Gtpu::new(9)
    };
    let extension = |words: &usize| GtpuExtension {
        kind: 0x85,
        content: vec![0x44; words * 4 - 2],
    };
    let extensions = extensions.iter().map(extension).map(Layer::from);
    [gtpu.into()].into_iter().chain(extensions).collect()
}

/// The frame of `layers` and `payload`.
fn frame(layers: &[Layer], payload: &[u8]) -> Vec<u8> {
    // The last header has to announce something.
    let payload = Raw {
        bytes: payload.to_vec(),
        ether_type: Some(0x88b5),
        protocol: Some(253),
    };
    let layers = [layers, &[payload.into()]].concat();
    Stack { layers }.without_checksums().build().unwrap()
}

/// `headers | flow | reason` of a decision.
fn line(decision: &Decision) -> String {
    let flow = decision.flow.map_or("-".into(), |flow| flow.to_string());
    let reason = decision.reason.map_or("-", |reason| reason.word());
    format!("{} | {flow} | {reason}", decision.headers)
}

#[track_caller]
fn reads(layers: &[Layer], path: &str, flow: &str) {
    reads_with(FlowSpec::default(), layers, path, flow);
}

/// Reading does not end early, unless `flow` is followed by the reason.
#[track_caller]
fn reads_with(spec: FlowSpec, layers: &[Layer], path: &str, flow: &str) {
    let reason = if flow.contains(" | ") { "" } else { " | -" };
    let found = line(&decided(spec, &frame(layers, &[0x5a; 24])));
    assert_eq!(found, format!("{path} | {flow}{reason}"));
}

const TCP4: &str = "10.0.0.1 port 40000 > 192.0.2.7 port 443 proto 6";
const UDP4: &str = "10.0.0.1 port 40000 > 192.0.2.7 port 53 proto 17";
const TCP6: &str = "2001:db8::a port 40000 > 2001:db8:1::b port 443 proto 6";

#[test]
fn every_family_with_every_transport() {
    let (source_port, destination_port) = (1000, 2000);
    let sctp = Sctp {
        source_port,
        destination_port,
        ..Sctp::default()
    };
    let dccp = Dccp {
        source_port,
        destination_port,
        ..Dccp::default()
    };
    let udp_lite = UdpLite {
        source_port,
        destination_port,
        ..UdpLite::default()
    };
    for (ports, proto, word) in [
        (Layer::tcp(1000, 2000), 6, "tcp"),
        (Layer::udp(1000, 2000), 17, "udp"),
        (sctp.into(), 132, "sctp"),
        (dccp.into(), 33, "dccp"),
        (udp_lite.into(), 136, "udplite"),
    ] {
        let at4 = format!("10.0.0.1 port 1000 > 192.0.2.7 port 2000 proto {proto}");
        let at6 = format!("2001:db8::a port 1000 > 2001:db8:1::b port 2000 proto {proto}");
        reads(
            &[eth(), v4(), ports.clone()],
            &format!("eth/ipv4/{word}"),
            &at4,
        );
        reads(&[eth(), v6(), ports], &format!("eth/ipv6/{word}"), &at6);
    }
}

#[test]
fn options_move_the_ports() {
    for option_words in 0..=10 {
        let v4 = Layer::from(Ipv4 {
            options: vec![1; 4 * option_words],
            ..Ipv4::new(A4.into(), B4.into())
        });
        reads(&[eth(), v4.clone(), tcp()], "eth/ipv4/tcp", TCP4);
        // Outer options do not hide what a tunnel carries.
        reads(
            &[eth(), v4, Layer::gre(), Layer::v4(C4, D4), tcp()],
            "eth/ipv4/gre/ipv4/tcp",
            "172.16.0.1 port 40000 > 172.16.0.2 port 443 proto 6",
        );
    }
}

#[test]
fn link_layers() {
    let q = || Layer::q(100);
    let ad = || Layer::vlan(0x88a8, 200);
    let old = || Layer::vlan(0x9100, 300);
    reads(&[eth(), q(), v4(), tcp()], "eth/vlan/ipv4/tcp", TCP4);
    reads(
        &[eth(), ad(), q(), old(), q(), ad(), v6(), tcp()],
        "eth/vlan/vlan/vlan/vlan/vlan/ipv6/tcp",
        TCP6,
    );
    for compressed in [false, true] {
        reads(
            &[eth(), Layer::pppoe(compressed), v4(), tcp()],
            "eth/pppoe/ipv4/tcp",
            TCP4,
        );
        reads(
            &[eth(), q(), q(), Layer::pppoe(compressed), v6(), tcp()],
            "eth/vlan/vlan/pppoe/ipv6/tcp",
            TCP6,
        );
    }
    let mpls = || Layer::mpls(0x1_2345);
    reads(&[eth(), mpls(), v4(), tcp()], "eth/mpls/ipv4/tcp", TCP4);
    reads(
        &[
            eth(),
            q(),
            mpls(),
            mpls(),
            mpls(),
            mpls(),
            mpls(),
            v6(),
            tcp(),
        ],
        "eth/vlan/mpls/mpls/mpls/mpls/mpls/ipv6/tcp",
        TCP6,
    );
    reads(
        &[eth(), Layer::snap(0), v4(), tcp()],
        "eth/llc/ipv4/tcp",
        TCP4,
    );
    reads(
        &[eth(), q(), Layer::snap(0xf8), v4(), tcp()],
        "eth/vlan/llc/ipv4/tcp",
        TCP4,
    );
    reads(
        &[eth(), Layer::llc_ip(), v4(), tcp()],
        "eth/llc/ipv4/tcp",
        TCP4,
    );
}

#[test]
fn the_bottom_bit_of_a_label_is_in_its_third_byte() {
    // Label 0x00010 in network order has its lowest bit where a swapped read would see "bottom".
    let top = Layer::mpls(0x1_0010);
    let bottom = Layer::mpls(0x0_0003);
    reads(
        &[eth(), top, bottom, v4(), tcp()],
        "eth/mpls/mpls/ipv4/tcp",
        TCP4,
    );
}

#[test]
fn what_is_not_ip_is_passed() {
    let lcp = Pppoe {
        protocol: Some(0xc021),
        ..Pppoe::new(7)
    };
    for (layers, path) in [
        (vec![eth(), Layer::ether_type(0x0806)], "eth"),
        (
            vec![eth(), Layer::q(5), Layer::ether_type(0x0806)],
            "eth/vlan",
        ),
        (vec![eth(), Layer::ether_type(0x8863)], "eth"),
        (vec![eth(), Layer::ether_type(0x0020)], "eth/llc"),
        (vec![eth(), Layer::snap(1), v4()], "eth/llc"),
        (vec![eth(), Layer::mpls(5)], "eth/mpls"),
        (vec![eth(), lcp.into()], "eth/pppoe"),
    ] {
        reads(&layers, path, "- | not-ip");
        let decision = decided(FlowSpec::default(), &frame(&layers, &[0; 40]));
        assert_eq!((decision.verdict, decision.cpu), (Verdict::Pass, None));
    }
}

#[test]
fn extension_headers() {
    let ext = |kind| Layer::extension(kind, 1);
    reads(&[eth(), v6(), ext(0), tcp()], "eth/ipv6/hopopts/tcp", TCP6);
    reads(
        &[
            eth(),
            v6(),
            ext(0),
            ext(60),
            ext(43),
            ext(60),
            Layer::ah(7),
            Layer::fragment(0, false),
            ext(60),
            tcp(),
        ],
        "eth/ipv6/hopopts/dstopts/routing/dstopts/ah/fragment/dstopts/tcp",
        TCP6,
    );
    // In IPv4 these numbers mean something else, or nothing.
    reads(
        &[eth(), v4(), ext(60), tcp()],
        "eth/ipv4",
        "10.0.0.1 > 192.0.2.7 proto 60",
    );
    reads(
        &[eth(), v6(), Layer::protocol(59)],
        "eth/ipv6",
        "2001:db8::a > 2001:db8:1::b proto 59",
    );
}

#[test]
fn fragments_have_no_ports_and_no_inside() {
    let fragment = |more_fragments, fragment_offset| Ipv4 {
        more_fragments,
        fragment_offset,
        ..Ipv4::new(A4.into(), B4.into())
    };
    let dont_fragment = Ipv4 {
        dont_fragment: true,
        ..fragment(false, 0)
    };
    let reserved = Ipv4 {
        reserved: true,
        ..fragment(false, 0)
    };
    // First, middle, last; "don't fragment" and the reserved bit alone are no fragment.
    for (v4, fragmented) in [
        (fragment(true, 0), true),
        (fragment(true, 8), true),
        (fragment(false, 8 * 0xb9), true),
        (fragment(false, 0), false),
        (dont_fragment, false),
        (reserved, false),
    ] {
        let v4 = Layer::from(v4);
        let (path, flow) = if fragmented {
            ("eth/ipv4", "10.0.0.1 > 192.0.2.7 proto 6")
        } else {
            ("eth/ipv4/tcp", TCP4)
        };
        reads(&[eth(), v4.clone(), tcp()], path, flow);
        if fragmented {
            reads(
                &[eth(), v4, Layer::gre(), out4(), tcp()],
                "eth/ipv4",
                "10.0.0.1 > 192.0.2.7 proto 47",
            );
        }
    }
    let reserved = Fragment {
        reserved: 3,
        ..Fragment::new(0, false, 9)
    };
    for (fragment, fragmented) in [
        (Layer::fragment(0, true), true),
        (Layer::fragment(8, false), true),
        (Layer::fragment(8, true), true),
        (Layer::fragment(0, false), false),
        (reserved.into(), false),
    ] {
        let (path, flow) = if fragmented {
            ("eth/ipv6/fragment", "2001:db8::a > 2001:db8:1::b proto 6")
        } else {
            ("eth/ipv6/fragment/tcp", TCP6)
        };
        reads(&[eth(), v6(), fragment.clone(), tcp()], path, flow);
        if fragmented {
            // The protocol is the one of the fragment header, for the first fragment too.
            reads(
                &[
                    eth(),
                    v6(),
                    fragment.clone(),
                    Layer::extension(60, 0),
                    tcp(),
                ],
                "eth/ipv6/fragment",
                "2001:db8::a > 2001:db8:1::b proto 60",
            );
            // An SPI in front of it goes: only this part of the datagram may have it.
            reads(
                &[eth(), v6(), Layer::ah(7), fragment, udp()],
                "eth/ipv6/ah/fragment",
                "2001:db8::a > 2001:db8:1::b proto 17",
            );
        }
    }
}

#[test]
fn security_headers() {
    reads(
        &[eth(), v4(), Layer::esp(0x1234_5678)],
        "eth/ipv4/esp",
        "10.0.0.1 > 192.0.2.7 proto 50 spi 0x12345678",
    );
    reads(
        &[eth(), v6(), Layer::esp(9)],
        "eth/ipv6/esp",
        "2001:db8::a > 2001:db8:1::b proto 50 spi 0x00000009",
    );
    let ah = || Layer::ah(7);
    reads(&[eth(), v4(), ah(), tcp()], "eth/ipv4/ah/tcp", TCP4);
    reads(
        &[eth(), v4(), ah(), Layer::protocol(89)],
        "eth/ipv4/ah",
        "10.0.0.1 > 192.0.2.7 proto 89 spi 0x00000007",
    );
    reads(
        &[eth(), v4(), ah(), Layer::esp(8)],
        "eth/ipv4/ah/esp",
        "10.0.0.1 > 192.0.2.7 proto 50 spi 0x00000008",
    );
    reads(
        &[eth(), out4(), ah(), v4(), tcp()],
        "eth/ipv4/ah/ipv4/tcp",
        TCP4,
    );
}

#[test]
fn esp_in_udp() {
    for (src, dst) in [(4500, 4500), (61000, 4500), (4500, 61000)] {
        let udp = Layer::udp(src, dst);
        reads(
            &[eth(), v4(), udp.clone(), Layer::esp(0xc0de)],
            "eth/ipv4/udp/esp",
            "10.0.0.1 > 192.0.2.7 proto 17 spi 0x0000c0de",
        );
        let ports = format!("10.0.0.1 port {src} > 192.0.2.7 port {dst} proto 17");
        reads(
            &[eth(), v4(), udp.clone(), Layer::esp(0)],
            "eth/ipv4/udp/esp",
            &ports,
        );
        // A keepalive is one byte; what follows it is padding.
        let mut keepalive = frame(&[eth(), v4(), udp], &[0xff]);
        keepalive.resize(60, 0);
        assert_eq!(
            line(&decided(FlowSpec::default(), &keepalive)),
            format!("eth/ipv4/udp/esp | {ports} | -")
        );
    }
}

#[test]
fn ip_in_ip() {
    let out6 = || Layer::v6(0xfd00 << 112 | 1, 0xfd00 << 112 | 2);
    reads(&[eth(), out4(), v4(), tcp()], "eth/ipv4/ipv4/tcp", TCP4);
    reads(&[eth(), out4(), v6(), tcp()], "eth/ipv4/ipv6/tcp", TCP6);
    reads(&[eth(), out6(), v4(), tcp()], "eth/ipv6/ipv4/tcp", TCP4);
    reads(
        &[eth(), out6(), Layer::extension(60, 0), v6(), tcp()],
        "eth/ipv6/dstopts/ipv6/tcp",
        TCP6,
    );
    reads(
        &[eth(), out4(), out6(), out4(), out6(), v4(), tcp()],
        "eth/ipv4/ipv6/ipv4/ipv6/ipv4/tcp",
        TCP4,
    );
}

#[test]
fn gre_with_any_options() {
    for bits in 0..8 {
        let gre = Layer::from(Gre {
            has_checksum: bits & 1 != 0,
            key: (bits & 2 != 0).then_some(7),
            sequence: (bits & 4 != 0).then_some(7),
            ..Gre::default()
        });
        reads(
            &[eth(), out4(), gre.clone(), v4(), tcp()],
            "eth/ipv4/gre/ipv4/tcp",
            TCP4,
        );
        reads(
            &[eth(), out4(), gre.clone(), v6(), tcp()],
            "eth/ipv4/gre/ipv6/tcp",
            TCP6,
        );
        reads(
            &[eth(), out4(), gre.clone(), eth(), Layer::q(9), v4(), tcp()],
            "eth/ipv4/gre/eth/vlan/ipv4/tcp",
            TCP4,
        );
        reads(
            &[eth(), out4(), gre, Layer::mpls(9), v4(), tcp()],
            "eth/ipv4/gre/mpls/ipv4/tcp",
            TCP4,
        );
    }
    let numbered = Gre {
        sequence: Some(7),
        ..Gre::default()
    };
    reads(
        &[eth(), out4(), Gre::erspan1().into(), eth(), v4(), tcp()],
        "eth/ipv4/gre/eth/ipv4/tcp",
        TCP4,
    );
    reads(
        &[
            eth(),
            out4(),
            numbered.into(),
            Erspan::type2(7).into(),
            eth(),
            v4(),
            tcp(),
        ],
        "eth/ipv4/gre/erspan/eth/ipv4/tcp",
        TCP4,
    );
    for platform in [false, true] {
        let erspan = Erspan {
            platform,
            ..Erspan::type3(7)
        };
        reads(
            &[
                eth(),
                out4(),
                Layer::gre(),
                erspan.into(),
                eth(),
                v4(),
                tcp(),
            ],
            "eth/ipv4/gre/erspan/eth/ipv4/tcp",
            TCP4,
        );
    }
    // PPTP and source routes.
    for (at, value) in [(35, 1), (34, 0x40)] {
        let mut bytes = frame(&[eth(), out4(), Layer::gre(), v4(), tcp()], &[]);
        bytes[at] = value;
        assert_eq!(
            line(&decided(FlowSpec::default(), &bytes)),
            "eth/ipv4/gre | 172.16.0.1 > 172.16.0.2 proto 47 | bad-tunnel-header"
        );
    }
}

#[test]
fn udp_tunnels() {
    let to = |port| Layer::udp(50000, port);
    for port in [4789, 8472, 4790] {
        reads(
            &[
                eth(),
                out4(),
                to(port),
                Layer::vxlan(false),
                eth(),
                v4(),
                tcp(),
            ],
            "eth/ipv4/udp/vxlan/eth/ipv4/tcp",
            TCP4,
        );
        reads(
            &[eth(), out4(), to(port), Layer::vxlan(true), v6(), tcp()],
            "eth/ipv4/udp/vxlan/ipv6/tcp",
            TCP6,
        );
    }
    for option_words in [0, 1, 63] {
        let geneve = Layer::geneve(option_words);
        reads(
            &[
                eth(),
                v6(),
                to(6081),
                geneve.clone(),
                eth(),
                Layer::q(1),
                v4(),
                tcp(),
            ],
            "eth/ipv6/udp/geneve/eth/vlan/ipv4/tcp",
            TCP4,
        );
        reads(
            &[eth(), out4(), to(6081), geneve, v4(), udp()],
            "eth/ipv4/udp/geneve/ipv4/udp",
            UDP4,
        );
    }
    for words in [0, 1, 31] {
        let gue = |flags: u8, proto| {
            let fixed = [flags | words, proto, 0, 0];
            let fields = vec![0x77; 4 * usize::from(words)];
            Layer::from(Raw::new(&[&fixed[..], &fields].concat()))
        };
        let tunnelled = |gue, inner| [eth(), out4(), to(6080), gue, inner, tcp()];
        let path = "eth/ipv4/udp/gue";
        reads(
            &tunnelled(gue(0, 4), v4()),
            &format!("{path}/ipv4/tcp"),
            TCP4,
        );
        reads(
            &tunnelled(gue(0, 41), v6()),
            &format!("{path}/ipv6/tcp"),
            TCP6,
        );
        for (flags, proto, reason) in [
            (0, 47, "not-ip"),
            // A control message, and variant 1.
            (0x20, 4, "not-ip"),
            (0x40, 4, "bad-tunnel-header"),
        ] {
            let outer = "172.16.0.1 port 50000 > 172.16.0.2 port 6080 proto 17";
            let flow = format!("{outer} | {reason}");
            reads(&tunnelled(gue(flags, proto), v4()), path, &flow);
        }
    }
    for (extensions, words) in [
        (vec![], ""),
        (vec![1], "/ext/ext"),
        (vec![1, 2, 1, 3], "/ext/ext/ext/ext/ext"),
    ] {
        for sequence in [false, true] {
            let tunnelled = |inner: &[Layer]| {
                let gtpu = gtpu(sequence, &extensions);
                [&[eth(), out4(), to(2152)], &gtpu[..], inner].concat()
            };
            reads(
                &tunnelled(&[v4(), tcp()]),
                &format!("eth/ipv4/udp/gtpu{words}/ipv4/tcp"),
                TCP4,
            );
            reads(
                &tunnelled(&[v6(), tcp()]),
                &format!("eth/ipv4/udp/gtpu{words}/ipv6/tcp"),
                TCP6,
            );
            reads(
                &tunnelled(&[eth(), v6(), tcp()]),
                &format!("eth/ipv4/udp/gtpu{words}/eth/ipv6/tcp"),
                TCP6,
            );
        }
    }
    // From the tunnel's port is not to it.
    reads(
        &[
            eth(),
            v4(),
            Layer::udp(4789, 99),
            Layer::vxlan(false),
            eth(),
            v4(),
            tcp(),
        ],
        "eth/ipv4/udp",
        "10.0.0.1 port 4789 > 192.0.2.7 port 99 proto 17",
    );
}

#[test]
fn what_a_tunnel_hides_is_hashed_outside() {
    let to = |port| Layer::udp(50000, port);
    let arp = Layer::ether_type(0x0806);
    reads(
        &[eth(), out4(), to(4789), Layer::vxlan(false), eth(), arp],
        "eth/ipv4/udp/vxlan/eth",
        "172.16.0.1 port 50000 > 172.16.0.2 port 4789 proto 17 | not-ip",
    );
    for (tunnel, port, at, value, reason) in [
        (vec![Layer::vxlan(false)], 4789, 42, 0, "bad-tunnel-header"),
        (vec![Layer::vxlan(true)], 4789, 45, 9, "not-ip"),
        (vec![Layer::geneve(0)], 6081, 42, 0x40, "bad-tunnel-header"),
        (vec![Layer::gtpu()], 2152, 42, 0x50, "bad-tunnel-header"),
        (vec![Layer::gtpu()], 2152, 43, 1, "not-ip"),
        (gtpu(false, &[1]), 2152, 54, 0, "bad-tunnel-header"),
    ] {
        let layers = [&[eth(), out4(), to(port)], &tunnel[..], &[v4(), tcp()]].concat();
        let mut bytes = frame(&layers, &[]);
        bytes[at] = value;
        let decision = decided(FlowSpec::default(), &bytes);
        assert_eq!(
            decision.reason.map(Reason::word),
            Some(reason),
            "{tunnel:?}"
        );
        assert_eq!(
            decision.flow.unwrap().to_string(),
            format!("172.16.0.1 port 50000 > 172.16.0.2 port {port} proto 17")
        );
        assert_eq!(decision.verdict, Verdict::Redirect);
    }
}

#[test]
fn decap_names_what_is_looked_through() {
    let none = || FlowSpec {
        decap: Decap::NONE,
        ..FlowSpec::default()
    };
    let only = |decap| FlowSpec {
        decap,
        ..FlowSpec::default()
    };
    reads_with(
        none(),
        &[eth(), Layer::q(1), v4(), tcp()],
        "eth",
        "- | not-in-decap",
    );
    reads_with(
        none(),
        &[eth(), Layer::pppoe(false), v4(), tcp()],
        "eth",
        "- | not-in-decap",
    );
    reads_with(
        none(),
        &[eth(), Layer::mpls(1), v4(), tcp()],
        "eth",
        "- | not-in-decap",
    );
    reads_with(
        none(),
        &[eth(), out4(), v4(), tcp()],
        "eth/ipv4",
        "172.16.0.1 > 172.16.0.2 proto 4",
    );
    reads_with(
        none(),
        &[eth(), out4(), Layer::gre(), v4(), tcp()],
        "eth/ipv4",
        "172.16.0.1 > 172.16.0.2 proto 47",
    );
    let vxlan = [
        eth(),
        out4(),
        Layer::udp(5, 4789),
        Layer::vxlan(false),
        eth(),
        Layer::q(1),
        v4(),
        tcp(),
    ];
    reads_with(
        none(),
        &vxlan,
        "eth/ipv4/udp",
        "172.16.0.1 port 5 > 172.16.0.2 port 4789 proto 17",
    );
    reads_with(
        only(Decap::VXLAN),
        &vxlan,
        "eth/ipv4/udp/vxlan/eth",
        "172.16.0.1 port 5 > 172.16.0.2 port 4789 proto 17 | not-in-decap",
    );
    reads_with(
        only(Decap::VXLAN.union(Decap::VLAN)),
        &vxlan,
        "eth/ipv4/udp/vxlan/eth/vlan/ipv4/tcp",
        TCP4,
    );
    reads_with(
        none(),
        &[eth(), v4(), Layer::udp(4500, 4500), Layer::esp(9)],
        "eth/ipv4/udp",
        "10.0.0.1 port 4500 > 192.0.2.7 port 4500 proto 17",
    );
}

#[test]
fn addresses_alone_need_no_ports() {
    let spec = FlowSpec {
        fields: Fields::Addresses,
        ..FlowSpec::default()
    };
    reads_with(
        spec.clone(),
        &[eth(), v4(), tcp()],
        "eth/ipv4/tcp",
        "10.0.0.1 > 192.0.2.7 proto 6",
    );
    let cut = frame(&[eth(), v4()], &[]);
    assert_eq!(decided(spec.clone(), &cut).reason, None);
    reads_with(
        spec,
        &[
            eth(),
            out4(),
            Layer::udp(1, 4789),
            Layer::vxlan(false),
            eth(),
            v4(),
            tcp(),
        ],
        "eth/ipv4/udp/vxlan/eth/ipv4/tcp",
        "10.0.0.1 > 192.0.2.7 proto 6",
    );
}

#[test]
fn icmp_errors_go_with_what_they_quote() {
    let with = || FlowSpec {
        icmp_errors: true,
        ..FlowSpec::default()
    };
    let error4 = [
        eth(),
        Layer::v4([203, 0, 113, 1], A4),
        Layer::icmp(11),
        v4(),
        tcp(),
    ];
    // The error travels to A, so the flow in its direction is B to A.
    let back = "192.0.2.7 port 443 > 10.0.0.1 port 40000 proto 6";
    reads_with(with(), &error4, "eth/ipv4/icmp/ipv4/tcp", back);
    reads(&error4, "eth/ipv4/icmp", "203.0.113.1 > 10.0.0.1 proto 1");
    let flow = decided(with(), &frame(&[eth(), v4(), tcp()], &[]));
    let error = decided(with(), &frame(&error4, &[]));
    assert_eq!(error.bucket, flow.bucket);
    let error6 = [
        eth(),
        Layer::v6(0xfe80 << 112 | 1, A6),
        Layer::icmpv6(2),
        v6(),
        Layer::extension(0, 0),
        tcp(),
    ];
    reads_with(
        with(),
        &error6,
        "eth/ipv6/icmpv6/ipv6/hopopts/tcp",
        "2001:db8:1::b port 443 > 2001:db8::a port 40000 proto 6",
    );
    // A tunnelled packet is quoted with its outer header; echo quotes nothing.
    reads_with(
        with(),
        &[
            eth(),
            Layer::v4([203, 0, 113, 1], A4),
            Layer::icmp(3),
            v4(),
            Layer::gre(),
            out4(),
            tcp(),
        ],
        "eth/ipv4/icmp/ipv4",
        "192.0.2.7 > 10.0.0.1 proto 47",
    );
    reads_with(
        with(),
        &[eth(), v4(), Layer::icmp(8), v4(), tcp()],
        "eth/ipv4/icmp",
        "10.0.0.1 > 192.0.2.7 proto 1",
    );
}

#[test]
fn bounds() {
    let tags = |n: usize| -> Vec<Layer> {
        let mut layers = vec![eth()];
        layers.extend(vec![Layer::q(7); n]);
        layers.extend([v4(), tcp()]);
        layers
    };
    let decision = |n| decided(FlowSpec::default(), &frame(&tags(n), &[]));
    assert_eq!(decision(29).reason, None);
    assert_eq!(decision(30).reason.unwrap().word(), "too-deep");
    // Without ports, but with addresses.
    assert_eq!(
        decision(30).flow.unwrap().to_string(),
        "10.0.0.1 > 192.0.2.7 proto 6"
    );
    assert_eq!(decision(31).flow, None);
    let long = [
        eth(),
        v6(),
        Layer::extension(0, 255),
        Layer::extension(60, 255),
        tcp(),
    ];
    reads(
        &long,
        "eth/ipv6/hopopts/dstopts",
        "2001:db8::a > 2001:db8:1::b proto 6 | too-deep",
    );
}

#[test]
fn every_cut_is_noticed() {
    let layers = [
        eth(),
        Layer::q(1),
        out4(),
        Layer::udp(9, 4789),
        Layer::vxlan(false),
        eth(),
        v6(),
        Layer::extension(0, 0),
        tcp(),
    ];
    let whole = frame(&layers, &[]);
    let outer = whole.len() - (20 + 8 + 40 + 14 + 8);
    for len in 0..whole.len() {
        let decision = decided(FlowSpec::default(), &whole[..len]);
        let found = line(&decision);
        let (flow, reason) = match len {
            0..38 => ("-", "truncated"),
            38..42 => ("172.16.0.1 > 172.16.0.2 proto 17", "truncated"),
            _ if len < outer + 14 + 8 + 40 => (
                "172.16.0.1 port 9 > 172.16.0.2 port 4789 proto 17",
                "truncated",
            ),
            _ if len < outer + 14 + 8 + 40 + 8 => {
                ("2001:db8::a > 2001:db8:1::b proto 0", "truncated")
            }
            _ if len < outer + 14 + 8 + 40 + 12 => {
                ("2001:db8::a > 2001:db8:1::b proto 6", "truncated")
            }
            _ => (TCP6, "-"),
        };
        assert!(
            found.ends_with(&format!("| {flow} | {reason}")),
            "{len}: {found}"
        );
    }
}

#[test]
fn broken_ip_headers() {
    for (at, value) in [(14, 0x55), (14, 0x44), (14, 0x40)] {
        let mut bytes = frame(&[eth(), v4(), tcp()], &[]);
        bytes[at] = value;
        assert_eq!(
            line(&decided(FlowSpec::default(), &bytes)),
            "eth/ipv4 | - | bad-ip-header"
        );
    }
    let mut inner = frame(&[eth(), out4(), v6(), tcp()], &[]);
    inner[34] = 0x45;
    assert_eq!(
        line(&decided(FlowSpec::default(), &inner)),
        "eth/ipv4/ipv6 | 172.16.0.1 > 172.16.0.2 proto 41 | bad-ip-header"
    );
    // Lengths are not believed: segmentation offload leaves them 0.
    let mut tso = frame(&[eth(), v4(), tcp()], &[]);
    (tso[16], tso[17]) = (0, 0);
    assert_eq!(
        line(&decided(FlowSpec::default(), &tso)),
        format!("eth/ipv4/tcp | {TCP4} | -")
    );
}

#[test]
fn both_directions_one_cpu_for_every_stack() {
    let there = |src: u16, dst: u16| [eth(), Layer::v4(A4, B4), Layer::tcp(src, dst)];
    let back = |src: u16, dst: u16| [eth(), Layer::v4(B4, A4), Layer::tcp(src, dst)];
    let tunnel = |inner: &[Layer], out: Layer| {
        [
            &[eth(), out, Layer::udp(1234, 4789), Layer::vxlan(false)],
            inner,
        ]
        .concat()
    };
    let bucket = |layers: &[Layer]| {
        decided(FlowSpec::default(), &frame(layers, &[]))
            .bucket
            .unwrap()
    };
    for port in 1000..1200 {
        let expected = bucket(&there(port, 80));
        assert_eq!(bucket(&back(80, port)), expected);
        assert_eq!(
            bucket(&tunnel(&there(port, 80), Layer::v4(C4, D4))),
            expected
        );
        assert_eq!(
            bucket(&tunnel(&back(80, port), Layer::v4(D4, C4))),
            expected
        );
    }
}

#[test]
fn backbone_bridges() {
    let mut inner = frame(&[eth(), Layer::q(20), v4(), tcp()], &[]);
    let mut bytes = frame(
        &[eth(), Layer::vlan(0x88a8, 51), Layer::ether_type(0x88e7)],
        &[0, 0, 1, 2],
    );
    bytes.append(&mut inner);
    assert_eq!(
        line(&decided(FlowSpec::default(), &bytes)),
        format!("eth/vlan/pbb/eth/vlan/ipv4/tcp | {TCP4} | -")
    );
}

#[test]
fn the_flow_label_is_not_looked_at() {
    let mut bytes = frame(&[eth(), v6(), tcp()], &[]);
    let before = decided(FlowSpec::default(), &bytes);
    (bytes[15], bytes[16], bytes[17]) = (bytes[15] ^ 0x0f, 0xff, 0x01);
    let after = decided(FlowSpec::default(), &bytes);
    assert_eq!((before.flow, before.bucket), (after.flow, after.bucket));
}

#[test]
fn turns_wrap() {
    let policy = policy(FlowSpec {
        fields: Fields::RoundRobin,
        symmetric: false,
        ..FlowSpec::default()
    });
    let bytes = frame(&[eth(), v4(), tcp()], &[]);
    for turn in [0, 1, 1023, 1024, u32::MAX] {
        let decision = decide(
            &policy,
            &Arrival {
                turn,
                ..Arrival::new(&bytes)
            },
        );
        assert_eq!(decision.bucket, Some(turn % 1024));
        assert_eq!(decision.cpu.map(|cpu| cpu.number()), Some(turn % 8));
        assert!(decision.took_turn);
    }
}
