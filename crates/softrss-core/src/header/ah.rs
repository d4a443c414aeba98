//! The IP authentication header.

use super::{By, Kind, Reason, Step, When};
use crate::{flow::Ports, walk::Walk};

/// AH (RFC 4302). What it protects is in the clear and is read, but not changed; where that has no
/// ports, the SPI takes their place.
pub(super) const AH: Kind = Kind {
    word: "ah",
    entries: &[(By::Protocol(51), When::Unchanged)],
    quotable: true,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[next, len, _, _, s0, s1, s2, s3] = walk.need::<8>()?;
    walk.ports(Ports::Spi(u32::from_be_bytes([s0, s1, s2, s3])));
    walk.skip((usize::from(len) + 2) * 4);
    Ok(Step::Protocol(next))
}
