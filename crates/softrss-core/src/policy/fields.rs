//! What the bucket of a packet comes from: fields of its flow, or no flow at all.

use super::{sentence::join, word::rows};
use crate::flow::Tags;

/// A field of a flow.
pub struct FlowFieldRow {
    /// The word of the policy file.
    pub word: &'static str,
    /// Its name in sentences.
    pub called: &'static str,
    /// What it is, without a full stop.
    pub help: &'static str,
}

rows! {
    /// A field of a flow that can be hashed.
    FlowField: FlowFieldRow {
        /// Source address.
        Source = FlowFieldRow {
            word: "source",
            called: "source address",
            help: "the source address",
        };
        /// Destination address.
        Destination = FlowFieldRow {
            word: "destination",
            called: "destination address",
            help: "the destination address",
        };
        /// Protocol number.
        Protocol = FlowFieldRow {
            word: "protocol",
            called: "protocol",
            help: "the IP protocol, behind IPv6 extension headers and AH",
        };
        /// Source port, or SPI.
        SourcePort = FlowFieldRow {
            word: "source-port",
            called: "source port",
            help: "the source port, or an SPI in its place",
        };
        /// Destination port, or SPI.
        DestinationPort = FlowFieldRow {
            word: "destination-port",
            called: "destination port",
            help: "the destination port, or an SPI in its place",
        };
        /// Identifier of the outermost VLAN tag.
        Vlan = FlowFieldRow {
            word: "vlan",
            called: "VLAN id",
            help: "the id of the outermost VLAN tag",
        };
        /// Identifier of the VLAN tag behind it.
        InnerVlan = FlowFieldRow {
            word: "inner-vlan",
            called: "inner VLAN id",
            help: "the id of the VLAN tag behind it",
        };
        /// Number of the session that carries the packet.
        TunnelId = FlowFieldRow {
            word: "tunnel-id",
            called: "tunnel-id",
            help: "the id of the session that carries the packet",
        };
    }
}

/// Some fields of a flow, at least one.
///
/// ```
/// use softrss_core::policy::{Fields, FlowField, FlowFields};
/// let ends = [FlowField::Destination, FlowField::Source];
/// assert_eq!(FlowFields::new(&ends).map(Fields::Hash), Some(Fields::ADDRESSES));
/// assert_eq!(FlowFields::new(&[]), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FlowFields(u8);

impl FlowFields {
    /// Those in `fields`; `None` if there are none.
    #[must_use]
    pub const fn new(fields: &[FlowField]) -> Option<Self> {
        if fields.is_empty() {
            return None;
        }
        Some(Self::of(fields))
    }

    const fn of(fields: &[FlowField]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < fields.len() {
            set |= 1 << fields[at] as u8;
            at += 1;
        }
        Self(set)
    }

    /// Whether `field` is one of them.
    #[must_use]
    pub const fn has(self, field: FlowField) -> bool {
        self.0 & 1 << field as u8 != 0
    }

    /// Every one, in the order of [`FlowField::ALL`].
    pub fn iter(self) -> impl Iterator<Item = FlowField> {
        let all = FlowField::ALL.iter().copied();
        all.filter(move |field| self.has(*field))
    }

    /// Both together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a field is in both.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is a port among them.
    #[must_use]
    pub const fn ports(self) -> bool {
        self.has(FlowField::SourcePort) || self.has(FlowField::DestinationPort)
    }

    /// Whether what is hashed of one end is hashed of the other, so that both directions can get the same hash.
    #[must_use]
    pub const fn both_ends(self) -> bool {
        self.has(FlowField::Source) == self.has(FlowField::Destination)
            && self.has(FlowField::SourcePort) == self.has(FlowField::DestinationPort)
    }

    /// Those of `tags` that are among them; the others as where there are none.
    #[must_use]
    pub const fn of_tags(self, tags: Tags) -> Tags {
        Tags {
            vlan: if self.has(FlowField::Vlan) {
                tags.vlan
            } else {
                0
            },
            inner_vlan: if self.has(FlowField::InnerVlan) {
                tags.inner_vlan
            } else {
                0
            },
            tunnel_id: if self.has(FlowField::TunnelId) {
                tags.tunnel_id
            } else {
                0
            },
        }
    }

    /// Whether all of them are around the header of the flow: there are packets that have none.
    #[must_use]
    pub fn only_tags(self) -> bool {
        FlowField::ALL.iter().all(|&field| match field {
            FlowField::Vlan | FlowField::InnerVlan | FlowField::TunnelId => true,
            FlowField::Source
            | FlowField::Destination
            | FlowField::Protocol
            | FlowField::SourcePort
            | FlowField::DestinationPort => !self.has(field),
        })
    }

    /// Whether there is one among them that is around the header of the flow and not in it.
    #[must_use]
    pub const fn tags(self) -> bool {
        self.has(FlowField::Vlan) || self.has(FlowField::InnerVlan) || self.has(FlowField::TunnelId)
    }
}

/// What the bucket of a packet comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fields {
    /// The hash of these fields of the flow.
    Hash(FlowFields),
    /// No hash: packets take the buckets in turn. Reorders flows.
    RoundRobin,
    /// No hash: the queue of the NIC that received the packet.
    RxQueue,
}

/// What a policy file calls by one word.
pub struct NamedFields {
    /// The word of the policy file.
    pub word: &'static str,
    /// What a flow is, as a sentence.
    pub help: &'static str,
    /// What the bucket comes from.
    pub fields: Fields,
    /// What is hashed, as the end of a sentence.
    pub called: &'static str,
}

impl Default for Fields {
    fn default() -> Self {
        Self::FIVE_TUPLE
    }
}

impl Fields {
    /// Addresses, ports (or SPI) and protocol.
    pub const FIVE_TUPLE: Self = Self::Hash(FlowFields::of(&[
        FlowField::Source,
        FlowField::Destination,
        FlowField::Protocol,
        FlowField::SourcePort,
        FlowField::DestinationPort,
    ]));
    /// Source and destination address.
    pub const ADDRESSES: Self =
        Self::Hash(FlowFields::of(&[FlowField::Source, FlowField::Destination]));
    /// Source address.
    pub const SOURCE: Self = Self::Hash(FlowFields::of(&[FlowField::Source]));
    /// Destination address.
    pub const DESTINATION: Self = Self::Hash(FlowFields::of(&[FlowField::Destination]));

    /// Every word, in the order of the documentation.
    pub const NAMED: &[NamedFields] = &[
        NamedFields {
            word: "5-tuple",
            help: "a flow is addresses, ports (or SPI) and protocol; fragments go by addresses and protocol",
            fields: Self::FIVE_TUPLE,
            called: "addresses, ports and protocol",
        },
        NamedFields {
            word: "addresses",
            help: "a flow is a pair of addresses",
            fields: Self::ADDRESSES,
            called: "the addresses",
        },
        NamedFields {
            word: "source",
            help: "a flow is all that comes from one source address",
            fields: Self::SOURCE,
            called: "the source address",
        },
        NamedFields {
            word: "destination",
            help: "a flow is all that goes to one destination address",
            fields: Self::DESTINATION,
            called: "the destination address",
        },
        NamedFields {
            word: "round-robin",
            help: "packets go to the buckets in turn: this reorders flows",
            fields: Self::RoundRobin,
            called: "nothing",
        },
        NamedFields {
            word: "rx-queue",
            help: "the NIC's receive queue picks the bucket",
            fields: Self::RxQueue,
            called: "nothing",
        },
    ];

    /// The fields that are hashed, if any are.
    #[must_use]
    pub const fn hashed(self) -> Option<FlowFields> {
        match self {
            Self::Hash(fields) => Some(fields),
            Self::RoundRobin | Self::RxQueue => None,
        }
    }

    /// Whether both directions of a flow can get the same hash.
    #[must_use]
    pub const fn both_ends(self) -> bool {
        match self.hashed() {
            Some(fields) => fields.both_ends(),
            None => false,
        }
    }

    /// The word for it, if there is one; else it is a list.
    #[must_use]
    pub fn named(self) -> Option<&'static NamedFields> {
        Self::NAMED.iter().find(|named| named.fields == self)
    }

    /// What a flow is, as a sentence.
    #[must_use]
    pub fn help(self) -> String {
        if let Some(named) = self.named() {
            return named.help.to_owned();
        }
        let but = match self.hashed() {
            Some(fields) if fields.ports() => "; fragments go without ports",
            Some(fields) if fields.only_tags() => "; all that has none is one flow, for one CPU",
            Some(_) | None => "",
        };
        format!("a flow is all that has the same {}{but}", self.called())
    }

    /// What is hashed, as the end of a sentence.
    #[must_use]
    pub fn called(self) -> String {
        match (self.named(), self.hashed()) {
            (None, Some(fields)) => join(fields.iter().map(|field| field.row().called), "and"),
            (named, _) => named.map_or("nothing", |named| named.called).to_owned(),
        }
    }

    /// The value of `fields` in a policy file: the word, or else the list.
    ///
    /// ```
    /// use softrss_core::policy::{Fields, FlowField, FlowFields};
    /// assert_eq!(Fields::ADDRESSES.written(), "\"addresses\"");
    /// let fields = FlowFields::new(&[FlowField::TunnelId, FlowField::Source]).map(Fields::Hash);
    /// assert_eq!(fields.unwrap().written(), "[\"source\", \"tunnel-id\"]");
    /// ```
    #[must_use]
    pub fn written(self) -> String {
        match (self.named(), self.hashed()) {
            (None, Some(fields)) => {
                let words = fields.iter().map(|field| format!("\"{}\"", field.word()));
                format!("[{}]", words.collect::<Vec<_>>().join(", "))
            }
            (named, _) => format!("\"{}\"", named.map_or("", |named| named.word)),
        }
    }
}
