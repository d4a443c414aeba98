//! What `Debug` shows of errors: words, because `main` shows an error that it returns by `Debug`.
//!
//! This file is the same in every crate that has errors.

use std::{error::Error, fmt};

/// Gives errors a `Debug` for people: what went wrong, and each cause on a line of its own.
macro_rules! readable {
    ($($error:ty),+ $(,)?) => {
        $(
            impl std::fmt::Debug for $error {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    $crate::readable::write(f, self)
                }
            }
        )+
    };
}
pub(crate) use readable;

/// Writes `error` and its causes.
pub(crate) fn write(f: &mut fmt::Formatter<'_>, error: &dyn Error) -> fmt::Result {
    write!(f, "{error}")?;
    let mut cause = error.source();
    while let Some(error) = cause {
        write!(f, "\n  because: {error}")?;
        cause = error.source();
    }
    Ok(())
}
