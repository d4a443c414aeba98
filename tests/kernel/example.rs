//! The examples on real packets: the programs that people copy.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, ChildStdout, Command, ExitCode, Stdio},
    sync::{
        atomic::AtomicBool,
        mpsc::{Receiver, channel},
    },
    thread,
    time::Duration,
};

use aya::{maps::MapData, programs::loaded_programs};
use netlink_packet_route::link::XdpAttached;
use softrss::{Counter, CpuMap, CpumapStats, XdpMode, topology};
use softrss_core::Feature;
use softrss_kernel_tests::{
    AnyError, bpffs::with_bpffs, eventually, inside, link::xdp_of, traffic, trials,
};
use softrss_testbed::{
    Netns, Testbed, TrafficReport, TrafficSpec, allowed_cpus,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root, Need::Cpus(2)] => [
            hash_keeps_flows_together_native,
            round_robin_spreads_evenly_native,
            maps_of_aya_are_used,
        ],
        [Need::Root, Need::Cpus(2), Need::Feature(Feature::SkbRedirect)] => [
            hash_keeps_flows_together_skb,
            round_robin_spreads_evenly_skb,
        ],
        [
            Need::Root,
            Need::Program("ip"),
            Need::Program("ethtool"),
            Need::Program("unshare"),
            Need::Program("bash"),
        ] => [what_is_typed_in_the_tutorial_works],
        [Need::Root] => [it_ends_by_itself, what_cannot_be_is_explained],
        [] => [wrong_arguments_are_explained],
    ])
}

/// The one of the tutorial.
const LB: &str = "xdp_cpumap_lb";

/// Where Cargo puts an example, which it has built when it builds everything for `cargo test`.
fn example(name: &str) -> Result<PathBuf, AnyError> {
    let this = env::current_exe()?;
    let directory = this.ancestors().nth(2).ok_or("no target directory")?;
    let path = directory.join("examples").join(name);
    if !path.exists() {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--package", "softrss", "--example", name]);
        if directory.ends_with("release") {
            cargo.arg("--release");
        }
        let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output()?;
        if !output.status.success() || !path.exists() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{} cannot be built: {said}", path.display()).into());
        }
    }
    Ok(path)
}

/// Types what the tutorial says, line by line, where names of namespaces are nobody else's. The datagrams that it sends are
/// received, and so are none with a wrong checksum.
fn what_is_typed_in_the_tutorial_works() -> Outcome {
    const TUTORIAL: &str = include_str!("../../docs/tutorial/cpu-redirection.md");
    const RUNS: &str = "target/release/examples/xdp_cpumap_lb";
    let section = TUTORIAL
        .split_once("## 8. Loading and attaching")
        .and_then(|(_, behind)| behind.split_once("\n## 9."))
        .ok_or("no section 8")?;
    let typed = section.0.lines().filter_map(|line| line.strip_prefix("# "));
    let mut script = "set -e\nmount -t tmpfs tmpfs /run/netns\n".to_owned();
    let program = example(LB).map_err(|error| error.to_string())?;
    for line in typed.filter(|line| line.starts_with("ip ")) {
        let line = match line.strip_suffix("--mode hash r0") {
            // It runs until Ctrl-C, in a terminal of its own, and says so first.
            Some(before) => format!(
                "{}--mode hash r0 & lb=$!\nuntil ip -n right link show r0 | grep -q xdp; do sleep 0.1; done",
                before.replace(RUNS, &program.display().to_string())
            ),
            None if line.starts_with("ip netns del") => format!("kill $lb\n{line}"),
            None => line.to_owned(),
        };
        script += &line;
        script += "\n";
    }
    assert!(
        script.contains("lb=$!") && script.contains("kill $lb"),
        "{script}"
    );
    std::fs::create_dir_all("/run/netns")?;
    let output = Command::new("unshare")
        .args(["--mount", "bash", "-c", &script])
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{script}{output:?}");
    let udp: Vec<Vec<&str>> = said
        .lines()
        .filter_map(|line| line.strip_prefix("Udp: "))
        .map(|line| line.split(' ').collect())
        .collect();
    let [names, values] = udp.as_slice() else {
        return Err(format!("no counters: {said}").into());
    };
    let counter = |wanted: &str| {
        let at = names.iter().position(|name| *name == wanted);
        at.and_then(|at| values.get(at))
            .copied()
            .unwrap_or_default()
    };
    assert_eq!(
        (counter("NoPorts"), counter("InCsumErrors")),
        ("1000", "0"),
        "{said}"
    );
    Ok(())
}

/// The running example, which ends with this value.
struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    /// Starts it at the sink of `bed` and waits until its program is attached.
    fn start(
        bed: &Testbed,
        name: &str,
        options: &[&str],
        mode: XdpAttached,
    ) -> Result<Self, Box<dyn Error>> {
        let (netns, interface) = (bed.sink().netns(), bed.sink().interface());
        let mut child = inside(netns, || {
            let mut command = Command::new(example(name)?);
            command.arg(interface).args(options).stdout(Stdio::piped());
            Ok::<_, AnyError>(command.spawn()?)
        })?;
        let lines = lines_of(child.stdout.take().ok_or("no stdout")?);
        let running = Self { child, lines };
        eventually(
            || xdp_of(netns, interface),
            |(attached, _)| *attached == mode,
        )?;
        Ok(running)
    }

    /// Packets by CPU, as the example printed them, once they are `all`.
    fn processed(&self, all: u64) -> Result<BTreeMap<u32, u64>, Box<dyn Error>> {
        let mut counts = BTreeMap::new();
        eventually(
            || {
                for line in self.lines.try_iter() {
                    let (cpu, processed, dropped) = parse(&line).ok_or(line)?;
                    assert_eq!(dropped, 0, "nothing may be dropped");
                    counts.insert(cpu, processed);
                }
                Ok(counts.clone())
            },
            |counts| counts.values().sum::<u64>() >= all,
        )
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already, and that is no error.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is printed, line by line, as it is printed.
fn lines_of(stdout: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

/// `cpu 1: 4711 processed, 0 dropped`
fn parse(line: &str) -> Option<(u32, u64, u64)> {
    let (cpu, rest) = line.strip_prefix("cpu ")?.split_once(": ")?;
    let (processed, rest) = rest.split_once(" processed, ")?;
    let dropped = rest.strip_suffix(" dropped")?;
    Some((
        cpu.parse().ok()?,
        processed.parse().ok()?,
        dropped.parse().ok()?,
    ))
}

/// Runs the example with traffic that one CPU receives: what arrived, and who processed it.
fn spread(mode: &str, skb: bool) -> Result<(TrafficReport, BTreeMap<u32, u64>), Box<dyn Error>> {
    let bed = Testbed::new()?;
    let mut options = vec!["--mode", mode];
    options.extend(skb.then_some("--skb"));
    let attached = if skb {
        XdpAttached::SocketBuffer
    } else {
        XdpAttached::Driver
    };
    let running = Running::start(&bed, LB, &options, attached)?;
    let mut spec = TrafficSpec::new(vec![*allowed_cpus()?.last().ok_or("no CPU")?]);
    spec.duration = Duration::from_millis(500);
    let report = traffic::enough(&bed, &spec)?;
    assert_eq!((report.lost, report.duplicates), (0, 0));
    let processed = running.processed(report.sent)?;
    assert_eq!(
        processed.values().sum::<u64>(),
        report.sent,
        "{processed:?}"
    );
    drop(running);
    let left = xdp_of(bed.sink().netns(), bed.sink().interface())?;
    assert_eq!(
        left,
        (XdpAttached::None, None),
        "it ends, and its program with it"
    );
    let cpus: Vec<u32> = topology::online()?
        .iter()
        .map(softrss::CpuId::number)
        .collect();
    assert_eq!(
        processed.keys().copied().collect::<Vec<_>>(),
        cpus,
        "every CPU has its share"
    );
    Ok((report, processed))
}

fn hash_keeps_flows_together(skb: bool) -> Outcome {
    let (report, processed) = spread("hash", skb)?;
    assert_eq!(report.reordered, 0, "a flow on several CPUs is reordered");
    let fair = report.sent / processed.len() as u64;
    assert!(
        processed
            .values()
            .all(|count| (fair / 2..fair * 2).contains(count)),
        "1024 flows are spread well: {processed:?}"
    );
    Ok(())
}

fn hash_keeps_flows_together_native() -> Outcome {
    hash_keeps_flows_together(false)
}

fn hash_keeps_flows_together_skb() -> Outcome {
    hash_keeps_flows_together(true)
}

fn round_robin_spreads_evenly(skb: bool) -> Outcome {
    let (_, processed) = spread("round-robin", skb)?;
    let (least, most) = (processed.values().min(), processed.values().max());
    let (least, most) = (least.ok_or("nobody")?, most.ok_or("nobody")?);
    assert!(
        most - least <= 1,
        "one CPU received them all and gave them out in turn: {processed:?}"
    );
    Ok(())
}

fn round_robin_spreads_evenly_native() -> Outcome {
    round_robin_spreads_evenly(false)
}

fn round_robin_spreads_evenly_skb() -> Outcome {
    round_robin_spreads_evenly(true)
}

/// aya made the maps, softrss the program: packets go through the queues, and both count them.
fn maps_of_aya_are_used() -> Outcome {
    let bed = Testbed::new()?;
    let running = Running::start(&bed, "with_aya", &[], XdpAttached::Driver)?;
    let (_, program) = xdp_of(bed.sink().netns(), bed.sink().interface())?;
    let program = loaded_programs()
        .filter_map(Result::ok)
        .find(|found| Some(found.id()) == program)
        .ok_or("no program")?;
    let queues = program.map_ids()?.unwrap_or_default().into_iter();
    let queues: Vec<MapData> = queues
        .map(MapData::from_id)
        .filter(|map| matches!(map, Ok(map) if map.info().is_ok_and(|info| info.name() == b"cpus")))
        .collect::<Result<_, _>>()?;
    let [queues] = queues
        .try_into()
        .map_err(|_others| "not one map of queues")?;
    let queues = with_bpffs(|pins| {
        queues.pin(pins.join("cpus"))?;
        Ok(CpuMap::open(pins.join("cpus"))?)
    })?;
    let stats = CpumapStats::attach(&queues, XdpMode::Native)?;
    let mut spec = TrafficSpec::new(vec![*allowed_cpus()?.last().ok_or("no CPU")?]);
    spec.duration = Duration::from_millis(500);
    let report = spec.run(&bed, &AtomicBool::new(false), |_| ())?;
    assert_eq!((report.lost, report.duplicates), (0, 0));
    eventually(
        || {
            Ok(stats
                .read()?
                .values()
                .map(|cpu| cpu[Counter::KthreadPackets])
                .sum::<u64>())
        },
        |processed| *processed == report.sent,
    )?;
    let mut received = BTreeMap::new();
    eventually(
        || {
            for line in running.lines.try_iter() {
                let line = line.strip_prefix("cpu ").ok_or("another line")?;
                let (cpu, count) = line.split_once(" received ").ok_or("another line")?;
                received.insert(cpu.to_owned(), count.parse::<u64>()?);
            }
            Ok(received.values().sum::<u64>())
        },
        |received| *received == report.sent,
    )?;
    Ok(())
}

fn it_ends_by_itself() -> Outcome {
    let bed = Testbed::new()?;
    let mut running = Running::start(&bed, LB, &["--seconds", "1"], XdpAttached::Driver)?;
    let ended = eventually(|| Ok(running.child.try_wait()?), Option::is_some)?;
    assert!(ended.is_some_and(|status| status.success()), "{ended:?}");
    let left = xdp_of(bed.sink().netns(), bed.sink().interface())?;
    assert_eq!(left, (XdpAttached::None, None));
    Ok(())
}

fn wrong_arguments_are_explained() -> Outcome {
    let example = example(LB).map_err(|error| error as Box<dyn Error>)?;
    for (arguments, said) in [
        (
            &["--mode", "random", "lo"][..],
            "invalid value 'random' for '--mode <MODE>'",
        ),
        (&[], "<INTERFACE>"),
    ] {
        let output = Command::new(&example).args(arguments).output()?;
        let stderr = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(
            stderr.contains(said) && output.stdout.is_empty(),
            "{stderr}"
        );
    }
    Ok(())
}

fn what_cannot_be_is_explained() -> Outcome {
    let netns = Netns::new()?;
    for (arguments, said) in [
        (
            &["nosuch0"][..],
            "there is no interface `nosuch0` in this network namespace",
        ),
        (
            &["lo"],
            "the driver of lo does not support XDP in native mode",
        ),
        (
            &["--qsize", "0", "lo"],
            "queue size 0 is out of range: a CPUMAP queue holds 1 to 16384 frames",
        ),
    ] {
        let output = inside(&netns, || {
            let mut command = Command::new(example(LB)?);
            Ok::<_, AnyError>(command.args(arguments).args(["--seconds", "1"]).output()?)
        })?;
        let stderr = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(
            stderr.contains(said) && output.stdout.is_empty(),
            "{stderr}"
        );
    }
    Ok(())
}
