//! The maximum segment size, and lowering it in the packets that negotiate it.
//!
//! Both ends of a TCP connection say in their first packet how long the segments may be that they
//! receive. [`clamp`] lowers what is said there; it is the reference for the code of
//! the entry programs, which do the same to every byte string.

use std::fmt;

use crate::{
    header::{Header, Interest},
    policy::Decap,
    walk::walk,
};

/// A maximum segment size, in bytes of payload.
///
/// ```
/// use softrss_core::Mss;
/// assert_eq!(Mss::new(1400)?.bytes(), 1400);
/// assert!(Mss::new(40).is_err());
/// # Ok::<(), softrss_core::mss::MssError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mss(u16);

/// A number of bytes that is no usable maximum segment size.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a maximum segment size of {bytes} bytes: it is at least {} and at most {}",
    Mss::MIN,
    Mss::MAX
)]
pub struct MssError {
    /// What was asked for.
    pub bytes: u32,
}

impl Mss {
    /// The smallest: Linux sends no shorter segments, whatever its peer asks for (`TCP_MIN_MSS`).
    pub const MIN: Self = Self(88);
    /// The largest: what an IPv4 packet of 65535 bytes holds behind its headers.
    pub const MAX: Self = Self(65495);

    /// A maximum segment size of `bytes`.
    ///
    /// # Errors
    /// [`MssError`] outside of [`Mss::MIN`] to [`Mss::MAX`].
    pub fn new(bytes: u32) -> Result<Self, MssError> {
        match u16::try_from(bytes).map(Self) {
            Ok(mss) if (Self::MIN..=Self::MAX).contains(&mss) => Ok(mss),
            _ => Err(MssError { bytes }),
        }
    }

    /// The size in bytes.
    #[must_use]
    pub const fn bytes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Mss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What [`clamp`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clamped {
    /// Nothing: the frame is as it was.
    Untouched,
    /// Lowered the size that the packet names.
    Lowered,
}

/// Bytes of a TCP header without options.
pub const TCP_HEADER: u8 = 20;
/// Where the flags are in a TCP header, and the checksum.
pub const TCP_FLAGS: u8 = 13;
/// See [`TCP_FLAGS`].
pub const TCP_CHECKSUM: u8 = 16;
/// Flags of which SYN has to be set, and FIN and RST must not be.
pub const OPENING: u8 = 0x07;
/// The flag of a packet that opens a connection, on the way there and on the way back.
pub const SYN: u8 = 0x02;
/// Options: the end of the list, a byte of padding, the maximum segment size.
pub const OPTION_END: u8 = 0;
/// See [`OPTION_END`].
pub const OPTION_PADDING: u8 = 1;
/// See [`OPTION_END`].
pub const OPTION_MSS: u8 = 2;
/// Bytes of the option with the maximum segment size.
pub const OPTION_MSS_LEN: u8 = 4;

/// Lowers the maximum segment size that a TCP SYN names to `mss`, and keeps the checksum right. `frame` is a whole one.
///
/// The TCP header is looked for behind Ethernet, the tags that `decap` names (VLAN, `PPPoE`, MPLS), and
/// IPv4 or IPv6 with options and extension headers. It is not looked for in tunnels, behind AH, and in
/// fragments. Nothing is raised, and nothing is added where the option is missing; a malformed option ends the search.
///
/// ```
/// use softrss_core::{Mss, mss::{Clamped, clamp}, policy::Decap};
/// let mut arp = [&[0xff; 12][..], &[0x08, 0x06], &[0; 46]].concat();
/// assert_eq!(clamp(&mut arp, Decap::ALL, Mss::new(1400)?), Clamped::Untouched);
/// # Ok::<(), softrss_core::mss::MssError>(())
/// ```
pub fn clamp(frame: &mut [u8], decap: Decap, mss: Mss) -> Clamped {
    let tcp = walk(
        frame,
        frame.len(),
        Interest::clamping(Header::Ethernet, decap),
    )
    .tcp;
    let Some(header) = tcp.and_then(|at| tcp_header(frame, at)) else {
        return Clamped::Untouched;
    };
    if header[usize::from(TCP_FLAGS)] & OPENING != SYN {
        return Clamped::Untouched;
    }
    let mut clamped = Clamped::Untouched;
    let mut at = usize::from(TCP_HEADER);
    while let Some((value, next)) = next_option(header, at) {
        if let Some(value) = value
            && lower(header, value, mss)
        {
            clamped = Clamped::Lowered;
        }
        at = next;
    }
    clamped
}

/// The TCP header at `at`, with its options, if all of it is there.
fn tcp_header(frame: &mut [u8], at: usize) -> Option<&mut [u8]> {
    let len = usize::from(frame.get(at + 12)? >> 4) * 4;
    let header = frame.get_mut(at..at + len)?;
    (len >= usize::from(TCP_HEADER)).then_some(header)
}

/// The option at `at`: where its value is, if it is a maximum segment size, and where the next option is. `None` at
/// the end of the options, and where they are malformed.
fn next_option(header: &[u8], at: usize) -> Option<(Option<usize>, usize)> {
    match *header.get(at)? {
        OPTION_END => None,
        OPTION_PADDING => Some((None, at + 1)),
        kind => {
            let len = *header.get(at + 1)?;
            let next = at + usize::from(len);
            if len < 2 || next > header.len() {
                return None;
            }
            match (kind, len) {
                (OPTION_MSS, OPTION_MSS_LEN) => Some((Some(at + 2), next)),
                (OPTION_MSS, _) => None,
                _ => Some((None, next)),
            }
        }
    }
}

/// Lowers the number at `at` of a TCP header to `mss`, if it is larger.
fn lower(header: &mut [u8], at: usize, mss: Mss) -> bool {
    let old = [header[at], header[at + 1]];
    if u16::from_be_bytes(old) <= mss.bytes() {
        return false;
    }
    let new = mss.bytes().to_be_bytes();
    header[at..at + 2].copy_from_slice(&new);
    // Seen from the sum, a number at an odd place has its bytes the other way round.
    let word = |bytes: [u8; 2]| match at % 2 {
        0 => u16::from_be_bytes(bytes),
        _ => u16::from_le_bytes(bytes),
    };
    let sum = usize::from(TCP_CHECKSUM);
    let checksum = u16::from_be_bytes([header[sum], header[sum + 1]]);
    let checksum = updated(checksum, word(old), word(new));
    header[sum..sum + 2].copy_from_slice(&checksum.to_be_bytes());
    true
}

/// The Internet checksum of what was `old` in one place and is `new` now (RFC 1624, equation 3).
fn updated(checksum: u16, old: u16, new: u16) -> u16 {
    let sum = u32::from(!checksum) + u32::from(!old) + u32::from(new);
    let sum = (sum & 0xffff) + (sum >> 16);
    let [.., high, low] = (!((sum & 0xffff) + (sum >> 16))).to_be_bytes();
    u16::from_be_bytes([high, low])
}
