//! `cargo xtask vm`: tests on a kernel that is not the one of this machine.
//!
//! A kernel of Debian is booted in software emulation, with an archive of the test programs, what they need from this machine,
//! and the modules of that kernel. The first process is this program; it does what the plan in the archive says, and the
//! console tells what came of it.

mod arguments;
mod debian;
mod initramfs;
mod kernel;
mod machine;
mod module;
mod outcome;
mod programs;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Mutex,
    thread,
    time::Duration,
};

pub(crate) use arguments::Arguments;
use arguments::{Kernel, SUITE, Selection};
use initramfs::Initramfs;
use kernel::{Image, image};
use machine::Machine;
use outcome::Outcome;
use programs::Programs;

use crate::{
    failure::{Failure, directory, file},
    plan::{Plan, Step},
};

/// Runs the machines that are asked for, and is what the first one that failed exited with.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (cache, _lock) = cache()?;
    let programs = programs::build(&arguments.tests, !arguments.command.is_empty())?;
    let mut images = Vec::new();
    for kernel in &arguments.kernel {
        images.push(kernel_image(kernel, &cache, arguments.update)?);
    }
    let mut initramfs = Vec::new();
    for (name, image) in &images {
        let path = cache.join(format!("initramfs-{name}"));
        let modules = module::modules(&image.modules)?;
        let plan = Plan {
            modules: modules.iter().map(|module| module.file.clone()).collect(),
            steps: steps(arguments, &programs),
        };
        Initramfs::create(&path, &programs, &cache)?.finish(&modules, &plan)?;
        initramfs.push(path);
    }
    let log = cache.join("log");
    directory(&log)?;
    let mut machines = Vec::new();
    for ((name, image), initramfs) in images.iter().zip(&initramfs) {
        for &cpus in &arguments.cpus {
            machines.push(Machine {
                name: format!("{name} ({}), {cpus} CPUs", image.release),
                image,
                initramfs: initramfs.clone(),
                log: log.join(format!("{name}-{cpus}")),
                cpus,
                numa: arguments.numa,
                memory: arguments.memory,
                append: &arguments.append,
                limit: Duration::from_mins(arguments.minutes),
            });
        }
    }
    run_all(&machines, arguments.jobs)
}

/// Runs so many machines at a time.
fn run_all(machines: &[Machine], jobs: u32) -> Result<ExitCode, Failure> {
    let live = machines.len() == 1;
    let waiting = Mutex::new(machines.iter());
    let next = || waiting.lock().ok()?.next();
    let worker = || {
        let mut outcomes = Vec::new();
        while let Some(machine) = next() {
            outcomes.push((machine, machine.run(live)));
        }
        outcomes
    };
    let outcomes: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(worker)).collect();
        let outcomes = workers.into_iter().filter_map(|worker| worker.join().ok());
        outcomes.flatten().collect()
    });
    let mut code = 0;
    for (machine, outcome) in outcomes {
        let outcome = outcome?;
        if !live && outcome.code() != 0 {
            println!("\n== {}", machine.name);
            let log = fs::read_to_string(&machine.log).map_err(file(&machine.log))?;
            println!("{log}");
        }
        println!("{}: {}", machine.name, outcome.summary());
        if code == 0 {
            code = Outcome::code(&outcome);
        }
    }
    Ok(ExitCode::from(code))
}

/// Where everything is kept that is not a source, for as long as the lock is held.
fn cache() -> Result<(PathBuf, File), Failure> {
    let cache = programs::target_directory()?.join("vm");
    directory(&cache)?;
    let path = cache.join("lock");
    let lock = File::create(&path).map_err(file(&path))?;
    if lock.try_lock().is_err() {
        eprintln!("waiting for another cargo xtask vm of this workspace");
        lock.lock().map_err(file(&path))?;
    }
    Ok((cache, lock))
}

/// A kernel and what it is called.
fn kernel_image(kernel: &Kernel, cache: &Path, update: bool) -> Result<(String, Image), Failure> {
    match kernel {
        Kernel::Debian(release) => {
            let directory = debian::fetch(release, cache, update)?;
            Ok((release.kernel.to_owned(), image(&directory)?))
        }
        Kernel::Directory(directory) => {
            let image = image(directory)?;
            Ok((image.release.clone(), image))
        }
    }
}

/// The commands, then the tests.
fn steps(arguments: &Arguments, programs: &Programs) -> Vec<Step> {
    let commands = arguments.command.iter().map(|command| Step {
        name: command.clone(),
        command: ["sh", "-c", command].map(str::to_owned).to_vec(),
    });
    let tests = programs
        .tests
        .iter()
        .flat_map(|(selection, path)| tests(selection, path));
    commands.chain(tests).collect()
}

/// A step for each filter: a test program of ours takes one.
fn tests(selection: &Selection, path: &Path) -> Vec<Step> {
    let Selection {
        package,
        name,
        filters,
    } = selection;
    let name = match package.as_str() {
        SUITE => name.clone(),
        package => format!("{package}/{name}"),
    };
    let path = path.display().to_string();
    if filters.is_empty() {
        let command = vec![path];
        return vec![Step { name, command }];
    }
    let steps = filters.iter().map(|filter| Step {
        name: format!("{name}:{filter}"),
        command: vec![path.clone(), filter.clone()],
    });
    steps.collect()
}
