import type { InstantArena } from './instant-arena';

/** Of one round: from the moment the message was sent. */
export interface Round {
	/** Until it was acknowledged. */
	readonly receiptMs: number;
	/** Until the last of its records held its values in Salesforce. */
	readonly writtenMs: number;
}

const pollMs = 5;

/** So many leads are created and told of; resolves when all are written, throws when they are not within so many seconds. */
export async function measureRound(arena: InstantArena, records: number, seconds = 60): Promise<Round> {
	const ids = arena.createLeads(records);
	const started = performance.now();
	const attempts = await arena.org.outbound.deliver();
	const refused = attempts.find(({ isAcknowledged }) => !isAcknowledged);
	if (refused) throw new Error(`A message was answered with ${refused.status ?? 'nothing'}`);
	const receiptMs = performance.now() - started;
	await allWritten(arena, ids, seconds);
	return { receiptMs, writtenMs: performance.now() - started };
}

/** Resolves when all of these are written. */
export async function allWritten(arena: InstantArena, ids: readonly string[], seconds: number): Promise<void> {
	const deadline = performance.now() + seconds * 1000;
	let open = ids;
	for (;;) {
		open = open.filter((id) => arena.written([id]) === 0);
		if (open.length === 0) return;
		if (performance.now() > deadline)
			throw new Error(`${open.length} of ${ids.length} records are not written after ${seconds} seconds`);
		await new Promise((resolve) => setTimeout(resolve, pollMs));
	}
}

/** The value below which this share (0–1) of them lies. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

/** Whether what was created later was written earlier, batch by batch: no batch of 100 holds a record older than one of a later batch. */
export function isNewestFirst(arena: InstantArena, ids: readonly string[], batch: number): boolean {
	const moments = ids.map((id) => String(arena.org.org.get('Lead', id)?.Enrichment_Last_Activity__c));
	const newestFirst = [...moments].reverse();
	// The first batch takes what was there when it began; from then on order is by creation.
	return newestFirst.slice(batch).every((moment, index, all) => index === 0 || moment >= all[index - 1]);
}
