//! Flow hashes: from a [`FlowKey`] to 32 bits.
//!
//! A hash is a function of the key and the policy alone, the same on every machine and in every
//! process. What differs from machine to machine is in the policy: the seed of `mix`.

mod input;
pub mod mix;
pub mod toeplitz;

use crate::{
    flow::{FlowKey, LinkKey, Tags},
    policy::{FlowFields, FlowSpec, HashKind},
};
use input::Input;
pub use input::words;
pub use mix::Mix;
use toeplitz::Toeplitz;

/// The hash of a policy: which fields of a flow, which function.
#[derive(Clone, Debug)]
pub struct FlowHash {
    fields: Option<FlowFields>,
    symmetric: bool,
    function: Function,
}

/// A hash function, ready to be computed.
#[derive(Clone, Debug)]
pub enum Function {
    /// See [`mix`].
    Mix(Mix),
    /// See [`toeplitz`].
    Toeplitz(Toeplitz),
}

impl FlowHash {
    /// The hash that `spec` asks for.
    #[must_use]
    pub fn new(spec: &FlowSpec) -> Self {
        Self {
            fields: spec.fields.hashed(),
            symmetric: spec.symmetric,
            function: match &spec.hash {
                HashKind::Mix(seed) => Function::Mix(Mix::new(seed.unwrap_or_default())),
                HashKind::Toeplitz(key) => Function::Toeplitz(Toeplitz::new(key)),
            },
        }
    }

    /// The hash of a flow. 0 where the policy hashes nothing.
    #[must_use]
    pub fn of(&self, key: &FlowKey) -> u32 {
        let Some(fields) = self.fields else {
            return 0;
        };
        let input = Input::new(fields, key);
        match &self.function {
            Function::Mix(mix) => mix.hash(&input, self.symmetric),
            Function::Toeplitz(toeplitz) => toeplitz.hash(&input, self.symmetric),
        }
    }

    /// The hash of a packet without a flow, with `tags` around what could not be read. 0 where the policy hashes nothing.
    #[must_use]
    pub fn of_link(&self, key: &LinkKey, tags: Tags) -> u32 {
        self.fields.map_or(0, |fields| {
            let tags = fields.of_tags(tags);
            self.link().hash_link(key, tags, fields, self.symmetric)
        })
    }

    /// The numbers of the hash of packets without a flow, of which NICs compute nothing.
    #[must_use]
    pub const fn link(&self) -> &Mix {
        match &self.function {
            Function::Mix(mix) => mix,
            Function::Toeplitz(_) => &Mix::FIXED,
        }
    }

    /// The function.
    #[must_use]
    pub const fn function(&self) -> &Function {
        &self.function
    }
}
