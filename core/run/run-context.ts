import type { Run } from '../store/contract/runs';
import type { Store } from '../store/store';
import type { AllowanceLevel } from './allowance';

/** What a stage needs to take part in a run, with the parts of the store that it uses; a stage without one works alone and remembers nothing. */
export interface RunContext<Parts = Store> {
	readonly run: Run;
	readonly store: Parts;
	/** Prolongs the run's lease; throws `lease_lost` when another run has taken over. Stages call it per bounded step. */
	keepLease(): Promise<void>;
	/**
	 * What the run may still do about API calls; asked before an optional look-up and before each batch. At `stop` the run
	 * has been told to write no more. Absent where nobody has set a ceiling.
	 */
	allowance?(): Promise<AllowanceLevel>;
}
