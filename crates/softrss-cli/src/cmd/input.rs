//! The capture a command reads.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::{
    Failure,
    capture::{Begin, Capture, CaptureError, LinkType},
};

/// Opens a capture, `-` being stdin. Also gives its size in bytes, where it has one.
pub(super) fn open(path: &Path) -> Result<(Box<dyn Read>, Option<u64>), Failure> {
    if path == Path::new("-") {
        return Ok((Box::new(io::stdin()), None));
    }
    let opened = File::open(path).and_then(|file| {
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok((file, metadata))
    });
    let (file, metadata) = opened.map_err(|source| {
        let path = path.to_owned();
        Failure::failed(
            InputError::Open { path, source },
            "check the name of the capture",
        )
    })?;
    let size = metadata.is_file().then_some(metadata.len());
    Ok((Box::new(file), size))
}

/// What to say about a capture that cannot be read further.
pub(super) fn failure(path: &Path, error: CaptureError) -> Failure {
    let hint = match &error {
        CaptureError::NotACapture { begin } => match begin {
            Begin::Gzip => unpack("zcat", path),
            Begin::Zstd => unpack("zstdcat", path),
            Begin::Xz => unpack("xzcat", path),
            Begin::Lz4 => unpack("lz4cat", path),
            Begin::Bzip2 => unpack("bzcat", path),
            _ => "captures are made by `tcpdump -w FILE`, dumpcap or Wireshark".to_owned(),
        },
        CaptureError::Truncated { .. } => {
            "the result covers the packets before; a capture that is still being written ends like this".to_owned()
        }
        CaptureError::Damaged { .. } => "the result covers the packets before the damage".to_owned(),
        CaptureError::Read { .. } => "check the disk or the pipe that the capture comes from".to_owned(),
    };
    let path = path.to_owned();
    Failure::failed(
        InputError::Capture {
            path,
            source: error,
        },
        hint,
    )
}

/// A failure where a capture has packets and none of them can be read.
pub(super) fn read_any<R: Read>(path: &Path, capture: &Capture<R>) -> Result<(), Failure> {
    let skipped: u64 = capture.skipped().values().sum();
    if skipped == 0 || skipped < capture.packets() {
        return Ok(());
    }
    let links = capture.skipped().keys();
    let links: Vec<String> = links.map(LinkType::to_string).collect();
    let path = path.to_owned();
    let links = links.join(", ");
    Err(Failure::failed(
        InputError::Skipped { path, links },
        CAPTURE_INSTEAD,
    ))
}

/// What can be read.
pub(super) const CAPTURE_INSTEAD: &str = "capture on the interface that is to be steered, like `tcpdump -i eth0 -w FILE`: \
                                          Ethernet, what `-i any` writes (SLL, SLL2), raw IP and PPP are read";

fn unpack(tool: &str, path: &Path) -> String {
    format!(
        "unpack it on the way: {tool} {} | softrss simulate -",
        path.display()
    )
}

#[derive(Debug, thiserror::Error)]
enum InputError {
    #[error("the capture `{}` cannot be opened", path.display())]
    Open {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("no packet of `{}` can be read: all are of link type {links}", path.display())]
    Skipped { path: PathBuf, links: String },
    #[error("`{}` cannot be read to its end", path.display())]
    Capture {
        path: PathBuf,
        #[source]
        source: CaptureError,
    },
}
