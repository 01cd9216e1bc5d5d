import type { Settlement, WorkState } from '../store/contract/work';
import { backOffMs, carriesOver, planCarryOver } from './carry-over';

const now = new Date('2026-11-21T12:00:00.000Z');
const minuteMs = 60_000;

function aState(overrides: Partial<WorkState> = {}): WorkState {
	return { recordId: '00Q1', attempts: 0, drops: 0, ...overrides };
}

function failed(overrides: Partial<Settlement> = {}): Settlement {
	return { recordId: '00Q1', outcome: 'failed', retryable: true, message: 'locked', ...overrides };
}

function plan(state: WorkState) {
	return planCarryOver([state], now);
}

describe('planCarryOver', () => {
	it.each([0, 1, 2])('carries over at once what never came back, after %i times', (drops) => {
		const { entries } = plan(aState({ drops, attempts: 2 }));
		expect(entries).toEqual([expect.objectContaining({ recordId: '00Q1', drops: drops + 1, attempts: 2, dueAt: now })]);
	});

	it('gives up what never came back a fourth time', () => {
		expect(plan(aState({ drops: 3 }))).toEqual({
			entries: [],
			dropped: ['00Q1'],
			exhausted: [],
			settledIds: [],
		});
	});

	it.each([
		[0, 15],
		[1, 60],
		[2, 240],
		[3, 960],
	])('lets a failure after %i attempts wait %i minutes', (attempts, minutes) => {
		const { entries } = plan(aState({ attempts, drops: 1, settlement: failed() }));
		expect(entries).toEqual([
			{
				recordId: '00Q1',
				attempts: attempts + 1,
				drops: 1,
				dueAt: new Date(now.getTime() + minutes * minuteMs),
				reason: 'locked',
			},
		]);
	});

	it('refuses for good what failed a fifth time', () => {
		expect(plan(aState({ attempts: 4, settlement: failed() }))).toEqual({
			entries: [],
			dropped: [],
			exhausted: ['00Q1'],
			settledIds: [],
		});
	});

	it('lets what another run had wait without counting an attempt, however often', () => {
		const settlement = failed({ outcome: 'claimed_elsewhere', message: 'Another run works on the record' });
		const { entries } = plan(aState({ attempts: 4, drops: 3, settlement }));
		const dueAt = new Date(now.getTime() + 15 * minuteMs);
		expect(entries).toEqual([
			{ recordId: '00Q1', attempts: 4, drops: 3, dueAt, reason: 'Another run was working on it' },
		]);
	});

	it('names the outcome when a failure has no message', () => {
		const settlement = failed({ outcome: 'rejected', message: undefined });
		expect(plan(aState({ settlement })).entries[0].reason).toBe('rejected');
	});

	it.each<Settlement>([
		{ recordId: '00Q1', outcome: 'written' },
		{ recordId: '00Q1', outcome: 'skipped_unchanged' },
		{ recordId: '00Q1', outcome: 'rejected', retryable: false },
	])('forgets a record that ended as $outcome', (settlement) => {
		expect(plan(aState({ attempts: 3, settlement }))).toEqual({
			entries: [],
			dropped: [],
			exhausted: [],
			settledIds: ['00Q1'],
		});
	});
});

describe('carriesOver', () => {
	it.each([
		[{ isDryRun: false, isJudged: true }, true],
		[{ isDryRun: false, isJudged: false }, false],
		[{ isDryRun: false }, false],
		[{ isDryRun: true, isJudged: true }, false],
	] as const)('of %j is %s', (run, expected) => {
		expect(carriesOver(run)).toBe(expected);
	});
});

describe('backOffMs', () => {
	it('never waits longer than a day', () => {
		expect([4, 5, 6, 50].map((attempts) => backOffMs(attempts) / minuteMs)).toEqual([960, 1440, 1440, 1440]);
	});
});
