//! Code that keeps the differentiated services code point of an IP header.

use bpf_asm::{R2, R4};
use softrss_core::header::kinds::{ipv4, ipv6};

use crate::{
    emitter::{Emitter, Family},
    record::{Slot, at},
};

/// Keeps the differentiated services code point of the IP header at the cursor in `slot`. Uses `r4` in IPv4, `r2` in IPv6.
pub(crate) fn keep(e: &mut Emitter<'_>, family: Family, slot: Slot) {
    match family {
        Family::V4 => {
            e.a.load::<u8>(R4, at(ipv4::DSCP))
                .rsh(R4, 2)
                .store::<u32>(slot, R4);
        }
        Family::V6 => {
            e.a.load::<u16>(R2, at(ipv6::DSCP.at))
                .be16(R2)
                .rsh(R2, ipv6::DSCP.mask.trailing_zeros().cast_signed())
                .and(R2, 0x3f)
                .store::<u32>(slot, R2);
        }
    }
}
