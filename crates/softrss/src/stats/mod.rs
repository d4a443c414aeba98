//! What happens in the queues of a CPUMAP, by CPU.
//!
//! Two small programs run at the tracepoints `xdp_cpumap_enqueue` and `xdp_cpumap_kthread` and add up
//! what concerns one map. They need no BTF.
//!
//! # Source
//! include/trace/events/xdp.h

use std::{
    collections::BTreeMap,
    ffi::CStr,
    io,
    os::fd::{AsFd, OwnedFd},
};

use bpf_asm::{Asm, AsmError, FP, Label, NameError, Program, ProgramKind, R0, R1, R2, R6, W0, W2};
use softrss_core::CpuId;

use crate::{
    attach::XdpMode,
    load::{LoadError, load},
    map::{Counters, CountersError, CpuMap, CpumapError},
    sys,
};

/// What the queue and the thread of one CPU did since [`CpumapStats::attach`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CpuCounters {
    /// Packets put into the queue of the CPU.
    pub enqueued: u64,
    /// Packets lost because the queue was full.
    pub enqueue_drops: u64,
    /// Times that packets were put into the queue: `enqueued` / this is the average bulk.
    pub enqueue_bulks: u64,
    /// Packets that the thread took out of the queue.
    pub processed: u64,
    /// Packets lost in the thread because no SKB could be allocated.
    pub kthread_drops: u64,
    /// Times the thread took packets out of the queue.
    pub kthread_bulks: u64,
    /// Times the thread ran out of packets and slept. A thread that never sleeps is saturated.
    pub sched: u64,
    /// Packets that the entry program gave to the stack. 0 without an entry program.
    pub xdp_pass: u64,
    /// Packets that the entry program dropped.
    pub xdp_drop: u64,
    /// Packets that the entry program redirected.
    pub xdp_redirect: u64,
}

/// Why the counters cannot be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StatsError {
    /// A counting program could not be assembled.
    #[error("cannot assemble the program for the tracepoint {tracepoint}")]
    Assemble {
        /// The tracepoint.
        tracepoint: &'static str,
        /// What is wrong.
        source: AsmError,
    },
    /// A counting program has a bad name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A counting program could not be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The tracepoint is not there.
    #[error("this kernel has no tracepoint {tracepoint}")]
    NoTracepoint {
        /// The tracepoint.
        tracepoint: &'static str,
        /// What the kernel said.
        source: io::Error,
    },
    /// The counters could not be created or read.
    #[error(transparent)]
    Counters(#[from] CountersError),
    /// The CPUMAP does not tell its id.
    #[error(transparent)]
    Cpumap(#[from] CpumapError),
}

const ENQUEUE: (&str, &CStr) = ("xdp_cpumap_enqueue", c"xdp_cpumap_enqueue");
const KTHREAD: (&str, &CStr) = ("xdp_cpumap_kthread", c"xdp_cpumap_kthread");

/// Counters of one CPUMAP. Dropping it takes the programs off the tracepoints.
#[derive(Debug)]
#[must_use = "counting ends when this is dropped"]
pub struct CpumapStats {
    /// By target CPU: processed, drops, calls.
    enqueue: Counters<3>,
    /// By target CPU: processed, drops, times it slept.
    kthread: Counters<3>,
    mode: XdpMode,
    max_entries: u32,
    _links: [OwnedFd; 2],
}

impl CpumapStats {
    /// Begins to count what happens in `map`, whose packets come from programs attached in `mode`.
    ///
    /// # Kernel
    /// 4.17; the tracepoints came with CPUMAP in 4.15.
    /// # Errors
    /// [`StatsError`]; nothing is left behind then.
    pub fn attach(map: &CpuMap, mode: XdpMode) -> Result<Self, StatsError> {
        let (id, max_entries) = (map.id()?, map.max_entries());
        let enqueue = Counters::create(max_entries, "enqueue")?;
        let kthread = Counters::create(max_entries, "kthread")?;
        let links = [
            run_at(ENQUEUE, |a| count_enqueue(a, &enqueue, id))?,
            run_at(KTHREAD, |a| count_kthread(a, &kthread, id))?,
        ];
        Ok(Self {
            enqueue,
            kthread,
            mode,
            max_entries,
            _links: links,
        })
    }

    /// The counters of every CPU that took part.
    ///
    /// # Errors
    /// [`StatsError::Counters`]
    pub fn read(&self) -> Result<BTreeMap<CpuId, CpuCounters>, StatsError> {
        let mut all = BTreeMap::new();
        for cpu in 0..self.max_entries {
            let [processed, enqueue_drops, enqueue_bulks] = self.enqueue.total(cpu)?;
            // In native mode `processed` of the enqueue event includes the drops, in skb mode not.
            let enqueued = match self.mode {
                XdpMode::Native => processed.saturating_sub(enqueue_drops),
                XdpMode::Skb => processed,
            };
            let [processed, kthread_drops, sched] = self.kthread.total(cpu)?;
            let counters = CpuCounters {
                enqueued,
                enqueue_drops,
                enqueue_bulks,
                processed,
                kthread_drops,
                sched,
                ..CpuCounters::default()
            };
            if counters != CpuCounters::default() {
                all.insert(CpuId(cpu), counters);
            }
        }
        Ok(all)
    }
}

/// Assembles, loads and attaches the program for one tracepoint.
fn run_at<'m>(
    (tracepoint, name): (&'static str, &CStr),
    emit: impl FnOnce(&mut Asm<'m>),
) -> Result<OwnedFd, StatsError> {
    let mut a = Asm::new();
    emit(&mut a);
    let code = a
        .finish()
        .map_err(|source| StatsError::Assemble { tracepoint, source })?;
    let kind = ProgramKind::RawTracepoint {
        name: tracepoint.to_owned(),
    };
    let program = load(&Program::new(
        tracepoint.trim_start_matches("xdp_"),
        kind,
        code,
    )?)?;
    sys::raw_tracepoint_open(program.as_fd(), name)
        .map_err(|source| StatsError::NoTracepoint { tracepoint, source })
}

/// Offset of argument `n` of a tracepoint in the context of the program, in bytes.
const fn argument(n: i16) -> i16 {
    n * 8
}

/// `xdp_cpumap_enqueue(int map_id, unsigned int processed, unsigned int drops, int to_cpu)`
fn count_enqueue<'m>(a: &mut Asm<'m>, sums: &'m Counters<3>, map_id: u32) {
    let done = a.label("done");
    only_map(a, map_id, &done);
    a.load::<u32>(R2, R6 + argument(3)).store::<u32>(FP - 4, R2);
    add(a, sums, &done);
    a.load::<u64>(R2, R0 + 16)
        .add(R2, 1)
        .store::<u64>(R0 + 16, R2);
    a.bind(done).mov(W0, 0).exit();
}

/// `xdp_cpumap_kthread(int map_id, unsigned int processed, unsigned int drops, int sched, ...)`
fn count_kthread<'m>(a: &mut Asm<'m>, sums: &'m Counters<3>, map_id: u32) {
    let done = a.label("done");
    only_map(a, map_id, &done);
    // The thread runs on its target CPU.
    a.get_smp_processor_id().store::<u32>(FP - 4, W0);
    add(a, sums, &done);
    a.load::<u64>(R2, R0 + 16).load::<u32>(R1, R6 + argument(3));
    a.add(R2, R1).store::<u64>(R0 + 16, R2);
    a.bind(done).mov(W0, 0).exit();
}

/// Keeps the context in `r6` and leaves when the event is about another map.
fn only_map(a: &mut Asm<'_>, map_id: u32, done: &Label) {
    a.mov(R6, R1).load::<u32>(R2, R6 + argument(0));
    a.jne(W2, map_id, done).note("another CPUMAP");
}

/// Adds arguments 1 and 2, processed and drops, to the sums of the CPU at `fp - 4`; their address
/// stays in `r0`.
fn add<'m>(a: &mut Asm<'m>, sums: &'m Counters<3>, done: &Label) {
    a.map_lookup_elem(sums, FP - 4).jeq(R0, 0, done);
    for (arg, sum) in [(argument(1), 0), (argument(2), 8)] {
        a.load::<u32>(R1, R6 + arg).load::<u64>(R2, R0 + sum);
        a.add(R2, R1).store::<u64>(R0 + sum, R2);
    }
}
