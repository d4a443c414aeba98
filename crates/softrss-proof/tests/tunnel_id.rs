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
    segment::ethernet,
};
use softrss_testbed::packet::{MacSec, Packet, Raw};

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

/// What the builder makes of `packet` with a connection in it, always between the same ends.
fn connection(packet: Packet) -> Vec<u8> {
    let ends = ([10, 0, 0, 1].into(), [10, 0, 0, 2].into());
    let packet = packet.ipv4(ends.0, ends.1).tcp(40000, 443);
    packet.payload(&[0x5a; 40]).build().unwrap()
}

/// The id of a frame, and that the program hashes it alike.
fn id(setup: &Setup, bytes: &[u8]) -> u32 {
    agrees(setup, bytes);
    decided(setup, bytes).tags.tunnel_id
}

#[test]
fn a_stack_of_labels_is_the_session_of_the_one_at_the_bottom() {
    let [through, not] = [Decap::ALL, Decap::NONE].map(|decap| {
        setup(
            &[
                FlowField::Source,
                FlowField::Destination,
                FlowField::TunnelId,
            ],
            decap,
        )
    });
    let labelled = |labels: &[u32]| {
        let stack = labels
            .iter()
            .fold(ethernet(), |packet, &label| packet.mpls(label));
        connection(stack)
    };
    // One virtual network by two paths; the other one by the first path.
    let [one, rerouted, other] = [[16, 900], [17, 900], [16, 901]].map(|labels| labelled(&labels));
    assert_eq!(
        [&one, &rerouted, &other].map(|bytes| id(&through, bytes)),
        [900, 900, 901]
    );
    let hash = |bytes: &[u8]| decided(&through, bytes).hash;
    assert_eq!(hash(&one), hash(&rerouted));
    assert_ne!(hash(&one), hash(&other));
    // A router that does not look through labels has the path.
    assert_eq!(
        [&one, &rerouted, &other].map(|bytes| id(&not, bytes)),
        [16, 17, 16]
    );
    // The largest label, and one that is there only to say that IPv4 follows.
    assert_eq!(id(&through, &labelled(&[0xf_ffff])), 0xf_ffff);
    assert_eq!(id(&through, &labelled(&[900, 0])), 0);
}

#[test]
fn macsec_has_the_session_of_its_channel() {
    let fields = [FlowField::Source, FlowField::TunnelId];
    let setups = [Decap::ALL, Decap::NONE].map(|decap| setup(&fields, decap));
    let secured = |control, port: u8| {
        let channel = [2, 0, 0, 0, 0x12, 0x34, 0, port];
        connection(ethernet().layer(MacSec {
            control,
            ..MacSec::with_channel(9, channel)
        }))
    };
    for setup in &setups {
        // In the clear, and encrypted.
        for control in [0x20, 0x2c] {
            assert_eq!(id(setup, &secured(control, 1)), 0x1234_0001);
            assert_eq!(id(setup, &secured(control, 2)), 0x1234_0002);
        }
        let without = connection(ethernet().layer(MacSec::new(9)));
        assert_eq!(id(setup, &without), 0);
        // A version that there is not yet.
        assert_eq!(id(setup, &secured(0xa0, 1)), 0);
        // The identifier is not there in whole.
        let cut = &secured(0x20, 1)[..14 + 13];
        let decision = decided(setup, cut);
        agrees(setup, cut);
        assert_eq!(
            (decision.reason, decision.tags.tunnel_id),
            (Some(Reason::Truncated), 0)
        );
    }
}

#[test]
fn service_chains_are_told_apart_by_their_path() {
    let fields = [FlowField::Source, FlowField::TunnelId];
    let setups = [Decap::ALL, Decap::NONE].map(|decap| setup(&fields, decap));
    let chain = |path: u8, index| {
        let nsh = [0, 2, 2, 1, 0, 1, path, index];
        connection(ethernet().layer(Raw::ether_type(0x894f, &nsh)))
    };
    for setup in &setups {
        assert_eq!(id(setup, &chain(7, 255)), 0x107);
        // Where on its path a packet is does not matter.
        assert_eq!(id(setup, &chain(7, 254)), 0x107);
        assert_eq!(id(setup, &chain(8, 255)), 0x108);
    }
}
