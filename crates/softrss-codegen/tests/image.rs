//! Images: what is in them, what makes them differ, and that they can be kept.

#![allow(clippy::unwrap_used, reason = "a test")]

use softrss_codegen::{
    Image, Options,
    image::{Contents, Element, ImageError},
};
use softrss_core::{Counter, CpuId, Policy, ResolvedPolicy, Slot, Slots};

const COUNTED: Options = Options {
    counters: true,
    probe: false,
    frags: false,
};
const TABLE: &str = "[table]\nfile = \"t\"\nside = \"destination\"\n";
const CSV: &str = "10.0.0.0/8,1\n2001:db8::/32,2\n9.0.0.0/8,3\n";

fn resolved(text: &str) -> ResolvedPolicy {
    let text = format!("version = 1\n{text}");
    let policy = Policy::parse("test", &text, |_| Ok(CSV.to_owned())).unwrap();
    ResolvedPolicy::new(policy, &"0-3".parse().unwrap()).unwrap()
}

fn image(text: &str) -> Image {
    Image::new(&resolved(text), COUNTED).unwrap()
}

const POLICIES: [&str; 8] = [
    "",
    "[targets]\nqsize = 64\nmss = 1400\n",
    "[targets]\nmss = 1300\n[observe]\nlatency = true\n",
    "[[rule]]\nmatch = { dst_port = 53 }\naction = { cpu = 1, then = \"drop\" }\n",
    "[[rule]]\nmatch = { dst_port = 53 }\naction = { cpu = 1, then = { redirect = \"eth1\" } }\n",
    "[flow]\nfields = \"round-robin\"\n",
    "[flow]\nbuckets = 64\n",
    "[table]\nfile = \"t\"\nside = \"source\"\n",
];

#[test]
fn what_is_kept_is_read_again() {
    for text in POLICIES {
        let image = image(text);
        let kept = serde_json::to_string(&image).unwrap();
        let read: Image = serde_json::from_str(&kept).unwrap();
        assert_eq!(read, image, "{text}");
        assert_eq!(serde_json::to_string(&read).unwrap(), kept, "{text}");
        assert_eq!(self::image(text), image, "it is the same every time");
    }
}

#[test]
fn every_policy_differs_from_every_other() {
    for (first, one) in POLICIES.iter().enumerate() {
        for (second, other) in POLICIES.iter().enumerate() {
            assert_eq!(image(one) == image(other), first == second, "{one} {other}");
        }
    }
}

#[test]
fn an_image_of_another_schema_is_refused() {
    let kept = serde_json::to_string(&image("")).unwrap();
    let other = kept.replacen("\"schema\":1", "\"schema\":4", 1);
    let error = serde_json::from_str::<Image>(&other).unwrap_err();
    let expected = ImageError::Schema { found: 4 };
    assert_eq!(error.to_string(), expected.to_string());
    let broken = kept.replacen("\"code\":\"", "\"code\":\"zz", 1);
    assert!(serde_json::from_str::<Image>(&broken).is_err());
}

#[test]
fn an_earlier_version_is_told_that_packets_on_their_way_are_kept() {
    for text in ["[balance]\n", "[targets]\nlimit = 64\n"] {
        let image = image(text);
        let kept = serde_json::to_string(&image).unwrap();
        assert!(kept.starts_with("{\"schema\":3,"), "{text}");
        assert_eq!(serde_json::from_str::<Image>(&kept).unwrap(), image);
    }
}

#[test]
fn maps_have_what_the_policy_says() {
    let image = image(&format!(
        "[targets]\nqsize = 64\n{TABLE}[[rule]]\nname = \"dns\"\nmatch = {{ dst_port = 53 }}\n\
         action = {{ cpu = 1, then = {{ redirect = \"eth1\" }} }}\n"
    ));
    let contents = |name: &str| &image.map(name).unwrap().contents;
    let queues: Vec<_> = image.queues().collect();
    assert_eq!(queues.len(), 2);
    let cpus = |step: usize| queues[step].1.iter().map(|queue| queue.cpu.number());
    assert!(cpus(0).eq(0..4) && cpus(1).eq([1]));
    assert!(queues[0].1.iter().all(|queue| queue.qsize.frames() == 64));
    assert_eq!(image.entry_program(queues[0].1), None);
    let entry = image.entry_program(queues[1].1).unwrap();
    assert!(entry.uses("devices"));
    assert_eq!(image.devices()[0].as_str(), "eth1");
    let Contents::Table(table) = contents("tables") else {
        panic!("no table");
    };
    assert_eq!(table.len(), 1024);
    let Contents::Entries(prefixes) = contents("prefixes4") else {
        panic!("no prefixes");
    };
    let prefixes = prefixes
        .iter()
        .map(|(prefix, cpu)| (prefix.to_string(), *cpu));
    assert!(prefixes.eq([
        ("9.0.0.0/8".to_owned(), CpuId::from(3)),
        ("10.0.0.0/8".to_owned(), CpuId::from(1))
    ]));
    assert!(matches!(contents("prefixes6"), Contents::Entries(all) if all.len() == 1));
    let layout = Slots {
        rules: 1,
        tables: 1,
    };
    let name = |slot: Slot| &image.counters()[layout.index(slot) as usize];
    assert_eq!(name(Slot::Rule(0)), "rule dns");
    assert_eq!(name(Slot::Table(0)), "table table");
    assert_eq!(name(Counter::Passed.into()), "passed");
    assert!(image.map("turns").is_none() && image.map("latency").is_none());
    assert!(self::image("").map("prefixes4").is_none());
}

#[test]
fn what_is_in_maps_does_not_change_the_program() {
    let same = |one: &str, other: &str| {
        let (one, other) = (image(one), image(other));
        assert_eq!(one.has_program_of(&other), other.has_program_of(&one));
        one.has_program_of(&other)
    };
    let targets = "[targets]\ncpus = \"0-1\"\nqsize = 64\n";
    assert!(same("", targets));
    assert!(same("[targets]\nmss = 1300\n", "[targets]\nmss = 1200\n"));
    assert!(!same(
        "[targets]\nlocal = \"pass\"\n",
        "[targets]\nlocal = \"pass\"\nmss = 1200\n"
    ));
    assert!(!same("", "[flow]\nbuckets = 64\n"));
    assert!(!same("", TABLE));
    let rule = |name: &str, device: &str| {
        format!(
            "[[rule]]\nname = \"{name}\"\nmatch = {{ dst_port = 53 }}\n\
             action = {{ cpu = 1, then = {{ redirect = \"{device}\" }} }}\n"
        )
    };
    assert!(same(&rule("a", "eth1"), &rule("a", "eth1")));
    assert!(
        !same(&rule("a", "eth1"), &rule("b", "eth1")),
        "it is counted"
    );
    assert!(!same(&rule("a", "eth1"), &rule("a", "eth2")));
}

#[test]
fn entry_programs_are_told_apart() {
    let (one, other) = (
        image("[targets]\nmss = 1300\n"),
        image("[targets]\nmss = 1200\n"),
    );
    let queues = |image: &Image| image.queues().next().unwrap().1.to_vec();
    let (mine, theirs) = (queues(&one), queues(&other));
    assert!(one.has_entry_program_of(&mine, &one, &mine));
    assert!(!one.has_entry_program_of(&mine, &other, &theirs));
    let plain = image("");
    assert!(!plain.has_entry_program_of(&queues(&plain), &one, &mine));
    assert!(plain.has_entry_program_of(&queues(&plain), &image("[targets]\nqsize = 9\n"), &[]));
}

/// A table of each kind, with these entries in the files of their names.
fn of_each_kind(csv: &[(&str, &str)]) -> Image {
    let text = "version = 1\n[[table]]\nfile = \"prefix\"\nside = \"either\"\n[[table]]\nfile = \"vlan\"\n\
                [[table]]\nfile = \"pair\"\n[[table]]\nfile = \"mac\"\nside = \"source\"\n\
                [[table]]\nfile = \"prefix\"\nside = \"source\"\n";
    let read = |file: &str| {
        let mut known = csv.iter().filter(|(name, _)| *name == file);
        Ok(known.next().unwrap().1.to_owned())
    };
    let policy = Policy::parse("test", text, read).unwrap();
    let policy = ResolvedPolicy::new(policy, &"0-3".parse().unwrap()).unwrap();
    Image::new(&policy, COUNTED).unwrap()
}

#[test]
fn each_kind_of_keys_has_a_map_of_its_own() {
    let image = of_each_kind(&[
        ("prefix", "10.0.0.0/8,1\n"),
        ("vlan", "vlan,cpu\n7,2\n"),
        ("pair", "vlan,inner_vlan,cpu\n7,258,3\n"),
        ("mac", "mac,cpu\n02:00:00:00:00:01,4\n"),
    ]);
    let maps: Vec<_> = image.entries().collect();
    let names: Vec<&str> = maps.iter().map(|(map, _)| map.name.as_str()).collect();
    assert_eq!(
        names,
        ["prefixes4", "vlans", "vlan_pairs", "macs", "prefixes4_1"]
    );
    let word = |number: u32| number.to_ne_bytes().to_vec();
    let elements = maps.iter().map(|(map, entries)| {
        let (key, cpu) = entries[0];
        map.element(&key, cpu)
    });
    let keyed = |key: Vec<u8>, value: Vec<u8>| Element::Keyed { key, value };
    let address = [&word(8)[..], &[10, 0, 0, 0]].concat();
    let pair = word(0x0007_0102);
    assert!(elements.eq([
        // The longer the prefix, the less is the value.
        keyed(address.clone(), (120_u64 << 32 | 1).to_ne_bytes().to_vec()),
        Element::Word { index: 7, word: 3 },
        keyed(pair, word(3)),
        keyed(vec![2, 0, 0, 0, 0, 1, 0, 0], word(4)),
        keyed(address, word(1)),
    ]));
    let tables = maps.iter().map(|(map, _)| map.table().unwrap());
    let tables: Vec<_> = tables.map(|(kind, number)| (kind.word(), number)).collect();
    let expected = [
        ("prefix", 0),
        ("VLAN", 0),
        ("VLAN pair", 0),
        ("MAC address", 0),
        ("prefix", 1),
    ];
    assert_eq!(tables, expected);
    let words = maps[1].0.words().unwrap();
    assert_eq!(
        (words.len(), words[7], words.iter().sum::<u32>()),
        (4096, 3, 3)
    );
    // An earlier version would not know what is in it.
    let kept = serde_json::to_string(&image).unwrap();
    assert!(kept.starts_with("{\"schema\":2,"));
    assert_eq!(serde_json::from_str::<Image>(&kept).unwrap(), image);
    assert!(
        serde_json::to_string(&self::image(TABLE))
            .unwrap()
            .starts_with("{\"schema\":1,")
    );
}

#[test]
fn entries_of_every_kind_do_not_change_the_program() {
    let of = |prefix: &str, vlan: &str, pair: &str, mac: &str| {
        of_each_kind(&[
            ("prefix", prefix),
            ("vlan", &format!("vlan,cpu\n{vlan}")),
            ("pair", &format!("vlan,inner_vlan,cpu\n{pair}")),
            ("mac", &format!("mac,cpu\n{mac}")),
        ])
    };
    let mac = "02:00:00:00:00:01";
    let one = of("10.0.0.0/8,1\n", "7,1\n", "7,8,1\n", &format!("{mac},1\n"));
    let other = of(
        "10.0.0.0/8,1\n11.0.0.0/8,0\n",
        "7,2\n9,1\n",
        "7,8,1\n7,9,0\n",
        &format!("{mac},3\n02:00:00:00:00:02,1\n"),
    );
    assert!(one.has_program_of(&other) && other.has_program_of(&one));
    assert_ne!(one, other);
}
