//! Changes that end before each of their steps.

use std::{error::Error, ops::ControlFlow};

use softrss::{
    DeploymentError,
    deployment::{Applied, Intent, Operation},
};
use softrss_core::CpuId;
use softrss_testbed::harness::Outcome;

use crate::{
    site::{Site, on_cpu, policy, policy_with, with_site},
    state::{Objects, State},
};

const PREFIXES: &str = "[table]\nfile = \"t\"\nside = \"destination\"\n";
const RULE: &str =
    "[[rule]]\nname = \"dns\"\nmatch = { dst_port = 53 }\naction = { cpu = 0, then = \"drop\" }\n";

/// A policy to begin with, and one to apply, by all ways there are.
pub(crate) fn pairs() -> Result<Vec<(Option<Intent>, Intent)>, Box<dyn Error>> {
    let one = |text: &str| on_cpu(CpuId::from(0), text);
    let prefixes = |note: &str, csv| policy_with(&format!("{PREFIXES}# {note}\n"), Some(csv));
    Ok(vec![
        // A first attach.
        (None, policy(RULE)?),
        // Another program, with the queues of the first, and more of them.
        (Some(one("")?), policy(RULE)?),
        // Another program, with other queues.
        (
            Some(policy("[targets]\nlocal = \"pass\"\n")?),
            one("[targets]\nmss = 1300\nqsize = 64\n")?,
        ),
        // The table, more queues.
        (Some(one("")?), policy("")?),
        // The table, fewer queues, which are longer.
        (Some(policy("")?), one("[targets]\nqsize = 4096\n")?),
        // What a target does, without another program.
        (
            Some(policy("[targets]\nmss = 1300\n")?),
            policy("[targets]\nmss = 1200\n")?,
        ),
        // Prefixes.
        (
            Some(prefixes(
                "old",
                "10.0.0.0/8,0\n10.1.0.0/16,0\n10.2.0.0/16,0\n",
            )?),
            prefixes("new", "10.0.0.0/8,0\n10.3.0.0/16,0\n10.2.0.0/24,0\n")?,
        ),
    ])
}

/// How a change ends when it is ended before step number `end`; `None` when it has fewer steps.
fn ended(
    site: &Site<'_>,
    to: &Intent,
    end: usize,
) -> Result<Option<Result<Applied, DeploymentError>>, Box<dyn Error>> {
    let mut steps = 0;
    let mut watch = |_: &Operation| {
        steps += 1;
        if steps > end {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let attached = site.attach_watched(to, &mut watch)?;
    let attached = attached.map(|attachment| attachment.applied);
    Ok((steps > end).then_some(attached))
}

pub(crate) fn a_change_that_is_ended_leaves_the_old_state() -> Outcome {
    for (number, (from, to)) in pairs()?.into_iter().enumerate() {
        with_site(|site| {
            let mut taken_back = 0;
            for end in 0.. {
                assert!(end < 200, "a change has an end");
                if let Some(from) = &from {
                    site.attach(from)?;
                }
                let before = from.as_ref().map(|_| State::of(site)).transpose()?;
                let Some(outcome) = ended(site, &to, end)? else {
                    break;
                };
                match (outcome, before) {
                    (Err(DeploymentError::Cancelled { .. }), Some(before)) => {
                        assert_eq!(State::of(site)?, before, "pair {number}, step {end}");
                        taken_back += 1;
                    }
                    (Err(DeploymentError::Cancelled { .. }), None) => {
                        assert!(matches!(
                            site.open()?,
                            Err(DeploymentError::NotAttached { .. })
                        ));
                        assert!(!site.root.path().exists(), "pair {number}, step {end}");
                        taken_back += 1;
                    }
                    (Err(error), _) => return Err(error.into()),
                    // Behind the point of no return: the next change removes what is left.
                    (Ok(_), _) => {
                        assert_eq!(
                            site.open()??.policy()?,
                            to.text,
                            "pair {number}, step {end}"
                        );
                    }
                }
                if from.is_none() {
                    // Whatever it came to.
                    let _ = site.detach_watched(&mut crate::site::go_on)?;
                }
            }
            assert!(taken_back > 2, "pair {number} has {taken_back} steps");
            site.attach(&to)?;
            let objects = Objects::of(site)?;
            site.detach()?;
            objects.are_gone()
        })?;
    }
    Ok(())
}

pub(crate) fn detaching_can_be_ended_and_repeated() -> Outcome {
    with_site(|site| {
        let mut ended = 0;
        for end in 0.. {
            site.attach(&policy(RULE)?)?;
            let objects = Objects::of(site)?;
            let mut steps = 0;
            let mut watch = |_: &Operation| {
                steps += 1;
                if steps > end {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let outcome = site.detach_watched(&mut watch)?;
            if outcome.is_ok() {
                objects.are_gone()?;
                break;
            }
            ended += 1;
            // Every other time attaching comes next, which cleans as well.
            if end % 2 == 0 {
                assert_eq!(site.detach()?.was_active, end == 0);
                objects.are_gone()?;
            }
        }
        assert!(ended > 10, "{ended} steps");
        Ok(())
    })
}
