//! ESP, in IP and in UDP.

use super::{By, Kind, Reason, Step, When};
use crate::{flow::Ports, policy::Decap, walk::Walk};

/// ESP (RFC 4303): the SPI is all that can be read.
pub(super) const ESP: Kind = Kind {
    word: "esp",
    entries: &[(By::Protocol(50), When::Ports)],
    quotable: true,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let spi = *walk.need::<4>()?;
    walk.ports(Ports::Spi(u32::from_be_bytes(spi)));
    Ok(Step::Done)
}

/// ESP in UDP (RFC 3948). A zero SPI marks a key exchange message, and what is too short for ESP is a
/// keepalive: these are hashed by their ports.
pub(super) const ESP_IN_UDP: Kind = Kind {
    word: "esp",
    entries: &[(By::UdpEither(4500), When::Decap(Decap::ESPUDP))],
    quotable: false,
    parse: parse_in_udp,
    code_of: None,
};

/// UDP header, SPI and sequence number.
const SHORTEST: u16 = 16;

fn parse_in_udp(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[_, _, _, _, l0, l1, _, _, s0, s1, s2, s3] = walk.need::<12>()?;
    let spi = u32::from_be_bytes([s0, s1, s2, s3]);
    // The length is looked at here, because padding behind a keepalive would pass for an SPI.
    if u16::from_be_bytes([l0, l1]) >= SHORTEST && spi != 0 {
        walk.ports(Ports::Spi(spi));
    }
    Ok(Step::Done)
}
