//! `softrss bench` from the outside: what it measures, and another program beside it.

use std::{
    error::Error,
    process::{Command, ExitCode, Output},
};

use serde_json::Value;
use softrss_testbed::harness::{self, Need, Outcome, Trial};

fn main() -> ExitCode {
    let trial = |name, needs, test| Trial { name, needs, test };
    harness::run(vec![
        trial(
            "another_program_is_measured_beside_the_policy",
            &[Need::Root],
            another_program_is_measured_beside_the_policy,
        ),
        trial(
            "a_program_that_is_not_there_is_named",
            &[Need::Root],
            a_program_that_is_not_there_is_named,
        ),
    ])
}

fn softrss(arguments: &str) -> Result<Output, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_softrss"));
    Ok(command.args(arguments.split_whitespace()).output()?)
}

/// The default policy for the first CPU, as an object.
fn object(directory: &tempfile::TempDir) -> Result<String, Box<dyn Error>> {
    let object = directory.path().join("peer.o").display().to_string();
    let made = softrss(&format!("compile --cpus 0 -o {object}"))?;
    assert!(made.status.success(), "{made:?}");
    Ok(object)
}

fn another_program_is_measured_beside_the_policy() -> Outcome {
    let directory = tempfile::tempdir()?;
    let object = object(&directory)?;
    let few = "bench --cpus 0 --rounds 3 --packets 2000 --json";
    let alone = softrss(few)?;
    let alone: Value = serde_json::from_slice(&alone.stdout)?;
    let beside = softrss(&format!("{few} --peer {object}"))?;
    let beside: Value = serde_json::from_slice(&beside.stdout)?;
    assert_eq!(alone["peer"], Value::Null);
    assert_eq!(beside["peer"], format!("{object}:softrss"));
    for (report, with_peer) in [(&alone, false), (&beside, true)] {
        assert_eq!(report["rounds"], 3);
        let rows = report["rows"].as_array().ok_or("no rows")?;
        assert!(rows.len() >= 12, "{rows:?}");
        for row in rows {
            let number = |of: &Value, key: &str| of[key].as_f64().ok_or(format!("{key}: {row}"));
            for of in [row, &row["least"]] {
                let price = number(of, "ns")? - number(of, "floor_ns")?;
                assert!((price - number(of, "price_ns")?).abs() < 1e-6, "{row}");
            }
            assert!(number(&row["least"], "ns")? <= number(row, "ns")?, "{row}");
            assert_eq!(row["peer"].is_object(), with_peer, "{row}");
            if with_peer {
                assert!(number(&row["peer"], "ns")? > 0.0, "{row}");
            }
        }
    }
    Ok(())
}

fn a_program_that_is_not_there_is_named() -> Outcome {
    let directory = tempfile::tempdir()?;
    let object = object(&directory)?;
    for (peer, said) in [
        (
            format!("{object}:other"),
            "has no XDP program `other`: it has softrss",
        ),
        (format!("{object}.missing"), "cannot be loaded"),
        (
            "Cargo.toml".to_owned(),
            "name an ELF object with an XDP program",
        ),
    ] {
        let output = softrss(&format!(
            "bench --cpus 0 --rounds 3 --packets 10 --peer {peer}"
        ))?;
        let stderr = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(
            stderr.contains(said) && stderr.contains("hint: "),
            "{stderr}"
        );
    }
    Ok(())
}
