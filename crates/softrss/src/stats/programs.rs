//! The programs that run at tracepoints, and add up what concerns one map or one program.
//!
//! # Source
//! include/trace/events/xdp.h

use bpf_asm::{Asm, FP, Helper, Label, Mem, R0, R1, R2, R3, R4, R6, R7, R8, Reg, W0, W1, W2, W7};

use softrss_codegen::lanes::{LaneLayout, position, target};
use softrss_core::{Counter, CpuId};

use super::counters::QueueCounters;
use crate::{attach::XdpMode, map::PlainMap};

/// Offset of argument `n` of a tracepoint in the context of the program, in bytes.
const fn argument(n: i16) -> i16 {
    n * 8
}

/// Offset of a sum among those of its queue or thread, in bytes.
fn sum(counter: Counter) -> i16 {
    /// There are far fewer sums than fit.
    const SIZE: i16 = 8;
    (0..counter.index()).map(|_| SIZE).sum()
}

/// `xdp_cpumap_enqueue(int map_id, unsigned int processed, unsigned int drops, int to_cpu)`
pub(super) fn enqueue<'m>(
    a: &mut Asm<'m>,
    counters: &'m QueueCounters,
    map_id: u32,
    mode: XdpMode,
) {
    let done = a.label("done");
    only(a, argument(0), map_id, &done);
    a.load::<u32>(R2, R6 + argument(3)).store::<u32>(FP - 4, R2);
    a.map_lookup_elem(&counters.enqueue, FP - 4)
        .jeq(R0, 0, &done);
    a.load::<u32>(R1, R6 + argument(1))
        .load::<u32>(R2, R6 + argument(2));
    if mode == XdpMode::Native {
        a.sub(R1, R2).note("processed includes drops");
    }
    let no_drops = a.label("no drops");
    add(a, R0 + sum(Counter::Enqueued), R1);
    a.mov(R3, 1);
    add(a, R0 + sum(Counter::EnqueueBulks), R3);
    a.jeq(R2, 0, &no_drops);
    add(a, R0 + sum(Counter::EnqueueDrops), R2);
    a.bind(no_drops);
    a.bind(done).mov(W0, 0).exit();
}

/// `xdp_cpumap_kthread(int map_id, unsigned int processed, unsigned int drops, int sched,
/// struct xdp_cpumap_stats *xdp_stats)`
///
/// The target is told by the name of the thread, and not by the CPU it runs on: that is another one since the target was
/// offline.
pub(super) fn kthread<'m>(
    a: &mut Asm<'m>,
    counters: &'m QueueCounters,
    entry_programs: &'m PlainMap,
    map_id: u32,
) {
    /// `struct xdp_cpumap_stats { redirect, pass, drop }`, of 32 bits each, as read to here.
    const BY_PROGRAM: i16 = -24;
    const CPU: i16 = -4;
    let (done, no_drops) = (a.label("done"), a.label("no drops"));
    let at_home = a.label("at home");
    let (slept, no_packets) = (a.label("slept"), a.label("no packets"));
    only(a, argument(0), map_id, &done);
    target_cpu(a, FP + CPU);
    a.map_lookup_elem(&counters.kthread, FP + CPU)
        .jeq(R0, 0, &done);
    a.mov(R7, R0).mov(R3, 1);
    a.load::<u32>(R1, R6 + argument(3)).jeq(W1, 0, &slept);
    add(a, R7 + sum(Counter::Sched), R3);
    a.bind(slept)
        .load::<u32>(R1, R6 + argument(2))
        .jeq(W1, 0, &no_drops);
    add(a, R7 + sum(Counter::KthreadDrops), R1);
    a.bind(no_drops)
        .load::<u32>(R1, R6 + argument(1))
        .jeq(W1, 0, &no_packets);
    add(a, R7 + sum(Counter::KthreadPackets), R1);
    add(a, R7 + sum(Counter::KthreadBulks), R3);
    a.get_smp_processor_id().load::<u32>(R1, FP + CPU);
    a.jeq(R0, R1, &at_home);
    a.load::<u32>(R1, R6 + argument(1));
    add(a, R7 + sum(Counter::KthreadElsewhere), R1);
    a.bind(at_home);
    a.ld_map_value(R1, entry_programs, 0).load::<u32>(R1, R1);
    a.jeq(R1, 0, &done).note("no entry programs");
    a.load::<u64>(R3, R6 + argument(4));
    a.probe_read_kernel(FP + BY_PROGRAM, 12, R3)
        .jne(R0, 0, &done);
    for (field, counter) in [
        (0, Counter::XdpRedirect),
        (4, Counter::XdpPass),
        (8, Counter::XdpDrop),
    ] {
        a.load::<u32>(R1, FP + (BY_PROGRAM + field));
        add(a, R7 + sum(counter), R1);
    }
    a.bind(no_packets);
    a.bind(done).mov(W0, 0).exit();
}

/// `xdp_cpumap_enqueue`, on the lane: notes the place behind what was put into the queue, and makes a checkpoint if one is
/// wanted.
///
/// A packet that is handed over while the bulk is full has it flushed first: it counts as sent, and is not in the queue yet.
pub(super) fn lane<'m>(a: &mut Asm<'m>, rows: &LaneRows<'m>, map_id: u32, mode: XdpMode) {
    /// `CPU_MAP_BULK_SIZE`, kernel/bpf/cpumap.c
    const BULK: i32 = 8;
    const LANE: i16 = -4;
    let (done, last) = (a.label("done"), a.label("all of it"));
    only(a, argument(0), map_id, &done);
    a.load::<u32>(R7, R6 + argument(3)).mov(R1, R7);
    rows.layout.emit_target(a, R8, R1, rows.targets, rows.step);
    a.load::<u32>(R1, R6 + argument(1));
    if mode == XdpMode::Native {
        a.load::<u32>(R2, R6 + argument(2)).sub(R1, R2);
    }
    a.atomic_add::<u64>(R8 + target::RING, R1)
        .get_smp_processor_id()
        .store::<u32>(FP + LANE, R0)
        .map_lookup_elem(rows.lanes, FP + LANE)
        .jeq(R0, 0, &done);
    rows.layout.emit_position(a, R3, R0, R7, rows.step);
    a.load::<u32>(R1, R3 + position::STATE)
        .jne(R1, position::WANTED, &done)
        .load::<u64>(R2, R3 + position::SENT);
    if mode == XdpMode::Native {
        a.load::<u32>(R1, R6 + argument(1))
            .jne(R1, BULK, &last)
            .sub(R2, 1);
    }
    a.bind(last)
        .load::<u64>(R1, R8 + target::RING)
        .store::<u64>(R3 + position::RING, R1)
        .load::<u64>(R1, R8 + target::SLEEPS)
        .store::<u64>(R3 + position::SLEEPS, R1)
        .store::<u64>(R3 + position::FLUSHED, R2)
        .store::<u32>(R3 + position::STATE, position::LIVE);
    a.bind(done).mov(W0, 0).exit();
}

/// `xdp_cpumap_kthread`, on the target: adds up what its thread took, and how often it slept.
///
/// The tracepoint says `sched` also of a thread that only gave way to another, with packets in its queue, and perhaps some that
/// GRO holds back. So it is asked how often the thread has given its CPU away by itself, where the kernel tells where that is:
/// `switches` in its `task_struct`.
pub(super) fn taken<'m>(a: &mut Asm<'m>, rows: &LaneRows<'m>, map_id: u32, switches: Option<i32>) {
    const CPU: i16 = -4;
    const SWITCHES: i16 = -16;
    let (done, awake) = (a.label("done"), a.label("awake"));
    only(a, argument(0), map_id, &done);
    a.load::<u32>(R7, R6 + argument(1)).jeq(W7, 0, &done);
    target_cpu(a, FP + CPU);
    a.load::<u32>(R1, FP + CPU);
    rows.layout.emit_target(a, R8, R1, rows.targets, rows.step);
    if let Some(switches) = switches {
        a.load::<u32>(R1, R6 + argument(3)).jeq(W1, 0, &awake);
        a.call(Helper::GET_CURRENT_TASK)
            .mov(R3, R0)
            .add(R3, switches);
        a.probe_read_kernel(FP + SWITCHES, 8, R3)
            .jne(R0, 0, &awake)
            .load::<u64>(R1, FP + SWITCHES)
            .load::<u64>(R2, R8 + target::SWITCHES)
            .jeq(R1, R2, &awake)
            .store::<u64>(R8 + target::SWITCHES, R1)
            .load::<u64>(R1, R8 + target::SLEEPS)
            .add(R1, 1)
            .store::<u64>(R8 + target::SLEEPS, R1);
    }
    a.bind(awake);
    add(a, R8 + target::TAKEN, R7);
    a.bind(done).mov(W0, 0).exit();
}

/// The rows of the lanes, as far as they are about one step of a policy.
#[derive(Debug)]
pub(crate) struct LaneRows<'m> {
    pub(crate) lanes: &'m PlainMap,
    pub(crate) targets: &'m PlainMap,
    pub(crate) layout: LaneLayout,
    pub(crate) step: u16,
}

/// Stores the CPU of the thread that runs, whose name is `cpumap/CPU/map:ID`.
fn target_cpu(a: &mut Asm<'_>, cpu: Mem) {
    /// The name, with its NUL.
    const NAME: i16 = -48;
    const SIZE: u32 = 16;
    /// Where the number begins in it.
    const NUMBER: i16 = 7;
    const DIGITS: i16 = 4;
    const { assert!(CpuId::MAX.number() < 10u32.pow(DIGITS as u32)) };
    let end = a.label("end of the number");
    a.get_current_comm(FP + NAME, SIZE).mov(R2, 0);
    for digit in 0..DIGITS {
        a.load::<u8>(R1, FP + (NAME + NUMBER + digit));
        a.jeq(R1, i32::from(b'/'), &end);
        a.mul(R2, 10).add(R2, R1).sub(R2, i32::from(b'0'));
    }
    a.bind(end).store::<u32>(cpu, R2);
}

/// `xdp_redirect_err(const struct net_device *dev, const struct bpf_prog *xdp, const void *tgt, int err,
/// enum bpf_map_type map_type, u32 map_id, u32 index)`
///
/// Before Linux 5.13 there were six arguments, of which the fifth was the map. As the seventh is read, the
/// kernel refuses to run the program there.
pub(super) fn redirect_err<'m>(
    a: &mut Asm<'m>,
    counters: &'m QueueCounters,
    map_id: u32,
    mode: XdpMode,
) {
    let done = a.label("done");
    only(a, argument(5), map_id, &done);
    a.load::<u32>(R1, R6 + argument(6))
        .note("needs seven arguments");
    if mode == XdpMode::Skb {
        a.load::<u32>(R1, R6 + argument(3));
        a.jeq(W1, -libc::ENOSPC, &done)
            .note("a full queue: counted there");
    }
    count(a, counters, Counter::RedirectErr, &done);
    a.bind(done).mov(W0, 0).exit();
}

/// Where the kernel keeps the number of a program.
#[derive(Clone, Copy, Debug)]
pub(super) struct ProgramId {
    /// Offset of `aux` in `struct bpf_prog`.
    pub(super) aux: i32,
    /// Offset of `id` in `struct bpf_prog_aux`.
    pub(super) id: i32,
}

/// `xdp_exception(const struct net_device *dev, const struct bpf_prog *xdp, u32 act)`
pub(super) fn exception<'m>(
    a: &mut Asm<'m>,
    counters: &'m QueueCounters,
    program_id: u32,
    at: ProgramId,
) {
    let done = a.label("done");
    a.load::<u64>(R3, R1 + argument(1)).add(R3, at.aux);
    a.probe_read_kernel(FP - 16, 8, R3).jne(R0, 0, &done);
    a.load::<u64>(R3, FP - 16).add(R3, at.id);
    a.probe_read_kernel(FP - 8, 4, R3).jne(R0, 0, &done);
    a.load::<u32>(R2, FP - 8);
    a.jne(W2, program_id, &done).note("another program");
    count(a, counters, Counter::XdpException, &done);
    a.bind(done).mov(W0, 0).exit();
}

/// Keeps the context in `r6` and leaves when argument `argument` is not `id`.
fn only(a: &mut Asm<'_>, argument: i16, id: u32, done: &Label) {
    a.mov(R6, R1).load::<u32>(R2, R6 + argument);
    a.jne(W2, id, done).note("another map");
}

/// Adds a register to a sum. `r4` is lost.
fn add(a: &mut Asm<'_>, sum: Mem, more: Reg) {
    a.load::<u64>(R4, sum).add(R4, more).store::<u64>(sum, R4);
}

/// Adds 1 to an error.
fn count<'m>(a: &mut Asm<'m>, counters: &'m QueueCounters, error: Counter, done: &Label) {
    a.store::<u32>(FP - 4, error.index().cast_signed());
    a.map_lookup_elem(&counters.errors, FP - 4).jeq(R0, 0, done);
    a.load::<u64>(R2, R0).add(R2, 1).store::<u64>(R0, R2);
}
