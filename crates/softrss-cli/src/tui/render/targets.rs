//! One row for each target CPU.

use ratatui::{
    Frame,
    layout::Rect,
    style::{Modifier, Style},
};

use super::pen::Pen;
use crate::{
    report::{
        bar::bar,
        number::{duration, percent, rate},
    },
    tui::{app::App, rates::CpuRates, sort::Sort, theme::Theme, view::View},
};

/// The widest bar that is of use.
const WIDEST_BAR: u16 = 24;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Cpu,
    Bar,
    Share,
    Packets,
    Local,
    Processed,
    Drops,
    Bulk,
    Busy,
    P50,
    P99,
    History,
}

impl Column {
    /// The most important first: where the window is narrow the last are left out.
    const BY_WEIGHT: [Self; 12] = [
        Self::Cpu,
        Self::Packets,
        Self::Drops,
        Self::Busy,
        Self::Share,
        Self::Bar,
        Self::Processed,
        Self::History,
        Self::P99,
        Self::P50,
        Self::Bulk,
        Self::Local,
    ];

    fn title(self) -> &'static str {
        match self {
            Self::Cpu => "CPU",
            Self::Bar => "",
            Self::Share => "share",
            Self::Packets => "packets/s",
            Self::Local => "local/s",
            Self::Processed => "done/s",
            Self::Drops => "drops/s",
            Self::Bulk => "bulk",
            Self::Busy => "busy",
            Self::P50 => "p50",
            Self::P99 => "p99",
            Self::History => "history",
        }
    }

    /// In characters; the least, for those that take more.
    fn width(self) -> u16 {
        match self {
            Self::Cpu => 3,
            Self::Bulk => 4,
            Self::Share | Self::Busy => 5,
            Self::Bar => 6,
            Self::Processed | Self::Local | Self::Drops | Self::P50 | Self::P99 => 7,
            Self::History => 8,
            Self::Packets => 9,
        }
    }

    fn sort(self) -> Option<Sort> {
        match self {
            Self::Cpu => Some(Sort::Cpu),
            Self::Packets => Some(Sort::Packets),
            Self::Processed => Some(Sort::Processed),
            Self::Drops => Some(Sort::Drops),
            Self::Bulk => Some(Sort::Bulk),
            Self::Busy => Some(Sort::Busy),
            Self::P99 => Some(Sort::Wait),
            Self::Bar | Self::Share | Self::Local | Self::P50 | Self::History => None,
        }
    }
}

/// The columns that fit into `width`, from left to right, with their widths.
fn columns(width: u16, latency: bool) -> Vec<(Column, u16)> {
    let mut chosen: Vec<(Column, u16)> = Vec::new();
    let mut left = width + 1;
    for column in Column::BY_WEIGHT {
        let wanted = latency || !matches!(column, Column::P50 | Column::P99);
        if wanted && column.width() < left {
            chosen.push((column, column.width()));
            left -= column.width() + 1;
        }
    }
    chosen.sort_unstable();
    let history = chosen.iter().any(|(column, _)| *column == Column::History);
    for (column, width) in &mut chosen {
        let more = match column {
            // Half of what is left, and the history has the rest.
            Column::Bar if history => (left / 2).min(WIDEST_BAR - *width),
            Column::Bar | Column::History => left,
            _ => 0,
        };
        *width += more;
        left -= more;
    }
    chosen
}

pub(crate) fn render(frame: &mut Frame<'_>, area: Rect, app: &App, theme: Theme) {
    let Some(view) = app.view() else {
        return;
    };
    let Some(rates) = &view.rates else {
        return;
    };
    let columns = columns(area.width, rates.latency);
    let mut pen = Pen::new(frame.buffer_mut(), area);
    heading(&mut pen, &columns, app, theme);
    let peak = columns
        .last()
        .map_or(0.0, |(_, width)| view.peak(usize::from(*width)));
    let busiest = rates.cpus.iter().map(|cpu| cpu.packets).fold(0.0, f64::max);
    let rows = usize::from(area.height.saturating_sub(1));
    let above = app.scroll.min(rates.cpus.len().saturating_sub(rows));
    for cpu in app
        .sort
        .order(&rates.cpus, app.reverse)
        .into_iter()
        .skip(above)
        .take(rows)
    {
        pen.next_row();
        let row = Row {
            cpu,
            view,
            busiest,
            peak,
            theme,
        };
        for (column, width) in &columns {
            row.cell(&mut pen, *column, *width);
            pen.skip(1);
        }
    }
}

fn heading(pen: &mut Pen<'_>, columns: &[(Column, u16)], app: &App, theme: Theme) {
    for (column, width) in columns {
        let mut style = theme.heading();
        if column.sort() == Some(app.sort) {
            style = style.add_modifier(Modifier::REVERSED);
        }
        if *column == Column::History {
            pen.field(column.title(), *width, style);
        } else {
            pen.right(column.title(), *width, style);
        }
        pen.skip(1);
    }
}

/// A row, and what its bars are measured by.
struct Row<'a> {
    cpu: &'a CpuRates,
    view: &'a View,
    busiest: f64,
    peak: f64,
    theme: Theme,
}

impl Row<'_> {
    fn cell(&self, pen: &mut Pen<'_>, column: Column, width: u16) {
        let (cpu, theme, plain) = (self.cpu, self.theme, Style::new());
        let alarm = if cpu.drops > 0.0 {
            theme.alarm()
        } else {
            plain
        };
        let warning = if cpu.saturated {
            theme.warning()
        } else {
            plain
        };
        let wait = |wait: Option<_>| wait.map_or("-".to_owned(), duration);
        let (text, style) = match column {
            Column::Cpu => (cpu.cpu.to_string(), warning),
            Column::Share => (percent(cpu.share), plain),
            Column::Packets => (rate(cpu.packets), plain),
            Column::Local => (rate(cpu.local), plain),
            Column::Processed => (rate(cpu.processed), plain),
            Column::Drops => (rate(cpu.drops), alarm),
            Column::Bulk => (
                cpu.bulk.map_or("-".to_owned(), |bulk| format!("{bulk:.1}")),
                plain,
            ),
            Column::Busy => (cpu.busy.map_or("-".to_owned(), percent), warning),
            Column::P50 => (wait(cpu.p50), plain),
            Column::P99 => (wait(cpu.p99), plain),
            Column::Bar => {
                let full = bar(whole(cpu.packets), whole(self.busiest), width.into(), false);
                pen.field(&full, width, theme.bar());
                return;
            }
            Column::History => {
                let past = self.view.history(cpu.cpu, width.into());
                pen.field(&sparkline(past, self.peak), width, theme.history());
                return;
            }
        };
        pen.right(&text, width, style);
    }
}

/// A rate in thousandths, which is exact enough for a bar.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rates are not negative, and too large ones fill the bar"
)]
fn whole(rate: f64) -> u64 {
    (rate * 1000.0) as u64
}

/// Rates as blocks of eight heights; what is not 0 shows at least the lowest.
fn sparkline(rates: impl Iterator<Item = f64>, peak: f64) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let block = |rate: f64| {
        if rate <= 0.0 {
            return ' ';
        }
        let part = rate / peak * 8.0;
        let height = (1_u8..8)
            .take_while(|height| f64::from(*height) < part)
            .count();
        HEIGHTS[height]
    };
    rates.map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_and_never_more() {
        for width in 0..300 {
            for latency in [false, true] {
                let columns = columns(width, latency);
                let used: u16 = columns.iter().map(|(_, width)| width + 1).sum();
                assert!(used <= width + 1, "{columns:?} in {width}");
                if columns.iter().any(|(column, _)| *column == Column::History) {
                    assert_eq!(used, width + 1, "{columns:?} in {width}");
                }
            }
        }
        let names = |width, latency| -> Vec<&str> {
            columns(width, latency)
                .iter()
                .map(|(column, _)| column.title())
                .collect()
        };
        assert_eq!(
            names(40, false),
            ["CPU", "", "share", "packets/s", "drops/s", "busy"]
        );
        assert_eq!(names(80, true).len(), 11);
        assert_eq!(names(3, true), ["CPU"]);
        assert!(names(2, true).is_empty());
    }

    #[test]
    fn sparklines_are_as_high_as_they_say() {
        let line = |rates: &[f64], peak| sparkline(rates.iter().copied(), peak);
        assert_eq!(
            line(&[0.0, 0.1, 12.5, 13.0, 50.0, 99.0, 100.0], 100.0),
            " ▁▁▂▄██"
        );
        assert_eq!(line(&[], 0.0), "");
        assert_eq!(line(&[0.0], 0.0), " ");
    }
}
