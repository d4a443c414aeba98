//! The `mix` hash: cheap in BPF, symmetric by construction.
//!
//! Each end of the flow (address and port) becomes a 64-bit word, the word is mixed by a bijection, and
//! the two are *multiplied*: multiplication commutes, so the direction does not matter, and unlike `^`
//! and `+` it does not collapse where both ends count in step. Both factors are made odd, so that for
//! one fixed end no two other ends meet.
//!
//! ```text
//! end  = address + (port << 32)                                  IPv4
//! end  = bswap(first half) * FOLD + second half + (port << 32)   IPv6
//! mix(end) = ((end * SPREAD) ^ (end * SPREAD >> 32)) | 1
//! h    = mix(source) * mix(destination)             symmetric
//! h    = mix(source) * mix(destination * DIRECTION) otherwise
//! hash = ((h ^ (h >> 32) ^ protocol) * FINISH) >> 32
//! ```
//!
//! Words are what a little-endian CPU loads from the packet: an IPv4 address is the `u32`, a port the
//! `u16`, half an IPv6 address the `u64`. An SPI stands in for both ports, an end that is not hashed
//! counts as 0.

use std::net::IpAddr;

use super::input::{Input, words};
use crate::flow::Ports;

/// Spreads an end over 64 bits.
pub const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// Folds the network half of an IPv6 address.
pub const FOLD: u64 = 0xd6e8_feb8_6659_fd93;
/// Tells the directions apart where they are not to be the same.
pub const DIRECTION: u64 = 0xbf58_476d_1ce4_e5b9;
/// Brings every bit to the upper half.
pub const FINISH: u64 = 0x94d0_49bb_1331_11eb;

/// The hash of `input`.
pub(crate) fn hash(input: &Input, symmetric: bool) -> u32 {
    let upper: [u32; 2] = match input.ports {
        Ports::None => [0, 0],
        Ports::Pair { src, dst } => [src, dst].map(|port| port.swap_bytes().into()),
        Ports::Spi(spi) => [spi.swap_bytes(); 2],
    };
    let [src, dst] = [0, 1].map(|i| input.ends[i].map_or(0, |address| end(address, upper[i])));
    let dst = if symmetric {
        dst
    } else {
        dst.wrapping_mul(DIRECTION)
    };
    let h = mix(src).wrapping_mul(mix(dst));
    let h = (h ^ h >> 32 ^ u64::from(input.proto)).wrapping_mul(FINISH);
    (h >> 32) as u32
}

fn end(address: IpAddr, upper: u32) -> u64 {
    let upper = u64::from(upper) << 32;
    match address {
        IpAddr::V4(v4) => u64::from(u32::from_le_bytes(v4.octets())) + upper,
        IpAddr::V6(v6) => {
            let [network, host] = words(v6);
            network
                .swap_bytes()
                .wrapping_mul(FOLD)
                .wrapping_add(host)
                .wrapping_add(upper)
        }
    }
}

fn mix(end: u64) -> u64 {
    let end = end.wrapping_mul(SPREAD);
    end ^ end >> 32 | 1
}

/// What source and destination are multiplied with.
#[must_use]
pub const fn factors(symmetric: bool) -> [u64; 2] {
    if symmetric {
        [SPREAD, SPREAD]
    } else {
        [SPREAD, SPREAD.wrapping_mul(DIRECTION)]
    }
}
