//! What has to be done to get from what is pinned to what is wanted: the difference of two images, in order.
//!
//! Nothing is looked at here and nothing done; what comes out is what is told, printed by a dry run, and executed.
//!
//! The order is such that each packet finds what the old policy or what the new one says, at every moment: first the
//! queues that are missing, then the table, then the entries of tables; what is not needed any more goes last.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use softrss_codegen::{
    Image,
    image::{Contents, Program, Queue},
    lanes,
};
use softrss_core::CpuId;

use super::{
    applied::{Applied, Changes},
    entries::{EntryChange, TableChange, differences, in_both},
    generation::{EARLIER, Generation, PENDING, PROGRAM, RECORD},
    operation::{Operation, TargetQueue},
    pinned::{DeviceSlot, Live, Pinned, Slots},
    stored::Stored,
    target::Target,
};
use crate::map::CpumapSlot;

/// What is to be done.
#[derive(Debug)]
pub(super) struct Plan {
    /// What an interrupted command left half-way. It is not taken back.
    pub(super) finish: Vec<Operation>,
    /// The change. It is taken back when it fails; its last operation is the point of no return.
    pub(super) change: Vec<Operation>,
    /// What remains to be removed.
    pub(super) tidy: Vec<Operation>,
    /// What the interrupted command was on the way to.
    pub(super) finished: Option<Goal>,
    pub(super) goal: Goal,
    pub(super) applied: Applied,
    /// What becomes of the entries of tables.
    pub(super) tables: Vec<TableChange>,
}

/// What a generation becomes.
#[derive(Debug)]
pub(super) struct Goal {
    /// Its number.
    pub(super) generation: u32,
    /// What is kept of it then.
    pub(super) stored: Stored,
    /// What it takes over, if it is a new one.
    pub(super) inherited: Option<Inherited>,
}

/// What a new generation takes over from the current one: what is in use goes on, so that no packet is overtaken and
/// no count begins anew.
#[derive(Debug, Default)]
pub(super) struct Inherited {
    /// Number of the current one.
    pub(super) from: Option<u32>,
    /// Maps by their name: the name that they have in the current one.
    pub(super) maps: BTreeMap<String, String>,
    /// The steps of the current one whose queues go on, by step.
    pub(super) steps: Vec<Option<usize>>,
    /// Whether the sums go on.
    pub(super) is_observed: bool,
    /// Whether what watches the interfaces that targets send packets out of goes on.
    pub(super) shares_devices: bool,
    /// What the current one counts by name, if it is known.
    pub(super) counters: Option<Vec<String>>,
}

impl Plan {
    /// Everything that is done, in order.
    pub(super) fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.finish.iter().chain(&self.change).chain(&self.tidy)
    }

    /// Makes `target` of what is `pinned`.
    pub(super) fn new(pinned: &Pinned, target: Target) -> Self {
        let Some(current) = &pinned.current else {
            return first(pinned, target);
        };
        let Some(live) = &current.live else {
            return switch(pinned, current.number, None, target);
        };
        let (finish, live) = roll_forward(pinned, current.number, live);
        let (mut target, known) = (target, &live.stored);
        target.stored.record.attached_at = known.record.attached_at;
        target.stored.record.stack.clone_from(&known.record.stack);
        let mut plan = if is_possible(&live, &target.stored.image) {
            change_in_place(pinned, current.number, &live, target)
        } else {
            switch(pinned, current.number, Some(&live), target)
        };
        plan.finish = finish;
        plan.finished = current.live.as_ref().and_then(|live| {
            Some(Goal {
                generation: current.number,
                stored: live.pending.clone()?,
                inherited: None,
            })
        });
        match &mut plan.applied {
            Applied::Adjusted(_) | Applied::Unchanged => plan.applied = changed(plan.operations()),
            // What is finished first replaces queues, too.
            Applied::Switched { kept_queues } => {
                let mut finish = plan.finish.iter();
                *kept_queues &= !finish.any(|one| matches!(one, Operation::ReplaceQueue { .. }));
            }
            Applied::Attached => {}
        }
        plan
    }
}

/// What `operations` change in place.
fn changed<'o>(operations: impl Iterator<Item = &'o Operation>) -> Applied {
    let mut changes = Changes::default();
    for operation in operations {
        changes.note(operation);
    }
    if changes == Changes::default() {
        Applied::Unchanged
    } else {
        Applied::Adjusted(changes)
    }
}

/// Attaches where nothing is attached.
fn first(pinned: &Pinned, target: Target) -> Plan {
    let generation = 1;
    let link = pinned.unpin_link().into_iter();
    let left = link.chain(pinned.remove_generations(None));
    let finish = left.map(Operation::Remove).collect();
    let inherited = Inherited::default();
    let mut change = made(
        pinned,
        generation,
        &target.stored.image,
        &inherited,
        Vec::new(),
    );
    let interface = target.interface;
    change.push(Operation::Attach { interface });
    change.push(Operation::PinLink {
        path: pinned.link(),
    });
    Plan {
        tables: TableChange::between(None, &target.stored.image),
        finish,
        change,
        tidy: Vec::new(),
        finished: None,
        goal: Goal {
            generation,
            stored: target.stored,
            inherited: Some(inherited),
        },
        applied: Applied::Attached,
    }
}

/// Puts a new generation in the place of the current one. `live` is what is known of that.
fn switch(pinned: &Pinned, current: u32, live: Option<&Live>, target: Target) -> Plan {
    let image = &target.stored.image;
    let last = pinned
        .generations
        .last()
        .map_or(0, |listing| listing.number);
    let generation = last.wrapping_add(1).max(1);
    let inherited = live.map(|live| inherited(current, live, image));
    let inherited = inherited.unwrap_or_else(|| Inherited {
        from: Some(current),
        ..Inherited::default()
    });
    let mut in_use = Vec::new();
    let mut surplus = Vec::new();
    if let Some(live) = live {
        for ((map, queues), from) in image.queues().zip(&inherited.steps) {
            let Some(slots) = from.and_then(|from| live.queues.get(from)) else {
                continue;
            };
            let wanted = queues.iter();
            in_use.extend(
                wanted.filter_map(|queue| match slots.entries.get(&queue.cpu) {
                    None => Some(Operation::AddQueue {
                        queues: map.name.clone(),
                        queue: target_queue(image, queue),
                    }),
                    Some(_) if slots.unbound.contains(&queue.cpu) => {
                        Some(Operation::ReplaceQueue {
                            queues: map.name.clone(),
                            queue: target_queue(image, queue),
                            before: target_queue(image, queue),
                        })
                    }
                    Some(_) => None,
                }),
            );
            surplus.extend(surplus_of(image, &map.name, slots, queues));
        }
        if inherited.shares_devices {
            in_use.extend(stale_devices(image, &live.devices));
        }
    }
    let renews = in_use.iter();
    let renews = renews
        .clone()
        .any(|operation| matches!(operation, Operation::ReplaceQueue { .. }));
    let mut change = made(pinned, generation, image, &inherited, in_use);
    let keeps_counters = inherited.maps.contains_key(COUNTERS);
    let keep = Operation::KeepCounts {
        path: pinned.path(generation, EARLIER),
    };
    if let Some(live) = live
        && (live.has_earlier || !keeps_counters)
    {
        change.push(keep.clone());
    }
    change.push(Operation::Switch {
        interface: target.interface,
    });
    let mut tidy = Vec::new();
    let counts_last = inherited.counters.is_some() && !keeps_counters;
    if counts_last || !surplus.is_empty() {
        tidy.push(Operation::Wait);
    }
    // What the old program counted until the new one took its place.
    tidy.extend(counts_last.then_some(keep));
    // What may have to wait for packets comes last.
    tidy.extend(remove_others(pinned, generation));
    tidy.extend(surplus);
    let goes_on = !inherited.steps.is_empty() && inherited.steps.iter().all(Option::is_some);
    Plan {
        tables: TableChange::between(live.map(|live| &live.stored.image), &target.stored.image),
        finish: Vec::new(),
        change,
        tidy,
        finished: None,
        goal: Goal {
            generation,
            stored: target.stored,
            inherited: Some(inherited),
        },
        applied: Applied::Switched {
            kept_queues: goes_on && !renews,
        },
    }
}

/// Removes every generation but `keep`.
fn remove_others(pinned: &Pinned, keep: u32) -> impl Iterator<Item = Operation> {
    let removals = pinned.remove_generations(Some(keep)).into_iter();
    removals.map(Operation::Remove)
}

/// Name of the map of counters.
const COUNTERS: &str = "counters";
const LATENCY: &str = "latency";
const DEVICES: &str = "devices";

/// A new generation, made, filled, counted and pinned before any packet comes to it. `in_use` is what is changed in
/// maps that it takes over.
fn made(
    pinned: &Pinned,
    generation: u32,
    image: &Image,
    inherited: &Inherited,
    in_use: Vec<Operation>,
) -> Vec<Operation> {
    let maps = image.maps().iter().map(|map| map.name.clone());
    let new = maps.filter(|name| !inherited.maps.contains_key(name));
    let programs = image.programs().iter();
    let programs = programs.map(|program| program.name().to_string());
    let mut operations = vec![Operation::Load {
        maps: new.collect(),
        programs: programs.collect(),
    }];
    operations.extend(in_use);
    for (map, _) in image.queues() {
        let queues = map.name.clone();
        operations.push(Operation::Observe { queues });
    }
    let directory = format!("{}/{generation}", pinned.directory);
    operations.push(Operation::MakeDirectory { path: directory });
    let goes_on = |name: &str| {
        let from = inherited.from?;
        Some(pinned.path(from, name))
    };
    let pin = |name: &str, goes_on| Operation::Pin {
        path: pinned.path(generation, name),
        goes_on,
    };
    for map in image.maps() {
        let from = inherited.maps.get(&map.name);
        operations.push(pin(&map.name, from.and_then(|name| goes_on(name))));
    }
    operations.push(pin(PROGRAM, None));
    let pin_observers = |name: &str, goes_on| Operation::PinObservers {
        path: pinned.path(generation, name),
        goes_on,
    };
    let sums = inherited.is_observed.then(|| goes_on(SUMS)).flatten();
    operations.push(pin_observers(SUMS, sums));
    for step in 0..image.queues().count() {
        let name = Generation::watch_name(step);
        operations.push(Operation::MakeDirectory {
            path: pinned.path(generation, &name),
        });
        let from = inherited.steps.get(step).copied().flatten();
        let from = from
            .filter(|_| inherited.is_observed)
            .map(Generation::watch_name);
        let from = from.and_then(|from| goes_on(&format!("{from}/")));
        operations.push(pin_observers(&format!("{name}/"), from));
    }
    operations.push(pin(RECORD, None));
    operations
}

/// How the names of the sums begin.
pub(super) const SUMS: &str = "sums_";

/// What `image` can take over from `current`.
fn inherited(current: u32, live: &Live, image: &Image) -> Inherited {
    let from = &live.stored.image;
    let mut inherited = Inherited {
        from: Some(current),
        is_observed: live.is_observed,
        counters: Some(from.counters().to_vec()).filter(|_| live.maps.contains(COUNTERS)),
        ..Inherited::default()
    };
    let mut taken = BTreeSet::new();
    for (step, (map, queues)) in image.queues().enumerate() {
        let found = inherited_step(live, image, step, queues, &taken);
        taken.extend(found);
        inherited.steps.push(found);
        if let Some((theirs, _)) = found.and_then(|found| from.queues().nth(found)) {
            inherited.maps.insert(map.name.clone(), theirs.name.clone());
        }
    }
    let has = |name: &str| image.map(name).is_some() && live.maps.contains(name);
    inherited.shares_devices = has(DEVICES) && from.devices() == image.devices();
    let moves = from.lanes() == image.lanes() && lanes::MAPS.iter().all(|name| has(name));
    let moving = lanes::MAPS.map(|name| (name, moves));
    for (name, goes_on) in moving.into_iter().chain([
        (DEVICES, inherited.shares_devices),
        (LATENCY, has(LATENCY)),
        (
            COUNTERS,
            has(COUNTERS) && from.counters() == image.counters(),
        ),
    ]) {
        if goes_on {
            inherited.maps.insert(name.to_owned(), name.to_owned());
        }
    }
    inherited
}

/// The step whose queues can go on as those of `step`: with the same lengths, and the same program behind them.
fn inherited_step(
    live: &Live,
    image: &Image,
    step: usize,
    queues: &[Queue],
    taken: &BTreeSet<usize>,
) -> Option<usize> {
    let from = &live.stored.image;
    // The entry programs of a map take packets in several buffers, or none of them does.
    if image.program().kind() != from.program().kind() {
        return None;
    }
    let fitting = from.queues().zip(&live.queues).enumerate();
    let fitting = fitting.filter(|(other, ((map, theirs), slots))| {
        let fits = |queue: &Queue| {
            let slot = slots.entries.get(&queue.cpu);
            queue.cpu.number() < slots.max_entries
                && slot.is_none_or(|slot| is_as_wanted(slot, queue))
        };
        !taken.contains(other)
            && live.maps.contains(&map.name)
            && image.has_entry_program_of(queues, from, theirs)
            && queues.iter().all(fits)
    });
    let fitting: Vec<usize> = fitting.map(|(other, _)| other).collect();
    let same = fitting.contains(&step).then_some(step);
    same.or_else(|| fitting.first().copied())
}

/// Whether an entry is what is wanted, as far as the kernel tells.
fn is_as_wanted(slot: &CpumapSlot, queue: &Queue) -> bool {
    slot.qsize == queue.qsize && slot.program_id.is_some() == queue.program.is_some()
}

/// Whether the program stays, and the maps have room for both policies.
fn is_possible(live: &Live, image: &Image) -> bool {
    let from = &live.stored.image;
    if !live.is_of_this_version() || !image.has_program_of(from) {
        return false;
    }
    let mut queues = image.queues().zip(&live.queues);
    let has_slots = queues.all(|((_, queues), slots)| {
        let mut cpus = queues.iter().map(|queue| queue.cpu.number());
        cpus.all(|cpu| cpu < slots.max_entries)
    });
    let mut tables = in_both(from, image);
    has_slots
        && tables.all(|(map, from, to)| {
            // At the most all of the new ones and those of the old ones that go are there at a time.
            let both = || to.len() + EntryChange::between(from, to).removed;
            let room = live.room.get(&map.name).copied().unwrap_or_default();
            map.has_words() || u32::try_from(both()).is_ok_and(|both| both <= room)
        })
}

/// Changes the maps of the current generation, under a record of what they are to become.
fn change_in_place(pinned: &Pinned, current: u32, live: &Live, target: Target) -> Plan {
    let mut stored = target.stored;
    let (old, new) = (&live.stored, &stored);
    let contents = contents(live, &new.image);
    let tables = TableChange::between(Some(&old.image), &new.image);
    let same_source = told(old) == told(new);
    let unchanged = contents.is_empty() && same_source && old.image == new.image;
    if contents.is_empty() {
        stored.record.applied_at = old.record.applied_at;
    }
    let mut change = Vec::new();
    if !unchanged {
        change.push(Operation::Pin {
            path: pinned.path(current, PENDING),
            goes_on: None,
        });
        change.extend(contents);
        change.push(Operation::Commit {
            path: pinned.path(current, RECORD),
        });
    }
    let queues = stored.image.queues().zip(&live.queues);
    let surplus = queues
        .flat_map(|((map, queues), slots)| surplus_of(&stored.image, &map.name, slots, queues));
    let surplus: Vec<Operation> = surplus.collect();
    let mut tidy = Vec::new();
    if !surplus.is_empty() {
        tidy.push(Operation::Wait);
    }
    tidy.extend(remove_others(pinned, current));
    tidy.extend(surplus);
    Plan {
        tables,
        finish: Vec::new(),
        change,
        tidy,
        finished: None,
        goal: Goal {
            generation: current,
            stored,
            inherited: None,
        },
        applied: Applied::Unchanged,
    }
}

/// What is told of a steering beside what it does: where another one is told, it is recorded.
fn told(stored: &Stored) -> impl PartialEq + '_ {
    let record = &stored.record;
    (
        &stored.policy,
        &record.source,
        (&record.interface, record.ifindex),
        (record.netns, record.netns_cookie),
        &record.local,
        &record.left_out,
        &record.seed,
    )
}

/// Finishes a change in place that was interrupted, and what is at work then.
fn roll_forward(pinned: &Pinned, current: u32, live: &Live) -> (Vec<Operation>, Live) {
    let Some(pending) = &live.pending else {
        return (Vec::new(), live.clone());
    };
    let mut operations = contents(live, &pending.image);
    operations.push(Operation::Commit {
        path: pinned.path(current, RECORD),
    });
    let mut after = live.clone();
    for ((_, queues), slots) in pending.image.queues().zip(&mut after.queues) {
        for queue in queues {
            let slot = CpumapSlot {
                qsize: queue.qsize,
                // Which one it will be is not known, nor does it matter.
                program_id: queue.program.as_ref().map(|_| 0),
            };
            slots.entries.insert(queue.cpu, slot);
            slots.unbound.remove(&queue.cpu);
        }
    }
    for slot in &mut after.devices {
        slot.stored = slot.named.or(slot.stored);
    }
    after.stored = pending.clone();
    after.pending = None;
    (operations, after)
}

/// What makes the maps those of `image`, when they are those of `live`, or on the way from there to `image`. Queues
/// that it does not need stay.
fn contents(live: &Live, image: &Image) -> Vec<Operation> {
    let from = &live.stored.image;
    let queues = queues(live, image);
    let programs = queues.iter().filter_map(|operation| match operation {
        Operation::AddQueue { queue, .. } | Operation::ReplaceQueue { queue, .. } => {
            queue.program.as_ref()
        }
        _ => None,
    });
    let programs: BTreeSet<String> = programs.map(|program| program.name().to_string()).collect();
    let mut operations = stale_devices(image, &live.devices);
    if !programs.is_empty() {
        operations.push(Operation::Load {
            maps: Vec::new(),
            programs: programs.into_iter().collect(),
        });
    }
    operations.extend(queues);
    operations.extend(table(from, image));
    operations.extend(differences(from, image));
    operations
}

/// Slots whose interface is another one of its name now. One that is gone stays as it was.
fn stale_devices(image: &Image, slots: &[DeviceSlot]) -> Vec<Operation> {
    let named = (0..).zip(image.devices()).zip(slots);
    let stale = named.filter(|(_, slot)| slot.named.is_some() && slot.named != slot.stored);
    let store = |((slot, name), _): ((u32, &_), _)| Operation::StoreDevice {
        slot,
        interface: ToString::to_string(name),
    };
    stale.map(store).collect()
}

fn queues(live: &Live, image: &Image) -> Vec<Operation> {
    let from = &live.stored.image;
    let mut operations = Vec::new();
    let steps = image.queues().zip(from.queues()).zip(&live.queues);
    for (((map, queues), (_, theirs)), slots) in steps {
        let same_program = image.has_entry_program_of(queues, from, theirs);
        for queue in queues {
            let wanted = target_queue(image, queue);
            let name = map.name.clone();
            match slots.entries.get(&queue.cpu) {
                None => operations.push(Operation::AddQueue {
                    queues: name,
                    queue: wanted,
                }),
                Some(slot)
                    if same_program
                        && is_as_wanted(slot, queue)
                        && !slots.unbound.contains(&queue.cpu) => {}
                Some(slot) => operations.push(Operation::ReplaceQueue {
                    queues: name,
                    queue: wanted,
                    before: TargetQueue {
                        cpu: queue.cpu,
                        qsize: slot.qsize,
                        program: entry_program(from, theirs).filter(|_| slot.program_id.is_some()),
                    },
                }),
            }
        }
    }
    operations
}

fn entry_program(image: &Image, queues: &[Queue]) -> Option<Program> {
    image.entry_program(queues).cloned()
}

fn target_queue(image: &Image, queue: &Queue) -> TargetQueue {
    TargetQueue {
        cpu: queue.cpu,
        qsize: queue.qsize,
        program: entry_program(image, std::slice::from_ref(queue)),
    }
}

/// The queues that are not wanted. Where buckets move in order, they leave them first.
fn surplus_of(image: &Image, name: &str, slots: &Slots, queues: &[Queue]) -> Vec<Operation> {
    let wanted: BTreeSet<CpuId> = queues.iter().map(|queue| queue.cpu).collect();
    let surplus = slots.entries.keys().filter(|cpu| !wanted.contains(cpu));
    let in_order = image.lanes().is_some();
    let remove = |&cpu| {
        let drain = in_order.then(|| Operation::Drain {
            queues: name.to_owned(),
            cpu,
        });
        drain.into_iter().chain([Operation::RemoveQueue {
            queues: name.to_owned(),
            cpu,
        }])
    };
    surplus.flat_map(remove).collect()
}

fn table(from: &Image, to: &Image) -> Option<Operation> {
    to.maps().iter().find_map(|map| {
        let contents = (&from.map(&map.name)?.contents, &map.contents);
        let (Contents::Table(before), Contents::Table(after)) = contents else {
            return None;
        };
        let differing = before
            .iter()
            .zip(after)
            .filter(|(before, after)| before != after);
        let buckets = differing.count();
        (buckets > 0).then(|| Operation::StoreTable {
            buckets,
            cpus: Arc::from(&after[..]),
            before: Arc::from(&before[..]),
        })
    })
}

#[cfg(test)]
mod tests {
    use softrss_codegen::Options;
    use softrss_core::{Policy, Qsize, ResolvedPolicy};

    use super::*;
    use crate::{
        deployment::generation::Listing,
        deployment::pinned::Current,
        record::{LocalRecord, Record},
    };

    const RULE: &str = "[[rule]]\nname = \"dns\"\nmatch = { dst_port = 53 }\n\
                        action = { cpu = 0, then = \"drop\" }\n";

    fn target(text: &str) -> Target {
        let text = format!("version = 1\n{text}");
        let policy = Policy::parse("test", &text, |_| Ok("10.0.0.0/8,1\n".to_owned())).unwrap();
        let policy = ResolvedPolicy::new(policy, &"0-1".parse().unwrap()).unwrap();
        let options = Options {
            counters: true,
            ..Options::default()
        };
        let image = Image::new(&policy, options).unwrap();
        let record = Record {
            schema: Record::SCHEMA,
            version: String::new(),
            interface: "eth0".to_owned(),
            ifindex: 2,
            netns: 1,
            netns_cookie: None,
            mode: "native".to_owned(),
            frags: false,
            attached_at: 0,
            applied_at: 0,
            source: None,
            cpus: Vec::new(),
            qsize: Qsize::DEFAULT,
            rules: Vec::new(),
            counters: image.counters().to_vec(),
            local: Some(Box::new(LocalRecord::new(&policy, "of a test"))),
            left_out: Vec::new(),
            stack: None,
            seed: None,
            lanes: None,
            balance: None,
            objects: BTreeMap::new(),
        };
        Target {
            interface: "eth0".to_owned(),
            stored: Stored {
                record,
                policy: text,
                image,
            },
        }
    }

    /// What is pinned when a policy is attached.
    fn pinned(text: &str) -> Pinned {
        let stored = target(text).stored;
        let image = &stored.image;
        let queues = image.queues().map(|(_, queues)| Slots {
            max_entries: 2,
            entries: queues
                .iter()
                .map(|queue| {
                    let program_id = queue.program.as_ref().map(|_| 1);
                    let qsize = queue.qsize;
                    (queue.cpu, CpumapSlot { qsize, program_id })
                })
                .collect(),
            unbound: BTreeSet::new(),
        });
        let rooms = image.maps().iter();
        let live = Live {
            pending: None,
            is_whole: true,
            maps: rooms.clone().map(|map| map.name.clone()).collect(),
            queues: queues.collect(),
            room: rooms.map(|map| (map.name.clone(), 10)).collect(),
            devices: Vec::new(),
            is_observed: true,
            has_earlier: false,
            stored,
        };
        Pinned {
            directory: "1-2".to_owned(),
            has_link: true,
            misplaced: Vec::new(),
            generations: vec![Listing {
                number: 1,
                pins: vec!["prog".to_owned()],
                observers: vec![("watch".to_owned(), vec!["link_enqueue".to_owned()])],
            }],
            current: Some(Current {
                number: 1,
                live: Some(live),
            }),
            trial: Vec::new(),
        }
    }

    fn told(plan: &Plan) -> Vec<String> {
        plan.operations().map(ToString::to_string).collect()
    }

    fn live(pinned: &mut Pinned) -> &mut Live {
        let current = pinned.current.as_mut();
        current.and_then(|current| current.live.as_mut()).unwrap()
    }

    #[test]
    fn a_first_attach_is_complete_before_packets_come() {
        let nothing = Pinned {
            directory: "1-2".to_owned(),
            ..Pinned::default()
        };
        let plan = Plan::new(&nothing, target(""));
        assert_eq!(plan.applied, Applied::Attached);
        assert_eq!(
            told(&plan),
            [
                "make and fill cpus, tables, counters; load softrss",
                "count what happens in cpus",
                "make the directory 1-2/1",
                "pin 1-2/1/cpus",
                "pin 1-2/1/tables",
                "pin 1-2/1/counters",
                "pin 1-2/1/prog",
                "pin 1-2/1/sums_*",
                "make the directory 1-2/1/watch",
                "pin 1-2/1/watch/*",
                "pin 1-2/1/record",
                "attach the program to eth0",
                "pin the link 1-2/link",
            ]
        );
    }

    #[test]
    fn the_same_again_is_nothing() {
        let plan = Plan::new(&pinned(RULE), target(RULE));
        assert_eq!(plan.applied, Applied::Unchanged);
        assert!(told(&plan).is_empty());
        // Another text that comes to the same is recorded.
        let plan = Plan::new(&pinned(""), target("# a remark\n"));
        assert_eq!(plan.applied, Applied::Unchanged);
        assert_eq!(
            told(&plan),
            ["pin 1-2/1/pending", "commit the change to 1-2/1/record"]
        );
    }

    #[test]
    fn what_goes_is_removed_last() {
        let plan = Plan::new(&pinned(""), target("[targets]\ncpus = \"1\"\nqsize = 64\n"));
        let Applied::Adjusted(changes) = plan.applied else {
            panic!("{:?}", plan.applied);
        };
        assert_eq!((changes.queues_replaced, changes.queues_removed), (1, 1));
        assert_eq!(
            told(&plan),
            [
                "pin 1-2/1/pending",
                "replace in cpus CPU 1 with 64 frames",
                "store the indirection table (512 buckets differ)",
                "commit the change to 1-2/1/record",
                "wait for the programs that run",
                "remove from cpus CPU 0",
            ]
        );
    }

    #[test]
    fn another_program_takes_the_queues_over() {
        let plan = Plan::new(&pinned(""), target(RULE));
        assert_eq!(
            plan.applied,
            Applied::Switched { kept_queues: false },
            "there is a step more"
        );
        let told = told(&plan);
        assert!(
            told.contains(&"pin 1-2/2/cpus, which is 1-2/1/cpus".to_owned()),
            "{told:?}"
        );
        assert!(told.contains(&"pin 1-2/2/cpus_1".to_owned()), "{told:?}");
        let switch = told
            .iter()
            .position(|told| told == "switch eth0 to the new program");
        assert_eq!(
            told[switch.unwrap() - 1..],
            [
                "keep what was counted in 1-2/2/earlier",
                "switch eth0 to the new program",
                "wait for the programs that run",
                "keep what was counted in 1-2/2/earlier",
                "unpin 1-2/1/watch/link_enqueue",
                "remove the directory 1-2/1/watch",
                "unpin 1-2/1/prog",
                "remove the directory 1-2/1",
            ]
        );
        let buckets = Plan::new(&pinned(""), target("[flow]\nbuckets = 64\n"));
        assert_eq!(buckets.applied, Applied::Switched { kept_queues: true });
        let kept = buckets.goal.inherited.unwrap().maps;
        assert!(kept.contains_key("cpus") && kept.contains_key("counters") && kept.len() == 2);
    }

    #[test]
    fn what_has_no_room_is_switched() {
        let table = "[table]\nfile = \"t\"\nside = \"source\"\n";
        let mut full = pinned(table);
        live(&mut full).room.insert("prefixes4".to_owned(), 0);
        let plan = Plan::new(&full, target(&format!("[targets]\nqsize = 64\n{table}")));
        assert_eq!(plan.applied, Applied::Switched { kept_queues: false });
        let mut small = pinned("[targets]\ncpus = \"0\"\n");
        live(&mut small).queues[0].max_entries = 1;
        let plan = Plan::new(&small, target(""));
        assert_eq!(plan.applied, Applied::Switched { kept_queues: false });
    }

    #[test]
    fn what_somebody_changed_is_changed_back() {
        let mut changed = pinned("");
        let slot = live(&mut changed).queues[0]
            .entries
            .get_mut(&CpuId::from(1));
        slot.unwrap().qsize = Qsize::MIN;
        let plan = Plan::new(&changed, target(""));
        assert!(told(&plan).contains(&"replace in cpus CPU 1 with 2048 frames".to_owned()));
        let undone: Vec<_> = plan.change.iter().filter_map(Operation::inverse).collect();
        let undone = undone.iter().map(ToString::to_string);
        assert!(undone.eq(["unpin 1-2/1/pending", "replace in cpus CPU 1 with 1 frames"]));
    }

    #[test]
    fn a_queue_whose_thread_may_run_anywhere_is_renewed() {
        let mut astray = pinned("");
        live(&mut astray).queues[0].unbound = [CpuId::from(1)].into();
        let plan = Plan::new(&astray, target(""));
        let Applied::Adjusted(changes) = plan.applied else {
            panic!("{:?}", plan.applied);
        };
        assert_eq!(changes.queues_replaced, 1);
        assert_eq!(
            told(&plan),
            [
                "pin 1-2/1/pending",
                "replace in cpus CPU 1 with 2048 frames",
                "commit the change to 1-2/1/record",
            ]
        );
        // Also where the queues go on under another program.
        let plan = Plan::new(&astray, target("[flow]\nbuckets = 64\n"));
        assert_eq!(plan.applied, Applied::Switched { kept_queues: false });
        let told = told(&plan);
        assert!(told.contains(&"replace in cpus CPU 1 with 2048 frames".to_owned()));
        assert!(!told.iter().any(|told| told.contains("CPU 0")));
        // What is removed anyway is not.
        let plan = Plan::new(&astray, target("[targets]\ncpus = \"0\"\n"));
        assert!(
            !plan
                .operations()
                .any(|operation| matches!(operation, Operation::ReplaceQueue { .. }))
        );
    }

    #[test]
    fn an_interrupted_change_is_finished_first() {
        let mut interrupted = pinned("");
        let pending = target("[targets]\nqsize = 64\n").stored;
        live(&mut interrupted).pending = Some(pending);
        let plan = Plan::new(
            &interrupted,
            target("[targets]\nqsize = 64\ncpus = \"0\"\n"),
        );
        assert_eq!(
            told(&plan),
            [
                "replace in cpus CPU 0 with 64 frames",
                "replace in cpus CPU 1 with 64 frames",
                "commit the change to 1-2/1/record",
                "pin 1-2/1/pending",
                "store the indirection table (512 buckets differ)",
                "commit the change to 1-2/1/record",
                "wait for the programs that run",
                "remove from cpus CPU 1",
            ]
        );
        assert!(
            plan.change
                .iter()
                .all(|operation| !plan.finish.contains(operation)
                    || matches!(operation, Operation::Commit { .. }))
        );
    }

    #[test]
    fn queues_that_are_replaced_before_a_switch_are_said() {
        let mut interrupted = pinned("");
        live(&mut interrupted).pending = Some(target("[targets]\nqsize = 64\n").stored);
        let plan = Plan::new(
            &interrupted,
            target("[targets]\nqsize = 64\n[flow]\nbuckets = 64\n"),
        );
        assert!(plan.goal.inherited.is_some(), "another program");
        assert_eq!(plan.applied, Applied::Switched { kept_queues: false });
    }

    #[test]
    fn what_is_damaged_is_switched() {
        let mut damaged = pinned("");
        live(&mut damaged).is_whole = false;
        live(&mut damaged).maps.remove("tables");
        let plan = Plan::new(&damaged, target(""));
        assert_eq!(plan.applied, Applied::Switched { kept_queues: true });
        let kept = plan.goal.inherited.map(|inherited| inherited.maps);
        assert!(kept.is_some_and(|kept| kept.contains_key("cpus") && !kept.contains_key("tables")));
    }

    #[test]
    fn what_another_version_made_is_switched() {
        let mut other = pinned("");
        if let Some(current) = &mut other.current {
            current.live = None;
        }
        let plan = Plan::new(&other, target(""));
        assert_eq!(plan.applied, Applied::Switched { kept_queues: false });
        let mut narrow = pinned("");
        live(&mut narrow).is_observed = false;
        let plan = Plan::new(&narrow, target(""));
        assert_eq!(plan.applied, Applied::Switched { kept_queues: true });
        assert!(!plan.goal.inherited.unwrap().is_observed);
    }
}
