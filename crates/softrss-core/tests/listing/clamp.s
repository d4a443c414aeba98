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
      10:	if r2 != 0x6 goto +0xe9 <done>
      11:	w2 = *(u8 *)(r8 + 0x2f)
      12:	r2 &= 0x7
      13:	if r2 != 0x2 goto +0xe6 <done>
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
      23:	if r2 == 0x11 goto +0xdc <done>
      24:	if r2 != 0x6 goto +0x3 <other>
      25:	w2 = *(u8 *)(r8 + 0x43)
      26:	r2 &= 0x7
      27:	if r2 != 0x2 goto +0xd8 <done>
<other>:
      28:	r6 = r8
      29:	r9 = 0x21
<ethernet>:
      30:	r2 = r6
      31:	r2 -= r8
      32:	if r2 > 0xfff goto +0xd3 <too_deep>
      33:	r6 = r8
      34:	r6 += r2
      35:	r9 -= 0x1
      36:	if r9 == 0x0 goto +0xcf <too_deep>
      37:	r2 = r6
      38:	r2 += 0xe
      39:	if r2 > r7 goto +0xcc <truncated>
      40:	w5 = *(u16 *)(r6 + 0xc)
      41:	r6 += 0xe
<by_ether_type>:
      42:	if r5 == 0x8 goto +0xc <ipv4>
      43:	if r5 == 0xdd86 goto +0x21 <ipv6>
      44:	if r5 == 0x81 goto +0xc7 <not_in_decap>
      45:	if r5 == 0xa888 goto +0xc6 <not_in_decap>
      46:	if r5 == 0x91 goto +0xc5 <not_in_decap>
      47:	if r5 == 0xe788 goto +0xc4 <not_in_decap>
      48:	if r5 == 0x6488 goto +0xc3 <not_in_decap>
      49:	if r5 == 0x4788 goto +0xc2 <not_in_decap>
      50:	if r5 == 0x4888 goto +0xc1 <not_in_decap>
      51:	if r5 == 0x5865 goto -0x16 <ethernet>
      52:	r5 = be16 r5
      53:	if r5 < 0x600 goto +0x2c <llc>
      54:	goto +0xbd <not_ip>
<ipv4>:
      55:	r2 = r6
      56:	r2 -= r8
      57:	if r2 > 0xfff goto +0xba <too_deep>
      58:	r6 = r8
      59:	r6 += r2
      60:	r9 -= 0x1
      61:	if r9 == 0x0 goto +0xb6 <too_deep>
      62:	r2 = r6
      63:	r2 += 0x14
      64:	if r2 > r7 goto +0xb3 <truncated>
      65:	w3 = *(u8 *)(r6 + 0x0)
      66:	if r3 < 0x45 goto +0xb1 <bad_ip_header>
      67:	if r3 > 0x4f goto +0xb0 <bad_ip_header>
      68:	w5 = *(u8 *)(r6 + 0x9)
      69:	w4 = *(u16 *)(r6 + 0x6)
      70:	r4 &= 0xff3f
      71:	if r4 != 0x0 goto +0xac <done>
      72:	r3 &= 0xf
      73:	r3 <<= 0x2
      74:	r6 += r3
<by_protocol_4>:
      75:	if r5 == 0x6 goto +0x53 <tcp>
      76:	goto +0xa7 <done>
<ipv6>:
      77:	r2 = r6
      78:	r2 -= r8
      79:	if r2 > 0xfff goto +0xa4 <too_deep>
      80:	r6 = r8
      81:	r6 += r2
      82:	r9 -= 0x1
      83:	if r9 == 0x0 goto +0xa0 <too_deep>
      84:	r2 = r6
      85:	r2 += 0x28
      86:	if r2 > r7 goto +0x9d <truncated>
      87:	w2 = *(u8 *)(r6 + 0x0)
      88:	r2 >>= 0x4
      89:	if r2 != 0x6 goto +0x9a <bad_ip_header>
      90:	w5 = *(u8 *)(r6 + 0x6)
      91:	r6 += 0x28
<by_protocol_6>:
      92:	if r5 == 0x0 goto +0x21 <hopbyhop>
      93:	if r5 == 0x6 goto +0x41 <tcp>
      94:	if r5 == 0x2b goto +0x1f <hopbyhop>
      95:	if r5 == 0x2c goto +0x2e <fragment>
      96:	if r5 == 0x3c goto +0x1d <hopbyhop>
      97:	goto +0x92 <done>
<llc>:
      98:	r2 = r6
      99:	r2 -= r8
     100:	if r2 > 0xfff goto +0x8f <too_deep>
     101:	r6 = r8
     102:	r6 += r2
     103:	r9 -= 0x1
     104:	if r9 == 0x0 goto +0x8b <too_deep>
     105:	r2 = r6
     106:	r2 += 0x3
     107:	if r2 > r7 goto +0x88 <truncated>
     108:	w3 = *(u8 *)(r6 + 0x2)
     109:	if r3 != 0x3 goto +0x86 <not_ip>
     110:	w3 = *(u16 *)(r6 + 0x0)
     111:	if r3 == 0xaaaa goto +0x3 <snap>
     112:	if r3 != 0x606 goto +0x83 <not_ip>
     113:	r6 += 0x3
     114:	goto -0x3c <ipv4>
<snap>:
     115:	r2 = r6
     116:	r2 += 0x8
     117:	if r2 > r7 goto +0x7e <truncated>
     118:	w3 = *(u16 *)(r6 + 0x3)
     119:	if r3 != 0x0 goto +0x7c <not_ip>
     120:	w3 = *(u8 *)(r6 + 0x5)
     121:	if r3 == 0x0 goto +0x1 <known>
     122:	if r3 != 0xf8 goto +0x79 <not_ip>
<known>:
     123:	w5 = *(u16 *)(r6 + 0x6)
     124:	r6 += 0x8
     125:	goto -0x54 <by_ether_type>
<hopbyhop>:
     126:	r2 = r6
     127:	r2 -= r8
     128:	if r2 > 0xfff goto +0x73 <too_deep>
     129:	r6 = r8
     130:	r6 += r2
     131:	r9 -= 0x1
     132:	if r9 == 0x0 goto +0x6f <too_deep>
     133:	r2 = r6
     134:	r2 += 0x8
     135:	if r2 > r7 goto +0x6c <truncated>
     136:	w5 = *(u8 *)(r6 + 0x0)
     137:	w3 = *(u8 *)(r6 + 0x1)
     138:	r3 += 0x1
     139:	r3 <<= 0x3
     140:	r6 += r3
     141:	goto -0x32 <by_protocol_6>
<fragment>:
     142:	r2 = r6
     143:	r2 -= r8
     144:	if r2 > 0xfff goto +0x63 <too_deep>
     145:	r6 = r8
     146:	r6 += r2
     147:	r9 -= 0x1
     148:	if r9 == 0x0 goto +0x5f <too_deep>
     149:	r2 = r6
     150:	r2 += 0x8
     151:	if r2 > r7 goto +0x5c <truncated>
     152:	w5 = *(u8 *)(r6 + 0x0)
     153:	w3 = *(u16 *)(r6 + 0x2)
     154:	r3 &= 0xf9ff
     155:	if r3 == 0x0 goto +0x1 <whole>
     156:	goto +0x57 <done>
<whole>:
     157:	r6 += 0x8
     158:	goto -0x43 <by_protocol_6>
<tcp>:
     159:	r2 = r6
     160:	r2 -= r8
     161:	if r2 > 0xfff goto +0x52 <too_deep>
     162:	r6 = r8
     163:	r6 += r2
     164:	r9 -= 0x1
     165:	if r9 == 0x0 goto +0x4e <too_deep>
     166:	r2 = r6
     167:	r2 += 0x14
     168:	if r2 > r7 goto +0x4b <truncated>
     169:	w2 = *(u8 *)(r6 + 0xd)
     170:	r2 &= 0x7
     171:	if r2 != 0x2 goto +0x48 <done>
     172:	w2 = *(u8 *)(r6 + 0xc)
     173:	r2 >>= 0x4
     174:	r2 <<= 0x2
     175:	if r2 < 0x14 goto +0x44 <done>
     176:	r3 = r6
     177:	r3 += r2
     178:	if r3 > r7 goto +0x41 <done>
     179:	r3 -= r8
     180:	r0 = r6
     181:	r6 += 0x14
     182:	r9 = 0x29
<option>:
     183:	r2 = r6
     184:	r2 -= r8
     185:	if r2 >= r3 goto +0x3a <done>
     186:	if r2 > 0x103b goto +0x39 <done>
     187:	r6 = r8
     188:	r6 += r2
     189:	r9 -= 0x1
     190:	if r9 == 0x0 goto +0x35 <done>
     191:	r1 = r6
     192:	r1 += 0x1
     193:	if r1 > r7 goto +0x32 <done>
     194:	w4 = *(u8 *)(r6 + 0x0)
     195:	if r4 == 0x0 goto +0x30 <done>
     196:	if r4 != 0x1 goto +0x2 <long_option>
     197:	r6 += 0x1
     198:	goto -0x10 <option>
<long_option>:
     199:	r5 = r2
     200:	r5 += 0x2
     201:	if r5 > r3 goto +0x2a <done>
     202:	r1 = r6
     203:	r1 += 0x2
     204:	if r1 > r7 goto +0x27 <done>
     205:	w5 = *(u8 *)(r6 + 0x1)
     206:	if r5 < 0x2 goto +0x25 <done>
     207:	r2 += r5
     208:	if r2 > r3 goto +0x23 <done>
     209:	if r4 == 0x2 goto +0x2 <mss>
     210:	r6 += r5
     211:	goto -0x1d <option>
<mss>:
     212:	if r5 != 0x4 goto +0x1f <done>
     213:	r1 = r6
     214:	r1 += 0x4
     215:	if r1 > r7 goto +0x1c <done>
     216:	w4 = *(u16 *)(r6 + 0x2)
     217:	r1 = r4
     218:	r1 = be16 r1
     219:	if r1 <= 0x578 goto +0x16 <low_enough>
     220:	r5 = 0x7805
     221:	*(u16 *)(r6 + 0x2) = w5
     222:	r2 ^= r3
     223:	r2 &= 0x1
     224:	if r2 == 0x0 goto +0x2 <even>
     225:	r4 = r1
     226:	r5 = 0x578
<even>:
     227:	w1 = *(u16 *)(r0 + 0x10)
     228:	r1 ^= 0xffff
     229:	r4 ^= 0xffff
     230:	r1 += r4
     231:	r1 += r5
     232:	r4 = r1
     233:	r4 >>= 0x10
     234:	r1 &= 0xffff
     235:	r1 += r4
     236:	r4 = r1
     237:	r4 >>= 0x10
     238:	r1 &= 0xffff
     239:	r1 += r4
     240:	r1 ^= 0xffff
     241:	*(u16 *)(r0 + 0x10) = w1
<low_enough>:
     242:	r6 += 0x4
     243:	goto -0x3d <option>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
     244:	w0 = 0x2
     245:	exit

