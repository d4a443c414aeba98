//! What the verifier did not like, and the Rust line it is about.

use std::panic::Location;

use bpf_asm::{Name, Program};

/// A program that the verifier rejected: what it said last, and which Rust line emitted the
/// instruction it said it about.
pub struct Rejection {
    program: Name,
    reason: String,
    at: Option<&'static Location<'static>>,
    insn: Option<String>,
    log: String,
}

impl Rejection {
    /// The last meaningful line of the log.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The Rust line of the instruction the verifier stopped at.
    #[must_use]
    pub fn at(&self) -> Option<&'static Location<'static>> {
        self.at
    }

    /// The log; where it is longer than a mebibyte, its end.
    #[must_use]
    pub fn log(&self) -> &str {
        &self.log
    }

    /// `None` when the log gives no reason: the verifier was content, and something else refused.
    pub(super) fn new(program: &Program<'_>, log: String) -> Option<Self> {
        let said = before_the_report(&log);
        let reason = last_meaningful_line(said)?.to_owned();
        let slot = said.lines().rev().find_map(slot_of);
        let line = slot.and_then(|slot| {
            let mut next = 0;
            program.code().lines().iter().find(|line| {
                next += line.insn().slots();
                slot < next
            })
        });
        Some(Self {
            program: program.name().clone(),
            reason,
            at: line.map(bpf_asm::Line::at),
            insn: line.map(ToString::to_string),
            log,
        })
    }
}

/// Since Linux 7.3 the log ends with a report for people: why, where, how it came there, and what to do.
fn before_the_report(log: &str) -> &str {
    log.split_once("\nVerification failed:")
        .map_or(log, |(before, _)| before)
}

/// The slot a line of the log is about: `12: (79) r1 = ...`.
fn slot_of(line: &str) -> Option<usize> {
    let (slot, rest) = line.split_once(": ")?;
    if rest.starts_with('(') {
        slot.parse().ok()
    } else {
        None
    }
}

/// What the verifier said last, without its statistics, the program text and register states.
fn last_meaningful_line(log: &str) -> Option<&str> {
    let meaningful = |line: &&str| {
        // Before Linux 5.2, whatever was asked for.
        let statistics = line.starts_with("processed ");
        // `12: (79) r1 = ...`, `12: R1=ctx() ...`, `; source`
        let program = line.starts_with(';')
            || line
                .split_once(": ")
                .is_some_and(|(slot, _)| slot.bytes().all(|b| b.is_ascii_digit()));
        !line.is_empty() && !statistics && !program
    };
    log.lines().map(str::trim).rev().find(meaningful)
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the verifier rejected program `{}`: {}",
            self.program, self.reason
        )?;
        if let (Some(insn), Some(at)) = (&self.insn, self.at) {
            write!(f, "\n  --> {at}\n   |  {}", insn.replace('\t', "  "))?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejection {}

#[cfg(test)]
mod tests {
    use bpf_asm::{Asm, ProgramKind, R0, R1, R2, W0};

    use super::*;
    use crate::load::LoadError;

    const LOG: &str = "\
func#0 @0
0: R1=ctx() R10=fp0
; r2 = 0x0 ll @ lb.rs:12
0: (18) r2 = 0x0                      ; R2=0
; w1 = *(u32 *)(r2 + 0x0) @ lb.rs:13
2: (61) r1 = *(u32 *)(r2 +0)
R2 invalid mem access 'scalar'
processed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0
";

    #[test]
    fn names_the_reason_and_the_rust_line() {
        let mut a = Asm::new();
        a.ld_imm64(R2, 0);
        a.load::<u32>(R1, R2);
        let line = line!() - 1;
        a.mov(W0, R0.w()).exit();
        let program = Program::new("bad", ProgramKind::XDP, a.finish().unwrap()).unwrap();
        let rejection = Rejection::new(&program, LOG.to_owned()).unwrap();
        assert_eq!(rejection.reason(), "R2 invalid mem access 'scalar'");
        assert_eq!(rejection.at().unwrap().line(), line);
        let text = rejection.to_string();
        assert!(text.starts_with(
            "the verifier rejected program `bad`: R2 invalid mem access 'scalar'\n  --> "
        ));
        assert!(text.ends_with("   |  w1 = *(u32 *)(r2 + 0x0)"), "{text}");
        // Which is what `main` shows that returns the error, and not the log.
        let error = LoadError::Rejected(Box::new(rejection));
        assert_eq!(format!("{error:?}"), text);
    }

    #[test]
    fn a_report_is_not_the_reason() {
        let mut a = Asm::new();
        a.mov(R1, 0).exit();
        let line = line!() - 1;
        let program = Program::new("bad", ProgramKind::XDP, a.finish().unwrap()).unwrap();
        let log = "0: R1=ctx() R10=fp0\n0: (b7) r1 = 0\n1: (95) exit\nR0 !read_ok\n\n\
                   Verification failed: Unreadable register\n\nReason:\n  R0 is not there.\n\n\
                   At:\n  >>> 0: (b7) r1 = 0\n\nSuggestion:\n  Initialize R0.\n\nprocessed 2 insns\n";
        let rejection = Rejection::new(&program, log.to_owned()).unwrap();
        assert_eq!(rejection.reason(), "R0 !read_ok");
        assert_eq!(rejection.at().unwrap().line(), line);
        assert_eq!(rejection.log(), log);
    }

    #[test]
    fn a_log_without_reason() {
        for log in ["", "0: R1=ctx()\nprocessed 0 insns (limit 1000000)\n"] {
            assert_eq!(last_meaningful_line(log), None);
        }
    }
}
