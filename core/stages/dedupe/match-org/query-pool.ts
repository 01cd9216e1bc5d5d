import { EnrichmentError } from '../../../errors';
import type { SalesforceRecord } from '../../../record/record-item';
import type { SalesforceClient } from '../../../salesforce/client';

const queriesAtOnce = 5;

interface Asking {
	readonly queries: readonly string[];
	readonly what: string;
	resolve(lists: SalesforceRecord[][]): void;
	reject(error: unknown): void;
}

/**
 * Lets those who look for candidates at the same time share calls: what is asked within one turn of the event loop travels together,
 * five queries a call. Whose query is refused hears of it; the others get what they asked for.
 */
export class QueryPool {
	private waiting: Asking[] = [];

	constructor(
		private readonly client: SalesforceClient,
		private readonly signal: AbortSignal | undefined,
	) {}

	/** The rows of each query; `what` completes “could not …”. */
	ask(queries: readonly string[], what: string): Promise<SalesforceRecord[][]> {
		if (queries.length === 0) return Promise.resolve([]);
		return new Promise((resolve, reject) => {
			if (this.waiting.length === 0) setImmediate(() => void this.send());
			this.waiting.push({ queries, what, resolve, reject });
		});
	}

	private async send(): Promise<void> {
		const together = this.waiting;
		this.waiting = [];
		try {
			const lists = await this.read(
				together.flatMap(({ queries }) => queries),
				[...new Set(together.map(({ what }) => what))].join(', '),
			);
			let from = 0;
			for (const { queries, resolve } of together) {
				resolve(lists.slice(from, from + queries.length));
				from += queries.length;
			}
		} catch (error) {
			if (together.length === 1 || !isAboutOne(error)) together.forEach(({ reject }) => reject(error));
			else
				for (const { queries, what, resolve, reject } of together) await this.read(queries, what).then(resolve, reject);
		}
	}

	private async read(queries: readonly string[], what: string): Promise<SalesforceRecord[][]> {
		const lists: SalesforceRecord[][] = [];
		for (let at = 0; at < queries.length; at += queriesAtOnce)
			for (const list of await this.client.queryEach(queries.slice(at, at + queriesAtOnce), what, this.signal))
				lists.push(list);
		return lists;
	}
}

/** Whether a part of what was asked for may be what Salesforce could not answer, so that the rest is worth asking again. */
export function isAboutOne(error: unknown): error is EnrichmentError {
	return (
		error instanceof EnrichmentError &&
		(error.code === 'salesforce_refused' || error.code === 'query_timeout' || error.code === 'invalid_input')
	);
}
