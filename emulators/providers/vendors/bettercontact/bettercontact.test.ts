import { startReceiver } from '../../jobs/test-receiver';
import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

const key = { 'X-API-Key': 'emulator-key' };
const ada = {
	first_name: 'Ada',
	last_name: 'Byron',
	company_domain: 'acme-rockets.example',
	custom_fields: { row: '7' },
};
const nobody = { first_name: 'No', last_name: 'Body', company: 'Beta Foods' };

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const submit = (body: unknown, of = providers): Promise<Seen> =>
	ask(`${of.urls.bettercontact}/api/v2/async`, key, body);
const read = (id: string, of = providers): Promise<Seen> => ask(`${of.urls.bettercontact}/api/v2/async/${id}`, key);

describe('BetterContact', () => {
	it('answers 202 without data until it is terminated, then charges by valid datum', async () => {
		const started = await submit({ data: [ada, nobody], enrich_email_address: true, enrich_phone_number: true });
		expect([started.status, started.body.success]).toEqual([201, true]);
		const early = await read(started.body.id);
		expect([early.status, early.body.status, early.body.data]).toEqual([202, 'processing', undefined]);
		providers.clock.advance(60_000);
		const { status, body } = await read(started.body.id);
		expect([status, body]).toMatchObject([
			200,
			{
				status: 'terminated',
				credits_consumed: 11,
				credits_left: 9_989,
				summary: { total: 2, valid: 1, not_found: 1 },
			},
		]);
		expect(body.data[0]).toMatchObject({
			contact_email_address: 'ada@acme-rockets.example',
			contact_email_address_status: 'deliverable',
			contact_phone_number: '+14155550100',
			custom_fields: [{ name: 'row', value: '7' }],
		});
		expect(body.data[1]).toMatchObject({
			enriched: false,
			contact_email_address: null,
			contact_email_address_status: 'not_found',
		});
	});

	it('sends its result unsigned', async () => {
		const receiver = await startReceiver();
		await submit({ data: [ada], enrich_email_address: true, webhook: receiver.url });
		providers.clock.advance(60_000);
		await providers.idle();
		expect(JSON.parse(receiver.received[0].text).status).toBe('terminated');
		expect(Object.keys(receiver.received[0].headers).filter((name) => name.includes('signature'))).toEqual([]);
		await receiver.close();
	});

	it('refuses to start without credits, and holds what it cannot finish', async () => {
		const none = await startTestProviders({
			accounts: [{ vendor: 'bettercontact', key: 'emulator-key', credits: { credits: 0 } }],
		});
		expect((await submit({ data: [ada], enrich_email_address: true }, none)).status).toBe(402);
		await none.close();
		const few = await startTestProviders({
			accounts: [{ vendor: 'bettercontact', key: 'emulator-key', credits: { credits: 5 } }],
		});
		const { id } = (await submit({ data: [ada], enrich_phone_number: true }, few)).body;
		few.clock.advance(60_000);
		expect([(await read(id, few)).body.status, few.charges()]).toEqual(['on_hold', []]);
		await few.close();
	});

	it('answers an unknown request with 406, and one without a wish with 400', async () => {
		expect((await read('unknown')).status).toBe(406);
		expect((await submit({ data: [ada] })).status).toBe(400);
	});
});
