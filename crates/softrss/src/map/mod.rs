//! Maps: those packets are redirected through, and counters.

pub mod counters;
pub mod cpumap;
pub mod devmap;
pub mod plain;
mod slots;

pub use crate::object::{OpenError, PinRefusal};
pub use counters::{Counters, CountersError};
pub use cpumap::{CpuMap, CpumapEntry, CpumapError, CpumapSlot, EntryProgram};
pub use devmap::{DevMap, DevmapError};
pub use plain::{PlainMap, PlainMapError};
