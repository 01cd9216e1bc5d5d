import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { IConnections, IDataObject, INode } from 'n8n-workflow';
import { WorkflowEngine } from '../engine/workflow-engine';
import { changed, credentialFields, NodeOrg } from './node-org';

type OnError = 'continueErrorOutput' | 'continueRegularOutput';

const trigger = 'Run by Hand';
const node = 'Node under Test';

let org: NodeOrg;
let engine: WorkflowEngine;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: { Lead: ['Novak', 'Okafor', 'Petrov'].map((LastName) => changed({ LastName, Company: 'Northwind' })) },
	});
	engine = await WorkflowEngine.load(join(__dirname, '..', '..'));
});
afterAll(() => org.close());
beforeEach(() => org.begin());

function aNode(name: string, type: string, typeVersion: number, parameters: IDataObject, onError?: OnError): INode {
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...(onError && { onError }),
	};
}

/** Items of these records through one node of the pack, in n8n's engine, which evaluates the expressions. */
async function execute(
	type: string,
	records: IDataObject[],
	parameters: IDataObject,
	onError: OnError,
	typeVersion = 1,
) {
	const nodes = [
		aNode(trigger, 'n8n-nodes-base.manualTrigger', 1, {}),
		aNode('Records', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ records }) }),
		aNode('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'records' }),
		aNode(node, `n8n-nodes-salesforce-enrichment.${type}`, typeVersion, parameters, onError),
	];
	const connections: IConnections = {};
	for (const [index, { name }] of nodes.slice(0, -1).entries()) {
		connections[name] = { main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] };
	}
	const fields = credentialFields(org.emulator);
	const run = await engine.run(
		{ name: 'Test', nodes, connections },
		{ salesforceProductionServerApi: fields, salesforceSandboxServerApi: fields },
		trigger,
	);
	return {
		error: run.error,
		outputs: (typeVersion === 1 ? [0, 1, 2] : [0, 1, 2, 3]).map((output) => run.output(node, output)),
	};
}

const leads = () => ['Novak', 'Okafor', 'Petrov'].map((name) => org.find('Lead', 'LastName', name));
const mapped = {
	sObject: 'Lead',
	values: 'mapping',
	columns: { mappingMode: 'defineBelow', value: { Industry: 'Energy' }, schema: [] },
	policy: 'always',
};
const records = (): IDataObject[] =>
	leads().map(({ Id }, index) => ({ Id: String(Id), dry: [false, true, null][index] }));

describe('Bulk Write in the engine', () => {
	it('decides Dry Run per item, and one that cannot tell leaves by the rejected output', async () => {
		const { outputs, error } = await execute(
			'salesforceBulkWrite',
			records(),
			{ ...mapped, dryRun: '={{ $json.dry }}' },
			'continueRegularOutput',
		);
		expect(error).toBeUndefined();
		expect(leads().map(({ Industry }) => Industry)).toEqual(['Energy', null, null]);
		expect(outputs.map((items) => items.map(({ Id }) => Id))).toEqual([
			[leads()[0].Id, leads()[1].Id],
			[leads()[2].Id],
			[],
		]);
		expect(outputs[1][0].error).toContain('Dry Run is null');
	});

	it('hands the item that failed to the error output where there is one', async () => {
		const { outputs } = await execute(
			'salesforceBulkWrite',
			records(),
			{ ...mapped, dryRun: '={{ $json.dry }}' },
			'continueErrorOutput',
		);
		expect(leads().map(({ Industry }) => Industry)).toEqual(['Energy', null, null]);
		expect(outputs.map((items) => items.map(({ Id }) => Id))).toEqual([
			[leads()[0].Id, leads()[1].Id],
			[],
			[leads()[2].Id],
		]);
	});

	it('lists changes before the error output, and nothing else', async () => {
		const parameters = { ...mapped, dryRun: '={{ $json.dry }}', options: { changeRows: 'always' } };
		const { outputs } = await execute('salesforceBulkWrite', records(), parameters, 'continueErrorOutput', 2);
		expect(outputs.map((items) => items.map(({ Id }) => Id))).toEqual([
			[leads()[0].Id, leads()[1].Id],
			[],
			[leads()[0].Id, leads()[1].Id],
			[leads()[2].Id],
		]);
		expect(outputs[2]).toMatchObject([{ apiName: 'Industry', before: '', after: 'Energy' }, { apiName: 'Industry' }]);
	});

	it('has nothing on its first output when the node could do nothing', async () => {
		const { outputs } = await execute(
			'salesforceBulkWrite',
			records(),
			{ ...mapped, sObject: 'other', otherSObject: 'Nope__c' },
			'continueRegularOutput',
		);
		expect(outputs.map((items) => items.length)).toEqual([0, 3, 0]);
	});

	it('names the item whose mapped expression cannot be evaluated, and writes its neighbours', async () => {
		const columns = {
			...mapped.columns,
			value: { Industry: "={{ $json.dry === true ? $('Nowhere').item.json.x : 'Energy' }}" },
		};
		const { outputs } = await execute(
			'salesforceBulkWrite',
			records(),
			{ ...mapped, columns },
			'continueRegularOutput',
		);
		expect(leads().map(({ Industry }) => Industry)).toEqual(['Energy', null, 'Energy']);
		expect(outputs.map((items) => items.map(({ Id }) => Id))).toEqual([
			[leads()[0].Id, leads()[2].Id],
			[leads()[1].Id],
			[],
		]);
	});
});

describe.each([
	[
		'Fetch Modified',
		'salesforceFetchModified',
		{ operation: 'get', selection: 'ids', fields: 'Nope__c', ids: '={{ $json.Id }}' },
		2,
	],
	['Enrich', 'salesforceEnrich', { sObject: 'Lead', filePath: '/nowhere/companies.csv' }, 1],
	['Score', 'salesforceScore', { sObject: 'Lead', scorecard: 'json', scorecardJson: '{}' }, 1],
	['Dedupe', 'salesforceDedupe', { sObject: 'fromRecords' }, 1],
	['Enrichment Run', 'salesforceEnrichmentRun', { resource: 'run', operation: 'explain', recordId: 'none' }, 1],
])('%s, when it fails', (_name, type, parameters, errorOutput) => {
	it('hands every item to the error output that n8n adds', async () => {
		const { outputs } = await execute(type, records(), parameters, 'continueErrorOutput');
		expect(outputs.map((items) => items.length)).toEqual([0, 1, 2].map((output) => (output === errorOutput ? 3 : 0)));
		expect(outputs[errorOutput].map(({ Id }) => Id)).toEqual(leads().map(({ Id }) => Id));
		expect(outputs[errorOutput][0].error).toEqual(expect.any(String));
	});
});
