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
      34:	r6 = r8
      35:	r6 -= r8
      36:	r9 = 0x21
      37:	goto +0x0 <ethernet>
<ethernet>:
      38:	if r6 > 0xfff goto +0x157 <too_deep>
      39:	r6 += r8
      40:	r9 -= 0x1
      41:	if r9 == 0x0 goto +0x154 <too_deep>
      42:	r2 = r6
      43:	r2 += 0xe
      44:	if r2 > r7 goto +0x151 <truncated>
      45:	w5 = *(u16 *)(r6 + 0xc)
      46:	r6 += 0xe
      47:	r6 -= r8
      48:	goto +0x0 <by_ether_type>
<by_ether_type>:
      49:	w2 = *(u32 *)(r10 - 0x4)
      50:	if r2 != 0x0 goto +0x1 <inner>
      51:	*(u32 *)(r10 - 0x3c) = w5
<inner>:
      52:	if r5 == 0x8 goto +0xc <ipv4>
      53:	if r5 == 0xdd86 goto +0x39 <ipv6>
      54:	if r5 == 0x81 goto +0x70 <vlan>
      55:	if r5 == 0xa888 goto +0x6f <vlan>
      56:	if r5 == 0x91 goto +0x6e <vlan>
      57:	if r5 == 0xe788 goto +0x80 <pbb>
      58:	if r5 == 0x6488 goto +0x143 <not_in_decap>
      59:	if r5 == 0x4788 goto +0x142 <not_in_decap>
      60:	if r5 == 0x4888 goto +0x141 <not_in_decap>
      61:	if r5 == 0x5865 goto -0x18 <ethernet>
      62:	r5 = be16 r5
      63:	if r5 < 0x600 goto +0x84 <llc>
      64:	goto +0x13d <not_ip>
<ipv4>:
      65:	if r6 > 0xfff goto +0x13c <too_deep>
      66:	r6 += r8
      67:	r9 -= 0x1
      68:	if r9 == 0x0 goto +0x139 <too_deep>
      69:	r2 = r6
      70:	r2 += 0x14
      71:	if r2 > r7 goto +0x136 <truncated>
      72:	w3 = *(u8 *)(r6 + 0x0)
      73:	if r3 < 0x45 goto +0x134 <bad_ip_header>
      74:	if r3 > 0x4f goto +0x133 <bad_ip_header>
      75:	r5 = r8
      76:	r5 -= r8
      77:	w4 = *(u32 *)(r6 + 0xc)
      78:	r4 += r5
      79:	*(u64 *)(r10 - 0x58) = r4
      80:	w4 = *(u32 *)(r6 + 0x10)
      81:	r4 += r5
      82:	*(u64 *)(r10 - 0x60) = r4
      83:	*(u32 *)(r10 - 0x4) = 0x4
      84:	w4 = *(u8 *)(r6 + 0x1)
      85:	r4 >>= 0x2
      86:	*(u32 *)(r10 - 0x2c) = w4
      87:	r2 = r8
      88:	r2 -= r8
      89:	*(u32 *)(r10 - 0x14) = w2
      90:	*(u32 *)(r10 - 0x1c) = w2
      91:	*(u32 *)(r10 - 0x24) = w2
      92:	w5 = *(u8 *)(r6 + 0x9)
      93:	*(u32 *)(r10 - 0xc) = w5
      94:	w2 = *(u16 *)(r6 + 0x6)
      95:	r2 &= 0xff3f
      96:	if r2 != 0x0 goto +0x11d <done>
      97:	r3 &= 0xf
      98:	r3 <<= 0x2
      99:	r6 += r3
     100:	r6 -= r8
     101:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     102:	*(u32 *)(r10 - 0xc) = w5
     103:	if r5 == 0x6 goto +0xb4 <tcp>
     104:	if r5 == 0x11 goto +0xc9 <udp>
     105:	if r5 == 0x21 goto +0xd9 <udplite>
     106:	if r5 == 0x32 goto +0xa5 <esp>
     107:	if r5 == 0x33 goto +0x90 <ah>
     108:	if r5 == 0x84 goto +0xd6 <udplite>
     109:	if r5 == 0x88 goto +0xd5 <udplite>
     110:	goto +0x10f <done>
<ipv6>:
     111:	if r6 > 0xfff goto +0x10e <too_deep>
     112:	r6 += r8
     113:	r9 -= 0x1
     114:	if r9 == 0x0 goto +0x10b <too_deep>
     115:	r2 = r6
     116:	r2 += 0x28
     117:	if r2 > r7 goto +0x108 <truncated>
     118:	w3 = *(u8 *)(r6 + 0x0)
     119:	r3 &= 0xf0
     120:	if r3 != 0x60 goto +0x105 <bad_ip_header>
     121:	w2 = *(u16 *)(r6 + 0x0)
     122:	r2 = be16 r2
     123:	r2 >>= 0x6
     124:	r2 &= 0x3f
     125:	*(u32 *)(r10 - 0x2c) = w2
     126:	r4 = -0x2917014799a6026d ll
     128:	r2 = *(u64 *)(r6 + 0x8)
     129:	r3 = *(u64 *)(r6 + 0x10)
     130:	*(u64 *)(r10 - 0x70) = r2
     131:	*(u64 *)(r10 - 0x68) = r3
     132:	r2 = be64 r2
     133:	r2 *= r4
     134:	r2 += r3
     135:	*(u64 *)(r10 - 0x58) = r2
     136:	r2 = *(u64 *)(r6 + 0x18)
     137:	r3 = *(u64 *)(r6 + 0x20)
     138:	*(u64 *)(r10 - 0x80) = r2
     139:	*(u64 *)(r10 - 0x78) = r3
     140:	r2 = be64 r2
     141:	r2 *= r4
     142:	r2 += r3
     143:	*(u64 *)(r10 - 0x60) = r2
     144:	r2 = r8
     145:	r2 -= r8
     146:	*(u32 *)(r10 - 0x14) = w2
     147:	*(u32 *)(r10 - 0x1c) = w2
     148:	*(u32 *)(r10 - 0x24) = w2
     149:	*(u32 *)(r10 - 0x4) = 0x6
     150:	w5 = *(u8 *)(r6 + 0x6)
     151:	r6 += 0x28
     152:	r6 -= r8
     153:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     154:	*(u32 *)(r10 - 0xc) = w5
     155:	if r5 == 0x0 goto +0x3c <hopbyhop>
     156:	if r5 == 0x6 goto +0x7f <tcp>
     157:	if r5 == 0x11 goto +0x94 <udp>
     158:	if r5 == 0x21 goto +0xa4 <udplite>
     159:	if r5 == 0x2b goto +0x38 <hopbyhop>
     160:	if r5 == 0x2c goto +0x45 <fragment>
     161:	if r5 == 0x32 goto +0x6e <esp>
     162:	if r5 == 0x33 goto +0x59 <ah>
     163:	if r5 == 0x3c goto +0x34 <hopbyhop>
     164:	if r5 == 0x84 goto +0x9e <udplite>
     165:	if r5 == 0x88 goto +0x9d <udplite>
     166:	goto +0xd7 <done>
<vlan>:
     167:	if r6 > 0xfff goto +0xd6 <too_deep>
     168:	r6 += r8
     169:	r9 -= 0x1
     170:	if r9 == 0x0 goto +0xd3 <too_deep>
     171:	r2 = r6
     172:	r2 += 0x4
     173:	if r2 > r7 goto +0xd0 <truncated>
     174:	w2 = *(u32 *)(r10 - 0x4)
     175:	if r2 != 0x0 goto +0x6 <kept>
     176:	w2 = *(u32 *)(r10 - 0x34)
     177:	if r2 != 0x10000 goto +0x4 <kept>
     178:	w2 = *(u16 *)(r6 + 0x0)
     179:	r2 = be16 r2
     180:	r2 &= 0xfff
     181:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     182:	w5 = *(u16 *)(r6 + 0x2)
     183:	r6 += 0x4
     184:	r6 -= r8
     185:	goto -0x89 <by_ether_type>
<pbb>:
     186:	if r6 > 0xfff goto +0xc3 <too_deep>
     187:	r6 += r8
     188:	r9 -= 0x1
     189:	if r9 == 0x0 goto +0xc0 <too_deep>
     190:	r2 = r6
     191:	r2 += 0x4
     192:	if r2 > r7 goto +0xbd <truncated>
     193:	r6 += 0x4
     194:	r6 -= r8
     195:	goto -0x9e <ethernet>
<llc>:
     196:	if r6 > 0xfff goto +0xb9 <too_deep>
     197:	r6 += r8
     198:	r9 -= 0x1
     199:	if r9 == 0x0 goto +0xb6 <too_deep>
     200:	r2 = r6
     201:	r2 += 0x3
     202:	if r2 > r7 goto +0xb3 <truncated>
     203:	w3 = *(u16 *)(r6 + 0x0)
     204:	if r3 != 0xaaaa goto +0x4 <else>
     205:	w2 = *(u8 *)(r6 + 0x2)
     206:	if r2 != 0x3 goto +0x2 <else>
     207:	r6 -= r8
     208:	goto +0x9d <snap>
<else>:
     209:	if r3 != 0x606 goto +0x5 <else>
     210:	w3 = *(u8 *)(r6 + 0x2)
     211:	if r3 != 0x3 goto +0x3 <else>
     212:	r6 += 0x3
     213:	r6 -= r8
     214:	goto -0x96 <ipv4>
<else>:
     215:	goto +0xa6 <not_ip>
<hopbyhop>:
     216:	if r6 > 0xfff goto +0xa5 <too_deep>
     217:	r6 += r8
     218:	r9 -= 0x1
     219:	if r9 == 0x0 goto +0xa2 <too_deep>
     220:	r2 = r6
     221:	r2 += 0x8
     222:	if r2 > r7 goto +0x9f <truncated>
     223:	w5 = *(u8 *)(r6 + 0x0)
     224:	w3 = *(u8 *)(r6 + 0x1)
     225:	r3 += 0x1
     226:	r3 <<= 0x3
     227:	r6 += r3
     228:	r6 -= r8
     229:	goto -0x4c <by_protocol_6>
<fragment>:
     230:	if r6 > 0xfff goto +0x97 <too_deep>
     231:	r6 += r8
     232:	r9 -= 0x1
     233:	if r9 == 0x0 goto +0x94 <too_deep>
     234:	r2 = r6
     235:	r2 += 0x8
     236:	if r2 > r7 goto +0x91 <truncated>
     237:	w3 = *(u16 *)(r6 + 0x2)
     238:	r3 &= 0xf9ff
     239:	if r3 != 0x0 goto +0x4 <else>
     240:	w5 = *(u8 *)(r6 + 0x0)
     241:	r6 += 0x8
     242:	r6 -= r8
     243:	goto -0x5a <by_protocol_6>
<else>:
     244:	w5 = *(u8 *)(r6 + 0x0)
     245:	*(u32 *)(r10 - 0xc) = w5
     246:	r2 = r8
     247:	r2 -= r8
     248:	*(u32 *)(r10 - 0x14) = w2
     249:	*(u32 *)(r10 - 0x1c) = w2
     250:	*(u32 *)(r10 - 0x24) = w2
     251:	goto +0x82 <done>
<ah>:
     252:	if r6 > 0xfff goto +0x81 <too_deep>
     253:	r6 += r8
     254:	r9 -= 0x1
     255:	if r9 == 0x0 goto +0x7e <too_deep>
     256:	r2 = r6
     257:	r2 += 0x8
     258:	if r2 > r7 goto +0x7b <truncated>
     259:	w3 = *(u32 *)(r6 + 0x4)
     260:	*(u32 *)(r10 - 0x14) = w3
     261:	*(u32 *)(r10 - 0x1c) = w3
     262:	*(u32 *)(r10 - 0x24) = 0x2
     263:	w5 = *(u8 *)(r6 + 0x0)
     264:	w3 = *(u8 *)(r6 + 0x1)
     265:	r3 += 0x2
     266:	r3 <<= 0x2
     267:	r6 += r3
     268:	r6 -= r8
     269:	w2 = *(u32 *)(r10 - 0x4)
     270:	if r2 == 0x6 goto -0x75 <by_protocol_6>
     271:	goto -0xaa <by_protocol_4>
<esp>:
     272:	if r6 > 0xfff goto +0x6d <too_deep>
     273:	r6 += r8
     274:	r9 -= 0x1
     275:	if r9 == 0x0 goto +0x6a <too_deep>
     276:	r2 = r6
     277:	r2 += 0x4
     278:	if r2 > r7 goto +0x67 <truncated>
     279:	w3 = *(u32 *)(r6 + 0x0)
     280:	*(u32 *)(r10 - 0x14) = w3
     281:	*(u32 *)(r10 - 0x1c) = w3
     282:	*(u32 *)(r10 - 0x24) = 0x2
     283:	goto +0x62 <done>
<tcp>:
     284:	if r6 > 0xfff goto +0x61 <too_deep>
     285:	r6 += r8
     286:	r9 -= 0x1
     287:	if r9 == 0x0 goto +0x5e <too_deep>
     288:	r2 = r6
     289:	r2 += 0x4
     290:	if r2 > r7 goto +0x5b <truncated>
     291:	w3 = *(u16 *)(r6 + 0x0)
     292:	w4 = *(u16 *)(r6 + 0x2)
     293:	*(u32 *)(r10 - 0x14) = w3
     294:	*(u32 *)(r10 - 0x1c) = w4
     295:	*(u32 *)(r10 - 0x24) = 0x1
     296:	r6 -= r8
     297:	goto +0x0 <tcp_flags>
<tcp_flags>:
     298:	r6 &= 0x7fff
     299:	r6 += r8
     300:	r2 = r6
     301:	r2 += 0xe
     302:	if r2 > r7 goto +0x4f <truncated>
     303:	w2 = *(u8 *)(r6 + 0xd)
     304:	*(u32 *)(r10 - 0xe4) = w2
     305:	goto +0x4c <done>
<udp>:
     306:	if r6 > 0xfff goto +0x4b <too_deep>
     307:	r6 += r8
     308:	r9 -= 0x1
     309:	if r9 == 0x0 goto +0x48 <too_deep>
     310:	r2 = r6
     311:	r2 += 0x4
     312:	if r2 > r7 goto +0x45 <truncated>
     313:	w3 = *(u16 *)(r6 + 0x0)
     314:	w4 = *(u16 *)(r6 + 0x2)
     315:	*(u32 *)(r10 - 0x14) = w3
     316:	*(u32 *)(r10 - 0x1c) = w4
     317:	*(u32 *)(r10 - 0x24) = 0x1
     318:	r6 -= r8
     319:	if r4 == 0xb512 goto +0x10 <vxlan>
     320:	if r4 == 0x1821 goto +0xf <vxlan>
     321:	if r4 == 0xb612 goto +0xe <vxlan>
     322:	goto +0x3b <done>
<udplite>:
     323:	if r6 > 0xfff goto +0x3a <too_deep>
     324:	r6 += r8
     325:	r9 -= 0x1
     326:	if r9 == 0x0 goto +0x37 <too_deep>
     327:	r2 = r6
     328:	r2 += 0x4
     329:	if r2 > r7 goto +0x34 <truncated>
     330:	w3 = *(u16 *)(r6 + 0x0)
     331:	w4 = *(u16 *)(r6 + 0x2)
     332:	*(u32 *)(r10 - 0x14) = w3
     333:	*(u32 *)(r10 - 0x1c) = w4
     334:	*(u32 *)(r10 - 0x24) = 0x1
     335:	goto +0x2e <done>
<vxlan>:
     336:	if r6 > 0xfff goto +0x2d <too_deep>
     337:	r6 += r8
     338:	r9 -= 0x1
     339:	if r9 == 0x0 goto +0x2a <too_deep>
     340:	r2 = r6
     341:	r2 += 0x10
     342:	if r2 > r7 goto +0x27 <truncated>
     343:	w3 = *(u8 *)(r6 + 0x8)
     344:	r2 = r3
     345:	r2 &= 0x8
     346:	if r2 == 0x0 goto +0x23 <bad_tunnel_header>
     347:	r3 &= 0x4
     348:	if r3 != 0x0 goto +0x3 <else>
     349:	r6 += 0x10
     350:	r6 -= r8
     351:	goto -0x13a <ethernet>
<else>:
     352:	w3 = *(u8 *)(r6 + 0xb)
     353:	if r3 != 0x1 goto +0x3 <else>
     354:	r6 += 0x10
     355:	r6 -= r8
     356:	goto -0x124 <ipv4>
<else>:
     357:	if r3 != 0x2 goto +0x3 <else>
     358:	r6 += 0x10
     359:	r6 -= r8
     360:	goto -0xfa <ipv6>
<else>:
     361:	if r3 != 0x3 goto +0x3 <else>
     362:	r6 += 0x10
     363:	r6 -= r8
     364:	goto -0x147 <ethernet>
<else>:
     365:	goto +0x10 <not_ip>
<snap>:
     366:	r6 &= 0x7fff
     367:	r6 += r8
     368:	r2 = r6
     369:	r2 += 0x8
     370:	if r2 > r7 goto +0xb <truncated>
     371:	w3 = *(u16 *)(r6 + 0x3)
     372:	if r3 != 0x0 goto +0x8 <else>
     373:	w3 = *(u8 *)(r6 + 0x5)
     374:	if r3 == 0x0 goto +0x2 <holds>
     375:	if r3 == 0xf8 goto +0x1 <holds>
     376:	goto +0x4 <else>
<holds>:
     377:	w5 = *(u16 *)(r6 + 0x6)
     378:	r6 += 0x8
     379:	r6 -= r8
     380:	goto -0x14c <by_ether_type>
<else>:
     381:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
     382:	w2 = *(u32 *)(r10 - 0x4)
     383:	if r2 == 0x0 goto +0x1e <no_flow>
     384:	r1 = *(u64 *)(r10 - 0x58)
     385:	w3 = *(u32 *)(r10 - 0x14)
     386:	r3 <<= 0x20
     387:	r1 += r3
     388:	r2 = *(u64 *)(r10 - 0x60)
     389:	w3 = *(u32 *)(r10 - 0x1c)
     390:	r3 <<= 0x20
     391:	r2 += r3
     392:	w4 = *(u32 *)(r10 - 0xc)
     393:	r3 = -0x61c8864680b583eb ll
     395:	r1 *= r3
     396:	r2 *= r3
<mix>:
     397:	r3 = r1
     398:	r3 >>= 0x20
     399:	r1 ^= r3
     400:	r1 |= 0x1
     401:	r3 = r2
     402:	r3 >>= 0x20
     403:	r2 ^= r3
     404:	r2 |= 0x1
     405:	r1 *= r2
     406:	r2 = r1
     407:	r1 ^= r4
     408:	r2 >>= 0x20
     409:	r1 ^= r2
     410:	r3 = -0x6b2fb644ecceee15 ll
     412:	r1 *= r3
     413:	*(u64 *)(r10 - 0x88) = r1
<no_flow>:
     414:	w2 = *(u32 *)(r10 - 0x24)
     415:	if r2 != 0x1 goto +0xd <not_rule_0>
     416:	w2 = *(u32 *)(r10 - 0x1c)
     417:	r2 = be16 r2
     418:	if w2 < 0x1 goto +0x1 <below>
     419:	if w2 <= 0x3ff goto +0x1 <holds>
<below>:
     420:	goto +0x8 <not_rule_0>
<holds>:
     421:	w2 = *(u32 *)(r10 - 0xe4)
     422:	if r2 == 0x10000 goto +0x6 <not_rule_0>
     423:	r3 = r2
     424:	w3 &= 0x17
     425:	if w3 == 0x2 goto +0x1 <holds>
     426:	goto +0x2 <not_rule_0>
<holds>:
     427:	w0 = 0x1
     428:	exit
<not_rule_0>:
     429:	w2 = *(u32 *)(r10 - 0xc)
     430:	if w2 == 0x6 goto +0x2 <holds>
     431:	if w2 == 0x11 goto +0x1 <holds>
     432:	goto +0x6 <not_rule_1>
<holds>:
     433:	w2 = *(u32 *)(r10 - 0x2c)
     434:	if w2 == 0x2e goto +0x2 <holds>
     435:	if w2 == 0x30 goto +0x1 <holds>
     436:	goto +0x2 <not_rule_1>
<holds>:
     437:	w6 = 0x0
     438:	goto +0x53 <steer>
<not_rule_1>:
     439:	w2 = *(u32 *)(r10 - 0x4)
     440:	if r2 != 0x4 goto +0x5 <v6>
     441:	r3 = *(u64 *)(r10 - 0x60)
     442:	r4 = r3
     443:	w4 &= 0xffffff
     444:	if w4 == 0x200c0 goto +0xc <holds>
     445:	goto +0x17 <not_rule_2>
<v6>:
     446:	if r2 != 0x6 goto +0x16 <not_rule_2>
     447:	r2 = *(u64 *)(r10 - 0x80)
     448:	r3 = *(u64 *)(r10 - 0x78)
     449:	r4 = -0x1 ll
     451:	r4 &= r2
     452:	r5 = 0x200b80d0120 ll
     454:	if r4 != r5 goto +0x1 <other>
     455:	goto +0x1 <holds>
<other>:
     456:	goto +0xc <not_rule_2>
<holds>:
     457:	w2 = *(u32 *)(r10 - 0x34)
     458:	if w2 < 0x64 goto +0x1 <below>
     459:	if w2 <= 0xc7 goto +0x1 <holds>
<below>:
     460:	goto +0x8 <not_rule_2>
<holds>:
     461:	r1 = *(u64 *)(r10 - 0x88)
     462:	r1 >>= 0x1e
     463:	r1 &= 0xffc
     464:	r2 = 0x1000 ll <tables>
     466:	r2 += r1
     467:	w6 = *(u32 *)(r2 + 0x0)
     468:	goto +0x35 <steer>
<not_rule_2>:
     469:	w2 = *(u32 *)(r10 - 0xc)
     470:	if w2 == 0x11 goto +0x1 <holds>
     471:	goto +0x7 <not_rule_3>
<holds>:
     472:	w2 = *(u32 *)(r10 - 0x24)
     473:	if r2 != 0x1 goto +0x5 <not_rule_3>
     474:	w2 = *(u32 *)(r10 - 0x14)
     475:	if w2 == 0x3500 goto +0x1 <holds>
     476:	goto +0x2 <not_rule_3>
<holds>:
     477:	w6 = 0x1
     478:	goto +0x2b <steer>
<not_rule_3>:
     479:	w2 = *(u32 *)(r10 - 0x3c)
     480:	if w2 == 0x608 goto +0x1 <holds>
     481:	goto +0x1 <not_rule_4>
<holds>:
     482:	goto +0x2f <pass>
<not_rule_4>:
     483:	w2 = *(u32 *)(r10 - 0x4)
     484:	if r2 != 0x4 goto +0xb <other_family>
     485:	w2 = *(u32 *)(r10 - 0x58)
     486:	*(u32 *)(r10 - 0x9c) = 0x20
     487:	*(u32 *)(r10 - 0x98) = w2
     488:	r2 = r10
     489:	r2 += -0x9c
     490:	r1 = 0x0 ll <prefixes4>
     492:	call 0x1	# bpf_map_lookup_elem
     493:	if r0 == 0x0 goto +0x11 <no_prefix>
     494:	w6 = *(u32 *)(r0 + 0x0)
     495:	goto +0x1a <steer>
<other_family>:
     496:	w2 = *(u32 *)(r10 - 0x4)
     497:	if r2 != 0x6 goto +0xd <other_family>
     498:	r2 = *(u64 *)(r10 - 0x70)
     499:	r3 = *(u64 *)(r10 - 0x68)
     500:	*(u32 *)(r10 - 0x9c) = 0x80
     501:	*(u64 *)(r10 - 0x98) = r2
     502:	*(u64 *)(r10 - 0x90) = r3
     503:	r2 = r10
     504:	r2 += -0x9c
     505:	r1 = 0x0 ll <prefixes6>
     507:	call 0x1	# bpf_map_lookup_elem
     508:	if r0 == 0x0 goto +0x2 <no_prefix>
     509:	w6 = *(u32 *)(r0 + 0x0)
     510:	goto +0xb <steer>
<no_prefix>:
<other_family>:
     511:	w2 = *(u32 *)(r10 - 0x4)
     512:	if r2 == 0x0 goto +0x8 <nothing>
     513:	r1 = *(u64 *)(r10 - 0x88)
     514:	r1 >>= 0x1e
     515:	r1 &= 0xffc
     516:	r2 = 0x0 ll <tables>
     518:	r2 += r1
     519:	w6 = *(u32 *)(r2 + 0x0)
     520:	goto +0x1 <steer>
<nothing>:
     521:	goto +0x8 <pass>
<steer>:
     522:	call 0x8	# bpf_get_smp_processor_id
     523:	if r0 == r6 goto +0x6 <pass>
     524:	r2 = r6
     525:	r3 = 0x2
     526:	r1 = 0x0 ll <cpus>
     528:	call 0x33	# bpf_redirect_map
     529:	exit
<pass>:
     530:	w0 = 0x2
     531:	exit

