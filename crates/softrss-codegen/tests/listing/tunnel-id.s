; softrss, xdp
       0:	w8 = *(u32 *)(r1 + 0x0)
       1:	w7 = *(u32 *)(r1 + 0x4)
       2:	r2 = r8
       3:	r2 += 0x26
       4:	if r2 > r7 goto +0x51 <other>
       5:	w3 = *(u16 *)(r8 + 0xc)
       6:	if r3 == 0x8 goto +0x2 <plain4>
       7:	if r3 == 0xdd86 goto +0x20 <plain6>
       8:	goto +0x4d <other>
<plain4>:
       9:	w2 = *(u8 *)(r8 + 0xe)
      10:	if r2 != 0x45 goto +0x4b <other>
      11:	w2 = *(u16 *)(r8 + 0x14)
      12:	r2 &= 0xff3f
      13:	if r2 != 0x0 goto +0x48 <other>
      14:	w4 = *(u8 *)(r8 + 0x17)
      15:	if r4 == 0x6 goto +0x10 <plain>
      16:	if r4 != 0x11 goto +0x45 <other>
      17:	w3 = *(u16 *)(r8 + 0x24)
      18:	r2 = 0x200850140 ll
      20:	r2 >>= r3
      21:	r2 &= 0x1
      22:	if r2 == 0x0 goto +0x7 <no_tunnel>
      23:	if r3 == 0xb512 goto +0x3e <other>
      24:	if r3 == 0x1821 goto +0x3d <other>
      25:	if r3 == 0xb612 goto +0x3c <other>
      26:	if r3 == 0xf510 goto +0x3b <other>
      27:	if r3 == 0xc117 goto +0x3a <other>
      28:	if r3 == 0x6808 goto +0x39 <other>
      29:	if r3 == 0xa506 goto +0x38 <other>
<no_tunnel>:
      30:	w3 = *(u16 *)(r8 + 0x22)
      31:	if r3 == 0xa506 goto +0x36 <other>
<plain>:
<no_tunnel>:
      32:	w1 = *(u32 *)(r8 + 0x1a)
      33:	w2 = *(u32 *)(r8 + 0x1e)
      34:	r3 = -0x61c8864680b583eb ll
      36:	r1 *= r3
      37:	r2 *= r3
      38:	r4 = 0x0
      39:	goto +0x217 <mix>
<plain6>:
      40:	r2 = r8
      41:	r2 += 0x3a
      42:	if r2 > r7 goto +0x2b <other>
      43:	w2 = *(u8 *)(r8 + 0xe)
      44:	r2 >>= 0x4
      45:	if r2 != 0x6 goto +0x28 <other>
      46:	w4 = *(u8 *)(r8 + 0x14)
      47:	if r4 == 0x6 goto +0x10 <plain>
      48:	if r4 != 0x11 goto +0x25 <other>
      49:	w3 = *(u16 *)(r8 + 0x38)
      50:	r2 = 0x200850140 ll
      52:	r2 >>= r3
      53:	r2 &= 0x1
      54:	if r2 == 0x0 goto +0x7 <no_tunnel>
      55:	if r3 == 0xb512 goto +0x1e <other>
      56:	if r3 == 0x1821 goto +0x1d <other>
      57:	if r3 == 0xb612 goto +0x1c <other>
      58:	if r3 == 0xf510 goto +0x1b <other>
      59:	if r3 == 0xc117 goto +0x1a <other>
      60:	if r3 == 0x6808 goto +0x19 <other>
      61:	if r3 == 0xa506 goto +0x18 <other>
<no_tunnel>:
      62:	w3 = *(u16 *)(r8 + 0x36)
      63:	if r3 == 0xa506 goto +0x16 <other>
<plain>:
<no_tunnel>:
      64:	r0 = -0x2917014799a6026d ll
      66:	r6 = -0x5f89e29b87429bd1 ll
      68:	r1 = *(u64 *)(r8 + 0x16)
      69:	r1 *= r0
      70:	r3 = *(u64 *)(r8 + 0x1e)
      71:	r3 *= r6
      72:	r1 = be64 r1
      73:	r1 += r3
      74:	r2 = *(u64 *)(r8 + 0x26)
      75:	r2 *= r0
      76:	r3 = *(u64 *)(r8 + 0x2e)
      77:	r3 *= r6
      78:	r2 = be64 r2
      79:	r2 += r3
      80:	r3 = -0x61c8864680b583eb ll
      82:	r1 *= r3
      83:	r2 *= r3
      84:	r4 = 0x0
      85:	goto +0x1e9 <mix>
<other>:
      86:	w8 = *(u32 *)(r1 + 0x0)
      87:	r2 = r8
      88:	r2 -= r8
      89:	*(u64 *)(r10 - 0x58) = r2
      90:	r2 = r8
      91:	r2 -= r8
      92:	*(u64 *)(r10 - 0x60) = r2
      93:	r2 = r8
      94:	r2 -= r8
      95:	*(u32 *)(r10 - 0x4) = w2
      96:	*(u32 *)(r10 - 0x104) = w2
      97:	*(u32 *)(r10 - 0xc) = 0x10000
      98:	*(u32 *)(r10 - 0x34) = 0x10000
      99:	r6 = r8
     100:	r6 -= r8
     101:	r9 = 0x11
     102:	goto +0x0 <ethernet>
<ethernet>:
     103:	if r6 > 0xfff goto +0x1c3 <too_deep>
     104:	r6 += r8
     105:	r9 -= 0x1
     106:	if r9 == 0x0 goto +0x1c0 <too_deep>
     107:	r2 = r6
     108:	r2 += 0xe
     109:	if r2 > r7 goto +0x1bd <truncated>
     110:	w5 = *(u16 *)(r6 + 0xc)
     111:	r6 += 0xe
     112:	r6 -= r8
     113:	goto +0x0 <by_ether_type>
<by_ether_type>:
     114:	if r5 == 0x8 goto +0x30 <ipv4>
     115:	if r5 == 0xdd86 goto +0x52 <ipv6>
     116:	if r5 == 0x81 goto +0x7c <vlan>
     117:	if r5 == 0xa888 goto +0x7b <vlan>
     118:	if r5 == 0x91 goto +0x7a <vlan>
     119:	if r5 == 0x92 goto +0x79 <vlan>
     120:	if r5 == 0x93 goto +0x78 <vlan>
     121:	if r5 == 0xdbda goto +0x77 <vlan>
     122:	if r5 == 0xe788 goto +0x89 <pbb>
     123:	if r5 == 0x6488 goto +0xfc <pppoe_id_stop>
     124:	if r5 == 0x4788 goto +0x1ae <not_in_decap>
     125:	if r5 == 0x4888 goto +0x1ad <not_in_decap>
     126:	if r5 == 0x5865 goto -0x18 <ethernet>
     127:	if r5 == 0x4f89 goto +0x1ab <not_in_decap>
     128:	if r9 <= 0x9 goto +0x10 <late>
     129:	if r5 == 0x2f89 goto +0x1a9 <not_in_decap>
     130:	if r5 == 0xfb88 goto +0x1a8 <not_in_decap>
     131:	if r5 == 0xc1f1 goto +0x1a7 <not_in_decap>
     132:	if r5 == 0x2689 goto +0x1a6 <not_in_decap>
     133:	if r5 == 0x3f89 goto +0x1a5 <not_in_decap>
     134:	if r5 == 0x989 goto +0x1a4 <not_in_decap>
     135:	if r5 == 0x543 goto +0x1a3 <not_in_decap>
     136:	if r5 == 0xe588 goto +0x1a2 <not_in_decap>
     137:	if r5 == 0xdada goto +0x1a1 <not_in_decap>
     138:	if r5 == 0x9988 goto +0x1a0 <not_in_decap>
     139:	if r5 == 0x7488 goto +0x19f <not_in_decap>
     140:	if r5 == 0x1e0 goto +0x19e <not_in_decap>
     141:	if r5 == 0xc388 goto +0x19d <not_in_decap>
     142:	if r5 == 0x8899 goto +0x19c <not_in_decap>
     143:	if r5 == 0xdcda goto +0x19b <not_in_decap>
     144:	goto +0xf <no_link>
<late>:
     145:	if r5 == 0x2f89 goto +0x199 <not_in_decap>
     146:	if r5 == 0xfb88 goto +0x198 <not_in_decap>
     147:	if r5 == 0xc1f1 goto +0x197 <not_in_decap>
     148:	if r5 == 0x2689 goto +0x196 <not_in_decap>
     149:	if r5 == 0x3f89 goto +0x195 <not_in_decap>
     150:	if r5 == 0x989 goto +0x194 <not_in_decap>
     151:	if r5 == 0x543 goto +0x193 <not_in_decap>
     152:	if r5 == 0xe588 goto +0x192 <not_in_decap>
     153:	if r5 == 0xdada goto +0x191 <not_in_decap>
     154:	if r5 == 0x9988 goto +0x190 <not_in_decap>
     155:	if r5 == 0x7488 goto +0x18f <not_in_decap>
     156:	if r5 == 0x1e0 goto +0x18e <not_in_decap>
     157:	if r5 == 0xc388 goto +0x18d <not_in_decap>
     158:	if r5 == 0x8899 goto +0x18c <not_in_decap>
     159:	if r5 == 0xdcda goto +0x18b <not_in_decap>
<no_link>:
     160:	r5 = be16 r5
     161:	if r5 < 0x600 goto +0x70 <llc>
     162:	goto +0x188 <not_ip>
<ipv4>:
     163:	if r6 > 0xfff goto +0x187 <too_deep>
     164:	r6 += r8
     165:	r9 -= 0x1
     166:	if r9 == 0x0 goto +0x184 <too_deep>
     167:	r2 = r6
     168:	r2 += 0x14
     169:	if r2 > r7 goto +0x181 <truncated>
     170:	w3 = *(u8 *)(r6 + 0x0)
     171:	if r3 < 0x45 goto +0x17f <bad_ip_header>
     172:	if r3 > 0x4f goto +0x17e <bad_ip_header>
     173:	r5 = r8
     174:	r5 -= r8
     175:	w4 = *(u32 *)(r6 + 0xc)
     176:	r4 += r5
     177:	*(u64 *)(r10 - 0x58) = r4
     178:	w4 = *(u32 *)(r6 + 0x10)
     179:	r4 += r5
     180:	*(u64 *)(r10 - 0x60) = r4
     181:	*(u32 *)(r10 - 0x4) = 0x4
     182:	w5 = *(u8 *)(r6 + 0x9)
     183:	*(u32 *)(r10 - 0xc) = w5
     184:	w2 = *(u16 *)(r6 + 0x6)
     185:	r2 &= 0xff3f
     186:	if r2 != 0x0 goto +0x170 <done>
     187:	r3 &= 0xf
     188:	r3 <<= 0x2
     189:	r6 += r3
     190:	r6 -= r8
     191:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     192:	*(u32 *)(r10 - 0xc) = w5
     193:	if r5 == 0x11 goto +0x93 <udp>
     194:	if r5 == 0x2f goto +0xc2 <gre_id>
     195:	if r5 == 0x33 goto +0x81 <ah>
     196:	if r5 == 0x73 goto +0x108 <l2tpinip_id>
     197:	goto +0x165 <done>
<ipv6>:
     198:	if r6 > 0xfff goto +0x164 <too_deep>
     199:	r6 += r8
     200:	r9 -= 0x1
     201:	if r9 == 0x0 goto +0x161 <too_deep>
     202:	r2 = r6
     203:	r2 += 0x28
     204:	if r2 > r7 goto +0x15e <truncated>
     205:	w3 = *(u8 *)(r6 + 0x0)
     206:	r3 &= 0xf0
     207:	if r3 != 0x60 goto +0x15b <bad_ip_header>
     208:	r4 = -0x2917014799a6026d ll
     210:	r5 = -0x5f89e29b87429bd1 ll
     212:	r2 = *(u64 *)(r6 + 0x8)
     213:	r3 = *(u64 *)(r6 + 0x10)
     214:	r2 *= r4
     215:	r2 = be64 r2
     216:	r3 *= r5
     217:	r2 += r3
     218:	*(u64 *)(r10 - 0x58) = r2
     219:	r2 = *(u64 *)(r6 + 0x18)
     220:	r3 = *(u64 *)(r6 + 0x20)
     221:	r2 *= r4
     222:	r2 = be64 r2
     223:	r3 *= r5
     224:	r2 += r3
     225:	*(u64 *)(r10 - 0x60) = r2
     226:	*(u32 *)(r10 - 0x4) = 0x6
     227:	w5 = *(u8 *)(r6 + 0x6)
     228:	r6 += 0x28
     229:	r6 -= r8
     230:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     231:	*(u32 *)(r10 - 0xc) = w5
     232:	if r5 == 0x0 goto +0x3d <hopbyhop>
     233:	if r5 == 0x11 goto +0x6b <udp>
     234:	if r5 == 0x2b goto +0x3b <hopbyhop>
     235:	if r5 == 0x2c goto +0x48 <fragment>
     236:	if r5 == 0x2f goto +0x98 <gre_id>
     237:	if r5 == 0x33 goto +0x57 <ah>
     238:	if r5 == 0x3c goto +0x37 <hopbyhop>
     239:	if r5 == 0x73 goto +0xdd <l2tpinip_id>
     240:	goto +0x13a <done>
<vlan>:
     241:	if r6 > 0xfff goto +0x139 <too_deep>
     242:	r6 += r8
     243:	r9 -= 0x1
     244:	if r9 == 0x0 goto +0x136 <too_deep>
     245:	r2 = r6
     246:	r2 += 0x4
     247:	if r2 > r7 goto +0x133 <truncated>
     248:	w2 = *(u32 *)(r10 - 0x4)
     249:	if r2 != 0x0 goto +0x6 <kept>
     250:	w2 = *(u32 *)(r10 - 0x34)
     251:	if r2 != 0x10000 goto +0x4 <kept>
     252:	w2 = *(u16 *)(r6 + 0x0)
     253:	r2 = be16 r2
     254:	r2 &= 0xfff
     255:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     256:	w5 = *(u16 *)(r6 + 0x2)
     257:	r6 += 0x4
     258:	r6 -= r8
     259:	goto -0x92 <by_ether_type>
<pbb>:
     260:	if r6 > 0xfff goto +0x126 <too_deep>
     261:	r6 += r8
     262:	r9 -= 0x1
     263:	if r9 == 0x0 goto +0x123 <too_deep>
     264:	r2 = r6
     265:	r2 += 0x4
     266:	if r2 > r7 goto +0x120 <truncated>
     267:	w2 = *(u32 *)(r6 + 0x0)
     268:	w2 &= -0x100
     269:	r2 = be32 r2
     270:	*(u32 *)(r10 - 0x104) = w2
     271:	r6 += 0x4
     272:	r6 -= r8
     273:	goto -0xab <ethernet>
<llc>:
     274:	if r6 > 0xfff goto +0x118 <too_deep>
     275:	r6 += r8
     276:	r9 -= 0x1
     277:	if r9 == 0x0 goto +0x115 <too_deep>
     278:	r2 = r6
     279:	r2 += 0x3
     280:	if r2 > r7 goto +0x112 <truncated>
     281:	w3 = *(u16 *)(r6 + 0x0)
     282:	if r3 != 0xaaaa goto +0x4 <else>
     283:	w2 = *(u8 *)(r6 + 0x2)
     284:	if r2 != 0x3 goto +0x2 <else>
     285:	r6 -= r8
     286:	goto +0x49 <snap>
<else>:
     287:	if r3 != 0x606 goto +0x5 <else>
     288:	w3 = *(u8 *)(r6 + 0x2)
     289:	if r3 != 0x3 goto +0x3 <else>
     290:	r6 += 0x3
     291:	r6 -= r8
     292:	goto -0x82 <ipv4>
<else>:
     293:	goto +0x105 <not_ip>
<hopbyhop>:
     294:	if r6 > 0xfff goto +0x104 <too_deep>
     295:	r6 += r8
     296:	r9 -= 0x1
     297:	if r9 == 0x0 goto +0x101 <too_deep>
     298:	r2 = r6
     299:	r2 += 0x8
     300:	if r2 > r7 goto +0xfe <truncated>
     301:	w5 = *(u8 *)(r6 + 0x0)
     302:	w3 = *(u8 *)(r6 + 0x1)
     303:	r3 += 0x1
     304:	r3 <<= 0x3
     305:	r6 += r3
     306:	r6 -= r8
     307:	goto -0x4d <by_protocol_6>
<fragment>:
     308:	if r6 > 0xfff goto +0xf6 <too_deep>
     309:	r6 += r8
     310:	r9 -= 0x1
     311:	if r9 == 0x0 goto +0xf3 <too_deep>
     312:	r2 = r6
     313:	r2 += 0x8
     314:	if r2 > r7 goto +0xf0 <truncated>
     315:	w3 = *(u16 *)(r6 + 0x2)
     316:	r3 &= 0xf9ff
     317:	if r3 != 0x0 goto +0x4 <else>
     318:	w5 = *(u8 *)(r6 + 0x0)
     319:	r6 += 0x8
     320:	r6 -= r8
     321:	goto -0x5b <by_protocol_6>
<else>:
     322:	w5 = *(u8 *)(r6 + 0x0)
     323:	*(u32 *)(r10 - 0xc) = 0x2c
     324:	goto +0xe6 <done>
<ah>:
     325:	if r6 > 0xfff goto +0xe5 <too_deep>
     326:	r6 += r8
     327:	r9 -= 0x1
     328:	if r9 == 0x0 goto +0xe2 <too_deep>
     329:	r2 = r6
     330:	r2 += 0x8
     331:	if r2 > r7 goto +0xdf <truncated>
     332:	w5 = *(u8 *)(r6 + 0x0)
     333:	w3 = *(u8 *)(r6 + 0x1)
     334:	r3 += 0x2
     335:	r3 <<= 0x2
     336:	r6 += r3
     337:	r6 -= r8
     338:	w2 = *(u32 *)(r10 - 0x4)
     339:	if r2 == 0x6 goto -0x6d <by_protocol_6>
     340:	goto -0x95 <by_protocol_4>
<udp>:
     341:	if r6 > 0xfff goto +0xd5 <too_deep>
     342:	r6 += r8
     343:	r9 -= 0x1
     344:	if r9 == 0x0 goto +0xd2 <too_deep>
     345:	r2 = r6
     346:	r2 += 0x4
     347:	if r2 > r7 goto +0xcf <truncated>
     348:	w3 = *(u16 *)(r6 + 0x0)
     349:	w4 = *(u16 *)(r6 + 0x2)
     350:	r6 -= r8
     351:	if r4 == 0xb512 goto +0x7a <vxlan_id>
     352:	if r4 == 0x1821 goto +0x79 <vxlan_id>
     353:	if r4 == 0xb612 goto +0x88 <vxlangpe_id>
     354:	if r4 == 0xf510 goto +0x98 <lisp_id>
     355:	if r4 == 0xc117 goto +0xa7 <geneve_id>
     356:	if r4 == 0x6808 goto +0xb7 <gtpu_id>
     357:	if r4 == 0xa506 goto +0x4a <l2tp_id>
     358:	if r3 == 0xa506 goto +0x49 <l2tp_id>
     359:	goto +0xc3 <done>
<snap>:
     360:	r6 &= 0x7fff
     361:	r6 += r8
     362:	r2 = r6
     363:	r2 += 0x8
     364:	if r2 > r7 goto +0xbe <truncated>
     365:	w3 = *(u16 *)(r6 + 0x3)
     366:	if r3 != 0x0 goto +0x8 <else>
     367:	w3 = *(u8 *)(r6 + 0x5)
     368:	if r3 == 0x0 goto +0x2 <holds>
     369:	if r3 == 0xf8 goto +0x1 <holds>
     370:	goto +0x4 <else>
<holds>:
     371:	w5 = *(u16 *)(r6 + 0x6)
     372:	r6 += 0x8
     373:	r6 -= r8
     374:	goto -0x105 <by_ether_type>
<else>:
     375:	goto +0xb3 <not_ip>
<pppoe_id_stop>:
     376:	if r6 > 0xfff goto +0xb2 <too_deep>
     377:	r6 += r8
     378:	r9 -= 0x1
     379:	if r9 == 0x0 goto +0xaf <too_deep>
     380:	r2 = r6
     381:	r2 += 0x6
     382:	if r2 > r7 goto +0xac <truncated>
     383:	w3 = *(u16 *)(r6 + 0x0)
     384:	if r3 != 0x11 goto +0xaa <not_in_decap>
     385:	w2 = *(u16 *)(r6 + 0x2)
     386:	r2 = be16 r2
     387:	*(u32 *)(r10 - 0x104) = w2
     388:	goto +0xa6 <not_in_decap>
<gre_id>:
     389:	if r6 > 0xfff goto +0xa5 <too_deep>
     390:	r6 += r8
     391:	r9 -= 0x1
     392:	if r9 == 0x0 goto +0xa2 <too_deep>
     393:	r2 = r6
     394:	r2 += 0x4
     395:	if r2 > r7 goto +0x9f <truncated>
     396:	w2 = *(u16 *)(r6 + 0x0)
     397:	r2 &= 0x7e0
     398:	if r2 != 0x120 goto +0x8 <no_id>
     399:	w2 = *(u16 *)(r6 + 0x2)
     400:	if r2 != 0xb88 goto +0x6 <no_id>
     401:	r2 = r6
     402:	r2 += 0x8
     403:	if r2 > r7 goto +0x97 <truncated>
     404:	w2 = *(u16 *)(r6 + 0x6)
     405:	r2 = be16 r2
     406:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     407:	w3 = *(u16 *)(r6 + 0x0)
     408:	r2 = r3
     409:	r2 &= 0x7e0
     410:	if r2 == 0x120 goto +0x90 <done>
     411:	r3 &= 0x740
     412:	if r3 != 0x0 goto +0x8e <done>
     413:	w2 = *(u8 *)(r6 + 0x0)
     414:	r2 &= 0xa0
     415:	if r2 != 0x20 goto +0x6 <no_id>
     416:	r2 = r6
     417:	r2 += 0x8
     418:	if r2 > r7 goto +0x88 <truncated>
     419:	w2 = *(u32 *)(r6 + 0x4)
     420:	r2 = be32 r2
     421:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     422:	w2 = *(u8 *)(r6 + 0x0)
     423:	r2 &= 0xa0
     424:	if r2 != 0xa0 goto +0x6 <no_id>
     425:	r2 = r6
     426:	r2 += 0xc
     427:	if r2 > r7 goto +0x7f <truncated>
     428:	w2 = *(u32 *)(r6 + 0x8)
     429:	r2 = be32 r2
     430:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     431:	goto +0x7b <done>
<l2tp_id>:
     432:	if r6 > 0xfff goto +0x7a <too_deep>
     433:	r6 += r8
     434:	r9 -= 0x1
     435:	if r9 == 0x0 goto +0x77 <too_deep>
     436:	r2 = r6
     437:	r2 += 0x10
     438:	if r2 > r7 goto +0x74 <truncated>
     439:	w2 = *(u16 *)(r6 + 0x8)
     440:	if r2 != 0x300 goto +0x3 <no_id>
     441:	w2 = *(u32 *)(r6 + 0xc)
     442:	r2 = be32 r2
     443:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     444:	w3 = *(u16 *)(r6 + 0x8)
     445:	if r3 == 0x300 goto +0x6d <done>
     446:	r3 &= 0xffb4
     447:	if r3 != 0x200 goto +0x6b <done>
     448:	w2 = *(u8 *)(r6 + 0x8)
     449:	r2 &= 0x40
     450:	if r2 != 0x0 goto +0x3 <no_id>
     451:	w2 = *(u32 *)(r6 + 0xa)
     452:	r2 = be32 r2
     453:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     454:	w2 = *(u8 *)(r6 + 0x8)
     455:	r2 &= 0x40
     456:	if r2 == 0x0 goto +0x3 <no_id>
     457:	w2 = *(u32 *)(r6 + 0xc)
     458:	r2 = be32 r2
     459:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     460:	goto +0x5e <done>
<l2tpinip_id>:
     461:	if r6 > 0xfff goto +0x5d <too_deep>
     462:	r6 += r8
     463:	r9 -= 0x1
     464:	if r9 == 0x0 goto +0x5a <too_deep>
     465:	r2 = r6
     466:	r2 += 0x4
     467:	if r2 > r7 goto +0x57 <truncated>
     468:	w3 = *(u32 *)(r6 + 0x0)
     469:	if w3 == 0x0 goto +0x55 <done>
     470:	w2 = *(u32 *)(r6 + 0x0)
     471:	r2 = be32 r2
     472:	*(u32 *)(r10 - 0x104) = w2
     473:	goto +0x51 <done>
<vxlan_id>:
     474:	if r6 > 0xfff goto +0x50 <too_deep>
     475:	r6 += r8
     476:	r9 -= 0x1
     477:	if r9 == 0x0 goto +0x4d <too_deep>
     478:	r2 = r6
     479:	r2 += 0x10
     480:	if r2 > r7 goto +0x4a <truncated>
     481:	w3 = *(u8 *)(r6 + 0x8)
     482:	r3 &= 0x8
     483:	if r3 == 0x0 goto +0x47 <done>
     484:	w2 = *(u32 *)(r6 + 0xc)
     485:	w2 &= 0xffffff
     486:	r2 = be32 r2
     487:	r2 >>= 0x8
     488:	*(u32 *)(r10 - 0x104) = w2
     489:	goto +0x41 <done>
<vxlangpe_id>:
     490:	if r6 > 0xfff goto +0x40 <too_deep>
     491:	r6 += r8
     492:	r9 -= 0x1
     493:	if r9 == 0x0 goto +0x3d <too_deep>
     494:	r2 = r6
     495:	r2 += 0x10
     496:	if r2 > r7 goto +0x3a <truncated>
     497:	w3 = *(u8 *)(r6 + 0x8)
     498:	r2 = r3
     499:	r2 &= 0x8
     500:	if r2 == 0x0 goto +0x36 <done>
     501:	w2 = *(u32 *)(r6 + 0xc)
     502:	w2 &= 0xffffff
     503:	r2 = be32 r2
     504:	r2 >>= 0x8
     505:	*(u32 *)(r10 - 0x104) = w2
     506:	goto +0x30 <done>
<lisp_id>:
     507:	if r6 > 0xfff goto +0x2f <too_deep>
     508:	r6 += r8
     509:	r9 -= 0x1
     510:	if r9 == 0x0 goto +0x2c <too_deep>
     511:	r2 = r6
     512:	r2 += 0x10
     513:	if r2 > r7 goto +0x29 <truncated>
     514:	w2 = *(u8 *)(r6 + 0x8)
     515:	r2 &= 0x8
     516:	if r2 == 0x0 goto +0x5 <no_id>
     517:	w2 = *(u32 *)(r6 + 0xc)
     518:	w2 &= 0xffffff
     519:	r2 = be32 r2
     520:	r2 >>= 0x8
     521:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     522:	goto +0x20 <done>
<geneve_id>:
     523:	if r6 > 0xfff goto +0x1f <too_deep>
     524:	r6 += r8
     525:	r9 -= 0x1
     526:	if r9 == 0x0 goto +0x1c <too_deep>
     527:	r2 = r6
     528:	r2 += 0x10
     529:	if r2 > r7 goto +0x19 <truncated>
     530:	w3 = *(u8 *)(r6 + 0x8)
     531:	r2 = r3
     532:	r2 &= 0xc0
     533:	if r2 != 0x0 goto +0x15 <done>
     534:	w2 = *(u32 *)(r6 + 0xc)
     535:	w2 &= 0xffffff
     536:	r2 = be32 r2
     537:	r2 >>= 0x8
     538:	*(u32 *)(r10 - 0x104) = w2
     539:	goto +0xf <done>
<gtpu_id>:
     540:	if r6 > 0xfff goto +0xe <too_deep>
     541:	r6 += r8
     542:	r9 -= 0x1
     543:	if r9 == 0x0 goto +0xb <too_deep>
     544:	r2 = r6
     545:	r2 += 0x10
     546:	if r2 > r7 goto +0x8 <truncated>
     547:	w3 = *(u8 *)(r6 + 0x8)
     548:	r2 = r3
     549:	r2 &= 0xf0
     550:	if r2 != 0x30 goto +0x4 <done>
     551:	w2 = *(u32 *)(r6 + 0xc)
     552:	r2 = be32 r2
     553:	*(u32 *)(r10 - 0x104) = w2
     554:	goto +0x0 <done>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
     555:	w2 = *(u32 *)(r10 - 0x4)
     556:	if r2 == 0x0 goto +0x29 <nothing>
     557:	r1 = *(u64 *)(r10 - 0x58)
     558:	r2 = *(u64 *)(r10 - 0x60)
     559:	r4 = 0x0
     560:	r3 = -0x61c8864680b583eb ll
     562:	r1 *= r3
     563:	r2 *= r3
     564:	w5 = *(u32 *)(r10 - 0x104)
     565:	w3 = *(u32 *)(r10 - 0x34)
     566:	r3 &= 0xfff
     567:	r3 <<= 0x20
     568:	r5 |= r3
     569:	r3 = -0x2e4ab5cd2e6d12fd ll
     571:	r5 *= r3
     572:	r4 ^= r5
     573:	r5 >>= 0x20
     574:	r4 ^= r5
<mix>:
     575:	r3 = r1
     576:	r3 >>= 0x20
     577:	r1 ^= r3
     578:	r1 |= 0x1
     579:	r3 = r2
     580:	r3 >>= 0x20
     581:	r2 ^= r3
     582:	r2 |= 0x1
     583:	r1 *= r2
     584:	r2 = r1
     585:	r1 ^= r4
     586:	r2 >>= 0x20
     587:	r1 ^= r2
     588:	r3 = -0x6b2fb644ecceee15 ll
     590:	r1 *= r3
     591:	r1 >>= 0x1e
     592:	r1 &= 0xffc
     593:	r2 = 0x0 ll <tables>
     595:	r2 += r1
     596:	w6 = *(u32 *)(r2 + 0x0)
     597:	goto +0x1 <steer>
<nothing>:
     598:	goto +0x6 <pass>
<steer>:
     599:	r2 = r6
     600:	r3 = 0x2
     601:	r1 = 0x0 ll <cpus>
     603:	call 0x33	# bpf_redirect_map
     604:	exit
<pass>:
     605:	w0 = 0x2
     606:	exit

