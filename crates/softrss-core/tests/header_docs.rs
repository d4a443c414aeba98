//! The table of header kinds in `docs/policy.md` is the one in the code. `BLESS=1` writes it anew.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::{env, fmt::Write as _, fs, path::Path};

use softrss_core::header::{
    Decap, Header,
    kinds::{By, Keep, Line, When},
};

const HEAD: &str = "| kind | headers | announced by |\n| --- | --- | --- |\n";

#[test]
fn the_table_of_kinds_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/policy.md");
    let text = fs::read_to_string(&path).unwrap();
    let begin = text.find(HEAD).unwrap() + HEAD.len();
    let end = begin + text[begin..].find("\n\n").unwrap() + 1;
    if env::var_os("BLESS").is_some() {
        fs::write(path, [&text[..begin], &rows(), &text[end..]].concat()).unwrap();
    } else {
        assert_eq!(&text[begin..end], rows(), "BLESS=1 writes the table anew");
    }
}

fn rows() -> String {
    let kinds = Decap::WORDS.iter().zip(Decap::HELP);
    kinds.fold(String::new(), |mut rows, (&(word, decap), help)| {
        writeln!(rows, "| `{word}` | {help} | {} |", announced(decap)).unwrap();
        rows
    })
}

/// Every number that announces a header that `decap` names, alike ones together.
fn announced(decap: Decap) -> String {
    let wanted = When::Decap(decap);
    let by = Header::ALL.iter().flat_map(|header| {
        let kind = header.kind();
        let mut lines = kind.part.lines.iter();
        let spread =
            lines.any(|line| matches!(line, Line::Keep(Keep::Spi(_, when)) if *when == wanted));
        let by = kind.by.iter();
        by.filter(move |(_, when)| spread || *when == wanted)
    });
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for (by, _) in by {
        let (what, number) = words(*by);
        match groups.iter_mut().find(|(known, _)| *known == what) {
            Some((_, numbers)) => numbers.push(number),
            None => groups.push((what, vec![number])),
        }
    }
    let groups = groups.iter();
    let groups = groups.map(|(what, numbers)| format!("{what} {}", numbers.join(", ")));
    groups.collect::<Vec<_>>().join("; ")
}

fn words(by: By) -> (&'static str, String) {
    match by {
        By::EtherType(number) => ("Ethernet type", format!("{number:#06x}")),
        By::Protocol4(number) => ("IPv4 protocol", number.to_string()),
        By::Protocol6(number) => ("IPv6 protocol", number.to_string()),
        By::Protocol(number) => ("IP protocol", number.to_string()),
        By::UdpTo(number) => ("UDP destination port", number.to_string()),
        By::UdpEither(number) => ("UDP port", number.to_string()),
        By::GreType(number) => ("GRE protocol type", format!("{number:#06x}")),
    }
}
