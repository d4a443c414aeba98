//! Fuzz targets, each for a while.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
};

use crate::failure::{self, Failure, started};

/// What can be fuzzed: a target of `fuzz/fuzz_targets`, and what it begins with.
const TARGETS: [Target; 8] = [
    target("agree", None),
    target("arguments", None),
    target("capture", Some(Seeds::Captures)),
    target("instructions", None),
    target("pinned", None),
    target(
        "policy",
        Some(Seeds::Directory("crates/softrss-core/tests/policy/good")),
    ),
    target("request", None),
    target(
        "table",
        Some(Seeds::Directory("crates/softrss-core/tests/policy/good")),
    ),
];

/// Inputs that a target takes longer to find by itself.
enum Seeds {
    /// Files of this workspace.
    Directory(&'static str),
    /// Captures, where there are any.
    Captures,
}

struct Target {
    name: &'static str,
    seeds: Option<Seeds>,
}

const fn target(name: &'static str, seeds: Option<Seeds>) -> Target {
    Target { name, seeds }
}

/// How long one input may take before it counts as a fault, in seconds.
const SLOWEST: u32 = 20;
/// How much memory a target may use, in MiB: the largest tables of a policy are within it.
const MEMORY: u32 = 3072;
/// How much of what a target said is shown, in lines.
const LAST_LINES: usize = 40;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// What to fuzz; without it, everything
    targets: Vec<String>,
    /// For how long each
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    seconds: u64,
    /// How many at the same time
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    jobs: u16,
}

/// Builds the targets and runs them. Ends with 1 if an input was found that a target does not survive.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut waiting = chosen(&arguments.targets)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().map_err(failure::file(&root))?;
    let mut build = cargo_fuzz(&root, "build");
    if !started("cargo", build.status())?.success() {
        return Err(Failure::new("the fuzz targets cannot be built").with_hint(
            "cargo install cargo-fuzz --locked, if there is no such command as `cargo fuzz`",
        ));
    }
    waiting.reverse();
    let mut failed = false;
    let mut running: Vec<Running> = Vec::new();
    while !(waiting.is_empty() && running.is_empty()) {
        while running.len() < usize::from(arguments.jobs)
            && let Some(target) = waiting.pop()
        {
            running.push(Running::start(&root, target, arguments.seconds)?);
        }
        let first = running.remove(0);
        failed |= !first.end()?;
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn chosen(names: &[String]) -> Result<Vec<&'static Target>, Failure> {
    if names.is_empty() {
        return Ok(TARGETS.iter().collect());
    }
    let find = |name: &String| {
        TARGETS
            .iter()
            .find(|target| target.name == name)
            .ok_or_else(|| {
                let known = TARGETS.map(|target| target.name).join(", ");
                Failure::new(format!("there is no fuzz target `{name}`"))
                    .with_hint(format!("there are {known}"))
            })
    };
    names.iter().map(find).collect()
}

/// Instrumented without a sanitizer: those need another compiler, and nothing that is fuzzed here is unsafe code.
fn cargo_fuzz(root: &Path, what: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(root)
        .args(["fuzz", what, "--sanitizer", "none"]);
    command
}

/// A target that runs.
struct Running {
    target: &'static Target,
    process: Child,
    log: PathBuf,
}

impl Running {
    fn start(root: &Path, target: &'static Target, seconds: u64) -> Result<Self, Failure> {
        let corpus = root.join("fuzz/corpus").join(target.name);
        failure::directory(&corpus)?;
        let log = root
            .join("fuzz/target")
            .join(format!("{}.log", target.name));
        let output = fs::File::create(&log).map_err(failure::file(&log))?;
        let mut command = cargo_fuzz(root, "run");
        command.arg(target.name).arg(&corpus);
        match &target.seeds {
            Some(Seeds::Directory(path)) => {
                command.arg(root.join(path));
            }
            Some(Seeds::Captures) => {
                command.args(env::var_os("SOFTRSS_PCAPS"));
            }
            None => {}
        }
        command.arg("--");
        command.arg(format!("-max_total_time={seconds}"));
        command.arg(format!("-timeout={SLOWEST}"));
        command.arg(format!("-rss_limit_mb={MEMORY}"));
        command.arg("-print_final_stats=1");
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(output);
        println!("{}: for {seconds} s", target.name);
        Ok(Self {
            target,
            process: started("cargo", command.spawn())?,
            log,
        })
    }

    /// Waits for it, and says what it did. Whether all inputs were survived.
    fn end(mut self) -> Result<bool, Failure> {
        let status = started("cargo", self.process.wait())?;
        let said = fs::read(&self.log).map_err(failure::file(&self.log))?;
        let said = String::from_utf8_lossy(&said);
        let number = |key: &str| said.lines().find_map(|line| line.strip_prefix(key));
        let name = self.target.name;
        if status.success() {
            let executed = number("stat::number_of_executed_units:")
                .unwrap_or("?")
                .trim();
            let covered = said.lines().rev().find_map(|line| {
                let (_, behind) = line.split_once(" cov: ")?;
                behind.split_whitespace().next()
            });
            let covered = covered.unwrap_or("?");
            println!("{name}: {executed} inputs, {covered} places reached");
            return Ok(true);
        }
        let lines: Vec<&str> = said.lines().collect();
        for line in &lines[lines.len().saturating_sub(LAST_LINES)..] {
            eprintln!("{name}: {line}");
        }
        eprintln!(
            "{name}: {status}; the input is in fuzz/artifacts/{name}, all that was said in {}",
            self.log.display()
        );
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_run() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut files: Vec<String> = fs::read_dir(root.join("fuzz/fuzz_targets"))
            .expect("it is there")
            .map(|file| file.expect("it can be read").path())
            .map(|path| {
                path.file_stem()
                    .expect("it has a name")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        files.sort();
        assert_eq!(files, TARGETS.map(|target| target.name));
    }

    #[test]
    fn a_target_that_is_not_there_is_refused() {
        let error = chosen(&["polcy".to_owned()]).err().expect("it is refused");
        assert!(error.hint().is_some_and(|hint| hint.contains("policy")));
    }
}
