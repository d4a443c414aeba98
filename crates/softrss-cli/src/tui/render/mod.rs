//! The drawing, one part of the screen in each file. Every part draws what fits and leaves out the rest.

mod footer;
mod header;
mod help;
mod lists;
mod pen;
#[cfg(test)]
mod screens;
mod targets;

use ratatui::{Frame, layout::Rect};

use super::{app::App, layout::Layout, theme::Theme};
use pen::Pen;

/// Draws everything.
pub(crate) fn render(frame: &mut Frame<'_>, app: &App, theme: Theme) {
    let area = frame.area();
    let Some(rates) = app.view().and_then(|view| view.rates.as_ref()) else {
        waiting(frame, area, app, theme);
        return;
    };
    let layout = Layout::of(area.as_size(), rates);
    let mut top = area.y;
    let mut part = |height| {
        let part = Rect {
            y: top,
            height,
            ..area
        }
        .intersection(area);
        top = part.bottom();
        part
    };
    header::render(frame, part(layout.header), app, theme);
    targets::render(frame, part(1 + layout.targets), app, theme);
    lists::render(frame, part(layout.lists), app, theme);
    let bottom = Rect {
        y: area.bottom() - layout.footer,
        height: layout.footer,
        ..area
    };
    footer::render(frame, bottom, app, theme);
    if app.help {
        help::render(frame, area, theme);
    }
}

/// The first interval is not over yet: there are no rates.
fn waiting(frame: &mut Frame<'_>, area: Rect, app: &App, theme: Theme) {
    header::render(
        frame,
        Rect {
            height: area.height.min(3),
            ..area
        },
        app,
        theme,
    );
    let below = Rect {
        y: area.y + 3,
        ..area
    }
    .intersection(area);
    let mut pen = Pen::new(frame.buffer_mut(), below);
    pen.text("measuring …", theme.faint());
    if app.help {
        help::render(frame, area, theme);
    }
}
