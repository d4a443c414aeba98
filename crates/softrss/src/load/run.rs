//! Runs of a program without a network, as tests and measurements want them.

use std::{
    io,
    os::fd::{AsFd as _, BorrowedFd},
    time::Duration,
};

use aya_obj::generated::BPF_F_TEST_XDP_LIVE_FRAMES;
use bpf_asm::Name;

use super::Loaded;
use crate::sys::{self, ProgramAnswer, ProgramRun};

/// An XDP program run on a packet that did not come from a network.
///
/// ```no_run
/// # fn run(program: &softrss::Loaded) -> Result<(), softrss::load::TestRunError> {
/// use softrss::load::TestRun;
///
/// let mean = TestRun::new(&[0; 64]).repeat(1_000_000).run(program)?.duration;
/// println!("{} ns", mean.as_nanos());
/// # Ok(())
/// # }
/// ```
///
/// # Kernel
/// 4.12. Programs of kind `xdp/cpumap` are refused (`EINVAL`): load their code as `xdp`.
/// # Source
/// `bpf_prog_test_run_xdp`, `net/bpf/test_run.c`
#[derive(Debug)]
#[must_use = "nothing runs before `run`"]
pub struct TestRun<'r>(ProgramRun<'r>);

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestRunResult {
    /// What the last run returned. 0 with [`TestRun::live_frames`].
    pub return_value: u32,
    /// How long a run took, on average.
    pub duration: Duration,
    /// How long the packet is as the program left it, in bytes. Since Linux 5.15 it begins with the metadata.
    pub output_bytes: u32,
}

/// The kernel did not run the program.
#[derive(thiserror::Error)]
#[error("BPF_PROG_TEST_RUN of program `{program}`")]
pub struct TestRunError {
    /// The program.
    pub program: Name,
    /// What the kernel said.
    pub source: io::Error,
}

impl<'r> TestRun<'r> {
    /// One run on `packet`, of at least 14 bytes.
    pub fn new(packet: &'r [u8]) -> Self {
        Self(ProgramRun {
            packet,
            repeat: 1,
            ..ProgramRun::default()
        })
    }

    /// With this `struct xdp_md`, which may name the interface and queue that the packet came from, and
    /// bytes before it.
    ///
    /// # Kernel
    /// 5.15
    pub fn context(mut self, context: &'r [u8]) -> Self {
        self.0.context = context;
        self
    }

    /// The packet as the program leaves it is written to `output`.
    pub fn output(mut self, output: &'r mut [u8]) -> Self {
        self.0.output = output;
        self
    }

    /// So many runs, one after the other, each on the packet that the last one left.
    pub fn repeat(mut self, times: u32) -> Self {
        self.0.repeat = times;
        self
    }

    /// The packets are sent where the program sends them, in bulks of `batch`.
    ///
    /// # Kernel
    /// 5.18
    pub fn live_frames(mut self, batch: u32) -> Self {
        self.0.flags |= BPF_F_TEST_XDP_LIVE_FRAMES;
        self.0.batch_size = batch;
        self
    }

    /// Runs `program`.
    ///
    /// # Errors
    /// [`TestRunError`]: `EINVAL` for what this kind of program cannot be run with, `ENOSPC` when the packet
    /// does not fit the output.
    pub fn run(self, program: &Loaded) -> Result<TestRunResult, TestRunError> {
        self.run_fd(program.as_fd()).map_err(|source| TestRunError {
            program: program.name().clone(),
            source,
        })
    }

    /// Runs a program that another library loaded.
    ///
    /// # Errors
    /// What the kernel says, as in [`TestRun::run`].
    pub fn run_fd(mut self, program: BorrowedFd<'_>) -> io::Result<TestRunResult> {
        let ProgramAnswer {
            return_value,
            duration_ns,
            output_bytes,
        } = sys::program_run(program, &mut self.0)?;
        Ok(TestRunResult {
            return_value,
            duration: Duration::from_nanos(duration_ns.into()),
            output_bytes,
        })
    }
}
