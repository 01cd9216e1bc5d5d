import type { ProviderAnswer } from '../../core/stages/enrich/provider';
import { astraySites } from '../../emulators/websites/hostile/astray';
import { harmfulSites } from '../../emulators/websites/hostile/harmful';
import { type HostileWeb, startHostileWeb } from '../../emulators/websites/hostile/hostile-web';
import { readDomains } from './emulated-web';
import { watchConnections, type WatchedConnections } from './watch-connections';

const timeoutMs = 600;
const sites = [...astraySites({ web: 1, own: 2 }), ...harmfulSites()];

describe('the provider Website before hostile sites', () => {
	let web: HostileWeb;
	let connections: WatchedConnections;
	const answers: ProviderAnswer[] = [];

	beforeAll(async () => {
		web = await startHostileWeb();
		connections = watchConnections();
	});

	afterAll(async () => {
		connections.stop();
		await web.close();
	});

	const read = async (host: string, limitMs: number) =>
		(await readDomains(web, [host], { limits: { timeoutMs: limitMs } }))[0];

	it('has more than 30 of them', () => {
		expect(sites.length).toBeGreaterThan(30);
		expect(web.hostile.map(({ host }) => host)).toEqual(sites.map(({ host }) => host));
	});

	it.each(sites.map(({ host, does, expects, isSlow }) => [host, does, expects, isSlow === true] as const))(
		'%s %s and is %s',
		async (host, _does, expects, isSlow) => {
			// Only what nothing else ends meets the short limit, so that a busy machine does not decide about the others.
			const answer = await read(host, isSlow ? timeoutMs : 10_000);
			answers.push(answer);
			expect(answer.outcome === 'matched' ? 'read' : 'refused').toBe(expects);
		},
	);

	it('gives up by itself what only a time limit ends', async () => {
		const slow = sites.filter(({ isSlow }) => isSlow);
		const started = performance.now();
		const said = await readDomains(
			web,
			slow.map(({ host }) => host),
			{ limits: { timeoutMs } },
		);
		expect(said.map(({ outcome }) => outcome)).toEqual(slow.map(() => 'provider_failed'));
		expect(performance.now() - started).toBeLessThan(10_000);
	});

	it('connects to nothing but the address that was allowed', () => {
		expect(web.trapped).toEqual([]);
		const served = [web.port, web.closedPort].map((port) => `127.0.0.1:${port}`);
		expect([...connections.tried].sort()).toEqual(served.sort());
	});

	it('gives no markup, no endless text and nothing from prototypes', () => {
		const values = answers.flatMap((answer) => (answer.outcome === 'matched' ? Object.entries(answer.values) : []));
		expect(values.length).toBeGreaterThan(50);
		for (const [, value] of values) {
			expect(String(value)).not.toMatch(/[<>\u0000-\u001f\u202a-\u202e\ufffd]/);
			expect(String(value).length).toBeLessThanOrEqual(1_000);
		}
		expect(values.filter(([name]) => name === 'phone')).toEqual([]);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});

	it('names no secret of an address in its messages', () => {
		const messages = answers.map((answer) => ('message' in answer ? answer.message : ''));
		expect(messages.join('\n')).not.toMatch(/secret|passwd|meta-data|_GET/);
	});
});
