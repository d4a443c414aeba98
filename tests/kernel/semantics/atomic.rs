//! Atomic operations on `x`, which lies on the stack: what is there afterwards, and what they return.
#![expect(
    clippy::cast_possible_truncation,
    reason = "half of the operations work on four bytes"
)]

use bpf_asm::{FP, R0, R1, R2};

use crate::{
    Check,
    memory::{first, replaced},
};

/// The four bytes at `fp - 8`.
fn low(x: u64) -> u32 {
    u32::from_ne_bytes(first(x))
}

fn with_low(x: u64, value: u32) -> u64 {
    replaced(x, &value.to_ne_bytes())
}

/// What an operation leaves in memory, of 8 and of 4 bytes.
macro_rules! stored { ($($op:ident $wide:expr, $narrow:expr;)*) => { &[$(
    Check {
        name: concat!(stringify!($op), " u64"),
        emit: |a| { a.$op::<u64>(FP - 8, R2).load::<u64>(R0, FP - 8); },
        compute: |x, y| { let f: fn(u64, u64) -> u64 = $wide; f(x, y) },
    },
    Check {
        name: concat!(stringify!($op), " u32"),
        emit: |a| { a.$op::<u32>(FP - 8, R2).load::<u64>(R0, FP - 8); },
        compute: |x, y| {
            let f: fn(u32, u32) -> u32 = $narrow;
            with_low(x, f(low(x), y as u32))
        },
    },
)*] } }

/// The old value, which the operand's register receives.
macro_rules! fetched { ($($op:ident)*) => { &[$(
    Check {
        name: concat!(stringify!($op), " u64, old value"),
        emit: |a| { a.$op::<u64>(FP - 8, R2).mov(R0, R2); },
        compute: |x, _| x,
    },
    Check {
        name: concat!(stringify!($op), " u32, old value"),
        emit: |a| { a.$op::<u32>(FP - 8, R2).mov(R0, R2); },
        compute: |x, _| low(x).into(),
    },
)*] } }

pub(crate) const ALL: &[&[Check]] = &[
    stored! {
        atomic_add u64::wrapping_add, u32::wrapping_add;
        atomic_or |x, y| x | y, |x, y| x | y;
        atomic_and |x, y| x & y, |x, y| x & y;
        atomic_xor |x, y| x ^ y, |x, y| x ^ y;
        atomic_fetch_add u64::wrapping_add, u32::wrapping_add;
        atomic_fetch_or |x, y| x | y, |x, y| x | y;
        atomic_fetch_and |x, y| x & y, |x, y| x & y;
        atomic_fetch_xor |x, y| x ^ y, |x, y| x ^ y;
        xchg |_, y| y, |_, y| y;
    },
    fetched!(atomic_fetch_add atomic_fetch_or atomic_fetch_and atomic_fetch_xor xchg),
    &[
        Check {
            name: "cmpxchg u64 that fits",
            emit: |a| {
                a.mov(R0, R1)
                    .cmpxchg::<u64>(FP - 8, R2)
                    .load::<u64>(R0, FP - 8);
            },
            compute: |_, y| y,
        },
        Check {
            name: "cmpxchg u64 that need not fit",
            emit: |a| {
                // Expects `y`, would store 1.
                a.mov(R0, R2)
                    .mov(R2, 1)
                    .cmpxchg::<u64>(FP - 8, R2)
                    .load::<u64>(R0, FP - 8);
            },
            compute: |x, y| if x == y { 1 } else { x },
        },
        Check {
            name: "cmpxchg u64, old value",
            emit: |a| {
                a.mov(R0, R2).mov(R2, 1).cmpxchg::<u64>(FP - 8, R2);
            },
            compute: |x, _| x,
        },
        Check {
            name: "cmpxchg u32 that need not fit",
            emit: |a| {
                a.mov(R0, R2)
                    .mov(R2, 1)
                    .cmpxchg::<u32>(FP - 8, R2)
                    .load::<u64>(R0, FP - 8);
            },
            compute: |x, y| {
                if low(x) == y as u32 {
                    with_low(x, 1)
                } else {
                    x
                }
            },
        },
    ],
];
