//! What the kernel says about the XDP program of an interface, by rtnetlink and not by what softrss says.

use std::{error::Error, io};

use netlink_packet_core::{NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload};
use netlink_packet_route::{
    RouteNetlinkMessage,
    link::{LinkAttribute, LinkMessage, LinkXdp, XdpAttached},
};
use netlink_sys::{Socket, protocols::NETLINK_ROUTE};
use softrss_testbed::Netns;

use crate::inside;

/// Room for the answer about one link.
const ANSWER_BYTES: usize = 64 * 1024;

/// Where programs are attached on `interface` (`IFLA_XDP_ATTACHED`), and the id of the one that is.
///
/// # Errors
/// When the kernel does not answer.
pub fn xdp_of(
    netns: &Netns,
    interface: &str,
) -> Result<(XdpAttached, Option<u32>), Box<dyn Error>> {
    let attributes = inside(netns, || attributes_of(interface))?;
    let xdp = attributes
        .into_iter()
        .find_map(|attribute| match attribute {
            LinkAttribute::Xdp(xdp) => Some(xdp),
            _ => None,
        });
    let (mut attached, mut id) = (XdpAttached::None, None);
    for value in xdp.unwrap_or_default() {
        match value {
            LinkXdp::Attached(how) => attached = how,
            LinkXdp::ProgId(program) => id = Some(program),
            _ => {}
        }
    }
    Ok((attached, id))
}

fn attributes_of(interface: &str) -> io::Result<Vec<LinkAttribute>> {
    let mut message = LinkMessage::default();
    message
        .attributes
        .push(LinkAttribute::IfName(interface.into()));
    let mut header = NetlinkHeader::default();
    header.flags = NLM_F_REQUEST;
    let message = NetlinkPayload::from(RouteNetlinkMessage::GetLink(message));
    let mut request = NetlinkMessage::new(header, message);
    request.finalize();
    let mut bytes = vec![0; request.buffer_len()];
    request.serialize(&mut bytes);

    let mut socket = Socket::new(NETLINK_ROUTE)?;
    socket.bind_auto()?;
    socket.send(&bytes, 0)?;
    let mut bytes = Vec::with_capacity(ANSWER_BYTES);
    socket.recv(&mut bytes, 0)?;
    let answer = NetlinkMessage::<RouteNetlinkMessage>::deserialize(&bytes);
    match answer.map_err(io::Error::other)?.payload {
        NetlinkPayload::InnerMessage(RouteNetlinkMessage::NewLink(link)) => Ok(link.attributes),
        NetlinkPayload::Error(error) => Err(error.to_io()),
        other => Err(io::Error::other(format!("{other:?}"))),
    }
}
