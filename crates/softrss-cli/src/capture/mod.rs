//! Packets out of pcap and pcapng files.
//!
//! [`Capture`] streams: its memory does not grow with the file, and a packet is lent out of the read
//! buffer without a copy. What was captured on another link, as IP packets are that the kernel puts a pseudo-header before, is
//! made an Ethernet frame by what that header says; what is neither is skipped. Both are counted. A damaged file gives the
//! packets before the damage, then an error with its position.
//!
//! ```
//! use softrss_cli::capture::Capture;
//! let mut file: Vec<u8> = vec![0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0];
//! file.extend([0; 8]);
//! file.extend([0, 0, 4, 0, 1, 0, 0, 0]); // snap length, Ethernet
//! file.extend([0; 8]);
//! file.extend([14, 0, 0, 0, 60, 0, 0, 0]); // 14 bytes of 60
//! file.extend([0xff; 14]);
//! let mut capture = Capture::new(&file[..])?;
//! let frame = capture.next()?.expect("there is one");
//! assert_eq!((frame.number, frame.data.len(), frame.wire_len), (1, 14, 60));
//! assert!(capture.next()?.is_none());
//! # Ok::<(), softrss_cli::capture::CaptureError>(())
//! ```

use std::{collections::BTreeMap, io::Read, ops::Range};

mod error;
mod link;
mod pcap;
mod pcapng;
mod window;

pub use error::{Begin, CaptureError, Damage, Part};
pub use link::LinkType;
use link::{ETHERNET_HEADER, Reading};
use window::Window;

/// The longest packet that is read, in bytes. Longer ones are damage: Linux captures at most 256 KiB.
const MAX_PACKET: u32 = 1 << 20;

/// A capture that is being read.
pub struct Capture<R> {
    window: Window<R>,
    format: Format,
    /// Bytes of the packet that was lent last.
    lent: usize,
    packets: u64,
    skipped: BTreeMap<LinkType, u64>,
    /// Packets that were made Ethernet frames.
    made: BTreeMap<LinkType, u64>,
    /// The last of them.
    frame: Vec<u8>,
    /// After an error there is nothing more to read.
    failed: bool,
}

enum Format {
    Pcap(pcap::Format),
    Pcapng(pcapng::Section),
}

/// An Ethernet frame of a capture, or what was made one: IP packets with a header that has their Ethernet type, and of the
/// addresses that of the sender where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Its number in the file, from 1. Packets that are skipped have numbers too.
    pub number: u64,
    /// What was captured of it.
    pub data: &'a [u8],
    /// Its length on the wire, in bytes, as an Ethernet frame.
    pub wire_len: usize,
    /// What it was captured as.
    pub link: LinkType,
}

/// A packet in the window.
struct Found {
    link: LinkType,
    /// The packet, in bytes from the beginning of its record or block.
    packet: Range<usize>,
    wire_len: u32,
    /// The length of the record or block.
    total: usize,
}

impl<R: Read> Capture<R> {
    /// Reads the beginning of a capture.
    ///
    /// # Errors
    /// [`CaptureError::NotACapture`], or the errors of [`next`](Self::next).
    pub fn new(input: R) -> Result<Self, CaptureError> {
        let mut window = Window::new(input);
        let begin = window
            .peek(4)
            .map_err(|source| CaptureError::Read { offset: 0, source })?;
        let magic: Option<[u8; 4]> = begin.try_into().ok();
        let format = match magic.map(|magic| (magic, pcap::variant(magic))) {
            Some((_, Some(variant))) => Format::Pcap(pcap::begin(&mut window, variant)?),
            Some((magic, None)) if u32::from_le_bytes(magic) == pcapng::SECTION => {
                Format::Pcapng(pcapng::Section::default())
            }
            _ => {
                let begin = Begin::of(begin);
                return Err(CaptureError::NotACapture { begin });
            }
        };
        Ok(Self {
            window,
            format,
            lent: 0,
            packets: 0,
            skipped: BTreeMap::new(),
            made: BTreeMap::new(),
            frame: Vec::new(),
            failed: false,
        })
    }

    /// The next Ethernet frame; `None` at the end of the file, and after an error.
    ///
    /// # Errors
    /// [`CaptureError::Truncated`] or [`CaptureError::Damaged`] where the file is, and
    /// [`CaptureError::Read`].
    #[expect(clippy::should_implement_trait, reason = "an iterator cannot lend")]
    #[inline]
    pub fn next(&mut self) -> Result<Option<Frame<'_>>, CaptureError> {
        if self.failed {
            return Ok(None);
        }
        let found = self.advance();
        self.failed = found.is_err();
        let Some((found, reading)) = found? else {
            return Ok(None);
        };
        self.lent = found.total;
        let offset = self.window.offset();
        let record = self
            .window
            .peek(found.total)
            .map_err(|source| CaptureError::Read { offset, source })?;
        let packet = &record[found.packet];
        let (data, pseudo_header) = match reading {
            Reading::Behind {
                pseudo_header,
                ethernet,
            } => {
                self.frame.clear();
                self.frame.extend(ethernet);
                self.frame.extend(&packet[pseudo_header..]);
                (&self.frame[..], pseudo_header)
            }
            Reading::Cut { pseudo_header } => (&[][..], pseudo_header),
            Reading::Ethernet | Reading::Skipped(_) => (packet, ETHERNET_HEADER),
        };
        let wire_len = found.wire_len as usize + ETHERNET_HEADER;
        let wire_len = wire_len.saturating_sub(pseudo_header);
        Ok(Some(Frame {
            number: self.packets,
            data,
            wire_len,
            link: found.link,
        }))
    }

    /// Moves to the next packet that is read.
    #[inline]
    fn advance(&mut self) -> Result<Option<(Found, Reading)>, CaptureError> {
        loop {
            self.window.consume(self.lent);
            self.lent = 0;
            let found = match &mut self.format {
                Format::Pcap(format) => pcap::next(&mut self.window, *format)?,
                Format::Pcapng(section) => section.next(&mut self.window)?,
            };
            let Some(found) = found else {
                return Ok(None);
            };
            self.packets += 1;
            if found.link == LinkType::ETHERNET {
                return Ok(Some((found, Reading::Ethernet)));
            }
            let offset = self.window.offset();
            let record = self
                .window
                .peek(found.total)
                .map_err(|source| CaptureError::Read { offset, source })?;
            let reading = found.link.reading(&record[found.packet.clone()]);
            if let Reading::Skipped(link) = reading {
                *self.skipped.entry(link).or_default() += 1;
                self.lent = found.total;
                continue;
            }
            *self.made.entry(found.link).or_default() += 1;
            return Ok(Some((found, reading)));
        }
    }

    /// How many packets were skipped so far, by link type.
    #[must_use]
    pub fn skipped(&self) -> &BTreeMap<LinkType, u64> {
        &self.skipped
    }

    /// How many packets of other links were made Ethernet frames so far, by link type.
    #[must_use]
    pub fn made(&self) -> &BTreeMap<LinkType, u64> {
        &self.made
    }

    /// How many packets were read so far, those that were skipped included.
    #[must_use]
    pub fn packets(&self) -> u64 {
        self.packets
    }

    /// How much of the file was read so far, in bytes.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.window.offset()
    }
}

/// A byte order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Little,
    Big,
}

impl Order {
    /// The 32 bits at `at`; 0 past the end.
    #[inline]
    fn u32(self, bytes: &[u8], at: usize) -> u32 {
        let word = bytes.get(at..).and_then(<[u8]>::first_chunk).copied();
        match self {
            Self::Little => u32::from_le_bytes(word.unwrap_or_default()),
            Self::Big => u32::from_be_bytes(word.unwrap_or_default()),
        }
    }

    /// The 16 bits at `at`; 0 past the end.
    #[inline]
    fn u16(self, bytes: &[u8], at: usize) -> u16 {
        let word = bytes.get(at..).and_then(<[u8]>::first_chunk).copied();
        match self {
            Self::Little => u16::from_le_bytes(word.unwrap_or_default()),
            Self::Big => u16::from_be_bytes(word.unwrap_or_default()),
        }
    }
}
