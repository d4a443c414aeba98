//! What can go wrong between asking for a test bed and reading its counters.

use std::{io, net::SocketAddr, time::Duration};

use nix::errno::Errno;

use crate::packet::PacketError;

/// Why a namespace, a link or a traffic run could not be had.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum TestbedError {
    /// The process lacks a capability.
    #[error("{what} needs {capability}")]
    Privilege {
        /// What was asked for.
        what: &'static str,
        /// The capability whose absence the kernel reported.
        capability: &'static str,
        /// The kernel's answer.
        #[source]
        source: io::Error,
    },
    /// The kernel refused for another reason than privilege.
    #[error("cannot {what}")]
    Kernel {
        /// What was asked for.
        what: &'static str,
        /// The kernel's answer.
        #[source]
        source: io::Error,
    },
    /// The kernel answered a netlink request with something that is no answer to it.
    #[error("the kernel's netlink answer to \"{what}\" is not understood: {detail}")]
    Answer {
        /// What was asked for.
        what: &'static str,
        /// What was received.
        detail: String,
    },
    /// A network setting of a namespace could not be written.
    #[error("cannot write \"{value}\" to {path} inside the namespace")]
    Sysctl {
        /// File below `/proc/sys`.
        path: String,
        /// What was to be written.
        value: &'static str,
        /// The kernel's answer.
        #[source]
        source: io::Error,
    },
    /// The namespace to be configured is the caller's own, which is never touched.
    #[error(
        "namespace {namespace} is the host's: a test bed only configures namespaces of its own"
    )]
    HostNamespace {
        /// Which namespace, as `net:[inode]`.
        namespace: String,
    },
    /// The link did not come up.
    #[error("{interface} has no carrier {} ms after it was set up", waited.as_millis())]
    NoCarrier {
        /// Name of the interface.
        interface: String,
        /// How long it was waited for.
        waited: Duration,
    },
    /// An interface of that name does not exist in the namespace.
    #[error("there is no interface {interface} in namespace {namespace}")]
    NoInterface {
        /// Name of the interface.
        interface: String,
        /// Which namespace, as `net:[inode]`.
        namespace: String,
    },
    /// A thread cannot be placed on the CPU that was asked for.
    #[error("cpu {cpu} cannot run a source thread")]
    Cpu {
        /// CPU number of the kernel.
        cpu: u32,
        /// The kernel's answer.
        #[source]
        source: io::Error,
    },
    /// The frame of a flow cannot be built.
    #[error("cannot build the frame of a flow")]
    Frame {
        /// What is wrong with its layers.
        #[from]
        source: PacketError,
    },
    /// A TCP connection did not come about.
    #[error("no answer from {address} within {patience:?}")]
    Unanswered {
        /// The server.
        address: SocketAddr,
        /// How long it was waited for.
        patience: Duration,
    },
    /// What arrived through a TCP connection is not what was sent.
    #[error(
        "byte {offset} that the {receiver} of a TCP connection received is not the one that was sent"
    )]
    Damaged {
        /// `client` or `server`.
        receiver: &'static str,
        /// Bytes of the transfer that arrived well before it.
        offset: u64,
    },
    /// A value that no test bed or traffic run can have.
    #[error("{field} = {value} is not possible: {allowed}")]
    Impossible {
        /// Name of the field.
        field: &'static str,
        /// What it was set to.
        value: u64,
        /// What is accepted.
        allowed: String,
    },
}

impl TestbedError {
    /// Sorts an error number of the kernel into "not allowed" and everything else.
    pub(crate) fn from_errno(
        what: &'static str,
        capability: &'static str,
        source: io::Error,
    ) -> Self {
        match source.kind() {
            io::ErrorKind::PermissionDenied => Self::Privilege {
                what,
                capability,
                source,
            },
            _ => Self::Kernel { what, source },
        }
    }

    /// Whether the process would succeed with more privileges.
    #[must_use]
    pub fn is_privilege(&self) -> bool {
        matches!(self, Self::Privilege { .. })
    }
}

/// Turns an `Errno` into the error of the standard library.
pub(crate) fn io_error(errno: Errno) -> io::Error {
    io::Error::from_raw_os_error(errno as i32)
}
