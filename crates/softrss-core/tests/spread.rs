//! The `mix` hash spreads structured address plans like a random function would.
//!
//! For each plan the flows are dropped into the buckets of tables of many sizes, and the chi-square of
//! the counts is turned into a normal deviate (Wilson-Hilferty). Flows are distinct, so a random
//! function exceeds a deviate of 4.5 about three times in a million.
#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a test"
)]

use std::{
    collections::HashSet,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use softrss_core::{
    CpuId,
    flow::{FlowKey, Ports},
    hash::FlowHash,
    indirection::IndirectionTable,
    policy::{Buckets, FlowSpec, Target},
};

const LIMIT: f64 = 4.5;

fn v4(base: u32, i: u32) -> IpAddr {
    Ipv4Addr::from(base + i).into()
}

fn v6(prefix: u64, host: u64) -> IpAddr {
    Ipv6Addr::from(u128::from(prefix) << 64 | u128::from(host)).into()
}

fn flow(src: IpAddr, dst: IpAddr, sport: u16, dport: u16) -> FlowKey {
    FlowKey {
        src,
        dst,
        proto: 6,
        ports: Ports::Pair {
            src: sport,
            dst: dport,
        },
    }
}

fn bare(src: IpAddr, dst: IpAddr) -> FlowKey {
    FlowKey {
        src,
        dst,
        proto: 17,
        ports: Ports::None,
    }
}

fn grid<T>(a: u32, b: u32, make: impl Fn(u32, u32) -> T + Copy) -> Vec<T> {
    (0..a)
        .flat_map(|i| (0..b).map(move |j| make(i, j)))
        .collect()
}

fn port(n: u32) -> u16 {
    u16::try_from(n).unwrap()
}

/// Name and flows of each plan.
fn plans() -> Vec<(&'static str, Vec<FlowKey>)> {
    const NET: u32 = 0x0a00_0000;
    const FAR: u32 = 0xc612_0000;
    const P: u64 = 0x2001_0db8_0000_0000;
    let server4 = v4(0xc000_0201, 0);
    let server6 = v6(P, 1);
    let mut plans = vec![
        (
            "v4: one server, sequential clients",
            grid(1, 65536, |_, i| flow(v4(NET, i), server4, 40000, 443)),
        ),
        (
            "v4: one server, one client, sequential ports",
            grid(1, 60000, |_, i| {
                flow(v4(NET, 7), server4, port(1024 + i), 443)
            }),
        ),
        (
            "v4: one server, clients and ports",
            grid(256, 256, |i, j| {
                flow(v4(NET, i), server4, port(32768 + j), 443)
            }),
        ),
        (
            "v4: sequential on both sides",
            grid(256, 256, |i, j| flow(v4(NET, i), v4(FAR, j), 5000, 5000)),
        ),
        (
            "v4: in step on both sides",
            grid(1, 65536, |_, i| flow(v4(NET, i), v4(FAR, i), 5000, 5000)),
        ),
        (
            "v4: against each other",
            grid(1, 65536, |_, i| {
                flow(v4(NET, i), v4(FAR, 65535 - i), 5000, 5000)
            }),
        ),
        (
            "v4: ports in step",
            grid(1, 60000, |_, i| {
                flow(v4(NET, 1), v4(FAR, 1), port(1024 + i), port(1024 + i))
            }),
        ),
        (
            "v4: ports against each other",
            grid(1, 60000, |_, i| {
                flow(v4(NET, 1), v4(FAR, 1), port(1024 + i), port(62000 - i))
            }),
        ),
        (
            "v4: both ports, sequential",
            grid(256, 256, |i, j| {
                flow(v4(NET, 1), v4(FAR, 1), port(2000 + i), port(9000 + j))
            }),
        ),
        (
            "v4: both ports, same address",
            grid(256, 256, |i, j| {
                flow(v4(NET, 1), v4(NET, 1), port(2000 + i), port(9000 + j))
            }),
        ),
        (
            "v4: within one /24",
            grid(256, 256, |i, j| flow(v4(NET, i), v4(NET, j), 80, 1000)),
        ),
        (
            "v4: addresses only, within one /24",
            grid(256, 256, |i, j| bare(v4(NET, i), v4(NET, j))),
        ),
        (
            "v4: addresses only, both sides",
            grid(256, 256, |i, j| bare(v4(NET, i), v4(FAR, j))),
        ),
        (
            "v4: addresses only, one per /24",
            grid(1, 65536, |_, i| bare(v4(NET, i << 8), server4)),
        ),
        (
            "v4: addresses only, multiples of 4096",
            grid(256, 256, |i, j| {
                bare(v4(NET, i << 12), v4(FAR & 0xff00_0000, j << 12))
            }),
        ),
        (
            "v4: client and port in step",
            grid(1, 60000, |_, i| {
                flow(v4(NET, i), server4, port(1024 + i), 53)
            }),
        ),
        (
            "v4: top byte",
            grid(220, 250, |i, j| {
                flow(v4(i << 24, 1), v4(j << 24, 2), 80, 80)
            }),
        ),
        (
            "v6: interface ids",
            grid(1, 65536, |_, i| {
                flow(v6(P + 1, i.into()), server6, 40000, 443)
            }),
        ),
        (
            "v6: last byte on both sides",
            grid(256, 256, |i, j| {
                flow(v6(P + 1, i.into()), v6(P + 2, j.into()), 5000, 5000)
            }),
        ),
        (
            "v6: last byte within one /64",
            grid(256, 256, |i, j| {
                flow(v6(P, i.into()), v6(P, j.into()), 80, 1000)
            }),
        ),
        (
            "v6: in step on both sides",
            grid(1, 65536, |_, i| bare(v6(P, i.into()), v6(P + 1, i.into()))),
        ),
        (
            "v6: against each other",
            grid(1, 65536, |_, i| {
                bare(v6(P, i.into()), v6(P + 1, (65535 - i).into()))
            }),
        ),
        (
            "v6: /64 and interface id",
            grid(256, 256, |i, j| {
                flow(v6(P + u64::from(i), j.into()), server6, 40000, 443)
            }),
        ),
        (
            "v6: /64 and interface id in step",
            grid(1, 65536, |_, i| {
                bare(v6(P + u64::from(i), i.into()), server6)
            }),
        ),
        (
            "v6: one per /64",
            grid(1, 65536, |_, i| bare(v6(P + u64::from(i), 1), server6)),
        ),
        (
            "v6: one per /56",
            grid(1, 65536, |_, i| {
                bare(v6(P + (u64::from(i) << 8), 1), server6)
            }),
        ),
        (
            "v6: one per /48",
            grid(1, 65536, |_, i| {
                bare(v6(P + (u64::from(i) << 16), 1), server6)
            }),
        ),
        (
            "v6: /32 and last byte",
            grid(256, 256, |i, j| {
                bare(v6(P + (u64::from(i) << 32), j.into()), server6)
            }),
        ),
        (
            "v6: interface ids made of a MAC address",
            grid(1, 65536, |_, i| {
                bare(v6(P, 0x0200_00ff_fe00_0000 | u64::from(i)), server6)
            }),
        ),
        (
            "v6: first byte of the interface id",
            grid(256, 256, |i, j| {
                bare(
                    v6(P, u64::from(i) << 56 | 1),
                    v6(P + 1, u64::from(j) << 56 | 1),
                )
            }),
        ),
        (
            "v6: ports",
            grid(1, 60000, |_, i| {
                flow(v6(P, 7), server6, port(1024 + i), 443)
            }),
        ),
        (
            "v6: client and port",
            grid(256, 256, |i, j| {
                flow(v6(P, i.into()), server6, port(32768 + j), 443)
            }),
        ),
        (
            "v6: both ports",
            grid(256, 256, |i, j| {
                flow(v6(P, 1), v6(P, 2), port(2000 + i), port(9000 + j))
            }),
        ),
    ];
    let esp = |i: u32, spi: u32| FlowKey {
        proto: 50,
        ports: Ports::Spi(spi),
        ..bare(v4(NET, i), server4)
    };
    plans.push((
        "esp: sequential SPIs",
        grid(1, 65536, |_, i| esp(0, 0xc000_0000 + i)),
    ));
    plans.push((
        "esp: SPIs that differ in the first byte",
        grid(256, 256, |i, j| esp(i, j << 24)),
    ));
    plans.push(("esp: peer and SPI", grid(256, 256, esp)));
    plans
}

/// The normal deviate of the chi-square of `counts` against shares of `weights`.
fn deviate(counts: &[u32], weights: &[usize]) -> f64 {
    let flows = f64::from(counts.iter().sum::<u32>());
    let total = weights.iter().sum::<usize>() as f64;
    let chi2: f64 = counts
        .iter()
        .zip(weights)
        .map(|(&count, &weight)| {
            let expected = flows * weight as f64 / total;
            (f64::from(count) - expected).powi(2) / expected
        })
        .sum();
    let df = (counts.len() - 1) as f64;
    let spread = 2.0 / (9.0 * df);
    ((chi2 / df).cbrt() - (1.0 - spread)) / spread.sqrt()
}

fn worst(hash: &FlowHash, flows: &[FlowKey]) -> (f64, String) {
    let mut worst = (f64::MIN, String::new());
    let mut note = |z: f64, what: String| {
        if z > worst.0 {
            worst = (z, what);
        }
    };
    for bits in 1..=10 {
        let buckets = 1 << bits;
        let mut counts = vec![0; buckets];
        for flow in flows {
            counts[hash.of(flow) as usize & (buckets - 1)] += 1;
        }
        note(
            deviate(&counts, &vec![1; buckets]),
            format!("{buckets} buckets"),
        );
    }
    for cpus in 2..=64 {
        let targets: Vec<_> = (0..cpus)
            .map(|cpu| Target::even(CpuId::from(cpu)))
            .collect();
        let table = IndirectionTable::new(Buckets::DEFAULT, &targets).unwrap();
        let mut counts = vec![0; cpus as usize];
        for flow in flows {
            counts[table.pick(hash.of(flow)).1.number() as usize] += 1;
        }
        let shares: Vec<_> = targets.iter().map(|t| table.share(t.cpu())).collect();
        note(deviate(&counts, &shares), format!("{cpus} cpus"));
    }
    worst
}

fn check(spec: &FlowSpec) {
    let hash = FlowHash::new(spec);
    let mut bad = Vec::new();
    for (name, flows) in plans() {
        // A pair and its reverse are one flow.
        let distinct: HashSet<FlowKey> = flows.iter().map(|flow| flow.undirected()).collect();
        let mut distinct: Vec<_> = distinct.into_iter().collect();
        distinct.sort();
        let (z, at) = worst(&hash, &distinct);
        println!("{z:6.2} {name} ({at})");
        if z > LIMIT {
            bad.push(format!("{name}: {z:.1} at {at}"));
        }
    }
    assert!(bad.is_empty(), "uneven: {bad:#?}");
}

#[test]
fn symmetric_is_even() {
    check(&FlowSpec::default());
}

#[test]
fn directed_is_even() {
    check(&FlowSpec {
        symmetric: false,
        ..FlowSpec::default()
    });
}

#[test]
fn the_check_would_notice() {
    // Keys that collide in step: what a hash of XORed ends does to addresses that count together.
    let counts = [4000, 3600, 3600, 3600];
    assert!(deviate(&counts, &[1; 4]) > LIMIT);
    assert!(deviate(&[1000, 1010, 990, 1000], &[1; 4]) < LIMIT);
}
