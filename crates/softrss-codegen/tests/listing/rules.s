; softrss, xdp
       0:	w8 = *(u32 *)(r1 + 0x0)
       1:	w7 = *(u32 *)(r1 + 0x4)
       2:	r6 = r8
       3:	*(u32 *)(r10 - 0x34) = 0x10000
       4:	r2 = r6
       5:	r2 += 0x26
       6:	if r2 > r7 goto +0xa3 <other>
       7:	w3 = *(u16 *)(r6 + 0xc)
       8:	if r3 == 0x8 goto +0x22 <plain4>
       9:	if r3 == 0xdd86 goto +0x5e <plain6>
      10:	if r3 == 0x81 goto +0x6 <tagged>
      11:	if r3 == 0xa888 goto +0x5 <tagged>
      12:	if r3 == 0x91 goto +0x4 <tagged>
      13:	if r3 == 0x92 goto +0x3 <tagged>
      14:	if r3 == 0x93 goto +0x2 <tagged>
      15:	if r3 == 0xdbda goto +0x1 <tagged>
      16:	goto +0x99 <other>
<tagged>:
      17:	w2 = *(u16 *)(r6 + 0xe)
      18:	r2 = be16 r2
      19:	r2 &= 0xfff
      20:	*(u32 *)(r10 - 0x34) = w2
      21:	r6 += 0x4
      22:	r2 = r6
      23:	r2 += 0x26
      24:	if r2 > r7 goto +0x91 <other>
      25:	w3 = *(u16 *)(r6 + 0xc)
      26:	if r3 == 0x8 goto +0x10 <plain4>
      27:	if r3 == 0xdd86 goto +0x4c <plain6>
      28:	if r3 == 0x81 goto +0x6 <tagged>
      29:	if r3 == 0xa888 goto +0x5 <tagged>
      30:	if r3 == 0x91 goto +0x4 <tagged>
      31:	if r3 == 0x92 goto +0x3 <tagged>
      32:	if r3 == 0x93 goto +0x2 <tagged>
      33:	if r3 == 0xdbda goto +0x1 <tagged>
      34:	goto +0x87 <other>
<tagged>:
      35:	r6 += 0x4
      36:	r2 = r6
      37:	r2 += 0x26
      38:	if r2 > r7 goto +0x83 <other>
      39:	w3 = *(u16 *)(r6 + 0xc)
      40:	if r3 == 0x8 goto +0x2 <plain4>
      41:	if r3 == 0xdd86 goto +0x3e <plain6>
      42:	goto +0x7f <other>
<plain4>:
      43:	*(u32 *)(r10 - 0x3c) = w3
      44:	w2 = *(u8 *)(r6 + 0xe)
      45:	if r2 != 0x45 goto +0x7c <other>
      46:	w2 = *(u16 *)(r6 + 0x14)
      47:	r2 &= 0xff3f
      48:	if r2 != 0x0 goto +0x79 <other>
      49:	w4 = *(u8 *)(r6 + 0x17)
      50:	if r4 == 0x6 goto +0x4 <plain>
      51:	if r4 != 0x11 goto +0x76 <other>
      52:	w3 = *(u16 *)(r6 + 0x24)
      53:	if r3 == 0xb512 goto +0x74 <other>
      54:	if r3 == 0x1821 goto +0x73 <other>
<plain>:
<no_tunnel>:
      55:	r2 = r8
      56:	r2 -= r8
      57:	*(u64 *)(r10 - 0x88) = r2
      58:	r2 = r8
      59:	r2 -= r8
      60:	*(u64 *)(r10 - 0x70) = r2
      61:	r2 = r8
      62:	r2 -= r8
      63:	*(u64 *)(r10 - 0x68) = r2
      64:	r2 = r8
      65:	r2 -= r8
      66:	*(u64 *)(r10 - 0x80) = r2
      67:	r2 = r8
      68:	r2 -= r8
      69:	*(u64 *)(r10 - 0x78) = r2
      70:	r2 = r8
      71:	r2 -= r8
      72:	*(u32 *)(r10 - 0x4) = w2
      73:	*(u32 *)(r10 - 0x2c) = 0x10000
      74:	*(u32 *)(r10 - 0xe4) = 0x10000
      75:	r6 += 0xe
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
      88:	w5 = *(u8 *)(r6 + 0x9)
      89:	*(u32 *)(r10 - 0xc) = w5
      90:	*(u32 *)(r10 - 0xec) = w5
      91:	r6 += 0x14
      92:	w3 = *(u16 *)(r6 + 0x0)
      93:	w4 = *(u16 *)(r6 + 0x2)
      94:	*(u32 *)(r10 - 0x14) = w3
      95:	*(u32 *)(r10 - 0x1c) = w4
      96:	*(u32 *)(r10 - 0x24) = 0x1
      97:	if r5 != 0x6 goto +0x1dc <done>
      98:	r2 = r6
      99:	r2 += 0xe
     100:	if r2 > r7 goto +0x1d9 <truncated>
     101:	w2 = *(u8 *)(r6 + 0xd)
     102:	*(u32 *)(r10 - 0xe4) = w2
     103:	goto +0x1d6 <done>
<plain6>:
     104:	*(u32 *)(r10 - 0x3c) = w3
     105:	r2 = r6
     106:	r2 += 0x3a
     107:	if r2 > r7 goto +0x3e <other>
     108:	w2 = *(u8 *)(r6 + 0xe)
     109:	r2 >>= 0x4
     110:	if r2 != 0x6 goto +0x3b <other>
     111:	w4 = *(u8 *)(r6 + 0x14)
     112:	if r4 == 0x6 goto +0x4 <plain>
     113:	if r4 != 0x11 goto +0x38 <other>
     114:	w3 = *(u16 *)(r6 + 0x38)
     115:	if r3 == 0xb512 goto +0x36 <other>
     116:	if r3 == 0x1821 goto +0x35 <other>
<plain>:
<no_tunnel>:
     117:	r2 = r8
     118:	r2 -= r8
     119:	*(u64 *)(r10 - 0x88) = r2
     120:	r2 = r8
     121:	r2 -= r8
     122:	*(u32 *)(r10 - 0x4) = w2
     123:	*(u32 *)(r10 - 0x2c) = 0x10000
     124:	*(u32 *)(r10 - 0xe4) = 0x10000
     125:	r6 += 0xe
     126:	w2 = *(u16 *)(r6 + 0x0)
     127:	r2 = be16 r2
     128:	r2 >>= 0x6
     129:	r2 &= 0x3f
     130:	*(u32 *)(r10 - 0x2c) = w2
     131:	r4 = -0x2917014799a6026d ll
     133:	r5 = -0x5f89e29b87429bd1 ll
     135:	r2 = *(u64 *)(r6 + 0x8)
     136:	r3 = *(u64 *)(r6 + 0x10)
     137:	*(u64 *)(r10 - 0x70) = r2
     138:	*(u64 *)(r10 - 0x68) = r3
     139:	r2 *= r4
     140:	r2 = be64 r2
     141:	r3 *= r5
     142:	r2 += r3
     143:	*(u64 *)(r10 - 0x58) = r2
     144:	r2 = *(u64 *)(r6 + 0x18)
     145:	r3 = *(u64 *)(r6 + 0x20)
     146:	*(u64 *)(r10 - 0x80) = r2
     147:	*(u64 *)(r10 - 0x78) = r3
     148:	r2 *= r4
     149:	r2 = be64 r2
     150:	r3 *= r5
     151:	r2 += r3
     152:	*(u64 *)(r10 - 0x60) = r2
     153:	*(u32 *)(r10 - 0x4) = 0x6
     154:	w5 = *(u8 *)(r6 + 0x6)
     155:	*(u32 *)(r10 - 0xc) = w5
     156:	*(u32 *)(r10 - 0xec) = w5
     157:	r6 += 0x28
     158:	w3 = *(u16 *)(r6 + 0x0)
     159:	w4 = *(u16 *)(r6 + 0x2)
     160:	*(u32 *)(r10 - 0x14) = w3
     161:	*(u32 *)(r10 - 0x1c) = w4
     162:	*(u32 *)(r10 - 0x24) = 0x1
     163:	if r5 != 0x6 goto +0x19a <done>
     164:	r2 = r6
     165:	r2 += 0xe
     166:	if r2 > r7 goto +0x197 <truncated>
     167:	w2 = *(u8 *)(r6 + 0xd)
     168:	*(u32 *)(r10 - 0xe4) = w2
     169:	goto +0x194 <done>
<other>:
     170:	w8 = *(u32 *)(r1 + 0x0)
     171:	r2 = r8
     172:	r2 -= r8
     173:	*(u64 *)(r10 - 0x58) = r2
     174:	r2 = r8
     175:	r2 -= r8
     176:	*(u64 *)(r10 - 0x60) = r2
     177:	r2 = r8
     178:	r2 -= r8
     179:	*(u64 *)(r10 - 0x88) = r2
     180:	r2 = r8
     181:	r2 -= r8
     182:	*(u64 *)(r10 - 0x70) = r2
     183:	r2 = r8
     184:	r2 -= r8
     185:	*(u64 *)(r10 - 0x68) = r2
     186:	r2 = r8
     187:	r2 -= r8
     188:	*(u64 *)(r10 - 0x80) = r2
     189:	r2 = r8
     190:	r2 -= r8
     191:	*(u64 *)(r10 - 0x78) = r2
     192:	r2 = r8
     193:	r2 -= r8
     194:	*(u32 *)(r10 - 0x4) = w2
     195:	*(u32 *)(r10 - 0x14) = w2
     196:	*(u32 *)(r10 - 0x1c) = w2
     197:	*(u32 *)(r10 - 0x24) = w2
     198:	*(u32 *)(r10 - 0x3c) = w2
     199:	*(u32 *)(r10 - 0xc) = 0x10000
     200:	*(u32 *)(r10 - 0x2c) = 0x10000
     201:	*(u32 *)(r10 - 0x34) = 0x10000
     202:	*(u32 *)(r10 - 0xe4) = 0x10000
     203:	*(u32 *)(r10 - 0xec) = 0x10000
     204:	r6 = r8
     205:	r6 -= r8
     206:	r9 = 0x11
     207:	goto +0x0 <ethernet>
<ethernet>:
     208:	if r6 > 0xfff goto +0x16d <too_deep>
     209:	r6 += r8
     210:	r9 -= 0x1
     211:	if r9 == 0x0 goto +0x16a <too_deep>
     212:	r2 = r6
     213:	r2 += 0xe
     214:	if r2 > r7 goto +0x167 <truncated>
     215:	w5 = *(u16 *)(r6 + 0xc)
     216:	r6 += 0xe
     217:	r6 -= r8
     218:	goto +0x0 <by_ether_type>
<by_ether_type>:
     219:	w2 = *(u32 *)(r10 - 0x4)
     220:	if r2 != 0x0 goto +0x1 <inner>
     221:	*(u32 *)(r10 - 0x3c) = w5
<inner>:
     222:	if r5 == 0x8 goto +0x30 <ipv4>
     223:	if r5 == 0xdd86 goto +0x5f <ipv6>
     224:	if r5 == 0x81 goto +0x9b <vlan>
     225:	if r5 == 0xa888 goto +0x9a <vlan>
     226:	if r5 == 0x91 goto +0x99 <vlan>
     227:	if r5 == 0x92 goto +0x98 <vlan>
     228:	if r5 == 0x93 goto +0x97 <vlan>
     229:	if r5 == 0xdbda goto +0x96 <vlan>
     230:	if r5 == 0xe788 goto +0xa8 <pbb>
     231:	if r5 == 0x6488 goto +0x156 <not_in_decap>
     232:	if r5 == 0x4788 goto +0x155 <not_in_decap>
     233:	if r5 == 0x4888 goto +0x154 <not_in_decap>
     234:	if r5 == 0x5865 goto -0x1b <ethernet>
     235:	if r5 == 0x4f89 goto +0x152 <not_in_decap>
     236:	if r9 <= 0x9 goto +0x10 <late>
     237:	if r5 == 0x2f89 goto +0x150 <not_in_decap>
     238:	if r5 == 0xfb88 goto +0x14f <not_in_decap>
     239:	if r5 == 0xc1f1 goto +0x14e <not_in_decap>
     240:	if r5 == 0x2689 goto +0x14d <not_in_decap>
     241:	if r5 == 0x3f89 goto +0x14c <not_in_decap>
     242:	if r5 == 0x989 goto +0x14b <not_in_decap>
     243:	if r5 == 0x543 goto +0x14a <not_in_decap>
     244:	if r5 == 0xe588 goto +0x149 <not_in_decap>
     245:	if r5 == 0xdada goto +0x148 <not_in_decap>
     246:	if r5 == 0x9988 goto +0x147 <not_in_decap>
     247:	if r5 == 0x7488 goto +0x146 <not_in_decap>
     248:	if r5 == 0x1e0 goto +0x145 <not_in_decap>
     249:	if r5 == 0xc388 goto +0x144 <not_in_decap>
     250:	if r5 == 0x8899 goto +0x143 <not_in_decap>
     251:	if r5 == 0xdcda goto +0x142 <not_in_decap>
     252:	goto +0xf <no_link>
<late>:
     253:	if r5 == 0x2f89 goto +0x140 <not_in_decap>
     254:	if r5 == 0xfb88 goto +0x13f <not_in_decap>
     255:	if r5 == 0xc1f1 goto +0x13e <not_in_decap>
     256:	if r5 == 0x2689 goto +0x13d <not_in_decap>
     257:	if r5 == 0x3f89 goto +0x13c <not_in_decap>
     258:	if r5 == 0x989 goto +0x13b <not_in_decap>
     259:	if r5 == 0x543 goto +0x13a <not_in_decap>
     260:	if r5 == 0xe588 goto +0x139 <not_in_decap>
     261:	if r5 == 0xdada goto +0x138 <not_in_decap>
     262:	if r5 == 0x9988 goto +0x137 <not_in_decap>
     263:	if r5 == 0x7488 goto +0x136 <not_in_decap>
     264:	if r5 == 0x1e0 goto +0x135 <not_in_decap>
     265:	if r5 == 0xc388 goto +0x134 <not_in_decap>
     266:	if r5 == 0x8899 goto +0x133 <not_in_decap>
     267:	if r5 == 0xdcda goto +0x132 <not_in_decap>
<no_link>:
     268:	r5 = be16 r5
     269:	if r5 < 0x600 goto +0x8b <llc>
     270:	goto +0x12f <not_ip>
<ipv4>:
     271:	if r6 > 0xfff goto +0x12e <too_deep>
     272:	r6 += r8
     273:	r9 -= 0x1
     274:	if r9 == 0x0 goto +0x12b <too_deep>
     275:	r2 = r6
     276:	r2 += 0x14
     277:	if r2 > r7 goto +0x128 <truncated>
     278:	w3 = *(u8 *)(r6 + 0x0)
     279:	if r3 < 0x45 goto +0x126 <bad_ip_header>
     280:	if r3 > 0x4f goto +0x125 <bad_ip_header>
     281:	r5 = r8
     282:	r5 -= r8
     283:	w4 = *(u32 *)(r6 + 0xc)
     284:	r4 += r5
     285:	*(u64 *)(r10 - 0x58) = r4
     286:	w4 = *(u32 *)(r6 + 0x10)
     287:	r4 += r5
     288:	*(u64 *)(r10 - 0x60) = r4
     289:	*(u32 *)(r10 - 0x4) = 0x4
     290:	w4 = *(u8 *)(r6 + 0x1)
     291:	r4 >>= 0x2
     292:	*(u32 *)(r10 - 0x2c) = w4
     293:	r2 = r8
     294:	r2 -= r8
     295:	*(u32 *)(r10 - 0x14) = w2
     296:	*(u32 *)(r10 - 0x1c) = w2
     297:	*(u32 *)(r10 - 0x24) = w2
     298:	w5 = *(u8 *)(r6 + 0x9)
     299:	*(u32 *)(r10 - 0xc) = w5
     300:	*(u32 *)(r10 - 0xec) = w5
     301:	w2 = *(u16 *)(r6 + 0x6)
     302:	r2 &= 0xff3f
     303:	if r2 != 0x0 goto +0x10e <done>
     304:	r3 &= 0xf
     305:	r3 <<= 0x2
     306:	r6 += r3
     307:	r6 -= r8
     308:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     309:	*(u32 *)(r10 - 0xc) = w5
     310:	*(u32 *)(r10 - 0xec) = w5
     311:	if r5 == 0x6 goto +0xb6 <tcp>
     312:	if r5 == 0x11 goto +0xcb <udp>
     313:	if r5 == 0x21 goto +0xda <udplite>
     314:	if r5 == 0x32 goto +0xa7 <esp>
     315:	if r5 == 0x33 goto +0x96 <ah>
     316:	if r5 == 0x84 goto +0xd7 <udplite>
     317:	if r5 == 0x88 goto +0xd6 <udplite>
     318:	goto +0xff <done>
<ipv6>:
     319:	if r6 > 0xfff goto +0xfe <too_deep>
     320:	r6 += r8
     321:	r9 -= 0x1
     322:	if r9 == 0x0 goto +0xfb <too_deep>
     323:	r2 = r6
     324:	r2 += 0x28
     325:	if r2 > r7 goto +0xf8 <truncated>
     326:	w3 = *(u8 *)(r6 + 0x0)
     327:	r3 &= 0xf0
     328:	if r3 != 0x60 goto +0xf5 <bad_ip_header>
     329:	w2 = *(u16 *)(r6 + 0x0)
     330:	r2 = be16 r2
     331:	r2 >>= 0x6
     332:	r2 &= 0x3f
     333:	*(u32 *)(r10 - 0x2c) = w2
     334:	r4 = -0x2917014799a6026d ll
     336:	r5 = -0x5f89e29b87429bd1 ll
     338:	r2 = *(u64 *)(r6 + 0x8)
     339:	r3 = *(u64 *)(r6 + 0x10)
     340:	*(u64 *)(r10 - 0x70) = r2
     341:	*(u64 *)(r10 - 0x68) = r3
     342:	r2 *= r4
     343:	r2 = be64 r2
     344:	r3 *= r5
     345:	r2 += r3
     346:	*(u64 *)(r10 - 0x58) = r2
     347:	r2 = *(u64 *)(r6 + 0x18)
     348:	r3 = *(u64 *)(r6 + 0x20)
     349:	*(u64 *)(r10 - 0x80) = r2
     350:	*(u64 *)(r10 - 0x78) = r3
     351:	r2 *= r4
     352:	r2 = be64 r2
     353:	r3 *= r5
     354:	r2 += r3
     355:	*(u64 *)(r10 - 0x60) = r2
     356:	*(u32 *)(r10 - 0x4) = 0x6
     357:	r2 = r8
     358:	r2 -= r8
     359:	*(u32 *)(r10 - 0x14) = w2
     360:	*(u32 *)(r10 - 0x1c) = w2
     361:	*(u32 *)(r10 - 0x24) = w2
     362:	w5 = *(u8 *)(r6 + 0x6)
     363:	r6 += 0x28
     364:	r6 -= r8
     365:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     366:	*(u32 *)(r10 - 0xc) = w5
     367:	*(u32 *)(r10 - 0xec) = w5
     368:	if r5 == 0x0 goto +0x3c <hopbyhop>
     369:	if r5 == 0x6 goto +0x7c <tcp>
     370:	if r5 == 0x11 goto +0x91 <udp>
     371:	if r5 == 0x21 goto +0xa0 <udplite>
     372:	if r5 == 0x2b goto +0x38 <hopbyhop>
     373:	if r5 == 0x2c goto +0x45 <fragment>
     374:	if r5 == 0x32 goto +0x6b <esp>
     375:	if r5 == 0x33 goto +0x5a <ah>
     376:	if r5 == 0x3c goto +0x34 <hopbyhop>
     377:	if r5 == 0x84 goto +0x9a <udplite>
     378:	if r5 == 0x88 goto +0x99 <udplite>
     379:	goto +0xc2 <done>
<vlan>:
     380:	if r6 > 0xfff goto +0xc1 <too_deep>
     381:	r6 += r8
     382:	r9 -= 0x1
     383:	if r9 == 0x0 goto +0xbe <too_deep>
     384:	r2 = r6
     385:	r2 += 0x4
     386:	if r2 > r7 goto +0xbb <truncated>
     387:	w2 = *(u32 *)(r10 - 0x4)
     388:	if r2 != 0x0 goto +0x6 <kept>
     389:	w2 = *(u32 *)(r10 - 0x34)
     390:	if r2 != 0x10000 goto +0x4 <kept>
     391:	w2 = *(u16 *)(r6 + 0x0)
     392:	r2 = be16 r2
     393:	r2 &= 0xfff
     394:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     395:	w5 = *(u16 *)(r6 + 0x2)
     396:	r6 += 0x4
     397:	r6 -= r8
     398:	goto -0xb4 <by_ether_type>
<pbb>:
     399:	if r6 > 0xfff goto +0xae <too_deep>
     400:	r6 += r8
     401:	r9 -= 0x1
     402:	if r9 == 0x0 goto +0xab <too_deep>
     403:	r2 = r6
     404:	r2 += 0x4
     405:	if r2 > r7 goto +0xa8 <truncated>
     406:	r6 += 0x4
     407:	r6 -= r8
     408:	goto -0xc9 <ethernet>
<llc>:
     409:	if r6 > 0xfff goto +0xa4 <too_deep>
     410:	r6 += r8
     411:	r9 -= 0x1
     412:	if r9 == 0x0 goto +0xa1 <too_deep>
     413:	r2 = r6
     414:	r2 += 0x3
     415:	if r2 > r7 goto +0x9e <truncated>
     416:	w3 = *(u16 *)(r6 + 0x0)
     417:	if r3 != 0xaaaa goto +0x4 <else>
     418:	w2 = *(u8 *)(r6 + 0x2)
     419:	if r2 != 0x3 goto +0x2 <else>
     420:	r6 -= r8
     421:	goto +0x88 <snap>
<else>:
     422:	if r3 != 0x606 goto +0x5 <else>
     423:	w3 = *(u8 *)(r6 + 0x2)
     424:	if r3 != 0x3 goto +0x3 <else>
     425:	r6 += 0x3
     426:	r6 -= r8
     427:	goto -0x9d <ipv4>
<else>:
     428:	goto +0x91 <not_ip>
<hopbyhop>:
     429:	if r6 > 0xfff goto +0x90 <too_deep>
     430:	r6 += r8
     431:	r9 -= 0x1
     432:	if r9 == 0x0 goto +0x8d <too_deep>
     433:	r2 = r6
     434:	r2 += 0x8
     435:	if r2 > r7 goto +0x8a <truncated>
     436:	w5 = *(u8 *)(r6 + 0x0)
     437:	w3 = *(u8 *)(r6 + 0x1)
     438:	r3 += 0x1
     439:	r3 <<= 0x3
     440:	r6 += r3
     441:	r6 -= r8
     442:	goto -0x4d <by_protocol_6>
<fragment>:
     443:	if r6 > 0xfff goto +0x82 <too_deep>
     444:	r6 += r8
     445:	r9 -= 0x1
     446:	if r9 == 0x0 goto +0x7f <too_deep>
     447:	r2 = r6
     448:	r2 += 0x8
     449:	if r2 > r7 goto +0x7c <truncated>
     450:	w3 = *(u16 *)(r6 + 0x2)
     451:	r3 &= 0xf9ff
     452:	if r3 != 0x0 goto +0x4 <else>
     453:	w5 = *(u8 *)(r6 + 0x0)
     454:	r6 += 0x8
     455:	r6 -= r8
     456:	goto -0x5b <by_protocol_6>
<else>:
     457:	w5 = *(u8 *)(r6 + 0x0)
     458:	*(u32 *)(r10 - 0xc) = w5
     459:	*(u32 *)(r10 - 0xec) = 0x2c
     460:	r2 = r8
     461:	r2 -= r8
     462:	*(u32 *)(r10 - 0x14) = w2
     463:	*(u32 *)(r10 - 0x1c) = w2
     464:	*(u32 *)(r10 - 0x24) = w2
     465:	goto +0x6c <done>
<ah>:
     466:	if r6 > 0xfff goto +0x6b <too_deep>
     467:	r6 += r8
     468:	r9 -= 0x1
     469:	if r9 == 0x0 goto +0x68 <too_deep>
     470:	r2 = r6
     471:	r2 += 0x8
     472:	if r2 > r7 goto +0x65 <truncated>
     473:	w5 = *(u8 *)(r6 + 0x0)
     474:	w3 = *(u8 *)(r6 + 0x1)
     475:	r3 += 0x2
     476:	r3 <<= 0x2
     477:	r6 += r3
     478:	r6 -= r8
     479:	w2 = *(u32 *)(r10 - 0x4)
     480:	if r2 == 0x6 goto -0x73 <by_protocol_6>
     481:	goto -0xad <by_protocol_4>
<esp>:
     482:	if r6 > 0xfff goto +0x5b <too_deep>
     483:	r6 += r8
     484:	r9 -= 0x1
     485:	if r9 == 0x0 goto +0x58 <too_deep>
     486:	r2 = r6
     487:	r2 += 0x4
     488:	if r2 > r7 goto +0x55 <truncated>
     489:	w3 = *(u32 *)(r6 + 0x0)
     490:	*(u32 *)(r10 - 0x14) = w3
     491:	*(u32 *)(r10 - 0x1c) = w3
     492:	*(u32 *)(r10 - 0x24) = 0x2
     493:	goto +0x50 <done>
<tcp>:
     494:	if r6 > 0xfff goto +0x4f <too_deep>
     495:	r6 += r8
     496:	r9 -= 0x1
     497:	if r9 == 0x0 goto +0x4c <too_deep>
     498:	r2 = r6
     499:	r2 += 0x4
     500:	if r2 > r7 goto +0x49 <truncated>
     501:	w3 = *(u16 *)(r6 + 0x0)
     502:	w4 = *(u16 *)(r6 + 0x2)
     503:	*(u32 *)(r10 - 0x14) = w3
     504:	*(u32 *)(r10 - 0x1c) = w4
     505:	*(u32 *)(r10 - 0x24) = 0x1
     506:	r6 -= r8
     507:	goto +0x0 <tcp_flags>
<tcp_flags>:
     508:	r6 &= 0x7fff
     509:	r6 += r8
     510:	r2 = r6
     511:	r2 += 0xe
     512:	if r2 > r7 goto +0x3d <truncated>
     513:	w2 = *(u8 *)(r6 + 0xd)
     514:	*(u32 *)(r10 - 0xe4) = w2
     515:	goto +0x3a <done>
<udp>:
     516:	if r6 > 0xfff goto +0x39 <too_deep>
     517:	r6 += r8
     518:	r9 -= 0x1
     519:	if r9 == 0x0 goto +0x36 <too_deep>
     520:	r2 = r6
     521:	r2 += 0x4
     522:	if r2 > r7 goto +0x33 <truncated>
     523:	w3 = *(u16 *)(r6 + 0x0)
     524:	w4 = *(u16 *)(r6 + 0x2)
     525:	*(u32 *)(r10 - 0x14) = w3
     526:	*(u32 *)(r10 - 0x1c) = w4
     527:	*(u32 *)(r10 - 0x24) = 0x1
     528:	r6 -= r8
     529:	if r4 == 0xb512 goto +0xf <vxlan>
     530:	if r4 == 0x1821 goto +0xe <vxlan>
     531:	goto +0x2a <done>
<udplite>:
     532:	if r6 > 0xfff goto +0x29 <too_deep>
     533:	r6 += r8
     534:	r9 -= 0x1
     535:	if r9 == 0x0 goto +0x26 <too_deep>
     536:	r2 = r6
     537:	r2 += 0x4
     538:	if r2 > r7 goto +0x23 <truncated>
     539:	w3 = *(u16 *)(r6 + 0x0)
     540:	w4 = *(u16 *)(r6 + 0x2)
     541:	*(u32 *)(r10 - 0x14) = w3
     542:	*(u32 *)(r10 - 0x1c) = w4
     543:	*(u32 *)(r10 - 0x24) = 0x1
     544:	goto +0x1d <done>
<vxlan>:
     545:	if r6 > 0xfff goto +0x1c <too_deep>
     546:	r6 += r8
     547:	r9 -= 0x1
     548:	if r9 == 0x0 goto +0x19 <too_deep>
     549:	r2 = r6
     550:	r2 += 0x10
     551:	if r2 > r7 goto +0x16 <truncated>
     552:	w3 = *(u8 *)(r6 + 0x8)
     553:	r3 &= 0x8
     554:	if r3 == 0x0 goto +0x13 <bad_tunnel_header>
     555:	r6 += 0x10
     556:	r6 -= r8
     557:	goto -0x15e <ethernet>
<snap>:
     558:	r6 &= 0x7fff
     559:	r6 += r8
     560:	r2 = r6
     561:	r2 += 0x8
     562:	if r2 > r7 goto +0xb <truncated>
     563:	w3 = *(u16 *)(r6 + 0x3)
     564:	if r3 != 0x0 goto +0x8 <else>
     565:	w3 = *(u8 *)(r6 + 0x5)
     566:	if r3 == 0x0 goto +0x2 <holds>
     567:	if r3 == 0xf8 goto +0x1 <holds>
     568:	goto +0x4 <else>
<holds>:
     569:	w5 = *(u16 *)(r6 + 0x6)
     570:	r6 += 0x8
     571:	r6 -= r8
     572:	goto -0x162 <by_ether_type>
<else>:
     573:	goto +0x0 <not_ip>
<done>:
<truncated>:
<too_deep>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<bad_tunnel_header>:
     574:	w2 = *(u32 *)(r10 - 0x4)
     575:	if r2 == 0x0 goto +0x1f <no_flow>
     576:	r1 = *(u64 *)(r10 - 0x58)
     577:	w3 = *(u32 *)(r10 - 0x14)
     578:	r3 <<= 0x20
     579:	r1 += r3
     580:	r2 = *(u64 *)(r10 - 0x60)
     581:	w3 = *(u32 *)(r10 - 0x1c)
     582:	r3 <<= 0x20
     583:	r2 += r3
     584:	w4 = *(u32 *)(r10 - 0xec)
     585:	r3 = -0x61c8864680b583eb ll
     587:	r1 *= r3
     588:	r2 *= r3
<mix>:
     589:	r3 = r1
     590:	r3 >>= 0x20
     591:	r1 ^= r3
     592:	r1 |= 0x1
     593:	r3 = r2
     594:	r3 >>= 0x20
     595:	r2 ^= r3
     596:	r2 |= 0x1
     597:	r1 *= r2
     598:	r2 = r1
     599:	r1 ^= r4
     600:	r2 >>= 0x20
     601:	r1 ^= r2
     602:	r3 = -0x6b2fb644ecceee15 ll
     604:	r1 *= r3
     605:	*(u64 *)(r10 - 0x88) = r1
     606:	goto +0x33 <hashed>
<no_flow>:
     607:	r2 = r8
     608:	r2 += 0xe
     609:	if r2 > r7 goto +0x30 <hashed>
     610:	w4 = *(u16 *)(r8 + 0xc)
     611:	if r4 == 0x81 goto +0x6 <tag>
     612:	if r4 == 0xa888 goto +0x5 <tag>
     613:	if r4 == 0x91 goto +0x4 <tag>
     614:	if r4 == 0x92 goto +0x3 <tag>
     615:	if r4 == 0x93 goto +0x2 <tag>
     616:	if r4 == 0xdbda goto +0x1 <tag>
     617:	goto +0x8 <untagged>
<tag>:
     618:	r2 = r8
     619:	r2 += 0x12
     620:	if r2 > r7 goto +0x5 <untagged>
     621:	w3 = *(u16 *)(r8 + 0xe)
     622:	r3 = be16 r3
     623:	r3 &= 0xfff
     624:	w4 = *(u16 *)(r8 + 0x10)
     625:	goto +0x1 <link>
<untagged>:
     626:	r3 = 0x1000
<link>:
     627:	r3 <<= 0x10
     628:	r4 |= r3
     629:	w1 = *(u32 *)(r8 + 0x6)
     630:	w3 = *(u16 *)(r8 + 0xa)
     631:	r3 <<= 0x20
     632:	r1 |= r3
     633:	w2 = *(u32 *)(r8 + 0x0)
     634:	w3 = *(u16 *)(r8 + 0x4)
     635:	r3 <<= 0x20
     636:	r2 |= r3
     637:	r3 = -0x61c8864680b583eb ll
     639:	r1 *= r3
     640:	r2 *= r3
     641:	r3 = r1
     642:	r3 >>= 0x20
     643:	r1 ^= r3
     644:	r1 |= 0x1
     645:	r3 = r2
     646:	r3 >>= 0x20
     647:	r2 ^= r3
     648:	r2 |= 0x1
     649:	r1 *= r2
     650:	r2 = r1
     651:	r1 ^= r4
     652:	r2 >>= 0x20
     653:	r1 ^= r2
     654:	r3 = -0x6b2fb644ecceee15 ll
     656:	r1 *= r3
     657:	*(u64 *)(r10 - 0x88) = r1
<hashed>:
     658:	w2 = *(u32 *)(r10 - 0xc)
     659:	if w2 >= 0x7 goto +0x2 <above>
     660:	if w2 < 0x6 goto +0x4 <rules_15>
     661:	goto +0x5 <rules_17>
<above>:
     662:	if w2 < 0x11 goto +0x2 <rules_15>
     663:	if w2 < 0x12 goto +0x5 <rules_1f>
     664:	goto +0x0 <rules_15>
<rules_15>:
     665:	*(u32 *)(r10 - 0x194) = 0x15
     666:	goto +0x3 <looked_up>
<rules_17>:
     667:	*(u32 *)(r10 - 0x194) = 0x17
     668:	goto +0x1 <looked_up>
<rules_1f>:
     669:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     670:	w9 = *(u32 *)(r10 - 0x194)
     671:	if r9 == 0x0 goto +0x9d <not_group_0>
     672:	w2 = *(u32 *)(r10 - 0x4)
     673:	if r2 != 0x4 goto +0x7 <rules_1f>
     674:	r2 = *(u64 *)(r10 - 0x60)
     675:	r2 = be32 r2
     676:	if w2 < -0x3ffffe00 goto +0x2 <rules_1b>
     677:	if w2 < -0x3ffffd00 goto +0x3 <rules_1f>
     678:	goto +0x0 <rules_1b>
<rules_1b>:
     679:	*(u32 *)(r10 - 0x194) = 0x1b
     680:	goto +0x1 <looked_up>
<rules_1f>:
     681:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     682:	w2 = *(u32 *)(r10 - 0x194)
     683:	r9 &= r2
     684:	if r9 == 0x0 goto +0x90 <not_group_0>
     685:	w2 = *(u32 *)(r10 - 0x24)
     686:	if r2 != 0x1 goto +0x5 <rules_17>
     687:	w2 = *(u32 *)(r10 - 0x14)
     688:	r2 = be16 r2
     689:	if w2 < 0x35 goto +0x2 <rules_17>
     690:	if w2 < 0x36 goto +0x3 <rules_1f>
     691:	goto +0x0 <rules_17>
<rules_17>:
     692:	*(u32 *)(r10 - 0x194) = 0x17
     693:	goto +0x1 <looked_up>
<rules_1f>:
     694:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     695:	w2 = *(u32 *)(r10 - 0x194)
     696:	r9 &= r2
     697:	if r9 == 0x0 goto +0x83 <not_group_0>
     698:	w2 = *(u32 *)(r10 - 0x24)
     699:	if r2 != 0x1 goto +0x5 <rules_1e>
     700:	w2 = *(u32 *)(r10 - 0x1c)
     701:	r2 = be16 r2
     702:	if w2 < 0x1 goto +0x2 <rules_1e>
     703:	if w2 < 0x400 goto +0x3 <rules_1f>
     704:	goto +0x0 <rules_1e>
<rules_1e>:
     705:	*(u32 *)(r10 - 0x194) = 0x1e
     706:	goto +0x1 <looked_up>
<rules_1f>:
     707:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     708:	w2 = *(u32 *)(r10 - 0x194)
     709:	r9 &= r2
     710:	if r9 == 0x0 goto +0x76 <not_group_0>
     711:	w2 = *(u32 *)(r10 - 0x34)
     712:	if w2 < 0x64 goto +0x2 <rules_1b>
     713:	if w2 < 0xc8 goto +0x3 <rules_1f>
     714:	goto +0x0 <rules_1b>
<rules_1b>:
     715:	*(u32 *)(r10 - 0x194) = 0x1b
     716:	goto +0x1 <looked_up>
<rules_1f>:
     717:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     718:	w2 = *(u32 *)(r10 - 0x194)
     719:	r9 &= r2
     720:	if r9 == 0x0 goto +0x6c <not_group_0>
     721:	w2 = *(u32 *)(r10 - 0x3c)
     722:	r2 = be16 r2
     723:	if w2 < 0x806 goto +0x2 <rules_f>
     724:	if w2 < 0x807 goto +0x3 <rules_1f>
     725:	goto +0x0 <rules_f>
<rules_f>:
     726:	*(u32 *)(r10 - 0x194) = 0xf
     727:	goto +0x1 <looked_up>
<rules_1f>:
     728:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     729:	w2 = *(u32 *)(r10 - 0x194)
     730:	r9 &= r2
     731:	if r9 == 0x0 goto +0x61 <not_group_0>
     732:	w2 = *(u32 *)(r10 - 0x2c)
     733:	if w2 >= 0x2f goto +0x2 <above>
     734:	if w2 < 0x2e goto +0x4 <rules_1d>
     735:	goto +0x5 <rules_1f>
<above>:
     736:	if w2 < 0x30 goto +0x2 <rules_1d>
     737:	if w2 < 0x31 goto +0x3 <rules_1f>
     738:	goto +0x0 <rules_1d>
<rules_1d>:
     739:	*(u32 *)(r10 - 0x194) = 0x1d
     740:	goto +0x1 <looked_up>
<rules_1f>:
     741:	*(u32 *)(r10 - 0x194) = 0x1f
<looked_up>:
     742:	w2 = *(u32 *)(r10 - 0x194)
     743:	r9 &= r2
     744:	if r9 == 0x0 goto +0x54 <not_group_0>
     745:	r2 = r9
     746:	w2 &= 0x1
     747:	if r2 == 0x0 goto +0xf <not_rule_0>
     748:	w2 = *(u32 *)(r10 - 0x24)
     749:	if r2 != 0x1 goto +0xd <not_rule_0>
     750:	w2 = *(u32 *)(r10 - 0x1c)
     751:	r2 = be16 r2
     752:	if w2 < 0x1 goto +0x1 <below>
     753:	if w2 <= 0x3ff goto +0x1 <holds>
<below>:
     754:	goto +0x8 <not_rule_0>
<holds>:
     755:	w2 = *(u32 *)(r10 - 0xe4)
     756:	if r2 == 0x10000 goto +0x6 <not_rule_0>
     757:	r3 = r2
     758:	w3 &= 0x17
     759:	if w3 == 0x2 goto +0x1 <holds>
     760:	goto +0x2 <not_rule_0>
<holds>:
     761:	w0 = 0x1
     762:	exit
<not_rule_0>:
     763:	r2 = r9
     764:	w2 &= 0x2
     765:	if r2 == 0x0 goto +0xa <not_rule_1>
     766:	w2 = *(u32 *)(r10 - 0xc)
     767:	if w2 == 0x6 goto +0x2 <holds>
     768:	if w2 == 0x11 goto +0x1 <holds>
     769:	goto +0x6 <not_rule_1>
<holds>:
     770:	w2 = *(u32 *)(r10 - 0x2c)
     771:	if w2 == 0x2e goto +0x2 <holds>
     772:	if w2 == 0x30 goto +0x1 <holds>
     773:	goto +0x2 <not_rule_1>
<holds>:
     774:	w6 = 0x0
     775:	goto +0x5c <steer>
<not_rule_1>:
     776:	r2 = r9
     777:	w2 &= 0x4
     778:	if r2 == 0x0 goto +0x1e <not_rule_2>
     779:	w2 = *(u32 *)(r10 - 0x4)
     780:	if r2 != 0x4 goto +0x5 <v6>
     781:	r3 = *(u64 *)(r10 - 0x60)
     782:	r4 = r3
     783:	w4 &= 0xffffff
     784:	if w4 == 0x200c0 goto +0xc <holds>
     785:	goto +0x17 <not_rule_2>
<v6>:
     786:	if r2 != 0x6 goto +0x16 <not_rule_2>
     787:	r2 = *(u64 *)(r10 - 0x80)
     788:	r3 = *(u64 *)(r10 - 0x78)
     789:	r4 = -0x1 ll
     791:	r4 &= r2
     792:	r5 = 0x200b80d0120 ll
     794:	if r4 != r5 goto +0x1 <other>
     795:	goto +0x1 <holds>
<other>:
     796:	goto +0xc <not_rule_2>
<holds>:
     797:	w2 = *(u32 *)(r10 - 0x34)
     798:	if w2 < 0x64 goto +0x1 <below>
     799:	if w2 <= 0xc7 goto +0x1 <holds>
<below>:
     800:	goto +0x8 <not_rule_2>
<holds>:
     801:	r1 = *(u64 *)(r10 - 0x88)
     802:	r1 >>= 0x1e
     803:	r1 &= 0xffc
     804:	r2 = 0x1000 ll <tables>
     806:	r2 += r1
     807:	w6 = *(u32 *)(r2 + 0x0)
     808:	goto +0x3b <steer>
<not_rule_2>:
     809:	r2 = r9
     810:	w2 &= 0x8
     811:	if r2 == 0x0 goto +0xa <not_rule_3>
     812:	w2 = *(u32 *)(r10 - 0xc)
     813:	if w2 == 0x11 goto +0x1 <holds>
     814:	goto +0x7 <not_rule_3>
<holds>:
     815:	w2 = *(u32 *)(r10 - 0x24)
     816:	if r2 != 0x1 goto +0x5 <not_rule_3>
     817:	w2 = *(u32 *)(r10 - 0x14)
     818:	if w2 == 0x3500 goto +0x1 <holds>
     819:	goto +0x2 <not_rule_3>
<holds>:
     820:	w6 = 0x1
     821:	goto +0x2e <steer>
<not_rule_3>:
     822:	r2 = r9
     823:	w2 &= 0x10
     824:	if r2 == 0x0 goto +0x4 <not_rule_4>
     825:	w2 = *(u32 *)(r10 - 0x3c)
     826:	if w2 == 0x608 goto +0x1 <holds>
     827:	goto +0x1 <not_rule_4>
<holds>:
     828:	goto +0x2d <pass>
<no_rule>:
<not_group_0>:
<not_rule_4>:
     829:	w2 = *(u32 *)(r10 - 0x4)
     830:	if r2 != 0x4 goto +0xb <other_family>
     831:	w2 = *(u32 *)(r10 - 0x58)
     832:	*(u32 *)(r10 - 0x9c) = 0x20
     833:	*(u32 *)(r10 - 0x98) = w2
     834:	r2 = r10
     835:	r2 += -0x9c
     836:	r1 = 0x0 ll <prefixes4>
     838:	call 0x1	# bpf_map_lookup_elem
     839:	if r0 == 0x0 goto +0x11 <no_prefix>
     840:	w6 = *(u32 *)(r0 + 0x0)
     841:	goto +0x1a <steer>
<other_family>:
     842:	w2 = *(u32 *)(r10 - 0x4)
     843:	if r2 != 0x6 goto +0xd <other_family>
     844:	r2 = *(u64 *)(r10 - 0x70)
     845:	r3 = *(u64 *)(r10 - 0x68)
     846:	*(u32 *)(r10 - 0x9c) = 0x80
     847:	*(u64 *)(r10 - 0x98) = r2
     848:	*(u64 *)(r10 - 0x90) = r3
     849:	r2 = r10
     850:	r2 += -0x9c
     851:	r1 = 0x0 ll <prefixes6>
     853:	call 0x1	# bpf_map_lookup_elem
     854:	if r0 == 0x0 goto +0x2 <no_prefix>
     855:	w6 = *(u32 *)(r0 + 0x0)
     856:	goto +0xb <steer>
<no_prefix>:
<other_family>:
     857:	w2 = *(u32 *)(r10 - 0x4)
     858:	if r2 == 0x0 goto +0x8 <nothing>
     859:	r1 = *(u64 *)(r10 - 0x88)
     860:	r1 >>= 0x1e
     861:	r1 &= 0xffc
     862:	r2 = 0x0 ll <tables>
     864:	r2 += r1
     865:	w6 = *(u32 *)(r2 + 0x0)
     866:	goto +0x1 <steer>
<nothing>:
     867:	goto +0x6 <pass>
<steer>:
     868:	r2 = r6
     869:	r3 = 0x2
     870:	r1 = 0x0 ll <cpus>
     872:	call 0x33	# bpf_redirect_map
     873:	exit
<pass>:
     874:	w0 = 0x2
     875:	exit

