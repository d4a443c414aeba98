//! What there is to know before packets are steered: facts about the kernel, the machine and an interface,
//! and what follows from them.
//!
//! [`Facts::gather`] looks and judges nothing; [`findings`] judges and looks at nothing, so that every
//! judgement can be tried on made-up facts. [`choose_targets`] picks CPUs where nobody named any, and [`suggest`] what a policy
//! for this machine and this interface is best begun with.
//!
//! ```no_run
//! use softrss::{Interface, XdpMode, preflight::{Facts, Severity, findings}};
//! let facts = Facts::gather(Some(&Interface::by_name("eth0")?));
//! for finding in findings(&facts, None, XdpMode::Native) {
//!     if finding.severity == Severity::Fatal {
//!         println!("{}: {}", finding.subject, finding.sentence);
//!     }
//! }
//! # Ok::<(), softrss::AttachError>(())
//! ```

mod choose;
mod class;
mod device;
mod driver;
mod fact;
mod finding;
mod frags;
mod interface;
mod judge;
mod kernel;
mod loss;
pub(crate) mod namespace;
mod offload;
mod own;
mod privilege;
mod probe;
mod receiver;
mod suggest;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use interface::Around;
use softrss_core::{
    Policy,
    policy::{Dsa, InterfaceName, TargetAction},
};

pub use choose::{Choice, choose_targets};
pub use class::Class;
pub use device::{Irq, QueueMasks};
pub use driver::XdpFeatures;
pub use fact::{Fact, Unknown};
pub use finding::{Finding, Severity, word as shell_word};
pub use frags::Frags;
pub use interface::{Device, Holder, InterfaceFacts, Peer};
pub use judge::{absent_targets, findings};
pub use kernel::{Bpffs, KernelFacts};
pub use loss::{ClassRow, Does, LOSSES, Loss, LossRow, Verdict, Verdicts};
pub use offload::{Fix, Offload, OffloadError, Offloads, Place, fix_offloads};
pub use own::Own;
pub use privilege::NEEDED as NEEDED_CAPABILITIES;
pub use receiver::{Polling, Reception};
pub use suggest::{Suggestion, suggest};

pub use crate::netlink::link::{AttachedXdp, Link, Lower};
use crate::{attach::Interface, topology::Topology};

/// Everything that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The running kernel.
    pub kernel: KernelFacts,
    /// The capabilities that steering needs and the calling thread lacks.
    pub missing_capabilities: Fact<Vec<&'static str>>,
    /// The CPUs.
    pub topology: Fact<Topology>,
    /// Whether irqbalance runs.
    pub irqbalance: Fact<bool>,
    /// The interface, where one was named.
    pub interface: Option<Fact<InterfaceFacts>>,
    /// The interfaces that a policy sends packets out of, by name; `None` for one that is not there.
    pub redirects: BTreeMap<String, Fact<Option<Device>>>,
    /// What softrss itself keeps on the interface, and may replace.
    pub own: Fact<Own>,
}

impl Facts {
    /// Looks at the kernel, the machine and `interface`, and changes nothing. The calling thread has to be in
    /// the network namespace of the interface.
    ///
    /// Without privileges less is seen, and what is not is an [`Unknown`] that says so.
    #[must_use]
    pub fn gather(interface: Option<&Interface>) -> Self {
        Self::gather_in(Path::new("/"), interface)
    }

    /// The same, with the files of procfs and sysfs as they are below `root`.
    #[must_use]
    pub fn gather_in(root: &Path, interface: Option<&Interface>) -> Self {
        Self {
            kernel: KernelFacts::gather(root),
            missing_capabilities: privilege::missing(),
            topology: Topology::read_in(root).map_err(|error| Unknown::Failed {
                what: "the CPUs of this machine".to_owned(),
                reason: error.to_string(),
            }),
            irqbalance: irqbalance(root),
            interface: interface.map(|interface| InterfaceFacts::gather(root, interface)),
            redirects: BTreeMap::new(),
            own: interface.map_or_else(|| Ok(Own::default()), Own::of),
        }
    }

    /// The same facts, and those about the interfaces that `policy` sends packets out of.
    #[must_use]
    pub fn with_redirects(self, policy: &Policy) -> Self {
        self.with_redirects_in(Path::new("/"), policy)
    }

    /// The same, with the files of procfs and sysfs as they are below `root`.
    #[must_use]
    pub fn with_redirects_in(mut self, root: &Path, policy: &Policy) -> Self {
        let names: BTreeSet<&str> = redirects(policy).map(InterfaceName::as_str).collect();
        self.redirects = Around::look_at(root, names.into_iter());
        self
    }

    /// The same facts, but for the program that softrss keeps on the interface: for who keeps it elsewhere
    /// than [`PinRoot::find`](crate::deployment::PinRoot::find) looks.
    #[must_use]
    pub fn with_own_program(mut self, program: Option<u32>) -> Self {
        let own = self.own.unwrap_or_default();
        self.own = Ok(Own { program, ..own });
        self
    }

    /// The tag that a switch puts into all frames of the interface, which is what `dsa = "auto"` means there: none where no
    /// switch is plugged into it. Where the tag is not known, [`findings`] has a fatal finding.
    #[must_use]
    pub fn switch_tag(&self) -> Dsa {
        let device = self.known_interface().map(|interface| &interface.device);
        let told = device.and_then(|device| device.dsa.as_ref()?.as_deref().ok());
        told.and_then(|told| Dsa::of_kernel(told).ok())
            .unwrap_or(Dsa::None)
    }

    /// The interface, if it could be looked at.
    fn known_interface(&self) -> Option<&InterfaceFacts> {
        self.interface.as_ref()?.as_ref().ok()
    }
}

/// The interfaces that a policy sends packets out of.
fn redirects(policy: &Policy) -> impl Iterator<Item = &InterfaceName> {
    let rules = policy.rules.iter().filter_map(|rule| rule.action.then());
    let actions = rules.chain([&policy.targets.action]);
    actions.filter_map(|action| match action {
        TargetAction::Redirect(name) => Some(name),
        TargetAction::Stack | TargetAction::Drop => None,
    })
}

/// Whether a process of that name runs.
fn irqbalance(root: &Path) -> Fact<bool> {
    let processes = fs::read_dir(root.join("proc"));
    let processes = processes.map_err(|error| Unknown::new("the processes", &error))?;
    let mut names = processes
        .filter_map(Result::ok)
        .filter_map(|process| fs::read_to_string(process.path().join("comm")).ok());
    Ok(names.any(|name| name.trim() == "irqbalance"))
}
