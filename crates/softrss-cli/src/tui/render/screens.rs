//! Whole screens, held against `tests/tui/*.screen`. `BLESS=1` writes them anew.
//!
//! Above each line of a screen that is not plain stands one with a letter for the style of every
//! character.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::{Buffer, Cell},
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
    layout::Size,
    style::{Color, Modifier},
};
use softrss::{Counter, CpuId, CpuReading, Histogram, Reading, TargetState};

use super::render;
use crate::{
    interfaces::{Interfaces, Unreadable},
    test_readings,
    tui::{
        app::{App, Event, Wish},
        theme::Theme,
    },
};

/// A screen, with what leads to it.
struct Stage {
    app: App,
    start: Instant,
    seconds: u64,
}

impl Stage {
    fn new() -> Self {
        Self {
            app: App::new(Duration::from_secs(1)),
            start: Instant::now(),
            seconds: 0,
        }
    }

    /// A stage that has seen steady traffic for some seconds.
    fn steady() -> Self {
        let mut stage = Self::new();
        for _ in 0..6 {
            stage.read(|_| {});
        }
        stage
    }

    /// The next second, in which `change` happened beside the steady traffic.
    fn read(&mut self, change: impl FnOnce(&mut Reading)) {
        self.seconds += 1;
        let mut reading = test_readings::reading(self.start, self.seconds);
        change(&mut reading);
        self.event(Ok(test_readings::interfaces(reading)));
    }

    fn event(&mut self, interfaces: Result<Interfaces, String>) {
        let now = test_readings::ATTACHED + 11_000 + self.seconds;
        self.app.update(Event::Read { interfaces, now });
    }

    fn key(&mut self, code: KeyCode) -> Wish {
        self.app
            .update(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
    }

    fn draw(&mut self, width: u16, height: u16, theme: Theme) -> Buffer {
        self.app.update(Event::Resize(Size { width, height }));
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| render(frame, &self.app, theme))
            .unwrap();
        terminal.backend().buffer().clone()
    }

    /// Draws, and holds the result against a file.
    fn is(&mut self, name: &str, width: u16, height: u16, theme: Theme) {
        let found = told(&self.draw(width, height, theme));
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tui");
        let path = directory.join(name).with_extension("screen");
        if std::env::var_os("BLESS").is_some() {
            fs::create_dir_all(directory).unwrap();
            fs::write(path, found).unwrap();
            return;
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == expected,
            "{} differs; found:\n{found}BLESS=1 accepts this",
            path.display()
        );
    }
}

/// A letter for what a character looks like.
fn style(cell: &Cell) -> char {
    let has = |modifier| cell.modifier.contains(modifier);
    match (cell.fg, cell.bg) {
        (_, Color::Red) => 'R',
        (Color::Yellow, _) => 'y',
        (Color::Cyan, _) if has(Modifier::REVERSED) => 'C',
        (Color::Cyan, _) => 'c',
        (Color::Blue, _) => 'b',
        (Color::DarkGray, _) => 'f',
        _ if has(Modifier::REVERSED) => '#',
        _ if has(Modifier::UNDERLINED) => '_',
        _ if has(Modifier::BOLD) => 'B',
        _ => ' ',
    }
}

/// A picture as text.
fn told(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let row = || (0..buffer.area.width).map(|x| &buffer[(x, y)]);
        let styles: String = row().map(style).collect();
        if !styles.trim_end().is_empty() {
            writeln!(text, "  {}", styles.trim_end()).unwrap();
        }
        let symbols: String = row().map(Cell::symbol).collect();
        writeln!(text, "{}", format!("| {}", symbols.trim_end()).trim_end()).unwrap();
    }
    text
}

/// Packets lost at the queue of CPU 3, whose thread does not sleep, and more that is wrong.
fn overload(reading: &mut Reading) {
    let counts = &mut reading.cpus.get_mut(&CpuId::from(3)).unwrap().counts;
    counts[Counter::EnqueueDrops] += 43_210;
    counts[Counter::Sched] -= 16_000;
    reading.totals.insert(Counter::RedirectErr, 12);
    *reading.totals.entry(Counter::Bucket).or_default() += 43_210 + 12;
    reading.totals.remove(&Counter::XdpException);
}

/// CPU 2 waits a little, CPU 3 sometimes long.
fn latency(reading: &mut Reading, seconds: u64) {
    for (cpu, [short, long]) in [(2, [1000, 0]), (3, [900, 100])] {
        let mut latency = Histogram::default();
        latency.buckets[12] = short * seconds;
        latency.buckets[21] = long * seconds;
        reading.cpus.get_mut(&CpuId::from(cpu)).unwrap().latency = Some(latency);
    }
}

/// Sixteen targets, each with more to do than the one before.
fn many(reading: &mut Reading, seconds: u64) {
    let target = |cpu: u8| {
        let passed = u64::from(cpu + 1) * 1000 * seconds;
        let target = CpuReading {
            state: None,
            target: true,
            counts: [(Counter::Passed, passed)].into_iter().collect(),
            latency: None,
        };
        (CpuId::from(cpu), target)
    };
    reading.cpus = (0..16).map(target).collect::<BTreeMap<_, _>>();
}

#[test]
fn steady_traffic() {
    Stage::steady().is("steady-80x24", 80, 24, Theme::Colour);
    Stage::steady().is("steady-40x12", 40, 12, Theme::Colour);
    Stage::steady().is("steady-132x30", 132, 30, Theme::Colour);
    Stage::steady().is("steady-20x5", 20, 5, Theme::Plain);
}

#[test]
fn before_the_second_reading() {
    let mut stage = Stage::new();
    stage.read(|_| {});
    stage.is("first-60x6", 60, 6, Theme::Colour);
}

#[test]
fn drops_and_saturated_targets_stand_out() {
    for (name, theme) in [
        ("overload", Theme::Colour),
        ("overload-plain", Theme::Plain),
    ] {
        let mut stage = Stage::steady();
        stage.read(overload);
        stage.is(&format!("{name}-80x24"), 80, 24, theme);
        stage.is(&format!("{name}-40x12"), 40, 12, theme);
        stage.is(&format!("{name}-20x5"), 20, 5, theme);
    }
}

#[test]
fn targets_whose_packets_go_astray_are_named() {
    let mut stage = Stage::steady();
    stage.read(|reading| {
        overload(reading);
        for (cpu, state) in [(2, TargetState::Offline), (3, TargetState::Unbound)] {
            reading.cpus.get_mut(&CpuId::from(cpu)).unwrap().state = Some(state);
        }
    });
    stage.is("astray-80x24", 80, 24, Theme::Colour);
    stage.is("astray-40x12", 40, 12, Theme::Plain);
}

#[test]
fn waits_have_columns_where_they_are_measured() {
    let mut stage = Stage::new();
    for second in 1..=4 {
        stage.read(|reading| latency(reading, second));
    }
    stage.is("latency-80x24", 80, 24, Theme::Colour);
}

#[test]
fn a_long_list_is_scrolled_and_sorted() {
    let mut stage = Stage::new();
    for second in 1..=3 {
        stage.read(|reading| many(reading, second));
    }
    stage.draw(80, 16, Theme::Plain);
    assert_eq!(stage.key(KeyCode::End), Wish::None);
    stage.is("scrolled-80x16", 80, 16, Theme::Plain);
    stage.key(KeyCode::Home);
    stage.key(KeyCode::Char('s'));
    stage.is("sorted-80x16", 80, 16, Theme::Plain);
    stage.key(KeyCode::Char('r'));
    stage.is("reversed-80x16", 80, 16, Theme::Plain);
}

#[test]
fn a_pause_holds_the_picture() {
    let mut stage = Stage::steady();
    stage.key(KeyCode::Char('p'));
    stage.read(overload);
    stage.is("paused-80x24", 80, 24, Theme::Colour);
    stage.key(KeyCode::Char(' '));
    stage.read(overload);
    stage.is("resumed-80x24", 80, 24, Theme::Colour);
}

#[test]
fn help_explains_keys_and_columns() {
    let mut stage = Stage::steady();
    stage.key(KeyCode::Char('?'));
    stage.is("help-80x24", 80, 24, Theme::Colour);
    stage.is("help-40x12", 40, 12, Theme::Plain);
    assert_eq!(stage.key(KeyCode::Esc), Wish::None);
    assert_eq!(stage.key(KeyCode::Esc), Wish::Quit);
}

#[test]
fn a_vanished_interface_keeps_its_last_picture() {
    let mut stage = Stage::steady();
    stage.event(Ok(Interfaces::default()));
    stage.is("detached-80x24", 80, 24, Theme::Colour);
    stage.event(Ok(Interfaces {
        steered: Vec::new(),
        unreadable: vec![Unreadable {
            interface: test_readings::interface("eth0"),
            why: "the interface does not exist any more".to_owned(),
        }],
    }));
    stage.is("vanished-40x12", 40, 12, Theme::Plain);
    stage.event(Err("permission denied".to_owned()));
    stage.is("trouble-80x24", 80, 24, Theme::Colour);
    stage.read(|_| {});
    let back = told(&stage.draw(80, 24, Theme::Plain));
    assert!(!back.contains("gone") && !back.contains("denied"), "{back}");
}

#[test]
fn interfaces_are_switched() {
    let mut stage = Stage::new();
    for second in 1..=3 {
        let reading = test_readings::reading(stage.start, second);
        let mut interfaces = test_readings::interfaces(reading.clone());
        let mut other = test_readings::steered(reading);
        other.interface.name = "eth1".to_owned();
        other.record.source = None;
        many(&mut other.reading, second);
        let mut elsewhere = other.clone();
        elsewhere.interface.elsewhere = Some(4_026_532_201);
        interfaces.steered.extend([elsewhere, other]);
        stage.event(Ok(interfaces));
    }
    stage.is("first-of-three-80x10", 80, 10, Theme::Plain);
    stage.key(KeyCode::Tab);
    stage.is("second-of-three-80x10", 80, 10, Theme::Plain);
    stage.key(KeyCode::BackTab);
    stage.key(KeyCode::Left);
    stage.is("third-of-three-80x10", 80, 10, Theme::Plain);
}

#[test]
fn no_window_is_too_small() {
    let mut stages = [
        Stage::steady(),
        Stage::new(),
        Stage::steady(),
        Stage::steady(),
    ];
    stages[0].read(overload);
    stages[2].key(KeyCode::Char('?'));
    stages[3].event(Err("permission denied".to_owned()));
    for stage in &mut stages {
        for width in (0..30).chain([40, 79, 80, 81, 200, 1000]) {
            for height in (0..14).chain([24, 60]) {
                stage.draw(width, height, Theme::Colour);
            }
        }
    }
}
