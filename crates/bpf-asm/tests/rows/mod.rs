//! Every form of every instruction: how it is emitted, its bytes and its text.
//!
//! The bytes are worked out by hand from the tables of the kernel's instruction set document, and the texts are
//! what LLVM prints, so neither depends on the encoder or on the listing.
//!
//! Forms that have no emitter of their own are emitted as data.
//!
//! # Source
//! Documentation/bpf/standardization/instruction-set.rst

use bpf_asm::{
    Asm, FP, Helper, Label, R3, R7, R9, W1, W3, W7,
    insn::{Callee, Imm64, Insn},
};

/// One form.
pub(crate) struct Row {
    pub(crate) insn: Insn,
    pub(crate) bytes: Vec<u8>,
    pub(crate) text: &'static str,
}

/// Where the jumps of the table go: so many slots behind the next instruction.
const DISTANCE: usize = 0x102;

/// Every row of the table.
pub(crate) fn rows() -> Vec<Row> {
    ROWS.iter().map(row).collect()
}

fn row((hex, text, emit): &(&str, &'static str, Emit)) -> Row {
    let mut a = Asm::new();
    let to = a.label("to");
    emit(&mut a, &to);
    for _ in 0..DISTANCE {
        a.exit();
    }
    a.bind(to).exit();
    let code = a.finish().expect("each row is a valid instruction");
    let byte = |digits| u8::from_str_radix(digits, 16).expect("two hexadecimal digits");
    Row {
        insn: *code.lines()[0].insn(),
        bytes: hex.split(' ').map(byte).collect(),
        text,
    }
}

type Emit = fn(&mut Asm<'static>, &Label);

#[rustfmt::skip]
const ROWS: &[(&str, &str, Emit)] = &[
    // arithmetic, 64 bits
    ("0f 73 00 00 00 00 00 00", "r3 += r7", |a, _| { a.add(R3, R7); }),
    ("07 03 00 00 78 56 34 12", "r3 += 0x12345678", |a, _| { a.add(R3, 0x1234_5678); }),
    ("1f 73 00 00 00 00 00 00", "r3 -= r7", |a, _| { a.sub(R3, R7); }),
    ("17 03 00 00 88 a9 cb ed", "r3 -= -0x12345678", |a, _| { a.sub(R3, -0x1234_5678); }),
    ("2f 73 00 00 00 00 00 00", "r3 *= r7", |a, _| { a.mul(R3, R7); }),
    ("27 03 00 00 78 56 34 12", "r3 *= 0x12345678", |a, _| { a.mul(R3, 0x1234_5678); }),
    ("3f 73 00 00 00 00 00 00", "r3 /= r7", |a, _| { a.div(R3, R7); }),
    ("37 03 00 00 78 56 34 12", "r3 /= 0x12345678", |a, _| { a.div(R3, 0x1234_5678); }),
    ("3f 73 01 00 00 00 00 00", "r3 s/= r7", |a, _| { a.sdiv(R3, R7); }),
    ("37 03 01 00 88 a9 cb ed", "r3 s/= -0x12345678", |a, _| { a.sdiv(R3, -0x1234_5678); }),
    ("4f 73 00 00 00 00 00 00", "r3 |= r7", |a, _| { a.or(R3, R7); }),
    ("47 03 00 00 78 56 34 12", "r3 |= 0x12345678", |a, _| { a.or(R3, 0x1234_5678); }),
    ("5f 73 00 00 00 00 00 00", "r3 &= r7", |a, _| { a.and(R3, R7); }),
    ("57 03 00 00 88 a9 cb ed", "r3 &= -0x12345678", |a, _| { a.and(R3, -0x1234_5678); }),
    ("6f 73 00 00 00 00 00 00", "r3 <<= r7", |a, _| { a.lsh(R3, R7); }),
    ("67 03 00 00 11 00 00 00", "r3 <<= 0x11", |a, _| { a.lsh(R3, 0x11); }),
    ("7f 73 00 00 00 00 00 00", "r3 >>= r7", |a, _| { a.rsh(R3, R7); }),
    ("77 03 00 00 11 00 00 00", "r3 >>= 0x11", |a, _| { a.rsh(R3, 0x11); }),
    ("9f 73 00 00 00 00 00 00", "r3 %= r7", |a, _| { a.modulo(R3, R7); }),
    ("97 03 00 00 78 56 34 12", "r3 %= 0x12345678", |a, _| { a.modulo(R3, 0x1234_5678); }),
    ("9f 73 01 00 00 00 00 00", "r3 s%= r7", |a, _| { a.smod(R3, R7); }),
    ("97 03 01 00 78 56 34 12", "r3 s%= 0x12345678", |a, _| { a.smod(R3, 0x1234_5678); }),
    ("af 73 00 00 00 00 00 00", "r3 ^= r7", |a, _| { a.xor(R3, R7); }),
    ("a7 03 00 00 78 56 34 12", "r3 ^= 0x12345678", |a, _| { a.xor(R3, 0x1234_5678); }),
    ("bf 73 00 00 00 00 00 00", "r3 = r7", |a, _| { a.mov(R3, R7); }),
    ("b7 03 00 00 88 a9 cb ed", "r3 = -0x12345678", |a, _| { a.mov(R3, -0x1234_5678); }),
    ("cf 73 00 00 00 00 00 00", "r3 s>>= r7", |a, _| { a.arsh(R3, R7); }),
    ("c7 03 00 00 11 00 00 00", "r3 s>>= 0x11", |a, _| { a.arsh(R3, 0x11); }),
    ("87 03 00 00 00 00 00 00", "r3 = -r3", |a, _| { a.neg(R3); }),
    ("bf 73 08 00 00 00 00 00", "r3 = (s8)r7", |a, _| { a.movsx::<i8, _>(R3, R7); }),
    ("bf 73 10 00 00 00 00 00", "r3 = (s16)r7", |a, _| { a.movsx::<i16, _>(R3, R7); }),
    ("bf 73 20 00 00 00 00 00", "r3 = (s32)r7", |a, _| { a.movsx::<i32, _>(R3, R7); }),
    // arithmetic, 32 bits
    ("0c 73 00 00 00 00 00 00", "w3 += w7", |a, _| { a.add(W3, W7); }),
    ("04 03 00 00 78 56 34 12", "w3 += 0x12345678", |a, _| { a.add(W3, 0x1234_5678); }),
    ("1c 73 00 00 00 00 00 00", "w3 -= w7", |a, _| { a.sub(W3, W7); }),
    ("14 03 00 00 88 a9 cb ed", "w3 -= -0x12345678", |a, _| { a.sub(W3, -0x1234_5678); }),
    ("2c 73 00 00 00 00 00 00", "w3 *= w7", |a, _| { a.mul(W3, W7); }),
    ("24 03 00 00 78 56 34 12", "w3 *= 0x12345678", |a, _| { a.mul(W3, 0x1234_5678); }),
    ("3c 73 00 00 00 00 00 00", "w3 /= w7", |a, _| { a.div(W3, W7); }),
    ("34 03 00 00 78 56 34 12", "w3 /= 0x12345678", |a, _| { a.div(W3, 0x1234_5678); }),
    ("3c 73 01 00 00 00 00 00", "w3 s/= w7", |a, _| { a.sdiv(W3, W7); }),
    ("34 03 01 00 88 a9 cb ed", "w3 s/= -0x12345678", |a, _| { a.sdiv(W3, -0x1234_5678); }),
    ("4c 73 00 00 00 00 00 00", "w3 |= w7", |a, _| { a.or(W3, W7); }),
    ("44 03 00 00 78 56 34 12", "w3 |= 0x12345678", |a, _| { a.or(W3, 0x1234_5678); }),
    ("5c 73 00 00 00 00 00 00", "w3 &= w7", |a, _| { a.and(W3, W7); }),
    ("54 03 00 00 88 a9 cb ed", "w3 &= -0x12345678", |a, _| { a.and(W3, -0x1234_5678); }),
    ("6c 73 00 00 00 00 00 00", "w3 <<= w7", |a, _| { a.lsh(W3, W7); }),
    ("64 03 00 00 11 00 00 00", "w3 <<= 0x11", |a, _| { a.lsh(W3, 0x11); }),
    ("7c 73 00 00 00 00 00 00", "w3 >>= w7", |a, _| { a.rsh(W3, W7); }),
    ("74 03 00 00 11 00 00 00", "w3 >>= 0x11", |a, _| { a.rsh(W3, 0x11); }),
    ("9c 73 00 00 00 00 00 00", "w3 %= w7", |a, _| { a.modulo(W3, W7); }),
    ("94 03 00 00 78 56 34 12", "w3 %= 0x12345678", |a, _| { a.modulo(W3, 0x1234_5678); }),
    ("9c 73 01 00 00 00 00 00", "w3 s%= w7", |a, _| { a.smod(W3, W7); }),
    ("94 03 01 00 78 56 34 12", "w3 s%= 0x12345678", |a, _| { a.smod(W3, 0x1234_5678); }),
    ("ac 73 00 00 00 00 00 00", "w3 ^= w7", |a, _| { a.xor(W3, W7); }),
    ("a4 03 00 00 78 56 34 12", "w3 ^= 0x12345678", |a, _| { a.xor(W3, 0x1234_5678); }),
    ("bc 73 00 00 00 00 00 00", "w3 = w7", |a, _| { a.mov(W3, W7); }),
    ("b4 03 00 00 88 a9 cb ed", "w3 = -0x12345678", |a, _| { a.mov(W3, -0x1234_5678); }),
    ("cc 73 00 00 00 00 00 00", "w3 s>>= w7", |a, _| { a.arsh(W3, W7); }),
    ("c4 03 00 00 11 00 00 00", "w3 s>>= 0x11", |a, _| { a.arsh(W3, 0x11); }),
    ("84 03 00 00 00 00 00 00", "w3 = -w3", |a, _| { a.neg(W3); }),
    ("bc 73 08 00 00 00 00 00", "w3 = (s8)w7", |a, _| { a.movsx::<i8, _>(W3, W7); }),
    ("bc 73 10 00 00 00 00 00", "w3 = (s16)w7", |a, _| { a.movsx::<i16, _>(W3, W7); }),
    ("bf a9 00 00 00 00 00 00", "r9 = r10", |a, _| { a.mov(R9, FP); }),
    ("b4 01 00 00 98 ba dc fe", "w1 = -0x1234568", |a, _| { a.mov(W1, 0xfedc_ba98_u32); }),
    // byte order
    ("d4 03 00 00 10 00 00 00", "r3 = le16 r3", |a, _| { a.le16(R3); }),
    ("d4 03 00 00 20 00 00 00", "r3 = le32 r3", |a, _| { a.le32(R3); }),
    ("d4 03 00 00 40 00 00 00", "r3 = le64 r3", |a, _| { a.le64(R3); }),
    ("dc 03 00 00 10 00 00 00", "r3 = be16 r3", |a, _| { a.be16(R3); }),
    ("dc 03 00 00 20 00 00 00", "r3 = be32 r3", |a, _| { a.be32(R3); }),
    ("dc 03 00 00 40 00 00 00", "r3 = be64 r3", |a, _| { a.be64(R3); }),
    ("d7 03 00 00 10 00 00 00", "r3 = bswap16 r3", |a, _| { a.bswap16(R3); }),
    ("d7 03 00 00 20 00 00 00", "r3 = bswap32 r3", |a, _| { a.bswap32(R3); }),
    ("d7 03 00 00 40 00 00 00", "r3 = bswap64 r3", |a, _| { a.bswap64(R3); }),
    // loads
    ("71 73 34 12 00 00 00 00", "w3 = *(u8 *)(r7 + 0x1234)", |a, _| { a.load::<u8>(R3, R7 + 0x1234); }),
    ("69 73 34 12 00 00 00 00", "w3 = *(u16 *)(r7 + 0x1234)", |a, _| { a.load::<u16>(R3, R7 + 0x1234); }),
    ("61 73 34 12 00 00 00 00", "w3 = *(u32 *)(r7 + 0x1234)", |a, _| { a.load::<u32>(R3, R7 + 0x1234); }),
    ("79 73 34 12 00 00 00 00", "r3 = *(u64 *)(r7 + 0x1234)", |a, _| { a.load::<u64>(R3, R7 + 0x1234); }),
    ("91 73 fe ff 00 00 00 00", "r3 = *(s8 *)(r7 - 0x2)", |a, _| { a.load::<i8>(R3, R7 - 2); }),
    ("89 73 fe ff 00 00 00 00", "r3 = *(s16 *)(r7 - 0x2)", |a, _| { a.load::<i16>(R3, R7 - 2); }),
    ("81 73 fe ff 00 00 00 00", "r3 = *(s32 *)(r7 - 0x2)", |a, _| { a.load::<i32>(R3, R7 - 2); }),
    ("61 a9 00 80 00 00 00 00", "w9 = *(u32 *)(r10 - 0x8000)", |a, _| { a.load::<u32>(R9, FP + i16::MIN); }),
    // stores
    ("73 73 f8 ff 00 00 00 00", "*(u8 *)(r3 - 0x8) = w7", |a, _| { a.store::<u8>(R3 - 8, R7); }),
    ("72 0a 00 fe fe ff ff ff", "*(u8 *)(r10 - 0x200) = -0x2", |a, _| { a.store::<u8>(FP - 512, -2); }),
    ("6b 73 f8 ff 00 00 00 00", "*(u16 *)(r3 - 0x8) = w7", |a, _| { a.store::<u16>(R3 - 8, R7); }),
    ("6a 0a 00 fe fe ff ff ff", "*(u16 *)(r10 - 0x200) = -0x2", |a, _| { a.store::<u16>(FP - 512, -2); }),
    ("63 73 f8 ff 00 00 00 00", "*(u32 *)(r3 - 0x8) = w7", |a, _| { a.store::<u32>(R3 - 8, R7); }),
    ("62 0a 00 fe fe ff ff ff", "*(u32 *)(r10 - 0x200) = -0x2", |a, _| { a.store::<u32>(FP - 512, -2); }),
    ("7b 73 f8 ff 00 00 00 00", "*(u64 *)(r3 - 0x8) = r7", |a, _| { a.store::<u64>(R3 - 8, R7); }),
    ("7a 0a 00 fe fe ff ff ff", "*(u64 *)(r10 - 0x200) = -0x2", |a, _| { a.store::<u64>(FP - 512, -2); }),
    // atomics
    ("c3 73 10 00 00 00 00 00", "lock *(u32 *)(r3 + 0x10) += w7", |a, _| { a.atomic_add::<u32>(R3 + 16, R7); }),
    ("c3 73 10 00 01 00 00 00", "w7 = atomic_fetch_add((u32 *)(r3 + 0x10), w7)", |a, _| { a.atomic_fetch_add::<u32>(R3 + 16, R7); }),
    ("c3 73 10 00 40 00 00 00", "lock *(u32 *)(r3 + 0x10) |= w7", |a, _| { a.atomic_or::<u32>(R3 + 16, R7); }),
    ("c3 73 10 00 41 00 00 00", "w7 = atomic_fetch_or((u32 *)(r3 + 0x10), w7)", |a, _| { a.atomic_fetch_or::<u32>(R3 + 16, R7); }),
    ("c3 73 10 00 50 00 00 00", "lock *(u32 *)(r3 + 0x10) &= w7", |a, _| { a.atomic_and::<u32>(R3 + 16, R7); }),
    ("c3 73 10 00 51 00 00 00", "w7 = atomic_fetch_and((u32 *)(r3 + 0x10), w7)", |a, _| { a.atomic_fetch_and::<u32>(R3 + 16, R7); }),
    ("c3 73 10 00 a0 00 00 00", "lock *(u32 *)(r3 + 0x10) ^= w7", |a, _| { a.atomic_xor::<u32>(R3 + 16, R7); }),
    ("c3 73 10 00 a1 00 00 00", "w7 = atomic_fetch_xor((u32 *)(r3 + 0x10), w7)", |a, _| { a.atomic_fetch_xor::<u32>(R3 + 16, R7); }),
    ("c3 73 10 00 e1 00 00 00", "w7 = xchg32_32(r3 + 0x10, w7)", |a, _| { a.xchg::<u32>(R3 + 16, R7); }),
    ("c3 73 10 00 f1 00 00 00", "w0 = cmpxchg32_32(r3 + 0x10, w0, w7)", |a, _| { a.cmpxchg::<u32>(R3 + 16, R7); }),
    ("db 73 10 00 00 00 00 00", "lock *(u64 *)(r3 + 0x10) += r7", |a, _| { a.atomic_add::<u64>(R3 + 16, R7); }),
    ("db 73 10 00 01 00 00 00", "r7 = atomic_fetch_add((u64 *)(r3 + 0x10), r7)", |a, _| { a.atomic_fetch_add::<u64>(R3 + 16, R7); }),
    ("db 73 10 00 40 00 00 00", "lock *(u64 *)(r3 + 0x10) |= r7", |a, _| { a.atomic_or::<u64>(R3 + 16, R7); }),
    ("db 73 10 00 41 00 00 00", "r7 = atomic_fetch_or((u64 *)(r3 + 0x10), r7)", |a, _| { a.atomic_fetch_or::<u64>(R3 + 16, R7); }),
    ("db 73 10 00 50 00 00 00", "lock *(u64 *)(r3 + 0x10) &= r7", |a, _| { a.atomic_and::<u64>(R3 + 16, R7); }),
    ("db 73 10 00 51 00 00 00", "r7 = atomic_fetch_and((u64 *)(r3 + 0x10), r7)", |a, _| { a.atomic_fetch_and::<u64>(R3 + 16, R7); }),
    ("db 73 10 00 a0 00 00 00", "lock *(u64 *)(r3 + 0x10) ^= r7", |a, _| { a.atomic_xor::<u64>(R3 + 16, R7); }),
    ("db 73 10 00 a1 00 00 00", "r7 = atomic_fetch_xor((u64 *)(r3 + 0x10), r7)", |a, _| { a.atomic_fetch_xor::<u64>(R3 + 16, R7); }),
    ("db 73 10 00 e1 00 00 00", "r7 = xchg_64(r3 + 0x10, r7)", |a, _| { a.xchg::<u64>(R3 + 16, R7); }),
    ("db 73 10 00 f1 00 00 00", "r0 = cmpxchg_64(r3 + 0x10, r0, r7)", |a, _| { a.cmpxchg::<u64>(R3 + 16, R7); }),
    ("d3 73 f0 ff 00 01 00 00", "w3 = load_acquire((u8 *)(r7 - 0x10))", |a, _| { a.load_acquire::<u8>(R3, R7 - 16); }),
    ("d3 73 f0 ff 10 01 00 00", "store_release((u8 *)(r3 - 0x10), w7)", |a, _| { a.store_release::<u8>(R3 - 16, R7); }),
    ("cb 73 f0 ff 00 01 00 00", "w3 = load_acquire((u16 *)(r7 - 0x10))", |a, _| { a.load_acquire::<u16>(R3, R7 - 16); }),
    ("cb 73 f0 ff 10 01 00 00", "store_release((u16 *)(r3 - 0x10), w7)", |a, _| { a.store_release::<u16>(R3 - 16, R7); }),
    ("c3 73 f0 ff 00 01 00 00", "w3 = load_acquire((u32 *)(r7 - 0x10))", |a, _| { a.load_acquire::<u32>(R3, R7 - 16); }),
    ("c3 73 f0 ff 10 01 00 00", "store_release((u32 *)(r3 - 0x10), w7)", |a, _| { a.store_release::<u32>(R3 - 16, R7); }),
    ("db 73 f0 ff 00 01 00 00", "r3 = load_acquire((u64 *)(r7 - 0x10))", |a, _| { a.load_acquire::<u64>(R3, R7 - 16); }),
    ("db 73 f0 ff 10 01 00 00", "store_release((u64 *)(r3 - 0x10), r7)", |a, _| { a.store_release::<u64>(R3 - 16, R7); }),
    // jumps, 64 bits
    ("1d 73 02 01 00 00 00 00", "if r3 == r7 goto +0x102", |a, to| { a.jeq(R3, R7, to); }),
    ("15 03 02 01 78 56 34 12", "if r3 == 0x12345678 goto +0x102", |a, to| { a.jeq(R3, 0x1234_5678, to); }),
    ("2d 73 02 01 00 00 00 00", "if r3 > r7 goto +0x102", |a, to| { a.jgt(R3, R7, to); }),
    ("25 03 02 01 fe ff ff ff", "if r3 > -0x2 goto +0x102", |a, to| { a.jgt(R3, -0x2, to); }),
    ("3d 73 02 01 00 00 00 00", "if r3 >= r7 goto +0x102", |a, to| { a.jge(R3, R7, to); }),
    ("35 03 02 01 78 56 34 12", "if r3 >= 0x12345678 goto +0x102", |a, to| { a.jge(R3, 0x1234_5678, to); }),
    ("4d 73 02 01 00 00 00 00", "if r3 & r7 goto +0x102", |a, to| { a.jset(R3, R7, to); }),
    ("45 03 02 01 78 56 34 12", "if r3 & 0x12345678 goto +0x102", |a, to| { a.jset(R3, 0x1234_5678, to); }),
    ("5d 73 02 01 00 00 00 00", "if r3 != r7 goto +0x102", |a, to| { a.jne(R3, R7, to); }),
    ("55 03 02 01 78 56 34 12", "if r3 != 0x12345678 goto +0x102", |a, to| { a.jne(R3, 0x1234_5678, to); }),
    ("6d 73 02 01 00 00 00 00", "if r3 s> r7 goto +0x102", |a, to| { a.jsgt(R3, R7, to); }),
    ("65 03 02 01 fe ff ff ff", "if r3 s> -0x2 goto +0x102", |a, to| { a.jsgt(R3, -0x2, to); }),
    ("7d 73 02 01 00 00 00 00", "if r3 s>= r7 goto +0x102", |a, to| { a.jsge(R3, R7, to); }),
    ("75 03 02 01 78 56 34 12", "if r3 s>= 0x12345678 goto +0x102", |a, to| { a.jsge(R3, 0x1234_5678, to); }),
    ("ad 73 02 01 00 00 00 00", "if r3 < r7 goto +0x102", |a, to| { a.jlt(R3, R7, to); }),
    ("a5 03 02 01 78 56 34 12", "if r3 < 0x12345678 goto +0x102", |a, to| { a.jlt(R3, 0x1234_5678, to); }),
    ("bd 73 02 01 00 00 00 00", "if r3 <= r7 goto +0x102", |a, to| { a.jle(R3, R7, to); }),
    ("b5 03 02 01 78 56 34 12", "if r3 <= 0x12345678 goto +0x102", |a, to| { a.jle(R3, 0x1234_5678, to); }),
    ("cd 73 02 01 00 00 00 00", "if r3 s< r7 goto +0x102", |a, to| { a.jslt(R3, R7, to); }),
    ("c5 03 02 01 fe ff ff ff", "if r3 s< -0x2 goto +0x102", |a, to| { a.jslt(R3, -0x2, to); }),
    ("dd 73 02 01 00 00 00 00", "if r3 s<= r7 goto +0x102", |a, to| { a.jsle(R3, R7, to); }),
    ("d5 03 02 01 78 56 34 12", "if r3 s<= 0x12345678 goto +0x102", |a, to| { a.jsle(R3, 0x1234_5678, to); }),
    // jumps, 32 bits
    ("1e 73 02 01 00 00 00 00", "if w3 == w7 goto +0x102", |a, to| { a.jeq(W3, W7, to); }),
    ("16 03 02 01 78 56 34 12", "if w3 == 0x12345678 goto +0x102", |a, to| { a.jeq(W3, 0x1234_5678, to); }),
    ("2e 73 02 01 00 00 00 00", "if w3 > w7 goto +0x102", |a, to| { a.jgt(W3, W7, to); }),
    ("26 03 02 01 fe ff ff ff", "if w3 > -0x2 goto +0x102", |a, to| { a.jgt(W3, -0x2, to); }),
    ("3e 73 02 01 00 00 00 00", "if w3 >= w7 goto +0x102", |a, to| { a.jge(W3, W7, to); }),
    ("36 03 02 01 78 56 34 12", "if w3 >= 0x12345678 goto +0x102", |a, to| { a.jge(W3, 0x1234_5678, to); }),
    ("4e 73 02 01 00 00 00 00", "if w3 & w7 goto +0x102", |a, to| { a.jset(W3, W7, to); }),
    ("46 03 02 01 78 56 34 12", "if w3 & 0x12345678 goto +0x102", |a, to| { a.jset(W3, 0x1234_5678, to); }),
    ("5e 73 02 01 00 00 00 00", "if w3 != w7 goto +0x102", |a, to| { a.jne(W3, W7, to); }),
    ("56 03 02 01 78 56 34 12", "if w3 != 0x12345678 goto +0x102", |a, to| { a.jne(W3, 0x1234_5678, to); }),
    ("6e 73 02 01 00 00 00 00", "if w3 s> w7 goto +0x102", |a, to| { a.jsgt(W3, W7, to); }),
    ("66 03 02 01 fe ff ff ff", "if w3 s> -0x2 goto +0x102", |a, to| { a.jsgt(W3, -0x2, to); }),
    ("7e 73 02 01 00 00 00 00", "if w3 s>= w7 goto +0x102", |a, to| { a.jsge(W3, W7, to); }),
    ("76 03 02 01 78 56 34 12", "if w3 s>= 0x12345678 goto +0x102", |a, to| { a.jsge(W3, 0x1234_5678, to); }),
    ("ae 73 02 01 00 00 00 00", "if w3 < w7 goto +0x102", |a, to| { a.jlt(W3, W7, to); }),
    ("a6 03 02 01 78 56 34 12", "if w3 < 0x12345678 goto +0x102", |a, to| { a.jlt(W3, 0x1234_5678, to); }),
    ("be 73 02 01 00 00 00 00", "if w3 <= w7 goto +0x102", |a, to| { a.jle(W3, W7, to); }),
    ("b6 03 02 01 78 56 34 12", "if w3 <= 0x12345678 goto +0x102", |a, to| { a.jle(W3, 0x1234_5678, to); }),
    ("ce 73 02 01 00 00 00 00", "if w3 s< w7 goto +0x102", |a, to| { a.jslt(W3, W7, to); }),
    ("c6 03 02 01 fe ff ff ff", "if w3 s< -0x2 goto +0x102", |a, to| { a.jslt(W3, -0x2, to); }),
    ("de 73 02 01 00 00 00 00", "if w3 s<= w7 goto +0x102", |a, to| { a.jsle(W3, W7, to); }),
    ("d6 03 02 01 78 56 34 12", "if w3 s<= 0x12345678 goto +0x102", |a, to| { a.jsle(W3, 0x1234_5678, to); }),
    ("05 00 02 01 00 00 00 00", "goto +0x102", |a, to| { a.ja(to); }),
    ("06 00 00 00 02 01 00 00", "gotol +0x102", |a, to| { a.gotol(to); }),
    ("e5 00 02 01 00 00 00 00", "may_goto +0x102", |a, to| { a.may_goto(to); }),
    ("05 00 fe ff 00 00 00 00", "goto -0x2", |a, _| { a.emit(Insn::Goto { off: -2 }); }),
    ("06 00 00 00 fe ff ff ff", "gotol -0x2", |a, _| { a.emit(Insn::Gotol { off: -2 }); }),
    ("e5 00 fe ff 00 00 00 00", "may_goto -0x2", |a, _| { a.emit(Insn::MayGoto { off: -2 }); }),
    // calls
    ("85 00 00 00 33 00 00 00", "call 0x33", |a, _| { a.call(Helper::REDIRECT_MAP); }),
    ("85 20 00 00 34 12 00 00", "call 0x1234", |a, _| { a.call_kfunc(0x1234); }),
    ("85 20 03 00 34 12 00 00", "call 0x1234", |a, _| { a.emit(Insn::Call(Callee::Kfunc { btf_id: 0x1234, fd_idx: 3 })); }),
    ("85 10 00 00 02 00 00 00", "call 0x2", |a, _| { a.emit(Insn::Call(Callee::Local(2))); }),
    ("85 10 00 00 fd ff ff ff", "call -0x3", |a, _| { a.emit(Insn::Call(Callee::Local(-3))); }),
    ("95 00 00 00 00 00 00 00", "exit", |a, _| { a.exit(); }),
    // 64-bit constants
    ("18 03 00 00 ef cd ab 89 00 00 00 00 67 45 23 01", "r3 = 0x123456789abcdef ll", |a, _| { a.ld_imm64(R3, 0x0123_4567_89ab_cdef); }),
    ("18 03 00 00 fe ff ff ff 00 00 00 00 ff ff ff ff", "r3 = -0x2 ll", |a, _| { a.ld_imm64(R3, (-2_i64).cast_unsigned()); }),
    ("18 03 00 00 00 00 00 00 00 00 00 00 00 00 00 80", "r3 = -0x8000000000000000 ll", |a, _| { a.ld_imm64(R3, 1 << 63); }),
    ("18 13 00 00 05 00 00 00 00 00 00 00 00 00 00 00", "ld_pseudo\tr3, 0x1, 0x5", |a, _| { a.emit(Insn::LdImm64 { dst: R3.into(), value: Imm64::MapFd(5) }); }),
    ("18 23 00 00 05 00 00 00 00 00 00 00 10 00 00 00", "ld_pseudo\tr3, 0x2, 0x5", |a, _| { a.emit(Insn::LdImm64 { dst: R3.into(), value: Imm64::MapValue { fd: 5, off: 0x10 } }); }),
    ("18 33 00 00 05 00 00 00 00 00 00 00 11 00 00 00", "ld_pseudo\tr3, 0x3, 0x5", |a, _| { a.emit(Insn::LdImm64 { dst: R3.into(), value: Imm64::BtfId { btf_id: 5, btf_fd: 0x11 } }); }),
    ("18 43 00 00 fb ff ff ff 00 00 00 00 00 00 00 00", "ld_pseudo\tr3, 0x4, 0xfffffffb", |a, _| { a.emit(Insn::LdImm64 { dst: R3.into(), value: Imm64::Func(-5) }); }),
    ("18 53 00 00 05 00 00 00 00 00 00 00 00 00 00 00", "ld_pseudo\tr3, 0x5, 0x5", |a, _| { a.emit(Insn::LdImm64 { dst: R3.into(), value: Imm64::MapIdx(5) }); }),
    ("18 63 00 00 05 00 00 00 00 00 00 00 10 00 00 00", "ld_pseudo\tr3, 0x6, 0x5", |a, _| { a.emit(Insn::LdImm64 { dst: R3.into(), value: Imm64::MapIdxValue { idx: 5, off: 0x10 } }); }),
];
