//! The UDP ports by which kinds are told: those of their rows, or others that a policy names.

use super::{
    decap::Decap,
    kinds::{By, Header, When},
};

/// The UDP ports that a policy names for kinds, in place of the usual ones.
///
/// ```
/// use softrss_core::header::{Decap, Header, UdpPorts};
/// let mut ports = UdpPorts::USUAL;
/// ports.name(Header::Vxlan, 4788)?;
/// assert_eq!(ports.of(Header::Vxlan).collect::<Vec<_>>(), [4788]);
/// assert_eq!(ports.of(Header::Geneve).collect::<Vec<_>>(), [6081]);
/// assert_eq!(Header::carried_by_udp(Decap::VXLAN), Some(Header::Vxlan));
/// # Ok::<(), softrss_core::header::TooManyPorts>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UdpPorts([Option<(Header, u16)>; Self::MOST]);

/// More ports than there is room for.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {} UDP ports", UdpPorts::MOST)]
pub struct TooManyPorts;

impl Default for UdpPorts {
    fn default() -> Self {
        Self::USUAL
    }
}

impl UdpPorts {
    /// The most that can be named: a program compares each.
    pub const MOST: usize = 32;
    /// None is named.
    pub const USUAL: Self = Self([None; Self::MOST]);

    /// Names a port of `header`. Its usual ones count no longer.
    ///
    /// # Errors
    /// [`TooManyPorts`].
    pub fn name(&mut self, header: Header, port: u16) -> Result<(), TooManyPorts> {
        let count = self.iter().count();
        // By kind, so that what means the same is equal.
        let at = self.iter().take_while(|(other, _)| *other <= header);
        let at = at.count();
        let moved = self.0.get_mut(at..=count).ok_or(TooManyPorts)?;
        moved.rotate_right(1);
        moved[0] = Some((header, port));
        Ok(())
    }

    /// Every port that is named, with its kind; those of a kind in the order in which they were.
    pub fn iter(&self) -> impl Iterator<Item = (Header, u16)> + '_ {
        self.0.iter().map_while(|slot| *slot)
    }

    /// The ports that are named for `header`.
    pub fn named(&self, header: Header) -> impl Iterator<Item = u16> + '_ {
        let its = self.iter().filter(move |(other, _)| *other == header);
        its.map(|(_, port)| port)
    }

    /// Whether ports are named for `header`.
    #[must_use]
    pub fn names(&self, header: Header) -> bool {
        self.named(header).next().is_some()
    }

    /// The ports that announce `header`: those that are named, or else the usual ones.
    pub fn of(&self, header: Header) -> impl Iterator<Item = u16> + '_ {
        let usual = header.kind().by.iter().filter_map(|(by, _)| match by {
            By::UdpTo(port) | By::UdpEither(port) => Some(*port),
            By::UdpNamed
            | By::EtherType(_)
            | By::Protocol4(_)
            | By::Protocol6(_)
            | By::Protocol(_)
            | By::GreType(_) => None,
        });
        let named = self.names(header);
        self.named(header).chain(usual.filter(move |_| !named))
    }
}

impl Header {
    /// The kind that `decap` names and UDP carries, if there is one.
    #[must_use]
    pub fn carried_by_udp(decap: Decap) -> Option<Self> {
        let mut kinds = Self::ALL.iter();
        let is = |(by, when): &(By, When)| by.is_udp() && *when == When::Decap(decap);
        kinds
            .find(|header| header.kind().by.iter().any(is))
            .copied()
    }

    /// Whether a UDP port of either side announces it, and when that is followed; `None` where UDP does not carry it.
    #[must_use]
    pub fn by_udp(self) -> Option<(bool, When)> {
        let by = self.kind().by.iter().find(|(by, _)| by.is_udp());
        by.map(|&(by, when)| (matches!(by, By::UdpEither(_)), when))
    }
}
