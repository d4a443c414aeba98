//! A datagram in pieces.

use std::{any::Any, sync::Arc};

use super::{
    Addresses, Fragment, Header, Ipv4, Ipv6Options, Numbering, Packet, PacketError, Raw, Routing,
    header::{fit, units},
};

const LAYER: &str = "fragment";

/// See [`Packet::fragments`].
pub(super) fn fragments(
    packet: &Packet,
    size: usize,
    id: u32,
) -> Result<Vec<Vec<u8>>, PacketError> {
    if units(LAYER, "size", size, 8)? == 0 {
        return Err(PacketError::Misaligned {
            layer: LAYER,
            field: "size",
            value: 0,
            unit: 8,
        });
    }
    let cut = Cut::find(packet)?;
    let datagram = packet.encode_from(cut.inner)?;
    let mut frames = Vec::new();
    let mut offset = 0;
    for piece in datagram.chunks(size) {
        let more = offset + piece.len() < datagram.len();
        let place = Fragment::new(fit(LAYER, "offset", offset, 0xffff)?, more, id);
        frames.push(cut.frame(packet, place, piece)?.build()?);
        offset += piece.len();
    }
    Ok(frames)
}

/// Where a packet is cut.
struct Cut {
    /// The IP header that every fragment has.
    ip: usize,
    /// The first layer of what is cut into pieces.
    inner: usize,
    /// The number by which that layer is announced.
    protocol: u8,
}

impl Cut {
    fn find(packet: &Packet) -> Result<Self, PacketError> {
        let layers = &packet.layers;
        let error = || PacketError::NotFragmentable {
            layers: packet.describe(),
        };
        let ip = layers
            .iter()
            .rposition(|layer| layer.addresses().is_some())
            .ok_or_else(error)?;
        let inner = ip
            + 1
            + layers[ip + 1..]
                .iter()
                .take_while(|layer| is_per_fragment(&***layer))
                .count();
        let next = layers.get(inner).ok_or_else(error)?;
        let [_, protocol] = next
            .number(Numbering::Protocol)
            .ok_or_else(error)?
            .to_be_bytes();
        Ok(Self {
            ip,
            inner,
            protocol,
        })
    }

    /// The packet with one piece in the place of the whole datagram.
    fn frame(&self, packet: &Packet, place: Fragment, piece: &[u8]) -> Result<Packet, PacketError> {
        let mut layers = packet.layers[..self.inner].to_vec();
        let ip: &dyn Any = &*packet.layers[self.ip];
        match (
            ip.downcast_ref::<Ipv4>(),
            packet.layers[self.ip].addresses(),
        ) {
            (Some(ip), _) => {
                layers[self.ip] = Arc::new(Ipv4 {
                    more_fragments: place.more,
                    fragment_offset: place.offset,
                    id: fit("ipv4", "id", place.id as usize, 0xffff)?,
                    ..ip.clone()
                });
            }
            (None, Some(Addresses::V6(..))) => layers.push(Arc::new(place)),
            (None, _) => {
                return Err(PacketError::NotFragmentable {
                    layers: packet.describe(),
                });
            }
        }
        layers.push(Arc::new(Raw::protocol(self.protocol, piece)));
        Ok(Packet {
            layers,
            ..packet.clone()
        })
    }
}

/// Whether a router on the way must see the header, so that every fragment repeats it.
fn is_per_fragment(header: &dyn Header) -> bool {
    let header: &dyn Any = header;
    header.is::<Routing>()
        || header
            .downcast_ref::<Ipv6Options>()
            .is_some_and(|options| options.hop_by_hop)
}
