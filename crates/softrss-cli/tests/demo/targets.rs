//! What the targets do with packets, as the demo shows it: clamped connections, and waits in the queues.

use std::{error::Error, fs, process::Output};

use serde_json::{Value, json as object};
use softrss_testbed::harness::Outcome;

use crate::{count, cpus, demo, hint, is_about, json, online, text, unprivileged};

/// What a connection looks like in the object when each end sends segments of up to `size`.
fn connection(size: u64) -> Value {
    object!({ "client": size, "server": size, "transferred": 1 << 20 })
}

fn connections(ipv4: u64, ipv6: u64) -> Value {
    object!({ "ipv4": connection(ipv4), "ipv6": connection(ipv6) })
}

/// The rest of the object is as without connections.
fn is_complete(all: &Value) -> Outcome {
    assert_eq!((count(all, "lost")?, count(all, "reordered")?), (0, 0));
    for half in [&all["baseline"], &all["steered"]] {
        let processed: u64 = cpus(half)?
            .values()
            .map(|[_, processed, _]| processed)
            .sum();
        assert_eq!(processed, count(half, "received")?, "{half}");
        assert!(processed > 1000, "{half}");
    }
    Ok(())
}

pub(crate) fn connections_are_clamped_at_both_ends() -> Outcome {
    let all = json("--json --seconds 1 --mss 1200")?;
    is_complete(&all)?;
    let expected = object!({
        "mss": 1200,
        "baseline": connections(1460, 1440),
        "steered": connections(1200, 1200),
    });
    assert_eq!(all["tcp"], expected);
    // Whoever is there already cannot be clamped, so packets are queued to the receiver as well.
    for (cpu, [enqueued, processed, _]) in cpus(&all["steered"])? {
        assert!(
            processed > 0 && is_about(enqueued, processed),
            "cpu {cpu}: {all}"
        );
    }

    let output = demo("--seconds 1 --mss 1200").output()?;
    let (table, stderr) = (text(&output.stdout), text(&output.stderr));
    assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""));
    let rows: Vec<&str> = table
        .lines()
        .filter(|line| line.contains("largest segment"))
        .collect();
    assert_eq!(rows.len(), 4, "{table}");
    for row in rows {
        let full = if row.contains("IPv4") {
            "1,460"
        } else {
            "1,440"
        };
        let cells: Vec<&str> = row.split_whitespace().rev().take(2).collect();
        assert_eq!(cells, ["1,200", full], "{table}");
    }
    assert!(table.lines().all(|line| line.chars().count() <= 80));
    Ok(())
}

pub(crate) fn a_size_beyond_the_link_changes_nothing() -> Outcome {
    let all = json("--json --seconds 1 --mss 9000")?;
    is_complete(&all)?;
    assert_eq!(all["tcp"]["steered"], connections(1460, 1440));
    Ok(())
}

/// Runs the demo with a policy file of this text.
fn with_policy(policy: &str, arguments: &[&str]) -> Result<(Value, String), Box<dyn Error>> {
    let output = output_with_policy(policy, arguments)?;
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    Ok((serde_json::from_slice(&output.stdout)?, stderr))
}

fn output_with_policy(policy: &str, arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let file = directory.path().join("policy.toml");
    fs::write(&file, policy)?;
    let mut command = demo("--json --seconds 1");
    command.arg("--policy").arg(file).args(arguments);
    Ok(command.output()?)
}

pub(crate) fn a_policy_that_clamps_shows_it_too() -> Outcome {
    const POLICY: &str = "version = 1\n[targets]\nmss = 1000\n";
    let (all, stderr) = with_policy(POLICY, &[])?;
    is_complete(&all)?;
    assert_eq!(
        (&all["tcp"]["mss"], &all["tcp"]["steered"]),
        (&object!(1000), &connections(1000, 1000))
    );
    assert_eq!(stderr, "");
    let (all, stderr) = with_policy(POLICY, &["--mss", "1100"])?;
    assert_eq!(all["tcp"]["steered"], connections(1100, 1100));
    assert_eq!(
        stderr,
        "note: --mss 1100 replaces the policy's mss = 1000\n"
    );
    Ok(())
}

/// A connection that cannot come about is no failure of the demo.
pub(crate) fn a_policy_without_connections_is_shown() -> Outcome {
    const POLICY: &str = "version = 1\n[[rule]]\nname = \"no tcp\"\nmatch = { proto = \"tcp\" }\n\
                          action = { drop = true }\n";
    let (all, _) = with_policy(POLICY, &["--mss", "1200"])?;
    is_complete(&all)?;
    assert_eq!(all["tcp"]["baseline"], connections(1460, 1440));
    assert_eq!(
        all["tcp"]["steered"],
        object!({ "ipv4": null, "ipv6": null })
    );
    Ok(())
}

/// The interface may well exist where the demo is started, and must not get its packets.
pub(crate) fn a_policy_that_redirects_is_refused() -> Outcome {
    const POLICY: &str = "version = 1\n[targets]\naction = { redirect = \"lo\" }\n";
    let output = output_with_policy(POLICY, &[])?;
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(output.stdout.is_empty() && !hint(&stderr)?.is_empty());
    assert!(stderr.contains("redirects to lo,"), "{stderr}");
    Ok(())
}

pub(crate) fn waits_in_the_queues_are_shown() -> Outcome {
    let all = json("--json --seconds 1 --latency")?;
    is_complete(&all)?;
    assert!(all.get("tcp").is_none(), "{all}");
    let targets = all["steered"]["cpus"].as_array().ok_or("no CPUs")?;
    assert_eq!(targets.len(), online()?.iter().count());
    for cpu in targets {
        let wait = &cpu["latency"];
        // Every packet that was queued, and none of those that were there already.
        assert!(
            is_about(count(wait, "packets")?, count(cpu, "enqueued")?),
            "{all}"
        );
        if count(cpu, "enqueued")? == 0 {
            assert!(wait["p50_ns"].is_null(), "{wait}");
            continue;
        }
        let [p50, p99, p999] = ["p50_ns", "p99_ns", "p999_ns"].map(|key| count(wait, key));
        let (p50, p99, p999) = (p50?, p99?, p999?);
        assert!(0 < p50 && p50 <= p99 && p99 <= p999, "{wait}");
        // Longer than the demo runs nothing can wait.
        assert!(p999 < 10_000_000_000, "{wait}");
    }
    for cpu in all["baseline"]["cpus"].as_array().ok_or("no CPUs")? {
        assert!(cpu.get("latency").is_none(), "there are no queues: {cpu}");
    }

    let output = demo("--seconds 1 --latency --mss 1300").output()?;
    let table = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for shown in ["waited in the queue", "p99.9", "1,300"] {
        assert!(table.contains(shown), "{shown} in {table}");
    }
    assert!(
        table.lines().all(|line| line.chars().count() <= 80),
        "{table}"
    );
    Ok(())
}

pub(crate) fn sizes_that_cannot_be_are_explained() -> Outcome {
    for size in ["", "x", "-1", "0", "87", "65496", "1e3", "4294967296"] {
        let output = demo("").arg(format!("--mss={size}")).output()?;
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "--mss={size}: {stderr}");
        assert!(output.stdout.is_empty() && !hint(&stderr)?.is_empty());
        assert!(stderr.contains("--mss"), "{stderr}");
        assert!(
            stderr.contains(size),
            "what was asked for is named: {stderr}"
        );
    }
    Ok(())
}

pub(crate) fn what_needs_real_packets_is_named() -> Outcome {
    let stderr = |arguments: &[&str]| -> Result<String, Box<dyn Error>> {
        let output = unprivileged(arguments)?;
        assert_eq!(output.status.code(), Some(3));
        assert!(text(&output.stdout).contains("1,024 flows"));
        Ok(text(&output.stderr))
    };
    let (connections, waits) = ("what TCP connections negotiate", "how long packets wait");
    let told = stderr(&["--mss", "1200", "--latency"])?;
    assert!(told.contains(connections) && told.contains(waits), "{told}");
    let told = stderr(&[])?;
    assert!(
        !told.contains(connections) && !told.contains(waits),
        "{told}"
    );
    Ok(())
}
