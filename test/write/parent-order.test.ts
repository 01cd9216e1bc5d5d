import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { SalesforceRecord } from '../../core/record/record-item';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { WriteRun } from './write-org';

let org: SalesforceEmulator;
beforeAll(async () => {
	org = await startEnrichmentOrg({ records: { Account: ['A', 'B', 'C'].map((Name) => ({ Name })) } });
});
afterAll(() => org.close());
beforeEach(() => org.reset());

/** The columns of the uploads that the run's jobs get, line by line. */
function watchUploads(run: WriteRun): string[][] {
	const lines: string[][] = [];
	const upload = run.client.ingest.upload.bind(run.client.ingest);
	Object.assign(run.client.ingest, {
		upload: (jobId: string, pieces: () => AsyncIterable<string>, signal?: AbortSignal) =>
			upload(
				jobId,
				async function* watched() {
					let csv = '';
					for await (const piece of pieces()) {
						csv += piece;
						yield piece;
					}
					csv
						.trim()
						.split('\n')
						.forEach((line) => lines.push(line.split(',')));
				},
				signal,
			),
	});
	return lines;
}

describe('the rows of a call', () => {
	it('are sorted by their parent', async () => {
		const accounts = org.org.rows('Account').map(({ Id }) => String(Id));
		const contacts = [2, 0, 1, 0].map((account, index) => {
			const id = org.org.insert('Contact', { LastName: `C${index}`, AccountId: accounts[account] });
			return anItem({ Id: id }, { proposals: { Title: aProposal('CTO', { policy: 'always' }) } });
		});
		const run = await WriteRun.start(org, { sObject: 'Contact' });
		const sent: unknown[] = [];
		const update = run.client.update.bind(run.client);
		Object.assign(run.client, {
			update: (sObject: string, rows: SalesforceRecord[], ...rest: never[]) => {
				rows.forEach(({ Id }) => sent.push(Id));
				return update(sObject, rows, ...rest);
			},
		});
		const { outcomes } = await run.write(contacts, { sObject: 'Contact' });
		expect(sent).toEqual([1, 3, 2, 0].map((index) => contacts[index].Id));
		expect(outcomes.map(({ item }) => item.Id)).toEqual(contacts.map(({ Id }) => Id));
	});
});

describe('the rows of a job', () => {
	it('are sorted by their parent, also those of records that are still to be created', async () => {
		const accounts = org.org.rows('Account').map(({ Id }) => String(Id));
		const contacts = [2, 0, 1, 0, 2, 1].map((account, index) => {
			const id = org.org.insert('Contact', { LastName: `C${index}`, AccountId: accounts[account] });
			return anItem(
				{ Id: id, AccountId: accounts[account] },
				{ proposals: { Title: aProposal('CTO', { policy: 'always' }) } },
			);
		});
		const created = [1, 2, 0, 1].map((account, index) => {
			const values = { LastName: `N${index}`, AccountId: accounts[account], Enrichment_Key__c: `k-${index}` };
			return anItem(
				{},
				{
					outcome: undefined,
					proposals: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, aProposal(value)])),
				},
			);
		});
		const run = await WriteRun.start(org, { sObject: 'Contact' });
		await run.write(contacts, { sObject: 'Contact', delivery: 'at_finish' });
		await run.write(created, { sObject: 'Contact', delivery: 'at_finish', operation: 'upsert' });

		const uploads = watchUploads(run);
		await deliverStaged(run.client, run.context, { now: orgNow, canaryRecords: 0, strategy: 'bulk' });
		const parentOf = new Map(org.org.rows('Contact').map(({ Id, AccountId }) => [String(Id), String(AccountId)]));
		const updated = uploads.slice(1, 7).map(([id]) => parentOf.get(id));
		expect(updated).toEqual([0, 0, 1, 1, 2, 2].map((account) => accounts[account]));
		expect(uploads[7][0]).toBe('AccountId');
		expect(uploads.slice(8).map(([accountId]) => accountId)).toEqual([0, 1, 1, 2].map((account) => accounts[account]));
		expect(org.org.count('Contact', { Title: 'CTO' })).toBe(6);
		expect(org.org.count('Contact')).toBe(10);
	});
});
