import { EnrichmentError } from '../../../errors';
import type { CacheStore } from '../../../store/contract/cache';
import type { LedgerStore } from '../../../store/contract/ledger';
import type { LookUpCost } from '../enrich-sentence';
import type { LookUpAnswer, UnansweredQuery } from '../look-up-answer';
import type { AskOptions, EnrichmentProvider } from '../provider';
import type { CallBooks } from './call-books';
import type { LookUpMoney, withDefaults } from './look-up-money';
import type { Pace } from './pace';

/** What the asking may use beside the provider's own options. */
export interface AskingOptions extends AskOptions {
	readonly money?: LookUpMoney;
	/** Told once, when everybody has been asked. */
	readonly tellCost?: (cost: LookUpCost) => void;
	/** Waits, or breaks off with the signal; real time unless set. */
	readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** One asking: what all of its calls share. */
export interface Asking {
	readonly provider: EnrichmentProvider;
	readonly options: AskingOptions;
	readonly money: ReturnType<typeof withDefaults>;
	readonly books: CallBooks;
	/** Absent outside of a run. */
	readonly memory?: {
		readonly store: LedgerStore & CacheStore;
		readonly orgId: string;
		readonly runId: string;
		readonly leaseMs: number;
	};
	readonly pace: Pace;
	readonly answerByKey: Map<number, LookUpAnswer>;
	wait(ms: number): Promise<void>;
	keepLease(): Promise<void>;
	/** Set once nobody else is to be asked: what the others get instead of an answer. */
	stop?: Omit<UnansweredQuery, 'key'>;
	/** So far. */
	cost: LookUpCost;
	/** How many calls came to anything but an exception, and the last exception. */
	answered: number;
	failure?: EnrichmentError;
}

/** Throws `canceled` once the signal is raised. */
export function refuseCanceled(signal: AbortSignal | undefined): void {
	if (!signal?.aborted) return;
	throw new EnrichmentError('canceled', 'The enrichment was stopped before every record was asked for.', {
		remedy: 'Run the workflow again; records without an answer are taken up again.',
		cause: signal.reason,
	});
}
