//! `softrss demo`: the whole system on real packets, in two namespaces of its own.
//!
//! The same flows are sent twice. First every packet is received on one CPU, as it happens to a NIC that cannot tell flows
//! apart, and the stack processes it there. Then a program spreads the flows over the target CPUs, and they wander: the
//! packets of a flow are received by one CPU after the other, as it happens on a veth pair, and must stay in order. Only
//! where the policy passes packets on at once, and so takes it for granted that one CPU receives, one does.
//! The kernel counts who processed what, the sink counts what arrived.
//!
//! Where the policy clamps the segment size, real TCP connections are opened through the same pair after
//! the traffic of each half, to see what both ends negotiate.

use std::{
    io::{self, Write as _},
    num::ParseIntError,
    sync::atomic::AtomicBool,
    time::Duration,
};

use softrss::topology;
use softrss_core::{Mss, Policy, ResolvedPolicy};
use softrss_testbed::{Encapsulation, TcpBed, Testbed};

use super::{
    interrupt::{interrupted, interruptible},
    policy::{self, PolicyArgs},
    refusal,
};
use crate::{Exit, Failure};

mod attach;
mod bench;
mod connection;
mod fallback;
mod receivers;
mod report;
mod wait;

use bench::Bench;
use receivers::Receivers;
use report::{Bar, Report};

/// See it work: send flows through two throw-away namespaces, first unsteered, then steered
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How long to send, both halves together
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u64).range(1..=3600))]
    seconds: u64,
    #[command(flatten)]
    policy: PolicyArgs,
    /// Clamp TCP connections to this maximum segment size, in bytes, and show what real ones negotiate
    #[arg(long, value_name = "BYTES", value_parser = segment_size)]
    mss: Option<Mss>,
    /// Measure how long packets wait in the queues
    #[arg(long)]
    latency: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    /// The policy, with what the command line asks for in place of what it says.
    fn policy(&self) -> Result<Policy, Failure> {
        let mut policy = self.policy.load()?;
        if let Some(mss) = self.mss {
            let replaced = policy.targets.mss.replace(mss);
            if let Some(replaced) = replaced.filter(|replaced| *replaced != mss) {
                // Talk; the command goes on without it.
                let _ = writeln!(
                    io::stderr(),
                    "note: --mss {mss} replaces the policy's mss = {replaced}"
                );
            }
        }
        policy.observe.latency |= self.latency;
        Ok(policy)
    }
}

fn segment_size(text: &str) -> Result<Mss, String> {
    let bytes: u32 = text
        .parse()
        .map_err(|error: ParseIntError| format!("no number of bytes: {error}"))?;
    Mss::new(bytes).map_err(|error| error.to_string())
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] with exit code 3 where privileges are missing.
pub fn run(args: &Args) -> Result<(), Failure> {
    let policy = policy::resolve(args.policy()?)?;
    let online = topology::online().map_err(refusal::topology)?;
    if let Some(cpu) = policy.cpus().iter().find(|cpu| !online.contains(*cpu)) {
        return Err(refusal::offline(cpu, &online));
    }
    if let Some(interface) = policy.devices().first() {
        return Err(refusal::not_in_the_demo(interface));
    }
    let stop = interruptible()?;
    match demonstrate(args, &Receivers::new(&online, &policy)?, &policy, &stop) {
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
    receivers: &Receivers,
    policy: &ResolvedPolicy,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    let bed = Bed::new(policy)?;
    let half = Duration::from_secs(args.seconds) / 2;
    let bench = Bench {
        bed: bed.testbed(),
        tcp: bed.tcp(),
        duration: half,
        stop,
        receivers,
        policy,
    };

    let bar = Bar::new(args.seconds, args.json);
    let baseline = bench.unsteered(|elapsed| bar.at("unsteered", elapsed))?;
    interrupted(stop)?;
    let steered = bench.steered(|elapsed| bar.at("steered", half + elapsed))?;
    interrupted(stop)?;
    bar.clear();

    let report = Report::new(args.seconds, receivers, policy, &baseline, &steered)?;
    if args.json {
        crate::report::json(&report)
    } else {
        report.print()
    }
}

/// The pair, with what connections need only where some are to be opened.
enum Bed {
    Frames(Testbed),
    Tcp(TcpBed),
}

impl Bed {
    fn new(policy: &ResolvedPolicy) -> Result<Self, Failure> {
        let made = match policy.policy().targets.mss {
            None => Testbed::new().map(Self::Frames),
            Some(_) => TcpBed::new(Encapsulation::Plain).map(Self::Tcp),
        };
        made.map_err(refusal::testbed)
    }

    fn testbed(&self) -> &Testbed {
        match self {
            Self::Frames(bed) => bed,
            Self::Tcp(bed) => bed.testbed(),
        }
    }

    fn tcp(&self) -> Option<&TcpBed> {
        match self {
            Self::Frames(_) => None,
            Self::Tcp(bed) => Some(bed),
        }
    }
}

/// What of the JSON is promised.
#[cfg(test)]
pub(crate) fn schema() -> serde_json::Value {
    crate::contract::schema::<report::Report>()
}
