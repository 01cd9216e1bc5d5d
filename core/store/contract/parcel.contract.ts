import { sortBy } from 'lodash';
import type { Attempt } from '../../record/attempt';
import type { StagedRow } from '../../record/staged-row';
import type { JournalRow } from './journal';
import type { Run } from './runs';
import type { Store } from '../store';
import type { Settlement } from './work';
import { aJournalRow, aKeptRun, anAttempt, collect, inMinutes, minuteMs, noon } from './store.builders';

const count = 250;
const ids = Array.from({ length: count }, (_, index) => `00Q${String(1000 - index).padStart(15, '0')}`);
const some = [ids[0], ids[7], ids[120], ids[249]];
const later = inMinutes(5).toISOString();

interface Part {
	readonly journal: readonly JournalRow[];
	readonly staged: readonly StagedRow[];
	readonly settlements: readonly Settlement[];
	readonly attempts: readonly Attempt[];
}

/** Records of every kind that a part may have: with parents, with several changes, with stamps alone, with words of their own. */
function aPart(runId: string, lastActivity = noon): Part {
	const valuesOf = (index: number): Record<string, unknown> => ({
		...(index % 5 !== 0 && { Industry: `"Value" ${index}\n💥` }),
		...(index % 3 === 0 && index % 5 !== 0 && { Age: index }),
		...(index % 4 === 0 && { Enrichment_Outcome__c: 'matched' }),
		...(index % 5 === 0 && { Stamp__c: null }),
	});
	const staged = ids.map((recordId, index) => ({
		recordId,
		values: valuesOf(index),
		...(index % 7 === 0 && { parentId: `001${index % 3}` }),
	}));
	const journal = staged.flatMap(({ recordId, values }, index) =>
		Object.keys(values)
			.filter((field) => !/__c$/.test(field))
			.map((field) =>
				aJournalRow({
					recordId,
					field,
					before: index % 2 === 0 ? null : { city: 'Ulm' },
					after: values[field],
					provider: index % 11 === 0 ? 'other' : 'reference',
					confidence: field === 'Age' ? index / 1000 : 0.5,
					policy: 'always',
				}),
			),
	);
	const settlements = ids.map((recordId, index) => ({
		recordId,
		outcome: index % 5 === 0 ? ('stamped' as const) : ('staged' as const),
		enrichOutcome: index % 13 === 0 ? ('provider_failed' as const) : ('matched' as const),
		retryable: true,
		confidence: index % 2 === 0 ? 0.5 : index / 1000,
		leftOut: index % 17 === 0 ? [{ field: 'Phone', code: 'STRING_TOO_LONG' }] : [],
		mustFit: index % 19 === 0 ? ['Industry'] : [],
	}));
	// Most of them at one moment of the run, and a few that cannot be packed with their parts.
	const attempts = ids
		.map((recordId, index) =>
			anAttempt({
				recordId,
				runId: index % 23 === 1 ? undefined : runId,
				lastActivity: index % 29 === 1 ? new Date(lastActivity.getTime() + 1) : lastActivity,
				outcome: index % 5 === 0 ? 'no_match' : 'written',
				reason: index % 3 === 0 ? 'locked "for" now' : 'Write Status Fields is off',
				matchHash: index % 4 === 0 ? undefined : `hash ${index}`,
				version: index % 5 === 0 ? '2026-11-20T12:00:00.000Z' : undefined,
			}),
		)
		.filter((_attempt, index) => index % 6 !== 5);
	return { journal, staged, settlements, attempts };
}

/** What every store does with a part that it may pack: to whoever asks, the same as if each record had rows of its own. */
export function testParcels(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	const aRunWith = async (keep: (run: Run, part: Part) => Promise<void>) => {
		const run = await aKeptRun(store);
		await store.addWork(
			run,
			ids.map((recordId) => ({ recordId, version: 'version' })),
		);
		await keep(run, aPart(run.runId));
		return run;
	};
	const together = async () => await aRunWith(async (run, part) => await store.savePart(run, part));
	const oneByOne = async () =>
		await aRunWith(async (run, { journal, staged, settlements, attempts }) => {
			await store.journal(run.runId, journal);
			await store.stageRows(run.runId, staged);
			await store.settleWork(run, settlements);
			await store.noteAttempts(run.orgId, attempts);
		});

	/** All that can be asked of the run and its records; what is about several records in the order of these. */
	async function everything(run: Run) {
		const { runId, orgId } = run;
		const named = [...some, ids[100], 'unknown'];
		const byPlace = <T extends { readonly recordId: string; readonly field?: string }>(rows: readonly T[]) =>
			sortBy(rows, ['recordId', 'field']);
		return {
			journal: byPlace(await collect(store.readJournal(runId))),
			journalOfSome: byPlace(await store.loadJournal(runId, named)),
			staged: await collect(store.readStagedRows(runId)),
			stagedIds: (await collect(store.readStagedRows(runId, true))).map(({ recordId }) => recordId),
			stagedOfSome: byPlace(await store.loadStagedRows(runId, named)),
			count: await store.countStagedRows(runId),
			summary: await store.summarizeStagedRows(runId),
			work: await collect(store.readWork(run)),
			workOfSome: await store.loadWork(run, named),
			outcomes: await store.countOutcomes(run),
			tried: await store.countTried(run),
			record: byPlace(await store.readRecordJournal(orgId, ids[7])).map((row) => ({ ...row, runId: '' })),
			lastWritten: await store.loadLastWritten(orgId, named),
			moments: await store.loadWriteMoments(orgId, named, noon),
			...(await attemptsOf(run)),
			holding: await store.findRecordsHolding(orgId, ['"VALUE" 7\n💥', 'ulm', 'value']),
		};
	}

	/** What is known of attempts; their runs are told from each other by whether they are this one. */
	async function attemptsOf({ orgId, runId }: Run) {
		const named = (attempts: readonly Attempt[]) =>
			attempts.map((attempt) => ({ ...attempt, runId: attempt.runId === runId ? 'this' : attempt.runId && 'another' }));
		const since = inMinutes(-60);
		return {
			attempts: named(await store.loadAttempts(orgId, [...ids, 'unknown'])),
			newestAttempts: named(await store.readAttempts(orgId, 'Lead', since, 1_000)),
			fewAttempts: named(await store.readAttempts(orgId, 'Lead', since, 30)),
			attemptCount: (await store.countAttempts(orgId, runId)).records,
		};
	}
	const attemptsBy = (runId: string | undefined, minutes: number) =>
		some.map((recordId) => anAttempt({ recordId, runId, lastActivity: inMinutes(minutes), outcome: 'conflict' }));
	const changeOf = (recordId: string, changes: Partial<JournalRow> = {}) =>
		aJournalRow({ recordId, before: 'x', after: 'y', at: later, ...changes });
	const confirmAll = async ({ runId }: Run) => {
		while (await store.confirmTogether(runId, later));
		await store.confirmStagedRows(
			runId,
			(await collect(store.readStagedRows(runId, true))).map(({ recordId }) => recordId),
			later,
		);
	};

	it.each<[string, (run: Run) => Promise<unknown>]>([
		['nothing else happens', async () => undefined],
		[
			'changes are journaled again',
			async ({ runId }) =>
				await store.journal(
					runId,
					some.map((id) => changeOf(id)),
				),
		],
		[
			'other fields are journaled as written',
			async ({ runId }) =>
				await store.journal(
					runId,
					some.map((id) => changeOf(id, { field: 'Title', status: 'written' })),
				),
		],
		[
			'some are settled again',
			async (run) =>
				await store.settleWork(
					run,
					some.map((recordId) => ({ recordId, outcome: 'rejected' })),
				),
		],
		[
			'more of some is staged',
			async ({ runId }) =>
				await store.stageRows(
					runId,
					some.map((recordId) => ({ recordId, values: { Title: 'CTO' } })),
				),
		],
		[
			'fields are withdrawn',
			async ({ runId }) => await store.withdrawStaged(runId, new Map(some.map((id) => [id, ['Industry', 'Stamp__c']]))),
		],
		['rows are dropped', async ({ runId }) => await store.dropStagedRows(runId, some)],
		['some are confirmed', async ({ runId }) => await store.confirmStagedRows(runId, some, later)],
		['all are confirmed', confirmAll],
		[
			'all are confirmed but some that are kept apart',
			async (run) => {
				await store.keepApart(run.runId, some);
				while (await store.confirmTogether(run.runId, later));
				const left = (await collect(store.readStagedRows(run.runId, true))).map(({ recordId }) => recordId);
				await store.confirmStagedRows(
					run.runId,
					(left.length > 0 ? left : ids).filter((id) => !some.includes(id)),
					later,
				);
			},
		],
		[
			'what was confirmed is journaled, staged and settled again',
			async (run) => {
				await confirmAll(run);
				await store.journal(
					run.runId,
					some.map((id) => changeOf(id)),
				);
				await store.stageRows(run.runId, [{ recordId: some[1], values: { Title: 'CTO' } }]);
				await store.settleWork(run, [{ recordId: some[1], outcome: 'unchanged' }]);
			},
		],
		[
			'the records are taken on again',
			async (run) =>
				await store.addWork(
					run,
					some.map((recordId) => ({ recordId })),
				),
		],
		['some are attempted again', async ({ orgId }) => await store.noteAttempts(orgId, attemptsBy('another', 5))],
		[
			'attempts are forgotten, because stamps tell of them by now',
			async (run) => {
				await store.savePart(run, { stamped: some });
				await store.dropAttempts(run.orgId, [ids[3], 'unknown']);
			},
		],
		[
			'attempts are forgotten after they were made again',
			async (run) => {
				await store.noteAttempts(run.orgId, attemptsBy(run.runId, 5));
				await store.dropAttempts(run.orgId, some);
			},
		],
		['the same is staged a second time', async (run) => await store.savePart(run, aPart(run.runId))],
		[
			'a record is forgotten',
			async ({ orgId }) =>
				expect(await store.eraseTraces(orgId, [ids[7], 'unknown'])).toMatchObject({ journal: 1, staged: 1 }),
		],
		[
			'a confirmed record is forgotten',
			async (run) => {
				await confirmAll(run);
				expect(await store.eraseTraces(run.orgId, [ids[7]])).toMatchObject({ journal: 1, staged: 0 });
			},
		],
		[
			'the run is forgotten',
			async (run) => {
				await confirmAll(run);
				const longAgo = new Date('2001-01-01T00:00:00.000Z');
				await store.closeRun(run.runId, { status: 'Success' }, longAgo);
				await store.prune(new Date(longAgo.getTime() + 1));
				expect(await store.findRun(run.runId)).toBeUndefined();
			},
		],
	])('reads alike when %s', async (_what, happen) => {
		const [packed, rows] = [await together(), await oneByOne()];
		await happen(packed);
		await happen(rows);
		const isThere = (await store.findRun(rows.runId)) !== undefined;
		const read = async (run: Run) =>
			isThere
				? await everything(run)
				: { lastWritten: await store.loadLastWritten(run.orgId, ids), work: await store.loadWork(run, ids) };
		expect(await read(packed)).toEqual(await read(rows));
	});

	it('confirms at most 5,000 at once, and passes over those that are kept apart and their neighbours', async () => {
		const run = await together();
		await store.keepApart(run.runId, [ids[0]]);
		expect(await store.confirmTogether(run.runId, later)).toBe(false);
		const left = await store.countStagedRows(run.runId);
		expect(left).toBeGreaterThan(0);
		expect(left).toBeLessThan(count);
		expect((await store.loadStagedRows(run.runId, ids)).map(({ recordId }) => recordId)).toContain(ids[0]);
	});

	it('goes on reading what waits, each row once, while rows are named, dropped and confirmed', async () => {
		const run = await aKeptRun(store);
		const many = Array.from({ length: 2_400 }, (_, index) => `00Q${String((index * 7) % 2_400).padStart(5, '0')}`);
		await store.addWork(
			run,
			many.map((recordId) => ({ recordId })),
		);
		// In two halves that lie across each other.
		for (const half of [many.slice(0, 1_200), many.slice(1_200)])
			await store.savePart(run, {
				journal: half.map((recordId) => aJournalRow({ recordId })),
				staged: half.map((recordId) => ({ recordId, values: { Industry: 'Energy' } })),
				settlements: half.map((recordId) => ({ recordId, outcome: 'staged', retryable: true })),
			});
		const seen: string[] = [];
		const sizes: number[] = [];
		for await (const page of store.readStagedRows(run.runId)) {
			const pageIds = page.map(({ recordId }) => recordId);
			sizes.push(page.length);
			for (const id of pageIds) seen.push(id);
			await store.withdrawStaged(run.runId, new Map([[pageIds[900] ?? '', ['Other']]]));
			await store.dropStagedRows(run.runId, pageIds);
		}
		expect(sizes).toEqual([1000, 1000, 400]);
		expect(seen).toEqual([...many].sort());
		expect(await store.countStagedRows(run.runId)).toBe(0);
	});

	it('keeps a part whole or not at all', async () => {
		const run = await aKeptRun(store);
		await store.addWork(
			run,
			ids.map((recordId) => ({ recordId })),
		);
		const part = aPart(run.runId);
		const unfit = { recordId: '00Q1', outcome: 'staged' as const, isDuplicate: Symbol('no column') as never };
		await expect(store.savePart(run, { ...part, settlements: [...part.settlements, unfit] })).rejects.toMatchObject({
			code: 'store_unavailable',
		});
		expect(await collect(store.readJournal(run.runId))).toEqual([]);
		expect(await store.countStagedRows(run.runId)).toBe(0);
		expect(await store.countTried(run)).toEqual({ records: 0, refused: 0 });
	});

	it('lets two lay the same records out at once', async () => {
		const run = await together();
		const other = await open();
		await Promise.all([
			store.settleWork(run, [{ recordId: ids[0], outcome: 'written' }]),
			other.journal(run.runId, [changeOf(ids[0], { status: 'written' })]),
			other.claimRecords(run.orgId, some, run.runId, noon, minuteMs),
		]);
		await other.close();
		expect(await store.countStagedRows(run.runId)).toBe(count);
		expect(await store.loadWork(run, [ids[0]])).toMatchObject([{ settlement: { outcome: 'written' } }]);
	});
}
