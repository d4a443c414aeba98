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
      10:	if r2 != 0x6 goto +0xf4 <done>
      11:	w2 = *(u8 *)(r8 + 0x2f)
      12:	r2 &= 0x7
      13:	if r2 != 0x2 goto +0xf1 <done>
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
      23:	if r2 == 0x11 goto +0xe7 <done>
      24:	if r2 != 0x6 goto +0x3 <other>
      25:	w2 = *(u8 *)(r8 + 0x43)
      26:	r2 &= 0x7
      27:	if r2 != 0x2 goto +0xe3 <done>
<other>:
      28:	r6 = r8
      29:	r9 = 0x21
      30:	goto +0x0 <ethernet>
<ethernet>:
      31:	r2 = r6
      32:	r2 -= r8
      33:	if r2 > 0xfff goto +0xdd <too_deep>
      34:	r6 = r8
      35:	r6 += r2
      36:	r9 -= 0x1
      37:	if r9 == 0x0 goto +0xd9 <too_deep>
      38:	r2 = r6
      39:	r2 += 0xe
      40:	if r2 > r7 goto +0xd6 <truncated>
      41:	w5 = *(u16 *)(r6 + 0xc)
      42:	r6 += 0xe
      43:	goto +0x0 <by_ether_type>
<by_ether_type>:
      44:	if r5 == 0x8 goto +0xc <ipv4>
      45:	if r5 == 0xdd86 goto +0x22 <ipv6>
      46:	if r5 == 0x81 goto +0xd0 <not_in_decap>
      47:	if r5 == 0xa888 goto +0xcf <not_in_decap>
      48:	if r5 == 0x91 goto +0xce <not_in_decap>
      49:	if r5 == 0xe788 goto +0xcd <not_in_decap>
      50:	if r5 == 0x6488 goto +0xcc <not_in_decap>
      51:	if r5 == 0x4788 goto +0xcb <not_in_decap>
      52:	if r5 == 0x4888 goto +0xca <not_in_decap>
      53:	if r5 == 0x5865 goto -0x17 <ethernet>
      54:	r5 = be16 r5
      55:	if r5 < 0x600 goto +0x2e <llc>
      56:	goto +0xc6 <not_ip>
<ipv4>:
      57:	r2 = r6
      58:	r2 -= r8
      59:	if r2 > 0xfff goto +0xc3 <too_deep>
      60:	r6 = r8
      61:	r6 += r2
      62:	r9 -= 0x1
      63:	if r9 == 0x0 goto +0xbf <too_deep>
      64:	r2 = r6
      65:	r2 += 0x14
      66:	if r2 > r7 goto +0xbc <truncated>
      67:	w3 = *(u8 *)(r6 + 0x0)
      68:	if r3 < 0x45 goto +0xba <bad_ip_header>
      69:	if r3 > 0x4f goto +0xb9 <bad_ip_header>
      70:	w5 = *(u8 *)(r6 + 0x9)
      71:	w2 = *(u16 *)(r6 + 0x6)
      72:	r2 &= 0xff3f
      73:	if r2 != 0x0 goto +0xb5 <done>
      74:	r3 &= 0xf
      75:	r3 <<= 0x2
      76:	r6 += r3
      77:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
      78:	if r5 == 0x6 goto +0x4e <tcp>
      79:	goto +0xaf <done>
<ipv6>:
      80:	r2 = r6
      81:	r2 -= r8
      82:	if r2 > 0xfff goto +0xac <too_deep>
      83:	r6 = r8
      84:	r6 += r2
      85:	r9 -= 0x1
      86:	if r9 == 0x0 goto +0xa8 <too_deep>
      87:	r2 = r6
      88:	r2 += 0x28
      89:	if r2 > r7 goto +0xa5 <truncated>
      90:	w3 = *(u8 *)(r6 + 0x0)
      91:	r3 &= 0xf0
      92:	if r3 != 0x60 goto +0xa2 <bad_ip_header>
      93:	w5 = *(u8 *)(r6 + 0x6)
      94:	r6 += 0x28
      95:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
      96:	if r5 == 0x0 goto +0x1a <hopbyhop>
      97:	if r5 == 0x6 goto +0x3b <tcp>
      98:	if r5 == 0x2b goto +0x18 <hopbyhop>
      99:	if r5 == 0x2c goto +0x27 <fragment>
     100:	if r5 == 0x3c goto +0x16 <hopbyhop>
     101:	goto +0x99 <done>
<llc>:
     102:	r2 = r6
     103:	r2 -= r8
     104:	if r2 > 0xfff goto +0x96 <too_deep>
     105:	r6 = r8
     106:	r6 += r2
     107:	r9 -= 0x1
     108:	if r9 == 0x0 goto +0x92 <too_deep>
     109:	r2 = r6
     110:	r2 += 0x3
     111:	if r2 > r7 goto +0x8f <truncated>
     112:	w3 = *(u16 *)(r6 + 0x0)
     113:	if r3 != 0xaaaa goto +0x3 <else>
     114:	w2 = *(u8 *)(r6 + 0x2)
     115:	if r2 != 0x3 goto +0x1 <else>
     116:	goto +0x7d <snap>
<else>:
     117:	if r3 != 0x606 goto +0x4 <else>
     118:	w3 = *(u8 *)(r6 + 0x2)
     119:	if r3 != 0x3 goto +0x2 <else>
     120:	r6 += 0x3
     121:	goto -0x41 <ipv4>
<else>:
     122:	goto +0x84 <not_ip>
<hopbyhop>:
     123:	r2 = r6
     124:	r2 -= r8
     125:	if r2 > 0xfff goto +0x81 <too_deep>
     126:	r6 = r8
     127:	r6 += r2
     128:	r9 -= 0x1
     129:	if r9 == 0x0 goto +0x7d <too_deep>
     130:	r2 = r6
     131:	r2 += 0x8
     132:	if r2 > r7 goto +0x7a <truncated>
     133:	w5 = *(u8 *)(r6 + 0x0)
     134:	w3 = *(u8 *)(r6 + 0x1)
     135:	r3 += 0x1
     136:	r3 <<= 0x3
     137:	r6 += r3
     138:	goto -0x2b <by_protocol_6>
<fragment>:
     139:	r2 = r6
     140:	r2 -= r8
     141:	if r2 > 0xfff goto +0x71 <too_deep>
     142:	r6 = r8
     143:	r6 += r2
     144:	r9 -= 0x1
     145:	if r9 == 0x0 goto +0x6d <too_deep>
     146:	r2 = r6
     147:	r2 += 0x8
     148:	if r2 > r7 goto +0x6a <truncated>
     149:	w3 = *(u16 *)(r6 + 0x2)
     150:	r3 &= 0xf9ff
     151:	if r3 != 0x0 goto +0x3 <else>
     152:	w5 = *(u8 *)(r6 + 0x0)
     153:	r6 += 0x8
     154:	goto -0x3b <by_protocol_6>
<else>:
     155:	w5 = *(u8 *)(r6 + 0x0)
     156:	goto +0x62 <done>
<tcp>:
     157:	r2 = r6
     158:	r2 -= r8
     159:	if r2 > 0xfff goto +0x5f <too_deep>
     160:	r6 = r8
     161:	r6 += r2
     162:	r9 -= 0x1
     163:	if r9 == 0x0 goto +0x5b <too_deep>
     164:	r2 = r6
     165:	r2 += 0x14
     166:	if r2 > r7 goto +0x58 <truncated>
     167:	w2 = *(u8 *)(r6 + 0xd)
     168:	r2 &= 0x7
     169:	if r2 != 0x2 goto +0x55 <done>
     170:	w2 = *(u8 *)(r6 + 0xc)
     171:	r2 >>= 0x4
     172:	r2 <<= 0x2
     173:	if r2 < 0x14 goto +0x51 <done>
     174:	r3 = r6
     175:	r3 += r2
     176:	if r3 > r7 goto +0x4e <done>
     177:	r3 -= r8
     178:	r0 = r6
     179:	r6 += 0x14
     180:	r9 = 0x29
<option>:
     181:	r2 = r6
     182:	r2 -= r8
     183:	if r2 >= r3 goto +0x47 <done>
     184:	if r2 > 0x103b goto +0x46 <done>
     185:	r6 = r8
     186:	r6 += r2
     187:	r9 -= 0x1
     188:	if r9 == 0x0 goto +0x42 <done>
     189:	r1 = r6
     190:	r1 += 0x1
     191:	if r1 > r7 goto +0x3f <done>
     192:	w4 = *(u8 *)(r6 + 0x0)
     193:	if r4 == 0x0 goto +0x3d <done>
     194:	if r4 != 0x1 goto +0x2 <long_option>
     195:	r6 += 0x1
     196:	goto -0x10 <option>
<long_option>:
     197:	r5 = r2
     198:	r5 += 0x2
     199:	if r5 > r3 goto +0x37 <done>
     200:	r1 = r6
     201:	r1 += 0x2
     202:	if r1 > r7 goto +0x34 <done>
     203:	w5 = *(u8 *)(r6 + 0x1)
     204:	if r5 < 0x2 goto +0x32 <done>
     205:	r2 += r5
     206:	if r2 > r3 goto +0x30 <done>
     207:	if r4 == 0x2 goto +0x2 <mss>
     208:	r6 += r5
     209:	goto -0x1d <option>
<mss>:
     210:	if r5 != 0x4 goto +0x2c <done>
     211:	r1 = r6
     212:	r1 += 0x4
     213:	if r1 > r7 goto +0x29 <done>
     214:	w4 = *(u16 *)(r6 + 0x2)
     215:	r1 = r4
     216:	r1 = be16 r1
     217:	if r1 <= 0x578 goto +0x16 <low_enough>
     218:	r5 = 0x7805
     219:	*(u16 *)(r6 + 0x2) = w5
     220:	r2 ^= r3
     221:	r2 &= 0x1
     222:	if r2 == 0x0 goto +0x2 <even>
     223:	r4 = r1
     224:	r5 = 0x578
<even>:
     225:	w1 = *(u16 *)(r0 + 0x10)
     226:	r1 ^= 0xffff
     227:	r4 ^= 0xffff
     228:	r1 += r4
     229:	r1 += r5
     230:	r4 = r1
     231:	r4 >>= 0x10
     232:	r1 &= 0xffff
     233:	r1 += r4
     234:	r4 = r1
     235:	r4 >>= 0x10
     236:	r1 &= 0xffff
     237:	r1 += r4
     238:	r1 ^= 0xffff
     239:	*(u16 *)(r0 + 0x10) = w1
<low_enough>:
     240:	r6 += 0x4
     241:	goto -0x3d <option>
<snap>:
     242:	r2 = r6
     243:	r2 += 0x8
     244:	if r2 > r7 goto +0xa <truncated>
     245:	w3 = *(u16 *)(r6 + 0x3)
     246:	if r3 != 0x0 goto +0x7 <else>
     247:	w3 = *(u8 *)(r6 + 0x5)
     248:	if r3 == 0x0 goto +0x2 <holds>
     249:	if r3 == 0xf8 goto +0x1 <holds>
     250:	goto +0x3 <else>
<holds>:
     251:	w5 = *(u16 *)(r6 + 0x6)
     252:	r6 += 0x8
     253:	goto -0xd2 <by_ether_type>
<else>:
     254:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
     255:	w0 = 0x2
     256:	exit

