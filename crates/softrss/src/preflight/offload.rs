//! Offloads and queues of an interface: what `ethtool -k` and `ethtool -l` show, and `ethtool -K` changes.

use std::{collections::BTreeSet, fmt, io, path::PathBuf};

use super::{Finding, finding::word, namespace};
use crate::netlink::{
    attribute::{attribute, attributes, find, nested, number, text},
    link::Link,
    socket::Generic,
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
    /// Merges received packets in software, so that they can be split again.
    Gro,
    /// Looks at the checksums of received packets; on virtio, takes packets whose checksums are not computed yet.
    RxChecksum,
    /// Computes the checksums of sent packets.
    TxChecksum,
}

/// What is known of an offload: its word for `ethtool -K`, and the kernel's names of what the word stands for.
struct Row {
    word: &'static str,
    names: &'static [&'static str],
}

impl Offload {
    const ALL: [Self; 8] = [
        Self::RxVlan,
        Self::RxServiceVlan,
        Self::TxVlan,
        Self::Lro,
        Self::GroHw,
        Self::Gro,
        Self::RxChecksum,
        Self::TxChecksum,
    ];

    const fn row(self) -> Row {
        let (word, names): (_, &[&str]) = match self {
            Self::RxVlan => ("rxvlan", &["rx-vlan-hw-parse"]),
            Self::RxServiceVlan => ("rx-vlan-stag-hw-parse", &["rx-vlan-stag-hw-parse"]),
            Self::TxVlan => ("txvlan", &["tx-vlan-hw-insert"]),
            Self::Lro => ("lro", &["rx-lro"]),
            Self::GroHw => ("rx-gro-hw", &["rx-gro-hw"]),
            Self::Gro => ("gro", &["rx-gro"]),
            Self::RxChecksum => ("rx", &["rx-checksum"]),
            Self::TxChecksum => (
                "tx",
                &[
                    "tx-checksum-ip-generic",
                    "tx-checksum-ipv4",
                    "tx-checksum-ipv6",
                    "tx-checksum-sctp",
                ],
            ),
        };
        Row { word, names }
    }

    /// The word for `ethtool -K`.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().word
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
            let is_named = |name: &&str| names.contains(*name);
            all.filter(|offload| offload.row().names.iter().any(is_named))
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

/// A switch that keeps packets from being lost.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// Where.
    pub place: Place,
    /// What is switched.
    pub offload: Offload,
    /// On, or off.
    pub on: bool,
}

/// An interface, here or in another network namespace of this machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// A path of its namespace; `None` for that of the calling thread.
    pub netns: Option<PathBuf>,
    /// Its number there.
    pub index: u32,
    /// Its name there.
    pub interface: String,
}

impl Place {
    pub(super) fn here(link: &Link) -> Self {
        Self {
            netns: None,
            index: link.index,
            interface: link.name.clone(),
        }
    }
}

impl Fix {
    fn state(&self) -> &'static str {
        if self.on { "on" } else { "off" }
    }

    /// The command that does the same.
    #[must_use]
    pub fn command(&self) -> String {
        let netns = self.place.netns.as_ref();
        let enter = netns.map_or_else(String::new, |path| {
            format!("nsenter --net={} ", word(&path.display().to_string()))
        });
        let (interface, offload) = (word(&self.place.interface), self.offload.word());
        format!("{enter}ethtool -K {interface} {offload} {}", self.state())
    }
}

/// Prints as `tx off at peer0`.
impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let interface = &self.place.interface;
        write!(f, "{} {} at {interface}", self.offload.word(), self.state())
    }
}

/// Why an offload could not be switched.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum OffloadError {
    /// `EPERM`
    #[error("switching offloads of {} needs CAP_NET_ADMIN, and CAP_SYS_ADMIN in another namespace, or root",
            place.interface.escape_debug())]
    Privilege {
        /// The interface.
        place: Place,
    },
    /// The kernel refused.
    #[error("the kernel does not switch {}", fix.to_string().escape_debug())]
    Refused {
        /// What stays as it is.
        fix: Fix,
        /// What the kernel said.
        source: io::Error,
    },
    /// The driver does not let it be switched.
    #[error("the driver does not switch {}: it is fixed", fix.to_string().escape_debug())]
    Fixed {
        /// What stays as it is.
        fix: Fix,
    },
}

/// Switches what the findings say has to be switched, each once and in their order, and says what that was.
///
/// # Kernel
/// 5.8
/// # Errors
/// [`OffloadError`]; what was changed before stays changed.
pub fn fix_offloads<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
) -> Result<Vec<Fix>, OffloadError> {
    let mut done: Vec<Fix> = Vec::new();
    for fix in findings.into_iter().flat_map(|finding| &finding.fixes) {
        if done.contains(fix) {
            continue;
        }
        let switched = namespace::inside(fix.place.netns.as_deref(), || {
            switch(fix.place.index, fix.offload, fix.on)?;
            // The kernel accepts a wish that the driver then does not grant.
            Offloads::of(fix.place.index).map(|offloads| offloads.has(fix.offload) == fix.on)
        });
        match switched {
            Ok(true) => done.push(fix.clone()),
            Ok(false) => return Err(OffloadError::Fixed { fix: fix.clone() }),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Err(OffloadError::Privilege {
                    place: fix.place.clone(),
                });
            }
            Err(source) => {
                let fix = fix.clone();
                return Err(OffloadError::Refused { fix, source });
            }
        }
    }
    Ok(done)
}

fn switch(index: u32, offload: Offload, on: bool) -> io::Result<()> {
    let bit = |name: &&str| {
        let name = attribute(BIT_NAME, &[name.as_bytes(), &[0]].concat());
        // A bit that is named without a value is cleared, all others stay.
        let value = on.then(|| attribute(BIT_VALUE, &[]));
        nested(BIT, &[name, value.unwrap_or_default()].concat())
    };
    let bits: Vec<u8> = offload.row().names.iter().flat_map(bit).collect();
    let wanted = nested(FEATURES_WANTED, &nested(BITSET_BITS, &bits));
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
    fn a_fix_is_a_command() {
        let fix = |netns: Option<&str>, interface: &str, offload, on| Fix {
            place: Place {
                netns: netns.map(PathBuf::from),
                index: 2,
                interface: interface.into(),
            },
            offload,
            on,
        };
        for (fix, command) in [
            (
                fix(None, "eth0", Offload::RxVlan, false),
                "ethtool -K eth0 rxvlan off",
            ),
            (
                fix(Some("/run/netns/a b"), "veth;1", Offload::TxChecksum, false),
                "nsenter --net='/run/netns/a b' ethtool -K 'veth;1' tx off",
            ),
            (
                fix(None, "v\u{1b}[2J", Offload::Gro, true),
                r"ethtool -K $'v\x1b[2J' gro on",
            ),
        ] {
            assert_eq!(fix.command(), command);
        }
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
                    bit("tx-checksum-sctp", false),
                    bit("loopback", false),
                ]),
            ),
            nested(FEATURES_NOCHANGE, &masked(&[bit("rx-gro-hw", true)])),
        ]
        .concat();
        let offloads = Offloads::parse(&answer);
        assert_eq!(
            offloads.active,
            BTreeSet::from([Offload::RxVlan, Offload::GroHw, Offload::TxChecksum])
        );
        assert_eq!(offloads.changeable, BTreeSet::from([Offload::RxVlan]));
    }
}
