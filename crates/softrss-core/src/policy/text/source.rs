//! A file's text, and the place in it that an error is about.

use std::ops::Range;

/// The longest part of a line that an error shows, in characters.
const EXCERPT_CHARS: usize = 100;
/// How much of the line before the place itself is kept when a line is too long, in characters.
const EXCERPT_LEAD: usize = 30;

/// A text and the name that errors call it by.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

/// A place in a file: name, line, column, and the line itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The file, as the caller named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is shown of the line; long lines are cut around the place.
    pub excerpt: String,
    /// The characters of `excerpt` that are meant; never empty.
    pub marked: Range<usize>,
}

impl Source<'_> {
    /// The place of the bytes `span`. A span that ends on a later line is cut at the end of its first.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        let start = floor_char_boundary(self.text, span.start);
        let end = floor_char_boundary(self.text, span.end.max(start));
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = self.text[line_start..].split('\n').next().unwrap_or("");
        let line = line.strip_suffix('\r').unwrap_or(line);
        let before = self.text[line_start..start].chars().count();
        let marked = self.text[start..end.min(line_start + line.len()).max(start)]
            .chars()
            .count()
            .max(1);
        let (excerpt, first) = cut(line, before);
        let from = before - first.dropped + first.added;
        Place {
            file: self.name.to_owned(),
            line: self.text[..start]
                .bytes()
                .filter(|byte| *byte == b'\n')
                .count()
                + 1,
            column: before + 1,
            marked: from..(from + marked).min(excerpt.chars().count().max(from + 1)),
            excerpt,
        }
    }
}

/// What [`cut`] did to the front of a line, in characters.
struct Front {
    dropped: usize,
    added: usize,
}

fn cut(line: &str, at: usize) -> (String, Front) {
    let dropped = if at > EXCERPT_CHARS - EXCERPT_LEAD {
        at - EXCERPT_LEAD
    } else {
        0
    };
    let mut rest = line.chars().skip(dropped);
    let mut excerpt = String::new();
    let added = if dropped > 0 {
        excerpt.push('…');
        1
    } else {
        0
    };
    // Tabs and control characters would move the caret or the reader's terminal.
    excerpt.extend(rest.by_ref().take(EXCERPT_CHARS).map(printable));
    if rest.next().is_some() {
        excerpt.push('…');
    }
    (excerpt, Front { dropped, added })
}

fn printable(c: char) -> char {
    match c {
        '\t' => ' ',
        // Bidirectional controls reorder the rest of the line.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// `value` as a message may quote it: printable and short.
pub(super) fn quoted(value: &str) -> String {
    let mut chars = value.chars();
    let mut text: String = chars.by_ref().take(60).map(printable).collect();
    if chars.next().is_some() {
        text.push('…');
    }
    text
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, span: Range<usize>) -> Place {
        Source { name: "f", text }.place(&span)
    }

    #[test]
    fn counts_lines_and_characters() {
        let place = place("a = 1\r\nähm = 2\r\n", 14..15);
        assert_eq!((place.line, place.column), (2, 7));
        assert_eq!(place.excerpt, "ähm = 2");
        assert_eq!(place.marked, 6..7);
    }

    #[test]
    fn marks_something_at_the_end_of_the_file() {
        let place = place("a =", 3..3);
        assert_eq!((place.line, place.column), (1, 4));
        assert_eq!(place.marked, 3..4);
    }

    #[test]
    fn cuts_long_lines_around_the_place() {
        let text = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let place = place(&text, 500..501);
        assert_eq!(place.column, 501);
        assert_eq!(place.excerpt.chars().nth(place.marked.start), Some('X'));
        assert!(place.excerpt.chars().count() <= EXCERPT_CHARS + 2);
    }

    #[test]
    fn any_span_has_a_place() {
        let text = "é\n\tü\r\n";
        for start in 0..text.len() + 3 {
            for end in 0..text.len() + 3 {
                let place = place(text, start..end);
                assert!(!place.marked.is_empty(), "{start}..{end}");
            }
        }
    }
}
