; softrss, xdp
       0:	w8 = *(u32 *)(r1 + 0x0)
       1:	w7 = *(u32 *)(r1 + 0x4)
       2:	r2 = r8
       3:	r2 -= r8
       4:	*(u64 *)(r10 - 0x58) = r2
       5:	r2 = r8
       6:	r2 -= r8
       7:	*(u64 *)(r10 - 0x60) = r2
       8:	r2 = r8
       9:	r2 -= r8
      10:	*(u64 *)(r10 - 0x158) = r2
      11:	r2 = r8
      12:	r2 -= r8
      13:	*(u64 *)(r10 - 0x150) = r2
      14:	r2 = r8
      15:	r2 -= r8
      16:	*(u32 *)(r10 - 0x4) = w2
      17:	*(u32 *)(r10 - 0x14) = w2
      18:	*(u32 *)(r10 - 0x1c) = w2
      19:	*(u32 *)(r10 - 0x144) = w2
      20:	*(u32 *)(r10 - 0x16c) = w2
      21:	*(u32 *)(r10 - 0xc) = 0x10000
      22:	*(u32 *)(r10 - 0x174) = 0x10000
      23:	*(u32 *)(r10 - 0x17c) = 0x10000
      24:	*(u32 *)(r10 - 0x18c) = 0x10000
      25:	r6 = r8
      26:	r6 -= r8
      27:	r9 = 0x19
      28:	goto +0x0 <ethernet>
<ethernet>:
      29:	if r6 > 0xfff goto +0x1f2 <too_deep>
      30:	r6 += r8
      31:	r9 -= 0x1
      32:	if r9 == 0x0 goto +0x1ef <too_deep>
      33:	r2 = r6
      34:	r2 += 0xe
      35:	if r2 > r7 goto +0x1ec <truncated>
      36:	w5 = *(u16 *)(r6 + 0xc)
      37:	r6 += 0xe
      38:	r6 -= r8
      39:	goto +0x0 <by_ether_type>
<by_ether_type>:
      40:	if r5 == 0x8 goto +0x34 <ipv4>
      41:	if r5 == 0xdd86 goto +0x71 <ipv6>
      42:	if r5 == 0x81 goto +0x1e5 <not_in_decap>
      43:	if r5 == 0xa888 goto +0x1e4 <not_in_decap>
      44:	if r5 == 0x91 goto +0x1e3 <not_in_decap>
      45:	if r5 == 0x92 goto +0x1e2 <not_in_decap>
      46:	if r5 == 0x93 goto +0x1e1 <not_in_decap>
      47:	if r5 == 0xdbda goto +0x1e0 <not_in_decap>
      48:	if r5 == 0xe788 goto +0x1df <not_in_decap>
      49:	if r5 == 0x6488 goto +0x1de <not_in_decap>
      50:	if r5 == 0x4788 goto +0x1dd <not_in_decap>
      51:	if r5 == 0x4888 goto +0x1dc <not_in_decap>
      52:	if r5 == 0x5865 goto -0x18 <ethernet>
      53:	if r5 == 0x4f89 goto +0x1da <not_in_decap>
      54:	if r9 <= 0x11 goto +0x12 <late>
      55:	if r5 == 0x2f89 goto +0x1d8 <not_in_decap>
      56:	if r5 == 0xfb88 goto +0x1d7 <not_in_decap>
      57:	if r5 == 0xc1f1 goto +0x1d6 <not_in_decap>
      58:	if r5 == 0x2689 goto +0x1d5 <not_in_decap>
      59:	if r5 == 0x3f89 goto +0x1d4 <not_in_decap>
      60:	if r5 == 0x989 goto +0x1d3 <not_in_decap>
      61:	if r5 == 0x589 goto +0x1d2 <not_in_decap>
      62:	if r5 == 0x543 goto +0x1d1 <not_in_decap>
      63:	if r5 == 0xe588 goto +0x1d0 <not_in_decap>
      64:	if r5 == 0xdada goto +0x1cf <not_in_decap>
      65:	if r5 == 0x9988 goto +0x1ce <not_in_decap>
      66:	if r5 == 0x7488 goto +0x1cd <not_in_decap>
      67:	if r5 == 0x1e0 goto +0x1cc <not_in_decap>
      68:	if r5 == 0xc388 goto +0x1cb <not_in_decap>
      69:	if r5 == 0x8899 goto +0x1ca <not_in_decap>
      70:	if r5 == 0xdcda goto +0x1c9 <not_in_decap>
      71:	if r5 == 0x3afd goto +0x1c8 <not_in_decap>
      72:	goto +0x11 <no_link>
<late>:
      73:	if r5 == 0x2f89 goto +0x1c6 <not_in_decap>
      74:	if r5 == 0xfb88 goto +0x1c5 <not_in_decap>
      75:	if r5 == 0xc1f1 goto +0x1c4 <not_in_decap>
      76:	if r5 == 0x2689 goto +0x1c3 <not_in_decap>
      77:	if r5 == 0x3f89 goto +0x1c2 <not_in_decap>
      78:	if r5 == 0x989 goto +0x1c1 <not_in_decap>
      79:	if r5 == 0x589 goto +0x1c0 <not_in_decap>
      80:	if r5 == 0x543 goto +0x1bf <not_in_decap>
      81:	if r5 == 0xe588 goto +0x1be <not_in_decap>
      82:	if r5 == 0xdada goto +0x1bd <not_in_decap>
      83:	if r5 == 0x9988 goto +0x1bc <not_in_decap>
      84:	if r5 == 0x7488 goto +0x1bb <not_in_decap>
      85:	if r5 == 0x1e0 goto +0x1ba <not_in_decap>
      86:	if r5 == 0xc388 goto +0x1b9 <not_in_decap>
      87:	if r5 == 0x8899 goto +0x1b8 <not_in_decap>
      88:	if r5 == 0xdcda goto +0x1b7 <not_in_decap>
      89:	if r5 == 0x3afd goto +0x1b6 <not_in_decap>
<no_link>:
      90:	r5 = be16 r5
      91:	if r5 < 0x600 goto +0x85 <llc>
      92:	goto +0x1b3 <not_ip>
<ipv4>:
      93:	if r6 > 0xfff goto +0x1b2 <too_deep>
      94:	r6 += r8
      95:	r9 -= 0x1
      96:	if r9 == 0x0 goto +0x1af <too_deep>
      97:	r2 = r6
      98:	r2 += 0x14
      99:	if r2 > r7 goto +0x1ac <truncated>
     100:	w3 = *(u8 *)(r6 + 0x0)
     101:	if r3 < 0x45 goto +0x1aa <bad_ip_header>
     102:	if r3 > 0x4f goto +0x1a9 <bad_ip_header>
     103:	w2 = *(u32 *)(r10 - 0x4)
     104:	if r2 == 0x0 goto +0x2 <outermost>
     105:	*(u32 *)(r10 - 0x16c) = 0x1
     106:	goto +0x9 <outer_kept>
<outermost>:
     107:	w4 = *(u8 *)(r6 + 0x1)
     108:	r4 >>= 0x2
     109:	*(u32 *)(r10 - 0x17c) = w4
     110:	r5 = r8
     111:	r5 -= r8
     112:	w4 = *(u32 *)(r6 + 0xc)
     113:	r4 += r5
     114:	*(u64 *)(r10 - 0x158) = r4
     115:	*(u32 *)(r10 - 0x144) = 0x4
<outer_kept>:
     116:	r5 = r8
     117:	r5 -= r8
     118:	w4 = *(u32 *)(r6 + 0xc)
     119:	r4 += r5
     120:	*(u64 *)(r10 - 0x58) = r4
     121:	w4 = *(u32 *)(r6 + 0x10)
     122:	r4 += r5
     123:	*(u64 *)(r10 - 0x60) = r4
     124:	*(u32 *)(r10 - 0x4) = 0x4
     125:	r2 = r8
     126:	r2 -= r8
     127:	*(u32 *)(r10 - 0x14) = w2
     128:	*(u32 *)(r10 - 0x1c) = w2
     129:	w5 = *(u8 *)(r6 + 0x9)
     130:	*(u32 *)(r10 - 0xc) = w5
     131:	w2 = *(u32 *)(r10 - 0x16c)
     132:	if r2 != 0x0 goto +0x1 <inner>
     133:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     134:	w2 = *(u16 *)(r6 + 0x6)
     135:	r2 &= 0xff3f
     136:	if r2 != 0x0 goto +0x187 <done>
     137:	r3 &= 0xf
     138:	r3 <<= 0x2
     139:	r6 += r3
     140:	r6 -= r8
     141:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     142:	*(u32 *)(r10 - 0xc) = w5
     143:	w2 = *(u32 *)(r10 - 0x16c)
     144:	if r2 != 0x0 goto +0x1 <inner>
     145:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     146:	if r5 == 0x6 goto +0xa3 <tcp>
     147:	if r5 == 0x11 goto +0xb3 <udp>
     148:	if r5 == 0x21 goto +0xa1 <tcp>
     149:	if r5 == 0x2f goto +0xc5 <gre>
     150:	if r5 == 0x32 goto +0x94 <esp>
     151:	if r5 == 0x33 goto +0x83 <ah>
     152:	if r5 == 0x84 goto +0x9d <tcp>
     153:	if r5 == 0x88 goto +0x9c <tcp>
     154:	goto +0x175 <done>
<ipv6>:
     155:	if r6 > 0xfff goto +0x174 <too_deep>
     156:	r6 += r8
     157:	r9 -= 0x1
     158:	if r9 == 0x0 goto +0x171 <too_deep>
     159:	r2 = r6
     160:	r2 += 0x28
     161:	if r2 > r7 goto +0x16e <truncated>
     162:	w3 = *(u8 *)(r6 + 0x0)
     163:	r3 &= 0xf0
     164:	if r3 != 0x60 goto +0x16b <bad_ip_header>
     165:	w2 = *(u32 *)(r10 - 0x4)
     166:	if r2 == 0x0 goto +0x2 <outermost>
     167:	*(u32 *)(r10 - 0x16c) = 0x1
     168:	goto +0xc <outer_kept>
<outermost>:
     169:	w2 = *(u16 *)(r6 + 0x0)
     170:	r2 = be16 r2
     171:	r2 >>= 0x6
     172:	r2 &= 0x3f
     173:	*(u32 *)(r10 - 0x17c) = w2
     174:	r5 = r8
     175:	r5 -= r8
     176:	r4 = *(u64 *)(r6 + 0x8)
     177:	*(u64 *)(r10 - 0x158) = r4
     178:	r4 = *(u64 *)(r6 + 0x10)
     179:	*(u64 *)(r10 - 0x150) = r4
     180:	*(u32 *)(r10 - 0x144) = 0x6
<outer_kept>:
     181:	r4 = -0x2917014799a6026d ll
     183:	r5 = -0x5f89e29b87429bd1 ll
     185:	r2 = *(u64 *)(r6 + 0x8)
     186:	r3 = *(u64 *)(r6 + 0x10)
     187:	r2 *= r4
     188:	r2 = be64 r2
     189:	r3 *= r5
     190:	r2 += r3
     191:	*(u64 *)(r10 - 0x58) = r2
     192:	r2 = *(u64 *)(r6 + 0x18)
     193:	r3 = *(u64 *)(r6 + 0x20)
     194:	r2 *= r4
     195:	r2 = be64 r2
     196:	r3 *= r5
     197:	r2 += r3
     198:	*(u64 *)(r10 - 0x60) = r2
     199:	r2 = r8
     200:	r2 -= r8
     201:	*(u32 *)(r10 - 0x14) = w2
     202:	*(u32 *)(r10 - 0x1c) = w2
     203:	*(u32 *)(r10 - 0x4) = 0x6
     204:	w5 = *(u8 *)(r6 + 0x6)
     205:	r6 += 0x28
     206:	r6 -= r8
     207:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     208:	*(u32 *)(r10 - 0xc) = w5
     209:	w2 = *(u32 *)(r10 - 0x16c)
     210:	if r2 != 0x0 goto +0x1 <inner>
     211:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     212:	if r5 == 0x0 goto +0x20 <hopbyhop>
     213:	if r5 == 0x6 goto +0x60 <tcp>
     214:	if r5 == 0x11 goto +0x70 <udp>
     215:	if r5 == 0x21 goto +0x5e <tcp>
     216:	if r5 == 0x2b goto +0x1c <hopbyhop>
     217:	if r5 == 0x2c goto +0x29 <fragment>
     218:	if r5 == 0x2f goto +0x80 <gre>
     219:	if r5 == 0x32 goto +0x4f <esp>
     220:	if r5 == 0x33 goto +0x3e <ah>
     221:	if r5 == 0x3c goto +0x17 <hopbyhop>
     222:	if r5 == 0x84 goto +0x57 <tcp>
     223:	if r5 == 0x88 goto +0x56 <tcp>
     224:	goto +0x12f <done>
<llc>:
     225:	if r6 > 0xfff goto +0x12e <too_deep>
     226:	r6 += r8
     227:	r9 -= 0x1
     228:	if r9 == 0x0 goto +0x12b <too_deep>
     229:	r2 = r6
     230:	r2 += 0x3
     231:	if r2 > r7 goto +0x128 <truncated>
     232:	w3 = *(u16 *)(r6 + 0x0)
     233:	if r3 != 0xaaaa goto +0x4 <else>
     234:	w2 = *(u8 *)(r6 + 0x2)
     235:	if r2 != 0x3 goto +0x2 <else>
     236:	r6 -= r8
     237:	goto +0x112 <snap>
<else>:
     238:	if r3 != 0x606 goto +0x5 <else>
     239:	w3 = *(u8 *)(r6 + 0x2)
     240:	if r3 != 0x3 goto +0x3 <else>
     241:	r6 += 0x3
     242:	r6 -= r8
     243:	goto -0x97 <ipv4>
<else>:
     244:	goto +0x11b <not_ip>
<hopbyhop>:
     245:	if r6 > 0xfff goto +0x11a <too_deep>
     246:	r6 += r8
     247:	r9 -= 0x1
     248:	if r9 == 0x0 goto +0x117 <too_deep>
     249:	r2 = r6
     250:	r2 += 0x8
     251:	if r2 > r7 goto +0x114 <truncated>
     252:	w5 = *(u8 *)(r6 + 0x0)
     253:	w3 = *(u8 *)(r6 + 0x1)
     254:	r3 += 0x1
     255:	r3 <<= 0x3
     256:	r6 += r3
     257:	r6 -= r8
     258:	goto -0x33 <by_protocol_6>
<fragment>:
     259:	if r6 > 0xfff goto +0x10c <too_deep>
     260:	r6 += r8
     261:	r9 -= 0x1
     262:	if r9 == 0x0 goto +0x109 <too_deep>
     263:	r2 = r6
     264:	r2 += 0x8
     265:	if r2 > r7 goto +0x106 <truncated>
     266:	w3 = *(u16 *)(r6 + 0x2)
     267:	r3 &= 0xf9ff
     268:	if r3 != 0x0 goto +0x4 <else>
     269:	w5 = *(u8 *)(r6 + 0x0)
     270:	r6 += 0x8
     271:	r6 -= r8
     272:	goto -0x41 <by_protocol_6>
<else>:
     273:	w5 = *(u8 *)(r6 + 0x0)
     274:	*(u32 *)(r10 - 0xc) = 0x2c
     275:	w2 = *(u32 *)(r10 - 0x16c)
     276:	if r2 != 0x0 goto +0x1 <inner>
     277:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     278:	r2 = r8
     279:	r2 -= r8
     280:	*(u32 *)(r10 - 0x14) = w2
     281:	*(u32 *)(r10 - 0x1c) = w2
     282:	goto +0xf5 <done>
<ah>:
     283:	if r6 > 0xfff goto +0xf4 <too_deep>
     284:	r6 += r8
     285:	r9 -= 0x1
     286:	if r9 == 0x0 goto +0xf1 <too_deep>
     287:	r2 = r6
     288:	r2 += 0x8
     289:	if r2 > r7 goto +0xee <truncated>
     290:	w5 = *(u8 *)(r6 + 0x0)
     291:	w3 = *(u8 *)(r6 + 0x1)
     292:	r3 += 0x2
     293:	r3 <<= 0x2
     294:	r6 += r3
     295:	r6 -= r8
     296:	w2 = *(u32 *)(r10 - 0x4)
     297:	if r2 == 0x6 goto -0x5a <by_protocol_6>
     298:	goto -0x9d <by_protocol_4>
<esp>:
     299:	if r6 > 0xfff goto +0xe4 <too_deep>
     300:	r6 += r8
     301:	r9 -= 0x1
     302:	if r9 == 0x0 goto +0xe1 <too_deep>
     303:	r2 = r6
     304:	r2 += 0x4
     305:	if r2 > r7 goto +0xde <truncated>
     306:	w3 = *(u32 *)(r6 + 0x0)
     307:	*(u32 *)(r10 - 0x14) = w3
     308:	*(u32 *)(r10 - 0x1c) = w3
     309:	goto +0xda <done>
<tcp>:
     310:	if r6 > 0xfff goto +0xd9 <too_deep>
     311:	r6 += r8
     312:	r9 -= 0x1
     313:	if r9 == 0x0 goto +0xd6 <too_deep>
     314:	r2 = r6
     315:	r2 += 0x4
     316:	if r2 > r7 goto +0xd3 <truncated>
     317:	w3 = *(u16 *)(r6 + 0x0)
     318:	w4 = *(u16 *)(r6 + 0x2)
     319:	w2 = *(u32 *)(r10 - 0x16c)
     320:	if r2 != 0x0 goto +0x3 <inner>
     321:	r2 = r4
     322:	r2 = be16 r2
     323:	*(u32 *)(r10 - 0x18c) = w2
<inner>:
     324:	*(u32 *)(r10 - 0x14) = w3
     325:	*(u32 *)(r10 - 0x1c) = w4
     326:	goto +0xc9 <done>
<udp>:
     327:	if r6 > 0xfff goto +0xc8 <too_deep>
     328:	r6 += r8
     329:	r9 -= 0x1
     330:	if r9 == 0x0 goto +0xc5 <too_deep>
     331:	r2 = r6
     332:	r2 += 0x4
     333:	if r2 > r7 goto +0xc2 <truncated>
     334:	w3 = *(u16 *)(r6 + 0x0)
     335:	w4 = *(u16 *)(r6 + 0x2)
     336:	w2 = *(u32 *)(r10 - 0x16c)
     337:	if r2 != 0x0 goto +0x3 <inner>
     338:	r2 = r4
     339:	r2 = be16 r2
     340:	*(u32 *)(r10 - 0x18c) = w2
<inner>:
     341:	*(u32 *)(r10 - 0x14) = w3
     342:	*(u32 *)(r10 - 0x1c) = w4
     343:	r6 -= r8
     344:	if r4 == 0xb512 goto +0x89 <vxlan>
     345:	if r4 == 0x1821 goto +0x88 <vxlan>
     346:	goto +0xb5 <done>
<gre>:
     347:	if r6 > 0xfff goto +0xb4 <too_deep>
     348:	r6 += r8
     349:	r9 -= 0x1
     350:	if r9 == 0x0 goto +0xb1 <too_deep>
     351:	r2 = r6
     352:	r2 += 0x4
     353:	if r2 > r7 goto +0xae <truncated>
     354:	w3 = *(u16 *)(r6 + 0x0)
     355:	r2 = r3
     356:	r2 &= 0x7e0
     357:	if r2 != 0x120 goto +0x2 <else>
     358:	r6 -= r8
     359:	goto +0x87 <pptp>
<else>:
     360:	r3 &= 0x740
     361:	if r3 != 0x0 goto +0xa6 <bad_tunnel_header>
     362:	w3 = *(u16 *)(r6 + 0x2)
     363:	if r3 != 0xbe88 goto +0xe <else>
     364:	w3 = *(u8 *)(r6 + 0x0)
     365:	r2 = r3
     366:	r2 &= 0x10
     367:	if r2 != 0x0 goto +0xa <else>
     368:	r2 = r3
     369:	r2 &= 0x80
     370:	r2 >>= 0x5
     371:	r6 += 0x4
     372:	r6 += r2
     373:	r3 &= 0x20
     374:	r3 >>= 0x3
     375:	r6 += r3
     376:	r6 -= r8
     377:	goto -0x15d <ethernet>
<else>:
     378:	w5 = *(u16 *)(r6 + 0x2)
     379:	w3 = *(u8 *)(r6 + 0x0)
     380:	r2 = r3
     381:	r2 &= 0x80
     382:	r2 >>= 0x5
     383:	r6 += 0x4
     384:	r6 += r2
     385:	r2 = r3
     386:	r2 &= 0x20
     387:	r2 >>= 0x3
     388:	r6 += r2
     389:	r3 &= 0x10
     390:	r3 >>= 0x2
     391:	r6 += r3
     392:	r6 -= r8
     393:	if r5 == 0xbe88 goto +0x4 <erspan2>
     394:	if r5 == 0xeb22 goto +0x10 <erspan3>
     395:	if r5 == 0xb88 goto +0x23 <ppp>
     396:	if r5 == 0x3e88 goto +0x46 <wccp>
     397:	goto -0x166 <by_ether_type>
<erspan2>:
     398:	if r6 > 0xfff goto +0x81 <too_deep>
     399:	r6 += r8
     400:	r9 -= 0x1
     401:	if r9 == 0x0 goto +0x7e <too_deep>
     402:	r2 = r6
     403:	r2 += 0x8
     404:	if r2 > r7 goto +0x7b <truncated>
     405:	w3 = *(u8 *)(r6 + 0x0)
     406:	r3 &= 0xf0
     407:	if r3 != 0x10 goto +0x78 <bad_tunnel_header>
     408:	r6 += 0x8
     409:	r6 -= r8
     410:	goto -0x17e <ethernet>
<erspan3>:
     411:	if r6 > 0xfff goto +0x74 <too_deep>
     412:	r6 += r8
     413:	r9 -= 0x1
     414:	if r9 == 0x0 goto +0x71 <too_deep>
     415:	r2 = r6
     416:	r2 += 0xc
     417:	if r2 > r7 goto +0x6e <truncated>
     418:	w3 = *(u8 *)(r6 + 0x0)
     419:	r3 &= 0xf0
     420:	if r3 != 0x20 goto +0x6b <bad_tunnel_header>
     421:	w3 = *(u8 *)(r6 + 0xa)
     422:	r3 &= 0x7c
     423:	if r3 != 0x0 goto +0x68 <not_ip>
     424:	w3 = *(u8 *)(r6 + 0xb)
     425:	r3 &= 0x1
     426:	r3 <<= 0x3
     427:	r6 += 0xc
     428:	r6 += r3
     429:	r6 -= r8
     430:	goto -0x192 <ethernet>
<ppp>:
     431:	if r6 > 0xfff goto +0x60 <too_deep>
     432:	r6 += r8
     433:	r9 -= 0x1
     434:	if r9 == 0x0 goto +0x5d <too_deep>
     435:	r2 = r6
     436:	r2 += 0x2
     437:	if r2 > r7 goto +0x5a <truncated>
     438:	w3 = *(u16 *)(r6 + 0x0)
     439:	if r3 != 0x3ff goto +0x3 <else>
     440:	r6 += 0x2
     441:	r6 -= r8
     442:	goto +0x2 <ppp>
<else>:
     443:	r6 -= r8
     444:	goto +0x0 <ppp>
<ppp>:
     445:	r6 &= 0x7fff
     446:	r6 += r8
     447:	r2 = r6
     448:	r2 += 0x2
     449:	if r2 > r7 goto +0x4e <truncated>
     450:	w3 = *(u8 *)(r6 + 0x0)
     451:	if r3 != 0x21 goto +0x3 <else>
     452:	r6 += 0x1
     453:	r6 -= r8
     454:	goto -0x16a <ipv4>
<else>:
     455:	if r3 != 0x57 goto +0x3 <else>
     456:	r6 += 0x1
     457:	r6 -= r8
     458:	goto -0x130 <ipv6>
<else>:
     459:	w5 = *(u16 *)(r6 + 0x0)
     460:	r6 += 0x2
     461:	r6 -= r8
     462:	if r5 == 0x2100 goto -0x172 <ipv4>
     463:	if r5 == 0x5700 goto -0x135 <ipv6>
     464:	if r5 == 0x8102 goto +0x3f <not_in_decap>
     465:	if r5 == 0x8302 goto +0x3e <not_in_decap>
     466:	goto +0x3d <not_ip>
<wccp>:
     467:	if r6 > 0xfff goto +0x3c <too_deep>
     468:	r6 += r8
     469:	r9 -= 0x1
     470:	if r9 == 0x0 goto +0x39 <too_deep>
     471:	r2 = r6
     472:	r2 += 0x4
     473:	if r2 > r7 goto +0x36 <truncated>
     474:	w3 = *(u8 *)(r6 + 0x0)
     475:	r3 &= 0xf0
     476:	if r3 != 0x40 goto +0x2 <else>
     477:	r6 -= r8
     478:	goto -0x182 <ipv4>
<else>:
     479:	r6 += 0x4
     480:	r6 -= r8
     481:	goto -0x185 <ipv4>
<vxlan>:
     482:	if r6 > 0xfff goto +0x2d <too_deep>
     483:	r6 += r8
     484:	r9 -= 0x1
     485:	if r9 == 0x0 goto +0x2a <too_deep>
     486:	r2 = r6
     487:	r2 += 0x10
     488:	if r2 > r7 goto +0x27 <truncated>
     489:	w3 = *(u8 *)(r6 + 0x8)
     490:	r3 &= 0x8
     491:	if r3 == 0x0 goto +0x24 <bad_tunnel_header>
     492:	r6 += 0x10
     493:	r6 -= r8
     494:	goto -0x1d2 <ethernet>
<pptp>:
     495:	r6 &= 0x7fff
     496:	r6 += r8
     497:	r2 = r6
     498:	r2 += 0x8
     499:	if r2 > r7 goto +0x1c <truncated>
     500:	w3 = *(u16 *)(r6 + 0x2)
     501:	if r3 != 0xb88 goto +0x1a <bad_tunnel_header>
     502:	w3 = *(u8 *)(r6 + 0x0)
     503:	r3 &= 0x10
     504:	if r3 == 0x0 goto +0x17 <not_ip>
     505:	w3 = *(u8 *)(r6 + 0x1)
     506:	r3 &= 0x80
     507:	r3 >>= 0x5
     508:	r6 += 0xc
     509:	r6 += r3
     510:	r6 -= r8
     511:	goto -0x51 <ppp>
<snap>:
     512:	r6 &= 0x7fff
     513:	r6 += r8
     514:	r2 = r6
     515:	r2 += 0x8
     516:	if r2 > r7 goto +0xb <truncated>
     517:	w3 = *(u16 *)(r6 + 0x3)
     518:	if r3 != 0x0 goto +0x8 <else>
     519:	w3 = *(u8 *)(r6 + 0x5)
     520:	if r3 == 0x0 goto +0x2 <holds>
     521:	if r3 == 0xf8 goto +0x1 <holds>
     522:	goto +0x4 <else>
<holds>:
     523:	w5 = *(u16 *)(r6 + 0x6)
     524:	r6 += 0x8
     525:	r6 -= r8
     526:	goto -0x1e7 <by_ether_type>
<else>:
     527:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
     528:	w2 = *(u32 *)(r10 - 0x174)
     529:	if w2 == 0x2f goto +0x2 <holds>
     530:	if w2 == 0x11 goto +0x1 <holds>
     531:	goto +0x14 <not_rule_0>
<holds>:
     532:	w2 = *(u32 *)(r10 - 0x144)
     533:	if r2 != 0x4 goto +0x5 <v6>
     534:	r3 = *(u64 *)(r10 - 0x158)
     535:	r4 = r3
     536:	w4 &= -0x1
     537:	if w4 == 0x10200c0 goto +0xc <holds>
     538:	goto +0xd <not_rule_0>
<v6>:
     539:	if r2 != 0x6 goto +0xc <not_rule_0>
     540:	r2 = *(u64 *)(r10 - 0x158)
     541:	r3 = *(u64 *)(r10 - 0x150)
     542:	r4 = 0xffffffff ll
     544:	r4 &= r2
     545:	r5 = 0xb80d0120 ll
     547:	if r4 != r5 goto +0x1 <other>
     548:	goto +0x1 <holds>
<other>:
     549:	goto +0x2 <not_rule_0>
<holds>:
     550:	w6 = 0x3
     551:	goto +0x53 <steer>
<not_rule_0>:
     552:	r2 = r8
     553:	r2 += 0xe
     554:	if r2 > r7 goto +0x13 <not_rule_1>
     555:	w2 = *(u32 *)(r8 + 0x6)
     556:	w3 = *(u16 *)(r8 + 0xa)
     557:	r3 <<= 0x20
     558:	r2 |= r3
     559:	r3 = 0xffffff ll
     561:	r3 &= r2
     562:	r4 = 0x5e0002 ll
     564:	if r3 == r4 goto +0x1 <holds>
     565:	goto +0x8 <not_rule_1>
<holds>:
     566:	w2 = *(u32 *)(r10 - 0x18c)
     567:	if w2 == 0x12b5 goto +0x1 <holds>
     568:	goto +0x5 <not_rule_1>
<holds>:
     569:	w2 = *(u32 *)(r10 - 0x17c)
     570:	if w2 == 0x2e goto +0x1 <holds>
     571:	goto +0x2 <not_rule_1>
<holds>:
     572:	w6 = 0x2
     573:	goto +0x3d <steer>
<not_rule_1>:
     574:	r2 = r8
     575:	r2 += 0xe
     576:	if r2 > r7 goto +0x13 <not_rule_2>
     577:	w2 = *(u32 *)(r8 + 0x0)
     578:	w3 = *(u16 *)(r8 + 0x4)
     579:	r3 <<= 0x20
     580:	r2 |= r3
     581:	r3 = 0x1 ll
     583:	r3 &= r2
     584:	r4 = 0x1 ll
     586:	if r3 == r4 goto +0x7 <holds>
     587:	r3 = 0xffffffffffff ll
     589:	r3 &= r2
     590:	r4 = 0x100105e0002 ll
     592:	if r3 == r4 goto +0x1 <holds>
     593:	goto +0x2 <not_rule_2>
<holds>:
     594:	w0 = 0x1
     595:	exit
<not_rule_2>:
     596:	w2 = *(u32 *)(r10 - 0x4)
     597:	if r2 == 0x0 goto +0x24 <nothing>
     598:	r1 = *(u64 *)(r10 - 0x58)
     599:	w3 = *(u32 *)(r10 - 0x14)
     600:	r3 <<= 0x20
     601:	r1 += r3
     602:	r2 = *(u64 *)(r10 - 0x60)
     603:	w3 = *(u32 *)(r10 - 0x1c)
     604:	r3 <<= 0x20
     605:	r2 += r3
     606:	w4 = *(u32 *)(r10 - 0xc)
     607:	r3 = -0x61c8864680b583eb ll
     609:	r1 *= r3
     610:	r2 *= r3
<mix>:
     611:	r3 = r1
     612:	r3 >>= 0x20
     613:	r1 ^= r3
     614:	r1 |= 0x1
     615:	r3 = r2
     616:	r3 >>= 0x20
     617:	r2 ^= r3
     618:	r2 |= 0x1
     619:	r1 *= r2
     620:	r2 = r1
     621:	r1 ^= r4
     622:	r2 >>= 0x20
     623:	r1 ^= r2
     624:	r3 = -0x6b2fb644ecceee15 ll
     626:	r1 *= r3
     627:	r1 >>= 0x1e
     628:	r1 &= 0xffc
     629:	r2 = 0x0 ll <tables>
     631:	r2 += r1
     632:	w6 = *(u32 *)(r2 + 0x0)
     633:	goto +0x1 <steer>
<nothing>:
     634:	goto +0x6 <pass>
<steer>:
     635:	r2 = r6
     636:	r3 = 0x2
     637:	r1 = 0x0 ll <cpus>
     639:	call 0x33	# bpf_redirect_map
     640:	exit
<pass>:
     641:	w0 = 0x2
     642:	exit

