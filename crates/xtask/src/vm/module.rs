//! The kernel's modules, in the order in which they can be loaded.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::failure::{Failure, file, output};

/// What the tests need, or the machine itself.
const NEEDED: [&str; 17] = [
    "virtio_pci",
    "virtio_net",
    "veth",
    "tun",
    "8021q",
    "bonding",
    "bridge",
    "macvlan",
    "macvtap",
    "vxlan",
    "geneve",
    "ifb",
    "dummy",
    "sch_ingress",
    "cls_u32",
    "act_mirred",
    "af_packet",
];
/// What is used where the kernel has it.
const WELCOME: [&str; 1] = ["netkit"];

/// A module that is ready to be loaded.
pub(crate) struct Module {
    /// `veth.ko`
    pub(crate) file: String,
    pub(crate) bytes: Vec<u8>,
}

/// The modules below `directory` that have to be loaded, each behind those that it needs.
pub(crate) fn modules(directory: &Path) -> Result<Vec<Module>, Failure> {
    let mut files = BTreeMap::new();
    find(directory, &mut files)?;
    let builtin = directory.join("modules.builtin");
    let builtin = fs::read_to_string(&builtin).map_err(file(&builtin))?;
    let builtin: Vec<String> = builtin
        .lines()
        .filter_map(|line| name(Path::new(line)))
        .collect();
    let mut contents = BTreeMap::new();
    let mut needs = |module: &str| -> Result<Option<Vec<String>>, Failure> {
        let Some(path) = files.get(module) else {
            return Ok(None);
        };
        let bytes = read(path)?;
        let needs = depends(&bytes);
        contents.insert(module.to_owned(), bytes);
        Ok(Some(needs))
    };
    let mut order = Vec::new();
    for module in NEEDED.iter().chain(&WELCOME) {
        let found = visit(module, &mut order, &mut needs)?;
        if !found && NEEDED.contains(module) && !builtin.iter().any(|name| name == module) {
            return Err(Failure::new(format!(
                "this kernel has no module {module}, and it is not built in: {}",
                directory.display()
            )));
        }
    }
    let modules = order.into_iter().filter_map(|module| {
        let bytes = contents.remove(&module)?;
        Some(Module {
            file: format!("{module}.ko"),
            bytes,
        })
    });
    Ok(modules.collect())
}

/// Appends `module` to `order`, behind all that it needs; `false` if it is not there. `needs` says what one needs itself.
fn visit<E>(
    module: &str,
    order: &mut Vec<String>,
    needs: &mut impl FnMut(&str) -> Result<Option<Vec<String>>, E>,
) -> Result<bool, E> {
    if order.iter().any(|before| before == module) {
        return Ok(true);
    }
    let Some(first) = needs(module)? else {
        return Ok(false);
    };
    for other in first {
        visit(&other, order, needs)?;
    }
    order.push(module.to_owned());
    Ok(true)
}

/// Every module below `directory`, by name.
fn find(directory: &Path, into: &mut BTreeMap<String, PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(directory).map_err(file(directory))? {
        let entry = entry.map_err(file(directory))?;
        let kind = entry.file_type().map_err(file(&entry.path()))?;
        if kind.is_dir() {
            find(&entry.path(), into)?;
        } else if let Some(name) = name(&entry.path()) {
            into.insert(name, entry.path());
        }
    }
    Ok(())
}

/// The name of the module in a file: without what says how it is compressed, and as the kernel writes it.
fn name(path: &Path) -> Option<String> {
    let file = path.file_name()?.to_str()?;
    let (name, _) = file.split_once(".ko")?;
    Some(name.replace('-', "_"))
}

/// The module in a file, which may be compressed.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let program = match path.extension().and_then(|extension| extension.to_str()) {
        Some("xz") => "xz",
        Some("zst") => "zstd",
        _ => return fs::read(path).map_err(file(path)),
    };
    output(program, Command::new(program).arg("-dc").arg(path))
}

/// The modules that one says it needs, in its section `.modinfo`.
fn depends(module: &[u8]) -> Vec<String> {
    const KEY: &[u8] = b"\0depends=";
    let mut places = module.windows(KEY.len());
    let Some(at) = places.position(|window| window == KEY) else {
        return Vec::new();
    };
    let list = module[at + KEY.len()..].split(|byte| *byte == 0).next();
    let list = String::from_utf8_lossy(list.unwrap_or_default());
    let names = list.split(',').filter(|name| !name.is_empty());
    names.map(|name| name.replace('-', "_")).collect()
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn modules_come_behind_what_they_need() {
        let mut needs = |module: &str| -> Result<_, Infallible> {
            Ok(match module {
                "virtio_net" => Some(vec!["net_failover".to_owned(), "virtio".to_owned()]),
                "net_failover" => Some(vec!["failover".to_owned()]),
                "failover" | "veth" => Some(Vec::new()),
                _ => None,
            })
        };
        let mut order = Vec::new();
        for (module, found) in [
            ("virtio_net", true),
            ("failover", true),
            ("netkit", false),
            ("veth", true),
        ] {
            assert_eq!(visit(module, &mut order, &mut needs), Ok(found), "{module}");
        }
        assert_eq!(order, ["failover", "net_failover", "virtio_net", "veth"]);
    }

    #[test]
    fn what_a_module_says_is_read() {
        let module = b"\x7fELF\0license=GPL\0depends=virtio-ring,net_failover\0name=virtio_net\0";
        assert_eq!(depends(module), ["virtio_ring", "net_failover"]);
        assert_eq!(depends(b"\0depends=\0name=veth\0"), [""; 0]);
        assert_eq!(depends(b"nothing"), [""; 0]);
        let name = |file: &str| name(Path::new(file));
        assert_eq!(
            name("kernel/net/virtio-ring.ko.xz").as_deref(),
            Some("virtio_ring")
        );
        assert_eq!(name("drivers/net/veth.ko").as_deref(), Some("veth"));
        assert_eq!(name("modules.dep"), None);
    }
}
