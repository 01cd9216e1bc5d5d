import { testJobProvider } from '../job-provider.contract';
import { askOptions } from '../provider.builders';
import type { AskOptions, ProviderQuery, ProviderReply } from '../provider';
import { openFullEnrich } from './full-enrich';
import { type Json, openScratchServer, type ScratchReply, type ScratchServer } from './scratch-server.builders';

const ada = { firstName: 'Ada', lastName: 'Byron', domain: 'acme.com', company: 'Acme' };
const nobody = { firstName: 'No', lastName: 'Body', domain: 'nowhere.org' };
const jobId = '2db5ea61-1752-42cf-8ea1-ab1da060cd0a';

const adasResult = {
	contact_info: {
		most_probable_work_email: { email: 'ada@acme.com', status: 'DELIVERABLE' },
		most_probable_phone: { number: '+14155550123', region: 'US' },
		work_emails: [{ email: 'ada@acme.com', status: 'DELIVERABLE' }],
	},
	profile: {
		full_name: 'Ada Byron',
		location: { country: 'United States', city: 'San Francisco', region: 'California' },
		social_profiles: { professional_network: { url: 'https://www.linkedin.com/in/ada' } },
		employment: {
			current: {
				title: 'VP Sales',
				start_at: '2024-03-01T00:00:00Z',
				company: {
					...{ name: 'Acme', domain: 'acme.com', headcount: 250, year_founded: 2010 },
					industry: { main_industry: 'Software Development' },
					locations: { headquarters: { city: 'San Francisco' } },
					social_profiles: { professional_network: { url: 'https://www.linkedin.com/company/acme' } },
				},
			},
		},
	},
};

/** A result as documented, in another order than it was asked for. */
function resultOf(asked: Json[], status = 'FINISHED', credits = 11): object {
	const data = asked
		.map(({ first_name, custom }) => ({
			input: { first_name },
			custom,
			...(first_name === 'Ada' ? adasResult : { contact_info: {} }),
		}))
		.reverse();
	return { id: jobId, name: 'x', status, cost: { credits }, data };
}

let server: ScratchServer;
let isDone = false;

/** What the server was asked in its jobs. */
function contacts(): Json[] {
	return server.requests.filter(({ method }) => method === 'POST').flatMap(({ json }) => json.data);
}

beforeEach(async () => {
	isDone = false;
	server = await openScratchServer(({ method }) => {
		if (method === 'POST') return { body: { enrichment_id: jobId } };
		return isDone ? { body: resultOf(contacts()) } : { body: { id: jobId, status: 'IN_PROGRESS', data: [] } };
	});
});

afterEach(async () => {
	await server.close();
});

testJobProvider(
	'FullEnrich',
	async () => ({
		provider: openFullEnrich(server.access),
		finish: () => {
			isDone = true;
		},
		askedSoFar: () => contacts().length,
		close: async () => undefined,
	}),
	{
		known: ada,
		knownValues: {
			...{ email: 'ada@acme.com', email_status: 'verified', email_checked_at: '2026-01-01' },
			...{ mobile_phone: '+14155550123', title: 'VP Sales', job_started_on: '2024-03-01', country: 'United States' },
			...{ company_employees: 250, company_industry: 'Software Development', company_city: 'San Francisco' },
			company_linkedin_url: 'https://www.linkedin.com/company/acme',
		},
		unknown: nobody,
	},
);

describe('openFullEnrich', () => {
	const queries: ProviderQuery[] = [
		{ ...ada, key: 1 },
		{ ...nobody, key: 2 },
	];

	function ask(change: Partial<AskOptions> = {}): Promise<ProviderReply> {
		const provider = openFullEnrich(server.access);
		return provider.ask(queries, askOptions(provider, change));
	}

	async function collect(reply: ScratchReply, change: Partial<AskOptions> = {}): Promise<ProviderReply> {
		const provider = openFullEnrich(server.access);
		const handedIn = await provider.ask(queries, askOptions(provider));
		if (handedIn.kind !== 'pending') throw new Error(handedIn.kind);
		server.answer = () => reply;
		return (await provider.collect?.(handedIn.job, queries, askOptions(provider, change)))!;
	}

	it('asks for the fields that somebody reads, and has its tag echoed', async () => {
		await ask({ wanted: ['mobile_phone'] });
		await ask({ wanted: ['email', 'personal_email'] });
		await ask({ wanted: ['title'] });
		expect(contacts().map(({ enrich_fields }) => enrich_fields)).toEqual([
			['contact.phones'],
			['contact.phones'],
			['contact.work_emails', 'contact.personal_emails'],
			['contact.work_emails', 'contact.personal_emails'],
			['contact.work_emails'],
			['contact.work_emails'],
		]);
		expect(contacts()[0]).toMatchObject({
			first_name: 'Ada',
			last_name: 'Byron',
			domain: 'acme.com',
			company_name: 'Acme',
		});
		expect(contacts()[0].custom.query).toMatch(/^[0-9a-f]{32}$/);
		expect(server.requests[0].path).toBe('/api/v2/contact/enrich/bulk');
	});

	it('charges what the job says it cost', async () => {
		await ask();
		const reply = await collect({ body: resultOf(contacts()) });
		expect(reply).toMatchObject({ kind: 'answered', charged: { credits: 11_000 } });
	});

	it.each<[string, ScratchReply, object]>([
		[
			'out of credits',
			{ status: 402, body: { code: 'error.credits', message: 'Not enough credits' } },
			{ kind: 'refused', outcome: 'out_of_credits' },
		],
		[
			'throttled, without a word on when to come back',
			{ status: 429, body: { code: 'error.rate', message: 'Too many requests' } },
			{ kind: 'refused', outcome: 'rate_limited', retryAt: new Date('2026-01-01T00:01:00Z') },
		],
		[
			'unknown key',
			{ status: 401, body: { code: 'error.api.key', message: 'Unknown api key top-secret' } },
			{ kind: 'refused', outcome: 'auth', message: 'FullEnrich refused the key (status 401): Unknown api key ***' },
		],
		[
			'faulty record',
			{ status: 400, body: { code: 'error.request', message: 'custom must be strings' } },
			{ kind: 'refused', outcome: 'invalid_input' },
		],
		['gateway that gave up', { status: 504, body: 'upstream timeout' }, { kind: 'lost' }],
		['connection that broke off', { hangUp: true }, { kind: 'lost' }],
		[
			'server that was never reached',
			{ status: 503, body: '' },
			{ kind: 'refused', outcome: 'provider_failed', retryable: true },
		],
		['success without an id', { body: {} }, { kind: 'lost' }],
	])('tells when a job is handed in: %s', async (_meaning, reply, expected) => {
		server.answer = () => reply;
		expect(await ask()).toMatchObject(expected);
	});

	it.each<[string, ScratchReply, object]>([
		['created', { body: { status: 'CREATED' } }, { kind: 'pending' }],
		[
			'in progress, as a bad request',
			{ status: 400, body: { code: 'error.enrichment.in_progress', message: 'Enrichment in progress' } },
			{ kind: 'pending' },
		],
		['throttled', { status: 429, body: {} }, { kind: 'pending', dueAt: new Date('2026-01-01T00:01:00Z') }],
		['a refused key', { status: 401, body: {} }, { kind: 'pending', dueAt: new Date('2026-01-01T00:15:00Z') }],
		['a broken connection', { hangUp: true }, { kind: 'pending' }],
		['an unknown job', { status: 404, body: {} }, { kind: 'lost' }],
		['no credits for looking, and no result', { status: 402, body: { code: 'error' } }, { kind: 'pending' }],
		['a faulty look', { status: 400, body: { code: 'error.id' } }, { kind: 'pending' }],
		[
			'no credits left and nothing found',
			{ status: 402, body: { status: 'CREDITS_INSUFFICIENT', cost: { credits: 0 }, data: [] } },
			{ kind: 'refused', outcome: 'out_of_credits' },
		],
		[
			'canceled',
			{ body: { status: 'CANCELED', cost: { credits: 0 }, data: [] } },
			{ kind: 'refused', outcome: 'provider_failed', retryable: true },
		],
		[
			'ended by its own limit',
			{ body: { status: 'RATE_LIMIT', data: [] } },
			{ kind: 'refused', outcome: 'rate_limited', retryable: true },
		],
	])('tells when a job is looked at: %s', async (_meaning, reply, expected) => {
		expect(await collect(reply)).toMatchObject(expected);
	});

	it('keeps what was found before the credits ran out, and has the rest asked again', async () => {
		await ask();
		const reply = await collect({ status: 402, body: resultOf(contacts(), 'CREDITS_INSUFFICIENT', 1) });
		expect(reply).toMatchObject({
			kind: 'answered',
			charged: { credits: 1_000 },
			answers: [
				{ key: 1, outcome: 'matched', confidence: 0.9, rawConfidence: 'DELIVERABLE', confidenceOf: { email: 0.9 } },
				{ key: 2, outcome: 'provider_failed', retryable: true },
			],
		});
	});

	it('gives a job up that has not ended when its result would be thrown away', async () => {
		const later = { now: () => new Date('2026-04-02T00:00:00Z') };
		expect(await collect({ body: { status: 'IN_PROGRESS' } }, later)).toMatchObject({ kind: 'lost' });
	});
});
