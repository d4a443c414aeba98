//! Programs that outlive the process that loaded them.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    path::{Path, PathBuf},
};

use super::{InfoError, ObjectKind, OpenError, PinRefusal, ProgramInfo, open, pin, program_info};
use crate::{load::Loaded, sys};

/// Why a program cannot be pinned, or a pinned one not be opened.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum PinnedProgramError {
    /// It cannot be pinned.
    #[error("cannot pin the program at {}", path.display())]
    Pin {
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: PinRefusal,
    },
    /// It cannot be opened.
    #[error("cannot open a program at {}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
}

/// A program that was pinned, opened again: by this it can be told to a link which program it should
/// hold ([`AttachedLink::replace`](crate::AttachedLink::replace)).
#[derive(Debug)]
pub struct PinnedProgram(OwnedFd);

impl PinnedProgram {
    /// Opens the program that is pinned at `path`.
    ///
    /// # Errors
    /// [`PinnedProgramError::Open`] when there is none, or it is no program.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, PinnedProgramError> {
        let path = path.as_ref();
        open(path, ObjectKind::Program)
            .map(Self)
            .map_err(|source| PinnedProgramError::Open {
                path: path.to_owned(),
                source,
            })
    }

    /// The program with the kernel's number `id`, whose pin is lost; `None` when there is none, or this process may not
    /// ask for it.
    ///
    /// # Kernel
    /// 4.13; needs `CAP_SYS_ADMIN`
    pub(crate) fn by_id(id: u32) -> io::Result<Option<Self>> {
        match sys::program_by_id(id) {
            Err(error) if matches!(error.raw_os_error(), Some(libc::ENOENT | libc::EPERM)) => {
                Ok(None)
            }
            program => Ok(Some(Self(program?))),
        }
    }

    /// What the kernel says about it.
    ///
    /// # Errors
    /// [`InfoError::Refused`]
    pub fn info(&self) -> Result<ProgramInfo, InfoError> {
        program_info(self)
    }
}

impl AsFd for PinnedProgram {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

impl Loaded {
    /// Pins the program, so that it outlives this process. The path must be on a bpffs.
    ///
    /// # Errors
    /// [`PinnedProgramError::Pin`]
    pub fn pin(&self, path: impl AsRef<Path>) -> Result<(), PinnedProgramError> {
        let path = path.as_ref();
        pin(self.as_fd(), path).map_err(|source| PinnedProgramError::Pin {
            path: path.to_owned(),
            source,
        })
    }

    /// What the kernel says about the program, its number among it.
    ///
    /// # Errors
    /// [`InfoError::Refused`]
    pub fn info(&self) -> Result<ProgramInfo, InfoError> {
        program_info(self)
    }
}
