import type { INodeExecutionData } from 'n8n-workflow';
import type { RecordEnrichment } from '../../core/record/record-item';
import { openScratchServer, type ScratchServer } from '../../core/stages/enrich/providers/scratch-server.builders';
import { type Execution, executeNode } from '../execute-functions.builders';
import { openItems } from '../wiring/sealed-items';
import { providersVariable } from './provider-address';
import { requestHelpers } from './request-sender.builders';
import { SalesforceEnrich } from './SalesforceEnrich.node';

let server: ScratchServer;
beforeAll(async () => {
	server = await openScratchServer(() => ({}));
});
afterAll(() => server.close());
beforeEach(() => {
	server.requests.length = 0;
	process.env[providersVariable] = `our-directory=${server.access.baseUrl}`;
});
afterEach(() => {
	delete process.env[providersVariable];
});

async function enrich(execution: Execution) {
	const { items } = await executeNode(new SalesforceEnrich(), {
		typeVersion: 3,
		helpers: requestHelpers(),
		...execution,
	});
	// As the next node of the pack reads them.
	const outputs = await Promise.all(
		items.map(async (output) => (await openItems(output)).items.map(({ json }) => json)),
	);
	return { outputs };
}

const enrichmentOf = ({ _enrichment }: Record<string, unknown>) => (_enrichment ?? {}) as RecordEnrichment;

describe('a provider of people', () => {
	const contact: INodeExecutionData = {
		json: {
			Id: '003000000000001AAA',
			FirstName: 'Ada',
			LastName: 'Byron',
			Account: { Website: 'acme.com' },
			Email: null,
		},
	};
	const options = { emailStatusField: 'Mail_Status__c', emailCheckedField: 'Mail_Checked__c' };

	function definitionWith(): string {
		return JSON.stringify({
			id: 'our-directory',
			label: 'Our Directory',
			finds: 'person',
			needs: [['firstName', 'lastName', 'domain']],
			uses: ['firstName', 'lastName', 'domain'],
			batchSize: 1,
			routes: [
				{
					steps: [
						{
							request: { method: 'GET', url: 'https://directory.acme.com/person', query: { name: '{lastName}' } },
							answer: {
								values: { email: 'mail', email_status: 'status', email_checked_at: 'checked' },
								confidence: [{ value: 0.9 }],
							},
						},
					],
				},
			],
			billing: { rule: 'free', pools: [] },
			confidenceScale: 'always 0.9',
			documentation: ['https://directory.acme.com/docs'],
		});
	}

	async function proposalsFor(status: string, further: Record<string, unknown> = {}) {
		server.answer = () => ({ body: { mail: 'ada@acme.com', status, checked: '2026-11-02' } });
		const { outputs } = await enrich({
			items: [contact],
			parameters: {
				sObject: 'Contact',
				provider: 'custom',
				definition: definitionWith(),
				options: { ...options, ...further },
			},
		});
		const { proposals = {} } = enrichmentOf(outputs[0][0]);
		return Object.fromEntries(Object.entries(proposals).map(([field, { value }]) => [field, value]));
	}

	it('suggests verified addresses, with status and date beside them', async () => {
		expect(await proposalsFor('verified')).toEqual({
			Email: 'ada@acme.com',
			Mail_Status__c: 'verified',
			Mail_Checked__c: '2026-11-02',
		});
	});

	it('suggests others only when they are asked for', async () => {
		expect(await proposalsFor('catch_all')).toEqual({});
		expect(await proposalsFor('catch_all', { emailStatuses: ['verified', 'catch_all'] })).toMatchObject({
			Email: 'ada@acme.com',
			Mail_Status__c: 'catch_all',
		});
	});

	it('are not asked about whoever has opted out', async () => {
		const mustNot = { json: { ...contact.json, Individual: { HasOptedOutProcessing: true } } };
		const request = { sObject: 'Contact', provider: 'custom', definition: definitionWith() };
		const { outputs } = await enrich({ items: [mustNot], parameters: request });
		expect(server.requests).toEqual([]);
		expect(enrichmentOf(outputs[1][0])).toMatchObject({
			outcome: 'opted_out',
			message: 'The person does not want their data processed (Individual.HasOptedOutProcessing).',
		});
		const named = { ...request, options: { optOuts: [], doNotProcessField: 'Leave_Alone__c' } };
		const left = { json: { ...mustNot.json, Leave_Alone__c: true } };
		expect(enrichmentOf((await enrich({ items: [left], parameters: named })).outputs[1][0]).outcome).toBe('opted_out');
		const free = { json: { ...mustNot.json, Leave_Alone__c: false } };
		await enrich({ items: [free], parameters: named });
		expect(server.requests).toHaveLength(1);
	});
});

describe('a person who works elsewhere now', () => {
	const moved = {
		first_name: 'Ada',
		last_name: 'Byron',
		company_name: 'Globex',
		company_domain: 'globex.com',
		title: 'CTO',
	};
	const definition = JSON.stringify({
		id: 'our-directory',
		label: 'Our Directory',
		finds: 'person',
		needs: [['firstName', 'lastName']],
		uses: ['firstName', 'lastName', 'domain'],
		batchSize: 1,
		routes: [
			{
				steps: [
					{
						request: { method: 'GET', url: 'https://directory.acme.com/person', query: { name: '{lastName}' } },
						answer: {
							values: Object.fromEntries(Object.keys(moved).map((name) => [name, name])),
							confidence: [{ value: 0.9 }],
						},
					},
				],
			},
		],
		billing: { rule: 'free', pools: [] },
		confidenceScale: 'always 0.9',
		documentation: ['https://directory.acme.com/docs'],
	});
	const contact: INodeExecutionData = {
		json: {
			Id: '003000000000001AAA',
			FirstName: 'Ada',
			LastName: 'Byron',
			Title: null,
			Account: { Name: 'Acme', Website: 'acme.com' },
			Enrichment_Message__c: null,
		},
	};
	const parameters = { sObject: 'Contact', provider: 'custom', definition };

	beforeEach(() => {
		server.answer = () => ({ body: moved });
	});

	it('is told once, with both companies, and nothing is taken of the answer', async () => {
		const [[first]] = (await enrich({ items: [contact], parameters })).outputs.slice(0, 1);
		const said = enrichmentOf(first);
		expect(said).toMatchObject({
			outcome: 'changed_employer',
			message: expect.stringContaining('Works for Globex'),
			employer: { earlier: { name: 'Acme' }, current: { name: 'Globex', title: 'CTO' }, provider: 'our-directory' },
		});
		expect(said.proposals).toBeUndefined();
		const stamped = { json: { ...contact.json, Enrichment_Message__c: said.message as string } };
		const again = enrichmentOf((await enrich({ items: [stamped], parameters })).outputs[0][0]);
		expect(again).toMatchObject({ outcome: 'skipped_unchanged', message: expect.stringContaining('Told before') });
	});

	it('stays one for the next provider of the chain', async () => {
		const [[first]] = (await enrich({ items: [contact], parameters })).outputs;
		server.requests.length = 0;
		const { outputs } = await enrich({ items: [{ json: first as never }], parameters });
		expect(server.requests).toEqual([]);
		expect(enrichmentOf(outputs[0][0]).outcome).toBe('changed_employer');
	});

	it('is enriched like anybody where changes are not told', async () => {
		const { outputs } = await enrich({
			items: [contact],
			parameters: { ...parameters, options: { tellEmployerChanges: false } },
		});
		expect(enrichmentOf(outputs[0][0]).proposals).toMatchObject({ Title: { value: 'CTO' } });
	});
});
