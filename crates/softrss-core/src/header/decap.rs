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
        /// Every kind but that which has no usual port: without one that is named, it means nothing.
        pub const ALL: Self = Self(($(Self::$name.0)|*) & !Self::FOU.0);
        /// What a policy looks through that does not say: every kind but those that take something for an SPI which may be
        /// none, or which parts the directions of what could be kept together.
        pub const USUAL: Self = Self::ALL.without(Self::ESPUDP.union(Self::AHSPI));
        /// Tags of links, which are read among the first [`MAX_LINKS`](crate::walk::MAX_LINKS) headers.
        pub const LINKS: Self = Self::HSR
            .union(Self::RTAG)
            .union(Self::VNTAG)
            .union(Self::ETAG)
            .union(Self::CMD)
            .union(Self::TTAG)
            .union(Self::BATMANADV)
            .union(Self::MACSEC)
            .union(Self::DSA);
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
    HSR       "hsr":        "Tags of high-availability seamless redundancy (IEC 62439-3)"
    RTAG      "r-tag":      "Redundancy tags of 802.1CB"
    VNTAG     "vn-tag":     "Tags of Cisco's virtual network interfaces"
    ETAG      "e-tag":      "Tags of 802.1BR port extenders"
    CMD       "cmd":        "Cisco metadata: security groups"
    TTAG      "ttag":       "Cisco timestamp tags"
    BATMANADV "batman-adv": "B.A.T.M.A.N. advanced, frames to one node"
    MACSEC    "macsec":     "MACsec that protects and does not encrypt"
    DSA       "dsa":        "Tags of switches for the CPU that have an Ethernet type of their own; of others, see `dsa`"
    IPIP    "ipip":    "IPv4 or IPv6 in IPv4 or IPv6"
    GRE     "gre":     "GRE and PPTP, with IP, Ethernet, ERSPAN, PPP or WCCP inside"
    ETHERIP "etherip": "EtherIP"
    ETHIP   "eth-in-ip": "Ethernet directly in IPv6, as segment routing carries it"
    MPLSIP  "mpls-in-ip": "MPLS labels in IP and in UDP"
    L2TP    "l2tp":    "L2TP version 2, with PPP inside, and version 3, with Ethernet inside"
    VXLAN   "vxlan":   "VXLAN"
    VXLANGPE "vxlan-gpe": "the generic protocol extension of VXLAN"
    NSH     "nsh":     "the network service header"
    LISP    "lisp":    "LISP"
    GENEVE  "geneve":  "GENEVE"
    GTPU    "gtpu":    "GTP-U"
    GUE     "gue":     "Generic UDP encapsulation of IPv4, IPv6, GRE or MPLS"
    FOU     "fou":     "IPv4, IPv6 or GRE directly in UDP, on ports that the policy names"
    TEREDO  "teredo":  "Teredo"
    ESPUDP  "esp-udp": "ESP in UDP: spread by SPI, which nothing proves to be one"
    AHSPI   "ah-spi":  "AH: spread by SPI where nothing behind it has ports, the directions apart"
}

impl Decap {
    /// The word of this kind; `None` for a set that is not one kind.
    ///
    /// ```
    /// use softrss_core::header::Decap;
    /// assert_eq!(Decap::VXLAN.word(), Some("vxlan"));
    /// assert_eq!(Decap::ALL.word(), None);
    /// ```
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        let mut words = Self::WORDS.iter();
        words.find(|(_, kind)| *kind == self).map(|(word, _)| *word)
    }

    /// This set without what is in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

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
