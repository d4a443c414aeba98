//! `softrss balance`: what it says, that there is one, and that nothing depends on it.

use std::{
    process::{Child, Stdio},
    thread,
    time::Duration,
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use serde_json::Value;
use softrss_testbed::harness::{Need, Outcome, Trial};

use crate::{
    killed::while_packets_are_sent,
    site::{Site, eventually_nothing, with_site},
};

const POLICY: &str = "version = 1\n[targets]\ncpus = [{ cpu = 0, weight = 60 }, { cpu = 1 }]\nqsize = 16384\n[balance]\n";

const TABLE: &str = "[table]\nfile = \"prefixes.csv\"\nside = \"source\"\n";

/// The tests of this file.
pub(crate) fn all() -> Vec<Trial> {
    const ROOT: &[Need] = &[Need::Root];
    let trial = |name, test| Trial {
        name,
        needs: ROOT,
        test,
    };
    vec![
        trial("one_process_balances", one_process_balances),
        trial(
            "a_killed_balancer_is_not_missed",
            a_killed_balancer_is_not_missed,
        ),
    ]
}

/// A process that does not outlive the test.
struct Balancer(Child);

impl Drop for Balancer {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn begin(site: &Site<'_>) -> Result<Balancer, Box<dyn std::error::Error>> {
    let mut command = site.command("balance sink0 --json");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let child = site.bed.sink().netns().run(move || command.spawn())??;
    Ok(Balancer(child))
}

fn is_owned(site: &Site<'_>) -> Result<bool, Box<dyn std::error::Error>> {
    let status = site.status()?;
    Ok(status["balance"]["owner"].is_string())
}

fn one_process_balances() -> Outcome {
    with_site(|site| {
        let ran = site.run("balance sink0")?;
        assert_eq!(ran.code, Some(1));
        assert!(
            ran.stderr.contains("softrss is not attached to sink0"),
            "{ran:?}"
        );
        site.write("still.toml", "version = 1\n")?;
        site.does("attach sink0 --policy still.toml")?;
        let ran = site.run("balance sink0")?;
        assert_eq!(ran.code, Some(1));
        assert!(ran.stderr.contains("has no `[balance]`"), "{ran:?}");
        assert!(site.status()?["balance"].is_null());
        // Packets that wait are counted with a limit, too, and buckets stay all the same.
        site.write("limit.toml", "version = 1\n[targets]\nlimit = 64\n")?;
        site.does("attach sink0 --policy limit.toml")?;
        assert!(site.status()?["balance"].is_null());
        let ran = site.run("balance sink0")?;
        assert!(ran.stderr.contains("has no `[balance]`"), "{ran:?}");
        // A table is no hindrance.
        site.write("prefixes.csv", "10.0.0.0/8,0\n")?;
        site.write("policy.toml", &format!("{POLICY}{TABLE}"))?;
        site.does("attach sink0 --policy policy.toml")?;
        assert!(!is_owned(site)?);
        let mut first = begin(site)?;
        eventually_nothing(|| {
            let owned = is_owned(site)?;
            Ok((!owned)
                .then(|| "nobody owns it".to_owned())
                .into_iter()
                .collect())
        })?;
        let ran = site.run("balance sink0")?;
        assert_eq!(ran.code, Some(1));
        let said = format!(
            "are moved by another process: process {} (softrss)",
            first.0.id()
        );
        assert!(ran.stderr.contains(&said), "{ran:?}");
        // Who only looks is in nobody's way.
        let ran = site.does("balance sink0 --dry-run --json")?;
        let told: Value = serde_json::from_str(&ran)?;
        crate::contract::holds("balance", &told);
        let shown = site.does("status sink0 --interval 0")?;
        assert!(shown.contains("moves flows; 0 buckets to move"), "{shown}");
        kill(Pid::from_raw(first.0.id().try_into()?), Signal::SIGINT)?;
        assert_eq!(first.0.wait()?.code(), Some(0));
        assert!(!is_owned(site)?);
        site.does("detach sink0")?;
        Ok(())
    })
}

/// Killed at any time, whoever balances leaves all packets on their way.
fn a_killed_balancer_is_not_missed() -> Outcome {
    with_site(|site| {
        site.write("policy.toml", POLICY)?;
        site.does("attach sink0 --policy policy.toml")?;
        let report = while_packets_are_sent(site, || {
            for round in 0..12u64 {
                let child = begin(site)?;
                thread::sleep(Duration::from_millis(30 * round));
                drop(child);
            }
            Ok(())
        })?;
        assert_eq!(
            (report.lost, report.reordered),
            (0, 0),
            "of {}",
            report.sent
        );
        assert!(!is_owned(site)?);
        site.does("detach sink0")?;
        Ok(())
    })
}
