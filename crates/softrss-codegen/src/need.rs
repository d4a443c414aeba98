//! What a policy needs to be kept of a packet.

use softrss_core::{
    hash::{Function, Mix},
    policy::{Field, FieldPlace, Fields, FlowField, FlowFields, IpHeader, Key, Lookup, Values},
    resolve::{ResolvedPolicy, RuleAction},
};

use crate::record::{HASHED_PROTO, Kept, Slot, kept};

/// What has to be kept on the stack. Everything else is not emitted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a need of its own")]
pub(crate) struct Need {
    /// Addresses, family and protocol.
    pub(crate) flow: bool,
    /// The hash is `mix`, with these numbers: addresses are folded into ends.
    pub(crate) mix: Option<Mix>,
    /// IPv6 addresses as they are.
    pub(crate) addresses6: bool,
    /// The IPv6 addresses of the outermost header.
    pub(crate) outer6: bool,
    /// Whether there are ports or an SPI.
    pub(crate) upper_kind: bool,
    /// The receive queue.
    pub(crate) queue: bool,
    /// The hash is computed before the rules, because a rule uses it.
    pub(crate) hash_first: bool,
    /// Whether a table has MAC addresses.
    mac_table: bool,
    /// What of a flow is hashed.
    hashed: Option<FlowFields>,
    /// For each of [`Field::ALL`], whether a rule or a table looks at it.
    fields: [bool; Field::ALL.len()],
}

impl Need {
    /// What [`ResolvedPolicy`] asks for; nothing is [`Need::default`].
    pub(crate) fn of(policy: &ResolvedPolicy) -> Self {
        let flow = &policy.policy().flow;
        let conditions = || policy.policy().rules.iter().flat_map(|rule| &rule.matches);
        let mut fields = [false; Field::ALL.len()];
        for condition in conditions() {
            fields[condition.field() as usize] = true;
        }
        for table in &policy.policy().tables {
            match table.lookup {
                _ if table.entries.is_empty() => {}
                Lookup::Vlan => fields[Field::Vlan as usize] = true,
                Lookup::VlanPair => {
                    fields[Field::Vlan as usize] = true;
                    fields[Field::InnerVlan as usize] = true;
                }
                // Addresses are in the record anyway, and MAC addresses in the frame.
                Lookup::Prefix(_) | Lookup::Mac(_) => {}
            }
        }
        let (mix, whole) = match (policy.hashes_flows(), policy.hash().function()) {
            (false, _) => (None, false),
            (true, Function::Mix(mix)) => (Some(*mix), false),
            (true, Function::Toeplitz(_)) => (None, true),
        };
        let rule6 = |header| {
            let mut conditions = conditions()
                .filter(move |condition| condition.field().row().place == FieldPlace::Ip(header));
            conditions.any(|condition| match condition.values() {
                Values::Prefixes(prefixes) => prefixes.iter().any(|prefix| !prefix.is_ipv4()),
                Values::Numbers(_) | Values::Bits(_) | Values::Macs(_) => false,
            })
        };
        let tables = || policy.policy().tables.iter();
        let mut entries = tables().flat_map(|table| &table.entries);
        let prefix6 =
            entries.any(|(key, _)| matches!(key, Key::Prefix(prefix) if !prefix.is_ipv4()));
        let port_rule = conditions().any(|condition| match kept(condition.field()) {
            Kept::Port(_) => true,
            Kept::Number(..) | Kept::Wire16(..) | Kept::Address { .. } | Kept::Mac(_) => false,
        });
        let uses_hash = |action: &RuleAction| match action {
            RuleAction::Cpus { .. } => true,
            RuleAction::Cpu { .. } | RuleAction::Pass | RuleAction::Drop => false,
        };
        Self {
            flow: true,
            mix,
            addresses6: whole || rule6(IpHeader::Hashed) || prefix6,
            outer6: rule6(IpHeader::Outer),
            upper_kind: whole || port_rule,
            queue: flow.fields == Fields::RxQueue
                || fields[Field::RxQueue as usize]
                || policy.policy().keeps_lanes(),
            hash_first: policy.hashes_flows() && policy.rule_actions().iter().any(uses_hash),
            mac_table: tables().any(|table| matches!(table.lookup, Lookup::Mac(_))),
            hashed: flow.fields.hashed(),
            fields,
        }
    }

    /// Where the protocol is that is hashed, if rules look at another.
    pub(crate) const fn hashed_proto(&self) -> Option<Slot> {
        if self.field(Field::Proto) {
            Some(HASHED_PROTO)
        } else {
            None
        }
    }

    /// Whether the outermost VLAN identifier is kept: for rules, tables or the hash, or to tell the one behind it.
    pub(crate) const fn vlan(&self) -> bool {
        self.field(Field::Vlan) || self.hashes(FlowField::Vlan) || self.inner_vlan()
    }

    /// Whether that of the VLAN tag behind it is kept.
    pub(crate) const fn inner_vlan(&self) -> bool {
        self.field(Field::InnerVlan) || self.hashes(FlowField::InnerVlan)
    }

    /// Whether `field` is hashed.
    pub(crate) const fn hashes(&self, field: FlowField) -> bool {
        match self.hashed {
            Some(hashed) => hashed.has(field),
            None => false,
        }
    }

    /// Whether a rule looks at addresses of the outermost IP header.
    pub(crate) const fn outer_addresses(&self) -> bool {
        self.field(Field::OuterSrc) || self.field(Field::OuterDst)
    }

    /// Whether it has to be known if another IP header was read behind the outermost one: what rules look at of that may
    /// come after its addresses.
    pub(crate) const fn inner(&self) -> bool {
        self.field(Field::OuterProto)
            || self.field(Field::OuterSrcPort)
            || self.field(Field::OuterDstPort)
    }

    /// Whether rules or tables look at the packet once a hash has taken the registers that tell where it is, which Toeplitz
    /// does.
    pub(crate) const fn packet_behind_hash(&self) -> bool {
        let macs = self.mac_table || self.field(Field::SrcMac) || self.field(Field::DstMac);
        macs && self.hash_first && self.mix.is_none()
    }

    /// Whether a rule or a table looks at `field`.
    pub(crate) const fn field(&self, field: Field) -> bool {
        self.fields[field as usize]
    }
}
