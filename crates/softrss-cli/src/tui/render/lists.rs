//! The lists below the targets, side by side where there is room.

use ratatui::{Frame, layout::Rect, style::Style};

use super::pen::{Pen, width};
use crate::{
    report::number::rate,
    tui::{
        app::App,
        layout::Layout,
        list::{DECIDED, Entry, UNPARSED, decided, unparsed},
        theme::Theme,
    },
};

/// Blank columns between two lists.
const GAP: u16 = 4;
/// The widest list that can be read across.
const WIDEST: u16 = 48;
/// Characters of a rate.
const RATE: u16 = 9;

pub(crate) fn render(frame: &mut Frame<'_>, area: Rect, app: &App, theme: Theme) {
    let Some(rates) = app.view().and_then(|view| view.rates.as_ref()) else {
        return;
    };
    let below = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    if area.height == 0 {
        return;
    }
    let side_by_side = Layout::of(frame.area().as_size(), rates).side_by_side;
    if side_by_side {
        let wide = ((area.width - GAP) / 2).min(WIDEST);
        let left = Rect {
            width: wide,
            ..below
        };
        let right = Rect {
            x: below.x + wide + GAP,
            width: wide,
            ..below
        };
        let mut pen = Pen::new(frame.buffer_mut(), left);
        list(
            &mut pen,
            wide,
            below.height,
            DECIDED,
            &decided(rates),
            theme,
        );
        let mut pen = Pen::new(frame.buffer_mut(), right);
        list(
            &mut pen,
            wide,
            below.height,
            UNPARSED,
            &unparsed(rates),
            theme,
        );
    } else {
        let wide = area.width.min(WIDEST);
        let mut pen = Pen::new(
            frame.buffer_mut(),
            Rect {
                width: wide,
                ..below
            },
        );
        let (decided, unparsed) = (decided(rates), unparsed(rates));
        // The second keeps at least what is bad, and the heading above it.
        let bad = unparsed.iter().filter(|entry| entry.bad).count();
        let kept = u16::try_from(if bad > 0 { bad + 1 } else { 0 }).unwrap_or(u16::MAX);
        let rows = below.height.saturating_sub(kept);
        let used = list(&mut pen, wide, rows, DECIDED, &decided, theme);
        if below.height - used > 1 {
            list(
                &mut pen,
                wide,
                below.height - used,
                UNPARSED,
                &unparsed,
                theme,
            );
        }
    }
}

/// Writes a list into `rows` rows, and says how many it took.
fn list(
    pen: &mut Pen<'_>,
    wide: u16,
    rows: u16,
    title: &str,
    entries: &[Entry],
    theme: Theme,
) -> u16 {
    if rows == 0 {
        return 0;
    }
    let name = wide.saturating_sub(RATE + 1);
    pen.field(title, name, theme.heading()).skip(1);
    pen.right("packets/s", RATE, theme.heading()).next_row();
    let room = usize::from(rows - 1);
    // The last row says how many there are more, unless it is the only one.
    let shown = match entries.len() {
        few if few <= room => few,
        _ if room <= 1 => room,
        _ => room - 1,
    };
    for entry in &entries[..shown] {
        let style = if entry.bad {
            theme.alarm()
        } else {
            Style::new()
        };
        pen.field(&entry.words, name, style).skip(1);
        pen.right(&entry.rate.map_or("-".to_owned(), rate), RATE, style)
            .next_row();
    }
    let mut used = 1 + shown;
    if shown < entries.len() && shown < room {
        let more = format!("… {} more", entries.len() - shown);
        pen.field(&more, wide.max(width(&more)), theme.faint())
            .next_row();
        used += 1;
    }
    u16::try_from(used).unwrap_or(rows)
}
