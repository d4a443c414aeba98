//! Regions of memory with an end, and an address that says which region it is in.
//!
//! ```text
//!  63          40 39                                   0
//! +--------------+--------------------------------------+
//! |    region    |     GUARD + offset in the region     |   an address
//! +--------------+--------------------------------------+
//! ```
//!
//! No arithmetic that a program can do with a packet's offsets leads from one region into another, so an
//! access outside of a region is always seen.

/// Where the address of the first byte of a region stands, so that addresses before it are seen too.
const GUARD: u64 = 1 << 32;
const REGION_SHIFT: u32 = 40;

/// Something that has addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// The `struct xdp_md`. Read-only.
    Context,
    /// The bytes of the packet that can be read.
    Packet,
    /// The stack frame.
    Stack,
    /// The values of the map at this position.
    Values(usize),
    /// The map at this position itself, as helpers take it. It has no bytes.
    Map(usize),
}

const FIRST_VALUES: u64 = 16;
const FIRST_MAP: u64 = 1 << 16;

impl Region {
    /// The address of a byte.
    pub(super) fn address(self, offset: usize) -> u64 {
        let number = match self {
            Self::Context => 1,
            Self::Packet => 2,
            Self::Stack => 3,
            Self::Values(map) => FIRST_VALUES + map as u64,
            Self::Map(map) => FIRST_MAP + map as u64,
        };
        (number << REGION_SHIFT) + GUARD + offset as u64
    }

    /// The region and the offset in it, before or behind its bytes as well.
    pub(super) fn of(address: u64) -> Option<(Self, i64)> {
        let number = address >> REGION_SHIFT;
        let offset = (address & ((1 << REGION_SHIFT) - 1)).cast_signed() - GUARD.cast_signed();
        let region = match number {
            1 => Self::Context,
            2 => Self::Packet,
            3 => Self::Stack,
            FIRST_MAP.. => Self::Map(usize::try_from(number - FIRST_MAP).ok()?),
            FIRST_VALUES.. => Self::Values(usize::try_from(number - FIRST_VALUES).ok()?),
            _ => return None,
        };
        Some((region, offset))
    }
}
