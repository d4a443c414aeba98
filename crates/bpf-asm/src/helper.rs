//! Helper functions of the kernel.

use aya_obj::generated::bpf_func_id;

/// A helper function, by its number in `enum bpf_func_id`.
///
/// The constants name the helpers that packet and tracing programs use; [`Helper::new`] takes any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Helper {
    id: u32,
    name: &'static str,
}

impl Helper {
    /// Any helper: its number and its name, for listings.
    #[must_use]
    pub const fn new(id: u32, name: &'static str) -> Self {
        Self { id, name }
    }

    /// Its number.
    #[must_use]
    pub const fn id(self) -> u32 {
        self.id
    }

    /// Its name, as in the kernel's documentation.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The helper with this number, if it is one of the constants.
    #[must_use]
    pub fn by_id(id: u32) -> Option<Self> {
        Self::ALL.iter().copied().find(|helper| helper.id == id)
    }
}

macro_rules! helpers { ($($name:ident $func:ident $text:literal $kernel:literal $proto:literal;)*) => {
    impl Helper {
        $(
            #[doc = concat!("`", $proto, "`, Linux ", $kernel, ".")]
            #[doc(alias = $text)]
            pub const $name: Self = Self::new(bpf_func_id::$func as u32, $text);
        )*
        /// All helpers that have a constant.
        pub const ALL: &[Self] = &[$(Self::$name),*];
    }
} }
helpers! {
    MAP_LOOKUP_ELEM BPF_FUNC_map_lookup_elem "bpf_map_lookup_elem" "3.19" "void *bpf_map_lookup_elem(struct bpf_map *map, const void *key)";
    MAP_UPDATE_ELEM BPF_FUNC_map_update_elem "bpf_map_update_elem" "3.19" "long bpf_map_update_elem(struct bpf_map *map, const void *key, const void *value, u64 flags)";
    MAP_DELETE_ELEM BPF_FUNC_map_delete_elem "bpf_map_delete_elem" "3.19" "long bpf_map_delete_elem(struct bpf_map *map, const void *key)";
    KTIME_GET_NS BPF_FUNC_ktime_get_ns "bpf_ktime_get_ns" "4.1" "u64 bpf_ktime_get_ns(void)";
    GET_PRANDOM_U32 BPF_FUNC_get_prandom_u32 "bpf_get_prandom_u32" "4.1" "u32 bpf_get_prandom_u32(void)";
    GET_SMP_PROCESSOR_ID BPF_FUNC_get_smp_processor_id "bpf_get_smp_processor_id" "4.1" "u32 bpf_get_smp_processor_id(void)";
    GET_CURRENT_TASK BPF_FUNC_get_current_task "bpf_get_current_task" "4.8" "u64 bpf_get_current_task(void)";
    GET_CURRENT_COMM BPF_FUNC_get_current_comm "bpf_get_current_comm" "4.2" "long bpf_get_current_comm(void *buf, u32 size_of_buf)";
    GET_NUMA_NODE_ID BPF_FUNC_get_numa_node_id "bpf_get_numa_node_id" "4.10" "long bpf_get_numa_node_id(void)";
    TAIL_CALL BPF_FUNC_tail_call "bpf_tail_call" "4.2" "long bpf_tail_call(void *ctx, struct bpf_map *prog_array_map, u32 index)";
    REDIRECT BPF_FUNC_redirect "bpf_redirect" "4.4" "long bpf_redirect(u32 ifindex, u64 flags)";
    REDIRECT_MAP BPF_FUNC_redirect_map "bpf_redirect_map" "4.14" "long bpf_redirect_map(struct bpf_map *map, u64 key, u64 flags)";
    PERF_EVENT_OUTPUT BPF_FUNC_perf_event_output "bpf_perf_event_output" "4.4" "long bpf_perf_event_output(void *ctx, struct bpf_map *map, u64 flags, void *data, u64 size)";
    GET_HASH_RECALC BPF_FUNC_get_hash_recalc "bpf_get_hash_recalc" "4.8" "u32 bpf_get_hash_recalc(struct sk_buff *skb)";
    CSUM_DIFF BPF_FUNC_csum_diff "bpf_csum_diff" "4.6" "s64 bpf_csum_diff(__be32 *from, u32 from_size, __be32 *to, u32 to_size, __wsum seed)";
    XDP_ADJUST_HEAD BPF_FUNC_xdp_adjust_head "bpf_xdp_adjust_head" "4.10" "long bpf_xdp_adjust_head(struct xdp_buff *xdp_md, int delta)";
    XDP_ADJUST_META BPF_FUNC_xdp_adjust_meta "bpf_xdp_adjust_meta" "4.15" "long bpf_xdp_adjust_meta(struct xdp_buff *xdp_md, int delta)";
    XDP_ADJUST_TAIL BPF_FUNC_xdp_adjust_tail "bpf_xdp_adjust_tail" "4.18" "long bpf_xdp_adjust_tail(struct xdp_buff *xdp_md, int delta)";
    FIB_LOOKUP BPF_FUNC_fib_lookup "bpf_fib_lookup" "4.18" "long bpf_fib_lookup(void *ctx, struct bpf_fib_lookup *params, int plen, u32 flags)";
    PROBE_READ_KERNEL BPF_FUNC_probe_read_kernel "bpf_probe_read_kernel" "5.5" "long bpf_probe_read_kernel(void *dst, u32 size, const void *unsafe_ptr)";
    RINGBUF_OUTPUT BPF_FUNC_ringbuf_output "bpf_ringbuf_output" "5.8" "long bpf_ringbuf_output(void *ringbuf, void *data, u64 size, u64 flags)";
    MAP_LOOKUP_PERCPU_ELEM BPF_FUNC_map_lookup_percpu_elem "bpf_map_lookup_percpu_elem" "5.19" "void *bpf_map_lookup_percpu_elem(struct bpf_map *map, const void *key, u32 cpu)";
    XDP_GET_BUFF_LEN BPF_FUNC_xdp_get_buff_len "bpf_xdp_get_buff_len" "5.18" "u64 bpf_xdp_get_buff_len(struct xdp_buff *xdp_md)";
    XDP_LOAD_BYTES BPF_FUNC_xdp_load_bytes "bpf_xdp_load_bytes" "5.18" "long bpf_xdp_load_bytes(struct xdp_buff *xdp_md, u32 offset, void *buf, u32 len)";
    XDP_STORE_BYTES BPF_FUNC_xdp_store_bytes "bpf_xdp_store_bytes" "5.18" "long bpf_xdp_store_bytes(struct xdp_buff *xdp_md, u32 offset, void *buf, u32 len)";
}
