import { request } from 'node:http';
import type { ProvidersEmulator, ProvidersOptions } from '../providers-emulator';
import { ask, startTestProviders, type Seen } from '../test-providers';
import type { FaultKind } from './faults';

const key = { 'X-Api-Key': 'emulator-key' };

let providers: ProvidersEmulator;
async function start(change: ProvidersOptions): Promise<() => Promise<Seen>> {
	providers = await startTestProviders(change);
	return () => ask(`${providers.urls['people-data-labs']}/v5/person/enrich?email=ada@acme-rockets.example`, key);
}
afterEach(() => providers.close());

const script = (kind: FaultKind, at: number | 'every' = 1): ProvidersOptions => ({
	faults: [{ vendor: 'people-data-labs', kind, at }],
});

describe('a fault before the work', () => {
	it.each([
		['401', 401],
		['429', 429],
		['500', 500],
		['503', 503],
		['out-of-credits', 402],
		['not-entitled', 403],
	] as const)('%s is answered in words of the vendor, at no cost, once', async (kind, status) => {
		const once = await start(script(kind));
		const first = await once();
		expect([first.status, first.body.status]).toEqual([status, status]);
		expect(providers.charges()).toEqual([]);
		expect((await once()).status).toBe(200);
	});
});

describe('a fault after the work', () => {
	it.each(['reset-after-send', 'cut-reply'] as const)('%s loses the reply, not the charge', async (kind) => {
		const once = await start(script(kind));
		await expect(once()).rejects.toThrow();
		expect(providers.charged('people-data-labs')).toEqual({ person: 1_000 });
	});

	it('timeout-after-send never answers, and has charged', async () => {
		await start(script('timeout-after-send'));
		const url = `${providers.urls['people-data-labs']}/v5/person/enrich?email=ada@acme-rockets.example`;
		const ended = await new Promise<string>((resolve) => {
			const sent = request(url, { headers: key }, () => resolve('answered'));
			sent.on('error', () => resolve('closed'));
			sent.end();
			void until(() => providers.charges().length === 1).then(() => sent.destroy());
		});
		expect(ended).toBe('closed');
		expect(providers.charged('people-data-labs')).toEqual({ person: 1_000 });
	});

	it('garbage is a page of somebody else with status 200', async () => {
		const once = await start(script('garbage'));
		expect(await once()).toMatchObject({ status: 200, body: expect.stringContaining('Bad Gateway') });
		expect(providers.charged('people-data-labs')).toEqual({ person: 1_000 });
	});
});

describe('which calls are hit', () => {
	const statuses = async (once: () => Promise<Seen>, count: number): Promise<number[]> => {
		const seen: number[] = [];
		for (let call = 0; call < count; call += 1) seen.push((await once()).status);
		return seen;
	};

	it('is one, some, or every so many', async () => {
		const once = await start({
			faults: [
				{ vendor: 'people-data-labs', kind: '500', at: [2, 3] },
				{ vendor: 'people-data-labs', kind: '503', at: { every: 5 } },
			],
		});
		expect(await statuses(once, 6)).toEqual([200, 500, 500, 200, 503, 200]);
	});

	it('is by chance the same again for the same seed', async () => {
		const faults = [{ vendor: 'people-data-labs', kind: '500' as const, at: { probability: 0.3, seed: 5 } }];
		const first = await statuses(await start({ faults }), 20);
		await providers.close();
		expect(await statuses(await start({ faults }), 20)).toEqual(first);
		expect(first.filter((status) => status === 500).length).toBeGreaterThan(2);
	});

	it('may be calls of one route only', async () => {
		const once = await start({
			faults: [{ vendor: 'people-data-labs', kind: '500', at: 'every', route: 'POST /v5/person/bulk' }],
		});
		expect((await once()).status).toBe(200);
	});
});

/** Resolves once it is true; looks again whenever the event loop has turned. */
async function until(isTrue: () => boolean): Promise<void> {
	while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
