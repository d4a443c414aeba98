//! The keys of tables, one row for each kind.
//!
//! A row is all that there is to say about a kind: what reads and writes files, explains and counts goes by the rows. What the
//! reference model and the program look up are in [`Lookup`].

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    prefix::{Prefix, PrefixError},
    side::Side,
    word::rows,
};
use crate::mac::{Mac, MacError};

/// A kind of keys.
pub struct KeyKindRow {
    /// One of them.
    pub word: &'static str,
    /// Several of them.
    pub many: &'static str,
    /// What heads the columns of its file, before `cpu`.
    pub columns: &'static [&'static str],
    /// What its columns take, for the documentation.
    pub help: &'static str,
    /// A line of its file.
    pub example: &'static str,
    /// What is looked up.
    pub lookup: LookupOf,
    /// How the lookup is told.
    pub(crate) said: fn(Option<Side>) -> String,
    /// The key that the fields of a line make; else the position of the one that is wrong.
    pub(crate) read: fn(&[&str]) -> ReadKey,
}

/// A key; else the position of the field that is wrong.
pub(crate) type ReadKey = Result<Key, (usize, TableKeyError)>;

/// Whether keys are of an end of the packet.
pub enum LookupOf {
    /// They are: one side or both are looked up.
    End(fn(Side) -> Lookup),
    /// The whole frame has one of them.
    Frame(Lookup),
}

rows! {
    /// A kind of keys that a table has.
    ///
    /// ```
    /// use softrss_core::policy::KeyKind;
    /// let columns: Vec<String> = KeyKind::ALL.iter().map(|kind| kind.columns()).collect();
    /// assert_eq!(columns, ["prefix", "vlan", "vlan,inner_vlan", "mac"]);
    /// ```
    KeyKind: KeyKindRow {
        /// Address prefixes; the longest wins.
        Prefix = KeyKindRow {
            word: "prefix",
            many: "prefixes",
            columns: &["prefix"],
            help: "an address or a prefix, without bits behind the prefix length; the longest prefix wins",
            example: "192.0.2.0/24,3",
            lookup: LookupOf::End(Lookup::Prefix),
            said: |side| match side {
                Some(Side::Either) => "the longest prefix of either address decides".to_owned(),
                side => format!("the longest prefix of the {} address decides", word(side)),
            },
            read: |fields| {
                let prefix = field(fields, 0).parse().map_err(TableKeyError::Prefix);
                prefix.map(Key::Prefix).map_err(|error| (0, error))
            },
        };
        /// Ids of the outermost VLAN tag.
        Vlan = KeyKindRow {
            word: "VLAN",
            many: "VLANs",
            columns: &["vlan"],
            help: "the id of the outermost VLAN tag, 0 to 4094",
            example: "100,3",
            lookup: LookupOf::Frame(Lookup::Vlan),
            said: |_| "the id of the outermost VLAN tag decides".to_owned(),
            read: |fields| vlan(fields, 0).map(Key::Vlan),
        };
        /// Ids of the outermost VLAN tag and of the one behind it.
        VlanPair = KeyKindRow {
            word: "VLAN pair",
            many: "VLAN pairs",
            columns: &["vlan", "inner_vlan"],
            help: "the ids of the outermost VLAN tag and of the one behind it",
            example: "100,7,3",
            lookup: LookupOf::Frame(Lookup::VlanPair),
            said: |_| "the ids of the outermost VLAN tag and of the one behind it decide".to_owned(),
            read: |fields| Ok(Key::VlanPair(vlan(fields, 0)?, vlan(fields, 1)?)),
        };
        /// MAC addresses.
        Mac = KeyKindRow {
            word: "MAC address",
            many: "MAC addresses",
            columns: &["mac"],
            help: "a MAC address of the outermost Ethernet header, like `02:00:5e:10:00:01`, `02-00-5e-10-00-01` or `0200.5e10.0001`",
            example: "02:00:5e:10:00:01,3",
            lookup: LookupOf::End(Lookup::Mac),
            said: |side| match side {
                Some(Side::Either) => "either MAC address decides".to_owned(),
                side => format!("the {} MAC address decides", word(side)),
            },
            read: |fields| {
                let mac = field(fields, 0).parse().map_err(TableKeyError::Mac);
                mac.map(Key::Mac).map_err(|error| (0, error))
            },
        };
    }
}

fn word(side: Option<Side>) -> &'static str {
    side.map_or("", Side::word)
}

fn field<'f>(fields: &[&'f str], at: usize) -> &'f str {
    fields.get(at).copied().unwrap_or_default()
}

fn vlan(fields: &[&str], at: usize) -> Result<VlanId, (usize, TableKeyError)> {
    field(fields, at)
        .parse()
        .map_err(|error| (at, TableKeyError::Vlan(error)))
}

impl KeyKind {
    /// What heads the columns of its file, before `cpu`.
    #[must_use]
    pub fn columns(self) -> String {
        self.row().columns.join(",")
    }

    /// So many of them.
    #[must_use]
    pub fn counted(self, count: usize) -> String {
        match count {
            0 => format!("no {}", self.word()),
            1 => format!("1 {}", self.word()),
            many => format!("{many} {}", self.row().many),
        }
    }
}

/// What of a packet is looked up in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lookup {
    /// Addresses.
    Prefix(Side),
    /// The id of the outermost VLAN tag.
    Vlan,
    /// The ids of the outermost VLAN tag and of the one behind it.
    VlanPair,
    /// MAC addresses.
    Mac(Side),
}

impl Lookup {
    /// The kind of keys.
    #[must_use]
    pub const fn kind(self) -> KeyKind {
        match self {
            Self::Prefix(_) => KeyKind::Prefix,
            Self::Vlan => KeyKind::Vlan,
            Self::VlanPair => KeyKind::VlanPair,
            Self::Mac(_) => KeyKind::Mac,
        }
    }

    /// The side, where keys are of one.
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::Prefix(side) | Self::Mac(side) => Some(side),
            Self::Vlan | Self::VlanPair => None,
        }
    }
}

/// A key of a table. Prints as the fields of a line; of a [`FromStr`] it is read again.
///
/// ```
/// use softrss_core::policy::{Key, KeyKind};
/// for (text, kind) in [("10.0.0.0/8", KeyKind::Prefix), ("7", KeyKind::Vlan), ("7,100", KeyKind::VlanPair)] {
///     let key: Key = text.parse()?;
///     assert_eq!((key.kind(), key.to_string()), (kind, text.to_owned()));
/// }
/// # Ok::<(), softrss_core::policy::TableKeyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Key {
    /// An address prefix.
    Prefix(Prefix),
    /// The id of a VLAN tag.
    Vlan(VlanId),
    /// The ids of two.
    VlanPair(VlanId, VlanId),
    /// A MAC address.
    Mac(Mac),
}

/// Why something is no key.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableKeyError {
    /// No prefix.
    #[error(transparent)]
    Prefix(PrefixError),
    /// No VLAN id.
    #[error(transparent)]
    Vlan(VlanIdError),
    /// No MAC address.
    #[error(transparent)]
    Mac(MacError),
}

impl Key {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        match self {
            Self::Prefix(_) => KeyKind::Prefix,
            Self::Vlan(_) => KeyKind::Vlan,
            Self::VlanPair(..) => KeyKind::VlanPair,
            Self::Mac(_) => KeyKind::Mac,
        }
    }

    /// How many keys that are less special could stand before it, so that the least wins where a packet has several: of
    /// prefixes, the longest.
    #[must_use]
    pub const fn rank(&self) -> u32 {
        match self {
            Self::Prefix(prefix) => 128 - prefix.bits() as u32,
            Self::Vlan(_) | Self::VlanPair(..) | Self::Mac(_) => 0,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix(prefix) => prefix.fmt(f),
            Self::Vlan(id) => id.fmt(f),
            Self::VlanPair(outer, inner) => write!(f, "{outer},{inner}"),
            Self::Mac(mac) => mac.fmt(f),
        }
    }
}

/// Reads the fields of a line; no text is a key of two kinds. A prefix has its length.
impl FromStr for Key {
    type Err = TableKeyError;

    fn from_str(text: &str) -> Result<Self, TableKeyError> {
        let fields: Vec<&str> = text.split(',').collect();
        let kind = match fields.len() {
            2 => KeyKind::VlanPair,
            _ if text.contains('/') => KeyKind::Prefix,
            _ if text.contains(':') => KeyKind::Mac,
            _ => KeyKind::Vlan,
        };
        (kind.row().read)(&fields).map_err(|(_, error)| error)
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for Key {
    type Error = TableKeyError;

    fn try_from(text: String) -> Result<Self, TableKeyError> {
        text.parse()
    }
}

/// The id of a VLAN tag: 0 to 4094.
///
/// ```
/// use softrss_core::policy::VlanId;
/// assert_eq!(VlanId::new(4094)?.number(), 4094);
/// assert!(VlanId::new(4095).is_err());
/// # Ok::<(), softrss_core::policy::VlanIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VlanId(u16);

/// No VLAN id.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a VLAN id is a number from 0 to {}", VlanId::MAX)]
pub struct VlanIdError;

impl VlanId {
    /// The greatest; 4095 is reserved.
    pub const MAX: u16 = 4094;

    /// Checks `number`.
    ///
    /// # Errors
    /// [`VlanIdError`].
    pub const fn new(number: u16) -> Result<Self, VlanIdError> {
        if number > Self::MAX {
            return Err(VlanIdError);
        }
        Ok(Self(number))
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for VlanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads digits, so no sign and no blanks.
impl FromStr for VlanId {
    type Err = VlanIdError;

    fn from_str(text: &str) -> Result<Self, VlanIdError> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().or(Err(VlanIdError));
        number.and_then(|number| {
            if digits {
                Self::new(number)
            } else {
                Err(VlanIdError)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_an_example_that_is_read() {
        for &kind in KeyKind::ALL {
            let row = kind.row();
            let fields: Vec<&str> = row.example.split(',').collect();
            assert_eq!(fields.len(), row.columns.len() + 1);
            let key = (row.read)(&fields[..row.columns.len()]).unwrap();
            assert_eq!(key.kind(), kind);
            assert_eq!(key.to_string().parse(), Ok(key), "it is kept as text");
        }
    }

    #[test]
    fn refuses_what_is_none() {
        for text in ["", "+1", " 1", "4095", "0x10", "65536", "-1"] {
            assert_eq!(text.parse::<VlanId>(), Err(VlanIdError), "{text}");
        }
    }
}
