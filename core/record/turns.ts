import { setImmediate } from 'node:timers/promises';

/** So long work on many records may hold the thread, in milliseconds: in one process a message waits for its answer meanwhile. */
const budgetMs = 10;

/** Shared by all work of the process: parts of one step, each short, hold the thread together. */
let until = 0;

/** Lets other work in when the thread has been held for its time; cheap when it has not. */
export async function nextTurn(): Promise<void> {
	if (performance.now() < until) return;
	await setImmediate();
	until = performance.now() + budgetMs;
}

/** What `work` makes of each value, in their order; other work is let in after every ten milliseconds. */
export async function mapInTurns<Value, Made>(
	values: readonly Value[],
	work: (value: Value, index: number) => Made,
): Promise<Made[]> {
	const made: Made[] = [];
	for (const [index, value] of values.entries()) {
		made.push(work(value, index));
		if (performance.now() >= until) await nextTurn();
	}
	return made;
}
