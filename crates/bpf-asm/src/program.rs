//! A program: code, a name, and what kind of program the kernel is to take it for.

use std::{
    fmt,
    os::fd::{AsRawFd, BorrowedFd},
};

use crate::{
    code::Code,
    map::MapRef,
    name::{Name, NameError},
};

/// What kind of program the kernel takes the code for: the section name of an object file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ProgramKind {
    /// `xdp`: attached to an interface.
    Xdp {
        /// Whether it accepts packets in several buffers (`xdp.frags`), Linux 5.18.
        frags: bool,
    },
    /// `xdp/cpumap`: runs on the target CPU, as part of a CPUMAP entry. Linux 5.9.
    XdpCpumap {
        /// Must be what the program that redirects has.
        frags: bool,
    },
    /// `classifier`: attached to the ingress or egress of an interface by `tc`, or run on a packet by a test. Linux 4.1.
    Classifier,
    /// `raw_tp/NAME`: attached to a tracepoint of the kernel. Linux 4.17.
    RawTracepoint {
        /// The tracepoint.
        name: String,
    },
}

impl ProgramKind {
    /// `xdp`, for packets in one buffer.
    pub const XDP: Self = Self::Xdp { frags: false };
    /// `xdp/cpumap`, for packets in one buffer.
    pub const XDP_CPUMAP: Self = Self::XdpCpumap { frags: false };
}

/// The section name by which libbpf, bpftool, iproute2 and aya recognise the kind.
impl fmt::Display for ProgramKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Xdp { frags: false } => f.write_str("xdp"),
            Self::Xdp { frags: true } => f.write_str("xdp.frags"),
            Self::XdpCpumap { frags: false } => f.write_str("xdp/cpumap"),
            Self::XdpCpumap { frags: true } => f.write_str("xdp.frags/cpumap"),
            Self::Classifier => f.write_str("classifier"),
            Self::RawTracepoint { name } => write!(f, "raw_tp/{name}"),
        }
    }
}

/// Code with a name and a kind, ready to be loaded or written into an [`Object`](crate::Object).
#[derive(Clone, Debug)]
pub struct Program<'m> {
    name: Name,
    kind: ProgramKind,
    code: Code<'m>,
}

impl<'m> Program<'m> {
    /// Names `code` and says what it is.
    ///
    /// # Errors
    /// [`NameError`] for a name the kernel would not accept.
    pub fn new(
        name: impl Into<String>,
        kind: ProgramKind,
        code: Code<'m>,
    ) -> Result<Self, NameError> {
        Ok(Self {
            name: Name::new(name)?,
            kind,
            code,
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// What the kernel takes it for.
    #[must_use]
    pub fn kind(&self) -> &ProgramKind {
        &self.kind
    }

    /// Its instructions.
    #[must_use]
    pub fn code(&self) -> &Code<'m> {
        &self.code
    }

    /// The same program, borrowed from nobody; `None` when it names a map by descriptor.
    #[must_use]
    pub fn into_static(self) -> Option<Program<'static>> {
        Some(Program {
            name: self.name,
            kind: self.kind,
            code: self.code.into_static()?,
        })
    }

    /// The same program, with the declared map `name` replaced by one that exists.
    ///
    /// Whoever calls this makes sure that the map is what was declared.
    ///
    /// # Errors
    /// [`NoSuchMap`] when the program declares no map of that name.
    pub fn with_map(mut self, name: &str, map: BorrowedFd<'m>) -> Result<Self, NoSuchMap> {
        let declared = self.code.declared_maps();
        if !declared.iter().any(|spec| spec.name.as_str() == name) {
            let declared = declared.iter().map(|spec| spec.name.clone()).collect();
            return Err(NoSuchMap {
                program: self.name,
                map: name.to_owned(),
                declared,
            });
        }
        self.code
            .replace_map(name, &MapRef::Fd(map), map.as_raw_fd());
        Ok(self)
    }
}

/// A map was given to a program that declares none of that name.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("program `{program}` declares no map `{map}`; it declares {declared:?}")]
pub struct NoSuchMap {
    /// The program.
    pub program: Name,
    /// The name that was given.
    pub map: String,
    /// The maps it declares and that are not replaced yet.
    pub declared: Vec<Name>,
}
