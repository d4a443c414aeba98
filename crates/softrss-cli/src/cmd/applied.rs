//! A policy that was applied, for good or on trial, and what is said of it.

use std::io::{self, Write as _};

use softrss::{
    Interface,
    deployment::{Attachment, Intent, PinRoot},
};

use super::lifetime;
use crate::report::{change, change::Chosen, shown};

/// What is asked for.
pub(super) struct Asked<'a> {
    pub(super) root: &'a PinRoot,
    pub(super) interface: &'a Interface,
    pub(super) intent: &'a Intent,
    pub(super) chosen: &'a Chosen,
    pub(super) json: bool,
}

/// Says what was done, unless that is to be JSON later.
pub(super) fn tell(asked: &Asked<'_>, attachment: &Attachment) {
    if let Some(error) = &attachment.untidy {
        // Talk; what was asked for is done.
        let _ = writeln!(
            io::stderr(),
            "note: what was there before could not be removed, the next attach or detach tries again: {}",
            shown(&error.to_string())
        );
    }
    let policy = asked.intent.policy.policy();
    change::warn_of_lost(&attachment.tables, policy, false);
    lifetime::warn(asked.root);
    if !asked.json {
        let done = change::done(asked.interface, asked.intent, attachment);
        change::say(&done, asked.chosen);
    }
}
