//! The value of a map in the memory of this process.

use std::{
    io,
    num::NonZeroUsize,
    os::fd::{AsRawFd as _, BorrowedFd},
    ptr::{self, NonNull},
    slice,
    sync::atomic::{AtomicU32, AtomicU64},
};

/// The first words of the value of an array that was made with `BPF_F_MMAPABLE`, shared with the programs that use it.
#[derive(Debug)]
pub(crate) struct Mapping {
    start: NonNull<AtomicU32>,
    words: NonZeroUsize,
}

// SAFETY: it owns the mapping, which belongs to no thread: mmap(2) maps for the whole process.
unsafe impl Send for Mapping {}
// SAFETY: all that it gives out are references to atomics, which may be used by several threads at a time.
unsafe impl Sync for Mapping {}

impl Mapping {
    /// Maps `words` words of `map`, which has at least as many.
    pub(crate) fn new(map: BorrowedFd<'_>, words: NonZeroUsize) -> io::Result<Self> {
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let (fd, bytes) = (map.as_raw_fd(), words.get() * size_of::<AtomicU32>());
        // SAFETY: a new mapping at an address that the kernel chooses touches no memory of this process.
        let start =
            unsafe { libc::mmap(ptr::null_mut(), bytes, protection, libc::MAP_SHARED, fd, 0) };
        if start == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let start = NonNull::new(start.cast()).ok_or(io::ErrorKind::AddrNotAvailable)?;
        Ok(Self { start, words })
    }

    /// The same in words of 64 bits, of which programs write and read each at once.
    pub(crate) fn wide(&self) -> &[AtomicU64] {
        // SAFETY: as for `words`; a page is aligned for any number, and half as many words of twice the size are no more.
        unsafe { slice::from_raw_parts(self.start.as_ptr().cast(), self.words.get() / 2) }
    }

    /// The words. Programs may read and write them at the same time.
    pub(crate) fn words(&self) -> &[AtomicU32] {
        // SAFETY: mmap(2) made `words` words readable and writable at `start`, which is aligned to a page; they stay
        // until this is dropped. array_map_mmap refuses to map more than the array has.
        unsafe { slice::from_raw_parts(self.start.as_ptr(), self.words.get()) }
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        let bytes = self.words.get() * size_of::<AtomicU32>();
        // SAFETY: the mapping was made by `new` with this length, and no reference to it outlives this.
        let _unmapped = unsafe { libc::munmap(self.start.as_ptr().cast(), bytes) };
    }
}
