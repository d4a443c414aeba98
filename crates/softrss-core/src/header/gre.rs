//! GRE, and ERSPAN, which it carries.

use super::{By, Header, Kind, Reason, Step, When};
use crate::{policy::Decap, walk::Walk};

const CHECKSUM: u8 = 0x80;
const ROUTING: u8 = 0x40;
const KEY: u8 = 0x20;
const SEQUENCE: u8 = 0x10;

/// GRE version 0 (RFC 2784, RFC 2890) with any of checksum, key and sequence number. Version 1 (PPTP)
/// and source routes are not read.
pub(super) const GRE: Kind = Kind {
    word: "gre",
    entries: &[(By::Protocol(47), When::Decap(Decap::GRE))],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[flags, version, p0, p1] = walk.need::<4>()?;
    if version & 0x07 != 0 || flags & ROUTING != 0 {
        return Err(Reason::BadTunnelHeader);
    }
    let options = [CHECKSUM, KEY, SEQUENCE];
    walk.skip(4 + 4 * options.iter().filter(|&bit| flags & bit != 0).count());
    match u16::from_be_bytes([p0, p1]) {
        // ERSPAN type I has no header of its own, and no sequence number.
        0x88be if flags & SEQUENCE == 0 => Ok(Step::To(Header::Ethernet)),
        0x88be => Ok(Step::To(Header::Erspan2)),
        0x22eb => Ok(Step::To(Header::Erspan3)),
        ether_type => Ok(Step::EtherType(ether_type)),
    }
}

/// ERSPAN type II.
pub(super) const ERSPAN2: Kind = Kind {
    word: "erspan",
    entries: &[],
    quotable: false,
    parse: |walk| {
        if walk.need::<8>()?[0] >> 4 != 1 {
            return Err(Reason::BadTunnelHeader);
        }
        walk.skip(8);
        Ok(Step::To(Header::Ethernet))
    },
    code_of: None,
};

/// ERSPAN type III, with or without its platform-specific part, carrying Ethernet.
pub(super) const ERSPAN3: Kind = Kind {
    word: "erspan",
    entries: &[],
    quotable: false,
    parse: |walk| {
        let header = walk.need::<12>()?;
        if header[0] >> 4 != 2 {
            return Err(Reason::BadTunnelHeader);
        }
        let frame_type = header[10] >> 2 & 0x1f;
        if frame_type != 0 {
            return Err(Reason::NotIp);
        }
        walk.skip(12 + usize::from(header[11] & 1) * 8);
        Ok(Step::To(Header::Ethernet))
    },
    code_of: None,
};
