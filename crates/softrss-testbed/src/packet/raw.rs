//! Bytes that no header of this crate describes.

use super::{Header, Inner, Numbering, PacketError};

/// Bytes as they are: a payload, or a header that is not known here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The Ethernet type that announces them.
    pub ether_type: Option<u16>,
    /// The IP protocol number that announces them.
    pub protocol: Option<u8>,
}

impl Raw {
    /// Bytes that nothing announces.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.to_vec(),
            ..Self::default()
        }
    }

    /// Bytes behind an IP header.
    #[must_use]
    pub fn protocol(protocol: u8, bytes: &[u8]) -> Self {
        Self {
            protocol: Some(protocol),
            ..Self::new(bytes)
        }
    }

    /// Bytes behind an Ethernet header.
    #[must_use]
    pub fn ether_type(ether_type: u16, bytes: &[u8]) -> Self {
        Self {
            ether_type: Some(ether_type),
            ..Self::new(bytes)
        }
    }
}

impl Header for Raw {
    fn word(&self) -> &'static str {
        ""
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        match numbering {
            Numbering::EtherType => self.ether_type,
            Numbering::Protocol => self.protocol.map(u16::from),
            _ => None,
        }
    }

    fn encode(&self, _: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        Ok(self.bytes.clone())
    }
}
