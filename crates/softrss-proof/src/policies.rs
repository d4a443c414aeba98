//! Random policies over the whole language.

use std::{collections::BTreeSet, io, net::IpAddr, ops::RangeInclusive};

use softrss_core::{
    CpuId, CpuSet, Mac, Mss, Policy, Qsize,
    cpu::CpuList,
    header::Header,
    policy::{
        Action, Balance, Bits, Buckets, Decap, Dsa, Field, FieldValues, Fields, FlowField,
        FlowFields, FlowSpec, HashKey, HashKind, InterfaceName, Key, KeyKind, Local, Lookup,
        LookupOf, Masked, MaskedMac, Match, NonIp, Numbers, Observe, OnFull, OnMiss, Prefix, Rule,
        RuleName, Seed, Side, Table, TableName, Takes, Target, TargetAction, TargetTakes, Targets,
        UdpPorts, VlanId, With,
    },
};

use crate::{
    Rng,
    rows::{self, number},
};

/// The name under which a policy's text finds its first table.
const TABLE_FILE: &str = "table \"of\" keys.csv";

/// What policies are made for.
#[derive(Clone, Copy, Debug)]
pub struct Machines {
    /// The highest CPU number.
    pub max_cpu: u32,
    /// CPUs that many policies are about, because they exist.
    pub real_cpus: u32,
}

impl Machines {
    /// Any machine Linux can be built for.
    pub const ANY: Self = Self {
        max_cpu: 8191,
        real_cpus: 8,
    };
}

/// A policy as text: the file, and those of its tables.
#[must_use]
pub fn to_text(policy: &Policy) -> (String, Vec<String>) {
    let tables = policy.tables.iter().map(Table::to_csv);
    (policy.to_toml(TABLE_FILE), tables.collect())
}

/// Reads what [`to_text`] wrote.
///
/// # Errors
/// What is wrong with it.
pub fn from_text(
    toml: &str,
    tables: &[String],
) -> Result<Policy, softrss_core::policy::PolicyErrors> {
    Policy::parse("policy", toml, |file| {
        let mut named = tables.iter().enumerate();
        let found = named.find(|(at, _)| Policy::table_file(TABLE_FILE, *at) == file);
        let found = found.map(|(_, table)| table.clone());
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    })
}

/// A random policy that the language accepts.
#[must_use]
pub fn policy(rng: &mut Rng, machines: Machines) -> Policy {
    let mut policy = Policy {
        targets: targets(rng, machines),
        flow: flow(rng),
        rules: Vec::new(),
        tables: tables(rng, machines),
        observe: Observe {
            latency: rng.one_in(5),
        },
        balance: None,
    };
    if rng.one_in(4) && policy.flow.fields.hashed().is_some() && policy.targets.local != Local::Pass
    {
        policy.balance = Some(Balance::default());
    }
    if rng.one_in(4) && policy.flow.fields.hashed().is_some() && policy.targets.local != Local::Pass
    {
        policy.targets.limit = Some(policy.targets.qsize);
        policy.targets.on_full = *rng.one_of(OnFull::ALL);
    }
    let most = policy.flow.buckets.count() as usize;
    if let Some(cpus) = &mut policy.targets.cpus {
        cpus.truncate(most);
    }
    let rules = rng.pick([0, 0, 0, 1, 2, 3, 5, 8, 20, 40]);
    for index in 0..rules {
        let rule = rule(rng, machines, index, most);
        policy.rules.push(rule);
        // A rule that could never match is an error of the language.
        if !is_accepted(&policy) {
            policy.rules.pop();
        }
    }
    policy
}

/// A policy as large as the language allows.
#[must_use]
pub fn largest(rng: &mut Rng, machines: Machines) -> Policy {
    let mut policy = policy(rng, machines);
    policy.rules.clear();
    policy.tables = (0..Table::MAX).map(|_| table(rng, machines)).collect();
    named(&mut policy.tables);
    // Each rule may have a table of its own.
    policy.flow.buckets = policy.flow.buckets.min(Buckets::DEFAULT);
    let most = policy.flow.buckets.count() as usize;
    for (index, port) in (0..256).zip((2000..).step_by(16)) {
        // Unlike any other, so that none is behind one that catches all it would.
        let ports: Vec<_> = (0..2).map(|n| port + n * 4..=port + n * 4 + 2).collect();
        let prefixes: Vec<_> = (0..2).map(|_| prefix_of(rng, true)).collect();
        let mut rule = rule(rng, machines, index, most);
        let matches = [
            Match::prefixes(Field::Src, prefixes),
            Match::ranges(Field::DstPort, ports),
        ];
        rule.matches = matches.into_iter().filter_map(Result::ok).collect();
        policy.rules.push(rule);
    }
    policy
}

fn is_accepted(policy: &Policy) -> bool {
    let (toml, tables) = to_text(policy);
    from_text(&toml, &tables).is_ok()
}

fn cpu(rng: &mut Rng, machines: Machines) -> CpuId {
    let real = rng.number_within(0, machines.real_cpus - 1);
    let any = rng.number_within(0, machines.max_cpu);
    let number = if rng.one_in(3) { any } else { real };
    CpuId::new(number).expect("`max_cpu` is one")
}

fn cpus(rng: &mut Rng, machines: Machines, most: usize) -> CpuSet {
    let count = rng.pick([1, 2, 3, 4, 9]).min(most);
    (0..count).map(|_| cpu(rng, machines)).collect()
}

/// A list that leaves a CPU on every machine.
fn open_list(rng: &mut Rng) -> CpuList {
    let list = rng.pick(["all", "0-", "all,!8191", "all,!4000-5000,!8000", "3,all"]);
    list.parse().expect("it is one")
}

fn targets(rng: &mut Rng, machines: Machines) -> Targets {
    let weighted = (!rng.one_in(3)).then(|| {
        let count = rng.pick([1, 2, 3, 4, 8, 20]);
        let cpus = cpus(rng, machines, count);
        let weights = cpus
            .iter()
            .filter_map(|cpu| Target::new(cpu, rng.pick([1, 1, 1, 2, 7, 65536])).ok());
        weights.collect()
    });
    let action = target_action(rng);
    // With nothing but drops, the language refuses it.
    let drops = action == TargetAction::Drop;
    let mss = (!drops && rng.one_in(4)).then(|| mss(rng));
    let qsize = rng.number_within(1, Qsize::MAX.frames());
    let open = (weighted.is_none() && rng.one_in(2)).then(|| open_list(rng));
    let qsize = Qsize::new(qsize).expect("it is in its range");
    Targets {
        limit: None,
        on_full: OnFull::Drop,
        cpus: weighted,
        open,
        qsize,
        on_miss: *rng.one_of(OnMiss::ALL),
        local: *rng.one_of(Local::ALL),
        mss,
        action,
    }
}

fn mss(rng: &mut Rng) -> Mss {
    let bytes = rng.number_within(Mss::MIN.bytes().into(), Mss::MAX.bytes().into());
    Mss::new(bytes).expect("it is in its range")
}

fn target_action(rng: &mut Rng) -> TargetAction {
    let usual = rng.pick(["eth1", "eth2", "br-lan.100"]).to_owned();
    let name = if rng.one_in(4) { text(rng, 15) } else { usual };
    let any = rng.one_of(TargetAction::ALL);
    let usual = TargetAction::default();
    let row = if rng.one_in(3) { any } else { usual.row() };
    match (&row.takes, InterfaceName::new(name)) {
        (TargetTakes::Nothing(action), _) => action.clone(),
        (TargetTakes::Interface(action), Ok(name)) => action(name),
        (TargetTakes::Interface(_), Err(_)) => usual,
    }
}

/// Up to `most` bytes of what has a meaning somewhere, or none.
fn text(rng: &mut Rng, most: usize) -> String {
    let mut text = String::new();
    for _ in 0..rng.within(1, most) {
        let any = char::from_u32(rng.word() % 0x3000).unwrap_or('?');
        let next = rng.pick(['a', '0', '-', '.', '"', '\'', '\\', '#', ' ', '=', 'é', any]);
        if text.len() + next.len_utf8() <= most {
            text.push(next);
        }
    }
    text
}

fn then(rng: &mut Rng) -> Option<TargetAction> {
    rng.one_in(3).then(|| target_action(rng))
}

/// A random seed.
pub fn seed(rng: &mut Rng) -> Seed {
    Seed::new(u128::from(rng.number()) << 64 | u128::from(rng.number()))
}

/// What a word says, or any fields, mostly with one that only lists can name.
fn fields(rng: &mut Rng) -> Fields {
    let named = rng.one_of(Fields::NAMED).fields;
    let some = rng.subset(FlowField::ALL);
    let some = FlowFields::new(&some);
    let outer = [FlowField::Vlan, FlowField::InnerVlan, FlowField::TunnelId];
    let outer = FlowFields::new(&[*rng.one_of(&outer), *rng.one_of(&outer)]);
    let outer = some.and_then(|some| outer.map(|outer| some.union(outer)));
    let [some, outer] = [some, outer].map(|list| list.map_or(named, Fields::Hash));
    rng.pick([Fields::FIVE_TUPLE, Fields::FIVE_TUPLE, named, some, outer])
}

fn flow(rng: &mut Rng) -> FlowSpec {
    let fields = fields(rng);
    let any = rng.one_of(HashKind::ALL);
    let usual = HashKind::default();
    // With a key for nothing to hash, or for what no NIC hashes, the language refuses it.
    let named = fields.named().is_some();
    let hash = if fields.hashed().is_some() && named && rng.one_in(2) {
        any
    } else {
        usual.row()
    };
    let hash = match &hash.with {
        With::Seed(kind) => kind((fields.hashed().is_some() && !rng.one_in(3)).then(|| seed(rng))),
        With::Key(kind) => kind(key(rng)),
    };
    let some = |rng: &mut Rng| {
        let kinds = rng.subset(Decap::WORDS);
        let kinds = kinds.iter().map(|&(_, kind)| kind);
        kinds.fold(Decap::NONE, Decap::union)
    };
    let decap = match rng.below(4) {
        0 | 1 => Decap::ALL,
        2 => some(rng),
        _ if rng.one_in(3) => Decap::NONE,
        _ => some(rng).union(some(rng)),
    };
    let any = *rng.one_of(Dsa::ALL);
    let dsa = rng.pick([Dsa::Auto, Dsa::Auto, Dsa::None, any]);
    let any_power = rng.within(3, 16);
    let ports = ports(rng, decap);
    FlowSpec {
        ports,
        fields,
        symmetric: fields.both_ends() && !rng.one_in(3),
        hash,
        decap,
        dsa,
        buckets: Buckets::new(1 << rng.pick([3, 5, 7, 10, 10, 10, any_power, 16]))
            .expect("a power of two in its range"),
        icmp_errors: rng.one_in(2),
        non_ip: if fields.hashed().is_some() && rng.one_in(3) {
            NonIp::Ethernet
        } else {
            NonIp::Pass
        },
    }
}

/// Ports for some of the kinds of `decap`, and for those that need some. No port is one of two kinds.
fn ports(rng: &mut Rng, decap: Decap) -> UdpPorts {
    let kinds = Decap::WORDS.iter().map(|&(_, kind)| kind);
    let kinds = kinds.filter(|kind| decap.contains(*kind));
    let mut kinds: Vec<Header> = kinds.filter_map(Header::carried_by_udp).collect();
    let usual = |kind: &Header| UdpPorts::USUAL.of(*kind).collect::<Vec<_>>();
    let mut taken: BTreeSet<u16> = kinds.iter().flat_map(usual).collect();
    // Those that need some come before others take theirs.
    kinds.sort_by_key(|kind| !usual(kind).is_empty());
    let mut ports = UdpPorts::USUAL;
    for kind in kinds {
        let mut wanted: Vec<u16> = rows::named_ports().named(kind).collect();
        if rng.one_in(8) {
            wanted.extend((0..rng.pick([1, 1, 2, 5])).map(|_| number::port(rng)));
        }
        for port in wanted {
            // A full table takes no more.
            if port != 0 && taken.insert(port) && ports.name(kind, port).is_err() {
                return ports;
            }
        }
    }
    ports
}

/// A random key, or the one that NICs have for both directions.
fn key(rng: &mut Rng) -> HashKey {
    let len = rng.pick([40, 52]);
    let random = rng.bytes(len);
    let usual = [0x6d, 0x5a].repeat(len / 2);
    let bytes = if rng.one_in(2) { random } else { usual };
    HashKey::new(bytes).expect("keys have this length")
}

/// None, mostly; or some of every kind and side.
fn tables(rng: &mut Rng, machines: Machines) -> Vec<Table> {
    let count = rng.pick([0, 0, 0, 0, 0, 1, 1, 2, 3, Table::MAX]);
    let mut tables: Vec<Table> = (0..count).map(|_| table(rng, machines)).collect();
    named(&mut tables);
    for (index, table) in tables.iter_mut().enumerate() {
        if rng.one_in(4) {
            let name = TableName::new(format!("{}{index}", text(rng, 20)));
            table.name = name.unwrap_or(table.name.clone());
        }
    }
    tables
}

/// Gives tables the names that they have without one.
fn named(tables: &mut [Table]) {
    let count = tables.len();
    for (position, table) in tables.iter_mut().enumerate() {
        table.name = TableName::by_position(position, count);
    }
}

fn table(rng: &mut Rng, machines: Machines) -> Table {
    let lookup = match &rng.one_of(KeyKind::ALL).row().lookup {
        LookupOf::End(lookup) => lookup(*rng.one_of(Side::ALL)),
        LookupOf::Frame(lookup) => *lookup,
    };
    let mut entries: Vec<(Key, CpuId)> = Vec::new();
    for _ in 0..rng.pick([0, 1, 3, 12, 12, 60]) {
        let key = key_of(rng, lookup);
        if entries.iter().all(|&(other, _)| other != key) {
            entries.push((key, cpu(rng, machines)));
        }
    }
    Table {
        name: TableName::by_position(0, 1),
        lookup,
        allow_empty: entries.is_empty() || rng.one_in(2),
        entries,
        read_from: None,
    }
}

/// A key that packets have, or nearly.
fn key_of(rng: &mut Rng, lookup: Lookup) -> Key {
    match lookup {
        Lookup::Prefix(_) => Key::Prefix(prefix(rng)),
        Lookup::Vlan => Key::Vlan(vlan(rng)),
        Lookup::VlanPair => Key::VlanPair(vlan(rng), vlan(rng)),
        Lookup::Mac(_) => Key::Mac(number::mac(rng)),
    }
}

/// One that packets have, mostly.
fn vlan(rng: &mut Rng) -> VlanId {
    let usual = Field::Vlan.row();
    let any = rng.number_within(0, VlanId::MAX.into());
    let number = match &usual.values {
        FieldValues::Numbers(numbers) if !rng.one_in(8) => *rng.one_of(numbers.usual),
        _ => any,
    };
    let number = u16::try_from(number).expect("a VLAN id has 12 bits");
    VlanId::new(number).expect("it is in its range")
}

fn rule(rng: &mut Rng, machines: Machines, index: usize, buckets: usize) -> Rule {
    let mut matches = Vec::new();
    let all = rng.one_in(20);
    for &field in Field::ALL {
        if !all && rng.one_in(8) {
            matches.extend(condition(rng, field));
        }
    }
    let position = RuleName::by_position(index);
    let name = if rng.one_in(3) {
        // Its number makes each name one of its own.
        RuleName::new(format!("{}{index}", text(rng, 20))).unwrap_or(position)
    } else {
        position
    };
    Rule {
        name,
        matches,
        action: match &rng.one_of(Action::ALL).takes {
            Takes::Nothing(action) => action.clone(),
            Takes::Cpu(action) => action(cpu(rng, machines), then(rng)),
            Takes::Cpus(action) => {
                let cpus = if rng.one_in(6) {
                    open_list(rng)
                } else {
                    cpus(rng, machines, buckets).into()
                };
                action(cpus, then(rng))
            }
        },
    }
}

/// One to four different values.
fn some<T: PartialEq>(rng: &mut Rng, make: impl Fn(&mut Rng) -> T) -> Vec<T> {
    let mut values = Vec::new();
    for _ in 0..rng.pick([1, 1, 2, 4]) {
        let value = make(rng);
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

fn condition(rng: &mut Rng, field: Field) -> Option<Match> {
    let condition = match &field.row().values {
        FieldValues::Numbers(numbers) => Match::ranges(field, some(rng, |rng| range(rng, numbers))),
        FieldValues::Bits(bits) => Match::bits(field, some(rng, |rng| masked(rng, bits))),
        FieldValues::Addresses => Match::prefixes(field, some(rng, prefix)),
        FieldValues::Macs => Match::macs(field, some(rng, masked_mac)),
    };
    condition.ok()
}

/// A bit that is set, or several that are what they are.
fn masked(rng: &mut Rng, bits: &Bits) -> Masked {
    let mask = rng.word() & rng.word() & bits.all();
    let value = rng.word() & mask;
    let one = bits.names[rng.below(bits.names.len())].1;
    Masked::new(value, mask)
        .filter(|_| rng.one_in(2))
        .unwrap_or(Masked::new(one, one).expect("a bit with a name"))
}

/// A name, or some bits of an address that packets have.
fn masked_mac(rng: &mut Rng) -> MaskedMac {
    let (_, named) = *rng.one_of(MaskedMac::NAMES);
    let any = Mac::from_bits(rng.number());
    let bits = rng.pick([0, 1, 8, 24, 31, 32, 33, 40, 47, 48, 48, 48]);
    let first = MaskedMac::first(bits).unwrap_or(any);
    let around = MaskedMac::around(number::mac(rng), rng.pick([first, first, first, any]));
    rng.pick([named, around, around, around])
}

/// A number, or a range of them where ranges can be written.
fn range(rng: &mut Rng, numbers: &Numbers) -> RangeInclusive<u32> {
    let (first, last) = (*numbers.limits.start(), *numbers.limits.end());
    let any = rng.number_within(first, last);
    let usual = rng.below(numbers.usual.len());
    let one = numbers.usual.get(usual).copied().unwrap_or(any);
    let one = if rng.one_in(5) { any } else { one };
    match rng.below(6) {
        0 if numbers.names.is_empty() => one..=last,
        1 if numbers.names.is_empty() => first..=one,
        2 if numbers.names.is_empty() => one..=last.min(one + any / 16),
        _ => one..=one,
    }
}

fn prefix(rng: &mut Rng) -> Prefix {
    let v4 = rng.one_in(2);
    prefix_of(rng, v4)
}

/// A prefix around an address that packets have.
fn prefix_of(rng: &mut Rng, v4: bool) -> Prefix {
    let (address4, address6) = (number::v4(rng), number::v6(rng));
    let (addr, bits): (IpAddr, u8) = if v4 {
        let any = rng.byte() % 33;
        let bits = rng.pick([0, 8, 15, 16, 24, 31, 32, any]);
        (IpAddr::V4(address4), bits)
    } else {
        let any = rng.byte() % 129;
        let bits = rng.pick([0, 3, 32, 33, 56, 63, 64, 65, 96, 120, 127, 128, any]);
        (IpAddr::V6(address6), bits)
    };
    Prefix::around(addr, bits).unwrap_or(Prefix::of(addr))
}
