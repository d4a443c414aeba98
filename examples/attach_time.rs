//! How long it takes from the text of a policy to its program on an interface.
//! `attach_time [ROUNDS]`, as root.
//!
//! Each round is a process of its own, as a command is one: nothing is warm in it but the kernel. It parses
//! the default policy, makes maps, queues and program, and attaches the program to one end of a veth pair in
//! native mode.
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::{
    env, io,
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

use anyhow::Context as _;
use softrss::{Interface, XdpMode, attach, steering::Steering, topology};
use softrss_codegen::{Image, Options};
use softrss_core::{Policy, ResolvedPolicy};
use softrss_testbed::Testbed;

/// What the time is spent on, in this order.
const STAGES: [&str; 5] = ["policy", "image", "load", "attach", "together"];

fn main() -> anyhow::Result<ExitCode> {
    let mut arguments = env::args().skip(1);
    let rounds = match arguments.next().as_deref() {
        Some("round") => {
            let interface = arguments.next().context("which interface?")?;
            for stage in round(&interface)? {
                println!("{}", stage.as_nanos());
            }
            return Ok(ExitCode::SUCCESS);
        }
        Some(rounds) => rounds.parse().context("ROUNDS is a number")?,
        None => 50,
    };
    let bed = Testbed::new()?;
    let mut times = STAGES.map(|_| Vec::new());
    for _ in 0..rounds {
        let mut command = Command::new(env::current_exe()?);
        command.args(["round", bed.sink().interface()]);
        let output = bed
            .sink()
            .netns()
            .run(|| command.stderr(Stdio::inherit()).output())??;
        anyhow::ensure!(output.status.success(), "a round failed");
        let told = String::from_utf8(output.stdout)?;
        for (stage, line) in times.iter_mut().zip(told.lines()) {
            stage.push(line.parse::<u64>()?);
        }
    }
    println!("milliseconds, {rounds} processes");
    println!("{:>8} {:>8} {:>8} {:>8}", "", "min", "median", "max");
    for (stage, mut times) in STAGES.into_iter().zip(times) {
        times.sort_unstable();
        let (min, max) = times.first().zip(times.last()).context("no round")?;
        let ms = |ns: u64| Duration::from_nanos(ns).as_secs_f64() * 1e3;
        let [min, median, max] = [*min, times[times.len() / 2], *max].map(ms);
        println!("{stage:>8} {min:>8.2} {median:>8.2} {max:>8.2}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Attaches the default policy once, and says how long each stage took.
fn round(interface: &str) -> anyhow::Result<[Duration; 5]> {
    let no_table = |_: &str| Err(io::ErrorKind::NotFound.into());
    let start = Instant::now();
    let policy = Policy::parse("default", "version = 1\n", no_table)?;
    let policy = ResolvedPolicy::new(policy, &topology::online()?)?;
    let parsed = Instant::now();
    let image = Image::new(&policy, Options::default())?;
    let made = Instant::now();
    let steering = Steering::load(&image)?;
    let loaded = Instant::now();
    let attached = attach(
        steering.program(),
        &Interface::by_name(interface)?,
        XdpMode::Native,
    )?;
    let done = Instant::now();
    attached.detach();
    Ok([
        parsed.duration_since(start),
        made.duration_since(parsed),
        loaded.duration_since(made),
        done.duration_since(loaded),
        done.duration_since(start),
    ])
}
