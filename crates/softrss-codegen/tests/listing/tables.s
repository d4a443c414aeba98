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
     120:	goto +0x55c <done>
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
     183:	goto +0x51d <done>
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
     215:	if r6 > 0xfff goto +0x4fd <too_deep>
     216:	r6 += r8
     217:	r9 -= 0x1
     218:	if r9 == 0x0 goto +0x4fa <too_deep>
     219:	r2 = r6
     220:	r2 += 0xe
     221:	if r2 > r7 goto +0x4f7 <truncated>
     222:	w5 = *(u16 *)(r6 + 0xc)
     223:	r6 += 0xe
     224:	r6 -= r8
     225:	goto +0x0 <by_ether_type>
<by_ether_type>:
     226:	if r5 == 0x8 goto +0x34 <ipv4>
     227:	if r5 == 0xdd86 goto +0x64 <ipv6>
     228:	if r5 == 0x81 goto +0xa1 <vlan>
     229:	if r5 == 0xa888 goto +0xa0 <vlan>
     230:	if r5 == 0x91 goto +0x9f <vlan>
     231:	if r5 == 0x92 goto +0x9e <vlan>
     232:	if r5 == 0x93 goto +0x9d <vlan>
     233:	if r5 == 0xdbda goto +0x9c <vlan>
     234:	if r5 == 0xe788 goto +0xb5 <pbb>
     235:	if r5 == 0x6488 goto +0xbe <pppoe>
     236:	if r5 == 0x4788 goto +0xdf <mpls>
     237:	if r5 == 0x4888 goto +0xde <mpls>
     238:	if r5 == 0x5865 goto -0x18 <ethernet>
     239:	if r5 == 0x4f89 goto +0x363 <nsh>
     240:	if r9 <= 0x9 goto +0x12 <late>
     241:	if r5 == 0x2f89 goto +0x126 <hsr>
     242:	if r5 == 0xfb88 goto +0x125 <hsr>
     243:	if r5 == 0xc1f1 goto +0x124 <hsr>
     244:	if r5 == 0x2689 goto +0x12e <vntag>
     245:	if r5 == 0x3f89 goto +0x13b <etag>
     246:	if r5 == 0x989 goto +0x145 <cmd>
     247:	if r5 == 0x589 goto +0x139 <etag>
     248:	if r5 == 0x543 goto +0x150 <batmanadv>
     249:	if r5 == 0xe588 goto +0x162 <macsec>
     250:	if r5 == 0xdada goto +0x181 <edsa>
     251:	if r5 == 0x9988 goto +0x1a2 <realtek>
     252:	if r5 == 0x7488 goto +0x11b <hsr>
     253:	if r5 == 0x1e0 goto +0x133 <etag>
     254:	if r5 == 0xc388 goto +0x132 <etag>
     255:	if r5 == 0x8899 goto +0x131 <etag>
     256:	if r5 == 0xdcda goto +0x1b1 <sja1110>
     257:	if r5 == 0x3afd goto +0x1be <netc>
     258:	goto +0x11 <no_link>
<late>:
     259:	if r5 == 0x2f89 goto +0x4d1 <too_deep>
     260:	if r5 == 0xfb88 goto +0x4d0 <too_deep>
     261:	if r5 == 0xc1f1 goto +0x4cf <too_deep>
     262:	if r5 == 0x2689 goto +0x4ce <too_deep>
     263:	if r5 == 0x3f89 goto +0x4cd <too_deep>
     264:	if r5 == 0x989 goto +0x4cc <too_deep>
     265:	if r5 == 0x589 goto +0x4cb <too_deep>
     266:	if r5 == 0x543 goto +0x4ca <too_deep>
     267:	if r5 == 0xe588 goto +0x4c9 <too_deep>
     268:	if r5 == 0xdada goto +0x4c8 <too_deep>
     269:	if r5 == 0x9988 goto +0x4c7 <too_deep>
     270:	if r5 == 0x7488 goto +0x4c6 <too_deep>
     271:	if r5 == 0x1e0 goto +0x4c5 <too_deep>
     272:	if r5 == 0xc388 goto +0x4c4 <too_deep>
     273:	if r5 == 0x8899 goto +0x4c3 <too_deep>
     274:	if r5 == 0xdcda goto +0x4c2 <too_deep>
     275:	if r5 == 0x3afd goto +0x4c1 <too_deep>
<no_link>:
     276:	r5 = be16 r5
     277:	if r5 < 0x600 goto +0x1c0 <llc>
     278:	goto +0x4be <not_ip>
<ipv4>:
     279:	if r6 > 0xfff goto +0x4bd <too_deep>
     280:	r6 += r8
     281:	r9 -= 0x1
     282:	if r9 == 0x0 goto +0x4ba <too_deep>
     283:	r2 = r6
     284:	r2 += 0x14
     285:	if r2 > r7 goto +0x4b7 <truncated>
     286:	w3 = *(u8 *)(r6 + 0x0)
     287:	if r3 < 0x45 goto +0x4b5 <bad_ip_header>
     288:	if r3 > 0x4f goto +0x4b4 <bad_ip_header>
     289:	r5 = r8
     290:	r5 -= r8
     291:	w4 = *(u32 *)(r6 + 0xc)
     292:	r4 += r5
     293:	*(u64 *)(r10 - 0x58) = r4
     294:	w4 = *(u32 *)(r6 + 0x10)
     295:	r4 += r5
     296:	*(u64 *)(r10 - 0x60) = r4
     297:	*(u32 *)(r10 - 0x4) = 0x4
     298:	r2 = r8
     299:	r2 -= r8
     300:	*(u32 *)(r10 - 0x14) = w2
     301:	*(u32 *)(r10 - 0x1c) = w2
     302:	w5 = *(u8 *)(r6 + 0x9)
     303:	*(u32 *)(r10 - 0xc) = w5
     304:	w2 = *(u16 *)(r6 + 0x6)
     305:	r2 &= 0xff3f
     306:	if r2 != 0x0 goto +0x4a2 <done>
     307:	r3 &= 0xf
     308:	r3 <<= 0x2
     309:	r6 += r3
     310:	r6 -= r8
     311:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     312:	*(u32 *)(r10 - 0xc) = w5
     313:	if r5 == 0x4 goto -0x23 <ipv4>
     314:	if r5 == 0x6 goto +0x1ed <tcp>
     315:	if r5 == 0x11 goto +0x1f8 <udp>
     316:	if r5 == 0x21 goto +0x1eb <tcp>
     317:	if r5 == 0x29 goto +0xa <ipv6>
     318:	if r5 == 0x2f goto +0x20e <gre>
     319:	if r5 == 0x32 goto +0x1dd <esp>
     320:	if r5 == 0x33 goto +0x1cc <ah>
     321:	if r5 == 0x61 goto +0x27c <etherip>
     322:	if r5 == 0x73 goto +0x2b8 <l2tpinip>
     323:	if r5 == 0x84 goto +0x1e4 <tcp>
     324:	if r5 == 0x88 goto +0x1e3 <tcp>
     325:	if r5 == 0x89 goto +0x86 <mpls>
     326:	if r5 == 0x91 goto +0x30c <nsh>
     327:	goto +0x48d <done>
<ipv6>:
     328:	if r6 > 0xfff goto +0x48c <too_deep>
     329:	r6 += r8
     330:	r9 -= 0x1
     331:	if r9 == 0x0 goto +0x489 <too_deep>
     332:	r2 = r6
     333:	r2 += 0x28
     334:	if r2 > r7 goto +0x486 <truncated>
     335:	w3 = *(u8 *)(r6 + 0x0)
     336:	r3 &= 0xf0
     337:	if r3 != 0x60 goto +0x483 <bad_ip_header>
     338:	r4 = -0x2917014799a6026d ll
     340:	r5 = -0x5f89e29b87429bd1 ll
     342:	r2 = *(u64 *)(r6 + 0x8)
     343:	r3 = *(u64 *)(r6 + 0x10)
     344:	*(u64 *)(r10 - 0x70) = r2
     345:	*(u64 *)(r10 - 0x68) = r3
     346:	r2 *= r4
     347:	r2 = be64 r2
     348:	r3 *= r5
     349:	r2 += r3
     350:	*(u64 *)(r10 - 0x58) = r2
     351:	r2 = *(u64 *)(r6 + 0x18)
     352:	r3 = *(u64 *)(r6 + 0x20)
     353:	*(u64 *)(r10 - 0x80) = r2
     354:	*(u64 *)(r10 - 0x78) = r3
     355:	r2 *= r4
     356:	r2 = be64 r2
     357:	r3 *= r5
     358:	r2 += r3
     359:	*(u64 *)(r10 - 0x60) = r2
     360:	*(u32 *)(r10 - 0x4) = 0x6
     361:	r2 = r8
     362:	r2 -= r8
     363:	*(u32 *)(r10 - 0x14) = w2
     364:	*(u32 *)(r10 - 0x1c) = w2
     365:	w5 = *(u8 *)(r6 + 0x6)
     366:	r6 += 0x28
     367:	r6 -= r8
     368:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     369:	*(u32 *)(r10 - 0xc) = w5
     370:	if r5 == 0x0 goto +0x177 <hopbyhop>
     371:	if r5 == 0x4 goto -0x5d <ipv4>
     372:	if r5 == 0x6 goto +0x1b3 <tcp>
     373:	if r5 == 0x11 goto +0x1be <udp>
     374:	if r5 == 0x21 goto +0x1b1 <tcp>
     375:	if r5 == 0x29 goto -0x30 <ipv6>
     376:	if r5 == 0x2b goto +0x171 <hopbyhop>
     377:	if r5 == 0x2c goto +0x17e <fragment>
     378:	if r5 == 0x2f goto +0x1d2 <gre>
     379:	if r5 == 0x32 goto +0x1a1 <esp>
     380:	if r5 == 0x33 goto +0x190 <ah>
     381:	if r5 == 0x3c goto +0x16c <hopbyhop>
     382:	if r5 == 0x61 goto +0x23f <etherip>
     383:	if r5 == 0x73 goto +0x27b <l2tpinip>
     384:	if r5 == 0x84 goto +0x1a7 <tcp>
     385:	if r5 == 0x88 goto +0x1a6 <tcp>
     386:	if r5 == 0x89 goto +0x49 <mpls>
     387:	if r5 == 0x8f goto -0xad <ethernet>
     388:	if r5 == 0x91 goto +0x2ce <nsh>
     389:	goto +0x44f <done>
<vlan>:
     390:	if r6 > 0xfff goto +0x44e <too_deep>
     391:	r6 += r8
     392:	r9 -= 0x1
     393:	if r9 == 0x0 goto +0x44b <too_deep>
     394:	r2 = r6
     395:	r2 += 0x4
     396:	if r2 > r7 goto +0x448 <truncated>
     397:	w2 = *(u32 *)(r10 - 0x4)
     398:	if r2 != 0x0 goto +0xd <kept>
     399:	w2 = *(u32 *)(r10 - 0x34)
     400:	if r2 != 0x10000 goto +0x5 <second>
     401:	w2 = *(u16 *)(r6 + 0x0)
     402:	r2 = be16 r2
     403:	r2 &= 0xfff
     404:	*(u32 *)(r10 - 0x34) = w2
     405:	goto +0x6 <kept>
<second>:
     406:	w2 = *(u32 *)(r10 - 0xf4)
     407:	if r2 != 0x10000 goto +0x4 <kept>
     408:	w2 = *(u16 *)(r6 + 0x0)
     409:	r2 = be16 r2
     410:	r2 &= 0xfff
     411:	*(u32 *)(r10 - 0xf4) = w2
<kept>:
     412:	w5 = *(u16 *)(r6 + 0x2)
     413:	r6 += 0x4
     414:	r6 -= r8
     415:	goto -0xbe <by_ether_type>
<pbb>:
     416:	if r6 > 0xfff goto +0x434 <too_deep>
     417:	r6 += r8
     418:	r9 -= 0x1
     419:	if r9 == 0x0 goto +0x431 <too_deep>
     420:	r2 = r6
     421:	r2 += 0x4
     422:	if r2 > r7 goto +0x42e <truncated>
     423:	r6 += 0x4
     424:	r6 -= r8
     425:	goto -0xd3 <ethernet>
<pppoe>:
     426:	if r6 > 0xfff goto +0x42a <too_deep>
     427:	r6 += r8
     428:	r9 -= 0x1
     429:	if r9 == 0x0 goto +0x427 <too_deep>
     430:	r2 = r6
     431:	r2 += 0x6
     432:	if r2 > r7 goto +0x424 <truncated>
     433:	w3 = *(u16 *)(r6 + 0x0)
     434:	if r3 != 0x11 goto +0x422 <not_ip>
     435:	r6 += 0x6
     436:	r6 -= r8
     437:	goto +0x0 <ppp>
<ppp>:
     438:	r6 &= 0x7fff
     439:	r6 += r8
     440:	r2 = r6
     441:	r2 += 0x2
     442:	if r2 > r7 goto +0x41a <truncated>
     443:	w3 = *(u8 *)(r6 + 0x0)
     444:	if r3 != 0x21 goto +0x3 <else>
     445:	r6 += 0x1
     446:	r6 -= r8
     447:	goto -0xa9 <ipv4>
<else>:
     448:	if r3 != 0x57 goto +0x3 <else>
     449:	r6 += 0x1
     450:	r6 -= r8
     451:	goto -0x7c <ipv6>
<else>:
     452:	w5 = *(u16 *)(r6 + 0x0)
     453:	r6 += 0x2
     454:	r6 -= r8
     455:	if r5 == 0x2100 goto -0xb1 <ipv4>
     456:	if r5 == 0x5700 goto -0x81 <ipv6>
     457:	if r5 == 0x8102 goto +0x2 <mpls>
     458:	if r5 == 0x8302 goto +0x1 <mpls>
     459:	goto +0x409 <not_ip>
<mpls>:
     460:	if r6 > 0xfff goto +0x408 <too_deep>
     461:	r6 += r8
     462:	r9 -= 0x1
     463:	if r9 == 0x0 goto +0x405 <too_deep>
     464:	r2 = r6
     465:	r2 += 0x4
     466:	if r2 > r7 goto +0x402 <truncated>
     467:	w3 = *(u8 *)(r6 + 0x2)
     468:	r3 &= 0x1
     469:	if r3 != 0x0 goto +0x3 <else>
     470:	r6 += 0x4
     471:	r6 -= r8
     472:	goto -0xd <mpls>
<else>:
     473:	r6 += 0x4
     474:	r6 -= r8
     475:	goto +0x0 <payload>
<payload>:
     476:	r6 &= 0x7fff
     477:	r6 += r8
     478:	r2 = r6
     479:	r2 += 0x1
     480:	if r2 > r7 goto +0x3f4 <truncated>
     481:	w3 = *(u8 *)(r6 + 0x0)
     482:	r3 &= 0xf0
     483:	if r3 == 0x40 goto +0x2 <holds>
     484:	if r3 == 0x60 goto +0x1 <holds>
     485:	goto +0x2 <else>
<holds>:
     486:	r6 -= r8
     487:	goto +0x302 <payload_ip>
<else>:
     488:	r6 -= r8
     489:	goto +0x0 <payload_ethernet>
<payload_ethernet>:
     490:	r6 &= 0x7fff
     491:	r6 += r8
     492:	r2 = r6
     493:	r2 += 0xe
     494:	if r2 > r7 goto +0x3e6 <truncated>
     495:	w3 = *(u16 *)(r6 + 0xc)
     496:	if r3 == 0x8 goto +0x1f <holds>
     497:	if r3 == 0xdd86 goto +0x1e <holds>
     498:	if r3 == 0x81 goto +0x1d <holds>
     499:	if r3 == 0xa888 goto +0x1c <holds>
     500:	if r3 == 0x91 goto +0x1b <holds>
     501:	if r3 == 0x92 goto +0x1a <holds>
     502:	if r3 == 0x93 goto +0x19 <holds>
     503:	if r3 == 0xdbda goto +0x18 <holds>
     504:	if r3 == 0xe788 goto +0x17 <holds>
     505:	if r3 == 0x6488 goto +0x16 <holds>
     506:	if r3 == 0x4788 goto +0x15 <holds>
     507:	if r3 == 0x4888 goto +0x14 <holds>
     508:	if r3 == 0x2f89 goto +0x13 <holds>
     509:	if r3 == 0xfb88 goto +0x12 <holds>
     510:	if r3 == 0xc1f1 goto +0x11 <holds>
     511:	if r3 == 0x2689 goto +0x10 <holds>
     512:	if r3 == 0x3f89 goto +0xf <holds>
     513:	if r3 == 0x989 goto +0xe <holds>
     514:	if r3 == 0x589 goto +0xd <holds>
     515:	if r3 == 0x543 goto +0xc <holds>
     516:	if r3 == 0xe588 goto +0xb <holds>
     517:	if r3 == 0xdada goto +0xa <holds>
     518:	if r3 == 0x9988 goto +0x9 <holds>
     519:	if r3 == 0x7488 goto +0x8 <holds>
     520:	if r3 == 0x1e0 goto +0x7 <holds>
     521:	if r3 == 0xc388 goto +0x6 <holds>
     522:	if r3 == 0x8899 goto +0x5 <holds>
     523:	if r3 == 0xdcda goto +0x4 <holds>
     524:	if r3 == 0x3afd goto +0x3 <holds>
     525:	if r3 == 0x5865 goto +0x2 <holds>
     526:	if r3 == 0x4f89 goto +0x1 <holds>
     527:	goto +0x2 <else>
<holds>:
     528:	r6 -= r8
     529:	goto -0x13b <ethernet>
<else>:
     530:	w3 = *(u8 *)(r6 + 0x0)
     531:	r3 &= 0xf0
     532:	if r3 != 0x0 goto +0x2 <else>
     533:	r6 -= r8
     534:	goto +0x32f <control_word>
<else>:
     535:	goto +0x3bd <not_ip>
<hsr>:
     536:	if r6 > 0xfff goto +0x3bc <too_deep>
     537:	r6 += r8
     538:	r9 -= 0x1
     539:	if r9 == 0x0 goto +0x3b9 <too_deep>
     540:	r2 = r6
     541:	r2 += 0x6
     542:	if r2 > r7 goto +0x3b6 <truncated>
     543:	w5 = *(u16 *)(r6 + 0x4)
     544:	r6 += 0x6
     545:	r6 -= r8
     546:	goto -0x141 <by_ether_type>
<vntag>:
     547:	if r6 > 0xfff goto +0x3b1 <too_deep>
     548:	r6 += r8
     549:	r9 -= 0x1
     550:	if r9 == 0x0 goto +0x3ae <too_deep>
     551:	r2 = r6
     552:	r2 += 0x6
     553:	if r2 > r7 goto +0x3ab <truncated>
     554:	w3 = *(u8 *)(r6 + 0x2)
     555:	r3 &= 0x30
     556:	if r3 != 0x0 goto +0x3a8 <bad_tunnel_header>
     557:	w5 = *(u16 *)(r6 + 0x4)
     558:	r6 += 0x6
     559:	r6 -= r8
     560:	goto -0x14f <by_ether_type>
<etag>:
     561:	if r6 > 0xfff goto +0x3a3 <too_deep>
     562:	r6 += r8
     563:	r9 -= 0x1
     564:	if r9 == 0x0 goto +0x3a0 <too_deep>
     565:	r2 = r6
     566:	r2 += 0x8
     567:	if r2 > r7 goto +0x39d <truncated>
     568:	w5 = *(u16 *)(r6 + 0x6)
     569:	r6 += 0x8
     570:	r6 -= r8
     571:	goto -0x15a <by_ether_type>
<cmd>:
     572:	if r6 > 0xfff goto +0x398 <too_deep>
     573:	r6 += r8
     574:	r9 -= 0x1
     575:	if r9 == 0x0 goto +0x395 <too_deep>
     576:	r2 = r6
     577:	r2 += 0x8
     578:	if r2 > r7 goto +0x392 <truncated>
     579:	w3 = *(u16 *)(r6 + 0x0)
     580:	if r3 != 0x101 goto +0x390 <bad_tunnel_header>
     581:	w5 = *(u16 *)(r6 + 0x6)
     582:	r6 += 0x8
     583:	r6 -= r8
     584:	goto -0x167 <by_ether_type>
<batmanadv>:
     585:	if r6 > 0xfff goto +0x38b <too_deep>
     586:	r6 += r8
     587:	r9 -= 0x1
     588:	if r9 == 0x0 goto +0x388 <too_deep>
     589:	r2 = r6
     590:	r2 += 0xa
     591:	if r2 > r7 goto +0x385 <truncated>
     592:	w3 = *(u8 *)(r6 + 0x1)
     593:	if r3 != 0xf goto +0x383 <bad_tunnel_header>
     594:	w3 = *(u8 *)(r6 + 0x0)
     595:	if r3 != 0x40 goto +0x3 <else>
     596:	r6 += 0xa
     597:	r6 -= r8
     598:	goto -0x180 <ethernet>
<else>:
     599:	if r3 != 0x42 goto +0x3 <else>
     600:	r6 += 0x12
     601:	r6 -= r8
     602:	goto -0x184 <ethernet>
<else>:
     603:	goto +0x379 <not_ip>
<macsec>:
     604:	if r6 > 0xfff goto +0x378 <too_deep>
     605:	r6 += r8
     606:	r9 -= 0x1
     607:	if r9 == 0x0 goto +0x375 <too_deep>
     608:	r2 = r6
     609:	r2 += 0x8
     610:	if r2 > r7 goto +0x372 <truncated>
     611:	w3 = *(u8 *)(r6 + 0x0)
     612:	r2 = r3
     613:	r2 &= 0x80
     614:	if r2 != 0x0 goto +0x36e <bad_tunnel_header>
     615:	r2 = r3
     616:	r2 &= 0xc
     617:	if r2 != 0x0 goto +0x36b <not_ip>
     618:	r3 &= 0x20
     619:	if r3 != 0x0 goto +0x4 <else>
     620:	w5 = *(u16 *)(r6 + 0x6)
     621:	r6 += 0x8
     622:	r6 -= r8
     623:	goto -0x18e <by_ether_type>
<else>:
     624:	r6 += 0x8
     625:	r6 -= r8
     626:	goto +0x0 <macsec_channel>
<macsec_channel>:
     627:	r6 &= 0x7fff
     628:	r6 += r8
     629:	r2 = r6
     630:	r2 += 0x8
     631:	if r2 > r7 goto +0x35d <truncated>
     632:	w5 = *(u16 *)(r6 + 0x6)
     633:	r6 += 0x8
     634:	r6 -= r8
     635:	goto -0x19a <by_ether_type>
<edsa>:
     636:	if r6 > 0xfff goto +0x358 <too_deep>
     637:	r6 += r8
     638:	r9 -= 0x1
     639:	if r9 == 0x0 goto +0x355 <too_deep>
     640:	r2 = r6
     641:	r2 += 0x2
     642:	if r2 > r7 goto +0x352 <truncated>
     643:	w3 = *(u16 *)(r6 + 0x0)
     644:	if r3 != 0x0 goto +0x350 <bad_tunnel_header>
     645:	r6 += 0x2
     646:	r6 -= r8
     647:	goto +0x0 <dsa_tag>
<dsa_tag>:
     648:	r6 &= 0x7fff
     649:	r6 += r8
     650:	r2 = r6
     651:	r2 += 0x6
     652:	if r2 > r7 goto +0x348 <truncated>
     653:	w3 = *(u8 *)(r6 + 0x0)
     654:	r2 = r3
     655:	r2 &= 0xe0
     656:	if r2 == 0x0 goto +0x2 <holds>
     657:	if r2 == 0xc0 goto +0x1 <holds>
     658:	goto +0x4 <else>
<holds>:
     659:	w5 = *(u16 *)(r6 + 0x4)
     660:	r6 += 0x6
     661:	r6 -= r8
     662:	goto -0x1b5 <by_ether_type>
<else>:
     663:	r3 &= 0xe0
     664:	if r3 == 0x20 goto +0x2 <holds>
     665:	if r3 == 0xe0 goto +0x1 <holds>
     666:	goto +0x2 <else>
<holds>:
     667:	r6 -= r8
     668:	goto +0x2ea <dsa_vlan>
<else>:
     669:	goto +0x337 <not_ip>
<realtek>:
     670:	if r6 > 0xfff goto +0x336 <too_deep>
     671:	r6 += r8
     672:	r9 -= 0x1
     673:	if r9 == 0x0 goto +0x333 <too_deep>
     674:	r2 = r6
     675:	r2 += 0x8
     676:	if r2 > r7 goto +0x330 <truncated>
     677:	w3 = *(u8 *)(r6 + 0x0)
     678:	if r3 != 0x4 goto +0x4 <else>
     679:	w5 = *(u16 *)(r6 + 0x6)
     680:	r6 += 0x8
     681:	r6 -= r8
     682:	goto -0x1c9 <by_ether_type>
<else>:
     683:	r3 &= 0xf0
     684:	if r3 != 0xa0 goto +0x4 <else>
     685:	w5 = *(u16 *)(r6 + 0x2)
     686:	r6 += 0x4
     687:	r6 -= r8
     688:	goto -0x1cf <by_ether_type>
<else>:
     689:	goto +0x323 <not_ip>
<sja1110>:
     690:	if r6 > 0xfff goto +0x322 <too_deep>
     691:	r6 += r8
     692:	r9 -= 0x1
     693:	if r9 == 0x0 goto +0x31f <too_deep>
     694:	r2 = r6
     695:	r2 += 0x4
     696:	if r2 > r7 goto +0x31c <truncated>
     697:	w3 = *(u8 *)(r6 + 0x0)
     698:	r3 &= 0x40
     699:	if r3 != 0x0 goto +0x319 <not_ip>
     700:	w5 = *(u16 *)(r6 + 0x2)
     701:	r6 += 0x4
     702:	r6 -= r8
     703:	goto -0x1de <by_ether_type>
<netc>:
     704:	if r6 > 0xfff goto +0x314 <too_deep>
     705:	r6 += r8
     706:	r9 -= 0x1
     707:	if r9 == 0x0 goto +0x311 <too_deep>
     708:	r2 = r6
     709:	r2 += 0x6
     710:	if r2 > r7 goto +0x30e <truncated>
     711:	w3 = *(u8 *)(r6 + 0x0)
     712:	if r3 == 0x21 goto +0x2 <holds>
     713:	if r3 == 0x22 goto +0x1 <holds>
     714:	goto +0x2 <else>
<holds>:
     715:	r6 -= r8
     716:	goto +0x2de <netc_time>
<else>:
     717:	r3 &= 0xf0
     718:	if r3 == 0x0 goto +0x2 <holds>
     719:	if r3 == 0x20 goto +0x1 <holds>
     720:	goto +0x4 <else>
<holds>:
     721:	w5 = *(u16 *)(r6 + 0x4)
     722:	r6 += 0x6
     723:	r6 -= r8
     724:	goto -0x1f3 <by_ether_type>
<else>:
     725:	goto +0x2ff <not_ip>
<llc>:
     726:	if r6 > 0xfff goto +0x2fe <too_deep>
     727:	r6 += r8
     728:	r9 -= 0x1
     729:	if r9 == 0x0 goto +0x2fb <too_deep>
     730:	r2 = r6
     731:	r2 += 0x3
     732:	if r2 > r7 goto +0x2f8 <truncated>
     733:	w3 = *(u16 *)(r6 + 0x0)
     734:	if r3 != 0xaaaa goto +0x4 <else>
     735:	w2 = *(u8 *)(r6 + 0x2)
     736:	if r2 != 0x3 goto +0x2 <else>
     737:	r6 -= r8
     738:	goto +0x2e2 <snap>
<else>:
     739:	if r3 != 0x606 goto +0x5 <else>
     740:	w3 = *(u8 *)(r6 + 0x2)
     741:	if r3 != 0x3 goto +0x3 <else>
     742:	r6 += 0x3
     743:	r6 -= r8
     744:	goto -0x1d2 <ipv4>
<else>:
     745:	goto +0x2eb <not_ip>
<hopbyhop>:
     746:	if r6 > 0xfff goto +0x2ea <too_deep>
     747:	r6 += r8
     748:	r9 -= 0x1
     749:	if r9 == 0x0 goto +0x2e7 <too_deep>
     750:	r2 = r6
     751:	r2 += 0x8
     752:	if r2 > r7 goto +0x2e4 <truncated>
     753:	w5 = *(u8 *)(r6 + 0x0)
     754:	w3 = *(u8 *)(r6 + 0x1)
     755:	r3 += 0x1
     756:	r3 <<= 0x3
     757:	r6 += r3
     758:	r6 -= r8
     759:	goto -0x187 <by_protocol_6>
<fragment>:
     760:	if r6 > 0xfff goto +0x2dc <too_deep>
     761:	r6 += r8
     762:	r9 -= 0x1
     763:	if r9 == 0x0 goto +0x2d9 <too_deep>
     764:	r2 = r6
     765:	r2 += 0x8
     766:	if r2 > r7 goto +0x2d6 <truncated>
     767:	w3 = *(u16 *)(r6 + 0x2)
     768:	r3 &= 0xf9ff
     769:	if r3 != 0x0 goto +0x4 <else>
     770:	w5 = *(u8 *)(r6 + 0x0)
     771:	r6 += 0x8
     772:	r6 -= r8
     773:	goto -0x195 <by_protocol_6>
<else>:
     774:	w5 = *(u8 *)(r6 + 0x0)
     775:	*(u32 *)(r10 - 0xc) = 0x2c
     776:	r2 = r8
     777:	r2 -= r8
     778:	*(u32 *)(r10 - 0x14) = w2
     779:	*(u32 *)(r10 - 0x1c) = w2
     780:	goto +0x2c8 <done>
<ah>:
     781:	if r6 > 0xfff goto +0x2c7 <too_deep>
     782:	r6 += r8
     783:	r9 -= 0x1
     784:	if r9 == 0x0 goto +0x2c4 <too_deep>
     785:	r2 = r6
     786:	r2 += 0x8
     787:	if r2 > r7 goto +0x2c1 <truncated>
     788:	w5 = *(u8 *)(r6 + 0x0)
     789:	w3 = *(u8 *)(r6 + 0x1)
     790:	r3 += 0x2
     791:	r3 <<= 0x2
     792:	r6 += r3
     793:	r6 -= r8
     794:	w2 = *(u32 *)(r10 - 0x4)
     795:	if r2 == 0x6 goto -0x1ab <by_protocol_6>
     796:	goto -0x1e5 <by_protocol_4>
<esp>:
     797:	if r6 > 0xfff goto +0x2b7 <too_deep>
     798:	r6 += r8
     799:	r9 -= 0x1
     800:	if r9 == 0x0 goto +0x2b4 <too_deep>
     801:	r2 = r6
     802:	r2 += 0x4
     803:	if r2 > r7 goto +0x2b1 <truncated>
     804:	w3 = *(u32 *)(r6 + 0x0)
     805:	*(u32 *)(r10 - 0x14) = w3
     806:	*(u32 *)(r10 - 0x1c) = w3
     807:	goto +0x2ad <done>
<tcp>:
     808:	if r6 > 0xfff goto +0x2ac <too_deep>
     809:	r6 += r8
     810:	r9 -= 0x1
     811:	if r9 == 0x0 goto +0x2a9 <too_deep>
     812:	r2 = r6
     813:	r2 += 0x4
     814:	if r2 > r7 goto +0x2a6 <truncated>
     815:	w3 = *(u16 *)(r6 + 0x0)
     816:	w4 = *(u16 *)(r6 + 0x2)
     817:	*(u32 *)(r10 - 0x14) = w3
     818:	*(u32 *)(r10 - 0x1c) = w4
     819:	goto +0x2a1 <done>
<udp>:
     820:	if r6 > 0xfff goto +0x2a0 <too_deep>
     821:	r6 += r8
     822:	r9 -= 0x1
     823:	if r9 == 0x0 goto +0x29d <too_deep>
     824:	r2 = r6
     825:	r2 += 0x4
     826:	if r2 > r7 goto +0x29a <truncated>
     827:	w3 = *(u16 *)(r6 + 0x0)
     828:	w4 = *(u16 *)(r6 + 0x2)
     829:	*(u32 *)(r10 - 0x14) = w3
     830:	*(u32 *)(r10 - 0x1c) = w4
     831:	r6 -= r8
     832:	if r4 == 0xeb19 goto +0x8a <mplsinudp>
     833:	if r4 == 0xb512 goto +0xeb <vxlan>
     834:	if r4 == 0x1821 goto +0xea <vxlan>
     835:	if r4 == 0xb612 goto +0xf6 <vxlangpe>
     836:	if r4 == 0xf510 goto +0x127 <lisp>
     837:	if r4 == 0xc117 goto +0x130 <geneve>
     838:	if r4 == 0x6808 goto +0x141 <gtpu>
     839:	if r4 == 0xc017 goto +0x16d <gue>
     840:	if r4 == 0xa506 goto +0x8c <l2tp>
     841:	if r4 == 0xd80d goto +0x18c <teredo>
     842:	if r3 == 0xa506 goto +0x8a <l2tp>
     843:	if r3 == 0xd80d goto +0x18a <teredo>
     844:	goto +0x288 <done>
<gre>:
     845:	if r6 > 0xfff goto +0x287 <too_deep>
     846:	r6 += r8
     847:	r9 -= 0x1
     848:	if r9 == 0x0 goto +0x284 <too_deep>
     849:	r2 = r6
     850:	r2 += 0x4
     851:	if r2 > r7 goto +0x281 <truncated>
     852:	w3 = *(u16 *)(r6 + 0x0)
     853:	r2 = r3
     854:	r2 &= 0x7e0
     855:	if r2 != 0x120 goto +0x2 <else>
     856:	r6 -= r8
     857:	goto +0x25a <pptp>
<else>:
     858:	r3 &= 0x740
     859:	if r3 != 0x0 goto +0x279 <bad_tunnel_header>
     860:	w3 = *(u16 *)(r6 + 0x2)
     861:	if r3 != 0xbe88 goto +0xe <else>
     862:	w3 = *(u8 *)(r6 + 0x0)
     863:	r2 = r3
     864:	r2 &= 0x10
     865:	if r2 != 0x0 goto +0xa <else>
     866:	r2 = r3
     867:	r2 &= 0x80
     868:	r2 >>= 0x5
     869:	r6 += 0x4
     870:	r6 += r2
     871:	r3 &= 0x20
     872:	r3 >>= 0x3
     873:	r6 += r3
     874:	r6 -= r8
     875:	goto -0x295 <ethernet>
<else>:
     876:	w5 = *(u16 *)(r6 + 0x2)
     877:	w3 = *(u8 *)(r6 + 0x0)
     878:	r2 = r3
     879:	r2 &= 0x80
     880:	r2 >>= 0x5
     881:	r6 += 0x4
     882:	r6 += r2
     883:	r2 = r3
     884:	r2 &= 0x20
     885:	r2 >>= 0x3
     886:	r6 += r2
     887:	r3 &= 0x10
     888:	r3 >>= 0x2
     889:	r6 += r3
     890:	r6 -= r8
     891:	if r5 == 0xbe88 goto +0x4 <erspan2>
     892:	if r5 == 0xeb22 goto +0x10 <erspan3>
     893:	if r5 == 0xb88 goto +0x23 <ppp>
     894:	if r5 == 0x3e88 goto +0x30 <wccp>
     895:	goto -0x29e <by_ether_type>
<erspan2>:
     896:	if r6 > 0xfff goto +0x254 <too_deep>
     897:	r6 += r8
     898:	r9 -= 0x1
     899:	if r9 == 0x0 goto +0x251 <too_deep>
     900:	r2 = r6
     901:	r2 += 0x8
     902:	if r2 > r7 goto +0x24e <truncated>
     903:	w3 = *(u8 *)(r6 + 0x0)
     904:	r3 &= 0xf0
     905:	if r3 != 0x10 goto +0x24b <bad_tunnel_header>
     906:	r6 += 0x8
     907:	r6 -= r8
     908:	goto -0x2b6 <ethernet>
<erspan3>:
     909:	if r6 > 0xfff goto +0x247 <too_deep>
     910:	r6 += r8
     911:	r9 -= 0x1
     912:	if r9 == 0x0 goto +0x244 <too_deep>
     913:	r2 = r6
     914:	r2 += 0xc
     915:	if r2 > r7 goto +0x241 <truncated>
     916:	w3 = *(u8 *)(r6 + 0x0)
     917:	r3 &= 0xf0
     918:	if r3 != 0x20 goto +0x23e <bad_tunnel_header>
     919:	w3 = *(u8 *)(r6 + 0xa)
     920:	r3 &= 0x7c
     921:	if r3 != 0x0 goto +0x23b <not_ip>
     922:	w3 = *(u8 *)(r6 + 0xb)
     923:	r3 &= 0x1
     924:	r3 <<= 0x3
     925:	r6 += 0xc
     926:	r6 += r3
     927:	r6 -= r8
     928:	goto -0x2ca <ethernet>
<ppp>:
     929:	if r6 > 0xfff goto +0x233 <too_deep>
     930:	r6 += r8
     931:	r9 -= 0x1
     932:	if r9 == 0x0 goto +0x230 <too_deep>
     933:	r2 = r6
     934:	r2 += 0x2
     935:	if r2 > r7 goto +0x22d <truncated>
     936:	w3 = *(u16 *)(r6 + 0x0)
     937:	if r3 != 0x3ff goto +0x3 <else>
     938:	r6 += 0x2
     939:	r6 -= r8
     940:	goto -0x1f7 <ppp>
<else>:
     941:	r6 -= r8
     942:	goto -0x1f9 <ppp>
<wccp>:
     943:	if r6 > 0xfff goto +0x225 <too_deep>
     944:	r6 += r8
     945:	r9 -= 0x1
     946:	if r9 == 0x0 goto +0x222 <too_deep>
     947:	r2 = r6
     948:	r2 += 0x4
     949:	if r2 > r7 goto +0x21f <truncated>
     950:	w3 = *(u8 *)(r6 + 0x0)
     951:	r3 &= 0xf0
     952:	if r3 != 0x40 goto +0x2 <else>
     953:	r6 -= r8
     954:	goto -0x2a4 <ipv4>
<else>:
     955:	r6 += 0x4
     956:	r6 -= r8
     957:	goto -0x2a7 <ipv4>
<etherip>:
     958:	if r6 > 0xfff goto +0x216 <too_deep>
     959:	r6 += r8
     960:	r9 -= 0x1
     961:	if r9 == 0x0 goto +0x213 <too_deep>
     962:	r2 = r6
     963:	r2 += 0x2
     964:	if r2 > r7 goto +0x210 <truncated>
     965:	w3 = *(u8 *)(r6 + 0x0)
     966:	r3 &= 0xf0
     967:	if r3 != 0x30 goto +0x20d <bad_tunnel_header>
     968:	r6 += 0x2
     969:	r6 -= r8
     970:	goto -0x2f4 <ethernet>
<mplsinudp>:
     971:	if r6 > 0xfff goto +0x209 <too_deep>
     972:	r6 += r8
     973:	r9 -= 0x1
     974:	if r9 == 0x0 goto +0x206 <too_deep>
     975:	r2 = r6
     976:	r2 += 0x8
     977:	if r2 > r7 goto +0x203 <truncated>
     978:	r6 += 0x8
     979:	r6 -= r8
     980:	goto -0x209 <mpls>
<l2tp>:
     981:	if r6 > 0xfff goto +0x1ff <too_deep>
     982:	r6 += r8
     983:	r9 -= 0x1
     984:	if r9 == 0x0 goto +0x1fc <too_deep>
     985:	r2 = r6
     986:	r2 += 0x10
     987:	if r2 > r7 goto +0x1f9 <truncated>
     988:	w3 = *(u16 *)(r6 + 0x8)
     989:	if r3 != 0x300 goto +0x3 <else>
     990:	r6 += 0x10
     991:	r6 -= r8
     992:	goto +0x26 <l2tp3>
<else>:
     993:	r3 &= 0xffb4
     994:	if r3 != 0x200 goto +0x1f2 <not_ip>
     995:	w3 = *(u8 *)(r6 + 0x8)
     996:	r2 = r3
     997:	r2 &= 0x2
     998:	if r2 == 0x0 goto +0xa <else>
     999:	r2 = r3
    1000:	r2 &= 0x40
    1001:	r2 >>= 0x5
    1002:	r6 += 0xe
    1003:	r6 += r2
    1004:	r3 &= 0x8
    1005:	r3 >>= 0x1
    1006:	r6 += r3
    1007:	r6 -= r8
    1008:	goto +0x1ae <l2tp_offset>
<else>:
    1009:	r2 = r3
    1010:	r2 &= 0x40
    1011:	r2 >>= 0x5
    1012:	r6 += 0xe
    1013:	r6 += r2
    1014:	r3 &= 0x8
    1015:	r3 >>= 0x1
    1016:	r6 += r3
    1017:	r6 -= r8
    1018:	goto -0x5a <ppp>
<l2tpinip>:
    1019:	if r6 > 0xfff goto +0x1d9 <too_deep>
    1020:	r6 += r8
    1021:	r9 -= 0x1
    1022:	if r9 == 0x0 goto +0x1d6 <too_deep>
    1023:	r2 = r6
    1024:	r2 += 0x4
    1025:	if r2 > r7 goto +0x1d3 <truncated>
    1026:	w3 = *(u32 *)(r6 + 0x0)
    1027:	if w3 == 0x0 goto +0x1d1 <not_ip>
    1028:	r6 += 0x4
    1029:	r6 -= r8
    1030:	goto +0x0 <l2tp3>
<l2tp3>:
    1031:	r6 &= 0x7fff
    1032:	r6 += r8
    1033:	r2 = r6
    1034:	r2 += 0x1c
    1035:	if r2 > r7 goto +0x1c9 <truncated>
    1036:	w3 = *(u32 *)(r6 + 0xc)
    1037:	w3 &= 0xf0ffff
    1038:	if w3 == 0x400008 goto +0x2 <holds>
    1039:	if w3 == 0x60dd86 goto +0x1 <holds>
    1040:	goto +0x3 <else>
<holds>:
    1041:	r6 += 0xe
    1042:	r6 -= r8
    1043:	goto +0xd6 <payload_ip>
<else>:
    1044:	w3 = *(u32 *)(r6 + 0x10)
    1045:	w3 &= 0xf0ffff
    1046:	if w3 == 0x400008 goto +0x2 <holds>
    1047:	if w3 == 0x60dd86 goto +0x1 <holds>
    1048:	goto +0x3 <else>
<holds>:
    1049:	r6 += 0x12
    1050:	r6 -= r8
    1051:	goto +0xce <payload_ip>
<else>:
    1052:	w3 = *(u32 *)(r6 + 0x14)
    1053:	w3 &= 0xf0ffff
    1054:	if w3 == 0x400008 goto +0x2 <holds>
    1055:	if w3 == 0x60dd86 goto +0x1 <holds>
    1056:	goto +0x3 <else>
<holds>:
    1057:	r6 += 0x16
    1058:	r6 -= r8
    1059:	goto +0xc6 <payload_ip>
<else>:
    1060:	w3 = *(u32 *)(r6 + 0x18)
    1061:	w3 &= 0xf0ffff
    1062:	if w3 == 0x400008 goto +0x2 <holds>
    1063:	if w3 == 0x60dd86 goto +0x1 <holds>
    1064:	goto +0x3 <else>
<holds>:
    1065:	r6 += 0x1a
    1066:	r6 -= r8
    1067:	goto +0xbe <payload_ip>
<else>:
    1068:	goto +0x1a8 <not_ip>
<vxlan>:
    1069:	if r6 > 0xfff goto +0x1a7 <too_deep>
    1070:	r6 += r8
    1071:	r9 -= 0x1
    1072:	if r9 == 0x0 goto +0x1a4 <too_deep>
    1073:	r2 = r6
    1074:	r2 += 0x10
    1075:	if r2 > r7 goto +0x1a1 <truncated>
    1076:	w3 = *(u8 *)(r6 + 0x8)
    1077:	r3 &= 0x8
    1078:	if r3 == 0x0 goto +0x19e <bad_tunnel_header>
    1079:	r6 += 0x10
    1080:	r6 -= r8
    1081:	goto -0x363 <ethernet>
<vxlangpe>:
    1082:	if r6 > 0xfff goto +0x19a <too_deep>
    1083:	r6 += r8
    1084:	r9 -= 0x1
    1085:	if r9 == 0x0 goto +0x197 <too_deep>
    1086:	r2 = r6
    1087:	r2 += 0x10
    1088:	if r2 > r7 goto +0x194 <truncated>
    1089:	w3 = *(u8 *)(r6 + 0x8)
    1090:	r2 = r3
    1091:	r2 &= 0x8
    1092:	if r2 == 0x0 goto +0x190 <bad_tunnel_header>
    1093:	r3 &= 0x4
    1094:	if r3 != 0x0 goto +0x3 <else>
    1095:	r6 += 0x10
    1096:	r6 -= r8
    1097:	goto -0x373 <ethernet>
<else>:
    1098:	w5 = *(u8 *)(r6 + 0xb)
    1099:	r6 += 0x10
    1100:	r6 -= r8
    1101:	if r5 == 0x1 goto -0x337 <ipv4>
    1102:	if r5 == 0x2 goto -0x307 <ipv6>
    1103:	if r5 == 0x3 goto -0x379 <ethernet>
    1104:	if r5 == 0x4 goto +0x2 <nsh>
    1105:	if r5 == 0x5 goto -0x286 <mpls>
    1106:	goto +0x182 <not_ip>
<nsh>:
    1107:	if r6 > 0xfff goto +0x181 <too_deep>
    1108:	r6 += r8
    1109:	r9 -= 0x1
    1110:	if r9 == 0x0 goto +0x17e <too_deep>
    1111:	r2 = r6
    1112:	r2 += 0x8
    1113:	if r2 > r7 goto +0x17b <truncated>
    1114:	w3 = *(u8 *)(r6 + 0x0)
    1115:	r3 &= 0xc0
    1116:	if r3 != 0x0 goto +0x178 <bad_tunnel_header>
    1117:	w3 = *(u8 *)(r6 + 0x1)
    1118:	r2 = r3
    1119:	r2 &= 0x3f
    1120:	if r2 < 0x2 goto +0x174 <bad_tunnel_header>
    1121:	w5 = *(u8 *)(r6 + 0x3)
    1122:	r3 &= 0x3f
    1123:	r3 <<= 0x2
    1124:	r6 += r3
    1125:	r6 -= r8
    1126:	if r5 == 0x1 goto -0x350 <ipv4>
    1127:	if r5 == 0x2 goto -0x320 <ipv6>
    1128:	if r5 == 0x3 goto -0x392 <ethernet>
    1129:	if r5 == 0x4 goto -0x17 <nsh>
    1130:	if r5 == 0x5 goto -0x29f <mpls>
    1131:	goto +0x169 <not_ip>
<lisp>:
    1132:	if r6 > 0xfff goto +0x168 <too_deep>
    1133:	r6 += r8
    1134:	r9 -= 0x1
    1135:	if r9 == 0x0 goto +0x165 <too_deep>
    1136:	r2 = r6
    1137:	r2 += 0x10
    1138:	if r2 > r7 goto +0x162 <truncated>
    1139:	r6 += 0x10
    1140:	r6 -= r8
    1141:	goto -0x29a <payload>
<geneve>:
    1142:	if r6 > 0xfff goto +0x15e <too_deep>
    1143:	r6 += r8
    1144:	r9 -= 0x1
    1145:	if r9 == 0x0 goto +0x15b <too_deep>
    1146:	r2 = r6
    1147:	r2 += 0x10
    1148:	if r2 > r7 goto +0x158 <truncated>
    1149:	w3 = *(u8 *)(r6 + 0x8)
    1150:	r2 = r3
    1151:	r2 &= 0xc0
    1152:	if r2 != 0x0 goto +0x154 <bad_tunnel_header>
    1153:	w5 = *(u16 *)(r6 + 0xa)
    1154:	r3 &= 0x3f
    1155:	r3 <<= 0x2
    1156:	r6 += 0x10
    1157:	r6 += r3
    1158:	r6 -= r8
    1159:	goto -0x3a6 <by_ether_type>
<gtpu>:
    1160:	if r6 > 0xfff goto +0x14c <too_deep>
    1161:	r6 += r8
    1162:	r9 -= 0x1
    1163:	if r9 == 0x0 goto +0x149 <too_deep>
    1164:	r2 = r6
    1165:	r2 += 0x10
    1166:	if r2 > r7 goto +0x146 <truncated>
    1167:	w3 = *(u8 *)(r6 + 0x8)
    1168:	r2 = r3
    1169:	r2 &= 0xf0
    1170:	if r2 != 0x30 goto +0x142 <bad_tunnel_header>
    1171:	w2 = *(u8 *)(r6 + 0x9)
    1172:	if r2 != 0xff goto +0x140 <not_ip>
    1173:	r2 = r3
    1174:	r2 &= 0x4
    1175:	if r2 == 0x0 goto +0x3 <else>
    1176:	r6 += 0x13
    1177:	r6 -= r8
    1178:	goto +0x8 <gtpuextension>
<else>:
    1179:	r3 &= 0x7
    1180:	if r3 != 0x0 goto +0x3 <else>
    1181:	r6 += 0x10
    1182:	r6 -= r8
    1183:	goto -0x2c4 <payload>
<else>:
    1184:	r6 += 0x14
    1185:	r6 -= r8
    1186:	goto -0x2c7 <payload>
<gtpuextension>:
    1187:	if r6 > 0xfff goto +0x131 <too_deep>
    1188:	r6 += r8
    1189:	r9 -= 0x1
    1190:	if r9 == 0x0 goto +0x12e <too_deep>
    1191:	r2 = r6
    1192:	r2 += 0x2
    1193:	if r2 > r7 goto +0x12b <truncated>
    1194:	w3 = *(u8 *)(r6 + 0x0)
    1195:	if r3 != 0x0 goto +0x3 <else>
    1196:	r6 += 0x1
    1197:	r6 -= r8
    1198:	goto -0x2d3 <payload>
<else>:
    1199:	w3 = *(u8 *)(r6 + 0x1)
    1200:	if r3 == 0x0 goto +0x124 <bad_tunnel_header>
    1201:	r3 <<= 0x2
    1202:	r6 += r3
    1203:	r6 -= r8
    1204:	goto -0x12 <gtpuextension>
<gue>:
    1205:	if r6 > 0xfff goto +0x11f <too_deep>
    1206:	r6 += r8
    1207:	r9 -= 0x1
    1208:	if r9 == 0x0 goto +0x11c <too_deep>
    1209:	r2 = r6
    1210:	r2 += 0xc
    1211:	if r2 > r7 goto +0x119 <truncated>
    1212:	w3 = *(u8 *)(r6 + 0x8)
    1213:	r2 = r3
    1214:	r2 &= 0xf0
    1215:	if r2 == 0x40 goto +0x2 <holds>
    1216:	if r2 == 0x60 goto +0x1 <holds>
    1217:	goto +0x3 <else>
<holds>:
    1218:	r6 += 0x8
    1219:	r6 -= r8
    1220:	goto +0x25 <payload_ip>
<else>:
    1221:	r2 = r3
    1222:	r2 &= 0xc0
    1223:	if r2 != 0x0 goto +0x10d <bad_tunnel_header>
    1224:	r2 = r3
    1225:	r2 &= 0x20
    1226:	if r2 != 0x0 goto +0x10a <not_ip>
    1227:	w5 = *(u8 *)(r6 + 0x9)
    1228:	r3 &= 0x1f
    1229:	r3 <<= 0x2
    1230:	r6 += 0xc
    1231:	r6 += r3
    1232:	r6 -= r8
    1233:	if r5 == 0x4 goto -0x3bb <ipv4>
    1234:	if r5 == 0x29 goto -0x38b <ipv6>
    1235:	if r5 == 0x2f goto -0x187 <gre>
    1236:	if r5 == 0x89 goto -0x309 <mpls>
    1237:	goto +0xff <not_ip>
<teredo>:
    1238:	if r6 > 0xfff goto +0xfe <too_deep>
    1239:	r6 += r8
    1240:	r9 -= 0x1
    1241:	if r9 == 0x0 goto +0xfb <too_deep>
    1242:	r2 = r6
    1243:	r2 += 0xc
    1244:	if r2 > r7 goto +0xf8 <truncated>
    1245:	w3 = *(u32 *)(r6 + 0x8)
    1246:	if w3 != 0x100 goto +0x3 <else>
    1247:	r6 += 0x15
    1248:	r6 -= r8
    1249:	goto +0x8 <payload_ip>
<else>:
    1250:	w3 = *(u16 *)(r6 + 0x8)
    1251:	if r3 != 0x0 goto +0x3 <else>
    1252:	r6 += 0x10
    1253:	r6 -= r8
    1254:	goto +0x3 <payload_ip>
<else>:
    1255:	r6 += 0x8
    1256:	r6 -= r8
    1257:	goto +0x0 <payload_ip>
<payload_ip>:
    1258:	r6 &= 0x7fff
    1259:	r6 += r8
    1260:	r2 = r6
    1261:	r2 += 0x14
    1262:	if r2 > r7 goto +0xe6 <truncated>
    1263:	w3 = *(u8 *)(r6 + 0x0)
    1264:	if r3 != 0x45 goto +0x13 <else>
    1265:	r2 = r7
    1266:	r2 -= r6
    1267:	w3 = *(u16 *)(r6 + 0x2)
    1268:	r3 = be16 r3
    1269:	r2 -= r3
    1270:	if r2 > 0x32 goto +0xd <else>
    1271:	w2 = *(u32 *)(r6 + 0x0)
    1272:	w3 = *(u32 *)(r6 + 0x4)
    1273:	r2 += r3
    1274:	w3 = *(u32 *)(r6 + 0x8)
    1275:	r2 += r3
    1276:	w3 = *(u32 *)(r6 + 0xc)
    1277:	r2 += r3
    1278:	w3 = *(u32 *)(r6 + 0x10)
    1279:	r2 += r3
    1280:	r2 %= 0xffff
    1281:	if r2 != 0x0 goto +0x2 <else>
    1282:	r6 -= r8
    1283:	goto -0x3ed <ipv4>
<else>:
    1284:	w3 = *(u32 *)(r6 + 0xc)
    1285:	r2 = r3
    1286:	w2 &= 0xf0ffff
    1287:	if w2 == 0x400008 goto +0x2 <holds>
    1288:	if w2 == 0x60dd86 goto +0x1 <holds>
    1289:	goto +0x2 <else>
<holds>:
    1290:	r6 -= r8
    1291:	goto -0x435 <ethernet>
<else>:
    1292:	w2 = *(u16 *)(r6 + 0xc)
    1293:	if r2 == 0x81 goto +0x2 <holds>
    1294:	if r2 == 0xa888 goto +0x1 <holds>
    1295:	goto +0xa <else>
<holds>:
    1296:	w2 = *(u16 *)(r6 + 0x10)
    1297:	if r2 == 0x8 goto +0x6 <holds>
    1298:	if r2 == 0xdd86 goto +0x5 <holds>
    1299:	if r2 == 0x81 goto +0x4 <holds>
    1300:	if r2 == 0xa888 goto +0x3 <holds>
    1301:	if r2 == 0x6488 goto +0x2 <holds>
    1302:	if r2 == 0x4788 goto +0x1 <holds>
    1303:	goto +0x2 <else>
<holds>:
    1304:	r6 -= r8
    1305:	goto -0x443 <ethernet>
<else>:
    1306:	w3 &= 0xffffff
    1307:	if w3 != 0x116488 goto +0x2 <else>
    1308:	r6 -= r8
    1309:	goto -0x447 <ethernet>
<else>:
    1310:	w3 = *(u8 *)(r6 + 0x0)
    1311:	if r3 < 0x45 goto +0x9 <else>
    1312:	if r3 > 0x4f goto +0x8 <else>
    1313:	r2 = r7
    1314:	r2 -= r6
    1315:	w3 = *(u16 *)(r6 + 0x2)
    1316:	r3 = be16 r3
    1317:	r2 -= r3
    1318:	if r2 > 0x32 goto +0x2 <else>
    1319:	r6 -= r8
    1320:	goto -0x412 <ipv4>
<else>:
    1321:	w3 = *(u8 *)(r6 + 0x0)
    1322:	if r3 != 0x45 goto +0xd <else>
    1323:	w2 = *(u32 *)(r6 + 0x0)
    1324:	w3 = *(u32 *)(r6 + 0x4)
    1325:	r2 += r3
    1326:	w3 = *(u32 *)(r6 + 0x8)
    1327:	r2 += r3
    1328:	w3 = *(u32 *)(r6 + 0xc)
    1329:	r2 += r3
    1330:	w3 = *(u32 *)(r6 + 0x10)
    1331:	r2 += r3
    1332:	r2 %= 0xffff
    1333:	if r2 != 0x0 goto +0x2 <else>
    1334:	r6 -= r8
    1335:	goto -0x421 <ipv4>
<else>:
    1336:	w3 = *(u8 *)(r6 + 0x0)
    1337:	r3 &= 0xf0
    1338:	if r3 != 0x60 goto +0x9 <else>
    1339:	r2 = r7
    1340:	r2 -= r6
    1341:	w3 = *(u16 *)(r6 + 0x4)
    1342:	r3 = be16 r3
    1343:	r2 -= r3
    1344:	r2 -= 0x28
    1345:	if r2 > 0x32 goto +0x2 <else>
    1346:	r6 -= r8
    1347:	goto -0x3fc <ipv6>
<else>:
    1348:	r6 -= r8
    1349:	goto -0x35c <payload_ethernet>
<control_word>:
    1350:	r6 &= 0x7fff
    1351:	r6 += r8
    1352:	r2 = r6
    1353:	r2 += 0x26
    1354:	if r2 > r7 goto +0x8a <truncated>
    1355:	w3 = *(u16 *)(r6 + 0x10)
    1356:	if r3 == 0x8 goto +0x1f <holds>
    1357:	if r3 == 0xdd86 goto +0x1e <holds>
    1358:	if r3 == 0x81 goto +0x1d <holds>
    1359:	if r3 == 0xa888 goto +0x1c <holds>
    1360:	if r3 == 0x91 goto +0x1b <holds>
    1361:	if r3 == 0x92 goto +0x1a <holds>
    1362:	if r3 == 0x93 goto +0x19 <holds>
    1363:	if r3 == 0xdbda goto +0x18 <holds>
    1364:	if r3 == 0xe788 goto +0x17 <holds>
    1365:	if r3 == 0x6488 goto +0x16 <holds>
    1366:	if r3 == 0x4788 goto +0x15 <holds>
    1367:	if r3 == 0x4888 goto +0x14 <holds>
    1368:	if r3 == 0x2f89 goto +0x13 <holds>
    1369:	if r3 == 0xfb88 goto +0x12 <holds>
    1370:	if r3 == 0xc1f1 goto +0x11 <holds>
    1371:	if r3 == 0x2689 goto +0x10 <holds>
    1372:	if r3 == 0x3f89 goto +0xf <holds>
    1373:	if r3 == 0x989 goto +0xe <holds>
    1374:	if r3 == 0x589 goto +0xd <holds>
    1375:	if r3 == 0x543 goto +0xc <holds>
    1376:	if r3 == 0xe588 goto +0xb <holds>
    1377:	if r3 == 0xdada goto +0xa <holds>
    1378:	if r3 == 0x9988 goto +0x9 <holds>
    1379:	if r3 == 0x7488 goto +0x8 <holds>
    1380:	if r3 == 0x1e0 goto +0x7 <holds>
    1381:	if r3 == 0xc388 goto +0x6 <holds>
    1382:	if r3 == 0x8899 goto +0x5 <holds>
    1383:	if r3 == 0xdcda goto +0x4 <holds>
    1384:	if r3 == 0x3afd goto +0x3 <holds>
    1385:	if r3 == 0x5865 goto +0x2 <holds>
    1386:	if r3 == 0x4f89 goto +0x1 <holds>
    1387:	goto +0x3 <else>
<holds>:
    1388:	r6 += 0x4
    1389:	r6 -= r8
    1390:	goto -0x498 <ethernet>
<else>:
    1391:	w3 = *(u8 *)(r6 + 0x12)
    1392:	if r3 != 0x45 goto +0x15 <else>
    1393:	r2 = r7
    1394:	r2 -= r6
    1395:	w3 = *(u16 *)(r6 + 0x14)
    1396:	r3 = be16 r3
    1397:	r2 -= r3
    1398:	r2 -= 0x12
    1399:	if r2 > 0x32 goto +0xe <else>
    1400:	w2 = *(u32 *)(r6 + 0x12)
    1401:	w3 = *(u32 *)(r6 + 0x16)
    1402:	r2 += r3
    1403:	w3 = *(u32 *)(r6 + 0x1a)
    1404:	r2 += r3
    1405:	w3 = *(u32 *)(r6 + 0x1e)
    1406:	r2 += r3
    1407:	w3 = *(u32 *)(r6 + 0x22)
    1408:	r2 += r3
    1409:	r2 %= 0xffff
    1410:	if r2 != 0x0 goto +0x3 <else>
    1411:	r6 += 0x12
    1412:	r6 -= r8
    1413:	goto -0x46f <ipv4>
<else>:
    1414:	goto +0x4e <not_ip>
<dsa_vlan>:
    1415:	r6 &= 0x7fff
    1416:	r6 += r8
    1417:	r2 = r6
    1418:	r2 += 0x6
    1419:	if r2 > r7 goto +0x49 <truncated>
    1420:	w2 = *(u32 *)(r10 - 0x4)
    1421:	if r2 != 0x0 goto +0xd <kept>
    1422:	w2 = *(u32 *)(r10 - 0x34)
    1423:	if r2 != 0x10000 goto +0x5 <second>
    1424:	w2 = *(u16 *)(r6 + 0x2)
    1425:	r2 = be16 r2
    1426:	r2 &= 0xfff
    1427:	*(u32 *)(r10 - 0x34) = w2
    1428:	goto +0x6 <kept>
<second>:
    1429:	w2 = *(u32 *)(r10 - 0xf4)
    1430:	if r2 != 0x10000 goto +0x4 <kept>
    1431:	w2 = *(u16 *)(r6 + 0x2)
    1432:	r2 = be16 r2
    1433:	r2 &= 0xfff
    1434:	*(u32 *)(r10 - 0xf4) = w2
<kept>:
    1435:	w5 = *(u16 *)(r6 + 0x4)
    1436:	r6 += 0x6
    1437:	r6 -= r8
    1438:	goto -0x4bd <by_ether_type>
<l2tp_offset>:
    1439:	r6 &= 0x7fff
    1440:	r6 += r8
    1441:	r2 = r6
    1442:	r2 += 0x2
    1443:	if r2 > r7 goto +0x31 <truncated>
    1444:	w3 = *(u8 *)(r6 + 0x0)
    1445:	if r3 != 0x0 goto +0x2f <bad_tunnel_header>
    1446:	w3 = *(u8 *)(r6 + 0x1)
    1447:	r6 += 0x2
    1448:	r6 += r3
    1449:	r6 -= r8
    1450:	goto -0x20a <ppp>
<netc_time>:
    1451:	r6 &= 0x7fff
    1452:	r6 += r8
    1453:	r2 = r6
    1454:	r2 += 0xe
    1455:	if r2 > r7 goto +0x25 <truncated>
    1456:	w5 = *(u16 *)(r6 + 0xc)
    1457:	r6 += 0xe
    1458:	r6 -= r8
    1459:	goto -0x4d2 <by_ether_type>
<pptp>:
    1460:	r6 &= 0x7fff
    1461:	r6 += r8
    1462:	r2 = r6
    1463:	r2 += 0x8
    1464:	if r2 > r7 goto +0x1c <truncated>
    1465:	w3 = *(u16 *)(r6 + 0x2)
    1466:	if r3 != 0xb88 goto +0x1a <bad_tunnel_header>
    1467:	w3 = *(u8 *)(r6 + 0x0)
    1468:	r3 &= 0x10
    1469:	if r3 == 0x0 goto +0x17 <not_ip>
    1470:	w3 = *(u8 *)(r6 + 0x1)
    1471:	r3 &= 0x80
    1472:	r3 >>= 0x5
    1473:	r6 += 0xc
    1474:	r6 += r3
    1475:	r6 -= r8
    1476:	goto -0x224 <ppp>
<snap>:
    1477:	r6 &= 0x7fff
    1478:	r6 += r8
    1479:	r2 = r6
    1480:	r2 += 0x8
    1481:	if r2 > r7 goto +0xb <truncated>
    1482:	w3 = *(u16 *)(r6 + 0x3)
    1483:	if r3 != 0x0 goto +0x8 <else>
    1484:	w3 = *(u8 *)(r6 + 0x5)
    1485:	if r3 == 0x0 goto +0x2 <holds>
    1486:	if r3 == 0xf8 goto +0x1 <holds>
    1487:	goto +0x4 <else>
<holds>:
    1488:	w5 = *(u16 *)(r6 + 0x6)
    1489:	r6 += 0x8
    1490:	r6 -= r8
    1491:	goto -0x4f2 <by_ether_type>
<else>:
    1492:	goto +0x0 <not_ip>
<done>:
<too_deep>:
<truncated>:
<not_ip>:
<bad_ip_header>:
<bad_tunnel_header>:
    1493:	w3 = *(u32 *)(r10 - 0xf4)
    1494:	if r3 == 0x10000 goto +0xc <no_vlan_pair>
    1495:	w2 = *(u32 *)(r10 - 0x34)
    1496:	r2 <<= 0x10
    1497:	r2 |= r3
    1498:	*(u32 *)(r10 - 0x9c) = w2
    1499:	r2 = r10
    1500:	r2 += -0x9c
    1501:	r1 = 0x0 ll <vlan_pairs>
    1503:	call 0x1	# bpf_map_lookup_elem
    1504:	if r0 == 0x0 goto +0x2 <no_vlan_pair>
    1505:	w6 = *(u32 *)(r0 + 0x0)
    1506:	goto +0xa3 <steer>
<no_vlan_pair>:
    1507:	w3 = *(u32 *)(r10 - 0x34)
    1508:	if r3 > 0xfff goto +0x8 <no_vlan>
    1509:	r3 <<= 0x2
    1510:	r2 = 0x0 ll <vlans>
    1512:	r2 += r3
    1513:	w6 = *(u32 *)(r2 + 0x0)
    1514:	if r6 == 0x0 goto +0x2 <no_vlan>
    1515:	r6 -= 0x1
    1516:	goto +0x99 <steer>
<no_vlan>:
    1517:	r2 = r8
    1518:	r2 += 0xc
    1519:	if r2 > r7 goto +0xd <no_mac>
    1520:	w2 = *(u32 *)(r8 + 0x6)
    1521:	w3 = *(u16 *)(r8 + 0xa)
    1522:	r3 <<= 0x20
    1523:	r2 |= r3
    1524:	*(u64 *)(r10 - 0x98) = r2
    1525:	r2 = r10
    1526:	r2 += -0x98
    1527:	r1 = 0x0 ll <macs>
    1529:	call 0x1	# bpf_map_lookup_elem
    1530:	if r0 == 0x0 goto +0x2 <no_mac>
    1531:	w6 = *(u32 *)(r0 + 0x0)
    1532:	goto +0x89 <steer>
<no_mac>:
    1533:	w2 = *(u32 *)(r10 - 0x4)
    1534:	if r2 != 0x4 goto +0x1c <other_family>
    1535:	r6 = -0x1
    1536:	w2 = *(u32 *)(r10 - 0x58)
    1537:	*(u32 *)(r10 - 0x9c) = 0x20
    1538:	*(u32 *)(r10 - 0x98) = w2
    1539:	r2 = r10
    1540:	r2 += -0x9c
    1541:	r1 = 0x0 ll <prefixes4>
    1543:	call 0x1	# bpf_map_lookup_elem
    1544:	if r0 == 0x0 goto +0x3 <next_end>
    1545:	r2 = *(u64 *)(r0 + 0x0)
    1546:	if r2 >= r6 goto +0x1 <next_end>
    1547:	r6 = r2
<next_end>:
    1548:	w2 = *(u32 *)(r10 - 0x60)
    1549:	*(u32 *)(r10 - 0x9c) = 0x20
    1550:	*(u32 *)(r10 - 0x98) = w2
    1551:	r2 = r10
    1552:	r2 += -0x9c
    1553:	r1 = 0x0 ll <prefixes4>
    1555:	call 0x1	# bpf_map_lookup_elem
    1556:	if r0 == 0x0 goto +0x3 <next_end>
    1557:	r2 = *(u64 *)(r0 + 0x0)
    1558:	if r2 >= r6 goto +0x1 <next_end>
    1559:	r6 = r2
<next_end>:
    1560:	if w6 == -0x1 goto +0x24 <no_prefix>
    1561:	w6 = w6
    1562:	goto +0x6b <steer>
<other_family>:
    1563:	w2 = *(u32 *)(r10 - 0x4)
    1564:	if r2 != 0x6 goto +0x20 <other_family>
    1565:	r6 = -0x1
    1566:	r2 = *(u64 *)(r10 - 0x70)
    1567:	r3 = *(u64 *)(r10 - 0x68)
    1568:	*(u32 *)(r10 - 0x9c) = 0x80
    1569:	*(u64 *)(r10 - 0x98) = r2
    1570:	*(u64 *)(r10 - 0x90) = r3
    1571:	r2 = r10
    1572:	r2 += -0x9c
    1573:	r1 = 0x0 ll <prefixes6>
    1575:	call 0x1	# bpf_map_lookup_elem
    1576:	if r0 == 0x0 goto +0x3 <next_end>
    1577:	r2 = *(u64 *)(r0 + 0x0)
    1578:	if r2 >= r6 goto +0x1 <next_end>
    1579:	r6 = r2
<next_end>:
    1580:	r2 = *(u64 *)(r10 - 0x80)
    1581:	r3 = *(u64 *)(r10 - 0x78)
    1582:	*(u32 *)(r10 - 0x9c) = 0x80
    1583:	*(u64 *)(r10 - 0x98) = r2
    1584:	*(u64 *)(r10 - 0x90) = r3
    1585:	r2 = r10
    1586:	r2 += -0x9c
    1587:	r1 = 0x0 ll <prefixes6>
    1589:	call 0x1	# bpf_map_lookup_elem
    1590:	if r0 == 0x0 goto +0x3 <next_end>
    1591:	r2 = *(u64 *)(r0 + 0x0)
    1592:	if r2 >= r6 goto +0x1 <next_end>
    1593:	r6 = r2
<next_end>:
    1594:	if w6 == -0x1 goto +0x2 <no_prefix>
    1595:	w6 = w6
    1596:	goto +0x49 <steer>
<no_prefix>:
<other_family>:
    1597:	r2 = r8
    1598:	r2 += 0xc
    1599:	if r2 > r7 goto +0x1f <no_mac>
    1600:	r6 = -0x1
    1601:	w2 = *(u32 *)(r8 + 0x6)
    1602:	w3 = *(u16 *)(r8 + 0xa)
    1603:	r3 <<= 0x20
    1604:	r2 |= r3
    1605:	*(u64 *)(r10 - 0x98) = r2
    1606:	r2 = r10
    1607:	r2 += -0x98
    1608:	r1 = 0x0 ll <macs_1>
    1610:	call 0x1	# bpf_map_lookup_elem
    1611:	if r0 == 0x0 goto +0x3 <next_end>
    1612:	w2 = *(u32 *)(r0 + 0x0)
    1613:	if r2 >= r6 goto +0x1 <next_end>
    1614:	r6 = r2
<next_end>:
    1615:	w2 = *(u32 *)(r8 + 0x0)
    1616:	w3 = *(u16 *)(r8 + 0x4)
    1617:	r3 <<= 0x20
    1618:	r2 |= r3
    1619:	*(u64 *)(r10 - 0x98) = r2
    1620:	r2 = r10
    1621:	r2 += -0x98
    1622:	r1 = 0x0 ll <macs_1>
    1624:	call 0x1	# bpf_map_lookup_elem
    1625:	if r0 == 0x0 goto +0x3 <next_end>
    1626:	w2 = *(u32 *)(r0 + 0x0)
    1627:	if r2 >= r6 goto +0x1 <next_end>
    1628:	r6 = r2
<next_end>:
    1629:	if w6 == -0x1 goto +0x1 <no_mac>
    1630:	goto +0x27 <steer>
<no_mac>:
    1631:	w2 = *(u32 *)(r10 - 0x4)
    1632:	if r2 == 0x0 goto +0x24 <nothing>
    1633:	r1 = *(u64 *)(r10 - 0x58)
    1634:	w3 = *(u32 *)(r10 - 0x14)
    1635:	r3 <<= 0x20
    1636:	r1 += r3
    1637:	r2 = *(u64 *)(r10 - 0x60)
    1638:	w3 = *(u32 *)(r10 - 0x1c)
    1639:	r3 <<= 0x20
    1640:	r2 += r3
    1641:	w4 = *(u32 *)(r10 - 0xc)
    1642:	r3 = -0x61c8864680b583eb ll
    1644:	r1 *= r3
    1645:	r2 *= r3
<mix>:
    1646:	r3 = r1
    1647:	r3 >>= 0x20
    1648:	r1 ^= r3
    1649:	r1 |= 0x1
    1650:	r3 = r2
    1651:	r3 >>= 0x20
    1652:	r2 ^= r3
    1653:	r2 |= 0x1
    1654:	r1 *= r2
    1655:	r2 = r1
    1656:	r1 ^= r4
    1657:	r2 >>= 0x20
    1658:	r1 ^= r2
    1659:	r3 = -0x6b2fb644ecceee15 ll
    1661:	r1 *= r3
    1662:	r1 >>= 0x1e
    1663:	r1 &= 0xffc
    1664:	r2 = 0x0 ll <tables>
    1666:	r2 += r1
    1667:	w6 = *(u32 *)(r2 + 0x0)
    1668:	goto +0x1 <steer>
<nothing>:
    1669:	goto +0x6 <pass>
<steer>:
    1670:	r2 = r6
    1671:	r3 = 0x2
    1672:	r1 = 0x0 ll <cpus>
    1674:	call 0x33	# bpf_redirect_map
    1675:	exit
<pass>:
    1676:	w0 = 0x2
    1677:	exit

