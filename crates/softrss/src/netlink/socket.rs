//! Sockets of netlink: requests and what answers them. A socket belongs to the network namespace of the thread
//! that opens it.

use std::{
    io,
    os::fd::{AsFd, AsRawFd as _, BorrowedFd, OwnedFd},
};

use nix::sys::socket::{
    AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType, connect, recv, send,
    socket,
};

use super::attribute::{aligned, attribute, find, number};

/// `linux/netlink.h`
const NLMSG_ERROR: u16 = 2;
const NLMSG_DONE: u16 = 3;
const NLM_F_REQUEST: u16 = 1;
const NLM_F_ACK: u16 = 4;
const NLM_F_DUMP: u16 = 0x300;
const NLM_F_DUMP_INTR: u16 = 0x10;
const HEADER: usize = 16;
/// A dump that others keep disturbing is asked for so many times.
const DUMP_TRIES: usize = 5;

/// `linux/genetlink.h`
const CONTROLLER: u16 = 0x10;
const CTRL_CMD_GETFAMILY: u8 = 3;
const CTRL_ATTR_FAMILY_ID: u16 = 1;
const CTRL_ATTR_FAMILY_NAME: u16 = 2;
const GENERIC_HEADER: usize = 4;

/// A socket of one protocol.
pub(crate) struct Netlink {
    socket: OwnedFd,
    sequence: u32,
}

impl Netlink {
    /// About interfaces and addresses.
    pub(crate) fn route() -> io::Result<Self> {
        Self::open(SockProtocol::NetlinkRoute)
    }

    fn open(protocol: SockProtocol) -> io::Result<Self> {
        let family = AddressFamily::Netlink;
        let socket = socket(family, SockType::Raw, SockFlag::SOCK_CLOEXEC, protocol)?;
        // Only what the kernel says is received then, and not what other processes do.
        connect(socket.as_raw_fd(), &NetlinkAddr::new(0, 0))?;
        Ok(Self {
            socket,
            sequence: 0,
        })
    }

    /// The next datagram, however long it is.
    fn receive(&self) -> io::Result<Vec<u8>> {
        let socket = self.socket.as_raw_fd();
        let peek = MsgFlags::MSG_PEEK | MsgFlags::MSG_TRUNC;
        let mut datagram = vec![0; recv(socket, &mut [], peek)?];
        let len = recv(socket, &mut datagram, MsgFlags::empty())?;
        datagram.truncate(len);
        Ok(datagram)
    }

    /// The bodies of all messages that answer one request.
    pub(crate) fn ask(&mut self, kind: u16, body: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        self.exchange(kind, NLM_F_ACK, body)
    }

    /// The bodies of all messages about everything of a kind.
    pub(crate) fn dump(&mut self, kind: u16, body: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.exchange(kind, NLM_F_DUMP, body) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted && tries < DUMP_TRIES => {}
                other => return other,
            }
        }
    }

    fn exchange(&mut self, kind: u16, flags: u16, body: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        self.sequence = self.sequence.wrapping_add(1);
        let len = u32::try_from(HEADER + body.len()).map_err(io::Error::other)?;
        let mut request = len.to_ne_bytes().to_vec();
        request.extend(kind.to_ne_bytes());
        request.extend((NLM_F_REQUEST | flags).to_ne_bytes());
        request.extend(self.sequence.to_ne_bytes());
        request.extend(0u32.to_ne_bytes());
        request.extend(body);
        send(self.socket.as_raw_fd(), &request, MsgFlags::empty())?;
        let mut answer = Answer::default();
        while !answer.complete {
            answer.read(self.sequence, &self.receive()?)?;
        }
        if answer.disturbed {
            return Err(io::ErrorKind::Interrupted.into());
        }
        match answer.refused {
            Some(errno) => Err(io::Error::from_raw_os_error(errno)),
            None => Ok(answer.bodies),
        }
    }
}

impl AsFd for Netlink {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

/// What came for one request.
#[derive(Default)]
struct Answer {
    bodies: Vec<Vec<u8>>,
    /// Whether what is dumped changed while it was dumped.
    disturbed: bool,
    complete: bool,
    refused: Option<i32>,
}

impl Answer {
    /// Takes the messages of a datagram that belong to the request.
    fn read(&mut self, sequence: u32, mut datagram: &[u8]) -> io::Result<()> {
        while !datagram.is_empty() {
            let number = |at| number(datagram.get(at..));
            let len = number(0).and_then(|len| usize::try_from(len).ok());
            let message = len.and_then(|len| datagram.get(HEADER..len));
            let (Some(len), Some(body)) = (len, message) else {
                let what = "the kernel's answer is cut off";
                return Err(io::Error::new(io::ErrorKind::InvalidData, what));
            };
            let kind = u16::from_ne_bytes([datagram[4], datagram[5]]);
            let flags = u16::from_ne_bytes([datagram[6], datagram[7]]);
            if number(8) == Some(sequence) {
                self.message(kind, flags, body);
            }
            datagram = datagram.get(aligned(len)..).unwrap_or_default();
        }
        Ok(())
    }

    fn message(&mut self, kind: u16, flags: u16, body: &[u8]) {
        self.disturbed |= flags & NLM_F_DUMP_INTR != 0;
        if kind != NLMSG_ERROR && kind != NLMSG_DONE {
            self.bodies.push(body.to_vec());
            return;
        }
        self.complete = true;
        let code = number(Some(body)).unwrap_or(0).cast_signed();
        self.refused = (code < 0).then_some(code.wrapping_neg());
    }
}

/// A socket of a generic family.
pub(crate) struct Generic {
    netlink: Netlink,
    family: u16,
}

impl Generic {
    /// Looks the number of `family` up. `NotFound` where this kernel has no such family.
    pub(crate) fn open(family: &str) -> io::Result<Self> {
        let mut netlink = Netlink::open(SockProtocol::NetlinkGeneric)?;
        let name = attribute(CTRL_ATTR_FAMILY_NAME, &[family.as_bytes(), &[0]].concat());
        let question = [vec![CTRL_CMD_GETFAMILY, 1, 0, 0], name].concat();
        let answers = netlink.ask(CONTROLLER, &question)?;
        let family = answers.first().and_then(|body| {
            let id = find(body.get(GENERIC_HEADER..)?, CTRL_ATTR_FAMILY_ID)?;
            Some(u16::from_ne_bytes(id.try_into().ok()?))
        });
        let family = family.ok_or(io::ErrorKind::InvalidData)?;
        Ok(Self { netlink, family })
    }

    /// The attributes of every answer to `command`.
    pub(crate) fn ask(&mut self, command: u8, attributes: &[u8]) -> io::Result<Vec<Vec<u8>>> {
        let body = [&[command, 1, 0, 0], attributes].concat();
        let answers = self.netlink.ask(self.family, &body)?;
        let attributes = |body: Vec<u8>| body.get(GENERIC_HEADER..).unwrap_or_default().to_vec();
        Ok(answers.into_iter().map(attributes).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: u16, flags: u16, sequence: u32, body: &[u8]) -> Vec<u8> {
        let len = u32::try_from(HEADER + body.len()).unwrap();
        let mut bytes = len.to_ne_bytes().to_vec();
        bytes.extend(kind.to_ne_bytes());
        bytes.extend(flags.to_ne_bytes());
        bytes.extend(sequence.to_ne_bytes());
        bytes.extend([0; 4]);
        bytes.extend(body);
        bytes
    }

    #[test]
    fn an_answer_ends_with_its_acknowledgement() {
        let mut answer = Answer::default();
        let other = message(16, 0, 6, &[9; 4]);
        let datagram = [other, message(16, 0, 7, &[1; 4])].concat();
        answer.read(7, &datagram).unwrap();
        assert!(!answer.complete);
        answer
            .read(7, &message(NLMSG_ERROR, 0, 7, &[0; 20]))
            .unwrap();
        assert!(answer.complete && answer.refused.is_none());
        assert_eq!(answer.bodies, [[1; 4]]);
    }

    #[test]
    fn a_refusal_and_a_disturbed_dump_are_noticed() {
        let mut answer = Answer::default();
        let error = (-19i32).to_ne_bytes();
        answer.read(1, &message(NLMSG_ERROR, 0, 1, &error)).unwrap();
        assert_eq!(answer.refused, Some(19));
        let mut answer = Answer::default();
        let done = message(NLMSG_DONE, NLM_F_DUMP_INTR, 1, &[0; 4]);
        answer.read(1, &done).unwrap();
        assert!(answer.disturbed);
        assert!(Answer::default().read(1, &done[..HEADER + 2]).is_err());
    }
}
