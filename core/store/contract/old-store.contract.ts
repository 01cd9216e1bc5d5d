import type { Store } from '../store';
import { aJournalRow, collect } from './store.builders';

const rowCount = 100_000;
const half = rowCount / 2;
const orgId = '00D000000000001AAA';
const at = '2026-11-20T12:00:00.000Z';
const [startedAt, finishedAt] = [1_795_000_000_000, 1_795_000_060_000];

const idOf = (number: number) => `00Q${1_000_000 + number}`;
const id = (number: string) => `'00Q' || CAST(1000000 + ${number} AS text)`;
const rowsFrom = `WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${rowCount - 1})`;

const createdId = '00QCREATED';
const proseOrgId = '00D000000000002AAA';
const undoneId = '7c1e6a52-3f0b-4f5e-9d0a-1b8f0c6f2a10';

/** Runs that said what they are in names and sentences only. */
const runsInProse = [
	{ runId: 'paused', pipeline: 'hourly', status: 'Running', reason: 'Paused: No calls are left' },
	{ runId: 'stopped', pipeline: 'undo everything', status: 'Running', reason: 'Too many were refused' },
	{ runId: 'undo', pipeline: `undo ${undoneId}`, status: 'Partial Success', reason: 'Some fields' },
	{ runId: 'judged', pipeline: 'nightly', status: 'Failed', reason: 'None of 2 records came through: 2 rejected' },
	{ runId: 'broken', pipeline: 'weekly', status: 'Failed', reason: 'No network' },
];

/** Statements that fill the tables of a store of before rows carried the number of their run: 100,000 rows each of work, journal and staging. */
export const oldStoreRows: readonly string[] = [
	...['other', 'big'].map(
		(runId) => `
		INSERT INTO {schema}.runs (org_id, run_id, pipeline, s_object, status, is_dry_run, lease_ms, started_at, finished_at)
		VALUES ('${orgId}', '${runId}', '${runId}', 'Lead', 'Success', false, 180000, ${startedAt}, ${finishedAt})`,
	),
	...runsInProse.map(
		({ runId, pipeline, status, reason }) => `
		INSERT INTO {schema}.runs (org_id, run_id, pipeline, s_object, status, reason, is_dry_run, lease_ms, started_at)
		VALUES ('${proseOrgId}', '${runId}', '${pipeline}', 'Lead', '${status}', '${reason}', false, 180000, ${startedAt})`,
	),
	`INSERT INTO {schema}.calls (org_id, run_id, stage, planned, used, retries) VALUES ('${proseOrgId}', 'paused', 'canary', 2, 2, 0)`,
	...[
		['00Q1', 'Nobody (known by its stamps, because the process that wrote it ended before it could note so)'],
		['00Q2', 'Nobody'],
	].map(
		([recordId, message]) => `
		INSERT INTO {schema}.work (org_id, run_id, record_id, is_carried_over, attempts, drops, outcome, message)
		VALUES ('${proseOrgId}', 'paused', '${recordId}', false, 0, 0, 'stamped', '${message}')`,
	),
	`${rowsFrom} INSERT INTO {schema}.work (org_id, run_id, record_id, version, is_carried_over, attempts, drops, outcome, retryable, confidence)
		SELECT '${orgId}', 'big', ${id('n')}, 'version', n % 2 = 0, n % 3, 1, 'written', false, 1.0 / 3 FROM numbers`,
	`${rowsFrom} INSERT INTO {schema}.journal (sequence, org_id, run_id, record_id, s_object, field, before_json, after_json,
			provider, confidence, policy, observed_at, status, at)
		SELECT n + 1, '${orgId}', 'big', ${id(`(n % ${half})`)}, 'Lead', CASE WHEN n < ${half} THEN 'Title' ELSE 'Phone' END, 'null',
			'"a \\"value\\" ' || CAST(n AS text) || '"', CASE WHEN n < ${half} THEN 'reference' END,
			CASE WHEN n < ${half} THEN 1.0 / 3 END, 'always', NULL, CASE WHEN n < ${half} THEN 'written' ELSE 'intended' END, '${at}'
		FROM numbers`,
	`INSERT INTO {schema}.journal (sequence, org_id, run_id, record_id, s_object, field, before_json, after_json, status, at)
		VALUES (${rowCount + 1}, '${orgId}', 'other', '${idOf(1)}', 'Lead', 'Title', '0', 'false', 'refused', '${at}')`,
	// A record that the run created was known by the field of this row.
	`INSERT INTO {schema}.journal (sequence, org_id, run_id, record_id, s_object, field, before_json, after_json, policy, status, at)
		VALUES (${rowCount + 2}, '${orgId}', 'other', '${createdId}', 'Lead', 'Id', 'null', '"${createdId}"', 'create', 'written', '${at}'),
			(${rowCount + 3}, '${orgId}', 'other', '${createdId}', 'Lead', 'Title', 'null', '"CEO"', 'create', 'written', '${at}')`,
	`${rowsFrom} INSERT INTO {schema}.staged_rows (org_id, run_id, record_id, parent_id, values_json, creation_json)
		SELECT '${orgId}', 'big', ${id('n')}, CASE WHEN n % 2 = 0 THEN '' ELSE '001' END, '{"Phone":' || CAST(n AS text) || '}', NULL FROM numbers`,
];

/** What the rows above read like in a store of today; does away with the runs at its end. */
export async function expectOldRows(store: Store): Promise<void> {
	const [run] = (await store.listRuns(orgId, 2)).filter(({ runId }) => runId === 'big');
	await expectJournal(store);
	const work = await collect(store.readWork(run));
	expect(work).toHaveLength(rowCount);
	expect(work[4]).toMatchObject({ recordId: idOf(4), version: 'version', isCarriedOver: true, attempts: 1, drops: 1 });
	expect(work[5].settlement).toMatchObject({
		outcome: 'written',
		retryable: false,
		confidence: expect.closeTo(1 / 3, 12),
	});

	await expectTypedState(store);
	await expectStaged(store);
	await expectForgotten(store);
}

async function expectTypedState(store: Store): Promise<void> {
	const [paused, stopped, undo, judged, broken] = await Promise.all(
		runsInProse.map(async ({ runId }) => (await store.findRun(runId))!),
	);
	expect(paused).toMatchObject({ stop: { kind: 'pause', why: 'No calls are left' }, hadCanary: true });
	expect(stopped).toMatchObject({ stop: { kind: 'stop', why: 'Too many were refused' } });
	expect([paused, stopped, undo, judged, broken].map(({ kind }) => kind)).toEqual([
		undefined,
		undefined,
		'undo',
		undefined,
		undefined,
	]);
	expect([paused, stopped, undo, judged, broken].map(({ isJudged = false }) => isJudged)).toEqual([
		false,
		false,
		true,
		true,
		false,
	]);
	expect(stopped.hadCanary).toBeUndefined();
	expect(judged.reason).toBe('None of 2 records came through: 2 rejected');
	const work = await store.loadWork(paused, ['00Q1', '00Q2']);
	expect(work.map(({ settlement }) => settlement?.source)).toEqual(['stamps', undefined]);
	// Nobody has counted its records as they were tried, so they are counted anew.
	await store.settleWork(paused, [{ recordId: '00Q3', outcome: 'rejected' }]);
	expect(await store.countTried(paused)).toEqual({ records: 1, refused: 1 });
	await store.settleWork(paused, [{ recordId: '00Q4', outcome: 'written' }]);
	expect(await store.countTried(paused)).toEqual({ records: 2, refused: 1 });
}

async function expectJournal(store: Store): Promise<void> {
	const journal = await collect(store.readJournal('big'));
	expect(journal).toHaveLength(rowCount);
	const shared = { before: null, policy: 'always', at };
	const titleOf = (number: number) => ({
		...shared,
		recordId: idOf(number),
		field: 'Title',
		after: `a "value" ${number}`,
		provider: 'reference',
		status: 'written',
	});
	const phoneOf = (number: number) => ({
		...shared,
		recordId: idOf(number),
		field: 'Phone',
		after: `a "value" ${number + half}`,
		status: 'intended',
	});
	for (const number of [0, 1, half - 1]) {
		expect(journal.slice(2 * number, 2 * number + 2)).toMatchObject([titleOf(number), phoneOf(number)]);
		expect(journal[2 * number].confidence).toBeCloseTo(1 / 3, 12);
		expect(Object.keys(journal[2 * number + 1])).not.toContain('provider');
	}
	expect(await store.readRecordJournal(orgId, idOf(1))).toMatchObject([
		{ runId: 'big', ...titleOf(1) },
		{ runId: 'big', ...phoneOf(1) },
		{ runId: 'other', field: 'Title', before: 0, after: false, status: 'refused' },
	]);
	const created = await store.readRecordJournal(orgId, createdId);
	expect(created.map(({ field, kind, after, policy }) => [field, kind, after, policy])).toEqual([
		['Id', 'created', createdId, 'create'],
		['Title', undefined, 'CEO', 'create'],
	]);
	expect(await store.loadLastWritten(orgId, [idOf(1)])).toMatchObject([
		{ field: 'Title', value: 'a "value" 1', provider: 'reference' },
	]);
}

async function expectStaged(store: Store): Promise<void> {
	const staged = await collect(store.readStagedRows('big'));
	expect(staged).toHaveLength(rowCount);
	expect(staged[1]).toEqual({ recordId: idOf(2), values: { Phone: 2 } });
	expect(staged.at(-1)).toEqual({ recordId: idOf(rowCount - 1), parentId: '001', values: { Phone: rowCount - 1 } });
	// And it goes on from there.
	await store.confirmStagedRows('big', [idOf(1)], at);
	expect(await store.loadJournal('big', [idOf(1)])).toMatchObject([
		{ field: 'Title' },
		{ field: 'Phone', status: 'written' },
	]);
	await store.journal('big', [aJournalRow({ recordId: 'new' })]);
	expect((await collect(store.readJournal('big'))).at(-1)).toEqual(aJournalRow({ recordId: 'new' }));
}

async function expectForgotten(store: Store): Promise<void> {
	expect(await store.prune(new Date(finishedAt + 1))).toBe(2);
	expect(await store.readRecordJournal(orgId, idOf(1))).toEqual([]);
	expect(await store.loadLastWritten(orgId, [idOf(1), idOf(half - 1)])).toMatchObject([
		{ recordId: idOf(1), field: 'Phone' },
		{ recordId: idOf(1), field: 'Title' },
		{ recordId: idOf(half - 1), field: 'Title', value: `a "value" ${half - 1}` },
	]);
}
