import { type AddressInfo, createServer, type Server } from 'node:net';
import type { WebSite } from '../web-site';
import { startWebsites, type WebsitesEmulator } from '../websites-emulator';
import { astraySites } from './astray';
import { harmfulSites } from './harmful';
import type { HostileSite } from './hostile-site';

export interface HostileWeb extends WebsitesEmulator {
	readonly hostile: readonly HostileSite[];
	/** Connections that went where none should go. */
	readonly trapped: readonly string[];
}

/** Serves the hostile sites (and the others given), with traps that count who connects to other addresses of this machine. */
export async function startHostileWeb(sites: readonly WebSite[] = []): Promise<HostileWeb> {
	const trapped: string[] = [];
	const own = await trap('127.0.0.1', 0, trapped);
	const ports = { web: 0, own: (own.address() as AddressInfo).port };
	const byHost = new Map<string, HostileSite>();
	const asked = new Map<string, number>();
	const web = await startWebsites({
		sites,
		responderOf: (host) => byHost.get(host)?.responds,
		zone(host, type) {
			const site = byHost.get(host);
			if (!site) return undefined;
			const question = `${host} ${type}`;
			const before = asked.get(question) ?? 0;
			asked.set(question, before + 1);
			return site.resolves ? site.resolves(type, before) : { a: ['127.0.0.1'] };
		},
	});
	const hostile = [...astraySites({ ...ports, web: web.port }), ...harmfulSites()];
	for (const site of hostile) byHost.set(site.host, site);
	// Other addresses of this machine, at the port of the web; not every system has them.
	const traps = [
		own,
		...(await Promise.all(
			['127.0.0.2', '::1'].map(async (address) => await trap(address, web.port, trapped).catch(() => undefined)),
		)),
	];
	return {
		...web,
		hostile,
		trapped,
		async close() {
			await web.close();
			for (const each of traps) each?.close();
		},
	};
}

async function trap(address: string, port: number, trapped: string[]): Promise<Server> {
	const server = createServer((socket) => {
		trapped.push(`${address}:${socket.localPort}`);
		socket.destroy();
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, address, resolve);
	});
	return server;
}
