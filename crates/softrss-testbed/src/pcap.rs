//! Capture files of built frames.

use std::{
    io::{self, Write},
    time::Duration,
};

/// The largest frame that a capture says it may hold.
const SNAP_LEN: u32 = 262_144;
const LINK_TYPE_ETHERNET: u32 = 1;

/// Writes Ethernet frames into a pcap file (little-endian, microseconds, version 2.4).
///
/// ```
/// use std::time::Duration;
/// use softrss_testbed::PcapWriter;
/// let mut pcap = PcapWriter::new(Vec::new())?;
/// pcap.frame(Duration::from_millis(1500), &[0; 60])?;
/// assert_eq!(pcap.finish()?.len(), 24 + 16 + 60);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Source
/// draft-ietf-opsawg-pcap
#[derive(Debug)]
pub struct PcapWriter<W: Write> {
    file: W,
}

impl<W: Write> PcapWriter<W> {
    /// Writes the file header.
    ///
    /// # Errors
    /// Those of the file.
    pub fn new(mut file: W) -> io::Result<Self> {
        file.write_all(&0xa1b2_c3d4_u32.to_le_bytes())?;
        file.write_all(&[2, 0, 4, 0])?;
        // Time zone and accuracy, both always 0.
        file.write_all(&[0; 8])?;
        file.write_all(&SNAP_LEN.to_le_bytes())?;
        file.write_all(&LINK_TYPE_ETHERNET.to_le_bytes())?;
        Ok(Self { file })
    }

    /// Writes a frame that was captured whole, `time` after 1970 began.
    ///
    /// # Errors
    /// Those of the file; [`io::ErrorKind::InvalidInput`] for a frame of more than 262,144 bytes, or a time after 2106.
    pub fn frame(&mut self, time: Duration, frame: &[u8]) -> io::Result<()> {
        self.snapped(time, frame, frame.len())
    }

    /// Writes a frame of which only the first bytes were captured; `len` is how many it had.
    ///
    /// # Errors
    /// As [`PcapWriter::frame`].
    pub fn snapped(&mut self, time: Duration, captured: &[u8], len: usize) -> io::Result<()> {
        let seconds = u32::try_from(time.as_secs()).map_err(invalid)?;
        let captured_len = u32::try_from(captured.len()).map_err(invalid)?;
        if captured_len > SNAP_LEN || len < captured.len() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let len = u32::try_from(len).map_err(invalid)?;
        for field in [seconds, time.subsec_micros(), captured_len, len] {
            self.file.write_all(&field.to_le_bytes())?;
        }
        self.file.write_all(captured)
    }

    /// Flushes the file and gives it back.
    ///
    /// # Errors
    /// Those of the file.
    pub fn finish(mut self) -> io::Result<W> {
        self.file.flush()?;
        Ok(self.file)
    }
}

fn invalid(error: std::num::TryFromIntError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_by_hand() -> io::Result<()> {
        let mut pcap = PcapWriter::new(Vec::new())?;
        pcap.snapped(Duration::from_micros(1_000_002), &[0xaa, 0xbb], 60)?;
        let expected = [
            0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0,
            0, //
            1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 60, 0, 0, 0, 0xaa, 0xbb,
        ];
        assert_eq!(pcap.finish()?, expected);
        Ok(())
    }

    #[test]
    fn impossible_frames_are_refused() -> io::Result<()> {
        let mut pcap = PcapWriter::new(Vec::new())?;
        let kind = |result: io::Result<()>| result.err().map(|error| error.kind());
        let invalid = Some(io::ErrorKind::InvalidInput);
        assert_eq!(kind(pcap.snapped(Duration::ZERO, &[0; 4], 3)), invalid);
        assert_eq!(kind(pcap.frame(Duration::ZERO, &vec![0; 262_145])), invalid);
        assert_eq!(kind(pcap.frame(Duration::from_secs(1 << 32), &[])), invalid);
        assert_eq!(pcap.finish()?.len(), 24);
        Ok(())
    }
}
