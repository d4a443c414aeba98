//! Provider backbone bridging.

use super::{By, Header, Kind, Reason, Step, When};
use crate::{policy::Decap, walk::Walk};

/// The service tag of 802.1ah, and behind it the customer's whole Ethernet header. It comes with VLAN
/// stacks, so `vlan` names it too.
pub(super) const PBB: Kind = Kind {
    word: "pbb",
    entries: &[(By::EtherType(0x88e7), When::Decap(Decap::VLAN))],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    walk.need::<4>()?;
    walk.skip(4);
    Ok(Step::To(Header::Ethernet))
}
