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
//!   40      settled   u64  as `done`, by a process that saw the thread of the target asleep; nobody else writes it
//!   48      sleeps    u64  the checkpoint: how often the thread of the target had slept
//!   56      base      i64  what waited for the target less `sent`, when it was looked at last
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

use bpf_asm::{Array, AsMap, Asm, Data, MapDecl, NameError, Reg};
use serde::{Deserialize, Serialize};
use softrss_core::{CpuId, ResolvedPolicy, indirection::IndirectionTable};

/// Name of the map of rows of lanes.
pub const LANES: &str = "lanes";
/// Name of the map of buckets.
pub const BUCKETS: &str = "buckets";
/// Name of the map of what all lanes share.
pub const TARGETS: &str = "targets";
/// The names of all of them.
pub const MAPS: [&str; 3] = [LANES, BUCKETS, TARGETS];

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
    /// Offset of packets that were not let in.
    pub const SHED: i16 = 36;
    /// Offset of what user space has seen to be delivered.
    pub const SETTLED: i16 = 40;
    /// Offset of how often the target had slept when the checkpoint was made.
    pub const SLEEPS: i16 = 48;
    /// Offset of what waited less what was handed over, when it was looked at.
    pub const BASE: i16 = 56;
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
    /// Offset of the epoch before which everything is delivered.
    pub const CLOSED: i16 = 80;
    /// Offset of how often its thread was seen to have slept.
    pub const SLEEPS: i16 = 88;
    /// Offset of how often it had given its CPU away by itself.
    pub const SWITCHES: i16 = 96;
}

/// Bits of a word of the indirection table that are the CPU. Those above are the epoch in which the bucket was given to it.
pub(crate) const CPU_BITS: u32 = CpuId::MAX.number();
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
    steps: u16,
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
            steps: u16::try_from(policy.steps().len()).ok()?,
            width: (highest + 1).next_power_of_two().max(FEWEST),
            tables: u32::try_from(policy.tables().len()).ok()?,
            buckets: policy.tables().iter().map(IndirectionTable::buckets).sum(),
        })
    }

    /// How many steps of the policy have positions.
    #[must_use]
    pub const fn steps(&self) -> u16 {
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
        self.packets(self.buckets).next_multiple_of(position::SIZE)
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
        self.target(self.steps)
    }

    /// Where in the row of a lane the positions of `step` begin.
    #[must_use]
    pub const fn position(&self, step: u16) -> u32 {
        step as u32 * self.width * position::SIZE
    }

    /// Where in the row of a lane the packets of the bucket are that is behind so many, counted over all indirection tables.
    #[must_use]
    pub const fn packets(&self, number: u32) -> u32 {
        self.position(self.steps) + number * 4
    }

    /// Where in what is shared the targets of `step` begin.
    #[must_use]
    pub const fn target(&self, step: u16) -> u32 {
        step as u32 * self.width * target::SIZE
    }

    /// The map of buckets.
    ///
    /// # Errors
    /// [`NameError`], never.
    pub fn bucket_map(&self) -> Result<MapDecl<Array>, NameError> {
        Ok(MapDecl::<Array>::new(BUCKETS, self.queue(), ROWS)?.mmapable())
    }

    /// Emits: `to` = the position of the target `cpu`, a number or a word, in the row at `row`.
    pub fn emit_position(&self, a: &mut Asm<'_>, to: Reg, row: Reg, cpu: Reg, step: u16) {
        let first = self.position(step).cast_signed();
        a.mov(to, cpu)
            .and(to, self.width.cast_signed() - 1)
            .lsh(to, position::SIZE.trailing_zeros().cast_signed())
            .add(to, row);
        if first > 0 {
            a.add(to, first);
        }
    }

    /// Emits: `to` = what the lanes share of the target `cpu`, a number or a word, which is lost. `targets` is the map of it.
    pub fn emit_target<'m>(
        &self,
        a: &mut Asm<'m>,
        to: Reg,
        cpu: Reg,
        targets: &'m impl AsMap,
        step: u16,
    ) {
        a.and(cpu, self.width.cast_signed() - 1)
            .lsh(cpu, target::SIZE.trailing_zeros().cast_signed())
            .ld_map_value(to, targets, self.target(step))
            .add(to, cpu);
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
            buckets: layout.bucket_map()?,
            targets: MapDecl::<Data>::new(TARGETS, vec![0; layout.shared() as usize])?,
        }))
    }
}
