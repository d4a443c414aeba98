//! Any text as the file of a table, of every side: refused with the place, or found again by the model.
#![no_main]

use libfuzzer_sys::fuzz_target;
use softrss_core::{CpuId, Policy, ResolvedPolicy, policy::Side};

fuzz_target!(|file: &str| {
    for side in Side::ALL.iter().map(|side| side.word()) {
        let text = format!("version = 1\n[table]\nfile = \"t\"\nside = \"{side}\"\n");
        let policy = match Policy::parse("policy", &text, |_| Ok(file.to_owned())) {
            Ok(policy) => policy,
            Err(errors) => {
                assert!(errors.to_string().starts_with("error: "));
                continue;
            }
        };
        let [table] = &policy.tables[..] else {
            panic!("there is one table");
        };
        assert!(!table.entries.is_empty(), "an empty file is refused");
        let entries: Vec<_> = (0..table.entries.len())
            .map(|entry| table.line(entry))
            .collect();
        for (_, line) in entries
            .iter()
            .map(|line| line.expect("it was read from a file"))
        {
            assert!((1..=file.lines().count()).contains(&(line as usize)));
        }
        let csv = table.to_csv();
        let again = Policy::parse("written", &text, |_| Ok(csv.clone()));
        assert_eq!(
            again.expect("what was written is read").tables,
            policy.tables,
            "{csv}"
        );
        let _ = ResolvedPolicy::new(policy, &(0..8).map(CpuId::from).collect());
    }
});
