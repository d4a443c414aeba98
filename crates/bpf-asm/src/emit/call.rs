//! Calls of helpers and kernel functions, and `exit`.

use std::panic::Location;

use crate::{
    Asm, Mem, R1, R2, R3, R5, Reg,
    helper::Helper,
    insn::{AluOp, Callee, Insn, Operand, Width},
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
        self.two_args((R2, key), (R3, flags))
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
        self.address(R2, key.into())
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
        self.two_args((R2, size), (R3, src))
            .address(R1, dst.into())
            .call(Helper::PROBE_READ_KERNEL)
    }

    /// Moves two arguments into their registers, in an order in which neither overwrites the other.
    #[track_caller]
    fn two_args(
        &mut self,
        (to, first): (Reg, impl Arg),
        (then_to, second): (Reg, impl Arg),
    ) -> &mut Self {
        let first_reads_second = first.arg().1 == Operand::Reg(then_to.into());
        match second.arg().1 == Operand::Reg(to.into()) {
            true if first_reads_second => {
                // They change places by way of r5, which the call clobbers anyway.
                self.move_arg(R5, second)
                    .move_arg(to, first)
                    .move_arg(then_to, R5)
            }
            true => self.move_arg(then_to, second).move_arg(to, first),
            false => self.move_arg(to, first).move_arg(then_to, second),
        }
    }

    #[track_caller]
    fn move_arg(&mut self, dst: Reg, value: impl Arg) -> &mut Self {
        let (width, src) = value.arg();
        if src == Operand::Reg(dst.into()) && width == Width::W64 {
            return self;
        }
        let insn = Insn::Alu {
            width,
            op: AluOp::Mov,
            dst: dst.into(),
            src,
        };
        self.push(insn, None, Location::caller())
    }

    /// `dst = &mem`
    #[track_caller]
    fn address(&mut self, dst: Reg, mem: Mem) -> &mut Self {
        let mov = Insn::Alu {
            width: Width::W64,
            op: AluOp::Mov,
            dst: dst.into(),
            src: Operand::Reg(mem.base),
        };
        self.push(mov, None, Location::caller());
        if mem.off != 0 {
            self.add(dst, i32::from(mem.off));
        }
        self
    }
}

/// Calls without arguments, or whose arguments the caller places.
impl Asm<'_> {
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
        self.two_args((R1, ifindex), (R2, flags))
            .call(Helper::REDIRECT)
    }
}
