//! The programs of the demo.

use bpf_asm::{
    Asm, FP, Label, R0, R1, R2, R3, R4, R5, R6, R7, R8, R9,
    xdp::{XDP_PASS, xdp_md},
};
use softrss::{Counters, CpuMap, CpuSet};

/// Passes every packet and counts it.
pub(super) fn pass<'m>(a: &mut Asm<'m>, passed: &'m Counters<1>) {
    count_and_pass(a, passed);
}

/// Gives every flow (addresses, ports and protocol, in both directions) one of the targets, all of the
/// same weight. Packets whose target is the CPU they are on are passed at once.
pub(super) fn spread<'m>(
    a: &mut Asm<'m>,
    map: &'m CpuMap,
    targets: &CpuSet,
    passed: &'m Counters<1>,
) {
    let pass = a.label("pass");
    flow_hash(a, &pass);
    let chosen = a.label("chosen");
    // A share of the 32-bit hash space for each target.
    a.mov(R1, i32::try_from(targets.len()).unwrap_or(i32::MAX))
        .mul(R6, R1)
        .rsh(R6, 32);
    for (index, cpu) in (0..).zip(targets.iter()) {
        a.mov(R7, cpu.0.cast_signed()).jeq(R6, index, &chosen);
    }
    a.bind(chosen)
        .get_smp_processor_id()
        .jeq(R0, R7, &pass)
        .note("it is on its target already");
    a.redirect_map(map, R7, XDP_PASS).exit();
    a.bind(pass);
    count_and_pass(a, passed);
}

/// `w6` = hash of addresses, ports and protocol, the same in both directions. What is not IP goes to `pass`.
fn flow_hash(a: &mut Asm<'_>, pass: &Label) {
    let ipv6 = a.label("ipv6");
    let (ports, mix) = (a.label("ports"), a.label("mix"));
    a.load::<u32>(R7, R1 + xdp_md::DATA)
        .load::<u32>(R8, R1 + xdp_md::DATA_END);
    a.ld_imm64(R5, 0x9e37_79b9_7f4a_7c15)
        .note("2^64 / golden ratio");
    a.mov(R2, R7)
        .add(R2, 34)
        .jgt(R2, R8, pass)
        .note("shorter than Ethernet and IPv4");
    a.load::<u16>(R3, R7 + 12)
        .be16(R3)
        .jeq(R3, 0x86dd, &ipv6)
        .jne(R3, 0x0800, pass);

    a.load::<u32>(R6, R7 + 26)
        .load::<u32>(R9, R7 + 30)
        .note("source and destination");
    a.load::<u8>(R4, R7 + 23).note("protocol");
    a.load::<u16>(R3, R7 + 20)
        .be16(R3)
        .jset(R3, 0x3fff, &mix)
        .note("fragments: no ports");
    a.load::<u8>(R3, R7 + 14)
        .and(R3, 15)
        .lsh(R3, 2)
        .add(R7, R3)
        .add(R7, 14)
        .ja(&ports);

    a.bind(ipv6)
        .mov(R2, R7)
        .add(R2, 54)
        .jgt(R2, R8, pass)
        .note("shorter than Ethernet and IPv6");
    for (end, at) in [(R6, 22), (R9, 38)] {
        a.load::<u64>(end, R7 + at)
            .mul(end, R5)
            .load::<u64>(R3, R7 + (at + 8))
            .xor(end, R3);
    }
    a.load::<u8>(R4, R7 + 20).add(R7, 54);

    let tcp_or_udp = a.label("tcp_or_udp");
    a.bind(ports)
        .jeq(R4, 6, &tcp_or_udp)
        .jne(R4, 17, &mix)
        .bind(tcp_or_udp);
    a.mov(R2, R7)
        .add(R2, 4)
        .jgt(R2, R8, &mix)
        .note("no ports in this packet");
    for (end, at) in [(R6, 0), (R9, 2)] {
        a.load::<u16>(R3, R7 + at).lsh(R3, 32).xor(end, R3);
    }

    // Each end is mixed for itself; the sum does not care which end sent the packet.
    a.bind(mix);
    for end in [R6, R9] {
        a.mul(end, R5)
            .mov(R3, end)
            .rsh(R3, 32)
            .xor(end, R3)
            .mul(end, R5);
    }
    a.add(R6, R9).add(R6, R4).mul(R6, R5).rsh(R6, 32);
}

/// Counts the packet in the copy of this CPU and passes it.
fn count_and_pass<'m>(a: &mut Asm<'m>, passed: &'m Counters<1>) {
    let done = a.label("done");
    a.store::<u32>(FP - 4, 0)
        .map_lookup_elem(passed, FP - 4)
        .jeq(R0, 0, &done);
    a.load::<u64>(R1, R0).add(R1, 1).store::<u64>(R0, R1);
    a.bind(done).mov(R0, XDP_PASS).exit();
}
