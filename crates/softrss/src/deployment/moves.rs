//! Where the buckets of what is attached should go, and what is known of their packets.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
};

use softrss_codegen::{
    image::Contents,
    lanes::{EPOCHS, MAPS, cpu, epoch, word},
};
use softrss_core::{
    CpuId,
    balance::{Group, Sample},
};

use super::{
    error::DeploymentError,
    generation::{Generation, TABLES},
    grace::wait_for_programs,
};
use crate::{
    lanes::{Lanes, OLD},
    steering::{AnyMap, SteeringError, open_words},
    sys::Mapping,
    target::Sleepers,
};

/// The buckets of what is attached, which move in order: see [`Deployment::moves`](super::Deployment::moves).
///
/// It has the memory that the programs use. Only its [`Owner`](super::Owner), and who attaches, change where buckets should go.
#[derive(Debug)]
pub struct Moves {
    /// Where each bucket goes by the policy alone, and of how many buckets a table is.
    dealt: Vec<CpuId>,
    per_table: usize,
    lanes: Lanes,
    /// Of every bucket of every indirection table, one behind the other.
    table: Mapping,
    /// The number of the CPUMAP of each step, and the CPUs that have a queue there.
    queues: Vec<(u32, Vec<CpuId>)>,
    sleepers: Mutex<Sleepers>,
}

impl Moves {
    pub(super) fn open(
        generation: &Generation,
        image: &softrss_codegen::Image,
    ) -> Result<Option<Self>, DeploymentError> {
        let Some(layout) = image.lanes() else {
            return Ok(None);
        };
        let open = |name: &'static str| {
            let map = image.map(name).ok_or(SteeringError::NoMap { map: name })?;
            match AnyMap::open(map, &generation.at(name))? {
                AnyMap::Plain(map) => Ok(map),
                _ => Err(SteeringError::NoMap { map: name }),
            }
        };
        let [lanes, buckets, targets] = MAPS.map(open);
        let maps = [&lanes?, &buckets?, &targets?];
        let lanes = Lanes::new(maps, layout).map_err(SteeringError::from)?;
        let table = open_words(&generation.at(TABLES), layout)?;
        let queues = generation.queues()?;
        let queues = queues.iter().map(|map| {
            let cpus = map.iter().map(|entry| Ok(entry?.0));
            Ok::<_, DeploymentError>((map.id()?, cpus.collect::<Result<_, DeploymentError>>()?))
        });
        let dealt = image.maps().iter().find_map(|map| match &map.contents {
            Contents::Table(dealt) => Some(dealt.clone()),
            _ => None,
        });
        let dealt = dealt.unwrap_or_default();
        Ok(Some(Self {
            per_table: dealt.len() / layout.tables().max(1) as usize,
            dealt,
            lanes,
            table,
            queues: queues.collect::<Result<_, _>>()?,
            sleepers: Mutex::default(),
        }))
    }

    /// What the lanes counted.
    #[must_use]
    pub fn lanes(&self) -> &Lanes {
        &self.lanes
    }

    /// Where each bucket should go.
    #[must_use]
    pub fn wanted(&self) -> Vec<CpuId> {
        let words = self.table.words().iter();
        words
            .map(|place| cpu(place.load(Relaxed)).unwrap_or(CpuId::from(0)))
            .collect()
    }

    /// Has buckets, each of which is behind so many, go to CPUs, which must have a queue.
    ///
    /// Their packets follow once none of them is on its way to where they went before.
    pub fn want(&self, moves: impl IntoIterator<Item = (u32, CpuId)>) {
        let now = self.lanes.begin_epoch();
        for (number, to) in moves {
            if let Some(place) = self.table.words().get(number as usize)
                && cpu(place.load(Relaxed)) != Some(to)
            {
                place.store(word(to, now), Relaxed);
            }
        }
        renew(self.table.words(), now);
    }

    /// The indirection tables, and who shares each of them.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        Group::of(&self.dealt, self.per_table)
    }

    /// What was counted since `earlier`, which becomes what is counted now.
    #[must_use]
    pub fn sample(&self, earlier: &mut Counted) -> Sample {
        let buckets = self.lanes.layout().buckets();
        let lanes = self.lanes.count();
        earlier.lanes.resize_with(lanes, Default::default);
        let targets: Vec<(u16, CpuId)> = self.targets().collect();
        let mut packets = vec![0; buckets as usize];
        let mut by_buckets = BTreeMap::new();
        for (lane, before) in earlier.lanes.iter_mut().enumerate() {
            let sent = targets
                .iter()
                .map(|(step, cpu)| self.lanes.sent(lane, *step, *cpu));
            let sent: Vec<u64> = sent.collect();
            // One that has sent nothing has counted nothing.
            if sent == before.sent {
                continue;
            }
            before.packets.resize(buckets as usize, 0);
            for ((number, before), packets) in (0..).zip(&mut before.packets).zip(&mut packets) {
                let now = self.lanes.packets(lane, number);
                *packets += u64::from(now.wrapping_sub(*before));
                *before = now;
            }
            for (index, ((_, cpu), now)) in targets.iter().zip(&sent).enumerate() {
                let then = before.sent.get(index).copied().unwrap_or_default();
                *by_buckets.entry(*cpu).or_insert(0) += now - then;
            }
            before.sent = sent;
        }
        let mut fixed = BTreeMap::new();
        for (step, cpu) in targets {
            let now = self.lanes.queued(step, cpu);
            let before = earlier.queued.insert((step, cpu), now).unwrap_or_default();
            *fixed.entry(cpu).or_insert(0) += now - before;
        }
        // What found no room in the queue was not put there: then nothing is known of the others.
        for (cpu, queued) in &mut fixed {
            let by_buckets = by_buckets.get(cpu).copied().unwrap_or_default();
            *queued = queued.saturating_sub(by_buckets);
        }
        Sample {
            packets,
            wanted: self.wanted(),
            fixed,
        }
    }

    /// Packets that wait for each target, as far as they were counted: those in its queue.
    #[must_use]
    pub fn backlog(&self) -> BTreeMap<CpuId, u64> {
        let mut backlog = BTreeMap::new();
        for (step, cpu) in self.targets() {
            // In this order: whoever is interrupted in between sees too few, and not many more than there ever were.
            let queued = self.lanes.queued(step, cpu);
            let waiting = queued.saturating_sub(self.lanes.taken(step, cpu));
            *backlog.entry(cpu).or_insert(0) += waiting;
        }
        backlog
    }

    /// Whether a bucket can go to a CPU: it is one of those that share its table.
    pub(super) fn has_queue(&self, number: u32, to: CpuId) -> bool {
        let table = number as usize / self.per_table.max(1);
        let mut tables = self.dealt.chunks(self.per_table.max(1));
        tables.nth(table).is_some_and(|cpus| cpus.contains(&to))
    }

    fn targets(&self) -> impl Iterator<Item = (u16, CpuId)> {
        let targets = (0..).zip(&self.queues);
        targets.flat_map(|(step, (_, cpus))| cpus.iter().map(move |cpu| (step, *cpu)))
    }

    /// How many buckets are not yet, for some receive queue that has had packets of them, where they should be.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.lanes.records().pending(self.table.words())
    }

    /// Tells the lanes what has been delivered by targets that are asleep: of those alone they do not know. It takes tens of
    /// milliseconds, in which every program that runs comes to its end.
    pub fn settle(&self) {
        let targets: Vec<_> = self.targets().collect();
        self.settle_some(&targets);
    }

    /// The same of some targets, each with its step. Those that were asleep are returned, with what each lane had handed over
    /// to them.
    fn settle_some(&self, targets: &[(u16, CpuId)]) -> Vec<(u16, CpuId, Vec<u64>)> {
        // The words of this epoch are seen by every program that begins after the first wait, and what was sent before is in
        // a queue after the second, whose thread was woken.
        let epoch = self.lanes.epoch();
        wait_for_programs();
        let marked = targets.iter();
        let marked = marked.map(|&(step, cpu)| (step, cpu, self.lanes.mark(step, cpu)));
        let mut marked: Vec<_> = marked.collect();
        wait_for_programs();
        let sleepers = self.sleepers.lock();
        let mut sleepers = sleepers.unwrap_or_else(PoisonError::into_inner);
        marked.retain(|(step, cpu, mark)| {
            let queues = self.queues.get(usize::from(*step));
            let asleep = queues.is_some_and(|(map_id, _)| sleepers.are_asleep(*map_id, *cpu));
            if asleep {
                self.lanes.settle(*step, *cpu, epoch, mark);
            }
            asleep
        });
        marked
    }

    /// Whether nothing was sent to a target for a moment, and all that was before is delivered: every bucket that is to leave
    /// it does so with its next packet.
    #[must_use]
    pub(super) fn is_left(&self, step: u16, cpu: CpuId) -> bool {
        let settled = self.settle_some(&[(step, cpu)]);
        settled
            .iter()
            .all(|(step, cpu, mark)| self.lanes.mark(*step, *cpu) == *mark)
            && !settled.is_empty()
    }
}

/// What was counted when a [`Sample`] was taken. It begins with nothing.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    lanes: Vec<Lane>,
    queued: BTreeMap<(u16, CpuId), u64>,
}

#[derive(Clone, Debug, Default)]
struct Lane {
    sent: Vec<u64>,
    packets: Vec<u32>,
}

/// Gives words that are old the epoch that is `now`, before they could be taken for ones of the future.
fn renew(words: &[AtomicU32], now: u32) {
    for place in words {
        let old = place.load(Relaxed);
        let age = now.wrapping_sub(epoch(old)) % EPOCHS;
        if let Some(cpu) = cpu(old)
            && age > OLD
        {
            place.store(word(cpu, now), Relaxed);
        }
    }
}
