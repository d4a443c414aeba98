//! A frame, and where its headers are.

use std::fmt;

use softrss_core::header::Header;

/// A frame, and where its headers are.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its bytes. What is behind the last header is random.
    pub bytes: Vec<u8>,
    /// Each header with the offset at which reading it begins, outermost first.
    pub headers: Vec<(Header, usize)>,
}

impl Frame {
    /// The headers, outermost first, joined by `/`.
    #[must_use]
    pub fn path(&self) -> String {
        let words = self.headers.iter().map(|(header, _)| header.to_string());
        words.collect::<Vec<_>>().join("/")
    }

    /// Whether a header of one of `kinds` is in it.
    #[must_use]
    pub fn has(&self, is: impl Fn(Header) -> bool) -> bool {
        self.headers.iter().any(|&(header, _)| is(header))
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:02x?}", self.path(), self.bytes)
    }
}
