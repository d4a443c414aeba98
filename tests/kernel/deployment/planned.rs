//! What a dry run says, against what is done then.

use std::{error::Error, ops::ControlFlow, panic};

use softrss::deployment::{Applied, Intent, Operation};
use softrss_testbed::harness::Outcome;

use crate::{
    interrupted::pairs,
    site::with_site,
    site::{Site, listed},
    state::State,
};

/// Whether what a dry run says is what is done, and nothing is done by it.
fn says_what_is_done(site: &Site<'_>, to: &Intent) -> Outcome {
    let pins =
        || listed(site.root.path().parent().ok_or("no bpffs")?).map_err(Box::<dyn Error>::from);
    let before = (State::of(site).ok(), pins()?);
    let planned = site.dry_run(to)?;
    assert_eq!(
        (State::of(site).ok(), pins()?),
        before,
        "nothing is changed"
    );
    let mut done = Vec::new();
    let mut watch = |operation: &Operation| {
        done.push(operation.clone());
        ControlFlow::Continue(())
    };
    let attachment = site.attach_watched(to, &mut watch)??;
    assert_eq!(done, planned.operations);
    assert_eq!(attachment.applied, planned.applied);
    assert!(attachment.untidy.is_none());
    let again = site.dry_run(to)?;
    assert_eq!(
        (again.applied, again.operations),
        (Applied::Unchanged, Vec::new())
    );
    Ok(())
}

pub(crate) fn a_dry_run_says_what_is_done() -> Outcome {
    for (from, to) in pairs()? {
        with_site(|site| {
            if let Some(from) = &from {
                site.attach(from)?;
            }
            says_what_is_done(site, &to)?;
            site.detach()?;
            Ok(())
        })?;
    }
    Ok(())
}

/// Leaves a change where a process that is killed before operation number `end` leaves it. Whether it has so many.
pub(crate) fn left_at(site: &Site<'_>, to: &Intent, end: usize) -> bool {
    let mut steps = 0;
    let mut watch = |_: &Operation| {
        if steps == end {
            // As a panic does it, without a word.
            panic::resume_unwind(Box::new(()));
        }
        steps += 1;
        ControlFlow::Continue(())
    };
    let attached = panic::AssertUnwindSafe(|| site.attach_watched(to, &mut watch).map(drop));
    panic::catch_unwind(attached).is_err()
}

/// Whatever was interrupted, and wherever.
pub(crate) fn a_dry_run_says_what_is_finished() -> Outcome {
    for (number, (from, to)) in pairs()?.into_iter().enumerate() {
        let Some(from) = from else { continue };
        with_site(|site| {
            let mut interrupted = 0;
            for end in 0.. {
                site.attach(&from)?;
                if !left_at(site, &to, end) {
                    break;
                }
                interrupted += usize::from(site.open()??.is_interrupted());
                // Every other time it is taken back instead.
                says_what_is_done(site, if end % 2 == 0 { &to } else { &from })?;
            }
            let in_place = number >= 3;
            assert_eq!(interrupted > 0, in_place, "pair {number}");
            site.detach()?;
            Ok(())
        })?;
    }
    Ok(())
}
