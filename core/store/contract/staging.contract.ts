import type { StagedRow } from '../../record/staged-row';
import type { Store } from '../store';
import { aKeptRun, collect } from './store.builders';

/** What every store does with rows that wait for Finish, and with the jobs that send them. */
export function testStaging(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	const staged = async (rows: readonly StagedRow[]) => {
		const { runId } = await aKeptRun(store);
		await store.stageRows(runId, rows);
		return runId;
	};

	describe('stageRows', () => {
		it('keeps values of every kind', async () => {
			const values = { Text__c: "it's", Blank__c: null, Zero__c: 0, No__c: false, Share__c: 0.1 };
			const runId = await staged([{ recordId: '00Q1', values, parentId: '0011' }]);
			expect(await collect(store.readStagedRows(runId))).toEqual([{ recordId: '00Q1', values, parentId: '0011' }]);
		});

		it('keeps how a record is to be created', async () => {
			const sources = { Title: { provider: 'reference', confidence: 0.9, observedAt: '2026-11-20', policy: 'always' } };
			const row = {
				recordId: 'Key__c=a',
				values: { Key__c: 'A' },
				creation: { keyField: 'Key__c', isCreateOnly: true, sources },
			};
			const runId = await staged([row, { recordId: '00Q1', values: {} }]);
			expect(await collect(store.readStagedRows(runId))).toEqual([{ recordId: '00Q1', values: {} }, row]);
		});

		it('keeps what was left out of a creation, and what must not be', async () => {
			const leftOut = { values: [{ field: 'Phone', code: 'STRING_TOO_LONG' }], message: 'Left out: Phone' };
			const creation = { keyField: 'K', isCreateOnly: false, sources: {}, mustFit: ['Title'], leftOut };
			const row = { recordId: 'K=1', values: { K: 1 }, creation };
			expect(await collect(store.readStagedRows(await staged([row])))).toEqual([row]);
		});

		it('merges the rows of one record field by field, the later value of a field counts', async () => {
			const runId = await staged([{ recordId: '00Q1', values: { A: 1, B: 2, C: 'x' }, parentId: '0011' }]);
			await store.stageRows(runId, [
				{ recordId: '00Q1', values: { A: 3, C: null } },
				{ recordId: '00Q2', values: { A: 4 } },
			]);
			expect(await collect(store.readStagedRows(runId))).toEqual([
				{ recordId: '00Q2', values: { A: 4 } },
				{ recordId: '00Q1', values: { A: 3, B: 2, C: null }, parentId: '0011' },
			]);
		});

		it('merges rows of one record that come together', async () => {
			const runId = await staged([
				{ recordId: '00Q1', values: { A: 1, B: 2 } },
				{ recordId: '00Q1', values: { B: 3 } },
			]);
			expect(await collect(store.readStagedRows(runId))).toEqual([{ recordId: '00Q1', values: { A: 1, B: 3 } }]);
		});

		it('changes nothing when a row is staged a second time', async () => {
			const rows = [
				{ recordId: '00Q1', values: { A: 1 }, parentId: '0011' },
				{ recordId: '00Q1', values: { B: null }, parentId: '0012' },
			];
			const runId = await staged(rows);
			await store.stageRows(runId, rows);
			expect(await collect(store.readStagedRows(runId))).toEqual([
				{ recordId: '00Q1', values: { A: 1, B: null }, parentId: '0012' },
			]);
		});

		const creating = (values: Record<string, unknown>, isCreateOnly: boolean): StagedRow => ({
			recordId: 'Key__c=a',
			values: { Key__c: 'a', ...values },
			creation: {
				keyField: 'Key__c',
				isCreateOnly,
				sources: Object.fromEntries(Object.keys(values).map((field) => [field, { policy: 'always' }])),
			},
		});
		const policy = { policy: 'always' };

		it('merges what is to be created under one key', async () => {
			const runId = await staged([creating({ A: 1, B: 2 }, true)]);
			await store.stageRows(runId, [creating({ B: 3, C: 4 }, true)]);
			expect(await collect(store.readStagedRows(runId))).toEqual([
				{
					...creating({ A: 1, B: 3, C: 4 }, true),
					creation: { keyField: 'Key__c', isCreateOnly: true, sources: { A: policy, B: policy, C: policy } },
				},
			]);
		});

		it.each([
			['create, then upsert', true, ['A']],
			['upsert, then create', false, ['C']],
		])(
			'upserts what one step creates and another upserts, and knows what only the creating one sets: %s',
			async (_order, isFirstCreateOnly, createOnlyFields) => {
				const runId = await staged([creating({ A: 1, B: 2 }, isFirstCreateOnly)]);
				await store.stageRows(runId, [creating({ B: 3, C: 4 }, !isFirstCreateOnly)]);
				const [row] = await collect(store.readStagedRows(runId));
				expect(row.creation).toEqual({
					keyField: 'Key__c',
					isCreateOnly: false,
					createOnlyFields,
					sources: { A: policy, B: policy, C: policy },
				});
			},
		);
	});

	describe('loadStagedRows', () => {
		it('gives the staged rows of these records of this run', async () => {
			const rows = [
				{ recordId: '00Q1', values: { A: 1 }, parentId: '0011' },
				{ recordId: '00Q2', values: { A: 2 } },
			];
			const runId = await staged(rows);
			await staged([{ recordId: '00Q3', values: { A: 3 } }]);
			expect(await store.loadStagedRows(runId, ['00Q1', '00Q3', 'never staged'])).toEqual([rows[0]]);
		});
	});

	describe('withdrawStaged', () => {
		it('takes fields out, and drops a row that has none left', async () => {
			const runId = await staged([
				{ recordId: '00Q1', values: { A: 1, B: 2 }, parentId: '0011' },
				{ recordId: '00Q2', values: { A: 1 } },
				{ recordId: '00Q3', values: { A: 1 } },
			]);
			await store.withdrawStaged(
				runId,
				new Map([
					['00Q1', ['A', 'C']],
					['00Q2', ['A']],
					['never staged', ['A']],
				]),
			);
			expect(await collect(store.readStagedRows(runId))).toEqual([
				{ recordId: '00Q3', values: { A: 1 } },
				{ recordId: '00Q1', values: { B: 2 }, parentId: '0011' },
			]);
		});
	});

	describe('readStagedRows', () => {
		it('goes by parent, then record, upper case first', async () => {
			const runId = await staged([
				{ recordId: '003b', parentId: '001a', values: {} },
				{ recordId: '003c', parentId: '001B', values: {} },
				{ recordId: '003A', parentId: '001a', values: {} },
				{ recordId: '003d', values: {} },
			]);
			const ids = (await collect(store.readStagedRows(runId))).map(({ recordId }) => recordId);
			expect(ids).toEqual(['003d', '003c', '003A', '003b']);
		});

		it('leaves out, when only Ids are asked for, the values of records that exist', async () => {
			const created = {
				recordId: 'K=1',
				values: { K: 1 },
				creation: { keyField: 'K', isCreateOnly: true, sources: {} },
			};
			const runId = await staged([{ recordId: '00Q1', values: { A: 1 }, parentId: '0011' }, created]);
			expect(await collect(store.readStagedRows(runId, true))).toEqual([
				created,
				{ recordId: '00Q1', values: {}, parentId: '0011' },
			]);
		});

		it('comes in pages of at most 1,000 that may be dropped while it goes on', async () => {
			const runId = await staged(
				Array.from({ length: 2001 }, (_, index) => ({
					recordId: `00Q${String(index).padStart(4, '0')}`,
					parentId: `001${index % 7}`,
					values: { A: index },
				})),
			);
			const sizes: number[] = [];
			for await (const page of store.readStagedRows(runId)) {
				sizes.push(page.length);
				await store.dropStagedRows(
					runId,
					page.map(({ recordId }) => recordId),
				);
			}
			expect(sizes).toEqual([1000, 1000, 1]);
			expect(await store.countStagedRows(runId)).toBe(0);
		});
	});

	describe('summarizeStagedRows', () => {
		it('counts what can be sent together and names every field that some row sets', async () => {
			const creation = (keyField: string) => ({ keyField, isCreateOnly: true, sources: {} });
			const runId = await staged([
				{ recordId: 'b=1', values: { b: 1, 'c"d': 2 }, creation: creation('b') },
				{ recordId: 'B=1', values: { B: 1 }, creation: creation('B') },
				{ recordId: '00Q1', values: { Title: null, 'a.b': 1 } },
				{ recordId: '00Q2', values: { title: 'x', Age: 3 } },
				{ recordId: '00Q3', values: {} },
			]);
			expect(await store.summarizeStagedRows(runId)).toEqual([
				{ columns: ['Age', 'Title', 'a.b', 'title'], rows: 3 },
				{ keyField: 'B', columns: ['B'], rows: 1 },
				{ keyField: 'b', columns: ['b', 'c"d'], rows: 1 },
			]);
		});

		it('gives nothing for a run that has staged nothing', async () => {
			expect(await store.summarizeStagedRows((await aKeptRun(store)).runId)).toEqual([]);
		});
	});

	describe('dropStagedRows', () => {
		it('drops the named rows of this run only', async () => {
			const runId = await staged([
				{ recordId: '00Q1', values: {} },
				{ recordId: '00Q2', values: {} },
			]);
			const other = await staged([{ recordId: '00Q1', values: {} }]);
			await store.dropStagedRows(runId, ['00Q1', 'never staged']);
			expect(await store.countStagedRows(runId)).toBe(1);
			expect(await store.countStagedRows(other)).toBe(1);
		});
	});

	describe('confirmStagedRows', () => {
		const at = '2026-11-21T10:00:00.000Z';
		const change = {
			sObject: 'Lead',
			field: 'Title',
			before: null,
			after: 'CTO',
			at: '2026-11-21T09:00:00.000Z',
		} as const;

		it('notes in journal and work that the rows were saved, and drops them', async () => {
			const run = await aKeptRun(store);
			const ids = ['00Q1', '00Q2', '00Q3', '00Q4'];
			await store.stageRows(
				run.runId,
				ids.map((recordId) => ({ recordId, values: { Title: 'CTO' } })),
			);
			await store.journal(
				run.runId,
				ids.map((recordId) => ({ ...change, recordId, status: recordId === '00Q2' ? 'refused' : 'intended' })),
			);
			await store.settleWork(run, [
				{ recordId: '00Q1', outcome: 'staged', enrichOutcome: 'matched', retryable: true },
				{ recordId: '00Q2', outcome: 'rejected', message: 'no', retryable: true },
				{ recordId: '00Q3', outcome: 'staged', enrichOutcome: 'provider_failed', retryable: true },
				{ recordId: '00Q4', outcome: 'staged', retryable: true },
			]);
			await store.confirmStagedRows(run.runId, ['00Q1', '00Q2', '00Q3', 'never staged'], at);

			const journal = await collect(store.readJournal(run.runId));
			expect(journal.map(({ recordId, status, at: moment }) => [recordId, status, moment])).toEqual([
				['00Q1', 'written', at],
				['00Q2', 'refused', change.at],
				['00Q3', 'written', at],
				['00Q4', 'intended', change.at],
			]);
			const work = await collect(store.readWork(run));
			expect(
				work.map(({ recordId, settlement }) => [
					recordId,
					settlement?.outcome,
					settlement?.retryable,
					settlement?.message,
				]),
			).toEqual([
				['00Q1', 'written', false, undefined],
				['00Q2', 'rejected', false, 'no'],
				['00Q3', 'written', true, undefined],
				['00Q4', 'staged', true, undefined],
			]);
			expect((await collect(store.readStagedRows(run.runId))).map(({ recordId }) => recordId)).toEqual(['00Q4']);
		});

		it('says that a row was written in part where values were left out of it', async () => {
			const run = await aKeptRun(store);
			const leftOut = [{ field: 'Phone', code: 'STRING_TOO_LONG' }];
			await store.settleWork(run, [
				{ recordId: '00Q1', outcome: 'staged', retryable: true, leftOut },
				{ recordId: '00Q2', outcome: 'staged', retryable: true, leftOut: [], mustFit: ['Title'] },
			]);
			await store.confirmStagedRows(run.runId, ['00Q1', '00Q2'], at);
			const work = await collect(store.readWork(run));
			expect(work.map(({ settlement }) => settlement?.outcome)).toEqual(['partly_written', 'written']);
			expect(work[0].settlement?.leftOut).toEqual(leftOut);
		});

		it('confirms only the fields of the row', async () => {
			const run = await aKeptRun(store);
			await store.stageRows(run.runId, [{ recordId: '00Q1', values: { Title: 'CTO' } }]);
			await store.journal(
				run.runId,
				['Title', 'Phone'].map((field) => ({ ...change, field, recordId: '00Q1', status: 'intended' as const })),
			);
			await store.confirmStagedRows(run.runId, ['00Q1'], at);
			const journal = await collect(store.readJournal(run.runId));
			expect(journal.map(({ field, status }) => [field, status])).toEqual([
				['Title', 'written'],
				['Phone', 'intended'],
			]);
		});

		it('leaves the same records of another run alone', async () => {
			const other = await staged([{ recordId: '00Q1', values: {} }]);
			await store.confirmStagedRows(await staged([{ recordId: '00Q1', values: {} }]), ['00Q1'], at);
			expect(await store.countStagedRows(other)).toBe(1);
		});
	});

	describe('recordRemoteJob', () => {
		it('notes how far each job has come, by part', async () => {
			const { runId } = await aKeptRun(store);
			const first = { jobId: '7501', step: 'created', operation: 'update', part: 0, rows: 2 } as const;
			const second = { jobId: '7500', step: 'created', operation: 'update', part: 1, rows: 3 } as const;
			const again = { jobId: '7502', step: 'created', operation: 'update', part: 0, rows: 1 } as const;
			for (const job of [second, first, again]) await store.recordRemoteJob(runId, job);
			await store.recordRemoteJob(runId, { ...first, step: 'uploaded' });
			expect(await store.readRemoteJobs(runId)).toEqual([{ ...first, step: 'uploaded' }, again, second]);
		});

		it('gives none for a run without any', async () => {
			expect(await store.readRemoteJobs((await aKeptRun(store)).runId)).toEqual([]);
		});
	});

	const job = { jobId: '7501', step: 'created', operation: 'update', part: 0, rows: 2 } as const;
	it.each<[string, () => Promise<unknown>]>([
		['stageRows', async () => await store.stageRows('no such run', [])],
		['loadStagedRows', async () => await store.loadStagedRows('no such run', [])],
		['withdrawStaged', async () => await store.withdrawStaged('no such run', new Map())],
		['readStagedRows', async () => await collect(store.readStagedRows('no such run'))],
		['countStagedRows', async () => await store.countStagedRows('no such run')],
		['confirmStagedRows', async () => await store.confirmStagedRows('no such run', [], '2026-11-21T10:00:00.000Z')],
		['summarizeStagedRows', async () => await store.summarizeStagedRows('no such run')],
		['dropStagedRows', async () => await store.dropStagedRows('no such run', [])],
		['recordRemoteJob', async () => await store.recordRemoteJob('no such run', job)],
		['readRemoteJobs', async () => await store.readRemoteJobs('no such run')],
	])('%s refuses a run it does not know', async (_name, attempt) => {
		await expect(attempt()).rejects.toMatchObject({ code: 'run_not_found' });
	});
}
