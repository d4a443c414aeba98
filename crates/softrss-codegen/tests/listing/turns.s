; softrss, xdp
<done>:
       0:	call 0x8	# bpf_get_smp_processor_id
       1:	r0 &= 0x1fff
       2:	r0 <<= 0x6
       3:	r2 = 0x0 ll <turns>
       5:	r2 += r0
       6:	w1 = *(u32 *)(r2 + 0x0)
       7:	r3 = r1
       8:	r3 += 0x1
       9:	*(u32 *)(r2 + 0x0) = w3
      10:	r1 &= 0x3ff
      11:	r1 <<= 0x2
      12:	r2 = 0x0 ll <tables>
      14:	r2 += r1
      15:	w6 = *(u32 *)(r2 + 0x0)
      16:	goto +0x0 <steer>
<steer>:
      17:	r2 = r6
      18:	r3 = 0x2
      19:	r1 = 0x0 ll <cpus>
      21:	call 0x33	# bpf_redirect_map
      22:	exit

