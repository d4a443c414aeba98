//! Readings of what is attached on this machine.

use std::{collections::BTreeSet, error::Error, fs, io, os::unix::fs::MetadataExt as _};

use softrss::{
    Deployment, DeploymentError, Interface,
    deployment::{Found, Inactive, survey},
};

use crate::{
    Exit, Failure,
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
        let netns = fs::metadata("/proc/self/ns/net").map_err(|source| {
            Failure::failed(
                NoNamespace(source),
                "mount procfs: mount -t proc proc /proc",
            )
        })?;
        Ok(Self {
            interface,
            netns: netns.ino(),
        })
    }

    fn id(&self, name: &str, netns: u64) -> InterfaceId {
        InterfaceId {
            name: name.to_owned(),
            elsewhere: (netns != self.netns).then_some(netns),
        }
    }

    /// Reads an interface, or nothing if its policy was replaced in the meantime.
    fn reading(&self, deployment: &Deployment) -> Result<Option<Reading>, DeploymentError> {
        let record = deployment.record();
        match deployment.sample() {
            Err(DeploymentError::Replaced { .. }) => Ok(None),
            sample => Ok(Some(Reading {
                interface: self.id(&record.interface, record.netns),
                record: record.clone(),
                sample: sample?,
            })),
        }
    }

    /// The interface that was named.
    pub(crate) fn one(&self, name: &str) -> Result<Reading, DeploymentError> {
        for _ in 0..TRIES {
            let deployment = Deployment::open(&Interface::by_name(name)?)?;
            if let Some(reading) = self.reading(&deployment)? {
                return Ok(reading);
            }
        }
        Err(DeploymentError::Replaced {
            interface: name.to_owned(),
        })
    }

    /// Everything, unless a policy was replaced in the meantime.
    fn all(&self) -> Result<Option<Readings>, DeploymentError> {
        let mut readings = Readings::default();
        for found in survey()? {
            match found {
                Found::Attached(deployment) => match self.reading(&deployment) {
                    Ok(Some(reading)) => readings.read.push(reading),
                    Ok(None) => return Ok(None),
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
        Ok(Some(readings))
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
            for _ in 0..TRIES {
                if let Some(readings) = self.all()? {
                    return Ok(readings);
                }
            }
            return Err(Box::new(Restless));
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

fn unread(interface: InterfaceId, error: &DeploymentError) -> Unread {
    Unread {
        interface,
        why: chain(error),
    }
}

#[derive(Debug, thiserror::Error)]
#[error("policies are replaced faster than they can be read")]
struct Restless;

#[derive(Debug, thiserror::Error)]
#[error("the network namespace of this process is not known")]
struct NoNamespace(#[source] io::Error);

/// Why nothing could be read, and what to do about it.
pub(crate) fn failure(error: ReadError) -> Failure {
    if is_privilege(error.as_ref()) {
        return Failure::new(
            Exit::Privilege,
            error,
            "run it as root, or with CAP_BPF and the right to read /sys/fs/bpf/softrss",
        );
    }
    let hint = match error.downcast_ref() {
        Some(DeploymentError::NotAttached { interface }) => {
            format!("`softrss attach {interface}` attaches it")
        }
        Some(DeploymentError::Attach(_)) => "`ip link` lists the interfaces".to_owned(),
        _ => "`softrss status` says what is attached, and what is wrong with it".to_owned(),
    };
    Failure::failed(error, hint)
}

/// Whether the kernel refused for want of a privilege, however deep in the causes.
fn is_privilege(error: &(dyn Error + 'static)) -> bool {
    let refused = |error: &io::Error| error.kind() == io::ErrorKind::PermissionDenied;
    let here = error.downcast_ref().is_some_and(refused);
    here || error.source().is_some_and(is_privilege)
}
