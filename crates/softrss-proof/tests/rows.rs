//! Every line of every row of the table of header kinds: frames are made of it, and the model and the
//! generated program read them as they were made.

use std::collections::BTreeSet;

use softrss_core::{
    Arrival, CpuId, CpuSet, Policy, ResolvedPolicy, decide,
    decide::Decision,
    header::{
        Header, Reason,
        kinds::{Keep, Line},
    },
    policy::{Decap, Dsa, FlowSpec},
    walk::{MAX_HEADERS, MAX_OFFSET},
};
use softrss_proof::{
    Rng,
    campaign::compare,
    case::{Sample, Setup},
    engine::{Both, RunError},
    executor::Generated,
    rows::{Carrier, Frame, lines, named_ports, protocols},
};

fn cpus() -> CpuSet {
    (0..4).map(CpuId::from).collect()
}

/// Everything is read.
fn everything() -> Policy {
    let flow = FlowSpec {
        icmp_errors: true,
        decap: Decap::ALL.union(Decap::FOU),
        ports: named_ports(),
        ..FlowSpec::default()
    };
    Policy {
        flow,
        ..Policy::default()
    }
}

/// What the model reads of `frame`, which has to be just what is in it, as far as a walk goes.
fn read(policy: &ResolvedPolicy, frame: &Frame) -> Decision {
    let decision = decide(policy, &Arrival::new(&frame.bytes));
    let near = frame.headers.iter().take(MAX_HEADERS);
    let near = near.take_while(|(_, at)| *at <= MAX_OFFSET);
    let made: Vec<_> = near.copied().collect();
    let read: Vec<_> = decision.headers.iter().collect();
    assert_eq!(read, made, "{frame}\nis read as {}", decision.headers);
    decision
}

/// Everything is read, behind the tag of a switch.
fn everything_behind(dsa: Dsa) -> Policy {
    let mut policy = everything();
    policy.flow.dsa = dsa;
    policy
}

/// Frames that begin with the tag of a switch.
#[test]
fn every_tag_of_a_switch_is_read() -> Result<(), RunError> {
    let mut rng = Rng::new(0x5eed_0009);
    for &dsa in Dsa::ALL {
        let setup = Setup::new(everything_behind(dsa), &cpus())?;
        let mut hashed = 0;
        for _ in 0..500 {
            let frame = Frame::beginning_with(&mut rng, dsa.row().first);
            hashed += u32::from(read(setup.policy(), &frame).flow.is_some());
            let sample = Sample::new(frame.bytes.clone());
            if let Some((model, program)) = compare::<Generated<Both>>(&setup, &sample) {
                panic!(
                    "{}: {frame}\nmodel:   {model}\nprogram: {program}",
                    dsa.word()
                );
            }
        }
        assert!(hashed > 200, "{}: {hashed}", dsa.word());
    }
    Ok(())
}

#[test]
fn every_kind_is_made_and_every_reason_met() -> Result<(), RunError> {
    let policies = Dsa::ALL.iter().map(|&dsa| everything_behind(dsa));
    let policies = policies.map(|policy| ResolvedPolicy::new(policy, &cpus()));
    let policies: Vec<_> = policies.collect::<Result<_, _>>()?;
    let mut rng = Rng::new(0x5eed_0007);
    let (mut headers, mut reasons) = (BTreeSet::new(), BTreeSet::new());
    let mut with_ports = 0;
    for _ in 0..40_000 {
        let policy = rng.one_of(&policies);
        let frame = Frame::beginning_with(&mut rng, policy.interest().first);
        let decision = read(policy, &frame);
        headers.extend(decision.headers.iter().map(|(header, _)| header));
        reasons.extend(decision.reason);
        let cut = &frame.bytes[..rng.below(frame.bytes.len())];
        reasons.extend(decide(policy, &Arrival::new(cut)).reason);
        with_ports += usize::from(decision.flow.is_some() && decision.reason.is_none());
    }
    let made: Vec<_> = headers.into_iter().collect();
    assert_eq!(made, Header::ALL);
    // Under this policy nothing is left out of `decap`.
    reasons.insert(Reason::NotInDecap);
    assert_eq!(reasons.len(), Reason::ALL.len(), "{reasons:?}");
    assert!(with_ports > 10_000, "{with_ports}");
    Ok(())
}

/// Frames of every protocol behind both families, with every line of its row, alone and in everything that
/// can carry it.
#[test]
fn every_family_with_every_protocol_in_everything_that_carries_it() -> Result<(), RunError> {
    let mut rng = Rng::new(0x5eed_0008);
    let setups = [everything(), Policy::default()].map(|policy| Setup::new(policy, &cpus()));
    let setups: Vec<_> = setups.into_iter().collect::<Result<_, _>>()?;
    let agree = |frame: &Frame| {
        for setup in &setups {
            let sample = Sample::new(frame.bytes.clone());
            if let Some((model, program)) = compare::<Generated<Both>>(setup, &sample) {
                panic!("{frame}\nmodel:   {model}\nprogram: {program}");
            }
        }
    };
    let mut made = 0;
    for v6 in [false, true] {
        for (protocol, (header, _)) in protocols(v6).iter() {
            for line in lines(header) {
                let plain = Frame::plain(&mut rng, v6, protocol, line);
                let plain =
                    plain.ok_or_else(|| format!("line {line} of {header} is never followed"))?;
                let decision = read(setups[0].policy(), &plain);
                let ports = header.kind().part.lines.iter();
                let mut ports = ports.filter_map(|line| match line {
                    Line::Keep(Keep::Ports(at)) => Some(usize::from(*at)),
                    _ => None,
                });
                // The header is the third, and its ports, if it has some, are the packet's.
                if let (Some(at), None) = (ports.next_back(), plain.headers.get(3)) {
                    let at = plain.headers[2].1 + at;
                    let port =
                        |at: usize| u16::from_be_bytes([plain.bytes[at], plain.bytes[at + 1]]);
                    let (src, dst) = plain.ends().ok_or("no IP header")?;
                    let expected = format!(
                        "{src} port {} > {dst} port {} proto {protocol}",
                        port(at),
                        port(at + 2)
                    );
                    let flow = decision.flow.map(|flow| flow.to_string());
                    assert_eq!(flow, Some(expected), "{plain}");
                }
                agree(&plain);
                let quoting = plain.quoted(&mut rng);
                agree(&quoting.ok_or("no ICMP error quotes it")?);
                for carrier in Carrier::all() {
                    let outer = plain.within(&mut rng, carrier);
                    let outer = outer.ok_or_else(|| format!("{carrier:?} carries nothing"))?;
                    let carried = read(setups[0].policy(), &outer);
                    if outer.headers.len() <= MAX_HEADERS {
                        assert_eq!(carried.flow, decision.flow, "{outer}");
                        made += 1;
                    }
                    agree(&outer);
                    // What is in a tunnel is not looked for in a quote, and tags are never quoted.
                    let quoting = outer.quoted(&mut rng);
                    assert_eq!(quoting.is_none(), carrier.is_tag(), "{outer}");
                    if let Some(quoting) = quoting {
                        agree(&quoting);
                    }
                }
            }
        }
    }
    // Families, protocols, lines and carriers: as many as the table has.
    assert!(made > 500, "{made}");
    Ok(())
}
