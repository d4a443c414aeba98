//! Tables of every kind of keys: real packets find their entries, and entries change under them.

use std::{
    error::Error,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::Duration,
};

use softrss::{
    Counter, Reading,
    deployment::{Applied, Changes, Intent},
};
use softrss_core::{CpuId, policy::KeyKind};
use softrss_testbed::{FrameSocket, harness::Outcome, packet::eth};

use crate::site::{Site, boxed, policy_of, sendable, with_site};

/// A table of each kind, which the frames of [`frames`] have one entry each of; those are for this CPU.
fn on_cpu(cpu: u32, mac: &str) -> Result<Intent, Box<dyn Error>> {
    let policy = "[[table]]\nfile = \"pairs\"\n[[table]]\nfile = \"vlans\"\n\
                  [[table]]\nfile = \"prefixes\"\nside = \"either\"\n\
                  [[table]]\nfile = \"macs\"\nside = \"either\"\n";
    policy_of(policy, |file| match file {
        "pairs" => format!("vlan,inner_vlan,cpu\n100,7,{cpu}\n200,7,0\n"),
        "vlans" => format!("vlan,cpu\n300,{cpu}\n7,0\n"),
        "prefixes" => format!("prefix,cpu\n192.0.2.7,{cpu}\n2001:db8::/32,0\n"),
        _ => format!("mac,cpu\n{mac},{cpu}\n02:00:00:00:ff:ff,0\n"),
    })
}

/// Frames with an entry in the tables of pairs, VLANs, prefixes (of the source and of the destination) and MAC addresses.
fn frames(site: &Site<'_>) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let (source, sink) = (site.bed.source(), site.bed.sink());
    let ethernet = || eth(sink.mac(), source.mac());
    let (near, far) = ([192, 0, 2, 7].into(), [198, 51, 100, 1].into());
    let frames = [
        ethernet().service_vlan(100).vlan(7).ipv4(far, far),
        ethernet().vlan(300).ipv4(far, far),
        ethernet().ipv4(near, far),
        ethernet().vlan(301).ipv4(far, near),
        ethernet().ipv4(far, far),
    ];
    let frames = frames.map(|packet| packet.udp(7000, 7000).payload(b"softrss").build());
    Ok(frames.into_iter().collect::<Result<_, _>>()?)
}

pub(crate) fn entries_of_every_kind_change_in_place() -> Outcome {
    with_site(|site| {
        let mac = site.bed.source().mac().to_string();
        let intents = [on_cpu(0, &mac)?, on_cpu(1, &mac)?];
        site.attach(&intents[0])?;
        let program = site.open()??.program_id();
        let frames = frames(site)?;
        let frames: Vec<&[u8]> = frames.iter().map(Vec::as_slice).collect();
        let socket = FrameSocket::open(site.bed.source())?;
        let mut sent = [0; 2];
        for round in 0..4 {
            let cpu = round % 2;
            let attachment = site.attach(&intents[cpu])?;
            if round > 0 {
                let changes = Changes {
                    entries: [1; KeyKind::ALL.len()],
                    ..Changes::default()
                };
                assert_eq!(attachment.applied, Applied::Adjusted(changes));
                let changes = attachment.tables.iter().map(|table| table.entries);
                assert!(
                    changes
                        .clone()
                        .all(|change| change.moved == 1 && change.after == 2)
                );
                assert_eq!(changes.count(), KeyKind::ALL.len());
            }
            assert_eq!(socket.send(&frames)?, frames.len());
            sent[cpu] += frames.len() as u64;
            counted(site, &sent)?;
        }
        assert_eq!(site.open()??.program_id(), program);
        site.detach()?;
        Ok(())
    })
}

/// Waits until as many packets as were sent were processed on each CPU, all of them by entries of tables.
fn counted(site: &Site<'_>, sent: &[u64; 2]) -> Outcome {
    const ATTEMPTS: usize = 2000;
    let mut found = [0; 2];
    for _ in 0..ATTEMPTS {
        let reading = site.open()??.read()?;
        found = [0u8, 1].map(|cpu| {
            let reading = reading.cpus.get(&CpuId::from(cpu));
            reading.map_or(0, softrss::CpuReading::processed)
        });
        if found == *sent && reading.total(Counter::Table) == Some(sent.iter().sum()) {
            assert_eq!(
                (reading.total(Counter::Bucket), reading.lost()),
                (Some(0), 0)
            );
            assert_eq!(by_table(&reading), each_frame(sent.iter().sum()));
            return Ok(());
        }
        thread::sleep(Duration::from_millis(5));
    }
    Err(format!("{found:?} of {sent:?} packets came").into())
}

/// Packets by the table that decided.
fn by_table(reading: &Reading) -> Vec<(&str, u64)> {
    let tables = reading.tables.iter();
    tables
        .map(|(name, packets)| (&name[..], *packets))
        .collect()
}

/// What the tables decide where each of [`frames`] is sent as often as the others, `sent` of them in all.
fn each_frame(sent: u64) -> Vec<(&'static str, u64)> {
    let each = sent / 5;
    vec![
        ("table-1", each),
        ("table-2", each),
        ("table-3", 2 * each),
        ("table-4", each),
    ]
}

/// At no moment does a packet find no entry.
pub(crate) fn entries_change_under_traffic() -> Outcome {
    const CHANGES: usize = 40;
    with_site(|site| {
        let mac = site.bed.source().mac().to_string();
        let intents = [on_cpu(0, &mac)?, on_cpu(1, &mac)?];
        site.attach(&intents[0])?;
        site.bed.sink().keep_ring()?;
        let frames = frames(site)?;
        let stop = AtomicBool::new(false);
        let sent = thread::scope(|scope| {
            let sender = scope.spawn(|| send_until(site, &frames, &stop).map_err(sendable));
            let changed = (1..=CHANGES).try_for_each(|number| {
                let applied = site.attach(&intents[number % 2])?.applied;
                thread::sleep(Duration::from_millis(5));
                match applied {
                    Applied::Adjusted(_) => Ok(()),
                    other => Err(Box::<dyn Error>::from(format!("{other:?}"))),
                }
            });
            stop.store(true, Relaxed);
            let sent = sender.join().map_err(|_panic| "the sender panicked")?;
            let sent = sent.map_err(boxed)?;
            changed.map(|()| sent)
        })?;
        let reading = site.open()??.read()?;
        assert!(sent > 0);
        assert_eq!(reading.total(Counter::Table), Some(sent), "of {sent}");
        assert_eq!(reading.tables.len(), KeyKind::ALL.len());
        assert_eq!(
            (reading.total(Counter::Bucket), reading.lost()),
            (Some(0), 0)
        );
        site.detach()?;
        Ok(())
    })
}

/// Sends as much as the queues hold. How many frames.
fn send_until(
    site: &Site<'_>,
    frames: &[Vec<u8>],
    stop: &AtomicBool,
) -> Result<u64, Box<dyn Error>> {
    let socket = FrameSocket::open(site.bed.source())?;
    let frames: Vec<&[u8]> = frames.iter().map(Vec::as_slice).collect();
    let mut sent = 0;
    while !stop.load(Relaxed) {
        sent += socket.send(&frames)? as u64;
        thread::sleep(Duration::from_micros(200));
    }
    Ok(sent)
}
