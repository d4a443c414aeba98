//! Loads and stores. The operand `x` lies on the stack.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a store writes the low bytes"
)]

use bpf_asm::{FP, R0, R2};

use crate::Check;

/// The first bytes of `x` in memory.
pub(crate) fn first<const N: usize>(x: u64) -> [u8; N] {
    std::array::from_fn(|i| x.to_ne_bytes()[i])
}

/// `x` with its first bytes in memory replaced by those of `value`.
pub(crate) fn replaced(x: u64, value: &[u8]) -> u64 {
    let mut bytes = x.to_ne_bytes();
    bytes[..value.len()].copy_from_slice(value);
    u64::from_ne_bytes(bytes)
}

/// What `$load` reads, from the first bytes of `x`.
macro_rules! loads { ($($load:ident $t:ident)*) => { &[$(
    Check {
        name: concat!(stringify!($load), " ", stringify!($t)),
        emit: |a| { a.$load::<$t>(R0, FP - 8); },
        compute: |x, _| sign_extended($t::from_ne_bytes(first(x)).into()),
    },
)*] } }

/// The number as a register holds it.
fn sign_extended(number: i128) -> u64 {
    let bytes = number.to_ne_bytes();
    let low = if cfg!(target_endian = "little") {
        &bytes[..8]
    } else {
        &bytes[8..]
    };
    low.try_into().map_or(0, u64::from_ne_bytes)
}

/// What lies in memory when the low bytes of `y`, and when a constant, are written over `x`.
macro_rules! stores { ($($store:ident $t:ident)*) => { &[$(
    Check {
        name: concat!(stringify!($store), " ", stringify!($t)),
        emit: |a| { a.$store::<$t>(FP - 8, R2).load::<u64>(R0, FP - 8); },
        compute: |x, y| replaced(x, &(y as $t).to_ne_bytes()),
    },
)*] } }

macro_rules! constants { ($($t:ident)*) => { &[$(
    Check {
        name: concat!("store constant ", stringify!($t)),
        emit: |a| { a.store::<$t>(FP - 8, -7).load::<u64>(R0, FP - 8); },
        compute: |x, _| replaced(x, &(-7_i64 as $t).to_ne_bytes()),
    },
)*] } }

pub(crate) const BASE: &[&[Check]] = &[
    loads!(load u8 load u16 load u32 load u64),
    stores!(store u8 store u16 store u32 store u64),
    constants!(u8 u16 u32 u64),
];
pub(crate) const LINUX_6_6: &[&[Check]] = &[loads!(load i8 load i16 load i32)];
pub(crate) const LINUX_6_15: &[&[Check]] = &[
    loads!(load_acquire u8 load_acquire u16 load_acquire u32 load_acquire u64),
    stores!(store_release u8 store_release u16 store_release u32 store_release u64),
];
