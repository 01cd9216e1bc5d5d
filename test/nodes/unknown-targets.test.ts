import type { IDataObject } from 'n8n-workflow';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { anItem, aProposal } from '../salesforce/enrichment-org';
import { changed, errorOf, itemsOf, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	const Lead = ['Novak', 'Okafor'].map((LastName) => changed({ LastName, Company: 'Northwind' }));
	org = await NodeOrg.open({ records: { Lead } });
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const lead = (name: string) => org.find('Lead', 'LastName', name);

function proposed(name: string, fields: readonly string[]) {
	const proposals = Object.fromEntries(fields.map((field) => [field, aProposal('Energy')]));
	return { json: anItem({ Id: String(lead(name).Id) }, { proposals }) as IDataObject };
}

describe('a proposal to a field that the object does not have', () => {
	it.each([{}, { dryRun: true }])(
		'stops Bulk Write up front, every such field once, whatever the number of records (%j)',
		async (more) => {
			const items = [proposed('Novak', ['Industry', 'Industri', 'Nope__c']), proposed('Okafor', ['Industri'])];
			const error = await errorOf(
				org.execute(new SalesforceBulkWrite(), { items, parameters: { sObject: 'Lead', ...more } }),
			);
			expect(error).toMatchObject({
				message:
					'Lead has no field Industri (proposed by reference), Nope__c (proposed by reference), or the connected user may not see it.',
				description: expect.stringContaining('Correct the target'),
			});
			expect([lead('Novak').Industry, lead('Novak').Enrichment_Outcome__c]).toEqual([null, null]);
		},
	);

	it('stops it too when the target was misspelt in Enrich', async () => {
		const file = org.writeFile('companies.csv', 'name,industry\nNorthwind,Energy\n');
		const mappings = { rows: [{ source: 'industry', target: 'Industri', policy: 'always', minConfidence: 0 }] };
		const items = ['Novak', 'Okafor'].map((name) => ({ json: { Id: String(lead(name).Id), Company: 'Northwind' } }));
		const enriched = await org.execute(new SalesforceEnrich(), {
			items,
			parameters: { sObject: 'Lead', filePath: file, mapping: 'define', mappings, 'mappings.rows': mappings.rows },
		});
		const error = await errorOf(
			org.execute(new SalesforceBulkWrite(), { items: itemsOf(enriched), parameters: { sObject: 'Lead' } }),
		);
		expect(error.message).toMatch(
			/^Lead has no field Industri \(proposed by .+\), or the connected user may not see it\.$/,
		);
	});

	it('stops nothing where all fields are known', async () => {
		const { outputs } = await org.execute(new SalesforceBulkWrite(), {
			items: [proposed('Novak', ['Industry'])],
			parameters: { sObject: 'Lead' },
		});
		expect(outputs.map((output) => output.length)).toEqual([1, 0]);
		expect(lead('Novak').Industry).toBe('Energy');
	});
});
