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
      35:	r9 = 0x21
      36:	goto +0x0 <ethernet>
<ethernet>:
      37:	r2 = r6
      38:	r2 -= r8
      39:	if r2 > 0xfff goto +0x16a <too_deep>
      40:	r6 = r8
      41:	r6 += r2
      42:	r9 -= 0x1
      43:	if r9 == 0x0 goto +0x166 <too_deep>
      44:	r2 = r6
      45:	r2 += 0xe
      46:	if r2 > r7 goto +0x163 <truncated>
      47:	w5 = *(u16 *)(r6 + 0xc)
      48:	r6 += 0xe
      49:	goto +0x0 <by_ether_type>
<by_ether_type>:
      50:	w2 = *(u32 *)(r10 - 0x4)
      51:	if r2 != 0x0 goto +0x1 <inner>
      52:	*(u32 *)(r10 - 0x3c) = w5
<inner>:
      53:	if r5 == 0x8 goto +0xc <ipv4>
      54:	if r5 == 0xdd86 goto +0x3b <ipv6>
      55:	if r5 == 0x81 goto +0x74 <vlan>
      56:	if r5 == 0xa888 goto +0x73 <vlan>
      57:	if r5 == 0x91 goto +0x72 <vlan>
      58:	if r5 == 0xe788 goto +0x86 <pbb>
      59:	if r5 == 0x6488 goto +0x156 <not_in_decap>
      60:	if r5 == 0x4788 goto +0x155 <not_in_decap>
      61:	if r5 == 0x4888 goto +0x154 <not_in_decap>
      62:	if r5 == 0x5865 goto -0x1a <ethernet>
      63:	r5 = be16 r5
      64:	if r5 < 0x600 goto +0x8c <llc>
      65:	goto +0x150 <not_ip>
<ipv4>:
      66:	r2 = r6
      67:	r2 -= r8
      68:	if r2 > 0xfff goto +0x14d <too_deep>
      69:	r6 = r8
      70:	r6 += r2
      71:	r9 -= 0x1
      72:	if r9 == 0x0 goto +0x149 <too_deep>
      73:	r2 = r6
      74:	r2 += 0x14
      75:	if r2 > r7 goto +0x146 <truncated>
      76:	w3 = *(u8 *)(r6 + 0x0)
      77:	if r3 < 0x45 goto +0x144 <bad_ip_header>
      78:	if r3 > 0x4f goto +0x143 <bad_ip_header>
      79:	r5 = r8
      80:	r5 -= r8
      81:	w4 = *(u32 *)(r6 + 0xc)
      82:	r4 += r5
      83:	*(u64 *)(r10 - 0x58) = r4
      84:	w4 = *(u32 *)(r6 + 0x10)
      85:	r4 += r5
      86:	*(u64 *)(r10 - 0x60) = r4
      87:	*(u32 *)(r10 - 0x4) = 0x4
      88:	w4 = *(u8 *)(r6 + 0x1)
      89:	r4 >>= 0x2
      90:	*(u32 *)(r10 - 0x2c) = w4
      91:	r2 = r8
      92:	r2 -= r8
      93:	*(u32 *)(r10 - 0x14) = w2
      94:	*(u32 *)(r10 - 0x1c) = w2
      95:	*(u32 *)(r10 - 0x24) = w2
      96:	w5 = *(u8 *)(r6 + 0x9)
      97:	*(u32 *)(r10 - 0xc) = w5
      98:	w2 = *(u16 *)(r6 + 0x6)
      99:	r2 &= 0xff3f
     100:	if r2 != 0x0 goto +0x12d <done>
     101:	r3 &= 0xf
     102:	r3 <<= 0x2
     103:	r6 += r3
     104:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     105:	*(u32 *)(r10 - 0xc) = w5
     106:	if r5 == 0x6 goto +0xc4 <tcp>
     107:	if r5 == 0x11 goto +0xd9 <udp>
     108:	if r5 == 0x21 goto +0xeb <udplite>
     109:	if r5 == 0x32 goto +0xb2 <esp>
     110:	if r5 == 0x33 goto +0x9b <ah>
     111:	if r5 == 0x84 goto +0xe8 <udplite>
     112:	if r5 == 0x88 goto +0xe7 <udplite>
     113:	goto +0x120 <done>
<ipv6>:
     114:	r2 = r6
     115:	r2 -= r8
     116:	if r2 > 0xfff goto +0x11d <too_deep>
     117:	r6 = r8
     118:	r6 += r2
     119:	r9 -= 0x1
     120:	if r9 == 0x0 goto +0x119 <too_deep>
     121:	r2 = r6
     122:	r2 += 0x28
     123:	if r2 > r7 goto +0x116 <truncated>
     124:	w3 = *(u8 *)(r6 + 0x0)
     125:	r3 &= 0xf0
     126:	if r3 != 0x60 goto +0x113 <bad_ip_header>
     127:	w2 = *(u16 *)(r6 + 0x0)
     128:	r2 = be16 r2
     129:	r2 >>= 0x6
     130:	r2 &= 0x3f
     131:	*(u32 *)(r10 - 0x2c) = w2
     132:	r4 = -0x2917014799a6026d ll
     134:	r2 = *(u64 *)(r6 + 0x8)
     135:	r3 = *(u64 *)(r6 + 0x10)
     136:	*(u64 *)(r10 - 0x70) = r2
     137:	*(u64 *)(r10 - 0x68) = r3
     138:	r2 = be64 r2
     139:	r2 *= r4
     140:	r2 += r3
     141:	*(u64 *)(r10 - 0x58) = r2
     142:	r2 = *(u64 *)(r6 + 0x18)
     143:	r3 = *(u64 *)(r6 + 0x20)
     144:	*(u64 *)(r10 - 0x80) = r2
     145:	*(u64 *)(r10 - 0x78) = r3
     146:	r2 = be64 r2
     147:	r2 *= r4
     148:	r2 += r3
     149:	*(u64 *)(r10 - 0x60) = r2
     150:	r2 = r8
     151:	r2 -= r8
     152:	*(u32 *)(r10 - 0x14) = w2
     153:	*(u32 *)(r10 - 0x1c) = w2
     154:	*(u32 *)(r10 - 0x24) = w2
     155:	*(u32 *)(r10 - 0x4) = 0x6
     156:	w5 = *(u8 *)(r6 + 0x6)
     157:	r6 += 0x28
     158:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     159:	*(u32 *)(r10 - 0xc) = w5
     160:	if r5 == 0x0 goto +0x41 <hopbyhop>
     161:	if r5 == 0x6 goto +0x8d <tcp>
     162:	if r5 == 0x11 goto +0xa2 <udp>
     163:	if r5 == 0x21 goto +0xb4 <udplite>
     164:	if r5 == 0x2b goto +0x3d <hopbyhop>
     165:	if r5 == 0x2c goto +0x4c <fragment>
     166:	if r5 == 0x32 goto +0x79 <esp>
     167:	if r5 == 0x33 goto +0x62 <ah>
     168:	if r5 == 0x3c goto +0x39 <hopbyhop>
     169:	if r5 == 0x84 goto +0xae <udplite>
     170:	if r5 == 0x88 goto +0xad <udplite>
     171:	goto +0xe6 <done>
<vlan>:
     172:	r2 = r6
     173:	r2 -= r8
     174:	if r2 > 0xfff goto +0xe3 <too_deep>
     175:	r6 = r8
     176:	r6 += r2
     177:	r9 -= 0x1
     178:	if r9 == 0x0 goto +0xdf <too_deep>
     179:	r2 = r6
     180:	r2 += 0x4
     181:	if r2 > r7 goto +0xdc <truncated>
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
     192:	goto -0x8f <by_ether_type>
<pbb>:
     193:	r2 = r6
     194:	r2 -= r8
     195:	if r2 > 0xfff goto +0xce <too_deep>
     196:	r6 = r8
     197:	r6 += r2
     198:	r9 -= 0x1
     199:	if r9 == 0x0 goto +0xca <too_deep>
     200:	r2 = r6
     201:	r2 += 0x4
     202:	if r2 > r7 goto +0xc7 <truncated>
     203:	r6 += 0x4
     204:	goto -0xa8 <ethernet>
<llc>:
     205:	r2 = r6
     206:	r2 -= r8
     207:	if r2 > 0xfff goto +0xc2 <too_deep>
     208:	r6 = r8
     209:	r6 += r2
     210:	r9 -= 0x1
     211:	if r9 == 0x0 goto +0xbe <too_deep>
     212:	r2 = r6
     213:	r2 += 0x3
     214:	if r2 > r7 goto +0xbb <truncated>
     215:	w3 = *(u16 *)(r6 + 0x0)
     216:	if r3 != 0xaaaa goto +0x3 <else>
     217:	w2 = *(u8 *)(r6 + 0x2)
     218:	if r2 != 0x3 goto +0x1 <else>
     219:	goto +0xa9 <snap>
<else>:
     220:	if r3 != 0x606 goto +0x4 <else>
     221:	w3 = *(u8 *)(r6 + 0x2)
     222:	if r3 != 0x3 goto +0x2 <else>
     223:	r6 += 0x3
     224:	goto -0x9f <ipv4>
<else>:
     225:	goto +0xb0 <not_ip>
<hopbyhop>:
     226:	r2 = r6
     227:	r2 -= r8
     228:	if r2 > 0xfff goto +0xad <too_deep>
     229:	r6 = r8
     230:	r6 += r2
     231:	r9 -= 0x1
     232:	if r9 == 0x0 goto +0xa9 <too_deep>
     233:	r2 = r6
     234:	r2 += 0x8
     235:	if r2 > r7 goto +0xa6 <truncated>
     236:	w5 = *(u8 *)(r6 + 0x0)
     237:	w3 = *(u8 *)(r6 + 0x1)
     238:	r3 += 0x1
     239:	r3 <<= 0x3
     240:	r6 += r3
     241:	goto -0x53 <by_protocol_6>
<fragment>:
     242:	r2 = r6
     243:	r2 -= r8
     244:	if r2 > 0xfff goto +0x9d <too_deep>
     245:	r6 = r8
     246:	r6 += r2
     247:	r9 -= 0x1
     248:	if r9 == 0x0 goto +0x99 <too_deep>
     249:	r2 = r6
     250:	r2 += 0x8
     251:	if r2 > r7 goto +0x96 <truncated>
     252:	w3 = *(u16 *)(r6 + 0x2)
     253:	r3 &= 0xf9ff
     254:	if r3 != 0x0 goto +0x3 <else>
     255:	w5 = *(u8 *)(r6 + 0x0)
     256:	r6 += 0x8
     257:	goto -0x63 <by_protocol_6>
<else>:
     258:	w5 = *(u8 *)(r6 + 0x0)
     259:	*(u32 *)(r10 - 0xc) = w5
     260:	r2 = r8
     261:	r2 -= r8
     262:	*(u32 *)(r10 - 0x14) = w2
     263:	*(u32 *)(r10 - 0x1c) = w2
     264:	*(u32 *)(r10 - 0x24) = w2
     265:	goto +0x88 <done>
<ah>:
     266:	r2 = r6
     267:	r2 -= r8
     268:	if r2 > 0xfff goto +0x85 <too_deep>
     269:	r6 = r8
     270:	r6 += r2
     271:	r9 -= 0x1
     272:	if r9 == 0x0 goto +0x81 <too_deep>
     273:	r2 = r6
     274:	r2 += 0x8
     275:	if r2 > r7 goto +0x7e <truncated>
     276:	w3 = *(u32 *)(r6 + 0x4)
     277:	*(u32 *)(r10 - 0x14) = w3
     278:	*(u32 *)(r10 - 0x1c) = w3
     279:	*(u32 *)(r10 - 0x24) = 0x2
     280:	w5 = *(u8 *)(r6 + 0x0)
     281:	w3 = *(u8 *)(r6 + 0x1)
     282:	r3 += 0x2
     283:	r3 <<= 0x2
     284:	r6 += r3
     285:	w2 = *(u32 *)(r10 - 0x4)
     286:	if r2 == 0x6 goto -0x80 <by_protocol_6>
     287:	goto -0xb7 <by_protocol_4>
<esp>:
     288:	r2 = r6
     289:	r2 -= r8
     290:	if r2 > 0xfff goto +0x6f <too_deep>
     291:	r6 = r8
     292:	r6 += r2
     293:	r9 -= 0x1
     294:	if r9 == 0x0 goto +0x6b <too_deep>
     295:	r2 = r6
     296:	r2 += 0x4
     297:	if r2 > r7 goto +0x68 <truncated>
     298:	w3 = *(u32 *)(r6 + 0x0)
     299:	*(u32 *)(r10 - 0x14) = w3
     300:	*(u32 *)(r10 - 0x1c) = w3
     301:	*(u32 *)(r10 - 0x24) = 0x2
     302:	goto +0x63 <done>
<tcp>:
     303:	r2 = r6
     304:	r2 -= r8
     305:	if r2 > 0xfff goto +0x60 <too_deep>
     306:	r6 = r8
     307:	r6 += r2
     308:	r9 -= 0x1
     309:	if r9 == 0x0 goto +0x5c <too_deep>
     310:	r2 = r6
     311:	r2 += 0x4
     312:	if r2 > r7 goto +0x59 <truncated>
     313:	w3 = *(u16 *)(r6 + 0x0)
     314:	w4 = *(u16 *)(r6 + 0x2)
     315:	*(u32 *)(r10 - 0x14) = w3
     316:	*(u32 *)(r10 - 0x1c) = w4
     317:	*(u32 *)(r10 - 0x24) = 0x1
     318:	goto +0x0 <tcp_flags>
<tcp_flags>:
     319:	r2 = r6
     320:	r2 += 0xe
     321:	if r2 > r7 goto +0x50 <truncated>
     322:	w2 = *(u8 *)(r6 + 0xd)
     323:	*(u32 *)(r10 - 0xe4) = w2
     324:	goto +0x4d <done>
<udp>:
     325:	r2 = r6
     326:	r2 -= r8
     327:	if r2 > 0xfff goto +0x4a <too_deep>
     328:	r6 = r8
     329:	r6 += r2
     330:	r9 -= 0x1
     331:	if r9 == 0x0 goto +0x46 <too_deep>
     332:	r2 = r6
     333:	r2 += 0x4
     334:	if r2 > r7 goto +0x43 <truncated>
     335:	w3 = *(u16 *)(r6 + 0x0)
     336:	w4 = *(u16 *)(r6 + 0x2)
     337:	*(u32 *)(r10 - 0x14) = w3
     338:	*(u32 *)(r10 - 0x1c) = w4
     339:	*(u32 *)(r10 - 0x24) = 0x1
     340:	if r4 == 0xb512 goto +0x13 <vxlan>
     341:	if r4 == 0x1821 goto +0x12 <vxlan>
     342:	if r4 == 0xb612 goto +0x11 <vxlan>
     343:	goto +0x3a <done>
<udplite>:
     344:	r2 = r6
     345:	r2 -= r8
     346:	if r2 > 0xfff goto +0x37 <too_deep>
     347:	r6 = r8
     348:	r6 += r2
     349:	r9 -= 0x1
     350:	if r9 == 0x0 goto +0x33 <too_deep>
     351:	r2 = r6
     352:	r2 += 0x4
     353:	if r2 > r7 goto +0x30 <truncated>
     354:	w3 = *(u16 *)(r6 + 0x0)
     355:	w4 = *(u16 *)(r6 + 0x2)
     356:	*(u32 *)(r10 - 0x14) = w3
     357:	*(u32 *)(r10 - 0x1c) = w4
     358:	*(u32 *)(r10 - 0x24) = 0x1
     359:	goto +0x2a <done>
<vxlan>:
     360:	r2 = r6
     361:	r2 -= r8
     362:	if r2 > 0xfff goto +0x27 <too_deep>
     363:	r6 = r8
     364:	r6 += r2
     365:	r9 -= 0x1
     366:	if r9 == 0x0 goto +0x23 <too_deep>
     367:	r2 = r6
     368:	r2 += 0x10
     369:	if r2 > r7 goto +0x20 <truncated>
     370:	w3 = *(u8 *)(r6 + 0x8)
     371:	r2 = r3
     372:	r2 &= 0x8
     373:	if r2 == 0x0 goto +0x1c <bad_tunnel_header>
     374:	r3 &= 0x4
     375:	if r3 != 0x0 goto +0x2 <else>
     376:	r6 += 0x10
     377:	goto -0x155 <ethernet>
<else>:
     378:	w3 = *(u8 *)(r6 + 0xb)
     379:	if r3 != 0x1 goto +0x2 <else>
     380:	r6 += 0x10
     381:	goto -0x13c <ipv4>
<else>:
     382:	if r3 != 0x2 goto +0x2 <else>
     383:	r6 += 0x10
     384:	goto -0x10f <ipv6>
<else>:
     385:	if r3 != 0x3 goto +0x2 <else>
     386:	r6 += 0x10
     387:	goto -0x15f <ethernet>
<else>:
     388:	goto +0xd <not_ip>
<snap>:
     389:	r2 = r6
     390:	r2 += 0x8
     391:	if r2 > r7 goto +0xa <truncated>
     392:	w3 = *(u16 *)(r6 + 0x3)
     393:	if r3 != 0x0 goto +0x7 <else>
     394:	w3 = *(u8 *)(r6 + 0x5)
     395:	if r3 == 0x0 goto +0x2 <holds>
     396:	if r3 == 0xf8 goto +0x1 <holds>
     397:	goto +0x3 <else>
<holds>:
     398:	w5 = *(u16 *)(r6 + 0x6)
     399:	r6 += 0x8
     400:	goto -0x15f <by_ether_type>
<else>:
     401:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
     402:	w2 = *(u32 *)(r10 - 0x4)
     403:	if r2 == 0x0 goto +0x1e <no_flow>
     404:	r1 = *(u64 *)(r10 - 0x58)
     405:	w3 = *(u32 *)(r10 - 0x14)
     406:	r3 <<= 0x20
     407:	r1 += r3
     408:	r2 = *(u64 *)(r10 - 0x60)
     409:	w3 = *(u32 *)(r10 - 0x1c)
     410:	r3 <<= 0x20
     411:	r2 += r3
     412:	w4 = *(u32 *)(r10 - 0xc)
     413:	r3 = -0x61c8864680b583eb ll
     415:	r1 *= r3
     416:	r2 *= r3
<mix>:
     417:	r3 = r1
     418:	r3 >>= 0x20
     419:	r1 ^= r3
     420:	r1 |= 0x1
     421:	r3 = r2
     422:	r3 >>= 0x20
     423:	r2 ^= r3
     424:	r2 |= 0x1
     425:	r1 *= r2
     426:	r2 = r1
     427:	r1 ^= r4
     428:	r2 >>= 0x20
     429:	r1 ^= r2
     430:	r3 = -0x6b2fb644ecceee15 ll
     432:	r1 *= r3
     433:	*(u64 *)(r10 - 0x88) = r1
<no_flow>:
     434:	w2 = *(u32 *)(r10 - 0x24)
     435:	if r2 != 0x1 goto +0xd <not_rule_0>
     436:	w2 = *(u32 *)(r10 - 0x1c)
     437:	r2 = be16 r2
     438:	if w2 < 0x1 goto +0x1 <below>
     439:	if w2 <= 0x3ff goto +0x1 <holds>
<below>:
     440:	goto +0x8 <not_rule_0>
<holds>:
     441:	w2 = *(u32 *)(r10 - 0xe4)
     442:	if r2 == 0x10000 goto +0x6 <not_rule_0>
     443:	r3 = r2
     444:	w3 &= 0x17
     445:	if w3 == 0x2 goto +0x1 <holds>
     446:	goto +0x2 <not_rule_0>
<holds>:
     447:	w0 = 0x1
     448:	exit
<not_rule_0>:
     449:	w2 = *(u32 *)(r10 - 0xc)
     450:	if w2 == 0x6 goto +0x2 <holds>
     451:	if w2 == 0x11 goto +0x1 <holds>
     452:	goto +0x6 <not_rule_1>
<holds>:
     453:	w2 = *(u32 *)(r10 - 0x2c)
     454:	if w2 == 0x2e goto +0x2 <holds>
     455:	if w2 == 0x30 goto +0x1 <holds>
     456:	goto +0x2 <not_rule_1>
<holds>:
     457:	w6 = 0x0
     458:	goto +0x53 <steer>
<not_rule_1>:
     459:	w2 = *(u32 *)(r10 - 0x4)
     460:	if r2 != 0x4 goto +0x5 <v6>
     461:	r3 = *(u64 *)(r10 - 0x60)
     462:	r4 = r3
     463:	w4 &= 0xffffff
     464:	if w4 == 0x200c0 goto +0xc <holds>
     465:	goto +0x17 <not_rule_2>
<v6>:
     466:	if r2 != 0x6 goto +0x16 <not_rule_2>
     467:	r2 = *(u64 *)(r10 - 0x80)
     468:	r3 = *(u64 *)(r10 - 0x78)
     469:	r4 = -0x1 ll
     471:	r4 &= r2
     472:	r5 = 0x200b80d0120 ll
     474:	if r4 != r5 goto +0x1 <other>
     475:	goto +0x1 <holds>
<other>:
     476:	goto +0xc <not_rule_2>
<holds>:
     477:	w2 = *(u32 *)(r10 - 0x34)
     478:	if w2 < 0x64 goto +0x1 <below>
     479:	if w2 <= 0xc7 goto +0x1 <holds>
<below>:
     480:	goto +0x8 <not_rule_2>
<holds>:
     481:	r1 = *(u64 *)(r10 - 0x88)
     482:	r1 >>= 0x1e
     483:	r1 &= 0xffc
     484:	r2 = 0x1000 ll <tables>
     486:	r2 += r1
     487:	w6 = *(u32 *)(r2 + 0x0)
     488:	goto +0x35 <steer>
<not_rule_2>:
     489:	w2 = *(u32 *)(r10 - 0xc)
     490:	if w2 == 0x11 goto +0x1 <holds>
     491:	goto +0x7 <not_rule_3>
<holds>:
     492:	w2 = *(u32 *)(r10 - 0x24)
     493:	if r2 != 0x1 goto +0x5 <not_rule_3>
     494:	w2 = *(u32 *)(r10 - 0x14)
     495:	if w2 == 0x3500 goto +0x1 <holds>
     496:	goto +0x2 <not_rule_3>
<holds>:
     497:	w6 = 0x1
     498:	goto +0x2b <steer>
<not_rule_3>:
     499:	w2 = *(u32 *)(r10 - 0x3c)
     500:	if w2 == 0x608 goto +0x1 <holds>
     501:	goto +0x1 <not_rule_4>
<holds>:
     502:	goto +0x2f <pass>
<not_rule_4>:
     503:	w2 = *(u32 *)(r10 - 0x4)
     504:	if r2 != 0x4 goto +0xb <other_family>
     505:	w2 = *(u32 *)(r10 - 0x58)
     506:	*(u32 *)(r10 - 0x9c) = 0x20
     507:	*(u32 *)(r10 - 0x98) = w2
     508:	r2 = r10
     509:	r2 += -0x9c
     510:	r1 = 0x0 ll <prefixes4>
     512:	call 0x1	# bpf_map_lookup_elem
     513:	if r0 == 0x0 goto +0x11 <no_prefix>
     514:	w6 = *(u32 *)(r0 + 0x0)
     515:	goto +0x1a <steer>
<other_family>:
     516:	w2 = *(u32 *)(r10 - 0x4)
     517:	if r2 != 0x6 goto +0xd <other_family>
     518:	r2 = *(u64 *)(r10 - 0x70)
     519:	r3 = *(u64 *)(r10 - 0x68)
     520:	*(u32 *)(r10 - 0x9c) = 0x80
     521:	*(u64 *)(r10 - 0x98) = r2
     522:	*(u64 *)(r10 - 0x90) = r3
     523:	r2 = r10
     524:	r2 += -0x9c
     525:	r1 = 0x0 ll <prefixes6>
     527:	call 0x1	# bpf_map_lookup_elem
     528:	if r0 == 0x0 goto +0x2 <no_prefix>
     529:	w6 = *(u32 *)(r0 + 0x0)
     530:	goto +0xb <steer>
<no_prefix>:
<other_family>:
     531:	w2 = *(u32 *)(r10 - 0x4)
     532:	if r2 == 0x0 goto +0x8 <nothing>
     533:	r1 = *(u64 *)(r10 - 0x88)
     534:	r1 >>= 0x1e
     535:	r1 &= 0xffc
     536:	r2 = 0x0 ll <tables>
     538:	r2 += r1
     539:	w6 = *(u32 *)(r2 + 0x0)
     540:	goto +0x1 <steer>
<nothing>:
     541:	goto +0x8 <pass>
<steer>:
     542:	call 0x8	# bpf_get_smp_processor_id
     543:	if r0 == r6 goto +0x6 <pass>
     544:	r2 = r6
     545:	r3 = 0x2
     546:	r1 = 0x0 ll <cpus>
     548:	call 0x33	# bpf_redirect_map
     549:	exit
<pass>:
     550:	w0 = 0x2
     551:	exit

