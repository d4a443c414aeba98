//! Which CPUs this machine has.

use std::{fs, io, path::PathBuf};

use softrss_core::{CpuSet, cpu::CpuListError};

/// A list of CPUs that the kernel keeps in sysfs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TopologyError {
    /// The file cannot be read.
    #[error("cannot read the CPU list {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file is not a CPU list.
    #[error("{} holds no CPU list", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: CpuListError,
    },
}

/// CPUs that run now. Only these are useful targets.
///
/// # Errors
/// [`TopologyError`] when sysfs is not there.
pub fn online() -> Result<CpuSet, TopologyError> {
    read("online")
}

/// CPUs that may ever run: a CPUMAP takes no others.
///
/// # Errors
/// [`TopologyError`] when sysfs is not there.
pub fn possible() -> Result<CpuSet, TopologyError> {
    read("possible")
}

fn read(list: &str) -> Result<CpuSet, TopologyError> {
    let path = PathBuf::from("/sys/devices/system/cpu").join(list);
    let text = fs::read_to_string(&path).map_err(|source| TopologyError::Read {
        path: path.clone(),
        source,
    })?;
    text.parse()
        .map_err(|source| TopologyError::Parse { path, source })
}
