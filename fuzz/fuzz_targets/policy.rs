//! Any text as a policy. What is refused has errors with their place; what is accepted survives being written, is described,
//! and becomes programs and maps.
//!
//! What is behind a line of `---` is the file of the first table, and so on; all further tables have the last one.
#![no_main]

use std::{cell::Cell, io};

use libfuzzer_sys::{Corpus, fuzz_target};
use softrss_codegen::{CodegenError, Image, Options};
use softrss_core::{CpuId, Policy, ResolvedPolicy};

const SEPARATOR: &str = "\n---\n";

fuzz_target!(|text: &str| -> Corpus {
    let mut files = text.split(SEPARATOR);
    let text = files.next().unwrap_or_default();
    let files: Vec<&str> = files.collect();
    let read = Cell::new(0);
    let read_table = |_: &str| {
        let file = files.get(read.get()).or(files.last());
        read.set(read.get() + 1);
        file.map(|file| (*file).to_owned())
            .ok_or(io::ErrorKind::NotFound.into())
    };
    let policy = match Policy::parse("policy", text, read_table) {
        Ok(policy) => policy,
        Err(errors) => {
            assert!(!errors.errors().is_empty());
            for error in errors.errors() {
                assert!(error.place.line >= 1 && error.place.column >= 1);
                assert!(!error.problem.accepted().is_empty());
            }
            assert!(errors.to_string().starts_with("error: "));
            return Corpus::Keep;
        }
    };
    let written = policy.to_toml("table");
    let tables: Vec<(String, String)> = (0..)
        .zip(&policy.tables)
        .map(|(position, table)| (Policy::table_file("table", position), table.to_csv()))
        .collect();
    let again = Policy::parse("written", &written, |name| {
        let table = tables.iter().find(|(file, _)| file == name);
        table
            .map(|(_, csv)| csv.clone())
            .ok_or(io::ErrorKind::NotFound.into())
    });
    match again {
        Ok(again) => assert_eq!(again, policy, "{written}"),
        Err(errors) => panic!("{errors}\n{written}"),
    }
    assert!(!policy.describe().is_empty());
    let cpus = (0..8).map(CpuId::from).collect();
    if let Ok(resolved) = ResolvedPolicy::new(policy, &cpus) {
        match Image::new(&resolved, Options::default()) {
            Ok(image) => assert!(!image.programs().is_empty()),
            // There are limits, and they have words; all else is a defect.
            Err(error @ (CodegenError::TooLarge { .. } | CodegenError::TooMany { .. })) => {
                assert!(!error.to_string().is_empty());
            }
            Err(error) => panic!("{error}"),
        }
    }
    Corpus::Keep
});
