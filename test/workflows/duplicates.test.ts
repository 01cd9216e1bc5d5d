import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WorkflowEngine, type WorkflowTemplate } from '../engine/workflow-engine';

const packFolder = join(__dirname, '../..');
if (!existsSync(join(packFolder, 'dist/nodes')))
	throw new Error('Nothing is built yet: run `npm run build` first, or `npm test`');

let engine: WorkflowEngine;
beforeAll(async () => {
	engine = await WorkflowEngine.load(packFolder, 'duplicates');
});

const leads = [1, 2, 3].map((number) => ({
	attributes: { type: 'Lead' },
	Id: `00Q00000000000${number}AAA`,
	Email: number === 3 ? 'bob@acme.com' : 'ada@acme.com',
}));

/** The Ids that leave each output of Dedupe, in n8n's engine, as the nodes behind it see them. */
async function idsBehind(typeVersion: number, parameters: Record<string, unknown> = {}) {
	const position: [number, number] = [0, 0];
	const noOp = (name: string) => ({
		id: name,
		name,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position,
		parameters: {},
	});
	const template = {
		name: 'Find duplicates',
		nodes: [
			{ id: 'Start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position, parameters: {} },
			{
				id: 'Dedupe',
				name: 'Dedupe',
				type: 'n8n-nodes-salesforce-enrichment.salesforceDedupe',
				typeVersion,
				position,
				parameters,
			},
			noOp('Unique'),
			noOp('Duplicates'),
		],
		connections: {
			Start: { main: [[{ node: 'Dedupe', type: 'main', index: 0 }]] },
			Dedupe: {
				main: [[{ node: 'Unique', type: 'main', index: 0 }], [{ node: 'Duplicates', type: 'main', index: 0 }]],
			},
		},
	} as WorkflowTemplate;
	const run = await engine.run(
		template,
		{},
		'Start',
		leads.map((json) => ({ json })),
	);
	expect(run.error).toBeUndefined();
	return ['Unique', 'Duplicates'].map((name) => run.output(name).map(({ Id }) => Number(String(Id).at(-4))));
}

it('parts duplicates from the records to keep', async () => {
	expect(await idsBehind(2)).toEqual([[1, 3], [2]]);
});

it('leaves all records together where a person wants it, and in workflows saved before there were two outputs', async () => {
	expect(await idsBehind(2, { outputs: 'together' })).toEqual([[1, 2, 3], []]);
	expect(await idsBehind(1)).toEqual([[1, 2, 3], []]);
});
