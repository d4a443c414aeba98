//! ICMP and `ICMPv6`.
//!
//! An error quotes the packet it is about: continue with the layers of that packet.

use super::{
    Header, Inner, Numbering, PacketError,
    checksum::{finish, word_sum},
};

const ICMP: u8 = 1;
const ICMPV6: u8 = 58;

macro_rules! messages { ($($(#[$doc:meta])* $name:ident: request $request:literal, reply $reply:literal;)*) => { $(
    $(#[$doc])*
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct $name {
        /// Type.
        pub kind: u8,
        /// Code.
        pub code: u8,
        /// The four bytes whose meaning depends on the type.
        pub rest: [u8; 4],
        /// Checksum, instead of the right one.
        pub checksum: Option<u16>,
    }

    impl $name {
        /// An echo request.
        #[must_use]
        pub fn echo_request(id: u16, sequence: u16) -> Self {
            Self::new($request, 0, id_and_sequence(id, sequence))
        }

        /// An echo reply.
        #[must_use]
        pub fn echo_reply(id: u16, sequence: u16) -> Self {
            Self::new($reply, 0, id_and_sequence(id, sequence))
        }

        fn new(kind: u8, code: u8, rest: [u8; 4]) -> Self {
            Self {
                kind,
                code,
                rest,
                checksum: None,
            }
        }

        /// The message with a checksum of 0.
        fn bytes(&self) -> Vec<u8> {
            [&[self.kind, self.code, 0, 0], &self.rest[..]].concat()
        }
    }
)* } }
messages! {
    /// An ICMP message for IPv4.
    Icmp: request 8, reply 0;
    /// An `ICMPv6` message.
    Icmpv6: request 128, reply 129;
}

impl Icmp {
    /// Destination unreachable; code 3 is a port.
    #[must_use]
    pub fn unreachable(code: u8) -> Self {
        Self::new(3, code, [0; 4])
    }

    /// Time exceeded in transit.
    #[must_use]
    pub fn time_exceeded() -> Self {
        Self::new(11, 0, [0; 4])
    }
}

impl Icmpv6 {
    /// Destination unreachable; code 4 is a port.
    #[must_use]
    pub fn unreachable(code: u8) -> Self {
        Self::new(1, code, [0; 4])
    }

    /// Packet too big for a link of this MTU.
    #[must_use]
    pub fn too_big(mtu: u32) -> Self {
        Self::new(2, 0, mtu.to_be_bytes())
    }

    /// Hop limit exceeded in transit.
    #[must_use]
    pub fn time_exceeded() -> Self {
        Self::new(3, 0, [0; 4])
    }
}

impl Header for Icmp {
    fn word(&self) -> &'static str {
        "icmp"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::Protocol).then_some(ICMP.into())
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let mut bytes = self.bytes();
        // The only one of these checksums without pseudo header.
        let checksum = self
            .checksum
            .unwrap_or_else(|| finish(word_sum(&bytes) + word_sum(inner.payload)));
        bytes[2..4].copy_from_slice(&checksum.to_be_bytes());
        Ok(bytes)
    }
}

impl Header for Icmpv6 {
    fn word(&self) -> &'static str {
        "icmpv6"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::Protocol).then_some(ICMPV6.into())
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let mut bytes = self.bytes();
        let checksum = match self.checksum {
            Some(checksum) => checksum,
            None => inner.checksum(self.word(), ICMPV6, &bytes, usize::MAX)?,
        };
        bytes[2..4].copy_from_slice(&checksum.to_be_bytes());
        Ok(bytes)
    }
}

fn id_and_sequence(id: u16, sequence: u16) -> [u8; 4] {
    let ([a, b], [c, d]) = (id.to_be_bytes(), sequence.to_be_bytes());
    [a, b, c, d]
}
