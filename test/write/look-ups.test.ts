import type { RecordItem } from '../../core/record/record-item';
import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { WriteRequest } from '../../core/changes/write-request';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { WriteRun } from './write-org';

const key = { object: 'Account', externalId: true, unique: true } as const;

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [
			{ ...key, name: 'ERP_Id__c', type: 'string', length: 20 },
			{ ...key, name: 'Number__c', type: 'double', precision: 10, scale: 0 },
			{ object: 'Contact', name: 'Key__c', type: 'string', length: 20, externalId: true, unique: true },
		],
		records: {
			Account: [
				{ Name: 'One', ERP_Id__c: "E-1'", Number__c: 1 },
				{ Name: 'Two', ERP_Id__c: 'E-2', Number__c: 2 },
			],
			Contact: ['Ann', 'Ben'].map((LastName) => ({ LastName })),
		},
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	run = await WriteRun.start(org, { sObject: 'Contact' });
});

const accountId = (Name: string) => org.org.find('Account', { Name })[0].Id;
const contact = (LastName: string) => org.org.find('Contact', { LastName })[0];

async function write(values: Record<string, unknown>, changes: Partial<WriteRequest> = {}) {
	const ann = contact('Ann');
	const proposals = Object.fromEntries(
		Object.entries({ Title: 'CTO', ...values }).map(([field, value]) => [
			field,
			aProposal(value, { policy: 'always' }),
		]),
	);
	const { outcomes } = await run.write([anItem({ Id: String(ann.Id) } as RecordItem, { proposals })], {
		sObject: 'Contact',
		...changes,
	});
	return outcomes[0];
}

describe('a look-up', () => {
	it.each([
		['Account.ERP_Id__c', "e-1'", 'One'],
		['Account.ERP_Id__c', ' E-2 ', 'Two'],
		['Account.Number__c', '2.0', 'Two'],
	])('is given by %s = %j', async (path, value, name) => {
		const outcome = await write({ [path]: value });
		expect(outcome.changes).toMatchObject([
			{ field: 'Title' },
			{ field: 'AccountId', before: null, after: accountId(name) },
		]);
		expect(contact('Ann')).toMatchObject({ AccountId: accountId(name), Title: 'CTO' });
		const { write: calls } = await run.store.readCalls('run-1');
		expect(calls.used).toBe(calls.planned);
	});

	it.each([
		['Account.ERP_Id__c', 'E-9', 'Account.ERP_Id__c: no Account that this user may see has ERP_Id__c E-9'],
		['Account.Number__c', 'two', 'Account.Number__c: Number__c is a number field, and "two" is no number'],
		['Account.Nope__c', 'x', 'Account.Nope__c: Nope__c is no external ID field of Account that this user may see'],
		['Account.Name', 'One', 'Account.Name: Name is no external ID field of Account that this user may see'],
		[
			'Nobody.ERP_Id__c',
			'x',
			'Nobody.ERP_Id__c: Contact has no such field; it is missing, misspelt, or hidden from this user by field-level security',
		],
	])('that leads nowhere is left out, and says why: %s = %s', async (path, value, message) => {
		const { errors, item } = await write({ [path]: value });
		expect(errors).toMatchObject([{ message, fields: [path] }]);
		expect(item._enrichment?.outcome).toBe('partly_written');
		expect(contact('Ann')).toMatchObject({ AccountId: null, Title: 'CTO' });
	});

	it('that was mapped and leads nowhere refuses its record', async () => {
		const { status } = await write({ 'Account.ERP_Id__c': 'E-9' }, { mappedFields: ['Account.ERP_Id__c'] });
		expect([status, contact('Ann').Title]).toEqual(['rejected', null]);
	});

	it('whose path begins with no look-up stops a mapping', async () => {
		await expect(write({ 'Nobody.ERP_Id__c': 'E-1' }, { mappedFields: ['Nobody.ERP_Id__c'] })).rejects.toMatchObject({
			code: 'missing_field',
		});
	});

	it('that is the same is no change, and a dry run shows the Id', async () => {
		org.org.update('Contact', String(contact('Ann').Id), { AccountId: accountId('Two') });
		expect((await write({ 'Account.ERP_Id__c': 'E-2' })).changes.map(({ field }) => field)).toEqual(['Title']);
		const { changes } = await write({ 'Account.ERP_Id__c': "E-1'", Title: 'CEO' }, { isDryRun: true });
		expect(changes).toMatchObject([
			{ field: 'Title' },
			{ field: 'AccountId', before: accountId('Two'), after: accountId('One') },
		]);
	});

	it('is given so to new records, in a Bulk job too', async () => {
		const proposals = { LastName: aProposal('New'), 'Account.ERP_Id__c': aProposal('E-2') };
		await run.write([anItem({ Key__c: 'k' }, { proposals })], {
			sObject: 'Contact',
			operation: 'upsert',
			externalIdField: 'Key__c',
			delivery: 'at_finish',
		});
		await deliverStaged(run.client, run.context, { now: orgNow, canaryRecords: 0, strategy: 'bulk' });
		expect(contact('New')).toMatchObject({ AccountId: accountId('Two') });
	});
});
