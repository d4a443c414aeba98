//! Where the fields of the kernel's structures are, from the BTF of the running kernel.
//!
//! Only what is needed to read a field by its name; the kernel's files in sysfs are trusted to be what
//! they say, and a file that is not is an error, never a wrong offset.
//!
//! # Source
//! Documentation/bpf/btf.rst

use std::{fs, io, path::Path};

/// The types of the running kernel.
pub(crate) const VMLINUX: &str = "/sys/kernel/btf/vmlinux";

const MAGIC: u16 = 0xeb9f;
const STRUCT: u32 = 4;

/// Why there is no offset.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum BtfError {
    /// The kernel was built without `CONFIG_DEBUG_INFO_BTF`, or sysfs is not there.
    #[error("this kernel does not tell its types in {VMLINUX}")]
    Read(#[source] io::Error),
    /// The file is not what it should be.
    #[error("{VMLINUX} is not understood: {what}")]
    Malformed {
        /// What is wrong.
        what: &'static str,
    },
    /// There is no such field.
    #[error("`struct {structure}` of this kernel has no field `{field}`")]
    NoField {
        /// The structure.
        structure: &'static str,
        /// The field.
        field: &'static str,
    },
}

/// The bytes of a BTF file, header checked.
pub(crate) struct KernelBtf {
    bytes: Vec<u8>,
    types: std::ops::Range<usize>,
    strings: std::ops::Range<usize>,
}

const CUT: BtfError = BtfError::Malformed {
    what: "it ends too early",
};

impl KernelBtf {
    pub(crate) fn of_kernel() -> Result<Self, BtfError> {
        Self::parse(fs::read(Path::new(VMLINUX)).map_err(BtfError::Read)?)
    }

    fn parse(bytes: Vec<u8>) -> Result<Self, BtfError> {
        let magic = bytes.first_chunk().copied().ok_or(CUT)?;
        if u16::from_ne_bytes(magic) != MAGIC {
            return Err(BtfError::Malformed {
                what: "it does not begin as BTF of this machine",
            });
        }
        let field = |at| Ok::<_, BtfError>(word(&bytes, at)? as usize);
        let header = field(4)?;
        let section = |offset, length| {
            let start = header + field(offset)?;
            let range = start..start + field(length)?;
            bytes.get(range.clone()).ok_or(CUT)?;
            Ok::<_, BtfError>(range)
        };
        let (types, strings) = (section(8, 12)?, section(16, 20)?);
        Ok(Self {
            bytes,
            types,
            strings,
        })
    }

    /// Offset in bytes of `field` in `structure`.
    pub(crate) fn offset(
        &self,
        structure: &'static str,
        field: &'static str,
    ) -> Result<u32, BtfError> {
        const MEMBER_BYTES: usize = 12;
        let types = &self.bytes[self.types.clone()];
        let mut at = 0;
        while at < types.len() {
            let (name, info) = (word(types, at)?, word(types, at + 4)?);
            let (kind, members) = (info >> 24 & 0x1f, (info & 0xffff) as usize);
            at += 12;
            if kind == STRUCT && self.is(name, structure) {
                for member in 0..members {
                    let member = at + member * MEMBER_BYTES;
                    if self.is(word(types, member)?, field) {
                        let offset = word(types, member + 8)?;
                        // With the flag the upper byte is the size of a bit field.
                        let bits = if info >> 31 == 1 {
                            offset & 0x00ff_ffff
                        } else {
                            offset
                        };
                        return Ok(bits / 8);
                    }
                }
            }
            at += tail(kind, members)?;
        }
        Err(BtfError::NoField { structure, field })
    }

    /// Whether the string at offset `at` is `name`.
    fn is(&self, at: u32, name: &str) -> bool {
        let strings = &self.bytes[self.strings.clone()];
        strings
            .get(at as usize..)
            .and_then(|rest| rest.strip_prefix(name.as_bytes()))
            .is_some_and(|rest| rest.first() == Some(&0))
    }
}

fn word(bytes: &[u8], at: usize) -> Result<u32, BtfError> {
    let word = bytes.get(at..).and_then(|rest| rest.first_chunk());
    Ok(u32::from_ne_bytes(*word.ok_or(CUT)?))
}

/// Bytes that follow the 12 that every type has.
fn tail(kind: u32, members: usize) -> Result<usize, BtfError> {
    Ok(match kind {
        // Pointers, forward declarations, typedefs, qualifiers, functions, floats and type tags.
        2 | 7..=12 | 16 | 18 => 0,
        // Integers, variables and declaration tags.
        1 | 14 | 17 => 4,
        // Arrays.
        3 => 12,
        // Structures, unions, sections and enumerations of 64 bits.
        4 | 5 | 15 | 19 => members * 12,
        // Enumerations and prototypes.
        6 | 13 => members * 8,
        _ => {
            return Err(BtfError::Malformed {
                what: "it has a kind of type that is newer than this program",
            });
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const INT: u32 = 1;

    /// `struct first { int a; int b:3; int c; }`, the flagged form, behind an integer type and beside a
    /// structure whose name only begins alike.
    fn btf() -> Vec<u8> {
        let strings = b"\0int\0first_not\0first\0a\0b\0c\0";
        let name = |text: &[u8]| {
            let text = [&b"\0"[..], text, b"\0"].concat();
            let at = strings.windows(text.len()).position(|part| part == text);
            u32::try_from(at.unwrap() + 1).unwrap()
        };
        let mut types = vec![name(b"int"), INT << 24, 4, 32];
        types.extend([name(b"first_not"), STRUCT << 24 | 1, 4, name(b"a"), 1, 320]);
        types.extend([name(b"first"), 1 << 31 | STRUCT << 24 | 3, 12]);
        types.extend([
            name(b"a"),
            1,
            0,
            name(b"b"),
            1,
            3 << 24 | 32,
            name(b"c"),
            1,
            64,
        ]);
        let length = |bytes: usize| u32::try_from(bytes).unwrap();
        let type_bytes = length(types.len() * 4);
        let mut bytes = MAGIC.to_ne_bytes().to_vec();
        bytes.extend([1, 0]);
        for value in [24, 0, type_bytes, type_bytes, length(strings.len())] {
            bytes.extend(value.to_ne_bytes());
        }
        bytes.extend(types.iter().flat_map(|word| word.to_ne_bytes()));
        bytes.extend(strings);
        bytes
    }

    #[test]
    fn finds_fields() {
        let types = KernelBtf::parse(btf()).unwrap();
        assert_eq!(types.offset("first", "a").unwrap(), 0);
        assert_eq!(types.offset("first", "b").unwrap(), 4);
        assert_eq!(types.offset("first", "c").unwrap(), 8);
        assert_eq!(types.offset("first_not", "a").unwrap(), 40);
        assert!(matches!(
            types.offset("first", "d"),
            Err(BtfError::NoField { .. })
        ));
        assert!(matches!(
            types.offset("fir", "a"),
            Err(BtfError::NoField { .. })
        ));
    }

    #[test]
    fn what_is_cut_is_refused_everywhere() {
        let whole = btf();
        for length in 0..whole.len() {
            assert!(
                KernelBtf::parse(whole[..length].to_vec()).is_err(),
                "{length}"
            );
        }
        let mut unknown = whole;
        // The kind of the first type.
        unknown[24 + 7] = 31;
        let types = KernelBtf::parse(unknown).unwrap();
        assert!(types.offset("first", "a").is_err());
    }
}
