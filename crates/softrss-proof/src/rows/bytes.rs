//! Bytes of headers, written.

use softrss_core::header::layout::{Field, IPV4_SUM};
use softrss_testbed::packet::internet_checksum;

pub(super) fn write(header: &mut [u8], field: Field, value: u32) {
    let whole = Field {
        mask: u32::MAX,
        ..field
    };
    let number = whole.read(header) & !field.mask | value & field.mask;
    put(
        header,
        field.at,
        &number.to_be_bytes()[4 - usize::from(field.bytes)..],
    );
}

pub(super) fn put(header: &mut [u8], at: u8, bytes: &[u8]) {
    let at = usize::from(at);
    if let Some(place) = header.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

/// Writes the checksum of an IPv4 header without options.
pub(super) fn write_sum(header: &mut [u8]) {
    put(header, 10, &[0, 0]);
    let sum = internet_checksum(&header[..usize::from(IPV4_SUM)]);
    put(header, 10, &sum.to_be_bytes());
}
