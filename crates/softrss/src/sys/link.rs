//! Links: a program at a place, for as long as somebody holds the link.

use std::{
    ffi::CStr,
    io,
    os::fd::{BorrowedFd, OwnedFd},
};

use aya_obj::generated::{BPF_F_REPLACE, bpf_attach_type, bpf_cmd};

use super::{bpf, bpf_fd, number, zeroed};

/// `BPF_LINK_CREATE` of an XDP program on an interface. `flags` are `XDP_FLAGS_*`.
pub(crate) fn xdp_link_create(
    program: BorrowedFd<'_>,
    ifindex: u32,
    flags: u32,
) -> io::Result<OwnedFd> {
    let mut attr = zeroed();
    attr.link_create.__bindgen_anon_1.prog_fd = number(program);
    attr.link_create.__bindgen_anon_2.target_ifindex = ifindex;
    attr.link_create.attach_type = bpf_attach_type::BPF_XDP as u32;
    attr.link_create.flags = flags;
    // SAFETY: the attributes hold no pointers; BPF_LINK_CREATE returns a new descriptor.
    unsafe { bpf_fd(bpf_cmd::BPF_LINK_CREATE, &mut attr) }
}

/// `BPF_RAW_TRACEPOINT_OPEN`: runs `program` at the tracepoint `name` until the descriptor is closed.
pub(crate) fn raw_tracepoint_open(program: BorrowedFd<'_>, name: &CStr) -> io::Result<OwnedFd> {
    let mut attr = zeroed();
    attr.raw_tracepoint.name = name.as_ptr() as u64;
    attr.raw_tracepoint.prog_fd = number(program);
    // SAFETY: the kernel reads `name` up to its NUL, which outlives the call; BPF_RAW_TRACEPOINT_OPEN
    // returns a new descriptor.
    unsafe { bpf_fd(bpf_cmd::BPF_RAW_TRACEPOINT_OPEN, &mut attr) }
}

/// `BPF_LINK_UPDATE`: puts `new` in the place of `expected`. `EPERM` when another program is there,
/// `ENOLINK` when the device of the link is gone.
pub(crate) fn xdp_link_replace(
    link: BorrowedFd<'_>,
    new: BorrowedFd<'_>,
    expected: BorrowedFd<'_>,
) -> io::Result<()> {
    let mut attr = zeroed();
    attr.link_update.link_fd = number(link);
    attr.link_update.__bindgen_anon_1.new_prog_fd = number(new);
    attr.link_update.__bindgen_anon_2.old_prog_fd = number(expected);
    attr.link_update.flags = BPF_F_REPLACE;
    // SAFETY: the attributes hold no pointers.
    unsafe { bpf(bpf_cmd::BPF_LINK_UPDATE, &mut attr) }.map(drop)
}

/// `BPF_LINK_DETACH`: takes the program off at once, whoever else holds the link.
pub(crate) fn link_detach(link: BorrowedFd<'_>) -> io::Result<()> {
    let mut attr = zeroed();
    attr.link_detach.link_fd = number(link);
    // SAFETY: the attributes hold no pointers.
    unsafe { bpf(bpf_cmd::BPF_LINK_DETACH, &mut attr) }.map(drop)
}
