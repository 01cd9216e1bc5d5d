import type { Attempt } from '../../record/attempt';
import type { Store } from '../store';
import type { Run } from './runs';
import { aJournalRow, aKeptRun, anAttempt, inMinutes, minuteMs, noon } from './store.builders';

const ids = Array.from({ length: 150 }, (_, index) => `00Q${String(1_000 + index).padStart(15, '0')}`);
const [first, second, third] = ids;

/** What every store does with attempts that it may have packed with the part they were made in: as if each had a row of its own. */
export function testPackedAttempts(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	/** A part over these records, each of them with an attempt. */
	const attempt = async (
		run: Run,
		recordIds: readonly string[],
		lastActivity = noon,
		outcome: Attempt['outcome'] = 'matched',
	) => {
		await store.addWork(
			run,
			recordIds.map((recordId) => ({ recordId })),
		);
		await store.savePart(run, {
			journal: recordIds.map((recordId) => aJournalRow({ recordId })),
			staged: recordIds.map((recordId) => ({ recordId, values: { Industry: 'Energy' } })),
			settlements: recordIds.map((recordId) => ({ recordId, outcome: 'staged', retryable: true })),
			attempts: recordIds.map((recordId) => anAttempt({ recordId, runId: run.runId, lastActivity, outcome })),
		});
	};
	const anAttemptedRun = async (overrides: Partial<Run> = {}, lastActivity = noon) => {
		const run = await aKeptRun(store, overrides);
		await attempt(run, ids, lastActivity);
		return run;
	};
	const outcomesOf = async (orgId: string, recordIds: readonly string[]) =>
		(await store.loadAttempts(orgId, recordIds)).map(({ outcome }) => outcome);

	it('gives the last of several runs that attempted a record', async () => {
		const run = await anAttemptedRun();
		const later = await aKeptRun(store, { orgId: run.orgId, pipeline: 'daily' });
		await attempt(later, ids.slice(0, 40), inMinutes(5), 'no_match');
		expect(await store.loadAttempts(run.orgId, [ids[40], first])).toEqual([
			anAttempt({ recordId: first, runId: later.runId, lastActivity: inMinutes(5), outcome: 'no_match' }),
			anAttempt({ recordId: ids[40], runId: run.runId, outcome: 'matched' }),
		]);
		expect(await store.countAttempts(run.orgId, run.runId)).toEqual({ records: 110, recordId: ids[40] });
		expect(await store.countAttempts(run.orgId, later.runId)).toMatchObject({ records: 40 });
		expect(await store.countAttempts(run.orgId, 'unknown')).toEqual({ records: 0 });
	});

	it('forgets an attempt with all that came before it, and no other', async () => {
		const run = await anAttemptedRun();
		const later = await aKeptRun(store, { orgId: run.orgId, pipeline: 'daily' });
		await attempt(later, ids.slice(0, 40), inMinutes(5), 'no_match');
		await store.noteAttempts(run.orgId, [anAttempt({ recordId: second, outcome: 'conflict' })]);
		await store.dropAttempts(run.orgId, [first, ids[149]]);
		expect(await outcomesOf(run.orgId, [first, second, third, ids[148], ids[149]])).toEqual([
			'conflict',
			'no_match',
			'matched',
		]);
		expect(await store.countAttempts(run.orgId, later.runId)).toMatchObject({ records: 38 });
		await store.dropAttempts(run.orgId, ids);
		expect(await store.loadAttempts(run.orgId, ids)).toEqual([]);
		expect(await store.countAttempts(run.orgId, run.runId)).toMatchObject({ records: 0 });
	});

	it('takes what a part says in place of an earlier word, and a later word in place of the part', async () => {
		const run = await aKeptRun(store);
		await store.noteAttempts(
			run.orgId,
			[first, second].map((recordId) => anAttempt({ recordId, outcome: 'conflict' })),
		);
		await attempt(run, ids);
		expect(await outcomesOf(run.orgId, [first, second])).toEqual(['matched', 'matched']);
		await store.noteAttempts(run.orgId, [
			anAttempt({ recordId: second, outcome: 'rejected', lastActivity: inMinutes(1) }),
		]);
		expect(await outcomesOf(run.orgId, [first, second])).toEqual(['matched', 'rejected']);
		expect(await store.countAttempts(run.orgId, run.runId)).toMatchObject({ records: 149 });
	});

	it('reads the newest first, up to the limit and from a moment on, whatever they are kept in', async () => {
		const run = await anAttemptedRun({}, inMinutes(-5));
		const later = await aKeptRun(store, { orgId: run.orgId, pipeline: 'daily' });
		await attempt(later, ids.slice(0, 40), inMinutes(5), 'no_match');
		await store.noteAttempts(run.orgId, [
			anAttempt({ recordId: 'new', lastActivity: inMinutes(6) }),
			anAttempt({ recordId: third, lastActivity: inMinutes(-1) }),
			anAttempt({ recordId: 'old', lastActivity: inMinutes(-6) }),
		]);
		const read = async (sObject: string, minutes: number, limit: number) =>
			(await store.readAttempts(run.orgId, sObject, inMinutes(minutes), limit)).map(({ recordId }) => recordId);
		const newest = ['new', first, second, ...ids.slice(3, 40), third];
		expect(await read('Lead', -60, 1_000)).toEqual([...newest, ...ids.slice(40), 'old']);
		expect(await read('Lead', -4, 1_000)).toEqual(newest);
		expect(await read('Lead', -60, 45)).toEqual([...newest, ...ids.slice(40, 44)]);
		expect(await read('Contact', -60, 1_000)).toEqual([]);
	});

	it('leaves those of another org alone, whose records have the same Ids', async () => {
		const [run, copy] = [await anAttemptedRun(), await anAttemptedRun()];
		await attempt(await aKeptRun(store, { orgId: copy.orgId, pipeline: 'daily' }), ids, inMinutes(5), 'no_match');
		await store.dropAttempts(copy.orgId, ids);
		expect(await store.loadAttempts(copy.orgId, ids)).toEqual([]);
		expect(await outcomesOf(run.orgId, [first])).toEqual(['matched']);
		expect(await store.countAttempts(run.orgId, run.runId)).toMatchObject({ records: 150 });
	});

	it('forgets those of before a moment, and those of a person who is forgotten', async () => {
		// Long before every other test, whose runs would be forgotten with these.
		const longAgo = (minutes: number) => inMinutes(minutes - 2_000 * 24 * 60);
		const run = await anAttemptedRun({}, longAgo(-1));
		const later = await aKeptRun(store, { orgId: run.orgId, pipeline: 'daily' });
		await attempt(later, ids.slice(0, 40), longAgo(0), 'no_match');
		await store.prune(longAgo(0));
		expect(await outcomesOf(run.orgId, ids)).toEqual(Array(40).fill('no_match'));
		expect(await store.eraseTraces(run.orgId, [first])).toMatchObject({ attempts: 1 });
		expect(await outcomesOf(run.orgId, ids)).toEqual(Array(39).fill('no_match'));
	});

	it('lets a record that was attempted wait behind one that never was', async () => {
		const run = await anAttemptedRun();
		const notices = [first, '00QNEVER'].map((recordId) => ({ recordId, isNew: false }));
		await store.receive(run, notices, noon, minuteMs);
		await store.beginDrain(run, 'holder', noon, minuteMs);
		const claimed = (await store.claimInbox(run, 'holder', 9, noon, minuteMs)) ?? [];
		expect(claimed.map(({ recordId }) => recordId)).toEqual(['00QNEVER', first]);
	});
}
