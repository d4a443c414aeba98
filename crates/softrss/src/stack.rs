//! What the network stack of an interface's namespace counts: packets that it threw away because they were wrong, and
//! what TCP saw of their order.
//!
//! A packet that was handed on unfinished, without the checksum that its sender left to be computed, is lost in the
//! stack, where no XDP program sees it. The kernel counts that for the whole network namespace, so what is told is what
//! was added since the interface was attached: a [`Baseline`] is written down then.
//!
//! # Source
//! `proc_pid_net(5)`; `snmp4_*_list` in net/ipv4/proc.c, `snmp6_*_list` in net/ipv6/proc.c

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{attach::Interface, counts::added, namespace};

/// What a number of the stack is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Packets that were thrown away because they are not what they say.
    Error,
    /// Packets that came in another order than they were sent, as TCP sees it. Lost ones look like it, too.
    Reordering,
}

/// All there is to say about a number of the stack.
#[derive(Clone, Copy, Debug)]
pub struct StackRow {
    /// Its name, in JSON, metrics and documents.
    pub word: &'static str,
    /// What it is a sign of.
    pub sign: Sign,
    /// The file below `/proc/PID/net`.
    pub file: &'static str,
    /// The beginning of its line there; empty where each line has one number.
    pub section: &'static str,
    /// The kernel's name for it.
    pub key: &'static str,
    /// What it means: a clause without a full stop.
    pub help: &'static str,
}

macro_rules! stack_counters {
    ($($counter:ident $word:literal: $sign:ident $file:literal $section:literal $key:literal, $help:literal;)*) => {
        /// What the stack of a network namespace counts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum StackCounter { $(#[doc = concat!($help, ".")] $counter),* }

        impl StackCounter {
            /// Every number, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$counter),*];

            /// All there is to say about it.
            #[must_use]
            pub const fn row(self) -> &'static StackRow {
                match self { $(Self::$counter => &StackRow {
                    word: $word,
                    sign: Sign::$sign,
                    file: $file,
                    section: $section,
                    key: $key,
                    help: $help,
                }),* }
            }
        }
    };
}

stack_counters! {
    TcpChecksum "tcp_checksum_errors": Error "snmp" "Tcp" "InCsumErrors",
        "TCP segments with a wrong checksum, over IPv4 and IPv6";
    UdpChecksum "udp_checksum_errors": Error "snmp" "Udp" "InCsumErrors",
        "UDP datagrams with a wrong checksum, over IPv4";
    Udp6Checksum "udp6_checksum_errors": Error "snmp6" "" "Udp6InCsumErrors",
        "UDP datagrams with a wrong checksum, over IPv6";
    IcmpChecksum "icmp_checksum_errors": Error "snmp" "Icmp" "InCsumErrors",
        "ICMP messages with a wrong checksum";
    Icmp6Checksum "icmp6_checksum_errors": Error "snmp6" "" "Icmp6InCsumErrors",
        "ICMPv6 messages with a wrong checksum";
    IpChecksum "ip_checksum_errors": Error "netstat" "IpExt" "InCsumErrors",
        "IPv4 packets whose header has a wrong checksum";
    IpHeader "ip_header_errors": Error "snmp" "Ip" "InHdrErrors",
        "IPv4 packets with a wrong header, or whose time to live ran out";
    IpTruncated "ip_truncated": Error "netstat" "IpExt" "InTruncatedPkts",
        "IPv4 packets shorter than their header says";
    Ip6Header "ip6_header_errors": Error "snmp6" "" "Ip6InHdrErrors",
        "IPv6 packets with a wrong header, or whose hop limit ran out";
    Ip6Truncated "ip6_truncated": Error "snmp6" "" "Ip6InTruncatedPkts",
        "IPv6 packets shorter than their header says";
    TcpOutOfOrder "tcp_out_of_order": Reordering "netstat" "TcpExt" "TCPOFOQueue",
        "TCP segments that came before one that was sent earlier, or behind one that was lost";
    TcpReordered "tcp_reordered": Reordering "netstat" "TcpExt" "TCPSACKReorder",
        "times that TCP learnt from its peer that what it sent was reordered on the way";
}

/// What errors of the stack mean, on a line.
pub const ERRORS_MEAN: &str =
    "thrown away by the stack of its namespace, of whichever interface: see `softrss doctor IFACE`";

impl StackCounter {
    /// Those that are a sign of `sign`.
    pub fn of(sign: Sign) -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(move |counter| counter.row().sign == sign)
    }

    fn by_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|counter| counter.row().word == word).copied()
    }
}

/// Numbers of the stack. Those that this kernel does not have are not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StackCounts(BTreeMap<StackCounter, u64>);

impl FromIterator<(StackCounter, u64)> for StackCounts {
    fn from_iter<T: IntoIterator<Item = (StackCounter, u64)>>(counts: T) -> Self {
        Self(counts.into_iter().collect())
    }
}

impl StackCounts {
    /// A number; `None` where this kernel does not have it.
    #[must_use]
    pub fn get(&self, counter: StackCounter) -> Option<u64> {
        self.0.get(&counter).copied()
    }

    /// All numbers of a kind together.
    #[must_use]
    pub fn sum(&self, sign: Sign) -> u64 {
        StackCounter::of(sign)
            .filter_map(|counter| self.get(counter))
            .sum()
    }

    /// What was added since `earlier`. A number that became smaller began anew; one that was not there before is not
    /// known.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Self {
        let now = self.0.iter();
        now.filter_map(|(counter, now)| Some((*counter, added(earlier.get(*counter)?, *now))))
            .collect()
    }

    /// Those of the files in `directory`, a `/proc/PID/net`.
    fn in_files(directory: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for &counter in StackCounter::ALL {
            let file = counter.row().file;
            if !files.contains_key(file) {
                // A kernel without IPv6 has no file for it.
                let text = match fs::read_to_string(directory.join(file)) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
                    text => text?,
                };
                files.insert(file, text);
            }
        }
        let number = |counter: StackCounter| {
            let row = counter.row();
            find(files.get(row.file)?, row)
        };
        let all = StackCounter::ALL.iter();
        Ok(all
            .filter_map(|&counter| Some((counter, number(counter)?)))
            .collect())
    }
}

/// The number of `row` in the text of its file.
fn find(text: &str, row: &StackRow) -> Option<u64> {
    if row.section.is_empty() {
        let mut lines = text.lines().map(str::split_whitespace);
        return lines.find_map(|mut words| {
            let named = words.next() == Some(row.key);
            named.then(|| words.next()?.parse().ok()).flatten()
        });
    }
    // A line of names, and below it one of numbers.
    let section = |line: &'_ str| line.split_once(':').map(|(section, _)| section.to_owned());
    let of_section = |line: &&str| section(line).as_deref() == Some(row.section);
    let mut lines = text.lines().filter(of_section);
    let (names, numbers) = (lines.next()?, lines.next()?);
    let mut pairs = names.split_whitespace().zip(numbers.split_whitespace());
    let (_, number) = pairs.find(|(name, _)| *name == row.key)?;
    number.parse().ok()
}

/// What the stack had counted when an interface was attached, by the words of [`StackCounter`].
pub type Baseline = BTreeMap<String, u64>;

/// Why it is not known what the stack counted since an interface was attached.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StackUnknown {
    /// It was not written down where the numbers began.
    #[error("where they began was not written down")]
    NoBaseline,
    /// The network namespace of the interface cannot be looked into.
    #[error("the counts of network namespace {netns} cannot be read: {reason}")]
    Namespace {
        /// Its inode.
        netns: u64,
        /// Why not.
        reason: String,
    },
}

/// What the stack of the calling thread's network namespace has counted until now; `None` where `/proc` does not tell.
pub(crate) fn baseline() -> Option<Baseline> {
    let counts = StackCounts::in_files(Path::new(OWN)).ok()?;
    let words = counts.0.into_iter();
    Some(
        words
            .map(|(counter, number)| (counter.row().word.to_owned(), number))
            .collect(),
    )
}

/// What the stack of the network namespace with inode `netns` has counted since `baseline`.
pub(crate) fn since(baseline: Option<&Baseline>, netns: u64) -> Result<StackCounts, StackUnknown> {
    let baseline = baseline.ok_or(StackUnknown::NoBaseline)?;
    let words = baseline.iter();
    let earlier: StackCounts = words
        .filter_map(|(word, number)| Some((StackCounter::by_word(word)?, *number)))
        .collect();
    let now = of_namespace(netns).map_err(|error| StackUnknown::Namespace {
        netns,
        reason: error.to_string(),
    })?;
    Ok(now.since(&earlier))
}

/// The files of the calling thread's network namespace; those of `/proc/net` are of the process.
const OWN: &str = "/proc/thread-self/net";

fn of_namespace(netns: u64) -> io::Result<StackCounts> {
    if Interface::netns().is_ok_and(|own| own == netns) {
        return StackCounts::in_files(Path::new(OWN));
    }
    let path = namespace::with_inode(Path::new("/"), netns)?;
    match files_of_process(&path) {
        Some(directory) => StackCounts::in_files(&directory),
        None => namespace::inside(Some(&path), || StackCounts::in_files(Path::new(OWN))),
    }
}

/// `/proc/PID/net` for `/proc/PID/ns/net`: no need to enter the namespace.
fn files_of_process(path: &Path) -> Option<PathBuf> {
    let process = path.strip_prefix("/proc").ok()?.parent()?.parent()?;
    path.ends_with("ns/net")
        .then(|| Path::new("/proc").join(process).join("net"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Files as a kernel without `IpExt` in `snmp6`, and with other numbers between, has them.
    fn files() -> tempfile::TempDir {
        let directory = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(directory.path().join(name), text).unwrap();
        write(
            "snmp",
            "Ip: Forwarding InHdrErrors\nIp: 2 7\nIcmp: InMsgs InErrors InCsumErrors\nIcmp: 2 0 3\n\
             IcmpMsg: OutType3\nIcmpMsg: 4\nTcp: RtoMin InCsumErrors\nTcp: 200 11\n\
             Udp: InDatagrams InCsumErrors\nUdp: 5 12\nUdpLite: InDatagrams InCsumErrors\nUdpLite: 0 99\n",
        );
        write(
            "snmp6",
            "Ip6InHdrErrors                  \t1\nIcmp6InCsumErrors               \t2\nUdp6InCsumErrors \t4\n\
             UdpLite6InCsumErrors \t99\n",
        );
        write(
            "netstat",
            "TcpExt: SyncookiesSent TCPSACKReorder TCPOFOQueue\nTcpExt: 0 21 22\n\
             IpExt: InNoRoutes InTruncatedPkts InCsumErrors\nIpExt: 0 31 32\n",
        );
        directory
    }

    #[test]
    fn every_number_is_found_by_its_section() {
        let files = files();
        let counts = StackCounts::in_files(files.path()).unwrap();
        let told: Vec<(&str, Option<u64>)> = StackCounter::ALL
            .iter()
            .map(|counter| (counter.row().word, counts.get(*counter)))
            .collect();
        assert_eq!(
            told,
            [
                ("tcp_checksum_errors", Some(11)),
                ("udp_checksum_errors", Some(12)),
                ("udp6_checksum_errors", Some(4)),
                ("icmp_checksum_errors", Some(3)),
                ("icmp6_checksum_errors", Some(2)),
                ("ip_checksum_errors", Some(32)),
                ("ip_header_errors", Some(7)),
                ("ip_truncated", Some(31)),
                ("ip6_header_errors", Some(1)),
                // This kernel does not tell, which is not 0.
                ("ip6_truncated", None),
                ("tcp_out_of_order", Some(22)),
                ("tcp_reordered", Some(21)),
            ]
        );
        assert_eq!(
            counts.sum(Sign::Error),
            11 + 12 + 4 + 3 + 2 + 32 + 7 + 31 + 1
        );
        assert_eq!(counts.sum(Sign::Reordering), 43);
    }

    #[test]
    fn this_kernel_has_all_of_them() {
        let here = StackCounts::in_files(Path::new(OWN)).unwrap();
        let has_ipv6 = Path::new(OWN).join("snmp6").exists();
        for counter in StackCounter::ALL {
            let told = here.get(*counter).is_some();
            assert!(
                told || (counter.row().file == "snmp6" && !has_ipv6),
                "{counter:?}"
            );
        }
    }

    #[test]
    fn what_began_is_taken_off_and_what_is_not_known_is_not_zero() {
        let counts =
            |numbers: &[(StackCounter, u64)]| -> StackCounts { numbers.iter().copied().collect() };
        let now = counts(&[
            (StackCounter::TcpChecksum, 12),
            (StackCounter::UdpChecksum, 3),
            (StackCounter::IpHeader, 5),
        ]);
        let before = counts(&[
            (StackCounter::TcpChecksum, 10),
            (StackCounter::UdpChecksum, 4),
        ]);
        let since = now.since(&before);
        assert_eq!(since.get(StackCounter::TcpChecksum), Some(2));
        assert_eq!(since.get(StackCounter::UdpChecksum), Some(3));
        assert_eq!(since.get(StackCounter::IpHeader), None);
        assert_eq!(super::since(None, 1), Err(StackUnknown::NoBaseline));
        let nowhere = super::since(Some(&Baseline::new()), 1);
        assert!(
            matches!(nowhere, Err(StackUnknown::Namespace { netns: 1, .. })),
            "{nowhere:?}"
        );
    }

    #[test]
    fn words_are_told_apart() {
        let words: BTreeSet<&str> = StackCounter::ALL
            .iter()
            .map(|counter| counter.row().word)
            .collect();
        assert_eq!(words.len(), StackCounter::ALL.len());
        assert!(
            words
                .iter()
                .all(|word| StackCounter::by_word(word).is_some())
        );
    }

    #[test]
    fn a_process_is_not_entered() {
        let files = |path: &str| files_of_process(Path::new(path));
        assert_eq!(files("/proc/7/ns/net"), Some("/proc/7/net".into()));
        assert_eq!(files("/proc/7/fd/3"), None);
        assert_eq!(files("/run/netns/blue"), None);
    }
}
