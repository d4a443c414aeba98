//! Commands that are killed at any time, while packets are sent.

use std::{
    collections::BTreeSet,
    error::Error,
    os::unix::process::ExitStatusExt as _,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use softrss_testbed::{TrafficReport, TrafficSpec, allowed_cpus, harness::Outcome};

use crate::site::{Site, eventually_nothing, pinned, with_site};

/// How often a command is killed.
fn times() -> u32 {
    let times = std::env::var("SOFTRSS_KILLS").ok();
    times.and_then(|times| times.parse().ok()).unwrap_or(40)
}

const POLICIES: [(&str, &str); 4] = [
    ("a.toml", "version = 1\n"),
    ("b.toml", "version = 1\n[targets]\ncpus = \"0\"\n"),
    (
        "c.toml",
        "version = 1\n[[rule]]\nmatch = { dst_port = 53 }\naction = { cpu = 0, then = \"drop\" }\n",
    ),
    (
        "d.toml",
        "version = 1\n[targets]\nqsize = 1024\nmss = 1300\n[observe]\nlatency = true\n",
    ),
];

/// Numbers of programs, maps and links that were seen.
#[derive(Default)]
struct Seen {
    programs: BTreeSet<u64>,
    maps: BTreeSet<u64>,
    links: BTreeSet<u64>,
}

impl Seen {
    fn add(&mut self, status: &Value) {
        self.programs.extend(status["program"]["id"].as_u64());
        self.links.extend(status["link_id"].as_u64());
        let all = |values: &Value| values.as_array().cloned().unwrap_or_default();
        self.maps.extend(
            all(&status["maps"])
                .iter()
                .filter_map(|map| map["id"].as_u64()),
        );
        for cpu in all(&status["cpus"]) {
            let queues = all(&cpu["queues"]);
            self.programs.extend(
                queues
                    .iter()
                    .filter_map(|queue| queue["program_id"].as_u64()),
            );
        }
    }

    fn left(&self) -> Vec<String> {
        let programs = aya::programs::loaded_programs().flatten();
        let programs = programs.filter(|program| self.programs.contains(&program.id().into()));
        let maps = aya::maps::loaded_maps().flatten();
        let maps = maps.filter(|map| self.maps.contains(&map.id().into()));
        let links = aya::programs::loaded_links().flatten();
        let links = links.filter(|link| self.links.contains(&link.id().into()));
        let programs = programs.map(|program| format!("program {}", program.id()));
        let maps = maps.map(|map| format!("map {}", map.id()));
        programs
            .chain(maps)
            .chain(links.map(|link| format!("link {}", link.id())))
            .collect()
    }
}

/// Runs a command and kills it after `delay`. Whether it was still running.
fn kill_after(site: &Site<'_>, arguments: &str, delay: Duration) -> Result<bool, Box<dyn Error>> {
    let mut command = site.command(arguments);
    let status = site.bed.sink().netns().run(move || {
        let mut child = command.spawn()?;
        thread::sleep(delay);
        // It may have ended already.
        let _ = child.kill();
        child.wait()
    })??;
    match (status.signal(), status.code()) {
        (Some(9), _) => Ok(true),
        // Detaching what an earlier one took off.
        (None, Some(0)) => Ok(false),
        (None, Some(1)) if arguments.starts_with("detach") => Ok(false),
        _ => Err(format!("{arguments}: {status}").into()),
    }
}

/// Kills a command, and lets the next ones find what it left.
fn one_round(
    site: &Site<'_>,
    number: u32,
    longest: Duration,
    seen: &mut Seen,
) -> Result<bool, Box<dyn Error>> {
    let (policy, _) = POLICIES[number as usize % POLICIES.len()];
    let (from, _) = POLICIES[(number as usize / POLICIES.len()) % POLICIES.len()];
    let arguments = match number % 7 {
        6 => "detach sink0".to_owned(),
        _ => format!("attach sink0 --policy {policy}"),
    };
    // Every third time it begins with nothing attached.
    let begins_attached = !number.is_multiple_of(3);
    if begins_attached {
        site.does(&format!("attach sink0 --policy {from}"))?;
        seen.add(&site.status()?);
    }
    // Spread over the time that a command takes, without a pattern.
    let delay = longest.mul_f64(f64::from(number * 37 % 101) / 101.0);
    let killed = kill_after(site, &arguments, delay)?;
    let ran = site.run("status sink0 --json --interval 0")?;
    let steered = ran.stdout.contains("\"state\":\"attached\"");
    let code = i32::from(!steered);
    assert_eq!(
        ran.code,
        Some(code),
        "{arguments}, {delay:?}: {}",
        ran.stderr
    );
    let status: Value = serde_json::from_str(&ran.stdout)?;
    let state = &status["interfaces"][0]["state"];
    assert!(
        state.is_null() || state == "attached" || state == "inactive",
        "{status}"
    );
    if begins_attached && !arguments.starts_with("detach") {
        assert_eq!(state, "attached", "what was attached stays: {status}");
    }
    seen.add(&status["interfaces"][0]);
    if number.is_multiple_of(2) {
        site.does(&format!("attach sink0 --policy {policy}"))?;
        let status = site.status()?;
        assert_eq!(status["problem"], Value::Null, "{status}");
        seen.add(&status);
    }
    let detached = site.run("detach sink0")?;
    let nothing_there = detached.stderr.contains("softrss is not attached to sink0");
    assert!(detached.code == Some(0) || nothing_there, "{detached:?}");
    let left = pinned()?;
    assert!(left.is_empty(), "{arguments}, {delay:?}: {left:?}");
    Ok(killed)
}

pub(crate) fn killed_at_any_time_it_steers_and_leaves_nothing() -> Outcome {
    with_site(|site| {
        for (name, text) in POLICIES {
            site.write(name, text)?;
        }
        let start = Instant::now();
        site.does("attach sink0 --policy d.toml")?;
        let mut longest = start.elapsed();
        site.does("detach sink0")?;

        let mut seen = Seen::default();
        let mut killed = 0;
        let report = while_packets_are_sent(site, || {
            for number in 0..times() {
                // Commands are slower beside traffic, and faster once the machine has seen them.
                if one_round(site, number, longest, &mut seen)? {
                    killed += 1;
                    longest = longest.mul_f64(1.05);
                } else {
                    longest = longest.mul_f64(0.8);
                }
            }
            Ok(())
        })?;
        assert_eq!(report.lost, 0, "of {}", report.sent);
        assert!(killed > times() / 3, "{killed} of {} were killed", times());
        assert!(!seen.programs.is_empty() && !seen.maps.is_empty() && !seen.links.is_empty());
        eventually_nothing(|| Ok(seen.left()))
    })
}

/// Sends from one CPU, slowly enough that the commands get their share of it, until `body` is done.
pub(crate) fn while_packets_are_sent(
    site: &Site<'_>,
    body: impl FnOnce() -> Outcome,
) -> Result<TrafficReport, Box<dyn Error>> {
    site.bed.sink().keep_ring()?;
    let cpus = allowed_cpus()?;
    let mut spec = TrafficSpec::new(cpus[..1].to_vec());
    spec.duration = Duration::from_mins(30);
    spec.pps = Some(20_000);
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let traffic = scope.spawn(|| spec.run(site.bed, &stop, |_| ()));
        let done = body();
        stop.store(true, Relaxed);
        let report = traffic.join().map_err(|_panic| "the traffic panicked")?;
        done?;
        Ok(report?)
    })
}
