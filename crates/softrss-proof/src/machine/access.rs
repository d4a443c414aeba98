//! Reading and writing memory.

use bpf_asm::{insn::Size, xdp::xdp_md};

use super::{
    Fault, Machine, Map, Run,
    memory::{STACK, aligned, within},
    region::Region,
};
use crate::engine::MOST_METADATA;

/// Bytes of a `struct xdp_md`.
const CONTEXT: usize = 24;

impl Machine {
    pub(super) fn load(&self, run: &Run<'_>, size: Size, address: u64) -> Result<u64, Fault> {
        if let Some((Region::Context, offset)) = Region::of(address) {
            return run.field(offset, size);
        }
        let mut bytes = [0; 8];
        let size = size.bits() as usize / 8;
        self.copy(run, address, &mut bytes[..size], size)?;
        Ok(u64::from_le_bytes(bytes))
    }

    /// Reads memory at a multiple of `unit`, wherever that matters.
    pub(super) fn copy(
        &self,
        run: &Run<'_>,
        address: u64,
        into: &mut [u8],
        unit: usize,
    ) -> Result<(), Fault> {
        let (region, offset) = Region::of(address).ok_or(Fault::NoAddress { address })?;
        let size = into.len();
        match region {
            Region::Packet if offset < 0 && run.metadata > 0 => {
                let at = before(run, offset, size)?;
                into.copy_from_slice(&run.before[at..at + size]);
            }
            Region::Packet => {
                let at = within(region, run.packet.len(), offset, size)?;
                into.copy_from_slice(&run.packet[at..at + size]);
            }
            Region::Stack => {
                let at = aligned(region, STACK, offset, size, unit)?;
                self.stack.read(at, into)?;
            }
            Region::Values(map) => {
                let values = self.maps.get(map).map_or(&[][..], Map::values);
                let at = aligned(region, values.len(), offset, size, unit)?;
                into.copy_from_slice(&values[at..at + size]);
            }
            // Helpers do not read the context, and maps have no bytes.
            Region::Context | Region::Map(_) => return Err(Fault::NoAddress { address }),
        }
        Ok(())
    }

    pub(super) fn store(
        &mut self,
        run: &mut Run<'_>,
        size: Size,
        address: u64,
        value: u64,
    ) -> Result<(), Fault> {
        let (region, offset) = Region::of(address).ok_or(Fault::NoAddress { address })?;
        let bytes = value.to_le_bytes();
        let bytes = &bytes[..size.bits() as usize / 8];
        match region {
            Region::Stack => {
                let at = aligned(region, STACK, offset, bytes.len(), bytes.len())?;
                self.stack.write(at, bytes);
            }
            Region::Values(map) => {
                let values = self.maps.get_mut(map).map_or(&mut [][..], Map::values_mut);
                let at = aligned(region, values.len(), offset, bytes.len(), bytes.len())?;
                values[at..at + bytes.len()].copy_from_slice(bytes);
            }
            Region::Packet if offset < 0 && run.metadata > 0 => {
                let at = before(run, offset, bytes.len())?;
                run.before[at..at + bytes.len()].copy_from_slice(bytes);
            }
            Region::Packet if self.writes => {
                let at = within(region, run.packet.len(), offset, bytes.len())?;
                run.packet[at..at + bytes.len()].copy_from_slice(bytes);
            }
            // The kernel lets programs write to packets; those that choose a CPU have no business to.
            Region::Packet | Region::Context => {
                return Err(Fault::ReadOnly { region });
            }
            Region::Map(_) => return Err(Fault::NoAddress { address }),
        }
        Ok(())
    }
}

/// Where `size` bytes of metadata are that start `offset` bytes behind the start of the packet.
fn before(run: &Run<'_>, offset: i64, size: usize) -> Result<usize, Fault> {
    let len = run.metadata;
    let from_start = offset.saturating_add_unsigned(len as u64);
    let at = within(Region::Packet, len, from_start, size)?;
    Ok(MOST_METADATA - len + at)
}

impl Run<'_> {
    /// Reads a field of `struct xdp_md`. As in the kernel, the two that stand for pointers become whole
    /// pointers, although they are loaded as 32 bits.
    fn field(&self, offset: i64, size: Size) -> Result<u64, Fault> {
        let region = Region::Context;
        let bytes = size.bits() as usize / 8;
        let at = aligned(region, CONTEXT, offset, bytes, bytes)?;
        match i16::try_from(at) {
            Ok(xdp_md::DATA) if size == Size::W => Ok(Region::Packet.address(0)),
            Ok(xdp_md::DATA_META) if size == Size::W => {
                Ok(Region::Packet.address(0) - self.metadata as u64)
            }
            Ok(xdp_md::DATA_END) if size == Size::W => {
                Ok(Region::Packet.address(self.packet.len()))
            }
            Ok(xdp_md::RX_QUEUE_INDEX) if size == Size::W => Ok(self.input.queue.into()),
            _ => Err(Fault::OutOfBounds {
                region,
                offset,
                size: bytes,
                len: CONTEXT,
            }),
        }
    }
}
