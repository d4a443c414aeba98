//! What holds for the model whatever the packet: no kernel, no program, only what a flow is.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;

use softrss_core::{
    Arrival, CpuId, CpuSet, Decision, Policy, ResolvedPolicy, decide,
    decide::{Choice, Verdict},
    flow::Ports,
    header::{Header, Reason, dispatch::UDP_TO},
    policy::{
        Action, Decap, Field, Fields, FlowField, FlowFields, FlowSpec, HashKey, HashKind, KeyKind,
        Match, NeverThere, OnMiss, Problem, Rule, RuleName, Side,
    },
};
use softrss_proof::{
    Rng,
    campaign::{Campaign, World},
    case::Setup,
    policies::{self, Machines, from_text, to_text},
    rows::{Carrier, Frame, named_ports},
};

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
    let fields = rng.pick([Fields::FIVE_TUPLE, Fields::FIVE_TUPLE, Fields::ADDRESSES]);
    hashing_of(rng, fields, symmetric, decap)
}

/// The same, of `fields`.
fn hashing_of(rng: &mut Rng, fields: Fields, symmetric: bool, decap: Decap) -> ResolvedPolicy {
    let toeplitz = HashKind::Toeplitz(HashKey::new(rng.bytes(40)).unwrap());
    resolved(FlowSpec {
        fields,
        symmetric,
        hash: if fields.named().is_some() && rng.one_in(3) {
            toeplitz
        } else {
            HashKind::default()
        },
        decap,
        ports: named_ports(),
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
    let kept = kinds.filter(|&kind| decap.contains(kind) && !left_out.contains(kind));
    kept.fold(Decap::NONE, Decap::union)
}

fn decided(policy: &ResolvedPolicy, frame: &Frame) -> Decision {
    decide(policy, &Arrival::new(&frame.bytes))
}

fn same(a: &Decision, b: &Decision) -> bool {
    (a.verdict, a.cpu, a.bucket, a.hash) == (b.verdict, b.cpu, b.bucket, b.hash)
}

/// Whether a frame has an ICMP error in it, which has no opposite direction.
fn has_icmp(frame: &Frame) -> bool {
    frame.has(|header| matches!(header, Header::Icmp | Header::Icmp6))
}

fn is_tunnel(ports: Ports) -> bool {
    let Ports::Pair { dst, .. } = ports else {
        return false;
    };
    let fou = named_ports().of(Header::Fou).any(|port| port == dst);
    fou || UDP_TO.iter().any(|&(port, _)| port == dst)
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

/// What a policy chooses, by the words of the language.
fn choices(policy: &Policy) -> BTreeSet<(&'static str, &'static str)> {
    let mut choices = BTreeSet::from([
        ("on_miss", policy.targets.on_miss.word()),
        ("hash", policy.flow.hash.row().word),
    ]);
    if let Some(named) = policy.flow.fields.named() {
        choices.insert(("fields", named.word));
    } else {
        let listed = policy.flow.fields.hashed().into_iter();
        let listed = listed.flat_map(FlowFields::iter);
        choices.extend(listed.map(|field| ("field", field.word())));
    }
    for table in &policy.tables {
        choices.insert(("key", table.kind().word()));
        choices.extend(table.lookup.side().map(|side| ("side", side.word())));
    }
    for rule in &policy.rules {
        choices.insert(("action", rule.action.row().word));
        let fields = rule.matches.iter().map(Match::field);
        choices.extend(fields.map(|field| ("match", field.row().word)));
    }
    choices
}

#[test]
fn what_is_generated_is_what_the_language_says() {
    let mut rng = Rng::new(SEED + 1);
    let mut made = BTreeSet::new();
    for _ in 0..800 {
        let policy = policies::policy(&mut rng, Machines::ANY);
        let (toml, tables) = to_text(&policy);
        assert_eq!(from_text(&toml, &tables).unwrap(), policy, "{toml}");
        assert!(!policy.describe().is_empty());
        made.extend(choices(&policy));
        // A rule behind its like is a mistake, and that is what the error says.
        let mut doubled = policy;
        if let Some(first) = doubled.rules.first().cloned() {
            let name = RuleName::new("again").unwrap();
            doubled.rules.push(Rule { name, ..first });
            let (toml, tables) = to_text(&doubled);
            let errors = from_text(&toml, &tables).unwrap_err();
            let problems = errors.errors().iter().map(|error| &error.problem);
            let shadowed = |problem: &Problem| matches!(problem, Problem::Shadowed { .. });
            assert!(problems.clone().all(shadowed), "{errors}\n{toml}");
        }
    }
    // Everything that can be chosen is.
    let all = Fields::NAMED.iter().map(|named| ("fields", named.word));
    let all = all.chain(FlowField::ALL.iter().map(|field| ("field", field.word())));
    let all = all.chain(
        OnMiss::ALL
            .iter()
            .map(|on_miss| ("on_miss", on_miss.word())),
    );
    let all = all.chain(Side::ALL.iter().map(|side| ("side", side.word())));
    let all = all.chain(KeyKind::ALL.iter().map(|kind| ("key", kind.word())));
    let all = all.chain(HashKind::ALL.iter().map(|row| ("hash", row.word)));
    let all = all.chain(Action::ALL.iter().map(|row| ("action", row.word)));
    let all = all.chain(Field::ALL.iter().map(|field| ("match", field.row().word)));
    let missing: Vec<_> = all.filter(|choice| !made.contains(choice)).collect();
    assert_eq!(missing, []);
    for _ in 0..4 {
        let policy = policies::largest(&mut rng, Machines::ANY);
        let (toml, tables) = to_text(&policy);
        assert_eq!(from_text(&toml, &tables).unwrap(), policy, "{toml}");
    }
}

/// A rule of which `check` says that a condition never holds decides no packet that would be one of it without that.
#[test]
fn what_is_never_there_is_in_no_packet() {
    let mut rng = Rng::new(SEED ^ 8);
    let (mut without, mut asked) = (0, BTreeSet::new());
    while without < 400 {
        let made = policies::policy(&mut rng, Machines::ANY);
        // Each condition in a rule of its own, so that nothing else decides; and those of types with one more.
        for rule in &made.rules {
            let types = rule.matches.iter();
            let types = types.filter(|condition| condition.field() == Field::EtherType);
            for condition in &rule.matches {
                let mut matches = vec![condition.clone()];
                let other = condition.field() != Field::EtherType;
                matches.extend(types.clone().filter(|_| other).cloned());
                let one = Policy {
                    rules: vec![Rule {
                        matches,
                        ..rule.clone()
                    }],
                    tables: Vec::new(),
                    ..made.clone()
                };
                let absent = one.absent();
                let Some(absent) = absent.iter().find(|absent| match absent.why {
                    NeverThere::NotInDecap(_) | NeverThere::NoIp => true,
                    // One of several values.
                    NeverThere::SteppedOver(_) => false,
                }) else {
                    continue;
                };
                asked.insert(absent.field.word());
                let Ok(policy) = ResolvedPolicy::new(one.clone(), &cpus()) else {
                    continue;
                };
                without += 1;
                for _ in 0..200 {
                    let frame = Frame::random(&mut rng);
                    let decision = decided(&policy, &frame);
                    assert!(
                        !matches!(decision.choice, Choice::Rule(_)),
                        "{absent:?}: {}",
                        decision.headers
                    );
                }
            }
        }
    }
    for field in ["vlan", "inner_vlan", "pppoe_session", "src", "proto"] {
        assert!(asked.contains(field), "{field} of {asked:?}");
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
        let there = Frame::random(&mut rng);
        if policy.policy().flow.icmp_errors && has_icmp(&there) {
            continue;
        }
        let Some(back) = there.reversed(decap) else {
            continue;
        };
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
            assert!(same(&a, &b), "{there}\n{a:?}\n{b:?}");
        } else if flow != flow.reversed() {
            apart += usize::from(a.hash != b.hash);
        }
    }
    assert!(flows > 4_000, "{flows}");
    // Where both directions need not be the same, they are not.
    assert!(apart > 1_000, "{apart}");
}

/// A policy that hashes, and looks through `decap` and some other kinds.
fn looking_through(rng: &mut Rng, decap: Decap) -> ResolvedPolicy {
    let (symmetric, others) = (rng.one_in(2), some_decap(rng));
    hashing(rng, symmetric, others.union(decap))
}

/// What is needed to look behind labels that are in `frame`, such as those in PPP.
fn labels(frame: &Frame) -> Decap {
    if frame.has(|header| header == Header::Mpls) {
        Decap::MPLS
    } else {
        Decap::NONE
    }
}

/// A policy that hashes, and looks through everything but `decap`.
fn not_looking_through(rng: &mut Rng, decap: Decap) -> ResolvedPolicy {
    let symmetric = rng.one_in(2);
    hashing(rng, symmetric, without(Decap::ALL, decap))
}

#[test]
fn all_fragments_of_a_datagram_go_to_one_cpu() {
    let mut rng = Rng::new(SEED + 3);
    let mut datagrams = 0;
    for _ in 0..6_000 {
        let all = if rng.one_in(2) {
            Decap::ALL
        } else {
            Decap::NONE
        };
        let fields = match rng.below(3) {
            0 => Fields::ADDRESSES,
            1 => Fields::FIVE_TUPLE,
            _ => Fields::Hash(FlowFields::new(FlowField::ALL).unwrap()),
        };
        let (symmetric, others) = (rng.one_in(2), some_decap(&mut rng));
        let policy = hashing_of(&mut rng, fields, symmetric, others.union(all));
        let whole = Frame::random(&mut rng);
        if whole.bytes.len() > 2000 {
            continue;
        }
        for position in whole.ip_headers() {
            let size = 8 * rng.pick([1, 1, 2, 4, 9]);
            let pieces = whole.fragments(position, size);
            let mut decisions = pieces
                .iter()
                .map(|piece| decide(&policy, &Arrival::new(piece)));
            let Some(first) = decisions.next() else {
                continue;
            };
            for other in decisions {
                assert!(
                    same(&first, &other) && first.flow == other.flow,
                    "{whole} in pieces of {size} bytes behind header {position}\n{first:?}\n{other:?}",
                );
            }
            // Those of the outer datagram have nothing that only some of them have.
            if position == 1
                && pieces.len() > 1
                && let Some(flow) = first.flow
            {
                assert_eq!(flow.ports, Ports::None, "{whole}");
            }
            datagrams += usize::from(pieces.len() > 1 && first.flow.is_some());
        }
    }
    assert!(datagrams > 2_000, "{datagrams}");
}

#[test]
fn what_is_carried_by_what_is_in_decap_does_not_change() {
    let mut rng = Rng::new(SEED + 4);
    let carriers: Vec<_> = Carrier::all().collect();
    let mut flows = 0;
    for round in 0..6_000 {
        let carrier = carriers[round % carriers.len()];
        let inner = Frame::bare(&mut rng);
        let outer = inner.within(&mut rng, carrier).unwrap();
        let policy = looking_through(&mut rng, carrier.decap.union(labels(&outer)));
        let (a, b) = (decided(&policy, &inner), decided(&policy, &outer));
        if b.reason == Some(Reason::TooDeep) {
            continue;
        }
        assert!(
            same(&a, &b) && a.flow == b.flow,
            "{carrier:?}: {outer}\n{a:?}\n{b:?}"
        );
        flows += usize::from(a.flow.is_some());
    }
    assert!(flows > 3_000, "{flows}");
}

#[test]
fn a_tunnel_not_in_decap_is_hashed_at_its_outer_header() {
    let mut rng = Rng::new(SEED + 5);
    for _ in 0..400 {
        for carrier in Carrier::all().filter(|carrier| !carrier.is_tag()) {
            let policy = not_looking_through(&mut rng, carrier.decap);
            let inner = Frame::bare(&mut rng);
            let Some(reversed) = inner.reversed(Decap::NONE) else {
                continue;
            };
            let mut same_ends = rng.clone();
            let one = inner.within(&mut rng, carrier).unwrap();
            let two = reversed.within(&mut same_ends, carrier).unwrap();
            let (a, b) = (decided(&policy, &one), decided(&policy, &two));
            assert_eq!(a.flow, b.flow, "{one}");
            let flow = a.flow.unwrap();
            assert_eq!(Some((flow.src, flow.dst)), one.ends(), "{one}");
        }
    }
}

#[test]
fn tags_in_decap_change_nothing_and_others_hide_the_flow() {
    let mut rng = Rng::new(SEED + 6);
    let words = Carrier::words(true);
    // The service header can be in IP, too, and is a tunnel there.
    let tags = |decap| {
        let carriers = Carrier::of(decap).into_iter();
        carriers
            .filter(|carrier| carrier.is_tag())
            .collect::<Vec<_>>()
    };
    let usual = [Decap::VLAN, Decap::PPPOE, Decap::MPLS, Decap::NSH];
    assert!(usual.iter().all(|word| words.contains(word)));
    assert!(
        words
            .iter()
            .all(|word| usual.contains(word) || Decap::LINKS.contains(*word))
    );
    let mut within = 0;
    for _ in 0..1_500 {
        let bare = Frame::bare(&mut rng);
        for &inner in &words {
            let carriers = tags(inner);
            let carrier = *rng.choose(&carriers).unwrap();
            let mut frame = bare.within(&mut rng, carrier).unwrap();
            // More of them, and VLANs in front.
            let mut decap = inner;
            for _ in 0..rng.pick([0, 0, 1, 4]) {
                let outer = if rng.one_in(2) { inner } else { Decap::VLAN };
                let carriers = tags(outer);
                let carrier = *rng.choose(&carriers).unwrap();
                if let Some(outer_frame) = frame.within(&mut rng, carrier) {
                    (frame, decap) = (outer_frame, decap.union(outer));
                    within += 1;
                }
            }
            let policy = looking_through(&mut rng, decap.union(labels(&frame)));
            let (a, b) = (decided(&policy, &bare), decided(&policy, &frame));
            if b.reason == Some(Reason::TooDeep) {
                continue;
            }
            assert!(same(&a, &b) && a.flow == b.flow, "{frame}\n{a:?}\n{b:?}");
            let hidden = if rng.one_in(2) { inner } else { decap };
            let c = decided(&not_looking_through(&mut rng, hidden), &frame);
            assert_eq!(
                (c.verdict, c.flow, c.reason),
                (Verdict::Pass, None, Some(Reason::NotInDecap)),
                "{frame}"
            );
        }
    }
    assert!(within > 1_000, "{within}");
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
        let there = Frame::bare(&mut rng);
        // What a tunnel carries is not looked for in a quote.
        let mut behind = there.headers[2..].iter();
        if !behind.all(|(header, _)| header.kind().quotable) {
            continue;
        }
        let quoting = there.quoted(&mut rng).unwrap();
        let (a, b) = (decided(&policy, &there), decided(&policy, &quoting));
        if b.reason == Some(Reason::TooDeep) {
            continue;
        }
        assert_eq!(
            a.flow.map(softrss_core::flow::FlowKey::reversed),
            b.flow,
            "{quoting}"
        );
        if symmetric {
            assert!(same(&a, &b), "{quoting}");
        }
        with_ports += usize::from(matches!(b.flow.unwrap().ports, Ports::Pair { .. }));
    }
    assert!(with_ports > 1_500, "{with_ports}");
}

/// A frame that is cut is read as the whole frame, up to the cut.
#[test]
fn what_is_cut_off_is_not_missed_until_it_is_reached() {
    let mut rng = Rng::new(SEED + 8);
    let policy = resolved(FlowSpec {
        icmp_errors: true,
        decap: Decap::ALL,
        ..FlowSpec::default()
    });
    for _ in 0..400 {
        let frame = Frame::random(&mut rng).bytes;
        if frame.len() > 4096 {
            continue;
        }
        let whole = decide(&policy, &Arrival::new(&frame));
        for len in 0..=frame.len() {
            // It is told how long it was.
            let cut = Arrival {
                frame: &frame[..len],
                ..Arrival::new(&frame)
            };
            let cut = decide(&policy, &cut);
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
