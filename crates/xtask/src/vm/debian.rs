//! Kernels from Debian's archive, checked by apt against Debian's keys.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::failure::{Failure, directory, file, output};

/// A kernel, and where Debian has it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Release {
    pub(crate) kernel: &'static str,
    /// Archive and suite; the newest package of them all is taken.
    suites: &'static [(&'static str, &'static str)],
}

/// The kernels by name. Those for clouds are small, and have everything that is needed here.
pub(crate) const RELEASES: [Release; 4] = [
    Release {
        kernel: "5.10",
        suites: &[("debian-security", "bullseye-security")],
    },
    Release {
        kernel: "6.1",
        suites: &[("debian", "bookworm")],
    },
    Release {
        kernel: "6.12",
        suites: &[("debian", "bookworm-backports")],
    },
    Release {
        kernel: "newest",
        suites: &[("debian", "trixie-backports"), ("debian", "sid")],
    },
];

const MIRROR: &str = "http://deb.debian.org";
const KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
/// The package that depends on the newest kernel of a suite.
const META: &str = "linux-image-cloud-amd64";
/// Where newer kernels have their files: in packages beside that of the image.
const PARTS: [&str; 3] = ["linux-base-", "linux-binary-", "linux-modules-"];

/// The directory that the kernel is unpacked into, from the archive if it is not there yet or `update` asks for it.
pub(crate) fn fetch(release: &Release, cache: &Path, update: bool) -> Result<PathBuf, Failure> {
    let directory = cache.join("kernel").join(release.kernel);
    if directory.is_dir() && !update {
        return Ok(directory);
    }
    if !Path::new(KEYS).exists() {
        return Err(Failure::new(format!("{KEYS} is missing"))
            .with_hint("apt-get install debian-archive-keyring"));
    }
    eprintln!("fetching Linux {} from {MIRROR}", release.kernel);
    let apt = Apt::new(release, &cache.join("apt").join(release.kernel))?;
    let version = apt.newest()?;
    let image = apt
        .depends(&format!("{META}={version}"))?
        .into_iter()
        .find(|name| name.starts_with("linux-image-"))
        .ok_or_else(|| Failure::new(format!("{META} {version} depends on no kernel")))?;
    let mut packages = vec![format!("{image}={version}")];
    let parts = apt.depends(&packages[0])?;
    let parts = parts
        .into_iter()
        .filter(|name| PARTS.iter().any(|part| name.starts_with(part)));
    packages.extend(parts.map(|name| format!("{name}={version}")));
    apt.unpack(&packages, &directory)?;
    Ok(directory)
}

/// apt with sources, lists and packages of its own.
struct Apt {
    place: PathBuf,
}

impl Apt {
    fn new(release: &Release, place: &Path) -> Result<Self, Failure> {
        directory(&place.join("lists/partial"))?;
        directory(&place.join("cache/archives/partial"))?;
        let sources = place.join("sources.list");
        fs::write(&sources, self::sources(release)).map_err(file(&sources))?;
        let apt = Self {
            place: place.to_owned(),
        };
        let updated = output(
            "apt-get",
            apt.command("apt-get")
                .args(["update", "-qq", "--error-on=any"]),
        );
        updated.map_err(|failure| {
            failure.with_hint(format!(
                "this takes a network and {MIRROR}; --kernel also takes the directory of an unpacked kernel"
            ))
        })?;
        Ok(apt)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let options = [
            ("Dir::Etc::SourceList", "sources.list"),
            ("Dir::Etc::SourceParts", "none"),
            ("Dir::State::Lists", "lists"),
            ("Dir::Cache", "cache"),
            // What is installed on this machine has nothing to do with it.
            ("Dir::State::Status", "none"),
        ];
        for (option, path) in options {
            let path = self.place.join(path);
            command
                .arg("-o")
                .arg(format!("{option}={}", path.display()));
        }
        let settings = [
            "APT::Architecture=amd64",
            "APT::Sandbox::User=root",
            "Acquire::Languages=none",
            "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
        ];
        for setting in settings {
            command.args(["-o", setting]);
        }
        command.env("LC_ALL", "C");
        command
    }

    fn ask(&self, arguments: &[&str]) -> Result<String, Failure> {
        let text = output("apt-cache", self.command("apt-cache").args(arguments))?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// The newest version of [`META`] in the suites.
    fn newest(&self) -> Result<String, Failure> {
        let versions = self.ask(&["madison", META])?;
        let version = newest(&versions);
        version.ok_or_else(|| Failure::new(format!("{MIRROR} has no {META} in these suites")))
    }

    fn depends(&self, package: &str) -> Result<Vec<String>, Failure> {
        Ok(depends(&self.ask(&["show", package])?))
    }

    /// Replaces `directory` by what is in the packages.
    fn unpack(&self, packages: &[String], directory: &Path) -> Result<(), Failure> {
        let archives = self.place.join("packages");
        let beside = self.place.join("unpacked");
        for old in [&archives, &beside, &directory.to_owned()] {
            if old.exists() {
                fs::remove_dir_all(old).map_err(file(old))?;
            }
        }
        self::directory(&archives)?;
        let mut download = self.command("apt-get");
        download
            .args(["download", "-qq"])
            .args(packages)
            .current_dir(&archives);
        output("apt-get", &mut download)?;
        for archive in fs::read_dir(&archives).map_err(file(&archives))? {
            let archive = archive.map_err(file(&archives))?.path();
            let mut unpack = Command::new("dpkg-deb");
            output("dpkg-deb", unpack.arg("-x").arg(archive).arg(&beside))?;
        }
        fs::remove_dir_all(&archives).map_err(file(&archives))?;
        if let Some(above) = directory.parent() {
            self::directory(above)?;
        }
        fs::rename(&beside, directory).map_err(file(directory))
    }
}

fn sources(release: &Release) -> String {
    let lines = release.suites.iter().map(|(archive, suite)| {
        format!("deb [arch=amd64 signed-by={KEYS}] {MIRROR}/{archive} {suite} main\n")
    });
    lines.collect()
}

/// The version in the first line of `apt-cache madison`, which lists the newest first.
fn newest(madison: &str) -> Option<String> {
    let version = madison.lines().next()?.split('|').nth(1)?.trim();
    Some(version.to_owned())
}

/// The packages that the one that `apt-cache show` tells of depends on, the first where there is a choice.
fn depends(show: &str) -> Vec<String> {
    let mut lines = show.lines();
    let line = lines.find_map(|line| line.strip_prefix("Depends: "));
    let names = line.unwrap_or_default().split(", ");
    let names = names.filter_map(|name| name.split([' ', ':']).next());
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_suite_is_asked_with_debians_keys() {
        assert_eq!(
            sources(&RELEASES[0]),
            "deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] \
             http://deb.debian.org/debian-security bullseye-security main\n"
        );
        assert_eq!(sources(&RELEASES[3]).lines().count(), 2);
    }

    #[test]
    fn what_apt_says_is_read() {
        let madison = "linux-image-cloud-amd64 | 7.3.4-1~bpo13+1 | http://deb.debian.org/debian trixie-backports/main amd64 Packages\n\
                       linux-image-cloud-amd64 |   7.2.13-1 | http://deb.debian.org/debian sid/main amd64 Packages\n";
        assert_eq!(newest(madison).as_deref(), Some("7.3.4-1~bpo13+1"));
        assert_eq!(newest("\n"), None);
        let show = "Package: linux-image-7.3.4+deb13-cloud-amd64\n\
                    Depends: dracut | initramfs-tools (>= 0.120+deb8u2), linux-binary-7.3.4+deb13-cloud-amd64 (= 7.3.4-1~bpo13+1)\n";
        assert_eq!(
            depends(show),
            ["dracut", "linux-binary-7.3.4+deb13-cloud-amd64"]
        );
    }
}
