//! `IPsec`: authentication header and encapsulating security payload.

use super::{
    Header, Inner, Numbering, PacketError,
    header::{fit, units},
};

/// An authentication header. What it authenticates is not computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ah {
    /// Security parameter index.
    pub spi: u32,
    /// Sequence number.
    pub sequence: u32,
    /// Integrity check value: a multiple of 4 bytes; for IPv6, 4 more than a multiple of 8.
    pub icv: Vec<u8>,
    /// Number of the next header, instead of what follows from the next layer.
    pub next_header: Option<u8>,
}

impl Ah {
    /// A header with a check value of 12 bytes, all zero.
    #[must_use]
    pub fn new(spi: u32, sequence: u32) -> Self {
        Self {
            spi,
            sequence,
            icv: vec![0; 12],
            next_header: None,
        }
    }
}

impl Header for Ah {
    fn word(&self) -> &'static str {
        "ah"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::Protocol).then_some(51)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let words = 1 + units(self.word(), "check value", self.icv.len(), 4)?;
        let words: u8 = fit(self.word(), "length", words, 0xff)?;
        let mut bytes = vec![inner.protocol(self.word(), self.next_header)?, words, 0, 0];
        bytes.extend(self.spi.to_be_bytes());
        bytes.extend(self.sequence.to_be_bytes());
        bytes.extend(&self.icv);
        Ok(bytes)
    }
}

/// An ESP header. What follows stands for the encrypted part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Esp {
    /// Security parameter index.
    pub spi: u32,
    /// Sequence number.
    pub sequence: u32,
}

impl Header for Esp {
    fn word(&self) -> &'static str {
        "esp"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::Protocol).then_some(50)
    }

    fn encode(&self, _: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        Ok([self.spi.to_be_bytes(), self.sequence.to_be_bytes()].concat())
    }
}
