//! What a program notes of its decisions: counters, and the probe of tests. Both are off by default.

use bpf_asm::{Mem, R0, R1, Reg};

use crate::{
    maps::{PROBE_NONE, Probe, Word},
    record::{KEPT, KEY},
    steerer::Steerer,
};
use softrss_core::{
    counter::{Counter, Slot},
    decide::{Choice, Verdict},
};

impl Steerer<'_> {
    /// Counts and notes what chose the CPU. Keeps the hash.
    pub(crate) fn choose(&mut self, choice: Choice) {
        self.probe_number(Word::Choice, Probe::choice_number(choice));
        self.count(choice);
    }

    /// Adds one to a counter, if counters are on. Keeps the hash, and what calls keep.
    pub(crate) fn count(&mut self, slot: impl Into<Slot>) {
        if !self.options.counters {
            return;
        }
        let (slot, maps) = (slot.into(), self.maps);
        let place = self.policy.slots().index(slot);
        let uncounted = self.a.label("uncounted");
        let key: Mem = KEY.into();
        // Only behind the hash is there something in r1.
        let keep =
            slot == Counter::Bucket.into() && self.policy.hashes_flows() && !self.need.hash_first;
        if keep {
            self.a.store::<u64>(KEPT, R1);
        }
        self.a
            .store::<u32>(key, place.cast_signed())
            .map_lookup_elem(maps.counters(), key)
            .jeq(R0, 0, &uncounted)
            .load::<u64>(R1, R0 + 0)
            .add(R1, 1)
            .store::<u64>(R0 + 0, R1)
            .bind(uncounted);
        if keep {
            self.a.load::<u64>(R1, KEPT);
        }
    }

    pub(crate) fn reset_probe(&mut self) {
        for word in [
            Word::Verdict,
            Word::Cpu,
            Word::Choice,
            Word::Bucket,
            Word::Hash,
            Word::Reason,
            Word::Step,
        ] {
            self.probe_number(word, PROBE_NONE);
        }
    }

    pub(crate) fn probe_verdict(&mut self, verdict: Verdict) {
        self.probe_number(Word::Verdict, Probe::verdict_number(verdict));
    }

    /// Uses `r0`.
    pub(crate) fn probe_number(&mut self, word: Word, number: u32) {
        if self.options.probe {
            let (maps, offset) = (self.maps, word as u32 * 4);
            self.a
                .ld_map_value(R0, maps.probe(), offset)
                .store::<u32>(R0 + 0, number.cast_signed());
        }
    }

    /// Uses `r0`.
    pub(crate) fn probe_register(&mut self, word: Word, register: Reg) {
        if self.options.probe {
            let (maps, offset) = (self.maps, word as u32 * 4);
            self.a
                .ld_map_value(R0, maps.probe(), offset)
                .store::<u32>(R0 + 0, register);
        }
    }
}
