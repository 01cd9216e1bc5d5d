import { testJobProvider } from '../job-provider.contract';
import { askOptions } from '../provider.builders';
import type { AskOptions, ProviderQuery, ProviderReply } from '../provider';
import { openDropcontact } from './dropcontact';
import { type Json, openScratchServer, type ScratchReply, type ScratchServer } from './scratch-server.builders';

const ada = { firstName: 'Ada', lastName: 'Byron', domain: 'acme.com', company: 'Acme', email: 'ada@acme.com' };
const nobody = { firstName: 'No', lastName: 'Body', domain: 'nowhere.org' };
const notReady = { error: false, success: false, reason: 'Request not ready yet, try again in 30 seconds' };

/** A record as documented: what was sent, tidied up, and what was found. */
function rowOf({ first_name, last_name, website, custom_fields }: Json, found: object = {}): object {
	return { first_name, last_name, website: website && `www.${website}`, custom_fields, ...found };
}

const adasFind = {
	email: [
		{ email: 'contact@acme.com', qualification: 'generic@pro' },
		{ email: 'ada@acme.com', qualification: 'nominative@pro' },
		{ email: 'ada@gmail.com', qualification: 'nominative@perso' },
	],
	job: 'VP Sales',
	job_level: 'Executive',
	linkedin: 'www.linkedin.com/in/ada',
	nb_employees: '202',
	siren: '500 500 500',
};

let server: ScratchServer;
let isDone = false;

function records(): Json[] {
	return server.requests.filter(({ method }) => method === 'POST').flatMap(({ json }) => json.data);
}

beforeEach(async () => {
	isDone = false;
	server = await openScratchServer(({ method }) => {
		if (method === 'POST') return { body: { error: false, success: true, request_id: 'qzmx', credits_left: 42 } };
		if (!isDone) return { body: notReady };
		const data = records().map((record) => rowOf(record, record.first_name === 'Ada' ? adasFind : {}));
		return { body: { error: false, success: true, data: data.reverse(), credits_left: 41 } };
	});
});

afterEach(async () => {
	await server.close();
});

testJobProvider(
	'Dropcontact',
	async () => ({
		provider: openDropcontact(server.access),
		finish: () => {
			isDone = true;
		},
		askedSoFar: () => records().length,
		close: async () => undefined,
	}),
	{
		known: ada,
		knownValues: {
			email: 'ada@acme.com',
			email_status: 'verified',
			personal_email: 'ada@gmail.com',
			title: 'VP Sales',
			linkedin_url: 'https://www.linkedin.com/in/ada',
			...{ company_domain: 'acme.com', company_website: 'https://www.acme.com' },
			company_employees: 202,
			company_registration_number: '500500500',
		},
		unknown: nobody,
	},
);

describe('openDropcontact', () => {
	const queries: ProviderQuery[] = [
		{ ...ada, key: 1 },
		{ ...nobody, key: 2 },
	];
	const provider = () => openDropcontact(server.access);

	function ask(asked = queries, change: Partial<AskOptions> = {}): Promise<ProviderReply> {
		return provider().ask(asked, askOptions(provider(), change));
	}

	async function collect(reply: () => ScratchReply, change: Partial<AskOptions> = {}): Promise<ProviderReply> {
		const handedIn = await ask(queries, { wanted: ['email'], ...change });
		if (handedIn.kind !== 'pending') throw new Error(handedIn.kind);
		server.answer = reply;
		return (await provider().collect?.(handedIn.job, queries, askOptions(provider(), change)))!;
	}

	/** A finished job in which the second record was found as well, in these words. */
	function found(email: object[]): ScratchReply {
		const [first, second] = records();
		return { body: { success: true, data: [rowOf(first, adasFind), rowOf(second, { email })], credits_left: 40 } };
	}

	it('sends an address to be checked, which always costs, only where that is asked for or nothing else is known', async () => {
		const byEmail = { key: 3, email: 'who@acme.com' };
		await ask([queries[0], byEmail], { wanted: ['title'] });
		await ask([queries[0]], { wanted: ['email_status'] });
		expect(records().map(({ email, custom_fields }) => [email, custom_fields.verifies])).toEqual([
			[undefined, undefined],
			['who@acme.com', 'email'],
			['ada@acme.com', 'email'],
		]);
	});

	it('says how many credits are left', async () => {
		expect(await ask()).toMatchObject({ kind: 'pending', meter: { creditsLeft: { credits: 42_000 } } });
	});

	it.each<[string, object[], number]>([
		['one', [], 1_000],
		['both', [{ email: 'no@nowhere.org', qualification: 'nominative@pro' }], 2_000],
		['not for one that cannot be verified', [{ email: 'no@nowhere.org', qualification: 'catch_all@pro' }], 1_000],
	])('charges for each address that was verified: %s', async (_meaning, email, credits) => {
		const reply = await collect(() => found(email));
		expect(reply).toMatchObject({ charged: { credits }, meter: { creditsLeft: { credits: 40_000 } } });
	});

	it('charges the check of an address that turned out to be invalid', async () => {
		const reply = await collect(
			() => {
				const [first] = records();
				const dead = { email: [{ email: 'ada@acme.com', qualification: 'invalid@pro' }] };
				return { body: { success: true, data: [rowOf(first, dead)] } };
			},
			{ wanted: ['email_status'] },
		);
		expect(reply).toMatchObject({
			charged: { credits: 1_000 },
			answers: [{ key: 1, outcome: 'no_match' }, { key: 2 }],
		});
	});

	it.each<[string, object[], object]>([
		['nothing but the question', [], { outcome: 'no_match' }],
		['a mailbox of many', [{ email: 'info@nowhere.org', qualification: 'generic@pro' }], { outcome: 'no_match' }],
		['a catch-all', [{ email: 'no@x.org', qualification: 'catch_all@pro' }], { values: { email_status: 'catch_all' } }],
		[
			'a person who must not be contacted',
			[{ email: 'no@x.org', qualification: 'Do_Not_Contact@pro' }],
			{ outcome: 'legal_block' },
		],
		['a private address', [{ email: 'no@gmail.com', qualification: 'nominative@perso' }], { outcome: 'matched' }],
	])('reads %s', async (_meaning, email, expected) => {
		const reply = await collect(() => found(email));
		if (reply.kind !== 'answered') throw new Error(reply.kind);
		expect(reply.answers[1]).toMatchObject(expected);
	});

	it.each<[string, ScratchReply, object]>([
		[
			'too few credits for all records',
			{ status: 403, body: { error: true, success: false, reason: 'Not enough credits' } },
			{ kind: 'refused', outcome: 'out_of_credits' },
		],
		[
			'a key that may not be used',
			{ status: 403, body: { error: true, success: false, reason: 'Invalid access token' } },
			{ kind: 'refused', outcome: 'auth' },
		],
		[
			'a plan without the API',
			{ status: 403, body: { error: true, success: false, reason: 'Your plan does not include the API' } },
			{ kind: 'refused', outcome: 'not_entitled' },
		],
		['a wrong key', { status: 401, body: { reason: 'Unauthorized' } }, { kind: 'refused', outcome: 'auth' }],
		[
			'a faulty record',
			{ status: 400, body: { error: true, reason: 'Data size is too big', success: false } },
			{ kind: 'refused', outcome: 'invalid_input' },
		],
		['throttled', { status: 429, body: {} }, { kind: 'refused', outcome: 'rate_limited' }],
		[
			'refused with a success',
			{ body: { error: true, success: false, reason: 'Temporary trouble' } },
			{ kind: 'refused', outcome: 'provider_failed' },
		],
		['a broken connection', { hangUp: true }, { kind: 'lost' }],
		['no id', { body: { success: true } }, { kind: 'lost' }],
		['half a reply', { body: '{"request_' }, { kind: 'lost' }],
	])('tells when a job is handed in: %s', async (_meaning, reply, expected) => {
		server.answer = () => reply;
		expect(await ask()).toMatchObject(expected);
	});

	it.each<[string, ScratchReply, object]>([
		['not ready, which comes with a success', { body: notReady }, { kind: 'pending', message: notReady.reason }],
		['trouble at the server', { status: 500, body: { detail: 'Internal' } }, { kind: 'pending' }],
		['half a reply', { body: '{"data": [' }, { kind: 'pending' }],
		['forbidden', { status: 403, body: { reason: 'Not enough credits' } }, { kind: 'pending' }],
		['faulty', { status: 400, body: { reason: 'No' } }, { kind: 'pending' }],
		['unknown', { status: 404, body: { detail: 'Not Found' } }, { kind: 'lost' }],
	])('tells when a job is looked at: %s', async (_meaning, reply, expected) => {
		expect(await collect(() => reply)).toMatchObject(expected);
	});

	it('looks less often the longer a job takes, and gives up when results are thrown away', async () => {
		const handedIn = await ask();
		if (handedIn.kind !== 'pending') throw new Error(handedIn.kind);
		const look = async (now: string) =>
			await provider().collect?.(handedIn.job, queries, askOptions(provider(), { now: () => new Date(now) }));
		expect(await look('2026-01-01T00:00:30Z')).toMatchObject({ dueAt: new Date('2026-01-01T00:01:00Z') });
		expect(await look('2026-01-01T00:10:00Z')).toMatchObject({ dueAt: new Date('2026-01-01T00:15:00Z') });
		expect(await look('2026-01-02T00:00:00Z')).toMatchObject({ dueAt: new Date('2026-01-02T01:00:00Z') });
		expect(await look('2026-02-02T00:00:00Z')).toMatchObject({ kind: 'lost' });
	});
});
