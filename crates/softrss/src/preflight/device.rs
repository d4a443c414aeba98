//! The device behind an interface, as sysfs and procfs show it: driver, NUMA node, interrupts.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use softrss_core::CpuSet;

use super::{Fact, Unknown, kernel::read};
use crate::netlink::link::Link;

/// An interrupt of a NIC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Irq {
    /// Its number.
    pub number: u32,
    /// Its name, such as `eth0-TxRx-0`.
    pub name: String,
    /// The CPUs that handle it.
    pub cpus: CpuSet,
}

impl Irq {
    /// Whether its name says that packets are received by it.
    #[must_use]
    pub fn receives(&self) -> bool {
        const WORDS: [&str; 5] = ["rx", "input", "comp", "queue", "fp-"];
        let name = self.name.to_ascii_lowercase();
        WORDS.iter().any(|word| name.contains(word))
    }
}

/// The settings of the queues that say which CPUs work for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueMasks {
    /// Whether the kernel spreads received packets over CPUs itself (RPS or RFS).
    pub rps: bool,
    /// Whether sent packets take the queue that belongs to their CPU (XPS).
    pub xps: bool,
}

/// Where sysfs shows the device, if the interface has one.
pub(super) fn directory(root: &Path, link: &Link) -> Option<PathBuf> {
    let by_bus = link.device.as_ref().and_then(|(bus, name)| {
        let path = root.join("sys/bus").join(bus).join("devices").join(name);
        fs::canonicalize(path).ok()
    });
    // Kernels before 5.14 name the device only here.
    by_bus.or_else(|| fs::canonicalize(class(root, link)?.join("device")).ok())
}

/// What the kernel calls the tag that a switch of DSA puts into frames of the interface; `None` where none is plugged into it,
/// or the sysfs of its namespace is not mounted.
pub(super) fn switch_tag(root: &Path, link: &Link) -> Option<Fact<String>> {
    let directory = class(root, link)?.join("dsa");
    directory.is_dir().then(|| {
        let tagging = fs::read_to_string(directory.join("tagging"));
        let what = || format!("the tag of the switch that {} is plugged into", link.name);
        tagging
            .map(|tagging| tagging.trim().to_owned())
            .map_err(|error| Unknown::new(what(), &error))
    })
}

/// The interface in sysfs, if the sysfs that is mounted is that of its namespace.
pub(super) fn class(root: &Path, link: &Link) -> Option<PathBuf> {
    let path = root.join("sys/class/net").join(&link.name);
    let says = |file: &str| fs::read_to_string(path.join(file)).ok();
    let address: Vec<String> = link
        .address
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let same = says("ifindex")?.trim() == link.index.to_string()
        && says("address")?.trim() == address.join(":");
    same.then_some(path)
}

/// The name of the driver.
pub(super) fn driver(device: &Path) -> Fact<String> {
    let driver = fs::read_link(device.join("driver"));
    let driver = driver.map_err(|error| Unknown::new("the driver", &error))?;
    let name = driver.file_name().map(|name| name.to_string_lossy());
    Ok(name.unwrap_or_default().into_owned())
}

/// The NUMA node of the device or of the bridge it is plugged into; `None` on a machine that has only one.
pub(super) fn node(device: &Path) -> Option<u32> {
    let text = device
        .ancestors()
        .find_map(|path| fs::read_to_string(path.join("numa_node")).ok())?;
    text.trim().parse().ok()
}

/// The interrupts that are in use.
pub(super) fn irqs(root: &Path, device: &Path) -> Fact<Vec<Irq>> {
    let what = "the interrupts of the NIC";
    let unknown = |error: io::Error| Unknown::new(what, &error);
    let listed = device
        .ancestors()
        .map(|path| path.join("msi_irqs"))
        .find(|path| path.is_dir())
        .ok_or_else(|| unknown(io::ErrorKind::NotFound.into()))?;
    let mut numbers = Vec::new();
    for entry in fs::read_dir(listed).map_err(unknown)? {
        let name = entry.map_err(unknown)?.file_name();
        numbers.extend(name.to_str().and_then(|name| name.parse::<u32>().ok()));
    }
    numbers.sort_unstable();
    let handlers = read(root, "proc/interrupts")?;
    let mut irqs = Vec::new();
    for number in numbers {
        if let Some(name) = handler(&handlers, number) {
            let cpus = affinity(root, number)?;
            irqs.push(Irq { number, name, cpus });
        }
    }
    Ok(irqs)
}

/// The last word of the interrupt's line in `/proc/interrupts`; without a line nothing handles it.
fn handler(interrupts: &str, number: u32) -> Option<String> {
    let mut lines = interrupts.lines();
    let cpus = lines.next()?.split_whitespace().count();
    let head = format!("{number}:");
    let line = lines.find(|line| line.split_whitespace().next() == Some(&head))?;
    // The number, a count for each CPU, the chip, the pin; then who handles it.
    let words = line.split_whitespace().skip(1 + cpus + 2);
    words.last().map(str::to_owned)
}

/// Where an interrupt goes; the kernel chooses from the CPUs that it is allowed to go to.
fn affinity(root: &Path, number: u32) -> Fact<CpuSet> {
    let file = |name: &str| read(root, &format!("proc/irq/{number}/{name}"));
    let effective = file("effective_affinity_list").ok();
    let list = match effective.filter(|list| !list.is_empty()) {
        Some(list) => list,
        None => file("smp_affinity_list")?,
    };
    list.parse()
        .map_err(|error: softrss_core::cpu::CpuListError| Unknown::Failed {
            what: format!("the CPUs of interrupt {number}"),
            reason: error.to_string(),
        })
}

/// Receive queues in use, and what steers packets beside us.
pub(super) fn queues(root: &Path, link: &Link) -> Fact<(u32, QueueMasks)> {
    let what = format!("the queues of {}", link.name);
    let unknown = |error: io::Error| Unknown::new(&what, &error);
    let class = class(root, link).ok_or_else(|| unknown(io::ErrorKind::NotFound.into()))?;
    let (mut count, mut masks) = (0, QueueMasks::default());
    for entry in fs::read_dir(class.join("queues")).map_err(unknown)? {
        let queue = entry.map_err(unknown)?;
        // A file that this kernel has not says nothing.
        let is_set = |file: &str| {
            let text = fs::read_to_string(queue.path().join(file)).unwrap_or_default();
            text.bytes()
                .any(|byte| (b'1'..=b'9').contains(&byte) || (b'a'..=b'f').contains(&byte))
        };
        if queue.file_name().to_string_lossy().starts_with("rx-") {
            count += 1;
            masks.rps |= is_set("rps_cpus") || is_set("rps_flow_cnt");
        } else {
            masks.xps |= is_set("xps_cpus");
        }
    }
    Ok((count, masks))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn write(root: &Path, file: &str, text: &str) {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    const PCI: &str = "sys/devices/pci0000:00/0000:00:03.0";

    /// A NIC whose device is a child of the PCI function that has the interrupts.
    fn nic() -> (tempfile::TempDir, Link) {
        let root = tempfile::tempdir().unwrap();
        let at = root.path();
        for (file, text) in [
            ("numa_node", "1\n"),
            ("msi_irqs/37", ""),
            ("msi_irqs/38", ""),
            ("msi_irqs/39", ""),
            ("msi_irqs/40", ""),
            ("virtio2/features", ""),
        ] {
            write(at, &format!("{PCI}/{file}"), text);
        }
        write(at, "sys/bus/virtio/drivers/virtio_net/bind", "");
        symlink(
            "../../../../bus/virtio/drivers/virtio_net",
            at.join(PCI).join("virtio2/driver"),
        )
        .unwrap();
        let devices = at.join("sys/bus/virtio/devices");
        fs::create_dir_all(&devices).unwrap();
        symlink(at.join(PCI).join("virtio2"), devices.join("virtio2")).unwrap();
        let interrupts = "           CPU0       CPU1\n \
            37:          0          0 PCI-MSIX-0000:00:03.0   0-edge      virtio2-config\n \
            38:          0       9972 PCI-MSIX-0000:00:03.0   1-edge      virtio2-input.0\n \
            39:       6164          0 PCI-MSIX-0000:00:03.0   2-edge      virtio2-output.0\n\
            NMI:         0          0   Non-maskable interrupts\n";
        write(at, "proc/interrupts", interrupts);
        for (number, effective) in [(37, "0\n"), (38, "1\n"), (39, "\n")] {
            let irq = format!("proc/irq/{number}");
            write(at, &format!("{irq}/effective_affinity_list"), effective);
            write(at, &format!("{irq}/smp_affinity_list"), "0-1\n");
        }
        let link = Link {
            name: "eth0".into(),
            index: 2,
            address: vec![2, 0xfc, 0, 0, 0, 1],
            device: Some(("virtio".into(), "virtio2".into())),
            ..Link::default()
        };
        (root, link)
    }

    #[test]
    fn a_nic_is_looked_at() {
        let (root, link) = nic();
        let device = directory(root.path(), &link).unwrap();
        assert_eq!(driver(&device).as_deref(), Ok("virtio_net"));
        assert_eq!(node(&device), Some(1));
        let irqs = irqs(root.path(), &device).unwrap();
        let shown: Vec<_> = irqs
            .iter()
            .map(|irq| {
                (
                    irq.number,
                    irq.name.as_str(),
                    irq.cpus.to_string(),
                    irq.receives(),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                (37, "virtio2-config", "0".to_owned(), false),
                (38, "virtio2-input.0", "1".to_owned(), true),
                (39, "virtio2-output.0", "0-1".to_owned(), false),
            ]
        );
    }

    #[test]
    fn a_node_below_zero_is_none() {
        let (root, link) = nic();
        write(root.path(), &format!("{PCI}/numa_node"), "-1\n");
        assert_eq!(node(&directory(root.path(), &link).unwrap()), None);
    }

    #[test]
    fn queues_count_only_in_the_sysfs_of_the_namespace() {
        let (root, link) = nic();
        let class = "sys/class/net/eth0";
        for (file, text) in [
            ("ifindex", "2\n"),
            ("address", "02:fc:00:00:00:01\n"),
            ("queues/rx-0/rps_cpus", "00000000,00000000\n"),
            ("queues/rx-1/rps_cpus", "00000000,00000000\n"),
            ("queues/rx-1/rps_flow_cnt", "0\n"),
            ("queues/tx-0/xps_cpus", "00000000,00000003\n"),
        ] {
            write(root.path(), &format!("{class}/{file}"), text);
        }
        let masks = |rps| QueueMasks { rps, xps: true };
        assert_eq!(queues(root.path(), &link), Ok((2, masks(false))));
        assert_eq!(switch_tag(root.path(), &link), None);
        write(root.path(), &format!("{class}/dsa/tagging"), "mtk\n");
        assert_eq!(switch_tag(root.path(), &link), Some(Ok("mtk".to_owned())));
        write(
            root.path(),
            &format!("{class}/queues/rx-1/rps_cpus"),
            "a0000000,00000000\n",
        );
        assert_eq!(queues(root.path(), &link), Ok((2, masks(true))));
        write(
            root.path(),
            &format!("{class}/address"),
            "02:fc:00:00:00:02\n",
        );
        assert!(matches!(
            queues(root.path(), &link),
            Err(Unknown::Untold { .. })
        ));
    }
}
