//! What the source writes into each payload, and the sink reads back.
//!
//! ```text
//!  0       4       8       12              20
//!  ┌───────┬───────┬───────┬───────────────┬─ ─ ─ ─ ─
//!  │ magic │ run   │ flow  │ sequence      │ filling
//!  └───────┴───────┴───────┴───────────────┴─ ─ ─ ─ ─
//! ```
//! All numbers in network byte order. `run` tells the packets of one run from late ones of an earlier run.

/// Length of the stamp, which is the shortest payload a source sends.
pub(crate) const STAMP_LEN: usize = 20;
/// Where the sequence number starts.
pub(crate) const SEQUENCE_OFFSET: usize = 12;

const MAGIC: [u8; 4] = *b"sRSS";

/// Identity of one packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) run: u32,
    pub(crate) flow: u32,
    pub(crate) sequence: u64,
}

impl Stamp {
    pub(crate) fn to_bytes(self) -> [u8; STAMP_LEN] {
        let mut bytes = [0; STAMP_LEN];
        bytes[..4].copy_from_slice(&MAGIC);
        bytes[4..8].copy_from_slice(&self.run.to_be_bytes());
        bytes[8..12].copy_from_slice(&self.flow.to_be_bytes());
        bytes[SEQUENCE_OFFSET..].copy_from_slice(&self.sequence.to_be_bytes());
        bytes
    }

    /// Reads the stamp of a payload; `None` for a payload that no source wrote.
    pub(crate) fn read(payload: &[u8]) -> Option<Self> {
        let (magic, rest) = payload.split_first_chunk()?;
        let (run, rest) = rest.split_first_chunk()?;
        let (flow, rest) = rest.split_first_chunk()?;
        let (sequence, _) = rest.split_first_chunk()?;
        (*magic == MAGIC).then(|| Self {
            run: u32::from_be_bytes(*run),
            flow: u32::from_be_bytes(*flow),
            sequence: u64::from_be_bytes(*sequence),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_come_back_as_written() {
        let stamp = Stamp {
            run: 7,
            flow: 0x0102_0304,
            sequence: u64::MAX - 1,
        };
        let mut payload = stamp.to_bytes().to_vec();
        payload.extend([0xaa; 30]);
        assert_eq!(Stamp::read(&payload), Some(stamp));
    }

    #[test]
    fn foreign_and_short_payloads_have_no_stamp() {
        let stamp = Stamp {
            run: 1,
            flow: 2,
            sequence: 3,
        }
        .to_bytes();
        assert_eq!(Stamp::read(&stamp[..STAMP_LEN - 1]), None);
        assert_eq!(Stamp::read(&[]), None);
        let mut foreign = stamp;
        foreign[0] ^= 1;
        assert_eq!(Stamp::read(&foreign), None);
    }
}
