//! Address prefixes.

use std::{fmt, net::IpAddr, str::FromStr};

use serde::{Deserialize, Serialize};

/// An address and the number of its leading bits that count. The bits behind them are zero.
///
/// ```
/// use softrss_core::policy::Prefix;
/// let prefix: Prefix = "192.0.2.0/24".parse()?;
/// assert!(prefix.contains([192, 0, 2, 9].into()));
/// assert!(!prefix.contains([192, 0, 3, 9].into()));
/// assert!(Prefix::new([192, 0, 2, 0].into(), 40).is_err());
/// assert!("192.0.2.1/24".parse::<Prefix>().is_err());
/// # Ok::<(), softrss_core::policy::PrefixError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Prefix {
    addr: IpAddr,
    bits: u8,
}

/// Why something is no prefix.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PrefixError {
    /// It is not written like one.
    #[error("a prefix is written like `192.0.2.0/24` or `2001:db8::/32`")]
    Malformed,
    /// More bits than an address has.
    #[error("a prefix of {bits} bits: an address of this kind has {most}")]
    TooLong {
        /// The length in bits.
        bits: u8,
        /// The most there can be.
        most: u8,
    },
    /// The address has bits behind the prefix length.
    #[error("the address has bits set behind its first {}; without them it is {meant}", meant.bits)]
    HostBits {
        /// The prefix with those bits cleared.
        meant: Prefix,
    },
}

/// Bits of `::ffff:0:0/96`, before those of the IPv4 address.
const MAPPED: u8 = 96;

impl Prefix {
    /// The first `bits` of `addr`; all others have to be zero.
    ///
    /// # Errors
    /// [`PrefixError::TooLong`], [`PrefixError::HostBits`].
    pub fn new(addr: IpAddr, bits: u8) -> Result<Self, PrefixError> {
        let meant = Self::around(addr, bits)?;
        if meant.addr != addr {
            return Err(PrefixError::HostBits { meant });
        }
        Ok(meant)
    }

    /// The prefix of so many `bits` that `addr` is in.
    ///
    /// # Errors
    /// [`PrefixError::TooLong`].
    pub fn around(addr: IpAddr, bits: u8) -> Result<Self, PrefixError> {
        let most = Self::of(addr).bits;
        if bits > most {
            return Err(PrefixError::TooLong { bits, most });
        }
        Ok(Self {
            addr: network(addr, bits),
            bits,
        })
    }

    /// The prefix of one address.
    #[must_use]
    pub const fn of(addr: IpAddr) -> Self {
        let bits = if addr.is_ipv4() { 32 } else { 128 };
        Self { addr, bits }
    }

    /// The network address.
    #[must_use]
    pub const fn addr(&self) -> IpAddr {
        self.addr
    }

    /// Prefix length in bits.
    #[must_use]
    pub const fn bits(&self) -> u8 {
        self.bits
    }

    /// Whether it is one of IPv4.
    #[must_use]
    pub const fn is_ipv4(&self) -> bool {
        self.addr.is_ipv4()
    }

    /// Whether `address` is of the same family and in the prefix.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        self.includes(&Self::of(address))
    }

    /// Whether every address of `other` is in the prefix.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        self.is_ipv4() == other.is_ipv4()
            && self.bits <= other.bits
            && network(other.addr, self.bits) == self.addr
    }
}

/// `addr` with all but its first `bits` cleared.
fn network(addr: IpAddr, bits: u8) -> IpAddr {
    match addr {
        IpAddr::V4(addr) => {
            let mask = u32::MAX.unbounded_shl(32 - u32::from(bits));
            IpAddr::V4((addr.to_bits() & mask).into())
        }
        IpAddr::V6(addr) => {
            let mask = u128::MAX.unbounded_shl(128 - u32::from(bits));
            IpAddr::V6((addr.to_bits() & mask).into())
        }
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.addr, self.bits)
    }
}

impl From<Prefix> for String {
    fn from(prefix: Prefix) -> Self {
        prefix.to_string()
    }
}

impl TryFrom<String> for Prefix {
    type Error = PrefixError;

    fn try_from(text: String) -> Result<Self, PrefixError> {
        text.parse()
    }
}

/// Reads `ADDRESS` or `ADDRESS/BITS`. What is written as an IPv6 address that stands for one of IPv4, in
/// `::ffff:0:0/96`, is read as that one: no packet has it in its IPv6 header.
///
/// # Source
/// RFC 4291, section 2.5.5.2
impl FromStr for Prefix {
    type Err = PrefixError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = |text: &str| text.parse::<IpAddr>().or(Err(PrefixError::Malformed));
        let Some((addr, bits)) = text.split_once('/') else {
            return Ok(Self::of(address(text)?.to_canonical()));
        };
        let bits = Some(bits).filter(|bits| bits.bytes().all(|digit| digit.is_ascii_digit()));
        let bits = bits.and_then(|bits| bits.parse().ok());
        let (addr, bits): (_, u8) = (address(addr)?, bits.ok_or(PrefixError::Malformed)?);
        match (addr.to_canonical(), bits.checked_sub(MAPPED)) {
            (mapped, Some(bits)) if mapped != addr && bits <= 32 => Self::new(mapped, bits),
            _ => Self::new(addr, bits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn includes_within_a_family() {
        let includes = |wide: &str, narrow: &str| {
            let (wide, narrow): (Prefix, Prefix) = (wide.parse().unwrap(), narrow.parse().unwrap());
            wide.includes(&narrow)
        };
        assert!(includes("10.0.0.0/8", "10.1.0.0/16"));
        assert!(!includes("10.1.0.0/16", "10.0.0.0/8"));
        assert!(!includes("0.0.0.0/0", "::/0"));
        assert!(includes("::/0", "2001:db8::/32"));
    }

    #[test]
    fn reads_an_ipv4_address_in_either_form() {
        for (text, meant) in [
            ("::ffff:192.0.2.0/120", "192.0.2.0/24"),
            ("::ffff:c000:0207", "192.0.2.7/32"),
            ("::ffff:0:0/96", "0.0.0.0/0"),
            ("::fffe:0:0/95", "::fffe:0:0/95"),
            ("::/0", "::/0"),
            ("::192.0.2.7", "::c000:207/128"),
        ] {
            let read: Prefix = text.parse().unwrap();
            assert_eq!(read.to_string(), meant, "{text}");
        }
        let meant = "192.0.2.0/24".parse().unwrap();
        assert_eq!(
            "::ffff:192.0.2.1/120".parse::<Prefix>(),
            Err(PrefixError::HostBits { meant })
        );
        assert_eq!(
            "::ffff:192.0.2.1/129".parse::<Prefix>(),
            Err(PrefixError::TooLong {
                bits: 129,
                most: 128
            })
        );
    }

    #[test]
    fn refuses_what_is_none() {
        let meant = "10.0.0.0/8".parse().unwrap();
        for (text, error) in [
            ("10.1.0.0/8", PrefixError::HostBits { meant }),
            ("10.0.0.0/40", PrefixError::TooLong { bits: 40, most: 32 }),
            (
                "::/129",
                PrefixError::TooLong {
                    bits: 129,
                    most: 128,
                },
            ),
            ("10.0.0.0/256", PrefixError::Malformed),
            ("10.0.0.0/", PrefixError::Malformed),
            ("10.0.0.0/+8", PrefixError::Malformed),
            ("10.0.0/8", PrefixError::Malformed),
            ("", PrefixError::Malformed),
        ] {
            assert_eq!(text.parse::<Prefix>(), Err(error), "{text}");
        }
    }
}
