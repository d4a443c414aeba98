//! The keys and the columns, in words.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    widgets::{Block, Clear, Widget},
};

use super::pen::{Pen, width};
use crate::tui::{column::Column, theme::Theme};

const KEYS: [(&str, &str); 9] = [
    ("q Esc Ctrl-C", "quit"),
    ("p space", "pause, go on"),
    ("s S", "sort by the next, the previous column"),
    ("r", "reverse the order"),
    ("tab ← →", "another interface"),
    ("↑ ↓ PgUp PgDn", "scroll the targets"),
    ("+ -", "longer, shorter interval"),
    ("h ?", "this help"),
    ("", ""),
];

/// Words of the screen that are no columns.
const WORDS: [(&str, &str); 2] = [
    ("imbalance", "busiest target ÷ mean over the targets"),
    ("saturated", "a thread that never sleeps"),
];

/// The width of the first column.
const NAMES: u16 = 15;

pub(crate) fn render(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let keys = KEYS.map(|(keys, words)| (keys.to_owned(), words));
    let columns = Column::all().filter_map(|column| Some((column.title(), column.help()?)));
    let words = WORDS.map(|(word, words)| (word.to_owned(), words));
    let lines: Vec<(String, &str)> = keys.into_iter().chain(columns).chain(words).collect();
    let longest = lines
        .iter()
        .map(|(_, words)| width(words))
        .max()
        .unwrap_or(0);
    let high = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let wanted = Rect::new(0, 0, NAMES + longest + 4, high + 2);
    let size = Rect {
        width: wanted.width.min(area.width),
        height: wanted.height.min(area.height),
        ..wanted
    };
    let place = Rect {
        x: area.x + (area.width - size.width) / 2,
        y: area.y + (area.height - size.height) / 2,
        ..size
    };
    let buffer = frame.buffer_mut();
    Clear.render(place, buffer);
    // A small window needs its edges for the words.
    let inner = if place == area {
        place
    } else {
        let block = Block::bordered().title(" help ");
        let inner = block.inner(place);
        block.render(place, buffer);
        Rect {
            x: inner.x + 1,
            width: inner.width.saturating_sub(2),
            ..inner
        }
    };
    let mut pen = Pen::new(buffer, inner);
    for (name, words) in &lines {
        // Where there is no room for all, there is none for blank lines.
        if name.is_empty() && size.height < wanted.height {
            continue;
        }
        pen.field(name, NAMES, theme.heading());
        pen.text(words, Style::new()).next_row();
    }
}
