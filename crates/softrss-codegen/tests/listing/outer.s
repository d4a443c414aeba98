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
      27:	r9 = 0x11
      28:	goto +0x0 <ethernet>
<ethernet>:
      29:	if r6 > 0xfff goto +0x1ee <too_deep>
      30:	r6 += r8
      31:	r9 -= 0x1
      32:	if r9 == 0x0 goto +0x1eb <too_deep>
      33:	r2 = r6
      34:	r2 += 0xe
      35:	if r2 > r7 goto +0x1e8 <truncated>
      36:	w5 = *(u16 *)(r6 + 0xc)
      37:	r6 += 0xe
      38:	r6 -= r8
      39:	goto +0x0 <by_ether_type>
<by_ether_type>:
      40:	if r5 == 0x8 goto +0x30 <ipv4>
      41:	if r5 == 0xdd86 goto +0x6d <ipv6>
      42:	if r5 == 0x81 goto +0x1e1 <not_in_decap>
      43:	if r5 == 0xa888 goto +0x1e0 <not_in_decap>
      44:	if r5 == 0x91 goto +0x1df <not_in_decap>
      45:	if r5 == 0x92 goto +0x1de <not_in_decap>
      46:	if r5 == 0x93 goto +0x1dd <not_in_decap>
      47:	if r5 == 0xdbda goto +0x1dc <not_in_decap>
      48:	if r5 == 0xe788 goto +0x1db <not_in_decap>
      49:	if r5 == 0x6488 goto +0x1da <not_in_decap>
      50:	if r5 == 0x4788 goto +0x1d9 <not_in_decap>
      51:	if r5 == 0x4888 goto +0x1d8 <not_in_decap>
      52:	if r5 == 0x5865 goto -0x18 <ethernet>
      53:	if r5 == 0x4f89 goto +0x1d6 <not_in_decap>
      54:	if r9 <= 0x9 goto +0x10 <late>
      55:	if r5 == 0x2f89 goto +0x1d4 <not_in_decap>
      56:	if r5 == 0xfb88 goto +0x1d3 <not_in_decap>
      57:	if r5 == 0xc1f1 goto +0x1d2 <not_in_decap>
      58:	if r5 == 0x2689 goto +0x1d1 <not_in_decap>
      59:	if r5 == 0x3f89 goto +0x1d0 <not_in_decap>
      60:	if r5 == 0x989 goto +0x1cf <not_in_decap>
      61:	if r5 == 0x543 goto +0x1ce <not_in_decap>
      62:	if r5 == 0xe588 goto +0x1cd <not_in_decap>
      63:	if r5 == 0xdada goto +0x1cc <not_in_decap>
      64:	if r5 == 0x9988 goto +0x1cb <not_in_decap>
      65:	if r5 == 0x7488 goto +0x1ca <not_in_decap>
      66:	if r5 == 0x1e0 goto +0x1c9 <not_in_decap>
      67:	if r5 == 0xc388 goto +0x1c8 <not_in_decap>
      68:	if r5 == 0x8899 goto +0x1c7 <not_in_decap>
      69:	if r5 == 0xdcda goto +0x1c6 <not_in_decap>
      70:	goto +0xf <no_link>
<late>:
      71:	if r5 == 0x2f89 goto +0x1c4 <not_in_decap>
      72:	if r5 == 0xfb88 goto +0x1c3 <not_in_decap>
      73:	if r5 == 0xc1f1 goto +0x1c2 <not_in_decap>
      74:	if r5 == 0x2689 goto +0x1c1 <not_in_decap>
      75:	if r5 == 0x3f89 goto +0x1c0 <not_in_decap>
      76:	if r5 == 0x989 goto +0x1bf <not_in_decap>
      77:	if r5 == 0x543 goto +0x1be <not_in_decap>
      78:	if r5 == 0xe588 goto +0x1bd <not_in_decap>
      79:	if r5 == 0xdada goto +0x1bc <not_in_decap>
      80:	if r5 == 0x9988 goto +0x1bb <not_in_decap>
      81:	if r5 == 0x7488 goto +0x1ba <not_in_decap>
      82:	if r5 == 0x1e0 goto +0x1b9 <not_in_decap>
      83:	if r5 == 0xc388 goto +0x1b8 <not_in_decap>
      84:	if r5 == 0x8899 goto +0x1b7 <not_in_decap>
      85:	if r5 == 0xdcda goto +0x1b6 <not_in_decap>
<no_link>:
      86:	r5 = be16 r5
      87:	if r5 < 0x600 goto +0x85 <llc>
      88:	goto +0x1b3 <not_ip>
<ipv4>:
      89:	if r6 > 0xfff goto +0x1b2 <too_deep>
      90:	r6 += r8
      91:	r9 -= 0x1
      92:	if r9 == 0x0 goto +0x1af <too_deep>
      93:	r2 = r6
      94:	r2 += 0x14
      95:	if r2 > r7 goto +0x1ac <truncated>
      96:	w3 = *(u8 *)(r6 + 0x0)
      97:	if r3 < 0x45 goto +0x1aa <bad_ip_header>
      98:	if r3 > 0x4f goto +0x1a9 <bad_ip_header>
      99:	w2 = *(u32 *)(r10 - 0x4)
     100:	if r2 == 0x0 goto +0x2 <outermost>
     101:	*(u32 *)(r10 - 0x16c) = 0x1
     102:	goto +0x9 <outer_kept>
<outermost>:
     103:	w4 = *(u8 *)(r6 + 0x1)
     104:	r4 >>= 0x2
     105:	*(u32 *)(r10 - 0x17c) = w4
     106:	r5 = r8
     107:	r5 -= r8
     108:	w4 = *(u32 *)(r6 + 0xc)
     109:	r4 += r5
     110:	*(u64 *)(r10 - 0x158) = r4
     111:	*(u32 *)(r10 - 0x144) = 0x4
<outer_kept>:
     112:	r5 = r8
     113:	r5 -= r8
     114:	w4 = *(u32 *)(r6 + 0xc)
     115:	r4 += r5
     116:	*(u64 *)(r10 - 0x58) = r4
     117:	w4 = *(u32 *)(r6 + 0x10)
     118:	r4 += r5
     119:	*(u64 *)(r10 - 0x60) = r4
     120:	*(u32 *)(r10 - 0x4) = 0x4
     121:	r2 = r8
     122:	r2 -= r8
     123:	*(u32 *)(r10 - 0x14) = w2
     124:	*(u32 *)(r10 - 0x1c) = w2
     125:	w5 = *(u8 *)(r6 + 0x9)
     126:	*(u32 *)(r10 - 0xc) = w5
     127:	w2 = *(u32 *)(r10 - 0x16c)
     128:	if r2 != 0x0 goto +0x1 <inner>
     129:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     130:	w2 = *(u16 *)(r6 + 0x6)
     131:	r2 &= 0xff3f
     132:	if r2 != 0x0 goto +0x187 <done>
     133:	r3 &= 0xf
     134:	r3 <<= 0x2
     135:	r6 += r3
     136:	r6 -= r8
     137:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     138:	*(u32 *)(r10 - 0xc) = w5
     139:	w2 = *(u32 *)(r10 - 0x16c)
     140:	if r2 != 0x0 goto +0x1 <inner>
     141:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     142:	if r5 == 0x6 goto +0xa3 <tcp>
     143:	if r5 == 0x11 goto +0xb3 <udp>
     144:	if r5 == 0x21 goto +0xa1 <tcp>
     145:	if r5 == 0x2f goto +0xc5 <gre>
     146:	if r5 == 0x32 goto +0x94 <esp>
     147:	if r5 == 0x33 goto +0x83 <ah>
     148:	if r5 == 0x84 goto +0x9d <tcp>
     149:	if r5 == 0x88 goto +0x9c <tcp>
     150:	goto +0x175 <done>
<ipv6>:
     151:	if r6 > 0xfff goto +0x174 <too_deep>
     152:	r6 += r8
     153:	r9 -= 0x1
     154:	if r9 == 0x0 goto +0x171 <too_deep>
     155:	r2 = r6
     156:	r2 += 0x28
     157:	if r2 > r7 goto +0x16e <truncated>
     158:	w3 = *(u8 *)(r6 + 0x0)
     159:	r3 &= 0xf0
     160:	if r3 != 0x60 goto +0x16b <bad_ip_header>
     161:	w2 = *(u32 *)(r10 - 0x4)
     162:	if r2 == 0x0 goto +0x2 <outermost>
     163:	*(u32 *)(r10 - 0x16c) = 0x1
     164:	goto +0xc <outer_kept>
<outermost>:
     165:	w2 = *(u16 *)(r6 + 0x0)
     166:	r2 = be16 r2
     167:	r2 >>= 0x6
     168:	r2 &= 0x3f
     169:	*(u32 *)(r10 - 0x17c) = w2
     170:	r5 = r8
     171:	r5 -= r8
     172:	r4 = *(u64 *)(r6 + 0x8)
     173:	*(u64 *)(r10 - 0x158) = r4
     174:	r4 = *(u64 *)(r6 + 0x10)
     175:	*(u64 *)(r10 - 0x150) = r4
     176:	*(u32 *)(r10 - 0x144) = 0x6
<outer_kept>:
     177:	r4 = -0x2917014799a6026d ll
     179:	r5 = -0x5f89e29b87429bd1 ll
     181:	r2 = *(u64 *)(r6 + 0x8)
     182:	r3 = *(u64 *)(r6 + 0x10)
     183:	r2 *= r4
     184:	r2 = be64 r2
     185:	r3 *= r5
     186:	r2 += r3
     187:	*(u64 *)(r10 - 0x58) = r2
     188:	r2 = *(u64 *)(r6 + 0x18)
     189:	r3 = *(u64 *)(r6 + 0x20)
     190:	r2 *= r4
     191:	r2 = be64 r2
     192:	r3 *= r5
     193:	r2 += r3
     194:	*(u64 *)(r10 - 0x60) = r2
     195:	r2 = r8
     196:	r2 -= r8
     197:	*(u32 *)(r10 - 0x14) = w2
     198:	*(u32 *)(r10 - 0x1c) = w2
     199:	*(u32 *)(r10 - 0x4) = 0x6
     200:	w5 = *(u8 *)(r6 + 0x6)
     201:	r6 += 0x28
     202:	r6 -= r8
     203:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     204:	*(u32 *)(r10 - 0xc) = w5
     205:	w2 = *(u32 *)(r10 - 0x16c)
     206:	if r2 != 0x0 goto +0x1 <inner>
     207:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     208:	if r5 == 0x0 goto +0x20 <hopbyhop>
     209:	if r5 == 0x6 goto +0x60 <tcp>
     210:	if r5 == 0x11 goto +0x70 <udp>
     211:	if r5 == 0x21 goto +0x5e <tcp>
     212:	if r5 == 0x2b goto +0x1c <hopbyhop>
     213:	if r5 == 0x2c goto +0x29 <fragment>
     214:	if r5 == 0x2f goto +0x80 <gre>
     215:	if r5 == 0x32 goto +0x4f <esp>
     216:	if r5 == 0x33 goto +0x3e <ah>
     217:	if r5 == 0x3c goto +0x17 <hopbyhop>
     218:	if r5 == 0x84 goto +0x57 <tcp>
     219:	if r5 == 0x88 goto +0x56 <tcp>
     220:	goto +0x12f <done>
<llc>:
     221:	if r6 > 0xfff goto +0x12e <too_deep>
     222:	r6 += r8
     223:	r9 -= 0x1
     224:	if r9 == 0x0 goto +0x12b <too_deep>
     225:	r2 = r6
     226:	r2 += 0x3
     227:	if r2 > r7 goto +0x128 <truncated>
     228:	w3 = *(u16 *)(r6 + 0x0)
     229:	if r3 != 0xaaaa goto +0x4 <else>
     230:	w2 = *(u8 *)(r6 + 0x2)
     231:	if r2 != 0x3 goto +0x2 <else>
     232:	r6 -= r8
     233:	goto +0x112 <snap>
<else>:
     234:	if r3 != 0x606 goto +0x5 <else>
     235:	w3 = *(u8 *)(r6 + 0x2)
     236:	if r3 != 0x3 goto +0x3 <else>
     237:	r6 += 0x3
     238:	r6 -= r8
     239:	goto -0x97 <ipv4>
<else>:
     240:	goto +0x11b <not_ip>
<hopbyhop>:
     241:	if r6 > 0xfff goto +0x11a <too_deep>
     242:	r6 += r8
     243:	r9 -= 0x1
     244:	if r9 == 0x0 goto +0x117 <too_deep>
     245:	r2 = r6
     246:	r2 += 0x8
     247:	if r2 > r7 goto +0x114 <truncated>
     248:	w5 = *(u8 *)(r6 + 0x0)
     249:	w3 = *(u8 *)(r6 + 0x1)
     250:	r3 += 0x1
     251:	r3 <<= 0x3
     252:	r6 += r3
     253:	r6 -= r8
     254:	goto -0x33 <by_protocol_6>
<fragment>:
     255:	if r6 > 0xfff goto +0x10c <too_deep>
     256:	r6 += r8
     257:	r9 -= 0x1
     258:	if r9 == 0x0 goto +0x109 <too_deep>
     259:	r2 = r6
     260:	r2 += 0x8
     261:	if r2 > r7 goto +0x106 <truncated>
     262:	w3 = *(u16 *)(r6 + 0x2)
     263:	r3 &= 0xf9ff
     264:	if r3 != 0x0 goto +0x4 <else>
     265:	w5 = *(u8 *)(r6 + 0x0)
     266:	r6 += 0x8
     267:	r6 -= r8
     268:	goto -0x41 <by_protocol_6>
<else>:
     269:	w5 = *(u8 *)(r6 + 0x0)
     270:	*(u32 *)(r10 - 0xc) = 0x2c
     271:	w2 = *(u32 *)(r10 - 0x16c)
     272:	if r2 != 0x0 goto +0x1 <inner>
     273:	*(u32 *)(r10 - 0x174) = w5
<inner>:
     274:	r2 = r8
     275:	r2 -= r8
     276:	*(u32 *)(r10 - 0x14) = w2
     277:	*(u32 *)(r10 - 0x1c) = w2
     278:	goto +0xf5 <done>
<ah>:
     279:	if r6 > 0xfff goto +0xf4 <too_deep>
     280:	r6 += r8
     281:	r9 -= 0x1
     282:	if r9 == 0x0 goto +0xf1 <too_deep>
     283:	r2 = r6
     284:	r2 += 0x8
     285:	if r2 > r7 goto +0xee <truncated>
     286:	w5 = *(u8 *)(r6 + 0x0)
     287:	w3 = *(u8 *)(r6 + 0x1)
     288:	r3 += 0x2
     289:	r3 <<= 0x2
     290:	r6 += r3
     291:	r6 -= r8
     292:	w2 = *(u32 *)(r10 - 0x4)
     293:	if r2 == 0x6 goto -0x5a <by_protocol_6>
     294:	goto -0x9d <by_protocol_4>
<esp>:
     295:	if r6 > 0xfff goto +0xe4 <too_deep>
     296:	r6 += r8
     297:	r9 -= 0x1
     298:	if r9 == 0x0 goto +0xe1 <too_deep>
     299:	r2 = r6
     300:	r2 += 0x4
     301:	if r2 > r7 goto +0xde <truncated>
     302:	w3 = *(u32 *)(r6 + 0x0)
     303:	*(u32 *)(r10 - 0x14) = w3
     304:	*(u32 *)(r10 - 0x1c) = w3
     305:	goto +0xda <done>
<tcp>:
     306:	if r6 > 0xfff goto +0xd9 <too_deep>
     307:	r6 += r8
     308:	r9 -= 0x1
     309:	if r9 == 0x0 goto +0xd6 <too_deep>
     310:	r2 = r6
     311:	r2 += 0x4
     312:	if r2 > r7 goto +0xd3 <truncated>
     313:	w3 = *(u16 *)(r6 + 0x0)
     314:	w4 = *(u16 *)(r6 + 0x2)
     315:	w2 = *(u32 *)(r10 - 0x16c)
     316:	if r2 != 0x0 goto +0x3 <inner>
     317:	r2 = r4
     318:	r2 = be16 r2
     319:	*(u32 *)(r10 - 0x18c) = w2
<inner>:
     320:	*(u32 *)(r10 - 0x14) = w3
     321:	*(u32 *)(r10 - 0x1c) = w4
     322:	goto +0xc9 <done>
<udp>:
     323:	if r6 > 0xfff goto +0xc8 <too_deep>
     324:	r6 += r8
     325:	r9 -= 0x1
     326:	if r9 == 0x0 goto +0xc5 <too_deep>
     327:	r2 = r6
     328:	r2 += 0x4
     329:	if r2 > r7 goto +0xc2 <truncated>
     330:	w3 = *(u16 *)(r6 + 0x0)
     331:	w4 = *(u16 *)(r6 + 0x2)
     332:	w2 = *(u32 *)(r10 - 0x16c)
     333:	if r2 != 0x0 goto +0x3 <inner>
     334:	r2 = r4
     335:	r2 = be16 r2
     336:	*(u32 *)(r10 - 0x18c) = w2
<inner>:
     337:	*(u32 *)(r10 - 0x14) = w3
     338:	*(u32 *)(r10 - 0x1c) = w4
     339:	r6 -= r8
     340:	if r4 == 0xb512 goto +0x89 <vxlan>
     341:	if r4 == 0x1821 goto +0x88 <vxlan>
     342:	goto +0xb5 <done>
<gre>:
     343:	if r6 > 0xfff goto +0xb4 <too_deep>
     344:	r6 += r8
     345:	r9 -= 0x1
     346:	if r9 == 0x0 goto +0xb1 <too_deep>
     347:	r2 = r6
     348:	r2 += 0x4
     349:	if r2 > r7 goto +0xae <truncated>
     350:	w3 = *(u16 *)(r6 + 0x0)
     351:	r2 = r3
     352:	r2 &= 0x7e0
     353:	if r2 != 0x120 goto +0x2 <else>
     354:	r6 -= r8
     355:	goto +0x87 <pptp>
<else>:
     356:	r3 &= 0x740
     357:	if r3 != 0x0 goto +0xa6 <bad_tunnel_header>
     358:	w3 = *(u16 *)(r6 + 0x2)
     359:	if r3 != 0xbe88 goto +0xe <else>
     360:	w3 = *(u8 *)(r6 + 0x0)
     361:	r2 = r3
     362:	r2 &= 0x10
     363:	if r2 != 0x0 goto +0xa <else>
     364:	r2 = r3
     365:	r2 &= 0x80
     366:	r2 >>= 0x5
     367:	r6 += 0x4
     368:	r6 += r2
     369:	r3 &= 0x20
     370:	r3 >>= 0x3
     371:	r6 += r3
     372:	r6 -= r8
     373:	goto -0x159 <ethernet>
<else>:
     374:	w5 = *(u16 *)(r6 + 0x2)
     375:	w3 = *(u8 *)(r6 + 0x0)
     376:	r2 = r3
     377:	r2 &= 0x80
     378:	r2 >>= 0x5
     379:	r6 += 0x4
     380:	r6 += r2
     381:	r2 = r3
     382:	r2 &= 0x20
     383:	r2 >>= 0x3
     384:	r6 += r2
     385:	r3 &= 0x10
     386:	r3 >>= 0x2
     387:	r6 += r3
     388:	r6 -= r8
     389:	if r5 == 0xbe88 goto +0x4 <erspan2>
     390:	if r5 == 0xeb22 goto +0x10 <erspan3>
     391:	if r5 == 0xb88 goto +0x23 <ppp>
     392:	if r5 == 0x3e88 goto +0x46 <wccp>
     393:	goto -0x162 <by_ether_type>
<erspan2>:
     394:	if r6 > 0xfff goto +0x81 <too_deep>
     395:	r6 += r8
     396:	r9 -= 0x1
     397:	if r9 == 0x0 goto +0x7e <too_deep>
     398:	r2 = r6
     399:	r2 += 0x8
     400:	if r2 > r7 goto +0x7b <truncated>
     401:	w3 = *(u8 *)(r6 + 0x0)
     402:	r3 &= 0xf0
     403:	if r3 != 0x10 goto +0x78 <bad_tunnel_header>
     404:	r6 += 0x8
     405:	r6 -= r8
     406:	goto -0x17a <ethernet>
<erspan3>:
     407:	if r6 > 0xfff goto +0x74 <too_deep>
     408:	r6 += r8
     409:	r9 -= 0x1
     410:	if r9 == 0x0 goto +0x71 <too_deep>
     411:	r2 = r6
     412:	r2 += 0xc
     413:	if r2 > r7 goto +0x6e <truncated>
     414:	w3 = *(u8 *)(r6 + 0x0)
     415:	r3 &= 0xf0
     416:	if r3 != 0x20 goto +0x6b <bad_tunnel_header>
     417:	w3 = *(u8 *)(r6 + 0xa)
     418:	r3 &= 0x7c
     419:	if r3 != 0x0 goto +0x68 <not_ip>
     420:	w3 = *(u8 *)(r6 + 0xb)
     421:	r3 &= 0x1
     422:	r3 <<= 0x3
     423:	r6 += 0xc
     424:	r6 += r3
     425:	r6 -= r8
     426:	goto -0x18e <ethernet>
<ppp>:
     427:	if r6 > 0xfff goto +0x60 <too_deep>
     428:	r6 += r8
     429:	r9 -= 0x1
     430:	if r9 == 0x0 goto +0x5d <too_deep>
     431:	r2 = r6
     432:	r2 += 0x2
     433:	if r2 > r7 goto +0x5a <truncated>
     434:	w3 = *(u16 *)(r6 + 0x0)
     435:	if r3 != 0x3ff goto +0x3 <else>
     436:	r6 += 0x2
     437:	r6 -= r8
     438:	goto +0x2 <ppp>
<else>:
     439:	r6 -= r8
     440:	goto +0x0 <ppp>
<ppp>:
     441:	r6 &= 0x7fff
     442:	r6 += r8
     443:	r2 = r6
     444:	r2 += 0x2
     445:	if r2 > r7 goto +0x4e <truncated>
     446:	w3 = *(u8 *)(r6 + 0x0)
     447:	if r3 != 0x21 goto +0x3 <else>
     448:	r6 += 0x1
     449:	r6 -= r8
     450:	goto -0x16a <ipv4>
<else>:
     451:	if r3 != 0x57 goto +0x3 <else>
     452:	r6 += 0x1
     453:	r6 -= r8
     454:	goto -0x130 <ipv6>
<else>:
     455:	w5 = *(u16 *)(r6 + 0x0)
     456:	r6 += 0x2
     457:	r6 -= r8
     458:	if r5 == 0x2100 goto -0x172 <ipv4>
     459:	if r5 == 0x5700 goto -0x135 <ipv6>
     460:	if r5 == 0x8102 goto +0x3f <not_in_decap>
     461:	if r5 == 0x8302 goto +0x3e <not_in_decap>
     462:	goto +0x3d <not_ip>
<wccp>:
     463:	if r6 > 0xfff goto +0x3c <too_deep>
     464:	r6 += r8
     465:	r9 -= 0x1
     466:	if r9 == 0x0 goto +0x39 <too_deep>
     467:	r2 = r6
     468:	r2 += 0x4
     469:	if r2 > r7 goto +0x36 <truncated>
     470:	w3 = *(u8 *)(r6 + 0x0)
     471:	r3 &= 0xf0
     472:	if r3 != 0x40 goto +0x2 <else>
     473:	r6 -= r8
     474:	goto -0x182 <ipv4>
<else>:
     475:	r6 += 0x4
     476:	r6 -= r8
     477:	goto -0x185 <ipv4>
<vxlan>:
     478:	if r6 > 0xfff goto +0x2d <too_deep>
     479:	r6 += r8
     480:	r9 -= 0x1
     481:	if r9 == 0x0 goto +0x2a <too_deep>
     482:	r2 = r6
     483:	r2 += 0x10
     484:	if r2 > r7 goto +0x27 <truncated>
     485:	w3 = *(u8 *)(r6 + 0x8)
     486:	r3 &= 0x8
     487:	if r3 == 0x0 goto +0x24 <bad_tunnel_header>
     488:	r6 += 0x10
     489:	r6 -= r8
     490:	goto -0x1ce <ethernet>
<pptp>:
     491:	r6 &= 0x7fff
     492:	r6 += r8
     493:	r2 = r6
     494:	r2 += 0x8
     495:	if r2 > r7 goto +0x1c <truncated>
     496:	w3 = *(u16 *)(r6 + 0x2)
     497:	if r3 != 0xb88 goto +0x1a <bad_tunnel_header>
     498:	w3 = *(u8 *)(r6 + 0x0)
     499:	r3 &= 0x10
     500:	if r3 == 0x0 goto +0x17 <not_ip>
     501:	w3 = *(u8 *)(r6 + 0x1)
     502:	r3 &= 0x80
     503:	r3 >>= 0x5
     504:	r6 += 0xc
     505:	r6 += r3
     506:	r6 -= r8
     507:	goto -0x51 <ppp>
<snap>:
     508:	r6 &= 0x7fff
     509:	r6 += r8
     510:	r2 = r6
     511:	r2 += 0x8
     512:	if r2 > r7 goto +0xb <truncated>
     513:	w3 = *(u16 *)(r6 + 0x3)
     514:	if r3 != 0x0 goto +0x8 <else>
     515:	w3 = *(u8 *)(r6 + 0x5)
     516:	if r3 == 0x0 goto +0x2 <holds>
     517:	if r3 == 0xf8 goto +0x1 <holds>
     518:	goto +0x4 <else>
<holds>:
     519:	w5 = *(u16 *)(r6 + 0x6)
     520:	r6 += 0x8
     521:	r6 -= r8
     522:	goto -0x1e3 <by_ether_type>
<else>:
     523:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
     524:	w2 = *(u32 *)(r10 - 0x174)
     525:	if w2 == 0x2f goto +0x2 <holds>
     526:	if w2 == 0x11 goto +0x1 <holds>
     527:	goto +0x14 <not_rule_0>
<holds>:
     528:	w2 = *(u32 *)(r10 - 0x144)
     529:	if r2 != 0x4 goto +0x5 <v6>
     530:	r3 = *(u64 *)(r10 - 0x158)
     531:	r4 = r3
     532:	w4 &= -0x1
     533:	if w4 == 0x10200c0 goto +0xc <holds>
     534:	goto +0xd <not_rule_0>
<v6>:
     535:	if r2 != 0x6 goto +0xc <not_rule_0>
     536:	r2 = *(u64 *)(r10 - 0x158)
     537:	r3 = *(u64 *)(r10 - 0x150)
     538:	r4 = 0xffffffff ll
     540:	r4 &= r2
     541:	r5 = 0xb80d0120 ll
     543:	if r4 != r5 goto +0x1 <other>
     544:	goto +0x1 <holds>
<other>:
     545:	goto +0x2 <not_rule_0>
<holds>:
     546:	w6 = 0x3
     547:	goto +0x53 <steer>
<not_rule_0>:
     548:	r2 = r8
     549:	r2 += 0xe
     550:	if r2 > r7 goto +0x13 <not_rule_1>
     551:	w2 = *(u32 *)(r8 + 0x6)
     552:	w3 = *(u16 *)(r8 + 0xa)
     553:	r3 <<= 0x20
     554:	r2 |= r3
     555:	r3 = 0xffffff ll
     557:	r3 &= r2
     558:	r4 = 0x5e0002 ll
     560:	if r3 == r4 goto +0x1 <holds>
     561:	goto +0x8 <not_rule_1>
<holds>:
     562:	w2 = *(u32 *)(r10 - 0x18c)
     563:	if w2 == 0x12b5 goto +0x1 <holds>
     564:	goto +0x5 <not_rule_1>
<holds>:
     565:	w2 = *(u32 *)(r10 - 0x17c)
     566:	if w2 == 0x2e goto +0x1 <holds>
     567:	goto +0x2 <not_rule_1>
<holds>:
     568:	w6 = 0x2
     569:	goto +0x3d <steer>
<not_rule_1>:
     570:	r2 = r8
     571:	r2 += 0xe
     572:	if r2 > r7 goto +0x13 <not_rule_2>
     573:	w2 = *(u32 *)(r8 + 0x0)
     574:	w3 = *(u16 *)(r8 + 0x4)
     575:	r3 <<= 0x20
     576:	r2 |= r3
     577:	r3 = 0x1 ll
     579:	r3 &= r2
     580:	r4 = 0x1 ll
     582:	if r3 == r4 goto +0x7 <holds>
     583:	r3 = 0xffffffffffff ll
     585:	r3 &= r2
     586:	r4 = 0x100105e0002 ll
     588:	if r3 == r4 goto +0x1 <holds>
     589:	goto +0x2 <not_rule_2>
<holds>:
     590:	w0 = 0x1
     591:	exit
<not_rule_2>:
     592:	w2 = *(u32 *)(r10 - 0x4)
     593:	if r2 == 0x0 goto +0x24 <nothing>
     594:	r1 = *(u64 *)(r10 - 0x58)
     595:	w3 = *(u32 *)(r10 - 0x14)
     596:	r3 <<= 0x20
     597:	r1 += r3
     598:	r2 = *(u64 *)(r10 - 0x60)
     599:	w3 = *(u32 *)(r10 - 0x1c)
     600:	r3 <<= 0x20
     601:	r2 += r3
     602:	w4 = *(u32 *)(r10 - 0xc)
     603:	r3 = -0x61c8864680b583eb ll
     605:	r1 *= r3
     606:	r2 *= r3
<mix>:
     607:	r3 = r1
     608:	r3 >>= 0x20
     609:	r1 ^= r3
     610:	r1 |= 0x1
     611:	r3 = r2
     612:	r3 >>= 0x20
     613:	r2 ^= r3
     614:	r2 |= 0x1
     615:	r1 *= r2
     616:	r2 = r1
     617:	r1 ^= r4
     618:	r2 >>= 0x20
     619:	r1 ^= r2
     620:	r3 = -0x6b2fb644ecceee15 ll
     622:	r1 *= r3
     623:	r1 >>= 0x1e
     624:	r1 &= 0xffc
     625:	r2 = 0x0 ll <tables>
     627:	r2 += r1
     628:	w6 = *(u32 *)(r2 + 0x0)
     629:	goto +0x1 <steer>
<nothing>:
     630:	goto +0x6 <pass>
<steer>:
     631:	r2 = r6
     632:	r3 = 0x2
     633:	r1 = 0x0 ll <cpus>
     635:	call 0x33	# bpf_redirect_map
     636:	exit
<pass>:
     637:	w0 = 0x2
     638:	exit

