//! What takes hardware of its own: NICs with several queues, CPUs that come and go, isolated ones, nodes.

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    os::fd::{AsFd as _, AsRawFd as _},
    process::{Command, ExitCode},
    thread,
    time::Duration,
};

use softrss::{
    Attached, Counter, CpuId, CpuSet, CpumapStats, Interface, Steering, XdpMode,
    preflight::{Facts, choose_targets},
    topology::{self, Topology},
};
use softrss_codegen::{Image, Options};
use softrss_core::{Policy, ResolvedPolicy, policy::Target};
use softrss_kernel_tests::{AnyError, eventually, inside, program::attached, traffic, trials};
use softrss_testbed::{
    End, Netns, Testbed, TrafficReport,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root, Need::Vm, Need::Program("ip"), Need::Program("ethtool")] => [
            a_nic_with_several_queues_is_steered,
            a_program_is_changed_on_a_nic,
            a_nic_that_comes_home_runs_its_program_until_the_link_ends,
        ],
        [Need::Root, Need::Vm, Need::Cpus(2)] => [nothing_is_lost_when_cpus_come_and_go],
        [Need::Root, Need::Cpus(2)] => [any_set_of_cpus_is_steered_to],
        [Need::Root, Need::OfflineCpu] => [cpus_that_are_offline_are_no_targets],
        [Need::Root, Need::IsolatedCpu] => [isolated_cpus_are_no_targets_unless_they_are_named],
        [Need::Root, Need::Nodes(2), Need::Cpus(2)] => [cpus_belong_to_their_nodes],
    ])
}

/// The receiving end of a test bed, steered.
struct Steered {
    stats: CpumapStats,
    steering: Steering,
    attached: Option<Attached>,
}

impl Steered {
    /// In native mode, by way of the queues, to these CPUs.
    fn new(bed: &Testbed, cpus: &CpuSet) -> Result<Self, Box<dyn Error>> {
        let steering = steering(bed.sink(), cpus)?;
        let queues = steering.queues().next().ok_or("no queue")?;
        Ok(Self {
            stats: CpumapStats::attach(queues, XdpMode::Native)?,
            attached: Some(attached(steering.program(), bed.sink(), XdpMode::Native)?),
            steering,
        })
    }

    fn detach(&mut self) {
        if let Some(attached) = self.attached.take() {
            attached.detach();
        }
    }

    /// How many packets were processed, by CPU, once all `sent` were.
    fn processed(&self, sent: u64) -> Result<BTreeMap<CpuId, u64>, Box<dyn Error>> {
        let read = || {
            let counts = self.stats.read()?.into_iter();
            let taken = counts.map(|(cpu, counts)| (cpu, counts[Counter::KthreadPackets]));
            Ok(taken.collect::<BTreeMap<_, _>>())
        };
        eventually(read, |counts| counts.values().sum::<u64>() == sent)
    }
}

fn steering(end: &End, cpus: &CpuSet) -> Result<Steering, Box<dyn Error>> {
    let mut policy: Policy = "version = 1\n[targets]\nlocal = \"queue\"\n".parse()?;
    policy.targets.cpus = Some(cpus.iter().map(Target::even).collect());
    let policy = ResolvedPolicy::new(policy, &CpuSet::new())?;
    let image = Image::new(&policy, Options::default())?;
    inside(end.netns(), || Steering::load(&image))
}

/// Sends from the first CPU, which cannot be switched off, while `body` runs and for some time.
fn traffic(bed: &Testbed, body: impl FnOnce() -> Outcome) -> Result<TrafficReport, Box<dyn Error>> {
    let report = traffic::during(bed, vec![0], || {
        body()?;
        thread::sleep(Duration::from_millis(300));
        Ok(())
    })?;
    assert!(report.sent > 10, "{report:?}");
    let sent = report.sent;
    assert_eq!((report.lost, report.reordered), (0, 0), "of {sent}");
    Ok(report)
}

/// The NICs of the machine: those in the first namespace, where they come home to.
fn nics() -> Result<Vec<String>, Box<dyn Error>> {
    let mut nics = Vec::new();
    for entry in fs::read_dir("/sys/class/net")? {
        let driver = entry
            .as_ref()
            .map(|entry| entry.path().join("device/driver"));
        let driver = fs::read_link(driver.map_err(ToString::to_string)?);
        if driver.is_ok_and(|driver| driver.ends_with("virtio_net")) {
            nics.push(entry?.file_name().to_string_lossy().into_owned());
        }
    }
    nics.sort();
    Ok(nics)
}

/// A test bed of the two NICs.
fn bed_of_nics() -> Result<Testbed, Box<dyn Error>> {
    let nics = eventually(nics, |nics| nics.len() == 2)?;
    Testbed::over(|source, sink| {
        for (nic, end) in nics.iter().zip([source, sink]) {
            let netns = path(end.netns());
            let (name, mac) = (end.interface(), end.mac());
            run(&format!("ip link set dev {nic} down"))?;
            run(&format!("ip link set dev {nic} address {mac}"))?;
            run(&format!("ip link set dev {nic} netns {netns} name {name}"))?;
        }
        Ok(())
    })
}

fn path(netns: &Netns) -> String {
    let fd = netns.as_fd().as_raw_fd();
    format!("/proc/{}/fd/{fd}", std::process::id())
}

/// Runs a command that has to succeed.
fn run(line: &str) -> Result<String, Box<dyn Error>> {
    let mut words = line.split(' ');
    let output = Command::new(words.next().unwrap_or_default())
        .args(words)
        .output()?;
    if !output.status.success() {
        return Err(format!("{line}: {output:?}").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// How many receive queues of the end have had packets for a program, as the driver counts.
fn busy_queues(end: &End) -> Result<usize, Box<dyn Error>> {
    let command = format!("ethtool -S {}", end.interface());
    let text = inside(end.netns(), || {
        run(&command).map_err(|error| AnyError::from(error.to_string()))
    })?;
    // `rx_queue_1_xdp_packets: 12`, and `rx1_xdp_packets: 12` on newer kernels.
    let counts = text.lines().filter_map(|line| {
        let (name, count) = line.trim().split_once(": ")?;
        let queue = name.strip_prefix("rx")?.strip_suffix("_xdp_packets")?;
        let queue = queue.trim_start_matches("_queue_");
        queue.parse::<u32>().ok()?;
        count.parse::<u64>().ok()
    });
    Ok(counts.filter(|count| *count > 0).count())
}

fn a_nic_with_several_queues_is_steered() -> Outcome {
    let (bed, online) = (bed_of_nics()?, topology::online()?);
    let facts = inside(bed.sink().netns(), || {
        Ok::<_, AnyError>(Facts::gather(Some(&Interface::by_name(
            bed.sink().interface(),
        )?)))
    })?;
    let nic = facts.interface.ok_or("nothing was looked at")?;
    let nic = nic.map_err(|unknown| unknown.to_string())?;
    assert_eq!(nic.device.link.kind, None, "it is no virtual one");
    let mut steered = Steered::new(&bed, &online)?;
    let report = traffic(&bed, || Ok(()))?;
    let processed = steered.processed(report.sent)?;
    assert_eq!(processed.len(), online.len(), "{processed:?}");
    if online.len() > 1 {
        let busy = busy_queues(bed.sink())?;
        assert!(busy > 1, "{busy} receive queues had packets");
    }
    steered.detach();
    traffic(&bed, || Ok(()))?;
    assert_eq!(steered.processed(report.sent)?, processed);
    Ok(())
}

/// A NIC with a program is not reset for another one.
fn a_program_is_changed_on_a_nic() -> Outcome {
    let (bed, online) = (bed_of_nics()?, topology::online()?);
    let steered = Steered::new(&bed, &online)?;
    let others = [
        steering(bed.sink(), &online)?,
        steering(bed.sink(), &online)?,
    ];
    traffic(&bed, || {
        let mut current = steered.steering.program();
        for other in others.iter().cycle().take(6) {
            let attached = steered.attached.as_ref().ok_or("not attached")?;
            attached.replace(other.program(), current)?;
            current = other.program();
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    })?;
    Ok(())
}

fn a_nic_that_comes_home_runs_its_program_until_the_link_ends() -> Outcome {
    let bed = bed_of_nics()?;
    let name = bed.sink().interface().to_owned();
    let mut steered = Steered::new(&bed, &topology::online()?)?;
    let id = steered.steering.program().info()?.id;
    drop(bed);
    eventually(nics, |nics| nics.contains(&name))?;
    let program = || run(&format!("ip link show dev {name}"));
    let shown = program()?;
    assert!(shown.contains(&format!("prog/xdp id {id} ")), "{shown}");
    steered.detach();
    let shown = eventually(program, |shown| !shown.contains("prog/xdp"))?;
    assert!(shown.contains(&name), "{shown}");
    Ok(())
}

/// Packets for a CPU that is off are processed by others.
fn nothing_is_lost_when_cpus_come_and_go() -> Outcome {
    let (bed, online) = (Testbed::new()?, topology::online()?);
    let mut steered = Steered::new(&bed, &online)?;
    let mut gone: Vec<CpuId> = online.iter().filter(|cpu| cpu.number() > 0).collect();
    gone.truncate(3);
    let report = traffic(&bed, || {
        for _ in 0..2 {
            for cpu in &gone {
                switch(*cpu, false)?;
                thread::sleep(Duration::from_millis(50));
                switch(*cpu, true)?;
            }
        }
        for cpu in &gone {
            switch(*cpu, false)?;
        }
        thread::sleep(Duration::from_millis(200));
        for cpu in &gone {
            switch(*cpu, true)?;
        }
        Ok(())
    })?;
    steered.processed(report.sent)?;
    assert_eq!(topology::online()?, online);
    steered.detach();
    Ok(())
}

fn switch(cpu: CpuId, on: bool) -> Outcome {
    let path = format!("/sys/devices/system/cpu/cpu{}/online", cpu.number());
    Ok(fs::write(path, if on { "1" } else { "0" })?)
}

/// Every second CPU, the last ones, one in the middle: their numbers are no indices.
fn any_set_of_cpus_is_steered_to() -> Outcome {
    let (bed, online) = (Testbed::new()?, topology::online()?);
    let all: Vec<CpuId> = online.iter().collect();
    let sets = [
        all.iter().copied().skip(1).step_by(2).collect::<CpuSet>(),
        all.iter().copied().skip(all.len() / 2).collect(),
        [all[all.len() / 2]].into_iter().collect(),
    ];
    sets.iter().try_for_each(|cpus| steers_to(&bed, cpus))
}

/// Packets that are steered to `cpus` go to all of them, and to no other.
fn steers_to(bed: &Testbed, cpus: &CpuSet) -> Outcome {
    let mut steered = Steered::new(bed, cpus)?;
    let report = traffic(bed, || Ok(()))?;
    let processed = steered.processed(report.sent)?;
    assert!(
        processed.keys().copied().eq(cpus.iter()),
        "{processed:?} is not {cpus}"
    );
    steered.detach();
    Ok(())
}

/// Targets that nobody names.
fn chosen() -> Result<CpuSet, Box<dyn Error>> {
    let choice = choose_targets(&Facts::gather(None));
    Ok(choice.map_err(|unknown| unknown.to_string())?.cpus)
}

fn cpus_that_are_offline_are_no_targets() -> Outcome {
    let Topology {
        online, possible, ..
    } = Topology::read()?;
    let chosen = chosen()?;
    assert!(chosen.len() < possible.len(), "{chosen} of {possible}");
    assert!(chosen.iter().all(|cpu| online.contains(cpu)));
    steers_to(&Testbed::new()?, &chosen)
}

fn isolated_cpus_are_no_targets_unless_they_are_named() -> Outcome {
    let Topology {
        online, isolated, ..
    } = Topology::read()?;
    let chosen = chosen()?;
    assert!(chosen.iter().all(|cpu| !isolated.contains(cpu)), "{chosen}");
    // Some of them may be offline, too.
    let isolated: CpuSet = isolated
        .iter()
        .filter(|cpu| online.contains(*cpu))
        .collect();
    assert_eq!(chosen.len(), online.len() - isolated.len());
    steers_to(&Testbed::new()?, &isolated)
}

fn cpus_belong_to_their_nodes() -> Outcome {
    let topology = Topology::read()?;
    assert!(topology.nodes.len() > 1, "{:?}", topology.nodes);
    let bed = Testbed::new()?;
    for (node, cpus) in &topology.nodes {
        assert!(cpus.iter().all(|cpu| topology.node_of(cpu) == Some(*node)));
        if cpus.is_empty() {
            continue;
        }
        steers_to(&bed, cpus)?;
    }
    Ok(())
}
