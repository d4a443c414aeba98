//! The argument `--mode`.

use softrss::XdpMode;

/// Where the program runs.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(crate) enum Mode {
    /// In the driver
    #[default]
    Native,
    /// In the stack: any driver, slower
    Skb,
}

impl From<Mode> for XdpMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Native => Self::Native,
            Mode::Skb => Self::Skb,
        }
    }
}
