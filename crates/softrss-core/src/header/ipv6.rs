//! IPv6 and its extension headers.

use std::net::Ipv6Addr;

use bpf_asm::{R2, R3, R4, R5};

use super::{By, Header, Kind, Reason, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::{CURSOR, DSCP, DST6, END_DST, END_SRC, FAMILY, SRC6},
    },
    hash::mix,
    policy::Decap,
    walk::Walk,
};

/// An IPv6 header. The flow label is not looked at.
pub(super) const IPV6: Kind = Kind {
    word: "ipv6",
    entries: &[
        (By::EtherType(0x86dd), When::Always),
        (By::Protocol(41), When::Decap(Decap::IPIP)),
    ],
    quotable: false,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let header = walk.need::<40>()?;
    if header[0] >> 4 != 6 {
        return Err(Reason::BadIpHeader);
    }
    let address = |at: usize| {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&header[at..at + 16]);
        Ipv6Addr::from(bytes)
    };
    let (traffic_class, proto) = (header[0] << 4 | header[1] >> 4, header[6]);
    walk.select(address(8).into(), address(24).into(), traffic_class, proto);
    walk.skip(40);
    Ok(Step::Protocol(proto))
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(40);
    e.a.load::<u8>(R2, CURSOR + 0).rsh(R2, 4);
    e.jne(R2, 6, Place::Stop(Reason::BadIpHeader));
    if e.need.dscp {
        e.a.load::<u16>(R2, CURSOR + 0)
            .be16(R2)
            .rsh(R2, 6)
            .and(R2, 0x3f)
            .store::<u32>(DSCP, R2);
    }
    if e.need.flow {
        emit_addresses(e);
    }
    e.keep_no_ports();
    if e.need.flow {
        e.a.store::<u32>(FAMILY, 6);
    }
    e.a.load::<u8>(R5, CURSOR + 6).add(CURSOR, 40);
    let quoted = e.quoted;
    e.then(Place::Protocol { v6: true, quoted });
}

/// Keeps both addresses, as far as they are needed.
fn emit_addresses(e: &mut Emitter<'_>) {
    let ends = if e.quoted {
        [(8, DST6, END_DST), (24, SRC6, END_SRC)]
    } else {
        [(8, SRC6, END_SRC), (24, DST6, END_DST)]
    };
    if e.need.mix {
        e.a.ld_imm64(R4, mix::FOLD);
    }
    for (at, address, end) in ends {
        e.a.load::<u64>(R2, CURSOR + at)
            .load::<u64>(R3, CURSOR + (at + 8));
        if e.need.addresses6 {
            e.a.store::<u64>(address, R2)
                .store::<u64>(address.at(8), R3);
        }
        if e.need.mix {
            e.a.be64(R2).mul(R2, R4).add(R2, R3).store::<u64>(end, R2);
        }
    }
}

/// Hop-by-hop options.
pub(super) const HOP_BY_HOP: Kind = extension("hopopts", &[(By::Protocol6(0), When::Always)], None);
/// A routing header, of any type. The address it overrides is not the one that is hashed.
pub(super) const ROUTING: Kind = extension(
    "routing",
    &[(By::Protocol6(43), When::Always)],
    Some(Header::HopByHop),
);
/// Destination options.
pub(super) const DESTINATION_OPTIONS: Kind = extension(
    "dstopts",
    &[(By::Protocol6(60), When::Always)],
    Some(Header::HopByHop),
);

const fn extension(
    word: &'static str,
    entries: &'static [(By, When)],
    code_of: Option<Header>,
) -> Kind {
    Kind {
        word,
        entries,
        quotable: true,
        parse: parse_extension,
        emit: emit_extension,
        code_of,
    }
}

fn parse_extension(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[next, len, ..] = walk.need::<8>()?;
    walk.skip((usize::from(len) + 1) * 8);
    Ok(Step::Protocol(next))
}

fn emit_extension(e: &mut Emitter<'_>) {
    e.enter(8);
    e.a.load::<u8>(R5, CURSOR + 0)
        .load::<u8>(R3, CURSOR + 1)
        .add(R3, 1)
        .lsh(R3, 3)
        .add(CURSOR, R3);
    let quoted = e.quoted;
    e.goto(Place::Protocol { v6: true, quoted });
}

/// A fragment header. One that fragments nothing (RFC 6946) is stepped over.
pub(super) const FRAGMENT: Kind = Kind {
    word: "fragment",
    entries: &[(By::Protocol6(44), When::Always)],
    quotable: true,
    parse: parse_fragment,
    emit: emit_fragment,
    code_of: None,
};

fn parse_fragment(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[next, _, f0, f1, ..] = walk.need::<8>()?;
    // Offset and "more fragments"; the two bits between them are reserved.
    if u16::from_be_bytes([f0, f1]) & 0xfff9 != 0 {
        return Ok(walk.fragment(next));
    }
    walk.skip(8);
    Ok(Step::Protocol(next))
}

fn emit_fragment(e: &mut Emitter<'_>) {
    e.enter(8);
    let whole = e.a.label("whole");
    e.a.load::<u8>(R5, CURSOR + 0)
        .load::<u16>(R3, CURSOR + 2)
        .and(R3, i32::from(0xfff9_u16.to_be()))
        .jeq(R3, 0, &whole);
    e.keep_protocol(R5);
    e.keep_no_ports();
    e.goto(Place::Done);
    e.a.bind(whole).add(CURSOR, 8);
    let quoted = e.quoted;
    e.goto(Place::Protocol { v6: true, quoted });
}
