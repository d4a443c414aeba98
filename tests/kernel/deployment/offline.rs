//! CPUs that go offline and come back, under traffic every packet of which is numbered. Only on a machine that nobody
//! else uses.

use std::{error::Error, fs, thread, time::Duration};

use softrss::{
    Counter, Deployment, TargetCpus, TargetState,
    deployment::{Applied, Intent},
};
use softrss_core::{CpuId, CpuSet, ResolvedPolicy};
use softrss_testbed::harness::Outcome;

use crate::{
    site::{Site, policy, with_site},
    traffic::traffic_during,
};

/// Who sends.
const SENDER: u32 = 0;
/// Who goes.
const GOES: u32 = 3;
const TARGETS: &str = "[targets]\ncpus = \"1-3\"\n";

/// The CPU, offline for as long as this is there.
pub(crate) struct Offline;

impl Offline {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        set_online(false)?;
        Ok(Self)
    }
}

impl Drop for Offline {
    fn drop(&mut self) {
        // A machine for tests: whoever sees it offline will say so.
        let _ = set_online(true);
    }
}

pub(crate) fn set_online(online: bool) -> Result<(), Box<dyn Error>> {
    let path = format!("/sys/devices/system/cpu/cpu{GOES}/online");
    Ok(fs::write(path, if online { "1" } else { "0" })?)
}

/// Packets come for a while.
fn some_time() {
    thread::sleep(Duration::from_millis(300));
}

fn state(deployment: &Deployment) -> Result<Vec<(u32, TargetState)>, Box<dyn Error>> {
    let targets = deployment.targets(&TargetCpus::read())?;
    let targets = targets.into_iter();
    Ok(targets.map(|(cpu, state)| (cpu.number(), state)).collect())
}

pub(crate) fn without(intent: &Intent) -> Result<Intent, Box<dyn Error>> {
    let left_out: CpuSet = [CpuId::new(GOES)?].into_iter().collect();
    let policy = intent.policy.policy().clone().without(&left_out)?;
    Ok(Intent {
        policy: ResolvedPolicy::new(policy, &CpuSet::new())?,
        left_out,
        ..intent.clone()
    })
}

fn replaced(applied: &Applied) -> usize {
    match applied {
        Applied::Adjusted(changes) => changes.queues_replaced,
        _ => 0,
    }
}

/// Packets that the thread of the CPU took on another one.
fn elsewhere(site: &Site<'_>) -> Result<u64, Box<dyn Error>> {
    let reading = site.open()??.read()?;
    Ok(reading.cpus[&CpuId::new(GOES)?].counts[Counter::KthreadElsewhere])
}

pub(crate) fn a_target_that_was_offline_is_renewed() -> Outcome {
    use TargetState::{Bound, Offline as Gone, Unbound};
    with_site(|site| {
        let intent = policy(TARGETS)?;
        let deployment = site.attach(&intent)?.deployment;
        assert_eq!(state(&deployment)?, [(1, Bound), (2, Bound), (3, Bound)]);
        let report = traffic_during(site, vec![SENDER], || {
            some_time();
            assert_eq!(elsewhere(site)?, 0);
            let offline = Offline::new()?;
            assert_eq!(state(&deployment)?, [(1, Bound), (2, Bound), (3, Gone)]);
            some_time();
            drop(offline);
            some_time();
            // The kernel leaves the thread as it was.
            assert_eq!(state(&deployment)?, [(1, Bound), (2, Bound), (3, Unbound)]);
            assert!(elsewhere(site)? > 0);
            Ok(())
        })?;
        assert_eq!(
            (report.lost, report.reordered),
            (0, 0),
            "of {}",
            report.sent
        );
        let again = site.attach(&intent)?;
        assert_eq!(replaced(&again.applied), 1, "{:?}", again.applied);
        let deployment = again.deployment;
        assert_eq!(state(&deployment)?, [(1, Bound), (2, Bound), (3, Bound)]);
        let before = elsewhere(site)?;
        let report = traffic_during(site, vec![SENDER], || {
            some_time();
            Ok(())
        })?;
        assert_eq!(
            (report.lost, report.reordered),
            (0, 0),
            "of {}",
            report.sent
        );
        assert_eq!(elsewhere(site)?, before);
        assert_eq!(site.attach(&intent)?.applied, Applied::Unchanged);
        site.detach()?;
        Ok(())
    })
}

pub(crate) fn a_target_that_is_offline_is_left_out_until_it_is_back() -> Outcome {
    use TargetState::Bound;
    with_site(|site| {
        let intent = policy(TARGETS)?;
        site.attach(&intent)?;
        let report = traffic_during(site, vec![SENDER], || {
            for _ in 0..5 {
                some_time();
                let offline = Offline::new()?;
                let left = site.attach(&without(&intent)?)?.deployment;
                assert_eq!(state(&left)?, [(1, Bound), (2, Bound)]);
                assert_eq!(left.record().left_out, [CpuId::from(3)]);
                some_time();
                drop(offline);
                let back = site.attach(&intent)?.deployment;
                assert_eq!(state(&back)?, [(1, Bound), (2, Bound), (3, Bound)]);
                assert!(back.record().left_out.is_empty());
            }
            Ok(())
        })?;
        // Flows move to other CPUs and back, so packets may be overtaken.
        assert_eq!(report.lost, 0, "of {}", report.sent);
        let reading = site.open()??.read()?;
        assert_eq!(reading.lost(), 0);
        assert_eq!(reading.total(Counter::Bucket), Some(report.sent));
        site.detach()?;
        Ok(())
    })
}
