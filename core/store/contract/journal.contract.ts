import type { Store } from '../store';
import { aJournalRow, aRun, collect } from './store.builders';

/** What every store does with calls and changes. */
export function testJournal(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('addCalls', () => {
		it('adds up by stage', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.addCalls(run.runId, 'fetch', { planned: 3, used: 3, retries: 0 });
			await store.addCalls(run.runId, 'fetch', { planned: 1, used: 2, retries: 1 });
			await store.addCalls(run.runId, 'write', { planned: 5, used: 5, retries: 0 });
			expect(await store.readCalls(run.runId)).toEqual({
				fetch: { planned: 4, used: 5, retries: 1 },
				write: { planned: 5, used: 5, retries: 0 },
			});
		});

		it('refuses a run it does not know', async () => {
			const calls = { planned: 1, used: 1, retries: 0 };
			await expect(store.addCalls('no such run', 'fetch', calls)).rejects.toMatchObject({
				code: 'run_not_found',
			});
		});
	});

	describe('loadJournal', () => {
		it('gives what the run has journaled of these records', async () => {
			const [run, other] = [aRun(), aRun()];
			await store.createRun(run);
			await store.journal(run.runId, [
				aJournalRow(),
				aJournalRow({ recordId: '00Q2' }),
				aJournalRow({ field: 'Website' }),
			]);
			await store.createRun(other);
			await store.journal(other.runId, [aJournalRow()]);
			const { recordId } = aJournalRow();
			expect(await store.loadJournal(run.runId, [recordId, '00Q9'])).toEqual([
				aJournalRow(),
				aJournalRow({ field: 'Website' }),
			]);
		});

		it('refuses a run it does not know', async () => {
			await expect(store.loadJournal('no such run', [])).rejects.toMatchObject({ code: 'run_not_found' });
		});
	});

	describe('journal', () => {
		it.each(['intended', 'refused'] as const)(
			'still knows what was written last when a value that is only %s replaces it',
			async (status) => {
				const run = aRun();
				await store.createRun(run);
				const row = aJournalRow({ before: null, after: 'CTO', status: 'written', at: '2026-11-21T09:00:00.000Z' });
				await store.journal(run.runId, [row]);
				const later = { ...row, before: 'CTO', after: 'CEO', at: '2026-11-21T10:00:00.000Z' };
				await store.journal(run.runId, [{ ...later, status }]);
				expect(await store.loadLastWritten(run.orgId, [row.recordId])).toMatchObject([
					{ field: row.field, value: 'CTO' },
				]);
				await store.journal(run.runId, [{ ...later, status: 'written' }]);
				expect(await store.loadLastWritten(run.orgId, [row.recordId])).toMatchObject([
					{ field: row.field, value: 'CEO' },
				]);
			},
		);

		it('keeps every field and the order written', async () => {
			const run = aRun();
			const rows = [
				aJournalRow({ field: 'Website', before: 'x.com', after: null, status: 'refused' }),
				aJournalRow({
					provider: 'reference',
					confidence: 0.98,
					policy: 'fill_blank',
					observedAt: '2026-11-01T00:00:00.000Z',
				}),
				aJournalRow({ field: 'NumberOfEmployees', before: 0, after: 12.5 }),
				aJournalRow({ field: 'Active__c', before: false, after: true }),
			];
			await store.createRun(run);
			await store.journal(run.runId, rows.slice(0, 2));
			await store.journal(run.runId, rows.slice(2));
			expect(await collect(store.readJournal(run.runId))).toEqual(rows);
		});

		it('replaces the status of a change already there, in its place', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.journal(run.runId, [aJournalRow(), aJournalRow({ field: 'Website' })]);
			await store.journal(run.runId, [aJournalRow({ status: 'written' })]);
			expect(await collect(store.readJournal(run.runId))).toEqual([
				aJournalRow({ status: 'written' }),
				aJournalRow({ field: 'Website' }),
			]);
		});

		it.each([
			['our own earlier value keeps the value before it', 'Energy', null],
			["somebody else's value takes that as the value before", 'Retail', 'Retail'],
		])('of a second change that starts from %s', async (_case, before, expected) => {
			const run = aRun();
			await store.createRun(run);
			await store.journal(run.runId, [aJournalRow({ before: null, after: 'Energy' })]);
			await store.journal(run.runId, [aJournalRow({ before, after: 'Utilities' })]);
			expect(await collect(store.readJournal(run.runId))).toEqual([
				aJournalRow({ before: expected, after: 'Utilities' }),
			]);
		});

		it('takes two changes of one field in one call one after the other', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.journal(run.runId, [
				aJournalRow({ before: null, after: 'Energy' }),
				aJournalRow({ before: 'Energy', after: 'Utilities' }),
			]);
			expect(await collect(store.readJournal(run.runId))).toEqual([aJournalRow({ before: null, after: 'Utilities' })]);
		});

		it('comes back in pages of at most 1,000', async () => {
			const run = aRun();
			await store.createRun(run);
			const rows = Array.from({ length: 1001 }, (_, index) => aJournalRow({ recordId: `00Q${index}` }));
			await store.journal(run.runId, rows);
			const sizes: number[] = [];
			for await (const page of store.readJournal(run.runId)) sizes.push(page.length);
			expect(sizes).toEqual([1000, 1]);
		});

		it('refuses a run it does not know', async () => {
			await expect(store.journal('no such run', [aJournalRow()])).rejects.toMatchObject({
				code: 'run_not_found',
			});
		});
	});
}
