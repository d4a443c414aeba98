//! Offloads and queues of an interface: what `ethtool -k` and `ethtool -l` show, and `ethtool -K` changes.

use std::{collections::BTreeSet, io};

use crate::{
    attach::Interface,
    netlink::{
        attribute::{attribute, attributes, find, nested, number, text},
        socket::Generic,
    },
};

/// `linux/ethtool_netlink.h`
const FEATURES_GET: u8 = 11;
const FEATURES_SET: u8 = 12;
const CHANNELS_GET: u8 = 17;
const HEADER: u16 = 1;
const HEADER_DEV_INDEX: u16 = 1;
const FEATURES_HW: u16 = 2;
const FEATURES_WANTED: u16 = 3;
const FEATURES_ACTIVE: u16 = 4;
const FEATURES_NOCHANGE: u16 = 5;
const CHANNELS_RX_COUNT: u16 = 6;
const CHANNELS_COMBINED_COUNT: u16 = 9;
const BITSET_NOMASK: u16 = 1;
const BITSET_BITS: u16 = 3;
const BIT: u16 = 1;
const BIT_NAME: u16 = 2;
const BIT_VALUE: u16 = 3;

/// Something that the NIC does to packets before XDP sees them, or that is done for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Offload {
    /// Takes 802.1Q tags out of received packets.
    RxVlan,
    /// Takes 802.1ad tags out of received packets.
    RxServiceVlan,
    /// Puts 802.1Q tags into sent packets.
    TxVlan,
    /// Merges received packets, and forgets how they were.
    Lro,
    /// Merges received packets, so that they can be split again.
    GroHw,
    /// Computes the checksums of sent packets.
    TxChecksum,
}

impl Offload {
    const ALL: [Self; 6] = [
        Self::RxVlan,
        Self::RxServiceVlan,
        Self::TxVlan,
        Self::Lro,
        Self::GroHw,
        Self::TxChecksum,
    ];
    /// Those that [`fix_offloads`] switches off.
    pub const HARMFUL: [Self; 3] = [Self::RxVlan, Self::RxServiceVlan, Self::Lro];

    /// The kernel's name.
    fn name(self) -> &'static str {
        match self {
            Self::RxVlan => "rx-vlan-hw-parse",
            Self::RxServiceVlan => "rx-vlan-stag-hw-parse",
            Self::TxVlan => "tx-vlan-hw-insert",
            Self::Lro => "rx-lro",
            Self::GroHw => "rx-gro-hw",
            Self::TxChecksum => "tx-checksum-ip-generic",
        }
    }

    /// The word for `ethtool -K`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::RxVlan => "rxvlan",
            Self::RxServiceVlan => "rx-vlan-stag-hw-parse",
            Self::TxVlan => "txvlan",
            Self::Lro => "lro",
            Self::GroHw => "rx-gro-hw",
            Self::TxChecksum => "tx",
        }
    }
}

/// Which offloads are on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offloads {
    /// Those that are on.
    pub active: BTreeSet<Offload>,
    /// Those that can be switched.
    pub changeable: BTreeSet<Offload>,
}

impl Offloads {
    /// Whether `offload` is on.
    #[must_use]
    pub fn has(&self, offload: Offload) -> bool {
        self.active.contains(&offload)
    }

    pub(super) fn of(index: u32) -> io::Result<Self> {
        let answers = Generic::open("ethtool")?.ask(FEATURES_GET, &header(index))?;
        let answer = answers.first().ok_or(io::ErrorKind::InvalidData)?;
        Ok(Self::parse(answer))
    }

    fn parse(answer: &[u8]) -> Self {
        let set = |kind| set_bits(find(answer, kind).unwrap_or_default());
        let (active, hardware) = (set(FEATURES_ACTIVE), set(FEATURES_HW));
        let fixed = set(FEATURES_NOCHANGE);
        let named = |names: &BTreeSet<String>| {
            let all = Offload::ALL.into_iter();
            all.filter(|offload| names.contains(offload.name()))
                .collect()
        };
        Self {
            active: named(&active),
            changeable: named(&hardware.difference(&fixed).cloned().collect()),
        }
    }
}

/// Receive queues that are in use.
pub(super) fn rx_queues(index: u32) -> io::Result<u32> {
    let answers = Generic::open("ethtool")?.ask(CHANNELS_GET, &header(index))?;
    let answer = answers.first().ok_or(io::ErrorKind::InvalidData)?;
    let count = |kind| number(find(answer, kind)).unwrap_or(0);
    match count(CHANNELS_RX_COUNT) + count(CHANNELS_COMBINED_COUNT) {
        0 => Err(io::ErrorKind::NotFound.into()),
        queues => Ok(queues),
    }
}

fn header(index: u32) -> Vec<u8> {
    nested(HEADER, &attribute(HEADER_DEV_INDEX, &index.to_ne_bytes()))
}

/// The names of the bits that are set.
fn set_bits(bitset: &[u8]) -> BTreeSet<String> {
    // Without a mask only bits that are set are listed, and none has a value.
    let list = find(bitset, BITSET_NOMASK).is_some();
    let bits = find(bitset, BITSET_BITS).unwrap_or_default();
    let bits = attributes(bits).filter(|(kind, _)| *kind == BIT);
    bits.filter(|(_, bit)| list || find(bit, BIT_VALUE).is_some())
        .filter_map(|(_, bit)| text(find(bit, BIT_NAME)))
        .collect()
}

/// Why an offload could not be switched off.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OffloadError {
    /// The kernel does not say which are on.
    #[error("the offloads of {interface} cannot be read")]
    Read {
        /// The interface.
        interface: String,
        /// What the kernel said.
        source: io::Error,
    },
    /// `EPERM`
    #[error("switching offloads of {interface} needs CAP_NET_ADMIN, or root")]
    Privilege {
        /// The interface.
        interface: String,
    },
    /// The kernel refused.
    #[error("{} of {interface} cannot be switched off", offload.word())]
    Refused {
        /// The interface.
        interface: String,
        /// What stays on.
        offload: Offload,
        /// What the kernel said.
        source: io::Error,
    },
    /// The driver does not let it be switched off.
    #[error("{} of {interface} stays on: the driver has it fixed", offload.word())]
    Fixed {
        /// The interface.
        interface: String,
        /// What stays on.
        offload: Offload,
    },
}

/// Switches off what spoils packets for steering, [`Offload::HARMFUL`], and says what it changed.
///
/// # Kernel
/// 5.8
/// # Errors
/// [`OffloadError`]; what was changed before stays changed.
pub fn fix_offloads(interface: &Interface) -> Result<Vec<Offload>, OffloadError> {
    let name = || interface.name().to_owned();
    let read = || {
        Offloads::of(interface.index()).map_err(|source| OffloadError::Read {
            interface: name(),
            source,
        })
    };
    let before = read()?;
    let mut changed = Vec::new();
    for offload in Offload::HARMFUL {
        if !before.has(offload) {
            continue;
        }
        switch_off(interface.index(), offload).map_err(|source| match source.raw_os_error() {
            Some(libc::EPERM) => OffloadError::Privilege { interface: name() },
            _ => OffloadError::Refused {
                interface: name(),
                offload,
                source,
            },
        })?;
        // The kernel accepts a wish that the driver then does not grant.
        if read()?.has(offload) {
            let interface = name();
            return Err(OffloadError::Fixed { interface, offload });
        }
        changed.push(offload);
    }
    Ok(changed)
}

fn switch_off(index: u32, offload: Offload) -> io::Result<()> {
    let name = [offload.name().as_bytes(), &[0]].concat();
    // A bit that is named without a value is cleared, all others stay.
    let bit = nested(BIT, &attribute(BIT_NAME, &name));
    let wanted = nested(FEATURES_WANTED, &nested(BITSET_BITS, &bit));
    let request = [header(index), wanted].concat();
    Generic::open("ethtool")?
        .ask(FEATURES_SET, &request)
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bit(name: &str, set: bool) -> Vec<u8> {
        let name = attribute(BIT_NAME, format!("{name}\0").as_bytes());
        let value = if set {
            attribute(BIT_VALUE, &[])
        } else {
            Vec::new()
        };
        nested(BIT, &[name, value].concat())
    }

    #[test]
    fn features_are_read() {
        let list = |bits: &[Vec<u8>]| {
            [
                attribute(BITSET_NOMASK, &[]),
                nested(BITSET_BITS, &bits.concat()),
            ]
            .concat()
        };
        let masked = |bits: &[Vec<u8>]| nested(BITSET_BITS, &bits.concat());
        let answer = [
            header(2),
            nested(
                FEATURES_HW,
                &masked(&[
                    bit("rx-vlan-hw-parse", true),
                    bit("rx-lro", false),
                    bit("rx-gro-hw", true),
                ]),
            ),
            nested(
                FEATURES_ACTIVE,
                &list(&[
                    bit("rx-vlan-hw-parse", false),
                    bit("rx-gro-hw", false),
                    bit("loopback", false),
                ]),
            ),
            nested(FEATURES_NOCHANGE, &masked(&[bit("rx-gro-hw", true)])),
        ]
        .concat();
        let offloads = Offloads::parse(&answer);
        assert_eq!(
            offloads.active,
            BTreeSet::from([Offload::RxVlan, Offload::GroHw])
        );
        assert_eq!(offloads.changeable, BTreeSet::from([Offload::RxVlan]));
    }
}
