import { createCipheriv, hash } from 'node:crypto';
import { isPlainObject, sortBy } from 'lodash';
import type { RecordEnrichment, RecordItem } from './record-item';

/** What is found of a seal: none, one of ours for this record and run, or another. */
export type SealState = 'none' | 'fits' | 'broken';

/** What tells a run and nothing of a record: it may be put on any record, as when records are copied into another org. */
const keysOfRuns: ReadonlySet<string> = new Set([
	'orgId',
	'sObject',
	'runId',
	'executionId',
	'batchHolder',
	'batchId',
	'seal',
]);

/**
 * The items with their `_enrichment` sealed by the store's key, each for its record and run. One without `_enrichment`, and
 * one that carries its seal already, is given back as it is.
 */
export function sealed<T extends RecordItem>(items: readonly T[], key: string): T[] {
	const seals = sealsFor(items, key);
	return items.map((item, index) => {
		const seal = seals[index];
		return seal === undefined || item._enrichment?.seal === seal
			? item
			: { ...item, _enrichment: { ...item._enrichment, seal } };
	});
}

/** Whether each item's `_enrichment` was given by the pack to this record, in this run, with this key. */
export function sealStatesOf(items: readonly RecordItem[], key: string): SealState[] {
	const seals = sealsFor(items, key);
	return items.map(({ _enrichment }, index) => {
		if (seals[index] === undefined || _enrichment?.seal === undefined) return 'none';
		return _enrichment.seal === seals[index] ? 'fits' : 'broken';
	});
}

/**
 * The seals that the items should carry; `undefined` for one without `_enrichment`. A record that exists is sealed by its Id
 * and run: whoever has no key can make none, and one that leaked is of use for that record only, and only until the run
 * ends. A record that has no Id yet is sealed by all that is said of it.
 */
function sealsFor(items: readonly RecordItem[], key: string): Array<string | undefined> {
	const recordsByRun = new Map<string, number[]>();
	const seals = items.map((item, index) => {
		const { Id, _enrichment } = item;
		if (typeof _enrichment !== 'object' || _enrichment === null) return undefined;
		const runId = String(_enrichment.runId ?? '');
		if (isOfRunOnly(_enrichment)) return keyedHash(key, `run|${runId}`);
		if (typeof Id === 'string' && idShape.test(Id)) {
			const records = recordsByRun.get(runId);
			if (records) records.push(index);
			else recordsByRun.set(runId, [index]);
			return undefined;
		}
		const { seal: _seal, ...content } = _enrichment;
		return keyedHash(key, `new|${inOneOrder([Id ?? null, content])}`);
	});
	for (const [runId, indexes] of recordsByRun)
		fillRecordSeals(seals, items, indexes, keyedHash(key, `record|${runId}`));
	return seals;
}

/** As JSON with the keys sorted: an item that went through columns has them in another order. */
function inOneOrder(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		isPlainObject(part) ? Object.fromEntries(sortBy(Object.entries(part as object), '0')) : part,
	);
}

function isOfRunOnly(enrichment: RecordEnrichment): boolean {
	for (const name in enrichment)
		if (!keysOfRuns.has(name) && enrichment[name as keyof RecordEnrichment] !== undefined) return false;
	return true;
}

const idShape = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const blockBytes = 16;
/** The other three follow from them. */
const idBytes = 15;

/**
 * An Id fits into one block, and one block under AES is a keyed hash; all records in one call, because a call for each
 * would cost ten times as much. The key is the run's own.
 */
function fillRecordSeals(
	seals: Array<string | undefined>,
	items: readonly RecordItem[],
	indexes: readonly number[],
	runKey: string,
): void {
	const blocks = Buffer.alloc(blockBytes * indexes.length);
	indexes.forEach((index, at) => blocks.write(String(items[index].Id), at * blockBytes, idBytes, 'latin1'));
	const cipher = createCipheriv('aes-256-ecb', Buffer.from(runKey, 'base64url'), null).setAutoPadding(false);
	const tags = cipher.update(blocks);
	indexes.forEach((index, at) => (seals[index] = tags.toString('base64url', at * blockBytes, (at + 1) * blockBytes)));
}

/**
 * SHA-512/256 of key and text: its state cannot be taken on from the value, as SHA-256's could, so a key of a fixed length
 * in front makes it a keyed hash, at half of what an HMAC takes.
 */
function keyedHash(key: string, text: string): string {
	return hash('sha512-256', key + text, 'base64url');
}
