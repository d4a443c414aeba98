//! What targets do with packets, once they have them.

use serde::Serialize;
use softrss_core::{policy::TargetAction, resolve::Step};

/// A step of a policy, as JSON objects have it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Then {
    action: &'static str,
    /// Where a redirect leads to.
    interface: Option<String>,
    mss: Option<u16>,
}

impl From<&Step> for Then {
    fn from(step: &Step) -> Self {
        Self {
            action: step.action.word(),
            interface: match &step.action {
                TargetAction::Redirect(name) => Some(name.to_string()),
                TargetAction::Stack | TargetAction::Drop => None,
            },
            mss: step.mss.map(softrss_core::Mss::bytes),
        }
    }
}

/// What is done for a step, for people.
pub(crate) fn words(step: &Step) -> String {
    let action = match &step.action {
        TargetAction::Stack => "to the stack".to_owned(),
        TargetAction::Drop => "dropped by the target".to_owned(),
        TargetAction::Redirect(name) => format!("out of {name}"),
    };
    match step.mss {
        Some(mss) => format!("{action}, TCP segments of at most {mss} bytes"),
        None => action,
    }
}
