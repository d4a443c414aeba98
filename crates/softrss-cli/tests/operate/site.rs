//! A test bed, a BPF file system that nobody else sees, and the command in it.

use std::{
    error::Error,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use nix::{
    mount::{MsFlags, mount},
    sched::{CloneFlags, unshare},
};
use serde_json::Value;
use softrss_testbed::{Testbed, harness::Outcome};
use tempfile::TempDir;

pub(crate) const BPFFS: &str = "/sys/fs/bpf";
const PATIENCE: Duration = Duration::from_secs(20);

/// What the commands of a trial work on.
pub(crate) struct Site<'s> {
    pub(crate) bed: &'s Testbed,
    /// For policies.
    pub(crate) files: TempDir,
    /// What to run.
    pub(crate) program: PathBuf,
}

/// Runs `body` where `/sys/fs/bpf` is empty, and makes sure that it is empty again. Both ends send nothing that is
/// unfinished.
pub(crate) fn with_site(body: impl FnOnce(&Site<'_>) -> Outcome + Send) -> Outcome {
    let bed = Testbed::new()?;
    bed.source().finish_checksums()?;
    bed.sink().finish_checksums()?;
    with_site_of(&bed, body)
}

/// The same, with ends of one's own.
pub(crate) fn with_site_of(
    bed: &Testbed,
    body: impl FnOnce(&Site<'_>) -> Outcome + Send,
) -> Outcome {
    let result = thread::scope(|scope| {
        let site = scope.spawn(|| {
            alone()?;
            let site = Site {
                bed,
                files: tempfile::tempdir().map_err(|error| error.to_string())?,
                program: env!("CARGO_BIN_EXE_softrss").into(),
            };
            body(&site).map_err(|error| error.to_string())?;
            let left = pinned().map_err(|error| error.to_string())?;
            assert!(left.is_empty(), "left behind: {left:?}");
            Ok::<(), String>(())
        });
        site.join()
    });
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    Ok(())
}

/// Takes the mounts of this thread apart from all others, with a BPF file system that ends with it.
fn alone() -> Result<(), String> {
    let none = None::<&Path>;
    let all = || {
        unshare(CloneFlags::CLONE_NEWNS)?;
        mount(none, "/", none, MsFlags::MS_REC | MsFlags::MS_PRIVATE, none)?;
        mount(
            Some("bpf"),
            BPFFS,
            Some("bpf"),
            MsFlags::empty(),
            Some("mode=1777"),
        )
    };
    all().map_err(|errno| errno.to_string())
}

/// What is pinned.
pub(crate) fn pinned() -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(BPFFS)?;
    let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| Ok(entry?.path())).collect();
    let by_itself = |path: &PathBuf| path.extension() != Some(OsStr::new("debug"));
    Ok(paths?.into_iter().filter(by_itself).collect())
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: without_end(&String::from_utf8_lossy(&output.stderr)),
        }
    }
}

/// What is said of each attach here, whose BPF file system ends with the trial.
pub(crate) const END: &str = "note: the steering ends with this container, or this mount namespace: its BPF file system is mounted nowhere else\n";

fn without_end(stderr: &str) -> String {
    stderr.replace(END, "")
}

impl Site<'_> {
    /// The command, to be run in the network namespace of the sink.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(arguments.split_whitespace())
            .current_dir(self.files.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs `command` in the network namespace of the sink.
    pub(crate) fn run_it(&self, mut command: Command) -> Result<Ran, Box<dyn Error>> {
        let sink = self.bed.sink().netns();
        Ok(sink.run(move || command.output())??.into())
    }

    pub(crate) fn run(&self, arguments: &str) -> Result<Ran, Box<dyn Error>> {
        self.run_it(self.command(arguments))
    }

    /// The same, of what has to succeed. Gives what it printed.
    pub(crate) fn does(&self, arguments: &str) -> Result<String, Box<dyn Error>> {
        let ran = self.run(arguments)?;
        match ran.code {
            Some(0) => Ok(ran.stdout),
            _ => Err(format!("softrss {arguments}: {ran:?}").into()),
        }
    }

    /// What `status` says of the sink.
    pub(crate) fn status(&self) -> Result<Value, Box<dyn Error>> {
        let text = self.does("status sink0 --json --interval 0")?;
        let mut status: Value = serde_json::from_str(&text)?;
        assert_eq!(status["schema"], 1);
        Ok(status["interfaces"][0].take())
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> io::Result<()> {
        fs::write(self.files.path().join(name), text)
    }
}

/// Waits until `left` is empty.
pub(crate) fn eventually_nothing(
    mut left: impl FnMut() -> Result<Vec<String>, Box<dyn Error>>,
) -> Outcome {
    let start = Instant::now();
    loop {
        let now = left()?;
        if now.is_empty() {
            return Ok(());
        }
        assert!(start.elapsed() < PATIENCE, "left behind: {now:?}");
        thread::sleep(Duration::from_millis(5));
    }
}
