//! The tables of `docs/top-and-metrics.md` are what the code has. `BLESS=1` writes them anew.

use std::{fmt::Write as _, fs, path::Path, time::Duration, time::Instant};

use softrss::{Counter, Reason};
use softrss_core::counter::Per;

use crate::{
    metrics::{self, metric},
    test_readings,
    tui::column::Column,
};

/// A table: its title row, and the rows below.
type Table = Vec<Vec<String>>;

/// Code, as Markdown has it.
fn code(text: &str) -> String {
    format!("`{text}`")
}

fn columns() -> Table {
    let titles = [["column", "meaning"].map(str::to_owned).to_vec()];
    let columns = Column::all();
    let columns =
        columns.filter_map(|column| Some(vec![code(&column.title()), column.help()?.to_owned()]));
    titles.into_iter().chain(columns).collect()
}

fn counters() -> Table {
    let titles = ["count", "column", "metric", "further labels", "meaning"];
    let titles = [titles.map(str::to_owned).to_vec()];
    let counters = Counter::ALL.iter().map(|&counter| {
        let row = counter.row();
        let label = match row.per {
            Per::Cpu => code("cpu"),
            Per::Choice => code(&format!("by=\"{}\"", row.word)),
            Per::Interface => String::new(),
            Per::Rule => code("rule"),
            Per::Reason => code("reason"),
        };
        let column = row.column.map(code).unwrap_or_default();
        vec![
            code(row.word),
            column,
            code(&metric(counter)),
            label,
            row.help.to_owned(),
        ]
    });
    titles.into_iter().chain(counters).collect()
}

fn reasons() -> Table {
    let titles = [["reason", "meaning"].map(str::to_owned).to_vec()];
    let reasons = Reason::ALL.iter();
    let reasons = reasons.map(|reason| vec![code(reason.word()), reason.help().to_owned()]);
    titles.into_iter().chain(reasons).collect()
}

/// The metrics that are not of one counter, as they are exported.
fn other_metrics() -> Table {
    let titles = [["metric", "meaning"].map(str::to_owned).to_vec()];
    let reading = test_readings::reading(Instant::now(), 1);
    let text = metrics::write(&test_readings::interfaces(reading), Duration::ZERO);
    let counters: Vec<String> = Counter::ALL
        .iter()
        .filter(|counter| counter.row().per != Per::Choice)
        .map(|counter| metric(*counter))
        .collect();
    let families = text.lines().filter_map(|line| {
        let (name, help) = line.strip_prefix("# HELP ")?.split_once(' ')?;
        let of_counter = counters.iter().any(|metric| metric == name);
        (!of_counter).then(|| vec![code(name), help.to_owned()])
    });
    titles.into_iter().chain(families).collect()
}

fn markdown(table: &Table) -> String {
    let columns = 0..table[0].len();
    let widths: Vec<usize> = columns
        .map(|column| {
            let cells = table.iter().map(|row| row[column].chars().count());
            cells.max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    let mut line = |cells: &[String]| {
        for (cell, width) in cells.iter().zip(&widths) {
            write!(text, "| {cell:<width$} ").unwrap();
        }
        text.push_str("|\n");
    };
    line(&table[0]);
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    line(&rule);
    table[1..].iter().for_each(|row| line(row));
    text
}

#[test]
fn the_tables_of_the_document_are_those_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/top-and-metrics.md");
    let document = fs::read_to_string(&path).unwrap();
    let mut found = document.clone();
    for (name, table) in [
        ("columns", columns()),
        ("counters", counters()),
        ("reasons", reasons()),
        ("other metrics", other_metrics()),
    ] {
        let begin = format!("<!-- table: {name} -->\n");
        let (before, rest) = found.split_once(&begin).unwrap();
        let (_, after) = rest.split_once("<!-- end -->\n").unwrap();
        found = format!("{before}{begin}{}<!-- end -->\n{after}", markdown(&table));
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, found).unwrap();
    } else {
        assert!(found == document, "BLESS=1 writes the tables anew");
    }
}
