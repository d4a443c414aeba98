//! Random numbers of headers: mostly of a few, so that rules and prefixes meet packets.

use std::net::{Ipv4Addr, Ipv6Addr};

use softrss_core::{
    Mac,
    header::{dispatch, kinds::Extra},
    policy::{Field, FieldValues},
};

use super::table::udp;
use crate::Rng;

pub(crate) fn v4(rng: &mut Rng) -> Ipv4Addr {
    let (any, last) = (rng.word(), rng.byte());
    rng.pick([
        [10, 0, 0, 1].into(),
        [10, 0, 0, last].into(),
        [10, 1, 2, 3].into(),
        [10, 200, last, 0].into(),
        [192, 168, 1, 2].into(),
        any.into(),
    ])
}

pub(crate) fn v6(rng: &mut Rng) -> Ipv6Addr {
    const NET: u128 = 0x2001_0db8_0000_0001_0000_0000_0000_0000;
    let (host, any) = (u128::from(rng.byte()), u128::from(rng.number()));
    let address = match rng.below(5) {
        0 => NET + 1,
        1 => NET + host,
        2 => NET + (host << 64),
        3 => NET + any,
        _ => any << 64 | u128::from(rng.number()),
    };
    address.into()
}

pub(crate) fn mac(rng: &mut Rng) -> Mac {
    let (any, last) = (rng.number(), u64::from(rng.byte()));
    let bits = rng.pick([
        0x0200_0000_0001,
        0x0200_0000_0000 | last,
        0x0200_5e10_0000 | last << 8,
        0x0100_5e00_0001,
        u64::MAX,
        any,
    ]);
    Mac::from_bits(bits)
}

pub(super) fn vlan_id(rng: &mut Rng) -> u16 {
    let any = rng.short();
    rng.pick([1, 100, 101, 200, 4094, any])
}

/// The number of a session: near to others, equal, or unlike in its upper bits.
pub(super) fn tunnel_id(rng: &mut Rng) -> u32 {
    let (any, high) = (rng.word(), rng.word() & 0xff00_0000);
    rng.pick([0, 1, 2, 7, 0x1_0001, high, any])
}

/// A number that rules ask for, of a field that nothing but rules looks at; not always.
pub(super) fn extra(rng: &mut Rng, extra: Extra) -> Option<u32> {
    let mut fields = Field::ALL.iter();
    let field = fields.find(|field| field.row().extra == Some(extra))?;
    match &field.row().values {
        FieldValues::Numbers(numbers) if rng.one_in(2) => rng.choose(numbers.usual).copied(),
        FieldValues::Numbers(_)
        | FieldValues::Bits(_)
        | FieldValues::Addresses
        | FieldValues::Macs => None,
    }
}

/// Differentiated services code point, above two other bits.
pub(super) fn traffic_class(rng: &mut Rng) -> u8 {
    let any = rng.byte();
    rng.pick([0, 0, 0xb8, 0x28, 3, any])
}

/// A port that stands for no tunnel.
pub(super) fn source_port(rng: &mut Rng) -> u16 {
    let any = 0xc000 | rng.short();
    rng.pick([53, 80, 443, 1000, 40000, any])
}

/// A port that may stand for a tunnel, if it were one of UDP.
pub(crate) fn port(rng: &mut Rng) -> u16 {
    let (plain, any) = (source_port(rng), rng.short());
    let (to, either) = (some(rng, udp(false)), some(rng, udp(true)));
    rng.pick([plain, plain, plain, plain, to, to, either, any])
}

/// One of the numbers that announce something.
pub(super) fn some(rng: &mut Rng, list: &[(u16, dispatch::Next)]) -> u16 {
    rng.one_of(list).0
}
