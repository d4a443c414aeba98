//! `softrss explain`: why does this frame go there?

use std::{
    io::{self, BufWriter, Write as _},
    path::PathBuf,
};

use super::{
    input,
    policy::{self, PolicyArgs},
};
use softrss::preflight::shell_word;
use softrss_core::decide::tried;

use crate::{
    Failure,
    capture::Capture,
    report::{explanation::Explanation, json},
    simulation::Simulation,
};

/// Show header by header why a frame of a capture would go where it goes
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The capture, pcap or pcapng; - reads it from stdin
    capture: PathBuf,
    /// The number of the frame, from 1, as Wireshark counts
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    frame: u64,
    #[command(flatten)]
    policy: PolicyArgs,
    /// Print the explanation as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`], also where the capture has no such frame.
pub fn run(args: &Args) -> Result<(), Failure> {
    args.policy.beside_capture(&args.capture)?;
    let policy = policy::resolve(args.policy.load()?)?;
    let (input, _) = input::open(&args.capture)?;
    let damaged = |error| input::failure(&args.capture, error);
    let mut capture = Capture::new(input).map_err(damaged)?;
    // From the first frame on, because a turn depends on the frames before.
    let mut simulation = Simulation::new(&policy);
    while let Some(frame) = capture.next().map_err(damaged)? {
        if frame.number > args.frame {
            return Err(skipped(args.frame));
        }
        let arrival = simulation.arrival(&frame);
        let decision = simulation.step(&frame);
        if frame.number == args.frame {
            let tried = tried(&policy, &arrival);
            let explanation = Explanation::new(&frame, &policy, &decision, &tried);
            return show(&explanation, args.json);
        }
    }
    if capture.packets() >= args.frame {
        return Err(skipped(args.frame));
    }
    let missing = ExplainError::NoSuchFrame {
        frame: args.frame,
        packets: capture.packets(),
    };
    let hint = format!(
        "frames are numbered from 1; this lists them: softrss simulate {} --per-packet -",
        shell_word(&args.capture.display().to_string())
    );
    Err(Failure::failed(missing, hint))
}

fn show(explanation: &Explanation, as_json: bool) -> Result<(), Failure> {
    if as_json {
        return json(explanation);
    }
    let mut output = BufWriter::new(io::stdout().lock());
    explanation
        .text(&mut output)
        .and_then(|()| output.flush())
        .map_err(Failure::output)
}

fn skipped(frame: u64) -> Failure {
    let error = ExplainError::NotRead { frame };
    Failure::failed(error, input::CAPTURE_INSTEAD)
}

#[derive(Debug, thiserror::Error)]
enum ExplainError {
    #[error("the capture has no frame {frame}: it ends after {packets}")]
    NoSuchFrame { frame: u64, packets: u64 },
    #[error("frame {frame} is of a link type that is not read")]
    NotRead { frame: u64 },
}
