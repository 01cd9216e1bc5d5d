import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { readTemplate } from '../../demo/hourly-template';
import type { EngineRun, WorkflowTemplate } from '../engine/workflow-engine';
import { aLead, HourlyOrg, summariesOf } from './hourly-org';

let org: HourlyOrg;
beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});
afterAll(() => org.close());

const leads = [
	aLead(),
	aLead({ LastName: 'Twin', Phone: '1' }),
	aLead({ LastName: 'Unknown', Company: 'Nobody Knows', Email: 'x@nobody.example' }),
];

/** The hourly template with the pack's nodes in these versions, by name; the others as shipped. */
function inVersions(versionOf: (node: INode) => number): WorkflowTemplate {
	const template = readTemplate('hourly', { referenceFile: org.referenceFile });
	const nodes = template.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-salesforce-enrichment.') ? { ...node, typeVersion: versionOf(node) } : node,
	);
	return { ...template, nodes };
}

async function run(template: WorkflowTemplate): Promise<EngineRun> {
	await org.begin(leads);
	const done = await org.run(template);
	expect(done.error).toBeUndefined();
	expect(summariesOf(done)[0]).toMatchObject({
		status: 'Success',
		counts: { read: 3, noMatch: 1, duplicates: 2, rejected: 0 },
	});
	return done;
}

function written(): unknown[] {
	return org.emulator.org
		.rows('Lead')
		.map(({ NumberOfEmployees, Enrichment_Score__c, Enrichment_Rank__c, Enrichment_Outcome__c }) => {
			return { NumberOfEmployees, Enrichment_Score__c, Enrichment_Rank__c, Enrichment_Outcome__c };
		});
}

describe('items of the hourly template', () => {
	it('show the essentials first, one line each, and no attributes', async () => {
		const done = await run(inVersions(() => 2));
		const [lead] = done.calls[0].output('Write to Salesforce');
		const names = Object.keys(lead);
		expect(names.indexOf('_message')).toBeLessThan(9);
		for (const essential of ['_outcome', '_score', '_rank', '_duplicateOf', '_changed', '_message']) {
			expect(['string', 'number']).toContain(typeof lead[essential]);
		}
		expect(lead).toMatchObject({
			_outcome: 'written',
			_after: { NumberOfEmployees: 1200 },
			_before: { NumberOfEmployees: null },
		});
		expect(JSON.stringify(done.calls[0].output('Get Next Batch'))).not.toContain('"attributes"');
	});

	it('are the object they were in workflows saved before', async () => {
		const done = await run(inVersions(() => 1));
		const [lead] = done.calls[0].output('Write to Salesforce');
		expect(Object.keys(lead).filter((name) => name.startsWith('_'))).toEqual(['_enrichment']);
		const enrichment = lead._enrichment as IDataObject;
		expect(enrichment).toMatchObject({
			outcome: 'written',
			proposals: { NumberOfEmployees: { value: 1200 } },
			changes: expect.any(Array),
		});
		expect((enrichment.scores as IDataObject)['lead-fit']).toMatchObject({ contributions: expect.any(Array) });
	});

	it('come to the same in both shapes, and in a workflow that mixes them', async () => {
		await run(inVersions(() => 2));
		const inColumns = written();
		await run(inVersions(() => 1));
		expect(written()).toEqual(inColumns);
		let turn = 0;
		await run(inVersions(() => (turn++ % 2) + 1));
		expect(written()).toEqual(inColumns);
	});
});
