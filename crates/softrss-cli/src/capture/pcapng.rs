//! The pcapng format: sections of blocks.
//!
//! # Source
//! draft-ietf-opsawg-pcapng.

use std::io::Read;

use super::{CaptureError, Damage, Found, LinkType, MAX_PACKET, Order, Part, window::Window};

/// The type of a section header, the same in both byte orders.
pub(super) const SECTION: u32 = 0x0a0d_0d0a;
const INTERFACE: u32 = 1;
const OBSOLETE_PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
const ENHANCED_PACKET: u32 = 6;

/// Type and length before the body, length after it.
const FRAMING: u32 = 12;
/// The largest packet block that is read: a packet, and options of any sensible length.
const MAX_BLOCK: u32 = MAX_PACKET + (1 << 20);
/// The most interfaces a section may describe.
const MAX_INTERFACES: usize = 1 << 16;

/// What the current section has said so far.
#[derive(Debug, Default)]
pub(super) struct Section {
    order: Order,
    interfaces: Vec<Interface>,
}

#[derive(Clone, Copy, Debug)]
struct Interface {
    link: LinkType,
    snaplen: u32,
}

/// Where the parts of a packet block are, in bytes from its beginning.
struct Layout {
    /// The fixed part before the packet.
    header: u32,
    /// The length that was captured, if the block tells.
    captured: Option<usize>,
    /// The length on the wire.
    wire_len: usize,
}

const OBSOLETE: Layout = Layout {
    header: 28,
    captured: Some(20),
    wire_len: 24,
};
const SIMPLE: Layout = Layout {
    header: 12,
    captured: None,
    wire_len: 8,
};
const ENHANCED: Layout = OBSOLETE;

impl Section {
    /// Reads blocks up to the next packet; `None` at the end of the file.
    pub(super) fn next<R: Read>(
        &mut self,
        window: &mut Window<R>,
    ) -> Result<Option<Found>, CaptureError> {
        loop {
            let offset = window.offset();
            let head = peek(window, offset, 12)?;
            if head.is_empty() {
                return Ok(None);
            }
            if head.len() < 12 {
                return Err(truncated(offset, 12, head.len() as u64));
            }
            if self.order.u32(head, 0) == SECTION {
                self.begin(offset, head)?;
            }
            let kind = self.order.u32(head, 0);
            let len = self.order.u32(head, 4);
            let min = shortest(kind);
            if len < min || !len.is_multiple_of(4) {
                return Err(damaged(offset, Damage::BlockLength { len, min }));
            }
            match kind {
                OBSOLETE_PACKET => return self.packet(window, len, &OBSOLETE).map(Some),
                SIMPLE_PACKET => return self.packet(window, len, &SIMPLE).map(Some),
                ENHANCED_PACKET => return self.packet(window, len, &ENHANCED).map(Some),
                INTERFACE => self.interface(window, offset)?,
                SECTION => self.version(window, offset)?,
                _ => {}
            }
            self.skip(window, len)?;
        }
    }

    /// Takes the byte order of a new section, and forgets the interfaces of the one before.
    fn begin(&mut self, offset: u64, head: &[u8]) -> Result<(), CaptureError> {
        self.interfaces.clear();
        self.order = [Order::Little, Order::Big]
            .into_iter()
            .find(|order| order.u32(head, 8) == 0x1a2b_3c4d)
            .ok_or_else(|| {
                let magic = Order::Little.u32(head, 8);
                damaged(offset, Damage::ByteOrder { magic })
            })?;
        Ok(())
    }

    fn version<R: Read>(&self, window: &mut Window<R>, offset: u64) -> Result<(), CaptureError> {
        let head = peek(window, offset, 16)?;
        if head.len() < 16 {
            return Err(truncated(offset, 28, head.len() as u64));
        }
        match self.order.u16(head, 12) {
            1 => Ok(()),
            major => Err(damaged(offset, Damage::Version { major })),
        }
    }

    fn interface<R: Read>(
        &mut self,
        window: &mut Window<R>,
        offset: u64,
    ) -> Result<(), CaptureError> {
        let head = peek(window, offset, 16)?;
        if head.len() < 16 {
            return Err(truncated(offset, 20, head.len() as u64));
        }
        if self.interfaces.len() == MAX_INTERFACES {
            let max = MAX_INTERFACES;
            return Err(damaged(offset, Damage::Interfaces { max }));
        }
        self.interfaces.push(Interface {
            link: LinkType(self.order.u16(head, 8).into()),
            snaplen: self.order.u32(head, 12),
        });
        Ok(())
    }

    /// Moves on behind a block without a packet.
    fn skip<R: Read>(&self, window: &mut Window<R>, len: u32) -> Result<(), CaptureError> {
        let offset = window.offset();
        let read = |source| CaptureError::Read { offset, source };
        let found = window.skip(u64::from(len) - 4).map_err(read)?;
        let trailer = window.peek(4).map_err(read)?;
        if trailer.len() < 4 {
            return Err(truncated(offset, len.into(), found + trailer.len() as u64));
        }
        let last = self.order.u32(trailer, 0);
        if last != len {
            return Err(damaged(offset, Damage::Trailer { first: len, last }));
        }
        window.consume(4);
        Ok(())
    }

    fn packet<R: Read>(
        &self,
        window: &mut Window<R>,
        len: u32,
        layout: &Layout,
    ) -> Result<Found, CaptureError> {
        let offset = window.offset();
        if len > MAX_BLOCK {
            let max = MAX_BLOCK;
            return Err(damaged(offset, Damage::BlockTooLong { len, max }));
        }
        let block = peek(window, offset, len as usize)?;
        if block.len() < len as usize {
            return Err(truncated(offset, len.into(), block.len() as u64));
        }
        let last = self.order.u32(block, len as usize - 4);
        if last != len {
            return Err(damaged(offset, Damage::Trailer { first: len, last }));
        }
        self.locate(block, layout)
            .map_err(|damage| damaged(offset, damage))
    }

    /// Finds the packet in a block that is complete.
    fn locate(&self, block: &[u8], layout: &Layout) -> Result<Found, Damage> {
        let interface = match (layout.captured, self.order.u32(block, 0)) {
            (None, _) => 0,
            (_, OBSOLETE_PACKET) => self.order.u16(block, 8).into(),
            _ => self.order.u32(block, 8),
        };
        let described = usize::try_from(interface)
            .ok()
            .and_then(|at| self.interfaces.get(at));
        let described = described.ok_or(Damage::Interface {
            interface,
            known: self.interfaces.len(),
        })?;
        let len = self.order.u32(block, 4);
        let room = len - layout.header - 4;
        let wire_len = self.order.u32(block, layout.wire_len);
        let captured = match layout.captured {
            Some(at) => self.order.u32(block, at),
            // Simple packets tell no captured length: it is what the snap length left.
            None if described.snaplen == 0 => wire_len.min(room),
            None => wire_len.min(described.snaplen).min(room),
        };
        if captured > room {
            return Err(Damage::PacketOutsideBlock {
                len: captured,
                room,
            });
        }
        let header = layout.header as usize;
        Ok(Found {
            link: described.link,
            packet: header..header + captured as usize,
            wire_len,
            total: block.len(),
        })
    }
}

/// The shortest block of a type, in bytes.
fn shortest(kind: u32) -> u32 {
    match kind {
        SECTION => 28,
        INTERFACE => 20,
        OBSOLETE_PACKET | ENHANCED_PACKET => ENHANCED.header + 4,
        SIMPLE_PACKET => SIMPLE.header + 4,
        _ => FRAMING,
    }
}

fn peek<R: Read>(window: &mut Window<R>, offset: u64, len: usize) -> Result<&[u8], CaptureError> {
    window
        .peek(len)
        .map_err(|source| CaptureError::Read { offset, source })
}

fn damaged(offset: u64, damage: Damage) -> CaptureError {
    CaptureError::Damaged { offset, damage }
}

fn truncated(offset: u64, needed: u64, found: u64) -> CaptureError {
    CaptureError::Truncated {
        part: Part::Block,
        offset,
        needed,
        found,
    }
}
