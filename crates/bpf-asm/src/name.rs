//! Names of programs and maps.

use std::fmt;

/// The name of a program or map: 1 to 15 characters of `A-Z a-z 0-9 _`, not starting with a digit.
///
/// Other characters are refused here, because the kernel refuses the BTF that contains them, with an
/// error that does not say so.
///
/// # Source
/// `BPF_OBJ_NAME_LEN`, include/uapi/linux/bpf.h; `__btf_name_valid`, kernel/bpf/btf.c
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

/// Longest name in characters; the kernel's 16 bytes include a NUL.
const MAX_LEN: usize = 15;

impl Name {
    /// Checks `name`.
    ///
    /// # Errors
    /// [`NameError`] says what the kernel would not accept.
    pub fn new(name: impl Into<String>) -> Result<Self, NameError> {
        let name = name.into();
        if name.is_empty() || name.len() > MAX_LEN {
            return Err(NameError::Length { name });
        }
        if let Some(bad) = name
            .chars()
            .find(|c| !c.is_ascii_alphanumeric() && *c != '_')
        {
            return Err(NameError::Character { name, bad });
        }
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(NameError::Digit { name });
        }
        Ok(Self(name))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name that the kernel would not accept.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// Too long or empty.
    #[error("`{name}` has {} characters: names of programs and maps have 1 to 15", name.len())]
    Length {
        /// The name.
        name: String,
    },
    /// A character that BTF does not allow.
    #[error("`{name}` contains `{}`: names of programs and maps are made of letters, digits and `_`", bad.escape_default())]
    Character {
        /// The name.
        name: String,
        /// Its first offending character.
        bad: char,
    },
    /// A digit in front.
    #[error("`{name}` starts with a digit: names of programs and maps start with a letter or `_`")]
    Digit {
        /// The name.
        name: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_the_kernel_refuses() {
        for good in ["a", "cpu_redirect", "_x9", "A23456789012345"] {
            assert_eq!(Name::new(good).unwrap().as_str(), good);
        }
        for (bad, error) in [
            (
                "",
                "`` has 0 characters: names of programs and maps have 1 to 15",
            ),
            (
                "a234567890123456",
                "`a234567890123456` has 16 characters: names of programs and maps have 1 to 15",
            ),
            (
                "cpu-map",
                "`cpu-map` contains `-`: names of programs and maps are made of letters, digits and `_`",
            ),
            (
                "cpu\0",
                "`cpu\0` contains `\\u{0}`: names of programs and maps are made of letters, digits and `_`",
            ),
            (
                "9a",
                "`9a` starts with a digit: names of programs and maps start with a letter or `_`",
            ),
        ] {
            assert_eq!(Name::new(bad).unwrap_err().to_string(), error);
        }
    }
}
