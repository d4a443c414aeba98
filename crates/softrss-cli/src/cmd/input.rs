//! The capture a command reads.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::{
    Failure,
    capture::{Begin, CaptureError},
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
    #[error("`{}` cannot be read to its end", path.display())]
    Capture {
        path: PathBuf,
        #[source]
        source: CaptureError,
    },
}
