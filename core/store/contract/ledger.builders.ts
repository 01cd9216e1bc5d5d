import type { CallToReserve, KeptAnswer, LookUp, ReservedRecord } from './ledger';
import { inMinutes, noon } from './store.builders';

let calls = 0;

/** Records that cost a credit at most, each. */
export function someQuestions(count: number, change: Partial<ReservedRecord> = {}): ReservedRecord[] {
	return Array.from({ length: count }, (_, index) => ({
		recordId: `00Q${index}`,
		inputHash: `hash-${index}`,
		worst: { credits: 1000 },
		...change,
	}));
}

/** A call for one record at noon, outside of any run. */
export function aCall(change: Partial<CallToReserve> = {}): CallToReserve {
	calls += 1;
	return {
		callId: `call-${calls}`,
		orgId: '00D000000000009AAA',
		provider: 'vendor',
		account: 'account',
		records: someQuestions(1),
		at: noon,
		...change,
	};
}

/** A match that cost a credit and filled one of two fields. */
export function aLookUp(change: Partial<LookUp> = {}): LookUp {
	return {
		recordId: '00Q0',
		inputHash: 'hash-0',
		outcome: 'matched',
		filled: ['Industry'],
		asked: ['Industry', 'Phone'],
		charged: { credits: 1000 },
		...change,
	};
}

/** An answer that is kept for an hour. */
export function aKeptAnswer(change: Partial<KeptAnswer> = {}): KeptAnswer {
	return {
		inputHash: 'hash-0',
		recordId: '00Q0',
		answer: { values: { industry: 'Energy' } },
		seenAt: noon,
		keepUntil: inMinutes(60),
		...change,
	};
}
