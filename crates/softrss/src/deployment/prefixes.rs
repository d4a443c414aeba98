//! From one table of prefixes to another, without a moment at which an address finds neither answer.

use std::collections::HashMap;

use softrss_core::{CpuId, policy::Prefix};

use super::operation::Operation;

type Entry = (Prefix, CpuId);

/// What has to be done, in order, to get from one table to another.
///
/// Stored are the longest prefixes first, and removed the shortest first: so no address ever finds anything else than
/// what the old table or the new one says, though the kernel knows single prefixes only.
pub(super) fn differences(from: &[Entry], to: &[Entry]) -> Vec<Operation> {
    let before: HashMap<Prefix, CpuId> = from.iter().copied().collect();
    let after: HashMap<Prefix, CpuId> = to.iter().copied().collect();
    let stored = to
        .iter()
        .filter(|(prefix, cpu)| before.get(prefix) != Some(cpu));
    let removed = from
        .iter()
        .filter(|(prefix, _)| !after.contains_key(prefix));
    let (mut stored, mut removed): (Vec<_>, Vec<_>) =
        (stored.copied().collect(), removed.copied().collect());
    stored.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.bits()));
    removed.sort_by_key(|(prefix, _)| prefix.bits());
    let store = |(prefix, cpu)| Operation::StorePrefix {
        prefix,
        cpu,
        before: before.get(&prefix).copied(),
    };
    let remove = |(prefix, before)| Operation::RemovePrefix { prefix, before };
    let stored = stored.into_iter().map(store);
    stored.chain(removed.into_iter().map(remove)).collect()
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    /// All prefixes of the first four bits of an address, as the numbers that have a bit in `set`.
    fn table(set: u32, cpus: u32) -> Vec<Entry> {
        let mut table = Vec::new();
        for (number, bits) in (0..=4u8)
            .flat_map(|len| (0..1u32 << len).map(move |bits| (len, bits)))
            .enumerate()
        {
            let (len, bits) = bits;
            if set >> number & 1 == 1 {
                let addr = Ipv4Addr::from_bits(bits << (32 - 4) << (4 - len));
                let cpu = CpuId::new((cpus >> number & 1) + 1).unwrap();
                table.push((Prefix::new(addr.into(), len).unwrap(), cpu));
            }
        }
        table
    }

    fn lookup(table: &HashMap<Prefix, CpuId>, address: u32) -> Option<CpuId> {
        let (_, cpu) = table
            .iter()
            .filter(|(prefix, _)| prefix.contains(Ipv4Addr::from_bits(address).into()))
            .max_by_key(|(prefix, _)| prefix.bits())?;
        Some(*cpu)
    }

    fn apply(operation: &Operation, live: &mut HashMap<Prefix, CpuId>) {
        let before = match *operation {
            Operation::StorePrefix {
                prefix,
                cpu,
                before,
            } => (live.insert(prefix, cpu), before),
            Operation::RemovePrefix { prefix, before } => (live.remove(&prefix), Some(before)),
            _ => panic!("{operation}"),
        };
        assert_eq!(before.0, before.1, "{operation}");
    }

    fn holds_at_every_step(from: &[Entry], to: &[Entry]) {
        let old: HashMap<Prefix, CpuId> = from.iter().copied().collect();
        let new: HashMap<Prefix, CpuId> = to.iter().copied().collect();
        let mut live = old.clone();
        let check = |live: &HashMap<Prefix, CpuId>| {
            for address in (0..16).map(|bits| bits << 28) {
                let found = lookup(live, address);
                assert!(
                    found == lookup(&old, address) || found == lookup(&new, address),
                    "{address:#x} in {live:?}, from {from:?} to {to:?}"
                );
            }
        };
        let operations = differences(from, to);
        for operation in &operations {
            apply(operation, &mut live);
            check(&live);
        }
        assert_eq!(live, new);
        // The way back leads through the same tables.
        for operation in operations.iter().rev() {
            apply(&operation.inverse().unwrap(), &mut live);
            check(&live);
        }
        assert_eq!(live, old);
    }

    #[test]
    fn each_address_finds_the_old_or_the_new_cpu_at_every_step() {
        // A walk through sets and CPUs that repeats itself late (a full-period generator).
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state ^ state >> 15
        };
        for _ in 0..2000 {
            let (from, to) = (table(next(), next()), table(next(), next()));
            holds_at_every_step(&from, &to);
        }
    }
}
