//! The commands as they are typed, with all they print and their exit codes: `cli/*.case`.
//!
//! In a case, `$` begins a command, `|` a line of stdout, `!` one of stderr, `?` the exit code. The
//! commands run in a directory with the other files of `cli/` and the captures made here. `BLESS=1`
//! writes the expected lines anew. What `check` says of the CPUs of this machine is left out.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its stage has failed"
)]

mod contract;

use std::{
    fmt::Write as _,
    fs,
    net::{Ipv4Addr, Ipv6Addr},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use softrss_testbed::{
    MacAddr, PcapWriter,
    packet::{Packet, eth},
};

const A: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 1);
const B: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 2);
const A6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
const B6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 2);

fn ether() -> Packet {
    eth(MacAddr::local(2), MacAddr::local(1))
}

/// One packet of each kind that the cases speak of.
fn frames() -> Vec<Vec<u8>> {
    let tunnel = || {
        ether()
            .ipv4(A, B)
            .udp(50_000, 4789)
            .vxlan(42)
            .eth(MacAddr::local(4), MacAddr::local(3))
    };
    let packets = [
        ether().ipv4(A, B).tcp(40_000, 443).payload(&[0; 100]),
        ether().ipv4(B, A).tcp(443, 40_000).payload(&[0; 1000]),
        ether().ipv4(A, B).udp(40_000, 53).payload(&[0; 30]),
        ether().vlan(100).pppoe(7).ipv6(A6, B6).tcp(40_000, 443),
        ether().vlan(100).pppoe(7).ipv6(B6, A6).tcp(443, 40_000),
        tunnel().ipv4(B, A).sctp(5000, 36_412, 1),
        ether().ipv4(A, B).esp(0x1234_5678, 1).payload(&[0; 64]),
        ether()
            .service_vlan(7)
            .vlan(8)
            .mpls(16)
            .ipv4(A, B)
            .udp(1, 2),
    ];
    let mut frames: Vec<Vec<u8>> = packets
        .iter()
        .map(|packet| packet.build().unwrap())
        .collect();
    let large = ether().ipv4(A, B).udp(7, 8).payload(&[0; 2000]);
    frames.extend(large.fragments(1480, 9).unwrap());
    let arp = [&[0xff; 6][..], &[2; 6], &[0x08, 0x06], &[0; 46]].concat();
    frames.push(arp);
    frames
}

fn capture() -> Vec<u8> {
    let mut pcap = PcapWriter::new(Vec::new()).unwrap();
    for frame in frames() {
        pcap.frame(Duration::ZERO, &frame).unwrap();
    }
    // One that was cut in the middle of its TCP ports.
    let cut = ether().ipv4(A, B).tcp(1, 2).truncated(36).unwrap();
    pcap.snapped(Duration::ZERO, &cut, 1514).unwrap();
    pcap.finish().unwrap()
}

/// What `tcpdump -i any` writes: a packet of the sample behind the pseudo-header of link type `link`.
fn cooked(link: u8) -> Vec<u8> {
    let packet = &frames()[0][14..];
    let sll = [
        &[0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0][..],
        packet,
    ]
    .concat();
    let len = u32::try_from(sll.len()).unwrap().to_le_bytes();
    let mut pcap = capture()[..24].to_vec();
    pcap[20] = link;
    [&pcap[..], &[0; 8], &len, &len, &sll].concat()
}

/// A packet that is no Ethernet frame, then an Ethernet frame: a pcapng of two interfaces.
fn mixed() -> Vec<u8> {
    let word = |word: usize| u32::try_from(word).unwrap().to_le_bytes();
    let block = |kind: usize, body: &[u8]| {
        let len = word(body.len() + 12);
        [&word(kind)[..], &len, body, &len].concat()
    };
    let packet = |interface: usize, data: &[u8]| {
        let head = [interface, 0, 0, data.len(), data.len()].map(word).concat();
        block(6, &[head, data.to_vec()].concat())
    };
    let interface = |link: u8| block(1, &[link, 0, 0, 0, 0, 0, 0, 0]);
    [
        block(
            0x0a0d_0d0a,
            &[&word(0x1a2b_3c4d)[..], &[1, 0, 0, 0], &[0xff; 8]].concat(),
        ),
        interface(101),
        interface(1),
        packet(0, &[0x45; 40]),
        packet(1, &frames()[0][..60]),
    ]
    .concat()
}

/// A directory with the files that the cases use.
fn stage() -> tempfile::TempDir {
    let stage = tempfile::tempdir().unwrap();
    for file in cases_dir().read_dir().unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), stage.path().join(file.file_name())).unwrap();
    }
    let whole = capture();
    let files: [(&str, &[u8]); 10] = [
        ("sample.pcap", &whole),
        ("cut.pcap", &whole[..300]),
        ("mixed.pcapng", &mixed()),
        ("empty.pcap", &whole[..24]),
        ("nothing.pcap", &[]),
        ("packed.pcap", &[0x1f, 0x8b, 8, 0, 0]),
        ("packed.lz4", &[0x04, 0x22, 0x4d, 0x18, 0x64]),
        ("any.pcap", &cooked(113)),
        ("monitor.pcap", &cooked(127)),
        ("binary.toml", &[0xff, 0xfe, 0]),
    ];
    for (name, bytes) in files {
        fs::write(stage.path().join(name), bytes).unwrap();
    }
    stage
}

fn cases_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

fn softrss(stage: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_softrss"));
    command.current_dir(stage).stdin(Stdio::null());
    command
}

/// A line without what is said of the CPUs of this machine; `None` where nothing else is.
fn on_every_machine(line: &str) -> Option<String> {
    const MACHINE: &str = ",\"machine\":";
    if line.starts_with("note: here: ") {
        return None;
    }
    let (before, behind) = line.split_once(MACHINE).unwrap_or((line, ""));
    // It is the last of the object.
    let end = if behind.is_empty() { "" } else { "}" };
    Some(format!("{before}{end}"))
}

/// Runs the commands of a case, and gives the case with what they did.
fn run(stage: &Path, case: &str) -> String {
    let mut found = String::new();
    for line in case.lines() {
        if line.is_empty() || line.starts_with('#') {
            writeln!(found, "{line}").unwrap();
        }
        let Some(typed) = line.strip_prefix("$ softrss") else {
            continue;
        };
        writeln!(found, "{line}").unwrap();
        let output = softrss(stage)
            .args(typed.split_whitespace())
            .output()
            .unwrap();
        for (mark, stream) in [('|', output.stdout), ('!', output.stderr)] {
            let text = String::from_utf8(stream).unwrap();
            for line in text.lines().filter_map(on_every_machine) {
                writeln!(found, "{}", format!("{mark} {line}").trim_end()).unwrap();
            }
        }
        writeln!(found, "? {}", output.status.code().unwrap()).unwrap();
    }
    found
}

#[test]
fn commands_do_what_the_cases_say() {
    let stage = stage();
    let mut cases: Vec<PathBuf> = cases_dir()
        .read_dir()
        .unwrap()
        .map(|case| case.unwrap().path())
        .collect();
    cases.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "case")
    });
    cases.sort();
    assert!(!cases.is_empty());
    let mut differences = String::new();
    for path in cases {
        let case = fs::read_to_string(&path).unwrap();
        let found = run(stage.path(), &case);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &found).unwrap();
        } else if found != case {
            writeln!(differences, "{} differs; found:\n{found}", path.display()).unwrap();
        }
    }
    assert!(differences.is_empty(), "{differences}BLESS=1 accepts this");
}

#[test]
fn per_packet_writes_a_file() {
    let stage = stage();
    let arguments = [
        "simulate",
        "sample.pcap",
        "--cpus",
        "0-3",
        "--json",
        "--per-packet",
        "out.tsv",
    ];
    let status = softrss(stage.path())
        .args(arguments)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let table = fs::read_to_string(stage.path().join("out.tsv")).unwrap();
    let on_stdout = softrss(stage.path())
        .args([
            "simulate",
            "sample.pcap",
            "--cpus",
            "0-3",
            "--per-packet",
            "-",
        ])
        .output()
        .unwrap();
    assert_eq!(table, String::from_utf8(on_stdout.stdout).unwrap());
    assert_eq!(table.lines().count(), 1 + frames().len() + 1);
}

/// Whatever decides, the numbers of each kind add up to those of all packets, and the lines per packet say the same.
#[test]
fn all_that_is_told_adds_up() {
    let stage = stage();
    for (capture, policy) in [
        ("sample.pcap", "shop.toml"),
        ("sample.pcap", "steps.toml"),
        ("sample.pcap", "turns.toml"),
        ("sample.pcap", "no-decap.toml"),
        ("any.pcap", "shop.toml"),
        ("empty.pcap", "shop.toml"),
    ] {
        let output = softrss(stage.path())
            .args([
                "simulate",
                capture,
                "--policy",
                policy,
                "--json",
                "--buckets",
            ])
            .args(["--per-packet", "out.tsv"])
            .output()
            .unwrap();
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let sum = |list: &serde_json::Value, key: &str| {
            let list = list.as_array().into_iter().flatten();
            list.map(|one| one[key].as_u64().unwrap()).sum::<u64>()
        };
        let values = |object: &serde_json::Value| {
            let values = object.as_object().unwrap().values();
            values.map(|value| value.as_u64().unwrap()).sum::<u64>()
        };
        let of = |key: &str| told[key].as_u64().unwrap();
        let decided = &told["decided"];
        assert_eq!(values(decided), of("packets"), "{capture} {policy}");
        assert_eq!(decided["rule"], sum(&told["rules"], "packets"));
        assert_eq!(decided["table"], sum(&told["tables"], "packets"));
        assert_eq!(
            of("packets"),
            of("redirected") + of("passed") + of("dropped")
        );
        assert_eq!(of("redirected"), sum(&told["cpus"], "packets"));
        assert_eq!(of("redirected"), sum(&told["then"], "packets"));
        assert_eq!(of("unparsed"), values(&told["reasons"]["unparsed"]));
        for table in told["tables"].as_array().unwrap() {
            // All of them are listed: there are few.
            assert_eq!(sum(&table["most_used"], "packets"), table["packets"]);
            assert_eq!(sum(&table["most_used"], "bytes"), table["bytes"]);
            let used = table["most_used"].as_array().unwrap().len();
            let unused = table["never_used"].as_array().unwrap().len();
            assert_eq!((used + unused) as u64, table["prefixes"]);
            assert_eq!(unused as u64, table["unused"]);
        }
        let lines = fs::read_to_string(stage.path().join("out.tsv")).unwrap();
        let mut lines = lines
            .lines()
            .map(|line| line.split('\t').collect::<Vec<_>>());
        let columns = lines.next().unwrap();
        let column = |name: &str| columns.iter().position(|column| *column == name).unwrap();
        let lines: Vec<_> = lines.collect();
        let count = |name: &str, value: &str| {
            lines
                .iter()
                .filter(|line| line[column(name)] == value)
                .count() as u64
        };
        for rule in told["rules"].as_array().unwrap() {
            let name = rule["name"].as_str().unwrap();
            assert_eq!(rule["packets"], count("rule", name), "{policy} {name}");
        }
        let lengths = lines
            .iter()
            .map(|line| line[column("length")].parse::<u64>().unwrap());
        assert_eq!(lengths.sum::<u64>(), of("bytes"));
        let reasons = lines.len() as u64 - count("reason", "-");
        assert_eq!(reasons, of("unparsed") + values(&told["reasons"]["outer"]));
        let in_buckets = lines.len() as u64 - count("bucket", "-");
        assert_eq!(in_buckets, sum(&told["buckets"], "packets"));
    }
}

#[test]
fn reads_a_capture_from_stdin() {
    let stage = stage();
    let file = fs::File::open(stage.path().join("sample.pcap")).unwrap();
    let from_stdin = softrss(stage.path())
        .args(["simulate", "-", "--cpus", "0-3", "--json"])
        .stdin(file)
        .output()
        .unwrap();
    let from_file = softrss(stage.path())
        .args(["simulate", "sample.pcap", "--cpus", "0-3", "--json"])
        .output()
        .unwrap();
    assert!(from_stdin.status.success());
    assert_eq!(from_stdin, from_file);
}

/// On whatever machine: Linux cannot be built for more CPUs, and most are built for fewer.
#[test]
fn check_names_cpus_that_this_machine_has_not() {
    let stage = stage();
    let last = "version = 1\n[targets]\ncpus = \"0,8191\"\n";
    fs::write(stage.path().join("last.toml"), last).unwrap();
    let check = |arguments: &str| {
        let mut command = softrss(stage.path());
        command.arg("check");
        let output = command.args(arguments.split_whitespace()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "the policy is valid");
        output
    };
    let told = String::from_utf8(check("last.toml").stderr).unwrap();
    assert!(
        told.starts_with(
            "note: here: the policy names CPU 8191, not possible on this machine; choose from 0"
        ),
        "{told}"
    );
    let json = check("last.toml --json").stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["machine"][0]["id"], "target-impossible");
    fs::write(
        stage.path().join("here.toml"),
        "version = 1\n[targets]\ncpus = \"all\"\n",
    )
    .unwrap();
    let here = check("here.toml");
    assert_eq!(String::from_utf8(here.stderr).unwrap(), "");
    fs::write(
        stage.path().join("open.toml"),
        "version = 1\n[targets]\ncpus = \"8191-\"\n",
    )
    .unwrap();
    let told = String::from_utf8(check("open.toml").stderr).unwrap();
    assert!(told.starts_with("note: here: "), "{told}");
}

/// The JSON of every command that needs no privileges, in its usual and its unusual forms.
#[test]
fn json_is_what_the_schemas_promise() {
    contract::broken_promises_are_seen();
    let stage = stage();
    for (schema, arguments, is_error) in [
        ("simulate", "simulate sample.pcap --cpus 0-3", false),
        (
            "simulate",
            "simulate any.pcap --policy shop.toml --buckets",
            false,
        ),
        (
            "simulate",
            "simulate sample.pcap --policy steps.toml",
            false,
        ),
        (
            "simulate",
            "simulate empty.pcap --policy unused.toml",
            false,
        ),
        ("simulate", "simulate cut.pcap --policy sessions.toml", true),
        ("explain", "explain sample.pcap --cpus 0-3 --frame 1", false),
        (
            "explain",
            "explain sample.pcap --policy shop.toml --frame 3",
            false,
        ),
        (
            "explain",
            "explain sample.pcap --policy shop.toml --frame 7",
            false,
        ),
        (
            "explain",
            "explain sample.pcap --policy shop.toml --frame 11",
            false,
        ),
        (
            "explain",
            "explain sample.pcap --policy steps.toml --frame 4",
            false,
        ),
        ("check", "check shop.toml", false),
        ("check", "check tunnels.toml", false),
        ("check", "check late.toml", false),
        ("check", "check wrong.toml", true),
        ("compile", "compile steps.toml -o steps.o", false),
        ("compile", "compile shop.toml -o shop.o", false),
        ("doctor", "doctor", false),
        ("doctor", "doctor lo --policy shop.toml", true),
    ] {
        let output = softrss(stage.path())
            .args(arguments.split_whitespace())
            .arg("--json")
            .output()
            .unwrap();
        let printed = serde_json::from_slice(&output.stdout);
        let printed = printed.unwrap_or_else(|error| panic!("{arguments}: {error}: {output:?}"));
        contract::holds(schema, &printed);
        assert_eq!(
            !output.status.success(),
            is_error,
            "{arguments}: {output:?}"
        );
        if is_error {
            let told = String::from_utf8(output.stderr).unwrap();
            let last = told.lines().last().unwrap_or_default();
            contract::holds("error", &serde_json::from_str(last).unwrap());
        }
    }
}

/// What is in the object, and what its loader has to do.
#[test]
fn an_object_is_told_in_json() {
    let stage = stage();
    let output = softrss(stage.path())
        .args(["compile", "steps.toml", "-o", "steps.o", "--json"])
        .output()
        .unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["object"], "steps.o");
    assert_eq!(told["programs"][0]["section"], "xdp");
    assert!(told["programs"][0]["slots"].as_u64() > Some(100));
    let queues = told["queues"].as_array().unwrap();
    let cpus: Vec<&serde_json::Value> = queues.iter().map(|queue| &queue["cpu"]).collect();
    assert_eq!(cpus, [2, 3, 6, 4, 5]);
    let programs = told["programs"].as_array().unwrap();
    for queue in queues {
        let named = programs.iter().any(|one| one["name"] == queue["program"]);
        assert!(named, "{queue}");
    }
    assert_eq!(
        told["devices"],
        serde_json::json!([{"slot": 0, "interface": "eth1"}])
    );
}

#[test]
fn a_policy_may_come_from_stdin() {
    let stage = stage();
    let run = |arguments: &str, policy: &str| {
        let input = fs::File::open(stage.path().join(policy)).unwrap();
        let mut command = softrss(stage.path());
        command.args(arguments.split_whitespace()).stdin(input);
        command.output().unwrap()
    };
    for (with_file, with_stdin) in [
        ("check shop.toml", "check -"),
        (
            "simulate sample.pcap --policy shop.toml",
            "simulate sample.pcap --policy -",
        ),
        (
            "explain sample.pcap --frame 1 --policy shop.toml",
            "explain sample.pcap --frame 1 --policy -",
        ),
        ("compile shop.toml --asm", "compile - --asm"),
    ] {
        let from_stdin = run(with_stdin, "shop.toml");
        assert!(from_stdin.status.success(), "{from_stdin:?}");
        assert_eq!(from_stdin, run(with_file, "empty.pcap"), "{with_stdin}");
    }
    let wrong = run("check -", "wrong.toml");
    assert_eq!(wrong.status.code(), Some(1));
    let told = String::from_utf8(wrong.stderr).unwrap();
    assert!(told.contains("\n --> stdin:3:9\n"), "{told}");
    assert!(
        told.contains("\nerror: the policy `stdin` has 4 errors\n"),
        "{told}"
    );
    let both = run("simulate - --policy -", "shop.toml");
    assert_eq!(both.status.code(), Some(2));
}

/// What it writes depends on the machine; that it is a policy does not.
#[test]
fn init_writes_a_policy_for_this_machine() {
    let stage = stage();
    let run = |arguments: &str| {
        let mut command = softrss(stage.path());
        command.args(arguments.split_whitespace()).output().unwrap()
    };
    let printed = run("init lo");
    assert!(printed.status.success(), "{printed:?}");
    assert!(printed.stderr.is_empty(), "{printed:?}");
    let written = run("init lo -o init.toml");
    assert!(written.status.success() && written.stdout.is_empty());
    let file = stage.path().join("init.toml");
    let text = fs::read_to_string(&file).unwrap();
    let name = "--policy init.toml --mode skb";
    assert_eq!(
        text.replace(name, "--policy policy.toml --mode skb"),
        String::from_utf8(printed.stdout).unwrap()
    );
    assert!(text.contains(&format!("sudo softrss attach lo {name} --confirm 60\n")));
    let checked = run("check init.toml");
    assert!(checked.status.success(), "{checked:?}");
    assert!(checked.stderr.is_empty(), "{checked:?}");
    let doctor = run("doctor lo --policy init.toml --mode skb --json");
    let found = String::from_utf8(doctor.stdout).unwrap();
    assert!(!found.contains("target-"), "{found}");

    // What somebody has made of it is not lost.
    fs::write(&file, "version = 1 # mine\n").unwrap();
    let again = run("init lo -o init.toml");
    assert_eq!(again.status.code(), Some(1));
    let told = String::from_utf8(again.stderr).unwrap();
    assert!(told.contains("\nhint: name another file"), "{told}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "version = 1 # mine\n");

    let machine = run("init");
    assert!(machine.status.success());
    let told = String::from_utf8(machine.stderr).unwrap();
    assert!(told.contains("softrss init IFACE"), "{told}");
    let nobody = run("init nobody0");
    assert_eq!(nobody.status.code(), Some(1));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let stage = stage();
    for arguments in [
        &["simulate", "sample.pcap", "--cpus", "0-3"][..],
        &["simulate", "sample.pcap", "--cpus", "0-3", "--json"],
        &[
            "simulate",
            "sample.pcap",
            "--cpus",
            "0-3",
            "--per-packet",
            "-",
        ],
        &["explain", "sample.pcap", "--cpus", "0-3", "--frame", "1"],
        &["check", "shop.toml"],
        &["check", "shop.toml", "--json"],
        &["init"],
        &["--help"],
    ] {
        // The reading end is gone before the command starts.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = softrss(stage.path())
            .args(arguments)
            .stdout(writer)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn no_colour_without_a_terminal() {
    let stage = stage();
    let output = softrss(stage.path())
        .args(["simulate", "sample.pcap", "--cpus", "0-3"])
        .output()
        .unwrap();
    assert!(!output.stdout.contains(&0x1b));
}
