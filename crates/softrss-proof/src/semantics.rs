//! What instructions do: each case leaves a result in `r0`, and says what it must be.

use bpf_asm::{
    Asm, AsmError, Code, FP, Label, R0, R1, R2, R3, R6, R8, R9, W0, W1, W2, xdp::xdp_md,
};

/// The instructions a case needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// Those that every machine has.
    Base,
    /// Atomics that return the old value, Linux 5.12.
    Atomics,
    /// What Linux 6.6 brought.
    V4,
    /// Load-acquire and store-release, Linux 6.15.
    Ordered,
}

/// The assembler of the program that a case is part of.
type Body = Asm<'static>;

/// One case.
#[derive(Debug)]
pub struct Case {
    /// What it is about.
    pub name: &'static str,
    /// The instructions it needs.
    pub needs: Needs,
    emit: fn(&mut Body),
    result: u64,
}

/// What the program of [`all_of`] returns when every case gives its result.
pub const GOOD: u32 = 0x600d;

/// A program that runs `cases` and returns the index of the first that gives another result, or [`GOOD`].
///
/// `r1` has to point to a `struct xdp_md` whose receive queue is 0. The verifier does not know that number, so it
/// cannot compute the cases itself.
///
/// # Errors
/// [`AsmError`], if a case is no program.
pub fn all_of(cases: &[&Case]) -> Result<Code<'static>, AsmError> {
    let mut a = Asm::new();
    a.load::<u32>(R6, R1 + xdp_md::RX_QUEUE_INDEX);
    for (case, index) in cases.iter().zip(0..) {
        let right = a.label(case.name);
        (case.emit)(&mut a);
        a.ld_imm64(R8, case.result)
            .jeq(R0, R8, &right)
            .mov(R0, index)
            .exit();
        a.bind(right);
    }
    a.mov(R0, GOOD.cast_signed()).exit();
    a.finish()
}

/// `r0 = value`, not known to the verifier.
fn r0(a: &mut Body, value: u64) -> &mut Body {
    a.ld_imm64(R0, value).or(R0, R6)
}

/// `r0 = value`, `r1 = other`
fn r0_r1(a: &mut Body, value: u64, other: u64) -> &mut Body {
    a.ld_imm64(R1, other).or(R1, R6);
    r0(a, value)
}

/// `*(u64 *)(fp - 8) = value`, `r1 = other`
fn stack_r1(a: &mut Body, value: u64, other: u64) -> &mut Body {
    a.ld_imm64(R1, other)
        .or(R1, R6)
        .ld_imm64(R0, value)
        .or(R0, R6)
        .store::<u64>(FP - 8, R0)
}

/// `r0 = (whether each of `jumps` was taken for r1 = -1, r2 = 1), the first in the highest bit`
fn taken(a: &mut Body, jumps: &[fn(&mut Body, &Label)]) {
    a.mov(R1, -1).or(R1, R6).mov(R2, 1).or(R2, R6).mov(R3, 0);
    for jump in jumps {
        let (yes, done) = (a.label("yes"), a.label("done"));
        a.lsh(R3, 1);
        jump(a, &yes);
        a.ja(&done);
        a.bind(yes).or(R3, 1);
        a.bind(done);
    }
    a.mov(R0, R3);
}

/// Eight bytes that are all different, the lowest byte 0x88.
const BYTES: u64 = 0x1122_3344_5566_7788;
/// Eight bytes whose every part is negative.
const NEGATIVE: u64 = 0xf1f2_f3f4_f5f6_f7f8;
const MINUS_7: u64 = (-7_i64).cast_unsigned();

macro_rules! cases { ($($needs:ident $name:literal $emit:expr => $result:expr;)*) => {
    /// Every case, those that need least first.
    pub fn cases() -> Vec<Case> {
        vec![$(Case { name: $name, needs: Needs::$needs, emit: |a| { ($emit as fn(&mut Body))(a); }, result: $result }),*]
    }
} }
macro_rules! f {
    (|$a:ident| $body:expr) => {
        |$a: &mut Body| {
            $body;
        }
    };
}

#[rustfmt::skip]
cases! {
    Base "add wraps"                 f!(|a| r0(a, u64::MAX).add(R0, 2)) => 1;
    Base "add of 32 bits clears"     f!(|a| r0(a, u64::MAX).add(W0, 2)) => 1;
    Base "add extends its constant"  f!(|a| r0(a, 5).add(R0, -6)) => u64::MAX;
    Base "sub"                       f!(|a| r0_r1(a, 5, 6).sub(R0, R1)) => u64::MAX;
    Base "sub of 32 bits"            f!(|a| r0_r1(a, 5, 6).sub(W0, W1)) => 0xffff_ffff;
    Base "mul"                       f!(|a| r0_r1(a, 1 << 33, 3 << 20).mul(R0, R1)) => 3 << 53;
    Base "mul of 32 bits"            f!(|a| r0_r1(a, 1 << 31, 3).mul(W0, W1)) => 1 << 31;
    Base "div is unsigned"           f!(|a| r0(a, MINUS_7).div(R0, 2)) => MINUS_7 / 2;
    Base "div of 32 bits"            f!(|a| r0(a, MINUS_7).div(W0, 2)) => 0xffff_fff9 / 2;
    Base "div by zero"               f!(|a| r0_r1(a, 7, 0).div(R0, R1)) => 0;
    Base "modulo is unsigned"        f!(|a| r0(a, MINUS_7).modulo(R0, 10)) => MINUS_7 % 10;
    Base "modulo zero"               f!(|a| r0_r1(a, MINUS_7, 0).modulo(R0, R1)) => MINUS_7;
    Base "modulo zero of 32 bits"    f!(|a| r0_r1(a, MINUS_7, 0).modulo(W0, W1)) => 0xffff_fff9;
    Base "or extends its constant"   f!(|a| r0(a, 0).or(R0, -256)) => u64::MAX << 8;
    Base "or of 32 bits"             f!(|a| r0(a, u64::MAX << 32).or(W0, 5)) => 5;
    Base "and extends its constant"  f!(|a| r0(a, BYTES).and(R0, -16)) => BYTES & !15;
    Base "and of 32 bits"            f!(|a| r0(a, BYTES).and(W0, -16)) => 0x5566_7780;
    Base "xor extends its constant"  f!(|a| r0(a, BYTES).xor(R0, -1)) => !BYTES;
    Base "xor of 32 bits"            f!(|a| r0(a, BYTES).xor(W0, 0xffff_0000_u32)) => 0xaa99_7788;
    Base "lsh"                       f!(|a| r0_r1(a, 3, 63).lsh(R0, R1)) => 1 << 63;
    Base "lsh of 32 bits"            f!(|a| r0(a, 3).lsh(W0, 31)) => 1 << 31;
    Base "rsh"                       f!(|a| r0(a, NEGATIVE).rsh(R0, 60)) => 0xf;
    Base "rsh of 32 bits"            f!(|a| r0(a, NEGATIVE).rsh(W0, 28)) => 0xf;
    Base "arsh"                      f!(|a| r0(a, NEGATIVE).arsh(R0, 60)) => u64::MAX;
    Base "arsh of 32 bits"           f!(|a| r0(a, NEGATIVE).arsh(W0, 28)) => 0xffff_ffff;
    Base "neg"                       f!(|a| r0(a, 7).neg(R0)) => MINUS_7;
    Base "neg of 32 bits"            f!(|a| r0(a, 7).neg(W0)) => 0xffff_fff9;
    Base "mov"                       f!(|a| r0_r1(a, 0, BYTES).mov(R0, R1)) => BYTES;
    Base "mov of 32 bits"            f!(|a| r0_r1(a, 0, BYTES).mov(W0, W1)) => 0x5566_7788;
    Base "mov extends its constant"  f!(|a| a.mov(R0, -2)) => u64::MAX - 1;
    Base "mov of 32 bits clears"     f!(|a| a.mov(W0, -2)) => 0xffff_fffe;
    Base "be16"                      f!(|a| r0(a, BYTES).be16(R0)) => 0x8877;
    Base "be32"                      f!(|a| r0(a, BYTES).be32(R0)) => 0x8877_6655;
    Base "be64"                      f!(|a| r0(a, BYTES).be64(R0)) => BYTES.swap_bytes();
    Base "le16"                      f!(|a| r0(a, BYTES).le16(R0)) => 0x7788;
    Base "le32"                      f!(|a| r0(a, BYTES).le32(R0)) => 0x5566_7788;
    Base "le64"                      f!(|a| r0(a, BYTES).le64(R0)) => BYTES;
    Base "load u8"                   f!(|a| stack_r1(a, NEGATIVE, 0).load::<u8>(R0, FP - 7)) => 0xf7;
    Base "load u16"                  f!(|a| stack_r1(a, NEGATIVE, 0).load::<u16>(R0, FP - 6)) => 0xf5f6;
    Base "load u32"                  f!(|a| stack_r1(a, NEGATIVE, 0).load::<u32>(R0, FP - 4)) => 0xf1f2_f3f4;
    Base "load u64"                  f!(|a| stack_r1(a, NEGATIVE, 0).load::<u64>(R0, FP - 8)) => NEGATIVE;
    Base "store u8"                  f!(|a| stack_r1(a, 0, BYTES).store::<u8>(FP - 7, R1).load::<u64>(R0, FP - 8)) => 0x8800;
    Base "store u16"                 f!(|a| stack_r1(a, 0, BYTES).store::<u16>(FP - 6, R1).load::<u64>(R0, FP - 8)) => 0x7788_0000;
    Base "store u32"                 f!(|a| stack_r1(a, 0, BYTES).store::<u32>(FP - 4, R1).load::<u64>(R0, FP - 8)) => 0x5566_7788 << 32;
    Base "store a constant, u8"      f!(|a| stack_r1(a, 0, 0).store::<u8>(FP - 8, -2).load::<u64>(R0, FP - 8)) => 0xfe;
    Base "store a constant, u16"     f!(|a| stack_r1(a, 0, 0).store::<u16>(FP - 8, -2).load::<u64>(R0, FP - 8)) => 0xfffe;
    Base "store a constant, u32"     f!(|a| stack_r1(a, 0, 0).store::<u32>(FP - 8, -2).load::<u64>(R0, FP - 8)) => 0xffff_fffe;
    Base "store a constant, u64"     f!(|a| stack_r1(a, 0, 0).store::<u64>(FP - 8, -2).load::<u64>(R0, FP - 8)) => u64::MAX - 1;
    // -1 against 1: eq ne set, then gt ge lt le unsigned, then signed.
    Base "jumps on registers"        f!(|a| taken(a, &[
        |a, to| { a.jeq(R1, R2, to); }, |a, to| { a.jne(R1, R2, to); }, |a, to| { a.jset(R1, R2, to); },
        |a, to| { a.jgt(R1, R2, to); }, |a, to| { a.jge(R1, R2, to); }, |a, to| { a.jlt(R1, R2, to); }, |a, to| { a.jle(R1, R2, to); },
        |a, to| { a.jsgt(R1, R2, to); }, |a, to| { a.jsge(R1, R2, to); }, |a, to| { a.jslt(R1, R2, to); }, |a, to| { a.jsle(R1, R2, to); },
    ])) => 0b011_1100_0011;
    Base "jumps on constants"        f!(|a| taken(a, &[
        |a, to| { a.jeq(R1, -1, to); }, |a, to| { a.jne(R1, -1, to); }, |a, to| { a.jset(R2, -2, to); },
        |a, to| { a.jgt(R1, 1, to); }, |a, to| { a.jge(R1, -1, to); }, |a, to| { a.jlt(R2, -1, to); }, |a, to| { a.jle(R1, 1, to); },
        |a, to| { a.jsgt(R1, 1, to); }, |a, to| { a.jsge(R1, -1, to); }, |a, to| { a.jslt(R1, 1, to); }, |a, to| { a.jsle(R2, -1, to); },
    ])) => 0b100_1110_0110;
    // The upper half of r1 is set to 1, and must not count.
    Base "jumps on lower halves"     f!(|a| { a.mov(R9, 1).lsh(R9, 32); taken(a, &[
        |a, to| { a.add(R1, 2).xor(R1, R9).jeq(W1, W2, to); }, |a, to| { a.jne(W1, W2, to); }, |a, to| { a.jset(W1, 2, to); },
        |a, to| { a.jgt(W1, W2, to); }, |a, to| { a.jge(W1, W2, to); }, |a, to| { a.jlt(W1, 2, to); }, |a, to| { a.jle(W1, W2, to); },
        |a, to| { a.jsgt(W1, -1, to); }, |a, to| { a.jsge(W1, 2, to); }, |a, to| { a.jslt(W1, W2, to); }, |a, to| { a.jsle(W1, W2, to); },
    ]); }) => 0b100_0111_1001;
    Atomics "atomic add"             f!(|a| stack_r1(a, 40, 2).atomic_add::<u64>(FP - 8, R1).load::<u64>(R0, FP - 8)) => 42;
    Atomics "atomic add of 32 bits"  f!(|a| stack_r1(a, u64::MAX, 2).atomic_add::<u32>(FP - 8, R1).load::<u64>(R0, FP - 8)) => u64::MAX << 32 | 1;
    Atomics "atomic or"              f!(|a| stack_r1(a, 12, 10).atomic_or::<u64>(FP - 8, R1).load::<u64>(R0, FP - 8)) => 14;
    Atomics "atomic and"             f!(|a| stack_r1(a, 12, 10).atomic_and::<u64>(FP - 8, R1).load::<u64>(R0, FP - 8)) => 8;
    Atomics "atomic xor"             f!(|a| stack_r1(a, 12, 10).atomic_xor::<u64>(FP - 8, R1).load::<u64>(R0, FP - 8)) => 6;
    Atomics "fetch add, old value"   f!(|a| stack_r1(a, 40, 2).atomic_fetch_add::<u64>(FP - 8, R1).mov(R0, R1)) => 40;
    Atomics "fetch add, new value"   f!(|a| stack_r1(a, 40, 2).atomic_fetch_add::<u64>(FP - 8, R1).load::<u64>(R0, FP - 8)) => 42;
    Atomics "fetch or, old value"    f!(|a| stack_r1(a, 12, 10).atomic_fetch_or::<u64>(FP - 8, R1).mov(R0, R1)) => 12;
    Atomics "fetch or, new value"    f!(|a| stack_r1(a, 12, 10).atomic_fetch_or::<u64>(FP - 8, R1).load::<u64>(R0, FP - 8)) => 14;
    Atomics "fetch and of 32 bits"   f!(|a| stack_r1(a, NEGATIVE, 0).atomic_fetch_and::<u32>(FP - 8, R1).mov(R0, R1)) => 0xf5f6_f7f8;
    Atomics "fetch xor, new value"   f!(|a| stack_r1(a, 12, 10).atomic_fetch_xor::<u64>(FP - 8, R1).load::<u64>(R0, FP - 8)) => 6;
    Atomics "xchg, old value"        f!(|a| stack_r1(a, 12, 10).xchg::<u64>(FP - 8, R1).mov(R0, R1)) => 12;
    Atomics "xchg, new value"        f!(|a| stack_r1(a, BYTES, 10).xchg::<u32>(FP - 8, R1).load::<u64>(R0, FP - 8)) => 0x1122_3344_0000_000a;
    Atomics "cmpxchg that matches"   f!(|a| { stack_r1(a, 12, 10); r0(a, 12).cmpxchg::<u64>(FP - 8, R1).load::<u64>(R1, FP - 8).lsh(R0, 8).or(R0, R1) }) => 0x0c0a;
    Atomics "cmpxchg that does not"  f!(|a| { stack_r1(a, 12, 10); r0(a, 11).cmpxchg::<u64>(FP - 8, R1).load::<u64>(R1, FP - 8).lsh(R0, 8).or(R0, R1) }) => 0x0c0c;
    V4 "sdiv rounds to zero"         f!(|a| r0(a, MINUS_7).sdiv(R0, 2)) => (-3_i64).cast_unsigned();
    V4 "sdiv by a register"          f!(|a| r0_r1(a, MINUS_7, MINUS_7).sdiv(R0, R1)) => 1;
    V4 "sdiv of 32 bits"             f!(|a| r0(a, 0xffff_fff9).sdiv(W0, -2)) => 3;
    V4 "smod has the dividend's sign" f!(|a| r0(a, MINUS_7).smod(R0, 4)) => (-3_i64).cast_unsigned();
    V4 "smod of 32 bits"             f!(|a| r0(a, 0xffff_fff9).smod(W0, 4)) => 0xffff_fffd;
    V4 "movsx of 8 bits"             f!(|a| r0_r1(a, 0, BYTES).movsx::<i8, _>(R0, R1)) => u64::MAX << 8 | 0x88;
    V4 "movsx of 16 bits"            f!(|a| r0_r1(a, 0, NEGATIVE).movsx::<i16, _>(R0, R1)) => u64::MAX << 16 | 0xf7f8;
    V4 "movsx of 32 bits"            f!(|a| r0_r1(a, 0, NEGATIVE).movsx::<i32, _>(R0, R1)) => u64::MAX << 32 | 0xf5f6_f7f8;
    V4 "movsx of 8 to 32 bits"       f!(|a| r0_r1(a, 0, BYTES).movsx::<i8, _>(W0, W1)) => 0xffff_ff88;
    V4 "movsx of 16 to 32 bits"      f!(|a| r0_r1(a, 0, BYTES).movsx::<i16, _>(W0, W1)) => 0x7788;
    V4 "load i8"                     f!(|a| stack_r1(a, NEGATIVE, 0).load::<i8>(R0, FP - 7)) => u64::MAX << 8 | 0xf7;
    V4 "load i16"                    f!(|a| stack_r1(a, NEGATIVE, 0).load::<i16>(R0, FP - 6)) => u64::MAX << 16 | 0xf5f6;
    V4 "load i32"                    f!(|a| stack_r1(a, NEGATIVE, 0).load::<i32>(R0, FP - 4)) => u64::MAX << 32 | 0xf1f2_f3f4;
    V4 "bswap16"                     f!(|a| r0(a, BYTES).bswap16(R0)) => 0x8877;
    V4 "bswap32"                     f!(|a| r0(a, BYTES).bswap32(R0)) => 0x8877_6655;
    V4 "bswap64"                     f!(|a| r0(a, BYTES).bswap64(R0)) => BYTES.swap_bytes();
    V4 "gotol"                       f!(|a| {
        let (near, far) = (a.label("near"), a.label("far"));
        r0(a, 1).jne(R0, 1, &near).gotol(&far);
        a.bind(near).mov(R0, 2);
        a.bind(far)
    }) => 1;
    Ordered "load-acquire"           f!(|a| stack_r1(a, NEGATIVE, 0).load_acquire::<u16>(R0, FP - 8)) => 0xf7f8;
    Ordered "load-acquire of 64 bits" f!(|a| stack_r1(a, NEGATIVE, 0).load_acquire::<u64>(R0, FP - 8)) => NEGATIVE;
    Ordered "store-release"          f!(|a| stack_r1(a, 0, BYTES).store_release::<u8>(FP - 8, R1).load::<u64>(R0, FP - 8)) => 0x88;
    Ordered "store-release of 32 bits" f!(|a| stack_r1(a, 0, BYTES).store_release::<u32>(FP - 4, R1).load::<u64>(R0, FP - 8)) => 0x5566_7788 << 32;
}
