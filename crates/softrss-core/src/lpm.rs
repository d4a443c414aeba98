//! Longest-prefix match: many prefixes, each with a CPU.

use std::net::IpAddr;

use crate::{CpuId, policy::Prefix};

/// Prefix → CPU; the longest match wins. A lookup takes the logarithm of the number of prefixes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrefixMap {
    v4: Ranges,
    v6: Ranges,
}

/// A prefix with two CPUs.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the prefix {prefix} is in the table twice")]
pub struct DuplicatePrefix {
    /// The prefix.
    pub prefix: Prefix,
}

/// A prefix's position in the table, and its CPU.
pub(crate) type Entry = (u32, CpuId);

/// The first address of each range of addresses that share an answer, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Ranges {
    starts: Vec<u128>,
    answers: Vec<Option<Entry>>,
}

impl PrefixMap {
    /// A map of `entries`.
    ///
    /// # Errors
    /// [`DuplicatePrefix`] when one is there twice.
    pub fn new(entries: &[(Prefix, CpuId)]) -> Result<Self, DuplicatePrefix> {
        let numbered = (0..).zip(entries);
        let numbered = numbered.map(|(entry, &(prefix, cpu))| (prefix, (entry, cpu)));
        let (v4, v6): (Vec<_>, Vec<_>) = numbered.partition(|(prefix, _)| prefix.is_ipv4());
        Ok(Self {
            v4: Ranges::new(v4, 32)?,
            v6: Ranges::new(v6, 128)?,
        })
    }

    /// The CPU of the longest prefix that `address` is in.
    #[must_use]
    pub fn get(&self, address: IpAddr) -> Option<CpuId> {
        self.find(address).map(|(_, cpu)| cpu)
    }

    /// The longest prefix that `address` is in.
    pub(crate) fn find(&self, address: IpAddr) -> Option<Entry> {
        match address {
            IpAddr::V4(_) => self.v4.get(number(address)),
            IpAddr::V6(_) => self.v6.get(number(address)),
        }
    }
}

impl Ranges {
    /// Sweeps over the prefixes in order of their first address, outer ones first, with a stack of
    /// those that are open.
    fn new(mut entries: Vec<(Prefix, Entry)>, bits: u32) -> Result<Self, DuplicatePrefix> {
        entries.sort_by_key(|(prefix, _)| (number(prefix.addr()), prefix.bits()));
        if let Some(pair) = entries.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(DuplicatePrefix { prefix: pair[0].0 });
        }
        let mut ranges = Self::default();
        let mut open: Vec<(u128, Entry)> = Vec::new();
        for (prefix, entry) in entries {
            let first = number(prefix.addr());
            let host_bits = bits - u32::from(prefix.bits());
            let last = first
                | 1_u128
                    .checked_shl(host_bits)
                    .map_or(u128::MAX, |end| end - 1);
            ranges.close(&mut open, Some(first));
            ranges.push(first, Some(entry));
            open.push((last, entry));
        }
        ranges.close(&mut open, None);
        Ok(ranges)
    }

    /// Closes the prefixes that end before `next`, or all.
    fn close(&mut self, open: &mut Vec<(u128, Entry)>, next: Option<u128>) {
        while let Some((last, _)) = open.pop_if(|(last, _)| next.is_none_or(|next| *last < next)) {
            if let Some(after) = last.checked_add(1) {
                self.push(after, open.last().map(|&(_, entry)| entry));
            }
        }
    }

    fn push(&mut self, start: u128, answer: Option<Entry>) {
        if self.starts.last() == Some(&start) {
            self.answers.pop();
        } else {
            self.starts.push(start);
        }
        self.answers.push(answer);
    }

    fn get(&self, address: u128) -> Option<Entry> {
        let after = self.starts.partition_point(|&start| start <= address);
        self.answers[after.checked_sub(1)?]
    }
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => u32::from(v4).into(),
        IpAddr::V6(v6) => v6.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefix(text: &str) -> Prefix {
        text.parse().unwrap()
    }

    fn map(entries: &[(&str, u8)]) -> PrefixMap {
        let entries: Vec<_> = entries
            .iter()
            .map(|&(p, cpu)| (prefix(p), CpuId::from(cpu)))
            .collect();
        PrefixMap::new(&entries).unwrap()
    }

    #[test]
    fn the_longest_wins() {
        let map = map(&[
            ("10.0.0.0/8", 1),
            ("10.1.0.0/16", 2),
            ("10.1.255.0/24", 3),
            ("10.1.255.255/32", 4),
            ("255.0.0.0/8", 5),
            ("2001:db8::/32", 6),
            ("2001:db8::1/128", 7),
        ]);
        for (address, cpu) in [
            ("9.255.255.255", None),
            ("10.0.0.0", Some(1)),
            ("10.1.0.0", Some(2)),
            ("10.1.254.255", Some(2)),
            ("10.1.255.0", Some(3)),
            ("10.1.255.255", Some(4)),
            ("10.2.0.0", Some(1)),
            ("11.0.0.0", None),
            ("255.255.255.255", Some(5)),
            ("::", None),
            ("2001:db8::", Some(6)),
            ("2001:db8::1", Some(7)),
            ("2001:db8::2", Some(6)),
            ("2001:db9::", None),
        ] {
            assert_eq!(
                map.get(address.parse().unwrap()),
                cpu.map(CpuId::from),
                "{address}"
            );
        }
    }

    #[test]
    fn a_default_route_is_everything() {
        let map = map(&[("0.0.0.0/0", 1), ("::/0", 2), ("ff00::/8", 3)]);
        for (address, cpu) in [
            ("0.0.0.0", 1),
            ("255.255.255.255", 1),
            ("::", 2),
            ("ff00::", 3),
            ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 3),
        ] {
            assert_eq!(
                map.get(address.parse().unwrap()),
                Some(CpuId::from(cpu)),
                "{address}"
            );
        }
    }

    #[test]
    fn agrees_with_trying_every_prefix() {
        let mut entries = Vec::new();
        for i in 0..2000_u32 {
            let x = i.wrapping_mul(0x9e37_79b9) >> 3;
            let len = (x % 33) as u8;
            let addr = x.wrapping_mul(0x85eb_ca6b) & 0x0f0f_ffff;
            let prefix = Prefix::around(IpAddr::V4(addr.into()), len).unwrap();
            if !entries.iter().any(|&(p, _)| p == prefix) {
                entries.push((prefix, CpuId::new(i).unwrap()));
            }
        }
        let map = PrefixMap::new(&entries).unwrap();
        for i in 0..20_000_u32 {
            let address = i.wrapping_mul(0xc2b2_ae35) & 0x0f0f_ffff;
            let slow = entries
                .iter()
                .filter(|(p, _)| {
                    let mask = u32::MAX.unbounded_shl(32 - u32::from(p.bits()));
                    p.addr() == IpAddr::V4((address & mask).into())
                })
                .max_by_key(|(p, _)| p.bits())
                .map(|&(_, cpu)| cpu);
            assert_eq!(map.get(IpAddr::V4(address.into())), slow);
        }
    }

    #[test]
    fn refuses_a_prefix_with_two_cpus() {
        let twice = [
            (prefix("10.0.0.0/8"), CpuId::from(1)),
            (prefix("10.0.0.0/8"), CpuId::from(2)),
        ];
        assert_eq!(
            PrefixMap::new(&twice).unwrap_err().to_string(),
            "the prefix 10.0.0.0/8 is in the table twice"
        );
    }
}
