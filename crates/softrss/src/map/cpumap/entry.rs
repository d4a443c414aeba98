//! What an entry of a CPUMAP is: the bytes of `struct bpf_cpumap_val`.

use std::os::fd::{AsFd, AsRawFd, BorrowedFd};

use softrss_core::{Mss, Qsize};

use super::{CpumapError, EntryProgram, ValueLayout};
use crate::load::Loaded;

/// What an entry is to be.
///
/// Its bytes ([`CpumapEntry::to_bytes`]) are what [`CpuMap::insert`](super::CpuMap::insert) hands to the kernel:
///
/// ```text
/// struct bpf_cpumap_val {
///     __u32 qsize;                      bytes 0..4, frames
///     union { int fd; __u32 id; } prog; bytes 4..8, since Linux 5.9
/// };
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CpumapEntry<'p> {
    qsize: Qsize,
    mss: Option<Mss>,
    program: Option<Source<'p>>,
}

/// Where the program of an entry comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'p> {
    /// It was loaded by another library.
    Fd(BorrowedFd<'p>),
    Loaded(&'p Loaded),
    ToLoad(&'p EntryProgram<'p>),
    /// It is to be made.
    Clamp(Mss),
}

impl<'p> CpumapEntry<'p> {
    /// An entry whose packets go to the kernel's stack.
    #[must_use]
    pub fn new(qsize: Qsize) -> Self {
        Self {
            qsize,
            mss: None,
            program: None,
        }
    }

    /// The same entry, whose CPU lowers the maximum segment size that TCP connections negotiate to `mss`, and
    /// raises it for none. This is done by a program of this library, so the entry can have no other.
    ///
    /// # Kernel
    /// 5.9
    #[must_use]
    pub fn with_mss(self, mss: Mss) -> Self {
        Self {
            mss: Some(mss),
            ..self
        }
    }

    /// The same entry with a program that runs on the target CPU before the stack, loaded when the entry is
    /// inserted.
    ///
    /// # Kernel
    /// 5.9
    #[must_use]
    pub fn with_entry_program(self, program: &'p EntryProgram<'p>) -> Self {
        self.with_source(Source::ToLoad(program))
    }

    /// The same, with a program that is loaded already.
    ///
    /// It must be of kind [`ProgramKind::XdpCpumap`](bpf_asm::ProgramKind::XdpCpumap), with the `frags` of the programs that redirect to
    /// the map.
    #[must_use]
    pub fn with_program(self, program: &'p Loaded) -> Self {
        self.with_source(Source::Loaded(program))
    }

    /// The same, with a program that another library loaded.
    #[must_use]
    pub fn with_program_fd(self, program: BorrowedFd<'p>) -> Self {
        self.with_source(Source::Fd(program))
    }

    fn with_source(self, program: Source<'p>) -> Self {
        Self {
            program: Some(program),
            ..self
        }
    }

    /// The program, if there is to be one.
    pub(super) fn source(&self) -> Result<Option<Source<'p>>, CpumapError> {
        match (self.mss, self.program) {
            (Some(mss), Some(_)) => Err(CpumapError::TwoPrograms { mss }),
            (mss, program) => Ok(program.or(mss.map(Source::Clamp))),
        }
    }

    /// The maximum segment size that TCP connections are held to.
    #[must_use]
    pub fn mss(&self) -> Option<Mss> {
        self.mss
    }

    /// Queue length in frames.
    #[must_use]
    pub fn qsize(&self) -> Qsize {
        self.qsize
    }

    /// The bytes of `struct bpf_cpumap_val`, in the byte order of this machine.
    ///
    /// # Errors
    /// [`CpumapError::Unsupported`] for an entry with a program in the layout without one,
    /// [`CpumapError::NotLoaded`] for an entry whose program is loaded only when it is inserted.
    pub fn to_bytes(&self, layout: ValueLayout) -> Result<Vec<u8>, CpumapError> {
        let mut bytes = self.qsize.frames().to_ne_bytes().to_vec();
        let fd = match self.source()? {
            None => None,
            Some(_) if layout == ValueLayout::Plain => return Err(NO_PROGRAM),
            Some(Source::Fd(fd)) => Some(fd),
            Some(Source::Loaded(program)) => Some(program.as_fd()),
            Some(Source::ToLoad(_) | Source::Clamp(_)) => return Err(CpumapError::NotLoaded),
        };
        if layout == ValueLayout::WithProgram {
            // The kernel takes a descriptor of 0 for "no program".
            bytes.extend(fd.map_or(0, |fd| fd.as_raw_fd()).to_ne_bytes());
        }
        Ok(bytes)
    }
}

/// Of a map whose values have no room for a program.
pub(super) const NO_PROGRAM: CpumapError = CpumapError::Unsupported {
    feature: "a program in a CPUMAP entry",
    since: "5.9",
};

/// What an entry is, as the kernel reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpumapSlot {
    /// Queue length.
    pub qsize: Qsize,
    /// Id of the program that runs on the target CPU.
    pub program_id: Option<u32>,
}

impl CpumapSlot {
    /// Reads the bytes of `struct bpf_cpumap_val`, 4 or 8 of them. `None` for any other length, and for
    /// a queue length that no entry has.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (qsize, rest) = bytes.split_first_chunk::<4>()?;
        let program_id = match rest {
            [] => 0,
            id => u32::from_ne_bytes(id.try_into().ok()?),
        };
        Some(Self {
            qsize: Qsize::new(u32::from_ne_bytes(*qsize)).ok()?,
            program_id: (program_id != 0).then_some(program_id),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn both_layouts() {
        let entry = CpumapEntry::new(Qsize::new(2048).unwrap());
        let qsize = 2048u32.to_ne_bytes();
        assert_eq!(entry.to_bytes(ValueLayout::Plain).unwrap(), qsize);
        assert_eq!(
            entry.to_bytes(ValueLayout::WithProgram).unwrap(),
            [qsize, [0; 4]].concat()
        );

        let stdin = io::stdin();
        let program = entry.with_program_fd(stdin.as_fd());
        let fd = stdin.as_fd().as_raw_fd().to_ne_bytes();
        assert_eq!(
            program.to_bytes(ValueLayout::WithProgram).unwrap(),
            [qsize, fd].concat()
        );
        assert_eq!(
            program
                .to_bytes(ValueLayout::Plain)
                .unwrap_err()
                .to_string(),
            "a program in a CPUMAP entry needs Linux 5.9"
        );
    }

    #[test]
    fn an_mss_is_done_by_a_program() {
        let entry = CpumapEntry::new(Qsize::DEFAULT).with_mss(Mss::new(1400).unwrap());
        assert_eq!(entry.mss().map(Mss::bytes), Some(1400));
        assert_eq!(entry.qsize(), Qsize::DEFAULT);
        let said = |layout| entry.to_bytes(layout).unwrap_err().to_string();
        assert_eq!(
            said(ValueLayout::Plain),
            "a program in a CPUMAP entry needs Linux 5.9"
        );
        assert_eq!(
            said(ValueLayout::WithProgram),
            "the program of the entry is not loaded before the entry is inserted"
        );
        let stdin = io::stdin();
        let two = entry.with_program_fd(stdin.as_fd());
        assert!(matches!(
            two.to_bytes(ValueLayout::WithProgram),
            Err(CpumapError::TwoPrograms { .. })
        ));
    }

    #[test]
    fn reads_both_layouts() {
        let qsize = Qsize::new(192).unwrap();
        let slot = |program_id| Some(CpumapSlot { qsize, program_id });
        let bytes = |words: &[u32]| {
            words
                .iter()
                .flat_map(|w| w.to_ne_bytes())
                .collect::<Vec<u8>>()
        };
        assert_eq!(CpumapSlot::from_bytes(&bytes(&[192])), slot(None));
        assert_eq!(CpumapSlot::from_bytes(&bytes(&[192, 0])), slot(None));
        assert_eq!(CpumapSlot::from_bytes(&bytes(&[192, 77])), slot(Some(77)));
        for malformed in [
            &[][..],
            &[1, 2, 3],
            &[0; 8],
            &[0xff; 8],
            &bytes(&[192, 0, 0]),
        ] {
            assert_eq!(CpumapSlot::from_bytes(malformed), None, "{malformed:?}");
        }
    }
}
