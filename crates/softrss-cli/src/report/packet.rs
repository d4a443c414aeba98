//! One line of tab-separated values for each packet.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use softrss_core::{decide::Decision, flow::Ports, header::Reason, policy::Key};

use crate::capture::LinkType;

/// The columns.
const HEADER: &str = "frame\taction\tcpu\trule\tbucket\thash\tsrc\tdst\tproto\tsrc_port\tdst_port\theaders\t\
                      reason\tlength\tvlan\tinner_vlan\tprefix\ttunnel_id\n";

/// The file could not be made.
#[derive(Debug, thiserror::Error)]
#[error("`{}` cannot be written", path.display())]
pub(crate) struct CreateError {
    pub(crate) path: PathBuf,
    #[source]
    pub(crate) source: io::Error,
}

/// What is told of a packet beside what was decided.
pub(crate) struct Packet {
    /// Its number in the capture.
    pub(crate) number: u64,
    /// On the wire, in bytes.
    pub(crate) length: usize,
    /// What it was captured as.
    pub(crate) link: LinkType,
    /// The key of the entry of a table that decided.
    pub(crate) key: Option<Key>,
}

/// The headers that were read, with the word of the link it was captured on in place of an Ethernet header that it had not.
pub(crate) fn path(decision: &Decision, link: LinkType) -> String {
    let path = decision.headers.to_string();
    match path.strip_prefix(LinkType::ETHERNET.word()) {
        Some(behind) => format!("{}{behind}", link.word()),
        None => path,
    }
}

/// A table with a row for each packet; `-` where a column does not apply.
pub(crate) struct PacketTable<W: Write> {
    output: io::BufWriter<W>,
}

impl<W: Write> PacketTable<W> {
    pub(crate) fn new(mut output: io::BufWriter<W>) -> io::Result<Self> {
        output.write_all(HEADER.as_bytes())?;
        Ok(Self { output })
    }

    /// Writes the row of a packet; `chooser` is the rule or the table that decided.
    pub(crate) fn row(
        &mut self,
        packet: &Packet,
        decision: &Decision,
        chooser: Option<&str>,
    ) -> io::Result<()> {
        let to = &mut self.output;
        write!(to, "{}\t{}\t", packet.number, decision.verdict.word())?;
        match decision.cpu {
            Some(cpu) => write!(to, "{cpu}")?,
            None => to.write_all(b"-")?,
        }
        write!(to, "\t{}\t", chooser.unwrap_or("-"))?;
        match decision.bucket {
            Some(bucket) => write!(to, "{bucket}\t")?,
            None => to.write_all(b"-\t")?,
        }
        match decision.hash {
            Some(hash) => write!(to, "{hash:#010x}\t")?,
            None => to.write_all(b"-\t")?,
        }
        match decision.flow {
            Some(flow) => {
                write!(to, "{}\t{}\t{}\t", flow.src, flow.dst, flow.proto)?;
                match flow.ports {
                    Ports::Pair { src, dst } => write!(to, "{src}\t{dst}\t")?,
                    Ports::None | Ports::Spi(_) => to.write_all(b"-\t-\t")?,
                }
            }
            None => to.write_all(b"-\t-\t-\t-\t-\t")?,
        }
        if decision.headers.is_empty() {
            to.write_all(b"-")?;
        } else {
            write!(to, "{}", path(decision, packet.link))?;
        }
        let reason = decision.reason.map_or("-", Reason::word);
        write!(to, "\t{reason}\t{}\t", packet.length)?;
        for vlan in [decision.vlan, decision.inner_vlan] {
            match vlan {
                Some(vlan) => write!(to, "{vlan}\t")?,
                None => to.write_all(b"-\t")?,
            }
        }
        match packet.key {
            Some(key) => write!(to, "{key}\t")?,
            None => to.write_all(b"-\t")?,
        }
        match decision.tags.tunnel_id {
            0 => to.write_all(b"-\n"),
            id => writeln!(to, "{id}"),
        }
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.output.flush()
    }
}
