//! `softrss demo`: the whole system on real packets, in two namespaces of its own.
//!
//! The same traffic is sent twice. Both times every packet is received on one CPU, as it happens to a
//! NIC that cannot tell flows apart. First the stack processes them there; then a program spreads the
//! flows over the target CPUs. The kernel counts who processed what, the sink counts what arrived.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use softrss::{CpuId, CpuSet, topology};
use softrss_core::ResolvedPolicy;
use softrss_testbed::{Testbed, TrafficSpec, allowed_cpus};

use super::{
    interrupt::interruptible,
    policy::{self, PolicyArgs},
    refusal,
};
use crate::{Exit, Failure};

mod bench;
mod fallback;
mod report;

use bench::Bench;
use report::{Bar, Report};

/// See it work: send flows through two throw-away namespaces, first unsteered, then steered
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How long to send, both halves together
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u64).range(1..=3600))]
    seconds: u64,
    #[command(flatten)]
    policy: PolicyArgs,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] with exit code 3 where privileges are missing.
pub fn run(args: &Args) -> Result<(), Failure> {
    let policy = policy::resolve(args.policy.load()?)?;
    let online = topology::online().map_err(refusal::topology)?;
    if let Some(cpu) = policy.cpus().iter().find(|cpu| !online.contains(*cpu)) {
        return Err(refusal::offline(cpu, &online));
    }
    let stop = interruptible()?;
    match demonstrate(args, receiver(&online)?, &policy, &stop) {
        // The exit code stays that of missing privileges: this is not what was asked for.
        Err(failure) if failure.exit() == Some(Exit::Privilege) && !args.json => {
            fallback::run(&policy)?;
            Err(failure)
        }
        outcome => outcome,
    }
}

fn demonstrate(
    args: &Args,
    receiver: CpuId,
    policy: &ResolvedPolicy,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    let bed = Testbed::new().map_err(refusal::testbed)?;
    let half = Duration::from_secs(args.seconds) / 2;
    let bench = Bench {
        bed: &bed,
        spec: spec(receiver, half),
        stop,
        receiver,
        policy,
    };

    let bar = Bar::new(args.seconds, args.json);
    let baseline = bench.unsteered(|elapsed| bar.at("unsteered", elapsed))?;
    interrupted(stop)?;
    let steered = bench.steered(|elapsed| bar.at("steered", half + elapsed))?;
    interrupted(stop)?;
    bar.clear();

    let report = Report::new(args.seconds, receiver, &baseline, &steered)?;
    if args.json {
        crate::report::json(&report)
    } else {
        report.print()
    }
}

/// What is sent: as many packets as the machine processes, never more in flight than a queue holds.
fn spec(receiver: CpuId, duration: Duration) -> TrafficSpec {
    let mut spec = TrafficSpec::new(vec![receiver.0]);
    spec.duration = duration;
    spec
}

/// The CPU that all packets are received on: the first that is online and that this process may use.
fn receiver(online: &CpuSet) -> Result<CpuId, Failure> {
    let allowed = allowed_cpus().map_err(refusal::testbed)?;
    let usable = online.iter().find(|cpu| allowed.contains(&cpu.0));
    usable.ok_or_else(refusal::no_cpu)
}

fn interrupted(stop: &AtomicBool) -> Result<(), Failure> {
    if stop.load(Ordering::Relaxed) {
        Err(refusal::interrupted())
    } else {
        Ok(())
    }
}
