import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WorkflowEngine, type WorkflowTemplate } from '../engine/workflow-engine';

const packFolder = join(__dirname, '../..');
if (!existsSync(join(packFolder, 'dist/nodes')))
	throw new Error('Nothing is built yet: run `npm run build` first, or `npm test`');

const csv = 'domain,industry\nnorthwind.example,Retail\n';
let engine: WorkflowEngine;
beforeAll(async () => {
	engine = await WorkflowEngine.load(packFolder, 'reference-items');
});

const position: [number, number] = [0, 0];
const lead = { Id: '00Q000000000001AAA', Website: 'northwind.example', Industry: null };

function code(name: string, items: unknown): WorkflowTemplate['nodes'][number] {
	return {
		id: name,
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify(items), options: {} },
	};
}

/** Two branches that meet in Enrich, as a person draws them; `reference` is the node at its second input. */
async function enrichWith(
	referenceSource: string,
	reference?: WorkflowTemplate['nodes'],
	parameters: Record<string, unknown> = {},
) {
	const last = reference?.at(-1)?.name;
	const links = Object.fromEntries(
		(reference ?? [])
			.slice(0, -1)
			.map(({ name }, index) => [name, { main: [[{ node: reference![index + 1].name, type: 'main', index: 0 }]] }]),
	);
	const template = {
		name: 'Enrich from other nodes',
		nodes: [
			{ id: 'Start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position, parameters: {} },
			code('Lead', lead),
			...(reference ?? []),
			{
				id: 'Enrich',
				name: 'Enrich',
				type: 'n8n-nodes-salesforce-enrichment.salesforceEnrich',
				typeVersion: 1,
				position,
				parameters: { sObject: 'Lead', referenceSource, ...parameters },
			},
		],
		connections: {
			Start: {
				main: [
					[
						{ node: 'Lead', type: 'main', index: 0 },
						...(reference ? [{ node: reference[0].name, type: 'main', index: 0 }] : []),
					],
				],
			},
			Lead: { main: [[{ node: 'Enrich', type: 'main', index: 0 }]] },
			...links,
			...(last && { [last]: { main: [[{ node: 'Enrich', type: 'main', index: 1 }]] } }),
		},
	} as unknown as WorkflowTemplate;
	return await engine.run(template, {}, 'Start');
}

it('looks records up in the items of another node', async () => {
	const run = await enrichWith('items', [code('Companies', { domain: 'northwind.example', industry: 'Retail' })]);
	expect(run.error).toBeUndefined();
	expect(run.timesRun('Enrich')).toBe(1);
	expect(run.output('Enrich')).toEqual([
		expect.objectContaining({ Id: lead.Id, _enrichment: expect.objectContaining({ outcome: 'matched' }) }),
	]);
});

it('names the node whose items cannot be used', async () => {
	const run = await enrichWith('items', [code('Companies', { city: 'Paris' })]);
	expect(run.error).toContain('Reference data "Companies", item 1: there is no column "domain"');
});

it('asks for companies when nothing is connected, and when nothing comes', async () => {
	const keepNone = {
		id: 'None',
		name: 'None',
		type: 'n8n-nodes-base.filter',
		typeVersion: 1,
		position,
		parameters: { conditions: { boolean: [{ value1: true, value2: false }] } },
	};
	expect((await enrichWith('items')).error).toContain('The input Reference Data has no items');
	expect((await enrichWith('items', [code('Companies', { name: 'Acme' }), keepNone])).error).toContain(
		'The input Reference Data has no items',
	);
});

it('looks records up in a file that another node has made', async () => {
	const toFile = {
		id: 'File',
		name: 'File',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		position,
		parameters: { operation: 'toText', sourceProperty: 'csv', options: { fileName: 'companies.csv' } },
	};
	const run = await enrichWith('binary', [code('Text', { csv }), toFile]);
	expect(run.error).toBeUndefined();
	expect(run.output('Enrich')).toEqual([
		expect.objectContaining({ _enrichment: expect.objectContaining({ outcome: 'matched' }) }),
	]);
});

it.each([
	['typed, as in workflows of before', {}, 'staff'],
	['chosen from a list of the org', { authentication: 'salesforceSandboxServerApi' }, 'staff'],
	['of a column named by hand', { authentication: 'none' }, 'otherColumn'],
])('follows fields that were %s', async (_how, parameters, source) => {
	const rows = [{ source, column: 'Staff', target: 'NumberOfEmployees', policy: 'always', minConfidence: 0.5 }];
	const byHand = {
		...parameters,
		matchOn: 'fields',
		matchFields: { website: 'Website' },
		mapping: 'define',
		mappings: { rows },
	};
	const run = await enrichWith('items', [code('Companies', { domain: 'northwind.example', staff: '12' })], byHand);
	expect(run.error).toBeUndefined();
	expect(run.output('Enrich')[0]._enrichment).toMatchObject({
		outcome: 'matched',
		proposals: { NumberOfEmployees: { value: '12' } },
	});
});
