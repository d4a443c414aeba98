; softrss, xdp
       0:	w8 = *(u32 *)(r1 + 0x0)
       1:	w7 = *(u32 *)(r1 + 0x4)
       2:	r6 = r8
       3:	r2 = r6
       4:	r2 += 0x26
       5:	if r2 > r7 goto +0x92 <other>
       6:	w3 = *(u16 *)(r6 + 0xc)
       7:	if r3 == 0x8 goto +0x2 <plain4>
       8:	if r3 == 0xdd86 goto +0x41 <plain6>
       9:	goto +0x8e <other>
<plain4>:
      10:	w2 = *(u8 *)(r6 + 0xe)
      11:	if r2 != 0x45 goto +0x8c <other>
      12:	w2 = *(u16 *)(r6 + 0x14)
      13:	r2 &= 0xff3f
      14:	if r2 != 0x0 goto +0x89 <other>
      15:	w4 = *(u8 *)(r6 + 0x17)
      16:	if r4 == 0x6 goto +0x4 <plain>
      17:	if r4 != 0x11 goto +0x86 <other>
      18:	w3 = *(u16 *)(r6 + 0x24)
      19:	if r3 == 0xb512 goto +0x84 <other>
      20:	if r3 == 0x1821 goto +0x83 <other>
<plain>:
<no_tunnel>:
      21:	r2 = r8
      22:	r2 -= r8
      23:	*(u64 *)(r10 - 0x158) = r2
      24:	r2 = r8
      25:	r2 -= r8
      26:	*(u64 *)(r10 - 0x150) = r2
      27:	r2 = r8
      28:	r2 -= r8
      29:	*(u32 *)(r10 - 0x4) = w2
      30:	*(u32 *)(r10 - 0x144) = w2
      31:	*(u32 *)(r10 - 0x16c) = w2
      32:	*(u32 *)(r10 - 0x174) = 0x10000
      33:	*(u32 *)(r10 - 0x17c) = 0x10000
      34:	*(u32 *)(r10 - 0x18c) = 0x10000
      35:	r6 += 0xe
      36:	w2 = *(u32 *)(r10 - 0x4)
      37:	if r2 == 0x0 goto +0x2 <outermost>
      38:	*(u32 *)(r10 - 0x16c) = 0x1
      39:	goto +0x9 <outer_kept>
<outermost>:
      40:	w4 = *(u8 *)(r6 + 0x1)
      41:	r4 >>= 0x2
      42:	*(u32 *)(r10 - 0x17c) = w4
      43:	r5 = r8
      44:	r5 -= r8
      45:	w4 = *(u32 *)(r6 + 0xc)
      46:	r4 += r5
      47:	*(u64 *)(r10 - 0x158) = r4
      48:	*(u32 *)(r10 - 0x144) = 0x4
<outer_kept>:
      49:	r5 = r8
      50:	r5 -= r8
      51:	w4 = *(u32 *)(r6 + 0xc)
      52:	r4 += r5
      53:	*(u64 *)(r10 - 0x58) = r4
      54:	w4 = *(u32 *)(r6 + 0x10)
      55:	r4 += r5
      56:	*(u64 *)(r10 - 0x60) = r4
      57:	*(u32 *)(r10 - 0x4) = 0x4
      58:	w5 = *(u8 *)(r6 + 0x9)
      59:	*(u32 *)(r10 - 0xc) = w5
      60:	w2 = *(u32 *)(r10 - 0x16c)
      61:	if r2 != 0x0 goto +0x1 <inner>
      62:	*(u32 *)(r10 - 0x174) = w5
<inner>:
      63:	r6 += 0x14
      64:	w3 = *(u16 *)(r6 + 0x0)
      65:	w4 = *(u16 *)(r6 + 0x2)
      66:	w2 = *(u32 *)(r10 - 0x16c)
      67:	if r2 != 0x0 goto +0x3 <inner>
      68:	r2 = r4
      69:	r2 = be16 r2
      70:	*(u32 *)(r10 - 0x18c) = w2
<inner>:
      71:	*(u32 *)(r10 - 0x14) = w3
      72:	*(u32 *)(r10 - 0x1c) = w4
      73:	goto +0x25d <done>
<plain6>:
      74:	r2 = r6
      75:	r2 += 0x3a
      76:	if r2 > r7 goto +0x4b <other>
      77:	w2 = *(u8 *)(r6 + 0xe)
      78:	r2 >>= 0x4
      79:	if r2 != 0x6 goto +0x48 <other>
      80:	w4 = *(u8 *)(r6 + 0x14)
      81:	if r4 == 0x6 goto +0x4 <plain>
      82:	if r4 != 0x11 goto +0x45 <other>
      83:	w3 = *(u16 *)(r6 + 0x38)
      84:	if r3 == 0xb512 goto +0x43 <other>
      85:	if r3 == 0x1821 goto +0x42 <other>
<plain>:
<no_tunnel>:
      86:	r2 = r8
      87:	r2 -= r8
      88:	*(u64 *)(r10 - 0x158) = r2
      89:	r2 = r8
      90:	r2 -= r8
      91:	*(u64 *)(r10 - 0x150) = r2
      92:	r2 = r8
      93:	r2 -= r8
      94:	*(u32 *)(r10 - 0x4) = w2
      95:	*(u32 *)(r10 - 0x144) = w2
      96:	*(u32 *)(r10 - 0x16c) = w2
      97:	*(u32 *)(r10 - 0x174) = 0x10000
      98:	*(u32 *)(r10 - 0x17c) = 0x10000
      99:	*(u32 *)(r10 - 0x18c) = 0x10000
     100:	r6 += 0xe
     101:	w2 = *(u32 *)(r10 - 0x4)
     102:	if r2 == 0x0 goto +0x2 <outermost>
     103:	*(u32 *)(r10 - 0x16c) = 0x1
     104:	goto +0xc <outer_kept>
<outermost>:
     105:	w2 = *(u16 *)(r6 + 0x0)
     106:	r2 = be16 r2
     107:	r2 >>= 0x6
     108:	r2 &= 0x3f
     109:	*(u32 *)(r10 - 0x17c) = w2
     110:	r5 = r8
     111:	r5 -= r8
     112:	r4 = *(u64 *)(r6 + 0x8)
     113:	*(u64 *)(r10 - 0x158) = r4
     114:	r4 = *(u64 *)(r6 + 0x10)
     115:	*(u64 *)(r10 - 0x150) = r4
     116:	*(u32 *)(r10 - 0x144) = 0x6
<outer_kept>:
     117:	r4 = -0x2917014799a6026d ll
     119:	r5 = -0x5f89e29b87429bd1 ll
     121:	r2 = *(u64 *)(r6 + 0x8)
     122:	r3 = *(u64 *)(r6 + 0x10)
     123:	r2 *= r4
     124:	r2 = be64 r2
     125:	r3 *= r5
     126:	r2 += r3
     127:	*(u64 *)(r10 - 0x58) = r2
     128:	r2 = *(u64 *)(r6 + 0x18)
     129:	r3 = *(u64 *)(r6 + 0x20)
     130:	r2 *= r4
     131:	r2 = be64 r2
     132:	r3 *= r5
     133:	r2 += r3
     134:	*(u64 *)(r10 - 0x60) = r2
     135:	*(u32 *)(r10 - 0x4) = 0x6
     136:	w5 = *(u8 *)(r6 + 0x6)
     137:	*(u32 *)(r10 - 0xc) = w5
     138:	w2 = *(u32 *)(r10 - 0x16c)
     139:	if r2 != 0x0 goto +0x1 <inner>
     140:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     141:	r6 += 0x28
     142:	w3 = *(u16 *)(r6 + 0x0)
     143:	w4 = *(u16 *)(r6 + 0x2)
     144:	w2 = *(u32 *)(r10 - 0x16c)
     145:	if r2 != 0x0 goto +0x3 <inner>
     146:	r2 = r4
     147:	r2 = be16 r2
     148:	*(u32 *)(r10 - 0x18c) = w2
<inner>:
     149:	*(u32 *)(r10 - 0x14) = w3
     150:	*(u32 *)(r10 - 0x1c) = w4
     151:	goto +0x20f <done>
<other>:
     152:	w8 = *(u32 *)(r1 + 0x0)
     153:	r2 = r8
     154:	r2 -= r8
     155:	*(u64 *)(r10 - 0x58) = r2
     156:	r2 = r8
     157:	r2 -= r8
     158:	*(u64 *)(r10 - 0x60) = r2
     159:	r2 = r8
     160:	r2 -= r8
     161:	*(u64 *)(r10 - 0x158) = r2
     162:	r2 = r8
     163:	r2 -= r8
     164:	*(u64 *)(r10 - 0x150) = r2
     165:	r2 = r8
     166:	r2 -= r8
     167:	*(u32 *)(r10 - 0x4) = w2
     168:	*(u32 *)(r10 - 0x14) = w2
     169:	*(u32 *)(r10 - 0x1c) = w2
     170:	*(u32 *)(r10 - 0x144) = w2
     171:	*(u32 *)(r10 - 0x16c) = w2
     172:	*(u32 *)(r10 - 0xc) = 0x10000
     173:	*(u32 *)(r10 - 0x174) = 0x10000
     174:	*(u32 *)(r10 - 0x17c) = 0x10000
     175:	*(u32 *)(r10 - 0x18c) = 0x10000
     176:	r6 = r8
     177:	r6 -= r8
     178:	r9 = 0x11
     179:	goto +0x0 <ethernet>
<ethernet>:
     180:	if r6 > 0xfff goto +0x1f2 <too_deep>
     181:	r6 += r8
     182:	r9 -= 0x1
     183:	if r9 == 0x0 goto +0x1ef <too_deep>
     184:	r2 = r6
     185:	r2 += 0xe
     186:	if r2 > r7 goto +0x1ec <truncated>
     187:	w5 = *(u16 *)(r6 + 0xc)
     188:	r6 += 0xe
     189:	r6 -= r8
     190:	goto +0x0 <by_ether_type>
<by_ether_type>:
     191:	if r5 == 0x8 goto +0x34 <ipv4>
     192:	if r5 == 0xdd86 goto +0x71 <ipv6>
     193:	if r5 == 0x81 goto +0x1e5 <not_in_decap>
     194:	if r5 == 0xa888 goto +0x1e4 <not_in_decap>
     195:	if r5 == 0x91 goto +0x1e3 <not_in_decap>
     196:	if r5 == 0x92 goto +0x1e2 <not_in_decap>
     197:	if r5 == 0x93 goto +0x1e1 <not_in_decap>
     198:	if r5 == 0xdbda goto +0x1e0 <not_in_decap>
     199:	if r5 == 0xe788 goto +0x1df <not_in_decap>
     200:	if r5 == 0x6488 goto +0x1de <not_in_decap>
     201:	if r5 == 0x4788 goto +0x1dd <not_in_decap>
     202:	if r5 == 0x4888 goto +0x1dc <not_in_decap>
     203:	if r5 == 0x5865 goto -0x18 <ethernet>
     204:	if r5 == 0x4f89 goto +0x1da <not_in_decap>
     205:	if r9 <= 0x9 goto +0x12 <late>
     206:	if r5 == 0x2f89 goto +0x1d8 <not_in_decap>
     207:	if r5 == 0xfb88 goto +0x1d7 <not_in_decap>
     208:	if r5 == 0xc1f1 goto +0x1d6 <not_in_decap>
     209:	if r5 == 0x2689 goto +0x1d5 <not_in_decap>
     210:	if r5 == 0x3f89 goto +0x1d4 <not_in_decap>
     211:	if r5 == 0x989 goto +0x1d3 <not_in_decap>
     212:	if r5 == 0x589 goto +0x1d2 <not_in_decap>
     213:	if r5 == 0x543 goto +0x1d1 <not_in_decap>
     214:	if r5 == 0xe588 goto +0x1d0 <not_in_decap>
     215:	if r5 == 0xdada goto +0x1cf <not_in_decap>
     216:	if r5 == 0x9988 goto +0x1ce <not_in_decap>
     217:	if r5 == 0x7488 goto +0x1cd <not_in_decap>
     218:	if r5 == 0x1e0 goto +0x1cc <not_in_decap>
     219:	if r5 == 0xc388 goto +0x1cb <not_in_decap>
     220:	if r5 == 0x8899 goto +0x1ca <not_in_decap>
     221:	if r5 == 0xdcda goto +0x1c9 <not_in_decap>
     222:	if r5 == 0x3afd goto +0x1c8 <not_in_decap>
     223:	goto +0x11 <no_link>
<late>:
     224:	if r5 == 0x2f89 goto +0x1c6 <not_in_decap>
     225:	if r5 == 0xfb88 goto +0x1c5 <not_in_decap>
     226:	if r5 == 0xc1f1 goto +0x1c4 <not_in_decap>
     227:	if r5 == 0x2689 goto +0x1c3 <not_in_decap>
     228:	if r5 == 0x3f89 goto +0x1c2 <not_in_decap>
     229:	if r5 == 0x989 goto +0x1c1 <not_in_decap>
     230:	if r5 == 0x589 goto +0x1c0 <not_in_decap>
     231:	if r5 == 0x543 goto +0x1bf <not_in_decap>
     232:	if r5 == 0xe588 goto +0x1be <not_in_decap>
     233:	if r5 == 0xdada goto +0x1bd <not_in_decap>
     234:	if r5 == 0x9988 goto +0x1bc <not_in_decap>
     235:	if r5 == 0x7488 goto +0x1bb <not_in_decap>
     236:	if r5 == 0x1e0 goto +0x1ba <not_in_decap>
     237:	if r5 == 0xc388 goto +0x1b9 <not_in_decap>
     238:	if r5 == 0x8899 goto +0x1b8 <not_in_decap>
     239:	if r5 == 0xdcda goto +0x1b7 <not_in_decap>
     240:	if r5 == 0x3afd goto +0x1b6 <not_in_decap>
<no_link>:
     241:	r5 = be16 r5
     242:	if r5 < 0x600 goto +0x85 <llc>
     243:	goto +0x1b3 <not_ip>
<ipv4>:
     244:	if r6 > 0xfff goto +0x1b2 <too_deep>
     245:	r6 += r8
     246:	r9 -= 0x1
     247:	if r9 == 0x0 goto +0x1af <too_deep>
     248:	r2 = r6
     249:	r2 += 0x14
     250:	if r2 > r7 goto +0x1ac <truncated>
     251:	w3 = *(u8 *)(r6 + 0x0)
     252:	if r3 < 0x45 goto +0x1aa <bad_ip_header>
     253:	if r3 > 0x4f goto +0x1a9 <bad_ip_header>
     254:	w2 = *(u32 *)(r10 - 0x4)
     255:	if r2 == 0x0 goto +0x2 <outermost>
     256:	*(u32 *)(r10 - 0x16c) = 0x1
     257:	goto +0x9 <outer_kept>
<outermost>:
     258:	w4 = *(u8 *)(r6 + 0x1)
     259:	r4 >>= 0x2
     260:	*(u32 *)(r10 - 0x17c) = w4
     261:	r5 = r8
     262:	r5 -= r8
     263:	w4 = *(u32 *)(r6 + 0xc)
     264:	r4 += r5
     265:	*(u64 *)(r10 - 0x158) = r4
     266:	*(u32 *)(r10 - 0x144) = 0x4
<outer_kept>:
     267:	r5 = r8
     268:	r5 -= r8
     269:	w4 = *(u32 *)(r6 + 0xc)
     270:	r4 += r5
     271:	*(u64 *)(r10 - 0x58) = r4
     272:	w4 = *(u32 *)(r6 + 0x10)
     273:	r4 += r5
     274:	*(u64 *)(r10 - 0x60) = r4
     275:	*(u32 *)(r10 - 0x4) = 0x4
     276:	r2 = r8
     277:	r2 -= r8
     278:	*(u32 *)(r10 - 0x14) = w2
     279:	*(u32 *)(r10 - 0x1c) = w2
     280:	w5 = *(u8 *)(r6 + 0x9)
     281:	*(u32 *)(r10 - 0xc) = w5
     282:	w2 = *(u32 *)(r10 - 0x16c)
     283:	if r2 != 0x0 goto +0x1 <inner>
     284:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     285:	w2 = *(u16 *)(r6 + 0x6)
     286:	r2 &= 0xff3f
     287:	if r2 != 0x0 goto +0x187 <done>
     288:	r3 &= 0xf
     289:	r3 <<= 0x2
     290:	r6 += r3
     291:	r6 -= r8
     292:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     293:	*(u32 *)(r10 - 0xc) = w5
     294:	w2 = *(u32 *)(r10 - 0x16c)
     295:	if r2 != 0x0 goto +0x1 <inner>
     296:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     297:	if r5 == 0x6 goto +0xa3 <tcp>
     298:	if r5 == 0x11 goto +0xb3 <udp>
     299:	if r5 == 0x21 goto +0xa1 <tcp>
     300:	if r5 == 0x2f goto +0xc5 <gre>
     301:	if r5 == 0x32 goto +0x94 <esp>
     302:	if r5 == 0x33 goto +0x83 <ah>
     303:	if r5 == 0x84 goto +0x9d <tcp>
     304:	if r5 == 0x88 goto +0x9c <tcp>
     305:	goto +0x175 <done>
<ipv6>:
     306:	if r6 > 0xfff goto +0x174 <too_deep>
     307:	r6 += r8
     308:	r9 -= 0x1
     309:	if r9 == 0x0 goto +0x171 <too_deep>
     310:	r2 = r6
     311:	r2 += 0x28
     312:	if r2 > r7 goto +0x16e <truncated>
     313:	w3 = *(u8 *)(r6 + 0x0)
     314:	r3 &= 0xf0
     315:	if r3 != 0x60 goto +0x16b <bad_ip_header>
     316:	w2 = *(u32 *)(r10 - 0x4)
     317:	if r2 == 0x0 goto +0x2 <outermost>
     318:	*(u32 *)(r10 - 0x16c) = 0x1
     319:	goto +0xc <outer_kept>
<outermost>:
     320:	w2 = *(u16 *)(r6 + 0x0)
     321:	r2 = be16 r2
     322:	r2 >>= 0x6
     323:	r2 &= 0x3f
     324:	*(u32 *)(r10 - 0x17c) = w2
     325:	r5 = r8
     326:	r5 -= r8
     327:	r4 = *(u64 *)(r6 + 0x8)
     328:	*(u64 *)(r10 - 0x158) = r4
     329:	r4 = *(u64 *)(r6 + 0x10)
     330:	*(u64 *)(r10 - 0x150) = r4
     331:	*(u32 *)(r10 - 0x144) = 0x6
<outer_kept>:
     332:	r4 = -0x2917014799a6026d ll
     334:	r5 = -0x5f89e29b87429bd1 ll
     336:	r2 = *(u64 *)(r6 + 0x8)
     337:	r3 = *(u64 *)(r6 + 0x10)
     338:	r2 *= r4
     339:	r2 = be64 r2
     340:	r3 *= r5
     341:	r2 += r3
     342:	*(u64 *)(r10 - 0x58) = r2
     343:	r2 = *(u64 *)(r6 + 0x18)
     344:	r3 = *(u64 *)(r6 + 0x20)
     345:	r2 *= r4
     346:	r2 = be64 r2
     347:	r3 *= r5
     348:	r2 += r3
     349:	*(u64 *)(r10 - 0x60) = r2
     350:	*(u32 *)(r10 - 0x4) = 0x6
     351:	r2 = r8
     352:	r2 -= r8
     353:	*(u32 *)(r10 - 0x14) = w2
     354:	*(u32 *)(r10 - 0x1c) = w2
     355:	w5 = *(u8 *)(r6 + 0x6)
     356:	r6 += 0x28
     357:	r6 -= r8
     358:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     359:	*(u32 *)(r10 - 0xc) = w5
     360:	w2 = *(u32 *)(r10 - 0x16c)
     361:	if r2 != 0x0 goto +0x1 <inner>
     362:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     363:	if r5 == 0x0 goto +0x20 <hopbyhop>
     364:	if r5 == 0x6 goto +0x60 <tcp>
     365:	if r5 == 0x11 goto +0x70 <udp>
     366:	if r5 == 0x21 goto +0x5e <tcp>
     367:	if r5 == 0x2b goto +0x1c <hopbyhop>
     368:	if r5 == 0x2c goto +0x29 <fragment>
     369:	if r5 == 0x2f goto +0x80 <gre>
     370:	if r5 == 0x32 goto +0x4f <esp>
     371:	if r5 == 0x33 goto +0x3e <ah>
     372:	if r5 == 0x3c goto +0x17 <hopbyhop>
     373:	if r5 == 0x84 goto +0x57 <tcp>
     374:	if r5 == 0x88 goto +0x56 <tcp>
     375:	goto +0x12f <done>
<llc>:
     376:	if r6 > 0xfff goto +0x12e <too_deep>
     377:	r6 += r8
     378:	r9 -= 0x1
     379:	if r9 == 0x0 goto +0x12b <too_deep>
     380:	r2 = r6
     381:	r2 += 0x3
     382:	if r2 > r7 goto +0x128 <truncated>
     383:	w3 = *(u16 *)(r6 + 0x0)
     384:	if r3 != 0xaaaa goto +0x4 <else>
     385:	w2 = *(u8 *)(r6 + 0x2)
     386:	if r2 != 0x3 goto +0x2 <else>
     387:	r6 -= r8
     388:	goto +0x112 <snap>
<else>:
     389:	if r3 != 0x606 goto +0x5 <else>
     390:	w3 = *(u8 *)(r6 + 0x2)
     391:	if r3 != 0x3 goto +0x3 <else>
     392:	r6 += 0x3
     393:	r6 -= r8
     394:	goto -0x97 <ipv4>
<else>:
     395:	goto +0x11b <not_ip>
<hopbyhop>:
     396:	if r6 > 0xfff goto +0x11a <too_deep>
     397:	r6 += r8
     398:	r9 -= 0x1
     399:	if r9 == 0x0 goto +0x117 <too_deep>
     400:	r2 = r6
     401:	r2 += 0x8
     402:	if r2 > r7 goto +0x114 <truncated>
     403:	w5 = *(u8 *)(r6 + 0x0)
     404:	w3 = *(u8 *)(r6 + 0x1)
     405:	r3 += 0x1
     406:	r3 <<= 0x3
     407:	r6 += r3
     408:	r6 -= r8
     409:	goto -0x33 <by_protocol_6>
<fragment>:
     410:	if r6 > 0xfff goto +0x10c <too_deep>
     411:	r6 += r8
     412:	r9 -= 0x1
     413:	if r9 == 0x0 goto +0x109 <too_deep>
     414:	r2 = r6
     415:	r2 += 0x8
     416:	if r2 > r7 goto +0x106 <truncated>
     417:	w3 = *(u16 *)(r6 + 0x2)
     418:	r3 &= 0xf9ff
     419:	if r3 != 0x0 goto +0x4 <else>
     420:	w5 = *(u8 *)(r6 + 0x0)
     421:	r6 += 0x8
     422:	r6 -= r8
     423:	goto -0x41 <by_protocol_6>
<else>:
     424:	w5 = *(u8 *)(r6 + 0x0)
     425:	*(u32 *)(r10 - 0xc) = 0x2c
     426:	w2 = *(u32 *)(r10 - 0x16c)
     427:	if r2 != 0x0 goto +0x1 <inner>
     428:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     429:	r2 = r8
     430:	r2 -= r8
     431:	*(u32 *)(r10 - 0x14) = w2
     432:	*(u32 *)(r10 - 0x1c) = w2
     433:	goto +0xf5 <done>
<ah>:
     434:	if r6 > 0xfff goto +0xf4 <too_deep>
     435:	r6 += r8
     436:	r9 -= 0x1
     437:	if r9 == 0x0 goto +0xf1 <too_deep>
     438:	r2 = r6
     439:	r2 += 0x8
     440:	if r2 > r7 goto +0xee <truncated>
     441:	w5 = *(u8 *)(r6 + 0x0)
     442:	w3 = *(u8 *)(r6 + 0x1)
     443:	r3 += 0x2
     444:	r3 <<= 0x2
     445:	r6 += r3
     446:	r6 -= r8
     447:	w2 = *(u32 *)(r10 - 0x4)
     448:	if r2 == 0x6 goto -0x5a <by_protocol_6>
     449:	goto -0x9d <by_protocol_4>
<esp>:
     450:	if r6 > 0xfff goto +0xe4 <too_deep>
     451:	r6 += r8
     452:	r9 -= 0x1
     453:	if r9 == 0x0 goto +0xe1 <too_deep>
     454:	r2 = r6
     455:	r2 += 0x4
     456:	if r2 > r7 goto +0xde <truncated>
     457:	w3 = *(u32 *)(r6 + 0x0)
     458:	*(u32 *)(r10 - 0x14) = w3
     459:	*(u32 *)(r10 - 0x1c) = w3
     460:	goto +0xda <done>
<tcp>:
     461:	if r6 > 0xfff goto +0xd9 <too_deep>
     462:	r6 += r8
     463:	r9 -= 0x1
     464:	if r9 == 0x0 goto +0xd6 <too_deep>
     465:	r2 = r6
     466:	r2 += 0x4
     467:	if r2 > r7 goto +0xd3 <truncated>
     468:	w3 = *(u16 *)(r6 + 0x0)
     469:	w4 = *(u16 *)(r6 + 0x2)
     470:	w2 = *(u32 *)(r10 - 0x16c)
     471:	if r2 != 0x0 goto +0x3 <inner>
     472:	r2 = r4
     473:	r2 = be16 r2
     474:	*(u32 *)(r10 - 0x18c) = w2
<inner>:
     475:	*(u32 *)(r10 - 0x14) = w3
     476:	*(u32 *)(r10 - 0x1c) = w4
     477:	goto +0xc9 <done>
<udp>:
     478:	if r6 > 0xfff goto +0xc8 <too_deep>
     479:	r6 += r8
     480:	r9 -= 0x1
     481:	if r9 == 0x0 goto +0xc5 <too_deep>
     482:	r2 = r6
     483:	r2 += 0x4
     484:	if r2 > r7 goto +0xc2 <truncated>
     485:	w3 = *(u16 *)(r6 + 0x0)
     486:	w4 = *(u16 *)(r6 + 0x2)
     487:	w2 = *(u32 *)(r10 - 0x16c)
     488:	if r2 != 0x0 goto +0x3 <inner>
     489:	r2 = r4
     490:	r2 = be16 r2
     491:	*(u32 *)(r10 - 0x18c) = w2
<inner>:
     492:	*(u32 *)(r10 - 0x14) = w3
     493:	*(u32 *)(r10 - 0x1c) = w4
     494:	r6 -= r8
     495:	if r4 == 0xb512 goto +0x89 <vxlan>
     496:	if r4 == 0x1821 goto +0x88 <vxlan>
     497:	goto +0xb5 <done>
<gre>:
     498:	if r6 > 0xfff goto +0xb4 <too_deep>
     499:	r6 += r8
     500:	r9 -= 0x1
     501:	if r9 == 0x0 goto +0xb1 <too_deep>
     502:	r2 = r6
     503:	r2 += 0x4
     504:	if r2 > r7 goto +0xae <truncated>
     505:	w3 = *(u16 *)(r6 + 0x0)
     506:	r2 = r3
     507:	r2 &= 0x7e0
     508:	if r2 != 0x120 goto +0x2 <else>
     509:	r6 -= r8
     510:	goto +0x87 <pptp>
<else>:
     511:	r3 &= 0x740
     512:	if r3 != 0x0 goto +0xa6 <bad_tunnel_header>
     513:	w3 = *(u16 *)(r6 + 0x2)
     514:	if r3 != 0xbe88 goto +0xe <else>
     515:	w3 = *(u8 *)(r6 + 0x0)
     516:	r2 = r3
     517:	r2 &= 0x10
     518:	if r2 != 0x0 goto +0xa <else>
     519:	r2 = r3
     520:	r2 &= 0x80
     521:	r2 >>= 0x5
     522:	r6 += 0x4
     523:	r6 += r2
     524:	r3 &= 0x20
     525:	r3 >>= 0x3
     526:	r6 += r3
     527:	r6 -= r8
     528:	goto -0x15d <ethernet>
<else>:
     529:	w5 = *(u16 *)(r6 + 0x2)
     530:	w3 = *(u8 *)(r6 + 0x0)
     531:	r2 = r3
     532:	r2 &= 0x80
     533:	r2 >>= 0x5
     534:	r6 += 0x4
     535:	r6 += r2
     536:	r2 = r3
     537:	r2 &= 0x20
     538:	r2 >>= 0x3
     539:	r6 += r2
     540:	r3 &= 0x10
     541:	r3 >>= 0x2
     542:	r6 += r3
     543:	r6 -= r8
     544:	if r5 == 0xbe88 goto +0x4 <erspan2>
     545:	if r5 == 0xeb22 goto +0x10 <erspan3>
     546:	if r5 == 0xb88 goto +0x23 <ppp>
     547:	if r5 == 0x3e88 goto +0x46 <wccp>
     548:	goto -0x166 <by_ether_type>
<erspan2>:
     549:	if r6 > 0xfff goto +0x81 <too_deep>
     550:	r6 += r8
     551:	r9 -= 0x1
     552:	if r9 == 0x0 goto +0x7e <too_deep>
     553:	r2 = r6
     554:	r2 += 0x8
     555:	if r2 > r7 goto +0x7b <truncated>
     556:	w3 = *(u8 *)(r6 + 0x0)
     557:	r3 &= 0xf0
     558:	if r3 != 0x10 goto +0x78 <bad_tunnel_header>
     559:	r6 += 0x8
     560:	r6 -= r8
     561:	goto -0x17e <ethernet>
<erspan3>:
     562:	if r6 > 0xfff goto +0x74 <too_deep>
     563:	r6 += r8
     564:	r9 -= 0x1
     565:	if r9 == 0x0 goto +0x71 <too_deep>
     566:	r2 = r6
     567:	r2 += 0xc
     568:	if r2 > r7 goto +0x6e <truncated>
     569:	w3 = *(u8 *)(r6 + 0x0)
     570:	r3 &= 0xf0
     571:	if r3 != 0x20 goto +0x6b <bad_tunnel_header>
     572:	w3 = *(u8 *)(r6 + 0xa)
     573:	r3 &= 0x7c
     574:	if r3 != 0x0 goto +0x68 <not_ip>
     575:	w3 = *(u8 *)(r6 + 0xb)
     576:	r3 &= 0x1
     577:	r3 <<= 0x3
     578:	r6 += 0xc
     579:	r6 += r3
     580:	r6 -= r8
     581:	goto -0x192 <ethernet>
<ppp>:
     582:	if r6 > 0xfff goto +0x60 <too_deep>
     583:	r6 += r8
     584:	r9 -= 0x1
     585:	if r9 == 0x0 goto +0x5d <too_deep>
     586:	r2 = r6
     587:	r2 += 0x2
     588:	if r2 > r7 goto +0x5a <truncated>
     589:	w3 = *(u16 *)(r6 + 0x0)
     590:	if r3 != 0x3ff goto +0x3 <else>
     591:	r6 += 0x2
     592:	r6 -= r8
     593:	goto +0x2 <ppp>
<else>:
     594:	r6 -= r8
     595:	goto +0x0 <ppp>
<ppp>:
     596:	r6 &= 0x7fff
     597:	r6 += r8
     598:	r2 = r6
     599:	r2 += 0x2
     600:	if r2 > r7 goto +0x4e <truncated>
     601:	w3 = *(u8 *)(r6 + 0x0)
     602:	if r3 != 0x21 goto +0x3 <else>
     603:	r6 += 0x1
     604:	r6 -= r8
     605:	goto -0x16a <ipv4>
<else>:
     606:	if r3 != 0x57 goto +0x3 <else>
     607:	r6 += 0x1
     608:	r6 -= r8
     609:	goto -0x130 <ipv6>
<else>:
     610:	w5 = *(u16 *)(r6 + 0x0)
     611:	r6 += 0x2
     612:	r6 -= r8
     613:	if r5 == 0x2100 goto -0x172 <ipv4>
     614:	if r5 == 0x5700 goto -0x135 <ipv6>
     615:	if r5 == 0x8102 goto +0x3f <not_in_decap>
     616:	if r5 == 0x8302 goto +0x3e <not_in_decap>
     617:	goto +0x3d <not_ip>
<wccp>:
     618:	if r6 > 0xfff goto +0x3c <too_deep>
     619:	r6 += r8
     620:	r9 -= 0x1
     621:	if r9 == 0x0 goto +0x39 <too_deep>
     622:	r2 = r6
     623:	r2 += 0x4
     624:	if r2 > r7 goto +0x36 <truncated>
     625:	w3 = *(u8 *)(r6 + 0x0)
     626:	r3 &= 0xf0
     627:	if r3 != 0x40 goto +0x2 <else>
     628:	r6 -= r8
     629:	goto -0x182 <ipv4>
<else>:
     630:	r6 += 0x4
     631:	r6 -= r8
     632:	goto -0x185 <ipv4>
<vxlan>:
     633:	if r6 > 0xfff goto +0x2d <too_deep>
     634:	r6 += r8
     635:	r9 -= 0x1
     636:	if r9 == 0x0 goto +0x2a <too_deep>
     637:	r2 = r6
     638:	r2 += 0x10
     639:	if r2 > r7 goto +0x27 <truncated>
     640:	w3 = *(u8 *)(r6 + 0x8)
     641:	r3 &= 0x8
     642:	if r3 == 0x0 goto +0x24 <bad_tunnel_header>
     643:	r6 += 0x10
     644:	r6 -= r8
     645:	goto -0x1d2 <ethernet>
<pptp>:
     646:	r6 &= 0x7fff
     647:	r6 += r8
     648:	r2 = r6
     649:	r2 += 0x8
     650:	if r2 > r7 goto +0x1c <truncated>
     651:	w3 = *(u16 *)(r6 + 0x2)
     652:	if r3 != 0xb88 goto +0x1a <bad_tunnel_header>
     653:	w3 = *(u8 *)(r6 + 0x0)
     654:	r3 &= 0x10
     655:	if r3 == 0x0 goto +0x17 <not_ip>
     656:	w3 = *(u8 *)(r6 + 0x1)
     657:	r3 &= 0x80
     658:	r3 >>= 0x5
     659:	r6 += 0xc
     660:	r6 += r3
     661:	r6 -= r8
     662:	goto -0x51 <ppp>
<snap>:
     663:	r6 &= 0x7fff
     664:	r6 += r8
     665:	r2 = r6
     666:	r2 += 0x8
     667:	if r2 > r7 goto +0xb <truncated>
     668:	w3 = *(u16 *)(r6 + 0x3)
     669:	if r3 != 0x0 goto +0x8 <else>
     670:	w3 = *(u8 *)(r6 + 0x5)
     671:	if r3 == 0x0 goto +0x2 <holds>
     672:	if r3 == 0xf8 goto +0x1 <holds>
     673:	goto +0x4 <else>
<holds>:
     674:	w5 = *(u16 *)(r6 + 0x6)
     675:	r6 += 0x8
     676:	r6 -= r8
     677:	goto -0x1e7 <by_ether_type>
<else>:
     678:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<bad_tunnel_header>:
     679:	w2 = *(u32 *)(r10 - 0x174)
     680:	if w2 == 0x2f goto +0x2 <holds>
     681:	if w2 == 0x11 goto +0x1 <holds>
     682:	goto +0x14 <not_rule_0>
<holds>:
     683:	w2 = *(u32 *)(r10 - 0x144)
     684:	if r2 != 0x4 goto +0x5 <v6>
     685:	r3 = *(u64 *)(r10 - 0x158)
     686:	r4 = r3
     687:	w4 &= -0x1
     688:	if w4 == 0x10200c0 goto +0xc <holds>
     689:	goto +0xd <not_rule_0>
<v6>:
     690:	if r2 != 0x6 goto +0xc <not_rule_0>
     691:	r2 = *(u64 *)(r10 - 0x158)
     692:	r3 = *(u64 *)(r10 - 0x150)
     693:	r4 = 0xffffffff ll
     695:	r4 &= r2
     696:	r5 = 0xb80d0120 ll
     698:	if r4 != r5 goto +0x1 <other>
     699:	goto +0x1 <holds>
<other>:
     700:	goto +0x2 <not_rule_0>
<holds>:
     701:	w6 = 0x3
     702:	goto +0x53 <steer>
<not_rule_0>:
     703:	r2 = r8
     704:	r2 += 0xe
     705:	if r2 > r7 goto +0x13 <not_rule_1>
     706:	w2 = *(u32 *)(r8 + 0x6)
     707:	w3 = *(u16 *)(r8 + 0xa)
     708:	r3 <<= 0x20
     709:	r2 |= r3
     710:	r3 = 0xffffff ll
     712:	r3 &= r2
     713:	r4 = 0x5e0002 ll
     715:	if r3 == r4 goto +0x1 <holds>
     716:	goto +0x8 <not_rule_1>
<holds>:
     717:	w2 = *(u32 *)(r10 - 0x18c)
     718:	if w2 == 0x12b5 goto +0x1 <holds>
     719:	goto +0x5 <not_rule_1>
<holds>:
     720:	w2 = *(u32 *)(r10 - 0x17c)
     721:	if w2 == 0x2e goto +0x1 <holds>
     722:	goto +0x2 <not_rule_1>
<holds>:
     723:	w6 = 0x2
     724:	goto +0x3d <steer>
<not_rule_1>:
     725:	r2 = r8
     726:	r2 += 0xe
     727:	if r2 > r7 goto +0x13 <not_rule_2>
     728:	w2 = *(u32 *)(r8 + 0x0)
     729:	w3 = *(u16 *)(r8 + 0x4)
     730:	r3 <<= 0x20
     731:	r2 |= r3
     732:	r3 = 0x1 ll
     734:	r3 &= r2
     735:	r4 = 0x1 ll
     737:	if r3 == r4 goto +0x7 <holds>
     738:	r3 = 0xffffffffffff ll
     740:	r3 &= r2
     741:	r4 = 0x100105e0002 ll
     743:	if r3 == r4 goto +0x1 <holds>
     744:	goto +0x2 <not_rule_2>
<holds>:
     745:	w0 = 0x1
     746:	exit
<not_rule_2>:
     747:	w2 = *(u32 *)(r10 - 0x4)
     748:	if r2 == 0x0 goto +0x24 <nothing>
     749:	r1 = *(u64 *)(r10 - 0x58)
     750:	w3 = *(u32 *)(r10 - 0x14)
     751:	r3 <<= 0x20
     752:	r1 += r3
     753:	r2 = *(u64 *)(r10 - 0x60)
     754:	w3 = *(u32 *)(r10 - 0x1c)
     755:	r3 <<= 0x20
     756:	r2 += r3
     757:	w4 = *(u32 *)(r10 - 0xc)
     758:	r3 = -0x61c8864680b583eb ll
     760:	r1 *= r3
     761:	r2 *= r3
<mix>:
     762:	r3 = r1
     763:	r3 >>= 0x20
     764:	r1 ^= r3
     765:	r1 |= 0x1
     766:	r3 = r2
     767:	r3 >>= 0x20
     768:	r2 ^= r3
     769:	r2 |= 0x1
     770:	r1 *= r2
     771:	r2 = r1
     772:	r1 ^= r4
     773:	r2 >>= 0x20
     774:	r1 ^= r2
     775:	r3 = -0x6b2fb644ecceee15 ll
     777:	r1 *= r3
     778:	r1 >>= 0x1e
     779:	r1 &= 0xffc
     780:	r2 = 0x0 ll <tables>
     782:	r2 += r1
     783:	w6 = *(u32 *)(r2 + 0x0)
     784:	goto +0x1 <steer>
<nothing>:
     785:	goto +0x6 <pass>
<steer>:
     786:	r2 = r6
     787:	r3 = 0x2
     788:	r1 = 0x0 ll <cpus>
     790:	call 0x33	# bpf_redirect_map
     791:	exit
<pass>:
     792:	w0 = 0x2
     793:	exit

