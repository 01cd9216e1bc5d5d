import type { InstantArena } from './instant-arena';
import type { Lateness } from './loop-watch';
import { allWritten, percentile } from './measure';
import { keepOnOneCore } from './one-core';

const perMessage = 100;
const perNotice = 10;
const secondsForFirst = 120;

/** How fast messages were answered. */
export interface Receipts {
	/** One line for people. */
	readonly measured: string;
	/** In milliseconds, of 99 in 100. */
	readonly p99: number;
	/** Whether every record of the run beside them was written. */
	readonly isComplete: boolean;
}

/** Answers to so many messages while n8n has nothing else to do. */
export async function receiptsAlone(arena: InstantArena, messages: number): Promise<Receipts> {
	const told = await toldLeads(arena);
	let left = messages;
	const { receipts, loops } = await receiveWhile(arena, told, () => (left -= 1) >= 0);
	return { ...shown(receipts, loops), isComplete: true };
}

/** Answers while the same n8n has a run over so many records in work. */
export async function receiptsBeside(arena: InstantArena, records: number): Promise<Receipts> {
	const told = await toldLeads(arena);
	const { ended, written } = await arena.beginLargeRun(records);
	let hasEnded = false;
	const end = ended.finally(() => (hasEnded = true));
	// Awaited below; when a message fails first, that is what is said.
	end.catch(() => undefined);
	const { receipts, loops } = await receiveWhile(arena, told, () => !hasEnded);
	await end;
	const { measured, p99 } = shown(receipts, loops);
	return { measured: `${measured}; ${written()} of the run written`, p99, isComplete: written() === records };
}

/** The same, the run and the org kept on one core, so that another is free to answer; `undefined` where that cannot be. */
export async function receiptsBesideOneCore(arena: InstantArena, records: number): Promise<Receipts | undefined> {
	const release = keepOnOneCore([process.pid, ...arena.runPids()]);
	if (!release) return undefined;
	try {
		return await receiptsBeside(arena, records);
	} finally {
		release();
	}
}

/** Leads that have been told of and written once, so that the same again changes nothing. */
async function toldLeads(arena: InstantArena): Promise<string[]> {
	const told = arena.createLeads(perMessage);
	await arena.deliver();
	await allWritten(arena, told, secondsForFirst);
	return told;
}

async function receiveWhile(arena: InstantArena, told: readonly string[], goesOn: () => boolean) {
	await arena.lateness();
	const receipts: number[] = [];
	while (goesOn()) {
		// Unevenly, so that they do not keep step with the run's batches.
		await new Promise((resolve) => setTimeout(resolve, 100 + 37 * (receipts.length % 7)));
		const from = (receipts.length * perNotice) % told.length;
		arena.saveAgain(told.slice(from, from + perNotice));
		for (const each of await arena.deliver()) receipts.push(each);
	}
	return { receipts, loops: await arena.lateness() };
}

function shown(receipts: readonly number[], loops: Readonly<Record<string, Lateness>>) {
	const [median, tail, worst] = [0.5, 0.99, 1].map((share) => percentile(receipts, share));
	const late = Object.entries(loops).map(([of, { p99, worst: most, holds }]) => {
		return `${of} 99 % ≤ ${ms(p99)}, worst ${ms(most)}, ${holds} times over 50 ms`;
	});
	const answers = `p50 ${ms(median)}, p99 ${ms(tail)}, worst ${ms(worst)} over ${receipts.length} messages`;
	const processor = `${ms(loops.n8n.processorMs / receipts.length)} of processor a message in the process that answers`;
	return { measured: `${answers}; ${processor}; timers late: ${late.join('; ')}`, p99: tail };
}

const ms = (milliseconds: number) => `${Math.round(milliseconds)} ms`;
