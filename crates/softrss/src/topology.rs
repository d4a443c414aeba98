//! Which CPUs this machine has, and where they are.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use softrss_core::{CpuId, CpuSet, cpu::CpuListError};

const CPUS: &str = "sys/devices/system/cpu";
const NODES: &str = "sys/devices/system/node";

/// A list of CPUs that the kernel keeps in sysfs.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum TopologyError {
    /// The file cannot be read.
    #[error("cannot read the CPU list {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file is not a CPU list.
    #[error("{} holds no CPU list", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: CpuListError,
    },
}

/// The CPUs of a machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topology {
    /// CPUs that run now.
    pub online: CpuSet,
    /// CPUs that are plugged in.
    pub present: CpuSet,
    /// CPUs that may ever run.
    pub possible: CpuSet,
    /// CPUs that the scheduler keeps free of tasks (`isolcpus=`).
    pub isolated: CpuSet,
    /// CPUs whose timer tick stops while a task runs (`nohz_full=`).
    pub nohz_full: CpuSet,
    /// The online CPUs of each NUMA node; empty where the kernel knows no nodes.
    pub nodes: BTreeMap<u32, CpuSet>,
    /// The online threads of the core that each online CPU is one of (SMT), itself included; empty where the kernel
    /// does not tell.
    pub siblings: BTreeMap<CpuId, CpuSet>,
}

impl Topology {
    /// Asks sysfs.
    ///
    /// # Errors
    /// [`TopologyError`] when sysfs is not there.
    pub fn read() -> Result<Self, TopologyError> {
        Self::read_in(Path::new("/"))
    }

    /// Asks the sysfs that is mounted at `sys` below `root`.
    ///
    /// # Errors
    /// [`TopologyError`] when there is none.
    pub fn read_in(root: &Path) -> Result<Self, TopologyError> {
        let cpus = root.join(CPUS);
        let online = list(&cpus.join("online"))?;
        Ok(Self {
            siblings: siblings(&cpus, &online)?,
            online,
            present: list(&cpus.join("present"))?,
            possible: list(&cpus.join("possible"))?,
            isolated: list_if_there(&cpus.join("isolated"))?,
            nohz_full: list_if_there(&cpus.join("nohz_full"))?,
            nodes: nodes(&root.join(NODES))?,
        })
    }

    /// The CPUs that share a core with one of `cpus`, and are none of them.
    #[must_use]
    pub fn beside(&self, cpus: &CpuSet) -> CpuSet {
        let cores = cpus.iter().filter_map(|cpu| self.siblings.get(&cpu));
        let threads = cores.flat_map(CpuSet::iter);
        threads.filter(|cpu| !cpus.contains(*cpu)).collect()
    }

    /// The NUMA node of `cpu`, where nodes are known.
    #[must_use]
    pub fn node_of(&self, cpu: CpuId) -> Option<u32> {
        let mut nodes = self.nodes.iter();
        nodes.find_map(|(node, cpus)| cpus.contains(cpu).then_some(*node))
    }
}

/// CPUs that run now. Only these are useful targets.
///
/// # Errors
/// [`TopologyError`] when sysfs is not there.
pub fn online() -> Result<CpuSet, TopologyError> {
    list(&Path::new("/").join(CPUS).join("online"))
}

/// CPUs that may ever run: a CPUMAP takes no others.
///
/// # Errors
/// [`TopologyError`] when sysfs is not there.
pub fn possible() -> Result<CpuSet, TopologyError> {
    list(&Path::new("/").join(CPUS).join("possible"))
}

fn list(path: &Path) -> Result<CpuSet, TopologyError> {
    let path = path.to_owned();
    let text = fs::read_to_string(&path).map_err(|source| TopologyError::Read {
        path: path.clone(),
        source,
    })?;
    // What some kernels print for a set that was never given.
    if text.trim() == "(null)" {
        return Ok(CpuSet::new());
    }
    text.parse()
        .map_err(|source| TopologyError::Parse { path, source })
}

/// The list, which is empty where this kernel has no such file.
fn list_if_there(path: &Path) -> Result<CpuSet, TopologyError> {
    match list(path) {
        Err(TopologyError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            Ok(CpuSet::new())
        }
        other => other,
    }
}

fn siblings(cpus: &Path, online: &CpuSet) -> Result<BTreeMap<CpuId, CpuSet>, TopologyError> {
    let mut siblings = BTreeMap::new();
    for cpu in online.iter() {
        let threads = list_if_there(&cpus.join(format!("cpu{cpu}/topology/thread_siblings_list")))?;
        if !threads.is_empty() {
            siblings.insert(cpu, threads);
        }
    }
    Ok(siblings)
}

fn nodes(directory: &Path) -> Result<BTreeMap<u32, CpuSet>, TopologyError> {
    let mut nodes = BTreeMap::new();
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(nodes),
        Err(source) => {
            let path = directory.to_owned();
            return Err(TopologyError::Read { path, source });
        }
    };
    for entry in entries {
        let entry = entry.map_err(|source| TopologyError::Read {
            path: directory.to_owned(),
            source,
        })?;
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix("node"));
        if let Some(node) = number.and_then(|number| number.parse().ok()) {
            nodes.insert(node, list(&entry.path().join("cpulist"))?);
        }
    }
    Ok(nodes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, file: &str, text: &str) {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn reads_a_machine_of_two_nodes() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        for (file, text) in [
            ("cpu/online", "0-2,4-7\n"),
            ("cpu/present", "0-7\n"),
            ("cpu/possible", "0-15\n"),
            ("cpu/isolated", "6-7\n"),
            ("cpu/nohz_full", "  (null)\n"),
            ("node/node0/cpulist", "0-2\n"),
            ("node/node1/cpulist", "4-7\n"),
            ("node/possible", "0-1\n"),
            ("cpu/cpu0/topology/thread_siblings_list", "0,4\n"),
            ("cpu/cpu4/topology/thread_siblings_list", "0,4\n"),
            ("cpu/cpu5/topology/thread_siblings_list", "5\n"),
        ] {
            write(root, &format!("sys/devices/system/{file}"), text);
        }
        let topology = Topology::read_in(root).unwrap();
        assert_eq!(topology.online.to_string(), "0-2,4-7");
        assert_eq!(topology.present.to_string(), "0-7");
        assert_eq!(topology.possible.to_string(), "0-15");
        assert_eq!(topology.isolated.to_string(), "6-7");
        assert!(topology.nohz_full.is_empty());
        assert_eq!(topology.nodes.len(), 2);
        assert_eq!(topology.node_of(CpuId::from(5)), Some(1));
        assert_eq!(topology.node_of(CpuId::from(3)), None);
        for (cpus, beside) in [("0", "4"), ("0,4", ""), ("1,4-5", "0"), ("5", "")] {
            let cpus = cpus.parse().unwrap();
            assert_eq!(topology.beside(&cpus).to_string(), beside);
        }
    }

    #[test]
    fn a_kernel_without_nodes_and_isolation_is_read() {
        let root = tempfile::tempdir().unwrap();
        for file in ["online", "present", "possible"] {
            write(root.path(), &format!("{CPUS}/{file}"), "0\n");
        }
        let topology = Topology::read_in(root.path()).unwrap();
        assert_eq!(topology.online.len(), 1);
        assert!(topology.nodes.is_empty() && topology.isolated.is_empty());
        assert!(topology.siblings.is_empty());
    }

    #[test]
    fn what_is_missing_is_named() {
        let root = tempfile::tempdir().unwrap();
        let error = Topology::read_in(root.path()).unwrap_err();
        assert!(error.to_string().ends_with("sys/devices/system/cpu/online"));
        write(root.path(), &format!("{CPUS}/online"), "zero\n");
        let error = Topology::read_in(root.path()).unwrap_err();
        assert!(matches!(error, TopologyError::Parse { .. }));
    }
}
