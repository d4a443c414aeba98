//! `softrss attach --confirm` and `softrss confirm`: however a trial ends, packets go on, and what was there before comes
//! back unless it was confirmed.

use std::{
    error::Error,
    fs,
    os::unix::process::ExitStatusExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use serde_json::{Value, json};
use softrss_testbed::harness::{Need, Outcome, Trial};

use crate::{
    killed::while_packets_are_sent,
    site::{Ran, Site, eventually_nothing, pinned, with_site},
};

/// What the trials go from and to. The queues are as long as they can be: the tests of a busy machine share its CPUs.
const FROM: &str = "version = 1 # before\n[targets]\nqsize = 16384\n[[rule]]\nname = \"dns\"\nmatch = { dst_port = 53 }\naction = { cpu = 0 }\n";
/// Of another program.
const TO: &str = "version = 1 # tried\n[targets]\nqsize = 16384\nmss = 1300\n";
/// Longer than any test takes.
const LONG: u32 = 600;

/// The tests of this file.
pub(crate) fn all() -> Vec<Trial> {
    const ROOT: &[Need] = &[Need::Root];
    let trial = |name, needs, test| Trial { name, needs, test };
    vec![
        trial(
            "what_is_not_confirmed_is_taken_back",
            ROOT,
            what_is_not_confirmed_is_taken_back,
        ),
        trial("what_is_confirmed_stays", ROOT, what_is_confirmed_stays),
        trial(
            "who_dies_is_not_waited_for",
            ROOT,
            who_dies_is_not_waited_for,
        ),
        trial(
            "a_trial_is_decided_before_anything_else",
            ROOT,
            a_trial_is_decided_before_anything_else,
        ),
        trial(
            "a_guardian_that_is_killed_is_missed",
            ROOT,
            a_guardian_that_is_killed_is_missed,
        ),
        trial(
            "nothing_is_lost_by_a_trial",
            ROOT,
            nothing_is_lost_by_a_trial,
        ),
        trial(
            "killed_at_any_time_a_trial_comes_back",
            ROOT,
            killed_at_any_time_a_trial_comes_back,
        ),
        trial(
            "a_key_answers_and_a_dead_terminal_does_not",
            &[Need::Root, Need::Program("tmux")],
            a_key_answers_and_a_dead_terminal_does_not,
        ),
        trial(
            "without_a_way_back_it_is_taken_off",
            &[Need::Root, Need::Program("ip")],
            without_a_way_back_it_is_taken_off,
        ),
    ]
}

fn write_policies(site: &Site<'_>) -> Outcome {
    site.write("from.toml", FROM)?;
    site.write("to.toml", TO)?;
    Ok(())
}

/// What there is to know of a steering that a trial must not change.
fn known(site: &Site<'_>) -> Result<Option<Value>, Box<dyn Error>> {
    let ran = site.run("status sink0 --json --interval 0")?;
    let status: Value = serde_json::from_str(&ran.stdout)?;
    let one = &status["interfaces"][0];
    if one.is_null() {
        return Ok(None);
    }
    let mut known = json!({});
    for key in [
        "state",
        "interface",
        "version",
        "mode",
        "frags",
        "attached_at",
        "applied_at",
        "source",
        "policy",
        "local",
        "problem",
        "trial",
        "strangers",
    ] {
        known[key] = one[key].clone();
    }
    let cpus = one["cpus"].as_array().cloned().unwrap_or_default();
    // Another CPU is named as well once a thread of it was counted, be it for being woken.
    let targets = cpus.iter().filter(|cpu| cpu["target"] == true);
    let cpus = targets.map(|cpu| {
        let queues = cpu["queues"].as_array().cloned().unwrap_or_default();
        let queues: Vec<Value> = queues.iter().map(|queue| queue["qsize"].clone()).collect();
        json!([cpu["cpu"], queues])
    });
    known["cpus"] = cpus.collect();
    Ok(Some(known))
}

/// Waits until the interface is as it was.
fn comes_back(site: &Site<'_>, before: Option<&Value>) -> Outcome {
    eventually_nothing(|| {
        let now = known(site)?;
        let differs = now.as_ref() != before;
        Ok(differs
            .then(|| format!("{now:?} instead of {before:?}"))
            .into_iter()
            .collect())
    })?;
    if before.is_none() {
        assert!(pinned()?.is_empty(), "{:?}", pinned()?);
    }
    Ok(())
}

/// A command that tries something.
struct Try {
    child: Child,
}

impl Try {
    /// Starts it, and waits until it is on trial.
    fn start(site: &Site<'_>, arguments: &str) -> Result<Self, Box<dyn Error>> {
        Self::start_with(site, arguments, |_| {})
    }

    fn start_with(
        site: &Site<'_>,
        arguments: &str,
        change: impl FnOnce(&mut Command) + Send,
    ) -> Result<Self, Box<dyn Error>> {
        let mut command = site.command(arguments);
        change(&mut command);
        let child = site.bed.sink().netns().run(move || command.spawn())??;
        let this = Self { child };
        wait_for_trial(site)?;
        Ok(this)
    }

    fn pid(&self) -> Result<Pid, Box<dyn Error>> {
        Ok(Pid::from_raw(self.child.id().try_into()?))
    }

    fn signal(&self, signal: Signal) -> Outcome {
        Ok(kill(self.pid()?, signal)?)
    }

    fn end(self) -> Result<Ran, Box<dyn Error>> {
        Ok(self.child.wait_with_output()?.into())
    }
}

fn trial(site: &Site<'_>) -> Result<Value, Box<dyn Error>> {
    let ran = site.run("status sink0 --json --interval 0")?;
    let status: Value = serde_json::from_str(&ran.stdout)?;
    Ok(status["interfaces"][0]["trial"].clone())
}

/// Waits until [`TO`] is at work, on trial.
fn wait_for_trial(site: &Site<'_>) -> Outcome {
    eventually_nothing(|| {
        let ran = site.run("status sink0 --json --interval 0")?;
        let status: Value = serde_json::from_str(&ran.stdout)?;
        let one = &status["interfaces"][0];
        let waits = one["trial"]["state"] != "guarded" || one["policy"] != TO;
        Ok(waits
            .then(|| format!("no trial: {one}"))
            .into_iter()
            .collect())
    })
}

/// The guardian of the trial.
fn guardian(site: &Site<'_>) -> Result<Pid, Box<dyn Error>> {
    let pid = trial(site)?["guardian"].as_i64().ok_or("no guardian")?;
    Ok(Pid::from_raw(pid.try_into()?))
}

fn try_to(seconds: u32) -> String {
    format!("attach sink0 --policy to.toml --confirm {seconds}")
}

/// Nobody confirms: what was there before is there again, whatever that was, and counts go on.
fn what_is_not_confirmed_is_taken_back() -> Outcome {
    with_site(|site| {
        write_policies(site)?;
        for (from, to) in [
            (None, "--policy to.toml"),
            (Some(""), "--cpus 0"),
            (Some("--policy from.toml --cpus 0"), "--policy to.toml"),
            (Some("--policy from.toml"), "--policy from.toml --cpus 0"),
        ] {
            if let Some(from) = from {
                site.does(&format!("attach sink0 {from}"))?;
            }
            let before = known(site)?;
            let start = Instant::now();
            let ran = site.run(&format!("attach sink0 {to} --confirm 3 --json"))?;
            assert!(start.elapsed() >= Duration::from_secs(3), "{ran:?}");
            assert_eq!(ran.code, Some(1), "{ran:?}");
            assert_eq!(known(site)?, before, "{to}: {ran:?}");
            let told: Value = serde_json::from_str(&ran.stdout)?;
            crate::contract::holds("attach-confirm", &told);
            assert_eq!(
                (&told["schema"], &told["confirmed"]),
                (&json!(1), &json!(false))
            );
            assert_eq!(told["ended_by"], "deadline", "{told}");
            let back = if from.is_some() { "earlier" } else { "nothing" };
            assert_eq!(told["taken_back"]["to"], back, "{told}");
            let error: Value = serde_json::from_str(ran.stderr.lines().last().unwrap_or_default())?;
            let error = &error["error"];
            let said = |key: &str| error[key].as_str().unwrap_or_default();
            assert!(
                said("message").starts_with("sink0: not confirmed within 3 s: taken back"),
                "{ran:?}"
            );
            assert!(
                said("hint").starts_with("run it again") && said("hint").ends_with("in time"),
                "{ran:?}"
            );
            if from.is_some() {
                site.does("detach sink0")?;
            }
            assert!(pinned()?.is_empty());
        }
        Ok(())
    })
}

fn what_is_confirmed_stays() -> Outcome {
    with_site(|site| {
        write_policies(site)?;
        for from in ["attach sink0 --policy from.toml", "detach sink0"] {
            site.does(from)?;
            let tried = Try::start(site, &format!("{} --json", try_to(LONG)))?;
            let text = site.does("status sink0 --interval 0")?;
            assert!(text.contains("unless `softrss confirm sink0`"), "{text}");
            assert_eq!(site.does("confirm sink0")?, "sink0: confirmed, it stays\n");
            let ran = tried.end()?;
            assert_eq!(ran.code, Some(0), "{ran:?}");
            let told: Value = serde_json::from_str(&ran.stdout)?;
            assert_eq!(told["confirmed"], true, "{told}");
            assert!(
                told["counted"]["losses"]["enqueue_drops"].is_u64(),
                "{told}"
            );
            assert!(
                told["counted"]["stack"]["tcp_checksum_errors"].is_u64(),
                "{told}"
            );
            let status = site.status()?;
            assert_eq!(
                (&status["policy"], &status["trial"]),
                (&json!(TO), &Value::Null)
            );
            assert_eq!(status["strangers"], json!([]));
        }
        // There is nothing left to confirm, and nothing to try.
        let again = site.run("confirm sink0")?;
        assert_eq!(again.code, Some(1), "{again:?}");
        assert!(
            again.stderr.contains("nothing is on trial on sink0"),
            "{again:?}"
        );
        let same = site.run(&try_to(LONG))?;
        assert_eq!(same.code, Some(0), "{same:?}");
        assert!(same.stdout.contains("nothing to change"), "{same:?}");
        site.does("detach sink0")?;
        Ok(())
    })
}

/// The command, its terminal, its reader: when one of them ends, the policy is taken back at once.
fn who_dies_is_not_waited_for() -> Outcome {
    with_site(|site| {
        write_policies(site)?;
        for from in [None, Some("attach sink0 --policy from.toml")] {
            if let Some(from) = from {
                site.does(from)?;
            }
            let before = known(site)?;
            for signal in [
                Signal::SIGINT,
                Signal::SIGTERM,
                Signal::SIGHUP,
                Signal::SIGKILL,
            ] {
                let tried = Try::start(site, &try_to(LONG))?;
                tried.signal(signal)?;
                let status = tried.child.wait_with_output()?.status;
                let how = (status.code(), status.signal());
                let expected = match signal {
                    Signal::SIGKILL => (None, Some(9)),
                    _ => (Some(1), None),
                };
                assert_eq!(how, expected, "{signal}");
                comes_back(site, before.as_ref())?;
            }
            // Whoever reads what it prints ends.
            let mut tried = Try::start(site, &try_to(LONG))?;
            drop(tried.child.stdout.take());
            assert_eq!(tried.end()?.code, Some(1));
            comes_back(site, before.as_ref())?;
            // The service that it runs in is stopped: the guardian is asked to end, too.
            let tried = Try::start(site, &try_to(LONG))?;
            kill(guardian(site)?, Signal::SIGTERM)?;
            assert_eq!(tried.end()?.code, Some(1));
            comes_back(site, before.as_ref())?;
        }
        site.does("detach sink0")?;
        Ok(())
    })
}

/// A terminal that tmux plays, where the command runs.
struct Terminal<'s> {
    site: &'s Site<'s>,
    /// Its own: a server that ends may still hold that of the one before.
    socket: PathBuf,
}

impl<'s> Terminal<'s> {
    fn start(site: &'s Site<'s>, arguments: &str) -> Result<Self, Box<dyn Error>> {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let number = STARTED.fetch_add(1, Relaxed);
        let socket = site.files.path().join(format!("socket-{number}"));
        let this = Self { site, socket };
        let shell = format!(
            "trap : INT; {} {arguments}; echo ended with $?; cat",
            site.program.display()
        );
        this.tmux(&["new-session", "-d", "-x", "90", "-y", "20", &shell])?;
        wait_for_trial(site)?;
        Ok(this)
    }

    fn tmux(&self, arguments: &[&str]) -> Result<String, Box<dyn Error>> {
        let mut tmux = Command::new("tmux");
        tmux.arg("-S")
            .arg(&self.socket)
            .args(["-f", "/dev/null"])
            .args(arguments)
            .current_dir(self.site.files.path())
            .env_remove("TMUX")
            .env("LC_ALL", "C.UTF-8")
            .env("SHELL", "/bin/sh");
        let ran = self.site.run_it(tmux)?;
        if ran.code == Some(0) {
            Ok(ran.stdout)
        } else {
            Err(format!("{arguments:?}: {}", ran.stderr).into())
        }
    }

    fn shows(&self, words: &str) -> Outcome {
        eventually_nothing(|| {
            let screen = self.tmux(&["capture-pane", "-p"])?;
            let missing = !screen.contains(words);
            Ok(missing
                .then(|| format!("no `{words}` in\n{screen}"))
                .into_iter()
                .collect())
        })
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        // It may have ended already, and that is no error.
        let _ = self.tmux(&["kill-server"]);
    }
}

fn a_key_answers_and_a_dead_terminal_does_not() -> Outcome {
    with_site(|site| {
        write_policies(site)?;
        site.does("attach sink0 --policy from.toml")?;
        let before = known(site)?;
        for keys in [&["C-c"][..], &["n", "Enter"]] {
            let terminal = Terminal::start(site, &try_to(LONG))?;
            terminal.shows("press Enter to keep it")?;
            terminal.shows("0 stack errors")?;
            terminal.tmux(&[&["send-keys"], keys].concat())?;
            terminal.shows("ended with 1")?;
            comes_back(site, before.as_ref())?;
        }
        // The process that has the terminal is killed, in the middle of the trial.
        let terminal = Terminal::start(site, &try_to(LONG))?;
        terminal.shows("left:")?;
        let server = terminal.tmux(&["display-message", "-p", "#{pid}"])?;
        kill(Pid::from_raw(server.trim().parse()?), Signal::SIGKILL)?;
        comes_back(site, before.as_ref())?;
        drop(terminal);

        let terminal = Terminal::start(site, &try_to(LONG))?;
        terminal.shows("left:")?;
        terminal.tmux(&["send-keys", "Enter"])?;
        terminal.shows("sink0: confirmed, it stays")?;
        terminal.shows("ended with 0")?;
        assert_eq!(site.status()?["policy"], TO);
        drop(terminal);
        site.does("detach sink0")?;
        Ok(())
    })
}

/// What other commands do while a policy is on trial.
fn a_trial_is_decided_before_anything_else() -> Outcome {
    with_site(|site| {
        write_policies(site)?;
        site.does("attach sink0 --policy from.toml")?;
        let before = known(site)?;
        let tried = Try::start(site, &try_to(LONG))?;
        let on_trial = known(site)?;
        for arguments in [
            "attach sink0",
            "attach sink0 --confirm 5",
            "attach sink0 --dry-run",
        ] {
            let refused = site.run(arguments)?;
            assert_eq!(refused.code, Some(1), "{arguments}: {refused:?}");
            assert!(
                refused.stderr.contains("error: sink0 is on trial: ")
                    && refused
                        .stderr
                        .contains("hint: `softrss confirm IFACE` keeps"),
                "{arguments}: {refused:?}"
            );
        }
        let still = known(site)?.ok_or("nothing")?;
        assert_eq!(still["policy"], on_trial.ok_or("nothing")?["policy"]);
        assert_eq!(
            site.does("confirm sink0 --undo")?,
            format!(
                "sink0: taken back to {}\n",
                site.files.path().join("from.toml").display()
            )
        );
        let ran = tried.end()?;
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(
            ran.stderr
                .contains("error: sink0: ended from elsewhere: taken back to "),
            "{ran:?}"
        );
        assert_eq!(known(site)?, before);

        let tried = Try::start(site, &try_to(LONG))?;
        assert_eq!(site.does("detach sink0")?, "sink0: detached\n");
        let ran = tried.end()?;
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.stderr.contains("it was detached meanwhile"), "{ran:?}");
        assert!(pinned()?.is_empty());
        for arguments in [
            "attach sink0 --confirm 0",
            "attach sink0 --confirm -5",
            "attach sink0 --confirm 86401",
            "attach sink0 --confirm 1.5",
            "attach sink0 --confirm 9 --dry-run",
        ] {
            let refused = site.run(arguments)?;
            assert_eq!(refused.code, Some(2), "{arguments}: {refused:?}");
        }
        assert!(pinned()?.is_empty());
        Ok(())
    })
}

/// Kills the command and its guardian, so that nobody takes the policy back.
fn abandon(site: &Site<'_>) -> Outcome {
    let tried = Try::start(site, &try_to(LONG))?;
    // It would take the policy back itself.
    tried.signal(Signal::SIGSTOP)?;
    kill(guardian(site)?, Signal::SIGKILL)?;
    tried.signal(Signal::SIGKILL)?;
    tried.end()?;
    let trial = trial(site)?;
    assert_eq!(trial["state"], "abandoned", "{trial}");
    let text = site.does("status sink0 --interval 0")?;
    assert!(text.contains("nobody takes it back to "), "{text}");
    Ok(())
}

fn a_guardian_that_is_killed_is_missed() -> Outcome {
    with_site(|site| {
        write_policies(site)?;
        site.does("attach sink0 --policy from.toml")?;
        let before = known(site)?;
        // The command is there still.
        let tried = Try::start(site, &try_to(LONG))?;
        kill(guardian(site)?, Signal::SIGKILL)?;
        let ran = tried.end()?;
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(
            ran.stderr.contains("the guardian was killed: taken back"),
            "{ran:?}"
        );
        assert_eq!(known(site)?, before);

        let told = |arguments: &str| -> Result<Value, Box<dyn Error>> {
            let told = serde_json::from_str(&site.does(arguments)?)?;
            crate::contract::holds("confirm", &told);
            Ok(told)
        };
        abandon(site)?;
        let undone = told("confirm sink0 --undo --json")?;
        assert_eq!(
            (&undone["confirmed"], &undone["taken_back"]["to"]),
            (&json!(false), &json!("earlier"))
        );
        assert_eq!(known(site)?, before);
        abandon(site)?;
        let confirmed = told("confirm sink0 --json")?;
        assert_eq!(confirmed["confirmed"], true);
        assert_eq!(site.status()?["policy"], TO);
        site.does("attach sink0 --policy from.toml")?;
        // What somebody asks for now goes before what somebody tried.
        abandon(site)?;
        site.does("attach sink0 --policy from.toml --cpus 0")?;
        let status = site.status()?;
        assert_eq!(
            (&status["policy"], &status["trial"]),
            (&json!(FROM), &Value::Null)
        );
        // A note that nobody understands is told, and in nobody's way.
        let status = site.status()?;
        let generation = Path::new(status["pins"].as_str().ok_or("no pins")?);
        let directory = generation.parent().ok_or("no directory")?;
        fs::hard_link(generation.join("record"), directory.join("trial"))?;
        let problem = site.status()?["problem"].take();
        let problem = problem.as_str().unwrap_or_default();
        assert!(
            problem.starts_with("what is kept of a trial cannot be read"),
            "{problem}"
        );
        site.does("attach sink0 --policy from.toml")?;
        assert_eq!(site.status()?["problem"], Value::Null);
        abandon(site)?;
        site.does("detach sink0")?;
        assert!(pinned()?.is_empty());
        Ok(())
    })
}

/// The policy from before sends packets out of an interface that goes while another one is tried.
fn without_a_way_back_it_is_taken_off() -> Outcome {
    with_site(|site| {
        write_policies(site)?;
        let ip = |arguments: &str| -> Outcome {
            let mut ip = Command::new("ip");
            ip.args(arguments.split(' ')).stderr(Stdio::piped());
            let ran = site.run_it(ip)?;
            assert_eq!(ran.code, Some(0), "{arguments}: {ran:?}");
            Ok(())
        };
        ip("link add out0 type veth peer name out1")?;
        ip("link set out0 up")?;
        ip("link set out1 up")?;
        let redirect = "version = 1\n[targets]\naction = { redirect = \"out0\" }\n";
        site.write("redirect.toml", redirect)?;
        for then in ["attach sink0", "detach sink0"] {
            site.does("attach sink0 --policy redirect.toml --force")?;
            let tried = Try::start(site, &format!("{} --json", try_to(LONG)))?;
            ip("link del out0")?;
            tried.signal(Signal::SIGINT)?;
            let ran = tried.end()?;
            assert_eq!(ran.code, Some(1), "{ran:?}");
            assert!(ran.stderr.contains("there was no way back"), "{ran:?}");
            let told: Value = serde_json::from_str(&ran.stdout)?;
            assert_eq!(told["taken_back"]["to"], "failed", "{told}");
            // Packets take their way without softrss, and why is written down.
            let status = site.run("status sink0 --json --interval 0")?;
            assert_eq!(status.code, Some(1), "{status:?}");
            let status: Value = serde_json::from_str(&status.stdout)?;
            let one = &status["interfaces"][0];
            assert_eq!(
                (&one["state"], &one["interface"]),
                (&json!("inactive"), &json!("sink0"))
            );
            assert_eq!(one["trial"]["state"], "failed", "{one}");
            let why = one["trial"]["failed"].as_str().unwrap_or_default();
            assert!(why.contains("out0"), "{one}");
            let text = site.run("status sink0 --interval 0")?;
            assert!(
                text.stdout.contains("there was no way back to "),
                "{text:?}"
            );
            let confirm = site.run("confirm sink0")?;
            assert_eq!(confirm.code, Some(1), "{confirm:?}");
            site.does(then)?;
            ip("link add out0 type veth peer name out1")?;
            ip("link set out0 up")?;
            ip("link set out1 up")?;
        }
        assert!(pinned()?.is_empty());
        Ok(())
    })
}

/// Numbered packets, while policies are tried, taken back, confirmed, and their commands killed.
fn nothing_is_lost_by_a_trial() -> Outcome {
    with_site(|site| {
        write_policies(site)?;
        let report = while_packets_are_sent(site, || {
            for round in 0..6u64 {
                if round % 2 == 1 {
                    site.does("attach sink0 --policy from.toml")?;
                }
                let before = known(site)?;
                let packets = |status: &Value| status["packets"].as_u64().unwrap_or_default();
                let counted = before.as_ref().map(|_| site.status()).transpose()?;
                assert_eq!(site.run(&try_to(1))?.code, Some(1));
                assert_eq!(known(site)?, before);
                let tried = Try::start(site, &try_to(LONG))?;
                // At one moment or another.
                thread::sleep(Duration::from_millis(37 * round));
                tried.signal(Signal::SIGKILL)?;
                tried.end()?;
                comes_back(site, before.as_ref())?;
                if let Some(counted) = counted {
                    // It was counted on meanwhile, and nothing forgotten.
                    assert!(packets(&site.status()?) > packets(&counted), "{counted}");
                }
                let tried = Try::start(site, &try_to(LONG))?;
                site.does("confirm sink0")?;
                assert_eq!(tried.end()?.code, Some(0));
                site.does("detach sink0")?;
            }
            Ok(())
        })?;
        assert_eq!(report.lost, 0, "of {}", report.sent);
        Ok(())
    })
}

/// A command that is killed at any time, also before it has said anything.
fn killed_at_any_time_a_trial_comes_back() -> Outcome {
    with_site(|site| {
        write_policies(site)?;
        for round in 0..16u64 {
            if round == 8 {
                site.does("attach sink0 --policy from.toml")?;
            }
            // The one before may have left an empty directory.
            let before = known_or_inactive(site)?;
            let mut command = site.command(&try_to(LONG));
            let mut child = site.bed.sink().netns().run(move || command.spawn())??;
            thread::sleep(Duration::from_millis(60 * (round % 8)));
            child.kill()?;
            child.wait()?;
            // What it had not begun to try, such as an empty directory, is no harm.
            comes_to(site, before.as_ref())?;
        }
        site.does("detach sink0")?;
        Ok(())
    })
}

/// Like [`comes_back`], but for what was left by a command that had not begun.
fn comes_to(site: &Site<'_>, before: Option<&Value>) -> Outcome {
    eventually_nothing(|| {
        let now = known_or_inactive(site)?;
        let differs = now.as_ref() != before;
        Ok(differs
            .then(|| format!("{now:?} instead of {before:?}"))
            .into_iter()
            .collect())
    })
}

fn known_or_inactive(site: &Site<'_>) -> Result<Option<Value>, Box<dyn Error>> {
    let ran = site.run("status sink0 --json --interval 0")?;
    let status: Value = serde_json::from_str(&ran.stdout)?;
    let one = &status["interfaces"][0];
    if one["state"] == "inactive" && one["trial"].is_null() {
        return Ok(None);
    }
    known(site)
}
