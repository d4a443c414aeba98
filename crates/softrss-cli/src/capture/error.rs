//! What can be wrong with a capture.

use std::{fmt, io};

/// Why a capture cannot be read further.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CaptureError {
    /// The operating system could not read.
    #[error("the capture cannot be read at byte {offset}")]
    Read {
        /// Where the reader stood, in bytes from the beginning.
        offset: u64,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The first bytes are of no capture format.
    #[error("this is no pcap or pcapng capture: {begin}")]
    NotACapture {
        /// What the file begins with.
        begin: Begin,
    },
    /// The file ends too early.
    #[error(
        "the capture ends in the middle of the {part} that begins at byte {offset}: {found} bytes of {needed} are there"
    )]
    Truncated {
        /// What is cut off.
        part: Part,
        /// Where that begins, in bytes from the beginning.
        offset: u64,
        /// Its length in bytes.
        needed: u64,
        /// How much of it is there, in bytes.
        found: u64,
    },
    /// Something in the file cannot be.
    #[error("the capture is damaged at byte {offset}: {damage}")]
    Damaged {
        /// Where the damaged record or block begins, in bytes from the beginning.
        offset: u64,
        /// What is wrong there.
        damage: Damage,
    },
}

/// A part of a capture file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The header of a pcap file.
    Header,
    /// A record of a pcap file: header and packet.
    Record,
    /// A block of a pcapng file.
    Block,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Record => "record",
            Self::Block => "block",
        })
    }
}

/// What a file that is no capture begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Begin {
    /// Nothing: the file is empty.
    Nothing,
    /// The magic number of gzip.
    Gzip,
    /// The magic number of Zstandard.
    Zstd,
    /// The magic number of xz.
    Xz,
    /// The magic number of LZ4, of its frames or of those before them.
    Lz4,
    /// The magic number of bzip2.
    Bzip2,
    /// Other bytes, up to four.
    Bytes {
        /// The bytes; only the first `len` count.
        bytes: [u8; 4],
        /// How many there are.
        len: usize,
    },
}

impl Begin {
    pub(super) fn of(begin: &[u8]) -> Self {
        match begin {
            [] => Self::Nothing,
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            [0xfd, b'7', b'z', b'X', ..] => Self::Xz,
            [0x04, 0x22, 0x4d, 0x18, ..] | [0x02, 0x21, 0x4c, 0x18, ..] => Self::Lz4,
            [b'B', b'Z', b'h', ..] => Self::Bzip2,
            other => {
                let mut bytes = [0; 4];
                let len = other.len().min(4);
                bytes[..len].copy_from_slice(&other[..len]);
                Self::Bytes { bytes, len }
            }
        }
    }
}

impl fmt::Display for Begin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("the file is empty"),
            Self::Gzip => f.write_str("it is compressed with gzip"),
            Self::Zstd => f.write_str("it is compressed with zstd"),
            Self::Xz => f.write_str("it is compressed with xz"),
            Self::Lz4 => f.write_str("it is compressed with lz4"),
            Self::Bzip2 => f.write_str("it is compressed with bzip2"),
            Self::Bytes { bytes, len } => {
                f.write_str("it begins with the bytes")?;
                bytes[..*len]
                    .iter()
                    .try_for_each(|byte| write!(f, " {byte:02x}"))
            }
        }
    }
}

/// What cannot be in a capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// A packet longer than any link carries.
    #[error("a packet of {len} bytes, where {max} is the most a capture holds")]
    PacketTooLong {
        /// The length that is given, in bytes.
        len: u32,
        /// The largest length that is read, in bytes.
        max: u32,
    },
    /// A block whose length is none.
    #[error("a block of {len} bytes: blocks have at least {min} bytes, in multiples of 4")]
    BlockLength {
        /// The length that is given, in bytes.
        len: u32,
        /// The least a block of this type has, in bytes.
        min: u32,
    },
    /// A packet block longer than its packet can account for.
    #[error("a packet block of {len} bytes, where {max} is the most that is read")]
    BlockTooLong {
        /// The length that is given, in bytes.
        len: u32,
        /// The largest length that is read, in bytes.
        max: u32,
    },
    /// A packet that does not fit into its block.
    #[error("a packet of {len} bytes in a block with room for {room}")]
    PacketOutsideBlock {
        /// The length of the packet, in bytes.
        len: u32,
        /// The room in the block, in bytes.
        room: u32,
    },
    /// The length at the end of a block is not that at its beginning.
    #[error("a block that is {first} bytes long at its beginning and {last} at its end")]
    Trailer {
        /// The length at the beginning, in bytes.
        first: u32,
        /// The length at the end, in bytes.
        last: u32,
    },
    /// A section whose byte order is unknown.
    #[error("a section with the byte-order magic {magic:#010x}")]
    ByteOrder {
        /// The magic number as read.
        magic: u32,
    },
    /// A section of an unknown version.
    #[error("a section of pcapng version {major}, where 1 is known")]
    Version {
        /// The major version.
        major: u16,
    },
    /// A packet of an interface that was not described.
    #[error("a packet of interface {interface}, where {known} are described")]
    Interface {
        /// The number of the interface.
        interface: u32,
        /// How many interfaces the section has described so far.
        known: usize,
    },
    /// More interfaces than a section may describe.
    #[error("more than {max} interfaces in a section")]
    Interfaces {
        /// The most that are read.
        max: usize,
    },
}
