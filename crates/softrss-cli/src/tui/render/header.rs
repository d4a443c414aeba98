//! The interface, what is attached to it, and the sums.

use ratatui::{Frame, layout::Rect, style::Style};
use softrss::{CpuReading, CpuSet, Rates, Record, TargetState};

use super::pen::{Pen, width};
use crate::{
    report::number::{age, duration, rate},
    tui::{
        app::App,
        theme::{STRONG, Theme},
        view::View,
    },
};

pub(crate) fn render(frame: &mut Frame<'_>, area: Rect, app: &App, theme: Theme) {
    let mut pen = Pen::new(frame.buffer_mut(), area);
    let Some(view) = app.view() else {
        pen.text("no interface is steered", STRONG);
        alerts(pen.next_row().next_row(), app, theme);
        return;
    };
    title(&mut pen, view, app, theme);
    pen.next_row();
    if let Some(rates) = &view.rates {
        sums(&mut pen, rates, theme);
    }
    pen.next_row();
    alerts(&mut pen, app, theme);
}

/// Which interface, since when, by what.
fn title(pen: &mut Pen<'_>, view: &View, app: &App, theme: Theme) {
    let record = &view.record;
    let state = if app.paused {
        "PAUSED".to_owned()
    } else {
        format!("every {}", duration(app.interval).replace(".0 ", " "))
    };
    let room = pen.left();
    pen.text(&view.interface.to_string(), STRONG);
    let (place, all) = app.place();
    if all > 1 {
        pen.whole(&format!(" ({place} of {all})"), theme.faint());
    }
    // The state has its place before the details.
    let end = width(&state) + 2;
    if pen.left() >= end {
        let used = room - pen.left();
        details(pen, record, app.now, room - used - end);
        pen.skip(pen.left().saturating_sub(width(&state)));
        let style = if app.paused {
            theme.warning()
        } else {
            theme.faint()
        };
        pen.text(&state, style);
    }
}

/// As many details as fit into `room` characters.
fn details(pen: &mut Pen<'_>, record: &Record, now: u64, room: u16) {
    let policy = record.source.as_deref().unwrap_or("default");
    let details = [
        format!("  {}", record.mode),
        format!("  for {}", age(now.saturating_sub(record.attached_at))),
        format!("  policy {policy}"),
    ];
    let end = pen.left().saturating_sub(room);
    for detail in details {
        if pen.left().saturating_sub(end) >= width(&detail) {
            pen.text(&detail, Style::new());
        }
    }
}

fn sums(pen: &mut Pen<'_>, rates: &Rates, theme: Theme) {
    let (counted, per_second) = (&rates.counted, |count| rate(rates.per_second(count)));
    let packets = format!("{} packets/s", per_second(counted.packets()));
    let lost = format!("{} lost/s", per_second(counted.lost()));
    let loses = counted.lost() > 0;
    // Losses are told also where there is no room for both.
    if loses && width(&packets) + 2 + width(&lost) > pen.left() {
        pen.text(&lost, theme.alarm());
        return;
    }
    let style = if loses { theme.alarm() } else { Style::new() };
    pen.text(&packets, Style::new()).skip(2).whole(&lost, style);
    if let Some(imbalance) = counted.imbalance() {
        pen.skip(2)
            .whole(&format!("imbalance {imbalance:.2}"), Style::new());
    }
}

/// What needs somebody's eye.
fn alerts(pen: &mut Pen<'_>, app: &App, theme: Theme) {
    if let Some(trouble) = &app.trouble {
        pen.text(&format!("cannot be read: {trouble}"), theme.alarm());
        return;
    }
    let Some(view) = app.view() else {
        return;
    };
    if let Some(why) = &view.gone {
        pen.text(&format!("gone, last picture: {why}"), theme.alarm());
        return;
    }
    let Some(rates) = &view.rates else {
        return;
    };
    let cpus = |is: &dyn Fn(&CpuReading) -> bool| -> Option<CpuSet> {
        let cpus = rates.counted.cpus.iter();
        let cpus: CpuSet = cpus
            .filter(|(_, cpu)| is(cpu))
            .map(|(cpu, _)| *cpu)
            .collect();
        (!cpus.is_empty()).then_some(cpus)
    };
    for state in TargetState::ALL.iter().filter(|state| state.is_astray()) {
        if let Some(cpus) = cpus(&|cpu| cpu.state == Some(*state)) {
            let word = state.row().word;
            pen.text(&format!("{word}: CPU {cpus}"), theme.warning())
                .skip(2);
        }
    }
    if let Some(cpus) = cpus(&CpuReading::saturated) {
        pen.text(&format!("saturated: CPU {cpus}"), theme.warning());
        pen.whole(" (threads that never sleep)", theme.warning());
    }
}
