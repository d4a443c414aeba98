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
      10:	if r2 != 0x6 goto +0x112 <done>
      11:	w2 = *(u8 *)(r8 + 0x2f)
      12:	r2 &= 0x7
      13:	if r2 != 0x2 goto +0x10f <done>
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
      23:	if r2 == 0x11 goto +0x105 <done>
      24:	if r2 != 0x6 goto +0x3 <other>
      25:	w2 = *(u8 *)(r8 + 0x43)
      26:	r2 &= 0x7
      27:	if r2 != 0x2 goto +0x101 <done>
<other>:
      28:	r6 = r8
      29:	r6 -= r8
      30:	r9 = 0x11
      31:	goto +0x0 <ethernet>
<ethernet>:
      32:	if r6 > 0xfff goto +0xfc <too_deep>
      33:	r6 += r8
      34:	r9 -= 0x1
      35:	if r9 == 0x0 goto +0xf9 <too_deep>
      36:	r2 = r6
      37:	r2 += 0xe
      38:	if r2 > r7 goto +0xf6 <truncated>
      39:	w5 = *(u16 *)(r6 + 0xc)
      40:	r6 += 0xe
      41:	r6 -= r8
      42:	goto +0x0 <by_ether_type>
<by_ether_type>:
      43:	if r5 == 0x8 goto +0x34 <ipv4>
      44:	if r5 == 0xdd86 goto +0x48 <ipv6>
      45:	if r5 == 0x81 goto +0xef <not_in_decap>
      46:	if r5 == 0xa888 goto +0xee <not_in_decap>
      47:	if r5 == 0x91 goto +0xed <not_in_decap>
      48:	if r5 == 0x92 goto +0xec <not_in_decap>
      49:	if r5 == 0x93 goto +0xeb <not_in_decap>
      50:	if r5 == 0xdbda goto +0xea <not_in_decap>
      51:	if r5 == 0xe788 goto +0xe9 <not_in_decap>
      52:	if r5 == 0x6488 goto +0xe8 <not_in_decap>
      53:	if r5 == 0x4788 goto +0xe7 <not_in_decap>
      54:	if r5 == 0x4888 goto +0xe6 <not_in_decap>
      55:	if r5 == 0x5865 goto -0x18 <ethernet>
      56:	if r5 == 0x4f89 goto +0xe4 <not_in_decap>
      57:	if r9 <= 0x9 goto +0x12 <late>
      58:	if r5 == 0x2f89 goto +0xe2 <not_in_decap>
      59:	if r5 == 0xfb88 goto +0xe1 <not_in_decap>
      60:	if r5 == 0xc1f1 goto +0xe0 <not_in_decap>
      61:	if r5 == 0x2689 goto +0xdf <not_in_decap>
      62:	if r5 == 0x3f89 goto +0xde <not_in_decap>
      63:	if r5 == 0x989 goto +0xdd <not_in_decap>
      64:	if r5 == 0x589 goto +0xdc <not_in_decap>
      65:	if r5 == 0x543 goto +0xdb <not_in_decap>
      66:	if r5 == 0xe588 goto +0xda <not_in_decap>
      67:	if r5 == 0xdada goto +0xd9 <not_in_decap>
      68:	if r5 == 0x9988 goto +0xd8 <not_in_decap>
      69:	if r5 == 0x7488 goto +0xd7 <not_in_decap>
      70:	if r5 == 0x1e0 goto +0xd6 <not_in_decap>
      71:	if r5 == 0xc388 goto +0xd5 <not_in_decap>
      72:	if r5 == 0x8899 goto +0xd4 <not_in_decap>
      73:	if r5 == 0xdcda goto +0xd3 <not_in_decap>
      74:	if r5 == 0x3afd goto +0xd2 <not_in_decap>
      75:	goto +0x11 <no_link>
<late>:
      76:	if r5 == 0x2f89 goto +0xd0 <not_in_decap>
      77:	if r5 == 0xfb88 goto +0xcf <not_in_decap>
      78:	if r5 == 0xc1f1 goto +0xce <not_in_decap>
      79:	if r5 == 0x2689 goto +0xcd <not_in_decap>
      80:	if r5 == 0x3f89 goto +0xcc <not_in_decap>
      81:	if r5 == 0x989 goto +0xcb <not_in_decap>
      82:	if r5 == 0x589 goto +0xca <not_in_decap>
      83:	if r5 == 0x543 goto +0xc9 <not_in_decap>
      84:	if r5 == 0xe588 goto +0xc8 <not_in_decap>
      85:	if r5 == 0xdada goto +0xc7 <not_in_decap>
      86:	if r5 == 0x9988 goto +0xc6 <not_in_decap>
      87:	if r5 == 0x7488 goto +0xc5 <not_in_decap>
      88:	if r5 == 0x1e0 goto +0xc4 <not_in_decap>
      89:	if r5 == 0xc388 goto +0xc3 <not_in_decap>
      90:	if r5 == 0x8899 goto +0xc2 <not_in_decap>
      91:	if r5 == 0xdcda goto +0xc1 <not_in_decap>
      92:	if r5 == 0x3afd goto +0xc0 <not_in_decap>
<no_link>:
      93:	r5 = be16 r5
      94:	if r5 < 0x600 goto +0x2a <llc>
      95:	goto +0xbd <not_ip>
<ipv4>:
      96:	if r6 > 0xfff goto +0xbc <too_deep>
      97:	r6 += r8
      98:	r9 -= 0x1
      99:	if r9 == 0x0 goto +0xb9 <too_deep>
     100:	r2 = r6
     101:	r2 += 0x14
     102:	if r2 > r7 goto +0xb6 <truncated>
     103:	w3 = *(u8 *)(r6 + 0x0)
     104:	if r3 < 0x45 goto +0xb4 <bad_ip_header>
     105:	if r3 > 0x4f goto +0xb3 <bad_ip_header>
     106:	w5 = *(u8 *)(r6 + 0x9)
     107:	w2 = *(u16 *)(r6 + 0x6)
     108:	r2 &= 0xff3f
     109:	if r2 != 0x0 goto +0xaf <done>
     110:	r3 &= 0xf
     111:	r3 <<= 0x2
     112:	r6 += r3
     113:	r6 -= r8
     114:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     115:	if r5 == 0x6 goto +0x47 <tcp>
     116:	goto +0xa8 <done>
<ipv6>:
     117:	if r6 > 0xfff goto +0xa7 <too_deep>
     118:	r6 += r8
     119:	r9 -= 0x1
     120:	if r9 == 0x0 goto +0xa4 <too_deep>
     121:	r2 = r6
     122:	r2 += 0x28
     123:	if r2 > r7 goto +0xa1 <truncated>
     124:	w3 = *(u8 *)(r6 + 0x0)
     125:	r3 &= 0xf0
     126:	if r3 != 0x60 goto +0x9e <bad_ip_header>
     127:	w5 = *(u8 *)(r6 + 0x6)
     128:	r6 += 0x28
     129:	r6 -= r8
     130:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     131:	if r5 == 0x0 goto +0x19 <hopbyhop>
     132:	if r5 == 0x6 goto +0x36 <tcp>
     133:	if r5 == 0x2b goto +0x17 <hopbyhop>
     134:	if r5 == 0x2c goto +0x24 <fragment>
     135:	if r5 == 0x3c goto +0x15 <hopbyhop>
     136:	goto +0x94 <done>
<llc>:
     137:	if r6 > 0xfff goto +0x93 <too_deep>
     138:	r6 += r8
     139:	r9 -= 0x1
     140:	if r9 == 0x0 goto +0x90 <too_deep>
     141:	r2 = r6
     142:	r2 += 0x3
     143:	if r2 > r7 goto +0x8d <truncated>
     144:	w3 = *(u16 *)(r6 + 0x0)
     145:	if r3 != 0xaaaa goto +0x4 <else>
     146:	w2 = *(u8 *)(r6 + 0x2)
     147:	if r2 != 0x3 goto +0x2 <else>
     148:	r6 -= r8
     149:	goto +0x77 <snap>
<else>:
     150:	if r3 != 0x606 goto +0x5 <else>
     151:	w3 = *(u8 *)(r6 + 0x2)
     152:	if r3 != 0x3 goto +0x3 <else>
     153:	r6 += 0x3
     154:	r6 -= r8
     155:	goto -0x3c <ipv4>
<else>:
     156:	goto +0x80 <not_ip>
<hopbyhop>:
     157:	if r6 > 0xfff goto +0x7f <too_deep>
     158:	r6 += r8
     159:	r9 -= 0x1
     160:	if r9 == 0x0 goto +0x7c <too_deep>
     161:	r2 = r6
     162:	r2 += 0x8
     163:	if r2 > r7 goto +0x79 <truncated>
     164:	w5 = *(u8 *)(r6 + 0x0)
     165:	w3 = *(u8 *)(r6 + 0x1)
     166:	r3 += 0x1
     167:	r3 <<= 0x3
     168:	r6 += r3
     169:	r6 -= r8
     170:	goto -0x28 <by_protocol_6>
<fragment>:
     171:	if r6 > 0xfff goto +0x71 <too_deep>
     172:	r6 += r8
     173:	r9 -= 0x1
     174:	if r9 == 0x0 goto +0x6e <too_deep>
     175:	r2 = r6
     176:	r2 += 0x8
     177:	if r2 > r7 goto +0x6b <truncated>
     178:	w3 = *(u16 *)(r6 + 0x2)
     179:	r3 &= 0xf9ff
     180:	if r3 != 0x0 goto +0x4 <else>
     181:	w5 = *(u8 *)(r6 + 0x0)
     182:	r6 += 0x8
     183:	r6 -= r8
     184:	goto -0x36 <by_protocol_6>
<else>:
     185:	w5 = *(u8 *)(r6 + 0x0)
     186:	goto +0x62 <done>
<tcp>:
     187:	if r6 > 0xfff goto +0x61 <too_deep>
     188:	r6 += r8
     189:	r9 -= 0x1
     190:	if r9 == 0x0 goto +0x5e <too_deep>
     191:	r2 = r6
     192:	r2 += 0x14
     193:	if r2 > r7 goto +0x5b <truncated>
     194:	w2 = *(u8 *)(r6 + 0xd)
     195:	r2 &= 0x7
     196:	if r2 != 0x2 goto +0x58 <done>
     197:	w2 = *(u8 *)(r6 + 0xc)
     198:	r2 >>= 0x4
     199:	r2 <<= 0x2
     200:	if r2 < 0x14 goto +0x54 <done>
     201:	r3 = r6
     202:	r3 += r2
     203:	if r3 > r7 goto +0x51 <done>
     204:	r3 -= r8
     205:	r0 = r6
     206:	r6 += 0x14
     207:	r9 = 0x29
<option>:
     208:	r2 = r6
     209:	r2 -= r8
     210:	if r2 >= r3 goto +0x4a <done>
     211:	if r2 > 0x103b goto +0x49 <done>
     212:	r6 = r8
     213:	r6 += r2
     214:	r9 -= 0x1
     215:	if r9 == 0x0 goto +0x45 <done>
     216:	r1 = r6
     217:	r1 += 0x1
     218:	if r1 > r7 goto +0x42 <done>
     219:	w4 = *(u8 *)(r6 + 0x0)
     220:	if r4 == 0x0 goto +0x40 <done>
     221:	if r4 != 0x1 goto +0x2 <long_option>
     222:	r6 += 0x1
     223:	goto -0x10 <option>
<long_option>:
     224:	r5 = r2
     225:	r5 += 0x2
     226:	if r5 > r3 goto +0x3a <done>
     227:	r1 = r6
     228:	r1 += 0x2
     229:	if r1 > r7 goto +0x37 <done>
     230:	w5 = *(u8 *)(r6 + 0x1)
     231:	if r5 < 0x2 goto +0x35 <done>
     232:	r2 += r5
     233:	if r2 > r3 goto +0x33 <done>
     234:	if r4 == 0x2 goto +0x2 <mss>
     235:	r6 += r5
     236:	goto -0x1d <option>
<mss>:
     237:	if r5 != 0x4 goto +0x2f <done>
     238:	r1 = r6
     239:	r1 += 0x4
     240:	if r1 > r7 goto +0x2c <done>
     241:	w4 = *(u16 *)(r6 + 0x2)
     242:	r1 = r4
     243:	r1 = be16 r1
     244:	if r1 <= 0x578 goto +0x16 <low_enough>
     245:	r5 = 0x7805
     246:	*(u16 *)(r6 + 0x2) = w5
     247:	r2 ^= r3
     248:	r2 &= 0x1
     249:	if r2 == 0x0 goto +0x2 <even>
     250:	r4 = r1
     251:	r5 = 0x578
<even>:
     252:	w1 = *(u16 *)(r0 + 0x10)
     253:	r1 ^= 0xffff
     254:	r4 ^= 0xffff
     255:	r1 += r4
     256:	r1 += r5
     257:	r4 = r1
     258:	r4 >>= 0x10
     259:	r1 &= 0xffff
     260:	r1 += r4
     261:	r4 = r1
     262:	r4 >>= 0x10
     263:	r1 &= 0xffff
     264:	r1 += r4
     265:	r1 ^= 0xffff
     266:	*(u16 *)(r0 + 0x10) = w1
<low_enough>:
     267:	r6 += 0x4
     268:	goto -0x3d <option>
<snap>:
     269:	r6 &= 0x7fff
     270:	r6 += r8
     271:	r2 = r6
     272:	r2 += 0x8
     273:	if r2 > r7 goto +0xb <truncated>
     274:	w3 = *(u16 *)(r6 + 0x3)
     275:	if r3 != 0x0 goto +0x8 <else>
     276:	w3 = *(u8 *)(r6 + 0x5)
     277:	if r3 == 0x0 goto +0x2 <holds>
     278:	if r3 == 0xf8 goto +0x1 <holds>
     279:	goto +0x4 <else>
<holds>:
     280:	w5 = *(u16 *)(r6 + 0x6)
     281:	r6 += 0x8
     282:	r6 -= r8
     283:	goto -0xf1 <by_ether_type>
<else>:
     284:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
     285:	w0 = 0x2
     286:	exit

