import { RunBooks } from '../../run/run-books';
import type { FetchRun } from './fetch-run';
import type { SalesforceClient } from '../../salesforce/client';
import type { FetchTally } from './fetch-tally';
import type { SelectionPlan } from './plan-selection';
import type { SelectionRequest } from './selection';

/** What all steps of one fetch share. */
export interface Fetch {
	readonly client: SalesforceClient;
	readonly request: SelectionRequest;
	readonly plan: SelectionPlan;
	/** Whether its records were selected by their last attempt. */
	readonly selectedAs?: 'due';
	/** What found no match before this moment may find one now. */
	readonly answerableSince?: Date;
	/** `undefined`: the stage works alone and remembers nothing. */
	readonly context: FetchRun | undefined;
	readonly tally: FetchTally;
	readonly signal: AbortSignal | undefined;
}

/** Puts calls on the books before they are made. */
export async function planCalls(context: FetchRun | undefined, planned: number): Promise<void> {
	await new RunBooks(context, 'fetch').plan(planned);
}

/**
 * Runs a fetch with its calls on the books: those of the preparation as planned, all as used, step by step and also when
 * one fails. What others do with the client between two steps is theirs. The generator's steps plan the calls they make.
 */
export async function* onTheBooks<T>(
	client: SalesforceClient,
	context: FetchRun | undefined,
	steps: (prepared: () => Promise<void>) => AsyncGenerator<T>,
): AsyncGenerator<T> {
	let before = client.calls.now();
	const prepared = async () => {
		const { used, retries } = client.calls.since(before);
		await planCalls(context, used - retries);
	};
	const booked = async <R>(step: () => Promise<R>): Promise<R> => {
		before = client.calls.now();
		try {
			return await step();
		} finally {
			const made = client.calls.since(before);
			if (made.used > 0) await new RunBooks(context, 'fetch').enter(made);
		}
	};

	const fetch = steps(prepared);
	try {
		for (;;) {
			const next = await booked(() => fetch.next());
			if (next.done) return;
			yield next.value;
		}
	} finally {
		// Whoever stops reading early leaves a query job behind, which the fetch then takes out.
		await booked(() => fetch.return(undefined));
	}
}
