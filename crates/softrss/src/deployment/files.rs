//! Directories and names in a BPF file system.
//!
//! No symbolic link is followed: it may lead to what belongs to another interface.

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

/// Whether there is something.
pub(super) fn exists(path: &Path) -> Result<bool, DeploymentError> {
    use io::ErrorKind::{NotADirectory, NotFound};
    match fs::symlink_metadata(path) {
        Err(source) if matches!(source.kind(), NotFound | NotADirectory) => Ok(false),
        there => there
            .map(|_| true)
            .map_err(DeploymentError::directory("look at", path)),
    }
}

/// Whether there is a directory.
pub(super) fn is_directory(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|there| there.is_dir())
}

/// The names in a directory; none if it is not there, or something else is.
pub(super) fn names(path: &Path) -> Result<Vec<OsString>, DeploymentError> {
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_dir() => {}
        Err(source) if source.kind() == io::ErrorKind::PermissionDenied => {
            return Err(DeploymentError::directory("read", path)(source));
        }
        _ => return Ok(Vec::new()),
    }
    let entries = match fs::read_dir(path) {
        Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(DeploymentError::directory("read", path))?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name()));
    let names: io::Result<Vec<_>> = names.collect();
    names.map_err(DeploymentError::directory("read", path))
}

/// Removes a pin, if it is there, or what somebody has put in its place; but no directory with something in it.
pub(super) fn unpin(path: &Path) -> Result<(), DeploymentError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) if source.kind() == io::ErrorKind::IsADirectory => remove_if_empty(path),
        removed => removed.map_err(DeploymentError::directory("remove", path)),
    }
}

/// Removes a directory, unless something is in it, or what somebody has put in its place.
pub(super) fn remove_if_empty(path: &Path) -> Result<(), DeploymentError> {
    use io::ErrorKind::{DirectoryNotEmpty, NotADirectory, NotFound};
    match fs::remove_dir(path) {
        Err(source) if matches!(source.kind(), DirectoryNotEmpty | NotFound) => Ok(()),
        Err(source) if source.kind() == NotADirectory => unpin(path),
        removed => removed.map_err(DeploymentError::directory("remove", path)),
    }
}
