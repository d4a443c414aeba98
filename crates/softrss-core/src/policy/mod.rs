//! What a person wants: which packets go to which CPU.
//!
//! Plain data. A value of these types is valid in itself; what depends on others, or on a machine (which CPUs
//! are online), is settled by [`ResolvedPolicy`](crate::ResolvedPolicy).

mod absent;
mod balance;
mod bits;
mod condition;
mod describe;
mod dsa;
mod field;
mod fields;
mod flow;
mod key;
mod masked_mac;
mod model;
mod names;
mod prefix;
mod rule;
mod sentence;
mod side;
mod table;
mod targets;
mod text;
mod then;
mod unreached;
mod unseen;
mod without;
pub(crate) mod word;
mod write;

pub use crate::header::{Decap, TooManyPorts, UdpPorts};
pub use absent::{Absent, NeverThere};
pub use balance::{Balance, Tolerance};
pub use bits::{Bits, Masked};
pub use condition::{Match, MatchError, Values};
pub use dsa::{Dsa, DsaRow, UnknownDsa};
pub use field::{Field, FieldRow, FieldValues, IpHeader, Numbers, Place as FieldPlace};
pub use fields::{Fields, FlowField, FlowFieldRow, FlowFields, NamedFields};
pub use flow::{
    Buckets, BucketsError, FlowSpec, HashKey, HashKind, HashRow, KeyError, NonIp, NonIpRow, Seed,
    SeedError, With,
};
pub use key::{Key, KeyKind, KeyKindRow, Lookup, LookupOf, TableKeyError, VlanId, VlanIdError};
pub use masked_mac::{MaskedMac, MaskedMacError};
pub use model::{Observe, Policy};
pub use prefix::{Prefix, PrefixError};
pub use rule::{Action, ActionRow, Rule, RuleName, RuleNameError, Takes};
pub use side::{End, EndRow, Side, SideRow};
pub use table::{ReadFrom, Table, TableName};
pub use targets::{
    Local, LocalRow, OnFull, OnFullRow, OnMiss, OnMissRow, Target, Targets, WeightError,
};
pub use text::{Place, PolicyError, PolicyErrors, Problem};
pub use then::{InterfaceName, InterfaceNameError, TargetAction, TargetActionRow, TargetTakes};
pub use unreached::Unreached;
pub use unseen::Unseen;
pub use without::{NoCpu, NoTargetLeft};
