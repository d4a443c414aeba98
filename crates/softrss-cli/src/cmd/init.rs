//! `softrss init`: a policy that fits this machine.

use std::{
    fs::File,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use softrss::{
    Interface,
    preflight::{Facts, suggest},
};
use softrss_core::Policy;

use super::{
    interface::{no_interface, there_are},
    refusal,
};
use crate::{Failure, report::draft::Draft};

/// Look at the machine and an interface, and write a policy that fits, with a comment for each choice
///
/// Nothing is asked, nothing is changed, and no privileges are needed. The policy is a beginning: it names the CPUs, the
/// queues and the mode that suit what is there. Which packets belong together is for you to say.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The interface to be steered; without it only the CPUs are looked at
    #[arg(value_name = "IFACE")]
    interface: Option<String>,
    /// Write the policy to this new file; otherwise to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What the policy is called in its own text, where it goes to standard output.
const UNNAMED: &str = "policy.toml";

/// Runs the command.
///
/// # Errors
/// [`Failure`] with exit code 1 where there is no such interface, the CPUs are not known, or the file is there already.
pub fn run(args: &Args) -> Result<(), Failure> {
    let interface = args.interface.as_deref().map(Interface::by_name);
    let interface = interface.transpose().map_err(no_interface)?;
    let facts = Facts::gather(interface.as_ref());
    let suggestion = suggest(&facts)
        .map_err(|error| Failure::failed(error, "mount sysfs: mount -t sysfs sysfs /sys"))?;
    let known = facts
        .interface
        .as_ref()
        .and_then(|known| known.as_ref().ok());
    let file = match &args.output {
        Some(file) => file.display().to_string(),
        None => UNNAMED.to_owned(),
    };
    let draft = Draft {
        interface: interface.as_ref().map(Interface::name),
        queues: known.and_then(|known| known.rx_queues.as_ref().ok().copied()),
        release: facts.kernel.release.as_deref().ok(),
        file: &file,
        suggestion: &suggestion,
    };
    let text = draft.text();
    // What is written is read by other commands: better that this one finds what they would refuse.
    Policy::parse(&file, &text, |_| Err(io::ErrorKind::NotFound.into()))
        .map_err(|errors| Failure::failed(errors, refusal::DEFECT))?;
    match &args.output {
        None => io::stdout()
            .write_all(text.as_bytes())
            .map_err(Failure::output)?,
        Some(file) => write_new(file, &text)?,
    }
    if interface.is_none() {
        // Talk; the policy is written.
        let _ = writeln!(
            io::stderr(),
            "note: no interface was looked at: `softrss init IFACE` does; {}",
            there_are()
        );
    }
    Ok(())
}

/// Writes a file that is not there. What a person has made of an earlier one is never lost.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|source| {
        let hint = match source.kind() {
            io::ErrorKind::AlreadyExists => {
                "name another file, or remove this one: what was changed in it would be lost"
            }
            _ => "name a file in a directory that can be written and has space left",
        };
        let path = path.to_owned();
        Failure::failed(Unwritable { path, source }, hint)
    })
}

#[derive(Debug, thiserror::Error)]
#[error("the policy cannot be written to {}", path.display())]
struct Unwritable {
    path: PathBuf,
    source: io::Error,
}
