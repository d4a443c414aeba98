//! How many files this process may open.

use nix::sys::resource::{Resource, getrlimit};

use crate::Failure;

/// More than any command has open at a time for one interface.
const NEEDED: u64 = 64;

/// Refuses to begin what would fail somewhere in between.
pub(crate) fn check() -> Result<(), Failure> {
    match getrlimit(Resource::RLIMIT_NOFILE) {
        Ok((limit, _)) if limit < NEEDED => Err(Failure::failed(
            format!("this process may open {limit} files, and needs up to {NEEDED}"),
            format!("raise the limit with `ulimit -n {NEEDED}`"),
        )),
        _ => Ok(()),
    }
}
