//! What there is in the directory of an interface, and which directory is that of an interface.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    deployed::Deployment,
    directory::{Directory, is_gone},
    error::DeploymentError,
    foreign::Running,
    generation::Generation,
    identity::{Locator, NetnsId, Place},
    lock::Lock,
    root::PinRoot,
    trial::{self, Trial},
};
use crate::{
    attach::Interface,
    link::{AttachedLink, LinkError, LinkState},
    object::link_with,
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
        /// Index of the interface, as far as it is known.
        ifindex: u32,
        /// Inode of its network namespace, as far as it is known.
        netns: u64,
        /// Where the interface is; `None` where nothing is steered, or that cannot be told.
        place: Option<Place>,
        /// Why not.
        problem: DeploymentError,
    },
}

/// Pins by which no packet is steered.
#[derive(Clone, Debug)]
pub struct Inactive {
    /// Where they are.
    pub pins: PathBuf,
    /// Index of the interface when it was attached.
    pub ifindex: u32,
    /// Inode of its network namespace then.
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
    /// The directory of the interface, in which everything is pinned.
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
    /// Opens what is attached to `interface`: what holds the program that the kernel reports there.
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
        let name = interface.name();
        if let Some((directory, _glance)) = steered(root, interface, Lock::glance)? {
            return examine(&directory, name)?.deployment();
        }
        // Nothing steers it: what is said is what is left of an earlier time, if something is.
        let first = Directory::of(root, interface)?.next();
        let left = first
            .map(|directory| examine(&directory, name))
            .transpose()?;
        match left.and_then(|left| left.link) {
            Some((_, state)) if state.ifindex.is_none() => Err(DeploymentError::Inactive {
                interface: name.to_owned(),
            }),
            _ => Err(DeploymentError::NotAttached {
                interface: name.to_owned(),
            }),
        }
    }

    /// Opens again what is attached now, when another policy was applied meanwhile.
    ///
    /// # Errors
    /// As [`Deployment::open`].
    pub fn reopen(&self) -> Result<Self, DeploymentError> {
        let _glance = Lock::glance(&self.directory)?;
        examine(&self.directory, self.interface())?.deployment()
    }
}

/// The program of softrss that runs on `interface`, whether all that belongs to it can be understood or not.
///
/// # Errors
/// [`DeploymentError`] when the pins cannot be looked at.
pub(crate) fn own_program(interface: &Interface) -> Result<Option<u32>, DeploymentError> {
    let Some(root) = PinRoot::find()? else {
        return Ok(None);
    };
    let Some((directory, _glance)) = steered(&root, interface, Lock::glance)? else {
        return Ok(None);
    };
    let examined = examine(&directory, interface.name())?;
    Ok(examined.active().and(examined.program_id()))
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

/// The same, of the pins in `root`, and for root in those of other users.
///
/// Each interface is looked at while nobody changes it. What cannot be looked at is [`Found::Unreadable`], and does not
/// keep anybody from looking at the others.
///
/// # Errors
/// [`DeploymentError`] when not even the directories can be listed.
pub fn survey_in(root: &PinRoot) -> Result<Vec<Found>, DeploymentError> {
    let mut locator = Locator::default();
    let mut found = Vec::new();
    for directory in Directory::all(root)? {
        // Whoever detached it meanwhile has removed it.
        let looked = match Lock::glance(&directory) {
            Ok(None) => continue,
            Ok(Some(_glance)) => look(&directory, &mut locator),
            Err(problem) => Err(problem),
        };
        if looked.is_err() && !matches!(directory.exists(), Ok(true)) {
            continue;
        }
        found.push(looked.unwrap_or_else(|problem| Found::Unreadable {
            pins: directory.path().to_owned(),
            ifindex: directory.ifindex(),
            netns: directory.netns(),
            place: None,
            problem,
        }));
    }
    Ok(found)
}

/// What is in a directory that is locked.
fn look(directory: &Directory, locator: &mut Locator) -> Result<Found, DeploymentError> {
    let index = format!(
        "interface {} of namespace {}",
        directory.ifindex(),
        directory.netns()
    );
    let mut examined = examine(directory, &index)?;
    examined.locate(locator)?;
    Ok(examined.into_found())
}

/// What is in a directory.
pub(super) struct Examined {
    directory: Directory,
    /// What the interface is called when nothing else is known.
    interface: String,
    /// The link, and what it does.
    pub(super) link: Option<(AttachedLink, LinkState)>,
    /// Whether the link is at work, and its pin is not there.
    pub(super) is_lost: bool,
    /// The generation whose program the link holds.
    pub(super) current: Option<Generation>,
    /// Where the interface is, once it was looked for.
    place: Option<Place>,
}

/// Looks at a directory, which need not be there.
pub(super) fn examine(directory: &Directory, interface: &str) -> Result<Examined, DeploymentError> {
    let mut examined = Examined {
        directory: directory.clone(),
        interface: interface.to_owned(),
        link: None,
        is_lost: false,
        current: None,
        place: None,
    };
    if !directory.exists()? {
        return Ok(examined);
    }
    let generations = directory.generations()?;
    examined.link = open_link(directory)?;
    if let Some((_, state)) = &examined.link {
        examined.current = generation_of(&generations, state.program_id)?;
        if examined.current.is_none() && is_borrowed(directory, state.id)? {
            examined.link = None;
        }
    }
    if examined.link.is_none() {
        examined.link = lost_link(directory, &generations)?;
        if let Some((_, state)) = &examined.link {
            examined.is_lost = true;
            examined.current = generation_of(&generations, state.program_id)?;
        }
    }
    Ok(examined)
}

/// The generation that has the program with this number, or had it before its pin was lost.
fn generation_of(
    generations: &[Generation],
    program_id: u32,
) -> Result<Option<Generation>, DeploymentError> {
    let mut lost = None;
    for generation in generations {
        if generation.has_program(program_id)? {
            return Ok(Some(generation.clone()));
        }
        if generation.program_with(program_id)?.is_some() {
            lost = Some(generation.clone());
        }
    }
    Ok(lost)
}

/// Whether the link with this number is that of another interface, which has it under its own name as well: then this
/// name can be removed, and nothing is taken off.
fn is_borrowed(directory: &Directory, link_id: u32) -> Result<bool, DeploymentError> {
    for other in Directory::all_in(directory.root())? {
        let Ok(Some((_, state))) = open_link(&other) else {
            continue;
        };
        if other != *directory
            && state.id == link_id
            && generation_of(&other.generations()?, state.program_id)?.is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The link that is pinned; `None` when none is, or something else has its name.
fn open_link(directory: &Directory) -> Result<Option<(AttachedLink, LinkState)>, DeploymentError> {
    match AttachedLink::open(directory.link()) {
        Err(LinkError::Open { source, .. }) if source.is_unexpected() => Ok(None),
        Err(error) => Err(error.into()),
        Ok(link) => {
            let state = link.state()?;
            Ok(Some((link, state)))
        }
    }
}

/// The link of which the pin is missing, or is something else: one that is held elsewhere, and holds a program of ours.
fn lost_link(
    directory: &Directory,
    generations: &[Generation],
) -> Result<Option<(AttachedLink, LinkState)>, DeploymentError> {
    for generation in generations {
        let Some(program) = generation.program()? else {
            continue;
        };
        let link = match link_with(program.info()?.id) {
            // Who may not ask for links does not find them.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => None,
            link => link.map_err(|source| DeploymentError::Lost {
                what: "the link",
                path: directory.link(),
                source,
            })?,
        };
        if let Some(link) = link.map(AttachedLink::new) {
            let state = link.state()?;
            if state.ifindex.is_some() {
                return Ok(Some((link, state)));
            }
        }
    }
    Ok(None)
}

/// How well a directory fits an interface, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Its link holds the program, which is that of one of its generations.
    Whole,
    /// A generation has the program.
    Program,
    /// Its link holds the program.
    Link,
}

/// The directory by which `interface` is steered, locked by `lock`; `None` when nothing of softrss runs there.
pub(super) fn steered<L>(
    root: &PinRoot,
    interface: &Interface,
    lock: impl Fn(&Directory) -> Result<Option<L>, DeploymentError>,
) -> Result<Option<(Directory, L)>, DeploymentError> {
    /// How often to look again for what others change meanwhile.
    const TRIES: usize = 20;
    for _ in 0..TRIES {
        let Some(directory) = unlocked(root, interface)? else {
            return Ok(None);
        };
        if let Some(lock) = lock(&directory)?
            && unlocked(root, interface)?.as_ref() == Some(&directory)
        {
            return Ok(Some((directory, lock)));
        }
    }
    Ok(None)
}

/// The same, as it is at the moment.
fn unlocked(root: &PinRoot, interface: &Interface) -> Result<Option<Directory>, DeploymentError> {
    let Some(running) = Running::on(interface)? else {
        return Ok(None);
    };
    let own = Directory::of(root, interface)?.next();
    let mut best: Option<(Fit, Directory)> = None;
    let mut unread = None;
    let others = Directory::all(root)?;
    let others = others
        .into_iter()
        .filter(|other| own.as_ref() != Some(other));
    for directory in own.iter().cloned().chain(others) {
        match fit(&directory, interface, running.program_id) {
            Ok(Some(Fit::Whole)) => return Ok(Some(directory)),
            Ok(Some(fit)) if best.as_ref().is_none_or(|(other, _)| fit < *other) => {
                best = Some((fit, directory));
            }
            Err(error) if !is_gone(&error) => unread = Some(error),
            _ => {}
        }
    }
    match (best, unread) {
        (Some((_, directory)), _) => Ok(Some(directory)),
        // It may have been this one.
        (None, Some(error)) => Err(error),
        (None, None) => Ok(None),
    }
}

fn fit(
    directory: &Directory,
    interface: &Interface,
    running: u32,
) -> Result<Option<Fit>, DeploymentError> {
    let holds = open_link(directory)?.is_some_and(|(_, state)| {
        state.program_id == running && state.ifindex == Some(interface.index())
    });
    for generation in directory.generations()? {
        if generation.has_program(running)? {
            return Ok(Some(if holds { Fit::Whole } else { Fit::Program }));
        }
    }
    Ok(holds.then_some(Fit::Link))
}

impl Examined {
    /// Whether packets of an interface reach a program by this link.
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

    /// The namespace in which it was attached, as far as it was written down.
    pub(super) fn netns(&self) -> NetnsId {
        let record = self.record();
        let record = record.as_ref();
        NetnsId {
            inode: record.map_or(self.directory.netns(), |record| record.netns),
            cookie: record.and_then(|record| record.netns_cookie),
        }
    }

    /// The index of the interface in it.
    pub(super) fn ifindex(&self) -> u32 {
        let record = self.record();
        record.map_or(self.directory.ifindex(), |record| record.ifindex)
    }

    /// What is known of the steering, if that can be read.
    pub(super) fn record(&self) -> Option<Record> {
        let generation = self.current.as_ref();
        generation.and_then(|generation| generation.record().ok())
    }

    /// Looks for the interface.
    pub(super) fn locate(
        &mut self,
        locator: &mut Locator,
    ) -> Result<Option<&Place>, DeploymentError> {
        if let Some((_, state)) = &self.link {
            let place = locator.locate(state);
            self.place = place.map_err(|source| DeploymentError::Netlink {
                interface: self.interface.clone(),
                source,
            })?;
        }
        Ok(self.place.as_ref())
    }

    /// What is attached.
    pub(super) fn deployment(mut self) -> Result<Deployment, DeploymentError> {
        if self.place.is_none() {
            self.locate(&mut Locator::default())?;
        }
        let named = self.place.as_ref().and_then(Place::name);
        let interface = named.unwrap_or(&self.interface).to_owned();
        let Some((_, state)) = &self.link else {
            return Err(DeploymentError::NotAttached { interface });
        };
        let Some(place) = self.place else {
            return Err(DeploymentError::Inactive { interface });
        };
        let Some(generation) = self.current else {
            let id = state.program_id;
            return Err(DeploymentError::UnknownProgram { interface, id });
        };
        if self.is_lost {
            let path = self.directory.link();
            return Err(DeploymentError::LinkLost { interface, path });
        }
        Ok(Deployment {
            record: generation.record()?,
            link_id: state.id,
            program_id: state.program_id,
            interrupted: generation.is_pending()?,
            directory: self.directory,
            generation,
            place,
        })
    }

    fn into_found(self) -> Found {
        let (netns, ifindex) = (self.netns().inode, self.ifindex());
        let pins = self.directory.path().to_owned();
        if !self.is_active() {
            let policy = self.current.as_ref().map(Generation::policy);
            return Found::Inactive(Inactive {
                pins,
                ifindex,
                netns,
                record: self.record(),
                policy: policy.and_then(Result::ok),
                was_attached: self.link.is_some(),
                trial: trial::trial(self.directory.path())
                    .ok()
                    .flatten()
                    .map(Box::new),
            });
        }
        let place = self.place.clone();
        match self.deployment() {
            Ok(deployment) => Found::Attached(Box::new(deployment)),
            Err(problem) => Found::Unreadable {
                pins,
                ifindex: place.as_ref().map_or(ifindex, Place::ifindex),
                netns: place.as_ref().and_then(Place::netns).unwrap_or(netns),
                place,
                problem,
            },
        }
    }
}
