//! What the packet builder makes, read by tshark: the right headers, good checksums, nothing malformed.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, Ipv6Addr},
    process::{Command, ExitCode},
    time::Duration,
};

use softrss_testbed::{
    MacAddr, PcapWriter,
    harness::{self, Need, Outcome, Trial},
    packet::{
        Ah, BatmanAdv, Erspan, Geneve, Gre, Gtpu, GtpuExtension, Icmp, Icmpv6, Ipv4, Ipv6,
        Ipv6Options, LinkTag, Llc, Mpls, Packet, PacketError, Pppoe, Raw, Routing, Sctp, Tcp, Udp,
        UdpLite, Vlan, Vxlan, eth,
    },
};

const A4: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 1);
const B4: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 7);
const A6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
const B6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 1, 0, 0, 0, 0, 2);
const C6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 2, 0, 0, 0, 0, 3);
/// Long, of odd length, and nothing that tshark takes for a protocol.
const DATA: &[u8] = b"\xfbsome bytes that mean nothing..";

fn main() -> ExitCode {
    let needs = &[Need::Program("tshark")];
    harness::run(vec![
        Trial {
            name: "every_stack_is_read_as_built",
            needs,
            test: every_stack_is_read_as_built,
        },
        Trial {
            name: "fragments_make_the_datagram",
            needs,
            test: fragments_make_the_datagram,
        },
        Trial {
            name: "damage_is_seen",
            needs,
            test: damage_is_seen,
        },
    ])
}

fn frame() -> Packet {
    eth(MacAddr::local(2), MacAddr::local(1))
}

/// A packet, and tshark's names of its headers.
type Case = (&'static str, Packet);

/// Everything that can stand in front of IP, but for the tags of switches, which tshark 4.0 does not know.
fn link_cases() -> Vec<Case> {
    let inner = |packet: Packet| packet.ipv4(A4, B4).udp(40000, 40001).payload(DATA);
    let inner6 = |packet: Packet| packet.ipv6(A6, B6).tcp(40000, 40001).payload(DATA);
    let batman = |carried| {
        frame()
            .layer(carried)
            .eth(MacAddr::local(4), MacAddr::local(3))
    };
    let quad = frame().service_vlan(1).vlan(2).vlan(3).vlan(4);
    vec![
        ("eth:ip:udp:data", inner(frame())),
        ("eth:ipv6:tcp:data", inner6(frame())),
        ("eth:vlan:ip:udp:data", inner(frame().vlan(100))),
        ("eth:ieee8021ad:vlan:vlan:vlan:ipv6:tcp:data", inner6(quad)),
        (
            "eth:vlan:ip:udp:data",
            inner(frame().layer(Vlan {
                priority: 5,
                drop_eligible: true,
                ..Vlan::new(4095)
            })),
        ),
        ("eth:llc:ip:udp:data", inner(frame().snap())),
        ("eth:vlan:llc:ipv6:tcp:data", inner6(frame().vlan(7).snap())),
        (
            "eth:llc:ip:udp:data",
            inner(frame().layer(Llc::new(0x06, 0x06))),
        ),
        ("eth:pppoes:ppp:ip:udp:data", inner(frame().pppoe(17))),
        (
            "eth:vlan:pppoes:ppp:ipv6:tcp:data",
            inner6(frame().vlan(9).pppoe(17)),
        ),
        (
            "eth:pppoes:ppp:ip:udp:data",
            inner(frame().layer(Pppoe::compressed(17))),
        ),
        (
            "eth:pppoes:ppp:mpls:ip:udp:data",
            inner(frame().pppoe(17).mpls(16)),
        ),
        (
            "eth:hsr:ip:udp:data",
            inner(frame().layer(LinkTag::hsr(59, 7))),
        ),
        (
            "eth:ieee8021cb:ip:udp:data",
            inner(frame().layer(LinkTag::redundancy(7))),
        ),
        (
            "eth:vntag:ip:udp:data",
            inner(frame().layer(LinkTag::vn(5, 6))),
        ),
        ("eth:etag:ip:udp:data", inner(frame().layer(LinkTag::e(5)))),
        (
            "eth:cmd:ip:udp:data",
            inner(frame().layer(LinkTag::cmd(200))),
        ),
        (
            "eth:ttag:ip:udp:data",
            inner(frame().layer(LinkTag::timestamp(0x1234_5678_9abc))),
        ),
        (
            "eth:batadv:eth:ip:udp:data",
            inner(batman(BatmanAdv::new(MacAddr::local(9)))),
        ),
        (
            "eth:batadv:eth:ip:udp:data",
            inner(batman(BatmanAdv::from(
                MacAddr::local(9),
                MacAddr::local(8),
            ))),
        ),
        ("eth:mpls:ip:udp:data", inner(frame().mpls(16))),
        (
            "eth:mpls:ipv6:tcp:data",
            inner6(frame().mpls(16).mpls(17).mpls(18).mpls(1 << 19)),
        ),
        (
            "eth:vlan:mpls:ip:udp:data",
            inner(frame().vlan(3).layer(Mpls {
                traffic_class: 7,
                ttl: 1,
                ..Mpls::new(99)
            })),
        ),
    ]
}

/// IP itself, with options and extension headers.
#[expect(clippy::too_many_lines, reason = "a table")]
fn network_cases() -> Vec<Case> {
    let udp = |packet: Packet| packet.udp(40000, 40001).payload(DATA);
    let router_alert = [148, 4, 0, 0];
    let segments = Routing::segments(&[C6, B6]);
    let route = Routing::source_route(&[C6, B6]);
    vec![
        (
            "eth:ip:udp:data",
            udp(frame().layer(Ipv4 {
                tos: 0xb8,
                options: router_alert.to_vec(),
                dont_fragment: true,
                ..Ipv4::new(A4, B4)
            })),
        ),
        (
            "eth:ip:udp:data",
            udp(frame().layer(Ipv4 {
                options: [&[7, 39, 4], [0; 36].as_slice()].concat(),
                ..Ipv4::new(A4, B4)
            })),
        ),
        (
            "eth:ipv6:udp:data",
            udp(frame().layer(Ipv6 {
                traffic_class: 0x2e,
                flow_label: 0xabcde,
                ..Ipv6::new(A6, B6)
            })),
        ),
        (
            "eth:ipv6:ipv6.hopopts:udp:data",
            udp(frame().ipv6(A6, B6).hop_by_hop(&[5, 2, 0, 0])),
        ),
        (
            "eth:ipv6:ipv6.dstopts:udp:data",
            udp(frame().ipv6(A6, B6).destination_options(&[])),
        ),
        (
            "eth:ipv6:ipv6.dstopts:udp:data",
            udp(frame().ipv6(A6, B6).destination_options(&[1, 3, 0, 0, 0])),
        ),
        (
            "eth:ipv6:ipv6.routing:udp:data",
            udp(frame().ipv6(A6, C6).layer(segments.clone())),
        ),
        (
            "eth:ipv6:ipv6.routing:udp:data",
            udp(frame().ipv6(A6, C6).layer(route)),
        ),
        (
            "eth:ipv6:ipv6.hopopts:ipv6.dstopts:ipv6.routing:ipv6.fraghdr:ah:ipv6.dstopts:udp:data",
            udp(frame()
                .ipv6(A6, C6)
                .layer(Ipv6Options::hop_by_hop(&[]))
                .destination_options(&[])
                .layer(segments)
                .fragment(0, false, 7)
                .ah(1, 2)
                .destination_options(&[])),
        ),
        (
            "eth:ip:ah:udp:data",
            udp(frame().ipv4(A4, B4).ah(0x1000, 9)),
        ),
        (
            "eth:ip:ah:udp:data",
            udp(frame().ipv4(A4, B4).layer(Ah {
                icv: vec![1; 32],
                ..Ah::new(5, 6)
            })),
        ),
        (
            "eth:ip:esp",
            frame().ipv4(A4, B4).esp(0x1000, 9).payload(&[0x5a; 40]),
        ),
        (
            "eth:ipv6:esp",
            frame().ipv6(A6, B6).esp(0x1001, 9).payload(&[0x5a; 40]),
        ),
        (
            "eth:ip:udp:udpencap:esp",
            frame()
                .ipv4(A4, B4)
                .udp(4500, 4500)
                .esp(0x1002, 9)
                .payload(&[0x5a; 40]),
        ),
        ("eth:ip:ip:udp:data", udp(frame().ipv4(A4, B4).ipv4(B4, A4))),
        (
            "eth:ip:ipv6:udp:data",
            udp(frame().ipv4(A4, B4).ipv6(A6, B6)),
        ),
        (
            "eth:ipv6:ip:udp:data",
            udp(frame().ipv6(A6, B6).ipv4(A4, B4)),
        ),
        (
            "eth:ipv6:ipv6:udp:data",
            udp(frame().ipv6(A6, B6).ipv6(B6, A6)),
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn transport_cases() -> Result<Vec<Case>, PacketError> {
    let chunk = Sctp::data_chunk(77, DATA)?;
    let other_chunk = Sctp::data_chunk(78, DATA)?;
    let v4 = || frame().ipv4(A4, B4);
    let v6 = || frame().ipv6(A6, B6);
    let partial = UdpLite {
        source_port: 40000,
        destination_port: 40001,
        coverage: 12,
        checksum: None,
    };
    Ok(vec![
        ("eth:ip:tcp", v4().layer(Tcp::syn(40000, 40001, 1460))),
        (
            "eth:ip:tcp:data",
            v4().layer(Tcp {
                options: vec![8, 10, 0, 0, 0, 1, 0, 0, 0, 2],
                urgent: 3,
                flags: Tcp::ACK | Tcp::PSH | Tcp::URG,
                ..Tcp::new(40000, 40001)
            })
            .payload(DATA),
        ),
        (
            "eth:ipv6:tcp",
            v6().layer(Tcp {
                flags: Tcp::ACK | Tcp::ECE | Tcp::CWR,
                ..Tcp::new(40000, 40001)
            }),
        ),
        ("eth:ip:udp", v4().udp(40000, 40001)),
        (
            "eth:ip:udp:data",
            v4().layer(Udp {
                checksum: Some(0),
                ..Udp::new(40000, 40001)
            })
            .payload(DATA),
        ),
        (
            "eth:ip:udplite:data",
            v4().udp_lite(40000, 40001).payload(DATA),
        ),
        (
            "eth:ipv6:udplite:data",
            v6().udp_lite(40000, 40001).payload(DATA),
        ),
        ("eth:ip:udplite:data", v4().layer(partial).payload(DATA)),
        (
            "eth:ip:sctp:data",
            v4().sctp(40000, 40001, 0xdead_beef).payload(&chunk),
        ),
        (
            "eth:ipv6:sctp:data",
            v6().sctp(40002, 40003, 0xdead_beef).payload(&other_chunk),
        ),
        (
            "eth:ip:dccp:data",
            v4().dccp(40000, 40001, 0xffff_ffff_ffff).payload(DATA),
        ),
        (
            "eth:ipv6:dccp:data",
            v6().dccp(40000, 40001, 1).payload(DATA),
        ),
        (
            "eth:ip:icmp:data",
            v4().icmp(Icmp::echo_request(1, 2)).payload(DATA),
        ),
        (
            "eth:ip:icmp:data",
            v4().icmp(Icmp::echo_reply(1, 2)).payload(DATA),
        ),
        (
            "eth:ipv6:icmpv6:data",
            v6().icmpv6(Icmpv6::echo_request(1, 2)).payload(DATA),
        ),
        (
            "eth:ipv6:icmpv6:data",
            v6().icmpv6(Icmpv6::echo_reply(1, 2)).payload(DATA),
        ),
        (
            "eth:ip:icmp:ip:udp:data",
            v4().icmp(Icmp::unreachable(3))
                .ipv4(B4, A4)
                .udp(40001, 40000)
                .payload(DATA),
        ),
        (
            "eth:ip:icmp:ip:tcp",
            v4().icmp(Icmp::time_exceeded())
                .ipv4(B4, A4)
                .tcp(40001, 40000),
        ),
        (
            "eth:ipv6:icmpv6:ipv6:udp:data",
            v6().icmpv6(Icmpv6::unreachable(4))
                .ipv6(B6, A6)
                .udp(40001, 40000)
                .payload(DATA),
        ),
        (
            "eth:ipv6:icmpv6:ipv6:tcp",
            v6().icmpv6(Icmpv6::too_big(1280))
                .ipv6(B6, A6)
                .tcp(40001, 40000),
        ),
        (
            "eth:ipv6:icmpv6:ipv6:tcp",
            v6().icmpv6(Icmpv6::time_exceeded())
                .ipv6(B6, A6)
                .tcp(40001, 40000),
        ),
        (
            "eth:ip:udp:data",
            v4().udp(40000, 40001).payload(DATA).padded_to(120),
        ),
    ])
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn tunnel_cases() -> Result<Vec<Case>, PacketError> {
    let v4 = || frame().ipv4(A4, B4);
    let v6 = || frame().ipv6(A6, B6);
    let inner = |packet: Packet| packet.ipv4(B4, A4).tcp(40000, 40001).payload(DATA);
    let inner6 = |packet: Packet| packet.ipv6(B6, A6).udp(40000, 40001).payload(DATA);
    let bridged = |packet: Packet| packet.eth(MacAddr::local(4), MacAddr::local(3));
    let options = Geneve::new(0x00ab_cdef)
        .option(0xffff, 1, &[1; 4])?
        .option(0xffff, 2, &[2; 120])?;
    let container = |kind| GtpuExtension {
        kind,
        content: vec![0; 2],
    };
    let mut cases = vec![
        ("eth:ip:gre:ipv6:udp:data", inner6(v4().gre())),
        ("eth:ipv6:gre:ip:tcp:data", inner(v6().gre())),
        (
            "eth:ip:gre:eth:vlan:ip:tcp:data",
            inner(bridged(v4().gre()).vlan(5)),
        ),
        ("eth:ip:gre:mpls:ip:tcp:data", inner(v4().gre().mpls(20))),
        (
            "eth:ip:gre:erspan:eth:ip:tcp:data",
            inner(bridged(v4().layer(Gre::erspan1()))),
        ),
        (
            "eth:ip:gre:erspan:eth:ip:tcp:data",
            inner(bridged(
                v4().layer(Gre {
                    sequence: Some(1),
                    ..Gre::default()
                })
                .layer(Erspan::type2(100)),
            )),
        ),
        (
            "eth:ip:gre:erspan:eth:ip:tcp:data",
            inner(bridged(
                v4().layer(Gre {
                    sequence: Some(1),
                    ..Gre::default()
                })
                .layer(Erspan::type3(100)),
            )),
        ),
        (
            "eth:ip:udp:vxlan:eth:ip:tcp:data",
            inner(bridged(v4().udp(50000, 4789).vxlan(0x00ab_cdef))),
        ),
        (
            "eth:ipv6:udp:vxlan:eth:vlan:ipv6:udp:data",
            inner6(bridged(v6().udp(50000, 4789).vxlan(1)).vlan(8)),
        ),
        (
            "eth:ip:udp:ip:tcp:data",
            inner(v4().udp(50000, 4790).layer(Vxlan::generic(5))),
        ),
        (
            "eth:ip:udp:ipv6:udp:data",
            inner6(v4().udp(50000, 4790).layer(Vxlan::generic(5))),
        ),
        (
            "eth:ip:udp:eth:ip:tcp:data",
            inner(bridged(v4().udp(50000, 4790).layer(Vxlan::generic(5)))),
        ),
        (
            "eth:ip:udp:geneve:eth:ip:tcp:data",
            inner(bridged(v4().udp(50000, 6081).geneve(9))),
        ),
        (
            "eth:ipv6:udp:geneve:ipv6:udp:data",
            inner6(v6().udp(50000, 6081).layer(options.clone())),
        ),
        (
            "eth:ip:udp:geneve:ip:tcp:data",
            inner(v4().udp(50000, 6081).layer(options)),
        ),
        (
            "eth:ip:udp:gtp:ip:tcp:data",
            inner(v4().udp(2152, 2152).gtpu(0x1234)),
        ),
        (
            "eth:ip:udp:gtp:ipv6:udp:data",
            inner6(v4().udp(2152, 2152).layer(Gtpu {
                sequence: Some(9),
                ..Gtpu::new(1)
            })),
        ),
        (
            "eth:ip:udp:gtp:ip:tcp:data",
            inner(
                v4().udp(2152, 2152)
                    .layer(Gtpu {
                        npdu: Some(1),
                        ..Gtpu::new(1)
                    })
                    .layer(container(0xc0)),
            ),
        ),
        (
            "eth:ipv6:udp:gtp:ip:tcp:data",
            inner(
                v6().udp(2152, 2152)
                    .layer(Gtpu::new(1))
                    .layer(container(0x85))
                    .layer(container(0xc0)),
            ),
        ),
        (
            "eth:vlan:pppoes:ppp:ip:gre:ip:udp:vxlan:eth:ipv6:udp:data",
            inner6(bridged(
                frame()
                    .vlan(1)
                    .pppoe(2)
                    .ipv4(A4, B4)
                    .gre()
                    .ipv4(B4, A4)
                    .udp(1024, 4789)
                    .vxlan(3),
            )),
        ),
    ];
    cases.extend(raw_tunnels());
    for bits in 0..8_u32 {
        let gre = Gre {
            has_checksum: bits & 1 != 0,
            key: (bits & 2 != 0).then_some(0x0102_0304),
            sequence: (bits & 4 != 0).then_some(bits),
            ..Gre::default()
        };
        cases.push(("eth:ip:gre:ip:tcp:data", inner(v4().layer(gre))));
    }
    Ok(cases)
}

/// Tunnels whose headers are written as bytes.
fn raw_tunnels() -> Vec<Case> {
    let v4 = || frame().ipv4(A4, B4);
    let v6 = || frame().ipv6(A6, B6);
    let inner = |packet: Packet| packet.ipv4(B4, A4).tcp(40000, 40001).payload(DATA);
    let inner6 = |packet: Packet| packet.ipv6(B6, A6).udp(40000, 40001).payload(DATA);
    let bridged = |packet: Packet| packet.eth(MacAddr::local(4), MacAddr::local(3));
    let gre = |protocol| {
        v4().layer(Gre {
            protocol: Some(protocol),
            ..Gre::default()
        })
    };
    let in_ip = |protocol, bytes: &[u8]| v4().layer(Raw::protocol(protocol, bytes));
    let pptp = [
        0x30, 0x81, 0x88, 0x0b, 0, 64, 0, 7, 0, 0, 0, 1, 0, 0, 0, 1, 0xff, 3, 0, 0x21,
    ];
    let nsh = [0x0f, 0xc2, 2, 1, 0, 0, 7, 255];
    vec![
        ("eth:ip:gre:ppp:ip:tcp:data", inner(in_ip(47, &pptp))),
        (
            "eth:ip:gre:ppp:ipv6:udp:data",
            inner6(gre(0x880b).payload(&[0xff, 3, 0, 0x57])),
        ),
        ("eth:ip:gre:ip:tcp:data", inner(gre(0x883e))),
        (
            "eth:ip:etherip:eth:ip:tcp:data",
            inner(bridged(in_ip(97, &[0x30, 0]))),
        ),
        ("eth:ip:mpls:ip:tcp:data", inner(v4().mpls(16))),
        (
            "eth:ip:udp:mpls:ip:tcp:data",
            inner(v4().udp(50000, 6635).mpls(16)),
        ),
        (
            "eth:ipv6:eth:ip:tcp:data",
            inner(bridged(v6().layer(Raw::protocol(143, &[])))),
        ),
        (
            "eth:ip:udp:l2tp:ppp:ip:tcp:data",
            inner(
                v4().udp(1701, 50000)
                    .payload(&[0, 2, 0, 7, 0, 9, 0xff, 3, 0, 0x21]),
            ),
        ),
        (
            "eth:nsh:ip:tcp:data",
            inner(frame().layer(Raw::ether_type(0x894f, &nsh))),
        ),
        (
            "eth:ip:udp:lisp-data:ip:tcp:data",
            inner(v4().udp(50000, 4341).payload(&[0x80, 1, 2, 3, 0, 0, 0, 1])),
        ),
        (
            "eth:ip:udp:teredo:ipv6:udp:data",
            inner6(v4().udp(3544, 50000)),
        ),
    ]
}

/// One frame, as tshark sees it.
#[derive(Debug)]
struct Row {
    /// Names of the headers, without those that tshark adds for its own purposes.
    protocols: String,
    /// Every checksum status: 0 bad, 1 good, 2 not verified, 3 not present.
    checksums: BTreeMap<&'static str, Vec<String>>,
    malformed: bool,
    /// What tshark finds odd, with a severity of warning or more.
    remarks: String,
}

/// The field with the status of a checksum, and our names of the headers that have it.
const CHECKSUMS: [(&str, &[&str]); 8] = [
    ("ip.checksum.status", &["ipv4"]),
    ("udp.checksum.status", &["udp", "udplite"]),
    ("tcp.checksum.status", &["tcp"]),
    ("sctp.checksum.status", &["sctp"]),
    ("dccp.checksum.status", &["dccp"]),
    ("icmp.checksum.status", &["icmp"]),
    ("icmpv6.checksum.status", &["icmpv6"]),
    ("gre.checksum.status", &["gre"]),
];

const PREFERENCES: [&str; 12] = [
    "ip.check_checksum:TRUE",
    "udp.check_checksum:TRUE",
    "tcp.check_checksum:TRUE",
    "sctp.checksum:CRC-32c",
    "tcp.analyze_sequence_numbers:FALSE",
    "udp.try_heuristic_first:FALSE",
    "ip.defragment:TRUE",
    "ipv6.defragment:TRUE",
    "esp.enable_null_encryption_decode_heuristic:FALSE",
    "udplite.check_checksum:TRUE",
    "udplite.ignore_checksum_coverage:FALSE",
    "ip.use_geoip:FALSE",
];

fn tshark(frames: &[Vec<u8>]) -> Result<Vec<Row>, Box<dyn std::error::Error>> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("frames.pcap");
    let mut pcap = PcapWriter::new(std::fs::File::create(&path)?)?;
    for (at, frame) in (0..).zip(frames) {
        pcap.frame(Duration::from_secs(at), frame)?;
    }
    pcap.finish()?;
    let mut command = Command::new("tshark");
    command
        .arg("-n")
        .arg("-r")
        .arg(&path)
        .env("WIRESHARK_CONFIG_DIR", directory.path());
    for preference in PREFERENCES {
        command.arg("-o").arg(preference);
    }
    // It knows that tag, and leaves it to the user which Ethernet type announces it.
    command.args(["-d", "ethertype==0x8905,ttag"]);
    command.args(["-T", "fields", "-E", "separator=/t", "-E", "occurrence=a"]);
    let fields = [
        "frame.protocols",
        "_ws.malformed",
        "_ws.expert.severity",
        "_ws.expert.message",
    ];
    for field in fields.into_iter().chain(CHECKSUMS.map(|(field, _)| field)) {
        command.args(["-e", field]);
    }
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let text = String::from_utf8(output.stdout)?;
    Ok(text.lines().map(row).collect())
}

fn row(line: &str) -> Row {
    let mut fields = line.split('\t');
    let mut field = || fields.next().unwrap_or_default();
    let protocols = field()
        .split(':')
        .filter(|name| *name != "ethertype")
        .collect::<Vec<_>>();
    let protocols = protocols.join(":");
    let malformed = !field().is_empty();
    let severities = field();
    let messages = field();
    // Warnings are 0x600000, errors 0x800000.
    let odd = severities
        .split(',')
        .any(|s| s.parse().is_ok_and(|s: u32| s >= 0x0060_0000));
    Row {
        protocols,
        malformed,
        remarks: if odd { messages.into() } else { String::new() },
        checksums: CHECKSUMS
            .into_iter()
            .map(|(name, _)| {
                let values = field().split(',').filter(|value| !value.is_empty());
                (name, values.map(Into::into).collect())
            })
            .collect(),
    }
}

fn every_stack_is_read_as_built() -> Outcome {
    let cases = [
        link_cases(),
        network_cases(),
        transport_cases()?,
        tunnel_cases()?,
    ]
    .concat();
    let frames = cases
        .iter()
        .map(|(_, packet)| packet.build())
        .collect::<Result<Vec<_>, _>>()?;
    let rows = tshark(&frames)?;
    assert_eq!(rows.len(), cases.len());
    for ((expected, packet), row) in cases.iter().zip(rows) {
        let stack = packet.describe();
        assert_eq!(row.protocols, *expected, "{stack}");
        assert!(!row.malformed, "{stack}: malformed");
        assert_eq!(row.remarks, "", "{stack}");
        // UDP without a checksum is "not present"; that one case is not "good".
        let absent = row.checksums["udp.checksum.status"] == ["3"];
        for (field, words) in CHECKSUMS {
            let headers = stack.split('/').filter(|word| words.contains(word)).count();
            let statuses = &row.checksums[field];
            if field == "gre.checksum.status" || absent && field == "udp.checksum.status" {
                assert!(
                    statuses.iter().all(|status| status != "0"),
                    "{stack}: {row:?}"
                );
            } else {
                assert_eq!(*statuses, vec!["1"; headers], "{stack}: {row:?}");
            }
        }
    }
    Ok(())
}

fn fragments_make_the_datagram() -> Outcome {
    let long = [0x5a; 100];
    let v6 = frame()
        .vlan(4)
        .ipv6(A6, C6)
        .hop_by_hop(&[])
        .layer(Routing::segments(&[C6, B6]));
    let cases = [
        (
            "eth:ip:udp:data",
            frame().ipv4(A4, B4).udp(40000, 40001).payload(&long),
            3,
        ),
        (
            "eth:ip:icmp:data",
            frame()
                .ipv4(A4, B4)
                .icmp(Icmp::echo_request(1, 1))
                .payload(&long),
            3,
        ),
        (
            "eth:vlan:ipv6:ipv6.hopopts:ipv6.routing:ipv6.fraghdr:tcp:data",
            v6.tcp(40000, 40001).payload(&long),
            3,
        ),
        (
            "eth:ip:udp:vxlan:eth:ip:udp:data",
            frame()
                .ipv4(A4, B4)
                .udp(50000, 4789)
                .vxlan(1)
                .eth(MacAddr::local(4), MacAddr::local(3))
                .ipv4(B4, A4)
                .udp(40000, 40001)
                .payload(&long),
            3,
        ),
    ];
    for (id, (expected, packet, count)) in (1..).zip(cases) {
        let frames = packet.fragments(48, id)?;
        assert_eq!(frames.len(), count, "{}", packet.describe());
        let rows = tshark(&frames)?;
        let last = rows.last().ok_or("tshark read nothing")?;
        assert_eq!(last.protocols, expected);
        assert!(rows.iter().all(|row| !row.malformed));
        let bad = |row: &Row| row.checksums.values().flatten().any(|status| status == "0");
        assert!(!rows.iter().any(bad), "{rows:?}");
        let transport = last
            .checksums
            .iter()
            .filter(|(name, _)| **name != "ip.checksum.status");
        assert!(
            transport
                .flat_map(|(_, statuses)| statuses)
                .any(|status| status == "1")
        );
    }
    Ok(())
}

/// The oracle itself: set a field wrong, and tshark must say so.
fn damage_is_seen() -> Outcome {
    let checksum = Some(0x1234);
    let v4 = || frame().ipv4(A4, B4);
    let wrong: Vec<(&str, Packet)> = vec![
        (
            "ip.checksum.status",
            frame()
                .layer(Ipv4 {
                    checksum,
                    ..Ipv4::new(A4, B4)
                })
                .udp(1, 40001),
        ),
        (
            "udp.checksum.status",
            v4().layer(Udp {
                checksum,
                ..Udp::new(40000, 40001)
            }),
        ),
        (
            "tcp.checksum.status",
            v4().layer(Tcp {
                checksum,
                ..Tcp::new(40000, 40001)
            }),
        ),
        (
            "icmp.checksum.status",
            v4().icmp(Icmp {
                checksum,
                ..Icmp::echo_request(1, 1)
            }),
        ),
        (
            "icmpv6.checksum.status",
            frame().ipv6(A6, B6).icmpv6(Icmpv6 {
                checksum,
                ..Icmpv6::echo_request(1, 1)
            }),
        ),
        (
            "sctp.checksum.status",
            v4().layer(Sctp {
                source_port: 40000,
                destination_port: 40001,
                tag: 1,
                checksum: Some(1),
            })
            .payload(&Sctp::data_chunk(1, DATA)?),
        ),
        (
            "gre.checksum.status",
            v4().layer(Gre {
                has_checksum: true,
                checksum,
                ..Gre::default()
            })
            .ipv4(B4, A4)
            .udp(1, 2),
        ),
    ];
    let frames = wrong
        .iter()
        .map(|(_, packet)| packet.build())
        .collect::<Result<Vec<_>, _>>()?;
    for ((field, packet), row) in wrong.iter().zip(tshark(&frames)?) {
        assert_eq!(
            row.checksums[field],
            ["0"],
            "{}: {row:?}",
            packet.describe()
        );
    }
    let lengths = [
        v4().layer(Udp {
            length: Some(99),
            ..Udp::new(40000, 40001)
        })
        .payload(DATA),
        frame()
            .layer(Ipv4 {
                total_len: Some(19),
                ..Ipv4::new(A4, B4)
            })
            .udp(1, 40001),
        frame()
            .layer(Ipv4 {
                header_words: Some(4),
                ..Ipv4::new(A4, B4)
            })
            .udp(1, 40001),
    ];
    let frames = lengths
        .iter()
        .map(Packet::build)
        .collect::<Result<Vec<_>, _>>()?;
    for row in tshark(&frames)? {
        assert!(row.malformed || !row.remarks.is_empty(), "{row:?}");
    }
    Ok(())
}
