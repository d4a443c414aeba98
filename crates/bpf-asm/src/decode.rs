//! Bytes to instructions.
//!
//! [`decode`] and [`Insn::encode`] are inverse to each other: every instruction survives the way there
//! and back, and bytes that decode are the bytes the result encodes to.

use crate::{
    encode::Slot,
    insn::{AluOp, AtomicOp, Callee, Cond, Imm64, Insn, Operand, Order, Size, Width},
    opcode as op,
    register::RegNo,
};

/// Bytes that are no instruction.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The length is no multiple of eight, or ends within a 64-bit load.
    #[error("program ends within the instruction at slot {slot}")]
    Truncated {
        /// Where the incomplete instruction starts, in slots.
        slot: usize,
    },
    /// No instruction has this opcode, register or field.
    #[error("slot {slot}: {bytes:02x?} is no instruction of this assembler")]
    Unknown {
        /// Where it stands, in slots.
        slot: usize,
        /// The eight bytes.
        bytes: [u8; 8],
    },
}

/// Turns bytes back into instructions.
///
/// Strict: fields that an instruction does not use have to be zero, so that encoding the result gives
/// the same bytes.
///
/// ```
/// use bpf_asm::decode;
/// let insns = decode(&[0xb4, 0, 0, 0, 2, 0, 0, 0, 0x95, 0, 0, 0, 0, 0, 0, 0])?;
/// assert_eq!(insns[0].to_string(), "w0 = 0x2");
/// assert_eq!(insns[1].to_string(), "exit");
/// # Ok::<(), bpf_asm::DecodeError>(())
/// ```
///
/// # Errors
/// [`DecodeError`] names the first slot that is no instruction.
pub fn decode(bytes: &[u8]) -> Result<Vec<Insn>, DecodeError> {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut insns = Vec::with_capacity(chunks.len());
    let mut slot = 0;
    while let Some(first) = chunks.get(slot) {
        let unknown = DecodeError::Unknown {
            slot,
            bytes: *first,
        };
        let fields = Slot::from_bytes(*first);
        let insn = if fields.code == op::LD | op::IMM | op::DW {
            let second = chunks
                .get(slot + 1)
                .ok_or(DecodeError::Truncated { slot })?;
            decode_imm64(fields, Slot::from_bytes(*second))
        } else {
            decode_slot(fields)
        }
        .ok_or(unknown)?;
        // The decoders ignore unused fields; this comparison rejects instructions that use them.
        if insn.slot() != fields {
            return Err(unknown);
        }
        slot += insn.slots();
        insns.push(insn);
    }
    if rest.is_empty() {
        Ok(insns)
    } else {
        Err(DecodeError::Truncated { slot })
    }
}

fn decode_imm64(first: Slot, second: Slot) -> Option<Insn> {
    if second
        != (Slot {
            imm: second.imm,
            ..Slot::default()
        })
    {
        return None;
    }
    let (lo, hi) = (first.imm, second.imm);
    let value = match first.src {
        0 => Imm64::Const(u64::from(hi.cast_unsigned()) << 32 | u64::from(lo.cast_unsigned())),
        op::PSEUDO_MAP_VALUE => Imm64::MapValue {
            fd: lo,
            off: hi.cast_unsigned(),
        },
        op::PSEUDO_BTF_ID => Imm64::BtfId {
            btf_id: lo,
            btf_fd: hi,
        },
        op::PSEUDO_MAP_IDX_VALUE => Imm64::MapIdxValue {
            idx: lo,
            off: hi.cast_unsigned(),
        },
        op::PSEUDO_MAP_FD if hi == 0 => Imm64::MapFd(lo),
        op::PSEUDO_FUNC if hi == 0 => Imm64::Func(lo),
        op::PSEUDO_MAP_IDX if hi == 0 => Imm64::MapIdx(lo),
        _ => return None,
    };
    Some(Insn::LdImm64 {
        dst: RegNo::new(first.dst)?,
        value,
    })
}

fn decode_slot(slot: Slot) -> Option<Insn> {
    match slot.code & 0x07 {
        op::ALU => decode_alu(slot, Width::W32),
        op::ALU64 => decode_alu(slot, Width::W64),
        op::JMP => decode_jump(slot, Width::W64),
        op::JMP32 => decode_jump(slot, Width::W32),
        op::LDX => decode_load(slot),
        op::ST | op::STX => decode_store(slot),
        _ => None,
    }
}

fn decode_operand(slot: Slot) -> Option<Operand> {
    Some(match slot.code & op::X {
        op::X => Operand::Reg(RegNo::new(slot.src)?),
        _ => Operand::Imm(slot.imm),
    })
}

fn decode_alu(slot: Slot, width: Width) -> Option<Insn> {
    let dst = RegNo::new(slot.dst)?;
    match slot.code & 0xf0 {
        op::NEG => Some(Insn::Neg { width, dst }),
        op::END => decode_swap(slot, dst),
        op::MOV if slot.code & op::X != 0 && slot.off != 0 => {
            let from = match slot.off {
                8 => Size::B,
                16 => Size::H,
                32 if width == Width::W64 => Size::W,
                _ => return None,
            };
            Some(Insn::Movsx {
                width,
                from,
                dst,
                src: RegNo::new(slot.src)?,
            })
        }
        code => Some(Insn::Alu {
            width,
            op: AluOp::from_code((code, slot.off))?,
            dst,
            src: decode_operand(slot)?,
        }),
    }
}

fn decode_swap(slot: Slot, dst: RegNo) -> Option<Insn> {
    let size = match slot.imm {
        16 => Size::H,
        32 => Size::W,
        64 => Size::Dw,
        _ => return None,
    };
    let order = Order::from_code(slot.code & (op::X | 0x07))?;
    Some(Insn::Swap { order, size, dst })
}

fn decode_size(slot: Slot) -> Option<Size> {
    Size::from_code(slot.code & 0x18)
}

fn decode_load(slot: Slot) -> Option<Insn> {
    let size = decode_size(slot)?;
    let signed = match slot.code & 0xe0 {
        op::MEM => false,
        op::MEMSX if size != Size::Dw => true,
        _ => return None,
    };
    let (dst, base) = (RegNo::new(slot.dst)?, RegNo::new(slot.src)?);
    Some(Insn::Load {
        size,
        signed,
        dst,
        base,
        off: slot.off,
    })
}

fn decode_store(slot: Slot) -> Option<Insn> {
    let (size, base, off) = (decode_size(slot)?, RegNo::new(slot.dst)?, slot.off);
    match (slot.code & 0xe0, slot.code & 0x07) {
        (op::MEM, op::ST) => Some(Insn::Store {
            size,
            base,
            off,
            src: Operand::Imm(slot.imm),
        }),
        (op::MEM, _) => Some(Insn::Store {
            size,
            base,
            off,
            src: Operand::Reg(RegNo::new(slot.src)?),
        }),
        (op::ATOMIC, op::STX) => decode_atomic(slot, size),
        _ => None,
    }
}

fn decode_atomic(slot: Slot, size: Size) -> Option<Insn> {
    let (dst, src, off) = (RegNo::new(slot.dst)?, RegNo::new(slot.src)?, slot.off);
    match (slot.imm, size) {
        (op::LOAD_ACQ, _) => Some(Insn::LoadAcquire {
            size,
            dst,
            base: src,
            off,
        }),
        (op::STORE_REL, _) => Some(Insn::StoreRelease {
            size,
            base: dst,
            off,
            src,
        }),
        (imm, Size::W | Size::Dw) => Some(Insn::Atomic {
            op: decode_atomic_op(imm)?,
            size,
            base: dst,
            off,
            src,
        }),
        (_, Size::B | Size::H) => None,
    }
}

fn decode_atomic_op(imm: i32) -> Option<AtomicOp> {
    match imm {
        op::XCHG => Some(AtomicOp::Xchg),
        op::CMPXCHG => Some(AtomicOp::Cmpxchg),
        _ => {
            let fetch = imm & op::FETCH != 0;
            match u8::try_from(imm & !op::FETCH).ok()? {
                op::ADD => Some(AtomicOp::Add { fetch }),
                op::OR => Some(AtomicOp::Or { fetch }),
                op::AND => Some(AtomicOp::And { fetch }),
                op::XOR => Some(AtomicOp::Xor { fetch }),
                _ => None,
            }
        }
    }
}

fn decode_jump(slot: Slot, width: Width) -> Option<Insn> {
    match (slot.code & 0xf0, width) {
        (op::JA, Width::W64) => Some(Insn::Goto { off: slot.off }),
        (op::JA, Width::W32) => Some(Insn::Gotol { off: slot.imm }),
        (op::JCOND, Width::W64) => Some(Insn::MayGoto { off: slot.off }),
        (op::EXIT, Width::W64) => Some(Insn::Exit),
        (op::CALL, Width::W64) => Some(Insn::Call(match slot.src {
            0 => Callee::Helper(slot.imm.cast_unsigned()),
            op::PSEUDO_CALL => Callee::Local(slot.imm),
            op::PSEUDO_KFUNC_CALL => Callee::Kfunc {
                btf_id: slot.imm,
                fd_idx: slot.off,
            },
            _ => return None,
        })),
        (code, _) => Some(Insn::Jump {
            width,
            cond: Cond::from_code(code)?,
            lhs: RegNo::new(slot.dst)?,
            rhs: decode_operand(slot)?,
            off: slot.off,
        }),
    }
}
