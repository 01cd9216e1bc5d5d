import { join } from 'node:path';
import { readTemplate, type TemplateSettings } from '../../demo/hourly-template';
import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import type { CredentialsByType } from '../engine/engine-credentials';
import { WebhookServer } from '../engine/webhook-server';
import type { WorkflowTemplate } from '../engine/workflow-engine';
import { aLead, HourlyOrg } from './hourly-org';

const trigger = 'When IDs Come In';
const key = { name: 'X-API-Key', value: 'a long random value' };
const unknown = '00Q000000000999EAA';

let org: HourlyOrg;
let server: WebhookServer;
let northwind = '';
let nobody = '';

beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});

beforeEach(() => begin());

afterAll(async () => {
	await server?.close();
	await org.close();
});

const template = (settings: TemplateSettings = {}) =>
	readTemplate('on-demand', { referenceFile: org.referenceFile, userRequired: false, ...settings });

/** A new org with a known and an unknown company, and the template behind its webhook, where nobody has to be named unless the settings say so. */
async function begin(
	seed: Partial<OrgSeed> = {},
	credentials?: CredentialsByType,
	settings: TemplateSettings = {},
): Promise<void> {
	await server?.close();
	await org.begin([aLead(), aLead({ LastName: 'Unknown', Company: 'Nobody Knows', Email: 'x@nobody.example' })], seed);
	[northwind, nobody] = org.emulator.org.rows('Lead').map(({ Id }) => String(Id));
	server = await WebhookServer.open(
		org.engine,
		template(settings),
		credentials ?? { ...org.credentials(), httpHeaderAuth: key },
		trigger,
	);
}

interface Row {
	readonly id: string;
	readonly outcome: string;
	readonly changed: string;
}

interface Reply {
	readonly status: string;
	readonly runId: string;
	readonly records: readonly Row[];
}

interface Answer {
	readonly status: number;
	readonly body: unknown;
}

async function call(
	body: string,
	{ contentType = 'application/json', query = '', headers = { [key.name]: key.value } as Record<string, string> } = {},
): Promise<Answer> {
	const response = await fetch(server.url + query, {
		method: 'POST',
		body,
		headers: { 'content-type': contentType, ...headers },
	});
	const text = await response.text();
	return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
}

async function replyTo(body: unknown): Promise<Reply> {
	const answer = await call(JSON.stringify(body));
	expect(answer).toMatchObject({ status: 200 });
	return answer.body as Reply;
}

async function rowsFor(body: unknown): Promise<readonly Row[]> {
	return (await replyTo(body)).records;
}

const idsIn = ({ body }: Answer) => (body as Reply).records.map(({ id }) => id);

describe('a call with record IDs', () => {
	it('writes what is known and answers with the run and one entry per ID, in their order, and no values', async () => {
		const { status, runId, records } = await replyTo({ ids: [northwind, unknown, nobody] });

		expect(status).toBe('Success');
		expect(records).toEqual([
			{ id: northwind, outcome: 'written', changed: expect.stringContaining('Industry') },
			{ id: unknown, outcome: 'not_found', changed: '' },
			{ id: nobody, outcome: 'written', changed: expect.any(String) },
		]);
		expect(org.emulator.org.rows('Lead')[0].Enrichment_Log_Id__c).toBe(runId);
		expect(org.emulator.org.rows('Lead')[0]).toMatchObject({ Industry: 'Retail', Enrichment_Outcome__c: 'written' });
		expect(server.runs).toHaveLength(1);
	});

	it.each<[string, (ids: string[]) => [string, { contentType?: string; query?: string }?]]>([
		['a list', (ids) => [JSON.stringify(ids)]],
		['a list under recordIds', (recordIds) => [JSON.stringify({ recordIds })]],
		['a text with commas', (ids) => [JSON.stringify(ids.join(', '))]],
		['a text with commas under ids', (ids) => [JSON.stringify({ ids: ids.join(',') })]],
		['a list of records', (ids) => [JSON.stringify(ids.map((Id) => ({ Id })))]],
		['plain text, line by line', (ids) => [ids.join('\n'), { contentType: 'text/plain' }]],
		['JSON that is sent as plain text', (ids) => [JSON.stringify(ids), { contentType: 'text/plain' }]],
		['a form', (ids) => [`ids=${ids.join('&ids=')}`, { contentType: 'application/x-www-form-urlencoded' }]],
		['the address', (ids) => ['{}', { query: `?ids=${ids.join(',')}` }]],
		['15 characters', (ids) => [JSON.stringify(ids.map((id) => id.slice(0, 15)))]],
		['some of them twice, in both lengths', (ids) => [JSON.stringify([ids[0], ...ids, ids[1].slice(0, 15)])]],
	])('takes them as %s', async (_how, made) => {
		const [body, how] = made([northwind, nobody]);
		const answer = await call(body, how);
		expect({ status: answer.status, ids: idsIn(answer) }).toEqual({ status: 200, ids: [northwind, nobody] });
	});

	it.each(['id', 'recordId', 'Id'])('takes a single one as %s', async (name) => {
		expect(await rowsFor({ [name]: northwind })).toEqual([
			expect.objectContaining({ id: northwind, outcome: 'written' }),
		]);
	});

	it('has an answer, and no error, when none of them is there', async () => {
		const account = '0015e0000000001AAA';
		const rows = await rowsFor([unknown, account]);
		expect(rows.map(({ outcome }) => outcome)).toEqual(['not_found', 'not_found']);
		expect(server.runs[0].timesRun('Enrich')).toBe(0);
	});

	it('pays for nothing and writes nothing the second time', async () => {
		await rowsFor([northwind]);
		const [row] = await rowsFor([northwind]);
		expect(row).toEqual({ id: northwind, outcome: 'skipped_unchanged', changed: '' });
		expect(org.emulator.calls.byKind.collections).toBe(1);
	});

	it('makes the Salesforce calls that the guide tells of', async () => {
		const leads = Array.from({ length: 198 }, (_, index) => ({
			LastName: `Lead ${index}`,
			Company: 'Northwind',
			Email: `lead.${index}@northwind.example`,
		}));
		for (const lead of leads) org.emulator.org.insert('Lead', lead);
		const ids = org.emulator.org.rows('Lead').map(({ Id }) => String(Id));
		const counts: number[] = [];
		for (const part of [ids.slice(0, 1), ids.slice(1, 2), ids.slice(2, 52), ids]) {
			org.emulator.calls.clear();
			expect(await rowsFor(part)).toHaveLength(part.length);
			counts.push(org.emulator.calls.log.length);
		}
		expect(counts).toEqual([9, 5, 5, 7]);
	});

	it('says that Salesforce refused a record, beside those that it took', async () => {
		const rule = {
			object: 'Lead',
			when: { field: 'LastName', op: '=', value: 'Novak' },
			message: 'Novak is kept by hand',
		} as const;
		await begin({ validationRules: [rule] });
		const rows = await rowsFor([northwind, nobody]);
		expect(rows.map(({ outcome }) => outcome)).toEqual(['rejected', 'written']);
	});
});

describe('a call on behalf of a user', () => {
	const sandy = 'sandy.sales@example.com';
	const ids = ['00Q5e0000000001EAA', '00Q5e0000000002EAA'];
	const userId = () => String(org.emulator.org.find('User', { Username: sandy })[0].Id);

	/** Leads are private; these are shared with Sandy. */
	const share = (shared: readonly string[], mostPerUserAndDay = 500) => {
		const seed: Partial<OrgSeed> = {
			access: {
				profiles: [{ name: 'Sales', objects: { Lead: ['read', 'edit'] }, users: [sandy] }],
				sharing: { Lead: 'private' },
				shares: shared.map((record) => ({ record, user: sandy, access: 'edit' })),
			},
		};
		return begin(seed, undefined, { userRequired: true, mostPerUserAndDay });
	};

	it('works on what the user may edit, and neither reads nor pays for the rest', async () => {
		await share([ids[0]]);
		const { status, records } = await replyTo({ ids: [northwind, nobody, unknown], userId: userId() });
		expect(status).toBe('Success');
		expect(records.map(({ outcome }) => outcome)).toEqual(['written', 'not_theirs', 'not_theirs']);
		expect(server.runs[0].output('Enrich')).toHaveLength(1);
		const other = org.emulator.org.rows('Lead').find(({ Id }) => Id === nobody);
		expect(other?.Enrichment_Last_Activity__c).toBeNull();
	});

	it('gives each user so many records a day', async () => {
		await share(ids, 1);
		const words = async (asked: readonly string[]) =>
			(await rowsFor({ ids: asked, userId: userId() })).map(({ outcome }) => outcome);
		expect(await words(ids)).toEqual(['written', 'asked_too_often']);
		expect(await words(ids.slice(1))).toEqual(['asked_too_often']);
		expect(server.runs[1].timesRun('Enrich')).toBe(0);
	});

	it('is a run of its own, which can be undone', async () => {
		await share(ids);
		const { runId } = await replyTo({ ids: [northwind], userId: userId() });
		const run = await org.store.findRun(runId);
		expect(run).toMatchObject({ pipeline: `on demand ${userId()}`, status: 'Success' });
		const journal = (await Array.fromAsync(org.store.readJournal(runId))).flat();
		expect(journal).toContainEqual(expect.objectContaining({ field: 'Industry', before: null, after: 'Retail' }));
	});

	it.each([
		['names nobody', undefined, 'Nobody is named who asks'],
		['names a record', '00Q5e0000000001EAA', 'This is no ID of a Salesforce user: 00Q5e0000000001EAA'],
		['names a name', 'sandy', 'This is no ID of a Salesforce user: sandy'],
	])('is refused when it %s, before Salesforce is asked', async (_what, user, reason) => {
		await share(ids);
		org.emulator.calls.clear();
		expect(await call(JSON.stringify({ ids: [northwind], userId: user }))).toEqual({
			status: 400,
			body: { error: expect.stringContaining(reason) },
		});
		expect(org.emulator.calls.log).toEqual([]);
	});
});

describe('a call that cannot be served', () => {
	it.each([
		['nothing', '{}', 'No record IDs came in'],
		['an empty list', '[]', 'No record IDs came in'],
		['something else', '{"email":"a@b.example"}', 'No record IDs came in'],
		['a word', '["northwind"]', 'no Salesforce record ID of 15 or 18 characters: northwind'],
		['an ID whose letters changed case', '["00q5e0000000001eaa"]', '00q5e0000000001eaa'],
		['an ID and a number', `["${unknown}", 7]`, 'no Salesforce record ID of 15 or 18 characters: 7'],
	])('is refused in plain words for %s, before Salesforce is asked', async (_what, body, reason) => {
		org.emulator.calls.clear();
		expect(await call(body)).toEqual({ status: 400, body: { error: expect.stringContaining(reason) } });
		expect(org.emulator.calls.log).toEqual([]);
	});

	it('is refused for more IDs than one call takes', async () => {
		const ids = Array.from({ length: 201 }, (_, index) => `00Q5e00000${String(index).padStart(5, '0')}`);
		expect(await call(JSON.stringify(ids))).toEqual({
			status: 400,
			body: { error: expect.stringContaining('201 record IDs came in, and one call takes 200') },
		});
	});

	it('is let in by the key only', async () => {
		const answers = await Promise.all([
			call('{}', { headers: {} }),
			call('{}', { headers: { [key.name]: 'another' } }),
		]);
		expect(answers.map(({ status }) => status)).toEqual([403, 403]);
		expect(server.runs).toEqual([]);
	});

	it('is let in by nobody until there is a key', async () => {
		await begin({}, org.credentials());
		expect(await call(JSON.stringify([northwind]))).toMatchObject({ status: 500 });
		expect(server.runs).toEqual([]);
	});
});

describe('an execution by hand, or behind another node', () => {
	it('works on the IDs in Settings', async () => {
		const filled = JSON.parse(
			JSON.stringify(template()).replace('"idsByHand","value":""', `"idsByHand","value":"${northwind}"`),
		) as WorkflowTemplate;
		const run = await org.engine.run(filled, org.credentials(), 'Run by Hand');
		expect(run.output('Answer')).toEqual([
			expect.objectContaining({ records: [expect.objectContaining({ id: northwind, outcome: 'written' })] }),
		]);
	});

	it('works on the records of all items', async () => {
		const items = [{ json: { Id: northwind, Name: 'x' } }, { json: { id: nobody } }, { json: { recordId: unknown } }];
		const run = await org.engine.run(template(), org.credentials(), 'Run by Hand', items);
		const [{ records }] = run.output('Answer') as unknown as Reply[];
		expect(records.map(({ id, outcome }) => [id, outcome])).toEqual([
			[northwind, 'written'],
			[nobody, 'written'],
			[unknown, 'not_found'],
		]);
		expect(run.answer).toMatchObject({ statusCode: 200 });
	});
});
