//! What there is in the directory of an interface.

use std::path::{Path, PathBuf};

use super::{
    deployed::Deployment,
    directory::Directory,
    error::DeploymentError,
    generation::Generation,
    root::PinRoot,
    trial::{self, Trial},
};
use crate::{
    attach::Interface,
    link::{AttachedLink, LinkError, LinkState},
    map::OpenError,
    record::Record,
};

/// What softrss has, or left, for an interface.
#[derive(Debug)]
pub enum Found {
    /// It is attached.
    Attached(Box<Deployment>),
    /// There are pins, and no packet is steered by them. Detaching removes them, and so does attaching.
    Inactive(Inactive),
    /// It is attached, and cannot be understood.
    Unreadable {
        /// Where it is pinned.
        pins: PathBuf,
        /// Index of the interface.
        ifindex: u32,
        /// Inode of its network namespace.
        netns: u64,
        /// Why not.
        problem: DeploymentError,
    },
}

/// Pins by which no packet is steered.
#[derive(Clone, Debug)]
pub struct Inactive {
    /// Where they are.
    pub pins: PathBuf,
    /// Index of the interface.
    pub ifindex: u32,
    /// Inode of its network namespace.
    pub netns: u64,
    /// What is known of the steering, if that can be read.
    pub record: Option<Record>,
    /// The policy as it was written, if that can be read.
    pub policy: Option<String>,
    /// Whether there is a link: then the interface is gone, or the program was taken off it. Otherwise this is what
    /// an interrupted command left.
    pub was_attached: bool,
    /// A trial that could not be taken back, or was interrupted.
    pub trial: Option<Box<Trial>>,
}

impl Found {
    /// Where it is pinned.
    #[must_use]
    pub fn pins(&self) -> &Path {
        match self {
            Self::Attached(deployment) => deployment.directory.path(),
            Self::Inactive(Inactive { pins, .. }) | Self::Unreadable { pins, .. } => pins,
        }
    }
}

/// Every interface that softrss is attached to, in all network namespaces of this machine. What is there and cannot
/// be used is left out; [`survey`] has it.
///
/// # Errors
/// [`DeploymentError`]
pub fn deployments() -> Result<Vec<Deployment>, DeploymentError> {
    let found = survey()?.into_iter();
    Ok(found
        .filter_map(|found| match found {
            Found::Attached(deployment) => Some(*deployment),
            Found::Inactive(_) | Found::Unreadable { .. } => None,
        })
        .collect())
}

impl Deployment {
    /// Opens what is attached to `interface`.
    ///
    /// # Errors
    /// [`DeploymentError::NotAttached`], [`DeploymentError::Inactive`] when it does nothing any more,
    /// [`RecordError::OtherVersion`](super::RecordError::OtherVersion); otherwise see [`DeploymentError`].
    pub fn open(interface: &Interface) -> Result<Self, DeploymentError> {
        let root = PinRoot::find()?;
        let root = root.ok_or_else(|| DeploymentError::NotAttached {
            interface: interface.name().to_owned(),
        })?;
        Self::open_in(&root, interface)
    }

    /// The same, of the pins in `root`.
    ///
    /// # Errors
    /// As [`Deployment::open`].
    pub fn open_in(root: &PinRoot, interface: &Interface) -> Result<Self, DeploymentError> {
        let directory = Directory::of(root, interface)?;
        examine(&directory, interface.name())?.deployment()
    }

    /// Opens again what is attached now, when another policy was applied meanwhile.
    ///
    /// # Errors
    /// As [`Deployment::open`].
    pub fn reopen(&self) -> Result<Self, DeploymentError> {
        examine(&self.directory, &self.record.interface)?.deployment()
    }
}

/// Everything that softrss has pinned, in all network namespaces of this machine.
///
/// # Errors
/// [`DeploymentError`] when the pins cannot be looked at.
pub fn survey() -> Result<Vec<Found>, DeploymentError> {
    match PinRoot::find()? {
        Some(root) => survey_in(&root),
        None => Ok(Vec::new()),
    }
}

/// The same, of the pins in `root`.
///
/// What cannot be looked at is [`Found::Unreadable`], and does not keep anybody from looking at the others.
///
/// # Errors
/// [`DeploymentError`] when not even the directories can be listed.
pub fn survey_in(root: &PinRoot) -> Result<Vec<Found>, DeploymentError> {
    let mut found = Vec::new();
    for directory in Directory::all(root)? {
        let index = format!(
            "interface {} of namespace {}",
            directory.ifindex(),
            directory.netns()
        );
        let examined = examine(&directory, &index).map(Examined::into_found);
        // Whoever detached it meanwhile has removed it.
        if matches!(directory.exists(), Ok(false)) {
            continue;
        }
        found.push(examined.unwrap_or_else(|problem| Found::Unreadable {
            pins: directory.path().to_owned(),
            ifindex: directory.ifindex(),
            netns: directory.netns(),
            problem,
        }));
    }
    Ok(found)
}

/// What is in a directory.
pub(super) struct Examined {
    directory: Directory,
    /// What the interface is called when nothing else is known.
    interface: String,
    /// The link, and what it does.
    pub(super) link: Option<(AttachedLink, LinkState)>,
    /// The generation whose program the link holds.
    pub(super) current: Option<Generation>,
}

/// Looks at a directory, which need not be there.
pub(super) fn examine(directory: &Directory, interface: &str) -> Result<Examined, DeploymentError> {
    let mut examined = Examined {
        directory: directory.clone(),
        interface: interface.to_owned(),
        link: None,
        current: None,
    };
    if !directory.exists()? {
        return Ok(examined);
    }
    examined.link = open_link(directory)?;
    let Some((_, state)) = &examined.link else {
        return Ok(examined);
    };
    for generation in directory.generations()? {
        let Some(program) = generation.program()? else {
            continue;
        };
        if program.info()?.id == state.program_id {
            examined.current = Some(generation);
        }
    }
    Ok(examined)
}

fn open_link(directory: &Directory) -> Result<Option<(AttachedLink, LinkState)>, DeploymentError> {
    match AttachedLink::open(directory.link()) {
        Err(LinkError::Open {
            source: OpenError::Absent,
            ..
        }) => Ok(None),
        Err(error) => Err(error.into()),
        Ok(link) => {
            let state = link.state()?;
            Ok(Some((link, state)))
        }
    }
}

impl Examined {
    /// Whether packets of the interface reach a program of ours.
    pub(super) fn is_active(&self) -> bool {
        let link = self.link.as_ref();
        link.is_some_and(|(_, state)| state.ifindex.is_some())
    }

    /// The generation by which packets are steered.
    pub(super) fn active(&self) -> Option<&Generation> {
        self.current.as_ref().filter(|_| self.is_active())
    }

    /// Number of the program that the link holds.
    pub(super) fn program_id(&self) -> Option<u32> {
        self.link.as_ref().map(|(_, state)| state.program_id)
    }

    /// What is attached.
    pub(super) fn deployment(&self) -> Result<Deployment, DeploymentError> {
        let interface = self.interface.clone();
        let Some((_, state)) = &self.link else {
            return Err(DeploymentError::NotAttached { interface });
        };
        if state.ifindex.is_none() {
            return Err(DeploymentError::Inactive { interface });
        }
        let Some(generation) = &self.current else {
            let id = state.program_id;
            return Err(DeploymentError::UnknownProgram { interface, id });
        };
        Ok(Deployment {
            directory: self.directory.clone(),
            generation: generation.clone(),
            record: generation.record()?,
            link_id: state.id,
            program_id: state.program_id,
            interrupted: generation.is_pending()?,
        })
    }

    fn into_found(self) -> Found {
        let (netns, ifindex) = (self.directory.netns(), self.directory.ifindex());
        let pins = self.directory.path().to_owned();
        if !self.is_active() {
            let record = self.current.as_ref().map(Generation::record);
            let policy = self.current.as_ref().map(Generation::policy);
            return Found::Inactive(Inactive {
                pins,
                ifindex,
                netns,
                record: record.and_then(Result::ok),
                policy: policy.and_then(Result::ok),
                was_attached: self.link.is_some(),
                trial: trial::trial(&self.directory).ok().flatten().map(Box::new),
            });
        }
        match self.deployment() {
            Ok(deployment) => Found::Attached(Box::new(deployment)),
            Err(problem) => Found::Unreadable {
                pins,
                ifindex,
                netns,
                problem,
            },
        }
    }
}
