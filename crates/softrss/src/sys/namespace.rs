//! Which network namespace a socket belongs to.

use std::{
    io,
    os::fd::{AsRawFd as _, BorrowedFd},
};

/// `SO_NETNS_COOKIE`: a number of the network namespace of `socket` that no other one has had or will have until the
/// machine is started again. `ENOPROTOOPT` before Linux 5.14.
///
/// # Source
/// `sk_getsockopt`, net/core/sock.c
pub(crate) fn netns_cookie(socket: BorrowedFd<'_>) -> io::Result<u64> {
    /// `asm-generic/socket.h`
    const SO_NETNS_COOKIE: libc::c_int = 71;
    let mut cookie = 0u64;
    let mut size: libc::socklen_t = 8;
    let to = std::ptr::from_mut(&mut cookie).cast();
    // SAFETY: the kernel writes at most `size` bytes to `cookie`, which has as many, and the number of those that it
    // wrote to `size`.
    let result = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::SOL_SOCKET,
            SO_NETNS_COOKIE,
            to,
            &raw mut size,
        )
    };
    if result == 0 {
        return Ok(cookie);
    }
    Err(io::Error::last_os_error())
}
