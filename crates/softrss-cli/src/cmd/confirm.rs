//! `softrss confirm`: keeps what is on trial.

use std::{
    ops::ControlFlow,
    thread,
    time::{Duration, Instant},
};

use serde::Serialize;
use softrss::{
    Interface,
    deployment::{Deployment, DeploymentError, PinRoot, Prospect, TakenBack},
};

use super::refusal;
use crate::{
    Failure,
    report::{
        SCHEMA, json_done, say_done, shown,
        trial::{self, Outcome},
    },
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
    /// Print what came of it as JSON
    #[arg(long)]
    json: bool,
}

/// The JSON object.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Report<'r> {
    /// The version of this object.
    schema: u32,
    /// The interface.
    interface: &'r str,
    /// Whether what was on trial stays.
    confirmed: bool,
    /// What taking it back came to; `null` where it was confirmed.
    taken_back: Option<Outcome>,
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
        if args.json {
            json_done(&report(&interface, None));
            return Ok(());
        }
        say_done(&format!("{name}: confirmed, it stays\n"));
        return Ok(());
    }
    let taken_back = undo(&root, &interface).map_err(refusal::deployment)?;
    let came_to = format!("{name}: {}", trial::came_to(&taken_back));
    if args.json && taken_back != TakenBack::Over {
        json_done(&report(&interface, Some(&taken_back)));
    }
    match &taken_back {
        TakenBack::Over => Err(not_on_trial()),
        TakenBack::Failed { .. } => Err(Failure::failed(came_to, trial::ATTACH_ANEW)),
        _ => {
            if !args.json {
                say_done(&format!("{came_to}\n"));
            }
            Ok(())
        }
    }
}

/// What came of it, for programs.
fn report<'r>(interface: &'r Interface, taken_back: Option<&TakenBack>) -> Report<'r> {
    Report {
        schema: SCHEMA,
        interface: interface.name(),
        confirmed: taken_back.is_none(),
        taken_back: taken_back.map(Outcome::from),
    }
}

/// What of the JSON is promised.
#[cfg(test)]
pub(crate) fn schema() -> serde_json::Value {
    crate::contract::schema::<Report<'static>>()
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
