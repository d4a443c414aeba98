//! What is known of the running kernel.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nix::{errno::Errno, unistd::AccessFlags};
use softrss_core::Feature;

use super::{
    Fact, Unknown,
    probe::{self, Names},
};
use crate::deployment::root::others;

/// Where BPF objects are pinned.
const BPFFS: &str = "/sys/fs/bpf";

/// The running kernel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KernelFacts {
    /// `6.1.0-18-amd64`
    pub release: Fact<String>,
    /// Whether it describes its types (BTF).
    pub btf: bool,
    /// Whether the calling thread can load XDP programs.
    pub loads: Fact<bool>,
    /// Whether CPUMAP entries take programs: [`Feature::CpumapPrograms`].
    pub cpumap_programs: Fact<bool>,
    /// Whether programs may take packets in several buffers: [`Feature::Frags`].
    pub frags: Fact<bool>,
    /// Whether skb mode can redirect to a CPUMAP: [`Feature::SkbRedirect`].
    pub skb_redirect: Fact<bool>,
    /// The tracepoints that the counters need, and whether they are there.
    pub tracepoints: Vec<(&'static str, Fact<bool>)>,
    /// Whether programs are compiled to machine code.
    pub jit: Fact<bool>,
    /// The BPF file system at `/sys/fs/bpf`.
    pub bpffs: Fact<Bpffs>,
}

/// The BPF file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bpffs {
    /// Nothing is mounted there.
    Absent,
    /// It is mounted for process 1, and this process has a mount namespace that hides it.
    Hidden,
    /// It is mounted, and this process may not keep anything in it.
    Closed,
    /// It is mounted, and nothing in it can be changed.
    ReadOnly,
    /// It is mounted, and this process may use it.
    Usable,
}

impl KernelFacts {
    pub(super) fn gather(root: &Path) -> Self {
        let names = Names::read(root);
        let loads = probe::xdp();
        Self {
            release: read(root, "proc/sys/kernel/osrelease"),
            btf: names.are_there(),
            cpumap_programs: names.or(probe::cpumap_programs(), "bpf_cpumap_val"),
            frags: names.or(probe::frags(&loads), "xdp_has_frags"),
            loads,
            skb_redirect: probe::skb_redirect(root, &names),
            tracepoints: probe::tracepoints(&names),
            jit: read(root, "proc/sys/net/core/bpf_jit_enable").map(|value| value != "0"),
            bpffs: bpffs(root),
        }
    }

    /// Major and minor number, where the release begins with them.
    #[must_use]
    pub fn version(&self) -> Option<(u32, u32)> {
        Feature::version(self.release.as_ref().ok()?)
    }

    /// Whether it is known to be older than `feature`, for what nothing but the version tells.
    pub(super) fn is_before(&self, feature: Feature) -> bool {
        self.version()
            .is_some_and(|version| !feature.is_since(version))
    }
}

/// What a file of the kernel says.
pub(super) fn read(root: &Path, file: &str) -> Fact<String> {
    let text = fs::read_to_string(root.join(file));
    let text = text.map_err(|error| {
        Unknown::new(PathBuf::from("/").join(file).display().to_string(), &error)
    })?;
    Ok(text.trim().to_owned())
}

/// The BPF file system of this process. Where `ip netns exec` hides it, that which another process sees.
fn bpffs(root: &Path) -> Fact<Bpffs> {
    let is_it = |line: &str| {
        let mut fields = line.split(' ').skip(1);
        fields.next() == Some(BPFFS) && fields.next() == Some("bpf")
    };
    let mounted = |mounts: String| mounts.lines().any(is_it);
    if mounted(read(root, "proc/self/mounts")?) {
        return Ok(access(root));
    }
    if !read(root, "proc/1/mounts").is_ok_and(mounted) {
        return Ok(Bpffs::Absent);
    }
    let usable = others().any(|process| {
        let mounted = read(root, &format!("proc/{process}/mounts")).is_ok_and(mounted);
        mounted && access(&root.join(format!("proc/{process}/root"))) == Bpffs::Usable
    });
    Ok(if usable { Bpffs::Usable } else { Bpffs::Hidden })
}

/// Whether this process may keep something in the BPF file system below `root`: in a directory that is there for this
/// user already, or beside it.
fn access(root: &Path) -> Bpffs {
    let bpffs = root.join(&BPFFS[1..]);
    let own = format!("softrss-{}", nix::unistd::geteuid());
    let writing = AccessFlags::W_OK | AccessFlags::X_OK;
    let mut closed = Bpffs::Closed;
    for directory in [bpffs.join("softrss"), bpffs.join(own), bpffs] {
        match nix::unistd::eaccess(&directory, writing) {
            Ok(()) => return Bpffs::Usable,
            Err(Errno::EROFS) => closed = Bpffs::ReadOnly,
            Err(_) => {}
        }
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (file, text) in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    #[test]
    fn files_of_the_kernel_are_read() {
        let root = tree(&[
            ("proc/sys/kernel/osrelease", "5.10.0-28-amd64\n"),
            ("proc/sys/net/core/bpf_jit_enable", "0\n"),
            (
                "proc/self/mounts",
                "none /sys/fs/bpf tmpfs rw 0 0\nbpf /sys/fs/bpf bpf rw 0 0\n",
            ),
            ("sys/fs/bpf/softrss/link", ""),
            (
                "proc/kallsyms",
                "0000000000000000 T cpu_map_generic_redirect_not\n",
            ),
        ]);
        let facts = KernelFacts::gather(root.path());
        assert_eq!(facts.version(), Some((5, 10)));
        assert_eq!(facts.jit, Ok(false));
        assert_eq!(facts.bpffs, Ok(Bpffs::Usable));
        assert_eq!(facts.skb_redirect, Ok(false));
        assert!(!facts.btf);
    }

    #[test]
    fn the_names_of_the_kernel_answer_where_it_may_not_be_asked() {
        let root = tree(&[
            (
                "sys/kernel/btf/vmlinux",
                "\0cpu_map_generic_redirect\0btf_trace_xdp_exception\0",
            ),
            ("proc/self/mounts", ""),
        ]);
        let names = Names::read(root.path());
        let unknown = || Err(Unknown::Privilege { what: "it".into() });
        assert_eq!(names.or(unknown(), "btf_trace_xdp_exception"), Ok(true));
        assert_eq!(names.or(unknown(), "btf_trace_xdp"), Ok(false));
        assert_eq!(names.or(Ok(true), "btf_trace_xdp"), Ok(true));
        assert_eq!(probe::skb_redirect(root.path(), &names), Ok(true));
        assert_eq!(bpffs(root.path()), Ok(Bpffs::Absent));
        let hidden = tree(&[
            ("proc/self/mounts", "sysfs /sys sysfs rw 0 0\n"),
            ("proc/1/mounts", "bpf /sys/fs/bpf bpf rw 0 0\n"),
        ]);
        assert_eq!(bpffs(hidden.path()), Ok(Bpffs::Hidden));
        fs::create_dir_all(hidden.path().join("proc/1/root/sys/fs/bpf")).unwrap();
        assert_eq!(bpffs(hidden.path()), Ok(Bpffs::Usable));
        let none = Names::read(Path::new("/nowhere"));
        assert_eq!(none.or(unknown(), "xdp_has_frags"), unknown());
    }
}
