//! The Internet checksum (RFC 1071) and `CRC32c` (RFC 9260, appendix A).

/// Sums 16-bit words in network byte order; an odd last byte counts as the high half of a word.
///
/// Units: exact up to 128 KiB, the sum of which fits 32 bits.
pub(crate) fn word_sum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<2>();
    let sum: u32 = words
        .iter()
        .map(|&word| u32::from(u16::from_be_bytes(word)))
        .sum();
    sum + rest.first().map_or(0, |&byte| u32::from(byte) << 8)
}

/// Adds the carries back in until 16 bits are left, and complements.
pub(crate) fn finish(mut sum: u32) -> u16 {
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    let [_, _, high, low] = sum.to_be_bytes();
    !u16::from_be_bytes([high, low])
}

/// The Internet checksum of `bytes`: what a field that is 0 in them has to be, and 0 where it is right.
///
/// Units: exact up to 128 KiB.
#[must_use]
pub fn internet_checksum(bytes: &[u8]) -> u16 {
    finish(word_sum(bytes))
}

/// The Castagnoli polynomial, lowest bit first.
const CASTAGNOLI: u32 = 0x82f6_3b78;

/// `CRC32c` of the parts, one after the other.
pub(crate) fn crc32c(parts: &[&[u8]]) -> u32 {
    let mut crc = u32::MAX;
    for &byte in parts.iter().copied().flatten() {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ CASTAGNOLI
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check value of the CRC catalogue, and the all-zero vector of RFC 3720, appendix B.4.
    #[test]
    fn crc32c_check_values() {
        assert_eq!(crc32c(&[b"12345", b"6789"]), 0xe306_9283);
        assert_eq!(crc32c(&[&[0; 32]]), 0x8a91_36aa);
    }

    /// The worked example of RFC 1071, section 3.
    #[test]
    fn rfc_1071_example() {
        let sum = word_sum(&[0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]);
        assert_eq!(sum, 0x2ddf0);
        assert_eq!(finish(sum), !0xddf2);
    }

    #[test]
    fn odd_lengths_are_padded_at_the_end() {
        assert_eq!(word_sum(&[0x12, 0x34, 0x56]), 0x1234 + 0x5600);
        assert_eq!(finish(0xffff), 0);
        assert_eq!(finish(0), 0xffff);
    }
}
