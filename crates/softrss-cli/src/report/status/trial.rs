//! A trial, as `status` tells it.

use serde::Serialize;
use softrss::deployment::{EarlierPolicy, Prospect, Trial};

use crate::report::shown;

/// What the policy from before is called.
pub(crate) fn named(earlier: &EarlierPolicy) -> String {
    shown(earlier.source.as_deref().unwrap_or("the default policy"))
}

/// A trial, as `status` tells it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Told {
    /// `guarded`, `abandoned` or `failed`.
    state: &'static str,
    /// Until it is taken back.
    seconds_left: u64,
    /// The process that takes it back.
    guardian: u32,
    /// Where it is taken back to; `null` if nothing was attached.
    earlier: Option<Earlier>,
    /// Why it could not be taken back.
    failed: Option<String>,
    /// The same for people.
    #[serde(skip)]
    pub(super) words: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Earlier {
    /// `null` for the default policy.
    source: Option<String>,
}

impl Told {
    pub(crate) fn new(trial: &Trial) -> Self {
        let Trial {
            interface,
            guardian,
            earlier,
            failed,
            ..
        } = trial;
        let pid = guardian.pid;
        let back = earlier.as_ref().map_or("nothing".to_owned(), named);
        let (state, words) = match trial.prospect() {
            Prospect::Guarded => {
                let seconds = trial.seconds_left();
                let words = format!(
                    "taken back to {back} in {seconds} s unless `softrss confirm {interface}`"
                );
                ("guarded", words)
            }
            Prospect::Abandoned => {
                let words = format!(
                    "nobody takes it back to {back}: its guardian, process {pid}, is gone; `softrss confirm {interface}` keeps \
                     it, with --undo it is taken back"
                );
                ("abandoned", words)
            }
            Prospect::Failed => {
                let why = failed.as_deref().unwrap_or_default();
                let words = format!("taken off, for there was no way back to {back}: {why}");
                ("failed", words)
            }
        };
        Self {
            state,
            seconds_left: trial.seconds_left(),
            guardian: pid,
            earlier: earlier.as_ref().map(|earlier| Earlier {
                source: earlier.source.clone(),
            }),
            failed: failed.clone(),
            words,
        }
    }
}
