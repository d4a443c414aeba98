//! `softrss attach --confirm`: a policy that is taken back unless somebody confirms it.

use std::{
    io::{self, BufRead as _, BufReader, IsTerminal as _, Read as _, Write as _},
    ops::ControlFlow,
    os::{
        fd::{AsFd, BorrowedFd},
        unix::process::CommandExt as _,
    },
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use nix::{
    poll::{PollFd, PollFlags, PollTimeout, poll},
    unistd::{getpgrp, tcgetpgrp},
};
use softrss::{
    Interface, Rates, Reading,
    deployment::{
        Deployment, DeploymentError, Guardian, Operation, PinRoot, TakenBack, Terms, Trial,
        boottime_ms,
    },
};

use super::{
    applied::{Asked, tell},
    guard::{self, READY},
    refusal,
};
use crate::{
    Failure,
    interfaces::settled,
    report::{
        self, say_done, shown,
        trial::{Ended, Outcome, Tried},
    },
};

/// How often to look at keys, signals and the guardian.
const POLL: Duration = Duration::from_millis(100);
/// How often a line is written anew on a terminal, and to anything else.
const ON_TERMINAL: Duration = Duration::from_secs(1);
const ELSEWHERE: Duration = Duration::from_secs(10);

/// Applies what is asked for, for `seconds`, or for good if it is confirmed.
pub(super) fn run(
    asked: &Asked<'_>,
    seconds: u64,
    stop: &AtomicBool,
    watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let mut guard = Guard::start(asked.root, asked.interface)?;
    let terms = Terms {
        guardian: guard.guardian,
        deadline_ms: boottime_ms() + seconds * 1000,
    };
    let attachment =
        Deployment::attach_on_trial(asked.root, asked.interface, asked.intent, &terms, watch)
            .map_err(refusal::deployment)?;
    tell(asked, &attachment);
    let policy = asked.intent.policy.policy();
    let tried = Tried::new(asked.interface, asked.chosen, policy, &attachment);
    let Some(trial) = attachment.trial else {
        // It is there already: nothing to try.
        return if asked.json {
            report::json(&tried.ended(&Ended::Confirmed, None))
        } else {
            Ok(())
        };
    };
    guard.begin();
    let mut watcher = Watcher {
        asked,
        guard,
        trial,
        attached_at: attachment.deployment.record().attached_at,
        first: None,
        counted: None,
        shown: Line::default(),
    };
    let ended = watcher.watch(stop)?;
    if asked.json {
        report::json(&tried.ended(&ended, watcher.counted.as_ref()))?;
    }
    let name = shown(asked.interface.name());
    if ended != Ended::Confirmed {
        return Err(Failure::failed(
            format!("{name}: {}", ended.words(seconds)),
            ended.hint(&name),
        ));
    }
    if !asked.json {
        say_done(&format!("{name}: confirmed, it stays\n"));
    }
    Ok(())
}

/// The process that takes the policy back.
struct Guard {
    guardian: Guardian,
    child: Child,
    /// It learns by a byte of this that the trial has begun, and by its end that the command has ended.
    alive: Option<ChildStdin>,
    out: BufReader<ChildStdout>,
}

impl Guard {
    fn start(root: &PinRoot, interface: &Interface) -> Result<Self, Failure> {
        let failed = |error| refusal::guardian(error);
        let bpffs = root.path().parent().unwrap_or(root.path());
        // This program, also when its file was replaced meanwhile.
        let mut child = Command::new("/proc/self/exe")
            .arg0("softrss")
            .args(guard::Args::words(interface.index(), bpffs))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let (Some(alive), Some(out)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed(io::ErrorKind::BrokenPipe.into()));
        };
        let mut out = BufReader::new(out);
        let mut line = String::new();
        out.read_line(&mut line).map_err(failed)?;
        if line.trim_end() != READY {
            // It ends by itself.
            let _ = child.wait();
            return Err(failed(io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(Self {
            guardian: Guardian::of(child.id()).map_err(failed)?,
            child,
            alive: Some(alive),
            out,
        })
    }

    /// Lets it know that the trial has begun: else it would wait for one that is confirmed before it has looked for the first
    /// time.
    fn begin(&mut self) {
        if let Some(alive) = &mut self.alive {
            // Where it is gone, that is noticed elsewhere.
            let _ = alive.write_all(&[guard::BEGUN]);
        }
    }

    /// Whether it has ended.
    fn has_ended(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|status| status.is_some())
    }

    /// Lets it know that it is time, and waits for what it says; `None` when it was killed.
    fn end(&mut self) -> Option<TakenBack> {
        drop(self.alive.take());
        let mut said = String::new();
        self.out.read_to_string(&mut said).ok()?;
        let _ = self.child.wait();
        let outcome: Outcome = serde_json::from_str(&said).ok()?;
        Some(outcome.into())
    }
}

/// A line on stderr, which is written over on a terminal.
#[derive(Default)]
struct Line {
    written: Option<Instant>,
}

impl Line {
    fn is_due(&self) -> bool {
        let every = if io::stderr().is_terminal() {
            ON_TERMINAL
        } else {
            ELSEWHERE
        };
        self.written
            .is_none_or(|written| written.elapsed() >= every)
    }

    fn write(&mut self, line: &str) {
        self.written = Some(Instant::now());
        // Talk; that nobody reads it is noticed elsewhere.
        let _ = if io::stderr().is_terminal() {
            let (width, _) = ratatui::crossterm::terminal::size().unwrap_or((80, 24));
            let width = usize::from(width).saturating_sub(1);
            let line: String = line.chars().take(width).collect();
            write!(io::stderr(), "\r\u{1b}[K{line}")
        } else {
            writeln!(io::stderr(), "{line}")
        };
    }

    /// What is written next begins on a line of its own.
    fn end(&self) {
        if self.written.is_some() && io::stderr().is_terminal() {
            let _ = writeln!(io::stderr());
        }
    }
}

struct Watcher<'w> {
    asked: &'w Asked<'w>,
    guard: Guard,
    trial: Trial,
    /// When the interface was attached, in seconds since 1970.
    attached_at: u64,
    /// What was counted when the trial began.
    first: Option<Reading>,
    /// What was counted since.
    counted: Option<Reading>,
    shown: Line,
}

impl Watcher<'_> {
    /// Shows what happens until the trial ends.
    fn watch(&mut self, stop: &AtomicBool) -> Result<Ended, Failure> {
        self.first = self.read();
        let name = shown(self.asked.interface.name());
        let keys = Keys::new();
        let seconds = self.trial.seconds_left();
        let key = if keys.are_read() {
            "press Enter to keep it, "
        } else {
            ""
        };
        let _ = writeln!(
            io::stderr(),
            "on trial for {seconds} s: {key}Ctrl-C to take it back now;\n`softrss confirm {name}` keeps it from anywhere"
        );
        loop {
            if self.guard.has_ended() {
                return self.ended(Why::Guardian);
            }
            if stop.load(Ordering::Relaxed) {
                return self.ended(Why::Interrupted);
            }
            if is_hung_up() {
                return self.ended(Why::HungUp);
            }
            match keys.read() {
                Some(Answer::Keep) => {
                    match Deployment::confirm(self.asked.root, self.asked.interface) {
                        // It was taken back a moment before.
                        Err(DeploymentError::NotOnTrial { .. }) => {
                            return self.ended(Why::Guardian);
                        }
                        confirmed => drop(confirmed.map_err(refusal::deployment)?),
                    }
                    self.show(true);
                    self.guard.end();
                    return Ok(Ended::Confirmed);
                }
                Some(Answer::TakeBack) => return self.ended(Why::Interrupted),
                None => {}
            }
            self.show(false);
            thread::sleep(POLL);
        }
    }

    fn read(&self) -> Option<Reading> {
        let deployment = Deployment::open_in(self.asked.root, self.asked.interface).ok()?;
        settled(deployment, Deployment::reopen, Deployment::read)
            .1
            .ok()
    }

    fn show(&mut self, is_last: bool) {
        if !is_last && !self.shown.is_due() {
            return;
        }
        let now = self.read();
        if let (Some(first), Some(now)) = (&self.first, &now)
            && let Some(rates) = Rates::between(first, now)
        {
            self.counted = Some(rates.counted);
        }
        self.shown.write(&report::trial::line(
            self.trial.seconds_left(),
            self.counted.as_ref(),
        ));
        if is_last {
            self.shown.end();
        }
    }

    /// What the end of the trial came to.
    fn ended(&mut self, why: Why) -> Result<Ended, Failure> {
        self.show(true);
        let (root, interface) = (self.asked.root, self.asked.interface);
        let Some(taken_back) = self.guard.end() else {
            // The guardian was killed: it is done here.
            let watch = &mut |_: &_| ControlFlow::Continue(());
            let guardian = Some(&self.guard.guardian);
            let taken_back = Deployment::take_back(root, interface, guardian, watch);
            let taken_back = taken_back.map_err(refusal::deployment)?;
            return Ok(match taken_back {
                TakenBack::Over => self.over(),
                taken_back => Ended::Killed(taken_back),
            });
        };
        Ok(match (taken_back, why) {
            (TakenBack::Over, _) => self.over(),
            (taken_back, Why::Guardian) if boottime_ms() < self.trial.deadline_ms => {
                Ended::Undone(taken_back)
            }
            (taken_back, Why::Guardian) => Ended::Deadline(taken_back),
            (taken_back, Why::Interrupted) => Ended::Interrupted(taken_back),
            (taken_back, Why::HungUp) => Ended::HungUp(taken_back),
        })
    }

    /// What somebody else decided.
    fn over(&self) -> Ended {
        let open = Deployment::open_in(self.asked.root, self.asked.interface);
        let is_tried = |open: &Deployment| open.record().attached_at == self.attached_at;
        if open.as_ref().is_ok_and(is_tried) {
            Ended::Confirmed
        } else {
            Ended::Detached
        }
    }
}

/// Why the command ends a trial.
#[derive(Clone, Copy)]
enum Why {
    /// The guardian did.
    Guardian,
    Interrupted,
    HungUp,
}

/// Whether nobody is left who reads what the command says: the terminal is gone, or the other end of a pipe.
fn is_hung_up() -> bool {
    let (stdin, stdout, stderr) = (io::stdin(), io::stdout(), io::stderr());
    // That of input may be a pipe that has ended, which means nothing.
    let input = stdin.is_terminal().then(|| stdin.as_fd());
    let all = input.into_iter().chain([stdout.as_fd(), stderr.as_fd()]);
    let mut fds: Vec<PollFd<'_>> = all.map(|fd| PollFd::new(fd, PollFlags::empty())).collect();
    let gone = PollFlags::POLLHUP | PollFlags::POLLERR;
    poll(&mut fds, PollTimeout::ZERO).is_ok()
        && fds
            .iter()
            .any(|fd| fd.revents().is_some_and(|events| events.intersects(gone)))
}

/// What somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Keep,
    TakeBack,
}

/// Enter or `y` and Enter keep it, `n` and Enter take it back.
fn answer(line: &str) -> Option<Answer> {
    match line.trim() {
        "" | "y" | "yes" => Some(Answer::Keep),
        "n" | "no" => Some(Answer::TakeBack),
        _ => None,
    }
}

/// The keyboard, if there is one.
struct Keys {
    is_terminal: bool,
}

impl Keys {
    /// What was typed before the trial began is no answer.
    fn new() -> Self {
        let stdin = io::stdin();
        let is_terminal = stdin.is_terminal();
        if is_terminal && is_foreground(stdin.as_fd()) {
            // A terminal that refuses is read as it is.
            let _ = nix::sys::termios::tcflush(&stdin, nix::sys::termios::FlushArg::TCIFLUSH);
        }
        Self { is_terminal }
    }

    fn are_read(&self) -> bool {
        self.is_terminal && is_foreground(io::stdin().as_fd())
    }

    /// A line that is there, if it is an answer.
    fn read(&self) -> Option<Answer> {
        let stdin = io::stdin();
        // Who reads in the background is stopped.
        if !self.are_read() {
            return None;
        }
        let mut fds = [PollFd::new(stdin.as_fd(), PollFlags::POLLIN)];
        let ready = poll(&mut fds, PollTimeout::ZERO).is_ok_and(|ready| ready > 0);
        let has_input = |fd: &PollFd<'_>| {
            let events = fd.revents();
            events.is_some_and(|events| events == PollFlags::POLLIN)
        };
        if !ready || !has_input(&fds[0]) {
            return None;
        }
        let mut line = String::new();
        match stdin.read_line(&mut line) {
            // Ctrl-D says nothing.
            Ok(0) | Err(_) => None,
            Ok(_) => answer(&line),
        }
    }
}

fn is_foreground(terminal: BorrowedFd<'_>) -> bool {
    tcgetpgrp(terminal).is_ok_and(|group| group == getpgrp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_answer_or_none() {
        for line in ["\n", "y\n", " yes \n"] {
            assert_eq!(answer(line), Some(Answer::Keep), "{line:?}");
        }
        for line in ["n\n", "no\n"] {
            assert_eq!(answer(line), Some(Answer::TakeBack), "{line:?}");
        }
        assert_eq!(answer("ls\n"), None);
    }
}
