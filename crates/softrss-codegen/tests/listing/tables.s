; softrss, xdp
       0:	w8 = *(u32 *)(r1 + 0x0)
       1:	w7 = *(u32 *)(r1 + 0x4)
       2:	r6 = r8
       3:	*(u32 *)(r10 - 0x34) = 0x10000
       4:	*(u32 *)(r10 - 0xf4) = 0x10000
       5:	r2 = r6
       6:	r2 += 0x26
       7:	if r2 > r7 goto +0xb0 <other>
       8:	w3 = *(u16 *)(r6 + 0xc)
       9:	if r3 == 0x8 goto +0x33 <plain4>
      10:	if r3 == 0xdd86 goto +0x6e <plain6>
      11:	if r3 == 0x6488 goto +0x27 <plain_pppoe>
      12:	if r3 == 0x81 goto +0x6 <tagged>
      13:	if r3 == 0xa888 goto +0x5 <tagged>
      14:	if r3 == 0x91 goto +0x4 <tagged>
      15:	if r3 == 0x92 goto +0x3 <tagged>
      16:	if r3 == 0x93 goto +0x2 <tagged>
      17:	if r3 == 0xdbda goto +0x1 <tagged>
      18:	goto +0xa5 <other>
<tagged>:
      19:	w2 = *(u16 *)(r6 + 0xe)
      20:	r2 = be16 r2
      21:	r2 &= 0xfff
      22:	*(u32 *)(r10 - 0x34) = w2
      23:	r6 += 0x4
      24:	r2 = r6
      25:	r2 += 0x26
      26:	if r2 > r7 goto +0x9d <other>
      27:	w3 = *(u16 *)(r6 + 0xc)
      28:	if r3 == 0x8 goto +0x20 <plain4>
      29:	if r3 == 0xdd86 goto +0x5b <plain6>
      30:	if r3 == 0x6488 goto +0x14 <plain_pppoe>
      31:	if r3 == 0x81 goto +0x6 <tagged>
      32:	if r3 == 0xa888 goto +0x5 <tagged>
      33:	if r3 == 0x91 goto +0x4 <tagged>
      34:	if r3 == 0x92 goto +0x3 <tagged>
      35:	if r3 == 0x93 goto +0x2 <tagged>
      36:	if r3 == 0xdbda goto +0x1 <tagged>
      37:	goto +0x92 <other>
<tagged>:
      38:	w2 = *(u16 *)(r6 + 0xe)
      39:	r2 = be16 r2
      40:	r2 &= 0xfff
      41:	*(u32 *)(r10 - 0xf4) = w2
      42:	r6 += 0x4
      43:	r2 = r6
      44:	r2 += 0x26
      45:	if r2 > r7 goto +0x8a <other>
      46:	w3 = *(u16 *)(r6 + 0xc)
      47:	if r3 == 0x8 goto +0xd <plain4>
      48:	if r3 == 0xdd86 goto +0x48 <plain6>
      49:	if r3 == 0x6488 goto +0x1 <plain_pppoe>
      50:	goto +0x85 <other>
<plain_pppoe>:
      51:	w2 = *(u16 *)(r6 + 0xe)
      52:	if r2 != 0x11 goto +0x83 <other>
      53:	w2 = *(u16 *)(r6 + 0x14)
      54:	r6 += 0x8
      55:	r4 = r6
      56:	r4 += 0x26
      57:	if r4 > r7 goto +0x7e <other>
      58:	if r2 == 0x2100 goto +0x2 <plain4>
      59:	if r2 == 0x5700 goto +0x3d <plain6>
      60:	goto +0x7b <other>
<plain4>:
      61:	w2 = *(u8 *)(r6 + 0xe)
      62:	if r2 != 0x45 goto +0x79 <other>
      63:	w2 = *(u16 *)(r6 + 0x14)
      64:	r2 &= 0xff3f
      65:	if r2 != 0x0 goto +0x76 <other>
      66:	w4 = *(u8 *)(r6 + 0x17)
      67:	if r4 == 0x6 goto +0x14 <plain>
      68:	if r4 != 0x11 goto +0x73 <other>
      69:	w3 = *(u16 *)(r6 + 0x24)
      70:	r2 = 0x202852140 ll
      72:	r2 >>= r3
      73:	r2 &= 0x1
      74:	if r2 == 0x0 goto +0xa <no_tunnel>
      75:	if r3 == 0xeb19 goto +0x6c <other>
      76:	if r3 == 0xb512 goto +0x6b <other>
      77:	if r3 == 0x1821 goto +0x6a <other>
      78:	if r3 == 0xb612 goto +0x69 <other>
      79:	if r3 == 0xf510 goto +0x68 <other>
      80:	if r3 == 0xc117 goto +0x67 <other>
      81:	if r3 == 0x6808 goto +0x66 <other>
      82:	if r3 == 0xc017 goto +0x65 <other>
      83:	if r3 == 0xa506 goto +0x64 <other>
      84:	if r3 == 0xd80d goto +0x63 <other>
<no_tunnel>:
      85:	w3 = *(u16 *)(r6 + 0x22)
      86:	if r3 == 0xa506 goto +0x61 <other>
      87:	if r3 == 0xd80d goto +0x60 <other>
<plain>:
<no_tunnel>:
      88:	r2 = r8
      89:	r2 -= r8
      90:	*(u64 *)(r10 - 0x70) = r2
      91:	r2 = r8
      92:	r2 -= r8
      93:	*(u64 *)(r10 - 0x68) = r2
      94:	r2 = r8
      95:	r2 -= r8
      96:	*(u64 *)(r10 - 0x80) = r2
      97:	r2 = r8
      98:	r2 -= r8
      99:	*(u64 *)(r10 - 0x78) = r2
     100:	r2 = r8
     101:	r2 -= r8
     102:	*(u32 *)(r10 - 0x4) = w2
     103:	r6 += 0xe
     104:	r5 = r8
     105:	r5 -= r8
     106:	w4 = *(u32 *)(r6 + 0xc)
     107:	r4 += r5
     108:	*(u64 *)(r10 - 0x58) = r4
     109:	w4 = *(u32 *)(r6 + 0x10)
     110:	r4 += r5
     111:	*(u64 *)(r10 - 0x60) = r4
     112:	*(u32 *)(r10 - 0x4) = 0x4
     113:	w5 = *(u8 *)(r6 + 0x9)
     114:	*(u32 *)(r10 - 0xc) = w5
     115:	r6 += 0x14
     116:	w3 = *(u16 *)(r6 + 0x0)
     117:	w4 = *(u16 *)(r6 + 0x2)
     118:	*(u32 *)(r10 - 0x14) = w3
     119:	*(u32 *)(r10 - 0x1c) = w4
     120:	goto +0x533 <done>
<plain6>:
     121:	r2 = r6
     122:	r2 += 0x3a
     123:	if r2 > r7 goto +0x3c <other>
     124:	w2 = *(u8 *)(r6 + 0xe)
     125:	r2 >>= 0x4
     126:	if r2 != 0x6 goto +0x39 <other>
     127:	w4 = *(u8 *)(r6 + 0x14)
     128:	if r4 == 0x6 goto +0x14 <plain>
     129:	if r4 != 0x11 goto +0x36 <other>
     130:	w3 = *(u16 *)(r6 + 0x38)
     131:	r2 = 0x202852140 ll
     133:	r2 >>= r3
     134:	r2 &= 0x1
     135:	if r2 == 0x0 goto +0xa <no_tunnel>
     136:	if r3 == 0xeb19 goto +0x2f <other>
     137:	if r3 == 0xb512 goto +0x2e <other>
     138:	if r3 == 0x1821 goto +0x2d <other>
     139:	if r3 == 0xb612 goto +0x2c <other>
     140:	if r3 == 0xf510 goto +0x2b <other>
     141:	if r3 == 0xc117 goto +0x2a <other>
     142:	if r3 == 0x6808 goto +0x29 <other>
     143:	if r3 == 0xc017 goto +0x28 <other>
     144:	if r3 == 0xa506 goto +0x27 <other>
     145:	if r3 == 0xd80d goto +0x26 <other>
<no_tunnel>:
     146:	w3 = *(u16 *)(r6 + 0x36)
     147:	if r3 == 0xa506 goto +0x24 <other>
     148:	if r3 == 0xd80d goto +0x23 <other>
<plain>:
<no_tunnel>:
     149:	r2 = r8
     150:	r2 -= r8
     151:	*(u32 *)(r10 - 0x4) = w2
     152:	r6 += 0xe
     153:	r4 = -0x2917014799a6026d ll
     155:	r5 = -0x5f89e29b87429bd1 ll
     157:	r2 = *(u64 *)(r6 + 0x8)
     158:	r3 = *(u64 *)(r6 + 0x10)
     159:	*(u64 *)(r10 - 0x70) = r2
     160:	*(u64 *)(r10 - 0x68) = r3
     161:	r2 *= r4
     162:	r2 = be64 r2
     163:	r3 *= r5
     164:	r2 += r3
     165:	*(u64 *)(r10 - 0x58) = r2
     166:	r2 = *(u64 *)(r6 + 0x18)
     167:	r3 = *(u64 *)(r6 + 0x20)
     168:	*(u64 *)(r10 - 0x80) = r2
     169:	*(u64 *)(r10 - 0x78) = r3
     170:	r2 *= r4
     171:	r2 = be64 r2
     172:	r3 *= r5
     173:	r2 += r3
     174:	*(u64 *)(r10 - 0x60) = r2
     175:	*(u32 *)(r10 - 0x4) = 0x6
     176:	w5 = *(u8 *)(r6 + 0x6)
     177:	*(u32 *)(r10 - 0xc) = w5
     178:	r6 += 0x28
     179:	w3 = *(u16 *)(r6 + 0x0)
     180:	w4 = *(u16 *)(r6 + 0x2)
     181:	*(u32 *)(r10 - 0x14) = w3
     182:	*(u32 *)(r10 - 0x1c) = w4
     183:	goto +0x4f4 <done>
<other>:
     184:	w8 = *(u32 *)(r1 + 0x0)
     185:	r2 = r8
     186:	r2 -= r8
     187:	*(u64 *)(r10 - 0x58) = r2
     188:	r2 = r8
     189:	r2 -= r8
     190:	*(u64 *)(r10 - 0x60) = r2
     191:	r2 = r8
     192:	r2 -= r8
     193:	*(u64 *)(r10 - 0x70) = r2
     194:	r2 = r8
     195:	r2 -= r8
     196:	*(u64 *)(r10 - 0x68) = r2
     197:	r2 = r8
     198:	r2 -= r8
     199:	*(u64 *)(r10 - 0x80) = r2
     200:	r2 = r8
     201:	r2 -= r8
     202:	*(u64 *)(r10 - 0x78) = r2
     203:	r2 = r8
     204:	r2 -= r8
     205:	*(u32 *)(r10 - 0x4) = w2
     206:	*(u32 *)(r10 - 0x14) = w2
     207:	*(u32 *)(r10 - 0x1c) = w2
     208:	*(u32 *)(r10 - 0xc) = 0x10000
     209:	*(u32 *)(r10 - 0x34) = 0x10000
     210:	*(u32 *)(r10 - 0xf4) = 0x10000
     211:	r6 = r8
     212:	r6 -= r8
     213:	r9 = 0x11
     214:	goto +0x0 <ethernet>
<ethernet>:
     215:	if r6 > 0xfff goto +0x4d4 <too_deep>
     216:	r6 += r8
     217:	r9 -= 0x1
     218:	if r9 == 0x0 goto +0x4d1 <too_deep>
     219:	r2 = r6
     220:	r2 += 0xe
     221:	if r2 > r7 goto +0x4ce <truncated>
     222:	w5 = *(u16 *)(r6 + 0xc)
     223:	r6 += 0xe
     224:	r6 -= r8
     225:	goto +0x0 <by_ether_type>
<by_ether_type>:
     226:	if r5 == 0x8 goto +0x30 <ipv4>
     227:	if r5 == 0xdd86 goto +0x5f <ipv6>
     228:	if r5 == 0x81 goto +0x9b <vlan>
     229:	if r5 == 0xa888 goto +0x9a <vlan>
     230:	if r5 == 0x91 goto +0x99 <vlan>
     231:	if r5 == 0x92 goto +0x98 <vlan>
     232:	if r5 == 0x93 goto +0x97 <vlan>
     233:	if r5 == 0xdbda goto +0x96 <vlan>
     234:	if r5 == 0xe788 goto +0xaf <pbb>
     235:	if r5 == 0x6488 goto +0xb8 <pppoe>
     236:	if r5 == 0x4788 goto +0xd9 <mpls>
     237:	if r5 == 0x4888 goto +0xd8 <mpls>
     238:	if r5 == 0x5865 goto -0x18 <ethernet>
     239:	if r5 == 0x4f89 goto +0x345 <nsh>
     240:	if r9 <= 0x9 goto +0x10 <late>
     241:	if r5 == 0x2f89 goto +0x11e <hsr>
     242:	if r5 == 0xfb88 goto +0x11d <hsr>
     243:	if r5 == 0xc1f1 goto +0x11c <hsr>
     244:	if r5 == 0x2689 goto +0x126 <vntag>
     245:	if r5 == 0x3f89 goto +0x133 <etag>
     246:	if r5 == 0x989 goto +0x13d <cmd>
     247:	if r5 == 0x543 goto +0x149 <batmanadv>
     248:	if r5 == 0xe588 goto +0x15b <macsec>
     249:	if r5 == 0xdada goto +0x17a <edsa>
     250:	if r5 == 0x9988 goto +0x19b <realtek>
     251:	if r5 == 0x7488 goto +0x114 <hsr>
     252:	if r5 == 0x1e0 goto +0x12c <etag>
     253:	if r5 == 0xc388 goto +0x12b <etag>
     254:	if r5 == 0x8899 goto +0x12a <etag>
     255:	if r5 == 0xdcda goto +0x1aa <sja1110>
     256:	goto +0xf <no_link>
<late>:
     257:	if r5 == 0x2f89 goto +0x4aa <too_deep>
     258:	if r5 == 0xfb88 goto +0x4a9 <too_deep>
     259:	if r5 == 0xc1f1 goto +0x4a8 <too_deep>
     260:	if r5 == 0x2689 goto +0x4a7 <too_deep>
     261:	if r5 == 0x3f89 goto +0x4a6 <too_deep>
     262:	if r5 == 0x989 goto +0x4a5 <too_deep>
     263:	if r5 == 0x543 goto +0x4a4 <too_deep>
     264:	if r5 == 0xe588 goto +0x4a3 <too_deep>
     265:	if r5 == 0xdada goto +0x4a2 <too_deep>
     266:	if r5 == 0x9988 goto +0x4a1 <too_deep>
     267:	if r5 == 0x7488 goto +0x4a0 <too_deep>
     268:	if r5 == 0x1e0 goto +0x49f <too_deep>
     269:	if r5 == 0xc388 goto +0x49e <too_deep>
     270:	if r5 == 0x8899 goto +0x49d <too_deep>
     271:	if r5 == 0xdcda goto +0x49c <too_deep>
<no_link>:
     272:	r5 = be16 r5
     273:	if r5 < 0x600 goto +0x1a6 <llc>
     274:	goto +0x499 <not_ip>
<ipv4>:
     275:	if r6 > 0xfff goto +0x498 <too_deep>
     276:	r6 += r8
     277:	r9 -= 0x1
     278:	if r9 == 0x0 goto +0x495 <too_deep>
     279:	r2 = r6
     280:	r2 += 0x14
     281:	if r2 > r7 goto +0x492 <truncated>
     282:	w3 = *(u8 *)(r6 + 0x0)
     283:	if r3 < 0x45 goto +0x490 <bad_ip_header>
     284:	if r3 > 0x4f goto +0x48f <bad_ip_header>
     285:	r5 = r8
     286:	r5 -= r8
     287:	w4 = *(u32 *)(r6 + 0xc)
     288:	r4 += r5
     289:	*(u64 *)(r10 - 0x58) = r4
     290:	w4 = *(u32 *)(r6 + 0x10)
     291:	r4 += r5
     292:	*(u64 *)(r10 - 0x60) = r4
     293:	*(u32 *)(r10 - 0x4) = 0x4
     294:	r2 = r8
     295:	r2 -= r8
     296:	*(u32 *)(r10 - 0x14) = w2
     297:	*(u32 *)(r10 - 0x1c) = w2
     298:	w5 = *(u8 *)(r6 + 0x9)
     299:	*(u32 *)(r10 - 0xc) = w5
     300:	w2 = *(u16 *)(r6 + 0x6)
     301:	r2 &= 0xff3f
     302:	if r2 != 0x0 goto +0x47d <done>
     303:	r3 &= 0xf
     304:	r3 <<= 0x2
     305:	r6 += r3
     306:	r6 -= r8
     307:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     308:	*(u32 *)(r10 - 0xc) = w5
     309:	if r5 == 0x4 goto -0x23 <ipv4>
     310:	if r5 == 0x6 goto +0x1d3 <tcp>
     311:	if r5 == 0x11 goto +0x1de <udp>
     312:	if r5 == 0x21 goto +0x1d1 <tcp>
     313:	if r5 == 0x29 goto +0x9 <ipv6>
     314:	if r5 == 0x2f goto +0x1f4 <gre>
     315:	if r5 == 0x32 goto +0x1c3 <esp>
     316:	if r5 == 0x33 goto +0x1b2 <ah>
     317:	if r5 == 0x61 goto +0x262 <etherip>
     318:	if r5 == 0x73 goto +0x29e <l2tpinip>
     319:	if r5 == 0x84 goto +0x1ca <tcp>
     320:	if r5 == 0x88 goto +0x1c9 <tcp>
     321:	if r5 == 0x89 goto +0x84 <mpls>
     322:	goto +0x469 <done>
<ipv6>:
     323:	if r6 > 0xfff goto +0x468 <too_deep>
     324:	r6 += r8
     325:	r9 -= 0x1
     326:	if r9 == 0x0 goto +0x465 <too_deep>
     327:	r2 = r6
     328:	r2 += 0x28
     329:	if r2 > r7 goto +0x462 <truncated>
     330:	w3 = *(u8 *)(r6 + 0x0)
     331:	r3 &= 0xf0
     332:	if r3 != 0x60 goto +0x45f <bad_ip_header>
     333:	r4 = -0x2917014799a6026d ll
     335:	r5 = -0x5f89e29b87429bd1 ll
     337:	r2 = *(u64 *)(r6 + 0x8)
     338:	r3 = *(u64 *)(r6 + 0x10)
     339:	*(u64 *)(r10 - 0x70) = r2
     340:	*(u64 *)(r10 - 0x68) = r3
     341:	r2 *= r4
     342:	r2 = be64 r2
     343:	r3 *= r5
     344:	r2 += r3
     345:	*(u64 *)(r10 - 0x58) = r2
     346:	r2 = *(u64 *)(r6 + 0x18)
     347:	r3 = *(u64 *)(r6 + 0x20)
     348:	*(u64 *)(r10 - 0x80) = r2
     349:	*(u64 *)(r10 - 0x78) = r3
     350:	r2 *= r4
     351:	r2 = be64 r2
     352:	r3 *= r5
     353:	r2 += r3
     354:	*(u64 *)(r10 - 0x60) = r2
     355:	*(u32 *)(r10 - 0x4) = 0x6
     356:	r2 = r8
     357:	r2 -= r8
     358:	*(u32 *)(r10 - 0x14) = w2
     359:	*(u32 *)(r10 - 0x1c) = w2
     360:	w5 = *(u8 *)(r6 + 0x6)
     361:	r6 += 0x28
     362:	r6 -= r8
     363:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     364:	*(u32 *)(r10 - 0xc) = w5
     365:	if r5 == 0x0 goto +0x15e <hopbyhop>
     366:	if r5 == 0x4 goto -0x5c <ipv4>
     367:	if r5 == 0x6 goto +0x19a <tcp>
     368:	if r5 == 0x11 goto +0x1a5 <udp>
     369:	if r5 == 0x21 goto +0x198 <tcp>
     370:	if r5 == 0x29 goto -0x30 <ipv6>
     371:	if r5 == 0x2b goto +0x158 <hopbyhop>
     372:	if r5 == 0x2c goto +0x165 <fragment>
     373:	if r5 == 0x2f goto +0x1b9 <gre>
     374:	if r5 == 0x32 goto +0x188 <esp>
     375:	if r5 == 0x33 goto +0x177 <ah>
     376:	if r5 == 0x3c goto +0x153 <hopbyhop>
     377:	if r5 == 0x61 goto +0x226 <etherip>
     378:	if r5 == 0x73 goto +0x262 <l2tpinip>
     379:	if r5 == 0x84 goto +0x18e <tcp>
     380:	if r5 == 0x88 goto +0x18d <tcp>
     381:	if r5 == 0x89 goto +0x48 <mpls>
     382:	if r5 == 0x8f goto -0xa8 <ethernet>
     383:	goto +0x42c <done>
<vlan>:
     384:	if r6 > 0xfff goto +0x42b <too_deep>
     385:	r6 += r8
     386:	r9 -= 0x1
     387:	if r9 == 0x0 goto +0x428 <too_deep>
     388:	r2 = r6
     389:	r2 += 0x4
     390:	if r2 > r7 goto +0x425 <truncated>
     391:	w2 = *(u32 *)(r10 - 0x4)
     392:	if r2 != 0x0 goto +0xd <kept>
     393:	w2 = *(u32 *)(r10 - 0x34)
     394:	if r2 != 0x10000 goto +0x5 <second>
     395:	w2 = *(u16 *)(r6 + 0x0)
     396:	r2 = be16 r2
     397:	r2 &= 0xfff
     398:	*(u32 *)(r10 - 0x34) = w2
     399:	goto +0x6 <kept>
<second>:
     400:	w2 = *(u32 *)(r10 - 0xf4)
     401:	if r2 != 0x10000 goto +0x4 <kept>
     402:	w2 = *(u16 *)(r6 + 0x0)
     403:	r2 = be16 r2
     404:	r2 &= 0xfff
     405:	*(u32 *)(r10 - 0xf4) = w2
<kept>:
     406:	w5 = *(u16 *)(r6 + 0x2)
     407:	r6 += 0x4
     408:	r6 -= r8
     409:	goto -0xb8 <by_ether_type>
<pbb>:
     410:	if r6 > 0xfff goto +0x411 <too_deep>
     411:	r6 += r8
     412:	r9 -= 0x1
     413:	if r9 == 0x0 goto +0x40e <too_deep>
     414:	r2 = r6
     415:	r2 += 0x4
     416:	if r2 > r7 goto +0x40b <truncated>
     417:	r6 += 0x4
     418:	r6 -= r8
     419:	goto -0xcd <ethernet>
<pppoe>:
     420:	if r6 > 0xfff goto +0x407 <too_deep>
     421:	r6 += r8
     422:	r9 -= 0x1
     423:	if r9 == 0x0 goto +0x404 <too_deep>
     424:	r2 = r6
     425:	r2 += 0x6
     426:	if r2 > r7 goto +0x401 <truncated>
     427:	w3 = *(u16 *)(r6 + 0x0)
     428:	if r3 != 0x11 goto +0x3ff <not_ip>
     429:	r6 += 0x6
     430:	r6 -= r8
     431:	goto +0x0 <ppp>
<ppp>:
     432:	r6 &= 0x7fff
     433:	r6 += r8
     434:	r2 = r6
     435:	r2 += 0x2
     436:	if r2 > r7 goto +0x3f7 <truncated>
     437:	w3 = *(u8 *)(r6 + 0x0)
     438:	if r3 != 0x21 goto +0x3 <else>
     439:	r6 += 0x1
     440:	r6 -= r8
     441:	goto -0xa7 <ipv4>
<else>:
     442:	if r3 != 0x57 goto +0x3 <else>
     443:	r6 += 0x1
     444:	r6 -= r8
     445:	goto -0x7b <ipv6>
<else>:
     446:	w5 = *(u16 *)(r6 + 0x0)
     447:	r6 += 0x2
     448:	r6 -= r8
     449:	if r5 == 0x2100 goto -0xaf <ipv4>
     450:	if r5 == 0x5700 goto -0x80 <ipv6>
     451:	if r5 == 0x8102 goto +0x2 <mpls>
     452:	if r5 == 0x8302 goto +0x1 <mpls>
     453:	goto +0x3e6 <not_ip>
<mpls>:
     454:	if r6 > 0xfff goto +0x3e5 <too_deep>
     455:	r6 += r8
     456:	r9 -= 0x1
     457:	if r9 == 0x0 goto +0x3e2 <too_deep>
     458:	r2 = r6
     459:	r2 += 0x4
     460:	if r2 > r7 goto +0x3df <truncated>
     461:	w3 = *(u8 *)(r6 + 0x2)
     462:	r3 &= 0x1
     463:	if r3 != 0x0 goto +0x3 <else>
     464:	r6 += 0x4
     465:	r6 -= r8
     466:	goto -0xd <mpls>
<else>:
     467:	r6 += 0x4
     468:	r6 -= r8
     469:	goto +0x0 <payload>
<payload>:
     470:	r6 &= 0x7fff
     471:	r6 += r8
     472:	r2 = r6
     473:	r2 += 0x1
     474:	if r2 > r7 goto +0x3d1 <truncated>
     475:	w3 = *(u8 *)(r6 + 0x0)
     476:	r3 &= 0xf0
     477:	if r3 == 0x40 goto +0x2 <holds>
     478:	if r3 == 0x60 goto +0x1 <holds>
     479:	goto +0x2 <else>
<holds>:
     480:	r6 -= r8
     481:	goto +0x2ea <payload_ip>
<else>:
     482:	r6 -= r8
     483:	goto +0x0 <payload_ethernet>
<payload_ethernet>:
     484:	r6 &= 0x7fff
     485:	r6 += r8
     486:	r2 = r6
     487:	r2 += 0xe
     488:	if r2 > r7 goto +0x3c3 <truncated>
     489:	w3 = *(u16 *)(r6 + 0xc)
     490:	if r3 == 0x8 goto +0x1d <holds>
     491:	if r3 == 0xdd86 goto +0x1c <holds>
     492:	if r3 == 0x81 goto +0x1b <holds>
     493:	if r3 == 0xa888 goto +0x1a <holds>
     494:	if r3 == 0x91 goto +0x19 <holds>
     495:	if r3 == 0x92 goto +0x18 <holds>
     496:	if r3 == 0x93 goto +0x17 <holds>
     497:	if r3 == 0xdbda goto +0x16 <holds>
     498:	if r3 == 0xe788 goto +0x15 <holds>
     499:	if r3 == 0x6488 goto +0x14 <holds>
     500:	if r3 == 0x4788 goto +0x13 <holds>
     501:	if r3 == 0x4888 goto +0x12 <holds>
     502:	if r3 == 0x2f89 goto +0x11 <holds>
     503:	if r3 == 0xfb88 goto +0x10 <holds>
     504:	if r3 == 0xc1f1 goto +0xf <holds>
     505:	if r3 == 0x2689 goto +0xe <holds>
     506:	if r3 == 0x3f89 goto +0xd <holds>
     507:	if r3 == 0x989 goto +0xc <holds>
     508:	if r3 == 0x543 goto +0xb <holds>
     509:	if r3 == 0xe588 goto +0xa <holds>
     510:	if r3 == 0xdada goto +0x9 <holds>
     511:	if r3 == 0x9988 goto +0x8 <holds>
     512:	if r3 == 0x7488 goto +0x7 <holds>
     513:	if r3 == 0x1e0 goto +0x6 <holds>
     514:	if r3 == 0xc388 goto +0x5 <holds>
     515:	if r3 == 0x8899 goto +0x4 <holds>
     516:	if r3 == 0xdcda goto +0x3 <holds>
     517:	if r3 == 0x5865 goto +0x2 <holds>
     518:	if r3 == 0x4f89 goto +0x1 <holds>
     519:	goto +0x2 <else>
<holds>:
     520:	r6 -= r8
     521:	goto -0x133 <ethernet>
<else>:
     522:	w3 = *(u8 *)(r6 + 0x0)
     523:	r3 &= 0xf0
     524:	if r3 != 0x0 goto +0x2 <else>
     525:	r6 -= r8
     526:	goto +0x319 <control_word>
<else>:
     527:	goto +0x39c <not_ip>
<hsr>:
     528:	if r6 > 0xfff goto +0x39b <too_deep>
     529:	r6 += r8
     530:	r9 -= 0x1
     531:	if r9 == 0x0 goto +0x398 <too_deep>
     532:	r2 = r6
     533:	r2 += 0x6
     534:	if r2 > r7 goto +0x395 <truncated>
     535:	w5 = *(u16 *)(r6 + 0x4)
     536:	r6 += 0x6
     537:	r6 -= r8
     538:	goto -0x139 <by_ether_type>
<vntag>:
     539:	if r6 > 0xfff goto +0x390 <too_deep>
     540:	r6 += r8
     541:	r9 -= 0x1
     542:	if r9 == 0x0 goto +0x38d <too_deep>
     543:	r2 = r6
     544:	r2 += 0x6
     545:	if r2 > r7 goto +0x38a <truncated>
     546:	w3 = *(u8 *)(r6 + 0x2)
     547:	r3 &= 0x30
     548:	if r3 != 0x0 goto +0x387 <bad_tunnel_header>
     549:	w5 = *(u16 *)(r6 + 0x4)
     550:	r6 += 0x6
     551:	r6 -= r8
     552:	goto -0x147 <by_ether_type>
<etag>:
     553:	if r6 > 0xfff goto +0x382 <too_deep>
     554:	r6 += r8
     555:	r9 -= 0x1
     556:	if r9 == 0x0 goto +0x37f <too_deep>
     557:	r2 = r6
     558:	r2 += 0x8
     559:	if r2 > r7 goto +0x37c <truncated>
     560:	w5 = *(u16 *)(r6 + 0x6)
     561:	r6 += 0x8
     562:	r6 -= r8
     563:	goto -0x152 <by_ether_type>
<cmd>:
     564:	if r6 > 0xfff goto +0x377 <too_deep>
     565:	r6 += r8
     566:	r9 -= 0x1
     567:	if r9 == 0x0 goto +0x374 <too_deep>
     568:	r2 = r6
     569:	r2 += 0x8
     570:	if r2 > r7 goto +0x371 <truncated>
     571:	w3 = *(u16 *)(r6 + 0x0)
     572:	if r3 != 0x101 goto +0x36f <bad_tunnel_header>
     573:	w5 = *(u16 *)(r6 + 0x6)
     574:	r6 += 0x8
     575:	r6 -= r8
     576:	goto -0x15f <by_ether_type>
<batmanadv>:
     577:	if r6 > 0xfff goto +0x36a <too_deep>
     578:	r6 += r8
     579:	r9 -= 0x1
     580:	if r9 == 0x0 goto +0x367 <too_deep>
     581:	r2 = r6
     582:	r2 += 0xa
     583:	if r2 > r7 goto +0x364 <truncated>
     584:	w3 = *(u8 *)(r6 + 0x1)
     585:	if r3 != 0xf goto +0x362 <bad_tunnel_header>
     586:	w3 = *(u8 *)(r6 + 0x0)
     587:	if r3 != 0x40 goto +0x3 <else>
     588:	r6 += 0xa
     589:	r6 -= r8
     590:	goto -0x178 <ethernet>
<else>:
     591:	if r3 != 0x42 goto +0x3 <else>
     592:	r6 += 0x12
     593:	r6 -= r8
     594:	goto -0x17c <ethernet>
<else>:
     595:	goto +0x358 <not_ip>
<macsec>:
     596:	if r6 > 0xfff goto +0x357 <too_deep>
     597:	r6 += r8
     598:	r9 -= 0x1
     599:	if r9 == 0x0 goto +0x354 <too_deep>
     600:	r2 = r6
     601:	r2 += 0x8
     602:	if r2 > r7 goto +0x351 <truncated>
     603:	w3 = *(u8 *)(r6 + 0x0)
     604:	r2 = r3
     605:	r2 &= 0x80
     606:	if r2 != 0x0 goto +0x34d <bad_tunnel_header>
     607:	r2 = r3
     608:	r2 &= 0xc
     609:	if r2 != 0x0 goto +0x34a <not_ip>
     610:	r3 &= 0x20
     611:	if r3 != 0x0 goto +0x4 <else>
     612:	w5 = *(u16 *)(r6 + 0x6)
     613:	r6 += 0x8
     614:	r6 -= r8
     615:	goto -0x186 <by_ether_type>
<else>:
     616:	r6 += 0x8
     617:	r6 -= r8
     618:	goto +0x0 <macsec_channel>
<macsec_channel>:
     619:	r6 &= 0x7fff
     620:	r6 += r8
     621:	r2 = r6
     622:	r2 += 0x8
     623:	if r2 > r7 goto +0x33c <truncated>
     624:	w5 = *(u16 *)(r6 + 0x6)
     625:	r6 += 0x8
     626:	r6 -= r8
     627:	goto -0x192 <by_ether_type>
<edsa>:
     628:	if r6 > 0xfff goto +0x337 <too_deep>
     629:	r6 += r8
     630:	r9 -= 0x1
     631:	if r9 == 0x0 goto +0x334 <too_deep>
     632:	r2 = r6
     633:	r2 += 0x2
     634:	if r2 > r7 goto +0x331 <truncated>
     635:	w3 = *(u16 *)(r6 + 0x0)
     636:	if r3 != 0x0 goto +0x32f <bad_tunnel_header>
     637:	r6 += 0x2
     638:	r6 -= r8
     639:	goto +0x0 <dsa_tag>
<dsa_tag>:
     640:	r6 &= 0x7fff
     641:	r6 += r8
     642:	r2 = r6
     643:	r2 += 0x6
     644:	if r2 > r7 goto +0x327 <truncated>
     645:	w3 = *(u8 *)(r6 + 0x0)
     646:	r2 = r3
     647:	r2 &= 0xe0
     648:	if r2 == 0x0 goto +0x2 <holds>
     649:	if r2 == 0xc0 goto +0x1 <holds>
     650:	goto +0x4 <else>
<holds>:
     651:	w5 = *(u16 *)(r6 + 0x4)
     652:	r6 += 0x6
     653:	r6 -= r8
     654:	goto -0x1ad <by_ether_type>
<else>:
     655:	r3 &= 0xe0
     656:	if r3 == 0x20 goto +0x2 <holds>
     657:	if r3 == 0xe0 goto +0x1 <holds>
     658:	goto +0x2 <else>
<holds>:
     659:	r6 -= r8
     660:	goto +0x2d2 <dsa_vlan>
<else>:
     661:	goto +0x316 <not_ip>
<realtek>:
     662:	if r6 > 0xfff goto +0x315 <too_deep>
     663:	r6 += r8
     664:	r9 -= 0x1
     665:	if r9 == 0x0 goto +0x312 <too_deep>
     666:	r2 = r6
     667:	r2 += 0x8
     668:	if r2 > r7 goto +0x30f <truncated>
     669:	w3 = *(u8 *)(r6 + 0x0)
     670:	if r3 != 0x4 goto +0x4 <else>
     671:	w5 = *(u16 *)(r6 + 0x6)
     672:	r6 += 0x8
     673:	r6 -= r8
     674:	goto -0x1c1 <by_ether_type>
<else>:
     675:	r3 &= 0xf0
     676:	if r3 != 0xa0 goto +0x4 <else>
     677:	w5 = *(u16 *)(r6 + 0x2)
     678:	r6 += 0x4
     679:	r6 -= r8
     680:	goto -0x1c7 <by_ether_type>
<else>:
     681:	goto +0x302 <not_ip>
<sja1110>:
     682:	if r6 > 0xfff goto +0x301 <too_deep>
     683:	r6 += r8
     684:	r9 -= 0x1
     685:	if r9 == 0x0 goto +0x2fe <too_deep>
     686:	r2 = r6
     687:	r2 += 0x4
     688:	if r2 > r7 goto +0x2fb <truncated>
     689:	w3 = *(u8 *)(r6 + 0x0)
     690:	r3 &= 0x40
     691:	if r3 != 0x0 goto +0x2f8 <not_ip>
     692:	w5 = *(u16 *)(r6 + 0x2)
     693:	r6 += 0x4
     694:	r6 -= r8
     695:	goto -0x1d6 <by_ether_type>
<llc>:
     696:	if r6 > 0xfff goto +0x2f3 <too_deep>
     697:	r6 += r8
     698:	r9 -= 0x1
     699:	if r9 == 0x0 goto +0x2f0 <too_deep>
     700:	r2 = r6
     701:	r2 += 0x3
     702:	if r2 > r7 goto +0x2ed <truncated>
     703:	w3 = *(u16 *)(r6 + 0x0)
     704:	if r3 != 0xaaaa goto +0x4 <else>
     705:	w2 = *(u8 *)(r6 + 0x2)
     706:	if r2 != 0x3 goto +0x2 <else>
     707:	r6 -= r8
     708:	goto +0x2d7 <snap>
<else>:
     709:	if r3 != 0x606 goto +0x5 <else>
     710:	w3 = *(u8 *)(r6 + 0x2)
     711:	if r3 != 0x3 goto +0x3 <else>
     712:	r6 += 0x3
     713:	r6 -= r8
     714:	goto -0x1b8 <ipv4>
<else>:
     715:	goto +0x2e0 <not_ip>
<hopbyhop>:
     716:	if r6 > 0xfff goto +0x2df <too_deep>
     717:	r6 += r8
     718:	r9 -= 0x1
     719:	if r9 == 0x0 goto +0x2dc <too_deep>
     720:	r2 = r6
     721:	r2 += 0x8
     722:	if r2 > r7 goto +0x2d9 <truncated>
     723:	w5 = *(u8 *)(r6 + 0x0)
     724:	w3 = *(u8 *)(r6 + 0x1)
     725:	r3 += 0x1
     726:	r3 <<= 0x3
     727:	r6 += r3
     728:	r6 -= r8
     729:	goto -0x16e <by_protocol_6>
<fragment>:
     730:	if r6 > 0xfff goto +0x2d1 <too_deep>
     731:	r6 += r8
     732:	r9 -= 0x1
     733:	if r9 == 0x0 goto +0x2ce <too_deep>
     734:	r2 = r6
     735:	r2 += 0x8
     736:	if r2 > r7 goto +0x2cb <truncated>
     737:	w3 = *(u16 *)(r6 + 0x2)
     738:	r3 &= 0xf9ff
     739:	if r3 != 0x0 goto +0x4 <else>
     740:	w5 = *(u8 *)(r6 + 0x0)
     741:	r6 += 0x8
     742:	r6 -= r8
     743:	goto -0x17c <by_protocol_6>
<else>:
     744:	w5 = *(u8 *)(r6 + 0x0)
     745:	*(u32 *)(r10 - 0xc) = 0x2c
     746:	r2 = r8
     747:	r2 -= r8
     748:	*(u32 *)(r10 - 0x14) = w2
     749:	*(u32 *)(r10 - 0x1c) = w2
     750:	goto +0x2bd <done>
<ah>:
     751:	if r6 > 0xfff goto +0x2bc <too_deep>
     752:	r6 += r8
     753:	r9 -= 0x1
     754:	if r9 == 0x0 goto +0x2b9 <too_deep>
     755:	r2 = r6
     756:	r2 += 0x8
     757:	if r2 > r7 goto +0x2b6 <truncated>
     758:	w5 = *(u8 *)(r6 + 0x0)
     759:	w3 = *(u8 *)(r6 + 0x1)
     760:	r3 += 0x2
     761:	r3 <<= 0x2
     762:	r6 += r3
     763:	r6 -= r8
     764:	w2 = *(u32 *)(r10 - 0x4)
     765:	if r2 == 0x6 goto -0x192 <by_protocol_6>
     766:	goto -0x1cb <by_protocol_4>
<esp>:
     767:	if r6 > 0xfff goto +0x2ac <too_deep>
     768:	r6 += r8
     769:	r9 -= 0x1
     770:	if r9 == 0x0 goto +0x2a9 <too_deep>
     771:	r2 = r6
     772:	r2 += 0x4
     773:	if r2 > r7 goto +0x2a6 <truncated>
     774:	w3 = *(u32 *)(r6 + 0x0)
     775:	*(u32 *)(r10 - 0x14) = w3
     776:	*(u32 *)(r10 - 0x1c) = w3
     777:	goto +0x2a2 <done>
<tcp>:
     778:	if r6 > 0xfff goto +0x2a1 <too_deep>
     779:	r6 += r8
     780:	r9 -= 0x1
     781:	if r9 == 0x0 goto +0x29e <too_deep>
     782:	r2 = r6
     783:	r2 += 0x4
     784:	if r2 > r7 goto +0x29b <truncated>
     785:	w3 = *(u16 *)(r6 + 0x0)
     786:	w4 = *(u16 *)(r6 + 0x2)
     787:	*(u32 *)(r10 - 0x14) = w3
     788:	*(u32 *)(r10 - 0x1c) = w4
     789:	goto +0x296 <done>
<udp>:
     790:	if r6 > 0xfff goto +0x295 <too_deep>
     791:	r6 += r8
     792:	r9 -= 0x1
     793:	if r9 == 0x0 goto +0x292 <too_deep>
     794:	r2 = r6
     795:	r2 += 0x4
     796:	if r2 > r7 goto +0x28f <truncated>
     797:	w3 = *(u16 *)(r6 + 0x0)
     798:	w4 = *(u16 *)(r6 + 0x2)
     799:	*(u32 *)(r10 - 0x14) = w3
     800:	*(u32 *)(r10 - 0x1c) = w4
     801:	r6 -= r8
     802:	if r4 == 0xeb19 goto +0x8a <mplsinudp>
     803:	if r4 == 0xb512 goto +0xeb <vxlan>
     804:	if r4 == 0x1821 goto +0xea <vxlan>
     805:	if r4 == 0xb612 goto +0xf6 <vxlangpe>
     806:	if r4 == 0xf510 goto +0x127 <lisp>
     807:	if r4 == 0xc117 goto +0x130 <geneve>
     808:	if r4 == 0x6808 goto +0x141 <gtpu>
     809:	if r4 == 0xc017 goto +0x16d <gue>
     810:	if r4 == 0xa506 goto +0x8c <l2tp>
     811:	if r4 == 0xd80d goto +0x18c <teredo>
     812:	if r3 == 0xa506 goto +0x8a <l2tp>
     813:	if r3 == 0xd80d goto +0x18a <teredo>
     814:	goto +0x27d <done>
<gre>:
     815:	if r6 > 0xfff goto +0x27c <too_deep>
     816:	r6 += r8
     817:	r9 -= 0x1
     818:	if r9 == 0x0 goto +0x279 <too_deep>
     819:	r2 = r6
     820:	r2 += 0x4
     821:	if r2 > r7 goto +0x276 <truncated>
     822:	w3 = *(u16 *)(r6 + 0x0)
     823:	r2 = r3
     824:	r2 &= 0x7e0
     825:	if r2 != 0x120 goto +0x2 <else>
     826:	r6 -= r8
     827:	goto +0x24f <pptp>
<else>:
     828:	r3 &= 0x740
     829:	if r3 != 0x0 goto +0x26e <bad_tunnel_header>
     830:	w3 = *(u16 *)(r6 + 0x2)
     831:	if r3 != 0xbe88 goto +0xe <else>
     832:	w3 = *(u8 *)(r6 + 0x0)
     833:	r2 = r3
     834:	r2 &= 0x10
     835:	if r2 != 0x0 goto +0xa <else>
     836:	r2 = r3
     837:	r2 &= 0x80
     838:	r2 >>= 0x5
     839:	r6 += 0x4
     840:	r6 += r2
     841:	r3 &= 0x20
     842:	r3 >>= 0x3
     843:	r6 += r3
     844:	r6 -= r8
     845:	goto -0x277 <ethernet>
<else>:
     846:	w5 = *(u16 *)(r6 + 0x2)
     847:	w3 = *(u8 *)(r6 + 0x0)
     848:	r2 = r3
     849:	r2 &= 0x80
     850:	r2 >>= 0x5
     851:	r6 += 0x4
     852:	r6 += r2
     853:	r2 = r3
     854:	r2 &= 0x20
     855:	r2 >>= 0x3
     856:	r6 += r2
     857:	r3 &= 0x10
     858:	r3 >>= 0x2
     859:	r6 += r3
     860:	r6 -= r8
     861:	if r5 == 0xbe88 goto +0x4 <erspan2>
     862:	if r5 == 0xeb22 goto +0x10 <erspan3>
     863:	if r5 == 0xb88 goto +0x23 <ppp>
     864:	if r5 == 0x3e88 goto +0x30 <wccp>
     865:	goto -0x280 <by_ether_type>
<erspan2>:
     866:	if r6 > 0xfff goto +0x249 <too_deep>
     867:	r6 += r8
     868:	r9 -= 0x1
     869:	if r9 == 0x0 goto +0x246 <too_deep>
     870:	r2 = r6
     871:	r2 += 0x8
     872:	if r2 > r7 goto +0x243 <truncated>
     873:	w3 = *(u8 *)(r6 + 0x0)
     874:	r3 &= 0xf0
     875:	if r3 != 0x10 goto +0x240 <bad_tunnel_header>
     876:	r6 += 0x8
     877:	r6 -= r8
     878:	goto -0x298 <ethernet>
<erspan3>:
     879:	if r6 > 0xfff goto +0x23c <too_deep>
     880:	r6 += r8
     881:	r9 -= 0x1
     882:	if r9 == 0x0 goto +0x239 <too_deep>
     883:	r2 = r6
     884:	r2 += 0xc
     885:	if r2 > r7 goto +0x236 <truncated>
     886:	w3 = *(u8 *)(r6 + 0x0)
     887:	r3 &= 0xf0
     888:	if r3 != 0x20 goto +0x233 <bad_tunnel_header>
     889:	w3 = *(u8 *)(r6 + 0xa)
     890:	r3 &= 0x7c
     891:	if r3 != 0x0 goto +0x230 <not_ip>
     892:	w3 = *(u8 *)(r6 + 0xb)
     893:	r3 &= 0x1
     894:	r3 <<= 0x3
     895:	r6 += 0xc
     896:	r6 += r3
     897:	r6 -= r8
     898:	goto -0x2ac <ethernet>
<ppp>:
     899:	if r6 > 0xfff goto +0x228 <too_deep>
     900:	r6 += r8
     901:	r9 -= 0x1
     902:	if r9 == 0x0 goto +0x225 <too_deep>
     903:	r2 = r6
     904:	r2 += 0x2
     905:	if r2 > r7 goto +0x222 <truncated>
     906:	w3 = *(u16 *)(r6 + 0x0)
     907:	if r3 != 0x3ff goto +0x3 <else>
     908:	r6 += 0x2
     909:	r6 -= r8
     910:	goto -0x1df <ppp>
<else>:
     911:	r6 -= r8
     912:	goto -0x1e1 <ppp>
<wccp>:
     913:	if r6 > 0xfff goto +0x21a <too_deep>
     914:	r6 += r8
     915:	r9 -= 0x1
     916:	if r9 == 0x0 goto +0x217 <too_deep>
     917:	r2 = r6
     918:	r2 += 0x4
     919:	if r2 > r7 goto +0x214 <truncated>
     920:	w3 = *(u8 *)(r6 + 0x0)
     921:	r3 &= 0xf0
     922:	if r3 != 0x40 goto +0x2 <else>
     923:	r6 -= r8
     924:	goto -0x28a <ipv4>
<else>:
     925:	r6 += 0x4
     926:	r6 -= r8
     927:	goto -0x28d <ipv4>
<etherip>:
     928:	if r6 > 0xfff goto +0x20b <too_deep>
     929:	r6 += r8
     930:	r9 -= 0x1
     931:	if r9 == 0x0 goto +0x208 <too_deep>
     932:	r2 = r6
     933:	r2 += 0x2
     934:	if r2 > r7 goto +0x205 <truncated>
     935:	w3 = *(u8 *)(r6 + 0x0)
     936:	r3 &= 0xf0
     937:	if r3 != 0x30 goto +0x202 <bad_tunnel_header>
     938:	r6 += 0x2
     939:	r6 -= r8
     940:	goto -0x2d6 <ethernet>
<mplsinudp>:
     941:	if r6 > 0xfff goto +0x1fe <too_deep>
     942:	r6 += r8
     943:	r9 -= 0x1
     944:	if r9 == 0x0 goto +0x1fb <too_deep>
     945:	r2 = r6
     946:	r2 += 0x8
     947:	if r2 > r7 goto +0x1f8 <truncated>
     948:	r6 += 0x8
     949:	r6 -= r8
     950:	goto -0x1f1 <mpls>
<l2tp>:
     951:	if r6 > 0xfff goto +0x1f4 <too_deep>
     952:	r6 += r8
     953:	r9 -= 0x1
     954:	if r9 == 0x0 goto +0x1f1 <too_deep>
     955:	r2 = r6
     956:	r2 += 0x10
     957:	if r2 > r7 goto +0x1ee <truncated>
     958:	w3 = *(u16 *)(r6 + 0x8)
     959:	if r3 != 0x300 goto +0x3 <else>
     960:	r6 += 0x10
     961:	r6 -= r8
     962:	goto +0x26 <l2tp3>
<else>:
     963:	r3 &= 0xffb4
     964:	if r3 != 0x200 goto +0x1e7 <not_ip>
     965:	w3 = *(u8 *)(r6 + 0x8)
     966:	r2 = r3
     967:	r2 &= 0x2
     968:	if r2 == 0x0 goto +0xa <else>
     969:	r2 = r3
     970:	r2 &= 0x40
     971:	r2 >>= 0x5
     972:	r6 += 0xe
     973:	r6 += r2
     974:	r3 &= 0x8
     975:	r3 >>= 0x1
     976:	r6 += r3
     977:	r6 -= r8
     978:	goto +0x1ac <l2tp_offset>
<else>:
     979:	r2 = r3
     980:	r2 &= 0x40
     981:	r2 >>= 0x5
     982:	r6 += 0xe
     983:	r6 += r2
     984:	r3 &= 0x8
     985:	r3 >>= 0x1
     986:	r6 += r3
     987:	r6 -= r8
     988:	goto -0x5a <ppp>
<l2tpinip>:
     989:	if r6 > 0xfff goto +0x1ce <too_deep>
     990:	r6 += r8
     991:	r9 -= 0x1
     992:	if r9 == 0x0 goto +0x1cb <too_deep>
     993:	r2 = r6
     994:	r2 += 0x4
     995:	if r2 > r7 goto +0x1c8 <truncated>
     996:	w3 = *(u32 *)(r6 + 0x0)
     997:	if w3 == 0x0 goto +0x1c6 <not_ip>
     998:	r6 += 0x4
     999:	r6 -= r8
    1000:	goto +0x0 <l2tp3>
<l2tp3>:
    1001:	r6 &= 0x7fff
    1002:	r6 += r8
    1003:	r2 = r6
    1004:	r2 += 0x1c
    1005:	if r2 > r7 goto +0x1be <truncated>
    1006:	w3 = *(u32 *)(r6 + 0xc)
    1007:	w3 &= 0xf0ffff
    1008:	if w3 == 0x400008 goto +0x2 <holds>
    1009:	if w3 == 0x60dd86 goto +0x1 <holds>
    1010:	goto +0x3 <else>
<holds>:
    1011:	r6 += 0xe
    1012:	r6 -= r8
    1013:	goto +0xd6 <payload_ip>
<else>:
    1014:	w3 = *(u32 *)(r6 + 0x10)
    1015:	w3 &= 0xf0ffff
    1016:	if w3 == 0x400008 goto +0x2 <holds>
    1017:	if w3 == 0x60dd86 goto +0x1 <holds>
    1018:	goto +0x3 <else>
<holds>:
    1019:	r6 += 0x12
    1020:	r6 -= r8
    1021:	goto +0xce <payload_ip>
<else>:
    1022:	w3 = *(u32 *)(r6 + 0x14)
    1023:	w3 &= 0xf0ffff
    1024:	if w3 == 0x400008 goto +0x2 <holds>
    1025:	if w3 == 0x60dd86 goto +0x1 <holds>
    1026:	goto +0x3 <else>
<holds>:
    1027:	r6 += 0x16
    1028:	r6 -= r8
    1029:	goto +0xc6 <payload_ip>
<else>:
    1030:	w3 = *(u32 *)(r6 + 0x18)
    1031:	w3 &= 0xf0ffff
    1032:	if w3 == 0x400008 goto +0x2 <holds>
    1033:	if w3 == 0x60dd86 goto +0x1 <holds>
    1034:	goto +0x3 <else>
<holds>:
    1035:	r6 += 0x1a
    1036:	r6 -= r8
    1037:	goto +0xbe <payload_ip>
<else>:
    1038:	goto +0x19d <not_ip>
<vxlan>:
    1039:	if r6 > 0xfff goto +0x19c <too_deep>
    1040:	r6 += r8
    1041:	r9 -= 0x1
    1042:	if r9 == 0x0 goto +0x199 <too_deep>
    1043:	r2 = r6
    1044:	r2 += 0x10
    1045:	if r2 > r7 goto +0x196 <truncated>
    1046:	w3 = *(u8 *)(r6 + 0x8)
    1047:	r3 &= 0x8
    1048:	if r3 == 0x0 goto +0x193 <bad_tunnel_header>
    1049:	r6 += 0x10
    1050:	r6 -= r8
    1051:	goto -0x345 <ethernet>
<vxlangpe>:
    1052:	if r6 > 0xfff goto +0x18f <too_deep>
    1053:	r6 += r8
    1054:	r9 -= 0x1
    1055:	if r9 == 0x0 goto +0x18c <too_deep>
    1056:	r2 = r6
    1057:	r2 += 0x10
    1058:	if r2 > r7 goto +0x189 <truncated>
    1059:	w3 = *(u8 *)(r6 + 0x8)
    1060:	r2 = r3
    1061:	r2 &= 0x8
    1062:	if r2 == 0x0 goto +0x185 <bad_tunnel_header>
    1063:	r3 &= 0x4
    1064:	if r3 != 0x0 goto +0x3 <else>
    1065:	r6 += 0x10
    1066:	r6 -= r8
    1067:	goto -0x355 <ethernet>
<else>:
    1068:	w5 = *(u8 *)(r6 + 0xb)
    1069:	r6 += 0x10
    1070:	r6 -= r8
    1071:	if r5 == 0x1 goto -0x31d <ipv4>
    1072:	if r5 == 0x2 goto -0x2ee <ipv6>
    1073:	if r5 == 0x3 goto -0x35b <ethernet>
    1074:	if r5 == 0x4 goto +0x2 <nsh>
    1075:	if r5 == 0x5 goto -0x26e <mpls>
    1076:	goto +0x177 <not_ip>
<nsh>:
    1077:	if r6 > 0xfff goto +0x176 <too_deep>
    1078:	r6 += r8
    1079:	r9 -= 0x1
    1080:	if r9 == 0x0 goto +0x173 <too_deep>
    1081:	r2 = r6
    1082:	r2 += 0x8
    1083:	if r2 > r7 goto +0x170 <truncated>
    1084:	w3 = *(u8 *)(r6 + 0x0)
    1085:	r3 &= 0xc0
    1086:	if r3 != 0x0 goto +0x16d <bad_tunnel_header>
    1087:	w3 = *(u8 *)(r6 + 0x1)
    1088:	r2 = r3
    1089:	r2 &= 0x3f
    1090:	if r2 < 0x2 goto +0x169 <bad_tunnel_header>
    1091:	w5 = *(u8 *)(r6 + 0x3)
    1092:	r3 &= 0x3f
    1093:	r3 <<= 0x2
    1094:	r6 += r3
    1095:	r6 -= r8
    1096:	if r5 == 0x1 goto -0x336 <ipv4>
    1097:	if r5 == 0x2 goto -0x307 <ipv6>
    1098:	if r5 == 0x3 goto -0x374 <ethernet>
    1099:	if r5 == 0x4 goto -0x17 <nsh>
    1100:	if r5 == 0x5 goto -0x287 <mpls>
    1101:	goto +0x15e <not_ip>
<lisp>:
    1102:	if r6 > 0xfff goto +0x15d <too_deep>
    1103:	r6 += r8
    1104:	r9 -= 0x1
    1105:	if r9 == 0x0 goto +0x15a <too_deep>
    1106:	r2 = r6
    1107:	r2 += 0x10
    1108:	if r2 > r7 goto +0x157 <truncated>
    1109:	r6 += 0x10
    1110:	r6 -= r8
    1111:	goto -0x282 <payload>
<geneve>:
    1112:	if r6 > 0xfff goto +0x153 <too_deep>
    1113:	r6 += r8
    1114:	r9 -= 0x1
    1115:	if r9 == 0x0 goto +0x150 <too_deep>
    1116:	r2 = r6
    1117:	r2 += 0x10
    1118:	if r2 > r7 goto +0x14d <truncated>
    1119:	w3 = *(u8 *)(r6 + 0x8)
    1120:	r2 = r3
    1121:	r2 &= 0xc0
    1122:	if r2 != 0x0 goto +0x149 <bad_tunnel_header>
    1123:	w5 = *(u16 *)(r6 + 0xa)
    1124:	r3 &= 0x3f
    1125:	r3 <<= 0x2
    1126:	r6 += 0x10
    1127:	r6 += r3
    1128:	r6 -= r8
    1129:	goto -0x388 <by_ether_type>
<gtpu>:
    1130:	if r6 > 0xfff goto +0x141 <too_deep>
    1131:	r6 += r8
    1132:	r9 -= 0x1
    1133:	if r9 == 0x0 goto +0x13e <too_deep>
    1134:	r2 = r6
    1135:	r2 += 0x10
    1136:	if r2 > r7 goto +0x13b <truncated>
    1137:	w3 = *(u8 *)(r6 + 0x8)
    1138:	r2 = r3
    1139:	r2 &= 0xf0
    1140:	if r2 != 0x30 goto +0x137 <bad_tunnel_header>
    1141:	w2 = *(u8 *)(r6 + 0x9)
    1142:	if r2 != 0xff goto +0x135 <not_ip>
    1143:	r2 = r3
    1144:	r2 &= 0x4
    1145:	if r2 == 0x0 goto +0x3 <else>
    1146:	r6 += 0x13
    1147:	r6 -= r8
    1148:	goto +0x8 <gtpuextension>
<else>:
    1149:	r3 &= 0x7
    1150:	if r3 != 0x0 goto +0x3 <else>
    1151:	r6 += 0x10
    1152:	r6 -= r8
    1153:	goto -0x2ac <payload>
<else>:
    1154:	r6 += 0x14
    1155:	r6 -= r8
    1156:	goto -0x2af <payload>
<gtpuextension>:
    1157:	if r6 > 0xfff goto +0x126 <too_deep>
    1158:	r6 += r8
    1159:	r9 -= 0x1
    1160:	if r9 == 0x0 goto +0x123 <too_deep>
    1161:	r2 = r6
    1162:	r2 += 0x2
    1163:	if r2 > r7 goto +0x120 <truncated>
    1164:	w3 = *(u8 *)(r6 + 0x0)
    1165:	if r3 != 0x0 goto +0x3 <else>
    1166:	r6 += 0x1
    1167:	r6 -= r8
    1168:	goto -0x2bb <payload>
<else>:
    1169:	w3 = *(u8 *)(r6 + 0x1)
    1170:	if r3 == 0x0 goto +0x119 <bad_tunnel_header>
    1171:	r3 <<= 0x2
    1172:	r6 += r3
    1173:	r6 -= r8
    1174:	goto -0x12 <gtpuextension>
<gue>:
    1175:	if r6 > 0xfff goto +0x114 <too_deep>
    1176:	r6 += r8
    1177:	r9 -= 0x1
    1178:	if r9 == 0x0 goto +0x111 <too_deep>
    1179:	r2 = r6
    1180:	r2 += 0xc
    1181:	if r2 > r7 goto +0x10e <truncated>
    1182:	w3 = *(u8 *)(r6 + 0x8)
    1183:	r2 = r3
    1184:	r2 &= 0xf0
    1185:	if r2 == 0x40 goto +0x2 <holds>
    1186:	if r2 == 0x60 goto +0x1 <holds>
    1187:	goto +0x3 <else>
<holds>:
    1188:	r6 += 0x8
    1189:	r6 -= r8
    1190:	goto +0x25 <payload_ip>
<else>:
    1191:	r2 = r3
    1192:	r2 &= 0xc0
    1193:	if r2 != 0x0 goto +0x102 <bad_tunnel_header>
    1194:	r2 = r3
    1195:	r2 &= 0x20
    1196:	if r2 != 0x0 goto +0xff <not_ip>
    1197:	w5 = *(u8 *)(r6 + 0x9)
    1198:	r3 &= 0x1f
    1199:	r3 <<= 0x2
    1200:	r6 += 0xc
    1201:	r6 += r3
    1202:	r6 -= r8
    1203:	if r5 == 0x4 goto -0x3a1 <ipv4>
    1204:	if r5 == 0x29 goto -0x372 <ipv6>
    1205:	if r5 == 0x2f goto -0x187 <gre>
    1206:	if r5 == 0x89 goto -0x2f1 <mpls>
    1207:	goto +0xf4 <not_ip>
<teredo>:
    1208:	if r6 > 0xfff goto +0xf3 <too_deep>
    1209:	r6 += r8
    1210:	r9 -= 0x1
    1211:	if r9 == 0x0 goto +0xf0 <too_deep>
    1212:	r2 = r6
    1213:	r2 += 0xc
    1214:	if r2 > r7 goto +0xed <truncated>
    1215:	w3 = *(u32 *)(r6 + 0x8)
    1216:	if w3 != 0x100 goto +0x3 <else>
    1217:	r6 += 0x15
    1218:	r6 -= r8
    1219:	goto +0x8 <payload_ip>
<else>:
    1220:	w3 = *(u16 *)(r6 + 0x8)
    1221:	if r3 != 0x0 goto +0x3 <else>
    1222:	r6 += 0x10
    1223:	r6 -= r8
    1224:	goto +0x3 <payload_ip>
<else>:
    1225:	r6 += 0x8
    1226:	r6 -= r8
    1227:	goto +0x0 <payload_ip>
<payload_ip>:
    1228:	r6 &= 0x7fff
    1229:	r6 += r8
    1230:	r2 = r6
    1231:	r2 += 0x14
    1232:	if r2 > r7 goto +0xdb <truncated>
    1233:	w3 = *(u8 *)(r6 + 0x0)
    1234:	if r3 != 0x45 goto +0x13 <else>
    1235:	r2 = r7
    1236:	r2 -= r6
    1237:	w3 = *(u16 *)(r6 + 0x2)
    1238:	r3 = be16 r3
    1239:	r2 -= r3
    1240:	if r2 > 0x32 goto +0xd <else>
    1241:	w2 = *(u32 *)(r6 + 0x0)
    1242:	w3 = *(u32 *)(r6 + 0x4)
    1243:	r2 += r3
    1244:	w3 = *(u32 *)(r6 + 0x8)
    1245:	r2 += r3
    1246:	w3 = *(u32 *)(r6 + 0xc)
    1247:	r2 += r3
    1248:	w3 = *(u32 *)(r6 + 0x10)
    1249:	r2 += r3
    1250:	r2 %= 0xffff
    1251:	if r2 != 0x0 goto +0x2 <else>
    1252:	r6 -= r8
    1253:	goto -0x3d3 <ipv4>
<else>:
    1254:	w3 = *(u32 *)(r6 + 0xc)
    1255:	r2 = r3
    1256:	w2 &= 0xf0ffff
    1257:	if w2 == 0x400008 goto +0x2 <holds>
    1258:	if w2 == 0x60dd86 goto +0x1 <holds>
    1259:	goto +0x2 <else>
<holds>:
    1260:	r6 -= r8
    1261:	goto -0x417 <ethernet>
<else>:
    1262:	w2 = *(u16 *)(r6 + 0xc)
    1263:	if r2 == 0x81 goto +0x2 <holds>
    1264:	if r2 == 0xa888 goto +0x1 <holds>
    1265:	goto +0xa <else>
<holds>:
    1266:	w2 = *(u16 *)(r6 + 0x10)
    1267:	if r2 == 0x8 goto +0x6 <holds>
    1268:	if r2 == 0xdd86 goto +0x5 <holds>
    1269:	if r2 == 0x81 goto +0x4 <holds>
    1270:	if r2 == 0xa888 goto +0x3 <holds>
    1271:	if r2 == 0x6488 goto +0x2 <holds>
    1272:	if r2 == 0x4788 goto +0x1 <holds>
    1273:	goto +0x2 <else>
<holds>:
    1274:	r6 -= r8
    1275:	goto -0x425 <ethernet>
<else>:
    1276:	w3 &= 0xffffff
    1277:	if w3 != 0x116488 goto +0x2 <else>
    1278:	r6 -= r8
    1279:	goto -0x429 <ethernet>
<else>:
    1280:	w3 = *(u8 *)(r6 + 0x0)
    1281:	if r3 < 0x45 goto +0x9 <else>
    1282:	if r3 > 0x4f goto +0x8 <else>
    1283:	r2 = r7
    1284:	r2 -= r6
    1285:	w3 = *(u16 *)(r6 + 0x2)
    1286:	r3 = be16 r3
    1287:	r2 -= r3
    1288:	if r2 > 0x32 goto +0x2 <else>
    1289:	r6 -= r8
    1290:	goto -0x3f8 <ipv4>
<else>:
    1291:	w3 = *(u8 *)(r6 + 0x0)
    1292:	if r3 != 0x45 goto +0xd <else>
    1293:	w2 = *(u32 *)(r6 + 0x0)
    1294:	w3 = *(u32 *)(r6 + 0x4)
    1295:	r2 += r3
    1296:	w3 = *(u32 *)(r6 + 0x8)
    1297:	r2 += r3
    1298:	w3 = *(u32 *)(r6 + 0xc)
    1299:	r2 += r3
    1300:	w3 = *(u32 *)(r6 + 0x10)
    1301:	r2 += r3
    1302:	r2 %= 0xffff
    1303:	if r2 != 0x0 goto +0x2 <else>
    1304:	r6 -= r8
    1305:	goto -0x407 <ipv4>
<else>:
    1306:	w3 = *(u8 *)(r6 + 0x0)
    1307:	r3 &= 0xf0
    1308:	if r3 != 0x60 goto +0x9 <else>
    1309:	r2 = r7
    1310:	r2 -= r6
    1311:	w3 = *(u16 *)(r6 + 0x4)
    1312:	r3 = be16 r3
    1313:	r2 -= r3
    1314:	r2 -= 0x28
    1315:	if r2 > 0x32 goto +0x2 <else>
    1316:	r6 -= r8
    1317:	goto -0x3e3 <ipv6>
<else>:
    1318:	r6 -= r8
    1319:	goto -0x344 <payload_ethernet>
<control_word>:
    1320:	r6 &= 0x7fff
    1321:	r6 += r8
    1322:	r2 = r6
    1323:	r2 += 0x26
    1324:	if r2 > r7 goto +0x7f <truncated>
    1325:	w3 = *(u16 *)(r6 + 0x10)
    1326:	if r3 == 0x8 goto +0x1d <holds>
    1327:	if r3 == 0xdd86 goto +0x1c <holds>
    1328:	if r3 == 0x81 goto +0x1b <holds>
    1329:	if r3 == 0xa888 goto +0x1a <holds>
    1330:	if r3 == 0x91 goto +0x19 <holds>
    1331:	if r3 == 0x92 goto +0x18 <holds>
    1332:	if r3 == 0x93 goto +0x17 <holds>
    1333:	if r3 == 0xdbda goto +0x16 <holds>
    1334:	if r3 == 0xe788 goto +0x15 <holds>
    1335:	if r3 == 0x6488 goto +0x14 <holds>
    1336:	if r3 == 0x4788 goto +0x13 <holds>
    1337:	if r3 == 0x4888 goto +0x12 <holds>
    1338:	if r3 == 0x2f89 goto +0x11 <holds>
    1339:	if r3 == 0xfb88 goto +0x10 <holds>
    1340:	if r3 == 0xc1f1 goto +0xf <holds>
    1341:	if r3 == 0x2689 goto +0xe <holds>
    1342:	if r3 == 0x3f89 goto +0xd <holds>
    1343:	if r3 == 0x989 goto +0xc <holds>
    1344:	if r3 == 0x543 goto +0xb <holds>
    1345:	if r3 == 0xe588 goto +0xa <holds>
    1346:	if r3 == 0xdada goto +0x9 <holds>
    1347:	if r3 == 0x9988 goto +0x8 <holds>
    1348:	if r3 == 0x7488 goto +0x7 <holds>
    1349:	if r3 == 0x1e0 goto +0x6 <holds>
    1350:	if r3 == 0xc388 goto +0x5 <holds>
    1351:	if r3 == 0x8899 goto +0x4 <holds>
    1352:	if r3 == 0xdcda goto +0x3 <holds>
    1353:	if r3 == 0x5865 goto +0x2 <holds>
    1354:	if r3 == 0x4f89 goto +0x1 <holds>
    1355:	goto +0x3 <else>
<holds>:
    1356:	r6 += 0x4
    1357:	r6 -= r8
    1358:	goto -0x478 <ethernet>
<else>:
    1359:	w3 = *(u8 *)(r6 + 0x12)
    1360:	if r3 != 0x45 goto +0x15 <else>
    1361:	r2 = r7
    1362:	r2 -= r6
    1363:	w3 = *(u16 *)(r6 + 0x14)
    1364:	r3 = be16 r3
    1365:	r2 -= r3
    1366:	r2 -= 0x12
    1367:	if r2 > 0x32 goto +0xe <else>
    1368:	w2 = *(u32 *)(r6 + 0x12)
    1369:	w3 = *(u32 *)(r6 + 0x16)
    1370:	r2 += r3
    1371:	w3 = *(u32 *)(r6 + 0x1a)
    1372:	r2 += r3
    1373:	w3 = *(u32 *)(r6 + 0x1e)
    1374:	r2 += r3
    1375:	w3 = *(u32 *)(r6 + 0x22)
    1376:	r2 += r3
    1377:	r2 %= 0xffff
    1378:	if r2 != 0x0 goto +0x3 <else>
    1379:	r6 += 0x12
    1380:	r6 -= r8
    1381:	goto -0x453 <ipv4>
<else>:
    1382:	goto +0x45 <not_ip>
<dsa_vlan>:
    1383:	r6 &= 0x7fff
    1384:	r6 += r8
    1385:	r2 = r6
    1386:	r2 += 0x6
    1387:	if r2 > r7 goto +0x40 <truncated>
    1388:	w2 = *(u32 *)(r10 - 0x4)
    1389:	if r2 != 0x0 goto +0xd <kept>
    1390:	w2 = *(u32 *)(r10 - 0x34)
    1391:	if r2 != 0x10000 goto +0x5 <second>
    1392:	w2 = *(u16 *)(r6 + 0x2)
    1393:	r2 = be16 r2
    1394:	r2 &= 0xfff
    1395:	*(u32 *)(r10 - 0x34) = w2
    1396:	goto +0x6 <kept>
<second>:
    1397:	w2 = *(u32 *)(r10 - 0xf4)
    1398:	if r2 != 0x10000 goto +0x4 <kept>
    1399:	w2 = *(u16 *)(r6 + 0x2)
    1400:	r2 = be16 r2
    1401:	r2 &= 0xfff
    1402:	*(u32 *)(r10 - 0xf4) = w2
<kept>:
    1403:	w5 = *(u16 *)(r6 + 0x4)
    1404:	r6 += 0x6
    1405:	r6 -= r8
    1406:	goto -0x49d <by_ether_type>
<l2tp_offset>:
    1407:	r6 &= 0x7fff
    1408:	r6 += r8
    1409:	r2 = r6
    1410:	r2 += 0x2
    1411:	if r2 > r7 goto +0x28 <truncated>
    1412:	w3 = *(u8 *)(r6 + 0x0)
    1413:	if r3 != 0x0 goto +0x26 <bad_tunnel_header>
    1414:	w3 = *(u8 *)(r6 + 0x1)
    1415:	r6 += 0x2
    1416:	r6 += r3
    1417:	r6 -= r8
    1418:	goto -0x208 <ppp>
<pptp>:
    1419:	r6 &= 0x7fff
    1420:	r6 += r8
    1421:	r2 = r6
    1422:	r2 += 0x8
    1423:	if r2 > r7 goto +0x1c <truncated>
    1424:	w3 = *(u16 *)(r6 + 0x2)
    1425:	if r3 != 0xb88 goto +0x1a <bad_tunnel_header>
    1426:	w3 = *(u8 *)(r6 + 0x0)
    1427:	r3 &= 0x10
    1428:	if r3 == 0x0 goto +0x17 <not_ip>
    1429:	w3 = *(u8 *)(r6 + 0x1)
    1430:	r3 &= 0x80
    1431:	r3 >>= 0x5
    1432:	r6 += 0xc
    1433:	r6 += r3
    1434:	r6 -= r8
    1435:	goto -0x219 <ppp>
<snap>:
    1436:	r6 &= 0x7fff
    1437:	r6 += r8
    1438:	r2 = r6
    1439:	r2 += 0x8
    1440:	if r2 > r7 goto +0xb <truncated>
    1441:	w3 = *(u16 *)(r6 + 0x3)
    1442:	if r3 != 0x0 goto +0x8 <else>
    1443:	w3 = *(u8 *)(r6 + 0x5)
    1444:	if r3 == 0x0 goto +0x2 <holds>
    1445:	if r3 == 0xf8 goto +0x1 <holds>
    1446:	goto +0x4 <else>
<holds>:
    1447:	w5 = *(u16 *)(r6 + 0x6)
    1448:	r6 += 0x8
    1449:	r6 -= r8
    1450:	goto -0x4c9 <by_ether_type>
<else>:
    1451:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_ip>:
<bad_ip_header>:
<bad_tunnel_header>:
    1452:	w3 = *(u32 *)(r10 - 0xf4)
    1453:	if r3 == 0x10000 goto +0xc <no_vlan_pair>
    1454:	w2 = *(u32 *)(r10 - 0x34)
    1455:	r2 <<= 0x10
    1456:	r2 |= r3
    1457:	*(u32 *)(r10 - 0x9c) = w2
    1458:	r2 = r10
    1459:	r2 += -0x9c
    1460:	r1 = 0x0 ll <vlan_pairs>
    1462:	call 0x1	# bpf_map_lookup_elem
    1463:	if r0 == 0x0 goto +0x2 <no_vlan_pair>
    1464:	w6 = *(u32 *)(r0 + 0x0)
    1465:	goto +0xa3 <steer>
<no_vlan_pair>:
    1466:	w3 = *(u32 *)(r10 - 0x34)
    1467:	if r3 > 0xfff goto +0x8 <no_vlan>
    1468:	r3 <<= 0x2
    1469:	r2 = 0x0 ll <vlans>
    1471:	r2 += r3
    1472:	w6 = *(u32 *)(r2 + 0x0)
    1473:	if r6 == 0x0 goto +0x2 <no_vlan>
    1474:	r6 -= 0x1
    1475:	goto +0x99 <steer>
<no_vlan>:
    1476:	r2 = r8
    1477:	r2 += 0xc
    1478:	if r2 > r7 goto +0xd <no_mac>
    1479:	w2 = *(u32 *)(r8 + 0x6)
    1480:	w3 = *(u16 *)(r8 + 0xa)
    1481:	r3 <<= 0x20
    1482:	r2 |= r3
    1483:	*(u64 *)(r10 - 0x98) = r2
    1484:	r2 = r10
    1485:	r2 += -0x98
    1486:	r1 = 0x0 ll <macs>
    1488:	call 0x1	# bpf_map_lookup_elem
    1489:	if r0 == 0x0 goto +0x2 <no_mac>
    1490:	w6 = *(u32 *)(r0 + 0x0)
    1491:	goto +0x89 <steer>
<no_mac>:
    1492:	w2 = *(u32 *)(r10 - 0x4)
    1493:	if r2 != 0x4 goto +0x1c <other_family>
    1494:	r6 = -0x1
    1495:	w2 = *(u32 *)(r10 - 0x58)
    1496:	*(u32 *)(r10 - 0x9c) = 0x20
    1497:	*(u32 *)(r10 - 0x98) = w2
    1498:	r2 = r10
    1499:	r2 += -0x9c
    1500:	r1 = 0x0 ll <prefixes4>
    1502:	call 0x1	# bpf_map_lookup_elem
    1503:	if r0 == 0x0 goto +0x3 <next_end>
    1504:	r2 = *(u64 *)(r0 + 0x0)
    1505:	if r2 >= r6 goto +0x1 <next_end>
    1506:	r6 = r2
<next_end>:
    1507:	w2 = *(u32 *)(r10 - 0x60)
    1508:	*(u32 *)(r10 - 0x9c) = 0x20
    1509:	*(u32 *)(r10 - 0x98) = w2
    1510:	r2 = r10
    1511:	r2 += -0x9c
    1512:	r1 = 0x0 ll <prefixes4>
    1514:	call 0x1	# bpf_map_lookup_elem
    1515:	if r0 == 0x0 goto +0x3 <next_end>
    1516:	r2 = *(u64 *)(r0 + 0x0)
    1517:	if r2 >= r6 goto +0x1 <next_end>
    1518:	r6 = r2
<next_end>:
    1519:	if w6 == -0x1 goto +0x24 <no_prefix>
    1520:	w6 = w6
    1521:	goto +0x6b <steer>
<other_family>:
    1522:	w2 = *(u32 *)(r10 - 0x4)
    1523:	if r2 != 0x6 goto +0x20 <other_family>
    1524:	r6 = -0x1
    1525:	r2 = *(u64 *)(r10 - 0x70)
    1526:	r3 = *(u64 *)(r10 - 0x68)
    1527:	*(u32 *)(r10 - 0x9c) = 0x80
    1528:	*(u64 *)(r10 - 0x98) = r2
    1529:	*(u64 *)(r10 - 0x90) = r3
    1530:	r2 = r10
    1531:	r2 += -0x9c
    1532:	r1 = 0x0 ll <prefixes6>
    1534:	call 0x1	# bpf_map_lookup_elem
    1535:	if r0 == 0x0 goto +0x3 <next_end>
    1536:	r2 = *(u64 *)(r0 + 0x0)
    1537:	if r2 >= r6 goto +0x1 <next_end>
    1538:	r6 = r2
<next_end>:
    1539:	r2 = *(u64 *)(r10 - 0x80)
    1540:	r3 = *(u64 *)(r10 - 0x78)
    1541:	*(u32 *)(r10 - 0x9c) = 0x80
    1542:	*(u64 *)(r10 - 0x98) = r2
    1543:	*(u64 *)(r10 - 0x90) = r3
    1544:	r2 = r10
    1545:	r2 += -0x9c
    1546:	r1 = 0x0 ll <prefixes6>
    1548:	call 0x1	# bpf_map_lookup_elem
    1549:	if r0 == 0x0 goto +0x3 <next_end>
    1550:	r2 = *(u64 *)(r0 + 0x0)
    1551:	if r2 >= r6 goto +0x1 <next_end>
    1552:	r6 = r2
<next_end>:
    1553:	if w6 == -0x1 goto +0x2 <no_prefix>
    1554:	w6 = w6
    1555:	goto +0x49 <steer>
<no_prefix>:
<other_family>:
    1556:	r2 = r8
    1557:	r2 += 0xc
    1558:	if r2 > r7 goto +0x1f <no_mac>
    1559:	r6 = -0x1
    1560:	w2 = *(u32 *)(r8 + 0x6)
    1561:	w3 = *(u16 *)(r8 + 0xa)
    1562:	r3 <<= 0x20
    1563:	r2 |= r3
    1564:	*(u64 *)(r10 - 0x98) = r2
    1565:	r2 = r10
    1566:	r2 += -0x98
    1567:	r1 = 0x0 ll <macs_1>
    1569:	call 0x1	# bpf_map_lookup_elem
    1570:	if r0 == 0x0 goto +0x3 <next_end>
    1571:	w2 = *(u32 *)(r0 + 0x0)
    1572:	if r2 >= r6 goto +0x1 <next_end>
    1573:	r6 = r2
<next_end>:
    1574:	w2 = *(u32 *)(r8 + 0x0)
    1575:	w3 = *(u16 *)(r8 + 0x4)
    1576:	r3 <<= 0x20
    1577:	r2 |= r3
    1578:	*(u64 *)(r10 - 0x98) = r2
    1579:	r2 = r10
    1580:	r2 += -0x98
    1581:	r1 = 0x0 ll <macs_1>
    1583:	call 0x1	# bpf_map_lookup_elem
    1584:	if r0 == 0x0 goto +0x3 <next_end>
    1585:	w2 = *(u32 *)(r0 + 0x0)
    1586:	if r2 >= r6 goto +0x1 <next_end>
    1587:	r6 = r2
<next_end>:
    1588:	if w6 == -0x1 goto +0x1 <no_mac>
    1589:	goto +0x27 <steer>
<no_mac>:
    1590:	w2 = *(u32 *)(r10 - 0x4)
    1591:	if r2 == 0x0 goto +0x24 <nothing>
    1592:	r1 = *(u64 *)(r10 - 0x58)
    1593:	w3 = *(u32 *)(r10 - 0x14)
    1594:	r3 <<= 0x20
    1595:	r1 += r3
    1596:	r2 = *(u64 *)(r10 - 0x60)
    1597:	w3 = *(u32 *)(r10 - 0x1c)
    1598:	r3 <<= 0x20
    1599:	r2 += r3
    1600:	w4 = *(u32 *)(r10 - 0xc)
    1601:	r3 = -0x61c8864680b583eb ll
    1603:	r1 *= r3
    1604:	r2 *= r3
<mix>:
    1605:	r3 = r1
    1606:	r3 >>= 0x20
    1607:	r1 ^= r3
    1608:	r1 |= 0x1
    1609:	r3 = r2
    1610:	r3 >>= 0x20
    1611:	r2 ^= r3
    1612:	r2 |= 0x1
    1613:	r1 *= r2
    1614:	r2 = r1
    1615:	r1 ^= r4
    1616:	r2 >>= 0x20
    1617:	r1 ^= r2
    1618:	r3 = -0x6b2fb644ecceee15 ll
    1620:	r1 *= r3
    1621:	r1 >>= 0x1e
    1622:	r1 &= 0xffc
    1623:	r2 = 0x0 ll <tables>
    1625:	r2 += r1
    1626:	w6 = *(u32 *)(r2 + 0x0)
    1627:	goto +0x1 <steer>
<nothing>:
    1628:	goto +0x6 <pass>
<steer>:
    1629:	r2 = r6
    1630:	r3 = 0x2
    1631:	r1 = 0x0 ll <cpus>
    1633:	call 0x33	# bpf_redirect_map
    1634:	exit
<pass>:
    1635:	w0 = 0x2
    1636:	exit

