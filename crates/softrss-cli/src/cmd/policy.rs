//! The policy a command works with: read from a file, and settled on CPUs.

use std::{
    fs::File,
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use softrss::{
    preflight::{Facts, choose_targets},
    topology,
};
use softrss_core::{
    CpuSet, Policy,
    cpu::CpuList,
    policy::{PolicyError, PolicyErrors, Problem, Target},
    resolve::ResolvedPolicy,
};

use crate::Failure;

/// The longest policy file that is read, in bytes.
const MAX_POLICY: u64 = 4 << 20;
/// The longest table that is read, in bytes: a million lines with comments.
const MAX_TABLE: u64 = 256 << 20;

/// Which policy, and which CPUs.
#[derive(Debug, clap::Args)]
pub(crate) struct PolicyArgs {
    /// The policy file; - reads it from stdin; without it, flows are hashed by 5-tuple over all CPUs
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The target CPUs, like 0,2-5 or 2- or all,!0, in place of those of the policy; without either, the online
    /// CPUs of this machine
    #[arg(long, value_name = "LIST", value_parser = cpu_list)]
    cpus: Option<CpuList>,
}

impl PolicyArgs {
    /// Refuses that stdin is both the policy and the capture.
    pub(super) fn beside_capture(&self, capture: &Path) -> Result<(), Failure> {
        if self.policy.as_deref().is_some_and(is_stdin) && capture == Path::new("-") {
            return Err(Failure::usage(
                "the policy and the capture cannot both come from stdin",
                "give one of them the name of a file",
            ));
        }
        Ok(())
    }

    /// Reads the policy and gives it target CPUs.
    pub(super) fn load(&self) -> Result<Policy, Failure> {
        load(self.policy.as_deref(), self.cpus.as_ref())
    }

    /// The same, with the text of the policy. Where no targets are named, those that `facts` speak for.
    pub(super) fn load_written(&self, facts: &Facts) -> Result<Written, Failure> {
        let (mut policy, text) = match &self.policy {
            Some(file) => {
                let (policy, text) = read_written(file)?;
                (policy.map_err(|errors| refused(file, &errors))?, text)
            }
            None => (Policy::default(), DEFAULT.to_owned()),
        };
        let targets = match (&self.cpus, &policy.targets.cpus) {
            (Some(_), _) => "from --cpus".to_owned(),
            (None, Some(_)) => "from the policy".to_owned(),
            (None, None) if policy.targets.open.is_some() => "from the policy".to_owned(),
            (None, None) => {
                let choice = choose_targets(facts)
                    .map_err(|error| Failure::failed(error, "name the CPUs with --cpus"))?;
                policy.targets.cpus = Some(equal_shares(&choice.cpus));
                choice.reason
            }
        };
        Ok(Written {
            policy: settle(policy, self.cpus.as_ref())?,
            text,
            file: self.policy.clone(),
            targets,
        })
    }
}

/// The default policy, as it would be written.
const DEFAULT: &str = "version = 1\n";

/// A policy with its text.
pub(super) struct Written {
    /// With its target CPUs.
    pub(super) policy: Policy,
    /// As it was written.
    pub(super) text: String,
    /// Where; `None` for the default policy.
    pub(super) file: Option<PathBuf>,
    /// Why these targets.
    pub(super) targets: String,
}

/// The policy of `file`, or the default one, on `cpus`, or on those it names, or on those of this machine.
pub(super) fn load(file: Option<&Path>, cpus: Option<&CpuList>) -> Result<Policy, Failure> {
    let policy = match file {
        Some(file) => read(file)?.map_err(|errors| refused(file, &errors))?,
        None => Policy::default(),
    };
    settle(policy, cpus)
}

/// The policy on `cpus`, or on those it names, or on those of this machine.
fn settle(mut policy: Policy, cpus: Option<&CpuList>) -> Result<Policy, Failure> {
    if let Some(cpus) = cpus {
        let replaced = policy.targets.open.take();
        if let Some(replaced) = replaced {
            let _ = writeln!(
                io::stderr(),
                "note: --cpus {cpus} replaces the policy's targets {replaced}"
            );
        }
        if let Some(replaced) = &policy.targets.cpus {
            let replaced: CpuSet = replaced.iter().map(Target::cpu).collect();
            // Talk; the command goes on without it.
            let _ = writeln!(
                io::stderr(),
                "note: --cpus {cpus} replaces the policy's targets {replaced}"
            );
        }
        policy.targets.cpus = None;
        if cpus.is_open() {
            policy.targets.open = Some(cpus.clone());
        } else {
            policy.targets.cpus = Some(equal_shares(cpus.named()));
        }
    }
    if policy.is_open() {
        let settled = policy.on(&online()?);
        return settled.map_err(|error| {
            Failure::failed(error, "name CPUs that it has: `softrss doctor` shows them")
        });
    }
    Ok(policy)
}

/// Reads a policy file, and the files of the tables that it names.
///
/// The outer error is that of the file system, the inner one that of the text.
pub(super) fn read(file: &Path) -> Result<Result<Policy, PolicyErrors>, Failure> {
    Ok(read_written(file)?.0)
}

/// The same, with the text.
fn read_written(file: &Path) -> Result<(Result<Policy, PolicyErrors>, String), Failure> {
    let name = called(file);
    let text = read_own(file).map_err(|source| {
        let hint = match source.kind() {
            io::ErrorKind::InvalidData => "a policy is TOML, and TOML is UTF-8 text",
            io::ErrorKind::FileTooLarge => "many prefixes belong in the file of a [[table]]",
            io::ErrorKind::PermissionDenied => {
                "name a file that this user may read, or let its owner run the command"
            }
            io::ErrorKind::IsADirectory => "name the file in it",
            io::ErrorKind::NotFound => {
                "check the name of the policy file, or write one: softrss init -o FILE"
            }
            _ => "check the name of the policy file",
        };
        let file = called(file);
        Failure::failed(ReadError::Policy { file, source }, hint)
    })?;
    let directory = file.parent().unwrap_or(Path::new(""));
    let mut hidden = Vec::new();
    let policy = Policy::parse(&name, &text, |table| {
        let path = directory.join(table);
        let text = read_text(&path, MAX_TABLE)?;
        hidden.extend(is_hidden(directory, &path).then(|| table.to_owned()));
        Ok(text)
    });
    if let Err(errors) = &policy {
        if let Some(line) = first_line_of_another_format(&text, errors) {
            let file = name;
            return Err(Failure::failed(
                ReadError::NoPolicy { file, line },
                "name a policy file, which is TOML and has `version = 1`: `softrss docs policy` describes it, `softrss init` \
                 writes one",
            ));
        }
        hidden
            .iter()
            .try_for_each(|table| unquoted(table, errors))?;
    }
    Ok((policy, text))
}

/// Whether lines of a table must not be quoted: it is elsewhere than the policy, or is none that the user who runs the
/// command may read himself. What a policy names is read with the privileges of the command.
fn is_hidden(directory: &Path, table: &Path) -> bool {
    let directory = if directory.as_os_str().is_empty() {
        Path::new(".")
    } else {
        directory
    };
    let real = |path: &Path| std::fs::canonicalize(path);
    let beside = match (real(directory), real(table)) {
        (Ok(directory), Ok(table)) => table.starts_with(directory),
        _ => false,
    };
    !beside || may_read(table).is_err()
}

/// Whether the user and group may read a file that the command was called by. What the command has beyond, such as
/// `CAP_DAC_OVERRIDE`, does not count.
fn may_read(file: &Path) -> io::Result<()> {
    nix::unistd::access(file, nix::unistd::AccessFlags::R_OK).map_err(io::Error::from)
}

/// Whether the policy is what comes in on stdin.
pub(super) fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

/// What a policy file is called in messages.
pub(super) fn called(file: &Path) -> String {
    if is_stdin(file) {
        "stdin".to_owned()
    } else {
        file.display().to_string()
    }
}

/// The text of a policy. Its lines are quoted, so it has to be the caller's to read.
fn read_own(file: &Path) -> io::Result<String> {
    if is_stdin(file) {
        return read_limited(io::stdin().lock(), MAX_POLICY);
    }
    may_read(file)?;
    read_text(file, MAX_POLICY)
}

/// The first line that is wrong in a text that is nothing like a policy. None of it need be shown: whoever named another
/// file does not want to see it.
fn first_line_of_another_format(text: &str, errors: &PolicyErrors) -> Option<usize> {
    let is_syntax = |error: &PolicyError| matches!(error.problem, Problem::Syntax { .. });
    let has_version = text
        .lines()
        .any(|line| line.trim_start().starts_with("version"));
    let first = errors.errors().first()?;
    (!has_version && errors.errors().iter().all(is_syntax)).then_some(first.place.line)
}

/// A failure where errors are in `table`, whose lines are not shown.
fn unquoted(table: &str, errors: &PolicyErrors) -> Result<(), Failure> {
    let within = errors.errors().iter();
    let mut within = within.filter(|error| error.place.file == table);
    let Some(first) = within.next() else {
        return Ok(());
    };
    let (table, line) = (table.to_owned(), first.place.line);
    let more = within.count() + errors.suppressed();
    Err(Failure::failed(
        ReadError::Table { table, line, more },
        "a table has lines like `prefix,cpu`; to see what is wrong with them, put it beside the policy",
    ))
}

fn read_text(path: &Path, max: u64) -> io::Result<String> {
    read_limited(File::open(path)?, max)
}

/// Reads a text of at most `max` bytes, so that not even an endless one fills the memory.
fn read_limited(from: impl io::Read, max: u64) -> io::Result<String> {
    let mut text = String::new();
    from.take(max + 1).read_to_string(&mut text)?;
    if text.len() as u64 > max {
        let megabytes = max >> 20;
        let what = format!("more than {megabytes} MiB");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, what));
    }
    Ok(text)
}

/// Shows all errors of a policy, and makes a failure of them.
pub(super) fn refused(file: &Path, errors: &PolicyErrors) -> Failure {
    let _ = writeln!(io::stderr(), "{errors}");
    let count = errors.errors().len() + errors.suppressed();
    let file = called(file);
    Failure::failed(
        ReadError::Refused { file, count },
        "each error above says what would be accepted; `softrss docs policy` describes every key",
    )
}

/// Settles `policy` on its CPUs.
pub(super) fn resolve(policy: Policy) -> Result<ResolvedPolicy, Failure> {
    resolve_on(policy, &CpuSet::new())
}

/// Settles `policy` on its CPUs, or on `cpus` if it names none.
pub(super) fn resolve_on(policy: Policy, cpus: &CpuSet) -> Result<ResolvedPolicy, Failure> {
    ResolvedPolicy::new(policy, cpus).map_err(|error| {
        Failure::failed(
            error,
            "give the flow table more buckets, or name fewer CPUs",
        )
    })
}

fn equal_shares(cpus: &CpuSet) -> Vec<Target> {
    cpus.iter().map(Target::even).collect()
}

fn online() -> Result<CpuSet, Failure> {
    topology::online().map_err(|error| Failure::failed(error, "name the CPUs with --cpus"))
}

pub(super) fn cpu_list(list: &str) -> Result<CpuList, String> {
    let cpus: CpuList = list
        .parse()
        .map_err(|error: softrss_core::cpu::CpuListError| error.to_string())?;
    if !cpus.is_open() && cpus.named().is_empty() {
        return Err("it names no CPU".to_owned());
    }
    Ok(cpus)
}

#[derive(Debug, thiserror::Error)]
enum ReadError {
    #[error("the policy `{file}` cannot be read")]
    Policy {
        file: String,
        #[source]
        source: io::Error,
    },
    #[error("`{file}` is no policy: its line {line} is no TOML")]
    NoPolicy { file: String, line: usize },
    #[error(
        "line {line} of the table `{table}` is wrong{}; it is not shown, because the table lies elsewhere than the \
         policy, or may not be read by this user",
        and(*more)
    )]
    Table {
        table: String,
        line: usize,
        more: usize,
    },
    #[error("the policy `{file}` has {}", errors(*count))]
    Refused { file: String, count: usize },
}

fn errors(count: usize) -> String {
    match count {
        1 => "an error".to_owned(),
        _ => format!("{count} errors"),
    }
}

fn and(more: usize) -> String {
    match more {
        0 => String::new(),
        _ => format!(", and so are {more} more"),
    }
}
