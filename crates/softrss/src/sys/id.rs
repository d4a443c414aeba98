//! Objects by the numbers that the kernel gives them. All of it needs `CAP_SYS_ADMIN`.

use std::{io, os::fd::OwnedFd};

use aya_obj::generated::bpf_cmd;

use super::{bpf, bpf_fd, zeroed};

/// `BPF_LINK_GET_NEXT_ID`: the smallest number of a link above `after`; `None` behind the last one.
pub(crate) fn link_next_id(after: u32) -> io::Result<Option<u32>> {
    let mut attr = zeroed();
    attr.__bindgen_anon_6.__bindgen_anon_1.start_id = after;
    // SAFETY: the attributes hold no pointers.
    match unsafe { bpf(bpf_cmd::BPF_LINK_GET_NEXT_ID, &mut attr) } {
        Err(error) if error.raw_os_error() == Some(libc::ENOENT) => Ok(None),
        Err(error) => Err(error),
        // SAFETY: any bytes are a number.
        Ok(_) => Ok(Some(unsafe { attr.__bindgen_anon_6.next_id })),
    }
}

/// `BPF_LINK_GET_FD_BY_ID`: `ENOENT` when there is none of this number any more.
pub(crate) fn link_by_id(id: u32) -> io::Result<OwnedFd> {
    let mut attr = zeroed();
    attr.__bindgen_anon_6.__bindgen_anon_1.link_id = id;
    // SAFETY: the attributes hold no pointers; BPF_LINK_GET_FD_BY_ID returns a new descriptor.
    unsafe { bpf_fd(bpf_cmd::BPF_LINK_GET_FD_BY_ID, &mut attr) }
}

/// `BPF_PROG_GET_FD_BY_ID`: `ENOENT` when there is none of this number any more.
pub(crate) fn program_by_id(id: u32) -> io::Result<OwnedFd> {
    let mut attr = zeroed();
    attr.__bindgen_anon_6.__bindgen_anon_1.prog_id = id;
    // SAFETY: the attributes hold no pointers; BPF_PROG_GET_FD_BY_ID returns a new descriptor.
    unsafe { bpf_fd(bpf_cmd::BPF_PROG_GET_FD_BY_ID, &mut attr) }
}
