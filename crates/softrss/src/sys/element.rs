//! Elements of maps, as bytes.

use std::{io, os::fd::BorrowedFd};

use aya_obj::generated::{bpf_attr, bpf_cmd};

use super::{bpf, number, zeroed};

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
