import type { Settlement, WorkState } from '../store/contract/work';
import { planCarryOver } from './carry-over';
import { RunTally } from './run-tally';

const now = new Date('2026-11-21T12:00:00.000Z');

function settled(settlement: Partial<Settlement>, attempts = 0): WorkState {
	const recordId = '00Q1';
	return {
		recordId,
		attempts,
		drops: 0,
		settlement: { recordId, outcome: 'written', ...settlement },
	};
}

function tallyOf(states: WorkState[]): RunTally {
	const tally = new RunTally();
	tally.add(states, planCarryOver(states, now));
	return tally;
}

describe('RunTally', () => {
	it.each<[number | undefined, 'high' | 'medium' | 'low']>([
		[1, 'high'],
		[0.9, 'high'],
		[0.899, 'medium'],
		[0.7, 'medium'],
		[0.699, 'low'],
		[undefined, 'low'],
	])('counts a match of confidence %p as %s', (confidence, band) => {
		const { counts } = tallyOf([settled({ enrichOutcome: 'matched', confidence })]);
		expect(counts.matched).toEqual({ high: 0, medium: 0, low: 0, [band]: 1 });
	});

	it.each<[Partial<Settlement>, object]>([
		[{ outcome: 'skipped_unchanged' }, { gated: 1, written: 0 }],
		[
			{ outcome: 'written', enrichOutcome: 'skipped_unchanged' },
			{ gated: 1, written: 1 },
		],
		[{ outcome: 'skipped_unchanged', enrichOutcome: 'skipped_unchanged' }, { gated: 1 }],
		[{ outcome: 'unknown_created' }, { failed: 1, written: 0 }],
		[
			{ outcome: 'stamped', enrichOutcome: 'no_match' },
			{ stampedOnly: 1, noMatch: 1, failed: 0 },
		],
		[{ outcome: 'stamped', enrichOutcome: 'low_confidence' }, { noMatch: 1 }],
		[
			{ outcome: 'stamped', enrichOutcome: 'invalid_input' },
			{ noMatch: 1, failed: 0 },
		],
		[
			{ outcome: 'stamped', enrichOutcome: 'provider_failed' },
			{ stampedOnly: 1, failed: 1 },
		],
		[
			{ outcome: 'rejected', enrichOutcome: 'provider_failed' },
			{ rejected: 1, failed: 0 },
		],
		[{ outcome: 'conflict' }, { rejected: 1 }],
		[{ outcome: 'invalid_input' }, { rejected: 1, noMatch: 0 }],
		[
			{ outcome: 'failed', retryable: true },
			{ failed: 1, carriedOver: 1 },
		],
		[{ outcome: 'deleted' }, { failed: 0, rejected: 0 }],
		[
			{ outcome: 'claimed_elsewhere', retryable: true },
			{ claimedElsewhere: 1, carriedOver: 1, failed: 0 },
		],
		[
			{ outcome: 'would_write', rank: 'A', isDuplicate: true },
			{ wouldWrite: 1, duplicates: 1 },
		],
		[{ rank: 'C' }, { ranks: { A: 0, B: 0, C: 1, D: 0, F: 0 } }],
	])('counts %j as %j', (settlement, counts) => {
		expect(tallyOf([settled(settlement)]).counts).toMatchObject({ read: 1, ...counts });
	});

	it('counts what is carried over, given up and lost', () => {
		const tally = tallyOf([
			{ recordId: 'lost', attempts: 0, drops: 0 },
			{ recordId: 'lost again', attempts: 0, drops: 3 },
			settled({ outcome: 'failed', retryable: true }, 4),
		]);
		expect(tally.unsettled).toBe(2);
		expect(tally.counts).toMatchObject({ read: 3, carriedOver: 1, dropped: 1, exhausted: 1 });
		expect(tally.reasons(20).map(({ outcome, records, recordId }) => [outcome, records, recordId])).toEqual([
			['carried_over', 1, 'lost'],
			['dropped_by_workflow', 1, 'lost again'],
			['failed', 1, '00Q1'],
		]);
	});

	it('groups reasons by outcome and message, the most frequent first', () => {
		const tally = tallyOf([
			settled({ outcome: 'rejected', message: 'too long' }),
			settled({ outcome: 'rejected', message: 'locked' }),
			settled({ outcome: 'rejected', message: 'locked' }),
			settled({ outcome: 'stamped', enrichOutcome: 'provider_failed', message: 'timeout' }),
			settled({ outcome: 'written' }),
		]);
		expect(tally.reasons(2)).toEqual([
			{ outcome: 'rejected', message: 'locked', records: 2, recordId: '00Q1' },
			{ outcome: 'provider_failed', message: 'timeout', records: 1, recordId: '00Q1' },
		]);
	});

	it('holds a bounded number of reasons, and loses no record', () => {
		const states = Array.from({ length: 5000 }, (_, index) =>
			settled({ outcome: 'rejected', message: `record ${index}` }),
		);
		const reasons = tallyOf(states).reasons(10_000);
		expect(reasons.length).toBeLessThanOrEqual(1001);
		expect(reasons.reduce((sum, { records }) => sum + records, 0)).toBe(5000);
		expect(reasons[0]).toEqual({
			outcome: 'rejected',
			message: '(further reasons)',
			records: 4000,
		});
	});
});
