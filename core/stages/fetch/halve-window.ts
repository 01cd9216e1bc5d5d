import { parseDateTime } from '../../salesforce/date-time';
import { isQueryTimeout } from '../../salesforce/salesforce-error';
import { type Fetch, planCalls } from './fetch-context';
import type { ReadPage } from './reading';
import type { WindowEdges } from './selection-soql';

/** How one part of a window is read; `isWhole`: it cannot be made smaller, so another way has to be found. */
export type ReadPart = (part: WindowEdges, room: number, isWhole: boolean) => AsyncGenerator<ReadPage>;

const shortestMs = 2_000;

/**
 * The window's records in the order of time, at most `room`. A part on which Salesforce works for longer than 120 s is
 * halved, and its halves are read one after the other; `total` grows to one more than `room` where there are more.
 */
export async function* readInParts(
	fetch: Fetch,
	stamped: string,
	window: WindowEdges,
	room: number,
	read: ReadPart,
): AsyncGenerator<ReadPage> {
	const open = [window];
	let given = 0;
	let total = 0;
	for (let part = open.shift(); part; part = open.shift()) {
		let partTotal = 0;
		let isBegun = false;
		try {
			for await (const page of read(part, room - given, isIndivisible(part))) {
				isBegun = true;
				partTotal = page.total;
				given += page.records.length;
				yield { records: page.records, total: total + partTotal };
			}
		} catch (error) {
			if (isBegun || !isQueryTimeout(error) || isIndivisible(part)) throw error;
			open.unshift(...halves(part, lowerEdge(part) ?? (await oldest(fetch, stamped))));
		}
		total += partTotal;
		if (total > room) return;
	}
}

function lowerEdge({ from, after }: WindowEdges): Date | undefined {
	return after?.modifiedAt ?? from;
}

function isIndivisible(part: WindowEdges): boolean {
	const from = lowerEdge(part);
	return from !== undefined && part.until.getTime() - from.getTime() < shortestMs;
}

/** Cut at a full second, which is what SystemModstamp holds. */
function halves(part: WindowEdges, from: Date): WindowEdges[] {
	const middle = new Date(Math.floor((from.getTime() + part.until.getTime()) / 2_000) * 1_000);
	const lower = lowerEdge(part) ? part : { ...part, from };
	return [
		{ ...lower, until: middle },
		{ from: middle, until: part.until },
	];
}

/** When the oldest record was changed last: found along an index, so without any condition. */
async function oldest({ client, context, signal }: Fetch, sObject: string): Promise<Date> {
	await planCalls(context, 1);
	for await (const { records } of client.query(
		`SELECT SystemModstamp FROM ${sObject} ORDER BY SystemModstamp LIMIT 1`,
		signal,
	)) {
		if (records.length > 0) return parseDateTime(records[0].SystemModstamp);
	}
	return client.serverNow();
}
