//! The fields of a packet that rules look at, one row each.
//!
//! A row is all that there is to say about a field. What reads, writes and explains policies, the reference
//! model, the code generator, the random policies of tests and the table in `docs/policy.md` go by the rows
//! and by the kinds of values: numbers, bits, IP addresses and MAC addresses.

use std::ops::RangeInclusive;

use super::{
    bits::{Bits, Masked},
    names::{DSCPS, ETHERTYPES, PROTOCOLS},
    word::rows,
};
use crate::{
    facts::{Facts, Value},
    flow::{FlowKey, Ports},
    header::kinds::{Extra, ethernet},
    walk::Selected,
};

/// A field of a packet.
pub struct FieldRow {
    /// The key of the policy file.
    pub word: &'static str,
    /// What values it takes, for the documentation.
    pub help: &'static str,
    /// What stands before and behind its values where a policy is told in words.
    pub(crate) said: [&'static str; 2],
    /// What its values are.
    pub values: FieldValues,
    /// The value of a packet in the reference model, if it has one.
    pub(crate) read: fn(&Facts<'_>) -> Option<Value>,
    /// Which packets have it.
    pub place: Place,
    /// What of a header has to be kept for it, if nothing else looks at that.
    pub extra: Option<Extra>,
}

/// What the values of a field are.
pub enum FieldValues {
    /// Numbers.
    Numbers(Numbers),
    /// Bits that have names.
    Bits(Bits),
    /// Addresses; conditions name prefixes.
    Addresses,
    /// MAC addresses; conditions name them with masks.
    Macs,
}

/// How the numbers of a field are written.
pub struct Numbers {
    /// The least and the greatest.
    pub limits: RangeInclusive<u32>,
    /// What is accepted, as errors say it.
    pub accepted: &'static str,
    /// Names of numbers. Where there are none, ranges are written.
    pub names: &'static [(&'static str, u32)],
    /// What is said before a number that should have a name.
    pub(crate) unnamed: &'static str,
    /// Whether they are written in hexadecimal.
    pub(crate) hex: bool,
    /// Numbers that are worth trying in tests, because packets have them or because they are the last ones.
    pub usual: &'static [u32],
}

/// Where in a packet a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Around it: every frame has it.
    Frame,
    /// In an IP header.
    Ip(IpHeader),
    /// In the transport header behind one.
    Transport {
        /// Behind which.
        of: IpHeader,
        /// The IP protocols that have it.
        protocols: &'static [u8],
        /// What it is called where there is none.
        called: &'static str,
    },
}

/// Which IP header of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IpHeader {
    /// The one that is hashed: the innermost that is reached.
    Hashed,
    /// The outermost, which in a packet without a tunnel is the same.
    Outer,
}

impl IpHeader {
    /// Both.
    pub const ALL: &[Self] = &[Self::Hashed, Self::Outer];

    /// The field that is its protocol.
    pub(crate) const fn proto(self) -> Field {
        match self {
            Self::Hashed => Field::Proto,
            Self::Outer => Field::OuterProto,
        }
    }

    fn of<'w>(self, facts: &Facts<'w>) -> Option<&'w Selected> {
        match self {
            Self::Hashed => facts.walked.selected.as_ref(),
            Self::Outer => facts.walked.outermost(),
        }
    }
}

impl Place {
    /// The IP header that it is in or behind, if it is there.
    pub(crate) const fn header(self) -> Option<IpHeader> {
        match self {
            Self::Frame => None,
            Self::Ip(of) | Self::Transport { of, .. } => Some(of),
        }
    }
}

/// The ports of these protocols are read.
const fn ports_of(of: IpHeader) -> Place {
    Place::Transport {
        of,
        protocols: &[6, 17, 33, 132, 136],
        called: "ports",
    }
}

const PLAIN: Numbers = Numbers {
    limits: 0..=65535,
    accepted: "",
    names: &[],
    unnamed: "",
    hex: false,
    usual: &[],
};

const VLAN_ID: Numbers = Numbers {
    limits: 0..=4094,
    accepted: "a VLAN id from 0 to 4094, or a range like \"100-199\"",
    usual: &[0, 1, 100, 101, 200, 4094],
    ..PLAIN
};

const PROTOCOL: Numbers = Numbers {
    limits: 0..=255,
    accepted: "an IP protocol number from 0 to 255",
    names: PROTOCOLS,
    unnamed: "protocol ",
    usual: &[0, 1, 2, 6, 6, 17, 17, 33, 47, 50, 51, 58, 132, 136],
    ..PLAIN
};

const DSCP: Numbers = Numbers {
    limits: 0..=63,
    accepted: "a DSCP from 0 to 63",
    names: DSCPS,
    usual: &[0, 1, 10, 46],
    ..PLAIN
};

const PORT: Numbers = Numbers {
    accepted: "a port from 0 to 65535, or a range like \"1000-2000\"",
    usual: &[0, 53, 80, 443, 1000, 4500, 4789, 40000, 65535],
    ..PLAIN
};

rows! {
    /// A field of a packet that rules look at.
    ///
    /// ```
    /// use softrss_core::policy::Field;
    /// let words: Vec<&str> = Field::ALL.iter().map(|field| field.word()).collect();
    /// assert_eq!(words[..3], ["proto", "src", "dst"]);
    /// ```
    Field: FieldRow {
        /// IP protocol number, behind extension headers.
        Proto = FieldRow {
            word: "proto",
            help: "IP protocols by number or name",
            said: ["", ""],
            values: FieldValues::Numbers(PROTOCOL),
            read: |facts| Some(number(IpHeader::Hashed.of(facts)?.proto)),
            place: Place::Ip(IpHeader::Hashed),
            extra: None,
        };
        /// Source address.
        Src = FieldRow {
            word: "src",
            help: "source addresses or prefixes, without bits behind the prefix length",
            said: ["from ", ""],
            values: FieldValues::Addresses,
            read: |facts| Some(Value::Address(facts.key()?.src)),
            place: Place::Ip(IpHeader::Hashed),
            extra: None,
        };
        /// Destination address.
        Dst = FieldRow {
            word: "dst",
            help: "destination addresses or prefixes, likewise",
            said: ["to ", ""],
            values: FieldValues::Addresses,
            read: |facts| Some(Value::Address(facts.key()?.dst)),
            place: Place::Ip(IpHeader::Hashed),
            extra: None,
        };
        /// Source port.
        SrcPort = FieldRow {
            word: "src_port",
            help: "source ports, or ranges like `\"1000-2000\"`",
            said: ["source port ", ""],
            values: FieldValues::Numbers(PORT),
            read: |facts| Some(number(ports(facts.key()?)?.0)),
            place: ports_of(IpHeader::Hashed),
            extra: None,
        };
        /// Destination port.
        DstPort = FieldRow {
            word: "dst_port",
            help: "destination ports, or ranges",
            said: ["destination port ", ""],
            values: FieldValues::Numbers(PORT),
            read: |facts| Some(number(ports(facts.key()?)?.1)),
            place: ports_of(IpHeader::Hashed),
            extra: None,
        };
        /// Flags of TCP.
        TcpFlags = FieldRow {
            word: "tcp_flags",
            help: "TCP flags as nft has them: `\"syn\"` for a flag that is set, `\"syn,rst\"` for any of several, \
                   `\"syn / fin,syn,rst,ack\"` for those that are set of the ones behind the slash, `none` for none",
            said: ["TCP flags ", ""],
            values: FieldValues::Bits(Bits {
                accepted: "flags like \"syn\" or \"syn / fin,syn,rst,ack\"",
                names: &[
                    ("fin", 0x01),
                    ("syn", 0x02),
                    ("rst", 0x04),
                    ("psh", 0x08),
                    ("ack", 0x10),
                    ("urg", 0x20),
                    ("ecn", 0x40),
                    ("cwr", 0x80),
                ],
            }),
            read: |facts| Some(number(facts.walked.extras[Extra::TcpFlags as usize]?)),
            place: Place::Transport {
                of: IpHeader::Hashed,
                protocols: &[6],
                called: "TCP flags",
            },
            extra: Some(Extra::TcpFlags),
        };
        /// Source MAC address of the outermost Ethernet header.
        SrcMac = FieldRow {
            word: "src_mac",
            help: "source MAC addresses of the outermost Ethernet header, also with a mask: `\"02:00:5e:10:00:01\"`, \
                   `\"02:00:5e:00:00:00/24\"`, `\"02:00:5e:00:00:00/ff:ff:ff:00:00:00\"`, or names",
            said: ["from MAC ", ""],
            values: FieldValues::Macs,
            read: |facts| Some(Value::Mac(facts.mac(ethernet::SRC)?)),
            place: Place::Frame,
            extra: None,
        };
        /// Destination MAC address of the outermost Ethernet header.
        DstMac = FieldRow {
            word: "dst_mac",
            help: "destination MAC addresses, likewise",
            said: ["to MAC ", ""],
            values: FieldValues::Macs,
            read: |facts| Some(Value::Mac(facts.mac(ethernet::DST)?)),
            place: Place::Frame,
            extra: None,
        };
        /// Identifier of the outermost VLAN tag.
        Vlan = FieldRow {
            word: "vlan",
            help: "ids of the outermost VLAN tag, 0 to 4094, or ranges",
            said: ["VLAN ", ""],
            values: FieldValues::Numbers(VLAN_ID),
            read: |facts| Some(number(facts.walked.vlan?)),
            place: Place::Frame,
            extra: None,
        };
        /// Identifier of the VLAN tag behind the outermost one.
        InnerVlan = FieldRow {
            word: "inner_vlan",
            help: "ids of the VLAN tag behind the outermost one, likewise",
            said: ["inner VLAN ", ""],
            values: FieldValues::Numbers(VLAN_ID),
            read: |facts| Some(number(facts.walked.inner_vlan?)),
            place: Place::Frame,
            extra: None,
        };
        /// Session of the PPPoE header, the innermost if there are several.
        PppoeSession = FieldRow {
            word: "pppoe_session",
            help: "sessions of PPPoE, 0 to 65535, or ranges",
            said: ["PPPoE session ", ""],
            values: FieldValues::Numbers(Numbers {
                accepted: "a PPPoE session from 0 to 65535, or a range like \"1-1000\"",
                usual: &[0, 1, 7, 0x100, 65535],
                ..PLAIN
            }),
            read: |facts| Some(number(facts.walked.extras[Extra::PppoeSession as usize]?)),
            place: Place::Frame,
            extra: Some(Extra::PppoeSession),
        };
        /// The Ethernet type behind the VLAN tags.
        EtherType = FieldRow {
            word: "ethertype",
            help: "the type behind the VLAN tags, by number or name",
            said: ["EtherType ", ""],
            values: FieldValues::Numbers(Numbers {
                limits: 0x600..=0xffff,
                accepted: "an EtherType from 0x0600 to 0xffff",
                names: ETHERTYPES,
                hex: true,
                usual: &[
                    0x0800, 0x86dd, 0x0806, 0x8864, 0x8847, 0x88cc, 0x8100, 0x88e7,
                ],
                ..PLAIN
            }),
            read: |facts| Some(number(facts.walked.ether_type)),
            place: Place::Frame,
            extra: None,
        };
        /// Differentiated services code point of the IP header that is hashed.
        Dscp = FieldRow {
            word: "dscp",
            help: "0 to 63, or names",
            said: ["DSCP ", ""],
            values: FieldValues::Numbers(DSCP),
            read: |facts| Some(number(IpHeader::Hashed.of(facts)?.dscp)),
            place: Place::Ip(IpHeader::Hashed),
            extra: None,
        };
        /// IP protocol number of the outermost IP header, behind extension headers.
        OuterProto = FieldRow {
            word: "outer_proto",
            help: "IP protocols of the outermost IP header, like `proto`",
            said: ["outer ", ""],
            values: FieldValues::Numbers(PROTOCOL),
            read: |facts| Some(number(IpHeader::Outer.of(facts)?.proto)),
            place: Place::Ip(IpHeader::Outer),
            extra: None,
        };
        /// Source address of the outermost IP header.
        OuterSrc = FieldRow {
            word: "outer_src",
            help: "source addresses or prefixes of the outermost IP header",
            said: ["from outer ", ""],
            values: FieldValues::Addresses,
            read: |facts| Some(Value::Address(IpHeader::Outer.of(facts)?.key.src)),
            place: Place::Ip(IpHeader::Outer),
            extra: None,
        };
        /// Destination address of the outermost IP header.
        OuterDst = FieldRow {
            word: "outer_dst",
            help: "destination addresses or prefixes, likewise",
            said: ["to outer ", ""],
            values: FieldValues::Addresses,
            read: |facts| Some(Value::Address(IpHeader::Outer.of(facts)?.key.dst)),
            place: Place::Ip(IpHeader::Outer),
            extra: None,
        };
        /// Source port behind the outermost IP header.
        OuterSrcPort = FieldRow {
            word: "outer_src_port",
            help: "source ports behind the outermost IP header, or ranges",
            said: ["outer source port ", ""],
            values: FieldValues::Numbers(PORT),
            read: |facts| Some(number(facts.walked.outer_ports?.0)),
            place: ports_of(IpHeader::Outer),
            extra: None,
        };
        /// Destination port behind the outermost IP header.
        OuterDstPort = FieldRow {
            word: "outer_dst_port",
            help: "destination ports, likewise",
            said: ["outer destination port ", ""],
            values: FieldValues::Numbers(PORT),
            read: |facts| Some(number(facts.walked.outer_ports?.1)),
            place: ports_of(IpHeader::Outer),
            extra: None,
        };
        /// Differentiated services code point of the outermost IP header.
        OuterDscp = FieldRow {
            word: "outer_dscp",
            help: "that of the outermost IP header, like `dscp`",
            said: ["outer DSCP ", ""],
            values: FieldValues::Numbers(DSCP),
            read: |facts| Some(number(IpHeader::Outer.of(facts)?.dscp)),
            place: Place::Ip(IpHeader::Outer),
            extra: None,
        };
        /// Length of the frame in bytes, from the destination MAC address, without FCS.
        Length = FieldRow {
            word: "length",
            help: "lengths of the whole frame in bytes, 14 to 65535, or ranges",
            said: ["", " bytes long"],
            values: FieldValues::Numbers(Numbers {
                limits: 14..=65535,
                accepted: "a frame length from 14 to 65535 bytes, or a range like \"64-128\"",
                usual: &[14, 60, 100, 200, 1514, 65535],
                ..PLAIN
            }),
            read: |facts| Some(number(u32::try_from(facts.length).ok()?)),
            place: Place::Frame,
            extra: None,
        };
        /// Receive queue of the NIC.
        RxQueue = FieldRow {
            word: "rx_queue",
            help: "numbers of receive queues, 0 to 4095, or ranges",
            said: ["receive queue ", ""],
            values: FieldValues::Numbers(Numbers {
                limits: 0..=4095,
                accepted: "a queue number from 0 to 4095, or a range like \"0-3\"",
                usual: &[0, 1, 2, 3, 7, 4095],
                ..PLAIN
            }),
            read: |facts| Some(number(facts.queue)),
            place: Place::Frame,
            extra: None,
        };
    }
}

fn number(number: impl Into<u32>) -> Value {
    Value::Number(number.into())
}

fn ports(key: &FlowKey) -> Option<(u16, u16)> {
    match key.ports {
        Ports::Pair { src, dst } => Some((src, dst)),
        Ports::None | Ports::Spi(_) => None,
    }
}

impl Field {
    /// How its values are written where they are numbers.
    pub(crate) const fn numbers(self) -> &'static Numbers {
        match &self.row().values {
            FieldValues::Numbers(numbers) => numbers,
            FieldValues::Bits(_) | FieldValues::Addresses | FieldValues::Macs => &PLAIN,
        }
    }
}

impl Field {
    /// The same of the outermost IP header.
    pub(crate) const fn outer(self) -> Option<Self> {
        match self {
            Self::Proto => Some(Self::OuterProto),
            Self::Src => Some(Self::OuterSrc),
            Self::Dst => Some(Self::OuterDst),
            Self::SrcPort => Some(Self::OuterSrcPort),
            Self::DstPort => Some(Self::OuterDstPort),
            Self::Dscp => Some(Self::OuterDscp),
            Self::TcpFlags
            | Self::OuterProto
            | Self::OuterSrc
            | Self::OuterDst
            | Self::OuterSrcPort
            | Self::OuterDstPort
            | Self::OuterDscp
            | Self::SrcMac
            | Self::DstMac
            | Self::Vlan
            | Self::InnerVlan
            | Self::PppoeSession
            | Self::EtherType
            | Self::Length
            | Self::RxQueue => None,
        }
    }
}

impl Field {
    /// How `masked` is written where its values are bits.
    pub(crate) fn bits(self, masked: Masked) -> String {
        match &self.row().values {
            FieldValues::Bits(bits) => bits.written(masked),
            FieldValues::Numbers(_) | FieldValues::Addresses | FieldValues::Macs => String::new(),
        }
    }
}

impl Field {
    /// How the `value` of a packet is written.
    pub(crate) fn written(self, value: Value) -> String {
        match (&self.row().values, value) {
            (FieldValues::Numbers(numbers), Value::Number(number)) => {
                numbers.written(&(number..=number))
            }
            (FieldValues::Bits(bits), Value::Number(number)) => {
                format!("\"{}\"", bits.list(number))
            }
            (FieldValues::Addresses | FieldValues::Macs, Value::Number(number)) => {
                number.to_string()
            }
            (_, Value::Address(address)) => format!("\"{address}\""),
            (_, Value::Mac(mac)) => format!("\"{mac}\""),
        }
    }
}

impl Numbers {
    /// The number called `name`.
    pub(crate) fn named(&self, name: &str) -> Option<u32> {
        let known = self.names.iter().find(|(known, _)| *known == name);
        known.map(|&(_, number)| number)
    }

    /// Whether `range` runs upwards, within the limits.
    pub(crate) fn take(&self, range: &RangeInclusive<u32>) -> bool {
        !range.is_empty()
            && self.limits.contains(range.start())
            && self.limits.contains(range.end())
    }

    /// The name of `number`.
    pub(crate) fn name(&self, number: u32) -> Option<&'static str> {
        let named = self.names.iter().find(|&&(_, known)| known == number);
        named.map(|&(name, _)| name)
    }

    /// `range` as policy files have it: names and ranges in quotes.
    pub(crate) fn written(&self, range: &RangeInclusive<u32>) -> String {
        match (range.start(), range.end()) {
            (first, last) if first < last => format!("\"{first}-{last}\""),
            (&only, _) => match self.name(only) {
                Some(name) => format!("\"{name}\""),
                None => self.digits(only),
            },
        }
    }

    /// `range` in plain words.
    pub(crate) fn said(&self, range: &RangeInclusive<u32>) -> String {
        match (range.start(), range.end()) {
            (first, last) if first < last => format!("{first} to {last}"),
            (&only, _) => match self.name(only) {
                Some(name) => name.to_owned(),
                None => format!("{}{}", self.unnamed, self.digits(only)),
            },
        }
    }

    fn digits(&self, number: u32) -> String {
        if self.hex {
            format!("{number:#06x}")
        } else {
            number.to_string()
        }
    }
}
