import type { Store } from '../store';
import { anAttempt, aJournalRow, aRun, collect } from './store.builders';

const recordId = '00Q1';
const part = {
	journal: [aJournalRow({ recordId })],
	staged: [{ recordId, values: { Industry: 'Energy' } }],
	attempts: [anAttempt({ recordId })],
	settlements: [{ recordId, outcome: 'staged' as const, retryable: true }],
};

/** What every store does with the parts of a write. */
export function testParts(open: () => Promise<Store>): void {
	describe('savePart', () => {
		let store: Store;
		beforeEach(async () => (store = await open()));
		afterEach(async () => await store.close());

		it('keeps all of the part', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.noteAttempts(run.orgId, [anAttempt({ recordId: '00Q2' })]);
			await store.savePart(run, { ...part, stamped: ['00Q2'] });
			expect(await collect(store.readJournal(run.runId))).toEqual(part.journal);
			expect(await collect(store.readStagedRows(run.runId))).toEqual(part.staged);
			expect(await store.loadAttempts(run.orgId, [recordId, '00Q2'])).toEqual(part.attempts);
			expect(await store.countOutcomes(run)).toEqual({ staged: 1 });
		});

		it('keeps nothing of a part that cannot be kept as a whole', async () => {
			const run = aRun();
			await store.createRun(run);
			const unfit = [{ recordId, outcome: 'staged' as const, isDuplicate: Symbol('no column') as never }];
			await expect(store.savePart(run, { ...part, settlements: unfit })).rejects.toMatchObject({
				code: 'store_unavailable',
			});
			expect(await collect(store.readJournal(run.runId))).toEqual([]);
			expect(await store.countStagedRows(run.runId)).toBe(0);
			expect(await store.loadAttempts(run.orgId, [recordId])).toEqual([]);
		});

		it('refuses a run it does not know', async () => {
			await expect(store.savePart(aRun(), part)).rejects.toMatchObject({ code: 'run_not_found' });
		});
	});

	describe('countTried', () => {
		let store: Store;
		beforeEach(async () => (store = await open()));
		afterEach(async () => await store.close());

		it('counts a record once, by its last word, and none that says nothing about values', async () => {
			const run = aRun();
			await store.createRun(run);
			expect(await store.countTried(run)).toEqual({ records: 0, refused: 0 });
			await store.addWork(run, [{ recordId: '00Q1' }, { recordId: '00Q5' }]);
			await store.settleWork(run, [
				{ recordId: '00Q1', outcome: 'staged' },
				{ recordId: '00Q2', outcome: 'rejected' },
				{ recordId: '00Q3', outcome: 'unchanged' },
				{ recordId: '00Q4', outcome: 'rejected' },
			]);
			expect(await store.countTried(run)).toEqual({ records: 3, refused: 2 });
			await store.settleWork(run, [
				{ recordId: '00Q1', outcome: 'rejected' },
				{ recordId: '00Q2', outcome: 'written' },
				{ recordId: '00Q4', outcome: 'deleted' },
			]);
			expect(await store.countTried(run)).toEqual({ records: 2, refused: 1 });
		});

		it('counts a record of which two words come at once by the one that stays', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.settleWork(run, [
				{ recordId, outcome: 'written' },
				{ recordId, outcome: 'unchanged' },
			]);
			expect(await store.countOutcomes(run)).toEqual({ written: 1 });
			expect(await store.countTried(run)).toEqual({ records: 1, refused: 0 });
		});

		it('stays as it is when what was staged is confirmed', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.savePart(run, part);
			await store.confirmStagedRows(run.runId, [recordId], '2026-11-20T12:00:00.000Z');
			expect(await store.countOutcomes(run)).toEqual({ written: 1 });
			expect(await store.countTried(run)).toEqual({ records: 1, refused: 0 });
		});

		it('knows no run that is not there', async () => {
			await expect(store.countTried(aRun())).rejects.toMatchObject({ code: 'run_not_found' });
		});
	});
}
