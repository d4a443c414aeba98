//! `softrss docs`: the documentation, for whoever has the command and nothing else.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
};

use clap::builder::PossibleValuesParser;

use crate::Failure;

/// A page.
struct Page {
    /// What it is asked for by.
    word: &'static str,
    /// What it is about.
    about: &'static str,
    text: &'static str,
}

const PAGES: [Page; 8] = [
    Page {
        word: "first-hour",
        about: "from the source to a steered interface, and back",
        text: include_str!("../../docs/first-hour.md"),
    },
    Page {
        word: "policy",
        about: "the policy file: every section, key and value",
        text: include_str!("../../docs/policy.md"),
    },
    Page {
        word: "examples",
        about: "which traffic needs which policy",
        text: include_str!("../../docs/examples.md"),
    },
    Page {
        word: "operation",
        about: "attach, change, try, detach; what is kept where; exit codes",
        text: include_str!("../../docs/operation.md"),
    },
    Page {
        word: "doctor",
        about: "every finding of doctor and attach, and what would lose packets",
        text: include_str!("../../docs/doctor.md"),
    },
    Page {
        word: "watching",
        about: "status, top and metrics: every column, counter and metric",
        text: include_str!("../../docs/top-and-metrics.md"),
    },
    Page {
        word: "json",
        about: "what every command prints with --json: fields, units, promises",
        text: include_str!("../../docs/json.md"),
    },
    Page {
        word: "reliability",
        about: "what is promised, and the tests that show it",
        text: include_str!("../../docs/reliability.md"),
    },
];

/// Print a page of the documentation; without a name, the list of pages
///
/// Pages are Markdown. `softrss docs policy | less` reads one.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The page
    #[arg(value_parser = PossibleValuesParser::new(PAGES.map(|page| page.word)))]
    page: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] where the output cannot be written.
pub fn run(args: &Args) -> Result<(), Failure> {
    let wanted = args.page.as_deref();
    let text = match PAGES.iter().find(|page| wanted == Some(page.word)) {
        Some(page) => page.text.to_owned(),
        None => list(),
    };
    io::stdout()
        .write_all(text.as_bytes())
        .map_err(Failure::output)
}

fn list() -> String {
    let width = PAGES.iter().map(|page| page.word.len()).max().unwrap_or(0);
    let mut list = String::new();
    for Page { word, about, .. } in &PAGES {
        // Writing to a text does not fail.
        let _ = writeln!(list, "softrss docs {word:<width$}  {about}");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words like `softrss docs policy` in messages lead to a page.
    #[test]
    fn what_is_referred_to_is_there() {
        let sources = [
            include_str!("policy.rs"),
            include_str!("preflight.rs"),
            include_str!("../report/draft.rs"),
        ];
        let mut found = 0;
        for source in sources {
            for behind in source.split("softrss docs ").skip(1) {
                let word = behind.split(|c: char| !c.is_ascii_lowercase()).next();
                assert!(
                    PAGES.iter().any(|page| Some(page.word) == word),
                    "no page {word:?}"
                );
                found += 1;
            }
        }
        assert!(found >= 4, "{found}");
    }

    #[test]
    fn every_page_is_one() {
        for page in &PAGES {
            assert!(page.text.starts_with("# "), "{}", page.word);
            assert!(list().contains(page.about));
        }
    }
}
