//! Transport protocols of which only the ports matter.

use super::{By, Kind, Reason, Step, When};
use crate::{flow::Ports, walk::Walk};

/// TCP.
pub(super) const TCP: Kind = ports("tcp", &[(By::Protocol(6), When::Ports)]);
/// UDP-Lite (RFC 3828).
pub(super) const UDP_LITE: Kind = ports("udplite", &[(By::Protocol(136), When::Ports)]);
/// SCTP.
pub(super) const SCTP: Kind = ports("sctp", &[(By::Protocol(132), When::Ports)]);
/// DCCP.
pub(super) const DCCP: Kind = ports("dccp", &[(By::Protocol(33), When::Ports)]);

const fn ports(word: &'static str, entries: &'static [(By, When)]) -> Kind {
    Kind {
        word,
        entries,
        quotable: true,
        parse,
    }
}

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[s0, s1, d0, d1] = walk.need::<4>()?;
    walk.ports(Ports::Pair {
        src: u16::from_be_bytes([s0, s1]),
        dst: u16::from_be_bytes([d0, d1]),
    });
    Ok(Step::Done)
}
