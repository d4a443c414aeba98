//! Where the generated program keeps things: registers and the stack.
//!
//! ```text
//! r6  cursor: a packet pointer         r8  start of the packet
//!     within a header, between two
//!     an offset from r8
//! r7  end of the packet                r9  headers that may still be read
//! ```
//!
//! The stack holds the record of the header that is hashed, in the byte order of the packet.
//!
//! The verifier follows what is stored in aligned eight-byte slots, and compares it when it decides
//! whether it has seen a state before. Numbers that take few values (family, protocol, kind) would
//! multiply its work by all their combinations; so they are four bytes in the upper half of a slot,
//! which it does not follow.

use bpf_asm::{FP, Mem, R6, R7, R8, R9, Reg};
use softrss_core::{
    header::kinds::ethernet,
    policy::Field,
    walk::{MAX_HEADERS, MAX_LINKS, MAX_OFFSET},
};

/// The header that is read.
pub(crate) const CURSOR: Reg = R6;
/// Behind the last byte of the packet.
pub(crate) const END: Reg = R7;
/// First byte of the packet.
pub(crate) const START: Reg = R8;
/// How many more headers may be read, plus one.
pub(crate) const BUDGET: Reg = R9;
/// The rules of a group that may take the packet, once it is read.
pub(crate) const RULES: Reg = R9;
/// The CPU that was chosen, once the packet is read.
pub(crate) const CPU: Reg = R6;

/// Byte `offset` of the header at the cursor.
pub(crate) fn at(offset: u8) -> Mem {
    CURSOR + i16::from(offset)
}

/// A slot of the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot(i16);

impl Slot {
    /// As a memory operand, `bytes` into the slot.
    pub(crate) fn at(self, bytes: i16) -> Mem {
        FP - (self.0 - bytes)
    }
}

impl From<Slot> for Mem {
    fn from(slot: Slot) -> Mem {
        slot.at(0)
    }
}

/// `u32`: 4 or 6 once an IP header is complete, 0 before.
pub(crate) const FAMILY: Slot = Slot(4);
/// `u32`: protocol number; [`NONE`] before there is one.
pub(crate) const PROTO: Slot = Slot(12);
/// `u32`: source port or SPI.
pub(crate) const UPPER_SRC: Slot = Slot(20);
/// `u32`: destination port or SPI.
pub(crate) const UPPER_DST: Slot = Slot(28);
/// `u32`: 0 without ports, 1 with ports, 2 with an SPI.
pub(crate) const UPPER_KIND: Slot = Slot(36);
/// `u32`: differentiated services code point; [`NONE`] before there is one.
pub(crate) const DSCP: Slot = Slot(44);
/// `u32`: identifier of the outermost VLAN tag, or [`NONE`].
pub(crate) const VLAN: Slot = Slot(52);
/// `u32`: Ethernet type behind the outer tags.
pub(crate) const ETHER_TYPE: Slot = Slot(60);
/// `u32`: length of the frame in bytes.
pub(crate) const LENGTH: Slot = Slot(68);
/// `u32`: receive queue.
pub(crate) const QUEUE: Slot = Slot(76);
/// `u64`: source address in IPv4; in IPv6 both halves folded, if the hash wants that.
pub(crate) const END_SRC: Slot = Slot(88);
/// `u64`: destination address, likewise.
pub(crate) const END_DST: Slot = Slot(96);
/// 16 bytes: IPv6 source address.
pub(crate) const SRC6: Slot = Slot(112);
/// 16 bytes: IPv6 destination address.
pub(crate) const DST6: Slot = Slot(128);
/// `u64`: hash, for rules that hash over CPUs of their own.
pub(crate) const HASH: Slot = Slot(136);
/// 24 bytes: key of a map lookup.
pub(crate) const KEY: Slot = Slot(160);
/// `u64`: a register that is kept over a call.
pub(crate) const KEPT: Slot = Slot(168);
/// 16 bytes: the end that comes first in a Toeplitz hash of ordered ends.
pub(crate) const FIRST: Slot = Slot(184);
/// 16 bytes: the other end.
pub(crate) const SECOND: Slot = Slot(200);
/// `u32`: port of the end that comes first, or SPI.
pub(crate) const UPPER_FIRST: Slot = Slot(204);
/// `u32`: port of the other end, or SPI.
pub(crate) const UPPER_SECOND: Slot = Slot(212);
/// `u64`: the context, if packets are stamped, their length has to be asked for, or where they are has to be loaded again.
pub(crate) const CONTEXT: Slot = Slot(224);

/// `u32`: flags of TCP, or [`NONE`].
pub(crate) const TCP_FLAGS: Slot = Slot(228);

/// `u32`: the protocol number that is hashed, if rules look at [`PROTO`].
pub(crate) const HASHED_PROTO: Slot = Slot(236);

/// `u32`: identifier of the VLAN tag behind the outermost one, or [`NONE`].
pub(crate) const INNER_VLAN: Slot = Slot(244);

/// `u32`: session of PPPoE, or [`NONE`].
pub(crate) const PPPOE_SESSION: Slot = Slot(252);

/// `u32`: number of the innermost session that has one, 0 without.
pub(crate) const TUNNEL_ID: Slot = Slot(260);

/// `u32`: 4 or 6 once the outermost IP header is complete, 0 before. From here to [`OUTER_DST_PORT`] there is what rules on
/// that header look at.
pub(crate) const OUTER_FAMILY: Slot = Slot(324);
/// 16 bytes: source address of the outermost IP header; of IPv4 in a `u64`.
pub(crate) const OUTER_SRC: Slot = Slot(344);
/// 16 bytes: destination address, likewise.
pub(crate) const OUTER_DST: Slot = Slot(360);
/// `u32`: 1 once an IP header behind the outermost one is complete, 0 before.
pub(crate) const INNER: Slot = Slot(364);
/// `u32`: protocol number of the outermost IP header, or [`NONE`].
pub(crate) const OUTER_PROTO: Slot = Slot(372);
/// `u32`: its differentiated services code point, or [`NONE`].
pub(crate) const OUTER_DSCP: Slot = Slot(380);
/// `u32`: source port behind it, or [`NONE`].
pub(crate) const OUTER_SRC_PORT: Slot = Slot(388);
/// `u32`: destination port behind it, or [`NONE`].
pub(crate) const OUTER_DST_PORT: Slot = Slot(396);

/// `u32`: the rules that take what a packet has of one field.
pub(crate) const CANDIDATES: Slot = Slot(404);
/// `u32`: the groups of rules that may take the packet.
pub(crate) const GROUPS: Slot = Slot(412);

/// More than any value of a 16-bit field.
pub(crate) const NONE: i32 = 0x1_0000;

/// The farthest a header may start from the first byte of the packet, in bytes.
pub(crate) const DEEPEST: i32 = small(MAX_OFFSET);
/// All bits that an offset within the header has that starts at [`DEEPEST`] or before: no step within a header is as long
/// as 8 lengths of one byte. It tells the verifier, who has forgotten, how large such an offset is.
pub(crate) const OFFSET_BITS: i32 = 0x7fff;
/// What [`BUDGET`] begins with.
pub(crate) const HEADERS: i32 = small(MAX_HEADERS + 1);
/// Headers among which tags of links are read.
pub(crate) const LINKS: i32 = small(MAX_LINKS);

/// A number that does not compile unless it has 16 bits.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "it has 16 bits"
)]
pub(crate) const fn small(number: usize) -> i32 {
    assert!(number <= 0xffff);
    number as i32
}

/// What [`UPPER_KIND`] says.
pub(crate) const KIND_PORTS: i32 = 1;
/// See [`KIND_PORTS`].
pub(crate) const KIND_SPI: i32 = 2;

/// How a field is kept that rules look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// As a number.
    Number(Slot, Before),
    /// As 16 bits in the byte order of the packet.
    Wire16(Slot, Before),
    /// Likewise, if [`UPPER_KIND`] is [`KIND_PORTS`].
    Port(Slot),
    /// As an address.
    Address {
        /// The version of IP.
        family: Slot,
        /// That of IPv4.
        end: Slot,
        /// That of IPv6.
        whole: Slot,
    },
    /// Not on the stack: a MAC address at this offset in the outermost Ethernet header.
    Mac(u8),
}

/// What a slot holds before a header sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Before {
    /// Its value: it is known before the first header, or the slot is set up whatever rules look at.
    Settled,
    /// 0, which the field never is.
    Zero,
    /// [`NONE`].
    None,
}

/// How `field` is kept.
pub(crate) const fn kept(field: Field) -> Kept {
    match field {
        Field::Proto => Kept::Number(PROTO, Before::Settled),
        Field::Src => Kept::Address {
            family: FAMILY,
            end: END_SRC,
            whole: SRC6,
        },
        Field::Dst => Kept::Address {
            family: FAMILY,
            end: END_DST,
            whole: DST6,
        },
        Field::OuterProto => Kept::Number(OUTER_PROTO, Before::None),
        Field::OuterSrc => Kept::Address {
            family: OUTER_FAMILY,
            end: OUTER_SRC,
            whole: OUTER_SRC,
        },
        Field::OuterDst => Kept::Address {
            family: OUTER_FAMILY,
            end: OUTER_DST,
            whole: OUTER_DST,
        },
        Field::OuterSrcPort => Kept::Number(OUTER_SRC_PORT, Before::None),
        Field::OuterDstPort => Kept::Number(OUTER_DST_PORT, Before::None),
        Field::OuterDscp => Kept::Number(OUTER_DSCP, Before::None),
        Field::SrcMac => Kept::Mac(ethernet::SRC),
        Field::DstMac => Kept::Mac(ethernet::DST),
        Field::SrcPort => Kept::Port(UPPER_SRC),
        Field::DstPort => Kept::Port(UPPER_DST),
        Field::Vlan => Kept::Number(VLAN, Before::None),
        Field::InnerVlan => Kept::Number(INNER_VLAN, Before::None),
        Field::PppoeSession => Kept::Number(PPPOE_SESSION, Before::None),
        Field::EtherType => Kept::Wire16(ETHER_TYPE, Before::Zero),
        Field::Dscp => Kept::Number(DSCP, Before::None),
        Field::TcpFlags => Kept::Number(TCP_FLAGS, Before::None),
        Field::Length => Kept::Number(LENGTH, Before::Settled),
        Field::RxQueue => Kept::Number(QUEUE, Before::Settled),
    }
}

impl Kept {
    /// The slot that has to be set up before the first header is read, and what with.
    pub(crate) const fn before(self) -> Option<(Slot, Before)> {
        match self {
            Self::Number(slot, before) | Self::Wire16(slot, before) => Some((slot, before)),
            Self::Port(_) | Self::Address { .. } | Self::Mac(_) => None,
        }
    }
}
