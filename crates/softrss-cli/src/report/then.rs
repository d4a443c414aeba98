//! What targets do with packets, once they have them.

use serde::Serialize;
use softrss_core::resolve::Step;

/// A step of a policy, as JSON objects have it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Then {
    /// `stack`, `drop` or `redirect`.
    action: &'static str,
    /// Where a redirect leads to.
    interface: Option<String>,
    /// The maximum segment size that TCP connections are held to; `null` where they are left as they are.
    mss: Option<u16>,
}

impl From<&Step> for Then {
    fn from(step: &Step) -> Self {
        Self {
            action: step.action.row().word,
            interface: step.action.interface().map(ToString::to_string),
            mss: step.mss.map(softrss_core::Mss::bytes),
        }
    }
}

/// What is done for a step, for people.
pub(crate) fn words(step: &Step) -> String {
    let done = step.action.row().done;
    let action = match step.action.interface() {
        Some(name) => format!("{done} {name}"),
        None => done.to_owned(),
    };
    match step.mss {
        Some(mss) => format!("{action}, TCP segments of at most {mss} bytes"),
        None => action,
    }
}
