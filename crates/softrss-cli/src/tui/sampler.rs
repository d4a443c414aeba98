//! The thread that reads the interfaces.

use std::{
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use super::{
    app::Event,
    message::{Message, now},
};
use softrss_core::chain;

use crate::interfaces::Source;

/// How long to wait for the second sample, without which there are no rates to show.
const FIRST: Duration = Duration::from_millis(250);

/// A thread that reads until this is dropped.
pub(crate) struct Sampler(Sender<Duration>);

impl Sampler {
    pub(crate) fn start(source: Box<dyn Source>, interval: Duration, to: Sender<Message>) -> Self {
        let (sender, intervals) = mpsc::channel();
        thread::spawn(move || {
            let ended = Ended(to);
            sample(source.as_ref(), interval, &intervals, &ended.0);
        });
        Self(sender)
    }

    /// Reads this often from now on.
    pub(crate) fn change_interval(&self, interval: Duration) {
        // A thread that has ended has said so.
        let _ = self.0.send(interval);
    }
}

/// Says that the thread has ended, also by a panic.
struct Ended(Sender<Message>);

impl Drop for Ended {
    fn drop(&mut self) {
        // Nobody listens any more at the end of the program.
        let _ = self.0.send(Message::NoSampler);
    }
}

fn sample(
    source: &dyn Source,
    mut interval: Duration,
    intervals: &Receiver<Duration>,
    to: &Sender<Message>,
) {
    let mut last = Instant::now();
    let mut wait = interval.min(FIRST);
    loop {
        match intervals.recv_timeout(wait.saturating_sub(last.elapsed())) {
            Ok(changed) => {
                interval = changed;
                wait = changed;
                continue;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        last = Instant::now();
        wait = interval;
        let interfaces = source.read().map_err(|error| chain(error.as_ref()));
        let read = Event::Read {
            interfaces,
            now: now(),
        };
        if to.send(Message::App(read)).is_err() {
            return;
        }
    }
}
