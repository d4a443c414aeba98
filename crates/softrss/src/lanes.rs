//! The rows of receiving CPUs, read and written by user space while programs are at work on them.
//!
//! What they are about is told by [`softrss_codegen::lanes`]. Here is what user space has to do with them: it reads what
//! the lanes counted, and it tells them what it has seen to be delivered, which the lanes cannot know of a target that
//! sleeps.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

use aya::util::KernelVersion;
use softrss_codegen::lanes::{
    EPOCHS, FIRST_EPOCH, LaneLayout, bucket, cpu, next_epoch, position, target,
};
use softrss_core::CpuId;

use crate::{
    map::{PlainMap, PlainMapError},
    sys::Mapping,
    tick,
};

/// `CPU_MAP_BULK_SIZE`, kernel/bpf/cpumap.c: as many packets of each lane can be in a queue before they are counted there.
const BULK: u64 = 8;
/// Packets of a batch, which are counted before they are delivered.
const BATCH: u64 = 8;
/// Packets that GRO may hold back, since Linux 6.15: the thread flushes it after so many and those of a batch.
const HELD: u64 = 64;

/// How many more packets than the place of a checkpoint must be taken before what lies before it is delivered, where `lanes`
/// CPUs can receive.
///
/// The order in which two lanes put packets into a queue and that in which they count them can differ by a bulk.
#[must_use]
pub fn margin(lanes: u32) -> u64 {
    u64::from(lanes) * BULK + BATCH + HELD + BATCH
}

/// The margin on this machine, where `lanes` CPUs can receive.
///
/// Since Linux 6.15, where ticks are as short as a millisecond, GRO holds packets back for one of them, however many come: then no margin
/// is enough, and only a thread that sleeps proves that it has delivered. So it is where nothing tells how long they are.
///
/// # Source
/// `cpu_map_gro_flush`, kernel/bpf/cpumap.c
pub(crate) fn margin_here(lanes: u32) -> u64 {
    /// More than are ever taken.
    const NEVER: u64 = 1 << 62;
    const SHORT: u64 = 700;
    let is_older = |version| version < KernelVersion::new(6, 15, 0);
    let is_older = KernelVersion::current().is_ok_and(is_older);
    if is_older || tick::rate().is_some_and(|rate| rate < SHORT) {
        margin(lanes)
    } else {
        NEVER
    }
}

/// What is older than so many epochs is forgotten, or renewed.
pub(crate) const OLD: u32 = EPOCHS / 4;

/// All of it, mapped.
#[derive(Debug)]
pub struct Lanes {
    layout: LaneLayout,
    rows: Mapping,
    records: Records,
    shared: Shared,
}

/// The records of buckets, by receive queue.
#[derive(Debug)]
pub(crate) struct Records {
    layout: LaneLayout,
    mapping: Mapping,
}

/// What the lanes share of each target.
#[derive(Debug)]
pub(crate) struct Shared {
    layout: LaneLayout,
    mapping: Mapping,
}

impl Records {
    pub(crate) fn new(buckets: &PlainMap, layout: LaneLayout) -> Result<Self, PlainMapError> {
        let mapping = buckets.mapped()?;
        Ok(Self { layout, mapping })
    }

    /// How many receive queues have records.
    fn queues(&self) -> usize {
        self.mapping.wide().len() * 8 / self.layout.queue() as usize
    }

    fn now(&self, queue: usize, number: u32) -> u32 {
        let byte = queue * self.layout.queue() as usize
            + (number * bucket::SIZE) as usize
            + usize::from(bucket::NOW.unsigned_abs());
        self.mapping.words()[byte / 4].load(Relaxed)
    }

    /// How many buckets are not yet, for some receive queue that has had packets of them, where they should be by the words of
    /// `table`.
    pub(crate) fn pending(&self, table: &[AtomicU32]) -> usize {
        let words = (0..).zip(table);
        let pending = words.filter(|(number, word)| {
            let wanted = cpu(word.load(Relaxed));
            let mut queues = (0..self.queues()).map(|queue| cpu(self.now(queue, *number)));
            queues.any(|now| now.is_some() && now != wanted)
        });
        pending.count()
    }
}

impl Shared {
    pub(crate) fn new(targets: &PlainMap, layout: LaneLayout) -> Result<Self, PlainMapError> {
        let mapping = targets.mapped()?;
        Ok(Self { layout, mapping })
    }

    fn byte(&self, step: u16, cpu: CpuId, field: i16) -> usize {
        let target = self.layout.target(step) + cpu.number() * target::SIZE;
        target as usize + usize::from(field.unsigned_abs())
    }

    fn wide(&self, step: u16, cpu: CpuId, field: i16) -> &AtomicU64 {
        &self.mapping.wide()[self.byte(step, cpu, field) / 8]
    }

    fn word(&self, step: u16, cpu: CpuId, field: i16) -> &AtomicU32 {
        &self.mapping.words()[self.byte(step, cpu, field) / 4]
    }

    fn place_of_epoch(&self) -> &AtomicU32 {
        &self.mapping.words()[self.layout.epoch() as usize / 4]
    }

    fn epoch(&self) -> u32 {
        self.place_of_epoch().load(Relaxed).max(FIRST_EPOCH)
    }

    /// Begins a new epoch. What is known of targets that was so long ago is forgotten, before it could be taken for the
    /// future.
    pub(crate) fn begin_epoch(&self) -> u32 {
        let epoch = next_epoch(self.epoch());
        for (step, cpu) in self.targets() {
            let closed = self.word(step, cpu, target::CLOSED);
            let age = epoch.wrapping_sub(closed.load(Relaxed)) % EPOCHS;
            if age > OLD {
                closed.store(0, Relaxed);
            }
        }
        self.place_of_epoch().store(epoch, Relaxed);
        epoch
    }

    /// Every place for a target.
    fn targets(&self) -> impl Iterator<Item = (u16, CpuId)> {
        let cpus = || (0..self.layout.width()).filter_map(|cpu| CpuId::new(cpu).ok());
        (0..self.layout.steps()).flat_map(move |step| cpus().map(move |cpu| (step, cpu)))
    }

    /// Notes the margin of every target.
    pub(crate) fn store_margin(&self, margin: u64) {
        for (step, cpu) in self.targets() {
            self.wide(step, cpu, target::MARGIN).store(margin, Relaxed);
        }
    }

    /// Has `most` packets be in the queue of each target of a step beside those that are counted: it was in use before.
    pub(crate) fn expect(&self, step: u16, most: u64) {
        for (_, cpu) in self.targets().filter(|(of, _)| *of == step) {
            self.wide(step, cpu, target::RING).fetch_add(most, Relaxed);
        }
    }
}

impl Lanes {
    pub(crate) fn new(maps: [&PlainMap; 3], layout: LaneLayout) -> Result<Self, PlainMapError> {
        let [lanes, buckets, targets] = maps;
        Ok(Self {
            layout,
            rows: lanes.mapped()?,
            records: Records::new(buckets, layout)?,
            shared: Shared::new(targets, layout)?,
        })
    }

    /// How many CPUs have a row.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.wide().len() * 8 / self.layout.lane() as usize
    }

    /// Where everything is.
    #[must_use]
    pub fn layout(&self) -> LaneLayout {
        self.layout
    }

    pub(crate) fn records(&self) -> &Records {
        &self.records
    }

    fn position(&self, lane: usize, step: u16, cpu: CpuId, field: i16) -> &AtomicU64 {
        let position = self.layout.position(step) + cpu.number() * position::SIZE;
        let row = lane * self.layout.lane() as usize;
        &self.rows.wide()[(row + position as usize + usize::from(field.unsigned_abs())) / 8]
    }

    /// Packets of buckets that `lane` has handed over to a target.
    #[must_use]
    pub fn sent(&self, lane: usize, step: u16, cpu: CpuId) -> u64 {
        self.position(lane, step, cpu, position::SENT).load(Relaxed)
    }

    /// Packets that were put into the queue of a target.
    #[must_use]
    pub fn queued(&self, step: u16, cpu: CpuId) -> u64 {
        self.shared.wide(step, cpu, target::RING).load(Relaxed)
    }

    /// Packets that the thread of a target took.
    #[must_use]
    pub fn taken(&self, step: u16, cpu: CpuId) -> u64 {
        self.shared.wide(step, cpu, target::TAKEN).load(Relaxed)
    }

    /// Packets of a bucket, which is behind so many, on a lane: modulo 2^32.
    #[must_use]
    pub fn packets(&self, lane: usize, number: u32) -> u32 {
        let byte = lane * self.layout.lane() as usize + self.layout.packets(number) as usize;
        self.rows.words()[byte / 4].load(Relaxed)
    }

    /// How many receive queues have records.
    #[must_use]
    pub fn queues(&self) -> usize {
        self.records.queues()
    }

    /// Where the packets of a receive queue go that are in a bucket: the word of the table that they follow; 0 before the
    /// first of them.
    #[must_use]
    pub fn now(&self, queue: usize, number: u32) -> u32 {
        self.records.now(queue, number)
    }

    /// The epoch of the last change.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.shared.epoch()
    }

    /// Begins a new epoch.
    pub(crate) fn begin_epoch(&self) -> u32 {
        self.shared.begin_epoch()
    }

    /// What each lane had handed over to a target, to be [`settle`](Self::settle)d once it is seen that all of it is
    /// delivered.
    #[must_use]
    pub fn mark(&self, step: u16, cpu: CpuId) -> Vec<u64> {
        (0..self.count())
            .map(|lane| self.sent(lane, step, cpu))
            .collect()
    }

    /// Tells each lane that the target has delivered what it handed over until the [`mark`](Self::mark) was made, when every
    /// lane had seen the words of `epoch`.
    ///
    /// That is so if every program that ran then has ended, and the thread of the target was asleep afterwards: what is in a
    /// bulk is put into the queue before the interrupt ends, which then wakes the thread.
    pub fn settle(&self, step: u16, cpu: CpuId, epoch: u32, mark: &[u64]) {
        for (lane, sent) in mark.iter().enumerate() {
            self.position(lane, step, cpu, position::SETTLED)
                .store(*sent, Relaxed);
        }
        self.shared
            .word(step, cpu, target::CLOSED)
            .store(epoch, Relaxed);
    }
}
