//! `softrss simulate`: where would the packets of a capture go?

use std::{
    fs::File,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use super::{
    input,
    policy::{self, PolicyArgs},
};
use crate::{
    Failure,
    capture::{Capture, CaptureError},
    report::{
        packet::{self, Packet, PacketTable},
        progress::Progress,
        simulation::{Captured, Report},
    },
    simulation::Simulation,
};

/// Show where each packet of a pcap or pcapng capture would go
///
/// Packets are counted as if a CPU had received them that is none of the targets.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The capture, pcap or pcapng; - reads it from stdin
    capture: PathBuf,
    #[command(flatten)]
    policy: PolicyArgs,
    /// Write a line of tab-separated values for each frame; - writes them to stdout and the summary to
    /// stderr
    #[arg(long, value_name = "TSV")]
    per_packet: Option<PathBuf>,
    /// Also tell how many packets came to each bucket
    #[arg(long)]
    buckets: bool,
    /// Print the sums as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`]; after a damaged capture the result up to the damage has been shown.
pub fn run(args: &Args) -> Result<(), Failure> {
    let tsv_on_stdout = args.per_packet.as_deref() == Some(Path::new("-"));
    if tsv_on_stdout && args.json {
        return Err(Failure::usage(
            "--json and --per-packet - both want stdout",
            "give --per-packet a file",
        ));
    }
    args.policy.beside_capture(&args.capture)?;
    let policy = policy::resolve(args.policy.load()?)?;
    let (input, size) = input::open(&args.capture)?;
    let mut capture = Capture::new(input).map_err(|error| input::failure(&args.capture, error))?;
    let table = args.per_packet.as_deref().map(open_table).transpose()?;
    let mut simulation = Simulation::new(&policy);
    if args.buckets {
        simulation = simulation.by_bucket();
    }
    let progress = Progress::new(size);
    let read = drive(&mut capture, &mut simulation, table, &progress);
    progress.finish();
    let damage = read?;
    let report = Report::new(&simulation, &Captured::of(&capture));
    if tsv_on_stdout {
        report
            .text(&mut io::stderr().lock(), false)
            .map_err(Failure::output)?;
    } else {
        report.print(args.json)?;
    }
    match damage {
        Some(error) => Err(input::failure(&args.capture, error)),
        None => input::read_any(&args.capture, &capture),
    }
}

/// Reads the capture to its end, or to the damage that is returned.
fn drive<R: Read>(
    capture: &mut Capture<R>,
    simulation: &mut Simulation<'_>,
    mut table: Option<PacketTable<Box<dyn Write>>>,
    progress: &Progress,
) -> Result<Option<CaptureError>, Failure> {
    let damage = loop {
        let frame = match capture.next() {
            Ok(Some(frame)) => frame,
            Ok(None) => break None,
            Err(damage) => break Some(damage),
        };
        let number = frame.number;
        let length = simulation.arrival(&frame).length;
        let decision = simulation.step(&frame);
        if let Some(table) = &mut table {
            let chooser = simulation.chooser(&decision);
            let packet = Packet {
                number,
                length,
                link: frame.link,
                key: simulation.key(&decision),
            };
            table
                .row(&packet, &decision, chooser)
                .map_err(Failure::output)?;
        }
        if number.is_multiple_of(Progress::INTERVAL) {
            progress.at(capture.offset());
        }
    };
    if let Some(table) = table {
        table.finish().map_err(Failure::output)?;
    }
    Ok(damage)
}

fn open_table(path: &Path) -> Result<PacketTable<Box<dyn Write>>, Failure> {
    let output: Box<dyn Write> = if path == Path::new("-") {
        Box::new(io::stdout())
    } else {
        let file = File::create(path).map_err(|source| {
            let path = path.to_owned();
            let error = packet::CreateError { path, source };
            Failure::failed(error, "name a file that can be written, or - for stdout")
        })?;
        Box::new(file)
    };
    PacketTable::new(BufWriter::with_capacity(1 << 16, output)).map_err(Failure::output)
}
