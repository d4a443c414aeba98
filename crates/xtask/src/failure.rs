//! What goes wrong before a machine runs.

use std::{
    fmt, fs, io,
    path::Path,
    process::{Command, Output, Stdio},
};

/// Why no test ran.
#[derive(Debug)]
pub(crate) struct Failure {
    sentence: String,
    hint: Option<String>,
}

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            hint: None,
        }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What to do about it.
    pub(crate) fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

/// That something cannot be done with a file.
pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    move |error| Failure::new(format!("{}: {error}", path.display()))
}

/// Makes a directory and those above it.
pub(crate) fn directory(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(file(path))
}

/// Starts a program that a package of Debian has.
pub(crate) fn started<T>(program: &str, result: io::Result<T>) -> Result<T, Failure> {
    /// Programs that are not in a package of their own name.
    const PACKAGES: [(&str, &str); 9] = [
        ("qemu-system-x86_64", "qemu-system-x86"),
        ("apt-get", "apt"),
        ("apt-cache", "apt"),
        ("ldd", "libc-bin"),
        ("strip", "binutils"),
        ("unshare", "util-linux"),
        ("ip", "iproute2"),
        ("tc", "iproute2"),
        ("xz", "xz-utils"),
    ];
    result.map_err(|error| {
        let failure = Failure::new(format!("{program} cannot be started: {error}"));
        let mut packages = PACKAGES.iter();
        let package = packages.find(|(name, _)| *name == program);
        let package = package.map_or(program, |(_, package)| package);
        match error.kind() {
            io::ErrorKind::NotFound => failure.with_hint(format!("apt-get install {package}")),
            _ => failure,
        }
    })
}

/// What a command writes to its output. Its errors go where those of this program go.
pub(crate) fn output(program: &str, command: &mut Command) -> Result<Vec<u8>, Failure> {
    let Output { status, stdout, .. } =
        started(program, command.stderr(Stdio::inherit()).output())?;
    if status.success() {
        return Ok(stdout);
    }
    Err(Failure::new(format!("{program}: {status}: {command:?}")))
}
