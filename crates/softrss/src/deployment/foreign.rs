//! What runs on an interface, by rtnetlink: it needs no privileges, and knows programs of every tool.

use std::io;

use netlink_packet_core::{NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload};
use netlink_packet_route::{
    RouteNetlinkMessage,
    link::{LinkAttribute, LinkMessage, LinkXdp, XdpAttached},
};
use netlink_sys::{Socket, SocketAddr, protocols::NETLINK_ROUTE};

use super::error::DeploymentError;
use crate::attach::{Interface, XdpMode};

/// Room for the answer about one link, which is about 2 KiB.
const ANSWER_BYTES: usize = 64 * 1024;

/// A program on an interface, whoever attached it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// Number of the program. With programs in several modes, it is one of them.
    pub program_id: u32,
    /// Where it runs; `None` in a mode that softrss does not use, or in several.
    pub mode: Option<XdpMode>,
}

impl Running {
    /// The XDP program of `interface`, if it has one.
    ///
    /// # Errors
    /// [`DeploymentError::Netlink`]
    pub fn on(interface: &Interface) -> Result<Option<Self>, DeploymentError> {
        let attributes = attributes(interface.index());
        let attributes = attributes.map_err(|source| DeploymentError::Netlink {
            interface: interface.name().to_owned(),
            source,
        })?;
        let xdp = attributes
            .into_iter()
            .find_map(|attribute| match attribute {
                LinkAttribute::Xdp(xdp) => Some(xdp),
                _ => None,
            });
        let (mut program_id, mut mode) = (None, None);
        for value in xdp.unwrap_or_default() {
            match value {
                LinkXdp::Attached(XdpAttached::Driver) => mode = Some(XdpMode::Native),
                LinkXdp::Attached(XdpAttached::SocketBuffer) => mode = Some(XdpMode::Skb),
                LinkXdp::ProgId(id)
                | LinkXdp::DrvProgId(id)
                | LinkXdp::SkbProgId(id)
                | LinkXdp::HwProgId(id)
                    if id != 0 =>
                {
                    program_id = program_id.or(Some(id));
                }
                _ => {}
            }
        }
        Ok(program_id.map(|program_id| Self { program_id, mode }))
    }

    pub(super) fn refuse(self, interface: &Interface) -> DeploymentError {
        DeploymentError::Foreign {
            interface: interface.name().to_owned(),
            id: self.program_id,
            mode: match self.mode {
                Some(XdpMode::Native) => "native",
                Some(XdpMode::Skb) => "skb",
                None => "another",
            },
        }
    }
}

fn attributes(ifindex: u32) -> io::Result<Vec<LinkAttribute>> {
    let mut message = LinkMessage::default();
    message.header.index = ifindex;
    let mut header = NetlinkHeader::default();
    header.flags = NLM_F_REQUEST;
    let message = NetlinkPayload::from(RouteNetlinkMessage::GetLink(message));
    let mut request = NetlinkMessage::new(header, message);
    request.finalize();
    let mut bytes = vec![0; request.buffer_len()];
    request.serialize(&mut bytes);

    let mut socket = Socket::new(NETLINK_ROUTE)?;
    socket.bind_auto()?;
    socket.connect(&SocketAddr::new(0, 0))?;
    socket.send(&bytes, 0)?;
    let mut bytes = Vec::with_capacity(ANSWER_BYTES);
    socket.recv(&mut bytes, 0)?;
    let answer = NetlinkMessage::<RouteNetlinkMessage>::deserialize(&bytes);
    match answer.map_err(io::Error::other)?.payload {
        NetlinkPayload::InnerMessage(RouteNetlinkMessage::NewLink(link)) => Ok(link.attributes),
        NetlinkPayload::Error(error) => Err(error.to_io()),
        other => Err(io::Error::other(format!("an unexpected answer: {other:?}"))),
    }
}
