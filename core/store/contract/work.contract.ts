import type { Outcome } from '../../record/outcome';
import type { Settlement } from './work';
import type { Store } from '../store';
import { aCarryOver, aRun, collect } from './store.builders';

/** What every store does with the records of a run. */
export function testWork(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('addWork', () => {
		it('takes records on, unsettled', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.addWork(run, [
				{ recordId: '00Q2', version: '2026-11-21T11:00:00.000Z' },
				{ recordId: '00Q1', isCarriedOver: true },
			]);
			expect(await collect(store.readWork(run))).toEqual([
				{ recordId: '00Q1', isCarriedOver: true, attempts: 0, drops: 0 },
				{
					recordId: '00Q2',
					version: '2026-11-21T11:00:00.000Z',
					isCarriedOver: false,
					attempts: 0,
					drops: 0,
				},
			]);
		});

		it('keeps the settlement of a record that the run already has', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.settleWork(run, [{ recordId: '00Q1', outcome: 'written' }]);
			await store.addWork(run, [{ recordId: '00Q1', version: 'v2' }]);
			const [state] = await collect(store.readWork(run));
			expect(state).toMatchObject({ version: 'v2', settlement: { outcome: 'written' } });
		});

		it('takes a record that is named twice once, with what either of them says', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.addWork(run, [{ recordId: '00Q1', version: 'v1', isCarriedOver: true }, { recordId: '00Q1' }]);
			expect(await collect(store.readWork(run))).toMatchObject([{ version: 'v1', isCarriedOver: true }]);
		});

		it('copies attempts and drops from the carry-over at that moment', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.carryOver(run, [aCarryOver({ attempts: 2, drops: 1 })]);
			await store.addWork(run, [{ recordId: '00Q1' }]);
			await store.carryOver(run, [aCarryOver({ attempts: 3, drops: 2 })]);
			await store.addWork(run, [{ recordId: '00Q1' }]);
			const [state] = await collect(store.readWork(run));
			expect(state).toMatchObject({ attempts: 2, drops: 1 });
		});

		it('refuses a run it does not know', async () => {
			await expect(store.addWork(aRun(), [{ recordId: '00Q1' }])).rejects.toMatchObject({
				code: 'run_not_found',
			});
		});
	});

	describe('settleWork', () => {
		it('keeps every field of a settlement', async () => {
			const run = aRun();
			const settlement: Settlement = {
				recordId: '00Q1',
				outcome: 'rejected',
				enrichOutcome: 'matched',
				message: 'Industry: too long',
				retryable: false,
				confidence: 0.93,
				rank: 'B',
				isDuplicate: true,
				leftOut: [{ field: 'Phone', code: 'STRING_TOO_LONG' }],
				mustFit: ['Title'],
			};
			await store.createRun(run);
			await store.addWork(run, [{ recordId: '00Q1' }]);
			await store.settleWork(run, [settlement]);
			const [state] = await collect(store.readWork(run));
			expect(state.settlement).toEqual(settlement);
		});

		it.each<[Outcome, Outcome, Outcome]>([
			['staged', 'staged', 'staged'],
			['written', 'partly_written', 'partly_written'],
			['partly_written', 'written', 'partly_written'],
		])('keeps what each of two writers left out of a record: %s, then %s', async (first, second, expected) => {
			const run = aRun();
			await store.createRun(run);
			const phone = { field: 'Phone', code: 'STRING_TOO_LONG' };
			const city = { field: 'City', code: 'STRING_TOO_LONG' };
			await store.settleWork(run, [
				{ recordId: '00Q1', outcome: first, leftOut: [phone], mustFit: ['Title'] },
				{ recordId: '00Q2', outcome: first, leftOut: [phone] },
			]);
			await store.settleWork(run, [
				{ recordId: '00Q1', outcome: second, leftOut: [city, phone] },
				{ recordId: '00Q2', outcome: second },
			]);
			await store.settleWork(run, [{ recordId: '00Q2', outcome: second, leftOut: [phone] }]);
			const [one, two] = await collect(store.readWork(run));
			expect(one.settlement).toMatchObject({ outcome: expected, leftOut: [phone, city], mustFit: ['Title'] });
			expect(two.settlement?.leftOut).toEqual([phone]);
		});

		it('forgets what was left out of a record that is refused after all', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.settleWork(run, [
				{ recordId: '00Q1', outcome: 'partly_written', leftOut: [{ field: 'Phone', code: 'X' }] },
			]);
			await store.settleWork(run, [{ recordId: '00Q1', outcome: 'rejected' }]);
			expect((await collect(store.readWork(run)))[0].settlement).toMatchObject({
				outcome: 'rejected',
				leftOut: undefined,
			});
		});

		it.each<[Outcome, Outcome, Outcome]>([
			['written', 'unchanged', 'written'],
			['written', 'skipped_unchanged', 'written'],
			['written', 'stamped', 'written'],
			['partly_written', 'unchanged', 'partly_written'],
			['written', 'rejected', 'rejected'],
			['stamped', 'unchanged', 'unchanged'],
			['unchanged', 'written', 'written'],
		])('keeps of %s and then %s what the run did: %s', async (first, second, kept) => {
			const run = aRun();
			await store.createRun(run);
			await store.settleWork(run, [{ recordId: '00Q1', outcome: first, enrichOutcome: 'matched', rank: 'A' }]);
			await store.settleWork(run, [{ recordId: '00Q1', outcome: second, enrichOutcome: 'skipped_unchanged' }]);
			const [{ settlement }] = await collect(store.readWork(run));
			expect(settlement).toMatchObject(
				kept === first
					? { outcome: first, enrichOutcome: 'matched', rank: 'A' }
					: { outcome: kept, enrichOutcome: 'skipped_unchanged' },
			);
		});

		it('lets a later word replace the whole earlier one', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.settleWork(run, [{ recordId: '00Q1', outcome: 'failed', message: 'locked', retryable: true }]);
			await store.settleWork(run, [{ recordId: '00Q1', outcome: 'written' }]);
			const [state] = await collect(store.readWork(run));
			expect(state.settlement).toEqual({ recordId: '00Q1', outcome: 'written' });
		});

		it('takes the last of two words on a record in one call', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.settleWork(run, [
				{ recordId: '00Q1', outcome: 'failed', message: 'locked' },
				{ recordId: '00Q1', outcome: 'written' },
			]);
			const [state] = await collect(store.readWork(run));
			expect(state.settlement).toEqual({ recordId: '00Q1', outcome: 'written' });
		});

		it('takes on a record that the run did not have', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.carryOver(run, [aCarryOver({ attempts: 4 })]);
			await store.settleWork(run, [{ recordId: '00Q1', outcome: 'stamped' }]);
			const [state] = await collect(store.readWork(run));
			expect(state).toMatchObject({ isCarriedOver: false, attempts: 4 });
		});

		it('settles nothing when one of the settlements cannot be kept', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.addWork(run, [{ recordId: '00Q1' }]);
			const broken = { recordId: null, outcome: 'written' } as unknown as Settlement;
			const settled = store.settleWork(run, [{ recordId: '00Q1', outcome: 'written' }, broken]);
			await expect(settled).rejects.toMatchObject({ code: 'store_unavailable' });
			const [state] = await collect(store.readWork(run));
			expect(state.settlement).toBeUndefined();
		});
	});

	describe('readWork', () => {
		it('gives the records of one run only, by Id, in pages of at most 1,000', async () => {
			const run = aRun();
			const other = aRun({ orgId: run.orgId, pipeline: 'daily' });
			await store.createRun(run);
			await store.createRun(other);
			const records = Array.from({ length: 2500 }, (_, index) => ({
				recordId: `00Q${String(2500 - index).padStart(5, '0')}`,
			}));
			await store.addWork(run, records);
			await store.addWork(other, [{ recordId: '00Q99999' }]);

			const sizes: number[] = [];
			const ids: string[] = [];
			for await (const page of store.readWork(run)) {
				sizes.push(page.length);
				for (const { recordId } of page) ids.push(recordId);
			}
			expect(sizes).toEqual([1000, 1000, 500]);
			expect(ids).toEqual([...ids].sort());
			expect(new Set(ids).size).toBe(2500);
		});

		it('gives no page for a run without work', async () => {
			const run = aRun();
			await store.createRun(run);
			expect(await collect(store.readWork(run))).toEqual([]);
		});
	});

	describe('countOutcomes', () => {
		it('counts the records of one run by their last outcome, and none that is under way', async () => {
			const run = aRun();
			const other = aRun({ orgId: run.orgId, pipeline: 'daily' });
			await store.createRun(run);
			await store.createRun(other);
			await store.addWork(run, [
				{ recordId: '00Q1' },
				{ recordId: '00Q2' },
				{ recordId: '00Q3' },
				{ recordId: '00Q4' },
			]);
			await store.settleWork(run, [
				{ recordId: '00Q1', outcome: 'failed' },
				{ recordId: '00Q2', outcome: 'written' },
				{ recordId: '00Q3', outcome: 'rejected' },
			]);
			await store.settleWork(run, [{ recordId: '00Q1', outcome: 'written' }]);
			await store.settleWork(other, [{ recordId: '00Q1', outcome: 'conflict' }]);
			expect(await store.countOutcomes(run)).toEqual({ written: 2, rejected: 1 });
		});

		it('gives nothing for a run whose records are all under way', async () => {
			const run = aRun();
			await store.createRun(run);
			await store.addWork(run, [{ recordId: '00Q1' }]);
			expect(await store.countOutcomes(run)).toEqual({});
		});

		it('refuses a run it does not know', async () => {
			await expect(store.countOutcomes(aRun())).rejects.toMatchObject({ code: 'run_not_found' });
		});
	});
}
