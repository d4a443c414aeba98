//! Exactly at the limits of the walk, where random packets seldom are.
#![allow(clippy::unwrap_used, reason = "a test")]

use softrss_core::{
    Arrival, CpuId, Policy, decide,
    header::Reason,
    policy::{Fields, FlowSpec},
    walk::{MAX_HEADERS, MAX_OFFSET},
};
use softrss_proof::{
    campaign::compare,
    case::{Sample, Setup},
    executor::{Executor as _, InMachine, Model},
    segment::ethernet,
};
use softrss_testbed::{
    MacAddr,
    packet::{Ah, Ethernet, Llc, Packet},
};

fn setup() -> Setup {
    Setup::new(Policy::default(), &(0..4).map(CpuId::from).collect()).unwrap()
}

/// With a length in the place of a type, which nobody compares with the frame's.
fn ieee() -> Packet {
    let ethernet = Ethernet::new(MacAddr::local(2), MacAddr::local(1));
    Packet::new().layer(Ethernet {
        ether_type: Some(100),
        ..ethernet
    })
}

fn ipv4(packet: Packet) -> Packet {
    packet.ipv4([192, 0, 2, 1].into(), [192, 0, 2, 2].into())
}

/// An authentication header of `len` bytes.
fn ah(len: usize) -> Ah {
    Ah {
        icv: vec![0; len - 12],
        ..Ah::new(1, 1)
    }
}

/// Whether it is too deep, on which model and machine agree.
fn is_too_deep(setup: &Setup, packet: Packet) -> bool {
    let frame = packet.tcp(1000, 443).build().unwrap();
    let reason = decide(setup.policy(), &Arrival::new(&frame)).reason;
    let sample = Sample::new(frame);
    if let Some((model, machine)) = compare::<InMachine>(setup, &sample) {
        panic!("model:   {model}\nmachine: {machine}");
    }
    assert!(matches!(reason, None | Some(Reason::TooDeep)), "{reason:?}");
    reason.is_some()
}

/// Headers of which each next one starts at another remainder by 4.
fn starts() -> [Packet; 4] {
    let gre = || ipv4(ethernet()).gre();
    let llc = |packet: Packet| ipv4(packet.over(&ieee()).layer(Llc::new(6, 6)));
    [
        ipv4(gre().over(&ethernet())),
        llc(Packet::new()),
        ipv4(ethernet()),
        llc(gre()),
    ]
}

#[test]
fn the_last_header_starts_where_it_may() {
    let setup = setup();
    let mut tried = 0;
    for mut packet in starts() {
        let mut at = packet.clone().tcp(1000, 443).build().unwrap().len() - 20;
        // Authentication headers of 1024 bytes, and one of what is left.
        while at + 1024 < MAX_OFFSET - 32 {
            packet = packet.layer(ah(1024));
            at += 1024;
        }
        for offset in MAX_OFFSET - 8..=MAX_OFFSET + 8 {
            let rest = offset - at;
            if !rest.is_multiple_of(4) {
                continue;
            }
            let half = rest / 8 * 4;
            let packet = packet.clone().layer(ah(half)).layer(ah(rest - half));
            assert_eq!(is_too_deep(&setup, packet), offset > MAX_OFFSET, "{offset}");
            tried += 1;
        }
    }
    assert_eq!(tried, 17, "every offset around the limit");
}

#[test]
fn the_last_header_is_one_that_may_be() {
    let setup = setup();
    for count in MAX_HEADERS - 3..MAX_HEADERS + 3 {
        for tag in [Packet::new().vlan(7), Packet::new().mpls(16)] {
            let tags = (3..count).fold(ethernet(), |packet, _| packet.over(&tag));
            let deep = is_too_deep(&setup, ipv4(tags));
            assert_eq!(deep, count > MAX_HEADERS, "{count}");
        }
    }
}

/// CPU numbers go up to 8191, and no two of them share a counter.
#[test]
fn every_cpu_takes_turns_of_its_own() {
    let flow = FlowSpec {
        fields: Fields::RoundRobin,
        symmetric: false,
        ..FlowSpec::default()
    };
    let policy = Policy {
        flow,
        ..Policy::default()
    };
    let setup = setup().with_policy(policy).unwrap();
    let (mut model, mut machine) = (Model::of(&setup), InMachine::new(&setup).unwrap());
    for turn in 0..5 {
        for cpu in [0, 1, 255, 256, 257, 4096, 8190, 8191_u32] {
            let sample = Sample {
                cpu: CpuId::new(cpu).unwrap(),
                ..Sample::new(vec![0; 60])
            };
            let (decision, expected) = model.expect(&sample);
            assert_eq!(decision.bucket, Some(turn), "CPU {cpu}");
            assert_eq!(machine.run(&sample).unwrap(), expected, "CPU {cpu}");
        }
    }
}
