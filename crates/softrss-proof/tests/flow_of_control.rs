//! Generated programs pass the check of their flow of control as older kernels make it.
//!
//! `check_cfg` of kernel/bpf/verifier.c walks the program depth first. Up to Linux 6.1 at least, an
//! instruction that is no jump may not run into one that the walk is still busy with (`back-edge from
//! insn`), although a jump may lead there.
#![allow(clippy::unwrap_used, reason = "a test")]

use softrss_codegen::{Maps, Options, generate};
use softrss_core::{Policy, ResolvedPolicy};
use softrss_proof::{
    Rng,
    policies::{Machines, largest, policy},
};

const CLASS_JMP: u8 = 0x05;
const CLASS_JMP32: u8 = 0x06;
const JA: u8 = 0x05;
const CALL: u8 = 0x85;
const EXIT: u8 = 0x95;

/// Where the instruction in slot `at` leads, and whether it may lead back.
fn edges(slots: &[[u8; 8]], at: usize) -> Vec<(usize, bool)> {
    let [code, _, low, high, ..] = slots[at];
    let target = || {
        let distance = isize::from(i16::from_le_bytes([low, high]));
        (at + 1).checked_add_signed(distance).unwrap()
    };
    let is_jump = matches!(code & 7, CLASS_JMP | CLASS_JMP32);
    match code {
        EXIT => Vec::new(),
        JA => vec![(target(), true)],
        CALL => vec![(at + 1, false)],
        _ if is_jump => vec![(at + 1, true), (target(), true)],
        _ => vec![(at + 1, false)],
    }
}

/// The first edge that such a kernel refuses.
fn refused_edge(slots: &[[u8; 8]]) -> Option<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Busy,
        Done,
    }
    let mut states = vec![State::New; slots.len()];
    states[0] = State::Busy;
    let mut path = vec![(0, edges(slots, 0).into_iter())];
    while let Some((at, rest)) = path.last_mut() {
        let at = *at;
        let Some((to, may_lead_back)) = rest.next() else {
            states[at] = State::Done;
            path.pop();
            continue;
        };
        match states[to] {
            State::New => {
                states[to] = State::Busy;
                path.push((to, edges(slots, to).into_iter()));
            }
            State::Busy if !may_lead_back => return Some((at, to)),
            State::Busy | State::Done => {}
        }
    }
    None
}

fn check(policy: &ResolvedPolicy, options: Options) {
    let maps = Maps::new(policy).unwrap();
    let program = generate(policy, &maps, options).unwrap();
    let bytes = program.code().to_bytes();
    let refused = refused_edge(bytes.as_chunks().0);
    assert_eq!(refused, None, "{:#?}", policy.policy());
}

#[test]
fn nothing_runs_into_the_head_of_a_loop() {
    // The check itself: a loop that is entered by running into it, and one that is jumped to.
    let mov = [0xb7, 0, 0, 0, 0, 0, 0, 0];
    let back = |slots: i16| {
        let [low, high] = slots.to_le_bytes();
        [0x55, 0, low, high, 0, 0, 0, 0]
    };
    let ahead = |slots: u8| [JA, 0, slots, 0, 0, 0, 0, 0];
    let exit = [EXIT, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(refused_edge(&[mov, back(-2), exit]), None);
    // Into 2 from 3 and on to 1, which runs into 2 again.
    let into = [ahead(1), mov, back(-2), exit];
    assert_eq!(refused_edge(&into), Some((1, 2)));

    let options = [
        Options::default(),
        Options {
            counters: true,
            ..Options::default()
        },
        Options {
            frags: true,
            probe: true,
            counters: true,
        },
    ];
    let cpus = "0-3".parse().unwrap();
    let resolved = |policy| ResolvedPolicy::new(policy, &cpus).unwrap();
    for options in options {
        check(&resolved(Policy::default()), options);
    }
    let mut rng = Rng::new(0x5eed);
    for n in 0..300 {
        let options = options[n % options.len()];
        check(&resolved(policy(&mut rng, Machines::ANY)), options);
    }
    for options in options {
        check(&resolved(largest(&mut rng, Machines::ANY)), options);
    }
}
