//! What `ethtool -K` does, by generic netlink: the family `ethtool`, which has a number of its own on every machine.

use netlink_packet_core::{
    DecodeError, DefaultNla, Emitable, NLA_F_NESTED, NLA_TYPE_MASK, NetlinkDeserializable,
    NetlinkHeader, NetlinkPayload, NetlinkSerializable, NlasIterator,
};
use netlink_sys::protocols::NETLINK_GENERIC;

use super::channel::Channel;
use crate::{error::TestbedError, netns::Netns};

/// The family that knows the numbers of the others (`linux/genetlink.h`).
const CONTROLLER: u16 = 0x10;
const CTRL_CMD_GETFAMILY: u8 = 3;
const CTRL_ATTR_FAMILY_ID: u16 = 1;
const CTRL_ATTR_FAMILY_NAME: u16 = 2;

/// `linux/ethtool_netlink.h`
const ETHTOOL_MSG_FEATURES_SET: u8 = 12;
const ETHTOOL_A_FEATURES_HEADER: u16 = 1;
const ETHTOOL_A_FEATURES_WANTED: u16 = 3;
const ETHTOOL_A_HEADER_DEV_INDEX: u16 = 1;
const ETHTOOL_A_HEADER_FLAGS: u16 = 3;
const ETHTOOL_FLAG_OMIT_REPLY: u32 = 2;
const ETHTOOL_A_BITSET_BITS: u16 = 3;
const ETHTOOL_A_BITSET_BITS_BIT: u16 = 1;
const ETHTOOL_A_BITSET_BIT_NAME: u16 = 2;
const ETHTOOL_A_BITSET_BIT_VALUE: u16 = 3;

/// Command and version, before the attributes.
const GENERIC_HEADER_LEN: usize = 4;

/// A socket that changes the features of links.
pub(crate) struct Ethtool {
    channel: Channel,
    family: u16,
}

impl Ethtool {
    /// # Kernel
    /// 5.8
    pub(crate) fn open(netns: &Netns) -> Result<Self, TestbedError> {
        let what = "find the netlink family \"ethtool\"";
        let mut channel = Channel::open(netns, NETLINK_GENERIC)?;
        let name = DefaultNla::new(CTRL_ATTR_FAMILY_NAME, c"ethtool".to_bytes_with_nul().into());
        let question = Message::new(CONTROLLER, CTRL_CMD_GETFAMILY, &[name]);
        let answer = channel.exchange(what, question, 0)?;
        let NetlinkPayload::InnerMessage(answer) = &answer else {
            let detail = format!("{answer:?}");
            return Err(TestbedError::Answer { what, detail });
        };
        let family = answer.number(CTRL_ATTR_FAMILY_ID);
        let family = family.ok_or_else(|| TestbedError::Answer {
            what,
            detail: format!("{answer:?}"),
        })?;
        Ok(Self { channel, family })
    }

    /// Switches a feature of a link on, or off, and with it those that depend on it.
    pub(crate) fn switch(
        &mut self,
        index: u32,
        feature: &str,
        on: bool,
    ) -> Result<(), TestbedError> {
        let mut name = feature.as_bytes().to_vec();
        name.push(0);
        let header = [
            DefaultNla::new(ETHTOOL_A_HEADER_DEV_INDEX, index.to_ne_bytes().into()),
            DefaultNla::new(
                ETHTOOL_A_HEADER_FLAGS,
                ETHTOOL_FLAG_OMIT_REPLY.to_ne_bytes().into(),
            ),
        ];
        // A bit that is named without a value is cleared; all others stay.
        let mut bit = vec![DefaultNla::new(ETHTOOL_A_BITSET_BIT_NAME, name)];
        bit.extend(on.then(|| DefaultNla::new(ETHTOOL_A_BITSET_BIT_VALUE, Vec::new())));
        let bit = nested(ETHTOOL_A_BITSET_BITS_BIT, &bit);
        let bits = nested(ETHTOOL_A_BITSET_BITS, &[bit]);
        let attributes = [
            nested(ETHTOOL_A_FEATURES_HEADER, &header),
            nested(ETHTOOL_A_FEATURES_WANTED, &[bits]),
        ];
        self.channel.acknowledged(
            if on {
                "switch an offload on"
            } else {
                "switch an offload off"
            },
            Message::new(self.family, ETHTOOL_MSG_FEATURES_SET, &attributes),
            0,
        )
    }
}

fn nested(kind: u16, attributes: &[DefaultNla]) -> DefaultNla {
    DefaultNla::new(kind | NLA_F_NESTED, emitted(attributes))
}

fn emitted(attributes: &[DefaultNla]) -> Vec<u8> {
    let mut bytes = vec![0; attributes.buffer_len()];
    attributes.emit(&mut bytes);
    bytes
}

/// A message of any generic family: who it is for, and what is behind the netlink header.
#[derive(Debug)]
struct Message {
    family: u16,
    bytes: Vec<u8>,
}

impl Message {
    fn new(family: u16, command: u8, attributes: &[DefaultNla]) -> Self {
        let mut bytes = vec![command, 1, 0, 0];
        bytes.extend(emitted(attributes));
        Self { family, bytes }
    }

    /// The value of an attribute that is a number of 16 bits.
    fn number(&self, kind: u16) -> Option<u16> {
        let attributes = self.bytes.get(GENERIC_HEADER_LEN..)?;
        NlasIterator::new(attributes)
            .map_while(Result::ok)
            .find(|attribute| attribute.kind() & NLA_TYPE_MASK == kind)
            .and_then(|attribute| Some(u16::from_ne_bytes(attribute.value().try_into().ok()?)))
    }
}

impl NetlinkSerializable for Message {
    fn message_type(&self) -> u16 {
        self.family
    }

    fn buffer_len(&self) -> usize {
        self.bytes.len()
    }

    fn serialize(&self, buffer: &mut [u8]) {
        buffer.copy_from_slice(&self.bytes);
    }
}

impl NetlinkDeserializable for Message {
    type Error = DecodeError;

    fn deserialize(header: &NetlinkHeader, payload: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self {
            family: header.message_type,
            bytes: payload.to_vec(),
        })
    }
}

impl From<Message> for NetlinkPayload<Message> {
    fn from(message: Message) -> Self {
        Self::InnerMessage(message)
    }
}
