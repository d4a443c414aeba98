//! What entry programs do with a packet: measure its wait, change it, and send it on.
#![allow(clippy::unwrap_used, reason = "a test")]

use bpf_asm::xdp::{XDP_DROP, XDP_PASS, XDP_REDIRECT};
use softrss_codegen::{CodegenError, Image, Maps, Options, entry, image::Program};
use softrss_core::{Policy, ResolvedPolicy, resolve::RuleAction};
use softrss_proof::{
    engine::{Both, Contents, Engine, Exit, Input, contents},
    segment::{Opt, Segment, ethernet},
};
use softrss_testbed::packet::Tcp;

const NOW: u64 = 1 << 50;

fn resolved(text: &str) -> ResolvedPolicy {
    let policy: Policy = format!("version = 1\n{text}").parse().unwrap();
    ResolvedPolicy::new(policy, &"0-3".parse().unwrap()).unwrap()
}

fn image(policy: &ResolvedPolicy) -> Image {
    Image::new(policy, Options::default()).unwrap()
}

/// The entry program of `step`, if there is one.
fn entry_program(image: &Image, step: usize) -> Option<&Program> {
    let (_, queues) = image.queues().nth(step).unwrap();
    image.entry_program(queues)
}

/// Its listing.
fn listing(policy: &ResolvedPolicy, step: usize) -> Option<String> {
    let image = image(policy);
    Some(entry_program(&image, step)?.code().to_string())
}

/// A packet that opens a connection.
fn syn() -> Segment {
    let stack = ethernet().ipv4([10, 0, 0, 1].into(), [10, 0, 0, 2].into());
    Segment::new(&stack, Tcp::SYN, &[Opt::Mss(1460)], 0)
}

/// The entry program of `step`, ready to run.
fn loaded(policy: &ResolvedPolicy, step: usize) -> Both {
    let image = image(policy);
    let contents = contents(&image, |_| true);
    Both::load(entry_program(&image, step).unwrap(), &contents).unwrap()
}

/// Runs it over `frame` behind `before`, of which the last `metadata` bytes are metadata.
fn enter(engine: &mut Both, frame: &[u8], before: &[u8], metadata: usize) -> Exit {
    let input = Input {
        packet: frame,
        before,
        metadata,
        now: NOW,
        ..Input::default()
    };
    engine.run(&input).unwrap()
}

/// How long packets waited, by bucket.
fn waits(engine: &Both) -> Vec<u64> {
    let values = engine.values("latency").unwrap().unwrap();
    let numbers = values.as_chunks().0.iter();
    numbers.map(|bytes| u64::from_ne_bytes(*bytes)).collect()
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
        .map(|step| step.action.row().word)
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
    let (given, clamped) = (syn().frame().unwrap(), syn().clamped(1400).unwrap());
    let expected = [
        (XDP_REDIRECT, &clamped, Some(0)),
        (XDP_DROP, &given, None),
        (XDP_REDIRECT, &clamped, Some(1)),
        (XDP_PASS, &clamped, None),
    ];
    for (step, (action, frame, slot)) in expected.into_iter().enumerate() {
        let exit = enter(&mut loaded(&policy, step), &given, &[], 0);
        assert_eq!(exit.action, action.cast_unsigned(), "step {step}");
        assert_eq!(
            (&exit.packet, exit.metadata),
            (frame, vec![]),
            "step {step}"
        );
        let redirected = exit.redirected.map(|(map, slot)| {
            assert_eq!(map.as_str(), "devices");
            slot
        });
        assert_eq!(redirected, slot, "step {step}");
        // Without the interface it is dropped.
        let action = if slot.is_some() { XDP_DROP } else { action };
        let image = image(&policy);
        let program = entry_program(&image, step).unwrap();
        let mut engine = Both::load(program, &Contents::new()).unwrap();
        let exit = enter(&mut engine, &given, &[], 0);
        assert_eq!(exit.action, action.cast_unsigned(), "step {step}");
    }
    let maps = Maps::new(&policy).unwrap();
    let error = entry::generate(&policy, &maps, 4, Options::default()).unwrap_err();
    assert_eq!(error, CodegenError::NoSuchStep { step: 4, steps: 4 });
}

/// Where frames begin with the tag of a switch, that is where a connection is looked for.
#[test]
fn the_tag_of_a_switch_is_looked_behind() {
    let (given, clamped) = (syn().frame().unwrap(), syn().clamped(1400).unwrap());
    for (dsa, at, tag) in [
        ("mtk", 12, &[0, 1, 0, 1][..]),
        ("dsa", 12, &[0xc0, 8, 0, 0]),
        ("gswip", 0, &[0; 8]),
        ("edsa", 12, &[0xda, 0xda, 0, 0, 0xc0, 8, 0, 0]),
    ] {
        let policy = resolved(&format!(
            "[targets]\nmss = 1400\n[flow]\ndsa = \"{dsa}\"\ndecap = []\n"
        ));
        let tagged = |frame: &[u8]| {
            let mut frame = frame.to_vec();
            frame.splice(at..at, tag.iter().copied());
            frame
        };
        let mut engine = loaded(&policy, 0);
        let exit = enter(&mut engine, &tagged(&given), &[], 0);
        assert_eq!(exit.packet, tagged(&clamped), "{dsa}");
    }
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
    let mut engine = loaded(&resolved("[observe]\nlatency = true\n"), 0);
    for wait in waits {
        let stamp = NOW.wrapping_sub(*wait).to_le_bytes();
        let metadata = if hidden { 0 } else { 8 };
        let exit = enter(&mut engine, &[7; 60], &stamp, metadata);
        assert_eq!(exit.action, XDP_PASS.cast_unsigned());
        assert_eq!(exit.packet, [7; 60]);
        let left = if plausible(*wait) { 0 } else { metadata };
        assert_eq!(exit.metadata.len(), left, "{wait}");
    }
    self::waits(&engine)
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
    let mut engine = loaded(&resolved("[observe]\nlatency = true\n"), 0);
    let mut left = |before: &[u8]| {
        let exit = enter(&mut engine, &[0; 60], before, before.len());
        (exit.metadata.len(), waits(&engine).iter().sum::<u64>())
    };
    let stamp = (NOW - 5000).to_le_bytes();
    // Ours was put before theirs.
    assert_eq!(left(&[&stamp[..], &[0xaa; 12]].concat()), (12, 1));
    // There was no room for ours, or it is no stamp at all.
    assert_eq!(left(&[0xaa; 4]), (4, 1));
    assert_eq!(left(&[0xaa; 32]), (32, 1));
    assert_eq!(left(&[]), (0, 1));
    assert_eq!(waits(&engine)[13], 1);
}

#[test]
fn measuring_comes_before_everything_else() {
    let policy = resolved(&format!("{EVERY_STEP}[observe]\nlatency = true\n"));
    for (step, wanted) in policy.steps().iter().enumerate() {
        let mut engine = loaded(&policy, step);
        let given = syn().frame().unwrap();
        let exit = enter(&mut engine, &given, &(NOW - 100).to_le_bytes(), 8);
        assert_eq!(exit.metadata.len(), 0);
        assert_eq!(waits(&engine)[7], 1);
        let expected = match wanted.mss {
            Some(mss) => syn().clamped(mss.bytes()).unwrap(),
            None => given,
        };
        assert_eq!(exit.packet, expected, "step {step}");
    }
}
