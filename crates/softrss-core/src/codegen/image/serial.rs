//! How an image is kept.

use std::net::IpAddr;

use bpf_asm::{Code, DecodeError, NameError, ProgramKind};
use serde::{Deserialize, Serialize};

use super::{Image, Map, Program};

/// Rises when an earlier version cannot read what this one writes, or would take it for something else.
const SCHEMA: u32 = 1;

/// An image as it is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    schema: u32,
    programs: Vec<KeptProgram>,
    maps: Vec<Map>,
}

#[derive(Serialize, Deserialize)]
struct KeptProgram {
    name: String,
    /// The name of its section.
    kind: String,
    /// The instructions, in hexadecimal.
    code: String,
    /// The maps, by the slot of the instruction that names them.
    maps: Vec<(usize, String)>,
}

/// Why what was kept is no image.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImageError {
    /// Another version kept it.
    #[error("the image was kept in another way (schema {found}, not {SCHEMA})")]
    Schema {
        /// Its schema.
        found: u32,
    },
    /// It has no program.
    #[error("the image has no program")]
    NoProgram,
    /// A program is of a kind that images do not have.
    #[error("the image has a program of the kind `{kind}`")]
    Kind {
        /// The kind.
        kind: String,
    },
    /// A program is not in hexadecimal.
    #[error("the instructions of `{program}` are not in hexadecimal")]
    Hexadecimal {
        /// The program.
        program: String,
    },
    /// The instructions of a program are none.
    #[error(transparent)]
    Code(#[from] DecodeError),
    /// A program names a map that is not there.
    #[error("the program `{program}` names the map `{map}`, which is not there")]
    NoMap {
        /// The program.
        program: String,
        /// The map.
        map: String,
    },
    /// A name cannot be one.
    #[error(transparent)]
    Name(#[from] NameError),
}

impl From<Image> for Kept {
    fn from(image: Image) -> Self {
        Self {
            schema: SCHEMA,
            programs: image.programs.iter().map(KeptProgram::of).collect(),
            maps: image.maps,
        }
    }
}

impl TryFrom<Kept> for Image {
    type Error = ImageError;

    fn try_from(kept: Kept) -> Result<Self, ImageError> {
        if kept.schema != SCHEMA {
            return Err(ImageError::Schema { found: kept.schema });
        }
        let programs = kept.programs.iter().map(|program| program.read(&kept.maps));
        let programs: Vec<Program> = programs.collect::<Result<_, _>>()?;
        if programs.is_empty() {
            return Err(ImageError::NoProgram);
        }
        Ok(Self {
            programs,
            maps: kept.maps,
        })
    }
}

impl KeptProgram {
    fn of(program: &Program) -> Self {
        let digits = program.code().to_bytes().into_iter().flat_map(|byte| {
            let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
            [digit(byte >> 4), digit(byte & 15)]
        });
        let maps = program.map_names();
        Self {
            name: program.name().to_string(),
            kind: program.kind().to_string(),
            code: digits.collect(),
            maps: maps.map(|(slot, map)| (slot, map.to_owned())).collect(),
        }
    }

    fn read(&self, maps: &[Map]) -> Result<Program, ImageError> {
        let kinds = [false, true]
            .into_iter()
            .flat_map(|frags| [ProgramKind::Xdp { frags }, ProgramKind::XdpCpumap { frags }]);
        let mut kinds = kinds.filter(|kind| kind.to_string() == self.kind);
        let kind = kinds.next().ok_or_else(|| ImageError::Kind {
            kind: self.kind.clone(),
        })?;
        let named = self.maps.iter().map(|(slot, name)| {
            let map = maps.iter().find(|map| map.name == *name);
            let map = map.ok_or_else(|| ImageError::NoMap {
                program: self.name.clone(),
                map: name.clone(),
            })?;
            Ok((*slot, map.spec()?))
        });
        let named: Vec<_> = named.collect::<Result<_, ImageError>>()?;
        let code = Code::from_bytes(&self.bytes()?, &named)?;
        let program = bpf_asm::Program::new(self.name.clone(), kind, code)?;
        Ok(Program(program.into()))
    }

    fn bytes(&self) -> Result<Vec<u8>, ImageError> {
        let nibble = |digit: u8| char::from(digit).to_digit(16);
        let (pairs, rest) = self.code.as_bytes().as_chunks::<2>();
        let bytes = pairs.iter().map(|[high, low]| {
            let byte = nibble(*high)? << 4 | nibble(*low)?;
            u8::try_from(byte).ok()
        });
        let bytes: Option<Vec<u8>> = bytes.collect();
        let bytes = bytes.filter(|_| rest.is_empty());
        bytes.ok_or_else(|| ImageError::Hexadecimal {
            program: self.name.clone(),
        })
    }
}

/// Numbers and words for types that have a meaning.
macro_rules! kept_as {
    ($($name:ident: $type:ty = $kept:ty, $write:expr, $read:expr;)*) => { $(
        pub(super) mod $name {
            use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
            use super::types::*;

            pub(in super::super) fn serialize<S: Serializer>(value: &$type, to: S) -> Result<S::Ok, S::Error> {
                let write: fn(&$type) -> $kept = $write;
                write(value).serialize(to)
            }

            pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                let read: fn($kept) -> Option<$type> = $read;
                let kept = <$kept>::deserialize(from)?;
                read(kept).ok_or_else(|| D::Error::custom(concat!("this is no value for ", stringify!($name))))
            }
        }
    )* }
}

mod types {
    pub(super) use crate::{
        CpuId, Qsize,
        policy::{InterfaceName, Prefix},
    };
}

kept_as! {
    cpu: CpuId = u32, |cpu| cpu.0, |number| Some(CpuId(number));
    cpus: Vec<CpuId> = Vec<u32>, |cpus| cpus.iter().map(|cpu| cpu.0).collect(),
        |numbers| Some(numbers.into_iter().map(CpuId).collect());
    qsize: Qsize = u32, |qsize| qsize.frames(), |frames| Qsize::new(frames).ok();
    interfaces: Vec<InterfaceName> = Vec<String>, |names| names.iter().map(ToString::to_string).collect(),
        |names| names.into_iter().map(|name| InterfaceName::new(name).ok()).collect();
    prefixes: Vec<(Prefix, CpuId)> = Vec<(String, u32)>,
        |entries| entries.iter().map(|(prefix, cpu)| (prefix.to_string(), cpu.0)).collect(),
        |entries| entries.into_iter().map(|(text, cpu)| Some((super::prefix(&text)?, CpuId(cpu)))).collect();
}

fn prefix(text: &str) -> Option<types::Prefix> {
    let (addr, len) = text.split_once('/')?;
    let (addr, len): (IpAddr, u8) = (addr.parse().ok()?, len.parse().ok()?);
    Some(types::Prefix { addr, len })
}
