//! What entry programs do with a packet: measure its wait, change it, and send it on.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{
    stack::Layer,
    tcp::{Opt, Segment},
    vm::{Entered, Memory, Vm, leave_out, link},
};
use softrss_codegen::{CodegenError, Maps, Options, entry};
use softrss_core::{Policy, ResolvedPolicy, resolve::RuleAction};

const NOW: u64 = 1 << 50;

fn resolved(text: &str) -> ResolvedPolicy {
    let policy: Policy = format!("version = 1\n{text}").parse().unwrap();
    ResolvedPolicy::new(policy, &"0-3".parse().unwrap()).unwrap()
}

/// The listing of the entry program of `step`, if there is one.
fn listing(policy: &ResolvedPolicy, step: usize) -> Option<String> {
    let maps = Maps::new(policy).unwrap();
    let program = entry::generate(policy, &maps, step, Options::default()).unwrap();
    program.map(|program| program.code().to_string())
}

/// A packet that opens a connection.
fn syn() -> Segment {
    let stack = [Layer::Eth, Layer::v4([10, 0, 0, 1], [10, 0, 0, 2])];
    Segment::new(&stack, 2, &[Opt::Mss(1460)], 0)
}

const EVERY_STEP: &str = "[targets]\nmss = 1400\naction = { redirect = \"eth1\" }\n\
     [[rule]]\nmatch = { vlan = 1 }\naction = { cpu = 1 }\n\
     [[rule]]\nmatch = { vlan = 2 }\naction = { cpu = 2, then = \"drop\" }\n\
     [[rule]]\nmatch = { vlan = 3 }\naction = { cpus = \"3-4\", then = { redirect = \"eth2\" } }\n\
     [[rule]]\nmatch = { vlan = 4 }\naction = { cpu = 5, then = \"stack\" }\n\
     [[rule]]\nmatch = { vlan = 5 }\naction = { cpu = 6, then = { redirect = \"eth1\" } }\n\
     [[rule]]\nmatch = { vlan = 6 }\naction = { cpu = 7, then = \"drop\" }\n\
     [[rule]]\nmatch = { vlan = 7 }\naction = \"drop\"\n";

#[test]
fn each_step_is_there_once() {
    let policy = resolved(EVERY_STEP);
    let words: Vec<_> = policy
        .steps()
        .iter()
        .map(|step| step.action.word())
        .collect();
    assert_eq!(words, ["redirect", "drop", "redirect", "stack"]);
    let mss = policy.steps().iter().map(|step| step.mss.is_some());
    assert_eq!(mss.collect::<Vec<_>>(), [true, false, true, true]);
    let rules = policy.rule_actions().iter().map(RuleAction::step);
    let expected = [Some(0), Some(1), Some(2), Some(3), Some(0), Some(1), None];
    assert_eq!(rules.collect::<Vec<_>>(), expected);
    let cpus = (0..4).map(|step| policy.step_cpus(step).to_string());
    assert_eq!(cpus.collect::<Vec<_>>(), ["0-3,6", "2,7", "3-4", "5"]);
    assert_eq!(policy.cpus().to_string(), "0-7");
    let devices: Vec<_> = policy.devices().iter().map(|name| name.as_str()).collect();
    assert_eq!(devices, ["eth1", "eth2"]);

    let maps = Maps::new(&policy).unwrap();
    let names = maps.queues().iter().map(|map| map.spec().name.as_str());
    assert_eq!(
        names.collect::<Vec<_>>(),
        ["cpus", "cpus_1", "cpus_2", "cpus_3"]
    );
    assert!(maps.queues().iter().all(|map| map.spec().max_entries == 8));
    assert_eq!(maps.devices().unwrap().spec().max_entries, 2);
}

#[test]
fn each_step_does_its_own() {
    let policy = resolved(EVERY_STEP);
    let maps = Maps::new(&policy).unwrap();
    let (given, clamped) = (syn().frame, syn().clamped(1400).frame);
    let entered = |action, frame: &[u8], redirected| Entered {
        action,
        frame: frame.to_vec(),
        metadata: 0,
        redirected,
    };
    let expected = [
        entered(4, &clamped, Some(0)),
        entered(1, &given, None),
        entered(4, &clamped, Some(1)),
        entered(2, &clamped, None),
    ];
    for (step, expected) in expected.iter().enumerate() {
        let program = entry::generate(&policy, &maps, step, Options::default());
        let program = program.unwrap().unwrap();
        let memory = Memory::new(&maps);
        let linked = link(program.code(), &memory);
        let vm = Vm::new(&linked, &memory, None);
        assert_eq!(vm.enter(&given, &[], 0, NOW), *expected, "step {step}");
        // Without the interface it is dropped.
        leave_out(expected.redirected);
        let action = if expected.redirected.is_some() {
            1
        } else {
            expected.action
        };
        assert_eq!(vm.enter(&given, &[], 0, NOW).action, action, "step {step}");
    }
    let error = entry::generate(&policy, &maps, 4, Options::default()).unwrap_err();
    assert_eq!(error, CodegenError::NoSuchStep { step: 4, steps: 4 });
}

#[test]
fn what_is_not_needed_is_not_there() {
    assert_eq!(listing(&resolved(""), 0), None);
    let drop = listing(&resolved("[targets]\naction = \"drop\"\n"), 0).unwrap();
    assert_eq!(
        drop.lines().filter(|line| line.contains(":\t")).count(),
        2,
        "{drop}"
    );
    let steps = resolved(EVERY_STEP);
    for step in 0..steps.steps().len() {
        let listing = listing(&steps, step).unwrap();
        assert!(
            !listing.contains("cpus") && !listing.contains("latency"),
            "{listing}"
        );
        // Nothing is kept on the stack.
        assert!(!listing.contains("(r10"), "{listing}");
    }
    let vlan = resolved("[targets]\nmss = 1400\n[flow]\ndecap = [\"vlan\", \"gre\", \"vxlan\"]\n");
    let vlan = listing(&vlan, 0).unwrap();
    for absent in ["pppoe", "mpls", "gre", "udp", "ah", "esp", "icmp"] {
        assert!(!vlan.contains(&format!("<{absent}>")), "{absent}\n{vlan}");
    }
    assert!(vlan.contains("<vlan>:") && vlan.contains("<tcp>:"));
}

#[test]
fn kind_and_frags_are_those_of_the_main_program() {
    let policy = resolved("[targets]\nmss = 1400\n");
    let maps = Maps::new(&policy).unwrap();
    for (frags, kind) in [(false, "xdp/cpumap"), (true, "xdp.frags/cpumap")] {
        let options = Options {
            frags,
            ..Options::default()
        };
        let program = entry::generate(&policy, &maps, 0, options)
            .unwrap()
            .unwrap();
        assert_eq!(program.kind().to_string(), kind);
        assert_eq!(program.name().as_str(), "softrss_entry");
    }
}

/// Runs the program that measures over packets that were stamped `waits` before; gives the histogram.
fn measured(waits: &[u64], hidden: bool) -> Vec<u64> {
    let policy = resolved("[observe]\nlatency = true\n");
    let maps = Maps::new(&policy).unwrap();
    let program = entry::generate(&policy, &maps, 0, Options::default());
    let program = program.unwrap().unwrap();
    let memory = Memory::new(&maps);
    let linked = link(program.code(), &memory);
    let vm = Vm::new(&linked, &memory, None);
    for wait in waits {
        let stamp = NOW.wrapping_sub(*wait).to_le_bytes();
        let entered = vm.enter(&[7; 60], &stamp, if hidden { 0 } else { 8 }, NOW);
        let metadata = entered.metadata;
        assert_eq!(entered.action, 2);
        assert_eq!(entered.frame, [7; 60]);
        assert_eq!(
            metadata,
            if hidden || plausible(*wait) { 0 } else { 8 },
            "{wait}"
        );
    }
    memory.latency()
}

const LONGEST: u64 = 60_000_000_000;
const SLACK: u64 = 1 << 20;

fn plausible(wait: u64) -> bool {
    wait <= LONGEST || wait.wrapping_neg() <= SLACK
}

#[test]
fn waits_are_counted_by_their_bit_length() {
    let mut waits: Vec<u64> = vec![0, LONGEST, LONGEST + 1, u64::MAX, u64::MAX / 2];
    waits.extend([SLACK, SLACK + 1].map(u64::wrapping_neg));
    for bit in 0..64 {
        let power = 1_u64 << bit;
        waits.extend([power - 1, power, power + 1]);
    }
    let mut expected = vec![0; 65];
    for wait in &waits {
        if plausible(*wait) {
            // A clock that is a little behind counts as no wait.
            let wait = if *wait > LONGEST { 0 } else { *wait };
            expected[64 - wait.leading_zeros() as usize] += 1;
        }
    }
    assert!(expected[0] >= 3 && expected[36] > 0);
    assert_eq!(measured(&waits, false), expected);
    assert_eq!(measured(&waits, true), expected);
}

#[test]
fn metadata_of_others_stays() {
    let policy = resolved("[observe]\nlatency = true\n");
    let maps = Maps::new(&policy).unwrap();
    let program = entry::generate(&policy, &maps, 0, Options::default());
    let program = program.unwrap().unwrap();
    let memory = Memory::new(&maps);
    let linked = link(program.code(), &memory);
    let vm = Vm::new(&linked, &memory, None);
    let stamp = (NOW - 5000).to_le_bytes();
    // Ours was put before theirs.
    let both = [&stamp[..], &[0xaa; 12]].concat();
    assert_eq!(vm.enter(&[0; 60], &both, 20, NOW).metadata, 12);
    assert_eq!(memory.latency()[13], 1);
    // There was no room for ours, or it is no stamp at all.
    assert_eq!(vm.enter(&[0; 60], &[0xaa; 4], 4, NOW).metadata, 4);
    assert_eq!(vm.enter(&[0; 60], &[0xaa; 32], 32, NOW).metadata, 32);
    assert_eq!(vm.enter(&[0; 60], &[], 0, NOW).metadata, 0);
    assert_eq!(memory.latency().iter().sum::<u64>(), 1);
}

#[test]
fn measuring_comes_before_everything_else() {
    let policy = resolved(&format!("{EVERY_STEP}[observe]\nlatency = true\n"));
    let maps = Maps::new(&policy).unwrap();
    for (step, wanted) in policy.steps().iter().enumerate() {
        let program = entry::generate(&policy, &maps, step, Options::default());
        let program = program.unwrap().unwrap();
        let memory = Memory::new(&maps);
        let linked = link(program.code(), &memory);
        let vm = Vm::new(&linked, &memory, None);
        let entered = vm.enter(&syn().frame, &(NOW - 100).to_le_bytes(), 8, NOW);
        assert_eq!(entered.metadata, 0);
        assert_eq!(memory.latency()[7], 1);
        let expected = match wanted.mss {
            Some(mss) => syn().clamped(mss.bytes()).frame,
            None => syn().frame,
        };
        assert_eq!(entered.frame, expected, "step {step}");
    }
}
