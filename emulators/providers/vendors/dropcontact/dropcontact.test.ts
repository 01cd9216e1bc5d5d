import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

const key = { 'X-Access-Token': 'emulator-key' };

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const submit = (data: unknown[], of = providers): Promise<Seen> =>
	ask(`${of.urls.dropcontact}/v1/enrich/all`, key, { data });
const read = (id: string): Promise<Seen> => ask(`${providers.urls.dropcontact}/v1/enrich/all/${id}`, key);

describe('Dropcontact', () => {
	it('holds a credit for each contact, and gives back what it did not earn', async () => {
		const { body } = await submit([
			{ first_name: 'Ada', last_name: 'Byron', website: 'acme-rockets.example', custom_fields: { row: '7' } },
			{ first_name: 'Bob', last_name: 'Marsh', company: 'Beta Foods' },
			{ full_name: 'No Body', company: 'Beta Foods' },
		]);
		expect(body).toMatchObject({ error: false, success: true, credits_left: 9_997 });
		expect(await read(body.request_id)).toMatchObject({ status: 200, body: { error: false, success: false } });
		providers.clock.advance(30_000);
		const done = await read(body.request_id);
		expect(done.body.data.map(({ email }: { email?: unknown }) => email)).toEqual([
			[{ email: 'ada@acme-rockets.example', qualification: 'nominative@pro' }],
			[{ email: 'bob@beta-foods.example', qualification: 'catch-all@pro' }],
			undefined,
		]);
		expect(done.body.data[0].custom_fields).toEqual({ row: '7' });
		expect([providers.charged('dropcontact'), providers.creditsLeft('dropcontact')]).toEqual([
			{ credits: 1_000 },
			{ credits: 9_999_000 },
		]);
	});

	it('charges the verification of a given address in any case', async () => {
		await submit([{ email: 'nobody@nowhere.example' }]);
		providers.clock.advance(30_000);
		expect(providers.charged('dropcontact')).toEqual({ credits: 1_000 });
	});

	it('tells the balance for an empty contact, at no cost', async () => {
		expect((await submit([{}])).body.credits_left).toBe(10_000);
	});

	it('refuses the whole request with 403 where the credits do not cover it', async () => {
		const poor = await startTestProviders({
			accounts: [{ vendor: 'dropcontact', key: 'emulator-key', credits: { credits: 1 } }],
		});
		expect(await submit([{ email: 'a@b.example' }, { email: 'c@d.example' }], poor)).toMatchObject({
			status: 403,
			body: { error: true, success: false },
		});
		expect(poor.creditsLeft('dropcontact')).toEqual({ credits: 1_000 });
		await poor.close();
	});

	it.each([
		['more than 250 contacts', Array.from({ length: 251 }, () => ({ email: 'a@b.example' }))],
		['a contact of more than 15 kB', [{ email: 'a@b.example', note: 'x'.repeat(15_000) }]],
	])('refuses %s', async (_, data) => {
		expect((await submit(data)).status).toBe(400);
	});

	it('keeps a result for 30 days', async () => {
		const { request_id: id } = (await submit([{ email: 'ada@acme-rockets.example' }])).body;
		providers.clock.advance(30_000 + 30 * 86_400_000);
		expect((await read(id)).body.success).toBe(true);
		providers.clock.advance(1);
		expect(await read(id)).toMatchObject({ status: 200, body: { error: false, success: false } });
	});
});
