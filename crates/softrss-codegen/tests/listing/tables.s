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
      30:	r9 = 0x19
      31:	goto +0x0 <ethernet>
<ethernet>:
      32:	if r6 > 0xfff goto +0x4fd <too_deep>
      33:	r6 += r8
      34:	r9 -= 0x1
      35:	if r9 == 0x0 goto +0x4fa <too_deep>
      36:	r2 = r6
      37:	r2 += 0xe
      38:	if r2 > r7 goto +0x4f7 <truncated>
      39:	w5 = *(u16 *)(r6 + 0xc)
      40:	r6 += 0xe
      41:	r6 -= r8
      42:	goto +0x0 <by_ether_type>
<by_ether_type>:
      43:	if r5 == 0x8 goto +0x34 <ipv4>
      44:	if r5 == 0xdd86 goto +0x64 <ipv6>
      45:	if r5 == 0x81 goto +0xa1 <vlan>
      46:	if r5 == 0xa888 goto +0xa0 <vlan>
      47:	if r5 == 0x91 goto +0x9f <vlan>
      48:	if r5 == 0x92 goto +0x9e <vlan>
      49:	if r5 == 0x93 goto +0x9d <vlan>
      50:	if r5 == 0xdbda goto +0x9c <vlan>
      51:	if r5 == 0xe788 goto +0xb5 <pbb>
      52:	if r5 == 0x6488 goto +0xbe <pppoe>
      53:	if r5 == 0x4788 goto +0xdf <mpls>
      54:	if r5 == 0x4888 goto +0xde <mpls>
      55:	if r5 == 0x5865 goto -0x18 <ethernet>
      56:	if r5 == 0x4f89 goto +0x363 <nsh>
      57:	if r9 <= 0x11 goto +0x12 <late>
      58:	if r5 == 0x2f89 goto +0x126 <hsr>
      59:	if r5 == 0xfb88 goto +0x125 <hsr>
      60:	if r5 == 0xc1f1 goto +0x124 <hsr>
      61:	if r5 == 0x2689 goto +0x12e <vntag>
      62:	if r5 == 0x3f89 goto +0x13b <etag>
      63:	if r5 == 0x989 goto +0x145 <cmd>
      64:	if r5 == 0x589 goto +0x139 <etag>
      65:	if r5 == 0x543 goto +0x150 <batmanadv>
      66:	if r5 == 0xe588 goto +0x162 <macsec>
      67:	if r5 == 0xdada goto +0x181 <edsa>
      68:	if r5 == 0x9988 goto +0x1a2 <realtek>
      69:	if r5 == 0x7488 goto +0x11b <hsr>
      70:	if r5 == 0x1e0 goto +0x133 <etag>
      71:	if r5 == 0xc388 goto +0x132 <etag>
      72:	if r5 == 0x8899 goto +0x131 <etag>
      73:	if r5 == 0xdcda goto +0x1b1 <sja1110>
      74:	if r5 == 0x3afd goto +0x1be <netc>
      75:	goto +0x11 <no_link>
<late>:
      76:	if r5 == 0x2f89 goto +0x4d1 <too_deep>
      77:	if r5 == 0xfb88 goto +0x4d0 <too_deep>
      78:	if r5 == 0xc1f1 goto +0x4cf <too_deep>
      79:	if r5 == 0x2689 goto +0x4ce <too_deep>
      80:	if r5 == 0x3f89 goto +0x4cd <too_deep>
      81:	if r5 == 0x989 goto +0x4cc <too_deep>
      82:	if r5 == 0x589 goto +0x4cb <too_deep>
      83:	if r5 == 0x543 goto +0x4ca <too_deep>
      84:	if r5 == 0xe588 goto +0x4c9 <too_deep>
      85:	if r5 == 0xdada goto +0x4c8 <too_deep>
      86:	if r5 == 0x9988 goto +0x4c7 <too_deep>
      87:	if r5 == 0x7488 goto +0x4c6 <too_deep>
      88:	if r5 == 0x1e0 goto +0x4c5 <too_deep>
      89:	if r5 == 0xc388 goto +0x4c4 <too_deep>
      90:	if r5 == 0x8899 goto +0x4c3 <too_deep>
      91:	if r5 == 0xdcda goto +0x4c2 <too_deep>
      92:	if r5 == 0x3afd goto +0x4c1 <too_deep>
<no_link>:
      93:	r5 = be16 r5
      94:	if r5 < 0x600 goto +0x1c0 <llc>
      95:	goto +0x4be <not_ip>
<ipv4>:
      96:	if r6 > 0xfff goto +0x4bd <too_deep>
      97:	r6 += r8
      98:	r9 -= 0x1
      99:	if r9 == 0x0 goto +0x4ba <too_deep>
     100:	r2 = r6
     101:	r2 += 0x14
     102:	if r2 > r7 goto +0x4b7 <truncated>
     103:	w3 = *(u8 *)(r6 + 0x0)
     104:	if r3 < 0x45 goto +0x4b5 <bad_ip_header>
     105:	if r3 > 0x4f goto +0x4b4 <bad_ip_header>
     106:	r5 = r8
     107:	r5 -= r8
     108:	w4 = *(u32 *)(r6 + 0xc)
     109:	r4 += r5
     110:	*(u64 *)(r10 - 0x58) = r4
     111:	w4 = *(u32 *)(r6 + 0x10)
     112:	r4 += r5
     113:	*(u64 *)(r10 - 0x60) = r4
     114:	*(u32 *)(r10 - 0x4) = 0x4
     115:	r2 = r8
     116:	r2 -= r8
     117:	*(u32 *)(r10 - 0x14) = w2
     118:	*(u32 *)(r10 - 0x1c) = w2
     119:	w5 = *(u8 *)(r6 + 0x9)
     120:	*(u32 *)(r10 - 0xc) = w5
     121:	w2 = *(u16 *)(r6 + 0x6)
     122:	r2 &= 0xff3f
     123:	if r2 != 0x0 goto +0x4a2 <done>
     124:	r3 &= 0xf
     125:	r3 <<= 0x2
     126:	r6 += r3
     127:	r6 -= r8
     128:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     129:	*(u32 *)(r10 - 0xc) = w5
     130:	if r5 == 0x4 goto -0x23 <ipv4>
     131:	if r5 == 0x6 goto +0x1ed <tcp>
     132:	if r5 == 0x11 goto +0x1f8 <udp>
     133:	if r5 == 0x21 goto +0x1eb <tcp>
     134:	if r5 == 0x29 goto +0xa <ipv6>
     135:	if r5 == 0x2f goto +0x20e <gre>
     136:	if r5 == 0x32 goto +0x1dd <esp>
     137:	if r5 == 0x33 goto +0x1cc <ah>
     138:	if r5 == 0x61 goto +0x27c <etherip>
     139:	if r5 == 0x73 goto +0x2b8 <l2tpinip>
     140:	if r5 == 0x84 goto +0x1e4 <tcp>
     141:	if r5 == 0x88 goto +0x1e3 <tcp>
     142:	if r5 == 0x89 goto +0x86 <mpls>
     143:	if r5 == 0x91 goto +0x30c <nsh>
     144:	goto +0x48d <done>
<ipv6>:
     145:	if r6 > 0xfff goto +0x48c <too_deep>
     146:	r6 += r8
     147:	r9 -= 0x1
     148:	if r9 == 0x0 goto +0x489 <too_deep>
     149:	r2 = r6
     150:	r2 += 0x28
     151:	if r2 > r7 goto +0x486 <truncated>
     152:	w3 = *(u8 *)(r6 + 0x0)
     153:	r3 &= 0xf0
     154:	if r3 != 0x60 goto +0x483 <bad_ip_header>
     155:	r4 = -0x2917014799a6026d ll
     157:	r5 = -0x5f89e29b87429bd1 ll
     159:	r2 = *(u64 *)(r6 + 0x8)
     160:	r3 = *(u64 *)(r6 + 0x10)
     161:	*(u64 *)(r10 - 0x70) = r2
     162:	*(u64 *)(r10 - 0x68) = r3
     163:	r2 *= r4
     164:	r2 = be64 r2
     165:	r3 *= r5
     166:	r2 += r3
     167:	*(u64 *)(r10 - 0x58) = r2
     168:	r2 = *(u64 *)(r6 + 0x18)
     169:	r3 = *(u64 *)(r6 + 0x20)
     170:	*(u64 *)(r10 - 0x80) = r2
     171:	*(u64 *)(r10 - 0x78) = r3
     172:	r2 *= r4
     173:	r2 = be64 r2
     174:	r3 *= r5
     175:	r2 += r3
     176:	*(u64 *)(r10 - 0x60) = r2
     177:	r2 = r8
     178:	r2 -= r8
     179:	*(u32 *)(r10 - 0x14) = w2
     180:	*(u32 *)(r10 - 0x1c) = w2
     181:	*(u32 *)(r10 - 0x4) = 0x6
     182:	w5 = *(u8 *)(r6 + 0x6)
     183:	r6 += 0x28
     184:	r6 -= r8
     185:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     186:	*(u32 *)(r10 - 0xc) = w5
     187:	if r5 == 0x0 goto +0x177 <hopbyhop>
     188:	if r5 == 0x4 goto -0x5d <ipv4>
     189:	if r5 == 0x6 goto +0x1b3 <tcp>
     190:	if r5 == 0x11 goto +0x1be <udp>
     191:	if r5 == 0x21 goto +0x1b1 <tcp>
     192:	if r5 == 0x29 goto -0x30 <ipv6>
     193:	if r5 == 0x2b goto +0x171 <hopbyhop>
     194:	if r5 == 0x2c goto +0x17e <fragment>
     195:	if r5 == 0x2f goto +0x1d2 <gre>
     196:	if r5 == 0x32 goto +0x1a1 <esp>
     197:	if r5 == 0x33 goto +0x190 <ah>
     198:	if r5 == 0x3c goto +0x16c <hopbyhop>
     199:	if r5 == 0x61 goto +0x23f <etherip>
     200:	if r5 == 0x73 goto +0x27b <l2tpinip>
     201:	if r5 == 0x84 goto +0x1a7 <tcp>
     202:	if r5 == 0x88 goto +0x1a6 <tcp>
     203:	if r5 == 0x89 goto +0x49 <mpls>
     204:	if r5 == 0x8f goto -0xad <ethernet>
     205:	if r5 == 0x91 goto +0x2ce <nsh>
     206:	goto +0x44f <done>
<vlan>:
     207:	if r6 > 0xfff goto +0x44e <too_deep>
     208:	r6 += r8
     209:	r9 -= 0x1
     210:	if r9 == 0x0 goto +0x44b <too_deep>
     211:	r2 = r6
     212:	r2 += 0x4
     213:	if r2 > r7 goto +0x448 <truncated>
     214:	w2 = *(u32 *)(r10 - 0x4)
     215:	if r2 != 0x0 goto +0xd <kept>
     216:	w2 = *(u32 *)(r10 - 0x34)
     217:	if r2 != 0x10000 goto +0x5 <second>
     218:	w2 = *(u16 *)(r6 + 0x0)
     219:	r2 = be16 r2
     220:	r2 &= 0xfff
     221:	*(u32 *)(r10 - 0x34) = w2
     222:	goto +0x6 <kept>
<second>:
     223:	w2 = *(u32 *)(r10 - 0xf4)
     224:	if r2 != 0x10000 goto +0x4 <kept>
     225:	w2 = *(u16 *)(r6 + 0x0)
     226:	r2 = be16 r2
     227:	r2 &= 0xfff
     228:	*(u32 *)(r10 - 0xf4) = w2
<kept>:
     229:	w5 = *(u16 *)(r6 + 0x2)
     230:	r6 += 0x4
     231:	r6 -= r8
     232:	goto -0xbe <by_ether_type>
<pbb>:
     233:	if r6 > 0xfff goto +0x434 <too_deep>
     234:	r6 += r8
     235:	r9 -= 0x1
     236:	if r9 == 0x0 goto +0x431 <too_deep>
     237:	r2 = r6
     238:	r2 += 0x4
     239:	if r2 > r7 goto +0x42e <truncated>
     240:	r6 += 0x4
     241:	r6 -= r8
     242:	goto -0xd3 <ethernet>
<pppoe>:
     243:	if r6 > 0xfff goto +0x42a <too_deep>
     244:	r6 += r8
     245:	r9 -= 0x1
     246:	if r9 == 0x0 goto +0x427 <too_deep>
     247:	r2 = r6
     248:	r2 += 0x6
     249:	if r2 > r7 goto +0x424 <truncated>
     250:	w3 = *(u16 *)(r6 + 0x0)
     251:	if r3 != 0x11 goto +0x422 <not_ip>
     252:	r6 += 0x6
     253:	r6 -= r8
     254:	goto +0x0 <ppp>
<ppp>:
     255:	r6 &= 0x7fff
     256:	r6 += r8
     257:	r2 = r6
     258:	r2 += 0x2
     259:	if r2 > r7 goto +0x41a <truncated>
     260:	w3 = *(u8 *)(r6 + 0x0)
     261:	if r3 != 0x21 goto +0x3 <else>
     262:	r6 += 0x1
     263:	r6 -= r8
     264:	goto -0xa9 <ipv4>
<else>:
     265:	if r3 != 0x57 goto +0x3 <else>
     266:	r6 += 0x1
     267:	r6 -= r8
     268:	goto -0x7c <ipv6>
<else>:
     269:	w5 = *(u16 *)(r6 + 0x0)
     270:	r6 += 0x2
     271:	r6 -= r8
     272:	if r5 == 0x2100 goto -0xb1 <ipv4>
     273:	if r5 == 0x5700 goto -0x81 <ipv6>
     274:	if r5 == 0x8102 goto +0x2 <mpls>
     275:	if r5 == 0x8302 goto +0x1 <mpls>
     276:	goto +0x409 <not_ip>
<mpls>:
     277:	if r6 > 0xfff goto +0x408 <too_deep>
     278:	r6 += r8
     279:	r9 -= 0x1
     280:	if r9 == 0x0 goto +0x405 <too_deep>
     281:	r2 = r6
     282:	r2 += 0x4
     283:	if r2 > r7 goto +0x402 <truncated>
     284:	w3 = *(u8 *)(r6 + 0x2)
     285:	r3 &= 0x1
     286:	if r3 != 0x0 goto +0x3 <else>
     287:	r6 += 0x4
     288:	r6 -= r8
     289:	goto -0xd <mpls>
<else>:
     290:	r6 += 0x4
     291:	r6 -= r8
     292:	goto +0x0 <payload>
<payload>:
     293:	r6 &= 0x7fff
     294:	r6 += r8
     295:	r2 = r6
     296:	r2 += 0x1
     297:	if r2 > r7 goto +0x3f4 <truncated>
     298:	w3 = *(u8 *)(r6 + 0x0)
     299:	r3 &= 0xf0
     300:	if r3 == 0x40 goto +0x2 <holds>
     301:	if r3 == 0x60 goto +0x1 <holds>
     302:	goto +0x2 <else>
<holds>:
     303:	r6 -= r8
     304:	goto +0x302 <payload_ip>
<else>:
     305:	r6 -= r8
     306:	goto +0x0 <payload_ethernet>
<payload_ethernet>:
     307:	r6 &= 0x7fff
     308:	r6 += r8
     309:	r2 = r6
     310:	r2 += 0xe
     311:	if r2 > r7 goto +0x3e6 <truncated>
     312:	w3 = *(u16 *)(r6 + 0xc)
     313:	if r3 == 0x8 goto +0x1f <holds>
     314:	if r3 == 0xdd86 goto +0x1e <holds>
     315:	if r3 == 0x81 goto +0x1d <holds>
     316:	if r3 == 0xa888 goto +0x1c <holds>
     317:	if r3 == 0x91 goto +0x1b <holds>
     318:	if r3 == 0x92 goto +0x1a <holds>
     319:	if r3 == 0x93 goto +0x19 <holds>
     320:	if r3 == 0xdbda goto +0x18 <holds>
     321:	if r3 == 0xe788 goto +0x17 <holds>
     322:	if r3 == 0x6488 goto +0x16 <holds>
     323:	if r3 == 0x4788 goto +0x15 <holds>
     324:	if r3 == 0x4888 goto +0x14 <holds>
     325:	if r3 == 0x2f89 goto +0x13 <holds>
     326:	if r3 == 0xfb88 goto +0x12 <holds>
     327:	if r3 == 0xc1f1 goto +0x11 <holds>
     328:	if r3 == 0x2689 goto +0x10 <holds>
     329:	if r3 == 0x3f89 goto +0xf <holds>
     330:	if r3 == 0x989 goto +0xe <holds>
     331:	if r3 == 0x589 goto +0xd <holds>
     332:	if r3 == 0x543 goto +0xc <holds>
     333:	if r3 == 0xe588 goto +0xb <holds>
     334:	if r3 == 0xdada goto +0xa <holds>
     335:	if r3 == 0x9988 goto +0x9 <holds>
     336:	if r3 == 0x7488 goto +0x8 <holds>
     337:	if r3 == 0x1e0 goto +0x7 <holds>
     338:	if r3 == 0xc388 goto +0x6 <holds>
     339:	if r3 == 0x8899 goto +0x5 <holds>
     340:	if r3 == 0xdcda goto +0x4 <holds>
     341:	if r3 == 0x3afd goto +0x3 <holds>
     342:	if r3 == 0x5865 goto +0x2 <holds>
     343:	if r3 == 0x4f89 goto +0x1 <holds>
     344:	goto +0x2 <else>
<holds>:
     345:	r6 -= r8
     346:	goto -0x13b <ethernet>
<else>:
     347:	w3 = *(u8 *)(r6 + 0x0)
     348:	r3 &= 0xf0
     349:	if r3 != 0x0 goto +0x2 <else>
     350:	r6 -= r8
     351:	goto +0x32f <control_word>
<else>:
     352:	goto +0x3bd <not_ip>
<hsr>:
     353:	if r6 > 0xfff goto +0x3bc <too_deep>
     354:	r6 += r8
     355:	r9 -= 0x1
     356:	if r9 == 0x0 goto +0x3b9 <too_deep>
     357:	r2 = r6
     358:	r2 += 0x6
     359:	if r2 > r7 goto +0x3b6 <truncated>
     360:	w5 = *(u16 *)(r6 + 0x4)
     361:	r6 += 0x6
     362:	r6 -= r8
     363:	goto -0x141 <by_ether_type>
<vntag>:
     364:	if r6 > 0xfff goto +0x3b1 <too_deep>
     365:	r6 += r8
     366:	r9 -= 0x1
     367:	if r9 == 0x0 goto +0x3ae <too_deep>
     368:	r2 = r6
     369:	r2 += 0x6
     370:	if r2 > r7 goto +0x3ab <truncated>
     371:	w3 = *(u8 *)(r6 + 0x2)
     372:	r3 &= 0x30
     373:	if r3 != 0x0 goto +0x3a8 <bad_tunnel_header>
     374:	w5 = *(u16 *)(r6 + 0x4)
     375:	r6 += 0x6
     376:	r6 -= r8
     377:	goto -0x14f <by_ether_type>
<etag>:
     378:	if r6 > 0xfff goto +0x3a3 <too_deep>
     379:	r6 += r8
     380:	r9 -= 0x1
     381:	if r9 == 0x0 goto +0x3a0 <too_deep>
     382:	r2 = r6
     383:	r2 += 0x8
     384:	if r2 > r7 goto +0x39d <truncated>
     385:	w5 = *(u16 *)(r6 + 0x6)
     386:	r6 += 0x8
     387:	r6 -= r8
     388:	goto -0x15a <by_ether_type>
<cmd>:
     389:	if r6 > 0xfff goto +0x398 <too_deep>
     390:	r6 += r8
     391:	r9 -= 0x1
     392:	if r9 == 0x0 goto +0x395 <too_deep>
     393:	r2 = r6
     394:	r2 += 0x8
     395:	if r2 > r7 goto +0x392 <truncated>
     396:	w3 = *(u16 *)(r6 + 0x0)
     397:	if r3 != 0x101 goto +0x390 <bad_tunnel_header>
     398:	w5 = *(u16 *)(r6 + 0x6)
     399:	r6 += 0x8
     400:	r6 -= r8
     401:	goto -0x167 <by_ether_type>
<batmanadv>:
     402:	if r6 > 0xfff goto +0x38b <too_deep>
     403:	r6 += r8
     404:	r9 -= 0x1
     405:	if r9 == 0x0 goto +0x388 <too_deep>
     406:	r2 = r6
     407:	r2 += 0xa
     408:	if r2 > r7 goto +0x385 <truncated>
     409:	w3 = *(u8 *)(r6 + 0x1)
     410:	if r3 != 0xf goto +0x383 <bad_tunnel_header>
     411:	w3 = *(u8 *)(r6 + 0x0)
     412:	if r3 != 0x40 goto +0x3 <else>
     413:	r6 += 0xa
     414:	r6 -= r8
     415:	goto -0x180 <ethernet>
<else>:
     416:	if r3 != 0x42 goto +0x3 <else>
     417:	r6 += 0x12
     418:	r6 -= r8
     419:	goto -0x184 <ethernet>
<else>:
     420:	goto +0x379 <not_ip>
<macsec>:
     421:	if r6 > 0xfff goto +0x378 <too_deep>
     422:	r6 += r8
     423:	r9 -= 0x1
     424:	if r9 == 0x0 goto +0x375 <too_deep>
     425:	r2 = r6
     426:	r2 += 0x8
     427:	if r2 > r7 goto +0x372 <truncated>
     428:	w3 = *(u8 *)(r6 + 0x0)
     429:	r2 = r3
     430:	r2 &= 0x80
     431:	if r2 != 0x0 goto +0x36e <bad_tunnel_header>
     432:	r2 = r3
     433:	r2 &= 0xc
     434:	if r2 != 0x0 goto +0x36b <not_ip>
     435:	r3 &= 0x20
     436:	if r3 != 0x0 goto +0x4 <else>
     437:	w5 = *(u16 *)(r6 + 0x6)
     438:	r6 += 0x8
     439:	r6 -= r8
     440:	goto -0x18e <by_ether_type>
<else>:
     441:	r6 += 0x8
     442:	r6 -= r8
     443:	goto +0x0 <macsec_channel>
<macsec_channel>:
     444:	r6 &= 0x7fff
     445:	r6 += r8
     446:	r2 = r6
     447:	r2 += 0x8
     448:	if r2 > r7 goto +0x35d <truncated>
     449:	w5 = *(u16 *)(r6 + 0x6)
     450:	r6 += 0x8
     451:	r6 -= r8
     452:	goto -0x19a <by_ether_type>
<edsa>:
     453:	if r6 > 0xfff goto +0x358 <too_deep>
     454:	r6 += r8
     455:	r9 -= 0x1
     456:	if r9 == 0x0 goto +0x355 <too_deep>
     457:	r2 = r6
     458:	r2 += 0x2
     459:	if r2 > r7 goto +0x352 <truncated>
     460:	w3 = *(u16 *)(r6 + 0x0)
     461:	if r3 != 0x0 goto +0x350 <bad_tunnel_header>
     462:	r6 += 0x2
     463:	r6 -= r8
     464:	goto +0x0 <dsa_tag>
<dsa_tag>:
     465:	r6 &= 0x7fff
     466:	r6 += r8
     467:	r2 = r6
     468:	r2 += 0x6
     469:	if r2 > r7 goto +0x348 <truncated>
     470:	w3 = *(u8 *)(r6 + 0x0)
     471:	r2 = r3
     472:	r2 &= 0xe0
     473:	if r2 == 0x0 goto +0x2 <holds>
     474:	if r2 == 0xc0 goto +0x1 <holds>
     475:	goto +0x4 <else>
<holds>:
     476:	w5 = *(u16 *)(r6 + 0x4)
     477:	r6 += 0x6
     478:	r6 -= r8
     479:	goto -0x1b5 <by_ether_type>
<else>:
     480:	r3 &= 0xe0
     481:	if r3 == 0x20 goto +0x2 <holds>
     482:	if r3 == 0xe0 goto +0x1 <holds>
     483:	goto +0x2 <else>
<holds>:
     484:	r6 -= r8
     485:	goto +0x2ea <dsa_vlan>
<else>:
     486:	goto +0x337 <not_ip>
<realtek>:
     487:	if r6 > 0xfff goto +0x336 <too_deep>
     488:	r6 += r8
     489:	r9 -= 0x1
     490:	if r9 == 0x0 goto +0x333 <too_deep>
     491:	r2 = r6
     492:	r2 += 0x8
     493:	if r2 > r7 goto +0x330 <truncated>
     494:	w3 = *(u8 *)(r6 + 0x0)
     495:	if r3 != 0x4 goto +0x4 <else>
     496:	w5 = *(u16 *)(r6 + 0x6)
     497:	r6 += 0x8
     498:	r6 -= r8
     499:	goto -0x1c9 <by_ether_type>
<else>:
     500:	r3 &= 0xf0
     501:	if r3 != 0xa0 goto +0x4 <else>
     502:	w5 = *(u16 *)(r6 + 0x2)
     503:	r6 += 0x4
     504:	r6 -= r8
     505:	goto -0x1cf <by_ether_type>
<else>:
     506:	goto +0x323 <not_ip>
<sja1110>:
     507:	if r6 > 0xfff goto +0x322 <too_deep>
     508:	r6 += r8
     509:	r9 -= 0x1
     510:	if r9 == 0x0 goto +0x31f <too_deep>
     511:	r2 = r6
     512:	r2 += 0x4
     513:	if r2 > r7 goto +0x31c <truncated>
     514:	w3 = *(u8 *)(r6 + 0x0)
     515:	r3 &= 0x40
     516:	if r3 != 0x0 goto +0x319 <not_ip>
     517:	w5 = *(u16 *)(r6 + 0x2)
     518:	r6 += 0x4
     519:	r6 -= r8
     520:	goto -0x1de <by_ether_type>
<netc>:
     521:	if r6 > 0xfff goto +0x314 <too_deep>
     522:	r6 += r8
     523:	r9 -= 0x1
     524:	if r9 == 0x0 goto +0x311 <too_deep>
     525:	r2 = r6
     526:	r2 += 0x6
     527:	if r2 > r7 goto +0x30e <truncated>
     528:	w3 = *(u8 *)(r6 + 0x0)
     529:	if r3 == 0x21 goto +0x2 <holds>
     530:	if r3 == 0x22 goto +0x1 <holds>
     531:	goto +0x2 <else>
<holds>:
     532:	r6 -= r8
     533:	goto +0x2de <netc_time>
<else>:
     534:	r3 &= 0xf0
     535:	if r3 == 0x0 goto +0x2 <holds>
     536:	if r3 == 0x20 goto +0x1 <holds>
     537:	goto +0x4 <else>
<holds>:
     538:	w5 = *(u16 *)(r6 + 0x4)
     539:	r6 += 0x6
     540:	r6 -= r8
     541:	goto -0x1f3 <by_ether_type>
<else>:
     542:	goto +0x2ff <not_ip>
<llc>:
     543:	if r6 > 0xfff goto +0x2fe <too_deep>
     544:	r6 += r8
     545:	r9 -= 0x1
     546:	if r9 == 0x0 goto +0x2fb <too_deep>
     547:	r2 = r6
     548:	r2 += 0x3
     549:	if r2 > r7 goto +0x2f8 <truncated>
     550:	w3 = *(u16 *)(r6 + 0x0)
     551:	if r3 != 0xaaaa goto +0x4 <else>
     552:	w2 = *(u8 *)(r6 + 0x2)
     553:	if r2 != 0x3 goto +0x2 <else>
     554:	r6 -= r8
     555:	goto +0x2e2 <snap>
<else>:
     556:	if r3 != 0x606 goto +0x5 <else>
     557:	w3 = *(u8 *)(r6 + 0x2)
     558:	if r3 != 0x3 goto +0x3 <else>
     559:	r6 += 0x3
     560:	r6 -= r8
     561:	goto -0x1d2 <ipv4>
<else>:
     562:	goto +0x2eb <not_ip>
<hopbyhop>:
     563:	if r6 > 0xfff goto +0x2ea <too_deep>
     564:	r6 += r8
     565:	r9 -= 0x1
     566:	if r9 == 0x0 goto +0x2e7 <too_deep>
     567:	r2 = r6
     568:	r2 += 0x8
     569:	if r2 > r7 goto +0x2e4 <truncated>
     570:	w5 = *(u8 *)(r6 + 0x0)
     571:	w3 = *(u8 *)(r6 + 0x1)
     572:	r3 += 0x1
     573:	r3 <<= 0x3
     574:	r6 += r3
     575:	r6 -= r8
     576:	goto -0x187 <by_protocol_6>
<fragment>:
     577:	if r6 > 0xfff goto +0x2dc <too_deep>
     578:	r6 += r8
     579:	r9 -= 0x1
     580:	if r9 == 0x0 goto +0x2d9 <too_deep>
     581:	r2 = r6
     582:	r2 += 0x8
     583:	if r2 > r7 goto +0x2d6 <truncated>
     584:	w3 = *(u16 *)(r6 + 0x2)
     585:	r3 &= 0xf9ff
     586:	if r3 != 0x0 goto +0x4 <else>
     587:	w5 = *(u8 *)(r6 + 0x0)
     588:	r6 += 0x8
     589:	r6 -= r8
     590:	goto -0x195 <by_protocol_6>
<else>:
     591:	w5 = *(u8 *)(r6 + 0x0)
     592:	*(u32 *)(r10 - 0xc) = 0x2c
     593:	r2 = r8
     594:	r2 -= r8
     595:	*(u32 *)(r10 - 0x14) = w2
     596:	*(u32 *)(r10 - 0x1c) = w2
     597:	goto +0x2c8 <done>
<ah>:
     598:	if r6 > 0xfff goto +0x2c7 <too_deep>
     599:	r6 += r8
     600:	r9 -= 0x1
     601:	if r9 == 0x0 goto +0x2c4 <too_deep>
     602:	r2 = r6
     603:	r2 += 0x8
     604:	if r2 > r7 goto +0x2c1 <truncated>
     605:	w5 = *(u8 *)(r6 + 0x0)
     606:	w3 = *(u8 *)(r6 + 0x1)
     607:	r3 += 0x2
     608:	r3 <<= 0x2
     609:	r6 += r3
     610:	r6 -= r8
     611:	w2 = *(u32 *)(r10 - 0x4)
     612:	if r2 == 0x6 goto -0x1ab <by_protocol_6>
     613:	goto -0x1e5 <by_protocol_4>
<esp>:
     614:	if r6 > 0xfff goto +0x2b7 <too_deep>
     615:	r6 += r8
     616:	r9 -= 0x1
     617:	if r9 == 0x0 goto +0x2b4 <too_deep>
     618:	r2 = r6
     619:	r2 += 0x4
     620:	if r2 > r7 goto +0x2b1 <truncated>
     621:	w3 = *(u32 *)(r6 + 0x0)
     622:	*(u32 *)(r10 - 0x14) = w3
     623:	*(u32 *)(r10 - 0x1c) = w3
     624:	goto +0x2ad <done>
<tcp>:
     625:	if r6 > 0xfff goto +0x2ac <too_deep>
     626:	r6 += r8
     627:	r9 -= 0x1
     628:	if r9 == 0x0 goto +0x2a9 <too_deep>
     629:	r2 = r6
     630:	r2 += 0x4
     631:	if r2 > r7 goto +0x2a6 <truncated>
     632:	w3 = *(u16 *)(r6 + 0x0)
     633:	w4 = *(u16 *)(r6 + 0x2)
     634:	*(u32 *)(r10 - 0x14) = w3
     635:	*(u32 *)(r10 - 0x1c) = w4
     636:	goto +0x2a1 <done>
<udp>:
     637:	if r6 > 0xfff goto +0x2a0 <too_deep>
     638:	r6 += r8
     639:	r9 -= 0x1
     640:	if r9 == 0x0 goto +0x29d <too_deep>
     641:	r2 = r6
     642:	r2 += 0x4
     643:	if r2 > r7 goto +0x29a <truncated>
     644:	w3 = *(u16 *)(r6 + 0x0)
     645:	w4 = *(u16 *)(r6 + 0x2)
     646:	*(u32 *)(r10 - 0x14) = w3
     647:	*(u32 *)(r10 - 0x1c) = w4
     648:	r6 -= r8
     649:	if r4 == 0xeb19 goto +0x8a <mplsinudp>
     650:	if r4 == 0xb512 goto +0xeb <vxlan>
     651:	if r4 == 0x1821 goto +0xea <vxlan>
     652:	if r4 == 0xb612 goto +0xf6 <vxlangpe>
     653:	if r4 == 0xf510 goto +0x127 <lisp>
     654:	if r4 == 0xc117 goto +0x130 <geneve>
     655:	if r4 == 0x6808 goto +0x141 <gtpu>
     656:	if r4 == 0xc017 goto +0x16d <gue>
     657:	if r4 == 0xa506 goto +0x8c <l2tp>
     658:	if r4 == 0xd80d goto +0x18c <teredo>
     659:	if r3 == 0xa506 goto +0x8a <l2tp>
     660:	if r3 == 0xd80d goto +0x18a <teredo>
     661:	goto +0x288 <done>
<gre>:
     662:	if r6 > 0xfff goto +0x287 <too_deep>
     663:	r6 += r8
     664:	r9 -= 0x1
     665:	if r9 == 0x0 goto +0x284 <too_deep>
     666:	r2 = r6
     667:	r2 += 0x4
     668:	if r2 > r7 goto +0x281 <truncated>
     669:	w3 = *(u16 *)(r6 + 0x0)
     670:	r2 = r3
     671:	r2 &= 0x7e0
     672:	if r2 != 0x120 goto +0x2 <else>
     673:	r6 -= r8
     674:	goto +0x25a <pptp>
<else>:
     675:	r3 &= 0x740
     676:	if r3 != 0x0 goto +0x279 <bad_tunnel_header>
     677:	w3 = *(u16 *)(r6 + 0x2)
     678:	if r3 != 0xbe88 goto +0xe <else>
     679:	w3 = *(u8 *)(r6 + 0x0)
     680:	r2 = r3
     681:	r2 &= 0x10
     682:	if r2 != 0x0 goto +0xa <else>
     683:	r2 = r3
     684:	r2 &= 0x80
     685:	r2 >>= 0x5
     686:	r6 += 0x4
     687:	r6 += r2
     688:	r3 &= 0x20
     689:	r3 >>= 0x3
     690:	r6 += r3
     691:	r6 -= r8
     692:	goto -0x295 <ethernet>
<else>:
     693:	w5 = *(u16 *)(r6 + 0x2)
     694:	w3 = *(u8 *)(r6 + 0x0)
     695:	r2 = r3
     696:	r2 &= 0x80
     697:	r2 >>= 0x5
     698:	r6 += 0x4
     699:	r6 += r2
     700:	r2 = r3
     701:	r2 &= 0x20
     702:	r2 >>= 0x3
     703:	r6 += r2
     704:	r3 &= 0x10
     705:	r3 >>= 0x2
     706:	r6 += r3
     707:	r6 -= r8
     708:	if r5 == 0xbe88 goto +0x4 <erspan2>
     709:	if r5 == 0xeb22 goto +0x10 <erspan3>
     710:	if r5 == 0xb88 goto +0x23 <ppp>
     711:	if r5 == 0x3e88 goto +0x30 <wccp>
     712:	goto -0x29e <by_ether_type>
<erspan2>:
     713:	if r6 > 0xfff goto +0x254 <too_deep>
     714:	r6 += r8
     715:	r9 -= 0x1
     716:	if r9 == 0x0 goto +0x251 <too_deep>
     717:	r2 = r6
     718:	r2 += 0x8
     719:	if r2 > r7 goto +0x24e <truncated>
     720:	w3 = *(u8 *)(r6 + 0x0)
     721:	r3 &= 0xf0
     722:	if r3 != 0x10 goto +0x24b <bad_tunnel_header>
     723:	r6 += 0x8
     724:	r6 -= r8
     725:	goto -0x2b6 <ethernet>
<erspan3>:
     726:	if r6 > 0xfff goto +0x247 <too_deep>
     727:	r6 += r8
     728:	r9 -= 0x1
     729:	if r9 == 0x0 goto +0x244 <too_deep>
     730:	r2 = r6
     731:	r2 += 0xc
     732:	if r2 > r7 goto +0x241 <truncated>
     733:	w3 = *(u8 *)(r6 + 0x0)
     734:	r3 &= 0xf0
     735:	if r3 != 0x20 goto +0x23e <bad_tunnel_header>
     736:	w3 = *(u8 *)(r6 + 0xa)
     737:	r3 &= 0x7c
     738:	if r3 != 0x0 goto +0x23b <not_ip>
     739:	w3 = *(u8 *)(r6 + 0xb)
     740:	r3 &= 0x1
     741:	r3 <<= 0x3
     742:	r6 += 0xc
     743:	r6 += r3
     744:	r6 -= r8
     745:	goto -0x2ca <ethernet>
<ppp>:
     746:	if r6 > 0xfff goto +0x233 <too_deep>
     747:	r6 += r8
     748:	r9 -= 0x1
     749:	if r9 == 0x0 goto +0x230 <too_deep>
     750:	r2 = r6
     751:	r2 += 0x2
     752:	if r2 > r7 goto +0x22d <truncated>
     753:	w3 = *(u16 *)(r6 + 0x0)
     754:	if r3 != 0x3ff goto +0x3 <else>
     755:	r6 += 0x2
     756:	r6 -= r8
     757:	goto -0x1f7 <ppp>
<else>:
     758:	r6 -= r8
     759:	goto -0x1f9 <ppp>
<wccp>:
     760:	if r6 > 0xfff goto +0x225 <too_deep>
     761:	r6 += r8
     762:	r9 -= 0x1
     763:	if r9 == 0x0 goto +0x222 <too_deep>
     764:	r2 = r6
     765:	r2 += 0x4
     766:	if r2 > r7 goto +0x21f <truncated>
     767:	w3 = *(u8 *)(r6 + 0x0)
     768:	r3 &= 0xf0
     769:	if r3 != 0x40 goto +0x2 <else>
     770:	r6 -= r8
     771:	goto -0x2a4 <ipv4>
<else>:
     772:	r6 += 0x4
     773:	r6 -= r8
     774:	goto -0x2a7 <ipv4>
<etherip>:
     775:	if r6 > 0xfff goto +0x216 <too_deep>
     776:	r6 += r8
     777:	r9 -= 0x1
     778:	if r9 == 0x0 goto +0x213 <too_deep>
     779:	r2 = r6
     780:	r2 += 0x2
     781:	if r2 > r7 goto +0x210 <truncated>
     782:	w3 = *(u8 *)(r6 + 0x0)
     783:	r3 &= 0xf0
     784:	if r3 != 0x30 goto +0x20d <bad_tunnel_header>
     785:	r6 += 0x2
     786:	r6 -= r8
     787:	goto -0x2f4 <ethernet>
<mplsinudp>:
     788:	if r6 > 0xfff goto +0x209 <too_deep>
     789:	r6 += r8
     790:	r9 -= 0x1
     791:	if r9 == 0x0 goto +0x206 <too_deep>
     792:	r2 = r6
     793:	r2 += 0x8
     794:	if r2 > r7 goto +0x203 <truncated>
     795:	r6 += 0x8
     796:	r6 -= r8
     797:	goto -0x209 <mpls>
<l2tp>:
     798:	if r6 > 0xfff goto +0x1ff <too_deep>
     799:	r6 += r8
     800:	r9 -= 0x1
     801:	if r9 == 0x0 goto +0x1fc <too_deep>
     802:	r2 = r6
     803:	r2 += 0x10
     804:	if r2 > r7 goto +0x1f9 <truncated>
     805:	w3 = *(u16 *)(r6 + 0x8)
     806:	if r3 != 0x300 goto +0x3 <else>
     807:	r6 += 0x10
     808:	r6 -= r8
     809:	goto +0x26 <l2tp3>
<else>:
     810:	r3 &= 0xffb4
     811:	if r3 != 0x200 goto +0x1f2 <not_ip>
     812:	w3 = *(u8 *)(r6 + 0x8)
     813:	r2 = r3
     814:	r2 &= 0x2
     815:	if r2 == 0x0 goto +0xa <else>
     816:	r2 = r3
     817:	r2 &= 0x40
     818:	r2 >>= 0x5
     819:	r6 += 0xe
     820:	r6 += r2
     821:	r3 &= 0x8
     822:	r3 >>= 0x1
     823:	r6 += r3
     824:	r6 -= r8
     825:	goto +0x1ae <l2tp_offset>
<else>:
     826:	r2 = r3
     827:	r2 &= 0x40
     828:	r2 >>= 0x5
     829:	r6 += 0xe
     830:	r6 += r2
     831:	r3 &= 0x8
     832:	r3 >>= 0x1
     833:	r6 += r3
     834:	r6 -= r8
     835:	goto -0x5a <ppp>
<l2tpinip>:
     836:	if r6 > 0xfff goto +0x1d9 <too_deep>
     837:	r6 += r8
     838:	r9 -= 0x1
     839:	if r9 == 0x0 goto +0x1d6 <too_deep>
     840:	r2 = r6
     841:	r2 += 0x4
     842:	if r2 > r7 goto +0x1d3 <truncated>
     843:	w3 = *(u32 *)(r6 + 0x0)
     844:	if w3 == 0x0 goto +0x1d1 <not_ip>
     845:	r6 += 0x4
     846:	r6 -= r8
     847:	goto +0x0 <l2tp3>
<l2tp3>:
     848:	r6 &= 0x7fff
     849:	r6 += r8
     850:	r2 = r6
     851:	r2 += 0x1c
     852:	if r2 > r7 goto +0x1c9 <truncated>
     853:	w3 = *(u32 *)(r6 + 0xc)
     854:	w3 &= 0xf0ffff
     855:	if w3 == 0x400008 goto +0x2 <holds>
     856:	if w3 == 0x60dd86 goto +0x1 <holds>
     857:	goto +0x3 <else>
<holds>:
     858:	r6 += 0xe
     859:	r6 -= r8
     860:	goto +0xd6 <payload_ip>
<else>:
     861:	w3 = *(u32 *)(r6 + 0x10)
     862:	w3 &= 0xf0ffff
     863:	if w3 == 0x400008 goto +0x2 <holds>
     864:	if w3 == 0x60dd86 goto +0x1 <holds>
     865:	goto +0x3 <else>
<holds>:
     866:	r6 += 0x12
     867:	r6 -= r8
     868:	goto +0xce <payload_ip>
<else>:
     869:	w3 = *(u32 *)(r6 + 0x14)
     870:	w3 &= 0xf0ffff
     871:	if w3 == 0x400008 goto +0x2 <holds>
     872:	if w3 == 0x60dd86 goto +0x1 <holds>
     873:	goto +0x3 <else>
<holds>:
     874:	r6 += 0x16
     875:	r6 -= r8
     876:	goto +0xc6 <payload_ip>
<else>:
     877:	w3 = *(u32 *)(r6 + 0x18)
     878:	w3 &= 0xf0ffff
     879:	if w3 == 0x400008 goto +0x2 <holds>
     880:	if w3 == 0x60dd86 goto +0x1 <holds>
     881:	goto +0x3 <else>
<holds>:
     882:	r6 += 0x1a
     883:	r6 -= r8
     884:	goto +0xbe <payload_ip>
<else>:
     885:	goto +0x1a8 <not_ip>
<vxlan>:
     886:	if r6 > 0xfff goto +0x1a7 <too_deep>
     887:	r6 += r8
     888:	r9 -= 0x1
     889:	if r9 == 0x0 goto +0x1a4 <too_deep>
     890:	r2 = r6
     891:	r2 += 0x10
     892:	if r2 > r7 goto +0x1a1 <truncated>
     893:	w3 = *(u8 *)(r6 + 0x8)
     894:	r3 &= 0x8
     895:	if r3 == 0x0 goto +0x19e <bad_tunnel_header>
     896:	r6 += 0x10
     897:	r6 -= r8
     898:	goto -0x363 <ethernet>
<vxlangpe>:
     899:	if r6 > 0xfff goto +0x19a <too_deep>
     900:	r6 += r8
     901:	r9 -= 0x1
     902:	if r9 == 0x0 goto +0x197 <too_deep>
     903:	r2 = r6
     904:	r2 += 0x10
     905:	if r2 > r7 goto +0x194 <truncated>
     906:	w3 = *(u8 *)(r6 + 0x8)
     907:	r2 = r3
     908:	r2 &= 0x8
     909:	if r2 == 0x0 goto +0x190 <bad_tunnel_header>
     910:	r3 &= 0x4
     911:	if r3 != 0x0 goto +0x3 <else>
     912:	r6 += 0x10
     913:	r6 -= r8
     914:	goto -0x373 <ethernet>
<else>:
     915:	w5 = *(u8 *)(r6 + 0xb)
     916:	r6 += 0x10
     917:	r6 -= r8
     918:	if r5 == 0x1 goto -0x337 <ipv4>
     919:	if r5 == 0x2 goto -0x307 <ipv6>
     920:	if r5 == 0x3 goto -0x379 <ethernet>
     921:	if r5 == 0x4 goto +0x2 <nsh>
     922:	if r5 == 0x5 goto -0x286 <mpls>
     923:	goto +0x182 <not_ip>
<nsh>:
     924:	if r6 > 0xfff goto +0x181 <too_deep>
     925:	r6 += r8
     926:	r9 -= 0x1
     927:	if r9 == 0x0 goto +0x17e <too_deep>
     928:	r2 = r6
     929:	r2 += 0x8
     930:	if r2 > r7 goto +0x17b <truncated>
     931:	w3 = *(u8 *)(r6 + 0x0)
     932:	r3 &= 0xc0
     933:	if r3 != 0x0 goto +0x178 <bad_tunnel_header>
     934:	w3 = *(u8 *)(r6 + 0x1)
     935:	r2 = r3
     936:	r2 &= 0x3f
     937:	if r2 < 0x2 goto +0x174 <bad_tunnel_header>
     938:	w5 = *(u8 *)(r6 + 0x3)
     939:	r3 &= 0x3f
     940:	r3 <<= 0x2
     941:	r6 += r3
     942:	r6 -= r8
     943:	if r5 == 0x1 goto -0x350 <ipv4>
     944:	if r5 == 0x2 goto -0x320 <ipv6>
     945:	if r5 == 0x3 goto -0x392 <ethernet>
     946:	if r5 == 0x4 goto -0x17 <nsh>
     947:	if r5 == 0x5 goto -0x29f <mpls>
     948:	goto +0x169 <not_ip>
<lisp>:
     949:	if r6 > 0xfff goto +0x168 <too_deep>
     950:	r6 += r8
     951:	r9 -= 0x1
     952:	if r9 == 0x0 goto +0x165 <too_deep>
     953:	r2 = r6
     954:	r2 += 0x10
     955:	if r2 > r7 goto +0x162 <truncated>
     956:	r6 += 0x10
     957:	r6 -= r8
     958:	goto -0x29a <payload>
<geneve>:
     959:	if r6 > 0xfff goto +0x15e <too_deep>
     960:	r6 += r8
     961:	r9 -= 0x1
     962:	if r9 == 0x0 goto +0x15b <too_deep>
     963:	r2 = r6
     964:	r2 += 0x10
     965:	if r2 > r7 goto +0x158 <truncated>
     966:	w3 = *(u8 *)(r6 + 0x8)
     967:	r2 = r3
     968:	r2 &= 0xc0
     969:	if r2 != 0x0 goto +0x154 <bad_tunnel_header>
     970:	w5 = *(u16 *)(r6 + 0xa)
     971:	r3 &= 0x3f
     972:	r3 <<= 0x2
     973:	r6 += 0x10
     974:	r6 += r3
     975:	r6 -= r8
     976:	goto -0x3a6 <by_ether_type>
<gtpu>:
     977:	if r6 > 0xfff goto +0x14c <too_deep>
     978:	r6 += r8
     979:	r9 -= 0x1
     980:	if r9 == 0x0 goto +0x149 <too_deep>
     981:	r2 = r6
     982:	r2 += 0x10
     983:	if r2 > r7 goto +0x146 <truncated>
     984:	w3 = *(u8 *)(r6 + 0x8)
     985:	r2 = r3
     986:	r2 &= 0xf0
     987:	if r2 != 0x30 goto +0x142 <bad_tunnel_header>
     988:	w2 = *(u8 *)(r6 + 0x9)
     989:	if r2 != 0xff goto +0x140 <not_ip>
     990:	r2 = r3
     991:	r2 &= 0x4
     992:	if r2 == 0x0 goto +0x3 <else>
     993:	r6 += 0x13
     994:	r6 -= r8
     995:	goto +0x8 <gtpuextension>
<else>:
     996:	r3 &= 0x7
     997:	if r3 != 0x0 goto +0x3 <else>
     998:	r6 += 0x10
     999:	r6 -= r8
    1000:	goto -0x2c4 <payload>
<else>:
    1001:	r6 += 0x14
    1002:	r6 -= r8
    1003:	goto -0x2c7 <payload>
<gtpuextension>:
    1004:	if r6 > 0xfff goto +0x131 <too_deep>
    1005:	r6 += r8
    1006:	r9 -= 0x1
    1007:	if r9 == 0x0 goto +0x12e <too_deep>
    1008:	r2 = r6
    1009:	r2 += 0x2
    1010:	if r2 > r7 goto +0x12b <truncated>
    1011:	w3 = *(u8 *)(r6 + 0x0)
    1012:	if r3 != 0x0 goto +0x3 <else>
    1013:	r6 += 0x1
    1014:	r6 -= r8
    1015:	goto -0x2d3 <payload>
<else>:
    1016:	w3 = *(u8 *)(r6 + 0x1)
    1017:	if r3 == 0x0 goto +0x124 <bad_tunnel_header>
    1018:	r3 <<= 0x2
    1019:	r6 += r3
    1020:	r6 -= r8
    1021:	goto -0x12 <gtpuextension>
<gue>:
    1022:	if r6 > 0xfff goto +0x11f <too_deep>
    1023:	r6 += r8
    1024:	r9 -= 0x1
    1025:	if r9 == 0x0 goto +0x11c <too_deep>
    1026:	r2 = r6
    1027:	r2 += 0xc
    1028:	if r2 > r7 goto +0x119 <truncated>
    1029:	w3 = *(u8 *)(r6 + 0x8)
    1030:	r2 = r3
    1031:	r2 &= 0xf0
    1032:	if r2 == 0x40 goto +0x2 <holds>
    1033:	if r2 == 0x60 goto +0x1 <holds>
    1034:	goto +0x3 <else>
<holds>:
    1035:	r6 += 0x8
    1036:	r6 -= r8
    1037:	goto +0x25 <payload_ip>
<else>:
    1038:	r2 = r3
    1039:	r2 &= 0xc0
    1040:	if r2 != 0x0 goto +0x10d <bad_tunnel_header>
    1041:	r2 = r3
    1042:	r2 &= 0x20
    1043:	if r2 != 0x0 goto +0x10a <not_ip>
    1044:	w5 = *(u8 *)(r6 + 0x9)
    1045:	r3 &= 0x1f
    1046:	r3 <<= 0x2
    1047:	r6 += 0xc
    1048:	r6 += r3
    1049:	r6 -= r8
    1050:	if r5 == 0x4 goto -0x3bb <ipv4>
    1051:	if r5 == 0x29 goto -0x38b <ipv6>
    1052:	if r5 == 0x2f goto -0x187 <gre>
    1053:	if r5 == 0x89 goto -0x309 <mpls>
    1054:	goto +0xff <not_ip>
<teredo>:
    1055:	if r6 > 0xfff goto +0xfe <too_deep>
    1056:	r6 += r8
    1057:	r9 -= 0x1
    1058:	if r9 == 0x0 goto +0xfb <too_deep>
    1059:	r2 = r6
    1060:	r2 += 0xc
    1061:	if r2 > r7 goto +0xf8 <truncated>
    1062:	w3 = *(u32 *)(r6 + 0x8)
    1063:	if w3 != 0x100 goto +0x3 <else>
    1064:	r6 += 0x15
    1065:	r6 -= r8
    1066:	goto +0x8 <payload_ip>
<else>:
    1067:	w3 = *(u16 *)(r6 + 0x8)
    1068:	if r3 != 0x0 goto +0x3 <else>
    1069:	r6 += 0x10
    1070:	r6 -= r8
    1071:	goto +0x3 <payload_ip>
<else>:
    1072:	r6 += 0x8
    1073:	r6 -= r8
    1074:	goto +0x0 <payload_ip>
<payload_ip>:
    1075:	r6 &= 0x7fff
    1076:	r6 += r8
    1077:	r2 = r6
    1078:	r2 += 0x14
    1079:	if r2 > r7 goto +0xe6 <truncated>
    1080:	w3 = *(u8 *)(r6 + 0x0)
    1081:	if r3 != 0x45 goto +0x13 <else>
    1082:	r2 = r7
    1083:	r2 -= r6
    1084:	w3 = *(u16 *)(r6 + 0x2)
    1085:	r3 = be16 r3
    1086:	r2 -= r3
    1087:	if r2 > 0x32 goto +0xd <else>
    1088:	w2 = *(u32 *)(r6 + 0x0)
    1089:	w3 = *(u32 *)(r6 + 0x4)
    1090:	r2 += r3
    1091:	w3 = *(u32 *)(r6 + 0x8)
    1092:	r2 += r3
    1093:	w3 = *(u32 *)(r6 + 0xc)
    1094:	r2 += r3
    1095:	w3 = *(u32 *)(r6 + 0x10)
    1096:	r2 += r3
    1097:	r2 %= 0xffff
    1098:	if r2 != 0x0 goto +0x2 <else>
    1099:	r6 -= r8
    1100:	goto -0x3ed <ipv4>
<else>:
    1101:	w3 = *(u32 *)(r6 + 0xc)
    1102:	r2 = r3
    1103:	w2 &= 0xf0ffff
    1104:	if w2 == 0x400008 goto +0x2 <holds>
    1105:	if w2 == 0x60dd86 goto +0x1 <holds>
    1106:	goto +0x2 <else>
<holds>:
    1107:	r6 -= r8
    1108:	goto -0x435 <ethernet>
<else>:
    1109:	w2 = *(u16 *)(r6 + 0xc)
    1110:	if r2 == 0x81 goto +0x2 <holds>
    1111:	if r2 == 0xa888 goto +0x1 <holds>
    1112:	goto +0xa <else>
<holds>:
    1113:	w2 = *(u16 *)(r6 + 0x10)
    1114:	if r2 == 0x8 goto +0x6 <holds>
    1115:	if r2 == 0xdd86 goto +0x5 <holds>
    1116:	if r2 == 0x81 goto +0x4 <holds>
    1117:	if r2 == 0xa888 goto +0x3 <holds>
    1118:	if r2 == 0x6488 goto +0x2 <holds>
    1119:	if r2 == 0x4788 goto +0x1 <holds>
    1120:	goto +0x2 <else>
<holds>:
    1121:	r6 -= r8
    1122:	goto -0x443 <ethernet>
<else>:
    1123:	w3 &= 0xffffff
    1124:	if w3 != 0x116488 goto +0x2 <else>
    1125:	r6 -= r8
    1126:	goto -0x447 <ethernet>
<else>:
    1127:	w3 = *(u8 *)(r6 + 0x0)
    1128:	if r3 < 0x45 goto +0x9 <else>
    1129:	if r3 > 0x4f goto +0x8 <else>
    1130:	r2 = r7
    1131:	r2 -= r6
    1132:	w3 = *(u16 *)(r6 + 0x2)
    1133:	r3 = be16 r3
    1134:	r2 -= r3
    1135:	if r2 > 0x32 goto +0x2 <else>
    1136:	r6 -= r8
    1137:	goto -0x412 <ipv4>
<else>:
    1138:	w3 = *(u8 *)(r6 + 0x0)
    1139:	if r3 != 0x45 goto +0xd <else>
    1140:	w2 = *(u32 *)(r6 + 0x0)
    1141:	w3 = *(u32 *)(r6 + 0x4)
    1142:	r2 += r3
    1143:	w3 = *(u32 *)(r6 + 0x8)
    1144:	r2 += r3
    1145:	w3 = *(u32 *)(r6 + 0xc)
    1146:	r2 += r3
    1147:	w3 = *(u32 *)(r6 + 0x10)
    1148:	r2 += r3
    1149:	r2 %= 0xffff
    1150:	if r2 != 0x0 goto +0x2 <else>
    1151:	r6 -= r8
    1152:	goto -0x421 <ipv4>
<else>:
    1153:	w3 = *(u8 *)(r6 + 0x0)
    1154:	r3 &= 0xf0
    1155:	if r3 != 0x60 goto +0x9 <else>
    1156:	r2 = r7
    1157:	r2 -= r6
    1158:	w3 = *(u16 *)(r6 + 0x4)
    1159:	r3 = be16 r3
    1160:	r2 -= r3
    1161:	r2 -= 0x28
    1162:	if r2 > 0x32 goto +0x2 <else>
    1163:	r6 -= r8
    1164:	goto -0x3fc <ipv6>
<else>:
    1165:	r6 -= r8
    1166:	goto -0x35c <payload_ethernet>
<control_word>:
    1167:	r6 &= 0x7fff
    1168:	r6 += r8
    1169:	r2 = r6
    1170:	r2 += 0x26
    1171:	if r2 > r7 goto +0x8a <truncated>
    1172:	w3 = *(u16 *)(r6 + 0x10)
    1173:	if r3 == 0x8 goto +0x1f <holds>
    1174:	if r3 == 0xdd86 goto +0x1e <holds>
    1175:	if r3 == 0x81 goto +0x1d <holds>
    1176:	if r3 == 0xa888 goto +0x1c <holds>
    1177:	if r3 == 0x91 goto +0x1b <holds>
    1178:	if r3 == 0x92 goto +0x1a <holds>
    1179:	if r3 == 0x93 goto +0x19 <holds>
    1180:	if r3 == 0xdbda goto +0x18 <holds>
    1181:	if r3 == 0xe788 goto +0x17 <holds>
    1182:	if r3 == 0x6488 goto +0x16 <holds>
    1183:	if r3 == 0x4788 goto +0x15 <holds>
    1184:	if r3 == 0x4888 goto +0x14 <holds>
    1185:	if r3 == 0x2f89 goto +0x13 <holds>
    1186:	if r3 == 0xfb88 goto +0x12 <holds>
    1187:	if r3 == 0xc1f1 goto +0x11 <holds>
    1188:	if r3 == 0x2689 goto +0x10 <holds>
    1189:	if r3 == 0x3f89 goto +0xf <holds>
    1190:	if r3 == 0x989 goto +0xe <holds>
    1191:	if r3 == 0x589 goto +0xd <holds>
    1192:	if r3 == 0x543 goto +0xc <holds>
    1193:	if r3 == 0xe588 goto +0xb <holds>
    1194:	if r3 == 0xdada goto +0xa <holds>
    1195:	if r3 == 0x9988 goto +0x9 <holds>
    1196:	if r3 == 0x7488 goto +0x8 <holds>
    1197:	if r3 == 0x1e0 goto +0x7 <holds>
    1198:	if r3 == 0xc388 goto +0x6 <holds>
    1199:	if r3 == 0x8899 goto +0x5 <holds>
    1200:	if r3 == 0xdcda goto +0x4 <holds>
    1201:	if r3 == 0x3afd goto +0x3 <holds>
    1202:	if r3 == 0x5865 goto +0x2 <holds>
    1203:	if r3 == 0x4f89 goto +0x1 <holds>
    1204:	goto +0x3 <else>
<holds>:
    1205:	r6 += 0x4
    1206:	r6 -= r8
    1207:	goto -0x498 <ethernet>
<else>:
    1208:	w3 = *(u8 *)(r6 + 0x12)
    1209:	if r3 != 0x45 goto +0x15 <else>
    1210:	r2 = r7
    1211:	r2 -= r6
    1212:	w3 = *(u16 *)(r6 + 0x14)
    1213:	r3 = be16 r3
    1214:	r2 -= r3
    1215:	r2 -= 0x12
    1216:	if r2 > 0x32 goto +0xe <else>
    1217:	w2 = *(u32 *)(r6 + 0x12)
    1218:	w3 = *(u32 *)(r6 + 0x16)
    1219:	r2 += r3
    1220:	w3 = *(u32 *)(r6 + 0x1a)
    1221:	r2 += r3
    1222:	w3 = *(u32 *)(r6 + 0x1e)
    1223:	r2 += r3
    1224:	w3 = *(u32 *)(r6 + 0x22)
    1225:	r2 += r3
    1226:	r2 %= 0xffff
    1227:	if r2 != 0x0 goto +0x3 <else>
    1228:	r6 += 0x12
    1229:	r6 -= r8
    1230:	goto -0x46f <ipv4>
<else>:
    1231:	goto +0x4e <not_ip>
<dsa_vlan>:
    1232:	r6 &= 0x7fff
    1233:	r6 += r8
    1234:	r2 = r6
    1235:	r2 += 0x6
    1236:	if r2 > r7 goto +0x49 <truncated>
    1237:	w2 = *(u32 *)(r10 - 0x4)
    1238:	if r2 != 0x0 goto +0xd <kept>
    1239:	w2 = *(u32 *)(r10 - 0x34)
    1240:	if r2 != 0x10000 goto +0x5 <second>
    1241:	w2 = *(u16 *)(r6 + 0x2)
    1242:	r2 = be16 r2
    1243:	r2 &= 0xfff
    1244:	*(u32 *)(r10 - 0x34) = w2
    1245:	goto +0x6 <kept>
<second>:
    1246:	w2 = *(u32 *)(r10 - 0xf4)
    1247:	if r2 != 0x10000 goto +0x4 <kept>
    1248:	w2 = *(u16 *)(r6 + 0x2)
    1249:	r2 = be16 r2
    1250:	r2 &= 0xfff
    1251:	*(u32 *)(r10 - 0xf4) = w2
<kept>:
    1252:	w5 = *(u16 *)(r6 + 0x4)
    1253:	r6 += 0x6
    1254:	r6 -= r8
    1255:	goto -0x4bd <by_ether_type>
<l2tp_offset>:
    1256:	r6 &= 0x7fff
    1257:	r6 += r8
    1258:	r2 = r6
    1259:	r2 += 0x2
    1260:	if r2 > r7 goto +0x31 <truncated>
    1261:	w3 = *(u8 *)(r6 + 0x0)
    1262:	if r3 != 0x0 goto +0x2f <bad_tunnel_header>
    1263:	w3 = *(u8 *)(r6 + 0x1)
    1264:	r6 += 0x2
    1265:	r6 += r3
    1266:	r6 -= r8
    1267:	goto -0x20a <ppp>
<netc_time>:
    1268:	r6 &= 0x7fff
    1269:	r6 += r8
    1270:	r2 = r6
    1271:	r2 += 0xe
    1272:	if r2 > r7 goto +0x25 <truncated>
    1273:	w5 = *(u16 *)(r6 + 0xc)
    1274:	r6 += 0xe
    1275:	r6 -= r8
    1276:	goto -0x4d2 <by_ether_type>
<pptp>:
    1277:	r6 &= 0x7fff
    1278:	r6 += r8
    1279:	r2 = r6
    1280:	r2 += 0x8
    1281:	if r2 > r7 goto +0x1c <truncated>
    1282:	w3 = *(u16 *)(r6 + 0x2)
    1283:	if r3 != 0xb88 goto +0x1a <bad_tunnel_header>
    1284:	w3 = *(u8 *)(r6 + 0x0)
    1285:	r3 &= 0x10
    1286:	if r3 == 0x0 goto +0x17 <not_ip>
    1287:	w3 = *(u8 *)(r6 + 0x1)
    1288:	r3 &= 0x80
    1289:	r3 >>= 0x5
    1290:	r6 += 0xc
    1291:	r6 += r3
    1292:	r6 -= r8
    1293:	goto -0x224 <ppp>
<snap>:
    1294:	r6 &= 0x7fff
    1295:	r6 += r8
    1296:	r2 = r6
    1297:	r2 += 0x8
    1298:	if r2 > r7 goto +0xb <truncated>
    1299:	w3 = *(u16 *)(r6 + 0x3)
    1300:	if r3 != 0x0 goto +0x8 <else>
    1301:	w3 = *(u8 *)(r6 + 0x5)
    1302:	if r3 == 0x0 goto +0x2 <holds>
    1303:	if r3 == 0xf8 goto +0x1 <holds>
    1304:	goto +0x4 <else>
<holds>:
    1305:	w5 = *(u16 *)(r6 + 0x6)
    1306:	r6 += 0x8
    1307:	r6 -= r8
    1308:	goto -0x4f2 <by_ether_type>
<else>:
    1309:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
    1310:	w3 = *(u32 *)(r10 - 0xf4)
    1311:	if r3 == 0x10000 goto +0xc <no_vlan_pair>
    1312:	w2 = *(u32 *)(r10 - 0x34)
    1313:	r2 <<= 0x10
    1314:	r2 |= r3
    1315:	*(u32 *)(r10 - 0x9c) = w2
    1316:	r2 = r10
    1317:	r2 += -0x9c
    1318:	r1 = 0x0 ll <vlan_pairs>
    1320:	call 0x1	# bpf_map_lookup_elem
    1321:	if r0 == 0x0 goto +0x2 <no_vlan_pair>
    1322:	w6 = *(u32 *)(r0 + 0x0)
    1323:	goto +0xa3 <steer>
<no_vlan_pair>:
    1324:	w3 = *(u32 *)(r10 - 0x34)
    1325:	if r3 > 0xfff goto +0x8 <no_vlan>
    1326:	r3 <<= 0x2
    1327:	r2 = 0x0 ll <vlans>
    1329:	r2 += r3
    1330:	w6 = *(u32 *)(r2 + 0x0)
    1331:	if r6 == 0x0 goto +0x2 <no_vlan>
    1332:	r6 -= 0x1
    1333:	goto +0x99 <steer>
<no_vlan>:
    1334:	r2 = r8
    1335:	r2 += 0xc
    1336:	if r2 > r7 goto +0xd <no_mac>
    1337:	w2 = *(u32 *)(r8 + 0x6)
    1338:	w3 = *(u16 *)(r8 + 0xa)
    1339:	r3 <<= 0x20
    1340:	r2 |= r3
    1341:	*(u64 *)(r10 - 0x98) = r2
    1342:	r2 = r10
    1343:	r2 += -0x98
    1344:	r1 = 0x0 ll <macs>
    1346:	call 0x1	# bpf_map_lookup_elem
    1347:	if r0 == 0x0 goto +0x2 <no_mac>
    1348:	w6 = *(u32 *)(r0 + 0x0)
    1349:	goto +0x89 <steer>
<no_mac>:
    1350:	w2 = *(u32 *)(r10 - 0x4)
    1351:	if r2 != 0x4 goto +0x1c <other_family>
    1352:	r6 = -0x1
    1353:	w2 = *(u32 *)(r10 - 0x58)
    1354:	*(u32 *)(r10 - 0x9c) = 0x20
    1355:	*(u32 *)(r10 - 0x98) = w2
    1356:	r2 = r10
    1357:	r2 += -0x9c
    1358:	r1 = 0x0 ll <prefixes4>
    1360:	call 0x1	# bpf_map_lookup_elem
    1361:	if r0 == 0x0 goto +0x3 <next_end>
    1362:	r2 = *(u64 *)(r0 + 0x0)
    1363:	if r2 >= r6 goto +0x1 <next_end>
    1364:	r6 = r2
<next_end>:
    1365:	w2 = *(u32 *)(r10 - 0x60)
    1366:	*(u32 *)(r10 - 0x9c) = 0x20
    1367:	*(u32 *)(r10 - 0x98) = w2
    1368:	r2 = r10
    1369:	r2 += -0x9c
    1370:	r1 = 0x0 ll <prefixes4>
    1372:	call 0x1	# bpf_map_lookup_elem
    1373:	if r0 == 0x0 goto +0x3 <next_end>
    1374:	r2 = *(u64 *)(r0 + 0x0)
    1375:	if r2 >= r6 goto +0x1 <next_end>
    1376:	r6 = r2
<next_end>:
    1377:	if w6 == -0x1 goto +0x24 <no_prefix>
    1378:	w6 = w6
    1379:	goto +0x6b <steer>
<other_family>:
    1380:	w2 = *(u32 *)(r10 - 0x4)
    1381:	if r2 != 0x6 goto +0x20 <other_family>
    1382:	r6 = -0x1
    1383:	r2 = *(u64 *)(r10 - 0x70)
    1384:	r3 = *(u64 *)(r10 - 0x68)
    1385:	*(u32 *)(r10 - 0x9c) = 0x80
    1386:	*(u64 *)(r10 - 0x98) = r2
    1387:	*(u64 *)(r10 - 0x90) = r3
    1388:	r2 = r10
    1389:	r2 += -0x9c
    1390:	r1 = 0x0 ll <prefixes6>
    1392:	call 0x1	# bpf_map_lookup_elem
    1393:	if r0 == 0x0 goto +0x3 <next_end>
    1394:	r2 = *(u64 *)(r0 + 0x0)
    1395:	if r2 >= r6 goto +0x1 <next_end>
    1396:	r6 = r2
<next_end>:
    1397:	r2 = *(u64 *)(r10 - 0x80)
    1398:	r3 = *(u64 *)(r10 - 0x78)
    1399:	*(u32 *)(r10 - 0x9c) = 0x80
    1400:	*(u64 *)(r10 - 0x98) = r2
    1401:	*(u64 *)(r10 - 0x90) = r3
    1402:	r2 = r10
    1403:	r2 += -0x9c
    1404:	r1 = 0x0 ll <prefixes6>
    1406:	call 0x1	# bpf_map_lookup_elem
    1407:	if r0 == 0x0 goto +0x3 <next_end>
    1408:	r2 = *(u64 *)(r0 + 0x0)
    1409:	if r2 >= r6 goto +0x1 <next_end>
    1410:	r6 = r2
<next_end>:
    1411:	if w6 == -0x1 goto +0x2 <no_prefix>
    1412:	w6 = w6
    1413:	goto +0x49 <steer>
<no_prefix>:
<other_family>:
    1414:	r2 = r8
    1415:	r2 += 0xc
    1416:	if r2 > r7 goto +0x1f <no_mac>
    1417:	r6 = -0x1
    1418:	w2 = *(u32 *)(r8 + 0x6)
    1419:	w3 = *(u16 *)(r8 + 0xa)
    1420:	r3 <<= 0x20
    1421:	r2 |= r3
    1422:	*(u64 *)(r10 - 0x98) = r2
    1423:	r2 = r10
    1424:	r2 += -0x98
    1425:	r1 = 0x0 ll <macs_1>
    1427:	call 0x1	# bpf_map_lookup_elem
    1428:	if r0 == 0x0 goto +0x3 <next_end>
    1429:	w2 = *(u32 *)(r0 + 0x0)
    1430:	if r2 >= r6 goto +0x1 <next_end>
    1431:	r6 = r2
<next_end>:
    1432:	w2 = *(u32 *)(r8 + 0x0)
    1433:	w3 = *(u16 *)(r8 + 0x4)
    1434:	r3 <<= 0x20
    1435:	r2 |= r3
    1436:	*(u64 *)(r10 - 0x98) = r2
    1437:	r2 = r10
    1438:	r2 += -0x98
    1439:	r1 = 0x0 ll <macs_1>
    1441:	call 0x1	# bpf_map_lookup_elem
    1442:	if r0 == 0x0 goto +0x3 <next_end>
    1443:	w2 = *(u32 *)(r0 + 0x0)
    1444:	if r2 >= r6 goto +0x1 <next_end>
    1445:	r6 = r2
<next_end>:
    1446:	if w6 == -0x1 goto +0x1 <no_mac>
    1447:	goto +0x27 <steer>
<no_mac>:
    1448:	w2 = *(u32 *)(r10 - 0x4)
    1449:	if r2 == 0x0 goto +0x24 <nothing>
    1450:	r1 = *(u64 *)(r10 - 0x58)
    1451:	w3 = *(u32 *)(r10 - 0x14)
    1452:	r3 <<= 0x20
    1453:	r1 += r3
    1454:	r2 = *(u64 *)(r10 - 0x60)
    1455:	w3 = *(u32 *)(r10 - 0x1c)
    1456:	r3 <<= 0x20
    1457:	r2 += r3
    1458:	w4 = *(u32 *)(r10 - 0xc)
    1459:	r3 = -0x61c8864680b583eb ll
    1461:	r1 *= r3
    1462:	r2 *= r3
<mix>:
    1463:	r3 = r1
    1464:	r3 >>= 0x20
    1465:	r1 ^= r3
    1466:	r1 |= 0x1
    1467:	r3 = r2
    1468:	r3 >>= 0x20
    1469:	r2 ^= r3
    1470:	r2 |= 0x1
    1471:	r1 *= r2
    1472:	r2 = r1
    1473:	r1 ^= r4
    1474:	r2 >>= 0x20
    1475:	r1 ^= r2
    1476:	r3 = -0x6b2fb644ecceee15 ll
    1478:	r1 *= r3
    1479:	r1 >>= 0x1e
    1480:	r1 &= 0xffc
    1481:	r2 = 0x0 ll <tables>
    1483:	r2 += r1
    1484:	w6 = *(u32 *)(r2 + 0x0)
    1485:	goto +0x1 <steer>
<nothing>:
    1486:	goto +0x6 <pass>
<steer>:
    1487:	r2 = r6
    1488:	r3 = 0x2
    1489:	r1 = 0x0 ll <cpus>
    1491:	call 0x33	# bpf_redirect_map
    1492:	exit
<pass>:
    1493:	w0 = 0x2
    1494:	exit

