//! Arithmetic as the instruction set defines it.
#![expect(
    clippy::cast_possible_truncation,
    reason = "the lower half of a register is what a 32-bit operation works on"
)]

use bpf_asm::insn::{AluOp, Cond, Order, Size, Width};

/// `dst op src`.
pub(super) fn alu(width: Width, op: AluOp, dst: u64, src: u64) -> u64 {
    match width {
        Width::W64 => alu64(op, dst, src),
        Width::W32 => alu32(op, dst as u32, src as u32).into(),
    }
}

macro_rules! width {
    ($alu:ident: $word:ty) => {
        fn $alu(op: AluOp, dst: $word, src: $word) -> $word {
            let shift = src as u32;
            let (signed, by) = (dst.cast_signed(), src.cast_signed());
            match op {
                AluOp::Add => dst.wrapping_add(src),
                AluOp::Sub => dst.wrapping_sub(src),
                AluOp::Mul => dst.wrapping_mul(src),
                AluOp::Div => dst.checked_div(src).unwrap_or(0),
                AluOp::Sdiv if src == 0 => 0,
                AluOp::Sdiv => signed.wrapping_div(by).cast_unsigned(),
                AluOp::Or => dst | src,
                AluOp::And => dst & src,
                AluOp::Lsh => dst.wrapping_shl(shift),
                AluOp::Rsh => dst.wrapping_shr(shift),
                AluOp::Mod => dst.checked_rem(src).unwrap_or(dst),
                AluOp::Smod if src == 0 => dst,
                AluOp::Smod => signed.wrapping_rem(by).cast_unsigned(),
                AluOp::Xor => dst ^ src,
                AluOp::Mov => src,
                AluOp::Arsh => signed.wrapping_shr(shift).cast_unsigned(),
            }
        }
    };
}
width!(alu64: u64);
width!(alu32: u32);

/// Whether `lhs cond rhs`.
pub(super) fn holds(width: Width, cond: Cond, lhs: u64, rhs: u64) -> bool {
    let (lhs, rhs) = match width {
        Width::W64 => (lhs, rhs),
        // Sign-extended, so that both kinds of comparison come out as those of 32 bits do.
        Width::W32 => (sign_extended(Size::W, lhs), sign_extended(Size::W, rhs)),
    };
    let (signed, to) = (lhs.cast_signed(), rhs.cast_signed());
    match cond {
        Cond::Eq => lhs == rhs,
        Cond::Ne => lhs != rhs,
        Cond::Set => lhs & rhs != 0,
        Cond::Gt => lhs > rhs,
        Cond::Ge => lhs >= rhs,
        Cond::Lt => lhs < rhs,
        Cond::Le => lhs <= rhs,
        Cond::Sgt => signed > to,
        Cond::Sge => signed >= to,
        Cond::Slt => signed < to,
        Cond::Sle => signed <= to,
    }
}

/// The lowest `size` of `value`, converted to `order`.
pub(super) fn swapped(order: Order, size: Size, value: u64) -> u64 {
    match (order, size) {
        (_, Size::B) => value & 0xff,
        (Order::Le, Size::H) => u64::from(value as u16),
        (Order::Le, Size::W) => u64::from(value as u32),
        (Order::Le, Size::Dw) => value,
        (Order::Be | Order::Swap, Size::H) => (value as u16).swap_bytes().into(),
        (Order::Be | Order::Swap, Size::W) => (value as u32).swap_bytes().into(),
        (Order::Be | Order::Swap, Size::Dw) => value.swap_bytes(),
    }
}

/// The lowest `size` of `value` with their sign.
pub(super) fn sign_extended(size: Size, value: u64) -> u64 {
    match size {
        Size::B => i64::from((value as u8).cast_signed()),
        Size::H => i64::from((value as u16).cast_signed()),
        Size::W => i64::from((value as u32).cast_signed()),
        Size::Dw => value.cast_signed(),
    }
    .cast_unsigned()
}
