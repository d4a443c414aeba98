//! Which interface it is, whoever else is at work, and what is wrong with what is pinned or with the machine.

use std::{
    error::Error,
    fs, io,
    os::fd::{AsFd as _, AsRawFd as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use softrss_testbed::{Netns, harness::Outcome};

use crate::site::{BPFFS, END, Ran, Site, pinned, with_site};

/// How often everybody is at work at once; `SOFTRSS_ROUNDS` asks for more.
const ROUNDS: usize = 2;
const INTERFACES: usize = 64;

fn ip(site: &Site<'_>, arguments: &str) -> Outcome {
    let mut command = Command::new("ip");
    command.args(arguments.split(' '));
    let ran = site.run_it(command)?;
    assert_eq!(ran.code, Some(0), "ip {arguments}: {ran:?}");
    Ok(())
}

/// Runs all of them at once, and gives what each came to.
fn at_once(site: &Site<'_>, orders: &[String]) -> Result<Vec<Ran>, Box<dyn Error>> {
    let sink = site.bed.sink().netns();
    let all = sink.run(|| {
        let started = orders.iter().map(|order| {
            let mut command = site.command(order);
            // Nobody reads before it ended.
            command.stdout(Stdio::piped()).spawn()
        });
        let started: io::Result<Vec<_>> = started.collect();
        let ended = started?
            .into_iter()
            .map(std::process::Child::wait_with_output);
        ended.collect::<io::Result<Vec<_>>>()
    })??;
    Ok(all.into_iter().map(Ran::from).collect())
}

/// Everybody detaches while everybody looks.
pub(crate) fn others_are_nobodys_hindrance() -> Outcome {
    with_site(|site| {
        for number in 0..INTERFACES {
            ip(
                site,
                &format!("link add lan{number} type veth peer name peer{number}"),
            )?;
        }
        let each = |order: &str| -> Vec<String> {
            (0..INTERFACES)
                .map(|number| format!("{order} lan{number}"))
                .collect()
        };
        let rounds = std::env::var("SOFTRSS_ROUNDS").ok();
        let rounds = rounds
            .and_then(|rounds| rounds.parse().ok())
            .unwrap_or(ROUNDS);
        for round in 0..rounds {
            for attach in each("attach --force --mode skb").chunks(16) {
                for ran in at_once(site, attach)? {
                    assert_eq!(ran.code, Some(0), "round {round}: {ran:?}");
                }
            }
            let mut orders = each("detach");
            for at in [10, 20, 30, 40, 50, 60] {
                orders.insert(at, "status --interval 0".to_owned());
                orders.insert(at, "metrics --once".to_owned());
                orders.insert(at, "attach sink0".to_owned());
            }
            for (order, ran) in orders.iter().zip(at_once(site, &orders)?) {
                assert_eq!(ran.code, Some(0), "round {round}: {order}: {ran:?}");
            }
            assert_eq!(site.status()?["state"], "attached");
            site.does("detach sink0")?;
            assert!(pinned()?.is_empty(), "round {round}: {:?}", pinned()?);
        }
        Ok(())
    })
}

/// Whatever a person calls it who looks for it where it is not any more, the answer helps.
pub(crate) fn where_it_has_moved_is_said() -> Outcome {
    with_site(|site| {
        let there = Netns::new()?;
        let path = format!(
            "/proc/{}/fd/{}",
            std::process::id(),
            there.as_fd().as_raw_fd()
        );
        site.does("attach sink0")?;
        ip(site, &format!("link set sink0 netns {path} name lan0"))?;
        let mut helps = String::new();
        for name in ["sink0", "lan0"] {
            for order in ["status", "status --json", "detach"] {
                let ran = site.run(&format!("{order} {name}"))?;
                assert_eq!(ran.code, Some(1), "{order} {name}: {ran:?}");
                let said = format!("is now lan0 of the network namespace {}", there.id());
                let answer = ran.stdout.clone() + &ran.stderr;
                assert!(answer.contains(&said), "{order} {name}: {ran:?}");
                let help = ran
                    .stderr
                    .split_once("hint: take it off from here with: softrss ");
                if let Some((_, help)) = help {
                    help.trim_end().clone_into(&mut helps);
                }
            }
        }
        site.does(&helps)?;
        assert!(pinned()?.is_empty(), "{helps}: {:?}", pinned()?);
        Ok(())
    })
}

/// Everything below a directory, files and directories.
fn below(path: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() {
            below(&path, into)?;
        }
        into.push(path);
    }
    Ok(())
}

/// The commands that a problem names.
fn advised(problem: &str) -> Vec<&str> {
    let quoted = problem.split('`').skip(1).step_by(2);
    quoted
        .filter_map(|command| command.strip_prefix("softrss "))
        .collect()
}

/// Whatever is damaged, what `status` says is to be typed helps.
pub(crate) fn what_is_advised_helps() -> Outcome {
    with_site(|site| {
        let policy = "version = 1\n[targets]\nmss = 1300\n[[rule]]\nname = \"dns\"\n\
                      match = { dst_port = 53 }\naction = { cpu = 0, then = \"drop\" }\n";
        site.write("p.toml", policy)?;
        site.does("attach sink0 --policy p.toml")?;
        let mut all = Vec::new();
        below(Path::new(BPFFS).join("softrss").as_path(), &mut all)?;
        let kept = |path: &PathBuf| !path.is_dir() && !path.ends_with("link");
        let names: Vec<PathBuf> = all.into_iter().filter(kept).collect();
        assert!(names.len() > 12, "{names:?}");
        site.does("detach sink0")?;
        for name in &names {
            for (what, choice) in [("gone", 0), ("directory", 1)] {
                // What is in the place of the seed is not replaced: flows would move.
                if what == "directory" && name.ends_with("seed") {
                    continue;
                }
                let case = format!("{what} {}", name.display());
                site.does("attach sink0 --policy p.toml")?;
                fs::remove_file(name)?;
                if what == "directory" {
                    fs::create_dir(name)?;
                }
                let ran = site.run("status sink0 --json --interval 0")?;
                let status: Value = serde_json::from_str(&ran.stdout)?;
                let problem = status["interfaces"][0]["problem"].as_str();
                let problem = problem.ok_or_else(|| format!("{case}: {ran:?}"))?;
                let advised = advised(problem);
                let order = advised
                    .get(choice)
                    .ok_or_else(|| format!("{case}: {problem}"))?;
                let said = site.does(order)?;
                if order.starts_with("attach") {
                    let status = site.status()?;
                    assert_eq!(
                        (&status["state"], &status["problem"]),
                        (&"attached".into(), &Value::Null),
                        "{case}: {said}"
                    );
                    site.does("detach sink0")?;
                }
                assert!(pinned()?.is_empty(), "{case}: {:?}", pinned()?);
            }
        }
        Ok(())
    })
}

/// What the machine does not give is never taken for a defect of softrss.
pub(crate) fn the_state_of_the_machine_is_no_defect() -> Outcome {
    with_site(|site| {
        let limited = |limit: u64, order: &str| -> Result<Ran, Box<dyn Error>> {
            let mut command = Command::new("sh");
            command
                .arg("-c")
                .arg(format!(
                    "ulimit -n {limit}; exec {} {order}",
                    site.program.display()
                ))
                .current_dir(site.files.path());
            site.run_it(command)
        };
        for order in [
            "attach sink0",
            "status sink0",
            "metrics --once",
            "detach sink0",
            "detach --stale",
        ] {
            for limit in [3, 5, 8, 13, 21, 34, 63, 64] {
                let ran = limited(limit, order)?;
                let said = ran.stdout.clone() + &ran.stderr;
                assert_eq!(ran.code == Some(0), limit == 64, "{order}, {limit}: {said}");
                assert!(
                    !said.contains("defect") && !said.contains("panicked"),
                    "{order}: {said}"
                );
                // The loader itself needs some.
                let hinted = said.contains("hint: raise the limit with `ulimit -n 64`");
                assert!(
                    hinted || limit == 64 || ran.code == Some(127),
                    "{order}, {limit}: {said}"
                );
            }
        }
        site.does("attach sink0")?;
        let remount = |how: &str| {
            let status = Command::new("mount")
                .args(["-o", &format!("remount,{how}"), BPFFS])
                .status();
            assert!(status.is_ok_and(|status| status.success()), "{how}");
        };
        remount("ro");
        for order in ["attach sink0 --cpus 0", "detach sink0", "status sink0"] {
            let ran = site.run(order)?;
            assert!(!ran.stderr.contains("defect"), "{order}: {ran:?}");
            assert!(
                ran.code == Some(0) || (ran.stdout.clone() + &ran.stderr).contains("read-only"),
                "{order}: {ran:?}"
            );
        }
        remount("rw");
        site.does("detach sink0")?;
        Ok(())
    })
}

/// A BPF file system that nobody else has mounted ends with this mount namespace, and that is said.
pub(crate) fn what_ends_with_a_container_is_said() -> Outcome {
    with_site(|site| {
        let run = |mut command: Command| -> Result<(Option<i32>, String), Box<dyn Error>> {
            let sink = site.bed.sink().netns();
            let output = sink.run(move || command.output())??;
            let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
            Ok((output.status.code(), stderr))
        };
        let (code, stderr) = run(site.command("attach sink0"))?;
        assert_eq!((code, stderr.contains(END)), (Some(0), true), "{stderr}");
        site.does("detach sink0")?;
        // With the mounts of this process, which are those of the machine.
        let mut outside = Command::new("nsenter");
        outside
            .arg(format!("--mount=/proc/{}/ns/mnt", std::process::id()))
            .arg(&site.program)
            .args(["attach", "sink0", "--dry-run"]);
        let (code, stderr) = run(outside)?;
        assert_eq!(
            (code, stderr.contains("ends with")),
            (Some(0), false),
            "{stderr}"
        );
        Ok(())
    })
}

/// Whoever comes before the link of another attach has its name waits for that one.
pub(crate) fn the_second_command_waits_for_the_first() -> Outcome {
    with_site(|site| {
        for round in 0..20 {
            let orders: Vec<String> = (0..4)
                .map(|number| format!("attach sink0 --cpus {}", number % 2))
                .collect();
            for ran in at_once(site, &orders)? {
                assert_eq!(ran.code, Some(0), "round {round}: {ran:?}");
            }
            site.does("detach sink0")?;
        }
        Ok(())
    })
}
