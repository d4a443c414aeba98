//! What other commands, other tools and other versions leave or do meanwhile.

use std::{
    error::Error,
    fs::{self, File},
    path::PathBuf,
    process::Command,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use bpf_asm::{Array, Data, MapDecl};
use serde_json::Value;
use softrss::{
    Counters, CpuMap, Deployment, Interface, PlainMap, PlainMapError,
    deployment::{Applied, Found, Intent, survey_in},
    object::map_info,
};
use softrss_kernel_tests::AnyError;
use softrss_testbed::harness::Outcome;

use crate::{
    planned::left_at,
    site::{Site, listed, policy, policy_with, with_site},
    state::State,
};

fn attached(found: &[Found]) -> usize {
    let attached = found.iter();
    attached
        .filter(|found| matches!(found, Found::Attached(_)))
        .count()
}

/// Pins of other tools, under names that softrss uses too.
pub(crate) fn odd_directories_do_not_hide_others() -> Outcome {
    with_site(|site| {
        let ours = site.attach(&policy("")?)?.deployment;
        let directory = ours.pins().parent().ok_or("no directory")?.to_owned();
        let foreign = CpuMap::create(1, "foreign")?;
        let other = site.root.path().join("1-1");
        let odd = [directory.join("7/prog"), other.join("link")];
        for pin in &odd {
            let parent = pin.parent().ok_or("no directory")?;
            fs::create_dir(parent)?;
            foreign.pin(pin)?;
        }
        let found = survey_in(&site.root)?;
        assert!(
            matches!(&found[..], [Found::Inactive(left), Found::Attached(_)] if !left.was_attached),
            "{found:?}"
        );
        site.open()??.read()?;
        assert_eq!(
            site.attach(&policy("[targets]\nqsize = 64\n")?)?
                .deployment
                .pins(),
            ours.pins()
        );
        assert!(
            !odd[0].exists(),
            "what has the name of a generation is removed"
        );
        assert!(
            !other.exists(),
            "and so is what steers nothing in a namespace that is gone"
        );
        site.detach()?;
        Ok(())
    })
}

/// A directory that comes and goes while all are looked at.
pub(crate) fn directories_that_are_tidied_do_not_hide_others() -> Outcome {
    with_site(|site| {
        site.attach(&policy("")?)?;
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            let other = site.root.path().join("1-1");
            let map = CpuMap::create(1, "other")?;
            let stop = &stop;
            let tidying = scope.spawn(move || -> Result<u32, AnyError> {
                let mut times = 0;
                while !stop.load(Relaxed) {
                    fs::create_dir_all(other.join("1"))?;
                    map.pin(other.join("1/prog"))?;
                    map.pin(other.join("link"))?;
                    fs::remove_file(other.join("link"))?;
                    fs::remove_file(other.join("1/prog"))?;
                    fs::remove_dir(other.join("1"))?;
                    fs::remove_dir(&other)?;
                    times += 1;
                }
                Ok(times)
            });
            // Where the interface is, so that no other namespace has to be looked into.
            let looked = site.inside(|| {
                (0..2000).try_for_each(|_| match survey_in(&site.root) {
                    Ok(found) if attached(&found) == 1 => Ok(()),
                    other => Err(AnyError::from(format!("{other:?}"))),
                })
            });
            stop.store(true, Relaxed);
            let times = tidying.join().map_err(|_panic| "it panicked")?;
            let times = times.map_err(crate::site::boxed)?;
            assert!(times > 0);
            looked
        })?;
        site.detach()?;
        Ok(())
    })
}

/// Runs `ip` where the interface is.
fn ip(site: &Site<'_>, arguments: &'static str) -> Outcome {
    site.inside(move || {
        let status = Command::new("ip").args(arguments.split(' ')).status()?;
        assert!(status.success(), "ip {arguments}");
        Ok::<(), AnyError>(())
    })
}

/// What another command works on is neither looked at nor waited for.
pub(crate) fn what_is_locked_is_left_to_its_owner() -> Outcome {
    with_site(|site| {
        let first = site.attach(&policy("")?)?.deployment;
        let left: PathBuf = first.pins().parent().ok_or("no directory")?.to_owned();
        ip(site, "link del sink0")?;
        ip(site, "link add sink0 type veth peer name other0")?;
        let lock = File::open(&left)?;
        lock.lock()?;
        let before = listed(&left)?;
        let start = Instant::now();
        site.attach(&policy("")?)?;
        site.detach()?;
        assert!(start.elapsed() < Duration::from_secs(8), "nobody waits");
        assert_eq!(listed(&left)?, before);
        drop(lock);
        assert!(!site.dry_run(&policy("")?)?.operations.is_empty());
        site.attach(&policy("")?)?;
        assert!(!left.exists(), "the next one removes it");
        site.detach()?;
        Ok(())
    })
}

/// The texts of the document that is pinned at `path`.
fn texts(path: &std::path::Path) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let blocks = (1..).map(|blocks| MapDecl::<Array>::new("record", 4096, blocks));
    let map = blocks
        .take(100)
        .find_map(|spec| PlainMap::open(path, spec.ok()?.spec()).ok());
    let map = map.ok_or("no document")?;
    let mut bytes = Vec::new();
    for block in 0..map.spec().max_entries {
        bytes.extend(map.get(&block.to_ne_bytes())?.unwrap_or_default());
    }
    let mut texts = Vec::new();
    for _ in 0..3 {
        let (length, rest) = bytes.split_first_chunk::<8>().ok_or("no length")?;
        let (text, rest) = rest.split_at(usize::try_from(u64::from_le_bytes(*length))?);
        texts.push(text.to_vec());
        bytes = rest.to_vec();
    }
    Ok(texts)
}

/// Replaces what is pinned at `path` by a document of `texts`.
pub(crate) fn forge(path: &std::path::Path, texts: &[Vec<u8>]) -> Outcome {
    let texts = texts.iter();
    let mut bytes: Vec<u8> = texts
        .flat_map(|text| [&(text.len() as u64).to_le_bytes()[..], text].concat())
        .collect();
    bytes.resize(bytes.len().next_multiple_of(4096), 0);
    let blocks = bytes.chunks(4096);
    let map = PlainMap::create(
        MapDecl::<Array>::new("record", 4096, u32::try_from(blocks.len())?)?.spec(),
    )?;
    for (index, block) in (0u32..).zip(blocks) {
        map.insert(&index.to_ne_bytes(), block)?;
    }
    fs::remove_file(path)?;
    map.pin(path)?;
    Ok(())
}

/// Makes the record that of a version that did not write down what is pinned.
pub(crate) fn forget_objects(deployment: &Deployment) -> Outcome {
    let record = deployment.pins().join("record");
    let mut texts = texts(&record)?;
    let mut kept: Value = serde_json::from_slice(&texts[0])?;
    kept.as_object_mut()
        .and_then(|kept| kept.remove("objects"))
        .ok_or("no objects")?;
    texts[0] = serde_json::to_vec(&kept)?;
    forge(&record, &texts)
}

/// Makes what is attached that of a version with one counter less.
fn narrow_counters(deployment: &Deployment) -> Outcome {
    let record = deployment.pins().join("record");
    let mut texts = texts(&record)?;
    let mut kept: Value = serde_json::from_slice(&texts[0])?;
    kept["counters"]
        .as_array_mut()
        .and_then(Vec::pop)
        .ok_or("no counters")?;
    let mut image: Value = serde_json::from_slice(&texts[2])?;
    let maps = image["maps"].as_array_mut().ok_or("no maps")?;
    let map = maps
        .iter_mut()
        .find(|map| map["name"] == "counters")
        .ok_or("no counters")?;
    let names = map["contents"]["counters"]
        .as_array_mut()
        .ok_or("no names")?;
    names.pop();
    let count = u32::try_from(names.len())?;
    map["max_entries"] = count.into();
    texts[2] = serde_json::to_vec(&image)?;
    let at = deployment.pins().join("counters");
    fs::remove_file(&at)?;
    let counters = Counters::<1>::create(count, "counters")?;
    counters.pin(&at)?;
    kept["objects"]["counters"] = map_info(&counters)?.id.into();
    texts[0] = serde_json::to_vec(&kept)?;
    forge(&record, &texts)
}

/// Neither more counters nor wider ones keep a newer version from attaching.
pub(crate) fn wider_counters_are_switched_to() -> Outcome {
    with_site(|site| {
        let rule = "[[rule]]\nname = \"dns\"\nmatch = { dst_port = 53 }\naction = { cpu = 0 }\n";
        let narrow = site.attach(&policy(rule)?)?.deployment;
        narrow_counters(&narrow)?;
        site.open()??.read()?;
        let wide = site.attach(&policy(rule)?)?;
        assert_eq!(wide.applied, Applied::Switched { kept_queues: true });
        assert!(wide.untidy.is_none(), "{:?}", wide.untidy);
        assert_eq!(wide.deployment.read()?.rules.len(), 1);
        forge(
            &wide.deployment.pins().join("earlier"),
            &["not JSON".into()],
        )?;
        wide.deployment.read()?;

        for pin in ["sums_kthread", "counters"] {
            let at = wide.deployment.pins().join(pin);
            let at = site.open()??.pins().join(at.file_name().ok_or("no name")?);
            fs::remove_file(&at)?;
            Counters::<2>::create(1, "narrow")?.pin(&at)?;
            assert_eq!(attached(&survey_in(&site.root)?), 1);
            assert!(
                site.open()??.read().is_err(),
                "it is not counted as something else"
            );
            let switched = site.attach(&policy(rule)?)?;
            assert_eq!(
                switched.applied,
                Applied::Switched { kept_queues: true },
                "{pin}"
            );
            assert!(switched.untidy.is_none());
            switched.deployment.read()?;
        }
        site.detach()?;
        Ok(())
    })
}

/// What a record of schema 1 was: all there is in one text.
const RECORD_1: &str = include_str!("record-1.json");

/// What was attached by the version before this one, whose record was one text with the policy and its prefixes in it.
pub(crate) fn what_an_older_version_attached_is_switched() -> Outcome {
    with_site(|site| {
        let kept: Value = serde_json::from_str(RECORD_1)?;
        let text = kept["policy"].as_str().ok_or("no policy")?;
        let text = text.strip_prefix("version = 1\n").ok_or("no version")?;
        let intent = policy_with(text, kept["table"].as_str())?;
        for pending in [false, true] {
            let current = site.attach(&intent)?.deployment;
            forge(&current.pins().join("record"), &[RECORD_1.into()])?;
            if pending {
                let map = PlainMap::create(MapDecl::<Array>::new("record", 4096, 1)?.spec())?;
                map.pin(current.pins().join("pending"))?;
            }
            let found = survey_in(&site.root)?;
            let [Found::Unreadable { problem, .. }] = &found[..] else {
                return Err(format!("{found:?}").into());
            };
            assert!(
                problem
                    .to_string()
                    .contains("written by softrss 0.1.0 (schema 1)"),
                "{problem}"
            );
            let planned = site.dry_run(&intent)?;
            assert_eq!(planned.applied, Applied::Switched { kept_queues: false });
            let switched = site.attach(&intent)?;
            assert_eq!(switched.applied, planned.applied);
            assert!(switched.untidy.is_none());
            let state = State::of(site)?;
            assert_eq!((state.queues.len(), state.prefixes.len()), (3, 2));
        }
        site.detach()?;
        Ok(())
    })
}

/// A policy that sends packets out of `dev0`.
fn redirecting(more: &str) -> Result<Intent, Box<dyn Error>> {
    policy(&format!(
        "{more}[[rule]]\nname = \"dns\"\nmatch = {{ dst_port = 53 }}\n\
         action = {{ cpu = 0, then = {{ redirect = \"dev0\" }} }}\n"
    ))
}

/// A change that was interrupted and names an interface that is gone does not keep anybody from another one.
pub(crate) fn an_interface_that_is_gone_is_in_nobodys_way() -> Outcome {
    with_site(|site| {
        let mut interrupted = 0;
        for end in 0.. {
            ip(site, "link add dev0 type veth peer name dev1")?;
            site.attach(&redirecting("")?)?;
            let begun = left_at(site, &redirecting("[targets]\nqsize = 64\n")?, end);
            interrupted += usize::from(site.open()??.is_interrupted());
            ip(site, "link del dev0")?;
            // What names it is refused before anything is changed.
            let refused = site.inside(|| {
                let interface = Interface::by_name(site.name())?;
                let intent = redirecting("").map_err(crate::site::sendable)?;
                Ok::<_, AnyError>(Deployment::dry_run(&site.root, &interface, &intent).is_err())
            })?;
            assert!(refused);
            let attachment = site.attach(&policy("")?)?;
            assert!(matches!(attachment.applied, Applied::Switched { .. }));
            assert!(!site.open()??.is_interrupted());
            if !begun {
                break;
            }
        }
        assert!(interrupted > 1);
        site.detach()?;
        Ok(())
    })
}

/// Stores go to the memory of the map, and nowhere behind it.
pub(crate) fn a_table_is_stored_word_by_word() -> Outcome {
    let spec = MapDecl::<Data>::new("table", vec![0; 8192])?;
    let table = PlainMap::create(spec.spec())?;
    let words = || 0..2048u32;
    table.store_words(words())?;
    let stored = table.get(&0u32.to_ne_bytes())?.ok_or("no value")?;
    assert!(
        stored
            .as_chunks::<4>()
            .0
            .iter()
            .copied()
            .map(u32::from_ne_bytes)
            .eq(words())
    );
    table.store_words([7, 8].into_iter())?;
    let stored = table.get(&0u32.to_ne_bytes())?.ok_or("no value")?;
    assert_eq!(stored[..12], [7, 0, 0, 0, 8, 0, 0, 0, 2, 0, 0, 0]);
    let refused = table.store_words(0..2049u32);
    assert!(
        matches!(refused, Err(PlainMapError::Words { .. })),
        "{refused:?}"
    );
    let plain = PlainMap::create(MapDecl::<Array>::new("plain", 8192, 1)?.spec())?;
    let refused = plain.store_words(words());
    assert!(
        matches!(refused, Err(PlainMapError::Words { .. })),
        "{refused:?}"
    );
    Ok(())
}
