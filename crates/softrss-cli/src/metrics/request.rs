//! What a client asks, and what it is told.

/// The longest head of a request, in bytes.
pub(crate) const LONGEST_HEAD: usize = 8 << 10;
/// The most headers.
const MOST_HEADERS: usize = 64;

/// A request, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// More bytes are needed.
    Incomplete,
    /// It is no HTTP.
    Bad,
    /// It is longer than it may be.
    TooLong,
    /// It asks for `path`.
    Get {
        /// Without what is behind a `?`.
        path: String,
        /// `HEAD`: everything but the body.
        head_only: bool,
    },
    /// It is neither `GET` nor `HEAD`.
    OtherMethod,
}

impl Request {
    /// Reads what has come so far.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(bytes) {
            Ok(httparse::Status::Partial) if bytes.len() < LONGEST_HEAD => Self::Incomplete,
            Ok(httparse::Status::Partial) | Err(httparse::Error::TooManyHeaders) => Self::TooLong,
            Err(_) => Self::Bad,
            Ok(httparse::Status::Complete(_)) => {
                let path = request.path.unwrap_or_default();
                let path = path.split('?').next().unwrap_or_default().to_owned();
                match request.method {
                    Some("GET") => Self::Get {
                        path,
                        head_only: false,
                    },
                    Some("HEAD") => Self::Get {
                        path,
                        head_only: true,
                    },
                    _ => Self::OtherMethod,
                }
            }
        }
    }
}

/// A response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Response {
    status: &'static str,
    kind: &'static str,
    body: String,
}

impl Response {
    /// Metrics.
    pub(crate) fn metrics(body: String) -> Self {
        Self {
            status: "200 OK",
            kind: "text/plain; version=0.0.4; charset=utf-8",
            body,
        }
    }

    /// A page for people.
    pub(crate) fn page(body: &str) -> Self {
        Self {
            status: "200 OK",
            kind: "text/html; charset=utf-8",
            body: body.to_owned(),
        }
    }

    /// Something went wrong: a status, and words for people.
    pub(crate) fn error(status: &'static str, words: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            body: format!("{words}\n"),
        }
    }

    /// The bytes on the wire. The connection ends after every response.
    pub(crate) fn bytes(&self, head_only: bool) -> Vec<u8> {
        let allow = if self.status.starts_with("405") {
            "Allow: GET, HEAD\r\n"
        } else {
            ""
        };
        let head = format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{allow}Cache-Control: no-store\r\n\
             X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            self.status,
            self.kind,
            self.body.len()
        );
        let mut bytes = head.into_bytes();
        if !head_only {
            bytes.extend_from_slice(self.body.as_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_read_when_they_are_complete() {
        let whole = b"GET /metrics?x=1 HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n";
        for end in 0..whole.len() {
            assert_eq!(Request::parse(&whole[..end]), Request::Incomplete, "{end}");
        }
        let path = "/metrics".to_owned();
        let head_only = false;
        assert_eq!(Request::parse(whole), Request::Get { path, head_only });
        let path = "/".to_owned();
        let head_only = true;
        assert_eq!(
            Request::parse(b"HEAD / HTTP/1.0\r\n\r\n"),
            Request::Get { path, head_only }
        );
        assert_eq!(
            Request::parse(b"POST / HTTP/1.1\r\n\r\n"),
            Request::OtherMethod
        );
    }

    #[test]
    fn what_is_no_request_is_refused() {
        assert_eq!(Request::parse(b"\x16\x03\x01\x02\x00"), Request::Bad);
        assert_eq!(Request::parse(b"GET / SIP/2.0\r\n\r\n"), Request::Bad);
        let long = format!("GET /{} HTTP/1.1\r\n", "a".repeat(LONGEST_HEAD));
        assert_eq!(Request::parse(long.as_bytes()), Request::TooLong);
        let many = format!(
            "GET / HTTP/1.1\r\n{}\r\n",
            "a: b\r\n".repeat(MOST_HEADERS + 1)
        );
        assert_eq!(Request::parse(many.as_bytes()), Request::TooLong);
    }

    #[test]
    fn responses_say_how_long_they_are() {
        let response = Response::error("404 Not Found", "ß");
        let whole = String::from_utf8(response.bytes(false)).unwrap();
        assert!(whole.starts_with("HTTP/1.1 404 Not Found\r\n"));
        assert!(whole.contains("\r\nContent-Length: 3\r\n") && whole.ends_with("\r\n\r\nß\n"));
        let head = String::from_utf8(response.bytes(true)).unwrap();
        assert_eq!(whole.strip_suffix("ß\n"), Some(&head[..]));
    }
}
