//! `softrss bench`: what a policy costs for each packet, above the redirect floor.
//!
//! The *redirect floor* is a program that does nothing but `bpf_redirect_map(cpumap, const, XDP_PASS)`.
//! The kernel runs both programs on the same packet (`BPF_PROG_TEST_RUN`), in turns, so that whatever
//! else the machine does meets both. The price of a policy is what it takes above the floor: of the medians, and of the fastest
//! rounds, which a busy machine disturbs least. Another program, of any object file, can take its turns beside them.

use std::{
    num::NonZeroU32,
    os::fd::{AsFd as _, BorrowedFd},
    time::Duration,
};

use bpf_asm::{Asm, Program, ProgramKind, xdp::XDP_PASS};
use nix::{
    sched::{CpuSet as Affinity, sched_setaffinity},
    time::{ClockId, clock_gettime},
    unistd::Pid,
};
use softrss::{CpuId, Loaded, TestRun, load, steering::Steering};
use softrss_codegen::{Image, Options};
use softrss_core::{Arrival, ResolvedPolicy, decide, decide::Verdict, policy::Local};
use softrss_testbed::allowed_cpus;

use super::{
    policy::{self, PolicyArgs},
    refusal,
};
use crate::Failure;

mod packets;
mod peer;
mod report;

use packets::Sample;
use peer::{Peer, PeerArg};
use report::{Report, Row};

/// Measure what a policy costs for each kind of packet, in nanoseconds above a bare redirect
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    policy: PolicyArgs,
    /// Another XDP program to measure in the same run: an object file, and the program if it has several. Its CPUMAPs get the
    /// policy's CPUs, its other maps are left as they are
    #[arg(long, value_name = "OBJ[:PROGRAM]")]
    peer: Option<PeerArg>,
    /// How often the floor and the policy are measured in turn, for each kind of packet
    #[arg(long, value_name = "N", default_value_t = 11, value_parser = clap::value_parser!(u32).range(3..=1001))]
    rounds: u32,
    /// Packets of one measurement
    #[arg(long, value_name = "N", default_value = "500000")]
    packets: NonZeroU32,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] with exit code 3 where privileges are missing.
pub fn run(args: &Args) -> Result<(), Failure> {
    let resolved = policy::resolve(args.policy.load()?)?;
    let cpu = pin(&resolved)?;
    let image = Image::new(&resolved, Options::default()).map_err(refusal::codegen)?;
    let steering = Steering::load(&image).map_err(refusal::steering)?;
    let floor = floor(&steering, &resolved)?;
    let cpus: Vec<CpuId> = resolved.cpus().iter().collect();
    let peer = args.peer.as_ref();
    let peer = peer.map(|peer| Peer::load(peer, &cpus)).transpose()?;
    let programs = Programs {
        floor: floor.as_fd(),
        policy: steering.program().as_fd(),
        peer: peer.as_ref().map(Peer::fd),
    };
    let mut rows = Vec::new();
    for sample in packets::samples() {
        let sample = on_its_way(sample.map_err(refusal::packet)?, &resolved, cpu);
        rows.push(measure(args, &programs, &sample)?);
    }
    let report = Report::new(cpu, args.rounds, peer.map(|peer| peer.name), rows);
    if args.json {
        crate::report::json(&report)
    } else {
        report.print()
    }
}

/// Keeps this thread on one CPU and says which: the first it may use that leaves the policy another target.
/// What stays on its CPU is passed on, which is not the price of steering.
fn pin(policy: &ResolvedPolicy) -> Result<CpuId, Failure> {
    let allowed = allowed_cpus().map_err(refusal::testbed)?;
    let mut allowed = allowed
        .iter()
        .filter_map(|&cpu| CpuId::new(cpu).ok())
        .peekable();
    let first = *allowed.peek().ok_or_else(refusal::no_cpu)?;
    let leaves_another = |cpu: &CpuId| policy.cpus().iter().any(|target| target != *cpu);
    let chosen = if policy.local() == Local::Pass {
        let found = allowed.find(leaves_another);
        found.ok_or_else(|| refusal::nothing_to_measure(first))?
    } else {
        first
    };
    let mut only = Affinity::new();
    only.set(chosen.number() as usize)
        .map_err(refusal::affinity)?;
    sched_setaffinity(Pid::from_raw(0), &only).map_err(refusal::affinity)?;
    Ok(chosen)
}

/// The redirect floor: to one of the targets, whatever the packet is.
fn floor(steering: &Steering, policy: &ResolvedPolicy) -> Result<Loaded, Failure> {
    let target = policy
        .targets()
        .last()
        .map_or(0, |target| target.cpu().number());
    let mut a = Asm::new();
    let cpus = steering.cpus().map_err(refusal::steering)?;
    a.redirect_map(cpus, target, XDP_PASS).exit();
    let code = a.finish().map_err(refusal::assemble)?;
    load(&Program::new("floor", ProgramKind::XDP, code).map_err(refusal::assemble)?)
        .map_err(refusal::load)
}

/// The packet of this kind with the first source port for which it is redirected: one whose target is
/// this CPU would be passed on, and that is cheaper. Unchanged if there is none.
fn on_its_way(sample: Sample, policy: &ResolvedPolicy, cpu: CpuId) -> Sample {
    let redirected = |frame: &[u8]| {
        decide(
            policy,
            &Arrival {
                cpu: Some(cpu),
                ..Arrival::new(frame)
            },
        )
        .verdict
            == Verdict::Redirect
    };
    let frames = &sample.frames;
    let chosen = frames
        .iter()
        .position(|frame| redirected(frame))
        .unwrap_or(0);
    Sample { chosen, ..sample }
}

/// What takes turns.
struct Programs<'p> {
    floor: BorrowedFd<'p>,
    policy: BorrowedFd<'p>,
    peer: Option<BorrowedFd<'p>>,
}

fn measure(args: &Args, programs: &Programs<'_>, sample: &Sample) -> Result<Row, Failure> {
    let frame = &sample.frames[sample.chosen];
    let (mut floors, mut policies, mut peers) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..args.rounds {
        floors.push(time(programs.floor, frame, args.packets)?);
        policies.push(time(programs.policy, frame, args.packets)?);
        if let Some(peer) = programs.peer {
            peers.push(time(peer, frame, args.packets)?);
        }
    }
    Ok(Row::new(sample.kind, floors, policies, peers))
}

/// Nanoseconds per packet, of the time that this thread ran: the call also waits for other CPUs, and the
/// kernel's own figure has no fractions.
fn time(program: BorrowedFd<'_>, frame: &[u8], packets: NonZeroU32) -> Result<f64, Failure> {
    let run = TestRun::new(frame).repeat(packets.get());
    let start = thread_time()?;
    run.run_fd(program).map_err(refusal::test_run)?;
    let ran = thread_time()?.saturating_sub(start);
    Ok(ran.as_secs_f64() * 1e9 / f64::from(packets.get()))
}

fn thread_time() -> Result<Duration, Failure> {
    let now = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).map_err(refusal::clock)?;
    Ok(now.into())
}

/// What of the JSON is promised.
#[cfg(test)]
pub(crate) fn schema() -> serde_json::Value {
    crate::contract::schema::<report::Report>()
}
