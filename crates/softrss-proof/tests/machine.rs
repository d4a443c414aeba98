//! The machine does what the instruction set says, and sees what the verifier would refuse.
#![allow(clippy::unwrap_used, reason = "a test")]

use bpf_asm::{
    Asm, AsmError, Cpumap, Data, FP, Helper, LpmTrie, MapDecl, Program, ProgramKind, R0, R1, R2,
    R3, R6, R7, W0,
    xdp::{XDP_ABORTED, XDP_DROP, XDP_PASS, XDP_REDIRECT, xdp_md},
};
use softrss_proof::{
    engine::{Contents, Engine, Exit, Input, Rbpf},
    machine::{Fault, Machine, Region},
    semantics::{GOOD, Needs, all_of, cases},
};

const INPUT: Input<'_> = Input {
    packet: &[1, 2, 3, 4, 5, 6, 7, 8],
    beyond: &[],
    before: &[],
    metadata: 0,
    interface: 0,
    queue: 0,
    cpu: 3,
    now: 0,
};

fn program(asm: Asm<'_>) -> Result<Program<'_>, AsmError> {
    let code = asm.finish()?;
    Ok(Program::new("test", ProgramKind::XDP, code).unwrap())
}

fn run(asm: Asm<'_>) -> Result<Exit, Fault> {
    let mut machine = Machine::new(&program(asm).unwrap()).unwrap();
    machine.run(&INPUT).map_err(|stopped| stopped.fault)
}

/// What rbpf does not do as the kernel does: it leaves the upper half of the dividend, and compares without sign
/// with a constant that it did not extend. `bpftool.rs` runs these in the kernel, with all others.
const DIFFERENT: [&str; 2] = ["modulo zero of 32 bits", "jumps on constants"];

/// Runs each case that an engine is `able` to run; gives their number.
fn instructions<E: Engine>(able: impl Fn(&str, Needs) -> bool) -> usize {
    let cases = cases();
    let able = cases.iter().filter(|case| able(case.name, case.needs));
    let ran = able.map(|case| {
        let code = all_of(&[case]).unwrap();
        let program = Program::new("case", ProgramKind::XDP, code).unwrap();
        let mut engine = E::load(&program, &Contents::new()).unwrap();
        let action = engine.run(&INPUT).unwrap().action;
        assert_eq!(action, GOOD, "`{}` in {}", case.name, E::NAME);
    });
    ran.count()
}

#[test]
fn instructions_do_what_they_say() {
    assert_eq!(instructions::<Machine>(|_, _| true), cases().len());
    let newest = cases().iter().any(|case| case.needs == Needs::Ordered);
    assert!(newest, "the newest instructions are among them");
}

#[test]
fn instructions_do_what_they_say_in_rbpf() {
    let cases = cases();
    let known = |name: &&str| cases.iter().any(|case| case.name == *name);
    assert!(DIFFERENT.iter().all(known));
    let ran =
        instructions::<Rbpf>(|name, needs| needs == Needs::Base && !DIFFERENT.contains(&name));
    assert!(ran > 45, "{ran}");
}

/// Loads the packet's ends to `r6` and `r7`.
fn ends<'m>() -> Asm<'m> {
    let mut a = Asm::new();
    a.load::<u32>(R6, R1 + xdp_md::DATA)
        .load::<u32>(R7, R1 + xdp_md::DATA_END);
    a
}

#[test]
fn packets_are_read_to_their_last_byte_and_no_further() {
    let mut whole = ends();
    whole.load::<u64>(R0, R6 + 0).rsh(R0, 32).exit();
    assert_eq!(run(whole).unwrap().action, 0x0807_0605);
    for (off, size) in [(1, 8), (8, 8), (-1, 8), (2000, 8)] {
        let mut a = ends();
        a.load::<u64>(R0, R6 + off).exit();
        let fault = Fault::OutOfBounds {
            region: Region::Packet,
            offset: off.into(),
            size,
            len: 8,
        };
        assert_eq!(run(a), Err(fault));
    }
    let mut behind = ends();
    behind.load::<u8>(R0, R7 + 0).exit();
    assert!(matches!(
        run(behind),
        Err(Fault::OutOfBounds { offset: 8, .. })
    ));
    let mut writes = ends();
    writes.store::<u8>(R6 + 0, 1).mov(W0, 0).exit();
    assert_eq!(
        run(writes),
        Err(Fault::ReadOnly {
            region: Region::Packet
        })
    );
}

#[test]
fn nothing_is_read_before_it_is_written() {
    let mut register = Asm::new();
    register.mov(R0, R2).exit();
    assert_eq!(run(register), Err(Fault::Unset { register: 2 }));
    let mut no_result = Asm::new();
    no_result.exit();
    assert_eq!(run(no_result), Err(Fault::Unset { register: 0 }));
    let mut stack = Asm::new();
    stack.store::<u32>(FP - 8, 1).load::<u64>(R0, FP - 8).exit();
    assert_eq!(run(stack), Err(Fault::Unwritten { below_fp: 4 }));
    let mut clobbered = Asm::new();
    clobbered.get_smp_processor_id().mov(R0, R1).exit();
    assert_eq!(run(clobbered), Err(Fault::Unset { register: 1 }));
}

#[test]
fn the_stack_has_512_bytes_in_aligned_pieces() {
    for (off, good) in [
        (-8, true),
        (-512, true),
        (-4, false),
        (-516, false),
        (-520, false),
        (0, false),
    ] {
        let mut a = Asm::new();
        a.store::<u64>(FP + off, 1).mov(W0, 0).exit();
        assert_eq!(run(a).is_ok(), good, "at {off}");
    }
}

#[test]
fn addresses_are_made_of_addresses() {
    let mut number = Asm::new();
    number.mov(R1, 77).load::<u8>(R0, R1 + 0).exit();
    assert_eq!(run(number), Err(Fault::NoAddress { address: 77 }));
    // Half a pointer is none.
    let mut half = ends();
    half.mov(R6.w(), R6.w()).load::<u8>(R0, R6 + 0).exit();
    assert!(matches!(run(half), Err(Fault::NoAddress { .. })));
    let mut other_field = Asm::new();
    other_field
        .load::<u32>(R0, R1 + xdp_md::INGRESS_IFINDEX)
        .exit();
    assert!(matches!(
        run(other_field),
        Err(Fault::OutOfBounds {
            region: Region::Context,
            ..
        })
    ));
}

#[test]
fn a_program_that_does_not_end_is_stopped() {
    let mut a = Asm::new();
    let again = a.here("again");
    a.ja(again);
    a.mov(W0, 0).exit();
    assert_eq!(run(a), Err(Fault::Endless));
}

#[test]
fn redirects_miss_and_hit() {
    let cpus = MapDecl::<Cpumap>::new("cpus", 4).unwrap();
    for (flags, cpu, action, redirected) in [
        (XDP_PASS, 2, XDP_REDIRECT, Some(2)),
        (XDP_PASS, 1, XDP_PASS, None),
        (XDP_DROP, 1, XDP_DROP, None),
        (XDP_DROP, 9, XDP_DROP, None),
        (8, 2, XDP_ABORTED, None),
    ] {
        let mut a = Asm::new();
        a.redirect_map(&cpus, cpu, flags).exit();
        let program = program(a).unwrap();
        let mut machine = Machine::new(&program).unwrap();
        assert!(
            machine
                .map_mut("cpus")
                .unwrap()
                .insert(&2_u32.to_ne_bytes(), &[0; 8])
        );
        assert!(
            !machine
                .map_mut("cpus")
                .unwrap()
                .insert(&4_u32.to_ne_bytes(), &[0; 8])
        );
        let exit = machine.run(&INPUT).unwrap();
        assert_eq!(
            (exit.action, exit.redirected.map(|(_, cpu)| cpu)),
            (action.cast_unsigned(), redirected),
            "CPU {cpu}, flags {flags}"
        );
    }
}

#[test]
fn the_longest_prefix_is_found() {
    let trie = MapDecl::<LpmTrie>::new("trie", 8, 4, 3).unwrap();
    for (address, found) in [
        ([10, 1, 2, 3], 16),
        ([10, 2, 2, 3], 8),
        ([11, 0, 0, 0], 99),
        ([10, 1, 2, 4], 32),
    ] {
        let mut a = Asm::new();
        let none = a.label("none");
        a.store::<u32>(FP - 8, 32)
            .store::<u32>(FP - 4, i32::from_le_bytes(address))
            .map_lookup_elem(&trie, FP - 8)
            .jeq(R0, 0, &none)
            .load::<u32>(R0, R0 + 0)
            .exit();
        a.bind(none).mov(R0, 99).exit();
        let program = program(a).unwrap();
        let mut machine = Machine::new(&program).unwrap();
        let map = machine.map_mut("trie").unwrap();
        for (bits, prefix) in [(8, [10, 0, 0, 0]), (32, [10, 1, 2, 4]), (16, [10, 1, 0, 0])] {
            let bits: u32 = bits;
            let key = [bits.to_ne_bytes(), prefix].concat();
            assert!(map.insert(&key, &bits.to_le_bytes()));
        }
        assert!(!map.insert(&[0; 8], &[0; 4]), "it is full");
        assert_eq!(machine.run(&INPUT).unwrap().action, found, "{address:?}");
    }
}

#[test]
fn map_values_have_bounds_and_keep_what_is_stored() {
    let data = MapDecl::<Data>::new("data", vec![5, 0, 0, 0, 6, 0, 0, 0]).unwrap();
    let mut a = Asm::new();
    a.ld_map_value(R2, &data, 4)
        .load::<u32>(R0, R2 + 0)
        .add(R0, 1)
        .store::<u32>(R2 + 0, R0)
        .exit();
    let counting = program(a).unwrap();
    let mut machine = Machine::new(&counting).unwrap();
    let actions = [(); 2].map(|()| machine.run(&INPUT).unwrap().action);
    assert_eq!(actions, [7, 8]);
    assert_eq!(
        machine.map("data").unwrap().values(),
        [5, 0, 0, 0, 8, 0, 0, 0]
    );
    let mut a = Asm::new();
    a.ld_map_value(R3, &data, 0).load::<u32>(R0, R3 + 8).exit();
    assert!(matches!(
        run(a),
        Err(Fault::OutOfBounds {
            region: Region::Values(0),
            ..
        })
    ));
}

#[test]
fn metadata_is_what_was_made_room_for() {
    let made = |delta: i32, at: i16| {
        let mut a = Asm::new();
        a.mov(R6, R1)
            .mov(R2, delta)
            .call(Helper::XDP_ADJUST_META)
            .mov(R7, R0)
            .load::<u32>(R2, R6 + xdp_md::DATA_META)
            .store::<u32>(R2 + at, 7)
            .mov(R0, R7)
            .exit();
        run(a)
    };
    let exit = made(-8, 4).unwrap();
    assert_eq!(
        (exit.action, &exit.metadata[..]),
        (0, &[0, 0, 0, 0, 7, 0, 0, 0][..])
    );
    // Behind the metadata is the packet, and before it nothing.
    assert!(matches!(made(-8, 8), Err(Fault::ReadOnly { .. })));
    assert!(matches!(made(-8, 5), Err(Fault::OutOfBounds { .. })));
    assert!(matches!(made(-8, -1), Err(Fault::OutOfBounds { .. })));
    // Room that there is not, or that is no multiple of 4.
    for delta in [-36, -6, 4] {
        assert!(matches!(made(delta, -1), Err(Fault::ReadOnly { .. })));
    }
}
