//! Interfaces that are moved, renamed and gone, and others that get their numbers.

use std::{
    error::Error,
    fs,
    os::{
        fd::{AsFd as _, AsRawFd as _},
        unix::fs::{chown, symlink},
    },
    process::Command,
};

use netlink_packet_route::link::XdpAttached;
use softrss::{
    CpuMap, Deployment, DeploymentError, Interface,
    deployment::{Applied, Detached, Found, Intent, PinRoot, Place, survey_in},
};
use softrss_kernel_tests::{AnyError, eventually, inside, link::xdp_of, refusal};
use softrss_testbed::{Netns, harness::Outcome};

use crate::{
    site::{Site, go_on, listed, policy, sendable, with_site},
    state::Objects,
};

/// Runs `ip` in a namespace.
pub(crate) fn ip(netns: &Netns, arguments: &str) -> Outcome {
    inside(netns, || {
        let status = Command::new("ip").args(arguments.split(' ')).status()?;
        assert!(status.success(), "ip {arguments}");
        Ok::<(), AnyError>(())
    })
}

/// Moves an interface from one namespace to another.
fn move_to(from: &Netns, name: &str, to: &Netns) -> Outcome {
    let path = format!("/proc/{}/fd/{}", std::process::id(), to.as_fd().as_raw_fd());
    ip(from, &format!("link set {name} netns {path}"))
}

fn attach(
    site: &Site<'_>,
    netns: &Netns,
    name: &str,
    intent: &Intent,
) -> Result<Applied, Box<dyn Error>> {
    inside(netns, || {
        let interface = Interface::by_name(name)?;
        let attached = Deployment::attach(&site.root, &interface, intent, &mut go_on)?;
        assert!(attached.untidy.is_none(), "{:?}", attached.untidy);
        assert_eq!(attached.deployment.interface(), interface.name());
        Ok::<_, AnyError>(attached.applied)
    })
}

fn open(
    site: &Site<'_>,
    netns: &Netns,
    name: &str,
) -> Result<Result<Deployment, DeploymentError>, Box<dyn Error>> {
    inside(netns, || {
        let interface = Interface::by_name(name)?;
        Ok::<_, AnyError>(Deployment::open_in(&site.root, &interface))
    })
}

fn detach(
    site: &Site<'_>,
    netns: &Netns,
    name: &str,
) -> Result<Result<Detached, DeploymentError>, Box<dyn Error>> {
    inside(netns, || {
        Ok::<_, AnyError>(Deployment::detach(&site.root, name, &mut go_on))
    })
}

fn program(netns: &Netns, name: &str) -> Result<Option<u32>, Box<dyn Error>> {
    Ok(match xdp_of(netns, name)? {
        (XdpAttached::None, _) => None,
        (_, program) => program,
    })
}

/// What is found, seen from the sink's namespace.
fn survey(site: &Site<'_>) -> Result<Vec<Found>, Box<dyn Error>> {
    site.inside(|| survey_in(&site.root).map_err(AnyError::from))
}

fn attached(found: &[Found]) -> Vec<&Deployment> {
    let attached = found.iter().filter_map(|found| match found {
        Found::Attached(deployment) => Some(&**deployment),
        _ => None,
    });
    attached.collect()
}

/// It keeps its program, and gets another number where its own is taken; and another interface gets the old one.
pub(crate) fn a_moved_interface_is_found_by_its_program() -> Outcome {
    with_site(|site| {
        let (here, there) = (site.bed.sink().netns(), Netns::new()?);
        let first = site.attach(&policy("")?)?.deployment;
        let index = first.place().ifindex();
        ip(
            &there,
            &format!("link add taken0 index {index} type veth peer name taken1 index 99"),
        )?;
        move_to(here, "sink0", &there)?;
        ip(&there, "link set sink0 up")?;
        assert_eq!(program(&there, "sink0")?, Some(first.program_id()));

        // Where it was, it is said where it is.
        let moved = refusal(detach(site, here, "sink0")?)?;
        let DeploymentError::Moved {
            place: Place::Elsewhere { name, netns, .. },
            pins,
            ..
        } = &moved
        else {
            return Err(format!("{moved:?}").into());
        };
        assert_eq!(
            (&**name, format!("net:[{netns}]")),
            ("sink0", there.id().to_string())
        );
        assert_eq!(pins, first.directory());
        // A new one with the old name and the old number is not steered by it.
        ip(
            here,
            &format!("link add sink0 index {index} type veth peer name other0 index 99"),
        )?;
        assert!(matches!(
            refusal(site.open()?)?,
            DeploymentError::NotAttached { .. }
        ));
        assert!(matches!(
            refusal(detach(site, here, "sink0")?)?,
            DeploymentError::Moved { .. }
        ));
        assert_eq!(site.dry_run(&policy("")?)?.applied, Applied::Attached);
        assert_eq!(site.attach(&policy("")?)?.applied, Applied::Attached);
        let second = site.open()??;
        assert_ne!(second.program_id(), first.program_id());
        assert_eq!(program(here, "sink0")?, Some(second.program_id()));
        assert_eq!(program(&there, "sink0")?, Some(first.program_id()));
        let found = survey(site)?;
        let both = attached(&found);
        assert_eq!(both.len(), 2, "{found:?}");
        assert_ne!(both[0].netns(), both[1].netns());
        // What is there is changed there, and steers on.
        assert_eq!(
            attach(site, &there, "sink0", &policy("")?)?,
            Applied::Unchanged
        );
        let record = open(site, &there, "sink0")??.record().clone();
        assert_ne!(record.ifindex, index, "an attach mends the record");
        assert_eq!(format!("net:[{}]", record.netns), there.id().to_string());

        assert!(site.detach()?.was_active);
        assert_eq!(program(here, "sink0")?, None);
        assert_eq!(
            program(&there, "sink0")?,
            Some(first.program_id()),
            "the other one is left alone"
        );
        let objects = inside(&there, || Objects::of_deployment(&first).map_err(sendable))?;
        assert!(detach(site, &there, "sink0")??.was_active);
        assert_eq!(program(&there, "sink0")?, None);
        objects.are_gone()
    })
}

/// Whatever it is called: as it was, as it is, by another name; here, and in a namespace that has nothing to do with it.
pub(crate) fn a_moved_interface_is_found_by_all_of_its_names() -> Outcome {
    with_site(|site| {
        let here = site.bed.sink().netns();
        let (there, third) = (Netns::new()?, Netns::new()?);
        let ours = site.attach(&policy("")?)?.deployment;
        move_to(here, "sink0", &there)?;
        ip(&there, "link set sink0 name lan0")?;
        ip(
            &there,
            "link property add dev lan0 altname uplink-to-the-world",
        )?;
        let names = ["sink0", "lan0", "uplink-to-the-world"];
        let is_named = |netns: &Netns, name: &str| -> Outcome {
            let refused = refusal(detach(site, netns, name)?)?;
            let DeploymentError::Moved {
                place: Place::Elsewhere { name: now, .. },
                pins,
                ..
            } = &refused
            else {
                return Err(format!("{name}: {refused:?}").into());
            };
            assert_eq!((&**now, &**pins), ("lan0", ours.directory()), "{name}");
            Ok(())
        };
        for name in names {
            is_named(here, name)?;
            is_named(&third, name)?;
        }
        // What has the name itself is meant, but for where the other one came from.
        for netns in [here, &third] {
            ip(netns, "link add lan0 type veth peer name sink0")?;
        }
        for name in &names[..2] {
            is_named(here, name)?;
            let refused = refusal(detach(site, &third, name)?)?;
            let own = matches!(refused, DeploymentError::NotAttached { .. });
            assert!(own, "{name}: {refused:?}");
        }
        // Its own name needs no record.
        fs::remove_file(ours.pins().join("record"))?;
        is_named(here, "uplink-to-the-world")?;
        let refused = refusal(detach(site, here, "nobody0")?)?;
        assert!(matches!(refused, DeploymentError::Attach(_)), "{refused:?}");
        assert_eq!(program(&there, "lan0")?, Some(ours.program_id()));
        assert!(Deployment::detach_pins(ours.directory(), &mut go_on)?.was_active);
        assert_eq!(program(&there, "lan0")?, None);
        Ok(())
    })
}

/// As a NIC does when the namespace of its container ends.
pub(crate) fn an_interface_that_came_home_is_found() -> Outcome {
    with_site(|site| {
        let (home, container) = (site.bed.sink().netns(), Netns::new()?);
        move_to(home, "sink0", &container)?;
        ip(&container, "link set sink0 up")?;
        attach(site, &container, "sink0", &policy("")?)?;
        move_to(&container, "sink0", home)?;
        ip(home, "link set sink0 up")?;
        drop(container);
        let found = survey(site)?;
        let [ours] = attached(&found)[..] else {
            return Err(format!("{found:?}").into());
        };
        assert!(ours.place().is_here() && ours.interface() == "sink0");
        site.open()??.read()?;
        assert_eq!(site.attach(&policy("")?)?.applied, Applied::Unchanged);
        assert!(site.detach()?.was_active);
        assert_eq!(program(home, "sink0")?, None);
        Ok(())
    })
}

/// Names are those that interfaces have now.
pub(crate) fn a_renamed_interface_has_its_new_name() -> Outcome {
    with_site(|site| {
        let netns = site.bed.sink().netns();
        site.attach(&policy("")?)?;
        ip(netns, "link set sink0 down")?;
        ip(netns, "link set sink0 name lan0")?;
        ip(netns, "link set lan0 up")?;
        ip(netns, "link add sink0 type veth peer name other0")?;
        attach(site, netns, "sink0", &policy("")?)?;
        let found = survey(site)?;
        let names = attached(&found)
            .into_iter()
            .map(|one| one.interface().to_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        assert_eq!(names, ["lan0", "sink0"]);
        let renamed = open(site, netns, "lan0")??;
        assert_eq!(
            (renamed.interface(), &*renamed.record().interface),
            ("lan0", "sink0")
        );
        assert_eq!(
            attach(site, netns, "lan0", &policy("")?)?,
            Applied::Unchanged
        );
        assert_eq!(open(site, netns, "lan0")??.record().interface, "lan0");
        // The names of others are not what is taken off.
        detach(site, netns, "sink0")??;
        assert!(program(netns, "lan0")?.is_some());
        detach(site, netns, "lan0")??;
        Ok(())
    })
}

/// All of its names lead to an interface, however long they are.
pub(crate) fn other_names_lead_to_the_interface() -> Outcome {
    with_site(|site| {
        let netns = site.bed.sink().netns();
        let long = format!("a{}", "b".repeat(126));
        for name in [&long[..], "short"] {
            ip(
                netns,
                &format!("link property add dev sink0 altname {name}"),
            )?;
            attach(site, netns, name, &policy("")?)?;
            assert_eq!(open(site, netns, name)??.interface(), "sink0");
            assert!(detach(site, netns, name)??.was_active);
        }
        for name in [format!("{long}b"), "x".repeat(16), String::new()] {
            let refused = inside(netns, || Ok::<_, AnyError>(Interface::by_name(&name)))?;
            assert!(refused.is_err(), "{name}");
        }
        Ok(())
    })
}

/// Nothing of what is gone piles up: queues, threads, programs.
pub(crate) fn what_is_gone_is_removed() -> Outcome {
    with_site(|site| {
        let gone = |stay: bool| -> Result<Objects, Box<dyn Error>> {
            let netns = Netns::new()?;
            ip(&netns, "link add gone0 type veth peer name gone1")?;
            attach(site, &netns, "gone0", &policy("")?)?;
            let objects = Objects::of_deployment(&open(site, &netns, "gone0")??)?;
            if stay {
                ip(&netns, "link del gone0")?;
            }
            Ok(objects)
        };
        site.attach(&policy("")?)?;
        let first = gone(false)?;
        // To attach another one removes what the first one left, if the kernel has removed that one already.
        let second = gone(true)?;
        eventually(
            || Ok(attached(&survey(site)?).len()),
            |attached| *attached == 1,
        )?;
        let stale = site
            .inside(|| Deployment::detach_stale(&site.root, &mut go_on).map_err(AnyError::from))?;
        let names: Vec<_> = stale
            .iter()
            .map(|stale| stale.interface.as_deref())
            .collect();
        assert!(!names.is_empty(), "{stale:?}");
        assert!(names.iter().all(|name| *name == Some("gone0")), "{stale:?}");
        assert!(
            stale
                .iter()
                .all(|stale| matches!(&stale.removed, Ok(left) if left.is_empty()))
        );
        first.are_gone()?;
        second.are_gone()?;
        assert_eq!(survey(site)?.len(), 1);
        assert_eq!(
            site.attach(&policy("")?)?.applied,
            Applied::Unchanged,
            "what is at work stays"
        );

        // Whoever attaches next removes it as well.
        let third = gone(false)?;
        eventually(
            || Ok(attached(&survey(site)?).len()),
            |attached| *attached == 1,
        )?;
        site.attach(&policy("")?)?;
        third.are_gone()?;
        site.detach()?;
        Ok(())
    })
}

/// From everywhere, and nothing else is taken for one.
pub(crate) fn a_directory_is_taken_off_by_its_path() -> Outcome {
    with_site(|site| {
        let deployment = site.attach(&policy("")?)?.deployment;
        let objects = Objects::of(site)?;
        for other in ["", "1-1", "../softrss", "4026531840-2/link"] {
            let refused = Deployment::detach_pins(&site.root.path().join(other), &mut go_on);
            assert!(
                matches!(refused, Err(DeploymentError::NoPins { .. })),
                "{other}: {refused:?}"
            );
        }
        for path in [deployment.directory(), deployment.pins()] {
            site.attach(&policy("")?)?;
            assert!(Deployment::detach_pins(path, &mut go_on)?.was_active);
            assert_eq!(program(site.bed.sink().netns(), "sink0")?, None);
        }
        objects.are_gone()
    })
}

/// The link of another interface, under the name of ours.
pub(crate) fn the_link_of_another_interface_is_left_alone() -> Outcome {
    with_site(|site| {
        let netns = site.bed.sink().netns();
        ip(netns, "link add lan0 type veth peer name lan1")?;
        attach(site, netns, "lan0", &policy("")?)?;
        let lan = open(site, netns, "lan0")??;
        let ours = site.attach(&policy("")?)?.deployment;
        fs::remove_file(ours.directory().join("link"))?;
        fs::rename(lan.directory().join("link"), ours.directory().join("link"))?;
        let running = program(netns, "lan0")?;
        // The kernel takes the program off when it finds the time.
        eventually(|| program(netns, "sink0"), Option::is_none)?;
        assert!(matches!(
            refusal(site.open()?)?,
            DeploymentError::NotAttached { .. }
        ));
        assert!(site.detach_watched(&mut go_on)?.is_err());
        assert_eq!(site.attach(&policy("")?)?.applied, Applied::Attached);
        assert_eq!(program(netns, "lan0")?, running, "it steers on");
        // The other one gets its link back.
        attach(site, netns, "lan0", &policy("")?)?;
        open(site, netns, "lan0")??.read()?;
        assert!(detach(site, netns, "lan0")??.was_active);
        assert!(site.detach()?.was_active);
        Ok(())
    })
}

/// Everybody may make directories in a BPF file system.
pub(crate) fn a_stranger_is_not_in_the_way_of_root() -> Outcome {
    const STRANGER: u32 = 65534;
    with_site(|site| {
        let bpffs = site.root.path().parent().ok_or("no bpffs")?;
        // One that was attached by somebody else, as an earlier version did it.
        let theirs = site.attach(&policy("")?)?.deployment;
        chown(site.root.path(), Some(STRANGER), Some(STRANGER))?;
        fs::create_dir(bpffs.join("softrss-0"))?;
        chown(bpffs.join("softrss-0"), Some(STRANGER), None)?;
        let root = PinRoot::at(bpffs)?;
        assert_eq!(root.path(), bpffs.join("softrss-0-1"));
        let ours = Site {
            bed: site.bed,
            root,
        };
        assert_eq!(ours.open()??.program_id(), theirs.program_id());
        assert_eq!(survey(&ours)?.len(), 1);
        let refused = refusal(ours.attach_watched(&policy("")?, &mut go_on)?)?;
        assert!(
            matches!(refused, DeploymentError::OtherOwner { user: STRANGER, .. }),
            "{refused}"
        );
        assert!(ours.detach()?.was_active);
        assert_eq!(program(site.bed.sink().netns(), "sink0")?, None);
        assert!(!theirs.directory().exists());

        // What anybody can make leads nowhere.
        let map = CpuMap::create(1, "foreign")?;
        fs::create_dir_all(site.root.path())?;
        chown(site.root.path(), Some(STRANGER), None)?;
        assert_eq!(ours.attach(&policy("")?)?.applied, Applied::Attached);
        let mine = ours.open()??;
        let trap = site.root.path().join("1-1");
        fs::create_dir(&trap)?;
        symlink(mine.pins(), trap.join("1"))?;
        symlink(mine.directory(), site.root.path().join("1-2"))?;
        map.pin(trap.join("link"))?;
        let stale = ours
            .inside(|| Deployment::detach_stale(&ours.root, &mut go_on).map_err(AnyError::from))?;
        assert!(stale.is_empty(), "{stale:?}");
        assert!(Deployment::detach_pins(&trap, &mut go_on).is_ok());
        ours.open()??.read()?;
        assert!(mine.damaged()?.is_empty());
        fs::remove_file(site.root.path().join("1-2"))?;
        ours.detach()?;
        for left in [bpffs.join("softrss-0"), site.root.path().to_owned()] {
            if left.exists() {
                fs::remove_dir(left)?;
            }
        }
        assert_eq!(listed(bpffs)?, Vec::<String>::new());
        Ok(())
    })
}
