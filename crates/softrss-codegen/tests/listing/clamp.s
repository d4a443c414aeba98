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
      10:	if r2 != 0x6 goto +0x10e <done>
      11:	w2 = *(u8 *)(r8 + 0x2f)
      12:	r2 &= 0x7
      13:	if r2 != 0x2 goto +0x10b <done>
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
      23:	if r2 == 0x11 goto +0x101 <done>
      24:	if r2 != 0x6 goto +0x3 <other>
      25:	w2 = *(u8 *)(r8 + 0x43)
      26:	r2 &= 0x7
      27:	if r2 != 0x2 goto +0xfd <done>
<other>:
      28:	r6 = r8
      29:	r6 -= r8
      30:	r9 = 0x11
      31:	goto +0x0 <ethernet>
<ethernet>:
      32:	if r6 > 0xfff goto +0xf8 <too_deep>
      33:	r6 += r8
      34:	r9 -= 0x1
      35:	if r9 == 0x0 goto +0xf5 <too_deep>
      36:	r2 = r6
      37:	r2 += 0xe
      38:	if r2 > r7 goto +0xf2 <truncated>
      39:	w5 = *(u16 *)(r6 + 0xc)
      40:	r6 += 0xe
      41:	r6 -= r8
      42:	goto +0x0 <by_ether_type>
<by_ether_type>:
      43:	if r5 == 0x8 goto +0x30 <ipv4>
      44:	if r5 == 0xdd86 goto +0x44 <ipv6>
      45:	if r5 == 0x81 goto +0xeb <not_in_decap>
      46:	if r5 == 0xa888 goto +0xea <not_in_decap>
      47:	if r5 == 0x91 goto +0xe9 <not_in_decap>
      48:	if r5 == 0x92 goto +0xe8 <not_in_decap>
      49:	if r5 == 0x93 goto +0xe7 <not_in_decap>
      50:	if r5 == 0xdbda goto +0xe6 <not_in_decap>
      51:	if r5 == 0xe788 goto +0xe5 <not_in_decap>
      52:	if r5 == 0x6488 goto +0xe4 <not_in_decap>
      53:	if r5 == 0x4788 goto +0xe3 <not_in_decap>
      54:	if r5 == 0x4888 goto +0xe2 <not_in_decap>
      55:	if r5 == 0x5865 goto -0x18 <ethernet>
      56:	if r5 == 0x4f89 goto +0xe0 <not_in_decap>
      57:	if r9 <= 0x9 goto +0x10 <late>
      58:	if r5 == 0x2f89 goto +0xde <not_in_decap>
      59:	if r5 == 0xfb88 goto +0xdd <not_in_decap>
      60:	if r5 == 0xc1f1 goto +0xdc <not_in_decap>
      61:	if r5 == 0x2689 goto +0xdb <not_in_decap>
      62:	if r5 == 0x3f89 goto +0xda <not_in_decap>
      63:	if r5 == 0x989 goto +0xd9 <not_in_decap>
      64:	if r5 == 0x543 goto +0xd8 <not_in_decap>
      65:	if r5 == 0xe588 goto +0xd7 <not_in_decap>
      66:	if r5 == 0xdada goto +0xd6 <not_in_decap>
      67:	if r5 == 0x9988 goto +0xd5 <not_in_decap>
      68:	if r5 == 0x7488 goto +0xd4 <not_in_decap>
      69:	if r5 == 0x1e0 goto +0xd3 <not_in_decap>
      70:	if r5 == 0xc388 goto +0xd2 <not_in_decap>
      71:	if r5 == 0x8899 goto +0xd1 <not_in_decap>
      72:	if r5 == 0xdcda goto +0xd0 <not_in_decap>
      73:	goto +0xf <no_link>
<late>:
      74:	if r5 == 0x2f89 goto +0xce <not_in_decap>
      75:	if r5 == 0xfb88 goto +0xcd <not_in_decap>
      76:	if r5 == 0xc1f1 goto +0xcc <not_in_decap>
      77:	if r5 == 0x2689 goto +0xcb <not_in_decap>
      78:	if r5 == 0x3f89 goto +0xca <not_in_decap>
      79:	if r5 == 0x989 goto +0xc9 <not_in_decap>
      80:	if r5 == 0x543 goto +0xc8 <not_in_decap>
      81:	if r5 == 0xe588 goto +0xc7 <not_in_decap>
      82:	if r5 == 0xdada goto +0xc6 <not_in_decap>
      83:	if r5 == 0x9988 goto +0xc5 <not_in_decap>
      84:	if r5 == 0x7488 goto +0xc4 <not_in_decap>
      85:	if r5 == 0x1e0 goto +0xc3 <not_in_decap>
      86:	if r5 == 0xc388 goto +0xc2 <not_in_decap>
      87:	if r5 == 0x8899 goto +0xc1 <not_in_decap>
      88:	if r5 == 0xdcda goto +0xc0 <not_in_decap>
<no_link>:
      89:	r5 = be16 r5
      90:	if r5 < 0x600 goto +0x2a <llc>
      91:	goto +0xbd <not_ip>
<ipv4>:
      92:	if r6 > 0xfff goto +0xbc <too_deep>
      93:	r6 += r8
      94:	r9 -= 0x1
      95:	if r9 == 0x0 goto +0xb9 <too_deep>
      96:	r2 = r6
      97:	r2 += 0x14
      98:	if r2 > r7 goto +0xb6 <truncated>
      99:	w3 = *(u8 *)(r6 + 0x0)
     100:	if r3 < 0x45 goto +0xb4 <bad_ip_header>
     101:	if r3 > 0x4f goto +0xb3 <bad_ip_header>
     102:	w5 = *(u8 *)(r6 + 0x9)
     103:	w2 = *(u16 *)(r6 + 0x6)
     104:	r2 &= 0xff3f
     105:	if r2 != 0x0 goto +0xaf <done>
     106:	r3 &= 0xf
     107:	r3 <<= 0x2
     108:	r6 += r3
     109:	r6 -= r8
     110:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     111:	if r5 == 0x6 goto +0x47 <tcp>
     112:	goto +0xa8 <done>
<ipv6>:
     113:	if r6 > 0xfff goto +0xa7 <too_deep>
     114:	r6 += r8
     115:	r9 -= 0x1
     116:	if r9 == 0x0 goto +0xa4 <too_deep>
     117:	r2 = r6
     118:	r2 += 0x28
     119:	if r2 > r7 goto +0xa1 <truncated>
     120:	w3 = *(u8 *)(r6 + 0x0)
     121:	r3 &= 0xf0
     122:	if r3 != 0x60 goto +0x9e <bad_ip_header>
     123:	w5 = *(u8 *)(r6 + 0x6)
     124:	r6 += 0x28
     125:	r6 -= r8
     126:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     127:	if r5 == 0x0 goto +0x19 <hopbyhop>
     128:	if r5 == 0x6 goto +0x36 <tcp>
     129:	if r5 == 0x2b goto +0x17 <hopbyhop>
     130:	if r5 == 0x2c goto +0x24 <fragment>
     131:	if r5 == 0x3c goto +0x15 <hopbyhop>
     132:	goto +0x94 <done>
<llc>:
     133:	if r6 > 0xfff goto +0x93 <too_deep>
     134:	r6 += r8
     135:	r9 -= 0x1
     136:	if r9 == 0x0 goto +0x90 <too_deep>
     137:	r2 = r6
     138:	r2 += 0x3
     139:	if r2 > r7 goto +0x8d <truncated>
     140:	w3 = *(u16 *)(r6 + 0x0)
     141:	if r3 != 0xaaaa goto +0x4 <else>
     142:	w2 = *(u8 *)(r6 + 0x2)
     143:	if r2 != 0x3 goto +0x2 <else>
     144:	r6 -= r8
     145:	goto +0x77 <snap>
<else>:
     146:	if r3 != 0x606 goto +0x5 <else>
     147:	w3 = *(u8 *)(r6 + 0x2)
     148:	if r3 != 0x3 goto +0x3 <else>
     149:	r6 += 0x3
     150:	r6 -= r8
     151:	goto -0x3c <ipv4>
<else>:
     152:	goto +0x80 <not_ip>
<hopbyhop>:
     153:	if r6 > 0xfff goto +0x7f <too_deep>
     154:	r6 += r8
     155:	r9 -= 0x1
     156:	if r9 == 0x0 goto +0x7c <too_deep>
     157:	r2 = r6
     158:	r2 += 0x8
     159:	if r2 > r7 goto +0x79 <truncated>
     160:	w5 = *(u8 *)(r6 + 0x0)
     161:	w3 = *(u8 *)(r6 + 0x1)
     162:	r3 += 0x1
     163:	r3 <<= 0x3
     164:	r6 += r3
     165:	r6 -= r8
     166:	goto -0x28 <by_protocol_6>
<fragment>:
     167:	if r6 > 0xfff goto +0x71 <too_deep>
     168:	r6 += r8
     169:	r9 -= 0x1
     170:	if r9 == 0x0 goto +0x6e <too_deep>
     171:	r2 = r6
     172:	r2 += 0x8
     173:	if r2 > r7 goto +0x6b <truncated>
     174:	w3 = *(u16 *)(r6 + 0x2)
     175:	r3 &= 0xf9ff
     176:	if r3 != 0x0 goto +0x4 <else>
     177:	w5 = *(u8 *)(r6 + 0x0)
     178:	r6 += 0x8
     179:	r6 -= r8
     180:	goto -0x36 <by_protocol_6>
<else>:
     181:	w5 = *(u8 *)(r6 + 0x0)
     182:	goto +0x62 <done>
<tcp>:
     183:	if r6 > 0xfff goto +0x61 <too_deep>
     184:	r6 += r8
     185:	r9 -= 0x1
     186:	if r9 == 0x0 goto +0x5e <too_deep>
     187:	r2 = r6
     188:	r2 += 0x14
     189:	if r2 > r7 goto +0x5b <truncated>
     190:	w2 = *(u8 *)(r6 + 0xd)
     191:	r2 &= 0x7
     192:	if r2 != 0x2 goto +0x58 <done>
     193:	w2 = *(u8 *)(r6 + 0xc)
     194:	r2 >>= 0x4
     195:	r2 <<= 0x2
     196:	if r2 < 0x14 goto +0x54 <done>
     197:	r3 = r6
     198:	r3 += r2
     199:	if r3 > r7 goto +0x51 <done>
     200:	r3 -= r8
     201:	r0 = r6
     202:	r6 += 0x14
     203:	r9 = 0x29
<option>:
     204:	r2 = r6
     205:	r2 -= r8
     206:	if r2 >= r3 goto +0x4a <done>
     207:	if r2 > 0x103b goto +0x49 <done>
     208:	r6 = r8
     209:	r6 += r2
     210:	r9 -= 0x1
     211:	if r9 == 0x0 goto +0x45 <done>
     212:	r1 = r6
     213:	r1 += 0x1
     214:	if r1 > r7 goto +0x42 <done>
     215:	w4 = *(u8 *)(r6 + 0x0)
     216:	if r4 == 0x0 goto +0x40 <done>
     217:	if r4 != 0x1 goto +0x2 <long_option>
     218:	r6 += 0x1
     219:	goto -0x10 <option>
<long_option>:
     220:	r5 = r2
     221:	r5 += 0x2
     222:	if r5 > r3 goto +0x3a <done>
     223:	r1 = r6
     224:	r1 += 0x2
     225:	if r1 > r7 goto +0x37 <done>
     226:	w5 = *(u8 *)(r6 + 0x1)
     227:	if r5 < 0x2 goto +0x35 <done>
     228:	r2 += r5
     229:	if r2 > r3 goto +0x33 <done>
     230:	if r4 == 0x2 goto +0x2 <mss>
     231:	r6 += r5
     232:	goto -0x1d <option>
<mss>:
     233:	if r5 != 0x4 goto +0x2f <done>
     234:	r1 = r6
     235:	r1 += 0x4
     236:	if r1 > r7 goto +0x2c <done>
     237:	w4 = *(u16 *)(r6 + 0x2)
     238:	r1 = r4
     239:	r1 = be16 r1
     240:	if r1 <= 0x578 goto +0x16 <low_enough>
     241:	r5 = 0x7805
     242:	*(u16 *)(r6 + 0x2) = w5
     243:	r2 ^= r3
     244:	r2 &= 0x1
     245:	if r2 == 0x0 goto +0x2 <even>
     246:	r4 = r1
     247:	r5 = 0x578
<even>:
     248:	w1 = *(u16 *)(r0 + 0x10)
     249:	r1 ^= 0xffff
     250:	r4 ^= 0xffff
     251:	r1 += r4
     252:	r1 += r5
     253:	r4 = r1
     254:	r4 >>= 0x10
     255:	r1 &= 0xffff
     256:	r1 += r4
     257:	r4 = r1
     258:	r4 >>= 0x10
     259:	r1 &= 0xffff
     260:	r1 += r4
     261:	r1 ^= 0xffff
     262:	*(u16 *)(r0 + 0x10) = w1
<low_enough>:
     263:	r6 += 0x4
     264:	goto -0x3d <option>
<snap>:
     265:	r6 &= 0x7fff
     266:	r6 += r8
     267:	r2 = r6
     268:	r2 += 0x8
     269:	if r2 > r7 goto +0xb <truncated>
     270:	w3 = *(u16 *)(r6 + 0x3)
     271:	if r3 != 0x0 goto +0x8 <else>
     272:	w3 = *(u8 *)(r6 + 0x5)
     273:	if r3 == 0x0 goto +0x2 <holds>
     274:	if r3 == 0xf8 goto +0x1 <holds>
     275:	goto +0x4 <else>
<holds>:
     276:	w5 = *(u16 *)(r6 + 0x6)
     277:	r6 += 0x8
     278:	r6 -= r8
     279:	goto -0xed <by_ether_type>
<else>:
     280:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
     281:	w0 = 0x2
     282:	exit

