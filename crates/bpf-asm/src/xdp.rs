//! What an XDP program sees and returns.

/// Offsets of the fields of `struct xdp_md`, the context in `r1`, in bytes. All are read as `u32`.
///
/// # Source
/// include/uapi/linux/bpf.h
pub mod xdp_md {
    /// First byte of the packet.
    pub const DATA: i16 = 0;
    /// First byte behind the packet.
    pub const DATA_END: i16 = 4;
    /// First byte of the metadata, Linux 4.15.
    pub const DATA_META: i16 = 8;
    /// Index of the interface that received the packet, Linux 4.16.
    pub const INGRESS_IFINDEX: i16 = 12;
    /// Receive queue of that interface, Linux 4.16.
    pub const RX_QUEUE_INDEX: i16 = 16;
}

/// Drop, and report to the `xdp_exception` tracepoint.
pub const XDP_ABORTED: i32 = 0;
/// Drop.
pub const XDP_DROP: i32 = 1;
/// Hand on to the kernel's stack.
pub const XDP_PASS: i32 = 2;
/// Send back out of the interface that received the packet.
pub const XDP_TX: i32 = 3;
/// Go where `bpf_redirect` or `bpf_redirect_map` said.
pub const XDP_REDIRECT: i32 = 4;
