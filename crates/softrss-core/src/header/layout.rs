//! Where the fields of a header are, and what is asked of them.
//!
//! Offsets count from where reading the header begins, in bytes; numbers are in network byte order.
//!
//! ```
//! use softrss_core::header::layout::{byte, half};
//! let vlan = [0xe0, 0x64, 0x08, 0x00];
//! assert_eq!(half(0).mask(0x0fff).read(&vlan), 100);
//! assert!(half(2).is(0x0800).holds(&vlan, vlan.len()));
//! assert!(byte(0).mask(0x10).is(0).holds(&vlan, vlan.len()));
//! ```

/// A number in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its first byte.
    pub at: u8,
    /// Its length in bytes: 1, 2 or 4.
    pub bytes: u8,
    /// The bits of it that count, where they are.
    pub mask: u32,
}

/// The byte at `at`.
#[must_use]
pub const fn byte(at: u8) -> Field {
    Field {
        at,
        bytes: 1,
        mask: 0xff,
    }
}

/// The two bytes at `at`.
#[must_use]
pub const fn half(at: u8) -> Field {
    Field {
        at,
        bytes: 2,
        mask: 0xffff,
    }
}

/// The four bytes at `at`.
#[must_use]
pub const fn word(at: u8) -> Field {
    Field {
        at,
        bytes: 4,
        mask: u32::MAX,
    }
}

impl Field {
    /// Those bits of it that are set in `mask`.
    #[must_use]
    pub const fn mask(self, mask: u32) -> Self {
        Self { mask, ..self }
    }

    /// Whether every bit of it counts.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.mask == u32::MAX >> (32 - 8 * self.bytes)
    }

    /// Its value in `header`. Bytes that are not there count as 0.
    #[must_use]
    pub fn read(self, header: &[u8]) -> u32 {
        let rest = header.get(usize::from(self.at)..).unwrap_or_default();
        let number = match (self.bytes, rest) {
            (1, &[byte, ..]) => byte.into(),
            (2, &[b0, b1, ..]) => u16::from_be_bytes([b0, b1]).into(),
            (4, &[b0, b1, b2, b3, ..]) => u32::from_be_bytes([b0, b1, b2, b3]),
            _ => (0..usize::from(self.bytes)).fold(0, |number, at| {
                number << 8 | u32::from(rest.get(at).copied().unwrap_or_default())
            }),
        };
        number & self.mask
    }

    /// It is `value`.
    #[must_use]
    pub const fn is(self, value: u32) -> Test {
        self.test(Relation::Is(value))
    }

    /// It is anything but `value`.
    #[must_use]
    pub const fn is_not(self, value: u32) -> Test {
        self.test(Relation::IsNot(value))
    }

    /// It is one of `values`.
    #[must_use]
    pub const fn is_one_of(self, values: &'static [u32]) -> Test {
        self.test(Relation::OneOf(values))
    }

    /// It is less than `value`.
    #[must_use]
    pub const fn is_below(self, value: u32) -> Test {
        self.test(Relation::Below(value))
    }

    /// It is at least `low` and at most `high`.
    #[must_use]
    pub const fn is_within(self, low: u32, high: u32) -> Test {
        self.test(Relation::Within(low, high))
    }

    /// It is less than `low` or more than `high`.
    #[must_use]
    pub const fn is_outside(self, low: u32, high: u32) -> Test {
        self.test(Relation::Outside(low, high))
    }

    /// It and `plus` are the number of bytes from where reading the header begins to the end of the frame, but for at most
    /// [`PADDING`] more that may be there.
    #[must_use]
    pub const fn fills(self, plus: u8) -> Test {
        self.test(Relation::Fills(plus))
    }

    /// The 20 bytes that begin with it are an IPv4 header without options whose checksum is right.
    #[must_use]
    pub const fn is_ipv4_sum(self) -> Test {
        self.test(Relation::Ipv4Sum)
    }

    const fn test(self, relation: Relation) -> Test {
        Test {
            field: self,
            relation,
        }
    }
}

/// Something that is true of a header or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// The field.
    pub field: Field,
    /// What it is compared with.
    pub relation: Relation,
}

/// What a field is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// See [`Field::is`].
    Is(u32),
    /// See [`Field::is_not`].
    IsNot(u32),
    /// See [`Field::is_one_of`].
    OneOf(&'static [u32]),
    /// See [`Field::is_below`].
    Below(u32),
    /// See [`Field::is_within`].
    Within(u32, u32),
    /// See [`Field::is_outside`].
    Outside(u32, u32),
    /// See [`Field::fills`].
    Fills(u8),
    /// See [`Field::is_ipv4_sum`].
    Ipv4Sum,
}

/// Bytes that may be behind a packet whose length is known: padding of a short Ethernet frame and its check sequence.
pub const PADDING: u32 = 50;
/// Bytes that [`Field::is_ipv4_sum`] looks at.
pub const IPV4_SUM: u8 = 20;

/// Whether the checksum in an IPv4 header is right.
fn sums_up(header: &[u8]) -> bool {
    let halves = header.chunks_exact(2);
    let sum: u32 = halves
        .map(|half| u32::from(u16::from_be_bytes([half[0], half[1]])))
        .sum();
    let once = (sum >> 16) + (sum & 0xffff);
    (once >> 16) + (once & 0xffff) == 0xffff
}

impl Test {
    /// Whether it is true of `header`, which begins `left` bytes before the end of the frame.
    #[must_use]
    pub fn holds(self, header: &[u8], left: usize) -> bool {
        let number = self.field.read(header);
        match self.relation {
            Relation::Is(value) => number == value,
            Relation::IsNot(value) => number != value,
            Relation::OneOf(values) => values.contains(&number),
            Relation::Below(value) => number < value,
            Relation::Within(low, high) => (low..=high).contains(&number),
            Relation::Outside(low, high) => !(low..=high).contains(&number),
            Relation::Fills(plus) => {
                let behind = left.checked_sub(number as usize + usize::from(plus));
                behind.is_some_and(|behind| behind <= PADDING as usize)
            }
            Relation::Ipv4Sum => {
                let from = usize::from(self.field.at);
                let bytes = header.get(from..from + usize::from(IPV4_SUM));
                bytes.is_some_and(sums_up)
            }
        }
    }
}

/// A number of bytes that some bits of a header give: `((bits + plus) << left) >> right`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scaled {
    /// The bits, of one byte.
    pub field: Field,
    /// Added to them.
    pub plus: u8,
    /// Shifted to the left by.
    pub left: u8,
    /// Shifted to the right by.
    pub right: u8,
}

impl Field {
    /// The number and `plus`, as bytes.
    ///
    /// # Panics
    /// Unless the field has one byte. Meant for constants, where that does not compile.
    #[must_use]
    pub const fn plus(self, plus: u8) -> Scaled {
        assert!(self.bytes == 1, "a length of one byte");
        Scaled {
            field: self,
            plus,
            left: 0,
            right: 0,
        }
    }

    /// The number of units of `1 << left` bytes.
    #[must_use]
    pub const fn shl(self, left: u8) -> Scaled {
        self.plus(0).shl(left)
    }

    /// A bit of value `bytes << right` as a number of bytes.
    #[must_use]
    pub const fn shr(self, right: u8) -> Scaled {
        Scaled {
            right,
            ..self.plus(0)
        }
    }
}

impl Scaled {
    /// The number of units of `1 << left` bytes.
    #[must_use]
    pub const fn shl(self, left: u8) -> Self {
        Self { left, ..self }
    }

    /// Its value in `header`, in bytes.
    #[must_use]
    pub fn read(self, header: &[u8]) -> usize {
        (self.field.read(header) as usize + usize::from(self.plus)) << self.left >> self.right
    }
}

/// How far the next header is from this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skip {
    /// So many bytes.
    pub bytes: u8,
    /// And these, all of one byte of the header.
    pub plus: &'static [Scaled],
}

impl Skip {
    /// Not at all.
    pub const NOTHING: Self = Self::bytes(0);

    /// By `bytes`.
    #[must_use]
    pub const fn bytes(bytes: u8) -> Self {
        Self { bytes, plus: &[] }
    }

    /// And by what the header says.
    #[must_use]
    pub const fn and(self, plus: &'static [Scaled]) -> Self {
        Self { plus, ..self }
    }

    /// How far that is behind `header`, in bytes.
    #[must_use]
    pub fn read(self, header: &[u8]) -> usize {
        let plus = self.plus.iter().map(|scaled| scaled.read(header));
        usize::from(self.bytes) + plus.sum::<usize>()
    }
}

/// A field that is worth showing to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Show {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub value: Shown,
    /// Shown only if this holds.
    pub only: Option<Test>,
}

/// How a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As a decimal number, shifted to the right and then to the left.
    Number(Field, u8, u8),
    /// As a hexadecimal number.
    Hex(Field),
    /// Whether any bit of it is set.
    Flag(Field),
    /// As a MAC address, at this offset.
    Mac(u8),
    /// As an IPv4 address, at this offset.
    Ipv4(u8),
    /// As an IPv6 address, at this offset.
    Ipv6(u8),
}

/// Shows `value` as `name`.
#[must_use]
pub const fn show(name: &'static str, value: Shown) -> Show {
    Show {
        name,
        value,
        only: None,
    }
}

impl Show {
    /// Only if `test` holds.
    #[must_use]
    pub const fn only(self, test: Test) -> Self {
        Self {
            only: Some(test),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_there_count_as_0() {
        let bytes = [0x12, 0x34, 0x56, 0x78, 0x9a];
        for (field, expected) in [
            (byte(4), 0x9a),
            (byte(5), 0),
            (half(3), 0x789a),
            (half(4), 0x9a00),
            (half(9), 0),
            (word(1), 0x3456_789a),
            (word(3), 0x789a_0000),
            (word(0).mask(0x00ff_0000), 0x0034_0000),
        ] {
            assert_eq!(field.read(&bytes), expected, "{field:?}");
        }
    }
}
