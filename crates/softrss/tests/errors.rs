//! What a person sees of an error that `main` returns: `Debug`, behind the word `Error: `.

use std::error::Error;

use bpf_asm::Asm;
use softrss::{Interface, Qsize};
use softrss_core::Policy;

/// What becomes of an error in `fn main() -> Result<(), Box<dyn Error>>`.
fn shown(result: Result<(), Box<dyn Error>>) -> String {
    result.map_or_else(|error| format!("{error:?}"), |()| "nothing".to_owned())
}

#[test]
fn causes_are_told() {
    let missing = || -> Result<(), Box<dyn Error>> {
        Interface::by_name("nobody0")?;
        Ok(())
    };
    assert_eq!(
        shown(missing()),
        "there is no interface `nobody0` in this network namespace\n  because: No such device (os error 19)"
    );
    let too_long = || -> Result<(), Box<dyn Error>> {
        Qsize::new(20_000)?;
        Ok(())
    };
    let told = shown(too_long());
    assert!(told.contains("20000") && !told.contains('{'), "{told}");
}

#[test]
fn the_place_is_told() {
    let wrong = || -> Result<(), Box<dyn Error>> {
        Policy::parse("policy.toml", "version = 1\nqueue = 5\n", |_| {
            unreachable!("it has no table")
        })?;
        Ok(())
    };
    let told = shown(wrong());
    assert!(told.contains("\n --> policy.toml:2:1\n"), "{told}");
    let line = line!() + 4;
    let unbound = || -> Result<(), Box<dyn Error>> {
        let mut a = Asm::new();
        let nowhere = a.label("nowhere");
        a.ja(&nowhere);
        a.finish()?;
        Ok(())
    };
    let told = shown(unbound());
    assert!(told.contains("nowhere"), "{told}");
    assert!(told.contains(&format!("errors.rs:{line}")), "{told}");
}
