//! What can stand between Ethernet and IP: VLAN tags, PPPoE sessions, MPLS labels.

use super::{Header, Inner, Numbering, PacketError, header::fit};

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
