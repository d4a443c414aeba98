//! The parser of packets: every header kind that something leads to, each once.

use crate::{
    dispatch,
    emitter::{Emitter, Place},
    header,
    record::{BUDGET, CURSOR, HEADERS},
};

impl Emitter<'_> {
    /// Every header kind that something leads to, each once, from the start of the packet.
    pub(crate) fn walk(&mut self) {
        self.untracked_zero(CURSOR);
        self.a.mov(BUDGET, HEADERS);
        let first = self.header(self.interest.first);
        self.then(first);
        while let Some(place) = self.next_part() {
            self.bind(place);
            self.part(place);
        }
    }

    /// One part of the parser.
    fn part(&mut self, place: Place) {
        match place {
            Place::Header { header, quoted } => {
                self.quoted = quoted;
                header::emit(self, header);
            }
            Place::EtherType => dispatch::emit_ether_types(self),
            Place::Protocol { v6, quoted } => {
                self.quoted = quoted;
                dispatch::emit_protocols(self, v6);
            }
            Place::Behind { part, quoted } => {
                self.quoted = quoted;
                header::emit_behind(self, part);
            }
            Place::Id { header, stops } => header::emit_id(self, header, stops),
            // These are no part of the parser.
            Place::Stop(_) | Place::Done | Place::Mix | Place::Steer(_) | Place::Pass => {}
        }
        self.quoted = false;
    }
}
