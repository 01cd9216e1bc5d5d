import type { IDataObject, ILoadOptionsFunctions, INodeExecutionData } from 'n8n-workflow';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { anItem, aProposal } from '../salesforce/enrichment-org';
import { changed, credentialFields, enrichmentOf, errorOf, itemsOf, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [
			{ object: 'Lead', name: 'Key__c', type: 'string', length: 40, externalId: true, unique: true },
			{ object: 'Lead', name: 'Key_Account__c', type: 'boolean' },
			{ object: 'Lead', name: 'Topics__c', type: 'multipicklist', restricted: true, picklistValues: ['A', 'B', 'C'] },
			{ object: 'Lead', name: 'Tags__c', type: 'multipicklist', picklistValues: ['Old'] },
			{ object: 'Lead', name: 'Since__c', type: 'date' },
			{ object: 'Lead', name: 'Mintigo_hash__c', type: 'string', length: 64 },
			{ object: 'Lead', name: 'Mintigo_update_datetime__c', type: 'datetime' },
		],
		validationRules: [
			{
				object: 'Lead',
				field: 'Website',
				when: { field: 'Website', op: 'contains', value: 'forbidden' },
				message: 'Not that website',
			},
		],
		records: {
			Lead: ['Novak', 'Okafor', 'Perez'].map((LastName) =>
				changed({ LastName, Company: 'Northwind', Title: 'CTO', Topics__c: 'A', Key__c: LastName.toLowerCase() }),
			),
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const lead = (LastName: string) => org.find('Lead', 'LastName', LastName);
const item = (LastName: string, changes: IDataObject = {}): INodeExecutionData => ({
	json: { ...(lead(LastName) as IDataObject), ...changes },
});

/** As the editor stores a mapping; the harness resolves no expressions, so all items get the same values. */
const mapping = (value: IDataObject, parameters: IDataObject = {}) => ({
	values: 'mapping',
	columns: { mappingMode: 'defineBelow', value },
	...parameters,
});

async function write(items: INodeExecutionData[], parameters: IDataObject = {}) {
	return await org.execute(new SalesforceBulkWrite(), { items, parameters: { sObject: 'Lead', ...parameters } });
}

describe('a mapping', () => {
	it('writes under one policy, with exceptions per field', async () => {
		const exceptions = {
			exception: [
				{ field: 'Title', policy: 'always', multiSelect: 'set' },
				{ field: 'Topics__c', policy: 'always', multiSelect: 'add' },
			],
		};
		const { outputs } = await write(
			[item('Novak')],
			mapping({ Title: 'CEO', Company: 'Other', Industry: 'Energy', Topics__c: 'C' }, { exceptions }),
		);
		expect(lead('Novak')).toMatchObject({ Title: 'CEO', Company: 'Northwind', Industry: 'Energy', Topics__c: 'A;C' });
		expect(enrichmentOf(outputs[0][0]).changes).toMatchObject([
			{ field: 'Title', before: 'CTO', after: 'CEO', provider: 'mapping', confidence: 1, policy: 'always' },
			{ field: 'Industry', policy: 'fill_blank' },
			{ field: 'Topics__c', before: 'A', after: 'A;C' },
		]);
	});

	it('can take the fields of the input as they are', async () => {
		const schema = [{ id: 'Industry' }, { id: 'Title', removed: true }, { id: 'Phone' }];
		const columns = { mappingMode: 'autoMapInputData', value: null, schema };
		await write([item('Novak', { Industry: 'Energy', Title: 'CEO' })], {
			values: 'mapping',
			policy: 'always',
			columns,
		});
		expect(lead('Novak')).toMatchObject({ Industry: 'Energy', Title: 'CTO' });
	});

	it('can take a column whose name is a path, as a CSV file has it', async () => {
		const columns = {
			mappingMode: 'autoMapInputData',
			value: null,
			schema: [{ id: 'Account.Enrichment_Key__c' }, { id: 'LastName' }],
		};
		const account = org.emulator.org.insert('Account', { Name: 'Northwind', Enrichment_Key__c: 'N-1' });
		const row = { json: { 'Account.Enrichment_Key__c': 'n-1', LastName: 'Quist', Enrichment_Key__c: 'c-1' } };
		await write([row], { sObject: 'Contact', operation: 'upsert', values: 'mapping', columns });
		expect(org.find('Contact', 'LastName', 'Quist').AccountId).toBe(account);
	});

	it('leaves a gap in the input alone, and takes zero and false for values', async () => {
		await write(
			[item('Novak')],
			mapping({ Title: '', NumberOfEmployees: 0, Key_Account__c: false }, { policy: 'always' }),
		);
		expect(lead('Novak')).toMatchObject({ Title: 'CTO', NumberOfEmployees: 0, Key_Account__c: false });
	});

	it.each([
		[
			'as an exception',
			{ Title: '', Industry: 'Energy' },
			{ exceptions: { exception: [{ field: 'Title', policy: 'clear' }] } },
		],
		[
			'as an exception without a value',
			{ Industry: 'Energy' },
			{ exceptions: { exception: [{ field: 'Title', policy: 'clear' }] } },
		],
		['as the policy of all', { Title: null, Topics__c: ' ', Industry: 'Energy' }, { policy: 'clear' }],
	])('clears a field on purpose, %s', async (_how, values, parameters) => {
		const dry = await write([item('Novak')], { ...mapping(values, parameters), dryRun: true });
		expect(enrichmentOf(dry.outputs[0][0]).changes).toContainEqual(
			expect.objectContaining({ field: 'Title', before: 'CTO', after: null, policy: 'clear' }),
		);
		await write([item('Novak')], mapping(values, parameters));
		expect(lead('Novak')).toMatchObject({ Title: null, Industry: 'Energy' });
	});

	it('that clears blanks writes a value like any other, and leaves alone what is not mapped', async () => {
		const columns = { mappingMode: 'autoMapInputData', value: null, schema: [{ id: 'Title' }, { id: 'Phone' }] };
		await write([item('Novak', { Title: 'CEO' }), item('Okafor', { Title: '' })], {
			values: 'mapping',
			policy: 'clear',
			columns,
		});
		expect(lead('Novak').Title).toBe('CEO');
		expect(lead('Okafor').Title).toBeNull();
	});

	it('refuses to clear what cannot be blank', async () => {
		const { outputs } = await write([item('Novak')], mapping({ Company: '' }, { policy: 'clear' }));
		expect(enrichmentOf(outputs[1][0]).message).toBe('Company: the field is required and cannot be emptied');
	});

	it('reads days and moments in the time zone of the workflow', async () => {
		const values = { Mintigo_update_datetime__c: '2026-03-25T09:00:00', Since__c: '2026-03-25T00:00:00.000+02:00' };
		await org.execute(new SalesforceBulkWrite(), {
			items: [item('Novak')],
			timeZone: 'Europe/Berlin',
			parameters: { sObject: 'Lead', ...mapping(values) },
		});
		expect(lead('Novak')).toMatchObject({
			Mintigo_update_datetime__c: '2026-03-25T08:00:00.000+0000',
			Since__c: '2026-03-25',
		});
	});

	it('takes `A, B` on an open multi-select for two values', async () => {
		await write([item('Novak')], mapping({ Tags__c: 'New, Old tag,Other' }));
		expect(lead('Novak').Tags__c).toBe('New;Old tag;Other');
	});

	it('of a bad cell refuses its item, never the node', async () => {
		const { outputs } = await write(
			[item('Novak'), item('Okafor')],
			mapping({ Key_Account__c: 'Likely to buy', Industry: 'Energy' }, { policy: 'always' }),
		);
		expect(outputs.map((items) => items.length)).toEqual([0, 2]);
		expect(enrichmentOf(outputs[1][0]).message).toContain(
			'Key_Account__c: Attempting to set boolean field value with string Likely to buy',
		);
		expect(lead('Novak')).toMatchObject({ Industry: null, Enrichment_Outcome__c: 'rejected' });
	});

	it('of a bad cell leaves it out where that is asked for', async () => {
		await write([item('Novak')], {
			...mapping({ Key_Account__c: 'Likely to buy', Industry: 'Energy' }, { policy: 'always' }),
			options: { badValues: 'leave_out' },
		});
		expect(lead('Novak')).toMatchObject({
			Industry: 'Energy',
			Enrichment_Message__c: expect.stringContaining('Left out: Key_Account__c'),
		});
	});

	it('of text onto a checkbox is refused before the first record where many have it and nothing fits', async () => {
		const many = Array.from({ length: 10 }, () => item('Novak'));
		const error = await errorOf(write(many, mapping({ Key_Account__c: 'Likely to buy', Industry: 'Energy' })));
		expect(error.message).toContain('Attempting to set boolean field value with string Likely to buy');
		expect(lead('Novak')).toMatchObject({ Industry: null, Enrichment_Outcome__c: null });
	});

	it('to a field that is not there is refused by its name', async () => {
		const error = await errorOf(write([item('Novak')], mapping({ Nope__c: 'a' })));
		expect(error.message).toContain('Lead has no field Nope__c');
	});

	it('lists the fields that this user may write', async () => {
		const node = new SalesforceBulkWrite();
		const parameters: IDataObject = {
			authentication: 'salesforceProductionServerApi',
			operation: 'update',
			sObject: 'Lead',
		};
		const editor = {
			getNodeParameter: (name: string) => parameters[name],
			getNode: () => ({}),
			getCredentials: async () => credentialFields(org.emulator),
		} as unknown as ILoadOptionsFunctions;
		const { fields } = await node.methods.resourceMapping.getWritableFields.call(editor);
		const byId = new Map(fields.map((field) => [field.id, field]));
		expect(byId.get('NumberOfEmployees')).toMatchObject({
			type: 'number',
			displayName: expect.stringContaining('(NumberOfEmployees)'),
		});
		expect(byId.get('Key_Account__c')?.type).toBe('boolean');
		expect(byId.has('CreatedDate')).toBe(false);

		parameters.sObject = 'Contact';
		const { fields: ofContact } = await node.methods.resourceMapping.getWritableFields.call(editor);
		expect(ofContact.map((field) => field.id)).toEqual(
			expect.arrayContaining(['AccountId', 'Account.Enrichment_Key__c', 'ReportsTo.Enrichment_Key__c']),
		);
	});
});

describe('an upsert', () => {
	it('updates what has the key, creates the rest, and rejected records leave by the second output', async () => {
		const items = [
			{ json: { Key__c: 'novak', Industry: 'Energy' } },
			{ json: { Key__c: 'new', Industry: 'Energy', LastName: 'New', Company: 'Acme' } },
			{ json: { Key__c: 'bad', LastName: 'Bad', Company: 'Acme', Website: 'forbidden.example' } },
			{ json: { Industry: 'Energy' } },
		];
		const schema = ['Key__c', 'Industry', 'LastName', 'Company', 'Website'].map((id) => ({ id }));
		const columns = { mappingMode: 'autoMapInputData', value: null, schema };
		const { outputs, items: paired } = await write(items, {
			operation: 'upsert',
			externalIdField: 'Key__c',
			values: 'mapping',
			columns,
		});

		expect(lead('Novak').Industry).toBe('Energy');
		expect(outputs[0].map(({ Id }) => Id)).toEqual([lead('Novak').Id, lead('New').Id]);
		expect(outputs[1].map((json) => enrichmentOf(json).outcome)).toEqual(['rejected', 'invalid_input']);
		expect(paired[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }, { item: 3 }]);
	});

	it('matches on the key of the pack unless another field is named', async () => {
		const item = { json: { Enrichment_Key__c: 'k-1', LastName: 'New', Company: 'Acme' } };
		const columns = {
			mappingMode: 'autoMapInputData',
			value: null,
			schema: ['Enrichment_Key__c', 'LastName', 'Company'].map((id) => ({ id })),
		};
		await write([item], { operation: 'upsert', values: 'mapping', columns });
		await write([{ json: { ...item.json, Company: 'Other' } }], {
			operation: 'upsert',
			values: 'mapping',
			columns,
			policy: 'always',
		});
		expect(lead('New')).toMatchObject({ Enrichment_Key__c: 'k-1', Company: 'Other' });
	});

	it('asks for its field where the object lacks that of the pack', async () => {
		const parameters = mapping({ Name: 'Fair' }, { operation: 'upsert', sObject: 'other', otherSObject: 'Campaign' });
		const error = await errorOf(write([{ json: {} }], parameters));
		expect(error.message).toContain('An upsert needs an external ID field to match on');
	});
});

describe('a create', () => {
	it('creates once, however often the workflow runs', async () => {
		const input = [{ json: {} }];
		const parameters = mapping({ LastName: 'New', Company: 'Acme' }, { operation: 'create', keyField: 'Key__c' });
		const first = await write(input, parameters);
		const second = await write(input, parameters);
		expect(first.outputs[0][0].Id).toBe(lead('New').Id);
		expect(enrichmentOf(second.outputs[0][0])).toMatchObject({
			outcome: 'unchanged',
			message: expect.stringContaining('exists already'),
		});
		expect(second.outputs[0][0].Id).toBe(lead('New').Id);
	});

	it('creates nothing in a dry run', async () => {
		const { outputs } = await write(
			[{ json: {} }],
			mapping({ LastName: 'New', Company: 'Acme' }, { operation: 'create', dryRun: true }),
		);
		expect(enrichmentOf(outputs[0][0]).outcome).toBe('would_write');
		expect(org.emulator.org.count('Lead')).toBe(3);
	});
});

describe('the options', () => {
	it('stamp the fields that the org has for the purpose', async () => {
		const fieldNames = { names: { matchHash: 'Mintigo_hash__c', lastActivity: 'Mintigo_update_datetime__c' } };
		const json = anItem(lead('Novak'), {
			proposals: { Industry: aProposal('Energy') },
			hashInputs: { match: { scheme: 'match-1', fields: { email: 'Email', company: 'Company' } } },
		});
		await write([{ json: json as IDataObject }], { options: { fieldNames } });
		expect(lead('Novak')).toMatchObject({
			Mintigo_hash__c: expect.stringMatching(/^[0-9a-f]{64}$/),
			Mintigo_update_datetime__c: '2026-11-21T16:29:17.000+0000',
			Enrichment_Match_Hash__c: null,
			Enrichment_Last_Activity__c: null,
			Enrichment_Outcome__c: 'written',
		});
	});

	it('name the caller', async () => {
		await write([item('Novak')], mapping({ Industry: 'Energy' }, { options: { callClient: 'acme-enrichment' } }));
		const calls = org.emulator.calls.log.filter(({ method }) => method === 'PATCH');
		expect(calls.map(({ client }) => client)).toEqual(['acme-enrichment']);
	});

	it('set when to stop, which the node then says', async () => {
		const items = ['Novak', 'Okafor', 'Perez'].map((name) => item(name));
		const parameters = mapping({ NumberOfEmployees: 'many' }, { options: { breakerPercent: 10, breakerAtLeast: 2 } });
		const { outputs, hints } = await write(items, parameters);
		expect(outputs[1]).toHaveLength(3);
		expect(hints).toEqual([
			expect.objectContaining({ message: expect.stringContaining('3 of 3 records were refused') }),
		]);
	});
});

describe('delivery at finish', () => {
	it('waits in the store for Finish, and needs a run', async () => {
		const error = await errorOf(write([item('Novak')], mapping({ Industry: 'Energy' }, { delivery: 'at_finish' })));
		expect(error.message).toContain('Delivery at finish needs a run');

		const start = await org.execute(new SalesforceEnrichmentRun(), { parameters: { pipeline: 'hourly' } });
		const fetched = await org.execute(new SalesforceFetchModified(), { items: itemsOf(start) });
		const { outputs } = await write(itemsOf(fetched), mapping({ Industry: 'Energy' }, { delivery: 'at_finish' }));
		expect(outputs[0].map((json) => enrichmentOf(json).outcome)).toEqual(['staged', 'staged', 'staged']);
		expect(lead('Novak').Industry).toBeNull();
		const runId = enrichmentOf(outputs[0][0]).runId as string;
		expect(await org.store.countStagedRows(runId)).toBe(3);
	});

	it('creates and updates when Finish delivers, and Finish counts both', async () => {
		const start = await org.execute(new SalesforceEnrichmentRun(), { parameters: { pipeline: 'import' } });
		const [{ json: run }] = itemsOf(start);
		const items = ['novak', 'new'].map((Key__c) => ({
			json: { ...run, Key__c, LastName: 'New', Company: 'Acme', Industry: 'Energy' },
		}));
		const columns = {
			mappingMode: 'autoMapInputData',
			value: null,
			schema: ['Key__c', 'LastName', 'Company', 'Industry'].map((id) => ({ id })),
		};
		const parameters = {
			operation: 'upsert',
			externalIdField: 'Key__c',
			values: 'mapping',
			columns,
			delivery: 'at_finish',
		};
		const { outputs } = await write(items, parameters);
		expect(outputs[0].map((json) => enrichmentOf(json).outcome)).toEqual(['staged', 'staged']);

		const finish = { operation: 'deliverAndFinish' };
		const {
			outputs: [[summary]],
		} = await org.execute(new SalesforceEnrichmentRun(), { parameters: finish });
		expect(summary).toMatchObject({
			status: 'Success',
			counts: { written: 2 },
			delivery: { rows: 2, refused: 0, failed: 0, jobs: [] },
		});
		expect(lead('New')).toMatchObject({ Key__c: 'new', Industry: 'Energy' });
		expect(lead('Novak')).toMatchObject({ Key__c: 'novak', Industry: 'Energy' });
	});
});

describe('a dry run', () => {
	it('tells the digest that the real run then has', async () => {
		const dry = await write([item('Novak'), item('Okafor')], mapping({ Industry: 'Energy' }, { dryRun: true }));
		const real = await write([item('Novak'), item('Okafor')], mapping({ Industry: 'Energy' }));
		const { digest } = enrichmentOf(dry.outputs[0][0]);
		expect(digest).toMatch(/^[0-9a-f]{64}$/);
		expect(enrichmentOf(real.outputs[0][0]).digest).toBe(digest);
		expect(dry.hints[0].message).toContain(String(digest).slice(0, 16));
	});
});
