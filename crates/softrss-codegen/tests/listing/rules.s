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
      37:	r9 = 0x11
      38:	goto +0x0 <ethernet>
<ethernet>:
      39:	if r6 > 0xfff goto +0x16d <too_deep>
      40:	r6 += r8
      41:	r9 -= 0x1
      42:	if r9 == 0x0 goto +0x16a <too_deep>
      43:	r2 = r6
      44:	r2 += 0xe
      45:	if r2 > r7 goto +0x167 <truncated>
      46:	w5 = *(u16 *)(r6 + 0xc)
      47:	r6 += 0xe
      48:	r6 -= r8
      49:	goto +0x0 <by_ether_type>
<by_ether_type>:
      50:	w2 = *(u32 *)(r10 - 0x4)
      51:	if r2 != 0x0 goto +0x1 <inner>
      52:	*(u32 *)(r10 - 0x3c) = w5
<inner>:
      53:	if r5 == 0x8 goto +0x30 <ipv4>
      54:	if r5 == 0xdd86 goto +0x5f <ipv6>
      55:	if r5 == 0x81 goto +0x9b <vlan>
      56:	if r5 == 0xa888 goto +0x9a <vlan>
      57:	if r5 == 0x91 goto +0x99 <vlan>
      58:	if r5 == 0x92 goto +0x98 <vlan>
      59:	if r5 == 0x93 goto +0x97 <vlan>
      60:	if r5 == 0xdbda goto +0x96 <vlan>
      61:	if r5 == 0xe788 goto +0xa8 <pbb>
      62:	if r5 == 0x6488 goto +0x156 <not_in_decap>
      63:	if r5 == 0x4788 goto +0x155 <not_in_decap>
      64:	if r5 == 0x4888 goto +0x154 <not_in_decap>
      65:	if r5 == 0x5865 goto -0x1b <ethernet>
      66:	if r5 == 0x4f89 goto +0x152 <not_in_decap>
      67:	if r9 <= 0x9 goto +0x10 <late>
      68:	if r5 == 0x2f89 goto +0x150 <not_in_decap>
      69:	if r5 == 0xfb88 goto +0x14f <not_in_decap>
      70:	if r5 == 0xc1f1 goto +0x14e <not_in_decap>
      71:	if r5 == 0x2689 goto +0x14d <not_in_decap>
      72:	if r5 == 0x3f89 goto +0x14c <not_in_decap>
      73:	if r5 == 0x989 goto +0x14b <not_in_decap>
      74:	if r5 == 0x543 goto +0x14a <not_in_decap>
      75:	if r5 == 0xe588 goto +0x149 <not_in_decap>
      76:	if r5 == 0xdada goto +0x148 <not_in_decap>
      77:	if r5 == 0x9988 goto +0x147 <not_in_decap>
      78:	if r5 == 0x7488 goto +0x146 <not_in_decap>
      79:	if r5 == 0x1e0 goto +0x145 <not_in_decap>
      80:	if r5 == 0xc388 goto +0x144 <not_in_decap>
      81:	if r5 == 0x8899 goto +0x143 <not_in_decap>
      82:	if r5 == 0xdcda goto +0x142 <not_in_decap>
      83:	goto +0xf <no_link>
<late>:
      84:	if r5 == 0x2f89 goto +0x140 <not_in_decap>
      85:	if r5 == 0xfb88 goto +0x13f <not_in_decap>
      86:	if r5 == 0xc1f1 goto +0x13e <not_in_decap>
      87:	if r5 == 0x2689 goto +0x13d <not_in_decap>
      88:	if r5 == 0x3f89 goto +0x13c <not_in_decap>
      89:	if r5 == 0x989 goto +0x13b <not_in_decap>
      90:	if r5 == 0x543 goto +0x13a <not_in_decap>
      91:	if r5 == 0xe588 goto +0x139 <not_in_decap>
      92:	if r5 == 0xdada goto +0x138 <not_in_decap>
      93:	if r5 == 0x9988 goto +0x137 <not_in_decap>
      94:	if r5 == 0x7488 goto +0x136 <not_in_decap>
      95:	if r5 == 0x1e0 goto +0x135 <not_in_decap>
      96:	if r5 == 0xc388 goto +0x134 <not_in_decap>
      97:	if r5 == 0x8899 goto +0x133 <not_in_decap>
      98:	if r5 == 0xdcda goto +0x132 <not_in_decap>
<no_link>:
      99:	r5 = be16 r5
     100:	if r5 < 0x600 goto +0x8b <llc>
     101:	goto +0x12f <not_ip>
<ipv4>:
     102:	if r6 > 0xfff goto +0x12e <too_deep>
     103:	r6 += r8
     104:	r9 -= 0x1
     105:	if r9 == 0x0 goto +0x12b <too_deep>
     106:	r2 = r6
     107:	r2 += 0x14
     108:	if r2 > r7 goto +0x128 <truncated>
     109:	w3 = *(u8 *)(r6 + 0x0)
     110:	if r3 < 0x45 goto +0x126 <bad_ip_header>
     111:	if r3 > 0x4f goto +0x125 <bad_ip_header>
     112:	r5 = r8
     113:	r5 -= r8
     114:	w4 = *(u32 *)(r6 + 0xc)
     115:	r4 += r5
     116:	*(u64 *)(r10 - 0x58) = r4
     117:	w4 = *(u32 *)(r6 + 0x10)
     118:	r4 += r5
     119:	*(u64 *)(r10 - 0x60) = r4
     120:	*(u32 *)(r10 - 0x4) = 0x4
     121:	w4 = *(u8 *)(r6 + 0x1)
     122:	r4 >>= 0x2
     123:	*(u32 *)(r10 - 0x2c) = w4
     124:	r2 = r8
     125:	r2 -= r8
     126:	*(u32 *)(r10 - 0x14) = w2
     127:	*(u32 *)(r10 - 0x1c) = w2
     128:	*(u32 *)(r10 - 0x24) = w2
     129:	w5 = *(u8 *)(r6 + 0x9)
     130:	*(u32 *)(r10 - 0xc) = w5
     131:	*(u32 *)(r10 - 0xec) = w5
     132:	w2 = *(u16 *)(r6 + 0x6)
     133:	r2 &= 0xff3f
     134:	if r2 != 0x0 goto +0x10e <done>
     135:	r3 &= 0xf
     136:	r3 <<= 0x2
     137:	r6 += r3
     138:	r6 -= r8
     139:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     140:	*(u32 *)(r10 - 0xc) = w5
     141:	*(u32 *)(r10 - 0xec) = w5
     142:	if r5 == 0x6 goto +0xb6 <tcp>
     143:	if r5 == 0x11 goto +0xcb <udp>
     144:	if r5 == 0x21 goto +0xda <udplite>
     145:	if r5 == 0x32 goto +0xa7 <esp>
     146:	if r5 == 0x33 goto +0x96 <ah>
     147:	if r5 == 0x84 goto +0xd7 <udplite>
     148:	if r5 == 0x88 goto +0xd6 <udplite>
     149:	goto +0xff <done>
<ipv6>:
     150:	if r6 > 0xfff goto +0xfe <too_deep>
     151:	r6 += r8
     152:	r9 -= 0x1
     153:	if r9 == 0x0 goto +0xfb <too_deep>
     154:	r2 = r6
     155:	r2 += 0x28
     156:	if r2 > r7 goto +0xf8 <truncated>
     157:	w3 = *(u8 *)(r6 + 0x0)
     158:	r3 &= 0xf0
     159:	if r3 != 0x60 goto +0xf5 <bad_ip_header>
     160:	w2 = *(u16 *)(r6 + 0x0)
     161:	r2 = be16 r2
     162:	r2 >>= 0x6
     163:	r2 &= 0x3f
     164:	*(u32 *)(r10 - 0x2c) = w2
     165:	r4 = -0x2917014799a6026d ll
     167:	r5 = -0x5f89e29b87429bd1 ll
     169:	r2 = *(u64 *)(r6 + 0x8)
     170:	r3 = *(u64 *)(r6 + 0x10)
     171:	*(u64 *)(r10 - 0x70) = r2
     172:	*(u64 *)(r10 - 0x68) = r3
     173:	r2 *= r4
     174:	r2 = be64 r2
     175:	r3 *= r5
     176:	r2 += r3
     177:	*(u64 *)(r10 - 0x58) = r2
     178:	r2 = *(u64 *)(r6 + 0x18)
     179:	r3 = *(u64 *)(r6 + 0x20)
     180:	*(u64 *)(r10 - 0x80) = r2
     181:	*(u64 *)(r10 - 0x78) = r3
     182:	r2 *= r4
     183:	r2 = be64 r2
     184:	r3 *= r5
     185:	r2 += r3
     186:	*(u64 *)(r10 - 0x60) = r2
     187:	r2 = r8
     188:	r2 -= r8
     189:	*(u32 *)(r10 - 0x14) = w2
     190:	*(u32 *)(r10 - 0x1c) = w2
     191:	*(u32 *)(r10 - 0x24) = w2
     192:	*(u32 *)(r10 - 0x4) = 0x6
     193:	w5 = *(u8 *)(r6 + 0x6)
     194:	r6 += 0x28
     195:	r6 -= r8
     196:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     197:	*(u32 *)(r10 - 0xc) = w5
     198:	*(u32 *)(r10 - 0xec) = w5
     199:	if r5 == 0x0 goto +0x3c <hopbyhop>
     200:	if r5 == 0x6 goto +0x7c <tcp>
     201:	if r5 == 0x11 goto +0x91 <udp>
     202:	if r5 == 0x21 goto +0xa0 <udplite>
     203:	if r5 == 0x2b goto +0x38 <hopbyhop>
     204:	if r5 == 0x2c goto +0x45 <fragment>
     205:	if r5 == 0x32 goto +0x6b <esp>
     206:	if r5 == 0x33 goto +0x5a <ah>
     207:	if r5 == 0x3c goto +0x34 <hopbyhop>
     208:	if r5 == 0x84 goto +0x9a <udplite>
     209:	if r5 == 0x88 goto +0x99 <udplite>
     210:	goto +0xc2 <done>
<vlan>:
     211:	if r6 > 0xfff goto +0xc1 <too_deep>
     212:	r6 += r8
     213:	r9 -= 0x1
     214:	if r9 == 0x0 goto +0xbe <too_deep>
     215:	r2 = r6
     216:	r2 += 0x4
     217:	if r2 > r7 goto +0xbb <truncated>
     218:	w2 = *(u32 *)(r10 - 0x4)
     219:	if r2 != 0x0 goto +0x6 <kept>
     220:	w2 = *(u32 *)(r10 - 0x34)
     221:	if r2 != 0x10000 goto +0x4 <kept>
     222:	w2 = *(u16 *)(r6 + 0x0)
     223:	r2 = be16 r2
     224:	r2 &= 0xfff
     225:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     226:	w5 = *(u16 *)(r6 + 0x2)
     227:	r6 += 0x4
     228:	r6 -= r8
     229:	goto -0xb4 <by_ether_type>
<pbb>:
     230:	if r6 > 0xfff goto +0xae <too_deep>
     231:	r6 += r8
     232:	r9 -= 0x1
     233:	if r9 == 0x0 goto +0xab <too_deep>
     234:	r2 = r6
     235:	r2 += 0x4
     236:	if r2 > r7 goto +0xa8 <truncated>
     237:	r6 += 0x4
     238:	r6 -= r8
     239:	goto -0xc9 <ethernet>
<llc>:
     240:	if r6 > 0xfff goto +0xa4 <too_deep>
     241:	r6 += r8
     242:	r9 -= 0x1
     243:	if r9 == 0x0 goto +0xa1 <too_deep>
     244:	r2 = r6
     245:	r2 += 0x3
     246:	if r2 > r7 goto +0x9e <truncated>
     247:	w3 = *(u16 *)(r6 + 0x0)
     248:	if r3 != 0xaaaa goto +0x4 <else>
     249:	w2 = *(u8 *)(r6 + 0x2)
     250:	if r2 != 0x3 goto +0x2 <else>
     251:	r6 -= r8
     252:	goto +0x88 <snap>
<else>:
     253:	if r3 != 0x606 goto +0x5 <else>
     254:	w3 = *(u8 *)(r6 + 0x2)
     255:	if r3 != 0x3 goto +0x3 <else>
     256:	r6 += 0x3
     257:	r6 -= r8
     258:	goto -0x9d <ipv4>
<else>:
     259:	goto +0x91 <not_ip>
<hopbyhop>:
     260:	if r6 > 0xfff goto +0x90 <too_deep>
     261:	r6 += r8
     262:	r9 -= 0x1
     263:	if r9 == 0x0 goto +0x8d <too_deep>
     264:	r2 = r6
     265:	r2 += 0x8
     266:	if r2 > r7 goto +0x8a <truncated>
     267:	w5 = *(u8 *)(r6 + 0x0)
     268:	w3 = *(u8 *)(r6 + 0x1)
     269:	r3 += 0x1
     270:	r3 <<= 0x3
     271:	r6 += r3
     272:	r6 -= r8
     273:	goto -0x4d <by_protocol_6>
<fragment>:
     274:	if r6 > 0xfff goto +0x82 <too_deep>
     275:	r6 += r8
     276:	r9 -= 0x1
     277:	if r9 == 0x0 goto +0x7f <too_deep>
     278:	r2 = r6
     279:	r2 += 0x8
     280:	if r2 > r7 goto +0x7c <truncated>
     281:	w3 = *(u16 *)(r6 + 0x2)
     282:	r3 &= 0xf9ff
     283:	if r3 != 0x0 goto +0x4 <else>
     284:	w5 = *(u8 *)(r6 + 0x0)
     285:	r6 += 0x8
     286:	r6 -= r8
     287:	goto -0x5b <by_protocol_6>
<else>:
     288:	w5 = *(u8 *)(r6 + 0x0)
     289:	*(u32 *)(r10 - 0xc) = w5
     290:	*(u32 *)(r10 - 0xec) = 0x2c
     291:	r2 = r8
     292:	r2 -= r8
     293:	*(u32 *)(r10 - 0x14) = w2
     294:	*(u32 *)(r10 - 0x1c) = w2
     295:	*(u32 *)(r10 - 0x24) = w2
     296:	goto +0x6c <done>
<ah>:
     297:	if r6 > 0xfff goto +0x6b <too_deep>
     298:	r6 += r8
     299:	r9 -= 0x1
     300:	if r9 == 0x0 goto +0x68 <too_deep>
     301:	r2 = r6
     302:	r2 += 0x8
     303:	if r2 > r7 goto +0x65 <truncated>
     304:	w5 = *(u8 *)(r6 + 0x0)
     305:	w3 = *(u8 *)(r6 + 0x1)
     306:	r3 += 0x2
     307:	r3 <<= 0x2
     308:	r6 += r3
     309:	r6 -= r8
     310:	w2 = *(u32 *)(r10 - 0x4)
     311:	if r2 == 0x6 goto -0x73 <by_protocol_6>
     312:	goto -0xad <by_protocol_4>
<esp>:
     313:	if r6 > 0xfff goto +0x5b <too_deep>
     314:	r6 += r8
     315:	r9 -= 0x1
     316:	if r9 == 0x0 goto +0x58 <too_deep>
     317:	r2 = r6
     318:	r2 += 0x4
     319:	if r2 > r7 goto +0x55 <truncated>
     320:	w3 = *(u32 *)(r6 + 0x0)
     321:	*(u32 *)(r10 - 0x14) = w3
     322:	*(u32 *)(r10 - 0x1c) = w3
     323:	*(u32 *)(r10 - 0x24) = 0x2
     324:	goto +0x50 <done>
<tcp>:
     325:	if r6 > 0xfff goto +0x4f <too_deep>
     326:	r6 += r8
     327:	r9 -= 0x1
     328:	if r9 == 0x0 goto +0x4c <too_deep>
     329:	r2 = r6
     330:	r2 += 0x4
     331:	if r2 > r7 goto +0x49 <truncated>
     332:	w3 = *(u16 *)(r6 + 0x0)
     333:	w4 = *(u16 *)(r6 + 0x2)
     334:	*(u32 *)(r10 - 0x14) = w3
     335:	*(u32 *)(r10 - 0x1c) = w4
     336:	*(u32 *)(r10 - 0x24) = 0x1
     337:	r6 -= r8
     338:	goto +0x0 <tcp_flags>
<tcp_flags>:
     339:	r6 &= 0x7fff
     340:	r6 += r8
     341:	r2 = r6
     342:	r2 += 0xe
     343:	if r2 > r7 goto +0x3d <truncated>
     344:	w2 = *(u8 *)(r6 + 0xd)
     345:	*(u32 *)(r10 - 0xe4) = w2
     346:	goto +0x3a <done>
<udp>:
     347:	if r6 > 0xfff goto +0x39 <too_deep>
     348:	r6 += r8
     349:	r9 -= 0x1
     350:	if r9 == 0x0 goto +0x36 <too_deep>
     351:	r2 = r6
     352:	r2 += 0x4
     353:	if r2 > r7 goto +0x33 <truncated>
     354:	w3 = *(u16 *)(r6 + 0x0)
     355:	w4 = *(u16 *)(r6 + 0x2)
     356:	*(u32 *)(r10 - 0x14) = w3
     357:	*(u32 *)(r10 - 0x1c) = w4
     358:	*(u32 *)(r10 - 0x24) = 0x1
     359:	r6 -= r8
     360:	if r4 == 0xb512 goto +0xf <vxlan>
     361:	if r4 == 0x1821 goto +0xe <vxlan>
     362:	goto +0x2a <done>
<udplite>:
     363:	if r6 > 0xfff goto +0x29 <too_deep>
     364:	r6 += r8
     365:	r9 -= 0x1
     366:	if r9 == 0x0 goto +0x26 <too_deep>
     367:	r2 = r6
     368:	r2 += 0x4
     369:	if r2 > r7 goto +0x23 <truncated>
     370:	w3 = *(u16 *)(r6 + 0x0)
     371:	w4 = *(u16 *)(r6 + 0x2)
     372:	*(u32 *)(r10 - 0x14) = w3
     373:	*(u32 *)(r10 - 0x1c) = w4
     374:	*(u32 *)(r10 - 0x24) = 0x1
     375:	goto +0x1d <done>
<vxlan>:
     376:	if r6 > 0xfff goto +0x1c <too_deep>
     377:	r6 += r8
     378:	r9 -= 0x1
     379:	if r9 == 0x0 goto +0x19 <too_deep>
     380:	r2 = r6
     381:	r2 += 0x10
     382:	if r2 > r7 goto +0x16 <truncated>
     383:	w3 = *(u8 *)(r6 + 0x8)
     384:	r3 &= 0x8
     385:	if r3 == 0x0 goto +0x13 <bad_tunnel_header>
     386:	r6 += 0x10
     387:	r6 -= r8
     388:	goto -0x15e <ethernet>
<snap>:
     389:	r6 &= 0x7fff
     390:	r6 += r8
     391:	r2 = r6
     392:	r2 += 0x8
     393:	if r2 > r7 goto +0xb <truncated>
     394:	w3 = *(u16 *)(r6 + 0x3)
     395:	if r3 != 0x0 goto +0x8 <else>
     396:	w3 = *(u8 *)(r6 + 0x5)
     397:	if r3 == 0x0 goto +0x2 <holds>
     398:	if r3 == 0xf8 goto +0x1 <holds>
     399:	goto +0x4 <else>
<holds>:
     400:	w5 = *(u16 *)(r6 + 0x6)
     401:	r6 += 0x8
     402:	r6 -= r8
     403:	goto -0x162 <by_ether_type>
<else>:
     404:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
     405:	w2 = *(u32 *)(r10 - 0x4)
     406:	if r2 == 0x0 goto +0x1f <no_flow>
     407:	r1 = *(u64 *)(r10 - 0x58)
     408:	w3 = *(u32 *)(r10 - 0x14)
     409:	r3 <<= 0x20
     410:	r1 += r3
     411:	r2 = *(u64 *)(r10 - 0x60)
     412:	w3 = *(u32 *)(r10 - 0x1c)
     413:	r3 <<= 0x20
     414:	r2 += r3
     415:	w4 = *(u32 *)(r10 - 0xec)
     416:	r3 = -0x61c8864680b583eb ll
     418:	r1 *= r3
     419:	r2 *= r3
<mix>:
     420:	r3 = r1
     421:	r3 >>= 0x20
     422:	r1 ^= r3
     423:	r1 |= 0x1
     424:	r3 = r2
     425:	r3 >>= 0x20
     426:	r2 ^= r3
     427:	r2 |= 0x1
     428:	r1 *= r2
     429:	r2 = r1
     430:	r1 ^= r4
     431:	r2 >>= 0x20
     432:	r1 ^= r2
     433:	r3 = -0x6b2fb644ecceee15 ll
     435:	r1 *= r3
     436:	*(u64 *)(r10 - 0x88) = r1
     437:	goto +0x33 <hashed>
<no_flow>:
     438:	r2 = r8
     439:	r2 += 0xe
     440:	if r2 > r7 goto +0x30 <hashed>
     441:	w4 = *(u16 *)(r8 + 0xc)
     442:	if r4 == 0x81 goto +0x6 <tag>
     443:	if r4 == 0xa888 goto +0x5 <tag>
     444:	if r4 == 0x91 goto +0x4 <tag>
     445:	if r4 == 0x92 goto +0x3 <tag>
     446:	if r4 == 0x93 goto +0x2 <tag>
     447:	if r4 == 0xdbda goto +0x1 <tag>
     448:	goto +0x8 <untagged>
<tag>:
     449:	r2 = r8
     450:	r2 += 0x12
     451:	if r2 > r7 goto +0x5 <untagged>
     452:	w3 = *(u16 *)(r8 + 0xe)
     453:	r3 = be16 r3
     454:	r3 &= 0xfff
     455:	w4 = *(u16 *)(r8 + 0x10)
     456:	goto +0x1 <link>
<untagged>:
     457:	r3 = 0x1000
<link>:
     458:	r3 <<= 0x10
     459:	r4 |= r3
     460:	w1 = *(u32 *)(r8 + 0x6)
     461:	w3 = *(u16 *)(r8 + 0xa)
     462:	r3 <<= 0x20
     463:	r1 |= r3
     464:	w2 = *(u32 *)(r8 + 0x0)
     465:	w3 = *(u16 *)(r8 + 0x4)
     466:	r3 <<= 0x20
     467:	r2 |= r3
     468:	r3 = -0x61c8864680b583eb ll
     470:	r1 *= r3
     471:	r2 *= r3
     472:	r3 = r1
     473:	r3 >>= 0x20
     474:	r1 ^= r3
     475:	r1 |= 0x1
     476:	r3 = r2
     477:	r3 >>= 0x20
     478:	r2 ^= r3
     479:	r2 |= 0x1
     480:	r1 *= r2
     481:	r2 = r1
     482:	r1 ^= r4
     483:	r2 >>= 0x20
     484:	r1 ^= r2
     485:	r3 = -0x6b2fb644ecceee15 ll
     487:	r1 *= r3
     488:	*(u64 *)(r10 - 0x88) = r1
<hashed>:
     489:	w2 = *(u32 *)(r10 - 0x24)
     490:	if r2 != 0x1 goto +0xd <not_rule_0>
     491:	w2 = *(u32 *)(r10 - 0x1c)
     492:	r2 = be16 r2
     493:	if w2 < 0x1 goto +0x1 <below>
     494:	if w2 <= 0x3ff goto +0x1 <holds>
<below>:
     495:	goto +0x8 <not_rule_0>
<holds>:
     496:	w2 = *(u32 *)(r10 - 0xe4)
     497:	if r2 == 0x10000 goto +0x6 <not_rule_0>
     498:	r3 = r2
     499:	w3 &= 0x17
     500:	if w3 == 0x2 goto +0x1 <holds>
     501:	goto +0x2 <not_rule_0>
<holds>:
     502:	w0 = 0x1
     503:	exit
<not_rule_0>:
     504:	w2 = *(u32 *)(r10 - 0xc)
     505:	if w2 == 0x6 goto +0x2 <holds>
     506:	if w2 == 0x11 goto +0x1 <holds>
     507:	goto +0x6 <not_rule_1>
<holds>:
     508:	w2 = *(u32 *)(r10 - 0x2c)
     509:	if w2 == 0x2e goto +0x2 <holds>
     510:	if w2 == 0x30 goto +0x1 <holds>
     511:	goto +0x2 <not_rule_1>
<holds>:
     512:	w6 = 0x0
     513:	goto +0x53 <steer>
<not_rule_1>:
     514:	w2 = *(u32 *)(r10 - 0x4)
     515:	if r2 != 0x4 goto +0x5 <v6>
     516:	r3 = *(u64 *)(r10 - 0x60)
     517:	r4 = r3
     518:	w4 &= 0xffffff
     519:	if w4 == 0x200c0 goto +0xc <holds>
     520:	goto +0x17 <not_rule_2>
<v6>:
     521:	if r2 != 0x6 goto +0x16 <not_rule_2>
     522:	r2 = *(u64 *)(r10 - 0x80)
     523:	r3 = *(u64 *)(r10 - 0x78)
     524:	r4 = -0x1 ll
     526:	r4 &= r2
     527:	r5 = 0x200b80d0120 ll
     529:	if r4 != r5 goto +0x1 <other>
     530:	goto +0x1 <holds>
<other>:
     531:	goto +0xc <not_rule_2>
<holds>:
     532:	w2 = *(u32 *)(r10 - 0x34)
     533:	if w2 < 0x64 goto +0x1 <below>
     534:	if w2 <= 0xc7 goto +0x1 <holds>
<below>:
     535:	goto +0x8 <not_rule_2>
<holds>:
     536:	r1 = *(u64 *)(r10 - 0x88)
     537:	r1 >>= 0x1e
     538:	r1 &= 0xffc
     539:	r2 = 0x1000 ll <tables>
     541:	r2 += r1
     542:	w6 = *(u32 *)(r2 + 0x0)
     543:	goto +0x35 <steer>
<not_rule_2>:
     544:	w2 = *(u32 *)(r10 - 0xc)
     545:	if w2 == 0x11 goto +0x1 <holds>
     546:	goto +0x7 <not_rule_3>
<holds>:
     547:	w2 = *(u32 *)(r10 - 0x24)
     548:	if r2 != 0x1 goto +0x5 <not_rule_3>
     549:	w2 = *(u32 *)(r10 - 0x14)
     550:	if w2 == 0x3500 goto +0x1 <holds>
     551:	goto +0x2 <not_rule_3>
<holds>:
     552:	w6 = 0x1
     553:	goto +0x2b <steer>
<not_rule_3>:
     554:	w2 = *(u32 *)(r10 - 0x3c)
     555:	if w2 == 0x608 goto +0x1 <holds>
     556:	goto +0x1 <not_rule_4>
<holds>:
     557:	goto +0x2d <pass>
<not_rule_4>:
     558:	w2 = *(u32 *)(r10 - 0x4)
     559:	if r2 != 0x4 goto +0xb <other_family>
     560:	w2 = *(u32 *)(r10 - 0x58)
     561:	*(u32 *)(r10 - 0x9c) = 0x20
     562:	*(u32 *)(r10 - 0x98) = w2
     563:	r2 = r10
     564:	r2 += -0x9c
     565:	r1 = 0x0 ll <prefixes4>
     567:	call 0x1	# bpf_map_lookup_elem
     568:	if r0 == 0x0 goto +0x11 <no_prefix>
     569:	w6 = *(u32 *)(r0 + 0x0)
     570:	goto +0x1a <steer>
<other_family>:
     571:	w2 = *(u32 *)(r10 - 0x4)
     572:	if r2 != 0x6 goto +0xd <other_family>
     573:	r2 = *(u64 *)(r10 - 0x70)
     574:	r3 = *(u64 *)(r10 - 0x68)
     575:	*(u32 *)(r10 - 0x9c) = 0x80
     576:	*(u64 *)(r10 - 0x98) = r2
     577:	*(u64 *)(r10 - 0x90) = r3
     578:	r2 = r10
     579:	r2 += -0x9c
     580:	r1 = 0x0 ll <prefixes6>
     582:	call 0x1	# bpf_map_lookup_elem
     583:	if r0 == 0x0 goto +0x2 <no_prefix>
     584:	w6 = *(u32 *)(r0 + 0x0)
     585:	goto +0xb <steer>
<no_prefix>:
<other_family>:
     586:	w2 = *(u32 *)(r10 - 0x4)
     587:	if r2 == 0x0 goto +0x8 <nothing>
     588:	r1 = *(u64 *)(r10 - 0x88)
     589:	r1 >>= 0x1e
     590:	r1 &= 0xffc
     591:	r2 = 0x0 ll <tables>
     593:	r2 += r1
     594:	w6 = *(u32 *)(r2 + 0x0)
     595:	goto +0x1 <steer>
<nothing>:
     596:	goto +0x6 <pass>
<steer>:
     597:	r2 = r6
     598:	r3 = 0x2
     599:	r1 = 0x0 ll <cpus>
     601:	call 0x33	# bpf_redirect_map
     602:	exit
<pass>:
     603:	w0 = 0x2
     604:	exit

