//! A disagreement, and what is needed to see it again.

use std::fmt;

/// A packet with which model and program disagree, or a program that there is none of.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The executor.
    pub executor: &'static str,
    /// The seed of the campaign.
    pub seed: u64,
    /// Which of its policies.
    pub round: u64,
    /// What the model says.
    pub expected: String,
    /// What the program did.
    pub found: String,
    /// The case, shrunk as far as it still differs.
    pub case: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            executor,
            seed,
            round,
            expected,
            found,
            case,
        } = self;
        writeln!(
            f,
            "the {executor} disagrees with the model (seed {seed:#x}, round {round}):\n# model: {expected}"
        )?;
        write!(f, "# {executor}: {found}\n{case}")
    }
}

impl std::error::Error for Difference {}
