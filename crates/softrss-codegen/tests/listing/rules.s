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
      10:	*(u64 *)(r10 - 0x88) = r2
      11:	r2 = r8
      12:	r2 -= r8
      13:	*(u64 *)(r10 - 0x70) = r2
      14:	r2 = r8
      15:	r2 -= r8
      16:	*(u64 *)(r10 - 0x68) = r2
      17:	r2 = r8
      18:	r2 -= r8
      19:	*(u64 *)(r10 - 0x80) = r2
      20:	r2 = r8
      21:	r2 -= r8
      22:	*(u64 *)(r10 - 0x78) = r2
      23:	r2 = r8
      24:	r2 -= r8
      25:	*(u32 *)(r10 - 0x4) = w2
      26:	*(u32 *)(r10 - 0x14) = w2
      27:	*(u32 *)(r10 - 0x1c) = w2
      28:	*(u32 *)(r10 - 0x24) = w2
      29:	*(u32 *)(r10 - 0x3c) = w2
      30:	*(u32 *)(r10 - 0xc) = 0x10000
      31:	*(u32 *)(r10 - 0x2c) = 0x10000
      32:	*(u32 *)(r10 - 0x34) = 0x10000
      33:	*(u32 *)(r10 - 0xe4) = 0x10000
      34:	*(u32 *)(r10 - 0xec) = 0x10000
      35:	r6 = r8
      36:	r6 -= r8
      37:	r9 = 0x21
      38:	goto +0x0 <ethernet>
<ethernet>:
      39:	if r6 > 0xfff goto +0x14a <too_deep>
      40:	r6 += r8
      41:	r9 -= 0x1
      42:	if r9 == 0x0 goto +0x147 <too_deep>
      43:	r2 = r6
      44:	r2 += 0xe
      45:	if r2 > r7 goto +0x144 <truncated>
      46:	w5 = *(u16 *)(r6 + 0xc)
      47:	r6 += 0xe
      48:	r6 -= r8
      49:	goto +0x0 <by_ether_type>
<by_ether_type>:
      50:	w2 = *(u32 *)(r10 - 0x4)
      51:	if r2 != 0x0 goto +0x1 <inner>
      52:	*(u32 *)(r10 - 0x3c) = w5
<inner>:
      53:	if r5 == 0x8 goto +0xd <ipv4>
      54:	if r5 == 0xdd86 goto +0x3c <ipv6>
      55:	if r5 == 0x81 goto +0x78 <vlan>
      56:	if r5 == 0xa888 goto +0x77 <vlan>
      57:	if r5 == 0x91 goto +0x76 <vlan>
      58:	if r5 == 0xe788 goto +0x88 <pbb>
      59:	if r5 == 0x6488 goto +0x136 <not_in_decap>
      60:	if r5 == 0x4788 goto +0x135 <not_in_decap>
      61:	if r5 == 0x4888 goto +0x134 <not_in_decap>
      62:	if r5 == 0x5865 goto -0x18 <ethernet>
      63:	if r5 == 0x4f89 goto +0x132 <not_in_decap>
      64:	r5 = be16 r5
      65:	if r5 < 0x600 goto +0x8b <llc>
      66:	goto +0x12f <not_ip>
<ipv4>:
      67:	if r6 > 0xfff goto +0x12e <too_deep>
      68:	r6 += r8
      69:	r9 -= 0x1
      70:	if r9 == 0x0 goto +0x12b <too_deep>
      71:	r2 = r6
      72:	r2 += 0x14
      73:	if r2 > r7 goto +0x128 <truncated>
      74:	w3 = *(u8 *)(r6 + 0x0)
      75:	if r3 < 0x45 goto +0x126 <bad_ip_header>
      76:	if r3 > 0x4f goto +0x125 <bad_ip_header>
      77:	r5 = r8
      78:	r5 -= r8
      79:	w4 = *(u32 *)(r6 + 0xc)
      80:	r4 += r5
      81:	*(u64 *)(r10 - 0x58) = r4
      82:	w4 = *(u32 *)(r6 + 0x10)
      83:	r4 += r5
      84:	*(u64 *)(r10 - 0x60) = r4
      85:	*(u32 *)(r10 - 0x4) = 0x4
      86:	w4 = *(u8 *)(r6 + 0x1)
      87:	r4 >>= 0x2
      88:	*(u32 *)(r10 - 0x2c) = w4
      89:	r2 = r8
      90:	r2 -= r8
      91:	*(u32 *)(r10 - 0x14) = w2
      92:	*(u32 *)(r10 - 0x1c) = w2
      93:	*(u32 *)(r10 - 0x24) = w2
      94:	w5 = *(u8 *)(r6 + 0x9)
      95:	*(u32 *)(r10 - 0xc) = w5
      96:	*(u32 *)(r10 - 0xec) = w5
      97:	w2 = *(u16 *)(r6 + 0x6)
      98:	r2 &= 0xff3f
      99:	if r2 != 0x0 goto +0x10e <done>
     100:	r3 &= 0xf
     101:	r3 <<= 0x2
     102:	r6 += r3
     103:	r6 -= r8
     104:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     105:	*(u32 *)(r10 - 0xc) = w5
     106:	*(u32 *)(r10 - 0xec) = w5
     107:	if r5 == 0x6 goto +0xb6 <tcp>
     108:	if r5 == 0x11 goto +0xcb <udp>
     109:	if r5 == 0x21 goto +0xda <udplite>
     110:	if r5 == 0x32 goto +0xa7 <esp>
     111:	if r5 == 0x33 goto +0x96 <ah>
     112:	if r5 == 0x84 goto +0xd7 <udplite>
     113:	if r5 == 0x88 goto +0xd6 <udplite>
     114:	goto +0xff <done>
<ipv6>:
     115:	if r6 > 0xfff goto +0xfe <too_deep>
     116:	r6 += r8
     117:	r9 -= 0x1
     118:	if r9 == 0x0 goto +0xfb <too_deep>
     119:	r2 = r6
     120:	r2 += 0x28
     121:	if r2 > r7 goto +0xf8 <truncated>
     122:	w3 = *(u8 *)(r6 + 0x0)
     123:	r3 &= 0xf0
     124:	if r3 != 0x60 goto +0xf5 <bad_ip_header>
     125:	w2 = *(u16 *)(r6 + 0x0)
     126:	r2 = be16 r2
     127:	r2 >>= 0x6
     128:	r2 &= 0x3f
     129:	*(u32 *)(r10 - 0x2c) = w2
     130:	r4 = -0x2917014799a6026d ll
     132:	r5 = -0x5f89e29b87429bd1 ll
     134:	r2 = *(u64 *)(r6 + 0x8)
     135:	r3 = *(u64 *)(r6 + 0x10)
     136:	*(u64 *)(r10 - 0x70) = r2
     137:	*(u64 *)(r10 - 0x68) = r3
     138:	r2 *= r4
     139:	r2 = be64 r2
     140:	r3 *= r5
     141:	r2 += r3
     142:	*(u64 *)(r10 - 0x58) = r2
     143:	r2 = *(u64 *)(r6 + 0x18)
     144:	r3 = *(u64 *)(r6 + 0x20)
     145:	*(u64 *)(r10 - 0x80) = r2
     146:	*(u64 *)(r10 - 0x78) = r3
     147:	r2 *= r4
     148:	r2 = be64 r2
     149:	r3 *= r5
     150:	r2 += r3
     151:	*(u64 *)(r10 - 0x60) = r2
     152:	r2 = r8
     153:	r2 -= r8
     154:	*(u32 *)(r10 - 0x14) = w2
     155:	*(u32 *)(r10 - 0x1c) = w2
     156:	*(u32 *)(r10 - 0x24) = w2
     157:	*(u32 *)(r10 - 0x4) = 0x6
     158:	w5 = *(u8 *)(r6 + 0x6)
     159:	r6 += 0x28
     160:	r6 -= r8
     161:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     162:	*(u32 *)(r10 - 0xc) = w5
     163:	*(u32 *)(r10 - 0xec) = w5
     164:	if r5 == 0x0 goto +0x3c <hopbyhop>
     165:	if r5 == 0x6 goto +0x7c <tcp>
     166:	if r5 == 0x11 goto +0x91 <udp>
     167:	if r5 == 0x21 goto +0xa0 <udplite>
     168:	if r5 == 0x2b goto +0x38 <hopbyhop>
     169:	if r5 == 0x2c goto +0x45 <fragment>
     170:	if r5 == 0x32 goto +0x6b <esp>
     171:	if r5 == 0x33 goto +0x5a <ah>
     172:	if r5 == 0x3c goto +0x34 <hopbyhop>
     173:	if r5 == 0x84 goto +0x9a <udplite>
     174:	if r5 == 0x88 goto +0x99 <udplite>
     175:	goto +0xc2 <done>
<vlan>:
     176:	if r6 > 0xfff goto +0xc1 <too_deep>
     177:	r6 += r8
     178:	r9 -= 0x1
     179:	if r9 == 0x0 goto +0xbe <too_deep>
     180:	r2 = r6
     181:	r2 += 0x4
     182:	if r2 > r7 goto +0xbb <truncated>
     183:	w2 = *(u32 *)(r10 - 0x4)
     184:	if r2 != 0x0 goto +0x6 <kept>
     185:	w2 = *(u32 *)(r10 - 0x34)
     186:	if r2 != 0x10000 goto +0x4 <kept>
     187:	w2 = *(u16 *)(r6 + 0x0)
     188:	r2 = be16 r2
     189:	r2 &= 0xfff
     190:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     191:	w5 = *(u16 *)(r6 + 0x2)
     192:	r6 += 0x4
     193:	r6 -= r8
     194:	goto -0x91 <by_ether_type>
<pbb>:
     195:	if r6 > 0xfff goto +0xae <too_deep>
     196:	r6 += r8
     197:	r9 -= 0x1
     198:	if r9 == 0x0 goto +0xab <too_deep>
     199:	r2 = r6
     200:	r2 += 0x4
     201:	if r2 > r7 goto +0xa8 <truncated>
     202:	r6 += 0x4
     203:	r6 -= r8
     204:	goto -0xa6 <ethernet>
<llc>:
     205:	if r6 > 0xfff goto +0xa4 <too_deep>
     206:	r6 += r8
     207:	r9 -= 0x1
     208:	if r9 == 0x0 goto +0xa1 <too_deep>
     209:	r2 = r6
     210:	r2 += 0x3
     211:	if r2 > r7 goto +0x9e <truncated>
     212:	w3 = *(u16 *)(r6 + 0x0)
     213:	if r3 != 0xaaaa goto +0x4 <else>
     214:	w2 = *(u8 *)(r6 + 0x2)
     215:	if r2 != 0x3 goto +0x2 <else>
     216:	r6 -= r8
     217:	goto +0x88 <snap>
<else>:
     218:	if r3 != 0x606 goto +0x5 <else>
     219:	w3 = *(u8 *)(r6 + 0x2)
     220:	if r3 != 0x3 goto +0x3 <else>
     221:	r6 += 0x3
     222:	r6 -= r8
     223:	goto -0x9d <ipv4>
<else>:
     224:	goto +0x91 <not_ip>
<hopbyhop>:
     225:	if r6 > 0xfff goto +0x90 <too_deep>
     226:	r6 += r8
     227:	r9 -= 0x1
     228:	if r9 == 0x0 goto +0x8d <too_deep>
     229:	r2 = r6
     230:	r2 += 0x8
     231:	if r2 > r7 goto +0x8a <truncated>
     232:	w5 = *(u8 *)(r6 + 0x0)
     233:	w3 = *(u8 *)(r6 + 0x1)
     234:	r3 += 0x1
     235:	r3 <<= 0x3
     236:	r6 += r3
     237:	r6 -= r8
     238:	goto -0x4d <by_protocol_6>
<fragment>:
     239:	if r6 > 0xfff goto +0x82 <too_deep>
     240:	r6 += r8
     241:	r9 -= 0x1
     242:	if r9 == 0x0 goto +0x7f <too_deep>
     243:	r2 = r6
     244:	r2 += 0x8
     245:	if r2 > r7 goto +0x7c <truncated>
     246:	w3 = *(u16 *)(r6 + 0x2)
     247:	r3 &= 0xf9ff
     248:	if r3 != 0x0 goto +0x4 <else>
     249:	w5 = *(u8 *)(r6 + 0x0)
     250:	r6 += 0x8
     251:	r6 -= r8
     252:	goto -0x5b <by_protocol_6>
<else>:
     253:	w5 = *(u8 *)(r6 + 0x0)
     254:	*(u32 *)(r10 - 0xc) = w5
     255:	*(u32 *)(r10 - 0xec) = 0x2c
     256:	r2 = r8
     257:	r2 -= r8
     258:	*(u32 *)(r10 - 0x14) = w2
     259:	*(u32 *)(r10 - 0x1c) = w2
     260:	*(u32 *)(r10 - 0x24) = w2
     261:	goto +0x6c <done>
<ah>:
     262:	if r6 > 0xfff goto +0x6b <too_deep>
     263:	r6 += r8
     264:	r9 -= 0x1
     265:	if r9 == 0x0 goto +0x68 <too_deep>
     266:	r2 = r6
     267:	r2 += 0x8
     268:	if r2 > r7 goto +0x65 <truncated>
     269:	w5 = *(u8 *)(r6 + 0x0)
     270:	w3 = *(u8 *)(r6 + 0x1)
     271:	r3 += 0x2
     272:	r3 <<= 0x2
     273:	r6 += r3
     274:	r6 -= r8
     275:	w2 = *(u32 *)(r10 - 0x4)
     276:	if r2 == 0x6 goto -0x73 <by_protocol_6>
     277:	goto -0xad <by_protocol_4>
<esp>:
     278:	if r6 > 0xfff goto +0x5b <too_deep>
     279:	r6 += r8
     280:	r9 -= 0x1
     281:	if r9 == 0x0 goto +0x58 <too_deep>
     282:	r2 = r6
     283:	r2 += 0x4
     284:	if r2 > r7 goto +0x55 <truncated>
     285:	w3 = *(u32 *)(r6 + 0x0)
     286:	*(u32 *)(r10 - 0x14) = w3
     287:	*(u32 *)(r10 - 0x1c) = w3
     288:	*(u32 *)(r10 - 0x24) = 0x2
     289:	goto +0x50 <done>
<tcp>:
     290:	if r6 > 0xfff goto +0x4f <too_deep>
     291:	r6 += r8
     292:	r9 -= 0x1
     293:	if r9 == 0x0 goto +0x4c <too_deep>
     294:	r2 = r6
     295:	r2 += 0x4
     296:	if r2 > r7 goto +0x49 <truncated>
     297:	w3 = *(u16 *)(r6 + 0x0)
     298:	w4 = *(u16 *)(r6 + 0x2)
     299:	*(u32 *)(r10 - 0x14) = w3
     300:	*(u32 *)(r10 - 0x1c) = w4
     301:	*(u32 *)(r10 - 0x24) = 0x1
     302:	r6 -= r8
     303:	goto +0x0 <tcp_flags>
<tcp_flags>:
     304:	r6 &= 0x7fff
     305:	r6 += r8
     306:	r2 = r6
     307:	r2 += 0xe
     308:	if r2 > r7 goto +0x3d <truncated>
     309:	w2 = *(u8 *)(r6 + 0xd)
     310:	*(u32 *)(r10 - 0xe4) = w2
     311:	goto +0x3a <done>
<udp>:
     312:	if r6 > 0xfff goto +0x39 <too_deep>
     313:	r6 += r8
     314:	r9 -= 0x1
     315:	if r9 == 0x0 goto +0x36 <too_deep>
     316:	r2 = r6
     317:	r2 += 0x4
     318:	if r2 > r7 goto +0x33 <truncated>
     319:	w3 = *(u16 *)(r6 + 0x0)
     320:	w4 = *(u16 *)(r6 + 0x2)
     321:	*(u32 *)(r10 - 0x14) = w3
     322:	*(u32 *)(r10 - 0x1c) = w4
     323:	*(u32 *)(r10 - 0x24) = 0x1
     324:	r6 -= r8
     325:	if r4 == 0xb512 goto +0xf <vxlan>
     326:	if r4 == 0x1821 goto +0xe <vxlan>
     327:	goto +0x2a <done>
<udplite>:
     328:	if r6 > 0xfff goto +0x29 <too_deep>
     329:	r6 += r8
     330:	r9 -= 0x1
     331:	if r9 == 0x0 goto +0x26 <too_deep>
     332:	r2 = r6
     333:	r2 += 0x4
     334:	if r2 > r7 goto +0x23 <truncated>
     335:	w3 = *(u16 *)(r6 + 0x0)
     336:	w4 = *(u16 *)(r6 + 0x2)
     337:	*(u32 *)(r10 - 0x14) = w3
     338:	*(u32 *)(r10 - 0x1c) = w4
     339:	*(u32 *)(r10 - 0x24) = 0x1
     340:	goto +0x1d <done>
<vxlan>:
     341:	if r6 > 0xfff goto +0x1c <too_deep>
     342:	r6 += r8
     343:	r9 -= 0x1
     344:	if r9 == 0x0 goto +0x19 <too_deep>
     345:	r2 = r6
     346:	r2 += 0x10
     347:	if r2 > r7 goto +0x16 <truncated>
     348:	w3 = *(u8 *)(r6 + 0x8)
     349:	r3 &= 0x8
     350:	if r3 == 0x0 goto +0x13 <bad_tunnel_header>
     351:	r6 += 0x10
     352:	r6 -= r8
     353:	goto -0x13b <ethernet>
<snap>:
     354:	r6 &= 0x7fff
     355:	r6 += r8
     356:	r2 = r6
     357:	r2 += 0x8
     358:	if r2 > r7 goto +0xb <truncated>
     359:	w3 = *(u16 *)(r6 + 0x3)
     360:	if r3 != 0x0 goto +0x8 <else>
     361:	w3 = *(u8 *)(r6 + 0x5)
     362:	if r3 == 0x0 goto +0x2 <holds>
     363:	if r3 == 0xf8 goto +0x1 <holds>
     364:	goto +0x4 <else>
<holds>:
     365:	w5 = *(u16 *)(r6 + 0x6)
     366:	r6 += 0x8
     367:	r6 -= r8
     368:	goto -0x13f <by_ether_type>
<else>:
     369:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
     370:	w2 = *(u32 *)(r10 - 0x4)
     371:	if r2 == 0x0 goto +0x1e <no_flow>
     372:	r1 = *(u64 *)(r10 - 0x58)
     373:	w3 = *(u32 *)(r10 - 0x14)
     374:	r3 <<= 0x20
     375:	r1 += r3
     376:	r2 = *(u64 *)(r10 - 0x60)
     377:	w3 = *(u32 *)(r10 - 0x1c)
     378:	r3 <<= 0x20
     379:	r2 += r3
     380:	w4 = *(u32 *)(r10 - 0xec)
     381:	r3 = -0x61c8864680b583eb ll
     383:	r1 *= r3
     384:	r2 *= r3
<mix>:
     385:	r3 = r1
     386:	r3 >>= 0x20
     387:	r1 ^= r3
     388:	r1 |= 0x1
     389:	r3 = r2
     390:	r3 >>= 0x20
     391:	r2 ^= r3
     392:	r2 |= 0x1
     393:	r1 *= r2
     394:	r2 = r1
     395:	r1 ^= r4
     396:	r2 >>= 0x20
     397:	r1 ^= r2
     398:	r3 = -0x6b2fb644ecceee15 ll
     400:	r1 *= r3
     401:	*(u64 *)(r10 - 0x88) = r1
<no_flow>:
     402:	w2 = *(u32 *)(r10 - 0x24)
     403:	if r2 != 0x1 goto +0xd <not_rule_0>
     404:	w2 = *(u32 *)(r10 - 0x1c)
     405:	r2 = be16 r2
     406:	if w2 < 0x1 goto +0x1 <below>
     407:	if w2 <= 0x3ff goto +0x1 <holds>
<below>:
     408:	goto +0x8 <not_rule_0>
<holds>:
     409:	w2 = *(u32 *)(r10 - 0xe4)
     410:	if r2 == 0x10000 goto +0x6 <not_rule_0>
     411:	r3 = r2
     412:	w3 &= 0x17
     413:	if w3 == 0x2 goto +0x1 <holds>
     414:	goto +0x2 <not_rule_0>
<holds>:
     415:	w0 = 0x1
     416:	exit
<not_rule_0>:
     417:	w2 = *(u32 *)(r10 - 0xc)
     418:	if w2 == 0x6 goto +0x2 <holds>
     419:	if w2 == 0x11 goto +0x1 <holds>
     420:	goto +0x6 <not_rule_1>
<holds>:
     421:	w2 = *(u32 *)(r10 - 0x2c)
     422:	if w2 == 0x2e goto +0x2 <holds>
     423:	if w2 == 0x30 goto +0x1 <holds>
     424:	goto +0x2 <not_rule_1>
<holds>:
     425:	w6 = 0x0
     426:	goto +0x53 <steer>
<not_rule_1>:
     427:	w2 = *(u32 *)(r10 - 0x4)
     428:	if r2 != 0x4 goto +0x5 <v6>
     429:	r3 = *(u64 *)(r10 - 0x60)
     430:	r4 = r3
     431:	w4 &= 0xffffff
     432:	if w4 == 0x200c0 goto +0xc <holds>
     433:	goto +0x17 <not_rule_2>
<v6>:
     434:	if r2 != 0x6 goto +0x16 <not_rule_2>
     435:	r2 = *(u64 *)(r10 - 0x80)
     436:	r3 = *(u64 *)(r10 - 0x78)
     437:	r4 = -0x1 ll
     439:	r4 &= r2
     440:	r5 = 0x200b80d0120 ll
     442:	if r4 != r5 goto +0x1 <other>
     443:	goto +0x1 <holds>
<other>:
     444:	goto +0xc <not_rule_2>
<holds>:
     445:	w2 = *(u32 *)(r10 - 0x34)
     446:	if w2 < 0x64 goto +0x1 <below>
     447:	if w2 <= 0xc7 goto +0x1 <holds>
<below>:
     448:	goto +0x8 <not_rule_2>
<holds>:
     449:	r1 = *(u64 *)(r10 - 0x88)
     450:	r1 >>= 0x1e
     451:	r1 &= 0xffc
     452:	r2 = 0x1000 ll <tables>
     454:	r2 += r1
     455:	w6 = *(u32 *)(r2 + 0x0)
     456:	goto +0x35 <steer>
<not_rule_2>:
     457:	w2 = *(u32 *)(r10 - 0xc)
     458:	if w2 == 0x11 goto +0x1 <holds>
     459:	goto +0x7 <not_rule_3>
<holds>:
     460:	w2 = *(u32 *)(r10 - 0x24)
     461:	if r2 != 0x1 goto +0x5 <not_rule_3>
     462:	w2 = *(u32 *)(r10 - 0x14)
     463:	if w2 == 0x3500 goto +0x1 <holds>
     464:	goto +0x2 <not_rule_3>
<holds>:
     465:	w6 = 0x1
     466:	goto +0x2b <steer>
<not_rule_3>:
     467:	w2 = *(u32 *)(r10 - 0x3c)
     468:	if w2 == 0x608 goto +0x1 <holds>
     469:	goto +0x1 <not_rule_4>
<holds>:
     470:	goto +0x2d <pass>
<not_rule_4>:
     471:	w2 = *(u32 *)(r10 - 0x4)
     472:	if r2 != 0x4 goto +0xb <other_family>
     473:	w2 = *(u32 *)(r10 - 0x58)
     474:	*(u32 *)(r10 - 0x9c) = 0x20
     475:	*(u32 *)(r10 - 0x98) = w2
     476:	r2 = r10
     477:	r2 += -0x9c
     478:	r1 = 0x0 ll <prefixes4>
     480:	call 0x1	# bpf_map_lookup_elem
     481:	if r0 == 0x0 goto +0x11 <no_prefix>
     482:	w6 = *(u32 *)(r0 + 0x0)
     483:	goto +0x1a <steer>
<other_family>:
     484:	w2 = *(u32 *)(r10 - 0x4)
     485:	if r2 != 0x6 goto +0xd <other_family>
     486:	r2 = *(u64 *)(r10 - 0x70)
     487:	r3 = *(u64 *)(r10 - 0x68)
     488:	*(u32 *)(r10 - 0x9c) = 0x80
     489:	*(u64 *)(r10 - 0x98) = r2
     490:	*(u64 *)(r10 - 0x90) = r3
     491:	r2 = r10
     492:	r2 += -0x9c
     493:	r1 = 0x0 ll <prefixes6>
     495:	call 0x1	# bpf_map_lookup_elem
     496:	if r0 == 0x0 goto +0x2 <no_prefix>
     497:	w6 = *(u32 *)(r0 + 0x0)
     498:	goto +0xb <steer>
<no_prefix>:
<other_family>:
     499:	w2 = *(u32 *)(r10 - 0x4)
     500:	if r2 == 0x0 goto +0x8 <nothing>
     501:	r1 = *(u64 *)(r10 - 0x88)
     502:	r1 >>= 0x1e
     503:	r1 &= 0xffc
     504:	r2 = 0x0 ll <tables>
     506:	r2 += r1
     507:	w6 = *(u32 *)(r2 + 0x0)
     508:	goto +0x1 <steer>
<nothing>:
     509:	goto +0x6 <pass>
<steer>:
     510:	r2 = r6
     511:	r3 = 0x2
     512:	r1 = 0x0 ll <cpus>
     514:	call 0x33	# bpf_redirect_map
     515:	exit
<pass>:
     516:	w0 = 0x2
     517:	exit

