//! IPv4.

use std::net::Ipv4Addr;

use super::{
    Addresses, Header, Inner, Numbering, PacketError,
    checksum::internet_checksum,
    header::{fit, padded, units},
};

const WORD: &str = "ipv4";
const MORE_FRAGMENTS: u16 = 0x2000;
const DONT_FRAGMENT: u16 = 0x4000;
const RESERVED: u16 = 0x8000;

/// An IPv4 header. Fields that are `None` get their right value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ipv4 {
    /// Source.
    pub source: Ipv4Addr,
    /// Destination.
    pub destination: Ipv4Addr,
    /// Type of service: DSCP in the high six bits, ECN in the low two.
    pub tos: u8,
    /// Identification, which the fragments of a datagram share.
    pub id: u16,
    /// The flag that has no meaning.
    pub reserved: bool,
    /// Don't fragment.
    pub dont_fragment: bool,
    /// More fragments follow.
    pub more_fragments: bool,
    /// Where in the datagram this fragment belongs, in bytes; a multiple of 8.
    pub fragment_offset: u16,
    /// Time to live.
    pub ttl: u8,
    /// Options, at most 40 bytes; zeros (end of list) are added up to a multiple of 4.
    pub options: Vec<u8>,
    /// Header length, in words of 4 bytes.
    pub header_words: Option<u8>,
    /// Total length in bytes.
    pub total_len: Option<u16>,
    /// Protocol number.
    pub protocol: Option<u8>,
    /// Header checksum.
    pub checksum: Option<u16>,
}

impl Ipv4 {
    /// A plain header without options.
    #[must_use]
    pub fn new(source: Ipv4Addr, destination: Ipv4Addr) -> Self {
        Self {
            source,
            destination,
            tos: 0,
            id: 0,
            reserved: false,
            dont_fragment: false,
            more_fragments: false,
            fragment_offset: 0,
            ttl: 64,
            options: Vec::new(),
            header_words: None,
            total_len: None,
            protocol: None,
            checksum: None,
        }
    }

    fn flags(&self) -> Result<u16, PacketError> {
        let units = units(WORD, "fragment offset", self.fragment_offset.into(), 8)?;
        let offset: u16 = fit(WORD, "fragment offset", units, 0x1fff)?;
        let more = if self.more_fragments {
            MORE_FRAGMENTS
        } else {
            0
        };
        let dont = if self.dont_fragment { DONT_FRAGMENT } else { 0 };
        let reserved = if self.reserved { RESERVED } else { 0 };
        Ok(offset | more | dont | reserved)
    }
}

impl Header for Ipv4 {
    fn word(&self) -> &'static str {
        WORD
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        match numbering {
            Numbering::EtherType => Some(0x0800),
            Numbering::Protocol => Some(4),
            Numbering::Ppp => Some(0x0021),
            Numbering::VxlanGpe => Some(1),
            Numbering::GtpuExtension => None,
        }
    }

    fn addresses(&self) -> Option<Addresses> {
        Some(Addresses::V4(self.source, self.destination))
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let options = padded(&self.options, 4);
        fit::<usize>(WORD, "length of options", options.len(), 40)?;
        let header_len = 20 + options.len();
        let words = self
            .header_words
            .map_or(Ok(header_len / 4), |words| Ok(words.into()))?;
        let words: u8 = fit(WORD, "header words", words, 15)?;
        let total_len = match self.total_len {
            Some(total_len) => total_len,
            None => fit(
                WORD,
                "total length",
                header_len + inner.payload.len(),
                0xffff,
            )?,
        };
        let mut bytes = vec![0x40 | words, self.tos];
        bytes.extend(total_len.to_be_bytes());
        bytes.extend(self.id.to_be_bytes());
        bytes.extend(self.flags()?.to_be_bytes());
        bytes.extend([self.ttl, inner.protocol(WORD, self.protocol)?, 0, 0]);
        bytes.extend(self.source.octets());
        bytes.extend(self.destination.octets());
        bytes.extend(options);
        let checksum = self.checksum.unwrap_or_else(|| internet_checksum(&bytes));
        bytes[10..12].copy_from_slice(&checksum.to_be_bytes());
        Ok(bytes)
    }
}
