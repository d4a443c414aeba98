//! What nothing announces is believed if it proves right: no flow is split by a guess, and none is lost by not guessing.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::{collections::BTreeSet, net::Ipv4Addr};

use softrss_core::{
    Arrival, CpuSet, Decision, Policy, ResolvedPolicy, decide, header::layout::PADDING,
    policy::Decap,
};
use softrss_testbed::{
    MacAddr,
    packet::{Packet, Raw, eth},
};

const A: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 1);
const B: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 7);
const C: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 1);
const D: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 2);
/// Station addresses that begin like IPv4, like IPv6, and like a control word.
const STATIONS: [[u8; 6]; 4] = [
    [0x45, 0, 0, 0x2c, 0, 0],
    [0x4f, 0, 0, 0x60, 0, 1],
    [0x60, 0, 0, 0, 0, 0x20],
    [0x00, 0x1b, 0x21, 0, 0, 2],
];

fn outer() -> Packet {
    eth(MacAddr([2, 0, 0, 0, 0, 1]), MacAddr([2, 0, 0, 0, 0, 2]))
}

/// What is carried by a label, and by GTP-U.
fn carriers() -> [Packet; 2] {
    [outer().mpls(16), outer().ipv4(C, D).udp(2152, 2152).gtpu(7)]
}

fn behind(carrier: &Packet, payload: &[u8]) -> Vec<u8> {
    let mut frame = carrier.build().unwrap();
    // The builder has nothing behind a label to mark as the bottom of the stack.
    frame.extend(payload);
    frame
}

fn bytes(packet: &Packet) -> Vec<u8> {
    packet.build().unwrap()
}

fn policy(decap: Decap) -> ResolvedPolicy {
    let mut policy = Policy::default();
    policy.flow.decap = decap;
    let cpus: CpuSet = "2-9".parse().unwrap();
    ResolvedPolicy::new(policy, &cpus).unwrap()
}

fn decided(frame: &[u8]) -> Decision {
    decide(&policy(Decap::USUAL), &Arrival::new(frame))
}

/// What was hashed, and the headers behind the carrier.
fn read(frame: &[u8]) -> (String, String) {
    let decision = decided(frame);
    let flow = decision
        .flow
        .map_or_else(String::new, |flow| flow.to_string());
    let headers = decision.headers.to_string();
    let behind = headers
        .rsplit_once("mpls/")
        .or(headers.rsplit_once("gtpu/"));
    (flow, behind.map_or("", |(_, behind)| behind).to_owned())
}

const FLOW: &str = "192.0.2.1 port 40000 > 198.51.100.7 port 443 proto 17";

fn udp(packet: Packet) -> Packet {
    packet.ipv4(A, B).udp(40000, 443).payload(b"payload")
}

#[test]
fn ip_is_told_by_length_and_checksum() {
    let inner = bytes(&udp(Packet::new()));
    for carrier in carriers() {
        for padding in [0, 4, PADDING as usize] {
            let padded = [&inner[..], &vec![0; padding]].concat();
            let (flow, headers) = read(&behind(&carrier, &padded));
            assert_eq!((flow.as_str(), headers.as_str()), (FLOW, "ipv4/udp"));
        }
        let with = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut changed = inner.clone();
            change(&mut changed);
            read(&behind(&carrier, &changed)).1
        };
        // One of both is enough where nothing else is likely: sums are left to devices, addresses are made up, and
        // captures are cut.
        assert_eq!(with(&|bytes| bytes[10] ^= 1), "ipv4/udp");
        assert_eq!(with(&|bytes| bytes.truncate(bytes.len() - 1)), "ipv4/udp");
        let longer = with(&|bytes| bytes.extend([0; PADDING as usize + 1]));
        assert_eq!(longer, "ipv4/udp");
        assert_eq!(with(&|bytes| bytes[3] += 1), "");
        // What also reads as Ethernet with IPv4 in it.
        let like_ethernet = |bytes: &mut Vec<u8>| bytes[12..15].copy_from_slice(&[8, 0, 0x45]);
        assert_eq!(with(&like_ethernet), "eth/ipv4");

        let inner = bytes(
            &Packet::new()
                .ipv6(
                    "2001:db8::1".parse().unwrap(),
                    "2001:db8::2".parse().unwrap(),
                )
                .udp(1, 2),
        );
        assert_eq!(read(&behind(&carrier, &inner)).1, "ipv6/udp");
        let mut longer = inner.clone();
        longer[5] += 1;
        assert_eq!(read(&behind(&carrier, &longer)).1, "");
    }
}

/// A capture that is cut says how long the frame was.
#[test]
fn a_cut_frame_is_read_by_its_whole_length() {
    let frame = behind(
        &carriers()[0],
        &bytes(&udp(Packet::new()).payload(&[7; 200])),
    );
    let cut = Arrival {
        frame: &frame[..60],
        ..Arrival::new(&frame)
    };
    let decision = decide(&policy(Decap::USUAL), &cut);
    assert_eq!(decision.headers.to_string(), "eth/mpls/ipv4/udp");
}

#[test]
fn ethernet_is_told_by_its_type() {
    let from = MacAddr([2, 0, 0, 0, 0, 3]);
    for station in STATIONS {
        let plain = bytes(&udp(eth(MacAddr(station), from)));
        let tagged = bytes(&udp(eth(MacAddr(station), from).vlan(8)));
        for carrier in carriers() {
            for (inner, headers) in [(&plain, "eth/ipv4/udp"), (&tagged, "eth/vlan/ipv4/udp")] {
                let found = read(&behind(&carrier, inner));
                assert_eq!(
                    (found.0.as_str(), found.1.as_str()),
                    (FLOW, headers),
                    "{station:02x?}"
                );
            }
        }
        // A pseudowire with a control word, whose sequence number differs from packet to packet.
        let mut buckets = BTreeSet::new();
        for sequence in 0..8 {
            let frame = behind(&carriers()[0], &[&[0, 0, 0, sequence], &plain[..]].concat());
            assert_eq!(read(&frame).1, "eth/ipv4/udp");
            buckets.insert(decided(&frame).bucket);
        }
        assert_eq!(buckets.len(), 1, "{station:02x?}");
    }
    // Of a type that leads nowhere, but with IPv4 that proves to be that.
    let mut odd = bytes(&udp(eth(MacAddr(STATIONS[3]), from)));
    odd[12..14].copy_from_slice(&[0x90, 0]);
    let frame = behind(&carriers()[0], &[&[0; 4], &odd[..]].concat());
    assert_eq!(read(&frame).1, "ipv4/udp");
    odd[24] ^= 1;
    let frame = behind(&carriers()[0], &[&[0; 4], &odd[..]].concat());
    assert_eq!(read(&frame).1, "");
}

/// How many buckets packets of one flow go to that differ in the first bytes of what UDP carries.
fn spread(decap: Decap, ports: (u16, u16)) -> usize {
    let policy = policy(decap);
    let buckets = (1_u32..40).map(|number| {
        let payload = [
            &number.wrapping_mul(0x9e37_79b9).to_be_bytes()[..],
            &[0; 20],
        ]
        .concat();
        let frame = bytes(&outer().ipv4(A, B).udp(ports.0, ports.1).payload(&payload));
        decide(&policy, &Arrival::new(&frame)).bucket
    });
    buckets.collect::<BTreeSet<_>>().len()
}

#[test]
fn what_may_be_an_spi_splits_no_flow_unless_asked_to() {
    for ports in [(4500, 4500), (16384, 4500), (4500, 16384)] {
        assert_eq!(spread(Decap::USUAL, ports), 1, "{ports:?}");
        assert!(spread(Decap::ALL, ports) > 30, "{ports:?}");
    }
}

/// RTP, QUIC, or anything that differs from packet to packet, on the ports of tunnels whose payload has to prove right.
#[test]
fn what_may_be_a_tunnel_splits_no_flow() {
    for port in [1701, 3544, 4341, 6080, 6635] {
        for ports in [(port, 50000), (50000, port)] {
            assert_eq!(spread(Decap::ALL, ports), 1, "{ports:?}");
        }
    }
}

#[test]
fn both_directions_of_ah_go_together_unless_asked_not_to() {
    let there = bytes(
        &outer()
            .ipv4(A, B)
            .ah(0x1001, 1)
            .layer(Raw::protocol(89, &[1; 24])),
    );
    let back = bytes(
        &outer()
            .ipv4(B, A)
            .ah(0x2002, 1)
            .layer(Raw::protocol(89, &[1; 24])),
    );
    for (decap, together) in [(Decap::USUAL, true), (Decap::ALL, false)] {
        let policy = policy(decap);
        let [there, back] =
            [&there, &back].map(|frame| decide(&policy, &Arrival::new(frame)).bucket);
        assert_eq!(there == back, together, "{decap:?}");
    }
}

/// RFC 7348, section 5: reserved bits are ignored on receipt. Only the generic extension has a protocol there.
#[test]
fn reserved_bits_of_vxlan_are_ignored() {
    for (port, headers) in [
        (4789, "eth/ipv4/udp/vxlan/eth/ipv4/udp"),
        (8472, "eth/ipv4/udp/vxlan/eth/ipv4/udp"),
        (4790, "eth/ipv4/udp/vxlan-gpe/nsh/ipv6"),
    ] {
        let inner = udp(outer()
            .ipv4(C, D)
            .udp(50000, port)
            .vxlan(9)
            .eth(MacAddr([2; 6]), MacAddr([4; 6])));
        let mut frame = bytes(&inner);
        // Flags, and what would be the next protocol: 4, which is NSH.
        frame[42] |= 0x04;
        frame[45] = 4;
        assert_eq!(decided(&frame).headers.to_string(), headers);
    }
}

/// RFC 8200, section 4.5: only what the first fragment names as next header counts.
#[test]
fn fragments_that_name_different_protocols_go_together() {
    let [a, b] = ["2001:db8::1", "2001:db8::2"].map(|address| address.parse().unwrap());
    let fragment = |offset: u16, next: u8| {
        let mut frame = bytes(
            &outer()
                .ipv6(a, b)
                .fragment(offset, true, 7)
                .layer(Raw::protocol(17, &[1; 64])),
        );
        frame[54] = next;
        frame
    };
    let frames = [fragment(0, 17), fragment(8, 6), fragment(16, 60)];
    let buckets: BTreeSet<_> = frames.iter().map(|frame| decided(frame).bucket).collect();
    assert_eq!(buckets.len(), 1);

    // Rules look at what each names.
    let text = "version = 1\n[[rule]]\nmatch = { proto = \"udp\" }\naction = { cpu = 3 }\n";
    let cpus: CpuSet = "2-9".parse().unwrap();
    let policy = ResolvedPolicy::new(text.parse().unwrap(), &cpus).unwrap();
    let rules = frames.map(|frame| decide(&policy, &Arrival::new(&frame)).choice);
    assert_eq!(
        rules.map(|choice| choice == softrss_core::decide::Choice::Rule(0)),
        [true, false, false]
    );
}
