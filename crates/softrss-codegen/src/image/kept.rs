//! How an image is kept.

use std::borrow::Cow;

use bpf_asm::{Code, DecodeError, MapType, NameError, ProgramKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::data::{Image, Map, Program};

/// Rises when an earlier version cannot read what this one writes, or would take it for something else.
///
/// In 2, there are other keys than prefixes, and other values of them than CPUs; in 3, what is kept of packets on their way. What has
/// neither is written as 1.
const SCHEMA: u32 = 3;
const WITHOUT_LANES: u32 = 2;
const WITHOUT_KEYS: u32 = 1;

/// An image as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept<'i> {
    schema: u32,
    programs: Vec<KeptProgram>,
    maps: Cow<'i, [Map]>,
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
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
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

impl Serialize for Image {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let kept = Kept {
            schema: schema(self),
            programs: self.programs().iter().map(KeptProgram::of).collect(),
            maps: Cow::Borrowed(self.maps()),
        };
        kept.serialize(to)
    }
}

/// The lowest schema that says all of it.
fn schema(image: &Image) -> u32 {
    let of_prefixes =
        |map: &Map| map.map_type == MapType::BPF_MAP_TYPE_LPM_TRIE && !map.is_ranked();
    if image.lanes().is_some() {
        SCHEMA
    } else if image.entries().all(|(map, _)| of_prefixes(map)) {
        WITHOUT_KEYS
    } else {
        WITHOUT_LANES
    }
}

impl<'de> Deserialize<'de> for Image {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let kept = Kept::deserialize(from)?;
        kept.image().map_err(D::Error::custom)
    }
}

impl Kept<'_> {
    fn image(self) -> Result<Image, ImageError> {
        let kept = self;
        if !(WITHOUT_KEYS..=SCHEMA).contains(&kept.schema) {
            return Err(ImageError::Schema { found: kept.schema });
        }
        let programs = kept.programs.iter().map(|program| program.read(&kept.maps));
        let programs: Vec<Program> = programs.collect::<Result<_, _>>()?;
        if programs.is_empty() {
            return Err(ImageError::NoProgram);
        }
        Ok(Image {
            programs,
            maps: kept.maps.into_owned(),
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
        Program::new(program).ok_or_else(|| ImageError::Kind {
            kind: self.kind.clone(),
        })
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
