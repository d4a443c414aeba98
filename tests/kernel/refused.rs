//! What the kernel refuses to do with a CPUMAP, provoked, and what softrss says about it.

use std::{error::Error, os::fd::AsFd as _, process::ExitCode};

use aya::{EbpfLoader, programs::Xdp};
use bpf_asm::{Asm, Object, Program, ProgramKind, R0, xdp::XDP_PASS};
use netlink_packet_route::link::XdpAttached;
use softrss::{
    Counters, CpuId, CpuMap, CpumapEntry, CpumapError, CpumapStats, DevMap, Interface, LoadError,
    Qsize, XdpMode, attach, load, topology,
};
use softrss_core::Feature;
use softrss_kernel_tests::{
    link::xdp_of,
    privilege::unprivileged,
    program::{constant, loaded, redirecting},
    refusal, told, trials,
};
use softrss_testbed::{
    Testbed,
    harness::{self, Need, Outcome},
};

const FRAGS: ProgramKind = ProgramKind::Xdp { frags: true };
const CPUMAP_FRAGS: ProgramKind = ProgramKind::XdpCpumap { frags: true };

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            a_map_without_entries,
            a_map_for_more_cpus_than_the_kernel_is_built_for,
            names_that_the_kernel_does_not_take,
            queue_lengths_that_cannot_be,
            a_cpu_that_is_not_possible,
            a_slot_outside_of_the_map,
            an_entry_program_of_another_kind,
            an_entry_program_of_another_library,
        ],
        [Need::Root, Need::Feature(Feature::Frags)] => [
            an_entry_program_that_differs_in_frags,
            a_program_that_differs_from_its_entries_in_frags,
        ],
        [Need::Root] => [nothing_is_created_without_privileges],
        // Before, the kernel asked for privileges at every call.
        [Need::Root, Need::Feature(Feature::Descriptors)] => [descriptors_are_enough_for_what_exists],
    ])
}

fn entry() -> CpumapEntry<'static> {
    CpumapEntry::new(Qsize::DEFAULT)
}

/// What is said when `result` is refused, causes included.
fn said<T, E: Error + 'static>(result: Result<T, E>) -> Result<String, Box<dyn Error>> {
    Ok(told(&refusal(result)?))
}

fn a_map_without_entries() -> Outcome {
    let error = refusal(CpuMap::create(0, "none"))?;
    assert!(matches!(error, CpumapError::NoEntries));
    assert_eq!(told(&error), "a CPUMAP needs at least one entry");
    Ok(())
}

fn a_map_for_more_cpus_than_the_kernel_is_built_for() -> Outcome {
    // CONFIG_NR_CPUS is between the possible CPUs and 2^20. It is a build option, so look for it.
    let (mut fits, mut too_large) = (
        topology::possible()?.last().ok_or("no CPU")?.number() + 1,
        1 << 20,
    );
    drop(CpuMap::create(fits, "fits")?);
    while too_large - fits > 1 {
        let middle = fits.midpoint(too_large);
        match CpuMap::create(middle, "limit") {
            Ok(_) => fits = middle,
            Err(CpumapError::TooManyEntries { .. }) => too_large = middle,
            Err(error) => return Err(error.into()),
        }
    }
    assert_eq!(CpuMap::create(fits, "limit")?.max_entries(), fits);
    for max_entries in [too_large, 1 << 20, u32::MAX] {
        assert_eq!(
            said(CpuMap::create(max_entries, "limit"))?,
            format!(
                "a CPUMAP of {max_entries} entries is too large: this kernel is built for fewer CPUs \
                 (CONFIG_NR_CPUS)"
            )
        );
    }
    Ok(())
}

fn names_that_the_kernel_does_not_take() -> Outcome {
    for (name, reason) in [
        (
            "",
            "`` has 0 characters: names of programs and maps have 1 to 15",
        ),
        (
            "sixteen_letters_",
            "`sixteen_letters_` has 16 characters: names of programs and maps have 1 to 15",
        ),
        (
            "cpu-redirect",
            "`cpu-redirect` contains `-`: names of programs and maps are made of letters, digits and `_`",
        ),
    ] {
        assert_eq!(said(CpuMap::create(8, name))?, reason);
    }
    Ok(())
}

fn queue_lengths_that_cannot_be() -> Outcome {
    for frames in [0, 16385, u32::MAX] {
        assert_eq!(
            said(Qsize::new(frames))?,
            format!("queue size {frames} is out of range: a CPUMAP queue holds 1 to 16384 frames")
        );
    }
    let map = CpuMap::create(8, "qsize")?;
    for qsize in [Qsize::MIN, Qsize::MAX] {
        map.insert(CpuId::from(0), &CpumapEntry::new(qsize))?;
        assert_eq!(map.get(CpuId::from(0))?.map(|slot| slot.qsize), Some(qsize));
    }
    Ok(())
}

fn a_cpu_that_is_not_possible() -> Outcome {
    let possible = topology::possible()?;
    let cpu = CpuId::new(possible.last().ok_or("no CPU")?.number() + 1)?;
    let map = CpuMap::create(cpu.number() + 1, "impossible")?;
    let error = refusal(map.insert(cpu, &entry()))?;
    assert!(matches!(error, CpumapError::NoSuchCpu { cpu: named, .. } if named == cpu));
    assert_eq!(
        told(&error),
        format!("cpu {cpu} is not possible on this machine, which has {possible}")
    );
    assert_eq!(map.iter().count(), 0);
    Ok(())
}

fn a_slot_outside_of_the_map() -> Outcome {
    let map = CpuMap::create(8, "range")?;
    for cpu in [CpuId::from(8), CpuId::MAX] {
        let reason = format!("cpu {cpu} is outside of the map: its 8 entries are for CPUs 0 to 7");
        assert_eq!(said(map.insert(cpu, &entry()))?, reason);
        assert_eq!(said(map.remove(cpu))?, reason);
    }
    Ok(())
}

fn an_entry_program_of_another_kind() -> Outcome {
    let map = CpuMap::create(8, "kind")?;
    map.insert(CpuId::from(0), &entry())?;
    let program = constant(ProgramKind::XDP, XDP_PASS)?;
    assert_eq!(
        said(map.insert(CpuId::from(0), &entry().with_program(&program)))?,
        "program `constant` cannot be part of an entry of a CPUMAP: it was loaded as `xdp`, entry programs are \
         loaded as `xdp/cpumap` or `xdp.frags/cpumap`"
    );
    assert_eq!(
        map.get(CpuId::from(0))?.map(|slot| slot.program_id),
        Some(None)
    );
    Ok(())
}

/// The words for an update with a program that the kernel refuses; `ENOMEM` or `EINVAL` comes behind.
const REFUSED: &str = "the kernel refused the program of the entry for cpu 0, whatever its error number says: the \
                       program has to be loaded as xdp/cpumap, and with frags exactly if the programs that redirect \
                       to this map have frags: ";

fn an_entry_program_of_another_library() -> Outcome {
    let mut a = Asm::new();
    a.mov(R0, XDP_PASS).exit();
    let program = Program::new("not_for_cpumap", ProgramKind::XDP, a.finish()?)?;
    let elf = Object::new("GPL").program(&program).to_elf()?;
    let mut ebpf = EbpfLoader::new().load(&elf)?;
    let program: &mut Xdp = ebpf
        .program_mut("not_for_cpumap")
        .ok_or("no program")?
        .try_into()?;
    program.load()?;
    let map = CpuMap::create(8, "foreign")?;
    let fd = program.fd()?;
    let error = refusal(map.insert(CpuId::from(0), &entry().with_program_fd(fd.as_fd())))?;
    assert!(matches!(
        error,
        CpumapError::EntryProgramRefused { cpu, .. } if cpu == CpuId::from(0)
    ));
    assert!(told(&error).starts_with(REFUSED), "{}", told(&error));
    assert_eq!(map.get(CpuId::from(0))?, None);
    Ok(())
}

fn an_entry_program_that_differs_in_frags() -> Outcome {
    for (main, matching, differing) in [
        (FRAGS, CPUMAP_FRAGS, ProgramKind::XDP_CPUMAP),
        (ProgramKind::XDP, ProgramKind::XDP_CPUMAP, CPUMAP_FRAGS),
    ] {
        let map = CpuMap::create(8, "frags")?;
        let _main = loaded("main", main, |a| {
            a.redirect_map(&map, 0, XDP_PASS).exit();
        })?;
        let program = constant(differing, XDP_PASS)?;
        let words = said(map.insert(CpuId::from(0), &entry().with_program(&program)))?;
        assert!(words.starts_with(REFUSED), "{words}");
        let program = constant(matching, XDP_PASS)?;
        map.insert(CpuId::from(0), &entry().with_program(&program))?;
    }
    Ok(())
}

fn a_program_that_differs_from_its_entries_in_frags() -> Outcome {
    let map = CpuMap::create(8, "frags")?;
    let program = constant(ProgramKind::XDP_CPUMAP, XDP_PASS)?;
    map.insert(CpuId::from(0), &entry().with_program(&program))?;
    let mut a = Asm::new();
    a.redirect_map(&map, 0, XDP_PASS).exit();
    let error = refusal(load(&Program::new("main", FRAGS, a.finish()?)?))?;
    assert!(matches!(error, LoadError::Refused { kind: FRAGS, .. }));
    assert_eq!(
        told(&error),
        "the kernel refused program `main` (xdp.frags) and does not say why. Known reasons: a CPUMAP or DEVMAP it \
         uses is also used by programs with another frags setting, its entry programs among them; frags before \
         Linux 5.18; an unknown program type: Invalid argument (os error 22)"
    );
    Ok(())
}

fn nothing_is_created_without_privileges() -> Outcome {
    let map = CpuMap::create(8, "privilege")?;
    let mut a = Asm::new();
    a.mov(R0, XDP_PASS).exit();
    let program = Program::new("unprivileged", ProgramKind::XDP, a.finish()?)?;
    let refused = unprivileged(|| {
        let counters: Result<Counters<1>, _> = Counters::create(1, "counters");
        Ok([
            told(&refusal(CpuMap::create(8, "privilege"))?),
            told(&refusal(DevMap::create(8, "privilege"))?),
            told(&refusal(counters)?),
            told(&refusal(load(&program))?),
            told(&refusal(CpumapStats::attach(&map, XdpMode::Native))?),
        ])
    })?;
    assert_eq!(
        refused,
        [
            "creating a CPUMAP needs CAP_BPF and CAP_NET_ADMIN, or root",
            "creating a DEVMAP needs CAP_BPF and CAP_NET_ADMIN, or root",
            "creating a map of counters needs CAP_BPF, or root",
            "loading program `unprivileged` needs CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON, or root",
            "creating a map of counters needs CAP_BPF, or root",
        ]
    );
    Ok(())
}

/// Who holds a descriptor needs no privilege to use it: a process may drop what it needed to start.
fn descriptors_are_enough_for_what_exists() -> Outcome {
    let bed = Testbed::new()?;
    let map = CpuMap::create(8, "descriptor")?;
    let program = redirecting(&map, CpuId::from(0))?;
    let attached = bed.sink().netns().run(|| {
        let attached = unprivileged(|| {
            map.insert(CpuId::from(0), &CpumapEntry::new(Qsize::DEFAULT))?;
            Ok(attach(
                &program,
                &Interface::by_name(bed.sink().interface())?,
                XdpMode::Native,
            )?)
        });
        attached.map_err(|error| told(error.as_ref()))
    })??;
    assert_eq!(
        xdp_of(bed.sink().netns(), bed.sink().interface())?.0,
        XdpAttached::Driver
    );
    attached.detach();
    unprivileged(|| Ok(map.remove(CpuId::from(0))?))?;
    assert_eq!(map.get(CpuId::from(0))?, None);
    Ok(())
}
