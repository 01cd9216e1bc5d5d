import { createHash, hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { EnrichmentProvider } from '../provider';
import { providerOver } from './reference-data';
import { indexCompanies } from './reference-data/company-index';
import { limited, type ReferenceFileOptions } from './reference-data/file-text';
import type { ReferenceOrigin } from './reference-data/origin';

type Row = Readonly<Record<string, unknown>>;

export interface ReferenceItemsOptions extends Pick<ReferenceFileOptions, 'maxBytes' | 'signal'> {
	/** When the rows were read: they are as new as that, unless a row says it. */
	readonly now: Date;
}

const rowsPerTurn = 500;

/**
 * A provider over the items of a node, a company each, with the columns and limits of a reference file; `maxBytes` counts
 * them as JSON. `name` is that of the node, for messages, which count items from 1.
 */
export async function openReferenceItems(
	name: string,
	rows: readonly Row[],
	options: ReferenceItemsOptions,
): Promise<EnrichmentProvider> {
	const remedy = 'Correct the rows where they come from, or leave the faulty ones out before this node.';
	const origin: ReferenceOrigin = { name, whole: 'input', row: 'item', remedy };
	const text = textOf(origin, rows, options);
	const index = await indexCompanies(origin, { modifiedAt: options.now, text });
	return providerOver(index, `items:${name}`, await versionOf(rows));
}

/** As lines of JSON, so that one reader serves files and items. */
async function* textOf(
	origin: ReferenceOrigin,
	rows: readonly Row[],
	{ maxBytes, signal }: ReferenceItemsOptions,
): AsyncGenerator<string> {
	for await (const piece of limited(origin, piecesOf(rows), maxBytes, signal)) yield piece.toString();
}

async function* piecesOf(rows: readonly Row[]): AsyncGenerator<Buffer> {
	for (let start = 0; start < rows.length; start += rowsPerTurn) {
		const lines = rows.slice(start, start + rowsPerTurn).map((row) => `${JSON.stringify(row)}\n`);
		yield Buffer.from(lines.join(''));
	}
}

/** Whatever the order of rows and columns: a table that is queried without one gives another every time. */
async function versionOf(rows: readonly Row[]): Promise<string> {
	const hashes: string[] = [];
	for (const row of rows) {
		hashes.push(hash('sha256', JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))));
		if (hashes.length % rowsPerTurn === 0) await setImmediate();
	}
	return createHash('sha256').update(hashes.sort().join('\n')).digest('hex');
}
