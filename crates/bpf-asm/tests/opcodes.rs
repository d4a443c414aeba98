//! Every opcode against bytes and text that were worked out by hand, and nothing beside them.

mod rows;

use std::collections::BTreeSet;

use bpf_asm::{
    decode,
    insn::{Callee, Imm64, Insn, Operand},
};
use rows::rows;

#[test]
fn every_row_encodes_decodes_and_prints() {
    for row in rows() {
        let mut bytes = Vec::new();
        row.insn.encode(&mut bytes);
        assert_eq!(bytes, row.bytes, "bytes of `{}`: {:x?}", row.text, bytes);
        assert_eq!(row.insn.to_string(), row.text);
        assert_eq!(decode(&row.bytes), Ok(vec![row.insn]), "`{}`", row.text);
    }
}

/// The opcode bytes of the document's tables, but for the packet loads that it calls obsolete.
#[rustfmt::skip]
const OPCODES: [u8; 122] = [
    // 64-bit constant
    0x18,
    // arithmetic, 32 bits: constant, register
    0x04, 0x14, 0x24, 0x34, 0x44, 0x54, 0x64, 0x74, 0x94, 0xa4, 0xb4, 0xc4,
    0x0c, 0x1c, 0x2c, 0x3c, 0x4c, 0x5c, 0x6c, 0x7c, 0x9c, 0xac, 0xbc, 0xcc,
    // arithmetic, 64 bits: constant, register
    0x07, 0x17, 0x27, 0x37, 0x47, 0x57, 0x67, 0x77, 0x97, 0xa7, 0xb7, 0xc7,
    0x0f, 0x1f, 0x2f, 0x3f, 0x4f, 0x5f, 0x6f, 0x7f, 0x9f, 0xaf, 0xbf, 0xcf,
    // negation; conversions to little and big endian, unconditional swap
    0x84, 0x87, 0xd4, 0xdc, 0xd7,
    // loads of 4, 2, 1, 8 bytes; with sign of 4, 2, 1
    0x61, 0x69, 0x71, 0x79, 0x81, 0x89, 0x91,
    // stores of a constant and of a register
    0x62, 0x6a, 0x72, 0x7a, 0x63, 0x6b, 0x73, 0x7b,
    // atomics of 4 and 8 bytes; ordered loads and stores also of 2 and 1
    0xc3, 0xdb, 0xcb, 0xd3,
    // ja, gotol, may_goto, call, exit
    0x05, 0x06, 0xe5, 0x85, 0x95,
    // jumps, 64 bits: constant, register
    0x15, 0x25, 0x35, 0x45, 0x55, 0x65, 0x75, 0xa5, 0xb5, 0xc5, 0xd5,
    0x1d, 0x2d, 0x3d, 0x4d, 0x5d, 0x6d, 0x7d, 0xad, 0xbd, 0xcd, 0xdd,
    // jumps, 32 bits: constant, register
    0x16, 0x26, 0x36, 0x46, 0x56, 0x66, 0x76, 0xa6, 0xb6, 0xc6, 0xd6,
    0x1e, 0x2e, 0x3e, 0x4e, 0x5e, 0x6e, 0x7e, 0xae, 0xbe, 0xce, 0xde,
];

/// Values of the register, offset and immediate fields that select an instruction, and some that select none.
const DSTS: [u8; 2] = [0, 3];
const SRCS: std::ops::Range<u8> = 0..8;
const OFFSETS: [i16; 7] = [0, 1, 2, 8, 16, 32, 64];
const MORE_IMMS: [i32; 6] = [8, 0x0123_4567, -1, i32::MIN, 0x1000, 0x1_0000];

/// All instructions that `decode` finds among the bytes with this opcode.
fn accepted(code: u8) -> Vec<Insn> {
    // Atomic operations are multiples of 16, plus 1 where they fetch; conversions have 16, 32 and 64.
    let operations = (0..0x20).flat_map(|operation| [operation << 4, operation << 4 | 1]);
    let imms: Vec<i32> = operations.chain(MORE_IMMS).collect();
    let mut insns = Vec::new();
    for regs in SRCS.flat_map(|src| DSTS.map(|dst| src << 4 | dst)) {
        for off in OFFSETS {
            for imm in &imms {
                let mut bytes = [0; 16];
                bytes[..2].copy_from_slice(&[code, regs]);
                bytes[2..4].copy_from_slice(&off.to_le_bytes());
                bytes[4..8].copy_from_slice(&imm.to_le_bytes());
                // A 64-bit constant has a second slot.
                let bytes = if code == 0x18 { &bytes } else { &bytes[..8] };
                insns.extend(decode(bytes).into_iter().flatten());
            }
        }
    }
    insns
}

#[test]
fn the_decoder_accepts_the_documented_opcodes_and_no_other() {
    let found: BTreeSet<u8> = (0..=u8::MAX)
        .filter(|code| !accepted(*code).is_empty())
        .collect();
    assert_eq!(found, BTreeSet::from(OPCODES));
}

#[test]
fn the_rows_cover_every_form_that_the_decoder_knows() {
    let tested: BTreeSet<String> = rows().iter().map(|row| form(row.insn)).collect();
    let known: BTreeSet<String> = OPCODES
        .iter()
        .flat_map(|code| accepted(*code))
        .map(form)
        .collect();
    assert_eq!(tested, known);
    // Counted from the document: 2 x (14 x 2 + 1) arithmetic, 5 extending moves, 9 conversions, 7 loads, 8 stores,
    // 20 + 8 atomics, 2 x 22 + 3 jumps, 3 calls, exit, 7 constants.
    assert_eq!(known.len(), 58 + 5 + 9 + 7 + 8 + 28 + 47 + 3 + 1 + 7);
}

/// An instruction without the values that do not select it: registers, distances and constants.
fn form(insn: Insn) -> String {
    let kind = |operand| match operand {
        Operand::Reg(_) => "register",
        Operand::Imm(_) => "constant",
    };
    match insn {
        Insn::Alu { width, op, src, .. } => format!("{op:?} {width:?} {}", kind(src)),
        Insn::Neg { width, .. } => format!("Neg {width:?}"),
        Insn::Movsx { width, from, .. } => format!("Movsx {width:?} {from:?}"),
        Insn::Swap { order, size, .. } => format!("Swap {order:?} {size:?}"),
        Insn::Load { size, signed, .. } => format!("Load {size:?} signed={signed}"),
        Insn::Store { size, src, .. } => format!("Store {size:?} {}", kind(src)),
        Insn::Atomic { op, size, .. } => format!("Atomic {op:?} {size:?}"),
        Insn::LoadAcquire { size, .. } => format!("LoadAcquire {size:?}"),
        Insn::StoreRelease { size, .. } => format!("StoreRelease {size:?}"),
        Insn::Jump {
            width, cond, rhs, ..
        } => format!("Jump {cond:?} {width:?} {}", kind(rhs)),
        Insn::Goto { .. } => "Goto".to_owned(),
        Insn::Gotol { .. } => "Gotol".to_owned(),
        Insn::MayGoto { .. } => "MayGoto".to_owned(),
        Insn::Call(Callee::Helper(_)) => "Call Helper".to_owned(),
        Insn::Call(Callee::Kfunc { .. }) => "Call Kfunc".to_owned(),
        Insn::Call(Callee::Local(_)) => "Call Local".to_owned(),
        Insn::Exit => "Exit".to_owned(),
        Insn::LdImm64 { value, .. } => format!(
            "LdImm64 {}",
            match value {
                Imm64::Const(_) => "Const",
                Imm64::MapFd(_) => "MapFd",
                Imm64::MapValue { .. } => "MapValue",
                Imm64::BtfId { .. } => "BtfId",
                Imm64::Func(_) => "Func",
                Imm64::MapIdx(_) => "MapIdx",
                Imm64::MapIdxValue { .. } => "MapIdxValue",
            }
        ),
    }
}
