//! Every pin there is, missing, or with something else in its place.

use std::{
    collections::BTreeSet, error::Error, fs, os::unix::fs::symlink, path::Path, process::Command,
};

use softrss::{
    CpuMap, Deployment, DeploymentError, Interface, PinnedProgram,
    deployment::{Found, Intent, survey_in},
    object::map_info,
};
use softrss_kernel_tests::{AnyError, inside, refusal};
use softrss_testbed::{TrafficSpec, allowed_cpus, harness::Outcome};

use crate::{
    identity::ip,
    site::{Site, go_on, listed, policy, policy_with, with_site},
    state::State,
    traffic::traffic_of,
};

/// What can happen to a pin.
#[derive(Clone, Copy, Debug)]
enum Damage {
    Missing,
    /// A map that is none of softrss.
    Map,
    /// One with a name that none of softrss can have, and the form of what is kept of a policy.
    OddMap,
    /// What another interface has under the same name.
    OfAnother,
    DanglingSymlink,
    /// To what another interface has under the same name.
    Symlink,
    Directory,
}

/// What is left in the root when the sink is detached: the directory of the neighbour, and the seed.
const LEFT: usize = 2;
const DAMAGES: [Damage; 7] = [
    Damage::Missing,
    Damage::Map,
    Damage::OddMap,
    Damage::OfAnother,
    Damage::DanglingSymlink,
    Damage::Symlink,
    Damage::Directory,
];

/// A policy that needs pins of every kind.
fn everything(more: &str) -> Result<Intent, Box<dyn Error>> {
    policy_with(
        &format!(
            "[targets]\nmss = 1300\n{more}\
             [[rule]]\nname = \"out\"\nmatch = {{ dst_port = 54 }}\n\
             action = {{ cpu = 0, then = {{ redirect = \"dev0\" }} }}\n\
             [[rule]]\nname = \"dns\"\nmatch = {{ dst_port = 53 }}\naction = {{ cpu = 0, then = \"drop\" }}\n\
             [observe]\nlatency = true\n[table]\nfile = \"t\"\nside = \"destination\"\n"
        ),
        Some("10.0.0.0/8,0\n2001:db8:ffff::/48,0\n"),
    )
}

/// Replaces what is at `path`. `other` is what another interface has there.
fn damage(path: &Path, other: &Path, damage: Damage) -> Outcome {
    let mut at = path.to_owned();
    if fs::symlink_metadata(path).is_ok_and(|there| there.is_dir()) {
        // A directory is made empty for it, and so another one is no damage that can be told.
        at = path.with_file_name("away");
        fs::rename(path, &at)?;
        fs::remove_dir_all(&at)?;
    } else if fs::symlink_metadata(path).is_ok() {
        fs::remove_file(&at)?;
    }
    match damage {
        Damage::Missing => {}
        Damage::Map => CpuMap::create(1, "foreign")?.pin(path)?,
        Damage::OddMap => pin_zeros("not.ours", path)?,
        Damage::OfAnother if other.is_dir() => fs::create_dir(path)?,
        // A second name, as `ln` makes it.
        Damage::OfAnother if other.exists() => fs::hard_link(other, path)?,
        Damage::OfAnother | Damage::DanglingSymlink => symlink("nowhere", path)?,
        Damage::Symlink => symlink(other, path)?,
        Damage::Directory => fs::create_dir(path)?,
    }
    Ok(())
}

/// Pins a map called `name`, of the form that what is kept of a policy has, with nothing in it.
fn pin_zeros(name: &str, path: &Path) -> Outcome {
    let mut bpftool = Command::new("bpftool");
    bpftool.args(["map", "create"]).arg(path);
    bpftool.args("type array key 4 value 4096 entries 1 name".split(' '));
    let status = bpftool.arg(name).status()?;
    assert!(status.success(), "{bpftool:?}: {status}");
    Ok(())
}

/// Damages what the sink has under `name`, in whatever generation it is now.
fn damage_sink(site: &Site<'_>, name: &str, neighbour: &Neighbour<'_>, one: Damage) -> Outcome {
    let here = site.open()??;
    let generation = here.pins().file_name().ok_or("no generation")?.display();
    let mut parts: Vec<String> = name.split('/').map(str::to_owned).collect();
    if parts[0] != "link" {
        parts[0] = generation.to_string();
    }
    let other = neighbour.deployment.directory().join(name);
    damage(&here.directory().join(parts.join("/")), &other, one)
}

/// Another interface of the same namespace, which has to be unaffected.
struct Neighbour<'s> {
    site: &'s Site<'s>,
    deployment: Deployment,
}

impl<'s> Neighbour<'s> {
    fn attach(site: &'s Site<'s>, intents: &[Intent]) -> Result<Self, Box<dyn Error>> {
        let deployment = site.inside(|| {
            let interface = Interface::by_name("lan0")?;
            for intent in intents {
                Deployment::attach(&site.root, &interface, intent, &mut go_on)?;
            }
            Deployment::open_in(&site.root, &interface).map_err(AnyError::from)
        })?;
        Ok(Self { site, deployment })
    }

    /// It is what it was, whatever happened to others.
    fn is_well(&self) -> Outcome {
        let found = self
            .site
            .inside(|| survey_in(&self.site.root).map_err(AnyError::from))?;
        let mut attached = found.iter().filter_map(|found| match found {
            Found::Attached(deployment) => Some(deployment),
            _ => None,
        });
        assert!(
            attached.any(|found| found.interface() == "lan0"
                && found.program_id() == self.deployment.program_id()),
            "{found:?}"
        );
        self.deployment.read()?;
        assert!(self.deployment.damaged()?.is_empty());
        Ok(())
    }
}

/// What is attached to the sink is whole: the program has the maps that are pinned, and they are as they should be.
fn is_whole(site: &Site<'_>, undisturbed: &State) -> Outcome {
    let deployment = site.open()??;
    assert!(deployment.damaged()?.is_empty());
    deployment.read()?;
    let program = PinnedProgram::open(deployment.pins().join("prog"))?.info()?;
    assert_eq!(program.id, deployment.program_id());
    let pinned = deployment.maps()?;
    for id in &program.map_ids {
        assert!(
            pinned.iter().any(|(_, info)| info.id == *id),
            "{id}: {pinned:?}"
        );
    }
    let now = State::of(site)?;
    assert_eq!(
        (&now.queues, &now.table, &now.prefixes),
        (
            &undisturbed.queues,
            &undisturbed.table,
            &undisturbed.prefixes
        )
    );
    assert_eq!(now.program, deployment.program_id());
    let names = |state: &State| -> Vec<String> {
        let names = state
            .maps
            .keys()
            .filter(|name| !name.starts_with("earlier"));
        names.cloned().collect()
    };
    assert_eq!(names(&now), names(undisturbed));
    Ok(())
}

/// Everything that is pinned for the sink, relative to its directory.
fn pins(site: &Site<'_>) -> Result<Vec<String>, Box<dyn Error>> {
    let deployment = site.open()??;
    let mut pins: BTreeSet<String> = listed(deployment.directory())?.into_iter().collect();
    let generation = deployment.pins().file_name().ok_or("no generation")?;
    for document in ["pending", "earlier_next"] {
        pins.insert(format!("{}/{document}", generation.display()));
    }
    Ok(pins.into_iter().collect())
}

pub(crate) fn every_damage_is_repaired_and_removed() -> Outcome {
    with_site(|site| {
        let netns = site.bed.sink().netns();
        ip(netns, "link add dev0 type veth peer name dev1")?;
        ip(netns, "link add lan0 type veth peer name lan1")?;
        // With a policy before, there is something that was counted earlier.
        let intents = [policy("")?, everything("")?];
        let attach = || {
            intents
                .iter()
                .try_for_each(|intent| site.attach(intent).map(drop))
        };
        let neighbour = Neighbour::attach(site, &intents)?;
        attach()?;
        let undisturbed = State::of(site)?;
        let names = pins(site)?;
        assert!(names.len() > 20, "{names:?}");
        site.detach()?;

        let mut cases = 0;
        // Slowly: what is looked for is whether packets arrive.
        let mut spec = TrafficSpec::new(allowed_cpus()?);
        spec.pps = Some(2000);
        let report = traffic_of(spec, site, || {
            for name in &names {
                for one in DAMAGES {
                    let case = format!("{name}: {one:?}");
                    let failed = |error: Box<dyn Error>| format!("{case}: {error}");
                    if site.open()?.is_err() {
                        attach().map_err(failed)?;
                    }
                    damage_sink(site, name, &neighbour, one).map_err(failed)?;
                    neighbour.is_well().map_err(failed)?;
                    let attached = site.attach_watched(&intents[1], &mut go_on)?;
                    if name.parse::<u32>().is_ok() {
                        // Nothing is left that tells whose program it is.
                        let refused = refusal(attached)?;
                        assert!(
                            matches!(refused, DeploymentError::UnknownProgram { .. }),
                            "{case}"
                        );
                    } else {
                        attached.map_err(|error| failed(error.into()))?;
                        is_whole(site, &undisturbed).map_err(failed)?;
                        cases += 1;
                        if !matches!(one, Damage::OfAnother | Damage::Directory) {
                            continue;
                        }
                        damage_sink(site, name, &neighbour, one).map_err(failed)?;
                    }
                    site.detach().map_err(failed)?;
                    assert_eq!(site.root.path().read_dir()?.count(), LEFT, "{case}");
                    neighbour.is_well().map_err(failed)?;
                }
            }
            Ok(())
        })?;
        assert_eq!(report.lost, 0, "of {} in {cases} cases", report.sent);

        inside(netns, || {
            Deployment::detach(&site.root, "lan0", &mut go_on).map_err(AnyError::from)
        })?;
        Ok(())
    })
}

/// The half of [`every_damage_is_repaired_and_removed`] that needs no packets: `detach` of whatever is damaged.
pub(crate) fn every_damage_is_removed() -> Outcome {
    with_site(|site| {
        let netns = site.bed.sink().netns();
        ip(netns, "link add dev0 type veth peer name dev1")?;
        ip(netns, "link add lan0 type veth peer name lan1")?;
        let intents = [policy("")?, everything("")?];
        let neighbour = Neighbour::attach(site, &intents)?;
        for intent in &intents {
            site.attach(intent)?;
        }
        let names = pins(site)?;
        site.detach()?;
        for name in &names {
            // Only what follows another policy has counts of an earlier one.
            let needed = usize::from(!name.contains("earlier"));
            for one in DAMAGES {
                let case = format!("{name}: {one:?}");
                let failed = |error: Box<dyn Error>| format!("{case}: {error}");
                for intent in &intents[needed..] {
                    site.attach(intent).map_err(failed)?;
                }
                damage_sink(site, name, &neighbour, one).map_err(failed)?;
                site.detach().map_err(failed)?;
                assert_eq!(site.root.path().read_dir()?.count(), LEFT, "{case}");
                neighbour.is_well().map_err(failed)?;
            }
        }
        inside(netns, || {
            Deployment::detach(&site.root, "lan0", &mut go_on).map_err(AnyError::from)
        })?;
        Ok(())
    })
}

/// Counts that go on without what was counted before are said to.
pub(crate) fn earlier_counts_that_cannot_be_read_are_named() -> Outcome {
    with_site(|site| {
        let rules =
            policy("[[rule]]\nname = \"dns\"\nmatch = { dst_port = 53 }\naction = \"drop\"\n")?;
        for name in ["earlier", "not.ours"] {
            site.attach(&policy("")?)?;
            site.attach(&rules)?;
            let here = site.open()??;
            assert_eq!(here.damaged()?, Vec::<String>::new());
            let at = here.pins().join("earlier");
            fs::remove_file(&at)?;
            pin_zeros(name, &at)?;
            assert_eq!(here.damaged()?, ["earlier"], "{name}");
            here.read()?;
            site.attach(&rules)?;
        }
        site.detach()?;
        Ok(())
    })
}

/// A map of the same kind and size is told from the program's, also where the record does not say which it was.
pub(crate) fn a_table_that_is_not_the_programs_is_replaced() -> Outcome {
    with_site(|site| {
        let first = site.attach(&policy("")?)?.deployment;
        let table = State::of(site)?.table;
        let at = first.pins().join("tables");
        let forged = bpf_asm::MapDecl::<bpf_asm::Data>::new("tables", vec![0; table.len()])?;
        for knows in [true, false] {
            let current = site.open()??;
            let at = current.pins().join(at.file_name().ok_or("no name")?);
            fs::remove_file(&at)?;
            let other = softrss::PlainMap::create(forged.spec())?;
            other.pin(&at)?;
            if !knows {
                crate::faults::forget_objects(&current)?;
            }
            let id = map_info(&other)?.id;
            let program = site.attach(&policy("")?)?.deployment.program()?;
            assert!(!program.map_ids.contains(&id));
            assert_eq!(State::of(site)?.table, table);
            site.open()??.read()?;
        }
        site.detach()?;
        Ok(())
    })
}
