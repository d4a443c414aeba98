//! The keys, as many as fit.

use ratatui::{Frame, layout::Rect, style::Style};

use super::pen::{Pen, width};
use crate::tui::{app::App, theme::Theme};

pub(crate) fn render(frame: &mut Frame<'_>, area: Rect, app: &App, theme: Theme) {
    let mut pen = Pen::new(frame.buffer_mut(), area);
    let order = format!(
        "sort: {}{}",
        app.sort.title(),
        if app.reverse { ", reversed" } else { "" }
    );
    let mut keys = vec![
        ("q", "quit".to_owned()),
        ("?", "help".to_owned()),
        ("p", if app.paused { "go on" } else { "pause" }.to_owned()),
        ("s", order),
        ("r", "reverse".to_owned()),
        ("+ -", "interval".to_owned()),
        ("↑ ↓", "scroll".to_owned()),
    ];
    if app.place().1 > 1 {
        keys.insert(3, ("tab", "interface".to_owned()));
    }
    for (key, does) in keys {
        if width(key) + 1 + width(&does) > pen.left() {
            break;
        }
        pen.text(key, theme.heading()).skip(1);
        pen.text(&does, Style::new()).skip(2);
    }
}
