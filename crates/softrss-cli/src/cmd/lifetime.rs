//! What a steering ends with, where that is not the machine.

use std::io::{self, Write as _};

use softrss::deployment::{Lifetime, PinRoot};

/// Says what takes away what is pinned in `root`, beside `softrss detach` and a restart of the machine.
pub(super) fn warn(root: &PinRoot) {
    let what = match root.lifetime() {
        Some(Lifetime::MountNamespace) => {
            "the steering ends with this container, or this mount namespace: its BPF file system is mounted nowhere else"
        }
        Some(Lifetime::Container) => {
            "the steering ends with this container, unless its BPF file system is that of the machine, which cannot be \
             seen from here"
        }
        Some(Lifetime::Machine) | None => return,
    };
    // Talk; in there it is what was asked for.
    let _ = writeln!(io::stderr(), "note: {what}");
}
