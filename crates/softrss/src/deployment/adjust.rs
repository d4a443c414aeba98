//! A change in place: the program stays, and what is in its maps becomes that of another policy.
//!
//! The order is such that each packet finds what the old policy or what the new one says, at every moment: first the
//! queues that are missing, then the table, then the prefixes; what is not needed any more goes last.

use std::{collections::HashMap, thread, time::Duration};

use bpf_asm::{LpmTrie, MapDecl};
use softrss_codegen::Maps;
use softrss_core::{CpuId, policy::Prefix};

use super::{DeploymentError, Stage, generation::Generation, plan::Plan, stage::Watch};
use crate::{
    map::{CpumapSlot, PlainMap},
    steering::{SteeringError, entry_of, entry_program, fill_devices, prefix_map},
    sys,
};

/// What a change in place changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Queues that were made for CPUs that had none.
    pub queues_added: usize,
    /// Queues that were replaced by others, of another length or with another program.
    pub queues_replaced: usize,
    /// Queues that were removed.
    pub queues_removed: usize,
    /// Whether the indirection table is another one.
    pub table: bool,
    /// Prefixes that were stored or removed.
    pub prefixes: usize,
}

/// Whether the maps of `generation` have room for both policies.
pub(super) fn is_possible(
    generation: &Generation,
    from: &Plan,
    to: &Plan,
) -> Result<bool, DeploymentError> {
    let highest = to.policy.cpus().last();
    for step in 0..to.policy.steps().len() {
        let entries = generation.queue(step)?.max_entries();
        if highest.is_some_and(|cpu| cpu.number() >= entries) {
            return Ok(false);
        }
    }
    let (_, removed) = differences(from.prefixes(), to.prefixes());
    for declared in tries(to) {
        let Some(map) = generation.plain(declared.spec())? else {
            return Ok(false);
        };
        let mine = |prefix: &&(Prefix, CpuId)| {
            prefix_map(&to.declared, &prefix.0).map(MapDecl::spec) == Some(declared.spec())
        };
        // At the most all of the new ones and those of the old ones that go are there at a time.
        let both = to.prefixes().iter().filter(mine).count() + removed.iter().filter(mine).count();
        if both > map.spec().max_entries as usize {
            return Ok(false);
        }
    }
    Ok(true)
}

fn tries(plan: &Plan) -> impl Iterator<Item = &MapDecl<LpmTrie>> {
    let maps = [plan.declared.prefixes4(), plan.declared.prefixes6()];
    maps.into_iter().flatten()
}

/// Makes the maps of `generation`, which are those of `from` or on the way from there to `to`, those of `to`. Queues
/// that `to` does not need stay.
pub(super) fn adjust(
    generation: &Generation,
    from: &Plan,
    to: &Plan,
    watch: &mut Watch<'_>,
) -> Result<Changes, DeploymentError> {
    let mut changes = Changes::default();
    if !to.memory.devices.is_empty() {
        fill_devices(&generation.devices()?, &to.policy)?;
    }
    for step in 0..to.policy.steps().len() {
        adjust_queues(generation, from, to, step, &mut changes, watch)?;
    }
    adjust_table(generation, to, &mut changes, watch)?;
    adjust_prefixes(generation, from, to, &mut changes, watch)?;
    Ok(changes)
}

fn adjust_queues(
    generation: &Generation,
    from: &Plan,
    to: &Plan,
    step: usize,
    changes: &mut Changes,
    watch: &mut Watch<'_>,
) -> Result<(), DeploymentError> {
    let queue = generation.queue(step)?;
    let qsize = to.policy.policy().targets.qsize;
    let wanted = &to.memory.entries[step];
    let same_program = from.memory.entries.get(step) == Some(wanted);
    let fits = |slot: &CpumapSlot| {
        same_program && slot.qsize == qsize && slot.program_id.is_some() == wanted.is_some()
    };
    let mut unfit = Vec::new();
    for cpu in to.policy.step_cpus(step).iter() {
        let slot = queue.get(cpu)?;
        if !slot.as_ref().is_some_and(fits) {
            unfit.push((cpu, slot.is_some()));
        }
    }
    if unfit.is_empty() {
        return Ok(());
    }
    let program = entry(generation, to, step)?;
    let entry = entry_of(qsize, program.as_ref());
    for (cpu, replaces) in unfit {
        if replaces {
            watch.before(Stage::ReplaceQueue(cpu))?;
            changes.queues_replaced += 1;
        } else {
            watch.before(Stage::AddQueue(cpu))?;
            changes.queues_added += 1;
        }
        queue.insert(cpu, &entry)?;
    }
    Ok(())
}

/// Loads the entry program of a step, to use the maps of `generation`.
fn entry(
    generation: &Generation,
    plan: &Plan,
    step: usize,
) -> Result<Option<crate::load::Loaded>, DeploymentError> {
    let latency = generation.has_latency()?.then(|| generation.latency());
    let latency = latency.transpose()?;
    let devices = (!plan.memory.devices.is_empty()).then(|| generation.devices());
    let devices = devices.transpose()?;
    Ok(entry_program(
        &plan.policy,
        &plan.declared,
        step,
        plan.options,
        latency.as_ref(),
        devices.as_ref(),
    )?)
}

fn adjust_table(
    generation: &Generation,
    to: &Plan,
    changes: &mut Changes,
    watch: &mut Watch<'_>,
) -> Result<(), DeploymentError> {
    const ONLY: [u8; 4] = 0u32.to_ne_bytes();
    let spec = to.declared.tables().spec();
    let (Some(map), Some(bytes)) = (generation.plain(spec)?, &spec.data) else {
        return Ok(());
    };
    if map.get(&ONLY)?.as_ref() != Some(bytes) {
        watch.before(Stage::Table)?;
        map.insert(&ONLY, bytes)?;
        changes.table = true;
    }
    Ok(())
}

fn adjust_prefixes(
    generation: &Generation,
    from: &Plan,
    to: &Plan,
    changes: &mut Changes,
    watch: &mut Watch<'_>,
) -> Result<(), DeploymentError> {
    let (stored, removed) = differences(from.prefixes(), to.prefixes());
    let mut maps: HashMap<String, PlainMap> = HashMap::new();
    for declared in tries(to) {
        if let Some(map) = generation.plain(declared.spec())? {
            maps.insert(declared.spec().name.to_string(), map);
        }
    }
    let map_of = |prefix: &Prefix| {
        let declared =
            prefix_map(&to.declared, prefix).ok_or(SteeringError::NoMap { map: "prefixes" })?;
        let map = maps.get(declared.spec().name.as_str());
        map.ok_or(SteeringError::NoMap { map: "prefixes" })
    };
    for (prefix, cpu) in &stored {
        watch.before(Stage::Prefix)?;
        map_of(prefix)?.insert(&Maps::prefix_key(prefix), &cpu.number().to_ne_bytes())?;
    }
    for (prefix, _) in &removed {
        watch.before(Stage::Prefix)?;
        map_of(prefix)?.remove(&Maps::prefix_key(prefix))?;
    }
    changes.prefixes = stored.len() + removed.len();
    Ok(())
}

type Entry = (Prefix, CpuId);

/// What has to be stored and what removed to get from one table to another, in that order.
///
/// Stored are the longest prefixes first, and removed the shortest first: so no address ever finds anything else than
/// what the old table or the new one says, though the kernel knows single prefixes only.
fn differences(from: &[Entry], to: &[Entry]) -> (Vec<Entry>, Vec<Entry>) {
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
    (stored, removed)
}

/// Removes the queues of `generation` that `plan` does not need.
pub(super) fn remove_surplus(
    generation: &Generation,
    plan: &Plan,
    watch: &mut Watch<'_>,
) -> Result<usize, DeploymentError> {
    let mut removed = 0;
    for step in 0..plan.policy.steps().len() {
        let queue = generation.queue(step)?;
        let needed = plan.policy.step_cpus(step);
        for entry in queue.iter() {
            let (cpu, _) = entry?;
            if !needed.contains(cpu) {
                if removed == 0 {
                    wait_for_programs();
                }
                watch.before(Stage::RemoveQueue(cpu))?;
                queue.remove(cpu)?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}

/// A program that was replaced, or has read the table before it was written, may still be on its way to a queue.
pub(super) fn wait_for_programs() {
    /// Much longer than the packets of one interrupt take.
    const LONG: Duration = Duration::from_millis(50);
    if sys::wait_for_programs().is_err() {
        thread::sleep(LONG);
    }
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
        let (stored, removed) = differences(from, to);
        for (prefix, cpu) in stored {
            live.insert(prefix, cpu);
            check(&live);
        }
        for (prefix, _) in removed {
            live.remove(&prefix);
            check(&live);
        }
        assert_eq!(live, new);
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
