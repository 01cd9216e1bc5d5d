import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { getReadableFields } from '../../nodes/SalesforceFetchModified/methods/readable-fields';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { credentialFields, errorOf, NodeOrg } from '../nodes/node-org';

let org: NodeOrg;
beforeAll(async () => {
	const Account = [{ '@ref': 'acme', Name: 'Acme', Industry: 'Energy' }];
	org = await NodeOrg.open({ records: { Account, Contact: [{ LastName: 'Novak', AccountId: '@acme' }] } });
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** What the editor lists when these parameters are chosen. */
function list(parameters: Record<string, string>): Promise<INodePropertyOptions[]> {
	const chosen: Record<string, string> = { authentication: 'salesforceProductionServerApi', ...parameters };
	const functions: Partial<ILoadOptionsFunctions> = {
		getNodeParameter: ((name: string) => chosen[name]) as ILoadOptionsFunctions['getNodeParameter'],
		getCredentials: (async () => credentialFields(org.emulator)) as ILoadOptionsFunctions['getCredentials'],
	};
	return getReadableFields.call(functions as ILoadOptionsFunctions);
}

describe('getReadableFields', () => {
	it('lists the fields of a Contact and of its account', async () => {
		const options = await list({ sObject: 'Contact' });
		expect(options).toContainEqual({ name: 'Birthdate (Birthdate)', value: 'Birthdate' });
		expect(options).toContainEqual({ name: 'Account: Industry (Account.Industry)', value: 'Account.Industry' });
		expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
	});

	it('lists the fields of a Lead without those of the account that it became', async () => {
		const options = await list({ sObject: 'Lead' });
		expect(options).toContainEqual({ name: 'Company (Company)', value: 'Company' });
		expect(options.filter(({ value }) => String(value).includes('.'))).toEqual([]);
	});

	it('offers an address, whose parts a bulk query reads instead', async () => {
		expect(await list({ sObject: 'Lead' })).toContainEqual({ name: 'Address (Address)', value: 'Address' });
	});

	it('asks for the name of an object of one\'s own', async () => {
		expect(await errorOf(list({ sObject: 'other', otherSObject: ' ' }))).toMatchObject({ code: 'invalid_parameter' });
	});
});

describe('Further Fields', () => {
	it('are read with the records', async () => {
		const parameters = { sObject: 'Contact', selection: 'filter', options: { furtherFields: ['Birthdate', 'Account.Phone'] } };
		const { outputs } = await org.execute(new SalesforceFetchModified(), { parameters });
		expect(outputs[0][0]).toMatchObject({ LastName: 'Novak', Birthdate: null, Account: { Name: 'Acme', Phone: null } });
	});
});
