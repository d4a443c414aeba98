//! Links that nobody has given a name, or whose name is lost.

use std::{
    io,
    os::fd::{AsFd as _, OwnedFd},
};

use super::LinkTarget;
use crate::sys;

/// A link to an interface that holds the program `program_id`; `None` when there is none.
///
/// # Kernel
/// 5.8; needs `CAP_SYS_ADMIN`
pub(crate) fn link_with(program_id: u32) -> io::Result<Option<OwnedFd>> {
    let mut id = 0;
    while let Some(next) = sys::link_next_id(id)? {
        id = next;
        let link = match sys::link_by_id(id) {
            // It went meanwhile.
            Err(error) if error.raw_os_error() == Some(libc::ENOENT) => continue,
            link => link?,
        };
        let info = sys::link_info(link.as_fd())?;
        if info.program_id == program_id && matches!(info.target, LinkTarget::Xdp { .. }) {
            return Ok(Some(link));
        }
    }
    Ok(None)
}
