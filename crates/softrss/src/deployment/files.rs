//! Directories and names in a BPF file system.

use std::{
    ffi::OsString,
    fs::{self, DirBuilder},
    io,
    os::unix::fs::DirBuilderExt as _,
    path::Path,
};

use super::error::DeploymentError;

/// Makes a directory that only its owner may use, unless it is there.
pub(super) fn make(path: &Path) -> Result<(), DeploymentError> {
    match DirBuilder::new().mode(0o700).create(path) {
        Err(source) if source.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map_err(DeploymentError::directory("make", path)),
    }
}

/// The names in a directory; none if it is not there.
pub(super) fn names(path: &Path) -> Result<Vec<OsString>, DeploymentError> {
    let entries = match fs::read_dir(path) {
        Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(DeploymentError::directory("read", path))?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name()));
    let names: io::Result<Vec<_>> = names.collect();
    names.map_err(DeploymentError::directory("read", path))
}

/// Removes a pin, if it is there.
pub(super) fn unpin(path: &Path) -> Result<(), DeploymentError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(DeploymentError::directory("remove", path)),
    }
}

/// Removes a directory, unless something is in it.
pub(super) fn remove_if_empty(path: &Path) -> Result<(), DeploymentError> {
    use io::ErrorKind::{DirectoryNotEmpty, NotFound};
    match fs::remove_dir(path) {
        Err(source) if matches!(source.kind(), DirectoryNotEmpty | NotFound) => Ok(()),
        removed => removed.map_err(DeploymentError::directory("remove", path)),
    }
}
