//! What softrss itself keeps on an interface.

use std::collections::BTreeMap;

use softrss_core::{CpuId, CpuSet, policy::Local};

use super::{Fact, Unknown, fact::is_denied};
use crate::{
    attach::Interface,
    deployment::{Deployment, own_program},
    target::{TargetCpus, TargetState},
};

/// What softrss keeps on an interface, and may replace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The program that is pinned as the one of the interface.
    pub program: Option<u32>,
    /// Whether it passes packets on at once that are received by their target.
    pub passes: bool,
    /// Where the packets of its targets are processed.
    pub targets: BTreeMap<CpuId, TargetState>,
    /// CPUs that were left out because they were not online.
    pub left_out: CpuSet,
}

impl Own {
    /// What is pinned for `interface`.
    pub(super) fn of(interface: &Interface) -> Fact<Self> {
        let what = || format!("what softrss keeps for {}", interface.name());
        match own_program(interface) {
            Ok(None) => Ok(Self::default()),
            Ok(program) => {
                // What cannot be understood is replaced all the same.
                let known = Deployment::open(interface).ok();
                let known = known.map(|deployment| Self::new(&deployment));
                Ok(Self {
                    program,
                    ..known.unwrap_or_default()
                })
            }
            Err(error) if is_denied(&error) => Err(Unknown::Privilege { what: what() }),
            Err(error) => Err(Unknown::Failed {
                what: what(),
                reason: error.to_string(),
            }),
        }
    }

    fn new(deployment: &Deployment) -> Self {
        let record = deployment.record();
        let local = record.local.as_ref();
        Self {
            program: Some(deployment.program_id()),
            passes: local.is_some_and(|local| local.is == Local::Pass.word()),
            // What cannot be looked at is told by `status`.
            targets: deployment.targets(&TargetCpus::read()).unwrap_or_default(),
            left_out: record.left_out.iter().copied().collect(),
        }
    }
}
