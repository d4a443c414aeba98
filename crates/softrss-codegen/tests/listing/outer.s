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
      73:	goto +0x259 <done>
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
     151:	goto +0x20b <done>
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
     180:	if r6 > 0xfff goto +0x1ee <too_deep>
     181:	r6 += r8
     182:	r9 -= 0x1
     183:	if r9 == 0x0 goto +0x1eb <too_deep>
     184:	r2 = r6
     185:	r2 += 0xe
     186:	if r2 > r7 goto +0x1e8 <truncated>
     187:	w5 = *(u16 *)(r6 + 0xc)
     188:	r6 += 0xe
     189:	r6 -= r8
     190:	goto +0x0 <by_ether_type>
<by_ether_type>:
     191:	if r5 == 0x8 goto +0x30 <ipv4>
     192:	if r5 == 0xdd86 goto +0x6d <ipv6>
     193:	if r5 == 0x81 goto +0x1e1 <not_in_decap>
     194:	if r5 == 0xa888 goto +0x1e0 <not_in_decap>
     195:	if r5 == 0x91 goto +0x1df <not_in_decap>
     196:	if r5 == 0x92 goto +0x1de <not_in_decap>
     197:	if r5 == 0x93 goto +0x1dd <not_in_decap>
     198:	if r5 == 0xdbda goto +0x1dc <not_in_decap>
     199:	if r5 == 0xe788 goto +0x1db <not_in_decap>
     200:	if r5 == 0x6488 goto +0x1da <not_in_decap>
     201:	if r5 == 0x4788 goto +0x1d9 <not_in_decap>
     202:	if r5 == 0x4888 goto +0x1d8 <not_in_decap>
     203:	if r5 == 0x5865 goto -0x18 <ethernet>
     204:	if r5 == 0x4f89 goto +0x1d6 <not_in_decap>
     205:	if r9 <= 0x9 goto +0x10 <late>
     206:	if r5 == 0x2f89 goto +0x1d4 <not_in_decap>
     207:	if r5 == 0xfb88 goto +0x1d3 <not_in_decap>
     208:	if r5 == 0xc1f1 goto +0x1d2 <not_in_decap>
     209:	if r5 == 0x2689 goto +0x1d1 <not_in_decap>
     210:	if r5 == 0x3f89 goto +0x1d0 <not_in_decap>
     211:	if r5 == 0x989 goto +0x1cf <not_in_decap>
     212:	if r5 == 0x543 goto +0x1ce <not_in_decap>
     213:	if r5 == 0xe588 goto +0x1cd <not_in_decap>
     214:	if r5 == 0xdada goto +0x1cc <not_in_decap>
     215:	if r5 == 0x9988 goto +0x1cb <not_in_decap>
     216:	if r5 == 0x7488 goto +0x1ca <not_in_decap>
     217:	if r5 == 0x1e0 goto +0x1c9 <not_in_decap>
     218:	if r5 == 0xc388 goto +0x1c8 <not_in_decap>
     219:	if r5 == 0x8899 goto +0x1c7 <not_in_decap>
     220:	if r5 == 0xdcda goto +0x1c6 <not_in_decap>
     221:	goto +0xf <no_link>
<late>:
     222:	if r5 == 0x2f89 goto +0x1c4 <not_in_decap>
     223:	if r5 == 0xfb88 goto +0x1c3 <not_in_decap>
     224:	if r5 == 0xc1f1 goto +0x1c2 <not_in_decap>
     225:	if r5 == 0x2689 goto +0x1c1 <not_in_decap>
     226:	if r5 == 0x3f89 goto +0x1c0 <not_in_decap>
     227:	if r5 == 0x989 goto +0x1bf <not_in_decap>
     228:	if r5 == 0x543 goto +0x1be <not_in_decap>
     229:	if r5 == 0xe588 goto +0x1bd <not_in_decap>
     230:	if r5 == 0xdada goto +0x1bc <not_in_decap>
     231:	if r5 == 0x9988 goto +0x1bb <not_in_decap>
     232:	if r5 == 0x7488 goto +0x1ba <not_in_decap>
     233:	if r5 == 0x1e0 goto +0x1b9 <not_in_decap>
     234:	if r5 == 0xc388 goto +0x1b8 <not_in_decap>
     235:	if r5 == 0x8899 goto +0x1b7 <not_in_decap>
     236:	if r5 == 0xdcda goto +0x1b6 <not_in_decap>
<no_link>:
     237:	r5 = be16 r5
     238:	if r5 < 0x600 goto +0x85 <llc>
     239:	goto +0x1b3 <not_ip>
<ipv4>:
     240:	if r6 > 0xfff goto +0x1b2 <too_deep>
     241:	r6 += r8
     242:	r9 -= 0x1
     243:	if r9 == 0x0 goto +0x1af <too_deep>
     244:	r2 = r6
     245:	r2 += 0x14
     246:	if r2 > r7 goto +0x1ac <truncated>
     247:	w3 = *(u8 *)(r6 + 0x0)
     248:	if r3 < 0x45 goto +0x1aa <bad_ip_header>
     249:	if r3 > 0x4f goto +0x1a9 <bad_ip_header>
     250:	w2 = *(u32 *)(r10 - 0x4)
     251:	if r2 == 0x0 goto +0x2 <outermost>
     252:	*(u32 *)(r10 - 0x16c) = 0x1
     253:	goto +0x9 <outer_kept>
<outermost>:
     254:	w4 = *(u8 *)(r6 + 0x1)
     255:	r4 >>= 0x2
     256:	*(u32 *)(r10 - 0x17c) = w4
     257:	r5 = r8
     258:	r5 -= r8
     259:	w4 = *(u32 *)(r6 + 0xc)
     260:	r4 += r5
     261:	*(u64 *)(r10 - 0x158) = r4
     262:	*(u32 *)(r10 - 0x144) = 0x4
<outer_kept>:
     263:	r5 = r8
     264:	r5 -= r8
     265:	w4 = *(u32 *)(r6 + 0xc)
     266:	r4 += r5
     267:	*(u64 *)(r10 - 0x58) = r4
     268:	w4 = *(u32 *)(r6 + 0x10)
     269:	r4 += r5
     270:	*(u64 *)(r10 - 0x60) = r4
     271:	*(u32 *)(r10 - 0x4) = 0x4
     272:	r2 = r8
     273:	r2 -= r8
     274:	*(u32 *)(r10 - 0x14) = w2
     275:	*(u32 *)(r10 - 0x1c) = w2
     276:	w5 = *(u8 *)(r6 + 0x9)
     277:	*(u32 *)(r10 - 0xc) = w5
     278:	w2 = *(u32 *)(r10 - 0x16c)
     279:	if r2 != 0x0 goto +0x1 <inner>
     280:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     281:	w2 = *(u16 *)(r6 + 0x6)
     282:	r2 &= 0xff3f
     283:	if r2 != 0x0 goto +0x187 <done>
     284:	r3 &= 0xf
     285:	r3 <<= 0x2
     286:	r6 += r3
     287:	r6 -= r8
     288:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     289:	*(u32 *)(r10 - 0xc) = w5
     290:	w2 = *(u32 *)(r10 - 0x16c)
     291:	if r2 != 0x0 goto +0x1 <inner>
     292:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     293:	if r5 == 0x6 goto +0xa3 <tcp>
     294:	if r5 == 0x11 goto +0xb3 <udp>
     295:	if r5 == 0x21 goto +0xa1 <tcp>
     296:	if r5 == 0x2f goto +0xc5 <gre>
     297:	if r5 == 0x32 goto +0x94 <esp>
     298:	if r5 == 0x33 goto +0x83 <ah>
     299:	if r5 == 0x84 goto +0x9d <tcp>
     300:	if r5 == 0x88 goto +0x9c <tcp>
     301:	goto +0x175 <done>
<ipv6>:
     302:	if r6 > 0xfff goto +0x174 <too_deep>
     303:	r6 += r8
     304:	r9 -= 0x1
     305:	if r9 == 0x0 goto +0x171 <too_deep>
     306:	r2 = r6
     307:	r2 += 0x28
     308:	if r2 > r7 goto +0x16e <truncated>
     309:	w3 = *(u8 *)(r6 + 0x0)
     310:	r3 &= 0xf0
     311:	if r3 != 0x60 goto +0x16b <bad_ip_header>
     312:	w2 = *(u32 *)(r10 - 0x4)
     313:	if r2 == 0x0 goto +0x2 <outermost>
     314:	*(u32 *)(r10 - 0x16c) = 0x1
     315:	goto +0xc <outer_kept>
<outermost>:
     316:	w2 = *(u16 *)(r6 + 0x0)
     317:	r2 = be16 r2
     318:	r2 >>= 0x6
     319:	r2 &= 0x3f
     320:	*(u32 *)(r10 - 0x17c) = w2
     321:	r5 = r8
     322:	r5 -= r8
     323:	r4 = *(u64 *)(r6 + 0x8)
     324:	*(u64 *)(r10 - 0x158) = r4
     325:	r4 = *(u64 *)(r6 + 0x10)
     326:	*(u64 *)(r10 - 0x150) = r4
     327:	*(u32 *)(r10 - 0x144) = 0x6
<outer_kept>:
     328:	r4 = -0x2917014799a6026d ll
     330:	r5 = -0x5f89e29b87429bd1 ll
     332:	r2 = *(u64 *)(r6 + 0x8)
     333:	r3 = *(u64 *)(r6 + 0x10)
     334:	r2 *= r4
     335:	r2 = be64 r2
     336:	r3 *= r5
     337:	r2 += r3
     338:	*(u64 *)(r10 - 0x58) = r2
     339:	r2 = *(u64 *)(r6 + 0x18)
     340:	r3 = *(u64 *)(r6 + 0x20)
     341:	r2 *= r4
     342:	r2 = be64 r2
     343:	r3 *= r5
     344:	r2 += r3
     345:	*(u64 *)(r10 - 0x60) = r2
     346:	*(u32 *)(r10 - 0x4) = 0x6
     347:	r2 = r8
     348:	r2 -= r8
     349:	*(u32 *)(r10 - 0x14) = w2
     350:	*(u32 *)(r10 - 0x1c) = w2
     351:	w5 = *(u8 *)(r6 + 0x6)
     352:	r6 += 0x28
     353:	r6 -= r8
     354:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     355:	*(u32 *)(r10 - 0xc) = w5
     356:	w2 = *(u32 *)(r10 - 0x16c)
     357:	if r2 != 0x0 goto +0x1 <inner>
     358:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     359:	if r5 == 0x0 goto +0x20 <hopbyhop>
     360:	if r5 == 0x6 goto +0x60 <tcp>
     361:	if r5 == 0x11 goto +0x70 <udp>
     362:	if r5 == 0x21 goto +0x5e <tcp>
     363:	if r5 == 0x2b goto +0x1c <hopbyhop>
     364:	if r5 == 0x2c goto +0x29 <fragment>
     365:	if r5 == 0x2f goto +0x80 <gre>
     366:	if r5 == 0x32 goto +0x4f <esp>
     367:	if r5 == 0x33 goto +0x3e <ah>
     368:	if r5 == 0x3c goto +0x17 <hopbyhop>
     369:	if r5 == 0x84 goto +0x57 <tcp>
     370:	if r5 == 0x88 goto +0x56 <tcp>
     371:	goto +0x12f <done>
<llc>:
     372:	if r6 > 0xfff goto +0x12e <too_deep>
     373:	r6 += r8
     374:	r9 -= 0x1
     375:	if r9 == 0x0 goto +0x12b <too_deep>
     376:	r2 = r6
     377:	r2 += 0x3
     378:	if r2 > r7 goto +0x128 <truncated>
     379:	w3 = *(u16 *)(r6 + 0x0)
     380:	if r3 != 0xaaaa goto +0x4 <else>
     381:	w2 = *(u8 *)(r6 + 0x2)
     382:	if r2 != 0x3 goto +0x2 <else>
     383:	r6 -= r8
     384:	goto +0x112 <snap>
<else>:
     385:	if r3 != 0x606 goto +0x5 <else>
     386:	w3 = *(u8 *)(r6 + 0x2)
     387:	if r3 != 0x3 goto +0x3 <else>
     388:	r6 += 0x3
     389:	r6 -= r8
     390:	goto -0x97 <ipv4>
<else>:
     391:	goto +0x11b <not_ip>
<hopbyhop>:
     392:	if r6 > 0xfff goto +0x11a <too_deep>
     393:	r6 += r8
     394:	r9 -= 0x1
     395:	if r9 == 0x0 goto +0x117 <too_deep>
     396:	r2 = r6
     397:	r2 += 0x8
     398:	if r2 > r7 goto +0x114 <truncated>
     399:	w5 = *(u8 *)(r6 + 0x0)
     400:	w3 = *(u8 *)(r6 + 0x1)
     401:	r3 += 0x1
     402:	r3 <<= 0x3
     403:	r6 += r3
     404:	r6 -= r8
     405:	goto -0x33 <by_protocol_6>
<fragment>:
     406:	if r6 > 0xfff goto +0x10c <too_deep>
     407:	r6 += r8
     408:	r9 -= 0x1
     409:	if r9 == 0x0 goto +0x109 <too_deep>
     410:	r2 = r6
     411:	r2 += 0x8
     412:	if r2 > r7 goto +0x106 <truncated>
     413:	w3 = *(u16 *)(r6 + 0x2)
     414:	r3 &= 0xf9ff
     415:	if r3 != 0x0 goto +0x4 <else>
     416:	w5 = *(u8 *)(r6 + 0x0)
     417:	r6 += 0x8
     418:	r6 -= r8
     419:	goto -0x41 <by_protocol_6>
<else>:
     420:	w5 = *(u8 *)(r6 + 0x0)
     421:	*(u32 *)(r10 - 0xc) = 0x2c
     422:	w2 = *(u32 *)(r10 - 0x16c)
     423:	if r2 != 0x0 goto +0x1 <inner>
     424:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     425:	r2 = r8
     426:	r2 -= r8
     427:	*(u32 *)(r10 - 0x14) = w2
     428:	*(u32 *)(r10 - 0x1c) = w2
     429:	goto +0xf5 <done>
<ah>:
     430:	if r6 > 0xfff goto +0xf4 <too_deep>
     431:	r6 += r8
     432:	r9 -= 0x1
     433:	if r9 == 0x0 goto +0xf1 <too_deep>
     434:	r2 = r6
     435:	r2 += 0x8
     436:	if r2 > r7 goto +0xee <truncated>
     437:	w5 = *(u8 *)(r6 + 0x0)
     438:	w3 = *(u8 *)(r6 + 0x1)
     439:	r3 += 0x2
     440:	r3 <<= 0x2
     441:	r6 += r3
     442:	r6 -= r8
     443:	w2 = *(u32 *)(r10 - 0x4)
     444:	if r2 == 0x6 goto -0x5a <by_protocol_6>
     445:	goto -0x9d <by_protocol_4>
<esp>:
     446:	if r6 > 0xfff goto +0xe4 <too_deep>
     447:	r6 += r8
     448:	r9 -= 0x1
     449:	if r9 == 0x0 goto +0xe1 <too_deep>
     450:	r2 = r6
     451:	r2 += 0x4
     452:	if r2 > r7 goto +0xde <truncated>
     453:	w3 = *(u32 *)(r6 + 0x0)
     454:	*(u32 *)(r10 - 0x14) = w3
     455:	*(u32 *)(r10 - 0x1c) = w3
     456:	goto +0xda <done>
<tcp>:
     457:	if r6 > 0xfff goto +0xd9 <too_deep>
     458:	r6 += r8
     459:	r9 -= 0x1
     460:	if r9 == 0x0 goto +0xd6 <too_deep>
     461:	r2 = r6
     462:	r2 += 0x4
     463:	if r2 > r7 goto +0xd3 <truncated>
     464:	w3 = *(u16 *)(r6 + 0x0)
     465:	w4 = *(u16 *)(r6 + 0x2)
     466:	w2 = *(u32 *)(r10 - 0x16c)
     467:	if r2 != 0x0 goto +0x3 <inner>
     468:	r2 = r4
     469:	r2 = be16 r2
     470:	*(u32 *)(r10 - 0x18c) = w2
<inner>:
     471:	*(u32 *)(r10 - 0x14) = w3
     472:	*(u32 *)(r10 - 0x1c) = w4
     473:	goto +0xc9 <done>
<udp>:
     474:	if r6 > 0xfff goto +0xc8 <too_deep>
     475:	r6 += r8
     476:	r9 -= 0x1
     477:	if r9 == 0x0 goto +0xc5 <too_deep>
     478:	r2 = r6
     479:	r2 += 0x4
     480:	if r2 > r7 goto +0xc2 <truncated>
     481:	w3 = *(u16 *)(r6 + 0x0)
     482:	w4 = *(u16 *)(r6 + 0x2)
     483:	w2 = *(u32 *)(r10 - 0x16c)
     484:	if r2 != 0x0 goto +0x3 <inner>
     485:	r2 = r4
     486:	r2 = be16 r2
     487:	*(u32 *)(r10 - 0x18c) = w2
<inner>:
     488:	*(u32 *)(r10 - 0x14) = w3
     489:	*(u32 *)(r10 - 0x1c) = w4
     490:	r6 -= r8
     491:	if r4 == 0xb512 goto +0x89 <vxlan>
     492:	if r4 == 0x1821 goto +0x88 <vxlan>
     493:	goto +0xb5 <done>
<gre>:
     494:	if r6 > 0xfff goto +0xb4 <too_deep>
     495:	r6 += r8
     496:	r9 -= 0x1
     497:	if r9 == 0x0 goto +0xb1 <too_deep>
     498:	r2 = r6
     499:	r2 += 0x4
     500:	if r2 > r7 goto +0xae <truncated>
     501:	w3 = *(u16 *)(r6 + 0x0)
     502:	r2 = r3
     503:	r2 &= 0x7e0
     504:	if r2 != 0x120 goto +0x2 <else>
     505:	r6 -= r8
     506:	goto +0x87 <pptp>
<else>:
     507:	r3 &= 0x740
     508:	if r3 != 0x0 goto +0xa6 <bad_tunnel_header>
     509:	w3 = *(u16 *)(r6 + 0x2)
     510:	if r3 != 0xbe88 goto +0xe <else>
     511:	w3 = *(u8 *)(r6 + 0x0)
     512:	r2 = r3
     513:	r2 &= 0x10
     514:	if r2 != 0x0 goto +0xa <else>
     515:	r2 = r3
     516:	r2 &= 0x80
     517:	r2 >>= 0x5
     518:	r6 += 0x4
     519:	r6 += r2
     520:	r3 &= 0x20
     521:	r3 >>= 0x3
     522:	r6 += r3
     523:	r6 -= r8
     524:	goto -0x159 <ethernet>
<else>:
     525:	w5 = *(u16 *)(r6 + 0x2)
     526:	w3 = *(u8 *)(r6 + 0x0)
     527:	r2 = r3
     528:	r2 &= 0x80
     529:	r2 >>= 0x5
     530:	r6 += 0x4
     531:	r6 += r2
     532:	r2 = r3
     533:	r2 &= 0x20
     534:	r2 >>= 0x3
     535:	r6 += r2
     536:	r3 &= 0x10
     537:	r3 >>= 0x2
     538:	r6 += r3
     539:	r6 -= r8
     540:	if r5 == 0xbe88 goto +0x4 <erspan2>
     541:	if r5 == 0xeb22 goto +0x10 <erspan3>
     542:	if r5 == 0xb88 goto +0x23 <ppp>
     543:	if r5 == 0x3e88 goto +0x46 <wccp>
     544:	goto -0x162 <by_ether_type>
<erspan2>:
     545:	if r6 > 0xfff goto +0x81 <too_deep>
     546:	r6 += r8
     547:	r9 -= 0x1
     548:	if r9 == 0x0 goto +0x7e <too_deep>
     549:	r2 = r6
     550:	r2 += 0x8
     551:	if r2 > r7 goto +0x7b <truncated>
     552:	w3 = *(u8 *)(r6 + 0x0)
     553:	r3 &= 0xf0
     554:	if r3 != 0x10 goto +0x78 <bad_tunnel_header>
     555:	r6 += 0x8
     556:	r6 -= r8
     557:	goto -0x17a <ethernet>
<erspan3>:
     558:	if r6 > 0xfff goto +0x74 <too_deep>
     559:	r6 += r8
     560:	r9 -= 0x1
     561:	if r9 == 0x0 goto +0x71 <too_deep>
     562:	r2 = r6
     563:	r2 += 0xc
     564:	if r2 > r7 goto +0x6e <truncated>
     565:	w3 = *(u8 *)(r6 + 0x0)
     566:	r3 &= 0xf0
     567:	if r3 != 0x20 goto +0x6b <bad_tunnel_header>
     568:	w3 = *(u8 *)(r6 + 0xa)
     569:	r3 &= 0x7c
     570:	if r3 != 0x0 goto +0x68 <not_ip>
     571:	w3 = *(u8 *)(r6 + 0xb)
     572:	r3 &= 0x1
     573:	r3 <<= 0x3
     574:	r6 += 0xc
     575:	r6 += r3
     576:	r6 -= r8
     577:	goto -0x18e <ethernet>
<ppp>:
     578:	if r6 > 0xfff goto +0x60 <too_deep>
     579:	r6 += r8
     580:	r9 -= 0x1
     581:	if r9 == 0x0 goto +0x5d <too_deep>
     582:	r2 = r6
     583:	r2 += 0x2
     584:	if r2 > r7 goto +0x5a <truncated>
     585:	w3 = *(u16 *)(r6 + 0x0)
     586:	if r3 != 0x3ff goto +0x3 <else>
     587:	r6 += 0x2
     588:	r6 -= r8
     589:	goto +0x2 <ppp>
<else>:
     590:	r6 -= r8
     591:	goto +0x0 <ppp>
<ppp>:
     592:	r6 &= 0x7fff
     593:	r6 += r8
     594:	r2 = r6
     595:	r2 += 0x2
     596:	if r2 > r7 goto +0x4e <truncated>
     597:	w3 = *(u8 *)(r6 + 0x0)
     598:	if r3 != 0x21 goto +0x3 <else>
     599:	r6 += 0x1
     600:	r6 -= r8
     601:	goto -0x16a <ipv4>
<else>:
     602:	if r3 != 0x57 goto +0x3 <else>
     603:	r6 += 0x1
     604:	r6 -= r8
     605:	goto -0x130 <ipv6>
<else>:
     606:	w5 = *(u16 *)(r6 + 0x0)
     607:	r6 += 0x2
     608:	r6 -= r8
     609:	if r5 == 0x2100 goto -0x172 <ipv4>
     610:	if r5 == 0x5700 goto -0x135 <ipv6>
     611:	if r5 == 0x8102 goto +0x3f <not_in_decap>
     612:	if r5 == 0x8302 goto +0x3e <not_in_decap>
     613:	goto +0x3d <not_ip>
<wccp>:
     614:	if r6 > 0xfff goto +0x3c <too_deep>
     615:	r6 += r8
     616:	r9 -= 0x1
     617:	if r9 == 0x0 goto +0x39 <too_deep>
     618:	r2 = r6
     619:	r2 += 0x4
     620:	if r2 > r7 goto +0x36 <truncated>
     621:	w3 = *(u8 *)(r6 + 0x0)
     622:	r3 &= 0xf0
     623:	if r3 != 0x40 goto +0x2 <else>
     624:	r6 -= r8
     625:	goto -0x182 <ipv4>
<else>:
     626:	r6 += 0x4
     627:	r6 -= r8
     628:	goto -0x185 <ipv4>
<vxlan>:
     629:	if r6 > 0xfff goto +0x2d <too_deep>
     630:	r6 += r8
     631:	r9 -= 0x1
     632:	if r9 == 0x0 goto +0x2a <too_deep>
     633:	r2 = r6
     634:	r2 += 0x10
     635:	if r2 > r7 goto +0x27 <truncated>
     636:	w3 = *(u8 *)(r6 + 0x8)
     637:	r3 &= 0x8
     638:	if r3 == 0x0 goto +0x24 <bad_tunnel_header>
     639:	r6 += 0x10
     640:	r6 -= r8
     641:	goto -0x1ce <ethernet>
<pptp>:
     642:	r6 &= 0x7fff
     643:	r6 += r8
     644:	r2 = r6
     645:	r2 += 0x8
     646:	if r2 > r7 goto +0x1c <truncated>
     647:	w3 = *(u16 *)(r6 + 0x2)
     648:	if r3 != 0xb88 goto +0x1a <bad_tunnel_header>
     649:	w3 = *(u8 *)(r6 + 0x0)
     650:	r3 &= 0x10
     651:	if r3 == 0x0 goto +0x17 <not_ip>
     652:	w3 = *(u8 *)(r6 + 0x1)
     653:	r3 &= 0x80
     654:	r3 >>= 0x5
     655:	r6 += 0xc
     656:	r6 += r3
     657:	r6 -= r8
     658:	goto -0x51 <ppp>
<snap>:
     659:	r6 &= 0x7fff
     660:	r6 += r8
     661:	r2 = r6
     662:	r2 += 0x8
     663:	if r2 > r7 goto +0xb <truncated>
     664:	w3 = *(u16 *)(r6 + 0x3)
     665:	if r3 != 0x0 goto +0x8 <else>
     666:	w3 = *(u8 *)(r6 + 0x5)
     667:	if r3 == 0x0 goto +0x2 <holds>
     668:	if r3 == 0xf8 goto +0x1 <holds>
     669:	goto +0x4 <else>
<holds>:
     670:	w5 = *(u16 *)(r6 + 0x6)
     671:	r6 += 0x8
     672:	r6 -= r8
     673:	goto -0x1e3 <by_ether_type>
<else>:
     674:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<bad_tunnel_header>:
     675:	w2 = *(u32 *)(r10 - 0x174)
     676:	if w2 == 0x2f goto +0x2 <holds>
     677:	if w2 == 0x11 goto +0x1 <holds>
     678:	goto +0x14 <not_rule_0>
<holds>:
     679:	w2 = *(u32 *)(r10 - 0x144)
     680:	if r2 != 0x4 goto +0x5 <v6>
     681:	r3 = *(u64 *)(r10 - 0x158)
     682:	r4 = r3
     683:	w4 &= -0x1
     684:	if w4 == 0x10200c0 goto +0xc <holds>
     685:	goto +0xd <not_rule_0>
<v6>:
     686:	if r2 != 0x6 goto +0xc <not_rule_0>
     687:	r2 = *(u64 *)(r10 - 0x158)
     688:	r3 = *(u64 *)(r10 - 0x150)
     689:	r4 = 0xffffffff ll
     691:	r4 &= r2
     692:	r5 = 0xb80d0120 ll
     694:	if r4 != r5 goto +0x1 <other>
     695:	goto +0x1 <holds>
<other>:
     696:	goto +0x2 <not_rule_0>
<holds>:
     697:	w6 = 0x3
     698:	goto +0x53 <steer>
<not_rule_0>:
     699:	r2 = r8
     700:	r2 += 0xe
     701:	if r2 > r7 goto +0x13 <not_rule_1>
     702:	w2 = *(u32 *)(r8 + 0x6)
     703:	w3 = *(u16 *)(r8 + 0xa)
     704:	r3 <<= 0x20
     705:	r2 |= r3
     706:	r3 = 0xffffff ll
     708:	r3 &= r2
     709:	r4 = 0x5e0002 ll
     711:	if r3 == r4 goto +0x1 <holds>
     712:	goto +0x8 <not_rule_1>
<holds>:
     713:	w2 = *(u32 *)(r10 - 0x18c)
     714:	if w2 == 0x12b5 goto +0x1 <holds>
     715:	goto +0x5 <not_rule_1>
<holds>:
     716:	w2 = *(u32 *)(r10 - 0x17c)
     717:	if w2 == 0x2e goto +0x1 <holds>
     718:	goto +0x2 <not_rule_1>
<holds>:
     719:	w6 = 0x2
     720:	goto +0x3d <steer>
<not_rule_1>:
     721:	r2 = r8
     722:	r2 += 0xe
     723:	if r2 > r7 goto +0x13 <not_rule_2>
     724:	w2 = *(u32 *)(r8 + 0x0)
     725:	w3 = *(u16 *)(r8 + 0x4)
     726:	r3 <<= 0x20
     727:	r2 |= r3
     728:	r3 = 0x1 ll
     730:	r3 &= r2
     731:	r4 = 0x1 ll
     733:	if r3 == r4 goto +0x7 <holds>
     734:	r3 = 0xffffffffffff ll
     736:	r3 &= r2
     737:	r4 = 0x100105e0002 ll
     739:	if r3 == r4 goto +0x1 <holds>
     740:	goto +0x2 <not_rule_2>
<holds>:
     741:	w0 = 0x1
     742:	exit
<not_rule_2>:
     743:	w2 = *(u32 *)(r10 - 0x4)
     744:	if r2 == 0x0 goto +0x24 <nothing>
     745:	r1 = *(u64 *)(r10 - 0x58)
     746:	w3 = *(u32 *)(r10 - 0x14)
     747:	r3 <<= 0x20
     748:	r1 += r3
     749:	r2 = *(u64 *)(r10 - 0x60)
     750:	w3 = *(u32 *)(r10 - 0x1c)
     751:	r3 <<= 0x20
     752:	r2 += r3
     753:	w4 = *(u32 *)(r10 - 0xc)
     754:	r3 = -0x61c8864680b583eb ll
     756:	r1 *= r3
     757:	r2 *= r3
<mix>:
     758:	r3 = r1
     759:	r3 >>= 0x20
     760:	r1 ^= r3
     761:	r1 |= 0x1
     762:	r3 = r2
     763:	r3 >>= 0x20
     764:	r2 ^= r3
     765:	r2 |= 0x1
     766:	r1 *= r2
     767:	r2 = r1
     768:	r1 ^= r4
     769:	r2 >>= 0x20
     770:	r1 ^= r2
     771:	r3 = -0x6b2fb644ecceee15 ll
     773:	r1 *= r3
     774:	r1 >>= 0x1e
     775:	r1 &= 0xffc
     776:	r2 = 0x0 ll <tables>
     778:	r2 += r1
     779:	w6 = *(u32 *)(r2 + 0x0)
     780:	goto +0x1 <steer>
<nothing>:
     781:	goto +0x6 <pass>
<steer>:
     782:	r2 = r6
     783:	r3 = 0x2
     784:	r1 = 0x0 ll <cpus>
     786:	call 0x33	# bpf_redirect_map
     787:	exit
<pass>:
     788:	w0 = 0x2
     789:	exit

