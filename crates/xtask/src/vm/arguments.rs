//! What was asked for.

use std::{path::PathBuf, str::FromStr};

use super::debian::{RELEASES, Release};

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(crate) struct Arguments {
    /// The kernels: 5.10, 6.1, 6.12, newest, or a directory that a kernel package was unpacked into
    #[arg(long, required = true, value_delimiter = ',')]
    pub(crate) kernel: Vec<Kernel>,
    /// How many CPUs the machine has; one machine for each of these numbers
    #[arg(long, default_value = "2", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..=64))]
    pub(crate) cpus: Vec<u32>,
    /// How many NUMA nodes the CPUs are divided among
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=8))]
    pub(crate) numa: u32,
    /// More for the command line of the kernel
    #[arg(
        long,
        default_value = "",
        value_name = "TEXT",
        allow_hyphen_values = true
    )]
    pub(crate) append: String,
    /// A command to run in a shell, before the tests; `softrss` is there
    #[arg(long, value_name = "COMMAND")]
    pub(crate) command: Vec<String>,
    /// Memory of the machine, in MiB
    #[arg(long, default_value_t = 1536, value_name = "MIB")]
    pub(crate) memory: u32,
    /// How long a machine may run, in minutes
    #[arg(long, default_value_t = 30)]
    pub(crate) minutes: u64,
    /// How many machines run at the same time
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) jobs: u32,
    /// Look for newer packages of the kernels
    #[arg(long)]
    pub(crate) update: bool,
    /// Test programs, as [PACKAGE/]NAME[:FILTER,...]
    #[arg(last = true)]
    pub(crate) tests: Vec<Selection>,
}

const AFTER: &str = "\
Without TESTS and commands the whole kernel suite (tests/kernel) runs. A filter is a part of a test's name. What a kernel of that \
version lacks is skipped, and nothing else.

  cargo xtask vm --kernel 5.10
  cargo xtask vm --kernel 6.1,newest --cpus 2,8 -- attach losses:vlan,bond softrss-cli/operate
  cargo xtask vm --kernel 6.12 --cpus 8 --append isolcpus=6,7 --command 'softrss doctor'";

/// A kernel to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kernel {
    Debian(&'static Release),
    Directory(PathBuf),
}

impl FromStr for Kernel {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(release) = RELEASES.iter().find(|release| release.kernel == text) {
            return Ok(Self::Debian(release));
        }
        let path = PathBuf::from(text);
        if path.is_dir() {
            return Ok(Self::Directory(path));
        }
        let known: Vec<&str> = RELEASES.iter().map(|release| release.kernel).collect();
        Err(format!(
            "neither one of {} nor a directory",
            known.join(", ")
        ))
    }
}

/// Some or all tests of a test program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) package: String,
    pub(crate) name: String,
    /// What is in the names of the tests that are asked for; all are, if there is none.
    pub(crate) filters: Vec<String>,
}

/// The package of the kernel suite.
pub(crate) const SUITE: &str = "softrss-kernel-tests";

impl FromStr for Selection {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (program, filters) = match text.split_once(':') {
            Some((program, filters)) => (program, filters.split(',').map(str::to_owned).collect()),
            None => (text, Vec::new()),
        };
        let (package, name) = program.split_once('/').unwrap_or((SUITE, program));
        if package.is_empty() || name.is_empty() || filters.iter().any(String::is_empty) {
            return Err("expected [PACKAGE/]NAME[:FILTER,...]".to_owned());
        }
        Ok(Self {
            package: package.to_owned(),
            name: name.to_owned(),
            filters,
        })
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn read(line: &str) -> Result<Arguments, clap::Error> {
        Line::try_parse_from(line.split(' ')).map(|line| line.arguments)
    }

    #[test]
    fn a_matrix_of_machines_is_read() {
        let arguments = read(
            "vm --kernel 5.10,newest --cpus 2,8 --append isolcpus=1 -- attach losses:vlan,bond softrss-cli/operate",
        )
        .unwrap();
        let kernels: Vec<&str> = arguments
            .kernel
            .iter()
            .map(|kernel| match kernel {
                Kernel::Debian(release) => release.kernel,
                Kernel::Directory(_) => "?",
            })
            .collect();
        assert_eq!(kernels, ["5.10", "newest"]);
        assert_eq!(arguments.cpus, [2, 8]);
        let selection = |package: &str, name: &str, filters: &[&str]| Selection {
            package: package.to_owned(),
            name: name.to_owned(),
            filters: filters.iter().map(|&filter| filter.to_owned()).collect(),
        };
        assert_eq!(
            arguments.tests,
            [
                selection(SUITE, "attach", &[]),
                selection(SUITE, "losses", &["vlan", "bond"]),
                selection("softrss-cli", "operate", &[]),
            ]
        );
    }

    #[test]
    fn a_directory_is_a_kernel() {
        let arguments = read("vm --kernel /").unwrap();
        assert_eq!(arguments.kernel, [Kernel::Directory("/".into())]);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for line in [
            "vm",
            "vm --kernel 5.11",
            "vm --kernel 6.1 --cpus 0",
            "vm --kernel 6.1 --numa 0",
            "vm --kernel 6.1 -- attach:",
            "vm --kernel 6.1 -- /attach",
            "vm --kernel 6.1 -- softrss-cli/",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
