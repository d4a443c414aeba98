//! Why the headers of a packet were not read to the innermost: one row for each reason.

use std::fmt;

macro_rules! reasons {
    ($($reason:ident $word:literal: $help:literal;)*) => {
        /// Why parsing ended before the packet's innermost header was read.
        ///
        /// The packet is then hashed at the innermost IP header that was reached, or passed if there was none.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason { $(#[doc = concat!($help, ".")] $reason),* }

        impl Reason {
            /// Every reason, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$reason),*];

            /// The word used in reports and counters. These words are stable.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$reason => $word),* }
            }

            /// What it means, as a clause without a full stop.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self { $(Self::$reason => $help),* }
            }
        }
    };
}

reasons! {
    NotIp "not-ip": "what follows is not IP";
    Truncated "truncated": "a header runs past the end of the frame";
    TooDeep "too-deep": "there are more headers, or deeper ones, than are looked at";
    BadIpHeader "bad-ip-header": "an IP header has an impossible version or length";
    BadTunnelHeader "bad-tunnel-header": "a tunnel header is not one of its protocol";
    NotInDecap "not-in-decap": "the next header is of a kind that `decap` does not name";
}

impl Reason {
    /// Its number in counters and probes: the position in [`Reason::ALL`].
    #[must_use]
    pub const fn number(self) -> u32 {
        self as u32
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_positions() {
        for (number, reason) in (0..).zip(Reason::ALL) {
            assert_eq!(reason.number(), number);
        }
    }
}
