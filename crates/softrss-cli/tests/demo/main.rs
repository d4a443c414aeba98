//! `softrss demo` from the outside: what it prints, how it fails, and what is left when it is killed.

#[path = "../contract/mod.rs"]
mod contract;
mod running;
mod targets;

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    os::unix::{fs::PermissionsExt as _, process::CommandExt as _},
    process::{Command, ExitCode, Output, Stdio},
};

use nix::{sys::signal::Signal, unistd::geteuid};
use running::{Half, KernelObjects, Running};
use serde_json::Value;
use softrss::{CpuSet, topology};
use softrss_testbed::harness::{self, Need, Outcome, Trial};

fn main() -> ExitCode {
    const ROOT: &[Need] = &[Need::Root];
    let trial = |name, needs, test| Trial { name, needs, test };
    harness::run(vec![
        trial(
            "the_object_has_every_field",
            ROOT,
            the_object_has_every_field,
        ),
        trial(
            "what_is_passed_on_at_once_is_not_queued",
            ROOT,
            what_is_passed_on_at_once_is_not_queued,
        ),
        trial("the_table_says_the_same", ROOT, the_table_says_the_same),
        trial(
            "packets_go_to_the_cpus_that_were_named",
            ROOT,
            packets_go_to_the_cpus_that_were_named,
        ),
        trial(
            "ctrl_c_ends_it_and_leaves_nothing",
            ROOT,
            ctrl_c_ends_it_and_leaves_nothing,
        ),
        trial(
            "connections_are_clamped_at_both_ends",
            ROOT,
            targets::connections_are_clamped_at_both_ends,
        ),
        trial(
            "a_size_beyond_the_link_changes_nothing",
            ROOT,
            targets::a_size_beyond_the_link_changes_nothing,
        ),
        trial(
            "a_policy_that_clamps_shows_it_too",
            ROOT,
            targets::a_policy_that_clamps_shows_it_too,
        ),
        trial(
            "a_policy_without_connections_is_shown",
            ROOT,
            targets::a_policy_without_connections_is_shown,
        ),
        trial(
            "a_policy_that_redirects_is_refused",
            &[],
            targets::a_policy_that_redirects_is_refused,
        ),
        trial(
            "waits_in_the_queues_are_shown",
            ROOT,
            targets::waits_in_the_queues_are_shown,
        ),
        trial(
            "sizes_that_cannot_be_are_explained",
            &[],
            targets::sizes_that_cannot_be_are_explained,
        ),
        trial(
            "what_needs_real_packets_is_named",
            &[],
            targets::what_needs_real_packets_is_named,
        ),
        trial("a_crash_leaves_nothing", ROOT, a_crash_leaves_nothing),
        trial(
            "cpus_that_cannot_be_are_explained",
            &[],
            cpus_that_cannot_be_are_explained,
        ),
        trial(
            "missing_privileges_are_explained",
            &[],
            missing_privileges_are_explained,
        ),
    ])
}

/// The command, from a terminal that is none.
fn demo(arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_softrss"));
    command
        .arg("demo")
        .args(arguments.split_whitespace())
        .stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn json(arguments: &str) -> Result<Value, Box<dyn Error>> {
    let output = demo(arguments).output()?;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stderr),
        "",
        "there is no progress where there is no terminal"
    );
    let printed = serde_json::from_slice(&output.stdout)?;
    contract::broken_promises_are_seen();
    contract::holds("demo", &printed);
    Ok(printed)
}

/// A number of an object.
fn count(object: &Value, key: &str) -> Result<u64, String> {
    object[key]
        .as_u64()
        .ok_or_else(|| format!("{key} is no count in {object}"))
}

/// Whether two counts of the same packets are the same, but for what a tracepoint now and then does not tell of.
fn is_about(one: u64, other: u64) -> bool {
    one.abs_diff(other) <= one.max(other) / 1000
}

/// What the CPUs of one half did, by number: enqueued, processed, dropped.
fn cpus(half: &Value) -> Result<BTreeMap<u64, [u64; 3]>, String> {
    let cpus = half["cpus"]
        .as_array()
        .ok_or_else(|| format!("no CPUs in {half}"))?;
    let of = |cpu| {
        let counts = [
            count(cpu, "enqueued")?,
            count(cpu, "processed")?,
            count(cpu, "dropped")?,
        ];
        Ok((count(cpu, "cpu")?, counts))
    };
    cpus.iter().map(of).collect()
}

fn online() -> Result<CpuSet, Box<dyn Error>> {
    Ok(topology::online()?)
}

fn the_object_has_every_field() -> Outcome {
    let all = json("--json --seconds 2")?;
    assert_eq!(count(&all, "schema")?, 1);
    assert_eq!(count(&all, "seconds")?, 2);
    assert_eq!(all["mode"], "native");
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease")?;
    assert_eq!(all["kernel"], kernel.trim());
    assert!(count(&all, "flows")? >= 1000);
    assert_eq!((count(&all, "lost")?, count(&all, "reordered")?), (0, 0));
    assert_eq!(count(&all, "received")?, count(&all, "sent")?);

    assert!(all.get("tcp").is_none(), "nobody asked for it: {all}");
    let (baseline, steered) = (&all["baseline"], &all["steered"]);
    let halves = count(baseline, "sent")? + count(steered, "sent")?;
    assert_eq!(halves, count(&all, "sent")?);
    for half in [baseline, steered] {
        let processed: u64 = cpus(half)?
            .values()
            .map(|[_, processed, _]| processed)
            .sum();
        assert_eq!(processed, count(half, "received")?, "{half}");
        assert!(processed > 1000, "{half}");
        assert!(
            cpus(half)?.values().all(|[.., dropped]| *dropped == 0),
            "{half}"
        );
        assert!(
            half["imbalance"].as_f64().is_some_and(|ratio| ratio >= 1.0),
            "{half}"
        );
        assert!(
            half["seconds"]
                .as_f64()
                .is_some_and(|seconds| seconds > 0.0),
            "{half}"
        );
    }
    // Without steering every packet is received on one CPU, which processes them all. With steering they are received
    // on one CPU after the other, and each goes through the queue of its target, or it would overtake others.
    let receiver = count(&all, "receiver")?;
    for (cpu, [enqueued, processed, _]) in cpus(baseline)? {
        assert_eq!(
            (enqueued, processed > 0),
            (0, cpu == receiver),
            "{baseline}"
        );
    }
    let steered = cpus(steered)?;
    assert!(
        online()?
            .iter()
            .all(|cpu| steered.contains_key(&cpu.number().into())),
        "{steered:?}"
    );
    for (cpu, [enqueued, processed, _]) in steered {
        assert!(processed > 0, "{all}");
        assert!(is_about(enqueued, processed), "CPU {cpu}: {all}");
    }
    Ok(())
}

/// A policy that passes packets on at once has one CPU receive, so nothing is reordered either.
fn what_is_passed_on_at_once_is_not_queued() -> Outcome {
    let directory = tempfile::tempdir()?;
    let policy = directory.path().join("pass.toml");
    fs::write(&policy, "version = 1\n[targets]\nlocal = \"pass\"\n")?;
    let all = json(&format!("--json --seconds 2 --policy {}", policy.display()))?;
    assert_eq!((count(&all, "lost")?, count(&all, "reordered")?), (0, 0));
    let receiver = count(&all, "receiver")?;
    for (cpu, [enqueued, processed, _]) in cpus(&all["steered"])? {
        assert!(processed > 0, "{all}");
        let queued = if cpu == receiver { 0 } else { processed };
        assert!(is_about(enqueued, queued), "{all}");
    }
    Ok(())
}

fn the_table_says_the_same() -> Outcome {
    let output = demo("--seconds 1").output()?;
    let (table, stderr) = (text(&output.stdout), text(&output.stderr));
    assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""));
    assert!(!table.contains('\x1b'), "colour is for terminals: {table}");
    let lines: Vec<&str> = table.lines().collect();
    let last = lines.last().ok_or("no output")?;
    assert!(last.starts_with("lost 0, reordered 0, of "), "{table}");
    assert!(
        lines[0].contains("UDP flows") && lines[0].contains("native"),
        "{table}"
    );
    for title in ["without softrss", "steered over CPU "] {
        assert!(
            lines
                .iter()
                .any(|line| line.trim_start().starts_with(title)),
            "{table}"
        );
    }
    for cpu in online()?.iter() {
        let row = format!("CPU {:>3} ", cpu.number());
        assert!(table.contains(&row), "{table}");
    }
    assert!(
        lines.iter().all(|line| line.chars().count() <= 80),
        "{table}"
    );
    Ok(())
}

fn packets_go_to_the_cpus_that_were_named() -> Outcome {
    let last = online()?.last().ok_or("no CPU")?;
    let all = json(&format!("--json --seconds 1 --cpus {last}"))?;
    let targets = all["steered"]["cpus"].as_array().ok_or("no CPUs")?;
    for cpu in targets {
        let is_last = count(cpu, "cpu")? == u64::from(last.number());
        assert_eq!(cpu["target"], is_last);
        assert_eq!(count(cpu, "processed")? > 0, is_last, "{all}");
    }
    assert_eq!((count(&all, "lost")?, count(&all, "reordered")?), (0, 0));
    Ok(())
}

/// The one hint that an unsuccessful command gives, in words or in JSON.
fn hint(stderr: &str) -> Result<String, String> {
    let last = stderr.lines().last().unwrap_or_default();
    if let Ok(told) = serde_json::from_str::<Value>(last) {
        let hint = told["error"]["hint"].as_str();
        return Ok(hint.ok_or_else(|| format!("no hint: {stderr}"))?.to_owned());
    }
    let mut hints = stderr
        .lines()
        .filter_map(|line| line.strip_prefix("hint: "));
    let first = hints.next().ok_or_else(|| format!("no hint: {stderr}"))?;
    assert_eq!(hints.next(), None, "one hint: {stderr}");
    assert!(
        stderr.trim_end().ends_with(first),
        "the hint comes last: {stderr}"
    );
    assert!(
        stderr.lines().any(|line| line.starts_with("error: ")),
        "{stderr}"
    );
    Ok(first.to_owned())
}

fn cpus_that_cannot_be_are_explained() -> Outcome {
    let beyond = (online()?.last().ok_or("no CPU")?.number() + 1).to_string();
    for list in [
        "x",
        "1-x",
        "!1",
        "3-1",
        "0,,1",
        "-1",
        "4294967296",
        "100000",
        &beyond,
        "",
    ] {
        let output = demo("").arg(format!("--cpus={list}")).output()?;
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "--cpus={list}: {stderr}");
        assert!(output.stdout.is_empty() && !hint(&stderr)?.is_empty());
        assert!(
            stderr.contains(list),
            "what was asked for is named: {stderr}"
        );
    }
    let output = demo("").arg(format!("--cpus={beyond}")).output()?;
    let stderr = text(&output.stderr);
    assert_eq!(
        hint(&stderr)?,
        format!("the CPUs that are online: {}", online()?)
    );
    Ok(())
}

/// Runs the demo without privileges, wherever the program lies.
fn unprivileged(arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
    const NOBODY: u32 = 65534;
    if !geteuid().is_root() {
        return Ok(demo("").args(arguments).output()?);
    }
    // The target directory may be in a home that nobody else may enter.
    let directory = tempfile::tempdir()?;
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755))?;
    let copy = directory.path().join("softrss");
    fs::copy(env!("CARGO_BIN_EXE_softrss"), &copy)?;
    let mut command = Command::new(copy);
    command.arg("demo").args(arguments).uid(NOBODY).gid(NOBODY);
    Ok(command.current_dir("/").stdin(Stdio::null()).output()?)
}

/// Exit code 3 and a hint; people also see where the packets would go, programs see nothing.
fn missing_privileges_are_explained() -> Outcome {
    for (arguments, shown) in [(&["--json"][..], false), (&[], true)] {
        let output = unprivileged(arguments)?;
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(3), "{stderr}");
        assert!(
            stderr.contains("privileges that this process lacks"),
            "{stderr}"
        );
        assert!(stderr.contains("CAP_SYS_ADMIN"), "{stderr}");
        let hint = hint(&stderr)?;
        assert!(
            hint.starts_with("run it as root: sudo ") && hint.contains(" demo"),
            "{hint}"
        );
        assert_eq!(stdout.contains("1,024 flows"), shown, "{stdout}");
        assert!(shown || stdout.is_empty(), "{stdout}");
    }
    Ok(())
}

/// What the demo holds while it runs is there, or the check that it is gone would mean nothing.
fn is_complete(objects: &KernelObjects) {
    assert!(
        objects.namespaces.len() == 2 && !objects.links.is_empty(),
        "{objects:?}"
    );
    assert!(
        !objects.programs.is_empty() && !objects.maps.is_empty(),
        "{objects:?}"
    );
    assert!(
        objects.left().is_ok_and(|left| left.len() >= 5),
        "{objects:?}"
    );
}

fn ctrl_c_ends_it_and_leaves_nothing() -> Outcome {
    for (half, signal) in [
        (Half::Unsteered, Signal::SIGINT),
        (Half::Steered, Signal::SIGINT),
        (Half::Steered, Signal::SIGTERM),
    ] {
        let running = Running::start(half)?;
        let objects = running.kernel_objects()?;
        is_complete(&objects);
        running.kill(signal)?;
        let (code, stdout, stderr) = running.end()?;
        assert_eq!((code, stdout.as_str()), (Some(1), ""), "{stderr}");
        assert!(stderr.contains("interrupted"), "{stderr}");
        assert!(
            hint(&stderr)?.contains("nothing was left behind"),
            "{stderr}"
        );
        objects.are_gone()?;
    }
    Ok(())
}

fn a_crash_leaves_nothing() -> Outcome {
    let running = Running::start(Half::Steered)?;
    let objects = running.kernel_objects()?;
    is_complete(&objects);
    running.kill(Signal::SIGKILL)?;
    // Again at once, while the kernel still cleans up.
    let all = json("--json --seconds 1")?;
    assert_eq!((count(&all, "lost")?, count(&all, "reordered")?), (0, 0));
    let (code, stdout, _) = running.end()?;
    assert_eq!((code, stdout.as_str()), (None, ""));
    objects.are_gone()
}
