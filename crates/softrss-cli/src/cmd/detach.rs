//! `softrss detach`: takes the steering off an interface.

use std::{
    io::{self, Write as _},
    ops::ControlFlow,
    sync::atomic::Ordering,
};

use softrss::deployment::{Deployment, DeploymentError, PinRoot};

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
    #[arg(value_name = "IFACE")]
    interface: String,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`], also when nothing is attached.
pub fn run(args: &Args) -> Result<(), Failure> {
    let name = &args.interface;
    let not_attached = || DeploymentError::NotAttached {
        interface: name.clone(),
    };
    let root = PinRoot::find().map_err(|error| refusal::deployment(error.into()))?;
    let root = root.ok_or_else(|| refusal::deployment(not_attached()))?;
    let stop = interruptible()?;
    // Once something is taken away there is no way back: what has begun is done to its end.
    let mut begun = false;
    let mut watch = |_: &_| {
        if !begun && stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        begun = true;
        ControlFlow::Continue(())
    };
    let detached = Deployment::detach(&root, name, &mut watch).map_err(refusal::deployment)?;
    for stranger in &detached.strangers {
        // Talk; it is not ours to remove.
        let _ = writeln!(
            io::stderr(),
            "note: {} was not made by softrss and is still there",
            shown(&stranger.display().to_string())
        );
    }
    let what = if detached.was_active {
        "detached"
    } else {
        "removed what was left of a steering that was not active any more"
    };
    say_done(&format!("{}: {what}\n", shown(name)));
    Ok(())
}
