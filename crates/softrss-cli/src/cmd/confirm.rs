//! `softrss confirm`: keeps what is on trial.

use std::{
    ops::ControlFlow,
    thread,
    time::{Duration, Instant},
};

use softrss::{
    Interface,
    deployment::{Deployment, DeploymentError, PinRoot, Prospect, TakenBack},
};

use super::refusal;
use crate::{
    Failure,
    report::{say_done, shown, trial},
};

/// How long a guardian is waited for that is asked to take a policy back.
const PATIENCE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(50);

/// Keep what `softrss attach --confirm` tries on an interface
///
/// Without it, the policy that is on trial is taken back when its time is over.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The interface
    #[arg(value_name = "IFACE")]
    interface: String,
    /// Take it back at once instead, to the policy from before or to nothing
    #[arg(long)]
    undo: bool,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`], also when nothing is on trial.
pub fn run(args: &Args) -> Result<(), Failure> {
    let interface = Interface::by_name(&args.interface).map_err(refusal::interface)?;
    let not_on_trial = || {
        let interface = args.interface.clone();
        refusal::deployment(DeploymentError::NotOnTrial { interface })
    };
    let root = PinRoot::find().map_err(|error| refusal::deployment(error.into()))?;
    let root = root.ok_or_else(not_on_trial)?;
    let name = shown(interface.name());
    if !args.undo {
        Deployment::confirm(&root, &interface).map_err(refusal::deployment)?;
        say_done(&format!("{name}: confirmed, it stays\n"));
        return Ok(());
    }
    let taken_back = undo(&root, &interface).map_err(refusal::deployment)?;
    let came_to = format!("{name}: {}", trial::came_to(&taken_back));
    match &taken_back {
        TakenBack::Over => Err(not_on_trial()),
        TakenBack::Failed { .. } => Err(Failure::failed(came_to, trial::ATTACH_ANEW)),
        _ => {
            say_done(&format!("{came_to}\n"));
            Ok(())
        }
    }
}

/// Has the guardian take the policy back, or does so itself where there is none.
fn undo(root: &PinRoot, interface: &Interface) -> Result<TakenBack, DeploymentError> {
    let guarded = || {
        let trial = Deployment::trial_of(root, interface)?;
        Ok::<_, DeploymentError>(trial.filter(|trial| trial.prospect() == Prospect::Guarded))
    };
    let begun = guarded()?;
    if begun.is_some() {
        Deployment::hasten(root, interface)?;
        let start = Instant::now();
        while guarded()?.is_some() && start.elapsed() < PATIENCE {
            thread::sleep(POLL);
        }
    }
    // What has begun is done to its end.
    let watch = &mut |_: &_| ControlFlow::Continue(());
    let taken_back = Deployment::take_back(root, interface, None, watch)?;
    Ok(match (taken_back, begun) {
        (TakenBack::Over, Some(trial)) => {
            trial.earlier.map_or(TakenBack::Nothing, TakenBack::Earlier)
        }
        (taken_back, _) => taken_back,
    })
}
