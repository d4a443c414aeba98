//! VLAN tags.

use super::{By, Kind, Reason, Step, When};
use crate::{policy::Decap, walk::Walk};

/// An 802.1Q or 802.1ad tag, in any order and depth; 0x9100 is the type some switches used before
/// 802.1ad.
pub(super) const VLAN: Kind = Kind {
    word: "vlan",
    entries: &[
        (By::EtherType(0x8100), When::Decap(Decap::VLAN)),
        (By::EtherType(0x88a8), When::Decap(Decap::VLAN)),
        (By::EtherType(0x9100), When::Decap(Decap::VLAN)),
    ],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[c0, c1, t0, t1] = walk.need::<4>()?;
    walk.vlan(u16::from_be_bytes([c0, c1]) & 0x0fff);
    walk.skip(4);
    Ok(Step::EtherType(u16::from_be_bytes([t0, t1])))
}
