//! Code that keeps what a header says, in the record of the header that is hashed.

use bpf_asm::{Mem, R2, R3, R4, R5};
use softrss_core::{
    header::{
        kinds::{Extra, ipv4, ipv6},
        layout,
    },
    policy::Field,
};

use crate::{
    emitter::{Emitter, Family},
    outer,
    record::{
        CURSOR, DSCP, DST6, END_DST, END_SRC, FAMILY, INNER_VLAN, NONE, SRC6, Slot, VLAN, kept,
    },
};

/// Keeps the VLAN identifier at `tag`, as the outermost or the one behind, unless it is inside a tunnel or those are there
/// already. Uses `r2`.
pub(crate) fn vlan_id(e: &mut Emitter<'_>, tag: Mem) {
    if !e.need.vlan() {
        return;
    }
    let inner = e.need.inner_vlan();
    let kept = e.a.label("kept");
    let second = e.a.label("second");
    e.a.load::<u32>(R2, FAMILY)
        .jne(R2, 0, &kept)
        .load::<u32>(R2, VLAN)
        .jne(R2, NONE, if inner { &second } else { &kept });
    vlan_id_to(e, tag, VLAN);
    if inner {
        e.a.ja(&kept)
            .bind(second)
            .load::<u32>(R2, INNER_VLAN)
            .jne(R2, NONE, &kept);
        vlan_id_to(e, tag, INNER_VLAN);
    }
    e.a.bind(kept);
}

fn vlan_id_to(e: &mut Emitter<'_>, tag: Mem, slot: Slot) {
    e.a.load::<u16>(R2, tag)
        .be16(R2)
        .and(R2, 0x0fff)
        .store::<u32>(slot, R2);
}

/// Keeps what is at `from` for the field that it is kept for, if a rule looks at that. Uses `r2`.
pub(crate) fn extra(e: &mut Emitter<'_>, extra: Extra, from: layout::Field) {
    for &field in Field::ALL {
        if field.row().extra != Some(extra) || !e.need.field(field) {
            continue;
        }
        if let Some((slot, _)) = kept(field).before() {
            if from.bytes == 1 {
                e.a.load::<u8>(R2, at(from.at));
            } else {
                e.a.load::<u16>(R2, at(from.at)).be16(R2);
            }
            e.a.store::<u32>(slot, R2);
        }
    }
}

/// Keeps the IPv4 header at the cursor. Uses `r2`, `r4`, `r5`; the protocol number is in `r5` then, and this gives its
/// offset.
pub(crate) fn ipv4(e: &mut Emitter<'_>) -> u8 {
    outer::header(e, Family::V4);
    if e.need.flow {
        ipv4_addresses(e);
    }
    if e.need.field(Field::Dscp) {
        dscp(e, Family::V4, DSCP);
    }
    e.keep_no_ports();
    e.a.load::<u8>(R5, at(ipv4::PROTOCOL));
    e.keep_protocol(R5);
    ipv4::PROTOCOL
}

/// Keeps the differentiated services code point of the IP header at the cursor in `slot`. Uses `r4` in IPv4, `r2` in IPv6.
pub(crate) fn dscp(e: &mut Emitter<'_>, family: Family, slot: Slot) {
    match family {
        Family::V4 => {
            e.a.load::<u8>(R4, at(ipv4::DSCP))
                .rsh(R4, 2)
                .store::<u32>(slot, R4);
        }
        Family::V6 => {
            e.a.load::<u16>(R2, at(ipv6::DSCP.at))
                .be16(R2)
                .rsh(R2, ipv6::DSCP.mask.trailing_zeros().cast_signed())
                .and(R2, 0x3f)
                .store::<u32>(slot, R2);
        }
    }
}

/// Keeps both addresses and the family.
fn ipv4_addresses(e: &mut Emitter<'_>) {
    let (src, dst) = if e.quoted {
        (END_DST, END_SRC)
    } else {
        (END_SRC, END_DST)
    };
    // With a zero that the verifier does not know: a slot that it knows to hold 32 bits differs, to it,
    // from one that may hold 64, and every state would be there in both forms.
    e.untracked_zero(R5);
    for (address, end) in [(ipv4::SRC, src), (ipv4::DST, dst)] {
        e.a.load::<u32>(R4, at(address))
            .add(R4, R5)
            .store::<u64>(end, R4);
    }
    e.a.store::<u32>(FAMILY, 4);
}

/// Keeps the IPv6 header at the cursor. Uses `r2` to `r5`.
pub(crate) fn ipv6(e: &mut Emitter<'_>) {
    outer::header(e, Family::V6);
    if e.need.field(Field::Dscp) {
        dscp(e, Family::V6, DSCP);
    }
    if e.need.flow {
        ipv6_addresses(e);
    }
    e.keep_no_ports();
    if e.need.flow {
        e.a.store::<u32>(FAMILY, 6);
    }
}

/// Keeps both addresses, as far as they are needed.
fn ipv6_addresses(e: &mut Emitter<'_>) {
    let ends = if e.quoted {
        [(ipv6::SRC, DST6, END_DST), (ipv6::DST, SRC6, END_SRC)]
    } else {
        [(ipv6::SRC, SRC6, END_SRC), (ipv6::DST, DST6, END_DST)]
    };
    let mix = e.need.mix;
    if let Some(mix) = mix {
        e.a.ld_imm64(R4, mix.network).ld_imm64(R5, mix.host);
    }
    for (from, address, end) in ends {
        e.a.load::<u64>(R2, at(from)).load::<u64>(R3, at(from + 8));
        if e.need.addresses6 {
            e.a.store::<u64>(address, R2)
                .store::<u64>(address.at(8), R3);
        }
        if mix.is_some() {
            e.a.mul(R2, R4)
                .be64(R2)
                .mul(R3, R5)
                .add(R2, R3)
                .store::<u64>(end, R2);
        }
    }
}

fn at(offset: u8) -> Mem {
    CURSOR + i16::from(offset)
}
