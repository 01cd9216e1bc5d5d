import { testJobProvider } from '../job-provider.contract';
import { askOptions } from '../provider.builders';
import type { AskOptions, ProviderQuery, ProviderReply } from '../provider';
import { openBetterContact } from './better-contact';
import { type Json, openScratchServer, type ScratchReply, type ScratchServer } from './scratch-server.builders';

const ada = { firstName: 'Ada', lastName: 'Byron', domain: 'acme.com', company: 'Acme' };
const nobody = { firstName: 'No', lastName: 'Body', company: 'Nowhere' };
const processing: ScratchReply = { status: 202, body: { id: 'r-1', status: 'processing', message: 'Processing...' } };

const adasFind = {
	enriched: true,
	contact_email_address: 'ada@acme.com',
	contact_email_address_status: 'deliverable',
	contact_phone_number: '+14155550123',
	contact_job_title: 'VP Sales',
	company_domain: 'acme.com',
};

/** A finished job as documented; custom fields come back as a list. */
function terminated(leads: Json[], find: object = adasFind): ScratchReply {
	const data = leads.map(({ first_name, last_name, custom_fields: { uuid } }) => ({
		contact_first_name: first_name,
		contact_last_name: last_name,
		custom_fields: [{ name: 'uuid', value: uuid, position: 0 }],
		...(first_name === 'Ada' ? find : { enriched: false, contact_email_address_status: 'not_found' }),
	}));
	return {
		body: { id: 'r-1', status: 'terminated', credits_consumed: 11, credits_left: 89, data: data.reverse() },
	};
}

let server: ScratchServer;
let isDone = false;

function leads(): Json[] {
	return server.requests.filter(({ method }) => method === 'POST').flatMap(({ json }) => json.data);
}

beforeEach(async () => {
	isDone = false;
	server = await openScratchServer(({ method }) => {
		if (method === 'POST') return { status: 201, body: { success: true, id: 'r-1', message: 'Processing...' } };
		return isDone ? terminated(leads()) : processing;
	});
});

afterEach(async () => {
	await server.close();
});

testJobProvider(
	'BetterContact',
	async () => ({
		provider: openBetterContact(server.access),
		finish: () => {
			isDone = true;
		},
		askedSoFar: () => leads().length,
		close: async () => undefined,
	}),
	{
		known: ada,
		knownValues: { email: 'ada@acme.com', email_status: 'verified', mobile_phone: '+14155550123', title: 'VP Sales' },
		unknown: nobody,
	},
);

describe('openBetterContact', () => {
	const queries: ProviderQuery[] = [
		{ ...ada, key: 1 },
		{ ...nobody, key: 2 },
	];
	const provider = () => openBetterContact(server.access);

	function ask(change: Partial<AskOptions> = {}): Promise<ProviderReply> {
		return provider().ask(queries, askOptions(provider(), change));
	}

	async function collect(reply: () => ScratchReply): Promise<ProviderReply> {
		const handedIn = await ask();
		if (handedIn.kind !== 'pending') throw new Error(handedIn.kind);
		server.answer = reply;
		return (await provider().collect?.(handedIn.job, queries, askOptions(provider())))!;
	}

	it('asks for a phone only when somebody reads it', async () => {
		await ask({ wanted: ['email'] });
		await ask({ wanted: ['mobile_phone'] });
		await ask({ wanted: ['title', 'mobile_phone'] });
		const asked = server.requests.map(({ json }) => [json.enrich_email_address, json.enrich_phone_number]);
		expect(asked).toEqual([
			[true, false],
			[false, true],
			[true, true],
		]);
		expect(server.requests[0].path).toBe('/api/v2/async');
	});

	it('charges what the job says it consumed', async () => {
		expect(await collect(() => terminated(leads()))).toMatchObject({
			kind: 'answered',
			charged: { credits: 11_000 },
			meter: { creditsLeft: { credits: 89_000 } },
		});
	});

	it.each<[string, object, object]>([
		['a safe catch-all', { contact_email_address_status: 'catch_all_safe' }, { values: { email_status: 'catch_all' } }],
		[
			'a bouncing address',
			{ contact_email_address_status: 'undeliverable', contact_phone_number: null },
			{ outcome: 'no_match' },
		],
		['an unknown word', { contact_email_address_status: 'brand new' }, { values: { email_status: 'unverified' } }],
	])('reads %s', async (_meaning, find, expected) => {
		const reply = await collect(() => terminated(leads(), { ...adasFind, ...find }));
		if (reply.kind !== 'answered') throw new Error(reply.kind);
		expect(reply.answers[0]).toMatchObject(expected);
	});

	it.each<[string, ScratchReply, object]>([
		['out of credits', { status: 402, body: { success: false, error: 'No credits' } }, { outcome: 'out_of_credits' }],
		['a wrong key', { status: 401, body: { message: 'Unauthorized' } }, { outcome: 'auth' }],
		['a faulty record', { status: 422, body: { error: 'data is missing' } }, { outcome: 'invalid_input' }],
		['throttled', { status: 429, body: { error: 'Slow down' } }, { outcome: 'rate_limited' }],
		[
			'trouble that it names',
			{ status: 500, body: { error: 'Something went wrong' } },
			{ outcome: 'provider_failed', retryable: true },
		],
		['trouble without a word', { status: 500, body: '' }, { kind: 'lost' }],
		['a refusal with a success', { body: { success: false, id: 'r-9' } }, { kind: 'lost' }],
	])('tells when a job is handed in: %s', async (_meaning, reply, expected) => {
		server.answer = () => reply;
		expect(await ask()).toMatchObject(expected);
	});

	it.each<[string, ScratchReply, object]>([
		['at work, with a success', processing, { kind: 'pending', dueAt: new Date('2026-01-01T00:00:30Z') }],
		['finished in name only', { body: { status: 'finished', data: [] } }, { kind: 'pending' }],
		[
			'on hold until there are credits',
			{ status: 202, body: { status: 'on_hold' } },
			{ kind: 'pending', dueAt: new Date('2026-01-01T01:00:00Z') },
		],
		['unknown', { status: 406, body: { success: false } }, { kind: 'lost' }],
		['refused for want of credits, though the job goes on', { status: 402, body: {} }, { kind: 'pending' }],
		['refused as faulty', { status: 400, body: {} }, { kind: 'pending' }],
	])('tells when a job is looked at: %s', async (_meaning, reply, expected) => {
		expect(await collect(() => reply)).toMatchObject(expected);
	});
});
