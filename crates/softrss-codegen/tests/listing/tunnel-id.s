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
      37:	goto +0x277 <mix>
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
      84:	goto +0x248 <mix>
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
     102:	if r6 > 0xfff goto +0x222 <too_deep>
     103:	r6 += r8
     104:	r9 -= 0x1
     105:	if r9 == 0x0 goto +0x21f <too_deep>
     106:	r2 = r6
     107:	r2 += 0xe
     108:	if r2 > r7 goto +0x21c <truncated>
     109:	w5 = *(u16 *)(r6 + 0xc)
     110:	r6 += 0xe
     111:	r6 -= r8
     112:	goto +0x0 <by_ether_type>
<by_ether_type>:
     113:	if r5 == 0x8 goto +0x34 <ipv4>
     114:	if r5 == 0xdd86 goto +0x58 <ipv6>
     115:	if r5 == 0x81 goto +0x84 <vlan>
     116:	if r5 == 0xa888 goto +0x83 <vlan>
     117:	if r5 == 0x91 goto +0x82 <vlan>
     118:	if r5 == 0x92 goto +0x81 <vlan>
     119:	if r5 == 0x93 goto +0x80 <vlan>
     120:	if r5 == 0xdbda goto +0x7f <vlan>
     121:	if r5 == 0xe788 goto +0x91 <pbb>
     122:	if r5 == 0x6488 goto +0x104 <pppoe_id_stop>
     123:	if r5 == 0x4788 goto +0x11d <mpls_id_stop>
     124:	if r5 == 0x4888 goto +0x11c <mpls_id_stop>
     125:	if r5 == 0x5865 goto -0x18 <ethernet>
     126:	if r5 == 0x4f89 goto +0x1c6 <nsh_id_stop>
     127:	if r9 <= 0x11 goto +0x12 <late>
     128:	if r5 == 0x2f89 goto +0x208 <not_in_decap>
     129:	if r5 == 0xfb88 goto +0x207 <not_in_decap>
     130:	if r5 == 0xc1f1 goto +0x206 <not_in_decap>
     131:	if r5 == 0x2689 goto +0x205 <not_in_decap>
     132:	if r5 == 0x3f89 goto +0x204 <not_in_decap>
     133:	if r5 == 0x989 goto +0x203 <not_in_decap>
     134:	if r5 == 0x589 goto +0x202 <not_in_decap>
     135:	if r5 == 0x543 goto +0x201 <not_in_decap>
     136:	if r5 == 0xe588 goto +0x11d <macsec_id_stop>
     137:	if r5 == 0xdada goto +0x1ff <not_in_decap>
     138:	if r5 == 0x9988 goto +0x1fe <not_in_decap>
     139:	if r5 == 0x7488 goto +0x1fd <not_in_decap>
     140:	if r5 == 0x1e0 goto +0x1fc <not_in_decap>
     141:	if r5 == 0xc388 goto +0x1fb <not_in_decap>
     142:	if r5 == 0x8899 goto +0x1fa <not_in_decap>
     143:	if r5 == 0xdcda goto +0x1f9 <not_in_decap>
     144:	if r5 == 0x3afd goto +0x1f8 <not_in_decap>
     145:	goto +0x11 <no_link>
<late>:
     146:	if r5 == 0x2f89 goto +0x1f6 <not_in_decap>
     147:	if r5 == 0xfb88 goto +0x1f5 <not_in_decap>
     148:	if r5 == 0xc1f1 goto +0x1f4 <not_in_decap>
     149:	if r5 == 0x2689 goto +0x1f3 <not_in_decap>
     150:	if r5 == 0x3f89 goto +0x1f2 <not_in_decap>
     151:	if r5 == 0x989 goto +0x1f1 <not_in_decap>
     152:	if r5 == 0x589 goto +0x1f0 <not_in_decap>
     153:	if r5 == 0x543 goto +0x1ef <not_in_decap>
     154:	if r5 == 0xe588 goto +0x1ee <not_in_decap>
     155:	if r5 == 0xdada goto +0x1ed <not_in_decap>
     156:	if r5 == 0x9988 goto +0x1ec <not_in_decap>
     157:	if r5 == 0x7488 goto +0x1eb <not_in_decap>
     158:	if r5 == 0x1e0 goto +0x1ea <not_in_decap>
     159:	if r5 == 0xc388 goto +0x1e9 <not_in_decap>
     160:	if r5 == 0x8899 goto +0x1e8 <not_in_decap>
     161:	if r5 == 0xdcda goto +0x1e7 <not_in_decap>
     162:	if r5 == 0x3afd goto +0x1e6 <not_in_decap>
<no_link>:
     163:	r5 = be16 r5
     164:	if r5 < 0x600 goto +0x74 <llc>
     165:	goto +0x1e3 <not_ip>
<ipv4>:
     166:	if r6 > 0xfff goto +0x1e2 <too_deep>
     167:	r6 += r8
     168:	r9 -= 0x1
     169:	if r9 == 0x0 goto +0x1df <too_deep>
     170:	r2 = r6
     171:	r2 += 0x14
     172:	if r2 > r7 goto +0x1dc <truncated>
     173:	w3 = *(u8 *)(r6 + 0x0)
     174:	if r3 < 0x45 goto +0x1da <bad_ip_header>
     175:	if r3 > 0x4f goto +0x1d9 <bad_ip_header>
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
     189:	if r2 != 0x0 goto +0x1cb <done>
     190:	r3 &= 0xf
     191:	r3 <<= 0x2
     192:	r6 += r3
     193:	r6 -= r8
     194:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     195:	*(u32 *)(r10 - 0xc) = w5
     196:	if r5 == 0x11 goto +0x97 <udp>
     197:	if r5 == 0x2f goto +0xf5 <gre_id>
     198:	if r5 == 0x33 goto +0x85 <ah>
     199:	if r5 == 0x73 goto +0x13b <l2tpinip_id>
     200:	if r5 == 0x89 goto +0xc3 <mpls_id>
     201:	if r5 == 0x91 goto +0x167 <nsh_id>
     202:	goto +0x1be <done>
<ipv6>:
     203:	if r6 > 0xfff goto +0x1bd <too_deep>
     204:	r6 += r8
     205:	r9 -= 0x1
     206:	if r9 == 0x0 goto +0x1ba <too_deep>
     207:	r2 = r6
     208:	r2 += 0x28
     209:	if r2 > r7 goto +0x1b7 <truncated>
     210:	w3 = *(u8 *)(r6 + 0x0)
     211:	r3 &= 0xf0
     212:	if r3 != 0x60 goto +0x1b4 <bad_ip_header>
     213:	r4 = -0x2917014799a6026d ll
     215:	r5 = -0x5f89e29b87429bd1 ll
     217:	r2 = *(u64 *)(r6 + 0x8)
     218:	r3 = *(u64 *)(r6 + 0x10)
     219:	r2 *= r4
     220:	r2 = be64 r2
     221:	r3 *= r5
     222:	r2 += r3
     223:	*(u64 *)(r10 - 0x58) = r2
     224:	r2 = *(u64 *)(r6 + 0x18)
     225:	r3 = *(u64 *)(r6 + 0x20)
     226:	r2 *= r4
     227:	r2 = be64 r2
     228:	r3 *= r5
     229:	r2 += r3
     230:	*(u64 *)(r10 - 0x60) = r2
     231:	*(u32 *)(r10 - 0x4) = 0x6
     232:	w5 = *(u8 *)(r6 + 0x6)
     233:	r6 += 0x28
     234:	r6 -= r8
     235:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     236:	*(u32 *)(r10 - 0xc) = w5
     237:	if r5 == 0x0 goto +0x3f <hopbyhop>
     238:	if r5 == 0x11 goto +0x6d <udp>
     239:	if r5 == 0x2b goto +0x3d <hopbyhop>
     240:	if r5 == 0x2c goto +0x4a <fragment>
     241:	if r5 == 0x2f goto +0xc9 <gre_id>
     242:	if r5 == 0x33 goto +0x59 <ah>
     243:	if r5 == 0x3c goto +0x39 <hopbyhop>
     244:	if r5 == 0x73 goto +0x10e <l2tpinip_id>
     245:	if r5 == 0x89 goto +0x96 <mpls_id>
     246:	if r5 == 0x91 goto +0x13a <nsh_id>
     247:	goto +0x191 <done>
<vlan>:
     248:	if r6 > 0xfff goto +0x190 <too_deep>
     249:	r6 += r8
     250:	r9 -= 0x1
     251:	if r9 == 0x0 goto +0x18d <too_deep>
     252:	r2 = r6
     253:	r2 += 0x4
     254:	if r2 > r7 goto +0x18a <truncated>
     255:	w2 = *(u32 *)(r10 - 0x4)
     256:	if r2 != 0x0 goto +0x6 <kept>
     257:	w2 = *(u32 *)(r10 - 0x34)
     258:	if r2 != 0x10000 goto +0x4 <kept>
     259:	w2 = *(u16 *)(r6 + 0x0)
     260:	r2 = be16 r2
     261:	r2 &= 0xfff
     262:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     263:	w5 = *(u16 *)(r6 + 0x2)
     264:	r6 += 0x4
     265:	r6 -= r8
     266:	goto -0x9a <by_ether_type>
<pbb>:
     267:	if r6 > 0xfff goto +0x17d <too_deep>
     268:	r6 += r8
     269:	r9 -= 0x1
     270:	if r9 == 0x0 goto +0x17a <too_deep>
     271:	r2 = r6
     272:	r2 += 0x4
     273:	if r2 > r7 goto +0x177 <truncated>
     274:	w2 = *(u32 *)(r6 + 0x0)
     275:	w2 &= -0x100
     276:	r2 = be32 r2
     277:	*(u32 *)(r10 - 0x104) = w2
     278:	r6 += 0x4
     279:	r6 -= r8
     280:	goto -0xb3 <ethernet>
<llc>:
     281:	if r6 > 0xfff goto +0x16f <too_deep>
     282:	r6 += r8
     283:	r9 -= 0x1
     284:	if r9 == 0x0 goto +0x16c <too_deep>
     285:	r2 = r6
     286:	r2 += 0x3
     287:	if r2 > r7 goto +0x169 <truncated>
     288:	w3 = *(u16 *)(r6 + 0x0)
     289:	if r3 != 0xaaaa goto +0x4 <else>
     290:	w2 = *(u8 *)(r6 + 0x2)
     291:	if r2 != 0x3 goto +0x2 <else>
     292:	r6 -= r8
     293:	goto +0x49 <snap>
<else>:
     294:	if r3 != 0x606 goto +0x5 <else>
     295:	w3 = *(u8 *)(r6 + 0x2)
     296:	if r3 != 0x3 goto +0x3 <else>
     297:	r6 += 0x3
     298:	r6 -= r8
     299:	goto -0x86 <ipv4>
<else>:
     300:	goto +0x15c <not_ip>
<hopbyhop>:
     301:	if r6 > 0xfff goto +0x15b <too_deep>
     302:	r6 += r8
     303:	r9 -= 0x1
     304:	if r9 == 0x0 goto +0x158 <too_deep>
     305:	r2 = r6
     306:	r2 += 0x8
     307:	if r2 > r7 goto +0x155 <truncated>
     308:	w5 = *(u8 *)(r6 + 0x0)
     309:	w3 = *(u8 *)(r6 + 0x1)
     310:	r3 += 0x1
     311:	r3 <<= 0x3
     312:	r6 += r3
     313:	r6 -= r8
     314:	goto -0x4f <by_protocol_6>
<fragment>:
     315:	if r6 > 0xfff goto +0x14d <too_deep>
     316:	r6 += r8
     317:	r9 -= 0x1
     318:	if r9 == 0x0 goto +0x14a <too_deep>
     319:	r2 = r6
     320:	r2 += 0x8
     321:	if r2 > r7 goto +0x147 <truncated>
     322:	w3 = *(u16 *)(r6 + 0x2)
     323:	r3 &= 0xf9ff
     324:	if r3 != 0x0 goto +0x4 <else>
     325:	w5 = *(u8 *)(r6 + 0x0)
     326:	r6 += 0x8
     327:	r6 -= r8
     328:	goto -0x5d <by_protocol_6>
<else>:
     329:	w5 = *(u8 *)(r6 + 0x0)
     330:	*(u32 *)(r10 - 0xc) = 0x2c
     331:	goto +0x13d <done>
<ah>:
     332:	if r6 > 0xfff goto +0x13c <too_deep>
     333:	r6 += r8
     334:	r9 -= 0x1
     335:	if r9 == 0x0 goto +0x139 <too_deep>
     336:	r2 = r6
     337:	r2 += 0x8
     338:	if r2 > r7 goto +0x136 <truncated>
     339:	w5 = *(u8 *)(r6 + 0x0)
     340:	w3 = *(u8 *)(r6 + 0x1)
     341:	r3 += 0x2
     342:	r3 <<= 0x2
     343:	r6 += r3
     344:	r6 -= r8
     345:	w2 = *(u32 *)(r10 - 0x4)
     346:	if r2 == 0x6 goto -0x6f <by_protocol_6>
     347:	goto -0x99 <by_protocol_4>
<udp>:
     348:	if r6 > 0xfff goto +0x12c <too_deep>
     349:	r6 += r8
     350:	r9 -= 0x1
     351:	if r9 == 0x0 goto +0x129 <too_deep>
     352:	r2 = r6
     353:	r2 += 0x4
     354:	if r2 > r7 goto +0x126 <truncated>
     355:	w3 = *(u16 *)(r6 + 0x0)
     356:	w4 = *(u16 *)(r6 + 0x2)
     357:	r6 -= r8
     358:	if r4 == 0xb512 goto +0xa9 <vxlan_id>
     359:	if r4 == 0x1821 goto +0xa8 <vxlan_id>
     360:	if r4 == 0xb612 goto +0xb7 <vxlangpe_id>
     361:	if r4 == 0xf510 goto +0xef <lisp_id>
     362:	if r4 == 0xc117 goto +0xfe <geneve_id>
     363:	if r4 == 0x6808 goto +0x10e <gtpu_id>
     364:	if r4 == 0xa506 goto +0x79 <l2tp_id>
     365:	if r3 == 0xa506 goto +0x78 <l2tp_id>
     366:	goto +0x11a <done>
<snap>:
     367:	r6 &= 0x7fff
     368:	r6 += r8
     369:	r2 = r6
     370:	r2 += 0x8
     371:	if r2 > r7 goto +0x115 <truncated>
     372:	w3 = *(u16 *)(r6 + 0x3)
     373:	if r3 != 0x0 goto +0x8 <else>
     374:	w3 = *(u8 *)(r6 + 0x5)
     375:	if r3 == 0x0 goto +0x2 <holds>
     376:	if r3 == 0xf8 goto +0x1 <holds>
     377:	goto +0x4 <else>
<holds>:
     378:	w5 = *(u16 *)(r6 + 0x6)
     379:	r6 += 0x8
     380:	r6 -= r8
     381:	goto -0x10d <by_ether_type>
<else>:
     382:	goto +0x10a <not_ip>
<pppoe_id_stop>:
     383:	if r6 > 0xfff goto +0x109 <too_deep>
     384:	r6 += r8
     385:	r9 -= 0x1
     386:	if r9 == 0x0 goto +0x106 <too_deep>
     387:	r2 = r6
     388:	r2 += 0x6
     389:	if r2 > r7 goto +0x103 <truncated>
     390:	w3 = *(u16 *)(r6 + 0x0)
     391:	if r3 != 0x11 goto +0x101 <not_in_decap>
     392:	w2 = *(u16 *)(r6 + 0x2)
     393:	r2 = be16 r2
     394:	*(u32 *)(r10 - 0x104) = w2
     395:	goto +0xfd <not_in_decap>
<mpls_id>:
     396:	if r6 > 0xfff goto +0xfc <too_deep>
     397:	r6 += r8
     398:	r9 -= 0x1
     399:	if r9 == 0x0 goto +0xf9 <too_deep>
     400:	r2 = r6
     401:	r2 += 0x4
     402:	if r2 > r7 goto +0xf6 <truncated>
     403:	w2 = *(u32 *)(r6 + 0x0)
     404:	w2 &= 0xf0ffff
     405:	r2 = be32 r2
     406:	r2 >>= 0xc
     407:	*(u32 *)(r10 - 0x104) = w2
     408:	goto +0xf0 <done>
<mpls_id_stop>:
     409:	if r6 > 0xfff goto +0xef <too_deep>
     410:	r6 += r8
     411:	r9 -= 0x1
     412:	if r9 == 0x0 goto +0xec <too_deep>
     413:	r2 = r6
     414:	r2 += 0x4
     415:	if r2 > r7 goto +0xe9 <truncated>
     416:	w2 = *(u32 *)(r6 + 0x0)
     417:	w2 &= 0xf0ffff
     418:	r2 = be32 r2
     419:	r2 >>= 0xc
     420:	*(u32 *)(r10 - 0x104) = w2
     421:	goto +0xe3 <not_in_decap>
<macsec_id_stop>:
     422:	if r6 > 0xfff goto +0xe2 <too_deep>
     423:	r6 += r8
     424:	r9 -= 0x1
     425:	if r9 == 0x0 goto +0xdf <too_deep>
     426:	r2 = r6
     427:	r2 += 0x8
     428:	if r2 > r7 goto +0xdc <truncated>
     429:	w3 = *(u8 *)(r6 + 0x0)
     430:	r2 = r3
     431:	r2 &= 0x80
     432:	if r2 != 0x0 goto +0xd8 <not_in_decap>
     433:	w2 = *(u8 *)(r6 + 0x0)
     434:	r2 &= 0x20
     435:	if r2 == 0x0 goto +0x6 <no_id>
     436:	r2 = r6
     437:	r2 += 0xe
     438:	if r2 > r7 goto +0xd2 <truncated>
     439:	w2 = *(u32 *)(r6 + 0xa)
     440:	r2 = be32 r2
     441:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     442:	goto +0xce <not_in_decap>
<gre_id>:
     443:	if r6 > 0xfff goto +0xcd <too_deep>
     444:	r6 += r8
     445:	r9 -= 0x1
     446:	if r9 == 0x0 goto +0xca <too_deep>
     447:	r2 = r6
     448:	r2 += 0x4
     449:	if r2 > r7 goto +0xc7 <truncated>
     450:	w2 = *(u16 *)(r6 + 0x0)
     451:	r2 &= 0x7e0
     452:	if r2 != 0x120 goto +0x8 <no_id>
     453:	w2 = *(u16 *)(r6 + 0x2)
     454:	if r2 != 0xb88 goto +0x6 <no_id>
     455:	r2 = r6
     456:	r2 += 0x8
     457:	if r2 > r7 goto +0xbf <truncated>
     458:	w2 = *(u16 *)(r6 + 0x6)
     459:	r2 = be16 r2
     460:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     461:	w3 = *(u16 *)(r6 + 0x0)
     462:	r2 = r3
     463:	r2 &= 0x7e0
     464:	if r2 == 0x120 goto +0xb8 <done>
     465:	r3 &= 0x740
     466:	if r3 != 0x0 goto +0xb6 <done>
     467:	w2 = *(u8 *)(r6 + 0x0)
     468:	r2 &= 0xa0
     469:	if r2 != 0x20 goto +0x6 <no_id>
     470:	r2 = r6
     471:	r2 += 0x8
     472:	if r2 > r7 goto +0xb0 <truncated>
     473:	w2 = *(u32 *)(r6 + 0x4)
     474:	r2 = be32 r2
     475:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     476:	w2 = *(u8 *)(r6 + 0x0)
     477:	r2 &= 0xa0
     478:	if r2 != 0xa0 goto +0x6 <no_id>
     479:	r2 = r6
     480:	r2 += 0xc
     481:	if r2 > r7 goto +0xa7 <truncated>
     482:	w2 = *(u32 *)(r6 + 0x8)
     483:	r2 = be32 r2
     484:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     485:	goto +0xa3 <done>
<l2tp_id>:
     486:	if r6 > 0xfff goto +0xa2 <too_deep>
     487:	r6 += r8
     488:	r9 -= 0x1
     489:	if r9 == 0x0 goto +0x9f <too_deep>
     490:	r2 = r6
     491:	r2 += 0x10
     492:	if r2 > r7 goto +0x9c <truncated>
     493:	w2 = *(u16 *)(r6 + 0x8)
     494:	if r2 != 0x300 goto +0x3 <no_id>
     495:	w2 = *(u32 *)(r6 + 0xc)
     496:	r2 = be32 r2
     497:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     498:	w3 = *(u16 *)(r6 + 0x8)
     499:	if r3 == 0x300 goto +0x95 <done>
     500:	r3 &= 0xffb4
     501:	if r3 != 0x200 goto +0x93 <done>
     502:	w2 = *(u8 *)(r6 + 0x8)
     503:	r2 &= 0x40
     504:	if r2 != 0x0 goto +0x3 <no_id>
     505:	w2 = *(u32 *)(r6 + 0xa)
     506:	r2 = be32 r2
     507:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     508:	w2 = *(u8 *)(r6 + 0x8)
     509:	r2 &= 0x40
     510:	if r2 == 0x0 goto +0x3 <no_id>
     511:	w2 = *(u32 *)(r6 + 0xc)
     512:	r2 = be32 r2
     513:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     514:	goto +0x86 <done>
<l2tpinip_id>:
     515:	if r6 > 0xfff goto +0x85 <too_deep>
     516:	r6 += r8
     517:	r9 -= 0x1
     518:	if r9 == 0x0 goto +0x82 <too_deep>
     519:	r2 = r6
     520:	r2 += 0x4
     521:	if r2 > r7 goto +0x7f <truncated>
     522:	w3 = *(u32 *)(r6 + 0x0)
     523:	if w3 == 0x0 goto +0x7d <done>
     524:	w2 = *(u32 *)(r6 + 0x0)
     525:	r2 = be32 r2
     526:	*(u32 *)(r10 - 0x104) = w2
     527:	goto +0x79 <done>
<vxlan_id>:
     528:	if r6 > 0xfff goto +0x78 <too_deep>
     529:	r6 += r8
     530:	r9 -= 0x1
     531:	if r9 == 0x0 goto +0x75 <too_deep>
     532:	r2 = r6
     533:	r2 += 0x10
     534:	if r2 > r7 goto +0x72 <truncated>
     535:	w3 = *(u8 *)(r6 + 0x8)
     536:	r3 &= 0x8
     537:	if r3 == 0x0 goto +0x6f <done>
     538:	w2 = *(u32 *)(r6 + 0xc)
     539:	w2 &= 0xffffff
     540:	r2 = be32 r2
     541:	r2 >>= 0x8
     542:	*(u32 *)(r10 - 0x104) = w2
     543:	goto +0x69 <done>
<vxlangpe_id>:
     544:	if r6 > 0xfff goto +0x68 <too_deep>
     545:	r6 += r8
     546:	r9 -= 0x1
     547:	if r9 == 0x0 goto +0x65 <too_deep>
     548:	r2 = r6
     549:	r2 += 0x10
     550:	if r2 > r7 goto +0x62 <truncated>
     551:	w3 = *(u8 *)(r6 + 0x8)
     552:	r2 = r3
     553:	r2 &= 0x8
     554:	if r2 == 0x0 goto +0x5e <done>
     555:	w2 = *(u32 *)(r6 + 0xc)
     556:	w2 &= 0xffffff
     557:	r2 = be32 r2
     558:	r2 >>= 0x8
     559:	*(u32 *)(r10 - 0x104) = w2
     560:	goto +0x58 <done>
<nsh_id>:
     561:	if r6 > 0xfff goto +0x57 <too_deep>
     562:	r6 += r8
     563:	r9 -= 0x1
     564:	if r9 == 0x0 goto +0x54 <too_deep>
     565:	r2 = r6
     566:	r2 += 0x8
     567:	if r2 > r7 goto +0x51 <truncated>
     568:	w3 = *(u8 *)(r6 + 0x0)
     569:	r3 &= 0xc0
     570:	if r3 != 0x0 goto +0x4e <done>
     571:	w3 = *(u8 *)(r6 + 0x1)
     572:	r2 = r3
     573:	r2 &= 0x3f
     574:	if r2 < 0x2 goto +0x4a <done>
     575:	w2 = *(u32 *)(r6 + 0x4)
     576:	w2 &= 0xffffff
     577:	r2 = be32 r2
     578:	r2 >>= 0x8
     579:	*(u32 *)(r10 - 0x104) = w2
     580:	goto +0x44 <done>
<nsh_id_stop>:
     581:	if r6 > 0xfff goto +0x43 <too_deep>
     582:	r6 += r8
     583:	r9 -= 0x1
     584:	if r9 == 0x0 goto +0x40 <too_deep>
     585:	r2 = r6
     586:	r2 += 0x8
     587:	if r2 > r7 goto +0x3d <truncated>
     588:	w3 = *(u8 *)(r6 + 0x0)
     589:	r3 &= 0xc0
     590:	if r3 != 0x0 goto +0x3a <not_in_decap>
     591:	w3 = *(u8 *)(r6 + 0x1)
     592:	r2 = r3
     593:	r2 &= 0x3f
     594:	if r2 < 0x2 goto +0x36 <not_in_decap>
     595:	w2 = *(u32 *)(r6 + 0x4)
     596:	w2 &= 0xffffff
     597:	r2 = be32 r2
     598:	r2 >>= 0x8
     599:	*(u32 *)(r10 - 0x104) = w2
     600:	goto +0x30 <not_in_decap>
<lisp_id>:
     601:	if r6 > 0xfff goto +0x2f <too_deep>
     602:	r6 += r8
     603:	r9 -= 0x1
     604:	if r9 == 0x0 goto +0x2c <too_deep>
     605:	r2 = r6
     606:	r2 += 0x10
     607:	if r2 > r7 goto +0x29 <truncated>
     608:	w2 = *(u8 *)(r6 + 0x8)
     609:	r2 &= 0x8
     610:	if r2 == 0x0 goto +0x5 <no_id>
     611:	w2 = *(u32 *)(r6 + 0xc)
     612:	w2 &= 0xffffff
     613:	r2 = be32 r2
     614:	r2 >>= 0x8
     615:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     616:	goto +0x20 <done>
<geneve_id>:
     617:	if r6 > 0xfff goto +0x1f <too_deep>
     618:	r6 += r8
     619:	r9 -= 0x1
     620:	if r9 == 0x0 goto +0x1c <too_deep>
     621:	r2 = r6
     622:	r2 += 0x10
     623:	if r2 > r7 goto +0x19 <truncated>
     624:	w3 = *(u8 *)(r6 + 0x8)
     625:	r2 = r3
     626:	r2 &= 0xc0
     627:	if r2 != 0x0 goto +0x15 <done>
     628:	w2 = *(u32 *)(r6 + 0xc)
     629:	w2 &= 0xffffff
     630:	r2 = be32 r2
     631:	r2 >>= 0x8
     632:	*(u32 *)(r10 - 0x104) = w2
     633:	goto +0xf <done>
<gtpu_id>:
     634:	if r6 > 0xfff goto +0xe <too_deep>
     635:	r6 += r8
     636:	r9 -= 0x1
     637:	if r9 == 0x0 goto +0xb <too_deep>
     638:	r2 = r6
     639:	r2 += 0x10
     640:	if r2 > r7 goto +0x8 <truncated>
     641:	w3 = *(u8 *)(r6 + 0x8)
     642:	r2 = r3
     643:	r2 &= 0xf0
     644:	if r2 != 0x30 goto +0x4 <done>
     645:	w2 = *(u32 *)(r6 + 0xc)
     646:	r2 = be32 r2
     647:	*(u32 *)(r10 - 0x104) = w2
     648:	goto +0x0 <done>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
     649:	w2 = *(u32 *)(r10 - 0x4)
     650:	if r2 == 0x0 goto +0x29 <nothing>
     651:	r1 = *(u64 *)(r10 - 0x58)
     652:	r2 = *(u64 *)(r10 - 0x60)
     653:	r4 = 0x0
     654:	r3 = -0x61c8864680b583eb ll
     656:	r1 *= r3
     657:	r2 *= r3
     658:	w5 = *(u32 *)(r10 - 0x104)
     659:	w3 = *(u32 *)(r10 - 0x34)
     660:	r3 &= 0xfff
     661:	r3 <<= 0x20
     662:	r5 |= r3
     663:	r3 = -0x2e4ab5cd2e6d12fd ll
     665:	r5 *= r3
     666:	r4 ^= r5
     667:	r5 >>= 0x20
     668:	r4 ^= r5
<mix>:
     669:	r3 = r1
     670:	r3 >>= 0x20
     671:	r1 ^= r3
     672:	r1 |= 0x1
     673:	r3 = r2
     674:	r3 >>= 0x20
     675:	r2 ^= r3
     676:	r2 |= 0x1
     677:	r1 *= r2
     678:	r2 = r1
     679:	r1 ^= r4
     680:	r2 >>= 0x20
     681:	r1 ^= r2
     682:	r3 = -0x6b2fb644ecceee15 ll
     684:	r1 *= r3
     685:	r1 >>= 0x1e
     686:	r1 &= 0xffc
     687:	r2 = 0x0 ll <tables>
     689:	r2 += r1
     690:	w6 = *(u32 *)(r2 + 0x0)
     691:	goto +0x1 <steer>
<nothing>:
     692:	goto +0x6 <pass>
<steer>:
     693:	r2 = r6
     694:	r3 = 0x2
     695:	r1 = 0x0 ll <cpus>
     697:	call 0x33	# bpf_redirect_map
     698:	exit
<pass>:
     699:	w0 = 0x2
     700:	exit

