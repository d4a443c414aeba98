//! The number of a session tells packets apart, that of every header that has one: frames are made of the table, and what the
//! table calls an id is changed in them.
#![allow(clippy::unwrap_used, reason = "a test")]

use softrss_core::{
    Arrival, CpuId, CpuSet, Decision, Policy, decide,
    header::{
        Header, Reason,
        kinds::{By, Keep, Line, TunnelId},
    },
    policy::{Decap, Fields, FlowField, FlowFields, FlowSpec, NonIp, UdpPorts},
};
use softrss_proof::{
    Rng,
    campaign::compare,
    case::{Sample, Setup},
    engine::Both,
    executor::Generated,
    rows::{Carrier, Frame, named_ports},
};

fn setup(fields: &[FlowField], decap: Decap) -> Setup {
    let cpus: CpuSet = (0..4).map(CpuId::from).collect();
    let flow = FlowSpec {
        fields: FlowFields::new(fields).map(Fields::Hash).unwrap(),
        decap,
        ports: if decap == Decap::NONE {
            UdpPorts::USUAL
        } else {
            named_ports()
        },
        non_ip: NonIp::Ethernet,
        ..FlowSpec::default()
    };
    let policy = Policy {
        flow,
        ..Policy::default()
    };
    Setup::new(policy, &cpus).unwrap()
}

fn decided(setup: &Setup, bytes: &[u8]) -> Decision {
    decide(setup.policy(), &Arrival::new(bytes))
}

#[track_caller]
fn agrees(setup: &Setup, bytes: &[u8]) {
    if let Some((model, program)) = compare::<Generated<Both>>(setup, &Sample::new(bytes.to_vec()))
    {
        panic!(
            "{:?}\nmodel:   {model}\nprogram: {program}",
            decided(setup, bytes).headers
        );
    }
}

/// An id, with its header and where that begins.
type Found = (Header, TunnelId, usize);

/// The last id of the headers that were read, all of them to the end.
fn innermost(bytes: &[u8], decision: &Decision) -> Option<Found> {
    let of = |(header, at): (Header, usize)| {
        let (part, rest) = (&header.kind().part, &bytes[at..]);
        let start = &rest[..rest.len().min(part.size.into())];
        let mut found = None;
        for line in part.lines {
            match line {
                Line::Keep(Keep::TunnelId(id)) => {
                    let there = id.only.iter().all(|test| test.holds(start, rest.len()));
                    found = there.then_some((header, *id, at)).or(found);
                }
                Line::Leave(tests, ..)
                    if tests.iter().all(|test| test.holds(start, rest.len())) =>
                {
                    break;
                }
                Line::Keep(_) | Line::Leave(..) => {}
            }
        }
        found
    };
    decision.headers.iter().filter_map(of).last()
}

/// `bytes` with another id, which is not 0.
fn changed(rng: &mut Rng, bytes: &[u8], (_, id, at): Found) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let before = id.field.read(&bytes[at..]);
    let mut after = before;
    while after == before || after == 0 {
        after = before ^ (rng.word() & id.field.mask & rng.pick([u32::MAX, rng.clone().word()]));
    }
    let field = &mut bytes[at + usize::from(id.field.at)..][..usize::from(id.field.bytes)];
    let number = field
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte));
    let number = number & !id.field.mask | after;
    field.copy_from_slice(&number.to_be_bytes()[4 - field.len()..]);
    bytes
}

/// Frames in everything that can carry them, and any others.
fn frames(rng: &mut Rng) -> Vec<Frame> {
    let bare = Frame::bare(rng);
    let carried = Carrier::all().filter_map(|carrier| bare.within(rng, carrier));
    let mut frames: Vec<_> = carried.collect();
    frames.extend((0..20).map(|_| Frame::random(rng)));
    frames
}

/// Whether something leads to the header that is no other header with an id.
fn can_be_next(header: Header) -> bool {
    let mut by = header.kind().by.iter();
    !by.all(|(by, _)| matches!(by, By::GreType(_)))
}

#[test]
fn packets_that_differ_in_their_id_go_apart_with_it_and_stay_together_without() {
    use FlowField::{Destination, Source};
    let mut rng = Rng::new(0x5eed_000a);
    let all = Decap::ALL.union(Decap::FOU);
    let with = [Source, Destination, FlowField::TunnelId];
    let [with, without] =
        [&with[..], &with[..2]].map(|fields| [all, Decap::NONE].map(|decap| setup(fields, decap)));
    let (mut met, mut met_outside) = (Vec::new(), Vec::new());
    for _ in 0..240 {
        for frame in frames(&mut rng) {
            let bytes = frame.bytes;
            let inside = decided(&with[0], &bytes);
            let Some(found @ (header, id, at)) = innermost(&bytes, &inside) else {
                continue;
            };
            if inside.reason.is_some() {
                continue;
            }
            let other = changed(&mut rng, &bytes, found);
            let number = id.read(&bytes[at..]);
            let changed = decided(&with[0], &other);
            assert_eq!(inside.tags.tunnel_id, number, "{}", inside.headers);
            assert_eq!(changed.headers, inside.headers, "{}", id.called);
            assert_ne!(changed.hash, inside.hash, "{}", id.called);
            met.push((header, id));
            for setup in &without {
                let [a, b] = [&bytes, &other].map(|bytes| decided(setup, bytes));
                assert_eq!((a.flow, a.hash, a.tags), (b.flow, b.hash, b.tags));
                assert_eq!(a.tags.tunnel_id, 0);
            }
            for setup in &with {
                agrees(setup, &bytes);
                agrees(setup, &other);
            }
            // What is not looked through has it, too, if it comes first, and nothing behind is read.
            let outside = decided(&with[1], &bytes);
            let Some((header, at)) = outside.headers.iter().last() else {
                continue;
            };
            if (header, at) != (found.0, found.2) {
                continue;
            }
            let changed = decided(&with[1], &other);
            assert_eq!(outside.tags.tunnel_id, number, "{}", outside.headers);
            assert_ne!(changed.hash, outside.hash, "{}", id.called);
            let unread = decided(&without[1], &bytes);
            let reason = outside.flow.is_none().then_some(Reason::NotInDecap);
            assert_eq!((unread.reason, outside.reason), (reason, reason));
            met_outside.push((header, id));
        }
    }
    let missing = |met: &[(Header, TunnelId)], of: fn(Header) -> bool| {
        let all = TunnelId::all().filter(|(header, _)| of(*header));
        let missing = all.filter(|id| !met.contains(id));
        missing.map(|(_, id)| id).collect::<Vec<_>>()
    };
    assert_eq!(missing(&met, |_| true), []);
    assert_eq!(missing(&met_outside, can_be_next), []);
}
