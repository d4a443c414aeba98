//! One request, one answer: what every netlink family has in common.

use std::{fmt::Debug, io};

use netlink_packet_core::{
    NLM_F_ACK, NLM_F_REQUEST, NetlinkDeserializable, NetlinkHeader, NetlinkMessage, NetlinkPayload,
    NetlinkSerializable,
};
use netlink_sys::{Socket, SocketAddr};

use crate::{error::TestbedError, netns::Netns};

/// Room for one answer; that about a link is about 2 KiB.
const ANSWER_BYTES: usize = 64 * 1024;

/// A netlink socket of one namespace.
pub(super) struct Channel {
    socket: Socket,
    sequence: u32,
}

impl Channel {
    /// Opens a socket of `protocol` in `netns`.
    pub(super) fn open(netns: &Netns, protocol: isize) -> Result<Self, TestbedError> {
        let what = "open a netlink socket";
        let socket = netns
            .run(|| {
                let mut socket = Socket::new(protocol)?;
                socket.bind_auto()?;
                socket.connect(&SocketAddr::new(0, 0))?;
                Ok(socket)
            })?
            .map_err(|source: io::Error| TestbedError::Kernel { what, source })?;
        Ok(Self {
            socket,
            sequence: 0,
        })
    }

    /// A request that is answered by nothing but success or failure.
    pub(super) fn acknowledged<M>(
        &mut self,
        what: &'static str,
        message: M,
        flags: u16,
    ) -> Result<(), TestbedError>
    where
        M: NetlinkSerializable + NetlinkDeserializable + Debug + Into<NetlinkPayload<M>>,
    {
        match self.exchange(what, message, flags | NLM_F_ACK)? {
            NetlinkPayload::Error(_) => Ok(()),
            other => Err(TestbedError::Answer {
                what,
                detail: format!("{other:?}"),
            }),
        }
    }

    /// Sends one request and reads the one message that answers it.
    pub(super) fn exchange<M>(
        &mut self,
        what: &'static str,
        message: M,
        flags: u16,
    ) -> Result<NetlinkPayload<M>, TestbedError>
    where
        M: NetlinkSerializable + NetlinkDeserializable + Debug + Into<NetlinkPayload<M>>,
    {
        let kernel = |source| TestbedError::Kernel { what, source };
        self.sequence = self.sequence.wrapping_add(1);
        let mut header = NetlinkHeader::default();
        header.flags = NLM_F_REQUEST | flags;
        header.sequence_number = self.sequence;
        let mut request = NetlinkMessage::new(header, message.into());
        request.finalize();
        let mut bytes = vec![0; request.buffer_len()];
        request.serialize(&mut bytes);
        self.socket.send(&bytes, 0).map_err(kernel)?;

        let mut bytes = Vec::with_capacity(ANSWER_BYTES);
        self.socket.recv(&mut bytes, 0).map_err(kernel)?;
        let answer = NetlinkMessage::<M>::deserialize(&bytes).map_err(|error| {
            let detail = error.to_string();
            TestbedError::Answer { what, detail }
        })?;
        if answer.header.sequence_number != self.sequence {
            let detail = format!("answer to request {}", answer.header.sequence_number);
            return Err(TestbedError::Answer { what, detail });
        }
        match answer.payload {
            NetlinkPayload::Error(error) if error.code.is_some() => Err(TestbedError::from_errno(
                what,
                "CAP_NET_ADMIN",
                error.to_io(),
            )),
            payload => Ok(payload),
        }
    }
}
