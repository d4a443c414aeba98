//! `softrss top`: what steering does, live, on the whole screen.

use std::{
    io::{self, IsTerminal as _},
    time::Duration,
};

use super::{deployed::Deployed, refusal};
use crate::{Failure, interfaces::Interfaces, tui};

/// Watch what is steered, live: packets, losses and busy CPUs
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The interface; without it all that are steered, of which one is shown at a time
    #[arg(value_name = "IFACE")]
    interface: Option<String>,
    /// How often to look
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = interval)]
    interval: Duration,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] with exit code 2 where stdout is no terminal.
pub fn run(args: &Args) -> Result<(), Failure> {
    if !io::stdout().is_terminal() {
        return Err(Failure::usage(
            "`softrss top` draws on a terminal, and stdout is none",
            "`softrss status` and `softrss metrics --once` write what they know to any file",
        ));
    }
    let source = Deployed::new(args.interface.clone())?;
    let first = first(&source, args.interface.as_deref())?;
    tui::run(Box::new(source), first, args.interval)
}

/// The first picture, without which there is no reason to begin.
fn first(source: &Deployed, interface: Option<&str>) -> Result<Interfaces, Failure> {
    if let Some(name) = interface {
        let steered = source.one(name).map_err(refusal::deployment)?;
        return Ok(Interfaces {
            steered: vec![steered],
            unreadable: Vec::new(),
        });
    }
    let interfaces = source.all().map_err(refusal::deployment)?;
    if !interfaces.steered.is_empty() {
        return Ok(interfaces);
    }
    Err(match interfaces.unreadable.into_iter().next() {
        Some(unreadable) => Failure::failed(
            format!(
                "{} cannot be read: {}",
                unreadable.interface, unreadable.why
            ),
            "`softrss status` says what is attached, and what is wrong with it",
        ),
        None => Failure::failed(
            "softrss is attached to no interface",
            "`softrss attach IFACE` attaches it",
        ),
    })
}

fn interval(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok();
    let seconds = seconds.filter(|seconds| (0.1..=3600.0).contains(seconds));
    let seconds = seconds.ok_or("accepted: seconds from 0.1 to 3600, such as `0.5`")?;
    Ok(Duration::from_secs_f64(seconds))
}
