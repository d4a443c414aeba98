//! What is read of each header stack: path, flow and reason.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::stack::{Layer, frame};
use softrss_core::{
    Arrival, CpuSet, Decision, Policy, ResolvedPolicy, decide,
    decide::Verdict,
    header::Reason,
    policy::{Decap, Fields, FlowSpec},
};

const A4: [u8; 4] = [10, 0, 0, 1];
const B4: [u8; 4] = [192, 0, 2, 7];
const C4: [u8; 4] = [172, 16, 0, 1];
const D4: [u8; 4] = [172, 16, 0, 2];
const A6: &str = "2001:db8::a";
const B6: &str = "2001:db8:1::b";

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

/// `headers | flow | reason` of a decision.
fn line(decision: &Decision) -> String {
    let flow = decision.flow.map_or("-".into(), |flow| flow.to_string());
    let reason = decision.reason.map_or("-", |reason| reason.word());
    format!("{} | {flow} | {reason}", decision.headers)
}

#[track_caller]
fn reads(layers: &[Layer], expected: &str) {
    reads_with(FlowSpec::default(), layers, expected);
}

#[track_caller]
fn reads_with(flow: FlowSpec, layers: &[Layer], expected: &str) {
    let bytes = frame(layers, &[0x5a; 24]);
    assert_eq!(line(&decided(flow, &bytes)), expected);
}

const TCP4: &str = "10.0.0.1 port 40000 > 192.0.2.7 port 443 proto 6";
const UDP4: &str = "10.0.0.1 port 40000 > 192.0.2.7 port 53 proto 17";
const TCP6: &str = "2001:db8::a port 40000 > 2001:db8:1::b port 443 proto 6";

#[test]
fn every_family_with_every_transport() {
    for (proto, word) in [
        (6, "tcp"),
        (17, "udp"),
        (132, "sctp"),
        (33, "dccp"),
        (136, "udplite"),
    ] {
        let ports = Layer::Ports {
            proto,
            src: 1000,
            dst: 2000,
        };
        let at4 = format!("10.0.0.1 port 1000 > 192.0.2.7 port 2000 proto {proto}");
        let at6 = format!("2001:db8::a port 1000 > 2001:db8:1::b port 2000 proto {proto}");
        reads(
            &[Layer::Eth, v4(), ports.clone()],
            &format!("eth/ipv4/{word} | {at4} | -"),
        );
        reads(
            &[Layer::Eth, v6(), ports],
            &format!("eth/ipv6/{word} | {at6} | -"),
        );
    }
}

#[test]
fn options_move_the_ports() {
    for option_words in 0..=10 {
        let Layer::V4 {
            src,
            dst,
            tos,
            fragment,
            ..
        } = v4()
        else {
            unreachable!()
        };
        let v4 = Layer::V4 {
            src,
            dst,
            tos,
            option_words,
            fragment,
        };
        reads(
            &[Layer::Eth, v4.clone(), tcp()],
            &format!("eth/ipv4/tcp | {TCP4} | -"),
        );
        // Outer options do not hide what a tunnel carries.
        reads(
            &[Layer::Eth, v4, Layer::gre(), Layer::v4(C4, D4), tcp()],
            "eth/ipv4/gre/ipv4/tcp | 172.16.0.1 port 40000 > 172.16.0.2 port 443 proto 6 | -",
        );
    }
}

#[test]
fn link_layers() {
    let q = || Layer::q(100);
    let ad = || Layer::Vlan {
        tpid: 0x88a8,
        id: 200,
    };
    let old = || Layer::Vlan {
        tpid: 0x9100,
        id: 300,
    };
    reads(
        &[Layer::Eth, q(), v4(), tcp()],
        &format!("eth/vlan/ipv4/tcp | {TCP4} | -"),
    );
    reads(
        &[Layer::Eth, ad(), q(), old(), q(), ad(), v6(), tcp()],
        &format!("eth/vlan/vlan/vlan/vlan/vlan/ipv6/tcp | {TCP6} | -"),
    );
    for compressed in [false, true] {
        reads(
            &[Layer::Eth, Layer::Pppoe { compressed }, v4(), tcp()],
            &format!("eth/pppoe/ipv4/tcp | {TCP4} | -"),
        );
        reads(
            &[
                Layer::Eth,
                q(),
                q(),
                Layer::Pppoe { compressed },
                v6(),
                tcp(),
            ],
            &format!("eth/vlan/vlan/pppoe/ipv6/tcp | {TCP6} | -"),
        );
    }
    let mpls = || Layer::Mpls { label: 0x1_2345 };
    reads(
        &[Layer::Eth, mpls(), v4(), tcp()],
        &format!("eth/mpls/ipv4/tcp | {TCP4} | -"),
    );
    reads(
        &[
            Layer::Eth,
            q(),
            mpls(),
            mpls(),
            mpls(),
            mpls(),
            mpls(),
            v6(),
            tcp(),
        ],
        &format!("eth/vlan/mpls/mpls/mpls/mpls/mpls/ipv6/tcp | {TCP6} | -"),
    );
    reads(
        &[Layer::Eth, Layer::Snap(0), v4(), tcp()],
        &format!("eth/llc/ipv4/tcp | {TCP4} | -"),
    );
    reads(
        &[Layer::Eth, q(), Layer::Snap(0xf8), v4(), tcp()],
        &format!("eth/vlan/llc/ipv4/tcp | {TCP4} | -"),
    );
    reads(
        &[Layer::Eth, Layer::LlcIp, v4(), tcp()],
        &format!("eth/llc/ipv4/tcp | {TCP4} | -"),
    );
}

#[test]
fn the_bottom_bit_of_a_label_is_in_its_third_byte() {
    // Label 0x00010 in network order has its lowest bit where a swapped read would see "bottom".
    let top = Layer::Mpls { label: 0x1_0010 };
    let bottom = Layer::Mpls { label: 0x0_0003 };
    reads(
        &[Layer::Eth, top, bottom, v4(), tcp()],
        &format!("eth/mpls/mpls/ipv4/tcp | {TCP4} | -"),
    );
}

#[test]
fn what_is_not_ip_is_passed() {
    for (layers, expected) in [
        (
            vec![Layer::Eth, Layer::OtherType { ether_type: 0x0806 }],
            "eth | - | not-ip",
        ),
        (
            vec![
                Layer::Eth,
                Layer::q(5),
                Layer::OtherType { ether_type: 0x0806 },
            ],
            "eth/vlan | - | not-ip",
        ),
        (
            vec![Layer::Eth, Layer::OtherType { ether_type: 0x8863 }],
            "eth | - | not-ip",
        ),
        (
            vec![Layer::Eth, Layer::OtherType { ether_type: 0x0020 }],
            "eth/llc | - | not-ip",
        ),
        (
            vec![Layer::Eth, Layer::Snap(1), v4()],
            "eth/llc | - | not-ip",
        ),
        (
            vec![Layer::Eth, Layer::Mpls { label: 5 }],
            "eth/mpls | - | not-ip",
        ),
        (
            vec![Layer::Eth, Layer::Pppoe { compressed: false }],
            "eth/pppoe | - | not-ip",
        ),
    ] {
        reads(&layers, expected);
        let decision = decided(FlowSpec::default(), &frame(&layers, &[0; 40]));
        assert_eq!((decision.verdict, decision.cpu), (Verdict::Pass, None));
    }
}

#[test]
fn extension_headers() {
    let ext = |kind| Layer::Ext { kind, len: 1 };
    reads(
        &[Layer::Eth, v6(), ext(0), tcp()],
        &format!("eth/ipv6/hopopts/tcp | {TCP6} | -"),
    );
    reads(
        &[
            Layer::Eth,
            v6(),
            ext(0),
            ext(60),
            ext(43),
            ext(60),
            Layer::Ah {
                spi: 7,
                icv_words: 3,
            },
            Layer::Fragment { offset_and_more: 0 },
            ext(60),
            tcp(),
        ],
        &format!("eth/ipv6/hopopts/dstopts/routing/dstopts/ah/fragment/dstopts/tcp | {TCP6} | -"),
    );
    // In IPv4 these numbers mean something else, or nothing.
    reads(
        &[Layer::Eth, v4(), ext(60), tcp()],
        "eth/ipv4 | 10.0.0.1 > 192.0.2.7 proto 60 | -",
    );
    reads(
        &[Layer::Eth, v6(), Layer::Other { proto: 59 }],
        "eth/ipv6 | 2001:db8::a > 2001:db8:1::b proto 59 | -",
    );
}

#[test]
fn fragments_have_no_ports_and_no_inside() {
    let Layer::V4 { src, dst, .. } = v4() else {
        unreachable!()
    };
    // First, middle, last; "don't fragment" and the reserved bit alone are no fragment.
    for (fragment, fragmented) in [
        (0x2000, true),
        (0x2001, true),
        (0x00b9, true),
        (0, false),
        (0x4000, false),
        (0x8000, false),
    ] {
        let v4 = Layer::V4 {
            src,
            dst,
            tos: 0,
            option_words: 0,
            fragment,
        };
        let whole = format!("eth/ipv4/tcp | {TCP4} | -");
        let part = "eth/ipv4 | 10.0.0.1 > 192.0.2.7 proto 6 | -";
        reads(
            &[Layer::Eth, v4.clone(), tcp()],
            if fragmented { part } else { &whole },
        );
        if fragmented {
            reads(
                &[Layer::Eth, v4, Layer::gre(), out4(), tcp()],
                "eth/ipv4 | 10.0.0.1 > 192.0.2.7 proto 47 | -",
            );
        }
    }
    for (offset_and_more, fragmented) in [(1, true), (8, true), (9, true), (0, false), (6, false)] {
        let fragment = Layer::Fragment { offset_and_more };
        let whole = format!("eth/ipv6/fragment/tcp | {TCP6} | -");
        let part = "eth/ipv6/fragment | 2001:db8::a > 2001:db8:1::b proto 6 | -";
        reads(
            &[Layer::Eth, v6(), fragment.clone(), tcp()],
            if fragmented { part } else { &whole },
        );
        if fragmented {
            // The protocol is the one of the fragment header, for the first fragment too.
            reads(
                &[
                    Layer::Eth,
                    v6(),
                    fragment.clone(),
                    Layer::Ext { kind: 60, len: 0 },
                    tcp(),
                ],
                "eth/ipv6/fragment | 2001:db8::a > 2001:db8:1::b proto 60 | -",
            );
            // An SPI in front of it goes: only this part of the datagram may have it.
            reads(
                &[
                    Layer::Eth,
                    v6(),
                    Layer::Ah {
                        spi: 7,
                        icv_words: 3,
                    },
                    fragment,
                    udp(),
                ],
                "eth/ipv6/ah/fragment | 2001:db8::a > 2001:db8:1::b proto 17 | -",
            );
        }
    }
}

#[test]
fn security_headers() {
    reads(
        &[Layer::Eth, v4(), Layer::Esp { spi: 0x1234_5678 }],
        "eth/ipv4/esp | 10.0.0.1 > 192.0.2.7 proto 50 spi 0x12345678 | -",
    );
    reads(
        &[Layer::Eth, v6(), Layer::Esp { spi: 9 }],
        "eth/ipv6/esp | 2001:db8::a > 2001:db8:1::b proto 50 spi 0x00000009 | -",
    );
    let ah = || Layer::Ah {
        spi: 7,
        icv_words: 3,
    };
    reads(
        &[Layer::Eth, v4(), ah(), tcp()],
        &format!("eth/ipv4/ah/tcp | {TCP4} | -"),
    );
    reads(
        &[Layer::Eth, v4(), ah(), Layer::Other { proto: 89 }],
        "eth/ipv4/ah | 10.0.0.1 > 192.0.2.7 proto 89 spi 0x00000007 | -",
    );
    reads(
        &[Layer::Eth, v4(), ah(), Layer::Esp { spi: 8 }],
        "eth/ipv4/ah/esp | 10.0.0.1 > 192.0.2.7 proto 50 spi 0x00000008 | -",
    );
    reads(
        &[Layer::Eth, out4(), ah(), v4(), tcp()],
        &format!("eth/ipv4/ah/ipv4/tcp | {TCP4} | -"),
    );
}

#[test]
fn esp_in_udp() {
    for (src, dst) in [(4500, 4500), (61000, 4500), (4500, 61000)] {
        let udp = Layer::udp(src, dst);
        reads(
            &[
                Layer::Eth,
                v4(),
                udp.clone(),
                Layer::EspInUdp { spi: 0xc0de },
            ],
            "eth/ipv4/udp/esp | 10.0.0.1 > 192.0.2.7 proto 17 spi 0x0000c0de | -",
        );
        let ports = format!("10.0.0.1 port {src} > 192.0.2.7 port {dst} proto 17");
        reads(
            &[Layer::Eth, v4(), udp.clone(), Layer::EspInUdp { spi: 0 }],
            &format!("eth/ipv4/udp/esp | {ports} | -"),
        );
        // A keepalive is one byte; what follows it is padding.
        let mut keepalive = frame(&[Layer::Eth, v4(), udp], &[0xff]);
        keepalive.resize(60, 0);
        assert_eq!(
            line(&decided(FlowSpec::default(), &keepalive)),
            format!("eth/ipv4/udp/esp | {ports} | -")
        );
    }
}

#[test]
fn ip_in_ip() {
    let out6 = || Layer::v6("fd00::1", "fd00::2");
    reads(
        &[Layer::Eth, out4(), v4(), tcp()],
        &format!("eth/ipv4/ipv4/tcp | {TCP4} | -"),
    );
    reads(
        &[Layer::Eth, out4(), v6(), tcp()],
        &format!("eth/ipv4/ipv6/tcp | {TCP6} | -"),
    );
    reads(
        &[Layer::Eth, out6(), v4(), tcp()],
        &format!("eth/ipv6/ipv4/tcp | {TCP4} | -"),
    );
    reads(
        &[
            Layer::Eth,
            out6(),
            Layer::Ext { kind: 60, len: 0 },
            v6(),
            tcp(),
        ],
        &format!("eth/ipv6/dstopts/ipv6/tcp | {TCP6} | -"),
    );
    reads(
        &[Layer::Eth, out4(), out6(), out4(), out6(), v4(), tcp()],
        &format!("eth/ipv4/ipv6/ipv4/ipv6/ipv4/tcp | {TCP4} | -"),
    );
}

#[test]
fn gre_with_any_options() {
    for bits in 0..8 {
        let gre = Layer::Gre {
            checksum: bits & 1 != 0,
            key: bits & 2 != 0,
            sequence: bits & 4 != 0,
        };
        reads(
            &[Layer::Eth, out4(), gre.clone(), v4(), tcp()],
            &format!("eth/ipv4/gre/ipv4/tcp | {TCP4} | -"),
        );
        reads(
            &[Layer::Eth, out4(), gre.clone(), v6(), tcp()],
            &format!("eth/ipv4/gre/ipv6/tcp | {TCP6} | -"),
        );
        reads(
            &[
                Layer::Eth,
                out4(),
                gre.clone(),
                Layer::Eth,
                Layer::q(9),
                v4(),
                tcp(),
            ],
            &format!("eth/ipv4/gre/eth/vlan/ipv4/tcp | {TCP4} | -"),
        );
        reads(
            &[
                Layer::Eth,
                out4(),
                gre,
                Layer::Mpls { label: 9 },
                v4(),
                tcp(),
            ],
            &format!("eth/ipv4/gre/mpls/ipv4/tcp | {TCP4} | -"),
        );
    }
    reads(
        &[
            Layer::Eth,
            out4(),
            Layer::gre(),
            Layer::Erspan1,
            Layer::Eth,
            v4(),
            tcp(),
        ],
        &format!("eth/ipv4/gre/eth/ipv4/tcp | {TCP4} | -"),
    );
    reads(
        &[
            Layer::Eth,
            out4(),
            Layer::gre(),
            Layer::Erspan2,
            Layer::Eth,
            v4(),
            tcp(),
        ],
        &format!("eth/ipv4/gre/erspan/eth/ipv4/tcp | {TCP4} | -"),
    );
    for platform in [false, true] {
        reads(
            &[
                Layer::Eth,
                out4(),
                Layer::gre(),
                Layer::Erspan3 { platform },
                Layer::Eth,
                v4(),
                tcp(),
            ],
            &format!("eth/ipv4/gre/erspan/eth/ipv4/tcp | {TCP4} | -"),
        );
    }
    // PPTP and source routes.
    for (at, value) in [(35, 1), (34, 0x40)] {
        let mut bytes = frame(&[Layer::Eth, out4(), Layer::gre(), v4(), tcp()], &[]);
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
                Layer::Eth,
                out4(),
                to(port),
                Layer::Vxlan { gpe: false },
                Layer::Eth,
                v4(),
                tcp(),
            ],
            &format!("eth/ipv4/udp/vxlan/eth/ipv4/tcp | {TCP4} | -"),
        );
        reads(
            &[
                Layer::Eth,
                out4(),
                to(port),
                Layer::Vxlan { gpe: true },
                v6(),
                tcp(),
            ],
            &format!("eth/ipv4/udp/vxlan/ipv6/tcp | {TCP6} | -"),
        );
    }
    for option_words in [0, 1, 63] {
        let geneve = Layer::Geneve { option_words };
        reads(
            &[
                Layer::Eth,
                v6(),
                to(6081),
                geneve.clone(),
                Layer::Eth,
                Layer::q(1),
                v4(),
                tcp(),
            ],
            &format!("eth/ipv6/udp/geneve/eth/vlan/ipv4/tcp | {TCP4} | -"),
        );
        reads(
            &[Layer::Eth, out4(), to(6081), geneve, v4(), udp()],
            &format!("eth/ipv4/udp/geneve/ipv4/udp | {UDP4} | -"),
        );
    }
    for (extensions, words) in [
        (vec![], ""),
        (vec![1], "/ext/ext"),
        (vec![1, 2, 1, 3], "/ext/ext/ext/ext/ext"),
    ] {
        for sequence in [false, true] {
            let gtpu = Layer::Gtpu {
                sequence,
                extensions: extensions.clone(),
            };
            reads(
                &[Layer::Eth, out4(), to(2152), gtpu.clone(), v4(), tcp()],
                &format!("eth/ipv4/udp/gtpu{words}/ipv4/tcp | {TCP4} | -"),
            );
            reads(
                &[Layer::Eth, out4(), to(2152), gtpu.clone(), v6(), tcp()],
                &format!("eth/ipv4/udp/gtpu{words}/ipv6/tcp | {TCP6} | -"),
            );
            reads(
                &[Layer::Eth, out4(), to(2152), gtpu, Layer::Eth, v6(), tcp()],
                &format!("eth/ipv4/udp/gtpu{words}/eth/ipv6/tcp | {TCP6} | -"),
            );
        }
    }
    // From the tunnel's port is not to it.
    reads(
        &[
            Layer::Eth,
            v4(),
            Layer::udp(4789, 99),
            Layer::Vxlan { gpe: false },
            Layer::Eth,
            v4(),
            tcp(),
        ],
        "eth/ipv4/udp | 10.0.0.1 port 4789 > 192.0.2.7 port 99 proto 17 | -",
    );
}

#[test]
fn what_a_tunnel_hides_is_hashed_outside() {
    let to = |port| Layer::udp(50000, port);
    let arp = Layer::OtherType { ether_type: 0x0806 };
    reads(
        &[
            Layer::Eth,
            out4(),
            to(4789),
            Layer::Vxlan { gpe: false },
            Layer::Eth,
            arp,
        ],
        "eth/ipv4/udp/vxlan/eth | 172.16.0.1 port 50000 > 172.16.0.2 port 4789 proto 17 | not-ip",
    );
    for (layer, port, at, value, reason) in [
        (
            Layer::Vxlan { gpe: false },
            4789,
            42,
            0,
            "bad-tunnel-header",
        ),
        (Layer::Vxlan { gpe: true }, 4789, 45, 9, "not-ip"),
        (
            Layer::Geneve { option_words: 0 },
            6081,
            42,
            0x40,
            "bad-tunnel-header",
        ),
        (Layer::gtpu(), 2152, 42, 0x50, "bad-tunnel-header"),
        (Layer::gtpu(), 2152, 43, 1, "not-ip"),
        (
            Layer::Gtpu {
                sequence: false,
                extensions: vec![1],
            },
            2152,
            54,
            0,
            "bad-tunnel-header",
        ),
    ] {
        let mut bytes = frame(
            &[Layer::Eth, out4(), to(port), layer.clone(), v4(), tcp()],
            &[],
        );
        bytes[at] = value;
        let decision = decided(FlowSpec::default(), &bytes);
        assert_eq!(decision.reason.map(Reason::word), Some(reason), "{layer:?}");
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
        &[Layer::Eth, Layer::q(1), v4(), tcp()],
        "eth | - | not-in-decap",
    );
    reads_with(
        none(),
        &[Layer::Eth, Layer::Pppoe { compressed: false }, v4(), tcp()],
        "eth | - | not-in-decap",
    );
    reads_with(
        none(),
        &[Layer::Eth, Layer::Mpls { label: 1 }, v4(), tcp()],
        "eth | - | not-in-decap",
    );
    reads_with(
        none(),
        &[Layer::Eth, out4(), v4(), tcp()],
        "eth/ipv4 | 172.16.0.1 > 172.16.0.2 proto 4 | -",
    );
    reads_with(
        none(),
        &[Layer::Eth, out4(), Layer::gre(), v4(), tcp()],
        "eth/ipv4 | 172.16.0.1 > 172.16.0.2 proto 47 | -",
    );
    let vxlan = [
        Layer::Eth,
        out4(),
        Layer::udp(5, 4789),
        Layer::Vxlan { gpe: false },
        Layer::Eth,
        Layer::q(1),
        v4(),
        tcp(),
    ];
    reads_with(
        none(),
        &vxlan,
        "eth/ipv4/udp | 172.16.0.1 port 5 > 172.16.0.2 port 4789 proto 17 | -",
    );
    reads_with(
        only(Decap::VXLAN),
        &vxlan,
        "eth/ipv4/udp/vxlan/eth | 172.16.0.1 port 5 > 172.16.0.2 port 4789 proto 17 | not-in-decap",
    );
    reads_with(
        only(Decap::VXLAN.union(Decap::VLAN)),
        &vxlan,
        &format!("eth/ipv4/udp/vxlan/eth/vlan/ipv4/tcp | {TCP4} | -"),
    );
    reads_with(
        none(),
        &[
            Layer::Eth,
            v4(),
            Layer::udp(4500, 4500),
            Layer::EspInUdp { spi: 9 },
        ],
        "eth/ipv4/udp | 10.0.0.1 port 4500 > 192.0.2.7 port 4500 proto 17 | -",
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
        &[Layer::Eth, v4(), tcp()],
        "eth/ipv4/tcp | 10.0.0.1 > 192.0.2.7 proto 6 | -",
    );
    let cut = frame(&[Layer::Eth, v4()], &[]);
    assert_eq!(decided(spec.clone(), &cut).reason, None);
    reads_with(
        spec,
        &[
            Layer::Eth,
            out4(),
            Layer::udp(1, 4789),
            Layer::Vxlan { gpe: false },
            Layer::Eth,
            v4(),
            tcp(),
        ],
        "eth/ipv4/udp/vxlan/eth/ipv4/tcp | 10.0.0.1 > 192.0.2.7 proto 6 | -",
    );
}

#[test]
fn icmp_errors_go_with_what_they_quote() {
    let with = || FlowSpec {
        icmp_errors: true,
        ..FlowSpec::default()
    };
    let error4 = [
        Layer::Eth,
        Layer::v4([203, 0, 113, 1], A4),
        Layer::Icmp { kind: 11 },
        v4(),
        tcp(),
    ];
    // The error travels to A, so the flow in its direction is B to A.
    let back = "192.0.2.7 port 443 > 10.0.0.1 port 40000 proto 6";
    reads_with(
        with(),
        &error4,
        &format!("eth/ipv4/icmp/ipv4/tcp | {back} | -"),
    );
    reads(
        &error4,
        "eth/ipv4/icmp | 203.0.113.1 > 10.0.0.1 proto 1 | -",
    );
    let flow = decided(with(), &frame(&[Layer::Eth, v4(), tcp()], &[]));
    let error = decided(with(), &frame(&error4, &[]));
    assert_eq!(error.bucket, flow.bucket);
    let error6 = [
        Layer::Eth,
        Layer::v6("fe80::1", A6),
        Layer::Icmp6 { kind: 2 },
        v6(),
        Layer::Ext { kind: 0, len: 0 },
        tcp(),
    ];
    reads_with(
        with(),
        &error6,
        "eth/ipv6/icmpv6/ipv6/hopopts/tcp | 2001:db8:1::b port 443 > 2001:db8::a port 40000 proto 6 | -",
    );
    // A tunnelled packet is quoted with its outer header; echo quotes nothing.
    reads_with(
        with(),
        &[
            Layer::Eth,
            Layer::v4([203, 0, 113, 1], A4),
            Layer::Icmp { kind: 3 },
            v4(),
            Layer::gre(),
            out4(),
            tcp(),
        ],
        "eth/ipv4/icmp/ipv4 | 192.0.2.7 > 10.0.0.1 proto 47 | -",
    );
    reads_with(
        with(),
        &[Layer::Eth, v4(), Layer::Icmp { kind: 8 }, v4(), tcp()],
        "eth/ipv4/icmp | 10.0.0.1 > 192.0.2.7 proto 1 | -",
    );
}

#[test]
fn bounds() {
    let tags = |n: usize| -> Vec<Layer> {
        let mut layers = vec![Layer::Eth];
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
        Layer::Eth,
        v6(),
        Layer::Ext { kind: 0, len: 255 },
        Layer::Ext { kind: 60, len: 255 },
        tcp(),
    ];
    reads(
        &long,
        "eth/ipv6/hopopts/dstopts | 2001:db8::a > 2001:db8:1::b proto 6 | too-deep",
    );
}

#[test]
fn every_cut_is_noticed() {
    let layers = [
        Layer::Eth,
        Layer::q(1),
        out4(),
        Layer::udp(9, 4789),
        Layer::Vxlan { gpe: false },
        Layer::Eth,
        v6(),
        Layer::Ext { kind: 0, len: 0 },
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
        let mut bytes = frame(&[Layer::Eth, v4(), tcp()], &[]);
        bytes[at] = value;
        assert_eq!(
            line(&decided(FlowSpec::default(), &bytes)),
            "eth/ipv4 | - | bad-ip-header"
        );
    }
    let mut inner = frame(&[Layer::Eth, out4(), v6(), tcp()], &[]);
    inner[34] = 0x45;
    assert_eq!(
        line(&decided(FlowSpec::default(), &inner)),
        "eth/ipv4/ipv6 | 172.16.0.1 > 172.16.0.2 proto 41 | bad-ip-header"
    );
    // Lengths are not believed: segmentation offload leaves them 0.
    let mut tso = frame(&[Layer::Eth, v4(), tcp()], &[]);
    (tso[16], tso[17]) = (0, 0);
    assert_eq!(
        line(&decided(FlowSpec::default(), &tso)),
        format!("eth/ipv4/tcp | {TCP4} | -")
    );
}

#[test]
fn both_directions_one_cpu_for_every_stack() {
    let there = |src: u16, dst: u16| [Layer::Eth, Layer::v4(A4, B4), Layer::tcp(src, dst)];
    let back = |src: u16, dst: u16| [Layer::Eth, Layer::v4(B4, A4), Layer::tcp(src, dst)];
    let tunnel = |inner: &[Layer], out: Layer| {
        [
            &[
                Layer::Eth,
                out,
                Layer::udp(1234, 4789),
                Layer::Vxlan { gpe: false },
            ],
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
    let mut inner = frame(&[Layer::Eth, Layer::q(20), v4(), tcp()], &[]);
    let mut bytes = frame(
        &[
            Layer::Eth,
            Layer::Vlan {
                tpid: 0x88a8,
                id: 51,
            },
            Layer::OtherType { ether_type: 0x88e7 },
        ],
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
    let mut bytes = frame(&[Layer::Eth, v6(), tcp()], &[]);
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
    let bytes = frame(&[Layer::Eth, v4(), tcp()], &[]);
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
