//! Jumps.
#![expect(
    clippy::cast_possible_truncation,
    reason = "half of the comparisons are of the low half"
)]

use bpf_asm::{R0, R1, R2, W1, W2};

use crate::Check;

/// The four forms of a comparison: 64 and 32 bits, with a register and with the constant -2. The result is
/// whether the jump was taken.
macro_rules! forms { ($($op:ident $wide:expr, $narrow:expr;)*) => { &[$(
    Check {
        name: concat!(stringify!($op), " r1, r2"),
        emit: |a| {
            let yes = a.label("yes");
            a.mov(R0, 1).$op(R1, R2, &yes).mov(R0, 0).bind(yes);
        },
        compute: |x, y| { let f: fn(u64, u64) -> bool = $wide; f(x, y).into() },
    },
    Check {
        name: concat!(stringify!($op), " r1, -2"),
        emit: |a| {
            let yes = a.label("yes");
            a.mov(R0, 1).$op(R1, -2, &yes).mov(R0, 0).bind(yes);
        },
        compute: |x, _| { let f: fn(u64, u64) -> bool = $wide; f(x, i64::cast_unsigned(-2)).into() },
    },
    Check {
        name: concat!(stringify!($op), " w1, w2"),
        emit: |a| {
            let yes = a.label("yes");
            a.mov(R0, 1).$op(W1, W2, &yes).mov(R0, 0).bind(yes);
        },
        compute: |x, y| { let f: fn(u32, u32) -> bool = $narrow; f(x as u32, y as u32).into() },
    },
    Check {
        name: concat!(stringify!($op), " w1, -2"),
        emit: |a| {
            let yes = a.label("yes");
            a.mov(R0, 1).$op(W1, -2, &yes).mov(R0, 0).bind(yes);
        },
        compute: |x, _| {
            let f: fn(u32, u32) -> bool = $narrow;
            f(x as u32, i32::cast_unsigned(-2)).into()
        },
    },
)*] } }

pub(crate) const BASE: &[&[Check]] = &[
    forms! {
        jeq |x, y| x == y, |x, y| x == y;
        jne |x, y| x != y, |x, y| x != y;
        jset |x, y| x & y != 0, |x, y| x & y != 0;
        jgt |x, y| x > y, |x, y| x > y;
        jge |x, y| x >= y, |x, y| x >= y;
        jlt |x, y| x < y, |x, y| x < y;
        jle |x, y| x <= y, |x, y| x <= y;
        jsgt |x, y| x.cast_signed() > y.cast_signed(), |x, y| x.cast_signed() > y.cast_signed();
        jsge |x, y| x.cast_signed() >= y.cast_signed(), |x, y| x.cast_signed() >= y.cast_signed();
        jslt |x, y| x.cast_signed() < y.cast_signed(), |x, y| x.cast_signed() < y.cast_signed();
        jsle |x, y| x.cast_signed() <= y.cast_signed(), |x, y| x.cast_signed() <= y.cast_signed();
    },
    &[
        Check {
            name: "ja",
            emit: |a| {
                let (equal, over) = (a.label("equal"), a.label("over"));
                a.mov(R0, R1).jeq(R1, R2, &equal).ja(&over);
                a.bind(equal).mov(R0, 3).bind(over);
            },
            compute: |x, y| if x == y { 3 } else { x },
        },
        Check {
            name: "a loop",
            emit: |a| {
                // Adds `y` to `x` ten times.
                a.mov(R0, R1).mov(R1, 0);
                let again = a.here("again");
                a.add(R0, R2).add(R1, 1).jlt(R1, 10, again);
            },
            compute: |x, y| x.wrapping_add(y.wrapping_mul(10)),
        },
    ],
];

pub(crate) const LINUX_6_6: &[&[Check]] = &[&[Check {
    name: "gotol",
    emit: |a| {
        let (equal, over) = (a.label("equal"), a.label("over"));
        a.mov(R0, R1).jeq(R1, R2, &equal).gotol(&over);
        a.bind(equal).mov(R0, 3).bind(over);
    },
    compute: |x, y| if x == y { 3 } else { x },
}]];
