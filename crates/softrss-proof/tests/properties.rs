//! What holds for the model whatever the packet: no kernel, no program, only what a flow is.
#![allow(clippy::unwrap_used, reason = "a test")]

use softrss_core::{
    Arrival, CpuId, CpuSet, Decision, Policy, ResolvedPolicy, decide,
    decide::Verdict,
    flow::Ports,
    header::Reason,
    policy::{Decap, Fields, FlowSpec, HashKey, HashKind},
};
use softrss_proof::{
    Rng, Stack,
    campaign::{Campaign, World},
    case::Setup,
    policies::{self, Machines, from_text, to_text},
    stack::{Grow, Layer, Tunnel, ends, transport},
};
use softrss_testbed::packet::{Icmp, Icmpv6, Ipv4, Ipv6};

const SEED: u64 = 0x5eed_0005;

fn cpus() -> CpuSet {
    (0..8).map(CpuId::from).collect()
}

fn resolved(flow: FlowSpec) -> ResolvedPolicy {
    let policy = Policy {
        flow,
        ..Policy::default()
    };
    ResolvedPolicy::new(policy, &cpus()).unwrap()
}

/// A policy without rules that hashes, and looks through `decap`.
fn hashing(rng: &mut Rng, symmetric: bool, decap: Decap) -> ResolvedPolicy {
    let toeplitz = HashKind::Toeplitz(HashKey::new(rng.bytes(40)).unwrap());
    resolved(FlowSpec {
        fields: rng.pick([Fields::FiveTuple, Fields::FiveTuple, Fields::Addresses]),
        symmetric,
        hash: if rng.one_in(3) {
            toeplitz
        } else {
            HashKind::Mix
        },
        decap,
        icmp_errors: rng.one_in(2),
        ..FlowSpec::default()
    })
}

fn some_decap(rng: &mut Rng) -> Decap {
    let kinds = rng.subset(Decap::WORDS);
    let kinds = kinds.iter().map(|&(_, kind)| kind);
    kinds.fold(Decap::NONE, Decap::union)
}

fn without(decap: Decap, left_out: Decap) -> Decap {
    let kinds = Decap::WORDS.iter().map(|&(_, kind)| kind);
    let kept = kinds.filter(|&kind| decap.contains(kind) && kind != left_out);
    kept.fold(Decap::NONE, Decap::union)
}

/// A stack that can be built, and starts with Ethernet and IP.
fn bare(rng: &mut Rng, grow: Grow) -> Stack {
    let stack = built(rng, grow);
    stack.tagged(rng, Decap::NONE)
}

fn built(rng: &mut Rng, grow: Grow) -> Stack {
    loop {
        let stack = grow.stack(rng).without_checksums();
        if stack.build().is_ok() {
            return stack;
        }
    }
}

fn decided(policy: &ResolvedPolicy, stack: &Stack) -> Decision {
    decide(policy, &Arrival::new(&stack.build().unwrap()))
}

fn same(a: &Decision, b: &Decision) -> bool {
    (a.verdict, a.cpu, a.bucket, a.hash) == (b.verdict, b.cpu, b.bucket, b.hash)
}

/// Whether a stack has an ICMP error in it, which has no opposite direction.
fn has_icmp(stack: &Stack) -> bool {
    let mut layers = stack.layers.iter();
    layers.any(|layer| matches!(layer, Layer::Icmp(_) | Layer::Icmpv6(_)))
}

fn is_tunnel(ports: Ports) -> bool {
    let Ports::Pair { dst, .. } = ports else {
        return false;
    };
    [4789, 8472, 4790, 6081, 2152].contains(&dst)
}

#[test]
fn any_bytes_are_decided() {
    let campaign = Campaign::new(SEED, World::any(), 0).unwrap();
    let mut rng = Rng::new(SEED);
    for _ in 0..100 {
        let policy = policies::policy(&mut rng, Machines::ANY);
        let setup = Setup::new(policy, &cpus()).unwrap();
        let policy = setup.policy();
        let reachable = policy.cpus();
        for _ in 0..500 {
            let sample = campaign.sample(&mut rng, &setup);
            let arrival = Arrival {
                queue: sample.queue,
                cpu: Some(sample.cpu),
                turn: rng.word(),
                ..Arrival::new(&sample.frame)
            };
            let decision = decide(policy, &arrival);
            assert!(decision.cpu.is_none_or(|cpu| reachable.contains(cpu)));
            if let Some(step) = decision.step {
                let cpus = policy.step_cpus(step);
                assert!(decision.cpu.is_some_and(|cpu| cpus.contains(cpu)));
            }
            let buckets = policy.policy().flow.buckets.count();
            assert!(decision.bucket.is_none_or(|bucket| bucket < buckets));
            assert_eq!(decision.verdict == Verdict::Drop, {
                let dropped = decision.cpu.is_none() && decision.verdict != Verdict::Pass;
                dropped && decision.bucket.is_none()
            });
            let starts: Vec<_> = decision.headers.iter().map(|(_, at)| at).collect();
            assert!(starts.is_sorted(), "{:?}", decision.headers);
        }
    }
}

#[test]
fn what_is_generated_is_what_the_language_says() {
    let mut rng = Rng::new(SEED + 1);
    for _ in 0..300 {
        let policy = policies::policy(&mut rng, Machines::ANY);
        let (toml, table) = to_text(&policy);
        assert_eq!(from_text(&toml, &table).unwrap(), policy, "{toml}");
    }
    for _ in 0..4 {
        let policy = policies::largest(&mut rng, Machines::ANY);
        let (toml, table) = to_text(&policy);
        assert_eq!(from_text(&toml, &table).unwrap(), policy, "{toml}");
    }
}

#[test]
fn both_directions_of_a_flow_go_to_one_cpu() {
    let mut rng = Rng::new(SEED + 2);
    let (mut flows, mut apart) = (0, 0);
    for _ in 0..10_000 {
        let decap = if rng.one_in(2) {
            Decap::ALL
        } else {
            some_decap(&mut rng)
        };
        let symmetric = !rng.one_in(4);
        let policy = hashing(&mut rng, symmetric, decap);
        let there = built(&mut rng, Grow::PLAIN);
        if policy.policy().flow.icmp_errors && has_icmp(&there) {
            continue;
        }
        let back = there.reversed(decap);
        let (a, b) = (decided(&policy, &there), decided(&policy, &back));
        let Some(flow) = a.flow else {
            continue;
        };
        // The header that carries what cannot be read has the same destination port in both directions.
        if a.reason.is_some() && is_tunnel(flow.ports) {
            continue;
        }
        if symmetric {
            flows += 1;
            assert!(
                same(&a, &b),
                "{}\n{:x?}\n{a:?}\n{b:?}",
                there.describe(),
                there.build()
            );
        } else if flow != flow.reversed() {
            apart += usize::from(a.hash != b.hash);
        }
    }
    assert!(flows > 4_000, "{flows}");
    // Where both directions need not be the same, they are not.
    assert!(apart > 1_000, "{apart}");
}

#[test]
fn all_fragments_of_a_datagram_go_to_one_cpu() {
    let mut rng = Rng::new(SEED + 3);
    let mut datagrams = 0;
    for _ in 0..3_000 {
        let decap = if rng.one_in(2) {
            Decap::ALL
        } else {
            some_decap(&mut rng)
        };
        let symmetric = rng.one_in(2);
        let policy = hashing(&mut rng, symmetric, decap);
        let whole = built(&mut rng, Grow::PLAIN);
        for at in whole.ip_headers() {
            let size = 8 * rng.pick([1, 1, 2, 4, 9]);
            let Ok(pieces) = whole.fragments(at, size) else {
                continue;
            };
            let mut decisions = pieces.iter().map(|piece| decided(&policy, piece));
            let first = decisions.next().unwrap();
            for (other, piece) in decisions.zip(&pieces[1..]) {
                assert!(
                    same(&first, &other) && first.flow == other.flow,
                    "{} in pieces of {size} bytes behind layer {at}, {decap:?}: {}\n{first:?}\n{other:?}",
                    whole.describe(),
                    piece.describe()
                );
            }
            datagrams += usize::from(pieces.len() > 1 && first.flow.is_some());
        }
    }
    assert!(datagrams > 2_000, "{datagrams}");
}

#[test]
fn a_tunnel_in_decap_changes_nothing() {
    let mut rng = Rng::new(SEED + 4);
    let mut flows = 0;
    for _ in 0..600 {
        for tunnel in Tunnel::ALL {
            let decap = some_decap(&mut rng).union(tunnel.decap());
            let symmetric = rng.one_in(2);
            let policy = hashing(&mut rng, symmetric, decap);
            let inner = bare(
                &mut rng,
                Grow {
                    tunnels: 1,
                    ..Grow::PLAIN
                },
            );
            let outer = inner.within(&mut rng, tunnel);
            let (a, b) = (decided(&policy, &inner), decided(&policy, &outer));
            if b.reason == Some(Reason::TooDeep) {
                continue;
            }
            assert!(
                same(&a, &b) && a.flow == b.flow,
                "{tunnel:?}: {}\n{a:?}\n{b:?}",
                outer.describe()
            );
            flows += usize::from(a.flow.is_some());
        }
    }
    assert!(flows > 3_000, "{flows}");
}

#[test]
fn a_tunnel_not_in_decap_is_hashed_at_its_outer_header() {
    let mut rng = Rng::new(SEED + 5);
    for _ in 0..400 {
        for tunnel in Tunnel::ALL {
            let decap = without(Decap::ALL, tunnel.decap());
            let symmetric = rng.one_in(2);
            let policy = hashing(&mut rng, symmetric, decap);
            let inner = bare(
                &mut rng,
                Grow {
                    tunnels: 1,
                    ..Grow::PLAIN
                },
            );
            let mut same_ends = rng.clone();
            let one = inner.within(&mut rng, tunnel);
            let two = inner.reversed(Decap::NONE).within(&mut same_ends, tunnel);
            let (a, b) = (decided(&policy, &one), decided(&policy, &two));
            assert_eq!(a.flow, b.flow, "{}", one.describe());
            let flow = a.flow.unwrap();
            let outer = match &one.layers[1] {
                Layer::Ipv4(ip) => (ip.source.into(), ip.destination.into()),
                Layer::Ipv6(ip) => (ip.source.into(), ip.destination.into()),
                other => panic!("{other:?}"),
            };
            assert_eq!((flow.src, flow.dst), outer, "{}", one.describe());
        }
    }
}

#[test]
fn tags_in_decap_change_nothing_and_others_hide_the_flow() {
    let mut rng = Rng::new(SEED + 6);
    for _ in 0..1_500 {
        let stack = bare(&mut rng, Grow::PLAIN);
        for tags in [
            Decap::VLAN,
            Decap::PPPOE,
            Decap::MPLS,
            Decap::VLAN.union(Decap::PPPOE),
            Decap::VLAN.union(Decap::MPLS),
        ] {
            let decap = some_decap(&mut rng).union(tags);
            let symmetric = rng.one_in(2);
            let policy = hashing(&mut rng, symmetric, decap);
            let tagged = stack.tagged(&mut rng, tags);
            let (a, b) = (decided(&policy, &stack), decided(&policy, &tagged));
            if b.reason == Some(Reason::TooDeep) {
                continue;
            }
            let described = tagged.describe();
            assert!(
                same(&a, &b) && a.flow == b.flow,
                "{described}\n{a:?}\n{b:?}"
            );
            let hidden = without(
                decap,
                if rng.one_in(2) && tags != Decap::VLAN {
                    without(tags, Decap::VLAN)
                } else {
                    Decap::WORDS
                        .iter()
                        .map(|&(_, kind)| kind)
                        .find(|&kind| tags.contains(kind))
                        .unwrap()
                },
            );
            let c = decided(&hashing(&mut rng, symmetric, hidden), &tagged);
            assert_eq!(
                (c.verdict, c.flow, c.reason),
                (Verdict::Pass, None, Some(Reason::NotInDecap)),
                "{described}"
            );
        }
    }
}

#[test]
fn an_icmp_error_goes_with_the_flow_it_quotes() {
    let mut rng = Rng::new(SEED + 7);
    let mut with_ports = 0;
    for _ in 0..8_000 {
        let symmetric = rng.one_in(2);
        let flow = FlowSpec {
            icmp_errors: true,
            symmetric,
            ..FlowSpec::default()
        };
        let policy = resolved(flow);
        let [(a4, a6), (b4, b6)] = ends(&mut rng);
        let [_, (router4, router6)] = ends(&mut rng);
        let v6 = rng.one_in(2);
        let (ip, back, error): (Layer, Layer, Layer) = if v6 {
            let kind = rng.pick([1, 2, 3, 4]);
            let icmp = Icmpv6 {
                kind,
                ..Icmpv6::too_big(1280)
            };
            let (ip, back) = (Ipv6::new(a6, b6), Ipv6::new(router6, a6));
            (ip.into(), back.into(), icmp.into())
        } else {
            let kind = rng.pick([3, 4, 5, 11, 12]);
            let icmp = Icmp {
                kind,
                ..Icmp::time_exceeded()
            };
            let (ip, back) = (Ipv4::new(a4, b4), Ipv4::new(router4, a4));
            (ip.into(), back.into(), icmp.into())
        };
        let ethernet = bare(&mut rng, Grow::PLAIN).layers[0].clone();
        let packet = vec![ip, transport(&mut rng, true)];
        let there = Stack {
            layers: [vec![ethernet.clone()], packet.clone()].concat(),
        };
        let quoting = Stack {
            layers: [vec![ethernet, back, error], packet].concat(),
        };
        let (a, b) = (decided(&policy, &there), decided(&policy, &quoting));
        assert_eq!(a.flow.map(softrss_core::flow::FlowKey::reversed), b.flow);
        if symmetric {
            assert!(same(&a, &b), "{}", quoting.describe());
        }
        with_ports += usize::from(matches!(b.flow.unwrap().ports, Ports::Pair { .. }));
    }
    assert_eq!(with_ports, 8_000);
}

/// A frame that is cut is read as the whole frame, up to the cut.
#[test]
fn what_is_cut_off_is_not_missed_until_it_is_reached() {
    let mut rng = Rng::new(SEED + 8);
    let policy = resolved(FlowSpec {
        icmp_errors: true,
        ..FlowSpec::default()
    });
    for _ in 0..400 {
        let frame = built(&mut rng, Grow::WILD).build().unwrap();
        let whole = decide(&policy, &Arrival::new(&frame));
        for len in 0..=frame.len() {
            let cut = decide(&policy, &Arrival::new(&frame[..len]));
            if cut.reason == Some(Reason::Truncated) {
                let path: Vec<_> = whole.headers.iter().collect();
                let read: Vec<_> = cut.headers.iter().collect();
                assert!(
                    path.starts_with(&read),
                    "{} and {}",
                    cut.headers,
                    whole.headers
                );
            } else {
                assert!(same(&cut, &whole) && cut.headers == whole.headers);
            }
        }
    }
}
