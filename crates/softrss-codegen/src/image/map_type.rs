//! The type of a map, kept as its number.

use bpf_asm::MapType;
use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
pub(super) fn serialize<S: Serializer>(map_type: &MapType, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u32(*map_type as u32)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<MapType, D::Error> {
    use MapType as T;
    let number = u32::deserialize(from)?;
    let types = [
        T::BPF_MAP_TYPE_ARRAY,
        T::BPF_MAP_TYPE_PERCPU_ARRAY,
        T::BPF_MAP_TYPE_CPUMAP,
        T::BPF_MAP_TYPE_DEVMAP,
        T::BPF_MAP_TYPE_LPM_TRIE,
        T::BPF_MAP_TYPE_HASH,
    ];
    let mut types = types.into_iter();
    let found = types.find(|map_type| *map_type as u32 == number);
    found.ok_or_else(|| D::Error::custom(format_args!("no image has maps of type {number}")))
}
