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
      10:	if r2 != 0x6 goto +0x10c <done>
      11:	w2 = *(u8 *)(r8 + 0x2f)
      12:	r2 &= 0x7
      13:	if r2 != 0x2 goto +0x109 <done>
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
      23:	if r2 == 0x11 goto +0xff <done>
      24:	if r2 != 0x6 goto +0x3 <other>
      25:	w2 = *(u8 *)(r8 + 0x43)
      26:	r2 &= 0x7
      27:	if r2 != 0x2 goto +0xfb <done>
<other>:
      28:	r6 = r8
      29:	r6 -= r8
      30:	r9 = 0x19
      31:	goto +0x0 <ethernet>
<ethernet>:
      32:	if r6 > 0xfff goto +0xf6 <too_deep>
      33:	r6 += r8
      34:	r9 -= 0x1
      35:	if r9 == 0x0 goto +0xf3 <too_deep>
      36:	r2 = r6
      37:	r2 += 0xe
      38:	if r2 > r7 goto +0xf0 <truncated>
      39:	w5 = *(u16 *)(r6 + 0xc)
      40:	r6 += 0xe
      41:	r6 -= r8
      42:	goto +0x0 <by_ether_type>
<by_ether_type>:
      43:	if r5 == 0x8 goto +0x2e <ipv4>
      44:	if r5 == 0xdd86 goto +0x42 <ipv6>
      45:	if r5 == 0x81 goto +0xe9 <not_in_decap>
      46:	if r5 == 0xa888 goto +0xe8 <not_in_decap>
      47:	if r5 == 0x91 goto +0xe7 <not_in_decap>
      48:	if r5 == 0x92 goto +0xe6 <not_in_decap>
      49:	if r5 == 0x93 goto +0xe5 <not_in_decap>
      50:	if r5 == 0xdbda goto +0xe4 <not_in_decap>
      51:	if r5 == 0xe788 goto +0xe3 <not_in_decap>
      52:	if r5 == 0x6488 goto +0xe2 <not_in_decap>
      53:	if r5 == 0x4788 goto +0xe1 <not_in_decap>
      54:	if r5 == 0x4888 goto +0xe0 <not_in_decap>
      55:	if r5 == 0x5865 goto -0x18 <ethernet>
      56:	if r5 == 0x4f89 goto +0xde <not_in_decap>
      57:	if r9 <= 0x11 goto +0xf <late>
      58:	if r5 == 0x2f89 goto +0xdc <not_in_decap>
      59:	if r5 == 0xc1f1 goto +0xdb <not_in_decap>
      60:	if r5 == 0x2689 goto +0xda <not_in_decap>
      61:	if r5 == 0x3f89 goto +0xd9 <not_in_decap>
      62:	if r5 == 0x989 goto +0xd8 <not_in_decap>
      63:	if r5 == 0x543 goto +0xd7 <not_in_decap>
      64:	if r5 == 0xe588 goto +0xd6 <not_in_decap>
      65:	if r5 == 0xdada goto +0xd5 <not_in_decap>
      66:	if r5 == 0x9988 goto +0xd4 <not_in_decap>
      67:	if r5 == 0x7488 goto +0xd3 <not_in_decap>
      68:	if r5 == 0x1e0 goto +0xd2 <not_in_decap>
      69:	if r5 == 0xc388 goto +0xd1 <not_in_decap>
      70:	if r5 == 0x8899 goto +0xd0 <not_in_decap>
      71:	if r5 == 0xdcda goto +0xcf <not_in_decap>
      72:	goto +0xe <no_link>
<late>:
      73:	if r5 == 0x2f89 goto +0xcd <not_in_decap>
      74:	if r5 == 0xc1f1 goto +0xcc <not_in_decap>
      75:	if r5 == 0x2689 goto +0xcb <not_in_decap>
      76:	if r5 == 0x3f89 goto +0xca <not_in_decap>
      77:	if r5 == 0x989 goto +0xc9 <not_in_decap>
      78:	if r5 == 0x543 goto +0xc8 <not_in_decap>
      79:	if r5 == 0xe588 goto +0xc7 <not_in_decap>
      80:	if r5 == 0xdada goto +0xc6 <not_in_decap>
      81:	if r5 == 0x9988 goto +0xc5 <not_in_decap>
      82:	if r5 == 0x7488 goto +0xc4 <not_in_decap>
      83:	if r5 == 0x1e0 goto +0xc3 <not_in_decap>
      84:	if r5 == 0xc388 goto +0xc2 <not_in_decap>
      85:	if r5 == 0x8899 goto +0xc1 <not_in_decap>
      86:	if r5 == 0xdcda goto +0xc0 <not_in_decap>
<no_link>:
      87:	r5 = be16 r5
      88:	if r5 < 0x600 goto +0x2a <llc>
      89:	goto +0xbd <not_ip>
<ipv4>:
      90:	if r6 > 0xfff goto +0xbc <too_deep>
      91:	r6 += r8
      92:	r9 -= 0x1
      93:	if r9 == 0x0 goto +0xb9 <too_deep>
      94:	r2 = r6
      95:	r2 += 0x14
      96:	if r2 > r7 goto +0xb6 <truncated>
      97:	w3 = *(u8 *)(r6 + 0x0)
      98:	if r3 < 0x45 goto +0xb4 <bad_ip_header>
      99:	if r3 > 0x4f goto +0xb3 <bad_ip_header>
     100:	w5 = *(u8 *)(r6 + 0x9)
     101:	w2 = *(u16 *)(r6 + 0x6)
     102:	r2 &= 0xff3f
     103:	if r2 != 0x0 goto +0xaf <done>
     104:	r3 &= 0xf
     105:	r3 <<= 0x2
     106:	r6 += r3
     107:	r6 -= r8
     108:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     109:	if r5 == 0x6 goto +0x47 <tcp>
     110:	goto +0xa8 <done>
<ipv6>:
     111:	if r6 > 0xfff goto +0xa7 <too_deep>
     112:	r6 += r8
     113:	r9 -= 0x1
     114:	if r9 == 0x0 goto +0xa4 <too_deep>
     115:	r2 = r6
     116:	r2 += 0x28
     117:	if r2 > r7 goto +0xa1 <truncated>
     118:	w3 = *(u8 *)(r6 + 0x0)
     119:	r3 &= 0xf0
     120:	if r3 != 0x60 goto +0x9e <bad_ip_header>
     121:	w5 = *(u8 *)(r6 + 0x6)
     122:	r6 += 0x28
     123:	r6 -= r8
     124:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     125:	if r5 == 0x0 goto +0x19 <hopbyhop>
     126:	if r5 == 0x6 goto +0x36 <tcp>
     127:	if r5 == 0x2b goto +0x17 <hopbyhop>
     128:	if r5 == 0x2c goto +0x24 <fragment>
     129:	if r5 == 0x3c goto +0x15 <hopbyhop>
     130:	goto +0x94 <done>
<llc>:
     131:	if r6 > 0xfff goto +0x93 <too_deep>
     132:	r6 += r8
     133:	r9 -= 0x1
     134:	if r9 == 0x0 goto +0x90 <too_deep>
     135:	r2 = r6
     136:	r2 += 0x3
     137:	if r2 > r7 goto +0x8d <truncated>
     138:	w3 = *(u16 *)(r6 + 0x0)
     139:	if r3 != 0xaaaa goto +0x4 <else>
     140:	w2 = *(u8 *)(r6 + 0x2)
     141:	if r2 != 0x3 goto +0x2 <else>
     142:	r6 -= r8
     143:	goto +0x77 <snap>
<else>:
     144:	if r3 != 0x606 goto +0x5 <else>
     145:	w3 = *(u8 *)(r6 + 0x2)
     146:	if r3 != 0x3 goto +0x3 <else>
     147:	r6 += 0x3
     148:	r6 -= r8
     149:	goto -0x3c <ipv4>
<else>:
     150:	goto +0x80 <not_ip>
<hopbyhop>:
     151:	if r6 > 0xfff goto +0x7f <too_deep>
     152:	r6 += r8
     153:	r9 -= 0x1
     154:	if r9 == 0x0 goto +0x7c <too_deep>
     155:	r2 = r6
     156:	r2 += 0x8
     157:	if r2 > r7 goto +0x79 <truncated>
     158:	w5 = *(u8 *)(r6 + 0x0)
     159:	w3 = *(u8 *)(r6 + 0x1)
     160:	r3 += 0x1
     161:	r3 <<= 0x3
     162:	r6 += r3
     163:	r6 -= r8
     164:	goto -0x28 <by_protocol_6>
<fragment>:
     165:	if r6 > 0xfff goto +0x71 <too_deep>
     166:	r6 += r8
     167:	r9 -= 0x1
     168:	if r9 == 0x0 goto +0x6e <too_deep>
     169:	r2 = r6
     170:	r2 += 0x8
     171:	if r2 > r7 goto +0x6b <truncated>
     172:	w3 = *(u16 *)(r6 + 0x2)
     173:	r3 &= 0xf9ff
     174:	if r3 != 0x0 goto +0x4 <else>
     175:	w5 = *(u8 *)(r6 + 0x0)
     176:	r6 += 0x8
     177:	r6 -= r8
     178:	goto -0x36 <by_protocol_6>
<else>:
     179:	w5 = *(u8 *)(r6 + 0x0)
     180:	goto +0x62 <done>
<tcp>:
     181:	if r6 > 0xfff goto +0x61 <too_deep>
     182:	r6 += r8
     183:	r9 -= 0x1
     184:	if r9 == 0x0 goto +0x5e <too_deep>
     185:	r2 = r6
     186:	r2 += 0x14
     187:	if r2 > r7 goto +0x5b <truncated>
     188:	w2 = *(u8 *)(r6 + 0xd)
     189:	r2 &= 0x7
     190:	if r2 != 0x2 goto +0x58 <done>
     191:	w2 = *(u8 *)(r6 + 0xc)
     192:	r2 >>= 0x4
     193:	r2 <<= 0x2
     194:	if r2 < 0x14 goto +0x54 <done>
     195:	r3 = r6
     196:	r3 += r2
     197:	if r3 > r7 goto +0x51 <done>
     198:	r3 -= r8
     199:	r0 = r6
     200:	r6 += 0x14
     201:	r9 = 0x29
<option>:
     202:	r2 = r6
     203:	r2 -= r8
     204:	if r2 >= r3 goto +0x4a <done>
     205:	if r2 > 0x103b goto +0x49 <done>
     206:	r6 = r8
     207:	r6 += r2
     208:	r9 -= 0x1
     209:	if r9 == 0x0 goto +0x45 <done>
     210:	r1 = r6
     211:	r1 += 0x1
     212:	if r1 > r7 goto +0x42 <done>
     213:	w4 = *(u8 *)(r6 + 0x0)
     214:	if r4 == 0x0 goto +0x40 <done>
     215:	if r4 != 0x1 goto +0x2 <long_option>
     216:	r6 += 0x1
     217:	goto -0x10 <option>
<long_option>:
     218:	r5 = r2
     219:	r5 += 0x2
     220:	if r5 > r3 goto +0x3a <done>
     221:	r1 = r6
     222:	r1 += 0x2
     223:	if r1 > r7 goto +0x37 <done>
     224:	w5 = *(u8 *)(r6 + 0x1)
     225:	if r5 < 0x2 goto +0x35 <done>
     226:	r2 += r5
     227:	if r2 > r3 goto +0x33 <done>
     228:	if r4 == 0x2 goto +0x2 <mss>
     229:	r6 += r5
     230:	goto -0x1d <option>
<mss>:
     231:	if r5 != 0x4 goto +0x2f <done>
     232:	r1 = r6
     233:	r1 += 0x4
     234:	if r1 > r7 goto +0x2c <done>
     235:	w4 = *(u16 *)(r6 + 0x2)
     236:	r1 = r4
     237:	r1 = be16 r1
     238:	if r1 <= 0x578 goto +0x16 <low_enough>
     239:	r5 = 0x7805
     240:	*(u16 *)(r6 + 0x2) = w5
     241:	r2 ^= r3
     242:	r2 &= 0x1
     243:	if r2 == 0x0 goto +0x2 <even>
     244:	r4 = r1
     245:	r5 = 0x578
<even>:
     246:	w1 = *(u16 *)(r0 + 0x10)
     247:	r1 ^= 0xffff
     248:	r4 ^= 0xffff
     249:	r1 += r4
     250:	r1 += r5
     251:	r4 = r1
     252:	r4 >>= 0x10
     253:	r1 &= 0xffff
     254:	r1 += r4
     255:	r4 = r1
     256:	r4 >>= 0x10
     257:	r1 &= 0xffff
     258:	r1 += r4
     259:	r1 ^= 0xffff
     260:	*(u16 *)(r0 + 0x10) = w1
<low_enough>:
     261:	r6 += 0x4
     262:	goto -0x3d <option>
<snap>:
     263:	r6 &= 0x7fff
     264:	r6 += r8
     265:	r2 = r6
     266:	r2 += 0x8
     267:	if r2 > r7 goto +0xb <truncated>
     268:	w3 = *(u16 *)(r6 + 0x3)
     269:	if r3 != 0x0 goto +0x8 <else>
     270:	w3 = *(u8 *)(r6 + 0x5)
     271:	if r3 == 0x0 goto +0x2 <holds>
     272:	if r3 == 0xf8 goto +0x1 <holds>
     273:	goto +0x4 <else>
<holds>:
     274:	w5 = *(u16 *)(r6 + 0x6)
     275:	r6 += 0x8
     276:	r6 -= r8
     277:	goto -0xeb <by_ether_type>
<else>:
     278:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
     279:	w0 = 0x2
     280:	exit

