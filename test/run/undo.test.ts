import { inputHash } from '../../core/record/input-hash';
import type { SalesforceClient } from '../../core/salesforce/client';
import type { JournalRow } from '../../core/store/contract/journal';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { OrgRecord } from '../../emulators/salesforce/org/org-door';
import { aProposal, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadInputs, WrittenRun } from './undo-org';

const businessFields = ['LastName', 'Company', 'Industry', 'City', 'Website', 'NumberOfEmployees', 'Phone', 'Rating'];

let org: SalesforceEmulator;
let written: WrittenRun;

beforeEach(async () => {
	org = await startEnrichmentOrg({
		records: {
			Lead: ['One', 'Two', 'Three', 'Four', 'Five'].map((LastName) => ({
				LastName,
				Company: 'Northwind',
				City: 'Oslo',
				Email: `${LastName}@northwind.example`,
			})),
		},
		validationRules: [{ object: 'Lead', when: { field: 'Phone', op: '=', value: '1' }, message: 'Frozen' }],
	});
	written = await WrittenRun.begin(org);
});

afterEach(async () => {
	await written.store.close();
	await org.close();
});

function ids(): string[] {
	return org.org.rows('Lead').map(({ Id }) => String(Id));
}

function lead(id: string): OrgRecord {
	return org.org.get('Lead', id) ?? {};
}

/** What people work with, by record; taken at the org's door. */
function businessValues(): OrgRecord[] {
	return org.org.rows('Lead').map((row) => Object.fromEntries(businessFields.map((field) => [field, row[field]])));
}

const proposals = {
	Industry: aProposal('Retail'),
	City: aProposal('Bergen', { policy: 'always' }),
	NumberOfEmployees: aProposal(1200),
};

async function writeToAll(more: Record<string, ReturnType<typeof aProposal>> = {}): Promise<void> {
	await written.write(Object.fromEntries(ids().map((id) => [id, { ...proposals, ...more }])));
	await written.end();
}

/** A client that fails before or after its next update reaches Salesforce, as a killed process would. */
function dyingClient(client: SalesforceClient, moment: 'before' | 'after'): SalesforceClient {
	return Object.assign(Object.create(client) as SalesforceClient, {
		async update(...given: Parameters<SalesforceClient['update']>) {
			if (moment === 'after') await client.update(...given);
			throw new Error('killed');
		},
	});
}

describe('undoRun', () => {
	it('restores every field that nobody touched since', async () => {
		const before = businessValues();
		await writeToAll();
		expect(businessValues()).not.toEqual(before);

		const report = await written.undo();

		expect(businessValues()).toEqual(before);
		expect(report).toMatchObject({ status: 'Success', fieldsRestored: 15, fieldsAlreadyBack: 0, isResumed: false });
		expect(report.text).toContain('Restored 15 fields of run run-1');
	});

	it('leaves what was edited since, and says so', async () => {
		const [first] = ids();
		await writeToAll();
		org.org.update('Lead', first, { Industry: 'Energy' });
		const edited = lead(first);

		const report = await written.undo();

		expect(lead(first)).toMatchObject({ Industry: edited.Industry, City: 'Oslo', NumberOfEmployees: null });
		expect(report.fieldsLeft.edited).toBe(1);
		expect(report.left).toEqual([{ recordId: first, field: 'Industry', reason: 'edited', holds: 'Energy' }]);
	});

	it('leaves what a later run of ours wrote over it', async () => {
		const [first] = ids();
		await writeToAll();
		await written.writeAgain({ [first]: { City: aProposal('Tromsø', { policy: 'always' }) } }, 'run-2');

		const report = await written.undo();

		expect(lead(first).City).toBe('Tromsø');
		expect(report.left).toMatchObject([{ field: 'City', reason: 'edited', holds: 'Tromsø' }]);
	});

	it('counts what a person has put back by hand', async () => {
		const [first] = ids();
		await writeToAll();
		org.org.update('Lead', first, { City: 'Oslo' });

		expect(await written.undo()).toMatchObject({ fieldsRestored: 14, fieldsAlreadyBack: 1, left: [] });
	});

	it('lists records that are gone or converted', async () => {
		const [first, second] = ids();
		await writeToAll();
		org.org.delete('Lead', first);
		org.org.convertLead(second);

		const report = await written.undo();

		expect(report.fieldsLeft).toMatchObject({ deleted: 3, converted: 3 });
		expect(lead(second).City).toBe('Bergen');
	});

	it('lists what Salesforce refuses, and tries it again when it is repeated', async () => {
		const [first] = ids();
		await writeToAll();
		const client = Object.assign(Object.create(written.client) as SalesforceClient, {
			async update(sObject: string, rows: ReadonlyArray<Record<string, unknown>>) {
				const changed = rows.map((row) => (row.Id === first ? { ...row, Phone: '1' } : row));
				return await written.client.update(sObject, changed);
			},
		});

		const report = await written.undo({}, client);

		expect(report).toMatchObject({ status: 'Partial Success', fieldsRestored: 12, fieldsLeft: { refused: 3 } });
		expect(report.left[0].message).toContain('Frozen');
		expect(await written.undo()).toMatchObject({ status: 'Success', fieldsRestored: 3, fieldsAlreadyBack: 12 });
	});

	it('finds out by reading what became of a lost reply', async () => {
		const before = businessValues();
		await writeToAll();
		org.faults.dropAfterCommit(1);

		const report = await written.undo();

		expect(businessValues()).toEqual(before);
		expect(report).toMatchObject({ status: 'Success', fieldsRestored: 15, fieldsAlreadyBack: 0 });
		expect(report.calls.used - report.calls.retries).toBe(report.calls.planned);
	});

	it.each(['before', 'after'] as const)('goes on where it was killed %s its update arrived', async (moment) => {
		const before = businessValues();
		await writeToAll();
		await expect(written.undo({}, dyingClient(written.client, moment))).rejects.toThrow('killed');

		const report = await written.undo({ executionId: 'second' });

		expect(report).toMatchObject({ isResumed: true, status: 'Success', fieldsRestored: 15, fieldsAlreadyBack: 0 });
		expect(businessValues()).toEqual(before);
	});

	it('finds everything back when it is repeated', async () => {
		await writeToAll();
		await written.undo();
		const after = org.org.rows('Lead');

		const report = await written.undo();

		expect(report).toMatchObject({ status: 'Success', fieldsRestored: 0, fieldsAlreadyBack: 15 });
		expect(org.org.rows('Lead')).toEqual(after);
	});

	it('keeps the next run from writing the undone values again, and from nothing else', async () => {
		const before = businessValues();
		await writeToAll();
		await written.undo();

		await written.writeAgain(Object.fromEntries(ids().map((id) => [id, proposals])), 'run-2');
		expect(businessValues()).toEqual(before);

		const [first] = ids();
		await written.writeAgain({ [first]: { Industry: aProposal('Energy') } }, 'run-3');
		expect(lead(first).Industry).toBe('Energy');
	});

	it('gives back what was cleared on purpose, and a later run does not clear it again', async () => {
		const [first] = ids();
		const clear = { City: aProposal(null, { policy: 'clear' }) };
		await writeToAll(clear);
		expect(lead(first).City).toBeNull();
		await written.undo();
		expect(lead(first).City).toBe('Oslo');
		await written.writeAgain({ [first]: clear }, 'run-2');
		expect(lead(first).City).toBe('Oslo');
	});

	it('restores what was written of a record of which a value was left out', async () => {
		const before = businessValues();
		await writeToAll({ Phone: aProposal('0'.repeat(61)), Rating: aProposal('Hot') });
		expect(lead(ids()[0])).toMatchObject({ Enrichment_Outcome__c: 'partly_written', Rating: 'Hot' });
		await written.undo();
		expect(businessValues()).toEqual(before);
	});

	it('leaves the match hash that of the restored inputs, so that nobody is asked again', async () => {
		const [first] = ids();
		await writeToAll({ Website: aProposal('https://northwind.example') });
		const stampedByRun = lead(first).Enrichment_Match_Hash__c;
		await written.undo();

		const undone = lead(first);
		expect(undone.Website).toBeNull();
		expect(undone.Enrichment_Match_Hash__c).not.toBe(stampedByRun);
		expect(undone.Enrichment_Match_Hash__c).toBe(inputHash(leadInputs, undone));
	});

	it('leaves a match hash alone that a person has made stale', async () => {
		const [first] = ids();
		await writeToAll();
		org.org.update('Lead', first, { Company: 'Contoso' });
		const stamped = lead(first).Enrichment_Match_Hash__c;
		await written.undo();

		expect(lead(first).Enrichment_Match_Hash__c).toBe(stamped);
		expect(stamped).not.toBe(inputHash(leadInputs, lead(first)));
	});

	it('changes nothing in a dry run, and shows what the undo would restore', async () => {
		await writeToAll();
		const after = org.org.rows('Lead');

		const report = await written.undo({ isDryRun: true });

		expect(org.org.rows('Lead')).toEqual(after);
		expect(report).toMatchObject({ isDryRun: true, fieldsRestored: 15 });
		expect(report.restored).toContainEqual({ recordId: ids()[0], field: 'City', holds: 'Bergen', restoreTo: 'Oslo' });
		expect(await written.store.loadTombstones(org.identity.id, ids())).toEqual([]);
		expect(await written.undo()).toMatchObject({ fieldsRestored: 15 });
	});

	it('lists created records and leaves them', async () => {
		const [first] = ids();
		const at = '2026-11-21T16:00:00.000Z';
		const shared = { recordId: first, sObject: 'Lead', before: null, status: 'written' as const, at, policy: 'create' };
		await written.store.journal(written.run.runId, [
			{ ...shared, kind: 'created' as const, field: 'Id', after: first },
			{ ...shared, field: 'City', after: 'Oslo' },
		]);
		await written.end();

		expect(await written.undo()).toMatchObject({ fieldsRestored: 0, recordsCreated: 1, created: [first] });
		expect(lead(first).City).toBe('Oslo');
	});

	it('leaves a record that another run works on', async () => {
		const [first] = ids();
		await writeToAll();
		const { orgId, runId } = written.run;
		await written.store.claimRecords(orgId, [first], runId, written.client.serverNow(), 600_000);

		expect(await written.undo()).toMatchObject({
			status: 'Partial Success',
			fieldsRestored: 12,
			fieldsLeft: { claimed_elsewhere: 3 },
		});
		expect(lead(first).City).toBe('Bergen');
	});

	it('journals its own writes as a run of its own', async () => {
		await writeToAll();
		const { runId } = await written.undo();

		let rows: JournalRow[] = [];
		for await (const page of written.store.readJournal(runId)) rows = rows.concat(page);
		expect(rows).toHaveLength(15);
		expect(rows[0]).toMatchObject({ policy: 'undo', status: 'written', before: expect.anything() });
		expect(await written.store.findRun(runId)).toMatchObject({ status: 'Success', pipeline: 'undo run-1' });
	});

	it('reads and sends a thousand records a call', async () => {
		const many = Array.from({ length: 1_200 }, (_, index) =>
			org.org.insert('Lead', { LastName: `L${index}`, Company: 'Contoso', City: 'Oslo' }),
		);
		await written.write(
			Object.fromEntries(many.map((id) => [id, { City: aProposal('Bergen', { policy: 'always' }) }])),
		);
		await written.end();

		const { calls, fieldsRestored, restored } = await written.undo();

		expect(fieldsRestored).toBe(1_200);
		expect(restored).toHaveLength(1_000);
		expect(calls).toMatchObject({ used: 4, planned: 4 });
		expect(org.org.count('Lead', { City: 'Bergen' })).toBe(0);
	});

	it.each([
		['a run that is still under way', async () => undefined, 'run-1', 'still under way'],
		['an unknown run', async () => undefined, 'run-x', 'is not in the store'],
	])('refuses %s', async (_what, prepare, runId, message) => {
		await prepare();
		await expect(written.undo({ runId })).rejects.toThrow(message);
	});

	it('refuses to undo an undo', async () => {
		await writeToAll();
		const { runId } = await written.undo();
		await expect(written.undo({ runId })).rejects.toThrow('is itself an undo');
	});
});
