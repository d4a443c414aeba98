//! A condition of a rule: a field and the values of it that are accepted.

use std::{fmt, ops::RangeInclusive};

use super::{
    bits::Masked,
    field::{Field, FieldValues},
    masked_mac::MaskedMac,
    prefix::Prefix,
    sentence::join,
};
use crate::facts::{Facts, Value};

/// One condition. It holds for packets that have the field, with one of the values.
///
/// ```
/// use softrss_core::policy::{Field, Match};
/// assert!(Match::numbers(Field::DstPort, [53, 853]).is_ok());
/// assert!(Match::numbers(Field::DstPort, []).is_err());
/// assert!(Match::ranges(Field::Vlan, [100..=4095]).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    field: Field,
    values: Values,
}

/// The values that a condition accepts; never empty, and each one that the field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// Ranges of numbers.
    Numbers(Vec<RangeInclusive<u32>>),
    /// Bits that may be set.
    Bits(Vec<Masked>),
    /// Prefixes that an address may be in.
    Prefixes(Vec<Prefix>),
    /// What a MAC address may be.
    Macs(Vec<MaskedMac>),
}

/// Why something is no condition.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MatchError {
    /// No value is accepted, so no packet could meet it.
    #[error("the condition on `{}` accepts no value", field.word())]
    Nothing {
        /// The field.
        field: Field,
    },
    /// Prefixes for a number, or numbers for an address.
    #[error("`{}` takes values of another kind", field.word())]
    OtherKind {
        /// The field.
        field: Field,
    },
    /// Bits that have no name.
    #[error("`{}` has no such bits", field.word())]
    NoSuchBit {
        /// The field.
        field: Field,
    },
    /// A range that runs downwards, or is not all within what the field takes.
    #[error("`{}` cannot be {} to {}", field.word(), range.start(), range.end())]
    OutOfRange {
        /// The field.
        field: Field,
        /// The range.
        range: RangeInclusive<u32>,
    },
}

impl Match {
    /// The condition that `field` has one of `values`.
    ///
    /// # Errors
    /// [`MatchError`].
    pub fn new(field: Field, values: Values) -> Result<Self, MatchError> {
        let empty = match (&values, &field.row().values) {
            (Values::Numbers(ranges), FieldValues::Numbers(numbers)) => {
                if let Some(range) = ranges.iter().find(|range| !numbers.take(range)) {
                    let range = range.clone();
                    return Err(MatchError::OutOfRange { field, range });
                }
                ranges.is_empty()
            }
            (Values::Bits(masked), FieldValues::Bits(bits)) => {
                if masked.iter().any(|masked| masked.mask() & !bits.all() != 0) {
                    return Err(MatchError::NoSuchBit { field });
                }
                masked.is_empty()
            }
            (Values::Prefixes(prefixes), FieldValues::Addresses) => prefixes.is_empty(),
            (Values::Macs(macs), FieldValues::Macs) => macs.is_empty(),
            (
                Values::Numbers(_),
                FieldValues::Addresses | FieldValues::Bits(_) | FieldValues::Macs,
            )
            | (
                Values::Bits(_),
                FieldValues::Addresses | FieldValues::Numbers(_) | FieldValues::Macs,
            )
            | (
                Values::Prefixes(_),
                FieldValues::Numbers(_) | FieldValues::Bits(_) | FieldValues::Macs,
            )
            | (
                Values::Macs(_),
                FieldValues::Numbers(_) | FieldValues::Bits(_) | FieldValues::Addresses,
            ) => {
                return Err(MatchError::OtherKind { field });
            }
        };
        if empty {
            return Err(MatchError::Nothing { field });
        }
        Ok(Self { field, values })
    }

    /// The condition that `field` is one of `numbers`.
    ///
    /// # Errors
    /// [`MatchError`].
    pub fn numbers(
        field: Field,
        numbers: impl IntoIterator<Item = u32>,
    ) -> Result<Self, MatchError> {
        Self::ranges(field, numbers.into_iter().map(|number| number..=number))
    }

    /// The condition that `field` is in one of `ranges`.
    ///
    /// # Errors
    /// [`MatchError`].
    pub fn ranges(
        field: Field,
        ranges: impl IntoIterator<Item = RangeInclusive<u32>>,
    ) -> Result<Self, MatchError> {
        Self::new(field, Values::Numbers(ranges.into_iter().collect()))
    }

    /// The condition that `field` is in one of `prefixes`.
    ///
    /// # Errors
    /// [`MatchError`].
    pub fn prefixes(
        field: Field,
        prefixes: impl IntoIterator<Item = Prefix>,
    ) -> Result<Self, MatchError> {
        Self::new(field, Values::Prefixes(prefixes.into_iter().collect()))
    }

    /// The condition that bits of `field` are as one of `masked` says.
    ///
    /// # Errors
    /// [`MatchError`].
    pub fn bits(
        field: Field,
        masked: impl IntoIterator<Item = Masked>,
    ) -> Result<Self, MatchError> {
        Self::new(field, Values::Bits(masked.into_iter().collect()))
    }

    /// The condition that `field` is as one of `macs` says.
    ///
    /// # Errors
    /// [`MatchError`].
    pub fn macs(
        field: Field,
        macs: impl IntoIterator<Item = MaskedMac>,
    ) -> Result<Self, MatchError> {
        Self::new(field, Values::Macs(macs.into_iter().collect()))
    }

    /// What is looked at.
    #[must_use]
    pub const fn field(&self) -> Field {
        self.field
    }

    /// What is accepted.
    #[must_use]
    pub const fn values(&self) -> &Values {
        &self.values
    }

    /// Whether it holds for a packet.
    /// The numbers that are asked for by themselves, as policy files have them: whoever writes a range means what else is in it. Of a
    /// field whose numbers have names that is each, because no range of them can be written.
    pub(crate) fn singles(&self) -> impl Iterator<Item = (u32, String)> {
        let Values::Numbers(ranges) = self.values() else {
            return None.into_iter().flatten();
        };
        let numbers = self.field().numbers();
        let is_named = !numbers.names.is_empty();
        let single = move |range: &&RangeInclusive<u32>| is_named || range.start() == range.end();
        let singles = ranges.iter().filter(single).flat_map(Clone::clone);
        let singles = singles.map(|number| (number, numbers.written(&(number..=number))));
        Some(singles).into_iter().flatten()
    }

    pub(crate) fn holds(&self, facts: &Facts<'_>) -> bool {
        (self.field.row().read)(facts).is_some_and(|value| self.values.accept(value))
    }

    /// What a packet has in its place, as policy files have it.
    pub(crate) fn found(&self, facts: &Facts<'_>) -> Option<String> {
        let value = (self.field.row().read)(facts)?;
        Some(self.field.written(value))
    }

    /// Whether it holds wherever `narrow` does. `true` is certain.
    pub(crate) fn includes(&self, narrow: &Self) -> bool {
        self.field == narrow.field && self.values.include(&narrow.values)
    }

    /// The condition as policy files have it.
    pub(crate) fn written(&self) -> String {
        let numbers = self.field.numbers();
        let values = self.values.each(
            |range| numbers.written(range),
            |masked| format!("\"{}\"", self.field.bits(*masked)),
            |prefix| format!("\"{prefix}\""),
            |mac| format!("\"{mac}\""),
        );
        let word = self.field.word();
        match &values[..] {
            [only] => format!("{word} = {only}"),
            several => format!("{word} = [{}]", several.join(", ")),
        }
    }

    /// The condition in plain words.
    pub(crate) fn said(&self) -> String {
        let numbers = self.field.numbers();
        let values = self.values.each(
            |range| numbers.said(range),
            |masked| self.field.bits(*masked),
            Prefix::to_string,
            MaskedMac::to_string,
        );
        let [before, behind] = self.field.row().said;
        format!("{before}{}{behind}", join(values, "or"))
    }
}

/// As policy files have it.
impl fmt::Display for Match {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written())
    }
}

impl Values {
    fn accept(&self, value: Value) -> bool {
        match (self, value) {
            (Self::Numbers(ranges), Value::Number(number)) => {
                ranges.iter().any(|range| range.contains(&number))
            }
            (Self::Prefixes(prefixes), Value::Address(address)) => {
                prefixes.iter().any(|prefix| prefix.contains(address))
            }
            (Self::Bits(masked), Value::Number(number)) => {
                masked.iter().any(|masked| masked.accepts(number))
            }
            (Self::Macs(masked), Value::Mac(mac)) => {
                masked.iter().any(|masked| masked.accepts(mac))
            }
            (Self::Numbers(_) | Self::Bits(_), Value::Address(_) | Value::Mac(_))
            | (Self::Prefixes(_), Value::Number(_) | Value::Mac(_))
            | (Self::Macs(_), Value::Number(_) | Value::Address(_)) => false,
        }
    }

    fn include(&self, narrow: &Self) -> bool {
        match (self, narrow) {
            (Self::Numbers(wide), Self::Numbers(narrow)) => ranges_include(wide, narrow),
            (Self::Prefixes(wide), Self::Prefixes(narrow)) => narrow
                .iter()
                .all(|narrow| wide.iter().any(|wide| wide.includes(narrow))),
            (Self::Bits(wide), Self::Bits(narrow)) => narrow
                .iter()
                .all(|narrow| wide.iter().any(|wide| wide.includes(*narrow))),
            (Self::Macs(wide), Self::Macs(narrow)) => narrow
                .iter()
                .all(|narrow| wide.iter().any(|wide| wide.includes(*narrow))),
            (Self::Numbers(_), Self::Prefixes(_) | Self::Bits(_) | Self::Macs(_))
            | (Self::Bits(_), Self::Numbers(_) | Self::Prefixes(_) | Self::Macs(_))
            | (Self::Prefixes(_), Self::Numbers(_) | Self::Bits(_) | Self::Macs(_))
            | (Self::Macs(_), Self::Numbers(_) | Self::Bits(_) | Self::Prefixes(_)) => false,
        }
    }

    fn each(
        &self,
        range: impl Fn(&RangeInclusive<u32>) -> String,
        bits: impl Fn(&Masked) -> String,
        prefix: impl Fn(&Prefix) -> String,
        mac: impl Fn(&MaskedMac) -> String,
    ) -> Vec<String> {
        match self {
            Self::Numbers(ranges) => ranges.iter().map(range).collect(),
            Self::Bits(masked) => masked.iter().map(bits).collect(),
            Self::Prefixes(prefixes) => prefixes.iter().map(prefix).collect(),
            Self::Macs(macs) => macs.iter().map(mac).collect(),
        }
    }
}

/// Whether every packet that fulfils `later` fulfils `earlier` too.
///
/// Sound, not complete: `true` is certain, `false` may only mean that it takes more than comparing condition by
/// condition to see it.
pub(crate) fn covers(earlier: &[Match], later: &[Match]) -> bool {
    earlier
        .iter()
        .all(|wide| later.iter().any(|narrow| wide.includes(narrow)))
}

fn ranges_include(wide: &[RangeInclusive<u32>], narrow: &[RangeInclusive<u32>]) -> bool {
    let mut wide: Vec<_> = wide
        .iter()
        .map(|range| (*range.start(), *range.end()))
        .collect();
    wide.sort_unstable();
    // Ranges that touch count as one.
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (first, last) in wide {
        match joined.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
            _ => joined.push((first, last)),
        }
    }
    narrow.iter().all(|range| {
        joined
            .iter()
            .any(|(first, last)| first <= range.start() && range.end() <= last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_ranges_that_touch() {
        assert!(ranges_include(&[11..=20, 1..=10], &[5..=15]));
        assert!(!ranges_include(&[12..=20, 1..=10], &[5..=15]));
        assert!(ranges_include(&[0..=u32::MAX, 3..=4], &[65535..=65535]));
    }

    #[test]
    fn more_conditions_are_narrower() {
        let (tcp, port) = (
            Match::numbers(Field::Proto, [6]).unwrap(),
            Match::numbers(Field::DstPort, [80]).unwrap(),
        );
        assert!(covers(&[], std::slice::from_ref(&tcp)));
        assert!(covers(
            std::slice::from_ref(&tcp),
            &[port.clone(), tcp.clone()]
        ));
        assert!(!covers(&[tcp.clone(), port], &[tcp]));
    }

    #[test]
    fn refuses_what_no_packet_meets() {
        let field = Field::Vlan;
        assert_eq!(
            Match::numbers(field, []),
            Err(MatchError::Nothing { field })
        );
        #[expect(clippy::reversed_empty_ranges, reason = "that is what is refused")]
        for range in [2..=1, 4094..=4095, 0..=u32::MAX] {
            let refused = Match::ranges(field, [range.clone()]);
            assert_eq!(refused, Err(MatchError::OutOfRange { field, range }));
        }
        assert_eq!(
            Match::prefixes(field, []),
            Err(MatchError::OtherKind { field })
        );
        let field = Field::SrcMac;
        assert_eq!(Match::macs(field, []), Err(MatchError::Nothing { field }));
        let field = Field::Src;
        assert_eq!(
            Match::prefixes(field, []),
            Err(MatchError::Nothing { field })
        );
        assert_eq!(
            Match::numbers(field, [1]),
            Err(MatchError::OtherKind { field })
        );
    }
}
