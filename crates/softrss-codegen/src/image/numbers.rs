//! Types that have a meaning, as the numbers and words that are kept of them.

macro_rules! kept_as {
    ($($name:ident: $type:ty = $kept:ty, $write:expr, $read:expr;)*) => { $(
        pub(super) mod $name {
            use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
            use super::types::*;

            pub(crate) fn serialize<S: Serializer>(value: &$type, to: S) -> Result<S::Ok, S::Error> {
                let write: fn(&$type) -> $kept = $write;
                write(value).serialize(to)
            }

            pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                let read: fn($kept) -> Option<$type> = $read;
                let kept = <$kept>::deserialize(from)?;
                read(kept).ok_or_else(|| D::Error::custom(concat!("this is no value for ", stringify!($name))))
            }
        }
    )* }
}

mod types {
    pub(super) use softrss_core::{
        CpuId, Qsize,
        policy::{InterfaceName, Prefix},
    };
}

kept_as! {
    cpu: CpuId = u32, |cpu| cpu.number(), |number| CpuId::new(number).ok();
    cpus: Vec<CpuId> = Vec<u32>, |cpus| cpus.iter().map(|cpu| cpu.number()).collect(),
        |numbers| numbers.into_iter().map(|number| CpuId::new(number).ok()).collect();
    qsize: Qsize = u32, |qsize| qsize.frames(), |frames| Qsize::new(frames).ok();
    interfaces: Vec<InterfaceName> = Vec<String>, |names| names.iter().map(ToString::to_string).collect(),
        |names| names.into_iter().map(|name| InterfaceName::new(name).ok()).collect();
    prefixes: Vec<(Prefix, CpuId)> = Vec<(String, u32)>,
        |entries| entries.iter().map(|(prefix, cpu)| (prefix.to_string(), cpu.number())).collect(),
        |entries| entries.into_iter().map(|(text, cpu)| Some((text.parse().ok()?, CpuId::new(cpu).ok()?))).collect();
}
