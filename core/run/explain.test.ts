import type { Outcome } from '../record/outcome';
import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { JournalRow } from '../store/contract/journal';
import type { Run } from '../store/contract/runs';
import type { Settlement } from '../store/contract/work';
import type { Store } from '../store/store';
import { explainRecord } from './explain';
import { messageByStamps } from './known-by-stamps';
import { inMinutes, key, noon, TestPipeline } from './run.builders';

const recordId = '00Q000000000001EAA';
const version = '2026-11-21T11:30:00.000Z';

let store: Store;
let pipeline: TestPipeline;
beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	pipeline = new TestPipeline(store);
});
afterEach(() => store.close());

async function explain(lastRuns = 20): Promise<string[]> {
	const { steps } = await explainRecord(
		store,
		{ orgId: key.orgId, recordId: recordId.slice(0, 15), lastRuns },
		inMinutes(5),
	);
	return steps.map(({ text }) => text);
}

async function take(run: Run): Promise<void> {
	await store.addWork(run, [{ recordId, version }]);
}

/** One run that took the record on and ended in it so. */
async function endedAs(settlement: Partial<Settlement>, isDryRun = false): Promise<string[]> {
	const run = await pipeline.start('first', noon, isDryRun);
	await take(run);
	await pipeline.settle(run, { [recordId]: settlement });
	await pipeline.finish(run);
	return await explain();
}

function aRow(changes: Partial<JournalRow> = {}): JournalRow {
	return {
		recordId,
		sObject: 'Lead',
		field: 'Industry',
		before: null,
		after: 'Energy',
		status: 'written',
		at: noon.toISOString(),
		...changes,
	};
}

const selected = `Run run-of-first (hourly Lead) selected it: it was due, as changed at ${version}`;

describe('explainRecord', () => {
	it.each<[string, Partial<Settlement>, string]>([
		[
			'written',
			{ enrichOutcome: 'matched', confidence: 0.98 },
			'was matched by a provider and was written (confidence 0.98)',
		],
		[
			'only stamped',
			{ outcome: 'stamped', enrichOutcome: 'no_match' },
			'was asked for, and no provider knew it and was marked as attempted; no value had to change',
		],
		[
			'skipped',
			{ outcome: 'skipped_unchanged' },
			'was skipped without asking anybody: unchanged since the last look-up',
		],
		[
			'unchanged',
			{ outcome: 'unchanged' },
			'held every suggested value already, or its policies let none replace what it holds',
		],
		['refused', { outcome: 'rejected', message: 'STRING_TOO_LONG: Phone' }, 'was refused: STRING_TOO_LONG: Phone'],
		[
			'in conflict',
			{ outcome: 'conflict', message: 'Phone: somebody has set it' },
			'was left as it is: somebody had changed it meanwhile: Phone: somebody has set it',
		],
		['gone', { outcome: 'deleted' }, 'was gone: deleted, merged, or hidden from the user'],
		['converted', { outcome: 'converted' }, 'was a converted lead by then'],
		[
			'not asked for',
			{ outcome: 'stamped', enrichOutcome: 'invalid_input' },
			'had nothing that a provider could be asked with and was marked as attempted; no value had to change',
		],
		['in doubt', { outcome: 'unknown_created' }, 'may have been created: the reply was lost, and it is not sent again'],
		[
			'written by a process that died',
			{ message: messageByStamps(null) },
			'was written: known by its status fields, because the process that wrote it ended before it could note so',
		],
	])('tells of a record that was %s', async (_what, settlement, ending) => {
		expect(await endedAs(settlement)).toEqual([selected, `In run run-of-first it ${ending}`]);
	});

	it.each<[string, Partial<Settlement>, string, string, number, string]>([
		['failed', { outcome: 'failed', message: 'locked' }, 'could not be written: locked', 'locked', 1, '12:16'],
		[
			'met a failing provider',
			{ outcome: 'stamped', enrichOutcome: 'provider_failed', message: 'timeout' },
			'could not be looked up: the provider failed and was marked as attempted; no value had to change: timeout',
			'timeout',
			1,
			'12:16',
		],
		[
			"was another run's",
			{ outcome: 'claimed_elsewhere' },
			'was left alone: in use by another run',
			'Another run was working on it',
			0,
			'12:16',
		],
		[
			'was held back',
			{ outcome: 'carried_over', message: 'stopped' },
			'was left to be tried again by the next run: stopped',
			'stopped',
			1,
			'12:16',
		],
	])(
		'tells that one that %s waits, until when and after what',
		async (_what, settlement, ending, reason, attempts, time) => {
			expect(await endedAs({ ...settlement, retryable: true })).toEqual([
				selected,
				`In run run-of-first it ${ending}; a later run tries again`,
				`It waits for a later run of hourly, not before 2026-11-21T${time}:00.000Z: ${reason} (${attempts === 0 ? 'no failed attempt' : '1 failed attempt'})`,
			]);
		},
	);

	it('tells of a dry run what it would have written', async () => {
		const run = await pipeline.start('first', noon, true);
		await take(run);
		await store.journal(run.runId, [
			aRow({ status: 'would_write', provider: 'reference', confidence: 0.98, policy: 'fill_blank' }),
		]);
		await pipeline.settle(run, { [recordId]: { outcome: 'would_write' } });
		await pipeline.finish(run);
		expect(await explain()).toEqual([
			`Run run-of-first (hourly Lead, dry run) selected it: it was due, as changed at ${version}`,
			'Industry: would have written "Energy" over nothing (from reference, confidence 0.98, policy fill blank)',
			'In run run-of-first it would have been written: the run was a dry run',
		]);
	});

	it('tells of one that waits for Finish', async () => {
		const run = await pipeline.start();
		await take(run);
		await store.journal(run.runId, [aRow({ status: 'intended' })]);
		await pipeline.settle(run, { [recordId]: { outcome: 'staged', retryable: true } });
		await store.journal('run-of-first', []);
		await store.closeRun(run.runId, { status: 'Stopped', reason: 'too many refused' }, inMinutes(1));
		expect(await explain()).toEqual([
			selected,
			'Industry: was about to write "Energy" over nothing',
			'In run run-of-first it was made ready to be written at the end of the run',
		]);
	});

	it('tells of one that a run is still working on', async () => {
		await pipeline.finish(await pipeline.start('earlier', inMinutes(-60)), undefined, inMinutes(-50));
		await take(await pipeline.start());
		expect(await explain()).toEqual([selected, 'Run run-of-first is still working on it']);
	});

	it('tells of one that never came back, and after the fourth time that it is given up', async () => {
		for (let time = 0; time < 4; time += 1) {
			const run = await pipeline.start(`${time}`, inMinutes(10 * time));
			await take(run);
			await pipeline.finish(run, undefined, inMinutes(10 * time + 1));
		}
		const texts = await explain();
		expect(texts).toContain('From run run-of-0 it never came back to be written; a later run tries again');
		expect(texts).toContain('From run run-of-3 it never came back to be written, as often before, and is given up');
		expect(texts.filter((text) => text.startsWith('It waits'))).toEqual([]);
	});

	it('tells which attempt was the last', async () => {
		for (let time = 0; time < 5; time += 1) {
			const run = await pipeline.start(`${time}`, inMinutes(2_000 * time));
			await store.addWork(run, [{ recordId, version, isCarriedOver: time > 0 }]);
			await pipeline.settle(run, { [recordId]: { outcome: 'failed', message: 'locked', retryable: true } });
			await pipeline.finish(run, undefined, inMinutes(2_000 * time + 1));
		}
		const texts = await explain();
		expect(texts).toContain(
			'Run run-of-4 (hourly Lead) selected it: an earlier run had left it to be tried again, after 4 failed attempts',
		);
		expect(texts).toContain('In run run-of-4 it could not be written: locked; that was the last attempt');
	});

	it('tells how a run ended that broke off', async () => {
		const run = await pipeline.start();
		await take(run);
		await pipeline.finish(run, 'Connection lost');
		expect(await explain()).toEqual([
			selected,
			'From run run-of-first it never came back to be written (the run ended as Failed: Connection lost)',
		]);
	});

	it('tells of one that was created, and of one that was found by its key', async () => {
		const run = await pipeline.start();
		await pipeline.settle(run, { [recordId]: {} });
		await pipeline.finish(run);
		expect((await explain())[0]).toBe('Run run-of-first (hourly Lead) found it by its key');
		await store.journal(run.runId, [aRow({ kind: 'created', field: 'Id', after: recordId, policy: 'create' })]);
		expect((await explain())[0]).toBe('Run run-of-first (hourly Lead) created it');
	});

	it.each<[JournalRow['status'], string]>([
		['written', 'wrote "Energy" over nothing'],
		['refused', 'did not write "Energy" over nothing'],
		['unknown', 'sent "Energy" over nothing, and the reply was lost'],
		['intended', 'was about to write "Energy" over nothing'],
	])('tells a change that is %s', async (status, change) => {
		const run = await pipeline.start();
		await store.journal(run.runId, [aRow({ status })]);
		await pipeline.finish(run);
		expect(await explain()).toEqual([`Industry: ${change}`]);
	});

	it('tells that no stamp tells of the attempt, and why', async () => {
		const reason = 'FIELD_CUSTOM_VALIDATION_EXCEPTION: A title is needed';
		await store.noteAttempts(key.orgId, [
			{ recordId, sObject: 'Lead', lastActivity: noon, outcome: 'no_match', reason },
		]);
		expect(await explain()).toEqual([expect.stringContaining(`could not be noted in its status fields (${reason})`)]);
	});

	it('tells what was undone, and that it is not written again', async () => {
		const run = await pipeline.start();
		await store.journal(run.runId, [aRow({ before: 'Energy', after: null, policy: 'undo' })]);
		await store.addTombstones(key.orgId, [{ recordId, sObject: 'Lead', field: 'Industry', value: 'Energy' }]);
		await pipeline.finish(run);
		expect(await explain()).toEqual([
			'Industry: undone, nothing over "Energy" (policy undo)',
			'Industry was undone: the value "Energy" is not written to it again',
		]);
	});

	it("has a sentence for every outcome, none of them another's", async () => {
		const endings = new Set<string>();
		const all: readonly Outcome[] = ['matched', 'no_match', 'low_confidence', 'provider_failed', 'dropped_by_workflow'];
		for (const outcome of all) {
			const run = await pipeline.start(outcome);
			await take(run);
			await pipeline.settle(run, { [recordId]: { outcome } });
			await pipeline.finish(run);
			endings.add((await explain()).find((text) => text.startsWith(`In run run-of-${outcome} `))!.replace(outcome, ''));
		}
		expect(endings.size).toBe(all.length);
	});
});
