import { signatureOf } from '../../jobs/webhooks';
import { startReceiver } from '../../jobs/test-receiver';
import type { ProvidersEmulator } from '../../providers-emulator';
import { ask, startTestProviders, type Seen } from '../../test-providers';

const key = { Authorization: 'Bearer emulator-key' };
const fields = ['contact.work_emails', 'contact.phones'];
const ada = {
	first_name: 'Ada',
	last_name: 'Byron',
	domain: 'acme-rockets.example',
	enrich_fields: fields,
	custom: { row: '7' },
};
const nobody = { first_name: 'No', last_name: 'Body', company_name: 'Beta Foods', enrich_fields: fields };

let providers: ProvidersEmulator;
beforeAll(async () => {
	providers = await startTestProviders();
});
beforeEach(() => providers.reset());
afterAll(() => providers.close());

const submit = (body: unknown, of = providers): Promise<Seen> =>
	ask(`${of.urls.fullenrich}/api/v2/contact/enrich/bulk`, key, body);
const read = (id: string, of = providers): Promise<Seen> =>
	ask(`${of.urls.fullenrich}/api/v2/contact/enrich/bulk/${id}`, key);

describe('FullEnrich', () => {
	it('is in progress for up to 90 seconds, then answers in order and charges by what was found', async () => {
		const { enrichment_id: id } = (await submit({ name: 'Test', data: [ada, nobody] })).body;
		expect(await read(id)).toMatchObject({ status: 400, body: { code: 'error.enrichment.in_progress' } });
		expect(providers.charges()).toEqual([]);
		providers.clock.advance(90_000);
		const { status, body } = await read(id);
		expect([status, body.status, body.cost]).toEqual([200, 'FINISHED', { credits: 11 }]);
		expect(body.data[0]).toMatchObject({
			custom: { row: '7' },
			input: { first_name: 'Ada', company_domain: 'acme-rockets.example' },
			contact_info: {
				most_probable_work_email: { email: 'ada@acme-rockets.example', status: 'DELIVERABLE' },
				most_probable_phone: { number: '+14155550100' },
			},
			profile: { employment: { current: { title: 'VP Sales', company: { domain: 'acme-rockets.example' } } } },
		});
		expect(body.data[1].contact_info).toBeUndefined();
		expect(providers.charged('fullenrich')).toEqual({ credits: 11_000 });
	});

	it('charges also when nobody ever reads the result', async () => {
		await submit({ name: 'Test', data: [ada] });
		providers.clock.advance(90_000);
		expect(providers.charged('fullenrich')).toEqual({ credits: 11_000 });
	});

	it('stops when the credits are used up, and answers 402 with the result', async () => {
		const poor = await startTestProviders({
			accounts: [{ vendor: 'fullenrich', key: 'emulator-key', credits: { credits: 15 } }],
		});
		const bob = {
			first_name: 'Bob',
			last_name: 'Marsh',
			domain: 'beta-foods.example',
			enrich_fields: ['contact.phones', 'contact.work_emails'],
		};
		const { enrichment_id: id } = (await submit({ name: 'Test', data: [ada, ada, bob] }, poor)).body;
		poor.clock.advance(90_000);
		const { status, body } = await read(id, poor);
		expect([status, body.status, body.cost.credits]).toEqual([402, 'CREDITS_INSUFFICIENT', 11]);
		expect(body.data.map(({ contact_info: info }: { contact_info?: unknown }) => info !== undefined)).toEqual([
			true,
			false,
			false,
		]);
		await poor.close();
	});

	it('signs its webhooks with the key, and sends them again until they are taken', async () => {
		const receiver = await startReceiver([500, 200]);
		await submit({ name: 'Test', webhook_url: `${receiver.url}/done`, data: [ada] });
		providers.clock.advance(90_000);
		await providers.idle();
		expect(receiver.received.length).toBe(1);
		providers.clock.advance(60_000);
		await providers.idle();
		providers.clock.advance(600_000);
		await providers.idle();
		expect(providers.deliveries().map(({ status }) => status)).toEqual([500, 200]);
		const [first] = receiver.received;
		expect(first.headers['x-signature-sha1']).toBe(signatureOf(first.text, 'emulator-key'));
		expect(JSON.parse(first.text)).toMatchObject({ status: 'FINISHED', data: [{ custom: { row: '7' } }] });
		await receiver.close();
	});

	it('tells of every contact by itself where that is wanted', async () => {
		const receiver = await startReceiver();
		await submit({ name: 'Test', webhook_events: { contact_finished: `${receiver.url}/one` }, data: [ada, nobody] });
		providers.clock.advance(90_000);
		await providers.idle();
		expect(receiver.received.map(({ text }) => JSON.parse(text).data.length)).toEqual([1, 1]);
		await receiver.close();
	});

	it.each([
		['no name', { data: [ada] }, 'error.enrichment.name.empty'],
		['no data', { name: 'x', data: [] }, 'error.enrichment.data.empty'],
		[
			'no company',
			{ name: 'x', data: [{ first_name: 'A', last_name: 'B', enrich_fields: fields }] },
			'error.enrichment.domain.empty',
		],
		['no fields', { name: 'x', data: [{ ...ada, enrich_fields: [] }] }, 'error.enrichment.enrich_fields.empty'],
		[
			'a number as custom',
			{ name: 'x', data: [{ ...ada, custom: { row: 7 } }] },
			'error.enrichment.custom.value.exceeded',
		],
	])('refuses %s with its code', async (_, body, code) => {
		expect(await submit(body)).toMatchObject({ status: 400, body: { code } });
	});

	it('counts reading as well, by the calendar minute', async () => {
		const seen = await Promise.all(Array.from({ length: 61 }, () => read('unknown')));
		expect([
			seen.filter(({ status }) => status === 404).length,
			seen.find(({ status }) => status === 429)!.body.code,
		]).toEqual([60, 'error.rate.limit']);
	});

	it('tells three ways of a wrong key apart', async () => {
		const url = `${providers.urls.fullenrich}/api/v2/account/credits`;
		const codes = await Promise.all(
			[{}, { Authorization: 'Basic x' }, { Authorization: 'Bearer x' }].map((headers) =>
				ask(url, headers as Record<string, string>),
			),
		);
		expect(codes.map(({ body }) => body.code)).toEqual([
			'error.authorization.not_set',
			'error.authorization.not_bearer',
			'error.api.key',
		]);
		expect((await ask(url, key)).body).toEqual({ balance: 10_000 });
	});
});
