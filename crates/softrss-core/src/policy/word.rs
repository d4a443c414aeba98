//! Choices of the policy file, each a table of its words.

/// A choice that is made by a word.
pub(crate) trait Word: Copy + 'static {
    /// Every choice, in the order in which they are told.
    const ALL: &[Self];

    /// The word of the policy file.
    fn word(self) -> &'static str;
}

/// An enum with a row of a table for each variant. A row has a `word` and what else is to be known.
macro_rules! rows { (
    $(#[$meta:meta])*
    $Name:ident: $Row:ty { $($(#[$doc:meta])* $Variant:ident = $row:expr;)* }
) => {
    $(#[$meta])*
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum $Name { $($(#[$doc])* $Variant),* }

    impl $Name {
        /// Every one, in the order of the documentation.
        pub const ALL: &[Self] = &[$(Self::$Variant),*];

        /// What is to be known about it.
        #[must_use]
        pub const fn row(self) -> &'static $Row {
            match self { $(Self::$Variant => const { &$row }),* }
        }

        /// The word of the policy file.
        #[must_use]
        pub const fn word(self) -> &'static str {
            self.row().word
        }
    }

    impl $crate::policy::word::Word for $Name {
        const ALL: &[Self] = Self::ALL;

        fn word(self) -> &'static str {
            self.word()
        }
    }
}}
pub(crate) use rows;
