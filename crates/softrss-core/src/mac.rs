//! MAC addresses.

use std::{fmt, str::FromStr};

/// A MAC address. Prints as `02:00:5e:10:00:01`.
///
/// ```
/// use softrss_core::Mac;
/// let mac: Mac = "0200.5e10.0001".parse()?;
/// assert_eq!(mac, "02-00-5E-10-00-01".parse()?);
/// assert_eq!(mac.to_string(), "02:00:5e:10:00:01");
/// # Ok::<(), softrss_core::MacError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mac(pub [u8; Self::BYTES]);

/// Something that is no MAC address.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a MAC address is written like `02:00:5e:10:00:01`, `02-00-5e-10-00-01` or `0200.5e10.0001`"
)]
pub struct MacError;

impl Mac {
    /// Bytes of an address.
    pub const BYTES: usize = 6;
    /// Bits of an address.
    pub const BITS: u32 = 48;

    /// The address whose bits are the lower 48 of `bits`, the first of them uppermost.
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        let [_, _, b0, b1, b2, b3, b4, b5] = bits.to_be_bytes();
        Self([b0, b1, b2, b3, b4, b5])
    }

    /// Its bits.
    #[must_use]
    pub const fn to_bits(self) -> u64 {
        let [b0, b1, b2, b3, b4, b5] = self.0;
        u64::from_be_bytes([0, 0, b0, b1, b2, b3, b4, b5])
    }

    /// The bytes at `at`, if they are all there.
    pub(crate) fn at(frame: &[u8], at: usize) -> Option<Self> {
        let bytes = frame.get(at..)?.first_chunk()?;
        Some(Self(*bytes))
    }
}

impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.0.map(|byte| format!("{byte:02x}"));
        f.write_str(&bytes.join(":"))
    }
}

impl FromStr for Mac {
    type Err = MacError;

    fn from_str(text: &str) -> Result<Self, MacError> {
        let mut forms = [(':', 2), ('-', 2), ('.', 4)].into_iter();
        let form = forms.find(|(separator, _)| text.contains(*separator));
        let (separator, digits) = form.ok_or(MacError)?;
        let groups: Vec<&str> = text.split(separator).collect();
        let group = |group: &&str| {
            group.len() == digits && group.bytes().all(|digit| digit.is_ascii_hexdigit())
        };
        if groups.len() * digits != 2 * Self::BYTES || !groups.iter().all(group) {
            return Err(MacError);
        }
        let bits = u64::from_str_radix(&groups.concat(), 16);
        bits.map(Self::from_bits).or(Err(MacError))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_forms_and_nothing_else() {
        let mac = Mac([0x02, 0, 0x5e, 0xab, 0xcd, 0xef]);
        for text in [
            "02:00:5e:ab:cd:ef",
            "02:00:5E:AB:CD:EF",
            "02-00-5e-ab-cd-ef",
            "0200.5eab.cdef",
        ] {
            assert_eq!(text.parse(), Ok(mac), "{text}");
        }
        for text in [
            "",
            "02005eabcdef",
            "2:0:5e:ab:cd:ef",
            "02:00:5e:ab:cd",
            "02:00:5e:ab:cd:ef:01",
            "02:00-5e:ab:cd:ef",
            "0200.5eab.cde",
            "02:00:5e:ab:cd:+f",
            "02:00:5e:ab:cd:eé",
            "02:00:5e:ab:cd:eg",
            ":::::",
        ] {
            assert_eq!(text.parse::<Mac>(), Err(MacError), "{text}");
        }
    }
}
