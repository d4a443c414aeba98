; softrss, xdp
       0:	w8 = *(u32 *)(r1 + 0x0)
       1:	w7 = *(u32 *)(r1 + 0x4)
       2:	r2 = r8
       3:	r2 += 0x26
       4:	if r2 > r7 goto +0x50 <other>
       5:	w3 = *(u16 *)(r8 + 0xc)
       6:	if r3 != 0x8 goto +0x1f <not_v4>
       7:	w2 = *(u8 *)(r8 + 0xe)
       8:	if r2 != 0x45 goto +0x4c <other>
       9:	w2 = *(u16 *)(r8 + 0x14)
      10:	r2 &= 0xff3f
      11:	if r2 != 0x0 goto +0x49 <other>
      12:	w4 = *(u8 *)(r8 + 0x17)
      13:	if r4 == 0x6 goto +0x10 <plain>
      14:	if r4 != 0x11 goto +0x46 <other>
      15:	w3 = *(u16 *)(r8 + 0x24)
      16:	r2 = 0x200850140 ll
      18:	r2 >>= r3
      19:	r2 &= 0x1
      20:	if r2 == 0x0 goto +0x7 <no_tunnel>
      21:	if r3 == 0xb512 goto +0x3f <other>
      22:	if r3 == 0x1821 goto +0x3e <other>
      23:	if r3 == 0xb612 goto +0x3d <other>
      24:	if r3 == 0xf510 goto +0x3c <other>
      25:	if r3 == 0xc117 goto +0x3b <other>
      26:	if r3 == 0x6808 goto +0x3a <other>
      27:	if r3 == 0xa506 goto +0x39 <other>
<no_tunnel>:
      28:	w3 = *(u16 *)(r8 + 0x22)
      29:	if r3 == 0xa506 goto +0x37 <other>
<plain>:
<no_tunnel>:
      30:	w1 = *(u32 *)(r8 + 0x1a)
      31:	w2 = *(u32 *)(r8 + 0x1e)
      32:	r3 = -0x61c8864680b583eb ll
      34:	r1 *= r3
      35:	r2 *= r3
      36:	r4 = 0x0
      37:	goto +0x21c <mix>
<not_v4>:
      38:	if r3 != 0xdd86 goto +0x2e <other>
      39:	r2 = r8
      40:	r2 += 0x3a
      41:	if r2 > r7 goto +0x2b <other>
      42:	w2 = *(u8 *)(r8 + 0xe)
      43:	r2 >>= 0x4
      44:	if r2 != 0x6 goto +0x28 <other>
      45:	w4 = *(u8 *)(r8 + 0x14)
      46:	if r4 == 0x6 goto +0x10 <plain>
      47:	if r4 != 0x11 goto +0x25 <other>
      48:	w3 = *(u16 *)(r8 + 0x38)
      49:	r2 = 0x200850140 ll
      51:	r2 >>= r3
      52:	r2 &= 0x1
      53:	if r2 == 0x0 goto +0x7 <no_tunnel>
      54:	if r3 == 0xb512 goto +0x1e <other>
      55:	if r3 == 0x1821 goto +0x1d <other>
      56:	if r3 == 0xb612 goto +0x1c <other>
      57:	if r3 == 0xf510 goto +0x1b <other>
      58:	if r3 == 0xc117 goto +0x1a <other>
      59:	if r3 == 0x6808 goto +0x19 <other>
      60:	if r3 == 0xa506 goto +0x18 <other>
<no_tunnel>:
      61:	w3 = *(u16 *)(r8 + 0x36)
      62:	if r3 == 0xa506 goto +0x16 <other>
<plain>:
<no_tunnel>:
      63:	r0 = -0x2917014799a6026d ll
      65:	r6 = -0x5f89e29b87429bd1 ll
      67:	r1 = *(u64 *)(r8 + 0x16)
      68:	r1 *= r0
      69:	r3 = *(u64 *)(r8 + 0x1e)
      70:	r3 *= r6
      71:	r1 = be64 r1
      72:	r1 += r3
      73:	r2 = *(u64 *)(r8 + 0x26)
      74:	r2 *= r0
      75:	r3 = *(u64 *)(r8 + 0x2e)
      76:	r3 *= r6
      77:	r2 = be64 r2
      78:	r2 += r3
      79:	r3 = -0x61c8864680b583eb ll
      81:	r1 *= r3
      82:	r2 *= r3
      83:	r4 = 0x0
      84:	goto +0x1ed <mix>
<other>:
      85:	w8 = *(u32 *)(r1 + 0x0)
      86:	r2 = r8
      87:	r2 -= r8
      88:	*(u64 *)(r10 - 0x58) = r2
      89:	r2 = r8
      90:	r2 -= r8
      91:	*(u64 *)(r10 - 0x60) = r2
      92:	r2 = r8
      93:	r2 -= r8
      94:	*(u32 *)(r10 - 0x4) = w2
      95:	*(u32 *)(r10 - 0x104) = w2
      96:	*(u32 *)(r10 - 0xc) = 0x10000
      97:	*(u32 *)(r10 - 0x34) = 0x10000
      98:	r6 = r8
      99:	r6 -= r8
     100:	r9 = 0x19
     101:	goto +0x0 <ethernet>
<ethernet>:
     102:	if r6 > 0xfff goto +0x1c7 <too_deep>
     103:	r6 += r8
     104:	r9 -= 0x1
     105:	if r9 == 0x0 goto +0x1c4 <too_deep>
     106:	r2 = r6
     107:	r2 += 0xe
     108:	if r2 > r7 goto +0x1c1 <truncated>
     109:	w5 = *(u16 *)(r6 + 0xc)
     110:	r6 += 0xe
     111:	r6 -= r8
     112:	goto +0x0 <by_ether_type>
<by_ether_type>:
     113:	if r5 == 0x8 goto +0x34 <ipv4>
     114:	if r5 == 0xdd86 goto +0x56 <ipv6>
     115:	if r5 == 0x81 goto +0x80 <vlan>
     116:	if r5 == 0xa888 goto +0x7f <vlan>
     117:	if r5 == 0x91 goto +0x7e <vlan>
     118:	if r5 == 0x92 goto +0x7d <vlan>
     119:	if r5 == 0x93 goto +0x7c <vlan>
     120:	if r5 == 0xdbda goto +0x7b <vlan>
     121:	if r5 == 0xe788 goto +0x8d <pbb>
     122:	if r5 == 0x6488 goto +0x100 <pppoe_id_stop>
     123:	if r5 == 0x4788 goto +0x1b2 <not_in_decap>
     124:	if r5 == 0x4888 goto +0x1b1 <not_in_decap>
     125:	if r5 == 0x5865 goto -0x18 <ethernet>
     126:	if r5 == 0x4f89 goto +0x1af <not_in_decap>
     127:	if r9 <= 0x11 goto +0x12 <late>
     128:	if r5 == 0x2f89 goto +0x1ad <not_in_decap>
     129:	if r5 == 0xfb88 goto +0x1ac <not_in_decap>
     130:	if r5 == 0xc1f1 goto +0x1ab <not_in_decap>
     131:	if r5 == 0x2689 goto +0x1aa <not_in_decap>
     132:	if r5 == 0x3f89 goto +0x1a9 <not_in_decap>
     133:	if r5 == 0x989 goto +0x1a8 <not_in_decap>
     134:	if r5 == 0x589 goto +0x1a7 <not_in_decap>
     135:	if r5 == 0x543 goto +0x1a6 <not_in_decap>
     136:	if r5 == 0xe588 goto +0x1a5 <not_in_decap>
     137:	if r5 == 0xdada goto +0x1a4 <not_in_decap>
     138:	if r5 == 0x9988 goto +0x1a3 <not_in_decap>
     139:	if r5 == 0x7488 goto +0x1a2 <not_in_decap>
     140:	if r5 == 0x1e0 goto +0x1a1 <not_in_decap>
     141:	if r5 == 0xc388 goto +0x1a0 <not_in_decap>
     142:	if r5 == 0x8899 goto +0x19f <not_in_decap>
     143:	if r5 == 0xdcda goto +0x19e <not_in_decap>
     144:	if r5 == 0x3afd goto +0x19d <not_in_decap>
     145:	goto +0x11 <no_link>
<late>:
     146:	if r5 == 0x2f89 goto +0x19b <not_in_decap>
     147:	if r5 == 0xfb88 goto +0x19a <not_in_decap>
     148:	if r5 == 0xc1f1 goto +0x199 <not_in_decap>
     149:	if r5 == 0x2689 goto +0x198 <not_in_decap>
     150:	if r5 == 0x3f89 goto +0x197 <not_in_decap>
     151:	if r5 == 0x989 goto +0x196 <not_in_decap>
     152:	if r5 == 0x589 goto +0x195 <not_in_decap>
     153:	if r5 == 0x543 goto +0x194 <not_in_decap>
     154:	if r5 == 0xe588 goto +0x193 <not_in_decap>
     155:	if r5 == 0xdada goto +0x192 <not_in_decap>
     156:	if r5 == 0x9988 goto +0x191 <not_in_decap>
     157:	if r5 == 0x7488 goto +0x190 <not_in_decap>
     158:	if r5 == 0x1e0 goto +0x18f <not_in_decap>
     159:	if r5 == 0xc388 goto +0x18e <not_in_decap>
     160:	if r5 == 0x8899 goto +0x18d <not_in_decap>
     161:	if r5 == 0xdcda goto +0x18c <not_in_decap>
     162:	if r5 == 0x3afd goto +0x18b <not_in_decap>
<no_link>:
     163:	r5 = be16 r5
     164:	if r5 < 0x600 goto +0x70 <llc>
     165:	goto +0x188 <not_ip>
<ipv4>:
     166:	if r6 > 0xfff goto +0x187 <too_deep>
     167:	r6 += r8
     168:	r9 -= 0x1
     169:	if r9 == 0x0 goto +0x184 <too_deep>
     170:	r2 = r6
     171:	r2 += 0x14
     172:	if r2 > r7 goto +0x181 <truncated>
     173:	w3 = *(u8 *)(r6 + 0x0)
     174:	if r3 < 0x45 goto +0x17f <bad_ip_header>
     175:	if r3 > 0x4f goto +0x17e <bad_ip_header>
     176:	r5 = r8
     177:	r5 -= r8
     178:	w4 = *(u32 *)(r6 + 0xc)
     179:	r4 += r5
     180:	*(u64 *)(r10 - 0x58) = r4
     181:	w4 = *(u32 *)(r6 + 0x10)
     182:	r4 += r5
     183:	*(u64 *)(r10 - 0x60) = r4
     184:	*(u32 *)(r10 - 0x4) = 0x4
     185:	w5 = *(u8 *)(r6 + 0x9)
     186:	*(u32 *)(r10 - 0xc) = w5
     187:	w2 = *(u16 *)(r6 + 0x6)
     188:	r2 &= 0xff3f
     189:	if r2 != 0x0 goto +0x170 <done>
     190:	r3 &= 0xf
     191:	r3 <<= 0x2
     192:	r6 += r3
     193:	r6 -= r8
     194:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     195:	*(u32 *)(r10 - 0xc) = w5
     196:	if r5 == 0x11 goto +0x93 <udp>
     197:	if r5 == 0x2f goto +0xc2 <gre_id>
     198:	if r5 == 0x33 goto +0x81 <ah>
     199:	if r5 == 0x73 goto +0x108 <l2tpinip_id>
     200:	goto +0x165 <done>
<ipv6>:
     201:	if r6 > 0xfff goto +0x164 <too_deep>
     202:	r6 += r8
     203:	r9 -= 0x1
     204:	if r9 == 0x0 goto +0x161 <too_deep>
     205:	r2 = r6
     206:	r2 += 0x28
     207:	if r2 > r7 goto +0x15e <truncated>
     208:	w3 = *(u8 *)(r6 + 0x0)
     209:	r3 &= 0xf0
     210:	if r3 != 0x60 goto +0x15b <bad_ip_header>
     211:	r4 = -0x2917014799a6026d ll
     213:	r5 = -0x5f89e29b87429bd1 ll
     215:	r2 = *(u64 *)(r6 + 0x8)
     216:	r3 = *(u64 *)(r6 + 0x10)
     217:	r2 *= r4
     218:	r2 = be64 r2
     219:	r3 *= r5
     220:	r2 += r3
     221:	*(u64 *)(r10 - 0x58) = r2
     222:	r2 = *(u64 *)(r6 + 0x18)
     223:	r3 = *(u64 *)(r6 + 0x20)
     224:	r2 *= r4
     225:	r2 = be64 r2
     226:	r3 *= r5
     227:	r2 += r3
     228:	*(u64 *)(r10 - 0x60) = r2
     229:	*(u32 *)(r10 - 0x4) = 0x6
     230:	w5 = *(u8 *)(r6 + 0x6)
     231:	r6 += 0x28
     232:	r6 -= r8
     233:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     234:	*(u32 *)(r10 - 0xc) = w5
     235:	if r5 == 0x0 goto +0x3d <hopbyhop>
     236:	if r5 == 0x11 goto +0x6b <udp>
     237:	if r5 == 0x2b goto +0x3b <hopbyhop>
     238:	if r5 == 0x2c goto +0x48 <fragment>
     239:	if r5 == 0x2f goto +0x98 <gre_id>
     240:	if r5 == 0x33 goto +0x57 <ah>
     241:	if r5 == 0x3c goto +0x37 <hopbyhop>
     242:	if r5 == 0x73 goto +0xdd <l2tpinip_id>
     243:	goto +0x13a <done>
<vlan>:
     244:	if r6 > 0xfff goto +0x139 <too_deep>
     245:	r6 += r8
     246:	r9 -= 0x1
     247:	if r9 == 0x0 goto +0x136 <too_deep>
     248:	r2 = r6
     249:	r2 += 0x4
     250:	if r2 > r7 goto +0x133 <truncated>
     251:	w2 = *(u32 *)(r10 - 0x4)
     252:	if r2 != 0x0 goto +0x6 <kept>
     253:	w2 = *(u32 *)(r10 - 0x34)
     254:	if r2 != 0x10000 goto +0x4 <kept>
     255:	w2 = *(u16 *)(r6 + 0x0)
     256:	r2 = be16 r2
     257:	r2 &= 0xfff
     258:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     259:	w5 = *(u16 *)(r6 + 0x2)
     260:	r6 += 0x4
     261:	r6 -= r8
     262:	goto -0x96 <by_ether_type>
<pbb>:
     263:	if r6 > 0xfff goto +0x126 <too_deep>
     264:	r6 += r8
     265:	r9 -= 0x1
     266:	if r9 == 0x0 goto +0x123 <too_deep>
     267:	r2 = r6
     268:	r2 += 0x4
     269:	if r2 > r7 goto +0x120 <truncated>
     270:	w2 = *(u32 *)(r6 + 0x0)
     271:	w2 &= -0x100
     272:	r2 = be32 r2
     273:	*(u32 *)(r10 - 0x104) = w2
     274:	r6 += 0x4
     275:	r6 -= r8
     276:	goto -0xaf <ethernet>
<llc>:
     277:	if r6 > 0xfff goto +0x118 <too_deep>
     278:	r6 += r8
     279:	r9 -= 0x1
     280:	if r9 == 0x0 goto +0x115 <too_deep>
     281:	r2 = r6
     282:	r2 += 0x3
     283:	if r2 > r7 goto +0x112 <truncated>
     284:	w3 = *(u16 *)(r6 + 0x0)
     285:	if r3 != 0xaaaa goto +0x4 <else>
     286:	w2 = *(u8 *)(r6 + 0x2)
     287:	if r2 != 0x3 goto +0x2 <else>
     288:	r6 -= r8
     289:	goto +0x49 <snap>
<else>:
     290:	if r3 != 0x606 goto +0x5 <else>
     291:	w3 = *(u8 *)(r6 + 0x2)
     292:	if r3 != 0x3 goto +0x3 <else>
     293:	r6 += 0x3
     294:	r6 -= r8
     295:	goto -0x82 <ipv4>
<else>:
     296:	goto +0x105 <not_ip>
<hopbyhop>:
     297:	if r6 > 0xfff goto +0x104 <too_deep>
     298:	r6 += r8
     299:	r9 -= 0x1
     300:	if r9 == 0x0 goto +0x101 <too_deep>
     301:	r2 = r6
     302:	r2 += 0x8
     303:	if r2 > r7 goto +0xfe <truncated>
     304:	w5 = *(u8 *)(r6 + 0x0)
     305:	w3 = *(u8 *)(r6 + 0x1)
     306:	r3 += 0x1
     307:	r3 <<= 0x3
     308:	r6 += r3
     309:	r6 -= r8
     310:	goto -0x4d <by_protocol_6>
<fragment>:
     311:	if r6 > 0xfff goto +0xf6 <too_deep>
     312:	r6 += r8
     313:	r9 -= 0x1
     314:	if r9 == 0x0 goto +0xf3 <too_deep>
     315:	r2 = r6
     316:	r2 += 0x8
     317:	if r2 > r7 goto +0xf0 <truncated>
     318:	w3 = *(u16 *)(r6 + 0x2)
     319:	r3 &= 0xf9ff
     320:	if r3 != 0x0 goto +0x4 <else>
     321:	w5 = *(u8 *)(r6 + 0x0)
     322:	r6 += 0x8
     323:	r6 -= r8
     324:	goto -0x5b <by_protocol_6>
<else>:
     325:	w5 = *(u8 *)(r6 + 0x0)
     326:	*(u32 *)(r10 - 0xc) = 0x2c
     327:	goto +0xe6 <done>
<ah>:
     328:	if r6 > 0xfff goto +0xe5 <too_deep>
     329:	r6 += r8
     330:	r9 -= 0x1
     331:	if r9 == 0x0 goto +0xe2 <too_deep>
     332:	r2 = r6
     333:	r2 += 0x8
     334:	if r2 > r7 goto +0xdf <truncated>
     335:	w5 = *(u8 *)(r6 + 0x0)
     336:	w3 = *(u8 *)(r6 + 0x1)
     337:	r3 += 0x2
     338:	r3 <<= 0x2
     339:	r6 += r3
     340:	r6 -= r8
     341:	w2 = *(u32 *)(r10 - 0x4)
     342:	if r2 == 0x6 goto -0x6d <by_protocol_6>
     343:	goto -0x95 <by_protocol_4>
<udp>:
     344:	if r6 > 0xfff goto +0xd5 <too_deep>
     345:	r6 += r8
     346:	r9 -= 0x1
     347:	if r9 == 0x0 goto +0xd2 <too_deep>
     348:	r2 = r6
     349:	r2 += 0x4
     350:	if r2 > r7 goto +0xcf <truncated>
     351:	w3 = *(u16 *)(r6 + 0x0)
     352:	w4 = *(u16 *)(r6 + 0x2)
     353:	r6 -= r8
     354:	if r4 == 0xb512 goto +0x7a <vxlan_id>
     355:	if r4 == 0x1821 goto +0x79 <vxlan_id>
     356:	if r4 == 0xb612 goto +0x88 <vxlangpe_id>
     357:	if r4 == 0xf510 goto +0x98 <lisp_id>
     358:	if r4 == 0xc117 goto +0xa7 <geneve_id>
     359:	if r4 == 0x6808 goto +0xb7 <gtpu_id>
     360:	if r4 == 0xa506 goto +0x4a <l2tp_id>
     361:	if r3 == 0xa506 goto +0x49 <l2tp_id>
     362:	goto +0xc3 <done>
<snap>:
     363:	r6 &= 0x7fff
     364:	r6 += r8
     365:	r2 = r6
     366:	r2 += 0x8
     367:	if r2 > r7 goto +0xbe <truncated>
     368:	w3 = *(u16 *)(r6 + 0x3)
     369:	if r3 != 0x0 goto +0x8 <else>
     370:	w3 = *(u8 *)(r6 + 0x5)
     371:	if r3 == 0x0 goto +0x2 <holds>
     372:	if r3 == 0xf8 goto +0x1 <holds>
     373:	goto +0x4 <else>
<holds>:
     374:	w5 = *(u16 *)(r6 + 0x6)
     375:	r6 += 0x8
     376:	r6 -= r8
     377:	goto -0x109 <by_ether_type>
<else>:
     378:	goto +0xb3 <not_ip>
<pppoe_id_stop>:
     379:	if r6 > 0xfff goto +0xb2 <too_deep>
     380:	r6 += r8
     381:	r9 -= 0x1
     382:	if r9 == 0x0 goto +0xaf <too_deep>
     383:	r2 = r6
     384:	r2 += 0x6
     385:	if r2 > r7 goto +0xac <truncated>
     386:	w3 = *(u16 *)(r6 + 0x0)
     387:	if r3 != 0x11 goto +0xaa <not_in_decap>
     388:	w2 = *(u16 *)(r6 + 0x2)
     389:	r2 = be16 r2
     390:	*(u32 *)(r10 - 0x104) = w2
     391:	goto +0xa6 <not_in_decap>
<gre_id>:
     392:	if r6 > 0xfff goto +0xa5 <too_deep>
     393:	r6 += r8
     394:	r9 -= 0x1
     395:	if r9 == 0x0 goto +0xa2 <too_deep>
     396:	r2 = r6
     397:	r2 += 0x4
     398:	if r2 > r7 goto +0x9f <truncated>
     399:	w2 = *(u16 *)(r6 + 0x0)
     400:	r2 &= 0x7e0
     401:	if r2 != 0x120 goto +0x8 <no_id>
     402:	w2 = *(u16 *)(r6 + 0x2)
     403:	if r2 != 0xb88 goto +0x6 <no_id>
     404:	r2 = r6
     405:	r2 += 0x8
     406:	if r2 > r7 goto +0x97 <truncated>
     407:	w2 = *(u16 *)(r6 + 0x6)
     408:	r2 = be16 r2
     409:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     410:	w3 = *(u16 *)(r6 + 0x0)
     411:	r2 = r3
     412:	r2 &= 0x7e0
     413:	if r2 == 0x120 goto +0x90 <done>
     414:	r3 &= 0x740
     415:	if r3 != 0x0 goto +0x8e <done>
     416:	w2 = *(u8 *)(r6 + 0x0)
     417:	r2 &= 0xa0
     418:	if r2 != 0x20 goto +0x6 <no_id>
     419:	r2 = r6
     420:	r2 += 0x8
     421:	if r2 > r7 goto +0x88 <truncated>
     422:	w2 = *(u32 *)(r6 + 0x4)
     423:	r2 = be32 r2
     424:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     425:	w2 = *(u8 *)(r6 + 0x0)
     426:	r2 &= 0xa0
     427:	if r2 != 0xa0 goto +0x6 <no_id>
     428:	r2 = r6
     429:	r2 += 0xc
     430:	if r2 > r7 goto +0x7f <truncated>
     431:	w2 = *(u32 *)(r6 + 0x8)
     432:	r2 = be32 r2
     433:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     434:	goto +0x7b <done>
<l2tp_id>:
     435:	if r6 > 0xfff goto +0x7a <too_deep>
     436:	r6 += r8
     437:	r9 -= 0x1
     438:	if r9 == 0x0 goto +0x77 <too_deep>
     439:	r2 = r6
     440:	r2 += 0x10
     441:	if r2 > r7 goto +0x74 <truncated>
     442:	w2 = *(u16 *)(r6 + 0x8)
     443:	if r2 != 0x300 goto +0x3 <no_id>
     444:	w2 = *(u32 *)(r6 + 0xc)
     445:	r2 = be32 r2
     446:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     447:	w3 = *(u16 *)(r6 + 0x8)
     448:	if r3 == 0x300 goto +0x6d <done>
     449:	r3 &= 0xffb4
     450:	if r3 != 0x200 goto +0x6b <done>
     451:	w2 = *(u8 *)(r6 + 0x8)
     452:	r2 &= 0x40
     453:	if r2 != 0x0 goto +0x3 <no_id>
     454:	w2 = *(u32 *)(r6 + 0xa)
     455:	r2 = be32 r2
     456:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     457:	w2 = *(u8 *)(r6 + 0x8)
     458:	r2 &= 0x40
     459:	if r2 == 0x0 goto +0x3 <no_id>
     460:	w2 = *(u32 *)(r6 + 0xc)
     461:	r2 = be32 r2
     462:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     463:	goto +0x5e <done>
<l2tpinip_id>:
     464:	if r6 > 0xfff goto +0x5d <too_deep>
     465:	r6 += r8
     466:	r9 -= 0x1
     467:	if r9 == 0x0 goto +0x5a <too_deep>
     468:	r2 = r6
     469:	r2 += 0x4
     470:	if r2 > r7 goto +0x57 <truncated>
     471:	w3 = *(u32 *)(r6 + 0x0)
     472:	if w3 == 0x0 goto +0x55 <done>
     473:	w2 = *(u32 *)(r6 + 0x0)
     474:	r2 = be32 r2
     475:	*(u32 *)(r10 - 0x104) = w2
     476:	goto +0x51 <done>
<vxlan_id>:
     477:	if r6 > 0xfff goto +0x50 <too_deep>
     478:	r6 += r8
     479:	r9 -= 0x1
     480:	if r9 == 0x0 goto +0x4d <too_deep>
     481:	r2 = r6
     482:	r2 += 0x10
     483:	if r2 > r7 goto +0x4a <truncated>
     484:	w3 = *(u8 *)(r6 + 0x8)
     485:	r3 &= 0x8
     486:	if r3 == 0x0 goto +0x47 <done>
     487:	w2 = *(u32 *)(r6 + 0xc)
     488:	w2 &= 0xffffff
     489:	r2 = be32 r2
     490:	r2 >>= 0x8
     491:	*(u32 *)(r10 - 0x104) = w2
     492:	goto +0x41 <done>
<vxlangpe_id>:
     493:	if r6 > 0xfff goto +0x40 <too_deep>
     494:	r6 += r8
     495:	r9 -= 0x1
     496:	if r9 == 0x0 goto +0x3d <too_deep>
     497:	r2 = r6
     498:	r2 += 0x10
     499:	if r2 > r7 goto +0x3a <truncated>
     500:	w3 = *(u8 *)(r6 + 0x8)
     501:	r2 = r3
     502:	r2 &= 0x8
     503:	if r2 == 0x0 goto +0x36 <done>
     504:	w2 = *(u32 *)(r6 + 0xc)
     505:	w2 &= 0xffffff
     506:	r2 = be32 r2
     507:	r2 >>= 0x8
     508:	*(u32 *)(r10 - 0x104) = w2
     509:	goto +0x30 <done>
<lisp_id>:
     510:	if r6 > 0xfff goto +0x2f <too_deep>
     511:	r6 += r8
     512:	r9 -= 0x1
     513:	if r9 == 0x0 goto +0x2c <too_deep>
     514:	r2 = r6
     515:	r2 += 0x10
     516:	if r2 > r7 goto +0x29 <truncated>
     517:	w2 = *(u8 *)(r6 + 0x8)
     518:	r2 &= 0x8
     519:	if r2 == 0x0 goto +0x5 <no_id>
     520:	w2 = *(u32 *)(r6 + 0xc)
     521:	w2 &= 0xffffff
     522:	r2 = be32 r2
     523:	r2 >>= 0x8
     524:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     525:	goto +0x20 <done>
<geneve_id>:
     526:	if r6 > 0xfff goto +0x1f <too_deep>
     527:	r6 += r8
     528:	r9 -= 0x1
     529:	if r9 == 0x0 goto +0x1c <too_deep>
     530:	r2 = r6
     531:	r2 += 0x10
     532:	if r2 > r7 goto +0x19 <truncated>
     533:	w3 = *(u8 *)(r6 + 0x8)
     534:	r2 = r3
     535:	r2 &= 0xc0
     536:	if r2 != 0x0 goto +0x15 <done>
     537:	w2 = *(u32 *)(r6 + 0xc)
     538:	w2 &= 0xffffff
     539:	r2 = be32 r2
     540:	r2 >>= 0x8
     541:	*(u32 *)(r10 - 0x104) = w2
     542:	goto +0xf <done>
<gtpu_id>:
     543:	if r6 > 0xfff goto +0xe <too_deep>
     544:	r6 += r8
     545:	r9 -= 0x1
     546:	if r9 == 0x0 goto +0xb <too_deep>
     547:	r2 = r6
     548:	r2 += 0x10
     549:	if r2 > r7 goto +0x8 <truncated>
     550:	w3 = *(u8 *)(r6 + 0x8)
     551:	r2 = r3
     552:	r2 &= 0xf0
     553:	if r2 != 0x30 goto +0x4 <done>
     554:	w2 = *(u32 *)(r6 + 0xc)
     555:	r2 = be32 r2
     556:	*(u32 *)(r10 - 0x104) = w2
     557:	goto +0x0 <done>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
     558:	w2 = *(u32 *)(r10 - 0x4)
     559:	if r2 == 0x0 goto +0x29 <nothing>
     560:	r1 = *(u64 *)(r10 - 0x58)
     561:	r2 = *(u64 *)(r10 - 0x60)
     562:	r4 = 0x0
     563:	r3 = -0x61c8864680b583eb ll
     565:	r1 *= r3
     566:	r2 *= r3
     567:	w5 = *(u32 *)(r10 - 0x104)
     568:	w3 = *(u32 *)(r10 - 0x34)
     569:	r3 &= 0xfff
     570:	r3 <<= 0x20
     571:	r5 |= r3
     572:	r3 = -0x2e4ab5cd2e6d12fd ll
     574:	r5 *= r3
     575:	r4 ^= r5
     576:	r5 >>= 0x20
     577:	r4 ^= r5
<mix>:
     578:	r3 = r1
     579:	r3 >>= 0x20
     580:	r1 ^= r3
     581:	r1 |= 0x1
     582:	r3 = r2
     583:	r3 >>= 0x20
     584:	r2 ^= r3
     585:	r2 |= 0x1
     586:	r1 *= r2
     587:	r2 = r1
     588:	r1 ^= r4
     589:	r2 >>= 0x20
     590:	r1 ^= r2
     591:	r3 = -0x6b2fb644ecceee15 ll
     593:	r1 *= r3
     594:	r1 >>= 0x1e
     595:	r1 &= 0xffc
     596:	r2 = 0x0 ll <tables>
     598:	r2 += r1
     599:	w6 = *(u32 *)(r2 + 0x0)
     600:	goto +0x1 <steer>
<nothing>:
     601:	goto +0x6 <pass>
<steer>:
     602:	r2 = r6
     603:	r3 = 0x2
     604:	r1 = 0x0 ll <cpus>
     606:	call 0x33	# bpf_redirect_map
     607:	exit
<pass>:
     608:	w0 = 0x2
     609:	exit

