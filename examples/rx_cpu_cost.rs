//! What one packet costs the CPU that receives it: dropped by XDP, redirected to another CPU, or
//! processed by the stack. `rx_cpu_cost [PACKETS]`, as root.
//!
//! The kernel runs the program on frames as a driver would (`BPF_F_TEST_XDP_LIVE_FRAMES`, Linux 5.18),
//! in a network namespace of its own, and measures the time.
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::{env, num::NonZeroU32};

use anyhow::Context;
use bpf_asm::{
    Asm, Program, ProgramKind, R0,
    xdp::{XDP_DROP, XDP_PASS},
};
use nix::{
    sched::{CpuSet, sched_setaffinity},
    unistd::Pid,
};
use softrss::{CpuId, CpuMap, CpumapEntry, Loaded, Qsize, TestRun, load, topology};
use softrss_testbed::{Testbed, packet::eth};

fn main() -> anyhow::Result<()> {
    let packets = match env::args().nth(1) {
        Some(number) => number.parse().context("PACKETS is a number above 0")?,
        None => NonZeroU32::new(1 << 20).context("2^20 is not 0")?,
    };
    let cpus = topology::online()?;
    let (here, there) = (
        cpus.first().context("no CPU")?,
        cpus.last().context("no CPU")?,
    );
    anyhow::ensure!(
        here != there,
        "there is only one CPU, so no other one to redirect to"
    );

    let map = CpuMap::create(there.number() + 1, "there")?;
    map.insert(there, &CpumapEntry::new(Qsize::MAX))?;

    println!(
        "ns per packet on CPU {here}, median of 5 runs of {packets} packets (lowest to highest)"
    );
    cost("dropped by XDP", here, packets, |a| {
        a.mov(R0, XDP_DROP);
    })?;
    cost("redirected to another CPU", here, packets, |a| {
        a.redirect_map(&map, there.number().cast_signed(), XDP_PASS);
    })?;
    cost("processed by the stack", here, packets, |a| {
        a.mov(R0, XDP_PASS);
    })
}

fn cost<'m>(
    what: &str,
    cpu: CpuId,
    packets: NonZeroU32,
    verdict: impl FnOnce(&mut Asm<'m>),
) -> anyhow::Result<()> {
    let mut a = Asm::new();
    verdict(&mut a);
    a.exit();
    let program = load(&Program::new("rx_cpu_cost", ProgramKind::XDP, a.finish()?)?)?;
    let bed = Testbed::new()?;
    let mut ns = bed
        .sink()
        .netns()
        .run(|| run_on(&bed, &program, cpu, packets))??;
    ns.sort_unstable();
    println!("{what:>28}: {:>5}  ({} to {})", ns[2], ns[0], ns[4]);
    Ok(())
}

/// Time per packet in nanoseconds, five times. Runs in the namespace of the sink.
fn run_on(
    bed: &Testbed,
    program: &Loaded,
    cpu: CpuId,
    packets: NonZeroU32,
) -> anyhow::Result<Vec<u128>> {
    let mut only = CpuSet::new();
    only.set(cpu.number() as usize)?;
    sched_setaffinity(Pid::from_raw(0), &only)?;

    let (source, sink) = (bed.source(), bed.sink());
    // Nobody listens on the port: the stack goes as far as looking for a socket.
    let frame = eth(sink.mac(), source.mac())
        .ipv4(source.ipv4(), sink.ipv4())
        .udp(50_000, 9)
        .payload(&[0; 18])
        .build()?;
    // struct xdp_md: data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex
    let context = [0, u32::try_from(frame.len())?, 0, sink.index(), 0, 0];
    let context: Vec<u8> = context
        .iter()
        .flat_map(|word: &u32| word.to_ne_bytes())
        .collect();
    let run = || {
        let run = TestRun::new(&frame).context(&context);
        let run = run.repeat(packets.get()).live_frames(64);
        Ok(run.run(program)?.duration.as_nanos())
    };
    (0..5).map(|_| run()).collect()
}
