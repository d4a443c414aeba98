//! BTF: the type information the kernel wants beside a program.
//!
//! A [`TypeSection`] collects types and strings and writes `.BTF`; an [`ExtSection`] collects where
//! functions start and which source line each instruction came from and writes `.BTF.ext`.
//!
//! # Source
//! Documentation/bpf/btf.rst

use std::collections::{HashMap, hash_map::Entry};

use crate::error::{ObjectError, at_most};

/// Largest `.BTF` the kernel takes, in bytes (`BTF_MAX_SIZE`).
const MAX_SIZE: u32 = 16 * 1024 * 1024;
/// Most members of a type (`BTF_MAX_VLEN`).
const MAX_MEMBERS: u32 = 0xffff;

const MAGIC: u16 = 0xeb9f;
const VERSION: u8 = 1;

const KIND_INT: u32 = 1;
const KIND_PTR: u32 = 2;
const KIND_ARRAY: u32 = 3;
const KIND_STRUCT: u32 = 4;
const KIND_FUNC: u32 = 12;
const KIND_FUNC_PROTO: u32 = 13;
const KIND_VAR: u32 = 14;
const KIND_DATASEC: u32 = 15;

/// Linkage of functions and variables that are visible outside of the object.
const LINKAGE_GLOBAL: u32 = 1;

/// The index of a type. 0 is `void`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TypeId(u32);

pub(crate) const VOID: TypeId = TypeId(0);

impl TypeId {
    /// `struct bpf_func_info` of the function at `offset`, of this type.
    pub(crate) fn record(self, offset: u32) -> [u32; 2] {
        [offset, self.0]
    }
}

/// Bytes in little-endian order.
#[derive(Debug, Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn word(&mut self, word: u32) -> &mut Self {
        self.0.extend(word.to_le_bytes());
        self
    }

    fn words(&mut self, words: &[u32]) -> &mut Self {
        for word in words {
            self.word(*word);
        }
        self
    }
}

/// A length or offset inside of `.BTF`.
fn within(bytes: usize) -> Result<u32, ObjectError> {
    at_most("`.BTF` in bytes", bytes, MAX_SIZE)
}

/// A length inside of `.BTF.ext`.
fn within_ext(bytes: usize) -> Result<u32, ObjectError> {
    at_most("`.BTF.ext` in bytes", bytes, u32::MAX)
}

/// The types and strings of an object.
#[derive(Debug)]
pub(crate) struct TypeSection {
    types: Bytes,
    ids: HashMap<Vec<u32>, TypeId>,
    strings: Vec<u8>,
    offsets: HashMap<String, u32>,
}

impl TypeSection {
    pub(crate) fn new() -> Self {
        // The first string is the empty one.
        Self {
            types: Bytes::default(),
            ids: HashMap::new(),
            strings: vec![0],
            offsets: HashMap::from([(String::new(), 0)]),
        }
    }

    /// Offset of `text` in the string table, where each text stands once. A NUL ends it.
    pub(crate) fn string(&mut self, text: &str) -> Result<u32, ObjectError> {
        let text = text.split_once('\0').map_or(text, |(before, _)| before);
        if let Some(offset) = self.offsets.get(text) {
            return Ok(*offset);
        }
        let offset = within(self.strings.len())?;
        self.strings.extend(text.as_bytes());
        self.strings.push(0);
        self.offsets.insert(text.to_owned(), offset);
        Ok(offset)
    }

    /// The type that this record describes; each stands once.
    fn add(
        &mut self,
        name: &str,
        kind: u32,
        members: u32,
        size_or_type: u32,
        rest: &[u32],
    ) -> Result<TypeId, ObjectError> {
        let name = self.string(name)?;
        let mut record = vec![name, kind << 24 | members, size_or_type];
        record.extend(rest);
        // 0 is `void`.
        let next = TypeId(within(self.ids.len())? + 1);
        Ok(match self.ids.entry(record) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                self.types.words(entry.key());
                *entry.insert(next)
            }
        })
    }

    pub(crate) fn int(
        &mut self,
        name: &str,
        bytes: u32,
        signed: bool,
    ) -> Result<TypeId, ObjectError> {
        let encoding = u32::from(signed);
        self.add(name, KIND_INT, 0, bytes, &[encoding << 24 | (bytes * 8)])
    }

    pub(crate) fn pointer(&mut self, to: TypeId) -> Result<TypeId, ObjectError> {
        self.add("", KIND_PTR, 0, to.0, &[])
    }

    pub(crate) fn array(
        &mut self,
        element: TypeId,
        index: TypeId,
        len: u32,
    ) -> Result<TypeId, ObjectError> {
        self.add("", KIND_ARRAY, 0, 0, &[element.0, index.0, len])
    }

    /// A struct whose members follow each other, `member_bytes` each.
    pub(crate) fn structure(
        &mut self,
        name: &str,
        member_bytes: u32,
        members: &[(&str, TypeId)],
    ) -> Result<TypeId, ObjectError> {
        let count = self::members(members.len())?;
        let mut rest = Vec::new();
        for ((name, member), index) in members.iter().zip(0u32..) {
            rest.extend([self.string(name)?, member.0, index * member_bytes * 8]);
        }
        self.add(name, KIND_STRUCT, count, count * member_bytes, &rest)
    }

    /// A global function with one parameter, `ctx`.
    pub(crate) fn function(
        &mut self,
        name: &str,
        returns: TypeId,
        ctx: TypeId,
    ) -> Result<TypeId, ObjectError> {
        let parameter = self.string("ctx")?;
        let prototype = self.add("", KIND_FUNC_PROTO, 1, returns.0, &[parameter, ctx.0])?;
        // The number of members holds the linkage.
        self.add(name, KIND_FUNC, LINKAGE_GLOBAL, prototype.0, &[])
    }

    pub(crate) fn variable(&mut self, name: &str, of: TypeId) -> Result<TypeId, ObjectError> {
        self.add(name, KIND_VAR, 0, of.0, &[LINKAGE_GLOBAL])
    }

    /// A section of variables that follow each other: (variable, size in bytes).
    pub(crate) fn data_section(
        &mut self,
        name: &str,
        variables: &[(TypeId, u32)],
    ) -> Result<(), ObjectError> {
        let count = members(variables.len())?;
        let mut rest = Vec::new();
        let mut offset = 0;
        for (variable, size) in variables {
            rest.extend([variable.0, offset, *size]);
            offset += size;
        }
        self.add(name, KIND_DATASEC, count, offset, &rest)?;
        Ok(())
    }

    pub(crate) fn into_bytes(self) -> Result<Vec<u8>, ObjectError> {
        let (types, strings) = (self.types.0, self.strings);
        let mut out = section_header(24);
        let len = within(types.len())?;
        out.words(&[0, len, len, within(strings.len())?]);
        let bytes = [out.0, types, strings].concat();
        within(bytes.len())?;
        Ok(bytes)
    }
}

/// The number of members of a type.
fn members(count: usize) -> Result<u32, ObjectError> {
    at_most("the number of members of a type", count, MAX_MEMBERS)
}

/// Magic, version, flags and header length.
fn section_header(len: u32) -> Bytes {
    let mut out = Bytes(MAGIC.to_le_bytes().to_vec());
    out.0.extend([VERSION, 0]);
    out.word(len);
    out
}

/// Functions and lines, by section.
#[derive(Debug, Default)]
pub(crate) struct ExtSection {
    functions: Records,
    lines: Records,
}

/// Records of one kind: for each section its name and the records.
#[derive(Debug, Default)]
struct Records(Vec<(u32, Vec<Vec<u32>>)>);

impl Records {
    fn push(&mut self, section: u32, record: Vec<u32>) {
        match self.0.iter_mut().find(|(name, _)| *name == section) {
            Some((_, records)) => records.push(record),
            None => self.0.push((section, vec![record])),
        }
    }

    fn into_bytes(self, record_size: u32) -> Result<Vec<u8>, ObjectError> {
        let mut out = Bytes::default();
        out.word(record_size);
        for (section, records) in self.0 {
            out.words(&[section, within_ext(records.len())?]);
            for record in records {
                out.words(&record);
            }
        }
        Ok(out.0)
    }
}

/// Where an instruction came from: offsets of strings, line and column.
pub(crate) struct SourceLine {
    pub(crate) file: u32,
    pub(crate) text: u32,
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl SourceLine {
    /// `struct bpf_line_info` of the instruction at `offset`.
    pub(crate) fn record(&self, offset: u32) -> [u32; 4] {
        // The field has 22 bits for the line and 10 for the column; larger numbers become "unknown".
        let line = if self.line < 1 << 22 { self.line } else { 0 };
        let column = if self.column < 1 << 10 {
            self.column
        } else {
            0
        };
        [offset, self.file, self.text, line << 10 | column]
    }
}

impl ExtSection {
    /// `offset`: of the function in its section, in bytes.
    pub(crate) fn function(&mut self, section: u32, offset: u32, function: TypeId) {
        self.functions.push(section, function.record(offset).into());
    }

    /// `offset`: of the instruction in its section, in bytes.
    pub(crate) fn line(&mut self, section: u32, offset: u32, source: &SourceLine) {
        self.lines.push(section, source.record(offset).into());
    }

    pub(crate) fn into_bytes(self) -> Result<Vec<u8>, ObjectError> {
        let functions = self.functions.into_bytes(8)?;
        let lines = self.lines.into_bytes(16)?;
        let mut out = section_header(24);
        let len = within_ext(functions.len())?;
        out.words(&[0, len, len, within_ext(lines.len())?]);
        let bytes = [out.0, functions, lines].concat();
        within_ext(bytes.len())?;
        Ok(bytes)
    }
}
