//! Privileges, taken away from one thread.

use std::error::Error;

use caps::CapSet;

use crate::{AnyError, on_thread};

/// Runs `body` on a thread that has no capabilities.
///
/// # Errors
/// What `body` returns, or that the capabilities cannot be dropped.
pub fn unprivileged<T: Send>(
    body: impl FnOnce() -> Result<T, AnyError> + Send,
) -> Result<T, Box<dyn Error>> {
    on_thread(|| {
        caps::clear(None, CapSet::Effective)?;
        body()
    })
}
