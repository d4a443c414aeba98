//! What makes two packets belong together.

use std::{fmt, str::FromStr};

use super::{dsa::Dsa, fields::Fields, word::rows};
use crate::header::{Decap, Header, UdpPorts};

/// What makes two packets belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowSpec {
    /// The fields that are hashed, or what is used in place of a hash.
    pub fields: Fields,
    /// Whether both directions get the same hash.
    pub symmetric: bool,
    /// The hash function.
    pub hash: HashKind,
    /// The header kinds that are looked through.
    pub decap: Decap,
    /// The tag that a switch puts into all frames.
    pub dsa: Dsa,
    /// The UDP ports of those that UDP carries.
    pub ports: UdpPorts,
    /// Number of buckets of the indirection table.
    pub buckets: Buckets,
    /// Whether an ICMP error goes with the flow it quotes.
    pub icmp_errors: bool,
    /// What becomes of packets without an IP header that could be hashed.
    pub non_ip: NonIp,
}

impl Default for FlowSpec {
    fn default() -> Self {
        Self {
            fields: Fields::default(),
            symmetric: true,
            hash: HashKind::default(),
            decap: Decap::USUAL,
            dsa: Dsa::Auto,
            ports: UdpPorts::USUAL,
            buckets: Buckets::DEFAULT,
            icmp_errors: false,
            non_ip: NonIp::default(),
        }
    }
}

impl FlowSpec {
    /// Whether the hash is defined for the fields: what NICs compute is, for those that have a word.
    #[must_use]
    pub fn is_computable(&self) -> bool {
        match self.hash {
            HashKind::Mix(_) => true,
            HashKind::Toeplitz(_) => self.fields.named().is_some(),
        }
    }

    /// The words of the kinds that are looked through, each with the UDP ports that are named for it.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (&'static str, Vec<u16>)> + '_ {
        let kinds = Decap::WORDS.iter();
        let kinds = kinds.filter(|(_, kind)| self.decap.contains(*kind));
        kinds.map(|&(word, kind)| {
            let named = Header::carried_by_udp(kind).map(|header| self.ports.named(header));
            (word, named.into_iter().flatten().collect())
        })
    }
}

/// The hash function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HashKind {
    /// Our own multiply-and-fold hash, with this seed; `None` for that of the machine it is attached on, and for
    /// [`Seed::FIXED`] where it is attached on none.
    Mix(Option<Seed>),
    /// What NICs compute, with this key.
    Toeplitz(HashKey),
}

/// What becomes of packets without an IP header that could be hashed.
pub struct NonIpRow {
    /// The word of the policy file.
    pub word: &'static str,
    /// What happens, as the end of a sentence.
    pub help: &'static str,
}

rows! {
    /// What becomes of packets without an IP header that could be hashed, where no rule takes them.
    #[derive(Default)]
    NonIp: NonIpRow {
        /// `XDP_PASS`.
        #[default]
        Pass = NonIpRow { word: "pass", help: "stays on the CPU that received it" };
        /// The hash of [`LinkKey`](crate::flow::LinkKey).
        Ethernet = NonIpRow {
            word: "ethernet",
            help: "is hashed by its MAC addresses, outermost VLAN id and Ethernet type",
        };
    }
}

impl Default for HashKind {
    fn default() -> Self {
        Self::Mix(None)
    }
}

/// A hash function, without its key or seed.
pub struct HashRow {
    /// The word of the policy file.
    pub word: &'static str,
    /// Its name in sentences.
    pub name: &'static str,
    /// What it is, for the documentation.
    pub help: &'static str,
    /// The function, with what it takes.
    pub with: With,
}

/// What a hash function takes.
pub enum With {
    /// A seed, if there is one.
    Seed(fn(Option<Seed>) -> HashKind),
    /// A key.
    Key(fn(HashKey) -> HashKind),
}

const MIX: HashRow = HashRow {
    word: "mix",
    name: "mix",
    help: "fast, spreads well, and cannot be aimed at without its `seed`",
    with: With::Seed(HashKind::Mix),
};
const TOEPLITZ: HashRow = HashRow {
    word: "toeplitz",
    name: "Toeplitz",
    help: "what NICs compute; needs their `key`",
    with: With::Key(HashKind::Toeplitz),
};

impl HashKind {
    /// Every hash function.
    pub const ALL: &[&'static HashRow] = &[&MIX, &TOEPLITZ];

    /// What is to be known about it.
    #[must_use]
    pub const fn row(&self) -> &'static HashRow {
        match self {
            Self::Mix(_) => &MIX,
            Self::Toeplitz(_) => &TOEPLITZ,
        }
    }
}

/// What makes the hashes of one machine, or of several, unlike those of others: a secret of 128 bits.
///
/// ```
/// use softrss_core::policy::Seed;
/// let seed: Seed = "00112233445566778899aabbccddeeff".parse()?;
/// assert_eq!(seed.to_string(), "00112233445566778899aabbccddeeff");
/// assert!("0011".parse::<Seed>().is_err());
/// # Ok::<(), softrss_core::policy::SeedError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Seed(u128);

/// What is no seed.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a seed has {} hex digits", Seed::DIGITS)]
pub struct SeedError;

impl Seed {
    /// The one that everybody knows: for whatever is attached nowhere, so that its results can be compared. It is written
    /// as zeros.
    pub const FIXED: Self = Self(0);
    /// How many hex digits it is written with.
    pub const DIGITS: usize = 32;

    /// The seed that is this number.
    #[must_use]
    pub const fn new(number: u128) -> Self {
        Self(number)
    }

    /// The seed of these bytes, in the order in which it is written.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }

    /// Its bytes, in the order in which it is written.
    #[must_use]
    pub const fn bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Its lower and its upper half.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "taking one half is what it is for"
    )]
    pub(crate) const fn words(self) -> [u64; 2] {
        [self.0 as u64, (self.0 >> 64) as u64]
    }
}

impl FromStr for Seed {
    type Err = SeedError;

    fn from_str(text: &str) -> Result<Self, SeedError> {
        let digits = text.len() == Self::DIGITS && text.chars().all(|c| c.is_ascii_hexdigit());
        let number = u128::from_str_radix(text, 16).ok().filter(|_| digits);
        number.map(Self).ok_or(SeedError)
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0digits$x}", self.0, digits = Self::DIGITS)
    }
}

/// The key of a Toeplitz hash: 40 or 52 bytes.
///
/// ```
/// use softrss_core::policy::HashKey;
/// assert!(HashKey::new([0x6d, 0x5a].repeat(20)).is_ok());
/// assert!(HashKey::new(vec![0; 41]).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HashKey(Vec<u8>);

/// A key that no NIC would take.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a Toeplitz key of {len} bytes: it has 40 or 52")]
pub struct KeyError {
    /// Its length in bytes.
    pub len: usize,
}

impl HashKey {
    /// Checks the length of `key`.
    ///
    /// # Errors
    /// [`KeyError`] unless it has 40 or 52 bytes.
    pub fn new(key: impl Into<Vec<u8>>) -> Result<Self, KeyError> {
        let key = key.into();
        match key.len() {
            40 | 52 => Ok(Self(key)),
            len => Err(KeyError { len }),
        }
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether it gives both directions the same hash by itself: it repeats every 16 bits.
    #[must_use]
    pub fn is_symmetric(&self) -> bool {
        self.0.chunks(2).all(|pair| pair == &self.0[..2])
    }
}

/// Number of buckets of an indirection table: a power of two, at most 65536.
///
/// ```
/// use softrss_core::policy::Buckets;
/// assert_eq!(Buckets::new(1024)?, Buckets::DEFAULT);
/// assert!(Buckets::new(1000).is_err());
/// # Ok::<(), softrss_core::policy::BucketsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Buckets(u32);

/// A number of buckets that no table can have.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "{buckets} buckets: the indirection table has a power of two of them, at most {}",
    Buckets::MAX.0
)]
pub struct BucketsError {
    /// The number.
    pub buckets: u32,
}

impl Buckets {
    /// What there is where a policy does not say it.
    pub const DEFAULT: Self = Self(1024);
    /// The most: 256 KiB of memory.
    pub const MAX: Self = Self(1 << 16);

    /// Checks that `buckets` is a power of two, and not too large.
    ///
    /// # Errors
    /// [`BucketsError`].
    pub const fn new(buckets: u32) -> Result<Self, BucketsError> {
        if !buckets.is_power_of_two() || buckets > Self::MAX.0 {
            return Err(BucketsError { buckets });
        }
        Ok(Self(buckets))
    }

    /// The most buckets of all indirection tables of a policy together: 4 MiB of memory.
    pub const MAX_OF_TABLES: u32 = 1 << 20;

    /// Whether there is room for so many tables.
    #[must_use]
    pub const fn fit(self, tables: usize) -> bool {
        tables as u64 * self.0 as u64 <= Self::MAX_OF_TABLES as u64
    }

    /// The number.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0
    }

    /// The bucket a number falls into: its low bits.
    #[must_use]
    pub const fn of(self, number: u32) -> u32 {
        number & (self.0 - 1)
    }
}
