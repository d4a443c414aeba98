//! Ethernet, and 802.2 logical link control.

use super::{Header, Inner, Numbering, PacketError};
use crate::mac::MacAddr;

/// An Ethernet header. Followed by [`Llc`], it is an 802.3 one with a length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ethernet {
    /// Destination.
    pub destination: MacAddr,
    /// Source.
    pub source: MacAddr,
    /// Type or length, instead of what follows from the next layer.
    pub ether_type: Option<u16>,
}

impl Ethernet {
    /// A header whose type follows from the next layer.
    #[must_use]
    pub fn new(destination: MacAddr, source: MacAddr) -> Self {
        Self {
            destination,
            source,
            ether_type: None,
        }
    }
}

impl Header for Ethernet {
    fn word(&self) -> &'static str {
        "eth"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        match numbering {
            // Transparent Ethernet bridging.
            Numbering::EtherType => Some(0x6558),
            Numbering::VxlanGpe => Some(3),
            // EtherIP has a header of its own, and PPP bridging has one too.
            _ => None,
        }
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let ether_type = inner.ether_type(self.word(), self.ether_type)?;
        let mut bytes = [self.destination.0, self.source.0].concat();
        bytes.extend(ether_type.to_be_bytes());
        Ok(bytes)
    }
}

/// An 802.2 header, with or without SNAP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Llc {
    /// Destination service access point.
    pub dsap: u8,
    /// Source service access point.
    pub ssap: u8,
    /// Control field, 3 for unnumbered information.
    pub control: u8,
    /// The SNAP header.
    pub snap: Option<Snap>,
}

/// The SNAP extension of 802.2.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snap {
    /// Organisation, 0 where `ether_type` is an Ethernet type.
    pub organisation: [u8; 3],
    /// Ethernet type, instead of what follows from the next layer.
    pub ether_type: Option<u16>,
}

impl Llc {
    /// Unnumbered information between two service access points.
    #[must_use]
    pub fn new(dsap: u8, ssap: u8) -> Self {
        Self {
            dsap,
            ssap,
            control: 3,
            snap: None,
        }
    }

    /// LLC and SNAP with an Ethernet type that follows from the next layer (RFC 1042).
    #[must_use]
    pub fn snap() -> Self {
        Self {
            snap: Some(Snap::default()),
            ..Self::new(0xaa, 0xaa)
        }
    }
}

impl Header for Llc {
    fn word(&self) -> &'static str {
        "llc"
    }

    fn number(&self, _: Numbering) -> Option<u16> {
        None
    }

    fn follows_length(&self) -> bool {
        true
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let mut bytes = vec![self.dsap, self.ssap, self.control];
        if let Some(snap) = &self.snap {
            bytes.extend(snap.organisation);
            bytes.extend(
                inner
                    .announced("snap", Numbering::EtherType, snap.ether_type)?
                    .to_be_bytes(),
            );
        }
        Ok(bytes)
    }
}
