//! Processes that are killed before each step of a change.
//!
//! This program runs itself: with [`VICTIM`] in the environment it is the one that is killed.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    io,
    ops::ControlFlow,
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process::{Command, ExitCode, ExitStatus},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::getpid,
};
use softrss::{
    Deployment, DeploymentError, Interface, Record,
    deployment::{Guardian, Intent, Operation, PinRoot, TakenBack, Terms, boottime_ms},
};
use softrss_core::policy::Target;
use softrss_kernel_tests::AnyError;
use softrss_testbed::harness::Outcome;

use crate::{
    interrupted::pairs,
    site::{Site, go_on, policy, with_site},
    state::{Objects, State},
};

/// `<step> attach <pair>`, `<step> try <pair>`, `<step> take-back` or `<step> detach`
const VICTIM: &str = "SOFTRSS_TEST_VICTIM";
const PINS: &str = "SOFTRSS_TEST_PINS";
const INTERFACE: &str = "SOFTRSS_TEST_INTERFACE";

/// What the one that is killed does; `None` when this is another process.
pub(crate) fn as_victim() -> Option<ExitCode> {
    let order = env::var(VICTIM).ok()?;
    match be_killed(&order) {
        Ok(()) => Some(ExitCode::SUCCESS),
        Err(error) => {
            assert!(io::Write::write_fmt(&mut io::stderr(), format_args!("{error}\n")).is_ok());
            Some(ExitCode::FAILURE)
        }
    }
}

fn be_killed(order: &str) -> Result<(), Box<dyn Error>> {
    let mut words = order.split(' ');
    let mut left: usize = words.next().ok_or("no step")?.parse()?;
    let mut watch = |_: &Operation| {
        if left == 0 {
            // There is no way on from here.
            let _ = kill(getpid(), Signal::SIGKILL);
        }
        left -= 1;
        ControlFlow::Continue(())
    };
    let root = PinRoot::at(env::var(PINS)?)?;
    let name = env::var(INTERFACE)?;
    match words.next() {
        Some("attach") => {
            let pair: usize = words.next().ok_or("no pair")?.parse()?;
            let (_, to) = pairs()?.swap_remove(pair);
            Deployment::attach(&root, &Interface::by_name(&name)?, &to, &mut watch)?;
        }
        Some("try") => {
            let pair: usize = words.next().ok_or("no pair")?.parse()?;
            let (_, to) = pairs()?.swap_remove(pair);
            let terms = Terms {
                guardian: Guardian::of(std::process::id())?,
                deadline_ms: boottime_ms() + 60_000,
            };
            let interface = Interface::by_name(&name)?;
            Deployment::attach_on_trial(&root, &interface, &to, &terms, &mut watch)?;
        }
        Some("take-back") => {
            Deployment::take_back(&root, &Interface::by_name(&name)?, None, &mut watch)?;
        }
        _ => {
            Deployment::detach(&root, &name, &mut watch)?;
        }
    }
    Ok(())
}

/// Runs this program in the namespaces of the site. Whether it was killed; otherwise it succeeded.
pub(crate) fn run_victim(site: &Site<'_>, order: &str) -> Result<bool, Box<dyn Error>> {
    let pins: &Path = site.root.path().parent().ok_or("no bpffs")?;
    let status: ExitStatus = site.inside(|| {
        let status = Command::new(env::current_exe()?)
            .env(VICTIM, order)
            .env(PINS, pins)
            .env(INTERFACE, site.name())
            .status()?;
        Ok::<_, AnyError>(status)
    })?;
    match (status.signal(), status.code()) {
        (Some(9), _) => Ok(true),
        (None, Some(0)) => Ok(false),
        _ => Err(format!("{order}: {status}").into()),
    }
}

pub(crate) fn a_killed_change_leaves_the_old_or_the_new() -> Outcome {
    for (number, (from, to)) in pairs()?.into_iter().enumerate() {
        with_site(|site| {
            let undisturbed = undisturbed(site, from.as_ref(), &to)?;
            let (mut old, mut new, mut between) = (0, 0, 0);
            for step in 0.. {
                assert!(step < 200, "a change has an end");
                if let Some(from) = &from {
                    site.attach(from)?;
                }
                if !run_victim(site, &format!("{step} attach {number}"))? {
                    break;
                }
                match site.open()? {
                    Err(DeploymentError::NotAttached { .. }) if from.is_none() => old += 1,
                    Err(error) => return Err(error.into()),
                    Ok(left) => {
                        left.read()?;
                        if left.is_interrupted() {
                            between += 1;
                        } else if is_of(&left, &to)? {
                            new += 1;
                        } else {
                            let is_old = from.as_ref().map(|from| is_of(&left, from));
                            assert!(
                                is_old.transpose()? == Some(true),
                                "pair {number}, step {step}"
                            );
                            old += 1;
                        }
                    }
                }
                // The next command repairs it: the state is that of an attach that was not killed.
                site.attach(&to)?;
                let repaired = State::of(site)?;
                let objects = Objects::of(site)?;
                site.detach()?;
                objects.are_gone()?;
                compare(&repaired, &undisturbed);
            }
            assert!(old > 0 && old + new + between >= 4, "{old} {new} {between}");
            // The last one was not killed.
            site.detach()?;
            Ok(())
        })?;
    }
    Ok(())
}

/// Whether this is what is kept of `intent`.
fn is_of(deployment: &Deployment, intent: &Intent) -> Result<bool, DeploymentError> {
    let targets = intent.policy.targets().iter();
    let cpus = deployment.record().cpus.iter().copied();
    Ok(deployment.policy()? == intent.text && targets.map(Target::cpu).eq(cpus))
}

/// What `to` is when nothing is interrupted.
fn undisturbed(
    site: &Site<'_>,
    from: Option<&Intent>,
    to: &Intent,
) -> Result<State, Box<dyn Error>> {
    if let Some(from) = from {
        site.attach(from)?;
    }
    site.attach(to)?;
    let state = State::of(site)?;
    site.detach()?;
    Ok(state)
}

/// What is repaired has the queues, the table, the prefixes and the pins of what was never interrupted.
fn compare(repaired: &State, undisturbed: &State) {
    assert_eq!(repaired.queues, undisturbed.queues);
    assert_eq!(repaired.table, undisturbed.table);
    assert_eq!(repaired.prefixes, undisturbed.prefixes);
    let names = |state: &State| -> Vec<String> {
        let names = state.maps.keys().filter(|name| *name != "earlier");
        names.cloned().collect()
    };
    assert_eq!(names(repaired), names(undisturbed));
    assert_eq!(
        (repaired.record.cpus.len(), &repaired.policy),
        (undisturbed.record.cpus.len(), &undisturbed.policy)
    );
}

/// Whatever a command was at when it was killed, and whatever a guardian: what was there before the trial comes back.
pub(crate) fn a_trial_that_is_killed_is_taken_back() -> Outcome {
    // A first attach, another program, a change in place with queues, one with prefixes.
    for (number, (from, _)) in pairs()?.into_iter().enumerate().step_by(2) {
        with_site(|site| {
            let (mut tried, mut half) = (0, 0);
            for step in 0.. {
                assert!(step < 200, "a trial has an end");
                let before = begin(site, from.as_ref())?;
                let killed = run_victim(site, &format!("{step} try {number}"))?;
                let over = site.take_back()? == TakenBack::Over;
                tried += usize::from(!over);
                is_as_before(site, before.as_ref(), over)?;
                if !killed {
                    break;
                }
            }
            for step in 0.. {
                assert!(step < 200, "taking back has an end");
                let before = begin(site, from.as_ref())?;
                assert!(!run_victim(site, &format!("1000 try {number}"))?);
                let killed = run_victim(site, &format!("{step} take-back"))?;
                half += usize::from(site.take_back()? != TakenBack::Over);
                is_as_before(site, before.as_ref(), false)?;
                if !killed {
                    break;
                }
            }
            assert!(tried > 3 && half > 3, "pair {number}: {tried} {half}");
            if from.is_some() {
                site.detach()?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// What a trial begins with.
fn begin(site: &Site<'_>, from: Option<&Intent>) -> Result<Option<State>, Box<dyn Error>> {
    let Some(from) = from else {
        // What an earlier one left that had not come as far as a trial.
        let _ = site.detach_watched(&mut go_on)?;
        return Ok(None);
    };
    site.attach(from)?;
    State::of(site).map(Some)
}

/// Whether everything is as it was; what is left of a change that had no trial yet is no harm.
fn is_as_before(site: &Site<'_>, before: Option<&State>, over: bool) -> Outcome {
    let Some(before) = before else {
        assert!(matches!(
            site.open()?,
            Err(DeploymentError::NotAttached { .. })
        ));
        if !over {
            assert!(!site.root.path().exists(), "nothing is left");
        }
        return Ok(());
    };
    let after = State::of(site)?;
    compare(&after, before);
    // Also since when it is attached, by which policy, and from where its counts go on; its objects may be others.
    let record = |state: &State| Record {
        objects: BTreeMap::new(),
        ..state.record.clone()
    };
    assert_eq!(record(&after), record(before));
    assert!(!site.open()??.is_interrupted());
    assert_eq!(site.open()??.trial()?, None);
    if !over {
        let names = |state: &State| -> Vec<String> {
            let names = state.pins.iter().filter_map(|pin| pin.rsplit('/').next());
            let names = names.filter(|name| *name != "earlier" && name.parse::<u32>().is_err());
            names.map(str::to_owned).collect()
        };
        assert_eq!(names(&after), names(before));
    }
    Ok(())
}

pub(crate) fn a_killed_detach_is_finished() -> Outcome {
    with_site(|site| {
        let mut killed = 0;
        for step in 0.. {
            site.attach(&policy("")?)?;
            let objects = Objects::of(site)?;
            if !run_victim(site, &format!("{step} detach"))? {
                objects.are_gone()?;
                break;
            }
            killed += 1;
            let active = site.open()?.is_ok();
            assert_eq!(active, step == 0, "step {step}");
            assert_eq!(site.detach()?.was_active, active);
            objects.are_gone()?;
        }
        assert!(killed > 10, "{killed} steps");
        Ok(())
    })
}
