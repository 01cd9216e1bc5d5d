import type { Run, Store } from '../store/store';

/** What a stage needs to take part in a run; a stage without one works alone and remembers nothing. */
export interface RunContext {
	readonly run: Run;
	readonly store: Store;
	/** Prolongs the run's lease; throws `lease_lost` when another run has taken over. Stages call it per bounded step. */
	keepLease(): Promise<void>;
}
