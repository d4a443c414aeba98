//! What stands out, and how: by colour, or where there is none by bold and reversed letters.

use std::ffi::OsStr;

use ratatui::style::{Color, Modifier, Style};

/// Names of interfaces.
pub(crate) const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);

/// How things look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Colour,
    Plain,
}

impl Theme {
    /// The theme for what the environment says in `NO_COLOR` and `TERM`.
    pub(crate) fn new(no_color: Option<&OsStr>, term: Option<&OsStr>) -> Self {
        if no_color.is_some_and(|value| !value.is_empty()) {
            return Self::Plain;
        }
        let Some(term) = term.and_then(OsStr::to_str) else {
            return Self::Plain;
        };
        let without = ["", "dumb", "unknown"].contains(&term)
            || ["vt1", "vt2"].iter().any(|start| term.starts_with(start))
            || ["-m", "-mono"].iter().any(|end| term.ends_with(end));
        if without { Self::Plain } else { Self::Colour }
    }

    /// Packets are being lost, or nothing can be read.
    pub(crate) fn alarm(self) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        match self {
            Self::Colour => bold.fg(Color::White).bg(Color::Red),
            Self::Plain => bold.add_modifier(Modifier::REVERSED),
        }
    }

    /// Something is at its limit.
    pub(crate) fn warning(self) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        match self {
            Self::Colour => bold.fg(Color::Yellow),
            Self::Plain => bold.add_modifier(Modifier::UNDERLINED),
        }
    }

    pub(crate) fn bar(self) -> Style {
        match self {
            Self::Colour => Style::new().fg(Color::Cyan),
            Self::Plain => Style::new(),
        }
    }

    pub(crate) fn history(self) -> Style {
        match self {
            Self::Colour => Style::new().fg(Color::Blue),
            Self::Plain => Style::new(),
        }
    }

    /// Headings and keys.
    pub(crate) fn heading(self) -> Style {
        match self {
            Self::Colour => Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD),
            Self::Plain => Style::new().add_modifier(Modifier::BOLD),
        }
    }

    /// What is there but of no weight.
    pub(crate) fn faint(self) -> Style {
        match self {
            Self::Colour => Style::new().fg(Color::DarkGray),
            Self::Plain => Style::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_only_where_it_is_wanted_and_can_be() {
        let theme = |no_color: Option<&str>, term: Option<&str>| {
            Theme::new(no_color.map(OsStr::new), term.map(OsStr::new))
        };
        assert_eq!(theme(None, Some("xterm-256color")), Theme::Colour);
        assert_eq!(theme(Some(""), Some("screen")), Theme::Colour);
        assert_eq!(theme(Some("1"), Some("xterm-256color")), Theme::Plain);
        for term in [
            None,
            Some(""),
            Some("dumb"),
            Some("vt100"),
            Some("vt220"),
            Some("xterm-mono"),
        ] {
            assert_eq!(theme(None, term), Theme::Plain, "{term:?}");
        }
    }
}
