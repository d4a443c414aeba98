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
}

impl TcpCounters {
    pub(super) fn of(netns: &Netns) -> Result<Self, TestbedError> {
        let table = netns.run(|| fs::read_to_string("/proc/thread-self/net/snmp"))?;
        table
            .and_then(|table| parse(&table))
            .map_err(|source| TestbedError::Kernel {
                what: "read the TCP counters of a namespace",
                source,
            })
    }
}

/// Two lines begin with `Tcp:`, the first of names and the second of numbers.
fn parse(table: &str) -> io::Result<TcpCounters> {
    let mut lines = table.lines().filter_map(|line| line.strip_prefix("Tcp: "));
    let (names, numbers) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    let number = |name: &str| {
        let mut columns = names.split_whitespace().zip(numbers.split_whitespace());
        columns
            .find_map(|(column, number)| (column == name).then(|| number.parse().ok())?)
            .ok_or_else(|| {
                let what = format!("no {name} in /proc/net/snmp");
                io::Error::new(io::ErrorKind::InvalidData, what)
            })
    };
    Ok(TcpCounters {
        received: number("InSegs")?,
        retransmitted: number("RetransSegs")?,
        checksum_errors: number("InCsumErrors")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let table = "Ip: InSegs\nIp: 9\nTcp: MaxConn InSegs RetransSegs InErrs InCsumErrors\n\
                     Tcp: -1 5 2 7 3\nUdp: InCsumErrors\nUdp: 8\n";
        let expected = TcpCounters {
            received: 5,
            retransmitted: 2,
            checksum_errors: 3,
        };
        assert_eq!(parse(table).unwrap(), expected);
        let error = parse("Tcp: InSegs\nTcp: 5\n").unwrap_err();
        assert_eq!(error.to_string(), "no RetransSegs in /proc/net/snmp");
    }
}
