//! Calls of helpers and kernel functions, and `exit`.

use std::panic::Location;

use crate::{
    Asm, Mem, R1, R2, R3, Reg,
    emit::argument::Move,
    helper::Helper,
    insn::{Callee, Insn},
    map::{AsMap, RedirectMap},
    operand::Arg,
};

impl<'m> Asm<'m> {
    /// Calls `helper` with what `r1` to `r5` hold; the result is in `r0`, `r1` to `r5` are lost.
    #[track_caller]
    pub fn call(&mut self, helper: Helper) -> &mut Self {
        self.push(
            Insn::Call(Callee::Helper(helper.id())),
            None,
            Location::caller(),
        )
        .note(helper.name())
    }

    /// Calls the function of the running kernel whose BTF id is `btf_id`. Linux 5.13.
    #[track_caller]
    #[doc(alias = "BPF_PSEUDO_KFUNC_CALL")]
    pub fn call_kfunc(&mut self, btf_id: i32) -> &mut Self {
        self.push(
            Insn::Call(Callee::Kfunc { btf_id, fd_idx: 0 }),
            None,
            Location::caller(),
        )
    }

    /// Returns `r0`.
    #[track_caller]
    pub fn exit(&mut self) -> &mut Self {
        self.push(Insn::Exit, None, Location::caller())
    }

    /// `r0 = bpf_redirect_map(map, key, flags)`: `XDP_REDIRECT`, or the fallback.
    ///
    /// Works alike for a CPUMAP (`key` is a CPU number) and a DEVMAP (`key` is a slot). The low two bits
    /// of `flags` are the XDP action that is returned when there is nothing at `key`; any other bit
    /// makes the kernel return `XDP_ABORTED` (but for the broadcast flags of a DEVMAP). A full queue is
    /// not a miss: that packet is lost later, when the queue is flushed.
    ///
    /// ```c
    /// long bpf_redirect_map(struct bpf_map *map, u64 key, u64 flags)
    /// ```
    ///
    /// # Kernel
    /// 4.14; CPUMAP 4.15; fallback action 5.3.
    #[track_caller]
    #[doc(alias = "bpf_redirect_map")]
    pub fn redirect_map(
        &mut self,
        map: &'m impl RedirectMap,
        key: impl Arg,
        flags: impl Arg,
    ) -> &mut Self {
        self.arguments(vec![(R2, key).into(), (R3, flags).into()])
            .ld_map(R1, map)
            .call(Helper::REDIRECT_MAP)
    }

    /// `r0 = bpf_map_lookup_elem(map, key)`: address of the value, or 0. `key` is where the key lies.
    ///
    /// ```c
    /// void *bpf_map_lookup_elem(struct bpf_map *map, const void *key)
    /// ```
    #[track_caller]
    #[doc(alias = "bpf_map_lookup_elem")]
    pub fn map_lookup_elem(
        &mut self,
        map: &'m (impl AsMap + ?Sized),
        key: impl Into<Mem>,
    ) -> &mut Self {
        self.arguments(vec![Move::address(R2, key.into())])
            .ld_map(R1, map)
            .call(Helper::MAP_LOOKUP_ELEM)
    }

    /// `r0 = bpf_probe_read_kernel(dst, size, src)`: copies kernel memory; 0 or a negative error.
    ///
    /// ```c
    /// long bpf_probe_read_kernel(void *dst, u32 size, const void *unsafe_ptr)
    /// ```
    ///
    /// # Kernel
    /// 5.5
    #[track_caller]
    #[doc(alias = "bpf_probe_read_kernel")]
    pub fn probe_read_kernel(&mut self, dst: impl Into<Mem>, size: u32, src: Reg) -> &mut Self {
        self.arguments(vec![
            (R2, size).into(),
            (R3, src).into(),
            Move::address(R1, dst.into()),
        ])
        .call(Helper::PROBE_READ_KERNEL)
    }
}

/// Calls without arguments, or whose arguments the caller places.
impl Asm<'_> {
    /// `r0 = bpf_get_current_comm(dst, size)`: stores the name of the task that runs, with a NUL; 0 or a negative error.
    ///
    /// ```c
    /// long bpf_get_current_comm(void *buf, u32 size_of_buf)
    /// ```
    ///
    /// # Kernel
    /// 4.2; in tracing programs.
    #[track_caller]
    #[doc(alias = "bpf_get_current_comm")]
    pub fn get_current_comm(&mut self, dst: impl Into<Mem>, size: u32) -> &mut Self {
        self.arguments(vec![
            Move::address(R1, dst.into()),
            (R2, size.cast_signed()).into(),
        ])
        .call(Helper::GET_CURRENT_COMM)
    }

    /// `r0 = bpf_get_smp_processor_id()`: the CPU that runs the program.
    ///
    /// ```c
    /// u32 bpf_get_smp_processor_id(void)
    /// ```
    #[track_caller]
    #[doc(alias = "bpf_get_smp_processor_id")]
    pub fn get_smp_processor_id(&mut self) -> &mut Self {
        self.call(Helper::GET_SMP_PROCESSOR_ID)
    }

    /// `r0 = bpf_ktime_get_ns()`: nanoseconds since boot, without time in suspend.
    ///
    /// ```c
    /// u64 bpf_ktime_get_ns(void)
    /// ```
    #[track_caller]
    #[doc(alias = "bpf_ktime_get_ns")]
    pub fn ktime_get_ns(&mut self) -> &mut Self {
        self.call(Helper::KTIME_GET_NS)
    }

    /// `r0 = bpf_get_prandom_u32()`
    ///
    /// ```c
    /// u32 bpf_get_prandom_u32(void)
    /// ```
    #[track_caller]
    #[doc(alias = "bpf_get_prandom_u32")]
    pub fn get_prandom_u32(&mut self) -> &mut Self {
        self.call(Helper::GET_PRANDOM_U32)
    }

    /// `r0 = bpf_redirect(ifindex, flags)`
    ///
    /// ```c
    /// long bpf_redirect(u32 ifindex, u64 flags)
    /// ```
    #[track_caller]
    #[doc(alias = "bpf_redirect")]
    pub fn redirect(&mut self, ifindex: impl Arg, flags: impl Arg) -> &mut Self {
        self.arguments(vec![(R1, ifindex).into(), (R2, flags).into()])
            .call(Helper::REDIRECT)
    }
}
