//! docs/policy.md is true: its policies are read, its errors are the ones that are shown, and it
//! describes every key. Its tables are checked where those of every document are, in softrss-cli.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its document has failed"
)]

use std::{collections::BTreeSet, fs};

use softrss_core::{
    Policy,
    policy::{PolicyErrors, Problem},
};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/policy.md");

fn document() -> String {
    fs::read_to_string(DOCUMENT).unwrap()
}

/// The fenced blocks of the document: what follows the fence, and the text.
fn blocks(document: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in document.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => open = Some((info, String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, text))) => text.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    blocks
}

fn parse(text: &str, document: &str) -> Result<Policy, PolicyErrors> {
    Policy::parse("policy.toml", text, |file| {
        Ok(match file {
            "pairs.csv" => "vlan,inner_vlan,cpu\n100,7,3\n".to_owned(),
            "vlans.csv" => "vlan,cpu\n101,3\n".to_owned(),
            _ => {
                assert_eq!(file, "subscribers.csv");
                let blocks = blocks(document);
                let csv = blocks.into_iter().find(|(info, _)| *info == "csv");
                csv.unwrap().1
            }
        })
    })
}

#[test]
fn its_policies_are_valid() {
    let document = document();
    let mut read = 0;
    for (_, text) in blocks(&document).iter().filter(|(info, _)| *info == "toml") {
        let policy = parse(text, &document).unwrap_or_else(|errors| panic!("{errors}"));
        assert!(!policy.describe().is_empty());
        read += 1;
    }
    assert!(read > 5);
}

#[test]
fn its_errors_are_the_real_ones() {
    let document = document();
    let blocks = blocks(&document);
    let mut shown = 0;
    for pair in blocks.windows(2).filter(|pair| pair[0].0 == "toml wrong") {
        let errors = parse(&pair[0].1, &document).unwrap_err();
        assert_eq!(errors.to_string(), pair[1].1);
        shown += 1;
    }
    assert_eq!(shown, 1);
}

/// Every key of the language, as the errors about unknown ones list them.
fn keys() -> BTreeSet<&'static str> {
    let text = "_ = 1\ntargets = { _ = 1, cpus = [{ _ = 1 }], action = { _ = 1 } }\nflow._ = 1\n\
                table._ = 1\nobserve._ = 1\nbalance._ = 1\n\
                rule = [{ _ = 1, match = { _ = 1 }, action = { _ = 1, cpu = 1, then = { _ = 1 } } }]\n";
    let errors = text.parse::<Policy>().unwrap_err();
    let unknown = errors
        .errors()
        .iter()
        .filter_map(|error| match &error.problem {
            Problem::UnknownKey { keys, .. } => Some(*keys),
            _ => None,
        });
    let keys: Vec<&[&str]> = unknown.collect();
    assert_eq!(keys.len(), 12, "a section is missing here");
    keys.concat().into_iter().collect()
}

#[test]
fn it_describes_every_key() {
    let document = document();
    for key in keys() {
        let described = [
            format!("`{key}`"),
            format!("`[{key}]`"),
            format!("`[[{key}]]`"),
        ];
        let in_braces = format!("{{ {key} = ");
        assert!(
            described.iter().any(|word| document.contains(word)) || document.contains(&in_braces),
            "`{key}` is not described"
        );
    }
}
