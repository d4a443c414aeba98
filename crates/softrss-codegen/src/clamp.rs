//! Lowers the maximum segment size in a TCP header. [`mss`](softrss_core::mss) says what it does.
//!
//! ```text
//! r0  TCP header                 r3  where its options end, from the start of the packet
//! r6  option                     r9  options that may still be read, plus one
//! ```

use bpf_asm::{Label, R0, R1, R2, R3, R4, R5, R9, Reg};

use crate::{
    dispatch::wire,
    emitter::{Emitter, Place},
    offset::{
        ETHER_TYPE, IP, IPV4, IPV6, NEXT_6, NO_OPTIONS, PROTOCOL_4, TCP as PROTO_TCP, UDP, UPPER_4,
        UPPER_6,
    },
    record::{CURSOR, DEEPEST, END, START, at},
};
use softrss_core::{
    Mss,
    mss::{
        OPENING, OPTION_END, OPTION_MSS, OPTION_MSS_LEN, OPTION_PADDING, SYN, TCP_CHECKSUM,
        TCP_FLAGS, TCP_HEADER,
    },
};

const TCP: Reg = R0;
const OPTIONS_END: Reg = R3;
const OPTION: Reg = CURSOR;
const LEFT: Reg = R9;
/// Options of one byte fill 40 bytes.
const MAX_OPTIONS: i32 = 40;

/// Goes to [`Place::Done`] for plain packets, by fixed offsets, that have nothing to clamp; all others fall through.
pub(crate) fn emit_plain(e: &mut Emitter<'_>) {
    let (v6, other) = (e.a.label("not_v4"), e.a.label("other"));
    let header = i32::from(TCP_HEADER);
    e.a.mov(R2, START)
        .add(R2, i32::from(UPPER_4) + header)
        .jgt(R2, END, &other)
        .load::<u16>(R3, START + ETHER_TYPE)
        .jne(R3, IPV4, &v6)
        .load::<u8>(R2, START + IP)
        .jne(R2, NO_OPTIONS, &other)
        .load::<u8>(R2, START + PROTOCOL_4);
    e.jne(R2, PROTO_TCP, Place::Done);
    emit_unless_opening(e, START + (UPPER_4 + i16::from(TCP_FLAGS)));
    e.a.ja(&other)
        .bind(v6)
        .jne(R3, IPV6, &other)
        .mov(R2, START)
        .add(R2, i32::from(UPPER_6) + header)
        .jgt(R2, END, &other)
        .load::<u8>(R2, START + IP)
        .rsh(R2, 4)
        .jne(R2, 6, &other)
        .load::<u8>(R2, START + NEXT_6);
    e.jeq(R2, UDP, Place::Done);
    e.a.jne(R2, PROTO_TCP, &other);
    emit_unless_opening(e, START + (UPPER_6 + i16::from(TCP_FLAGS)));
    e.a.bind(other);
}

/// Goes to [`Place::Done`] unless the flags at `flags` are those of a packet that opens a connection.
fn emit_unless_opening(e: &mut Emitter<'_>, flags: bpf_asm::Mem) {
    e.a.load::<u8>(R2, flags).and(R2, i32::from(OPENING));
    e.jne(R2, i32::from(SYN), Place::Done);
}

/// Clamps the TCP header at the cursor to `mss`, as the last thing the parser does.
pub(crate) fn emit(e: &mut Emitter<'_>, mss: Mss) {
    let header = i32::from(TCP_HEADER);
    e.enter(header);
    emit_unless_opening(e, at(TCP_FLAGS));
    e.a.load::<u8>(R2, CURSOR + 12).rsh(R2, 4).lsh(R2, 2);
    e.jlt(R2, header, Place::Done);
    e.a.mov(OPTIONS_END, CURSOR).add(OPTIONS_END, R2);
    e.jgt(OPTIONS_END, END, Place::Done);
    e.a.sub(OPTIONS_END, START)
        .mov(TCP, CURSOR)
        .add(OPTION, header)
        .mov(LEFT, MAX_OPTIONS + 1);
    emit_options(e, mss);
}

/// Walks the options. Like [`Emitter::enter`], it brings the pointer into one form before each of them.
fn emit_options(e: &mut Emitter<'_>, mss: Mss) {
    let deepest = DEEPEST + 60;
    let next = e.a.here("option");
    let long = e.a.label("long_option");
    e.a.mov(R2, OPTION).sub(R2, START);
    e.jge(R2, OPTIONS_END, Place::Done);
    e.jgt(R2, deepest, Place::Done);
    e.a.mov(OPTION, START).add(OPTION, R2).sub(LEFT, 1);
    e.jeq(LEFT, 0, Place::Done);
    emit_bounds(e, 1);
    e.a.load::<u8>(R4, OPTION + 0);
    e.jeq(R4, i32::from(OPTION_END), Place::Done);
    e.a.jne(R4, i32::from(OPTION_PADDING), &long)
        .add(OPTION, 1)
        .ja(next)
        .bind(long);
    // Its length has to be there, and has to end within the options.
    e.a.mov(R5, R2).add(R5, 2);
    e.jgt(R5, OPTIONS_END, Place::Done);
    emit_bounds(e, 2);
    e.a.load::<u8>(R5, OPTION + 1);
    e.jlt(R5, 2, Place::Done);
    e.a.add(R2, R5);
    e.jgt(R2, OPTIONS_END, Place::Done);
    let found = e.a.label("mss");
    e.a.jeq(R4, i32::from(OPTION_MSS), &found)
        .add(OPTION, R5)
        .ja(next)
        .bind(found);
    e.jne(R5, i32::from(OPTION_MSS_LEN), Place::Done);
    emit_bounds(e, i32::from(OPTION_MSS_LEN));
    let low = e.a.label("low_enough");
    emit_lower(e, mss, &low);
    e.a.bind(low)
        .add(OPTION, i32::from(OPTION_MSS_LEN))
        .ja(next);
}

/// Shows the verifier that `bytes` of the option are there. Uses `r1`.
fn emit_bounds(e: &mut Emitter<'_>, bytes: i32) {
    e.a.mov(R1, OPTION).add(R1, bytes);
    e.jgt(R1, END, Place::Done);
}

/// Lowers the option to `mss` and updates the checksum, or goes to `low`. Expects in `r2` an offset whose
/// parity is that of the option. Uses `r1`, `r2`, `r4` and `r5`.
fn emit_lower(e: &mut Emitter<'_>, mss: Mss, low: &Label) {
    let number = i32::from(mss.bytes());
    let checksum = i16::from(TCP_CHECKSUM);
    let even = e.a.label("even");
    e.a.load::<u16>(R4, OPTION + 2)
        .mov(R1, R4)
        .be16(R1)
        .jle(R1, number, low)
        .mov(R5, wire(mss.bytes()))
        .store::<u16>(OPTION + 2, R5)
        // The length of a TCP header is even, so where it ends is as good as where it starts.
        .xor(R2, OPTIONS_END)
        .and(R2, 1)
        .jeq(R2, 0, &even)
        // Seen from the sum, a number at an odd place has its bytes the other way round.
        .mov(R4, R1)
        .mov(R5, number)
        .bind(even)
        .load::<u16>(R1, TCP + checksum)
        .xor(R1, 0xffff)
        .xor(R4, 0xffff)
        .add(R1, R4)
        .add(R1, R5);
    for _ in 0..2 {
        e.a.mov(R4, R1).rsh(R4, 16).and(R1, 0xffff).add(R1, R4);
    }
    e.a.xor(R1, 0xffff).store::<u16>(TCP + checksum, R1);
}
