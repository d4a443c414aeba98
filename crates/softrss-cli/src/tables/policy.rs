//! The tables of `docs/policy.md`.

use softrss_core::{
    header::{
        Decap, Header,
        kinds::{By, Keep, Line, TunnelId, When},
    },
    policy::{
        Action, Dsa, Field, FieldValues, Fields, FlowField, HashKind, KeyKind, Local, MaskedMac,
        NonIp, OnFull, OnMiss, TargetAction,
    },
};

use super::{Table, code};

/// Words of the policy file and what they mean, under these titles.
fn words<'r>(titles: [&str; 2], rows: impl Iterator<Item = (&'r str, &'r str)>) -> Table {
    let rows = rows.map(|(word, help)| [code(word), help.to_owned()].to_vec());
    let titles = [titles.map(str::to_owned).to_vec()];
    titles.into_iter().chain(rows).collect()
}

/// Likewise, in quotes.
fn quoted<'r>(key: &str, meaning: &str, rows: impl Iterator<Item = (&'r str, &'r str)>) -> Table {
    let rows: Vec<(String, &str)> = rows
        .map(|(word, help)| (format!("\"{word}\""), help))
        .collect();
    let rows = rows.iter().map(|(word, help)| (word.as_str(), *help));
    words([&code(key), meaning], rows)
}

pub(super) fn on_misses() -> Table {
    let rows = OnMiss::ALL
        .iter()
        .map(|choice| (choice.word(), choice.row().help));
    quoted("on_miss", "a packet whose CPU has no queue", rows)
}

pub(super) fn on_fulls() -> Table {
    let rows = OnFull::ALL
        .iter()
        .map(|choice| (choice.word(), choice.row().help));
    quoted("on_full", "a packet whose CPU has `limit` waiting", rows)
}

pub(super) fn locals() -> Table {
    let rows = Local::ALL
        .iter()
        .map(|choice| (choice.word(), choice.row().help));
    quoted("local", "a packet already on its CPU", rows)
}

pub(super) fn target_actions() -> Table {
    let rows = TargetAction::ALL.iter().map(|row| (row.example, row.help));
    words([&code("action"), "what a target does"], rows)
}

pub(super) fn fields() -> Table {
    let rows = Fields::NAMED.iter().map(|named| (named.word, named.help));
    quoted("fields", "what it means", rows)
}

pub(super) fn flow_fields() -> Table {
    let rows = FlowField::ALL
        .iter()
        .map(|field| (field.word(), field.row().help));
    quoted("field", "what is hashed", rows)
}

/// What is the `tunnel-id` of each header that has one.
pub(super) fn tunnel_ids() -> Table {
    let titles = [["of", "header", "in the opposite direction"]
        .map(str::to_owned)
        .to_vec()];
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (header, id) in TunnelId::all() {
        let other = if id.directed {
            "may be another"
        } else {
            "the same"
        };
        let row = vec![
            id.called.to_owned(),
            code(header.kind().word),
            other.to_owned(),
        ];
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    titles.into_iter().chain(rows).collect()
}

pub(super) fn hashes() -> Table {
    let rows = HashKind::ALL.iter().map(|row| (row.word, row.help));
    quoted("hash", "what it is", rows)
}

pub(super) fn dsas() -> Table {
    let rows = Dsa::ALL
        .iter()
        .map(|choice| (choice.word(), choice.row().help));
    quoted("dsa", "the tag of a switch", rows)
}

pub(super) fn non_ip() -> Table {
    let rows = NonIp::ALL
        .iter()
        .map(|choice| (choice.word(), choice.row().help));
    quoted("non_ip", "a packet without an IP header to hash", rows)
}

pub(super) fn keys() -> Table {
    let titles = ["first line", "key", "a line"].map(str::to_owned).to_vec();
    let kinds = KeyKind::ALL.iter().map(|kind| {
        let row = kind.row();
        let header = code(&format!("{},cpu", kind.columns()));
        vec![header, row.help.to_owned(), code(row.example)]
    });
    [titles].into_iter().chain(kinds).collect()
}

pub(super) fn actions() -> Table {
    let rows = Action::ALL.iter().map(|row| (row.example, row.help));
    words(["action", "what happens"], rows)
}

pub(super) fn conditions() -> Table {
    let helps: Vec<(&str, String)> = Field::ALL
        .iter()
        .map(|field| (field.word(), values(*field)))
        .collect();
    words(
        ["condition", "values"],
        helps.iter().map(|(word, help)| (*word, help.as_str())),
    )
}

/// The names that values of a field have.
fn names(field: Field) -> Vec<String> {
    let words = |names: &[(&str, u32)]| names.iter().map(|(name, _)| code(name)).collect();
    match &field.row().values {
        FieldValues::Numbers(numbers) => words(numbers.names),
        FieldValues::Bits(bits) => words(bits.names),
        FieldValues::Addresses => Vec::new(),
        FieldValues::Macs => {
            let names = MaskedMac::NAMES.iter();
            names.map(|(name, _)| code(name)).collect()
        }
    }
}

/// The values of a field, and their names, unless a field before it has the same ones.
fn values(field: Field) -> String {
    let (help, names) = (field.row().help, names(field));
    let mut before = Field::ALL.iter().take_while(|other| **other != field);
    if names.is_empty() || before.any(|other| self::names(*other) == names) {
        help.to_owned()
    } else {
        format!("{help}: {}", names.join(", "))
    }
}

/// The header kinds that `decap` names.
pub(super) fn kinds() -> Table {
    let titles = [["kind", "headers", "announced by"]
        .map(str::to_owned)
        .to_vec()];
    let kinds = Decap::WORDS.iter().zip(Decap::HELP);
    let rows =
        kinds.map(|(&(word, decap), help)| vec![code(word), (*help).to_owned(), announced(decap)]);
    titles.into_iter().chain(rows).collect()
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
        let (what, number) = announcement(*by);
        match groups.iter_mut().find(|(known, _)| *known == what) {
            Some((_, numbers)) => numbers.push(number),
            None => groups.push((what, vec![number])),
        }
    }
    let groups = groups.iter();
    let groups = groups.map(|(what, numbers)| format!("{what} {}", numbers.join(", ")));
    groups.collect::<Vec<_>>().join("; ")
}

fn announcement(by: By) -> (&'static str, String) {
    match by {
        By::EtherType(number) => ("Ethernet type", format!("{number:#06x}")),
        By::Protocol4(number) => ("IPv4 protocol", number.to_string()),
        By::Protocol6(number) => ("IPv6 protocol", number.to_string()),
        By::Protocol(number) => ("IP protocol", number.to_string()),
        By::UdpTo(number) => ("UDP destination port", number.to_string()),
        By::UdpEither(number) => ("UDP port", number.to_string()),
        By::UdpNamed => ("UDP destination port", "that the policy names".to_owned()),
        By::GreType(number) => ("GRE protocol type", format!("{number:#06x}")),
    }
}
