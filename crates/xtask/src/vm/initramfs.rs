//! The file system that the machine boots from: an archive with the programs, their libraries, and the plan.

use std::{
    collections::BTreeSet,
    env,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::Command,
};

use cpio::newc::{Builder, ModeFileType, trailer};

use super::{module::Module, programs::Programs};
use crate::{
    failure::{Failure, directory, file, output},
    plan::{self, Plan},
};

/// What the tests start.
const TOOLS: [&str; 9] = [
    "bpftool", "ethtool", "ip", "mount", "nsenter", "setpriv", "sh", "tc", "unshare",
];
/// What is there if this machine has it: programs that some tests ask for, and those that help to look around.
const WELCOME: [&str; 16] = [
    "cat", "dmesg", "free", "grep", "iperf3", "ls", "ping", "promtool", "ps", "sed", "sleep",
    "stat", "sysctl", "taskset", "tmux", "umount",
];
/// What the tests import.
const PYTHON: &str = "import fcntl, os, socket, struct, sys\n\
    print(sys.executable)\n\
    for module in sys.modules.values(): print(getattr(module, '__file__', None) or '')";

/// An archive that is being written.
pub(crate) struct Initramfs {
    /// `None` only while an entry is written.
    out: Option<BufWriter<File>>,
    path: PathBuf,
    written: BTreeSet<PathBuf>,
    /// Names are all that tells entries apart, and numbers.
    inode: u32,
}

impl Initramfs {
    /// Everything but modules and plan, which are of one kernel: those are added to a copy of it.
    pub(crate) fn create(path: &Path, programs: &Programs, cache: &Path) -> Result<Self, Failure> {
        let mut archive = Self::open(path)?;
        for place in [
            "/dev",
            "/proc",
            "/sys",
            "/tmp",
            "/run",
            "/etc",
            "/var",
            plan::MODULES,
        ] {
            archive.directory(Path::new(place))?;
        }
        let this = env::current_exe().map_err(file(Path::new("/proc/self/exe")))?;
        let this = stripped(&this, cache)?;
        let mut objects = vec![this.clone()];
        archive.file(Path::new("/init"), &read(&this)?)?;
        let tests = programs.tests.iter().map(|(_, path)| path);
        for program in tests.chain(&programs.others) {
            let stripped = stripped(program, cache)?;
            archive.file(program, &read(&stripped)?)?;
            objects.push(stripped);
        }
        if let Some(softrss) = programs
            .others
            .iter()
            .find(|path| path.ends_with("softrss"))
        {
            archive.link(Path::new("/usr/bin/softrss"), softrss)?;
        }
        for tool in TOOLS {
            let hint = "install bpftool, ethtool, iproute2 and util-linux";
            let path = on_path(tool).ok_or_else(|| {
                Failure::new(format!("{tool} is not on the search path")).with_hint(hint)
            })?;
            objects.push(archive.tool(tool, &path)?);
        }
        for tool in WELCOME {
            if let Some(path) = on_path(tool) {
                objects.push(archive.tool(tool, &path)?);
            }
        }
        objects.extend(archive.python()?);
        for library in libraries(&objects)? {
            archive.file(&library, &read(&library)?)?;
        }
        for data in &programs.data {
            archive.data(data)?;
        }
        Ok(archive)
    }

    /// The same, for one kernel.
    pub(crate) fn finish(mut self, modules: &[Module], plan: &Plan) -> Result<(), Failure> {
        for module in modules {
            let path = Path::new(plan::MODULES).join(&module.file);
            self.file(&path, &module.bytes)?;
        }
        let plan = serde_json::to_vec(plan).map_err(|error| Failure::new(error.to_string()))?;
        self.file(Path::new(plan::FILE), &plan)?;
        let out = self.out.take().map(trailer).transpose();
        let out = out.and_then(|out| out.map(|mut out| out.flush()).transpose());
        out.map(drop).map_err(file(&self.path))
    }

    fn open(path: &Path) -> Result<Self, Failure> {
        let out = File::create(path).map_err(file(path))?;
        Ok(Self {
            out: Some(BufWriter::new(out)),
            path: path.to_owned(),
            written: BTreeSet::new(),
            inode: 0,
        })
    }

    /// Writes an entry and the directories above it; only the first of a name.
    fn entry(
        &mut self,
        path: &Path,
        kind: ModeFileType,
        mode: u32,
        bytes: &[u8],
    ) -> Result<(), Failure> {
        if !self.written.insert(path.to_owned()) {
            return Ok(());
        }
        if let Some(above) = path.parent().filter(|above| *above != Path::new("/")) {
            self.directory(above)?;
        }
        self.inode += 1;
        let name = path.to_string_lossy();
        let header = Builder::new(name.trim_start_matches('/'))
            .ino(self.inode)
            .mode(mode)
            .set_mode_file_type(kind);
        let size = u32::try_from(bytes.len());
        let size = size.map_err(|error| Failure::new(format!("{name}: {error}")))?;
        let written = self
            .out
            .take()
            .ok_or_else(|| io::Error::other("an archive that failed"));
        let written = written.and_then(|out| {
            let mut entry = header.write(out, size);
            entry.write_all(bytes)?;
            entry.finish()
        });
        self.out = Some(written.map_err(file(&self.path))?);
        Ok(())
    }

    fn directory(&mut self, path: &Path) -> Result<(), Failure> {
        self.entry(path, ModeFileType::Directory, 0o755, &[])
    }

    fn file(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.entry(path, ModeFileType::Regular, 0o755, bytes)
    }

    fn link(&mut self, path: &Path, target: &Path) -> Result<(), Failure> {
        let target = target.to_string_lossy();
        self.entry(path, ModeFileType::Symlink, 0o777, target.as_bytes())
    }

    /// A program of this machine under its own name, whatever that is a link to.
    fn tool(&mut self, name: &str, path: &Path) -> Result<PathBuf, Failure> {
        let real = fs::canonicalize(path).map_err(file(path))?;
        self.file(&Path::new("/usr/bin").join(name), &read(&real)?)?;
        Ok(real)
    }

    /// Python with the modules that the tests import, where this machine has it; its programs and libraries.
    fn python(&mut self) -> Result<Vec<PathBuf>, Failure> {
        let Ok(said) = Command::new("python3").args(["-c", PYTHON]).output() else {
            return Ok(Vec::new());
        };
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let mut paths = said
            .lines()
            .filter(|line| line.starts_with('/'))
            .map(PathBuf::from);
        let Some(python) = paths.next() else {
            return Ok(Vec::new());
        };
        let real = fs::canonicalize(&python).map_err(file(&python))?;
        self.file(&real, &read(&real)?)?;
        self.link(Path::new("/usr/bin/python3"), &real)?;
        let mut objects = vec![real];
        for path in paths {
            self.file(&path, &read(&path)?)?;
            if path.extension().is_some_and(|extension| extension == "so") {
                objects.push(path);
            }
        }
        Ok(objects)
    }

    /// What is below a directory, but for sources.
    fn data(&mut self, directory: &Path) -> Result<(), Failure> {
        if !directory.is_dir() {
            return Ok(());
        }
        for entry in fs::read_dir(directory).map_err(file(directory))? {
            let path = entry.map_err(file(directory))?.path();
            if path.is_dir() {
                self.data(&path)?;
            } else if path.extension().is_none_or(|extension| extension != "rs") {
                self.file(&path, &read(&path)?)?;
            }
        }
        Ok(())
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(file(path))
}

fn on_path(tool: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let mut paths = env::split_paths(&path).map(|directory| directory.join(tool));
    paths.find(|path| path.is_file())
}

/// The program without what only a debugger reads, which is most of it.
fn stripped(program: &Path, cache: &Path) -> Result<PathBuf, Failure> {
    let name = program.file_name().unwrap_or_default();
    let place = cache.join("stripped");
    directory(&place)?;
    let stripped = place.join(name);
    output(
        "strip",
        Command::new("strip").arg("-o").arg(&stripped).arg(program),
    )?;
    Ok(stripped)
}

/// The libraries that programs need, by what `ldd` says.
fn libraries(objects: &[PathBuf]) -> Result<BTreeSet<PathBuf>, Failure> {
    let mut found = BTreeSet::new();
    for object in objects {
        // It fails for a program that is linked statically, and then names no library.
        let said = Command::new("ldd").arg(object).output();
        let said = crate::failure::started("ldd", said)?;
        found.extend(read_ldd(&String::from_utf8_lossy(&said.stdout)));
    }
    Ok(found)
}

fn read_ldd(text: &str) -> impl Iterator<Item = PathBuf> {
    let words = text
        .lines()
        .filter_map(|line| line.split_whitespace().find(|word| word.starts_with('/')));
    words.map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_read() {
        let text = "\tlinux-vdso.so.1 (0x00007ffc)\n\
                    \tlibgcc_s.so.1 => /lib/x86_64-linux-gnu/libgcc_s.so.1 (0x00007f)\n\
                    \t/lib64/ld-linux-x86-64.so.2 (0x00007f)\n";
        let found: Vec<PathBuf> = read_ldd(text).collect();
        assert_eq!(
            found,
            [
                Path::new("/lib/x86_64-linux-gnu/libgcc_s.so.1"),
                Path::new("/lib64/ld-linux-x86-64.so.2")
            ]
        );
        assert_eq!(read_ldd("\tnot a dynamic executable\n").count(), 0);
    }

    #[test]
    fn directories_come_before_what_is_in_them() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("initramfs");
        let mut archive = Initramfs::open(&path).unwrap();
        archive.file(Path::new("/usr/bin/a"), b"1").unwrap();
        archive.file(Path::new("/usr/bin/a"), b"2").unwrap();
        archive
            .link(Path::new("/usr/bin/b"), Path::new("/usr/bin/a"))
            .unwrap();
        archive.finish(&[], &Plan::default()).unwrap();
        let mut rest: Box<dyn io::Read> = Box::new(File::open(&path).unwrap());
        let mut names = Vec::new();
        loop {
            let entry = cpio::newc::Reader::new(rest).unwrap();
            if entry.entry().is_trailer() {
                break;
            }
            names.push(entry.entry().name().to_owned());
            rest = Box::new(entry.finish().unwrap());
        }
        assert_eq!(
            names,
            ["usr", "usr/bin", "usr/bin/a", "usr/bin/b", "plan.json"]
        );
    }
}
