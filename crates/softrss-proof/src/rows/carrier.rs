//! The header kinds that a policy can look through or not.

use softrss_core::{
    header::{
        Header,
        kinds::{By, When},
    },
    policy::Decap,
};

use super::table::{is_in, leads_on};

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
            When::Decap(_)
            | When::Always
            | When::Unchanged
            | When::Ports
            | When::PortsOrClamp
            | When::PortsOrUdpTunnel
            | When::IcmpErrors
            | When::Extra(_) => None,
        })
    }

    /// Those that `decap` calls so.
    #[must_use]
    pub fn of(decap: Decap) -> Vec<Self> {
        Self::all()
            .filter(|carrier| carrier.decap == decap)
            .collect()
    }

    /// Whether a policy that reads this kind, and not one more than it has to, also reads `header`.
    pub(super) fn brings(self, header: Header) -> bool {
        let mut by = header.kind().by.iter();
        header.kind().by.is_empty() || by.any(|&(_, when)| is_in(when, self.decap))
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
