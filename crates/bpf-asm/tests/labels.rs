//! Labels: how far they reach, and what is said when they do not.

use std::panic::Location;

use bpf_asm::{Anchor, Asm, AsmError, Insn, Label, R0, R1, R2, W0};

/// The line below the caller's, as errors print it.
#[track_caller]
fn next_line() -> String {
    let at = Location::caller();
    format!("{}:{}:", at.file(), at.line() + 1)
}

#[track_caller]
fn error(a: Asm<'_>) -> String {
    a.finish().expect_err("a mistake").to_string()
}

/// `text` contains all of `parts`.
#[track_caller]
fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{text}` does not say `{part}`");
    }
}

fn fill(a: &mut Asm<'_>, slots: usize) {
    for _ in 0..slots {
        a.mov(R1, 0);
    }
}

/// The distances of the jumps of a program, in order.
fn distances(a: Asm<'_>) -> Vec<i32> {
    let code = a.finish().expect("no mistake");
    let distance = |line: &bpf_asm::Line<'_>| match line.insn() {
        Insn::Jump { off, .. } | Insn::Goto { off } | Insn::MayGoto { off } => {
            Some(i32::from(*off))
        }
        Insn::Gotol { off } => Some(*off),
        _ => None,
    };
    code.lines().iter().filter_map(distance).collect()
}

#[test]
fn distances_count_slots_from_the_next_instruction() {
    let mut a = Asm::new();
    let (near, far) = (a.label("near"), a.label("far"));
    let start = a.here("start");
    a.jeq(R1, 0, &near)
        .ld_imm64(R2, 1)
        .jne(R1, R2, &far)
        .ja(start);
    a.bind(near).ld_imm64(R0, 2).gotol(start);
    a.bind(far).mov(W0, 0).exit();
    // Slots: 0 jeq, 1 ld_imm64, 3 jne, 4 ja, 5 ld_imm64, 7 gotol, 8 mov, 9 exit.
    assert_eq!(distances(a), [4, 4, -5, -8]);
}

#[test]
fn a_jump_may_go_to_the_next_instruction_and_to_itself() {
    let mut a = Asm::new();
    let next = a.label("next");
    a.ja(&next);
    a.bind(next);
    let itself = a.here("itself");
    a.ja(itself);
    assert_eq!(distances(a), [0, -1]);
}

#[test]
fn two_labels_may_stand_at_one_place() {
    let mut a = Asm::new();
    let (one, two) = (a.label("one"), a.label("two"));
    a.jeq(R1, 0, &one).jeq(R1, 1, &two).mov(R0, 0);
    a.bind(one).bind(two).exit();
    let code = a.finish().unwrap();
    assert!(
        code.to_string()
            .contains("<one>:\n<two>:\n       3:\texit\n")
    );
}

#[test]
fn an_unused_label_need_not_be_bound_and_may_stand_at_the_end() {
    let mut a = Asm::new();
    let (_unbound, end) = (a.label("unbound"), a.label("end"));
    a.exit();
    a.bind(end);
    assert_eq!(a.finish().unwrap().slots(), 1);
}

#[test]
fn an_unbound_label_is_named_with_both_lines() {
    let mut a = Asm::new();
    let label_at = next_line();
    let lost = a.label("lost");
    let at = next_line();
    a.jne(R1, 7, &lost);
    a.exit();
    says(&error(a), &["`lost`", &label_at, &at, "never bound"]);
}

#[test]
fn forward_jumps_reach_32767_slots() {
    for (slots, reached) in [(32767, true), (32768, false)] {
        let mut a = Asm::new();
        let target = a.label("target");
        let at = next_line();
        a.jgt(R1, R2, &target);
        fill(&mut a, slots);
        a.bind(target).exit();
        if reached {
            assert_eq!(distances(a), [32767]);
        } else {
            says(
                &error(a),
                &["`target`", &at, "32768 slots", "-32768 to 32767", "gotol"],
            );
        }
    }
}

#[test]
fn backward_jumps_reach_32768_slots() {
    for (slots, reached) in [(32767, true), (32768, false)] {
        let mut a = Asm::new();
        let target = a.here("target");
        fill(&mut a, slots);
        let at = next_line();
        a.ja(target);
        if reached {
            assert_eq!(distances(a), [-32768]);
        } else {
            says(
                &error(a),
                &["`target`", &at, "-32769 slots", "-32768 to 32767"],
            );
        }
    }
}

#[test]
fn the_error_tells_the_distance_as_data() {
    let mut a = Asm::new();
    let target = a.here("target");
    fill(&mut a, 40_000);
    a.jeq(R1, 0, target).exit();
    let Err(AsmError::JumpOutOfRange {
        name, distance, at, ..
    }) = a.finish()
    else {
        panic!("the jump is too long");
    };
    assert_eq!((name.as_ref(), distance), ("target", -40_001));
    assert_eq!(at.file(), file!());
}

#[test]
fn gotol_reaches_farther_in_both_directions() {
    let mut a = Asm::new();
    let (start, far) = (a.here("start"), a.label("far"));
    a.gotol(&far);
    fill(&mut a, 100_000);
    a.gotol(start);
    a.bind(far).exit();
    assert_eq!(distances(a), [100_001, -100_002]);
}

#[test]
fn a_label_behind_the_last_instruction_is_no_target() {
    let mut a = Asm::new();
    let end = a.label("end");
    let at = next_line();
    a.jeq(R1, 0, &end);
    a.exit();
    a.bind(end);
    says(&error(a), &["`end`", &at, "behind the last instruction"]);
}

#[test]
fn labels_of_another_assembler_are_refused() {
    let mut other = Asm::new();
    let label_at = next_line();
    let label = other.label("label");
    let anchor_at = next_line();
    let anchor = other.here("anchor");
    assert_foreign(&label_at, |a| drop_line(a.ja(&label)));
    assert_foreign(&anchor_at, |a| drop_line(a.jeq(R1, 0, anchor)));
    assert_foreign(&label_at, |a| drop_line(a.bind(label)));
}

fn drop_line(_: &mut Asm<'_>) {}

#[track_caller]
fn assert_foreign(label_at: &str, misuse: impl FnOnce(&mut Asm<'_>)) {
    let mut a = Asm::new();
    misuse(&mut a);
    a.exit();
    says(
        &error(a),
        &[label_at, "belongs to another assembler", file!()],
    );
}

#[test]
fn a_program_that_runs_off_its_end_is_refused() {
    for last in [
        (|a: &mut Asm<'_>, _| drop_line(a.mov(R0, 0))) as fn(&mut Asm<'_>, Anchor),
        |a, start| drop_line(a.jeq(R0, 0, start)),
        |a, _| drop_line(a.get_prandom_u32()),
    ] {
        let mut a = Asm::new();
        let start = a.here("start");
        a.mov(R0, 0);
        last(&mut a, start);
        says(
            &error(a),
            &["runs off the end", file!(), "`exit` or a `goto`"],
        );
    }
}

#[test]
fn a_program_may_end_with_a_jump_backwards() {
    let mut a = Asm::new();
    let start = a.label("start");
    a.ja(&start);
    let end = a.here("end");
    a.exit();
    a.bind(start).mov(R0, 0).ja(end);
    assert_eq!(distances(a), [1, -3]);
}

#[test]
fn an_empty_program_is_refused() {
    assert_eq!(error(Asm::new()), "the program has no instructions");
    let mut a = Asm::new();
    let end = a.label("end");
    a.bind(end);
    assert_eq!(a.finish().unwrap_err(), AsmError::Empty);
}

#[test]
fn the_first_misuse_is_the_one_reported() {
    let mut other = Asm::new();
    let (one, two): (Label, Label) = (other.label("one"), other.label("two"));
    let mut a = Asm::new();
    let first = next_line();
    a.ja(&one);
    a.ja(&two).exit();
    says(&error(a), &[&first]);
}

#[test]
fn every_line_of_a_composed_call_is_the_callers() {
    let mut a = Asm::new();
    let map = Box::leak(Box::new(
        bpf_asm::MapDecl::<bpf_asm::Cpumap>::new("cpus", 1).unwrap(),
    ));
    let at = next_line();
    a.redirect_map(map, R1, 2);
    a.exit();
    let code = a.finish().unwrap();
    assert_eq!(code.lines().len(), 5);
    for line in &code.lines()[..4] {
        assert!(line.at().to_string().starts_with(&at), "{}", line.at());
    }
}
