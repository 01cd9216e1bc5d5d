import { until } from '../../demo/editor/until';
import type { InstantArena } from './instant-arena';

/** Of one round: from the moment the message was sent. */
export interface Round {
	/** Until the slowest message was acknowledged. */
	readonly receiptMs: number;
	/** Until the last of its records held its values in Salesforce. */
	readonly writtenMs: number;
}

const pollMs = 5;

/** So many leads are created and told of; resolves when all are written, throws when they are not within so many seconds. */
export async function measureRound(arena: InstantArena, records: number, seconds = 60): Promise<Round> {
	const ids = arena.createLeads(records);
	const started = performance.now();
	const receiptMs = Math.max(...(await arena.deliver()));
	await allWritten(arena, ids, seconds);
	return { receiptMs, writtenMs: performance.now() - started };
}

/** Resolves when all of these are written. */
export async function allWritten(arena: InstantArena, ids: readonly string[], seconds: number): Promise<void> {
	await allWith('written', arena, ids, seconds);
}

async function allWith(outcome: string, arena: InstantArena, ids: readonly string[], seconds: number): Promise<void> {
	const deadline = performance.now() + seconds * 1000;
	let open = ids;
	for (;;) {
		open = open.filter((id) => arena.withOutcome(outcome, [id]) === 0);
		if (open.length === 0) return;
		if (performance.now() > deadline)
			throw new Error(`${open.length} of ${ids.length} records are not ${outcome} after ${seconds} seconds`);
		await new Promise((resolve) => setTimeout(resolve, pollMs));
	}
}

/** Of one round with a provider of jobs. */
export interface JobRound {
	/** From the moment the message was sent until every record said that it waits for the provider. */
	readonly parkedMs: number;
	/** From the end of the provider's job until every record held its values. */
	readonly writtenMs: number;
}

/** So many leads of people are told of, from this one of the provider's on. */
export async function measureJob(arena: InstantArena, first: number, records: number): Promise<JobRound> {
	const ids = arena.createPeople(first, records);
	const before = arena.vendors.deliveries().length;
	const started = performance.now();
	await arena.deliver();
	await allWith('pending', arena, ids, 30);
	const parkedMs = performance.now() - started;
	// Whatever the answer was: of somebody who has moved on nothing is written but that.
	await until('every record has its answer', async () => arena.withOutcome('pending', ids) === 0, 60, pollMs);
	const ended = Date.parse(arena.vendors.deliveries()[before].at);
	return { parkedMs, writtenMs: Date.now() - ended };
}

/** The value below which this share (0–1) of them lies. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

/** Companies by their number, as one request to the provider asked for them. */
export type AskedBatch = readonly number[];

/** Whether no batch holds a record that was created later than one of the batch before it; numbers rise with the creation. */
export function isNewestFirst(batches: readonly AskedBatch[]): boolean {
	return batches.every((batch, index) => index === 0 || Math.max(...batch) < Math.min(...batches[index - 1]));
}
