//! VXLAN.

use super::{By, Header, Kind, Reason, Step, When};
use crate::{policy::Decap, walk::Walk};

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
