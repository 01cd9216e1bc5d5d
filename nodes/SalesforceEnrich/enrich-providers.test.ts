import type { INodeExecutionData } from 'n8n-workflow';
import type { RecordEnrichment } from '../../core/record/record-item';
import {
	openScratchServer,
	type ScratchReply,
	type ScratchRequest,
	type ScratchServer,
} from '../../core/stages/enrich/providers/scratch-server.builders';
import { type Execution, executeNode } from '../execute-functions.builders';
import { openItems } from '../wiring/sealed-items';
import { providersVariable } from './provider-address';
import { requestHelpers } from './request-sender.builders';
import { SalesforceEnrich } from './SalesforceEnrich.node';

const acme = { id: 'c1', name: 'Acme', domain: 'acme.com', category: { industry: 'Software & IT' } };
const known: INodeExecutionData = { json: { Id: '00Q000000000001AAA', Website: 'acme.com', Industry: null } };
const unknown: INodeExecutionData = { json: { Id: '00Q000000000002AAA', Website: 'globex.com', Industry: null } };
const empty: INodeExecutionData = { json: { Id: '00Q000000000003AAA', Website: null, Industry: null } };
const broken: INodeExecutionData = { json: { Id: '00Q000000000004AAA', Website: 'broken.com', Industry: null } };

/** As Hunter's documentation says it. */
function hunter({ path }: ScratchRequest): ScratchReply {
	const domain = new URL(path, 'http://x').searchParams.get('domain');
	if (domain === 'acme.com') return { body: { data: acme } };
	if (domain === 'broken.com') return { status: 500, body: { errors: [{ details: 'your key is hunter-key-1' }] } };
	return { status: 404, body: { errors: [{ id: 'not_found', code: 404, details: 'nobody' }] } };
}

let server: ScratchServer;
beforeAll(async () => {
	server = await openScratchServer(hunter);
});
afterAll(() => server.close());
beforeEach(() => {
	server.requests.length = 0;
	process.env[providersVariable] = ['hunter-companies', 'our-directory']
		.map((id) => `${id}=${server.access.baseUrl}`)
		.join(',');
});
afterEach(() => {
	delete process.env[providersVariable];
});

async function enrich({ parameters, ...execution }: Execution) {
	const { items, hints } = await executeNode(new SalesforceEnrich(), {
		items: [known],
		typeVersion: 3,
		helpers: requestHelpers((type) => ({ 'x-api-key': type === 'enrichmentHunterApi' ? 'hunter-key-1' : '' })),
		credentials: { enrichmentHunterApi: { apiKey: 'hunter-key-1' } },
		...execution,
		parameters: { sObject: 'Lead', provider: 'hunter-companies', ...parameters },
	});
	// As the next node of the pack reads them.
	const outputs = await Promise.all(
		items.map(async (output) => (await openItems(output)).items.map(({ json }) => json)),
	);
	return { outputs, items, hints };
}

const enrichmentOf = ({ _enrichment }: Record<string, unknown>) => (_enrichment ?? {}) as RecordEnrichment;

describe('a provider of the list', () => {
	it('is asked with its credential and answers with values for the standard fields', async () => {
		const { outputs } = await enrich({});
		expect(server.requests.map(({ path }) => path)).toEqual(['/v2/companies/find?domain=acme.com']);
		expect(server.requests[0].headers['x-api-key']).toBe('hunter-key-1');
		expect(enrichmentOf(outputs[0][0]).proposals).toMatchObject({
			Industry: { value: 'Software & IT', provider: 'hunter-companies', policy: 'fill_blank' },
		});
	});

	it("is asked with n8n's own credential where that is chosen", async () => {
		await enrich({ parameters: { providerCredential: 'builtIn' }, credentials: { hunterApi: { apiKey: 'of-n8n' } } });
		expect(server.requests[0].headers['x-api-key']).toBe('of-n8n');
	});

	it('lets each record leave by what became of it', async () => {
		const { outputs, items } = await enrich({
			items: [known, unknown, broken, empty],
			parameters: { options: { longestWait: 0 } },
		});
		const outcomes = outputs.map((output) => output.map((json) => enrichmentOf(json).outcome));
		expect(outcomes).toEqual([['matched'], ['no_match', 'invalid_input'], ['provider_failed']]);
		expect(items.map((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }],
			[{ item: 1 }, { item: 3 }],
			[{ item: 2 }],
		]);
		expect(enrichmentOf(outputs[1][1]).message).toBe(
			'Nothing to match on: Email is not in the item, Website is blank.',
		);
	});

	it('keeps all records on one output where that is chosen, and in workflows of before', async () => {
		const items = [known, unknown];
		const together = await enrich({ items, parameters: { outputs: 'together' } });
		const before = await enrich({ items, typeVersion: 2 });
		expect([together, before].map(({ outputs }) => outputs.map(({ length }) => length))).toEqual([[2], [2]]);
	});

	it('shows no key that a reply repeats', async () => {
		const { outputs } = await enrich({ items: [known, broken], parameters: { options: { longestWait: 0 } } });
		expect(JSON.stringify(outputs)).toContain('your key is ***');
		expect(JSON.stringify(outputs)).not.toContain('hunter-key-1');
	});

	it('says values in the words of the picklist, and which of them have no synonym', async () => {
		const rows = [{ field: 'Industry', from: 'software & it', to: 'Technology' }];
		const translated = await enrich({ parameters: { synonyms: { rows } } });
		expect(enrichmentOf(translated.outputs[0][0]).proposals).toMatchObject({ Industry: { value: 'Technology' } });
		const options = { synonymsJson: '{"Industry": {"Banking": "Finance"}}' };
		const { hints } = await enrich({ parameters: { options } });
		expect(hints.map(({ message }) => message)).toContain(
			'Industry: values without a synonym, suggested as they are: Software & IT 1',
		);
		await expect(enrich({ parameters: { options: { synonymsJson: '[]' } } })).rejects.toThrow(
			'Value Synonyms (JSON) is no list of synonyms by field.',
		);
	});

	it('leaves out a row that is switched off', async () => {
		const row = { source: 'industry', policy: 'always', minConfidence: 0 };
		const rows = [
			{ ...row, target: 'Industry', isOn: false },
			{ ...row, target: 'Branch__c', isOn: true },
		];
		const { outputs } = await enrich({ parameters: { mapping: 'define', mappings: { rows } } });
		expect(Object.keys(enrichmentOf(outputs[0][0]).proposals ?? {})).toEqual(['Branch__c']);
	});

	it('is refused by name when this version has none such', async () => {
		await expect(enrich({ parameters: { provider: 'nobody' } })).rejects.toThrow('There is no provider "nobody"');
	});
});

describe('a provider that charges', () => {
	const another: INodeExecutionData = { json: { ...known.json, Id: '00Q000000000009AAA', Website: 'www.globex.com' } };

	it('is asked for no more records than the ceiling has credits for', async () => {
		const options = { ceilings: { rows: [{ scope: 'run', credits: 1, pool: '' }] } };
		const { outputs } = await enrich({ items: [known, another], parameters: { options } });
		expect(outputs.map((output) => output.map((json) => enrichmentOf(json).outcome))).toEqual([
			['matched'],
			[],
			['over_ceiling'],
		]);
		expect(server.requests).toHaveLength(1);
	});

	it('is asked no more once it has no credits left, and that is said once', async () => {
		server.answer = () => ({ status: 429, body: { errors: [{ details: 'You have reached your quota' }] } });
		const { outputs, hints } = await enrich({ items: [known, another, unknown], parameters: { outputs: 'together' } });
		server.answer = hunter;
		expect(outputs[0].map((json) => enrichmentOf(json).outcome)).toEqual(Array(3).fill('out_of_credits'));
		expect(hints.filter(({ message }) => message.includes('3 in: 3 without credits left'))).toHaveLength(1);
	});
});

describe('a definition of the user', () => {
	const definition = {
		id: 'our-directory',
		label: 'Our Directory',
		finds: 'company',
		needs: [['registrationNumber']],
		uses: ['registrationNumber'],
		batchSize: 1,
		routes: [
			{
				steps: [
					{
						request: { method: 'GET', url: 'https://directory.acme.com/find/{registrationNumber}' },
						answer: { values: { industry: 'branch' }, confidence: [{ value: 0.9 }] },
					},
				],
			},
		],
		billing: { rule: 'free', pools: [] },
		confidenceScale: 'always 0.9',
		documentation: ['https://directory.acme.com/docs'],
	};
	const account: INodeExecutionData = { json: { Id: '001000000000001AAA', Number__c: ' 0042 ', Industry: null } };
	const parameters = {
		sObject: 'Account',
		provider: 'custom',
		definition: JSON.stringify(definition),
		matchOn: 'fields',
		matchFields: { registrationNumber: 'Number__c' },
	};

	beforeEach(() => {
		server.answer = () => ({ body: { branch: 'Energy' } });
	});

	it.each<[string, string, Record<string, unknown>, Partial<ScratchRequest['headers']>, string]>([
		['no credential', 'none', {}, {}, '/find/0042'],
		[
			'Basic Auth',
			'httpBasicAuth',
			{ user: 'ada', password: 'secret-word' },
			{ authorization: `Basic ${btoa('ada:secret-word')}` },
			'/find/0042',
		],
		['Query Auth', 'httpQueryAuth', { name: 'key', value: 'secret-word' }, {}, '/find/0042?key=secret-word'],
		['Custom Auth', 'httpCustomAuth', { json: '{"headers": {"X-Key": "k"}}' }, { 'x-key': 'k' }, '/find/0042'],
		[
			'what n8n signs by itself',
			'httpHeaderAuth',
			{ name: 'X-Key', value: 'k' },
			{ 'x-signed-by': 'httpHeaderAuth' },
			'/find/0042',
		],
	])('is asked with %s', async (_what, customAuthentication, credential, headers, path) => {
		const { outputs } = await enrich({
			items: [account],
			parameters: { ...parameters, customAuthentication },
			credentials: { [customAuthentication]: credential },
			helpers: requestHelpers((type) => ({ 'x-signed-by': type })),
		});
		expect(server.requests).toMatchObject([{ path, headers }]);
		expect(enrichmentOf(outputs[0][0]).proposals).toMatchObject({
			Industry: { value: 'Energy', provider: 'our-directory', confidence: 0.9 },
		});
	});

	it('is not asked with a credential that its owner keeps for other hosts', async () => {
		const refused = enrich({
			items: [account],
			parameters: { ...parameters, customAuthentication: 'httpBasicAuth' },
			credentials: {
				httpBasicAuth: {
					user: 'a',
					password: 'b',
					allowedHttpRequestDomains: 'domains',
					allowedDomains: 'x.com, *.y.com',
				},
			},
		});
		await expect(refused).rejects.toThrow('The credential may not be used for directory.acme.com.');
		expect(server.requests).toEqual([]);
	});

	it('says where a definition is wrong', async () => {
		const wrong = enrich({ items: [account], parameters: { ...parameters, definition: '{"id": "x"}' } });
		await expect(wrong).rejects.toThrow('Definition');
		const missing = { ...parameters, definitionSource: 'file', definitionPath: '/nowhere/provider.json' };
		await expect(enrich({ items: [account], parameters: missing })).rejects.toThrow(
			'The definition "/nowhere/provider.json" cannot be read.',
		);
	});
});

describe('the line of sources', () => {
	const withField = { json: { ...known.json, Enrichment_Sources__c: 'first 2026-01-02: Phone' } };

	it('says which provider fills which field, unless it is switched off', async () => {
		server.answer = hunter;
		const [[record]] = (await enrich({ items: [withField] })).outputs;
		expect(enrichmentOf(record).proposals?.Enrichment_Sources__c.value).toMatch(
			/^hunter-companies \d{4}-\d\d-\d\d: Industry; first 2026-01-02: Phone$/,
		);
		const off = await enrich({ items: [withField], parameters: { options: { sourcesLine: false } } });
		expect(Object.keys(enrichmentOf(off.outputs[0][0]).proposals ?? {})).toEqual(
			expect.not.arrayContaining(['Enrichment_Sources__c']),
		);
	});
});
