//! Arithmetic, moves and byte order.
#![expect(
    clippy::cast_possible_truncation,
    reason = "half of the operations work on the low half"
)]

use bpf_asm::{R0, R1, R2, W0, W2};

use crate::Check;

/// The four forms of an operation: 64 and 32 bits, with a register and with a constant.
macro_rules! forms { ($($op:ident $imm:literal, $wide:expr, $narrow:expr;)*) => { &[$(
    Check {
        name: concat!(stringify!($op), " r0, r2"),
        emit: |a| { a.mov(R0, R1).$op(R0, R2); },
        compute: |x, y| { let f: fn(u64, u64) -> u64 = $wide; f(x, y) },
    },
    Check {
        name: concat!(stringify!($op), " r0, ", stringify!($imm)),
        emit: |a| { a.mov(R0, R1).$op(R0, $imm); },
        compute: |x, _| { let f: fn(u64, u64) -> u64 = $wide; f(x, i64::cast_unsigned($imm)) },
    },
    Check {
        name: concat!(stringify!($op), " w0, w2"),
        emit: |a| { a.mov(R0, R1).$op(W0, W2); },
        compute: |x, y| { let f: fn(u32, u32) -> u32 = $narrow; f(x as u32, y as u32).into() },
    },
    Check {
        name: concat!(stringify!($op), " w0, ", stringify!($imm)),
        emit: |a| { a.mov(R0, R1).$op(W0, i32::cast_unsigned($imm)); },
        compute: |x, _| {
            let f: fn(u32, u32) -> u32 = $narrow;
            f(x as u32, i32::cast_unsigned($imm)).into()
        },
    },
)*] } }

/// Operations with one operand.
macro_rules! unary { ($($name:literal $emit:expr, $compute:expr;)*) => { &[$(
    Check {
        name: $name,
        emit: |a| { let emit: crate::Emit = $emit; emit(a.mov(R0, R1)); },
        compute: |x, _| { let f: fn(u64) -> u64 = $compute; f(x) },
    },
)*] } }

pub(crate) const BASE: &[&[Check]] = &[
    forms! {
        mov -7, |_, y| y, |_, y| y;
        add -7, u64::wrapping_add, u32::wrapping_add;
        sub -7, u64::wrapping_sub, u32::wrapping_sub;
        mul -7, u64::wrapping_mul, u32::wrapping_mul;
        div 1000, |x, y| x.checked_div(y).unwrap_or(0), |x, y| x.checked_div(y).unwrap_or(0);
        modulo 1000, |x, y| x.checked_rem(y).unwrap_or(x), |x, y| x.checked_rem(y).unwrap_or(x);
        or -7, |x, y| x | y, |x, y| x | y;
        and -7, |x, y| x & y, |x, y| x & y;
        xor -7, |x, y| x ^ y, |x, y| x ^ y;
        lsh 13, |x, y| x << (y & 63), |x, y| x << (y & 31);
        rsh 13, |x, y| x >> (y & 63), |x, y| x >> (y & 31);
        arsh 13, |x, y| (x.cast_signed() >> (y & 63)).cast_unsigned(),
            |x, y| (x.cast_signed() >> (y & 31)).cast_unsigned();
    },
    unary! {
        "neg r0" |a| { a.neg(R0); }, |x| x.wrapping_neg();
        "neg w0" |a| { a.neg(W0); }, |x| (x as u32).wrapping_neg().into();
        "be16" |a| { a.be16(R0); }, |x| (x as u16).to_be().into();
        "be32" |a| { a.be32(R0); }, |x| (x as u32).to_be().into();
        "be64" |a| { a.be64(R0); }, u64::to_be;
        "le16" |a| { a.le16(R0); }, |x| (x as u16).to_le().into();
        "le32" |a| { a.le32(R0); }, |x| (x as u32).to_le().into();
        "le64" |a| { a.le64(R0); }, u64::to_le;
        "ld_imm64" |a| { a.ld_imm64(R0, 0x8123_4567_89ab_cdef); }, |_| 0x8123_4567_89ab_cdef;
    },
];

pub(crate) const LINUX_6_6: &[&[Check]] = &[
    forms! {
        sdiv -7,
            |x, y| x.cast_signed().checked_div(y.cast_signed()).unwrap_or(0).cast_unsigned(),
            |x, y| x.cast_signed().checked_div(y.cast_signed()).unwrap_or(0).cast_unsigned();
        smod -7,
            |x, y| x.cast_signed().checked_rem(y.cast_signed()).map_or(x, i64::cast_unsigned),
            |x, y| x.cast_signed().checked_rem(y.cast_signed()).map_or(x, i32::cast_unsigned);
    },
    unary! {
        "movsx i8 r" |a| { a.movsx::<i8, _>(R0, R1); }, |x| i64::from(x as i8).cast_unsigned();
        "movsx i16 r" |a| { a.movsx::<i16, _>(R0, R1); }, |x| i64::from(x as i16).cast_unsigned();
        "movsx i32 r" |a| { a.movsx::<i32, _>(R0, R1); }, |x| i64::from(x as i32).cast_unsigned();
        "movsx i8 w" |a| { a.movsx::<i8, _>(W0, R1.w()); }, |x| i32::from(x as i8).cast_unsigned().into();
        "movsx i16 w" |a| { a.movsx::<i16, _>(W0, R1.w()); }, |x| i32::from(x as i16).cast_unsigned().into();
        "bswap16" |a| { a.bswap16(R0); }, |x| (x as u16).swap_bytes().into();
        "bswap32" |a| { a.bswap32(R0); }, |x| (x as u32).swap_bytes().into();
        "bswap64" |a| { a.bswap64(R0); }, u64::swap_bytes;
    },
];
