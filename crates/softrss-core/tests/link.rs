//! Packets without an IP header that could be hashed.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;

use softrss_core::{
    Arrival, Decision, Policy, ResolvedPolicy,
    decide::{Choice, Verdict, decide},
    flow::LinkKey,
};

fn policy(text: &str) -> ResolvedPolicy {
    let policy: Policy = format!("version = 1\n{text}").parse().unwrap();
    ResolvedPolicy::new(policy, &"0-7".parse().unwrap()).unwrap()
}

/// A frame from one station to another, with a tag if there is an id.
fn frame(src: u8, dst: u8, vlan: Option<u16>, ether_type: u16) -> Vec<u8> {
    let mut frame = vec![2, 0, 0, 0, 0, dst, 2, 0, 0, 0, 0, src];
    if let Some(vlan) = vlan {
        frame.extend([0x81, 0x00]);
        frame.extend((vlan | 0xe000).to_be_bytes());
    }
    frame.extend(ether_type.to_be_bytes());
    frame.resize(60, 0xff);
    frame
}

fn decided(policy: &ResolvedPolicy, frame: &[u8]) -> Decision {
    decide(policy, &Arrival::new(frame))
}

#[test]
fn they_stay_unless_the_policy_says_otherwise() {
    let (stays, hashed) = (policy(""), policy("[flow]\nnon_ip = \"ethernet\"\n"));
    let lldp = frame(1, 2, None, 0x88cc);
    let decision = decided(&stays, &lldp);
    assert_eq!(
        (decision.verdict, decision.choice),
        (Verdict::Pass, Choice::Nothing)
    );
    assert_eq!((decision.link, decision.hash), (None, None));
    let decision = decided(&hashed, &lldp);
    assert_eq!(
        (decision.verdict, decision.choice),
        (Verdict::Redirect, Choice::Bucket)
    );
    assert_eq!(
        decision.link.unwrap().to_string(),
        "02:00:00:00:00:01 > 02:00:00:00:00:02 type 0x88cc"
    );
    // What is too short for an Ethernet header stays in any case.
    assert_eq!(decided(&hashed, &lldp[..13]).verdict, Verdict::Pass);
    assert_eq!(decided(&hashed, &lldp[..14]).verdict, Verdict::Redirect);
}

#[test]
fn a_rule_over_several_cpus_spreads_them() {
    for flow in ["", "hash = \"toeplitz\"\nkey = \"", "decap = []\n"] {
        let key = if flow.ends_with('"') {
            "6d5a".repeat(20) + "\"\n"
        } else {
            String::new()
        };
        let policy = policy(&format!(
            "[flow]\n{flow}{key}[[rule]]\nmatch = {{ ethertype = [\"mpls\", 0x88cc], vlan = \"0-4094\" }}\naction = {{ cpus = \"2-5\" }}\n\
             [[rule]]\nmatch = {{ ethertype = 0x88cc }}\naction = {{ cpus = \"2-5\" }}\n"
        ));
        let cpus = |frames: Vec<Vec<u8>>| -> BTreeSet<u32> {
            let decisions = frames.iter().map(|frame| decided(&policy, frame));
            decisions
                .map(|decision| decision.cpu.unwrap().number())
                .collect()
        };
        let all = BTreeSet::from([2, 3, 4, 5]);
        let stations = (0..100).map(|station| frame(station, 200, None, 0x88cc));
        assert_eq!(cpus(stations.collect()), all, "MAC addresses");
        if !flow.starts_with("decap") {
            let tags = (0..100).map(|vlan| frame(1, 2, Some(vlan), 0x88cc));
            assert_eq!(cpus(tags.collect()), all, "VLAN ids");
        }
        for (there, back) in [(1, 2), (7, 3), (9, 9)] {
            let both = [
                frame(there, back, None, 0x88cc),
                frame(back, there, None, 0x88cc),
            ];
            assert_eq!(cpus(both.to_vec()).len(), 1, "both directions");
        }
    }
}

#[test]
fn the_key_is_that_of_the_first_tag() {
    for (bytes, vlan, ether_type) in [
        (frame(1, 2, None, 0x0806), None, 0x0806),
        (frame(1, 2, Some(7), 0x0806), Some(7), 0x0806),
        // No room for the tag that is announced.
        (frame(1, 2, Some(7), 0x0806)[..17].to_vec(), None, 0x8100),
        (frame(1, 2, Some(7), 0x88a8), Some(7), 0x88a8),
    ] {
        let key = LinkKey::of(&bytes).unwrap();
        assert_eq!((key.vlan, key.ether_type), (vlan, ether_type));
    }
    assert_eq!(LinkKey::of(&[0; 13]), None);
}
