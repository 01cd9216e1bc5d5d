import type { CallCount } from '../salesforce/call-tally';
import type { CallStore } from '../store/contract/calls';
import type { Run } from '../store/contract/runs';

/** The books of a stage in a run; a stage that works alone keeps none. */
export class RunBooks {
	constructor(
		private readonly context:
			| { readonly run: Pick<Run, 'runId'>; readonly store: Pick<CallStore, 'addCalls' | 'readCalls'> }
			| undefined,
		private readonly stage:
			| 'connect'
			| 'fetch'
			| 'write'
			| 'canary'
			| 'undo'
			| 'merge'
			| 'convert'
			| 'record'
			| 'scan'
			| 'score'
			| 'match',
	) {}

	/** Puts calls on the books before they are made. */
	async plan(calls: number): Promise<void> {
		if (calls > 0) await this.add(calls, { used: 0, retries: 0 });
	}

	/** Enters calls that were made, without those that are in other books; nothing when there were none. */
	async enter(made: CallCount, elsewhere: CallCount = { used: 0, retries: 0 }): Promise<void> {
		const [used, retries] = [made.used - elsewhere.used, made.retries - elsewhere.retries];
		if (used !== 0 || retries !== 0) await this.add(0, { used, retries });
	}

	/** Enters calls whose number nobody could know before: they count as planned, but for those that repeat one. */
	async enterAsPlanned({ used, retries }: CallCount): Promise<void> {
		if (used > 0) await this.add(used - retries, { used, retries });
	}

	/** Whether the run has planned or entered any calls here. */
	async areOpen(): Promise<boolean> {
		const { run, store } = this.context ?? {};
		return run !== undefined && (await store?.readCalls(run.runId))?.[this.stage] !== undefined;
	}

	private async add(planned: number, { used, retries }: CallCount): Promise<void> {
		await this.context?.store.addCalls(this.context.run.runId, this.stage, { planned, used, retries });
	}
}
