//! Whatever the text, reading it ends soon, with a policy or with errors that can be shown.

#![expect(
    clippy::format_collect,
    reason = "texts of a test need not be made fast"
)]

use std::time::{Duration, Instant};

use proptest::prelude::*;
use softrss_core::Policy;

const WORDS: &[&str] = &[
    "version",
    "= 1\n",
    "[targets]\n",
    "[flow]\n",
    "[[rule]]\n",
    "[table]\n",
    "cpus",
    "\"0-7\"",
    "match",
    "= {",
    "}",
    "action",
    "proto",
    "\"tcp\"",
    "dst_port",
    "[",
    "]",
    ",",
    "\n",
    "\"",
    "'''",
    "\"\"\"",
    ".",
    "=",
    "0x",
    "8191",
    "-1",
    "buckets",
    "name",
    "\\u00e9",
    "é",
    "\t",
    "\r\n",
    "#",
    "src",
    "\"10.0.0.0/8\"",
    "weight",
    "cpu",
    "file",
    "side",
    "\"source\"",
    "1979-05-27",
    "1e400",
    "inf",
    "true",
    "mss",
    "1400",
    "then",
    "redirect",
    "\"eth1\"",
    "\"drop\"",
    "[observe]\n",
    "latency",
];

const GOOD: [&str; 2] = [
    include_str!("policy/good/every-match.toml"),
    include_str!("policy/good/steps.toml"),
];

/// Reads `text`; if it is refused, the errors must have something to show.
fn read(text: &str) {
    let table = text.to_owned();
    if let Err(errors) = Policy::parse("policy", text, |_| Ok(table.clone())) {
        assert!(!errors.errors().is_empty());
        assert!(errors.to_string().starts_with("error: "));
        for error in errors.errors() {
            assert!(!error.problem.accepted().is_empty());
            assert!(error.place.line >= 1 && error.place.column >= 1);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn any_words(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        read(&words.concat());
        read(&words.join(" "));
    }

    #[test]
    fn a_damaged_policy(
        good in prop::sample::select(&GOOD[..]),
        at in any::<prop::sample::Index>(),
        len in 0usize..20,
        with in ".{0,8}",
    ) {
        let mut text = good.as_bytes().to_vec();
        let at = at.index(text.len());
        let end = (at + len).min(text.len());
        text.splice(at..end, with.bytes());
        read(&String::from_utf8_lossy(&text));
    }

    #[test]
    fn any_interface_name(name in any::<String>()) {
        let quoted: String = name.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
        read(&format!("version = 1\ntargets.action = {{ redirect = \"{quoted}\" }}\n"));
    }

    #[test]
    fn any_table_line(prefix in "[0-9a-f:./,# -]{0,30}", cpu in "[0-9 ,#-]{0,8}") {
        let policy = "version = 1\n[table]\nfile = \"t\"\nside = \"source\"\nallow_empty = true\n";
        let csv = format!("{prefix},{cpu}\n{prefix}\n");
        if let Err(errors) = Policy::parse("policy", policy, |_| Ok(csv.clone())) {
            prop_assert!(errors.to_string().contains("--> t:"));
        }
    }
}

#[test]
fn size_does_not_stop_it() {
    let cpu_list = format!("[targets]\ncpus = \"{}\"", "0-8191:1/8192,".repeat(100_000));
    let rule = "[[rule]]\nmatch = { src = \"::/0\" }\naction = { cpus = \"0-8191\" }\n";
    let strides = |n: u32| {
        (0..n)
            .map(|cpu| format!("{cpu}-8191:1/8192,"))
            .collect::<String>()
    };
    let hostile = [
        "[".repeat(200_000),
        format!("a = {}", "[".repeat(200_000)),
        format!("a = {}", "{ a = ".repeat(100_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
        "\"".repeat(200_000),
        format!("a = \"{}", "\\".repeat(200_001)),
        "x = 1\n".repeat(100_000),
        (0..50_000).map(|n| format!("k{n} = 1\n")).collect(),
        (0..50_000).map(|n| format!("k{n} = 1, ")).collect(),
        format!("{} = 1", "k".repeat(1_000_000)),
        format!("version = \"{}\"", "v".repeat(1_000_000)),
        format!("version = 1\n{cpu_list}"),
        format!("version = 1\n[targets]\ncpus = \"{}8191\"", strides(8191)),
        format!("version = 1\n{}", rule.repeat(100_000)),
        format!("version = 1\n{}", rule.repeat(256)),
        format!(
            "version = 1\n[[rule]]\naction = \"pass\"\nmatch = {{ src = [{}] }}",
            "\"::/0\",".repeat(100_000)
        ),
    ];
    for text in hostile {
        let begun = Instant::now();
        read(&text);
        let begin: String = text.chars().take(60).collect();
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "{begin}: {:?}",
            begun.elapsed()
        );
    }
}

#[test]
fn a_hundred_thousand_prefixes_are_read_soon() {
    let csv: String = (0..100_000u32)
        .map(|n| {
            format!(
                "10.{}.{}.{}/32,{}\n",
                n >> 16,
                n >> 8 & 255,
                n & 255,
                n % 64
            )
        })
        .collect();
    let policy = "version = 1\n[table]\nfile = \"t\"\nside = \"source\"\n";
    let begun = Instant::now();
    let policy = Policy::parse("policy", policy, |_| Ok(csv.clone()));
    let entries = policy.ok().map(|policy| policy.tables[0].entries.len());
    assert_eq!(entries, Some(100_000));
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
}
