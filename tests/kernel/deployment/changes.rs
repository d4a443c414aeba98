//! What a change changes, and what it does not.

use std::{fs, ops::ControlFlow, os::unix::fs::PermissionsExt as _, process::Command};

use bpf_asm::{Array, MapDecl, ProgramKind, xdp::XDP_PASS};
use netlink_packet_route::link::XdpAttached;
use softrss::{
    AttachedLink, CpuMap, Deployment, DeploymentError, PlainMap, Record, XdpMode,
    deployment::{Applied, Changes, Found, Operation, RecordError, SeedOrigin, survey_in},
};
use softrss_core::{CpuId, policy::Target};
use softrss_kernel_tests::{
    AnyError,
    link::xdp_of,
    program::{attached, constant},
    refusal, told,
};
use softrss_testbed::harness::Outcome;

use crate::{
    site::{Site, listed, policy, policy_with, with_site, with_targets},
    state::{Objects, State},
};

const NOTHING: (XdpAttached, Option<u32>) = (XdpAttached::None, None);

pub(crate) fn attached_steering_stays_and_detaching_leaves_nothing() -> Outcome {
    with_site(|site| {
        let error = refusal(site.open()?)?;
        assert!(matches!(error, DeploymentError::NotAttached { .. }));
        let attachment = site.attach(&policy("")?)?;
        assert_eq!(attachment.applied, Applied::Attached);
        assert!(attachment.untidy.is_none());
        let record = attachment.deployment.record().clone();
        assert_eq!(
            (record.schema, record.mode.as_str()),
            (Record::SCHEMA, "native")
        );
        assert_eq!(attachment.deployment.policy()?, "version = 1\n");
        drop(attachment);

        let state = State::of(site)?;
        assert_eq!(state.record, record);
        let objects = Objects::of(site)?;
        let sink = site.bed.sink();
        assert_eq!(
            xdp_of(sink.netns(), sink.interface())?,
            (XdpAttached::Driver, Some(state.program))
        );
        assert!(site.detach()?.was_active);
        assert_eq!(xdp_of(sink.netns(), sink.interface())?, NOTHING);
        objects.are_gone()?;
        let error = refusal(site.detach_watched(&mut crate::site::go_on)?)?;
        assert!(matches!(error, DeploymentError::NotAttached { .. }));
        Ok(())
    })
}

pub(crate) fn one_seed_is_kept_for_as_long_as_something_is_attached() -> Outcome {
    with_site(|site| {
        let path = site.root.path().join("seed");
        let declared = MapDecl::<Array>::new("seed", 16, 1)?;
        let seed = || -> Result<_, Box<dyn std::error::Error>> {
            let map = PlainMap::open(&path, declared.spec())?;
            map.get(&0_u32.to_ne_bytes())?
                .ok_or_else(|| "no seed".into())
        };
        let (plain, other) = (policy("")?, policy("[flow]\nbuckets = 512\n")?);
        assert!(!path.exists());
        site.dry_run(&plain)?;
        assert!(!path.exists(), "nothing is changed");
        site.attach(&plain)?;
        let first = seed()?;
        assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o600);
        // The same seed makes the same program.
        assert_eq!(site.attach(&plain)?.applied, Applied::Unchanged);
        assert!(matches!(
            site.attach(&other)?.applied,
            Applied::Switched { .. }
        ));
        assert_eq!(seed()?, first);
        // One that the policy names is in the place of it.
        let named = policy("[flow]\nbuckets = 512\nseed = \"00112233445566778899aabbccddeeff\"\n")?;
        assert!(matches!(
            site.attach(&named)?.applied,
            Applied::Switched { .. }
        ));
        assert_eq!(site.attach(&named)?.applied, Applied::Unchanged);
        assert!(matches!(
            site.attach(&other)?.applied,
            Applied::Switched { .. }
        ));
        assert_eq!(seed()?, first);
        // Something else is no seed, and is not replaced by one.
        fs::remove_file(&path)?;
        PlainMap::create(MapDecl::<Array>::new("seed", 8, 1)?.spec())?.pin(&path)?;
        let error = refusal(site.attach_watched(&plain, &mut crate::site::go_on)?)?;
        assert!(matches!(error, DeploymentError::Seed { .. }), "{error}");
        fs::remove_file(&path)?;
        site.detach()?;
        site.attach(&plain)?;
        assert_ne!(seed()?, first, "it goes with the last interface");
        site.detach()?;
        assert!(!path.exists());
        Ok(())
    })
}

pub(crate) fn a_seed_that_is_gone_is_restored_or_told() -> Outcome {
    with_site(|site| {
        let path = site.root.path().join("seed");
        let declared = MapDecl::<Array>::new("seed", 16, 1)?;
        let seed = || -> Result<_, Box<dyn std::error::Error>> {
            let map = PlainMap::open(&path, declared.spec())?;
            map.get(&0_u32.to_ne_bytes())?
                .ok_or_else(|| "no seed".into())
        };
        let pins = |operations: &[Operation]| {
            let mut origins = operations.iter().filter_map(|operation| match operation {
                Operation::PinSeed { origin, .. } => Some(*origin),
                _ => None,
            });
            (origins.next(), origins.next())
        };
        let attach = |intent| -> Result<_, Box<dyn std::error::Error>> {
            let mut told = Vec::new();
            let attachment = site.attach_watched(intent, &mut |operation| {
                told.push(operation.clone());
                ControlFlow::Continue(())
            })??;
            Ok((attachment.applied, pins(&told)))
        };
        let (plain, other) = (policy("")?, policy("[flow]\nbuckets = 512\n")?);
        let expected = (Applied::Attached, (Some(SeedOrigin::Random), None));
        assert_eq!(attach(&plain)?, expected);
        let first = seed()?;
        // The record has it: no flow moves.
        fs::remove_file(&path)?;
        assert_eq!(site.open()??.damaged()?, ["seed"]);
        let run = site.dry_run(&plain)?;
        let recorded = (Some(SeedOrigin::Recorded), None);
        assert_eq!(
            (run.applied, pins(&run.operations)),
            (Applied::Unchanged, recorded)
        );
        assert!(!path.exists(), "nothing is changed");
        let ended = site.attach_watched(&plain, &mut |_| ControlFlow::Break(()))?;
        assert!(matches!(refusal(ended)?, DeploymentError::Cancelled { .. }));
        assert!(!path.exists(), "it was told before");
        assert_eq!(attach(&plain)?, (Applied::Unchanged, recorded));
        assert_eq!(seed()?, first);
        assert!(site.open()??.damaged()?.is_empty());
        fs::remove_file(&path)?;
        let (applied, pinned) = attach(&other)?;
        assert!(matches!(applied, Applied::Switched { .. }), "{applied:?}");
        assert_eq!((pinned, seed()?), (recorded, first.clone()));
        // With the record gone, too, nothing tells it.
        let record = site.open()??.pins().join("record");
        fs::remove_file(&path)?;
        fs::remove_file(record)?;
        let unknown = (Some(SeedOrigin::InPlaceOfUnknown), None);
        assert_eq!(pins(&site.dry_run(&other)?.operations), unknown);
        let (applied, pinned) = attach(&other)?;
        assert!(matches!(applied, Applied::Switched { .. }), "{applied:?}");
        assert_eq!(pinned, unknown);
        let second = seed()?;
        assert_ne!(second, first);
        // A policy that names its own needs none.
        let named = policy("[flow]\nseed = \"00112233445566778899aabbccddeeff\"\n")?;
        attach(&named)?;
        fs::remove_file(&path)?;
        assert!(site.open()??.damaged()?.is_empty());
        let random = (Some(SeedOrigin::Random), None);
        assert_eq!(attach(&named)?, (Applied::Unchanged, random));
        site.detach()?;
        Ok(())
    })
}

const PREFIXES: &str = "[table]\nfile = \"t\"\nside = \"destination\"\n";

pub(crate) fn a_change_does_as_little_as_it_can() -> Outcome {
    with_site(|site| {
        let table = |csv: &str| policy_with(PREFIXES, Some(csv));
        site.attach(&table("10.0.0.0/8,0\n10.1.0.0/16,0\n")?)?;
        let first = State::of(site)?;

        let again = site.attach(&table("10.0.0.0/8,0\n10.1.0.0/16,0\n")?)?;
        assert_eq!(again.applied, Applied::Unchanged);
        assert_eq!(State::of(site)?, first, "nothing changes without need");

        let one = Changes {
            entries: [2, 0, 0, 0],
            ..Changes::default()
        };
        let changed = site.attach(&table("10.0.0.0/8,0\n10.2.0.0/16,0\n")?)?;
        assert_eq!(changed.applied, Applied::Adjusted(one));
        let second = State::of(site)?;
        assert_eq!(second.program, first.program);
        assert_eq!(second.maps.get("cpus"), first.maps.get("cpus"));
        assert_eq!(second.queues, first.queues);
        assert_ne!(second.prefixes, first.prefixes);
        assert_eq!(second.prefixes.len(), 2);

        let alone = table("10.0.0.0/8,0\n10.2.0.0/16,0\n")?;
        let alone = with_targets(alone, vec![Target::even(CpuId::from(0))])?;
        let changed = site.attach(&alone)?;
        let removed = first.queues.len() - 1;
        let expected = Changes {
            queues_removed: removed,
            table: removed > 0,
            ..Changes::default()
        };
        assert_eq!(changed.applied, Applied::Adjusted(expected));
        let third = State::of(site)?;
        assert_eq!((third.program, third.queues.len()), (first.program, 1));

        let longer = policy_with(
            &format!("[targets]\nqsize = 4096\n{PREFIXES}"),
            Some("10.0.0.0/8,0\n"),
        )?;
        let changed = site.attach(&longer)?;
        let Applied::Adjusted(changes) = changed.applied else {
            return Err(format!("{:?}", changed.applied).into());
        };
        assert_eq!(
            (changes.queues_added, changes.queues_replaced),
            (removed, 1)
        );
        assert_eq!(State::of(site)?.program, first.program);

        a_change_of_the_program(site)?;
        site.detach()?;
        Ok(())
    })
}

/// The queues go on where they can.
fn a_change_of_the_program(site: &Site<'_>) -> Outcome {
    let queues = "[targets]\nqsize = 4096\n";
    let before = State::of(site)?;
    let rule = "[[rule]]\nname = \"dns\"\nmatch = { dst_port = 53 }\naction = { cpu = 0 }\n";
    let switched = site.attach(&policy(&format!("{queues}{rule}"))?)?;
    assert_eq!(switched.applied, Applied::Switched { kept_queues: true });
    let after = State::of(site)?;
    assert_ne!(after.program, before.program);
    assert_eq!(after.maps["cpus"], before.maps["cpus"]);
    assert_eq!(after.maps["sums_enqueue"], before.maps["sums_enqueue"]);
    assert_ne!(
        after.maps["counters"], before.maps["counters"],
        "rules differ"
    );

    // What a target does is part of its queue.
    let mss = format!("[targets]\nqsize = 4096\nmss = 1300\n{rule}[observe]\nlatency = true\n");
    let switched = site.attach(&policy(&mss)?)?;
    assert_eq!(switched.applied, Applied::Switched { kept_queues: false });
    let with_mss = State::of(site)?;
    assert_ne!(with_mss.maps["cpus"], after.maps["cpus"]);
    assert_eq!(with_mss.maps["sums_enqueue"], after.maps["sums_enqueue"]);
    assert_eq!(
        with_mss.maps["counters"], after.maps["counters"],
        "the rules are the same"
    );
    assert!(with_mss.queues.iter().all(|(.., program)| *program));

    // Another step has queues of its own, and the first one keeps its.
    let drops = "[[rule]]\nname = \"dns\"\nmatch = { dst_port = 53 }\naction = { cpu = 0, then = \"drop\" }\n";
    let mss = format!("[targets]\nqsize = 4096\nmss = 1300\n{drops}[observe]\nlatency = true\n");
    let switched = site.attach(&policy(&mss)?)?;
    assert_eq!(switched.applied, Applied::Switched { kept_queues: false });
    let two = State::of(site)?;
    assert_eq!(two.maps["cpus"], with_mss.maps["cpus"]);
    assert_eq!(two.maps["latency"], with_mss.maps["latency"]);
    assert!(two.maps.contains_key("cpus_1"));
    Ok(())
}

pub(crate) fn a_mode_is_not_changed_while_it_runs() -> Outcome {
    with_site(|site| {
        site.attach(&policy("")?)?;
        let before = State::of(site)?;
        let mut skb = policy("")?;
        skb.mode = XdpMode::Skb;
        let error = refusal(site.attach_watched(&skb, &mut crate::site::go_on)?)?;
        assert_eq!(
            told(&error),
            "sink0 is attached in native mode, which cannot become skb mode while it runs"
        );
        assert_eq!(State::of(site)?, before);
        site.detach()?;
        assert_eq!(site.attach(&skb)?.applied, Applied::Attached);
        let sink = site.bed.sink();
        let (mode, _) = xdp_of(sink.netns(), sink.interface())?;
        assert_eq!(mode, XdpAttached::SocketBuffer);
        site.detach()?;
        Ok(())
    })
}

/// Packets in several buffers need other programs and other queues, and no moment without them.
pub(crate) fn the_variant_for_several_buffers_is_switched() -> Outcome {
    with_site(|site| {
        site.attach(&policy("[targets]\nmss = 1300\n")?)?;
        let before = State::of(site)?;
        for frags in [true, false] {
            let mut other = policy("[targets]\nmss = 1300\n")?;
            other.frags = frags;
            let applied = site.attach(&other)?.applied;
            assert_eq!(applied, Applied::Switched { kept_queues: false });
            let after = State::of(site)?;
            assert_eq!(after.record.frags, frags);
            assert_ne!(after.maps["cpus"], before.maps["cpus"]);
        }
        site.detach()?;
        Ok(())
    })
}

pub(crate) fn a_foreign_program_is_named_and_left_alone() -> Outcome {
    with_site(|site| {
        let foreign = constant(ProgramKind::XDP, XDP_PASS)?;
        let id = foreign.info()?.id;
        let sink = site.bed.sink();
        let held = attached(&foreign, sink, XdpMode::Skb)?;
        let error = refusal(site.attach_watched(&policy("")?, &mut crate::site::go_on)?)?;
        assert_eq!(
            told(&error),
            format!(
                "sink0 has an XDP program that softrss did not attach: program {id}, in skb mode"
            )
        );
        let running = (XdpAttached::SocketBuffer, Some(id));
        assert_eq!(xdp_of(sink.netns(), sink.interface())?, running);
        held.detach();

        // Another tool puts its program into our link.
        let ours = site.attach(&policy("")?)?.deployment;
        let link = ours.pins().parent().ok_or("no directory")?.join("link");
        let expected = softrss::PinnedProgram::open(ours.pins().join("prog"))?;
        AttachedLink::open(&link)?.replace(&foreign, expected)?;
        let error = refusal(site.open()?)?;
        assert_eq!(
            told(&error),
            format!(
                "the link of sink0 holds program {id}, which softrss did not put there: another tool replaced it"
            )
        );
        let error = refusal(ours.read())?;
        assert!(matches!(error, DeploymentError::Replaced { .. }));
        let error = refusal(site.attach_watched(&policy("")?, &mut crate::site::go_on)?)?;
        assert!(matches!(error, DeploymentError::UnknownProgram { .. }));
        site.detach()?;
        assert_eq!(xdp_of(sink.netns(), sink.interface())?, NOTHING);
        Ok(())
    })
}

/// Puts a record of another version in the place of that of `deployment`.
fn forge_record(deployment: &Deployment, json: &str) -> Outcome {
    let spec = MapDecl::<Array>::new("record", 4096, 1)?;
    let map = PlainMap::create(spec.spec())?;
    let mut bytes = (json.len() as u64).to_le_bytes().to_vec();
    bytes.extend(json.as_bytes());
    bytes.resize(4096, 0);
    map.insert(&0u32.to_ne_bytes(), &bytes)?;
    let path = deployment.pins().join("record");
    fs::remove_file(&path)?;
    map.pin(path)?;
    Ok(())
}

pub(crate) fn another_version_is_replaced() -> Outcome {
    with_site(|site| {
        let first = site.attach(&policy("")?)?.deployment;
        for json in [
            r#"{"schema":77,"version":"9.9.9"}"#,
            "not JSON",
            r#"{"schema":1,"version":"0.1.0"}"#,
        ] {
            let current = site.open()?.unwrap_or_else(|_| first.clone());
            forge_record(&current, json)?;
            let error = refusal(site.open()?)?;
            assert!(matches!(
                error,
                DeploymentError::Record(
                    RecordError::OtherVersion { .. } | RecordError::Malformed { .. }
                )
            ));
            if json.contains("77") {
                assert!(told(&error).contains("was written by softrss 9.9.9 (schema 77)"));
            }
            let found = survey_in(&site.root)?;
            assert!(
                matches!(&found[..], [Found::Unreadable { .. }]),
                "{found:?}"
            );
            let switched = site.attach(&policy("")?)?;
            assert_eq!(switched.applied, Applied::Switched { kept_queues: false });
            assert!(switched.untidy.is_none());
        }
        let current = site.open()??;
        forge_record(&current, "{}")?;
        site.detach()?;
        Ok(())
    })
}

pub(crate) fn what_somebody_else_pinned_is_left_alone() -> Outcome {
    with_site(|site| {
        let deployment = site.attach(&policy("")?)?.deployment;
        let foreign = CpuMap::create(1, "foreign")?;
        let directory = deployment.pins().parent().ok_or("no directory")?.to_owned();
        let strangers = [
            directory.join("stranger"),
            deployment.pins().join("cpus_x"),
            deployment.pins().join("watch/mine"),
        ];
        for stranger in &strangers {
            foreign.pin(stranger)?;
        }
        let sorted = |mut paths: Vec<std::path::PathBuf>| {
            paths.sort();
            paths
        };
        let mut expected = strangers.to_vec();
        expected.sort();
        assert_eq!(sorted(deployment.strangers()?), expected);
        let detached = site.detach()?;
        assert_eq!(sorted(detached.strangers), expected);
        assert_eq!(xdp_of(site.bed.sink().netns(), site.name())?, NOTHING);
        for stranger in &strangers {
            assert_eq!(CpuMap::open(stranger)?.id()?, foreign.id()?);
            fs::remove_file(stranger)?;
        }
        // With the strangers gone, the empty directories are removed by whoever comes next.
        site.attach(&policy("")?)?;
        site.detach()?;
        Ok(())
    })
}

pub(crate) fn detaching_removes_what_an_interface_left() -> Outcome {
    with_site(|site| {
        let ours = site.attach(&policy("")?)?.deployment;
        let link = ours.pins().parent().ok_or("no directory")?.join("link");
        // As `bpftool link detach` does.
        AttachedLink::open(&link)?.detach()?;
        let error = refusal(site.open()?)?;
        assert!(matches!(error, DeploymentError::Inactive { .. }));
        let found = survey_in(&site.root)?;
        let [Found::Inactive(inactive)] = &found[..] else {
            return Err(format!("{found:?}").into());
        };
        assert!(inactive.was_attached && inactive.record.is_some());
        assert_eq!(site.attach(&policy("")?)?.applied, Applied::Attached);
        assert_eq!(survey_in(&site.root)?.len(), 1);

        // The interface goes, and one of the same name comes.
        let ip = |arguments: &'static str| {
            site.inside(move || {
                let status = Command::new("ip").args(arguments.split(' ')).status()?;
                assert!(status.success(), "ip {arguments}");
                Ok::<(), AnyError>(())
            })
        };
        ip("link del sink0")?;
        assert!(matches!(&survey_in(&site.root)?[..], [Found::Inactive(_)]));
        let detached = site.detach()?;
        assert!(!detached.was_active);
        ip("link add sink0 type veth peer name other0")?;
        site.attach(&policy("")?)?;
        ip("link del sink0")?;
        ip("link add sink0 type veth peer name other0")?;
        assert_eq!(site.attach(&policy("")?)?.applied, Applied::Attached);
        let names = listed(site.root.path())?;
        let directories = names
            .iter()
            .filter(|name| !name.contains('/') && *name != "seed");
        assert_eq!(
            directories.count(),
            1,
            "what the first one left is gone: {names:?}"
        );
        site.detach()?;
        Ok(())
    })
}
