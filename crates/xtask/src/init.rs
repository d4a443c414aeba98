//! The first process of the machine: this program, once more.

use std::{
    error::Error,
    ffi::CString,
    fs::{self, File},
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process::{Command, ExitCode, ExitStatus},
    time::Instant,
};

use nix::{
    kmod::{ModuleInitFlags, finit_module},
    mount::{MsFlags, mount},
    sys::reboot::{RebootMode, reboot},
};

use crate::plan::{FILE, MODULES, Mark, Plan};

/// File system and where it is mounted.
const MOUNTS: [(&str, &str); 9] = [
    ("proc", "/proc"),
    ("sysfs", "/sys"),
    ("devtmpfs", "/dev"),
    ("devpts", "/dev/pts"),
    ("tmpfs", "/tmp"),
    ("tmpfs", "/run"),
    ("tracefs", "/sys/kernel/tracing"),
    ("bpf", "/sys/fs/bpf"),
    ("cgroup2", "/sys/fs/cgroup"),
];

/// What NICs queue by that nobody has chosen another one for. Debian's, `fq_codel`, drops what waited for some milliseconds,
/// as it does at a sender that is emulated: since Linux 6.11 `virtio_net` leaves packets waiting there (BQL).
const DEFAULT_QDISC: &str = "/proc/sys/net/core/default_qdisc";

/// What the steps have in their environment. Nothing may be skipped, but for what this kernel lacks.
const ENVIRONMENT: [(&str, &str); 5] = [
    ("PATH", "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
    ("HOME", "/tmp"),
    ("NO_COLOR", "1"),
    ("SOFTRSS_NO_SKIP", "1"),
    ("SOFTRSS_VM", "1"),
];

/// Runs the plan and switches the machine off.
pub(crate) fn run() -> ExitCode {
    let mark = match follow() {
        Ok(()) => Mark::Done,
        Err(error) => Mark::Broken(error.to_string()),
    };
    say(&mark);
    match reboot(RebootMode::RB_POWER_OFF) {
        Ok(never) => match never {},
        Err(error) => eprintln!("the machine cannot be switched off: {error}"),
    }
    ExitCode::FAILURE
}

fn say(mark: &Mark) {
    // What a step wrote last may lack its end of line.
    println!("\n{}", mark.line());
}

fn follow() -> Result<(), Box<dyn Error>> {
    for (kind, place) in MOUNTS {
        fs::create_dir_all(place)?;
        let none: Option<&str> = None;
        mount(Some(kind), place, Some(kind), MsFlags::empty(), none)
            .map_err(|error| format!("{kind} at {place}: {error}"))?;
    }
    fs::write(DEFAULT_QDISC, "pfifo_fast").map_err(|error| format!("{DEFAULT_QDISC}: {error}"))?;
    let plan: Plan = serde_json::from_slice(&fs::read(FILE)?)?;
    let no_parameters = CString::default();
    for module in &plan.modules {
        let file = File::open(Path::new(MODULES).join(module))?;
        finit_module(&file, &no_parameters, ModuleInitFlags::empty())
            .map_err(|error| format!("module {module}: {error}"))?;
    }
    start(&["ip", "link", "set", "lo", "up"])?;
    for step in &plan.steps {
        say(&Mark::Begin(step.name.clone()));
        let began = Instant::now();
        let code = match start(&step.command) {
            Ok(status) => code(status),
            Err(error) => {
                eprintln!("{error}");
                127
            }
        };
        say(&Mark::End {
            name: step.name.clone(),
            code,
            seconds: began.elapsed().as_secs(),
        });
    }
    Ok(())
}

fn start(command: &[impl AsRef<str>]) -> Result<ExitStatus, String> {
    let mut words = command.iter().map(AsRef::as_ref);
    let program = words.next().ok_or("an empty command")?;
    let mut child = Command::new(program);
    child.args(words).env_clear().envs(ENVIRONMENT);
    child
        .status()
        .map_err(|error| format!("{program}: {error}"))
}

/// As a shell tells it.
fn code(status: ExitStatus) -> u8 {
    let code = status
        .code()
        .or_else(|| status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok())
        .unwrap_or(u8::MAX)
}
