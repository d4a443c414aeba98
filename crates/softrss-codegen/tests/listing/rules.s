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
      39:	if r6 > 0xfff goto +0x168 <too_deep>
      40:	r6 += r8
      41:	r9 -= 0x1
      42:	if r9 == 0x0 goto +0x165 <too_deep>
      43:	r2 = r6
      44:	r2 += 0xe
      45:	if r2 > r7 goto +0x162 <truncated>
      46:	w5 = *(u16 *)(r6 + 0xc)
      47:	r6 += 0xe
      48:	r6 -= r8
      49:	goto +0x0 <by_ether_type>
<by_ether_type>:
      50:	w2 = *(u32 *)(r10 - 0x4)
      51:	if r2 != 0x0 goto +0x1 <inner>
      52:	*(u32 *)(r10 - 0x3c) = w5
<inner>:
      53:	if r5 == 0x8 goto +0xc <ipv4>
      54:	if r5 == 0xdd86 goto +0x3b <ipv6>
      55:	if r5 == 0x81 goto +0x77 <vlan>
      56:	if r5 == 0xa888 goto +0x76 <vlan>
      57:	if r5 == 0x91 goto +0x75 <vlan>
      58:	if r5 == 0xe788 goto +0x87 <pbb>
      59:	if r5 == 0x6488 goto +0x154 <not_in_decap>
      60:	if r5 == 0x4788 goto +0x153 <not_in_decap>
      61:	if r5 == 0x4888 goto +0x152 <not_in_decap>
      62:	if r5 == 0x5865 goto -0x18 <ethernet>
      63:	r5 = be16 r5
      64:	if r5 < 0x600 goto +0x8b <llc>
      65:	goto +0x14e <not_ip>
<ipv4>:
      66:	if r6 > 0xfff goto +0x14d <too_deep>
      67:	r6 += r8
      68:	r9 -= 0x1
      69:	if r9 == 0x0 goto +0x14a <too_deep>
      70:	r2 = r6
      71:	r2 += 0x14
      72:	if r2 > r7 goto +0x147 <truncated>
      73:	w3 = *(u8 *)(r6 + 0x0)
      74:	if r3 < 0x45 goto +0x145 <bad_ip_header>
      75:	if r3 > 0x4f goto +0x144 <bad_ip_header>
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
      88:	r2 = r8
      89:	r2 -= r8
      90:	*(u32 *)(r10 - 0x14) = w2
      91:	*(u32 *)(r10 - 0x1c) = w2
      92:	*(u32 *)(r10 - 0x24) = w2
      93:	w5 = *(u8 *)(r6 + 0x9)
      94:	*(u32 *)(r10 - 0xc) = w5
      95:	*(u32 *)(r10 - 0xec) = w5
      96:	w2 = *(u16 *)(r6 + 0x6)
      97:	r2 &= 0xff3f
      98:	if r2 != 0x0 goto +0x12d <done>
      99:	r3 &= 0xf
     100:	r3 <<= 0x2
     101:	r6 += r3
     102:	r6 -= r8
     103:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     104:	*(u32 *)(r10 - 0xc) = w5
     105:	*(u32 *)(r10 - 0xec) = w5
     106:	if r5 == 0x6 goto +0xb6 <tcp>
     107:	if r5 == 0x11 goto +0xcb <udp>
     108:	if r5 == 0x21 goto +0xdb <udplite>
     109:	if r5 == 0x32 goto +0xa7 <esp>
     110:	if r5 == 0x33 goto +0x96 <ah>
     111:	if r5 == 0x84 goto +0xd8 <udplite>
     112:	if r5 == 0x88 goto +0xd7 <udplite>
     113:	goto +0x11e <done>
<ipv6>:
     114:	if r6 > 0xfff goto +0x11d <too_deep>
     115:	r6 += r8
     116:	r9 -= 0x1
     117:	if r9 == 0x0 goto +0x11a <too_deep>
     118:	r2 = r6
     119:	r2 += 0x28
     120:	if r2 > r7 goto +0x117 <truncated>
     121:	w3 = *(u8 *)(r6 + 0x0)
     122:	r3 &= 0xf0
     123:	if r3 != 0x60 goto +0x114 <bad_ip_header>
     124:	w2 = *(u16 *)(r6 + 0x0)
     125:	r2 = be16 r2
     126:	r2 >>= 0x6
     127:	r2 &= 0x3f
     128:	*(u32 *)(r10 - 0x2c) = w2
     129:	r4 = -0x2917014799a6026d ll
     131:	r5 = -0x5f89e29b87429bd1 ll
     133:	r2 = *(u64 *)(r6 + 0x8)
     134:	r3 = *(u64 *)(r6 + 0x10)
     135:	*(u64 *)(r10 - 0x70) = r2
     136:	*(u64 *)(r10 - 0x68) = r3
     137:	r2 *= r4
     138:	r2 = be64 r2
     139:	r3 *= r5
     140:	r2 += r3
     141:	*(u64 *)(r10 - 0x58) = r2
     142:	r2 = *(u64 *)(r6 + 0x18)
     143:	r3 = *(u64 *)(r6 + 0x20)
     144:	*(u64 *)(r10 - 0x80) = r2
     145:	*(u64 *)(r10 - 0x78) = r3
     146:	r2 *= r4
     147:	r2 = be64 r2
     148:	r3 *= r5
     149:	r2 += r3
     150:	*(u64 *)(r10 - 0x60) = r2
     151:	r2 = r8
     152:	r2 -= r8
     153:	*(u32 *)(r10 - 0x14) = w2
     154:	*(u32 *)(r10 - 0x1c) = w2
     155:	*(u32 *)(r10 - 0x24) = w2
     156:	*(u32 *)(r10 - 0x4) = 0x6
     157:	w5 = *(u8 *)(r6 + 0x6)
     158:	r6 += 0x28
     159:	r6 -= r8
     160:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     161:	*(u32 *)(r10 - 0xc) = w5
     162:	*(u32 *)(r10 - 0xec) = w5
     163:	if r5 == 0x0 goto +0x3c <hopbyhop>
     164:	if r5 == 0x6 goto +0x7c <tcp>
     165:	if r5 == 0x11 goto +0x91 <udp>
     166:	if r5 == 0x21 goto +0xa1 <udplite>
     167:	if r5 == 0x2b goto +0x38 <hopbyhop>
     168:	if r5 == 0x2c goto +0x45 <fragment>
     169:	if r5 == 0x32 goto +0x6b <esp>
     170:	if r5 == 0x33 goto +0x5a <ah>
     171:	if r5 == 0x3c goto +0x34 <hopbyhop>
     172:	if r5 == 0x84 goto +0x9b <udplite>
     173:	if r5 == 0x88 goto +0x9a <udplite>
     174:	goto +0xe1 <done>
<vlan>:
     175:	if r6 > 0xfff goto +0xe0 <too_deep>
     176:	r6 += r8
     177:	r9 -= 0x1
     178:	if r9 == 0x0 goto +0xdd <too_deep>
     179:	r2 = r6
     180:	r2 += 0x4
     181:	if r2 > r7 goto +0xda <truncated>
     182:	w2 = *(u32 *)(r10 - 0x4)
     183:	if r2 != 0x0 goto +0x6 <kept>
     184:	w2 = *(u32 *)(r10 - 0x34)
     185:	if r2 != 0x10000 goto +0x4 <kept>
     186:	w2 = *(u16 *)(r6 + 0x0)
     187:	r2 = be16 r2
     188:	r2 &= 0xfff
     189:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     190:	w5 = *(u16 *)(r6 + 0x2)
     191:	r6 += 0x4
     192:	r6 -= r8
     193:	goto -0x90 <by_ether_type>
<pbb>:
     194:	if r6 > 0xfff goto +0xcd <too_deep>
     195:	r6 += r8
     196:	r9 -= 0x1
     197:	if r9 == 0x0 goto +0xca <too_deep>
     198:	r2 = r6
     199:	r2 += 0x4
     200:	if r2 > r7 goto +0xc7 <truncated>
     201:	r6 += 0x4
     202:	r6 -= r8
     203:	goto -0xa5 <ethernet>
<llc>:
     204:	if r6 > 0xfff goto +0xc3 <too_deep>
     205:	r6 += r8
     206:	r9 -= 0x1
     207:	if r9 == 0x0 goto +0xc0 <too_deep>
     208:	r2 = r6
     209:	r2 += 0x3
     210:	if r2 > r7 goto +0xbd <truncated>
     211:	w3 = *(u16 *)(r6 + 0x0)
     212:	if r3 != 0xaaaa goto +0x4 <else>
     213:	w2 = *(u8 *)(r6 + 0x2)
     214:	if r2 != 0x3 goto +0x2 <else>
     215:	r6 -= r8
     216:	goto +0xa7 <snap>
<else>:
     217:	if r3 != 0x606 goto +0x5 <else>
     218:	w3 = *(u8 *)(r6 + 0x2)
     219:	if r3 != 0x3 goto +0x3 <else>
     220:	r6 += 0x3
     221:	r6 -= r8
     222:	goto -0x9d <ipv4>
<else>:
     223:	goto +0xb0 <not_ip>
<hopbyhop>:
     224:	if r6 > 0xfff goto +0xaf <too_deep>
     225:	r6 += r8
     226:	r9 -= 0x1
     227:	if r9 == 0x0 goto +0xac <too_deep>
     228:	r2 = r6
     229:	r2 += 0x8
     230:	if r2 > r7 goto +0xa9 <truncated>
     231:	w5 = *(u8 *)(r6 + 0x0)
     232:	w3 = *(u8 *)(r6 + 0x1)
     233:	r3 += 0x1
     234:	r3 <<= 0x3
     235:	r6 += r3
     236:	r6 -= r8
     237:	goto -0x4d <by_protocol_6>
<fragment>:
     238:	if r6 > 0xfff goto +0xa1 <too_deep>
     239:	r6 += r8
     240:	r9 -= 0x1
     241:	if r9 == 0x0 goto +0x9e <too_deep>
     242:	r2 = r6
     243:	r2 += 0x8
     244:	if r2 > r7 goto +0x9b <truncated>
     245:	w3 = *(u16 *)(r6 + 0x2)
     246:	r3 &= 0xf9ff
     247:	if r3 != 0x0 goto +0x4 <else>
     248:	w5 = *(u8 *)(r6 + 0x0)
     249:	r6 += 0x8
     250:	r6 -= r8
     251:	goto -0x5b <by_protocol_6>
<else>:
     252:	w5 = *(u8 *)(r6 + 0x0)
     253:	*(u32 *)(r10 - 0xc) = w5
     254:	*(u32 *)(r10 - 0xec) = 0x2c
     255:	r2 = r8
     256:	r2 -= r8
     257:	*(u32 *)(r10 - 0x14) = w2
     258:	*(u32 *)(r10 - 0x1c) = w2
     259:	*(u32 *)(r10 - 0x24) = w2
     260:	goto +0x8b <done>
<ah>:
     261:	if r6 > 0xfff goto +0x8a <too_deep>
     262:	r6 += r8
     263:	r9 -= 0x1
     264:	if r9 == 0x0 goto +0x87 <too_deep>
     265:	r2 = r6
     266:	r2 += 0x8
     267:	if r2 > r7 goto +0x84 <truncated>
     268:	w5 = *(u8 *)(r6 + 0x0)
     269:	w3 = *(u8 *)(r6 + 0x1)
     270:	r3 += 0x2
     271:	r3 <<= 0x2
     272:	r6 += r3
     273:	r6 -= r8
     274:	w2 = *(u32 *)(r10 - 0x4)
     275:	if r2 == 0x6 goto -0x73 <by_protocol_6>
     276:	goto -0xad <by_protocol_4>
<esp>:
     277:	if r6 > 0xfff goto +0x7a <too_deep>
     278:	r6 += r8
     279:	r9 -= 0x1
     280:	if r9 == 0x0 goto +0x77 <too_deep>
     281:	r2 = r6
     282:	r2 += 0x4
     283:	if r2 > r7 goto +0x74 <truncated>
     284:	w3 = *(u32 *)(r6 + 0x0)
     285:	*(u32 *)(r10 - 0x14) = w3
     286:	*(u32 *)(r10 - 0x1c) = w3
     287:	*(u32 *)(r10 - 0x24) = 0x2
     288:	goto +0x6f <done>
<tcp>:
     289:	if r6 > 0xfff goto +0x6e <too_deep>
     290:	r6 += r8
     291:	r9 -= 0x1
     292:	if r9 == 0x0 goto +0x6b <too_deep>
     293:	r2 = r6
     294:	r2 += 0x4
     295:	if r2 > r7 goto +0x68 <truncated>
     296:	w3 = *(u16 *)(r6 + 0x0)
     297:	w4 = *(u16 *)(r6 + 0x2)
     298:	*(u32 *)(r10 - 0x14) = w3
     299:	*(u32 *)(r10 - 0x1c) = w4
     300:	*(u32 *)(r10 - 0x24) = 0x1
     301:	r6 -= r8
     302:	goto +0x0 <tcp_flags>
<tcp_flags>:
     303:	r6 &= 0x7fff
     304:	r6 += r8
     305:	r2 = r6
     306:	r2 += 0xe
     307:	if r2 > r7 goto +0x5c <truncated>
     308:	w2 = *(u8 *)(r6 + 0xd)
     309:	*(u32 *)(r10 - 0xe4) = w2
     310:	goto +0x59 <done>
<udp>:
     311:	if r6 > 0xfff goto +0x58 <too_deep>
     312:	r6 += r8
     313:	r9 -= 0x1
     314:	if r9 == 0x0 goto +0x55 <too_deep>
     315:	r2 = r6
     316:	r2 += 0x4
     317:	if r2 > r7 goto +0x52 <truncated>
     318:	w3 = *(u16 *)(r6 + 0x0)
     319:	w4 = *(u16 *)(r6 + 0x2)
     320:	*(u32 *)(r10 - 0x14) = w3
     321:	*(u32 *)(r10 - 0x1c) = w4
     322:	*(u32 *)(r10 - 0x24) = 0x1
     323:	r6 -= r8
     324:	if r4 == 0xb512 goto +0x10 <vxlan>
     325:	if r4 == 0x1821 goto +0xf <vxlan>
     326:	if r4 == 0xb612 goto +0x1b <vxlangpe>
     327:	goto +0x48 <done>
<udplite>:
     328:	if r6 > 0xfff goto +0x47 <too_deep>
     329:	r6 += r8
     330:	r9 -= 0x1
     331:	if r9 == 0x0 goto +0x44 <too_deep>
     332:	r2 = r6
     333:	r2 += 0x4
     334:	if r2 > r7 goto +0x41 <truncated>
     335:	w3 = *(u16 *)(r6 + 0x0)
     336:	w4 = *(u16 *)(r6 + 0x2)
     337:	*(u32 *)(r10 - 0x14) = w3
     338:	*(u32 *)(r10 - 0x1c) = w4
     339:	*(u32 *)(r10 - 0x24) = 0x1
     340:	goto +0x3b <done>
<vxlan>:
     341:	if r6 > 0xfff goto +0x3a <too_deep>
     342:	r6 += r8
     343:	r9 -= 0x1
     344:	if r9 == 0x0 goto +0x37 <too_deep>
     345:	r2 = r6
     346:	r2 += 0x10
     347:	if r2 > r7 goto +0x34 <truncated>
     348:	w3 = *(u8 *)(r6 + 0x8)
     349:	r3 &= 0x8
     350:	if r3 == 0x0 goto +0x31 <bad_tunnel_header>
     351:	r6 += 0x10
     352:	r6 -= r8
     353:	goto -0x13b <ethernet>
<vxlangpe>:
     354:	if r6 > 0xfff goto +0x2d <too_deep>
     355:	r6 += r8
     356:	r9 -= 0x1
     357:	if r9 == 0x0 goto +0x2a <too_deep>
     358:	r2 = r6
     359:	r2 += 0x10
     360:	if r2 > r7 goto +0x27 <truncated>
     361:	w3 = *(u8 *)(r6 + 0x8)
     362:	r2 = r3
     363:	r2 &= 0x8
     364:	if r2 == 0x0 goto +0x23 <bad_tunnel_header>
     365:	r3 &= 0x4
     366:	if r3 != 0x0 goto +0x3 <else>
     367:	r6 += 0x10
     368:	r6 -= r8
     369:	goto -0x14b <ethernet>
<else>:
     370:	w3 = *(u8 *)(r6 + 0xb)
     371:	if r3 != 0x1 goto +0x3 <else>
     372:	r6 += 0x10
     373:	r6 -= r8
     374:	goto -0x135 <ipv4>
<else>:
     375:	if r3 != 0x2 goto +0x3 <else>
     376:	r6 += 0x10
     377:	r6 -= r8
     378:	goto -0x109 <ipv6>
<else>:
     379:	if r3 != 0x3 goto +0x3 <else>
     380:	r6 += 0x10
     381:	r6 -= r8
     382:	goto -0x158 <ethernet>
<else>:
     383:	goto +0x10 <not_ip>
<snap>:
     384:	r6 &= 0x7fff
     385:	r6 += r8
     386:	r2 = r6
     387:	r2 += 0x8
     388:	if r2 > r7 goto +0xb <truncated>
     389:	w3 = *(u16 *)(r6 + 0x3)
     390:	if r3 != 0x0 goto +0x8 <else>
     391:	w3 = *(u8 *)(r6 + 0x5)
     392:	if r3 == 0x0 goto +0x2 <holds>
     393:	if r3 == 0xf8 goto +0x1 <holds>
     394:	goto +0x4 <else>
<holds>:
     395:	w5 = *(u16 *)(r6 + 0x6)
     396:	r6 += 0x8
     397:	r6 -= r8
     398:	goto -0x15d <by_ether_type>
<else>:
     399:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
     400:	w2 = *(u32 *)(r10 - 0x4)
     401:	if r2 == 0x0 goto +0x1e <no_flow>
     402:	r1 = *(u64 *)(r10 - 0x58)
     403:	w3 = *(u32 *)(r10 - 0x14)
     404:	r3 <<= 0x20
     405:	r1 += r3
     406:	r2 = *(u64 *)(r10 - 0x60)
     407:	w3 = *(u32 *)(r10 - 0x1c)
     408:	r3 <<= 0x20
     409:	r2 += r3
     410:	w4 = *(u32 *)(r10 - 0xec)
     411:	r3 = -0x61c8864680b583eb ll
     413:	r1 *= r3
     414:	r2 *= r3
<mix>:
     415:	r3 = r1
     416:	r3 >>= 0x20
     417:	r1 ^= r3
     418:	r1 |= 0x1
     419:	r3 = r2
     420:	r3 >>= 0x20
     421:	r2 ^= r3
     422:	r2 |= 0x1
     423:	r1 *= r2
     424:	r2 = r1
     425:	r1 ^= r4
     426:	r2 >>= 0x20
     427:	r1 ^= r2
     428:	r3 = -0x6b2fb644ecceee15 ll
     430:	r1 *= r3
     431:	*(u64 *)(r10 - 0x88) = r1
<no_flow>:
     432:	w2 = *(u32 *)(r10 - 0x24)
     433:	if r2 != 0x1 goto +0xd <not_rule_0>
     434:	w2 = *(u32 *)(r10 - 0x1c)
     435:	r2 = be16 r2
     436:	if w2 < 0x1 goto +0x1 <below>
     437:	if w2 <= 0x3ff goto +0x1 <holds>
<below>:
     438:	goto +0x8 <not_rule_0>
<holds>:
     439:	w2 = *(u32 *)(r10 - 0xe4)
     440:	if r2 == 0x10000 goto +0x6 <not_rule_0>
     441:	r3 = r2
     442:	w3 &= 0x17
     443:	if w3 == 0x2 goto +0x1 <holds>
     444:	goto +0x2 <not_rule_0>
<holds>:
     445:	w0 = 0x1
     446:	exit
<not_rule_0>:
     447:	w2 = *(u32 *)(r10 - 0xc)
     448:	if w2 == 0x6 goto +0x2 <holds>
     449:	if w2 == 0x11 goto +0x1 <holds>
     450:	goto +0x6 <not_rule_1>
<holds>:
     451:	w2 = *(u32 *)(r10 - 0x2c)
     452:	if w2 == 0x2e goto +0x2 <holds>
     453:	if w2 == 0x30 goto +0x1 <holds>
     454:	goto +0x2 <not_rule_1>
<holds>:
     455:	w6 = 0x0
     456:	goto +0x53 <steer>
<not_rule_1>:
     457:	w2 = *(u32 *)(r10 - 0x4)
     458:	if r2 != 0x4 goto +0x5 <v6>
     459:	r3 = *(u64 *)(r10 - 0x60)
     460:	r4 = r3
     461:	w4 &= 0xffffff
     462:	if w4 == 0x200c0 goto +0xc <holds>
     463:	goto +0x17 <not_rule_2>
<v6>:
     464:	if r2 != 0x6 goto +0x16 <not_rule_2>
     465:	r2 = *(u64 *)(r10 - 0x80)
     466:	r3 = *(u64 *)(r10 - 0x78)
     467:	r4 = -0x1 ll
     469:	r4 &= r2
     470:	r5 = 0x200b80d0120 ll
     472:	if r4 != r5 goto +0x1 <other>
     473:	goto +0x1 <holds>
<other>:
     474:	goto +0xc <not_rule_2>
<holds>:
     475:	w2 = *(u32 *)(r10 - 0x34)
     476:	if w2 < 0x64 goto +0x1 <below>
     477:	if w2 <= 0xc7 goto +0x1 <holds>
<below>:
     478:	goto +0x8 <not_rule_2>
<holds>:
     479:	r1 = *(u64 *)(r10 - 0x88)
     480:	r1 >>= 0x1e
     481:	r1 &= 0xffc
     482:	r2 = 0x1000 ll <tables>
     484:	r2 += r1
     485:	w6 = *(u32 *)(r2 + 0x0)
     486:	goto +0x35 <steer>
<not_rule_2>:
     487:	w2 = *(u32 *)(r10 - 0xc)
     488:	if w2 == 0x11 goto +0x1 <holds>
     489:	goto +0x7 <not_rule_3>
<holds>:
     490:	w2 = *(u32 *)(r10 - 0x24)
     491:	if r2 != 0x1 goto +0x5 <not_rule_3>
     492:	w2 = *(u32 *)(r10 - 0x14)
     493:	if w2 == 0x3500 goto +0x1 <holds>
     494:	goto +0x2 <not_rule_3>
<holds>:
     495:	w6 = 0x1
     496:	goto +0x2b <steer>
<not_rule_3>:
     497:	w2 = *(u32 *)(r10 - 0x3c)
     498:	if w2 == 0x608 goto +0x1 <holds>
     499:	goto +0x1 <not_rule_4>
<holds>:
     500:	goto +0x2d <pass>
<not_rule_4>:
     501:	w2 = *(u32 *)(r10 - 0x4)
     502:	if r2 != 0x4 goto +0xb <other_family>
     503:	w2 = *(u32 *)(r10 - 0x58)
     504:	*(u32 *)(r10 - 0x9c) = 0x20
     505:	*(u32 *)(r10 - 0x98) = w2
     506:	r2 = r10
     507:	r2 += -0x9c
     508:	r1 = 0x0 ll <prefixes4>
     510:	call 0x1	# bpf_map_lookup_elem
     511:	if r0 == 0x0 goto +0x11 <no_prefix>
     512:	w6 = *(u32 *)(r0 + 0x0)
     513:	goto +0x1a <steer>
<other_family>:
     514:	w2 = *(u32 *)(r10 - 0x4)
     515:	if r2 != 0x6 goto +0xd <other_family>
     516:	r2 = *(u64 *)(r10 - 0x70)
     517:	r3 = *(u64 *)(r10 - 0x68)
     518:	*(u32 *)(r10 - 0x9c) = 0x80
     519:	*(u64 *)(r10 - 0x98) = r2
     520:	*(u64 *)(r10 - 0x90) = r3
     521:	r2 = r10
     522:	r2 += -0x9c
     523:	r1 = 0x0 ll <prefixes6>
     525:	call 0x1	# bpf_map_lookup_elem
     526:	if r0 == 0x0 goto +0x2 <no_prefix>
     527:	w6 = *(u32 *)(r0 + 0x0)
     528:	goto +0xb <steer>
<no_prefix>:
<other_family>:
     529:	w2 = *(u32 *)(r10 - 0x4)
     530:	if r2 == 0x0 goto +0x8 <nothing>
     531:	r1 = *(u64 *)(r10 - 0x88)
     532:	r1 >>= 0x1e
     533:	r1 &= 0xffc
     534:	r2 = 0x0 ll <tables>
     536:	r2 += r1
     537:	w6 = *(u32 *)(r2 + 0x0)
     538:	goto +0x1 <steer>
<nothing>:
     539:	goto +0x6 <pass>
<steer>:
     540:	r2 = r6
     541:	r3 = 0x2
     542:	r1 = 0x0 ll <cpus>
     544:	call 0x33	# bpf_redirect_map
     545:	exit
<pass>:
     546:	w0 = 0x2
     547:	exit

