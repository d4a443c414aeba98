//! Transport protocols: TCP, UDP, UDP-Lite, SCTP, DCCP.

use super::{
    Header, Inner, Numbering, PacketError,
    checksum::crc32c,
    header::{fit, padded},
};

const TCP: u8 = 6;
const UDP: u8 = 17;
const DCCP: u8 = 33;
const SCTP: u8 = 132;
const UDP_LITE: u8 = 136;

fn ports(source: u16, destination: u16) -> Vec<u8> {
    [source.to_be_bytes(), destination.to_be_bytes()].concat()
}

fn protocol(numbering: Numbering, protocol: u8) -> Option<u16> {
    (numbering == Numbering::Protocol).then_some(protocol.into())
}

/// A TCP header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tcp {
    /// Source port.
    pub source_port: u16,
    /// Destination port.
    pub destination_port: u16,
    /// Sequence number.
    pub sequence: u32,
    /// Acknowledgement number.
    pub acknowledgement: u32,
    /// Flags, from [`Tcp::FIN`] to [`Tcp::CWR`].
    pub flags: u8,
    /// Window.
    pub window: u16,
    /// Urgent pointer.
    pub urgent: u16,
    /// Options, at most 40 bytes; zeros (end of list) are added up to a multiple of 4.
    pub options: Vec<u8>,
    /// Header length in words of 4 bytes, instead of the real one.
    pub header_words: Option<u8>,
    /// Checksum, instead of the right one.
    pub checksum: Option<u16>,
}

impl Tcp {
    /// No more data from the sender.
    pub const FIN: u8 = 0x01;
    /// Synchronise sequence numbers.
    pub const SYN: u8 = 0x02;
    /// Reset the connection.
    pub const RST: u8 = 0x04;
    /// Push.
    pub const PSH: u8 = 0x08;
    /// The acknowledgement number counts.
    pub const ACK: u8 = 0x10;
    /// The urgent pointer counts.
    pub const URG: u8 = 0x20;
    /// Congestion was seen (ECN echo).
    pub const ECE: u8 = 0x40;
    /// Congestion window reduced.
    pub const CWR: u8 = 0x80;

    /// A segment of an established connection.
    #[must_use]
    pub fn new(source_port: u16, destination_port: u16) -> Self {
        let (flags, window) = (Self::ACK, 0xffff);
        Self {
            source_port,
            destination_port,
            flags,
            window,
            ..Self::default()
        }
    }

    /// The first segment of a connection, with a maximum segment size option.
    #[must_use]
    pub fn syn(source_port: u16, destination_port: u16, mss: u16) -> Self {
        let [high, low] = mss.to_be_bytes();
        let options = vec![2, 4, high, low];
        Self {
            flags: Self::SYN,
            options,
            ..Self::new(source_port, destination_port)
        }
    }
}

impl Header for Tcp {
    fn word(&self) -> &'static str {
        "tcp"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        protocol(numbering, TCP)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let options = padded(&self.options, 4);
        fit::<usize>("tcp", "length of options", options.len(), 40)?;
        let words = self.header_words.map_or(5 + options.len() / 4, usize::from);
        let words: u8 = fit("tcp", "header words", words, 15)?;
        let mut bytes = ports(self.source_port, self.destination_port);
        bytes.extend(self.sequence.to_be_bytes());
        bytes.extend(self.acknowledgement.to_be_bytes());
        bytes.extend([words << 4, self.flags]);
        bytes.extend(self.window.to_be_bytes());
        bytes.extend([0, 0]);
        bytes.extend(self.urgent.to_be_bytes());
        bytes.extend(options);
        let checksum = match self.checksum {
            Some(checksum) => checksum,
            None => inner.checksum("tcp", TCP, &bytes, usize::MAX)?,
        };
        bytes[16..18].copy_from_slice(&checksum.to_be_bytes());
        Ok(bytes)
    }
}

/// A UDP header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Udp {
    /// Source port.
    pub source_port: u16,
    /// Destination port.
    pub destination_port: u16,
    /// Length of header and payload in bytes, instead of the real one.
    pub length: Option<u16>,
    /// Checksum, instead of the right one; 0 for none.
    pub checksum: Option<u16>,
}

impl Udp {
    /// A header with checksum.
    #[must_use]
    pub fn new(source_port: u16, destination_port: u16) -> Self {
        Self {
            source_port,
            destination_port,
            length: None,
            checksum: None,
        }
    }
}

impl Header for Udp {
    fn word(&self) -> &'static str {
        "udp"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        protocol(numbering, UDP)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let length: u16 = match self.length {
            Some(length) => length,
            None => fit("udp", "length", 8 + inner.payload.len(), 0xffff)?,
        };
        let mut bytes = ports(self.source_port, self.destination_port);
        bytes.extend(length.to_be_bytes());
        bytes.extend([0, 0]);
        let checksum = match self.checksum {
            Some(checksum) => checksum,
            None => nonzero(inner.checksum("udp", UDP, &bytes, usize::MAX)?),
        };
        bytes[6..8].copy_from_slice(&checksum.to_be_bytes());
        Ok(bytes)
    }
}

/// A UDP-Lite header (RFC 3828).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UdpLite {
    /// Source port.
    pub source_port: u16,
    /// Destination port.
    pub destination_port: u16,
    /// Bytes that the checksum covers, from the start of this header: 0 for all, else 8 at the least.
    pub coverage: u16,
    /// Checksum, instead of the right one.
    pub checksum: Option<u16>,
}

impl Header for UdpLite {
    fn word(&self) -> &'static str {
        "udplite"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        protocol(numbering, UDP_LITE)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let mut bytes = ports(self.source_port, self.destination_port);
        bytes.extend(self.coverage.to_be_bytes());
        bytes.extend([0, 0]);
        let covered = match self.coverage {
            0 => usize::MAX,
            coverage => usize::from(coverage).saturating_sub(bytes.len()),
        };
        let checksum = match self.checksum {
            Some(checksum) => checksum,
            None => nonzero(inner.checksum("udplite", UDP_LITE, &bytes, covered)?),
        };
        bytes[6..8].copy_from_slice(&checksum.to_be_bytes());
        Ok(bytes)
    }
}

/// A checksum of 0 means that there is none; the other zero of one's complement stands in for it.
fn nonzero(checksum: u16) -> u16 {
    if checksum == 0 { 0xffff } else { checksum }
}

/// An SCTP common header. What follows are its chunks, see [`Sctp::data_chunk`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sctp {
    /// Source port.
    pub source_port: u16,
    /// Destination port.
    pub destination_port: u16,
    /// Verification tag.
    pub tag: u32,
    /// `CRC32c`, instead of the right one.
    pub checksum: Option<u32>,
}

impl Sctp {
    /// A DATA chunk that holds all of a user message (RFC 9260, section 3.3.1), as payload.
    ///
    /// # Errors
    /// [`PacketError::TooLarge`] for a message of more than 65519 bytes.
    pub fn data_chunk(tsn: u32, message: &[u8]) -> Result<Vec<u8>, PacketError> {
        const UNFRAGMENTED: u8 = 3;
        let length: u16 = fit("sctp", "chunk length", 16 + message.len(), 0xffff)?;
        let mut chunk = vec![0, UNFRAGMENTED];
        chunk.extend(length.to_be_bytes());
        chunk.extend(tsn.to_be_bytes());
        // Stream 0, its first message, no payload protocol.
        chunk.extend([0; 8]);
        chunk.extend(message);
        Ok(padded(&chunk, 4))
    }
}

impl Header for Sctp {
    fn word(&self) -> &'static str {
        "sctp"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        protocol(numbering, SCTP)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let mut bytes = ports(self.source_port, self.destination_port);
        bytes.extend(self.tag.to_be_bytes());
        bytes.extend([0; 4]);
        let checksum = self
            .checksum
            .unwrap_or_else(|| crc32c(&[&bytes, inner.payload]));
        // The only field of the Internet protocols that is sent with its low byte first.
        bytes[8..12].copy_from_slice(&checksum.to_le_bytes());
        Ok(bytes)
    }
}

/// The header of a DCCP-Data packet, with a long sequence number (RFC 4340, section 5.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dccp {
    /// Source port.
    pub source_port: u16,
    /// Destination port.
    pub destination_port: u16,
    /// Sequence number, 48 bits.
    pub sequence: u64,
    /// Checksum, instead of the right one.
    pub checksum: Option<u16>,
}

impl Header for Dccp {
    fn word(&self) -> &'static str {
        "dccp"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        protocol(numbering, DCCP)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        const HEADER_WORDS: u8 = 4;
        const DATA_LONG: u8 = 2 << 1 | 1;
        let [high, low, sequence @ ..] = self.sequence.to_be_bytes();
        fit::<usize>(
            "dccp",
            "sequence number, high 16 bits",
            u16::from_be_bytes([high, low]).into(),
            0,
        )?;
        let mut bytes = ports(self.source_port, self.destination_port);
        // No congestion control value; the checksum covers everything.
        bytes.extend([HEADER_WORDS, 0, 0, 0, DATA_LONG, 0]);
        bytes.extend(sequence);
        let checksum = match self.checksum {
            Some(checksum) => checksum,
            None => inner.checksum("dccp", DCCP, &bytes, usize::MAX)?,
        };
        bytes[6..8].copy_from_slice(&checksum.to_be_bytes());
        Ok(bytes)
    }
}
