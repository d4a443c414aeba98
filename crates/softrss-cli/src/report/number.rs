//! Numbers as people read them.

use std::time::Duration;

use softrss_core::policy::KeyKind;

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

/// `1 flow`, `2 flows`, `2 prefixes`.
pub(crate) fn counted(number: u64, thing: &str) -> String {
    let plural = match number {
        1 => "",
        _ if thing.ends_with('x') => "es",
        _ => "s",
    };
    format!("{} {thing}{plural}", grouped(number))
}

/// So many keys of a kind.
pub(crate) fn of_kind(count: usize, kind: KeyKind) -> String {
    let row = kind.row();
    let word = if count == 1 { row.word } else { row.many };
    format!("{} {word}", grouped(count as u64))
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

/// A rate in at most seven characters: `0`, `0.4`, `999`, `12.3 k`, `1.2 M`.
pub(crate) fn rate(rate: f64) -> String {
    const UNITS: [(&str, f64); 4] = [("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3)];
    // What rounds up to a whole unit is told in that unit.
    let fitting = UNITS.iter().find(|(_, unit)| rate >= unit - unit / 2e3);
    match fitting {
        Some((name, unit)) => format!("{:.1} {name}", rate / unit),
        None if (0.05..9.95).contains(&rate) => format!("{rate:.1}"),
        None => format!("{rate:.0}"),
    }
}

/// A share of 0 to 1 as `0 %`, `0.3 %` or `12 %`.
pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if (0.05..9.95).contains(&percent) {
        return format!("{percent:.1} %");
    }
    format!("{percent:.0} %")
}

/// A duration in its largest unit that leaves at least one: `840 ns`, `12.5 µs`, `3.1 s`.
pub(crate) fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    for (unit, name) in [(1.0, "s"), (1e-3, "ms"), (1e-6, "µs")] {
        // What rounds up to a whole unit is told in that unit.
        if seconds >= unit - unit / 2e3 {
            let number = seconds / unit;
            let decimals = usize::from(number < 99.95);
            return format!("{number:.decimals$} {name}");
        }
    }
    format!("{} ns", duration.as_nanos())
}

/// How long ago something was, in the two largest units: `45 s`, `3 min 20 s`, `2 h 5 min`, `12 d 7 h`.
pub(crate) fn age(seconds: u64) -> String {
    const UNITS: [(u64, &str); 4] = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")];
    let largest = UNITS.iter().position(|(unit, _)| seconds >= *unit);
    let from = largest.unwrap_or(UNITS.len() - 1);
    let mut left = seconds;
    let mut words = Vec::new();
    for (unit, name) in UNITS.iter().skip(from).take(2) {
        let number = left / unit;
        left %= unit;
        if number > 0 || words.is_empty() {
            words.push(format!("{number} {name}"));
        }
    }
    words.join(" ")
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
    fn rates_have_a_unit() {
        for (number, text) in [
            (0.0, "0"),
            (0.04, "0"),
            (0.36, "0.4"),
            (9.94, "9.9"),
            (9.96, "10"),
            (999.4, "999"),
            (999.96, "1.0 k"),
            (12_345.0, "12.3 k"),
            (999_960.0, "1.0 M"),
            (14_880_952.0, "14.9 M"),
        ] {
            assert_eq!(rate(number), text, "{number}");
        }
    }

    #[test]
    fn shares_are_percent() {
        for (share, text) in [
            (0.0, "0 %"),
            (0.000_4, "0 %"),
            (0.003, "0.3 %"),
            (0.0996, "10 %"),
            (0.5, "50 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(share), text, "{share}");
        }
    }

    #[test]
    fn durations_have_a_unit() {
        for (nanoseconds, text) in [
            (0, "0 ns"),
            (999, "999 ns"),
            (1000, "1.0 µs"),
            (12_500, "12.5 µs"),
            (123_456, "123 µs"),
            (999_940, "1.0 ms"),
            (3_100_000_000, "3.1 s"),
        ] {
            assert_eq!(duration(Duration::from_nanos(nanoseconds)), text);
        }
    }

    #[test]
    fn ages_have_two_units() {
        for (seconds, text) in [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (200, "3 min 20 s"),
            (7500, "2 h 5 min"),
            (86_459, "1 d"),
            (1_062_000, "12 d 7 h"),
        ] {
            assert_eq!(age(seconds), text);
        }
    }
}
