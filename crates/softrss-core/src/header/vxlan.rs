//! VXLAN.

use bpf_asm::{R2, R3, R4};

use super::{By, Header, Kind, Reason, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::CURSOR,
    },
    policy::Decap,
    walk::Walk,
};

const VNI_VALID: u8 = 0x08;
const NEXT_PROTOCOL: u8 = 0x04;

/// VXLAN (RFC 7348) on its own port, the one Linux used before, and that of the generic protocol
/// extension, which can carry IP without Ethernet. Starts at the UDP header.
pub(super) const VXLAN: Kind = Kind {
    word: "vxlan",
    entries: &[
        (By::UdpTo(4789), When::Decap(Decap::VXLAN)),
        (By::UdpTo(8472), When::Decap(Decap::VXLAN)),
        (By::UdpTo(4790), When::Decap(Decap::VXLAN)),
    ],
    quotable: false,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[.., flags, _, _, next, _, _, _, _] = walk.need::<16>()?;
    if flags & VNI_VALID == 0 {
        return Err(Reason::BadTunnelHeader);
    }
    walk.skip(16);
    // The protocol byte counts only where its flag is set; group policies use it for something else.
    match next {
        _ if flags & NEXT_PROTOCOL == 0 => Ok(Step::To(Header::Ethernet)),
        1 => Ok(Step::To(Header::Ipv4)),
        2 => Ok(Step::To(Header::Ipv6)),
        3 => Ok(Step::To(Header::Ethernet)),
        _ => Err(Reason::NotIp),
    }
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(16);
    e.a.load::<u8>(R2, CURSOR + 8)
        .mov(R3, R2)
        .and(R3, i32::from(VNI_VALID));
    e.jeq(R3, 0, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u8>(R4, CURSOR + 11)
        .add(CURSOR, 16)
        .and(R2, i32::from(NEXT_PROTOCOL));
    let next = [Header::Ethernet, Header::Ipv4, Header::Ipv6].map(|header| e.header(header));
    e.jeq(R2, 0, next[0]);
    e.jeq(R4, 1, next[1]);
    e.jeq(R4, 2, next[2]);
    e.jeq(R4, 3, next[0]);
    e.goto(Place::Stop(Reason::NotIp));
}
