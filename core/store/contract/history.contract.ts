import type { JournalRow } from './journal';
import type { Store } from '../store';
import { aJournalRow, aKeptRun, aPipeline, inMinutes } from './store.builders';

/** What every store knows of the past of a record: its journal, what was last written, what was undone. */
export function testHistory(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	/** A run of its own that journals one change, `minutes` after noon. */
	const change = async (orgId: string, minutes: number, row: Partial<JournalRow>) => {
		const { runId } = await aKeptRun(store, { orgId, status: 'Success' });
		const at = inMinutes(minutes).toISOString();
		await store.journal(runId, [aJournalRow({ status: 'written', at, ...row })]);
		return runId;
	};
	const lastValues = async (orgId: string, ids = ['00Q1']) =>
		(await store.loadLastWritten(orgId, ids)).map(({ field, value }) => [field, value]);

	describe('readRecordJournal', () => {
		it('gives every run that touched the record, the oldest first', async () => {
			const { orgId } = aPipeline();
			const late = await change(orgId, 5, { after: 'Retail', status: 'refused' });
			const early = await change(orgId, 1, { after: 'Energy', observedAt: '2026-11-01T00:00:00Z' });
			await change(orgId, 2, { recordId: '00Q2' });
			await change(aPipeline().orgId, 3, {});
			expect(await store.readRecordJournal(orgId, '00Q1')).toMatchObject([
				{ runId: early, after: 'Energy', status: 'written', observedAt: '2026-11-01T00:00:00Z' },
				{ runId: late, after: 'Retail', status: 'refused', before: null },
			]);
		});

		it('gives nothing for a record it does not know', async () => {
			expect(await store.readRecordJournal(aPipeline().orgId, '00Q1')).toEqual([]);
		});
	});

	describe('loadWriteMoments', () => {
		const minutesOf = async (orgId: string, since: number, ids = ['00Q1', '00Q2']) => {
			const moments = await store.loadWriteMoments(orgId, ids, inMinutes(since));
			const minuteOf = (at: Date) => (at.getTime() - inMinutes(0).getTime()) / 60_000;
			return Object.fromEntries([...moments].map(([id, dates]) => [id, dates.map(minuteOf)]));
		};

		it('gives the moments of all runs, each once, the newest first, and none before', async () => {
			const { orgId } = aPipeline();
			await change(orgId, 1, {});
			const runId = await change(orgId, 2, { status: 'intended' });
			await store.journal(runId, [
				aJournalRow({ field: 'Website', status: 'written', at: inMinutes(2).toISOString() }),
				aJournalRow({ status: 'written', at: inMinutes(2).toISOString() }),
			]);
			await change(orgId, 3, { status: 'unknown' });
			await change(orgId, 4, { recordId: '00Q2' });
			await change(aPipeline().orgId, 5, {});
			expect(await minutesOf(orgId, 0)).toEqual({ '00Q1': [3, 2, 1], '00Q2': [4] });
			expect(await minutesOf(orgId, 3)).toEqual({ '00Q1': [3], '00Q2': [4] });
			expect(await minutesOf(orgId, 0, [])).toEqual({});
		});

		it.each(['refused', 'would_write'] as const)('counts nothing that is %s', async (status) => {
			const { orgId } = aPipeline();
			await change(orgId, 1, { status });
			expect(await minutesOf(orgId, 0)).toEqual({});
		});

		it('counts what one run sends to the same field again and again', async () => {
			const { orgId } = aPipeline();
			const runId = await change(orgId, 1, { after: 'A' });
			for (const [minute, status] of [
				[2, 'intended'],
				[2, 'written'],
				[3, 'intended'],
				[3, 'refused'],
				[4, 'intended'],
			] as const)
				await store.journal(runId, [aJournalRow({ after: `${minute}`, status, at: inMinutes(minute).toISOString() })]);
			expect(await minutesOf(orgId, 0)).toEqual({ '00Q1': [4, 2, 1] });
		});
	});

	describe('loadLastWritten', () => {
		it('gives the newest value of each field, with where it came from', async () => {
			const { orgId } = aPipeline();
			await change(orgId, 1, { after: 'Energy' });
			const origin = { provider: 'reference', confidence: 0.9, observedAt: '2026-11-01T00:00:00Z' };
			await change(orgId, 2, { after: 'Retail', ...origin });
			await change(orgId, 1, { field: 'Website', after: 'x.com' });
			await change(orgId, 1, { recordId: '00Q2', after: 'Mining' });
			await change(orgId, 1, { recordId: '00Q3', after: 'Banking' });
			expect(await store.loadLastWritten(orgId, ['00Q2', '00Q1', 'unknown'])).toEqual([
				{ recordId: '00Q1', field: 'Industry', value: 'Retail', ...origin },
				{ recordId: '00Q1', field: 'Website', value: 'x.com' },
				{ recordId: '00Q2', field: 'Industry', value: 'Mining' },
			]);
		});

		it.each(['intended', 'refused', 'unknown', 'would_write'] as const)(
			'does not take a value that is %s for written',
			async (status) => {
				const { orgId } = aPipeline();
				await change(orgId, 1, { after: 'Energy' });
				await change(orgId, 2, { after: 'Retail', status });
				expect(await lastValues(orgId)).toEqual([['Industry', 'Energy']]);
			},
		);

		it('goes by the moment, also when an older run was taken up again last', async () => {
			const { orgId } = aPipeline();
			const older = await change(orgId, 1, { after: 'Energy', status: 'intended' });
			await change(orgId, 2, { after: 'Retail' });
			const at = inMinutes(3).toISOString();
			await store.journal(older, [aJournalRow({ after: 'Mining', status: 'written', at })]);
			expect(await lastValues(orgId)).toEqual([['Industry', 'Mining']]);
		});

		it('leaves a field out whose newest value was undone, and takes a later one again', async () => {
			const { orgId } = aPipeline();
			await change(orgId, 1, { before: 'Old', after: 'Energy' });
			await change(orgId, 2, { before: 'Energy', after: 'Old', policy: 'undo' });
			expect(await lastValues(orgId)).toEqual([]);
			await change(orgId, 3, { before: 'Old', after: 'Retail' });
			expect(await lastValues(orgId)).toEqual([['Industry', 'Retail']]);
		});

		it('keeps the value when its undo was not carried out', async () => {
			const { orgId } = aPipeline();
			await change(orgId, 1, { after: 'Energy' });
			await change(orgId, 2, { before: 'Energy', after: null, policy: 'undo', status: 'refused' });
			expect(await lastValues(orgId)).toEqual([['Industry', 'Energy']]);
		});

		it('leaves out a value that has a tombstone, and no other value of the field', async () => {
			const { orgId } = aPipeline();
			const tombstone = { recordId: '00Q1', sObject: 'Lead', field: 'Industry', value: 'Energy' };
			await change(orgId, 1, { after: 'Energy' });
			await store.addTombstones(orgId, [{ ...tombstone, value: 'Mining' }]);
			expect(await lastValues(orgId)).toEqual([['Industry', 'Energy']]);
			await store.addTombstones(orgId, [tombstone]);
			expect(await lastValues(orgId)).toEqual([]);
		});

		it('gives nothing for no records', async () => {
			expect(await store.loadLastWritten(aPipeline().orgId, [])).toEqual([]);
		});
	});

	describe('addTombstones', () => {
		const tombstone = { recordId: '00Q1', sObject: 'Lead', field: 'Industry', value: 'Energy' };

		it('remembers each value of a field once, of any length and kind', async () => {
			const { orgId } = aPipeline();
			const long = 'x'.repeat(20_000);
			const values = ['Energy', long, 0, null, false, 'Energy'];
			await store.addTombstones(
				orgId,
				values.map((value) => ({ ...tombstone, value })),
			);
			await store.addTombstones(orgId, [tombstone]);
			const found = await store.loadTombstones(orgId, ['00Q1']);
			expect(found).toHaveLength(5);
			expect(found).toEqual(expect.arrayContaining(values.map((value) => ({ ...tombstone, value }))));
		});

		it('gives those of the records asked for, of this org', async () => {
			const { orgId } = aPipeline();
			await store.addTombstones(orgId, [tombstone, { ...tombstone, recordId: '00Q2' }]);
			expect(await store.loadTombstones(orgId, ['00Q2', '00Q3'])).toEqual([{ ...tombstone, recordId: '00Q2' }]);
			expect(await store.loadTombstones(aPipeline().orgId, ['00Q1'])).toEqual([]);
		});
	});
}
