//! UDP, which may carry a tunnel.

use super::{By, Kind, Reason, Step, When};
use crate::{flow::Ports, walk::Walk};

/// UDP. Tunnels are told by their ports; they read the UDP header together with their own.
pub(super) const UDP: Kind = Kind {
    word: "udp",
    entries: &[(By::Protocol(17), When::PortsOrUdpTunnel)],
    quotable: true,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[s0, s1, d0, d1] = walk.need::<4>()?;
    let (src, dst) = (u16::from_be_bytes([s0, s1]), u16::from_be_bytes([d0, d1]));
    walk.ports(Ports::Pair { src, dst });
    Ok(Step::UdpPorts { src, dst })
}
