//! A window over a byte stream that knows where in the stream it is.

use std::io::{self, Read};

/// How much is read at a time.
const CHUNK: usize = 512 * 1024;

/// Buffered bytes of a stream. Its size follows the largest window asked for, not the stream.
pub(super) struct Window<R> {
    input: R,
    buffer: Vec<u8>,
    /// The unread part of `buffer`.
    start: usize,
    end: usize,
    /// Position of `start` in the stream.
    offset: u64,
}

impl<R: Read> Window<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            buffer: vec![0; CHUNK],
            start: 0,
            end: 0,
            offset: 0,
        }
    }

    /// Position of the window in the stream.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// The next `len` bytes, fewer only at the end of the stream.
    #[inline]
    pub(super) fn peek(&mut self, len: usize) -> io::Result<&[u8]> {
        if self.end - self.start < len {
            self.fill(len)?;
        }
        Ok(&self.buffer[self.start..self.end.min(self.start + len)])
    }

    /// Moves on by `len` bytes that were peeked at.
    #[inline]
    pub(super) fn consume(&mut self, len: usize) {
        debug_assert!(
            len <= self.end - self.start,
            "only what was peeked at can be consumed"
        );
        self.start += len;
        self.offset += len as u64;
    }

    /// Moves on by `len` bytes, or to the end of the stream; returns by how many.
    pub(super) fn skip(&mut self, len: u64) -> io::Result<u64> {
        let mut left = len;
        while left > 0 {
            let step = usize::try_from(left).map_or(CHUNK, |left| left.min(CHUNK));
            let step = self.peek(step)?.len();
            if step == 0 {
                break;
            }
            self.consume(step);
            left -= step as u64;
        }
        Ok(len - left)
    }

    #[cold]
    fn fill(&mut self, len: usize) -> io::Result<()> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.buffer.len() < len {
            self.buffer.resize(len, 0);
        }
        while self.end < len {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, with interruptions.
    struct Trickle(Vec<u8>, bool);

    impl Read for Trickle {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            match self.0.pop() {
                Some(byte) => {
                    into[0] = byte;
                    Ok(1)
                }
                None => Ok(0),
            }
        }
    }

    #[test]
    fn slides_over_a_slow_stream() {
        let mut window = Window::new(Trickle((0..100).rev().collect(), false));
        assert_eq!(window.peek(3).unwrap(), [0, 1, 2]);
        window.consume(2);
        assert_eq!(window.skip(60).unwrap(), 60);
        assert_eq!(window.offset(), 62);
        assert_eq!(window.peek(4).unwrap(), [62, 63, 64, 65]);
        assert_eq!(window.skip(1000).unwrap(), 38);
        assert!(window.peek(1).unwrap().is_empty());
    }

    #[test]
    fn grows_for_a_large_window() {
        let bytes: Vec<u8> = (0..251u8).cycle().take(CHUNK * 2).collect();
        let mut window = Window::new(&bytes[..]);
        assert_eq!(window.peek(CHUNK + 7).unwrap(), &bytes[..CHUNK + 7]);
        window.consume(5);
        assert_eq!(window.peek(CHUNK * 3).unwrap(), &bytes[5..]);
    }
}
