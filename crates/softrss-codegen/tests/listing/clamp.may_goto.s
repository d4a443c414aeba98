; softrss, xdp
       0:	w2 = *(u32 *)(r1 + 0x10)
       1:	*(u32 *)(r10 - 0x4c) = w2
<done>:
       2:	w1 = *(u32 *)(r10 - 0x4c)
       3:	r1 &= 0x3ff
       4:	r1 <<= 0x2
       5:	r2 = 0x0 ll <tables>
       7:	r2 += r1
       8:	w6 = *(u32 *)(r2 + 0x0)
       9:	goto +0x0 <steer>
<steer>:
      10:	r2 = r6
      11:	r3 = 0x2
      12:	r1 = 0x0 ll <cpus>
      14:	call 0x33	# bpf_redirect_map
      15:	exit

; softrss_entry, xdp/cpumap
       0:	w8 = *(u32 *)(r1 + 0x0)
       1:	w7 = *(u32 *)(r1 + 0x4)
       2:	r2 = r8
       3:	r2 += 0x36
       4:	if r2 > r7 goto +0x17 <other>
       5:	w3 = *(u16 *)(r8 + 0xc)
       6:	if r3 != 0x8 goto +0x8 <not_v4>
       7:	w2 = *(u8 *)(r8 + 0xe)
       8:	if r2 != 0x45 goto +0x13 <other>
       9:	w2 = *(u8 *)(r8 + 0x17)
      10:	if r2 != 0x6 goto +0x11a <done>
      11:	w2 = *(u8 *)(r8 + 0x2f)
      12:	r2 &= 0x7
      13:	if r2 != 0x2 goto +0x117 <done>
      14:	goto +0xd <other>
<not_v4>:
      15:	if r3 != 0xdd86 goto +0xc <other>
      16:	r2 = r8
      17:	r2 += 0x4a
      18:	if r2 > r7 goto +0x9 <other>
      19:	w2 = *(u8 *)(r8 + 0xe)
      20:	r2 >>= 0x4
      21:	if r2 != 0x6 goto +0x6 <other>
      22:	w2 = *(u8 *)(r8 + 0x14)
      23:	if r2 == 0x11 goto +0x10d <done>
      24:	if r2 != 0x6 goto +0x3 <other>
      25:	w2 = *(u8 *)(r8 + 0x43)
      26:	r2 &= 0x7
      27:	if r2 != 0x2 goto +0x109 <done>
<other>:
      28:	r6 = r8
      29:	r6 -= r8
      30:	r9 = r8
      31:	r9 -= r8
      32:	r9 += 0x10019
      33:	goto +0x0 <ethernet>
<ethernet>:
      34:	may_goto +0x102 <too_deep>
      35:	if r6 > 0xfff goto +0x101 <too_deep>
      36:	r6 += r8
      37:	r9 -= 0x1
      38:	if r9 == 0x10000 goto +0xfe <too_deep>
      39:	r2 = r6
      40:	r2 += 0xe
      41:	if r2 > r7 goto +0xfb <truncated>
      42:	w5 = *(u16 *)(r6 + 0xc)
      43:	r6 += 0xe
      44:	r6 -= r8
      45:	goto +0x0 <by_ether_type>
<by_ether_type>:
      46:	if r5 == 0x8 goto +0x33 <ipv4>
      47:	if r5 == 0xdd86 goto +0x48 <ipv6>
      48:	if r5 == 0x81 goto +0xf4 <not_in_decap>
      49:	if r5 == 0xa888 goto +0xf3 <not_in_decap>
      50:	if r5 == 0x91 goto +0xf2 <not_in_decap>
      51:	if r5 == 0x92 goto +0xf1 <not_in_decap>
      52:	if r5 == 0x93 goto +0xf0 <not_in_decap>
      53:	if r5 == 0xdbda goto +0xef <not_in_decap>
      54:	if r5 == 0xe788 goto +0xee <not_in_decap>
      55:	if r5 == 0x6488 goto +0xed <not_in_decap>
      56:	if r5 == 0x4788 goto +0xec <not_in_decap>
      57:	if r5 == 0x4888 goto +0xeb <not_in_decap>
      58:	if r5 == 0x5865 goto -0x19 <ethernet>
      59:	if r5 == 0x4f89 goto +0xe9 <not_in_decap>
      60:	r2 = r8
      61:	r2 -= r8
      62:	r2 += r9
      63:	if r2 <= 0x10011 goto +0x10 <late>
      64:	if r5 == 0x2f89 goto +0xe4 <not_in_decap>
      65:	if r5 == 0xfb88 goto +0xe3 <not_in_decap>
      66:	if r5 == 0xc1f1 goto +0xe2 <not_in_decap>
      67:	if r5 == 0x2689 goto +0xe1 <not_in_decap>
      68:	if r5 == 0x3f89 goto +0xe0 <not_in_decap>
      69:	if r5 == 0x989 goto +0xdf <not_in_decap>
      70:	if r5 == 0x543 goto +0xde <not_in_decap>
      71:	if r5 == 0xe588 goto +0xdd <not_in_decap>
      72:	if r5 == 0xdada goto +0xdc <not_in_decap>
      73:	if r5 == 0x9988 goto +0xdb <not_in_decap>
      74:	if r5 == 0x7488 goto +0xda <not_in_decap>
      75:	if r5 == 0x1e0 goto +0xd9 <not_in_decap>
      76:	if r5 == 0xc388 goto +0xd8 <not_in_decap>
      77:	if r5 == 0x8899 goto +0xd7 <not_in_decap>
      78:	if r5 == 0xdcda goto +0xd6 <not_in_decap>
      79:	goto +0xf <no_link>
<late>:
      80:	if r5 == 0x2f89 goto +0xd4 <not_in_decap>
      81:	if r5 == 0xfb88 goto +0xd3 <not_in_decap>
      82:	if r5 == 0xc1f1 goto +0xd2 <not_in_decap>
      83:	if r5 == 0x2689 goto +0xd1 <not_in_decap>
      84:	if r5 == 0x3f89 goto +0xd0 <not_in_decap>
      85:	if r5 == 0x989 goto +0xcf <not_in_decap>
      86:	if r5 == 0x543 goto +0xce <not_in_decap>
      87:	if r5 == 0xe588 goto +0xcd <not_in_decap>
      88:	if r5 == 0xdada goto +0xcc <not_in_decap>
      89:	if r5 == 0x9988 goto +0xcb <not_in_decap>
      90:	if r5 == 0x7488 goto +0xca <not_in_decap>
      91:	if r5 == 0x1e0 goto +0xc9 <not_in_decap>
      92:	if r5 == 0xc388 goto +0xc8 <not_in_decap>
      93:	if r5 == 0x8899 goto +0xc7 <not_in_decap>
      94:	if r5 == 0xdcda goto +0xc6 <not_in_decap>
<no_link>:
      95:	r5 = be16 r5
      96:	if r5 < 0x600 goto +0x2c <llc>
      97:	goto +0xc3 <not_ip>
<ipv4>:
      98:	may_goto +0xc2 <too_deep>
      99:	if r6 > 0xfff goto +0xc1 <too_deep>
     100:	r6 += r8
     101:	r9 -= 0x1
     102:	if r9 == 0x10000 goto +0xbe <too_deep>
     103:	r2 = r6
     104:	r2 += 0x14
     105:	if r2 > r7 goto +0xbb <truncated>
     106:	w3 = *(u8 *)(r6 + 0x0)
     107:	if r3 < 0x45 goto +0xb9 <bad_ip_header>
     108:	if r3 > 0x4f goto +0xb8 <bad_ip_header>
     109:	w5 = *(u8 *)(r6 + 0x9)
     110:	w2 = *(u16 *)(r6 + 0x6)
     111:	r2 &= 0xff3f
     112:	if r2 != 0x0 goto +0xb4 <done>
     113:	r3 &= 0xf
     114:	r3 <<= 0x2
     115:	r6 += r3
     116:	r6 -= r8
     117:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     118:	if r5 == 0x6 goto +0x4b <tcp>
     119:	goto +0xad <done>
<ipv6>:
     120:	may_goto +0xac <too_deep>
     121:	if r6 > 0xfff goto +0xab <too_deep>
     122:	r6 += r8
     123:	r9 -= 0x1
     124:	if r9 == 0x10000 goto +0xa8 <too_deep>
     125:	r2 = r6
     126:	r2 += 0x28
     127:	if r2 > r7 goto +0xa5 <truncated>
     128:	w3 = *(u8 *)(r6 + 0x0)
     129:	r3 &= 0xf0
     130:	if r3 != 0x60 goto +0xa2 <bad_ip_header>
     131:	w5 = *(u8 *)(r6 + 0x6)
     132:	r6 += 0x28
     133:	r6 -= r8
     134:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     135:	if r5 == 0x0 goto +0x1a <hopbyhop>
     136:	if r5 == 0x6 goto +0x39 <tcp>
     137:	if r5 == 0x2b goto +0x18 <hopbyhop>
     138:	if r5 == 0x2c goto +0x26 <fragment>
     139:	if r5 == 0x3c goto +0x16 <hopbyhop>
     140:	goto +0x98 <done>
<llc>:
     141:	may_goto +0x97 <too_deep>
     142:	if r6 > 0xfff goto +0x96 <too_deep>
     143:	r6 += r8
     144:	r9 -= 0x1
     145:	if r9 == 0x10000 goto +0x93 <too_deep>
     146:	r2 = r6
     147:	r2 += 0x3
     148:	if r2 > r7 goto +0x90 <truncated>
     149:	w3 = *(u16 *)(r6 + 0x0)
     150:	if r3 != 0xaaaa goto +0x4 <else>
     151:	w2 = *(u8 *)(r6 + 0x2)
     152:	if r2 != 0x3 goto +0x2 <else>
     153:	r6 -= r8
     154:	goto +0x7a <snap>
<else>:
     155:	if r3 != 0x606 goto +0x5 <else>
     156:	w3 = *(u8 *)(r6 + 0x2)
     157:	if r3 != 0x3 goto +0x3 <else>
     158:	r6 += 0x3
     159:	r6 -= r8
     160:	goto -0x3f <ipv4>
<else>:
     161:	goto +0x83 <not_ip>
<hopbyhop>:
     162:	may_goto +0x82 <too_deep>
     163:	if r6 > 0xfff goto +0x81 <too_deep>
     164:	r6 += r8
     165:	r9 -= 0x1
     166:	if r9 == 0x10000 goto +0x7e <too_deep>
     167:	r2 = r6
     168:	r2 += 0x8
     169:	if r2 > r7 goto +0x7b <truncated>
     170:	w5 = *(u8 *)(r6 + 0x0)
     171:	w3 = *(u8 *)(r6 + 0x1)
     172:	r3 += 0x1
     173:	r3 <<= 0x3
     174:	r6 += r3
     175:	r6 -= r8
     176:	goto -0x2a <by_protocol_6>
<fragment>:
     177:	may_goto +0x73 <too_deep>
     178:	if r6 > 0xfff goto +0x72 <too_deep>
     179:	r6 += r8
     180:	r9 -= 0x1
     181:	if r9 == 0x10000 goto +0x6f <too_deep>
     182:	r2 = r6
     183:	r2 += 0x8
     184:	if r2 > r7 goto +0x6c <truncated>
     185:	w3 = *(u16 *)(r6 + 0x2)
     186:	r3 &= 0xf9ff
     187:	if r3 != 0x0 goto +0x4 <else>
     188:	w5 = *(u8 *)(r6 + 0x0)
     189:	r6 += 0x8
     190:	r6 -= r8
     191:	goto -0x39 <by_protocol_6>
<else>:
     192:	w5 = *(u8 *)(r6 + 0x0)
     193:	goto +0x63 <done>
<tcp>:
     194:	may_goto +0x62 <too_deep>
     195:	if r6 > 0xfff goto +0x61 <too_deep>
     196:	r6 += r8
     197:	r9 -= 0x1
     198:	if r9 == 0x10000 goto +0x5e <too_deep>
     199:	r2 = r6
     200:	r2 += 0x14
     201:	if r2 > r7 goto +0x5b <truncated>
     202:	w2 = *(u8 *)(r6 + 0xd)
     203:	r2 &= 0x7
     204:	if r2 != 0x2 goto +0x58 <done>
     205:	w2 = *(u8 *)(r6 + 0xc)
     206:	r2 >>= 0x4
     207:	r2 <<= 0x2
     208:	if r2 < 0x14 goto +0x54 <done>
     209:	r3 = r6
     210:	r3 += r2
     211:	if r3 > r7 goto +0x51 <done>
     212:	r3 -= r8
     213:	r0 = r6
     214:	r6 += 0x14
     215:	r9 = 0x29
<option>:
     216:	r2 = r6
     217:	r2 -= r8
     218:	if r2 >= r3 goto +0x4a <done>
     219:	if r2 > 0x103b goto +0x49 <done>
     220:	r6 = r8
     221:	r6 += r2
     222:	r9 -= 0x1
     223:	if r9 == 0x0 goto +0x45 <done>
     224:	r1 = r6
     225:	r1 += 0x1
     226:	if r1 > r7 goto +0x42 <done>
     227:	w4 = *(u8 *)(r6 + 0x0)
     228:	if r4 == 0x0 goto +0x40 <done>
     229:	if r4 != 0x1 goto +0x2 <long_option>
     230:	r6 += 0x1
     231:	goto -0x10 <option>
<long_option>:
     232:	r5 = r2
     233:	r5 += 0x2
     234:	if r5 > r3 goto +0x3a <done>
     235:	r1 = r6
     236:	r1 += 0x2
     237:	if r1 > r7 goto +0x37 <done>
     238:	w5 = *(u8 *)(r6 + 0x1)
     239:	if r5 < 0x2 goto +0x35 <done>
     240:	r2 += r5
     241:	if r2 > r3 goto +0x33 <done>
     242:	if r4 == 0x2 goto +0x2 <mss>
     243:	r6 += r5
     244:	goto -0x1d <option>
<mss>:
     245:	if r5 != 0x4 goto +0x2f <done>
     246:	r1 = r6
     247:	r1 += 0x4
     248:	if r1 > r7 goto +0x2c <done>
     249:	w4 = *(u16 *)(r6 + 0x2)
     250:	r1 = r4
     251:	r1 = be16 r1
     252:	if r1 <= 0x578 goto +0x16 <low_enough>
     253:	r5 = 0x7805
     254:	*(u16 *)(r6 + 0x2) = w5
     255:	r2 ^= r3
     256:	r2 &= 0x1
     257:	if r2 == 0x0 goto +0x2 <even>
     258:	r4 = r1
     259:	r5 = 0x578
<even>:
     260:	w1 = *(u16 *)(r0 + 0x10)
     261:	r1 ^= 0xffff
     262:	r4 ^= 0xffff
     263:	r1 += r4
     264:	r1 += r5
     265:	r4 = r1
     266:	r4 >>= 0x10
     267:	r1 &= 0xffff
     268:	r1 += r4
     269:	r4 = r1
     270:	r4 >>= 0x10
     271:	r1 &= 0xffff
     272:	r1 += r4
     273:	r1 ^= 0xffff
     274:	*(u16 *)(r0 + 0x10) = w1
<low_enough>:
     275:	r6 += 0x4
     276:	goto -0x3d <option>
<snap>:
     277:	r6 &= 0x7fff
     278:	r6 += r8
     279:	r2 = r6
     280:	r2 += 0x8
     281:	if r2 > r7 goto +0xb <truncated>
     282:	w3 = *(u16 *)(r6 + 0x3)
     283:	if r3 != 0x0 goto +0x8 <else>
     284:	w3 = *(u8 *)(r6 + 0x5)
     285:	if r3 == 0x0 goto +0x2 <holds>
     286:	if r3 == 0xf8 goto +0x1 <holds>
     287:	goto +0x4 <else>
<holds>:
     288:	w5 = *(u16 *)(r6 + 0x6)
     289:	r6 += 0x8
     290:	r6 -= r8
     291:	goto -0xf6 <by_ether_type>
<else>:
     292:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
     293:	w0 = 0x2
     294:	exit

