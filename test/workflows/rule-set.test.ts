import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import type { RuleSet } from '../../core/rules/rule-set';
import { readTemplate } from '../../demo/hourly-template';
import type { WorkflowTemplate } from '../engine/workflow-engine';
import { aLead, HourlyOrg, summariesOf } from './hourly-org';

const pack = 'n8n-nodes-salesforce-enrichment';
const manyHours = { selection: 'filter' };

/** Leads of Northwind only, industry by another name, scored by the phone. */
const rules: RuleSet = {
	ruleSet: 1,
	name: 'Northwind only',
	objects: {
		Lead: {
			selection: { exclusions: [{ field: 'Company', operator: 'startsWith', value: 'Contoso' }] },
			enrich: {
				referenceData: {
					mapping: [{ source: 'industry', target: 'Industry', policy: 'always' }],
					synonyms: { Industry: { Retail: 'Technology' } },
				},
			},
			scores: {
				phone: {
					scorecard: {
						name: 'phone',
						version: '1',
						rules: [{ name: 'Phone', field: 'Phone', operator: 'is_set', points: 70 }],
					},
				},
			},
			duplicates: {},
			write: { trialRecords: 1 },
		},
	},
};

let org: HourlyOrg;

beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});

afterAll(() => org.close());

const leads = [
	aLead({ Phone: '+1 555 0100', Industry: 'Energy' }),
	aLead({ LastName: 'Ito', Company: 'Contoso', Email: 'aya.ito@contoso.example' }),
];

/** The shipped template with Rules From set in every node that has rules, and otherwise as it is. */
function withRulesFrom(rulesFrom: string): WorkflowTemplate {
	const template = readTemplate('hourly', { referenceFile: org.referenceFile });
	return {
		...template,
		nodes: template.nodes.map((node) =>
			node.type.startsWith(pack) ? { ...node, parameters: { ...node.parameters, rulesFrom } } : node,
		),
	};
}

function node(name: string, type: string, typeVersion: number, parameters: object): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters: parameters as INode['parameters'] };
}

/** Nodes one behind the other. */
function chain(...nodes: INode[]): WorkflowTemplate {
	const links = nodes
		.slice(1)
		.map(({ name }, index) => [nodes[index].name, { main: [[{ node: name, type: 'main' as const, index: 0 }]] }]);
	return { name: 'Rules', nodes, connections: Object.fromEntries(links) };
}

const promote = (approvedDigest: string): WorkflowTemplate =>
	chain(
		node('By Hand', 'n8n-nodes-base.manualTrigger', 1, {}),
		node('Rules', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify(rules), options: {} }),
		node('Promote', `${pack}.salesforceEnrichmentRun`, 2, {
			resource: 'org',
			operation: 'promoteRules',
			rulesJson: '={{ $json }}',
			approvedDigest,
		}),
	);

it('is promoted by its digest, and then holds for every node of the shipped template, batch executions too', async () => {
	await org.begin(leads);
	const [{ digest }] = (await org.run(promote(''), 'By Hand')).output('Promote');
	const [applied] = (await org.run(promote(String(digest)), 'By Hand')).output('Promote');
	expect(applied.what).toContain('Applied: version 1 holds');

	const [summary] = summariesOf(await org.run(withRulesFrom('store')));

	expect(summary).toMatchObject({ status: 'Success', counts: { read: 1 } });
	const [northwind, contoso] = org.emulator.org.rows('Lead');
	expect(northwind).toMatchObject({ Industry: 'Technology', NumberOfEmployees: null, Enrichment_Score__c: 70 });
	expect(contoso).toMatchObject({ Industry: null, Enrichment_Score__c: null });
});

it('is refused by every template while none is kept, with what to do', async () => {
	await org.begin(leads);
	const run = await org.run(withRulesFrom('store'));
	expect(String(run.error ?? run.errorRun?.output('Summary')[0]?.text)).toContain('No rule set is kept for the org');
});

it('is read from a Set node by expression', async () => {
	await org.begin(leads);
	const fetched = node('Fetch', `${pack}.salesforceFetchModified`, 3, {
		...manyHours,
		rulesFrom: 'json',
		rulesJson: '={{ $("Rules").first().json }}',
	});
	const scored = node('Score', `${pack}.salesforceScore`, 2, {
		rulesFrom: 'json',
		rulesJson: '={{ $("Rules").first().json }}',
	});
	const run = await org.run(
		chain(
			node('By Hand', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('Rules', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify(rules), options: {} }),
			fetched,
			scored,
		),
		'By Hand',
	);
	expect(run.error).toBeUndefined();
	expect(run.output('Score')).toEqual([expect.objectContaining({ Company: 'Northwind Inc.', _score: 70 })]);
});
