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
      37:	r9 = 0x19
      38:	goto +0x0 <ethernet>
<ethernet>:
      39:	if r6 > 0xfff goto +0x16b <too_deep>
      40:	r6 += r8
      41:	r9 -= 0x1
      42:	if r9 == 0x0 goto +0x168 <too_deep>
      43:	r2 = r6
      44:	r2 += 0xe
      45:	if r2 > r7 goto +0x165 <truncated>
      46:	w5 = *(u16 *)(r6 + 0xc)
      47:	r6 += 0xe
      48:	r6 -= r8
      49:	goto +0x0 <by_ether_type>
<by_ether_type>:
      50:	w2 = *(u32 *)(r10 - 0x4)
      51:	if r2 != 0x0 goto +0x1 <inner>
      52:	*(u32 *)(r10 - 0x3c) = w5
<inner>:
      53:	if r5 == 0x8 goto +0x2e <ipv4>
      54:	if r5 == 0xdd86 goto +0x5d <ipv6>
      55:	if r5 == 0x81 goto +0x99 <vlan>
      56:	if r5 == 0xa888 goto +0x98 <vlan>
      57:	if r5 == 0x91 goto +0x97 <vlan>
      58:	if r5 == 0x92 goto +0x96 <vlan>
      59:	if r5 == 0x93 goto +0x95 <vlan>
      60:	if r5 == 0xdbda goto +0x94 <vlan>
      61:	if r5 == 0xe788 goto +0xa6 <pbb>
      62:	if r5 == 0x6488 goto +0x154 <not_in_decap>
      63:	if r5 == 0x4788 goto +0x153 <not_in_decap>
      64:	if r5 == 0x4888 goto +0x152 <not_in_decap>
      65:	if r5 == 0x5865 goto -0x1b <ethernet>
      66:	if r5 == 0x4f89 goto +0x150 <not_in_decap>
      67:	if r9 <= 0x11 goto +0xf <late>
      68:	if r5 == 0x2f89 goto +0x14e <not_in_decap>
      69:	if r5 == 0xc1f1 goto +0x14d <not_in_decap>
      70:	if r5 == 0x2689 goto +0x14c <not_in_decap>
      71:	if r5 == 0x3f89 goto +0x14b <not_in_decap>
      72:	if r5 == 0x989 goto +0x14a <not_in_decap>
      73:	if r5 == 0x543 goto +0x149 <not_in_decap>
      74:	if r5 == 0xe588 goto +0x148 <not_in_decap>
      75:	if r5 == 0xdada goto +0x147 <not_in_decap>
      76:	if r5 == 0x9988 goto +0x146 <not_in_decap>
      77:	if r5 == 0x7488 goto +0x145 <not_in_decap>
      78:	if r5 == 0x1e0 goto +0x144 <not_in_decap>
      79:	if r5 == 0xc388 goto +0x143 <not_in_decap>
      80:	if r5 == 0x8899 goto +0x142 <not_in_decap>
      81:	if r5 == 0xdcda goto +0x141 <not_in_decap>
      82:	goto +0xe <no_link>
<late>:
      83:	if r5 == 0x2f89 goto +0x13f <not_in_decap>
      84:	if r5 == 0xc1f1 goto +0x13e <not_in_decap>
      85:	if r5 == 0x2689 goto +0x13d <not_in_decap>
      86:	if r5 == 0x3f89 goto +0x13c <not_in_decap>
      87:	if r5 == 0x989 goto +0x13b <not_in_decap>
      88:	if r5 == 0x543 goto +0x13a <not_in_decap>
      89:	if r5 == 0xe588 goto +0x139 <not_in_decap>
      90:	if r5 == 0xdada goto +0x138 <not_in_decap>
      91:	if r5 == 0x9988 goto +0x137 <not_in_decap>
      92:	if r5 == 0x7488 goto +0x136 <not_in_decap>
      93:	if r5 == 0x1e0 goto +0x135 <not_in_decap>
      94:	if r5 == 0xc388 goto +0x134 <not_in_decap>
      95:	if r5 == 0x8899 goto +0x133 <not_in_decap>
      96:	if r5 == 0xdcda goto +0x132 <not_in_decap>
<no_link>:
      97:	r5 = be16 r5
      98:	if r5 < 0x600 goto +0x8b <llc>
      99:	goto +0x12f <not_ip>
<ipv4>:
     100:	if r6 > 0xfff goto +0x12e <too_deep>
     101:	r6 += r8
     102:	r9 -= 0x1
     103:	if r9 == 0x0 goto +0x12b <too_deep>
     104:	r2 = r6
     105:	r2 += 0x14
     106:	if r2 > r7 goto +0x128 <truncated>
     107:	w3 = *(u8 *)(r6 + 0x0)
     108:	if r3 < 0x45 goto +0x126 <bad_ip_header>
     109:	if r3 > 0x4f goto +0x125 <bad_ip_header>
     110:	r5 = r8
     111:	r5 -= r8
     112:	w4 = *(u32 *)(r6 + 0xc)
     113:	r4 += r5
     114:	*(u64 *)(r10 - 0x58) = r4
     115:	w4 = *(u32 *)(r6 + 0x10)
     116:	r4 += r5
     117:	*(u64 *)(r10 - 0x60) = r4
     118:	*(u32 *)(r10 - 0x4) = 0x4
     119:	w4 = *(u8 *)(r6 + 0x1)
     120:	r4 >>= 0x2
     121:	*(u32 *)(r10 - 0x2c) = w4
     122:	r2 = r8
     123:	r2 -= r8
     124:	*(u32 *)(r10 - 0x14) = w2
     125:	*(u32 *)(r10 - 0x1c) = w2
     126:	*(u32 *)(r10 - 0x24) = w2
     127:	w5 = *(u8 *)(r6 + 0x9)
     128:	*(u32 *)(r10 - 0xc) = w5
     129:	*(u32 *)(r10 - 0xec) = w5
     130:	w2 = *(u16 *)(r6 + 0x6)
     131:	r2 &= 0xff3f
     132:	if r2 != 0x0 goto +0x10e <done>
     133:	r3 &= 0xf
     134:	r3 <<= 0x2
     135:	r6 += r3
     136:	r6 -= r8
     137:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     138:	*(u32 *)(r10 - 0xc) = w5
     139:	*(u32 *)(r10 - 0xec) = w5
     140:	if r5 == 0x6 goto +0xb6 <tcp>
     141:	if r5 == 0x11 goto +0xcb <udp>
     142:	if r5 == 0x21 goto +0xda <udplite>
     143:	if r5 == 0x32 goto +0xa7 <esp>
     144:	if r5 == 0x33 goto +0x96 <ah>
     145:	if r5 == 0x84 goto +0xd7 <udplite>
     146:	if r5 == 0x88 goto +0xd6 <udplite>
     147:	goto +0xff <done>
<ipv6>:
     148:	if r6 > 0xfff goto +0xfe <too_deep>
     149:	r6 += r8
     150:	r9 -= 0x1
     151:	if r9 == 0x0 goto +0xfb <too_deep>
     152:	r2 = r6
     153:	r2 += 0x28
     154:	if r2 > r7 goto +0xf8 <truncated>
     155:	w3 = *(u8 *)(r6 + 0x0)
     156:	r3 &= 0xf0
     157:	if r3 != 0x60 goto +0xf5 <bad_ip_header>
     158:	w2 = *(u16 *)(r6 + 0x0)
     159:	r2 = be16 r2
     160:	r2 >>= 0x6
     161:	r2 &= 0x3f
     162:	*(u32 *)(r10 - 0x2c) = w2
     163:	r4 = -0x2917014799a6026d ll
     165:	r5 = -0x5f89e29b87429bd1 ll
     167:	r2 = *(u64 *)(r6 + 0x8)
     168:	r3 = *(u64 *)(r6 + 0x10)
     169:	*(u64 *)(r10 - 0x70) = r2
     170:	*(u64 *)(r10 - 0x68) = r3
     171:	r2 *= r4
     172:	r2 = be64 r2
     173:	r3 *= r5
     174:	r2 += r3
     175:	*(u64 *)(r10 - 0x58) = r2
     176:	r2 = *(u64 *)(r6 + 0x18)
     177:	r3 = *(u64 *)(r6 + 0x20)
     178:	*(u64 *)(r10 - 0x80) = r2
     179:	*(u64 *)(r10 - 0x78) = r3
     180:	r2 *= r4
     181:	r2 = be64 r2
     182:	r3 *= r5
     183:	r2 += r3
     184:	*(u64 *)(r10 - 0x60) = r2
     185:	r2 = r8
     186:	r2 -= r8
     187:	*(u32 *)(r10 - 0x14) = w2
     188:	*(u32 *)(r10 - 0x1c) = w2
     189:	*(u32 *)(r10 - 0x24) = w2
     190:	*(u32 *)(r10 - 0x4) = 0x6
     191:	w5 = *(u8 *)(r6 + 0x6)
     192:	r6 += 0x28
     193:	r6 -= r8
     194:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     195:	*(u32 *)(r10 - 0xc) = w5
     196:	*(u32 *)(r10 - 0xec) = w5
     197:	if r5 == 0x0 goto +0x3c <hopbyhop>
     198:	if r5 == 0x6 goto +0x7c <tcp>
     199:	if r5 == 0x11 goto +0x91 <udp>
     200:	if r5 == 0x21 goto +0xa0 <udplite>
     201:	if r5 == 0x2b goto +0x38 <hopbyhop>
     202:	if r5 == 0x2c goto +0x45 <fragment>
     203:	if r5 == 0x32 goto +0x6b <esp>
     204:	if r5 == 0x33 goto +0x5a <ah>
     205:	if r5 == 0x3c goto +0x34 <hopbyhop>
     206:	if r5 == 0x84 goto +0x9a <udplite>
     207:	if r5 == 0x88 goto +0x99 <udplite>
     208:	goto +0xc2 <done>
<vlan>:
     209:	if r6 > 0xfff goto +0xc1 <too_deep>
     210:	r6 += r8
     211:	r9 -= 0x1
     212:	if r9 == 0x0 goto +0xbe <too_deep>
     213:	r2 = r6
     214:	r2 += 0x4
     215:	if r2 > r7 goto +0xbb <truncated>
     216:	w2 = *(u32 *)(r10 - 0x4)
     217:	if r2 != 0x0 goto +0x6 <kept>
     218:	w2 = *(u32 *)(r10 - 0x34)
     219:	if r2 != 0x10000 goto +0x4 <kept>
     220:	w2 = *(u16 *)(r6 + 0x0)
     221:	r2 = be16 r2
     222:	r2 &= 0xfff
     223:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     224:	w5 = *(u16 *)(r6 + 0x2)
     225:	r6 += 0x4
     226:	r6 -= r8
     227:	goto -0xb2 <by_ether_type>
<pbb>:
     228:	if r6 > 0xfff goto +0xae <too_deep>
     229:	r6 += r8
     230:	r9 -= 0x1
     231:	if r9 == 0x0 goto +0xab <too_deep>
     232:	r2 = r6
     233:	r2 += 0x4
     234:	if r2 > r7 goto +0xa8 <truncated>
     235:	r6 += 0x4
     236:	r6 -= r8
     237:	goto -0xc7 <ethernet>
<llc>:
     238:	if r6 > 0xfff goto +0xa4 <too_deep>
     239:	r6 += r8
     240:	r9 -= 0x1
     241:	if r9 == 0x0 goto +0xa1 <too_deep>
     242:	r2 = r6
     243:	r2 += 0x3
     244:	if r2 > r7 goto +0x9e <truncated>
     245:	w3 = *(u16 *)(r6 + 0x0)
     246:	if r3 != 0xaaaa goto +0x4 <else>
     247:	w2 = *(u8 *)(r6 + 0x2)
     248:	if r2 != 0x3 goto +0x2 <else>
     249:	r6 -= r8
     250:	goto +0x88 <snap>
<else>:
     251:	if r3 != 0x606 goto +0x5 <else>
     252:	w3 = *(u8 *)(r6 + 0x2)
     253:	if r3 != 0x3 goto +0x3 <else>
     254:	r6 += 0x3
     255:	r6 -= r8
     256:	goto -0x9d <ipv4>
<else>:
     257:	goto +0x91 <not_ip>
<hopbyhop>:
     258:	if r6 > 0xfff goto +0x90 <too_deep>
     259:	r6 += r8
     260:	r9 -= 0x1
     261:	if r9 == 0x0 goto +0x8d <too_deep>
     262:	r2 = r6
     263:	r2 += 0x8
     264:	if r2 > r7 goto +0x8a <truncated>
     265:	w5 = *(u8 *)(r6 + 0x0)
     266:	w3 = *(u8 *)(r6 + 0x1)
     267:	r3 += 0x1
     268:	r3 <<= 0x3
     269:	r6 += r3
     270:	r6 -= r8
     271:	goto -0x4d <by_protocol_6>
<fragment>:
     272:	if r6 > 0xfff goto +0x82 <too_deep>
     273:	r6 += r8
     274:	r9 -= 0x1
     275:	if r9 == 0x0 goto +0x7f <too_deep>
     276:	r2 = r6
     277:	r2 += 0x8
     278:	if r2 > r7 goto +0x7c <truncated>
     279:	w3 = *(u16 *)(r6 + 0x2)
     280:	r3 &= 0xf9ff
     281:	if r3 != 0x0 goto +0x4 <else>
     282:	w5 = *(u8 *)(r6 + 0x0)
     283:	r6 += 0x8
     284:	r6 -= r8
     285:	goto -0x5b <by_protocol_6>
<else>:
     286:	w5 = *(u8 *)(r6 + 0x0)
     287:	*(u32 *)(r10 - 0xc) = w5
     288:	*(u32 *)(r10 - 0xec) = 0x2c
     289:	r2 = r8
     290:	r2 -= r8
     291:	*(u32 *)(r10 - 0x14) = w2
     292:	*(u32 *)(r10 - 0x1c) = w2
     293:	*(u32 *)(r10 - 0x24) = w2
     294:	goto +0x6c <done>
<ah>:
     295:	if r6 > 0xfff goto +0x6b <too_deep>
     296:	r6 += r8
     297:	r9 -= 0x1
     298:	if r9 == 0x0 goto +0x68 <too_deep>
     299:	r2 = r6
     300:	r2 += 0x8
     301:	if r2 > r7 goto +0x65 <truncated>
     302:	w5 = *(u8 *)(r6 + 0x0)
     303:	w3 = *(u8 *)(r6 + 0x1)
     304:	r3 += 0x2
     305:	r3 <<= 0x2
     306:	r6 += r3
     307:	r6 -= r8
     308:	w2 = *(u32 *)(r10 - 0x4)
     309:	if r2 == 0x6 goto -0x73 <by_protocol_6>
     310:	goto -0xad <by_protocol_4>
<esp>:
     311:	if r6 > 0xfff goto +0x5b <too_deep>
     312:	r6 += r8
     313:	r9 -= 0x1
     314:	if r9 == 0x0 goto +0x58 <too_deep>
     315:	r2 = r6
     316:	r2 += 0x4
     317:	if r2 > r7 goto +0x55 <truncated>
     318:	w3 = *(u32 *)(r6 + 0x0)
     319:	*(u32 *)(r10 - 0x14) = w3
     320:	*(u32 *)(r10 - 0x1c) = w3
     321:	*(u32 *)(r10 - 0x24) = 0x2
     322:	goto +0x50 <done>
<tcp>:
     323:	if r6 > 0xfff goto +0x4f <too_deep>
     324:	r6 += r8
     325:	r9 -= 0x1
     326:	if r9 == 0x0 goto +0x4c <too_deep>
     327:	r2 = r6
     328:	r2 += 0x4
     329:	if r2 > r7 goto +0x49 <truncated>
     330:	w3 = *(u16 *)(r6 + 0x0)
     331:	w4 = *(u16 *)(r6 + 0x2)
     332:	*(u32 *)(r10 - 0x14) = w3
     333:	*(u32 *)(r10 - 0x1c) = w4
     334:	*(u32 *)(r10 - 0x24) = 0x1
     335:	r6 -= r8
     336:	goto +0x0 <tcp_flags>
<tcp_flags>:
     337:	r6 &= 0x7fff
     338:	r6 += r8
     339:	r2 = r6
     340:	r2 += 0xe
     341:	if r2 > r7 goto +0x3d <truncated>
     342:	w2 = *(u8 *)(r6 + 0xd)
     343:	*(u32 *)(r10 - 0xe4) = w2
     344:	goto +0x3a <done>
<udp>:
     345:	if r6 > 0xfff goto +0x39 <too_deep>
     346:	r6 += r8
     347:	r9 -= 0x1
     348:	if r9 == 0x0 goto +0x36 <too_deep>
     349:	r2 = r6
     350:	r2 += 0x4
     351:	if r2 > r7 goto +0x33 <truncated>
     352:	w3 = *(u16 *)(r6 + 0x0)
     353:	w4 = *(u16 *)(r6 + 0x2)
     354:	*(u32 *)(r10 - 0x14) = w3
     355:	*(u32 *)(r10 - 0x1c) = w4
     356:	*(u32 *)(r10 - 0x24) = 0x1
     357:	r6 -= r8
     358:	if r4 == 0xb512 goto +0xf <vxlan>
     359:	if r4 == 0x1821 goto +0xe <vxlan>
     360:	goto +0x2a <done>
<udplite>:
     361:	if r6 > 0xfff goto +0x29 <too_deep>
     362:	r6 += r8
     363:	r9 -= 0x1
     364:	if r9 == 0x0 goto +0x26 <too_deep>
     365:	r2 = r6
     366:	r2 += 0x4
     367:	if r2 > r7 goto +0x23 <truncated>
     368:	w3 = *(u16 *)(r6 + 0x0)
     369:	w4 = *(u16 *)(r6 + 0x2)
     370:	*(u32 *)(r10 - 0x14) = w3
     371:	*(u32 *)(r10 - 0x1c) = w4
     372:	*(u32 *)(r10 - 0x24) = 0x1
     373:	goto +0x1d <done>
<vxlan>:
     374:	if r6 > 0xfff goto +0x1c <too_deep>
     375:	r6 += r8
     376:	r9 -= 0x1
     377:	if r9 == 0x0 goto +0x19 <too_deep>
     378:	r2 = r6
     379:	r2 += 0x10
     380:	if r2 > r7 goto +0x16 <truncated>
     381:	w3 = *(u8 *)(r6 + 0x8)
     382:	r3 &= 0x8
     383:	if r3 == 0x0 goto +0x13 <bad_tunnel_header>
     384:	r6 += 0x10
     385:	r6 -= r8
     386:	goto -0x15c <ethernet>
<snap>:
     387:	r6 &= 0x7fff
     388:	r6 += r8
     389:	r2 = r6
     390:	r2 += 0x8
     391:	if r2 > r7 goto +0xb <truncated>
     392:	w3 = *(u16 *)(r6 + 0x3)
     393:	if r3 != 0x0 goto +0x8 <else>
     394:	w3 = *(u8 *)(r6 + 0x5)
     395:	if r3 == 0x0 goto +0x2 <holds>
     396:	if r3 == 0xf8 goto +0x1 <holds>
     397:	goto +0x4 <else>
<holds>:
     398:	w5 = *(u16 *)(r6 + 0x6)
     399:	r6 += 0x8
     400:	r6 -= r8
     401:	goto -0x160 <by_ether_type>
<else>:
     402:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
     403:	w2 = *(u32 *)(r10 - 0x4)
     404:	if r2 == 0x0 goto +0x1f <no_flow>
     405:	r1 = *(u64 *)(r10 - 0x58)
     406:	w3 = *(u32 *)(r10 - 0x14)
     407:	r3 <<= 0x20
     408:	r1 += r3
     409:	r2 = *(u64 *)(r10 - 0x60)
     410:	w3 = *(u32 *)(r10 - 0x1c)
     411:	r3 <<= 0x20
     412:	r2 += r3
     413:	w4 = *(u32 *)(r10 - 0xec)
     414:	r3 = -0x61c8864680b583eb ll
     416:	r1 *= r3
     417:	r2 *= r3
<mix>:
     418:	r3 = r1
     419:	r3 >>= 0x20
     420:	r1 ^= r3
     421:	r1 |= 0x1
     422:	r3 = r2
     423:	r3 >>= 0x20
     424:	r2 ^= r3
     425:	r2 |= 0x1
     426:	r1 *= r2
     427:	r2 = r1
     428:	r1 ^= r4
     429:	r2 >>= 0x20
     430:	r1 ^= r2
     431:	r3 = -0x6b2fb644ecceee15 ll
     433:	r1 *= r3
     434:	*(u64 *)(r10 - 0x88) = r1
     435:	goto +0x33 <hashed>
<no_flow>:
     436:	r2 = r8
     437:	r2 += 0xe
     438:	if r2 > r7 goto +0x30 <hashed>
     439:	w4 = *(u16 *)(r8 + 0xc)
     440:	if r4 == 0x81 goto +0x6 <tag>
     441:	if r4 == 0xa888 goto +0x5 <tag>
     442:	if r4 == 0x91 goto +0x4 <tag>
     443:	if r4 == 0x92 goto +0x3 <tag>
     444:	if r4 == 0x93 goto +0x2 <tag>
     445:	if r4 == 0xdbda goto +0x1 <tag>
     446:	goto +0x8 <untagged>
<tag>:
     447:	r2 = r8
     448:	r2 += 0x12
     449:	if r2 > r7 goto +0x5 <untagged>
     450:	w3 = *(u16 *)(r8 + 0xe)
     451:	r3 = be16 r3
     452:	r3 &= 0xfff
     453:	w4 = *(u16 *)(r8 + 0x10)
     454:	goto +0x1 <link>
<untagged>:
     455:	r3 = 0x1000
<link>:
     456:	r3 <<= 0x10
     457:	r4 |= r3
     458:	w1 = *(u32 *)(r8 + 0x6)
     459:	w3 = *(u16 *)(r8 + 0xa)
     460:	r3 <<= 0x20
     461:	r1 |= r3
     462:	w2 = *(u32 *)(r8 + 0x0)
     463:	w3 = *(u16 *)(r8 + 0x4)
     464:	r3 <<= 0x20
     465:	r2 |= r3
     466:	r3 = -0x61c8864680b583eb ll
     468:	r1 *= r3
     469:	r2 *= r3
     470:	r3 = r1
     471:	r3 >>= 0x20
     472:	r1 ^= r3
     473:	r1 |= 0x1
     474:	r3 = r2
     475:	r3 >>= 0x20
     476:	r2 ^= r3
     477:	r2 |= 0x1
     478:	r1 *= r2
     479:	r2 = r1
     480:	r1 ^= r4
     481:	r2 >>= 0x20
     482:	r1 ^= r2
     483:	r3 = -0x6b2fb644ecceee15 ll
     485:	r1 *= r3
     486:	*(u64 *)(r10 - 0x88) = r1
<hashed>:
     487:	w2 = *(u32 *)(r10 - 0x24)
     488:	if r2 != 0x1 goto +0xd <not_rule_0>
     489:	w2 = *(u32 *)(r10 - 0x1c)
     490:	r2 = be16 r2
     491:	if w2 < 0x1 goto +0x1 <below>
     492:	if w2 <= 0x3ff goto +0x1 <holds>
<below>:
     493:	goto +0x8 <not_rule_0>
<holds>:
     494:	w2 = *(u32 *)(r10 - 0xe4)
     495:	if r2 == 0x10000 goto +0x6 <not_rule_0>
     496:	r3 = r2
     497:	w3 &= 0x17
     498:	if w3 == 0x2 goto +0x1 <holds>
     499:	goto +0x2 <not_rule_0>
<holds>:
     500:	w0 = 0x1
     501:	exit
<not_rule_0>:
     502:	w2 = *(u32 *)(r10 - 0xc)
     503:	if w2 == 0x6 goto +0x2 <holds>
     504:	if w2 == 0x11 goto +0x1 <holds>
     505:	goto +0x6 <not_rule_1>
<holds>:
     506:	w2 = *(u32 *)(r10 - 0x2c)
     507:	if w2 == 0x2e goto +0x2 <holds>
     508:	if w2 == 0x30 goto +0x1 <holds>
     509:	goto +0x2 <not_rule_1>
<holds>:
     510:	w6 = 0x0
     511:	goto +0x53 <steer>
<not_rule_1>:
     512:	w2 = *(u32 *)(r10 - 0x4)
     513:	if r2 != 0x4 goto +0x5 <v6>
     514:	r3 = *(u64 *)(r10 - 0x60)
     515:	r4 = r3
     516:	w4 &= 0xffffff
     517:	if w4 == 0x200c0 goto +0xc <holds>
     518:	goto +0x17 <not_rule_2>
<v6>:
     519:	if r2 != 0x6 goto +0x16 <not_rule_2>
     520:	r2 = *(u64 *)(r10 - 0x80)
     521:	r3 = *(u64 *)(r10 - 0x78)
     522:	r4 = -0x1 ll
     524:	r4 &= r2
     525:	r5 = 0x200b80d0120 ll
     527:	if r4 != r5 goto +0x1 <other>
     528:	goto +0x1 <holds>
<other>:
     529:	goto +0xc <not_rule_2>
<holds>:
     530:	w2 = *(u32 *)(r10 - 0x34)
     531:	if w2 < 0x64 goto +0x1 <below>
     532:	if w2 <= 0xc7 goto +0x1 <holds>
<below>:
     533:	goto +0x8 <not_rule_2>
<holds>:
     534:	r1 = *(u64 *)(r10 - 0x88)
     535:	r1 >>= 0x1e
     536:	r1 &= 0xffc
     537:	r2 = 0x1000 ll <tables>
     539:	r2 += r1
     540:	w6 = *(u32 *)(r2 + 0x0)
     541:	goto +0x35 <steer>
<not_rule_2>:
     542:	w2 = *(u32 *)(r10 - 0xc)
     543:	if w2 == 0x11 goto +0x1 <holds>
     544:	goto +0x7 <not_rule_3>
<holds>:
     545:	w2 = *(u32 *)(r10 - 0x24)
     546:	if r2 != 0x1 goto +0x5 <not_rule_3>
     547:	w2 = *(u32 *)(r10 - 0x14)
     548:	if w2 == 0x3500 goto +0x1 <holds>
     549:	goto +0x2 <not_rule_3>
<holds>:
     550:	w6 = 0x1
     551:	goto +0x2b <steer>
<not_rule_3>:
     552:	w2 = *(u32 *)(r10 - 0x3c)
     553:	if w2 == 0x608 goto +0x1 <holds>
     554:	goto +0x1 <not_rule_4>
<holds>:
     555:	goto +0x2d <pass>
<not_rule_4>:
     556:	w2 = *(u32 *)(r10 - 0x4)
     557:	if r2 != 0x4 goto +0xb <other_family>
     558:	w2 = *(u32 *)(r10 - 0x58)
     559:	*(u32 *)(r10 - 0x9c) = 0x20
     560:	*(u32 *)(r10 - 0x98) = w2
     561:	r2 = r10
     562:	r2 += -0x9c
     563:	r1 = 0x0 ll <prefixes4>
     565:	call 0x1	# bpf_map_lookup_elem
     566:	if r0 == 0x0 goto +0x11 <no_prefix>
     567:	w6 = *(u32 *)(r0 + 0x0)
     568:	goto +0x1a <steer>
<other_family>:
     569:	w2 = *(u32 *)(r10 - 0x4)
     570:	if r2 != 0x6 goto +0xd <other_family>
     571:	r2 = *(u64 *)(r10 - 0x70)
     572:	r3 = *(u64 *)(r10 - 0x68)
     573:	*(u32 *)(r10 - 0x9c) = 0x80
     574:	*(u64 *)(r10 - 0x98) = r2
     575:	*(u64 *)(r10 - 0x90) = r3
     576:	r2 = r10
     577:	r2 += -0x9c
     578:	r1 = 0x0 ll <prefixes6>
     580:	call 0x1	# bpf_map_lookup_elem
     581:	if r0 == 0x0 goto +0x2 <no_prefix>
     582:	w6 = *(u32 *)(r0 + 0x0)
     583:	goto +0xb <steer>
<no_prefix>:
<other_family>:
     584:	w2 = *(u32 *)(r10 - 0x4)
     585:	if r2 == 0x0 goto +0x8 <nothing>
     586:	r1 = *(u64 *)(r10 - 0x88)
     587:	r1 >>= 0x1e
     588:	r1 &= 0xffc
     589:	r2 = 0x0 ll <tables>
     591:	r2 += r1
     592:	w6 = *(u32 *)(r2 + 0x0)
     593:	goto +0x1 <steer>
<nothing>:
     594:	goto +0x6 <pass>
<steer>:
     595:	r2 = r6
     596:	r3 = 0x2
     597:	r1 = 0x0 ll <cpus>
     599:	call 0x33	# bpf_redirect_map
     600:	exit
<pass>:
     601:	w0 = 0x2
     602:	exit

