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
      39:	if r6 > 0xfff goto +0x171 <too_deep>
      40:	r6 += r8
      41:	r9 -= 0x1
      42:	if r9 == 0x0 goto +0x16e <too_deep>
      43:	r2 = r6
      44:	r2 += 0xe
      45:	if r2 > r7 goto +0x16b <truncated>
      46:	w5 = *(u16 *)(r6 + 0xc)
      47:	r6 += 0xe
      48:	r6 -= r8
      49:	goto +0x0 <by_ether_type>
<by_ether_type>:
      50:	w2 = *(u32 *)(r10 - 0x4)
      51:	if r2 != 0x0 goto +0x1 <inner>
      52:	*(u32 *)(r10 - 0x3c) = w5
<inner>:
      53:	if r5 == 0x8 goto +0x34 <ipv4>
      54:	if r5 == 0xdd86 goto +0x63 <ipv6>
      55:	if r5 == 0x81 goto +0x9f <vlan>
      56:	if r5 == 0xa888 goto +0x9e <vlan>
      57:	if r5 == 0x91 goto +0x9d <vlan>
      58:	if r5 == 0x92 goto +0x9c <vlan>
      59:	if r5 == 0x93 goto +0x9b <vlan>
      60:	if r5 == 0xdbda goto +0x9a <vlan>
      61:	if r5 == 0xe788 goto +0xac <pbb>
      62:	if r5 == 0x6488 goto +0x15a <not_in_decap>
      63:	if r5 == 0x4788 goto +0x159 <not_in_decap>
      64:	if r5 == 0x4888 goto +0x158 <not_in_decap>
      65:	if r5 == 0x5865 goto -0x1b <ethernet>
      66:	if r5 == 0x4f89 goto +0x156 <not_in_decap>
      67:	if r9 <= 0x11 goto +0x12 <late>
      68:	if r5 == 0x2f89 goto +0x154 <not_in_decap>
      69:	if r5 == 0xfb88 goto +0x153 <not_in_decap>
      70:	if r5 == 0xc1f1 goto +0x152 <not_in_decap>
      71:	if r5 == 0x2689 goto +0x151 <not_in_decap>
      72:	if r5 == 0x3f89 goto +0x150 <not_in_decap>
      73:	if r5 == 0x989 goto +0x14f <not_in_decap>
      74:	if r5 == 0x589 goto +0x14e <not_in_decap>
      75:	if r5 == 0x543 goto +0x14d <not_in_decap>
      76:	if r5 == 0xe588 goto +0x14c <not_in_decap>
      77:	if r5 == 0xdada goto +0x14b <not_in_decap>
      78:	if r5 == 0x9988 goto +0x14a <not_in_decap>
      79:	if r5 == 0x7488 goto +0x149 <not_in_decap>
      80:	if r5 == 0x1e0 goto +0x148 <not_in_decap>
      81:	if r5 == 0xc388 goto +0x147 <not_in_decap>
      82:	if r5 == 0x8899 goto +0x146 <not_in_decap>
      83:	if r5 == 0xdcda goto +0x145 <not_in_decap>
      84:	if r5 == 0x3afd goto +0x144 <not_in_decap>
      85:	goto +0x11 <no_link>
<late>:
      86:	if r5 == 0x2f89 goto +0x142 <not_in_decap>
      87:	if r5 == 0xfb88 goto +0x141 <not_in_decap>
      88:	if r5 == 0xc1f1 goto +0x140 <not_in_decap>
      89:	if r5 == 0x2689 goto +0x13f <not_in_decap>
      90:	if r5 == 0x3f89 goto +0x13e <not_in_decap>
      91:	if r5 == 0x989 goto +0x13d <not_in_decap>
      92:	if r5 == 0x589 goto +0x13c <not_in_decap>
      93:	if r5 == 0x543 goto +0x13b <not_in_decap>
      94:	if r5 == 0xe588 goto +0x13a <not_in_decap>
      95:	if r5 == 0xdada goto +0x139 <not_in_decap>
      96:	if r5 == 0x9988 goto +0x138 <not_in_decap>
      97:	if r5 == 0x7488 goto +0x137 <not_in_decap>
      98:	if r5 == 0x1e0 goto +0x136 <not_in_decap>
      99:	if r5 == 0xc388 goto +0x135 <not_in_decap>
     100:	if r5 == 0x8899 goto +0x134 <not_in_decap>
     101:	if r5 == 0xdcda goto +0x133 <not_in_decap>
     102:	if r5 == 0x3afd goto +0x132 <not_in_decap>
<no_link>:
     103:	r5 = be16 r5
     104:	if r5 < 0x600 goto +0x8b <llc>
     105:	goto +0x12f <not_ip>
<ipv4>:
     106:	if r6 > 0xfff goto +0x12e <too_deep>
     107:	r6 += r8
     108:	r9 -= 0x1
     109:	if r9 == 0x0 goto +0x12b <too_deep>
     110:	r2 = r6
     111:	r2 += 0x14
     112:	if r2 > r7 goto +0x128 <truncated>
     113:	w3 = *(u8 *)(r6 + 0x0)
     114:	if r3 < 0x45 goto +0x126 <bad_ip_header>
     115:	if r3 > 0x4f goto +0x125 <bad_ip_header>
     116:	r5 = r8
     117:	r5 -= r8
     118:	w4 = *(u32 *)(r6 + 0xc)
     119:	r4 += r5
     120:	*(u64 *)(r10 - 0x58) = r4
     121:	w4 = *(u32 *)(r6 + 0x10)
     122:	r4 += r5
     123:	*(u64 *)(r10 - 0x60) = r4
     124:	*(u32 *)(r10 - 0x4) = 0x4
     125:	w4 = *(u8 *)(r6 + 0x1)
     126:	r4 >>= 0x2
     127:	*(u32 *)(r10 - 0x2c) = w4
     128:	r2 = r8
     129:	r2 -= r8
     130:	*(u32 *)(r10 - 0x14) = w2
     131:	*(u32 *)(r10 - 0x1c) = w2
     132:	*(u32 *)(r10 - 0x24) = w2
     133:	w5 = *(u8 *)(r6 + 0x9)
     134:	*(u32 *)(r10 - 0xc) = w5
     135:	*(u32 *)(r10 - 0xec) = w5
     136:	w2 = *(u16 *)(r6 + 0x6)
     137:	r2 &= 0xff3f
     138:	if r2 != 0x0 goto +0x10e <done>
     139:	r3 &= 0xf
     140:	r3 <<= 0x2
     141:	r6 += r3
     142:	r6 -= r8
     143:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     144:	*(u32 *)(r10 - 0xc) = w5
     145:	*(u32 *)(r10 - 0xec) = w5
     146:	if r5 == 0x6 goto +0xb6 <tcp>
     147:	if r5 == 0x11 goto +0xcb <udp>
     148:	if r5 == 0x21 goto +0xda <udplite>
     149:	if r5 == 0x32 goto +0xa7 <esp>
     150:	if r5 == 0x33 goto +0x96 <ah>
     151:	if r5 == 0x84 goto +0xd7 <udplite>
     152:	if r5 == 0x88 goto +0xd6 <udplite>
     153:	goto +0xff <done>
<ipv6>:
     154:	if r6 > 0xfff goto +0xfe <too_deep>
     155:	r6 += r8
     156:	r9 -= 0x1
     157:	if r9 == 0x0 goto +0xfb <too_deep>
     158:	r2 = r6
     159:	r2 += 0x28
     160:	if r2 > r7 goto +0xf8 <truncated>
     161:	w3 = *(u8 *)(r6 + 0x0)
     162:	r3 &= 0xf0
     163:	if r3 != 0x60 goto +0xf5 <bad_ip_header>
     164:	w2 = *(u16 *)(r6 + 0x0)
     165:	r2 = be16 r2
     166:	r2 >>= 0x6
     167:	r2 &= 0x3f
     168:	*(u32 *)(r10 - 0x2c) = w2
     169:	r4 = -0x2917014799a6026d ll
     171:	r5 = -0x5f89e29b87429bd1 ll
     173:	r2 = *(u64 *)(r6 + 0x8)
     174:	r3 = *(u64 *)(r6 + 0x10)
     175:	*(u64 *)(r10 - 0x70) = r2
     176:	*(u64 *)(r10 - 0x68) = r3
     177:	r2 *= r4
     178:	r2 = be64 r2
     179:	r3 *= r5
     180:	r2 += r3
     181:	*(u64 *)(r10 - 0x58) = r2
     182:	r2 = *(u64 *)(r6 + 0x18)
     183:	r3 = *(u64 *)(r6 + 0x20)
     184:	*(u64 *)(r10 - 0x80) = r2
     185:	*(u64 *)(r10 - 0x78) = r3
     186:	r2 *= r4
     187:	r2 = be64 r2
     188:	r3 *= r5
     189:	r2 += r3
     190:	*(u64 *)(r10 - 0x60) = r2
     191:	r2 = r8
     192:	r2 -= r8
     193:	*(u32 *)(r10 - 0x14) = w2
     194:	*(u32 *)(r10 - 0x1c) = w2
     195:	*(u32 *)(r10 - 0x24) = w2
     196:	*(u32 *)(r10 - 0x4) = 0x6
     197:	w5 = *(u8 *)(r6 + 0x6)
     198:	r6 += 0x28
     199:	r6 -= r8
     200:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     201:	*(u32 *)(r10 - 0xc) = w5
     202:	*(u32 *)(r10 - 0xec) = w5
     203:	if r5 == 0x0 goto +0x3c <hopbyhop>
     204:	if r5 == 0x6 goto +0x7c <tcp>
     205:	if r5 == 0x11 goto +0x91 <udp>
     206:	if r5 == 0x21 goto +0xa0 <udplite>
     207:	if r5 == 0x2b goto +0x38 <hopbyhop>
     208:	if r5 == 0x2c goto +0x45 <fragment>
     209:	if r5 == 0x32 goto +0x6b <esp>
     210:	if r5 == 0x33 goto +0x5a <ah>
     211:	if r5 == 0x3c goto +0x34 <hopbyhop>
     212:	if r5 == 0x84 goto +0x9a <udplite>
     213:	if r5 == 0x88 goto +0x99 <udplite>
     214:	goto +0xc2 <done>
<vlan>:
     215:	if r6 > 0xfff goto +0xc1 <too_deep>
     216:	r6 += r8
     217:	r9 -= 0x1
     218:	if r9 == 0x0 goto +0xbe <too_deep>
     219:	r2 = r6
     220:	r2 += 0x4
     221:	if r2 > r7 goto +0xbb <truncated>
     222:	w2 = *(u32 *)(r10 - 0x4)
     223:	if r2 != 0x0 goto +0x6 <kept>
     224:	w2 = *(u32 *)(r10 - 0x34)
     225:	if r2 != 0x10000 goto +0x4 <kept>
     226:	w2 = *(u16 *)(r6 + 0x0)
     227:	r2 = be16 r2
     228:	r2 &= 0xfff
     229:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     230:	w5 = *(u16 *)(r6 + 0x2)
     231:	r6 += 0x4
     232:	r6 -= r8
     233:	goto -0xb8 <by_ether_type>
<pbb>:
     234:	if r6 > 0xfff goto +0xae <too_deep>
     235:	r6 += r8
     236:	r9 -= 0x1
     237:	if r9 == 0x0 goto +0xab <too_deep>
     238:	r2 = r6
     239:	r2 += 0x4
     240:	if r2 > r7 goto +0xa8 <truncated>
     241:	r6 += 0x4
     242:	r6 -= r8
     243:	goto -0xcd <ethernet>
<llc>:
     244:	if r6 > 0xfff goto +0xa4 <too_deep>
     245:	r6 += r8
     246:	r9 -= 0x1
     247:	if r9 == 0x0 goto +0xa1 <too_deep>
     248:	r2 = r6
     249:	r2 += 0x3
     250:	if r2 > r7 goto +0x9e <truncated>
     251:	w3 = *(u16 *)(r6 + 0x0)
     252:	if r3 != 0xaaaa goto +0x4 <else>
     253:	w2 = *(u8 *)(r6 + 0x2)
     254:	if r2 != 0x3 goto +0x2 <else>
     255:	r6 -= r8
     256:	goto +0x88 <snap>
<else>:
     257:	if r3 != 0x606 goto +0x5 <else>
     258:	w3 = *(u8 *)(r6 + 0x2)
     259:	if r3 != 0x3 goto +0x3 <else>
     260:	r6 += 0x3
     261:	r6 -= r8
     262:	goto -0x9d <ipv4>
<else>:
     263:	goto +0x91 <not_ip>
<hopbyhop>:
     264:	if r6 > 0xfff goto +0x90 <too_deep>
     265:	r6 += r8
     266:	r9 -= 0x1
     267:	if r9 == 0x0 goto +0x8d <too_deep>
     268:	r2 = r6
     269:	r2 += 0x8
     270:	if r2 > r7 goto +0x8a <truncated>
     271:	w5 = *(u8 *)(r6 + 0x0)
     272:	w3 = *(u8 *)(r6 + 0x1)
     273:	r3 += 0x1
     274:	r3 <<= 0x3
     275:	r6 += r3
     276:	r6 -= r8
     277:	goto -0x4d <by_protocol_6>
<fragment>:
     278:	if r6 > 0xfff goto +0x82 <too_deep>
     279:	r6 += r8
     280:	r9 -= 0x1
     281:	if r9 == 0x0 goto +0x7f <too_deep>
     282:	r2 = r6
     283:	r2 += 0x8
     284:	if r2 > r7 goto +0x7c <truncated>
     285:	w3 = *(u16 *)(r6 + 0x2)
     286:	r3 &= 0xf9ff
     287:	if r3 != 0x0 goto +0x4 <else>
     288:	w5 = *(u8 *)(r6 + 0x0)
     289:	r6 += 0x8
     290:	r6 -= r8
     291:	goto -0x5b <by_protocol_6>
<else>:
     292:	w5 = *(u8 *)(r6 + 0x0)
     293:	*(u32 *)(r10 - 0xc) = w5
     294:	*(u32 *)(r10 - 0xec) = 0x2c
     295:	r2 = r8
     296:	r2 -= r8
     297:	*(u32 *)(r10 - 0x14) = w2
     298:	*(u32 *)(r10 - 0x1c) = w2
     299:	*(u32 *)(r10 - 0x24) = w2
     300:	goto +0x6c <done>
<ah>:
     301:	if r6 > 0xfff goto +0x6b <too_deep>
     302:	r6 += r8
     303:	r9 -= 0x1
     304:	if r9 == 0x0 goto +0x68 <too_deep>
     305:	r2 = r6
     306:	r2 += 0x8
     307:	if r2 > r7 goto +0x65 <truncated>
     308:	w5 = *(u8 *)(r6 + 0x0)
     309:	w3 = *(u8 *)(r6 + 0x1)
     310:	r3 += 0x2
     311:	r3 <<= 0x2
     312:	r6 += r3
     313:	r6 -= r8
     314:	w2 = *(u32 *)(r10 - 0x4)
     315:	if r2 == 0x6 goto -0x73 <by_protocol_6>
     316:	goto -0xad <by_protocol_4>
<esp>:
     317:	if r6 > 0xfff goto +0x5b <too_deep>
     318:	r6 += r8
     319:	r9 -= 0x1
     320:	if r9 == 0x0 goto +0x58 <too_deep>
     321:	r2 = r6
     322:	r2 += 0x4
     323:	if r2 > r7 goto +0x55 <truncated>
     324:	w3 = *(u32 *)(r6 + 0x0)
     325:	*(u32 *)(r10 - 0x14) = w3
     326:	*(u32 *)(r10 - 0x1c) = w3
     327:	*(u32 *)(r10 - 0x24) = 0x2
     328:	goto +0x50 <done>
<tcp>:
     329:	if r6 > 0xfff goto +0x4f <too_deep>
     330:	r6 += r8
     331:	r9 -= 0x1
     332:	if r9 == 0x0 goto +0x4c <too_deep>
     333:	r2 = r6
     334:	r2 += 0x4
     335:	if r2 > r7 goto +0x49 <truncated>
     336:	w3 = *(u16 *)(r6 + 0x0)
     337:	w4 = *(u16 *)(r6 + 0x2)
     338:	*(u32 *)(r10 - 0x14) = w3
     339:	*(u32 *)(r10 - 0x1c) = w4
     340:	*(u32 *)(r10 - 0x24) = 0x1
     341:	r6 -= r8
     342:	goto +0x0 <tcp_flags>
<tcp_flags>:
     343:	r6 &= 0x7fff
     344:	r6 += r8
     345:	r2 = r6
     346:	r2 += 0xe
     347:	if r2 > r7 goto +0x3d <truncated>
     348:	w2 = *(u8 *)(r6 + 0xd)
     349:	*(u32 *)(r10 - 0xe4) = w2
     350:	goto +0x3a <done>
<udp>:
     351:	if r6 > 0xfff goto +0x39 <too_deep>
     352:	r6 += r8
     353:	r9 -= 0x1
     354:	if r9 == 0x0 goto +0x36 <too_deep>
     355:	r2 = r6
     356:	r2 += 0x4
     357:	if r2 > r7 goto +0x33 <truncated>
     358:	w3 = *(u16 *)(r6 + 0x0)
     359:	w4 = *(u16 *)(r6 + 0x2)
     360:	*(u32 *)(r10 - 0x14) = w3
     361:	*(u32 *)(r10 - 0x1c) = w4
     362:	*(u32 *)(r10 - 0x24) = 0x1
     363:	r6 -= r8
     364:	if r4 == 0xb512 goto +0xf <vxlan>
     365:	if r4 == 0x1821 goto +0xe <vxlan>
     366:	goto +0x2a <done>
<udplite>:
     367:	if r6 > 0xfff goto +0x29 <too_deep>
     368:	r6 += r8
     369:	r9 -= 0x1
     370:	if r9 == 0x0 goto +0x26 <too_deep>
     371:	r2 = r6
     372:	r2 += 0x4
     373:	if r2 > r7 goto +0x23 <truncated>
     374:	w3 = *(u16 *)(r6 + 0x0)
     375:	w4 = *(u16 *)(r6 + 0x2)
     376:	*(u32 *)(r10 - 0x14) = w3
     377:	*(u32 *)(r10 - 0x1c) = w4
     378:	*(u32 *)(r10 - 0x24) = 0x1
     379:	goto +0x1d <done>
<vxlan>:
     380:	if r6 > 0xfff goto +0x1c <too_deep>
     381:	r6 += r8
     382:	r9 -= 0x1
     383:	if r9 == 0x0 goto +0x19 <too_deep>
     384:	r2 = r6
     385:	r2 += 0x10
     386:	if r2 > r7 goto +0x16 <truncated>
     387:	w3 = *(u8 *)(r6 + 0x8)
     388:	r3 &= 0x8
     389:	if r3 == 0x0 goto +0x13 <bad_tunnel_header>
     390:	r6 += 0x10
     391:	r6 -= r8
     392:	goto -0x162 <ethernet>
<snap>:
     393:	r6 &= 0x7fff
     394:	r6 += r8
     395:	r2 = r6
     396:	r2 += 0x8
     397:	if r2 > r7 goto +0xb <truncated>
     398:	w3 = *(u16 *)(r6 + 0x3)
     399:	if r3 != 0x0 goto +0x8 <else>
     400:	w3 = *(u8 *)(r6 + 0x5)
     401:	if r3 == 0x0 goto +0x2 <holds>
     402:	if r3 == 0xf8 goto +0x1 <holds>
     403:	goto +0x4 <else>
<holds>:
     404:	w5 = *(u16 *)(r6 + 0x6)
     405:	r6 += 0x8
     406:	r6 -= r8
     407:	goto -0x166 <by_ether_type>
<else>:
     408:	goto +0x0 <not_ip>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
<bad_tunnel_header>:
     409:	w2 = *(u32 *)(r10 - 0x4)
     410:	if r2 == 0x0 goto +0x1f <no_flow>
     411:	r1 = *(u64 *)(r10 - 0x58)
     412:	w3 = *(u32 *)(r10 - 0x14)
     413:	r3 <<= 0x20
     414:	r1 += r3
     415:	r2 = *(u64 *)(r10 - 0x60)
     416:	w3 = *(u32 *)(r10 - 0x1c)
     417:	r3 <<= 0x20
     418:	r2 += r3
     419:	w4 = *(u32 *)(r10 - 0xec)
     420:	r3 = -0x61c8864680b583eb ll
     422:	r1 *= r3
     423:	r2 *= r3
<mix>:
     424:	r3 = r1
     425:	r3 >>= 0x20
     426:	r1 ^= r3
     427:	r1 |= 0x1
     428:	r3 = r2
     429:	r3 >>= 0x20
     430:	r2 ^= r3
     431:	r2 |= 0x1
     432:	r1 *= r2
     433:	r2 = r1
     434:	r1 ^= r4
     435:	r2 >>= 0x20
     436:	r1 ^= r2
     437:	r3 = -0x6b2fb644ecceee15 ll
     439:	r1 *= r3
     440:	*(u64 *)(r10 - 0x88) = r1
     441:	goto +0x33 <hashed>
<no_flow>:
     442:	r2 = r8
     443:	r2 += 0xe
     444:	if r2 > r7 goto +0x30 <hashed>
     445:	w4 = *(u16 *)(r8 + 0xc)
     446:	if r4 == 0x81 goto +0x6 <tag>
     447:	if r4 == 0xa888 goto +0x5 <tag>
     448:	if r4 == 0x91 goto +0x4 <tag>
     449:	if r4 == 0x92 goto +0x3 <tag>
     450:	if r4 == 0x93 goto +0x2 <tag>
     451:	if r4 == 0xdbda goto +0x1 <tag>
     452:	goto +0x8 <untagged>
<tag>:
     453:	r2 = r8
     454:	r2 += 0x12
     455:	if r2 > r7 goto +0x5 <untagged>
     456:	w3 = *(u16 *)(r8 + 0xe)
     457:	r3 = be16 r3
     458:	r3 &= 0xfff
     459:	w4 = *(u16 *)(r8 + 0x10)
     460:	goto +0x1 <link>
<untagged>:
     461:	r3 = 0x1000
<link>:
     462:	r3 <<= 0x10
     463:	r4 |= r3
     464:	w1 = *(u32 *)(r8 + 0x6)
     465:	w3 = *(u16 *)(r8 + 0xa)
     466:	r3 <<= 0x20
     467:	r1 |= r3
     468:	w2 = *(u32 *)(r8 + 0x0)
     469:	w3 = *(u16 *)(r8 + 0x4)
     470:	r3 <<= 0x20
     471:	r2 |= r3
     472:	r3 = -0x61c8864680b583eb ll
     474:	r1 *= r3
     475:	r2 *= r3
     476:	r3 = r1
     477:	r3 >>= 0x20
     478:	r1 ^= r3
     479:	r1 |= 0x1
     480:	r3 = r2
     481:	r3 >>= 0x20
     482:	r2 ^= r3
     483:	r2 |= 0x1
     484:	r1 *= r2
     485:	r2 = r1
     486:	r1 ^= r4
     487:	r2 >>= 0x20
     488:	r1 ^= r2
     489:	r3 = -0x6b2fb644ecceee15 ll
     491:	r1 *= r3
     492:	*(u64 *)(r10 - 0x88) = r1
<hashed>:
     493:	w2 = *(u32 *)(r10 - 0x24)
     494:	if r2 != 0x1 goto +0xd <not_rule_0>
     495:	w2 = *(u32 *)(r10 - 0x1c)
     496:	r2 = be16 r2
     497:	if w2 < 0x1 goto +0x1 <below>
     498:	if w2 <= 0x3ff goto +0x1 <holds>
<below>:
     499:	goto +0x8 <not_rule_0>
<holds>:
     500:	w2 = *(u32 *)(r10 - 0xe4)
     501:	if r2 == 0x10000 goto +0x6 <not_rule_0>
     502:	r3 = r2
     503:	w3 &= 0x17
     504:	if w3 == 0x2 goto +0x1 <holds>
     505:	goto +0x2 <not_rule_0>
<holds>:
     506:	w0 = 0x1
     507:	exit
<not_rule_0>:
     508:	w2 = *(u32 *)(r10 - 0xc)
     509:	if w2 == 0x6 goto +0x2 <holds>
     510:	if w2 == 0x11 goto +0x1 <holds>
     511:	goto +0x6 <not_rule_1>
<holds>:
     512:	w2 = *(u32 *)(r10 - 0x2c)
     513:	if w2 == 0x2e goto +0x2 <holds>
     514:	if w2 == 0x30 goto +0x1 <holds>
     515:	goto +0x2 <not_rule_1>
<holds>:
     516:	w6 = 0x0
     517:	goto +0x53 <steer>
<not_rule_1>:
     518:	w2 = *(u32 *)(r10 - 0x4)
     519:	if r2 != 0x4 goto +0x5 <v6>
     520:	r3 = *(u64 *)(r10 - 0x60)
     521:	r4 = r3
     522:	w4 &= 0xffffff
     523:	if w4 == 0x200c0 goto +0xc <holds>
     524:	goto +0x17 <not_rule_2>
<v6>:
     525:	if r2 != 0x6 goto +0x16 <not_rule_2>
     526:	r2 = *(u64 *)(r10 - 0x80)
     527:	r3 = *(u64 *)(r10 - 0x78)
     528:	r4 = -0x1 ll
     530:	r4 &= r2
     531:	r5 = 0x200b80d0120 ll
     533:	if r4 != r5 goto +0x1 <other>
     534:	goto +0x1 <holds>
<other>:
     535:	goto +0xc <not_rule_2>
<holds>:
     536:	w2 = *(u32 *)(r10 - 0x34)
     537:	if w2 < 0x64 goto +0x1 <below>
     538:	if w2 <= 0xc7 goto +0x1 <holds>
<below>:
     539:	goto +0x8 <not_rule_2>
<holds>:
     540:	r1 = *(u64 *)(r10 - 0x88)
     541:	r1 >>= 0x1e
     542:	r1 &= 0xffc
     543:	r2 = 0x1000 ll <tables>
     545:	r2 += r1
     546:	w6 = *(u32 *)(r2 + 0x0)
     547:	goto +0x35 <steer>
<not_rule_2>:
     548:	w2 = *(u32 *)(r10 - 0xc)
     549:	if w2 == 0x11 goto +0x1 <holds>
     550:	goto +0x7 <not_rule_3>
<holds>:
     551:	w2 = *(u32 *)(r10 - 0x24)
     552:	if r2 != 0x1 goto +0x5 <not_rule_3>
     553:	w2 = *(u32 *)(r10 - 0x14)
     554:	if w2 == 0x3500 goto +0x1 <holds>
     555:	goto +0x2 <not_rule_3>
<holds>:
     556:	w6 = 0x1
     557:	goto +0x2b <steer>
<not_rule_3>:
     558:	w2 = *(u32 *)(r10 - 0x3c)
     559:	if w2 == 0x608 goto +0x1 <holds>
     560:	goto +0x1 <not_rule_4>
<holds>:
     561:	goto +0x2d <pass>
<not_rule_4>:
     562:	w2 = *(u32 *)(r10 - 0x4)
     563:	if r2 != 0x4 goto +0xb <other_family>
     564:	w2 = *(u32 *)(r10 - 0x58)
     565:	*(u32 *)(r10 - 0x9c) = 0x20
     566:	*(u32 *)(r10 - 0x98) = w2
     567:	r2 = r10
     568:	r2 += -0x9c
     569:	r1 = 0x0 ll <prefixes4>
     571:	call 0x1	# bpf_map_lookup_elem
     572:	if r0 == 0x0 goto +0x11 <no_prefix>
     573:	w6 = *(u32 *)(r0 + 0x0)
     574:	goto +0x1a <steer>
<other_family>:
     575:	w2 = *(u32 *)(r10 - 0x4)
     576:	if r2 != 0x6 goto +0xd <other_family>
     577:	r2 = *(u64 *)(r10 - 0x70)
     578:	r3 = *(u64 *)(r10 - 0x68)
     579:	*(u32 *)(r10 - 0x9c) = 0x80
     580:	*(u64 *)(r10 - 0x98) = r2
     581:	*(u64 *)(r10 - 0x90) = r3
     582:	r2 = r10
     583:	r2 += -0x9c
     584:	r1 = 0x0 ll <prefixes6>
     586:	call 0x1	# bpf_map_lookup_elem
     587:	if r0 == 0x0 goto +0x2 <no_prefix>
     588:	w6 = *(u32 *)(r0 + 0x0)
     589:	goto +0xb <steer>
<no_prefix>:
<other_family>:
     590:	w2 = *(u32 *)(r10 - 0x4)
     591:	if r2 == 0x0 goto +0x8 <nothing>
     592:	r1 = *(u64 *)(r10 - 0x88)
     593:	r1 >>= 0x1e
     594:	r1 &= 0xffc
     595:	r2 = 0x0 ll <tables>
     597:	r2 += r1
     598:	w6 = *(u32 *)(r2 + 0x0)
     599:	goto +0x1 <steer>
<nothing>:
     600:	goto +0x6 <pass>
<steer>:
     601:	r2 = r6
     602:	r3 = 0x2
     603:	r1 = 0x0 ll <cpus>
     605:	call 0x33	# bpf_redirect_map
     606:	exit
<pass>:
     607:	w0 = 0x2
     608:	exit

