//! Random frames made from the table of header kinds.
//!
//! What the table says of a kind is enough to make headers of it: random bytes, of which some are set so
//! that a line of the row is the one that is followed. So a kind that is added to the table is tested, on
//! every line of its row and in every property, before anybody writes a packet of it.

mod announce;
mod bytes;
mod change;
mod grow;
pub(crate) mod number;

use std::fmt;

use softrss_core::{
    header::{
        Header, Part,
        dispatch::{self, PROTOCOLS_4, PROTOCOLS_6, Protocols},
        kinds::{By, Keep, Line, Next, When},
    },
    policy::Decap,
};

use crate::Rng;
use grow::Growing;

/// A frame, and where its headers are.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its bytes. What is behind the last header is random.
    pub bytes: Vec<u8>,
    /// Each header with the offset at which reading it begins, outermost first.
    pub headers: Vec<(Header, usize)>,
}

/// A header kind that can be left out of `decap` and leads to other headers, and one way to announce it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// The kind.
    pub header: Header,
    /// How it is announced.
    pub by: By,
    /// What `decap` calls it.
    pub decap: Decap,
}

impl Carrier {
    /// Every one.
    pub fn all() -> impl Iterator<Item = Self> {
        let rows = Header::ALL.iter().flat_map(|&header| {
            header
                .kind()
                .by
                .iter()
                .map(move |&(by, when)| (header, by, when))
        });
        rows.filter_map(|(header, by, when)| match when {
            When::Decap(decap) if leads_on(&header.kind().part).next().is_some() => {
                Some(Self { header, by, decap })
            }
            _ => None,
        })
    }

    /// Those that `decap` calls so.
    #[must_use]
    pub fn of(decap: Decap) -> Vec<Self> {
        Self::all()
            .filter(|carrier| carrier.decap == decap)
            .collect()
    }

    /// Whether it is in front of the first IP header, and not behind one.
    #[must_use]
    pub const fn is_tag(self) -> bool {
        matches!(self.by, By::EtherType(_))
    }

    /// The words of `decap` for tags, or for tunnels.
    #[must_use]
    pub fn words(tags: bool) -> Vec<Decap> {
        let words = Decap::WORDS.iter().map(|&(_, decap)| decap);
        let is = |decap: &Decap| Self::all().any(|c| c.decap == *decap && c.is_tag() == tags);
        words.filter(is).collect()
    }
}

impl Frame {
    /// A random frame of any headers.
    #[must_use]
    pub fn random(rng: &mut Rng) -> Self {
        loop {
            if let Some(frame) = Growing::new(rng).any(rng, Header::Ethernet) {
                return frame;
            }
        }
    }

    /// A random frame that begins with Ethernet and a good IP header.
    #[must_use]
    pub fn bare(rng: &mut Rng) -> Self {
        loop {
            let v6 = rng.one_in(2);
            let mut frame = Growing::new(rng);
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
        let mut frame = Growing::new(rng);
        frame.ip(rng, v6, protocol)?;
        let (header, _) = protocols(v6).get(protocol)?;
        frame.with_line(rng, header, &[line])
    }

    /// The headers, outermost first, joined by `/`.
    #[must_use]
    pub fn path(&self) -> String {
        let words = self.headers.iter().map(|(header, _)| header.to_string());
        words.collect::<Vec<_>>().join("/")
    }

    /// Whether a header of one of `kinds` is in it.
    #[must_use]
    pub fn has(&self, is: impl Fn(Header) -> bool) -> bool {
        self.headers.iter().any(|&(header, _)| is(header))
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:02x?}", self.path(), self.bytes)
    }
}

/// The IP header of a family.
const fn family(v6: bool) -> Header {
    if v6 { Header::Ipv6 } else { Header::Ipv4 }
}

/// What protocol numbers announce in a family.
#[must_use]
pub fn protocols(v6: bool) -> &'static Protocols {
    if v6 { &PROTOCOLS_6 } else { &PROTOCOLS_4 }
}

/// Whether it is an IP header.
fn is_ip(header: Header) -> bool {
    let mut lines = header.kind().part.lines.iter();
    lines.any(|line| matches!(line, Line::Keep(Keep::Ipv4 | Keep::Ipv6)))
}

/// The numbers of `list` that announce `header`.
fn announcing(list: &[(u16, dispatch::Next)], header: Header) -> Vec<u16> {
    let its = list.iter().filter(|(_, (other, _))| *other == header);
    its.map(|&(number, _)| number).collect()
}

/// The lines of `part` that lead somewhere.
fn leading(part: &Part, is: impl Fn(Next) -> bool) -> impl Iterator<Item = usize> {
    let lines = part.lines.iter().enumerate();
    lines.filter_map(move |(index, line)| match line {
        Line::Leave(_, _, next) => is(*next).then_some(index),
        Line::Keep(_) => None,
    })
}

/// The lines that lead to other headers.
fn leads_on(part: &Part) -> impl Iterator<Item = usize> {
    leading(part, |next| match next {
        Next::EtherType(_)
        | Next::Protocol(_)
        | Next::GreType(_)
        | Next::To(_)
        | Next::Behind(_) => true,
        Next::UdpPorts(_) | Next::Quote(_) | Next::IfWanted(..) | Next::Stop(_) | Next::Done => {
            false
        }
    })
}

/// The lines after which nothing is wrong.
fn ends_well(part: &Part) -> impl Iterator<Item = usize> {
    leading(part, |next| !matches!(next, Next::Stop(_)))
}

/// The lines of a row that leave, which can be followed.
#[must_use]
pub fn lines(header: Header) -> Vec<usize> {
    leading(&header.kind().part, |_| true).collect()
}
