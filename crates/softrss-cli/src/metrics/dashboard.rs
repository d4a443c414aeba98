//! The dashboard in `contrib/grafana` shows what is exported.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::{Value, json};
use softrss::{Counter, StackCounter};

use super::{metric, stack_metric, write};
use crate::interfaces::Interfaces;

/// The panel of counters that are in no other.
const OTHERS: &str = "Other counters";
/// The panel of what the network stack counts.
const STACK: &str = "Network stack";

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contrib/grafana/softrss.json")
}

fn dashboard() -> Value {
    serde_json::from_slice(&fs::read(path()).unwrap()).unwrap()
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

/// What the queries in `value` are about.
fn asked(value: &Value) -> BTreeSet<String> {
    let mut queries = Vec::new();
    for key in ["expr", "query", "definition"] {
        collect(value, key, &mut queries);
    }
    let metrics = queries.iter().flat_map(|query| metrics_of(query));
    metrics.map(str::to_owned).collect()
}

/// What a panel of rates shows of `metrics`.
fn targets(metrics: &[String]) -> Value {
    let targets = metrics.iter().enumerate().map(|(number, metric)| {
        let word = metric.trim_start_matches("softrss_");
        json!({
            "datasource": { "type": "prometheus", "uid": "${datasource}" },
            "editorMode": "code",
            "expr": format!("sum by (interface) (rate({metric}{{interface=~\"$interface\"}}[$__rate_interval]))"),
            "legendFormat": format!("{{{{interface}}}} {}", word.trim_end_matches("_total")),
            "range": true,
            "refId": format!("R{number}"),
        })
    });
    targets.collect()
}

/// Counters that no other panel shows are in one, and those of the network stack in another. `BLESS=1` writes them.
#[test]
fn every_counter_is_in_a_panel() {
    let mut dashboard = dashboard();
    let made = |panel: &Value| panel["title"] == OTHERS || panel["title"] == STACK;
    let panels = dashboard["panels"].as_array().unwrap().clone();
    let rest: Vec<Value> = panels.into_iter().filter(|panel| !made(panel)).collect();
    let shown = asked(&Value::Array(rest));
    let others = Counter::ALL.iter().map(|counter| metric(*counter));
    let others: Vec<String> = others.filter(|metric| !shown.contains(metric)).collect();
    let stack = StackCounter::ALL.iter();
    let stack: Vec<String> = stack.map(|counter| stack_metric(*counter)).collect();
    let is_blessed = std::env::var_os("BLESS").is_some();
    let panels = dashboard["panels"].as_array_mut().unwrap();
    for (title, metrics) in [(OTHERS, others), (STACK, stack)] {
        let mut panels = panels.iter_mut();
        let panel = panels.find(|panel| panel["title"] == title).unwrap();
        let targets = targets(&metrics);
        if is_blessed {
            panel["targets"] = targets;
        } else {
            assert_eq!(panel["targets"], targets, "BLESS=1 writes this");
        }
    }
    if is_blessed {
        let text = serde_json::to_string_pretty(&dashboard).unwrap();
        fs::write(path(), text + "\n").unwrap();
    }
}

#[test]
fn every_query_is_about_what_is_exported() {
    let text = write(&Interfaces::default(), Duration::ZERO);
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
    let asked = asked(&dashboard);
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
