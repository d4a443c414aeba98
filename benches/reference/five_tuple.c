// SPDX-License-Identifier: MIT OR Apache-2.0
//
// What somebody would write by hand: TCP and UDP of plain IPv4 and IPv6, also behind two VLAN tags, hashed by 5-tuple over the CPUs
// of a table. To be measured beside softrss:
//
//     clang -O2 -target bpf -c benches/reference/five_tuple.c -o five_tuple.o
//     sudo softrss bench --peer five_tuple.o
//
// It needs no headers of the kernel or of libbpf: what it takes from them is below.

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

struct xdp_md {
	u32 data;
	u32 data_end;
	u32 data_meta;
	u32 ingress_ifindex;
	u32 rx_queue_index;
	u32 egress_ifindex;
};

enum { XDP_PASS = 2 };
enum { BPF_MAP_TYPE_ARRAY = 2, BPF_MAP_TYPE_CPUMAP = 16 };

static void *(*const map_lookup_elem)(void *map, const void *key) = (void *)1;
static long (*const redirect_map)(void *map, u64 key, u64 flags) = (void *)51;

#define SEC(name) __attribute__((section(name), used))
#define uint(name, value) int (*name)[value]
#define type(name, value) typeof(value) *name
#define swap16(value) __builtin_bswap16(value)

enum { BUCKETS = 1024, CPUS = 256 };

struct {
	uint(type, BPF_MAP_TYPE_CPUMAP);
	type(key, u32);
	type(value, u64);
	uint(max_entries, CPUS);
} cpus SEC(".maps");

// Bucket to CPU. As the object has it, all buckets are those of CPU 0, which is as far to look up as any other.
struct {
	uint(type, BPF_MAP_TYPE_ARRAY);
	type(key, u32);
	type(value, u32);
	uint(max_entries, BUCKETS);
} buckets SEC(".maps");

struct ethernet {
	u8 to[6];
	u8 from[6];
	u16 type;
};

struct vlan {
	u16 id;
	u16 type;
};

struct ipv4 {
	u8 version_length;
	u8 service;
	u16 length;
	u16 id;
	u16 fragment;
	u8 ttl;
	u8 protocol;
	u16 sum;
	u32 from;
	u32 to;
};

struct ipv6 {
	u32 version_class_label;
	u16 length;
	u8 next;
	u8 hops;
	u64 from[2];
	u64 to[2];
};

struct ports {
	u16 from;
	u16 to;
};

// Both directions have one hash, and no bit of the input is lost.
static inline u32 mix(u64 from, u64 to, u32 protocol)
{
	u64 hash = (from * 0x9e3779b97f4a7c15ull) ^ (to * 0x9e3779b97f4a7c15ull);

	hash += from * to + protocol;
	hash ^= hash >> 32;
	hash *= 0x94d049bb133111ebull;
	return hash >> 32;
}

SEC("xdp")
int five_tuple(struct xdp_md *ctx)
{
	void *end = (void *)(u64)ctx->data_end;
	void *at = (void *)(u64)ctx->data;
	struct ethernet *ethernet = at;
	struct ports *ports;
	u64 from, to;
	u32 bucket;
	u32 *cpu;
	u16 type;
	u8 protocol;

	if ((void *)(ethernet + 1) > end)
		return XDP_PASS;
	type = ethernet->type;
	at = ethernet + 1;
#pragma unroll
	for (int tag = 0; tag < 2; tag++) {
		struct vlan *vlan = at;

		if (type != swap16(0x8100) && type != swap16(0x88a8))
			break;
		if ((void *)(vlan + 1) > end)
			return XDP_PASS;
		type = vlan->type;
		at = vlan + 1;
	}
	if (type == swap16(0x0800)) {
		struct ipv4 *ip = at;

		ports = (void *)(ip + 1);
		if ((void *)(ports + 1) > end || ip->version_length != 0x45 || (ip->fragment & swap16(0x3fff)))
			return XDP_PASS;
		protocol = ip->protocol;
		from = ip->from;
		to = ip->to;
	} else if (type == swap16(0x86dd)) {
		struct ipv6 *ip = at;

		ports = (void *)(ip + 1);
		if ((void *)(ports + 1) > end)
			return XDP_PASS;
		protocol = ip->next;
		from = ip->from[0] * 0xd6e8feb86659fd93ull + ip->from[1] * 0xa0761d6478bd642full;
		to = ip->to[0] * 0xd6e8feb86659fd93ull + ip->to[1] * 0xa0761d6478bd642full;
	} else {
		return XDP_PASS;
	}
	if (protocol != 6 && protocol != 17)
		return XDP_PASS;
	from += (u64)ports->from << 32;
	to += (u64)ports->to << 32;
	bucket = mix(from, to, protocol) & (BUCKETS - 1);
	cpu = map_lookup_elem(&buckets, &bucket);
	if (!cpu)
		return XDP_PASS;
	return redirect_map(&cpus, *cpu, XDP_PASS);
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";
