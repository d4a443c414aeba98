//! Real TCP connections through the pair: what both ends negotiate, and whether what is sent arrives.

use std::{sync::atomic::AtomicBool, time::Duration};

use serde::Serialize;
use softrss::Loaded;
use softrss_core::Mss;
use softrss_testbed::{IpVersion, TcpBed, TestbedError};

use super::attach::attach;
use crate::{
    Failure,
    cmd::{interrupt::interrupted, refusal},
    report::number::grouped,
};

/// Bytes that each connection carries in each direction.
const TRANSFER: u64 = 1 << 20;
/// How long a connection may take to come about. A policy may well let none through.
const PATIENCE: Duration = Duration::from_secs(3);

/// The connections that are opened under one program.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Connections {
    /// Over IPv4; `null` where the server never answered.
    ipv4: Option<Connection>,
    /// Over IPv6; `null` likewise.
    ipv6: Option<Connection>,
}

/// Largest segment that each end sends, in bytes of payload.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Connection {
    /// That of the client.
    client: u32,
    /// That of the server.
    server: u32,
    /// Bytes that arrived unharmed, in each direction.
    transferred: u64,
}

impl Connections {
    /// Opens connections with `program` attached at both ends, for each of them is to see the other's SYN.
    pub(super) fn open(bed: &TcpBed, program: &Loaded, stop: &AtomicBool) -> Result<Self, Failure> {
        let _attached = [
            attach(program, bed.testbed().source())?,
            attach(program, bed.testbed().sink())?,
        ];
        let ipv4 = Connection::open(bed, IpVersion::V4)?;
        interrupted(stop)?;
        let ipv6 = Connection::open(bed, IpVersion::V6)?;
        Ok(Self { ipv4, ipv6 })
    }
}

impl Connection {
    /// `None` when the server never answers.
    fn open(bed: &TcpBed, version: IpVersion) -> Result<Option<Self>, Failure> {
        let connection = match bed.connect_within(version, PATIENCE) {
            Ok(connection) => connection,
            Err(TestbedError::Unanswered { .. }) => return Ok(None),
            Err(error) => return Err(refusal::testbed(error)),
        };
        let sizes = connection.segment_sizes().map_err(refusal::testbed)?;
        connection.transfer(TRANSFER).map_err(refusal::testbed)?;
        Ok(Some(Self {
            client: sizes.client,
            server: sizes.server,
            transferred: TRANSFER,
        }))
    }
}

/// What connections negotiated before and after.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Negotiated {
    /// What the policy clamps to.
    mss: u16,
    /// Without softrss.
    baseline: Connections,
    /// With it.
    steered: Connections,
}

impl Negotiated {
    pub(super) fn new(mss: Mss, baseline: Connections, steered: Connections) -> Self {
        Self {
            mss: mss.bytes(),
            baseline,
            steered,
        }
    }

    /// The table for people.
    pub(super) fn table(&self) -> String {
        let (before, after) = (&self.baseline, &self.steered);
        let title = format!("TCP connections, mss = {}", grouped(self.mss.into()));
        [
            format!("  {title:<52} {:>12} {:>12}\n", "without", "steered"),
            rows("IPv4", before.ipv4, after.ipv4),
            rows("IPv6", before.ipv6, after.ipv6),
            "\n".to_owned(),
        ]
        .concat()
    }
}

/// What both ends of the connections of one IP version send.
fn rows(version: &str, before: Option<Connection>, after: Option<Connection>) -> String {
    let row = |end: &str, size: fn(Connection) -> u32| {
        let [before, after] = [before, after].map(|connection| match connection {
            Some(connection) => grouped(size(connection).into()),
            None => "no answer".to_owned(),
        });
        let what = format!("{version}, largest segment that the {end} sends");
        format!("  {what:<52} {before:>12} {after:>12}\n")
    };
    row("client", |it| it.client) + &row("server", |it| it.server)
}
