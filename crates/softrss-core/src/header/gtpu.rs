//! GTP-U and its extension headers.

use super::{By, Header, Kind, Reason, Step, When};
use crate::{policy::Decap, walk::Walk};

/// The extension header bit; with any of the low three bits set, four more bytes follow.
const EXTENSION_BIT: u8 = 0x04;
const OPTIONAL_BITS: u8 = 0x07;
/// A user packet; the other message types are signalling.
const G_PDU: u8 = 255;

/// GTP-U version 1 (3GPP TS 29.281). Starts at the UDP header.
pub(super) const GTPU: Kind = Kind {
    word: "gtpu",
    entries: &[(By::UdpTo(2152), When::Decap(Decap::GTPU))],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[.., flags, message, _, _, _, _, _, _] = walk.need::<16>()?;
    // Version 1, and not the charging protocol that shares the numbers.
    if flags & 0xf0 != 0x30 {
        return Err(Reason::BadTunnelHeader);
    }
    if message != G_PDU {
        return Err(Reason::NotIp);
    }
    if flags & EXTENSION_BIT != 0 {
        // On the byte that names the type of the first extension header.
        walk.skip(19);
        return Ok(Step::To(Header::GtpuExtension));
    }
    walk.skip(if flags & OPTIONAL_BITS == 0 { 16 } else { 20 });
    payload(walk)
}

/// An extension header. Starts at the byte before it, which names its type.
pub(super) const EXTENSION: Kind = Kind {
    word: "ext",
    entries: &[],
    quotable: false,
    parse: |walk| {
        let &[kind, len] = walk.need::<2>()?;
        if kind == 0 {
            walk.skip(1);
            return payload(walk);
        }
        if len == 0 {
            return Err(Reason::BadTunnelHeader);
        }
        walk.skip(usize::from(len) * 4);
        Ok(Step::To(Header::GtpuExtension))
    },
    code_of: None,
};

/// What is carried is not announced: IP is told by its first byte, Ethernet by a type that makes sense.
fn payload(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    match walk.need::<1>()?[0] {
        0x45..=0x4f => Ok(Step::To(Header::Ipv4)),
        0x60..=0x6f => Ok(Step::To(Header::Ipv6)),
        _ => match walk.need::<14>()? {
            [.., 0x08 | 0x81, 0x00] | [.., 0x86, 0xdd] | [.., 0x88, 0xa8] => {
                Ok(Step::To(Header::Ethernet))
            }
            _ => Err(Reason::NotIp),
        },
    }
}
