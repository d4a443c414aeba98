//! The code that looks keys up in the policy's tables.

use bpf_asm::{Data, Hash, Label, LpmTrie, MapDecl, R0, R2, R3};
use softrss_core::{
    Mac,
    decide::Choice,
    policy::{End, Side},
};

use crate::{
    emitter::Place,
    record::{
        CPU, DST6, END, END_DST, END_SRC, FAMILY, INNER_VLAN, KEY, NONE, SRC6, START, Slot, VLAN,
        small,
    },
    steerer::Steerer,
    table::{TableMaps, VLAN_WORDS},
};

/// Bytes of both MAC addresses.
const MACS: i32 = small(2 * Mac::BYTES);
/// More than any value of a map, as a whole and by its lower half, which is a CPU.
const MISSED: i32 = -1;

/// Where a key lies, in the slot of the key of a counter, which is not needed at the same time. What is compared by the
/// verifier is as in the record: four bytes are in the upper half.
const WORD_KEY: i16 = 4;
const MAC_KEY: i16 = 8;

impl<'m> Steerer<'m> {
    /// Looks keys up in one table after the other.
    pub(crate) fn tables(&mut self) {
        let maps = self.maps;
        for (index, maps) in (0..).zip(maps.of_tables()) {
            let missed = self.a.label(missed(maps));
            match maps {
                TableMaps::Prefixes { side, v4, v6 } => {
                    for (family, map) in [(4, v4), (6, v6)] {
                        if let Some(map) = map {
                            self.prefix(index, *side, (family, map), &missed);
                        }
                    }
                }
                TableMaps::Vlans(Some(map)) => self.vlan(index, map, &missed),
                TableMaps::VlanPairs(Some(map)) => self.vlan_pair(index, map, &missed),
                TableMaps::Macs {
                    side,
                    map: Some(map),
                } => self.mac(index, *side, map, &missed),
                TableMaps::Vlans(None)
                | TableMaps::VlanPairs(None)
                | TableMaps::Macs { map: None, .. } => {}
            }
            self.a.bind(missed);
        }
    }

    /// Steers to `CPU`, which table `index` has chosen.
    fn chosen(&mut self, index: u16) {
        self.choose(Choice::Table(index));
        self.goto(Place::Steer(0));
    }

    /// `CPU` = that of the entry of the end that is looked up, or of the one that decides of two: where they are `ranked`, by
    /// that first, see [`ranked`]. `look` looks up an end.
    fn of_ends(&mut self, side: Side, ranked: bool, missed: &Label, look: impl Fn(&mut Self, End)) {
        let ends = side.row().ends;
        if let &[end] = ends {
            look(self, end);
            self.a.jeq(R0, 0, missed).load::<u32>(CPU, R0 + 0);
            return;
        }
        self.a.mov(CPU, MISSED);
        for &end in ends {
            let next = self.a.label("next_end");
            look(self, end);
            self.a.jeq(R0, 0, &next);
            if ranked {
                self.a.load::<u64>(R2, R0 + 0);
            } else {
                self.a.load::<u32>(R2, R0 + 0);
            }
            self.a.jge(R2, CPU, &next).mov(CPU, R2).bind(next);
        }
        self.a.jeq(CPU.w(), MISSED, missed);
        if ranked {
            self.a.mov(CPU.w(), CPU.w());
        }
    }

    fn prefix(
        &mut self,
        index: u16,
        side: Side,
        (family, map): (i32, &'m MapDecl<LpmTrie>),
        missed: &Label,
    ) {
        let other = self.a.label("other_family");
        self.a.load::<u32>(R2, FAMILY).jne(R2, family, &other);
        self.of_ends(side, side == Side::Either, missed, |steerer, end| {
            if family == 4 {
                steerer.address4(end);
            } else {
                steerer.address6(end);
            }
            steerer.a.map_lookup_elem(map, KEY.at(WORD_KEY));
        });
        self.chosen(index);
        self.a.bind(other);
    }

    /// The address of an end, as the key of a prefix.
    fn address4(&mut self, end: End) {
        let (address, _) = addresses(end);
        self.a
            .load::<u32>(R2, address)
            .store::<u32>(KEY.at(4), 32)
            .store::<u32>(KEY.at(8), R2);
    }

    /// The same in IPv6.
    fn address6(&mut self, end: End) {
        let (_, address) = addresses(end);
        self.a
            .load::<u64>(R2, address)
            .load::<u64>(R3, address.at(8))
            .store::<u32>(KEY.at(4), 128)
            .store::<u64>(KEY.at(8), R2)
            .store::<u64>(KEY.at(16), R3);
    }

    fn vlan(&mut self, index: u16, map: &'m MapDecl<Data>, missed: &Label) {
        const LAST: i32 = small(VLAN_WORDS - 1);
        // That there is no tag is more than any id.
        self.a
            .load::<u32>(R3, VLAN)
            .jgt(R3, LAST, missed)
            .lsh(R3, 2)
            .ld_map_value(R2, map, 0)
            .add(R2, R3)
            .load::<u32>(CPU, R2 + 0)
            .jeq(CPU, 0, missed)
            .sub(CPU, 1);
        self.chosen(index);
    }

    fn vlan_pair(&mut self, index: u16, map: &'m MapDecl<Hash>, missed: &Label) {
        // Where there is no tag, there is none behind it.
        self.a
            .load::<u32>(R3, INNER_VLAN)
            .jeq(R3, NONE, missed)
            .load::<u32>(R2, VLAN)
            .lsh(R2, 16)
            .or(R2, R3)
            .store::<u32>(KEY.at(WORD_KEY), R2)
            .map_lookup_elem(map, KEY.at(WORD_KEY))
            .jeq(R0, 0, missed)
            .load::<u32>(CPU, R0 + 0);
        self.chosen(index);
    }

    fn mac(&mut self, index: u16, side: Side, map: &'m MapDecl<Hash>, missed: &Label) {
        let at = i16::from(self.interest.first.ethernet_at());
        self.a
            .mov(R2, START)
            .add(R2, i32::from(at) + MACS)
            .jgt(R2, END, missed);
        self.of_ends(side, false, missed, |steerer, end| {
            let first = at + i16::from(end.row().mac);
            let last = first + 4;
            steerer
                .a
                .load::<u32>(R2, START + first)
                .load::<u16>(R3, START + last)
                .lsh(R3, 32)
                .or(R2, R3)
                .store::<u64>(KEY.at(MAC_KEY), R2)
                .map_lookup_elem(map, KEY.at(MAC_KEY));
        });
        self.chosen(index);
    }
}

/// Where the address of an end is kept: of IPv4, and of IPv6.
const fn addresses(end: End) -> (Slot, Slot) {
    match end {
        End::Source => (END_SRC, SRC6),
        End::Destination => (END_DST, DST6),
    }
}

/// What the place is called where there is no entry.
fn missed(maps: &TableMaps) -> &'static str {
    match maps {
        TableMaps::Prefixes { .. } => "no_prefix",
        TableMaps::Vlans(_) => "no_vlan",
        TableMaps::VlanPairs(_) => "no_vlan_pair",
        TableMaps::Macs { .. } => "no_mac",
    }
}
