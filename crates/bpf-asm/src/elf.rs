//! The ELF object file itself.
//!
//! The layout is the one that libbpf, bpftool, iproute2 and aya agree on: a section for each kind of
//! program with a global function symbol for each program, BTF-defined maps in `.maps`, one-value arrays
//! in `.data.NAME`, the licence in `license`, and types and source lines in `.BTF` and `.BTF.ext`.

use std::collections::BTreeMap;

use object::{
    Architecture, BinaryFormat, Endianness, SectionKind, SymbolFlags, SymbolKind, SymbolScope, elf,
    write::{
        Object as Elf, Relocation, RelocationFlags, SectionId, Symbol, SymbolId, SymbolSection,
    },
};

use crate::{
    btf::{ExtSection, TypeId, TypeSection},
    code::Code,
    debug,
    error::{ObjectError, at_most},
    insn::{Imm64, Insn},
    map::{MapRef, MapSpec},
    name::Name,
    program::Program,
};

/// Bytes of a member of a BTF-defined map: each is a pointer.
const MAP_MEMBER: u32 = 8;

/// Collects the sections of one object file.
pub(crate) struct Writer {
    elf: Elf<'static>,
    types: TypeSection,
    ext: ExtSection,
    int: TypeId,
    sections: BTreeMap<String, SectionId>,
    maps: BTreeMap<Name, SymbolId>,
}

impl Writer {
    pub(crate) fn new(license: &str) -> Result<Self, ObjectError> {
        let mut elf = Elf::new(BinaryFormat::Elf, Architecture::Bpf, Endianness::Little);
        let section = elf.add_section(Vec::new(), b"license".to_vec(), SectionKind::Data);
        elf.append_section_data(section, &[license.as_bytes(), b"\0"].concat(), 1);
        let mut types = TypeSection::new();
        let int = types.int("int", 4, true)?;
        let (sections, maps) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self {
            elf,
            types,
            ext: ExtSection::default(),
            int,
            sections,
            maps,
        })
    }

    pub(crate) fn maps(&mut self, specs: &[&MapSpec]) -> Result<(), ObjectError> {
        let declared = specs.iter().filter(|spec| spec.data.is_none());
        let variables = declared.map(|spec| self.declared_map(spec));
        let variables: Vec<_> = variables.collect::<Result<_, _>>()?;
        if !variables.is_empty() {
            self.types.data_section(".maps", &variables)?;
        }
        for spec in specs {
            if let Some(bytes) = spec.data.as_deref() {
                self.data_map(spec, bytes)?;
            }
        }
        Ok(())
    }

    /// A map defined by the type of a variable: each member is a pointer to an array whose length is the
    /// value.
    fn declared_map(&mut self, spec: &MapSpec) -> Result<(TypeId, u32), ObjectError> {
        let values = [
            ("type", spec.map_type as u32),
            ("key_size", spec.key_size),
            ("value_size", spec.value_size),
            ("max_entries", spec.max_entries),
            ("map_flags", spec.flags),
        ];
        let members = values.map(|(name, value)| {
            let array = self.types.array(self.int, self.int, value)?;
            Ok((name, self.types.pointer(array)?))
        });
        let members: Vec<_> = members.into_iter().collect::<Result<_, ObjectError>>()?;
        let definition = self.types.structure("", MAP_MEMBER, &members)?;
        let size = MAP_MEMBER * 5;
        self.map_symbol(".maps", spec, &[0; MAP_MEMBER as usize * 5]);
        Ok((self.types.variable(spec.name.as_str(), definition)?, size))
    }

    /// An array of one value, as a data section of its own.
    fn data_map(&mut self, spec: &MapSpec, bytes: &[u8]) -> Result<(), ObjectError> {
        let section = format!(".data.{}", spec.name);
        self.map_symbol(&section, spec, bytes);
        let byte = self.types.int("unsigned char", 1, false)?;
        let value = self.types.array(byte, self.int, spec.value_size)?;
        let variable = self.types.variable(spec.name.as_str(), value)?;
        self.types
            .data_section(&section, &[(variable, spec.value_size)])
    }

    fn map_symbol(&mut self, section: &str, spec: &MapSpec, bytes: &[u8]) {
        let id = self.section(section, SectionKind::Data);
        let value = self.elf.append_section_data(id, bytes, 8);
        let symbol = symbol(spec.name.as_str(), SymbolKind::Data, id, value, bytes.len());
        let symbol = self.elf.add_symbol(symbol);
        self.maps.insert(spec.name.clone(), symbol);
    }

    fn section(&mut self, name: &str, kind: SectionKind) -> SectionId {
        if let Some(id) = self.sections.get(name) {
            return *id;
        }
        let id = self
            .elf
            .add_section(Vec::new(), name.as_bytes().to_vec(), kind);
        self.sections.insert(name.to_owned(), id);
        id
    }

    pub(crate) fn program(&mut self, program: &Program<'_>) -> Result<(), ObjectError> {
        let section = program.kind().to_string();
        let id = self.section(&section, SectionKind::Text);
        let bytes = relocatable_bytes(program)?;
        let start = self.elf.append_section_data(id, &bytes, 8);
        let before = self.elf.section(id).data().len() - bytes.len();
        let offset = at_most("code in bytes", before, u32::MAX)?;
        let name = program.name().as_str();
        self.elf
            .add_symbol(symbol(name, SymbolKind::Text, id, start, bytes.len()));

        let function = debug::function(&mut self.types, program)?;
        let section = self.types.string(&section)?;
        self.ext.function(section, offset, function);
        for (slot, line) in debug::lines(&mut self.types, program.code())? {
            let offset = at_most("code in bytes", before + slot * 8, u32::MAX)?;
            self.ext.line(section, offset, &line);
        }
        self.relocations(program.code(), id, start)
    }

    fn relocations(
        &mut self,
        code: &Code<'_>,
        section: SectionId,
        start: u64,
    ) -> Result<(), ObjectError> {
        let mut offset = start;
        for line in code.lines() {
            if let Some(MapRef::Decl(spec)) = line.map()
                && let Some(symbol) = self.maps.get(&spec.name)
            {
                let flags = RelocationFlags::Elf {
                    r_type: elf::R_BPF_64_64,
                };
                self.elf.add_relocation(
                    section,
                    Relocation {
                        offset,
                        symbol: *symbol,
                        addend: 0,
                        flags,
                    },
                )?;
            }
            offset += line.insn().slots() as u64 * 8;
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<Vec<u8>, ObjectError> {
        let (types, ext) = (self.types.into_bytes()?, self.ext.into_bytes()?);
        for (name, bytes) in [(".BTF", types), (".BTF.ext", ext)] {
            let section =
                self.elf
                    .add_section(Vec::new(), name.as_bytes().to_vec(), SectionKind::Metadata);
            self.elf.append_section_data(section, &bytes, 4);
        }
        Ok(self.elf.write()?)
    }
}

fn symbol(name: &str, kind: SymbolKind, section: SectionId, value: u64, size: usize) -> Symbol {
    Symbol {
        name: name.as_bytes().to_vec(),
        value,
        size: size as u64,
        kind,
        // libbpf refuses a local program symbol as "static".
        scope: SymbolScope::Dynamic,
        weak: false,
        section: SymbolSection::Section(section),
        flags: SymbolFlags::None,
    }
}

/// The code with the places that relocations fill in as loaders expect them: the offset into the symbol,
/// and no pseudo source register.
fn relocatable_bytes(program: &Program<'_>) -> Result<Vec<u8>, ObjectError> {
    let code = program.code();
    let mut bytes = Vec::with_capacity(code.slots() * 8);
    for line in code.lines() {
        match (line.map(), *line.insn()) {
            (Some(MapRef::Decl(spec)), Insn::LdImm64 { dst, value }) => {
                // A loader takes the value of what lies in a data section, and else the map.
                let (off, taken) = match value {
                    Imm64::MapValue { off, .. } => (off, "the value of"),
                    Imm64::Const(_)
                    | Imm64::MapFd(_)
                    | Imm64::BtfId { .. }
                    | Imm64::Func(_)
                    | Imm64::MapIdx(_)
                    | Imm64::MapIdxValue { .. } => (0, "the whole"),
                };
                if spec.data.is_some() != matches!(value, Imm64::MapValue { .. }) {
                    return Err(ObjectError::MapUse {
                        program: program.name().clone(),
                        map: spec.name.clone(),
                        taken,
                        at: line.at(),
                    });
                }
                let value = Imm64::Const(off.into());
                Insn::LdImm64 { dst, value }.encode(&mut bytes);
            }
            (_, insn) => insn.encode(&mut bytes),
        }
    }
    Ok(bytes)
}
