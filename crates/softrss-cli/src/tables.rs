//! The tables of the documents are what the code has. `BLESS=1` writes them anew.

mod policy;

use std::{fmt::Write as _, fs, path::Path, time::Duration, time::Instant};

use softrss::{
    Counter, Reason, StackCounter, TargetState, XdpMode,
    preflight::{Does, LOSSES, Loss, Verdict},
};
use softrss_core::{Feature, counter::Per};

use crate::{
    contract,
    exits::EXITS,
    failure::Exit,
    metrics::{self, metric, stack_metric},
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
            Per::Table => code("table"),
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

/// Where the packets of a target are processed.
fn target_states() -> Table {
    let titles = [["state", "meaning"].map(str::to_owned).to_vec()];
    let states = TargetState::ALL.iter().map(|state| state.row());
    let states = states.map(|row| vec![code(row.word), row.help.to_owned()]);
    titles.into_iter().chain(states).collect()
}

/// What the network stack counts.
fn stack() -> Table {
    let titles = ["count", "metric", "of the kernel", "meaning"];
    let titles = [titles.map(str::to_owned).to_vec()];
    let rows = StackCounter::ALL.iter().map(|&counter| {
        let row = counter.row();
        let kernel = [row.file, row.section, row.key];
        let kernel = kernel.iter().filter(|word| !word.is_empty());
        let kernel: Vec<&str> = kernel.copied().collect();
        vec![
            code(row.word),
            code(&stack_metric(counter)),
            code(&kernel.join(" ")),
            row.help.to_owned(),
        ]
    });
    titles.into_iter().chain(rows).collect()
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
        .chain(
            StackCounter::ALL
                .iter()
                .map(|counter| stack_metric(*counter)),
        )
        .collect();
    let families = text.lines().filter_map(|line| {
        let (name, help) = line.strip_prefix("# HELP ")?.split_once(' ')?;
        let of_counter = counters.iter().any(|metric| metric == name);
        (!of_counter).then(|| vec![code(name), help.to_owned()])
    });
    titles.into_iter().chain(families).collect()
}

/// What becomes of packets, by interface, mode and what the policy does.
fn losses() -> Table {
    let modes = [XdpMode::Native, XdpMode::Skb];
    let columns = modes
        .iter()
        .flat_map(|mode| Does::ALL.map(|does| format!("{mode}: {}", does.word())));
    let titles = [["interface".to_owned()]
        .into_iter()
        .chain(columns)
        .collect()];
    let cell = |verdict: &Verdict| match verdict {
        Verdict::Kept => "-".to_owned(),
        Verdict::NoMode => "no such mode".to_owned(),
        Verdict::Lost(loss) => format!("[`{0}`](#{0})", loss.row().id),
        Verdict::AsBelow => "as below".to_owned(),
        Verdict::AsByItself => "as by itself".to_owned(),
    };
    let rows = LOSSES.iter().map(|row| {
        let verdicts = row.native.iter().chain(&row.skb).map(cell);
        [row.words.to_owned()].into_iter().chain(verdicts).collect()
    });
    titles.into_iter().chain(rows).collect()
}

/// What is lost, and why.
fn loss_findings() -> Table {
    let titles = ["finding", "what is lost, and why", "avoided by"];
    let titles = [titles.map(str::to_owned).to_vec()];
    let rows = Loss::ALL.iter().map(|loss| {
        let row = loss.row();
        vec![code(row.id), row.lost.to_owned(), row.avoided.to_owned()]
    });
    titles.into_iter().chain(rows).collect()
}

/// What needs which kernel.
fn kernels() -> Table {
    let titles = ["Linux", "brought", "before it"];
    let titles = [titles.map(str::to_owned).to_vec()];
    let rows = Feature::ALL.iter().map(|feature| {
        let row = feature.row();
        let (major, minor) = row.since;
        vec![
            format!("{major}.{minor}"),
            row.what.to_owned(),
            row.without.to_owned(),
        ]
    });
    titles.into_iter().chain(rows).collect()
}

/// What each exit code of each command means.
fn exit_codes() -> Table {
    let codes = [
        Exit::Failed,
        Exit::Usage,
        Exit::Privilege,
        Exit::Unsupported,
    ];
    let titles = ["command", "0"].map(str::to_owned).into_iter();
    let titles = [titles
        .chain(codes.map(|code| (code as u8).to_string()))
        .collect()];
    let rows = EXITS.iter().map(|row| {
        let meanings = codes.map(|code| row.meaning(code).unwrap_or("-").to_owned());
        [code(row.command), row.done.to_owned()]
            .into_iter()
            .chain(meanings)
            .collect()
    });
    titles.into_iter().chain(rows).collect()
}

/// Columns are aligned where that leaves lines that can be read.
fn markdown(table: &Table) -> String {
    /// The longest line that is aligned, in characters.
    const LONGEST: usize = 200;
    let columns = 0..table[0].len();
    let widths = columns.map(|column| {
        let cells = table.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    });
    let mut widths: Vec<usize> = widths.collect();
    if widths.iter().map(|width| width + 3).sum::<usize>() > LONGEST {
        widths.fill(0);
    }
    let mut text = String::new();
    let mut line = |cells: &[String]| {
        for (cell, width) in cells.iter().zip(&widths) {
            write!(text, "| {cell:<width$} ").unwrap();
        }
        text.push_str("|\n");
    };
    line(&table[0]);
    let rule: Vec<String> = widths
        .iter()
        .map(|width| "-".repeat(3.max(*width)))
        .collect();
    line(&rule);
    table[1..].iter().for_each(|row| line(row));
    text
}

#[test]
fn the_tables_of_the_documents_are_those_of_the_code() {
    is_in(
        "top-and-metrics.md",
        [
            ("columns", columns()),
            ("counters", counters()),
            ("reasons", reasons()),
            ("stack", stack()),
            ("other metrics", other_metrics()),
        ],
    );
    is_in(
        "doctor.md",
        [
            ("kernels", kernels()),
            ("losses", losses()),
            ("loss findings", loss_findings()),
        ],
    );
    is_in(
        "operation.md",
        [
            ("target states", target_states()),
            ("exit codes", exit_codes()),
        ],
    );
    for word in contract::words() {
        is_in(
            "json.md",
            [(&format!("json {word}"), contract::table(word))],
        );
    }
    is_in(
        "policy.md",
        [
            ("on_miss", policy::on_misses()),
            ("on_full", policy::on_fulls()),
            ("local", policy::locals()),
            ("target actions", policy::target_actions()),
            ("fields", policy::fields()),
            ("flow fields", policy::flow_fields()),
            ("tunnel-id", policy::tunnel_ids()),
            ("hashes", policy::hashes()),
            ("non_ip", policy::non_ip()),
            ("header kinds", policy::kinds()),
            ("dsa", policy::dsas()),
            ("conditions", policy::conditions()),
            ("keys", policy::keys()),
            ("actions", policy::actions()),
        ],
    );
}

/// The tables of `document`, each behind its name, are these.
#[track_caller]
fn is_in<const N: usize>(document: &str, tables: [(&str, Table); N]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(document);
    let written = fs::read_to_string(&path).unwrap();
    let mut found = written.clone();
    for (name, table) in tables {
        let begin = format!("<!-- table: {name} -->\n");
        let (before, rest) = found.split_once(&begin).unwrap();
        let (_, after) = rest.split_once("<!-- end -->\n").unwrap();
        found = format!("{before}{begin}{}<!-- end -->\n{after}", markdown(&table));
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, found).unwrap();
    } else {
        assert!(
            found == written,
            "{document}: BLESS=1 writes the tables anew"
        );
    }
}
