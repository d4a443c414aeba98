//! Moving buckets in order: what is kept of packets that are on their way.
//!
//! A bucket changes its CPU only when none of its packets is on the way to the old one, and it is the receiving program that
//! decides so. User space says where a bucket *should* go, by storing a word of the indirection table.
//!
//! Two things are kept apart. A *lane* is a receiving CPU: its row is written by what runs there, one thing at a time, and says
//! how much it has sent. The *receive queue* of the interface is what keeps packets in order: a flow stays in one of them, and
//! the CPU that serves it may change from one interrupt to the next. So where a bucket goes is kept by receive queue.
//!
//! ```text
//! lanes     an array, by receiving CPU: a row of positions, one for each step and target, of 64 bytes each
//!    0      sent      u64  packets of buckets that were handed over to this target
//!    8      done      u64  so many of them are known to be delivered
//!   16      flushed   u64  the checkpoint: so many were in the queue of the target, and none was held back
//!   24      ring      u64  the checkpoint: the place in that queue behind them
//!   32      state     u32  0, or WANTED: a checkpoint is to be made, or LIVE: there is one
//!   36      shed      u32  packets that were not let in
//!   56      base      i64  what waited for the target less `sent`, when it was looked at last
//!   48      sleeps    u64  the checkpoint: how often the thread of the target had slept
//!   40      settled   u64  as `done`, by a process that saw the thread of the target asleep; nobody else writes it
//!           behind the positions, packets by bucket: u32, modulo 2^32
//! buckets   an array, by receive queue: a record for each bucket of each indirection table, of 16 bytes
//!    0      last      u64  `sent` of its target, of the lane, as of its last packet since it is to move
//!    8      lane      u32  one more than the lane; 0 where no packet was noted
//!   12      now       u32  the word of the table that it follows, 0 before its first packet
//! targets   one value: for each step and target, 128 bytes
//!    0      ring      u64  packets that were put into its queue, by all lanes
//!   64      taken     u64  packets that its thread took
//!   72      margin    u64  how many more than the place of a checkpoint must be taken before what lies before it is delivered
//!   80      closed    u32  what was sent before the words of this epoch were seen by all lanes is delivered; 0: not known
//!   88      sleeps    u64  how often the thread was seen to have slept, with packets that came since
//!   96      switches  u64  how often it had given its CPU away by itself
//!           behind them, for user space: the epoch, u32
//! ```
//!
//! As long as a bucket is where it should be, its packets are only counted. When that changes, the first packet of each
//! receive queue goes the old way and is noted. The next one that finds the one before it delivered takes the new way:
//!
//! ```text
//! program, on the lane      sent += 1; noted: last = sent
//! enqueue, on the lane      ring += n; if WANTED: the checkpoint (flushed = sent, ring), LIVE
//! kthread, on the target    taken += n
//! program, a packet later   taken >= ring + margin, or sleeps >= those of the checkpoint + 2: done = flushed
//!                           last <= done: the bucket moves
//! ```
//!
//! A bucket that no packet was noted of moves at once if user space has seen that its old target was asleep after the word was
//! there.
//!
//! A thread that sleeps has delivered all that it had taken. The first time after the checkpoint it may have slept before, and be woken by
//! what the checkpoint is about; the second time it has delivered that.
//!
//! The margin covers what is counted before it is delivered, and lanes that count in another order than they put packets in.

use bpf_asm::{
    Array, Data, Label, MapDecl, NameError, R0, R1, R2, R3, R4, R5, R7, R8, R9, Reg, W0,
    xdp::XDP_DROP,
};
use serde::{Deserialize, Serialize};
use softrss_core::{
    Counter, CpuId, ResolvedPolicy, decide::Verdict, indirection::IndirectionTable, policy::OnFull,
};

use crate::{
    emitter::Place,
    record::{CPU, KEY, QUEUE},
    steerer::Steerer,
};

/// Name of the map of rows of lanes.
pub const LANES: &str = "lanes";
/// Name of the map of buckets.
pub const BUCKETS: &str = "buckets";
/// Name of the map of what all lanes share.
pub const TARGETS: &str = "targets";

/// Where things are in a position.
pub mod position {
    /// Its size in bytes.
    pub const SIZE: u32 = 64;
    /// Offset of the packets handed over.
    pub const SENT: i16 = 0;
    /// Offset of the packets known to be delivered.
    pub const DONE: i16 = 8;
    /// Offset of the packets that the checkpoint is about.
    pub const FLUSHED: i16 = 16;
    /// Offset of the place of the checkpoint.
    pub const RING: i16 = 24;
    /// Offset of its state.
    pub const STATE: i16 = 32;
    /// Offset of how often the target had slept when the checkpoint was made.
    pub const SLEEPS: i16 = 48;
    /// Offset of packets that were not let in.
    pub const SHED: i16 = 36;
    /// Offset of what waited less what was handed over, when it was looked at.
    pub const BASE: i16 = 56;
    /// Offset of what user space has seen to be delivered.
    pub const SETTLED: i16 = 40;
    /// A checkpoint is to be made.
    pub const WANTED: i32 = 1;
    /// There is a checkpoint.
    pub const LIVE: i32 = 2;
}

/// Where things are in the record of a bucket.
pub mod bucket {
    /// Its size in bytes.
    pub const SIZE: u32 = 16;
    /// Offset of the position of its last packet.
    pub const LAST: i16 = 0;
    /// Offset of one more than the lane that had it.
    pub const LANE: i16 = 8;
    /// Offset of the word that it follows.
    pub const NOW: i16 = 12;
}

/// Where things are in what the lanes share of a target.
pub mod target {
    /// Its size in bytes: two lines of a cache, for two writers.
    pub const SIZE: u32 = 128;
    /// Offset of the packets put into its queue.
    pub const RING: i16 = 0;
    /// Offset of the packets that its thread took.
    pub const TAKEN: i16 = 64;
    /// Offset of the margin.
    pub const MARGIN: i16 = 72;
    /// Offset of how often its thread was seen to have slept.
    pub const SLEEPS: i16 = 88;
    /// Offset of how often it had given its CPU away by itself.
    pub const SWITCHES: i16 = 96;
    /// Offset of the epoch before which everything is delivered.
    pub const CLOSED: i16 = 80;
}

/// Bits of a word of the indirection table that are the CPU. Those above are the epoch in which the bucket was given to it.
const CPU_BITS: u32 = CpuId::MAX.number();
const _: () = assert!((CPU_BITS + 1).is_power_of_two());

/// Number of epochs, which come round. The first is 1, and there is no epoch 0.
pub const EPOCHS: u32 = u32::MAX / (CPU_BITS + 1) + 1;
/// What a table begins with.
pub const FIRST_EPOCH: u32 = 1;
/// Two epochs that are less apart than this are in an order.
pub const FAR: u32 = EPOCHS / 2;

/// The epoch behind `epoch`.
#[must_use]
pub const fn next_epoch(epoch: u32) -> u32 {
    if epoch + 1 < EPOCHS { epoch + 1 } else { 1 }
}

/// The word of a bucket that should go to `cpu`, since `epoch`.
///
/// It differs from the one before it, so that whoever notes a packet on the old way notices that it was not the last.
#[must_use]
pub const fn word(cpu: CpuId, epoch: u32) -> u32 {
    (epoch * (CPU_BITS + 1)) | cpu.number()
}

/// The epoch of a word.
#[must_use]
pub const fn epoch(word: u32) -> u32 {
    word / (CPU_BITS + 1)
}

/// The CPU of a word.
#[must_use]
pub fn cpu(word: u32) -> Option<CpuId> {
    CpuId::new(word & CPU_BITS).ok().filter(|_| word != 0)
}

/// Where everything is, for one policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneLayout {
    steps: u32,
    width: u32,
    tables: u32,
    buckets: u32,
}

impl LaneLayout {
    /// That of `policy`; `None` if its buckets do not move in order.
    #[must_use]
    pub fn of(policy: &ResolvedPolicy) -> Option<Self> {
        if !policy.policy().keeps_lanes() {
            return None;
        }
        let highest = policy.cpus().last().map_or(0, CpuId::number);
        Some(Self {
            steps: u32::try_from(policy.steps().len()).ok()?,
            width: (highest + 1).next_power_of_two().max(FEWEST),
            tables: u32::try_from(policy.tables().len()).ok()?,
            buckets: policy.tables().iter().map(IndirectionTable::buckets).sum(),
        })
    }

    /// How many steps of the policy have positions.
    #[must_use]
    pub const fn steps(&self) -> u32 {
        self.steps
    }

    /// How many indirection tables there are, of as many buckets each.
    #[must_use]
    pub const fn tables(&self) -> u32 {
        self.tables
    }

    /// Buckets of all indirection tables.
    #[must_use]
    pub const fn buckets(&self) -> u32 {
        self.buckets
    }

    /// How many targets of a step have a place: CPUs are numbered below, and it is a power of two.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Bytes of the row of a lane.
    #[must_use]
    pub const fn lane(&self) -> u32 {
        (self.packets(self.buckets)).next_multiple_of(position::SIZE)
    }

    /// Bytes of the records of a receive queue.
    #[must_use]
    pub const fn queue(&self) -> u32 {
        self.buckets * bucket::SIZE
    }

    /// Bytes of all that is shared.
    #[must_use]
    pub const fn shared(&self) -> u32 {
        self.epoch() + target::SIZE
    }

    /// Where in what is shared the epoch is.
    #[must_use]
    pub const fn epoch(&self) -> u32 {
        self.steps * self.width * target::SIZE
    }

    /// Where in the row of a lane the positions of `step` begin.
    #[must_use]
    pub const fn position(&self, step: u16) -> u32 {
        step as u32 * self.width * position::SIZE
    }

    /// Where in the row of a lane the packets of the bucket are that is behind so many, counted over all indirection tables.
    #[must_use]
    pub const fn packets(&self, number: u32) -> u32 {
        self.steps * self.width * position::SIZE + number * 4
    }

    /// Where in what is shared the targets of `step` begin.
    #[must_use]
    pub const fn target(&self, step: u16) -> u32 {
        step as u32 * self.width * target::SIZE
    }
}

/// The maps.
#[derive(Clone, Debug)]
pub(crate) struct LaneMaps {
    pub(crate) layout: LaneLayout,
    pub(crate) lanes: MapDecl<Array>,
    pub(crate) buckets: MapDecl<Array>,
    pub(crate) targets: MapDecl<Data>,
}

/// Lanes and receive queues in an object file, which knows no machine.
const ROWS: u32 = 256;
/// Places for targets that there are at least, so that others can come without another layout, and go.
const FEWEST: u32 = 64;
/// Receive queues that have records of their own on any machine: a power of two.
pub const QUEUES: u32 = 64;

impl LaneMaps {
    pub(crate) fn of(policy: &ResolvedPolicy) -> Result<Option<Self>, NameError> {
        let Some(layout) = LaneLayout::of(policy) else {
            return Ok(None);
        };
        Ok(Some(Self {
            layout,
            lanes: MapDecl::<Array>::new(LANES, layout.lane(), ROWS)?.mmapable(),
            buckets: MapDecl::<Array>::new(BUCKETS, layout.queue(), ROWS)?.mmapable(),
            targets: MapDecl::<Data>::new(TARGETS, vec![0; layout.shared() as usize])?,
        }))
    }
}

/// Where the bucket is in its table, in bytes, once the packet is read.
pub(crate) const BUCKET: Reg = R9;
/// The record of the bucket.
const RECORD: Reg = R7;
/// The row of the lane.
const ROW: Reg = R8;
/// Key of a lane.
const LANE_KEY: i16 = 4;

/// Whether the bucket of a packet stays with its target, or is to leave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    ToStay,
    ToLeave,
}

impl<'m> Steerer<'m> {
    /// Where the packet really goes: `CPU` is the word that says where its bucket should go, and becomes the CPU that it goes to
    /// now. The bucket is that at byte [`BUCKET`] of `table`.
    pub(crate) fn lane(&mut self, maps: &'m LaneMaps, table: usize, step: u16) {
        let layout = maps.layout;
        let before = &self.policy.tables()[..table];
        let first: u32 = before.iter().map(IndirectionTable::buckets).sum();
        let [stays, moves, follows, goes] =
            ["stays", "moves", "follows", "goes"].map(|name| self.a.label(name));
        let [own_queue, no_row] = ["own_queue", "no_row"].map(|name| self.a.label(name));
        self.a
            .map_lookup_elem(&maps.buckets, QUEUE)
            .jne(R0, 0, &own_queue)
            .load::<u32>(R1, QUEUE)
            .and(R1, QUEUES.cast_signed() - 1)
            .note("more receive queues than records: they share")
            .store::<u32>(QUEUE, R1)
            .map_lookup_elem(&maps.buckets, QUEUE)
            .jeq(R0, 0, &no_row)
            .bind(own_queue)
            .mov(RECORD, R0)
            .get_smp_processor_id()
            .store::<u32>(KEY.at(LANE_KEY), R0)
            .map_lookup_elem(&maps.lanes, KEY.at(LANE_KEY))
            .jeq(R0, 0, &no_row)
            .mov(ROW, R0)
            .mov(R1, ROW)
            .add(R1, BUCKET)
            .add(R1, layout.packets(first).cast_signed())
            .load::<u32>(R2, R1 + 0)
            .add(R2, 1)
            .store::<u32>(R1 + 0, R2)
            .lsh(BUCKET, (bucket::SIZE / 4).trailing_zeros().cast_signed())
            .add(RECORD, BUCKET)
            .add(RECORD, (first * bucket::SIZE).cast_signed())
            .load::<u32>(R2, RECORD + bucket::NOW)
            .jeq(R2, CPU, &stays);
        self.unless_on_its_way(maps, step, &moves, &follows);
        self.a.bind(follows).load::<u32>(CPU, RECORD + bucket::NOW);
        self.position(R4, ROW, CPU, layout, step);
        self.a.load::<u64>(R2, R4 + position::SENT);
        self.limit(maps, step, Waits::ToLeave);
        self.a
            .add(R2, 1)
            .store::<u64>(R4 + position::SENT, R2)
            .store::<u64>(RECORD + bucket::LAST, R2);
        let wanted = self.a.label("wanted");
        self.a
            .load::<u32>(R2, R4 + position::STATE)
            .jeq(R2, position::LIVE, &wanted)
            .store::<u32>(R4 + position::STATE, position::WANTED)
            .bind(wanted)
            .get_smp_processor_id()
            .add(R0, 1)
            .store::<u32>(RECORD + bucket::LANE, R0)
            .ja(&goes)
            .bind(moves)
            .store::<u32>(RECORD + bucket::NOW, CPU)
            .store::<u32>(RECORD + bucket::LANE, 0)
            .bind(stays);
        self.position(R4, ROW, CPU, layout, step);
        self.a.load::<u64>(R2, R4 + position::SENT);
        self.limit(maps, step, Waits::ToStay);
        self.a
            .add(R2, 1)
            .store::<u64>(R4 + position::SENT, R2)
            .bind(no_row)
            .bind(goes)
            .and(CPU, CPU_BITS.cast_signed());
    }

    /// Does not let the packet in if as many as the policy says wait for its target. `r2` is what the lane has handed over to it,
    /// by the position at `r4`.
    ///
    /// What waits is looked at once in [`REFRESH`] packets, and when it may be too much, then once in [`RETRY`] packets that are
    /// not let in: the target writes what it took, and would have to share it each time.
    fn limit(&mut self, maps: &'m LaneMaps, step: u16, waits: Waits) {
        const REFRESH: i32 = 64;
        const RETRY: i32 = 16;
        let targets = &self.policy.policy().targets;
        let (Some(limit), on_full) = (targets.limit, targets.on_full) else {
            return;
        };
        let frames = limit.frames().cast_signed();
        let most = match (waits, on_full) {
            // It is to go elsewhere, where there is room: what is lost falls on it, until nothing of it is on its way.
            (Waits::ToLeave, OnFull::Drop) => frames / 2 + 1,
            // It must not overtake what is on its way.
            (Waits::ToLeave, OnFull::Pass) => return,
            (Waits::ToStay, _) => frames,
        };
        let [look, full, room] = ["look", "full", "room"].map(|name| self.a.label(name));
        self.a
            .load::<u64>(R3, R4 + position::BASE)
            .add(R3, R2)
            .mov(R5, R2)
            .and(R5, REFRESH - 1)
            .jeq(R5, 0, &look)
            .jslt(R3, most, &room)
            .load::<u32>(R5, R4 + position::SHED)
            .and(R5, RETRY - 1)
            .jne(R5, 0, &full)
            .bind(look)
            .mov(R5, CPU);
        self.shared(R1, R5, maps, step);
        self.a
            .load::<u64>(R3, R1 + target::RING)
            .load::<u64>(R5, R1 + target::TAKEN)
            .sub(R3, R5)
            .mov(R5, R3)
            .sub(R5, R2)
            .store::<u64>(R4 + position::BASE, R5)
            .jslt(R3, most, &room)
            .bind(full)
            .load::<u32>(R5, R4 + position::SHED)
            .add(R5, 1)
            .store::<u32>(R4 + position::SHED, R5);
        match on_full {
            OnFull::Drop => {
                self.probe_verdict(Verdict::Drop);
                self.count(Counter::Shed);
                self.a.mov(W0, XDP_DROP).exit();
            }
            OnFull::Pass => self.goto(Place::Pass),
        }
        self.a.bind(room);
    }

    /// Goes to `moves` if nothing of the bucket is on its way to the CPU that it follows, whose word is in `r2`; else to `follows`,
    /// or on.
    fn unless_on_its_way(&mut self, maps: &'m LaneMaps, step: u16, moves: &Label, follows: &Label) {
        let layout = maps.layout;
        let [mark, noted, passed] =
            ["checkpoint", "noted", "passed"].map(|name| self.a.label(name));
        self.a
            .jeq(R2, 0, moves)
            .note("its first packet")
            .mov(R3, R2)
            .xor(R3, CPU)
            .and(R3, CPU_BITS.cast_signed())
            .jeq(R3, 0, moves)
            .note("the same CPU")
            .load::<u32>(R3, RECORD + bucket::LANE)
            .jne(R3, 0, &noted);
        self.shared(R1, R2, maps, step);
        self.a
            .load::<u32>(R5, R1 + target::CLOSED)
            .jeq(R5, 0, follows)
            .mov(R3, CPU)
            .rsh(R3, CPU_BITS.trailing_ones().cast_signed())
            .sub(R5, R3)
            .and(R5, (EPOCHS - 1).cast_signed())
            .jlt(R5, FAR.cast_signed(), moves)
            .ja(follows)
            .bind(noted)
            .sub(R3, 1)
            .store::<u32>(KEY.at(LANE_KEY), R3)
            .map_lookup_elem(&maps.lanes, KEY.at(LANE_KEY))
            .jeq(R0, 0, follows)
            .load::<u32>(R2, RECORD + bucket::NOW);
        self.position(R4, R0, R2, layout, step);
        self.a
            .load::<u64>(R3, RECORD + bucket::LAST)
            .load::<u64>(R5, R4 + position::DONE)
            .jge(R5, R3, moves)
            .load::<u64>(R5, R4 + position::SETTLED)
            .jge(R5, R3, moves)
            .load::<u32>(R5, R4 + position::STATE)
            .jne(R5, position::LIVE, &mark)
            // They are written in the other order.
            .load::<u64>(R5, R4 + position::FLUSHED)
            .load::<u64>(R0, R4 + position::RING);
        self.shared(R1, R2, maps, step);
        self.a
            .load::<u64>(R2, R1 + target::MARGIN)
            .add(R0, R2)
            .load::<u64>(R2, R1 + target::TAKEN)
            .jge(R2, R0, &passed)
            .load::<u64>(R0, R4 + position::SLEEPS)
            .add(R0, 2)
            .load::<u64>(R2, R1 + target::SLEEPS)
            .jlt(R2, R0, follows)
            .bind(passed)
            .store::<u64>(R4 + position::DONE, R5)
            .jge(R5, R3, moves)
            .bind(mark)
            .store::<u32>(R4 + position::STATE, position::WANTED);
    }

    /// `to` = what the lanes share of the target `cpu`, a word, which is lost.
    fn shared(&mut self, to: Reg, cpu: Reg, maps: &'m LaneMaps, step: u16) {
        self.a
            .and(cpu, maps.layout.width().cast_signed() - 1)
            .lsh(cpu, target::SIZE.trailing_zeros().cast_signed())
            .ld_map_value(to, &maps.targets, maps.layout.target(step))
            .add(to, cpu);
    }

    /// `to` = the position of `cpu`, as a word, in `row`.
    fn position(&mut self, to: Reg, row: Reg, cpu: Reg, layout: LaneLayout, step: u16) {
        let first = layout.position(step).cast_signed();
        self.a
            .mov(to, cpu)
            .and(to, layout.width().cast_signed() - 1)
            .lsh(to, position::SIZE.trailing_zeros().cast_signed())
            .add(to, row);
        if first > 0 {
            self.a.add(to, first);
        }
    }
}
