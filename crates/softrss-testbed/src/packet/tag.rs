//! What can stand between Ethernet and IP: VLAN tags, PPPoE sessions, MPLS labels, and other tags.

use super::{Header, Inner, Numbering, PacketError, header::fit};
use crate::mac::MacAddr;

/// A VLAN tag.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// ├─────┬─┬───────────────────────┼───────────────────────────────┤
/// │ PCP │D│ id                    │ ether type                    │
/// └─────┴─┴───────────────────────┴───────────────────────────────┘
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vlan {
    /// VLAN number, 0 to 4095.
    pub id: u16,
    /// Priority, 0 to 7.
    pub priority: u8,
    /// Drop eligible.
    pub drop_eligible: bool,
    /// The Ethernet type that announces this tag: 0x8100, 0x88a8 or another.
    pub tpid: u16,
    /// Type or length, instead of what follows from the next layer.
    pub ether_type: Option<u16>,
}

impl Vlan {
    /// An 802.1Q tag.
    #[must_use]
    pub fn new(id: u16) -> Self {
        Self {
            id,
            priority: 0,
            drop_eligible: false,
            tpid: 0x8100,
            ether_type: None,
        }
    }

    /// An 802.1ad (service provider) tag.
    #[must_use]
    pub fn service(id: u16) -> Self {
        Self {
            tpid: 0x88a8,
            ..Self::new(id)
        }
    }
}

impl Header for Vlan {
    fn word(&self) -> &'static str {
        "vlan"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::EtherType).then_some(self.tpid)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let id: u16 = fit(self.word(), "id", self.id.into(), 4095)?;
        let priority: u16 = fit(self.word(), "priority", self.priority.into(), 7)?;
        let control = priority << 13 | u16::from(self.drop_eligible) << 12 | id;
        let ether_type = inner.ether_type(self.word(), self.ether_type)?;
        Ok([control.to_be_bytes(), ether_type.to_be_bytes()].concat())
    }
}

/// A PPPoE session header and the PPP protocol field behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pppoe {
    /// Session number.
    pub session: u16,
    /// Code, 0 for session data.
    pub code: u8,
    /// Whether a PPP protocol number below 256 is sent as one byte.
    pub compressed: bool,
    /// PPP protocol number, instead of what follows from the next layer.
    pub protocol: Option<u16>,
    /// Length of the PPP packet, instead of the real one.
    pub length: Option<u16>,
}

impl Pppoe {
    /// Session data with a two-byte protocol field.
    #[must_use]
    pub fn new(session: u16) -> Self {
        Self {
            session,
            code: 0,
            compressed: false,
            protocol: None,
            length: None,
        }
    }

    /// Session data with a protocol field of one byte (RFC 1661, section 6.5).
    #[must_use]
    pub fn compressed(session: u16) -> Self {
        Self {
            compressed: true,
            ..Self::new(session)
        }
    }
}

impl Header for Pppoe {
    fn word(&self) -> &'static str {
        "pppoe"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::EtherType).then_some(0x8864)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let protocol = inner.announced(self.word(), Numbering::Ppp, self.protocol)?;
        let field = if self.compressed {
            let short: u8 = fit(self.word(), "compressed protocol", protocol.into(), 0xff)?;
            vec![short]
        } else {
            protocol.to_be_bytes().to_vec()
        };
        let real = fit(
            self.word(),
            "length",
            field.len() + inner.payload.len(),
            0xffff,
        )?;
        let length = self.length.unwrap_or(real);
        let mut bytes = vec![0x11, self.code];
        bytes.extend(self.session.to_be_bytes());
        bytes.extend(length.to_be_bytes());
        bytes.extend(field);
        Ok(bytes)
    }
}

/// One entry of an MPLS label stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mpls {
    /// Label, 20 bits.
    pub label: u32,
    /// Traffic class, 0 to 7.
    pub traffic_class: u8,
    /// Bottom of stack, instead of whether another label follows.
    pub bottom: Option<bool>,
    /// Time to live.
    pub ttl: u8,
}

impl Mpls {
    /// A label whose bottom-of-stack bit follows from the next layer.
    #[must_use]
    pub fn new(label: u32) -> Self {
        Self {
            label,
            traffic_class: 0,
            bottom: None,
            ttl: 64,
        }
    }
}

/// The Ethernet type of a label stack (unicast).
const MPLS: u16 = 0x8847;

impl Header for Mpls {
    fn word(&self) -> &'static str {
        "mpls"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        match numbering {
            Numbering::EtherType => Some(MPLS),
            Numbering::Protocol => Some(137),
            Numbering::Ppp => Some(0x0281),
            _ => None,
        }
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let label: u32 = fit(self.word(), "label", self.label as usize, 0xf_ffff)?;
        let class: u32 = fit(self.word(), "traffic class", self.traffic_class.into(), 7)?;
        let follows = inner
            .next
            .and_then(|next| next.number(Numbering::EtherType))
            == Some(MPLS);
        let bottom = u32::from(self.bottom.unwrap_or(!follows));
        let entry = label << 12 | class << 9 | bottom << 8 | u32::from(self.ttl);
        Ok(entry.to_be_bytes().to_vec())
    }
}

/// A tag that an Ethernet type announces and that ends with the Ethernet type of what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTag {
    /// Its name.
    pub word: &'static str,
    /// The Ethernet type that announces it.
    pub ether_type: u16,
    /// What is between the two Ethernet types.
    pub bytes: Vec<u8>,
}

impl LinkTag {
    fn new(word: &'static str, ether_type: u16, parts: &[[u8; 2]]) -> Self {
        Self {
            word,
            ether_type,
            bytes: parts.concat(),
        }
    }

    /// The tag of high-availability seamless redundancy (IEC 62439-3) before `length` bytes.
    #[must_use]
    pub fn hsr(length: u16, sequence: u16) -> Self {
        // The length is that of what is behind the tag and of the tag from there on.
        let length = (length + 6) & 0x0fff;
        Self::new("hsr", 0x892f, &[length, sequence].map(u16::to_be_bytes))
    }

    /// The redundancy tag of 802.1CB.
    #[must_use]
    pub fn redundancy(sequence: u16) -> Self {
        Self::new("r-tag", 0xf1c1, &[0, sequence].map(u16::to_be_bytes))
    }

    /// A VN-tag from one virtual interface, numbered by 12 bits, to another, by 14.
    #[must_use]
    pub fn vn(from: u16, to: u16) -> Self {
        let numbers = [to & 0x3fff, from & 0x0fff];
        Self::new("vn-tag", 0x8926, &numbers.map(u16::to_be_bytes))
    }

    /// An E-tag (802.1BR) to the port with this number, of 12 bits.
    #[must_use]
    pub fn e(to: u16) -> Self {
        let numbers = [0, to & 0x0fff, 0];
        Self::new("e-tag", 0x893f, &numbers.map(u16::to_be_bytes))
    }

    /// Cisco metadata with a security group.
    #[must_use]
    pub fn cmd(group: u16) -> Self {
        Self::new("cmd", 0x8909, &[0x0101, 1, group].map(u16::to_be_bytes))
    }

    /// The timestamp tag of Cisco's switches: nanoseconds, of which the lower 48 bits count.
    #[must_use]
    pub fn timestamp(nanoseconds: u64) -> Self {
        let [_, _, bytes @ ..] = nanoseconds.to_be_bytes();
        Self {
            word: "ttag",
            ether_type: 0x8905,
            bytes: bytes.to_vec(),
        }
    }

    /// The tag of an NXP NETC switch with this number, of a frame for the CPU from this port.
    #[must_use]
    pub fn netc(switch: u8, port: u8) -> Self {
        let from = port << 3 | switch & 7;
        Self::new("netc", 0xfd3a, &[[0x20, 1], [from, 0]])
    }

    /// The same with a timestamp.
    #[must_use]
    pub fn netc_time(switch: u8, port: u8, time: u64) -> Self {
        let mut tag = Self::netc(switch, port);
        tag.bytes[0] |= 1;
        tag.bytes.extend(time.to_be_bytes());
        tag
    }

    /// The tag of a Marvell switch, of an untagged frame from this port.
    #[must_use]
    pub fn edsa(port: u8) -> Self {
        Self::new("edsa", 0xdada, &[[0, 0], [0xc0, port << 3], [0, 0]])
    }

    /// The tag of a Marvell switch, of a frame from this port that had a VLAN tag.
    #[must_use]
    pub fn edsa_vlan(port: u8, id: u16) -> Self {
        let id = (id & 0x0fff).to_be_bytes();
        Self::new("edsa", 0xdada, &[[0, 0], [0xe0, port << 3], id])
    }

    /// The tag of a Realtek switch, of protocol A.
    #[must_use]
    pub fn realtek_a(port: u8) -> Self {
        Self::new("realtek", 0x8899, &[[0xa0, port]])
    }

    /// The tag of a Realtek switch, of protocol 4.
    #[must_use]
    pub fn realtek_4(port: u8) -> Self {
        Self::new("realtek", 0x8899, &[[4, 0], [0, 0], [0, port]])
    }
}

impl Header for LinkTag {
    fn word(&self) -> &'static str {
        self.word
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::EtherType).then_some(self.ether_type)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let ether_type = inner.ether_type(self.word, None)?;
        Ok([&self.bytes[..], &ether_type.to_be_bytes()].concat())
    }
}

/// `MACsec` (802.1AE). What follows is in the clear, and the check value behind it is left to the payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MacSec {
    /// Version, flags and number of the association.
    pub control: u8,
    /// Length of what is protected, if that is less than 48 bytes.
    pub short_length: u8,
    /// Number of the packet.
    pub packet: u32,
    /// The identifier of the channel, which the flags have to announce.
    pub channel: Option<[u8; 8]>,
}

impl MacSec {
    /// A packet that is protected and not encrypted.
    #[must_use]
    pub fn new(packet: u32) -> Self {
        Self {
            control: 0,
            short_length: 0,
            packet,
            channel: None,
        }
    }

    /// The same, that names its channel.
    #[must_use]
    pub fn with_channel(packet: u32, channel: [u8; 8]) -> Self {
        Self {
            control: 0x20,
            channel: Some(channel),
            ..Self::new(packet)
        }
    }
}

impl Header for MacSec {
    fn word(&self) -> &'static str {
        "macsec"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::EtherType).then_some(0x88e5)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let mut bytes = vec![self.control, self.short_length];
        bytes.extend(self.packet.to_be_bytes());
        bytes.extend(self.channel.iter().flatten());
        bytes.extend(inner.ether_type(self.word(), None)?.to_be_bytes());
        Ok(bytes)
    }
}

/// A packet of batman-adv that carries a frame to one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatmanAdv {
    /// The node it is for.
    pub to: MacAddr,
    /// The node it is from, if it is named.
    pub from: Option<MacAddr>,
    /// Version of the protocol.
    pub version: u8,
}

impl BatmanAdv {
    /// A packet to `to`.
    #[must_use]
    pub fn new(to: MacAddr) -> Self {
        Self {
            to,
            from: None,
            version: 15,
        }
    }

    /// The same, that names its sender.
    #[must_use]
    pub fn from(to: MacAddr, from: MacAddr) -> Self {
        Self {
            from: Some(from),
            ..Self::new(to)
        }
    }
}

impl Header for BatmanAdv {
    fn word(&self) -> &'static str {
        "batman-adv"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::EtherType).then_some(0x4305)
    }

    fn encode(&self, _: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let kind = if self.from.is_some() { 0x42 } else { 0x40 };
        let mut bytes = vec![kind, self.version, 50, 1];
        bytes.extend(self.to.0);
        if let Some(from) = self.from {
            bytes.extend(from.0);
            // User data, and a reserved byte.
            bytes.extend([1, 0]);
        }
        Ok(bytes)
    }
}
