//! The numbers by which headers announce what follows.

use softrss_core::header::{
    Header,
    dispatch::{self, ETHER_TYPES, GRE_TYPES},
    kinds::{Line, Next, When},
};

use super::{
    bytes::put,
    number::{self, some},
    table::{announcing, family, is_ip, protocols, udp},
};
use crate::Rng;

/// Writes a number that announces something, of which most is known and the likely is likely.
pub(super) fn any_number(rng: &mut Rng, v6: bool, next: Next, header: &mut [u8]) {
    let any = rng.short();
    match next {
        Next::EtherType(at) => {
            let (length, number) = (any % 0x0600, some(rng, ETHER_TYPES));
            let ip = announcing(ETHER_TYPES, family(rng.one_in(2)))[0];
            let number = rng.pick([
                ip, ip, ip, ip, ip, ip, ip, ip, number, number, number, number, length, any,
            ]);
            put(header, at, &number.to_be_bytes());
        }
        Next::GreType(at) => {
            let (own, other) = (some(rng, GRE_TYPES), some(rng, ETHER_TYPES));
            let number = rng.pick([own, own, own, other, other, other, other, any]);
            put(header, at, &number.to_be_bytes());
        }
        Next::Protocol(at) => {
            // One of the other family's now and then, which is only a number here.
            let table = protocols(v6 != rng.one_in(12));
            // What leads on is worth more than what ends here.
            let leads_on = rng.one_in(3);
            let numbers = table.iter().filter(|(_, (header, _))| {
                !leads_on || header.kind().part.lines.iter().any(carries)
            });
            let numbers: Vec<u8> = numbers.map(|(number, _)| number).collect();
            let known = *rng.one_of(&numbers);
            let number = if rng.one_in(12) { rng.byte() } else { known };
            put(header, at, &[number]);
        }
        Next::UdpPorts(at) => {
            let (to, either) = (some(rng, udp(false)), some(rng, udp(true)));
            let [plain, other] = [(); 2].map(|()| number::source_port(rng));
            let ports = rng.pick([
                [plain, to],
                [plain, to],
                [plain, to],
                [plain, to],
                [to, plain],
                [plain, either],
                [either, plain],
                [plain, other],
                [plain, other],
                [plain, any],
            ]);
            put(header, at, &ports.map(u16::to_be_bytes).concat());
        }
        Next::To(_)
        | Next::Quote(_)
        | Next::Behind(_)
        | Next::IfWanted(..)
        | Next::Stop(_)
        | Next::Done => {}
    }
}

/// Whether behind `line` there may be another packet.
fn carries(line: &Line) -> bool {
    match line {
        Line::Leave(_, _, Next::GreType(_) | Next::UdpPorts(_) | Next::Quote(_)) => true,
        Line::Leave(..) | Line::Keep(_) => false,
    }
}

/// Writes a number that announces nothing.
pub(super) fn no_number(_: &mut Rng, _: bool, next: Next, header: &mut [u8]) {
    // Local experiments (IEEE 802, RFC 3692), and ports of nobody.
    match next {
        Next::EtherType(at) | Next::GreType(at) => put(header, at, &[0x88, 0xb5]),
        Next::Protocol(at) => put(header, at, &[253]),
        Next::UdpPorts(at) => put(header, at, &[0xfd, 0xe8, 0xfd, 0xe8]),
        Next::To(_)
        | Next::Quote(_)
        | Next::Behind(_)
        | Next::IfWanted(..)
        | Next::Stop(_)
        | Next::Done => {}
    }
}

/// Writes what announces `inside`, or now and then another header that every policy reads.
pub(super) fn announce(rng: &mut Rng, v6: bool, next: Next, header: &mut [u8], inside: Header) {
    let always = |list: &[(u16, dispatch::Next)]| {
        let kinds = list.iter();
        let kinds = kinds.filter(|(_, (header, when))| *when == When::Always && !is_ip(*header));
        kinds.map(|&(number, _)| number).collect::<Vec<_>>()
    };
    let any = |rng: &mut Rng, numbers: &[u16], others: &[u16]| {
        let numbers = if rng.one_in(4) { others } else { numbers };
        rng.choose(numbers).copied()
    };
    let (types, others) = (announcing(ETHER_TYPES, inside), always(ETHER_TYPES));
    match next {
        Next::EtherType(at) => {
            if let Some(number) = any(rng, &types, &others) {
                put(header, at, &number.to_be_bytes());
            }
        }
        Next::GreType(at) => {
            let others = [others, always(GRE_TYPES)].concat();
            if let Some(number) = any(rng, &types, &others) {
                put(header, at, &number.to_be_bytes());
            }
        }
        Next::Protocol(at) => {
            let mut numbers = protocols(v6).iter();
            if let Some((number, _)) = numbers.find(|(_, (header, _))| *header == inside) {
                put(header, at, &[number]);
            }
        }
        Next::UdpPorts(_)
        | Next::To(_)
        | Next::Quote(_)
        | Next::Behind(_)
        | Next::IfWanted(..)
        | Next::Stop(_)
        | Next::Done => {}
    }
}
