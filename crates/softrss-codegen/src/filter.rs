//! A filter before many rules: which of them can match at all.
//!
//! For each field that they look at, the packet's number is looked up once, in a tree of comparisons whose leaves have a bit for each
//! rule that takes it; the bits of all fields are combined by AND. Most packets match no rule, and leave no bit. Where one
//! is left, the rule itself decides: so a field that the filter does not look at, or not closely, is no fault.
//!
//! ```text
//! r2  the packet's number, or bits         r9  the rules that are left
//! ```

use std::{collections::BTreeMap, net::IpAddr, ops::RangeInclusive};

use bpf_asm::{Label, R2, W2};
use softrss_core::policy::{Field, Match, Rule, Values};

use crate::{
    record::{CANDIDATES, GROUPS, KIND_PORTS, Kept, RULES, UPPER_KIND, kept},
    steerer::Steerer,
};

/// From how many rules on there is a filter.
pub(crate) const FEWEST: usize = 4;
/// How many rules have a bit of one number, and groups of rules another.
pub(crate) const GROUP: usize = 32;

/// The bits of rules, or of groups.
type Bits = u32;

/// What of a field decides which rules are left.
struct Filter {
    field: Field,
    /// From each number to the next one: the bits of those that take it.
    from: Vec<(u32, Bits)>,
    /// Those that take a packet without the field.
    absent: Bits,
    /// How many look at the field.
    lookers: usize,
}

impl Filter {
    /// That of `field`, if any of `members` is left out by it. A member is what one of its rules is.
    fn new(field: Field, members: &[&[Rule]]) -> Option<Self> {
        let mut starts = vec![0];
        for range in conditions(members, field).filter_map(ranges).flatten() {
            starts.push(*range.start());
            starts.extend(range.end().checked_add(1));
        }
        starts.sort_unstable();
        starts.dedup();
        let mut from: Vec<(u32, Bits)> = Vec::new();
        for start in starts {
            let bits = bits(members, field, |condition| {
                ranges(condition)
                    .is_none_or(|ranges| ranges.iter().any(|range| range.contains(&start)))
            });
            if from.last().is_none_or(|&(_, last)| last != bits) {
                from.push((start, bits));
            }
        }
        let absent = bits(members, field, may_be_absent);
        let all = bits(members, field, |_| true);
        let decides = absent != all || from.iter().any(|&(_, bits)| bits != all);
        decides.then(|| Self {
            field,
            from,
            absent,
            lookers: members
                .iter()
                .filter(|member| conditions(&[**member], field).next().is_some())
                .count(),
        })
    }

    /// Those of all fields, the one that most look at first.
    fn all(members: &[&[Rule]]) -> Vec<Self> {
        let fields = Field::ALL.iter().filter(|field| can_be_filtered(**field));
        let mut filters: Vec<Self> = fields
            .filter_map(|&field| Self::new(field, members))
            .collect();
        filters.sort_by_key(|filter| std::cmp::Reverse(filter.lookers));
        filters
    }
}

fn conditions<'r>(members: &[&'r [Rule]], field: Field) -> impl Iterator<Item = &'r Match> {
    let rules = members.iter().copied().flatten();
    rules
        .flat_map(|rule| &rule.matches)
        .filter(move |condition| condition.field() == field)
}

/// The bits of those members that have a rule all of whose conditions on `field` hold.
fn bits(members: &[&[Rule]], field: Field, holds: impl Fn(&Match) -> bool) -> Bits {
    let takes = |rule: &Rule| {
        let mut conditions = rule
            .matches
            .iter()
            .filter(|condition| condition.field() == field);
        conditions.all(&holds)
    };
    let members = members.iter().enumerate();
    members
        .filter(|(_, member)| member.iter().any(takes))
        .fold(0, |bits, (position, _)| bits | 1 << position)
}

/// Whether the filter looks at `field`.
const fn can_be_filtered(field: Field) -> bool {
    match kept(field) {
        Kept::Number(..) | Kept::Wire16(..) | Kept::Port(_) | Kept::Address { .. } => true,
        Kept::Mac(_) => false,
    }
}

/// The numbers that `condition` takes; IPv4 addresses are numbers, too. `None` where the filter does not look.
fn ranges(condition: &Match) -> Option<Vec<RangeInclusive<u32>>> {
    match condition.values() {
        Values::Numbers(ranges) => Some(ranges.clone()),
        Values::Prefixes(prefixes) => {
            let ranges = prefixes.iter().filter_map(|prefix| match prefix.addr() {
                IpAddr::V4(network) => {
                    let first = network.to_bits();
                    let others = u32::MAX.unbounded_shr(prefix.bits().into());
                    Some(first..=first | others)
                }
                IpAddr::V6(_) => None,
            });
            Some(ranges.collect())
        }
        Values::Bits(_) | Values::Macs(_) => None,
    }
}

/// Whether `condition` may hold for a packet whose number is not looked up: IPv6 addresses are none.
fn may_be_absent(condition: &Match) -> bool {
    match condition.values() {
        Values::Numbers(_) => false,
        Values::Prefixes(prefixes) => prefixes.iter().any(|prefix| !prefix.is_ipv4()),
        Values::Bits(_) | Values::Macs(_) => true,
    }
}

impl Steerer<'_> {
    /// Emits the filter before groups of rules: goes to `none` where no group is left.
    pub(crate) fn filter_groups(&mut self, rules: &[Rule], none: &Label) {
        let groups: Vec<&[Rule]> = rules.chunks(GROUP).collect();
        self.filter(&groups, none);
        self.a.store::<u32>(GROUPS, RULES);
    }

    /// Goes to `other` unless the group at `position` is left.
    pub(crate) fn unless_group_is_left(&mut self, position: usize, other: &Label) {
        self.a
            .load::<u32>(R2, GROUPS)
            .and(W2, 1_u32 << position)
            .jeq(R2, 0, other);
    }

    /// Emits the filter before the rules of a group: goes to `none` where none is left.
    pub(crate) fn filter_rules(&mut self, group: &[Rule], none: &Label) {
        let rules: Vec<&[Rule]> = group.iter().map(std::slice::from_ref).collect();
        self.filter(&rules, none);
    }

    /// Goes to `other` unless the rule at `position` of the group is left.
    pub(crate) fn unless_rule_is_left(&mut self, position: usize, other: &Label) {
        // A copy: what is learned of one bit would make the verifier follow each rule once for all bits before it.
        self.a
            .mov(R2, RULES)
            .and(W2, 1_u32 << position)
            .jeq(R2, 0, other);
    }

    /// [`RULES`] = those of `members` that are left.
    fn filter(&mut self, members: &[&[Rule]], none: &Label) {
        let filters = Filter::all(members);
        if filters.is_empty() {
            let all = bits(members, Field::Proto, |_| true);
            self.a.mov(RULES.w(), all);
        }
        for (position, filter) in filters.iter().enumerate() {
            self.look_up(filter);
            if position == 0 {
                self.a.load::<u32>(RULES, CANDIDATES);
            } else {
                self.a.load::<u32>(R2, CANDIDATES).and(RULES, R2);
            }
            self.a.jeq(RULES, 0, none);
        }
    }

    /// [`CANDIDATES`] = those that take what the packet has of the field. Four bytes on the stack, which the verifier does not
    /// follow: in a register, it would follow all that comes behind for each leaf of each field.
    fn look_up(&mut self, filter: &Filter) {
        let mut leaves = BTreeMap::new();
        let join = self.a.label("looked_up");
        match kept(filter.field) {
            Kept::Number(slot, _) => {
                self.a.load::<u32>(R2, slot);
            }
            Kept::Wire16(slot, _) => {
                self.a.load::<u32>(R2, slot).be16(R2);
            }
            Kept::Port(slot) => {
                let absent = self.leaf(&mut leaves, filter.absent);
                self.a
                    .load::<u32>(R2, UPPER_KIND)
                    .jne(R2, KIND_PORTS, absent)
                    .load::<u32>(R2, slot)
                    .be16(R2);
            }
            Kept::Address { family, end, .. } => {
                let absent = self.leaf(&mut leaves, filter.absent);
                self.a
                    .load::<u32>(R2, family)
                    .jne(R2, 4, absent)
                    .load::<u64>(R2, end)
                    .be32(R2);
            }
            // It has no filter.
            Kept::Mac(_) => {}
        }
        self.tree(&filter.from, &mut leaves);
        let last = leaves.len();
        for (at, (bits, label)) in (1..).zip(leaves) {
            self.a
                .bind(label)
                .store::<u32>(CANDIDATES, bits.cast_signed());
            if at < last {
                self.a.ja(&join);
            }
        }
        self.a.bind(join);
    }

    /// Goes to the leaf of the number in `r2`.
    fn tree(&mut self, from: &[(u32, Bits)], leaves: &mut BTreeMap<Bits, Label>) {
        let (low, high) = from.split_at(from.len() / 2);
        let (&[.., (_, bits)], [(first, _), ..]) = (low, high) else {
            if let &[(_, bits)] = high {
                let leaf = self.leaf(leaves, bits);
                self.a.ja(leaf);
            }
            return;
        };
        if low.len() == 1 {
            let leaf = self.leaf(leaves, bits);
            self.a.jlt(W2, *first, leaf);
            self.tree(high, leaves);
        } else {
            let above = self.a.label("above");
            self.a.jge(W2, *first, &above);
            self.tree(low, leaves);
            self.a.bind(above);
            self.tree(high, leaves);
        }
    }

    fn leaf<'l>(&mut self, leaves: &'l mut BTreeMap<Bits, Label>, bits: Bits) -> &'l Label {
        leaves
            .entry(bits)
            .or_insert_with(|| self.a.label(format!("rules_{bits:x}")))
    }
}
