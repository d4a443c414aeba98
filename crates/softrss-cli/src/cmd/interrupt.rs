//! Signals that ask a command to end.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::{Failure, cmd::refusal};

/// A flag that Ctrl-C and a request to terminate set.
pub(super) fn interruptible() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [
        signal_hook::consts::SIGINT,
        signal_hook::consts::SIGTERM,
        signal_hook::consts::SIGHUP,
    ] {
        signal_hook::flag::register(signal, Arc::clone(&stop)).map_err(refusal::signal)?;
    }
    Ok(stop)
}

/// An error when the flag is set.
pub(super) fn interrupted(stop: &AtomicBool) -> Result<(), Failure> {
    if stop.load(Ordering::Relaxed) {
        Err(refusal::interrupted())
    } else {
        Ok(())
    }
}
