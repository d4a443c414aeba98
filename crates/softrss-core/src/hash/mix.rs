//! The `mix` hash: cheap in BPF, symmetric by construction, and different for each seed.
//!
//! Each end of the flow (address and port) becomes a 64-bit word, the word is mixed by a bijection, and
//! the two are *multiplied*: multiplication commutes, so the direction does not matter, and unlike `^`
//! and `+` it does not collapse where both ends count in step. Both factors are made odd, so that for
//! one fixed end no two other ends meet.
//!
//! ```text
//! end  = address + (port << 32)                                                  IPv4
//! end  = bswap(first half * NETWORK) + second half * HOST + (port << 32)         IPv6
//! mix(end) = ((end * SPREAD) ^ (end * SPREAD >> 32)) | 1
//! h    = mix(source) * mix(destination)             symmetric
//! h    = mix(source) * mix(destination * DIRECTION) otherwise
//! tags = tunnel-id + (VLAN << 32) + (inner VLAN << 44)
//! kind = protocol ^ (tags * TAGS) ^ (tags * TAGS >> 32)
//! hash = ((h ^ (h >> 32) ^ kind) * FINISH) >> 32
//! ```
//!
//! Words are what a little-endian CPU loads from the packet: an IPv4 address is the `u32`, a port the
//! `u16`, half an IPv6 address the `u64`. An SPI stands in for both ports, an address that is not hashed
//! counts as `ABSENT`. Tags are numbers; what is not there, or not hashed, is 0, so that they change nothing where there are none,
//! and different ones are never the same `kind`.
//!
//! The numbers in capitals come from the [`Seed`]. Who does not know it cannot make flows that meet: in IPv4, address and
//! port are apart in the word, so that two ends never meet; in IPv6, what two parts of an end add up to depends on factors
//! that are not known. The bytes of one product are turned around, because the uppermost bits of a factor reach only the
//! uppermost bits of a product: those of the two halves would cancel each other out, whatever the factors are.

use std::net::IpAddr;

use super::input::{Input, words};
use crate::{
    flow::{LinkKey, Ports, Tags},
    policy::{FlowField, FlowFields, Seed},
};

/// The numbers of the hash that come from a seed. All factors are odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mix {
    /// Spreads an end over 64 bits.
    pub spread: u64,
    /// Spreads the first half of an IPv6 address.
    pub network: u64,
    /// Spreads the second half of an IPv6 address.
    pub host: u64,
    /// Tells the directions apart where they are not to be the same.
    pub direction: u64,
    /// Brings every bit to the upper half.
    pub finish: u64,
    /// An end that is not hashed, of 31 bits.
    pub absent: u32,
    /// Spreads what is around an IP header over 64 bits.
    pub tags: u64,
}

impl Mix {
    /// The numbers of [`Seed::FIXED`].
    pub(super) const FIXED: Self = Self {
        spread: 0x9e37_79b9_7f4a_7c15,
        network: 0xd6e8_feb8_6659_fd93,
        host: 0xa076_1d64_78bd_642f,
        direction: 0xbf58_476d_1ce4_e5b9,
        finish: 0x94d0_49bb_1331_11eb,
        absent: 0x2545_f491,
        tags: 0xd1b5_4a32_d192_ed03,
    };

    /// The numbers of `seed`.
    #[must_use]
    pub fn new(seed: Seed) -> Self {
        if seed == Seed::FIXED {
            return Self::FIXED;
        }
        Self {
            spread: factor(seed, 0),
            network: factor(seed, 1),
            host: factor(seed, 2),
            direction: factor(seed, 3),
            finish: factor(seed, 4),
            absent: upper_half(number(seed, 5)) >> 1,
            tags: factor(seed, 6),
        }
    }

    /// What source and destination are multiplied with.
    #[must_use]
    pub const fn factors(&self, symmetric: bool) -> [u64; 2] {
        if symmetric {
            [self.spread, self.spread]
        } else {
            [self.spread, self.spread.wrapping_mul(self.direction)]
        }
    }

    /// The hash of `input`.
    pub(crate) fn hash(&self, input: &Input, symmetric: bool) -> u32 {
        let upper: [u32; 2] = match input.ports {
            Ports::None => [0, 0],
            Ports::Pair { src, dst } => [src, dst].map(|port| port.swap_bytes().into()),
            Ports::Spi(spi) => [spi.swap_bytes(); 2],
        };
        let factors = self.factors(symmetric);
        let [src, dst] = [0, 1].map(|i| {
            let upper = if input.of_ports[i] { upper[i] } else { 0 };
            let end = match input.ends[i] {
                Some(address) => self.end(address, upper),
                None => u64::from(self.absent) + (u64::from(upper) << 32),
            };
            mix(end.wrapping_mul(factors[i]))
        });
        self.finished(src, dst, u64::from(input.proto) ^ self.around(input.tags))
    }

    /// The hash of a packet without an IP header: an end is a MAC address, and in place of the protocol there is
    /// `type + (VLAN << 16)`.
    pub(super) fn hash_link(
        &self,
        key: &LinkKey,
        tags: Tags,
        fields: FlowFields,
        symmetric: bool,
    ) -> u32 {
        let [src, dst] = self.factors(symmetric);
        let end = |field, [a, b, c, d, e, f]: [u8; 6], factor| {
            let address = u64::from_le_bytes([a, b, c, d, e, f, 0, 0]);
            let hashed = fields.has(field);
            let end = if hashed { address } else { self.absent.into() };
            mix(end.wrapping_mul(factor))
        };
        let kind = (key.vlan.map_or(Self::NO_VLAN, usize::from) as u64) << 16;
        let kind = kind + u64::from(key.ether_type.swap_bytes());
        self.finished(
            end(FlowField::Source, key.src, src),
            end(FlowField::Destination, key.dst, dst),
            kind ^ self.around(tags),
        )
    }

    /// What `tags` add to the protocol: nothing where there are none.
    fn around(&self, tags: Tags) -> u64 {
        let spread = tags.word().wrapping_mul(self.tags);
        spread ^ spread >> 32
    }

    /// In place of the identifier, where there is no VLAN tag.
    pub const NO_VLAN: usize = 0x1000;

    fn finished(&self, src: u64, dst: u64, kind: u64) -> u32 {
        let h = src.wrapping_mul(dst);
        upper_half((h ^ h >> 32 ^ kind).wrapping_mul(self.finish))
    }

    fn end(&self, address: IpAddr, upper: u32) -> u64 {
        let address = match address {
            IpAddr::V4(v4) => u32::from_le_bytes(v4.octets()).into(),
            IpAddr::V6(v6) => {
                let [network, host] = words(v6);
                let network = network.wrapping_mul(self.network).swap_bytes();
                network.wrapping_add(host.wrapping_mul(self.host))
            }
        };
        address.wrapping_add(u64::from(upper) << 32)
    }
}

fn mix(spread: u64) -> u64 {
    spread ^ spread >> 32 | 1
}

const fn upper_half(number: u64) -> u32 {
    (number >> 32) as u32
}

/// The number at `index` of those that `seed` makes.
fn number(seed: Seed, index: u64) -> u64 {
    let [low, high] = seed.words();
    stir(low ^ stir(high ^ step(index)))
}

/// The same as a factor: odd, and not one that leaves bits where they are.
fn factor(seed: Seed, index: u64) -> u64 {
    /// Of each half: a factor with few bits, or with nearly all, is a sum of a few shifts.
    const ONES: std::ops::RangeInclusive<u32> = 8..=24;
    let mut number = number(seed, index);
    loop {
        let factor = number | 1;
        let halves = [factor << 32, factor >> 32];
        if halves.iter().all(|half| ONES.contains(&half.count_ones())) {
            return factor;
        }
        number = stir(number.wrapping_add(step(index)));
    }
}

const fn step(index: u64) -> u64 {
    Mix::FIXED.spread.wrapping_mul(index + 1)
}

/// The finalizer of `SplitMix64`: a bijection in which every bit reaches every bit.
const fn stir(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(Mix::FIXED.direction);
    let number = (number ^ number >> 27).wrapping_mul(Mix::FIXED.finish);
    number ^ number >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_makes_numbers_of_its_own() {
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..20_000_u128 {
            // Seeds that count in either half are as good as random ones.
            let seed = Seed::new(if seed % 2 == 0 { seed } else { seed << 96 });
            let mix = Mix::new(seed);
            let factors = [
                mix.spread,
                mix.network,
                mix.host,
                mix.direction,
                mix.finish,
                mix.tags,
            ];
            for factor in factors {
                assert_eq!(factor & 1, 1, "{seed:?}");
                assert!(seen.insert(factor), "{seed:?}: {factor:#x} again");
                for half in [factor << 32, factor >> 32] {
                    assert!((8..=24).contains(&half.count_ones()), "{seed:?}");
                }
            }
            assert!(mix.absent < 1 << 31);
        }
    }
}
