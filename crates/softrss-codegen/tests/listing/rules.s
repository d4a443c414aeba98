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
      39:	if r6 > 0xfff goto +0x164 <too_deep>
      40:	r6 += r8
      41:	r9 -= 0x1
      42:	if r9 == 0x0 goto +0x161 <too_deep>
      43:	r2 = r6
      44:	r2 += 0xe
      45:	if r2 > r7 goto +0x15e <truncated>
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
      55:	if r5 == 0x81 goto +0x73 <vlan>
      56:	if r5 == 0xa888 goto +0x72 <vlan>
      57:	if r5 == 0x91 goto +0x71 <vlan>
      58:	if r5 == 0xe788 goto +0x83 <pbb>
      59:	if r5 == 0x6488 goto +0x150 <not_in_decap>
      60:	if r5 == 0x4788 goto +0x14f <not_in_decap>
      61:	if r5 == 0x4888 goto +0x14e <not_in_decap>
      62:	if r5 == 0x5865 goto -0x18 <ethernet>
      63:	r5 = be16 r5
      64:	if r5 < 0x600 goto +0x87 <llc>
      65:	goto +0x14a <not_ip>
<ipv4>:
      66:	if r6 > 0xfff goto +0x149 <too_deep>
      67:	r6 += r8
      68:	r9 -= 0x1
      69:	if r9 == 0x0 goto +0x146 <too_deep>
      70:	r2 = r6
      71:	r2 += 0x14
      72:	if r2 > r7 goto +0x143 <truncated>
      73:	w3 = *(u8 *)(r6 + 0x0)
      74:	if r3 < 0x45 goto +0x141 <bad_ip_header>
      75:	if r3 > 0x4f goto +0x140 <bad_ip_header>
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
      98:	if r2 != 0x0 goto +0x129 <done>
      99:	r3 &= 0xf
     100:	r3 <<= 0x2
     101:	r6 += r3
     102:	r6 -= r8
     103:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     104:	*(u32 *)(r10 - 0xc) = w5
     105:	*(u32 *)(r10 - 0xec) = w5
     106:	if r5 == 0x6 goto +0xb2 <tcp>
     107:	if r5 == 0x11 goto +0xc7 <udp>
     108:	if r5 == 0x21 goto +0xd7 <udplite>
     109:	if r5 == 0x32 goto +0xa3 <esp>
     110:	if r5 == 0x33 goto +0x92 <ah>
     111:	if r5 == 0x84 goto +0xd4 <udplite>
     112:	if r5 == 0x88 goto +0xd3 <udplite>
     113:	goto +0x11a <done>
<ipv6>:
     114:	if r6 > 0xfff goto +0x119 <too_deep>
     115:	r6 += r8
     116:	r9 -= 0x1
     117:	if r9 == 0x0 goto +0x116 <too_deep>
     118:	r2 = r6
     119:	r2 += 0x28
     120:	if r2 > r7 goto +0x113 <truncated>
     121:	w3 = *(u8 *)(r6 + 0x0)
     122:	r3 &= 0xf0
     123:	if r3 != 0x60 goto +0x110 <bad_ip_header>
     124:	w2 = *(u16 *)(r6 + 0x0)
     125:	r2 = be16 r2
     126:	r2 >>= 0x6
     127:	r2 &= 0x3f
     128:	*(u32 *)(r10 - 0x2c) = w2
     129:	r4 = -0x2917014799a6026d ll
     131:	r2 = *(u64 *)(r6 + 0x8)
     132:	r3 = *(u64 *)(r6 + 0x10)
     133:	*(u64 *)(r10 - 0x70) = r2
     134:	*(u64 *)(r10 - 0x68) = r3
     135:	r2 = be64 r2
     136:	r2 *= r4
     137:	r2 += r3
     138:	*(u64 *)(r10 - 0x58) = r2
     139:	r2 = *(u64 *)(r6 + 0x18)
     140:	r3 = *(u64 *)(r6 + 0x20)
     141:	*(u64 *)(r10 - 0x80) = r2
     142:	*(u64 *)(r10 - 0x78) = r3
     143:	r2 = be64 r2
     144:	r2 *= r4
     145:	r2 += r3
     146:	*(u64 *)(r10 - 0x60) = r2
     147:	r2 = r8
     148:	r2 -= r8
     149:	*(u32 *)(r10 - 0x14) = w2
     150:	*(u32 *)(r10 - 0x1c) = w2
     151:	*(u32 *)(r10 - 0x24) = w2
     152:	*(u32 *)(r10 - 0x4) = 0x6
     153:	w5 = *(u8 *)(r6 + 0x6)
     154:	r6 += 0x28
     155:	r6 -= r8
     156:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     157:	*(u32 *)(r10 - 0xc) = w5
     158:	*(u32 *)(r10 - 0xec) = w5
     159:	if r5 == 0x0 goto +0x3c <hopbyhop>
     160:	if r5 == 0x6 goto +0x7c <tcp>
     161:	if r5 == 0x11 goto +0x91 <udp>
     162:	if r5 == 0x21 goto +0xa1 <udplite>
     163:	if r5 == 0x2b goto +0x38 <hopbyhop>
     164:	if r5 == 0x2c goto +0x45 <fragment>
     165:	if r5 == 0x32 goto +0x6b <esp>
     166:	if r5 == 0x33 goto +0x5a <ah>
     167:	if r5 == 0x3c goto +0x34 <hopbyhop>
     168:	if r5 == 0x84 goto +0x9b <udplite>
     169:	if r5 == 0x88 goto +0x9a <udplite>
     170:	goto +0xe1 <done>
<vlan>:
     171:	if r6 > 0xfff goto +0xe0 <too_deep>
     172:	r6 += r8
     173:	r9 -= 0x1
     174:	if r9 == 0x0 goto +0xdd <too_deep>
     175:	r2 = r6
     176:	r2 += 0x4
     177:	if r2 > r7 goto +0xda <truncated>
     178:	w2 = *(u32 *)(r10 - 0x4)
     179:	if r2 != 0x0 goto +0x6 <kept>
     180:	w2 = *(u32 *)(r10 - 0x34)
     181:	if r2 != 0x10000 goto +0x4 <kept>
     182:	w2 = *(u16 *)(r6 + 0x0)
     183:	r2 = be16 r2
     184:	r2 &= 0xfff
     185:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     186:	w5 = *(u16 *)(r6 + 0x2)
     187:	r6 += 0x4
     188:	r6 -= r8
     189:	goto -0x8c <by_ether_type>
<pbb>:
     190:	if r6 > 0xfff goto +0xcd <too_deep>
     191:	r6 += r8
     192:	r9 -= 0x1
     193:	if r9 == 0x0 goto +0xca <too_deep>
     194:	r2 = r6
     195:	r2 += 0x4
     196:	if r2 > r7 goto +0xc7 <truncated>
     197:	r6 += 0x4
     198:	r6 -= r8
     199:	goto -0xa1 <ethernet>
<llc>:
     200:	if r6 > 0xfff goto +0xc3 <too_deep>
     201:	r6 += r8
     202:	r9 -= 0x1
     203:	if r9 == 0x0 goto +0xc0 <too_deep>
     204:	r2 = r6
     205:	r2 += 0x3
     206:	if r2 > r7 goto +0xbd <truncated>
     207:	w3 = *(u16 *)(r6 + 0x0)
     208:	if r3 != 0xaaaa goto +0x4 <else>
     209:	w2 = *(u8 *)(r6 + 0x2)
     210:	if r2 != 0x3 goto +0x2 <else>
     211:	r6 -= r8
     212:	goto +0xa7 <snap>
<else>:
     213:	if r3 != 0x606 goto +0x5 <else>
     214:	w3 = *(u8 *)(r6 + 0x2)
     215:	if r3 != 0x3 goto +0x3 <else>
     216:	r6 += 0x3
     217:	r6 -= r8
     218:	goto -0x99 <ipv4>
<else>:
     219:	goto +0xb0 <not_ip>
<hopbyhop>:
     220:	if r6 > 0xfff goto +0xaf <too_deep>
     221:	r6 += r8
     222:	r9 -= 0x1
     223:	if r9 == 0x0 goto +0xac <too_deep>
     224:	r2 = r6
     225:	r2 += 0x8
     226:	if r2 > r7 goto +0xa9 <truncated>
     227:	w5 = *(u8 *)(r6 + 0x0)
     228:	w3 = *(u8 *)(r6 + 0x1)
     229:	r3 += 0x1
     230:	r3 <<= 0x3
     231:	r6 += r3
     232:	r6 -= r8
     233:	goto -0x4d <by_protocol_6>
<fragment>:
     234:	if r6 > 0xfff goto +0xa1 <too_deep>
     235:	r6 += r8
     236:	r9 -= 0x1
     237:	if r9 == 0x0 goto +0x9e <too_deep>
     238:	r2 = r6
     239:	r2 += 0x8
     240:	if r2 > r7 goto +0x9b <truncated>
     241:	w3 = *(u16 *)(r6 + 0x2)
     242:	r3 &= 0xf9ff
     243:	if r3 != 0x0 goto +0x4 <else>
     244:	w5 = *(u8 *)(r6 + 0x0)
     245:	r6 += 0x8
     246:	r6 -= r8
     247:	goto -0x5b <by_protocol_6>
<else>:
     248:	w5 = *(u8 *)(r6 + 0x0)
     249:	*(u32 *)(r10 - 0xc) = w5
     250:	*(u32 *)(r10 - 0xec) = 0x2c
     251:	r2 = r8
     252:	r2 -= r8
     253:	*(u32 *)(r10 - 0x14) = w2
     254:	*(u32 *)(r10 - 0x1c) = w2
     255:	*(u32 *)(r10 - 0x24) = w2
     256:	goto +0x8b <done>
<ah>:
     257:	if r6 > 0xfff goto +0x8a <too_deep>
     258:	r6 += r8
     259:	r9 -= 0x1
     260:	if r9 == 0x0 goto +0x87 <too_deep>
     261:	r2 = r6
     262:	r2 += 0x8
     263:	if r2 > r7 goto +0x84 <truncated>
     264:	w5 = *(u8 *)(r6 + 0x0)
     265:	w3 = *(u8 *)(r6 + 0x1)
     266:	r3 += 0x2
     267:	r3 <<= 0x2
     268:	r6 += r3
     269:	r6 -= r8
     270:	w2 = *(u32 *)(r10 - 0x4)
     271:	if r2 == 0x6 goto -0x73 <by_protocol_6>
     272:	goto -0xa9 <by_protocol_4>
<esp>:
     273:	if r6 > 0xfff goto +0x7a <too_deep>
     274:	r6 += r8
     275:	r9 -= 0x1
     276:	if r9 == 0x0 goto +0x77 <too_deep>
     277:	r2 = r6
     278:	r2 += 0x4
     279:	if r2 > r7 goto +0x74 <truncated>
     280:	w3 = *(u32 *)(r6 + 0x0)
     281:	*(u32 *)(r10 - 0x14) = w3
     282:	*(u32 *)(r10 - 0x1c) = w3
     283:	*(u32 *)(r10 - 0x24) = 0x2
     284:	goto +0x6f <done>
<tcp>:
     285:	if r6 > 0xfff goto +0x6e <too_deep>
     286:	r6 += r8
     287:	r9 -= 0x1
     288:	if r9 == 0x0 goto +0x6b <too_deep>
     289:	r2 = r6
     290:	r2 += 0x4
     291:	if r2 > r7 goto +0x68 <truncated>
     292:	w3 = *(u16 *)(r6 + 0x0)
     293:	w4 = *(u16 *)(r6 + 0x2)
     294:	*(u32 *)(r10 - 0x14) = w3
     295:	*(u32 *)(r10 - 0x1c) = w4
     296:	*(u32 *)(r10 - 0x24) = 0x1
     297:	r6 -= r8
     298:	goto +0x0 <tcp_flags>
<tcp_flags>:
     299:	r6 &= 0x7fff
     300:	r6 += r8
     301:	r2 = r6
     302:	r2 += 0xe
     303:	if r2 > r7 goto +0x5c <truncated>
     304:	w2 = *(u8 *)(r6 + 0xd)
     305:	*(u32 *)(r10 - 0xe4) = w2
     306:	goto +0x59 <done>
<udp>:
     307:	if r6 > 0xfff goto +0x58 <too_deep>
     308:	r6 += r8
     309:	r9 -= 0x1
     310:	if r9 == 0x0 goto +0x55 <too_deep>
     311:	r2 = r6
     312:	r2 += 0x4
     313:	if r2 > r7 goto +0x52 <truncated>
     314:	w3 = *(u16 *)(r6 + 0x0)
     315:	w4 = *(u16 *)(r6 + 0x2)
     316:	*(u32 *)(r10 - 0x14) = w3
     317:	*(u32 *)(r10 - 0x1c) = w4
     318:	*(u32 *)(r10 - 0x24) = 0x1
     319:	r6 -= r8
     320:	if r4 == 0xb512 goto +0x10 <vxlan>
     321:	if r4 == 0x1821 goto +0xf <vxlan>
     322:	if r4 == 0xb612 goto +0x1b <vxlangpe>
     323:	goto +0x48 <done>
<udplite>:
     324:	if r6 > 0xfff goto +0x47 <too_deep>
     325:	r6 += r8
     326:	r9 -= 0x1
     327:	if r9 == 0x0 goto +0x44 <too_deep>
     328:	r2 = r6
     329:	r2 += 0x4
     330:	if r2 > r7 goto +0x41 <truncated>
     331:	w3 = *(u16 *)(r6 + 0x0)
     332:	w4 = *(u16 *)(r6 + 0x2)
     333:	*(u32 *)(r10 - 0x14) = w3
     334:	*(u32 *)(r10 - 0x1c) = w4
     335:	*(u32 *)(r10 - 0x24) = 0x1
     336:	goto +0x3b <done>
<vxlan>:
     337:	if r6 > 0xfff goto +0x3a <too_deep>
     338:	r6 += r8
     339:	r9 -= 0x1
     340:	if r9 == 0x0 goto +0x37 <too_deep>
     341:	r2 = r6
     342:	r2 += 0x10
     343:	if r2 > r7 goto +0x34 <truncated>
     344:	w3 = *(u8 *)(r6 + 0x8)
     345:	r3 &= 0x8
     346:	if r3 == 0x0 goto +0x31 <bad_tunnel_header>
     347:	r6 += 0x10
     348:	r6 -= r8
     349:	goto -0x137 <ethernet>
<vxlangpe>:
     350:	if r6 > 0xfff goto +0x2d <too_deep>
     351:	r6 += r8
     352:	r9 -= 0x1
     353:	if r9 == 0x0 goto +0x2a <too_deep>
     354:	r2 = r6
     355:	r2 += 0x10
     356:	if r2 > r7 goto +0x27 <truncated>
     357:	w3 = *(u8 *)(r6 + 0x8)
     358:	r2 = r3
     359:	r2 &= 0x8
     360:	if r2 == 0x0 goto +0x23 <bad_tunnel_header>
     361:	r3 &= 0x4
     362:	if r3 != 0x0 goto +0x3 <else>
     363:	r6 += 0x10
     364:	r6 -= r8
     365:	goto -0x147 <ethernet>
<else>:
     366:	w3 = *(u8 *)(r6 + 0xb)
     367:	if r3 != 0x1 goto +0x3 <else>
     368:	r6 += 0x10
     369:	r6 -= r8
     370:	goto -0x131 <ipv4>
<else>:
     371:	if r3 != 0x2 goto +0x3 <else>
     372:	r6 += 0x10
     373:	r6 -= r8
     374:	goto -0x105 <ipv6>
<else>:
     375:	if r3 != 0x3 goto +0x3 <else>
     376:	r6 += 0x10
     377:	r6 -= r8
     378:	goto -0x154 <ethernet>
<else>:
     379:	goto +0x10 <not_ip>
<snap>:
     380:	r6 &= 0x7fff
     381:	r6 += r8
     382:	r2 = r6
     383:	r2 += 0x8
     384:	if r2 > r7 goto +0xb <truncated>
     385:	w3 = *(u16 *)(r6 + 0x3)
     386:	if r3 != 0x0 goto +0x8 <else>
     387:	w3 = *(u8 *)(r6 + 0x5)
     388:	if r3 == 0x0 goto +0x2 <holds>
     389:	if r3 == 0xf8 goto +0x1 <holds>
     390:	goto +0x4 <else>
<holds>:
     391:	w5 = *(u16 *)(r6 + 0x6)
     392:	r6 += 0x8
     393:	r6 -= r8
     394:	goto -0x159 <by_ether_type>
<else>:
     395:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
     396:	w2 = *(u32 *)(r10 - 0x4)
     397:	if r2 == 0x0 goto +0x1e <no_flow>
     398:	r1 = *(u64 *)(r10 - 0x58)
     399:	w3 = *(u32 *)(r10 - 0x14)
     400:	r3 <<= 0x20
     401:	r1 += r3
     402:	r2 = *(u64 *)(r10 - 0x60)
     403:	w3 = *(u32 *)(r10 - 0x1c)
     404:	r3 <<= 0x20
     405:	r2 += r3
     406:	w4 = *(u32 *)(r10 - 0xec)
     407:	r3 = -0x61c8864680b583eb ll
     409:	r1 *= r3
     410:	r2 *= r3
<mix>:
     411:	r3 = r1
     412:	r3 >>= 0x20
     413:	r1 ^= r3
     414:	r1 |= 0x1
     415:	r3 = r2
     416:	r3 >>= 0x20
     417:	r2 ^= r3
     418:	r2 |= 0x1
     419:	r1 *= r2
     420:	r2 = r1
     421:	r1 ^= r4
     422:	r2 >>= 0x20
     423:	r1 ^= r2
     424:	r3 = -0x6b2fb644ecceee15 ll
     426:	r1 *= r3
     427:	*(u64 *)(r10 - 0x88) = r1
<no_flow>:
     428:	w2 = *(u32 *)(r10 - 0x24)
     429:	if r2 != 0x1 goto +0xd <not_rule_0>
     430:	w2 = *(u32 *)(r10 - 0x1c)
     431:	r2 = be16 r2
     432:	if w2 < 0x1 goto +0x1 <below>
     433:	if w2 <= 0x3ff goto +0x1 <holds>
<below>:
     434:	goto +0x8 <not_rule_0>
<holds>:
     435:	w2 = *(u32 *)(r10 - 0xe4)
     436:	if r2 == 0x10000 goto +0x6 <not_rule_0>
     437:	r3 = r2
     438:	w3 &= 0x17
     439:	if w3 == 0x2 goto +0x1 <holds>
     440:	goto +0x2 <not_rule_0>
<holds>:
     441:	w0 = 0x1
     442:	exit
<not_rule_0>:
     443:	w2 = *(u32 *)(r10 - 0xc)
     444:	if w2 == 0x6 goto +0x2 <holds>
     445:	if w2 == 0x11 goto +0x1 <holds>
     446:	goto +0x6 <not_rule_1>
<holds>:
     447:	w2 = *(u32 *)(r10 - 0x2c)
     448:	if w2 == 0x2e goto +0x2 <holds>
     449:	if w2 == 0x30 goto +0x1 <holds>
     450:	goto +0x2 <not_rule_1>
<holds>:
     451:	w6 = 0x0
     452:	goto +0x53 <steer>
<not_rule_1>:
     453:	w2 = *(u32 *)(r10 - 0x4)
     454:	if r2 != 0x4 goto +0x5 <v6>
     455:	r3 = *(u64 *)(r10 - 0x60)
     456:	r4 = r3
     457:	w4 &= 0xffffff
     458:	if w4 == 0x200c0 goto +0xc <holds>
     459:	goto +0x17 <not_rule_2>
<v6>:
     460:	if r2 != 0x6 goto +0x16 <not_rule_2>
     461:	r2 = *(u64 *)(r10 - 0x80)
     462:	r3 = *(u64 *)(r10 - 0x78)
     463:	r4 = -0x1 ll
     465:	r4 &= r2
     466:	r5 = 0x200b80d0120 ll
     468:	if r4 != r5 goto +0x1 <other>
     469:	goto +0x1 <holds>
<other>:
     470:	goto +0xc <not_rule_2>
<holds>:
     471:	w2 = *(u32 *)(r10 - 0x34)
     472:	if w2 < 0x64 goto +0x1 <below>
     473:	if w2 <= 0xc7 goto +0x1 <holds>
<below>:
     474:	goto +0x8 <not_rule_2>
<holds>:
     475:	r1 = *(u64 *)(r10 - 0x88)
     476:	r1 >>= 0x1e
     477:	r1 &= 0xffc
     478:	r2 = 0x1000 ll <tables>
     480:	r2 += r1
     481:	w6 = *(u32 *)(r2 + 0x0)
     482:	goto +0x35 <steer>
<not_rule_2>:
     483:	w2 = *(u32 *)(r10 - 0xc)
     484:	if w2 == 0x11 goto +0x1 <holds>
     485:	goto +0x7 <not_rule_3>
<holds>:
     486:	w2 = *(u32 *)(r10 - 0x24)
     487:	if r2 != 0x1 goto +0x5 <not_rule_3>
     488:	w2 = *(u32 *)(r10 - 0x14)
     489:	if w2 == 0x3500 goto +0x1 <holds>
     490:	goto +0x2 <not_rule_3>
<holds>:
     491:	w6 = 0x1
     492:	goto +0x2b <steer>
<not_rule_3>:
     493:	w2 = *(u32 *)(r10 - 0x3c)
     494:	if w2 == 0x608 goto +0x1 <holds>
     495:	goto +0x1 <not_rule_4>
<holds>:
     496:	goto +0x2d <pass>
<not_rule_4>:
     497:	w2 = *(u32 *)(r10 - 0x4)
     498:	if r2 != 0x4 goto +0xb <other_family>
     499:	w2 = *(u32 *)(r10 - 0x58)
     500:	*(u32 *)(r10 - 0x9c) = 0x20
     501:	*(u32 *)(r10 - 0x98) = w2
     502:	r2 = r10
     503:	r2 += -0x9c
     504:	r1 = 0x0 ll <prefixes4>
     506:	call 0x1	# bpf_map_lookup_elem
     507:	if r0 == 0x0 goto +0x11 <no_prefix>
     508:	w6 = *(u32 *)(r0 + 0x0)
     509:	goto +0x1a <steer>
<other_family>:
     510:	w2 = *(u32 *)(r10 - 0x4)
     511:	if r2 != 0x6 goto +0xd <other_family>
     512:	r2 = *(u64 *)(r10 - 0x70)
     513:	r3 = *(u64 *)(r10 - 0x68)
     514:	*(u32 *)(r10 - 0x9c) = 0x80
     515:	*(u64 *)(r10 - 0x98) = r2
     516:	*(u64 *)(r10 - 0x90) = r3
     517:	r2 = r10
     518:	r2 += -0x9c
     519:	r1 = 0x0 ll <prefixes6>
     521:	call 0x1	# bpf_map_lookup_elem
     522:	if r0 == 0x0 goto +0x2 <no_prefix>
     523:	w6 = *(u32 *)(r0 + 0x0)
     524:	goto +0xb <steer>
<no_prefix>:
<other_family>:
     525:	w2 = *(u32 *)(r10 - 0x4)
     526:	if r2 == 0x0 goto +0x8 <nothing>
     527:	r1 = *(u64 *)(r10 - 0x88)
     528:	r1 >>= 0x1e
     529:	r1 &= 0xffc
     530:	r2 = 0x0 ll <tables>
     532:	r2 += r1
     533:	w6 = *(u32 *)(r2 + 0x0)
     534:	goto +0x1 <steer>
<nothing>:
     535:	goto +0x6 <pass>
<steer>:
     536:	r2 = r6
     537:	r3 = 0x2
     538:	r1 = 0x0 ll <cpus>
     540:	call 0x33	# bpf_redirect_map
     541:	exit
<pass>:
     542:	w0 = 0x2
     543:	exit

