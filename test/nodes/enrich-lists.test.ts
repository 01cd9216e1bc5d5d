import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { getMappingSources } from '../../nodes/SalesforceEnrich/mapping-sources';
import { getTargetFields, getTargetValues } from '../../nodes/SalesforceEnrich/target-lists';
import { credentialFields, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [
			{ object: 'Lead', name: 'Fit__c', label: 'Fit', type: 'double' },
			{ object: 'Lead', name: 'Since__c', label: 'Since', type: 'date' },
		],
		records: { Lead: [{ LastName: 'Novak', Company: 'Acme' }] },
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** What a dropdown's method gets from the editor; names behind `&` are those of its row. */
function editor(parameters: IDataObject = {}): ILoadOptionsFunctions {
	const chosen: IDataObject = { authentication: 'salesforceProductionServerApi', sObject: 'Lead', ...parameters };
	return {
		getNodeParameter: (name: string, fallback?: unknown) => chosen[name] ?? fallback,
		getCurrentNodeParameter: (name: string) => chosen[name],
		getNode: () => ({ credentials: { salesforceProductionServerApi: { id: '1' } } }),
		getCredentials: async () => credentialFields(org.emulator, {}),
	} as unknown as ILoadOptionsFunctions;
}

const values = (options: INodePropertyOptions[]) => options.map(({ value }) => value);

describe('the sources of a mapping', () => {
	it('are what the chosen provider gives, with type and example', async () => {
		const options = await getMappingSources.call(editor({ provider: 'hunter-people' }));
		expect(options).toContainEqual({ name: 'Job Title', value: 'title', description: 'text, e.g. VP Sales' });
		expect(values(options)).not.toContain('otherColumn');
	});

	it('are columns where the provider is reference data, and any other', async () => {
		const options = await getMappingSources.call(editor({ 'mappings.rows': [{ source: 'erp_no' }] }));
		expect(values(options)).toEqual(expect.arrayContaining(['industry', 'employees', 'erp_no', 'otherColumn']));
	});

	it('are empty while a definition is half written', async () => {
		expect(await getMappingSources.call(editor({ provider: 'custom', definition: '{"id": ' }))).toEqual([]);
	});
});

describe('the targets of a mapping', () => {
	it.each([
		['text', 'title', ['Title', 'Industry'], ['Fit__c', 'Since__c', 'AnnualRevenue', 'OwnerId', 'CreatedDate']],
		['number', 'company_employees', ['NumberOfEmployees', 'Fit__c', 'Title'], ['Since__c', 'Industry']],
		['date', 'job_started_on', ['Since__c', 'Title'], ['Fit__c', 'Industry']],
	])('are fields that hold a %s', async (_type, source, fitting, others) => {
		const list = values(await getTargetFields.call(editor({ provider: 'apollo-people', '&source': source })));
		expect(list).toEqual(expect.arrayContaining(fitting));
		expect(others.filter((other) => list.includes(other))).toEqual([]);
	});

	it('are all that may be written for a column of the file', async () => {
		const list = values(await getTargetFields.call(editor({ '&source': 'erp_no' })));
		expect(list).toEqual(expect.arrayContaining(['Title', 'Fit__c', 'Since__c']));
		expect(list).not.toContain('CreatedDate');
	});

	it('need an object first', async () => {
		expect(values(await getTargetFields.call(editor({ sObject: 'fromRecords' })))).toEqual(['']);
	});
});

describe('what a value stands for', () => {
	it('is a value of the picklist, the most alike first', async () => {
		const ordered = await getTargetValues.call(editor({ '&field': 'Industry', '&from': 'Information Technology' }));
		expect(ordered[0].value).toBe('Technology');
		const unordered = await getTargetValues.call(editor({ '&field': 'Industry' }));
		expect([...values(ordered)].sort()).toEqual([...values(unordered)].sort());
	});

	it('is nothing to choose where the field is no picklist', async () => {
		expect(await getTargetValues.call(editor({ '&field': 'Title' }))).toEqual([]);
	});
});
