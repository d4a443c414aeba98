//! Programs and the maps they declare, to be written as an ELF object file.

use crate::{
    code::Line,
    elf::Writer,
    error::ObjectError,
    insn::Named,
    map::{MapRef, MapSpec},
    name::Name,
    program::Program,
};

/// Programs that go into one object file, with the maps they declare.
///
/// Types, functions and source lines are written as BTF, so the verifier's log and `bpftool prog dump`
/// cite the Rust lines.
///
/// Loaders differ in what they make of `.data.NAME`: libbpf makes the map of a [`Data`](crate::Data)
/// declaration `BPF_F_MMAPABLE`, aya does not. With aya, make the map first and give it to the program
/// with [`Program::with_map`].
///
/// # Kernel
/// Source lines 5.0; maps declared by BTF are a matter of the loader.
#[derive(Debug)]
pub struct Object<'p, 'm> {
    license: String,
    programs: Vec<&'p Program<'m>>,
}

impl<'p, 'm> Object<'p, 'm> {
    /// An object without programs.
    ///
    /// `license` decides which helpers the programs may call; `"Dual MIT/GPL"` and `"GPL"` open all.
    #[must_use]
    pub fn new(license: impl Into<String>) -> Self {
        Self {
            license: license.into(),
            programs: Vec::new(),
        }
    }

    /// Adds a program.
    #[must_use]
    pub fn program(mut self, program: &'p Program<'m>) -> Self {
        self.programs.push(program);
        self
    }

    /// The object file, for any loader and any process.
    ///
    /// # Errors
    /// [`ObjectError::LiveMap`] and [`ObjectError::KernelId`] when a program depends on this process or on
    /// the running kernel; otherwise see [`ObjectError`].
    pub fn to_elf(&self) -> Result<Vec<u8>, ObjectError> {
        for program in &self.programs {
            for line in program.code().lines() {
                check_portable(program.name(), line)?;
            }
        }
        self.to_live_elf()
    }

    /// The object file, to be loaded by this process while it holds the maps that are named by
    /// descriptor.
    ///
    /// # Errors
    /// [`ObjectError`]
    pub fn to_live_elf(&self) -> Result<Vec<u8>, ObjectError> {
        let maps = self.maps()?;
        self.check_names(&maps)?;
        let mut writer = Writer::new(&self.license)?;
        writer.maps(&maps)?;
        for program in &self.programs {
            writer.program(program)?;
        }
        writer.finish()
    }

    /// Whether each program has a name of its own.
    fn check_names(&self, maps: &[&MapSpec]) -> Result<(), ObjectError> {
        for (index, program) in self.programs.iter().enumerate() {
            let name = program.name();
            if self.programs[..index]
                .iter()
                .any(|other| other.name() == name)
            {
                let program = name.clone();
                return Err(ObjectError::DuplicateProgram { program });
            }
            if maps.iter().any(|map| map.name == *name) {
                return Err(ObjectError::NameClash { name: name.clone() });
            }
        }
        Ok(())
    }

    /// The declared maps, each once.
    fn maps(&self) -> Result<Vec<&MapSpec>, ObjectError> {
        let mut maps: Vec<&MapSpec> = Vec::new();
        for spec in self
            .programs
            .iter()
            .flat_map(|program| program.code().declared_maps())
        {
            match maps.iter().find(|other| other.name == spec.name) {
                None => {
                    check_data(spec)?;
                    maps.push(spec);
                }
                Some(other) if *other == spec => {}
                Some(other) => {
                    return Err(ObjectError::MapConflict {
                        map: spec.name.clone(),
                        first: Box::new((*other).clone()),
                        second: Box::new(spec.clone()),
                    });
                }
            }
        }
        Ok(maps)
    }
}

/// Whether the instruction means the same to another process and to another kernel.
fn check_portable(program: &Name, line: &Line<'_>) -> Result<(), ObjectError> {
    let (program, at) = (program.clone(), line.at());
    match (line.map(), line.insn().names()) {
        // The number in the instruction is a placeholder.
        (Some(MapRef::Decl(_)), _) | (None | Some(MapRef::Fd(_)), Named::Nothing) => Ok(()),
        (None | Some(MapRef::Fd(_)), Named::Map) => Err(ObjectError::LiveMap { program, at }),
        (None | Some(MapRef::Fd(_)), Named::Kernel) => Err(ObjectError::KernelId { program, at }),
    }
}

fn check_data(spec: &MapSpec) -> Result<(), ObjectError> {
    let Some(bytes) = spec.data.as_deref().map(<[u8]>::len) else {
        return Ok(());
    };
    if bytes > 0 && u32::try_from(bytes) == Ok(spec.value_size) {
        return Ok(());
    }
    Err(ObjectError::DataSize {
        map: spec.name.clone(),
        value_size: spec.value_size,
        bytes,
    })
}
