import type { RunSummary } from '../../core/run/run-summary';

/**
 * Where a process ends itself: before its n-th request to a provider leaves, once the reply to it has come and nothing was
 * noted, or before or behind the n-th call of a method of the store.
 */
export interface KillPoint {
	readonly kind: 'before send' | 'after reply' | 'before store' | 'after store';
	/** The store's method. */
	readonly method?: string;
	/** From 1. */
	readonly count: number;
}

/** What a process is to do; travels as JSON. */
export interface ChainOrder {
	/** Of the org. */
	readonly url: string;
	/** The vendors of the chain, first to last, with where each is reached and by which key. */
	readonly vendors: ReadonlyArray<{ readonly id: string; readonly url: string; readonly key: string }>;
	readonly storePath: string;
	readonly executionId: string;
	/** ISO 8601; the clock of the process stands still there. */
	readonly now: string;
	readonly batchSize: number;
	/** Look records up although their inputs did not change. */
	readonly force?: boolean;
	readonly kill?: KillPoint;
	readonly expects?: 'production' | 'sandbox';
}

/** What a process tells before it ends by itself. */
export interface ChainEnd {
	readonly summary?: RunSummary;
	readonly requests: number;
	readonly storeCalls: Readonly<Record<string, number>>;
	/** How often each provider gave each outcome in this process. */
	readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
