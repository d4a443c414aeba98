//! What it costs to count what happens in a CPUMAP: where packets are received, and where they are
//! processed. `observe_cost [PAIRS]`, as root.
//!
//! The same packets are redirected without and with observers, in turn. The kernel makes them
//! (`BPF_F_TEST_XDP_LIVE_FRAMES`, Linux 5.18) in a network namespace of its own, in bulks of 8 as a busy
//! receiver does, and an entry program drops them. Both sides run on one CPU, one after the other: what is
//! compared is their code, as the time that the two threads spent, and neither the waiting for another CPU
//! nor what else the machine does.
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::{
    env, fmt, fs, thread,
    time::{Duration, Instant},
};

use anyhow::Context;
use bpf_asm::{
    Asm, FP, Program, ProgramKind, R0, R1, W0,
    xdp::{XDP_DROP, XDP_PASS},
};
use nix::{
    sched::{CpuSet, sched_setaffinity},
    time::{ClockId, clock_gettime},
    unistd::Pid,
};
use softrss::{
    Counter, Counters, CpuId, CpuMap, CpumapEntry, CpumapStats, EntryProgram, Loaded, Qsize,
    TestRun, XdpMode, load, topology,
};
use softrss_testbed::Testbed;

/// Packets that are sent at a time: fewer than fit into the queue.
const BURST: u32 = 8192;
/// Bursts without and with observers, in turn.
const BURSTS: usize = 20;
/// How long the processing of a burst may take.
const PATIENCE: Duration = Duration::from_secs(5);

fn main() -> anyhow::Result<()> {
    let pairs = match env::args().nth(1) {
        Some(number) => number.parse().context("PAIRS is a number")?,
        None => 15,
    };
    let cpu = topology::online()?.first().context("no CPU")?;
    println!(
        "ns per packet, lowest tenth of {} bursts of {BURST} packets; 10 ns are 1 % of a core per million packets \
         per second",
        pairs * BURSTS
    );
    println!(
        "{:>12}  {:>27}  {:>27}  {:>9}",
        "observed", "receiving", "processing", "together"
    );
    let bed = Testbed::new()?;
    for (observed, entry_programs) in [("queues", false), ("and programs", true)] {
        let counters = Counters::create(1, "arrived")?;
        let bench = Bench::new(cpu, &counters)?;
        let costs = bed
            .sink()
            .netns()
            .run(|| bench.costs(pairs, entry_programs));
        let [receiving, target] = costs??;
        println!(
            "{observed:>12}  {receiving:>27}  {target:>27}  {:>9.1}",
            receiving.of_observing() + target.of_observing()
        );
    }
    Ok(())
}

/// What packets cost one CPU: ns per packet of each burst.
#[derive(Default)]
struct Cost {
    without: Vec<f64>,
    with: Vec<f64>,
}

impl Cost {
    fn of_observing(&self) -> f64 {
        undisturbed(&self.with) - undisturbed(&self.without)
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (without, with) = (undisturbed(&self.without), undisturbed(&self.with));
        let difference = self.of_observing();
        f.pad(&format!("{without:.1} to {with:.1}: {difference:+.1}"))
    }
}

/// What a tenth of the values stays below: on a machine that does other things, too, the others are longer
/// for reasons of their own.
fn undisturbed(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() / 10]
}

struct Bench<'c> {
    cpu: CpuId,
    map: CpuMap,
    program: Loaded,
    /// Counts what the entry program got.
    arrived: &'c Counters<1>,
    /// Process id of the kernel's thread for the queue.
    thread: u32,
}

impl<'c> Bench<'c> {
    fn new(cpu: CpuId, arrived: &'c Counters<1>) -> anyhow::Result<Self> {
        let mut a = Asm::new();
        let done = a.label("done");
        a.store::<u32>(FP - 4, 0)
            .map_lookup_elem(arrived, FP - 4)
            .jeq(R0, 0, &done);
        a.load::<u64>(R1, R0).add(R1, 1).store::<u64>(R0, R1);
        a.bind(done).mov(W0, XDP_DROP).exit();
        let drop = Program::new("drop", ProgramKind::XDP_CPUMAP, a.finish()?)?;
        let drop = EntryProgram::new(drop)?;
        let map = CpuMap::create(cpu.number() + 1, "observed")?;
        let entry = CpumapEntry::new(Qsize::MAX);
        map.insert(cpu, &entry.with_entry_program(&drop))?;
        let mut a = Asm::new();
        a.redirect_map(&map, cpu.number().cast_signed(), XDP_PASS)
            .exit();
        let program = load(&Program::new("redirect", ProgramKind::XDP, a.finish()?)?)?;
        let thread = thread_named(&format!("cpumap/{cpu}/map:{}", map.id()?))?;
        Ok(Self {
            cpu,
            map,
            program,
            arrived,
            thread,
        })
    }

    /// The cost on both sides.
    fn costs(&self, pairs: usize, entry_programs: bool) -> anyhow::Result<[Cost; 2]> {
        let mut only = CpuSet::new();
        only.set(self.cpu.number() as usize)?;
        sched_setaffinity(Pid::from_raw(0), &only)?;
        let mut costs = [Cost::default(), Cost::default()];
        self.burst()?;
        for _ in 0..pairs {
            for _ in 0..BURSTS {
                for (cost, ns) in costs.iter_mut().zip(self.burst()?) {
                    cost.without.push(ns);
                }
            }
            let stats = CpumapStats::attach(&self.map, XdpMode::Native)?;
            stats.observers().count_entry_programs(entry_programs)?;
            for _ in 0..BURSTS {
                for (cost, ns) in costs.iter_mut().zip(self.burst()?) {
                    cost.with.push(ns);
                }
            }
            let seen: u64 = stats
                .read()?
                .values()
                .map(|cpu| cpu[Counter::KthreadPackets])
                .sum();
            let sent = u64::from(BURST) * u64::try_from(BURSTS)?;
            anyhow::ensure!(seen == sent, "the observers saw {seen} packets of {sent}");
        }
        Ok(costs)
    }

    /// Sends packets and waits until they are gone; ns per packet for receiving and for processing.
    fn burst(&self) -> anyhow::Result<[f64; 2]> {
        let [arrived] = self.arrived.total(0)?;
        let there = self.spent_there()?;
        let here = spent_here()?;
        let run = TestRun::new(&[0x02; 64]).repeat(BURST).live_frames(64);
        run.run(&self.program)?;
        let here = spent_here()? - here;
        let start = Instant::now();
        while self.arrived.total(0)? != [arrived + u64::from(BURST)] {
            anyhow::ensure!(start.elapsed() < PATIENCE, "packets were lost");
            thread::sleep(Duration::from_micros(200));
        }
        // Until the thread sleeps, its time is not up to date.
        thread::sleep(Duration::from_micros(500));
        let there = self.spent_there()? - there;
        Ok([here, there].map(|ns| ns / f64::from(BURST)))
    }

    /// Time that the thread of the queue has spent on its CPU, in ns.
    fn spent_there(&self) -> anyhow::Result<f64> {
        let told = fs::read_to_string(format!("/proc/{}/schedstat", self.thread))
            .context("the kernel tells no run times (CONFIG_SCHED_INFO)")?;
        let spent = told.split_whitespace().next().context("no run time")?;
        Ok(spent.parse()?)
    }
}

/// Time that this thread has spent on its CPU, in ns.
fn spent_here() -> anyhow::Result<f64> {
    let spent: Duration = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID)?.into();
    Ok(spent.as_secs_f64() * 1e9)
}

/// The process id of the kernel thread `name`.
fn thread_named(name: &str) -> anyhow::Result<u32> {
    for entry in fs::read_dir("/proc")? {
        let path = entry?.path();
        let comm = fs::read_to_string(path.join("comm")).unwrap_or_default();
        if comm.trim_end() == name
            && let Some(number) = path.file_name().and_then(|name| name.to_str())
        {
            return Ok(number.parse()?);
        }
    }
    anyhow::bail!("there is no thread {name} (its name is cut before Linux 5.17)")
}
