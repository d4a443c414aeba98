//! Where the packets of a bucket go: the code of [`lanes`](crate::lanes) that runs for each packet.

use bpf_asm::{Label, R0, R1, R2, R3, R4, R5, R7, R8, R9, Reg, W0, xdp::XDP_DROP};
use softrss_core::{Counter, decide::Verdict, indirection::IndirectionTable, policy::OnFull};

use crate::{
    emitter::Place,
    lanes::{CPU_BITS, EPOCHS, FAR, LaneMaps, QUEUES, bucket, position, target},
    record::{CPU, KEY, QUEUE},
    steerer::Steerer,
};

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
        layout.emit_position(&mut self.a, R4, ROW, CPU, step);
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
        layout.emit_position(&mut self.a, R4, ROW, CPU, step);
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
        maps.layout
            .emit_target(&mut self.a, R1, R5, &maps.targets, step);
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
        maps.layout
            .emit_target(&mut self.a, R1, R2, &maps.targets, step);
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
        maps.layout.emit_position(&mut self.a, R4, R0, R2, step);
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
        maps.layout
            .emit_target(&mut self.a, R1, R2, &maps.targets, step);
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
}
