import { setImmediate } from 'node:timers/promises';

/** The most rows that a store reads at once. */
export const pageSize = 1000;

/**
 * Pages of at most `pageSize` rows, none of them empty. `load` gives the rows that come after `last`,
 * the last row of the page before; `undefined` asks for the first page.
 */
export async function* readPages<T>(
	load: (last: T | undefined) => readonly T[] | Promise<readonly T[]>,
): AsyncGenerator<readonly T[], void, undefined> {
	let last: T | undefined;
	for (;;) {
		// SQLite answers without waiting, so only this lets anybody else have the event loop.
		await setImmediate();
		const rows = await load(last);
		if (rows.length === 0) return;
		yield rows;
		if (rows.length < pageSize) return;
		last = rows[rows.length - 1];
	}
}
