import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, errorOf, itemsOf, NodeOrg } from './node-org';

const connected = { authentication: 'salesforceProductionServerApi' };
const [dedupe, write] = [new SalesforceDedupe(), new SalesforceBulkWrite()];

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		standardDuplicateRules: false,
		records: {
			Account: [changed({ '@ref': 'acme', Name: 'Acme Corporation', Website: 'https://www.acme.example' })],
			Contact: [
				changed({ FirstName: 'Ada', LastName: 'Byron', Email: 'ada@acme.example', AccountId: '@acme' }),
				changed({ FirstName: 'A.', LastName: 'Lovelace', Email: 'Ada.Private@mail.example' }),
				changed({ FirstName: 'Gil', LastName: 'Dots', Email: 'g.i.l@gmail.com' }),
				changed({ FirstName: 'Grace', LastName: 'Hopper', Email: 'noreply@acme.example' }),
			],
			Lead: [
				changed({ FirstName: 'Ada', LastName: 'Byron', Email: 'ada@acme.example', Company: 'Acme', Title: 'twin' }),
				changed({
					FirstName: 'Zoe',
					LastName: 'Quist',
					Email: 'zoe@nowhere.example',
					Company: 'Nowhere',
					Title: 'alone',
				}),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function match(items: readonly INodeExecutionData[], parameters: IDataObject) {
	const all = { operation: 'matchSalesforce', ...connected, sObject: 'Contact', matchWith: ['Contact'], ...parameters };
	return await org.execute(dedupe, { typeVersion: 3, items: [...items], parameters: all as IDataObject });
}

const rowsOf = (...rows: readonly IDataObject[]): INodeExecutionData[] => rows.map((json) => ({ json }));
const contact = (LastName: string) => org.find('Contact', 'LastName', LastName);

const byAddress = { matchBy: 'addresses', addressFields: 'Email, Second, Third', orgAddressFields: 'Email' };

async function save(items: readonly INodeExecutionData[], operation: string, value: IDataObject, sObject = 'Contact') {
	const columns = { mappingMode: 'defineBelow', value };
	const parameters = { operation, sObject, delivery: 'immediate', values: 'mapping', columns, policy: 'always' };
	return await org.execute(write, { typeVersion: 2, items: [...items], parameters: parameters as IDataObject });
}

async function leads(): Promise<INodeExecutionData[]> {
	const parameters = { sObject: 'Lead', fields: 'FirstName, LastName, Email, Company, Title, Description' };
	return itemsOf(await org.execute(new SalesforceFetchModified(), { parameters }));
}

describe('Match Against Salesforce, by any of several addresses', () => {
	it('knows a person by any address, however it is written, and nobody by one that no person reads', async () => {
		const { outputs } = await match(
			rowsOf(
				{ LastName: 'X', Email: 'new@mail.example', Second: 'ADA@acme.example' },
				{ LastName: 'Y', Third: 'x@mail.example; ada.private@mail.example' },
				{ LastName: 'Z', Email: 'gil@gmail.com' },
				{ LastName: 'G', Email: 'g.i.l@gmail.com' },
				{ LastName: 'N', Email: 'noreply@acme.example' },
				{ LastName: 'Byron', FirstName: 'Ada', Email: 'other@acme.example' },
			),
			byAddress,
		);
		expect(outputs[0].map(({ LastName, matchName }) => [LastName, matchName])).toEqual([
			['X', 'Ada Byron'],
			['Y', 'A. Lovelace'],
			['G', 'Gil Dots'],
		]);
		expect(outputs[1].map(({ LastName }) => LastName)).toEqual(['Z', 'N', 'Byron']);
	});

	it('updates all that are there, and creates only whom no address is known of', async () => {
		const both = { LastName: 'Both', Email: 'ada@acme.example', Second: 'ada.private@mail.example', Phone: '1' };
		const fresh = { LastName: 'Fresh', Email: 'fresh@mail.example', Second: 'fresh2@mail.example', Phone: '2' };
		const found = await match(rowsOf(both, fresh), { ...byAddress, onMatch: 'update' });
		expect(found.outputs.map(({ length }) => length)).toEqual([2, 1, 0]);
		const updated = await save(itemsOf(found), 'update', { Title: 'Known' });
		const created = await save(itemsOf(found, 1), 'create', { LastName: 'Fresh', Email: 'fresh@mail.example' });
		expect([updated.outputs[0].length, created.outputs[0].length]).toEqual([2, 1]);
		expect(['Byron', 'Lovelace'].map((name) => contact(name).Title)).toEqual(['Known', 'Known']);
		expect(contact('Fresh').Email).toBe('fresh@mail.example');
	});

	it('writes a record once that several items are', async () => {
		const found = await match(
			rowsOf({ Email: 'ada@acme.example', Title: '' }, { Second: 'ada@acme.example', Title: 'Countess' }),
			{ ...byAddress, onMatch: 'update' },
		);
		expect(found.outputs[0]).toEqual([expect.objectContaining({ Id: contact('Byron').Id, Title: 'Countess' })]);
		expect(found.hints.map(({ message }) => message)).toContain(
			'Nothing was written: Bulk Write will update 1 existing record (1 Contact); 1 item went into another of the same record, whose blanks they fill.',
		);
	});

	it('names a field that is missing', async () => {
		const error = await errorOf(match(rowsOf({ Email: 'a@b.example' }), { ...byAddress, orgAddressFields: 'Nope__c' }));
		expect(error.message).toContain('Contact has none of the fields Nope__c');
	});
});

describe('Match Against Salesforce, when it is there', () => {
	it('links a lead to its match by a field that Bulk Write fills', async () => {
		const found = await match(await leads(), { sObject: 'Lead', onMatch: 'link', linkField: 'Description' }).catch(
			(error: unknown) => error,
		);
		expect(String(found)).toContain('Lead.Description cannot take the ID of a record');
		const linked = await match(await leads(), { sObject: 'Lead', onMatch: 'link', linkField: 'Fax2__c' }).catch(
			(error: unknown) => error,
		);
		expect(String(linked)).toContain('Lead has no field Fax2__c');
		const { items } = await match(await leads(), {
			sObject: 'Lead',
			onMatch: 'link',
			linkField: 'Title',
			linkPolicy: 'always',
		});
		const parameters = { operation: 'update', sObject: 'Lead', delivery: 'immediate' } as IDataObject;
		const written = await org.execute(write, {
			typeVersion: 2,
			items: items[0].map(({ json }) => ({ json })),
			parameters,
		});
		expect(written.outputs[0]).toHaveLength(1);
		expect(org.find('Lead', 'LastName', 'Byron').Title).toBe(contact('Byron').Id);
	});

	it('creates no record of what is held back, and says who it is', async () => {
		const ada = { FirstName: 'Ada', LastName: 'Byron', Email: 'ada@acme.example', Company: 'Acme' };
		const found = await match(rowsOf(ada), { onMatch: 'block' });
		const before = org.emulator.org.rows('Contact').length;
		const saved = await save(itemsOf(found), 'create', { LastName: 'Byron', Email: 'ada@acme.example' });
		expect(saved.outputs[0]).toEqual([]);
		expect(saved.outputs[1][0]).toMatchObject({ _outcome: 'duplicate' });
		expect(saved.outputs[1][0]._message).toContain(
			`It is in the org already: Contact Ada Byron ${String(contact('Byron').Id)}`,
		);
		expect(org.emulator.org.rows('Contact')).toHaveLength(before);
	});

	it('says what speaks against the closest, and why leads found no account', async () => {
		const { outputs, hints } = await match(
			rowsOf(
				{ FirstName: 'Ada', LastName: 'Byron', Email: 'ada@elsewhere.example', Company: 'Elsewhere' },
				{ LastName: 'Nobody' },
				{ LastName: 'Stranger', Company: 'Umbrella' },
				{ LastName: 'Hit', Company: 'Acme Corporation' },
			),
			{ sObject: 'Lead', matchWith: ['Contact', 'Account'] },
		);
		expect(outputs[1][0].matchNote).toMatch(/^Too unlikely: Contact Ada Byron 003\w{15} \(.* %\), against it: .*−/);
		const said = hints.map(({ message }) => message).join(' ');
		expect(said).toContain('3 records found no match');
		expect(said).toContain('3 records found no account: 1 name neither a company nor an address of one');
	});
});
