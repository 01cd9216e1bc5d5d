import { inspect } from 'node:util';
import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { anItem, aProposal } from '../salesforce/enrichment-org';
import { changed, credentialFields, errorOf, itemsOf, NodeOrg } from './node-org';

let org: NodeOrg;
let exhausted: SalesforceEmulator;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: { Lead: ['Novak', 'Okafor'].map((LastName) => changed({ LastName, Company: 'Northwind' })) },
	});
	exhausted = await startSalesforceEmulator({
		org: { kind: 'production', dailyApiRequests: 1_000, dailyApiRequestsUsed: 1_000 },
	});
});
afterAll(async () => {
	await org.close();
	await exhausted.close();
});
beforeEach(() => org.begin());

const start = { node: new SalesforceEnrichmentRun(), parameters: { pipeline: 'hourly' } };
const fetchModified = { node: new SalesforceFetchModified(), parameters: {} };
const write = { node: new SalesforceBulkWrite(), parameters: { sObject: 'Lead' } };

/** Every node, set up so that it cannot do its work. */
const failing: Array<[string, INodeType, IDataObject, string, RegExp]> = [
	['Enrichment Run', new SalesforceEnrichmentRun(), { operation: 'finish' }, 'has started no run', /Run: Start/],
	['Fetch Modified', new SalesforceFetchModified(), { fields: 'Nope__c' }, 'Nope__c (on Lead)', /field-level security/],
	[
		'Enrich',
		new SalesforceEnrich(),
		{ sObject: 'Lead', filePath: '/nowhere/companies.csv' },
		'/nowhere/companies.csv',
		/where n8n lets workflows read/,
	],
	[
		'Score',
		new SalesforceScore(),
		{ sObject: 'Lead', scorecard: 'json', scorecardJson: '{}' },
		'rules: must be a list',
		/Correct every line/,
	],
	['Dedupe', new SalesforceDedupe(), {}, 'do not tell which object', /parameter Object/],
	[
		'Bulk Write',
		new SalesforceBulkWrite(),
		{ sObject: 'other', otherSObject: 'Nope__c' },
		'no object Nope__c',
		/API name/,
	],
];
const items: INodeExecutionData[] = [{ json: { Id: '00Q5e0000000001' } }, { json: { Id: '00Q5e0000000002' } }];

describe.each(failing)('%s', (_name, node, parameters, message, remedy) => {
	it("throws n8n's error with what failed and what to do", async () => {
		const error = await errorOf(org.execute(node, { items, parameters }));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining(message),
			description: expect.stringMatching(remedy),
			node: { name: node.description.displayName },
		});
	});

	it('hands its items on with the error when the workflow is to go on', async () => {
		const { outputs, items: marked } = await org.execute(node, { items, parameters, continueOnFail: true });
		const failed = Math.max(0, node.description.outputNames?.indexOf('rejected') ?? 0);
		const [error] = outputs[failed].map((json) => json.error);
		expect(error).toContain(message);
		expect(outputs).toEqual(
			outputs.map((_, index) => (index === failed ? items.map(({ json }) => ({ ...json, error })) : [])),
		);
		expect(error).toMatch(remedy);
		expect(marked[failed].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe.each([
	['Enrichment Run', start],
	['Fetch Modified', fetchModified],
	['Bulk Write', write],
])('%s, connecting', (_name, { node, parameters }) => {
	async function failWith(fields: Record<string, string>) {
		return await errorOf(
			org.execute(node, { items, parameters, credentials: { salesforceProductionServerApi: fields } }),
		);
	}

	it('shows a refused login as an error of the service, and the secret nowhere in it', async () => {
		const error = await failWith(credentialFields(org.emulator, { clientSecret: 'wrong-secret' }));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringContaining('refused the login'),
			description: expect.stringContaining('Check the consumer secret'),
		});
		expect(inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error)).not.toContain('wrong-secret');
	});

	it('names the host that cannot be reached', async () => {
		const gone = await startSalesforceEmulator();
		await gone.close();
		const error = await failWith(credentialFields(gone));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: `Could not log in: ${new URL(gone.url).host} cannot be reached (ECONNREFUSED).`,
			description: expect.stringContaining('Check the My Domain host name'),
		});
	});

	it('says that the API allowance is used up', async () => {
		const error = await failWith(credentialFields(exhausted));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringContaining('REQUEST_LIMIT_EXCEEDED'),
			description: expect.stringContaining('Wait until the use of the last 24 hours has dropped'),
		});
	});
});

describe('the store', () => {
	it.each([
		[
			'another database',
			'mysql://me:my-password@db/x',
			'must be a file or a postgres:// address, and starts with mysql',
		],
		['a database that is not there', 'postgres://me:my-password@127.0.0.1:1/x', 'postgres://me@127.0.0.1:1/x'],
		['a folder that is a file', '/dev/null/store.sqlite', '/dev/null/store.sqlite'],
	])('is refused by Start when it is %s, before anybody logs in', async (_what, location, message) => {
		process.env.SALESFORCE_ENRICHMENT_STORE = location;
		const error = await errorOf(org.execute(start.node, { parameters: start.parameters }));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining(message),
			description: expect.any(String),
		});
		expect(inspect(error, { depth: 10 })).not.toContain('my-password');
		expect(org.emulator.calls.log).toEqual([]);
	});

	it.each([
		['Fetch Modified', new SalesforceFetchModified(), {}],
		['Enrich', new SalesforceEnrich(), { sObject: 'Lead' }],
		['Bulk Write', new SalesforceBulkWrite(), {}],
	])('is named by %s when it does not know the run of the items', async (_name, node, parameters) => {
		const lost = [{ json: { Id: '00Q5e0000000001', _enrichment: { runId: 'run-of-another-store', sObject: 'Lead' } } }];
		const file = org.writeFile('companies.csv', 'name,industry\nNorthwind,Retail\n');
		const error = await errorOf(org.execute(node, { items: lost, parameters: { ...parameters, filePath: file } }));
		expect(error).toMatchObject({
			message: `Run run-of-another-store is not in the store at ${org.store.location}.`,
			description: expect.stringContaining('keep one store for all processes of n8n'),
		});
	});
});

describe('a run that was lost', () => {
	async function fetchInRun(executionId: string): Promise<INodeExecutionData[]> {
		const started = await org.execute(start.node, { parameters: start.parameters, executionId });
		return itemsOf(await org.execute(fetchModified.node, { items: itemsOf(started), executionId }));
	}

	function withProposal({ json }: INodeExecutionData): INodeExecutionData {
		const known = json._enrichment as IDataObject;
		return { json: anItem(json, { ...known, proposals: { Industry: aProposal('Energy') } }) as IDataObject };
	}

	it('takes no further writes once it has been finished', async () => {
		const fetched = (await fetchInRun('exec-1')).map(withProposal);
		await org.execute(start.node, { parameters: { operation: 'finish' }, executionId: 'exec-1' });
		const error = await errorOf(org.execute(write.node, { items: fetched, executionId: 'exec-1' }));
		expect(error).toMatchObject({
			message: expect.stringContaining('it has ended (Failed)'),
			description: expect.stringContaining('Nothing is lost'),
		});
		expect(org.find('Lead', 'LastName', 'Novak').Industry).toBeNull();
	});

	it('takes no writes from the execution that had fallen silent, once another has taken over', async () => {
		const fetched = (await fetchInRun('exec-1')).map(withProposal);
		org.passMinutes(10);
		await org.execute(start.node, { parameters: start.parameters, executionId: 'exec-2' });
		const error = await errorOf(org.execute(write.node, { items: fetched, executionId: 'exec-1' }));
		expect(error).toMatchObject({ message: expect.stringContaining('execution exec-2 has taken it over') });
		expect(org.find('Lead', 'LastName', 'Novak').Industry).toBeNull();
	});
});
