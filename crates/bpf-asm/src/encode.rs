//! Instructions to bytes.

use crate::{
    insn::{AluOp, AtomicOp, Callee, Cond, Imm64, Insn, Operand, Order, Size, Width},
    opcode as op,
};

/// Eight bytes of program, taken apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) code: u8,
    pub(crate) dst: u8,
    pub(crate) src: u8,
    pub(crate) off: i16,
    pub(crate) imm: i32,
}

impl Slot {
    fn to_bytes(self) -> [u8; 8] {
        let [o0, o1] = self.off.to_le_bytes();
        let [i0, i1, i2, i3] = self.imm.to_le_bytes();
        [self.code, self.src << 4 | self.dst, o0, o1, i0, i1, i2, i3]
    }

    pub(crate) fn from_bytes([code, regs, o0, o1, i0, i1, i2, i3]: [u8; 8]) -> Self {
        Self {
            code,
            dst: regs & 0xf,
            src: regs >> 4,
            off: i16::from_le_bytes([o0, o1]),
            imm: i32::from_le_bytes([i0, i1, i2, i3]),
        }
    }
}

/// Operations with their code and offset field: signed division differs from unsigned by offset 1.
pub(crate) const ALU_OPS: [(AluOp, u8, i16); 14] = [
    (AluOp::Add, op::ADD, 0),
    (AluOp::Sub, op::SUB, 0),
    (AluOp::Mul, op::MUL, 0),
    (AluOp::Div, op::DIV, 0),
    (AluOp::Sdiv, op::DIV, 1),
    (AluOp::Or, op::OR, 0),
    (AluOp::And, op::AND, 0),
    (AluOp::Lsh, op::LSH, 0),
    (AluOp::Rsh, op::RSH, 0),
    (AluOp::Mod, op::MOD, 0),
    (AluOp::Smod, op::MOD, 1),
    (AluOp::Xor, op::XOR, 0),
    (AluOp::Mov, op::MOV, 0),
    (AluOp::Arsh, op::ARSH, 0),
];

pub(crate) const CONDS: [(Cond, u8); 11] = [
    (Cond::Eq, op::JEQ),
    (Cond::Ne, op::JNE),
    (Cond::Set, op::JSET),
    (Cond::Gt, op::JGT),
    (Cond::Ge, op::JGE),
    (Cond::Lt, op::JLT),
    (Cond::Le, op::JLE),
    (Cond::Sgt, op::JSGT),
    (Cond::Sge, op::JSGE),
    (Cond::Slt, op::JSLT),
    (Cond::Sle, op::JSLE),
];

pub(crate) const SIZES: [(Size, u8); 4] = [
    (Size::B, op::B),
    (Size::H, op::H),
    (Size::W, op::W),
    (Size::Dw, op::DW),
];

/// The second of the pair whose first is `key`; the tables hold every variant.
fn code_of<K: PartialEq, const N: usize>(table: &[(K, u8); N], key: &K) -> u8 {
    table
        .iter()
        .find_map(|(k, code)| (k == key).then_some(*code))
        .unwrap_or_default()
}

fn alu_class(width: Width) -> u8 {
    match width {
        Width::W32 => op::ALU,
        Width::W64 => op::ALU64,
    }
}

fn jump_class(width: Width) -> u8 {
    match width {
        Width::W32 => op::JMP32,
        Width::W64 => op::JMP,
    }
}

/// (source bit, register, immediate)
fn operand(operand: Operand) -> (u8, u8, i32) {
    match operand {
        Operand::Reg(register) => (op::X, register.get(), 0),
        Operand::Imm(imm) => (op::K, 0, imm),
    }
}

fn atomic_imm(atomic: AtomicOp) -> i32 {
    let (code, fetch) = match atomic {
        AtomicOp::Add { fetch } => (op::ADD, fetch),
        AtomicOp::Or { fetch } => (op::OR, fetch),
        AtomicOp::And { fetch } => (op::AND, fetch),
        AtomicOp::Xor { fetch } => (op::XOR, fetch),
        AtomicOp::Xchg => return op::XCHG,
        AtomicOp::Cmpxchg => return op::CMPXCHG,
    };
    i32::from(code) | if fetch { op::FETCH } else { 0 }
}

/// (source field, immediate of the first slot, immediate of the second)
fn imm64(value: Imm64) -> (u8, i32, i32) {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the value is split into its halves"
    )]
    match value {
        Imm64::Const(value) => (0, value as i32, (value >> 32) as i32),
        Imm64::MapFd(fd) => (op::PSEUDO_MAP_FD, fd, 0),
        Imm64::MapValue { fd, off } => (op::PSEUDO_MAP_VALUE, fd, off.cast_signed()),
        Imm64::BtfId { btf_id, btf_fd } => (op::PSEUDO_BTF_ID, btf_id, btf_fd),
        Imm64::Func(distance) => (op::PSEUDO_FUNC, distance, 0),
        Imm64::MapIdx(idx) => (op::PSEUDO_MAP_IDX, idx, 0),
        Imm64::MapIdxValue { idx, off } => (op::PSEUDO_MAP_IDX_VALUE, idx, off.cast_signed()),
    }
}

impl Insn {
    /// Appends the bytes of the instruction: 8, or 16 for [`Insn::LdImm64`].
    pub fn encode(&self, out: &mut Vec<u8>) {
        out.extend(self.slot().to_bytes());
        if let Self::LdImm64 { value, .. } = self {
            out.extend(
                Slot {
                    imm: imm64(*value).2,
                    ..Slot::default()
                }
                .to_bytes(),
            );
        }
    }

    pub(crate) fn slot(&self) -> Slot {
        match *self {
            Self::Alu { .. } | Self::Neg { .. } | Self::Movsx { .. } | Self::Swap { .. } => {
                self.alu_slot()
            }
            Self::Load { .. } | Self::Store { .. } | Self::Atomic { .. } | Self::LdImm64 { .. } => {
                self.memory_slot()
            }
            Self::Jump { .. }
            | Self::Goto { .. }
            | Self::Gotol { .. }
            | Self::Call(_)
            | Self::Exit => self.jump_slot(),
        }
    }

    fn alu_slot(&self) -> Slot {
        match *self {
            Self::Alu {
                width,
                op: alu,
                dst,
                src,
            } => {
                let (bit, src, imm) = operand(src);
                let (code, off) = ALU_OPS
                    .iter()
                    .find_map(|(op, code, off)| (*op == alu).then_some((*code, *off)))
                    .unwrap_or_default();
                Slot {
                    code: code | bit | alu_class(width),
                    dst: dst.get(),
                    src,
                    off,
                    imm,
                }
            }
            Self::Neg { width, dst } => Slot {
                code: op::NEG | alu_class(width),
                dst: dst.get(),
                ..Slot::default()
            },
            Self::Movsx {
                width,
                from,
                dst,
                src,
            } => Slot {
                code: op::MOV | op::X | alu_class(width),
                dst: dst.get(),
                src: src.get(),
                off: match from {
                    Size::B => 8,
                    Size::H => 16,
                    Size::W | Size::Dw => 32,
                },
                imm: 0,
            },
            Self::Swap { order, size, dst } => Slot {
                code: op::END
                    | match order {
                        Order::Le => op::ALU | op::K,
                        Order::Be => op::ALU | op::X,
                        Order::Swap => op::ALU64 | op::K,
                    },
                dst: dst.get(),
                imm: size.bits().cast_signed(),
                ..Slot::default()
            },
            _ => Slot::default(),
        }
    }

    fn memory_slot(&self) -> Slot {
        match *self {
            Self::Load {
                size,
                signed,
                dst,
                base,
                off,
            } => Slot {
                code: op::LDX | if signed { op::MEMSX } else { op::MEM } | code_of(&SIZES, &size),
                dst: dst.get(),
                src: base.get(),
                off,
                imm: 0,
            },
            Self::Store {
                size,
                base,
                off,
                src,
            } => {
                let (bit, src, imm) = operand(src);
                let class = if bit == op::X { op::STX } else { op::ST };
                Slot {
                    code: class | op::MEM | code_of(&SIZES, &size),
                    dst: base.get(),
                    src,
                    off,
                    imm,
                }
            }
            Self::Atomic {
                op: atomic,
                size,
                base,
                off,
                src,
            } => Slot {
                code: op::STX | op::ATOMIC | code_of(&SIZES, &size),
                dst: base.get(),
                src: src.get(),
                off,
                imm: atomic_imm(atomic),
            },
            Self::LdImm64 { dst, value } => {
                let (src, imm, _) = imm64(value);
                Slot {
                    code: op::LD | op::IMM | op::DW,
                    dst: dst.get(),
                    src,
                    off: 0,
                    imm,
                }
            }
            _ => Slot::default(),
        }
    }

    fn jump_slot(&self) -> Slot {
        match *self {
            Self::Jump {
                width,
                cond,
                lhs,
                rhs,
                off,
            } => {
                let (bit, src, imm) = operand(rhs);
                let code = code_of(&CONDS, &cond) | bit | jump_class(width);
                Slot {
                    code,
                    dst: lhs.get(),
                    src,
                    off,
                    imm,
                }
            }
            Self::Goto { off } => Slot {
                code: op::JMP | op::JA,
                off,
                ..Slot::default()
            },
            Self::Gotol { off } => Slot {
                code: op::JMP32 | op::JA,
                imm: off,
                ..Slot::default()
            },
            Self::Call(callee) => {
                let (src, off, imm) = match callee {
                    Callee::Helper(id) => (0, 0, id.cast_signed()),
                    Callee::Kfunc { btf_id, fd_idx } => (op::PSEUDO_KFUNC_CALL, fd_idx, btf_id),
                    Callee::Local(distance) => (op::PSEUDO_CALL, 0, distance),
                };
                Slot {
                    code: op::JMP | op::CALL,
                    dst: 0,
                    src,
                    off,
                    imm,
                }
            }
            Self::Exit => Slot {
                code: op::JMP | op::EXIT,
                ..Slot::default()
            },
            _ => Slot::default(),
        }
    }
}
