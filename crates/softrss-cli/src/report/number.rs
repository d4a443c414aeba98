//! Numbers as people read them.

/// `part` ÷ `whole`; 0 of nothing is 0.
#[expect(
    clippy::cast_precision_loss,
    reason = "a ratio of counts needs no 53rd bit"
)]
pub(crate) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}

/// `12345` as `12,345`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 flow`, `2 flows`.
pub(crate) fn counted(number: u64, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", grouped(number))
}

/// Bytes in the largest unit that leaves at least one.
pub(crate) fn bytes(bytes: u64) -> String {
    const UNITS: [(&str, u64); 6] = [
        ("EB", 1_000_000_000_000_000_000),
        ("PB", 1_000_000_000_000_000),
        ("TB", 1_000_000_000_000),
        ("GB", 1_000_000_000),
        ("MB", 1_000_000),
        ("kB", 1_000),
    ];
    in_units(bytes, &UNITS, "B")
}

/// A duration in the largest unit that leaves at least one.
pub(crate) fn nanoseconds(nanoseconds: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("s", 1_000_000_000), ("ms", 1_000_000), ("µs", 1_000)];
    in_units(nanoseconds, &UNITS, "ns")
}

fn in_units(number: u64, units: &[(&str, u64)], smallest: &str) -> String {
    // What rounds up to a whole unit is told in that unit.
    let fitting = units
        .iter()
        .find(|(_, unit)| number >= unit - unit / 20_000);
    let Some((name, unit)) = fitting else {
        return format!("{number} {smallest}");
    };
    let tenths = (u128::from(number) * 10 + u128::from(unit / 2)) / u128::from(*unit);
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn things_are_counted() {
        assert_eq!(counted(0, "flow"), "0 flows");
        assert_eq!(counted(1, "flow"), "1 flow");
        assert_eq!(counted(2000, "flow"), "2,000 flows");
    }

    #[test]
    fn sizes_have_a_unit() {
        for (size, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (1949, "1.9 kB"),
            (999_949, "999.9 kB"),
            (999_950, "1.0 MB"),
            (1_500_000_000, "1.5 GB"),
            (u64::MAX, "18.4 EB"),
        ] {
            assert_eq!(bytes(size), text);
        }
    }

    #[test]
    fn durations_have_units() {
        for (nanoseconds, text) in [
            (0, "0 ns"),
            (999, "999 ns"),
            (1000, "1.0 µs"),
            (12_345, "12.3 µs"),
            (999_949, "999.9 µs"),
            (999_950, "1.0 ms"),
            (1_500_000_000, "1.5 s"),
            (u64::MAX, "18446744073.7 s"),
        ] {
            assert_eq!(super::nanoseconds(nanoseconds), text);
        }
    }
}
