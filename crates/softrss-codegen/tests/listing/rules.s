; softrss, xdp
       0:	w8 = *(u32 *)(r1 + 0x0)
       1:	w7 = *(u32 *)(r1 + 0x4)
       2:	r6 = r8
       3:	*(u32 *)(r10 - 0x34) = 0x10000
       4:	r2 = r6
       5:	r2 += 0x26
       6:	if r2 > r7 goto +0xa3 <other>
       7:	w3 = *(u16 *)(r6 + 0xc)
       8:	if r3 == 0x8 goto +0x22 <plain4>
       9:	if r3 == 0xdd86 goto +0x5e <plain6>
      10:	if r3 == 0x81 goto +0x6 <tagged>
      11:	if r3 == 0xa888 goto +0x5 <tagged>
      12:	if r3 == 0x91 goto +0x4 <tagged>
      13:	if r3 == 0x92 goto +0x3 <tagged>
      14:	if r3 == 0x93 goto +0x2 <tagged>
      15:	if r3 == 0xdbda goto +0x1 <tagged>
      16:	goto +0x99 <other>
<tagged>:
      17:	w2 = *(u16 *)(r6 + 0xe)
      18:	r2 = be16 r2
      19:	r2 &= 0xfff
      20:	*(u32 *)(r10 - 0x34) = w2
      21:	r6 += 0x4
      22:	r2 = r6
      23:	r2 += 0x26
      24:	if r2 > r7 goto +0x91 <other>
      25:	w3 = *(u16 *)(r6 + 0xc)
      26:	if r3 == 0x8 goto +0x10 <plain4>
      27:	if r3 == 0xdd86 goto +0x4c <plain6>
      28:	if r3 == 0x81 goto +0x6 <tagged>
      29:	if r3 == 0xa888 goto +0x5 <tagged>
      30:	if r3 == 0x91 goto +0x4 <tagged>
      31:	if r3 == 0x92 goto +0x3 <tagged>
      32:	if r3 == 0x93 goto +0x2 <tagged>
      33:	if r3 == 0xdbda goto +0x1 <tagged>
      34:	goto +0x87 <other>
<tagged>:
      35:	r6 += 0x4
      36:	r2 = r6
      37:	r2 += 0x26
      38:	if r2 > r7 goto +0x83 <other>
      39:	w3 = *(u16 *)(r6 + 0xc)
      40:	if r3 == 0x8 goto +0x2 <plain4>
      41:	if r3 == 0xdd86 goto +0x3e <plain6>
      42:	goto +0x7f <other>
<plain4>:
      43:	*(u32 *)(r10 - 0x3c) = w3
      44:	w2 = *(u8 *)(r6 + 0xe)
      45:	if r2 != 0x45 goto +0x7c <other>
      46:	w2 = *(u16 *)(r6 + 0x14)
      47:	r2 &= 0xff3f
      48:	if r2 != 0x0 goto +0x79 <other>
      49:	w4 = *(u8 *)(r6 + 0x17)
      50:	if r4 == 0x6 goto +0x4 <plain>
      51:	if r4 != 0x11 goto +0x76 <other>
      52:	w3 = *(u16 *)(r6 + 0x24)
      53:	if r3 == 0xb512 goto +0x74 <other>
      54:	if r3 == 0x1821 goto +0x73 <other>
<plain>:
<no_tunnel>:
      55:	r2 = r8
      56:	r2 -= r8
      57:	*(u64 *)(r10 - 0x88) = r2
      58:	r2 = r8
      59:	r2 -= r8
      60:	*(u64 *)(r10 - 0x70) = r2
      61:	r2 = r8
      62:	r2 -= r8
      63:	*(u64 *)(r10 - 0x68) = r2
      64:	r2 = r8
      65:	r2 -= r8
      66:	*(u64 *)(r10 - 0x80) = r2
      67:	r2 = r8
      68:	r2 -= r8
      69:	*(u64 *)(r10 - 0x78) = r2
      70:	r2 = r8
      71:	r2 -= r8
      72:	*(u32 *)(r10 - 0x4) = w2
      73:	*(u32 *)(r10 - 0x2c) = 0x10000
      74:	*(u32 *)(r10 - 0xe4) = 0x10000
      75:	r6 += 0xe
      76:	r5 = r8
      77:	r5 -= r8
      78:	w4 = *(u32 *)(r6 + 0xc)
      79:	r4 += r5
      80:	*(u64 *)(r10 - 0x58) = r4
      81:	w4 = *(u32 *)(r6 + 0x10)
      82:	r4 += r5
      83:	*(u64 *)(r10 - 0x60) = r4
      84:	*(u32 *)(r10 - 0x4) = 0x4
      85:	w4 = *(u8 *)(r6 + 0x1)
      86:	r4 >>= 0x2
      87:	*(u32 *)(r10 - 0x2c) = w4
      88:	w5 = *(u8 *)(r6 + 0x9)
      89:	*(u32 *)(r10 - 0xc) = w5
      90:	*(u32 *)(r10 - 0xec) = w5
      91:	r6 += 0x14
      92:	w3 = *(u16 *)(r6 + 0x0)
      93:	w4 = *(u16 *)(r6 + 0x2)
      94:	*(u32 *)(r10 - 0x14) = w3
      95:	*(u32 *)(r10 - 0x1c) = w4
      96:	*(u32 *)(r10 - 0x24) = 0x1
      97:	if r5 != 0x6 goto +0x1e0 <done>
      98:	r2 = r6
      99:	r2 += 0xe
     100:	if r2 > r7 goto +0x1dd <truncated>
     101:	w2 = *(u8 *)(r6 + 0xd)
     102:	*(u32 *)(r10 - 0xe4) = w2
     103:	goto +0x1da <done>
<plain6>:
     104:	*(u32 *)(r10 - 0x3c) = w3
     105:	r2 = r6
     106:	r2 += 0x3a
     107:	if r2 > r7 goto +0x3e <other>
     108:	w2 = *(u8 *)(r6 + 0xe)
     109:	r2 >>= 0x4
     110:	if r2 != 0x6 goto +0x3b <other>
     111:	w4 = *(u8 *)(r6 + 0x14)
     112:	if r4 == 0x6 goto +0x4 <plain>
     113:	if r4 != 0x11 goto +0x38 <other>
     114:	w3 = *(u16 *)(r6 + 0x38)
     115:	if r3 == 0xb512 goto +0x36 <other>
     116:	if r3 == 0x1821 goto +0x35 <other>
<plain>:
<no_tunnel>:
     117:	r2 = r8
     118:	r2 -= r8
     119:	*(u64 *)(r10 - 0x88) = r2
     120:	r2 = r8
     121:	r2 -= r8
     122:	*(u32 *)(r10 - 0x4) = w2
     123:	*(u32 *)(r10 - 0x2c) = 0x10000
     124:	*(u32 *)(r10 - 0xe4) = 0x10000
     125:	r6 += 0xe
     126:	w2 = *(u16 *)(r6 + 0x0)
     127:	r2 = be16 r2
     128:	r2 >>= 0x6
     129:	r2 &= 0x3f
     130:	*(u32 *)(r10 - 0x2c) = w2
     131:	r4 = -0x2917014799a6026d ll
     133:	r5 = -0x5f89e29b87429bd1 ll
     135:	r2 = *(u64 *)(r6 + 0x8)
     136:	r3 = *(u64 *)(r6 + 0x10)
     137:	*(u64 *)(r10 - 0x70) = r2
     138:	*(u64 *)(r10 - 0x68) = r3
     139:	r2 *= r4
     140:	r2 = be64 r2
     141:	r3 *= r5
     142:	r2 += r3
     143:	*(u64 *)(r10 - 0x58) = r2
     144:	r2 = *(u64 *)(r6 + 0x18)
     145:	r3 = *(u64 *)(r6 + 0x20)
     146:	*(u64 *)(r10 - 0x80) = r2
     147:	*(u64 *)(r10 - 0x78) = r3
     148:	r2 *= r4
     149:	r2 = be64 r2
     150:	r3 *= r5
     151:	r2 += r3
     152:	*(u64 *)(r10 - 0x60) = r2
     153:	*(u32 *)(r10 - 0x4) = 0x6
     154:	w5 = *(u8 *)(r6 + 0x6)
     155:	*(u32 *)(r10 - 0xc) = w5
     156:	*(u32 *)(r10 - 0xec) = w5
     157:	r6 += 0x28
     158:	w3 = *(u16 *)(r6 + 0x0)
     159:	w4 = *(u16 *)(r6 + 0x2)
     160:	*(u32 *)(r10 - 0x14) = w3
     161:	*(u32 *)(r10 - 0x1c) = w4
     162:	*(u32 *)(r10 - 0x24) = 0x1
     163:	if r5 != 0x6 goto +0x19e <done>
     164:	r2 = r6
     165:	r2 += 0xe
     166:	if r2 > r7 goto +0x19b <truncated>
     167:	w2 = *(u8 *)(r6 + 0xd)
     168:	*(u32 *)(r10 - 0xe4) = w2
     169:	goto +0x198 <done>
<other>:
     170:	w8 = *(u32 *)(r1 + 0x0)
     171:	r2 = r8
     172:	r2 -= r8
     173:	*(u64 *)(r10 - 0x58) = r2
     174:	r2 = r8
     175:	r2 -= r8
     176:	*(u64 *)(r10 - 0x60) = r2
     177:	r2 = r8
     178:	r2 -= r8
     179:	*(u64 *)(r10 - 0x88) = r2
     180:	r2 = r8
     181:	r2 -= r8
     182:	*(u64 *)(r10 - 0x70) = r2
     183:	r2 = r8
     184:	r2 -= r8
     185:	*(u64 *)(r10 - 0x68) = r2
     186:	r2 = r8
     187:	r2 -= r8
     188:	*(u64 *)(r10 - 0x80) = r2
     189:	r2 = r8
     190:	r2 -= r8
     191:	*(u64 *)(r10 - 0x78) = r2
     192:	r2 = r8
     193:	r2 -= r8
     194:	*(u32 *)(r10 - 0x4) = w2
     195:	*(u32 *)(r10 - 0x14) = w2
     196:	*(u32 *)(r10 - 0x1c) = w2
     197:	*(u32 *)(r10 - 0x24) = w2
     198:	*(u32 *)(r10 - 0x3c) = w2
     199:	*(u32 *)(r10 - 0xc) = 0x10000
     200:	*(u32 *)(r10 - 0x2c) = 0x10000
     201:	*(u32 *)(r10 - 0x34) = 0x10000
     202:	*(u32 *)(r10 - 0xe4) = 0x10000
     203:	*(u32 *)(r10 - 0xec) = 0x10000
     204:	r6 = r8
     205:	r6 -= r8
     206:	r9 = 0x11
     207:	goto +0x0 <ethernet>
<ethernet>:
     208:	if r6 > 0xfff goto +0x171 <too_deep>
     209:	r6 += r8
     210:	r9 -= 0x1
     211:	if r9 == 0x0 goto +0x16e <too_deep>
     212:	r2 = r6
     213:	r2 += 0xe
     214:	if r2 > r7 goto +0x16b <truncated>
     215:	w5 = *(u16 *)(r6 + 0xc)
     216:	r6 += 0xe
     217:	r6 -= r8
     218:	goto +0x0 <by_ether_type>
<by_ether_type>:
     219:	w2 = *(u32 *)(r10 - 0x4)
     220:	if r2 != 0x0 goto +0x1 <inner>
     221:	*(u32 *)(r10 - 0x3c) = w5
<inner>:
     222:	if r5 == 0x8 goto +0x34 <ipv4>
     223:	if r5 == 0xdd86 goto +0x63 <ipv6>
     224:	if r5 == 0x81 goto +0x9f <vlan>
     225:	if r5 == 0xa888 goto +0x9e <vlan>
     226:	if r5 == 0x91 goto +0x9d <vlan>
     227:	if r5 == 0x92 goto +0x9c <vlan>
     228:	if r5 == 0x93 goto +0x9b <vlan>
     229:	if r5 == 0xdbda goto +0x9a <vlan>
     230:	if r5 == 0xe788 goto +0xac <pbb>
     231:	if r5 == 0x6488 goto +0x15a <not_in_decap>
     232:	if r5 == 0x4788 goto +0x159 <not_in_decap>
     233:	if r5 == 0x4888 goto +0x158 <not_in_decap>
     234:	if r5 == 0x5865 goto -0x1b <ethernet>
     235:	if r5 == 0x4f89 goto +0x156 <not_in_decap>
     236:	if r9 <= 0x9 goto +0x12 <late>
     237:	if r5 == 0x2f89 goto +0x154 <not_in_decap>
     238:	if r5 == 0xfb88 goto +0x153 <not_in_decap>
     239:	if r5 == 0xc1f1 goto +0x152 <not_in_decap>
     240:	if r5 == 0x2689 goto +0x151 <not_in_decap>
     241:	if r5 == 0x3f89 goto +0x150 <not_in_decap>
     242:	if r5 == 0x989 goto +0x14f <not_in_decap>
     243:	if r5 == 0x589 goto +0x14e <not_in_decap>
     244:	if r5 == 0x543 goto +0x14d <not_in_decap>
     245:	if r5 == 0xe588 goto +0x14c <not_in_decap>
     246:	if r5 == 0xdada goto +0x14b <not_in_decap>
     247:	if r5 == 0x9988 goto +0x14a <not_in_decap>
     248:	if r5 == 0x7488 goto +0x149 <not_in_decap>
     249:	if r5 == 0x1e0 goto +0x148 <not_in_decap>
     250:	if r5 == 0xc388 goto +0x147 <not_in_decap>
     251:	if r5 == 0x8899 goto +0x146 <not_in_decap>
     252:	if r5 == 0xdcda goto +0x145 <not_in_decap>
     253:	if r5 == 0x3afd goto +0x144 <not_in_decap>
     254:	goto +0x11 <no_link>
<late>:
     255:	if r5 == 0x2f89 goto +0x142 <not_in_decap>
     256:	if r5 == 0xfb88 goto +0x141 <not_in_decap>
     257:	if r5 == 0xc1f1 goto +0x140 <not_in_decap>
     258:	if r5 == 0x2689 goto +0x13f <not_in_decap>
     259:	if r5 == 0x3f89 goto +0x13e <not_in_decap>
     260:	if r5 == 0x989 goto +0x13d <not_in_decap>
     261:	if r5 == 0x589 goto +0x13c <not_in_decap>
     262:	if r5 == 0x543 goto +0x13b <not_in_decap>
     263:	if r5 == 0xe588 goto +0x13a <not_in_decap>
     264:	if r5 == 0xdada goto +0x139 <not_in_decap>
     265:	if r5 == 0x9988 goto +0x138 <not_in_decap>
     266:	if r5 == 0x7488 goto +0x137 <not_in_decap>
     267:	if r5 == 0x1e0 goto +0x136 <not_in_decap>
     268:	if r5 == 0xc388 goto +0x135 <not_in_decap>
     269:	if r5 == 0x8899 goto +0x134 <not_in_decap>
     270:	if r5 == 0xdcda goto +0x133 <not_in_decap>
     271:	if r5 == 0x3afd goto +0x132 <not_in_decap>
<no_link>:
     272:	r5 = be16 r5
     273:	if r5 < 0x600 goto +0x8b <llc>
     274:	goto +0x12f <not_ip>
<ipv4>:
     275:	if r6 > 0xfff goto +0x12e <too_deep>
     276:	r6 += r8
     277:	r9 -= 0x1
     278:	if r9 == 0x0 goto +0x12b <too_deep>
     279:	r2 = r6
     280:	r2 += 0x14
     281:	if r2 > r7 goto +0x128 <truncated>
     282:	w3 = *(u8 *)(r6 + 0x0)
     283:	if r3 < 0x45 goto +0x126 <bad_ip_header>
     284:	if r3 > 0x4f goto +0x125 <bad_ip_header>
     285:	r5 = r8
     286:	r5 -= r8
     287:	w4 = *(u32 *)(r6 + 0xc)
     288:	r4 += r5
     289:	*(u64 *)(r10 - 0x58) = r4
     290:	w4 = *(u32 *)(r6 + 0x10)
     291:	r4 += r5
     292:	*(u64 *)(r10 - 0x60) = r4
     293:	*(u32 *)(r10 - 0x4) = 0x4
     294:	w4 = *(u8 *)(r6 + 0x1)
     295:	r4 >>= 0x2
     296:	*(u32 *)(r10 - 0x2c) = w4
     297:	r2 = r8
     298:	r2 -= r8
     299:	*(u32 *)(r10 - 0x14) = w2
     300:	*(u32 *)(r10 - 0x1c) = w2
     301:	*(u32 *)(r10 - 0x24) = w2
     302:	w5 = *(u8 *)(r6 + 0x9)
     303:	*(u32 *)(r10 - 0xc) = w5
     304:	*(u32 *)(r10 - 0xec) = w5
     305:	w2 = *(u16 *)(r6 + 0x6)
     306:	r2 &= 0xff3f
     307:	if r2 != 0x0 goto +0x10e <done>
     308:	r3 &= 0xf
     309:	r3 <<= 0x2
     310:	r6 += r3
     311:	r6 -= r8
     312:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     313:	*(u32 *)(r10 - 0xc) = w5
     314:	*(u32 *)(r10 - 0xec) = w5
     315:	if r5 == 0x6 goto +0xb6 <tcp>
     316:	if r5 == 0x11 goto +0xcb <udp>
     317:	if r5 == 0x21 goto +0xda <udplite>
     318:	if r5 == 0x32 goto +0xa7 <esp>
     319:	if r5 == 0x33 goto +0x96 <ah>
     320:	if r5 == 0x84 goto +0xd7 <udplite>
     321:	if r5 == 0x88 goto +0xd6 <udplite>
     322:	goto +0xff <done>
<ipv6>:
     323:	if r6 > 0xfff goto +0xfe <too_deep>
     324:	r6 += r8
     325:	r9 -= 0x1
     326:	if r9 == 0x0 goto +0xfb <too_deep>
     327:	r2 = r6
     328:	r2 += 0x28
     329:	if r2 > r7 goto +0xf8 <truncated>
     330:	w3 = *(u8 *)(r6 + 0x0)
     331:	r3 &= 0xf0
     332:	if r3 != 0x60 goto +0xf5 <bad_ip_header>
     333:	w2 = *(u16 *)(r6 + 0x0)
     334:	r2 = be16 r2
     335:	r2 >>= 0x6
     336:	r2 &= 0x3f
     337:	*(u32 *)(r10 - 0x2c) = w2
     338:	r4 = -0x2917014799a6026d ll
     340:	r5 = -0x5f89e29b87429bd1 ll
     342:	r2 = *(u64 *)(r6 + 0x8)
     343:	r3 = *(u64 *)(r6 + 0x10)
     344:	*(u64 *)(r10 - 0x70) = r2
     345:	*(u64 *)(r10 - 0x68) = r3
     346:	r2 *= r4
     347:	r2 = be64 r2
     348:	r3 *= r5
     349:	r2 += r3
     350:	*(u64 *)(r10 - 0x58) = r2
     351:	r2 = *(u64 *)(r6 + 0x18)
     352:	r3 = *(u64 *)(r6 + 0x20)
     353:	*(u64 *)(r10 - 0x80) = r2
     354:	*(u64 *)(r10 - 0x78) = r3
     355:	r2 *= r4
     356:	r2 = be64 r2
     357:	r3 *= r5
     358:	r2 += r3
     359:	*(u64 *)(r10 - 0x60) = r2
     360:	*(u32 *)(r10 - 0x4) = 0x6
     361:	r2 = r8
     362:	r2 -= r8
     363:	*(u32 *)(r10 - 0x14) = w2
     364:	*(u32 *)(r10 - 0x1c) = w2
     365:	*(u32 *)(r10 - 0x24) = w2
     366:	w5 = *(u8 *)(r6 + 0x6)
     367:	r6 += 0x28
     368:	r6 -= r8
     369:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     370:	*(u32 *)(r10 - 0xc) = w5
     371:	*(u32 *)(r10 - 0xec) = w5
     372:	if r5 == 0x0 goto +0x3c <hopbyhop>
     373:	if r5 == 0x6 goto +0x7c <tcp>
     374:	if r5 == 0x11 goto +0x91 <udp>
     375:	if r5 == 0x21 goto +0xa0 <udplite>
     376:	if r5 == 0x2b goto +0x38 <hopbyhop>
     377:	if r5 == 0x2c goto +0x45 <fragment>
     378:	if r5 == 0x32 goto +0x6b <esp>
     379:	if r5 == 0x33 goto +0x5a <ah>
     380:	if r5 == 0x3c goto +0x34 <hopbyhop>
     381:	if r5 == 0x84 goto +0x9a <udplite>
     382:	if r5 == 0x88 goto +0x99 <udplite>
     383:	goto +0xc2 <done>
<vlan>:
     384:	if r6 > 0xfff goto +0xc1 <too_deep>
     385:	r6 += r8
     386:	r9 -= 0x1
     387:	if r9 == 0x0 goto +0xbe <too_deep>
     388:	r2 = r6
     389:	r2 += 0x4
     390:	if r2 > r7 goto +0xbb <truncated>
     391:	w2 = *(u32 *)(r10 - 0x4)
     392:	if r2 != 0x0 goto +0x6 <kept>
     393:	w2 = *(u32 *)(r10 - 0x34)
     394:	if r2 != 0x10000 goto +0x4 <kept>
     395:	w2 = *(u16 *)(r6 + 0x0)
     396:	r2 = be16 r2
     397:	r2 &= 0xfff
     398:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     399:	w5 = *(u16 *)(r6 + 0x2)
     400:	r6 += 0x4
     401:	r6 -= r8
     402:	goto -0xb8 <by_ether_type>
<pbb>:
     403:	if r6 > 0xfff goto +0xae <too_deep>
     404:	r6 += r8
     405:	r9 -= 0x1
     406:	if r9 == 0x0 goto +0xab <too_deep>
     407:	r2 = r6
     408:	r2 += 0x4
     409:	if r2 > r7 goto +0xa8 <truncated>
     410:	r6 += 0x4
     411:	r6 -= r8
     412:	goto -0xcd <ethernet>
<llc>:
     413:	if r6 > 0xfff goto +0xa4 <too_deep>
     414:	r6 += r8
     415:	r9 -= 0x1
     416:	if r9 == 0x0 goto +0xa1 <too_deep>
     417:	r2 = r6
     418:	r2 += 0x3
     419:	if r2 > r7 goto +0x9e <truncated>
     420:	w3 = *(u16 *)(r6 + 0x0)
     421:	if r3 != 0xaaaa goto +0x4 <else>
     422:	w2 = *(u8 *)(r6 + 0x2)
     423:	if r2 != 0x3 goto +0x2 <else>
     424:	r6 -= r8
     425:	goto +0x88 <snap>
<else>:
     426:	if r3 != 0x606 goto +0x5 <else>
     427:	w3 = *(u8 *)(r6 + 0x2)
     428:	if r3 != 0x3 goto +0x3 <else>
     429:	r6 += 0x3
     430:	r6 -= r8
     431:	goto -0x9d <ipv4>
<else>:
     432:	goto +0x91 <not_ip>
<hopbyhop>:
     433:	if r6 > 0xfff goto +0x90 <too_deep>
     434:	r6 += r8
     435:	r9 -= 0x1
     436:	if r9 == 0x0 goto +0x8d <too_deep>
     437:	r2 = r6
     438:	r2 += 0x8
     439:	if r2 > r7 goto +0x8a <truncated>
     440:	w5 = *(u8 *)(r6 + 0x0)
     441:	w3 = *(u8 *)(r6 + 0x1)
     442:	r3 += 0x1
     443:	r3 <<= 0x3
     444:	r6 += r3
     445:	r6 -= r8
     446:	goto -0x4d <by_protocol_6>
<fragment>:
     447:	if r6 > 0xfff goto +0x82 <too_deep>
     448:	r6 += r8
     449:	r9 -= 0x1
     450:	if r9 == 0x0 goto +0x7f <too_deep>
     451:	r2 = r6
     452:	r2 += 0x8
     453:	if r2 > r7 goto +0x7c <truncated>
     454:	w3 = *(u16 *)(r6 + 0x2)
     455:	r3 &= 0xf9ff
     456:	if r3 != 0x0 goto +0x4 <else>
     457:	w5 = *(u8 *)(r6 + 0x0)
     458:	r6 += 0x8
     459:	r6 -= r8
     460:	goto -0x5b <by_protocol_6>
<else>:
     461:	w5 = *(u8 *)(r6 + 0x0)
     462:	*(u32 *)(r10 - 0xc) = w5
     463:	*(u32 *)(r10 - 0xec) = 0x2c
     464:	r2 = r8
     465:	r2 -= r8
     466:	*(u32 *)(r10 - 0x14) = w2
     467:	*(u32 *)(r10 - 0x1c) = w2
     468:	*(u32 *)(r10 - 0x24) = w2
     469:	goto +0x6c <done>
<ah>:
     470:	if r6 > 0xfff goto +0x6b <too_deep>
     471:	r6 += r8
     472:	r9 -= 0x1
     473:	if r9 == 0x0 goto +0x68 <too_deep>
     474:	r2 = r6
     475:	r2 += 0x8
     476:	if r2 > r7 goto +0x65 <truncated>
     477:	w5 = *(u8 *)(r6 + 0x0)
     478:	w3 = *(u8 *)(r6 + 0x1)
     479:	r3 += 0x2
     480:	r3 <<= 0x2
     481:	r6 += r3
     482:	r6 -= r8
     483:	w2 = *(u32 *)(r10 - 0x4)
     484:	if r2 == 0x6 goto -0x73 <by_protocol_6>
     485:	goto -0xad <by_protocol_4>
<esp>:
     486:	if r6 > 0xfff goto +0x5b <too_deep>
     487:	r6 += r8
     488:	r9 -= 0x1
     489:	if r9 == 0x0 goto +0x58 <too_deep>
     490:	r2 = r6
     491:	r2 += 0x4
     492:	if r2 > r7 goto +0x55 <truncated>
     493:	w3 = *(u32 *)(r6 + 0x0)
     494:	*(u32 *)(r10 - 0x14) = w3
     495:	*(u32 *)(r10 - 0x1c) = w3
     496:	*(u32 *)(r10 - 0x24) = 0x2
     497:	goto +0x50 <done>
<tcp>:
     498:	if r6 > 0xfff goto +0x4f <too_deep>
     499:	r6 += r8
     500:	r9 -= 0x1
     501:	if r9 == 0x0 goto +0x4c <too_deep>
     502:	r2 = r6
     503:	r2 += 0x4
     504:	if r2 > r7 goto +0x49 <truncated>
     505:	w3 = *(u16 *)(r6 + 0x0)
     506:	w4 = *(u16 *)(r6 + 0x2)
     507:	*(u32 *)(r10 - 0x14) = w3
     508:	*(u32 *)(r10 - 0x1c) = w4
     509:	*(u32 *)(r10 - 0x24) = 0x1
     510:	r6 -= r8
     511:	goto +0x0 <tcp_flags>
<tcp_flags>:
     512:	r6 &= 0x7fff
     513:	r6 += r8
     514:	r2 = r6
     515:	r2 += 0xe
     516:	if r2 > r7 goto +0x3d <truncated>
     517:	w2 = *(u8 *)(r6 + 0xd)
     518:	*(u32 *)(r10 - 0xe4) = w2
     519:	goto +0x3a <done>
<udp>:
     520:	if r6 > 0xfff goto +0x39 <too_deep>
     521:	r6 += r8
     522:	r9 -= 0x1
     523:	if r9 == 0x0 goto +0x36 <too_deep>
     524:	r2 = r6
     525:	r2 += 0x4
     526:	if r2 > r7 goto +0x33 <truncated>
     527:	w3 = *(u16 *)(r6 + 0x0)
     528:	w4 = *(u16 *)(r6 + 0x2)
     529:	*(u32 *)(r10 - 0x14) = w3
     530:	*(u32 *)(r10 - 0x1c) = w4
     531:	*(u32 *)(r10 - 0x24) = 0x1
     532:	r6 -= r8
     533:	if r4 == 0xb512 goto +0xf <vxlan>
     534:	if r4 == 0x1821 goto +0xe <vxlan>
     535:	goto +0x2a <done>
<udplite>:
     536:	if r6 > 0xfff goto +0x29 <too_deep>
     537:	r6 += r8
     538:	r9 -= 0x1
     539:	if r9 == 0x0 goto +0x26 <too_deep>
     540:	r2 = r6
     541:	r2 += 0x4
     542:	if r2 > r7 goto +0x23 <truncated>
     543:	w3 = *(u16 *)(r6 + 0x0)
     544:	w4 = *(u16 *)(r6 + 0x2)
     545:	*(u32 *)(r10 - 0x14) = w3
     546:	*(u32 *)(r10 - 0x1c) = w4
     547:	*(u32 *)(r10 - 0x24) = 0x1
     548:	goto +0x1d <done>
<vxlan>:
     549:	if r6 > 0xfff goto +0x1c <too_deep>
     550:	r6 += r8
     551:	r9 -= 0x1
     552:	if r9 == 0x0 goto +0x19 <too_deep>
     553:	r2 = r6
     554:	r2 += 0x10
     555:	if r2 > r7 goto +0x16 <truncated>
     556:	w3 = *(u8 *)(r6 + 0x8)
     557:	r3 &= 0x8
     558:	if r3 == 0x0 goto +0x13 <bad_tunnel_header>
     559:	r6 += 0x10
     560:	r6 -= r8
     561:	goto -0x162 <ethernet>
<snap>:
     562:	r6 &= 0x7fff
     563:	r6 += r8
     564:	r2 = r6
     565:	r2 += 0x8
     566:	if r2 > r7 goto +0xb <truncated>
     567:	w3 = *(u16 *)(r6 + 0x3)
     568:	if r3 != 0x0 goto +0x8 <else>
     569:	w3 = *(u8 *)(r6 + 0x5)
     570:	if r3 == 0x0 goto +0x2 <holds>
     571:	if r3 == 0xf8 goto +0x1 <holds>
     572:	goto +0x4 <else>
<holds>:
     573:	w5 = *(u16 *)(r6 + 0x6)
     574:	r6 += 0x8
     575:	r6 -= r8
     576:	goto -0x166 <by_ether_type>
<else>:
     577:	goto +0x0 <not_ip>
<done>:
<truncated>:
<too_deep>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<bad_tunnel_header>:
     578:	w2 = *(u32 *)(r10 - 0x4)
     579:	if r2 == 0x0 goto +0x1f <no_flow>
     580:	r1 = *(u64 *)(r10 - 0x58)
     581:	w3 = *(u32 *)(r10 - 0x14)
     582:	r3 <<= 0x20
     583:	r1 += r3
     584:	r2 = *(u64 *)(r10 - 0x60)
     585:	w3 = *(u32 *)(r10 - 0x1c)
     586:	r3 <<= 0x20
     587:	r2 += r3
     588:	w4 = *(u32 *)(r10 - 0xec)
     589:	r3 = -0x61c8864680b583eb ll
     591:	r1 *= r3
     592:	r2 *= r3
<mix>:
     593:	r3 = r1
     594:	r3 >>= 0x20
     595:	r1 ^= r3
     596:	r1 |= 0x1
     597:	r3 = r2
     598:	r3 >>= 0x20
     599:	r2 ^= r3
     600:	r2 |= 0x1
     601:	r1 *= r2
     602:	r2 = r1
     603:	r1 ^= r4
     604:	r2 >>= 0x20
     605:	r1 ^= r2
     606:	r3 = -0x6b2fb644ecceee15 ll
     608:	r1 *= r3
     609:	*(u64 *)(r10 - 0x88) = r1
     610:	goto +0x33 <hashed>
<no_flow>:
     611:	r2 = r8
     612:	r2 += 0xe
     613:	if r2 > r7 goto +0x30 <hashed>
     614:	w4 = *(u16 *)(r8 + 0xc)
     615:	if r4 == 0x81 goto +0x6 <tag>
     616:	if r4 == 0xa888 goto +0x5 <tag>
     617:	if r4 == 0x91 goto +0x4 <tag>
     618:	if r4 == 0x92 goto +0x3 <tag>
     619:	if r4 == 0x93 goto +0x2 <tag>
     620:	if r4 == 0xdbda goto +0x1 <tag>
     621:	goto +0x8 <untagged>
<tag>:
     622:	r2 = r8
     623:	r2 += 0x12
     624:	if r2 > r7 goto +0x5 <untagged>
     625:	w3 = *(u16 *)(r8 + 0xe)
     626:	r3 = be16 r3
     627:	r3 &= 0xfff
     628:	w4 = *(u16 *)(r8 + 0x10)
     629:	goto +0x1 <link>
<untagged>:
     630:	r3 = 0x1000
<link>:
     631:	r3 <<= 0x10
     632:	r4 |= r3
     633:	w1 = *(u32 *)(r8 + 0x6)
     634:	w3 = *(u16 *)(r8 + 0xa)
     635:	r3 <<= 0x20
     636:	r1 |= r3
     637:	w2 = *(u32 *)(r8 + 0x0)
     638:	w3 = *(u16 *)(r8 + 0x4)
     639:	r3 <<= 0x20
     640:	r2 |= r3
     641:	r3 = -0x61c8864680b583eb ll
     643:	r1 *= r3
     644:	r2 *= r3
     645:	r3 = r1
     646:	r3 >>= 0x20
     647:	r1 ^= r3
     648:	r1 |= 0x1
     649:	r3 = r2
     650:	r3 >>= 0x20
     651:	r2 ^= r3
     652:	r2 |= 0x1
     653:	r1 *= r2
     654:	r2 = r1
     655:	r1 ^= r4
     656:	r2 >>= 0x20
     657:	r1 ^= r2
     658:	r3 = -0x6b2fb644ecceee15 ll
     660:	r1 *= r3
     661:	*(u64 *)(r10 - 0x88) = r1
<hashed>:
     662:	w2 = *(u32 *)(r10 - 0xc)
     663:	if w2 >= 0x7 goto +0x2 <above>
     664:	if w2 < 0x6 goto +0x4 <rules_15>
     665:	goto +0x5 <rules_17>
<above>:
     666:	if w2 < 0x11 goto +0x2 <rules_15>
     667:	if w2 < 0x12 goto +0x5 <rules_1f>
     668:	goto +0x0 <rules_15>
<rules_15>:
     669:	*(u32 *)(r10 - 0x194) = 0x15
     670:	goto +0x3 <looked_up>
<rules_17>:
     671:	*(u32 *)(r10 - 0x194) = 0x17
     672:	goto +0x1 <looked_up>
<rules_1f>:
     673:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     674:	w9 = *(u32 *)(r10 - 0x194)
     675:	if r9 == 0x0 goto +0x9d <not_group_0>
     676:	w2 = *(u32 *)(r10 - 0x4)
     677:	if r2 != 0x4 goto +0x7 <rules_1f>
     678:	r2 = *(u64 *)(r10 - 0x60)
     679:	r2 = be32 r2
     680:	if w2 < -0x3ffffe00 goto +0x2 <rules_1b>
     681:	if w2 < -0x3ffffd00 goto +0x3 <rules_1f>
     682:	goto +0x0 <rules_1b>
<rules_1b>:
     683:	*(u32 *)(r10 - 0x194) = 0x1b
     684:	goto +0x1 <looked_up>
<rules_1f>:
     685:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     686:	w2 = *(u32 *)(r10 - 0x194)
     687:	r9 &= r2
     688:	if r9 == 0x0 goto +0x90 <not_group_0>
     689:	w2 = *(u32 *)(r10 - 0x24)
     690:	if r2 != 0x1 goto +0x5 <rules_17>
     691:	w2 = *(u32 *)(r10 - 0x14)
     692:	r2 = be16 r2
     693:	if w2 < 0x35 goto +0x2 <rules_17>
     694:	if w2 < 0x36 goto +0x3 <rules_1f>
     695:	goto +0x0 <rules_17>
<rules_17>:
     696:	*(u32 *)(r10 - 0x194) = 0x17
     697:	goto +0x1 <looked_up>
<rules_1f>:
     698:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     699:	w2 = *(u32 *)(r10 - 0x194)
     700:	r9 &= r2
     701:	if r9 == 0x0 goto +0x83 <not_group_0>
     702:	w2 = *(u32 *)(r10 - 0x24)
     703:	if r2 != 0x1 goto +0x5 <rules_1e>
     704:	w2 = *(u32 *)(r10 - 0x1c)
     705:	r2 = be16 r2
     706:	if w2 < 0x1 goto +0x2 <rules_1e>
     707:	if w2 < 0x400 goto +0x3 <rules_1f>
     708:	goto +0x0 <rules_1e>
<rules_1e>:
     709:	*(u32 *)(r10 - 0x194) = 0x1e
     710:	goto +0x1 <looked_up>
<rules_1f>:
     711:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     712:	w2 = *(u32 *)(r10 - 0x194)
     713:	r9 &= r2
     714:	if r9 == 0x0 goto +0x76 <not_group_0>
     715:	w2 = *(u32 *)(r10 - 0x34)
     716:	if w2 < 0x64 goto +0x2 <rules_1b>
     717:	if w2 < 0xc8 goto +0x3 <rules_1f>
     718:	goto +0x0 <rules_1b>
<rules_1b>:
     719:	*(u32 *)(r10 - 0x194) = 0x1b
     720:	goto +0x1 <looked_up>
<rules_1f>:
     721:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     722:	w2 = *(u32 *)(r10 - 0x194)
     723:	r9 &= r2
     724:	if r9 == 0x0 goto +0x6c <not_group_0>
     725:	w2 = *(u32 *)(r10 - 0x3c)
     726:	r2 = be16 r2
     727:	if w2 < 0x806 goto +0x2 <rules_f>
     728:	if w2 < 0x807 goto +0x3 <rules_1f>
     729:	goto +0x0 <rules_f>
<rules_f>:
     730:	*(u32 *)(r10 - 0x194) = 0xf
     731:	goto +0x1 <looked_up>
<rules_1f>:
     732:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     733:	w2 = *(u32 *)(r10 - 0x194)
     734:	r9 &= r2
     735:	if r9 == 0x0 goto +0x61 <not_group_0>
     736:	w2 = *(u32 *)(r10 - 0x2c)
     737:	if w2 >= 0x2f goto +0x2 <above>
     738:	if w2 < 0x2e goto +0x4 <rules_1d>
     739:	goto +0x5 <rules_1f>
<above>:
     740:	if w2 < 0x30 goto +0x2 <rules_1d>
     741:	if w2 < 0x31 goto +0x3 <rules_1f>
     742:	goto +0x0 <rules_1d>
<rules_1d>:
     743:	*(u32 *)(r10 - 0x194) = 0x1d
     744:	goto +0x1 <looked_up>
<rules_1f>:
     745:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     746:	w2 = *(u32 *)(r10 - 0x194)
     747:	r9 &= r2
     748:	if r9 == 0x0 goto +0x54 <not_group_0>
     749:	r2 = r9
     750:	w2 &= 0x1
     751:	if r2 == 0x0 goto +0xf <not_rule_0>
     752:	w2 = *(u32 *)(r10 - 0x24)
     753:	if r2 != 0x1 goto +0xd <not_rule_0>
     754:	w2 = *(u32 *)(r10 - 0x1c)
     755:	r2 = be16 r2
     756:	if w2 < 0x1 goto +0x1 <below>
     757:	if w2 <= 0x3ff goto +0x1 <holds>
<below>:
     758:	goto +0x8 <not_rule_0>
<holds>:
     759:	w2 = *(u32 *)(r10 - 0xe4)
     760:	if r2 == 0x10000 goto +0x6 <not_rule_0>
     761:	r3 = r2
     762:	w3 &= 0x17
     763:	if w3 == 0x2 goto +0x1 <holds>
     764:	goto +0x2 <not_rule_0>
<holds>:
     765:	w0 = 0x1
     766:	exit
<not_rule_0>:
     767:	r2 = r9
     768:	w2 &= 0x2
     769:	if r2 == 0x0 goto +0xa <not_rule_1>
     770:	w2 = *(u32 *)(r10 - 0xc)
     771:	if w2 == 0x6 goto +0x2 <holds>
     772:	if w2 == 0x11 goto +0x1 <holds>
     773:	goto +0x6 <not_rule_1>
<holds>:
     774:	w2 = *(u32 *)(r10 - 0x2c)
     775:	if w2 == 0x2e goto +0x2 <holds>
     776:	if w2 == 0x30 goto +0x1 <holds>
     777:	goto +0x2 <not_rule_1>
<holds>:
     778:	w6 = 0x0
     779:	goto +0x5c <steer>
<not_rule_1>:
     780:	r2 = r9
     781:	w2 &= 0x4
     782:	if r2 == 0x0 goto +0x1e <not_rule_2>
     783:	w2 = *(u32 *)(r10 - 0x4)
     784:	if r2 != 0x4 goto +0x5 <v6>
     785:	r3 = *(u64 *)(r10 - 0x60)
     786:	r4 = r3
     787:	w4 &= 0xffffff
     788:	if w4 == 0x200c0 goto +0xc <holds>
     789:	goto +0x17 <not_rule_2>
<v6>:
     790:	if r2 != 0x6 goto +0x16 <not_rule_2>
     791:	r2 = *(u64 *)(r10 - 0x80)
     792:	r3 = *(u64 *)(r10 - 0x78)
     793:	r4 = -0x1 ll
     795:	r4 &= r2
     796:	r5 = 0x200b80d0120 ll
     798:	if r4 != r5 goto +0x1 <other>
     799:	goto +0x1 <holds>
<other>:
     800:	goto +0xc <not_rule_2>
<holds>:
     801:	w2 = *(u32 *)(r10 - 0x34)
     802:	if w2 < 0x64 goto +0x1 <below>
     803:	if w2 <= 0xc7 goto +0x1 <holds>
<below>:
     804:	goto +0x8 <not_rule_2>
<holds>:
     805:	r1 = *(u64 *)(r10 - 0x88)
     806:	r1 >>= 0x1e
     807:	r1 &= 0xffc
     808:	r2 = 0x1000 ll <tables>
     810:	r2 += r1
     811:	w6 = *(u32 *)(r2 + 0x0)
     812:	goto +0x3b <steer>
<not_rule_2>:
     813:	r2 = r9
     814:	w2 &= 0x8
     815:	if r2 == 0x0 goto +0xa <not_rule_3>
     816:	w2 = *(u32 *)(r10 - 0xc)
     817:	if w2 == 0x11 goto +0x1 <holds>
     818:	goto +0x7 <not_rule_3>
<holds>:
     819:	w2 = *(u32 *)(r10 - 0x24)
     820:	if r2 != 0x1 goto +0x5 <not_rule_3>
     821:	w2 = *(u32 *)(r10 - 0x14)
     822:	if w2 == 0x3500 goto +0x1 <holds>
     823:	goto +0x2 <not_rule_3>
<holds>:
     824:	w6 = 0x1
     825:	goto +0x2e <steer>
<not_rule_3>:
     826:	r2 = r9
     827:	w2 &= 0x10
     828:	if r2 == 0x0 goto +0x4 <not_rule_4>
     829:	w2 = *(u32 *)(r10 - 0x3c)
     830:	if w2 == 0x608 goto +0x1 <holds>
     831:	goto +0x1 <not_rule_4>
<holds>:
     832:	goto +0x2d <pass>
<no_rule>:
<not_group_0>:
<not_rule_4>:
     833:	w2 = *(u32 *)(r10 - 0x4)
     834:	if r2 != 0x4 goto +0xb <other_family>
     835:	w2 = *(u32 *)(r10 - 0x58)
     836:	*(u32 *)(r10 - 0x9c) = 0x20
     837:	*(u32 *)(r10 - 0x98) = w2
     838:	r2 = r10
     839:	r2 += -0x9c
     840:	r1 = 0x0 ll <prefixes4>
     842:	call 0x1	# bpf_map_lookup_elem
     843:	if r0 == 0x0 goto +0x11 <no_prefix>
     844:	w6 = *(u32 *)(r0 + 0x0)
     845:	goto +0x1a <steer>
<other_family>:
     846:	w2 = *(u32 *)(r10 - 0x4)
     847:	if r2 != 0x6 goto +0xd <other_family>
     848:	r2 = *(u64 *)(r10 - 0x70)
     849:	r3 = *(u64 *)(r10 - 0x68)
     850:	*(u32 *)(r10 - 0x9c) = 0x80
     851:	*(u64 *)(r10 - 0x98) = r2
     852:	*(u64 *)(r10 - 0x90) = r3
     853:	r2 = r10
     854:	r2 += -0x9c
     855:	r1 = 0x0 ll <prefixes6>
     857:	call 0x1	# bpf_map_lookup_elem
     858:	if r0 == 0x0 goto +0x2 <no_prefix>
     859:	w6 = *(u32 *)(r0 + 0x0)
     860:	goto +0xb <steer>
<no_prefix>:
<other_family>:
     861:	w2 = *(u32 *)(r10 - 0x4)
     862:	if r2 == 0x0 goto +0x8 <nothing>
     863:	r1 = *(u64 *)(r10 - 0x88)
     864:	r1 >>= 0x1e
     865:	r1 &= 0xffc
     866:	r2 = 0x0 ll <tables>
     868:	r2 += r1
     869:	w6 = *(u32 *)(r2 + 0x0)
     870:	goto +0x1 <steer>
<nothing>:
     871:	goto +0x6 <pass>
<steer>:
     872:	r2 = r6
     873:	r3 = 0x2
     874:	r1 = 0x0 ll <cpus>
     876:	call 0x33	# bpf_redirect_map
     877:	exit
<pass>:
     878:	w0 = 0x2
     879:	exit

