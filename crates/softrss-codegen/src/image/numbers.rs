//! Types that have a meaning, as the numbers and words that are kept of them.

use std::net::IpAddr;

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
