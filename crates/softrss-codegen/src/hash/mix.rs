//! Code of the `mix` hash.

use bpf_asm::{R1, R2, R3, R4};
use softrss_core::hash::Mix;

use crate::emitter::Emitter;

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
