//! Ethernet addresses.

use std::fmt;

/// A 48-bit Ethernet address, in the order of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MacAddr(pub [u8; 6]);

impl MacAddr {
    /// The address that every station listens to.
    pub const BROADCAST: Self = Self([0xff; 6]);

    /// A locally administered unicast address that ends in `number`.
    #[must_use]
    pub const fn local(number: u32) -> Self {
        let [a, b, c, d] = number.to_be_bytes();
        Self([0x02, 0x00, a, b, c, d])
    }
}

impl fmt::Display for MacAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, rest @ ..] = self.0;
        write!(f, "{first:02x}")?;
        rest.iter().try_for_each(|byte| write!(f, ":{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_addresses_are_unicast_and_locally_administered() {
        let mac = MacAddr::local(0x0102_0304);
        assert_eq!(mac.to_string(), "02:00:01:02:03:04");
        assert_eq!(mac.0[0] & 0b11, 0b10);
    }
}
