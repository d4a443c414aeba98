//! What is behind the ends of the link.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::mac::MacAddr;

/// The interfaces behind an end, where the encapsulation needs some.
pub(super) struct Site {
    pub(super) inner_mac: MacAddr,
    pub(super) relay_mac: MacAddr,
    pub(super) ipv4: Ipv4Addr,
    pub(super) ipv6: Ipv6Addr,
}

/// From the ranges for documentation (RFC 5737, RFC 3849); IPv6 is a longer prefix in that of the link.
pub(super) const CLIENT: Site = Site {
    inner_mac: MacAddr::local(0x28),
    relay_mac: MacAddr::local(0x38),
    ipv4: Ipv4Addr::new(192, 0, 2, 1),
    ipv6: Ipv6Addr::new(0x2001, 0xdb8, 0x20, 0, 0, 0, 0, 1),
};

pub(super) const SERVER: Site = Site {
    inner_mac: MacAddr::local(0x29),
    relay_mac: MacAddr::local(0x39),
    ipv4: Ipv4Addr::new(192, 0, 2, 2),
    ipv6: Ipv6Addr::new(0x2001, 0xdb8, 0x20, 0, 0, 0, 0, 2),
};
