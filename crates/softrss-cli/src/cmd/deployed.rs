//! Readings of what is attached on this machine.

use std::collections::BTreeSet;

use softrss::{
    Deployment, DeploymentError, Interface, TargetCpus,
    deployment::{Found, Inactive, Place, moved, survey},
};
use softrss_core::chain;

use super::refusal;
use crate::{
    Failure,
    interfaces::{InterfaceId, Interfaces, ReadError, Source, Steered, Unreadable, settled},
};

/// One interface of this namespace, or all of this machine.
pub(crate) struct Deployed {
    interface: Option<String>,
    /// Inode of the network namespace of this process.
    netns: u64,
}

impl Deployed {
    /// All interfaces, or the one called `interface`.
    pub(crate) fn new(interface: Option<String>) -> Result<Self, Failure> {
        let netns = Interface::netns().map_err(refusal::interface)?;
        Ok(Self { interface, netns })
    }

    fn id(&self, name: &str, netns: u64) -> InterfaceId {
        InterfaceId {
            name: name.to_owned(),
            elsewhere: (netns != self.netns).then_some(netns),
        }
    }

    /// The interface that was named.
    pub(crate) fn one(&self, name: &str) -> Result<Steered, DeploymentError> {
        let opened = Interface::by_name(name).map_err(DeploymentError::from);
        let deployment = match opened.and_then(|interface| Deployment::open(&interface)) {
            Err(error) => return Err(moved(name)?.unwrap_or(error)),
            Ok(deployment) => deployment,
        };
        let machine = TargetCpus::read();
        let read = |deployment: &Deployment| deployment.read_on(&machine);
        let (deployment, reading) = settled(deployment, Deployment::reopen, read);
        let record = deployment.record();
        Ok(Steered {
            interface: self.id(deployment.interface(), deployment.netns()),
            record: record.clone(),
            reading: reading?,
        })
    }

    /// All interfaces.
    pub(crate) fn all(&self) -> Result<Interfaces, DeploymentError> {
        let mut interfaces = Interfaces::default();
        let machine = TargetCpus::read();
        for found in survey()? {
            match found {
                Found::Attached(deployment) => {
                    self.attached(*deployment, &machine, &mut interfaces);
                }
                Found::Inactive(inactive) => {
                    interfaces.unreadable.extend(self.inactive(&inactive));
                }
                Found::Unreadable {
                    ifindex,
                    netns,
                    place,
                    problem,
                    ..
                } => {
                    let name = place.as_ref().and_then(Place::name);
                    let name = name.map_or_else(|| format!("#{ifindex}"), str::to_owned);
                    let interface = self.id(&name, netns);
                    interfaces.unreadable.push(unreadable(interface, &problem));
                }
            }
        }
        // An interface that is gone may have been made anew, and what is left of it lies there still.
        let steered = interfaces.steered.iter();
        let mut known: BTreeSet<InterfaceId> =
            steered.map(|steered| steered.interface.clone()).collect();
        interfaces
            .unreadable
            .retain(|unreadable| known.insert(unreadable.interface.clone()));
        Ok(interfaces)
    }

    fn attached(&self, deployment: Deployment, machine: &TargetCpus, interfaces: &mut Interfaces) {
        let read = |deployment: &Deployment| deployment.read_on(machine);
        let (deployment, reading) = settled(deployment, Deployment::reopen, read);
        let record = deployment.record();
        let interface = self.id(deployment.interface(), deployment.netns());
        // Where it cannot be asked what it is called now, another one may have the name that was written down.
        let interface = only(interface, &deployment, interfaces);
        match reading {
            Ok(reading) => interfaces.steered.push(Steered {
                interface,
                record: record.clone(),
                reading,
            }),
            Err(error) => interfaces.unreadable.push(unreadable(interface, &error)),
        }
    }

    /// What to say of pins that do nothing; nothing if they never did.
    fn inactive(&self, inactive: &Inactive) -> Option<Unreadable> {
        let record = inactive.record.as_ref().filter(|_| inactive.was_attached)?;
        let interface = record.interface.clone();
        let error = DeploymentError::Inactive { interface };
        Some(unreadable(
            self.id(&record.interface, inactive.netns),
            &error,
        ))
    }
}

/// A name that none of `interfaces` has.
fn only(id: InterfaceId, deployment: &Deployment, interfaces: &Interfaces) -> InterfaceId {
    let mut known = interfaces.steered.iter().map(|steered| &steered.interface);
    if known.any(|known| *known == id) {
        let name = format!("{} (link {})", id.name, deployment.link_id());
        return InterfaceId { name, ..id };
    }
    id
}

impl Source for Deployed {
    fn read(&self) -> Result<Interfaces, ReadError> {
        let Some(name) = &self.interface else {
            return Ok(self.all()?);
        };
        Ok(match self.one(name) {
            Ok(steered) => Interfaces {
                steered: vec![steered],
                unreadable: Vec::new(),
            },
            Err(error) => Interfaces {
                steered: Vec::new(),
                unreadable: vec![unreadable(self.id(name, self.netns), &error)],
            },
        })
    }
}

fn unreadable(interface: InterfaceId, error: &DeploymentError) -> Unreadable {
    Unreadable {
        interface,
        why: chain(error),
    }
}
