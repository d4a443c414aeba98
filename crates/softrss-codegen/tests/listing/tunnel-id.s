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
      37:	goto +0x218 <mix>
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
      84:	goto +0x1e9 <mix>
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
     100:	r9 = 0x11
     101:	goto +0x0 <ethernet>
<ethernet>:
     102:	if r6 > 0xfff goto +0x1c3 <too_deep>
     103:	r6 += r8
     104:	r9 -= 0x1
     105:	if r9 == 0x0 goto +0x1c0 <too_deep>
     106:	r2 = r6
     107:	r2 += 0xe
     108:	if r2 > r7 goto +0x1bd <truncated>
     109:	w5 = *(u16 *)(r6 + 0xc)
     110:	r6 += 0xe
     111:	r6 -= r8
     112:	goto +0x0 <by_ether_type>
<by_ether_type>:
     113:	if r5 == 0x8 goto +0x30 <ipv4>
     114:	if r5 == 0xdd86 goto +0x52 <ipv6>
     115:	if r5 == 0x81 goto +0x7c <vlan>
     116:	if r5 == 0xa888 goto +0x7b <vlan>
     117:	if r5 == 0x91 goto +0x7a <vlan>
     118:	if r5 == 0x92 goto +0x79 <vlan>
     119:	if r5 == 0x93 goto +0x78 <vlan>
     120:	if r5 == 0xdbda goto +0x77 <vlan>
     121:	if r5 == 0xe788 goto +0x89 <pbb>
     122:	if r5 == 0x6488 goto +0xfc <pppoe_id_stop>
     123:	if r5 == 0x4788 goto +0x1ae <not_in_decap>
     124:	if r5 == 0x4888 goto +0x1ad <not_in_decap>
     125:	if r5 == 0x5865 goto -0x18 <ethernet>
     126:	if r5 == 0x4f89 goto +0x1ab <not_in_decap>
     127:	if r9 <= 0x9 goto +0x10 <late>
     128:	if r5 == 0x2f89 goto +0x1a9 <not_in_decap>
     129:	if r5 == 0xfb88 goto +0x1a8 <not_in_decap>
     130:	if r5 == 0xc1f1 goto +0x1a7 <not_in_decap>
     131:	if r5 == 0x2689 goto +0x1a6 <not_in_decap>
     132:	if r5 == 0x3f89 goto +0x1a5 <not_in_decap>
     133:	if r5 == 0x989 goto +0x1a4 <not_in_decap>
     134:	if r5 == 0x543 goto +0x1a3 <not_in_decap>
     135:	if r5 == 0xe588 goto +0x1a2 <not_in_decap>
     136:	if r5 == 0xdada goto +0x1a1 <not_in_decap>
     137:	if r5 == 0x9988 goto +0x1a0 <not_in_decap>
     138:	if r5 == 0x7488 goto +0x19f <not_in_decap>
     139:	if r5 == 0x1e0 goto +0x19e <not_in_decap>
     140:	if r5 == 0xc388 goto +0x19d <not_in_decap>
     141:	if r5 == 0x8899 goto +0x19c <not_in_decap>
     142:	if r5 == 0xdcda goto +0x19b <not_in_decap>
     143:	goto +0xf <no_link>
<late>:
     144:	if r5 == 0x2f89 goto +0x199 <not_in_decap>
     145:	if r5 == 0xfb88 goto +0x198 <not_in_decap>
     146:	if r5 == 0xc1f1 goto +0x197 <not_in_decap>
     147:	if r5 == 0x2689 goto +0x196 <not_in_decap>
     148:	if r5 == 0x3f89 goto +0x195 <not_in_decap>
     149:	if r5 == 0x989 goto +0x194 <not_in_decap>
     150:	if r5 == 0x543 goto +0x193 <not_in_decap>
     151:	if r5 == 0xe588 goto +0x192 <not_in_decap>
     152:	if r5 == 0xdada goto +0x191 <not_in_decap>
     153:	if r5 == 0x9988 goto +0x190 <not_in_decap>
     154:	if r5 == 0x7488 goto +0x18f <not_in_decap>
     155:	if r5 == 0x1e0 goto +0x18e <not_in_decap>
     156:	if r5 == 0xc388 goto +0x18d <not_in_decap>
     157:	if r5 == 0x8899 goto +0x18c <not_in_decap>
     158:	if r5 == 0xdcda goto +0x18b <not_in_decap>
<no_link>:
     159:	r5 = be16 r5
     160:	if r5 < 0x600 goto +0x70 <llc>
     161:	goto +0x188 <not_ip>
<ipv4>:
     162:	if r6 > 0xfff goto +0x187 <too_deep>
     163:	r6 += r8
     164:	r9 -= 0x1
     165:	if r9 == 0x0 goto +0x184 <too_deep>
     166:	r2 = r6
     167:	r2 += 0x14
     168:	if r2 > r7 goto +0x181 <truncated>
     169:	w3 = *(u8 *)(r6 + 0x0)
     170:	if r3 < 0x45 goto +0x17f <bad_ip_header>
     171:	if r3 > 0x4f goto +0x17e <bad_ip_header>
     172:	r5 = r8
     173:	r5 -= r8
     174:	w4 = *(u32 *)(r6 + 0xc)
     175:	r4 += r5
     176:	*(u64 *)(r10 - 0x58) = r4
     177:	w4 = *(u32 *)(r6 + 0x10)
     178:	r4 += r5
     179:	*(u64 *)(r10 - 0x60) = r4
     180:	*(u32 *)(r10 - 0x4) = 0x4
     181:	w5 = *(u8 *)(r6 + 0x9)
     182:	*(u32 *)(r10 - 0xc) = w5
     183:	w2 = *(u16 *)(r6 + 0x6)
     184:	r2 &= 0xff3f
     185:	if r2 != 0x0 goto +0x170 <done>
     186:	r3 &= 0xf
     187:	r3 <<= 0x2
     188:	r6 += r3
     189:	r6 -= r8
     190:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     191:	*(u32 *)(r10 - 0xc) = w5
     192:	if r5 == 0x11 goto +0x93 <udp>
     193:	if r5 == 0x2f goto +0xc2 <gre_id>
     194:	if r5 == 0x33 goto +0x81 <ah>
     195:	if r5 == 0x73 goto +0x108 <l2tpinip_id>
     196:	goto +0x165 <done>
<ipv6>:
     197:	if r6 > 0xfff goto +0x164 <too_deep>
     198:	r6 += r8
     199:	r9 -= 0x1
     200:	if r9 == 0x0 goto +0x161 <too_deep>
     201:	r2 = r6
     202:	r2 += 0x28
     203:	if r2 > r7 goto +0x15e <truncated>
     204:	w3 = *(u8 *)(r6 + 0x0)
     205:	r3 &= 0xf0
     206:	if r3 != 0x60 goto +0x15b <bad_ip_header>
     207:	r4 = -0x2917014799a6026d ll
     209:	r5 = -0x5f89e29b87429bd1 ll
     211:	r2 = *(u64 *)(r6 + 0x8)
     212:	r3 = *(u64 *)(r6 + 0x10)
     213:	r2 *= r4
     214:	r2 = be64 r2
     215:	r3 *= r5
     216:	r2 += r3
     217:	*(u64 *)(r10 - 0x58) = r2
     218:	r2 = *(u64 *)(r6 + 0x18)
     219:	r3 = *(u64 *)(r6 + 0x20)
     220:	r2 *= r4
     221:	r2 = be64 r2
     222:	r3 *= r5
     223:	r2 += r3
     224:	*(u64 *)(r10 - 0x60) = r2
     225:	*(u32 *)(r10 - 0x4) = 0x6
     226:	w5 = *(u8 *)(r6 + 0x6)
     227:	r6 += 0x28
     228:	r6 -= r8
     229:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     230:	*(u32 *)(r10 - 0xc) = w5
     231:	if r5 == 0x0 goto +0x3d <hopbyhop>
     232:	if r5 == 0x11 goto +0x6b <udp>
     233:	if r5 == 0x2b goto +0x3b <hopbyhop>
     234:	if r5 == 0x2c goto +0x48 <fragment>
     235:	if r5 == 0x2f goto +0x98 <gre_id>
     236:	if r5 == 0x33 goto +0x57 <ah>
     237:	if r5 == 0x3c goto +0x37 <hopbyhop>
     238:	if r5 == 0x73 goto +0xdd <l2tpinip_id>
     239:	goto +0x13a <done>
<vlan>:
     240:	if r6 > 0xfff goto +0x139 <too_deep>
     241:	r6 += r8
     242:	r9 -= 0x1
     243:	if r9 == 0x0 goto +0x136 <too_deep>
     244:	r2 = r6
     245:	r2 += 0x4
     246:	if r2 > r7 goto +0x133 <truncated>
     247:	w2 = *(u32 *)(r10 - 0x4)
     248:	if r2 != 0x0 goto +0x6 <kept>
     249:	w2 = *(u32 *)(r10 - 0x34)
     250:	if r2 != 0x10000 goto +0x4 <kept>
     251:	w2 = *(u16 *)(r6 + 0x0)
     252:	r2 = be16 r2
     253:	r2 &= 0xfff
     254:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     255:	w5 = *(u16 *)(r6 + 0x2)
     256:	r6 += 0x4
     257:	r6 -= r8
     258:	goto -0x92 <by_ether_type>
<pbb>:
     259:	if r6 > 0xfff goto +0x126 <too_deep>
     260:	r6 += r8
     261:	r9 -= 0x1
     262:	if r9 == 0x0 goto +0x123 <too_deep>
     263:	r2 = r6
     264:	r2 += 0x4
     265:	if r2 > r7 goto +0x120 <truncated>
     266:	w2 = *(u32 *)(r6 + 0x0)
     267:	w2 &= -0x100
     268:	r2 = be32 r2
     269:	*(u32 *)(r10 - 0x104) = w2
     270:	r6 += 0x4
     271:	r6 -= r8
     272:	goto -0xab <ethernet>
<llc>:
     273:	if r6 > 0xfff goto +0x118 <too_deep>
     274:	r6 += r8
     275:	r9 -= 0x1
     276:	if r9 == 0x0 goto +0x115 <too_deep>
     277:	r2 = r6
     278:	r2 += 0x3
     279:	if r2 > r7 goto +0x112 <truncated>
     280:	w3 = *(u16 *)(r6 + 0x0)
     281:	if r3 != 0xaaaa goto +0x4 <else>
     282:	w2 = *(u8 *)(r6 + 0x2)
     283:	if r2 != 0x3 goto +0x2 <else>
     284:	r6 -= r8
     285:	goto +0x49 <snap>
<else>:
     286:	if r3 != 0x606 goto +0x5 <else>
     287:	w3 = *(u8 *)(r6 + 0x2)
     288:	if r3 != 0x3 goto +0x3 <else>
     289:	r6 += 0x3
     290:	r6 -= r8
     291:	goto -0x82 <ipv4>
<else>:
     292:	goto +0x105 <not_ip>
<hopbyhop>:
     293:	if r6 > 0xfff goto +0x104 <too_deep>
     294:	r6 += r8
     295:	r9 -= 0x1
     296:	if r9 == 0x0 goto +0x101 <too_deep>
     297:	r2 = r6
     298:	r2 += 0x8
     299:	if r2 > r7 goto +0xfe <truncated>
     300:	w5 = *(u8 *)(r6 + 0x0)
     301:	w3 = *(u8 *)(r6 + 0x1)
     302:	r3 += 0x1
     303:	r3 <<= 0x3
     304:	r6 += r3
     305:	r6 -= r8
     306:	goto -0x4d <by_protocol_6>
<fragment>:
     307:	if r6 > 0xfff goto +0xf6 <too_deep>
     308:	r6 += r8
     309:	r9 -= 0x1
     310:	if r9 == 0x0 goto +0xf3 <too_deep>
     311:	r2 = r6
     312:	r2 += 0x8
     313:	if r2 > r7 goto +0xf0 <truncated>
     314:	w3 = *(u16 *)(r6 + 0x2)
     315:	r3 &= 0xf9ff
     316:	if r3 != 0x0 goto +0x4 <else>
     317:	w5 = *(u8 *)(r6 + 0x0)
     318:	r6 += 0x8
     319:	r6 -= r8
     320:	goto -0x5b <by_protocol_6>
<else>:
     321:	w5 = *(u8 *)(r6 + 0x0)
     322:	*(u32 *)(r10 - 0xc) = 0x2c
     323:	goto +0xe6 <done>
<ah>:
     324:	if r6 > 0xfff goto +0xe5 <too_deep>
     325:	r6 += r8
     326:	r9 -= 0x1
     327:	if r9 == 0x0 goto +0xe2 <too_deep>
     328:	r2 = r6
     329:	r2 += 0x8
     330:	if r2 > r7 goto +0xdf <truncated>
     331:	w5 = *(u8 *)(r6 + 0x0)
     332:	w3 = *(u8 *)(r6 + 0x1)
     333:	r3 += 0x2
     334:	r3 <<= 0x2
     335:	r6 += r3
     336:	r6 -= r8
     337:	w2 = *(u32 *)(r10 - 0x4)
     338:	if r2 == 0x6 goto -0x6d <by_protocol_6>
     339:	goto -0x95 <by_protocol_4>
<udp>:
     340:	if r6 > 0xfff goto +0xd5 <too_deep>
     341:	r6 += r8
     342:	r9 -= 0x1
     343:	if r9 == 0x0 goto +0xd2 <too_deep>
     344:	r2 = r6
     345:	r2 += 0x4
     346:	if r2 > r7 goto +0xcf <truncated>
     347:	w3 = *(u16 *)(r6 + 0x0)
     348:	w4 = *(u16 *)(r6 + 0x2)
     349:	r6 -= r8
     350:	if r4 == 0xb512 goto +0x7a <vxlan_id>
     351:	if r4 == 0x1821 goto +0x79 <vxlan_id>
     352:	if r4 == 0xb612 goto +0x88 <vxlangpe_id>
     353:	if r4 == 0xf510 goto +0x98 <lisp_id>
     354:	if r4 == 0xc117 goto +0xa7 <geneve_id>
     355:	if r4 == 0x6808 goto +0xb7 <gtpu_id>
     356:	if r4 == 0xa506 goto +0x4a <l2tp_id>
     357:	if r3 == 0xa506 goto +0x49 <l2tp_id>
     358:	goto +0xc3 <done>
<snap>:
     359:	r6 &= 0x7fff
     360:	r6 += r8
     361:	r2 = r6
     362:	r2 += 0x8
     363:	if r2 > r7 goto +0xbe <truncated>
     364:	w3 = *(u16 *)(r6 + 0x3)
     365:	if r3 != 0x0 goto +0x8 <else>
     366:	w3 = *(u8 *)(r6 + 0x5)
     367:	if r3 == 0x0 goto +0x2 <holds>
     368:	if r3 == 0xf8 goto +0x1 <holds>
     369:	goto +0x4 <else>
<holds>:
     370:	w5 = *(u16 *)(r6 + 0x6)
     371:	r6 += 0x8
     372:	r6 -= r8
     373:	goto -0x105 <by_ether_type>
<else>:
     374:	goto +0xb3 <not_ip>
<pppoe_id_stop>:
     375:	if r6 > 0xfff goto +0xb2 <too_deep>
     376:	r6 += r8
     377:	r9 -= 0x1
     378:	if r9 == 0x0 goto +0xaf <too_deep>
     379:	r2 = r6
     380:	r2 += 0x6
     381:	if r2 > r7 goto +0xac <truncated>
     382:	w3 = *(u16 *)(r6 + 0x0)
     383:	if r3 != 0x11 goto +0xaa <not_in_decap>
     384:	w2 = *(u16 *)(r6 + 0x2)
     385:	r2 = be16 r2
     386:	*(u32 *)(r10 - 0x104) = w2
     387:	goto +0xa6 <not_in_decap>
<gre_id>:
     388:	if r6 > 0xfff goto +0xa5 <too_deep>
     389:	r6 += r8
     390:	r9 -= 0x1
     391:	if r9 == 0x0 goto +0xa2 <too_deep>
     392:	r2 = r6
     393:	r2 += 0x4
     394:	if r2 > r7 goto +0x9f <truncated>
     395:	w2 = *(u16 *)(r6 + 0x0)
     396:	r2 &= 0x7e0
     397:	if r2 != 0x120 goto +0x8 <no_id>
     398:	w2 = *(u16 *)(r6 + 0x2)
     399:	if r2 != 0xb88 goto +0x6 <no_id>
     400:	r2 = r6
     401:	r2 += 0x8
     402:	if r2 > r7 goto +0x97 <truncated>
     403:	w2 = *(u16 *)(r6 + 0x6)
     404:	r2 = be16 r2
     405:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     406:	w3 = *(u16 *)(r6 + 0x0)
     407:	r2 = r3
     408:	r2 &= 0x7e0
     409:	if r2 == 0x120 goto +0x90 <done>
     410:	r3 &= 0x740
     411:	if r3 != 0x0 goto +0x8e <done>
     412:	w2 = *(u8 *)(r6 + 0x0)
     413:	r2 &= 0xa0
     414:	if r2 != 0x20 goto +0x6 <no_id>
     415:	r2 = r6
     416:	r2 += 0x8
     417:	if r2 > r7 goto +0x88 <truncated>
     418:	w2 = *(u32 *)(r6 + 0x4)
     419:	r2 = be32 r2
     420:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     421:	w2 = *(u8 *)(r6 + 0x0)
     422:	r2 &= 0xa0
     423:	if r2 != 0xa0 goto +0x6 <no_id>
     424:	r2 = r6
     425:	r2 += 0xc
     426:	if r2 > r7 goto +0x7f <truncated>
     427:	w2 = *(u32 *)(r6 + 0x8)
     428:	r2 = be32 r2
     429:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     430:	goto +0x7b <done>
<l2tp_id>:
     431:	if r6 > 0xfff goto +0x7a <too_deep>
     432:	r6 += r8
     433:	r9 -= 0x1
     434:	if r9 == 0x0 goto +0x77 <too_deep>
     435:	r2 = r6
     436:	r2 += 0x10
     437:	if r2 > r7 goto +0x74 <truncated>
     438:	w2 = *(u16 *)(r6 + 0x8)
     439:	if r2 != 0x300 goto +0x3 <no_id>
     440:	w2 = *(u32 *)(r6 + 0xc)
     441:	r2 = be32 r2
     442:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     443:	w3 = *(u16 *)(r6 + 0x8)
     444:	if r3 == 0x300 goto +0x6d <done>
     445:	r3 &= 0xffb4
     446:	if r3 != 0x200 goto +0x6b <done>
     447:	w2 = *(u8 *)(r6 + 0x8)
     448:	r2 &= 0x40
     449:	if r2 != 0x0 goto +0x3 <no_id>
     450:	w2 = *(u32 *)(r6 + 0xa)
     451:	r2 = be32 r2
     452:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     453:	w2 = *(u8 *)(r6 + 0x8)
     454:	r2 &= 0x40
     455:	if r2 == 0x0 goto +0x3 <no_id>
     456:	w2 = *(u32 *)(r6 + 0xc)
     457:	r2 = be32 r2
     458:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     459:	goto +0x5e <done>
<l2tpinip_id>:
     460:	if r6 > 0xfff goto +0x5d <too_deep>
     461:	r6 += r8
     462:	r9 -= 0x1
     463:	if r9 == 0x0 goto +0x5a <too_deep>
     464:	r2 = r6
     465:	r2 += 0x4
     466:	if r2 > r7 goto +0x57 <truncated>
     467:	w3 = *(u32 *)(r6 + 0x0)
     468:	if w3 == 0x0 goto +0x55 <done>
     469:	w2 = *(u32 *)(r6 + 0x0)
     470:	r2 = be32 r2
     471:	*(u32 *)(r10 - 0x104) = w2
     472:	goto +0x51 <done>
<vxlan_id>:
     473:	if r6 > 0xfff goto +0x50 <too_deep>
     474:	r6 += r8
     475:	r9 -= 0x1
     476:	if r9 == 0x0 goto +0x4d <too_deep>
     477:	r2 = r6
     478:	r2 += 0x10
     479:	if r2 > r7 goto +0x4a <truncated>
     480:	w3 = *(u8 *)(r6 + 0x8)
     481:	r3 &= 0x8
     482:	if r3 == 0x0 goto +0x47 <done>
     483:	w2 = *(u32 *)(r6 + 0xc)
     484:	w2 &= 0xffffff
     485:	r2 = be32 r2
     486:	r2 >>= 0x8
     487:	*(u32 *)(r10 - 0x104) = w2
     488:	goto +0x41 <done>
<vxlangpe_id>:
     489:	if r6 > 0xfff goto +0x40 <too_deep>
     490:	r6 += r8
     491:	r9 -= 0x1
     492:	if r9 == 0x0 goto +0x3d <too_deep>
     493:	r2 = r6
     494:	r2 += 0x10
     495:	if r2 > r7 goto +0x3a <truncated>
     496:	w3 = *(u8 *)(r6 + 0x8)
     497:	r2 = r3
     498:	r2 &= 0x8
     499:	if r2 == 0x0 goto +0x36 <done>
     500:	w2 = *(u32 *)(r6 + 0xc)
     501:	w2 &= 0xffffff
     502:	r2 = be32 r2
     503:	r2 >>= 0x8
     504:	*(u32 *)(r10 - 0x104) = w2
     505:	goto +0x30 <done>
<lisp_id>:
     506:	if r6 > 0xfff goto +0x2f <too_deep>
     507:	r6 += r8
     508:	r9 -= 0x1
     509:	if r9 == 0x0 goto +0x2c <too_deep>
     510:	r2 = r6
     511:	r2 += 0x10
     512:	if r2 > r7 goto +0x29 <truncated>
     513:	w2 = *(u8 *)(r6 + 0x8)
     514:	r2 &= 0x8
     515:	if r2 == 0x0 goto +0x5 <no_id>
     516:	w2 = *(u32 *)(r6 + 0xc)
     517:	w2 &= 0xffffff
     518:	r2 = be32 r2
     519:	r2 >>= 0x8
     520:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     521:	goto +0x20 <done>
<geneve_id>:
     522:	if r6 > 0xfff goto +0x1f <too_deep>
     523:	r6 += r8
     524:	r9 -= 0x1
     525:	if r9 == 0x0 goto +0x1c <too_deep>
     526:	r2 = r6
     527:	r2 += 0x10
     528:	if r2 > r7 goto +0x19 <truncated>
     529:	w3 = *(u8 *)(r6 + 0x8)
     530:	r2 = r3
     531:	r2 &= 0xc0
     532:	if r2 != 0x0 goto +0x15 <done>
     533:	w2 = *(u32 *)(r6 + 0xc)
     534:	w2 &= 0xffffff
     535:	r2 = be32 r2
     536:	r2 >>= 0x8
     537:	*(u32 *)(r10 - 0x104) = w2
     538:	goto +0xf <done>
<gtpu_id>:
     539:	if r6 > 0xfff goto +0xe <too_deep>
     540:	r6 += r8
     541:	r9 -= 0x1
     542:	if r9 == 0x0 goto +0xb <too_deep>
     543:	r2 = r6
     544:	r2 += 0x10
     545:	if r2 > r7 goto +0x8 <truncated>
     546:	w3 = *(u8 *)(r6 + 0x8)
     547:	r2 = r3
     548:	r2 &= 0xf0
     549:	if r2 != 0x30 goto +0x4 <done>
     550:	w2 = *(u32 *)(r6 + 0xc)
     551:	r2 = be32 r2
     552:	*(u32 *)(r10 - 0x104) = w2
     553:	goto +0x0 <done>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
     554:	w2 = *(u32 *)(r10 - 0x4)
     555:	if r2 == 0x0 goto +0x29 <nothing>
     556:	r1 = *(u64 *)(r10 - 0x58)
     557:	r2 = *(u64 *)(r10 - 0x60)
     558:	r4 = 0x0
     559:	r3 = -0x61c8864680b583eb ll
     561:	r1 *= r3
     562:	r2 *= r3
     563:	w5 = *(u32 *)(r10 - 0x104)
     564:	w3 = *(u32 *)(r10 - 0x34)
     565:	r3 &= 0xfff
     566:	r3 <<= 0x20
     567:	r5 |= r3
     568:	r3 = -0x2e4ab5cd2e6d12fd ll
     570:	r5 *= r3
     571:	r4 ^= r5
     572:	r5 >>= 0x20
     573:	r4 ^= r5
<mix>:
     574:	r3 = r1
     575:	r3 >>= 0x20
     576:	r1 ^= r3
     577:	r1 |= 0x1
     578:	r3 = r2
     579:	r3 >>= 0x20
     580:	r2 ^= r3
     581:	r2 |= 0x1
     582:	r1 *= r2
     583:	r2 = r1
     584:	r1 ^= r4
     585:	r2 >>= 0x20
     586:	r1 ^= r2
     587:	r3 = -0x6b2fb644ecceee15 ll
     589:	r1 *= r3
     590:	r1 >>= 0x1e
     591:	r1 &= 0xffc
     592:	r2 = 0x0 ll <tables>
     594:	r2 += r1
     595:	w6 = *(u32 *)(r2 + 0x0)
     596:	goto +0x1 <steer>
<nothing>:
     597:	goto +0x6 <pass>
<steer>:
     598:	r2 = r6
     599:	r3 = 0x2
     600:	r1 = 0x0 ll <cpus>
     602:	call 0x33	# bpf_redirect_map
     603:	exit
<pass>:
     604:	w0 = 0x2
     605:	exit

