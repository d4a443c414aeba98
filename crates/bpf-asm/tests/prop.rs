//! Encoding and decoding are inverse to each other, whatever the instructions and whatever the bytes.

use bpf_asm::{
    Asm, AsmError, RegNo, Width, decode,
    insn::{AluOp, AtomicOp, Callee, Cond, Imm64, Insn, Operand, Order, Size},
};
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, RngSeed},
};

/// Always the same cases, unless `PROPTEST_RNG_SEED` asks for others; a failing test prints which.
#[expect(clippy::print_stdout, reason = "it is shown when a test fails")]
fn config() -> Config {
    let chosen = Config::default();
    let rng_seed = match chosen.rng_seed {
        RngSeed::Random => RngSeed::Fixed(0xb9f),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    println!("{rng_seed:?}");
    Config {
        rng_seed,
        cases: 2000,
        failure_persistence: None,
        ..chosen
    }
}

fn register() -> impl Strategy<Value = RegNo> {
    (0..=10_u8).prop_filter_map("a register", RegNo::new)
}

fn operand() -> impl Strategy<Value = Operand> {
    prop_oneof![
        register().prop_map(Operand::Reg),
        any::<i32>().prop_map(Operand::Imm)
    ]
}

fn width() -> impl Strategy<Value = Width> {
    select(vec![Width::W32, Width::W64])
}

fn size() -> impl Strategy<Value = Size> {
    select(vec![Size::B, Size::H, Size::W, Size::Dw])
}

fn alu_op() -> impl Strategy<Value = AluOp> {
    use AluOp::{Add, And, Arsh, Div, Lsh, Mod, Mov, Mul, Or, Rsh, Sdiv, Smod, Sub, Xor};
    select(vec![
        Add, Sub, Mul, Div, Sdiv, Or, And, Lsh, Rsh, Mod, Smod, Xor, Mov, Arsh,
    ])
}

fn cond() -> impl Strategy<Value = Cond> {
    use Cond::{Eq, Ge, Gt, Le, Lt, Ne, Set, Sge, Sgt, Sle, Slt};
    select(vec![Eq, Ne, Set, Gt, Ge, Lt, Le, Sgt, Sge, Slt, Sle])
}

fn atomic_op() -> impl Strategy<Value = AtomicOp> {
    (0..6, any::<bool>()).prop_map(|(op, fetch)| match op {
        0 => AtomicOp::Add { fetch },
        1 => AtomicOp::Or { fetch },
        2 => AtomicOp::And { fetch },
        3 => AtomicOp::Xor { fetch },
        4 => AtomicOp::Xchg,
        _ => AtomicOp::Cmpxchg,
    })
}

fn callee() -> impl Strategy<Value = Callee> {
    prop_oneof![
        any::<u32>().prop_map(Callee::Helper),
        any::<i32>().prop_map(Callee::Local),
        (any::<i32>(), any::<i16>()).prop_map(|(btf_id, fd_idx)| Callee::Kfunc { btf_id, fd_idx }),
    ]
}

fn imm64() -> impl Strategy<Value = Imm64> {
    prop_oneof![
        any::<u64>().prop_map(Imm64::Const),
        any::<i32>().prop_map(Imm64::MapFd),
        any::<i32>().prop_map(Imm64::Func),
        any::<i32>().prop_map(Imm64::MapIdx),
        (any::<i32>(), any::<u32>()).prop_map(|(fd, off)| Imm64::MapValue { fd, off }),
        (any::<i32>(), any::<u32>()).prop_map(|(idx, off)| Imm64::MapIdxValue { idx, off }),
        (any::<i32>(), any::<i32>()).prop_map(|(btf_id, btf_fd)| Imm64::BtfId { btf_id, btf_fd }),
    ]
}

fn arithmetic() -> impl Strategy<Value = Insn> {
    let alu = (width(), alu_op(), register(), operand());
    let order = select(vec![Order::Le, Order::Be, Order::Swap]);
    prop_oneof![
        alu.prop_map(|(width, op, dst, src)| Insn::Alu {
            width,
            op,
            dst,
            src
        }),
        (width(), register()).prop_map(|(width, dst)| Insn::Neg { width, dst }),
        (width(), size(), register(), register()).prop_map(|(width, from, dst, src)| Insn::Movsx {
            width,
            from,
            dst,
            src
        }),
        (order, size(), register()).prop_map(|(order, size, dst)| Insn::Swap { order, size, dst }),
    ]
}

fn memory() -> impl Strategy<Value = Insn> {
    let place = || (size(), register(), any::<i16>());
    let load = (place(), any::<bool>(), register());
    prop_oneof![
        load.prop_map(|((size, base, off), signed, dst)| Insn::Load {
            size,
            signed,
            dst,
            base,
            off
        }),
        (place(), operand()).prop_map(|((size, base, off), src)| Insn::Store {
            size,
            base,
            off,
            src
        }),
        (place(), atomic_op(), register()).prop_map(|((size, base, off), op, src)| Insn::Atomic {
            op,
            size,
            base,
            off,
            src
        }),
        (place(), register()).prop_map(|((size, base, off), dst)| Insn::LoadAcquire {
            size,
            dst,
            base,
            off
        }),
        (place(), register()).prop_map(|((size, base, off), src)| Insn::StoreRelease {
            size,
            base,
            off,
            src
        }),
        (register(), imm64()).prop_map(|(dst, value)| Insn::LdImm64 { dst, value }),
    ]
}

fn control() -> impl Strategy<Value = Insn> {
    let jump = (width(), cond(), register(), operand(), any::<i16>());
    prop_oneof![
        jump.prop_map(|(width, cond, lhs, rhs, off)| Insn::Jump {
            width,
            cond,
            lhs,
            rhs,
            off
        }),
        any::<i16>().prop_map(|off| Insn::Goto { off }),
        any::<i32>().prop_map(|off| Insn::Gotol { off }),
        any::<i16>().prop_map(|off| Insn::MayGoto { off }),
        callee().prop_map(Insn::Call),
        Just(Insn::Exit),
    ]
}

/// Any value of the type, those with contradicting fields too.
fn any_insn() -> impl Strategy<Value = Insn> {
    prop_oneof![arithmetic(), memory(), control()]
}

/// Whether the fields contradict each other, as the documentation of [`Insn`] says.
fn is_valid(insn: &Insn) -> bool {
    match insn {
        Insn::Movsx { width, from, .. } => match from {
            Size::B | Size::H => true,
            Size::W => *width == Width::W64,
            Size::Dw => false,
        },
        Insn::Swap { size, .. } => *size != Size::B,
        Insn::Load { size, signed, .. } => !(*signed && *size == Size::Dw),
        Insn::Atomic { size, .. } => matches!(size, Size::W | Size::Dw),
        _ => true,
    }
}

fn encode(insns: &[Insn]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for insn in insns {
        insn.encode(&mut bytes);
    }
    bytes
}

/// Bytes that decode are those that the result encodes to.
fn survives(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(insns) = decode(bytes) {
        prop_assert_eq!(encode(&insns), bytes);
        prop_assert_eq!(
            insns.iter().map(Insn::slots).sum::<usize>() * 8,
            bytes.len()
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn valid_instructions_survive(insns in vec(any_insn().prop_filter("valid", is_valid), 0..20)) {
        prop_assert_eq!(decode(&encode(&insns)), Ok(insns));
    }

    #[test]
    fn invalid_instructions_are_reported(insn in any_insn().prop_filter("invalid", |insn| !is_valid(insn))) {
        prop_assert!(decode(&encode(&[insn])).is_err());
        let mut a = Asm::new();
        a.emit(insn).exit();
        let error = a.finish().err();
        let reported = matches!(error, Some(AsmError::NoSuchInsn { insn: reported, .. }) if reported == insn);
        prop_assert!(reported, "{:?}", error);
    }

    #[test]
    fn arbitrary_bytes_are_refused_or_survive(bytes in vec(any::<u8>(), 0..64)) {
        survives(&bytes)?;
    }

    #[test]
    fn damaged_instructions_are_refused_or_survive(
        insns in vec(any_insn(), 1..8), at in any::<Index>(), bit in 0..8_u8,
    ) {
        let mut bytes = encode(&insns);
        *at.get_mut(&mut bytes) ^= 1 << bit;
        survives(&bytes)?;
    }

    #[test]
    fn every_beginning_of_a_program_is_refused_or_survives(insns in vec(any_insn(), 1..8), at in any::<Index>()) {
        let bytes = encode(&insns);
        survives(&bytes[..at.index(bytes.len())])?;
    }

    #[test]
    fn texts_tell_instructions_apart(insn in any_insn(), at in any::<Index>(), bit in 0..8_u8) {
        // But for what LLVM does not print: whom a call calls, and the second half of the pseudo loads.
        let speaks = |insn: &Insn| match insn {
            Insn::Call(_) => false,
            Insn::LdImm64 { value, .. } => matches!(value, Imm64::Const(_)),
            _ => true,
        };
        let mut bytes = encode(&[insn]);
        *at.get_mut(&mut bytes) ^= 1 << bit;
        if let Ok([other]) = decode(&bytes).as_deref()
            && is_valid(&insn) && speaks(&insn) && speaks(other)
        {
            prop_assert_ne!(insn.to_string(), other.to_string());
        }
    }
}
