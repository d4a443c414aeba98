//! Tunnels: GRE, ERSPAN, VXLAN, GENEVE, GTP-U.
//!
//! The last three are carried by UDP, whose destination port says which it is.

use super::{
    Header, Inner, Numbering, PacketError,
    checksum::{finish, word_sum},
    header::{fit, units},
};

/// A GRE header (RFC 2784, RFC 2890).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gre {
    /// Whether there is a checksum.
    pub has_checksum: bool,
    /// Key.
    pub key: Option<u32>,
    /// Sequence number.
    pub sequence: Option<u32>,
    /// Protocol type, instead of what follows from the next layer.
    pub protocol: Option<u16>,
    /// Version, 0 for what this header is.
    pub version: u8,
    /// Checksum, instead of the right one.
    pub checksum: Option<u16>,
}

impl Gre {
    /// A header that announces ERSPAN type I, which is Ethernet without a header of its own.
    #[must_use]
    pub fn erspan1() -> Self {
        Self {
            protocol: Some(ERSPAN2),
            ..Self::default()
        }
    }
}

impl Header for Gre {
    fn word(&self) -> &'static str {
        "gre"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::Protocol).then_some(47)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let version: u8 = fit("gre", "version", self.version.into(), 7)?;
        let flag = |set, bit| if set { bit } else { 0 };
        let flags = flag(self.has_checksum, 0x80)
            | flag(self.key.is_some(), 0x20)
            | flag(self.sequence.is_some(), 0x10);
        let mut bytes = vec![flags, version];
        bytes.extend(
            inner
                .announced("gre", Numbering::EtherType, self.protocol)?
                .to_be_bytes(),
        );
        if self.has_checksum {
            bytes.extend([0; 4]);
        }
        for field in [self.key, self.sequence].into_iter().flatten() {
            bytes.extend(field.to_be_bytes());
        }
        if self.has_checksum {
            let right = finish(word_sum(&bytes) + word_sum(inner.payload));
            let checksum = self.checksum.unwrap_or(right);
            bytes[4..6].copy_from_slice(&checksum.to_be_bytes());
        }
        Ok(bytes)
    }
}

const ERSPAN2: u16 = 0x88be;
const ERSPAN3: u16 = 0x22eb;

/// An ERSPAN header of type II or III, between GRE and Ethernet. For type II, GRE needs a sequence number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erspan {
    /// Version field: 1 for type II, 2 for type III.
    pub version: u8,
    /// VLAN of the mirrored port, 12 bits.
    pub vlan: u16,
    /// Session, 10 bits.
    pub session: u16,
    /// Type III: whether 8 platform-specific bytes follow.
    pub platform: bool,
}

impl Erspan {
    /// Type II.
    #[must_use]
    pub fn type2(session: u16) -> Self {
        Self {
            version: 1,
            vlan: 0,
            session,
            platform: false,
        }
    }

    /// Type III.
    #[must_use]
    pub fn type3(session: u16) -> Self {
        Self {
            version: 2,
            ..Self::type2(session)
        }
    }
}

impl Header for Erspan {
    fn word(&self) -> &'static str {
        "erspan"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        let ether_type = if self.version == 2 { ERSPAN3 } else { ERSPAN2 };
        (numbering == Numbering::EtherType).then_some(ether_type)
    }

    fn encode(&self, _: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let version: u16 = fit("erspan", "version", self.version.into(), 15)?;
        let vlan: u16 = fit("erspan", "vlan", self.vlan.into(), 0xfff)?;
        let session: u16 = fit("erspan", "session", self.session.into(), 0x3ff)?;
        let mut bytes = [(version << 12 | vlan).to_be_bytes(), session.to_be_bytes()].concat();
        bytes.extend([0; 4]);
        if self.version == 2 {
            bytes.extend([0, 0, 0, u8::from(self.platform)]);
            bytes.resize(if self.platform { 20 } else { 12 }, 0);
        }
        Ok(bytes)
    }
}

/// A VXLAN header (RFC 7348).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vxlan {
    /// Network identifier, 24 bits.
    pub vni: u32,
    /// Whether this is the generic protocol extension, which says what follows. Its UDP port is 4790.
    pub generic: bool,
    /// Flags, instead of the right ones.
    pub flags: Option<u8>,
}

impl Vxlan {
    /// A header that Ethernet follows.
    #[must_use]
    pub fn new(vni: u32) -> Self {
        Self {
            vni,
            generic: false,
            flags: None,
        }
    }

    /// A header of the generic protocol extension.
    #[must_use]
    pub fn generic(vni: u32) -> Self {
        Self {
            generic: true,
            ..Self::new(vni)
        }
    }
}

impl Header for Vxlan {
    fn word(&self) -> &'static str {
        if self.generic { "vxlan-gpe" } else { "vxlan" }
    }

    fn number(&self, _: Numbering) -> Option<u16> {
        None
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        const VNI_VALID: u8 = 0x08;
        const NEXT_PROTOCOL: u8 = 0x04;
        let vni = vni(self.word(), self.vni)?;
        let (flags, next) = if self.generic {
            let next = inner.announced(self.word(), Numbering::VxlanGpe, None)?;
            (
                VNI_VALID | NEXT_PROTOCOL,
                fit(self.word(), "next protocol", next.into(), 0xff)?,
            )
        } else {
            (VNI_VALID, 0)
        };
        Ok([&[self.flags.unwrap_or(flags), 0, 0, next], vni.as_slice()].concat())
    }
}

/// A GENEVE header (RFC 8926).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Geneve {
    /// Network identifier, 24 bits.
    pub vni: u32,
    /// Options, a multiple of 4 bytes and at most 252, see [`Geneve::option`].
    pub options: Vec<u8>,
    /// Version, 0 for what this header is.
    pub version: u8,
    /// Protocol type, instead of what follows from the next layer.
    pub protocol: Option<u16>,
}

impl Geneve {
    /// A header without options.
    #[must_use]
    pub fn new(vni: u32) -> Self {
        Self {
            vni,
            options: Vec::new(),
            version: 0,
            protocol: None,
        }
    }

    /// Adds an option whose data is a multiple of 4 bytes.
    ///
    /// # Errors
    /// [`PacketError::Misaligned`] or [`PacketError::TooLarge`] for data that an option cannot hold.
    pub fn option(mut self, class: u16, kind: u8, data: &[u8]) -> Result<Self, PacketError> {
        let words = units(self.word(), "length of an option", data.len(), 4)?;
        let words: u8 = fit(self.word(), "words of an option", words, 31)?;
        self.options.extend(class.to_be_bytes());
        self.options.extend([kind, words]);
        self.options.extend(data);
        Ok(self)
    }
}

impl Header for Geneve {
    fn word(&self) -> &'static str {
        "geneve"
    }

    fn number(&self, _: Numbering) -> Option<u16> {
        None
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let words = units(self.word(), "length of options", self.options.len(), 4)?;
        let words: u8 = fit(self.word(), "words of options", words, 63)?;
        let version: u8 = fit(self.word(), "version", self.version.into(), 3)?;
        let mut bytes = vec![version << 6 | words, 0];
        let protocol = inner.announced(self.word(), Numbering::EtherType, self.protocol)?;
        bytes.extend(protocol.to_be_bytes());
        bytes.extend(vni(self.word(), self.vni)?);
        bytes.extend(&self.options);
        Ok(bytes)
    }
}

/// A network identifier and the reserved byte behind it.
fn vni(layer: &'static str, vni: u32) -> Result<[u8; 4], PacketError> {
    let vni: u32 = fit(layer, "vni", vni as usize, 0xff_ffff)?;
    Ok((vni << 8).to_be_bytes())
}

/// A GTP-U header (3GPP TS 29.281). [`GtpuExtension`]s may follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gtpu {
    /// Tunnel endpoint.
    pub teid: u32,
    /// Message type, 255 for a user packet.
    pub message: u8,
    /// Sequence number.
    pub sequence: Option<u16>,
    /// N-PDU number.
    pub npdu: Option<u8>,
    /// Version, 1 for what this header is.
    pub version: u8,
    /// Length of everything behind the first 8 bytes, instead of the real one.
    pub length: Option<u16>,
}

impl Gtpu {
    /// A user packet without optional fields.
    #[must_use]
    pub fn new(teid: u32) -> Self {
        Self {
            teid,
            message: 0xff,
            sequence: None,
            npdu: None,
            version: 1,
            length: None,
        }
    }
}

impl Header for Gtpu {
    fn word(&self) -> &'static str {
        "gtpu"
    }

    fn number(&self, _: Numbering) -> Option<u16> {
        None
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        const GTP: u8 = 0x10;
        let version: u8 = fit(self.word(), "version", self.version.into(), 7)?;
        let extension = inner
            .next
            .and_then(|next| next.number(Numbering::GtpuExtension));
        let flag = |set, bit| if set { bit } else { 0 };
        let optional = flag(extension.is_some(), 4)
            | flag(self.sequence.is_some(), 2)
            | flag(self.npdu.is_some(), 1);
        let mut tail = Vec::new();
        if optional != 0 {
            let extension = fit(
                self.word(),
                "extension",
                extension.unwrap_or(0).into(),
                0xff,
            )?;
            tail.extend(self.sequence.unwrap_or(0).to_be_bytes());
            tail.extend([self.npdu.unwrap_or(0), extension]);
        }
        let length: u16 = match self.length {
            Some(length) => length,
            None => fit(
                self.word(),
                "length",
                tail.len() + inner.payload.len(),
                0xffff,
            )?,
        };
        let mut bytes = vec![version << 5 | GTP | optional, self.message];
        bytes.extend(length.to_be_bytes());
        bytes.extend(self.teid.to_be_bytes());
        bytes.extend(tail);
        Ok(bytes)
    }
}

/// An extension header of GTP-U.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GtpuExtension {
    /// Type: 0x85 for a PDU session container, 0xc0 for a PDCP number, and so on.
    pub kind: u8,
    /// Content: a multiple of 4 bytes, less 2.
    pub content: Vec<u8>,
}

impl Header for GtpuExtension {
    fn word(&self) -> &'static str {
        "ext"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::GtpuExtension).then_some(self.kind.into())
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let words = units(self.word(), "length", 2 + self.content.len(), 4)?;
        let words: u8 = fit(self.word(), "words", words, 0xff)?;
        let next = inner
            .next
            .and_then(|next| next.number(Numbering::GtpuExtension))
            .unwrap_or(0);
        let next: u8 = fit(self.word(), "next extension", next.into(), 0xff)?;
        Ok([&[words], self.content.as_slice(), &[next]].concat())
    }
}
