import type { Credits } from '../../../store/contract/ledger';
import type { HashedQuestion } from './question';

/** A call that is in the books. */
export interface SentCall {
	readonly callId: string;
	readonly questions: readonly HashedQuestion[];
	/** The most that each question can cost. */
	readonly worst: readonly Credits[];
	/** Under which number each question was sent, where the provider answers by a job that outlives this process. */
	readonly places: readonly number[];
	readonly reserved: Credits;
	/** It has been sent before. */
	readonly isRepeat: boolean;
}

/** The key that a query is sent under. */
export function keyOf(mode: 'immediate' | 'job', key: number, place: number): number {
	return mode === 'job' ? place : key;
}
