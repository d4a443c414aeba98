//! `softrss compile`: the program of a policy, as an ELF object or as a listing.

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    io::{self, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use bpf_asm::Object;
use serde::Serialize;
use softrss::load::LICENSE;
use softrss_codegen::{Image, Options, image::Queue};
use softrss_core::{CpuSet, cpu::CpuList};

use super::{policy, refusal};
use crate::{
    Failure,
    report::{SCHEMA, json},
};

/// Write the programs of a policy as an ELF object for libbpf, bpftool, iproute2 and aya
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Args {
    /// The policy file; - reads it from stdin; the default policy if not given
    file: Option<PathBuf>,
    /// Write the object to this file; otherwise to standard output, if that is no terminal
    #[arg(short, long, value_name = "OBJ", conflicts_with = "asm")]
    output: Option<PathBuf>,
    /// Print the program as text, in the syntax of llvm-objdump
    #[arg(long)]
    asm: bool,
    /// The target CPUs, like 0,2-5 or 2- or all,!0, in place of those of the policy; without either, the online
    /// CPUs of this machine
    #[arg(long, value_name = "LIST", value_parser = policy::cpu_list)]
    cpus: Option<CpuList>,
    /// Accept packets in several buffers (Linux 5.18)
    #[arg(long)]
    frags: bool,
    /// Count packets by rule and by reason, in the map `counters`
    #[arg(long)]
    counters: bool,
    /// Print what is in the object, and what its loader has to do, as JSON
    #[arg(long, requires = "output")]
    json: bool,
}

/// The JSON object.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Report {
    /// The version of this object.
    schema: u32,
    /// The file.
    object: String,
    /// The main one first.
    programs: Vec<JsonProgram>,
    /// What is not in the object: the loader puts it into the maps before it attaches.
    queues: Vec<JsonQueue>,
    /// Entries of the DEVMAP `devices` that the loader makes.
    devices: Vec<JsonDevice>,
    /// Maps that the loader fills.
    tables: Vec<JsonTable>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JsonProgram {
    /// Its name.
    name: String,
    /// Its section in the object.
    section: String,
    /// Of 8 bytes each.
    slots: usize,
}

/// An entry of a CPUMAP.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JsonQueue {
    /// The CPUMAP.
    map: String,
    /// Its key.
    cpu: u32,
    /// The length of the queue in frames.
    qsize: u32,
    /// That runs on the target; `null` where none does.
    program: Option<String>,
}

/// An entry of the DEVMAP `devices`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JsonDevice {
    /// Its key.
    slot: usize,
    /// The interface.
    interface: String,
}

/// A map to be filled with the entries of a table.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JsonTable {
    /// The map.
    map: String,
    /// How many entries the table has.
    entries: usize,
    /// Whether a value has 128 less the length of the prefix in its upper half, beside the CPU.
    ranked: bool,
}

impl Report {
    fn new(image: &Image, object: &Path) -> Self {
        let queues = image.queues().flat_map(|(map, queues)| {
            queues.iter().map(|queue| JsonQueue {
                map: map.name.clone(),
                cpu: queue.cpu.number(),
                qsize: queue.qsize.frames(),
                program: queue.program.clone(),
            })
        });
        let devices = image.devices().iter().enumerate();
        let tables = image.entries().filter(|(map, _)| !map.has_words());
        Self {
            schema: SCHEMA,
            object: object.display().to_string(),
            programs: image
                .programs()
                .iter()
                .map(|program| JsonProgram {
                    name: program.name().to_string(),
                    section: program.kind().to_string(),
                    slots: program.code().slots(),
                })
                .collect(),
            queues: queues.collect(),
            devices: devices
                .map(|(slot, interface)| JsonDevice {
                    slot,
                    interface: interface.to_string(),
                })
                .collect(),
            tables: tables
                .map(|(map, entries)| JsonTable {
                    map: map.name.clone(),
                    entries: entries.len(),
                    ranked: map.is_ranked(),
                })
                .collect(),
        }
    }
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] with exit code 1 where the policy is not valid or the output cannot be written, 2 where
/// the output would be bytes on a terminal.
pub fn run(args: &Args) -> Result<(), Failure> {
    let resolved = policy::resolve(policy::load(args.file.as_deref(), args.cpus.as_ref())?)?;
    let options = Options {
        counters: args.counters,
        frags: args.frags,
        ..Options::default()
    };
    let image = Image::new(&resolved, options).map_err(refusal::codegen)?;
    if args.asm {
        return io::stdout()
            .write_all(listing(&image).as_bytes())
            .map_err(Failure::output);
    }
    let programs = image.programs().iter();
    let object = programs.fold(Object::new(LICENSE), |object, program| {
        object.program(program)
    });
    let elf = object.to_elf().map_err(defect)?;
    match &args.output {
        Some(path) => write_whole(path, &elf).map_err(|source| unwritable(path, source))?,
        None if io::stdout().is_terminal() => {
            let hint = "write it to a file with -o OBJ, or print the program as text with --asm";
            return Err(Failure::usage("an object is no text for a terminal", hint));
        }
        None => io::stdout().write_all(&elf).map_err(Failure::output)?,
    }
    if let (true, Some(object)) = (args.json, &args.output) {
        return json(&Report::new(&image, object));
    }
    tell(&image);
    Ok(())
}

/// The programs as text: the main one as it is, each other one under its section and name.
fn listing(image: &Image) -> String {
    let mut text = image.program().code().to_string();
    for entry in &image.programs()[1..] {
        let (section, name) = (entry.kind(), entry.name());
        let _ = write!(
            text,
            "\nDisassembly of section {section}:\n\n<{name}>:\n{}",
            entry.code()
        );
    }
    text
}

/// What the object cannot hold and its loader has to do. Talk: if nobody listens, it is not missed.
fn tell(image: &Image) {
    let mut talk = io::stderr();
    for (map, queues) in image.queues() {
        let Some(Queue { qsize, program, .. }) = queues.first() else {
            continue;
        };
        let (name, cpus) = (
            &map.name,
            queues.iter().map(|queue| queue.cpu).collect::<CpuSet>(),
        );
        let with = match program {
            Some(program) => format!(", with the program `{program}`,"),
            None => String::new(),
        };
        let _ = writeln!(
            talk,
            "note: before attaching, give the CPUMAP `{name}` an entry of {qsize} frames{with} for each of the CPUs {cpus}"
        );
    }
    for (slot, name) in image.devices().iter().enumerate() {
        let _ = writeln!(
            talk,
            "note: before attaching, put the interface {name} into slot {slot} of the DEVMAP `devices`"
        );
    }
    // What has words is in the object.
    let tables = image.entries().filter(|(map, _)| !map.has_words());
    for (map, entries) in tables {
        let many = map.table().map_or("entries", |(kind, _)| kind.row().many);
        let ranked = if map.is_ranked() {
            ", each with its CPU and, in the upper half of the value, 128 less the length of the prefix"
        } else {
            ""
        };
        let _ = writeln!(
            talk,
            "note: before attaching, fill `{}` with the {} {many} of the policy's table{ranked}",
            map.name,
            entries.len()
        );
    }
}

/// Writes a file beside the one that is named and puts it in its place, so that this one is whole or as it was. What
/// is no file, such as a pipe, is written to.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = match fs::metadata(path) {
        Ok(old) if !old.is_file() => return fs::write(path, bytes),
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    // A link stays one.
    let path = match &old {
        Some(_) => fs::canonicalize(path)?,
        None => path.to_owned(),
    };
    let mut name = path
        .file_name()
        .ok_or(io::ErrorKind::InvalidInput)?
        .to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(name);
    let write = || {
        let mut file = fs::File::create_new(&beside)?;
        file.write_all(bytes)?;
        if let Some(old) = &old {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&beside, &path)
    };
    write().inspect_err(|_| {
        // What could not be written need not be there.
        let _ = fs::remove_file(&beside);
    })
}

#[derive(Debug, thiserror::Error)]
#[error("the object cannot be written to {}", path.display())]
struct Unwritable {
    path: PathBuf,
    source: io::Error,
}

fn unwritable(path: &Path, source: io::Error) -> Failure {
    let path = path.to_owned();
    Failure::failed(
        Unwritable { path, source },
        "name a file in a directory that can be written and has space left; what was there is as it was",
    )
}

fn defect(error: impl Error + Send + Sync + 'static) -> Failure {
    Failure::failed(
        error,
        "this is a defect of softrss: please report it with the policy",
    )
}

/// What of the JSON is promised.
#[cfg(test)]
pub(crate) fn schema() -> serde_json::Value {
    crate::contract::schema::<Report>()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let directory = tempfile::tempdir().unwrap();
        let (file, link) = (
            directory.path().join("a.o"),
            directory.path().join("link.o"),
        );
        write_whole(&file, b"old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.o", &link).unwrap();
        write_whole(&link, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let names = fs::read_dir(directory.path()).unwrap();
        assert_eq!(names.count(), 2, "nothing is left beside");
        assert!(write_whole(Path::new("/dev/full"), b"x").is_err());
        assert!(write_whole(&directory.path().join("no/a.o"), b"x").is_err());
    }
}
