//! Who receives packets changes from one to the next: numbered packets and TCP connections of senders that wander over
//! the CPUs.

#![expect(clippy::print_stdout, reason = "a test that tells what it measures")]

use std::{error::Error, sync::atomic::AtomicBool, thread};

use softrss::{
    Counter, Interface, XdpMode,
    deployment::{Deployment, Intent, PinRoot},
    preflight::{Facts, Reception},
};
use softrss_core::CpuId;
use softrss_kernel_tests::{AnyError, bpffs::with_bpffs, inside, modes};
use softrss_testbed::{
    Encapsulation, End, IpVersion, TcpBed, TcpCounters, TcpPair, TrafficReport, TrafficSpec,
    allowed_cpus, harness::Outcome,
};

use crate::site::{Site, go_on, policy, sendable, with_site};

const PASS: &str = "[targets]\nlocal = \"pass\"\n";
/// Few flows, so that many packets of each are on their way at a time.
const FLOWS: u32 = 32;

/// `text`, as `attach` would have it: what is known of the interface decides.
fn intended(end: &End, text: &str, mode: XdpMode) -> Result<Intent, Box<dyn Error>> {
    let mut intent = policy(text)?;
    let facts = inside(end.netns(), || {
        Interface::by_name(end.interface()).map(|interface| Facts::gather(Some(&interface)))
    })?;
    let reception = Reception::of(&facts, mode);
    intent.mode = mode;
    intent.policy = intent.policy.received_by(reception.receiver());
    intent.receiver_reason = reception.to_string();
    Ok(intent)
}

fn wander(site: &Site<'_>) -> Result<TrafficReport, Box<dyn Error>> {
    let spec = TrafficSpec {
        wandering: true,
        flows: FLOWS,
        ..TrafficSpec::new(allowed_cpus()?)
    };
    Ok(spec.run(site.bed, &AtomicBool::new(false), |_| ())?)
}

pub(crate) fn the_default_keeps_the_order_of_those_who_wander() -> Outcome {
    for mode in modes()? {
        with_site(|site| {
            let intent = intended(site.bed.sink(), "", mode)?;
            let deployment = site.attach(&intent)?.deployment;
            let local = deployment.record().local.clone().ok_or("it is not said")?;
            assert_eq!((&*local.asked, &*local.is), ("auto", "queue"));
            assert_eq!(local.why, "a veth receives on whichever CPU sends");
            let report = wander(site)?;
            assert_eq!(
                (report.lost, report.reordered),
                (0, 0),
                "of {}",
                report.sent
            );
            let reading = deployment.read()?;
            assert_eq!(reading.total(Counter::Passed), Some(0));
            assert_eq!(reading.total(Counter::Bucket), Some(report.sent));
            println!("{mode}: 0 of {} reordered", report.sent);
            site.detach()?;
            Ok(())
        })?;
    }
    Ok(())
}

/// What the default is for. How much is reordered is for the machine to say.
pub(crate) fn passing_on_at_once_is_done_where_it_is_asked_for() -> Outcome {
    for mode in modes()? {
        with_site(|site| {
            let intent = intended(site.bed.sink(), PASS, mode)?;
            let deployment = site.attach(&intent)?.deployment;
            let local = deployment.record().local.clone().ok_or("it is not said")?;
            assert_eq!((&*local.asked, &*local.is), ("pass", "pass"));
            assert_eq!(local.why, "the policy says so");
            let report = wander(site)?;
            assert_eq!(report.lost, 0, "of {}", report.sent);
            let reading = deployment.read()?;
            // Each CPU has received packets of its own, or the sender would not have wandered.
            for cpu in [0, 1].map(CpuId::from) {
                assert!(reading.cpus[&cpu].counts[Counter::Passed] > 0, "CPU {cpu}");
            }
            let TrafficReport {
                reordered, sent, ..
            } = report;
            println!("{mode}, passed on at once: {reordered} of {sent} reordered");
            site.detach()?;
            Ok(())
        })?;
    }
    Ok(())
}

/// Bytes that each connection carries in each direction.
const TRANSFER: u64 = 16 << 20;

/// What TCP itself counts: every byte arrives; how often is told.
pub(crate) fn tcp_tells_how_often_it_was_overtaken() -> Outcome {
    for mode in modes()? {
        for (what, text) in [
            ("unsteered", None),
            ("default", Some("")),
            ("local = \"pass\"", Some(PASS)),
        ] {
            let counted = with_bed(mode, text)?;
            assert_eq!(counted.checksum_errors, 0);
            println!(
                "{mode}, {what}: {} segments, {} retransmitted, {} out of order, {} reorderings seen",
                counted.received, counted.retransmitted, counted.out_of_order, counted.reorderings,
            );
        }
    }
    Ok(())
}

/// What both ends counted while four connections were busy, with both ends steered by a policy, if any.
fn with_bed(mode: XdpMode, text: Option<&str>) -> Result<TcpCounters, Box<dyn Error>> {
    let bed = TcpBed::new(Encapsulation::Plain)?;
    let ends = [bed.testbed().source(), bed.testbed().sink()];
    with_bpffs(|pins| {
        let root = PinRoot::at(pins)?;
        for end in ends {
            let Some(text) = text else { continue };
            let intent = intended(end, text, mode).map_err(sendable)?;
            let attach = || {
                let interface = Interface::by_name(end.interface())?;
                Deployment::attach(&root, &interface, &intent, &mut go_on).map_err(AnyError::from)
            };
            inside(end.netns(), attach).map_err(sendable)?;
        }
        transfer(&bed).map_err(sendable)?;
        let [one, other] = [bed.counters(ends[0])?, bed.counters(ends[1])?];
        for end in ends {
            if text.is_some() {
                let detach = || Deployment::detach(&root, end.interface(), &mut go_on);
                inside(end.netns(), detach).map_err(sendable)?;
            }
        }
        Ok(TcpCounters {
            received: one.received + other.received,
            retransmitted: one.retransmitted + other.retransmitted,
            checksum_errors: one.checksum_errors + other.checksum_errors,
            out_of_order: one.out_of_order + other.out_of_order,
            reorderings: one.reorderings + other.reorderings,
        })
    })
}

fn transfer(bed: &TcpBed) -> Result<(), Box<dyn Error>> {
    let versions = [IpVersion::V4, IpVersion::V6, IpVersion::V4, IpVersion::V6];
    let pairs = versions.map(|version| bed.connect(version));
    let pairs: Vec<TcpPair> = pairs.into_iter().collect::<Result<_, _>>()?;
    thread::scope(|scope| {
        let busy: Vec<_> = pairs
            .iter()
            .map(|pair| scope.spawn(|| pair.transfer(TRANSFER)))
            .collect();
        busy.into_iter().try_for_each(|busy| {
            busy.join().map_err(|_panic| "a transfer panicked")??;
            Ok(())
        })
    })
}
