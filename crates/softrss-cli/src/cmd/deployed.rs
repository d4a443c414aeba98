//! Readings of what is attached on this machine.

use std::collections::BTreeSet;

use softrss::{
    Deployment, DeploymentError, Interface,
    deployment::{Found, Inactive, survey},
};

use super::refusal;
use crate::{
    Failure,
    reading::{InterfaceId, ReadError, Reading, Readings, Source, Unread, chain},
};

/// How often to look again when a policy is replaced while it is read.
const TRIES: usize = 5;

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

    /// Reads an interface.
    fn reading(&self, deployment: &Deployment) -> Result<Reading, DeploymentError> {
        let record = deployment.record();
        Ok(Reading {
            interface: self.id(&record.interface, record.netns),
            record: record.clone(),
            sample: deployment.sample()?,
        })
    }

    /// The interface that was named.
    pub(crate) fn one(&self, name: &str) -> Result<Reading, DeploymentError> {
        settled(|| self.reading(&Deployment::open(&Interface::by_name(name)?)?))
    }

    /// All interfaces.
    pub(crate) fn all(&self) -> Result<Readings, DeploymentError> {
        settled(|| self.look())
    }

    fn look(&self) -> Result<Readings, DeploymentError> {
        let mut readings = Readings::default();
        for found in survey()? {
            match found {
                Found::Attached(deployment) => match self.reading(&deployment) {
                    Ok(reading) => readings.read.push(reading),
                    Err(error @ DeploymentError::Replaced { .. }) => return Err(error),
                    Err(error) => {
                        let record = deployment.record();
                        let interface = self.id(&record.interface, record.netns);
                        readings.unread.push(unread(interface, &error));
                    }
                },
                Found::Inactive(inactive) => readings.unread.extend(self.inactive(&inactive)),
                Found::Unreadable {
                    ifindex,
                    netns,
                    problem,
                    ..
                } => {
                    let interface = self.id(&format!("#{ifindex}"), netns);
                    readings.unread.push(unread(interface, &problem));
                }
                _ => {}
            }
        }
        // An interface that is gone may have been made anew, and what is left of it lies there still.
        let read = readings
            .read
            .iter()
            .map(|reading| reading.interface.clone());
        let mut known: BTreeSet<InterfaceId> = read.collect();
        readings
            .unread
            .retain(|unread| known.insert(unread.interface.clone()));
        Ok(readings)
    }

    /// What to say of pins that do nothing; nothing if they never did.
    fn inactive(&self, inactive: &Inactive) -> Option<Unread> {
        let record = inactive.record.as_ref().filter(|_| inactive.was_attached)?;
        let interface = record.interface.clone();
        let error = DeploymentError::Inactive { interface };
        Some(unread(self.id(&record.interface, record.netns), &error))
    }
}

impl Source for Deployed {
    fn read(&self) -> Result<Readings, ReadError> {
        let Some(name) = &self.interface else {
            return Ok(self.all()?);
        };
        Ok(match self.one(name) {
            Ok(reading) => Readings {
                read: vec![reading],
                unread: Vec::new(),
            },
            Err(error) => Readings {
                read: Vec::new(),
                unread: vec![unread(self.id(name, self.netns), &error)],
            },
        })
    }
}

/// What `read` finds when no policy is replaced meanwhile.
fn settled<T>(read: impl Fn() -> Result<T, DeploymentError>) -> Result<T, DeploymentError> {
    for _ in 1..TRIES {
        match read() {
            Err(DeploymentError::Replaced { .. }) => {}
            outcome => return outcome,
        }
    }
    read()
}

fn unread(interface: InterfaceId, error: &DeploymentError) -> Unread {
    Unread {
        interface,
        why: chain(error),
    }
}
