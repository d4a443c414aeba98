//! What a policy calls the header kinds that can be looked through.

/// The header kinds a parser looks through; a kind not in the set is hashed at the outer header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decap(u64);

macro_rules! decaps { ($($name:ident $word:literal: $help:literal)*) => {
    /// The bits, by position.
    #[expect(clippy::upper_case_acronyms, reason = "the names of the constants")]
    enum Bit { $($name),* }

    impl Decap {
        $(#[doc = concat!($help, ".")] pub const $name: Self = Self(1 << Bit::$name as u64);)*
        /// Every kind.
        pub const ALL: Self = Self($(Self::$name.0)|*);
        /// What a policy looks through that does not say: every kind but those that take something for an SPI which may be
        /// none, or which parts the directions of what could be kept together.
        pub const USUAL: Self = Self(Self::ALL.0 & !(Self::ESPUDP.0 | Self::AHSPI.0));
        /// No kind.
        pub const NONE: Self = Self(0);
        /// The words of the policy file, in order.
        pub const WORDS: &[(&str, Self)] = &[$(($word, Self::$name)),*];
        /// What each of [`WORDS`](Self::WORDS) means, without a full stop.
        pub const HELP: &[&str] = &[$($help),*];
    }
}}
decaps! {
    VLAN    "vlan":    "802.1Q and 802.1ad tags, and the service tag of 802.1ah"
    PPPOE   "pppoe":   "PPPoE sessions"
    MPLS    "mpls":    "MPLS labels"
    IPIP    "ipip":    "IPv4 or IPv6 in IPv4 or IPv6"
    GRE     "gre":     "GRE, with IP, Ethernet or ERSPAN inside"
    VXLAN   "vxlan":   "VXLAN"
    GENEVE  "geneve":  "GENEVE"
    GTPU    "gtpu":    "GTP-U"
    GUE     "gue":     "Generic UDP encapsulation of IPv4 or IPv6"
    ESPUDP  "esp-udp": "ESP in UDP: spread by SPI, which nothing proves to be one"
    AHSPI   "ah-spi":  "AH: spread by SPI where nothing behind it has ports, the directions apart"
}

impl Decap {
    /// Whether all kinds of `other` are in the set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What is in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
