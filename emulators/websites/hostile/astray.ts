import type { DnsRecords } from '../web-site';
import { type HostileSite, redirects, sends, type TrapPorts } from './hostile-site';

const page = sends('<html lang="en"><head><title>Harmless</title></head><body><h1>Harmless</h1></body></html>');

const here: DnsRecords = { a: ['127.0.0.1'] };

/** Sites that lead to where a reader of strangers' pages must never go. 127.0.0.1 stands for a public address, 127.0.0.2 is a trap. */
export function astraySites({ web, own }: TrapPorts): HostileSite[] {
	return [...redirecting(web, own), ...resolving()];
}

function redirecting(web: number, own: number): HostileSite[] {
	const targets: ReadonlyArray<readonly [host: string, does: string, to: string]> = [
		['to-loopback', 'to a loopback address', `http://127.0.0.2:${web}/`],
		['to-itself-by-address', 'to the address that it has itself, as a bare one', `http://127.0.0.1:${web}/`],
		['to-localhost', 'to localhost', `http://localhost:${web}/`],
		['to-private-10', 'to a private address', `http://10.0.0.1:${web}/`],
		['to-private-172', 'to a private address', `http://172.16.0.1:${web}/`],
		['to-metadata', 'to the metadata of a cloud', `http://169.254.169.254:${web}/latest/meta-data/`],
		[
			'to-metadata-name',
			'to the metadata of a cloud by name',
			`http://metadata.google.internal:${web}/computeMetadata/v1/`,
		],
		['to-decimal', 'to a loopback address written as one number', `http://2130706434:${web}/`],
		['to-hexadecimal', 'to a loopback address in hexadecimal', `http://0x7f.0x0.0x0.0x2:${web}/`],
		['to-short', 'to a loopback address in short', `http://127.2:${web}/`],
		['to-ipv6-loopback', 'to the loopback address of IPv6', `http://[::1]:${web}/`],
		['to-ipv6-mapped', 'to a loopback address mapped into IPv6', `http://[::ffff:7f00:2]:${web}/`],
		['to-ipv6-unique-local', 'to a unique local address of IPv6', `http://[fd00:ec2::254]:${web}/`],
		['with-user', 'with a user name that looks like a host', `http://with-user.com@127.0.0.2:${web}/`],
		['with-password', 'with user and password', `http://user:secret@with-password.com:${web}/next`],
		['to-other-port', 'to another port of its own', `http://to-other-port.com:${own}/`],
		['to-trap-host', 'to a host of a private address', `http://resolves-private.com:${web}/`],
		['to-file', 'to a file', 'file:///etc/passwd'],
		['to-gopher', 'to gopher', `gopher://127.0.0.2:${web}/_GET`],
		['to-data', 'to a page in its own address', 'data:text/html,<title>x</title>'],
		['to-nothing', 'to what is no address', 'http://[not an address/'],
	];
	return targets.map(([name, does, to]) => ({
		host: `${name}.com`,
		does: `redirects ${does}`,
		expects: 'refused',
		responds: redirects(to),
	}));
}

function resolving(): HostileSite[] {
	const answers: ReadonlyArray<readonly [host: string, does: string, records: DnsRecords]> = [
		['resolves-loopback', 'resolves to loopback', { a: ['127.0.0.2'] }],
		['resolves-private', 'resolves to a private address', { a: ['192.168.1.1'] }],
		['resolves-carrier', 'resolves to a carrier’s address', { a: ['100.100.100.200'] }],
		['resolves-metadata', 'resolves to the metadata of a cloud', { a: ['169.254.169.254'] }],
		['resolves-unspecified', 'resolves to 0.0.0.0, which is this machine', { a: ['0.0.0.0'] }],
		['resolves-ipv6-loopback', 'resolves to the loopback address of IPv6', { a: [], aaaa: ['::1'] }],
		['resolves-mapped', 'resolves to a loopback address mapped into IPv6', { a: [], aaaa: ['::ffff:127.0.0.2'] }],
		['resolves-nat64', 'resolves to a loopback address in NAT64', { a: [], aaaa: ['64:ff9b::7f00:2'] }],
		['resolves-6to4', 'resolves to a private address in 6to4', { a: [], aaaa: ['2002:7f00:2::'] }],
		['resolves-mixed', 'resolves to a public address and to loopback', { a: ['127.0.0.1', '127.0.0.2'] }],
	];
	return [
		...answers.map(
			([name, does, records]): HostileSite => ({
				host: `${name}.com`,
				does,
				expects: 'refused',
				resolves: () => records,
			}),
		),
		{
			host: 'rebinds.com',
			does: 'resolves to a public address at first, then to loopback',
			expects: 'refused',
			responds: page,
			resolves: (type, asked) => (type === 'A' && asked > 0 ? { a: ['127.0.0.2'] } : here),
		},
		{
			host: 'rebinds-late.com',
			does: 'redirects to itself, and resolves to loopback by then',
			expects: 'refused',
			responds: (request, response) => {
				if (request.url === '/robots.txt') response.writeHead(404).end();
				else response.writeHead(302, { location: '/again' }).end();
			},
			// The refused connection by HTTPS, the robots.txt, the page; then the redirect.
			resolves: (type, asked) => (type === 'A' && asked > 2 ? { a: ['127.0.0.2'] } : here),
		},
	];
}
