//! Privileges, taken away from one thread.

use std::error::Error;

use caps::{CapSet, Capability};

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

/// Runs `body` on a thread that has the capabilities that steering needs, and no others.
///
/// # Errors
/// What `body` returns, or that the capabilities cannot be dropped.
pub fn least_privileged<T: Send>(
    body: impl FnOnce() -> Result<T, AnyError> + Send,
) -> Result<T, Box<dyn Error>> {
    let enough = [
        Capability::CAP_BPF,
        Capability::CAP_NET_ADMIN,
        Capability::CAP_PERFMON,
    ];
    on_thread(|| {
        caps::set(None, CapSet::Effective, &enough.into())?;
        body()
    })
}
