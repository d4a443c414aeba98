//! What is lost, by what the interface is, by mode, and by what is done with packets: one table, which the doctor,
//! `attach` and the documents read.

use std::collections::BTreeSet;

use softrss_core::{
    Policy,
    policy::{Action, TargetAction},
};

use super::Class;
use crate::attach::XdpMode;

/// What a policy does with packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Does {
    /// They stay on the CPU that received them.
    Pass,
    /// They go through the queue of a CPU to its stack.
    Queue,
    /// The same, and the segment size of TCP connections is lowered.
    Mss,
    /// A target sends them out of an interface.
    Redirect,
}

impl Does {
    /// In the order of the table's columns.
    pub const ALL: [Self; 4] = [Self::Pass, Self::Queue, Self::Mss, Self::Redirect];

    /// Its word in the documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Queue => "queue",
            Self::Mss => "`mss`",
            Self::Redirect => "redirect",
        }
    }

    /// All that `policy` does; the default policy, if `None`. Rules behind one that takes every packet count not.
    pub(super) fn all_of(policy: Option<&Policy>) -> BTreeSet<Self> {
        let Some(policy) = policy else {
            return BTreeSet::from([Self::Queue]);
        };
        let mut all = BTreeSet::new();
        let mut then = |action: &TargetAction| {
            let mss = policy.targets.mss.is_some();
            match action {
                // Nobody misses what is dropped.
                TargetAction::Drop => {}
                TargetAction::Stack if mss => drop(all.insert(Self::Mss)),
                TargetAction::Stack => drop(all.insert(Self::Queue)),
                TargetAction::Redirect(_) => {
                    all.insert(Self::Redirect);
                    if mss {
                        all.insert(Self::Mss);
                    }
                }
            }
        };
        let mut passes = false;
        let mut rest = true;
        for rule in &policy.rules {
            match &rule.action {
                Action::Pass => passes = true,
                Action::Drop => {}
                action => then(action.then().unwrap_or(&policy.targets.action)),
            }
            if rule.matches.is_empty() {
                rest = false;
                break;
            }
        }
        // Prefixes come behind the rules, and the hash behind them.
        if rest {
            then(&policy.targets.action);
        }
        if passes {
            all.insert(Self::Pass);
        }
        all
    }
}

/// What becomes of packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// None is lost.
    Kept,
    /// No program runs in this mode.
    NoMode,
    /// As this says.
    Lost(Loss),
    /// As on the interfaces that hand it its packets.
    AsBelow,
    /// As on an interface that belongs to nothing.
    AsByItself,
}

/// A way to lose packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Owed checksums are forgotten by a redirect in native mode.
    Checksum,
    /// Socket buffers of a tap device are spoilt by a redirect in native mode.
    Tap,
    /// Owed checksums are spoilt by `mss` in skb mode.
    Clamp,
    /// Merged packets are too large to be sent in skb mode.
    Merged,
    /// The program sees no packet.
    Unseen,
}

/// What is known of a loss.
pub struct LossRow {
    /// The finding.
    pub id: &'static str,
    /// What is lost, and why.
    pub lost: &'static str,
    /// What avoids it.
    pub avoided: &'static str,
    /// What is found; `{}` stands for who sends the packets.
    pub short: &'static str,
    /// What to do where no offload can be switched.
    pub instead: &'static str,
}

impl Loss {
    /// Every loss.
    pub const ALL: [Self; 5] = [
        Self::Checksum,
        Self::Tap,
        Self::Clamp,
        Self::Merged,
        Self::Unseen,
    ];

    /// What is known of it.
    #[must_use]
    pub const fn row(self) -> LossRow {
        match self {
            Self::Checksum => LossRow {
                id: "veth-checksum",
                lost: "packets of sockets and virtual machines come with checksums that are not computed yet, a redirect \
                       in native mode forgets that they are owed, and the receiver drops them: all TCP, and all UDP",
                avoided: "`tx off` at the other end",
                short: "{} sends packets whose checksums are not computed yet: redirected TCP and UDP would be dropped by the receiver",
                instead: "use --mode skb",
            },
            Self::Tap => LossRow {
                id: "tap-native",
                lost: "what comes to a tap device as a socket buffer (large packets, those of most writers) is cut off \
                       at the wrong place by a redirect in native mode, and of the others those are dropped whose \
                       checksums are not computed yet",
                avoided: "`--mode skb`",
                short: "packets that a process writes to {} would be lost when they are redirected in native mode",
                instead: "use --mode skb",
            },
            Self::Clamp => LossRow {
                id: "mss-checksum",
                lost: "where a checksum is not computed yet, lowering the segment size spoils the part of it that is \
                       there: the connections of such senders cannot be opened beyond this machine",
                avoided: "`tx off` where the packets are sent; or `mss` in native mode; or clamp with nft",
                short: "{} sends packets whose checksums are not computed yet, and `mss` in skb mode spoils those: connections beyond this machine could not be opened",
                instead: "use --mode native, or leave `mss` out and clamp with nft: tcp option maxseg size set",
            },
            Self::Merged => LossRow {
                id: "redirect-merged",
                lost: "packets that are merged, or not yet segmented, are larger than any interface sends, and are \
                       dropped when a target sends them out; so are, further on, those whose checksums are not \
                       computed yet",
                avoided: "`gro off` on the interface, and `tx off` where the packets are sent",
                short: "packets of {} come merged or unfinished: a target that sends them out in skb mode would lose them",
                instead: "use --mode native",
            },
            Self::Unseen => LossRow {
                id: "never-seen",
                lost: "packets that tc sends through an ifb come out at the interface where they were received: the \
                       program sees none of them, and nothing is steered",
                avoided: "steer on the interface where they are received",
                short: "what tc sends through {} comes out where it was received: the program would see no packet",
                instead: "steer on the interface where they are received",
            },
        }
    }
}

/// The verdicts in one mode, in the order of [`Does::ALL`].
pub type Verdicts = [Verdict; 4];

use Verdict::{AsBelow, AsByItself, Kept, NoMode};

const fn lost(queue: Verdict, mss: Verdict, redirect: Verdict) -> Verdicts {
    [Kept, queue, mss, redirect]
}

const KEPT: Verdicts = [Kept; 4];
const NO_MODE: Verdicts = [NoMode; 4];
const AS_BELOW: Verdicts = lost(AsBelow, AsBelow, AsBelow);
const AS_BY_ITSELF: Verdicts = [AsByItself; 4];
const CLAMP: Verdict = Verdict::Lost(Loss::Clamp);
const MERGED: Verdict = Verdict::Lost(Loss::Merged);
const UNSEEN: Verdict = Verdict::Lost(Loss::Unseen);

/// What is lost on one class of interfaces.
#[derive(Clone, Copy, Debug)]
pub struct ClassRow {
    /// What the interface is.
    pub class: Class,
    /// The same in words.
    pub words: &'static str,
    /// What is lost in native mode.
    pub native: Verdicts,
    /// What is lost in skb mode.
    pub skb: Verdicts,
}

const fn row(class: Class, words: &'static str, native: Verdicts, skb: Verdicts) -> ClassRow {
    ClassRow {
        class,
        words,
        native,
        skb,
    }
}

/// What is lost on each class of interfaces.
///
/// # Source
/// Linux 6.18. `xdp_convert_buff_to_frame` keeps no checksum state; `veth_xdp_rcv_skb`, drivers/net/veth.c;
/// `tun_get_user`, drivers/net/tun.c, runs programs on socket buffers whose `mac_len` is not set yet, by which
/// `cpu_map_generic_redirect` cuts; `xdp_ok_fwd_dev`, include/linux/filter.h, has the size that is sent, and
/// `generic_xdp_tx`, net/core/dev.c, neither segments nor computes checksums; `ifb_ri_tasklet`, drivers/net/ifb.c.
pub const LOSSES: [ClassRow; 15] = [
    row(Class::Physical, "NIC", KEPT, lost(Kept, Kept, MERGED)),
    row(Class::Virtio, "virtio", KEPT, lost(Kept, CLAMP, MERGED)),
    row(
        Class::Veth,
        "veth",
        lost(
            Verdict::Lost(Loss::Checksum),
            Verdict::Lost(Loss::Checksum),
            Verdict::Lost(Loss::Checksum),
        ),
        lost(Kept, CLAMP, MERGED),
    ),
    row(Class::Netkit, "netkit", NO_MODE, lost(Kept, CLAMP, MERGED)),
    row(
        Class::Tap,
        "tap",
        lost(
            Verdict::Lost(Loss::Tap),
            Verdict::Lost(Loss::Tap),
            Verdict::Lost(Loss::Tap),
        ),
        lost(Kept, CLAMP, MERGED),
    ),
    row(Class::Macvtap, "macvtap", NO_MODE, AS_BELOW),
    row(Class::Macvlan, "macvlan", NO_MODE, AS_BELOW),
    row(Class::Vlan, "VLAN device", NO_MODE, AS_BELOW),
    row(Class::Bond, "bond", AS_BELOW, AS_BELOW),
    row(Class::Bridge, "bridge", NO_MODE, AS_BELOW),
    row(
        Class::BridgePort,
        "port of a bridge",
        AS_BY_ITSELF,
        AS_BY_ITSELF,
    ),
    row(Class::DsaConduit, "DSA conduit", AS_BY_ITSELF, AS_BY_ITSELF),
    row(Class::Ifb, "ifb", NO_MODE, [UNSEEN; 4]),
    row(
        Class::Loopback,
        "loopback",
        NO_MODE,
        lost(Kept, Kept, MERGED),
    ),
    row(
        Class::Other,
        "another virtual one",
        KEPT,
        lost(Kept, Kept, MERGED),
    ),
];

impl Class {
    fn row(self) -> &'static ClassRow {
        let position = LOSSES.iter().position(|row| row.class == self);
        &LOSSES[position.expect("each class has a row, which a test checks")]
    }

    /// What becomes of packets.
    #[must_use]
    pub fn verdict(self, mode: XdpMode, does: Does) -> Verdict {
        let row = self.row();
        match mode {
            XdpMode::Native => row.native[does as usize],
            XdpMode::Skb => row.skb[does as usize],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_a_row() {
        for row in &LOSSES {
            let same = LOSSES.iter().filter(|other| other.class == row.class);
            assert_eq!(same.count(), 1, "{}", row.words);
            for mode in [XdpMode::Native, XdpMode::Skb] {
                for does in Does::ALL {
                    assert!(row.class.row().words == row.words);
                    let verdict = row.class.verdict(mode, does);
                    let unseen = verdict == Verdict::Lost(Loss::Unseen);
                    // Who takes nothing over loses nothing.
                    let stays = matches!(verdict, Kept | NoMode | AsByItself) || unseen;
                    assert!(does != Does::Pass || stays, "{}", row.words);
                }
            }
        }
        // Does the compiler know of one that has none?
        for class in ALL {
            assert_eq!(class.row().class, class);
        }
    }

    const ALL: [Class; 15] = [
        Class::Physical,
        Class::Virtio,
        Class::Veth,
        Class::Netkit,
        Class::Tap,
        Class::Macvtap,
        Class::Macvlan,
        Class::Vlan,
        Class::Bond,
        Class::Bridge,
        Class::BridgePort,
        Class::DsaConduit,
        Class::Ifb,
        Class::Loopback,
        Class::Other,
    ];

    #[test]
    fn what_a_policy_does_is_known() {
        let does = |text: &str| {
            let policy: Policy = text.parse().unwrap();
            Does::all_of(Some(&policy)).into_iter().collect::<Vec<_>>()
        };
        let rule = |action: &str| {
            format!("version = 1\n[[rule]]\nmatch = {{ dst_port = 53 }}\naction = {action}\n")
        };
        assert_eq!(Does::all_of(None), BTreeSet::from([Does::Queue]));
        assert_eq!(does("version = 1\n"), [Does::Queue]);
        assert_eq!(does(&rule("\"pass\"")), [Does::Pass, Does::Queue]);
        assert_eq!(
            does(&rule("{ cpu = 0, then = { redirect = \"x\" } }")),
            [Does::Queue, Does::Redirect]
        );
        assert_eq!(does("version = 1\n[targets]\nmss = 1300\n"), [Does::Mss]);
        assert_eq!(does("version = 1\n[targets]\naction = \"drop\"\n"), []);
        assert_eq!(
            does("version = 1\n[targets]\nmss = 1300\naction = { redirect = \"x\" }\n"),
            [Does::Mss, Does::Redirect]
        );
        assert_eq!(
            does("version = 1\n[[rule]]\nmatch = {}\naction = \"pass\"\n"),
            [Does::Pass]
        );
    }
}
