//! Arguments of helpers, moved into their registers in an order in which none overwrites another.

use std::panic::Location;

use crate::{
    Asm, Mem, R5, Reg,
    insn::{AluOp, Insn, Operand, Width},
    operand::Arg,
    register::RegNo,
};

/// What goes into an argument register: a value, or an address and an offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    dst: Reg,
    width: Width,
    src: Operand,
    off: i16,
}

impl<A: Arg> From<(Reg, A)> for Move {
    fn from((dst, value): (Reg, A)) -> Self {
        let (width, src) = value.arg();
        Self {
            dst,
            width,
            src,
            off: 0,
        }
    }
}

impl Move {
    /// The address that `mem` names.
    pub(super) fn address(dst: Reg, mem: Mem) -> Self {
        Self {
            dst,
            width: Width::W64,
            src: Operand::Reg(mem.base),
            off: mem.off,
        }
    }

    fn reads(&self, register: Reg) -> bool {
        self.src == Operand::Reg(RegNo::from(register))
    }
}

impl Asm<'_> {
    /// Does the moves as if all at once. `r5` helps, and must not be among the destinations.
    #[track_caller]
    pub(super) fn arguments(&mut self, mut moves: Vec<Move>) -> &mut Self {
        while !moves.is_empty() {
            let overwrites = |index: usize| {
                let others = moves
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != index);
                others.into_iter().any(|(_, m)| m.reads(moves[index].dst))
            };
            if let Some(free) = (0..moves.len()).find(|index| !overwrites(*index)) {
                self.move_argument(moves.remove(free));
            } else if let Some(last) = moves.last_mut() {
                // Every register that is left is also read: they change places by way of r5, which the call
                // clobbers anyway, and which none of them can be.
                let value = Move { dst: R5, ..*last };
                *last = (last.dst, R5).into();
                self.move_argument(value);
            }
        }
        self
    }

    #[track_caller]
    fn move_argument(&mut self, argument: Move) {
        let Move {
            dst,
            width,
            src,
            off,
        } = argument;
        if !argument.reads(dst) || width == Width::W32 {
            let insn = Insn::Alu {
                width,
                op: AluOp::Mov,
                dst: dst.into(),
                src,
            };
            self.push(insn, None, Location::caller());
        }
        if off != 0 {
            self.add(dst, i32::from(off));
        }
    }
}
