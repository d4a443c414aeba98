//! Packets per second of `simulate`, on one core: reading, deciding, adding up.
//!
//! The captures are made in memory, so that the disk does not count.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot make its capture has failed"
)]

use std::{net::Ipv6Addr, time::Duration};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use softrss_cli::{capture::Capture, simulation::Simulation};
use softrss_core::{Policy, resolve::ResolvedPolicy};
use softrss_testbed::{
    MacAddr, PcapWriter,
    packet::{Packet, eth},
};

const PACKETS: u32 = 200_000;

fn ether() -> Packet {
    eth(MacAddr::local(2), MacAddr::local(1))
}

/// A quarter IPv6, the rest IPv4; TCP and UDP in turn. 60 bytes each.
fn plain(flow: u32) -> Packet {
    let port = u16::try_from(flow % 60_000).unwrap();
    let address = (flow.wrapping_mul(2_654_435_761)).to_be_bytes();
    let packet = if flow.is_multiple_of(4) {
        let address = Ipv6Addr::from(u128::from(flow) << 64 | 1);
        ether().ipv6(address, Ipv6Addr::LOCALHOST)
    } else {
        ether().ipv4(address.into(), [192, 0, 2, 1].into())
    };
    if flow.is_multiple_of(2) {
        packet.tcp(port, 443)
    } else {
        packet.udp(port, 443).padded_to(60)
    }
}

/// A VLAN tag, VXLAN, and an inner frame.
fn tunnelled(flow: u32) -> Packet {
    let inner = u16::try_from(flow % 60_000).unwrap();
    ether()
        .vlan(100)
        .ipv4([192, 0, 2, 1].into(), [192, 0, 2, 2].into())
        .udp(50_000, 4789)
        .vxlan(42)
        .eth(MacAddr::local(4), MacAddr::local(3))
        .ipv4(flow.to_be_bytes().into(), [198, 51, 100, 1].into())
        .tcp(inner, 443)
}

/// A capture with the packets of `flows` flows, in an order that repeats but is not sorted.
fn capture(flows: u32, packet: fn(u32) -> Packet) -> Vec<u8> {
    let frames: Vec<Vec<u8>> = (0..flows)
        .map(|flow| packet(flow).build().unwrap())
        .collect();
    let mut pcap = PcapWriter::new(Vec::new()).unwrap();
    for n in 0..PACKETS {
        let frame = &frames[(n.wrapping_mul(2_654_435_761) % flows) as usize];
        pcap.frame(Duration::ZERO, frame).unwrap();
    }
    pcap.finish().unwrap()
}

fn simulate(criterion: &mut Criterion) {
    let policy = ResolvedPolicy::new(Policy::default(), &"0-7".parse().unwrap()).unwrap();
    let mut group = criterion.benchmark_group("simulate");
    group.throughput(Throughput::Elements(PACKETS.into()));
    group.sample_size(20);
    for (name, file) in [
        ("plain, 1000 flows", capture(1000, plain)),
        ("plain, 100000 flows", capture(100_000, plain)),
        ("vlan and vxlan, 1000 flows", capture(1000, tunnelled)),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                || (Capture::new(&file[..]).unwrap(), Simulation::new(&policy)),
                |(mut capture, mut simulation)| {
                    while let Some(frame) = capture.next().unwrap() {
                        simulation.step(&frame);
                    }
                    simulation.sums().packets
                },
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, simulate);
criterion_main!(benches);
