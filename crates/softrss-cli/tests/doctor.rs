//! `softrss doctor` from the outside, on the one interface that every machine has.

use std::{
    collections::BTreeMap,
    error::Error,
    process::{Command, Output},
};

use serde_json::Value;

fn doctor(arguments: &str) -> Result<Output, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_softrss"));
    command.arg("doctor").args(arguments.split_whitespace());
    Ok(command.output()?)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The severities of the findings, by their words.
fn severities(report: &Value) -> Result<BTreeMap<&str, &str>, Box<dyn Error>> {
    let findings = report["findings"].as_array().ok_or("no findings")?;
    let pairs = findings.iter().map(|finding| {
        let word = |key: &str| finding[key].as_str().ok_or("a word is missing");
        Ok::<_, Box<dyn Error>>((word("id")?, word("severity")?))
    });
    pairs.collect()
}

#[test]
fn loopback_has_no_native_mode() -> Result<(), Box<dyn Error>> {
    let output = doctor("lo --json")?;
    assert_eq!(output.status.code(), Some(4));
    let report: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(report["schema"], 1);
    assert_eq!(report["interface"], "lo");
    assert_eq!(report["mode"], "native");
    assert_eq!(report["possible"], false);
    assert_eq!(severities(&report)?.get("no-native"), Some(&"fatal"));
    let told: Value = serde_json::from_slice(&output.stderr)?;
    let message = told["error"]["message"].as_str().unwrap_or_default();
    assert!(
        message.starts_with("lo cannot be steered: the loopback interface"),
        "{told}"
    );
    assert_eq!(told["error"]["hint"], "use --mode skb, which is slower");
    assert_eq!(told["error"]["exit"], 4);
    Ok(())
}

#[test]
fn the_table_says_the_same() -> Result<(), Box<dyn Error>> {
    let output = doctor("lo")?;
    assert_eq!(output.status.code(), Some(4));
    let table = text(&output.stdout);
    assert!(table.starts_with("fatal    lo "), "{table}");
    let verdict = table.lines().last().unwrap_or_default();
    assert!(
        verdict.starts_with("lo cannot be steered in native mode: 1 fatal finding"),
        "{table}"
    );
    assert!(
        !output.stdout.contains(&0x1b),
        "no colour without a terminal"
    );
    Ok(())
}

#[test]
fn a_policy_is_held_against_the_machine() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let file = directory.path().join("policy.toml");
    std::fs::write(&file, "version = 1\n[targets]\ncpus = \"8191\"\n")?;
    let output = doctor(&format!("--json --policy {}", file.display()))?;
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(report["interface"], Value::Null);
    assert_eq!(
        severities(&report)?.get("target-impossible"),
        Some(&"fatal")
    );
    Ok(())
}

#[test]
fn names_that_no_interface_has_are_refused() -> Result<(), Box<dyn Error>> {
    for name in ["softrss-none", "../../etc", "lo;id"] {
        let output = doctor(name)?;
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(output.stdout.is_empty());
        let told = text(&output.stderr);
        assert!(
            told.contains(&format!("there is no interface `{name}`")),
            "{told}"
        );
        let hint = told.lines().last().unwrap_or_default();
        assert!(hint.starts_with("hint: the interfaces here: "), "{told}");
    }
    Ok(())
}
