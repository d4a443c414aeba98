//! Transport protocols of which only the ports matter, and TCP, which can also be changed.

use super::{By, Header, Kind, Reason, Step, When};
use crate::{flow::Ports, walk::Walk};

/// TCP.
pub(super) const TCP: Kind = ports("tcp", &[(By::Protocol(6), When::PortsOrClamp)], None);
/// UDP-Lite (RFC 3828).
pub(super) const UDP_LITE: Kind = ports(
    "udplite",
    &[(By::Protocol(136), When::Ports)],
    Some(Header::Tcp),
);
/// SCTP.
pub(super) const SCTP: Kind = ports(
    "sctp",
    &[(By::Protocol(132), When::Ports)],
    Some(Header::Tcp),
);
/// DCCP.
pub(super) const DCCP: Kind = ports(
    "dccp",
    &[(By::Protocol(33), When::Ports)],
    Some(Header::Tcp),
);

const fn ports(
    word: &'static str,
    entries: &'static [(By, When)],
    code_of: Option<Header>,
) -> Kind {
    Kind {
        word,
        entries,
        quotable: true,
        parse,
        code_of,
    }
}

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    walk.tcp();
    let &[s0, s1, d0, d1] = walk.need::<4>()?;
    walk.ports(Ports::Pair {
        src: u16::from_be_bytes([s0, s1]),
        dst: u16::from_be_bytes([d0, d1]),
    });
    Ok(Step::Done)
}
