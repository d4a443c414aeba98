//! The capture reader on files made here: every variant, and every way to be cut short.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot make its file has failed"
)]

use std::io::Read;

use proptest::prelude::*;
use softrss_cli::capture::{Begin, Capture, CaptureError, Damage, LinkType, Part};

/// Number, bytes and length on the wire of each frame.
type Frames = Vec<(u64, Vec<u8>, u32)>;

struct Reading {
    frames: Frames,
    skipped: Vec<(LinkType, u64)>,
    error: Option<CaptureError>,
}

fn read(input: impl Read) -> Reading {
    let mut reading = Reading {
        frames: Vec::new(),
        skipped: Vec::new(),
        error: None,
    };
    let mut capture = match Capture::new(input) {
        Ok(capture) => capture,
        Err(error) => {
            reading.error = Some(error);
            return reading;
        }
    };
    loop {
        match capture.next() {
            Ok(Some(frame)) => {
                let wire_len = u32::try_from(frame.wire_len).unwrap();
                let frame = (frame.number, frame.data.to_vec(), wire_len);
                reading.frames.push(frame);
            }
            Ok(None) => break,
            Err(error) => reading.error = Some(error),
        }
    }
    reading.skipped = capture
        .skipped()
        .iter()
        .map(|(link, count)| (*link, *count))
        .collect();
    reading
}

/// A byte order, for writing.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    Little,
    Big,
}
use Order::{Big, Little};

impl Order {
    fn u16(self, value: u16) -> [u8; 2] {
        match self {
            Little => value.to_le_bytes(),
            Big => value.to_be_bytes(),
        }
    }

    fn u32(self, value: u32) -> [u8; 4] {
        match self {
            Little => value.to_le_bytes(),
            Big => value.to_be_bytes(),
        }
    }
}

fn words(order: Order, words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| order.u32(*word)).collect()
}

fn len(data: &[u8]) -> u32 {
    data.len().try_into().unwrap()
}

fn pcap(order: Order, magic: u32, link: u32, packets: &[(&[u8], u32)]) -> Vec<u8> {
    let mut file = words(order, &[magic]);
    file.extend(order.u16(2));
    file.extend(order.u16(4));
    file.extend(words(order, &[0, 0, 262_144, link]));
    for (data, wire_len) in packets {
        file.extend(words(order, &[7, 8, len(data), *wire_len]));
        if magic == 0xa1b2_cd34 {
            file.extend([0xee; 8]);
        }
        file.extend_from_slice(data);
    }
    file
}

fn block(order: Order, kind: u32, body: &[u8]) -> Vec<u8> {
    let mut body = body.to_vec();
    body.resize(body.len().next_multiple_of(4), 0);
    let total = len(&body) + 12;
    [&words(order, &[kind, total])[..], &body, &order.u32(total)].concat()
}

fn section(order: Order) -> Vec<u8> {
    let body = [
        &order.u32(0x1a2b_3c4d)[..],
        &order.u16(1),
        &order.u16(0),
        &[0xff; 8],
    ];
    block(order, 0x0a0d_0d0a, &body.concat())
}

fn interface(order: Order, link: u16, snaplen: u32) -> Vec<u8> {
    // With the option if_tsresol: nanoseconds.
    let option = [&order.u16(9)[..], &order.u16(1), &[9, 0, 0, 0], &[0; 4]].concat();
    let body = [&order.u16(link)[..], &[0, 0], &order.u32(snaplen), &option];
    block(order, 1, &body.concat())
}

fn enhanced(order: Order, interface: u32, data: &[u8], wire_len: u32) -> Vec<u8> {
    let mut body = words(order, &[interface, 1, 2, len(data), wire_len]);
    body.extend_from_slice(data);
    body.resize(body.len().next_multiple_of(4), 0);
    // A comment behind the packet.
    body.extend([&order.u16(1)[..], &order.u16(2), b"hi\0\0", &[0; 4]].concat());
    block(order, 6, &body)
}

fn simple(order: Order, data: &[u8], wire_len: u32) -> Vec<u8> {
    block(order, 3, &[&order.u32(wire_len)[..], data].concat())
}

fn obsolete(order: Order, interface: u16, data: &[u8], wire_len: u32) -> Vec<u8> {
    let head = words(order, &[1, 2, len(data), wire_len]);
    block(
        order,
        2,
        &[&order.u16(interface)[..], &order.u16(3), &head, data].concat(),
    )
}

/// A file with everything: sections of both byte orders, several interfaces, all kinds of blocks. Also
/// its frames, and where its blocks end.
fn pcapng() -> (Vec<u8>, Frames, Vec<usize>) {
    let mut file = Vec::new();
    let mut frames = Frames::new();
    let mut ends = vec![0];
    let mut number = 0;
    let mut add = |part: Vec<u8>, frame: Option<(&[u8], u32)>, is_packet: bool| {
        file.extend(part);
        ends.push(file.len());
        number += u64::from(is_packet);
        if let Some((data, wire_len)) = frame {
            frames.push((number, data.to_vec(), wire_len));
        }
    };
    for order in [Big, Little] {
        let (short, odd, snapped) = ([1; 14], [2; 61], [3; 32]);
        add(section(order), None, false);
        add(interface(order, 1, 32), None, false);
        add(interface(order, 101, 0), None, false);
        add(interface(order, 1, 0), None, false);
        add(interface(order, 127, 0), None, false);
        add(enhanced(order, 3, &[0; 40], 40), None, true);
        add(enhanced(order, 2, &odd, 1500), Some((&odd, 1500)), true);
        // Statistics, and something nobody knows.
        add(block(order, 5, &[0; 20]), None, false);
        add(block(order, 0x8000_0bad, &[0xaa; 700]), None, false);
        add(simple(order, &snapped, 900), Some((&snapped, 900)), true);
        add(simple(order, &short, 14), Some((&short, 14)), true);
        let raw = [&[0; 12][..], &[0x08, 0x00], &[0x45; 40]].concat();
        add(enhanced(order, 1, &[0x45; 40], 40), Some((&raw, 54)), true);
        add(obsolete(order, 0, &short, 14), Some((&short, 14)), true);
        add(enhanced(order, 0, &[], 60), Some((&[], 60)), true);
    }
    (file, frames, ends)
}

#[test]
fn reads_every_pcap_variant() {
    let packets: [(&[u8], u32); 3] = [(&[1; 60], 60), (&[], 99), (&[2; 17], 1500)];
    for order in [Little, Big] {
        // Microseconds, nanoseconds, the variant with longer record headers.
        for magic in [0xa1b2_c3d4, 0xa1b2_3c4d, 0xa1b2_cd34] {
            // The upper bits tell of a frame check sequence.
            for link in [1, 0x5400_0001] {
                let reading = read(&pcap(order, magic, link, &packets)[..]);
                assert!(reading.error.is_none(), "{order:?} {magic:x}");
                let frames = packets.map(|(data, wire_len)| (data.to_vec(), wire_len));
                let expected: Frames = (1..)
                    .zip(frames)
                    .map(|(n, (data, wire))| (n, data, wire))
                    .collect();
                assert_eq!(reading.frames, expected);
            }
        }
    }
}

#[test]
fn skips_and_counts_other_links() {
    let reading = read(&pcap(Big, 0xa1b2_c3d4, 127, &[(&[0; 20], 20), (&[0; 20], 20)])[..]);
    assert!(reading.frames.is_empty() && reading.error.is_none());
    assert_eq!(reading.skipped, [(LinkType(127), 2)]);
}

/// Of each link that is read: the bytes before the packet, and the Ethernet header that they become.
#[test]
fn makes_ethernet_frames_of_other_links() {
    type Case<'a> = (u32, Vec<u8>, &'a [u8], [u8; 6], u16);
    const NOBODY: [u8; 6] = [0; 6];
    const SENDER: [u8; 6] = [2, 0, 0, 0, 0, 1];
    // A packet to us, of a kind of interface, with an address and a protocol.
    let sll = |hardware: u16, address_len: u8, protocol: u16| {
        let head = [&[0, 0][..], &hardware.to_be_bytes(), &[0, address_len]];
        [
            &head.concat()[..],
            &SENDER,
            &[0; 2],
            &protocol.to_be_bytes(),
        ]
        .concat()
    };
    let sll2 = |hardware: u16, address_len: u8, protocol: u16| {
        let head = [&protocol.to_be_bytes()[..], &[0, 0, 0, 0, 0, 3]];
        let head = [
            &head.concat()[..],
            &hardware.to_be_bytes(),
            &[0, address_len],
        ];
        [&head.concat()[..], &SENDER, &[0; 2]].concat()
    };
    let v4: Vec<u8> = [&[0x45][..], &[7; 39]].concat();
    let v6: Vec<u8> = [&[0x60][..], &[7; 59]].concat();
    let cases: Vec<Case<'_>> = vec![
        (113, sll(1, 6, 0x0800), &v4, SENDER, 0x0800),
        (113, sll(512, 0, 0x86dd), &v6, NOBODY, 0x86dd),
        (113, sll(1, 6, 0x0004), &v4, SENDER, 0x0004),
        (276, sll2(1, 6, 0x8100), &v4, SENDER, 0x8100),
        (276, sll2(65534, 0, 0x0800), &v4, NOBODY, 0x0800),
        (101, vec![], &v4, NOBODY, 0x0800),
        (12, vec![], &v6, NOBODY, 0x86dd),
        (14, vec![], &[0x15, 1, 2], NOBODY, 0),
        (101, vec![], &[], NOBODY, 0),
        (228, vec![], &v6, NOBODY, 0x0800),
        (229, vec![], &v4, NOBODY, 0x86dd),
        (9, vec![0xff, 0x03, 0x00, 0x21], &v4, NOBODY, 0x0800),
        (9, vec![0x00, 0x57], &v6, NOBODY, 0x86dd),
        (9, vec![0x21], &v4, NOBODY, 0x0800),
        (9, vec![0xc0, 0x21], &v4, NOBODY, 0),
        (50, vec![0xff, 0x03, 0x02, 0x81], &v4, NOBODY, 0x8847),
        (50, vec![0x0f, 0x00, 0x08, 0x00], &v4, NOBODY, 0x0800),
        (
            51,
            vec![],
            &[0x11, 0x00, 0, 7, 0, 42, 0, 0x21],
            NOBODY,
            0x8864,
        ),
        (51, vec![], &[0x11, 0x09, 0, 0, 0, 0], NOBODY, 0x8863),
    ];
    for (link, pseudo_header, packet, src, ether_type) in cases {
        let captured = [&pseudo_header[..], packet].concat();
        let reading = read(
            &pcap(
                Little,
                0xa1b2_c3d4,
                link,
                &[(&captured, len(&captured) + 100)],
            )[..],
        );
        assert!(
            reading.error.is_none() && reading.skipped.is_empty(),
            "{link}"
        );
        let frame = [&NOBODY[..], &src, &ether_type.to_be_bytes(), packet].concat();
        let wire_len = len(&frame) + 100;
        assert_eq!(reading.frames, [(1, frame, wire_len)], "{link}");
        // Cut within what stands before the packet.
        for cut in 1..pseudo_header.len() {
            let reading = read(&pcap(Little, 0xa1b2_c3d4, link, &[(&captured[..cut], 200)])[..]);
            assert!(
                reading.error.is_none() && reading.skipped.is_empty(),
                "{link}"
            );
            assert!(
                reading.frames.iter().all(|(_, data, _)| data.len() <= 14),
                "{link}"
            );
        }
    }
    // What kind of frame follows says the kind of interface.
    let wireless = [&sll(803, 6, 0x0800)[..], &v4].concat();
    let reading = read(&pcap(Little, 0xa1b2_c3d4, 113, &[(&wireless, 60)])[..]);
    assert_eq!(reading.skipped, [(LinkType(127), 1)]);
}

#[test]
fn reads_sections_interfaces_and_all_packet_blocks() {
    let (file, frames, _) = pcapng();
    let reading = read(&file[..]);
    assert!(reading.error.is_none(), "{:?}", reading.error);
    assert_eq!(reading.frames, frames);
    assert_eq!(reading.skipped, [(LinkType(127), 2)]);
}

/// Gives a byte at a time.
struct Trickle<R>(R);

impl<R: Read> Read for Trickle<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let end = into.len().min(1);
        self.0.read(&mut into[..end])
    }
}

#[test]
fn small_reads_change_nothing() {
    let (file, frames, _) = pcapng();
    assert_eq!(read(Trickle(&file[..])).frames, frames);
}

#[test]
fn a_pcapng_cut_anywhere_gives_what_came_before() {
    let (file, frames, ends) = pcapng();
    for cut in 0..file.len() {
        let reading = read(&file[..cut]);
        assert!(frames.starts_with(&reading.frames), "cut at {cut}");
        if ends.contains(&cut) && cut > 0 {
            assert!(reading.error.is_none(), "cut at {cut}: {:?}", reading.error);
            continue;
        }
        let begin = *ends.iter().rfind(|end| **end <= cut).unwrap() as u64;
        match reading.error.unwrap() {
            CaptureError::NotACapture { .. } if cut < 4 => {}
            CaptureError::Truncated {
                part: Part::Block,
                offset,
                needed,
                found,
            } => {
                assert_eq!(offset, begin, "cut at {cut}");
                assert_eq!(offset + found, cut as u64);
                assert!(found < needed, "cut at {cut}");
            }
            other => panic!("cut at {cut}: {other}"),
        }
    }
}

#[test]
fn a_pcap_cut_anywhere_gives_what_came_before() {
    let file = pcap(Little, 0xa1b2_3c4d, 1, &[(&[1; 60], 60), (&[2; 20], 20)]);
    let ends = [24, 24 + 76, 24 + 76 + 36];
    for cut in 0..file.len() {
        let reading = read(&file[..cut]);
        let whole = ends[1..].iter().filter(|end| **end <= cut).count();
        assert_eq!(reading.frames.len(), whole, "cut at {cut}");
        match reading.error {
            None => assert!(ends.contains(&cut), "cut at {cut}"),
            Some(CaptureError::NotACapture { .. }) => assert!(cut < 4, "cut at {cut}"),
            Some(CaptureError::Truncated {
                part,
                offset,
                found,
                ..
            }) => {
                assert_eq!(offset + found, cut as u64);
                let header = part == Part::Header;
                assert_eq!(header, cut < 24);
                assert!(header || ends.contains(&usize::try_from(offset).unwrap()));
            }
            Some(other) => panic!("cut at {cut}: {other}"),
        }
    }
}

fn damage(file: &[u8]) -> (u64, Damage) {
    match read(file).error {
        Some(CaptureError::Damaged { offset, damage }) => (offset, damage),
        other => panic!("{other:?}"),
    }
}

#[test]
fn names_the_damage_of_a_pcap() {
    let mut file = pcap(Little, 0xa1b2_c3d4, 1, &[(&[1; 60], 60), (&[1; 60], 60)]);
    file[24 + 76 + 8..][..4].copy_from_slice(&[0xff; 4]);
    let damaged = Damage::PacketTooLong {
        len: u32::MAX,
        max: 1 << 20,
    };
    assert_eq!(damage(&file), (100, damaged));
    assert_eq!(read(&file[..]).frames.len(), 1);
}

#[test]
fn names_the_damage_of_a_pcapng() {
    let start = [section(Big), interface(Big, 1, 0)].concat();
    let packet = || enhanced(Big, 0, &[0; 8], 8);
    let other = || block(Big, 5, &[0; 8]);
    let patched = |mut block: Vec<u8>, at: usize, bytes: &[u8]| {
        block[at..at + bytes.len()].copy_from_slice(bytes);
        block
    };
    let (interface, known) = (1, 1);
    let (len, max) = (0xffff_fffc, 2 << 20);
    let damages = [
        (
            enhanced(Big, 1, &[0; 8], 8),
            Damage::Interface { interface, known },
        ),
        (
            patched(other(), 7, &[8]),
            Damage::BlockLength { len: 8, min: 12 },
        ),
        (
            patched(other(), 7, &[22]),
            Damage::BlockLength { len: 22, min: 12 },
        ),
        (
            patched(packet(), 7, &[28]),
            Damage::BlockLength { len: 28, min: 32 },
        ),
        (
            patched(other(), 19, &[21]),
            Damage::Trailer {
                first: 20,
                last: 21,
            },
        ),
        (
            patched(packet(), 51, &[0]),
            Damage::Trailer { first: 52, last: 0 },
        ),
        (
            patched(packet(), 22, &[1]),
            Damage::PacketOutsideBlock { len: 264, room: 20 },
        ),
        (
            patched(packet(), 4, &[255, 255, 255, 252]),
            Damage::BlockTooLong { len, max },
        ),
        (
            patched(section(Big), 8, &[0]),
            Damage::ByteOrder { magic: 0x4d3c_2b00 },
        ),
        (
            patched(section(Little), 12, &[2]),
            Damage::Version { major: 2 },
        ),
    ];
    for (block, expected) in damages {
        let found = damage(&[start.clone(), block].concat());
        assert_eq!(found, (start.len() as u64, expected));
    }
    // A section forgets the interfaces of the one before.
    let forgotten = [start.clone(), section(Little), enhanced(Little, 0, &[], 0)].concat();
    let (interface, known) = (0, 0);
    let behind = start.len() as u64 + 28;
    assert_eq!(
        damage(&forgotten),
        (behind, Damage::Interface { interface, known })
    );
}

#[test]
fn says_what_is_no_capture() {
    let begin = |file: &[u8]| match read(file).error {
        Some(CaptureError::NotACapture { begin }) => begin,
        other => panic!("{other:?}"),
    };
    assert_eq!(begin(b""), Begin::Nothing);
    assert_eq!(begin(&[0x1f, 0x8b, 8, 0]), Begin::Gzip);
    assert_eq!(begin(&[0x28, 0xb5, 0x2f, 0xfd]), Begin::Zstd);
    assert_eq!(begin(b"\xfd7zXZ"), Begin::Xz);
    assert_eq!(begin(b"\x04\x22\x4d\x18\x64"), Begin::Lz4);
    assert_eq!(begin(b"\x02\x21\x4c\x18\x64"), Begin::Lz4);
    assert_eq!(begin(b"BZh9"), Begin::Bzip2);
    assert_eq!(
        begin(b"hello").to_string(),
        "it begins with the bytes 68 65 6c 6c"
    );
}

#[test]
fn after_an_error_there_is_nothing() {
    let file = pcap(Little, 0xa1b2_c3d4, 1, &[(&[1; 60], 60)]);
    let mut capture = Capture::new(&file[..70]).unwrap();
    assert!(capture.next().is_err());
    assert!(capture.next().unwrap().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_anywhere_ends(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..8)) {
        let (mut file, _, _) = pcapng();
        let at = at.index(file.len());
        let end = (at + bytes.len()).min(file.len());
        file.splice(at..end, bytes);
        prop_assert!(read(&file[..]).frames.len() <= 20);
    }

    #[test]
    fn any_bytes_are_survived(
        magic in prop::sample::select(vec![0xa1b2_c3d4_u32, 0x4d3c_b2a1, 0x0a0d_0d0a, 0xd4c3_b2a1]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        read(&[&magic.to_be_bytes()[..], &bytes].concat()[..]);
    }
}
