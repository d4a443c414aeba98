//! Stacks of headers that can be looked at and changed before they become bytes.
//!
//! A [`Stack`] is a list of the testbed's headers. It can be grown at random, turned around, put into a
//! tunnel, cut into fragments; then the testbed's packet builder writes it.

mod change;
mod grow;
mod layer;
pub(crate) mod leaf;
mod tunnel;

use softrss_testbed::packet::{Packet, PacketError};

pub use change::Tunnel;
pub use grow::Grow;
pub use layer::Layer;
pub use leaf::{ends, transport};

/// Headers from the outermost to the innermost, and what they carry.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    /// The headers.
    pub layers: Vec<Layer>,
}

impl Stack {
    /// The stack in wire format.
    ///
    /// # Errors
    /// [`PacketError`] for layers that cannot follow one another.
    pub fn build(&self) -> Result<Vec<u8>, PacketError> {
        self.packet().build()
    }

    /// The names of the headers, outermost first.
    #[must_use]
    pub fn describe(&self) -> String {
        self.packet().describe()
    }

    fn packet(&self) -> Packet {
        self.layers
            .iter()
            .fold(Packet::new(), |packet, layer| layer.put(packet))
    }
}
