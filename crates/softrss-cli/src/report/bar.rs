//! Bars, and whether they may be coloured.

use std::io::IsTerminal;

/// Eighths of a character, from one to seven.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// Whether what is written to `stream` may be coloured.
pub(crate) fn coloured(stream: &impl IsTerminal) -> bool {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !no_color && stream.is_terminal()
}

/// A bar that fills `part` of `whole` of its `width` characters, padded with blanks. A part above 0
/// shows at least an eighth of a character.
pub(crate) fn bar(part: u64, whole: u64, width: usize, colour: bool) -> String {
    let full = width * 8;
    let exact = u128::from(part) * full as u128;
    let rounded = (exact + u128::from(whole) / 2) / u128::from(whole.max(1));
    let eighths = usize::try_from(rounded).map_or(full, |eighths| eighths.min(full));
    let eighths = eighths.max(usize::from(part > 0));
    let mut bar = "█".repeat(eighths / 8);
    bar.extend((eighths % 8).checked_sub(1).map(|part| EIGHTHS[part]));
    let blanks = " ".repeat(width - eighths.div_ceil(8));
    if colour {
        format!("\x1b[36m{bar}\x1b[0m{blanks}")
    } else {
        bar + &blanks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_they_say() {
        assert_eq!(bar(0, 9, 4, false), "    ");
        assert_eq!(bar(0, 0, 4, false), "    ");
        assert_eq!(bar(1, u64::MAX, 4, false), "▏   ");
        assert_eq!(bar(5, 10, 4, false), "██  ");
        assert_eq!(bar(53, 100, 4, false), "██▏ ");
        assert_eq!(bar(u64::MAX, u64::MAX, 4, false), "████");
        assert_eq!(bar(7, 1, 4, false), "████");
        assert_eq!(bar(1, 2, 2, true), "\x1b[36m█\x1b[0m ");
        for step in 0..=1000 {
            assert_eq!(bar(step, 1000, 7, false).chars().count(), 7);
        }
    }
}
