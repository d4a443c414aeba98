//! Targets do with packets what the policy says, and measure how long they waited.

use std::{error::Error, process::ExitCode, time::Duration};

use bpf_asm::{ProgramKind, xdp::XDP_PASS};
use softrss::{Counter, CpumapStats, Reading, Steering, XdpMode, topology};
use softrss_codegen::{Image, Options};
use softrss_core::{Feature, Policy, ResolvedPolicy};
use softrss_kernel_tests::{
    datagram::{Receiver, Sender},
    eventually, inside,
    program::{attached, constant},
    traffic, trials,
};
use softrss_testbed::{
    Testbed, TrafficSpec, allowed_cpus,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            native_waits_are_measured,
            targets_drop_and_redirect,
        ],
        [Need::Root, Need::Feature(Feature::SkbRedirect)] => [skb_waits_are_measured],
    ])
}

/// A policy in the kernel, and those who watch the queues of its last step.
struct Steered {
    policy: ResolvedPolicy,
    steering: Steering,
    stats: CpumapStats,
}

impl Steered {
    /// In the namespace of the sink, whose interfaces redirects lead to.
    fn load(bed: &Testbed, text: &str, mode: XdpMode) -> Result<Self, Box<dyn Error>> {
        let policy: Policy = format!("version = 1\n{text}").parse()?;
        let policy = ResolvedPolicy::new(policy, &topology::online()?)?;
        let image = Image::new(&policy, Options::default())?;
        let steering = inside(bed.sink().netns(), || Steering::load(&image))?;
        let queues = steering.queues().last().ok_or("no queue")?;
        Ok(Self {
            stats: CpumapStats::attach(queues, mode)?,
            policy,
            steering,
        })
    }

    fn read(&self) -> Result<Reading, Box<dyn Error>> {
        let (counters, observers) = (self.stats.counters(), self.stats.observers());
        Ok(self.steering.read(&self.policy, counters, observers)?)
    }

    /// Waits until the threads of the queues have taken `packets`, and gives the counts.
    fn taken(&self, packets: u64) -> Result<Reading, Box<dyn Error>> {
        eventually(|| self.read(), |reading| kthread(reading) >= packets)
    }
}

/// The packets that the threads of the queues took.
fn kthread(reading: &Reading) -> u64 {
    let cpus = reading.cpus.values();
    cpus.map(|cpu| cpu.counts[Counter::KthreadPackets]).sum()
}

fn waits_are_measured(mode: XdpMode) -> Outcome {
    let bed = Testbed::new()?;
    let text = "[targets]\nlocal = \"queue\"\n[observe]\nlatency = true\n";
    let steered = Steered::load(&bed, text, mode)?;
    let _attached = attached(steered.steering.program(), bed.sink(), mode)?;
    let mut spec = TrafficSpec::new(allowed_cpus()?);
    spec.duration = Duration::from_millis(300);
    let report = traffic::enough(&bed, &spec)?;
    assert_eq!(report.lost, 0);
    let reading = steered.taken(report.sent)?;
    let latency = reading.cpus.values().filter_map(|cpu| cpu.latency.as_ref());
    let mut buckets = [0; 65];
    for histogram in latency {
        for (sum, count) in buckets.iter_mut().zip(histogram.buckets) {
            *sum += count;
        }
    }
    // Every packet waited, none for less than some nanoseconds or more than a minute.
    assert_eq!(
        buckets.iter().sum::<u64>(),
        kthread(&reading),
        "{buckets:?}"
    );
    assert_eq!(buckets[..5].iter().sum::<u64>(), 0, "{buckets:?}");
    assert_eq!(buckets[36..].iter().sum::<u64>(), 0, "{buckets:?}");
    Ok(())
}

fn native_waits_are_measured() -> Outcome {
    waits_are_measured(XdpMode::Native)
}

fn skb_waits_are_measured() -> Outcome {
    waits_are_measured(XdpMode::Skb)
}

/// The same packets under three rules: to the stack, to nowhere, and back out of the interface.
fn targets_drop_and_redirect() -> Outcome {
    let bed = Testbed::new()?;
    // A veth takes redirected packets when its peer runs a native program.
    let pass = constant(ProgramKind::XDP, XDP_PASS)?;
    let _peer = attached(&pass, bed.source(), XdpMode::Native)?;
    let (to_sink, back) = (Receiver::at(bed.sink())?, Receiver::at(bed.source())?);
    let rule = |then: &str| {
        format!("[[rule]]\nmatch = {{ proto = \"udp\" }}\naction = {{ cpu = 0, then = {then} }}\n")
    };
    for (then, arrive, return_) in [
        ("\"stack\"", 20, 0),
        ("\"drop\"", 0, 0),
        ("{ redirect = \"sink0\" }", 0, 20),
    ] {
        for mss in ["", "[targets]\nmss = 1200\n"] {
            let text = format!("{mss}{}", rule(then));
            let steered = Steered::load(&bed, &text, XdpMode::Native)?;
            let program = steered.steering.program();
            let _attached = attached(program, bed.sink(), XdpMode::Native)?;
            // Of those that come back, only what looks as if it came from the sink is received.
            Sender::to_sink(&bed)?.send(if return_ == 0 { 20 } else { 0 })?;
            Sender::to_itself(&bed)?.send(return_)?;
            let plain = then == "\"stack\"" && mss.is_empty();
            if !plain {
                steered.taken(20)?;
            }
            let (mut arrived, mut returned) = (0, 0);
            let counted = || {
                arrived += to_sink.received()?;
                returned += back.received()?;
                Ok((arrived, returned))
            };
            eventually(counted, |counts| *counts == (arrive, return_))?;
        }
    }
    Ok(())
}
