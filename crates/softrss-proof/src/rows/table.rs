//! What the tables of header kinds say.

use std::sync::LazyLock;

use softrss_core::header::{
    Decap, Header, Part, UdpPorts,
    dispatch::{self, PROTOCOLS_4, PROTOCOLS_6, Protocols},
    kinds::{By, Keep, Line, Next, When},
};

/// Ports for the kinds that have no usual one.
///
/// # Panics
/// If there are more such kinds than a policy can name ports.
#[must_use]
pub fn named_ports() -> UdpPorts {
    let mut ports = UdpPorts::USUAL;
    let named = |header: &&Header| header.kind().by.iter().any(|(by, _)| *by == By::UdpNamed);
    for (&header, port) in Header::ALL.iter().filter(named).zip(5555..) {
        ports
            .name(header, port)
            .expect("there is room for a port of each");
    }
    ports
}

/// The UDP ports that announce something, with those of [`named_ports`]: the destination, or either side.
pub(crate) fn udp(either: bool) -> &'static [(u16, dispatch::Next)] {
    type List = Vec<(u16, dispatch::Next)>;
    static LISTS: LazyLock<[List; 2]> = LazyLock::new(|| {
        let ports = named_ports();
        [false, true].map(|side| {
            let kinds = Header::ALL.iter().filter_map(|&header| {
                let (either, when) = header.by_udp()?;
                (either == side).then_some((header, when))
            });
            let announced = |next: dispatch::Next| ports.of(next.0).map(move |port| (port, next));
            kinds.flat_map(announced).collect()
        })
    });
    &LISTS[usize::from(either)]
}

/// The IP header of a family.
pub(super) const fn family(v6: bool) -> Header {
    if v6 { Header::Ipv6 } else { Header::Ipv4 }
}

/// What protocol numbers announce in a family.
#[must_use]
pub fn protocols(v6: bool) -> &'static Protocols {
    if v6 { &PROTOCOLS_6 } else { &PROTOCOLS_4 }
}

/// Whether it is an IP header.
pub(super) fn is_ip(header: Header) -> bool {
    let mut lines = header.kind().part.lines.iter();
    lines.any(|line| matches!(line, Line::Keep(Keep::Ipv4 | Keep::Ipv6)))
}

/// Whether it is the tag of a link.
pub(super) fn is_link(header: Header) -> bool {
    header.kind().by.iter().any(|(_, when)| when.is_link())
}

/// The numbers of `list` that announce `header`.
pub(super) fn announcing(list: &[(u16, dispatch::Next)], header: Header) -> Vec<u16> {
    let its = list.iter().filter(|(_, (other, _))| *other == header);
    its.map(|&(number, _)| number).collect()
}

/// The lines of `part` that lead somewhere.
pub(super) fn leading(part: &Part, is: impl Fn(Next) -> bool) -> impl Iterator<Item = usize> {
    let lines = part.lines.iter().enumerate();
    lines.filter_map(move |(index, line)| match line {
        Line::Leave(_, _, next) => is(*next).then_some(index),
        Line::Keep(_) => None,
    })
}

/// The lines that lead to other headers.
pub(super) fn leads_on(part: &Part) -> impl Iterator<Item = usize> {
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
pub(super) fn ends_well(part: &Part) -> impl Iterator<Item = usize> {
    leading(part, |next| !matches!(next, Next::Stop(_)))
}

/// The lines of a row that leave, which can be followed.
#[must_use]
pub fn lines(header: Header) -> Vec<usize> {
    leading(&header.kind().part, |_| true).collect()
}

/// Whether a kind with the condition `when` is looked through.
pub(super) fn is_in(when: When, decap: Decap) -> bool {
    match when {
        When::Decap(kind) => decap.contains(kind),
        When::Always
        | When::Unchanged
        | When::Ports
        | When::PortsOrClamp
        | When::PortsOrUdpTunnel
        | When::IcmpErrors
        | When::Extra(_) => true,
    }
}
