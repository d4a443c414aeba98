//! Changes under traffic, every packet of which is numbered.

use std::{error::Error, thread, time::Duration};

use softrss::{
    Counter, CpuReading,
    deployment::{Applied, Intent},
};
use softrss_core::CpuId;
use softrss_kernel_tests::traffic;
use softrss_testbed::{TrafficReport, TrafficSpec, allowed_cpus, harness::Outcome};

use crate::site::{Site, on_cpu, policy, policy_with, with_site};

/// Sends from `cpus` until `during` is done, and says what became of the packets.
pub(crate) fn traffic_during(
    site: &Site<'_>,
    cpus: Vec<u32>,
    during: impl FnOnce() -> Outcome,
) -> Result<TrafficReport, Box<dyn Error>> {
    traffic::during(site.bed, cpus, during)
}

/// The same, of other traffic.
pub(crate) fn traffic_of(
    spec: TrafficSpec,
    site: &Site<'_>,
    during: impl FnOnce() -> Outcome,
) -> Result<TrafficReport, Box<dyn Error>> {
    traffic::of(spec, site.bed, during)
}

pub(crate) fn what_is_counted_is_what_was_sent() -> Outcome {
    with_site(|site| {
        let rule =
            "[[rule]]\nname = \"udp\"\nmatch = { proto = \"udp\" }\naction = { cpus = \"0-1\" }\n";
        let deployment = site.attach(&policy(rule)?)?.deployment;
        let report = traffic_during(site, allowed_cpus()?, || Ok(()))?;
        assert_eq!((report.lost, report.reordered), (0, 0));
        let reading = deployment.read()?;
        for counter in [Counter::Enqueued, Counter::KthreadPackets, Counter::Rule] {
            assert_eq!(reading.total(counter), Some(report.sent), "{counter:?}");
        }
        assert_eq!(reading.rules, [("udp".to_owned(), report.sent)]);
        assert_eq!(
            (reading.packets(), reading.packets_of_cpus()),
            (report.sent, report.sent)
        );
        assert_eq!(reading.lost(), 0);
        assert_eq!(reading.cpus.len(), 2);
        for counter in [
            Counter::Bucket,
            Counter::Missed,
            Counter::RedirectErr,
            Counter::XdpException,
        ] {
            assert_eq!(reading.total(counter), Some(0), "{counter:?}");
        }
        site.detach()?;
        Ok(())
    })
}

/// Applies one policy after the other while packets are sent.
fn apply_in_turn(
    policies: &[Intent],
    cpus: &[u32],
    may_reorder: bool,
    expected: impl Fn(&Applied) -> bool + Sync,
) -> Outcome {
    with_site(|site| {
        // Before, each flow is processed where it is received.
        site.attach(&policies[0])?;
        let report = traffic_during(site, cpus.to_vec(), || {
            for number in 1..=times() {
                let to = &policies[number % policies.len()];
                let attachment = site.attach(to)?;
                assert!(expected(&attachment.applied), "{:?}", attachment.applied);
                assert!(attachment.untidy.is_none());
                thread::sleep(Duration::from_millis(5));
            }
            Ok(())
        })?;
        let reading = site.open()??.read()?;
        assert_eq!(report.lost, 0, "of {}", report.sent);
        let reordered = report.reordered;
        assert!(
            may_reorder || reordered == 0,
            "{reordered} of {}",
            report.sent
        );
        assert_eq!(reading.lost(), 0);
        if !may_reorder {
            // Whatever was applied meanwhile, no packet was missed and none counted twice.
            assert_eq!(reading.total(Counter::Bucket), Some(report.sent));
            let processed = reading.cpus.values().map(CpuReading::processed);
            assert_eq!(processed.sum::<u64>(), report.sent);
            assert_eq!(reading.packets_of_cpus(), report.sent);
        }
        let objects = crate::state::Objects::of(site)?;
        site.detach()?;
        objects.are_gone()
    })
}

/// Policies that treat the flows that are sent alike, and all else differently.
pub(crate) fn alike(targets: &str) -> Result<Vec<Intent>, Box<dyn Error>> {
    let rule = |name: &str, port: u16| {
        format!(
            "{targets}[[rule]]\nname = \"{name}\"\nmatch = {{ dst_port = {port} }}\n\
             action = {{ cpu = 0, then = \"drop\" }}\n"
        )
    };
    let prefixes = format!("{targets}[table]\nfile = \"t\"\nside = \"destination\"\n");
    let table = |csv: &str| policy_with(&prefixes, Some(csv));
    Ok(vec![
        policy(targets)?,
        policy(&rule("a", 53))?,
        policy(&rule("b", 54))?,
        table("10.0.0.0/8,0\n")?,
        table("10.0.0.0/8,1\n11.0.0.0/8,0\n")?,
        table("11.0.0.0/8,1\n")?,
        policy(&format!("{targets}[flow]\ndecap = [\"vlan\"]\n"))?,
    ])
}

fn is_change(applied: &Applied) -> bool {
    matches!(applied, Applied::Switched { .. } | Applied::Adjusted(_))
}

/// The queue of each flow goes on, whatever else changes.
pub(crate) fn nothing_is_lost_or_overtaken_when_targets_stay() -> Outcome {
    // The interface has one queue, which is served where packets are sent. Were they sent from several CPUs, it would
    // move between them, and the packets of a flow that are processed where they are received overtake those that
    // wait for the same CPU: without any change.
    let cpus = allowed_cpus()?;
    let passed = alike("[targets]\nlocal = \"pass\"\n")?;
    apply_in_turn(&passed, &cpus[..1], false, is_change)
}

/// Where packets are received does not matter when all of them are queued, as the default is on such an interface.
pub(crate) fn nothing_is_overtaken_wherever_it_is_received() -> Outcome {
    apply_in_turn(&alike("")?, &allowed_cpus()?, false, is_change)
}

/// The CPUs of flows change, and so do queues: packets may be overtaken, none is lost.
pub(crate) fn no_packet_is_lost_when_targets_change() -> Outcome {
    let either = |csv: &str| policy_with("[table]\nfile = \"t\"\nside = \"either\"\n", Some(csv));
    let policies = [
        policy("")?,
        on_cpu(CpuId::from(0), "")?,
        on_cpu(CpuId::from(1), "[targets]\nqsize = 4096\n")?,
        policy("[targets]\nmss = 1300\nqsize = 1024\n")?,
        policy("[observe]\nlatency = true\n")?,
        policy("[targets]\nlocal = \"pass\"\n")?,
        policy("[flow]\nfields = \"round-robin\"\n")?,
        either("0.0.0.0/0,0\n::/0,0\n")?,
        either("0.0.0.0/0,1\n::/0,0\n")?,
    ];
    apply_in_turn(&policies, &allowed_cpus()?, true, is_change)
}

/// How often a policy is applied.
fn times() -> usize {
    let times = std::env::var("SOFTRSS_APPLIES").ok();
    times.and_then(|times| times.parse().ok()).unwrap_or(40)
}
