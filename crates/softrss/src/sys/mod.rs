//! The bpf(2) calls that aya lacks: programs without a look at the types of the kernel, raw map elements,
//! links without a fallback, pins of any object, and what the kernel says about an object.
//!
//! All unsafe code of the project is in the files of this directory. Descriptors cross its boundary as
//! [`OwnedFd`] and [`BorrowedFd`], buffers as slices whose lengths are checked.
#![allow(
    unsafe_code,
    reason = "system calls have no safe interface; this is the one module that makes them"
)]

mod element;
mod grace;
mod id;
mod info;
mod link;
mod mapping;
mod namespace;
mod pin;
mod program;

use std::{
    io,
    os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd},
};

use aya_obj::generated::{bpf_attr, bpf_cmd};

pub(crate) use element::Elements;
pub(crate) use grace::wait_for_programs;
pub(crate) use id::{link_by_id, link_next_id, program_by_id};
pub(crate) use info::{link_info, map_info, program_info};
pub(crate) use link::{link_detach, raw_tracepoint_open, xdp_link_create, xdp_link_replace};
pub(crate) use mapping::Mapping;
pub(crate) use namespace::netns_cookie;
pub(crate) use pin::{obj_get, obj_pin};
pub(crate) use program::{
    ProgramAnswer, ProgramLoad, ProgramRun, btf_load, program_load, program_run,
};

/// Attributes of a call, all zero: the kernel refuses bytes it does not know unless they are zero.
fn zeroed() -> bpf_attr {
    // SAFETY: bpf_attr is a union of plain integers, for which zero is a valid value.
    unsafe { std::mem::zeroed() }
}

fn number(fd: BorrowedFd<'_>) -> u32 {
    fd.as_raw_fd().cast_unsigned()
}

/// How many elements the kernel is told that `slice` has.
fn length<T>(slice: &[T]) -> io::Result<u32> {
    u32::try_from(slice.len()).map_err(io::Error::other)
}

/// A call whose answer is a new descriptor.
///
/// # Safety
/// As for [`bpf`]; and `cmd` must be one that returns a descriptor.
unsafe fn bpf_fd(cmd: bpf_cmd, attr: &mut bpf_attr) -> io::Result<OwnedFd> {
    // SAFETY: the caller vouches for what `attr` points to.
    let fd = unsafe { bpf(cmd, attr) }?;
    // SAFETY: the caller vouches that the answer is a descriptor; the kernel made it for this call, so
    // nobody else owns it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// bpf(2).
///
/// # Safety
/// The pointers in `attr` must be valid for what `cmd` reads and writes through them.
unsafe fn bpf(cmd: bpf_cmd, attr: &mut bpf_attr) -> io::Result<i32> {
    let (attr, size) = (std::ptr::from_mut(attr), size_of::<bpf_attr>());
    // SAFETY: `attr` is valid for `size` bytes; the caller vouches for what it points to.
    let result = unsafe { libc::syscall(libc::SYS_bpf, cmd as libc::c_long, attr, size) };
    // The kernel returns an int.
    i32::try_from(result)
        .ok()
        .filter(|r| *r >= 0)
        .ok_or_else(io::Error::last_os_error)
}
