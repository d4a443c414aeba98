//! The numbers of the instruction set, from the kernel's uapi headers.
//!
//! ```text
//!  63            32 31       16 15   12 11    8 7       0
//! +----------------+-----------+-------+-------+---------+
//! |      imm       |  offset   |  src  |  dst  | opcode  |   one slot, little-endian
//! +----------------+-----------+-------+-------+---------+
//! opcode of arithmetic and jumps: operation (4 bits) | source: K or X (1) | class (3)
//! opcode of loads and stores:     mode (3)           | size (2)           | class (3)
//! ```
#![expect(
    clippy::cast_possible_truncation,
    reason = "opcode fields have eight bits"
)]

use aya_obj::generated as uapi;

use crate::insn::{AluOp, Cond, Order, Size, Width};

macro_rules! fields { ($($name:ident = $uapi:ident)*) => { $(pub(crate) const $name: u8 = uapi::$uapi as u8;)* } }
fields! {
    LD = BPF_LD  LDX = BPF_LDX  ST = BPF_ST  STX = BPF_STX
    ALU = BPF_ALU  JMP = BPF_JMP  JMP32 = BPF_JMP32  ALU64 = BPF_ALU64
    W = BPF_W  H = BPF_H  B = BPF_B  DW = BPF_DW
    IMM = BPF_IMM  MEM = BPF_MEM  MEMSX = BPF_MEMSX  ATOMIC = BPF_ATOMIC
    K = BPF_K  X = BPF_X
    ADD = BPF_ADD  SUB = BPF_SUB  MUL = BPF_MUL  DIV = BPF_DIV  OR = BPF_OR  AND = BPF_AND
    LSH = BPF_LSH  RSH = BPF_RSH  NEG = BPF_NEG  MOD = BPF_MOD  XOR = BPF_XOR
    MOV = BPF_MOV  ARSH = BPF_ARSH  END = BPF_END
    JA = BPF_JA  JEQ = BPF_JEQ  JGT = BPF_JGT  JGE = BPF_JGE  JSET = BPF_JSET  JNE = BPF_JNE
    JSGT = BPF_JSGT  JSGE = BPF_JSGE  JLT = BPF_JLT  JLE = BPF_JLE  JSLT = BPF_JSLT  JSLE = BPF_JSLE
    JCOND = BPF_JCOND
    CALL = BPF_CALL  EXIT = BPF_EXIT
    PSEUDO_MAP_FD = BPF_PSEUDO_MAP_FD  PSEUDO_MAP_VALUE = BPF_PSEUDO_MAP_VALUE
    PSEUDO_BTF_ID = BPF_PSEUDO_BTF_ID  PSEUDO_FUNC = BPF_PSEUDO_FUNC
    PSEUDO_MAP_IDX = BPF_PSEUDO_MAP_IDX  PSEUDO_MAP_IDX_VALUE = BPF_PSEUDO_MAP_IDX_VALUE
    PSEUDO_CALL = BPF_PSEUDO_CALL  PSEUDO_KFUNC_CALL = BPF_PSEUDO_KFUNC_CALL
}

pub(crate) const FETCH: i32 = uapi::BPF_FETCH.cast_signed();
pub(crate) const XCHG: i32 = uapi::BPF_XCHG.cast_signed();
pub(crate) const CMPXCHG: i32 = uapi::BPF_CMPXCHG.cast_signed();
/// Not in the headers that the other constants come from, which are older.
pub(crate) const LOAD_ACQ: i32 = 0x100;
pub(crate) const STORE_REL: i32 = 0x110;

/// Writes both directions between an enum and its field from one table. `code` is a `match`, so a
/// variant without a row does not compile.
macro_rules! codes { ($($enum:ident as $code:ty { $($variant:ident = $value:expr),* $(,)? })*) => { $(
    impl $enum {
        pub(crate) const fn code(self) -> $code {
            match self { $(Self::$variant => $value),* }
        }

        pub(crate) fn from_code(code: $code) -> Option<Self> {
            [$(Self::$variant),*].into_iter().find(|variant| variant.code() == code)
        }
    }
)* } }
codes! {
    // Operation and offset field: signed division and modulo are the unsigned ones with offset 1.
    AluOp as (u8, i16) {
        Add = (ADD, 0), Sub = (SUB, 0), Mul = (MUL, 0), Div = (DIV, 0), Sdiv = (DIV, 1),
        Or = (OR, 0), And = (AND, 0), Lsh = (LSH, 0), Rsh = (RSH, 0), Mod = (MOD, 0), Smod = (MOD, 1),
        Xor = (XOR, 0), Mov = (MOV, 0), Arsh = (ARSH, 0),
    }
    Cond as u8 {
        Eq = JEQ, Ne = JNE, Set = JSET, Gt = JGT, Ge = JGE, Lt = JLT, Le = JLE,
        Sgt = JSGT, Sge = JSGE, Slt = JSLT, Sle = JSLE,
    }
    Size as u8 { B = B, H = H, W = W, Dw = DW }
    // Class and source bit; the operation is END.
    Order as u8 { Le = ALU | K, Be = ALU | X, Swap = ALU64 | K }
}

impl Width {
    /// Class of arithmetic in this width.
    pub(crate) const fn alu_class(self) -> u8 {
        match self {
            Self::W32 => ALU,
            Self::W64 => ALU64,
        }
    }

    /// Class of conditional jumps that compare this width.
    pub(crate) const fn jump_class(self) -> u8 {
        match self {
            Self::W32 => JMP32,
            Self::W64 => JMP,
        }
    }
}
