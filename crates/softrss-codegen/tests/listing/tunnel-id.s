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
      39:	goto +0x276 <mix>
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
      85:	goto +0x248 <mix>
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
     103:	if r6 > 0xfff goto +0x222 <too_deep>
     104:	r6 += r8
     105:	r9 -= 0x1
     106:	if r9 == 0x0 goto +0x21f <too_deep>
     107:	r2 = r6
     108:	r2 += 0xe
     109:	if r2 > r7 goto +0x21c <truncated>
     110:	w5 = *(u16 *)(r6 + 0xc)
     111:	r6 += 0xe
     112:	r6 -= r8
     113:	goto +0x0 <by_ether_type>
<by_ether_type>:
     114:	if r5 == 0x8 goto +0x34 <ipv4>
     115:	if r5 == 0xdd86 goto +0x58 <ipv6>
     116:	if r5 == 0x81 goto +0x84 <vlan>
     117:	if r5 == 0xa888 goto +0x83 <vlan>
     118:	if r5 == 0x91 goto +0x82 <vlan>
     119:	if r5 == 0x92 goto +0x81 <vlan>
     120:	if r5 == 0x93 goto +0x80 <vlan>
     121:	if r5 == 0xdbda goto +0x7f <vlan>
     122:	if r5 == 0xe788 goto +0x91 <pbb>
     123:	if r5 == 0x6488 goto +0x104 <pppoe_id_stop>
     124:	if r5 == 0x4788 goto +0x11d <mpls_id_stop>
     125:	if r5 == 0x4888 goto +0x11c <mpls_id_stop>
     126:	if r5 == 0x5865 goto -0x18 <ethernet>
     127:	if r5 == 0x4f89 goto +0x1c6 <nsh_id_stop>
     128:	if r9 <= 0x9 goto +0x12 <late>
     129:	if r5 == 0x2f89 goto +0x208 <not_in_decap>
     130:	if r5 == 0xfb88 goto +0x207 <not_in_decap>
     131:	if r5 == 0xc1f1 goto +0x206 <not_in_decap>
     132:	if r5 == 0x2689 goto +0x205 <not_in_decap>
     133:	if r5 == 0x3f89 goto +0x204 <not_in_decap>
     134:	if r5 == 0x989 goto +0x203 <not_in_decap>
     135:	if r5 == 0x589 goto +0x202 <not_in_decap>
     136:	if r5 == 0x543 goto +0x201 <not_in_decap>
     137:	if r5 == 0xe588 goto +0x11d <macsec_id_stop>
     138:	if r5 == 0xdada goto +0x1ff <not_in_decap>
     139:	if r5 == 0x9988 goto +0x1fe <not_in_decap>
     140:	if r5 == 0x7488 goto +0x1fd <not_in_decap>
     141:	if r5 == 0x1e0 goto +0x1fc <not_in_decap>
     142:	if r5 == 0xc388 goto +0x1fb <not_in_decap>
     143:	if r5 == 0x8899 goto +0x1fa <not_in_decap>
     144:	if r5 == 0xdcda goto +0x1f9 <not_in_decap>
     145:	if r5 == 0x3afd goto +0x1f8 <not_in_decap>
     146:	goto +0x11 <no_link>
<late>:
     147:	if r5 == 0x2f89 goto +0x1f6 <not_in_decap>
     148:	if r5 == 0xfb88 goto +0x1f5 <not_in_decap>
     149:	if r5 == 0xc1f1 goto +0x1f4 <not_in_decap>
     150:	if r5 == 0x2689 goto +0x1f3 <not_in_decap>
     151:	if r5 == 0x3f89 goto +0x1f2 <not_in_decap>
     152:	if r5 == 0x989 goto +0x1f1 <not_in_decap>
     153:	if r5 == 0x589 goto +0x1f0 <not_in_decap>
     154:	if r5 == 0x543 goto +0x1ef <not_in_decap>
     155:	if r5 == 0xe588 goto +0x10b <macsec_id_stop>
     156:	if r5 == 0xdada goto +0x1ed <not_in_decap>
     157:	if r5 == 0x9988 goto +0x1ec <not_in_decap>
     158:	if r5 == 0x7488 goto +0x1eb <not_in_decap>
     159:	if r5 == 0x1e0 goto +0x1ea <not_in_decap>
     160:	if r5 == 0xc388 goto +0x1e9 <not_in_decap>
     161:	if r5 == 0x8899 goto +0x1e8 <not_in_decap>
     162:	if r5 == 0xdcda goto +0x1e7 <not_in_decap>
     163:	if r5 == 0x3afd goto +0x1e6 <not_in_decap>
<no_link>:
     164:	r5 = be16 r5
     165:	if r5 < 0x600 goto +0x74 <llc>
     166:	goto +0x1e3 <not_ip>
<ipv4>:
     167:	if r6 > 0xfff goto +0x1e2 <too_deep>
     168:	r6 += r8
     169:	r9 -= 0x1
     170:	if r9 == 0x0 goto +0x1df <too_deep>
     171:	r2 = r6
     172:	r2 += 0x14
     173:	if r2 > r7 goto +0x1dc <truncated>
     174:	w3 = *(u8 *)(r6 + 0x0)
     175:	if r3 < 0x45 goto +0x1da <bad_ip_header>
     176:	if r3 > 0x4f goto +0x1d9 <bad_ip_header>
     177:	r5 = r8
     178:	r5 -= r8
     179:	w4 = *(u32 *)(r6 + 0xc)
     180:	r4 += r5
     181:	*(u64 *)(r10 - 0x58) = r4
     182:	w4 = *(u32 *)(r6 + 0x10)
     183:	r4 += r5
     184:	*(u64 *)(r10 - 0x60) = r4
     185:	*(u32 *)(r10 - 0x4) = 0x4
     186:	w5 = *(u8 *)(r6 + 0x9)
     187:	*(u32 *)(r10 - 0xc) = w5
     188:	w2 = *(u16 *)(r6 + 0x6)
     189:	r2 &= 0xff3f
     190:	if r2 != 0x0 goto +0x1cb <done>
     191:	r3 &= 0xf
     192:	r3 <<= 0x2
     193:	r6 += r3
     194:	r6 -= r8
     195:	goto +0x0 <by_protocol_4>
<by_protocol_4>:
     196:	*(u32 *)(r10 - 0xc) = w5
     197:	if r5 == 0x11 goto +0x97 <udp>
     198:	if r5 == 0x2f goto +0xf5 <gre_id>
     199:	if r5 == 0x33 goto +0x85 <ah>
     200:	if r5 == 0x73 goto +0x13b <l2tpinip_id>
     201:	if r5 == 0x89 goto +0xc3 <mpls_id>
     202:	if r5 == 0x91 goto +0x167 <nsh_id>
     203:	goto +0x1be <done>
<ipv6>:
     204:	if r6 > 0xfff goto +0x1bd <too_deep>
     205:	r6 += r8
     206:	r9 -= 0x1
     207:	if r9 == 0x0 goto +0x1ba <too_deep>
     208:	r2 = r6
     209:	r2 += 0x28
     210:	if r2 > r7 goto +0x1b7 <truncated>
     211:	w3 = *(u8 *)(r6 + 0x0)
     212:	r3 &= 0xf0
     213:	if r3 != 0x60 goto +0x1b4 <bad_ip_header>
     214:	r4 = -0x2917014799a6026d ll
     216:	r5 = -0x5f89e29b87429bd1 ll
     218:	r2 = *(u64 *)(r6 + 0x8)
     219:	r3 = *(u64 *)(r6 + 0x10)
     220:	r2 *= r4
     221:	r2 = be64 r2
     222:	r3 *= r5
     223:	r2 += r3
     224:	*(u64 *)(r10 - 0x58) = r2
     225:	r2 = *(u64 *)(r6 + 0x18)
     226:	r3 = *(u64 *)(r6 + 0x20)
     227:	r2 *= r4
     228:	r2 = be64 r2
     229:	r3 *= r5
     230:	r2 += r3
     231:	*(u64 *)(r10 - 0x60) = r2
     232:	*(u32 *)(r10 - 0x4) = 0x6
     233:	w5 = *(u8 *)(r6 + 0x6)
     234:	r6 += 0x28
     235:	r6 -= r8
     236:	goto +0x0 <by_protocol_6>
<by_protocol_6>:
     237:	*(u32 *)(r10 - 0xc) = w5
     238:	if r5 == 0x0 goto +0x3f <hopbyhop>
     239:	if r5 == 0x11 goto +0x6d <udp>
     240:	if r5 == 0x2b goto +0x3d <hopbyhop>
     241:	if r5 == 0x2c goto +0x4a <fragment>
     242:	if r5 == 0x2f goto +0xc9 <gre_id>
     243:	if r5 == 0x33 goto +0x59 <ah>
     244:	if r5 == 0x3c goto +0x39 <hopbyhop>
     245:	if r5 == 0x73 goto +0x10e <l2tpinip_id>
     246:	if r5 == 0x89 goto +0x96 <mpls_id>
     247:	if r5 == 0x91 goto +0x13a <nsh_id>
     248:	goto +0x191 <done>
<vlan>:
     249:	if r6 > 0xfff goto +0x190 <too_deep>
     250:	r6 += r8
     251:	r9 -= 0x1
     252:	if r9 == 0x0 goto +0x18d <too_deep>
     253:	r2 = r6
     254:	r2 += 0x4
     255:	if r2 > r7 goto +0x18a <truncated>
     256:	w2 = *(u32 *)(r10 - 0x4)
     257:	if r2 != 0x0 goto +0x6 <kept>
     258:	w2 = *(u32 *)(r10 - 0x34)
     259:	if r2 != 0x10000 goto +0x4 <kept>
     260:	w2 = *(u16 *)(r6 + 0x0)
     261:	r2 = be16 r2
     262:	r2 &= 0xfff
     263:	*(u32 *)(r10 - 0x34) = w2
<kept>:
     264:	w5 = *(u16 *)(r6 + 0x2)
     265:	r6 += 0x4
     266:	r6 -= r8
     267:	goto -0x9a <by_ether_type>
<pbb>:
     268:	if r6 > 0xfff goto +0x17d <too_deep>
     269:	r6 += r8
     270:	r9 -= 0x1
     271:	if r9 == 0x0 goto +0x17a <too_deep>
     272:	r2 = r6
     273:	r2 += 0x4
     274:	if r2 > r7 goto +0x177 <truncated>
     275:	w2 = *(u32 *)(r6 + 0x0)
     276:	w2 &= -0x100
     277:	r2 = be32 r2
     278:	*(u32 *)(r10 - 0x104) = w2
     279:	r6 += 0x4
     280:	r6 -= r8
     281:	goto -0xb3 <ethernet>
<llc>:
     282:	if r6 > 0xfff goto +0x16f <too_deep>
     283:	r6 += r8
     284:	r9 -= 0x1
     285:	if r9 == 0x0 goto +0x16c <too_deep>
     286:	r2 = r6
     287:	r2 += 0x3
     288:	if r2 > r7 goto +0x169 <truncated>
     289:	w3 = *(u16 *)(r6 + 0x0)
     290:	if r3 != 0xaaaa goto +0x4 <else>
     291:	w2 = *(u8 *)(r6 + 0x2)
     292:	if r2 != 0x3 goto +0x2 <else>
     293:	r6 -= r8
     294:	goto +0x49 <snap>
<else>:
     295:	if r3 != 0x606 goto +0x5 <else>
     296:	w3 = *(u8 *)(r6 + 0x2)
     297:	if r3 != 0x3 goto +0x3 <else>
     298:	r6 += 0x3
     299:	r6 -= r8
     300:	goto -0x86 <ipv4>
<else>:
     301:	goto +0x15c <not_ip>
<hopbyhop>:
     302:	if r6 > 0xfff goto +0x15b <too_deep>
     303:	r6 += r8
     304:	r9 -= 0x1
     305:	if r9 == 0x0 goto +0x158 <too_deep>
     306:	r2 = r6
     307:	r2 += 0x8
     308:	if r2 > r7 goto +0x155 <truncated>
     309:	w5 = *(u8 *)(r6 + 0x0)
     310:	w3 = *(u8 *)(r6 + 0x1)
     311:	r3 += 0x1
     312:	r3 <<= 0x3
     313:	r6 += r3
     314:	r6 -= r8
     315:	goto -0x4f <by_protocol_6>
<fragment>:
     316:	if r6 > 0xfff goto +0x14d <too_deep>
     317:	r6 += r8
     318:	r9 -= 0x1
     319:	if r9 == 0x0 goto +0x14a <too_deep>
     320:	r2 = r6
     321:	r2 += 0x8
     322:	if r2 > r7 goto +0x147 <truncated>
     323:	w3 = *(u16 *)(r6 + 0x2)
     324:	r3 &= 0xf9ff
     325:	if r3 != 0x0 goto +0x4 <else>
     326:	w5 = *(u8 *)(r6 + 0x0)
     327:	r6 += 0x8
     328:	r6 -= r8
     329:	goto -0x5d <by_protocol_6>
<else>:
     330:	w5 = *(u8 *)(r6 + 0x0)
     331:	*(u32 *)(r10 - 0xc) = 0x2c
     332:	goto +0x13d <done>
<ah>:
     333:	if r6 > 0xfff goto +0x13c <too_deep>
     334:	r6 += r8
     335:	r9 -= 0x1
     336:	if r9 == 0x0 goto +0x139 <too_deep>
     337:	r2 = r6
     338:	r2 += 0x8
     339:	if r2 > r7 goto +0x136 <truncated>
     340:	w5 = *(u8 *)(r6 + 0x0)
     341:	w3 = *(u8 *)(r6 + 0x1)
     342:	r3 += 0x2
     343:	r3 <<= 0x2
     344:	r6 += r3
     345:	r6 -= r8
     346:	w2 = *(u32 *)(r10 - 0x4)
     347:	if r2 == 0x6 goto -0x6f <by_protocol_6>
     348:	goto -0x99 <by_protocol_4>
<udp>:
     349:	if r6 > 0xfff goto +0x12c <too_deep>
     350:	r6 += r8
     351:	r9 -= 0x1
     352:	if r9 == 0x0 goto +0x129 <too_deep>
     353:	r2 = r6
     354:	r2 += 0x4
     355:	if r2 > r7 goto +0x126 <truncated>
     356:	w3 = *(u16 *)(r6 + 0x0)
     357:	w4 = *(u16 *)(r6 + 0x2)
     358:	r6 -= r8
     359:	if r4 == 0xb512 goto +0xa9 <vxlan_id>
     360:	if r4 == 0x1821 goto +0xa8 <vxlan_id>
     361:	if r4 == 0xb612 goto +0xb7 <vxlangpe_id>
     362:	if r4 == 0xf510 goto +0xef <lisp_id>
     363:	if r4 == 0xc117 goto +0xfe <geneve_id>
     364:	if r4 == 0x6808 goto +0x10e <gtpu_id>
     365:	if r4 == 0xa506 goto +0x79 <l2tp_id>
     366:	if r3 == 0xa506 goto +0x78 <l2tp_id>
     367:	goto +0x11a <done>
<snap>:
     368:	r6 &= 0x7fff
     369:	r6 += r8
     370:	r2 = r6
     371:	r2 += 0x8
     372:	if r2 > r7 goto +0x115 <truncated>
     373:	w3 = *(u16 *)(r6 + 0x3)
     374:	if r3 != 0x0 goto +0x8 <else>
     375:	w3 = *(u8 *)(r6 + 0x5)
     376:	if r3 == 0x0 goto +0x2 <holds>
     377:	if r3 == 0xf8 goto +0x1 <holds>
     378:	goto +0x4 <else>
<holds>:
     379:	w5 = *(u16 *)(r6 + 0x6)
     380:	r6 += 0x8
     381:	r6 -= r8
     382:	goto -0x10d <by_ether_type>
<else>:
     383:	goto +0x10a <not_ip>
<pppoe_id_stop>:
     384:	if r6 > 0xfff goto +0x109 <too_deep>
     385:	r6 += r8
     386:	r9 -= 0x1
     387:	if r9 == 0x0 goto +0x106 <too_deep>
     388:	r2 = r6
     389:	r2 += 0x6
     390:	if r2 > r7 goto +0x103 <truncated>
     391:	w3 = *(u16 *)(r6 + 0x0)
     392:	if r3 != 0x11 goto +0x101 <not_in_decap>
     393:	w2 = *(u16 *)(r6 + 0x2)
     394:	r2 = be16 r2
     395:	*(u32 *)(r10 - 0x104) = w2
     396:	goto +0xfd <not_in_decap>
<mpls_id>:
     397:	if r6 > 0xfff goto +0xfc <too_deep>
     398:	r6 += r8
     399:	r9 -= 0x1
     400:	if r9 == 0x0 goto +0xf9 <too_deep>
     401:	r2 = r6
     402:	r2 += 0x4
     403:	if r2 > r7 goto +0xf6 <truncated>
     404:	w2 = *(u32 *)(r6 + 0x0)
     405:	w2 &= 0xf0ffff
     406:	r2 = be32 r2
     407:	r2 >>= 0xc
     408:	*(u32 *)(r10 - 0x104) = w2
     409:	goto +0xf0 <done>
<mpls_id_stop>:
     410:	if r6 > 0xfff goto +0xef <too_deep>
     411:	r6 += r8
     412:	r9 -= 0x1
     413:	if r9 == 0x0 goto +0xec <too_deep>
     414:	r2 = r6
     415:	r2 += 0x4
     416:	if r2 > r7 goto +0xe9 <truncated>
     417:	w2 = *(u32 *)(r6 + 0x0)
     418:	w2 &= 0xf0ffff
     419:	r2 = be32 r2
     420:	r2 >>= 0xc
     421:	*(u32 *)(r10 - 0x104) = w2
     422:	goto +0xe3 <not_in_decap>
<macsec_id_stop>:
     423:	if r6 > 0xfff goto +0xe2 <too_deep>
     424:	r6 += r8
     425:	r9 -= 0x1
     426:	if r9 == 0x0 goto +0xdf <too_deep>
     427:	r2 = r6
     428:	r2 += 0x8
     429:	if r2 > r7 goto +0xdc <truncated>
     430:	w3 = *(u8 *)(r6 + 0x0)
     431:	r2 = r3
     432:	r2 &= 0x80
     433:	if r2 != 0x0 goto +0xd8 <not_in_decap>
     434:	w2 = *(u8 *)(r6 + 0x0)
     435:	r2 &= 0x20
     436:	if r2 == 0x0 goto +0x6 <no_id>
     437:	r2 = r6
     438:	r2 += 0xe
     439:	if r2 > r7 goto +0xd2 <truncated>
     440:	w2 = *(u32 *)(r6 + 0xa)
     441:	r2 = be32 r2
     442:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     443:	goto +0xce <not_in_decap>
<gre_id>:
     444:	if r6 > 0xfff goto +0xcd <too_deep>
     445:	r6 += r8
     446:	r9 -= 0x1
     447:	if r9 == 0x0 goto +0xca <too_deep>
     448:	r2 = r6
     449:	r2 += 0x4
     450:	if r2 > r7 goto +0xc7 <truncated>
     451:	w2 = *(u16 *)(r6 + 0x0)
     452:	r2 &= 0x7e0
     453:	if r2 != 0x120 goto +0x8 <no_id>
     454:	w2 = *(u16 *)(r6 + 0x2)
     455:	if r2 != 0xb88 goto +0x6 <no_id>
     456:	r2 = r6
     457:	r2 += 0x8
     458:	if r2 > r7 goto +0xbf <truncated>
     459:	w2 = *(u16 *)(r6 + 0x6)
     460:	r2 = be16 r2
     461:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     462:	w3 = *(u16 *)(r6 + 0x0)
     463:	r2 = r3
     464:	r2 &= 0x7e0
     465:	if r2 == 0x120 goto +0xb8 <done>
     466:	r3 &= 0x740
     467:	if r3 != 0x0 goto +0xb6 <done>
     468:	w2 = *(u8 *)(r6 + 0x0)
     469:	r2 &= 0xa0
     470:	if r2 != 0x20 goto +0x6 <no_id>
     471:	r2 = r6
     472:	r2 += 0x8
     473:	if r2 > r7 goto +0xb0 <truncated>
     474:	w2 = *(u32 *)(r6 + 0x4)
     475:	r2 = be32 r2
     476:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     477:	w2 = *(u8 *)(r6 + 0x0)
     478:	r2 &= 0xa0
     479:	if r2 != 0xa0 goto +0x6 <no_id>
     480:	r2 = r6
     481:	r2 += 0xc
     482:	if r2 > r7 goto +0xa7 <truncated>
     483:	w2 = *(u32 *)(r6 + 0x8)
     484:	r2 = be32 r2
     485:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     486:	goto +0xa3 <done>
<l2tp_id>:
     487:	if r6 > 0xfff goto +0xa2 <too_deep>
     488:	r6 += r8
     489:	r9 -= 0x1
     490:	if r9 == 0x0 goto +0x9f <too_deep>
     491:	r2 = r6
     492:	r2 += 0x10
     493:	if r2 > r7 goto +0x9c <truncated>
     494:	w2 = *(u16 *)(r6 + 0x8)
     495:	if r2 != 0x300 goto +0x3 <no_id>
     496:	w2 = *(u32 *)(r6 + 0xc)
     497:	r2 = be32 r2
     498:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     499:	w3 = *(u16 *)(r6 + 0x8)
     500:	if r3 == 0x300 goto +0x95 <done>
     501:	r3 &= 0xffb4
     502:	if r3 != 0x200 goto +0x93 <done>
     503:	w2 = *(u8 *)(r6 + 0x8)
     504:	r2 &= 0x40
     505:	if r2 != 0x0 goto +0x3 <no_id>
     506:	w2 = *(u32 *)(r6 + 0xa)
     507:	r2 = be32 r2
     508:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     509:	w2 = *(u8 *)(r6 + 0x8)
     510:	r2 &= 0x40
     511:	if r2 == 0x0 goto +0x3 <no_id>
     512:	w2 = *(u32 *)(r6 + 0xc)
     513:	r2 = be32 r2
     514:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     515:	goto +0x86 <done>
<l2tpinip_id>:
     516:	if r6 > 0xfff goto +0x85 <too_deep>
     517:	r6 += r8
     518:	r9 -= 0x1
     519:	if r9 == 0x0 goto +0x82 <too_deep>
     520:	r2 = r6
     521:	r2 += 0x4
     522:	if r2 > r7 goto +0x7f <truncated>
     523:	w3 = *(u32 *)(r6 + 0x0)
     524:	if w3 == 0x0 goto +0x7d <done>
     525:	w2 = *(u32 *)(r6 + 0x0)
     526:	r2 = be32 r2
     527:	*(u32 *)(r10 - 0x104) = w2
     528:	goto +0x79 <done>
<vxlan_id>:
     529:	if r6 > 0xfff goto +0x78 <too_deep>
     530:	r6 += r8
     531:	r9 -= 0x1
     532:	if r9 == 0x0 goto +0x75 <too_deep>
     533:	r2 = r6
     534:	r2 += 0x10
     535:	if r2 > r7 goto +0x72 <truncated>
     536:	w3 = *(u8 *)(r6 + 0x8)
     537:	r3 &= 0x8
     538:	if r3 == 0x0 goto +0x6f <done>
     539:	w2 = *(u32 *)(r6 + 0xc)
     540:	w2 &= 0xffffff
     541:	r2 = be32 r2
     542:	r2 >>= 0x8
     543:	*(u32 *)(r10 - 0x104) = w2
     544:	goto +0x69 <done>
<vxlangpe_id>:
     545:	if r6 > 0xfff goto +0x68 <too_deep>
     546:	r6 += r8
     547:	r9 -= 0x1
     548:	if r9 == 0x0 goto +0x65 <too_deep>
     549:	r2 = r6
     550:	r2 += 0x10
     551:	if r2 > r7 goto +0x62 <truncated>
     552:	w3 = *(u8 *)(r6 + 0x8)
     553:	r2 = r3
     554:	r2 &= 0x8
     555:	if r2 == 0x0 goto +0x5e <done>
     556:	w2 = *(u32 *)(r6 + 0xc)
     557:	w2 &= 0xffffff
     558:	r2 = be32 r2
     559:	r2 >>= 0x8
     560:	*(u32 *)(r10 - 0x104) = w2
     561:	goto +0x58 <done>
<nsh_id>:
     562:	if r6 > 0xfff goto +0x57 <too_deep>
     563:	r6 += r8
     564:	r9 -= 0x1
     565:	if r9 == 0x0 goto +0x54 <too_deep>
     566:	r2 = r6
     567:	r2 += 0x8
     568:	if r2 > r7 goto +0x51 <truncated>
     569:	w3 = *(u8 *)(r6 + 0x0)
     570:	r3 &= 0xc0
     571:	if r3 != 0x0 goto +0x4e <done>
     572:	w3 = *(u8 *)(r6 + 0x1)
     573:	r2 = r3
     574:	r2 &= 0x3f
     575:	if r2 < 0x2 goto +0x4a <done>
     576:	w2 = *(u32 *)(r6 + 0x4)
     577:	w2 &= 0xffffff
     578:	r2 = be32 r2
     579:	r2 >>= 0x8
     580:	*(u32 *)(r10 - 0x104) = w2
     581:	goto +0x44 <done>
<nsh_id_stop>:
     582:	if r6 > 0xfff goto +0x43 <too_deep>
     583:	r6 += r8
     584:	r9 -= 0x1
     585:	if r9 == 0x0 goto +0x40 <too_deep>
     586:	r2 = r6
     587:	r2 += 0x8
     588:	if r2 > r7 goto +0x3d <truncated>
     589:	w3 = *(u8 *)(r6 + 0x0)
     590:	r3 &= 0xc0
     591:	if r3 != 0x0 goto +0x3a <not_in_decap>
     592:	w3 = *(u8 *)(r6 + 0x1)
     593:	r2 = r3
     594:	r2 &= 0x3f
     595:	if r2 < 0x2 goto +0x36 <not_in_decap>
     596:	w2 = *(u32 *)(r6 + 0x4)
     597:	w2 &= 0xffffff
     598:	r2 = be32 r2
     599:	r2 >>= 0x8
     600:	*(u32 *)(r10 - 0x104) = w2
     601:	goto +0x30 <not_in_decap>
<lisp_id>:
     602:	if r6 > 0xfff goto +0x2f <too_deep>
     603:	r6 += r8
     604:	r9 -= 0x1
     605:	if r9 == 0x0 goto +0x2c <too_deep>
     606:	r2 = r6
     607:	r2 += 0x10
     608:	if r2 > r7 goto +0x29 <truncated>
     609:	w2 = *(u8 *)(r6 + 0x8)
     610:	r2 &= 0x8
     611:	if r2 == 0x0 goto +0x5 <no_id>
     612:	w2 = *(u32 *)(r6 + 0xc)
     613:	w2 &= 0xffffff
     614:	r2 = be32 r2
     615:	r2 >>= 0x8
     616:	*(u32 *)(r10 - 0x104) = w2
<no_id>:
     617:	goto +0x20 <done>
<geneve_id>:
     618:	if r6 > 0xfff goto +0x1f <too_deep>
     619:	r6 += r8
     620:	r9 -= 0x1
     621:	if r9 == 0x0 goto +0x1c <too_deep>
     622:	r2 = r6
     623:	r2 += 0x10
     624:	if r2 > r7 goto +0x19 <truncated>
     625:	w3 = *(u8 *)(r6 + 0x8)
     626:	r2 = r3
     627:	r2 &= 0xc0
     628:	if r2 != 0x0 goto +0x15 <done>
     629:	w2 = *(u32 *)(r6 + 0xc)
     630:	w2 &= 0xffffff
     631:	r2 = be32 r2
     632:	r2 >>= 0x8
     633:	*(u32 *)(r10 - 0x104) = w2
     634:	goto +0xf <done>
<gtpu_id>:
     635:	if r6 > 0xfff goto +0xe <too_deep>
     636:	r6 += r8
     637:	r9 -= 0x1
     638:	if r9 == 0x0 goto +0xb <too_deep>
     639:	r2 = r6
     640:	r2 += 0x10
     641:	if r2 > r7 goto +0x8 <truncated>
     642:	w3 = *(u8 *)(r6 + 0x8)
     643:	r2 = r3
     644:	r2 &= 0xf0
     645:	if r2 != 0x30 goto +0x4 <done>
     646:	w2 = *(u32 *)(r6 + 0xc)
     647:	r2 = be32 r2
     648:	*(u32 *)(r10 - 0x104) = w2
     649:	goto +0x0 <done>
<too_deep>:
<truncated>:
<not_in_decap>:
<not_ip>:
<bad_ip_header>:
<done>:
     650:	w2 = *(u32 *)(r10 - 0x4)
     651:	if r2 == 0x0 goto +0x29 <nothing>
     652:	r1 = *(u64 *)(r10 - 0x58)
     653:	r2 = *(u64 *)(r10 - 0x60)
     654:	r4 = 0x0
     655:	r3 = -0x61c8864680b583eb ll
     657:	r1 *= r3
     658:	r2 *= r3
     659:	w5 = *(u32 *)(r10 - 0x104)
     660:	w3 = *(u32 *)(r10 - 0x34)
     661:	r3 &= 0xfff
     662:	r3 <<= 0x20
     663:	r5 |= r3
     664:	r3 = -0x2e4ab5cd2e6d12fd ll
     666:	r5 *= r3
     667:	r4 ^= r5
     668:	r5 >>= 0x20
     669:	r4 ^= r5
<mix>:
     670:	r3 = r1
     671:	r3 >>= 0x20
     672:	r1 ^= r3
     673:	r1 |= 0x1
     674:	r3 = r2
     675:	r3 >>= 0x20
     676:	r2 ^= r3
     677:	r2 |= 0x1
     678:	r1 *= r2
     679:	r2 = r1
     680:	r1 ^= r4
     681:	r2 >>= 0x20
     682:	r1 ^= r2
     683:	r3 = -0x6b2fb644ecceee15 ll
     685:	r1 *= r3
     686:	r1 >>= 0x1e
     687:	r1 &= 0xffc
     688:	r2 = 0x0 ll <tables>
     690:	r2 += r1
     691:	w6 = *(u32 *)(r2 + 0x0)
     692:	goto +0x1 <steer>
<nothing>:
     693:	goto +0x6 <pass>
<steer>:
     694:	r2 = r6
     695:	r3 = 0x2
     696:	r1 = 0x0 ll <cpus>
     698:	call 0x33	# bpf_redirect_map
     699:	exit
<pass>:
     700:	w0 = 0x2
     701:	exit

