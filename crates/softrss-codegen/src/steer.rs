//! From the record of a packet to what is done with it.

use std::ops::Range;

use bpf_asm::{
    Cpumap, Helper, Label, MapDecl, R0, R1, R2, R3, R4, W0,
    xdp::{XDP_ABORTED, XDP_DROP, XDP_PASS, XDP_REDIRECT, xdp_md},
};

use crate::{
    dispatch::wire,
    emitter::Place,
    filter,
    hash::{mix, toeplitz},
    lane, latency,
    maps::{TURN_SLOTS, Word},
    offset,
    record::{
        BUDGET, CONTEXT, CPU, END, END_DST, END_SRC, FAMILY, HASH, LENGTH, PROTO, QUEUE, START,
        UPPER_DST, UPPER_SRC, small,
    },
    rules,
    steerer::Steerer,
};
use softrss_core::{
    counter::{Counter, Slot},
    decide::{Choice, Verdict},
    flow::LinkKey,
    hash::{Function, Mix},
    header::{Header, Reason, kinds::By},
    policy::{Fields, FlowField, FlowFields, OnMiss, Rule},
    resolve::RuleAction,
};

/// Bytes of an Ethernet header.
const ETHERNET: i32 = small(LinkKey::BYTES);
/// Bytes of one with a VLAN tag.
const TAGGED: i32 = small(LinkKey::TAGGED_BYTES);
/// In place of an identifier, where there is no tag.
const NO_VLAN: i32 = small(Mix::NO_VLAN);

impl<'m> Steerer<'m> {
    /// Everything behind the parser.
    pub(crate) fn finish(&mut self) {
        self.stops();
        self.bind(Place::Done);
        if self.need.hash_first {
            self.hash_for_rules();
        }
        if self.rules() {
            self.tables();
            self.all_targets();
        }
        self.steer();
    }

    /// Emits the rules; false if one of them takes every packet that reaches it. Nothing may come behind that,
    /// because the verifier refuses code that cannot be reached.
    fn rules(&mut self) -> bool {
        let policy = self.policy;
        let rules = &policy.policy().rules[..];
        let all = rules.iter().position(|rule| rule.matches.is_empty());
        let choosy = &rules[..all.unwrap_or(rules.len())];
        let mut numbers = 0..policy.slots().rules;
        if choosy.len() < filter::FEWEST {
            for (rule, index) in choosy.iter().zip(&mut numbers) {
                let next = self.a.label(format!("not_rule_{index}"));
                self.rule(index, rule, &next);
                self.a.bind(next);
            }
        } else {
            self.filtered_rules(choosy, &mut numbers);
        }
        let behind = all.and_then(|_| numbers.next());
        if let Some(index) = behind {
            self.choose(Choice::Rule(index));
            self.act(index);
        }
        behind.is_none()
    }

    /// Emits rules, whose numbers are the next ones of `numbers`, with a filter before them.
    fn filtered_rules(&mut self, rules: &[Rule], numbers: &mut Range<u16>) {
        let none = self.a.label("no_rule");
        let groups = rules.chunks(filter::GROUP);
        let several = (2..=filter::GROUP).contains(&groups.len());
        if several {
            self.filter_groups(rules, &none);
        }
        for (position, group) in groups.enumerate() {
            let next_group = self.a.label(format!("not_group_{position}"));
            if several {
                self.unless_group_is_left(position, &next_group);
            }
            self.filter_rules(group, &next_group);
            for ((in_group, rule), index) in group.iter().enumerate().zip(&mut *numbers) {
                let next = self.a.label(format!("not_rule_{index}"));
                self.unless_rule_is_left(in_group, &next);
                self.rule(index, rule, &next);
                self.a.bind(next);
            }
            self.a.bind(next_group);
        }
        self.a.bind(none);
    }

    /// Where the parser ends early: what is not counted goes straight on.
    fn stops(&mut self) {
        for &reason in Reason::ALL {
            let place = Place::Stop(reason);
            if !self.is_wanted(place) {
                continue;
            }
            self.bind(place);
            if self.options.probe || self.options.counters {
                self.probe_number(Word::Reason, reason.number());
                self.count(Slot::Reason(reason));
                self.goto(Place::Done);
            }
        }
    }

    /// Emits a rule: goes to `next` unless it matches.
    fn rule(&mut self, index: u16, rule: &Rule, next: &Label) {
        for condition in &rule.matches {
            rules::emit(self, condition, next);
        }
        self.choose(Choice::Rule(index));
        self.act(index);
    }

    /// Does what the rule with this number says.
    fn act(&mut self, index: u16) {
        match self.policy.rule_actions()[usize::from(index)] {
            RuleAction::Cpu { cpu, step } => {
                self.a.mov(CPU.w(), cpu.number());
                self.goto(Place::Steer(step));
            }
            RuleAction::Cpus { table, step } => {
                self.select(table, step);
                self.goto(Place::Steer(step));
            }
            RuleAction::Pass => self.goto(Place::Pass),
            RuleAction::Drop => {
                self.probe_verdict(Verdict::Drop);
                self.count(Counter::Dropped);
                self.a.mov(W0, XDP_DROP).exit();
            }
        }
    }

    /// What no rule and no table took.
    fn all_targets(&mut self) {
        if let Some(fields) = self.policy.policy().flow.fields.hashed() {
            self.a.load::<u32>(R2, FAMILY);
            let nothing = self.a.label("nothing");
            self.a.jeq(R2, 0, &nothing);
            if !self.need.hash_first {
                self.hash_record(fields);
            }
            self.by_bucket();
            self.a.bind(nothing);
            if self.policy.hashes_links() {
                let short = self.a.label("no_link");
                self.a.mov(R2, START).add(R2, ETHERNET).jgt(R2, END, &short);
                if !self.need.hash_first {
                    self.hash_link(fields);
                }
                self.by_bucket();
                self.a.bind(short);
            }
            self.choose(Choice::Nothing);
            self.goto(Place::Pass);
        } else {
            self.by_bucket();
        }
    }

    /// Steers by all targets' table.
    fn by_bucket(&mut self) {
        self.choose(Choice::Bucket);
        self.select(0, 0);
        self.goto(Place::Steer(0));
    }

    /// `CPU` = that of the packet's bucket in `table`. Takes the hash in the upper half of `r1`, or
    /// from the stack if it was computed first.
    fn select(&mut self, table: usize, step: u16) {
        match self.policy.policy().flow.fields {
            Fields::RoundRobin => self.turn(),
            Fields::RxQueue => {
                self.a.load::<u32>(R1, QUEUE);
            }
            Fields::Hash(_) => {
                if self.need.hash_first {
                    self.a.load::<u64>(R1, HASH);
                }
                return self.select_by_hash(table, step);
            }
        }
        let last = self.last_bucket();
        self.a.and(R1, last);
        self.probe_register(Word::Bucket, R1);
        self.a.lsh(R1, 2);
        self.load_cpu(table, step);
    }

    fn select_by_hash(&mut self, table: usize, step: u16) {
        let last = self.last_bucket();
        if self.options.probe {
            self.a.mov(R2, R1).rsh(R2, 32);
            self.probe_register(Word::Hash, R2);
            self.a.and(R2, last);
            self.probe_register(Word::Bucket, R2);
        }
        // Down from the upper half, and up again by the size of a bucket, in one.
        self.a.rsh(R1, 32 - 2).and(R1, last << 2);
        self.load_cpu(table, step);
    }

    /// `CPU` = that of the bucket at byte `r1` of `table`, or where its packets still go.
    fn load_cpu(&mut self, table: usize, step: u16) {
        let before = &self.policy.tables()[..table];
        let offset: u32 = before.iter().map(|table| table.buckets() * 4).sum();
        let maps = self.maps;
        if maps.lanes().is_some() {
            self.a.mov(lane::BUCKET, R1);
        }
        self.a
            .ld_map_value(R2, maps.tables(), offset)
            .add(R2, R1)
            .load::<u32>(CPU, R2 + 0);
        if let Some(lanes) = maps.lanes() {
            self.lane(lanes, table, step);
        }
    }

    /// The number of the last bucket: which bits of a number choose one.
    fn last_bucket(&self) -> i32 {
        (self.policy.policy().flow.buckets.count() - 1).cast_signed()
    }

    /// `r1` = the number of packets that have taken a turn on this CPU before.
    fn turn(&mut self) {
        let maps = self.maps;
        self.a
            .get_smp_processor_id()
            .and(R0, TURN_SLOTS.cast_signed() - 1)
            .lsh(R0, 6)
            .ld_map_value(R2, maps.turns(), 0)
            .add(R2, R0)
            .load::<u32>(R1, R2 + 0)
            .mov(R3, R1)
            .add(R3, 1)
            .store::<u32>(R2 + 0, R3);
    }

    fn hash_for_rules(&mut self) {
        let Some(fields) = self.policy.policy().flow.fields.hashed() else {
            return;
        };
        let (nothing, done) = (self.a.label("no_flow"), self.a.label("hashed"));
        self.a.load::<u32>(R2, FAMILY).jeq(R2, 0, &nothing);
        self.hash_record(fields);
        self.a.store::<u64>(HASH, R1);
        if self.need.packet_behind_hash() {
            self.a
                .load::<u64>(R1, CONTEXT)
                .load::<u32>(START, R1 + xdp_md::DATA)
                .load::<u32>(END, R1 + xdp_md::DATA_END);
        }
        self.a
            .ja(&done)
            .bind(nothing)
            .mov(R2, START)
            .add(R2, ETHERNET)
            .jgt(R2, END, &done);
        self.hash_link(fields);
        self.a.store::<u64>(HASH, R1).bind(done);
    }

    /// The hash of the outer Ethernet header, which is there, to the upper half of `r1`.
    fn hash_link(&mut self, fields: FlowFields) {
        let (policy, symmetric) = (self.policy, self.policy.policy().flow.symmetric);
        let mix = policy.hash().link();
        let (tag, untagged, done) = (
            self.a.label("tag"),
            self.a.label("untagged"),
            self.a.label("link"),
        );
        self.a.load::<u16>(R4, START + offset::ETHER_TYPE);
        for &(by, _) in Header::Vlan.kind().by {
            if let By::EtherType(number) = by {
                self.a.jeq(R4, wire(number), &tag);
            }
        }
        self.a
            .ja(&untagged)
            .bind(tag)
            .mov(R2, START)
            .add(R2, TAGGED)
            .jgt(R2, END, &untagged)
            .load::<u16>(R3, START + (offset::ETHER_TYPE + 2))
            .be16(R3)
            .and(R3, 0x0fff)
            .load::<u16>(R4, START + (offset::ETHER_TYPE + 4))
            .ja(&done)
            .bind(untagged)
            .mov(R3, NO_VLAN)
            .bind(done)
            .lsh(R3, 16)
            .or(R4, R3);
        for (register, address, end) in
            [(R1, 6, FlowField::Source), (R2, 0, FlowField::Destination)]
        {
            if fields.has(end) {
                self.a
                    .load::<u32>(register, START + address)
                    .load::<u16>(R3, START + (address + 4))
                    .lsh(R3, 32)
                    .or(register, R3);
            } else {
                self.a.mov(register, mix.absent.cast_signed());
            }
        }
        mix::emit_spread(self, mix, symmetric);
        mix::emit_tags(self, mix);
        mix::emit(self, mix);
    }

    /// The hash of `fields` of the record, to the upper half of `r1`.
    fn hash_record(&mut self, fields: FlowFields) {
        let symmetric = self.policy.policy().flow.symmetric;
        match self.policy.hash().function() {
            Function::Mix(mix) => {
                self.load_ends(mix, fields);
                mix::emit_spread(self, mix, symmetric);
                mix::emit_tags(self, mix);
                self.bind(Place::Mix);
                mix::emit(self, mix);
            }
            Function::Toeplitz(toeplitz) => toeplitz::emit(self, toeplitz, fields, symmetric),
        }
    }

    /// The ends to `r1` and `r2`, the protocol to `r4`, as far as they are hashed.
    fn load_ends(&mut self, mix: &Mix, fields: FlowFields) {
        for (register, end, upper, address, port) in [
            (
                R1,
                END_SRC,
                UPPER_SRC,
                FlowField::Source,
                FlowField::SourcePort,
            ),
            (
                R2,
                END_DST,
                UPPER_DST,
                FlowField::Destination,
                FlowField::DestinationPort,
            ),
        ] {
            if fields.has(address) {
                self.a.load::<u64>(register, end);
            } else {
                self.a.mov(register, mix.absent.cast_signed());
            }
            if fields.has(port) {
                self.a.load::<u32>(R3, upper).lsh(R3, 32).add(register, R3);
            }
        }
        if fields.has(FlowField::Protocol) {
            let proto = self.need.hashed_proto().unwrap_or(PROTO);
            self.a.load::<u32>(R4, proto);
        } else {
            self.a.mov(R4, 0);
        }
    }

    fn steer(&mut self) {
        let maps = self.maps;
        for (step, queues) in (0..).zip(maps.queues()) {
            if self.is_wanted(Place::Steer(step)) {
                self.redirect(step, queues);
            }
        }
        if self.is_wanted(Place::Pass) {
            self.bind(Place::Pass);
            self.probe_verdict(Verdict::Pass);
            self.count(Counter::Passed);
            self.a.mov(W0, XDP_PASS).exit();
        }
    }

    /// Redirects the packet to its CPU through `queues`, the CPUMAP of `step`.
    fn redirect(&mut self, step: u16, queues: &'m MapDecl<Cpumap>) {
        self.bind(Place::Steer(step));
        let policy = self.policy;
        self.probe_register(Word::Cpu, CPU);
        self.probe_number(Word::Step, step.into());
        if policy.passes_locally(step) {
            self.a.get_smp_processor_id();
            self.jeq(R0, CPU, Place::Pass);
        }
        self.probe_verdict(Verdict::Redirect);
        if self.stamps() {
            latency::emit_stamp(&mut self.a);
        }
        let on_miss = match policy.policy().targets.on_miss {
            OnMiss::Pass => XDP_PASS,
            OnMiss::Drop => XDP_DROP,
            OnMiss::Abort => XDP_ABORTED,
        };
        self.a.redirect_map(queues, CPU, on_miss);
        self.missed();
        self.a.exit();
    }

    /// Counts a packet that was not redirected, if counters are on, and takes its stamp off. The CPU is not
    /// kept.
    fn missed(&mut self) {
        if !self.options.counters && !self.stamps() {
            return;
        }
        let (redirected, action) = (self.a.label("redirected"), CPU);
        self.a
            .mov(action, R0)
            .jeq(action, XDP_REDIRECT, &redirected);
        self.count(Counter::Missed);
        if self.stamps() {
            latency::emit_take_back(&mut self.a);
        }
        self.a.bind(redirected).mov(R0, action);
    }

    /// Whether packets are stamped before they are queued.
    pub(crate) fn stamps(&self) -> bool {
        self.policy.policy().observe.latency
    }

    /// Keeps the length of the frame. Frames in several buffers are longer than what can be read. The context stays in `r1`.
    pub(crate) fn frame_length(&mut self) {
        if self.options.frags {
            // No header was read yet, and a call leaves this register alone.
            let context = BUDGET;
            self.a
                .mov(context, R1)
                .call(Helper::XDP_GET_BUFF_LEN)
                .store::<u32>(LENGTH, R0)
                .mov(R1, context);
        } else {
            self.a.mov(R2, END).sub(R2, START).store::<u32>(LENGTH, R2);
        }
    }
}
