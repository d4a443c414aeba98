//! What identifies a flow: the fields of the header that is hashed.
//!
//! A [`FlowKey`] says which packets belong together. Two packets with the same key always get the same
//! hash; with a symmetric policy the two directions of a key do too.

use std::{fmt, net::IpAddr};

/// Addresses, protocol and ports of the header that is hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FlowKey {
    /// Source address.
    pub src: IpAddr,
    /// Destination address, of the same family.
    pub dst: IpAddr,
    /// IP protocol number, behind IPv6 extension headers and AH.
    pub proto: u8,
    /// What the transport header adds.
    pub ports: Ports,
}

/// What a transport header adds to a flow's identity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ports {
    /// Nothing: a fragment, a protocol without ports, a truncated packet, or a policy that does not
    /// ask for ports.
    #[default]
    None,
    /// The ports of TCP, UDP, UDP-Lite, SCTP or DCCP.
    Pair {
        /// Source port.
        src: u16,
        /// Destination port.
        dst: u16,
    },
    /// The security parameter index of ESP or AH. It belongs to one direction.
    Spi(u32),
}

impl Ports {
    /// The other direction's ports; an SPI stays what it is.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Pair { src, dst } => Self::Pair { src: dst, dst: src },
            other => other,
        }
    }
}

impl FlowKey {
    /// The key of the opposite direction.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self {
            src: self.dst,
            dst: self.src,
            proto: self.proto,
            ports: self.ports.reversed(),
        }
    }

    /// One key for both directions: the one that sorts first.
    ///
    /// ```
    /// use softrss_core::flow::{FlowKey, Ports};
    /// let key = FlowKey {
    ///     src: [192, 0, 2, 9].into(),
    ///     dst: [192, 0, 2, 1].into(),
    ///     proto: 6,
    ///     ports: Ports::Pair { src: 40000, dst: 443 },
    /// };
    /// assert_eq!(key.undirected(), key.reversed().undirected());
    /// ```
    #[must_use]
    pub fn undirected(self) -> Self {
        self.min(self.reversed())
    }
}

impl fmt::Display for FlowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            src,
            dst,
            proto,
            ports,
        } = self;
        match ports {
            Ports::None => write!(f, "{src} > {dst} proto {proto}"),
            Ports::Spi(spi) => write!(f, "{src} > {dst} proto {proto} spi {spi:#010x}"),
            Ports::Pair {
                src: from, dst: to, ..
            } => write!(f, "{src} port {from} > {dst} port {to} proto {proto}"),
        }
    }
}
