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
      10:	if r2 != 0x6 goto +0xed <done>
      11:	w2 = *(u8 *)(r8 + 0x2f)
      12:	r2 &= 0x7
      13:	if r2 != 0x2 goto +0xea <done>
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
      23:	if r2 == 0x11 goto +0xe0 <done>
      24:	if r2 != 0x6 goto +0x3 <other>
      25:	w2 = *(u8 *)(r8 + 0x43)
      26:	r2 &= 0x7
      27:	if r2 != 0x2 goto +0xdc <done>
<other>:
      28:	r6 = r8
      29:	r9 = 0x21
      30:	goto +0x0 <ethernet>
<ethernet>:
      31:	r2 = r6
      32:	r2 -= r8
      33:	if r2 > 0xfff goto +0xd6 <too_deep>
      34:	r6 = r8
      35:	r6 += r2
      36:	r9 -= 0x1
      37:	if r9 == 0x0 goto +0xd2 <too_deep>
      38:	r2 = r6
      39:	r2 += 0xe
      40:	if r2 > r7 goto +0xcf <truncated>
      41:	w5 = *(u16 *)(r6 + 0xc)
      42:	r6 += 0xe
      43:	goto +0x0 <by_ether_type>
<by_ether_type>:
      44:	if r5 == 0x8 goto +0xc <ipv4>
      45:	if r5 == 0xdd86 goto +0x22 <ipv6>
      46:	if r5 == 0x81 goto +0xc9 <not_in_decap>
      47:	if r5 == 0xa888 goto +0xc8 <not_in_decap>
      48:	if r5 == 0x91 goto +0xc7 <not_in_decap>
      49:	if r5 == 0xe788 goto +0xc6 <not_in_decap>
      50:	if r5 == 0x6488 goto +0xc5 <not_in_decap>
      51:	if r5 == 0x4788 goto +0xc4 <not_in_decap>
      52:	if r5 == 0x4888 goto +0xc3 <not_in_decap>
      53:	if r5 == 0x5865 goto -0x17 <ethernet>
      54:	r5 = be16 r5
      55:	if r5 < 0x600 goto +0x2e <llc>
      56:	goto +0xbf <not_ip>
<ipv4>:
      57:	r2 = r6
      58:	r2 -= r8
      59:	if r2 > 0xfff goto +0xbc <too_deep>
      60:	r6 = r8
      61:	r6 += r2
      62:	r9 -= 0x1
      63:	if r9 == 0x0 goto +0xb8 <too_deep>
      64:	r2 = r6
      65:	r2 += 0x14
      66:	if r2 > r7 goto +0xb5 <truncated>
      67:	w3 = *(u8 *)(r6 + 0x0)
      68:	if r3 < 0x45 goto +0xb3 <bad_ip_header>
      69:	if r3 > 0x4f goto +0xb2 <bad_ip_header>
      70:	w5 = *(u8 *)(r6 + 0x9)
      71:	w4 = *(u16 *)(r6 + 0x6)
      72:	r4 &= 0xff3f
      73:	if r4 != 0x0 goto +0xae <done>
      74:	r3 &= 0xf
      75:	r3 <<= 0x2
      76:	r6 += r3
      77:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
      78:	if r5 == 0x6 goto +0x54 <tcp>
      79:	goto +0xa8 <done>
<ipv6>:
      80:	r2 = r6
      81:	r2 -= r8
      82:	if r2 > 0xfff goto +0xa5 <too_deep>
      83:	r6 = r8
      84:	r6 += r2
      85:	r9 -= 0x1
      86:	if r9 == 0x0 goto +0xa1 <too_deep>
      87:	r2 = r6
      88:	r2 += 0x28
      89:	if r2 > r7 goto +0x9e <truncated>
      90:	w2 = *(u8 *)(r6 + 0x0)
      91:	r2 >>= 0x4
      92:	if r2 != 0x6 goto +0x9b <bad_ip_header>
      93:	w5 = *(u8 *)(r6 + 0x6)
      94:	r6 += 0x28
      95:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
      96:	if r5 == 0x0 goto +0x21 <hopbyhop>
      97:	if r5 == 0x6 goto +0x41 <tcp>
      98:	if r5 == 0x2b goto +0x1f <hopbyhop>
      99:	if r5 == 0x2c goto +0x2e <fragment>
     100:	if r5 == 0x3c goto +0x1d <hopbyhop>
     101:	goto +0x92 <done>
<llc>:
     102:	r2 = r6
     103:	r2 -= r8
     104:	if r2 > 0xfff goto +0x8f <too_deep>
     105:	r6 = r8
     106:	r6 += r2
     107:	r9 -= 0x1
     108:	if r9 == 0x0 goto +0x8b <too_deep>
     109:	r2 = r6
     110:	r2 += 0x3
     111:	if r2 > r7 goto +0x88 <truncated>
     112:	w3 = *(u8 *)(r6 + 0x2)
     113:	if r3 != 0x3 goto +0x86 <not_ip>
     114:	w3 = *(u16 *)(r6 + 0x0)
     115:	if r3 == 0xaaaa goto +0x3 <snap>
     116:	if r3 != 0x606 goto +0x83 <not_ip>
     117:	r6 += 0x3
     118:	goto -0x3e <ipv4>
<snap>:
     119:	r2 = r6
     120:	r2 += 0x8
     121:	if r2 > r7 goto +0x7e <truncated>
     122:	w3 = *(u16 *)(r6 + 0x3)
     123:	if r3 != 0x0 goto +0x7c <not_ip>
     124:	w3 = *(u8 *)(r6 + 0x5)
     125:	if r3 == 0x0 goto +0x1 <known>
     126:	if r3 != 0xf8 goto +0x79 <not_ip>
<known>:
     127:	w5 = *(u16 *)(r6 + 0x6)
     128:	r6 += 0x8
     129:	goto -0x56 <by_ether_type>
<hopbyhop>:
     130:	r2 = r6
     131:	r2 -= r8
     132:	if r2 > 0xfff goto +0x73 <too_deep>
     133:	r6 = r8
     134:	r6 += r2
     135:	r9 -= 0x1
     136:	if r9 == 0x0 goto +0x6f <too_deep>
     137:	r2 = r6
     138:	r2 += 0x8
     139:	if r2 > r7 goto +0x6c <truncated>
     140:	w5 = *(u8 *)(r6 + 0x0)
     141:	w3 = *(u8 *)(r6 + 0x1)
     142:	r3 += 0x1
     143:	r3 <<= 0x3
     144:	r6 += r3
     145:	goto -0x32 <by_protocol_6>
<fragment>:
     146:	r2 = r6
     147:	r2 -= r8
     148:	if r2 > 0xfff goto +0x63 <too_deep>
     149:	r6 = r8
     150:	r6 += r2
     151:	r9 -= 0x1
     152:	if r9 == 0x0 goto +0x5f <too_deep>
     153:	r2 = r6
     154:	r2 += 0x8
     155:	if r2 > r7 goto +0x5c <truncated>
     156:	w5 = *(u8 *)(r6 + 0x0)
     157:	w3 = *(u16 *)(r6 + 0x2)
     158:	r3 &= 0xf9ff
     159:	if r3 == 0x0 goto +0x1 <whole>
     160:	goto +0x57 <done>
<whole>:
     161:	r6 += 0x8
     162:	goto -0x43 <by_protocol_6>
<tcp>:
     163:	r2 = r6
     164:	r2 -= r8
     165:	if r2 > 0xfff goto +0x52 <too_deep>
     166:	r6 = r8
     167:	r6 += r2
     168:	r9 -= 0x1
     169:	if r9 == 0x0 goto +0x4e <too_deep>
     170:	r2 = r6
     171:	r2 += 0x14
     172:	if r2 > r7 goto +0x4b <truncated>
     173:	w2 = *(u8 *)(r6 + 0xd)
     174:	r2 &= 0x7
     175:	if r2 != 0x2 goto +0x48 <done>
     176:	w2 = *(u8 *)(r6 + 0xc)
     177:	r2 >>= 0x4
     178:	r2 <<= 0x2
     179:	if r2 < 0x14 goto +0x44 <done>
     180:	r3 = r6
     181:	r3 += r2
     182:	if r3 > r7 goto +0x41 <done>
     183:	r3 -= r8
     184:	r0 = r6
     185:	r6 += 0x14
     186:	r9 = 0x29
<option>:
     187:	r2 = r6
     188:	r2 -= r8
     189:	if r2 >= r3 goto +0x3a <done>
     190:	if r2 > 0x103b goto +0x39 <done>
     191:	r6 = r8
     192:	r6 += r2
     193:	r9 -= 0x1
     194:	if r9 == 0x0 goto +0x35 <done>
     195:	r1 = r6
     196:	r1 += 0x1
     197:	if r1 > r7 goto +0x32 <done>
     198:	w4 = *(u8 *)(r6 + 0x0)
     199:	if r4 == 0x0 goto +0x30 <done>
     200:	if r4 != 0x1 goto +0x2 <long_option>
     201:	r6 += 0x1
     202:	goto -0x10 <option>
<long_option>:
     203:	r5 = r2
     204:	r5 += 0x2
     205:	if r5 > r3 goto +0x2a <done>
     206:	r1 = r6
     207:	r1 += 0x2
     208:	if r1 > r7 goto +0x27 <done>
     209:	w5 = *(u8 *)(r6 + 0x1)
     210:	if r5 < 0x2 goto +0x25 <done>
     211:	r2 += r5
     212:	if r2 > r3 goto +0x23 <done>
     213:	if r4 == 0x2 goto +0x2 <mss>
     214:	r6 += r5
     215:	goto -0x1d <option>
<mss>:
     216:	if r5 != 0x4 goto +0x1f <done>
     217:	r1 = r6
     218:	r1 += 0x4
     219:	if r1 > r7 goto +0x1c <done>
     220:	w4 = *(u16 *)(r6 + 0x2)
     221:	r1 = r4
     222:	r1 = be16 r1
     223:	if r1 <= 0x578 goto +0x16 <low_enough>
     224:	r5 = 0x7805
     225:	*(u16 *)(r6 + 0x2) = w5
     226:	r2 ^= r3
     227:	r2 &= 0x1
     228:	if r2 == 0x0 goto +0x2 <even>
     229:	r4 = r1
     230:	r5 = 0x578
<even>:
     231:	w1 = *(u16 *)(r0 + 0x10)
     232:	r1 ^= 0xffff
     233:	r4 ^= 0xffff
     234:	r1 += r4
     235:	r1 += r5
     236:	r4 = r1
     237:	r4 >>= 0x10
     238:	r1 &= 0xffff
     239:	r1 += r4
     240:	r4 = r1
     241:	r4 >>= 0x10
     242:	r1 &= 0xffff
     243:	r1 += r4
     244:	r1 ^= 0xffff
     245:	*(u16 *)(r0 + 0x10) = w1
<low_enough>:
     246:	r6 += 0x4
     247:	goto -0x3d <option>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
     248:	w0 = 0x2
     249:	exit

