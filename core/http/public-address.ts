import { BlockList, isIP } from 'node:net';

/** IPv4 blocks that no public service has, from IANA's special-purpose registry, and the one address that a cloud answers from. */
const specialIpv4 = blockList('ipv4', [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
	// Azure's platform answers here inside of every virtual machine, though the address is a public one.
	['168.63.129.16', 32],
]);

const globalIpv6 = blockList('ipv6', [['2000::', 3]]);

/** Of the global block: protocol assignments with Teredo, documentation, and 6to4, which lead to IPv4 addresses. */
const specialIpv6 = blockList('ipv6', [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20],
]);

/**
 * Whether an IP address is one of a public service: not private, loopback, link-local, shared by carriers, multicast,
 * reserved or documentation. IPv4 within IPv6 (mapped, NAT64) counts as the IPv4 address; `false` for anything else.
 */
export function isPublicAddress(ip: string): boolean {
	const family = isIP(ip);
	if (family === 4) return !specialIpv4.check(ip, 'ipv4');
	// A zone (`fe80::1%eth0`) belongs to an interface of this machine.
	if (family !== 6 || ip.includes('%')) return false;
	const embedded = embeddedIpv4(ip);
	if (embedded !== undefined) return isPublicAddress(embedded);
	return globalIpv6.check(ip, 'ipv6') && !specialIpv6.check(ip, 'ipv6');
}

/** The IPv4 address in `::ffff:0:0/96` and `64:ff9b::/96`; `undefined` for other blocks. */
function embeddedIpv4(ip: string): string | undefined {
	const groups = groupsOf(ip);
	const prefix = groups.slice(0, 6).join(':');
	if (prefix !== '0:0:0:0:0:ffff' && prefix !== '64:ff9b:0:0:0:0') return undefined;
	return groups
		.slice(6)
		.map((group) => parseInt(group, 16))
		.flatMap((group) => [group >> 8, group & 255])
		.join('.');
}

/** The eight groups, each without leading zeros. */
function groupsOf(ip: string): string[] {
	// A URL writes every spelling in the one normal form, also a dotted end.
	const [head, tail = ''] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split('::');
	const [before, after] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
	return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

function blockList(family: 'ipv4' | 'ipv6', blocks: ReadonlyArray<readonly [string, number]>): BlockList {
	const list = new BlockList();
	for (const [net, prefix] of blocks) list.addSubnet(net, prefix, family);
	return list;
}
