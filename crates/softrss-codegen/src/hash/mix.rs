//! Code of the `mix` hash.

use bpf_asm::{R1, R2, R3, R4, R5};
use softrss_core::{flow::Tags, hash::Mix, policy::FlowField};

use crate::{
    emitter::Emitter,
    record::{INNER_VLAN, TUNNEL_ID, VLAN},
};

/// Emits the first step: multiplies the ends in `r1` and `r2`. Uses `r3`.
pub(crate) fn emit_spread(e: &mut Emitter<'_>, mix: &Mix, symmetric: bool) {
    let [src, dst] = mix.factors(symmetric);
    e.a.ld_imm64(R3, src).mul(R1, R3);
    if dst != src {
        e.a.ld_imm64(R3, dst);
    }
    e.a.mul(R2, R3);
}

/// Emits the rest: the hash of the multiplied ends in `r1` and `r2` and the protocol in `r4`, to the
/// upper half of `r1`.
pub(crate) fn emit(e: &mut Emitter<'_>, mix: &Mix) {
    let a = &mut e.a;
    for end in [R1, R2] {
        a.mov(R3, end).rsh(R3, 32).xor(end, R3).or(end, 1);
    }
    // The protocol goes in while the shift is on its way.
    a.mul(R1, R2)
        .mov(R2, R1)
        .xor(R1, R4)
        .rsh(R2, 32)
        .xor(R1, R2)
        .ld_imm64(R3, mix.finish)
        .mul(R1, R3);
}

/// Emits what is around the IP header, if any of it is hashed: adds it to the protocol in `r4`. Uses `r3` and `r5`.
pub(crate) fn emit_tags(e: &mut Emitter<'_>, mix: &Mix) {
    let mut register = R5;
    let need = e.need;
    let shift = |bits: u32| bits.cast_signed();
    if need.hashes(FlowField::TunnelId) {
        e.a.load::<u32>(register, TUNNEL_ID);
        register = R3;
    }
    for (field, slot, bits) in [
        (FlowField::Vlan, VLAN, Tags::VLAN_SHIFT),
        (FlowField::InnerVlan, INNER_VLAN, Tags::INNER_VLAN_SHIFT),
    ] {
        if !need.hashes(field) {
            continue;
        }
        // What stands for no tag has none of these bits.
        e.a.load::<u32>(register, slot)
            .and(register, 0x0fff)
            .lsh(register, shift(bits));
        if register != R5 {
            e.a.or(R5, register);
        }
        register = R3;
    }
    if register != R5 {
        e.a.ld_imm64(R3, mix.tags)
            .mul(R5, R3)
            .xor(R4, R5)
            .rsh(R5, 32)
            .xor(R4, R5);
    }
}
