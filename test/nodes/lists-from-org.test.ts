import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import * as fields from '../../nodes/wiring/lists/fields';
import { getObjects, getObjectsOrFromRecords, getWritableObjects } from '../../nodes/wiring/lists/objects';
import { choicesOf, fieldAt } from '../../nodes/wiring/lists/picklist-values';
import { editorClient } from '../../nodes/wiring/editor-client';
import { credentialFields, errorOf, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	const Account = [{ '@ref': 'acme', Name: 'Acme', Industry: 'Energy' }];
	org = await NodeOrg.open({
		customObjects: [
			{ name: 'Partner__c', label: 'Partner', fields: [{ name: 'Tier__c', label: 'Tier', type: 'string' }] },
		],
		customFields: [
			{
				object: 'Lead',
				name: 'ERP_Id__c',
				label: 'ERP ID',
				type: 'string',
				length: 40,
				externalId: true,
				unique: true,
			},
			{ object: 'Lead', name: 'Fit__c', label: 'Fit', type: 'double' },
		],
		records: { Account, Contact: [{ LastName: 'Novak', AccountId: '@acme' }] },
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** What a dropdown's method gets from the editor when these parameters are chosen. */
function editor(
	parameters: IDataObject = {},
	credentials: IDataObject = {},
	node: IDataObject = {},
): ILoadOptionsFunctions {
	const chosen: IDataObject = { authentication: 'salesforceProductionServerApi', sObject: 'Lead', ...parameters };
	return {
		getNodeParameter: (name: string, fallback?: unknown) => chosen[name] ?? fallback,
		getCurrentNodeParameter: (name: string) => chosen[name],
		getNode: () => ({ credentials: { salesforceProductionServerApi: { id: '1' } }, ...node }),
		getCredentials: async () => credentialFields(org.emulator, credentials as Record<string, string>),
	} as unknown as ILoadOptionsFunctions;
}

const values = (options: INodePropertyOptions[]) => options.map(({ value }) => value);

describe('the objects', () => {
	it('are those of the org, the usual ones first, custom ones too', async () => {
		const options = await getObjects.call(editor());
		expect(values(options).slice(0, 3)).toEqual(['Account', 'Contact', 'Lead']);
		expect(options).toContainEqual({ name: 'Partner (Partner__c)', value: 'Partner__c' });
		expect(values(options).at(-1)).toBe('other');
		expect(new Set(values(options)).size).toBe(options.length);
	});

	it('can be left to the records', async () => {
		expect(values(await getObjectsOrFromRecords.call(editor()))[0]).toBe('fromRecords');
	});

	it('are those that the user may write, for writing', async () => {
		const readable = values(await getObjectsOrFromRecords.call(editor()));
		const writable = values(await getWritableObjects.call(editor()));
		expect(writable).toEqual(expect.arrayContaining(['Lead', 'Partner__c', 'fromRecords', 'other']));
		expect(readable).toContain('Organization');
		expect(writable).not.toContain('RecordType');
	});

	it('keep a saved one that this user does not see', async () => {
		const options = await getObjects.call(editor({ sObject: 'Gone__c' }));
		expect(options).toContainEqual({ name: expect.stringContaining('Gone__c'), value: 'Gone__c' });
		expect(values(await getObjects.call(editor()))).not.toContain('Gone__c');
	});

	it('are the usual ones while no credential is chosen', async () => {
		const functions = {
			...editor({}, {}, { credentials: undefined }),
			getCredentials: () => Promise.reject(new Error('Node does not have any credentials set')),
		};
		expect(values(await getObjects.call(functions as ILoadOptionsFunctions))).toEqual([
			'Account',
			'Contact',
			'Lead',
			'other',
		]);
	});

	it('say why a credential does not connect', async () => {
		await expect(errorOf(getObjects.call(editor({}, { clientSecret: 'wrong' })))).resolves.toBeInstanceOf(Error);
	});
});

describe('the fields', () => {
	it('are those of a Contact and of its account', async () => {
		const options = await fields.getReadableFields.call(editor({ sObject: 'Contact' }));
		expect(options).toContainEqual({ name: 'Birthdate (Birthdate)', value: 'Birthdate' });
		expect(options).toContainEqual({ name: 'Account: Industry (Account.Industry)', value: 'Account.Industry' });
		expect(new Set(values(options)).size).toBe(options.length);
	});

	it('of a Lead are without those of the account that it became', async () => {
		const options = await fields.getReadableFields.call(editor());
		expect(options).toContainEqual({ name: 'Company (Company)', value: 'Company' });
		expect(
			values(options).filter((value) => String(value).startsWith('Converted') && String(value).includes('.')),
		).toEqual([]);
	});

	it('hold an address, whose parts a bulk query reads instead, but not for a filter', async () => {
		expect(values(await fields.getReadableFields.call(editor()))).toContain('Address');
		expect(values(await fields.getFilterFields.call(editor()))).not.toContain('Address');
	});

	it('are those of an object named as Other, or by an expression', async () => {
		expect(
			values(await fields.getReadableFields.call(editor({ sObject: 'other', otherSObject: ' Partner__c ' }))),
		).toContain('Tier__c');
		expect(values(await fields.getReadableFields.call(editor({ sObject: 'Partner__c' })))).toContain('Tier__c');
	});

	it('hold what is saved and not listed, such as a field of a grandparent', async () => {
		const grandparent = { name: 'Account.Owner.Name', value: 'Account.Owner.Name' };
		const saved = { sObject: 'Contact', additionalFields: ['Birthdate', 'Account.Owner.Name'] };
		expect(await fields.getReadableFields.call(editor({ sObject: 'Contact' }))).not.toContainEqual(grandparent);
		const options = await fields.getReadableFields.call(editor(saved));
		expect(options).toContainEqual(grandparent);
		expect(options.filter(({ value }) => value === 'Birthdate')).toHaveLength(1);
		expect(
			await fields.getFilterFields.call(editor({ sObject: 'Contact', '&field': 'Account.Owner.Name' })),
		).toContainEqual(grandparent);
	});

	it.each([{ sObject: 'other', otherSObject: ' ' }, { sObject: 'fromRecords' }])(
		'ask for the object first: %j',
		async (parameters) => {
			expect(await fields.getReadableFields.call(editor(parameters))).toEqual([fields.chooseObjectFirst]);
			expect(await fields.getUpdatableFields.call(editor(parameters))).toEqual([fields.chooseObjectFirst]);
		},
	);

	it.each([
		['getNumberFields', ['Fit__c', 'AnnualRevenue'], ['Company', 'CreatedDate']],
		['getTextFields', ['Company', 'Email'], ['Fit__c', 'IsConverted']],
		['getEmailFields', ['Email'], ['Company']],
		['getCheckboxFields', ['IsConverted'], ['Email']],
		['getCheckboxTargets', ['DoNotCall'], ['IsConverted', 'Email']],
		['getExternalIdFields', ['ERP_Id__c'], ['Company']],
		['getUpdatableFields', ['Company', 'Fit__c'], ['CreatedDate', 'Id']],
		['getNumberTargets', ['Fit__c'], ['Company', 'CreatedDate']],
		['getTextTargets', ['Company'], ['Fit__c', 'CreatedDate']],
		['getDateTimeTargets', ['Enrichment_Last_Activity__c'], ['Company', 'CreatedDate']],
	] as const)('%s lists what fits its use', async (list, offered, refused) => {
		const listed = values(await fields[list].call(editor()));
		expect(listed).toEqual(expect.arrayContaining([...offered]));
		for (const name of refused) expect(listed).not.toContain(name);
	});
});

describe('the choices of a field', () => {
	const choices = async (path: string, sObject = 'Contact') => {
		const field = await fieldAt(await editorClient.call(editor()), sObject, path);
		return field && choicesOf(field);
	};

	it('are the active values of a picklist, of a parent too', async () => {
		expect(values((await choices('Account.Industry')) ?? [])).toContain('Energy');
		expect(values((await choices('Industry', 'Account')) ?? [])).toContain('Energy');
	});

	it('are yes and no for a checkbox', async () => {
		expect(values((await choices('IsConverted', 'Lead')) ?? [])).toEqual(['true', 'false']);
	});

	it.each(['LastName', 'Nope__c', 'Nowhere.Name'])('are none for %s', async (path) => {
		expect(await choices(path)).toBeUndefined();
	});
});
