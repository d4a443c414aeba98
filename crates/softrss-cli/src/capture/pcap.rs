//! The classic pcap format: a header, then records.
//!
//! # Source
//! draft-ietf-opsawg-pcap; libpcap's savefile.c for the variants of the magic number.

use std::io::Read;

use super::{CaptureError, Damage, Found, LinkType, MAX_PACKET, Order, Part, window::Window};

const HEADER: usize = 24;

/// What the header of a file says about its records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Format {
    order: Order,
    record_header: usize,
    link: LinkType,
}

/// The byte order and the length of record headers, by magic number.
pub(super) fn variant(magic: [u8; 4]) -> Option<(Order, usize)> {
    [Order::Little, Order::Big].into_iter().find_map(|order| {
        match order.u32(&magic, 0) {
            // Microseconds, nanoseconds.
            0xa1b2_c3d4 | 0xa1b2_3c4d => Some((order, 16)),
            // Two more words per record, written by some old Linux tools.
            0xa1b2_cd34 => Some((order, 24)),
            _ => None,
        }
    })
}

/// Reads the header of the file.
pub(super) fn begin<R: Read>(
    window: &mut Window<R>,
    (order, record_header): (Order, usize),
) -> Result<Format, CaptureError> {
    let offset = window.offset();
    let header = window
        .peek(HEADER)
        .map_err(|source| CaptureError::Read { offset, source })?;
    if header.len() < HEADER {
        return Err(CaptureError::Truncated {
            part: Part::Header,
            offset,
            needed: HEADER as u64,
            found: header.len() as u64,
        });
    }
    // The upper bits tell of a frame check sequence.
    let link = LinkType(order.u32(header, 20) & 0x03ff_ffff);
    window.consume(HEADER);
    Ok(Format {
        order,
        record_header,
        link,
    })
}

/// Reads the next record; `None` at the end of the file.
#[inline]
pub(super) fn next<R: Read>(
    window: &mut Window<R>,
    format: Format,
) -> Result<Option<Found>, CaptureError> {
    let offset = window.offset();
    let read = |source| CaptureError::Read { offset, source };
    let truncated = |needed, found: usize| CaptureError::Truncated {
        part: Part::Record,
        offset,
        needed,
        found: found as u64,
    };
    let header = window.peek(format.record_header).map_err(read)?;
    if header.len() < format.record_header {
        if header.is_empty() {
            return Ok(None);
        }
        return Err(truncated(format.record_header as u64, header.len()));
    }
    let captured = format.order.u32(header, 8);
    let wire_len = format.order.u32(header, 12);
    if captured > MAX_PACKET {
        let damage = Damage::PacketTooLong {
            len: captured,
            max: MAX_PACKET,
        };
        return Err(CaptureError::Damaged { offset, damage });
    }
    let total = format.record_header + captured as usize;
    let found = window.peek(total).map_err(read)?.len();
    if found < total {
        return Err(truncated(total as u64, found));
    }
    Ok(Some(Found {
        link: format.link,
        packet: format.record_header..total,
        wire_len,
        total,
    }))
}
