import type { Store } from '../store';
import { aJournalRow, aRun, collect } from './store.builders';

const count = 50_000;

/** What every store does with 50,000 records at once. */
export function testVolume(open: () => Promise<Store>): void {
	it('takes on, settles, journals, stages and claims 50,000 records at once', async () => {
		const store = await open();
		const run = aRun();
		await store.createRun(run);
		const ids = Array.from({ length: count }, (_, index) => `00Q${String(index).padStart(15, '0')}`);
		const records = ids.map((recordId) => ({ recordId, version: '2026-11-21T12:00:00.000Z' }));
		const settlements = ids.map((recordId) => ({ recordId, outcome: 'written' as const }));
		const rows = ids.map((recordId) => aJournalRow({ recordId }));
		const staged = ids.map((recordId) => ({ recordId, values: { Industry: 'Energy' } }));

		await store.addWork(run, records);
		await store.settleWork(run, settlements);
		await store.journal(run.runId, rows);
		await store.stageRows(run.runId, staged);
		expect(await store.claimRecords(run.orgId, ids, run.runId, run.startedAt, 1000)).toEqual(ids);
		expect(
			(await collect(store.readWork(run))).filter(({ settlement }) => settlement?.outcome === 'written'),
		).toHaveLength(count);
		expect(await collect(store.readJournal(run.runId))).toHaveLength(count);
		expect(await collect(store.readStagedRows(run.runId))).toHaveLength(count);
		await store.close();
	}, 600_000);
}
