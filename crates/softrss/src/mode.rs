//! Where programs run.

use std::fmt;

/// Where a program runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum XdpMode {
    /// In the driver, before an SKB exists. The driver has to support it.
    #[default]
    Native,
    /// In the stack, on SKBs: any driver, slower. Redirects to a CPUMAP need Linux 5.15.
    Skb,
}

impl fmt::Display for XdpMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Native => "native",
            Self::Skb => "skb",
        })
    }
}
