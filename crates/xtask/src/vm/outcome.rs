//! What a machine's console says about the steps that it ran.

use std::{fmt::Write as _, time::Duration};

use crate::plan::Mark;

/// What became of a machine.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The first exit code that is not 0.
    code: u8,
    running: Option<String>,
    steps: usize,
    failed: Vec<String>,
    complaints: Vec<String>,
    end: Option<End>,
}

#[derive(Debug, PartialEq, Eq)]
enum End {
    Done,
    Broken(String),
    OutOfTime(Duration),
}

/// How the kernel begins to tell of a fault of its own. An emulated CPU may be late, which is none.
const COMPLAINTS: [&str; 6] = [
    "WARNING: ",
    "BUG: ",
    "Oops: ",
    "Kernel panic",
    "general protection fault",
    "possible recursive locking",
];
const LATE: [&str; 2] = ["soft lockup", "workqueue lockup"];

impl Outcome {
    /// Takes in a line of the console, and says what became of a step, if one ended there.
    pub(crate) fn read(&mut self, line: &str) -> Option<String> {
        match Mark::read(line) {
            Some(Mark::Begin(name)) => self.running = Some(name),
            Some(Mark::End {
                name,
                code,
                seconds,
            }) => {
                self.running = None;
                self.steps += 1;
                if self.code == 0 {
                    self.code = code;
                }
                if code == 0 {
                    return Some(format!("{name}: passed in {seconds} s"));
                }
                self.failed.push(name.clone());
                return Some(format!("{name}: exit code {code} after {seconds} s"));
            }
            Some(Mark::Broken(what)) => self.end = Some(End::Broken(what)),
            Some(Mark::Done) => self.end = Some(End::Done),
            None if is_complaint(line) => self.complaints.push(line.to_owned()),
            None => {}
        }
        None
    }

    /// The machine did not switch itself off in time.
    pub(crate) fn out_of_time(&mut self, limit: Duration) {
        if self.end.is_none() {
            self.end = Some(End::OutOfTime(limit));
        }
    }

    /// That of the first step that failed, or 1 where the machine itself did.
    pub(crate) fn code(&self) -> u8 {
        match (self.code, &self.end) {
            (0, Some(End::Done)) => u8::from(!self.complaints.is_empty()),
            (0, _) => 1,
            (code, _) => code,
        }
    }

    /// What there is to say about it, in a few lines.
    pub(crate) fn summary(&self) -> String {
        let mut text = match &self.failed[..] {
            [] => format!("{} of {0} passed", self.steps),
            failed => format!(
                "{} of {} failed: {}",
                failed.len(),
                self.steps,
                failed.join(", ")
            ),
        };
        let during = match &self.running {
            Some(step) => format!("while {step} ran"),
            None if self.steps == 0 => "before anything ran".to_owned(),
            None => "between two steps".to_owned(),
        };
        let end = match &self.end {
            Some(End::Done) => None,
            Some(End::Broken(what)) => Some(format!("the machine failed: {what}")),
            Some(End::OutOfTime(limit)) => Some(format!(
                "it was ended after {} minutes, {during}",
                limit.as_secs() / 60
            )),
            None => Some(format!("the machine ended {during}")),
        };
        if let Some(end) = end {
            // Writing to a string does not fail.
            let _ = write!(text, "; {end}");
        }
        for complaint in &self.complaints {
            let _ = write!(text, "\n  the kernel complained: {complaint}");
        }
        text
    }
}

fn is_complaint(line: &str) -> bool {
    // `[   12.345678] WARNING: CPU: 1 PID: 99 at ...`
    let Some((_, said)) = line
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("] "))
    else {
        return false;
    };
    COMPLAINTS.iter().any(|begin| said.starts_with(begin))
        && !LATE.iter().any(|late| said.contains(late))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(console: &str) -> Outcome {
        let mut outcome = Outcome::default();
        for line in console.lines() {
            outcome.read(line);
        }
        outcome
    }

    #[test]
    fn the_exit_code_is_that_of_the_first_step_that_failed() {
        let all = outcome(
            "@vm begin a\ntest x ... ok\n@vm end 0 3 a\n@vm begin b\n@vm end 0 1 b\n@vm done\n",
        );
        assert_eq!((all.code(), all.summary().as_str()), (0, "2 of 2 passed"));
        let some = outcome("@vm begin a\n@vm end 101 3 a\n@vm begin b\n@vm end 4 1 b\n@vm done\n");
        assert_eq!(
            (some.code(), some.summary().as_str()),
            (101, "2 of 2 failed: a, b")
        );
    }

    #[test]
    fn a_machine_that_does_not_come_to_its_end_has_failed() {
        let hung = || outcome("booting\n@vm begin a\n@vm end 0 3 a\n@vm begin b\n");
        assert_eq!(
            (hung().code(), hung().summary().as_str()),
            (1, "1 of 1 passed; the machine ended while b ran")
        );
        let mut hung = hung();
        hung.out_of_time(Duration::from_mins(10));
        assert_eq!(hung.code(), 1);
        assert_eq!(
            hung.summary(),
            "1 of 1 passed; it was ended after 10 minutes, while b ran"
        );
        let broken = outcome("@vm broken module veth: no memory\n");
        assert_eq!(
            broken.summary(),
            "0 of 0 passed; the machine failed: module veth: no memory"
        );
        assert_eq!(outcome("").code(), 1);
    }

    #[test]
    fn what_the_kernel_complains_about_is_a_failure() {
        let found =
            outcome("[   12.3] WARNING: CPU: 1 PID: 9 at kernel/bpf/cpumap.c:1\n@vm done\n");
        assert_eq!(found.code(), 1);
        assert!(found.summary().contains("kernel/bpf/cpumap.c"));
        let late = outcome(
            "[   99.0] watchdog: BUG: soft lockup - CPU#3 stuck\n[   99.0] BUG: workqueue lockup\ntest BUG: x\n@vm done\n",
        );
        assert_eq!(late.code(), 0);
    }
}
