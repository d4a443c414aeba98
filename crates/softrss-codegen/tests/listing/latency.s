; softrss, xdp
       0:	*(u64 *)(r10 - 0xe0) = r1
       1:	w2 = *(u32 *)(r1 + 0x10)
       2:	*(u32 *)(r10 - 0x4c) = w2
<done>:
       3:	w1 = *(u32 *)(r10 - 0x4c)
       4:	r1 &= 0x3ff
       5:	r1 <<= 0x2
       6:	r2 = 0x0 ll <tables>
       8:	r2 += r1
       9:	w6 = *(u32 *)(r2 + 0x0)
      10:	goto +0x0 <steer>
<steer>:
      11:	r7 = 0x0
      12:	r1 = *(u64 *)(r10 - 0xe0)
      13:	r2 = -0x8
      14:	call 0x36	# bpf_xdp_adjust_meta
      15:	if r0 != 0x0 goto +0x9 <unstamped>
      16:	call 0x5	# bpf_ktime_get_ns
      17:	r1 = *(u64 *)(r10 - 0xe0)
      18:	w2 = *(u32 *)(r1 + 0x8)
      19:	w3 = *(u32 *)(r1 + 0x0)
      20:	r4 = r2
      21:	r4 += 0x8
      22:	if r4 > r3 goto +0x2 <unstamped>
      23:	*(u64 *)(r2 + 0x0) = r0
      24:	r7 = 0x1
<unstamped>:
      25:	r2 = r6
      26:	r3 = 0x2
      27:	r1 = 0x0 ll <cpus>
      29:	call 0x33	# bpf_redirect_map
      30:	r6 = r0
      31:	if r6 == 0x4 goto +0x4 <redirected>
      32:	if r7 == 0x0 goto +0x3 <never_stamped>
      33:	r1 = *(u64 *)(r10 - 0xe0)
      34:	r2 = 0x8
      35:	call 0x36	# bpf_xdp_adjust_meta
<redirected>:
<never_stamped>:
      36:	r0 = r6
      37:	exit

; softrss_entry, xdp/cpumap
       0:	r9 = r1
       1:	r6 = 0x0
       2:	w2 = *(u32 *)(r9 + 0x8)
       3:	w3 = *(u32 *)(r9 + 0x0)
       4:	if r2 != r3 goto +0x5 <stamp>
       5:	r1 = r9
       6:	r2 = -0x8
       7:	call 0x36	# bpf_xdp_adjust_meta
       8:	if r0 != 0x0 goto +0x45 <measured>
       9:	r6 = 0x1
<stamp>:
      10:	w2 = *(u32 *)(r9 + 0x8)
      11:	w3 = *(u32 *)(r9 + 0x0)
      12:	r4 = r2
      13:	r4 += 0x8
      14:	if r4 > r3 goto +0x3f <measured>
      15:	r7 = *(u64 *)(r2 + 0x0)
      16:	call 0x5	# bpf_ktime_get_ns
      17:	r0 -= r7
      18:	r7 = r0
      19:	r1 = r7
      20:	r2 = 0x100000 ll
      22:	r1 += r2
      23:	r2 = 0xdf8575800 ll
      25:	if r1 > r2 goto +0x30 <no_stamp>
      26:	if r7 s>= 0x0 goto +0x1 <forwards>
      27:	r7 = 0x0
<forwards>:
      28:	r8 = 0x0
      29:	r1 = r7
      30:	r1 >>= 0x20
      31:	if r1 == 0x0 goto +0x2 <shorter>
      32:	r7 = r1
      33:	r8 += 0x20
<shorter>:
      34:	r1 = r7
      35:	r1 >>= 0x10
      36:	if r1 == 0x0 goto +0x2 <shorter>
      37:	r7 = r1
      38:	r8 += 0x10
<shorter>:
      39:	r1 = r7
      40:	r1 >>= 0x8
      41:	if r1 == 0x0 goto +0x2 <shorter>
      42:	r7 = r1
      43:	r8 += 0x8
<shorter>:
      44:	r1 = r7
      45:	r1 >>= 0x4
      46:	if r1 == 0x0 goto +0x2 <shorter>
      47:	r7 = r1
      48:	r8 += 0x4
<shorter>:
      49:	r1 = r7
      50:	r1 >>= 0x2
      51:	if r1 == 0x0 goto +0x2 <shorter>
      52:	r7 = r1
      53:	r8 += 0x2
<shorter>:
      54:	r1 = r7
      55:	r1 >>= 0x1
      56:	if r1 == 0x0 goto +0x2 <shorter>
      57:	r7 = r1
      58:	r8 += 0x1
<shorter>:
      59:	if r7 == 0x0 goto +0x1 <zero>
      60:	r8 += 0x1
<zero>:
      61:	*(u32 *)(r10 - 0xa0) = 0x0
      62:	r2 = r10
      63:	r2 += -0xa0
      64:	r1 = 0x0 ll <latency>
      66:	call 0x1	# bpf_map_lookup_elem
      67:	if r0 == 0x0 goto +0x7 <strip>
      68:	r8 <<= 0x3
      69:	r0 += r8
      70:	r1 = *(u64 *)(r0 + 0x0)
      71:	r1 += 0x1
      72:	*(u64 *)(r0 + 0x0) = r1
      73:	goto +0x1 <strip>
<no_stamp>:
      74:	if r6 == 0x0 goto +0x3 <measured>
<strip>:
      75:	r1 = r9
      76:	r2 = 0x8
      77:	call 0x36	# bpf_xdp_adjust_meta
<measured>:
      78:	w0 = 0x2
      79:	exit

