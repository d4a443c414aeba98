//! The terminal: taken over at the start, given back at the end, whatever the end is.

use std::{
    io::{self, Stdout},
    mem::ManuallyDrop,
    panic,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
};

use ratatui::{
    Frame, Terminal,
    crossterm::{
        cursor::{Hide, Show},
        execute,
        terminal::{
            Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
            enable_raw_mode,
        },
    },
    layout::Size,
    prelude::CrosstermBackend,
};

/// Whether the terminal is in our hands.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The whole screen. Dropping it gives the terminal back, and so does a panic, before its message.
///
/// `Terminal` itself is not dropped: it would show the cursor, which [`give_back`] does, and panic where the terminal is
/// gone and cannot even be told so. What it holds is memory.
pub(crate) struct Screen(ManuallyDrop<Terminal<CrosstermBackend<Stdout>>>);

impl Screen {
    pub(crate) fn enter() -> io::Result<Self> {
        give_back_before_panics();
        take().inspect_err(|_| give_back())?;
        match Terminal::new(CrosstermBackend::new(io::stdout())) {
            Ok(terminal) => Ok(Self(ManuallyDrop::new(terminal))),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    pub(crate) fn size(&self) -> io::Result<Size> {
        self.0.size()
    }

    pub(crate) fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.0.draw(render).map(|_| ())
    }

    /// Takes the terminal again after others have used it, and forgets what was drawn.
    pub(crate) fn again(&mut self) -> io::Result<()> {
        give_back();
        take()?;
        // Not `Terminal::clear`: it asks the terminal for its cursor, and the answer goes to the thread
        // that waits for keys.
        execute!(io::stdout(), Clear(ClearType::All))?;
        self.0 = ManuallyDrop::new(Terminal::new(CrosstermBackend::new(io::stdout()))?);
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, Hide)
}

/// Does what can be done; where the terminal is gone, that is nothing.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(io::stdout(), LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

fn give_back_before_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            give_back();
            told(panic);
        }));
    });
}
