//! One instruction as data: what the assembler collects, the encoder writes and the decoder returns.

use crate::register::RegNo;

/// One instruction. [`Insn::LdImm64`] fills two slots of eight bytes, every other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Insn {
    /// `dst = dst op src`; for [`AluOp::Mov`] `dst = src`.
    Alu {
        /// ALU64 or ALU.
        width: Width,
        /// The operation.
        op: AluOp,
        /// Left operand and destination.
        dst: RegNo,
        /// Right operand.
        src: Operand,
    },
    /// `dst = -dst`.
    Neg {
        /// ALU64 or ALU.
        width: Width,
        /// Operand and destination.
        dst: RegNo,
    },
    /// `dst = (s8|s16|s32)src`.
    Movsx {
        /// ALU64 or ALU.
        width: Width,
        /// Bytes of the source that count; 4 only in ALU64, never 8.
        from: Size,
        /// Destination.
        dst: RegNo,
        /// Source.
        src: RegNo,
    },
    /// Byte order conversion of the lowest bytes of `dst`; the rest becomes zero.
    Swap {
        /// To which order.
        order: Order,
        /// Bytes that are converted; never 1.
        size: Size,
        /// Operand and destination.
        dst: RegNo,
    },
    /// `dst = *(size *)(base + off)`.
    Load {
        /// Bytes that are read.
        size: Size,
        /// Whether the value is sign-extended; never with 8 bytes.
        signed: bool,
        /// Destination.
        dst: RegNo,
        /// Address.
        base: RegNo,
        /// Offset in bytes.
        off: i16,
    },
    /// `*(size *)(base + off) = src`.
    Store {
        /// Bytes that are written.
        size: Size,
        /// Address.
        base: RegNo,
        /// Offset in bytes.
        off: i16,
        /// The value.
        src: Operand,
    },
    /// An atomic read-modify-write of `*(size *)(base + off)`.
    Atomic {
        /// The operation.
        op: AtomicOp,
        /// 4 or 8 bytes.
        size: Size,
        /// Address.
        base: RegNo,
        /// Offset in bytes.
        off: i16,
        /// Operand; receives the old value with fetch and exchange.
        src: RegNo,
    },
    /// `dst = *(size *)(base + off)`; what follows in the program happens after it. Linux 6.15.
    LoadAcquire {
        /// Bytes that are read.
        size: Size,
        /// Destination; zero-extended.
        dst: RegNo,
        /// Address.
        base: RegNo,
        /// Offset in bytes.
        off: i16,
    },
    /// `*(size *)(base + off) = src`; what precedes it in the program happened before. Linux 6.15.
    StoreRelease {
        /// Bytes that are written.
        size: Size,
        /// Address.
        base: RegNo,
        /// Offset in bytes.
        off: i16,
        /// The value.
        src: RegNo,
    },
    /// `if lhs cond rhs goto off`.
    Jump {
        /// JMP or JMP32.
        width: Width,
        /// The condition.
        cond: Cond,
        /// Left operand.
        lhs: RegNo,
        /// Right operand.
        rhs: Operand,
        /// Distance in slots from the next instruction.
        off: i16,
    },
    /// `goto off`.
    Goto {
        /// Distance in slots from the next instruction.
        off: i16,
    },
    /// `gotol off`, Linux 6.6.
    Gotol {
        /// Distance in slots from the next instruction.
        off: i32,
    },
    /// `may_goto off`: goes on, and jumps once it was met too often. The verifier knows by it that a loop ends.
    /// Linux 6.9.
    MayGoto {
        /// Distance in slots from the next instruction.
        off: i16,
    },
    /// A call of the kernel or of another function.
    Call(Callee),
    /// Return to the caller with the value of `r0`.
    Exit,
    /// `dst = value`, 64 bits.
    LdImm64 {
        /// Destination.
        dst: RegNo,
        /// A constant, or something the kernel replaces by an address.
        value: Imm64,
    },
}

/// Width of an operation or comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Width {
    /// 32 bits: classes ALU and JMP32.
    W32,
    /// 64 bits: classes ALU64 and JMP.
    W64,
}

/// Size of a memory access or a conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Size {
    /// 1 byte.
    B,
    /// 2 bytes.
    H,
    /// 4 bytes.
    W,
    /// 8 bytes.
    Dw,
}

impl Size {
    /// The size in bits.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.bits_i16().unsigned_abs() as u32
    }

    /// [`Size::bits`] as the offset and immediate fields hold it.
    pub(crate) const fn bits_i16(self) -> i16 {
        match self {
            Self::B => 8,
            Self::H => 16,
            Self::W => 32,
            Self::Dw => 64,
        }
    }
}

/// A right operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operand {
    /// A register.
    Reg(RegNo),
    /// A constant, sign-extended in 64-bit operations.
    Imm(i32),
}

/// Arithmetic and logic. Division by zero gives 0, modulo zero leaves the destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AluOp {
    /// `+=`
    Add,
    /// `-=`
    Sub,
    /// `*=`
    Mul,
    /// `/=`, unsigned
    Div,
    /// `s/=`, Linux 6.6
    Sdiv,
    /// `|=`
    Or,
    /// `&=`
    And,
    /// `<<=`
    Lsh,
    /// `>>=`, filled with zeros
    Rsh,
    /// `%=`, unsigned
    Mod,
    /// `s%=`, Linux 6.6
    Smod,
    /// `^=`
    Xor,
    /// `=`
    Mov,
    /// `s>>=`, filled with the sign
    Arsh,
}

/// Byte orders a conversion goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// `le16`..: from host to little-endian order.
    Le,
    /// `be16`..: from host to big-endian order.
    Be,
    /// `bswap16`..: always swaps, Linux 6.6.
    Swap,
}

/// Atomic operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AtomicOp {
    /// Add.
    Add {
        /// Whether `src` receives the old value, Linux 5.12.
        fetch: bool,
    },
    /// Bitwise or; Linux 5.12.
    Or {
        /// Whether `src` receives the old value.
        fetch: bool,
    },
    /// Bitwise and; Linux 5.12.
    And {
        /// Whether `src` receives the old value.
        fetch: bool,
    },
    /// Bitwise exclusive or; Linux 5.12.
    Xor {
        /// Whether `src` receives the old value.
        fetch: bool,
    },
    /// Swaps memory and `src`; Linux 5.12.
    Xchg,
    /// Stores `src` if memory equals `r0`; `r0` receives the old value; Linux 5.12.
    Cmpxchg,
}

/// Conditions of jumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cond {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `&`: any common bit set
    Set,
    /// `>`, unsigned
    Gt,
    /// `>=`, unsigned
    Ge,
    /// `<`, unsigned
    Lt,
    /// `<=`, unsigned
    Le,
    /// `s>`
    Sgt,
    /// `s>=`
    Sge,
    /// `s<`
    Slt,
    /// `s<=`
    Sle,
}

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Callee {
    /// A helper, by its number in `enum bpf_func_id`.
    Helper(u32),
    /// A kernel function, by BTF id; Linux 5.13.
    Kfunc {
        /// BTF id of the function.
        btf_id: i32,
        /// 0: the kernel's BTF; else the index of a module's BTF in `fd_array`, Linux 5.16.
        fd_idx: i16,
    },
    /// A function of the same program, by its distance in slots from the next instruction; Linux 4.16.
    Local(i32),
}

/// What an instruction names that is not the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Nothing,
    /// A map of this process.
    Map,
    /// A function or variable of the running kernel.
    Kernel,
}

/// The value of a 64-bit load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Imm64 {
    /// A constant.
    Const(u64),
    /// The address of a map (`BPF_PSEUDO_MAP_FD`).
    MapFd(i32),
    /// The address of a byte in the first value of an array (`BPF_PSEUDO_MAP_VALUE`, Linux 5.2).
    MapValue {
        /// Descriptor of the map.
        fd: i32,
        /// Offset into the value, in bytes.
        off: u32,
    },
    /// The address of a kernel variable (`BPF_PSEUDO_BTF_ID`, Linux 5.10).
    BtfId {
        /// BTF id of the variable.
        btf_id: i32,
        /// Descriptor of a module's BTF, Linux 5.12; 0 for the kernel's.
        btf_fd: i32,
    },
    /// The address of a function of the same program (`BPF_PSEUDO_FUNC`, Linux 5.13).
    Func(i32),
    /// The address of a map, by index into `fd_array` (`BPF_PSEUDO_MAP_IDX`, Linux 5.14).
    MapIdx(i32),
    /// The address of a byte of a map value, by index (`BPF_PSEUDO_MAP_IDX_VALUE`, Linux 5.14).
    MapIdxValue {
        /// Index into `fd_array`.
        idx: i32,
        /// Offset into the value, in bytes.
        off: u32,
    },
}

impl Imm64 {
    /// Whether it is a map, which is named by a number that only this process knows.
    pub(crate) const fn is_map(self) -> bool {
        match self {
            Self::MapFd(_) | Self::MapValue { .. } | Self::MapIdx(_) | Self::MapIdxValue { .. } => {
                true
            }
            Self::Const(_) | Self::BtfId { .. } | Self::Func(_) => false,
        }
    }
}

impl Insn {
    /// How far it jumps: slots from the next instruction.
    #[must_use]
    pub fn distance(&self) -> Option<i32> {
        match *self {
            Self::Jump { off, .. } | Self::Goto { off } | Self::MayGoto { off } => Some(off.into()),
            Self::Gotol { off } => Some(off),
            Self::Alu { .. }
            | Self::Neg { .. }
            | Self::Movsx { .. }
            | Self::Swap { .. }
            | Self::Load { .. }
            | Self::Store { .. }
            | Self::Atomic { .. }
            | Self::LoadAcquire { .. }
            | Self::StoreRelease { .. }
            | Self::Call(_)
            | Self::Exit
            | Self::LdImm64 { .. } => None,
        }
    }

    /// What of the kernel or the process it names by a number.
    pub(crate) const fn names(&self) -> Named {
        match *self {
            Self::LdImm64 { value, .. } if value.is_map() => Named::Map,
            Self::LdImm64 {
                value: Imm64::BtfId { .. },
                ..
            }
            | Self::Call(Callee::Kfunc { .. }) => Named::Kernel,
            Self::LdImm64 { .. }
            | Self::Call(Callee::Helper(_) | Callee::Local(_))
            | Self::Alu { .. }
            | Self::Neg { .. }
            | Self::Movsx { .. }
            | Self::Swap { .. }
            | Self::Load { .. }
            | Self::Store { .. }
            | Self::Atomic { .. }
            | Self::LoadAcquire { .. }
            | Self::StoreRelease { .. }
            | Self::Jump { .. }
            | Self::Goto { .. }
            | Self::Gotol { .. }
            | Self::MayGoto { .. }
            | Self::Exit => Named::Nothing,
        }
    }

    /// Eight-byte slots the instruction fills.
    #[must_use]
    pub const fn slots(&self) -> usize {
        if matches!(self, Self::LdImm64 { .. }) {
            2
        } else {
            1
        }
    }
}
