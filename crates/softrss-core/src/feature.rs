//! What softrss needs of the kernel: one table, which the doctor, the tests and the documents read.
//!
//! ```
//! use softrss_core::Feature;
//! assert_eq!(Feature::Frags.to_string(), "Linux 5.18");
//! assert!(Feature::Frags.is_since((5, 18)) && !Feature::Frags.is_since((5, 17)));
//! ```

use std::fmt;

/// Something that not every kernel has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Feature {
    /// CPUMAP entries with programs, the oldest that softrss runs with.
    CpumapPrograms,
    /// The memory of maps and programs does not count as locked.
    UnlockedMemory,
    /// Redirects that fail are told with the map.
    RedirectErrors,
    /// A veth takes redirected packets in if GRO is on.
    VethGro,
    /// Redirects to a CPUMAP in skb mode.
    SkbRedirect,
    /// One program on an interface and those above it.
    OneProgram,
    /// The queues of a veth are told.
    VethQueues,
    /// Packets of `BPF_PROG_TEST_RUN` that come from a queue of an interface.
    TestContext,
    /// Programs for packets in several buffers.
    Frags,
    /// Packets of `BPF_PROG_TEST_RUN` that are sent on.
    LiveFrames,
    /// A descriptor is enough to change what it stands for.
    Descriptors,
    /// Drivers tell what they do for a program.
    DriverFeatures,
    /// The threads of a CPUMAP merge packets.
    QueueGro,
}

/// What is known of a feature.
pub struct FeatureRow {
    /// The first kernel that has it.
    pub since: (u32, u32),
    /// What it is for.
    pub what: &'static str,
    /// What an older kernel means.
    pub without: &'static str,
}

impl Feature {
    /// In the order in which they came.
    pub const ALL: [Self; 13] = [
        Self::CpumapPrograms,
        Self::UnlockedMemory,
        Self::RedirectErrors,
        Self::VethGro,
        Self::SkbRedirect,
        Self::OneProgram,
        Self::VethQueues,
        Self::TestContext,
        Self::Frags,
        Self::LiveFrames,
        Self::Descriptors,
        Self::DriverFeatures,
        Self::QueueGro,
    ];

    /// What is known of it.
    #[must_use]
    pub const fn row(self) -> FeatureRow {
        let (since, what, without) = match self {
            Self::CpumapPrograms => (
                (5, 9),
                "queues (CPUMAP) whose entries take programs",
                "nothing can be steered",
            ),
            Self::UnlockedMemory => (
                (5, 11),
                "memory of maps and programs is charged to the control group",
                "it counts as locked: softrss raises its `RLIMIT_MEMLOCK`",
            ),
            Self::RedirectErrors => (
                (5, 13),
                "the count `redirect_err`",
                "it is not told, which is not zero",
            ),
            Self::VethGro => (
                (5, 13),
                "a veth takes what is redirected to its other end in native mode if GRO is on",
                "it needs an XDP program itself",
            ),
            Self::SkbRedirect => (
                (5, 15),
                "skb mode: redirects to a CPUMAP in the stack",
                "native mode only",
            ),
            Self::OneProgram => (
                (5, 15),
                "an interface takes no program below a bond, bridge or VLAN device that has one",
                "both can be attached, and both run",
            ),
            Self::VethQueues => (
                (5, 15),
                "a veth tells how many queues it has",
                "the doctor does not know",
            ),
            Self::TestContext => (
                (5, 15),
                "packets of a test run that come from a queue of an interface",
                "some kernel tests are left out",
            ),
            Self::Frags => (
                (5, 18),
                "native mode with an MTU that takes several buffers",
                "the MTU has to fit one buffer of the driver",
            ),
            Self::LiveFrames => (
                (5, 18),
                "packets of a test run that are sent on",
                "some kernel tests are left out",
            ),
            Self::Descriptors => (
                (5, 19),
                "who may open what is pinned may read and change it",
                "that takes `CAP_BPF` as well",
            ),
            Self::DriverFeatures => (
                (6, 3),
                "drivers tell what they do for a program",
                "known of some drivers; of others, attaching shows it",
            ),
            Self::QueueGro => (
                (6, 15),
                "targets merge packets before the stack has them (GRO)",
                "each packet goes through the stack by itself",
            ),
        };
        FeatureRow {
            since,
            what,
            without,
        }
    }

    /// Major and minor number of a kernel that calls its release `6.1.0-18-amd64` or the like.
    ///
    /// ```
    /// use softrss_core::Feature;
    /// assert_eq!(Feature::version("6.18.44-generic\n"), Some((6, 18)));
    /// assert_eq!(Feature::version("linux"), None);
    /// ```
    #[must_use]
    pub fn version(release: &str) -> Option<(u32, u32)> {
        let mut numbers = release.split(|c: char| !c.is_ascii_digit());
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    }

    /// Whether a kernel of this version has it. One of a vendor may have it although it is older.
    #[must_use]
    pub fn is_since(self, version: (u32, u32)) -> bool {
        version >= self.row().since
    }
}

impl fmt::Display for Feature {
    /// The first kernel that has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (major, minor) = self.row().since;
        write!(f, "Linux {major}.{minor}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_in_the_order_in_which_they_came() {
        assert!(Feature::ALL.is_sorted());
        assert!(Feature::ALL.is_sorted_by_key(|feature| feature.row().since));
    }
}
