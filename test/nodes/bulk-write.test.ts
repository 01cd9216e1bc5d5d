import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Proposal } from '../../core/record/record-item';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { anItem, aProposal } from '../salesforce/enrichment-org';
import { changed, enrichmentOf, itemsOf, NodeOrg } from './node-org';

const stampedAt = '2026-11-21T16:29:17.000+0000';
const sandy = '0055e0000000003AAA';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [
			{ object: 'Lead', name: 'Tier__c', type: 'picklist', restricted: true, picklistValues: ['Gold', 'Silver'] },
			{ object: 'Lead', name: 'Since__c', type: 'date' },
			{ object: 'Lead', name: 'Key_Account__c', type: 'boolean' },
			{ object: 'Lead', name: 'Margin__c', type: 'double', precision: 5, scale: 2 },
		],
		// It would hand every lead that is updated over to Sandy.
		assignmentRules: [{ object: 'Lead', ownerId: sandy }],
		validationRules: [
			{
				object: 'Lead',
				field: 'Website',
				when: { field: 'Website', op: 'contains', value: 'forbidden' },
				message: 'Not that website',
			},
		],
		records: {
			Account: [changed({ Name: 'Northwind' })],
			Lead: ['Novak', 'Okafor', 'Perez'].map((LastName) => changed({ LastName, Company: 'Northwind', Title: 'CTO' })),
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** The lead as it was fetched, with what the stages before Bulk Write propose for it. */
function item(LastName: string, values: Record<string, unknown>, changes: Partial<Proposal> = {}): INodeExecutionData {
	const proposals = Object.fromEntries(
		Object.entries(values).map(([field, value]) => [field, aProposal(value, changes)]),
	);
	return { json: anItem(org.find('Lead', 'LastName', LastName), { proposals }) as IDataObject };
}

async function write(items: INodeExecutionData[], parameters: IDataObject = {}) {
	return await org.execute(new SalesforceBulkWrite(), { items, parameters: { sObject: 'Lead', ...parameters } });
}

const lead = (LastName: string) => org.find('Lead', 'LastName', LastName);
const writeCalls = () => org.emulator.calls.count('collections') + org.emulator.calls.count('composite');

describe('a write', () => {
	it('changes the proposed fields and stamps the record', async () => {
		const { outputs, hints } = await write([item('Novak', { Industry: 'Energy', NumberOfEmployees: '1200' })]);

		expect(lead('Novak')).toMatchObject({
			Industry: 'Energy',
			NumberOfEmployees: 1200,
			Enrichment_Last_Activity__c: stampedAt,
			Enrichment_Last_Enriched_On__c: stampedAt,
			Enrichment_Outcome__c: 'written',
		});
		expect(enrichmentOf(outputs[0][0])).toMatchObject({
			outcome: 'written',
			errors: [],
			changes: [
				{ field: 'Industry', before: null, after: 'Energy', policy: 'fill_blank', provider: 'reference' },
				{ field: 'NumberOfEmployees', before: null, after: 1200 },
			],
		});
		expect(outputs[1]).toEqual([]);
		expect(hints.map(({ message }) => message)).toEqual(['Changed 2 fields of 1 record']);
	});

	it("sends nothing that it does not change, so that a person's edit in the meantime stays", async () => {
		const read = item('Novak', { Industry: 'Energy' });
		org.emulator.org.update('Lead', String(read.json.Id), { Title: 'CEO', Phone: '+1 555 0100' });
		await write([read]);
		expect(lead('Novak')).toMatchObject({ Industry: 'Energy', Title: 'CEO', Phone: '+1 555 0100' });
	});

	it('lets the policy decide on what Salesforce holds at that moment', async () => {
		const fill = item('Novak', { Industry: 'Energy' });
		const replace = item('Okafor', { Industry: 'Energy' }, { policy: 'always' });
		for (const { json } of [fill, replace]) org.emulator.org.update('Lead', String(json.Id), { Industry: 'Banking' });
		await write([fill, replace]);
		expect([lead('Novak').Industry, lead('Okafor').Industry]).toEqual(['Banking', 'Energy']);
	});

	it('does not touch a record whose values are as proposed, when stamps are off', async () => {
		const before = lead('Novak').SystemModstamp;
		org.passMinutes(1);
		const { outputs } = await write([item('Novak', { Title: 'CTO' }, { policy: 'always' })], {
			options: { writeStamps: false },
		});
		expect(enrichmentOf(outputs[0][0])).toMatchObject({ outcome: 'unchanged', changes: [] });
		expect(lead('Novak').SystemModstamp).toBe(before);
		expect(writeCalls()).toBe(0);
	});

	it('leaves no stamps when they are switched off', async () => {
		await write([item('Novak', { Industry: 'Energy' })], { options: { writeStamps: false } });
		expect(lead('Novak')).toMatchObject({
			Industry: 'Energy',
			Enrichment_Last_Activity__c: null,
			Enrichment_Outcome__c: null,
		});
	});

	it('finds out by itself which object the records are', async () => {
		const proposals = { Industry: aProposal('Energy') };
		const json = anItem(
			{ ...org.find('Account', 'Name', 'Northwind'), attributes: { type: 'Account' } },
			{ proposals },
		);
		await write([{ json: json as IDataObject }], { sObject: 'fromRecords' });
		expect(org.find('Account', 'Name', 'Northwind').Industry).toBe('Energy');
	});
});

describe('the owner', () => {
	it('stays, although the org has an assignment rule for updated leads', async () => {
		const before = lead('Novak').OwnerId;
		await write([item('Novak', { Industry: 'Energy' })]);
		expect(before).not.toBe(sandy);
		expect(lead('Novak')).toMatchObject({ Industry: 'Energy', OwnerId: before });
	});

	it('stays when the record is only stamped', async () => {
		const before = lead('Novak').OwnerId;
		await write([item('Novak', { Website: 'forbidden.example' })]);
		expect(lead('Novak')).toMatchObject({ Enrichment_Outcome__c: 'rejected', OwnerId: before });
	});

	it('changes as the rule says when Auto-Assign is on', async () => {
		await write([item('Novak', { Industry: 'Energy' })], { options: { autoAssign: true } });
		expect(lead('Novak').OwnerId).toBe(sandy);
	});
});

describe('the type check', () => {
	it.each([
		['NumberOfEmployees', 'many', 'NumberOfEmployees: Attempting to set int field value with string many'],
		['NumberOfEmployees', 12.5, 'NumberOfEmployees: Attempting to set int field value with number 12.5'],
		['NumberOfEmployees', ['1', '2'], 'NumberOfEmployees: Attempting to set int field value with array ["1","2"]'],
		['AnnualRevenue', true, 'AnnualRevenue: Attempting to set currency field value with boolean true'],
		['Since__c', 'last week', 'Since__c: Attempting to set date field value with string last week'],
		['Key_Account__c', 'perhaps', 'Key_Account__c: Attempting to set boolean field value with string perhaps'],
		['Industry', { name: 'Energy' }, 'Industry: Attempting to set picklist field value with object {"name":"Energy"}'],
		[
			'Tier__c',
			'Bronze',
			'Tier__c: Attempting to set restricted picklist field value with string Bronze, which is not in its list',
		],
		['Margin__c', 1234, 'Margin__c: 1234 has more than the 3 digits before the decimal point that the field holds'],
		['Phone', '0'.repeat(41), expect.stringMatching(/^Phone: 41 characters are more than the 40 that the field holds/)],
		['IsConverted', true, expect.stringMatching(/^IsConverted: this user cannot update the field on Lead/)],
	])('leaves out %s = %j and writes the rest', async (field, value, message) => {
		const { outputs } = await write([
			item('Novak', { [field]: value, Website: 'northwind.example' }, { policy: 'always' }),
		]);
		expect(outputs[1]).toEqual([]);
		expect(enrichmentOf(outputs[0][0])).toMatchObject({
			outcome: 'partly_written',
			changes: [{ field: 'Website' }],
			errors: [{ message, fields: [field] }],
		});
		expect(lead('Novak')).toMatchObject({
			Website: 'northwind.example',
			Enrichment_Outcome__c: 'partly_written',
			Enrichment_Message__c: expect.stringMatching(`^Left out: ${field}: `),
		});
	});

	it.each([
		['NumberOfEmployees', 'many', 'NumberOfEmployees: Attempting to set int field value with string many'],
		[
			'Tier__c',
			'Bronze',
			'Tier__c: Attempting to set restricted picklist field value with string Bronze, which is not in its list',
		],
	])('refuses a record for %s = %j where that is asked for', async (field, value, message) => {
		const options = { badValues: 'refuse' };
		const { outputs } = await write(
			[item('Novak', { [field]: value, Website: 'northwind.example' }, { policy: 'always' })],
			{ options },
		);
		expect(outputs[0]).toEqual([]);
		expect(enrichmentOf(outputs[1][0])).toMatchObject({
			outcome: 'rejected',
			message,
			errors: [{ message, fields: [field] }],
		});
		expect(lead('Novak')).toMatchObject({
			Website: null,
			Enrichment_Outcome__c: 'rejected',
			Enrichment_Message__c: message,
		});
	});

	it.each([
		['NumberOfEmployees', ' 1200 ', 1200],
		['Key_Account__c', 'TRUE', true],
		['Since__c', '2026-11-01T10:00:00Z', '2026-11-01'],
		['Tier__c', 'gold', 'Gold'],
	])('writes %s = %j as %j', async (field, value, stored) => {
		await write([item('Novak', { [field]: value }, { policy: 'always' })]);
		expect(lead('Novak')[field]).toBe(stored);
	});

	it('reports all faults of a record together', async () => {
		const { outputs } = await write([item('Novak', { NumberOfEmployees: 'many', Tier__c: 'Bronze' })]);
		expect(enrichmentOf(outputs[1][0]).errors).toHaveLength(2);
	});
});

describe('the second output', () => {
	it('takes what Salesforce refuses, with its own words, and the first the others', async () => {
		const items = [
			item('Novak', { Industry: 'Energy' }),
			item('Okafor', { Website: 'forbidden.example' }),
			item('Perez', { Industry: 'Energy' }),
		];
		const { outputs, items: paired } = await write(items);

		expect(outputs[0].map((json) => json.LastName)).toEqual(['Novak', 'Perez']);
		expect(enrichmentOf(outputs[1][0])).toMatchObject({
			outcome: 'rejected',
			changes: [],
			errors: [
				{
					code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
					message: 'Not that website',
					fields: ['Website'],
					retryable: false,
				},
			],
		});
		expect(paired.map((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 1 }],
		]);
		expect(lead('Okafor')).toMatchObject({
			Website: null,
			Enrichment_Outcome__c: 'rejected',
			Enrichment_Message__c: expect.stringContaining('Not that website'),
		});
	});

	it.each([
		['without an Id', { Id: undefined }, 'The item has no Id'],
		['with an empty Id', { Id: '' }, 'The item has no Id'],
		['with a malformed Id', { Id: 'nonsense' }, '"nonsense" is not a Salesforce record Id'],
		['of another object', { Id: '0015e0000000001' }, '0015e0000000001 is not the Id of a Lead'],
	])('takes items %s, and the others are written', async (_what, changes, message) => {
		const wrong = item('Novak', { Industry: 'Energy' });
		const { outputs } = await write([{ json: { ...wrong.json, ...changes } }, item('Okafor', { Industry: 'Energy' })]);
		expect(enrichmentOf(outputs[1][0])).toMatchObject({ outcome: 'invalid_input', message });
		expect(outputs[0]).toHaveLength(1);
		expect(lead('Okafor').Industry).toBe('Energy');
	});

	it('takes the second of two items of the same record', async () => {
		const { outputs } = await write([item('Novak', { Industry: 'Energy' }), item('Novak', { Industry: 'Banking' })]);
		expect(enrichmentOf(outputs[1][0]).message).toContain('appears twice in the input');
		expect(lead('Novak').Industry).toBe('Energy');
	});

	it('takes what was deleted in mid-run', async () => {
		const gone = item('Novak', { Industry: 'Energy' });
		org.emulator.org.delete('Lead', String(gone.json.Id));
		const { outputs } = await write([gone]);
		expect(enrichmentOf(outputs[1][0])).toMatchObject({
			outcome: 'deleted',
			message: expect.stringContaining('deleted or merged'),
		});
	});
});

describe('a dry run', () => {
	it('lists the changes and sends nothing', async () => {
		const { outputs, hints } = await write([item('Novak', { Industry: 'Energy' })], { dryRun: true });
		expect(enrichmentOf(outputs[0][0])).toMatchObject({
			outcome: 'would_write',
			changes: [{ field: 'Industry', before: null, after: 'Energy' }],
		});
		expect(hints).toEqual([expect.objectContaining({ message: expect.stringContaining('nothing was written') })]);
		expect(writeCalls()).toBe(0);
		expect(lead('Novak')).toMatchObject({ Industry: null, Enrichment_Last_Activity__c: null });
	});

	it('rejects what the real run would reject before it sends', async () => {
		const { outputs } = await write([item('Novak', { NumberOfEmployees: 'many' })], { dryRun: true });
		expect(enrichmentOf(outputs[1][0])).toMatchObject({
			outcome: 'rejected',
			message: expect.stringContaining('Attempting to set int'),
		});
		expect(writeCalls()).toBe(0);
	});

	it('stays one in every node when the run was started as one', async () => {
		const start = await org.execute(new SalesforceEnrichmentRun(), {
			parameters: { pipeline: 'hourly', dryRun: true },
		});
		const {
			outputs: [[read]],
		} = await org.execute(new SalesforceFetchModified(), { items: itemsOf(start) });
		const proposals = { Industry: aProposal('Energy') };
		const { outputs } = await write([
			{ json: { ...read, _enrichment: { ...enrichmentOf(read), proposals } } as IDataObject },
		]);
		expect(enrichmentOf(outputs[0][0]).outcome).toBe('would_write');
		expect(writeCalls()).toBe(0);
	});
});
