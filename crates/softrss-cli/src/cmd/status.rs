//! `softrss status`: what is attached, and what it does.

use std::{thread, time::Duration};

use softrss::{
    Interface, Rates, Reading, TargetCpus,
    deployment::{Deployment, Found, Inactive, Place, Running, moved, survey},
};

use super::refusal;
use crate::{
    Failure,
    interfaces::settled,
    report::{
        self,
        status::{Attached, LeftOut, Report, Steering},
    },
};

/// Show what is attached, by which policy, and what it counted
///
/// Counts begin when the interface is attached, and go on when another policy is applied; those of rules begin anew
/// when the rules change. Rates are those of a moment in which the command waits.
///
/// Exit code: 0, also where nothing is attached; 1 for an interface that was named and is not steered.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The interface; without it, all of this machine
    #[arg(value_name = "IFACE")]
    interface: Option<String>,
    /// For how long packets are counted to tell rates, in seconds; 0 for no rates
    #[arg(long, value_name = "SECONDS", default_value_t = 0.2, value_parser = seconds)]
    interval: f64,
    /// Show the policy as it was written
    #[arg(long)]
    policy_text: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.0..=3600.0).contains(&seconds) => Ok(seconds),
        _ => Err("it is no number of seconds from 0 to 3600".to_owned()),
    }
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] when what is pinned cannot be looked at, or when the interface that was named does not exist or is not
/// steered: what there is to say of it is printed nevertheless.
pub fn run(args: &Args) -> Result<(), Failure> {
    let found = match &args.interface {
        Some(name) => of_interface(name)?,
        None => survey().map_err(refusal::deployment)?,
    };
    let interval = Duration::from_secs_f64(args.interval);
    let steerings = look(found, interval);
    let mut report = Report::new(steerings);
    if let (Some(name), true) = (&args.interface, report.is_empty()) {
        report.nothing_on(foreign(name)?);
    }
    if args.json {
        report::json(&report)?;
    } else {
        report.print(args.policy_text)?;
    }
    match &args.interface {
        Some(name) if !report.is_steered() => Err(refusal::not_steered(
            report.problem(name),
            report.is_empty(),
        )),
        _ => Ok(()),
    }
}

/// What softrss has for an interface of this network namespace, also for one that is gone: what steers it, or else what is
/// left of an earlier time.
fn of_interface(name: &str) -> Result<Vec<Found>, Failure> {
    let interface = Interface::by_name(name);
    let here = Interface::netns().map_err(refusal::interface)?;
    let found = survey().map_err(refusal::deployment)?;
    let index = interface.as_ref().ok().map(Interface::index);
    let called = interface.as_ref().map_or(name, Interface::name);
    let is_it = |place: Option<&Place>| match place {
        Some(Place::Here(interface)) => Some(interface.index()) == index,
        _ => false,
    };
    let (steers, others): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|found| match found {
            Found::Attached(deployment) => is_it(Some(deployment.place())),
            Found::Unreadable { place, .. } => is_it(place.as_ref()),
            Found::Inactive(_) => false,
        });
    if !steers.is_empty() {
        return Ok(steers);
    }
    if let Some(moved) = moved(called).map_err(refusal::deployment)? {
        return Err(refusal::deployment(moved));
    }
    let left: Vec<Found> = others
        .into_iter()
        .filter(|found| match found {
            Found::Inactive(Inactive {
                netns,
                ifindex,
                record,
                ..
            }) => {
                let record = record.as_ref();
                let named = record.is_some_and(|record| record.interface == called);
                *netns == here && (named || Some(*ifindex) == index)
            }
            Found::Unreadable {
                netns,
                ifindex,
                place: None,
                ..
            } => *netns == here && Some(*ifindex) == index,
            _ => false,
        })
        .collect();
    match interface {
        Err(error) if left.is_empty() => Err(refusal::interface(error)),
        _ => Ok(left),
    }
}

/// A program that softrss did not attach.
fn foreign(name: &str) -> Result<Option<Running>, Failure> {
    let interface = Interface::by_name(name).map_err(refusal::interface)?;
    Running::on(&interface).map_err(refusal::deployment)
}

/// Looks at everything twice, with `interval` between. Each interface is looked at for itself.
fn look(found: Vec<Found>, interval: Duration) -> Vec<Steering> {
    let machine = TargetCpus::read();
    let before: Vec<Option<Reading>> = found
        .iter()
        .map(|found| match found {
            Found::Attached(deployment) if !interval.is_zero() => deployment.read_on(&machine).ok(),
            Found::Attached(_) | Found::Inactive(_) | Found::Unreadable { .. } => None,
        })
        .collect();
    if before.iter().any(Option::is_some) {
        thread::sleep(interval);
    }
    let looked = found.into_iter().zip(before);
    looked
        .map(|(found, before)| match found {
            Found::Attached(deployment) => attached(*deployment, before.as_ref(), &machine),
            Found::Inactive(inactive) => Steering::inactive(inactive),
            Found::Unreadable {
                pins,
                ifindex,
                netns,
                place,
                problem,
            } => Steering::unreadable(&pins, (ifindex, netns), place.as_ref(), &problem),
        })
        .collect()
}

fn attached(deployment: Deployment, before: Option<&Reading>, machine: &TargetCpus) -> Steering {
    let look = |deployment: &Deployment| {
        let reading = deployment.read_on(machine)?;
        Ok(Attached {
            program: deployment.program()?,
            maps: deployment.maps()?,
            queues: deployment.queues()?,
            strangers: deployment.strangers()?,
            damaged: deployment.damaged()?,
            policy: deployment.policy()?,
            left_out: LeftOut::of(deployment.record(), machine),
            rates: before.and_then(|before| Rates::between(before, &reading)),
            reading,
            trial: deployment.trial(),
            deployment: deployment.clone(),
        })
    };
    let (deployment, looked) = settled(deployment, Deployment::reopen, look);
    match looked {
        Ok(attached) => Steering::attached(&attached),
        Err(problem) => Steering::failed(&deployment, &problem),
    }
}
