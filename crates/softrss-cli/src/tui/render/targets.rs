//! One row for each target CPU.

use ratatui::{
    Frame,
    layout::Rect,
    style::{Modifier, Style},
};
use softrss::{CpuId, CpuReading, Rates};

use super::pen::Pen;
use crate::{
    report::{
        bar::bar,
        number::{duration, percent, rate, ratio},
    },
    tui::{app::App, column::Column, theme::Theme, view::View},
};

/// The widest bar that is of use.
const WIDEST_BAR: u16 = 24;

/// The columns that fit into `width`, from left to right, with their widths.
fn columns(width: u16, latency: bool) -> Vec<(Column, u16)> {
    let mut chosen: Vec<(Column, u16)> = Vec::new();
    let mut left = width + 1;
    for column in Column::by_weight() {
        let wanted = latency || !matches!(column, Column::P50 | Column::P99);
        if wanted && column.width() < left {
            chosen.push((column, column.width()));
            left -= column.width() + 1;
        }
    }
    let places: Vec<Column> = Column::all().collect();
    chosen.sort_by_key(|(column, _)| places.iter().position(|other| other == column));
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
    let cpus = &rates.counted.cpus;
    let latency = cpus.values().any(|cpu| cpu.latency.is_some());
    let columns = columns(area.width, latency);
    let mut pen = Pen::new(frame.buffer_mut(), area);
    heading(&mut pen, &columns, app, theme);
    let peak = columns
        .last()
        .map_or(0.0, |(_, width)| view.peak(usize::from(*width)));
    let rows = usize::from(area.height.saturating_sub(1));
    let above = app.scroll.min(cpus.len().saturating_sub(rows));
    let table = Table {
        view,
        rates,
        busiest: cpus.values().map(CpuReading::packets).max().unwrap_or(0),
        peak,
        theme,
    };
    let ordered = app.sort.order(rates, app.reverse).into_iter();
    for (cpu, counted) in ordered.skip(above).take(rows) {
        pen.next_row();
        for (column, width) in &columns {
            table.cell(&mut pen, cpu, counted, *column, *width);
            pen.skip(1);
        }
    }
}

fn heading(pen: &mut Pen<'_>, columns: &[(Column, u16)], app: &App, theme: Theme) {
    for (column, width) in columns {
        let mut style = theme.heading();
        if *column == app.sort {
            style = style.add_modifier(Modifier::REVERSED);
        }
        if *column == Column::History {
            pen.field(&column.title(), *width, style);
        } else {
            pen.right(&column.title(), *width, style);
        }
        pen.skip(1);
    }
}

/// What is shown, and what bars are measured by.
struct Table<'a> {
    view: &'a View,
    rates: &'a Rates,
    busiest: u64,
    peak: f64,
    theme: Theme,
}

impl Table<'_> {
    fn cell(
        &self,
        pen: &mut Pen<'_>,
        cpu: CpuId,
        counted: &CpuReading,
        column: Column,
        width: u16,
    ) {
        let (theme, plain) = (self.theme, Style::new());
        let per_second = |count| rate(self.rates.per_second(count));
        let alarm = if counted.lost() > 0 {
            theme.alarm()
        } else {
            plain
        };
        let warning = if counted.saturated() {
            theme.warning()
        } else {
            plain
        };
        let known = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let wait = |quantile| {
            let wait = counted.latency.and_then(|waits| waits.quantile(quantile));
            known(wait.map(duration))
        };
        let all = self.rates.counted.packets_of_cpus();
        let (text, style) = match column {
            Column::Cpu => (cpu.to_string(), warning),
            Column::Share => (percent(ratio(counted.packets(), all)), plain),
            Column::Packets => (per_second(counted.packets()), plain),
            Column::Counter(counter) => (per_second(counted.counts[counter]), plain),
            Column::Lost => (per_second(counted.lost()), alarm),
            Column::BulkAvg => {
                let bulk_avg = counted.bulk_avg();
                (
                    known(bulk_avg.map(|bulk_avg| format!("{bulk_avg:.1}"))),
                    plain,
                )
            }
            Column::Busy => (known(counted.busy().map(percent)), warning),
            Column::P50 => (wait(0.5), plain),
            Column::P99 => (wait(0.99), plain),
            Column::Bar => {
                let full = bar(counted.packets(), self.busiest, width.into(), false);
                pen.field(&full, width, theme.bar());
                return;
            }
            Column::History => {
                let past = self.view.history(cpu, width.into());
                pen.field(&sparkline(past, self.peak), width, theme.history());
                return;
            }
        };
        pen.right(&text, width, style);
    }
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
        let names = |width, latency| -> Vec<String> {
            columns(width, latency)
                .iter()
                .map(|(column, _)| column.title())
                .collect()
        };
        assert_eq!(
            names(40, false),
            ["CPU", "", "share", "packets/s", "lost/s", "busy"]
        );
        let wide = names(80, true);
        assert!(
            ["p50", "p99", "history"]
                .iter()
                .all(|name| wide.iter().any(|it| it == name))
        );
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
