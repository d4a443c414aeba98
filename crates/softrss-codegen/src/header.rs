//! The code that reads each header kind.

use bpf_asm::{R2, R3, R4, R5};
use softrss_core::{
    hash::mix,
    header::{Header, Reason},
    policy::Field,
};

use crate::{
    clamp,
    dispatch::{self, wire},
    emitter::{Emitter, Place},
    record::{CURSOR, DSCP, DST6, END_DST, END_SRC, FAMILY, NONE, SRC6, VLAN as VLAN_ID},
};

/// The shortest ESP in UDP: UDP header, SPI and sequence number.
const SHORTEST: u16 = 16;
const G_PDU: u8 = 255;
const EXTENSION_BIT: u8 = 0x04;
const OPTIONAL_BITS: u8 = 0x07;
const CHECKSUM: u8 = 0x80;
const ROUTING: u8 = 0x40;
const KEY: u8 = 0x20;
const SEQUENCE: u8 = 0x10;
const VNI_VALID: u8 = 0x08;
const NEXT_PROTOCOL: u8 = 0x04;

/// Emits the code that reads `header`.
pub(crate) fn emit(e: &mut Emitter<'_>, header: Header) {
    match header {
        Header::Ipv4 => ipv4(e),
        Header::Ipv6 => ipv6(e),
        Header::Vlan => vlan(e),
        Header::Pbb => pbb(e),
        Header::Pppoe => pppoe(e),
        Header::Mpls => mpls(e),
        Header::Ethernet => ethernet(e),
        Header::Llc => llc(e),
        Header::HopByHop | Header::Routing | Header::DestinationOptions => extension(e),
        Header::Fragment => fragment(e),
        Header::Ah => ah(e),
        Header::Esp => esp(e),
        Header::Tcp | Header::UdpLite | Header::Sctp | Header::Dccp => ports(e),
        Header::Udp => udp(e),
        Header::Icmp => icmp(e, &[3, 4, 5, 11, 12], Header::Ipv4),
        Header::Icmp6 => icmp(e, &[1, 2, 3, 4], Header::Ipv6),
        Header::Gre => gre(e),
        Header::Erspan2 => erspan2(e),
        Header::Erspan3 => erspan3(e),
        Header::Vxlan => vxlan(e),
        Header::Geneve => geneve(e),
        Header::Gtpu => gtpu(e),
        Header::GtpuExtension => gtpu_extension(e),
        Header::EspInUdp => esp_in_udp(e),
    }
}

fn ah(e: &mut Emitter<'_>) {
    e.enter(8);
    e.a.load::<u32>(R2, CURSOR + 4);
    e.keep_spi(R2);
    e.a.load::<u8>(R5, CURSOR + 0)
        .load::<u8>(R3, CURSOR + 1)
        .add(R3, 2)
        .lsh(R3, 2)
        .add(CURSOR, R3)
        .load::<u32>(R2, FAMILY);
    let quoted = e.quoted;
    e.jeq(R2, 6, Place::Protocol { v6: true, quoted });
    e.goto(Place::Protocol { v6: false, quoted });
}

fn esp(e: &mut Emitter<'_>) {
    e.enter(4);
    e.a.load::<u32>(R3, CURSOR + 0);
    e.keep_spi(R3);
    e.goto(Place::Done);
}

fn esp_in_udp(e: &mut Emitter<'_>) {
    e.enter(12);
    e.a.load::<u16>(R2, CURSOR + 4).be16(R2);
    e.jlt(R2, i32::from(SHORTEST), Place::Done);
    e.a.load::<u32>(R3, CURSOR + 8);
    e.jeq(R3, 0, Place::Done);
    e.keep_spi(R3);
    e.goto(Place::Done);
}

fn ethernet(e: &mut Emitter<'_>) {
    e.enter(14);
    e.a.load::<u16>(R5, CURSOR + 12).add(CURSOR, 14);
    e.then(Place::EtherType);
}

fn geneve(e: &mut Emitter<'_>) {
    e.enter(16);
    e.a.load::<u8>(R3, CURSOR + 8).mov(R2, R3).rsh(R2, 6);
    e.jne(R2, 0, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u16>(R5, CURSOR + 10)
        .and(R3, 0x3f)
        .lsh(R3, 2)
        .add(CURSOR, 16)
        .add(CURSOR, R3);
    e.then(Place::EtherType);
}

fn gre(e: &mut Emitter<'_>) {
    e.enter(4);
    e.a.load::<u8>(R2, CURSOR + 1).and(R2, 0x07);
    e.jne(R2, 0, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u8>(R2, CURSOR + 0)
        .mov(R3, R2)
        .and(R3, i32::from(ROUTING));
    e.jne(R3, 0, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u16>(R5, CURSOR + 2).add(CURSOR, 4);
    for bit in [CHECKSUM, KEY, SEQUENCE] {
        // Four bytes where the bit is set.
        let shift = i32::try_from(bit.trailing_zeros()).unwrap_or(0) - 2;
        e.a.mov(R3, R2).rsh(R3, shift).and(R3, 4).add(CURSOR, R3);
    }
    let (erspan, next) = (e.a.label("erspan"), e.header(Header::Ethernet));
    e.a.jeq(R5, wire(0x88be), &erspan);
    let erspan3 = e.header(Header::Erspan3);
    e.jeq(R5, wire(0x22eb), erspan3);
    e.goto(Place::EtherType);
    e.a.bind(erspan).and(R2, i32::from(SEQUENCE));
    e.jeq(R2, 0, next);
    e.skip_then(0, Header::Erspan2);
}

fn erspan2(e: &mut Emitter<'_>) {
    e.enter(8);
    e.a.load::<u8>(R2, CURSOR + 0).rsh(R2, 4);
    e.jne(R2, 1, Place::Stop(Reason::BadTunnelHeader));
    e.skip_then(8, Header::Ethernet);
}

fn erspan3(e: &mut Emitter<'_>) {
    e.enter(12);
    e.a.load::<u8>(R2, CURSOR + 0).rsh(R2, 4);
    e.jne(R2, 2, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u8>(R2, CURSOR + 10).and(R2, 0x7c);
    e.jne(R2, 0, Place::Stop(Reason::NotIp));
    e.a.load::<u8>(R2, CURSOR + 11)
        .and(R2, 1)
        .lsh(R2, 3)
        .add(CURSOR, R2);
    e.skip_then(12, Header::Ethernet);
}

fn gtpu(e: &mut Emitter<'_>) {
    e.enter(16);
    e.a.load::<u8>(R3, CURSOR + 8).mov(R2, R3).and(R2, 0xf0);
    e.jne(R2, 0x30, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u8>(R2, CURSOR + 9);
    e.jne(R2, i32::from(G_PDU), Place::Stop(Reason::NotIp));
    let plain = e.a.label("plain");
    e.a.mov(R2, R3)
        .and(R2, i32::from(OPTIONAL_BITS))
        .add(CURSOR, 16)
        .jeq(R2, 0, &plain)
        .and(R3, i32::from(EXTENSION_BIT))
        .add(CURSOR, 3);
    let extension = e.header(Header::GtpuExtension);
    e.jne(R3, 0, extension);
    e.a.add(CURSOR, 1).bind(plain);
    e.then(Place::GtpuPayload);
}

pub(crate) fn gtpu_payload(e: &mut Emitter<'_>) {
    let (v4, v6, ethernet) = (
        e.header(Header::Ipv4),
        e.header(Header::Ipv6),
        e.header(Header::Ethernet),
    );
    e.bounds(1);
    let not_v4 = e.a.label("not_v4");
    e.a.load::<u8>(R2, CURSOR + 0)
        .jlt(R2, 0x45, &not_v4)
        .jgt(R2, 0x4f, &not_v4);
    e.goto(v4);
    e.a.bind(not_v4).rsh(R2, 4);
    e.jeq(R2, 6, v6);
    e.bounds(14);
    e.a.load::<u16>(R5, CURSOR + 12);
    for ether_type in [0x0800, 0x86dd, 0x8100, 0x88a8] {
        e.jeq(R5, wire(ether_type), ethernet);
    }
    e.goto(Place::Stop(Reason::NotIp));
}

fn gtpu_extension(e: &mut Emitter<'_>) {
    e.enter(2);
    let payload = e.a.label("payload");
    e.a.load::<u8>(R3, CURSOR + 0)
        .jeq(R3, 0, &payload)
        .load::<u8>(R3, CURSOR + 1);
    e.jeq(R3, 0, Place::Stop(Reason::BadTunnelHeader));
    e.a.lsh(R3, 2).add(CURSOR, R3);
    e.skip_to(0, Header::GtpuExtension);
    e.a.bind(payload).add(CURSOR, 1);
    e.then(Place::GtpuPayload);
}

fn icmp(e: &mut Emitter<'_>, errors: &[i32], header: Header) {
    e.enter(8);
    e.a.load::<u8>(R2, CURSOR + 0).add(CURSOR, 8);
    let quoted = Place::Header {
        header,
        quoted: true,
    };
    for &error in errors {
        e.jeq(R2, error, quoted);
    }
    e.goto(Place::Done);
}

fn ipv4(e: &mut Emitter<'_>) {
    e.enter(20);
    e.a.load::<u8>(R3, CURSOR + 0);
    e.jlt(R3, 0x45, Place::Stop(Reason::BadIpHeader));
    e.jgt(R3, 0x4f, Place::Stop(Reason::BadIpHeader));
    if e.need.flow {
        ipv4_addresses(e);
    }
    if e.need.field(Field::Dscp) {
        e.a.load::<u8>(R4, CURSOR + 1)
            .rsh(R4, 2)
            .store::<u32>(DSCP, R4);
    }
    e.keep_no_ports();
    e.a.load::<u8>(R5, CURSOR + 9);
    e.keep_protocol(R5);
    e.a.load::<u16>(R4, CURSOR + 6)
        .and(R4, i32::from(0x3fff_u16.to_be()));
    e.jne(R4, 0, Place::Done);
    e.a.and(R3, 0x0f).lsh(R3, 2).add(CURSOR, R3);
    let quoted = e.quoted;
    e.then(Place::Protocol { v6: false, quoted });
}

/// Keeps both addresses and the family.
fn ipv4_addresses(e: &mut Emitter<'_>) {
    let (src, dst) = if e.quoted {
        (END_DST, END_SRC)
    } else {
        (END_SRC, END_DST)
    };
    // With a zero that the verifier does not know: a slot that it knows to hold 32 bits differs, to it,
    // from one that may hold 64, and every state would be there in both forms.
    e.untracked_zero(R5);
    for (at, end) in [(12, src), (16, dst)] {
        e.a.load::<u32>(R4, CURSOR + at)
            .add(R4, R5)
            .store::<u64>(end, R4);
    }
    e.a.store::<u32>(FAMILY, 4);
}

fn ipv6(e: &mut Emitter<'_>) {
    e.enter(40);
    e.a.load::<u8>(R2, CURSOR + 0).rsh(R2, 4);
    e.jne(R2, 6, Place::Stop(Reason::BadIpHeader));
    if e.need.field(Field::Dscp) {
        e.a.load::<u16>(R2, CURSOR + 0)
            .be16(R2)
            .rsh(R2, 6)
            .and(R2, 0x3f)
            .store::<u32>(DSCP, R2);
    }
    if e.need.flow {
        ipv6_addresses(e);
    }
    e.keep_no_ports();
    if e.need.flow {
        e.a.store::<u32>(FAMILY, 6);
    }
    e.a.load::<u8>(R5, CURSOR + 6).add(CURSOR, 40);
    let quoted = e.quoted;
    e.then(Place::Protocol { v6: true, quoted });
}

/// Keeps both addresses, as far as they are needed.
fn ipv6_addresses(e: &mut Emitter<'_>) {
    let ends = if e.quoted {
        [(8, DST6, END_DST), (24, SRC6, END_SRC)]
    } else {
        [(8, SRC6, END_SRC), (24, DST6, END_DST)]
    };
    if e.need.mix {
        e.a.ld_imm64(R4, mix::FOLD);
    }
    for (at, address, end) in ends {
        e.a.load::<u64>(R2, CURSOR + at)
            .load::<u64>(R3, CURSOR + (at + 8));
        if e.need.addresses6 {
            e.a.store::<u64>(address, R2)
                .store::<u64>(address.at(8), R3);
        }
        if e.need.mix {
            e.a.be64(R2).mul(R2, R4).add(R2, R3).store::<u64>(end, R2);
        }
    }
}

fn extension(e: &mut Emitter<'_>) {
    e.enter(8);
    e.a.load::<u8>(R5, CURSOR + 0)
        .load::<u8>(R3, CURSOR + 1)
        .add(R3, 1)
        .lsh(R3, 3)
        .add(CURSOR, R3);
    let quoted = e.quoted;
    e.goto(Place::Protocol { v6: true, quoted });
}

fn fragment(e: &mut Emitter<'_>) {
    e.enter(8);
    let whole = e.a.label("whole");
    e.a.load::<u8>(R5, CURSOR + 0)
        .load::<u16>(R3, CURSOR + 2)
        .and(R3, i32::from(0xfff9_u16.to_be()))
        .jeq(R3, 0, &whole);
    e.keep_protocol(R5);
    e.keep_no_ports();
    e.goto(Place::Done);
    e.a.bind(whole).add(CURSOR, 8);
    let quoted = e.quoted;
    e.goto(Place::Protocol { v6: true, quoted });
}

fn llc(e: &mut Emitter<'_>) {
    e.enter(3);
    let (snap, not_ip) = (e.a.label("snap"), Place::Stop(Reason::NotIp));
    e.a.load::<u8>(R3, CURSOR + 2);
    e.jne(R3, 0x03, not_ip);
    e.a.load::<u16>(R3, CURSOR + 0).jeq(R3, 0xaaaa, &snap);
    e.jne(R3, 0x0606, not_ip);
    e.skip_to(3, Header::Ipv4);
    e.a.bind(snap);
    e.bounds(8);
    let known = e.a.label("known");
    e.a.load::<u16>(R3, CURSOR + 3);
    e.jne(R3, 0, not_ip);
    e.a.load::<u8>(R3, CURSOR + 5).jeq(R3, 0, &known);
    e.jne(R3, 0xf8, not_ip);
    e.a.bind(known).load::<u16>(R5, CURSOR + 6).add(CURSOR, 8);
    e.then(Place::EtherType);
}

fn mpls(e: &mut Emitter<'_>) {
    e.enter(4);
    e.a.load::<u8>(R3, CURSOR + 2).and(R3, 1).add(CURSOR, 4);
    let mpls = e.header(Header::Mpls);
    e.jeq(R3, 0, mpls);
    e.bounds(1);
    e.a.load::<u8>(R2, CURSOR + 0).rsh(R2, 4);
    let (v4, v6) = (e.header(Header::Ipv4), e.header(Header::Ipv6));
    e.jeq(R2, 4, v4);
    e.jeq(R2, 6, v6);
    e.goto(Place::Stop(Reason::NotIp));
}

fn pbb(e: &mut Emitter<'_>) {
    e.enter(4);
    e.skip_then(4, Header::Ethernet);
}

fn pppoe(e: &mut Emitter<'_>) {
    e.enter(8);
    e.a.load::<u8>(R2, CURSOR + 1);
    e.jne(R2, 0, Place::Stop(Reason::NotIp));
    let (whole, v4, v6) = (e.a.label("whole"), e.a.label("v4"), e.a.label("v6"));
    e.a.load::<u8>(R2, CURSOR + 6)
        .add(CURSOR, 7)
        .jeq(R2, 0x00, &whole)
        .jeq(R2, 0x21, &v4)
        .jeq(R2, 0x57, &v6);
    e.goto(Place::Stop(Reason::NotIp));
    e.a.bind(whole)
        .load::<u8>(R2, CURSOR + 0)
        .add(CURSOR, 1)
        .jeq(R2, 0x57, &v6);
    e.jne(R2, 0x21, Place::Stop(Reason::NotIp));
    e.a.bind(v4);
    e.skip_to(0, Header::Ipv4);
    e.a.bind(v6);
    e.skip_then(0, Header::Ipv6);
}

fn ports(e: &mut Emitter<'_>) {
    // Only TCP is looked for to be clamped, of those that have this code.
    if let Some(mss) = e.clamp {
        return clamp::emit(e, mss);
    }
    e.enter(4);
    e.a.load::<u16>(R3, CURSOR + 0).load::<u16>(R4, CURSOR + 2);
    e.keep_ports(R3, R4);
    e.goto(Place::Done);
}

fn udp(e: &mut Emitter<'_>) {
    e.enter(4);
    e.a.load::<u16>(R3, CURSOR + 0).load::<u16>(R4, CURSOR + 2);
    e.keep_ports(R3, R4);
    dispatch::emit_udp_ports(e, R3, R4);
    e.goto(Place::Done);
}

fn vlan(e: &mut Emitter<'_>) {
    e.enter(4);
    if e.need.field(Field::Vlan) {
        keep_id(e);
    }
    e.a.load::<u16>(R5, CURSOR + 2).add(CURSOR, 4);
    e.then(Place::EtherType);
}

/// Keeps the identifier, unless it is inside a tunnel or there is one already.
fn keep_id(e: &mut Emitter<'_>) {
    let kept = e.a.label("kept");
    e.a.load::<u32>(R2, FAMILY)
        .jne(R2, 0, &kept)
        .load::<u32>(R2, VLAN_ID)
        .jne(R2, NONE, &kept)
        .load::<u16>(R2, CURSOR + 0)
        .be16(R2)
        .and(R2, 0x0fff)
        .store::<u32>(VLAN_ID, R2)
        .bind(kept);
}

fn vxlan(e: &mut Emitter<'_>) {
    e.enter(16);
    e.a.load::<u8>(R2, CURSOR + 8)
        .mov(R3, R2)
        .and(R3, i32::from(VNI_VALID));
    e.jeq(R3, 0, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u8>(R4, CURSOR + 11)
        .add(CURSOR, 16)
        .and(R2, i32::from(NEXT_PROTOCOL));
    let next = [Header::Ethernet, Header::Ipv4, Header::Ipv6].map(|header| e.header(header));
    e.jeq(R2, 0, next[0]);
    e.jeq(R4, 1, next[1]);
    e.jeq(R4, 2, next[2]);
    e.jeq(R4, 3, next[0]);
    e.goto(Place::Stop(Reason::NotIp));
}
