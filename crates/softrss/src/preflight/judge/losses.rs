//! Whether packets would be lost: the table of losses, held against who hands packets over.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    Class, Device, Does, Finding, Fix, Offload, Place, Severity, Unknown,
    loss::{Loss, Verdict},
};
use super::{Case, instead};
use crate::attach::XdpMode;

pub(super) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Found::default();
    for does in Does::all_of(case.policy) {
        found.look(case, &case.interface.device, does);
    }
    let lost = found
        .lost
        .iter()
        .map(|(loss, lost)| fatal(case, *loss, lost));
    let doubts = found.doubts.iter();
    let doubts = doubts.map(|((loss, _), doubt)| doubtful(case, *loss, doubt));
    lost.chain(doubts).collect()
}

/// What is lost, and what may be.
#[derive(Default)]
struct Found {
    lost: BTreeMap<Loss, Lost>,
    /// By loss and sender.
    doubts: BTreeMap<(Loss, String), Doubt>,
}

#[derive(Default)]
struct Lost {
    /// Whose packets.
    senders: BTreeSet<String>,
    fixes: BTreeSet<Fix>,
    /// Whether a sender is left that nothing can be switched for.
    unfixable: bool,
}

struct Doubt {
    sender: String,
    unknown: Unknown,
    remedy: String,
}

/// In what state packets are handed over.
enum Handed {
    Finished,
    /// Checksums are not computed yet, and segmentation may not be done, unless all of this is switched.
    Owed {
        sender: String,
        fix: Option<Fix>,
    },
    Unknown(Doubt),
}

impl Found {
    fn look(&mut self, case: &Case<'_>, device: &Device, does: Does) {
        let mut verdict = Class::of(device).verdict(case.mode, does);
        if verdict == Verdict::AsByItself {
            verdict = Class::by_itself(device).verdict(case.mode, does);
        }
        match verdict {
            Verdict::Kept | Verdict::NoMode | Verdict::AsByItself => {}
            Verdict::AsBelow => self.below(case, device, does),
            Verdict::Lost(loss) => self.loss(loss, device),
        }
        // Programs of drivers do not see it.
        let exchanged = match does {
            Does::Mss => Loss::Clamp,
            Does::Redirect => Loss::Merged,
            Does::Pass | Does::Queue => return,
        };
        if case.mode == XdpMode::Skb {
            let own = case.interface.device.link.index;
            for other in device.beside.iter().filter(|other| other.link.index != own) {
                self.handed(exchanged, own_checksums(other));
            }
        }
    }

    fn below(&mut self, case: &Case<'_>, device: &Device, does: Does) {
        for below in &device.below {
            match (below, does) {
                (Ok(below), _) => self.look(case, below, does),
                (Err(unknown), Does::Mss) => self.unseen(Loss::Clamp, device, unknown),
                (Err(unknown), Does::Redirect) => self.unseen(Loss::Merged, device, unknown),
                // Where something is built on another interface there is no native mode, and else nothing is lost.
                (Err(_), Does::Pass | Does::Queue) => {}
            }
        }
    }

    fn unseen(&mut self, loss: Loss, device: &Device, unknown: &Unknown) {
        self.handed(
            loss,
            Handed::Unknown(Doubt {
                sender: format!("what {} is built on", device.link.name),
                unknown: unknown.clone(),
                remedy: "attach where that interface is".to_owned(),
            }),
        );
    }

    fn loss(&mut self, loss: Loss, device: &Device) {
        match loss {
            Loss::Tap | Loss::Unseen => {
                let lost = self.lost.entry(loss).or_default();
                lost.senders.insert(device.link.name.clone());
                lost.unfixable = true;
            }
            Loss::Checksum | Loss::Clamp => self.handed(loss, handed(device)),
            Loss::Merged => {
                self.handed(loss, handed(device));
                for merged in merging(device) {
                    self.handed(loss, merged);
                }
            }
        }
    }

    fn handed(&mut self, loss: Loss, handed: Handed) {
        match handed {
            Handed::Finished => {}
            Handed::Owed { sender, fix } => {
                let lost = self.lost.entry(loss).or_default();
                lost.senders.insert(sender);
                lost.unfixable |= fix.is_none();
                lost.fixes.extend(fix);
            }
            Handed::Unknown(doubt) => {
                self.doubts.insert((loss, doubt.sender.clone()), doubt);
            }
        }
    }
}

/// What the device receives.
fn handed(device: &Device) -> Handed {
    match Class::by_itself(device) {
        Class::Veth | Class::Netkit => by_peer(device),
        Class::Tap => by_writer(device),
        Class::Virtio => by_host(device),
        Class::Loopback => Handed::Owed {
            sender: "this machine".to_owned(),
            fix: None,
        },
        // Those that are built on others are not asked, but what they are built on.
        Class::Physical
        | Class::Macvtap
        | Class::Macvlan
        | Class::Vlan
        | Class::Bond
        | Class::Bridge
        | Class::BridgePort
        | Class::DsaConduit
        | Class::Ifb
        | Class::Other => Handed::Finished,
    }
}

fn by_peer(device: &Device) -> Handed {
    let unknown = |sender: String, unknown: &Unknown| {
        Handed::Unknown(Doubt {
            remedy: format!(
                "at the other end, in its namespace: ethtool -K {} tx off",
                super::word(&sender)
            ),
            sender,
            unknown: unknown.clone(),
        })
    };
    match &device.peer {
        Some(Ok(peer)) => {
            let name = peer.link.name.clone();
            match (&peer.offloads, peer.place()) {
                (Ok(offloads), Some(place)) if offloads.has(Offload::TxChecksum) => Handed::Owed {
                    sender: name,
                    fix: Some(Fix {
                        place,
                        offload: Offload::TxChecksum,
                        on: false,
                    }),
                },
                (Ok(_), _) => Handed::Finished,
                (Err(why), _) => unknown(name, why),
            }
        }
        Some(Err(why)) => unknown("PEER".to_owned(), why),
        None => {
            let what = format!("the other end of {}", device.link.name);
            unknown("PEER".to_owned(), &Unknown::Untold { what })
        }
    }
}

fn by_writer(device: &Device) -> Handed {
    let sender = format!("who writes to {}", device.link.name);
    match device.link.vnet_hdr {
        Some(false) => Handed::Finished,
        Some(true) => Handed::Owed { sender, fix: None },
        None => Handed::Unknown(Doubt {
            unknown: Unknown::Untold {
                what: format!("whether {} has IFF_VNET_HDR", device.link.name),
            },
            sender,
            remedy: "in the virtual machine: ethtool -K IFACE tx off".to_owned(),
        }),
    }
}

/// Machines on the same host send one another what nobody has computed.
fn by_host(device: &Device) -> Handed {
    of_offload(device, Offload::RxChecksum, "other machines on its host")
}

fn own_checksums(device: &Device) -> Handed {
    of_offload(device, Offload::TxChecksum, &device.link.name)
}

/// Packets that are owed something as long as `offload` is on.
fn of_offload(device: &Device, offload: Offload, sender: &str) -> Handed {
    let fix = Fix {
        place: Place::here(&device.link),
        offload,
        on: false,
    };
    let sender = sender.to_owned();
    match &device.offloads {
        Ok(offloads) if !offloads.has(offload) => Handed::Finished,
        Ok(offloads) => Handed::Owed {
            sender,
            fix: offloads.changeable.contains(&offload).then_some(fix),
        },
        Err(unknown) => Handed::Unknown(Doubt {
            remedy: fix.command(),
            sender,
            unknown: unknown.clone(),
        }),
    }
}

/// What merges packets before the program sees them.
fn merging(device: &Device) -> Vec<Handed> {
    const MERGING: [Offload; 3] = [Offload::Gro, Offload::GroHw, Offload::Lro];
    let sender = &device.link.name;
    MERGING
        .into_iter()
        .map(|offload| of_offload(device, offload, sender))
        .collect()
}

fn fatal(case: &Case<'_>, loss: Loss, lost: &Lost) -> Finding {
    let row = loss.row();
    let senders: Vec<&str> = lost.senders.iter().map(String::as_str).collect();
    let sentence = row.short.replace("{}", &senders.join(", "));
    let finding = case.finding(Severity::Fatal, row.id, sentence).loses();
    if lost.unfixable {
        return finding.remedy(instead(row.instead));
    }
    let commands: Vec<String> = lost.fixes.iter().map(Fix::command).collect();
    finding
        .fixes(lost.fixes.iter().cloned())
        .remedy(super::fixable(&commands))
}

fn doubtful(case: &Case<'_>, loss: Loss, doubt: &Doubt) -> Finding {
    let row = loss.row();
    let sentence = format!(
        "it could not be looked at ({}), and may be: {}",
        doubt.unknown,
        row.short.replace("{}", &doubt.sender)
    );
    case.finding(Severity::Warning, "sender-unknown", sentence)
        .remedy(doubt.remedy.clone())
}
