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
      10:	if r2 != 0x6 goto +0xeb <done>
      11:	w2 = *(u8 *)(r8 + 0x2f)
      12:	r2 &= 0x7
      13:	if r2 != 0x2 goto +0xe8 <done>
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
      23:	if r2 == 0x11 goto +0xde <done>
      24:	if r2 != 0x6 goto +0x3 <other>
      25:	w2 = *(u8 *)(r8 + 0x43)
      26:	r2 &= 0x7
      27:	if r2 != 0x2 goto +0xda <done>
<other>:
      28:	r6 = r8
      29:	r6 -= r8
      30:	r9 = 0x21
      31:	goto +0x0 <ethernet>
<ethernet>:
      32:	if r6 > 0xfff goto +0xd5 <too_deep>
      33:	r6 += r8
      34:	r9 -= 0x1
      35:	if r9 == 0x0 goto +0xd2 <too_deep>
      36:	r2 = r6
      37:	r2 += 0xe
      38:	if r2 > r7 goto +0xcf <truncated>
      39:	w5 = *(u16 *)(r6 + 0xc)
      40:	r6 += 0xe
      41:	r6 -= r8
      42:	goto +0x0 <by_ether_type>
<by_ether_type>:
      43:	if r5 == 0x8 goto +0xd <ipv4>
      44:	if r5 == 0xdd86 goto +0x21 <ipv6>
      45:	if r5 == 0x81 goto +0xc8 <not_in_decap>
      46:	if r5 == 0xa888 goto +0xc7 <not_in_decap>
      47:	if r5 == 0x91 goto +0xc6 <not_in_decap>
      48:	if r5 == 0xe788 goto +0xc5 <not_in_decap>
      49:	if r5 == 0x6488 goto +0xc4 <not_in_decap>
      50:	if r5 == 0x4788 goto +0xc3 <not_in_decap>
      51:	if r5 == 0x4888 goto +0xc2 <not_in_decap>
      52:	if r5 == 0x5865 goto -0x15 <ethernet>
      53:	if r5 == 0x4f89 goto +0xc0 <not_in_decap>
      54:	r5 = be16 r5
      55:	if r5 < 0x600 goto +0x2a <llc>
      56:	goto +0xbd <not_ip>
<ipv4>:
      57:	if r6 > 0xfff goto +0xbc <too_deep>
      58:	r6 += r8
      59:	r9 -= 0x1
      60:	if r9 == 0x0 goto +0xb9 <too_deep>
      61:	r2 = r6
      62:	r2 += 0x14
      63:	if r2 > r7 goto +0xb6 <truncated>
      64:	w3 = *(u8 *)(r6 + 0x0)
      65:	if r3 < 0x45 goto +0xb4 <bad_ip_header>
      66:	if r3 > 0x4f goto +0xb3 <bad_ip_header>
      67:	w5 = *(u8 *)(r6 + 0x9)
      68:	w2 = *(u16 *)(r6 + 0x6)
      69:	r2 &= 0xff3f
      70:	if r2 != 0x0 goto +0xaf <done>
      71:	r3 &= 0xf
      72:	r3 <<= 0x2
      73:	r6 += r3
      74:	r6 -= r8
      75:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
      76:	if r5 == 0x6 goto +0x47 <tcp>
      77:	goto +0xa8 <done>
<ipv6>:
      78:	if r6 > 0xfff goto +0xa7 <too_deep>
      79:	r6 += r8
      80:	r9 -= 0x1
      81:	if r9 == 0x0 goto +0xa4 <too_deep>
      82:	r2 = r6
      83:	r2 += 0x28
      84:	if r2 > r7 goto +0xa1 <truncated>
      85:	w3 = *(u8 *)(r6 + 0x0)
      86:	r3 &= 0xf0
      87:	if r3 != 0x60 goto +0x9e <bad_ip_header>
      88:	w5 = *(u8 *)(r6 + 0x6)
      89:	r6 += 0x28
      90:	r6 -= r8
      91:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
      92:	if r5 == 0x0 goto +0x19 <hopbyhop>
      93:	if r5 == 0x6 goto +0x36 <tcp>
      94:	if r5 == 0x2b goto +0x17 <hopbyhop>
      95:	if r5 == 0x2c goto +0x24 <fragment>
      96:	if r5 == 0x3c goto +0x15 <hopbyhop>
      97:	goto +0x94 <done>
<llc>:
      98:	if r6 > 0xfff goto +0x93 <too_deep>
      99:	r6 += r8
     100:	r9 -= 0x1
     101:	if r9 == 0x0 goto +0x90 <too_deep>
     102:	r2 = r6
     103:	r2 += 0x3
     104:	if r2 > r7 goto +0x8d <truncated>
     105:	w3 = *(u16 *)(r6 + 0x0)
     106:	if r3 != 0xaaaa goto +0x4 <else>
     107:	w2 = *(u8 *)(r6 + 0x2)
     108:	if r2 != 0x3 goto +0x2 <else>
     109:	r6 -= r8
     110:	goto +0x77 <snap>
<else>:
     111:	if r3 != 0x606 goto +0x5 <else>
     112:	w3 = *(u8 *)(r6 + 0x2)
     113:	if r3 != 0x3 goto +0x3 <else>
     114:	r6 += 0x3
     115:	r6 -= r8
     116:	goto -0x3c <ipv4>
<else>:
     117:	goto +0x80 <not_ip>
<hopbyhop>:
     118:	if r6 > 0xfff goto +0x7f <too_deep>
     119:	r6 += r8
     120:	r9 -= 0x1
     121:	if r9 == 0x0 goto +0x7c <too_deep>
     122:	r2 = r6
     123:	r2 += 0x8
     124:	if r2 > r7 goto +0x79 <truncated>
     125:	w5 = *(u8 *)(r6 + 0x0)
     126:	w3 = *(u8 *)(r6 + 0x1)
     127:	r3 += 0x1
     128:	r3 <<= 0x3
     129:	r6 += r3
     130:	r6 -= r8
     131:	goto -0x28 <by_protocol_6>
<fragment>:
     132:	if r6 > 0xfff goto +0x71 <too_deep>
     133:	r6 += r8
     134:	r9 -= 0x1
     135:	if r9 == 0x0 goto +0x6e <too_deep>
     136:	r2 = r6
     137:	r2 += 0x8
     138:	if r2 > r7 goto +0x6b <truncated>
     139:	w3 = *(u16 *)(r6 + 0x2)
     140:	r3 &= 0xf9ff
     141:	if r3 != 0x0 goto +0x4 <else>
     142:	w5 = *(u8 *)(r6 + 0x0)
     143:	r6 += 0x8
     144:	r6 -= r8
     145:	goto -0x36 <by_protocol_6>
<else>:
     146:	w5 = *(u8 *)(r6 + 0x0)
     147:	goto +0x62 <done>
<tcp>:
     148:	if r6 > 0xfff goto +0x61 <too_deep>
     149:	r6 += r8
     150:	r9 -= 0x1
     151:	if r9 == 0x0 goto +0x5e <too_deep>
     152:	r2 = r6
     153:	r2 += 0x14
     154:	if r2 > r7 goto +0x5b <truncated>
     155:	w2 = *(u8 *)(r6 + 0xd)
     156:	r2 &= 0x7
     157:	if r2 != 0x2 goto +0x58 <done>
     158:	w2 = *(u8 *)(r6 + 0xc)
     159:	r2 >>= 0x4
     160:	r2 <<= 0x2
     161:	if r2 < 0x14 goto +0x54 <done>
     162:	r3 = r6
     163:	r3 += r2
     164:	if r3 > r7 goto +0x51 <done>
     165:	r3 -= r8
     166:	r0 = r6
     167:	r6 += 0x14
     168:	r9 = 0x29
<option>:
     169:	r2 = r6
     170:	r2 -= r8
     171:	if r2 >= r3 goto +0x4a <done>
     172:	if r2 > 0x103b goto +0x49 <done>
     173:	r6 = r8
     174:	r6 += r2
     175:	r9 -= 0x1
     176:	if r9 == 0x0 goto +0x45 <done>
     177:	r1 = r6
     178:	r1 += 0x1
     179:	if r1 > r7 goto +0x42 <done>
     180:	w4 = *(u8 *)(r6 + 0x0)
     181:	if r4 == 0x0 goto +0x40 <done>
     182:	if r4 != 0x1 goto +0x2 <long_option>
     183:	r6 += 0x1
     184:	goto -0x10 <option>
<long_option>:
     185:	r5 = r2
     186:	r5 += 0x2
     187:	if r5 > r3 goto +0x3a <done>
     188:	r1 = r6
     189:	r1 += 0x2
     190:	if r1 > r7 goto +0x37 <done>
     191:	w5 = *(u8 *)(r6 + 0x1)
     192:	if r5 < 0x2 goto +0x35 <done>
     193:	r2 += r5
     194:	if r2 > r3 goto +0x33 <done>
     195:	if r4 == 0x2 goto +0x2 <mss>
     196:	r6 += r5
     197:	goto -0x1d <option>
<mss>:
     198:	if r5 != 0x4 goto +0x2f <done>
     199:	r1 = r6
     200:	r1 += 0x4
     201:	if r1 > r7 goto +0x2c <done>
     202:	w4 = *(u16 *)(r6 + 0x2)
     203:	r1 = r4
     204:	r1 = be16 r1
     205:	if r1 <= 0x578 goto +0x16 <low_enough>
     206:	r5 = 0x7805
     207:	*(u16 *)(r6 + 0x2) = w5
     208:	r2 ^= r3
     209:	r2 &= 0x1
     210:	if r2 == 0x0 goto +0x2 <even>
     211:	r4 = r1
     212:	r5 = 0x578
<even>:
     213:	w1 = *(u16 *)(r0 + 0x10)
     214:	r1 ^= 0xffff
     215:	r4 ^= 0xffff
     216:	r1 += r4
     217:	r1 += r5
     218:	r4 = r1
     219:	r4 >>= 0x10
     220:	r1 &= 0xffff
     221:	r1 += r4
     222:	r4 = r1
     223:	r4 >>= 0x10
     224:	r1 &= 0xffff
     225:	r1 += r4
     226:	r1 ^= 0xffff
     227:	*(u16 *)(r0 + 0x10) = w1
<low_enough>:
     228:	r6 += 0x4
     229:	goto -0x3d <option>
<snap>:
     230:	r6 &= 0x7fff
     231:	r6 += r8
     232:	r2 = r6
     233:	r2 += 0x8
     234:	if r2 > r7 goto +0xb <truncated>
     235:	w3 = *(u16 *)(r6 + 0x3)
     236:	if r3 != 0x0 goto +0x8 <else>
     237:	w3 = *(u8 *)(r6 + 0x5)
     238:	if r3 == 0x0 goto +0x2 <holds>
     239:	if r3 == 0xf8 goto +0x1 <holds>
     240:	goto +0x4 <else>
<holds>:
     241:	w5 = *(u16 *)(r6 + 0x6)
     242:	r6 += 0x8
     243:	r6 -= r8
     244:	goto -0xca <by_ether_type>
<else>:
     245:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
     246:	w0 = 0x2
     247:	exit

