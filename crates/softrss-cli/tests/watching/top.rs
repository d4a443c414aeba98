//! `softrss top` in a terminal that tmux plays.

use std::{
    error::Error,
    fs,
    process::{Command, Output},
};

use nix::{
    fcntl::{FcntlArg, FdFlag, fcntl},
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use softrss_testbed::harness::Outcome;

use crate::site::{Site, softrss, until};

/// A terminal, with a server of its own that is killed when this value goes.
struct Terminal<'s> {
    site: &'s Site,
    directory: tempfile::TempDir,
}

impl<'s> Terminal<'s> {
    /// Runs `top` where the interface is; when it ends, its exit code is shown.
    fn start(site: &'s Site) -> Result<Self, Box<dyn Error>> {
        let directory = tempfile::tempdir()?;
        let terminal = Self { site, directory };
        let top = format!(
            "{} top {} --interval 0.1; echo ended with $?; cat",
            env!("CARGO_BIN_EXE_softrss"),
            site.interface()
        );
        terminal.tmux(&["new-session", "-d", "-x", "80", "-y", "24", &top])?;
        Ok(terminal)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut tmux = Command::new("tmux");
        let socket = self.directory.path().join("socket");
        tmux.arg("-S").arg(socket).args(["-f", "/dev/null"]);
        tmux.args(arguments)
            .env_remove("TMUX")
            .env("LC_ALL", "C.UTF-8")
            .env("SHELL", "/bin/sh");
        tmux
    }

    fn tmux(&self, arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
        let output = self.site.inside(|| self.command(arguments).output())??;
        if !output.status.success() {
            return Err(
                format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into(),
            );
        }
        Ok(output)
    }

    fn keys(&self, keys: &str) -> Result<(), Box<dyn Error>> {
        self.tmux(&["send-keys", keys]).map(drop)
    }

    /// The process that draws: the one child of the shell that the terminal runs.
    fn top(&self) -> Result<i32, Box<dyn Error>> {
        let shell = self.tmux(&["display-message", "-p", "#{pane_pid}"])?;
        let shell = String::from_utf8(shell.stdout)?;
        let shell = shell.trim();
        let children = fs::read_to_string(format!("/proc/{shell}/task/{shell}/children"))?;
        Ok(children.trim().parse()?)
    }

    fn screen(&self) -> Result<String, Box<dyn Error>> {
        let output = self.tmux(&["capture-pane", "-p"])?;
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Waits until everything in `words` is on the screen.
    fn shows(&self, words: &[&str]) -> Outcome {
        let mut screen = String::new();
        let waited = until("the screen is right", || {
            screen = self.screen()?;
            Ok(words.iter().all(|word| screen.contains(word)))
        });
        waited.map_err(|error| format!("{error}: no {words:?} in\n{screen}").into())
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        // It may have ended already, and that is no error.
        let _ = self.tmux(&["kill-server"]);
    }
}

pub(crate) fn top_lives_in_a_terminal() -> Outcome {
    let site = Site::new()?;
    let terminal = Terminal::start(&site)?;
    let interface = site.interface();
    terminal.shows(&[
        interface,
        "native",
        "packets/s",
        "lost/s",
        "every 100 ms",
        "p99",
        "bucket",
    ])?;
    terminal.tmux(&["resize-window", "-x", "40", "-y", "12"])?;
    until("the keys are in the last of twelve rows", || {
        let screen = terminal.screen()?;
        let rows: Vec<&str> = screen.lines().collect();
        let fits = rows.len() == 12 && rows.iter().all(|row| row.chars().count() <= 40);
        Ok(fits && rows[0].contains(interface) && rows[11].starts_with("q quit"))
    })?;
    for size in [
        ["-x", "1", "-y", "1"],
        ["-x", "200", "-y", "50"],
        ["-x", "80", "-y", "24"],
    ] {
        terminal.tmux(&[&["resize-window"][..], &size].concat())?;
    }
    terminal.shows(&["unparsed", "redirect_err"])?;
    terminal.keys("?")?;
    terminal.shows(&["quit", "taken out of the queue by the thread"])?;
    terminal.keys("?")?;
    terminal.keys("s")?;
    terminal.shows(&["sort: packets"])?;
    terminal.keys("p")?;
    terminal.shows(&["PAUSED", "go on"])?;
    terminal.keys("Space")?;
    site.detach()?;
    terminal.shows(&["gone, last picture", "bucket"])?;
    site.attach()?;
    until("it goes on", || {
        let screen = terminal.screen()?;
        Ok(screen.contains("bucket") && !screen.contains("gone"))
    })?;
    terminal.keys("q")?;
    terminal.shows(&["ended with 0"])?;
    // The screen from before is back.
    assert!(!terminal.screen()?.contains("bucket"));
    Ok(())
}

pub(crate) fn a_signal_gives_the_terminal_back() -> Outcome {
    let site = Site::new()?;
    for how in ["C-c", "TERM"] {
        let terminal = Terminal::start(&site)?;
        terminal.shows(&["bucket"])?;
        if how == "TERM" {
            let top = Pid::from_raw(terminal.top()?);
            // One that was stopped draws everything anew.
            kill(top, Signal::SIGSTOP)?;
            terminal.tmux(&["send-keys", "-R"])?;
            assert!(!terminal.screen()?.contains("bucket"));
            kill(top, Signal::SIGCONT)?;
            terminal.shows(&["bucket", "q quit"])?;
            kill(top, Signal::SIGTERM)?;
        } else {
            terminal.keys(how)?;
        }
        terminal.shows(&["ended with 0"])?;
        // What is typed is echoed again.
        terminal.keys("typed")?;
        terminal.shows(&["typed"])?;
    }
    Ok(())
}

/// A terminal that closes, as its window or its ssh connection does, is no reason to panic.
pub(crate) fn a_terminal_that_closes_is_no_panic() -> Outcome {
    let site = Site::new()?;
    let pty = nix::pty::openpty(None, None)?;
    // The one who holds the other side is this process alone.
    fcntl(&pty.master, FcntlArg::F_SETFD(FdFlag::FD_CLOEXEC))?;
    let mut command = softrss(&["top", site.interface(), "--interval", "0.1"]);
    for name in ["stdin", "stdout", "stderr"] {
        let end = pty.slave.try_clone()?;
        match name {
            "stdin" => command.stdin(end),
            "stdout" => command.stdout(end),
            _ => command.stderr(end),
        };
    }
    let mut child = site.inside(|| command.spawn())??;
    drop((command, pty.slave));
    let mut screen = fs::File::from(pty.master);
    let mut drawn = vec![0; 4096];
    assert!(std::io::Read::read(&mut screen, &mut drawn)? > 0);
    drop(screen);
    let status = child.wait()?;
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    Ok(())
}

pub(crate) fn top_wants_a_terminal() -> Outcome {
    let output = softrss(&["top"]).output()?;
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr)?;
    assert!(
        said.contains("hint: ") && said.contains("metrics --once"),
        "{said}"
    );
    Ok(())
}
