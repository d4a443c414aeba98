//! Where everything is in a plain packet: Ethernet, IPv4 or IPv6 without options, TCP or UDP. In bytes from the start of
//! the packet, from the table of header kinds.

use softrss_core::header::{
    Header,
    kinds::{ethernet, ipv4, ipv6},
};

use crate::dispatch::wire;

/// Where the IP header starts, in bytes from the start of the packet.
pub(crate) const IP: i16 = size(Header::Ethernet);
/// Where the transport header starts behind IPv4 without options.
pub(crate) const UPPER_4: i16 = IP + size(Header::Ipv4);
/// Where the transport header starts behind IPv6 without extension headers.
pub(crate) const UPPER_6: i16 = IP + size(Header::Ipv6);
/// The Ethernet type.
pub(crate) const ETHER_TYPE: i16 = ethernet::TYPE as i16;
/// The Ethernet types of IPv4 and IPv6, as loaded.
pub(crate) const IPV4: i32 = wire(Header::Ipv4.ether_type());
/// See [`IPV4`].
pub(crate) const IPV6: i32 = wire(Header::Ipv6.ether_type());
/// Version and length of an IPv4 header without options.
pub(crate) const NO_OPTIONS: i32 = ipv4::SHORTEST.cast_signed();
/// The protocol number of IPv4.
pub(crate) const PROTOCOL_4: i16 = IP + ipv4::PROTOCOL as i16;
/// The protocol number of IPv6.
pub(crate) const NEXT_6: i16 = IP + ipv6::NEXT as i16;
/// Protocol numbers.
pub(crate) const TCP: i32 = Header::Tcp.protocol() as i32;
/// See [`TCP`].
pub(crate) const UDP: i32 = Header::Udp.protocol() as i32;

/// What is set in an IPv4 fragment only.
#[expect(clippy::cast_possible_truncation, reason = "a field of two bytes")]
pub(crate) const FRAGMENT: u16 = ipv4::FRAGMENT.mask as u16;

const fn size(header: Header) -> i16 {
    header.kind().part.size as i16
}
