//! `softrss top` on the screen.
//!
//! Threads that wait for the keyboard, for signals and for the next reading send messages to one loop. It
//! owns the `App`, which a message changes, and the screen, which shows it. What the numbers
//! mean is decided in `softrss::reading`, what they look like in `render`.

mod app;
pub(crate) mod column;
mod layout;
mod list;
mod message;
mod render;
mod sampler;
mod screen;
mod theme;
mod view;

use std::{
    io,
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::Duration,
};

use ratatui::{
    crossterm::event::{self, Event as Input},
    layout::Size,
};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use crate::{
    Failure,
    interfaces::{Interfaces, Source},
};
use app::{App, Event, Wish};
use message::{Message, now};
use sampler::Sampler;
use screen::Screen;
use theme::Theme;

/// Shows `first`, then what `source` reads every `interval`, until somebody quits.
///
/// # Errors
/// [`Failure`] if the terminal cannot be used; it is as it was before then.
pub fn run(source: Box<dyn Source>, first: Interfaces, interval: Duration) -> Result<(), Failure> {
    let theme = Theme::new(
        std::env::var_os("NO_COLOR").as_deref(),
        std::env::var_os("TERM").as_deref(),
    );
    let (sender, messages) = mpsc::channel();
    watch_signals(sender.clone())?;
    let mut screen = Screen::enter().map_err(no_terminal)?;
    watch_keyboard(sender.clone());
    let sampler = Sampler::start(source, interval, sender);
    let mut app = App::new(interval);
    app.update(Event::Resize(screen.size().map_err(no_terminal)?));
    app.update(Event::Read {
        interfaces: Ok(first),
        now: now(),
    });
    show(&mut app, &mut screen, theme, &messages, &sampler)
}

/// Draws, waits for a message, takes it and all that came with it, and begins again.
fn show(
    app: &mut App,
    screen: &mut Screen,
    theme: Theme,
    messages: &Receiver<Message>,
    sampler: &Sampler,
) -> Result<(), Failure> {
    loop {
        screen
            .draw(|frame| render::render(frame, app, theme))
            .map_err(no_terminal)?;
        let Ok(message) = messages.recv() else {
            return Err(defect());
        };
        for message in std::iter::once(message).chain(messages.try_iter()) {
            let event = match message {
                Message::App(event) => event,
                Message::End => return Ok(()),
                Message::Continued => {
                    screen.again().map_err(no_terminal)?;
                    continue;
                }
                Message::NoInput(error) => return Err(no_terminal(error)),
                Message::NoSampler => return Err(defect()),
            };
            match app.update(event) {
                Wish::None => {}
                Wish::Quit => return Ok(()),
                Wish::Interval(interval) => sampler.change_interval(interval),
            }
        }
    }
}

/// Sends a message for each signal that asks to end.
fn watch_signals(sender: Sender<Message>) -> Result<(), Failure> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGCONT])
        .map_err(|error| Failure::failed(error, "this is a defect of softrss: please report it"))?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let message = match signal {
                SIGCONT => Message::Continued,
                _ => Message::End,
            };
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Sends a message for each key and each change of the window.
fn watch_keyboard(sender: Sender<Message>) {
    thread::spawn(move || {
        loop {
            let message = match event::read() {
                Ok(Input::Key(key)) => Message::App(Event::Key(key)),
                Ok(Input::Resize(width, height)) => {
                    Message::App(Event::Resize(Size { width, height }))
                }
                Ok(_) => continue,
                Err(error) => Message::NoInput(error),
            };
            let last = matches!(message, Message::NoInput(_));
            if sender.send(message).is_err() || last {
                return;
            }
        }
    });
}

#[derive(Debug, thiserror::Error)]
#[error("the terminal cannot be used")]
struct NoTerminal(#[source] io::Error);

fn no_terminal(source: io::Error) -> Failure {
    Failure::failed(
        NoTerminal(source),
        "`softrss status` and `softrss metrics --once` need no terminal",
    )
}

fn defect() -> Failure {
    Failure::failed(
        "the part of softrss that reads the interfaces has ended",
        "this is a defect of softrss: please report it with the message above",
    )
}
