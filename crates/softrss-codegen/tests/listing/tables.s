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
      10:	*(u64 *)(r10 - 0x70) = r2
      11:	r2 = r8
      12:	r2 -= r8
      13:	*(u64 *)(r10 - 0x68) = r2
      14:	r2 = r8
      15:	r2 -= r8
      16:	*(u64 *)(r10 - 0x80) = r2
      17:	r2 = r8
      18:	r2 -= r8
      19:	*(u64 *)(r10 - 0x78) = r2
      20:	r2 = r8
      21:	r2 -= r8
      22:	*(u32 *)(r10 - 0x4) = w2
      23:	*(u32 *)(r10 - 0x14) = w2
      24:	*(u32 *)(r10 - 0x1c) = w2
      25:	*(u32 *)(r10 - 0xc) = 0x10000
      26:	*(u32 *)(r10 - 0x34) = 0x10000
      27:	*(u32 *)(r10 - 0xf4) = 0x10000
      28:	r6 = r8
      29:	r6 -= r8
      30:	r9 = 0x11
      31:	goto +0x0 <ethernet>
<ethernet>:
      32:	if r6 > 0xfff goto +0x4d4 <too_deep>
      33:	r6 += r8
      34:	r9 -= 0x1
      35:	if r9 == 0x0 goto +0x4d1 <too_deep>
      36:	r2 = r6
      37:	r2 += 0xe
      38:	if r2 > r7 goto +0x4ce <truncated>
      39:	w5 = *(u16 *)(r6 + 0xc)
      40:	r6 += 0xe
      41:	r6 -= r8
      42:	goto +0x0 <by_ether_type>
<by_ether_type>:
      43:	if r5 == 0x8 goto +0x30 <ipv4>
      44:	if r5 == 0xdd86 goto +0x5f <ipv6>
      45:	if r5 == 0x81 goto +0x9b <vlan>
      46:	if r5 == 0xa888 goto +0x9a <vlan>
      47:	if r5 == 0x91 goto +0x99 <vlan>
      48:	if r5 == 0x92 goto +0x98 <vlan>
      49:	if r5 == 0x93 goto +0x97 <vlan>
      50:	if r5 == 0xdbda goto +0x96 <vlan>
      51:	if r5 == 0xe788 goto +0xaf <pbb>
      52:	if r5 == 0x6488 goto +0xb8 <pppoe>
      53:	if r5 == 0x4788 goto +0xd9 <mpls>
      54:	if r5 == 0x4888 goto +0xd8 <mpls>
      55:	if r5 == 0x5865 goto -0x18 <ethernet>
      56:	if r5 == 0x4f89 goto +0x345 <nsh>
      57:	if r9 <= 0x9 goto +0x10 <late>
      58:	if r5 == 0x2f89 goto +0x11e <hsr>
      59:	if r5 == 0xfb88 goto +0x11d <hsr>
      60:	if r5 == 0xc1f1 goto +0x11c <hsr>
      61:	if r5 == 0x2689 goto +0x126 <vntag>
      62:	if r5 == 0x3f89 goto +0x133 <etag>
      63:	if r5 == 0x989 goto +0x13d <cmd>
      64:	if r5 == 0x543 goto +0x149 <batmanadv>
      65:	if r5 == 0xe588 goto +0x15b <macsec>
      66:	if r5 == 0xdada goto +0x17a <edsa>
      67:	if r5 == 0x9988 goto +0x19b <realtek>
      68:	if r5 == 0x7488 goto +0x114 <hsr>
      69:	if r5 == 0x1e0 goto +0x12c <etag>
      70:	if r5 == 0xc388 goto +0x12b <etag>
      71:	if r5 == 0x8899 goto +0x12a <etag>
      72:	if r5 == 0xdcda goto +0x1aa <sja1110>
      73:	goto +0xf <no_link>
<late>:
      74:	if r5 == 0x2f89 goto +0x4aa <too_deep>
      75:	if r5 == 0xfb88 goto +0x4a9 <too_deep>
      76:	if r5 == 0xc1f1 goto +0x4a8 <too_deep>
      77:	if r5 == 0x2689 goto +0x4a7 <too_deep>
      78:	if r5 == 0x3f89 goto +0x4a6 <too_deep>
      79:	if r5 == 0x989 goto +0x4a5 <too_deep>
      80:	if r5 == 0x543 goto +0x4a4 <too_deep>
      81:	if r5 == 0xe588 goto +0x4a3 <too_deep>
      82:	if r5 == 0xdada goto +0x4a2 <too_deep>
      83:	if r5 == 0x9988 goto +0x4a1 <too_deep>
      84:	if r5 == 0x7488 goto +0x4a0 <too_deep>
      85:	if r5 == 0x1e0 goto +0x49f <too_deep>
      86:	if r5 == 0xc388 goto +0x49e <too_deep>
      87:	if r5 == 0x8899 goto +0x49d <too_deep>
      88:	if r5 == 0xdcda goto +0x49c <too_deep>
<no_link>:
      89:	r5 = be16 r5
      90:	if r5 < 0x600 goto +0x1a6 <llc>
      91:	goto +0x499 <not_ip>
<ipv4>:
      92:	if r6 > 0xfff goto +0x498 <too_deep>
      93:	r6 += r8
      94:	r9 -= 0x1
      95:	if r9 == 0x0 goto +0x495 <too_deep>
      96:	r2 = r6
      97:	r2 += 0x14
      98:	if r2 > r7 goto +0x492 <truncated>
      99:	w3 = *(u8 *)(r6 + 0x0)
     100:	if r3 < 0x45 goto +0x490 <bad_ip_header>
     101:	if r3 > 0x4f goto +0x48f <bad_ip_header>
     102:	r5 = r8
     103:	r5 -= r8
     104:	w4 = *(u32 *)(r6 + 0xc)
     105:	r4 += r5
     106:	*(u64 *)(r10 - 0x58) = r4
     107:	w4 = *(u32 *)(r6 + 0x10)
     108:	r4 += r5
     109:	*(u64 *)(r10 - 0x60) = r4
     110:	*(u32 *)(r10 - 0x4) = 0x4
     111:	r2 = r8
     112:	r2 -= r8
     113:	*(u32 *)(r10 - 0x14) = w2
     114:	*(u32 *)(r10 - 0x1c) = w2
     115:	w5 = *(u8 *)(r6 + 0x9)
     116:	*(u32 *)(r10 - 0xc) = w5
     117:	w2 = *(u16 *)(r6 + 0x6)
     118:	r2 &= 0xff3f
     119:	if r2 != 0x0 goto +0x47d <done>
     120:	r3 &= 0xf
     121:	r3 <<= 0x2
     122:	r6 += r3
     123:	r6 -= r8
     124:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     125:	*(u32 *)(r10 - 0xc) = w5
     126:	if r5 == 0x4 goto -0x23 <ipv4>
     127:	if r5 == 0x6 goto +0x1d3 <tcp>
     128:	if r5 == 0x11 goto +0x1de <udp>
     129:	if r5 == 0x21 goto +0x1d1 <tcp>
     130:	if r5 == 0x29 goto +0x9 <ipv6>
     131:	if r5 == 0x2f goto +0x1f4 <gre>
     132:	if r5 == 0x32 goto +0x1c3 <esp>
     133:	if r5 == 0x33 goto +0x1b2 <ah>
     134:	if r5 == 0x61 goto +0x262 <etherip>
     135:	if r5 == 0x73 goto +0x29e <l2tpinip>
     136:	if r5 == 0x84 goto +0x1ca <tcp>
     137:	if r5 == 0x88 goto +0x1c9 <tcp>
     138:	if r5 == 0x89 goto +0x84 <mpls>
     139:	goto +0x469 <done>
<ipv6>:
     140:	if r6 > 0xfff goto +0x468 <too_deep>
     141:	r6 += r8
     142:	r9 -= 0x1
     143:	if r9 == 0x0 goto +0x465 <too_deep>
     144:	r2 = r6
     145:	r2 += 0x28
     146:	if r2 > r7 goto +0x462 <truncated>
     147:	w3 = *(u8 *)(r6 + 0x0)
     148:	r3 &= 0xf0
     149:	if r3 != 0x60 goto +0x45f <bad_ip_header>
     150:	r4 = -0x2917014799a6026d ll
     152:	r5 = -0x5f89e29b87429bd1 ll
     154:	r2 = *(u64 *)(r6 + 0x8)
     155:	r3 = *(u64 *)(r6 + 0x10)
     156:	*(u64 *)(r10 - 0x70) = r2
     157:	*(u64 *)(r10 - 0x68) = r3
     158:	r2 *= r4
     159:	r2 = be64 r2
     160:	r3 *= r5
     161:	r2 += r3
     162:	*(u64 *)(r10 - 0x58) = r2
     163:	r2 = *(u64 *)(r6 + 0x18)
     164:	r3 = *(u64 *)(r6 + 0x20)
     165:	*(u64 *)(r10 - 0x80) = r2
     166:	*(u64 *)(r10 - 0x78) = r3
     167:	r2 *= r4
     168:	r2 = be64 r2
     169:	r3 *= r5
     170:	r2 += r3
     171:	*(u64 *)(r10 - 0x60) = r2
     172:	r2 = r8
     173:	r2 -= r8
     174:	*(u32 *)(r10 - 0x14) = w2
     175:	*(u32 *)(r10 - 0x1c) = w2
     176:	*(u32 *)(r10 - 0x4) = 0x6
     177:	w5 = *(u8 *)(r6 + 0x6)
     178:	r6 += 0x28
     179:	r6 -= r8
     180:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     181:	*(u32 *)(r10 - 0xc) = w5
     182:	if r5 == 0x0 goto +0x15e <hopbyhop>
     183:	if r5 == 0x4 goto -0x5c <ipv4>
     184:	if r5 == 0x6 goto +0x19a <tcp>
     185:	if r5 == 0x11 goto +0x1a5 <udp>
     186:	if r5 == 0x21 goto +0x198 <tcp>
     187:	if r5 == 0x29 goto -0x30 <ipv6>
     188:	if r5 == 0x2b goto +0x158 <hopbyhop>
     189:	if r5 == 0x2c goto +0x165 <fragment>
     190:	if r5 == 0x2f goto +0x1b9 <gre>
     191:	if r5 == 0x32 goto +0x188 <esp>
     192:	if r5 == 0x33 goto +0x177 <ah>
     193:	if r5 == 0x3c goto +0x153 <hopbyhop>
     194:	if r5 == 0x61 goto +0x226 <etherip>
     195:	if r5 == 0x73 goto +0x262 <l2tpinip>
     196:	if r5 == 0x84 goto +0x18e <tcp>
     197:	if r5 == 0x88 goto +0x18d <tcp>
     198:	if r5 == 0x89 goto +0x48 <mpls>
     199:	if r5 == 0x8f goto -0xa8 <ethernet>
     200:	goto +0x42c <done>
<vlan>:
     201:	if r6 > 0xfff goto +0x42b <too_deep>
     202:	r6 += r8
     203:	r9 -= 0x1
     204:	if r9 == 0x0 goto +0x428 <too_deep>
     205:	r2 = r6
     206:	r2 += 0x4
     207:	if r2 > r7 goto +0x425 <truncated>
     208:	w2 = *(u32 *)(r10 - 0x4)
     209:	if r2 != 0x0 goto +0xd <kept>
     210:	w2 = *(u32 *)(r10 - 0x34)
     211:	if r2 != 0x10000 goto +0x5 <second>
     212:	w2 = *(u16 *)(r6 + 0x0)
     213:	r2 = be16 r2
     214:	r2 &= 0xfff
     215:	*(u32 *)(r10 - 0x34) = w2
     216:	goto +0x6 <kept>
<second>:
     217:	w2 = *(u32 *)(r10 - 0xf4)
     218:	if r2 != 0x10000 goto +0x4 <kept>
     219:	w2 = *(u16 *)(r6 + 0x0)
     220:	r2 = be16 r2
     221:	r2 &= 0xfff
     222:	*(u32 *)(r10 - 0xf4) = w2
<kept>:
     223:	w5 = *(u16 *)(r6 + 0x2)
     224:	r6 += 0x4
     225:	r6 -= r8
     226:	goto -0xb8 <by_ether_type>
<pbb>:
     227:	if r6 > 0xfff goto +0x411 <too_deep>
     228:	r6 += r8
     229:	r9 -= 0x1
     230:	if r9 == 0x0 goto +0x40e <too_deep>
     231:	r2 = r6
     232:	r2 += 0x4
     233:	if r2 > r7 goto +0x40b <truncated>
     234:	r6 += 0x4
     235:	r6 -= r8
     236:	goto -0xcd <ethernet>
<pppoe>:
     237:	if r6 > 0xfff goto +0x407 <too_deep>
     238:	r6 += r8
     239:	r9 -= 0x1
     240:	if r9 == 0x0 goto +0x404 <too_deep>
     241:	r2 = r6
     242:	r2 += 0x6
     243:	if r2 > r7 goto +0x401 <truncated>
     244:	w3 = *(u16 *)(r6 + 0x0)
     245:	if r3 != 0x11 goto +0x3ff <not_ip>
     246:	r6 += 0x6
     247:	r6 -= r8
     248:	goto +0x0 <ppp>
<ppp>:
     249:	r6 &= 0x7fff
     250:	r6 += r8
     251:	r2 = r6
     252:	r2 += 0x2
     253:	if r2 > r7 goto +0x3f7 <truncated>
     254:	w3 = *(u8 *)(r6 + 0x0)
     255:	if r3 != 0x21 goto +0x3 <else>
     256:	r6 += 0x1
     257:	r6 -= r8
     258:	goto -0xa7 <ipv4>
<else>:
     259:	if r3 != 0x57 goto +0x3 <else>
     260:	r6 += 0x1
     261:	r6 -= r8
     262:	goto -0x7b <ipv6>
<else>:
     263:	w5 = *(u16 *)(r6 + 0x0)
     264:	r6 += 0x2
     265:	r6 -= r8
     266:	if r5 == 0x2100 goto -0xaf <ipv4>
     267:	if r5 == 0x5700 goto -0x80 <ipv6>
     268:	if r5 == 0x8102 goto +0x2 <mpls>
     269:	if r5 == 0x8302 goto +0x1 <mpls>
     270:	goto +0x3e6 <not_ip>
<mpls>:
     271:	if r6 > 0xfff goto +0x3e5 <too_deep>
     272:	r6 += r8
     273:	r9 -= 0x1
     274:	if r9 == 0x0 goto +0x3e2 <too_deep>
     275:	r2 = r6
     276:	r2 += 0x4
     277:	if r2 > r7 goto +0x3df <truncated>
     278:	w3 = *(u8 *)(r6 + 0x2)
     279:	r3 &= 0x1
     280:	if r3 != 0x0 goto +0x3 <else>
     281:	r6 += 0x4
     282:	r6 -= r8
     283:	goto -0xd <mpls>
<else>:
     284:	r6 += 0x4
     285:	r6 -= r8
     286:	goto +0x0 <payload>
<payload>:
     287:	r6 &= 0x7fff
     288:	r6 += r8
     289:	r2 = r6
     290:	r2 += 0x1
     291:	if r2 > r7 goto +0x3d1 <truncated>
     292:	w3 = *(u8 *)(r6 + 0x0)
     293:	r3 &= 0xf0
     294:	if r3 == 0x40 goto +0x2 <holds>
     295:	if r3 == 0x60 goto +0x1 <holds>
     296:	goto +0x2 <else>
<holds>:
     297:	r6 -= r8
     298:	goto +0x2ea <payload_ip>
<else>:
     299:	r6 -= r8
     300:	goto +0x0 <payload_ethernet>
<payload_ethernet>:
     301:	r6 &= 0x7fff
     302:	r6 += r8
     303:	r2 = r6
     304:	r2 += 0xe
     305:	if r2 > r7 goto +0x3c3 <truncated>
     306:	w3 = *(u16 *)(r6 + 0xc)
     307:	if r3 == 0x8 goto +0x1d <holds>
     308:	if r3 == 0xdd86 goto +0x1c <holds>
     309:	if r3 == 0x81 goto +0x1b <holds>
     310:	if r3 == 0xa888 goto +0x1a <holds>
     311:	if r3 == 0x91 goto +0x19 <holds>
     312:	if r3 == 0x92 goto +0x18 <holds>
     313:	if r3 == 0x93 goto +0x17 <holds>
     314:	if r3 == 0xdbda goto +0x16 <holds>
     315:	if r3 == 0xe788 goto +0x15 <holds>
     316:	if r3 == 0x6488 goto +0x14 <holds>
     317:	if r3 == 0x4788 goto +0x13 <holds>
     318:	if r3 == 0x4888 goto +0x12 <holds>
     319:	if r3 == 0x2f89 goto +0x11 <holds>
     320:	if r3 == 0xfb88 goto +0x10 <holds>
     321:	if r3 == 0xc1f1 goto +0xf <holds>
     322:	if r3 == 0x2689 goto +0xe <holds>
     323:	if r3 == 0x3f89 goto +0xd <holds>
     324:	if r3 == 0x989 goto +0xc <holds>
     325:	if r3 == 0x543 goto +0xb <holds>
     326:	if r3 == 0xe588 goto +0xa <holds>
     327:	if r3 == 0xdada goto +0x9 <holds>
     328:	if r3 == 0x9988 goto +0x8 <holds>
     329:	if r3 == 0x7488 goto +0x7 <holds>
     330:	if r3 == 0x1e0 goto +0x6 <holds>
     331:	if r3 == 0xc388 goto +0x5 <holds>
     332:	if r3 == 0x8899 goto +0x4 <holds>
     333:	if r3 == 0xdcda goto +0x3 <holds>
     334:	if r3 == 0x5865 goto +0x2 <holds>
     335:	if r3 == 0x4f89 goto +0x1 <holds>
     336:	goto +0x2 <else>
<holds>:
     337:	r6 -= r8
     338:	goto -0x133 <ethernet>
<else>:
     339:	w3 = *(u8 *)(r6 + 0x0)
     340:	r3 &= 0xf0
     341:	if r3 != 0x0 goto +0x2 <else>
     342:	r6 -= r8
     343:	goto +0x319 <control_word>
<else>:
     344:	goto +0x39c <not_ip>
<hsr>:
     345:	if r6 > 0xfff goto +0x39b <too_deep>
     346:	r6 += r8
     347:	r9 -= 0x1
     348:	if r9 == 0x0 goto +0x398 <too_deep>
     349:	r2 = r6
     350:	r2 += 0x6
     351:	if r2 > r7 goto +0x395 <truncated>
     352:	w5 = *(u16 *)(r6 + 0x4)
     353:	r6 += 0x6
     354:	r6 -= r8
     355:	goto -0x139 <by_ether_type>
<vntag>:
     356:	if r6 > 0xfff goto +0x390 <too_deep>
     357:	r6 += r8
     358:	r9 -= 0x1
     359:	if r9 == 0x0 goto +0x38d <too_deep>
     360:	r2 = r6
     361:	r2 += 0x6
     362:	if r2 > r7 goto +0x38a <truncated>
     363:	w3 = *(u8 *)(r6 + 0x2)
     364:	r3 &= 0x30
     365:	if r3 != 0x0 goto +0x387 <bad_tunnel_header>
     366:	w5 = *(u16 *)(r6 + 0x4)
     367:	r6 += 0x6
     368:	r6 -= r8
     369:	goto -0x147 <by_ether_type>
<etag>:
     370:	if r6 > 0xfff goto +0x382 <too_deep>
     371:	r6 += r8
     372:	r9 -= 0x1
     373:	if r9 == 0x0 goto +0x37f <too_deep>
     374:	r2 = r6
     375:	r2 += 0x8
     376:	if r2 > r7 goto +0x37c <truncated>
     377:	w5 = *(u16 *)(r6 + 0x6)
     378:	r6 += 0x8
     379:	r6 -= r8
     380:	goto -0x152 <by_ether_type>
<cmd>:
     381:	if r6 > 0xfff goto +0x377 <too_deep>
     382:	r6 += r8
     383:	r9 -= 0x1
     384:	if r9 == 0x0 goto +0x374 <too_deep>
     385:	r2 = r6
     386:	r2 += 0x8
     387:	if r2 > r7 goto +0x371 <truncated>
     388:	w3 = *(u16 *)(r6 + 0x0)
     389:	if r3 != 0x101 goto +0x36f <bad_tunnel_header>
     390:	w5 = *(u16 *)(r6 + 0x6)
     391:	r6 += 0x8
     392:	r6 -= r8
     393:	goto -0x15f <by_ether_type>
<batmanadv>:
     394:	if r6 > 0xfff goto +0x36a <too_deep>
     395:	r6 += r8
     396:	r9 -= 0x1
     397:	if r9 == 0x0 goto +0x367 <too_deep>
     398:	r2 = r6
     399:	r2 += 0xa
     400:	if r2 > r7 goto +0x364 <truncated>
     401:	w3 = *(u8 *)(r6 + 0x1)
     402:	if r3 != 0xf goto +0x362 <bad_tunnel_header>
     403:	w3 = *(u8 *)(r6 + 0x0)
     404:	if r3 != 0x40 goto +0x3 <else>
     405:	r6 += 0xa
     406:	r6 -= r8
     407:	goto -0x178 <ethernet>
<else>:
     408:	if r3 != 0x42 goto +0x3 <else>
     409:	r6 += 0x12
     410:	r6 -= r8
     411:	goto -0x17c <ethernet>
<else>:
     412:	goto +0x358 <not_ip>
<macsec>:
     413:	if r6 > 0xfff goto +0x357 <too_deep>
     414:	r6 += r8
     415:	r9 -= 0x1
     416:	if r9 == 0x0 goto +0x354 <too_deep>
     417:	r2 = r6
     418:	r2 += 0x8
     419:	if r2 > r7 goto +0x351 <truncated>
     420:	w3 = *(u8 *)(r6 + 0x0)
     421:	r2 = r3
     422:	r2 &= 0x80
     423:	if r2 != 0x0 goto +0x34d <bad_tunnel_header>
     424:	r2 = r3
     425:	r2 &= 0xc
     426:	if r2 != 0x0 goto +0x34a <not_ip>
     427:	r3 &= 0x20
     428:	if r3 != 0x0 goto +0x4 <else>
     429:	w5 = *(u16 *)(r6 + 0x6)
     430:	r6 += 0x8
     431:	r6 -= r8
     432:	goto -0x186 <by_ether_type>
<else>:
     433:	r6 += 0x8
     434:	r6 -= r8
     435:	goto +0x0 <macsec_channel>
<macsec_channel>:
     436:	r6 &= 0x7fff
     437:	r6 += r8
     438:	r2 = r6
     439:	r2 += 0x8
     440:	if r2 > r7 goto +0x33c <truncated>
     441:	w5 = *(u16 *)(r6 + 0x6)
     442:	r6 += 0x8
     443:	r6 -= r8
     444:	goto -0x192 <by_ether_type>
<edsa>:
     445:	if r6 > 0xfff goto +0x337 <too_deep>
     446:	r6 += r8
     447:	r9 -= 0x1
     448:	if r9 == 0x0 goto +0x334 <too_deep>
     449:	r2 = r6
     450:	r2 += 0x2
     451:	if r2 > r7 goto +0x331 <truncated>
     452:	w3 = *(u16 *)(r6 + 0x0)
     453:	if r3 != 0x0 goto +0x32f <bad_tunnel_header>
     454:	r6 += 0x2
     455:	r6 -= r8
     456:	goto +0x0 <dsa_tag>
<dsa_tag>:
     457:	r6 &= 0x7fff
     458:	r6 += r8
     459:	r2 = r6
     460:	r2 += 0x6
     461:	if r2 > r7 goto +0x327 <truncated>
     462:	w3 = *(u8 *)(r6 + 0x0)
     463:	r2 = r3
     464:	r2 &= 0xe0
     465:	if r2 == 0x0 goto +0x2 <holds>
     466:	if r2 == 0xc0 goto +0x1 <holds>
     467:	goto +0x4 <else>
<holds>:
     468:	w5 = *(u16 *)(r6 + 0x4)
     469:	r6 += 0x6
     470:	r6 -= r8
     471:	goto -0x1ad <by_ether_type>
<else>:
     472:	r3 &= 0xe0
     473:	if r3 == 0x20 goto +0x2 <holds>
     474:	if r3 == 0xe0 goto +0x1 <holds>
     475:	goto +0x2 <else>
<holds>:
     476:	r6 -= r8
     477:	goto +0x2d2 <dsa_vlan>
<else>:
     478:	goto +0x316 <not_ip>
<realtek>:
     479:	if r6 > 0xfff goto +0x315 <too_deep>
     480:	r6 += r8
     481:	r9 -= 0x1
     482:	if r9 == 0x0 goto +0x312 <too_deep>
     483:	r2 = r6
     484:	r2 += 0x8
     485:	if r2 > r7 goto +0x30f <truncated>
     486:	w3 = *(u8 *)(r6 + 0x0)
     487:	if r3 != 0x4 goto +0x4 <else>
     488:	w5 = *(u16 *)(r6 + 0x6)
     489:	r6 += 0x8
     490:	r6 -= r8
     491:	goto -0x1c1 <by_ether_type>
<else>:
     492:	r3 &= 0xf0
     493:	if r3 != 0xa0 goto +0x4 <else>
     494:	w5 = *(u16 *)(r6 + 0x2)
     495:	r6 += 0x4
     496:	r6 -= r8
     497:	goto -0x1c7 <by_ether_type>
<else>:
     498:	goto +0x302 <not_ip>
<sja1110>:
     499:	if r6 > 0xfff goto +0x301 <too_deep>
     500:	r6 += r8
     501:	r9 -= 0x1
     502:	if r9 == 0x0 goto +0x2fe <too_deep>
     503:	r2 = r6
     504:	r2 += 0x4
     505:	if r2 > r7 goto +0x2fb <truncated>
     506:	w3 = *(u8 *)(r6 + 0x0)
     507:	r3 &= 0x40
     508:	if r3 != 0x0 goto +0x2f8 <not_ip>
     509:	w5 = *(u16 *)(r6 + 0x2)
     510:	r6 += 0x4
     511:	r6 -= r8
     512:	goto -0x1d6 <by_ether_type>
<llc>:
     513:	if r6 > 0xfff goto +0x2f3 <too_deep>
     514:	r6 += r8
     515:	r9 -= 0x1
     516:	if r9 == 0x0 goto +0x2f0 <too_deep>
     517:	r2 = r6
     518:	r2 += 0x3
     519:	if r2 > r7 goto +0x2ed <truncated>
     520:	w3 = *(u16 *)(r6 + 0x0)
     521:	if r3 != 0xaaaa goto +0x4 <else>
     522:	w2 = *(u8 *)(r6 + 0x2)
     523:	if r2 != 0x3 goto +0x2 <else>
     524:	r6 -= r8
     525:	goto +0x2d7 <snap>
<else>:
     526:	if r3 != 0x606 goto +0x5 <else>
     527:	w3 = *(u8 *)(r6 + 0x2)
     528:	if r3 != 0x3 goto +0x3 <else>
     529:	r6 += 0x3
     530:	r6 -= r8
     531:	goto -0x1b8 <ipv4>
<else>:
     532:	goto +0x2e0 <not_ip>
<hopbyhop>:
     533:	if r6 > 0xfff goto +0x2df <too_deep>
     534:	r6 += r8
     535:	r9 -= 0x1
     536:	if r9 == 0x0 goto +0x2dc <too_deep>
     537:	r2 = r6
     538:	r2 += 0x8
     539:	if r2 > r7 goto +0x2d9 <truncated>
     540:	w5 = *(u8 *)(r6 + 0x0)
     541:	w3 = *(u8 *)(r6 + 0x1)
     542:	r3 += 0x1
     543:	r3 <<= 0x3
     544:	r6 += r3
     545:	r6 -= r8
     546:	goto -0x16e <by_protocol_6>
<fragment>:
     547:	if r6 > 0xfff goto +0x2d1 <too_deep>
     548:	r6 += r8
     549:	r9 -= 0x1
     550:	if r9 == 0x0 goto +0x2ce <too_deep>
     551:	r2 = r6
     552:	r2 += 0x8
     553:	if r2 > r7 goto +0x2cb <truncated>
     554:	w3 = *(u16 *)(r6 + 0x2)
     555:	r3 &= 0xf9ff
     556:	if r3 != 0x0 goto +0x4 <else>
     557:	w5 = *(u8 *)(r6 + 0x0)
     558:	r6 += 0x8
     559:	r6 -= r8
     560:	goto -0x17c <by_protocol_6>
<else>:
     561:	w5 = *(u8 *)(r6 + 0x0)
     562:	*(u32 *)(r10 - 0xc) = 0x2c
     563:	r2 = r8
     564:	r2 -= r8
     565:	*(u32 *)(r10 - 0x14) = w2
     566:	*(u32 *)(r10 - 0x1c) = w2
     567:	goto +0x2bd <done>
<ah>:
     568:	if r6 > 0xfff goto +0x2bc <too_deep>
     569:	r6 += r8
     570:	r9 -= 0x1
     571:	if r9 == 0x0 goto +0x2b9 <too_deep>
     572:	r2 = r6
     573:	r2 += 0x8
     574:	if r2 > r7 goto +0x2b6 <truncated>
     575:	w5 = *(u8 *)(r6 + 0x0)
     576:	w3 = *(u8 *)(r6 + 0x1)
     577:	r3 += 0x2
     578:	r3 <<= 0x2
     579:	r6 += r3
     580:	r6 -= r8
     581:	w2 = *(u32 *)(r10 - 0x4)
     582:	if r2 == 0x6 goto -0x192 <by_protocol_6>
     583:	goto -0x1cb <by_protocol_4>
<esp>:
     584:	if r6 > 0xfff goto +0x2ac <too_deep>
     585:	r6 += r8
     586:	r9 -= 0x1
     587:	if r9 == 0x0 goto +0x2a9 <too_deep>
     588:	r2 = r6
     589:	r2 += 0x4
     590:	if r2 > r7 goto +0x2a6 <truncated>
     591:	w3 = *(u32 *)(r6 + 0x0)
     592:	*(u32 *)(r10 - 0x14) = w3
     593:	*(u32 *)(r10 - 0x1c) = w3
     594:	goto +0x2a2 <done>
<tcp>:
     595:	if r6 > 0xfff goto +0x2a1 <too_deep>
     596:	r6 += r8
     597:	r9 -= 0x1
     598:	if r9 == 0x0 goto +0x29e <too_deep>
     599:	r2 = r6
     600:	r2 += 0x4
     601:	if r2 > r7 goto +0x29b <truncated>
     602:	w3 = *(u16 *)(r6 + 0x0)
     603:	w4 = *(u16 *)(r6 + 0x2)
     604:	*(u32 *)(r10 - 0x14) = w3
     605:	*(u32 *)(r10 - 0x1c) = w4
     606:	goto +0x296 <done>
<udp>:
     607:	if r6 > 0xfff goto +0x295 <too_deep>
     608:	r6 += r8
     609:	r9 -= 0x1
     610:	if r9 == 0x0 goto +0x292 <too_deep>
     611:	r2 = r6
     612:	r2 += 0x4
     613:	if r2 > r7 goto +0x28f <truncated>
     614:	w3 = *(u16 *)(r6 + 0x0)
     615:	w4 = *(u16 *)(r6 + 0x2)
     616:	*(u32 *)(r10 - 0x14) = w3
     617:	*(u32 *)(r10 - 0x1c) = w4
     618:	r6 -= r8
     619:	if r4 == 0xeb19 goto +0x8a <mplsinudp>
     620:	if r4 == 0xb512 goto +0xeb <vxlan>
     621:	if r4 == 0x1821 goto +0xea <vxlan>
     622:	if r4 == 0xb612 goto +0xf6 <vxlangpe>
     623:	if r4 == 0xf510 goto +0x127 <lisp>
     624:	if r4 == 0xc117 goto +0x130 <geneve>
     625:	if r4 == 0x6808 goto +0x141 <gtpu>
     626:	if r4 == 0xc017 goto +0x16d <gue>
     627:	if r4 == 0xa506 goto +0x8c <l2tp>
     628:	if r4 == 0xd80d goto +0x18c <teredo>
     629:	if r3 == 0xa506 goto +0x8a <l2tp>
     630:	if r3 == 0xd80d goto +0x18a <teredo>
     631:	goto +0x27d <done>
<gre>:
     632:	if r6 > 0xfff goto +0x27c <too_deep>
     633:	r6 += r8
     634:	r9 -= 0x1
     635:	if r9 == 0x0 goto +0x279 <too_deep>
     636:	r2 = r6
     637:	r2 += 0x4
     638:	if r2 > r7 goto +0x276 <truncated>
     639:	w3 = *(u16 *)(r6 + 0x0)
     640:	r2 = r3
     641:	r2 &= 0x7e0
     642:	if r2 != 0x120 goto +0x2 <else>
     643:	r6 -= r8
     644:	goto +0x24f <pptp>
<else>:
     645:	r3 &= 0x740
     646:	if r3 != 0x0 goto +0x26e <bad_tunnel_header>
     647:	w3 = *(u16 *)(r6 + 0x2)
     648:	if r3 != 0xbe88 goto +0xe <else>
     649:	w3 = *(u8 *)(r6 + 0x0)
     650:	r2 = r3
     651:	r2 &= 0x10
     652:	if r2 != 0x0 goto +0xa <else>
     653:	r2 = r3
     654:	r2 &= 0x80
     655:	r2 >>= 0x5
     656:	r6 += 0x4
     657:	r6 += r2
     658:	r3 &= 0x20
     659:	r3 >>= 0x3
     660:	r6 += r3
     661:	r6 -= r8
     662:	goto -0x277 <ethernet>
<else>:
     663:	w5 = *(u16 *)(r6 + 0x2)
     664:	w3 = *(u8 *)(r6 + 0x0)
     665:	r2 = r3
     666:	r2 &= 0x80
     667:	r2 >>= 0x5
     668:	r6 += 0x4
     669:	r6 += r2
     670:	r2 = r3
     671:	r2 &= 0x20
     672:	r2 >>= 0x3
     673:	r6 += r2
     674:	r3 &= 0x10
     675:	r3 >>= 0x2
     676:	r6 += r3
     677:	r6 -= r8
     678:	if r5 == 0xbe88 goto +0x4 <erspan2>
     679:	if r5 == 0xeb22 goto +0x10 <erspan3>
     680:	if r5 == 0xb88 goto +0x23 <ppp>
     681:	if r5 == 0x3e88 goto +0x30 <wccp>
     682:	goto -0x280 <by_ether_type>
<erspan2>:
     683:	if r6 > 0xfff goto +0x249 <too_deep>
     684:	r6 += r8
     685:	r9 -= 0x1
     686:	if r9 == 0x0 goto +0x246 <too_deep>
     687:	r2 = r6
     688:	r2 += 0x8
     689:	if r2 > r7 goto +0x243 <truncated>
     690:	w3 = *(u8 *)(r6 + 0x0)
     691:	r3 &= 0xf0
     692:	if r3 != 0x10 goto +0x240 <bad_tunnel_header>
     693:	r6 += 0x8
     694:	r6 -= r8
     695:	goto -0x298 <ethernet>
<erspan3>:
     696:	if r6 > 0xfff goto +0x23c <too_deep>
     697:	r6 += r8
     698:	r9 -= 0x1
     699:	if r9 == 0x0 goto +0x239 <too_deep>
     700:	r2 = r6
     701:	r2 += 0xc
     702:	if r2 > r7 goto +0x236 <truncated>
     703:	w3 = *(u8 *)(r6 + 0x0)
     704:	r3 &= 0xf0
     705:	if r3 != 0x20 goto +0x233 <bad_tunnel_header>
     706:	w3 = *(u8 *)(r6 + 0xa)
     707:	r3 &= 0x7c
     708:	if r3 != 0x0 goto +0x230 <not_ip>
     709:	w3 = *(u8 *)(r6 + 0xb)
     710:	r3 &= 0x1
     711:	r3 <<= 0x3
     712:	r6 += 0xc
     713:	r6 += r3
     714:	r6 -= r8
     715:	goto -0x2ac <ethernet>
<ppp>:
     716:	if r6 > 0xfff goto +0x228 <too_deep>
     717:	r6 += r8
     718:	r9 -= 0x1
     719:	if r9 == 0x0 goto +0x225 <too_deep>
     720:	r2 = r6
     721:	r2 += 0x2
     722:	if r2 > r7 goto +0x222 <truncated>
     723:	w3 = *(u16 *)(r6 + 0x0)
     724:	if r3 != 0x3ff goto +0x3 <else>
     725:	r6 += 0x2
     726:	r6 -= r8
     727:	goto -0x1df <ppp>
<else>:
     728:	r6 -= r8
     729:	goto -0x1e1 <ppp>
<wccp>:
     730:	if r6 > 0xfff goto +0x21a <too_deep>
     731:	r6 += r8
     732:	r9 -= 0x1
     733:	if r9 == 0x0 goto +0x217 <too_deep>
     734:	r2 = r6
     735:	r2 += 0x4
     736:	if r2 > r7 goto +0x214 <truncated>
     737:	w3 = *(u8 *)(r6 + 0x0)
     738:	r3 &= 0xf0
     739:	if r3 != 0x40 goto +0x2 <else>
     740:	r6 -= r8
     741:	goto -0x28a <ipv4>
<else>:
     742:	r6 += 0x4
     743:	r6 -= r8
     744:	goto -0x28d <ipv4>
<etherip>:
     745:	if r6 > 0xfff goto +0x20b <too_deep>
     746:	r6 += r8
     747:	r9 -= 0x1
     748:	if r9 == 0x0 goto +0x208 <too_deep>
     749:	r2 = r6
     750:	r2 += 0x2
     751:	if r2 > r7 goto +0x205 <truncated>
     752:	w3 = *(u8 *)(r6 + 0x0)
     753:	r3 &= 0xf0
     754:	if r3 != 0x30 goto +0x202 <bad_tunnel_header>
     755:	r6 += 0x2
     756:	r6 -= r8
     757:	goto -0x2d6 <ethernet>
<mplsinudp>:
     758:	if r6 > 0xfff goto +0x1fe <too_deep>
     759:	r6 += r8
     760:	r9 -= 0x1
     761:	if r9 == 0x0 goto +0x1fb <too_deep>
     762:	r2 = r6
     763:	r2 += 0x8
     764:	if r2 > r7 goto +0x1f8 <truncated>
     765:	r6 += 0x8
     766:	r6 -= r8
     767:	goto -0x1f1 <mpls>
<l2tp>:
     768:	if r6 > 0xfff goto +0x1f4 <too_deep>
     769:	r6 += r8
     770:	r9 -= 0x1
     771:	if r9 == 0x0 goto +0x1f1 <too_deep>
     772:	r2 = r6
     773:	r2 += 0x10
     774:	if r2 > r7 goto +0x1ee <truncated>
     775:	w3 = *(u16 *)(r6 + 0x8)
     776:	if r3 != 0x300 goto +0x3 <else>
     777:	r6 += 0x10
     778:	r6 -= r8
     779:	goto +0x26 <l2tp3>
<else>:
     780:	r3 &= 0xffb4
     781:	if r3 != 0x200 goto +0x1e7 <not_ip>
     782:	w3 = *(u8 *)(r6 + 0x8)
     783:	r2 = r3
     784:	r2 &= 0x2
     785:	if r2 == 0x0 goto +0xa <else>
     786:	r2 = r3
     787:	r2 &= 0x40
     788:	r2 >>= 0x5
     789:	r6 += 0xe
     790:	r6 += r2
     791:	r3 &= 0x8
     792:	r3 >>= 0x1
     793:	r6 += r3
     794:	r6 -= r8
     795:	goto +0x1ac <l2tp_offset>
<else>:
     796:	r2 = r3
     797:	r2 &= 0x40
     798:	r2 >>= 0x5
     799:	r6 += 0xe
     800:	r6 += r2
     801:	r3 &= 0x8
     802:	r3 >>= 0x1
     803:	r6 += r3
     804:	r6 -= r8
     805:	goto -0x5a <ppp>
<l2tpinip>:
     806:	if r6 > 0xfff goto +0x1ce <too_deep>
     807:	r6 += r8
     808:	r9 -= 0x1
     809:	if r9 == 0x0 goto +0x1cb <too_deep>
     810:	r2 = r6
     811:	r2 += 0x4
     812:	if r2 > r7 goto +0x1c8 <truncated>
     813:	w3 = *(u32 *)(r6 + 0x0)
     814:	if w3 == 0x0 goto +0x1c6 <not_ip>
     815:	r6 += 0x4
     816:	r6 -= r8
     817:	goto +0x0 <l2tp3>
<l2tp3>:
     818:	r6 &= 0x7fff
     819:	r6 += r8
     820:	r2 = r6
     821:	r2 += 0x1c
     822:	if r2 > r7 goto +0x1be <truncated>
     823:	w3 = *(u32 *)(r6 + 0xc)
     824:	w3 &= 0xf0ffff
     825:	if w3 == 0x400008 goto +0x2 <holds>
     826:	if w3 == 0x60dd86 goto +0x1 <holds>
     827:	goto +0x3 <else>
<holds>:
     828:	r6 += 0xe
     829:	r6 -= r8
     830:	goto +0xd6 <payload_ip>
<else>:
     831:	w3 = *(u32 *)(r6 + 0x10)
     832:	w3 &= 0xf0ffff
     833:	if w3 == 0x400008 goto +0x2 <holds>
     834:	if w3 == 0x60dd86 goto +0x1 <holds>
     835:	goto +0x3 <else>
<holds>:
     836:	r6 += 0x12
     837:	r6 -= r8
     838:	goto +0xce <payload_ip>
<else>:
     839:	w3 = *(u32 *)(r6 + 0x14)
     840:	w3 &= 0xf0ffff
     841:	if w3 == 0x400008 goto +0x2 <holds>
     842:	if w3 == 0x60dd86 goto +0x1 <holds>
     843:	goto +0x3 <else>
<holds>:
     844:	r6 += 0x16
     845:	r6 -= r8
     846:	goto +0xc6 <payload_ip>
<else>:
     847:	w3 = *(u32 *)(r6 + 0x18)
     848:	w3 &= 0xf0ffff
     849:	if w3 == 0x400008 goto +0x2 <holds>
     850:	if w3 == 0x60dd86 goto +0x1 <holds>
     851:	goto +0x3 <else>
<holds>:
     852:	r6 += 0x1a
     853:	r6 -= r8
     854:	goto +0xbe <payload_ip>
<else>:
     855:	goto +0x19d <not_ip>
<vxlan>:
     856:	if r6 > 0xfff goto +0x19c <too_deep>
     857:	r6 += r8
     858:	r9 -= 0x1
     859:	if r9 == 0x0 goto +0x199 <too_deep>
     860:	r2 = r6
     861:	r2 += 0x10
     862:	if r2 > r7 goto +0x196 <truncated>
     863:	w3 = *(u8 *)(r6 + 0x8)
     864:	r3 &= 0x8
     865:	if r3 == 0x0 goto +0x193 <bad_tunnel_header>
     866:	r6 += 0x10
     867:	r6 -= r8
     868:	goto -0x345 <ethernet>
<vxlangpe>:
     869:	if r6 > 0xfff goto +0x18f <too_deep>
     870:	r6 += r8
     871:	r9 -= 0x1
     872:	if r9 == 0x0 goto +0x18c <too_deep>
     873:	r2 = r6
     874:	r2 += 0x10
     875:	if r2 > r7 goto +0x189 <truncated>
     876:	w3 = *(u8 *)(r6 + 0x8)
     877:	r2 = r3
     878:	r2 &= 0x8
     879:	if r2 == 0x0 goto +0x185 <bad_tunnel_header>
     880:	r3 &= 0x4
     881:	if r3 != 0x0 goto +0x3 <else>
     882:	r6 += 0x10
     883:	r6 -= r8
     884:	goto -0x355 <ethernet>
<else>:
     885:	w5 = *(u8 *)(r6 + 0xb)
     886:	r6 += 0x10
     887:	r6 -= r8
     888:	if r5 == 0x1 goto -0x31d <ipv4>
     889:	if r5 == 0x2 goto -0x2ee <ipv6>
     890:	if r5 == 0x3 goto -0x35b <ethernet>
     891:	if r5 == 0x4 goto +0x2 <nsh>
     892:	if r5 == 0x5 goto -0x26e <mpls>
     893:	goto +0x177 <not_ip>
<nsh>:
     894:	if r6 > 0xfff goto +0x176 <too_deep>
     895:	r6 += r8
     896:	r9 -= 0x1
     897:	if r9 == 0x0 goto +0x173 <too_deep>
     898:	r2 = r6
     899:	r2 += 0x8
     900:	if r2 > r7 goto +0x170 <truncated>
     901:	w3 = *(u8 *)(r6 + 0x0)
     902:	r3 &= 0xc0
     903:	if r3 != 0x0 goto +0x16d <bad_tunnel_header>
     904:	w3 = *(u8 *)(r6 + 0x1)
     905:	r2 = r3
     906:	r2 &= 0x3f
     907:	if r2 < 0x2 goto +0x169 <bad_tunnel_header>
     908:	w5 = *(u8 *)(r6 + 0x3)
     909:	r3 &= 0x3f
     910:	r3 <<= 0x2
     911:	r6 += r3
     912:	r6 -= r8
     913:	if r5 == 0x1 goto -0x336 <ipv4>
     914:	if r5 == 0x2 goto -0x307 <ipv6>
     915:	if r5 == 0x3 goto -0x374 <ethernet>
     916:	if r5 == 0x4 goto -0x17 <nsh>
     917:	if r5 == 0x5 goto -0x287 <mpls>
     918:	goto +0x15e <not_ip>
<lisp>:
     919:	if r6 > 0xfff goto +0x15d <too_deep>
     920:	r6 += r8
     921:	r9 -= 0x1
     922:	if r9 == 0x0 goto +0x15a <too_deep>
     923:	r2 = r6
     924:	r2 += 0x10
     925:	if r2 > r7 goto +0x157 <truncated>
     926:	r6 += 0x10
     927:	r6 -= r8
     928:	goto -0x282 <payload>
<geneve>:
     929:	if r6 > 0xfff goto +0x153 <too_deep>
     930:	r6 += r8
     931:	r9 -= 0x1
     932:	if r9 == 0x0 goto +0x150 <too_deep>
     933:	r2 = r6
     934:	r2 += 0x10
     935:	if r2 > r7 goto +0x14d <truncated>
     936:	w3 = *(u8 *)(r6 + 0x8)
     937:	r2 = r3
     938:	r2 &= 0xc0
     939:	if r2 != 0x0 goto +0x149 <bad_tunnel_header>
     940:	w5 = *(u16 *)(r6 + 0xa)
     941:	r3 &= 0x3f
     942:	r3 <<= 0x2
     943:	r6 += 0x10
     944:	r6 += r3
     945:	r6 -= r8
     946:	goto -0x388 <by_ether_type>
<gtpu>:
     947:	if r6 > 0xfff goto +0x141 <too_deep>
     948:	r6 += r8
     949:	r9 -= 0x1
     950:	if r9 == 0x0 goto +0x13e <too_deep>
     951:	r2 = r6
     952:	r2 += 0x10
     953:	if r2 > r7 goto +0x13b <truncated>
     954:	w3 = *(u8 *)(r6 + 0x8)
     955:	r2 = r3
     956:	r2 &= 0xf0
     957:	if r2 != 0x30 goto +0x137 <bad_tunnel_header>
     958:	w2 = *(u8 *)(r6 + 0x9)
     959:	if r2 != 0xff goto +0x135 <not_ip>
     960:	r2 = r3
     961:	r2 &= 0x4
     962:	if r2 == 0x0 goto +0x3 <else>
     963:	r6 += 0x13
     964:	r6 -= r8
     965:	goto +0x8 <gtpuextension>
<else>:
     966:	r3 &= 0x7
     967:	if r3 != 0x0 goto +0x3 <else>
     968:	r6 += 0x10
     969:	r6 -= r8
     970:	goto -0x2ac <payload>
<else>:
     971:	r6 += 0x14
     972:	r6 -= r8
     973:	goto -0x2af <payload>
<gtpuextension>:
     974:	if r6 > 0xfff goto +0x126 <too_deep>
     975:	r6 += r8
     976:	r9 -= 0x1
     977:	if r9 == 0x0 goto +0x123 <too_deep>
     978:	r2 = r6
     979:	r2 += 0x2
     980:	if r2 > r7 goto +0x120 <truncated>
     981:	w3 = *(u8 *)(r6 + 0x0)
     982:	if r3 != 0x0 goto +0x3 <else>
     983:	r6 += 0x1
     984:	r6 -= r8
     985:	goto -0x2bb <payload>
<else>:
     986:	w3 = *(u8 *)(r6 + 0x1)
     987:	if r3 == 0x0 goto +0x119 <bad_tunnel_header>
     988:	r3 <<= 0x2
     989:	r6 += r3
     990:	r6 -= r8
     991:	goto -0x12 <gtpuextension>
<gue>:
     992:	if r6 > 0xfff goto +0x114 <too_deep>
     993:	r6 += r8
     994:	r9 -= 0x1
     995:	if r9 == 0x0 goto +0x111 <too_deep>
     996:	r2 = r6
     997:	r2 += 0xc
     998:	if r2 > r7 goto +0x10e <truncated>
     999:	w3 = *(u8 *)(r6 + 0x8)
    1000:	r2 = r3
    1001:	r2 &= 0xf0
    1002:	if r2 == 0x40 goto +0x2 <holds>
    1003:	if r2 == 0x60 goto +0x1 <holds>
    1004:	goto +0x3 <else>
<holds>:
    1005:	r6 += 0x8
    1006:	r6 -= r8
    1007:	goto +0x25 <payload_ip>
<else>:
    1008:	r2 = r3
    1009:	r2 &= 0xc0
    1010:	if r2 != 0x0 goto +0x102 <bad_tunnel_header>
    1011:	r2 = r3
    1012:	r2 &= 0x20
    1013:	if r2 != 0x0 goto +0xff <not_ip>
    1014:	w5 = *(u8 *)(r6 + 0x9)
    1015:	r3 &= 0x1f
    1016:	r3 <<= 0x2
    1017:	r6 += 0xc
    1018:	r6 += r3
    1019:	r6 -= r8
    1020:	if r5 == 0x4 goto -0x3a1 <ipv4>
    1021:	if r5 == 0x29 goto -0x372 <ipv6>
    1022:	if r5 == 0x2f goto -0x187 <gre>
    1023:	if r5 == 0x89 goto -0x2f1 <mpls>
    1024:	goto +0xf4 <not_ip>
<teredo>:
    1025:	if r6 > 0xfff goto +0xf3 <too_deep>
    1026:	r6 += r8
    1027:	r9 -= 0x1
    1028:	if r9 == 0x0 goto +0xf0 <too_deep>
    1029:	r2 = r6
    1030:	r2 += 0xc
    1031:	if r2 > r7 goto +0xed <truncated>
    1032:	w3 = *(u32 *)(r6 + 0x8)
    1033:	if w3 != 0x100 goto +0x3 <else>
    1034:	r6 += 0x15
    1035:	r6 -= r8
    1036:	goto +0x8 <payload_ip>
<else>:
    1037:	w3 = *(u16 *)(r6 + 0x8)
    1038:	if r3 != 0x0 goto +0x3 <else>
    1039:	r6 += 0x10
    1040:	r6 -= r8
    1041:	goto +0x3 <payload_ip>
<else>:
    1042:	r6 += 0x8
    1043:	r6 -= r8
    1044:	goto +0x0 <payload_ip>
<payload_ip>:
    1045:	r6 &= 0x7fff
    1046:	r6 += r8
    1047:	r2 = r6
    1048:	r2 += 0x14
    1049:	if r2 > r7 goto +0xdb <truncated>
    1050:	w3 = *(u8 *)(r6 + 0x0)
    1051:	if r3 != 0x45 goto +0x13 <else>
    1052:	r2 = r7
    1053:	r2 -= r6
    1054:	w3 = *(u16 *)(r6 + 0x2)
    1055:	r3 = be16 r3
    1056:	r2 -= r3
    1057:	if r2 > 0x32 goto +0xd <else>
    1058:	w2 = *(u32 *)(r6 + 0x0)
    1059:	w3 = *(u32 *)(r6 + 0x4)
    1060:	r2 += r3
    1061:	w3 = *(u32 *)(r6 + 0x8)
    1062:	r2 += r3
    1063:	w3 = *(u32 *)(r6 + 0xc)
    1064:	r2 += r3
    1065:	w3 = *(u32 *)(r6 + 0x10)
    1066:	r2 += r3
    1067:	r2 %= 0xffff
    1068:	if r2 != 0x0 goto +0x2 <else>
    1069:	r6 -= r8
    1070:	goto -0x3d3 <ipv4>
<else>:
    1071:	w3 = *(u32 *)(r6 + 0xc)
    1072:	r2 = r3
    1073:	w2 &= 0xf0ffff
    1074:	if w2 == 0x400008 goto +0x2 <holds>
    1075:	if w2 == 0x60dd86 goto +0x1 <holds>
    1076:	goto +0x2 <else>
<holds>:
    1077:	r6 -= r8
    1078:	goto -0x417 <ethernet>
<else>:
    1079:	w2 = *(u16 *)(r6 + 0xc)
    1080:	if r2 == 0x81 goto +0x2 <holds>
    1081:	if r2 == 0xa888 goto +0x1 <holds>
    1082:	goto +0xa <else>
<holds>:
    1083:	w2 = *(u16 *)(r6 + 0x10)
    1084:	if r2 == 0x8 goto +0x6 <holds>
    1085:	if r2 == 0xdd86 goto +0x5 <holds>
    1086:	if r2 == 0x81 goto +0x4 <holds>
    1087:	if r2 == 0xa888 goto +0x3 <holds>
    1088:	if r2 == 0x6488 goto +0x2 <holds>
    1089:	if r2 == 0x4788 goto +0x1 <holds>
    1090:	goto +0x2 <else>
<holds>:
    1091:	r6 -= r8
    1092:	goto -0x425 <ethernet>
<else>:
    1093:	w3 &= 0xffffff
    1094:	if w3 != 0x116488 goto +0x2 <else>
    1095:	r6 -= r8
    1096:	goto -0x429 <ethernet>
<else>:
    1097:	w3 = *(u8 *)(r6 + 0x0)
    1098:	if r3 < 0x45 goto +0x9 <else>
    1099:	if r3 > 0x4f goto +0x8 <else>
    1100:	r2 = r7
    1101:	r2 -= r6
    1102:	w3 = *(u16 *)(r6 + 0x2)
    1103:	r3 = be16 r3
    1104:	r2 -= r3
    1105:	if r2 > 0x32 goto +0x2 <else>
    1106:	r6 -= r8
    1107:	goto -0x3f8 <ipv4>
<else>:
    1108:	w3 = *(u8 *)(r6 + 0x0)
    1109:	if r3 != 0x45 goto +0xd <else>
    1110:	w2 = *(u32 *)(r6 + 0x0)
    1111:	w3 = *(u32 *)(r6 + 0x4)
    1112:	r2 += r3
    1113:	w3 = *(u32 *)(r6 + 0x8)
    1114:	r2 += r3
    1115:	w3 = *(u32 *)(r6 + 0xc)
    1116:	r2 += r3
    1117:	w3 = *(u32 *)(r6 + 0x10)
    1118:	r2 += r3
    1119:	r2 %= 0xffff
    1120:	if r2 != 0x0 goto +0x2 <else>
    1121:	r6 -= r8
    1122:	goto -0x407 <ipv4>
<else>:
    1123:	w3 = *(u8 *)(r6 + 0x0)
    1124:	r3 &= 0xf0
    1125:	if r3 != 0x60 goto +0x9 <else>
    1126:	r2 = r7
    1127:	r2 -= r6
    1128:	w3 = *(u16 *)(r6 + 0x4)
    1129:	r3 = be16 r3
    1130:	r2 -= r3
    1131:	r2 -= 0x28
    1132:	if r2 > 0x32 goto +0x2 <else>
    1133:	r6 -= r8
    1134:	goto -0x3e3 <ipv6>
<else>:
    1135:	r6 -= r8
    1136:	goto -0x344 <payload_ethernet>
<control_word>:
    1137:	r6 &= 0x7fff
    1138:	r6 += r8
    1139:	r2 = r6
    1140:	r2 += 0x26
    1141:	if r2 > r7 goto +0x7f <truncated>
    1142:	w3 = *(u16 *)(r6 + 0x10)
    1143:	if r3 == 0x8 goto +0x1d <holds>
    1144:	if r3 == 0xdd86 goto +0x1c <holds>
    1145:	if r3 == 0x81 goto +0x1b <holds>
    1146:	if r3 == 0xa888 goto +0x1a <holds>
    1147:	if r3 == 0x91 goto +0x19 <holds>
    1148:	if r3 == 0x92 goto +0x18 <holds>
    1149:	if r3 == 0x93 goto +0x17 <holds>
    1150:	if r3 == 0xdbda goto +0x16 <holds>
    1151:	if r3 == 0xe788 goto +0x15 <holds>
    1152:	if r3 == 0x6488 goto +0x14 <holds>
    1153:	if r3 == 0x4788 goto +0x13 <holds>
    1154:	if r3 == 0x4888 goto +0x12 <holds>
    1155:	if r3 == 0x2f89 goto +0x11 <holds>
    1156:	if r3 == 0xfb88 goto +0x10 <holds>
    1157:	if r3 == 0xc1f1 goto +0xf <holds>
    1158:	if r3 == 0x2689 goto +0xe <holds>
    1159:	if r3 == 0x3f89 goto +0xd <holds>
    1160:	if r3 == 0x989 goto +0xc <holds>
    1161:	if r3 == 0x543 goto +0xb <holds>
    1162:	if r3 == 0xe588 goto +0xa <holds>
    1163:	if r3 == 0xdada goto +0x9 <holds>
    1164:	if r3 == 0x9988 goto +0x8 <holds>
    1165:	if r3 == 0x7488 goto +0x7 <holds>
    1166:	if r3 == 0x1e0 goto +0x6 <holds>
    1167:	if r3 == 0xc388 goto +0x5 <holds>
    1168:	if r3 == 0x8899 goto +0x4 <holds>
    1169:	if r3 == 0xdcda goto +0x3 <holds>
    1170:	if r3 == 0x5865 goto +0x2 <holds>
    1171:	if r3 == 0x4f89 goto +0x1 <holds>
    1172:	goto +0x3 <else>
<holds>:
    1173:	r6 += 0x4
    1174:	r6 -= r8
    1175:	goto -0x478 <ethernet>
<else>:
    1176:	w3 = *(u8 *)(r6 + 0x12)
    1177:	if r3 != 0x45 goto +0x15 <else>
    1178:	r2 = r7
    1179:	r2 -= r6
    1180:	w3 = *(u16 *)(r6 + 0x14)
    1181:	r3 = be16 r3
    1182:	r2 -= r3
    1183:	r2 -= 0x12
    1184:	if r2 > 0x32 goto +0xe <else>
    1185:	w2 = *(u32 *)(r6 + 0x12)
    1186:	w3 = *(u32 *)(r6 + 0x16)
    1187:	r2 += r3
    1188:	w3 = *(u32 *)(r6 + 0x1a)
    1189:	r2 += r3
    1190:	w3 = *(u32 *)(r6 + 0x1e)
    1191:	r2 += r3
    1192:	w3 = *(u32 *)(r6 + 0x22)
    1193:	r2 += r3
    1194:	r2 %= 0xffff
    1195:	if r2 != 0x0 goto +0x3 <else>
    1196:	r6 += 0x12
    1197:	r6 -= r8
    1198:	goto -0x453 <ipv4>
<else>:
    1199:	goto +0x45 <not_ip>
<dsa_vlan>:
    1200:	r6 &= 0x7fff
    1201:	r6 += r8
    1202:	r2 = r6
    1203:	r2 += 0x6
    1204:	if r2 > r7 goto +0x40 <truncated>
    1205:	w2 = *(u32 *)(r10 - 0x4)
    1206:	if r2 != 0x0 goto +0xd <kept>
    1207:	w2 = *(u32 *)(r10 - 0x34)
    1208:	if r2 != 0x10000 goto +0x5 <second>
    1209:	w2 = *(u16 *)(r6 + 0x2)
    1210:	r2 = be16 r2
    1211:	r2 &= 0xfff
    1212:	*(u32 *)(r10 - 0x34) = w2
    1213:	goto +0x6 <kept>
<second>:
    1214:	w2 = *(u32 *)(r10 - 0xf4)
    1215:	if r2 != 0x10000 goto +0x4 <kept>
    1216:	w2 = *(u16 *)(r6 + 0x2)
    1217:	r2 = be16 r2
    1218:	r2 &= 0xfff
    1219:	*(u32 *)(r10 - 0xf4) = w2
<kept>:
    1220:	w5 = *(u16 *)(r6 + 0x4)
    1221:	r6 += 0x6
    1222:	r6 -= r8
    1223:	goto -0x49d <by_ether_type>
<l2tp_offset>:
    1224:	r6 &= 0x7fff
    1225:	r6 += r8
    1226:	r2 = r6
    1227:	r2 += 0x2
    1228:	if r2 > r7 goto +0x28 <truncated>
    1229:	w3 = *(u8 *)(r6 + 0x0)
    1230:	if r3 != 0x0 goto +0x26 <bad_tunnel_header>
    1231:	w3 = *(u8 *)(r6 + 0x1)
    1232:	r6 += 0x2
    1233:	r6 += r3
    1234:	r6 -= r8
    1235:	goto -0x208 <ppp>
<pptp>:
    1236:	r6 &= 0x7fff
    1237:	r6 += r8
    1238:	r2 = r6
    1239:	r2 += 0x8
    1240:	if r2 > r7 goto +0x1c <truncated>
    1241:	w3 = *(u16 *)(r6 + 0x2)
    1242:	if r3 != 0xb88 goto +0x1a <bad_tunnel_header>
    1243:	w3 = *(u8 *)(r6 + 0x0)
    1244:	r3 &= 0x10
    1245:	if r3 == 0x0 goto +0x17 <not_ip>
    1246:	w3 = *(u8 *)(r6 + 0x1)
    1247:	r3 &= 0x80
    1248:	r3 >>= 0x5
    1249:	r6 += 0xc
    1250:	r6 += r3
    1251:	r6 -= r8
    1252:	goto -0x219 <ppp>
<snap>:
    1253:	r6 &= 0x7fff
    1254:	r6 += r8
    1255:	r2 = r6
    1256:	r2 += 0x8
    1257:	if r2 > r7 goto +0xb <truncated>
    1258:	w3 = *(u16 *)(r6 + 0x3)
    1259:	if r3 != 0x0 goto +0x8 <else>
    1260:	w3 = *(u8 *)(r6 + 0x5)
    1261:	if r3 == 0x0 goto +0x2 <holds>
    1262:	if r3 == 0xf8 goto +0x1 <holds>
    1263:	goto +0x4 <else>
<holds>:
    1264:	w5 = *(u16 *)(r6 + 0x6)
    1265:	r6 += 0x8
    1266:	r6 -= r8
    1267:	goto -0x4c9 <by_ether_type>
<else>:
    1268:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
    1269:	w3 = *(u32 *)(r10 - 0xf4)
    1270:	if r3 == 0x10000 goto +0xc <no_vlan_pair>
    1271:	w2 = *(u32 *)(r10 - 0x34)
    1272:	r2 <<= 0x10
    1273:	r2 |= r3
    1274:	*(u32 *)(r10 - 0x9c) = w2
    1275:	r2 = r10
    1276:	r2 += -0x9c
    1277:	r1 = 0x0 ll <vlan_pairs>
    1279:	call 0x1	# bpf_map_lookup_elem
    1280:	if r0 == 0x0 goto +0x2 <no_vlan_pair>
    1281:	w6 = *(u32 *)(r0 + 0x0)
    1282:	goto +0xa3 <steer>
<no_vlan_pair>:
    1283:	w3 = *(u32 *)(r10 - 0x34)
    1284:	if r3 > 0xfff goto +0x8 <no_vlan>
    1285:	r3 <<= 0x2
    1286:	r2 = 0x0 ll <vlans>
    1288:	r2 += r3
    1289:	w6 = *(u32 *)(r2 + 0x0)
    1290:	if r6 == 0x0 goto +0x2 <no_vlan>
    1291:	r6 -= 0x1
    1292:	goto +0x99 <steer>
<no_vlan>:
    1293:	r2 = r8
    1294:	r2 += 0xc
    1295:	if r2 > r7 goto +0xd <no_mac>
    1296:	w2 = *(u32 *)(r8 + 0x6)
    1297:	w3 = *(u16 *)(r8 + 0xa)
    1298:	r3 <<= 0x20
    1299:	r2 |= r3
    1300:	*(u64 *)(r10 - 0x98) = r2
    1301:	r2 = r10
    1302:	r2 += -0x98
    1303:	r1 = 0x0 ll <macs>
    1305:	call 0x1	# bpf_map_lookup_elem
    1306:	if r0 == 0x0 goto +0x2 <no_mac>
    1307:	w6 = *(u32 *)(r0 + 0x0)
    1308:	goto +0x89 <steer>
<no_mac>:
    1309:	w2 = *(u32 *)(r10 - 0x4)
    1310:	if r2 != 0x4 goto +0x1c <other_family>
    1311:	r6 = -0x1
    1312:	w2 = *(u32 *)(r10 - 0x58)
    1313:	*(u32 *)(r10 - 0x9c) = 0x20
    1314:	*(u32 *)(r10 - 0x98) = w2
    1315:	r2 = r10
    1316:	r2 += -0x9c
    1317:	r1 = 0x0 ll <prefixes4>
    1319:	call 0x1	# bpf_map_lookup_elem
    1320:	if r0 == 0x0 goto +0x3 <next_end>
    1321:	r2 = *(u64 *)(r0 + 0x0)
    1322:	if r2 >= r6 goto +0x1 <next_end>
    1323:	r6 = r2
<next_end>:
    1324:	w2 = *(u32 *)(r10 - 0x60)
    1325:	*(u32 *)(r10 - 0x9c) = 0x20
    1326:	*(u32 *)(r10 - 0x98) = w2
    1327:	r2 = r10
    1328:	r2 += -0x9c
    1329:	r1 = 0x0 ll <prefixes4>
    1331:	call 0x1	# bpf_map_lookup_elem
    1332:	if r0 == 0x0 goto +0x3 <next_end>
    1333:	r2 = *(u64 *)(r0 + 0x0)
    1334:	if r2 >= r6 goto +0x1 <next_end>
    1335:	r6 = r2
<next_end>:
    1336:	if w6 == -0x1 goto +0x24 <no_prefix>
    1337:	w6 = w6
    1338:	goto +0x6b <steer>
<other_family>:
    1339:	w2 = *(u32 *)(r10 - 0x4)
    1340:	if r2 != 0x6 goto +0x20 <other_family>
    1341:	r6 = -0x1
    1342:	r2 = *(u64 *)(r10 - 0x70)
    1343:	r3 = *(u64 *)(r10 - 0x68)
    1344:	*(u32 *)(r10 - 0x9c) = 0x80
    1345:	*(u64 *)(r10 - 0x98) = r2
    1346:	*(u64 *)(r10 - 0x90) = r3
    1347:	r2 = r10
    1348:	r2 += -0x9c
    1349:	r1 = 0x0 ll <prefixes6>
    1351:	call 0x1	# bpf_map_lookup_elem
    1352:	if r0 == 0x0 goto +0x3 <next_end>
    1353:	r2 = *(u64 *)(r0 + 0x0)
    1354:	if r2 >= r6 goto +0x1 <next_end>
    1355:	r6 = r2
<next_end>:
    1356:	r2 = *(u64 *)(r10 - 0x80)
    1357:	r3 = *(u64 *)(r10 - 0x78)
    1358:	*(u32 *)(r10 - 0x9c) = 0x80
    1359:	*(u64 *)(r10 - 0x98) = r2
    1360:	*(u64 *)(r10 - 0x90) = r3
    1361:	r2 = r10
    1362:	r2 += -0x9c
    1363:	r1 = 0x0 ll <prefixes6>
    1365:	call 0x1	# bpf_map_lookup_elem
    1366:	if r0 == 0x0 goto +0x3 <next_end>
    1367:	r2 = *(u64 *)(r0 + 0x0)
    1368:	if r2 >= r6 goto +0x1 <next_end>
    1369:	r6 = r2
<next_end>:
    1370:	if w6 == -0x1 goto +0x2 <no_prefix>
    1371:	w6 = w6
    1372:	goto +0x49 <steer>
<no_prefix>:
<other_family>:
    1373:	r2 = r8
    1374:	r2 += 0xc
    1375:	if r2 > r7 goto +0x1f <no_mac>
    1376:	r6 = -0x1
    1377:	w2 = *(u32 *)(r8 + 0x6)
    1378:	w3 = *(u16 *)(r8 + 0xa)
    1379:	r3 <<= 0x20
    1380:	r2 |= r3
    1381:	*(u64 *)(r10 - 0x98) = r2
    1382:	r2 = r10
    1383:	r2 += -0x98
    1384:	r1 = 0x0 ll <macs_1>
    1386:	call 0x1	# bpf_map_lookup_elem
    1387:	if r0 == 0x0 goto +0x3 <next_end>
    1388:	w2 = *(u32 *)(r0 + 0x0)
    1389:	if r2 >= r6 goto +0x1 <next_end>
    1390:	r6 = r2
<next_end>:
    1391:	w2 = *(u32 *)(r8 + 0x0)
    1392:	w3 = *(u16 *)(r8 + 0x4)
    1393:	r3 <<= 0x20
    1394:	r2 |= r3
    1395:	*(u64 *)(r10 - 0x98) = r2
    1396:	r2 = r10
    1397:	r2 += -0x98
    1398:	r1 = 0x0 ll <macs_1>
    1400:	call 0x1	# bpf_map_lookup_elem
    1401:	if r0 == 0x0 goto +0x3 <next_end>
    1402:	w2 = *(u32 *)(r0 + 0x0)
    1403:	if r2 >= r6 goto +0x1 <next_end>
    1404:	r6 = r2
<next_end>:
    1405:	if w6 == -0x1 goto +0x1 <no_mac>
    1406:	goto +0x27 <steer>
<no_mac>:
    1407:	w2 = *(u32 *)(r10 - 0x4)
    1408:	if r2 == 0x0 goto +0x24 <nothing>
    1409:	r1 = *(u64 *)(r10 - 0x58)
    1410:	w3 = *(u32 *)(r10 - 0x14)
    1411:	r3 <<= 0x20
    1412:	r1 += r3
    1413:	r2 = *(u64 *)(r10 - 0x60)
    1414:	w3 = *(u32 *)(r10 - 0x1c)
    1415:	r3 <<= 0x20
    1416:	r2 += r3
    1417:	w4 = *(u32 *)(r10 - 0xc)
    1418:	r3 = -0x61c8864680b583eb ll
    1420:	r1 *= r3
    1421:	r2 *= r3
<mix>:
    1422:	r3 = r1
    1423:	r3 >>= 0x20
    1424:	r1 ^= r3
    1425:	r1 |= 0x1
    1426:	r3 = r2
    1427:	r3 >>= 0x20
    1428:	r2 ^= r3
    1429:	r2 |= 0x1
    1430:	r1 *= r2
    1431:	r2 = r1
    1432:	r1 ^= r4
    1433:	r2 >>= 0x20
    1434:	r1 ^= r2
    1435:	r3 = -0x6b2fb644ecceee15 ll
    1437:	r1 *= r3
    1438:	r1 >>= 0x1e
    1439:	r1 &= 0xffc
    1440:	r2 = 0x0 ll <tables>
    1442:	r2 += r1
    1443:	w6 = *(u32 *)(r2 + 0x0)
    1444:	goto +0x1 <steer>
<nothing>:
    1445:	goto +0x6 <pass>
<steer>:
    1446:	r2 = r6
    1447:	r3 = 0x2
    1448:	r1 = 0x0 ll <cpus>
    1450:	call 0x33	# bpf_redirect_map
    1451:	exit
<pass>:
    1452:	w0 = 0x2
    1453:	exit

