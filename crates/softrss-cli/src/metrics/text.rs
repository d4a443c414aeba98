//! The text format, version 0.0.4.
//!
//! # Source
//! <https://prometheus.io/docs/instrumenting/exposition_formats/>

use std::fmt::{Display, Write as _};

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Counter,
    Gauge,
    Histogram,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

/// A label and its value.
pub(super) type Label<'a> = (&'static str, &'a str);

/// Families of samples, one after the other.
#[derive(Debug, Default)]
pub(super) struct Exposition(String);

impl Exposition {
    /// Begins a family, to which all samples belong until the next.
    pub(super) fn family(&mut self, name: &str, kind: Kind, help: &str) -> Family<'_> {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "# HELP {name} {}", escaped(help, false));
        let _ = writeln!(self.0, "# TYPE {name} {}", kind.word());
        Family {
            name: name.to_owned(),
            text: &mut self.0,
        }
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// A family of samples.
pub(super) struct Family<'e> {
    name: String,
    text: &'e mut String,
}

impl Family<'_> {
    pub(super) fn sample(&mut self, labels: &[Label<'_>], value: impl Display) {
        self.suffixed("", labels, value);
    }

    /// A sample whose name has something after that of its family.
    pub(super) fn suffixed(&mut self, suffix: &str, labels: &[Label<'_>], value: impl Display) {
        let (name, text) = (&self.name, &mut *self.text);
        let _ = write!(text, "{name}{suffix}");
        for (at, (label, value)) in labels.iter().enumerate() {
            let before = if at == 0 { '{' } else { ',' };
            let _ = write!(text, "{before}{label}=\"{}\"", escaped(value, true));
        }
        let _ = writeln!(text, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }
}

/// `text` with what would end its line, or with `quotes` also what would end the value of a label, escaped.
fn escaped(text: &str, quotes: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '"' if quotes => escaped.push_str("\\\""),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_out_of_their_quotes() {
        let mut all = Exposition::default();
        let mut family = all.family("a_total", Kind::Counter, "A \"help\"\nin \\ two lines.");
        family.sample(&[("rule", "\"} 1\n\\ß"), ("cpu", "2")], 7);
        family.sample(&[], 0.5);
        assert_eq!(
            all.finish(),
            "# HELP a_total A \"help\"\\nin \\\\ two lines.\n# TYPE a_total counter\n\
             a_total{rule=\"\\\"} 1\\n\\\\ß\",cpu=\"2\"} 7\na_total 0.5\n"
        );
    }
}
