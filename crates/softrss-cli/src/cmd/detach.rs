//! `softrss detach`: takes the steering off an interface.

use std::{
    io::{self, Write as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use serde::Serialize;
use softrss::deployment::{Deployment, DeploymentError, Detached, Operation, PinRoot, Stale};
use softrss_core::chain;

use super::{interrupt::interruptible, refusal};
use crate::{
    Failure,
    report::{SCHEMA, json_done, say_done, shown},
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
    /// Print what was removed as JSON
    #[arg(long)]
    json: bool,
}

/// The JSON object.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Report {
    /// The version of this object.
    schema: u32,
    /// Each steering that was removed, or could not be.
    removed: Vec<Removed>,
}

/// A steering that was removed, or could not be.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Removed {
    /// What its interface was called; `null` where that is not known.
    interface: Option<String>,
    /// Where it was pinned; `null` where it was asked for by the interface.
    pins: Option<String>,
    /// Whether packets were steered until now.
    was_active: bool,
    /// What lies there, was not made by softrss, and stays.
    strangers: Vec<String>,
    /// Why it stays; `null` where it was removed.
    error: Option<String>,
}

impl Removed {
    fn new(detached: &Detached) -> Self {
        Self {
            interface: None,
            pins: None,
            was_active: detached.was_active,
            strangers: names(&detached.strangers),
            error: None,
        }
    }

    fn stale(stale: &Stale) -> Self {
        let (strangers, error) = match &stale.removed {
            Ok(strangers) => (names(strangers), None),
            Err(error) => (Vec::new(), Some(chain(error))),
        };
        Self {
            interface: stale.interface.clone(),
            pins: Some(stale.pins.display().to_string()),
            was_active: false,
            strangers,
            error,
        }
    }
}

fn names(paths: &[PathBuf]) -> Vec<String> {
    paths
        .iter()
        .map(|path| path.display().to_string())
        .collect()
}

fn print(removed: Vec<Removed>) {
    json_done(&Report {
        schema: SCHEMA,
        removed,
    });
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
        return by_pins(pins, args.json, &mut watch);
    }
    match (&args.interface, root) {
        (Some(name), Some(root)) => {
            let detached =
                Deployment::detach(&root, name, &mut watch).map_err(refusal::deployment)?;
            if args.json {
                print(vec![Removed {
                    interface: Some(name.clone()),
                    ..Removed::new(&detached)
                }]);
            } else {
                say(&shown(name), &detached);
            }
            Ok(())
        }
        (Some(name), None) => {
            let interface = name.clone();
            Err(refusal::deployment(DeploymentError::NotAttached {
                interface,
            }))
        }
        (None, Some(root)) => stale(&root, args.json, &mut watch),
        (None, None) => {
            if args.json {
                print(Vec::new());
            } else {
                say_done(NOTHING_STALE);
            }
            Ok(())
        }
    }
}

const NOTHING_STALE: &str = "nothing is left of steerings that are not active any more\n";

fn by_pins(
    pins: &Path,
    json: bool,
    watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let absolute = std::path::absolute(pins).unwrap_or_else(|_| pins.to_owned());
    let detached = Deployment::detach_pins(&absolute, watch).map_err(refusal::deployment)?;
    if json {
        print(vec![Removed {
            pins: Some(pins.display().to_string()),
            ..Removed::new(&detached)
        }]);
    } else {
        say(&shown(&pins.display().to_string()), &detached);
    }
    Ok(())
}

fn stale(
    root: &PinRoot,
    json: bool,
    watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let all = Deployment::detach_stale(root, watch).map_err(refusal::deployment)?;
    if json {
        print(all.iter().map(Removed::stale).collect());
        let failed = all.into_iter().find_map(|stale| stale.removed.err());
        return failed.map_or(Ok(()), |error| Err(refusal::deployment(error)));
    }
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

/// What of the JSON is promised.
#[cfg(test)]
pub(crate) fn schema() -> serde_json::Value {
    crate::contract::schema::<Report>()
}
