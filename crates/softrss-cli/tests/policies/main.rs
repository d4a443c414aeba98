//! The policies of `examples/policies`, each on a capture of the traffic that it is for.
//!
//! The captures are made by [`traffic`], which knows of every packet whose it is and where it belongs. `BLESS=1` writes the
//! captures, and what the commands in `examples/policies/README.md` print.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its stage has failed"
)]

mod traffic;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use softrss_testbed::{PcapWriter, packet::PacketError};
use traffic::{Belongs, Party};

/// A policy, and the traffic that its capture has.
struct Example {
    name: &'static str,
    traffic: fn() -> Result<Vec<Party>, PacketError>,
}

const EXAMPLES: [Example; 7] = [
    Example {
        name: "access-network",
        traffic: traffic::access_network,
    },
    Example {
        name: "ids",
        traffic: traffic::ids,
    },
    Example {
        name: "virtual-machine",
        traffic: traffic::virtual_machine,
    },
    Example {
        name: "shaper-internet",
        traffic: traffic::shaper_internet,
    },
    Example {
        name: "shaper-customers",
        traffic: traffic::shaper_customers,
    },
    Example {
        name: "container-host",
        traffic: traffic::container_host,
    },
    Example {
        name: "gtp-gateway",
        traffic: traffic::gtp_gateway,
    },
];

/// The CPUs that the commands are given in place of those of this machine.
const CPUS: &str = "0-3";

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/policies")
}

fn bless() -> bool {
    std::env::var_os("BLESS").is_some()
}

fn softrss(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_softrss"))
        .args(arguments)
        .current_dir(directory())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// What the command prints, which has to succeed without a word to stderr, but for CPUs that this machine has not.
#[track_caller]
fn does(arguments: &[&str]) -> String {
    let output = softrss(arguments);
    let stderr = String::from_utf8(output.stderr).unwrap();
    let talk = stderr
        .lines()
        .filter(|line| !line.starts_with("note: here: "));
    assert_eq!(talk.collect::<String>(), "", "{arguments:?}");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

impl Example {
    fn parties(&self) -> Vec<Party> {
        (self.traffic)().unwrap()
    }

    fn policy(&self) -> String {
        format!("{}.toml", self.name)
    }

    fn capture(&self) -> String {
        format!("{}.pcap", self.name)
    }

    /// The capture: a millisecond between two packets.
    fn pcap(&self) -> Vec<u8> {
        let mut pcap = PcapWriter::new(Vec::new()).unwrap();
        let parties = self.parties();
        let frames = parties.iter().flat_map(|party| &party.frames);
        for (number, frame) in (1..).zip(frames) {
            pcap.frame(Duration::from_millis(number), frame).unwrap();
        }
        pcap.finish().unwrap()
    }

    /// The arguments that name capture, policy and, where that names none, CPUs.
    fn arguments(&self) -> Vec<String> {
        let [capture, policy] = [self.capture(), self.policy()];
        let mut arguments = vec![capture, "--policy".to_owned(), policy];
        arguments.extend(self.cpus().iter().map(|&word| word.to_owned()));
        arguments
    }

    /// The CPUs, where the policy leaves them to the machine.
    fn cpus(&self) -> &'static [&'static str] {
        let policy = fs::read_to_string(directory().join(self.policy())).unwrap();
        let names = policy.lines().any(|line| line.starts_with("cpus "));
        if names { &[] } else { &["--cpus", CPUS] }
    }

    /// Where each packet of the capture goes.
    fn places(&self) -> Vec<Option<u32>> {
        let arguments = self.arguments();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        places(&arguments)
    }

    /// The places of each party's packets.
    fn by_party(&self, places: Vec<Option<u32>>) -> Vec<(Party, BTreeSet<Option<u32>>)> {
        let mut places = places.into_iter();
        let of_party = |party: Party| {
            let places: Vec<_> = places.by_ref().take(party.frames.len()).collect();
            assert_eq!(places.len(), party.frames.len(), "{}", self.name);
            (party, places.into_iter().collect())
        };
        let parties = self.parties().into_iter().map(of_party).collect();
        assert_eq!(places.next(), None, "{}", self.name);
        parties
    }
}

/// Where `simulate` says that packets go: each to a CPU, or `None` for the one that receives it.
fn places(arguments: &[&str]) -> Vec<Option<u32>> {
    let output = softrss(&[&["simulate"], arguments, &["--per-packet", "-"]].concat());
    assert!(output.status.success(), "{output:?}");
    let table = String::from_utf8(output.stdout).unwrap();
    let mut lines = table.lines().map(|line| line.split('\t'));
    let columns: Vec<&str> = lines.next().unwrap().collect();
    let column = |name: &str| columns.iter().position(|column| *column == name).unwrap();
    let (action, cpu) = (column("action"), column("cpu"));
    let places = lines.map(|line| {
        let line: Vec<&str> = line.collect();
        match line[action] {
            "redirect" => Some(line[cpu].parse().unwrap()),
            "pass" => None,
            other => panic!("{arguments:?}: a packet is {other}"),
        }
    });
    places.collect()
}

#[test]
fn captures_are_those_that_are_built() {
    for example in &EXAMPLES {
        let path = directory().join(example.capture());
        let built = example.pcap();
        if bless() {
            fs::write(&path, built).unwrap();
        } else {
            assert!(
                fs::read(&path).unwrap() == built,
                "{}: BLESS=1 writes it anew",
                path.display()
            );
        }
    }
}

#[test]
fn everybody_is_where_he_belongs() {
    for example in &EXAMPLES {
        let mut spread = BTreeSet::new();
        for (party, places) in example.by_party(example.places()) {
            let of = format!("{}: {}: {places:?}", example.name, party.name);
            assert!(
                party.frames.len() > 1,
                "{of}: one packet is always together"
            );
            assert_eq!(places.len(), 1, "{of}");
            let place = places.into_iter().next().unwrap();
            match party.belongs {
                Belongs::Here => assert_eq!(place, None, "{of}"),
                Belongs::On(cpu) => assert_eq!(place, Some(cpu), "{of}"),
                Belongs::Together => {
                    assert!(place.is_some(), "{of}");
                    spread.insert(place);
                }
            }
        }
        // Who shapes has few customers here that are hashed.
        assert!(
            spread.len() > 1 || example.name.starts_with("shaper"),
            "{}: all are on CPU {spread:?}",
            example.name
        );
    }
}

/// The two interfaces of a shaper give a customer of the table one CPU.
#[test]
fn a_customer_has_one_cpu_in_both_directions() {
    let of = |name: &str| {
        let example = EXAMPLES.iter().find(|example| example.name == name);
        let example = example.unwrap();
        let parties = example.by_party(example.places());
        let listed = parties
            .into_iter()
            .filter(|(party, _)| party.belongs != Belongs::Together);
        let listed = listed.map(|(party, places)| (party.name, places));
        listed.collect::<BTreeMap<_, _>>()
    };
    let customers = of("shaper-internet");
    assert_eq!(customers.len(), 4);
    assert_eq!(customers, of("shaper-customers"));
}

/// What an IDS asks for, the default policy does not do.
#[test]
fn the_default_policy_is_not_enough_for_an_ids() {
    let ids = EXAMPLES.iter().find(|example| example.name == "ids");
    let ids = ids.unwrap();
    let places = places(&[&ids.capture(), "--cpus", CPUS]);
    let parties = ids.by_party(places);
    let torn = parties.iter().filter(|(_, places)| places.len() > 1);
    let torn: Vec<&str> = torn.map(|(party, _)| party.name).collect();
    assert!(torn.contains(&"both directions of IPsec"), "{torn:?}");
    assert!(
        torn.iter().any(|party| party.contains("fragments")),
        "{torn:?}"
    );
}

#[test]
fn they_are_valid_and_nothing_is_to_be_noted() {
    for example in &EXAMPLES {
        let meaning = does(&["check", &example.policy()]);
        assert!(meaning.starts_with("Targets\n"), "{meaning}");
    }
}

/// Whether a table, a rule or a hash decides it, `explain` says what `simulate` says.
#[test]
fn every_packet_can_be_explained() {
    for example in &EXAMPLES {
        let arguments = example.arguments();
        for (number, place) in (1_u32..).zip(example.places()) {
            let number = number.to_string();
            let mut command = vec!["explain"];
            command.extend(arguments.iter().map(String::as_str));
            command.extend(["--frame", &number, "--json"]);
            let told: serde_json::Value = serde_json::from_str(&does(&command)).unwrap();
            let cpu = told["cpu"].as_u64().map(|cpu| u32::try_from(cpu).unwrap());
            assert_eq!(cpu, place, "{}, frame {number}: {told}", example.name);
        }
    }
}

#[test]
fn they_become_objects() {
    let scratch = tempfile::tempdir().unwrap();
    for example in &EXAMPLES {
        let object = scratch.path().join(example.name);
        let policy = example.policy();
        let mut command = vec!["compile", &policy, "-o", object.to_str().unwrap()];
        command.extend(example.cpus());
        let written = softrss(&command);
        assert!(written.status.success(), "{written:?}");
        let elf = fs::read(object).unwrap();
        assert_eq!(elf[..4], *b"\x7fELF", "{}", example.name);
    }
}

/// Every command of the page is run, and prints what the page shows below it.
#[test]
fn the_page_shows_what_the_commands_print() {
    let path = directory().join("README.md");
    let page = fs::read_to_string(&path).unwrap();
    let mut found = String::new();
    let mut commands = BTreeSet::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        found.push_str(line);
        found.push('\n');
        let Some(typed) = line.strip_prefix("$ softrss ") else {
            continue;
        };
        let arguments: Vec<&str> = typed.split_whitespace().collect();
        commands.insert(arguments[0].to_owned());
        let printed = does(&arguments);
        found.extend(printed.lines().map(|line| format!("{}\n", line.trim_end())));
        lines.by_ref().find(|line| *line == "```").unwrap();
        found.push_str("```\n");
    }
    for example in &EXAMPLES {
        assert!(page.contains(&example.policy()), "{}", example.name);
    }
    for command in ["simulate", "explain"] {
        assert!(commands.contains(command), "{command} is not shown");
    }
    if bless() {
        fs::write(path, found).unwrap();
    } else {
        assert!(found == page, "BLESS=1 writes it anew; found:\n{found}");
    }
}
