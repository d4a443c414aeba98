//! Conditions on MAC addresses, as `tc flower` has them: an address and a mask.

use std::{fmt, str::FromStr};

use crate::mac::{Mac, MacError};

/// The condition that some bits of a MAC address are certain ones. Prints as policy files have it, without quotes.
///
/// ```
/// use softrss_core::policy::MaskedMac;
/// let vendor: MaskedMac = "02:00:5e:00:00:00/24".parse()?;
/// assert_eq!(vendor, "0200.5e00.0000/ff:ff:ff:00:00:00".parse()?);
/// assert!(vendor.accepts("02:00:5e:10:00:01".parse()?));
/// assert!("02:00:5e:10:00:01/24".parse::<MaskedMac>().is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaskedMac {
    value: u64,
    mask: u64,
}

/// Why something is no condition on a MAC address.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MaskedMacError {
    /// The address is none.
    #[error(transparent)]
    Malformed(#[from] MacError),
    /// The mask is neither a number of bits nor written like an address.
    #[error("a mask is a number of bits from 0 to 48, or written like an address")]
    Mask,
    /// The address has bits that the mask leaves out.
    #[error("the address has bits that the mask leaves out; without them it is {meant}")]
    OutsideMask {
        /// The condition with those bits cleared.
        meant: MaskedMac,
    },
}

/// All bits of an address.
const WHOLE: u64 = u64::MAX >> (u64::BITS - Mac::BITS);
/// The bit of an address that stands for several stations.
const GROUP: u64 = 1 << 40;

impl MaskedMac {
    /// Conditions that have a name.
    pub const NAMES: &[(&'static str, Self)] = &[
        (
            "broadcast",
            Self {
                value: WHOLE,
                mask: WHOLE,
            },
        ),
        (
            "multicast",
            Self {
                value: GROUP,
                mask: GROUP,
            },
        ),
        (
            "unicast",
            Self {
                value: 0,
                mask: GROUP,
            },
        ),
    ];

    /// The condition that those bits that `mask` has are those of `value`.
    ///
    /// # Errors
    /// [`MaskedMacError::OutsideMask`].
    pub const fn new(value: Mac, mask: Mac) -> Result<Self, MaskedMacError> {
        let meant = Self::around(value, mask);
        if meant.value != value.to_bits() {
            return Err(MaskedMacError::OutsideMask { meant });
        }
        Ok(meant)
    }

    /// The condition that an address is like `value` in those bits that `mask` has.
    #[must_use]
    pub const fn around(value: Mac, mask: Mac) -> Self {
        let mask = mask.to_bits();
        let value = value.to_bits() & mask;
        Self { value, mask }
    }

    /// What the bits are.
    #[must_use]
    pub const fn value(self) -> Mac {
        Mac::from_bits(self.value)
    }

    /// Which bits are looked at.
    #[must_use]
    pub const fn mask(self) -> Mac {
        Mac::from_bits(self.mask)
    }

    /// Whether it holds for `mac`.
    #[must_use]
    pub const fn accepts(self, mac: Mac) -> bool {
        mac.to_bits() & self.mask == self.value
    }

    /// Whether it holds wherever `narrow` does.
    pub(crate) const fn includes(self, narrow: Self) -> bool {
        self.mask & !narrow.mask == 0 && narrow.value & self.mask == self.value
    }

    /// The mask of the first `bits`; `None` for more than an address has.
    #[must_use]
    pub fn first(bits: u32) -> Option<Mac> {
        let behind = Mac::BITS.checked_sub(bits)?;
        Some(Mac::from_bits(WHOLE << behind & WHOLE))
    }
}

impl fmt::Display for MaskedMac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = Self::NAMES.iter().find(|(_, named)| named == self) {
            return f.write_str(name);
        }
        let (value, mask) = (self.value(), self.mask());
        let bits = self.mask.count_ones();
        if bits == Mac::BITS {
            write!(f, "{value}")
        } else if Self::first(bits) == Some(mask) {
            write!(f, "{value}/{bits}")
        } else {
            write!(f, "{value}/{mask}")
        }
    }
}

/// Reads a name, an address, or an address with a mask: `02:00:5e:00:00:00/24`, `02:00:5e:00:00:00/ff:ff:ff:00:00:00`.
impl FromStr for MaskedMac {
    type Err = MaskedMacError;

    fn from_str(text: &str) -> Result<Self, MaskedMacError> {
        let mut names = Self::NAMES.iter();
        if let Some(&(_, named)) = names.find(|(name, _)| name.eq_ignore_ascii_case(text)) {
            return Ok(named);
        }
        let Some((value, mask)) = text.split_once('/') else {
            return Self::new(text.parse()?, Mac::from_bits(WHOLE));
        };
        let is_number = mask.bytes().all(|digit| digit.is_ascii_digit());
        let mask = if is_number {
            mask.parse().ok().and_then(Self::first)
        } else {
            mask.parse().ok()
        };
        Self::new(value.parse()?, mask.ok_or(MaskedMacError::Mask)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_it_reads() {
        for (text, written) in [
            ("02-00-5E-10-00-01", "02:00:5e:10:00:01"),
            ("02:00:5e:10:00:01/48", "02:00:5e:10:00:01"),
            ("02:00:5e:00:00:00/24", "02:00:5e:00:00:00/24"),
            ("02:00:5e:00:00:00/ffff.ff00.0000", "02:00:5e:00:00:00/24"),
            ("00:00:00:00:00:01/0", "outside"),
            ("00:00:00:00:00:00/0", "00:00:00:00:00:00/0"),
            (
                "00:00:00:00:00:01/00:00:00:00:00:ff",
                "00:00:00:00:00:01/00:00:00:00:00:ff",
            ),
            ("ff:ff:ff:ff:ff:ff", "broadcast"),
            ("Multicast", "multicast"),
            ("01:00:00:00:00:00/01:00:00:00:00:00", "multicast"),
            ("00:00:00:00:00:00/01:00:00:00:00:00", "unicast"),
            ("02:00:5e:10:00:01/24", "outside"),
            ("02:00:5e:00:00:00/49", "mask"),
            ("02:00:5e:00:00:00/", "mask"),
            ("02:00:5e:00:00:00/ff:ff", "mask"),
            ("02:00:5e:00:00/24", "malformed"),
            ("anycast", "malformed"),
        ] {
            let read = text.parse::<MaskedMac>();
            let found = match read {
                Ok(masked) => masked.to_string(),
                Err(MaskedMacError::Malformed(_)) => "malformed".to_owned(),
                Err(MaskedMacError::Mask) => "mask".to_owned(),
                Err(MaskedMacError::OutsideMask { .. }) => "outside".to_owned(),
            };
            assert_eq!(found, written, "{text}");
            if let Ok(masked) = read {
                assert_eq!(masked.to_string().parse(), Ok(masked), "{text}");
            }
        }
    }

    #[test]
    fn includes_what_it_accepts() {
        // In three bits: what holds of more is the same.
        let all = || {
            (0..8).flat_map(|mask| {
                let values = (0..8).filter(move |value| value & !mask == 0);
                values.map(move |value| {
                    MaskedMac::new(Mac::from_bits(value), Mac::from_bits(mask)).unwrap()
                })
            })
        };
        for (wide, narrow) in all().flat_map(|wide| all().map(move |narrow| (wide, narrow))) {
            let accepts = (0..8).map(Mac::from_bits);
            let mut accepts = accepts.filter(|mac| narrow.accepts(*mac));
            let expected = accepts.all(|mac| wide.accepts(mac));
            assert_eq!(wide.includes(narrow), expected, "{wide} {narrow}");
        }
    }
}
