//! What the kernel counts about TCP in a namespace.

use std::{fs, io};

use crate::{error::TestbedError, netns::Netns};

/// What the TCP of one end has counted since the namespace was made, of both IP versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TcpCounters {
    /// Segments that arrived.
    pub received: u64,
    /// Segments that were sent again.
    pub retransmitted: u64,
    /// Segments that arrived with a wrong checksum.
    pub checksum_errors: u64,
    /// Segments that arrived before an earlier one and had to wait for it (`TCPOFOQueue`).
    pub out_of_order: u64,
    /// How often a connection found out, by selective acknowledgements, that its segments were reordered
    /// (`TCPSACKReorder`).
    pub reorderings: u64,
}

impl TcpCounters {
    pub(super) fn of(netns: &Netns) -> Result<Self, TestbedError> {
        let table = |name: &str| fs::read_to_string(format!("/proc/thread-self/net/{name}"));
        let tables = netns.run(|| Ok((table("snmp")?, table("netstat")?)))?;
        tables
            .and_then(|(snmp, netstat)| parse(&snmp, &netstat))
            .map_err(|source| TestbedError::Kernel {
                what: "read the TCP counters of a namespace",
                source,
            })
    }
}

fn parse(snmp: &str, netstat: &str) -> io::Result<TcpCounters> {
    let tcp = |name| number(snmp, "snmp", "Tcp: ", name);
    let extended = |name| number(netstat, "netstat", "TcpExt: ", name);
    Ok(TcpCounters {
        received: tcp("InSegs")?,
        retransmitted: tcp("RetransSegs")?,
        checksum_errors: tcp("InCsumErrors")?,
        out_of_order: extended("TCPOFOQueue")?,
        reorderings: extended("TCPSACKReorder")?,
    })
}

/// Two lines of the table begin with `head`, the first of names and the second of numbers.
fn number(table: &str, file: &str, head: &str, name: &str) -> io::Result<u64> {
    let mut lines = table.lines().filter_map(|line| line.strip_prefix(head));
    let (names, numbers) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    let mut columns = names.split_whitespace().zip(numbers.split_whitespace());
    columns
        .find_map(|(column, number)| (column == name).then(|| number.parse().ok())?)
        .ok_or_else(|| {
            let what = format!("no {name} in /proc/net/{file}");
            io::Error::new(io::ErrorKind::InvalidData, what)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let table = "Ip: InSegs\nIp: 9\nTcp: MaxConn InSegs RetransSegs InErrs InCsumErrors\n\
                     Tcp: -1 5 2 7 3\nUdp: InCsumErrors\nUdp: 8\n";
        let extended =
            "TcpExt: TCPSACKReorder TCPOFOQueue\nTcpExt: 4 6\nIpExt: InNoRoutes\nIpExt: 0\n";
        let expected = TcpCounters {
            received: 5,
            retransmitted: 2,
            checksum_errors: 3,
            out_of_order: 6,
            reorderings: 4,
        };
        assert_eq!(parse(table, extended).unwrap(), expected);
        let error = parse("Tcp: InSegs\nTcp: 5\n", extended).unwrap_err();
        assert_eq!(error.to_string(), "no RetransSegs in /proc/net/snmp");
    }
}
