//! Code that keeps what a header says, in the record of the header that is hashed.

use bpf_asm::{Mem, R2, R3, R4, R5, Reg};
use softrss_core::{
    header::{
        Header,
        kinds::{Extra, ipv4, ipv6},
        layout,
    },
    policy::Field,
};

use crate::{
    dscp,
    emitter::{Emitter, Family},
    outer,
    record::{
        DSCP, DST6, END_DST, END_SRC, FAMILY, INNER_VLAN, KIND_PORTS, KIND_SPI, NONE, PROTO, SRC6,
        Slot, UPPER_DST, UPPER_KIND, UPPER_SRC, VLAN, at, kept,
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

/// Keeps the VLAN identifier at `tag` in `slot`. Uses `r2`.
pub(crate) fn vlan_id_to(e: &mut Emitter<'_>, tag: Mem, slot: Slot) {
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
    ipv4_header(e);
    no_ports(e);
    e.a.load::<u8>(R5, at(ipv4::PROTOCOL));
    protocol(e, R5);
    ipv4::PROTOCOL
}

/// Keeps what is in the IPv4 header at the cursor, but its protocol number. Uses `r2`, `r4`, `r5`.
pub(crate) fn ipv4_header(e: &mut Emitter<'_>) {
    outer::header(e, Family::V4);
    if e.need.flow {
        ipv4_addresses(e);
    }
    if e.need.field(Field::Dscp) {
        dscp::keep(e, Family::V4, DSCP);
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
    ipv6_header(e);
    no_ports(e);
}

/// Keeps what is in the IPv6 header at the cursor, but its next header. Uses `r2` to `r5`.
pub(crate) fn ipv6_header(e: &mut Emitter<'_>) {
    outer::header(e, Family::V6);
    if e.need.field(Field::Dscp) {
        dscp::keep(e, Family::V6, DSCP);
    }
    if e.need.flow {
        ipv6_addresses(e);
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

/// Keeps the protocol number in `proto`, if there is a record to keep it in. Uses `r2`.
#[track_caller]
pub(crate) fn protocol(e: &mut Emitter<'_>, proto: Reg) {
    if e.need.flow {
        e.a.store::<u32>(PROTO, proto);
    }
    if let Some(hashed) = e.need.hashed_proto() {
        e.a.store::<u32>(hashed, proto);
    }
    outer::protocol(e, proto);
}

/// Keeps the protocol of an IPv6 fragment, which names `proto`: rules look at that, and hashes do not. Uses `r2`.
#[track_caller]
pub(crate) fn fragment(e: &mut Emitter<'_>, proto: Reg) {
    let fragment = i32::from(Header::Fragment.protocol());
    match e.need.hashed_proto() {
        Some(hashed) => {
            e.a.store::<u32>(PROTO, proto)
                .store::<u32>(hashed, fragment);
        }
        None if e.need.flow => {
            e.a.store::<u32>(PROTO, fragment);
        }
        None => {}
    }
    outer::protocol(e, proto);
}

/// Keeps the ports in `src` and `dst`, if the policy wants them. Uses `r2`.
#[track_caller]
pub(crate) fn ports(e: &mut Emitter<'_>, src: Reg, dst: Reg) {
    if !e.interest.ports {
        return;
    }
    outer::ports(e, src, dst);
    let (src, dst) = if e.quoted { (dst, src) } else { (src, dst) };
    e.a.store::<u32>(UPPER_SRC, src)
        .store::<u32>(UPPER_DST, dst);
    if e.need.upper_kind {
        e.a.store::<u32>(UPPER_KIND, KIND_PORTS);
    }
}

/// Keeps the SPI in `spi`, if the policy wants it.
#[track_caller]
pub(crate) fn spi(e: &mut Emitter<'_>, spi: Reg) {
    if !e.interest.ports {
        return;
    }
    e.a.store::<u32>(UPPER_SRC, spi)
        .store::<u32>(UPPER_DST, spi);
    if e.need.upper_kind {
        e.a.store::<u32>(UPPER_KIND, KIND_SPI);
    }
}

/// Forgets ports and SPI, if there can be any. Uses `r2`.
#[track_caller]
pub(crate) fn no_ports(e: &mut Emitter<'_>) {
    if !e.interest.ports {
        return;
    }
    e.untracked_zero(R2);
    e.a.store::<u32>(UPPER_SRC, R2).store::<u32>(UPPER_DST, R2);
    if e.need.upper_kind {
        e.a.store::<u32>(UPPER_KIND, R2);
    }
}
