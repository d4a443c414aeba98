//! Whether one rule catches all that another would.
//!
//! Sound, not complete: `true` is certain, `false` may only mean that it takes more than comparing
//! condition by condition to see it.

use std::ops::RangeInclusive;

use super::value::network;
use crate::policy::{Match, Prefix};

/// Whether every packet that fulfils `later` fulfils `earlier` too.
pub(super) fn covers(earlier: &[Match], later: &[Match]) -> bool {
    earlier
        .iter()
        .all(|wide| later.iter().any(|narrow| includes(wide, narrow)))
}

/// Whether the condition `wide` holds wherever `narrow` does.
fn includes(wide: &Match, narrow: &Match) -> bool {
    match (wide, narrow) {
        (Match::Proto(wide), Match::Proto(narrow)) | (Match::Dscp(wide), Match::Dscp(narrow)) => {
            subset(narrow, wide)
        }
        (Match::EtherType(wide), Match::EtherType(narrow)) => subset(narrow, wide),
        (Match::RxQueue(wide), Match::RxQueue(narrow)) => subset(narrow, wide),
        (Match::Src(wide), Match::Src(narrow)) | (Match::Dst(wide), Match::Dst(narrow)) => narrow
            .iter()
            .all(|narrow| wide.iter().any(|wide| contains(wide, narrow))),
        (Match::SrcPort(wide), Match::SrcPort(narrow))
        | (Match::DstPort(wide), Match::DstPort(narrow))
        | (Match::Vlan(wide), Match::Vlan(narrow)) => ranges_include(wide, narrow),
        (Match::Length(wide), Match::Length(narrow)) => {
            wide.start() <= narrow.start() && narrow.end() <= wide.end()
        }
        _ => false,
    }
}

fn subset<T: PartialEq>(narrow: &[T], wide: &[T]) -> bool {
    narrow.iter().all(|value| wide.contains(value))
}

fn contains(wide: &Prefix, narrow: &Prefix) -> bool {
    wide.addr.is_ipv4() == narrow.addr.is_ipv4()
        && wide.len <= narrow.len
        && network(narrow.addr, wide.len) == wide.addr
}

fn ranges_include(wide: &[RangeInclusive<u16>], narrow: &[RangeInclusive<u16>]) -> bool {
    let mut wide: Vec<_> = wide
        .iter()
        .map(|range| (*range.start(), *range.end()))
        .collect();
    wide.sort_unstable();
    // Ranges that touch count as one.
    let mut joined: Vec<(u16, u16)> = Vec::new();
    for (first, last) in wide {
        match joined.last_mut() {
            Some((_, end)) if u32::from(first) <= u32::from(*end) + 1 => *end = last.max(*end),
            _ => joined.push((first, last)),
        }
    }
    narrow.iter().all(|range| {
        joined
            .iter()
            .any(|(first, last)| first <= range.start() && range.end() <= last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_ranges_that_touch() {
        assert!(ranges_include(&[11..=20, 1..=10], &[5..=15]));
        assert!(!ranges_include(&[12..=20, 1..=10], &[5..=15]));
        assert!(ranges_include(&[0..=65535, 3..=4], &[65535..=65535]));
    }

    #[test]
    fn compares_prefixes_within_a_family() {
        let prefix = |addr: &str, len| Prefix {
            addr: addr.parse().unwrap(),
            len,
        };
        assert!(contains(&prefix("10.0.0.0", 8), &prefix("10.1.0.0", 16)));
        assert!(!contains(&prefix("10.1.0.0", 16), &prefix("10.0.0.0", 8)));
        assert!(!contains(&prefix("0.0.0.0", 0), &prefix("::", 0)));
        assert!(contains(&prefix("::", 0), &prefix("2001:db8::", 32)));
    }

    #[test]
    fn more_conditions_are_narrower() {
        let (tcp, port) = (Match::Proto(vec![6]), Match::DstPort(vec![80..=80]));
        assert!(covers(&[], std::slice::from_ref(&tcp)));
        assert!(covers(
            std::slice::from_ref(&tcp),
            &[port.clone(), tcp.clone()]
        ));
        assert!(!covers(&[tcp.clone(), port], &[tcp]));
    }
}
