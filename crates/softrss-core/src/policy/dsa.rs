//! The tags that switches put into frames for the CPU, called as the kernel calls them in
//! `/sys/class/net/CONDUIT/dsa/tagging`.

use super::word::rows;
use crate::header::{Decap, Header};

/// The tag that frames of an interface carry.
pub struct DsaRow {
    /// The word of the policy file.
    pub word: &'static str,
    /// What it is, for the documentation.
    pub help: &'static str,
    /// The header that frames begin with.
    pub first: Header,
    /// What has to be looked through to read what is behind the tag.
    pub decap: Decap,
}

/// A tag before the Ethernet type or in front of Ethernet, read from the start of the frame.
const fn first(word: &'static str, help: &'static str, first: Header) -> DsaRow {
    DsaRow {
        word,
        help,
        first,
        decap: Decap::NONE,
    }
}

/// A tag that an Ethernet type announces.
const fn announced(word: &'static str, help: &'static str) -> DsaRow {
    DsaRow {
        decap: Decap::DSA,
        ..first(word, help, Header::Ethernet)
    }
}

/// A tag that is a VLAN tag to everybody else.
const fn vlan(word: &'static str, help: &'static str) -> DsaRow {
    DsaRow {
        decap: Decap::VLAN,
        ..first(word, help, Header::Ethernet)
    }
}

/// A tag behind the payload, or none.
const fn nothing(word: &'static str, help: &'static str) -> DsaRow {
    first(word, help, Header::Ethernet)
}

rows! {
    /// The tag that a switch puts into frames for the interface it is plugged into, its conduit.
    #[derive(Default)]
    Dsa: DsaRow {
        /// What the interface says; [`None`](Self::None) without an interface, and on one that is no conduit. See
        /// [`ResolvedPolicy::on_conduit`](crate::ResolvedPolicy::on_conduit).
        #[default]
        Auto = nothing("auto", "what `/sys/class/net/CONDUIT/dsa/tagging` says when the policy is attached, else none");
        /// No tag.
        None = nothing("none", "no tag");
        /// `ar9331`.
        Ar9331 = first("ar9331", "Atheros AR9331: 2 bytes in front of the frame", Header::Ar9331);
        /// `brcm`.
        Brcm = first("brcm", "Broadcom: 4 bytes before the Ethernet type", Header::EthernetBrcm);
        /// `brcm-prepend`.
        BrcmPrepend = first("brcm-prepend", "Broadcom: 4 bytes in front of the frame", Header::BrcmPrepend);
        /// `brcm-legacy`.
        BrcmLegacy = announced("brcm-legacy", "Broadcom: Ethernet type 0x8874");
        /// `brcm-legacy-fcs`.
        BrcmLegacyFcs = announced("brcm-legacy-fcs", "the same");
        /// `dsa`.
        Dsa = first("dsa", "Marvell: 4 bytes before the Ethernet type", Header::EthernetDsa);
        /// `edsa`.
        Edsa = announced("edsa", "Marvell: Ethernet type 0xdada");
        /// `gswip`.
        Gswip = first("gswip", "Lantiq, Intel: 8 bytes in front of the frame", Header::Gswip);
        /// `gsw1xx`.
        Gsw1xx = announced("gsw1xx", "MaxLinear: Ethernet type 0x88c3");
        /// `mxl862xx`.
        Mxl862xx = announced("mxl862xx", "the same");
        /// `mtk`.
        Mtk = first("mtk", "MediaTek: 4 bytes before the Ethernet type", Header::EthernetMtk);
        /// `mt7628`.
        Mt7628 = first("mt7628", "MediaTek MT7628: 4 bytes before the Ethernet type", Header::EthernetMtk);
        /// `ocelot`.
        Ocelot = first("ocelot", "Microsemi Ocelot, NXP Felix: 20 bytes in front of the frame", Header::Ocelot);
        /// `seville`.
        Seville = first("seville", "the same", Header::Ocelot);
        /// `qca`.
        Qca = first("qca", "Qualcomm: 2 bytes before the Ethernet type", Header::EthernetQca);
        /// `rtl4a`.
        Rtl4a = announced("rtl4a", "Realtek: Ethernet type 0x8899");
        /// `rtl8_4`.
        Rtl84 = announced("rtl8_4", "the same");
        /// `a5psw`.
        A5psw = announced("a5psw", "Renesas RZ/N1: Ethernet type 0xe001");
        /// `sja1110`.
        Sja1110 = DsaRow {
            decap: Decap::VLAN.union(Decap::DSA),
            ..announced("sja1110", "NXP: VLAN tags, and Ethernet type 0xdadc")
        };
        /// `nxp_netc`.
        NxpNetc = announced("nxp_netc", "NXP NETC: Ethernet type 0xfd3a");
        /// `yt921x`.
        Yt921x = announced("yt921x", "Motorcomm: Ethernet type 0x9988");
        /// `lan9303`.
        Lan9303 = vlan("lan9303", "Microchip: VLAN tags");
        /// `ocelot-8021q`.
        Ocelot8021q = vlan("ocelot-8021q", "Microsemi Ocelot, NXP Felix: VLAN tags");
        /// `sja1105`.
        Sja1105 = vlan("sja1105", "NXP: VLAN tags");
        /// `vsc73xx-8021q`.
        Vsc73xx8021q = vlan("vsc73xx-8021q", "Vitesse: VLAN tags");
        /// `hellcreek`.
        Hellcreek = nothing("hellcreek", "Hirschmann: behind the payload");
        /// `ksz8795`.
        Ksz8795 = nothing("ksz8795", "Microchip: behind the payload");
        /// `ksz9477`.
        Ksz9477 = nothing("ksz9477", "Microchip: behind the payload");
        /// `ksz9893`.
        Ksz9893 = nothing("ksz9893", "Microchip: behind the payload");
        /// `lan937x`.
        Lan937x = nothing("lan937x", "Microchip: behind the payload");
        /// `rtl8_4t`.
        Rtl84t = nothing("rtl8_4t", "Realtek: behind the payload");
        /// `trailer`.
        Trailer = nothing("trailer", "Marvell: behind the payload");
        /// `xrs700x`.
        Xrs700x = nothing("xrs700x", "Arrow: behind the payload");
    }
}

/// A tag of the kernel that is not known here.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("the tag `{name}` of the switch is not known")]
pub struct UnknownDsa {
    /// What the kernel calls it.
    pub name: String,
}

impl Dsa {
    /// The tag that the kernel calls `name`.
    ///
    /// ```
    /// use softrss_core::policy::Dsa;
    /// assert_eq!(Dsa::of_kernel("mtk"), Ok(Dsa::Mtk));
    /// assert_eq!(Dsa::of_kernel("gwsip"), Ok(Dsa::Gswip));
    /// assert!(Dsa::of_kernel("auto").is_err());
    /// ```
    ///
    /// # Errors
    /// [`UnknownDsa`].
    pub fn of_kernel(name: &str) -> Result<Self, UnknownDsa> {
        // Some kernels have it with two letters the other way round.
        let name = if name == "gwsip" { "gswip" } else { name };
        let mut tags = Self::ALL.iter();
        let tag = tags.find(|tag| **tag != Self::Auto && tag.word() == name);
        tag.copied().ok_or_else(|| UnknownDsa {
            name: name.to_owned(),
        })
    }
}
