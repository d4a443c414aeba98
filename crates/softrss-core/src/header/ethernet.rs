//! Ethernet: two addresses and a type, or an 802.3 length.

use super::{By, Kind, Reason, Step, When};
use crate::walk::Walk;

/// The outer header of every frame, and what bridging tunnels carry. Ethernet type 0x6558 announces it
/// (transparent Ethernet bridging, RFC 1701).
pub(super) const ETHERNET: Kind = Kind {
    word: "eth",
    entries: &[(By::EtherType(0x6558), When::Always)],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let header = walk.need::<14>()?;
    walk.skip(14);
    Ok(Step::EtherType(u16::from_be_bytes([
        header[12], header[13],
    ])))
}
