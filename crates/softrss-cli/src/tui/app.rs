//! What the screen shows, and how events change it. No clock, no terminal, no kernel.

use std::time::Duration;

use ratatui::{
    crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers},
    layout::Size,
};

use super::{column::Column, layout::Layout, view::View};
use crate::interfaces::{InterfaceId, Interfaces, Steered};

/// The intervals that `+` and `-` go through.
const INTERVALS: [Duration; 8] = [
    Duration::from_millis(200),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(30),
    Duration::from_mins(1),
];

/// Something that happened.
#[derive(Debug)]
pub(crate) enum Event {
    Key(KeyEvent),
    /// The window has this size now.
    Resize(Size),
    /// The interfaces were read, at this many seconds since 1970; or why not.
    Read {
        interfaces: Result<Interfaces, String>,
        now: u64,
    },
}

/// What an event asks for, beside another picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    None,
    Quit,
    /// To read the interfaces this often.
    Interval(Duration),
}

/// The state of the screen.
#[derive(Debug)]
pub(crate) struct App {
    /// In the order of their names. An interface that was there once stays.
    views: Vec<View>,
    selected: Option<InterfaceId>,
    pub(crate) interval: Duration,
    pub(crate) sort: Column,
    pub(crate) reverse: bool,
    pub(crate) paused: bool,
    pub(crate) help: bool,
    /// Targets above the first that is shown.
    pub(crate) scroll: usize,
    /// Of the window, in characters.
    size: Size,
    /// Why nothing at all could be read the last time.
    pub(crate) trouble: Option<String>,
    /// The time of the picture, in seconds since 1970.
    pub(crate) now: u64,
}

impl App {
    pub(crate) fn new(interval: Duration) -> Self {
        Self {
            views: Vec::new(),
            selected: None,
            interval,
            sort: Column::default(),
            reverse: false,
            paused: false,
            help: false,
            scroll: 0,
            size: Size::default(),
            trouble: None,
            now: 0,
        }
    }

    /// The interface that is shown, if there is one.
    pub(crate) fn view(&self) -> Option<&View> {
        self.views.get(self.position())
    }

    /// Which of how many interfaces is shown, from 1.
    pub(crate) fn place(&self) -> (usize, usize) {
        (self.position() + 1, self.views.len())
    }

    /// Changes the state.
    pub(crate) fn update(&mut self, event: Event) -> Wish {
        match event {
            Event::Resize(size) => {
                self.size = size;
                self.scroll_to(self.scroll);
                Wish::None
            }
            Event::Key(key) if key.kind == KeyEventKind::Release => Wish::None,
            Event::Key(key) => self.key(key),
            Event::Read { interfaces, now } => {
                self.read(interfaces, now);
                Wish::None
            }
        }
    }

    fn read(&mut self, interfaces: Result<Interfaces, String>, now: u64) {
        if !self.paused {
            self.now = now;
        }
        let interfaces = match interfaces {
            Ok(interfaces) => interfaces,
            Err(why) => {
                self.trouble = Some(why);
                return;
            }
        };
        self.trouble = None;
        for view in &mut self.views {
            let mut unreadable = interfaces.unreadable.iter();
            let why = unreadable
                .find(|unreadable| unreadable.interface == view.interface)
                .map_or("not attached any more", |unreadable| &unreadable.why);
            view.gone = Some(why.to_owned());
        }
        for steered in interfaces.steered {
            self.take(steered);
        }
        self.views.sort_by(|a, b| a.interface.cmp(&b.interface));
        // What is shown stays when an interface comes before it.
        let first = || self.views.first().map(|view| view.interface.clone());
        self.selected = self.selected.take().or_else(first);
        self.scroll_to(self.scroll);
    }

    fn take(&mut self, steered: Steered) {
        let known = self.views.iter_mut();
        match known
            .into_iter()
            .find(|view| view.interface == steered.interface)
        {
            Some(view) => view.take(steered, self.paused),
            None => self.views.push(View::new(steered)),
        }
    }

    fn key(&mut self, key: KeyEvent) -> Wish {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if control => return Wish::Quit,
            KeyCode::Char(_) if control => {}
            KeyCode::Esc if self.help => self.help = false,
            KeyCode::Char('q') | KeyCode::Esc => return Wish::Quit,
            KeyCode::Char('h' | '?') => self.help = !self.help,
            KeyCode::Char('p' | ' ') => self.paused = !self.paused,
            KeyCode::Char('s') => self.sort = self.sort.step(true),
            KeyCode::Char('S') => self.sort = self.sort.step(false),
            KeyCode::Char('r') => self.reverse = !self.reverse,
            KeyCode::Char('+') => return self.change_interval(slower(self.interval)),
            KeyCode::Char('-') => return self.change_interval(faster(self.interval)),
            KeyCode::Tab | KeyCode::Right => self.select(1),
            KeyCode::BackTab | KeyCode::Left => self.select(self.views.len().saturating_sub(1)),
            KeyCode::Down => self.scroll_to(self.scroll + 1),
            KeyCode::PageDown => self.scroll_to(self.scroll + 10),
            KeyCode::Up => self.scroll_to(self.scroll.saturating_sub(1)),
            KeyCode::PageUp => self.scroll_to(self.scroll.saturating_sub(10)),
            KeyCode::Home => self.scroll_to(0),
            KeyCode::End => self.scroll_to(usize::MAX),
            _ => {}
        }
        Wish::None
    }

    fn change_interval(&mut self, interval: Duration) -> Wish {
        self.interval = interval;
        Wish::Interval(interval)
    }

    fn position(&self) -> usize {
        let chosen = self.selected.as_ref();
        let mut views = self.views.iter();
        views
            .position(|view| Some(&view.interface) == chosen)
            .unwrap_or(0)
    }

    fn select(&mut self, by: usize) {
        let Some(view) = self.views.iter().cycle().nth(self.position() + by) else {
            return;
        };
        self.selected = Some(view.interface.clone());
        self.scroll = 0;
    }

    /// Scrolls so far, or as far as there is something to see.
    fn scroll_to(&mut self, targets: usize) {
        let rates = self.view().and_then(|view| view.rates.as_ref());
        let last = rates.map_or(0, |rates| {
            let rows = Layout::of(self.size, rates).targets;
            rates.counted.cpus.len().saturating_sub(usize::from(rows))
        });
        self.scroll = targets.min(last);
    }
}

fn slower(interval: Duration) -> Duration {
    let mut longer = INTERVALS.into_iter().filter(|step| *step > interval);
    longer.next().unwrap_or(interval)
}

fn faster(interval: Duration) -> Duration {
    let mut shorter = INTERVALS.into_iter().filter(|step| *step < interval);
    shorter.next_back().unwrap_or(interval)
}
