import type { IDataObject } from 'n8n-workflow';
import type { RuleSet } from '../../core/rules/rule-set';
import { aRuleSet } from '../../core/rules/rule-set.builders';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { changed, enrichmentOf, errorOf, itemsOf, NodeOrg } from './node-org';

const lead = (fields: Record<string, string>) => changed({ LastName: 'Novak', Company: 'Northwind', ...fields });

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [{ object: 'Lead', name: 'Mintigo_Date__c', type: 'datetime' }],
		records: {
			Lead: [
				lead({ Status: 'Open - Not Contacted', Website: 'northwind.example', Phone: '1' }),
				lead({ Status: 'Working - Contacted', Website: 'contoso.example', Industry: 'Banking' }),
				lead({ Status: 'Closed - Not Converted', Website: 'fabrikam.example' }),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** The rules as a node takes them from JSON. */
const from = (ruleSet: RuleSet | object): IDataObject => ({ rulesFrom: 'json', rulesJson: JSON.stringify(ruleSet) });

function rules(changes: object): RuleSet {
	return aRuleSet({ objects: { Lead: { ...aRuleSet().objects.Lead, ...changes } } });
}

async function fetchLeads(parameters: IDataObject = {}) {
	return await org.execute(new SalesforceFetchModified(), { parameters: { selection: 'filter', ...parameters } });
}

describe('Rules From', () => {
	it('selects by filters and exclusions of the rule set, with the field names of the org', async () => {
		const selection = {
			filters: [{ field: 'Company', operator: 'equals' as const, value: 'Northwind' }],
			exclusions: [{ field: 'Status', operator: 'equals' as const, value: 'Closed - Not Converted' }],
		};
		const { outputs } = await fetchLeads(from(rules({ selection })));
		expect(outputs[0].map(({ Status }) => Status).sort()).toEqual(['Open - Not Contacted', 'Working - Contacted']);
		expect(outputs[0][0]).toHaveProperty('Mintigo_Date__c');
	});

	it('takes the place of the panel only in what it says', async () => {
		const panel = { filters: { rows: [{ field: 'Industry', operator: 'equals', value: 'Banking' }] }, returnAll: true };
		const { outputs } = await fetchLeads({ ...panel, ...from(rules({ selection: { additionalFields: ['Rating'] } })) });
		expect(outputs[0]).toEqual([expect.objectContaining({ Industry: 'Banking', Rating: null })]);
	});

	it('asks and suggests by the mapping of the provider', async () => {
		const file = org.writeFile('companies.csv', 'domain,industry\nnorthwind.example,Software & IT\n');
		const items = itemsOf(await fetchLeads());
		const { outputs } = await org.execute(new SalesforceEnrich(), {
			items,
			parameters: { filePath: file, ...from(aRuleSet()) },
		});
		const suggested = outputs[0].flatMap((json) => Object.entries(enrichmentOf(json).proposals ?? {}));
		expect(suggested).toEqual([['Industry', expect.objectContaining({ value: 'Technology', policy: 'fill_blank' })]]);
	});

	it('scores, finds duplicates and writes by the same document, from a file', async () => {
		const parameters = { rulesFrom: 'file', rulesFile: org.writeFile('rules.json', JSON.stringify(aRuleSet())) };
		const scored = await org.execute(new SalesforceScore(), { items: itemsOf(await fetchLeads()), parameters });
		expect(scored.outputs[0].map((json) => enrichmentOf(json).scores?.fit?.score).sort()).toEqual([10, 10, 85]);
		const unique = await org.execute(new SalesforceDedupe(), { items: itemsOf(scored), parameters });
		expect(unique.outputs[0]).toHaveLength(3);
		await org.execute(new SalesforceBulkWrite(), { items: itemsOf(unique), parameters });
		const written = org.emulator.org.rows('Lead').map(({ Enrichment_Score__c: score }) => score);
		expect(written).toEqual([85, 10, 10]);
	});

	it('writes mapped fields from the columns of their names, each under its policy', async () => {
		const [, working] = org.emulator.org.rows('Lead');
		const items = [
			{ json: { Id: working.Id as string, Industry: 'Energy', Rating: 'Hot', attributes: { type: 'Lead' } } },
		];
		const write = { fields: ['Industry', 'Rating'], exceptions: [{ field: 'Industry', policy: 'always' }] };
		await org.execute(new SalesforceBulkWrite(), { items, parameters: from(rules({ write })) });
		expect(org.record('Lead', working.Id)).toMatchObject({ Industry: 'Energy', Rating: 'Hot' });
	});

	it('starts a run within the allowances of the rule set', async () => {
		const parameters = { pipeline: 'hourly', ...from(aRuleSet({ allowances: { callsPerDay: 1 } })) };
		await org.store.addDailyCalls(org.emulator.identity.id, '2026-11-21', 5);
		const error = await errorOf(org.execute(new SalesforceEnrichmentRun(), { parameters }));
		expect(error.message).toMatch(/1 |API calls/);
	});

	it('costs the node whose part is wrong, naming the place, and no other', async () => {
		const broken = rules({ write: { policy: 'sometimes' } });
		const items = itemsOf(await fetchLeads(from(broken)));
		const error = await errorOf(org.execute(new SalesforceBulkWrite(), { items, parameters: from(broken) }));
		expect(error.message).toContain('objects.Lead.write.policy should be one of');
	});

	it('refuses a part that is not there', async () => {
		const items = itemsOf(await fetchLeads());
		const parameters = { provider: 'website', ...from(aRuleSet()) };
		const error = await errorOf(org.execute(new SalesforceEnrich(), { items, parameters }));
		expect(error.message).toContain('has no objects.Lead.enrich.website; objects.Lead.enrich has referenceData');
	});

	it('reads what is kept for the org, and says when nothing is', async () => {
		const parameters = { rulesFrom: 'store' };
		expect((await errorOf(fetchLeads(parameters))).message).toContain('No rule set is kept for the org');
		const document = JSON.stringify(rules({ selection: { filters: [{ field: 'Phone', operator: 'isNotEmpty' }] } }));
		const orgId = org.emulator.identity.id;
		await org.store.keepRuleSet(orgId, { version: 1, document, digest: 'd', keptAt: new Date(), keptBy: 'test' });
		const fetched = await fetchLeads(parameters);
		expect(fetched.outputs[0]).toHaveLength(1);
		const scored = await org.execute(new SalesforceScore(), { items: itemsOf(fetched), parameters });
		expect(enrichmentOf(scored.outputs[0][0]).scores).toHaveProperty('fit');
	});
});
