//! Where a kernel and its modules are in a directory.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::failure::{Failure, file};

/// A kernel that can be booted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Image {
    /// `6.1.0-50-cloud-amd64`
    pub(crate) release: String,
    pub(crate) file: PathBuf,
    /// `lib/modules/RELEASE`
    pub(crate) modules: PathBuf,
}

/// The one kernel in a directory that a package was unpacked into.
pub(crate) fn image(directory: &Path) -> Result<Image, Failure> {
    for modules in ["lib/modules", "usr/lib/modules"] {
        let modules = directory.join(modules);
        if !modules.is_dir() {
            continue;
        }
        for release in fs::read_dir(&modules).map_err(file(&modules))? {
            let modules = release.map_err(file(&modules))?.path();
            let Some(release) = modules.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let beside = modules.join("vmlinuz");
            let boot = directory.join("boot").join(format!("vmlinuz-{release}"));
            if let Some(file) = [boot, beside].into_iter().find(|file| file.is_file()) {
                return Ok(Image {
                    release: release.to_owned(),
                    file,
                    modules: modules.clone(),
                });
            }
        }
    }
    let failure = Failure::new(format!("{} has no kernel", directory.display()));
    Err(failure.with_hint(
        "it should have lib/modules/RELEASE, and boot/vmlinuz-RELEASE or lib/modules/RELEASE/vmlinuz, \
         as dpkg-deb -x leaves them",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kernels_are_found_where_packages_have_them() {
        let old = "boot/vmlinuz-6.1.0-50";
        let new = "usr/lib/modules/7.3.4/vmlinuz";
        for (path, modules, release) in [
            (old, "lib/modules/6.1.0-50", "6.1.0-50"),
            (new, "usr/lib/modules/7.3.4", "7.3.4"),
        ] {
            let directory = tempfile::tempdir().unwrap();
            let directory = directory.path();
            fs::create_dir_all(directory.join("boot")).unwrap();
            fs::create_dir_all(directory.join(modules)).unwrap();
            assert!(image(directory).is_err());
            fs::write(directory.join(path), "").unwrap();
            let found = image(directory).unwrap();
            assert_eq!(found.release, release);
            assert_eq!(found.file, directory.join(path));
            assert_eq!(found.modules, directory.join(modules));
        }
    }
}
