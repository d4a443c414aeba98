//! What a person wants: which packets go to which CPU.
//!
//! Plain data. A value of these types is valid in itself; what depends on others, or on a machine (which CPUs
//! are online), is settled by [`ResolvedPolicy`](crate::ResolvedPolicy).

mod condition;
mod describe;
mod field;
mod flow;
mod model;
mod names;
mod prefix;
mod rule;
mod sentence;
mod table;
mod targets;
mod text;
mod then;
pub(crate) mod word;
mod write;

pub use condition::{Match, MatchError, Values};
pub use field::{Field, FieldRow, FieldValues, Numbers, Place as FieldPlace};
pub use flow::{
    Buckets, BucketsError, Fields, FieldsRow, FlowSpec, HashKey, HashKind, HashRow, KeyError,
    Parts, Selector,
};
pub use model::{Observe, Policy};
pub use prefix::{Prefix, PrefixError};
pub use rule::{Action, ActionRow, Rule, RuleName, RuleNameError};
pub use table::{PrefixTable, Side, SideRow};
pub use targets::{OnMiss, OnMissRow, Target, Targets, WeightError};
pub use text::{Place, PolicyError, PolicyErrors, Problem};
pub use then::{InterfaceName, InterfaceNameError, TargetAction};

/// The header kinds a parser looks through; a kind not in the set is hashed at the outer header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decap(u16);

macro_rules! decap_kinds { ($($name:ident $word:literal $bit:literal $doc:literal)*) => {
    impl Decap {
        $(#[doc = $doc] pub const $name: Self = Self(1 << $bit);)*
        /// Every kind.
        pub const ALL: Self = Self($(1 << $bit)|*);
        /// No kind.
        pub const NONE: Self = Self(0);
        /// The words of the policy file, in order.
        pub const WORDS: &[(&str, Self)] = &[$(($word, Self::$name)),*];
    }
}}
decap_kinds! {
    VLAN   "vlan"   0 "802.1Q and 802.1ad tags."
    PPPOE  "pppoe"  1 "PPPoE sessions."
    MPLS   "mpls"   2 "MPLS label stacks."
    IPIP   "ipip"   3 "IP in IP: 4in4, 6in4, 4in6, 6in6."
    GRE    "gre"    4 "GRE, with IP or Ethernet (TEB, ERSPAN) inside."
    VXLAN  "vxlan"  5 "VXLAN."
    GENEVE "geneve" 6 "GENEVE."
    GTPU   "gtpu"   7 "GTP-U."
    ESPUDP "esp-udp" 8 "ESP in UDP (port 4500): spread by SPI."
}

impl Decap {
    /// Whether all kinds of `other` are in the set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What is in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
