//! Why layers do not make a packet.

/// What is wrong with a stack of layers.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PacketError {
    /// A header has a field that says what follows, and no number for what does follow.
    #[error("{layer} has no {numbering} for {inner}: set the field by hand")]
    Unannounced {
        /// The header with the field.
        layer: &'static str,
        /// Which numbers the field holds.
        numbering: Numbering,
        /// The header that follows, or `nothing`.
        inner: &'static str,
    },
    /// A value does not fit its field.
    #[error("{layer}: {field} = {value} does not fit, {max} is the most")]
    TooLarge {
        /// The header with the field.
        layer: &'static str,
        /// Name of the field.
        field: &'static str,
        /// What it would have to hold.
        value: usize,
        /// What it can hold.
        max: usize,
    },
    /// A value is not a multiple of the field's unit.
    #[error("{layer}: {field} = {value} is not a multiple of {unit}")]
    Misaligned {
        /// The header with the field.
        layer: &'static str,
        /// Name of the field.
        field: &'static str,
        /// What it would have to hold, in bytes.
        value: usize,
        /// The unit of the field, in bytes.
        unit: usize,
    },
    /// A checksum covers IP addresses, and there is no IP header outside of it.
    #[error(
        "the checksum of {layer} covers IP addresses, but no IP header precedes it: set it by hand"
    )]
    NoAddresses {
        /// The header with the checksum.
        layer: &'static str,
    },
    /// There is no IP header to fragment behind.
    #[error("{layers} has no IP header to fragment")]
    NotFragmentable {
        /// The layers of the packet.
        layers: String,
    },
}

/// A number space in which a header can announce the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Numbering {
    /// Ethernet types.
    EtherType,
    /// IP protocol numbers, which are also those of IPv6 extension headers.
    Protocol,
    /// PPP protocol numbers.
    Ppp,
    /// Next protocol of the VXLAN generic protocol extension.
    VxlanGpe,
    /// Types of GTP-U extension headers.
    GtpuExtension,
}

impl std::fmt::Display for Numbering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::EtherType => "Ethernet type",
            Self::Protocol => "IP protocol number",
            Self::Ppp => "PPP protocol number",
            Self::VxlanGpe => "VXLAN-GPE protocol number",
            Self::GtpuExtension => "GTP-U extension type",
        })
    }
}
