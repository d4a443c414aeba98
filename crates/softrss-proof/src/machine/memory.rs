//! The memory of the machine: the stack, and accesses within a region.

use super::{fault::Fault, region::Region};

/// Size of the stack in bytes.
pub(super) const STACK: usize = 512;

/// The stack frame. Bytes have to be written before they are read.
#[derive(Clone, Debug)]
pub(super) struct Stack {
    bytes: [u8; STACK],
    written: [bool; STACK],
}

impl Stack {
    pub(super) fn new() -> Self {
        Self {
            bytes: [0; STACK],
            written: [false; STACK],
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.written = [false; STACK];
    }

    pub(super) fn read(&self, at: usize, into: &mut [u8]) -> Result<(), Fault> {
        let range = at..at + into.len();
        if let Some(hole) = self.written[range.clone()].iter().position(|w| !w) {
            return Err(Fault::Unwritten {
                below_fp: STACK - at - hole,
            });
        }
        into.copy_from_slice(&self.bytes[range]);
        Ok(())
    }

    pub(super) fn write(&mut self, at: usize, from: &[u8]) {
        let range = at..at + from.len();
        self.bytes[range.clone()].copy_from_slice(from);
        self.written[range].fill(true);
    }
}

/// The start of `size` bytes at `offset` in a region of `len` bytes.
pub(super) fn within(region: Region, len: usize, offset: i64, size: usize) -> Result<usize, Fault> {
    usize::try_from(offset)
        .ok()
        .filter(|at| at.checked_add(size).is_some_and(|end| end <= len))
        .ok_or(Fault::OutOfBounds {
            region,
            offset,
            size,
            len,
        })
}

/// As [`within`], for memory that the verifier wants to be accessed at multiples of `unit`.
pub(super) fn aligned(
    region: Region,
    len: usize,
    offset: i64,
    size: usize,
    unit: usize,
) -> Result<usize, Fault> {
    let at = within(region, len, offset, size)?;
    if at.is_multiple_of(unit) {
        return Ok(at);
    }
    Err(Fault::Misaligned {
        region,
        offset,
        size,
    })
}
