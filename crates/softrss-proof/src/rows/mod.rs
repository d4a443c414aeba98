//! Random frames made from the table of header kinds.
//!
//! What the table says of a kind is enough to make headers of it: random bytes, of which some are set so
//! that a line of the row is the one that is followed. So a kind that is added to the table is tested, on
//! every line of its row and in every property, before anybody writes a packet of it.

mod announce;
mod bytes;
mod carrier;
mod change;
mod frame;
mod grow;
pub(crate) mod number;
mod table;

use softrss_core::header::Header;

use crate::Rng;
pub use carrier::Carrier;
pub use frame::Frame;
use grow::Growing;
pub(crate) use table::udp;
use table::{ends_well, family, leads_on};
pub use table::{lines, named_ports, protocols};

/// Attempts to make a frame of headers that may not fit each other: some are read in one way of many.
const ATTEMPTS: usize = 512;

impl Frame {
    /// A random frame of any headers, which begins with Ethernet.
    #[must_use]
    pub fn random(rng: &mut Rng) -> Self {
        Self::beginning_with(rng, Header::Ethernet)
    }

    /// A random frame of any headers, which begins with `first`.
    #[must_use]
    pub fn beginning_with(rng: &mut Rng, first: Header) -> Self {
        loop {
            if let Some(frame) = Growing::new(rng).any(rng, first) {
                return frame;
            }
        }
    }

    /// A random frame that begins with Ethernet and a good IP header.
    #[must_use]
    pub fn bare(rng: &mut Rng) -> Self {
        loop {
            let v6 = rng.one_in(2);
            let mut frame = Growing::new(rng).carried();
            if frame.ethernet(rng, v6).is_some() {
                let header = family(v6);
                let part = &header.kind().part;
                let lines: Vec<usize> = if rng.one_in(8) {
                    ends_well(part).collect()
                } else {
                    leads_on(part).collect()
                };
                if let Some(frame) = frame.with_line(rng, header, &lines) {
                    return frame;
                }
            }
        }
    }

    /// A frame of Ethernet, IP and the header that `protocol` announces, with `line` of its row followed, if
    /// that can be.
    #[must_use]
    pub fn plain(rng: &mut Rng, v6: bool, protocol: u8, line: usize) -> Option<Self> {
        (0..ATTEMPTS).find_map(|_| {
            let mut frame = Growing::new(rng).carried();
            frame.ip(rng, v6, protocol)?;
            let (header, _) = protocols(v6).get(protocol)?;
            frame.with_line(rng, header, &[line])
        })
    }
}
