//! A BPF file system that nobody else sees.

use std::{error::Error, path::Path};

use nix::{
    mount::{MsFlags, mount},
    sched::{CloneFlags, unshare},
};
use tempfile::Builder;

use crate::{AnyError, on_thread};

/// Runs `body` with the path of an empty bpffs.
///
/// It is mounted in a mount namespace of the thread that `body` runs on, and so ends with that thread,
/// pins and all, however `body` ends. Programs that the thread starts see it too.
///
/// # Errors
/// What `body` returns, or that the file system cannot be mounted.
pub fn with_bpffs<T: Send>(
    body: impl FnOnce(&Path) -> Result<T, AnyError> + Send,
) -> Result<T, Box<dyn Error>> {
    // libbpf turns the dots of a path into something else.
    let directory = Builder::new().prefix("bpffs").tempdir()?;
    let at = directory.path();
    on_thread(|| {
        unshare(CloneFlags::CLONE_NEWNS)?;
        let private = MsFlags::MS_REC | MsFlags::MS_PRIVATE;
        mount(None::<&Path>, "/", None::<&Path>, private, None::<&Path>)?;
        mount(
            Some("bpf"),
            at,
            Some("bpf"),
            MsFlags::empty(),
            None::<&Path>,
        )?;
        body(at)
    })
}
