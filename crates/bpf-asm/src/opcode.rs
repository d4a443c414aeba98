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
    CALL = BPF_CALL  EXIT = BPF_EXIT
    PSEUDO_MAP_FD = BPF_PSEUDO_MAP_FD  PSEUDO_MAP_VALUE = BPF_PSEUDO_MAP_VALUE
    PSEUDO_BTF_ID = BPF_PSEUDO_BTF_ID  PSEUDO_FUNC = BPF_PSEUDO_FUNC
    PSEUDO_MAP_IDX = BPF_PSEUDO_MAP_IDX  PSEUDO_MAP_IDX_VALUE = BPF_PSEUDO_MAP_IDX_VALUE
    PSEUDO_CALL = BPF_PSEUDO_CALL  PSEUDO_KFUNC_CALL = BPF_PSEUDO_KFUNC_CALL
}

pub(crate) const FETCH: i32 = uapi::BPF_FETCH.cast_signed();
pub(crate) const XCHG: i32 = uapi::BPF_XCHG.cast_signed();
pub(crate) const CMPXCHG: i32 = uapi::BPF_CMPXCHG.cast_signed();
