//! Instructions to bytes.

use crate::{
    insn::{AtomicOp, Callee, Imm64, Insn, Operand, Size},
    opcode as op,
    register::RegNo,
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
    pub(crate) fn from_bytes([code, regs, o0, o1, i0, i1, i2, i3]: [u8; 8]) -> Self {
        Self {
            code,
            dst: regs & 0xf,
            src: regs >> 4,
            off: i16::from_le_bytes([o0, o1]),
            imm: i32::from_le_bytes([i0, i1, i2, i3]),
        }
    }

    fn to_bytes(self) -> [u8; 8] {
        let [o0, o1] = self.off.to_le_bytes();
        let [i0, i1, i2, i3] = self.imm.to_le_bytes();
        [self.code, self.src << 4 | self.dst, o0, o1, i0, i1, i2, i3]
    }
}

/// Sets one field after the other; those that an instruction does not use stay zero.
impl Slot {
    fn new(code: u8) -> Self {
        Self {
            code,
            ..Self::default()
        }
    }

    fn dst(self, register: RegNo) -> Self {
        let dst = register.get();
        Self { dst, ..self }
    }

    fn src(self, register: RegNo) -> Self {
        self.pseudo(register.get())
    }

    /// A source field that holds no register but says what the immediate means.
    fn pseudo(self, src: u8) -> Self {
        Self { src, ..self }
    }

    fn off(self, off: i16) -> Self {
        Self { off, ..self }
    }

    fn imm(self, imm: i32) -> Self {
        Self { imm, ..self }
    }

    /// The right operand of arithmetic and jumps: the source bit says which of the two it is.
    fn operand(self, operand: Operand) -> Self {
        match operand {
            Operand::Reg(register) => Self {
                code: self.code | op::X,
                ..self.src(register)
            },
            Operand::Imm(imm) => self.imm(imm),
        }
    }

    /// The value of a store: the class says which of the two it is.
    fn stored(self, value: Operand) -> Self {
        let (class, slot) = match value {
            Operand::Reg(register) => (op::STX, self.src(register)),
            Operand::Imm(imm) => (op::ST, self.imm(imm)),
        };
        Self {
            code: slot.code | class,
            ..slot
        }
    }
}

impl Insn {
    /// Appends the bytes of the instruction: 8, or 16 for [`Insn::LdImm64`].
    ///
    /// Fields that contradict each other, like a conversion of one byte, give bytes that are no
    /// instruction, which [`decode`](crate::decode) and the kernel refuse;
    /// [`Asm::emit`](crate::Asm::emit) reports them.
    pub fn encode(&self, out: &mut Vec<u8>) {
        out.extend(self.slot().to_bytes());
        if let Self::LdImm64 { value, .. } = self {
            out.extend(Slot::default().imm(imm64(*value).2).to_bytes());
        }
    }

    // The table of the instruction set, one line for each form.
    #[rustfmt::skip]
    pub(crate) fn slot(&self) -> Slot {
        match *self {
            Self::Alu { width, op, dst, src } => {
                let (code, off) = op.code();
                Slot::new(code | width.alu_class()).dst(dst).operand(src).off(off)
            }
            Self::Neg { width, dst } => Slot::new(op::NEG | width.alu_class()).dst(dst),
            Self::Movsx { width, from, dst, src } => {
                Slot::new(op::MOV | op::X | width.alu_class()).dst(dst).src(src).off(from.bits_i16())
            }
            Self::Swap { order, size, dst } => {
                Slot::new(op::END | order.code()).dst(dst).imm(size.bits_i16().into())
            }
            Self::Load { size, signed, dst, base, off } => {
                let mode = if signed { op::MEMSX } else { op::MEM };
                Slot::new(op::LDX | mode | size.code()).dst(dst).src(base).off(off)
            }
            Self::Store { size, base, off, src } => {
                Slot::new(op::MEM | size.code()).dst(base).off(off).stored(src)
            }
            Self::Atomic { op, size, base, off, src } => {
                atomic(size).dst(base).src(src).off(off).imm(atomic_imm(op))
            }
            Self::LoadAcquire { size, dst, base, off } => {
                atomic(size).dst(dst).src(base).off(off).imm(op::LOAD_ACQ)
            }
            Self::StoreRelease { size, base, off, src } => {
                atomic(size).dst(base).src(src).off(off).imm(op::STORE_REL)
            }
            Self::Jump { width, cond, lhs, rhs, off } => {
                Slot::new(cond.code() | width.jump_class()).dst(lhs).operand(rhs).off(off)
            }
            Self::Goto { off } => Slot::new(op::JMP | op::JA).off(off),
            Self::Gotol { off } => Slot::new(op::JMP32 | op::JA).imm(off),
            // What the source field says is BPF_MAY_GOTO.
            Self::MayGoto { off } => Slot::new(op::JMP | op::JCOND).off(off),
            Self::Call(callee) => call(callee),
            Self::Exit => Slot::new(op::JMP | op::EXIT),
            Self::LdImm64 { dst, value } => {
                let (src, imm, _) = imm64(value);
                Slot::new(op::LD | op::IMM | op::DW).dst(dst).pseudo(src).imm(imm)
            }
        }
    }
}

fn atomic(size: Size) -> Slot {
    Slot::new(op::STX | op::ATOMIC | size.code())
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

fn call(callee: Callee) -> Slot {
    let slot = Slot::new(op::JMP | op::CALL);
    match callee {
        Callee::Helper(id) => slot.imm(id.cast_signed()),
        Callee::Kfunc { btf_id, fd_idx } => {
            slot.pseudo(op::PSEUDO_KFUNC_CALL).off(fd_idx).imm(btf_id)
        }
        Callee::Local(distance) => slot.pseudo(op::PSEUDO_CALL).imm(distance),
    }
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
