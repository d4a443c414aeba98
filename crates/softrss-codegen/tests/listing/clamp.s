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
      10:	if r2 != 0x6 goto +0xea <done>
      11:	w2 = *(u8 *)(r8 + 0x2f)
      12:	r2 &= 0x7
      13:	if r2 != 0x2 goto +0xe7 <done>
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
      23:	if r2 == 0x11 goto +0xdd <done>
      24:	if r2 != 0x6 goto +0x3 <other>
      25:	w2 = *(u8 *)(r8 + 0x43)
      26:	r2 &= 0x7
      27:	if r2 != 0x2 goto +0xd9 <done>
<other>:
      28:	r6 = r8
      29:	r6 -= r8
      30:	r9 = 0x21
      31:	goto +0x0 <ethernet>
<ethernet>:
      32:	if r6 > 0xfff goto +0xd4 <too_deep>
      33:	r6 += r8
      34:	r9 -= 0x1
      35:	if r9 == 0x0 goto +0xd1 <too_deep>
      36:	r2 = r6
      37:	r2 += 0xe
      38:	if r2 > r7 goto +0xce <truncated>
      39:	w5 = *(u16 *)(r6 + 0xc)
      40:	r6 += 0xe
      41:	r6 -= r8
      42:	goto +0x0 <by_ether_type>
<by_ether_type>:
      43:	if r5 == 0x8 goto +0xc <ipv4>
      44:	if r5 == 0xdd86 goto +0x20 <ipv6>
      45:	if r5 == 0x81 goto +0xc7 <not_in_decap>
      46:	if r5 == 0xa888 goto +0xc6 <not_in_decap>
      47:	if r5 == 0x91 goto +0xc5 <not_in_decap>
      48:	if r5 == 0xe788 goto +0xc4 <not_in_decap>
      49:	if r5 == 0x6488 goto +0xc3 <not_in_decap>
      50:	if r5 == 0x4788 goto +0xc2 <not_in_decap>
      51:	if r5 == 0x4888 goto +0xc1 <not_in_decap>
      52:	if r5 == 0x5865 goto -0x15 <ethernet>
      53:	r5 = be16 r5
      54:	if r5 < 0x600 goto +0x2a <llc>
      55:	goto +0xbd <not_ip>
<ipv4>:
      56:	if r6 > 0xfff goto +0xbc <too_deep>
      57:	r6 += r8
      58:	r9 -= 0x1
      59:	if r9 == 0x0 goto +0xb9 <too_deep>
      60:	r2 = r6
      61:	r2 += 0x14
      62:	if r2 > r7 goto +0xb6 <truncated>
      63:	w3 = *(u8 *)(r6 + 0x0)
      64:	if r3 < 0x45 goto +0xb4 <bad_ip_header>
      65:	if r3 > 0x4f goto +0xb3 <bad_ip_header>
      66:	w5 = *(u8 *)(r6 + 0x9)
      67:	w2 = *(u16 *)(r6 + 0x6)
      68:	r2 &= 0xff3f
      69:	if r2 != 0x0 goto +0xaf <done>
      70:	r3 &= 0xf
      71:	r3 <<= 0x2
      72:	r6 += r3
      73:	r6 -= r8
      74:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
      75:	if r5 == 0x6 goto +0x47 <tcp>
      76:	goto +0xa8 <done>
<ipv6>:
      77:	if r6 > 0xfff goto +0xa7 <too_deep>
      78:	r6 += r8
      79:	r9 -= 0x1
      80:	if r9 == 0x0 goto +0xa4 <too_deep>
      81:	r2 = r6
      82:	r2 += 0x28
      83:	if r2 > r7 goto +0xa1 <truncated>
      84:	w3 = *(u8 *)(r6 + 0x0)
      85:	r3 &= 0xf0
      86:	if r3 != 0x60 goto +0x9e <bad_ip_header>
      87:	w5 = *(u8 *)(r6 + 0x6)
      88:	r6 += 0x28
      89:	r6 -= r8
      90:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
      91:	if r5 == 0x0 goto +0x19 <hopbyhop>
      92:	if r5 == 0x6 goto +0x36 <tcp>
      93:	if r5 == 0x2b goto +0x17 <hopbyhop>
      94:	if r5 == 0x2c goto +0x24 <fragment>
      95:	if r5 == 0x3c goto +0x15 <hopbyhop>
      96:	goto +0x94 <done>
<llc>:
      97:	if r6 > 0xfff goto +0x93 <too_deep>
      98:	r6 += r8
      99:	r9 -= 0x1
     100:	if r9 == 0x0 goto +0x90 <too_deep>
     101:	r2 = r6
     102:	r2 += 0x3
     103:	if r2 > r7 goto +0x8d <truncated>
     104:	w3 = *(u16 *)(r6 + 0x0)
     105:	if r3 != 0xaaaa goto +0x4 <else>
     106:	w2 = *(u8 *)(r6 + 0x2)
     107:	if r2 != 0x3 goto +0x2 <else>
     108:	r6 -= r8
     109:	goto +0x77 <snap>
<else>:
     110:	if r3 != 0x606 goto +0x5 <else>
     111:	w3 = *(u8 *)(r6 + 0x2)
     112:	if r3 != 0x3 goto +0x3 <else>
     113:	r6 += 0x3
     114:	r6 -= r8
     115:	goto -0x3c <ipv4>
<else>:
     116:	goto +0x80 <not_ip>
<hopbyhop>:
     117:	if r6 > 0xfff goto +0x7f <too_deep>
     118:	r6 += r8
     119:	r9 -= 0x1
     120:	if r9 == 0x0 goto +0x7c <too_deep>
     121:	r2 = r6
     122:	r2 += 0x8
     123:	if r2 > r7 goto +0x79 <truncated>
     124:	w5 = *(u8 *)(r6 + 0x0)
     125:	w3 = *(u8 *)(r6 + 0x1)
     126:	r3 += 0x1
     127:	r3 <<= 0x3
     128:	r6 += r3
     129:	r6 -= r8
     130:	goto -0x28 <by_protocol_6>
<fragment>:
     131:	if r6 > 0xfff goto +0x71 <too_deep>
     132:	r6 += r8
     133:	r9 -= 0x1
     134:	if r9 == 0x0 goto +0x6e <too_deep>
     135:	r2 = r6
     136:	r2 += 0x8
     137:	if r2 > r7 goto +0x6b <truncated>
     138:	w3 = *(u16 *)(r6 + 0x2)
     139:	r3 &= 0xf9ff
     140:	if r3 != 0x0 goto +0x4 <else>
     141:	w5 = *(u8 *)(r6 + 0x0)
     142:	r6 += 0x8
     143:	r6 -= r8
     144:	goto -0x36 <by_protocol_6>
<else>:
     145:	w5 = *(u8 *)(r6 + 0x0)
     146:	goto +0x62 <done>
<tcp>:
     147:	if r6 > 0xfff goto +0x61 <too_deep>
     148:	r6 += r8
     149:	r9 -= 0x1
     150:	if r9 == 0x0 goto +0x5e <too_deep>
     151:	r2 = r6
     152:	r2 += 0x14
     153:	if r2 > r7 goto +0x5b <truncated>
     154:	w2 = *(u8 *)(r6 + 0xd)
     155:	r2 &= 0x7
     156:	if r2 != 0x2 goto +0x58 <done>
     157:	w2 = *(u8 *)(r6 + 0xc)
     158:	r2 >>= 0x4
     159:	r2 <<= 0x2
     160:	if r2 < 0x14 goto +0x54 <done>
     161:	r3 = r6
     162:	r3 += r2
     163:	if r3 > r7 goto +0x51 <done>
     164:	r3 -= r8
     165:	r0 = r6
     166:	r6 += 0x14
     167:	r9 = 0x29
<option>:
     168:	r2 = r6
     169:	r2 -= r8
     170:	if r2 >= r3 goto +0x4a <done>
     171:	if r2 > 0x103b goto +0x49 <done>
     172:	r6 = r8
     173:	r6 += r2
     174:	r9 -= 0x1
     175:	if r9 == 0x0 goto +0x45 <done>
     176:	r1 = r6
     177:	r1 += 0x1
     178:	if r1 > r7 goto +0x42 <done>
     179:	w4 = *(u8 *)(r6 + 0x0)
     180:	if r4 == 0x0 goto +0x40 <done>
     181:	if r4 != 0x1 goto +0x2 <long_option>
     182:	r6 += 0x1
     183:	goto -0x10 <option>
<long_option>:
     184:	r5 = r2
     185:	r5 += 0x2
     186:	if r5 > r3 goto +0x3a <done>
     187:	r1 = r6
     188:	r1 += 0x2
     189:	if r1 > r7 goto +0x37 <done>
     190:	w5 = *(u8 *)(r6 + 0x1)
     191:	if r5 < 0x2 goto +0x35 <done>
     192:	r2 += r5
     193:	if r2 > r3 goto +0x33 <done>
     194:	if r4 == 0x2 goto +0x2 <mss>
     195:	r6 += r5
     196:	goto -0x1d <option>
<mss>:
     197:	if r5 != 0x4 goto +0x2f <done>
     198:	r1 = r6
     199:	r1 += 0x4
     200:	if r1 > r7 goto +0x2c <done>
     201:	w4 = *(u16 *)(r6 + 0x2)
     202:	r1 = r4
     203:	r1 = be16 r1
     204:	if r1 <= 0x578 goto +0x16 <low_enough>
     205:	r5 = 0x7805
     206:	*(u16 *)(r6 + 0x2) = w5
     207:	r2 ^= r3
     208:	r2 &= 0x1
     209:	if r2 == 0x0 goto +0x2 <even>
     210:	r4 = r1
     211:	r5 = 0x578
<even>:
     212:	w1 = *(u16 *)(r0 + 0x10)
     213:	r1 ^= 0xffff
     214:	r4 ^= 0xffff
     215:	r1 += r4
     216:	r1 += r5
     217:	r4 = r1
     218:	r4 >>= 0x10
     219:	r1 &= 0xffff
     220:	r1 += r4
     221:	r4 = r1
     222:	r4 >>= 0x10
     223:	r1 &= 0xffff
     224:	r1 += r4
     225:	r1 ^= 0xffff
     226:	*(u16 *)(r0 + 0x10) = w1
<low_enough>:
     227:	r6 += 0x4
     228:	goto -0x3d <option>
<snap>:
     229:	r6 &= 0x7fff
     230:	r6 += r8
     231:	r2 = r6
     232:	r2 += 0x8
     233:	if r2 > r7 goto +0xb <truncated>
     234:	w3 = *(u16 *)(r6 + 0x3)
     235:	if r3 != 0x0 goto +0x8 <else>
     236:	w3 = *(u8 *)(r6 + 0x5)
     237:	if r3 == 0x0 goto +0x2 <holds>
     238:	if r3 == 0xf8 goto +0x1 <holds>
     239:	goto +0x4 <else>
<holds>:
     240:	w5 = *(u16 *)(r6 + 0x6)
     241:	r6 += 0x8
     242:	r6 -= r8
     243:	goto -0xc9 <by_ether_type>
<else>:
     244:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
     245:	w0 = 0x2
     246:	exit

