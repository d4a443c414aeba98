//! What one packet costs the CPU that receives it: dropped by XDP, redirected to another CPU, or
//! processed by the stack. `rx_cpu_cost [PACKETS]`, as root.
//!
//! The kernel runs the program on frames as a driver would (`BPF_F_TEST_XDP_LIVE_FRAMES`, Linux 5.18),
//! in a network namespace of its own, and measures the time.
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::{env, num::NonZeroU32};

use anyhow::Context;
use aya::programs::{TestRun, TestRunAttrs, TestRunOptions};
use bpf_asm::{Asm, Program, ProgramKind, R0, xdp::XDP_DROP, xdp::XDP_PASS};
use softrss::{CpuId, CpuMap, CpumapEntry, Qsize, load, topology};
use softrss_testbed::{FlowSet, Testbed};

fn main() -> anyhow::Result<()> {
    let packets = match env::args().nth(1) {
        Some(number) => number.parse().context("PACKETS is a number above 0")?,
        None => NonZeroU32::new(1 << 20).context("2^20 is not 0")?,
    };
    let cpus = topology::online()?;
    let (here, there) = (cpus.first().context("no CPU")?, cpus.last().context("no CPU")?);
    anyhow::ensure!(here != there, "there is only one CPU, so no other one to redirect to");

    let map = CpuMap::create(there.0 + 1, "there")?;
    map.insert(there, &CpumapEntry::new(Qsize::MAX))?;

    println!("ns per packet on CPU {here}, median of 5 runs of {packets} packets (lowest to highest)");
    cost("dropped by XDP", here, packets, |a| _ = a.mov(R0, XDP_DROP))?;
    cost("redirected to another CPU", here, packets, |a| {
        a.redirect_map(&map, there.0, XDP_PASS);
    })?;
    cost("processed by the stack", here, packets, |a| _ = a.mov(R0, XDP_PASS))
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
    let mut ns = bed.sink().netns().run(|| run_on(&bed, &program, cpu, packets))??;
    ns.sort_unstable();
    println!("{what:>28}: {:>5}  ({} to {})", ns[2], ns[0], ns[4]);
    Ok(())
}
