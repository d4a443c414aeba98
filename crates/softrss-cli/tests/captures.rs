//! Real captures, against what tshark reads.
//!
//! `SOFTRSS_PCAPS` names a folder with captures in `public/` and, for each, a table of tshark's in
//! `oracle/NAME.tsv.gz`. Without it there is nothing to do, and the tests say so.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Read},
    path::PathBuf,
};

use softrss_cli::{
    capture::{Capture, Frame, LinkType},
    simulation::Simulation,
};
use softrss_core::{Policy, resolve::ResolvedPolicy};

fn captures() -> Vec<(PathBuf, PathBuf)> {
    let Some(folder) = std::env::var_os("SOFTRSS_PCAPS").map(PathBuf::from) else {
        eprintln!("skipped: SOFTRSS_PCAPS is not set");
        return Vec::new();
    };
    let mut captures: Vec<PathBuf> = fs::read_dir(folder.join("public"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "md"))
        .collect();
    captures.sort();
    assert!(!captures.is_empty(), "no captures in {}", folder.display());
    let oracle = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        folder.join("oracle").join(format!("{name}.tsv.gz"))
    };
    captures
        .into_iter()
        .map(|path| (path.clone(), oracle(&path)))
        .collect()
}

/// Number, captured length and length of every Ethernet frame, and how many packets are none.
#[derive(Debug, Default, PartialEq)]
struct Listing {
    frames: Vec<(u64, usize, usize)>,
    others: u64,
}

fn list(input: impl Read, mut each: impl FnMut(&Frame<'_>)) -> Listing {
    let mut listing = Listing::default();
    let Ok(mut capture) = Capture::new(input) else {
        return listing;
    };
    while let Ok(Some(frame)) = capture.next() {
        each(&frame);
        if frame.link != LinkType::ETHERNET {
            listing.others += 1;
            continue;
        }
        listing
            .frames
            .push((frame.number, frame.data.len(), frame.wire_len));
    }
    listing.others += capture.skipped().values().sum::<u64>();
    listing
}

fn oracle(path: &PathBuf) -> Listing {
    let mut listing = Listing::default();
    let table = BufReader::new(flate2::read::GzDecoder::new(File::open(path).unwrap()));
    for row in table.lines().skip(1) {
        let row = row.unwrap();
        let cells: Vec<&str> = row.split('\t').collect();
        if cells
            .iter()
            .any(|cell| cell.split(',').any(|flag| flag == "nonether"))
        {
            listing.others += 1;
        } else {
            let [frame, captured, len] =
                [cells[0], cells[1], cells[2]].map(|cell| cell.parse().unwrap());
            let [captured, len] = [captured, len].map(|len: u64| usize::try_from(len).unwrap());
            listing.frames.push((frame, captured, len));
        }
    }
    listing
}

#[test]
fn every_frame_is_the_one_that_tshark_reads() {
    for (path, table) in captures() {
        let found = list(File::open(&path).unwrap(), |_| {});
        assert_eq!(found, oracle(&table), "{}", path.display());
    }
}

#[test]
fn any_part_of_a_capture_can_be_simulated() {
    let policy = ResolvedPolicy::new(Policy::default(), &"0-7".parse().unwrap()).unwrap();
    for (path, _) in captures() {
        let mut file = fs::read(&path).unwrap();
        file.truncate(200_000);
        let mut simulation = Simulation::new(&policy);
        let mut read = 0;
        let whole = list(&file[..], |frame| {
            simulation.step(frame);
            read += 1;
        });
        let sums = simulation.sums();
        assert_eq!(sums.packets, read, "{}", path.display());
        assert_eq!(
            sums.redirected + sums.passed,
            sums.packets,
            "{}",
            path.display()
        );
        // Cut, and with a byte turned over, in steps that share no factor with any header length.
        for at in (0..file.len()).step_by(file.len() / 7 + 1) {
            let cut = list(&file[..at], |frame| {
                simulation.step(frame);
            });
            assert!(whole.frames.starts_with(&cut.frames), "{}", path.display());
            file[at] ^= 0xff;
            list(&file[..], |frame| {
                simulation.step(frame);
            });
            file[at] ^= 0xff;
        }
    }
}
