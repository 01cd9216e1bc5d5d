import type { RunContext } from '../../run/run-context';
import type { SalesforceClient } from '../../salesforce/client';
import type { FetchTally } from './fetch-tally';
import type { SelectionPlan } from './plan-selection';
import type { SelectionRequest } from './selection';

/** What all steps of one fetch share. */
export interface Fetch {
	readonly client: SalesforceClient;
	readonly request: SelectionRequest;
	readonly plan: SelectionPlan;
	/** `undefined`: the stage works alone and remembers nothing. */
	readonly context: RunContext | undefined;
	readonly tally: FetchTally;
	readonly signal: AbortSignal | undefined;
}

/** Puts calls on the books before they are made. */
export async function planCalls(context: RunContext | undefined, planned: number): Promise<void> {
	if (planned > 0) await context?.store.addCalls(context.run.runId, 'fetch', { planned, used: 0, retries: 0 });
}

/**
 * Runs a fetch with its calls on the books: those of the preparation as planned, all as used, also when it fails. The
 * generator's steps plan the calls that they make.
 */
export async function* onTheBooks<T>(
	client: SalesforceClient,
	context: RunContext | undefined,
	steps: (prepared: () => Promise<void>) => AsyncGenerator<T>,
): AsyncGenerator<T> {
	const before = client.calls.now();
	const prepared = async () => {
		const { used, retries } = client.calls.since(before);
		await planCalls(context, used - retries);
	};
	try {
		yield* steps(prepared);
	} finally {
		await context?.store.addCalls(context.run.runId, 'fetch', { planned: 0, ...client.calls.since(before) });
	}
}
