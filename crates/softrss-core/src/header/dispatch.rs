//! From the number that announces a header to the header: the tables of [`By`], made from the kinds.

use super::{By, Header, When};

/// A header kind, and when it is read.
pub type Next = (Header, When);

const MAX_TYPES: usize = 16;
const MAX_PORTS: usize = 8;

/// IP protocol number → header kind.
pub struct Protocols([Option<Next>; 256]);

impl Protocols {
    /// The kind that `protocol` announces.
    pub fn get(&self, protocol: u8) -> Option<Next> {
        self.0[usize::from(protocol)]
    }

    /// Every number that announces a kind.
    pub fn iter(&self) -> impl Iterator<Item = (u8, Next)> {
        (0..=u8::MAX).filter_map(|protocol| Some((protocol, self.get(protocol)?)))
    }
}

/// Behind IPv4.
pub static PROTOCOLS_4: Protocols = protocols(false);
/// Behind IPv6.
pub static PROTOCOLS_6: Protocols = protocols(true);
/// By Ethernet type.
pub static ETHER_TYPES: [Option<(u16, Next)>; MAX_TYPES] = ether_types();
/// By UDP destination port.
pub static UDP_TO: [Option<(u16, Next)>; MAX_PORTS] = udp_ports(false);
/// By UDP port on either side.
pub static UDP_EITHER: [Option<(u16, Next)>; MAX_PORTS] = udp_ports(true);

/// The kind that `number` announces in one of the lists above.
pub fn find(list: &[Option<(u16, Next)>], number: u16) -> Option<Next> {
    list.iter()
        .map_while(|entry| *entry)
        .find(|&(entry, _)| entry == number)
        .map(|(_, next)| next)
}

/// How many ways there are to announce a header.
const ENTRIES: usize = {
    let (mut kind, mut entries) = (0, 0);
    while kind < Header::ALL.len() {
        entries += Header::ALL[kind].kind().entries.len();
        kind += 1;
    }
    entries
};

/// Every way to announce a header, in the order of the kinds.
const ALL: [(By, Next); ENTRIES] = {
    let mut all = [(By::Protocol(0), (Header::Ethernet, When::Always)); ENTRIES];
    let (mut kind, mut len) = (0, 0);
    while kind < Header::ALL.len() {
        let header = Header::ALL[kind];
        let entries = header.kind().entries;
        let mut entry = 0;
        while entry < entries.len() {
            let (by, when) = entries[entry];
            all[len] = (by, (header, when));
            (entry, len) = (entry + 1, len + 1);
        }
        kind += 1;
    }
    all
};

const fn protocols(v6: bool) -> Protocols {
    let mut table = [None; 256];
    let mut i = 0;
    while i < ENTRIES {
        let (by, next) = ALL[i];
        let number = match by {
            By::Protocol(number) => Some(number),
            By::Protocol4(number) if !v6 => Some(number),
            By::Protocol6(number) if v6 => Some(number),
            _ => None,
        };
        if let Some(number) = number {
            let slot = &mut table[number as usize];
            assert!(slot.is_none(), "two kinds with one protocol number");
            *slot = Some(next);
        }
        i += 1;
    }
    Protocols(table)
}

const fn ether_types() -> [Option<(u16, Next)>; MAX_TYPES] {
    let mut table = [None; MAX_TYPES];
    let (mut i, mut len) = (0, 0);
    while i < ENTRIES {
        if let (By::EtherType(number), next) = ALL[i] {
            table[len] = Some((number, next));
            len += 1;
        }
        i += 1;
    }
    table
}

const fn udp_ports(either: bool) -> [Option<(u16, Next)>; MAX_PORTS] {
    let mut table = [None; MAX_PORTS];
    let (mut i, mut len) = (0, 0);
    while i < ENTRIES {
        let (by, next) = ALL[i];
        let number = match by {
            By::UdpTo(number) if !either => Some(number),
            By::UdpEither(number) if either => Some(number),
            _ => None,
        };
        if let Some(number) = number {
            table[len] = Some((number, next));
            len += 1;
        }
        i += 1;
    }
    table
}
