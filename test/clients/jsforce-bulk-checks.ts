import assert from 'node:assert/strict';
import type { Connection } from 'jsforce';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Checks } from './checks';

const rowCount = 250;

/** jsforce's Bulk API 2.0 conveniences, and each of the calls below them. */
export async function checkJsforceBulk(checks: Checks, org: SalesforceEmulator, connection: Connection): Promise<void> {
	const { bulk2 } = connection;
	bulk2.pollInterval = 50;
	const load = (operation: 'insert' | 'update' | 'upsert' | 'delete', input: object[], externalIdFieldName?: string) =>
		bulk2.loadAndWaitForResults({
			object: 'Lead',
			operation,
			input: input as never,
			...(externalIdFieldName ? { externalIdFieldName } : {}),
		});
	const ids: string[] = [];

	await checks.check('bulk: inserts, with a row that is refused', async () => {
		const rows = Array.from({ length: rowCount }, (_, index) => ({
			LastName: `B${index}`,
			Company: index === 3 ? '' : 'Bulk Ltd',
			Key__c: `B${index}`,
		}));
		const results = await load('insert', rows);
		assert.deepEqual([results.successfulResults.length, results.failedResults.length], [rowCount - 1, 1]);
		assert.match(String(results.failedResults[0].sf__Error), /REQUIRED_FIELD_MISSING/);
		for (const { sf__Id } of results.successfulResults) ids.push(sf__Id);
	});
	await checks.check('bulk: updates, upserts and deletes', async () => {
		await load(
			'update',
			ids.map((Id) => ({ Id, Title: 'Bulk' })),
		);
		await load(
			'upsert',
			[
				{ Key__c: 'B0', Title: 'Upserted' },
				{ Key__c: 'B-new', LastName: 'New', Company: 'Bulk Ltd' },
			],
			'Key__c',
		);
		assert.deepEqual(
			[org.org.count('Lead', { Title: 'Bulk' }), org.org.count('Lead', { Title: 'Upserted' })],
			[rowCount - 2, 1],
		);
		await load(
			'delete',
			ids.map((Id) => ({ Id })),
		);
		assert.equal(org.org.count('Lead', { Title: 'Bulk' }), 0);
	});
	await checks.check('bulk: queries', async () => {
		const stream = await bulk2.query('SELECT Id, LastName FROM Contact');
		const records = await stream.toArray();
		assert.deepEqual(
			records.map((each) => each.LastName),
			['Hopper'],
		);
	});
	await checks.check('bulk: aborts an ingest job, looks at it and deletes it', async () => {
		const job = bulk2.createJob({ object: 'Lead', operation: 'insert' });
		await job.open();
		await job.abort();
		assert.equal((await job.check()).state, 'Aborted');
		await job.delete();
		await assert.rejects(job.check());
	});
	await checks.check('bulk: opens, aborts and deletes a query job', async () => {
		const { QueryJobV2 } = await import('jsforce/lib/api/bulk2');
		const job = new QueryJobV2(connection, {
			bodyParams: { query: 'SELECT Id FROM Lead', operation: 'query' },
			pollingOptions: { pollInterval: 50, pollTimeout: 120_000 },
		});
		await job.open();
		await job.abort();
		assert.equal((await job.check()).state, 'Aborted');
		await job.delete();
	});
}
