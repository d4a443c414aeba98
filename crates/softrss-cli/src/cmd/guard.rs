//! The guardian of a trial: the process that takes a policy back.
//!
//! `softrss attach --confirm` starts it before it changes anything. It has a session of its own, so that it outlives
//! the terminal, and three ways to learn that it is time: the deadline, the end of the pipe that the command holds (by which it
//! also hears that the trial has begun), and SIGTERM. What it does is written down in the directory of the interface; where that
//! is removed, somebody has decided.

use std::{
    fs::{self, File},
    io::{self, Read as _, Write as _},
    os::fd::{AsFd as _, AsRawFd as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use nix::{
    poll::{PollFd, PollFlags, PollTimeout, poll},
    unistd::setsid,
};
use softrss::{
    Interface,
    deployment::{Deployment, DeploymentError, Guardian, PinRoot, TakenBack, Trial, boottime_ms},
};

use super::refusal;
use crate::{Failure, report::trial::Outcome};

/// How it is called.
pub(crate) const NAME: &str = "guard";
/// What it says when it guards.
pub(super) const READY: &str = "ready";
/// What it is sent when the trial has begun.
pub(super) const BEGUN: u8 = b'\n';
/// How often it looks whether the trial is over.
const POLL_MS: u16 = 200;
/// How long it tries to take a policy back that is refused for reasons that may pass: another command, a full table.
const PATIENCE: Duration = Duration::from_mins(2);
const PAUSE: Duration = Duration::from_millis(500);

/// Guards a trial; started by `softrss attach --confirm`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Index of the interface
    #[arg(value_name = "INDEX")]
    index: u32,
    /// The BPF file system
    #[arg(value_name = "BPFFS")]
    bpffs: PathBuf,
}

impl Args {
    /// The same as arguments.
    pub(super) fn words(index: u32, bpffs: &Path) -> [std::ffi::OsString; 3] {
        let index = index.to_string();
        [NAME.into(), index.into(), bpffs.into()]
    }
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] when it cannot guard; then it has not said that it is ready.
pub fn run(args: &Args) -> Result<(), Failure> {
    // Fails where it is a session's leader already, and that is as good.
    let _ = setsid();
    // Nothing that it was started in is kept busy; and it is found by its name.
    let _ = std::env::set_current_dir("/");
    let _ = fs::write("/proc/self/comm", "softrss");
    let stop = signals()?;
    // The path may lead through a process that ends; the descriptor stays.
    let cannot = |error| Failure::failed(error, "this is about the guardian of a trial");
    let bpffs = File::open(&args.bpffs).map_err(cannot)?;
    let root = PinRoot::at(format!("/proc/self/fd/{}", bpffs.as_raw_fd()));
    let root = root.map_err(|error| refusal::deployment(error.into()))?;
    let own = Guardian::of(std::process::id()).map_err(cannot)?;
    let mut out = io::stdout();
    writeln!(out, "{READY}").map_err(Failure::output)?;
    let guard = Guard {
        root,
        index: args.index,
        own,
    };
    let outcome = if guard.is_needed(&stop) {
        guard.take_back().map_err(refusal::deployment)?
    } else {
        TakenBack::Over
    };
    // Whoever started it may be gone.
    let outcome = serde_json::to_string(&Outcome::from(&outcome)).unwrap_or_default();
    let _ = writeln!(out, "{outcome}");
    Ok(())
}

/// A flag that SIGTERM sets. The end of a terminal is nothing to it.
fn signals() -> Result<Arc<AtomicBool>, Failure> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    let (stop, ignored) = (Arc::default(), Arc::<AtomicBool>::default());
    for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTSTP] {
        signal_hook::flag::register(signal, Arc::clone(&ignored)).map_err(refusal::signal)?;
    }
    signal_hook::flag::register(SIGTERM, Arc::clone(&stop)).map_err(refusal::signal)?;
    Ok(stop)
}

struct Guard {
    root: PinRoot,
    index: u32,
    own: Guardian,
}

impl Guard {
    /// The trial that it guards; `None` before it is begun and after it is over.
    fn trial(&self) -> Option<Trial> {
        let interface = Interface::by_index(self.index).ok()?;
        let trial = Deployment::trial_of(&self.root, &interface).ok()?;
        trial.filter(|trial| trial.guardian == self.own)
    }

    /// Waits until the policy is to be taken back; `false` when the trial is over.
    fn is_needed(&self, stop: &AtomicBool) -> bool {
        let mut has_begun = false;
        loop {
            let heard = listen();
            let trial = self.trial();
            if stop.load(Ordering::Relaxed) || heard == Some(Heard::Left) {
                return true;
            }
            has_begun |= heard == Some(Heard::Begun);
            match trial {
                Some(trial) if trial.deadline_ms <= boottime_ms() => return true,
                Some(_) => has_begun = true,
                None if has_begun => return false,
                None => {}
            }
        }
    }

    /// Takes the policy back. Where it does not come to that, whoever started it does, or is told by `status`.
    fn take_back(&self) -> Result<TakenBack, DeploymentError> {
        let start = Instant::now();
        loop {
            let watch = &mut |_: &_| std::ops::ControlFlow::Continue(());
            let Ok(interface) = Interface::by_index(self.index) else {
                // Gone, and all that was on it.
                return Ok(TakenBack::Over);
            };
            match Deployment::take_back(&self.root, &interface, Some(&self.own), watch) {
                Err(_) if start.elapsed() < PATIENCE => thread::sleep(PAUSE),
                taken_back => return taken_back,
            }
        }
    }
}

/// What the command that started the guardian lets it know.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heard {
    /// The trial has begun, and may be over since.
    Begun,
    /// The command has ended.
    Left,
}

/// Waits a moment for what there is to hear.
fn listen() -> Option<Heard> {
    let mut stdin = io::stdin();
    let mut fds = [PollFd::new(stdin.as_fd(), PollFlags::POLLIN)];
    // Else there is nothing, or it was a signal.
    let is_heard = poll(&mut fds, PollTimeout::from(POLL_MS)).is_ok_and(|ready| ready > 0);
    is_heard.then(|| match stdin.read(&mut [0]) {
        Ok(1) => Heard::Begun,
        Ok(_) | Err(_) => Heard::Left,
    })
}
