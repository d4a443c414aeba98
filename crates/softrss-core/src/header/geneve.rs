//! GENEVE.

use super::{By, Kind, Reason, Step, When};
use crate::{policy::Decap, walk::Walk};

/// GENEVE (RFC 8926) with options, carrying what its Ethernet type says. Starts at the UDP header.
pub(super) const GENEVE: Kind = Kind {
    word: "geneve",
    entries: &[(By::UdpTo(6081), When::Decap(Decap::GENEVE))],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[.., version_options, _, t0, t1, _, _, _, _] = walk.need::<16>()?;
    if version_options >> 6 != 0 {
        return Err(Reason::BadTunnelHeader);
    }
    walk.skip(16 + usize::from(version_options & 0x3f) * 4);
    Ok(Step::EtherType(u16::from_be_bytes([t0, t1])))
}
