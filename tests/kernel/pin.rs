//! Maps that outlive their process, and what cannot be opened as one.

use std::{fs, path::Path, process::ExitCode};

use bpf_asm::{Data, MapDecl, ProgramKind, xdp::XDP_PASS};
use softrss::{
    Counters, CpuId, CpuMap, CpumapEntry, CpumapError, DevMap, DevmapError, PlainMap, Qsize,
    map::OpenError, object::ObjectKind,
};
use softrss_kernel_tests::{
    AnyError,
    bpffs::with_bpffs,
    eventually,
    program::{constant, counting},
    refusal, told, trials,
};
use softrss_testbed::harness::{self, Need, Outcome};
use tempfile::TempDir;

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            a_pinned_map_is_the_same_map,
            a_pinned_map_outlives_its_descriptor_and_ends_with_the_pin,
            a_map_of_another_type_is_not_opened,
            what_is_no_map_is_not_opened,
            what_is_not_there_is_not_opened,
            a_pin_needs_a_bpffs_and_a_free_name,
            counters_go_on_from_where_they_were,
            a_declared_map_is_opened_as_it_was_left,
        ],
    ])
}

fn entry() -> CpumapEntry<'static> {
    CpumapEntry::new(Qsize::DEFAULT)
}

fn a_pinned_map_is_the_same_map() -> Outcome {
    with_bpffs(|pins| {
        let map = CpuMap::create(8, "cpu_redirect")?;
        map.insert(CpuId::from(0), &entry())?;
        map.pin(pins.join("cpus"))?;
        let opened = CpuMap::open(pins.join("cpus"))?;
        assert_eq!(opened.id()?, map.id()?);
        assert_eq!((opened.max_entries(), opened.layout()), (8, map.layout()));
        assert_eq!(
            opened.get(CpuId::from(0))?.map(|slot| slot.qsize),
            Some(Qsize::DEFAULT)
        );
        opened.remove(CpuId::from(0))?;
        assert_eq!(map.get(CpuId::from(0))?, None);
        Ok(())
    })
}

fn a_pinned_map_outlives_its_descriptor_and_ends_with_the_pin() -> Outcome {
    let mut id = 0;
    with_bpffs(|pins| {
        let map = CpuMap::create(8, "cpu_redirect")?;
        map.insert(CpuId::from(0), &entry())?;
        map.pin(pins.join("cpus"))?;
        id = map.id()?;
        drop(map);
        let opened = CpuMap::open(pins.join("cpus"))?;
        assert_eq!(opened.id()?, id);
        assert_eq!(opened.iter().count(), 1);
        drop(opened);
        Ok(fs::remove_file(pins.join("cpus"))?)
    })?;
    let exists = || Ok(aya::maps::MapData::from_id(id).is_ok());
    eventually(exists, |exists| !exists)?;
    Ok(())
}

/// Why a CPUMAP cannot be opened at `path`.
fn why_not(path: &Path) -> Result<(String, OpenError), AnyError> {
    let error = refusal(CpuMap::open(path))?;
    let told = told(&error);
    match error {
        CpumapError::Open { source, .. } => Ok((told, source)),
        other => Err(other.into()),
    }
}

fn a_map_of_another_type_is_not_opened() -> Outcome {
    const DEVMAP: u32 = 14;
    const CPUMAP: u32 = 16;
    with_bpffs(|pins| {
        let path = pins.join("map");
        DevMap::create(8, "devices")?.pin(&path)?;
        let (said, error) = why_not(&path)?;
        assert!(matches!(
            error,
            OpenError::WrongType {
                found: DEVMAP,
                expected: CPUMAP
            }
        ));
        let at = path.display();
        assert_eq!(
            said,
            format!("cannot open a CPUMAP at {at}: the pinned map is a DEVMAP, not a CPUMAP")
        );
        assert_eq!(DevMap::open(&path)?.max_entries(), 8);
        fs::remove_file(&path)?;

        CpuMap::create(8, "cpus")?.pin(&path)?;
        let error = refusal(DevMap::open(&path))?;
        assert!(matches!(error, DevmapError::Open { .. }));
        assert_eq!(
            told(&error),
            format!("cannot open a DEVMAP at {at}: the pinned map is a CPUMAP, not a DEVMAP")
        );
        Ok(())
    })
}

/// A program can be pinned and opened like a map, and what it says about itself has the same shape.
fn what_is_no_map_is_not_opened() -> Outcome {
    const NO_OBJECT: &str = "this is nothing that BPF pinned, or this process may not read and write it: Permission \
                             denied (os error 13)";
    let program = constant(ProgramKind::XDP, XDP_PASS)?;
    with_bpffs(|pins| {
        let path = pins.join("program");
        program.pin(&path)?;
        let (said, error) = why_not(&path)?;
        assert!(
            matches!(error, OpenError::WrongKind { found, expected: ObjectKind::Map } if found == "bpf-prog")
        );
        assert_eq!(
            said,
            format!(
                "cannot open a CPUMAP at {}: what is pinned there is no map, but bpf-prog",
                path.display()
            )
        );
        for (path, what) in [
            (pins, "there is a directory, and nothing that BPF pinned"),
            (Path::new("/proc/version"), NO_OBJECT),
        ] {
            let at = path.display();
            assert_eq!(
                why_not(path)?.0,
                format!("cannot open a CPUMAP at {at}: {what}")
            );
        }
        Ok(())
    })
}

fn what_is_not_there_is_not_opened() -> Outcome {
    with_bpffs(|pins| {
        let path = pins.join("nothing");
        let (said, error) = why_not(&path)?;
        assert!(matches!(error, OpenError::Absent));
        let at = path.display();
        assert_eq!(
            said,
            format!("cannot open a CPUMAP at {at}: nothing is pinned there")
        );
        assert!(matches!(
            why_not(Path::new("/nul\0l"))?.1,
            OpenError::Open { .. }
        ));
        Ok(())
    })
}

fn a_pin_needs_a_bpffs_and_a_free_name() -> Outcome {
    const NO_PLACE: &str = "pins lie on a BPF file system, usually below /sys/fs/bpf, and have no dot in their name: \
                            Operation not permitted (os error 1)";
    let map = CpuMap::create(8, "cpu_redirect")?;
    let elsewhere = TempDir::new()?;
    with_bpffs(|pins| {
        map.pin(pins.join("cpus"))?;
        for (path, reason) in [
            (elsewhere.path().join("cpus"), NO_PLACE),
            (pins.join("a.b"), NO_PLACE),
            (
                pins.join("cpus"),
                "there is something already, which was not replaced",
            ),
            (pins.join("no/such"), "its directory does not exist"),
        ] {
            assert_eq!(
                told(&refusal(map.pin(&path))?),
                format!("cannot pin the CPUMAP at {}: {reason}", path.display())
            );
        }
        assert_eq!(CpuMap::open(pins.join("cpus"))?.id()?, map.id()?);
        Ok(())
    })
}

fn counters_go_on_from_where_they_were() -> Outcome {
    let counters = Counters::create(2, "sums")?;
    let program = counting(ProgramKind::XDP, &counters, XDP_PASS)?;
    with_bpffs(|pins| {
        let path = pins.join("sums");
        counters.pin(&path)?;
        program.test_run(&[0; 64])?;
        drop(counters);
        let counters = Counters::<1>::open(&path, 2)?;
        program.test_run(&[0; 64])?;
        assert_eq!((counters.total(0)?, counters.total(1)?), ([2], [0]));
        let at = path.display();
        for (error, found) in [
            (
                refusal(Counters::<1>::open(&path, 3))?,
                "3 entries with keys of 4 and values of 8",
            ),
            (
                refusal(Counters::<2>::open(&path, 2))?,
                "2 entries with keys of 4 and values of 16",
            ),
        ] {
            assert_eq!(
                told(&error),
                format!(
                    "cannot open counters at {at}: the pinned map has 2 entries with keys of 4 and values of 8 bytes, \
                     not {found} bytes: another version or another machine made it"
                )
            );
        }
        Ok(())
    })
}

fn a_declared_map_is_opened_as_it_was_left() -> Outcome {
    let declared = MapDecl::<Data>::new("table", vec![1, 2, 3, 4])?;
    let other = MapDecl::<Data>::new("table", vec![0; 8])?;
    with_bpffs(|pins| {
        let (map, path) = (PlainMap::create(declared.spec())?, pins.join("table"));
        map.pin(&path)?;
        map.insert(&[0; 4], &[9; 4])?;
        let opened = PlainMap::open(&path, declared.spec())?;
        assert_eq!(opened.get(&[0; 4])?, Some(vec![9; 4]));
        assert_eq!(
            told(&refusal(PlainMap::open(&path, other.spec()))?),
            format!(
                "cannot open the map `table` at {}: the pinned map has 1 entries with keys of 4 and values of 4 bytes, \
                 not 1 entries with keys of 4 and values of 8 bytes: another version or another machine made it",
                path.display()
            )
        );
        Ok(())
    })
}
