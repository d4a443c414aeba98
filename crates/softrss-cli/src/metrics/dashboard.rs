//! The dashboard in `contrib/grafana` shows what is exported.

use std::{collections::BTreeSet, fs, path::Path, time::Duration};

use serde_json::Value;

use super::write;
use crate::reading::Readings;

fn dashboard() -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = fs::read(root.join("contrib/grafana/softrss.json")).unwrap();
    serde_json::from_slice(&text).unwrap()
}

/// Every value of `key`, however deep.
fn collect<'v>(value: &'v Value, key: &str, into: &mut Vec<&'v str>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, key, into)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(text) if name == key => into.push(text),
                    _ => collect(value, key, into),
                }
            }
        }
        _ => {}
    }
}

/// The names of our metrics in a query.
fn metrics_of(query: &str) -> impl Iterator<Item = &str> {
    let words = query.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| word.starts_with("softrss_"))
}

#[test]
fn every_query_is_about_what_is_exported() {
    let text = write(&Readings::default(), Duration::ZERO);
    let mut exported = BTreeSet::new();
    for line in text.lines() {
        let Some((name, kind)) = line
            .strip_prefix("# TYPE ")
            .and_then(|line| line.split_once(' '))
        else {
            continue;
        };
        exported.insert(match kind {
            "histogram" => format!("{name}_bucket"),
            _ => name.to_owned(),
        });
    }
    let dashboard = dashboard();
    let mut queries = Vec::new();
    for key in ["expr", "query", "definition"] {
        collect(&dashboard, key, &mut queries);
    }
    let asked: BTreeSet<String> = queries
        .iter()
        .flat_map(|query| metrics_of(query))
        .map(str::to_owned)
        .collect();
    let unknown: Vec<_> = asked.difference(&exported).collect();
    assert!(unknown.is_empty(), "not exported: {unknown:?}");
    // And what is exported is shown, but for the version.
    exported.remove("softrss_build_info");
    let hidden: Vec<_> = exported.difference(&asked).collect();
    assert!(hidden.is_empty(), "not shown: {hidden:?}");
}

#[test]
fn panels_have_numbers_of_their_own_and_do_not_overlap() {
    let dashboard = dashboard();
    let panels = dashboard["panels"].as_array().unwrap();
    assert!(panels.len() > 10);
    let (mut numbers, mut cells) = (BTreeSet::new(), BTreeSet::new());
    for panel in panels {
        assert!(numbers.insert(panel["id"].as_u64().unwrap()), "{panel}");
        let place = |key: &str| panel["gridPos"][key].as_u64().unwrap();
        assert!(place("x") + place("w") <= 24, "{panel}");
        for x in place("x")..place("x") + place("w") {
            for y in place("y")..place("y") + place("h") {
                assert!(cells.insert((x, y)), "{panel}");
            }
        }
    }
}
