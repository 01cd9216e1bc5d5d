import { dataCustomFields } from '../../demo/data/own-custom-fields';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, itemsOf, NodeOrg } from './node-org';

const companies = [
	{
		name: 'Northwind Traders',
		domain: 'northwind.example',
		industry: 'Retail',
		employees: 1200,
		revenue: 12_500_000,
		technologies: ['HubSpot', 'Google Analytics'],
		description: `Sells groceries. ${'Much is told. '.repeat(100)}`,
	},
];

const objects = ['Lead', 'Contact', 'Account'] as const;
let org: NodeOrg;
let filePath: string;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: objects.flatMap(dataCustomFields),
		records: {
			Account: [
				changed({
					'@ref': 'northwind',
					Name: 'Northwind',
					Website: 'https://www.northwind.example',
					Industry: 'Energy',
				}),
			],
			Contact: [changed({ LastName: 'Novak', AccountId: '@northwind' })],
			Lead: [
				changed({
					LastName: 'Novak',
					Company: 'Northwind',
					Email: 'jana@northwind.example',
					Industry: 'Energy',
					Enrichment_Company_Industry__c: 'Mining',
				}),
			],
		},
	});
	filePath = org.writeFile('companies.ndjson', companies.map((company) => JSON.stringify(company)).join('\n'));
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** Fetches, enriches and writes the object's record; gives it as the org has it afterwards. */
async function enriched(sObject: (typeof objects)[number]) {
	const fetched = await org.execute(new SalesforceFetchModified(), { parameters: { sObject } });
	const parameters = { filePath, mapping: 'ownFields' };
	const found = await org.execute(new SalesforceEnrich(), { items: itemsOf(fetched), parameters });
	const written = await org.execute(new SalesforceBulkWrite(), { items: itemsOf(found) });
	expect(written.outputs[1] ?? []).toEqual([]);
	return org.emulator.org.find(sObject, {})[0];
}

describe('the preset Own Fields of the Pack', () => {
	it.each(['Lead', 'Account'] as const)(
		'fills fields of every kind on %s, over what an earlier answer has left, and leaves the standard ones alone',
		async (sObject) => {
			expect(await enriched(sObject)).toMatchObject({
				Enrichment_Company_Name__c: 'Northwind Traders',
				Enrichment_Company_Domain__c: 'northwind.example',
				Enrichment_Company_Industry__c: 'Retail',
				Enrichment_Company_Employees__c: 1200,
				Enrichment_Company_Revenue__c: 12_500_000,
				Enrichment_Company_Technologies__c: 'HubSpot;Google Analytics',
				Enrichment_Company_Description__c: companies[0].description.trim(),
				Industry: 'Energy',
				NumberOfEmployees: null,
			});
		},
	);

	it('says of a Contact only which company it is', async () => {
		expect(await enriched('Contact')).toMatchObject({
			Enrichment_Company_Name__c: 'Northwind Traders',
			Enrichment_Company_Domain__c: 'northwind.example',
		});
	});
});
