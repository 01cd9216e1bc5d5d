import type { Store } from '../store';
import { aJournalRow, aRun, collect } from './store.builders';

const count = 50_000;
/** Far above what it takes on a busy machine. */
const maxMs = 15_000;

/** What every store does with 50,000 records at once. */
export function testVolume(open: () => Promise<Store>): void {
	it('takes on, settles, journals, stages and claims 50,000 records in seconds', async () => {
		const store = await open();
		const run = aRun();
		await store.createRun(run);
		const ids = Array.from({ length: count }, (_, index) => `00Q${String(index).padStart(15, '0')}`);
		const records = ids.map((recordId) => ({ recordId, version: '2026-11-21T12:00:00.000Z' }));
		const settlements = ids.map((recordId) => ({ recordId, outcome: 'written' as const }));
		const rows = ids.map((recordId) => aJournalRow({ recordId }));
		const staged = ids.map((recordId) => ({ recordId, values: { Industry: 'Energy' } }));

		const slow: string[] = [];
		const timed = async (name: string, work: () => Promise<unknown>) => {
			const started = performance.now();
			await work();
			if (performance.now() - started > maxMs) slow.push(name);
		};
		await timed('addWork', async () => await store.addWork(run, records));
		await timed('settleWork', async () => await store.settleWork(run, settlements));
		await timed('journal', async () => await store.journal(run.runId, rows));
		await timed('stageRows', async () => await store.stageRows(run.runId, staged));
		await timed('claimRecords', async () => {
			expect(await store.claimRecords(run.orgId, ids, run.runId, run.startedAt, 1000)).toEqual(ids);
		});
		await timed('readWork', async () => {
			expect(await collect(store.readWork(run))).toHaveLength(count);
		});

		expect(slow).toEqual([]);
		await store.close();
	}, 120_000);
}
