import { answersOf, askOptions } from '../../provider.builders';
import { testProvider } from '../../provider.contract';
import type { MatchedAnswer, ProviderQuery } from '../../provider';
import { openScratchServer, type ScratchReply, type ScratchServer } from '../scratch-server.builders';
import { aPerson, aPosition, answerEach, leadIqError, questionsOf } from './leadiq.builders';
import { openLeadIqPeople } from './leadiq-people';

const ada = { firstName: 'Ada', lastName: 'Byron', domain: 'acme.com', company: 'Acme' };
const nobody = { firstName: 'No', lastName: 'Body', domain: 'nowhere.org' };

let server: ScratchServer;

function knowing(...people: object[]): ScratchServer['answer'] {
	return (request) => answerEach(request, (input) => (input.firstName === 'No' ? [] : people));
}

beforeEach(async () => {
	server = await openScratchServer(knowing(aPerson()));
});

afterEach(async () => {
	await server.close();
});

describe('the contract', () => {
	let shared: ScratchServer;

	beforeAll(async () => {
		shared = await openScratchServer(knowing(aPerson()));
	});

	afterAll(async () => {
		await shared.close();
	});

	testProvider('LeadIQ', async () => openLeadIqPeople(shared.access), {
		known: ada,
		knownValues: {
			...{ email: 'ada@acme.com', email_status: 'verified', email_checked_at: '2025-10-01', title: 'VP Sales' },
			...{ phone: '+14155550123', mobile_phone: '+14155550199', job_started_on: '2024-03-01' },
			...{ company_name: 'Acme', company_industry: 'Manufacturing', company_employees: 1_200 },
		},
		unknown: nobody,
	});
});

describe('openLeadIqPeople', () => {
	const provider = () => openLeadIqPeople(server.access);
	const options = (wanted?: string[]) => askOptions(provider(), wanted && { wanted });

	async function answerTo(query: Omit<ProviderQuery, 'key'>): Promise<MatchedAnswer> {
		const [answer] = await answersOf(provider(), [{ ...query, key: 1 }]);
		if (answer.outcome !== 'matched') throw new Error(answer.outcome);
		return answer;
	}

	it('asks for many in one call, each under an alias, and for equal ones once', async () => {
		const queries = Array.from({ length: 9 }, (_, key) => ({ ...ada, key, firstName: `Ada${key % 8}` }));
		const answers = await answersOf(provider(), queries);
		expect(answers).toHaveLength(9);
		expect(server.requests).toHaveLength(1);
		expect(questionsOf(server.requests[0]).map(({ alias }) => alias)).toEqual([
			'q0',
			'q1',
			'q2',
			'q3',
			'q4',
			'q5',
			'q6',
			'q7',
		]);
	});

	it('never puts what a record holds into the query itself', async () => {
		await provider().ask([{ key: 1, fullName: 'x") { id } }', company: '\\"}' }], options());
		const [request] = server.requests;
		expect(request.json.query).not.toContain('id } }"');
		expect(questionsOf(request)[0].input.fullName).toBe('x") { id } }');
	});

	it.each<[string, Omit<ProviderQuery, 'key'>, object]>([
		['the stored ID before all', { ...ada, personId: 'p-1', email: 'ada@acme.com' }, { id: 'p-1', limit: 1 }],
		[
			'then the profile',
			{ ...ada, linkedinUrl: 'https://www.linkedin.com/in/ada' },
			{ linkedinUrl: 'https://www.linkedin.com/in/ada', limit: 1 },
		],
		['then the address', { ...ada, email: 'ada@acme.com' }, { email: 'ada@acme.com', limit: 1 }],
		[
			'then name and company, past ones too',
			ada,
			{
				...{ firstName: 'Ada', lastName: 'Byron', limit: 1 },
				company: { name: 'Acme', domain: 'acme.com', searchInPastCompanies: true },
			},
		],
	])('asks with one identity: %s', async (_meaning, query, input) => {
		await provider().ask([{ ...query, key: 1 }], options());
		expect(questionsOf(server.requests[0])[0].input).toEqual(input);
	});

	it.each<[string, string[], RegExp[], RegExp[]]>([
		['a title', ['title'], [/title/], [/emails|phones|personalEmails|personalPhones|companyInfo|profiles/]],
		['an address', ['email_status'], [/ emails/], [/phones|personalEmails|personalPhones|industry/]],
		['a private address', ['personal_email'], [/personalEmails/], [/ emails|hones|industry/]],
		['a phone', ['mobile_phone'], [/personalPhones/, / phones/], [/mails|industry/]],
		['the employer’s industry', ['company_industry'], [/industry/], [/mails|hones|numberOfEmployees/]],
	])('selects what is read and no more, because that is what is paid: %s', async (_meaning, wanted, some, none) => {
		await provider().ask([{ ...ada, key: 1 }], options(wanted));
		const { query } = server.requests[0].json;
		for (const field of some) expect(query).toMatch(field);
		for (const field of none) expect(query).not.toMatch(field);
	});

	it.each<[string, string[], object, number]>([
		[
			'a profile',
			['title'],
			aPerson({ personalEmails: undefined, personalPhones: undefined, currentPositions: [] }),
			100,
		],
		['an address', ['email'], aPerson({ personalEmails: undefined, personalPhones: undefined }), 1_100],
		['a phone that was asked for and not found', ['phone'], aPerson({ personalPhones: [], currentPositions: [] }), 100],
		['all', ['email', 'phone', 'company_industry'], aPerson(), 14_100],
	])('charges for what was asked for and found: %s', async (_meaning, wanted, person, credits) => {
		server.answer = knowing(person);
		const reply = await provider().ask(
			[
				{ ...ada, key: 1 },
				{ ...ada, key: 2 },
				{ ...nobody, key: 3 },
			],
			options(wanted),
		);
		expect(reply).toMatchObject({ kind: 'answered', charged: { credits } });
		expect(credits).toBeLessThanOrEqual(provider().facts.billing.worstCase(wanted).credits);
	});

	it('pays once for a company of two people, and for nothing that it has bought', async () => {
		server.answer = (request) =>
			answerEach(request, ({ firstName }) => [aPerson({ id: `p-${firstName}`, personalPhones: [] })]);
		const people = provider();
		const asking = async (firstNames: string[], wanted: string[]) => {
			const queries = firstNames.map((firstName, key) => ({ ...ada, firstName, key }));
			const reply = await people.ask(queries, options(wanted));
			return reply.kind === 'answered' ? reply.charged : reply;
		};
		expect(await asking(['Ada', 'Bob'], ['company_industry'])).toEqual({ credits: 3_200 });
		expect(await asking(['Ada'], ['company_industry', 'email'])).toEqual({ credits: 1_000 });
		expect(await asking(['Ada', 'Cleo'], ['company_industry', 'email'])).toEqual({ credits: 1_100 });
	});

	it('gives the IDs by which the person is found again', async () => {
		expect(await answerTo(ada)).toMatchObject({ personId: 'p-1', companyId: 'c-1' });
	});

	it('maps the confidence that is said, and keeps it as it was said', async () => {
		server.answer = knowing(aPerson({ confidence: 64 }));
		expect(await answerTo(ada)).toMatchObject({
			...{ confidence: 0.64, rawConfidence: 'confidence 64', observedAt: '2025-11-02T10:00:00.000Z' },
			confidenceOf: { email: 0.64 },
		});
	});

	it('is unsure of one of several people of a name', async () => {
		server.answer = knowing(aPerson(), aPerson({ id: 'p-2' }));
		expect((await answerTo({ fullName: 'Ada Byron', company: 'Acme' })).confidence).toBe(0.45);
	});

	it('reads the job at the company that was asked about, when it is still held', async () => {
		const other = aPosition({
			companyId: 'c-9',
			title: 'Adviser',
			companyInfo: { id: 'c-9', name: 'Initech', domain: 'initech.com' },
		});
		server.answer = knowing(aPerson({ currentPositions: [other, aPosition({ matchedQuery: false })] }));
		expect((await answerTo(ada)).values).toMatchObject({ title: 'VP Sales', company_domain: 'acme.com' });
		expect((await answerTo({ ...ada, domain: 'gone.com', company: 'Gone' })).values).toMatchObject({
			company_domain: 'initech.com',
		});
	});

	it('passes over what its owner has withdrawn', async () => {
		const emails = [{ value: 'ada@acme.com', status: 'Suppressed', updatedAt: '2025-10-01T00:00:00Z' }];
		server.answer = knowing(aPerson({ currentPositions: [aPosition({ emails })] }));
		const { values } = await answerTo(ada);
		expect([values.email, values.email_status]).toEqual([undefined, undefined]);
	});

	it.each<[string, ScratchReply, object]>([
		[
			'out of credits, with HTTP 200',
			{ body: { data: null, errors: [leadIqError(402, 'Insufficient credits')] } },
			{ kind: 'refused', outcome: 'out_of_credits' },
		],
		[
			'throttled, with HTTP 200 and no word on when to come back',
			{ body: { data: null, errors: [leadIqError(429, 'Too many requests')] } },
			{ kind: 'refused', outcome: 'rate_limited', retryAt: new Date('2026-01-01T00:01:00Z') },
		],
		[
			'a wrong key, with HTTP 200',
			{ body: { errors: [leadIqError(401, 'Unauthorized: top-secret')] } },
			{ kind: 'refused', outcome: 'auth', message: 'LeadIQ refused the key (status 401): Unauthorized: ***' },
		],
		['a wrong key', { status: 401, body: 'no' }, { kind: 'refused', outcome: 'auth' }],
		[
			'a plan without people',
			{ body: { errors: [leadIqError(403, 'Forbidden')] } },
			{ kind: 'refused', outcome: 'not_entitled' },
		],
		[
			'a query that it does not understand',
			{ body: { errors: [{ message: 'Cannot query field "x"' }] } },
			{ kind: 'refused', outcome: 'provider_failed' },
		],
		['nothing at all', { body: {} }, { kind: 'lost' }],
		['a page of HTML', { body: '<html>' }, { kind: 'lost' }],
		['a gateway that gave up', { status: 504, body: '' }, { kind: 'lost' }],
		['a broken connection', { hangUp: true }, { kind: 'lost' }],
		['a server that is away', { status: 503, body: '' }, { kind: 'refused', retryable: true }],
	])('tells what a call came to: %s', async (_meaning, reply, expected) => {
		server.answer = () => reply;
		expect(await provider().ask([{ ...ada, key: 1 }], options())).toMatchObject(expected);
	});

	it('keeps and pays the part that was answered when another part failed', async () => {
		server.answer = () => ({
			body: {
				data: { q0: { totalResults: 1, results: [aPerson()] }, q1: null },
				errors: [leadIqError(402, 'Insufficient credits', 'q1')],
			},
		});
		const reply = await provider().ask(
			[
				{ ...ada, key: 1 },
				{ ...nobody, key: 2 },
			],
			options(['title']),
		);
		expect(reply).toMatchObject({
			charged: { credits: 100 },
			answers: [
				{ key: 1, outcome: 'matched' },
				{ key: 2, outcome: 'provider_failed', retryable: true, message: 'Insufficient credits' },
			],
		});
	});

	it('lets one record’s error cost the others no more than another call', async () => {
		server.answer = () => ({ body: { data: null, errors: [leadIqError(451, 'Suppressed', 'q1')] } });
		const reply = await provider().ask(
			[
				{ ...ada, key: 1 },
				{ ...nobody, key: 2 },
			],
			options(['title']),
		);
		expect(reply).toMatchObject({
			charged: { credits: 0 },
			answers: [
				{ key: 1, outcome: 'provider_failed', retryable: true },
				{ key: 2, outcome: 'legal_block', message: 'Suppressed' },
			],
		});
	});
});
