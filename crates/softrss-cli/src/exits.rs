//! What the exit code of each command means: the table of docs/operation.md.

use crate::Exit;

/// What the exit codes of a command mean; `None` where it does not end with that one.
#[derive(Clone, Copy, Debug)]
pub struct ExitRow {
    /// The command, as it is written.
    pub command: &'static str,
    /// 0.
    pub done: &'static str,
    /// [`Exit::Failed`], beside what failed for another reason.
    pub failed: &'static str,
    /// [`Exit::Usage`], beside a command line that is wrong.
    pub usage: Option<&'static str>,
    /// [`Exit::Privilege`].
    pub privilege: Option<&'static str>,
    /// [`Exit::Unsupported`].
    pub unsupported: Option<&'static str>,
}

const ROOT: Option<&str> = Some("privileges are missing");
const KERNEL: Option<&str> = Some("the kernel cannot do it");

/// In the order of `softrss --help`.
pub const EXITS: [ExitRow; 16] = [
    ExitRow {
        command: "demo",
        done: "it ran, on a capture where privileges are missing",
        failed: "it could not be run to its end",
        usage: None,
        privilege: Some("privileges are missing, with `--json`"),
        unsupported: KERNEL,
    },
    ExitRow {
        command: "init",
        done: "the policy is written",
        failed: "there is no such interface, or the file is there already, or cannot be written",
        usage: None,
        privilege: None,
        unsupported: None,
    },
    ExitRow {
        command: "simulate",
        done: "the whole capture was read",
        failed: "policy or capture cannot be read, to the end; no packet is of a link type that is read",
        usage: None,
        privilege: None,
        unsupported: None,
    },
    ExitRow {
        command: "explain",
        done: "the packet is explained",
        failed: "policy or capture cannot be read, or there is no such packet",
        usage: None,
        privilege: None,
        unsupported: None,
    },
    ExitRow {
        command: "check",
        done: "the policy is valid",
        failed: "it is not, or cannot be read",
        usage: None,
        privilege: None,
        unsupported: None,
    },
    ExitRow {
        command: "compile",
        done: "the programs are written",
        failed: "the policy is not valid, or the file cannot be written and is as it was",
        usage: Some("an object would go to a terminal"),
        privilege: None,
        unsupported: Some("the policy is too large for a program"),
    },
    ExitRow {
        command: "attach",
        done: "the policy is applied, also where that could not be printed; with `--confirm`, it was confirmed",
        failed: "it is not, and everything is as it was; with `--confirm`, also where it was taken back",
        usage: None,
        privilege: ROOT,
        unsupported: Some("kernel or driver cannot do it, or packets would be lost"),
    },
    ExitRow {
        command: "confirm",
        done: "what was on trial stays; with `--undo`, it was taken back",
        failed: "nothing is on trial; with `--undo`, also where there was no way back to the earlier policy",
        usage: None,
        privilege: ROOT,
        unsupported: None,
    },
    ExitRow {
        command: "detach",
        done: "nothing is left, also where that could not be printed; with `--stale`, also where nothing was",
        failed: "nothing was attached, or it still is; with `--stale`, something stays",
        usage: None,
        privilege: ROOT,
        unsupported: None,
    },
    ExitRow {
        command: "balance",
        done: "somebody ended it; with `--dry-run`, it was said",
        failed: "the policy has no `[balance]`, another process balances, or nothing is attached any more",
        usage: None,
        privilege: ROOT,
        unsupported: None,
    },
    ExitRow {
        command: "status",
        done: "it was shown, also where no interface was named and none is steered",
        failed: "the interface that was named is not steered, or not there",
        usage: None,
        privilege: ROOT,
        unsupported: None,
    },
    ExitRow {
        command: "top",
        done: "somebody ended it",
        failed: "nothing is steered, or the terminal cannot be used",
        usage: Some("stdout is no terminal"),
        privilege: ROOT,
        unsupported: None,
    },
    ExitRow {
        command: "metrics",
        done: "somebody ended it; with `--once`, all was written",
        failed: "it cannot listen, or with `--once` nothing can be read",
        usage: None,
        privilege: ROOT,
        unsupported: None,
    },
    ExitRow {
        command: "bench",
        done: "it was measured",
        failed: "it could not be",
        usage: None,
        privilege: ROOT,
        unsupported: KERNEL,
    },
    ExitRow {
        command: "doctor",
        done: "nothing is fatal",
        failed: "something is, or there is no such interface or policy",
        usage: None,
        privilege: None,
        unsupported: Some("kernel or driver cannot do it, or packets would be lost"),
    },
    ExitRow {
        command: "docs",
        done: "the page is written",
        failed: "it cannot be",
        usage: Some("there is no such page"),
        privilege: None,
        unsupported: None,
    },
];

impl ExitRow {
    /// What `exit` means.
    #[must_use]
    pub fn meaning(&self, exit: Exit) -> Option<&'static str> {
        match exit {
            Exit::Failed => Some(self.failed),
            Exit::Usage => self.usage,
            Exit::Privilege => self.privilege,
            Exit::Unsupported => self.unsupported,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::Cli;

    #[test]
    fn each_command_has_a_row() {
        let cli = Cli::command();
        let commands: Vec<&str> = cli.get_subcommands().map(clap::Command::get_name).collect();
        let rows = EXITS.map(|row| row.command);
        assert_eq!(commands, rows);
    }
}
