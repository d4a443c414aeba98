//! The bpf(2) calls that aya lacks: raw map elements, and links without a fallback.
//!
//! All unsafe code of the project is here. Descriptors cross this boundary as [`OwnedFd`] and
//! [`BorrowedFd`], buffers as slices whose lengths are checked against the map.
#![allow(
    unsafe_code,
    reason = "system calls have no safe interface; this is the one module that makes them"
)]

use std::{
    ffi::CStr,
    io,
    os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd},
};

use aya_obj::generated::{bpf_attach_type, bpf_attr, bpf_cmd};

/// A map and the sizes the kernel reads and writes for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elements<'m> {
    fd: BorrowedFd<'m>,
    key_size: usize,
    value_size: usize,
}

impl<'m> Elements<'m> {
    /// The elements of `fd`, whose sizes the caller got from the kernel or created the map with.
    pub(crate) fn new(fd: BorrowedFd<'m>, key_size: usize, value_size: usize) -> Self {
        Self {
            fd,
            key_size,
            value_size,
        }
    }

    /// `BPF_MAP_UPDATE_ELEM`
    pub(crate) fn update(self, key: &[u8], value: &[u8], flags: u64) -> io::Result<()> {
        self.check(key, value.len())?;
        let mut attr = self.attr(key);
        attr.__bindgen_anon_2.__bindgen_anon_1.value = value.as_ptr() as u64;
        attr.__bindgen_anon_2.flags = flags;
        // SAFETY: the kernel reads key_size bytes of `key` and value_size bytes of `value`; `check`
        // made sure that both are that long, and both outlive the call.
        unsafe { bpf(bpf_cmd::BPF_MAP_UPDATE_ELEM, &mut attr) }.map(drop)
    }

    /// `BPF_MAP_LOOKUP_ELEM`: whether there is a value for `key`, which is then in `value`.
    pub(crate) fn lookup(self, key: &[u8], value: &mut [u8]) -> io::Result<bool> {
        self.check(key, value.len())?;
        let mut attr = self.attr(key);
        attr.__bindgen_anon_2.__bindgen_anon_1.value = value.as_mut_ptr() as u64;
        // SAFETY: the kernel reads key_size bytes of `key` and writes value_size bytes to `value`;
        // `check` made sure that both are that long, and `value` is borrowed exclusively.
        match unsafe { bpf(bpf_cmd::BPF_MAP_LOOKUP_ELEM, &mut attr) } {
            Ok(_) => Ok(true),
            Err(error) if error.raw_os_error() == Some(libc::ENOENT) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// `BPF_MAP_DELETE_ELEM`
    pub(crate) fn delete(self, key: &[u8]) -> io::Result<()> {
        self.check(key, self.value_size)?;
        let mut attr = self.attr(key);
        // SAFETY: the kernel reads key_size bytes of `key`, which `check` made sure are there.
        unsafe { bpf(bpf_cmd::BPF_MAP_DELETE_ELEM, &mut attr) }.map(drop)
    }

    fn attr(self, key: &[u8]) -> bpf_attr {
        let mut attr = zeroed();
        attr.__bindgen_anon_2.map_fd = number(self.fd);
        attr.__bindgen_anon_2.key = key.as_ptr() as u64;
        attr
    }

    fn check(self, key: &[u8], value_len: usize) -> io::Result<()> {
        if key.len() == self.key_size && value_len == self.value_size {
            return Ok(());
        }
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!(
                "the map has keys of {} and values of {} bytes, got {} and {value_len}",
                self.key_size,
                self.value_size,
                key.len()
            ),
        ))
    }
}

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
    // SAFETY: the attributes hold no pointers.
    let link = unsafe { bpf(bpf_cmd::BPF_LINK_CREATE, &mut attr) }?;
    // SAFETY: BPF_LINK_CREATE returns a new descriptor that nobody else owns.
    Ok(unsafe { OwnedFd::from_raw_fd(link) })
}

/// `BPF_RAW_TRACEPOINT_OPEN`: runs `program` at the tracepoint `name` until the descriptor is closed.
pub(crate) fn raw_tracepoint_open(program: BorrowedFd<'_>, name: &CStr) -> io::Result<OwnedFd> {
    let mut attr = zeroed();
    attr.raw_tracepoint.name = name.as_ptr() as u64;
    attr.raw_tracepoint.prog_fd = number(program);
    // SAFETY: the kernel reads `name` up to its NUL; it outlives the call.
    let link = unsafe { bpf(bpf_cmd::BPF_RAW_TRACEPOINT_OPEN, &mut attr) }?;
    // SAFETY: BPF_RAW_TRACEPOINT_OPEN returns a new descriptor that nobody else owns.
    Ok(unsafe { OwnedFd::from_raw_fd(link) })
}

/// Attributes of a call, all zero: the kernel refuses bytes it does not know unless they are zero.
fn zeroed() -> bpf_attr {
    // SAFETY: bpf_attr is a union of plain integers, for which zero is a valid value.
    unsafe { std::mem::zeroed() }
}

fn number(fd: BorrowedFd<'_>) -> u32 {
    fd.as_raw_fd().cast_unsigned()
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
