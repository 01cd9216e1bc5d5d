import { ask, knownWorld, startTestProviders } from './test-providers';
import { startProviders } from './providers-emulator';

const key = { 'X-Api-Key': 'emulator-key' };

describe('startProviders', () => {
	it('starts every vendor with a default account, world and clock', async () => {
		const providers = await startProviders();
		const email = providers.world.people[0].jobs[0].email;
		const { status } = await ask(`${providers.urls['people-data-labs']}/v5/person/enrich?email=${email}`, key);
		expect([200, 404]).toContain(status);
		expect(providers.requestCount('people-data-labs')).toBe(1);
		await providers.close();
	});

	it('books what was charged to account, pool, call and person', async () => {
		const providers = await startTestProviders({
			accounts: [
				{ vendor: 'people-data-labs', key: 'a', name: 'first' },
				{ vendor: 'people-data-labs', key: 'b', name: 'second', credits: { person: 3 } },
			],
		});
		const url = `${providers.urls['people-data-labs']}/v5/person/enrich?email=ada@acme-rockets.example`;
		await ask(url, { 'X-Api-Key': 'a' });
		await ask(url, { 'X-Api-Key': 'b' });
		expect(providers.charges()[1]).toEqual({
			vendor: 'people-data-labs',
			account: 'second',
			pool: 'person',
			thousandths: 1_000,
			call: 2,
			what: 'person ada',
			at: '2026-11-28T12:00:00.000Z',
		});
		expect([
			providers.charged('people-data-labs', 'first'),
			providers.creditsLeft('people-data-labs', 'second').person,
		]).toEqual([{ person: 1_000 }, 2_000]);
		await providers.close();
	});

	it('goes back to the start', async () => {
		const providers = await startTestProviders({ faults: [{ vendor: 'people-data-labs', at: 1, kind: '500' }] });
		const once = () =>
			ask(`${providers.urls['people-data-labs']}/v5/person/enrich?email=ada@acme-rockets.example`, key);
		const run = async () => [
			(await once()).status,
			(await once()).status,
			providers.charges().length,
			providers.requests().length,
		];
		const first = await run();
		providers.clock.advance(1_000);
		providers.reset();
		expect(providers.clock.now()).toEqual(new Date('2026-11-28T12:00:00Z'));
		expect(await run()).toEqual(first);
		await providers.close();
	});

	it('lets another process look and steer', async () => {
		const providers = await startTestProviders();
		await ask(`${providers.urls['people-data-labs']}/v5/person/enrich?email=ada@acme-rockets.example`, key);
		expect((await ask(`${providers.url}/_emulator/charges`)).body).toEqual(providers.charges());
		expect((await ask(`${providers.url}/_emulator/requests`)).body[0]).toMatchObject({
			call: 1,
			vendor: 'people-data-labs',
			path: '/v5/person/enrich',
			status: 200,
		});
		await ask(`${providers.url}/_emulator/advance`, {}, { milliseconds: 5_000 });
		expect(providers.clock.now()).toEqual(new Date('2026-11-28T12:00:05Z'));
		await ask(`${providers.url}/_emulator/faults`, {}, [{ vendor: 'people-data-labs', at: 'every', kind: '503' }]);
		expect((await ask(`${providers.urls['people-data-labs']}/v5/person/enrich`, key)).status).toBe(503);
		await ask(`${providers.url}/_emulator/reset`, {}, {});
		expect(providers.charges()).toEqual([]);
		await providers.close();
	});

	it('works jobs off by themselves when the time is the real one', async () => {
		const providers = await startProviders({ world: knownWorld, jobMs: 1, coverage: { dropcontact: { person: 1 } } });
		const token = { 'X-Access-Token': 'emulator-key' };
		const { body } = await ask(`${providers.urls.dropcontact}/v1/enrich/all`, token, {
			data: [{ email: 'ada@acme-rockets.example' }],
		});
		while (providers.charges().length === 0) await new Promise((resolve) => setImmediate(resolve));
		expect((await ask(`${providers.urls.dropcontact}/v1/enrich/all/${body.request_id}`, token)).body.success).toBe(
			true,
		);
		await providers.close();
	});

	it('takes its time to answer where it is told to', async () => {
		const providers = await startTestProviders({ latencyMs: { apollo: 40 } });
		const started = performance.now();
		await ask(`${providers.urls.apollo}/api/v1/organizations/enrich?domain=beta-foods.example`, {
			'x-api-key': 'emulator-key',
		});
		expect(performance.now() - started).toBeGreaterThanOrEqual(39);
		await providers.close();
	});

	it('keeps every charge when many calls come at once', async () => {
		const providers = await startTestProviders({
			faults: [{ vendor: 'apollo', at: { probability: 0.3 }, kind: 'reset-after-send' }],
		});
		const calls = Array.from({ length: 60 }, () =>
			ask(
				`${providers.urls.apollo}/api/v1/people/match`,
				{ 'x-api-key': 'emulator-key' },
				{ email: 'ada@acme-rockets.example' },
			),
		);
		const ended = await Promise.allSettled(calls);
		const arrived = ended.filter(({ status }) => status === 'fulfilled').length;
		expect(arrived).toBeLessThan(60);
		expect(providers.charged('apollo')).toEqual({ credits: 60_000 });
		await providers.close();
	});
});
