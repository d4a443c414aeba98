//! What runs on an interface, by rtnetlink: it needs no privileges, and knows programs of every tool.

use super::error::DeploymentError;
use crate::{
    attach::{Interface, XdpMode},
    netlink::{link::Link, socket::Netlink},
};

/// A program on an interface, whoever attached it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// Number of the program. With programs in several modes, it is one of them.
    pub program_id: u32,
    /// Where it runs; `None` in a mode that softrss does not use.
    pub mode: Option<XdpMode>,
}

impl Running {
    /// The XDP program of `interface`, if it has one.
    ///
    /// # Errors
    /// [`DeploymentError::Netlink`]
    pub fn on(interface: &Interface) -> Result<Option<Self>, DeploymentError> {
        let xdp = Netlink::route()
            .and_then(|mut netlink| Link::xdp_of(&mut netlink, interface.index()))
            .map_err(|source| DeploymentError::Netlink {
                interface: interface.name().to_owned(),
                source,
            })?;
        Ok(xdp.map(|xdp| Self {
            program_id: xdp.program,
            mode: xdp.mode,
        }))
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
