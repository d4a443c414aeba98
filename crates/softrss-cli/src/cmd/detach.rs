//! `softrss detach`: takes the steering off an interface.

use std::{
    io::{self, Write as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use softrss::deployment::{Deployment, DeploymentError, Detached, Operation, PinRoot};
use softrss_core::chain;

use super::{interrupt::interruptible, refusal};
use crate::{
    Failure,
    report::{say_done, shown},
};

/// Take the steering off an interface, and leave nothing behind
///
/// Packets that wait in the queues of the targets are still processed. From then on the stack of the CPU that
/// receives a packet processes it, as if softrss had never been there. Ctrl-C ends it only before anything is taken off.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The interface, also one that is gone
    #[arg(value_name = "IFACE", required_unless_present_any = ["stale", "pins"])]
    interface: Option<String>,
    /// Remove all that steers nothing any more: what interfaces and network namespaces left that are gone, programs that
    /// were taken off, and commands that were interrupted
    #[arg(long, conflicts_with_all = ["interface", "pins"])]
    stale: bool,
    /// Take off what is pinned in this directory, as `softrss status` shows it, wherever its interface is
    #[arg(long, value_name = "DIR", conflicts_with = "interface")]
    pins: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`], also when nothing is attached.
pub fn run(args: &Args) -> Result<(), Failure> {
    let root = PinRoot::find().map_err(|error| refusal::deployment(error.into()))?;
    let stop = interruptible()?;
    // Once something is taken away there is no way back: what has begun is done to its end.
    let mut begun = false;
    let mut watch = |_: &Operation| {
        if !begun && stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        begun = true;
        ControlFlow::Continue(())
    };
    if let Some(pins) = &args.pins {
        return by_pins(pins, &mut watch);
    }
    match (&args.interface, root) {
        (Some(name), Some(root)) => {
            let detached =
                Deployment::detach(&root, name, &mut watch).map_err(refusal::deployment)?;
            say(&shown(name), &detached);
            Ok(())
        }
        (Some(name), None) => {
            let interface = name.clone();
            Err(refusal::deployment(DeploymentError::NotAttached {
                interface,
            }))
        }
        (None, Some(root)) => stale(&root, &mut watch),
        (None, None) => {
            say_done(NOTHING_STALE);
            Ok(())
        }
    }
}

const NOTHING_STALE: &str = "nothing is left of steerings that are not active any more\n";

fn by_pins(
    pins: &Path,
    watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let absolute = std::path::absolute(pins).unwrap_or_else(|_| pins.to_owned());
    let detached = Deployment::detach_pins(&absolute, watch).map_err(refusal::deployment)?;
    say(&shown(&pins.display().to_string()), &detached);
    Ok(())
}

fn stale(
    root: &PinRoot,
    watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let all = Deployment::detach_stale(root, watch).map_err(refusal::deployment)?;
    if all.is_empty() {
        say_done(NOTHING_STALE);
    }
    let mut failed = None;
    for stale in all {
        let pins = shown(&stale.pins.display().to_string());
        match stale.removed {
            Ok(strangers) => {
                let name = stale.interface.as_deref().map(shown);
                let name = name.map_or(String::new(), |name| format!(", which was for {name}"));
                say_done(&format!("removed {pins}{name}\n"));
                note(&strangers);
            }
            Err(error) => {
                // Talk; the first one is what the command fails with.
                let _ = writeln!(
                    io::stderr(),
                    "note: {pins} stays: {}",
                    shown(&chain(&error))
                );
                failed.get_or_insert(error);
            }
        }
    }
    failed.map_or(Ok(()), |error| Err(refusal::deployment(error)))
}

/// Says what was done.
fn say(name: &str, detached: &Detached) {
    note(&detached.strangers);
    let what = if detached.was_active {
        "detached"
    } else {
        "removed what was left of a steering that was not active any more"
    };
    say_done(&format!("{name}: {what}\n"));
}

fn note(strangers: &[PathBuf]) {
    for stranger in strangers {
        // Talk; it is not ours to remove.
        let _ = writeln!(
            io::stderr(),
            "note: {} was not made by softrss and is still there",
            shown(&stranger.display().to_string())
        );
    }
}
