//! One line of tab-separated values for each packet.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use softrss_core::{decide::Decision, flow::Ports};

/// The columns.
const HEADER: &str =
    "frame\taction\tcpu\trule\tbucket\thash\tsrc\tdst\tproto\tsrc_port\tdst_port\theaders\n";

/// The file could not be made.
#[derive(Debug, thiserror::Error)]
#[error("`{}` cannot be written", path.display())]
pub(crate) struct CreateError {
    pub(crate) path: PathBuf,
    #[source]
    pub(crate) source: io::Error,
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

    /// Writes the row of the packet `number`; `chooser` is the rule that decided.
    pub(crate) fn row(
        &mut self,
        number: u64,
        decision: &Decision,
        chooser: Option<&str>,
    ) -> io::Result<()> {
        let to = &mut self.output;
        write!(to, "{number}\t{}\t", decision.verdict.word())?;
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
            return to.write_all(b"-\n");
        }
        writeln!(to, "{}", decision.headers)
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.output.flush()
    }
}
