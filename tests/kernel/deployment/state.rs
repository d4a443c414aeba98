//! Everything of a steering that a change can change, to be compared; and whether something is left of it.

use std::{collections::BTreeMap, error::Error};

use aya::maps::{Map, MapData, lpm_trie::LpmTrie};
use netlink_packet_route::link::XdpAttached;
use softrss::{CpuId, Deployment, Record};
use softrss_kernel_tests::{eventually, link::xdp_of};
use softrss_testbed::harness::Outcome;

use crate::site::{Site, listed};

/// What the kernel has of a steering.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) program: u32,
    pub(crate) record: Record,
    pub(crate) policy: String,
    /// By the name of their pins.
    pub(crate) maps: BTreeMap<String, u32>,
    pub(crate) pins: Vec<String>,
    /// By step and CPU: length, and whether there is an entry program.
    pub(crate) queues: Vec<(usize, CpuId, u32, bool)>,
    pub(crate) table: Vec<u8>,
    pub(crate) prefixes: Vec<(Vec<u8>, u32)>,
    xdp: (XdpAttached, Option<u32>),
}

impl State {
    pub(crate) fn of(site: &Site<'_>) -> Result<Self, Box<dyn Error>> {
        let deployment = site.open()??;
        let mut queues = Vec::new();
        for step in deployment.queues()? {
            for (cpu, slot) in step.entries {
                queues.push((
                    step.step,
                    cpu,
                    slot.qsize.frames(),
                    slot.program_id.is_some(),
                ));
            }
        }
        let maps = deployment.maps()?.into_iter();
        Ok(Self {
            program: deployment.program_id(),
            record: deployment.record().clone(),
            policy: deployment.policy()?,
            maps: maps.map(|(pin, info)| (pin, info.id)).collect(),
            pins: listed(site.root.path())?,
            queues,
            table: table(&deployment)?,
            prefixes: prefixes(&deployment)?,
            xdp: xdp_of(site.bed.sink().netns(), site.name())?,
        })
    }
}

fn table(deployment: &Deployment) -> Result<Vec<u8>, Box<dyn Error>> {
    let maps = deployment.maps()?;
    let Some((_, info)) = maps.iter().find(|(pin, _)| pin == "tables") else {
        return Ok(Vec::new());
    };
    let spec = bpf_asm::MapDecl::<bpf_asm::Data>::new("tables", vec![0; info.value_size as usize])?;
    let map = softrss::PlainMap::open(deployment.pins().join("tables"), spec.spec())?;
    Ok(map.get(&0u32.to_ne_bytes())?.unwrap_or_default())
}

fn prefixes(deployment: &Deployment) -> Result<Vec<(Vec<u8>, u32)>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (pin, info) in deployment.maps()? {
        if pin == "prefixes4" {
            let map = Map::LpmTrie(MapData::from_id(info.id)?);
            let trie: LpmTrie<_, [u8; 4], u32> = map.try_into()?;
            for entry in &trie {
                let (key, cpu) = entry?;
                let (len, address) = (key.prefix_len(), key.data());
                all.push((([&len.to_le_bytes()[..], &address]).concat(), cpu));
            }
        }
    }
    all.sort();
    Ok(all)
}

/// Numbers of everything that a steering consists of. Numbers are not given out again.
pub(crate) struct Objects {
    programs: Vec<u32>,
    maps: Vec<u32>,
    links: Vec<u32>,
}

impl Objects {
    pub(crate) fn of(site: &Site<'_>) -> Result<Self, Box<dyn Error>> {
        Self::of_deployment(&site.open()??)
    }

    pub(crate) fn of_deployment(deployment: &Deployment) -> Result<Self, Box<dyn Error>> {
        let mut programs = vec![deployment.program_id()];
        for step in deployment.queues()? {
            programs.extend(step.entries.iter().filter_map(|(_, slot)| slot.program_id));
        }
        let maps = deployment.maps()?.into_iter().map(|(_, info)| info.id);
        Ok(Self {
            programs,
            maps: maps.collect(),
            links: vec![deployment.link_id()],
        })
    }

    pub(crate) fn are_gone(&self) -> Outcome {
        let left = || {
            let mut left = Vec::new();
            for program in aya::programs::loaded_programs().flatten() {
                if self.programs.contains(&program.id()) {
                    left.push(format!("program {}", program.id()));
                }
            }
            for map in aya::maps::loaded_maps().flatten() {
                if self.maps.contains(&map.id()) {
                    left.push(format!("map {}", map.id()));
                }
            }
            for link in aya::programs::loaded_links().flatten() {
                if self.links.contains(&link.id()) {
                    left.push(format!("link {}", link.id()));
                }
            }
            Ok(left)
        };
        eventually(left, Vec::is_empty)?;
        Ok(())
    }
}
