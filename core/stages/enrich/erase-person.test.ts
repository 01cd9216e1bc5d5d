import { aJournalRow, aKeptRun, noon } from '../../store/contract/store.builders';
import { openSqliteStore } from '../../store/sqlite/sqlite-store';
import type { Store } from '../../store/store';
import { eraseDeletedRecords, erasePerson, findSuppressed, findSuppressedItems, isSuppressed } from './erase-person';

const lead = '00Q000000000001';
const leadId = '00Q000000000001EAA';
const settings = { now: noon, receiptId: 'r-1' };

describe('erasePerson', () => {
	let store: Store;

	beforeAll(async () => {
		store = await openSqliteStore(':memory:');
	});

	afterAll(async () => await store.close());

	async function aLeadWith(email: string): Promise<string> {
		const run = await aKeptRun(store);
		await store.journal(run.runId, [
			aJournalRow({ recordId: leadId, field: 'Email', after: email, status: 'written' }),
		]);
		return run.orgId;
	}

	it('forgets by the record’s ID, and says so without naming anybody', async () => {
		const orgId = await aLeadWith('ada@acme.com');
		const receipt = await erasePerson(store, orgId, { recordIds: [lead] }, settings);
		expect(receipt).toMatchObject({
			receiptId: 'r-1',
			erasedAt: noon.toISOString(),
			records: 1,
			erased: expect.objectContaining({ journal: 1, staged: 0 }) as unknown,
			suppressions: 1,
			sentence: 'Receipt r-1: 1 entry about 1 record erased. The person is not asked about again.',
		});
		expect(JSON.stringify(receipt)).not.toMatch(/00Q|acme|ada/i);
		expect(receipt.notReached.join()).toMatch(/executions.*Backups/);
		expect(await store.loadLastWritten(orgId, [leadId])).toEqual([]);
	});

	it('finds the person’s records by an address, as it is written there and in normal form', async () => {
		const orgId = await aLeadWith('Ada.Byron+crm@gmail.com');
		const receipt = await erasePerson(store, orgId, { emails: [' Ada.Byron+crm@gmail.com '] }, settings);
		expect(receipt).toMatchObject({ records: 1, suppressions: 2 });
		expect(await isSuppressed(store, orgId, { email: 'adabyron@gmail.com' })).toBe(true);
		expect(await isSuppressed(store, orgId, { recordId: lead })).toBe(true);
	});

	it('suppresses before it erases, so that no run takes the person up meanwhile', async () => {
		const orgId = await aLeadWith('ada@acme.com');
		const failing = { ...store, eraseTraces: () => Promise.reject(new Error('the store is gone')) };
		await expect(erasePerson(failing, orgId, { recordIds: [lead] }, settings)).rejects.toThrow('the store is gone');
		expect(await isSuppressed(store, orgId, { recordId: leadId })).toBe(true);
	});

	it('keeps hashes that say nothing without the key', async () => {
		const orgId = await aLeadWith('ada@acme.com');
		await erasePerson(store, orgId, { emails: ['ada@acme.com'] }, settings);
		const another = { ...store, suppressionKey: async () => 'another' };
		expect(await isSuppressed(another, orgId, { email: 'ada@acme.com' })).toBe(false);
		expect(await isSuppressed(store, '00D000000000009AAA', { email: 'ada@acme.com' })).toBe(false);
	});

	it.each([
		['nobody', {}, 'Nobody is named'],
		['what is no address', { emails: ['ada'] }, 'An e-mail address of the person to erase is none.'],
		['what is no ID', { recordIds: ['ada'] }, 'A record ID of the person to erase is none.'],
	])('refuses %s, without repeating it', async (_what, person, message) => {
		await expect(erasePerson(store, '00D1', person, settings)).rejects.toThrow(message);
	});

	it('forgets a deleted record without suppressing whom it was about', async () => {
		const orgId = await aLeadWith('ada@acme.com');
		const receipt = await eraseDeletedRecords(store, orgId, [leadId], settings);
		expect(receipt).toMatchObject({ suppressions: 0, erased: expect.objectContaining({ journal: 1 }) as unknown });
		expect(receipt.sentence).toBe('Receipt r-1: 1 entry about 1 record erased.');
		expect(await isSuppressed(store, orgId, { recordId: leadId })).toBe(false);
	});

	it('tells which items are about the person, whatever field holds the address', async () => {
		const orgId = await aLeadWith('ada@acme.com');
		await erasePerson(store, orgId, { emails: ['ada@acme.com'] }, settings);
		const items = [
			{ Id: '00Q000000000002', Email: 'bob@acme.com', _enrichment: { orgId } },
			{ Id: '00Q000000000003', Email: null, Second__c: 'Ada@acme.com', _enrichment: { orgId } },
			{ Id: '00Q000000000004', Email: 'ada@acme.com' },
			{ Id: lead, Email: null, _enrichment: { orgId } },
		];
		const inputs = { email: 'Email', moreEmails: ['Second__c'] };
		expect(await findSuppressedItems(store, items, inputs)).toEqual(new Set([1, 3]));
	});

	it('tells many people apart with one look into the store', async () => {
		const orgId = await aLeadWith('ada@acme.com');
		await erasePerson(store, orgId, { emails: ['ada@acme.com'] }, settings);
		const people = [{ email: 'bob@acme.com' }, { emails: ['x@acme.com', 'ADA@acme.com'] }, {}, { recordId: leadId }];
		expect(await findSuppressed(store, orgId, people)).toEqual(new Set([1, 3]));
		expect(await findSuppressed(store, orgId, [])).toEqual(new Set());
	});
});
