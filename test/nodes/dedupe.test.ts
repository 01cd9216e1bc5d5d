import type { IDataObject } from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, enrichmentOf, errorOf, itemsOf, NodeOrg } from './node-org';

const lead = (Title: string, FirstName: string, LastName: string, Company: string, Email?: string, fields = {}) =>
	changed({ Title, FirstName, LastName, Company, ...(Email !== undefined && { Email }), ...fields });

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [{ object: 'Lead', name: 'Work_Mail__c', type: 'string' }],
		records: {
			Account: [
				changed({ Site: 'A', Name: 'Northwind, Inc.' }),
				changed({ Site: 'B', Name: 'The Northwind', '@ref': 'b' }),
				changed({ Site: 'C', Name: 'Contoso', Website: 'https://www.contoso.example/en' }),
				changed({ Site: 'D', Name: 'Contoso Germany', Website: 'contoso.example' }),
				changed({ Site: 'E', Name: 'Fabrikam' }),
			],
			Contact: [
				changed({ Title: 'K1', FirstName: 'Jana', LastName: 'Novak', AccountId: '@b' }),
				changed({ Title: 'K2', FirstName: 'jana', LastName: 'NOVÁK', AccountId: '@b' }),
				changed({ Title: 'K3', FirstName: 'Tobe', LastName: 'Okafor', AccountId: '@b' }),
			],
			Lead: [
				lead('L1', 'Jana', 'Novak', 'Northwind', 'jana@northwind.example'),
				lead('L2', 'J.', 'Novak', 'Other Ltd', 'JANA@Northwind.example'),
				lead('L3', 'Jana', 'Novak', 'Somewhere', 'j.novak@northwind.example'),
				lead('L4', 'Jana', 'Novák', 'NORTHWIND GmbH'),
				lead('L5', 'Tobe', 'Okafor', 'Northwind', 'tobe@northwind.example', { Work_Mail__c: 'T.Okafor@work.example' }),
				lead('L6', 'Tobe', 'Okafor', 'Elsewhere', 'tobe.o@gmail.com', { Work_Mail__c: 't.okafor@work.example' }),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** Title (or Site) of every record → titles of its duplicates, each with what agreed. */
async function duplicates(parameters: IDataObject = {}, sObject = 'Lead', labelField = 'Title', extraFields = '') {
	const fetched = await org.execute(new SalesforceFetchModified(), {
		parameters: { sObject, fields: `${labelField}, ${extraFields}` },
	});
	const { outputs } = await org.execute(new SalesforceDedupe(), { items: itemsOf(fetched), parameters });
	const labelById = new Map(outputs[0].map((json) => [json.Id, String(json[labelField])]));
	return Object.fromEntries(
		outputs[0].map((json) => [
			labelById.get(json.Id),
			(enrichmentOf(json).matches ?? [])
				.map((match) => `${labelById.get(match.id)}: ${match.agreedOn.join(' ')}`)
				.sort(),
		]),
	);
}

describe('Leads', () => {
	it('are duplicates by e-mail, and by the same name at the same company or domain', async () => {
		expect(await duplicates()).toEqual({
			L1: ['L2: email', 'L3: name+domain', 'L4: name+company'],
			L2: ['L1: email'],
			L3: ['L1: name+domain'],
			L4: ['L1: name+company'],
			L5: [],
			L6: [],
		});
	});

	it.each([
		['email', { L1: ['L2: email'], L3: [], L4: [] }],
		['domain', { L1: ['L3: name+domain'], L2: [], L4: [] }],
		['company', { L1: ['L4: name+company'], L2: [], L3: [] }],
	])('are compared by %s alone when only that is chosen', async (key, expected) => {
		expect(await duplicates({ keys: [key] })).toMatchObject({ ...expected, L5: [], L6: [] });
	});

	it('are no duplicates because they are colleagues', async () => {
		const found = await duplicates();
		expect(
			Object.values(found)
				.flat()
				.filter((match) => String(match).startsWith('L5')),
		).toEqual([]);
	});

	it('are compared on the fields named by hand, and on no others', async () => {
		const byHand = { compare: 'fields', compareFields: { email: 'Work_Mail__c', company: '' } };
		expect(await duplicates(byHand, 'Lead', 'Title', 'Work_Mail__c')).toEqual({
			...{ L1: [], L2: [], L3: [], L4: [] },
			L5: ['L6: email'],
			L6: ['L5: email'],
		});
	});
});

it('compares Contacts by the names of their Accounts', async () => {
	expect(await duplicates({}, 'Contact')).toEqual({ K1: ['K2: name+company'], K2: ['K1: name+company'], K3: [] });
});

it('takes Accounts for the same by name without the legal form, or by domain', async () => {
	expect(await duplicates({}, 'Account', 'Site')).toEqual({
		A: ['B: company'],
		B: ['A: company'],
		C: ['D: domain'],
		D: ['C: domain'],
		E: [],
	});
});

it('finds the same whatever the order of its input', async () => {
	const fetched = itemsOf(await org.execute(new SalesforceFetchModified()));
	const execute = async (items: typeof fetched) => (await org.execute(new SalesforceDedupe(), { items })).outputs[0];
	const [forwards, backwards] = [await execute(fetched), await execute(fetched.toReversed())];
	expect(backwards.toReversed()).toEqual(forwards);
});

it('keeps number, order and pairing of the items, duplicates included', async () => {
	const items = itemsOf(await org.execute(new SalesforceFetchModified()));
	const { outputs, items: marked } = await org.execute(new SalesforceDedupe(), { items });
	expect(outputs[0].map((json) => json.Id)).toEqual(items.map(({ json }) => json.Id));
	expect(marked[0].map(({ pairedItem }) => pairedItem)).toEqual(items.map((_item, index) => ({ item: index })));
});

it("has no standard fields for an object of one's own, and says for which it has", async () => {
	const items = itemsOf(await org.execute(new SalesforceFetchModified()));
	const parameters = { sObject: 'other', otherSObject: 'Partner__c' };
	const error = await errorOf(org.execute(new SalesforceDedupe(), { items, parameters }));
	expect(error).toMatchObject({
		message: expect.stringContaining('no preset for finding duplicates of Partner__c'),
		description: expect.stringContaining('Lead, Contact, Account'),
	});
});
