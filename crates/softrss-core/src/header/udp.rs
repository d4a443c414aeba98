//! UDP, which may carry a tunnel.

use bpf_asm::{R3, R4};

use super::{By, Kind, Reason, Step, When, dispatch};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::CURSOR,
    },
    flow::Ports,
    walk::Walk,
};

/// UDP. Tunnels are told by their ports; they read the UDP header together with their own.
pub(super) const UDP: Kind = Kind {
    word: "udp",
    entries: &[(By::Protocol(17), When::PortsOrUdpTunnel)],
    quotable: true,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[s0, s1, d0, d1] = walk.need::<4>()?;
    let (src, dst) = (u16::from_be_bytes([s0, s1]), u16::from_be_bytes([d0, d1]));
    walk.ports(Ports::Pair { src, dst });
    Ok(Step::UdpPorts { src, dst })
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(4);
    e.a.load::<u16>(R3, CURSOR + 0).load::<u16>(R4, CURSOR + 2);
    e.keep_ports(R3, R4);
    dispatch::emit_udp_ports(e, R3, R4);
    e.goto(Place::Done);
}
