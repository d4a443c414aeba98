//! How long packets wait: a stamp before they are queued, and the reading of it on the target CPU.
//!
//! The stamp is the time in nanoseconds, in the eight bytes of metadata before the packet. In native mode
//! the metadata goes with the packet. In skb mode it is forgotten between the two programs, but its bytes
//! stay where they are, so the entry program looks there.

use bpf_asm::{
    Asm, Helper, MapDecl, PerCpuArray, R0, R1, R2, R3, R4, R6, R7, R8, R9, Reg, xdp::xdp_md,
};

use crate::record::{CONTEXT, KEY};

/// Bytes of a stamp.
const STAMP: i32 = 8;
/// A packet that waited longer was not stamped, in nanoseconds.
const LONGEST: u64 = 60_000_000_000;
/// How far the clock of the target may be behind that of the CPU that stamped, in nanoseconds.
const SLACK: u64 = 1 << 20;

/// Number of buckets of a histogram: one for each bit length of a `u64`, and one for zero.
pub(crate) const BUCKETS: u32 = 65;

/// The context, in the entry program.
pub(crate) const CTX: Reg = R9;

/// Whether the packet was stamped, in the main program.
const STAMPED: Reg = R7;

/// Stamps the packet, if there is room, and notes that in `r7`. Packet pointers are lost; the context is
/// that in [`CONTEXT`].
pub(crate) fn emit_stamp(a: &mut Asm<'_>) {
    let unstamped = a.label("unstamped");
    a.mov(STAMPED, 0)
        .load::<u64>(R1, CONTEXT)
        .mov(R2, -STAMP)
        .call(Helper::XDP_ADJUST_META)
        .jne(R0, 0, &unstamped)
        .ktime_get_ns()
        .load::<u64>(R1, CONTEXT)
        .load::<u32>(R2, R1 + xdp_md::DATA_META)
        .load::<u32>(R3, R1 + xdp_md::DATA)
        .mov(R4, R2)
        .add(R4, STAMP)
        .jgt(R4, R3, &unstamped)
        .store::<u64>(R2, R0)
        .mov(STAMPED, 1)
        .bind(unstamped);
}

/// Takes the stamp off again, if there is one.
pub(crate) fn emit_take_back(a: &mut Asm<'_>) {
    let unstamped = a.label("never_stamped");
    a.jeq(STAMPED, 0, &unstamped)
        .load::<u64>(R1, CONTEXT)
        .mov(R2, STAMP)
        .call(Helper::XDP_ADJUST_META)
        .bind(unstamped);
}

/// Counts in `histogram` how long the packet has waited, and takes the stamp off. The context is moved
/// from `r1` to `r9`.
pub(crate) fn emit_measure<'m>(a: &mut Asm<'m>, histogram: &'m MapDecl<PerCpuArray>) {
    let (there, odd, strip, measured) = (
        a.label("stamp"),
        a.label("no_stamp"),
        a.label("strip"),
        a.label("measured"),
    );
    // Whether the bytes were shown here.
    let shown = R6;
    a.mov(CTX, R1)
        .mov(shown, 0)
        .load::<u32>(R2, CTX + xdp_md::DATA_META)
        .load::<u32>(R3, CTX + xdp_md::DATA)
        .jne(R2, R3, &there)
        .mov(R1, CTX)
        .mov(R2, -STAMP)
        .call(Helper::XDP_ADJUST_META)
        .jne(R0, 0, &measured)
        .mov(shown, 1)
        .bind(there)
        .load::<u32>(R2, CTX + xdp_md::DATA_META)
        .load::<u32>(R3, CTX + xdp_md::DATA)
        .mov(R4, R2)
        .add(R4, STAMP)
        .jgt(R4, R3, &measured)
        .load::<u64>(R7, R2 + 0)
        .ktime_get_ns()
        .sub(R0, R7)
        .mov(R7, R0);
    emit_plausible(a, &odd);
    emit_count(a, histogram, &strip);
    a.bind(odd).jeq(shown, 0, &measured);
    a.bind(strip)
        .mov(R1, CTX)
        .mov(R2, STAMP)
        .call(Helper::XDP_ADJUST_META)
        .bind(measured);
}

/// Goes to `odd` unless the wait in `r7` can be one; one that ended before it began was short.
fn emit_plausible(a: &mut Asm<'_>, odd: &bpf_asm::Label) {
    let forwards = a.label("forwards");
    a.mov(R1, R7)
        .ld_imm64(R2, SLACK)
        .add(R1, R2)
        .ld_imm64(R2, LONGEST + SLACK)
        .jgt(R1, R2, odd)
        .jsge(R7, 0, &forwards)
        .mov(R7, 0)
        .bind(forwards);
}

/// Adds one to the bucket of the wait in `r7`, which is its bit length. Goes on to `to`.
fn emit_count<'m>(a: &mut Asm<'m>, histogram: &'m MapDecl<PerCpuArray>, to: &bpf_asm::Label) {
    let bucket = R8;
    a.mov(bucket, 0);
    for bits in [32, 16, 8, 4, 2, 1] {
        let shorter = a.label("shorter");
        a.mov(R1, R7)
            .rsh(R1, bits)
            .jeq(R1, 0, &shorter)
            .mov(R7, R1)
            .add(bucket, bits)
            .bind(shorter);
    }
    let none = a.label("zero");
    a.jeq(R7, 0, &none).add(bucket, 1).bind(none);
    a.store::<u32>(KEY, 0)
        .map_lookup_elem(histogram, KEY)
        .jeq(R0, 0, to)
        .lsh(bucket, 3)
        .add(R0, bucket)
        .load::<u64>(R1, R0 + 0)
        .add(R1, 1)
        .store::<u64>(R0, R1)
        .ja(to);
}
