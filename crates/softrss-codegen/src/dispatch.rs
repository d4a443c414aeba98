//! Code that goes from the number that announces a header to the header.

use bpf_asm::{R2, R5, Reg};
use softrss_core::{
    header::{
        Header, Reason,
        dispatch::{ETHER_TYPES, Extent, GRE_TYPES, Next, PROTOCOLS_4, PROTOCOLS_6},
    },
    policy::Field,
};

use crate::{
    emitter::{Emitter, Place},
    keep,
    record::{BUDGET, ETHER_TYPE, FAMILY, HEADERS, LINKS},
};

/// A 16-bit number as a little-endian CPU loads it from a packet.
pub(crate) const fn wire(number: u16) -> i32 {
    number.swap_bytes() as i32
}

/// Goes where the Ethernet type in `r5` leads.
pub(crate) fn emit_ether_types(e: &mut Emitter<'_>) {
    if e.need.field(Field::EtherType) {
        let inner = e.a.label("inner");
        e.a.load::<u32>(R2, FAMILY)
            .jne(R2, 0, &inner)
            .store::<u32>(ETHER_TYPE, R5)
            .bind(inner);
    }
    for &(number, next) in ETHER_TYPES {
        if !next.1.is_link() {
            let place = to(e, next.0, e.interest.extent(next));
            e.jeq(R5, wire(number), place);
        }
    }
    emit_links(e);
    let llc = e.header(Header::Llc);
    e.a.be16(R5);
    e.jlt(R5, 0x0600, llc);
    e.goto(Place::Stop(Reason::NotIp));
}

/// Goes where the Ethernet type in `r5` leads if that announces a tag of a link, or falls through.
///
/// They are many, and few frames have any: among the first headers only, the verifier need not look at them as often as there
/// may be headers.
fn emit_links(e: &mut Emitter<'_>) {
    let links = || ETHER_TYPES.iter().filter(|(_, (_, when))| when.is_link());
    let (late, other) = (e.a.label("late"), e.a.label("no_link"));
    e.a.jle(BUDGET, HEADERS - LINKS, &late);
    for &(number, next) in links() {
        let place = to(e, next.0, e.interest.extent(next));
        e.jeq(R5, wire(number), place);
    }
    e.a.ja(&other).bind(late);
    for &(number, next) in links() {
        // Of one that is not looked through, the number of the session is read wherever it is.
        let place = if e.interest.wants(next.1) {
            Place::Stop(Reason::TooDeep)
        } else {
            to(e, next.0, e.interest.extent(next))
        };
        e.jeq(R5, wire(number), place);
    }
    e.a.bind(other);
}

/// Where something leads that announces `header`, of which so much is read.
pub(crate) fn to(e: &Emitter<'_>, header: Header, extent: Option<Extent>) -> Place {
    let stop = Place::Stop(Reason::NotInDecap);
    extent.map_or(stop, |extent| read(e, header, extent, true))
}

/// Where so much of `header` is read; whether the walk `stops` there if that is not all.
fn read(e: &Emitter<'_>, header: Header, extent: Extent, stops: bool) -> Place {
    match extent {
        Extent::Whole => e.header(header),
        Extent::Id => Place::Id { header, stops },
    }
}

/// Goes where the protocol type of GRE in `r5` leads, or falls through.
pub(crate) fn emit_gre_types(e: &mut Emitter<'_>) {
    for &(number, next) in GRE_TYPES {
        if let Some(place) = followed(e, next) {
            e.jeq(R5, wire(number), place);
        }
    }
}

/// Goes where the protocol number in `r5` leads.
pub(crate) fn emit_protocols(e: &mut Emitter<'_>, v6: bool) {
    keep::protocol(e, R5);
    let kinds = if v6 { &PROTOCOLS_6 } else { &PROTOCOLS_4 };
    for (number, next) in kinds.iter() {
        if let Some(place) = followed(e, next) {
            e.jeq(R5, i32::from(number), place);
        }
    }
    e.goto(Place::Done);
}

/// Goes where UDP ports lead, or falls through.
pub(crate) fn emit_udp_ports(e: &mut Emitter<'_>, src: Reg, dst: Reg) {
    let interest = e.interest;
    for (either, side) in [(false, dst), (true, dst), (true, src)] {
        for (number, next) in interest.udp(either) {
            if let Some(place) = followed(e, next) {
                e.jeq(side, wire(number), place);
            }
        }
    }
}

fn followed(e: &Emitter<'_>, next: Next) -> Option<Place> {
    let (header, _) = next;
    let quotable = !e.quoted || header.kind().quotable;
    let extent = e.interest.extent(next).filter(|_| quotable)?;
    Some(read(e, header, extent, false))
}
